#include "cite/bibtex_entry.h"
#include "base/array.h"
#include "read/codes.h"

/*
 * How deep entries inherit from others that inherit, from how many one does, and how many fields it has then. With each field
 * counted as FIELD_BYTES more than it has, what all inherit is bounded by bibtex_file_may_add.
 */
enum { DEEPEST = 8, MOST_PARENTS = 64, MOST_FIELDS = 400, FIELD_BYTES = 64 };

/* Names of fields that mean the same. */
static const struct {
    struct text name, same;
} aliases[] = {
#define ALIAS(name, same)                                                                                                      \
    { TEXT_INIT(name), TEXT_INIT(same) }
    ALIAS("journaltitle", "journal"),     ALIAS("location", "address"),
    ALIAS("annotation", "annote"),        ALIAS("hyphenation", "langid"),
    ALIAS("archiveprefix", "eprinttype"), ALIAS("primaryclass", "eprintclass"),
    ALIAS("lastchecked", "urldate"),      ALIAS("accessed", "urldate"),
    ALIAS("lastaccessed", "urldate"),     ALIAS("accessdate", "urldate"),
    ALIAS("numpages", "pagetotal"),       ALIAS("articleno", "eid"),
    ALIAS("article-number", "eid"),       ALIAS("keyword", "keywords"),
    ALIAS("short-title", "shorttitle"),   ALIAS("shortjournaltitle", "shortjournal"),
    ALIAS("journalabbr", "shortjournal"), ALIAS("link", "url"),
    ALIAS("origaddress", "origlocation"), ALIAS("assignee", "holder"),
    ALIAS("origyear", "origdate"),        ALIAS("vol", "volume"),
    ALIAS("copyright", "license"),        ALIAS("bookeditor", "editor"),
};

/* What says something of a program, a file or the order of a list, and nothing of the work. */
static const struct text passed_over[] = {
#define PASSED(name) TEXT_INIT(name)
    PASSED("crossref"),
    PASSED("xref"),
    PASSED("xdata"),
    PASSED("key"),
    PASSED("label"),
    PASSED("shorthand"),
    PASSED("sortkey"),
    PASSED("sorttitle"),
    PASSED("sortname"),
    PASSED("sortyear"),
    PASSED("sortshorthand"),
    PASSED("presort"),
    PASSED("indextitle"),
    PASSED("indexsorttitle"),
    PASSED("options"),
    PASSED("execute"),
    PASSED("langidopts"),
    PASSED("gender"),
    PASSED("pagination"),
    PASSED("bookpagination"),
    PASSED("file"),
    PASSED("pdf"),
    PASSED("ps"),
    PASSED("local-url"),
    PASSED("owner"),
    PASSED("timestamp"),
    PASSED("date-added"),
    PASSED("date-modified"),
    PASSED("added-at"),
    PASSED("creationdate"),
    PASSED("modificationdate"),
    PASSED("groups"),
    PASSED("username"),
    PASSED("priority"),
    PASSED("printed"),
    PASSED("ranking"),
    PASSED("readstatus"),
    PASSED("qualityassured"),
    PASSED("relevance"),
    PASSED("read"),
    PASSED("rating"),
    PASSED("posted-at"),
    PASSED("biburl"),
    PASSED("bibsource"),
    PASSED("interhash"),
    PASSED("intrahash"),
    PASSED("__markedentry"),
    PASSED("entrysubtype"),
    PASSED("citation-key"),
    PASSED("bibtex_show"),
    PASSED("acmid"),
    PASSED("adsurl"),
    PASSED("adsnote"),
    PASSED("bibdate"),
    PASSED("acknowledgement"),
    PASSED("shortauthor"),
    PASSED("shorteditor"),
    PASSED("related"),
    PASSED("relatedtype"),
    PASSED("relatedoptions"),
    PASSED("entryset"),
    PASSED("verba"),
    PASSED("authoraddress"),
    PASSED("issue_date"),
    PASSED("arxivid"),
    PASSED("mrreviewer"),
    PASSED("mrclass"),
};

/* What is not handed on: beside what is passed over. */
static const struct text kept_back[] = {TEXT_INIT("ids"), TEXT_INIT("shorttitle"), TEXT_INIT("pages")};

/* What becomes of a parent's field in a child. A kind of "" is any. */
static const struct {
    struct text parent, child; /* what their kinds begin or end with */
    struct text name, becomes;
} renamed[] = {
#define RENAMED(parent, child, name, becomes)                                                                                  \
    { TEXT_INIT(parent), TEXT_INIT(child), TEXT_INIT(name), TEXT_INIT(becomes) }
    RENAMED("mv", "", "title", "maintitle"),
    RENAMED("mv", "", "subtitle", "mainsubtitle"),
    RENAMED("mv", "", "titleaddon", "maintitleaddon"),
    RENAMED("periodical", "", "title", "journal"),
    RENAMED("periodical", "", "subtitle", "journalsubtitle"),
    RENAMED("", "in", "title", "booktitle"),
    RENAMED("", "in", "subtitle", "booksubtitle"),
    RENAMED("", "in", "titleaddon", "booktitleaddon"),
    RENAMED("", "bookinbook", "title", "booktitle"),
    RENAMED("", "bookinbook", "subtitle", "booksubtitle"),
    RENAMED("", "supp", "title", "booktitle"),
    RENAMED("", "supp", "subtitle", "booksubtitle"),
    RENAMED("", "conference", "title", "booktitle"),
    RENAMED("book", "inbook", "author", "bookauthor"),
    RENAMED("book", "bookinbook", "author", "bookauthor"),
    RENAMED("book", "suppbook", "author", "bookauthor"),
};

static bool is_among(const struct text *names, size_t count, struct text name) {
    return work_named(names, count, name) < count;
}

/* Programs that put their name in front of what is theirs; Emacs has OPT and ALT in front of what does not count. */
static bool is_passed_over(struct text name) {
    static const struct text prefixes[] = {TEXT_INIT("bdsk-"),    TEXT_INIT("opt"),        TEXT_INIT("alt"),
                                           TEXT_INIT("medline-"), TEXT_INIT("citeulike-"), TEXT_INIT("jstor_"),
                                           TEXT_INIT("jabref-"),  TEXT_INIT("mendeley-"),  TEXT_INIT("zotero-")};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (text_starts(name, prefixes[i]))
            return true;
    return text_contains(name, TEXT("+an")) || is_among(passed_over, COUNT_OF(passed_over), name);
}

/* Where a patent is valid is what BibLaTeX calls its location. */
static struct text alias_of(struct text kind, struct text name) {
    if (text_equal(kind, TEXT("patent")) && text_equal(name, TEXT("location")))
        return TEXT("jurisdiction");
    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        if (text_equal(aliases[i].name, name))
            return aliases[i].same;
    return name;
}

void bibtex_entries_open(struct bibtex_entries *entries, struct bibtex_file *file) {
    *entries = (struct bibtex_entries){.file = file};
    for (size_t i = file->count; i-- > 0;)
        table_put(&entries->by_key, file->items[i].key, (uint32_t)i, file->arena);
}

const struct bibtex_pair *bibtex_entry_find(const struct bibtex_taken *entry, struct text name) {
    return bibtex_pair_named(&entry->fields, name);
}

static void add(struct bibtex_taken *entry, struct bibtex_pair field) {
    field.name = alias_of(entry->record->kind, field.name);
    if (entry->fields.count < MOST_FIELDS && !bibtex_entry_find(entry, field.name))
        *array_add(&entry->fields, entry->entries->file->arena) = field;
}

static bool is_of_kind(struct text kind, struct text pattern) {
    return text_starts(kind, pattern) || (pattern.size > 2 && text_ends(kind, pattern));
}

/* What a parent's field is called in a child; "" where it is not handed on. */
static struct text inherited_name(const struct bibtex_record *child, const struct bibtex_record *parent, struct text name) {
    if (is_passed_over(name) || is_among(kept_back, COUNT_OF(kept_back), name))
        return (struct text){0};
    for (size_t i = 0; i < COUNT_OF(renamed); i++)
        if (text_equal(renamed[i].name, name) && is_of_kind(parent->kind, renamed[i].parent) &&
            is_of_kind(child->kind, renamed[i].child))
            return renamed[i].becomes;
    return name;
}

static bool is_of_date(struct text name) {
    return text_equal(name, TEXT("date")) || text_equal(name, TEXT("year")) || text_equal(name, TEXT("month")) ||
           text_equal(name, TEXT("day"));
}

static bool has_date(const struct bibtex_taken *entry) {
    return bibtex_entry_find(entry, TEXT("date")) || bibtex_entry_find(entry, TEXT("year"));
}

/* With `is_data`, all fields under their own names: xdata. */
static void inherit(struct bibtex_taken *entry, const struct bibtex_record *child, const struct bibtex_record *parent,
                    bool is_data) {
    bool had_date = has_date(entry);
    for (size_t i = 0; i < parent->fields.count; i++) {
        struct bibtex_pair field = parent->fields.items[i];
        field.name = is_data && !is_passed_over(field.name) ? field.name : inherited_name(child, parent, field.name);
        if (field.name.size > 0 && !(had_date && is_of_date(field.name)) &&
            bibtex_file_may_add(entry->entries->file, field.value.size + FIELD_BYTES, child->key_at))
            add(entry, field);
    }
}

static void inherit_from(struct bibtex_taken *entry, const struct bibtex_record *record, struct text field, int depth);

static void inherit_all(struct bibtex_taken *entry, const struct bibtex_record *record, int depth) {
    inherit_from(entry, record, TEXT("xdata"), depth);
    inherit_from(entry, record, TEXT("crossref"), depth);
}

/* From the entries that a field of `record` names, with commas between: crossref names one. */
static void inherit_from(struct bibtex_taken *entry, const struct bibtex_record *record, struct text name, int depth) {
    struct bibtex_file *file = entry->entries->file;
    const struct bibtex_pair *field = bibtex_pair_named(&record->fields, name);
    struct text key, rest = field ? field->value : (struct text){0};
    while (depth < DEEPEST && text_cut(&key, &rest, ',')) {
        uint32_t found = table_get(&entry->entries->by_key, text_trim(key));
        if (found == NONE) {
            diag_add(file->problems, DIAG_WARNING, W_WORKS_NAME, bibtex_place(file, field->at, field->name.size),
                     text_format(file->arena, "no entry has the key \"%.*s\"", TEXT_ARGS(text_trim(key))),
                     TEXT("what this entry should have from it is missing"));
        } else if (&file->items[found] != record && entry->parents++ < MOST_PARENTS) {
            inherit(entry, entry->record, &file->items[found], name.bytes[0] == 'x');
            inherit_all(entry, &file->items[found], depth + 1);
        }
    }
}

/* A field that says something else than one before it under another name, journal and journaltitle. */
static void tell_two_names(const struct bibtex_taken *entry, const struct bibtex_pair *field) {
    struct bibtex_file *file = entry->entries->file;
    const struct bibtex_pair *other = bibtex_entry_find(entry, alias_of(entry->record->kind, field->name));
    if (other && !text_equal(text_trim(other->value), text_trim(field->value)))
        diag_add(
            file->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, bibtex_place(file, field->at, field->name.size),
            text_format(file->arena, "\"%.*s\" means the same as a field before it, and is left out", TEXT_ARGS(field->name)),
            TEXT("remove one of them"));
}

void bibtex_entry_gather(struct bibtex_taken *entry, struct bibtex_entries *entries, const struct bibtex_record *record) {
    *entry = (struct bibtex_taken){.entries = entries, .record = record};
    for (size_t i = 0; i < record->fields.count; i++) {
        tell_two_names(entry, &record->fields.items[i]);
        add(entry, record->fields.items[i]);
    }
    entry->own = entry->fields.count;
    inherit_all(entry, record, 0);
    const struct bibtex_entry *row = bibtex_entry_named(record->kind);
    entry->class = row ? (enum bibtex_class)row->class : BIBTEX_OTHERS;
    entry->is_taken = arena_array(entries->file->arena, bool, entry->fields.count + 1);
}

struct text bibtex_entry_take(struct bibtex_taken *entry, struct text name) {
    const struct bibtex_pair *field = bibtex_entry_find(entry, name);
    if (!field)
        return (struct text){0};
    entry->is_taken[field - entry->fields.items] = true;
    return field->value;
}

struct diag_place bibtex_entry_place(const struct bibtex_taken *entry, struct text name) {
    const struct bibtex_pair *field = bibtex_entry_find(entry, name);
    size_t at = field ? field->at : entry->record->key_at;
    return bibtex_place(entry->entries->file, at, field ? field->name.size : entry->record->key.size);
}

/* The field that is probably meant by a name that is none. */
static struct text nearest_field(struct text name, struct arena *arena) {
    struct text *names = arena_array(arena, struct text, bibtex_fields_count);
    for (size_t i = 0; i < bibtex_fields_count; i++)
        names[i] = bibtex_fields[i].name;
    size_t nearest = text_nearest(name, names, bibtex_fields_count);
    return nearest == SIZE_MAX ? (struct text){0} : text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(names[nearest]));
}

void bibtex_entry_tell(const struct bibtex_taken *entry) {
    struct bibtex_file *file = entry->entries->file;
    for (size_t i = 0; i < entry->own; i++) {
        struct text name = entry->fields.items[i].name;
        if (!entry->is_taken[i] && !is_passed_over(name) && text_trim(entry->fields.items[i].value).size > 0)
            diag_add(file->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, bibtex_entry_place(entry, name),
                     text_format(file->arena, "the field \"%.*s\" is not understood, and left out", TEXT_ARGS(name)),
                     nearest_field(name, file->arena));
    }
}
