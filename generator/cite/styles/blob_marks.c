#include "cite/styles/blob.h"

#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "cite/title_marks.h"

/*
 * A text is cut at its marks into marks and pieces, one piece more than marks: piece 0, mark 0, piece 1, ... Marks that have no
 * partner become words again (MARK_WORDS: they stand before the next piece); an apostrophe is one.
 */
enum {
    MARK_QUOTE = MARK_KIND_COUNT, /* " */
    MARK_INNER_QUOTE
};

/* Marks that are open at once; those beyond it are words. The tree that is made of them is gone through by recursion. */
enum { MOST_OPEN = 64 };

static const struct spelling {
    struct text words;
    uint8_t kind;
    bool is_opening, takes_space; /* the space or bracket before it is part of it, and stays */
} spellings[] = {
    {TEXT_INIT("<span class=\"nocase\">"), MARK_NO_CASE, true, false},
    {TEXT_INIT("<span class='nocase'>"), MARK_NO_CASE, true, false},
    {TEXT_INIT("<span style=\"font-variant:small-caps;\">"), MARK_SMALL_CAPITALS, true, false},
    {TEXT_INIT("<span style=\"font-variant: small-caps;\">"), MARK_SMALL_CAPITALS, true, false},
    {TEXT_INIT("<sc>"), MARK_SMALL_CAPITALS, true, false},
    {TEXT_INIT("<i>"), MARK_ITALIC, true, false},
    {TEXT_INIT("<b>"), MARK_BOLD, true, false},
    {TEXT_INIT("<sup>"), MARK_RAISED, true, false},
    {TEXT_INIT("<sub>"), MARK_LOWERED, true, false},
    {TEXT_INIT(" \""), MARK_QUOTE, true, true},
    {TEXT_INIT(" '"), MARK_INNER_QUOTE, true, true},
    {TEXT_INIT("(\""), MARK_QUOTE, true, true},
    {TEXT_INIT("('"), MARK_INNER_QUOTE, true, true},
    {TEXT_INIT("</span>"), MARK_NO_CASE, false, false},
    {TEXT_INIT("</sc>"), MARK_SMALL_CAPITALS, false, false},
    {TEXT_INIT("</i>"), MARK_ITALIC, false, false},
    {TEXT_INIT("</b>"), MARK_BOLD, false, false},
    {TEXT_INIT("</sup>"), MARK_RAISED, false, false},
    {TEXT_INIT("</sub>"), MARK_LOWERED, false, false},
    {TEXT_INIT("\""), MARK_QUOTE, false, false},
    {TEXT_INIT("'"), MARK_INNER_QUOTE, false, false},
    {TEXT_INIT("“"), MARK_QUOTE, true, false},
    {TEXT_INIT("”"), MARK_QUOTE, false, false},
    {TEXT_INIT("‘"), MARK_INNER_QUOTE, true, false},
    {TEXT_INIT("’"), MARK_INNER_QUOTE, false, false},
};

struct text_mark {
    struct text words;
    uint8_t kind;                                      /* enum mark_kind, or a quotation mark */
    bool is_opening, takes_space, is_curly, is_forced; /* forced: the space before it was not there */
};

struct cut_text {
    struct {
        struct text_mark *items;
        size_t count, capacity;
    } marks;
    struct {
        struct text *items;
        size_t count, capacity;
    } pieces;
    struct arena *arena;
};

static const struct spelling *spelling_at(struct text rest) {
    if (!memchr("<\" '(\xe2", rest.bytes[0], 6))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(spellings); i++)
        if (text_starts(rest, spellings[i].words))
            return &spellings[i];
    return NULL;
}

static void cut_at_marks(struct cut_text *cut, struct text text) {
    size_t from = 0;
    for (size_t at = 0; at < text.size;) {
        const struct spelling *found = spelling_at(text_after(text, at));
        if (!found) {
            at++;
            continue;
        }
        *array_add(&cut->pieces, cut->arena) = text_slice(text, from, at);
        *array_add(&cut->marks, cut->arena) = (struct text_mark){
            found->words, found->kind, found->is_opening, found->takes_space, found->words.bytes[0] == '\xe2', false};
        from = at += found->words.size;
    }
    *array_add(&cut->pieces, cut->arena) = text_after(text, from);
}

/* A quotation mark right behind an opening mark opens, too: <i>"So"</i>. */
static void open_inside(struct cut_text *cut) {
    for (size_t i = 0; i + 1 < cut->marks.count; i++) {
        struct text_mark *next = &cut->marks.items[i + 1];
        bool is_straight = next->kind >= MARK_QUOTE && !next->is_opening && !next->is_curly;
        if (cut->marks.items[i].is_opening && cut->pieces.items[i + 1].size == 0 && is_straight) {
            next->is_opening = next->takes_space = next->is_forced = true;
            next->words = text_join(cut->arena, TEXT(" "), next->words);
        }
    }
}

static void put_words(struct cut_text *cut, size_t mark, struct text words) {
    cut->marks.items[mark].kind = MARK_WORDS;
    cut->pieces.items[mark + 1] = text_join(cut->arena, words, cut->pieces.items[mark + 1]);
}

/* An apostrophe, and not the end of a quotation: don't, the '90s. */
static bool take_apostrophe(struct cut_text *cut, size_t i) {
    const struct text_mark *mark = &cut->marks.items[i];
    struct text next = cut->pieces.items[i + 1];
    if (mark->kind != MARK_INNER_QUOTE || mark->is_curly || next.size == 0)
        return false;
    bool is_inside = !mark->is_opening && !memchr(",.?:; ", next.bytes[0], 6);
    bool is_before = text_equal(mark->words, TEXT(" '")) && next.bytes[0] == ' ';
    if (is_inside || is_before)
        put_words(cut, i, is_inside ? TEXT("’") : TEXT(" ’"));
    return is_inside || is_before;
}

static bool are_partners(const struct text_mark *opening, const struct text_mark *closing) {
    if (closing->kind == MARK_NO_CASE)
        return text_starts(opening->words, TEXT("<span"));
    return opening->kind == closing->kind && opening->is_curly == closing->is_curly;
}

static void put_back(struct cut_text *cut, size_t i) {
    struct text words = cut->marks.items[i].words;
    put_words(cut, i, cut->marks.items[i].is_forced ? text_after(words, 1) : words);
}

/*
 * A closing mark: the innermost open one is its partner, or is none. A single quotation mark without a partner is an
 * apostrophe; for others, what stands open before the partner becomes words.
 */
static size_t close_mark(struct cut_text *cut, size_t i, size_t *open, size_t depth) {
    struct text_mark *mark = &cut->marks.items[i];
    while (depth > 0) {
        size_t last = open[depth - 1];
        struct text_mark *opening = &cut->marks.items[last];
        if (are_partners(opening, mark)) {
            mark->kind = opening->kind;
            if (opening->kind == MARK_NO_CASE)
                opening->kind = mark->kind = MARK_WORDS;
            return depth - 1;
        }
        if (text_equal(mark->words, TEXT("'"))) {
            put_words(cut, i, TEXT("’"));
            return depth;
        }
        put_back(cut, last);
        depth--;
    }
    put_words(cut, i, text_equal(mark->words, TEXT("'")) ? TEXT("’") : mark->words);
    return 0;
}

static void pair_marks(struct cut_text *cut) {
    size_t open[MOST_OPEN], depth = 0;
    for (size_t i = 0; i < cut->marks.count; i++) {
        if (take_apostrophe(cut, i))
            continue;
        if (!cut->marks.items[i].is_opening)
            depth = close_mark(cut, i, open, depth);
        else if (depth < MOST_OPEN)
            open[depth++] = i;
        else
            put_back(cut, i);
    }
    while (depth-- > 0) {
        if (text_equal(cut->marks.items[open[depth]].words, TEXT(" '")))
            put_words(cut, open[depth], TEXT(" ’"));
        else
            put_back(cut, open[depth]);
    }
}

static void end_piece(struct cut_text *cut, size_t index, struct buffer *piece) {
    cut->pieces.items[index] = text_copy(buffer_text(piece), cut->arena);
    buffer_clear(piece);
}

/* Joins the pieces around what is no mark any more, and gives back the space or bracket that was part of one. */
static void join_pieces(struct cut_text *cut) {
    size_t kept = 0;
    struct buffer piece = {0};
    buffer_add(&piece, cut->pieces.items[0]);
    for (size_t i = 0; i < cut->marks.count; i++) {
        const struct text_mark mark = cut->marks.items[i];
        struct text behind = cut->pieces.items[i + 1];
        if (mark.kind != MARK_WORDS) {
            buffer_add(&piece, text_slice(mark.words, 0, mark.takes_space && !mark.is_forced));
            end_piece(cut, kept, &piece);
            cut->marks.items[kept++] = mark;
        }
        buffer_add(&piece, behind);
    }
    end_piece(cut, kept, &piece);
    cut->marks.count = kept;
    cut->pieces.count = kept + 1;
    buffer_free(&piece);
}

static uint16_t decoration_of(uint8_t kind, struct blob_around around) {
    switch (kind) {
    case MARK_ITALIC: return around.is_italic ? BLOB_UPRIGHT : BLOB_ITALIC;
    case MARK_BOLD: return BLOB_BOLD;
    case MARK_SMALL_CAPITALS: return BLOB_SMALL_CAPITALS;
    case MARK_RAISED: return BLOB_RAISED;
    case MARK_LOWERED: return BLOB_LOWERED;
    default: return 0;
    }
}

/* Which marks of a text are its outer quotation marks: those that come first. */
static uint8_t outer_quote(const struct cut_text *cut) {
    for (size_t i = 0; i < cut->marks.count; i++)
        if (cut->marks.items[i].kind >= MARK_QUOTE)
            return cut->marks.items[i].kind;
    return MARK_QUOTE;
}

struct nesting {
    struct blob *blob;
    struct blob_around around;
    bool is_in_quotes; /* of this text */
};

static struct nesting nested(const struct nesting *outer, uint8_t kind, uint8_t outer_kind, struct arena *arena) {
    struct nesting inner = {blob_new(arena), outer->around, outer->is_in_quotes};
    if (kind >= MARK_QUOTE) {
        bool is_inner = outer->around.is_quoted || (!outer->is_in_quotes && kind != outer_kind);
        inner.blob->decorations = is_inner ? BLOB_INNER_QUOTES : BLOB_QUOTES;
        inner.around.is_quoted = !is_inner;
        inner.is_in_quotes = true;
    } else {
        inner.blob->decorations = decoration_of(kind, outer->around);
        if (kind == MARK_ITALIC)
            inner.around.is_italic = !outer->around.is_italic;
    }
    return inner;
}

static void add_piece(struct blob *parent, struct text words, struct arena *arena) {
    if (words.size)
        blob_add(parent, blob_of_words(words, arena), arena);
}

static void grow_tree(struct blob *blob, const struct cut_text *cut, struct blob_around around) {
    struct nesting stack[MOST_OPEN + 1];
    size_t depth = 0;
    uint8_t outer_kind = outer_quote(cut);
    stack[0] = (struct nesting){blob, around, false};
    add_piece(blob, cut->pieces.items[0], cut->arena);
    for (size_t i = 0; i < cut->marks.count; i++) {
        if (cut->marks.items[i].is_opening) {
            stack[depth + 1] = nested(&stack[depth], cut->marks.items[i].kind, outer_kind, cut->arena);
            blob_add(stack[depth].blob, stack[depth + 1].blob, cut->arena);
            depth++;
        } else if (depth > 0) {
            depth--;
        }
        add_piece(stack[depth].blob, cut->pieces.items[i + 1], cut->arena);
    }
}

static bool is_joining_letter(uint32_t c) {
    return c == '-' || (c < 128 && utf8_is_letter(c)) || (c >= 0xc0 && c <= 0x17f) || (c >= 0x370 && c <= 0x52f) ||
           (c >= 0x590 && c <= 0x6ff) || (c >= 0xe01 && c <= 0xe5b) || (c >= 0x1f00 && c <= 0x1fff);
}

/* With ’ between two letters as ', which the marks are told by. */
static struct text straight_apostrophes(struct text text, struct arena *arena) {
    struct buffer out = {0};
    uint32_t before = 0;
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at), after = 0;
        size_t next = at;
        if (c == 0x2019 && at < text.size)
            after = utf8_next(text, &next);
        if (c == 0x2019 && is_joining_letter(before) && is_joining_letter(after)) {
            buffer_add_char(&out, '\'');
            before = 0;
            continue;
        }
        buffer_add(&out, text_slice(text, from, at));
        before = c;
    }
    return buffer_take(&out, arena);
}

static bool may_have_marks(struct text words) {
    for (size_t i = 0; i < words.size; i++)
        if (memchr("<\"'\xe2", words.bytes[i], 4))
            return true;
    return false;
}

void blob_take_marks(struct blob *leaf, struct blob_around around, struct arena *arena) {
    if (!may_have_marks(leaf->words))
        return;
    struct cut_text cut = {.arena = arena};
    cut_at_marks(&cut, text_join(arena, TEXT(" "), straight_apostrophes(leaf->words, arena)));
    if (cut.marks.count == 0)
        return;
    open_inside(&cut);
    pair_marks(&cut);
    join_pieces(&cut);
    struct text *first = &cut.pieces.items[0];
    if (text_starts(*first, TEXT(" ")))
        *first = text_after(*first, 1);
    leaf->words = (struct text){0};
    leaf->is_leaf = false;
    grow_tree(leaf, &cut, around);
}
