/* Footnotes: each reference and each way back has a name of its own. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/codes.h"
#include "read/markdown/boxes.h"
#include "read/markdown/captions.h"
#include "read/markdown/html_elements.h"

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

/* Where notes stand */

/* A list of definitions, and a table with its caption, are several blocks of the tree and one element. */
static bool goes_on(const struct cmark_node *block) {
    const struct box *box = box_of(block), *before = block->prev ? box_of(block->prev) : NULL;
    if (caption_of(block))
        return caption_of(block)->first != block;
    if (!box || !before)
        return false;
    return (box->kind == BOX_DEFINITIONS && before->kind == BOX_TERM) ||
           (box->kind == BOX_TERM && before->kind == BOX_DEFINITIONS);
}

void notes_place(struct walk *walk, const struct cmark_node *block) {
    struct markdown_reader *reader = reader_of(walk);
    if (goes_on(block))
        return;
    for (size_t i = 0; i < reader->awaiting_place.count; i++)
        reader->note_places.items[reader->awaiting_place.items[i] - 1] = (uint32_t)walk->html->size;
    reader->awaiting_place.count = 0;
}

/* Of a note that is written, and where none shown refers to it before. */
static uint32_t place_of_note(const struct markdown_reader *reader, size_t number) {
    uint32_t place = number <= reader->note_places.count ? reader->note_places.items[number - 1] : NONE;
    return place == NONE ? reader->out->notes_start : place;
}

/* The first that refers to it decides. */
static void find_place(struct markdown_reader *reader, uint32_t number) {
    size_t known = reader->note_places.count;
    if (number <= known && reader->note_places.items[number - 1] != NONE)
        return;
    while (reader->note_places.count < number)
        *array_add(&reader->note_places, reader->arena) = NONE;
    if (reader->out->notes.count)
        reader->note_places.items[number - 1] = place_of_note(reader, reader->out->notes.count);
    else
        *array_add(&reader->awaiting_place, reader->arena) = number;
}

static int by_place(const void *left, const void *right) {
    const struct doc_note *a = left, *b = right;
    int order = (a->place > b->place) - (a->place < b->place);
    return order ? order : (a->start > b->start) - (a->start < b->start);
}

/* A hole at the end of the text stands in the text. */
static void end_text(struct markdown_reader *reader) {
    struct buffer *html = reader->walk.html;
    const struct hole_list *holes = &reader->out->holes;
    html_line(html);
    if (holes->count && holes->items[holes->count - 1].offset == html->size)
        buffer_add_char(html, '\n');
    reader->out->notes_start = (uint32_t)html->size;
}

/* The section */

static void begin_section(struct markdown_reader *reader) {
    end_text(reader);
    html_add(reader->walk.html, "<section class=\"notes\"");
    html_add_label(reader->walk.html, reader->input->labels.notes, (struct text){0});
    html_add(reader->walk.html, ">\n");
}

void notes_end(struct markdown_reader *reader) {
    struct markdown_output *out = reader->out;
    if (out->notes.count) {
        html_add(reader->walk.html, "</section>\n");
        /* Of a note that a later one refers to first the place was not known when it was written. */
        for (size_t i = 0; i < out->notes.count; i++)
            out->notes.items[i].place = place_of_note(reader, i + 1);
        qsort(out->notes.items, out->notes.count, sizeof *out->notes.items, by_place);
    } else {
        out->notes_start = (uint32_t)reader->walk.html->size;
    }
    out->notes_end = (uint32_t)reader->walk.html->size;
}

/* What a reference is called: its note's number, and from the second one on which it is. */
static struct text mention(struct markdown_reader *reader, uint32_t note, int index) {
    return index > 1 ? text_format(reader->arena, "%u-%d", (unsigned)note, index)
                     : text_format(reader->arena, "%u", (unsigned)note);
}

void notes_add_back_links(struct markdown_reader *reader, const struct cmark_node *note) {
    for (int i = 1; i <= note->footnote.def_count; i++) {
        struct text name = mention(reader, (uint32_t)reader->out->notes.count, i);
        buffer_add_format(reader->walk.html, " <a class=\"note-back\" href=\"#note-ref-%.*s\" role=\"doc-backlink\"",
                          TEXT_ARGS(name));
        html_add_label(reader->walk.html, reader->input->labels.back, name);
        html_add(reader->walk.html, ">↩");
        if (i > 1)
            buffer_add_format(reader->walk.html, "<sup>%d</sup>", i);
        html_add(reader->walk.html, "</a>");
    }
}

static bool is_paragraph(const struct cmark_node *block) {
    return block && block->type == CMARK_NODE_PARAGRAPH && !made_of(block) && !box_of(block);
}

/* It is not what somebody wrote. */
static void add_number(struct markdown_reader *reader) {
    size_t start = reader->walk.html->size;
    buffer_add_format(reader->walk.html, "<span class=\"note-number\">%u</span>", (unsigned)reader->out->notes.count);
    words_are_not_shown(reader, start, (struct text){0});
}

void notes_add_number(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    if (paragraph->parent->type != CMARK_NODE_FOOTNOTE_DEFINITION || paragraph->prev || !is_paragraph(paragraph))
        return;
    add_number(reader);
    html_add(reader->walk.html, " ");
}

static void begin_note(struct markdown_reader *reader, const struct cmark_node *note) {
    struct markdown_output *out = reader->out;
    struct buffer *html = reader->walk.html;
    if (out->notes.count == 0)
        begin_section(reader);
    html_line(html);
    block_begin(reader, BLOCK_NOTE, 0, note);
    struct doc_note *begun = array_add(&out->notes, reader->arena);
    *begun = (struct doc_note){.start = (uint32_t)html->size};
    out->blocks.items[out->blocks.count - 1].number = (uint32_t)out->notes.count;
    buffer_add_format(html, "<aside class=\"note\" role=\"doc-footnote\" id=\"note-%u\">\n", (unsigned)out->notes.count);
    if (is_paragraph(note->first_child))
        return;
    html_add(html, "<p>");
    add_number(reader);
    html_add(html, "</p>\n");
}

static void end_note(struct markdown_reader *reader, const struct cmark_node *note) {
    struct buffer *html = reader->walk.html;
    if (!note->last_child || note->last_child->type != CMARK_NODE_PARAGRAPH) {
        html_line(html);
        html_add(html, "<p>");
        notes_add_back_links(reader, note);
        html_add(html, "</p>\n");
    }
    html_add(html, "</aside>");
    block_end(reader);
    html_add(html, "\n");
    reader->out->notes.items[reader->out->notes.count - 1].end = (uint32_t)html->size;
}

void read_note(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (!entering) {
        end_note(reader, node);
        return;
    }
    reader->heading = (struct span){0};
    struct text name = utf8_fold(node_literal(node), reader->arena);
    if (name.size)
        table_put(&reader->notes, name, 0, reader->arena);
    begin_note(reader, node);
}

/* Two numbers in a row are not to be read as one. */
static void part_from_number_before(struct markdown_reader *reader, const struct cmark_node *reference) {
    if (!reference->prev || reference->prev->type != CMARK_NODE_FOOTNOTE_REFERENCE)
        return;
    markup_begin(reader);
    html_add(reader->walk.html, "<sup class=\"note-ref\">,\u202f</sup>");
    markup_end(reader);
}

/* A link inside a link is no HTML; but the way back must lead somewhere. */
static void write_mark(struct markdown_reader *reader, struct text number, struct text name) {
    struct buffer *html = reader->walk.html;
    bool is_link = !reader->link_open;
    markup_begin(reader);
    if (is_link) {
        buffer_add_format(html, "<sup class=\"note-ref\"><a id=\"note-ref-%.*s\" href=\"#note-%.*s\" role=\"doc-noteref\"",
                          TEXT_ARGS(name), TEXT_ARGS(number));
        html_add_label(html, reader->input->labels.note, number);
        html_add(html, ">");
    } else {
        buffer_add_format(html, "<sup class=\"note-ref\" id=\"note-ref-%.*s\">", TEXT_ARGS(name));
    }
    runs_add(reader, RUN_NOTE, 0, html->size, html->size + number.size);
    buffer_add(html, number);
    html_add(html, is_link ? "</a></sup>" : "</sup>");
    markup_end(reader);
}

void read_note_reference(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (!entering)
        return;
    struct text number = node_literal(node);
    uint32_t note = (uint32_t)strtoul(text_terminated(number, reader->arena), NULL, 10);
    const struct token *citation = noted_citation(reader, node->parent_footnote_def);
    find_place(reader, note);
    part_from_number_before(reader, node);
    if (citation)
        begin_noted_citation(reader, citation, note);
    write_mark(reader, number, mention(reader, note, node->footnote.ref_ix));
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
