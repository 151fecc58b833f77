/* Authors, topics, publications and terms: things that exist because they are named, with a file or without one. */
#include "kinds/loading.h"

#include "base/utf8.h"

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
    struct text slug = source_slug(loading, file, &fields);
    struct text title = source_title(loading, file, &fields, kind, slug);
    uint32_t entry = registry_add(registry, slug, file, loading->arena);
    if (entry == NONE) {
        uint32_t other = table_get(&registry->by_slug, slug);
        report_same_slug(loading, file, &fields, slug, registry->items[other].file->path);
        return;
    }
    registry->items[entry].name = title;
    named_claim(loading, &fields, kind, entry, title, field_find(&fields, thing_kinds[kind].title));
    keys_check(&loading->keys, &fields, kind);
}

void named_records(struct loading *loading, uint8_t kind) {
    for (size_t i = 0; i < loading->file_count; i++)
        if (loading->files[i].kind == kind)
            add_record(loading, loading->files[i].file, kind);
}

uint32_t named_use(struct loading *loading, const struct fields *fields, uint8_t kind, struct text words,
                   const struct yaml_node *node) {
    uint32_t entry = registry_use(&loading->registries[kind], words, loading->arena);
    if (entry == NONE)
        field_error(fields, E_BAD_SLUG, node, text_format(loading->arena, "%s's name has letters", thing_kinds[kind].called),
                    "no slug can be made of \"%.*s\"", TEXT_ARGS(words));
    return entry;
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
        thing->title = entry->name;
        thing->sort_key = utf8_fold_plain(entry->name, loading->arena);
        if (entry->file)
            thing->source = source_of(loading, entry->file);
    }
}

void named_list_essays(struct loading *loading, uint8_t kind, things_of_essay *things) {
    const struct numbers *order = &loading->site->essays_by_date;
    for (size_t i = 0; i < order->count; i++) {
        const struct numbers *named = things(&loading->site->essays[order->items[i]]);
        for (size_t j = 0; j < named->count; j++)
            numbers_add(&thing_to_fill(loading->site, kind, named->items[j])->essays, order->items[i], loading->arena);
    }
}
