/* Words: into the HTML, escaped and with Han runs marked, and as they are into the prose. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/document/prose.h"
#include "read/han.h"
#include "read/markdown/attributes.h"
#include "read/markdown/captions.h"
#include "read/markdown/shortcodes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* Why the writing of text stops at a byte. */
enum { STOP_ALWAYS = 1, STOP_HAN = 2, STOP_SMART = 4 };

static const uint8_t stops[256] = {
    /* What has been hidden, and signs. */
    [0x01] = STOP_ALWAYS, [0x02] = STOP_ALWAYS, [0x03] = STOP_ALWAYS, [0x04] = STOP_ALWAYS, [0x05] = STOP_ALWAYS,
    [0x06] = STOP_ALWAYS, [0x07] = STOP_ALWAYS, [0x08] = STOP_ALWAYS, ['\t'] = STOP_ALWAYS, [0x0c] = STOP_ALWAYS,
    [0x0e] = STOP_ALWAYS, [0x0f] = STOP_ALWAYS, [0x10] = STOP_ALWAYS, [0x11] = STOP_ALWAYS, [0x12] = STOP_ALWAYS,
    [0x13] = STOP_ALWAYS, [0x14] = STOP_ALWAYS, [0x15] = STOP_ALWAYS, [0x16] = STOP_ALWAYS, [0x17] = STOP_ALWAYS,
    [0x18] = STOP_ALWAYS, [0x19] = STOP_ALWAYS, [0x1a] = STOP_ALWAYS, [0x1b] = STOP_ALWAYS, [0x1c] = STOP_ALWAYS,
    [0x1d] = STOP_ALWAYS, [0x1e] = STOP_ALWAYS, [0x1f] = STOP_ALWAYS, ['&'] = STOP_ALWAYS,  ['<'] = STOP_ALWAYS,
    ['>'] = STOP_ALWAYS,  ['['] = STOP_ALWAYS,  ['"'] = STOP_ALWAYS,  ['\''] = STOP_SMART,  ['-'] = STOP_SMART,
    ['.'] = STOP_SMART,   [0xe2] = STOP_HAN,    [0xe3] = STOP_HAN,    [0xe4] = STOP_HAN,    [0xe5] = STOP_HAN,
    [0xe6] = STOP_HAN,    [0xe7] = STOP_HAN,    [0xe8] = STOP_HAN,    [0xe9] = STOP_HAN,    [0xef] = STOP_HAN,
    [0xf0] = STOP_HAN,
};

void prose_add(struct markdown_reader *reader, struct text text) {
    buffer_add(reader->prose, text);
}

static size_t plain_run(struct text text, size_t at, unsigned reasons) {
    while (at < text.size && !(stops[(unsigned char)text.bytes[at]] & reasons))
        at++;
    return at;
}

void report_foreign(struct markdown_reader *reader, struct text masked) {
    for (size_t at = 0; at < masked.size;) {
        if (!token_begins(masked.bytes[at])) {
            at++;
            continue;
        }
        const struct token *token = tokens_at(&reader->tokens, masked, &at);
        if (token->kind != TOKEN_FOREIGN)
            continue;
        struct text tag = text_slice(reader->tokens.body, token->offset, token->offset + token->size);
        tellings_add(reader, TELL_TAG, shortcode_family(tag), token->offset, token->size);
    }
}

static void add_as_written(struct markdown_reader *reader, const struct token *token) {
    struct text written = tokens_written(&reader->tokens, token, reader->arena);
    buffer_add_html(reader->walk.html, written);
    prose_add(reader, written);
}

/* Where a comment was cut out, one of the spaces around it goes, too. */
static size_t behind_nothing(struct markdown_reader *reader, struct text literal, size_t at) {
    bool space_before = !reader->prose->size || strchr(" \n", reader->prose->bytes[reader->prose->size - 1]);
    return space_before && at < literal.size && literal.bytes[at] == ' ' ? at + 1 : at;
}

/* What is hidden at `at`. Returns the offset behind its mark. */
static size_t add_token(struct markdown_reader *reader, struct text literal, size_t at, const struct cmark_node *node) {
    size_t from = at;
    const struct token *token = tokens_at(&reader->tokens, literal, &at);
    switch ((enum token_kind)token->kind) {
    case TOKEN_REFERENCE: write_reference(reader, token); break;
    case TOKEN_EMBED: write_embed(reader, token); break;
    case TOKEN_FOREIGN: write_tag(reader, token); break;
    case TOKEN_ATTRIBUTES: write_stray_attributes(reader, token, literal, from, node); break;
    case TOKEN_FORMULA: write_formula(reader, token); break;
    case TOKEN_CITATION: write_citation(reader, token); break;
    case TOKEN_BLOCK_ID: write_block_id(reader, token); break;
    case TOKEN_NOTHING: return behind_nothing(reader, literal, at);
    case TOKEN_RAW:
    case TOKEN_REST: add_as_written(reader, token); break;
    }
    return at;
}

static void add_own(struct markdown_reader *reader, struct text words) {
    buffer_add_html(reader->walk.html, words);
    prose_add(reader, words);
}

/* The bar of a line of verse, and the spaces behind it: all but the first one are seen. */
static size_t add_verse(struct markdown_reader *reader, struct text literal, size_t at) {
    at += at + 1 < literal.size && literal.bytes[at + 1] == ' ' ? 2 : 1;
    for (; at < literal.size && literal.bytes[at] == ' '; at++)
        html_add(reader->walk.html, "\u00a0");
    return at;
}

/* A character that a sign stands for, or what it encloses begins or ends. */
static size_t add_sign(struct markdown_reader *reader, struct text literal, size_t at, struct cmark_node *node) {
    char c = literal.bytes[at], guarded = tokens_guarded(c);
    if (c == TOKEN_FILL)
        return at + 1;
    if (c == SIGN_VERSE)
        return add_verse(reader, literal, at);
    if (c == SIGN_LITERAL && at + 1 < literal.size) {
        add_own(reader, text_slice(literal, at + 1, at + 2));
        return at + 2;
    }
    if (c == SIGN_TILDE && !reader->quiet) {
        size_t first = reader->scan.first_tilde, end = text_find_char(reader->tokens.body, '~', first + 1);
        tellings_add(reader, TELL_TILDE, (struct text){0}, first, end + 1 - first);
    }
    if (guarded)
        add_own(reader, (struct text){&guarded, 1});
    return guarded ? at + 1 : signs_add(reader, literal, at, node);
}

/* A straight quotation mark, or hyphens or full stops that may be a dash or an ellipsis. */
static size_t add_smart(struct markdown_reader *reader, struct text literal, size_t at) {
    char c = literal.bytes[at];
    if (c == '"' || c == '\'') {
        add_own(reader, typography_mark(reader));
        return at + 1;
    }
    struct text dashes = smart_dashes(literal, &at);
    add_own(reader, dashes.size ? dashes : text_slice(literal, at, at + 1));
    return dashes.size ? at : at + 1;
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

/* What a plain run may stop at, and that is not only itself: it puts its own words into the prose. */
static bool has_own_prose(const struct markdown_reader *reader, struct text literal, size_t at) {
    char c = literal.bytes[at];
    if (tokens_address_ended(literal, at))
        return true;
    bool smart = reader->input->smart && (stops[(unsigned char)c] & STOP_SMART || c == '"');
    return smart || ((unsigned char)c < ' ' && c != '\t' && stops[(unsigned char)c]);
}

/* The byte at which a plain run stopped, and what belongs to it. */
static size_t add_special(struct markdown_reader *reader, struct text literal, size_t at, struct cmark_node *node) {
    char c = literal.bytes[at];
    if (token_begins(c))
        return add_token(reader, literal, at, node);
    if (tokens_address_ended(literal, at))
        return add_own(reader, tokens_address_ender(literal, &at)), at;
    if ((unsigned char)c < ' ' && c != '\t')
        return add_sign(reader, literal, at, node);
    if (has_own_prose(reader, literal, at))
        return add_smart(reader, literal, at);
    if (c == '[') {
        if (!reader->quiet && at + 1 < literal.size && literal.bytes[at + 1] == '^')
            notes_report_undefined(reader, literal, at);
        buffer_add_char(reader->walk.html, '[');
        return at + 1;
    }
    if (stops[(unsigned char)c] & STOP_HAN)
        return add_han(reader, literal, at);
    buffer_add_html(reader->walk.html, text_slice(literal, at, at + 1));
    return at + 1;
}

void read_text(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    struct text literal = tokens_uncloak(&reader->tokens, node_literal(node), reader->arena);
    unsigned reasons = STOP_ALWAYS | (reader->input->han.size ? STOP_HAN : 0) | (reader->input->smart ? STOP_SMART : 0);
    size_t told = 0;
    for (size_t at = 0; at < literal.size;) {
        size_t end = plain_run(literal, at, reasons);
        buffer_add_bytes(walk->html, literal.bytes + at, end - at);
        at = end;
        if (at == literal.size)
            break;
        bool own = has_own_prose(reader, literal, at);
        if (own)
            prose_add(reader, text_slice(literal, told, at));
        at = add_special(reader, literal, at, node);
        if (own)
            told = at;
    }
    prose_add(reader, text_after(literal, told));
}

/* Whether a token goes on behind this break: then the break is part of it. */
static bool is_inside_token(const struct cmark_node *line_break) {
    const struct cmark_node *next = line_break->next;
    return next && next->type == CMARK_NODE_TEXT && text_starts(node_literal(next), TEXT("\x01"));
}

static bool ends_verse(const struct cmark_node *line_break) {
    const struct cmark_node *next = line_break->next;
    return next && next->type == CMARK_NODE_TEXT && node_literal(next).size && node_literal(next).bytes[0] == SIGN_VERSE;
}

void read_soft_break(struct walk *walk, struct cmark_node *node, bool entering) {
    if (is_inside_token(node) || typography_joins(reader_of(walk), node))
        return;
    if (ends_verse(node) && !reader_of(walk)->quiet) {
        read_line_break(walk, node, entering);
        return;
    }
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
    if (entering) {
        format_begin(reader_of(walk), FORMAT_STRUCK, "<del>");
        prose_enter(reader_of(walk), TEXT("del"));
    } else {
        prose_leave(reader_of(walk), TEXT("del"));
        format_end(reader_of(walk), FORMAT_STRUCK, "</del>");
    }
}

void read_code(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    struct text code = tokens_restore(&reader->tokens, node_literal(node), reader->arena);
    const struct token *attributes = attributes_behind_node(reader, node);
    format_begin(reader, FORMAT_CODE, "<code");
    if (attributes)
        attributes_add(reader, attributes, ATTRIBUTES_OF_WORDS);
    buffer_add_char(walk->html, '>');
    markup_end(reader);
    buffer_add_html(walk->html, code);
    format_end(reader, FORMAT_CODE, "</code>");
    prose_add(reader, code);
    if (!reader->quiet)
        places_skip_code(reader, code);
}

static void add_token_words(struct buffer *words, struct markdown_reader *reader, const struct token *token) {
    if (token->kind == TOKEN_REFERENCE)
        buffer_add(words, reference_words(reader, token));
    else if (token->kind != TOKEN_NOTHING)
        buffer_add(words, tokens_written(&reader->tokens, token, reader->arena));
}

/* The character or sign at `at` of a literal, as words. Returns where to go on. */
static size_t add_plain_words(struct buffer *words, struct markdown_reader *reader, struct text literal, size_t at) {
    char c = literal.bytes[at], written = tokens_sign_written(c);
    if (token_begins(c)) {
        add_token_words(words, reader, tokens_at(&reader->tokens, literal, &at));
        return at;
    }
    struct text made = {&c, 1};
    if (tokens_address_ended(literal, at))
        return buffer_add(words, tokens_address_ender(literal, &at)), at;
    if (c == SIGN_LITERAL && at + 1 < literal.size)
        return buffer_add_char(words, literal.bytes[at + 1]), at + 2;
    if (c == TOKEN_FILL)
        return at + 1;
    if (written)
        made = (struct text){&written, 1};
    size_t behind = at;
    if (reader->input->smart && (c == '"' || c == '\''))
        made = typography_mark(reader);
    else if (reader->input->smart && (c == '-' || c == '.') && smart_dashes(literal, &behind).size)
        made = smart_dashes(literal, &at), at--;
    buffer_add(words, made);
    return at + 1;
}

/* A literal with words instead of tokens. */
static struct text in_words(struct markdown_reader *reader, struct text literal) {
    struct buffer words = {0};
    literal = tokens_uncloak(&reader->tokens, literal, reader->arena);
    for (size_t at = 0; at < literal.size;)
        at = add_plain_words(&words, reader, literal, at);
    return buffer_take(&words, reader->arena);
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
    if (is_inside_token(node) || typography_joins(reader_of(walk), node))
        return;
    buffer_add_char(walk->html, ' ');
    prose_add(reader_of(walk), TEXT(" "));
}

uint32_t block_open(const struct markdown_reader *reader) {
    return reader->open.count ? reader->open.items[reader->open.count - 1] : NONE;
}

void words_stand_in(struct markdown_reader *reader) {
    uint32_t block = block_open(reader);
    if (reader->prose == &reader->out->prose)
        *array_add(&reader->out->places, reader->arena) = (struct prose_place){(uint32_t)reader->prose->size, block};
}

void words_are_not_shown(struct markdown_reader *reader, size_t from, struct text words) {
    if (!reader->quiet)
        *array_add(&reader->out->unshown, reader->arena) =
            (struct unshown){(uint32_t)from, (uint32_t)reader->walk.html->size, words};
}

void leaf_begin(struct markdown_reader *reader, const struct cmark_node *node) {
    const struct cmark_node *placed = node->start_line == 0 && node->next ? node->next : node;
    places_enter_leaf(reader, first_line_of(node), placed->end_line > 0 ? (uint32_t)placed->end_line : 1);
    typography_enter(reader, node);
    reader->signs.count = 0;
    prose_begin_leaf(reader);
    words_stand_in(reader);
    reader->leaf_prose = reader->prose->size;
    reader->leaf_references = reader->out->references.count;
    reader->leaf_holes = reader->out->holes.count;
    reader->leaf_html = reader->walk.html->size;
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
        references->items[i].sentence =
            same && cut.bytes == sentence.bytes ? shared : pool_add(reader, prose_shown(leaf, cut, reader->arena));
        shared = references->items[i].sentence;
    }
}

/* A citation in brackets is left out, as notes are; another is as it is written. Titles only the whole reader knows. */
static void show_citation(struct buffer *words, uint32_t index, const void *context) {
    const struct markdown_reader *reader = context;
    const struct doc_reference *reference = &reader->out->references.items[index];
    struct text written = pool_text(reader, reference->label);
    if (reference->form != FORM_CITATION)
        buffer_add_format(words, "%c%u%c", PROSE_MARK, (unsigned)index, PROSE_MARK);
    else if (!text_starts(written, TEXT("[")))
        buffer_add(words, written);
    else
        words->size -= words->size && words->bytes[words->size - 1] == ' ';
}

void leaf_end(struct markdown_reader *reader, const struct cmark_node *node) {
    struct text leaf = text_after(buffer_text(reader->prose), reader->leaf_prose);
    add_sentences(reader, leaf);
    standing_note(reader, node, leaf);
    no_breaks_note(reader);
    bool first = node->type == CMARK_NODE_PARAGRAPH && node->parent->type == CMARK_NODE_DOCUMENT && !caption_of(node);
    if (first && !reader->out->excerpt.size && text_trim(leaf).size) {
        struct text words = prose_filled(leaf, show_citation, reader, reader->arena);
        reader->out->excerpt = pool_add(reader, prose_shown(words, prose_excerpt(words, reader->arena), reader->arena));
    }
    prose_add(reader, TEXT("\n"));
}
