#include "import/metadata/internal.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/written_date.h"

#include <string.h>

/* Dates as people and programs write them, anywhere in a line. */

/* "2024-03-19" at the beginning of what programs write. */
static bool take_iso(struct text *iso, struct text text, struct arena *arena) {
    static const char shape[] = "dddd-dd-dd";
    if (text.size < 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        if (shape[i] == 'd' ? !char_is_digit(text.bytes[i]) : !strchr("-/.", text.bytes[i]))
            return false;
    struct text day = text_format(arena, "%.4s-%.2s-%.2s", text.bytes, text.bytes + 5, text.bytes + 8);
    struct date date;
    const char *why;
    if (!date_parse(&date, &why, day, arena))
        return false;
    *iso = day;
    return true;
}

static struct text day_of(struct date date, struct arena *arena) {
    if (date.precision > DATE_DAY)
        date = (struct date){.precision = DATE_DAY, .year = date.year, .month = date.month, .day = date.day};
    return date_iso(date, arena);
}

static bool is_year_of_now(int year) {
    return year >= 1900 && year <= 2100;
}

static bool take_written(struct text *iso, struct text text, struct arena *arena) {
    struct date date;
    const char *why;
    if (text.size < 6 || text.size > 60 || !date_written(&date, &why, text, arena) || !is_year_of_now(date.year))
        return false;
    *iso = day_of(date, arena);
    return true;
}

/* The offset of the next number of four digits that could be a year; text.size when there is none. */
static size_t next_year(struct text text, size_t from) {
    for (size_t at = from; at + 4 <= text.size; at++) {
        bool starts =
            (at == 0 || !char_is_digit(text.bytes[at - 1])) && (at + 4 == text.size || !char_is_digit(text.bytes[at + 4]));
        bool is_year =
            (text.bytes[at] == '1' && text.bytes[at + 1] == '9') || (text.bytes[at] == '2' && text.bytes[at + 1] == '0');
        if (starts && is_year && char_is_digit(text.bytes[at + 2]) && char_is_digit(text.bytes[at + 3]))
            return at;
    }
    return text.size;
}

static size_t words_back(struct text text, size_t at, int words) {
    while (at > 0 && words > 0) {
        at--;
        words -= at == 0 || text.bytes[at - 1] == ' ';
    }
    return at;
}

static size_t word_ahead(struct text text, size_t at) {
    return text_find_char(text, ' ', at);
}

static struct text without_marks(struct text text) {
    while (text.size > 0 && strchr(",.;:|()-", text.bytes[text.size - 1]))
        text.size--;
    while (text.size > 0 && strchr(",.;:|()-", text.bytes[0]))
        text = text_after(text, 1);
    return text_trim(text);
}

/* Around a year: up to three words before it, and what stands with it as one word, or two more: "2024 March 3". */
static bool take_around(struct text *iso, struct text text, size_t year, struct arena *arena) {
    for (int back = 3; back >= 0; back--)
        for (int ahead = 0; ahead < 3; ahead++) {
            size_t from = words_back(text, year, back), to = word_ahead(text, year);
            if (back == 0)
                from = words_back(text, year + 1, 1);
            for (int i = 0; i < ahead && to < text.size; i++)
                to = word_ahead(text, to + 1);
            if (take_written(iso, without_marks(text_slice(text, from, to)), arena))
                return true;
        }
    return false;
}

/* Two numbers and a year, which two readings fit: the year is sure. */
static bool is_ambiguous(struct text text, size_t year) {
    if (year < 4 || !strchr("/.-", text.bytes[year - 1]))
        return false;
    return char_is_digit(text.bytes[year - 2]);
}

/* "28.01.22": numbers with dots have the day first everywhere, and no page is older than its century. */
static bool take_short(struct text *iso, struct text text, struct arena *arena) {
    static const char shape[] = "dd.dd.dd";
    enum { SIZE = sizeof shape - 1 };
    for (size_t at = 0; at + SIZE <= text.size; at++) {
        size_t i = 0;
        while (i < SIZE && (shape[i] == 'd' ? char_is_digit(text.bytes[at + i]) : text.bytes[at + i] == '.'))
            i++;
        bool begins = at == 0 || (!char_is_digit(text.bytes[at - 1]) && text.bytes[at - 1] != '.');
        bool ends = at + SIZE == text.size || (!char_is_digit(text.bytes[at + SIZE]) && text.bytes[at + SIZE] != '.');
        if (i < SIZE || !begins || !ends)
            continue;
        const char *digits = text.bytes + at;
        struct text whole = text_format(arena, "%.6s20%.2s", digits, digits + 6);
        return take_written(iso, whole, arena);
    }
    return false;
}

enum { SHORT_LINE = 40 };

bool witness_date(struct text *iso, bool *is_doubtful, struct text text, struct arena *arena) {
    *is_doubtful = false;
    text = text_trim(text);
    if (take_iso(iso, text, arena) || take_written(iso, text, arena))
        return true;
    for (size_t year = 0; (year = next_year(text, year)) < text.size; year += 4) {
        if (take_iso(iso, text_after(text, year), arena) || take_around(iso, text, year, arena))
            return true;
        /* 2024年3月19日 */
        size_t end = text_find(text, TEXT("日"), year);
        if (end < text.size && end - year < 20 && take_written(iso, text_slice(text, year, end + 3), arena))
            return true;
        if (is_ambiguous(text, year)) {
            *iso = text_slice(text, year, year + 4);
            *is_doubtful = true;
            return true;
        }
    }
    return text.size <= SHORT_LINE && take_short(iso, text, arena);
}
