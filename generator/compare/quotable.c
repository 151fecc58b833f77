#include "compare/quotable.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A text while it is read. */
struct quotable_reading {
    struct quotable *quotable;
    struct text text;
    size_t at;
    size_t note_end; /* behind the last mark of a note */
    struct arena *arena;
    struct arena *scratch; /* for forms */
    uint8_t classes[256];  /* of bytes: enum byte_kind */
};

/* Most of a text is plain letters and spaces, which need no look at what they are in Unicode. */
enum byte_kind { BYTE_ELSE, BYTE_PLAIN, BYTE_SPACE };

/* The small marks that may stand inside of a word: don't, l’homme. */
static bool is_apostrophe(uint32_t character) {
    return character == '\'' || character == 0x2019 || character == 0x2018 || character == 0x02BC || character == 0x02BB ||
           character == '`' || character == 0xB4 || character == 0x2032 || character == 0xFF07;
}

static bool is_quotation_mark(uint32_t character) {
    return is_apostrophe(character) || character == '"' || character == 0xAB || character == 0xBB ||
           (character >= 0x2018 && character <= 0x201F) || character == 0x2033 || character == 0x2039 || character == 0x203A ||
           (character >= 0x275B && character <= 0x275E) || (character >= 0x300C && character <= 0x300F) ||
           (character >= 0x301D && character <= 0x301F) || character == 0xFF02 || character == 0xFF62 || character == 0xFF63;
}

static bool is_dash(uint32_t character) {
    return character == '-' || (character >= 0x2010 && character <= 0x2015) || character == 0x2212 || character == 0x2E3A ||
           character == 0x2E3B || character == 0xFE58 || character == 0xFE63 || character == 0xFF0D;
}

static bool is_left_out(uint32_t character) {
    return character == 0x2026 || character == 0x22EF || character == 0xFE19;
}

enum { SOFT_HYPHEN = 0xAD };

/* What nobody sees. Marks of direction, too: where a line turns round says nothing of its words. */
static bool is_unseen(uint32_t character) {
    return character == SOFT_HYPHEN || (character >= 0x200B && character <= 0x200F) || character == 0xFEFF ||
           (character >= 0x202A && character <= 0x202E) || (character >= 0x2060 && character <= 0x206F) || character == 0x061C;
}

static uint32_t character_at(struct text text, size_t at, size_t *end) {
    *end = at;
    return at < text.size ? utf8_next(text, end) : 0;
}

static struct text form_of(struct text word, struct arena *arena) {
    size_t at = 0;
    while (at < word.size && char_is_alphanumeric(word.bytes[at]))
        at++;
    if (at == word.size)
        return word;
    struct text form = utf8_compatible(word, arena);
    char *bytes = arena_alloc(arena, form.size);
    size_t size = 0;
    for (at = 0; at < form.size;) {
        size_t from = at;
        uint32_t character = utf8_next(form, &at);
        if (is_apostrophe(character))
            bytes[size++] = '\'';
        else if (character != 0x0640 && !is_unseen(character)) /* a stretched Arabic letter is that letter */
            memcpy(bytes + size, form.bytes + from, at - from), size += at - from;
    }
    return (struct text){bytes, size};
}

static struct quotable_sign *add_sign(struct quotable_reading *reading, enum quotable_kind kind, uint64_t digest, size_t start,
                                      size_t end) {
    const struct quotable *before = reading->quotable;
    uint32_t words = before->count ? before->items[before->count - 1].words : 0;
    words += before->count && before->items[before->count - 1].kind <= QUOTABLE_ALONE;
    struct quotable_sign *sign = array_add(reading->quotable, reading->arena);
    *sign = (struct quotable_sign){digest, (uint32_t)start, (uint32_t)end, words, (uint8_t)kind, {0}};
    return sign;
}

/* Words ---------------------------------------------------------------------------------------------------------------------
 */

static bool is_of_word(uint32_t character) {
    return utf8_is_letter(character) && !utf8_stands_alone(character) && character != 0x02BC && character != 0x02BB;
}

/* Behind the letters from `at` on, with what nobody sees, and with apostrophes between two of them. */
static size_t word_end(struct text text, size_t at) {
    for (;;) {
        while (at < text.size && char_is_alphanumeric(text.bytes[at]))
            at++;
        size_t next, behind;
        uint32_t character = character_at(text, at, &next);
        if (next == at)
            return at;
        bool inside = is_of_word(character) ||
                      ((is_apostrophe(character) || is_unseen(character)) && is_of_word(character_at(text, next, &behind)));
        if (!inside)
            return at;
        at = next;
    }
}

/* Behind the hyphen and the end of a line at `at`, where the second half of a word stands; `at` when it is no such place. */
static size_t cut_end(struct text text, size_t at) {
    size_t next, behind;
    uint32_t hyphen = character_at(text, at, &next);
    if (hyphen != '-' && hyphen != 0x2010 && hyphen != SOFT_HYPHEN)
        return at;
    unsigned lines = 0;
    while (next < text.size && strchr(" \t\r\f\n", text.bytes[next]))
        lines += text.bytes[next++] == '\n';
    return lines == 1 && is_of_word(character_at(text, next, &behind)) ? next : at;
}

struct text quotable_form(const struct quotable *quotable, size_t index, struct arena *arena) {
    const struct quotable_sign *sign = &quotable->items[index];
    struct text word = text_slice(quotable->text, sign->start, sign->end);
    size_t end = word_end(word, 0), second = cut_end(word, end);
    if (second == end)
        return form_of(word, arena);
    return text_join(arena, form_of(text_slice(word, 0, end), arena), form_of(text_after(word, second), arena));
}

static uint64_t form_digest(struct quotable_reading *reading, size_t from, size_t to) {
    return text_hash(form_of(text_slice(reading->text, from, to), reading->scratch));
}

/* A word that may go on behind the end of the line, once: what has three lines is no word. */
static void read_word(struct quotable_reading *reading) {
    size_t start = reading->at, end = word_end(reading->text, start), second = cut_end(reading->text, end);
    if (second == end) {
        add_sign(reading, QUOTABLE_WORD, form_digest(reading, start, end), start, end);
        reading->at = end;
        return;
    }
    size_t last = word_end(reading->text, second);
    struct text left = form_of(text_slice(reading->text, start, end), reading->scratch);
    struct text whole = text_join(reading->scratch, left, form_of(text_slice(reading->text, second, last), reading->scratch));
    struct quotable_cut cut = {form_digest(reading, start, end), form_digest(reading, second, last), text_hash(whole)};
    *array_add(&reading->quotable->cuts, reading->arena) = cut;
    add_sign(reading, QUOTABLE_WORD, cut.whole, start, last);
    reading->at = last;
}

static void read_alone(struct quotable_reading *reading, size_t end) {
    size_t next;
    while (utf8_is_mark(character_at(reading->text, end, &next)))
        end = next;
    add_sign(reading, QUOTABLE_ALONE, form_digest(reading, reading->at, end), reading->at, end);
    reading->at = end;
}

/* Marks ---------------------------------------------------------------------------------------------------------------------
 */

static size_t run_end(struct text text, size_t at, bool (*belongs)(uint32_t character)) {
    for (size_t next; belongs(character_at(text, at, &next)); at = next)
        ;
    return at;
}

/* Whether a space, a mark or nothing stands at `at`. */
static bool ends_word(struct text text, size_t at) {
    size_t next;
    uint32_t character = character_at(text, at, &next);
    return next == at || !utf8_is_letter(character) || utf8_stands_alone(character);
}

/* The bytes of `[12]`, `[3, 4]` at `at`, or 0. */
static size_t bracketed_numbers(struct text text, size_t at) {
    enum { DIGITS = 3 };
    size_t end = at + 1, digits = 0;
    for (; end < text.size && text.bytes[end] != ']'; end++) {
        digits = char_is_digit(text.bytes[end]) ? digits + 1 : 0;
        if (digits > DIGITS || (!digits && !strchr(", -", text.bytes[end])))
            return 0;
    }
    return end < text.size && char_is_digit(text.bytes[at + 1]) ? end + 1 - at : 0;
}

/*
 * The bytes of a note's mark at the reading's place, or 0. It stands right behind a word or mark; a number in brackets may
 * have a space before it where a sentence ends. A raised number behind a digit is no note: 10².
 */
static size_t note_size(const struct quotable_reading *reading, uint32_t character, size_t end) {
    const struct quotable *quotable = reading->quotable;
    const struct quotable_sign *before = quotable->count ? &quotable->items[quotable->count - 1] : NULL;
    if (!before)
        return 0;
    bool touches = before->end == reading->at || reading->note_end == reading->at, is_word = before->kind <= QUOTABLE_ALONE;
    if (character == '[')
        return touches || !is_word ? bracketed_numbers(reading->text, reading->at) : 0;
    if (!touches)
        return 0;
    if (utf8_is_raised_or_cut(character) && character != 0xBC && character != 0xBD && character != 0xBE &&
        !(character >= 0x2150 && character <= 0x218F))
        return is_word && char_is_digit(reading->text.bytes[before->end - 1]) ? 0 : end - reading->at;
    bool is_star = character == '*' || character == 0x2020 || character == 0x2021;
    return is_star && ends_word(reading->text, end) ? end - reading->at : 0;
}

/* One full stop is one, and two are two: from three on words are left out. */
static void add_stop(struct quotable_reading *reading, uint64_t digest, size_t end) {
    enum { STOPS = 3 };
    struct quotable *quotable = reading->quotable;
    size_t stops = 0;
    while (stops < STOPS - 1 && stops < quotable->count && quotable->items[quotable->count - 1 - stops].digest == digest)
        stops++;
    struct quotable_sign *last = quotable->count ? &quotable->items[quotable->count - 1] : NULL;
    if (stops == STOPS - 1) {
        quotable->count--;
        last = &quotable->items[quotable->count - 1];
        last->kind = QUOTABLE_LEFT_OUT;
        last->digest = 0;
    }
    if (last && last->kind == QUOTABLE_LEFT_OUT)
        last->end = (uint32_t)end;
    else
        add_sign(reading, QUOTABLE_MARK, digest, reading->at, end);
}

/* A mark that is one however often it is written: added, or part of the one before. */
static void add_run(struct quotable_reading *reading, enum quotable_kind kind, size_t end) {
    const struct quotable *quotable = reading->quotable;
    struct quotable_sign *last = quotable->count ? &quotable->items[quotable->count - 1] : NULL;
    if (last && last->kind == kind && (kind != QUOTABLE_DASH || last->end == reading->at))
        last->end = (uint32_t)end;
    else
        add_sign(reading, kind, kind == QUOTABLE_LEFT_OUT ? 0 : (uint64_t)kind, reading->at, end);
}

static void read_mark(struct quotable_reading *reading, uint32_t character, size_t end) {
    size_t note = note_size(reading, character, end);
    if (note)
        reading->note_end = end = reading->at + note;
    else if (is_left_out(character))
        add_run(reading, QUOTABLE_LEFT_OUT, end);
    else if (is_quotation_mark(character))
        add_run(reading, QUOTABLE_QUOTES, end = run_end(reading->text, end, is_quotation_mark));
    else if (is_dash(character))
        add_run(reading, QUOTABLE_DASH, end = run_end(reading->text, end, is_dash));
    else if (character == '.' || character == 0x3002 || character == 0xFF0E || character == 0xFF61)
        add_stop(reading, text_hash(TEXT(".")), end);
    else if (utf8_is_raised_or_cut(character)) /* as it is: 10² is not 102, nor 10 2 */
        add_sign(reading, QUOTABLE_MARK, text_hash(text_slice(reading->text, reading->at, end)), reading->at, end);
    else
        add_sign(reading, QUOTABLE_MARK, form_digest(reading, reading->at, end), reading->at, end);
    reading->at = end;
}

/* What is no part of the wording
 * -----------------------------------------------------------------------------------------------
 */

/* In brackets or parentheses, folded, with one space between words: what is said of a quotation, and not by it. */
static const char *const said_of_it[] = {
    "sic",
    "emphasis added",
    "emphasis ours",
    "emphasis mine",
    "my emphasis",
    "our emphasis",
    "emphases added",
    "emphasis in original",
    "emphasis in the original",
    "emphases in original",
    "original emphasis",
    "italics added",
    "italics mine",
    "italics ours",
    "my italics",
    "italics in original",
    "italics in the original",
    "hervorhebung im original",
    "hervorhebungen im original",
    "hervorhebung hinzugefügt",
    "hervorhebung d verf",
    "hervorh d verf",
    "hervorhebung von mir",
    "je souligne",
    "nous soulignons",
    "c'est nous qui soulignons",
    "c'est moi qui souligne",
    "souligné par nous",
    "souligné dans l'original",
    "italiques dans l'original",
    "énfasis añadido",
    "énfasis mío",
    "énfasis en el original",
    "énfasis del original",
    "cursivas mías",
    "cursivas en el original",
    "corsivo mio",
    "corsivo nostro",
    "corsivo nell'originale",
    "enfasi aggiunta",
    "原文如此",
    "ママ",
    "着重号为引者所加",
    "着重号为笔者所加",
    "着重号为作者所加",
    "着重号为原文所有",
    "重点为引者所加",
    "強調為引者所加",
    "粗體為引者所加",
    "傍点引用者",
    "傍点筆者",
    "傍点原文",
    "強調引用者",
    "強調は引用者",
    "強調筆者",
};

enum { MOST_SAID = 12 }; /* signs between the brackets */

static char closer_of(char opener) {
    return opener == '[' ? ']' : ')';
}

/* The one sign of ASCII at `index`, or 0: what is wide in Chinese texts is compared by its digest. */
static char bracket_at(const struct quotable *quotable, size_t index) {
    static const char brackets[] = "[]()";
    const struct quotable_sign *sign = &quotable->items[index];
    for (size_t i = 0; sign->kind == QUOTABLE_MARK && i < sizeof brackets - 1; i++)
        if (sign->end - sign->start == 1 ? quotable->text.bytes[sign->start] == brackets[i]
                                         : sign->digest == text_hash((struct text){brackets + i, 1}))
            return brackets[i];
    return 0;
}

/* Where brackets that open at `index` close, with few signs between; `index` when they do not. */
static size_t closing(const struct quotable *quotable, size_t index) {
    char opener = bracket_at(quotable, index);
    size_t last = index + MOST_SAID < quotable->count ? index + MOST_SAID : quotable->count - 1;
    for (size_t i = index + 1; (opener == '[' || opener == '(') && i <= last; i++)
        if (bracket_at(quotable, i) == closer_of(opener))
            return i;
    return index;
}

static bool is_said_of_it(const struct quotable *quotable, size_t from, size_t to, struct arena *scratch) {
    struct text said = {0};
    for (size_t i = from; i < to; i++) {
        const struct quotable_sign *sign = &quotable->items[i];
        bool is_spaced = sign->kind == QUOTABLE_WORD && said.size;
        if (sign->kind > QUOTABLE_ALONE)
            continue;
        struct text word = utf8_fold(quotable_form(quotable, i, scratch), scratch);
        said = text_join(scratch, said, is_spaced ? text_join(scratch, TEXT(" "), word) : word);
    }
    for (size_t i = 0; i < sizeof said_of_it / sizeof *said_of_it; i++)
        if (text_equal(said, text_of(said_of_it[i])))
            return true;
    return false;
}

static void drop_remarks(struct quotable *quotable, struct arena *scratch) {
    if (text_find_char(quotable->text, '[', 0) == quotable->text.size &&
        text_find_char(quotable->text, '(', 0) == quotable->text.size && !text_contains(quotable->text, TEXT("（")) &&
        !text_contains(quotable->text, TEXT("［")))
        return;
    size_t kept = 0;
    uint32_t dropped = 0;
    for (size_t i = 0; i < quotable->count; i++) {
        size_t end = closing(quotable, i);
        if (end > i + 1 && is_said_of_it(quotable, i + 1, end, scratch)) {
            dropped += quotable_words(quotable, i, end + 1);
            i = end;
            continue;
        }
        quotable->items[kept] = quotable->items[i];
        quotable->items[kept++].words -= dropped;
    }
    quotable->count = kept;
}

/* Words at the ends of lines
 * -----------------------------------------------------------------------------------------------------
 */

static int compare_cuts(const void *a, const void *b) {
    const struct quotable_cut *left = a, *right = b;
    if (left->left != right->left)
        return left->left < right->left ? -1 : 1;
    return left->right < right->right ? -1 : left->right > right->right;
}

static const struct quotable_cut *cut_at(const struct quotable *quotable, size_t index, const struct quotable_cuts *cuts) {
    const struct quotable_sign *sign = &quotable->items[index];
    if (index + 2 >= quotable->count || sign[0].kind != QUOTABLE_WORD || sign[1].kind != QUOTABLE_DASH ||
        sign[2].kind != QUOTABLE_WORD)
        return NULL;
    struct quotable_cut wanted = {.left = sign[0].digest, .right = sign[2].digest};
    return bsearch(&wanted, cuts->items, cuts->count, sizeof wanted, compare_cuts);
}

const struct quotable *quotable_join(const struct quotable *quotable, const struct quotable_cuts *cuts, struct arena *arena) {
    if (!cuts->count)
        return quotable;
    struct quotable *joined = arena_new(arena, struct quotable);
    *joined = (struct quotable){.text = quotable->text, .cuts = quotable->cuts};
    array_reserve(joined, quotable->count, arena);
    uint32_t fewer = 0;
    for (size_t i = 0; i < quotable->count; i++) {
        const struct quotable_cut *cut = cut_at(quotable, i, cuts);
        struct quotable_sign sign = quotable->items[i];
        sign.words -= fewer;
        if (cut) {
            sign.digest = cut->whole;
            sign.end = quotable->items[i + 2].end;
            fewer++;
            i += 2;
        }
        joined->items[joined->count++] = sign;
    }
    return joined;
}

/* -----------------------------------------------------------------------------------------------------------------------------
 */

bool quotable_touch(const struct quotable *quotable, size_t left) {
    return left + 1 < quotable->count && quotable->items[left].end == quotable->items[left + 1].start;
}

uint32_t quotable_words(const struct quotable *quotable, size_t from, size_t to) {
    if (from >= to)
        return 0;
    const struct quotable_sign *last = &quotable->items[to - 1];
    return last->words + (last->kind <= QUOTABLE_ALONE) - quotable->items[from].words;
}

static void classify(uint8_t classes[256]) {
    memset(classes, BYTE_ELSE, 256);
    for (int c = 0; c < 0x80; c++)
        if (char_is_alphanumeric((char)c))
            classes[c] = BYTE_PLAIN;
    classes[' '] = classes['\n'] = classes['\t'] = classes['\r'] = classes['\f'] = BYTE_SPACE;
}

/* A word that is nothing but plain letters, as most are. False where it may go on behind them, or none begins. */
static bool read_plain_word(struct quotable_reading *reading) {
    const unsigned char *bytes = (const unsigned char *)reading->text.bytes;
    size_t at = reading->at, size = reading->text.size;
    while (at < size && reading->classes[bytes[at]] == BYTE_PLAIN)
        at++;
    bool ends_line = at + 1 >= size || reading->classes[bytes[at + 1]] == BYTE_SPACE;
    bool goes_on = at < size && (bytes[at] >= 0x80 || bytes[at] == '\'' || bytes[at] == '`' || (bytes[at] == '-' && ends_line));
    if (at == reading->at || goes_on)
        return false;
    add_sign(reading, QUOTABLE_WORD, text_hash(text_slice(reading->text, reading->at, at)), reading->at, at);
    reading->at = at;
    return true;
}

static void read_sign(struct quotable_reading *reading) {
    size_t end;
    if (reading->classes[(unsigned char)reading->text.bytes[reading->at]] == BYTE_SPACE) {
        reading->at++;
        return;
    }
    if (read_plain_word(reading))
        return;
    uint32_t character = character_at(reading->text, reading->at, &end);
    if (utf8_is_space(character) || is_unseen(character))
        reading->at = end;
    else if (is_of_word(character))
        read_word(reading);
    else if (utf8_is_letter(character) && utf8_stands_alone(character))
        read_alone(reading, end);
    else
        read_mark(reading, character, end);
}

void quotable_read(struct quotable *quotable, struct text text, struct arena *arena) {
    struct arena scratch = {0};
    struct quotable_reading reading = {.quotable = quotable, .text = text, .arena = arena, .scratch = &scratch};
    *quotable = (struct quotable){.text = text};
    classify(reading.classes);
    array_reserve(quotable, text.size / 5 + 1, arena);
    while (reading.at < text.size)
        read_sign(&reading);
    drop_remarks(quotable, &scratch);
    if (quotable->cuts.count)
        qsort(quotable->cuts.items, quotable->cuts.count, sizeof *quotable->cuts.items, compare_cuts);
    *quotable = *quotable_join(quotable, &quotable->cuts, arena);
    arena_free(&scratch);
}
