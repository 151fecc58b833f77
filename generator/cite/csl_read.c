#include "base/array.h"
#include "base/buffer.h"
#include "cite/csl_reading.h"
#include "cite/edtf.h"
#include "cite/formats.h"
#include "cite/internal.h"
#include "cite/pandoc_words.h"
#include "read/codes.h"

/*
 * Works as CSL-JSON and CSL-YAML have them: what the schema says, and what is written beside it: a number or a list where a
 * text stands, dates as "2020-01-02", as date-parts without their outer list, or with year and month by name, as Pandoc once
 * had them; a name as one text; and variables in the note of an item, as Zotero's "Extra" has them.
 */

/* The members of a list as one text. */
static struct text read_list(const struct csl_reading *reading, const struct yaml_node *list, struct text between) {
    struct buffer out = {0};
    for (const struct yaml_node *child = yaml_first(reading->yaml, list); child;
         child = yaml_next(reading->yaml, list, child)) {
        if (child->kind != YAML_SCALAR)
            csl_tell_value(reading, list);
        else if (out.size > 0)
            buffer_add(&out, between);
        buffer_add(&out, child->kind == YAML_SCALAR ? csl_value(reading, child) : TEXT(""));
    }
    return buffer_take(&out, reading->arena);
}

/* A text; of a list its members, with ", " between: keywords, ISBNs. */
static struct text read_text(const struct csl_reading *reading, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR)
        return csl_value(reading, node);
    if (node->kind == YAML_LIST)
        return read_list(reading, node, TEXT(", "));
    if (node->kind == YAML_MAP)
        csl_tell_value(reading, node);
    return (struct text){0};
}

static struct text *part_of(struct work_name *name, struct text key) {
    static const struct text keys[] = {TEXT_INIT("family"),
                                       TEXT_INIT("given"),
                                       TEXT_INIT("dropping-particle"),
                                       TEXT_INIT("non-dropping-particle"),
                                       TEXT_INIT("suffix"),
                                       TEXT_INIT("literal"),
                                       TEXT_INIT("name")};
    struct text *parts[] = {&name->family, &name->given,   &name->dropping, &name->non_dropping,
                            &name->suffix, &name->literal, &name->literal};
    size_t found = work_named(keys, sizeof keys / sizeof *keys, key);
    return found < sizeof keys / sizeof *keys ? parts[found] : NULL;
}

/* Parts of a given name may be a list: [Martin, L.]. */
static struct text read_part(const struct csl_reading *reading, const struct yaml_node *node) {
    return node->kind == YAML_LIST ? read_list(reading, node, TEXT(" ")) : read_text(reading, node);
}

static struct text without_backslashes(const struct csl_reading *reading, struct text name) {
    return reading->is_markdown ? pandoc_words(name, false, reading->arena) : name;
}

static struct work_name read_name(const struct csl_reading *reading, const struct yaml_node *node) {
    struct work_name name = {0};
    if (node->kind == YAML_SCALAR)
        name.literal = without_backslashes(reading, csl_value(reading, node));
    const struct yaml_node *child = node->kind == YAML_MAP ? yaml_first(reading->yaml, node) : NULL;
    for (; child; child = yaml_next(reading->yaml, node, child)) {
        struct text key = yaml_key(reading->yaml, child), *part = part_of(&name, key);
        if (part)
            *part = without_backslashes(reading, read_part(reading, child));
        else if (text_equal(key, TEXT("comma-suffix")))
            name.comma_suffix = csl_is_true(reading, child);
        else if (text_equal(key, TEXT("static-ordering")))
            name.static_ordering = csl_is_true(reading, child);
        else if (!text_equal(key, TEXT("parse-names")) && !text_equal(key, TEXT("isInstitution")))
            csl_tell_value(reading, child);
    }
    if (name.literal.size > 0)
        name = (struct work_name){.literal = name.literal};
    return name;
}

static bool is_nobody(const struct work_name *name) {
    return name->literal.size == 0 && name->family.size == 0 && name->given.size == 0;
}

static void add_name(const struct csl_reading *reading, struct work_names *names, const struct yaml_node *node) {
    struct work_name name = read_name(reading, node);
    if (text_equal(name.literal, TEXT("others")))
        names->has_others = true;
    else if (!is_nobody(&name))
        *array_add(names, reading->arena) = name;
    else if (node->kind == YAML_LIST)
        csl_tell_value(reading, node);
}

static void read_names(const struct csl_reading *reading, struct work_names *names, const struct yaml_node *node) {
    if (node->kind != YAML_LIST) {
        add_name(reading, names, node);
        return;
    }
    for (const struct yaml_node *child = yaml_first(reading->yaml, node); child; child = yaml_next(reading->yaml, node, child))
        add_name(reading, names, child);
}

/* Types as others than CSL call them: Crossref, and older ones of CSL. */
static const struct {
    struct text name;
    uint8_t type;
} other_types[] = {
#define OTHER_TYPE(name, type)                                                                                                 \
    { TEXT_INIT(name), WORK_##type }
    OTHER_TYPE("journal-article", ARTICLE_JOURNAL),
    OTHER_TYPE("book-chapter", CHAPTER),
    OTHER_TYPE("book-section", CHAPTER),
    OTHER_TYPE("proceedings-article", PAPER_CONFERENCE),
    OTHER_TYPE("posted-content", ARTICLE),
    OTHER_TYPE("monograph", BOOK),
    OTHER_TYPE("edited-book", BOOK),
    OTHER_TYPE("reference-book", BOOK),
    OTHER_TYPE("reference-entry", ENTRY),
    OTHER_TYPE("dissertation", THESIS),
    OTHER_TYPE("proceedings", BOOK),
    OTHER_TYPE("legal-case", LEGAL_CASE),
    OTHER_TYPE("motion-picture", MOTION_PICTURE),
    OTHER_TYPE("musical-score", MUSICAL_SCORE),
    OTHER_TYPE("personal-communication", PERSONAL_COMMUNICATION),
    OTHER_TYPE("", DOCUMENT),
};

static void read_type(const struct csl_reading *reading, const struct yaml_node *node) {
    struct text value = csl_value(reading, node);
    size_t type = work_named(work_type_names, WORK_TYPE_COUNT, value);
    for (size_t i = 0; i < sizeof other_types / sizeof *other_types; i++)
        if (text_equal(other_types[i].name, value))
            type = other_types[i].type;
    reading->work->type = type < WORK_TYPE_COUNT ? (uint8_t)type : WORK_DOCUMENT;
    if (type == WORK_TYPE_COUNT)
        csl_tell(reading, W_WORKS_LEFT_OUT, yaml_place(reading->path, node),
                 text_format(reading->arena, "CSL has no type \"%.*s\"; the work is a document", TEXT_ARGS(value)),
                 "types are article-journal, book, chapter, report, webpage and so on");
}

/* Variables by another name, and what says nothing of the work. */
static struct text variable_of(struct text key) {
    static const struct {
        struct text name, same;
    } aliases[] = {
        {TEXT_INIT("shortTitle"), TEXT_INIT("title-short")},
        {TEXT_INIT("journalAbbreviation"), TEXT_INIT("container-title-short")},
        {TEXT_INIT("event"), TEXT_INIT("event-title")},
        {TEXT_INIT("number-of-page"), TEXT_INIT("number-of-pages")},
    };
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (text_equal(aliases[i].name, key))
            return aliases[i].same;
    return key;
}

static bool is_passed_over(struct text key) {
    static const struct text names[] = {TEXT_INIT("id"),
                                        TEXT_INIT("type"),
                                        TEXT_INIT("citation-key"),
                                        TEXT_INIT("citation-label"),
                                        TEXT_INIT("citation-number"),
                                        TEXT_INIT("year-suffix"),
                                        TEXT_INIT("first-reference-note-number"),
                                        TEXT_INIT("locator"),
                                        TEXT_INIT("system_id"),
                                        TEXT_INIT("custom"),
                                        TEXT_INIT("categories")};
    return work_named(names, sizeof names / sizeof *names, key) < sizeof names / sizeof *names;
}

/* An address has no italics. */
static bool has_marks(size_t text) {
    return text != WORK_URL && text != WORK_DOI;
}

/* The index of a name among CSL's. Pandoc writes "doi" and "url" in small letters. */
static size_t text_named(struct text key) {
    size_t i = 0;
    while (i < WORK_TEXT_COUNT && !text_equal_ignoring_case(work_text_names[i], key))
        i++;
    return i;
}

static void tell_unknown(const struct csl_reading *reading, const struct yaml_node *node, struct text key) {
    size_t nearest = text_nearest(key, work_text_names, WORK_TEXT_COUNT);
    struct text help = nearest == SIZE_MAX
                           ? TEXT("")
                           : text_format(reading->arena, "did you mean \"%.*s\"?", TEXT_ARGS(work_text_names[nearest]));
    diag_add(reading->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, yaml_key_place(reading->path, node),
             text_format(reading->arena, "CSL has no variable \"%.*s\"; it is left out", TEXT_ARGS(key)), help);
}

static void read_member(const struct csl_reading *reading, const struct yaml_node *node) {
    struct cited_work *work = reading->work;
    struct text key = variable_of(yaml_key(reading->yaml, node));
    size_t text = text_named(key);
    size_t role = work_named(work_role_names, WORK_ROLE_COUNT, key);
    size_t when = work_named(work_when_names, WORK_WHEN_COUNT, key);
    if (node->kind == YAML_NULL)
        return;
    if (text < WORK_TEXT_COUNT) {
        work->texts[text] = read_text(reading, node);
        if (reading->is_markdown)
            work->texts[text] = pandoc_words(work->texts[text], has_marks(text), reading->arena);
    } else if (role < WORK_ROLE_COUNT)
        read_names(reading, &work->names[role], node);
    else if (when < WORK_WHEN_COUNT)
        csl_read_date(reading, &work->dates[when], node);
    else if (!is_passed_over(key))
        tell_unknown(reading, node, key);
}

/* "original-date: 1999" in a note, one a line, in front of all else: set where the item has no such variable. */
static bool read_line_of_note(const struct csl_reading *reading, struct text line) {
    size_t colon = text_find_char(line, ':', 0);
    struct text name = text_slice(line, 0, colon), value = text_trim(text_after(line, colon + 1));
    size_t text = work_named(work_text_names, WORK_TEXT_COUNT, name), when = work_named(work_when_names, WORK_WHEN_COUNT, name);
    if (value.size == 0 || text_equal(name, TEXT("note")))
        return false;
    if (text < WORK_TEXT_COUNT && reading->work->texts[text].size == 0) {
        reading->work->texts[text] = value;
        return true;
    }
    return when < WORK_WHEN_COUNT && !work_has_date(&reading->work->dates[when]) &&
           edtf_read(&reading->work->dates[when], value, reading->arena);
}

static void read_note(const struct csl_reading *reading) {
    struct text *note = &reading->work->texts[WORK_NOTE], line, rest = *note;
    if (text_find_char(*note, ':', 0) == note->size)
        return;
    while (text_cut(&line, &rest, '\n') && read_line_of_note(reading, text_trim(line)))
        *note = text_trim(rest);
}

static void read_work(const struct csl_reading *reading, const struct yaml_node *map) {
    const struct yaml_node *type = yaml_get(reading->yaml, map, TEXT("type"));
    if (type)
        read_type(reading, type);
    for (const struct yaml_node *node = yaml_first(reading->yaml, map); node; node = yaml_next(reading->yaml, map, node))
        read_member(reading, node);
    read_note(reading);
    struct text *doi = &reading->work->texts[WORK_DOI];
    *doi = work_doi(*doi, reading->arena);
}

/* What is no entry, or none that could be cited. */
static void tell_entry(const struct csl_reading *reading, const struct yaml_node *node, struct text message, const char *help) {
    diag_add(reading->problems, DIAG_ERROR, E_WORKS_SYNTAX, yaml_place(reading->path, node), message, text_of(help));
}

/* The key of an item, as it is cited. */
static const struct yaml_node *id_of(const struct yaml *yaml, const struct yaml_node *map) {
    const struct yaml_node *id = yaml_get(yaml, map, TEXT("id"));
    const struct yaml_node *key = yaml_get(yaml, map, TEXT("citation-key"));
    return key && key->kind == YAML_SCALAR ? key : id;
}

static void read_item(struct cited_works *works, struct csl_reading reading, const struct yaml_node *map) {
    const struct yaml_node *id = id_of(reading.yaml, map);
    struct text key = id ? csl_value(&reading, id) : (struct text){0};
    if (key.size == 0) {
        tell_entry(&reading, map, TEXT("this entry has no id, and cannot be cited"), "write an id: \"id\": \"smith2020\"");
        return;
    }
    struct cited_work *work = array_add(works, reading.arena);
    *work = (struct cited_work){.key = key, .place = yaml_place(reading.path, id)};
    reading.work = work;
    read_work(&reading, map);
}

/* A list that stands under one of these in a map is what is meant. */
static const struct yaml_node *list_in(const struct yaml *yaml, const struct yaml_node *map) {
    static const struct text names[] = {TEXT_INIT("references"), TEXT_INIT("items")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct yaml_node *list = yaml_get(yaml, map, names[i]);
        if (list && list->kind == YAML_LIST)
            return list;
    }
    return NULL;
}

static void read_all(struct cited_works *works, const struct csl_reading *reading, const struct yaml_node *node) {
    const struct yaml *yaml = reading->yaml;
    const struct yaml_node *list = node->kind == YAML_MAP ? list_in(yaml, node) : node->kind == YAML_LIST ? node : NULL;
    if (node->kind == YAML_MAP && !list)
        read_item(works, *reading, node);
    for (const struct yaml_node *child = list ? yaml_first(yaml, list) : NULL; child; child = yaml_next(yaml, list, child)) {
        if (child->kind == YAML_MAP)
            read_item(works, *reading, child);
        else
            tell_entry(reading, child, TEXT("an entry is a map with an id"),
                       "write - id: smith2020, and its other values below it");
    }
    if (node->kind == YAML_SCALAR)
        tell_entry(reading, node, TEXT("a list of entries was expected here"),
                   "each entry is a map with an id: - id: smith2020");
}

void works_read_yaml(struct cited_works *works, const struct yaml *yaml, const struct yaml_node *node, struct text path,
                     struct diag *problems, struct arena *arena) {
    struct csl_reading reading = {.yaml = yaml, .path = path, .problems = problems, .arena = arena, .is_markdown = true};
    read_all(works, &reading, node);
}

void csl_read_json(struct cited_works *works, const struct yaml *yaml, struct text path, struct diag *problems,
                   struct arena *arena) {
    struct csl_reading reading = {.yaml = yaml, .path = path, .problems = problems, .arena = arena};
    read_all(works, &reading, yaml_root(yaml));
}
