/* A list in parts: what stands in which, in what order, and at which addresses. */
#include "base/array.h"
#include "base/utf8.h"
#include "connect/listings.h"

#include <stdlib.h>

/* An entry on its way to its part. */
struct placed {
    struct listed entry;
    int32_t rank;      /* of its part among those beside it */
    uint32_t position; /* in the list as given */
};

/* One list being split. */
struct split_work {
    struct parts *parts;
    const struct splitting *how;
    struct placed *entries;
    uint32_t *order; /* will be the numbers of `entries`, in their order */
    struct arena *arena;
};

bool listing_is_of_citing(uint8_t listing) {
    return listing >= LISTING_CITING(THING_NONE);
}

uint8_t listing_owner(uint8_t listing) {
    return listing < THING_KINDS ? THING_NONE : listing % THING_KINDS;
}

uint8_t listing_entries(uint8_t listing) {
    if (listing_is_of_citing(listing))
        return THING_NONE;
    return listing_owner(listing) || listing == LISTING_CHRONOLOGY ? THING_ESSAY : listing;
}

bool listing_is_of_essays(uint8_t listing) {
    return listing_entries(listing) == THING_ESSAY;
}

/* As own_address makes them. */
bool listing_has_part(struct text rest) {
    return text_starts(rest, TEXT("year/")) || text_starts(rest, TEXT("letter/")) || text_starts(rest, TEXT("part/"));
}

static bool is_newest_first(uint8_t listing) {
    return listing_is_of_citing(listing) || (listing_is_of_essays(listing) && listing != LISTING_CHRONOLOGY);
}

static uint32_t key_of(const struct listed *entry, uint8_t kind) {
    switch ((enum part_kind)kind) {
    case PART_YEAR: return entry->year;
    case PART_MONTH: return entry->month;
    case PART_LETTER: return (uint32_t)entry->letter;
    case PART_SLICE: break;
    }
    return 0;
}

/* What has no date or letter comes last; what has no month is before the year's first, as its date is. */
static int32_t rank_of(const struct split_work *work, uint32_t key, uint8_t kind) {
    if (key == 0 && kind != PART_MONTH)
        return INT32_MAX;
    return is_newest_first(work->how->listing) ? -(int32_t)key : (int32_t)key;
}

static int by_rank(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

static struct text own_address(const struct part *part, struct text above, struct arena *arena) {
    char letter = (char)part->key;
    switch ((enum part_kind)part->kind) {
    case PART_YEAR:
        return part->key ? text_format(arena, "%.*syear/%u/", TEXT_ARGS(above), part->key)
                         : text_join(arena, above, TEXT("year/undated/"));
    case PART_MONTH:
        return part->key ? text_format(arena, "%.*s%02u/", TEXT_ARGS(above), part->key)
                         : text_join(arena, above, TEXT("no-month/"));
    case PART_LETTER:
        return part->key ? text_format(arena, "%.*sletter/%c/", TEXT_ARGS(above), letter)
                         : text_join(arena, above, TEXT("letter/other/"));
    case PART_SLICE: break;
    }
    return text_format(arena, "%.*spart/%u/", TEXT_ARGS(above), part->key);
}

/* The part of the entries from `from` up to `to`; returns its index. */
static uint32_t add_part(struct split_work *work, uint32_t parent, uint8_t kind, uint32_t key, size_t from, size_t to) {
    struct text above = parent == NONE ? work->how->address : work->parts->items[parent].address;
    struct part part = {.listing = work->how->listing, .kind = kind, .key = key, .thing = work->how->thing, .parent = parent};
    part.address = own_address(&part, above, work->arena);
    part.items = (struct numbers){work->order + from, to - from, to - from};
    *array_add(work->parts, work->arena) = part;
    return (uint32_t)work->parts->count - 1;
}

/* Slices are numbered from the oldest entry on, wherever the list begins. */
static void split_in_slices(struct split_work *work, uint32_t parent, size_t from, size_t to) {
    size_t size = work->how->page_size, count = (to - from + size - 1) / size;
    for (size_t i = 0; i < count; i++) {
        size_t slice = is_newest_first(work->how->listing) ? count - 1 - i : i;
        size_t start = slice * size, end = slice + 1 == count ? to - from : start + size;
        if (is_newest_first(work->how->listing))
            add_part(work, parent, PART_SLICE, (uint32_t)(slice + 1), to - end, to - start);
        else
            add_part(work, parent, PART_SLICE, (uint32_t)(slice + 1), from + start, from + end);
    }
}

static void split_further(struct split_work *work, uint32_t part, size_t from, size_t to);

static void split_by(struct split_work *work, uint32_t parent, uint8_t kind, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        work->entries[i].rank = rank_of(work, key_of(&work->entries[i].entry, kind), kind);
    qsort(work->entries + from, to - from, sizeof *work->entries, by_rank);
    for (size_t start = from, end; start < to; start = end) {
        for (end = start + 1; end < to && work->entries[end].rank == work->entries[start].rank;)
            end++;
        uint32_t part = add_part(work, parent, kind, key_of(&work->entries[start].entry, kind), start, end);
        split_further(work, part, start, end);
        work->parts->items[part].below = (uint32_t)work->parts->count - part - 1;
    }
}

static bool any_month(const struct split_work *work, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (work->entries[i].entry.month)
            return true;
    return false;
}

static void split_further(struct split_work *work, uint32_t part, size_t from, size_t to) {
    bool is_year = work->parts->items[part].kind == PART_YEAR;
    if (to - from <= work->how->page_size)
        return;
    if (is_year && any_month(work, from, to))
        split_by(work, part, PART_MONTH, from, to);
    else
        split_in_slices(work, part, from, to);
}

struct listing listing_split(struct parts *parts, const struct splitting *how, const struct listed *entries, size_t count,
                             struct arena *arena) {
    struct listing listing = {.first = (uint32_t)parts->count};
    if (how->page_size == 0 || count <= how->page_size)
        return listing;
    struct arena scratch = {0};
    struct split_work work = {parts, how, arena_array(&scratch, struct placed, count), arena_array(arena, uint32_t, count),
                              arena};
    for (size_t i = 0; i < count; i++)
        work.entries[i] = (struct placed){.entry = entries[i], .position = (uint32_t)i};
    if (listing_is_of_citing(how->listing))
        split_in_slices(&work, NONE, 0, count);
    else
        split_by(&work, NONE, listing_is_of_essays(how->listing) ? PART_YEAR : PART_LETTER, 0, count);
    for (size_t i = 0; i < count; i++)
        work.order[i] = work.entries[i].entry.number;
    arena_free(&scratch);
    listing.below = (uint32_t)parts->count - listing.first;
    return listing;
}

/* Letters that Unicode does not take apart, and where a reader of an index looks for them. */
static char plain_letter(uint32_t letter) {
    static const struct {
        uint16_t letter;
        char plain;
    } strokes[] = {{0xe6, 'a'},  {0xf0, 'd'},  {0xf8, 'o'},  {0xfe, 't'},  {0x111, 'd'}, {0x127, 'h'},
                   {0x131, 'i'}, {0x142, 'l'}, {0x14b, 'n'}, {0x153, 'o'}, {0x167, 't'}};
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        if (strokes[i].letter == letter)
            return strokes[i].plain;
    return letter >= 'a' && letter <= 'z' ? (char)letter : 0;
}

char listing_letter(struct text name, struct arena *arena) {
    struct text plain = utf8_fold_plain(name, arena);
    for (size_t at = 0; at < plain.size;) {
        uint32_t character = utf8_next(plain, &at);
        if (utf8_is_letter(character))
            return plain_letter(character);
    }
    return 0;
}
