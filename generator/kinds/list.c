#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>

static const char item_fields[] = "items essays entries";

/* What an item names and says: `slug`; `slug: note`; `essay: slug` and `note: words`. */
struct item_parts {
    const struct yaml_node *essay; /* NULL after an error */
    bool essay_is_key;
    struct text note;
};

static struct item_parts parts_of(const struct fields *fields, const struct yaml_node *item) {
    struct fields below = fields_below(fields, item);
    const struct yaml_node *only = item->kind == YAML_MAP ? yaml_first(&fields->yaml, item) : NULL;
    bool named = field_find(&below, "essay slug");
    if (item->kind == YAML_SCALAR)
        return (struct item_parts){.essay = item};
    if (named)
        return (struct item_parts){.essay = field_find(&below, "essay slug"), .note = field_text(&below, "note")};
    if (only && !yaml_next(&fields->yaml, item, only)) {
        struct text note = only->kind == YAML_NULL ? TEXT("") : value_text(fields, only, "a note");
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

static void list_read(struct loading *loading, struct list *list, const struct content_file *file) {
    list->thing.source = source_of(loading, file->file);
    struct fields fields = source_fields(loading, &list->thing.source);
    list->thing.slug = source_slug(loading, file->file, &fields);
    list->thing.address = text_format(loading->arena, "/lists/%.*s/", TEXT_ARGS(list->thing.slug));
    list->thing.title = source_title(loading, file->file, &fields, "title name", list->thing.slug);
    list->summary = field_text(&fields, "summary description excerpt abstract");
    keys_check(&loading->keys, &fields, KEYS_LIST);

    const struct yaml_node *items = field_find(&fields, item_fields);
    if (items && items->kind != YAML_LIST)
        field_error(&fields, E_WRONG_TYPE, items, TEXT("write each on a line of its own, after \"- \""), "items is a list");
    else
        for (const struct yaml_node *item = items_first(&fields, items); item; item = items_next(&fields, items, item))
            add_item(loading, list, &fields, item);
}

static int by_slug(const void *left, const void *right) {
    const struct list *a = left, *b = right;
    int order = text_compare(a->thing.slug, b->thing.slug);
    return order ? order : text_compare(a->thing.source.path, b->thing.source.path);
}

static void note_lists(struct loading *loading) {
    struct site *site = loading->site;
    struct text *keys = arena_array(loading->arena, struct text, site->list_count);
    for (uint32_t i = 0; i < site->list_count; i++) {
        const struct list *list = &site->lists[i];
        struct fields fields =
            fields_of_document(list->thing.source.document, list->thing.source.path, loading->problems, loading->arena);
        uint32_t other = table_get(&loading->list_slugs, list->thing.slug);
        if (other != TABLE_NONE)
            report_same_slug(loading, list->thing.source.file, &fields, list->thing.slug, site->lists[other].thing.source.path);
        else
            table_put(&loading->list_slugs, list->thing.slug, i, loading->arena);
        keys[i] = utf8_fold_plain(list->thing.title, loading->arena);
        for (size_t j = 0; j < list->items.count; j++)
            numbers_add(&site->essays[list->items.items[j].essay].lists, i, loading->arena);
    }
    site->lists_by_title = numbers_by_key(keys, site->list_count, loading->arena);
}

void lists_load(struct loading *loading) {
    struct site *site = loading->site;
    site->lists = arena_array(loading->arena, struct list, files_of_kind(loading, THING_LIST));
    for (size_t i = 0; i < loading->file_count; i++) {
        if (loading->files[i].kind != THING_LIST)
            continue;
        struct list *list = &site->lists[site->list_count];
        struct fields fields = fields_of_document(loading->files[i].file->document, loading->files[i].file->path,
                                                  loading->problems, loading->arena);
        if (!source_is_draft(&loading->files[i], &fields) || loading->input->drafts) {
            list_read(loading, list, &loading->files[i]);
            site->list_count++;
        } else {
            struct text slug = source_slug(loading, loading->files[i].file, &fields);
            hide_file(loading, TEXT(""), text_format(loading->arena, "/lists/%.*s/", TEXT_ARGS(slug)), fields.path,
                      PLACE_DRAFT);
        }
    }
    qsort(site->lists, site->list_count, sizeof(struct list), by_slug);
    note_lists(loading);
}
