#include "cite/bibtex_dates.h"
#include "cite/csl_reading.h"
#include "read/codes.h"

/* All of a text as a number; 0 for none. */
static int number_of(struct text text) {
    int number = 0;
    bool is_negative = text.size > 0 && text.bytes[0] == '-';
    for (size_t i = is_negative; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || number > 99999)
            return 0;
        number = number * 10 + (text.bytes[i] - '0');
    }
    return is_negative ? -number : number;
}

/* A year, a month, a day: a month of 13 to 16, or of 21 to 24, is a season. False when they are no date. */
static bool date_of_numbers(struct work_date *date, const int *numbers, struct arena *arena) {
    struct work_date made = {0};
    int month = numbers[1];
    if (numbers[0] < 0) {
        made.year = (int16_t)(numbers[0] > -10000 ? numbers[0] : 0);
        *date = made;
        return made.year != 0;
    }
    if (month >= 13 && month <= 24 && (month <= 16 || month >= 21)) {
        made.season = (uint8_t)(month <= 16 ? month - 12 : month - 20);
        month = 0;
    }
    const char *why;
    struct text iso = month == 0        ? text_format(arena, "%04d", numbers[0])
                      : numbers[2] == 0 ? text_format(arena, "%04d-%02d", numbers[0], month)
                                        : text_format(arena, "%04d-%02d-%02d", numbers[0], month, numbers[2]);
    if (!date_parse(&made.from, &why, iso, arena))
        return false;
    *date = made;
    return true;
}

/* [2020, 1, 2], of numbers or texts. */
static void read_numbers(int numbers[3], const struct csl_reading *reading, const struct yaml_node *list) {
    size_t count = 0;
    const struct yaml_node *child = yaml_first(reading->yaml, list);
    for (; child && count < 3; child = yaml_next(reading->yaml, list, child))
        numbers[count++] = child->kind == YAML_SCALAR ? number_of(csl_value(reading, child)) : 0;
}

/* [null], as Crossref has it where nothing is known. */
static bool is_nothing(const struct csl_reading *reading, const struct yaml_node *list) {
    const struct yaml_node *first = yaml_first(reading->yaml, list);
    return !first || first->kind == YAML_NULL;
}

/* [[2020, 1, 2], [2021]], or [2020, 1, 2]. An end in the year 0 is an open one. False when it is no date; an empty list is
 * none. */
static bool read_parts(const struct csl_reading *reading, struct work_date *date, const struct yaml_node *parts) {
    const struct yaml_node *from = parts->kind == YAML_LIST ? yaml_first(reading->yaml, parts) : NULL;
    if (!from)
        return parts->kind == YAML_LIST;
    bool is_nested = from->kind == YAML_LIST;
    int first[3] = {0}, last[3] = {0};
    read_numbers(first, reading, is_nested ? from : parts);
    const struct yaml_node *to = is_nested ? yaml_next(reading->yaml, parts, from) : NULL;
    if (first[0] == 0)
        return is_nothing(reading, is_nested ? from : parts);
    if (!date_of_numbers(date, first, reading->arena))
        return false;
    if (!to || to->kind != YAML_LIST)
        return true;
    read_numbers(last, reading, to);
    struct work_date end = {0};
    date->is_open = last[0] == 0;
    if (!date->is_open && !date_of_numbers(&end, last, reading->arena))
        return false;
    date->to = end.from;
    return true;
}

static uint8_t read_season(const struct csl_reading *reading, const struct yaml_node *node) {
    static const struct text names[] = {TEXT_INIT("spring"), TEXT_INIT("summer"), TEXT_INIT("autumn"), TEXT_INIT("winter")};
    struct text value = text_lower_ascii(csl_value(reading, node), reading->arena);
    int number = number_of(value);
    size_t named = work_named(names, 4, text_equal(value, TEXT("fall")) ? names[2] : value);
    if (number >= 21)
        number -= 20;
    if (value.size > 0 && (number < 1 || number > 4) && named == 4)
        csl_tell_value(reading, node);
    return number >= 1 && number <= 4 ? (uint8_t)number : named < 4 ? (uint8_t)(named + 1) : 0;
}

/* Words that may be a date: "2020-01-02", "1999/2003", "c. 1850". */
static void read_words(const struct csl_reading *reading, struct work_date *date, const struct yaml_node *node) {
    struct text value = csl_value(reading, node);
    if (value.size > 0 && !bibtex_date_read(date, value, reading->arena))
        csl_tell(reading, W_WORKS_DATE, yaml_place(reading->path, node),
                 TEXT("this is no date that can be read; its words are shown as they are"),
                 "write 2024, 2024-03 or 2024-03-19");
}

/* "year", "month" and "day" by name, which Pandoc had once. */
static bool read_named_number(int numbers[3], const struct csl_reading *reading, const struct yaml_node *node) {
    static const struct text names[] = {TEXT_INIT("year"), TEXT_INIT("month"), TEXT_INIT("day")};
    size_t found = work_named(names, 3, yaml_key(reading->yaml, node));
    if (found < 3)
        numbers[found] = number_of(csl_value(reading, node));
    return found < 3;
}

static void tell_date(const struct csl_reading *reading, const struct yaml_node *node) {
    csl_tell(reading, W_WORKS_DATE, yaml_key_place(reading->path, node), TEXT("this date is none that there is, and left out"),
             "date-parts is a list of dates, each a list of year, month and day: [[2024, 3, 19]]");
}

static void read_date_map(const struct csl_reading *reading, struct work_date *date, const struct yaml_node *map) {
    int numbers[3] = {0};
    uint8_t season = 0;
    bool is_circa = false;
    struct text literal = {0};
    for (const struct yaml_node *node = yaml_first(reading->yaml, map); node; node = yaml_next(reading->yaml, map, node)) {
        struct text key = yaml_key(reading->yaml, node);
        if (text_equal(key, TEXT("date-parts"))) {
            if (node->kind != YAML_NULL && !read_parts(reading, date, node))
                tell_date(reading, node);
        } else if (text_equal(key, TEXT("season"))) {
            season = read_season(reading, node);
        } else if (text_equal(key, TEXT("circa"))) {
            is_circa = csl_is_true(reading, node);
        } else if (text_equal(key, TEXT("literal"))) {
            literal = csl_value(reading, node);
        } else if (text_equal(key, TEXT("raw"))) {
            read_words(reading, date, node);
        } else if (!read_named_number(numbers, reading, node)) {
            csl_tell_value(reading, node);
        }
    }
    if (numbers[0] != 0 && !date_of_numbers(date, numbers, reading->arena))
        tell_date(reading, map);
    if (!work_has_date(date))
        date->literal = literal;
    date->season = season > 0 && date->literal.size == 0 ? season : date->season;
    date->is_circa = date->is_circa || (is_circa && date->literal.size == 0);
}

void csl_read_date(const struct csl_reading *reading, struct work_date *date, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR) {
        read_words(reading, date, node);
        return;
    }
    if (node->kind == YAML_MAP) {
        read_date_map(reading, date, node);
        return;
    }
    const struct yaml_node *first = node->kind == YAML_LIST ? yaml_first(reading->yaml, node) : NULL;
    const struct yaml_node *last = first ? yaml_next(reading->yaml, node, first) : NULL;
    struct work_date end = {0};
    if (first && first->kind == YAML_MAP)
        read_date_map(reading, date, first);
    if (last && last->kind == YAML_MAP)
        read_date_map(reading, &end, last);
    date->to = end.from;
}
