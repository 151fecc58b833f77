#include "model/anchors.h"

/* Notes, tables and raw HTML have ids that only the HTML knows. It is searched when no heading has the id, which is rare. */
static bool html_has(const struct source *source, struct text anchor) {
    const struct body *body = source->file ? document_body(source->file) : NULL;
    if (!body)
        return false;
    struct text html = body_html(body);
    for (size_t at = text_find(html, anchor, 0); at < html.size; at = text_find(html, anchor, at + 1)) {
        struct text before = text_slice(html, 0, at), after = text_after(html, at + anchor.size);
        bool attribute = text_ends(before, TEXT(" id=\"")) || text_ends(before, TEXT(" name=\""));
        if (attribute && text_starts(after, TEXT("\"")))
            return true;
    }
    return false;
}

bool anchor_exists(const struct source *source, struct text anchor) {
    const struct document *document = source->document;
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    for (uint32_t i = 0; i < document->headings.count; i++)
        if (text_equal(document_text(document, headings[i].id), anchor))
            return true;
    return html_has(source, anchor);
}

struct text anchor_nearest(const struct source *source, struct text anchor, struct arena *arena) {
    const struct document *document = source->document;
    if (!document || !document->headings.count)
        return TEXT("");
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    struct text *ids = arena_array(arena, struct text, document->headings.count);
    for (uint32_t i = 0; i < document->headings.count; i++)
        ids[i] = document_text(document, headings[i].id);
    size_t nearest = text_nearest(anchor, ids, document->headings.count);
    return nearest < document->headings.count ? ids[nearest] : TEXT("");
}
