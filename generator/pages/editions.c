/* The editions: all of them with what each brought, those that an essay stands in, and the banner over an edition's pages. */
#include "base/table.h"
#include "pages/banner.h"
#include "pages/shared.h"

/* An edition beside another one. */
struct comparing {
    const struct site *site;
    const struct edition *edition, *before; /* either may be NULL */
    struct table threads;                   /* of `before`, to indexes of its essays */
};

static struct text thread_key(const struct edition_essay *essay) {
    return (struct text){(const char *)&essay->thread, sizeof essay->thread};
}

static struct table threads_of(const struct edition *edition, struct arena *arena) {
    struct table threads = {0};
    for (uint32_t i = 0; edition && i < edition->essay_count; i++)
        table_put(&threads, thread_key(&edition->essays[i]), i, arena);
    return threads;
}

static struct text address_there(const struct edition *edition, const struct edition_essay *essay, struct arena *arena) {
    return text_format(arena, "/editions/%.*s%.*s", TEXT_ARGS(edition->name), TEXT_ARGS(essay->address));
}

/* An essay as it stands in an edition. */
static void essay_there(struct gathering *g, const struct site *site, const struct edition *edition,
                        const struct edition_essay *essay) {
    gather_open(g, NULL);
    gather_marked(g, "title", "title_html", essay->title, site->settings.han);
    gather_path(g, "path", address_there(edition, essay, gathering_arena(g)));
    gather_close(g);
}

static const struct edition_essay *essay_before(const struct comparing *comparing, const struct edition_essay *essay) {
    uint32_t index = table_get(&comparing->threads, thread_key(essay));
    return index == NONE ? NULL : &comparing->before->essays[index];
}

static bool is_added(const struct comparing *comparing, const struct edition_essay *essay) {
    return !essay_before(comparing, essay);
}

static bool is_revised(const struct comparing *comparing, const struct edition_essay *essay) {
    const struct edition_essay *before = essay_before(comparing, essay);
    return before && !git_id_equal(&before->blob, &essay->blob);
}

/* Those essays of an edition that `choose` picks. */
static void chosen(struct gathering *g, const char *name, const char *has_name, const struct comparing *comparing,
                   bool (*choose)(const struct comparing *, const struct edition_essay *)) {
    gather_open_list(g, name);
    for (size_t i = 0; comparing->edition && i < comparing->edition->essay_count; i++)
        if (choose(comparing, &comparing->edition->essays[i]))
            essay_there(g, comparing->site, comparing->edition, &comparing->edition->essays[i]);
    gather_close(g);
    gather_has(g, has_name, name, NULL);
}

static void about(struct gathering *g, const struct site *site, const struct edition *edition) {
    gather_text(g, "name", edition->name);
    gather_marked(g, "title", "title_html", edition->title, site->settings.han);
    gather_text(g, "note", edition->note);
    gather_date(g, "date", edition->date);
    gather_text(g, "commit", text_slice(text_of(edition->commit.hex), 0, 10));
}

static void edition(struct gathering *g, const struct site *site, size_t index) {
    const struct edition *this = &site->editions->items[index], *before = index ? this - 1 : NULL;
    struct arena *arena = gathering_arena(g);
    struct comparing since = {site, this, before, threads_of(before, arena)};
    struct comparing back = {site, before, this, threads_of(this, arena)};
    gather_open(g, NULL);
    about(g, site, this);
    gather_path(g, "path", edition_address(this, arena));
    gather_count(g, "essays", this->essay_count);
    gather_flag(g, "is_first", index == 0);
    chosen(g, "added", "has_added", &since, is_added);
    chosen(g, "revised", "has_revised", &since, is_revised);
    chosen(g, "removed", "has_removed", &back, is_added);
    gather_close(g);
}

/* The newest first. */
void editions_gather(struct gathering *g, const struct from *from) {
    const struct editions *editions = from->site->editions;
    gather_open_list(g, "editions");
    for (size_t i = editions->count; i-- > 0;)
        edition(g, from->site, i);
    gather_close(g);
    gather_has(g, "has_editions", "editions", NULL);
    gather_word(g, "note", editions->note);
}

/* Of one essay */

/* Whether the words of an essay were changed since it had those bytes. */
static bool is_changed(const struct essay *essay, const struct git_id *blob) {
    const struct versions *versions = essay->versions;
    bool changed = false;
    for (size_t i = versions->count; i-- > 0;) {
        const struct version *version = &versions->items[i];
        if (git_id_equal(&version->blob, blob))
            return changed;
        changed |= version->kind != VERSION_FIELDS && version->kind != VERSION_MOVED && version->kind != VERSION_SAME;
    }
    return true;
}

static void standing(struct gathering *g, const struct site *site, struct standing_place place) {
    const struct edition *edition = &site->editions->items[place.in];
    const struct edition_essay *there = &edition->essays[place.position];
    gather_open(g, NULL);
    about(g, site, edition);
    gather_path(g, "path", address_there(edition, there, gathering_arena(g)));
    gather_flag(g, "is_changed", is_changed(&site->essays[there->today], &there->blob));
    gather_close(g);
}

void gather_editions_of(struct gathering *g, const struct from *from) {
    const struct standing_places *places = from->shared->edition_places;
    gather_open_list(g, "editions");
    for (size_t i = 0; places && i < places[from->page->number].count; i++)
        standing(g, from->site, places[from->page->number].items[i]);
    gather_close(g);
    gather_has(g, "has_editions", "editions", NULL);
}

/* The banner */

const struct view *banner_view(const struct site *site, const struct banner *banner, struct arena *arena) {
    struct gathering *g = gathering_new(GATHER_VIEW, banner->place, site->language, arena);
    gather_open(g, "edition");
    about(g, site, banner->edition);
    gather_close(g);
    gather_path(g, "current", banner->is_gone ? TEXT("") : banner->target);
    gather_path(g, "gone", banner->is_gone ? banner->target : TEXT(""));
    gather_flag(g, "is_essay", banner->is_essay);
    gather_root(g, "root");
    gather_paths(g);
    gather_text(g, "language", site->settings.language);
    gather_flag(g, "is_rtl", site->language->is_rtl);
    return gathering_view(g);
}
