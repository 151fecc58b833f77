/*
 * bibtex_dates: dates as people write them in bibliographies: what EDTF has, and `year` with `month` and `day`: "mar", "March",
 * "3", "19 mar", "Jan.--Feb.", "spring"; "2001--2002", "ca. 1850", "[1850]", "forthcoming".
 */
#ifndef CITE_BIBTEX_DATES_H
#define CITE_BIBTEX_DATES_H

#include "cite/work.h"

/* False when its words are kept, in `literal`, but have digits, so that they were meant for a date. */
bool bibtex_date_read(struct work_date *date, struct text text, struct arena *arena);

/* The same of fields, of which those that are not given are "". False, too, when only the month is none: the year counts. */
bool bibtex_year_read(struct work_date *date, struct text year, struct text month, struct text day, struct arena *arena);

#endif
