/* A strip: how many essays of a list there are of each year, and the chronology's works on a line of years. */
#include "chart/timeline.h"

#include "base/array.h"
#include "pages/shared.h"

#include <limits.h>
#include <stdlib.h>

/* Two years side by side tell nothing that their dates do not. */
enum { YEARS_LEAST = 3 };

/* How many things there are of each year, and how many of none. */
struct year_counts {
    struct timeline_year *items; /* the oldest first */
    size_t count, capacity;
    size_t dated, undated; /* things */
};

static int by_year(const void *left, const void *right) {
    const struct timeline_year *a = left, *b = right;
    return (a->year > b->year) - (a->year < b->year);
}

/* Sorts the years, and puts those together that are the same, and those that are none apart. */
static void put_together(struct year_counts *counts) {
    size_t kept = 0;
    if (counts->count)
        qsort(counts->items, counts->count, sizeof *counts->items, by_year);
    for (size_t i = 0; i < counts->count; i++) {
        struct timeline_year year = counts->items[i];
        *(year.year ? &counts->dated : &counts->undated) += year.count;
        if (kept && counts->items[kept - 1].year == year.year)
            counts->items[kept - 1].count += year.count;
        else if (year.year)
            counts->items[kept++] = year;
    }
    counts->count = kept;
}

/* Of a list that is in parts, its parts know it: whatever its size, it costs no look at its essays. */
static struct year_counts counts_of(const struct site *site, uint8_t kind, uint32_t thing, const struct numbers *essays,
                                    struct arena *arena) {
    const struct listing *listing = listing_of(site, kind, thing);
    struct year_counts counts = {0};
    for (uint32_t i = listing->first; i < listing->first + listing->below; i += 1 + site->parts[i].below)
        *array_add(&counts, arena) = (struct timeline_year){(int)site->parts[i].key, (uint32_t)site->parts[i].items.count};
    for (size_t i = 0; i < essays->count && !listing->below; i++)
        *array_add(&counts, arena) = (struct timeline_year){site->essays[essays->items[i]].date.year, 1};
    put_together(&counts);
    return counts;
}

/* What stands on a line of its own. */
struct lane {
    const char *word; /* that counts its things */
    enum timeline_shape shape;
    struct year_counts counts;
    struct {
        struct timeline_mark *items; /* as they begin */
        size_t count, capacity;
    } marks; /* none: the counts are drawn */
};

static void add_date(struct hasher *hasher, struct date date) {
    hasher_add_number(hasher, ((uint64_t)date.year << 16) + ((uint64_t)date.month << 8) + date.day);
}

static void add_lane(struct hasher *hasher, const struct lane *lane) {
    hasher_add_text(hasher, text_of(lane->word));
    hasher_add_number(hasher, lane->counts.undated);
    for (size_t i = 0; i < lane->counts.count; i++) {
        hasher_add_number(hasher, (uint64_t)lane->counts.items[i].year);
        hasher_add_number(hasher, lane->counts.items[i].count);
    }
    for (size_t i = 0; i < lane->marks.count; i++) {
        add_date(hasher, lane->marks.items[i].from);
        add_date(hasher, lane->marks.items[i].until);
    }
}

static struct digest digest_of_lanes(const struct lane *lanes, size_t count) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < count; i++)
        add_lane(&hasher, &lanes[i]);
    return hasher_end(&hasher);
}

/* The years that lanes are of; a first one that is later than the last for none. */
struct year_range {
    int first, last;
};

static void widen(struct year_range *range, int year) {
    range->first = year < range->first ? year : range->first;
    range->last = year > range->last ? year : range->last;
}

static struct year_range range_of(const struct lane *lanes, size_t count) {
    struct year_range range = {INT_MAX, 0};
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < lanes[i].counts.count; j++)
            widen(&range, lanes[i].counts.items[j].year);
        for (size_t j = 0; j < lanes[i].marks.count; j++)
            if (lanes[i].marks.items[j].until.year)
                widen(&range, lanes[i].marks.items[j].until.year);
    }
    return range;
}

/* What is said of it */

/* The year with most; year 0 where several have as many. */
static struct timeline_year most_of(const struct year_counts *counts) {
    struct timeline_year most = {0};
    for (size_t i = 0; i < counts->count; i++)
        if (counts->items[i].count > most.count)
            most = counts->items[i];
        else if (counts->items[i].count == most.count)
            most.year = 0;
    return most;
}

static struct text year_words(const struct language *language, int year, struct arena *arena) {
    return SAY(language, arena, "date-year", {"year", text_format(arena, "%d", year)});
}

static const char *word_of(const struct lane *lane, const struct year_range *range, const struct timeline_year *most) {
    if (range->first == range->last)
        return "of-one-year";
    return most->year && lane->counts.count > 1 ? "of-years-most" : "of-years";
}

/* "12 essays from 1998 to 2024, most in 2021 (4); 2 without a date" */
static struct text sentence_of(const struct language *language, const struct lane *lane, struct arena *arena) {
    struct year_range range = range_of(lane, 1);
    struct timeline_year most = most_of(&lane->counts);
    struct text sentence =
        SAY(language, arena, word_of(lane, &range, &most),
            {"things", language_count(language, lane->word, lane->counts.dated, arena)},
            {"first", year_words(language, range.first, arena)}, {"last", year_words(language, range.last, arena)},
            {"year", year_words(language, most.year, arena)}, {"number", text_format(arena, "%u", most.count)});
    if (lane->counts.undated)
        sentence = text_join(arena, sentence, language_count(language, "and-without-date", lane->counts.undated, arena));
    return sentence;
}

/* What is drawn */

static void gather_axis(struct gathering *g, const struct timeline_axis *axis) {
    struct text *years = arena_array(gathering_arena(g), struct text, (size_t)axis->spans);
    for (int i = 0; i < axis->spans; i++)
        years[i] = text_format(gathering_arena(g), "%d", axis->first + i * axis->step);
    gather_texts(g, "years", years, (size_t)axis->spans);
}

static void write_lane(struct buffer *out, const struct timeline_axis *axis, const struct lane *lane, struct text sentence) {
    if (lane->marks.count)
        timeline_lane(out, axis, lane->shape, lane->marks.items, lane->marks.count, sentence);
    else
        timeline_strip(out, axis, lane->counts.items, lane->counts.count, sentence);
}

static void gather_lane(struct gathering *g, const struct timeline_axis *axis, const struct lane *lane) {
    struct text sentence = sentence_of(gathering_language(g), lane, gathering_arena(g));
    struct buffer svg = {0};
    write_lane(&svg, axis, lane, sentence);
    gather_open(g, NULL);
    gather_text(g, "svg", buffer_take(&svg, gathering_arena(g)));
    gather_text(g, "sentence", sentence);
    gather_close(g);
}

static void gather_lanes(struct gathering *g, const struct lane *lanes, size_t count) {
    if (!gather_stands(g, "strip", gathering_is_view(g) ? (struct digest){0} : digest_of_lanes(lanes, count)))
        return;
    struct year_range range = range_of(lanes, count);
    struct timeline_axis axis = timeline_axis_of(range.first, range.last);
    gather_open(g, "strip");
    gather_axis(g, &axis);
    gather_open_list(g, "lanes");
    for (size_t i = 0; i < count; i++)
        if (lanes[i].counts.count)
            gather_lane(g, &axis, &lanes[i]);
    gather_close(g);
    gather_close(g);
}

void gather_strip(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing, const struct numbers *essays) {
    struct lane lane = {.word = "n-essays", .counts = counts_of(from->site, kind, thing, essays, gathering_arena(g))};
    if (lane.counts.count < YEARS_LEAST)
        gather_none(g, "strip");
    else
        gather_lanes(g, &lane, 1);
}

/* The chronology */

/* Where it stands on a calendar, whatever its hour. */
static struct date day_of(struct date date) {
    uint8_t precision = date.precision < DATE_DAY ? date.precision : DATE_DAY;
    return (struct date){.precision = precision, .year = date.year, .month = date.month, .day = date.day};
}

static int as_they_begin(const void *left, const void *right) {
    const struct timeline_mark *a = left, *b = right;
    int order = date_compare(a->from, b->from);
    return order ? order : date_compare(a->until, b->until);
}

static struct lane lane_of_works(const struct site *site, struct arena *arena) {
    const struct numbers *essays = &site->essays_by_date;
    struct lane lane = {.word = "n-essays", .counts = counts_of(site, LISTING_CHRONOLOGY, 0, essays, arena)};
    bool is_in_parts = listing_of(site, LISTING_CHRONOLOGY, 0)->below > 0;
    for (size_t i = 0; i < essays->count && !is_in_parts; i++)
        if (site->essays[essays->items[i]].date.year)
            array_add(&lane.marks, arena)->from = day_of(site->essays[essays->items[i]].date);
    if (lane.marks.count)
        qsort(lane.marks.items, lane.marks.count, sizeof *lane.marks.items, as_they_begin);
    return lane;
}

static struct lane lane_of_events(const struct site *site, struct arena *arena) {
    struct lane lane = {.word = "n-events", .shape = TIMELINE_TICKS};
    for (size_t i = 0; i < site->events_by_date.count; i++) {
        const struct event *event = &site->events[site->events_by_date.items[i]];
        *array_add(&lane.counts, arena) = (struct timeline_year){event->from.year, 1};
        *array_add(&lane.marks, arena) = (struct timeline_mark){day_of(event->from), day_of(event->until)};
    }
    put_together(&lane.counts);
    if (lane.marks.count)
        qsort(lane.marks.items, lane.marks.count, sizeof *lane.marks.items, as_they_begin);
    return lane;
}

void gather_chronology_strip(struct gathering *g, const struct from *from) {
    struct arena *arena = gathering_arena(g);
    struct lane lanes[] = {lane_of_works(from->site, arena), lane_of_events(from->site, arena)};
    struct year_range range = range_of(lanes, COUNT_OF(lanes));
    if (range.first >= range.last)
        gather_none(g, "strip");
    else
        gather_lanes(g, lanes, COUNT_OF(lanes));
}
