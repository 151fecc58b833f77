/* Footnotes: each reference and each way back has a name of its own. */
#include "read/markdown/reading.h"

#include "base/utf8.h"
#include "read/codes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <stdlib.h>
#include <string.h>

enum { NAME_LIMIT_BYTES = 1000 };

/* Whether it is in a place of which only words are shown, or nothing. */
static bool is_hidden(const struct markdown_reader *reader, const struct cmark_node *node) {
    for (node = node->parent; node; node = node->parent)
        if (node->type == CMARK_NODE_IMAGE || node == reader->title)
            return true;
    return false;
}

void notes_number(const struct markdown_reader *reader, struct cmark_node *root) {
    for (cmark_node *note = root->last_child; note && note->type == CMARK_NODE_FOOTNOTE_DEFINITION; note = note->prev)
        note->footnote.def_count = 0;
    if (!root->last_child || root->last_child->type != CMARK_NODE_FOOTNOTE_DEFINITION)
        return;
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event == CMARK_EVENT_ENTER && node->type == CMARK_NODE_FOOTNOTE_REFERENCE && !is_hidden(reader, node))
            node->footnote.ref_ix = ++node->parent_footnote_def->footnote.def_count;
    }
    cmark_iter_free(iterator);
}

static void begin_section(struct markdown_reader *reader) {
    struct buffer *html = reader->walk.html;
    html_line(html);
    reader->out->notes_start = (uint32_t)html->size;
    html_add(html, "<section class=\"notes\" role=\"doc-endnotes\"");
    html_add_label(html, reader->input->labels.notes, (struct text){0});
    html_add(html, ">\n<ol>\n");
}

void notes_end(struct markdown_reader *reader) {
    if (reader->out->note_count)
        html_add(reader->walk.html, "</ol>\n</section>\n");
    else
        reader->out->notes_start = (uint32_t)reader->walk.html->size;
}

/* What a reference is called: its note's number, and from the second one on which it is. */
static struct text mention(struct markdown_reader *reader, uint32_t note, int index) {
    return index > 1 ? text_format(reader->arena, "%u-%d", (unsigned)note, index)
                     : text_format(reader->arena, "%u", (unsigned)note);
}

void notes_add_back_links(struct markdown_reader *reader, const struct cmark_node *note) {
    for (int i = 1; i <= note->footnote.def_count; i++) {
        struct text name = mention(reader, reader->out->note_count, i);
        buffer_add_format(reader->walk.html, " <a class=\"note-back\" href=\"#note-ref-%.*s\" role=\"doc-backlink\"",
                          TEXT_ARGS(name));
        html_add_label(reader->walk.html, reader->input->labels.back, name);
        html_add(reader->walk.html, ">↩");
        if (i > 1)
            buffer_add_format(reader->walk.html, "<sup>%d</sup>", i);
        html_add(reader->walk.html, "</a>");
    }
}

static bool ends_with_paragraph(const struct cmark_node *note) {
    return note->last_child && note->last_child->type == CMARK_NODE_PARAGRAPH;
}

void read_note(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (entering) {
        if (reader->out->note_count++ == 0)
            begin_section(reader);
        reader->heading = (struct span){0};
        struct text name = utf8_fold(node_literal(node), reader->arena);
        if (name.size)
            table_put(&reader->notes, name, 0, reader->arena);
        html_line(walk->html);
        block_begin(reader, BLOCK_NOTE, 0, node);
        reader->out->blocks.items[reader->out->blocks.count - 1].number = reader->out->note_count;
        buffer_add_format(walk->html, "<li id=\"note-%u\">\n", (unsigned)reader->out->note_count);
        return;
    }
    if (!ends_with_paragraph(node)) {
        html_line(walk->html);
        html_add(walk->html, "<p>");
        notes_add_back_links(reader, node);
        html_add(walk->html, "</p>\n");
    }
    html_add(walk->html, "</li>");
    block_end(reader);
    html_add(walk->html, "\n");
}

void read_note_reference(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (!entering)
        return;
    struct text number = node_literal(node), name = number;
    if (node->footnote.ref_ix > 1)
        name = text_format(reader->arena, "%.*s-%d", TEXT_ARGS(number), node->footnote.ref_ix);
    const struct token *citation = noted_citation(reader, node->parent_footnote_def);
    if (citation)
        begin_noted_citation(reader, citation, (uint32_t)strtoul(text_terminated(number, reader->arena), NULL, 10));
    markup_begin(reader);
    /* A link inside a link is no HTML; but the way back must lead somewhere. */
    if (reader->link_open) {
        buffer_add_format(walk->html, "<sup class=\"note-ref\" id=\"note-ref-%.*s\">", TEXT_ARGS(name));
    } else {
        buffer_add_format(walk->html,
                          "<sup class=\"note-ref\"><a id=\"note-ref-%.*s\" href=\"#note-%.*s\" role=\"doc-noteref\"",
                          TEXT_ARGS(name), TEXT_ARGS(number));
        html_add_label(walk->html, reader->input->labels.note, number);
        html_add(walk->html, ">");
    }
    runs_add(reader, RUN_NOTE, 0, walk->html->size, walk->html->size + number.size);
    buffer_add(walk->html, number);
    html_add(walk->html, reader->link_open ? "</sup>" : "</a></sup>");
    markup_end(reader);
}

static bool has_space(struct text name) {
    for (size_t i = 0; i < name.size; i++)
        if (strchr(" \t\r\n[", name.bytes[i]))
            return true;
    return false;
}

void notes_report_undefined(struct markdown_reader *reader, struct text literal, size_t at) {
    size_t end = at + 2;
    while (end < literal.size && end - at < NAME_LIMIT_BYTES && literal.bytes[end] != ']')
        end++;
    struct text name = text_slice(literal, at + 2, end), written = text_slice(literal, at, end + 1);
    if (end == literal.size || literal.bytes[end] != ']' || !name.size || has_space(name))
        return;
    bool escaped;
    size_t offset = places_find(&escaped, reader, written, 0, 0);
    if (offset == SIZE_MAX || escaped)
        return;
    report(reader, DIAG_ERROR, E_UNDEFINED_FOOTNOTE, place_of(reader, offset, written.size),
           text_format(reader->arena, "footnote \"%.*s\" is not defined", TEXT_ARGS(name)),
           text_format(reader->arena, "add a line \"[^%.*s]: the note\"", TEXT_ARGS(name)));
}

/* Whether a definition may begin at `at`: only quote marks and spaces stand before it on its line. */
static bool begins_line(struct text body, size_t at) {
    while (at > 0 && strchr(" \t>", body.bytes[at - 1]))
        at--;
    return at == 0 || body.bytes[at - 1] == '\n' || body.bytes[at - 1] == '\r';
}

static void check_definition(struct markdown_reader *reader, size_t at, size_t end) {
    struct text body = reader->input->body;
    struct text name = text_slice(body, at + 2, end);
    if (!name.size || end + 1 >= body.size || body.bytes[end + 1] != ':' || places_in_verbatim(reader, at))
        return;
    /* The first definition of a name is the one that counts; 1 says that it has been seen. The parser saw hyphens for spaces.
     */
    struct text folded = text_copy(utf8_fold(name, reader->arena), reader->arena);
    for (size_t i = 0; i < folded.size; i++)
        if (folded.bytes[i] == ' ')
            ((char *)(uintptr_t)folded.bytes)[i] = '-';
    uint32_t seen = table_get(&reader->notes, folded);
    if (seen == 0) {
        table_put(&reader->notes, folded, 1, reader->arena);
        return;
    }
    const char *message = seen == 1 ? "footnote \"%.*s\" is defined twice" : "footnote \"%.*s\" is never used";
    report(reader, DIAG_WARNING, W_UNUSED_FOOTNOTE, place_of(reader, at, end + 1 - at),
           text_format(reader->arena, message, TEXT_ARGS(name)),
           seen == 1 ? TEXT("only the first one is shown") : TEXT("it is not shown; refer to it, or remove it"));
}

void notes_report_unused(struct markdown_reader *reader) {
    struct text body = reader->tokens.body;
    for (size_t at = text_find(body, TEXT("[^"), 0); at < body.size; at = text_find(body, TEXT("[^"), at + 2)) {
        struct text line = text_slice(body, at, at + NAME_LIMIT_BYTES);
        size_t end = begins_line(body, at) ? text_find_char(line, ']', 0) : line.size;
        if (end < line.size)
            check_definition(reader, at, at + end);
    }
}
