#include "read/today.h"

#include "base/written_date.h"
#include "read/codes.h"

#include <stdlib.h>
#include <time.h>

enum { SECONDS_OF_DAY = 24 * 60 * 60 };

static bool parse_epoch(int64_t *seconds, const char *digits) {
    static const int64_t end_of_time = 253402300799; /* the last second of the year 9999 */
    *seconds = 0;
    for (const char *c = digits; *c; c++) {
        if (*c < '0' || *c > '9')
            return false;
        *seconds = *seconds * 10 + (*c - '0');
        if (*seconds > end_of_time)
            return false;
    }
    return *digits;
}

static bool take_epoch(struct today *today, const char *epoch, struct diag *problems, struct arena *arena) {
    today->source = TODAY_EPOCH;
    if (parse_epoch(&today->now, epoch))
        return true;
    diag_fail(problems, FAULT_USAGE, E_SOURCE_DATE_EPOCH, (struct text){0},
              text_format(arena, "SOURCE_DATE_EPOCH is \"%s\", which is not a number of seconds", epoch),
              TEXT("set it to seconds since 1970, as in SOURCE_DATE_EPOCH=1710806400, or unset it"));
    return false;
}

static bool take_day(struct today *today, const char *day, struct diag *problems, struct arena *arena) {
    struct date date = {0};
    const char *why = "";
    bool is_date = date_written(&date, &why, text_of(day), arena);
    today->source = TODAY_DAY;
    if (is_date)
        today->now = date_seconds(date);
    else
        diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0},
                  text_format(arena, "--day is \"%s\", which is not a date: %s", day, why), TEXT("write --day 2027-03-03"));
    return is_date;
}

bool today_find(struct today *today, const char *day, struct diag *problems, struct arena *arena) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    *today = (struct today){.now = time(NULL), .source = TODAY_CLOCK};
    /* A wrong variable is told even when the day is given. */
    if (epoch && *epoch && !take_epoch(today, epoch, problems, arena))
        return false;
    return !day || take_day(today, day, problems, arena);
}

static struct date day_of(int64_t moment) {
    struct date date = date_from_seconds(moment, 0);
    return (struct date){.precision = DATE_DAY, .year = date.year, .month = date.month, .day = date.day};
}

struct date today_date(const struct today *today) {
    return day_of(today->now);
}

void validity_narrow(struct validity *validity, int64_t moment, int64_t now) {
    if (moment <= now && moment > validity->from)
        validity->from = moment;
    else if (moment > now && moment < validity->until)
        validity->until = moment;
}

bool validity_has(const struct validity *validity, int64_t moment) {
    return validity->from <= moment && moment < validity->until;
}

struct date moment_date(int64_t moment) {
    if (moment == MOMENT_FIRST || moment == MOMENT_NEVER)
        return (struct date){0};
    return moment % SECONDS_OF_DAY == 0 ? day_of(moment) : date_from_seconds(moment, 0);
}
