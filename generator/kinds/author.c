#include "kinds/loading.h"

#include "base/array.h"
#include "kinds/names.h"
#include "kinds/persons.h"
#include "kinds/shapes.h"
#include "read/slug.h"

enum { COAUTHORS_MOST = 30 };

/* A record may be written as "Bee, Ann", and essays name Ann Bee. */
static void claim_others(struct loading *loading, uint32_t entry) {
    const struct registry_entry *author = &loading->registries[THING_AUTHOR].items[entry];
    const struct parsed_file *file = author->file;
    struct fields fields = fields_of_document(file->document, file->path, loading->problems, loading->arena);
    named_claim(loading, &fields, THING_AUTHOR, entry, name_straight(author->name, loading->arena), NULL);
    named_claim_all(loading, &fields, THING_AUTHOR, entry, FIELD_NATIVE_NAME);
    named_claim_all(loading, &fields, THING_AUTHOR, entry, FIELD_ALSO_KNOWN_AS);
}

/* The author with a file whose slug is nearest. */
static struct text near_record(struct loading *loading, struct text words) {
    const struct registry *authors = &loading->registries[THING_AUTHOR];
    struct arena scratch = {0};
    struct texts slugs = {0};
    for (size_t i = 0; i < authors->count && authors->items[i].file; i++)
        *array_add(&slugs, &scratch) = authors->items[i].slug;
    size_t nearest = text_nearest(words, slugs.items, slugs.count);
    struct text near = nearest < slugs.count ? slugs.items[nearest] : TEXT("");
    arena_free(&scratch);
    return near;
}

/* Whether `words` look like a slug, name nobody, and almost name a record. */
static bool is_misspelt(struct loading *loading, const struct fields *fields, const struct yaml_node *node, struct text words) {
    if (!slug_valid(words) || registry_find(&loading->registries[THING_AUTHOR], words, loading->arena) != NONE)
        return false;
    struct text near = near_record(loading, words);
    if (near.size)
        field_error(fields, E_UNKNOWN_AUTHOR, node, did_you_mean(near, loading->arena), "unknown author \"%.*s\"",
                    TEXT_ARGS(words));
    return near.size > 0;
}

/* "Ann Bee" for "Bee, Ann", unless somebody is called so. */
static struct text called(struct loading *loading, struct text name) {
    if (registry_was_used(&loading->registries[THING_AUTHOR], name))
        return name;
    uint32_t entry = registry_find(&loading->registries[THING_AUTHOR], name, loading->arena);
    return entry == NONE ? name_straight(name, loading->arena) : name;
}

/* Whether a record stands for these very words: then they are one name. */
static bool has_record(struct loading *loading, struct text name) {
    const struct registry *authors = &loading->registries[THING_AUTHOR];
    uint32_t entry = registry_find(authors, name, loading->arena);
    return entry != NONE && authors->items[entry].file;
}

static void warn_of_several(struct loading *loading, const struct fields *fields, const struct yaml_node *node,
                            struct text name) {
    const char *why = node->kind == YAML_SCALAR ? name_is_several(name) : NULL;
    if (!why || has_record(loading, name))
        return;
    diag_add(
        loading->problems, DIAG_WARNING, W_SEVERAL_NAMES, yaml_place(fields->path, node),
        text_format(loading->arena, "\"%.*s\" is taken for one name, but %s", TEXT_ARGS(name), why),
        TEXT("write a list of names alone: authors: [Ada Baker, Ben Miller]; or, if it is one: authors: [{name: \"...\"}]"));
}

static uint32_t person_entry(struct loading *loading, const struct fields *fields, const struct yaml_node *node) {
    struct person person = person_read(fields, node);
    warn_of_several(loading, fields, node, person.name);
    person.name = called(loading, person.name);
    if (person.slug.size && person.name.size)
        return registry_use_slug(&loading->registries[THING_AUTHOR], person.slug, person.name, loading->arena);
    struct text words = person.slug.size ? person.slug : person.name;
    if (!words.size || is_misspelt(loading, fields, node, words))
        return NONE;
    uint32_t entry = registry_use(&loading->registries[THING_AUTHOR], words, loading->arena);
    if (entry == NONE)
        field_error(fields, E_BAD_SLUG, node, TEXT("a name has letters"), "no slug can be made of \"%.*s\"", TEXT_ARGS(words));
    else
        named_tell_merged(loading, fields, THING_AUTHOR, entry, words, node);
    return entry;
}

void authors_name(struct loading *loading, struct essay *essay, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_AUTHORS);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        uint32_t entry = person_entry(loading, fields, item);
        if (entry != NONE && !numbers_have(&essay->authors, entry))
            numbers_add(&essay->authors, entry, loading->arena);
    }
}

static struct text orcid_of(const struct fields *fields) {
    struct text written = field_text(fields, FIELD_ORCID), orcid = TEXT("");
    const char *why;
    if (written.size && !orcid_read(&orcid, &why, written, fields->arena))
        field_error(fields, E_BAD_VALUE, field_find(fields, FIELD_ORCID), text_of(why), "\"%.*s\" is no ORCID iD",
                    TEXT_ARGS(written));
    return orcid;
}

/* A text, or a list or maps of them as Quarto has them: the first name counts. */
static struct text affiliation_of(const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_AFFILIATION);
    const struct yaml_node *first = items_first(fields, node);
    struct fields below = fields_below(fields, first);
    if (first && first->kind == YAML_MAP)
        return field_prose(&below, FIELD_INNER_NAME);
    return first ? words_prose(fields, value_text(fields, first, "an affiliation")) : TEXT("");
}

/* What the record, or an essay's map, says about a person; what is known already stands. */
static void add_details(struct author *author, const struct fields *fields) {
    struct text orcid = orcid_of(fields), affiliation = affiliation_of(fields), url = field_url(fields, FIELD_URL);
    author->orcid = author->orcid.size ? author->orcid : orcid;
    author->affiliation = author->affiliation.size ? author->affiliation : affiliation;
    author->url = author->url.size ? author->url : url;
}

static void read_record(struct loading *loading, struct author *author) {
    const struct source *source = &author->thing.source;
    struct fields fields = source_all_fields(loading, source);
    author->family = field_prose(&fields, FIELD_FAMILY);
    author->given = field_prose(&fields, FIELD_AUTHOR_GIVEN);
    author->is_body = field_boolean(&fields, FIELD_ORGANISATION, false);
    author->native_name = field_prose(&fields, FIELD_NATIVE_NAME);
    add_details(author, &fields);
}

/* The parts of a name, as an essay's map has them. */
static void add_parts(struct author *author, const struct person *person) {
    if (!author->family.size && person->family.size) {
        author->family = person->family;
        author->given = person->given;
    }
    author->is_body |= person->is_body;
}

static void add_details_from(struct loading *loading, const struct essay *essay) {
    struct fields fields = source_all_fields(loading, &essay->thing.source);
    const struct yaml_node *node = field_find(&fields, FIELD_AUTHORS);
    for (const struct yaml_node *item = items_first(&fields, node); item; item = items_next(&fields, node, item)) {
        if (item->kind != YAML_MAP)
            continue;
        struct fields below = fields_below(&fields, item);
        struct person person = person_read(&fields, item);
        struct text words = person.slug.size ? person.slug : called(loading, person.name);
        uint32_t entry = registry_find(&loading->registries[THING_AUTHOR], words, loading->arena);
        keys_check(&loading->keys, &below, OF_PERSON);
        if (entry == NONE)
            continue;
        struct author *author = &loading->site->authors[loading->registries[THING_AUTHOR].items[entry].number];
        add_details(author, &below);
        add_parts(author, &person);
    }
}

/* Of a body all words sort, but for the article. */
static struct text filed_of(const struct author *author) {
    struct text name = author->thing.title;
    if (author->cited.literal.size)
        return text_starts(name, TEXT("The ")) ? text_after(name, 4) : name;
    return author->cited.family.size ? author->cited.family : name_parts(name).filed;
}

static void finish_author(struct loading *loading, struct author *author) {
    struct name_said said = {author->thing.title, author->family, author->given, author->native_name, author->is_body};
    struct text filed = author->family;
    author->cited = name_cited(&said);
    author->is_guess = name_is_guess(&said);
    if (!author->family.size) {
        filed = filed_of(author);
        author->family = author->cited.literal.size ? filed : work_family(&author->cited, loading->arena);
    }
    author->thing.sort_key = name_sort_key(author->thing.title, filed, loading->arena);
}

static void tell_guess(struct loading *loading, const struct author *author) {
    const struct site *site = loading->site;
    struct text slug = author->thing.slug, family = author->cited.family;
    struct diag_place place = {.path = author->thing.source.path};
    if (!place.path.size && author->thing.essays.count)
        place.path = site->essays[author->thing.essays.items[0]].thing.source.path;
    diag_add(loading->problems, DIAG_NOTE, W_FAMILY_GUESS, place,
             text_format(loading->arena, "\"%.*s\" is taken for a Chinese name, whose family name is %.*s",
                         TEXT_ARGS(author->thing.title), TEXT_ARGS(family)),
             text_format(loading->arena, "say which it is in content/authors/%.*s.md: family: %.*s", TEXT_ARGS(slug),
                         TEXT_ARGS(family)));
}

static void tell_guesses(struct loading *loading) {
    const struct site *site = loading->site;
    for (uint32_t i = 0; i < site->author_count; i++)
        if (site->authors[i].is_guess)
            tell_guess(loading, &site->authors[i]);
}

static void find_coauthors(struct loading *loading) {
    struct site *site = loading->site;
    uint32_t *rank = arena_array(loading->arena, uint32_t, site->author_count);
    for (uint32_t i = 0; i < site->author_count; i++)
        rank[site->authors_by_name.items[i]] = i;
    struct together together = {site, THING_AUTHOR, rank, arena_array(loading->arena, uint32_t, site->author_count),
                                COAUTHORS_MOST};
    for (uint32_t i = 0; i < site->author_count; i++)
        site->authors[i].coauthors = numbers_together(&together, &site->authors[i].thing.essays, i, loading->arena);
}

void authors_load(struct loading *loading) {
    struct site *site = loading->site;
    struct registry *authors = &loading->registries[THING_AUTHOR];
    named_records(loading, THING_AUTHOR);
    for (uint32_t i = 0; i < authors->count; i++)
        claim_others(loading, i);
    each_essay_names(loading, authors_name);
    named_make(loading, THING_AUTHOR);
    for (uint32_t i = 0; i < site->author_count; i++)
        if (site->authors[i].thing.source.document)
            read_record(loading, &site->authors[i]);
    for (uint32_t i = 0; i < site->essay_count; i++)
        add_details_from(loading, &site->essays[i]);
    for (uint32_t i = 0; i < site->author_count; i++)
        finish_author(loading, &site->authors[i]);
    provenances_finish(loading);
    named_finish(loading, THING_AUTHOR);
    find_coauthors(loading);
    tell_guesses(loading);
    near_names_check(loading);
}
