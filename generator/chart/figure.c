#include "chart/figure.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* What stands for no number. Others that mean this are words, and then an error says what to write. */
static const struct text gaps[] = {
    TEXT_INIT("-"),  TEXT_INIT("–"),   TEXT_INIT("—"),    TEXT_INIT("―"),  TEXT_INIT("−"), TEXT_INIT("…"),  TEXT_INIT("..."),
    TEXT_INIT(".."), TEXT_INIT("n/a"), TEXT_INIT("n.a."), TEXT_INIT("na"), TEXT_INIT("."), TEXT_INIT("……"),
};

/* Languages that write one and a half as 1,5 (CLDR 44, numbers/symbols/decimal), but for some of their countries. */
static const char comma_languages[] =
    "af az be bg bs ca cs da de el es et eu fi fo fr fy gl hr hu hy id is it ka kk ky lb lt lv "
    "mk mn nb nl nn no pl pt ro ru sk sl sq sr sv tk tr uk uz vi";
static const char point_regions[] = "de-ch de-li es-419 es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us it-ch";

static bool is_listed(struct text word, const char *words) {
    struct text name, rest = text_of(words);
    while (text_cut(&name, &rest, ' '))
        if (text_equal_ignoring_case(word, name))
            return true;
    return false;
}

bool figure_has_comma(struct text language) {
    return is_listed(text_primary_subtag(language), comma_languages) && !is_listed(language, point_regions);
}

static struct text trim_spaces(struct text words) {
    size_t start = 0, end = 0;
    for (size_t at = 0, from = 0; at < words.size; from = at) {
        if (utf8_is_space(utf8_next(words, &at)))
            continue;
        start = end ? start : from;
        end = at;
    }
    return text_slice(words, start, end);
}

/* Takes one of `signs`, which are divided by spaces; "" when none begins here. */
static struct text take_sign(struct text *rest, const char *signs) {
    struct text sign, others = text_of(signs);
    while (text_cut(&sign, &others, ' '))
        if (text_starts(*rest, sign))
            return text_take(rest, sign.size);
    return TEXT("");
}

static void skip_spaces(struct text *rest) {
    for (size_t at = 0; at < rest->size && utf8_is_space(utf8_next(*rest, &at)); at = 0)
        *rest = text_after(*rest, at);
}

/* The value of the digit that begins here; -1 for none. */
static int digit_at(struct text rest, size_t *after) {
    *after = 0;
    return utf8_digit(rest.size ? utf8_next(rest, after) : 0);
}

static bool has_digit(struct text words) {
    size_t after;
    for (; words.size; words = text_after(words, after))
        if (digit_at(words, &after) >= 0)
            return true;
    return false;
}

/* How many digits begin here. */
static size_t run_of_digits(struct text rest) {
    size_t count = 0, after;
    for (; digit_at(rest, &after) >= 0; rest = text_after(rest, after))
        count++;
    return count;
}

/* A number while it is read. */
struct figure_reading {
    struct figure *figure;
    struct text rest;
    size_t digits; /* taken so far, without noughts before the first other one */
};

static bool refuse(struct figure_reading *reading, const char *why, const char *help) {
    reading->figure->kind = FIGURE_WRONG;
    reading->figure->why = why;
    reading->figure->help = help;
    return false;
}

static bool take_digits(struct figure_reading *reading, size_t count) {
    for (size_t i = 0, after; i < count; i++) {
        int digit = digit_at(reading->rest, &after);
        reading->digits += reading->digits || digit;
        if (reading->digits > FIGURE_DIGITS)
            return refuse(reading, "it has more than 15 digits", "write it in millions, say, and put the unit behind it");
        reading->figure->value = reading->figure->value * 10 + digit;
        reading->rest = text_after(reading->rest, after);
    }
    return true;
}

/* What may divide thousands. The signs that also divide decimals come first. */
static const char dividers_of_point[] = ", ٬ ' ’ \u202f \u00a0 \u2009 \u2007";
static const char dividers_of_comma[] = ". ٬ ' ’ \u202f \u00a0 \u2009 \u2007";

static struct text divider_at(struct text rest, bool is_comma) {
    if (text_starts(rest, TEXT(" ")))
        return text_slice(rest, 0, 1);
    return take_sign(&rest, is_comma ? dividers_of_comma : dividers_of_point);
}

static bool is_space(struct text divider) {
    size_t at = 0;
    return divider.size && utf8_is_space(utf8_next(divider, &at));
}

/* 1,234,567: groups of three behind a first of one to three, all divided alike. A space may also stand before a unit. */
static bool take_groups(struct figure_reading *reading, bool is_comma) {
    struct figure *figure = reading->figure;
    size_t first = run_of_digits(reading->rest);
    if (!take_digits(reading, first))
        return false;
    for (;;) {
        struct text divider = divider_at(reading->rest, is_comma);
        struct text behind = text_after(reading->rest, divider.size);
        size_t count = run_of_digits(behind);
        if (divider.size == 0 || count == 0)
            return true;
        bool is_another = figure->divider.size && !text_equal(divider, figure->divider);
        if (count != 3 || first > 3 || is_another)
            return refuse(reading, is_space(divider) ? "two numbers stand in it" : "its thousands are not divided into threes",
                          is_comma ? "write 1.234.567, 1 234 567 or 1234567, and decimals behind a comma: 12,5"
                                   : "write 1,234,567, 1 234 567 or 1234567, and decimals behind a point: 12.5");
        figure->divider = divider;
        reading->rest = behind;
        if (!take_digits(reading, count))
            return false;
    }
}

static bool take_decimals(struct figure_reading *reading, bool is_comma) {
    struct text behind = reading->rest;
    if (take_sign(&behind, is_comma ? ", ٫" : ". ٫").size == 0 || run_of_digits(behind) == 0)
        return true;
    reading->rest = behind;
    size_t count = run_of_digits(behind);
    if (count > FIGURE_DIGITS)
        return refuse(reading, "it has more than 15 digits", "write fewer decimals");
    reading->figure->decimals = (uint8_t)count;
    return take_digits(reading, count);
}

/* "$", "US$", "€": what stands before a number, and what may stand there as well: signs of a minus. */
static bool take_before(struct figure_reading *reading) {
    static const char minus[] = "- − – ﹣ －",
                      currencies[] = "$ £ € ¥ ￥ ₩ ₹ ₽ ₺ ₫ ₴ R$ US$ C$ CA$ A$ AU$ HK$ NT$ NZ$ S$ CN¥ JP¥";
    bool is_negative = take_sign(&reading->rest, minus).size > 0;
    if (!is_negative)
        take_sign(&reading->rest, "+ ＋");
    reading->figure->before = take_sign(&reading->rest, currencies);
    skip_spaces(&reading->rest);
    if (reading->figure->before.size && !is_negative)
        is_negative = take_sign(&reading->rest, minus).size > 0;
    return is_negative;
}

/* ½, a power or the mark of a note as in 10⁶, or e6, which make another number of the one before them. */
static bool is_of_number(struct text unit) {
    size_t at = 0, after;
    uint32_t character = unit.size ? utf8_next(unit, &at) : 0;
    struct text exponent = text_after(unit, at);
    take_sign(&exponent, "- + −");
    return (character >= 0xbc && character <= 0xbe) || character == 0xb9 || character == 0xb2 || character == 0xb3 ||
           (character >= 0x2070 && character <= 0x2089) || (character >= 0x2150 && character <= 0x215f) ||
           ((character | 0x20) == 'e' && digit_at(exponent, &after) >= 0);
}

/* Whether it may be one: "%", "km²", "CO2", "/h"; but not "–5", "(2019)", "to 7", "/4" of a fraction or a date. */
static bool is_unit(struct text unit) {
    size_t at = 0, after;
    uint32_t character = unit.size ? utf8_next(unit, &at) : 'x';
    bool is_range = character == 0x2013 || character == 0x2014 || character == 0x2212 || character == 0xb1 || character == 0xd7;
    if (character < 0x80 ? !utf8_is_letter(character) && !strchr("%$/", (int)(character | !character)) : is_range)
        return false;
    if (unit.size > 1 && unit.bytes[0] == '/' && digit_at(text_after(unit, 1), &after) >= 0)
        return false;
    for (bool is_apart = true; unit.size; unit = text_after(unit, after)) {
        if (digit_at(unit, &after) >= 0 && is_apart)
            return false;
        is_apart = unit.bytes[0] == ' ';
    }
    return true;
}

/* What stands behind a number, without marks of notes: a word, or a sign such as %. */
static bool take_unit(struct figure_reading *reading) {
    struct text unit = trim_spaces(reading->rest);
    for (struct text mark, others = TEXT("* † ‡ §"); text_cut(&mark, &others, ' ');)
        while (mark.size && text_ends(unit, mark))
            unit = trim_spaces(text_slice(unit, 0, unit.size - mark.size));
    if (is_of_number(unit) || !is_unit(unit))
        return refuse(reading, "more than a number and its unit stands in it",
                      "write one number, such as 1,234 or 12.5 %, and what is to be said of it in a note");
    reading->figure->unit = unit;
    reading->figure->is_apart = unit.size && unit.bytes != reading->rest.bytes;
    return true;
}

static bool read_number(struct figure_reading *reading, bool is_comma) {
    struct figure *figure = reading->figure;
    bool is_negative = take_before(reading);
    struct text decimals = reading->rest;
    bool has_whole = run_of_digits(reading->rest) > 0;
    bool is_short = !has_whole && take_sign(&decimals, is_comma ? "," : ".").size && run_of_digits(decimals);
    if (!has_whole && !is_short)
        return refuse(reading, "it does not begin with a number", "write the number alone: 1,234 or 12.5 %");
    if ((has_whole && !take_groups(reading, is_comma)) || !take_decimals(reading, is_comma) || !take_unit(reading))
        return false;
    figure->value = is_negative ? -figure->value : figure->value;
    figure->kind = FIGURE_NUMBER;
    return true;
}

static bool is_gap(struct text words) {
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (text_equal_ignoring_case(words, gaps[i]))
            return true;
    return words.size == 0;
}

/* "(about the same)": why there is no number. */
static bool is_remark(struct text words) {
    bool is_bracketed = (text_starts(words, TEXT("(")) && text_ends(words, TEXT(")"))) ||
                        (text_starts(words, TEXT("（")) && text_ends(words, TEXT("）")));
    return is_bracketed && !has_digit(words);
}

void figure_read(struct figure *figure, struct text words, bool is_comma) {
    *figure = (struct figure){0};
    struct text trimmed = trim_spaces(words);
    if (is_remark(trimmed))
        figure->kind = FIGURE_REMARK;
    if (is_gap(trimmed) || is_remark(trimmed))
        return;
    struct figure_reading reading = {.figure = figure, .rest = trimmed};
    figure->kind = FIGURE_WORDS;
    if (has_digit(trimmed))
        read_number(&reading, is_comma);
}

static int64_t power_of_ten(unsigned exponent) {
    int64_t power = 1;
    while (exponent--)
        power *= 10;
    return power;
}

int64_t figure_scaled(const struct figure *figure, unsigned decimals) {
    if (decimals >= figure->decimals)
        return figure->value * power_of_ten(decimals - figure->decimals);
    int64_t divisor = power_of_ten(figure->decimals - decimals), half = divisor / 2;
    return (figure->value + (figure->value < 0 ? -half : half)) / divisor;
}

unsigned figure_room(const struct figure *figure) {
    unsigned room = figure->decimals;
    int64_t size = figure->value < 0 ? -figure->value : figure->value;
    for (int64_t most = power_of_ten(FIGURE_DIGITS - 1); size < most && room < FIGURE_DIGITS; room++)
        size *= 10;
    return room;
}

void figure_write(struct buffer *out, int64_t value, unsigned decimals, struct text divider, bool is_comma) {
    for (; decimals && value % 10 == 0; decimals--)
        value /= 10;
    int64_t size = value < 0 ? -value : value, divisor = power_of_ten(decimals);
    char whole[24];
    int count = snprintf(whole, sizeof whole, "%lld", (long long)(size / divisor));
    if (value < 0)
        buffer_add(out, TEXT("−"));
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0)
            buffer_add(out, divider);
        buffer_add_char(out, whole[i]);
    }
    if (decimals)
        buffer_add_format(out, "%c%0*lld", is_comma ? ',' : '.', (int)decimals, (long long)(size % divisor));
}
