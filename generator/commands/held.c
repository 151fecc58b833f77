#include "commands/held.h"

#include "publish/state.h"

enum { NAMED_MOST = 3 };

static void count_one(struct held_back *held, const struct held_file *file) {
    held->drafts += file->held == HELD_DRAFT;
    held->future += file->held == HELD_FUTURE;
    held->expired += file->held == HELD_EXPIRED;
    held->summaries += file->held == HELD_TEXT && file->hold.opens == MOMENT_NEVER;
    if (file->held != HELD_TEXT || file->hold.opens == MOMENT_NEVER)
        return;
    held->embargoed++;
    if (file->hold.opens < held->first_end)
        held->first_end = file->hold.opens;
}

static struct text named(const struct site *site, struct arena *arena) {
    struct text names = TEXT("");
    size_t count = 0;
    for (size_t i = 0; i < site->held.count; i++) {
        const struct held_file *file = &site->held.items[i];
        if (file->held == HELD_DRAFT && count++ < NAMED_MOST)
            names = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(names), names.size ? ", " : "",
                                TEXT_ARGS(text_after(file->path, TEXT("content/").size)));
    }
    return count > NAMED_MOST ? text_format(arena, "%.*s and %zu more", TEXT_ARGS(names), count - NAMED_MOST) : names;
}

struct held_back held_back_of(const struct site *site, struct arena *arena) {
    struct held_back held = {.validity = *site->validity, .first_end = MOMENT_NEVER};
    for (size_t i = 0; i < site->held.count; i++)
        count_one(&held, &site->held.items[i]);
    held.drafts_named = named(site, arena);
    return held;
}

/* Remembering. */

static struct digest key_of(struct digest input) {
    return digest_as(TEXT("held back"), input);
}

static bool take_moment(int64_t *moment, struct text *rest) {
    uint64_t number = 0;
    bool taken = state_take_number(&number, rest);
    *moment = (int64_t)number;
    return taken;
}

bool held_back_recall(struct held_back *held, struct remembered *remembered, struct digest input) {
    struct text rest;
    return remembered_find(remembered, &rest, key_of(input)) && take_moment(&held->validity.from, &rest) &&
           take_moment(&held->validity.until, &rest) && state_take_number(&held->embargoed, &rest) &&
           state_take_number(&held->summaries, &rest) && state_take_number(&held->future, &rest) &&
           state_take_number(&held->expired, &rest) && state_take_number(&held->drafts, &rest) &&
           take_moment(&held->first_end, &rest) && state_take_text(&held->drafts_named, &rest) && rest.size == 0;
}

void held_back_remember(const struct held_back *held, struct remembered *remembered, struct digest input) {
    struct buffer record = {0};
    const uint64_t numbers[] = {(uint64_t)held->validity.from,
                                (uint64_t)held->validity.until,
                                held->embargoed,
                                held->summaries,
                                held->future,
                                held->expired,
                                held->drafts,
                                (uint64_t)held->first_end};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        state_put_number(&record, numbers[i]);
    state_put_text(&record, held->drafts_named);
    remembered_add(remembered, key_of(input), buffer_text(&record));
    buffer_free(&record);
}

/* Words. */

struct text held_day_words(int64_t moment, struct arena *arena) {
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    struct date date = moment_date(moment);
    if (!date.precision)
        return TEXT("for good");
    if (date.precision == DATE_SECOND)
        return date_rfc3339(date, arena);
    return text_format(arena, "%d %s %d", date.day, months[date.month - 1], date.year);
}

static void add(struct text *words, struct text more, const char *between, struct arena *arena) {
    *words = words->size ? text_format(arena, "%.*s%s%.*s", TEXT_ARGS(*words), between, TEXT_ARGS(more)) : more;
}

static void add_count(struct text *words, uint64_t count, const char *what, struct arena *arena) {
    if (count)
        add(words, text_format(arena, "%llu %s", (unsigned long long)count, what), ", ", arena);
}

static struct text embargoes(const struct held_back *held, struct arena *arena) {
    struct text day = held_day_words(held->first_end, arena);
    return text_format(arena, "%llu until %.*s%s (embargo)", (unsigned long long)held->embargoed, TEXT_ARGS(day),
                       held->embargoed > 1 ? " or later" : "");
}

uint64_t held_back_count(const struct held_back *held) {
    return held->embargoed + held->summaries + held->future + held->expired;
}

const char *today_source_name(const struct today *today) {
    static const char *const names[] = {
        [TODAY_CLOCK] = "clock",
        [TODAY_EPOCH] = "SOURCE_DATE_EPOCH",
        [TODAY_DAY] = "day",
        [TODAY_EDITION] = "commit",
    };
    return names[today->source];
}

static struct text validity_words(const struct held_back *held, const struct today *today, struct arena *arena) {
    static const char *const by[] = {
        [TODAY_CLOCK] = "this machine's clock",
        [TODAY_EPOCH] = "SOURCE_DATE_EPOCH",
        [TODAY_DAY] = "--day",
        [TODAY_EDITION] = "its commit",
    };
    struct text until = held_day_words(held->validity.until, arena);
    if (held->validity.until == MOMENT_NEVER)
        return text_format(arena, "right for good, by %s", by[today->source]);
    return text_format(arena, "right until %.*s, by %s", TEXT_ARGS(until), by[today->source]);
}

struct text held_back_words(const struct held_back *held, const struct today *today, struct arena *arena) {
    struct text why = TEXT(""), words = TEXT("");
    if (held->embargoed)
        why = embargoes(held, arena);
    add_count(&why, held->summaries, "for good (access: summary)", arena);
    add_count(&why, held->future, "dated in the future", arena);
    add_count(&why, held->expired, "expired", arena);
    if (why.size)
        words = text_format(arena, "%llu held back: %.*s", (unsigned long long)held_back_count(held), TEXT_ARGS(why));
    if (held->drafts)
        add(&words,
            text_format(arena, "%llu draft%s left out (%.*s)", (unsigned long long)held->drafts, held->drafts == 1 ? "" : "s",
                        TEXT_ARGS(held->drafts_named)),
            "; ", arena);
    if (held->validity.until != MOMENT_NEVER || held->expired)
        add(&words, validity_words(held, today, arena), "; ", arena);
    return words;
}
