#include "connect/anchors.h"

#include "base/array.h"
#include "history/versions.h"

enum { MANY_PLACES = 32 };

/* Enough for any reader; a file made to be searched again and again does not get further. */
static const uint64_t search_limit_bytes = (uint64_t)4 << 30;

/* Notes have ids that only the HTML knows. It is searched when no other place has the id, which is rare. */
static bool html_has(struct anchors *anchors, const struct source *source, struct text anchor) {
    const struct body *body = source->file ? document_body(source->file) : NULL;
    if (!body || anchors->searched_bytes > search_limit_bytes)
        return false;
    struct text html = body_html(body);
    anchors->searched_bytes += html.size;
    for (size_t at = text_find(html, anchor, 0); at < html.size; at = text_find(html, anchor, at + 1)) {
        struct text before = text_slice(html, 0, at), after = text_after(html, at + anchor.size);
        bool attribute = text_ends(before, TEXT(" id=\"")) || text_ends(before, TEXT(" name=\""));
        if (attribute && text_starts(after, TEXT("\"")))
            return true;
    }
    return false;
}

/* The ids of all places, collected once. */
static const struct table *table_of(struct anchors *anchors, const struct source *source, struct arena *arena) {
    uint32_t index = table_get(&anchors->by_path, source->path);
    if (index != NONE)
        return &anchors->tables.items[index];
    table_put(&anchors->by_path, source->path, (uint32_t)anchors->tables.count, arena);
    struct table *table = array_add(&anchors->tables, arena);
    for (uint32_t i = 0; i < document_place_count(source->document); i++)
        table_put(table, document_place(source->document, i), i, arena);
    return table;
}

bool anchor_is_known(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena) {
    const struct document *document = source->document;
    uint32_t i = 0, count = document_place_count(document);
    if (count > MANY_PLACES)
        return table_get(table_of(anchors, source, arena), anchor) != NONE;
    while (i < count && !text_equal(document_place(document, i), anchor))
        i++;
    return i < count;
}

bool anchor_is_passage(struct text anchor) {
    return anchor.size == MARK_SIZE - 1 && text_starts(anchor, TEXT("p-"));
}

bool anchor_exists(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena) {
    return anchor_is_known(anchors, source, anchor, arena) || html_has(anchors, source, anchor);
}

uint8_t anchor_kind_on(const struct target *page, bool or_part) {
    for (uint8_t kind = 0; kind < THING_KINDS && page->kind == THING_ADDRESS; kind++) {
        struct text section = text_of(thing_kinds[kind].section);
        bool is_on = or_part ? text_starts(page->address, section) : text_equal(page->address, section);
        if (thing_kinds[kind].stands_on_section && is_on)
            return kind;
    }
    return THING_NONE;
}
