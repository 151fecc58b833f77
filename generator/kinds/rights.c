#include "kinds/rights.h"

#include "base/arena.h"
#include "kinds/shapes.h"

struct known_statement {
    const char *id, *label, *url;
};

/* SPDX ids (spdx.org/licenses) of what texts and their examples are commonly under. */
static const struct known_statement licenses[] = {
    {"CC0-1.0", "CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"},
    {"CC-PDDC", "Creative Commons Public Domain Dedication", "https://creativecommons.org/licenses/publicdomain/"},
    {"PDM-1.0", "Public Domain Mark 1.0", "https://creativecommons.org/publicdomain/mark/1.0/"},
    {"GFDL-1.3-only", "GNU Free Documentation License 1.3", "https://www.gnu.org/licenses/fdl-1.3.html"},
    {"GFDL-1.3-or-later", "GNU Free Documentation License 1.3 or later", "https://www.gnu.org/licenses/fdl-1.3.html"},
    {"GFDL-1.2-only", "GNU Free Documentation License 1.2", "https://www.gnu.org/licenses/old-licenses/fdl-1.2.html"},
    {"GPL-2.0-only", "GNU General Public License 2", "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html"},
    {"GPL-3.0-only", "GNU General Public License 3", "https://www.gnu.org/licenses/gpl-3.0.html"},
    {"GPL-3.0-or-later", "GNU General Public License 3 or later", "https://www.gnu.org/licenses/gpl-3.0.html"},
    {"MIT", "MIT License", "https://spdx.org/licenses/MIT.html"},
    {"Apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"},
    {"BSD-2-Clause", "BSD 2-Clause License", "https://spdx.org/licenses/BSD-2-Clause.html"},
    {"BSD-3-Clause", "BSD 3-Clause License", "https://spdx.org/licenses/BSD-3-Clause.html"},
    {"FAL-1.3", "Free Art License 1.3", "https://artlibre.org/licence/lal/en/"},
    {"OGL-UK-3.0", "Open Government Licence 3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"},
    {"ODbL-1.0", "Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"},
};

/* The twelve statements of rightsstatements.org, by the name in their addresses: /vocab/InC/1.0/. */
static const struct known_statement statements[] = {
    {"InC", "In Copyright", ""},
    {"InC-OW-EU", "In Copyright – EU Orphan Work", ""},
    {"InC-EDU", "In Copyright – Educational Use Permitted", ""},
    {"InC-NC", "In Copyright – Non-Commercial Use Permitted", ""},
    {"InC-RUU", "In Copyright – Rights-Holder(s) Unlocatable or Unidentifiable", ""},
    {"NoC-CR", "No Copyright – Contractual Restrictions", ""},
    {"NoC-NC", "No Copyright – Non-Commercial Use Only", ""},
    {"NoC-OKLR", "No Copyright – Other Known Legal Restrictions", ""},
    {"NoC-US", "No Copyright – United States", ""},
    {"CNE", "Copyright Not Evaluated", ""},
    {"UND", "Copyright Undetermined", ""},
    {"NKC", "No Known Copyright", ""},
};

static const struct known_statement *known(const struct known_statement *list, size_t count, struct text id) {
    for (size_t i = 0; i < count; i++)
        if (same_word(text_of(list[i].id), id))
            return &list[i];
    return NULL;
}

#define KNOWN(list, id) known(list, sizeof list / sizeof *list, id)

/* "BY-NC-SA" in words. */
static const char *creative_commons_words(struct text conditions) {
    static const char *const words[][2] = {
        {"BY", "Attribution"},
        {"BY-SA", "Attribution-ShareAlike"},
        {"BY-ND", "Attribution-NoDerivatives"},
        {"BY-NC", "Attribution-NonCommercial"},
        {"BY-NC-SA", "Attribution-NonCommercial-ShareAlike"},
        {"BY-NC-ND", "Attribution-NonCommercial-NoDerivatives"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same_word(conditions, text_of(words[i][0])))
            return words[i][1];
    return NULL;
}

/* CC-BY-NC-4.0, "CC BY-NC 4.0". Without a version there is no license that an address could name. */
static bool explain_creative_commons(struct rights *rights, struct arena *arena) {
    struct text id = rights->statement;
    if (id.size < 9 || !same_word(text_slice(id, 0, 3), TEXT("CC-")))
        return false;
    struct text version = text_after(id, id.size - 3), conditions = text_slice(id, 3, id.size - 4);
    if (!text_contains(TEXT(" 1.0 2.0 2.5 3.0 4.0 "), text_format(arena, " %.*s ", TEXT_ARGS(version))))
        return false;
    const char *words = creative_commons_words(conditions);
    if (!words)
        return false;
    struct text path = text_lower_ascii(conditions, arena);
    for (char *c = (char *)path.bytes; c < path.bytes + path.size; c++)
        if (*c == ' ' || *c == '_')
            *c = '-';
    const char *reach = text_equal(version, TEXT("4.0")) ? "International" : "Unported";
    rights->label = text_format(arena, "Creative Commons %s %.*s %s", words, TEXT_ARGS(version), reach);
    if (!rights->url.size)
        rights->url =
            text_format(arena, "https://creativecommons.org/licenses/%.*s/%.*s/", TEXT_ARGS(path), TEXT_ARGS(version));
    return true;
}

static struct text statement_name(struct text url) {
    static const struct text host = TEXT_INIT("rightsstatements.org/");
    size_t at = text_find(url, host, 0);
    struct text part = TEXT(""), rest = text_after(url, at + host.size);
    if (at == url.size || !text_cut(&part, &rest, '/'))
        return TEXT("");
    if (!text_equal(part, TEXT("vocab")) && !text_equal(part, TEXT("page")))
        return TEXT("");
    return text_cut(&part, &rest, '/') ? part : TEXT("");
}

static void explain_address(struct rights *rights) {
    const struct known_statement *statement = KNOWN(statements, statement_name(rights->statement));
    rights->url = rights->statement;
    rights->label = statement ? text_of(statement->label) : rights->statement;
}

/* Fills label and url from the statement: an SPDX id, an address at rightsstatements.org or elsewhere, or words. */
static void explain(struct rights *rights, struct arena *arena) {
    rights->label = rights->statement;
    const struct known_statement *license = KNOWN(licenses, rights->statement);
    if (license) {
        rights->label = text_of(license->label);
        if (!rights->url.size)
            rights->url = text_of(license->url);
    } else if (is_url(rights->statement)) {
        explain_address(rights);
    } else {
        explain_creative_commons(rights, arena);
    }
}

static void read_map(struct rights *rights, const struct fields *fields, enum field statement) {
    struct text holder = field_prose(fields, FIELD_HOLDER), words = field_prose(fields, statement);
    if (holder.size)
        rights->holder = holder;
    if (words.size)
        rights->statement = words;
    if (field_find(fields, FIELD_URL))
        rights->url = field_url(fields, FIELD_URL);
}

/* One of the three fields: a map, or the statement itself. */
static void read_field(struct rights *rights, const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    if (!node)
        return;
    struct fields below = fields_below(fields, node);
    if (node->kind == YAML_MAP)
        read_map(rights, &below, FIELD_STATEMENT);
    else
        rights->statement = words_prose(fields, value_text(fields, node, known_fields[field].names));
}

static void read_copyright(struct rights *rights, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_COPYRIGHT);
    struct fields below = fields_below(fields, node);
    if (node && node->kind == YAML_MAP)
        read_map(rights, &below, FIELD_ONLY_STATEMENT);
    else if (node)
        rights->holder = words_prose(fields, value_text(fields, node, "copyright"));
}

struct rights rights_read(const struct fields *fields) {
    struct rights rights = {0};
    read_copyright(&rights, fields);
    read_field(&rights, fields, FIELD_LICENSE);
    read_field(&rights, fields, FIELD_RIGHTS);
    explain(&rights, fields->arena);
    return rights;
}
