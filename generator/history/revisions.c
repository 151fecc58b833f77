#include "history/revisions.h"

#include "base/arena.h"
#include "base/array.h"
#include "read/address_list.h"

#include <stdlib.h>
#include <string.h>

static const struct version *current_of(const struct essay *essay) {
    return &essay->versions->items[essay->versions->count - 1];
}

static bool is_same_text(const struct version *a, const struct version *b) {
    return strcmp(a->blob.hex, b->blob.hex) == 0;
}

static bool is_current(const struct essay *essay, const struct version *version) {
    return version->blob.hex[0] && is_same_text(version, current_of(essay));
}

/* Whether the text of a version may be shown: it is the current one, or an old one. */
static bool is_shown(const struct essay *essay, const struct version *version) {
    return version->is_shown || (is_current(essay, version) && essay_is_open(essay));
}

bool revisions_has_history(const struct site *site, const struct essay *essay) {
    return !site->is_edition && site->settings.history != HISTORY_OFF && essay->versions->whole &&
           current_of(essay)->blob.hex[0];
}

struct text revisions_folder(struct text address, struct arena *arena) {
    if (text_ends(address, TEXT("/")))
        return address;
    if (text_ends(address, TEXT(".html")))
        address = text_slice(address, 0, address.size - TEXT(".html").size);
    return text_join(arena, address, TEXT("-"));
}

struct text revisions_history(const struct essay *essay, struct arena *arena) {
    return text_join(arena, revisions_folder(essay->thing.address, arena), TEXT("history/"));
}

uint32_t revisions_history_parts(const struct site *site, const struct essay *essay) {
    size_t size = site->settings.page_size, count = essay->versions->count;
    return size && count >= 2 * size ? (uint32_t)(count / size) - 1 : 0;
}

struct history_part revisions_history_part(const struct site *site, const struct essay *essay, uint32_t part,
                                           struct arena *arena) {
    uint32_t size = site->settings.page_size, before = revisions_history_parts(site, essay) * size;
    struct text whole = revisions_history(essay, arena);
    if (part == 0)
        return (struct history_part){before, (uint32_t)essay->versions->count - before, whole};
    return (struct history_part){(part - 1) * size, size, text_format(arena, "%.*s%u/", TEXT_ARGS(whole), part)};
}

/* The nearest that this one continues and that may be shown; NONE for none. */
static uint32_t shown_before(const struct essay *essay, size_t version) {
    const struct version *items = essay->versions->items;
    uint32_t at = version_before(&items[version]);
    while (at != NONE && !is_shown(essay, &items[at]))
        at = version_before(&items[at]);
    return at;
}

/* The nearest other text on that way. */
static uint32_t text_before(const struct essay *essay, size_t version) {
    const struct version *items = essay->versions->items;
    uint32_t at = shown_before(essay, version);
    while (at != NONE && is_same_text(&items[at], &items[version]))
        at = shown_before(essay, at);
    return at;
}

static const struct revision_text *text_with(const struct revisions *revisions, const struct version *version) {
    uint32_t found = version->blob.hex[0] ? table_get(&revisions->by_blob, text_of(version->blob.hex)) : NONE;
    return found == NONE ? NULL : &revisions->texts.items[found];
}

bool revisions_has_page(const struct revisions *revisions, const struct essay *essay, size_t version) {
    const struct version *items = essay->versions->items;
    const struct revision_text *text = is_shown(essay, &items[version]) ? text_with(revisions, &items[version]) : NULL;
    return text && (text->has_page || is_current(essay, &items[version]));
}

/* The version on whose page the words of one stand; NONE where they may not be shown. */
static uint32_t page_of(const struct revisions *revisions, const struct essay *essay, size_t version) {
    const struct version *shown = &essay->versions->items[version];
    if (!is_shown(essay, shown) || revisions_has_page(revisions, essay, version))
        return is_shown(essay, shown) ? (uint32_t)version : NONE;
    return is_shown(essay, &essay->versions->items[shown->brought_by]) ? shown->brought_by : NONE;
}

static bool is_on_page(const struct revisions *revisions, const struct essay *essay, size_t version, size_t other) {
    const struct version *items = essay->versions->items;
    uint32_t page = page_of(revisions, essay, version), page_of_other = page_of(revisions, essay, other);
    return page != NONE && page_of_other != NONE && is_same_text(&items[page], &items[page_of_other]);
}

uint32_t revisions_before(const struct revisions *revisions, const struct essay *essay, size_t version) {
    uint32_t at = text_before(essay, version);
    while (at != NONE && is_on_page(revisions, essay, at, version))
        at = text_before(essay, at);
    return at == NONE ? NONE : page_of(revisions, essay, at);
}

/* Whether this text, or at least its words, is what the author of version `after` had before him, who made another page. */
static bool is_continued(const struct revisions *revisions, const struct essay *essay, size_t version, size_t after) {
    if (!revisions_has_page(revisions, essay, after) || is_on_page(revisions, essay, after, version))
        return false;
    uint32_t before = text_before(essay, after);
    return before != NONE && is_on_page(revisions, essay, before, version);
}

/* That which the current text continues; else of a branch. */
uint32_t revisions_after(const struct revisions *revisions, const struct essay *essay, size_t version) {
    const struct version *items = essay->versions->items;
    uint32_t found = NONE;
    for (size_t i = version + 1; i < essay->versions->count; i++) {
        if (!is_continued(revisions, essay, version, i))
            continue;
        found = found == NONE ? (uint32_t)i : found;
        if (!items[i].is_aside || items[version].is_aside)
            return (uint32_t)i;
    }
    return found;
}

bool revisions_was_published(const struct site *site, struct text address) {
    const struct listed_address *listed = site->published ? address_list_find(site->published, address) : NULL;
    return listed && !listed->is_pending;
}

struct text revisions_name(const struct revisions *revisions, const struct version *version) {
    const struct revision_text *text = text_with(revisions, version);
    return text ? text_slice(text_of(text->blob->hex), 0, text->digits) : (struct text){0};
}

static struct text address_of(struct text name, struct arena *arena) {
    return name.size ? text_format(arena, "/versions/%.*s/", TEXT_ARGS(name)) : name;
}

struct text revisions_text(const struct revisions *revisions, const struct essay *essay, size_t version, struct arena *arena) {
    uint32_t page = page_of(revisions, essay, version);
    if (page == NONE)
        return (struct text){0};
    const struct version *shown = &essay->versions->items[page];
    struct text name = revisions_name(revisions, shown);
    return name.size && is_current(essay, shown) ? essay->thing.address : address_of(name, arena);
}

struct text revisions_permanent(struct text *name, const struct revisions *revisions, const struct essay *essay,
                                struct arena *arena) {
    const struct version *current = current_of(essay);
    const struct revision_text *text = text_with(revisions, current);
    const struct version *cited = text && text->has_page ? current : &essay->versions->items[current->brought_by];
    *name = essay_is_open(essay) ? revisions_name(revisions, cited) : (struct text){0};
    return address_of(*name, arena);
}

/* A file that was moved, or came back unchanged, has the same text as before. */
static bool has_other_text(const struct essay *essay, size_t version) {
    const struct version *items = essay->versions->items;
    uint32_t at = shown_before(essay, version);
    return at != NONE && !is_same_text(&items[at], &items[version]);
}

bool revisions_brings_words(const struct site *site, const struct versions *versions, size_t version) {
    const struct version *of = &versions->items[version];
    return of->brought_by == version && (of->kind != VERSION_MERGE || site->settings.all_versions);
}

struct text revisions_change(const struct revisions *revisions, const struct essay *essay, size_t version,
                             struct arena *arena) {
    const struct version *shown = &essay->versions->items[version];
    if (!is_shown(essay, shown) || !has_other_text(essay, version))
        return (struct text){0};
    const struct version *before = &essay->versions->items[text_before(essay, version)];
    struct text name = revisions_name(revisions, shown), old = revisions_name(revisions, before);
    if (name.size == 0 || old.size == 0)
        return (struct text){0};
    struct text address = text_format(arena, "/versions/%.*s/from/%.*s/", TEXT_ARGS(name), TEXT_ARGS(old));
    bool has_page =
        revisions_brings_words(revisions->site, essay->versions, version) || revisions_was_published(revisions->site, address);
    return has_page ? address : (struct text){0};
}

/* The page is below that of the text, and so belongs to the same essay. */
struct text revisions_since(const struct revisions *revisions, const struct essay *essay, size_t version, struct arena *arena) {
    uint32_t page = page_of(revisions, essay, version);
    const struct revision_text *text = page == NONE ? NULL : text_with(revisions, &essay->versions->items[page]);
    if (!text || text->is_current || &revisions->site->essays[text->essay] != essay)
        return (struct text){0};
    const struct version *items = essay->versions->items;
    bool can_compare = !items[items[text->version].ahead].is_closed;
    struct text name = revisions_name(revisions, &items[text->version]);
    return can_compare ? text_format(arena, "/versions/%.*s/since/", TEXT_ARGS(name)) : (struct text){0};
}

static void add_text(struct revisions *revisions, struct revision_text text, struct arena *arena) {
    text.blob = &revisions->site->essays[text.essay].versions->items[text.version].blob;
    text.digits = REVISION_DIGITS;
    uint32_t known = table_get(&revisions->by_blob, text_of(text.blob->hex));
    if (known != NONE) {
        revisions->texts.items[known].has_page |= text.has_page;
        return;
    }
    table_put(&revisions->by_blob, text_of(text.blob->hex), (uint32_t)revisions->texts.count, arena);
    *array_add(&revisions->texts, arena) = text;
}

static bool has_texts(const struct site *site, uint32_t essay, const uint32_t *date_positions) {
    const struct essay *of = &site->essays[essay];
    return date_positions[essay] != NONE && site->settings.history == HISTORY_FULL && essay_is_open(of) &&
           revisions_has_history(site, of);
}

/* Of those that brought their words, or of those that did not. */
static void add_texts_of(struct revisions *revisions, uint32_t essay, bool brought, struct arena *arena) {
    const struct essay *of = &revisions->site->essays[essay];
    for (uint32_t v = (uint32_t)of->versions->count; v-- > 0;) {
        bool is_asked = is_shown(of, &of->versions->items[v]) && (of->versions->items[v].brought_by == v) == brought;
        if (is_asked)
            add_text(revisions, (struct revision_text){.essay = essay, .version = v, .has_page = brought}, arena);
    }
}

/*
 * Current texts first, since their addresses lead to the essay; then by essay, the last version with these bytes, of those that
 * brought their words before the others.
 */
static void add_texts(struct revisions *revisions, const uint32_t *date_positions, struct arena *arena) {
    const struct site *site = revisions->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        uint32_t last = (uint32_t)site->essays[i].versions->count - 1;
        if (has_texts(site, i, date_positions))
            add_text(revisions, (struct revision_text){.essay = i, .version = last, .is_current = true}, arena);
    }
    for (int others = 0; others < 2; others++)
        for (uint32_t i = 0; i < site->essay_count; i++)
            if (has_texts(site, i, date_positions))
                add_texts_of(revisions, i, !others, arena);
}

static int by_hex(const void *left, const void *right) {
    const struct revision_text *const *a = left, *const *b = right;
    return strcmp((*a)->blob->hex, (*b)->blob->hex);
}

static uint32_t common_digits(const char *a, const char *b) {
    uint32_t count = 0;
    while (a[count] && a[count] == b[count])
        count++;
    return count;
}

static void tell_apart(struct revision_text *a, struct revision_text *b) {
    uint32_t needed = common_digits(a->blob->hex, b->blob->hex) + 1;
    a->digits = a->digits < needed ? needed : a->digits;
    b->digits = b->digits < needed ? needed : b->digits;
}

static void make_names_unique(struct revisions *revisions) {
    struct arena scratch = {0};
    size_t count = revisions->texts.count;
    struct revision_text **sorted = arena_array(&scratch, struct revision_text *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &revisions->texts.items[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_hex);
    for (size_t i = 1; i < count; i++)
        tell_apart(sorted[i - 1], sorted[i]);
    arena_free(&scratch);
}

/* Those that were published go on, with what has changed since. */
static void keep_published(struct revisions *revisions) {
    struct arena scratch = {0};
    for (size_t i = 0; revisions->site->published && i < revisions->texts.count; i++) {
        struct revision_text *text = &revisions->texts.items[i];
        struct text name = text_slice(text_of(text->blob->hex), 0, text->digits);
        text->has_page |= revisions_was_published(revisions->site, address_of(name, &scratch));
    }
    arena_free(&scratch);
}

static void add_page(struct revisions *revisions, struct revision_page page, struct arena *arena) {
    if (page.address.size)
        *array_add(&revisions->pages, arena) = page;
}

static void add_text_pages(struct revisions *revisions, struct arena *arena) {
    for (size_t i = 0; i < revisions->texts.count; i++) {
        const struct revision_text *text = &revisions->texts.items[i];
        const struct essay *essay = &revisions->site->essays[text->essay];
        if (!text->has_page)
            continue;
        struct text name = text_slice(text_of(text->blob->hex), 0, text->digits);
        struct revision_page page = {.kind = text->is_current ? REVISION_CURRENT : REVISION_TEXT,
                                     .essay = text->essay,
                                     .version = text->version,
                                     .address = address_of(name, arena)};
        add_page(revisions, page, arena);
        page.kind = REVISION_SINCE;
        page.before = text->version;
        page.version = essay->versions->items[text->version].ahead;
        page.address = revisions_since(revisions, essay, text->version, arena);
        add_page(revisions, page, arena);
    }
}

/* Two essays, or one that went back and forth, may have made the same change. */
static void add_change_pages(struct revisions *revisions, struct arena *arena) {
    struct table seen = {0};
    for (uint32_t i = 0; i < revisions->site->essay_count; i++) {
        const struct essay *essay = &revisions->site->essays[i];
        for (uint32_t v = 0; v < essay->versions->count; v++) {
            struct revision_page page = {REVISION_CHANGE, i, v, text_before(essay, v),
                                         revisions_change(revisions, essay, v, arena)};
            if (page.address.size && table_put(&seen, page.address, 0, arena) == NONE)
                add_page(revisions, page, arena);
        }
    }
}

const struct revisions *revisions_make(const struct site *site, const uint32_t *date_positions, struct arena *arena) {
    struct revisions *revisions = arena_new(arena, struct revisions);
    revisions->site = site;
    add_texts(revisions, date_positions, arena);
    make_names_unique(revisions);
    keep_published(revisions);
    add_text_pages(revisions, arena);
    add_change_pages(revisions, arena);
    return revisions;
}
