#include "history/lost_ids.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/build.h"
#include "base/remembered.h"
#include "connect/listings.h"
#include "history/internal.h"
#include "history/past.h"
#include "kinds/loading.h"
#include "read/address_list.h"

#include <stdlib.h>

/* The lock. */

static bool knows_past(const struct site *site) {
    return site->history->whole && site->settings.history != HISTORY_OFF;
}

/* What an old address had belongs to the page that it shows. */
static void give_to_targets(struct address_list *lock, struct arena *arena) {
    for (size_t i = 0; i < lock->count; i++) {
        struct listed_address *to = NULL;
        if (lock->items[i].to.size && lock->items[i].ids.count)
            to = (struct listed_address *)address_list_find(lock, lock->items[i].to);
        for (size_t j = 0; to && j < lock->items[i].ids.count; j++)
            *array_add(&to->ids, arena) = lock->items[i].ids.items[j];
    }
}

/* "/essays/year/2015/" */
static bool is_of_part(struct text address) {
    bool is_part = false;
    for (size_t at = 0; at + 1 < address.size && !is_part; at = text_find_char(address, '/', at + 1))
        is_part = listing_has_part(text_after(address, at + 1));
    return is_part;
}

static void note_parts(struct site *site, const struct address_list *list, struct text below, struct arena *arena) {
    for (size_t i = 0; list && i < list->count; i++)
        if (is_of_part(list->items[i].address) && text_starts(list->items[i].address, below))
            *array_add(&site->listed_parts, arena) = list->items[i].address;
}

bool lock_load(struct loading *loading) {
    struct site *site = loading->site;
    size_t file = tree_find(site->tree, TEXT(ADDRESSES_LOCK_PATH));
    struct address_list *lock = arena_new(loading->arena, struct address_list);
    struct text bytes;
    /* Any edit of a text may make the index shorter: nobody is asked to say so in gone.yaml. */
    note_parts(site, site->published, TEXT(INDEX_ADDRESS), loading->arena);
    if (site->is_edition || file == SIZE_MAX)
        return true;
    if (!tree_read(site->tree, file, &bytes, loading->problems, loading->arena) ||
        !address_list_parse(lock, bytes, TEXT(ADDRESSES_LOCK_PATH), loading->problems, loading->arena))
        return false;
    note_parts(site, lock, TEXT("/"), loading->arena);
    if (knows_past(site))
        return true;
    give_to_targets(lock, loading->arena);
    site->lock = lock;
    return true;
}

/* The ids of headings and other places. */

static struct digest ids_key(const struct revision *revision) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("ids of places"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, text_of(revision->blob.hex));
    return hasher_end(&hasher);
}

struct text revision_ids(const struct site *site, uint32_t revision, struct arena *arena) {
    struct digest key = ids_key(&site->history->revisions[revision]);
    struct buffer ids = {0};
    struct version_text text;
    struct text kept = {0};
    if (remembered_find(site->remembered, &kept, key) || !revision_text(&text, site, revision, arena))
        return kept;
    for (uint32_t i = 0; i < document_place_count(text.document); i++)
        buffer_add_format(&ids, "%.*s ", TEXT_ARGS(document_place(text.document, i)));
    kept = text_copy(buffer_text(&ids), arena);
    remembered_add(site->remembered, key, kept);
    buffer_free(&ids);
    return kept;
}

/* One text, and the ids that have been met of it. */
struct losing {
    const struct site *site;
    struct source *source;
    struct table now, met; /* ids in its text today; those that have been found a place, or none */
    struct arena *arena;
};

static void lose(struct losing *losing, struct text id) {
    if (id.size && table_get(&losing->now, id) == NONE && table_put(&losing->met, id, 1, losing->arena) == NONE)
        *array_add(&losing->source->lost_ids, losing->arena) = text_copy(id, losing->arena);
}

static void lose_headings_of(struct losing *losing, uint32_t revision) {
    const struct past_text *past = past_text(losing->site, revision);
    bool was_seen = past && past->is_told && !past->is_draft;
    struct text id, rest = was_seen ? revision_ids(losing->site, revision, losing->arena) : TEXT("");
    while (text_cut(&id, &rest, ' '))
        lose(losing, id);
}

/* Newest first: so they stand nearly as they stood. */
static void lose_headings(struct losing *losing) {
    const struct history *history = losing->site->history;
    const struct file_history *file = history_of(history, losing->source->path);
    for (uint32_t at = file ? file->last : NONE; at != NONE; at = history->revisions[at].previous)
        lose_headings_of(losing, at);
}

static bool is_place_of_term(const struct site *site, struct text address) {
    for (uint32_t i = 0; i < site->term_count; i++)
        if (text_equal(site->terms[i].thing.address, address))
            return true;
    return false;
}

/* A term's other places: those that its file gave it before. */
static void lose_places(struct losing *losing, const struct thing *term) {
    const struct history *history = losing->site->history;
    const struct file_history *file = history_of(history, losing->source->path);
    size_t hash = text_find_char(term->address, '#', 0) + 1;
    for (uint32_t at = file ? file->last : NONE; at != NONE; at = history->revisions[at].previous) {
        const struct past_text *past = past_text(losing->site, at);
        bool was_seen =
            past && past->is_told && !past->is_draft && text_starts(past->address, text_slice(term->address, 0, hash));
        if (was_seen && !is_place_of_term(losing->site, past->address))
            lose(losing, text_after(past->address, hash));
    }
}

/* What the lock has. */

/* A place of a term that is called so, and stands at another one. */
static void lose_listed_places(struct losing *losing, const struct loading *loading, uint32_t number) {
    struct text section = text_of(thing_kinds[THING_TERM].section);
    const struct listed_address *listed = address_list_find(losing->site->lock, section);
    for (size_t i = 0; listed && i < listed->ids.count; i++) {
        struct text id = listed->ids.items[i].id;
        struct text address = text_format(losing->arena, "%.*s#%.*s", TEXT_ARGS(section), TEXT_ARGS(id));
        if (thing_called(loading, THING_TERM, id, losing->arena) == number && !is_place_of_term(losing->site, address))
            lose(losing, id);
    }
}

static uint32_t block_of(const struct marks *marks, struct text name) {
    for (size_t i = 0; name.size && i < marks->count; i++)
        if (text_equal(text_of(marks->items[i].id), name))
            return marks->items[i].block;
    return NONE;
}

static int by_block(const void *left, const void *right) {
    const struct former_mark *a = left, *b = right;
    int order = (a->block > b->block) - (a->block < b->block);
    return order ? order : text_compare(a->id, b->id);
}

/* Of an essay `marks` are what its passages are called now; of any other text there are none. */
static struct former_mark *place_listed(struct losing *losing, size_t *count, const struct listed_address *listed,
                                        const struct marks *marks) {
    struct former_mark *placed = arena_array(losing->arena, struct former_mark, listed->ids.count + 1);
    *count = 0;
    for (size_t i = 0; i < listed->ids.count; i++) {
        struct text id = listed->ids.items[i].id;
        uint32_t block = block_of(marks, listed->ids.items[i].now);
        bool stands = block_of(marks, id) != NONE || table_get(&losing->now, id) != NONE;
        if (stands || block == NONE || table_put(&losing->met, id, 1, losing->arena) != NONE) {
            if (!stands)
                lose(losing, id);
            continue;
        }
        placed[(*count)++] = (struct former_mark){id, block};
    }
    if (*count)
        qsort(placed, *count, sizeof *placed, by_block);
    return placed;
}

static void note_listed(struct versions *versions, const struct former_mark *placed, size_t count) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, versions->digest);
    for (size_t i = 0; i < count; i++) {
        hasher_add_text(&hasher, placed[i].id);
        hasher_add_number(&hasher, placed[i].block);
    }
    versions->digest = hasher_end(&hasher);
    versions->listed = placed;
    versions->listed_count = count;
}

static void take_from_lock(struct losing *losing, const struct thing *thing, const struct essay *essay) {
    const struct listed_address *listed = address_list_find(losing->site->lock, thing->address);
    struct marks marks = {0};
    size_t count;
    if (!listed || !listed->ids.count || (essay && !essay_is_open(essay)))
        return;
    if (essay)
        versions_marks(&marks, losing->site, essay, essay->versions->count - 1, losing->arena);
    struct former_mark *placed = place_listed(losing, &count, listed, &marks);
    if (count)
        note_listed((struct versions *)essay->versions, placed, count);
}

static void lose_of(struct loading *loading, uint8_t kind, uint32_t number) {
    const struct site *site = loading->site;
    struct thing *thing = (struct thing *)site_thing(site, kind, number);
    struct losing losing = {.site = site, .source = &thing->source, .arena = loading->arena};
    /* The versions of an essay know what it has lost. */
    if (!thing->source.document || thing->draft || !(site->lock || (knows_past(site) && kind != THING_ESSAY)))
        return;
    losing.now = table_of_ids(thing->source.document, losing.arena);
    if (site->lock && kind == THING_TERM)
        lose_listed_places(&losing, loading, number);
    else if (site->lock)
        take_from_lock(&losing, thing, kind == THING_ESSAY ? &site->essays[number] : NULL);
    else if (kind == THING_TERM)
        lose_places(&losing, thing);
    else
        lose_headings(&losing);
}

void lost_ids_load(struct loading *loading) {
    const struct site *site = loading->site;
    if (site->is_edition)
        return;
    for (uint8_t kind = 0; kind < THING_HOME; kind++)
        for (uint32_t i = 0; i < site_count(site, kind); i++)
            lose_of(loading, kind, i);
    lose_of(loading, THING_HOME, 0);
}
