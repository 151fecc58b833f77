#include "read/markdown/boxes.h"

#include "base/array.h"
#include "read/markdown/attributes.h"
#include "read/markdown/tellings.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

const struct box *box_of(const struct cmark_node *node) {
    return node->type == CMARK_NODE_FOOTNOTE_REFERENCE ? NULL : (const void *)node->parent_footnote_def;
}

struct box *box_make(struct markdown_reader *reader, struct cmark_node *node, enum box_kind kind) {
    struct box *box = arena_array(reader->arena, struct box, 1);
    *box = (struct box){.kind = kind};
    node->parent_footnote_def = (void *)box;
    return box;
}

void discard(struct markdown_reader *reader, struct cmark_node *node) {
    cmark_node_unlink(node);
    *array_add(&reader->discarded, reader->arena) = node;
}

void boxes_free(struct markdown_reader *reader) {
    for (size_t i = 0; i < reader->discarded.count; i++)
        cmark_node_free(reader->discarded.items[i]);
}

struct cmark_node *box_new_node(struct cmark_node *near, unsigned type) {
    struct cmark_node *node = cmark_node_new_with_mem((cmark_node_type)type, near->content.mem);
    node->start_line = near->start_line;
    node->end_line = near->start_line;
    node->start_column = near->start_column;
    return node;
}

void box_set_words(struct markdown_reader *reader, struct cmark_node *text, struct text words) {
    cmark_node_set_literal(text, text_terminated(words, reader->arena));
}

/* Notices --------------------------------------------------------------------------------------------------------------------
 */

static const char *const notices[] = {"note", "tip", "important", "warning", "caution"};

enum { NOTICES = sizeof notices / sizeof *notices };
_Static_assert((int)NOTICES == (int)BODY_NOTICES, "each has its label");

/* What other tools call them, and which of ours it is. */
static const struct {
    const char *name;
    uint8_t notice;
} other_names[] = {
    {"info", 0}, {"abstract", 0}, {"summary", 0}, {"tldr", 0},  {"todo", 0},      {"question", 0},
    {"help", 0}, {"faq", 0},      {"example", 0}, {"quote", 0}, {"cite", 0},      {"seealso", 0},
    {"hint", 1}, {"success", 1},  {"check", 1},   {"done", 1},  {"attention", 3}, {"failure", 3},
    {"fail", 3}, {"missing", 3},  {"danger", 4},  {"error", 4}, {"bug", 4},
};

/* Which of the notices `name` is; NOTICES when none is called so. */
static size_t notice_called(struct text name) {
    for (size_t i = 0; i < NOTICES; i++)
        if (text_equal_ignoring_case(name, text_of(notices[i])))
            return i;
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
        if (text_equal_ignoring_case(name, text_of(other_names[i].name)))
            return other_names[i].notice;
    return NOTICES;
}

static struct text capitalised(struct text name, struct arena *arena) {
    struct text copy = text_lower_ascii(name, arena);
    if (copy.size && copy.bytes == name.bytes)
        copy = text_copy(name, arena);
    if (copy.size && copy.bytes[0] >= 'a' && copy.bytes[0] <= 'z')
        *(char *)(uintptr_t)copy.bytes = (char)(copy.bytes[0] - 'a' + 'A');
    return copy;
}

static void make_notice(struct markdown_reader *reader, struct cmark_node *node, struct text name) {
    struct box *box = box_make(reader, node, BOX_NOTICE);
    size_t notice = notice_called(name);
    bool is_ours = notice < NOTICES && text_equal_ignoring_case(name, text_of(notices[notice]));
    box->name = text_of(notices[notice < NOTICES ? notice : 0]);
    box->label = is_ours ? reader->input->labels.notices[notice] : capitalised(name, reader->arena);
}

static bool is_break(const struct cmark_node *node) {
    return node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK;
}

/* The first line of a paragraph, which is taken from it, becomes the notice's title; an empty paragraph goes. */
static void take_title(struct markdown_reader *reader, struct cmark_node *notice, struct cmark_node *paragraph) {
    struct cmark_node *title = box_new_node(paragraph, CMARK_NODE_PARAGRAPH), *node = paragraph->first_child, *next;
    box_make(reader, title, BOX_TITLE);
    for (; node && !is_break(node); node = next) {
        next = node->next;
        cmark_node_append_child(title, node);
    }
    if (node)
        discard(reader, node);
    cmark_node_prepend_child(notice, title);
    if (!paragraph->first_child)
        discard(reader, paragraph);
}

/* The "[!name]" that a text begins with, and a sign of folding; 0 when it is none. */
static size_t callout_size(struct text *name, struct text text) {
    size_t end = text_find_char(text, ']', 0);
    if (!text_starts(text, TEXT("[!")) || end == text.size || end < 3 || end > 32)
        return 0;
    *name = text_slice(text, 2, end);
    for (size_t i = 0; i < name->size; i++)
        if (!((name->bytes[i] | 0x20) >= 'a' && (name->bytes[i] | 0x20) <= 'z') && name->bytes[i] != '-')
            return 0;
    end++;
    end += end < text.size && strchr("+-", text.bytes[end]);
    return end == text.size || text.bytes[end] == ' ' ? end : 0;
}

static void find_callout(struct markdown_reader *reader, struct cmark_node *quote) {
    struct cmark_node *paragraph = quote->first_child, *first = paragraph ? paragraph->first_child : NULL;
    struct text name = {0};
    if (!first || paragraph->type != CMARK_NODE_PARAGRAPH || first->type != CMARK_NODE_TEXT)
        return;
    size_t size = callout_size(&name, node_literal(first));
    if (!size)
        return;
    name = text_copy(name, reader->arena);
    struct text rest = text_after(node_literal(first), size);
    rest = text_after(rest, text_starts(rest, TEXT(" ")) ? 1 : 0);
    make_notice(reader, quote, name);
    if (rest.size || (first->next && !is_break(first->next))) {
        box_set_words(reader, first, text_copy(rest, reader->arena));
        take_title(reader, quote, paragraph);
        return;
    }
    if (first->next)
        discard(reader, first->next);
    discard(reader, first);
    if (!paragraph->first_child)
        discard(reader, paragraph);
}

/* Boxes of ":::"
 * --------------------------------------------------------------------------------------------------------------- */

/* Those that are open. */
struct open_boxes {
    struct open_box {
        struct cmark_node *node;
        const struct box_line *line;
    } * items;
    size_t count, capacity;
};

static const struct box_line *box_line_from(const struct markdown_reader *reader, uint32_t line) {
    const struct box_lines *boxes = &reader->tokens.boxes;
    size_t low = 0, high = boxes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (boxes->items[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < boxes->count ? &boxes->items[low] : NULL;
}

static struct text written_line(const struct markdown_reader *reader, const struct box_line *line) {
    return text_slice(reader->tokens.body, line->offset, (size_t)line->offset + line->size);
}

/* What stands behind the colons. */
static struct text box_words(const struct markdown_reader *reader, const struct box_line *line) {
    struct text words = written_line(reader, line);
    while (words.size && words.bytes[0] == ':')
        words = text_after(words, 1);
    while (words.size && words.bytes[words.size - 1] == ':')
        words.size--;
    return text_trim(words);
}

/* The words of a line that no box needs are shown. */
static void show_line(struct markdown_reader *reader, struct cmark_node *node, const struct box_line *line) {
    struct cmark_node *paragraph = box_new_node(node, CMARK_NODE_PARAGRAPH), *text = box_new_node(node, CMARK_NODE_TEXT);
    tellings_add(reader, TELL_BOX, (struct text){0}, line->offset, line->size);
    box_set_words(reader, text, written_line(reader, line));
    cmark_node_append_child(paragraph, text);
    cmark_node_insert_before(node, paragraph);
    discard(reader, node);
}

/* The name of the notice that the first word or class asks for: "note", "callout-note"; "" for none. */
static struct text notice_name(struct text classes) {
    struct text one;
    while (text_cut(&one, &classes, ' ')) {
        if (text_starts(one, TEXT("callout-")))
            one = text_after(one, 8);
        if (notice_called(one) < NOTICES)
            return one;
    }
    return (struct text){0};
}

/* Without quotation marks, and without the backslashes before some in it. */
static struct text title_attribute(struct text words, struct arena *arena) {
    size_t at = text_find(words, TEXT("title="), 0) + strlen("title=");
    char quote = at < words.size ? words.bytes[at] : '\0';
    struct buffer title = {0};
    if (quote != '"' && quote != '\'')
        return (struct text){0};
    for (at++; at < words.size && words.bytes[at] != quote; at++) {
        at += words.bytes[at] == '\\' && at + 1 < words.size;
        buffer_add_char(&title, words.bytes[at]);
    }
    struct text kept = at < words.size ? text_copy(buffer_text(&title), arena) : (struct text){0};
    buffer_free(&title);
    return kept;
}

/* "::: note Title", "::: note[Title]", "::: {.callout-note title="Title"}", or Quarto's heading of its own. */
static void name_box(struct markdown_reader *reader, struct cmark_node *division, const struct box_line *line) {
    struct text words = box_words(reader, line), title = {0}, classes = {0};
    size_t name_end = 0;
    while (name_end < words.size && !strchr(" [{", words.bytes[name_end]))
        name_end++;
    size_t brace = text_find_char(words, '{', 0);
    bool has_attributes = brace < words.size && words.bytes[words.size - 1] == '}';
    struct text attributes = has_attributes ? text_after(words, brace) : (struct text){0};
    classes = name_end ? text_slice(words, 0, name_end) : attributes_classes(attributes, reader->arena);
    if (name_end)
        title = text_trim(text_slice(words, name_end, has_attributes ? brace : words.size));
    if (title.size > 1 && title.bytes[0] == '[' && title.bytes[title.size - 1] == ']')
        title = text_slice(title, 1, title.size - 1);
    if (!title.size)
        title = title_attribute(attributes, reader->arena);
    struct text name = notice_name(classes);
    if (name.size) {
        make_notice(reader, division, name);
    } else {
        struct box *box = box_make(reader, division, BOX_DIVISION);
        box->name = classes;
        box->attributes = attributes;
        box->line = line;
    }
    struct cmark_node *first = division->first_child;
    if (name.size && !title.size && first && first->type == CMARK_NODE_HEADING) {
        take_title(reader, division, first);
    } else if (title.size) {
        struct cmark_node *paragraph = box_new_node(division, CMARK_NODE_PARAGRAPH),
                          *text = box_new_node(division, CMARK_NODE_TEXT);
        box_set_words(reader, text, title);
        cmark_node_append_child(paragraph, text);
        box_make(reader, paragraph, BOX_TITLE);
        cmark_node_prepend_child(division, paragraph);
    }
}

static void close_box(struct markdown_reader *reader, struct open_box open, struct cmark_node *closer) {
    struct cmark_node *division = box_new_node(open.node, CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_insert_before(open.node, division);
    for (struct cmark_node *node = open.node->next, *next; node != closer; node = next) {
        next = node->next;
        cmark_node_append_child(division, node);
    }
    discard(reader, open.node);
    discard(reader, closer);
    name_box(reader, division, open.line);
}

/* The last one that is open beside the closer; those inside of it never end. */
static void end_box(struct markdown_reader *reader, struct open_boxes *open, struct cmark_node *closer,
                    const struct box_line *line) {
    size_t last = open->count;
    while (last > 0 && open->items[last - 1].node->parent != closer->parent)
        last--;
    if (last == 0) {
        show_line(reader, closer, line);
        return;
    }
    for (; open->count > last; open->count--)
        show_line(reader, open->items[open->count - 1].node, open->items[open->count - 1].line);
    close_box(reader, open->items[--open->count], closer);
}

static void read_box_line(struct markdown_reader *reader, struct open_boxes *open, struct cmark_node *node,
                          const struct box_line *line) {
    if (box_words(reader, line).size)
        *array_add(open, reader->arena) = (struct open_box){node, line};
    else
        end_box(reader, open, node, line);
}

static const struct box_line *is_box_line(const struct markdown_reader *reader, const struct cmark_node *node) {
    const struct box_line *line =
        node->type == CMARK_NODE_HTML_BLOCK ? box_line_from(reader, (uint32_t)node->start_line) : NULL;
    return line && line->line == (uint32_t)node->start_line && node->end_line <= node->start_line ? line : NULL;
}

/* Terms and what defines them
 * ---------------------------------------------------------------------------------------------------- */

static bool is_definition_line(const struct markdown_reader *reader, uint32_t line) {
    const struct line_numbers *lines = &reader->tokens.definitions;
    size_t low = 0, high = lines->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->items[middle] < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < lines->count && lines->items[low] == line;
}

static void find_definitions(struct markdown_reader *reader, struct cmark_node *list) {
    struct cmark_node *term = list->prev;
    if (!list->first_child || !is_definition_line(reader, (uint32_t)list->first_child->start_line))
        return;
    box_make(reader, list, BOX_DEFINITIONS);
    if (term && term->type == CMARK_NODE_PARAGRAPH)
        box_make(reader, term, BOX_TERM);
}

void boxes_prepare(struct markdown_reader *reader, struct cmark_node *root) {
    struct open_boxes open = {0};
    for (struct cmark_node *node = root, *next; node; node = next) {
        const struct box_line *line = reader->tokens.boxes.count ? is_box_line(reader, node) : NULL;
        next = node_next_block(node, root);
        if (line) {
            read_box_line(reader, &open, node, line);
        } else if (node->type == CMARK_NODE_BLOCK_QUOTE) {
            find_callout(reader, node);
            if (!box_of(node))
                quotation_find_attribution(reader, node);
            next = node_next_block(node, root);
        } else if (node->type == CMARK_NODE_LIST && reader->tokens.definitions.count) {
            find_definitions(reader, node);
        }
    }
    for (; open.count; open.count--)
        show_line(reader, open.items[open.count - 1].node, open.items[open.count - 1].line);
}

struct text boxes_restore(struct markdown_reader *reader, struct text literal, uint32_t line) {
    const struct box_line *box = reader->tokens.boxes.count ? box_line_from(reader, line) : NULL;
    if (!box)
        return literal;
    const struct box_line *end = reader->tokens.boxes.items + reader->tokens.boxes.count;
    struct text copy = text_copy(literal, reader->arena);
    size_t at = 0;
    for (; box < end && at < copy.size; box++) {
        for (; line < box->line && at < copy.size; line++)
            at = text_find_char(copy, '\n', at) + 1;
        size_t stop = text_find_char(copy, '\n', at < copy.size ? at : copy.size), size = box->size;
        struct text hidden = text_slice(reader->tokens.masked, box->offset, box->offset + size);
        size_t found = text_find(text_slice(copy, 0, stop), hidden, at);
        if (found < stop)
            memcpy((char *)(uintptr_t)copy.bytes + found, reader->tokens.body.bytes + box->offset, size);
    }
    return copy;
}

static void write_division(struct markdown_reader *reader, const struct box *box) {
    struct buffer *html = reader->walk.html;
    struct text id = attributes_id(box->attributes);
    html_add(html, "<div class=\"");
    buffer_add_html(html, box->name);
    html_add(html, "\"");
    if (id.size) {
        html_add(html, " id=\"");
        buffer_add_html(html, pool_text(reader, anchor_add(reader, id)));
        html_add(html, "\"");
    }
    html_add(html, ">\n");
}

static void write_notice(struct markdown_reader *reader, const struct cmark_node *node, const struct box *box) {
    struct buffer *html = reader->walk.html;
    const struct box *first = node->first_child ? box_of(node->first_child) : NULL;
    buffer_add_format(html, "<aside class=\"notice notice-%.*s\" role=\"note\">\n", TEXT_ARGS(box->name));
    if (first && first->kind == BOX_TITLE)
        return;
    html_add(html, "<p class=\"notice-title\">");
    buffer_add_html(html, box->label);
    html_add(html, "</p>\n");
}

void write_box(struct markdown_reader *reader, const struct cmark_node *node, bool entering) {
    const struct box *box = box_of(node);
    bool is_division = box->kind == BOX_DIVISION;
    html_line(reader->walk.html);
    if (!entering && is_division && text_equal(attributes_id(box->attributes), TEXT("refs")))
        write_works(reader, HOLE_WORKS);
    if (!entering)
        html_add(reader->walk.html, is_division ? "</div>\n" : "</aside>\n");
    else if (is_division)
        write_division(reader, box);
    else
        write_notice(reader, node, box);
}
