/*
 * written_date: dates as people write them: "March 3, 2024", "3. März 2024", "19/03/2024", "2024年3月19日",
 * "Tue, 19 Mar 2024 17:00:00 GMT".
 *
 *     if (!date_written(&date, &why, TEXT("03/12/2021"), arena))
 *         why is "it is 2021-12-03 or 2021-03-12: write the one that is meant"
 *
 * A date with one reading only is taken, whatever the language; one with two readings, or with a part that is not understood,
 * is refused. Numbers with dots have the day first, everywhere. Nothing depends on the clock: "today" is refused as well.
 */
#ifndef BASE_WRITTEN_DATE_H
#define BASE_WRITTEN_DATE_H

#include "base/date.h"

/* As date_parse (base/date.h), which is tried first. */
bool date_written(struct date *date, const char **why, struct text text, struct arena *arena);

/* Whether a text has a date in it, for telling that a field holds what looks like one. */
bool looks_like_date(struct text text);

#endif
