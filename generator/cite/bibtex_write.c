#include "cite/bibtex.h"
#include "cite/edtf.h"
#include "cite/internal.h"
#include "cite/title_marks.h"

static bool is_allowed_in_keys(char c) {
    return (unsigned char)c > ' ' && c != 0x7F && !text_contains(TEXT("{}(),~#%\\\"'="), (struct text){&c, 1});
}

static void add_key(struct buffer *out, struct text key) {
    for (size_t i = 0; i < key.size; i++)
        buffer_add_char(out, is_allowed_in_keys(key.bytes[i]) ? key.bytes[i] : '-');
}

/* What TeX takes for something else, or puts something else for. BibTeX counts braces behind a backslash, too. */
static const struct {
    struct text plain, tex;
} escapes[] = {
    {TEXT_INIT("\\"), TEXT_INIT("\\textbackslash{}")},
    {TEXT_INIT("{"), TEXT_INIT("\\textbraceleft{}")},
    {TEXT_INIT("}"), TEXT_INIT("\\textbraceright{}")},
    {TEXT_INIT("~"), TEXT_INIT("\\textasciitilde{}")},
    {TEXT_INIT("^"), TEXT_INIT("\\textasciicircum{}")},
    {TEXT_INIT("`"), TEXT_INIT("\\textasciigrave{}")},
    {TEXT_INIT("&"), TEXT_INIT("\\&")},
    {TEXT_INIT("%"), TEXT_INIT("\\%")},
    {TEXT_INIT("#"), TEXT_INIT("\\#")},
    {TEXT_INIT("$"), TEXT_INIT("\\$")},
    {TEXT_INIT("_"), TEXT_INIT("\\_")},
    {TEXT_INIT("\n"), TEXT_INIT("\\newline{}")},
    {TEXT_INIT("--"), TEXT_INIT("-{}")},
    {TEXT_INIT("''"), TEXT_INIT("'{}")},
    {TEXT_INIT("\xC2\xA0"), TEXT_INIT("~")},
};

/* Most bytes begin none: that is asked of each byte of each abstract. */
static const bool begins_escape[256] = {
    ['\\'] = true, ['{'] = true, ['}'] = true, ['~'] = true,  ['^'] = true, ['`'] = true,  ['&'] = true, ['%'] = true,
    ['#'] = true,  ['$'] = true, ['_'] = true, ['\n'] = true, ['-'] = true, ['\''] = true, [0xC2] = true};

/* How many bytes of `words` an escape that begins there stands for; of pairs only the first, since a third may follow. */
static size_t escape_at(size_t *found, struct text words, size_t at) {
    struct text rest = text_after(words, at);
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (text_starts(rest, escapes[i].plain)) {
            *found = i;
            return escapes[i].plain.size == 2 && (unsigned char)rest.bytes[0] < 0x80 ? 1 : escapes[i].plain.size;
        }
    return 0;
}

static void add_words(struct buffer *out, struct text words) {
    for (size_t i = 0; i < words.size;) {
        size_t found = 0, size = begins_escape[(unsigned char)words.bytes[i]] ? escape_at(&found, words, i) : 0;
        if (size > 0)
            buffer_add(out, escapes[found].tex);
        else
            buffer_add_char(out, words.bytes[i]);
        i += size > 0 ? size : 1;
    }
}

static const struct text mark_commands[MARK_KIND_COUNT] = {
    [MARK_ITALIC] = TEXT_INIT("\\textit{"),          [MARK_BOLD] = TEXT_INIT("\\textbf{"),
    [MARK_RAISED] = TEXT_INIT("\\textsuperscript{"), [MARK_LOWERED] = TEXT_INIT("\\textsubscript{"),
    [MARK_SMALL_CAPITALS] = TEXT_INIT("\\textsc{"),  [MARK_NO_CASE] = TEXT_INIT("{"),
};

static void add_marked(struct buffer *out, struct text text) {
    struct title_marks marks = {.text = text};
    struct mark_piece piece;
    while (title_marks_next(&piece, &marks)) {
        if (piece.what == MARK_WORDS)
            add_words(out, piece.words);
        else
            buffer_add(out, piece.closes ? TEXT("}") : mark_commands[piece.what]);
    }
}

/* Braces that are not closed would end the field; an address may have them as %7B and %7D. */
static void add_verbatim(struct buffer *out, struct text text) {
    int depth = 0;
    bool is_balanced = true;
    for (size_t i = 0; i < text.size; i++) {
        depth += text.bytes[i] == '{' ? 1 : text.bytes[i] == '}' ? -1 : 0;
        is_balanced = is_balanced && depth >= 0;
    }
    is_balanced = is_balanced && depth == 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        if (!is_balanced && (c == '{' || c == '}'))
            buffer_add(out, c == '{' ? TEXT("%7B") : TEXT("%7D"));
        else
            buffer_add_char(out, c == '\n' ? ' ' : c);
    }
}

static void begin_field(struct buffer *out, struct text prefix, struct text name) {
    buffer_add(out, TEXT("  "));
    buffer_add(out, prefix);
    buffer_add(out, name);
    buffer_add(out, TEXT(" = {"));
}

static void end_field(struct buffer *out) {
    buffer_add(out, TEXT("},\n"));
}

static bool is_small(struct text word) {
    return word.size > 0 && word.bytes[0] >= 'a' && word.bytes[0] <= 'z';
}

/* Whether BibTeX would take something of it for another part of the name, or for two names. */
static bool needs_braces(struct text part, bool is_family) {
    if (text_find_char(part, ',', 0) < part.size)
        return true;
    struct text word, rest = part;
    while (text_cut(&word, &rest, ' '))
        if ((is_family && is_small(word)) || text_equal_ignoring_case(word, TEXT("and")) ||
            text_equal_ignoring_case(word, TEXT("others")))
            return true;
    return false;
}

static void add_part(struct buffer *out, struct text part, bool is_braced) {
    if (is_braced)
        buffer_add_char(out, '{');
    add_words(out, part);
    if (is_braced)
        buffer_add_char(out, '}');
}

/* A particle is one for BibTeX when all its words are small. */
static bool is_particle(struct text words) {
    struct text word;
    while (text_cut(&word, &words, ' '))
        if (!is_small(word))
            return false;
    return true;
}

static void add_particle(struct buffer *out, struct text particle) {
    if (particle.size == 0)
        return;
    add_words(out, particle);
    buffer_add_char(out, ' ');
}

static void add_family(struct buffer *out, const struct work_name *name) {
    add_particle(out, name->dropping);
    add_particle(out, name->non_dropping);
    bool is_alone = name->given.size == 0 && name->suffix.size == 0;
    bool has_space = text_find_char(name->family, ' ', 0) < name->family.size;
    bool is_parted = is_particle(name->dropping) && is_particle(name->non_dropping);
    add_part(out, name->family, needs_braces(name->family, true) || (is_alone && has_space) || !is_parted);
}

static void add_name(struct buffer *out, const struct work_name *name) {
    if (name->literal.size > 0 || name->family.size == 0) {
        add_part(out, name->literal.size > 0 ? name->literal : name->given, true);
        return;
    }
    add_family(out, name);
    if (name->suffix.size > 0) {
        buffer_add(out, TEXT(", "));
        add_part(out, name->suffix, needs_braces(name->suffix, false));
    }
    if (name->given.size > 0 || name->suffix.size > 0) {
        buffer_add(out, TEXT(", "));
        add_part(out, name->given, needs_braces(name->given, false));
    }
}

static void add_names(struct buffer *out, const struct work_names *names) {
    for (size_t i = 0; i < names->count; i++) {
        if (i > 0)
            buffer_add(out, TEXT(" and "));
        add_name(out, &names->items[i]);
    }
    if (names->has_others)
        buffer_add(out, names->count > 0 ? TEXT(" and others") : TEXT("others"));
}

/* BibTeX knows years and months, BibLaTeX whole dates: both are written where the first say less. */
static void add_issued(struct buffer *out, const struct work_date *date) {
    bool has_year = date->from.precision != DATE_NONE && !date->is_open && date->to.precision == DATE_NONE;
    bool is_said = has_year && date->from.precision <= DATE_MONTH && !date->season && !date->is_circa;
    if (date->literal.size > 0) {
        begin_field(out, TEXT(""), TEXT("year"));
        add_words(out, date->literal);
        end_field(out);
        return;
    }
    if (!is_said) {
        begin_field(out, TEXT(""), TEXT("date"));
        edtf_add(out, date);
        end_field(out);
    }
    if (has_year)
        buffer_add_format(out, "  year = {%04d},\n", date->from.year);
    if (has_year && date->from.precision >= DATE_MONTH)
        buffer_add_format(out, "  month = %.*s,\n", TEXT_ARGS(bibtex_months[date->from.month - 1]));
}

static void add_date(struct buffer *out, struct text prefix, struct text name, const struct work_date *date) {
    if (prefix.size == 0 && text_equal(name, TEXT("date"))) {
        add_issued(out, date);
        return;
    }
    begin_field(out, prefix, name);
    if (date->literal.size > 0)
        add_words(out, date->literal);
    else
        edtf_add(out, date);
    end_field(out);
}

static void add_language(struct buffer *out, struct text tag) {
    struct text language = bibtex_language_of(tag);
    if (language.size > 0) {
        begin_field(out, TEXT(""), TEXT("langid"));
        buffer_add(out, language);
        end_field(out);
    }
    if (!text_equal(bibtex_language_tag(language), tag)) {
        begin_field(out, TEXT(BIBTEX_OWN), TEXT("language"));
        add_words(out, tag);
        end_field(out);
    }
}

/* Hyphens between pages are dashes to BibTeX, and read as hyphens again. */
static void add_pages(struct buffer *out, struct text pages) {
    for (size_t i = 0; i < pages.size; i++) {
        if (pages.bytes[i] == '-')
            buffer_add(out, TEXT("--"));
        else
            add_words(out, text_slice(pages, i, i + 1));
    }
}

/* In its braces: a title has two, so that no style changes its capitals. */
static void add_value(struct buffer *out, enum work_text variable, struct text text, bool is_verbatim) {
    if (is_verbatim)
        add_verbatim(out, text);
    else if (variable == WORK_PAGE)
        add_pages(out, text);
    else if (bibtex_is_title(variable)) {
        buffer_add_char(out, '{');
        add_marked(out, text);
        buffer_add_char(out, '}');
    } else
        add_marked(out, text);
}

static void add_text(struct buffer *out, struct text prefix, struct text name, enum work_text variable, struct text text,
                     bool is_verbatim) {
    if (variable == WORK_LANGUAGE) {
        add_language(out, text);
        return;
    }
    begin_field(out, prefix, name);
    add_value(out, variable, text, is_verbatim);
    end_field(out);
}

static void add_people(struct buffer *out, struct text prefix, struct text name, const struct work_names *names) {
    begin_field(out, prefix, name);
    add_names(out, names);
    end_field(out);
}

/* Otherwise no field is written. */
static bool says(const struct cited_work *work, enum bibtex_list list, size_t variable) {
    switch (list) {
    case BIBTEX_NAMES: return work->names[variable].count > 0 || work->names[variable].has_others;
    case BIBTEX_DATE: return work_has_date(&work->dates[variable]);
    case BIBTEX_TEXT: return work->texts[variable].size > 0;
    }
    return false;
}

static void add_field(struct buffer *out, const struct bibtex_field *field, const struct cited_work *work) {
    struct text none = {0};
    switch ((enum bibtex_list)field->list) {
    case BIBTEX_NAMES: add_people(out, none, field->name, &work->names[field->variable]); break;
    case BIBTEX_DATE: add_date(out, none, field->name, &work->dates[field->variable]); break;
    case BIBTEX_TEXT:
        add_text(out, none, field->name, field->variable, work->texts[field->variable], field->is_verbatim);
        break;
    }
}

/* What it says, and BibTeX has no field for. */
static bool is_other(const struct cited_work *work, enum bibtex_list list, size_t variable, enum bibtex_class class) {
    return says(work, list, variable) && !bibtex_field_of(list, variable, class);
}

static void add_others(struct buffer *out, const struct cited_work *work, enum bibtex_class class) {
    struct text own = TEXT(BIBTEX_OWN);
    for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
        if (is_other(work, BIBTEX_NAMES, i, class))
            add_people(out, own, work_role_names[i], &work->names[i]);
    for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
        if (is_other(work, BIBTEX_DATE, i, class))
            add_date(out, own, work_when_names[i], &work->dates[i]);
    for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
        if (is_other(work, BIBTEX_TEXT, i, class))
            add_text(out, own, work_text_names[i], (enum work_text)i, work->texts[i], false);
}

/* What BibLaTeX cannot know of names: whether their particles are left out in front of the family name, and a comma. */
static void add_options(struct buffer *out, const struct cited_work *work) {
    bool has_particle = false, has_comma = false;
    for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
        for (size_t j = 0; j < work->names[i].count; j++) {
            has_particle = has_particle || work->names[i].items[j].non_dropping.size > 0;
            has_comma = has_comma || work->names[i].items[j].comma_suffix;
        }
    if (has_particle || has_comma)
        buffer_add_format(out, "  options = {%s%s%s},\n", has_particle ? "useprefix=true" : "",
                          has_particle && has_comma ? "," : "", has_comma ? "juniorcomma=true" : "");
}

/* BibTeX has @phdthesis and @techreport, and wants to be told their kind where BibLaTeX would say one of its own. */
static struct text entry_name(const struct bibtex_entry *entry, const struct cited_work *work) {
    struct text genre = work->texts[WORK_GENRE];
    if (work->type == WORK_REPORT && genre.size > 0)
        return TEXT("techreport");
    if (work->type != WORK_THESIS || genre.size == 0)
        return entry->name;
    return text_contains(genre, TEXT("Master")) || text_contains(genre, TEXT("master")) ? TEXT("mastersthesis")
                                                                                        : TEXT("phdthesis");
}

static void add_subtype(struct buffer *out, const struct bibtex_entry *entry, const struct cited_work *work) {
    if (bibtex_entry_named(entry->name) == entry)
        return;
    begin_field(out, TEXT(""), TEXT("entrysubtype"));
    buffer_add(out, entry->subtype.size > 0 ? entry->subtype : work_type_names[work->type]);
    end_field(out);
}

void bibtex_write(struct buffer *out, const struct cited_work *work) {
    const struct bibtex_entry *entry = bibtex_entry_of((enum work_type)work->type);
    buffer_add_char(out, '@');
    buffer_add(out, entry_name(entry, work));
    buffer_add_char(out, '{');
    add_key(out, work->key);
    buffer_add(out, TEXT(",\n"));
    add_subtype(out, entry, work);
    for (size_t i = 0; i < bibtex_fields_count; i++)
        if (bibtex_fields[i].classes & entry->class && says(work, bibtex_fields[i].list, bibtex_fields[i].variable))
            add_field(out, &bibtex_fields[i], work);
    add_others(out, work, (enum bibtex_class)entry->class);
    add_options(out, work);
    buffer_add(out, TEXT("}\n"));
}
