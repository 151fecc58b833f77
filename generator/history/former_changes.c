/*
 * Pages of changes that there were once. A topic's changes are those of the essays that have it today, so when one loses it, or
 * goes, the pages of years, months and days below the topic may become fewer. Their addresses lead to what there is now.
 *
 * Counted are all changes of all essays that ever had the topic, and divided as if they were its changes: whatever page there
 * was is among those.
 */
#include "history/changes.h"

#include "base/array.h"
#include "base/table.h"
#include "history/gone.h"
#include "history/past.h"
#include "kinds/formerly.h"

#include <stdlib.h>

/* Of one change each. */
struct change_days {
    struct date *items;
    size_t count, capacity;
};

/* A thing that has changes, or had. */
struct former_scope {
    struct text address; /* of the thing */
    struct text to;      /* where its pages lead that are no more; "" for nowhere */
    struct change_days days;
    uint32_t last; /* essay that was counted; NONE */
    bool has_lost; /* something that counted once does not today */
};

struct former_finding {
    const struct site *site;
    struct changes *changes;
    size_t page_size;
    struct table by_address;
    struct {
        struct former_scope *items;
        size_t count, capacity;
    } scopes;
    struct arena *arena;
};

static struct former_scope *scope_at(struct former_finding *finding, struct text address, struct text to) {
    uint32_t number = (uint32_t)finding->scopes.count, before = table_get(&finding->by_address, address);
    if (before != NONE)
        return &finding->scopes.items[before];
    table_put(&finding->by_address, address, number, finding->arena);
    struct former_scope *scope = array_add(&finding->scopes, finding->arena);
    *scope = (struct former_scope){.address = address, .to = to, .last = NONE};
    return scope;
}

/* Of a thing that stands. */
static struct former_scope *scope_of_thing(struct former_finding *finding, uint8_t kind, uint32_t number) {
    const struct changes_scope *scope = changes_scope_of(finding->changes, kind, number);
    struct text address = site_thing(finding->site, kind, number)->address;
    return scope_at(finding, address, scope ? scope->address : address);
}

static struct former_scope *scope_of_name(struct former_finding *finding, const struct former_name *name) {
    uint32_t number = former_name_today(finding->site, name, finding->arena);
    if (number != NONE)
        return scope_of_thing(finding, name->kind, number);
    struct text address = thing_usual_address(name->kind, name->slug, finding->arena);
    return scope_at(finding, address, gone_at(finding->site, address) ? address : TEXT(""));
}

static void count_revision(struct former_finding *finding, struct former_scope *scope, uint32_t revision) {
    const struct history *history = finding->site->history;
    *array_add(&scope->days, finding->arena) = changes_day(&history->commits[history->revisions[revision].commit]);
}

static void count_essay(struct former_finding *finding, struct former_scope *scope, const struct versions *versions,
                        uint32_t essay) {
    if (scope->last == essay)
        return;
    scope->last = essay;
    for (size_t i = 0; i < versions->count; i++)
        if (versions->items[i].revision != NONE)
            count_revision(finding, scope, versions->items[i].revision);
}

/* What it has today has been counted before, so that whatever else it had is lost. */
static void count_lost(struct former_finding *finding, struct former_scope *scope, const struct versions *versions,
                       uint32_t essay) {
    if (scope->last == essay)
        return;
    scope->has_lost = true;
    count_essay(finding, scope, versions, essay);
}

/* What a name stands for today, and the record that it stood for once: another thing may have been given the name since. */
static void count_names(struct former_finding *finding, const struct versions *versions, uint32_t essay) {
    for (size_t i = 0; i < versions->count; i++) {
        struct text rest = versions->items[i].names;
        struct former_name name;
        if (versions->items[i].is_closed || (i && text_equal(rest, versions->items[i - 1].names)))
            continue;
        while (former_name_next(&name, &rest)) {
            if (!thing_kinds[name.kind].has_changes)
                continue;
            count_lost(finding, scope_of_name(finding, &name), versions, essay);
            uint32_t record = former_name_record(finding->site, &name);
            if (record != NONE)
                count_lost(finding, scope_of_thing(finding, name.kind, record), versions, essay);
        }
    }
}

static void count_essays(struct former_finding *finding) {
    const struct site *site = finding->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
            const struct numbers *names = thing_kinds[kind].has_changes ? essay_names(&site->essays[i], kind) : NULL;
            for (size_t j = 0; names && j < names->count; j++)
                count_essay(finding, scope_of_thing(finding, kind, names->items[j]), site->essays[i].versions, i);
        }
        count_names(finding, site->essays[i].versions, i);
    }
    for (uint32_t i = 0; i < site->withdrawn_count; i++)
        count_names(finding, site->withdrawn[i].versions, site->essay_count + i);
}

/* What has the address today that a record had; NULL. */
static struct former_scope *scope_of_address(struct former_finding *finding, const struct past_text *past) {
    uint32_t number = past && past->address.size ? table_get(&finding->by_address, past->address) : NONE;
    return number == NONE ? NULL : &finding->scopes.items[number];
}

/* What has the name today that a record had; NULL. */
static struct former_scope *scope_of_title(struct former_finding *finding, const struct past_text *past, struct text path) {
    struct former_name name = {(uint8_t)file_kind(path), past ? past->title : TEXT(""), past ? past->title : TEXT("")};
    if (!past || !past->is_told || past->is_draft || !past->title.size || name.kind >= THING_KINDS ||
        !thing_kinds[name.kind].has_changes)
        return NULL;
    uint32_t number = former_name_today(finding->site, &name, finding->arena);
    return number == NONE ? NULL : scope_of_thing(finding, name.kind, number);
}

/* Changes of the file that tells of a topic are the topic's: of that which has its name now, too, where the file is gone. */
static void count_record(struct former_finding *finding, uint32_t revision) {
    const struct past_text *past = past_text(finding->site, revision);
    struct former_scope *named = scope_of_title(finding, past, finding->site->history->revisions[revision].path);
    struct former_scope *scope = scope_of_address(finding, past);
    if (scope)
        count_revision(finding, scope, revision);
    if (!named || named == scope)
        return;
    named->has_lost = true;
    count_revision(finding, named, revision);
}

static void count_records(struct former_finding *finding) {
    const struct history *history = finding->site->history;
    for (uint32_t i = 0; i < history->revision_count; i++)
        count_record(finding, i);
    for (uint32_t i = 0; i < history->revision_count; i++) {
        const struct revision *revision = &history->revisions[i];
        bool is_end = revision->kind == CHANGE_WITHDRAWN && revision->before_count;
        struct former_scope *scope = is_end ? scope_of_address(finding, past_text(finding->site, revision->befores[0])) : NULL;
        if (scope)
            scope->has_lost = true;
    }
}

/* Dividing. */

static int newest_first(const void *left, const void *right) {
    return date_compare(*(const struct date *)right, *(const struct date *)left);
}

static uint32_t number_of(struct date day, uint8_t precision) {
    return precision == DATE_YEAR ? (uint32_t)day.year : precision == DATE_MONTH ? day.month : day.day;
}

static void add_periods(struct former_finding *finding, const struct former_scope *scope, struct change_days days,
                        struct text above, uint8_t precision) {
    for (size_t from = 0, to; from < days.count; from = to) {
        uint32_t number = number_of(days.items[from], precision);
        for (to = from + 1; to < days.count && number_of(days.items[to], precision) == number; to++)
            continue;
        struct text address =
            text_format(finding->arena, precision == DATE_YEAR ? "%.*s%04u/" : "%.*s%02u/", TEXT_ARGS(above), number);
        *array_add(&finding->changes->former, finding->arena) = (struct redirect){.from = address, .to = scope->to};
        struct change_days inside = {days.items + from, to - from, to - from};
        if (inside.count > finding->page_size && precision < DATE_DAY)
            add_periods(finding, scope, inside, address, precision + 1);
    }
}

static void lead_former(struct former_finding *finding, struct former_scope *scope) {
    if (!scope->has_lost || !scope->to.size || scope->days.count <= finding->page_size)
        return;
    qsort(scope->days.items, scope->days.count, sizeof *scope->days.items, newest_first);
    add_periods(finding, scope, scope->days, text_join(finding->arena, scope->address, TEXT("changes/")), DATE_YEAR);
}

void changes_note_former(struct changes *changes, const struct site *site, size_t page_size, struct arena *arena) {
    struct former_finding finding = {.site = site, .changes = changes, .page_size = page_size, .arena = arena};
    if (!changes->known || site->is_edition || !page_size)
        return;
    count_essays(&finding);
    count_records(&finding);
    for (size_t i = 0; i < finding.scopes.count; i++)
        lead_former(&finding, &finding.scopes.items[i]);
}
