/* The page at the address of what is no more. */
#include "base/array.h"
#include "connect/addresses.h"
#include "history/gone.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

const struct gone_thing *plan_gone(const struct plan *plan, uint32_t number) {
    size_t known = plan->site->gone.count;
    return number < known ? &plan->site->gone.items[number] : &plan->lost.items[number - known];
}

static const struct gone_thing *gone_of(const struct from *from) {
    return plan_gone(from->plan, from->page->number);
}

/* A term's place is on the glossary. */
void gone_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    for (uint32_t i = 0; i < site->gone.count; i++)
        if (address_hash(site->gone.items[i].address) == site->gone.items[i].address.size)
            plan_add(planning, kind, site->gone.items[i].address, i);
}

/* Two things may have been called the same: their addresses tell them apart. */
static struct text what_is_left(const struct from *from, const struct gone_thing *gone, struct arena *arena) {
    const struct language *language = from->site->language;
    struct text now = language_word(language, "gone-now", arena);
    if (gone->commit != NONE)
        now = SAY(language, arena, "gone-since",
                  {"date", language_date(language, from->site->history->commits[gone->commit].when, arena)});
    return text_join(arena, now, SAY(language, arena, "in-brackets", {"inside", gone->address}));
}

void gone_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct gone_thing *gone = gone_of(from);
    struct text title = gone->title;
    if (gone->is_index)
        title = title_of_kind(from->site, (uint8_t)page_of_listing(LISTING_ALL(gone->kind)), arena);
    if (!title.size)
        title = language_word(from->site->language, "no-longer-here", arena);
    *heading = (struct heading){.title = title, .shows = what_is_left(from, gone, arena), .han = from->site->settings.han};
}

static void members(struct gathering *g, const struct from *from, const struct gone_thing *gone) {
    const struct history *history = from->site->history;
    const struct commit *commit = gone->commit == NONE ? NULL : &history->commits[gone->commit];
    gather_marked(g, "title", "title_html", gone->title, from->site->settings.han);
    gather_date(g, "date", commit ? commit->when : (struct date){0});
    gather_flag(g, "is_uncommitted", gone->is_uncommitted);
    gather_text(g, "note", commit && !gone->reason.size ? commit->note : (struct text){0});
}

/* The nearest page above what only the lock knows, since there is nothing else to say of that. */
static void above(struct gathering *g, const struct from *from, const struct gone_thing *gone) {
    struct text address = gone->address;
    size_t found = SIZE_MAX;
    while (gone->is_only_listed && found == SIZE_MAX && address.size > 1) {
        address = folder_above(address);
        found = plan_find(from->plan, address);
    }
    if (found == SIZE_MAX) {
        gather_none(g, "above");
        return;
    }
    gather_open(g, "above");
    gather_path(g, "path", from->plan->pages[found].address);
    gather_text(g, "title", title_of_page(from, plan_shown(from->plan, found), gathering_arena(g)));
    gather_close(g);
}

void gone_gather(struct gathering *g, const struct from *from) {
    const struct gone_thing *gone = gone_of(from);
    gather_open(g, "former");
    members(g, from, gone);
    gather_text(g, "reason", gone->reason);
    gather_flag(g, "is_only_listed", gone->is_only_listed);
    above(g, from, gone);
    gather_thing(g, "into", from->shared, CARD_ESSAY_NAME, gone->into);
    gather_texts(g, "ids", gone->ids.items, gone->ids.count);
    gather_has(g, "has_ids", "ids", NULL);
    gather_flag(g, "is_named", gone->title.size || gone->is_index);
    gather_flag(g, "was_essay", gone->kind == THING_ESSAY);
    gather_things(g, "works", from->shared, CARD_ESSAY, &gone->essays);
    gather_has(g, "has_works", "works", NULL);
    gather_close(g);
}

void gather_gone_terms(struct gathering *g, const struct from *from) {
    const struct site *site = from->site;
    gather_open_list(g, "former_terms");
    for (size_t i = 0; i < site->gone.count; i++) {
        const struct gone_thing *gone = &site->gone.items[i];
        size_t hash = address_hash(gone->address);
        if (hash == gone->address.size)
            continue;
        gather_open(g, NULL);
        gather_text(g, "id", text_after(gone->address, hash + 1));
        members(g, from, gone);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_former_terms", "former_terms", NULL);
}
