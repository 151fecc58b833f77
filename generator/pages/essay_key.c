#include "pages/essay_key.h"

#include "pages/shared.h"

/* What is being described. */
struct describing {
    struct hasher hasher;
    const struct plan *plan;
    const struct site *site;
    const struct shared_views *shared;
};

static void add_view(struct describing *d, const struct view *view) {
    hasher_add_digest(&d->hasher, view ? view->digest : (struct digest){0});
}

static void add_date(struct describing *d, struct date date) {
    hasher_add_text(&d->hasher, (struct text){(const char *)&date, sizeof date});
}

static void add_flag(struct describing *d, bool flag) {
    hasher_add_number(&d->hasher, flag);
}

static void add_mention(struct describing *d, uint8_t kind, uint32_t number) {
    hasher_add_number(&d->hasher, kind);
    if (kind >= THING_ESSAY && kind <= THING_PAGE)
        hasher_add_digest(&d->hasher, cards_mention(d->shared, kind, number).digest);
}

/* The card of another essay, and whether this one may show it. */
static void add_card(struct describing *d, uint32_t essay) {
    add_flag(d, d->shared->date_positions[essay] != UINT32_MAX);
    add_view(d, d->shared->essays[essay]);
}

struct digest essay_key_frame(const struct shared_views *shared) {
    const struct site *site = shared->site;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, shared->site_uncounted->digest);
    hasher_add_digest(&hasher, shared->origin->digest);
    hasher_add_digest(&hasher, shared->origin_note->digest);
    hasher_add_digest(&hasher, shared->language->digest);
    for (size_t i = 0; i <= site->settings.menu.count; i++) {
        hasher_add_digest(&hasher, shared->menus[i]->digest);
        if (i < site->settings.menu.count)
            hasher_add_text(&hasher, site->settings.menu.items[i].address);
    }
    return hasher_end(&hasher);
}

/* What the file itself says, and git of it. */
static void add_own(struct describing *d, const struct essay *essay) {
    const struct record *record = &essay->thing.source.record;
    hasher_add_digest(&d->hasher, essay->thing.source.file->key);
    hasher_add_text(&d->hasher, essay->thing.source.path);
    hasher_add_text(&d->hasher, essay->thing.address);
    add_flag(d, essay_is_open(essay));
    add_date(d, record->first);
    add_date(d, record->last);
    hasher_add_number(&d->hasher, record->revisions);
    for (size_t i = 0; i < record->contributors.count; i++)
        hasher_add_text(&d->hasher, d->site->history->people[record->contributors.items[i]]);
}

/* What its front matter names. */
static void add_named(struct describing *d, const struct essay *essay) {
    for (size_t i = 0; i < essay->authors.count; i++)
        hasher_add_text(&d->hasher, d->site->authors[essay->authors.items[i]].family);
    hasher_add_number(&d->hasher, essay->variant_of != UINT32_MAX);
    if (essay->variant_of != UINT32_MAX)
        add_card(d, essay->variant_of);
    for (size_t i = 0; i < essay->variants.count; i++) {
        const struct essay *variant = &d->site->essays[essay->variants.items[i]];
        add_card(d, essay->variants.items[i]);
        hasher_add_number(&d->hasher, variant->variant);
        hasher_add_text(&d->hasher, variant->variant_note);
    }
}

static void add_relations(struct describing *d, const struct relation *relations, size_t count) {
    hasher_add_number(&d->hasher, count);
    for (size_t i = 0; i < count; i++) {
        hasher_add_number(&d->hasher, relations[i].kind);
        add_card(d, relations[i].essay);
        hasher_add_text(&d->hasher, relations[i].note);
    }
}

/* A place of the site, such as /feed.xml, is not there in every reader. */
static void add_target(struct describing *d, const struct target *target) {
    add_mention(d, target->kind, target->number);
    hasher_add_text(&d->hasher, target->anchor);
    if (target->kind == THING_TERM)
        add_view(d, d->shared->terms[target->number]);
    if (target->kind == THING_MEDIA) {
        hasher_add_text(&d->hasher, d->site->tree->files[target->number].path);
        hasher_add_digest(&d->hasher, d->site->tree->files[target->number].id);
    }
    if (target->kind == THING_PLACE) {
        hasher_add_text(&d->hasher, target->address);
        add_flag(d, plan_find(d->plan, target->address) != SIZE_MAX);
    }
}

static void add_backlink(struct describing *d, const struct backlink *backlink) {
    bool is_essay = backlink->kind == THING_ESSAY;
    add_mention(d, backlink->kind, backlink->number);
    add_flag(d, is_essay && !essay_is_open(&d->site->essays[backlink->number]));
    hasher_add_text(&d->hasher, is_essay ? d->site->essays[backlink->number].han : (struct text){0});
    hasher_add_text(&d->hasher, backlink->sentence);
    hasher_add_text(&d->hasher, backlink->heading);
}

/* The titles that its reasons name are those of its own topics, authors and references. */
static void add_related(struct describing *d, const struct essay *essay) {
    hasher_add_digest(&d->hasher, essay->related_why);
    for (size_t i = 0; i < essay->related.count; i++) {
        add_card(d, essay->related.items[i]);
        add_flag(d, essay_is_open(&d->site->essays[essay->related.items[i]]));
    }
}

static void add_list_place(struct describing *d, struct list_place place) {
    const struct list *list = &d->site->lists[place.list];
    add_view(d, d->shared->lists[place.list]);
    hasher_add_number(&d->hasher, place.position);
    if (place.position > 0)
        add_card(d, list->items.items[place.position - 1].essay);
    if (place.position + 1 < list->items.count)
        add_card(d, list->items.items[place.position + 1].essay);
}

/* Before and after it by date. */
static void add_neighbours(struct describing *d, uint32_t number) {
    const struct numbers *by_date = &d->site->essays_by_date;
    uint32_t position = d->shared->date_positions[number];
    if (position == UINT32_MAX)
        return;
    for (uint32_t i = position ? position - 1 : 0; i <= position + 1 && i < by_date->count; i++)
        add_card(d, by_date->items[i]);
}

/* Of which passages are gone, and who took them out when. */
static void add_versions(struct describing *d, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    const struct history *history = d->site->history;
    add_flag(d, revisions_has_history(d->site, essay));
    hasher_add_digest(&d->hasher, versions->digest);
    hasher_add_number(&d->hasher, versions->count);
    for (size_t i = 0; versions->count > 1 && i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        const struct commit *commit =
            version->revision == UINT32_MAX ? NULL : &history->commits[history->revisions[version->revision].commit];
        hasher_add_text(&d->hasher, revisions_name(d->shared->revisions, version));
        hasher_add_number(&d->hasher, version->is_draft * 2 + version->has_page);
        hasher_add_text(&d->hasher, commit ? text_of(commit->id.hex) : (struct text){0});
        hasher_add_text(&d->hasher, commit ? history->people[commit->person] : (struct text){0});
    }
}

struct digest essay_key(const struct plan *plan, const struct page *page) {
    const struct site *site = plan->site;
    const struct essay *essay = &site->essays[page->number];
    const struct list_places *places = &plan->shared->list_places[page->number];
    struct describing d = {.plan = plan, .site = site, .shared = plan->shared};
    hasher_start(&d.hasher);
    hasher_add_digest(&d.hasher, d.shared->frame);
    add_card(&d, page->number);
    add_own(&d, essay);
    add_named(&d, essay);
    add_relations(&d, essay->relations.items, essay->relations.count);
    add_relations(&d, essay->related_by.items, essay->related_by.count);
    for (size_t i = 0; i < essay->thing.source.targets.count; i++)
        add_target(&d, &essay->thing.source.targets.items[i]);
    for (size_t i = 0; i < essay->thing.backlinks.count; i++)
        add_backlink(&d, &essay->thing.backlinks.items[i]);
    add_related(&d, essay);
    for (size_t i = 0; i < places->count; i++)
        add_list_place(&d, places->items[i]);
    add_neighbours(&d, page->number);
    if (d.shared->editions)
        add_view(&d, d.shared->editions[page->number]);
    add_versions(&d, essay);
    return hasher_end(&d.hasher);
}
