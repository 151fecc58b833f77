#include "kinds/loading.h"

#include "base/array.h"
#include "kinds/persons.h"
#include "kinds/shapes.h"
#include "kinds/source_types.h"

/* One of the shapes that have a number. */
typedef bool read_number(struct text *number, const char **why, struct text written, struct arena *arena);

static struct text number_of(const struct fields *fields, enum field field, read_number *read, const char *what) {
    struct text written = field_text(fields, field), number = TEXT("");
    const char *why;
    if (written.size && !read(&number, &why, written, fields->arena))
        field_error(fields, E_BAD_VALUE, field_find(fields, field), text_of(why), "\"%.*s\" is no %s", TEXT_ARGS(written),
                    what);
    return number;
}

/* What "article", and a source without a word, is: a journal has volumes, issues, an ISSN and DOIs. */
static uint8_t type_by_the_rest(const struct provenance *source, bool has_publication) {
    if (!has_publication)
        return WORK_WEBPAGE;
    bool is_of_journal = source->volume.size || source->issue.size || source->issn.size || source->doi.size;
    return source->isbn.size ? WORK_CHAPTER : is_of_journal ? WORK_ARTICLE_JOURNAL : WORK_ARTICLE_MAGAZINE;
}

static void tell_unknown_kind(const struct fields *fields, const struct provenance *source, uint8_t type) {
    struct text near = source_type_near(source->kind);
    diag_add(fields->problems, DIAG_NOTE, W_SOURCE_KIND, yaml_place(fields->path, field_find(fields, FIELD_KIND)),
             text_format(fields->arena, "\"%.*s\" says no type of source: it is cited as \"%.*s\"", TEXT_ARGS(source->kind),
                         TEXT_ARGS(work_type_names[type])),
             near.size ? text_format(fields->arena, "did you mean \"%.*s\"? or say it beside: type: report", TEXT_ARGS(near))
                       : TEXT("say it beside: type: report; colophon.1 lists the types"));
}

static uint8_t type_of(const struct fields *fields, const struct provenance *source, bool has_publication) {
    struct text written = field_text(fields, FIELD_TYPE);
    uint8_t type = type_by_the_rest(source, has_publication);
    if (written.size && !source_type_named(&type, written))
        field_error(fields, E_BAD_VALUE, field_find(fields, FIELD_TYPE), did_you_mean(source_type_near(written), fields->arena),
                    "\"%.*s\" is no type of source", TEXT_ARGS(written));
    if (!written.size && source->kind.size && !same_word(source->kind, TEXT("article")) &&
        !source_kind_named(&type, source->kind))
        tell_unknown_kind(fields, source, type);
    return type;
}

/* An address that is given, too, is an address at which it is public. */
static bool read_not_public(const struct fields *fields) {
    struct text written = field_text(fields, FIELD_AVAILABILITY);
    const struct yaml_node *node = field_find(fields, FIELD_AVAILABILITY);
    bool is_not_public = text_equal_ignoring_case(written, TEXT("no public copy"));
    if (written.size && !is_not_public)
        field_error(fields, E_BAD_VALUE, node,
                    TEXT("write: availability: no public copy; or give its address: url: https://..."),
                    "\"%.*s\" is no availability", TEXT_ARGS(written));
    if (is_not_public && (field_find(fields, FIELD_URL) || field_find(fields, FIELD_DOI)))
        field_error(fields, E_BAD_VALUE, node, TEXT("take one of them out"),
                    "there is no public copy of it, and an address of one");
    return is_not_public;
}

static void read_map(struct provenance *source, const struct fields *fields) {
    source->kind = field_text(fields, FIELD_KIND);
    source->place = field_prose(fields, FIELD_PLACE);
    if (field_find(fields, FIELD_URL))
        source->url = field_url(fields, FIELD_URL);
    source->doi = number_of(fields, FIELD_DOI, doi_read, "DOI");
    source->pages = field_text(fields, FIELD_PAGES);
    source->retrieved = field_date(fields, FIELD_RETRIEVED);
    source->volume = field_text(fields, FIELD_VOLUME);
    source->issue = field_text(fields, FIELD_ISSUE);
    source->number = field_text(fields, FIELD_NUMBER);
    source->publisher = field_prose(fields, FIELD_PUBLISHER);
    source->issn = number_of(fields, FIELD_ISSN, issn_read, "ISSN");
    source->isbn = number_of(fields, FIELD_ISBN, isbn_read, "ISBN");
    source->is_not_public = read_not_public(fields);
    source->has_others = field_find(fields, FIELD_SOURCE_EDITORS) || field_find(fields, FIELD_TRANSLATORS);
}

void provenance_read(struct loading *loading, struct provenance *source, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_SOURCE);
    struct fields below = fields_below(fields, node);
    source->publication = NONE;
    source->url = field_url(fields, FIELD_SOURCE_URL);
    if (node && node->kind != YAML_MAP) {
        /* One text: where it was taken from, or else the publication's name, which publication.c reads. */
        struct text text = value_text(fields, node, "source");
        if (is_url(text))
            source->url = text;
        below.map = NULL;
    } else if (node) {
        keys_check(&loading->keys, &below, OF_SOURCE);
        read_map(source, &below);
    }
    source->type = type_of(&below, source, publication_is_named(fields));
    source->kind = words_prose(fields, source->kind);
}

/* An author of this reader is called so in all places. */
static struct work_name name_of(struct loading *loading, const struct fields *fields, const struct yaml_node *node) {
    struct person person = person_read(fields, node);
    const struct registry *authors = &loading->registries[THING_AUTHOR];
    struct text words = person.slug.size ? person.slug : person.name;
    uint32_t entry = registry_find(authors, words, loading->arena);
    if (entry != NONE)
        return loading->site->authors[authors->items[entry].number].cited;
    return person_cited(&person);
}

static void add_names(struct work_names *names, struct loading *loading, const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
        *array_add(names, loading->arena) = name_of(loading, fields, item);
}

void provenances_finish(struct loading *loading) {
    for (uint32_t i = 0; i < loading->site->essay_count; i++) {
        struct essay *essay = &loading->site->essays[i];
        if (!essay->provenance.has_others)
            continue;
        struct fields fields = source_all_fields(loading, &essay->thing.source);
        struct fields below = fields_below(&fields, field_find(&fields, FIELD_SOURCE));
        add_names(&essay->provenance.editors, loading, &below, FIELD_SOURCE_EDITORS);
        add_names(&essay->provenance.translators, loading, &below, FIELD_TRANSLATORS);
    }
}
