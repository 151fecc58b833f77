#include "kinds/loading.h"

#include "base/utf8.h"
#include "kinds/shapes.h"

/* `source.publication`, or `source` itself where it is one text that is no address; "" without. */
static struct text publication_of(const struct fields *fields, const struct yaml_node **node) {
    const struct yaml_node *source = field_find(fields, "source");
    struct fields below = fields_below(fields, source);
    *node = source;
    if (!source)
        return TEXT("");
    if (source->kind == YAML_MAP) {
        *node = field_find(&below, "publication name");
        return field_text(&below, "publication name");
    }
    struct text text = value_text(fields, source, "source");
    return is_url(text) ? TEXT("") : text;
}

static void name_publication(struct loading *loading, struct essay *essay) {
    struct fields fields = essay_all_fields(loading, essay);
    const struct yaml_node *node;
    struct text words = publication_of(&fields, &node);
    if (!words.size)
        return;
    essay->provenance.publication = registry_use(&loading->publications, words, loading->arena);
    if (essay->provenance.publication == NONE)
        field_error(&fields, E_BAD_SLUG, node, TEXT("a publication's name has letters"), "no slug can be made of \"%.*s\"",
                    TEXT_ARGS(words));
}

void publications_load(struct loading *loading) {
    struct site *site = loading->site;
    struct registry *registry = &loading->publications;
    for (uint32_t i = 0; i < site->essay_count; i++)
        name_publication(loading, &site->essays[i]);
    registry_settle(registry, loading->arena);

    site->publication_count = (uint32_t)registry->count;
    site->publications = arena_array(loading->arena, struct publication, registry->count);
    struct text *keys = arena_array(loading->arena, struct text, registry->count);
    for (size_t i = 0; i < registry->count; i++) {
        const struct registry_entry *entry = &registry->items[i];
        struct publication *publication = &site->publications[entry->number];
        publication->thing.slug = entry->slug;
        publication->thing.title = entry->name;
        publication->thing.address = text_format(loading->arena, "/publications/%.*s/", TEXT_ARGS(entry->slug));
        keys[entry->number] = utf8_fold_plain(entry->name, loading->arena);
    }
    site->publications_by_name = numbers_by_key(keys, site->publication_count, loading->arena);

    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        uint32_t *publication = &site->essays[number].provenance.publication;
        if (*publication == NONE)
            continue;
        *publication = registry->items[*publication].number;
        numbers_add(&site->publications[*publication].thing.essays, number, loading->arena);
    }
}
