/* Headings: their ids, their levels, and the one that is the page's title. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/markdown/attributes.h"
#include "read/markdown/html_elements.h"
#include "read/slug.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

static bool has_first_level(cmark_node *root, const cmark_node *title) {
    for (cmark_node *node = root; node; node = node_next_block(node, root))
        if (node->type == CMARK_NODE_HEADING && node->as.heading.level == 1 && node != title)
            return true;
    return false;
}

/* The heading without links, references and notes: `html` and its plain words. */
struct title {
    struct buffer html, words;
};

static void trim_end(struct buffer *buffer, size_t from) {
    while (buffer->size > from && (buffer->bytes[buffer->size - 1] == ' ' || buffer->bytes[buffer->size - 1] == '\n'))
        buffer->size--;
}

static void make_title(struct title *title, struct markdown_reader *reader, struct cmark_node *heading) {
    struct walk outer = reader->walk;
    reader->walk = (struct walk){.mode = &title_mode, .html = &title->html};
    reader->prose = &title->words;
    reader->quiet = true;
    size_t brief = reader->tokens.last_brief;
    typography_enter(reader, heading);
    walk_tree(&reader->walk, heading);
    reader->walk = outer;
    reader->prose = &reader->out->prose;
    reader->quiet = false;
    reader->tokens.last_brief = brief;
    trim_end(&title->html, 0);
    trim_end(&title->words, 0);
}

static void free_title(struct title *title) {
    buffer_free(&title->html);
    buffer_free(&title->words);
}

struct text leaf_words(struct markdown_reader *reader, struct cmark_node *leaf) {
    struct title title = {0};
    prose_begin_leaf(reader);
    reader->is_cell = true;
    make_title(&title, reader, leaf);
    reader->is_cell = false;
    struct text words = text_copy(buffer_text(&title.words), reader->arena);
    free_title(&title);
    return words;
}

/* Without spaces and punctuation, which a heading has typographic and a title as typed: U+2000 to U+203F, and of ASCII all. */
static struct text letters_of(struct text text, struct arena *arena) {
    struct text folded = utf8_fold(text, arena);
    char *out = arena_alloc(arena, folded.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < folded.size;) {
        size_t from = at;
        uint32_t character = utf8_next(folded, &at);
        if (character < 0x80 ? utf8_is_letter(character) : character < 0x2000 || character > 0x203f)
            memcpy(out + size, folded.bytes + from, at - from), size += at - from;
    }
    return (struct text){out, size};
}

static bool says_same(struct markdown_reader *reader, struct text a, struct text b) {
    struct text letters = letters_of(a, reader->arena);
    if (!letters.size)
        return text_equal(text_trim(a), text_trim(b));
    return text_equal(letters, letters_of(b, reader->arena));
}

void headings_prepare(struct markdown_reader *reader, struct cmark_node *root) {
    struct cmark_node *first = root->first_child;
    if (first && first->type == CMARK_NODE_HEADING && first->as.heading.level == 1) {
        struct title title = {0};
        make_title(&title, reader, first);
        struct text words = buffer_text(&title.words);
        reader->out->first_heading = pool_add(reader, words);
        if (words.size && (!reader->input->title.size || says_same(reader, words, reader->input->title)))
            reader->title = first;
        free_title(&title);
    }
    reader->shifted = has_first_level(root, reader->title);
}

/* The attributes that end a heading; NULL when none do. */
static const struct token *attributes_of(struct markdown_reader *reader, const struct cmark_node *heading) {
    const cmark_node *last = heading->last_child;
    struct text literal = last && last->type == CMARK_NODE_TEXT ? node_literal(last) : (struct text){0};
    const struct token *found = NULL;
    for (size_t at = 0; at < literal.size;) {
        if (!token_begins(literal.bytes[at])) {
            at++;
            continue;
        }
        const struct token *token = tokens_at(&reader->tokens, literal, &at);
        found = token->kind == TOKEN_ATTRIBUTES ? token : found;
    }
    return found;
}

/* `wanted`, or with the first free number behind it. */
static struct span unique_id(struct markdown_reader *reader, struct text wanted) {
    uint32_t number = table_get(&reader->ids, wanted);
    struct text id = wanted;
    if (number != NONE) {
        do
            id = text_format(reader->arena, "%.*s-%u", TEXT_ARGS(wanted), (unsigned)++number);
        while (table_get(&reader->ids, id) != NONE);
        table_put(&reader->ids, wanted, number, reader->arena);
    }
    table_put(&reader->ids, id, 1, reader->arena);
    return pool_add(reader, id);
}

void anchor_note(struct markdown_reader *reader, struct span id) {
    if (!reader->quiet)
        *array_add(&reader->out->anchors, reader->arena) =
            (struct doc_anchor){.id = id, .offset = (uint32_t)reader->walk.html->size};
}

struct span anchor_add(struct markdown_reader *reader, struct text wanted) {
    struct span id = unique_id(reader, wanted);
    anchor_note(reader, id);
    return id;
}

static struct span heading_id(struct markdown_reader *reader, const struct cmark_node *heading, const struct token *attributes,
                              struct text words) {
    struct text id = made_of(heading) ? made_of(heading)->id : (struct text){0};
    if (attributes)
        id = attributes_id(tokens_written(&reader->tokens, attributes, reader->arena));
    if (!id.size)
        id = slug_anchor(words, reader->arena);
    if (!id.size)
        id = TEXT("section");
    if (text_starts(id, TEXT("note-")))
        id = text_join(reader->arena, TEXT("section-"), id);
    return unique_id(reader, text_copy(id, reader->arena));
}

/* A level that is skipped is a hole in the outline that a screen reader gives: no heading is more than one below the last. */
static unsigned next_level(const struct markdown_reader *reader, const struct cmark_node *heading) {
    unsigned level = (unsigned)heading->as.heading.level + (reader->shifted ? 1 : 0);
    unsigned lowest = reader->shown_level ? reader->shown_level + 1 : 2;
    level = level > lowest ? lowest : level;
    return level > 6 ? 6 : level;
}

/* Its link to itself, where the passages below it have theirs with a number: compose/body.h. */
static void add_own_link(struct buffer *html, struct text id) {
    html_add(html, "<a class=\"number\" href=\"#");
    buffer_add_url(html, id);
    html_add(html, "\" aria-hidden=\"true\" tabindex=\"-1\"></a>");
}

static void begin_heading(struct markdown_reader *reader, struct cmark_node *node) {
    struct title title = {0};
    make_title(&title, reader, node);
    reader->shown_level = next_level(reader, node);
    const struct token *attributes = attributes_of(reader, node);
    reader->heading = heading_id(reader, node, attributes, buffer_text(&title.words));
    *array_add(&reader->out->headings, reader->arena) = (struct doc_heading){
        .level = (uint8_t)reader->shown_level,
        .line = reader->input->first_line + (uint32_t)node->start_line - 1,
        .id = reader->heading,
        .text = pool_add(reader, buffer_text(&title.words)),
        .html = pool_add(reader, buffer_text(&title.html)),
    };
    free_title(&title);

    html_line(reader->walk.html);
    block_begin(reader, BLOCK_HEADING, (unsigned)node->as.heading.level, node);
    reader->out->blocks.items[reader->out->blocks.count - 1].shown_level = (uint8_t)reader->shown_level;
    buffer_add_format(reader->walk.html, "<h%u id=\"", reader->shown_level);
    buffer_add_html(reader->walk.html, pool_text(reader, reader->heading));
    html_add(reader->walk.html, "\"");
    if (attributes)
        attributes_add(reader, attributes, ATTRIBUTES_OF_HEADING);
    html_add(reader->walk.html, ">");
    add_own_link(reader->walk.html, pool_text(reader, reader->heading));
    *array_add(&reader->heading_words, reader->arena) = (uint32_t)reader->walk.html->size;
    leaf_begin(reader, node);
    runs_begin(reader);
}

static void end_heading(struct markdown_reader *reader, struct cmark_node *node) {
    struct buffer *html = reader->walk.html;
    const struct hole_list *holes = &reader->out->holes;
    leaf_end(reader, node);
    trim_end(html, holes->count ? holes->items[holes->count - 1].offset : 0);
    runs_end(reader);
    buffer_add_format(html, "</h%u>", reader->shown_level);
    block_end(reader);
    html_add(html, "\n");
}

/* Pandoc's way to say what the entries of the works are called: the last heading, with nothing below it. */
static bool ends_text(const struct cmark_node *heading) {
    const struct cmark_node *next = heading->next;
    return heading->parent->type == CMARK_NODE_DOCUMENT && (!next || next->type == CMARK_NODE_FOOTNOTE_DEFINITION);
}

void read_heading(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (node == reader->title) {
        if (entering) {
            tell_cited_in_title(reader, node);
            walk_inner(walk, &silent_mode, node);
        }
    } else if (entering) {
        begin_heading(reader, node);
    } else {
        end_heading(reader, node);
        if (ends_text(node) && reader->out->citations.count)
            write_works(reader, HOLE_WORKS);
    }
}
