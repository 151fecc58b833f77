#include "base/table.h"
#include "base/utf8.h"
#include "compose/bound.h"
#include "compose/element_stack.h"
#include "read/markdown/html_pieces.h"
#include "records.h"
#include "targets.h"

/* Some links lead into the book, some out of it, the rest nowhere. */
static struct bound_link lead(struct text href, bool is_picture, void *context, struct arena *arena) {
    (void)context;
    (void)arena;
    struct bound_link link = {.href = href, .is_outside = !is_picture && text_contains(href, TEXT("//"))};
    return href.size % 4 ? link : (struct bound_link){0};
}

static void note_id(struct table *ids, const struct html_piece *piece, struct text html, struct arena *arena) {
    struct text id;
    if (!html_attribute(&id, piece->attributes, TEXT("id"), arena))
        return;
    fuzz_check(text_starts(id, TEXT("c.")), "an id without the prefix", html);
    fuzz_check(table_put(ids, id, 1, arena) == NONE, "an id twice", html);
}

static void check_link(const struct table *ids, const struct html_piece *piece, struct text html, struct arena *arena) {
    struct text href;
    if (piece->kind != HTML_OPENS || !html_attribute(&href, piece->attributes, TEXT("href"), arena))
        return;
    if (text_starts(href, TEXT("#")))
        fuzz_check(table_get(ids, utf8_percent_decoded(text_after(href, 1), arena)) != NONE, "a link to no place", html);
}

/* Each element has its end, each id stands once, and each link to a place in the text finds it. */
static void check_bound(struct text html, struct arena *arena) {
    struct element_stack open = {0};
    struct table ids = {0};
    struct html_piece piece;
    for (size_t at = 0; html_next(&piece, html, &at);) {
        if (piece.kind == HTML_OPENS)
            note_id(&ids, &piece, html, arena);
        if (piece.kind == HTML_OPENS && !html_is_void(piece.name) && !text_ends(piece.attributes, TEXT("/")))
            element_stack_push(&open, piece.name, arena);
        if (piece.kind == HTML_CLOSES) {
            fuzz_check(element_stack_ended(&open, piece.name, arena) == 1, "an end of another element", html);
            element_stack_pop(&open, arena);
        }
    }
    fuzz_check(open.count == 0, "an element without an end", html);
    for (size_t at = 0; html_next(&piece, html, &at);)
        check_link(&ids, &piece, html, arena);
}

static void bind(struct text html, unsigned choice) {
    struct arena arena = {0};
    struct buffer out = {0};
    struct bound bound = {
        .id_prefix = TEXT("c."), .lead = lead, .arena = &arena, .has_epub_types = choice & 1, .addresses = choice >> 1 & 1};
    bound_write(&out, &bound, html);
    check_bound(buffer_text(&out), &arena);
    buffer_free(&out);
    arena_free(&arena);
}

/* The bytes as HTML, and the HTML of the bytes as Markdown; the first byte chooses options. */
void fuzz_bound(struct text input) {
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    struct parse_options options;
    struct buffer document = {0}, record = {0}, html = {0};
    bind(text_after(input, 1), choice);
    fuzz_parse_options(&options, choice);
    document_parse(&document, &record, text_after(input, 1), &options);
    const struct body *body = body_of(buffer_text(&record));
    if (body)
        records_fill(&html, body);
    bind(buffer_text(&html), choice);
    buffer_free(&document);
    buffer_free(&record);
    buffer_free(&html);
}
