#include "connect/anchors.h"

#include "base/array.h"
#include "base/utf8.h"
#include "history/versions.h"
#include "read/heading_spellings.h"

enum { MANY_HEADINGS = 32 };

/* Enough for any reader; a file made to be searched again and again does not get further. */
static const uint64_t search_limit_bytes = (uint64_t)4 << 30;

/*
 * Notes, tables and raw HTML have ids that only the HTML knows. It is searched when no heading has the id, which is rare.
 */
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

static const struct doc_heading *headings_of(const struct document *document) {
    return DOC_ITEMS(document, headings, struct doc_heading);
}

/* The ids of all headings, collected once. */
static const struct table *table_of(struct anchors *anchors, const struct source *source, struct arena *arena) {
    uint32_t index = table_get(&anchors->by_path, source->path);
    if (index != NONE)
        return &anchors->tables.items[index];
    const struct document *document = source->document;
    table_put(&anchors->by_path, source->path, (uint32_t)anchors->tables.count, arena);
    struct table *table = array_add(&anchors->tables, arena);
    for (uint32_t i = 0; i < document->headings.count; i++)
        table_put(table, document_text(document, headings_of(document)[i].id), i, arena);
    return table;
}

bool anchor_is_heading(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena) {
    const struct document *document = source->document;
    if (document->headings.count > MANY_HEADINGS)
        return table_get(table_of(anchors, source, arena), anchor) != NONE;
    return document_has_heading(document, anchor);
}

bool anchor_is_passage(struct text anchor) {
    return anchor.size == MARK_SIZE - 1 && text_starts(anchor, TEXT("p-"));
}

/* An id as a generator makes it unique: "wheel-1" is `base` "wheel" of the heading before which one has the same spelling. */
struct spelt_id {
    struct text id, base;
    uint32_t number; /* 0: it has none */
};

static struct spelt_id spelt_id_of(struct text anchor, struct arena *arena) {
    struct spelt_id spelt = {utf8_fold(anchor, arena), .number = 0};
    size_t end = spelt.id.size, value = 0, unit = 1;
    for (; end && spelt.id.bytes[end - 1] >= '0' && spelt.id.bytes[end - 1] <= '9' && unit < 1000000; end--, unit *= 10)
        value += (size_t)(spelt.id.bytes[end - 1] - '0') * unit;
    if (end && spelt.id.bytes[end - 1] == '-' && unit > 1) {
        spelt.base = text_slice(spelt.id, 0, end - 1);
        spelt.number = (uint32_t)value;
    }
    return spelt;
}

static uint32_t heading_spelt(struct anchors *anchors, const struct document *document, const struct spelt_id *wanted,
                              enum heading_speller speller) {
    struct arena scratch = {0};
    uint32_t found = NONE, earlier = 0;
    for (uint32_t i = 0; found == NONE && i < document->headings.count; i++) {
        struct text words = document_text(document, headings_of(document)[i].text);
        struct text spelling = heading_spelling(speller, words, &scratch);
        anchors->searched_bytes += words.size;
        bool is_again = wanted->number && speller != SPELT_BY_DOCUTILS && text_equal(spelling, wanted->base);
        if (spelling.size && (text_equal(spelling, wanted->id) || (is_again && earlier == wanted->number)))
            found = i;
        earlier += is_again;
    }
    arena_free(&scratch);
    return found;
}

struct text anchor_spelt(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena) {
    const struct document *document = source->document;
    struct spelt_id wanted = spelt_id_of(anchor, arena);
    uint32_t found = NONE;
    /* None of them has capital letters. */
    if (!text_equal(text_lower_ascii(anchor, arena), anchor) || anchors->searched_bytes > search_limit_bytes)
        return TEXT("");
    for (int speller = 0; speller < HEADING_SPELLERS; speller++) {
        uint32_t heading = heading_spelt(anchors, document, &wanted, (enum heading_speller)speller);
        if (heading != NONE && found != NONE && heading != found)
            return TEXT("");
        found = heading == NONE ? found : heading;
    }
    return found == NONE ? TEXT("") : document_text(document, headings_of(document)[found].id);
}

bool anchor_exists(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena) {
    return anchor_is_heading(anchors, source, anchor, arena) || html_has(anchors, source, anchor);
}
