#include "base/array.h"
#include "cite/bibtex_dates.h"
#include "cite/bibtex_entry.h"
#include "cite/bibtex_names.h"
#include "cite/bibtex_values.h"
#include "cite/edtf.h"
#include "cite/internal.h"
#include "cite/tex.h"
#include "read/codes.h"

/*
 * From entries to works. Which field is which variable the rows of bibtex.h say; here is what they cannot: fields that are one
 * variable together (title and subtitle, year and month), words that stand for others (phdthesis, inpress), and addresses of
 * archives.
 */

/* What is known while one entry is read. */
struct entry_reading {
    struct bibtex_taken entry;
    struct cited_work *work;
    struct tex_unknown unknown;
    struct diag *problems;
    struct arena *arena;
};

static void tell(struct entry_reading *reading, const char *code, struct text field, struct text message, const char *help) {
    diag_add(reading->problems, DIAG_WARNING, code, bibtex_entry_place(&reading->entry, field), message, text_of(help));
}

static struct text words(struct entry_reading *reading, struct text value, enum tex_kind kind) {
    return tex_words(value, kind, &reading->unknown, reading->arena);
}

static struct text take(struct entry_reading *reading, struct text name) {
    return bibtex_entry_take(&reading->entry, name);
}

static struct text take_words(struct entry_reading *reading, struct text name, enum tex_kind kind) {
    return words(reading, take(reading, name), kind);
}

static struct text joined(struct entry_reading *reading, struct text a, const char *between, struct text b) {
    if (a.size == 0 || b.size == 0)
        return a.size > 0 ? a : b;
    return text_format(reading->arena, "%.*s%s%.*s", TEXT_ARGS(a), between, TEXT_ARGS(b));
}

/* "Title: Subtitle. Addition", of fields that are called title, subtitle and titleaddon behind `prefix`. */
static struct text take_title(struct entry_reading *reading, const char *prefix, const char *field) {
    struct arena *arena = reading->arena;
    struct text title = take_words(reading, text_of(field), TEX_TITLE);
    struct text subtitle = take_words(reading, text_format(arena, "%ssubtitle", prefix), TEX_TITLE);
    struct text addon = take_words(reading, text_format(arena, "%stitleaddon", prefix), TEX_TITLE);
    bool is_asked = text_ends(title, TEXT("?")) || text_ends(title, TEXT("!")) || text_ends(title, TEXT(":"));
    return joined(reading, joined(reading, title, is_asked ? " " : ": ", subtitle), ". ", addon);
}

/* A volume with a title of its own: the whole is the title, or what a chapter stands in. */
static void read_titles(struct entry_reading *reading) {
    struct text *texts = reading->work->texts;
    struct text title = take_title(reading, "", "title"), book = take_title(reading, "book", "booktitle");
    struct text main = take_title(reading, "main", "maintitle"), journal = take_title(reading, "journal", "journal");
    struct text issue = take_title(reading, "issue", "issuetitle");
    bool is_part = reading->entry.class == BIBTEX_PARTS;
    texts[WORK_TITLE] = main.size > 0 && !is_part && title.size > 0 ? main : title;
    texts[WORK_VOLUME_TITLE] = main.size == 0 ? issue : is_part ? book : title;
    texts[WORK_CONTAINER_TITLE] = is_part ? (main.size > 0   ? main
                                             : book.size > 0 ? book
                                                             : journal)
                                          : (journal.size > 0 ? journal : book);
}

static void read_texts(struct entry_reading *reading) {
    for (size_t i = 0; i < bibtex_fields_count; i++) {
        const struct bibtex_field *field = &bibtex_fields[i];
        if (field->list != BIBTEX_TEXT || !(field->classes & reading->entry.class) || field->variable == WORK_PUBLISHER)
            continue;
        struct text *text = &reading->work->texts[field->variable];
        struct text value = text->size == 0 ? take(reading, field->name) : (struct text){0};
        if (value.size > 0)
            *text = bibtex_value(field->variable, value, &reading->unknown, reading->arena);
    }
}

/* Whoever brought it out, in whichever field; several with a semicolon, as Pandoc has it. */
static void read_publisher(struct entry_reading *reading) {
    static const struct text names[] = {TEXT_INIT("school"), TEXT_INIT("institution"), TEXT_INIT("organization"),
                                        TEXT_INIT("publisher")};
    struct text *publisher = &reading->work->texts[WORK_PUBLISHER];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        *publisher = joined(reading, *publisher, "; ", take_words(reading, names[i], TEX_PLAIN));
    *publisher =
        joined(reading, *publisher, "; ", bibtex_listed(take(reading, TEXT("holder")), &reading->unknown, reading->arena));
}

/* "\url{...}" is where it is; other words are who brought it out, where nobody else is said to have. */
static void read_how(struct entry_reading *reading) {
    struct text how = take(reading, TEXT("howpublished"));
    struct text *texts = reading->work->texts;
    bool is_address = text_starts(text_trim(how), TEXT("\\url")) || text_starts(text_trim(how), TEXT("http"));
    if (is_address && texts[WORK_URL].size == 0)
        texts[WORK_URL] = bibtex_address(text_trim(how), reading->arena);
    else if (texts[WORK_PUBLISHER].size == 0)
        texts[WORK_PUBLISHER] = words(reading, how, TEX_PLAIN);
    else if (how.size > 0)
        texts[WORK_MEDIUM] = words(reading, how, TEX_PLAIN);
}

/* Archives by the names that BibLaTeX has for them, with what stands in front of a number there. */
static const struct {
    struct text name, address;
} archives[] = {
    {TEXT_INIT("arxiv"), TEXT_INIT("https://arxiv.org/abs/")},
    {TEXT_INIT("jstor"), TEXT_INIT("https://www.jstor.org/stable/")},
    {TEXT_INIT("hdl"), TEXT_INIT("https://hdl.handle.net/")},
    {TEXT_INIT("googlebooks"), TEXT_INIT("https://books.google.com/books?id=")},
    {TEXT_INIT("pubmed"), TEXT_INIT("https://pubmed.ncbi.nlm.nih.gov/")},
    {TEXT_INIT("ssrn"), TEXT_INIT("https://ssrn.com/abstract=")},
};

/* A preprint of arXiv is an article, with its number there. */
static void read_preprint(struct cited_work *work, struct text number, struct arena *arena) {
    if (work->type != WORK_DOCUMENT && work->type != WORK_WEBPAGE && work->type != WORK_MANUSCRIPT)
        return;
    work->type = WORK_ARTICLE;
    if (work->texts[WORK_NUMBER].size == 0)
        work->texts[WORK_NUMBER] = text_format(arena, "arXiv:%.*s", TEXT_ARGS(number));
    if (work->texts[WORK_PUBLISHER].size == 0)
        work->texts[WORK_PUBLISHER] = TEXT("arXiv");
}

static void read_eprint(struct entry_reading *reading) {
    struct cited_work *work = reading->work;
    struct text eprint = TEXT("eprint"), number = take(reading, eprint);
    struct text name = take_words(reading, TEXT("eprinttype"), TEX_PLAIN);
    take(reading, TEXT("eprintclass"));
    if (number.size == 0)
        return;
    number = bibtex_address(number, reading->arena);
    bool is_whole = text_starts(number, TEXT("http"));
    size_t i = 0;
    while (i < sizeof archives / sizeof *archives && !text_equal_ignoring_case(archives[i].name, name))
        i++;
    bool is_known = is_whole || i < sizeof archives / sizeof *archives;
    if (!is_known)
        tell(reading, W_WORKS_LEFT_OUT, eprint, TEXT("the archive of this eprint is not known, and it is left out"),
             "eprinttype is one of arxiv, jstor, hdl, pubmed, googlebooks, ssrn; or write an url");
    if (is_known && work->texts[WORK_URL].size == 0)
        work->texts[WORK_URL] = is_whole ? number : text_join(reading->arena, archives[i].address, number);
    if (is_known && !is_whole && text_equal(archives[i].name, TEXT("pubmed")))
        work->texts[WORK_PMID] = number;
    if (is_known && !is_whole && i == 0)
        read_preprint(work, number, reading->arena);
}

/* What is said twice, or under two names: notes, numbers of issues, the language. */
static void read_rest(struct entry_reading *reading) {
    struct text *texts = reading->work->texts;
    texts[WORK_NOTE] = joined(reading, texts[WORK_NOTE], ". ", take_words(reading, TEXT("addendum"), TEX_WORDS));
    if (reading->entry.class == BIBTEX_ARTICLES)
        texts[WORK_ISSUE] = joined(reading, texts[WORK_ISSUE], ", ", take_words(reading, TEXT("issue"), TEX_PLAIN));
    if (texts[WORK_NUMBER].size == 0)
        texts[WORK_NUMBER] = take_words(reading, TEXT("eid"), TEX_PLAIN);
    struct text language = take_words(reading, TEXT("language"), TEX_PLAIN);
    if (text_starts(language, TEXT("lang")))
        language = text_after(language, 4);
    if (texts[WORK_LANGUAGE].size == 0)
        texts[WORK_LANGUAGE] = bibtex_language_tag(language);
    if (texts[WORK_GENRE].size == 0 && text_equal(reading->entry.record->kind, TEXT("phdthesis")))
        texts[WORK_GENRE] = TEXT("PhD thesis");
    if (texts[WORK_GENRE].size == 0 && text_equal(reading->entry.record->kind, TEXT("mastersthesis")))
        texts[WORK_GENRE] = TEXT("Master’s thesis");
}

static bool has_option(struct text options, const char *name, struct arena *arena) {
    return text_contains(options, text_format(arena, "%s=true", name));
}

static void read_people(struct entry_reading *reading, struct work_names *names, struct text field) {
    struct text value = take(reading, field), odd = {0};
    const struct bibtex_pair *options = bibtex_entry_find(&reading->entry, TEXT("options"));
    struct bibtex_names_options how = {0};
    if (options) {
        how.use_prefix = has_option(options->value, "useprefix", reading->arena);
        how.junior_comma = has_option(options->value, "juniorcomma", reading->arena);
    }
    bibtex_names_read(names, &odd, value, how, &reading->unknown, reading->arena);
    if (odd.size > 0)
        tell(reading, W_WORKS_NAME, field,
             text_format(reading->arena, "\"%.*s\" has too many commas for one name, and is taken as it is", TEXT_ARGS(odd)),
             "write \" and \" between two people: Smith, Ann and Jones, Ben");
}

/* What an editor is, by editortype; WORK_EDITOR for what CSL has no role for, and that is told. */
static enum work_role editor_role(struct entry_reading *reading, struct text field) {
    struct text type = take_words(reading, field, TEX_PLAIN);
    size_t role = type.size > 0 ? work_named(work_role_names, WORK_ROLE_COUNT, type) : WORK_EDITOR;
    if (role == WORK_ROLE_COUNT)
        tell(reading, W_WORKS_LEFT_OUT, field,
             text_format(reading->arena, "CSL has no role \"%.*s\": an editor is taken", TEXT_ARGS(type)), "");
    return role == WORK_ROLE_COUNT ? WORK_EDITOR : (enum work_role)role;
}

static void read_editors(struct entry_reading *reading) {
    static const struct {
        struct text field, type;
    } editors[] = {
        {TEXT_INIT("editor"), TEXT_INIT("editortype")},
        {TEXT_INIT("editora"), TEXT_INIT("editoratype")},
        {TEXT_INIT("editorb"), TEXT_INIT("editorbtype")},
        {TEXT_INIT("editorc"), TEXT_INIT("editorctype")},
    };
    for (size_t i = 0; i < sizeof editors / sizeof *editors; i++)
        if (bibtex_entry_find(&reading->entry, editors[i].field))
            read_people(reading, &reading->work->names[editor_role(reading, editors[i].type)], editors[i].field);
}

static void read_all_people(struct entry_reading *reading) {
    read_editors(reading);
    for (size_t i = 0; i < bibtex_fields_count; i++)
        if (bibtex_fields[i].list == BIBTEX_NAMES && bibtex_fields[i].variable != WORK_EDITOR)
            read_people(reading, &reading->work->names[bibtex_fields[i].variable], bibtex_fields[i].name);
}

static void check_date(struct entry_reading *reading, struct text field, bool is_date) {
    if (!is_date)
        tell(reading, W_WORKS_DATE, field, TEXT("this is no date that can be read; its words are shown as they are"),
             "write 2024, 2024-03, 2024-03-19, or 2023/2024 for a range");
}

static void read_date(struct entry_reading *reading, struct work_date *date, struct text field) {
    struct text value = take_words(reading, field, TEX_PLAIN);
    /* "~" is a space to TeX, and circa to EDTF. */
    struct text raw = take(reading, field);
    if (value.size > 0 && !edtf_read(date, raw, reading->arena))
        check_date(reading, field, bibtex_date_read(date, value, reading->arena));
}

/* "[1893] 1984": the year of the first edition in front. What is left is the year. */
static struct text cut_original_year(struct entry_reading *reading, struct text year) {
    struct text first = text_slice(year, 1, 5), rest = text_trim(text_after(year, 6));
    bool has_first = text_starts(year, TEXT("[")) && year.size > 6 && year.bytes[5] == ']' && rest.size > 0;
    if (!has_first || !edtf_read(&reading->work->dates[WORK_ORIGINAL_DATE], first, reading->arena))
        return year;
    return rest;
}

static void read_issued(struct entry_reading *reading) {
    struct work_date *issued = &reading->work->dates[WORK_ISSUED];
    struct text year = cut_original_year(reading, take_words(reading, TEXT("year"), TEX_PLAIN));
    struct text month = take_words(reading, TEXT("month"), TEX_PLAIN), day = take_words(reading, TEXT("day"), TEX_PLAIN);
    read_date(reading, issued, TEXT("date"));
    if (work_has_date(issued) || (year.size == 0 && month.size == 0))
        return;
    bool is_date = bibtex_year_read(issued, year, month, day, reading->arena);
    if (is_date || !work_has_date(issued) || issued->literal.size > 0)
        check_date(reading, year.size > 0 ? TEXT("year") : TEXT("month"), is_date);
    else
        tell(reading, W_WORKS_DATE, TEXT("month"), TEXT("this is no month that can be read; only the year counts"),
             "write month = mar, or date = {2024-03-19}");
}

static void read_dates(struct entry_reading *reading) {
    read_issued(reading);
    for (size_t i = 0; i < bibtex_fields_count; i++)
        if (bibtex_fields[i].list == BIBTEX_DATE && bibtex_fields[i].variable != WORK_ISSUED)
            read_date(reading, &reading->work->dates[bibtex_fields[i].variable], bibtex_fields[i].name);
}

/* Fields that are called as CSL calls its variables, with or without "csl-" in front; BibTeX's own were taken before. */
static void read_own(struct entry_reading *reading) {
    struct cited_work *work = reading->work;
    for (size_t i = 0; i < reading->entry.fields.count; i++) {
        struct bibtex_pair field = reading->entry.fields.items[i];
        bool is_own = text_starts(field.name, TEXT(BIBTEX_OWN));
        if (reading->entry.is_taken[i])
            continue;
        struct text name = is_own ? text_after(field.name, sizeof BIBTEX_OWN - 1) : field.name;
        size_t text = work_named(work_text_names, WORK_TEXT_COUNT, name);
        size_t role = work_named(work_role_names, WORK_ROLE_COUNT, name);
        size_t when = work_named(work_when_names, WORK_WHEN_COUNT, name);
        if (text < WORK_TEXT_COUNT && (is_own || work->texts[text].size == 0))
            work->texts[text] =
                bibtex_value((enum work_text)text, take(reading, field.name), &reading->unknown, reading->arena);
        else if (role < WORK_ROLE_COUNT)
            read_people(reading, &work->names[role], field.name);
        else if (when < WORK_WHEN_COUNT)
            read_date(reading, &work->dates[when], field.name);
    }
}

static const struct bibtex_entry *entry_of_subtype(struct text kind, struct text subtype) {
    for (size_t i = 0; i < bibtex_entries_count; i++)
        if (text_equal(bibtex_entries[i].name, kind) && bibtex_entries[i].subtype.size > 0 &&
            text_equal(bibtex_entries[i].subtype, subtype))
            return &bibtex_entries[i];
    return NULL;
}

static void read_type(struct entry_reading *reading) {
    struct text kind = reading->entry.record->kind;
    const struct bibtex_entry *row = bibtex_entry_named(kind);
    struct text subtype = take_words(reading, TEXT("entrysubtype"), TEX_PLAIN);
    size_t type = work_named(work_type_names, WORK_TYPE_COUNT, subtype);
    const struct bibtex_entry *more = entry_of_subtype(kind, subtype);
    reading->work->type = row ? row->type : WORK_DOCUMENT;
    if (more)
        reading->work->type = more->type;
    else if (subtype.size > 0 && type < WORK_TYPE_COUNT)
        reading->work->type = (uint8_t)type;
    if (!row)
        diag_add(
            reading->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, reading->work->place,
            text_format(reading->arena, "@%.*s is not a kind of entry that is known; the work is a document", TEXT_ARGS(kind)),
            TEXT("@misc is for what no other kind fits"));
}

static void tell_unknown(struct entry_reading *reading) {
    if (reading->unknown.count == 0)
        return;
    struct text name = reading->unknown.name;
    diag_add(reading->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, reading->work->place,
             text_format(reading->arena, "LaTeX's \\%.*s%s is not understood in this entry; only what its braces have is kept",
                         TEXT_ARGS(name), reading->unknown.count > 1 ? " and another command" : ""),
             TEXT("write the characters themselves, in UTF-8"));
}

static void read_work(struct entry_reading *reading) {
    read_type(reading);
    read_titles(reading);
    read_texts(reading);
    read_publisher(reading);
    read_how(reading);
    read_eprint(reading);
    read_rest(reading);
    read_all_people(reading);
    read_dates(reading);
    read_own(reading);
    tell_unknown(reading);
    bibtex_entry_tell(&reading->entry);
}

/* Entries that are no works: they hand fields on, or name others that are cited together. */
static bool is_work(struct text kind) {
    return !text_equal(kind, TEXT("xdata")) && !text_equal(kind, TEXT("bibnote")) && !text_equal(kind, TEXT("set"));
}

/* The key of a set cites nothing here. */
static void tell_set(struct bibtex_file *file, const struct bibtex_record *record) {
    if (text_equal(record->kind, TEXT("set")))
        diag_add(file->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, bibtex_place(file, record->key_at, record->key.size),
                 TEXT("a set of entries is no work, and left out"), TEXT("cite its entries, one after the other"));
}

void bibtex_read(struct cited_works *works, struct text bytes, struct text path, struct diag *problems, struct arena *arena) {
    struct bibtex_file file;
    struct bibtex_entries entries;
    bibtex_file_read(&file, bytes, path, problems, arena);
    bibtex_entries_open(&entries, &file);
    for (size_t i = 0; i < file.count; i++) {
        if (!is_work(file.items[i].kind)) {
            tell_set(&file, &file.items[i]);
            continue;
        }
        struct cited_work *work = array_add(works, arena);
        *work = (struct cited_work){.key = file.items[i].key,
                                    .place = bibtex_place(&file, file.items[i].key_at, file.items[i].key.size)};
        struct entry_reading reading = {.work = work, .problems = problems, .arena = arena};
        bibtex_entry_gather(&reading.entry, &entries, &file.items[i]);
        read_work(&reading);
    }
}
