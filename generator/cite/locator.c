#include "cite/locator.h"

#include "base/utf8.h"

#include <string.h>

/* Words in front of a number, those of one kind with spaces between. In small letters, as they are looked for. */
static const char *const words[LOCATOR_COUNT] = {
    [LOCATOR_PAGE] = "p. pp. p pp page pages s. seite seiten pag. pagg. pagina pagine pág. págs. página páginas с. стр. ص.",
    [LOCATOR_CHAPTER] = "chap. chaps. chapter chapters ch. kap. kapitel chapitre chapitres cap. caps. capítulo capitolo гл.",
    [LOCATOR_SECTION] = "sec. secs. section sections § §§ abschn. abschnitt sect. sección sez. sezione разд.",
    [LOCATOR_PARAGRAPH] = "para. paras. par. pars. paragraph paragraphs ¶ ¶¶ abs. absatz rn. rdnr. paragraphe párr. párrafo",
    [LOCATOR_VOLUME] = "vol. vols. volume volumes bd. bde. band bände t. tome tomo т.",
    [LOCATOR_FIGURE] = "fig. figs. figure figures abb. abbildung figura рис.",
    [LOCATOR_TABLE] = "table tables tab. tabelle tableau tabla tabella табл.",
    [LOCATOR_NOTE] = "note notes n. nn. anm. fn. fußnote nota notas прим.",
    [LOCATOR_LINE] = "line lines l. ll. z. zeile zeilen ligne lignes línea líneas riga righe",
    [LOCATOR_COLUMN] = "col. cols. column columns sp. spalte colonne columna colonna",
    [LOCATOR_PART] = "pt. pts. part parts teil partie parte",
    [LOCATOR_VERSE] = "v. vv. verse verses vers verset verso",
    [LOCATOR_BOOK] = "bk. bks. book books buch livre libro",
    [LOCATOR_FOLIO] = "fol. fols. folio folios f. ff. bl.",
    [LOCATOR_ISSUE] = "no. nos. issue issues number numbers nr. heft núm. número numero",
    [LOCATOR_OPUS] = "op. opp. opus opera",
    [LOCATOR_SUB_VERBO] = "s.v. s.vv. sub",
};

/* Characters behind a number: 第33页. */
static const struct {
    struct text unit;
    uint8_t kind;
} units[] = {
    {TEXT_INIT("页"), LOCATOR_PAGE},      {TEXT_INIT("頁"), LOCATOR_PAGE},    {TEXT_INIT("ページ"), LOCATOR_PAGE},
    {TEXT_INIT("章"), LOCATOR_CHAPTER},   {TEXT_INIT("节"), LOCATOR_SECTION}, {TEXT_INIT("節"), LOCATOR_SECTION},
    {TEXT_INIT("段"), LOCATOR_PARAGRAPH}, {TEXT_INIT("卷"), LOCATOR_VOLUME},  {TEXT_INIT("巻"), LOCATOR_VOLUME},
    {TEXT_INIT("册"), LOCATOR_VOLUME},    {TEXT_INIT("行"), LOCATOR_LINE},    {TEXT_INIT("期"), LOCATOR_ISSUE},
};

static size_t behind_spaces(struct text text, size_t at) {
    while (at < text.size && (text.bytes[at] == ' ' || text.bytes[at] == '\t'))
        at++;
    return at;
}

/* The length of the word of a kind that begins at `at`, with its number behind it; 0. */
static size_t word_of_kind(struct text text, size_t at, uint8_t kind) {
    struct text word, rest = text_of(words[kind]), ahead = text_after(text, at);
    size_t longest = 0;
    while (text_cut(&word, &rest, ' ')) {
        bool is_sign = ((unsigned char)word.bytes[0] & 0xc0) == 0xc0 && word.size <= 4;
        struct text same = text_slice(ahead, 0, word.size);
        char next = word.size < ahead.size ? ahead.bytes[word.size] : '\0';
        bool ends = is_sign || text_ends(word, TEXT(".")) || next == ' ' || next == '{';
        if (word.size > longest && ends && next && text_equal_ignoring_case(same, word))
            longest = word.size;
    }
    return longest;
}

static size_t find_word(uint8_t *kind, struct text text, size_t at) {
    size_t longest = 0;
    for (uint8_t i = 0; i < LOCATOR_COUNT; i++) {
        size_t size = word_of_kind(text, at, i);
        if (size > longest)
            *kind = i, longest = size;
    }
    return longest;
}

static bool has_digit(struct text word) {
    for (size_t at = 0; at < word.size;)
        if (utf8_is_digit(utf8_next(word, &at)))
            return true;
    return false;
}

/* "iv", "XII-XV", "(xv)". */
static bool is_roman(struct text word) {
    bool any = false;
    for (size_t at = 0; at < word.size;) {
        uint32_t c = utf8_next(word, &at);
        bool joins = c == '-' || c == 0x2013 || c == '(' || c == ')';
        any |= !joins;
        if (!joins && (c >= 0x80 || !strchr("ivxlcdmIVXLCDM", (int)c)))
            return false;
    }
    return any;
}

/* The end of the word at `at`, without a comma behind it. */
static size_t word_end(struct text text, size_t at) {
    size_t end = at;
    while (end < text.size && !strchr(" \t", text.bytes[end]))
        end++;
    while (end > at && strchr(",.:;", text.bytes[end - 1]))
        end--;
    return end;
}

static bool joins_numbers(struct text word) {
    return text_equal(word, TEXT("&")) || text_equal(word, TEXT("-")) || text_equal(word, TEXT("–"));
}

/* The end of the numbers that begin at `at`: "33-35, 38-39"; `at` where there are none. */
static size_t numbers_end(struct text text, size_t at, bool has_word) {
    size_t end = at;
    for (size_t from = at; from < text.size;) {
        size_t stop = word_end(text, from);
        struct text word = text_slice(text, from, stop);
        bool is_number = has_digit(word) || (has_word && is_roman(word));
        if (!word.size || (!is_number && !(end > at && joins_numbers(word))))
            return end;
        end = is_number ? stop : end;
        from = behind_spaces(text, stop + (stop < text.size && text.bytes[stop] == ','));
        if (stop < text.size && strchr(".:;", text.bytes[stop]))
            return end;
    }
    return end;
}

/* The locator in braces that begins at `at`; false where none does. */
static bool in_braces(struct located *located, struct text text, size_t at) {
    size_t depth = 0, end = at;
    for (; end < text.size; end++) {
        depth += text.bytes[end] == '{' ? 1 : text.bytes[end] == '}' ? -(size_t)1 : 0;
        if (!depth)
            break;
    }
    if (at == text.size || text.bytes[at] != '{' || end == text.size)
        return false;
    struct text inside = text_slice(text, at + 1, end);
    size_t word = find_word(&located->kind, inside, behind_spaces(inside, 0));
    located->locator = text_trim(text_after(inside, word ? behind_spaces(inside, 0) + word : 0));
    located->suffix = text_after(text, end + 1);
    return true;
}

static bool is_of_number(uint32_t c) {
    char bytes[4];
    struct text character = {bytes, utf8_encode(bytes, c)};
    return utf8_is_digit(c) || c == '-' || c == 0x2013 || c == ' ' ||
           text_contains(TEXT("〇零一二三四五六七八九十百千"), character);
}

/* 第33页, 33页, 第三章: the number between is the locator. */
static bool by_unit(struct located *located, struct text text, size_t at) {
    struct text ordinal = TEXT("第");
    size_t from = at + (text_starts(text_after(text, at), ordinal) ? ordinal.size : 0), end = from, behind;
    for (behind = end; behind < text.size; behind = end) {
        uint32_t c = utf8_next(text, &behind);
        for (size_t i = 0; end > from && i < sizeof units / sizeof *units; i++)
            if (text_starts(text_after(text, end), units[i].unit)) {
                *located = (struct located){units[i].kind, text_trim(text_slice(text, from, end)),
                                            text_after(text, end + units[i].unit.size)};
                return true;
            }
        if (!is_of_number(c))
            return false;
        end = behind;
    }
    return false;
}

struct located locator_of(struct text text) {
    struct located located = {.kind = LOCATOR_PAGE, .suffix = text};
    size_t at = behind_spaces(text, 0);
    bool is_parted = at > 0;
    size_t comma = text_starts(text_after(text, at), TEXT(",")) ? 1 : text_starts(text_after(text, at), TEXT("，")) ? 3 : 0;
    if (comma)
        at = behind_spaces(text, at + comma), is_parted = true;
    if (in_braces(&located, text, at) || by_unit(&located, text, at))
        return located;
    /* The bracket behind @key has nothing in front of what it says. */
    uint8_t kind = LOCATOR_PAGE;
    size_t word = find_word(&kind, text, at), from = behind_spaces(text, at + word), end;
    if (word && in_braces(&located, text, from)) {
        located.kind = kind;
        return located;
    }
    end = numbers_end(text, from, word > 0);
    if (end == from || (!is_parted && !word && !has_digit(text_slice(text, from, from + 1))))
        return located;
    return (struct located){kind, text_slice(text, from, end), text_after(text, end)};
}
