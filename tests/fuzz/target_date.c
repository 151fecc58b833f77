#include "base/date.h"
#include "base/utf8.h"
#include "targets.h"

#include <string.h>

static void check_same(struct date date, struct text written, struct arena *arena) {
    struct date again;
    const char *why;
    fuzz_check(date_parse(&again, &why, written, arena), "a written date is not read", written);
    fuzz_check(date_compare(date, again) == 0, "a date is not the same when read again", written);
    fuzz_check(date.precision == again.precision, "a date loses precision", written);
}

static void check_date(struct date date, struct arena *arena) {
    check_same(date, date_iso(date, arena), arena);
    int64_t seconds = date_seconds(date);
    struct date moment = date_from_seconds(seconds, date.offset_minutes);
    bool at_the_edge = date.year == 1 || date.year == 9999; /* in UTC it may be a year that no date has */
    fuzz_check(at_the_edge || date_seconds(moment) == seconds, "a moment is not the same from its seconds",
               date_iso(date, arena));
    struct date whole;
    const char *why;
    fuzz_check(date_parse(&whole, &why, date_rfc3339(date, arena), arena), "no RFC 3339", date_rfc3339(date, arena));
    fuzz_check(date_seconds(whole) == seconds, "RFC 3339 of another moment", date_rfc3339(date, arena));
}

void fuzz_date(struct text input) {
    struct arena arena = {0};
    struct date date = {0};
    const char *why = NULL;
    if (date_parse(&date, &why, input, &arena))
        check_date(date, &arena);
    else
        fuzz_check(why && strlen(why) > 0, "no reason why it is no date", input);
    arena_free(&arena);
}
