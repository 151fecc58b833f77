/* Raw HTML: dropped with a warning, or passed through the tag filter. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/codes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

/* Whether there is nothing in it but comments. */
static bool is_comment(struct text html) {
    for (html = text_trim(html); html.size; html = text_trim(html)) {
        size_t end = text_find(html, TEXT("-->"), 4);
        if (!text_starts(html, TEXT("<!--")))
            return false;
        html = text_after(html, end + 3);
    }
    return true;
}

static struct text first_line(struct text html) {
    return text_trim(text_slice(html, 0, text_find_char(html, '\n', 0)));
}

static void report_dropped(struct markdown_reader *reader, struct doc_place place, struct text html) {
    struct text shown = first_line(html);
    const char *more = shown.size > 60 || shown.size < text_trim(html).size ? "…" : "";
    while (shown.size > 60 || (shown.size && ((unsigned char)shown.bytes[shown.size - 1] & 0xc0) == 0xc0))
        shown.size--;
    report(reader, DIAG_WARNING, W_RAW_HTML, place,
           text_format(reader->arena, "raw HTML was dropped: %.*s%s", TEXT_ARGS(shown), more),
           TEXT("write it in Markdown, or set \"raw_html: keep\" in content/site.yaml"));
}

static void keep(struct markdown_reader *reader, struct text masked) {
    report_foreign(reader, masked);
    markup_begin(reader);
    size_t from = reader->walk.html->size;
    html_add_filtered(reader->walk.html, tokens_restore(&reader->tokens, masked, reader->arena));
    if (reader->open.count || reader->in_words)
        runs_note_raw(reader, from);
    if (!reader->in_words)
        reader->format = NONE;
    markup_end(reader);
}

void read_html_block(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    struct text html = tokens_restore(&reader->tokens, node_literal(node), reader->arena);
    *array_add(&reader->verbatim, reader->arena) = (struct lines){(uint32_t)node->start_line, (uint32_t)node->end_line};
    if (reader->input->keep_html) {
        html_line(walk->html);
        keep(reader, node_literal(node));
        html_line(walk->html);
    } else if (!is_comment(html)) {
        report_dropped(reader, place_of_line(reader, node->start_line, node->start_column, first_line(html)), html);
    }
}

void read_html(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    if (reader->input->keep_html) {
        keep(reader, node_literal(node));
        return;
    }
    struct text html = tokens_restore(&reader->tokens, node_literal(node), reader->arena);
    if (is_comment(html))
        return;
    struct text line = text_slice(html, 0, text_find_char(html, '\n', 0));
    bool escaped = true;
    size_t offset = 0;
    while (escaped)
        offset = places_find(&escaped, reader, line, node->start_line, node->start_column);
    report_dropped(reader,
                   offset < SIZE_MAX ? place_of(reader, offset, line.size)
                                     : place_of_line(reader, node->start_line, node->start_column, line),
                   html);
}
