/* Authors, topics, publications and terms: things that exist because they are named, with a file or without one. */
#include "kinds/loading.h"

#include "base/utf8.h"
#include "kinds/voices.h"
#include "read/han.h"
#include "read/smart.h"

#include <string.h>

void named_claim(struct loading *loading, const struct fields *fields, uint8_t kind, uint32_t entry, struct text name,
                 const struct yaml_node *node) {
    struct registry *registry = &loading->registries[kind];
    uint32_t other = name.size ? registry_name(registry, entry, name, loading->arena) : NONE;
    if (other == NONE || other == entry || !node)
        return;
    field_error(fields, E_SAME_NAME, node, text_of(thing_kinds[kind].one_meaning), "\"%.*s\" is a name of %.*s, too",
                TEXT_ARGS(name), TEXT_ARGS(registry->items[other].file->path));
}

void named_claim_all(struct loading *loading, const struct fields *fields, uint8_t kind, uint32_t entry, enum field field) {
    const struct yaml_node *list = field_find(fields, field);
    for (const struct yaml_node *item = items_first(fields, list); item; item = items_next(fields, list, item))
        named_claim(loading, fields, kind, entry, value_text(fields, item, "a name"), item);
}

static void add_record(struct loading *loading, const struct parsed_file *file, uint8_t kind) {
    struct registry *registry = &loading->registries[kind];
    struct source source = source_of(loading, file);
    struct fields fields = source_fields(loading, &source);
    struct thing unnumbered = {.source = source};
    if (!thing_hold(loading, &unnumbered, &fields, kind)) {
        unnumbered.address = thing_usual_address(kind, source_slug(loading, file, &fields), loading->arena);
        source_aliases(&unnumbered.aliases, &fields, unnumbered.address);
        hide_file(loading, TEXT(""), unnumbered.address, file->path, claim_of_held(loading, &unnumbered.hold));
        hide_aliases(loading, &unnumbered.aliases, file->path, claim_of_held(loading, &unnumbered.hold));
        return;
    }
    struct text slug = source_slug(loading, file, &fields);
    struct text title = source_title(loading, file, &fields, kind, slug);
    uint32_t entry = registry_add(registry, slug, file, loading->arena);
    if (entry == NONE) {
        uint32_t other = table_get(&registry->by_slug, slug);
        report_same_slug(loading, file, &fields, slug, registry->items[other].file->path);
        return;
    }
    registry->items[entry].name = title;
    registry->items[entry].hold = unnumbered.hold;
    named_claim(loading, &fields, kind, entry, title, field_find(&fields, thing_kinds[kind].title));
    keys_check(&loading->keys, &fields, kind);
}

void named_records(struct loading *loading, uint8_t kind) {
    for (size_t i = 0; i < loading->file_count; i++)
        if (loading->files[i].kind == kind)
            add_record(loading, loading->files[i].file, kind);
}

/* The letters and digits of a text, folded: what a slug's words are made of, with all their accents. */
static struct text letters_of(struct text words, struct arena *arena) {
    struct text folded = utf8_fold(words, arena);
    char *kept = arena_alloc(arena, folded.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < folded.size;) {
        size_t from = at;
        if (!utf8_is_letter(utf8_next(folded, &at)))
            continue;
        memcpy(kept + size, folded.bytes + from, at - from);
        size += at - from;
    }
    return (struct text){kept, size};
}

void named_tell_merged(struct loading *loading, const struct fields *fields, uint8_t kind, uint32_t entry, struct text words,
                       const struct yaml_node *node) {
    struct registry *registry = &loading->registries[kind];
    struct registry_entry *named = &registry->items[entry];
    struct arena *arena = loading->arena;
    if (!named->first.size) {
        named->first = named->file ? named->name : words;
        named->first_path = named->file ? named->file->path : fields->path;
    }
    if (text_equal(named->first, words) || registry_is_claimed(registry, words, arena) ||
        text_equal(letters_of(named->first, arena), letters_of(words, arena)))
        return;
    const char *word = thing_words[kind].word;
    diag_add(loading->problems, DIAG_WARNING, W_MERGED_NAMES, yaml_place(fields->path, node),
             text_format(arena, "the %s \"%.*s\" is taken for \"%.*s\" in %.*s: the slug of both is \"%.*s\"", word,
                         TEXT_ARGS(words), TEXT_ARGS(named->first), TEXT_ARGS(named->first_path), TEXT_ARGS(named->slug)),
             thing_words[kind].is_cited
                 ? text_format(arena, "write both alike; or, if they are two, make a record of this one: colophon new %s", word)
                 : TEXT("write both alike; or, if they are two, in words that differ more"));
}

uint32_t named_use(struct loading *loading, const struct fields *fields, uint8_t kind, struct text words,
                   const struct yaml_node *node) {
    uint32_t entry = registry_use(&loading->registries[kind], words, loading->arena);
    if (entry == NONE)
        field_error(fields, E_BAD_SLUG, node, text_format(loading->arena, "%s's name has letters", thing_kinds[kind].called),
                    "no slug can be made of \"%.*s\"", TEXT_ARGS(words));
    else
        named_tell_merged(loading, fields, kind, entry, words, node);
    return entry;
}

/* Who names things of a kind, and where they are put. */
struct essay_naming {
    struct loading *loading;
    const struct fields *fields;
    uint8_t kind;
    struct numbers *names;
};

static void name_one(struct essay_naming *naming, const struct yaml_node *node, struct text words) {
    uint32_t entry = words.size ? named_use(naming->loading, naming->fields, naming->kind, words, node) : NONE;
    if (entry != NONE && !numbers_have(naming->names, entry))
        numbers_add(naming->names, entry, naming->loading->arena);
}

static void read_record_of(struct loading *loading, struct thing *thing, const struct registry_entry *entry) {
    thing->source = source_of(loading, entry->file);
    thing->hold = entry->hold;
    struct fields fields = source_all_fields(loading, &thing->source);
    source_aliases(&thing->aliases, &fields, thing->address);
}

void named_make(struct loading *loading, uint8_t kind) {
    struct registry *registry = &loading->registries[kind];
    registry_settle(registry, loading->arena);
    things_make(loading->site, kind, registry->count, loading->arena);
    for (size_t i = 0; i < registry->count; i++) {
        const struct registry_entry *entry = &registry->items[i];
        struct thing *thing = thing_to_fill(loading->site, kind, entry->number);
        thing->slug = entry->slug;
        thing->address = thing_usual_address(kind, entry->slug, loading->arena);
        thing->title = smart_text(entry->name, settings_marks(&loading->site->settings), loading->arena);
        thing->sort_key = utf8_fold_plain(thing->title, loading->arena);
        if (entry->file)
            read_record_of(loading, thing, entry);
    }
}

/* One text may hold several things: commas part them, or else spaces, if `by_spaces`. */
static void split_names(struct essay_naming *naming, const struct yaml_node *node, bool by_spaces) {
    struct text rest = value_text(naming->fields, node, thing_kinds[naming->kind].many), part;
    bool commas = text_contains(rest, TEXT(","));
    if (!commas && !by_spaces) {
        name_one(naming, node, rest);
        return;
    }
    while (text_cut(&part, &rest, commas ? ',' : ' '))
        name_one(naming, node, text_trim(part));
}

bool named_in_essay(struct loading *loading, struct essay *essay, const struct fields *fields, uint8_t kind, enum field field,
                    const char *parted_by_spaces) {
    const struct yaml_node *node = field_find(fields, field);
    struct essay_naming naming = {loading, fields, kind, essay_names_to_fill(essay, kind)};
    if (node && node->kind != YAML_LIST)
        split_names(&naming, node, key_is_among(fields, node, parted_by_spaces));
    else
        for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
            name_one(&naming, item, value_text(fields, item, thing_kinds[kind].called));
    return node;
}

void named_claim_also(struct loading *loading, uint8_t kind) {
    const struct registry *registry = &loading->registries[kind];
    for (uint32_t i = 0; i < registry->count; i++) {
        const struct parsed_file *file = registry->items[i].file;
        struct fields fields = fields_of_document(file->document, file->path, loading->problems, loading->arena);
        named_claim_all(loading, &fields, kind, i, thing_kinds[kind].also);
    }
}

void named_read_also(struct loading *loading, uint8_t kind) {
    for (uint32_t i = 0; i < site_count(loading->site, kind); i++) {
        struct thing *thing = thing_to_fill(loading->site, kind, i);
        if (!thing->source.document)
            continue;
        struct fields fields = source_all_fields(loading, &thing->source);
        field_texts(&thing->also, &fields, thing_kinds[kind].also);
        for (size_t j = 0; j < thing->also.count; j++)
            thing->also.items[j] = words_prose(&fields, thing->also.items[j]);
    }
}

static void list_essays(struct loading *loading, uint8_t kind) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++)
        numbers_remap(essay_names_to_fill(&site->essays[i], kind), &loading->registries[kind]);
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        const struct numbers *named = essay_names(&site->essays[number], kind);
        bool is_no_authors = kind == THING_AUTHOR && essay_is_by_machine(&site->essays[number]);
        for (size_t j = 0; j < named->count; j++)
            numbers_add(is_no_authors ? &site->authors[named->items[j]].by_machine
                                      : &thing_to_fill(site, kind, named->items[j])->essays,
                        number, loading->arena);
    }
}

/* The one Han language of a thing's essays; "" when they have none, or several. */
static struct text han_of_essays(const struct site *site, const struct thing *thing) {
    struct text found = TEXT("");
    for (size_t i = 0; i < thing->essays.count; i++) {
        struct text language = site->essays[thing->essays.items[i]].language;
        if (!han_is_native(language) || text_equal(language, found))
            continue;
        if (found.size)
            return TEXT("");
        found = language;
    }
    return found;
}

/* Of a record: `han`, or `lang` where that is a Han language. */
static struct text han_of_record(struct loading *loading, const struct thing *thing) {
    if (!thing->source.document)
        return TEXT("");
    struct fields fields = source_all_fields(loading, &thing->source);
    struct text han = field_language(&fields, FIELD_HAN), language = field_language(&fields, FIELD_LANGUAGE);
    return han.size || !han_is_native(language) ? han : language;
}

void named_han(struct loading *loading, uint8_t kind) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site_count(site, kind); i++) {
        struct thing *thing = thing_to_fill(site, kind, i);
        thing->han = han_of_record(loading, thing);
        if (!thing->han.size)
            thing->han = han_of_essays(site, thing);
        if (!thing->han.size)
            thing->han = site->settings.han;
    }
}

/* Whether a list among the fields of an essay names a thing; and where. */
static bool find_name(struct diag_place *place, struct loading *loading, const struct essay *essay, uint8_t kind,
                      uint32_t number) {
    const struct registry *registry = &loading->registries[kind];
    struct fields fields = source_all_fields(loading, &essay->thing.source);
    for (const struct yaml_node *field = yaml_first(&fields.yaml, fields.map); field;
         field = yaml_next(&fields.yaml, fields.map, field))
        for (const struct yaml_node *item = field->kind == YAML_LIST ? yaml_first(&fields.yaml, field) : NULL; item;
             item = yaml_next(&fields.yaml, field, item)) {
            uint32_t entry = registry_find(registry, yaml_text(&fields.yaml, item), loading->arena);
            if (entry == NONE || registry->items[entry].number != number)
                continue;
            *place = yaml_place(fields.path, item);
            return true;
        }
    return false;
}

static struct diag_place place_of_name(struct loading *loading, uint8_t kind, uint32_t number) {
    const struct site *site = loading->site;
    struct diag_place place = {0};
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (numbers_have(essay_names(&site->essays[i], kind), number)) {
            place.path = site->essays[i].thing.source.path;
            if (find_name(&place, loading, &site->essays[i], kind, number))
                break;
        }
    return place;
}

/* Of two that both have a record somebody has said that they are two. The one without, or with fewer essays, is the odd one. */
static void tell_alike(struct loading *loading, uint8_t kind, uint32_t a, uint32_t b) {
    const struct thing *one = site_thing(loading->site, kind, a), *other = site_thing(loading->site, kind, b);
    bool one_known = one->source.document, other_known = other->source.document;
    if (one_known && other_known)
        return;
    bool one_is_odd = one_known == other_known ? one->essays.count < other->essays.count : other_known;
    const struct thing *odd = one_is_odd ? one : other, *meant = one_is_odd ? other : one;
    diag_add(loading->problems, DIAG_WARNING, W_ALIKE_NAME, place_of_name(loading, kind, one_is_odd ? a : b),
             text_format(loading->arena, "the %s \"%.*s\" is almost \"%.*s\"", thing_words[kind].word, TEXT_ARGS(odd->title),
                         TEXT_ARGS(meant->title)),
             text_format(loading->arena, "write both alike; or, if they are two, say so with a record: %s%.*s.md",
                         thing_kinds[kind].folders, TEXT_ARGS(odd->slug)));
}

/* Shorter words are another word without an s. */
enum { SHORTEST_PLURAL = 5 };

/* "supplychain" of supply-chains: without hyphens, and without the ending of an English plural. */
static struct text without_number(struct text slug, struct arena *arena) {
    char *bytes = arena_alloc(arena, slug.size + 1);
    struct text plain = {bytes, 0};
    for (size_t i = 0; i < slug.size; i++)
        if (slug.bytes[i] != '-')
            bytes[plain.size++] = slug.bytes[i];
    if (plain.size < SHORTEST_PLURAL || text_ends(plain, TEXT("ss")) || text_ends(plain, TEXT("us")) ||
        text_ends(plain, TEXT("is")) || !text_ends(plain, TEXT("s")))
        return plain;
    if (text_ends(plain, TEXT("ies")))
        return text_join(arena, text_slice(plain, 0, plain.size - 3), TEXT("y"));
    bool is_long = text_ends(plain, TEXT("ches")) || text_ends(plain, TEXT("shes")) || text_ends(plain, TEXT("xes")) ||
                   text_ends(plain, TEXT("sses"));
    return text_slice(plain, 0, plain.size - (is_long ? 2 : 1));
}

/* Persons' names are compared in near_names.c. */
static void check_alike(struct loading *loading, uint8_t kind) {
    struct arena scratch = {0};
    struct table seen = {0};
    for (uint32_t i = 0; i < site_count(loading->site, kind) && kind != THING_AUTHOR; i++) {
        struct text plain = without_number(site_thing(loading->site, kind, i)->slug, &scratch);
        uint32_t other = table_put(&seen, plain, i, &scratch);
        if (other != NONE)
            tell_alike(loading, kind, other, i);
    }
    arena_free(&scratch);
}

void named_finish(struct loading *loading, uint8_t kind) {
    named_read_also(loading, kind);
    things_order(loading, kind);
    list_essays(loading, kind);
    named_han(loading, kind);
    check_alike(loading, kind);
}

void each_essay_names(struct loading *loading, name_in_essay *name) {
    for (uint32_t i = 0; i < loading->site->essay_count; i++) {
        struct fields fields = source_all_fields(loading, &loading->site->essays[i].thing.source);
        name(loading, &loading->site->essays[i], &fields);
    }
}

void essay_read_names(struct loading *loading, struct essay *essay, const struct fields *fields) {
    authors_name(loading, essay, fields);
    topics_name(loading, essay, fields);
    publications_name(loading, essay, fields);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (!thing_kinds[kind].load && thing_kinds[kind].called)
            named_in_essay(loading, essay, fields, kind, thing_kinds[kind].names, "");
}

void named_load(struct loading *loading, uint8_t kind) {
    struct site *site = loading->site;
    named_records(loading, kind);
    named_claim_also(loading, kind);
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct fields fields = source_all_fields(loading, &site->essays[i].thing.source);
        named_in_essay(loading, &site->essays[i], &fields, kind, thing_kinds[kind].names, "");
    }
    named_make(loading, kind);
    named_finish(loading, kind);
}
