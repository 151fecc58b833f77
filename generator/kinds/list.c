#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

/* What an item names and says: `slug`; `slug: note`; `essay: slug` and `note: words`. */
struct item_parts {
    const struct yaml_node *essay; /* NULL after an error */
    bool essay_is_key;
    struct text note;
};

static struct item_parts parts_of(const struct fields *fields, const struct yaml_node *item) {
    struct fields below = fields_below(fields, item);
    const struct yaml_node *only = item->kind == YAML_MAP ? yaml_first(&fields->yaml, item) : NULL;
    bool named = field_find(&below, FIELD_ONE_ESSAY);
    if (item->kind == YAML_SCALAR)
        return (struct item_parts){.essay = item};
    if (named)
        return (struct item_parts){.essay = field_find(&below, FIELD_ONE_ESSAY), .note = field_prose(&below, FIELD_NOTE)};
    if (only && !yaml_next(&fields->yaml, item, only)) {
        warn_of_brackets(fields, only);
        struct text note = only->kind == YAML_NULL ? TEXT("") : words_prose(fields, value_text(fields, only, "a note"));
        return (struct item_parts){.essay = only, .essay_is_key = true, .note = note};
    }
    field_error(fields, E_WRONG_TYPE, item, TEXT("write \"- slug\", or \"- slug: the note on it\""),
                "an item of a reading list names one essay");
    return (struct item_parts){0};
}

/* Where a key names an essay, the key stands for the value: the same words, the same place. */
static struct yaml_node key_as_value(const struct yaml_node *node) {
    struct yaml_node key = *node;
    key.kind = YAML_SCALAR;
    key.value = node->key;
    key.line = node->key_line;
    key.column = node->key_column;
    key.width = node->key_width;
    return key;
}

static bool has_item(const struct list *list, uint32_t essay) {
    for (size_t i = 0; i < list->items.count; i++)
        if (list->items.items[i].essay == essay)
            return true;
    return false;
}

static void add_item(struct loading *loading, struct list *list, const struct fields *fields, const struct yaml_node *item) {
    struct item_parts parts = parts_of(fields, item);
    if (!parts.essay)
        return;
    struct yaml_node node = parts.essay_is_key ? key_as_value(parts.essay) : *parts.essay;
    uint32_t essay = essay_named(loading, fields, &node);
    if (essay == NONE)
        return;
    if (has_item(list, essay))
        field_error(fields, E_BAD_VALUE, &node, TEXT("an essay has one place in a list"), "\"%.*s\" stands in this list twice",
                    TEXT_ARGS(loading->site->essays[essay].thing.slug));
    else
        *array_add(&list->items, loading->arena) = (struct list_item){.essay = essay, .note = parts.note};
}

/* A picture below content/media/, by its address or without the "/media/" of that. */
static uint32_t read_cover(const struct loading *loading, const struct fields *fields) {
    const struct tree *tree = loading->input->tree;
    struct text written = field_text(fields, FIELD_COVER), name = written, folder = TEXT("/media/");
    if (!written.size)
        return NONE;
    if (text_starts(name, folder))
        name = text_after(name, folder.size);
    size_t file = tree_find(tree, text_join(fields->arena, TEXT("content/media/"), name));
    if (file == SIZE_MAX) {
        field_error(fields, E_BAD_VALUE, field_find(fields, FIELD_COVER), TEXT("write cover: /media/picture.jpg"),
                    "there is no picture \"%.*s\" below content/media/", TEXT_ARGS(written));
        return NONE;
    }
    return (uint32_t)file;
}

static bool read_list(struct loading *loading, struct thing *thing, const struct content_file *file) {
    struct list *list = (struct list *)thing;
    thing->source = source_of(loading, file->file);
    struct fields fields = source_all_fields(loading, &thing->source);
    thing->slug = source_slug(loading, file->file, &fields);
    thing->address = thing_usual_address(THING_LIST, thing->slug, loading->arena);
    source_aliases(&thing->aliases, &fields, thing->address);
    if (!thing_hold(loading, thing, &fields, THING_LIST))
        return false;
    fields = source_fields(loading, &thing->source);
    thing->title = words_prose(&fields, source_title(loading, file->file, &fields, THING_LIST, thing->slug));
    thing->sort_key = utf8_fold_plain(thing->title, loading->arena);
    thing->summary = field_prose(&fields, FIELD_SUMMARY);
    list->cover = read_cover(loading, &fields);
    keys_check(&loading->keys, &fields, THING_LIST);

    const struct yaml_node *items = field_find(&fields, FIELD_ITEMS);
    if (items && items->kind != YAML_LIST)
        field_error(&fields, E_WRONG_TYPE, items, TEXT("write each on a line of its own, after \"- \""), "items is a list");
    else
        for (const struct yaml_node *item = items_first(&fields, items); item; item = items_next(&fields, items, item))
            add_item(loading, list, &fields, item);
    return true;
}

void lists_load(struct loading *loading) {
    struct site *site = loading->site;
    filed_read(loading, THING_LIST, read_list);
    filed_note_slugs(loading, THING_LIST);
    things_order(loading, THING_LIST);
    for (uint32_t i = 0; i < site->list_count; i++)
        for (size_t j = 0; j < site->lists[i].items.count; j++)
            numbers_add(&site->essays[site->lists[i].items.items[j].essay].lists, i, loading->arena);
}
