/*
 * today: what moment it is for texts that appear, open or expire at one. Nothing else of a site depends on a clock.
 *
 *     struct today today;
 *     if (today_find(&today, options->day, problems, arena) && moment <= today.now) ...
 *
 * A site changes only when the clock passes one of the moments that its files name. So what was built stays right for a while,
 * and the bytes of a site depend on that while alone, not on the clock that found it:
 *
 *     struct validity validity = VALIDITY_ALWAYS;
 *     validity_narrow(&validity, embargo_ends, today.now);      // for each moment
 *     if (validity_has(&validity, later)) ...                   // nothing has changed since
 */
#ifndef READ_TODAY_H
#define READ_TODAY_H

#include "base/date.h"
#include "base/diag.h"

/* Before and after all moments, in seconds since 1970. */
#define MOMENT_FIRST INT64_MIN
#define MOMENT_NEVER INT64_MAX

enum today_source {
    TODAY_CLOCK,   /* this machine's */
    TODAY_EPOCH,   /* SOURCE_DATE_EPOCH */
    TODAY_DAY,     /* --day */
    TODAY_EDITION, /* the time of an edition's commit */
};

struct today {
    int64_t now;
    uint8_t source;    /* enum today_source */
    bool shows_future; /* `future`: a date that lies ahead withholds nothing */
};

/* `day`: as people write it, or NULL. False, with a diagnostic, when it or SOURCE_DATE_EPOCH cannot be read. */
bool today_find(struct today *today, const char *day, struct diag *problems, struct arena *arena);

/* Its day. */
struct date today_date(const struct today *today);

/* From a moment up to, and not including, another. */
struct validity {
    int64_t from, until;
};

#define VALIDITY_ALWAYS                                                                                                        \
    { MOMENT_FIRST, MOMENT_NEVER }

/* Something changes at `moment`; a moment that never comes changes nothing. */
void validity_narrow(struct validity *validity, int64_t moment, int64_t now);
bool validity_has(const struct validity *validity, int64_t moment);

/* The day, or the second where it does not begin a day; no date for a moment that never comes. */
struct date moment_date(int64_t moment);

#endif
