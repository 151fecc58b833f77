#include "base/written_date.h"

#include "base/arena.h"
#include "base/utf8.h"

/* The names of each month, folded and without accents; any beginning of three letters or more stands for the whole. */
static const char *const months[] = {
    "january januar janvier enero gennaio janeiro januari январь января يناير",
    "february februar fevrier febrero febbraio fevereiro februari февраль февраля فبراير",
    "march marz maerz mars marzo marco maart март марта مارس",
    "april avril abril aprile апрель апреля أبريل",
    "may mai mayo maggio maio mei maj май мая маи مايو",
    "june juni juin junio giugno junho июнь июня يونيو",
    "july juli juillet julio luglio julho июль июля يوليو",
    "august aout agosto augustus augusti август августа أغسطس",
    "september septembre septiembre setiembre settembre setembro сентябрь сентября سبتمبر",
    "october oktober octobre octubre ottobre outubro октябрь октября أكتوبر",
    "november novembre noviembre novembro ноябрь ноября نوفمبر",
    "december dezember decembre diciembre dicembre dezembro декабрь декабря ديسمبر",
};

/* What may stand in a date and says nothing. Of days of the week, any beginning of two letters or more. */
static const char weekdays[] = "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
                               "freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
                               "martes miercoles jueves viernes sabado domingo";
static const char fillers[] = "the of de del den der am le la el on at um st nd rd th er ro te";
static const char relative[] = "today now yesterday tomorrow heute gestern morgen hier hoy ayer oggi 今天 今日 昨天 明天";

/* Zones whose hour is the same everywhere: those of RFC 2822, and of Central Europe and Japan. */
static const struct zone {
    const char *name, *offset;
} zones[] = {
    {"z", "Z"},         {"utc", "Z"},      {"gmt", "Z"},       {"est", "-05:00"}, {"edt", "-04:00"}, {"cst", "-06:00"},
    {"cdt", "-05:00"},  {"mst", "-07:00"}, {"mdt", "-06:00"},  {"pst", "-08:00"}, {"pdt", "-07:00"}, {"cet", "+01:00"},
    {"cest", "+02:00"}, {"mez", "+01:00"}, {"mesz", "+02:00"}, {"jst", "+09:00"},
};

enum { PARTS_MOST = 4 };

/* A date taken apart. */
struct written_date {
    char shape[PARTS_MOST + 1]; /* its parts in order: Y a number of four digits, N a shorter one, M the name of a month */
    int numbers[PARTS_MOST];    /* the values of its parts */
    size_t count;
    uint32_t separator; /* what stands between the first two parts: '/', '.', 年, ... */
    const char *why;    /* why it cannot be read; NULL so far */
};

static bool is_listed(struct text word, const char *words, size_t least) {
    struct text name, rest = text_of(words);
    while (text_cut(&name, &rest, ' '))
        if (text_equal(word, name) || (least && utf8_count(word) >= least && text_starts(name, word)))
            return true;
    return false;
}

/* 1 to 12; 0 for none, or when a beginning is that of two months. */
static int month_of(struct text word) {
    int found = 0;
    for (int month = 1; month <= 12; month++) {
        if (!is_listed(word, months[month - 1], 3))
            continue;
        if (is_listed(word, months[month - 1], 0))
            return month;
        found = found ? 13 : month;
    }
    return found > 12 ? 0 : found;
}

/* The value of a digit of the scripts in which dates are written; -1 for anything else. */
static int digit_of(uint32_t character) {
    static const uint32_t han[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d};
    for (int i = 0; i < 10; i++)
        if (character == han[i])
            return i;
    return utf8_digit(character);
}

/* Takes a number, also 十九, and the count of its digits; false when none begins here. */
static bool take_number(int *value, int *digits, struct text *rest) {
    int tens = 0, ones = 0;
    for (*digits = 0; rest->size && *digits < 9; ++*digits) {
        size_t at = 0;
        uint32_t character = utf8_next(*rest, &at);
        bool is_ten = character == 0x5341 && tens == 0;
        if (!is_ten && digit_of(character) < 0)
            break;
        tens = is_ten ? (ones ? ones : 1) : tens;
        ones = is_ten ? 0 : ones * 10 + digit_of(character);
        *rest = text_after(*rest, at);
    }
    *value = tens * 10 + ones;
    return *digits > 0;
}

/* Takes a run of letters, folded; false when none begins here. */
static bool take_word(struct text *word, struct text *rest, struct arena *arena) {
    size_t end = 0;
    for (size_t at = 0; at < rest->size; end = at) {
        uint32_t character = utf8_next(*rest, &at);
        if (!utf8_is_letter(character) || digit_of(character) >= 0)
            break;
    }
    *word = utf8_fold_plain(text_slice(*rest, 0, end), arena);
    *rest = text_after(*rest, end);
    return end > 0;
}

static void add_part(struct written_date *written, char kind, int number) {
    if (written->count == PARTS_MOST) {
        written->why = "it has more parts than a date";
        return;
    }
    written->numbers[written->count] = number;
    written->shape[written->count++] = kind;
}

static void add_number(struct written_date *written, int number, int digits) {
    if (digits > 2 && digits != 4 && digits != 8)
        written->why = "a year has four digits";
    if (digits != 8) {
        add_part(written, digits == 4 ? 'Y' : 'N', number);
        return;
    }
    add_part(written, 'Y', number / 10000);
    add_part(written, 'N', number / 100 % 100);
    add_part(written, 'N', number % 100);
}

/* 年, 月, 日 and their Korean sisters only divide. */
static bool is_divider(struct text word) {
    return is_listed(word, "年 月 日 号 號 년 월 일", 0);
}

static void add_word(struct written_date *written, struct text word, struct arena *arena) {
    int month = month_of(word);
    if (month)
        add_part(written, 'M', month);
    else if (!is_listed(word, fillers, 0) && !is_listed(word, weekdays, 2) && !is_divider(word))
        written->why =
            text_format(arena, "\"%.*s\" is not understood in it; write 2024-03-19, or 2024-03 or 2024 where no more is known",
                        TEXT_ARGS(word))
                .bytes;
}

/* 2024年3月19日 has no spaces: each divider is a word of its own. */
static bool take_divider(struct text *word, struct text *rest) {
    size_t at = 0;
    utf8_next(*rest, &at);
    *word = text_slice(*rest, 0, at);
    if (!is_divider(*word))
        return false;
    *rest = text_after(*rest, at);
    return true;
}

/* ", ; . / - º ª ，" may stand between parts: a question mark, say, means something. */
static void add_sign(struct written_date *written, uint32_t character) {
    bool may_divide = character == ' ' || character == '\t' || character == ',' || character == '.' || character == '/' ||
                      character == '-' || character == 0xba || character == 0xaa || character == 0xa0 || character == 0xff0c;
    if (!may_divide)
        written->why = "a date is written as 2024, 2024-03, 2024-03-19 or 2024-03-19T12:30:00Z";
    if (written->separator == 0 && written->count > 0 && character != ' ')
        written->separator = character;
}

/* Takes the text of a day apart. */
static struct written_date take_apart(struct text rest, struct arena *arena) {
    struct written_date written = {0};
    while (rest.size && !written.why) {
        int number, digits;
        struct text word;
        size_t at = 0;
        if (take_number(&number, &digits, &rest)) {
            add_number(&written, number, digits);
        } else if (take_divider(&word, &rest) || take_word(&word, &rest, arena)) {
            add_word(&written, word, arena);
        } else {
            add_sign(&written, utf8_next(rest, &at));
            rest = text_after(rest, at);
        }
    }
    return written;
}

/* The year, month and day of a date; 0 for what it does not say. */
struct day_read {
    int year, month, day;
};

/* 03/12/2021: a day and a month in either order, unless only one is possible. */
static bool day_and_month(struct day_read *day, struct written_date *written, struct arena *arena) {
    int first = written->numbers[0], second = written->numbers[1], year = written->numbers[2];
    bool is_ambiguous = first <= 12 && second <= 12 && first != second && written->separator != '.';
    if (is_ambiguous)
        written->why = text_format(arena, "it is %04d-%02d-%02d or %04d-%02d-%02d: write the one that is meant", year, second,
                                   first, year, first, second)
                           .bytes;
    bool month_first = second > 12 && written->separator != '.';
    *day = month_first ? (struct day_read){year, first, second} : (struct day_read){year, second, first};
    return !is_ambiguous;
}

/* Which part of a shape is what: the place of the year, the month and the day among the parts, from 1; 0 for none. */
static const struct date_shape {
    const char *parts;
    int year, month, day;
} date_shapes[] = {
    {"Y", 1, 0, 0},   {"YN", 1, 2, 0},  {"YM", 1, 2, 0},  {"MY", 2, 1, 0},  {"YNN", 1, 2, 3},
    {"YMN", 1, 2, 3}, {"YNM", 1, 3, 2}, {"MNY", 3, 1, 2}, {"NMY", 3, 2, 1},
};

static int part_at(const struct written_date *written, int place) {
    return place ? written->numbers[place - 1] : 0;
}

static const char *why_no_shape(const struct written_date *written) {
    struct text shape = text_of(written->shape);
    if (!text_contains(shape, TEXT("Y")))
        return written->count == 3 ? "write the year with four digits" : "the year is missing";
    if (text_find_char(shape, 'Y', text_find_char(shape, 'Y', 0) + 1) < shape.size)
        return "it names two years";
    return "a date is written as 2024, 2024-03, 2024-03-19 or 2024-03-19T12:30:00Z";
}

static bool read_day(struct day_read *day, struct written_date *written, struct arena *arena) {
    if (written->why)
        return false;
    if (text_equal(text_of(written->shape), TEXT("NNY")))
        return day_and_month(day, written, arena);
    if (text_equal(text_of(written->shape), TEXT("NY")) && written->separator == '/') {
        *day = (struct day_read){written->numbers[1], written->numbers[0], 0};
        return true;
    }
    for (size_t i = 0; i < sizeof date_shapes / sizeof *date_shapes; i++) {
        const struct date_shape *shape = &date_shapes[i];
        if (!text_equal(text_of(written->shape), text_of(shape->parts)))
            continue;
        *day = (struct day_read){part_at(written, shape->year), part_at(written, shape->month), part_at(written, shape->day)};
        return true;
    }
    written->why = why_no_shape(written);
    return false;
}

/* "+02:00" for what stands behind a time; empty for a zone that is not known. */
static struct text offset_of(struct text zone, struct arena *arena) {
    zone = text_trim(zone);
    struct text lower = text_lower_ascii(zone, arena);
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (text_equal(lower, text_of(zones[i].name)))
            return text_of(zones[i].offset);
    if (text_starts(lower, TEXT("gmt")) || text_starts(lower, TEXT("utc")))
        zone = text_trim(text_after(zone, 3));
    bool is_offset = zone.size && (zone.bytes[0] == '+' || zone.bytes[0] == '-');
    return zone.size == 0 ? TEXT("Z") : is_offset ? zone : TEXT("");
}

/* Takes "am" or "p.m." off the front of what follows a time: the hour with it. */
static int hour_of(int hour, struct text *rest, struct arena *arena) {
    struct text lower = text_lower_ascii(*rest, arena);
    bool dots = text_starts(lower, TEXT("a.m.")) || text_starts(lower, TEXT("p.m."));
    bool plain = text_starts(lower, TEXT("am")) || text_starts(lower, TEXT("pm"));
    if (!dots && !plain)
        return hour;
    *rest = text_after(*rest, dots ? 4 : 2);
    bool is_afternoon = lower.bytes[0] == 'p';
    if (hour > 12)
        return is_afternoon ? hour : 25;
    return hour % 12 + (is_afternoon ? 12 : 0);
}

/* "5:00 PM CET" as "T17:00:00+01:00"; empty, with the reason, when it is no time. */
static struct text time_of(struct text rest, const char **why, struct arena *arena) {
    int hour = 0, minute = 0, second = 0, digits;
    take_number(&hour, &digits, &rest);
    rest = text_after(rest, 1);
    take_number(&minute, &digits, &rest);
    if (text_starts(rest, TEXT(":"))) {
        rest = text_after(rest, 1);
        take_number(&second, &digits, &rest);
    }
    rest = text_trim(rest);
    hour = hour_of(hour, &rest, arena);
    struct text offset = offset_of(text_slice(rest, 0, text_find_char(rest, '(', 0)), arena);
    if (!offset.size)
        *why = text_format(arena, "the zone \"%.*s\" is not known; write the offset, as in 2024-03-19T12:30:00+01:00",
                           TEXT_ARGS(rest))
                   .bytes;
    return offset.size ? text_format(arena, "T%02d:%02d:%02d%.*s", hour, minute, second, TEXT_ARGS(offset)) : offset;
}

/* Where the time begins: a number before a colon. */
static size_t time_start(struct text text) {
    size_t colon = text_find_char(text, ':', 0), at = colon;
    while (colon < text.size && at > 0 && char_is_digit(text.bytes[at - 1]))
        at--;
    return at == colon ? text.size : at;
}

/* The day before a time, without the T or the comma between, and without a day of the week in brackets. */
static struct text day_before(struct text text, size_t end) {
    struct text day = text_trim(text_slice(text, 0, end));
    day = text_slice(day, 0, text_find_char(day, '(', 0));
    if (end < text.size && text_ends(day, TEXT("T")))
        day = text_slice(day, 0, day.size - 1);
    return text_slice(day, 0, text_find(day, TEXT("\xef\xbc\x88"), 0));
}

/* In the form that date_parse reads. */
static struct text iso_of(struct day_read day, struct text time, struct arena *arena) {
    if (!day.month)
        return text_format(arena, "%04d", day.year);
    if (!day.day)
        return text_format(arena, "%04d-%02d", day.year, day.month);
    return text_format(arena, "%04d-%02d-%02d%.*s", day.year, day.month, day.day, TEXT_ARGS(time));
}

/* Numbers of ten digits or more that files of databases have. */
static bool is_seconds(const char **why, struct text text, struct arena *arena) {
    int64_t number = 0;
    if (text.size != 10 && text.size != 13)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        number = number * 10 + (text.bytes[i] - '0');
    }
    struct text iso = date_iso(date_from_seconds(text.size == 13 ? number / 1000 : number, 0), arena);
    *why = text_format(arena, "it counts from 1970: if that is meant, write %.*s", TEXT_ARGS(iso)).bytes;
    return true;
}

static bool has_digit(struct text text) {
    for (size_t at = 0; at < text.size;)
        if (digit_of(utf8_next(text, &at)) >= 0)
            return true;
    return false;
}

bool date_written(struct date *date, const char **why, struct text text, struct arena *arena) {
    text = text_trim(text);
    struct date plain;
    if (date_parse(&plain, why, text, arena)) {
        *date = plain;
        return true;
    }
    if (is_listed(utf8_fold_plain(text, arena), relative, 0))
        *why = "it would be another day tomorrow: write the day itself, as 2024-03-19";
    if (!has_digit(text) || is_seconds(why, text, arena))
        return false;
    size_t end = time_start(text);
    struct written_date written = take_apart(day_before(text, end), arena);
    struct day_read day;
    if (!read_day(&day, &written, arena)) {
        *why = written.why;
        return false;
    }
    struct text time = end < text.size ? time_of(text_after(text, end), &written.why, arena) : TEXT("");
    if (written.why)
        *why = written.why;
    return !written.why && date_parse(date, why, iso_of(day, time, arena), arena);
}

bool looks_like_date(struct text text) {
    struct arena arena = {0};
    struct date date;
    const char *why;
    bool is_long = text_trim(text).size > 4; /* 2024 alone may be anything */
    bool is_date = is_long && date_written(&date, &why, text, &arena);
    arena_free(&arena);
    return is_date;
}
