#include "compare/quotation_parts.h"

#include "base/array.h"
#include "base/utf8.h"

/* The quotation, and what is known of it so far. */
struct quote_dividing {
    struct quotation_parts *parts;
    const struct quotable *quoted;
    bool as_written;
    size_t from;  /* of the part that is being read */
    uint32_t gap; /* before it */
    struct arena *arena;
};

/* Marks -------------------------------------------------------------------------------------------------------------------- */

static bool is_mark(const struct quotable *quoted, size_t index, const char *marks) {
    const struct quotable_sign *sign = &quoted->items[index];
    for (; sign->kind == QUOTABLE_MARK && *marks; marks++)
        if (sign->digest == text_hash((struct text){marks, 1}))
            return true;
    return false;
}

/* What the sentence around a quotation may have put at its edge. */
static bool is_free_at_start(const struct quotable *quoted, size_t index) {
    uint8_t kind = quoted->items[index].kind;
    return kind == QUOTABLE_QUOTES || kind == QUOTABLE_DASH || is_mark(quoted, index, ".,;:");
}

/* A dash before a number may be its sign. */
static bool is_free_here(const struct quotable *quoted, size_t index, size_t end) {
    if (quoted->items[index].kind != QUOTABLE_DASH || index + 1 >= end || !quotable_touch(quoted, index))
        return is_free_at_start(quoted, index);
    return !char_is_digit(quoted->text.bytes[quoted->items[index + 1].start]);
}

/* Brackets ----------------------------------------------------------------------------------------------------------------- */

/* Where the brackets that open at `index` close, or `index`. What stands within may have none. */
static size_t bracket_end(const struct quotable *quoted, size_t index) {
    if (!is_mark(quoted, index, "["))
        return index;
    for (size_t i = index + 1; i < quoted->count; i++)
        if (is_mark(quoted, i, "[]"))
            return is_mark(quoted, i, "]") ? i : index;
    return index;
}

/* The same, of parentheses with nothing in them but an ellipsis. */
static size_t left_out_end(const struct quotable *quoted, size_t index) {
    bool is_all = index + 2 < quoted->count && is_mark(quoted, index, "(") && is_mark(quoted, index + 2, ")") &&
                  quoted->items[index + 1].kind == QUOTABLE_LEFT_OUT;
    return is_all ? index + 2 : index;
}

static bool is_only_left_out(const struct quotable *quoted, size_t open, size_t close) {
    return close == open + 2 && quoted->items[open + 1].kind == QUOTABLE_LEFT_OUT;
}

static bool is_word(const struct quotable *quoted, size_t index) {
    return quoted->items[index].kind == QUOTABLE_WORD;
}

/* Parts -------------------------------------------------------------------------------------------------------------------- */

static void widen(uint32_t *gap, uint32_t words) {
    *gap = *gap == QUOTATION_ANY_WORDS || words == QUOTATION_ANY_WORDS ? QUOTATION_ANY_WORDS : *gap + words;
}

/* Ends the part before `to`, if it has anything. An edge that touches a part of a word is none. */
static void end_part(struct quote_dividing *dividing, size_t to, bool before_word) {
    const struct quotable *quoted = dividing->quoted;
    size_t from = dividing->from, end = to;
    while (from < end && dividing->gap && is_free_here(quoted, from, end))
        from++;
    while (from < end && !before_word && is_free_at_start(quoted, end - 1))
        end--;
    if (from == end)
        return;
    *array_add(dividing->parts, dividing->arena) = (struct quotation_part){.from = from, .to = end, .gap = dividing->gap};
    dividing->gap = 0;
}

/*
 * The word of which the brackets from `open` to `close` hold a piece, if they do. It has what is before them, or behind, or
 * both; without a letter in them (walk[]) it may end in any way. No number is pieced together.
 */
static bool read_pieces(struct quote_dividing *dividing, size_t open, size_t close) {
    const struct quotable *quoted = dividing->quoted;
    bool has_head = open > dividing->from && quotable_touch(quoted, open - 1) && is_word(quoted, open - 1) &&
                    !char_is_digit(quoted->text.bytes[quoted->items[open - 1].end - 1]);
    bool has_tail = quotable_touch(quoted, close) && is_word(quoted, close + 1) &&
                    !char_is_digit(quoted->text.bytes[quoted->items[close + 1].start]);
    bool is_piece = close == open + 1 || (close == open + 2 && is_word(quoted, open + 1));
    if (!is_piece || (!has_head && !has_tail))
        return false;
    struct quotation_part part = {.is_word = true, .from = open - has_head, .to = close + 1 + has_tail};
    part.head = has_head ? quotable_form(quoted, open - 1, dividing->arena) : (struct text){0};
    part.inside = close == open + 2 ? quotable_form(quoted, open + 1, dividing->arena) : (struct text){0};
    part.tail = has_tail ? quotable_form(quoted, close + 1, dividing->arena) : (struct text){0};
    part.is_case = !has_head && utf8_count(part.inside) == 1;
    end_part(dividing, part.from, true);
    part.gap = dividing->gap;
    *array_add(dividing->parts, dividing->arena) = part;
    dividing->gap = 0;
    dividing->from = part.to;
    return true;
}

/* What divides at `index`: returns where it ends, or `index`. */
static size_t divide_at(struct quote_dividing *dividing, size_t index) {
    const struct quotable *quoted = dividing->quoted;
    size_t close = bracket_end(quoted, index), left_out = left_out_end(quoted, index);
    if (dividing->as_written && close > index && !is_only_left_out(quoted, index, close))
        return index;
    if (quoted->items[index].kind != QUOTABLE_LEFT_OUT && close == index && left_out == index)
        return index;
    if (close > index && read_pieces(dividing, index, close))
        return dividing->from;
    bool is_any = close == index || is_only_left_out(quoted, index, close);
    end_part(dividing, index, false);
    widen(&dividing->gap, is_any ? QUOTATION_ANY_WORDS : QUOTATION_BRACKET_WORDS);
    dividing->from = (close > left_out ? close : left_out) + 1;
    return dividing->from;
}

bool quotation_divide(struct quotation_parts *parts, const struct quotable *quoted, bool as_written, struct arena *arena) {
    struct quote_dividing dividing = {
        .parts = parts, .quoted = quoted, .as_written = as_written, .gap = QUOTATION_ANY_WORDS, .arena = arena};
    *parts = (struct quotation_parts){0};
    for (size_t i = 0; i < quoted->count && parts->count <= QUOTATION_MOST_PARTS;) {
        size_t end = divide_at(&dividing, i);
        i = end > i ? end : i + 1;
    }
    end_part(&dividing, quoted->count, false);
    return parts->count <= QUOTATION_MOST_PARTS;
}
