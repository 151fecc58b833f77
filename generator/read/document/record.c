/* Records as they are read: checked once, then used in place. */
#include "read/document/document.h"

#include "base/buffer.h"

/* Whether an array lies inside a record of `size` bytes, and where its elements can be read. */
static bool lies_inside(struct doc_array array, size_t item_size, size_t size) {
    return array.offset % 8 == 0 && array.offset <= size && array.count <= (size - array.offset) / item_size;
}

static bool is_aligned(struct text bytes) {
    return (uintptr_t)bytes.bytes % 8 == 0;
}

/* Nodes that end behind themselves and inside the array: so every walk over them comes to its end. */
static bool nodes_are_sound(const struct document *document) {
    const struct yaml_node *nodes = DOC_ITEMS(document, nodes, struct yaml_node);
    for (uint32_t i = 0; i < document->nodes.count; i++)
        if (nodes[i].end <= i || nodes[i].end > document->nodes.count)
            return false;
    return true;
}

static bool terms_are_sound(const struct document *document) {
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    for (uint32_t i = 0; i < document->terms.count; i++)
        for (size_t j = 0; j < 2; j++)
            if (terms[i].passages[j] != NO_PASSAGE && terms[i].passages[j] >= document->passages.count)
                return false;
    return true;
}

static bool references_are_sound(const struct document *document) {
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (uint32_t i = 0; i < document->references.count; i++)
        if (references[i].passage != NO_PASSAGE && references[i].passage >= document->passages.count)
            return false;
    return true;
}

static bool quotations_are_sound(const struct document *document) {
    const struct doc_quotation *quotations = DOC_ITEMS(document, quotations, struct doc_quotation);
    for (uint32_t i = 0; i < document->quotations.count; i++)
        if (quotations[i].of > QUOTED_KEY ||
            (quotations[i].of == QUOTED_REFERENCE) != (quotations[i].reference < document->references.count))
            return false;
    return true;
}

static bool citations_are_sound(const struct document *document) {
    const struct doc_citation *citations = DOC_ITEMS(document, citations, struct doc_citation);
    for (uint32_t i = 0; i < document->citations.count; i++)
        if (citations[i].reference >= document->references.count || citations[i].more >= document->citations.count - i)
            return false;
    return true;
}

static bool problems_are_sound(const struct document *document) {
    const struct doc_problem *problems = DOC_ITEMS(document, problems, struct doc_problem);
    for (uint32_t i = 0; i < document->problems.count; i++)
        if (problems[i].level > DIAG_NOTE || problems[i].code[sizeof problems[i].code - 1])
            return false;
    return true;
}

const struct document *document_of(struct text bytes) {
    const struct document *document = (const struct document *)(const void *)bytes.bytes;
    size_t size = bytes.size;
    if (size < sizeof *document || !is_aligned(bytes) || document->version != DOCUMENT_VERSION || document->size_bytes != size)
        return NULL;
    bool whole = lies_inside(document->nodes, sizeof(struct yaml_node), size) &&
                 lies_inside(document->headings, sizeof(struct doc_heading), size) &&
                 lies_inside(document->references, sizeof(struct doc_reference), size) &&
                 lies_inside(document->citations, sizeof(struct doc_citation), size) &&
                 lies_inside(document->terms, sizeof(struct doc_term), size) &&
                 lies_inside(document->problems, sizeof(struct doc_problem), size) &&
                 lies_inside(document->anchors, sizeof(struct doc_anchor), size) &&
                 lies_inside(document->quotations, sizeof(struct doc_quotation), size) &&
                 lies_inside(document->passages, sizeof(struct doc_passage), size) && lies_inside(document->pool, 1, size);
    return whole && nodes_are_sound(document) && terms_are_sound(document) && references_are_sound(document) &&
                   citations_are_sound(document) && problems_are_sound(document) && quotations_are_sound(document)
               ? document
               : NULL;
}

static bool holes_are_sound(const struct body *body) {
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    for (uint32_t i = 0; i < body->holes.count; i++)
        if (holes[i].offset > body->html.count || (i > 0 && holes[i].offset < holes[i - 1].offset))
            return false;
    return true;
}

static bool blocks_are_sound(const struct body *body) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (blocks[i].start > blocks[i].end || blocks[i].end > body->html.count)
            return false;
    return true;
}

static bool runs_are_sound(const struct body *body) {
    const struct doc_run *runs = DOC_ITEMS(body, runs, struct doc_run);
    for (uint32_t i = 0; i < body->runs.count; i++)
        if (runs[i].start > runs[i].end || runs[i].end > body->html.count || (i > 0 && runs[i].start < runs[i - 1].start) ||
            runs[i].kind > RUN_RAW || (runs[i].format != NONE && runs[i].format >= body->formats.count))
            return false;
    return true;
}

static bool span_is_sound(struct span span, const struct body *body) {
    return span.offset <= body->html.count && span.size <= body->html.count - span.offset;
}

/* Each stands behind the one around it: so every walk outwards comes to its end. */
static bool formats_are_sound(const struct body *body) {
    const struct doc_format *formats = DOC_ITEMS(body, formats, struct doc_format);
    for (uint32_t i = 0; i < body->formats.count; i++)
        if ((formats[i].parent != NONE && formats[i].parent >= i) || formats[i].kind > FORMAT_ELEMENT ||
            !span_is_sound(formats[i].target, body) || !span_is_sound(formats[i].title, body))
            return false;
    return true;
}

static bool notes_are_sound(const struct body *body) {
    const struct doc_note *notes = DOC_ITEMS(body, notes, struct doc_note);
    for (uint32_t i = 0; i < body->notes.count; i++)
        if (notes[i].start < body->notes_start || notes[i].start > notes[i].end || notes[i].end > body->notes_end ||
            notes[i].place > body->notes_start || (i > 0 && notes[i].place < notes[i - 1].place))
            return false;
    return body->notes_start <= body->notes_end && body->notes_end <= body->html.count;
}

static bool spaces_are_sound(const struct body *body) {
    const struct doc_space *spaces = DOC_ITEMS(body, spaces, struct doc_space);
    for (uint32_t i = 0; i < body->spaces.count; i++)
        if (spaces[i].offset >= body->html.count || (i > 0 && spaces[i].offset <= spaces[i - 1].offset))
            return false;
    return true;
}

/* Holes, blocks and runs are written between and around; they must stand inside the HTML, in order. */
static bool body_is_sound(const struct body *body) {
    return holes_are_sound(body) && blocks_are_sound(body) && runs_are_sound(body) && formats_are_sound(body) &&
           notes_are_sound(body) && spaces_are_sound(body);
}

const struct body *body_of(struct text bytes) {
    const struct body *body = (const struct body *)(const void *)bytes.bytes;
    size_t size = bytes.size;
    if (size < sizeof *body || !is_aligned(bytes) || body->version != DOCUMENT_VERSION || body->size_bytes != size)
        return NULL;
    bool whole =
        lies_inside(body->holes, sizeof(struct doc_hole), size) && lies_inside(body->blocks, sizeof(struct doc_block), size) &&
        lies_inside(body->runs, sizeof(struct doc_run), size) && lies_inside(body->formats, sizeof(struct doc_format), size) &&
        lies_inside(body->notes, sizeof(struct doc_note), size) && lies_inside(body->spaces, sizeof(struct doc_space), size) &&
        lies_inside(body->html, 1, size);
    return whole && body_is_sound(body) ? body : NULL;
}

struct text document_text(const struct document *document, struct span span) {
    struct text pool = {DOC_ITEMS(document, pool, char), document->pool.count};
    return text_slice(pool, span.offset, (size_t)span.offset + span.size);
}

struct text document_place(const struct document *document, uint32_t index) {
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    const struct doc_anchor *anchors = DOC_ITEMS(document, anchors, struct doc_anchor);
    bool is_heading = index < document->headings.count;
    return document_text(document, is_heading ? headings[index].id : anchors[index - document->headings.count].id);
}

size_t document_first_from(const void *items, size_t count, size_t item_bytes, size_t start) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t offset;
        memcpy(&offset, (const char *)items + middle * item_bytes, sizeof offset);
        if (offset < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t document_place_count(const struct document *document) {
    return document->headings.count + document->anchors.count;
}

struct yaml document_fields(const struct document *document) {
    return (struct yaml){
        .nodes = DOC_ITEMS(document, nodes, struct yaml_node),
        .count = document->nodes.count,
        .pool = {DOC_ITEMS(document, pool, char), document->pool.count},
    };
}

struct text body_html(const struct body *body) {
    return (struct text){DOC_ITEMS(body, html, char), body->html.count};
}

/* What buffer_add_html wrote, as the character that it was; all else as it stands. Returns how much of `html` that is. */
static size_t unescape_html(struct buffer *out, struct text html) {
    static const struct {
        const char *written;
        char character;
    } escapes[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (text_starts(html, text_of(escapes[i].written))) {
            buffer_add_char(out, escapes[i].character);
            return text_of(escapes[i].written).size;
        }
    buffer_add_char(out, html.bytes[0]);
    return 1;
}

void html_unescape(struct buffer *out, struct text html) {
    for (size_t at = 0; at < html.size;) {
        size_t next = text_find_char(html, '&', at);
        buffer_add(out, text_slice(html, at, next));
        if (next < html.size)
            next += unescape_html(out, text_after(html, next));
        at = next;
    }
}

void body_text(struct buffer *out, const struct body *body, uint32_t start, uint32_t end) {
    html_unescape(out, text_slice(body_html(body), start, end));
}
