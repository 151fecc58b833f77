/* ^[words]: notes that stand where they are referred to, which become notes like all others. */
#include "read/markdown/boxes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

static struct cmark_node *next_node(struct cmark_node *node, const struct cmark_node *root) {
    if (node->first_child)
        return node->first_child;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static bool is_sign(char c) {
    return c == SIGN_NOTE_OPENS || c == SIGN_NOTE_CLOSES;
}

static bool is_text_of(const struct cmark_node *node, char sign) {
    return node->type == CMARK_NODE_TEXT && node_literal(node).size && node_literal(node).bytes[0] == sign;
}

/* The node that closes the note that `open` opens. */
static struct cmark_node *closer_of(const struct cmark_node *open) {
    size_t depth = 1;
    for (struct cmark_node *node = open->next; node; node = node->next) {
        depth += is_text_of(node, SIGN_NOTE_OPENS);
        if (is_text_of(node, SIGN_NOTE_CLOSES) && --depth == 0)
            return node;
    }
    return NULL;
}

/* Where the piece of a text ends that begins at `at`: a sign, or what stands before the next one. */
static size_t piece_end(struct text words, size_t at) {
    size_t end = at + (words.bytes[at] == SIGN_NOTE_OPENS ? 2 : 1);
    while (!is_sign(words.bytes[at]) && end < words.size && !is_sign(words.bytes[end]))
        end++;
    return end;
}

/* Makes one node of each sign, and of what stands between. */
static void take_apart(struct markdown_reader *reader, struct cmark_node *node) {
    struct text words = text_copy(node_literal(node), reader->arena);
    size_t end = piece_end(words, 0);
    cmark_node_set_literal(node, text_terminated(text_slice(words, 0, end), reader->arena));
    for (size_t at = end; at < words.size; at = end) {
        end = piece_end(words, at);
        struct cmark_node *piece = cmark_node_new_with_mem(CMARK_NODE_TEXT, node->content.mem);
        cmark_node_set_literal(piece, text_terminated(text_slice(words, at, end), reader->arena));
        piece->start_line = piece->end_line = node->start_line;
        piece->start_column = node->start_column;
        cmark_node_insert_after(node, piece);
        node = piece;
    }
}

static bool holds_sign(struct text words) {
    for (size_t at = 0; at < words.size; at++)
        if (is_sign(words.bytes[at]))
            return true;
    return false;
}

static struct cmark_node *new_definition(struct cmark_node *root, struct cmark_node *near) {
    struct cmark_node *note = cmark_node_new_with_mem(CMARK_NODE_FOOTNOTE_DEFINITION, near->content.mem);
    struct cmark_node *paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, near->content.mem);
    const struct cmark_node *block = near;
    while (block->parent && (block->type & CMARK_NODE_TYPE_MASK) != CMARK_NODE_TYPE_BLOCK)
        block = block->parent;
    note->start_line = paragraph->start_line = block->start_line;
    note->end_line = paragraph->end_line = block->end_line;
    cmark_node_append_child(note, paragraph);
    cmark_node_append_child(root, note);
    return note;
}

/* Moves the words between the signs into a note; what stands in the place of both is a reference to it. */
static struct cmark_node *take_note(struct markdown_reader *reader, struct cmark_node *root, struct cmark_node *open,
                                    struct cmark_node *close) {
    struct cmark_node *note = new_definition(root, open);
    for (struct cmark_node *words = open->next, *next; words != close; words = next) {
        next = words->next;
        cmark_node_append_child(note->first_child, words);
    }
    struct cmark_node *reference = cmark_node_new_with_mem(CMARK_NODE_FOOTNOTE_REFERENCE, open->content.mem);
    reference->parent_footnote_def = note;
    cmark_node_insert_after(open, reference);
    discard(reader, open);
    discard(reader, close);
    return reference;
}

/* The notes in the order in which they are first referred to, those that stand in notes included. */
static void number_notes(struct markdown_reader *reader, struct cmark_node *root) {
    int count = 0;
    for (struct cmark_node *node = root->first_child; node; node = node->next)
        if (node->type == CMARK_NODE_FOOTNOTE_DEFINITION)
            node->footnote.def_count = 0;
    for (struct cmark_node *node = root; node; node = next_node(node, root)) {
        if (node->type != CMARK_NODE_FOOTNOTE_REFERENCE)
            continue;
        struct cmark_node *note = node->parent_footnote_def;
        if (!note->footnote.def_count) {
            note->footnote.def_count = ++count;
            bool is_inside = false;
            for (const struct cmark_node *outer = node; outer && !is_inside; outer = outer->parent)
                is_inside = outer == note;
            if (!is_inside) {
                cmark_node_unlink(note);
                cmark_node_append_child(root, note);
            }
        }
        cmark_node_set_literal(node,
                               text_terminated(text_format(reader->arena, "%d", note->footnote.def_count), reader->arena));
    }
}

void inline_notes_prepare(struct markdown_reader *reader, struct cmark_node *root) {
    if (!reader->scan.has_notes)
        return;
    bool any = false;
    for (struct cmark_node *node = root; node; node = next_node(node, root))
        if (node->type == CMARK_NODE_TEXT && holds_sign(node_literal(node)))
            take_apart(reader, node);
    for (struct cmark_node *node = root; node; node = next_node(node, root)) {
        struct cmark_node *close = is_text_of(node, SIGN_NOTE_OPENS) ? closer_of(node) : NULL;
        if (close)
            node = take_note(reader, root, node, close);
        any |= close != NULL;
    }
    if (any)
        number_notes(reader, root);
}
