#include "base/date.h"

#include "base/arena.h"

enum { YEAR_LAST = 9999, SECONDS_OF_DAY = 86400 };

static const char *const month_names[] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
};

static const char form[] = "a date is written as 2024, 2024-03, 2024-03-19 or 2024-03-19T12:30:00Z";

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* What is left to read, and the numbers read so far, which may not make a date. */
struct date_reading {
    struct text rest;
    int year, month, day, hour, minute, second, offset_minutes;
    enum date_precision precision;
};

static bool take_char(struct text *rest, char c) {
    if (rest->size == 0 || rest->bytes[0] != c)
        return false;
    *rest = text_after(*rest, 1);
    return true;
}

static bool take_any(struct text *rest, const char *chars) {
    for (; *chars; chars++)
        if (take_char(rest, *chars))
            return true;
    return false;
}

static bool take_digit(int *number, struct text *rest) {
    if (rest->size == 0 || rest->bytes[0] < '0' || rest->bytes[0] > '9')
        return false;
    *number = *number * 10 + (rest->bytes[0] - '0');
    *rest = text_after(*rest, 1);
    return true;
}

/* Between `least` and `most` digits. */
static bool take_number(int *number, struct text *rest, int least, int most) {
    int digits = 0;
    for (*number = 0; digits < most && take_digit(number, rest);)
        digits++;
    return digits >= least;
}

static bool take_fraction(struct text *rest) {
    size_t size = rest->size;
    for (int digit = 0; take_digit(&digit, rest);)
        digit = 0;
    return rest->size < size;
}

static bool take_spaces(struct text *rest) {
    bool any = false;
    while (take_any(rest, " \t"))
        any = true;
    return any;
}

static bool read_day(struct date_reading *reading) {
    if (!take_number(&reading->year, &reading->rest, 4, 4))
        return false;
    reading->precision = DATE_YEAR;
    if (!take_char(&reading->rest, '-'))
        return true;
    reading->precision = DATE_MONTH;
    if (!take_number(&reading->month, &reading->rest, 1, 2))
        return false;
    if (!take_char(&reading->rest, '-'))
        return true;
    reading->precision = DATE_DAY;
    return take_number(&reading->day, &reading->rest, 1, 2);
}

static bool read_offset(struct date_reading *reading) {
    struct text *rest = &reading->rest;
    take_spaces(rest);
    if (rest->size == 0 || take_any(rest, "Zz"))
        return true;
    if (text_equal(*rest, TEXT("UTC")) || text_equal(*rest, TEXT("GMT"))) {
        *rest = (struct text){0};
        return true;
    }
    bool west = take_char(rest, '-');
    int hours = 0, minutes = 0;
    if ((!west && !take_char(rest, '+')) || !take_number(&hours, rest, 1, 2))
        return false;
    take_char(rest, ':');
    if (rest->size && !take_number(&minutes, rest, 2, 2))
        return false;
    if (minutes > 59)
        return false;
    reading->offset_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
    return true;
}

static bool read_time(struct date_reading *reading) {
    struct text *rest = &reading->rest;
    if (!take_any(rest, "Tt") && !take_spaces(rest))
        return false;
    reading->precision = DATE_SECOND;
    if (!take_number(&reading->hour, rest, 1, 2) || !take_char(rest, ':') || !take_number(&reading->minute, rest, 2, 2))
        return false;
    if (take_char(rest, ':') && !take_number(&reading->second, rest, 2, 2))
        return false;
    if (take_any(rest, ".,") && !take_fraction(rest))
        return false;
    return read_offset(reading);
}

/* "1st", "2nd", "3rd", "4th", "11th". */
static const char *ordinal_ending(int number) {
    if (number / 10 % 10 == 1)
        return "th";
    switch (number % 10) {
    case 1: return "st";
    case 2: return "nd";
    case 3: return "rd";
    default: return "th";
    }
}

/* Why the numbers are not a date, or NULL. */
static const char *impossible(const struct date_reading *r, struct arena *arena) {
    if (r->year == 0)
        return "there is no year 0";
    if (r->precision >= DATE_MONTH && (r->month < 1 || r->month > 12))
        return text_format(arena, "there is no %d%s month", r->month, ordinal_ending(r->month)).bytes;
    if (r->precision >= DATE_DAY && (r->day < 1 || r->day > days_of_month(r->year, r->month))) {
        const char *month = month_names[r->month - 1];
        return text_format(arena, "%s %d has no %d%s day", month, r->year, r->day, ordinal_ending(r->day)).bytes;
    }
    if (r->hour > 23)
        return text_format(arena, "a day has no hour %d", r->hour).bytes;
    if (r->minute > 59)
        return text_format(arena, "an hour has no minute %d", r->minute).bytes;
    if (r->second > 60)
        return text_format(arena, "a minute has no second %d", r->second).bytes;
    if (r->offset_minutes >= 24 * 60 || r->offset_minutes <= -24 * 60)
        return "an offset from UTC is less than 24 hours";
    return NULL;
}

bool date_parse(struct date *date, const char **why, struct text text, struct arena *arena) {
    struct date_reading reading = {.rest = text_trim(text)};
    bool read = read_day(&reading);
    if (read && reading.rest.size && reading.precision == DATE_DAY)
        read = read_time(&reading);
    *why = read && reading.rest.size == 0 ? impossible(&reading, arena) : form;
    if (*why)
        return false;

    /* Only UTC has leap seconds. */
    int second = reading.second == 60 ? 59 : reading.second;
    *date = (struct date){
        .precision = (uint8_t)reading.precision,
        .month = (uint8_t)reading.month,
        .day = (uint8_t)reading.day,
        .hour = (uint8_t)reading.hour,
        .minute = (uint8_t)reading.minute,
        .second = (uint8_t)second,
        .year = (int16_t)reading.year,
        .offset_minutes = (int16_t)reading.offset_minutes,
    };
    return true;
}

/* Days since 1970-01-01. The year is taken to start in March, so that the leap day comes last. */
static int64_t days_from(int year, int month, int day) {
    int64_t shifted_year = month > 2 ? year : year - 1;
    int64_t leap_days = shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    int64_t shifted_month = (month + 9) % 12;
    return shifted_year * 365 + leap_days + (shifted_month * 153 + 2) / 5 + day - 1 - 719468;
}

static bool is_none(struct date date) {
    return date.precision == DATE_NONE;
}

int64_t date_seconds(struct date date) {
    if (is_none(date))
        return 0;
    int64_t days = days_from(date.year, date.month ? date.month : 1, date.day ? date.day : 1);
    return days * SECONDS_OF_DAY + date.hour * 3600 + (date.minute - date.offset_minutes) * 60 + date.second;
}

static int64_t clamp(int64_t number, int64_t least, int64_t most) {
    return number < least ? least : number > most ? most : number;
}

struct date date_from_seconds(int64_t seconds, int offset_minutes) {
    int64_t offset = clamp(offset_minutes, 1 - 24 * 60, 24 * 60 - 1);
    int64_t first = days_from(1, 1, 1) * SECONDS_OF_DAY, end = days_from(YEAR_LAST + 1, 1, 1) * SECONDS_OF_DAY;
    int64_t local = clamp(clamp(seconds, first, end) + offset * 60, first, end - 1) - first;
    int64_t day_number = local / SECONDS_OF_DAY, second = local % SECONDS_OF_DAY;

    /* 146097 days are 400 years: a first guess that is never too late, then at most a step. */
    int year = (int)(day_number * 400 / 146097) + 1;
    int64_t day_one = days_from(1, 1, 1);
    while (days_from(year, 1, 1) - day_one > day_number)
        year--;
    while (year < YEAR_LAST && days_from(year + 1, 1, 1) - day_one <= day_number)
        year++;
    int month = 12;
    while (days_from(year, month, 1) - day_one > day_number)
        month--;
    return (struct date){
        .precision = DATE_SECOND,
        .year = (int16_t)year,
        .month = (uint8_t)month,
        .day = (uint8_t)(day_number - (days_from(year, month, 1) - day_one) + 1),
        .hour = (uint8_t)(second / 3600),
        .minute = (uint8_t)(second / 60 % 60),
        .second = (uint8_t)(second % 60),
        .offset_minutes = (int16_t)offset,
    };
}

int date_compare(struct date a, struct date b) {
    if (is_none(a) || is_none(b))
        return is_none(b) - is_none(a);
    int64_t left = date_seconds(a), right = date_seconds(b);
    if (left != right)
        return left < right ? -1 : 1;
    return (a.precision > b.precision) - (a.precision < b.precision);
}

struct text date_iso(struct date date, struct arena *arena) {
    switch (date.precision) {
    case DATE_NONE: return (struct text){0};
    case DATE_YEAR: return text_format(arena, "%04d", date.year);
    case DATE_MONTH: return text_format(arena, "%04d-%02d", date.year, date.month);
    case DATE_DAY: return text_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
    default: return date_rfc3339(date, arena);
    }
}

struct text date_rfc3339(struct date date, struct arena *arena) {
    if (is_none(date))
        return (struct text){0};
    struct text moment = text_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month ? date.month : 1,
                                     date.day ? date.day : 1, date.hour, date.minute, date.second);
    if (date.offset_minutes == 0)
        return text_join(arena, moment, TEXT("Z"));
    int minutes = date.offset_minutes < 0 ? -date.offset_minutes : date.offset_minutes;
    char sign = date.offset_minutes < 0 ? '-' : '+';
    return text_format(arena, "%.*s%c%02d:%02d", TEXT_ARGS(moment), sign, minutes / 60, minutes % 60);
}
