/*
 * date: calendar dates as people write them, precise to the year, the month, the day or the second.
 *
 * Proleptic Gregorian calendar, years 1 to 9999. Nothing here reads the clock or the time zone of the machine.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/text.h"

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_SECOND };

/* A zeroed date is no date. Fields finer than `precision` are 0. */
struct date {
    uint8_t precision;  /* enum date_precision */
    uint8_t month, day; /* 1 to 12, 1 to 31 */
    uint8_t hour, minute, second;
    int16_t year;
    int16_t offset_minutes; /* from UTC; only with DATE_SECOND */
};

/*
 * Reads YYYY, YYYY-MM, YYYY-MM-DD, RFC 3339 (2015-06-15T12:30:00Z, +02:00, fractions dropped), and what Jekyll writes:
 * "2015-06-15 12:30:00 -0400" (or "-4"), "2015-06-15 12:30:00", "2015-06-15 12:30" (UTC where no offset is given). On false,
 * `*why` is a phrase such as "February 2023 has no 29th day" (static or in the arena); `date` is untouched.
 */
bool date_parse(struct date *date, const char **why, struct text text, struct arena *arena);

/* Seconds since 1970-01-01T00:00:00Z; a coarse date counts as its first moment, UTC. */
int64_t date_seconds(struct date date);
struct date date_from_seconds(int64_t seconds, int offset_minutes);

int date_compare(struct date a, struct date b); /* by moment, then coarse before fine; no date first */

struct text date_iso(struct date date, struct arena *arena);     /* as precise as it is: 2024, 2024-03, 2024-03-19, RFC 3339 */
struct text date_rfc3339(struct date date, struct arena *arena); /* always whole, for feeds: 2024-03-19T00:00:00Z */

#endif
