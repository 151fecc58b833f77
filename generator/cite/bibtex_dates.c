#include "cite/bibtex_dates.h"
#include "base/arena.h"
#include "cite/bibtex.h"
#include "cite/edtf.h"

static const struct text seasons[] = {TEXT_INIT("spring"), TEXT_INIT("summer"), TEXT_INIT("autumn"), TEXT_INIT("fall"),
                                      TEXT_INIT("winter")};

static bool has_letters(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if ((text.bytes[i] | 0x20) >= 'a' && (text.bytes[i] | 0x20) <= 'z')
            return true;
    return false;
}

/* "4" of "4th". */
static struct text without_ordinal(struct text text) {
    static const struct text endings[] = {TEXT_INIT("st"), TEXT_INIT("nd"), TEXT_INIT("rd"), TEXT_INIT("th")};
    for (size_t i = 0; i < 4; i++)
        if (text.size > 2 && text_ends(text, endings[i]) && char_is_digit(text.bytes[text.size - 3]))
            return text_slice(text, 0, text.size - 2);
    return text;
}

/* All of a text as a number up to 99; -1 for others. */
static int small_number(struct text text) {
    text = without_ordinal(text_trim(text));
    if (text.size == 0 || text.size > 2 || !char_is_digit(text.bytes[0]) || !char_is_digit(text.bytes[text.size - 1]))
        return -1;
    return text.size == 1 ? text.bytes[0] - '0' : (text.bytes[0] - '0') * 10 + text.bytes[1] - '0';
}

/* The index of the name that a word begins with; `count` for none. */
static size_t begins_with(const struct text *names, size_t count, struct text word) {
    size_t i = 0;
    while (i < count && !text_equal_ignoring_case(text_slice(word, 0, names[i].size), names[i]))
        i++;
    return i;
}

/* What a month's field says. */
struct month_reading {
    int month, last_month, day, season; /* 0 where it says none */
};

static bool read_word(struct month_reading *reading, struct text word) {
    int number = small_number(word);
    size_t month = begins_with(bibtex_months, 12, word), season = begins_with(seasons, 5, word);
    if (month < 12 || (number >= 1 && number <= 12 && reading->month == 0)) {
        int found = month < 12 ? (int)month + 1 : number;
        if (reading->month > 0)
            reading->last_month = found;
        else
            reading->month = found;
        return reading->last_month == 0 || reading->last_month == found;
    }
    if (number >= 1 && number <= 31 && reading->day == 0) {
        reading->day = number;
        return true;
    }
    if (number >= 21 && number <= 24)
        season = (size_t)number - 21 + (number == 24);
    if (season < 5)
        reading->season = season < 3 ? (int)season + 1 : (int)season;
    return season < 5 && reading->month == 0;
}

/* The next word of a month: what stands between spaces, commas, dots, dashes and slashes. */
static bool cut_word(struct text *word, struct text *rest) {
    size_t from = 0, to;
    while (from < rest->size && text_contains(TEXT(" .,-/~\xC2\xA0\xE2\x80\x93"), text_slice(*rest, from, from + 1)))
        from++;
    for (to = from; to < rest->size && !text_contains(TEXT(" .,-/~\xC2\xA0\xE2\x80\x93"), text_slice(*rest, to, to + 1));)
        to++;
    *word = text_slice(*rest, from, to);
    *rest = text_after(*rest, to);
    return word->size > 0;
}

/* "5 March" has its number in front: a number alone is a month only when no name of one stands beside it. */
static bool read_month(struct month_reading *reading, struct text text) {
    struct text word, rest = text, numbers[4];
    size_t count = 0;
    while (cut_word(&word, &rest)) {
        if (small_number(word) >= 0 && count < 4)
            numbers[count++] = word;
        else if (!read_word(reading, word))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        if (reading->month > 0 && reading->day == 0 && small_number(numbers[i]) >= 1 && small_number(numbers[i]) <= 31)
            reading->day = small_number(numbers[i]);
        else if (!read_word(reading, numbers[i]))
            return false;
    return true;
}

static bool set_words(struct work_date *date, struct text words) {
    *date = (struct work_date){.literal = words};
    return !text_has_digit(words);
}

/* "2001" of "2001--2002"; what is between goes, too. */
static bool is_range_of_years(struct text *from, struct text *to, struct text text) {
    size_t size = 0;
    while (size < text.size && char_is_digit(text.bytes[size]))
        size++;
    *from = text_slice(text, 0, size);
    size_t at = size;
    while (at < text.size && text_contains(TEXT(" -/\xE2\x80\x93"), text_slice(text, at, at + 1)))
        at++;
    *to = text_after(text, at);
    return size == 4 && at > size && to->size == 4 && char_is_digit(to->bytes[0]) && char_is_digit(to->bytes[3]);
}

static bool read_years(struct work_date *date, struct text text, struct arena *arena) {
    struct text from, to;
    const char *why;
    if (!is_range_of_years(&from, &to, text))
        return false;
    struct work_date years = {0};
    if (!date_parse(&years.from, &why, from, arena) || !date_parse(&years.to, &why, to, arena))
        return false;
    *date = years;
    return true;
}

/* Without "c.", "ca.", "circa" and the brackets of a year that is inferred. */
static struct text without_circa(struct text text, bool *is_circa) {
    static const struct text words[] = {TEXT_INIT("circa"), TEXT_INIT("ca."), TEXT_INIT("c."), TEXT_INIT("ca "),
                                        TEXT_INIT("c ")};
    text = text_trim(text);
    if (text.size > 2 && text.bytes[0] == '[' && text.bytes[text.size - 1] == ']')
        text = text_slice(text, 1, text.size - 1);
    size_t found = begins_with(words, sizeof words / sizeof *words, text);
    *is_circa = found < sizeof words / sizeof *words;
    return *is_circa ? text_trim(text_after(text, words[found].size)) : text;
}

/* A year, and what a month's words make of it: false where they make no date. */
static bool add_month(struct work_date *date, struct text month, int day, struct arena *arena) {
    struct month_reading reading = {.day = day};
    const char *why;
    if (day < 0 || !read_month(&reading, month) || (reading.month == 0 && reading.season == 0))
        return false;
    struct work_date made = *date;
    made.season = (uint8_t)reading.season;
    if (reading.month > 0) {
        int year = made.from.year;
        struct text iso = reading.day > 0 ? text_format(arena, "%04d-%02d-%02d", year, reading.month, reading.day)
                                          : text_format(arena, "%04d-%02d", year, reading.month);
        if (!date_parse(&made.from, &why, iso, arena))
            return false;
    }
    if (reading.last_month > reading.month && reading.day == 0)
        made.to = (struct date){.precision = DATE_MONTH, .year = made.from.year, .month = (uint8_t)reading.last_month};
    *date = made;
    return true;
}

/* "June 4th, 2002", "19 April 2015": a month by its name, and a year of four figures in front or behind. */
static bool read_written(struct work_date *date, struct text text, struct arena *arena) {
    struct text last = text, first = text_slice(text, 0, text_find_char(text, ' ', 0));
    for (size_t at; (at = text_find_char(last, ' ', 0)) < last.size;)
        last = text_after(last, at + 1);
    struct work_date made = {0};
    const char *why;
    bool is_last = last.size == 4 && char_is_digit(last.bytes[0]) && date_parse(&made.from, &why, last, arena);
    if (!is_last && (first.size != 4 || !char_is_digit(first.bytes[0]) || !date_parse(&made.from, &why, first, arena)))
        return false;
    struct text month = is_last ? text_slice(text, 0, text.size - last.size) : text_after(text, first.size);
    if (!has_letters(month) || !add_month(&made, month, 0, arena))
        return false;
    *date = made;
    return true;
}

bool bibtex_date_read(struct work_date *date, struct text text, struct arena *arena) {
    if (edtf_read(date, text, arena) || read_years(date, text_trim(text), arena) || read_written(date, text_trim(text), arena))
        return true;
    bool is_circa;
    struct text rest = without_circa(text, &is_circa);
    if (edtf_read(date, rest, arena) || read_years(date, rest, arena)) {
        date->is_circa = date->is_circa || is_circa;
        return true;
    }
    return set_words(date, text);
}

bool bibtex_year_read(struct work_date *date, struct text year, struct text month, struct text day, struct arena *arena) {
    bool is_date = bibtex_date_read(date, year, arena);
    bool is_year = date->from.precision == DATE_YEAR && date->to.precision == DATE_NONE;
    if (month.size == 0)
        return is_date;
    return is_year && add_month(date, month, day.size > 0 ? small_number(day) : 0, arena);
}
