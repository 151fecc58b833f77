/*
 * held: what a build says of the texts that it holds back, and until when the site stays right.
 *
 *     struct held_back held;
 *     if (held_back_recall(&held, remembered, input)) ...         // of the last build from the same input
 *     held = held_back_of(site, arena);
 *     held_back_remember(&held, remembered, input);
 *     words = held_back_words(&held, &today, arena);              // "1 held back: 1 until 3 March 2027 (embargo); right until
 * ..."
 *
 * The input is everything but the clock: what is remembered is true as long as `validity` has the moment.
 */
#ifndef COMMANDS_HELD_H
#define COMMANDS_HELD_H

#include "base/remembered.h"
#include "kinds/site.h"

struct held_back {
    struct validity validity;
    uint64_t embargoed, summaries; /* only the text is held back: until a day, for good */
    uint64_t future, expired;      /* nothing is shown */
    uint64_t drafts;
    int64_t first_end;        /* of the embargoes */
    struct text drafts_named; /* the first three: "essays/a.md, essays/b.md and 4 more" */
};

struct held_back held_back_of(const struct site *site, struct arena *arena);

bool held_back_recall(struct held_back *held, struct remembered *remembered, struct digest input);
void held_back_remember(const struct held_back *held, struct remembered *remembered, struct digest input);

/* "" when nothing is held back and no day changes anything. */
struct text held_back_words(const struct held_back *held, const struct today *today, struct arena *arena);

/* "3 March 2027", with the time where it is not midnight; "for good". */
struct text held_day_words(int64_t moment, struct arena *arena);

/* How many, drafts not counted. */
uint64_t held_back_count(const struct held_back *held);

/* "clock", "SOURCE_DATE_EPOCH", "day". */
const char *today_source_name(const struct today *today);

#endif
