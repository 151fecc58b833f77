#include "cite/edtf.h"

/* As precise as it is, but for a time of day. */
static void add_date(struct buffer *out, struct date date) {
    buffer_add_format(out, "%04d", date.year);
    if (date.precision >= DATE_MONTH)
        buffer_add_format(out, "-%02d", date.month);
    if (date.precision >= DATE_DAY)
        buffer_add_format(out, "-%02d", date.day);
}

static void add_from(struct buffer *out, const struct work_date *date) {
    if (date->from.precision != DATE_NONE)
        add_date(out, date->from);
    else if (date->year == -1)
        buffer_add(out, TEXT("0000"));
    else
        buffer_add_format(out, "-%04d", -date->year - 1);
    if (date->season)
        buffer_add_format(out, "-%02d", 20 + date->season);
    if (date->is_circa)
        buffer_add_char(out, '~');
}

void edtf_add(struct buffer *out, const struct work_date *date) {
    if (date->literal.size > 0) {
        buffer_add(out, date->literal);
        return;
    }
    if (!work_has_date(date))
        return;
    add_from(out, date);
    if (date->is_open) {
        buffer_add(out, TEXT("/.."));
    } else if (date->to.precision != DATE_NONE) {
        buffer_add_char(out, '/');
        add_date(out, date->to);
    }
}

static int two_digits(struct text text, size_t at) {
    if (at + 2 > text.size)
        return -1;
    int tens = text.bytes[at] - '0', ones = text.bytes[at + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/* "-0043" and "0000". */
static bool read_year_before_1(struct work_date *date, struct text text) {
    bool is_zero = text_equal(text, TEXT("0000"));
    if (!is_zero && (text.size != 5 || text.bytes[0] != '-'))
        return false;
    int century = two_digits(text, text.size - 4), rest = two_digits(text, text.size - 2);
    if (century < 0 || rest < 0)
        return false;
    *date = (struct work_date){.year = (int16_t)(-(century * 100 + rest) - 1)};
    return true;
}

/* "2020-21" to "2020-24": 33 to 36 of others are quarters, and stay words. */
static bool read_season(struct work_date *date, struct text text, struct arena *arena) {
    int season = text.size == 7 && text.bytes[4] == '-' ? two_digits(text, 5) : 0;
    const char *why;
    if (season < 21 || season > 24 || !date_parse(&date->from, &why, text_slice(text, 0, 4), arena))
        return false;
    date->season = (uint8_t)(season - 20);
    return true;
}

/* One end of a range, or a date that is none. */
static bool read_one(struct work_date *date, struct text text, struct arena *arena) {
    text = text_trim(text);
    struct work_date one = {0};
    bool is_circa = false;
    while (text.size > 0 && (text_ends(text, TEXT("~")) || text_ends(text, TEXT("?")) || text_ends(text, TEXT("%")))) {
        is_circa = true;
        text = text_slice(text, 0, text.size - 1);
    }
    const char *why;
    if (!read_year_before_1(&one, text) && !read_season(&one, text, arena) && !date_parse(&one.from, &why, text, arena))
        return false;
    one.is_circa = is_circa;
    one.from = work_date_of(one.from).from;
    *date = one;
    return true;
}

bool edtf_read(struct work_date *date, struct text text, struct arena *arena) {
    text = text_trim(text);
    size_t slash = text_find_char(text, '/', 0);
    struct work_date from, to;
    if (!read_one(&from, text_slice(text, 0, slash), arena))
        return false;
    if (slash < text.size) {
        struct text end = text_trim(text_after(text, slash + 1));
        from.is_open = end.size == 0 || text_equal(end, TEXT("..")) || text_equal(end, TEXT("open"));
        if (!from.is_open) {
            if (!read_one(&to, end, arena) || to.from.precision == DATE_NONE || to.season > 0)
                return false;
            from.to = to.from;
            from.is_circa = from.is_circa || to.is_circa;
        }
    }
    *date = from;
    return true;
}
