#include "read/smart.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

/* The marks of a language, outer and inner ones. A space in them is one at which no line ends. */
struct language_marks {
    const char *languages; /* with a space behind each */
    const char *marks[4];
};

static const struct language_marks languages[] = {
    {"en ", {"“", "”", "‘", "’"}},
    {"de cs sk sl is lt et lb ", {"„", "“", "‚", "‘"}},
    {"bg mk ka ", {"„", "“", "‘", "’"}},
    {"fr br ", {"«\u202f", "\u202f»", "“", "”"}},
    {"es ca gl eu it pt-pt el ar ", {"«", "»", "“", "”"}},
    {"de-ch de-li it-ch ", {"«", "»", "‹", "›"}},
    {"fr-ch rm ", {"«", "»", "‹", "›"}},
    {"ru uk be kk ky ", {"«", "»", "„", "“"}},
    {"hy az fa ps ", {"«", "»", "‹", "›"}},
    {"pl ro ", {"„", "”", "«", "»"}},
    {"hu ", {"„", "”", "»", "«"}},
    {"hr bs sr lv ", {"„", "”", "‚", "’"}},
    {"sv fi ", {"”", "”", "’", "’"}},
    {"nb no nn ", {"«", "»", "‘", "’"}},
    {"he ", {"”", "”", "’", "’"}},
    {"ja zh-hant zh-tw zh-hk zh-mo ", {"「", "」", "『", "』"}},
};

/* Whether `tag` is one of those that stand in `list`. */
static bool lists(const char *list, struct text tag) {
    struct text rest = text_of(list), one;
    while (text_cut(&one, &rest, ' '))
        if (text_equal_ignoring_case(one, tag))
            return true;
    return false;
}

/* By the whole tag, then by what is left without its last part; NULL. */
static const struct language_marks *find_marks(const struct language_marks *table, size_t count, struct text tag) {
    while (tag.size) {
        for (size_t i = 0; i < count; i++)
            if (lists(table[i].languages, tag))
                return &table[i];
        while (tag.size && tag.bytes[tag.size - 1] != '-')
            tag.size--;
        tag.size -= tag.size > 0;
    }
    return NULL;
}

static const struct language_marks *marks_of(struct text tag) {
    const struct language_marks *found = find_marks(languages, COUNT_OF(languages), tag);
    return found ? found : &languages[0];
}

const char *smart_mark(struct text language, enum quote quote) {
    return quote == QUOTE_APOSTROPHE ? "’" : marks_of(language)->marks[quote - QUOTE_OPENS];
}

/* Of titles, where they are not the outer quotation marks: of a part, of a whole. */
static const struct language_marks title_marks[] = {
    {"zh yue wuu cmn lzh hak nan ", {"《", "》", "《", "》"}},
    {"ja ko ", {"「", "」", "『", "』"}},
};

/* Whose whole works stand between quotation marks, too. */
static const char upright[] = "ru uk be bg mk sr kk ky hy ka ar fa ur he yi ps th hi ";

struct title_signs smart_title(struct text language, bool is_whole, bool has_italics) {
    const struct language_marks *own = find_marks(title_marks, COUNT_OF(title_marks), language), *usual = marks_of(language);
    bool is_chinese = own == &title_marks[0];
    if (own)
        return (struct title_signs){own->marks[is_whole ? 2 : 0], own->marks[is_whole ? 3 : 1], is_chinese ? "〈" : "『",
                                    is_chinese ? "〉" : "』"};
    struct title_signs signs = {usual->marks[0], usual->marks[1], usual->marks[2], usual->marks[3]};
    if (is_whole && has_italics && !lists(upright, text_primary_subtag(language)))
        signs.opens = signs.closes = "";
    return signs;
}

/* What stands beside a mark. */
enum neighbour { BESIDE_NOTHING, BESIDE_WORD, BESIDE_WIDE, BESIDE_OPENING, BESIDE_OTHER };

static enum neighbour kind_of(uint32_t c) {
    if (c == 0 || utf8_is_space(c) || c == 0xa0)
        return BESIDE_NOTHING;
    if (utf8_is_han(c) || (c >= 0x3000 && c <= 0x30ff) || (c >= 0xff01 && c <= 0xff65))
        return BESIDE_WIDE;
    if (utf8_is_letter(c))
        return BESIDE_WORD;
    return (c < 0x80 && strchr("([{-/", (int)c)) || c == 0x2013 || c == 0x2014 || c == 0xab || c == 0x201e ? BESIDE_OPENING
                                                                                                           : BESIDE_OTHER;
}

static enum neighbour before(struct text text, size_t at) {
    size_t start = at;
    while (start > 0 && at - start < 4 && (start == at || ((unsigned char)text.bytes[start] & 0xc0) == 0x80))
        start--;
    return start < at ? kind_of(utf8_next(text, &start)) : BESIDE_NOTHING;
}

static enum neighbour behind(struct text text, size_t at) {
    at++;
    return at < text.size ? kind_of(utf8_next(text, &at)) : BESIDE_NOTHING;
}

/* One mark on the way: those that are open wait for what closes them. */
struct deciding {
    struct quotes *quotes;
    struct text text;
    size_t open_double, open_single; /* indexes into quotes; SIZE_MAX: none */
};

/* '90s, '68: two digits and no third. */
static bool is_decade(struct text text, size_t at) {
    return text_digit_at(text, at + 1) && text_digit_at(text, at + 2) && !text_digit_at(text, at + 3) &&
           (at + 3 >= text.size || text.bytes[at + 3] == 's' || kind_of((unsigned char)text.bytes[at + 3]) != BESIDE_WORD);
}

/* 'tis, 'em, 'n': what English cuts off at the front. */
static bool is_elision(struct text text, size_t at) {
    static const char *const words[] = {"tis", "twas", "twere", "twill", "twould", "em", "til", "n", "cause", "bout", "round"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text word = text_slice(text, at + 1, at + 1 + strlen(words[i]));
        size_t end = at + 1 + word.size;
        if (text_equal_ignoring_case(word, text_of(words[i])) && behind(text, end - 1) != BESIDE_WORD &&
            !(word.size == 1 && (end >= text.size || text.bytes[end] != '\'')))
            return true;
    }
    return false;
}

/* The one behind 'n. */
static bool ends_elision(struct text text, size_t at) {
    return at >= 2 && (text.bytes[at - 1] | 0x20) == 'n' && text.bytes[at - 2] == '\'' &&
           (at == 2 || before(text, at - 2) != BESIDE_WORD) && behind(text, at) == BESIDE_NOTHING;
}

static bool can_open(enum neighbour left, enum neighbour right) {
    return right != BESIDE_NOTHING && (left != BESIDE_WORD || right == BESIDE_WIDE);
}

static bool can_close(enum neighbour left, enum neighbour right) {
    return left != BESIDE_NOTHING && left != BESIDE_OPENING && (right != BESIDE_WORD || left == BESIDE_WIDE);
}

static enum quote decide_double(struct deciding *deciding, enum neighbour left, enum neighbour right) {
    bool opens = can_open(left, right), closes = can_close(left, right), is_open = deciding->open_double < SIZE_MAX;
    if (opens && !(closes && is_open)) {
        deciding->open_double = deciding->quotes->count;
        return QUOTE_OPENS;
    }
    deciding->open_double = SIZE_MAX;
    return QUOTE_CLOSES;
}

/* One that opens is an apostrophe until one comes that closes it. */
static enum quote decide_single(struct deciding *deciding, size_t at, enum neighbour left, enum neighbour right) {
    if ((left == BESIDE_WORD && right == BESIDE_WORD) || ends_elision(deciding->text, at))
        return QUOTE_APOSTROPHE;
    if (left != BESIDE_WORD && (is_decade(deciding->text, at) || is_elision(deciding->text, at)))
        return QUOTE_APOSTROPHE;
    if (can_close(left, right) && deciding->open_single < SIZE_MAX) {
        deciding->quotes->items[deciding->open_single] = QUOTE_OPENS_INNER;
        deciding->open_single = SIZE_MAX;
        return QUOTE_CLOSES_INNER;
    }
    if (can_open(left, right))
        deciding->open_single = deciding->quotes->count;
    return QUOTE_APOSTROPHE;
}

void smart_decide(struct quotes *quotes, struct text text, struct arena *arena) {
    struct deciding deciding = {quotes, text, SIZE_MAX, SIZE_MAX};
    for (size_t at = 0; at < text.size; at++) {
        char c = text.bytes[at];
        if (c != '"' && c != '\'')
            continue;
        enum neighbour left = before(text, at), right = behind(text, at);
        enum quote quote = c == '"' ? decide_double(&deciding, left, right) : decide_single(&deciding, at, left, right);
        *(uint8_t *)array_add(quotes, arena) = (uint8_t)quote;
    }
}

/* Of hyphens as many long dashes as there can be, and no hyphen left. */
static struct text dashes(size_t hyphens) {
    static const struct text some[] = {TEXT_INIT("–"), TEXT_INIT("—"), TEXT_INIT("––"), TEXT_INIT("—–")};
    return hyphens > 1 && hyphens < 6 ? some[hyphens - 2] : (struct text){0};
}

struct text smart_dashes(struct text text, size_t *at) {
    size_t end = *at;
    if (text.bytes[end] == '.') {
        bool three = text_starts(text_after(text, end), TEXT("..."));
        *at += three ? 3 : 0;
        return three ? TEXT("…") : (struct text){0};
    }
    while (end < text.size && text.bytes[end] == '-')
        end++;
    size_t hyphens = end - *at, taken = hyphens > 5 ? 3 : hyphens;
    struct text made = dashes(taken);
    *at += made.size ? taken : 0;
    return made;
}

static bool holds_straight(struct text text) {
    static const char *const signs[] = {"\"", "'", "--", "..."};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_contains(text, text_of(signs[i])))
            return true;
    return false;
}

static void add_smart(struct buffer *out, struct text text, struct text language, struct arena *arena) {
    struct quotes quotes = {0};
    size_t next = 0;
    smart_decide(&quotes, text, arena);
    for (size_t at = 0; at < text.size;) {
        char c = text.bytes[at];
        struct text made = c == '-' || c == '.' ? smart_dashes(text, &at) : (struct text){0};
        if (c == '"' || c == '\'')
            made = text_of(smart_mark(language, (enum quote)quotes.items[next++])), at++;
        buffer_add(out, made);
        if (!made.size)
            buffer_add_char(out, text.bytes[at++]);
    }
}

struct text smart_text(struct text text, struct text language, struct arena *arena) {
    struct buffer out = {0};
    if (!language.size || !holds_straight(text))
        return text;
    add_smart(&out, text, language, arena);
    return buffer_take(&out, arena);
}
