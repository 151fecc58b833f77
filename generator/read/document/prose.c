#include "read/document/prose.h"

#include "base/utf8.h"

#include <string.h>

enum { SENTENCE_BYTES = 400, EXCERPT_CHARACTERS = 300, LONGEST_MARKS = 4000 };

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_abbreviation(struct text word) {
    static const struct text known[] = {
        TEXT_INIT("Mr"),   TEXT_INIT("Mrs"),   TEXT_INIT("Ms"),  TEXT_INIT("Dr"),     TEXT_INIT("Prof"), TEXT_INIT("St"),
        TEXT_INIT("No"),   TEXT_INIT("Nos"),   TEXT_INIT("vs"),  TEXT_INIT("cf"),     TEXT_INIT("Fig"),  TEXT_INIT("Figs"),
        TEXT_INIT("Vol"),  TEXT_INIT("Vols"),  TEXT_INIT("pp"),  TEXT_INIT("p"),      TEXT_INIT("Ch"),   TEXT_INIT("Sec"),
        TEXT_INIT("Art"),  TEXT_INIT("ed"),    TEXT_INIT("eds"), TEXT_INIT("Inc"),    TEXT_INIT("Ltd"),  TEXT_INIT("Co"),
        TEXT_INIT("Corp"), TEXT_INIT("Jr"),    TEXT_INIT("Sr"),  TEXT_INIT("Gen"),    TEXT_INIT("Gov"),  TEXT_INIT("Sen"),
        TEXT_INIT("Rep"),  TEXT_INIT("Rev"),   TEXT_INIT("Jan"), TEXT_INIT("Feb"),    TEXT_INIT("Mar"),  TEXT_INIT("Apr"),
        TEXT_INIT("Jun"),  TEXT_INIT("Jul"),   TEXT_INIT("Aug"), TEXT_INIT("Sep"),    TEXT_INIT("Sept"), TEXT_INIT("Oct"),
        TEXT_INIT("Nov"),  TEXT_INIT("Dec"),   TEXT_INIT("ca"),  TEXT_INIT("approx"), TEXT_INIT("al"),   TEXT_INIT("et"),
        TEXT_INIT("Eq"),   TEXT_INIT("Col"),   TEXT_INIT("Lt"),  TEXT_INIT("Capt"),   TEXT_INIT("Hon"),  TEXT_INIT("Univ"),
        TEXT_INIT("Dept"), TEXT_INIT("trans"), TEXT_INIT("viz"), TEXT_INIT("no"),     TEXT_INIT("vol"),
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_equal(word, known[i]))
            return true;
    return false;
}

/* The word that ends before `at`, back to a space or an opening bracket or quote. */
static struct text word_before(struct text block, size_t from, size_t at) {
    size_t start = at;
    while (start > from && !is_space(block.bytes[start - 1]) && !strchr("([\"'\x1e", block.bytes[start - 1]))
        start--;
    return text_slice(block, start, at);
}

/* "U.S", "e.g", "J", "Dr": a full stop behind it is part of it. */
static bool takes_full_stop(struct text word) {
    if (word.size == 1)
        return is_upper(word.bytes[0]);
    if (word.size == 3 && word.bytes[1] == '.')
        return true;
    if (word.size >= 5 && word.size <= 7 && word.bytes[1] == '.' && word.bytes[3] == '.')
        return true;
    return is_abbreviation(word);
}

/* Behind quotes, brackets and what is struck out, that close at `at`. */
static size_t behind_closers(struct text block, size_t at) {
    if (at < block.size && is_space(block.bytes[at]))
        return at;
    static const char *const closers[] = {"\"", "'", ")", "]", "”", "’", "»", "」", "』", "）", "》", "\x1e"};
    for (size_t i = 0; i < sizeof closers / sizeof *closers && at < block.size; i++) {
        size_t size = strlen(closers[i]);
        if (block.size - at < size || memcmp(block.bytes + at, closers[i], size) != 0)
            continue;
        at += size;
        i = SIZE_MAX;
    }
    return at;
}

static size_t behind_spaces(struct text block, size_t at) {
    while (at < block.size && is_space(block.bytes[at]))
        at++;
    return at;
}

/* Where the sentence that ends with the ASCII stop at `at` is over; 0 when it is not. */
static size_t end_at_stop(struct text block, size_t from, size_t at) {
    size_t end = at + 1;
    while (end < block.size && strchr(".!?", block.bytes[end]))
        end++;
    bool single = end == at + 1 && block.bytes[at] == '.';
    end = behind_closers(block, end);
    if (end < block.size && !is_space(block.bytes[end]))
        return 0;
    size_t next = behind_spaces(block, end);
    size_t word = next + (next < block.size && block.bytes[next] == PROSE_STRUCK);
    if (word < block.size && is_lower(block.bytes[word]))
        return 0;
    return single && next < block.size && takes_full_stop(word_before(block, from, at)) ? 0 : next;
}

/* The size of 。！？ at `at`, or 0. */
static size_t wide_stop(struct text block, size_t at) {
    static const char *const stops[] = {"。", "！", "？"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (block.size - at >= 3 && memcmp(block.bytes + at, stops[i], 3) == 0)
            return 3;
    return 0;
}

/* The last of a run of ASCII stops: where one of them ends nothing, none does. */
static size_t last_stop(struct text block, size_t at) {
    while (at + 1 < block.size && block.bytes[at + 1] && strchr(".!?", block.bytes[at + 1]))
        at++;
    return at;
}

static bool stops_nothing(char c) {
    return c != '.' && c != '!' && c != '?' && c != '\xe3' && c != '\xef';
}

size_t prose_sentence_end(struct text block, size_t from) {
    for (size_t at = from; at < block.size; at++) {
        char c = block.bytes[at];
        if (stops_nothing(c))
            continue;
        size_t wide = c == '\xe3' || c == '\xef' ? wide_stop(block, at) : 0;
        size_t end = 0;
        if (wide)
            end = behind_spaces(block, behind_closers(block, at + wide));
        else if (c != '\xe3' && c != '\xef')
            end = end_at_stop(block, from, at);
        if (end)
            return end;
        at = wide ? at : last_stop(block, at);
    }
    return block.size;
}

static bool is_mark_or_digit(char c) {
    return c == PROSE_MARK || (c >= '0' && c <= '9');
}

/*
 * Whether a mark is open at `at`, and where it opened. What is neither a mark nor a digit is in none, so that ends the search;
 * and so does the place between two marks. (References to all numbers in a row, with digits between, are not followed for
 * ever.)
 */
static bool inside_mark(size_t *opened, struct text text, size_t at) {
    size_t from = at;
    while (from > 0 && at - from < LONGEST_MARKS && is_mark_or_digit(text.bytes[from - 1])) {
        from--;
        if (from > 0 && text.bytes[from] == PROSE_MARK && text.bytes[from - 1] == PROSE_MARK)
            break;
    }
    bool open = false;
    for (size_t i = from; i < at; i++)
        if (text.bytes[i] == PROSE_MARK) {
            open = !open;
            *opened = i;
        }
    return open;
}

static bool is_inside_character(struct text text, size_t at) {
    return at < text.size && ((unsigned char)text.bytes[at] & 0xc0) == 0x80;
}

/* The last offset up to `at` at which a word ends; within a long word, between characters. Never inside a mark. */
static size_t word_end_before(struct text text, size_t at) {
    size_t end = at, opened = 0;
    while (end > 0 && at - end < 40 && !is_space(text.bytes[end]))
        end--;
    if (end == 0 || at - end >= 40)
        for (end = at; is_inside_character(text, end);)
            end--;
    return inside_mark(&opened, text, end) ? opened : end;
}

/* The first offset from `at` on at which a word begins, likewise. */
static size_t word_start_after(struct text text, size_t at) {
    size_t start = at, opened = 0;
    while (start < text.size && start - at < 40 && !is_space(text.bytes[start]))
        start++;
    if (start == text.size || start - at >= 40)
        for (start = at; is_inside_character(text, start);)
            start++;
    return inside_mark(&opened, text, start) ? text_find_char(text, PROSE_MARK, start) + 1 : start;
}

struct text prose_cut(struct text sentence, size_t at, struct arena *arena) {
    if (sentence.size <= SENTENCE_BYTES)
        return sentence;
    const size_t ellipses = 2 * strlen("…"), before = SENTENCE_BYTES / 2;
    size_t start = at > before ? at - before : 0, end = start + SENTENCE_BYTES - ellipses;
    if (end >= sentence.size) {
        end = sentence.size;
        start = end - (SENTENCE_BYTES - ellipses);
    }
    if (start > 0)
        start = word_start_after(sentence, start);
    if (end < sentence.size)
        end = word_end_before(sentence, end);
    return text_format(arena, "%s%.*s%s", start > 0 ? "…" : "", TEXT_ARGS(text_trim(text_slice(sentence, start, end))),
                       end < sentence.size ? "…" : "");
}

static size_t offset_of_character(struct text text, size_t index) {
    size_t at = 0;
    while (at < text.size && index-- > 0)
        utf8_next(text, &at);
    return at;
}

/* Offset behind the sentences that end before `limit`; of a longer first one its own end. */
static size_t sentences_end(struct text block, size_t limit) {
    size_t end = prose_sentence_end(block, 0);
    while (end < block.size && prose_sentence_end(block, end) <= limit)
        end = prose_sentence_end(block, end);
    return end;
}

static struct text words_before(struct text block, size_t limit, struct arena *arena) {
    return text_format(arena, "%.*s…", TEXT_ARGS(text_trim(text_slice(block, 0, word_end_before(block, limit)))));
}

struct text prose_excerpt(struct text block, struct arena *arena) {
    block = text_trim(block);
    size_t limit = offset_of_character(block, EXCERPT_CHARACTERS), end = sentences_end(block, limit);
    return end <= limit + limit / 3 ? text_trim(text_slice(block, 0, end)) : words_before(block, limit, arena);
}

struct text prose_beginning(struct text text, size_t least, size_t most, struct arena *arena) {
    text = text_trim(text);
    if (offset_of_character(text, most) == text.size)
        return text;
    struct text sentences = text_trim(text_slice(text, 0, sentences_end(text, offset_of_character(text, most))));
    if (sentences.size >= offset_of_character(text, least) && sentences.size <= offset_of_character(text, most))
        return sentences;
    return prose_opening(text, most - 1, arena);
}

struct text prose_opening(struct text text, size_t most, struct arena *arena) {
    size_t limit = offset_of_character(text, most);
    return limit == text.size ? text : words_before(text, limit, arena);
}

/* Struck out, raised and lowered words. */

enum prose_element prose_element_of(struct text name) {
    static const struct {
        struct text name;
        enum prose_element element;
    } known[] = {
        {TEXT_INIT("del"), PROSE_STRIKES}, {TEXT_INIT("s"), PROSE_STRIKES},  {TEXT_INIT("strike"), PROSE_STRIKES},
        {TEXT_INIT("sup"), PROSE_RAISES},  {TEXT_INIT("sub"), PROSE_LOWERS}, {TEXT_INIT("q"), PROSE_QUOTES},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_equal(name, known[i].name))
            return known[i].element;
    return PROSE_NOTHING;
}

static size_t count_char(struct text text, char c) {
    size_t count = 0;
    for (size_t at = 0; (at = text_find_char(text, c, at)) < text.size; at++)
        count++;
    return count;
}

/* Where a part begins in its block, which may have been cut, with an ellipsis in place of what stood before it. */
static size_t part_start(struct text block, struct text part) {
    size_t ellipsis = text_starts(part, TEXT("…")) ? strlen("…") : 0;
    struct text words = text_slice(part, ellipsis, text_ends(part, TEXT("…")) ? part.size - strlen("…") : part.size);
    size_t start = text_find(block, part, 0);
    return start < block.size ? start : text_find(block, words, 0);
}

static uint32_t index_of(struct text digits) {
    uint32_t index = 0;
    for (size_t i = 0; i < digits.size && i < 9; i++)
        index = index * 10 + (uint32_t)(digits.bytes[i] - '0');
    return index;
}

struct text prose_filled(struct text prose, prose_shower *show, const void *context, struct arena *arena) {
    struct buffer out = {0};
    struct text part;
    if (text_find_char(prose, PROSE_MARK, 0) == prose.size)
        return prose;
    for (bool is_mark = false; text_cut(&part, &prose, PROSE_MARK); is_mark = !is_mark)
        if (is_mark)
            show(&out, index_of(part), context);
        else
            buffer_add(&out, part);
    return buffer_take(&out, arena);
}

struct text prose_shown(struct text block, struct text part, struct arena *arena) {
    if (text_find_char(block, PROSE_STRUCK, 0) == block.size)
        return part;
    bool is_struck = count_char(text_slice(block, 0, part_start(block, part)), PROSE_STRUCK) % 2;
    struct buffer shown = {0};
    buffer_add(&shown, is_struck ? TEXT("~~") : TEXT(""));
    for (size_t i = 0; i < part.size; i++)
        if (part.bytes[i] == PROSE_STRUCK)
            buffer_add(&shown, TEXT("~~")), is_struck = !is_struck;
        else
            buffer_add_char(&shown, part.bytes[i]);
    buffer_add(&shown, is_struck ? TEXT("~~") : TEXT(""));
    return buffer_take(&shown, arena);
}

/* What Unicode has of a character; "" where it has nothing. */
static const char *raised_form(char c, bool is_lowered) {
    static const char plain[] = "0123456789+-=()ni";
    static const char *const above[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾", "ⁿ", "ⁱ"};
    static const char *const below[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "₌", "₍", "₎", "ₙ", "ᵢ"};
    const char *found = c ? strchr(plain, c) : NULL;
    return !found ? "" : is_lowered ? below[found - plain] : above[found - plain];
}

static bool is_letters(struct text words) {
    for (size_t i = 0; i < words.size; i++)
        if (words.bytes[i] != ' ' && !((words.bytes[i] | 32) >= 'a' && (words.bytes[i] | 32) <= 'z') &&
            (unsigned char)words.bytes[i] < 0x80)
            return false;
    return true;
}

void prose_add_raised(struct buffer *out, struct text words, bool is_lowered) {
    bool has_forms = words.size > 0;
    for (size_t i = 0; i < words.size; i++)
        has_forms &= *raised_form(words.bytes[i], is_lowered) != '\0';
    for (size_t i = 0; has_forms && i < words.size; i++)
        buffer_add(out, text_of(raised_form(words.bytes[i], is_lowered)));
    if (has_forms)
        return;
    bool is_plain = is_letters(words) || text_starts(words, TEXT("[")) || text_find_char(words, PROSE_MARK, 0) < words.size;
    if (is_plain)
        buffer_add(out, words);
    else
        buffer_add_format(out, "%c(%.*s)", is_lowered ? '_' : '^', TEXT_ARGS(words));
}
