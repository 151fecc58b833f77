/* Quotation marks, which need to see a whole paragraph, and lines that end between ideographs. */
#include "read/markdown/reading.h"

#include "base/utf8.h"
#include "read/markdown/flanking.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

/* The next node below `root`, in the order in which they are written. */
static const struct cmark_node *next_node(const struct cmark_node *node, const struct cmark_node *root) {
    if (node->first_child)
        return node->first_child;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* The words of a text as their neighbours see them: a letter for what is hidden, nothing for signs. */
static void add_text(struct buffer *out, struct markdown_reader *reader, struct text literal) {
    literal = tokens_uncloak(&reader->tokens, literal, reader->arena);
    for (size_t at = 0; at < literal.size; at++) {
        char c = literal.bytes[at];
        if (c == SIGN_LITERAL)
            at++, buffer_add_char(out, '.');
        else if (tokens_address_ended(literal, at))
            buffer_add(out, tokens_address_ender(literal, &at)), at--;
        else if (token_begins(c))
            buffer_add_char(out, 'x');
        else if ((unsigned char)c >= ' ')
            buffer_add_char(out, c);
    }
}

static void add_node(struct buffer *out, struct markdown_reader *reader, const struct cmark_node *node) {
    switch (node_slot(node)) {
    case SLOT_TEXT: add_text(out, reader, node_literal(node)); break;
    case SLOT_SOFT_BREAK:
    case SLOT_LINE_BREAK: buffer_add_char(out, ' '); break;
    case SLOT_CODE: buffer_add_char(out, 'x'); break;
    default: break;
    }
}

static bool holds_mark(struct text text) {
    return text_find_char(text, '"', 0) < text.size || text_find_char(text, '\'', 0) < text.size;
}

static bool holds_marks(const struct cmark_node *leaf) {
    for (const struct cmark_node *node = leaf; node; node = next_node(node, leaf))
        if (node->type == CMARK_NODE_TEXT && holds_mark(node_literal(node)))
            return true;
    return false;
}

void typography_enter(struct markdown_reader *reader, const struct cmark_node *leaf) {
    reader->quotes.count = reader->next_quote = 0;
    if (!reader->input->smart || !holds_marks(leaf))
        return;
    struct buffer words = {0};
    for (const struct cmark_node *node = leaf; node; node = next_node(node, leaf))
        add_node(&words, reader, node);
    smart_decide(&reader->quotes, buffer_text(&words), reader->arena);
    buffer_free(&words);
}

struct text typography_mark(struct markdown_reader *reader) {
    size_t next = reader->next_quote++;
    enum quote quote = next < reader->quotes.count ? (enum quote)reader->quotes.items[next] : QUOTE_APOSTROPHE;
    return text_of(smart_mark(reader->input->language, quote));
}

struct text typography_title(struct markdown_reader *reader, const struct cmark_node *node) {
    struct text title = tokens_restore(&reader->tokens, node_title(node), reader->arena);
    return smart_text(title, reader->input->smart ? reader->input->language : TEXT(""), reader->arena);
}

/* The first character of what is written behind a node; 0 when that is not a text's. */
static uint32_t character_behind(struct markdown_reader *reader, const struct cmark_node *node) {
    for (node = node->next; node && node->type != CMARK_NODE_TEXT;)
        node = node->first_child;
    struct text first = node ? text_slice(node_literal(node), 0, 4) : (struct text){0};
    return first.size && (unsigned char)first.bytes[0] >= 0x80
               ? flanking_at(tokens_uncloak(&reader->tokens, first, reader->arena), 0)
               : 0;
}

bool typography_joins(struct markdown_reader *reader, const struct cmark_node *line_break) {
    struct text before = buffer_text(reader->prose);
    bool may_be = before.size && (unsigned char)before.bytes[before.size - 1] >= 0x80;
    return may_be && line_break->type == CMARK_NODE_SOFTBREAK && flanking_is_wide(flanking_before(before, before.size)) &&
           flanking_is_wide(character_behind(reader, line_break));
}
