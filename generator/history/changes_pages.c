/* The pages of changes: one for a few; by year, month and day for many. */
#include "base/array.h"
#include "history/changes.h"

/* On a scope's own page when there are others below it. */
enum { NEWEST = 50 };

struct dividing {
    struct changes *changes;
    const struct site *site;
    size_t page_size;
    uint32_t scope;
    uint32_t last; /* the part that shows what is newer than the next; NONE for none */
    struct arena *arena;
};

struct date changes_day(const struct commit *commit) {
    return (struct date){
        .precision = DATE_DAY, .year = commit->when.year, .month = commit->when.month, .day = commit->when.day};
}

size_t changes_of_commit(const struct changes *changes, const struct changes_scope *scope, size_t first) {
    const uint32_t *items = scope->items.items;
    size_t end = first;
    while (end < scope->items.count && changes->items[items[end]].commit == changes->items[items[first]].commit)
        end++;
    return end - first;
}

/* The year, month or day of an item of the scope. */
static struct date period_of(const struct dividing *dividing, uint32_t item, uint8_t precision) {
    const struct changes *changes = dividing->changes;
    uint32_t change = changes->scopes.items[dividing->scope].items.items[item];
    struct date period = changes_day(&dividing->site->history->commits[changes->items[change].commit]);
    period.precision = precision;
    if (precision < DATE_DAY)
        period.day = 0;
    if (precision < DATE_MONTH)
        period.month = 0;
    return period;
}

static struct text address_of(const struct dividing *dividing, const struct changes_part *up, struct date period) {
    struct text part = date_iso(period, dividing->arena);
    size_t digits = period.precision == DATE_YEAR ? 4 : 2;
    return text_format(dividing->arena, "%.*s%.*s/", TEXT_ARGS(up->address), (int)digits, part.bytes + part.size - digits);
}

/* Shows all its changes, after those of `last`. */
static void show_all(struct dividing *dividing, uint32_t number) {
    struct changes_part *part = &dividing->changes->parts.items[number];
    part->shown = part->count;
    part->newer = dividing->last;
    if (dividing->last != NONE)
        dividing->changes->parts.items[dividing->last].older = number;
    dividing->last = number;
}

static uint32_t add_part(struct dividing *dividing, uint32_t up, struct date period, uint32_t first) {
    uint32_t number = (uint32_t)dividing->changes->parts.count;
    struct changes_part *part = array_add(&dividing->changes->parts, dividing->arena);
    struct changes_part *above = &dividing->changes->parts.items[up];
    *part = (struct changes_part){.scope = dividing->scope,
                                  .up = up,
                                  .newer = NONE,
                                  .older = NONE,
                                  .address = address_of(dividing, above, period),
                                  .period = period,
                                  .first = first};
    *array_add(&above->parts, dividing->arena) = number;
    return number;
}

/* Puts the changes of a part into parts below it, each of one year, month or day. */
static void divide(struct dividing *dividing, uint32_t number, uint8_t precision) {
    struct changes_part whole = dividing->changes->parts.items[number];
    for (uint32_t from = whole.first, to; from < whole.first + whole.count; from = to) {
        struct date period = period_of(dividing, from, precision);
        for (to = from + 1; to < whole.first + whole.count; to++)
            if (date_compare(period_of(dividing, to, precision), period) != 0)
                break;
        uint32_t below = add_part(dividing, number, period, from);
        dividing->changes->parts.items[below].count = to - from;
        if (to - from <= dividing->page_size || precision == DATE_DAY)
            show_all(dividing, below);
        else
            divide(dividing, below, precision + 1);
    }
}

/* Whole commits, at least NEWEST changes. */
static uint32_t newest_of(const struct changes *changes, const struct changes_scope *scope) {
    size_t count = 0;
    while (count < scope->items.count && count < NEWEST)
        count += changes_of_commit(changes, scope, count);
    return (uint32_t)count;
}

void changes_divide(struct changes *changes, const struct site *site, size_t page_size, struct arena *arena) {
    for (uint32_t i = 0; i < changes->scopes.count; i++) {
        struct changes_scope *scope = &changes->scopes.items[i];
        struct dividing dividing = {changes, site, page_size, i, NONE, arena};
        uint32_t number = (uint32_t)changes->parts.count, count = (uint32_t)scope->items.count;
        scope->part = number;
        *array_add(&changes->parts, arena) = (struct changes_part){
            .scope = i, .up = NONE, .newer = NONE, .older = NONE, .address = scope->address, .count = count, .shown = count};
        if (count > page_size && page_size) {
            changes->parts.items[number].shown = newest_of(changes, scope);
            divide(&dividing, number, DATE_YEAR);
        }
    }
}

const struct changes_part *changes_part_with(const struct changes *changes, uint32_t scope, size_t index) {
    const struct changes_part *part = &changes->parts.items[changes->scopes.items[scope].part];
    for (size_t i = 0; i < part->parts.count;) {
        const struct changes_part *below = &changes->parts.items[part->parts.items[i++]];
        if (index - below->first < below->count) {
            part = below;
            i = 0;
        }
    }
    return part;
}
