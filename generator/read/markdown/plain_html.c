/* Raw HTML: written as the nodes that it became, or passed through the tag filter. */
#include "read/markdown/boxes.h"
#include "read/markdown/html_elements.h"
#include "read/markdown/html_pieces.h"
#include "read/markdown/tellings.h"

#include "base/array.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

/* An id is written once. */
void write_attributes(struct markdown_reader *reader, const struct cmark_node *node) {
    const struct made_node *made = made_of(node);
    struct buffer *html = reader->walk.html;
    if (!made || reader->quiet)
        return;
    if (made->id.size && table_get(&reader->ids, made->id) == NONE) {
        table_put(&reader->ids, made->id, 1, reader->arena);
        anchor_note(reader, pool_add(reader, made->id));
        html_add(html, " id=\"");
        buffer_add_html(html, made->id);
        html_add(html, "\"");
    }
    buffer_add(html, made->attributes);
}

void read_element(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    const char *name = made_of(node)->name;
    markup_begin(reader);
    if (entering) {
        html_add(walk->html, "<");
        size_t start = walk->html->size;
        html_add(walk->html, name);
        format_open(reader, (struct doc_format){.kind = FORMAT_ELEMENT, .reference = NONE, .target = html_from(reader, start)});
        write_attributes(reader, node);
        html_add(walk->html, ">");
        prose_enter(reader, text_of(name));
    } else {
        prose_leave(reader, text_of(name));
        buffer_add_format(walk->html, "</%s>", name);
        format_close_element(reader, text_of(name));
    }
    markup_end(reader);
}

void read_box(struct walk *walk, struct cmark_node *node, bool entering) {
    html_line(walk->html);
    buffer_add_format(walk->html, entering ? "<%s" : "</%s", made_of(node)->name);
    if (entering)
        write_attributes(reader_of(walk), node);
    html_add(walk->html, ">\n");
}

/* A picture that is kept as written, without alt. */
static void check_picture(struct markdown_reader *reader, const struct html_piece *piece, size_t line, struct text html) {
    enum { AHEAD = 4000 };
    struct text alt, written = text_slice(html, piece->start, piece->end);
    if (piece->kind != HTML_OPENS || element_named(piece->name)->role != ROLE_PICTURE ||
        html_attribute(&alt, piece->attributes, TEXT("alt"), reader->arena))
        return;
    struct text near = text_slice(reader->input->body, 0, line + html.size + AHEAD);
    size_t at = text_find(near, written, line);
    tellings_add(reader, TELL_ALT, (struct text){0}, at < near.size ? at : line, written.size);
}

/* The words of raw HTML that is kept, from `line` of the body on, count like all others. */
static void read_pieces(struct markdown_reader *reader, size_t line, struct text html) {
    struct html_piece piece;
    for (size_t at = 0; html_next(&piece, html, &at);) {
        check_picture(reader, &piece, line, html);
        if (piece.kind == HTML_WORDS)
            prose_add(reader, html_decoded(text_slice(html, piece.start, piece.end), reader->arena));
        else if (element_named(piece.name)->role != ROLE_INLINE)
            prose_add(reader, TEXT(" "));
        else if (piece.kind == HTML_OPENS)
            prose_enter(reader, text_of(element_named(piece.name)->name));
        else if (piece.kind == HTML_CLOSES)
            prose_leave(reader, text_of(element_named(piece.name)->name));
    }
}

/* Comments are for those who write; they stay out of pages. */
static struct text without_comments(struct markdown_reader *reader, struct text html) {
    if (!text_contains(html, TEXT("<!--")))
        return html;
    struct buffer rest = {0};
    for (size_t at = 0; at < html.size;) {
        size_t begins = text_find(html, TEXT("<!--"), at), ends = text_find(html, TEXT("-->"), begins + 2);
        buffer_add(&rest, text_slice(html, at, begins));
        at = ends < html.size ? ends + 3 : html.size;
    }
    return buffer_take(&rest, reader->arena);
}

static void keep(struct markdown_reader *reader, const struct cmark_node *node, struct text masked) {
    report_foreign(reader, masked);
    markup_begin(reader);
    size_t from = reader->walk.html->size;
    struct text html = without_comments(reader, tokens_restore(&reader->tokens, masked, reader->arena));
    html_add_filtered(reader->walk.html, html);
    uint32_t line = node->type == CMARK_NODE_HTML_BLOCK ? first_line_of(node) : reader->places.leaf.first;
    read_pieces(reader, places_line(reader, line), html);
    if (reader->open.count || reader->in_words)
        runs_note_raw(reader, from);
    if (!reader->in_words)
        reader->format = NONE;
    markup_end(reader);
}

void read_html_block(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    *array_add(&reader->verbatim, reader->arena) = (struct lines){(uint32_t)node->start_line, (uint32_t)node->end_line};
    html_line(walk->html);
    keep(reader, node, boxes_restore(reader, node_literal(node), (uint32_t)node->start_line));
    html_line(walk->html);
    prose_add(reader, TEXT("\n"));
}

void read_html(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    keep(reader_of(walk), node, node_literal(node));
}
