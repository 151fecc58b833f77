/*
 * ^[words]: notes that stand where they are referred to, which become notes like all others; and citations, which some styles
 * put into notes.
 */
#include "read/markdown/boxes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

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

/* Citations. */

/* Where the first citation in brackets is in a literal, and the end of its mark; the size of the literal where there is none.
 */
static size_t find_citation(size_t *end, struct markdown_reader *reader, struct text literal, size_t from) {
    for (size_t at = from; at < literal.size; at++) {
        if (!token_begins(literal.bytes[at]))
            continue;
        *end = at;
        const struct token *token = tokens_at(&reader->tokens, literal, end);
        struct text written = text_slice(reader->tokens.body, token->offset, token->end);
        if (token->kind == TOKEN_CITATION && text_ends(written, TEXT("]")))
            return at;
        at = *end - 1;
    }
    return literal.size;
}

/* Whether it stands where no note may: in a note, a link, or what is not shown. */
static bool takes_no_note(const struct cmark_node *node) {
    for (node = node->parent; node; node = node->parent)
        if (node->type == CMARK_NODE_FOOTNOTE_DEFINITION || node->type == CMARK_NODE_LINK || node->type == CMARK_NODE_IMAGE)
            return true;
    return false;
}

/* What a citation has on its next lines: the marks of these go, and the breaks before them. */
static void join_lines(struct markdown_reader *reader, struct cmark_node *node) {
    struct cmark_node *line_break = node->next, *rest = line_break ? line_break->next : NULL;
    while (rest && rest->type == CMARK_NODE_TEXT && text_starts(node_literal(rest), TEXT("\x01"))) {
        struct text words = node_literal(rest);
        size_t at = 0;
        while (at < words.size && words.bytes[at] == TOKEN_FILL)
            at++;
        cmark_node_set_literal(rest, text_terminated(text_after(words, at), reader->arena));
        discard(reader, line_break);
        line_break = at < words.size ? NULL : rest->next;
        rest = line_break ? line_break->next : NULL;
    }
}

static struct cmark_node *add_text_behind(struct markdown_reader *reader, struct cmark_node *node, struct text words) {
    struct cmark_node *piece = cmark_node_new_with_mem(CMARK_NODE_TEXT, node->content.mem);
    cmark_node_set_literal(piece, text_terminated(words, reader->arena));
    piece->start_line = piece->end_line = node->start_line;
    piece->start_column = node->start_column;
    cmark_node_insert_after(node, piece);
    return piece;
}

/* Behind stops and commas at the beginning of a text, and the quotation marks that end with them: these stand before a note. */
static size_t behind_stops(struct text words) {
    static const char *const closing[] = {"\"", "'", "”", "’"};
    size_t at = 0;
    while (at < words.size && strchr(".,;:!?", words.bytes[at]))
        at++;
    for (size_t i = 0; at > 0 && i < sizeof closing / sizeof *closing; i++)
        if (text_starts(text_after(words, at), text_of(closing[i])))
            return at + text_of(closing[i]).size;
    return at;
}

/*
 * The citation in `node` from `at` to `end` becomes a note, whose mark stands behind stops and not behind a space or the end of a
 * line. One that has the author in the sentence stays there, too. Returns the node behind which to go on.
 */
static struct cmark_node *note_citation(struct markdown_reader *reader, struct cmark_node *root, struct cmark_node *node,
                                        size_t at, size_t end) {
    struct text literal = text_copy(node_literal(node), reader->arena), mark = text_slice(literal, at, end);
    size_t behind = end, before = at;
    const struct token *token = tokens_at(&reader->tokens, literal, &(size_t){at});
    bool names_author = reader->tokens.body.bytes[token->offset] == '@';
    while (!names_author && before > 0 && literal.bytes[before - 1] == ' ')
        before--;
    if (!names_author && before == 0 && node->prev && node->prev->type == CMARK_NODE_SOFTBREAK)
        discard(reader, node->prev);
    struct cmark_node *last = node;
    cmark_node_set_literal(node, text_terminated(text_slice(literal, 0, names_author ? end : before), reader->arena));
    struct cmark_node *rest = end < literal.size ? add_text_behind(reader, node, text_after(literal, end)) : NULL;
    join_lines(reader, node);
    rest = rest ? rest : node->next;
    struct text words = rest && rest->type == CMARK_NODE_TEXT ? text_copy(node_literal(rest), reader->arena) : (struct text){0};
    behind = names_author ? 0 : behind_stops(words);
    if (behind) {
        cmark_node_set_literal(rest, text_terminated(text_after(words, behind), reader->arena));
        last = add_text_behind(reader, node, text_slice(words, 0, behind));
    }
    struct cmark_node *note = new_definition(root, node), *reference;
    struct cmark_node *inside = cmark_node_new_with_mem(CMARK_NODE_TEXT, node->content.mem);
    cmark_node_set_literal(inside, text_terminated(mark, reader->arena));
    cmark_node_append_child(note->first_child, inside);
    reference = cmark_node_new_with_mem(CMARK_NODE_FOOTNOTE_REFERENCE, node->content.mem);
    reference->parent_footnote_def = note;
    cmark_node_insert_after(last, reference);
    return reference;
}

static bool note_citations(struct markdown_reader *reader, struct cmark_node *root) {
    bool any = false;
    for (struct cmark_node *node = root; node; node = next_node(node, root)) {
        if (node->type != CMARK_NODE_TEXT || takes_no_note(node))
            continue;
        struct text literal = node_literal(node);
        size_t end, at = find_citation(&end, reader, literal, 0);
        if (at == literal.size)
            continue;
        node = note_citation(reader, root, node, at, end);
        any = true;
    }
    reader->tokens.last_brief = 0;
    return any;
}

static bool take_notes(struct markdown_reader *reader, struct cmark_node *root) {
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
    return any;
}

void inline_notes_prepare(struct markdown_reader *reader, struct cmark_node *root) {
    bool any = reader->scan.has_notes && take_notes(reader, root);
    if (reader->input->cites && reader->input->cites_in_notes)
        any |= note_citations(reader, root);
    if (any)
        number_notes(reader, root);
}
