/* Words: into the HTML, escaped and with Han runs marked, and as they are into the prose. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/document/prose.h"
#include "read/han.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* Why the writing of text stops at a byte. */
enum { STOP_ALWAYS = 1, STOP_HAN = 2 };

static const uint8_t stops[256] = {
    ['&'] = STOP_ALWAYS, ['<'] = STOP_ALWAYS,        ['>'] = STOP_ALWAYS,         ['"'] = STOP_ALWAYS,
    ['['] = STOP_ALWAYS, [TOKEN_MARK] = STOP_ALWAYS, [TOKEN_FILL] = STOP_ALWAYS,  [0xe2] = STOP_HAN,
    [0xe3] = STOP_HAN,   [0xe4] = STOP_HAN,          [TOKEN_CARET] = STOP_ALWAYS, [TOKEN_AMPERSAND] = STOP_ALWAYS,
    [0xe5] = STOP_HAN,   [0xe6] = STOP_HAN,          [0xe7] = STOP_HAN,           [0xe8] = STOP_HAN,
    [0xe9] = STOP_HAN,   [0xef] = STOP_HAN,          [0xf0] = STOP_HAN,
};

void prose_add(struct markdown_reader *reader, struct text text) {
    buffer_add(reader->prose, text);
}

static size_t plain_run(struct text text, size_t at, unsigned reasons) {
    while (at < text.size && !(stops[(unsigned char)text.bytes[at]] & reasons))
        at++;
    return at;
}

static void report_tag(struct markdown_reader *reader, const struct token *token) {
    struct text tag = text_slice(reader->tokens.body, token->offset, token->offset + (token->size < 60 ? token->size : 60));
    report(reader, DIAG_WARNING, W_FOREIGN_SHORTCODE, place_of(reader, token->offset, token->size),
           text_format(reader->arena, "another generator's tag: %.*s", TEXT_ARGS(tag)),
           TEXT("it is not understood here; write what it stands for in Markdown"));
}

bool report_foreign(struct markdown_reader *reader, struct text masked) {
    bool any = false;
    for (size_t at = text_find_char(masked, TOKEN_MARK, 0); at < masked.size; at = text_find_char(masked, TOKEN_MARK, at)) {
        const struct token *token = tokens_at(&reader->tokens, masked, &at);
        if (token->kind != TOKEN_FOREIGN)
            continue;
        report_tag(reader, token);
        any = true;
    }
    return any;
}

static void add_as_written(struct markdown_reader *reader, const struct token *token) {
    if (!reader->quiet && token->kind == TOKEN_FOREIGN)
        report_tag(reader, token);
    struct text written = tokens_written(&reader->tokens, token, reader->arena);
    buffer_add_html(reader->walk.html, written);
    prose_add(reader, written);
}

/* What is hidden at `at`. Returns the offset behind its mark. */
static size_t add_token(struct markdown_reader *reader, struct text literal, size_t at, const struct cmark_node *node) {
    const struct token *token = tokens_at(&reader->tokens, literal, &at);
    if (token->kind == TOKEN_REFERENCE)
        write_reference(reader, token);
    else if (token->kind != TOKEN_ID || node->parent->type != CMARK_NODE_HEADING)
        add_as_written(reader, token);
    return at;
}

static size_t add_guarded(struct markdown_reader *reader, char guard, size_t at) {
    char c = tokens_guarded(guard);
    buffer_add_html(reader->walk.html, (struct text){&c, 1});
    prose_add(reader, (struct text){&c, 1});
    return at + 1;
}

static size_t add_han(struct markdown_reader *reader, struct text literal, size_t at) {
    bool kana = false;
    size_t end = han_run(&kana, literal, at);
    if (end == at) {
        buffer_add_char(reader->walk.html, literal.bytes[at]);
        return at + 1;
    }
    write_han(reader, text_slice(literal, at, end), kana);
    return end;
}

/* The byte at which a plain run stopped, and what belongs to it. Tokens put their own words into the prose. */
static size_t add_special(struct markdown_reader *reader, struct text literal, size_t at, const struct cmark_node *node) {
    switch (literal.bytes[at]) {
    case TOKEN_MARK: return add_token(reader, literal, at, node);
    case TOKEN_FILL: return at + 1;
    case TOKEN_CARET:
    case TOKEN_AMPERSAND: return add_guarded(reader, literal.bytes[at], at);
    case '[':
        if (!reader->quiet && at + 1 < literal.size && literal.bytes[at + 1] == '^')
            notes_report_undefined(reader, literal, at);
        buffer_add_char(reader->walk.html, '[');
        return at + 1;
    case '&':
    case '<':
    case '>':
    case '"': buffer_add_html(reader->walk.html, text_slice(literal, at, at + 1)); return at + 1;
    default: return add_han(reader, literal, at);
    }
}

static bool is_token(char c) {
    return c == TOKEN_MARK || c == TOKEN_FILL || tokens_guarded(c);
}

void read_text(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    struct text literal = node_literal(node);
    unsigned reasons = STOP_ALWAYS | (reader->input->han.size ? STOP_HAN : 0);
    size_t told = 0;
    for (size_t at = 0; at < literal.size;) {
        size_t end = plain_run(literal, at, reasons);
        buffer_add_bytes(walk->html, literal.bytes + at, end - at);
        at = end;
        if (at == literal.size)
            break;
        bool token = is_token(literal.bytes[at]);
        if (token)
            prose_add(reader, text_slice(literal, told, at));
        at = add_special(reader, literal, at, node);
        if (token)
            told = at;
    }
    prose_add(reader, text_after(literal, told));
}

/* Whether a token goes on behind this break: then the break is part of it. */
static bool is_inside_token(const struct cmark_node *line_break) {
    const struct cmark_node *next = line_break->next;
    return next && next->type == CMARK_NODE_TEXT && text_starts(node_literal(next), TEXT("\x01"));
}

void read_soft_break(struct walk *walk, struct cmark_node *node, bool entering) {
    if (is_inside_token(node))
        return;
    visit_soft_break(walk, node, entering);
    prose_add(reader_of(walk), TEXT(" "));
}

void read_line_break(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node, (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    markup_begin(reader);
    runs_add(reader, RUN_BREAK, 0, walk->html->size, walk->html->size);
    html_add(walk->html, "<br>\n");
    markup_end(reader);
    prose_add(reader, TEXT(" "));
}

static void format_begin(struct markdown_reader *reader, enum format_kind kind, const char *tag) {
    markup_begin(reader);
    format_open(reader, (struct doc_format){.kind = (uint8_t)kind, .reference = NONE});
    html_add(reader->walk.html, tag);
    markup_end(reader);
}

static void format_end(struct markdown_reader *reader, enum format_kind kind, const char *tag) {
    markup_begin(reader);
    html_add(reader->walk.html, tag);
    format_close(reader, kind);
    markup_end(reader);
}

void read_emphasis(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    if (entering)
        format_begin(reader_of(walk), FORMAT_EMPHASIS, "<em>");
    else
        format_end(reader_of(walk), FORMAT_EMPHASIS, "</em>");
}

void read_strong(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    if (entering)
        format_begin(reader_of(walk), FORMAT_STRONG, "<strong>");
    else
        format_end(reader_of(walk), FORMAT_STRONG, "</strong>");
}

void read_deleted(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    if (entering)
        format_begin(reader_of(walk), FORMAT_STRUCK, "<del>");
    else
        format_end(reader_of(walk), FORMAT_STRUCK, "</del>");
}

void read_code(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    struct text code = tokens_restore(&reader->tokens, node_literal(node), reader->arena);
    format_begin(reader, FORMAT_CODE, "<code>");
    buffer_add_html(walk->html, code);
    format_end(reader, FORMAT_CODE, "</code>");
    prose_add(reader, code);
    if (!reader->quiet)
        places_skip_code(reader, code);
}

/* A literal with words instead of tokens. */
static struct text in_words(struct markdown_reader *reader, struct text literal) {
    struct buffer words = {0};
    for (size_t at = 0; at < literal.size;) {
        if (literal.bytes[at] == TOKEN_MARK) {
            const struct token *token = tokens_at(&reader->tokens, literal, &at);
            bool reference = token->kind == TOKEN_REFERENCE;
            buffer_add(&words,
                       reference ? reference_words(reader, token) : tokens_written(&reader->tokens, token, reader->arena));
        } else if (literal.bytes[at] == TOKEN_FILL) {
            at++;
        } else {
            char guarded = tokens_guarded(literal.bytes[at]);
            buffer_add_char(&words, guarded ? guarded : literal.bytes[at]);
            at++;
        }
    }
    struct text result = text_copy(buffer_text(&words), reader->arena);
    buffer_free(&words);
    return result;
}

/* Inside an image: words for its alt attribute. */
void read_words(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct text words = in_words(reader_of(walk), node_literal(node));
    buffer_add_html(walk->html, words);
    prose_add(reader_of(walk), words);
}

void read_words_break(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    if (is_inside_token(node))
        return;
    buffer_add_char(walk->html, ' ');
    prose_add(reader_of(walk), TEXT(" "));
}

void leaf_begin(struct markdown_reader *reader, const struct cmark_node *node) {
    const struct cmark_node *placed = node->start_line == 0 && node->next ? node->next : node;
    places_enter_leaf(reader, first_line_of(node), placed->end_line > 0 ? (uint32_t)placed->end_line : 1);
    reader->leaf_prose = reader->prose->size;
    reader->leaf_references = reader->out->references.count;
}

/* Gives each reference of the leaf its sentence. Those of one sentence share it. */
static void add_sentences(struct markdown_reader *reader, struct text leaf) {
    struct reference_list *references = &reader->out->references;
    size_t start = 0, end = 0;
    struct span shared = {0};
    for (size_t i = reader->leaf_references; i < references->count; i++) {
        size_t at = reader->reference_prose.items[i] - reader->leaf_prose;
        bool same = at < end && shared.size;
        while (end <= at && end < leaf.size) {
            start = end;
            end = prose_sentence_end(leaf, start);
        }
        struct text sentence = text_trim(text_slice(leaf, start, end));
        struct text cut = prose_cut(sentence, at - start, reader->arena);
        references->items[i].sentence = same && cut.bytes == sentence.bytes ? shared : pool_add(reader, cut);
        shared = references->items[i].sentence;
    }
}

/* Prose with words for references whose titles only the whole reader knows. */
static struct text unmarked(struct markdown_reader *reader, struct text prose) {
    if (text_find_char(prose, PROSE_MARK, 0) == prose.size)
        return prose;
    struct buffer words = {0};
    struct text part;
    for (bool mark = false; text_cut(&part, &prose, PROSE_MARK); mark = !mark) {
        size_t index = 0;
        for (size_t i = 0; mark && i < part.size; i++)
            index = index * 10 + (size_t)(part.bytes[i] - '0');
        struct text target = mark ? pool_text(reader, reader->out->references.items[index].target) : part;
        for (size_t i = 0; i < target.size; i++)
            buffer_add_char(&words, mark && target.bytes[i] == '-' ? ' ' : target.bytes[i]);
    }
    struct text result = text_copy(buffer_text(&words), reader->arena);
    buffer_free(&words);
    return result;
}

void leaf_end(struct markdown_reader *reader, const struct cmark_node *node) {
    struct text leaf = text_after(buffer_text(reader->prose), reader->leaf_prose);
    add_sentences(reader, leaf);
    bool first = node->type == CMARK_NODE_PARAGRAPH && node->parent->type == CMARK_NODE_DOCUMENT;
    if (first && !reader->out->excerpt.size && text_trim(leaf).size)
        reader->out->excerpt = pool_add(reader, prose_excerpt(unmarked(reader, leaf), reader->arena));
    prose_add(reader, TEXT("\n"));
}
