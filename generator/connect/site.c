#include "kinds/loading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/remembered.h"
#include "connect/book_index.h"
#include "connect/quotations.h"
#include "history/lost_ids.h"
#include "kinds/saved.h"

#include <stdlib.h>

static bool find_origin(struct loading *loading) {
    const struct site_input *input = loading->input;
    if (input->origin)
        loading->site->origin = *input->origin;
    return input->origin ||
           origin_find(&loading->site->origin, loading->problems, input->repository, input->revision, loading->arena);
}

static bool find_today(struct loading *loading) {
    const struct site_input *input = loading->input;
    struct site *site = loading->site;
    bool found = input->today || today_find(&site->today, NULL, loading->problems, loading->arena);
    if (input->today)
        site->today = *input->today;
    site->today.shows_future = site->settings.future || input->future;
    site->validity = arena_new(loading->arena, struct validity);
    *site->validity = (struct validity)VALIDITY_ALWAYS;
    return found;
}

static bool find_editions(struct loading *loading) {
    const struct site_input *input = loading->input;
    struct editions *editions = arena_new(loading->arena, struct editions);
    if (input->is_edition)
        return true;
    loading->site->editions = editions;
    return editions_find(editions, &loading->site->settings, input->repository, loading->problems, loading->arena);
}

/* Old texts and what differs stand in today's site: an edition has its own text only. */
static void freeze(struct settings *settings, bool is_searched) {
    settings->base_url = TEXT("");
    settings->for_disk = false;
    settings->search = is_searched ? SEARCH_ON : SEARCH_OFF;
    if (settings->history == HISTORY_FULL)
        settings->history = HISTORY_SUMMARY;
}

const struct language *site_language(const struct site *site, struct text tag) {
    for (size_t i = 0; i < site->languages.count; i++)
        if (text_equal(site->languages.items[i]->tag, tag))
            return site->languages.items[i];
    return site->language;
}

static void languages_load(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct text tag = site->essays[i].language;
        if (!text_equal(site_language(site, tag)->tag, tag))
            *array_add(&site->languages, loading->arena) = language_load(NULL, loading->input->tree, tag, loading->arena);
    }
}

/* With `history: off` the past costs nothing, unless editions must know what has become of their essays since. */
static bool needs_history(const struct loading *loading) {
    const struct site *site = loading->site;
    return site->settings.history != HISTORY_OFF || loading->input->for_editor || (site->editions && site->editions->count);
}

/* Faults in site.yaml do not end the load: one run tells them and those of all essays. */
static bool read_sources(struct loading *loading) {
    const struct site_input *input = loading->input;
    struct site *site = loading->site;
    settings_read(&site->settings, input->tree, loading->problems, loading->arena);
    site->language = language_load(loading->problems, input->tree, site->settings.language, loading->arena);
    loading->own_base = site->settings.base_url;
    if (input->is_edition)
        freeze(&site->settings, input->is_searched);
    if (input->base_url && !settings_base_url(&site->settings.base_url, text_of(input->base_url), loading->arena))
        diag_fail(loading->problems, FAULT_USAGE, E_BAD_BASE_URL, TEXT(""),
                  text_format(loading->arena, "\"%s\" is no address of a site", input->base_url),
                  TEXT("write it whole: https://example.org/reader/"));
    if (!input->is_edition)
        loading->own_base = site->settings.base_url;
    site->settings.for_disk |= input->for_disk;
    if (!find_origin(loading) || !find_today(loading) || !find_editions(loading))
        return false;
    works_read_data(loading);
    struct parse_options options = settings_parse_options(&site->settings, site->language, loading->arena);
    if (!documents_load(&loading->parsed, input->tree, &options, input->remembered, input->workers, loading->problems,
                        loading->arena))
        return false;
    loading->fields = arena_array(loading->arena, struct fields, loading->parsed.count);
    const struct repository *repository = needs_history(loading) ? input->repository : NULL;
    site->history = history_load(loading->problems, repository, &site->origin, input->remembered, loading->arena);
    return true;
}

static void read_things(struct loading *loading) {
    loading->keys.is_quiet = loading->site->is_edition;
    files_sort(loading);
    gone_said_load(loading);
    folder_data_check(loading);
    saved_load(loading);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].is_made_last)
            continue;
        else if (thing_kinds[kind].load)
            thing_kinds[kind].load(loading);
        else if (thing_kinds[kind].called)
            named_load(loading, kind);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].is_made_last)
            thing_kinds[kind].load(loading);
    editors_load(loading);
    languages_load(loading);
    listings_load(loading);
}

static int by_from(const void *left, const void *right) {
    const struct redirect *a = left, *b = right;
    return text_compare(a->from, b->from);
}

static void redirects_sort(struct site *site) {
    if (site->redirects.count)
        qsort(site->redirects.items, site->redirects.count, sizeof(struct redirect), by_from);
}

/* Of one essay: what had its address before. */
static bool connect_shown(struct loading *loading) {
    if (!loading->input->shown->with_former)
        return true;
    renames_load(loading);
    return former_holders_load(loading);
}

static bool connect_things(struct loading *loading) {
    claims_load(loading);
    menu_check(loading);
    relations_load(loading);
    works_find_texts(loading);
    shown_load(loading);
    /* A reference may lead to a passage by its id. */
    if (!versions_load(loading))
        return false;
    if (loading->input->shown)
        return connect_shown(loading);
    renames_load(loading);
    if (!lock_load(loading) || !gone_load(loading))
        return false;
    lost_ids_load(loading);
    heirs_load(loading);
    gone_places_load(loading);
    references_load(loading);
    pictures_load(loading);
    quotations_load(loading);
    renames_load_beside(loading);
    backlinks_load(loading);
    listings_load_citing(loading);
    related_load(loading);
    book_index_load(loading);
    redirects_sort(loading->site);
    return true;
}

const struct site *site_load(struct diag *problems, const struct site_input *input, struct arena *arena) {
    struct loading *loading = arena_new(arena, struct loading);
    struct site_input *own_input = arena_new(arena, struct site_input);
    struct site *site = arena_new(arena, struct site);
    *own_input = *input;
    if (!own_input->remembered)
        own_input->remembered = remembered_open(NULL, arena);
    *loading = (struct loading){.input = own_input, .site = site, .problems = problems, .arena = arena};
    site->loading = loading;
    site->tree = input->tree;
    site->remembered = own_input->remembered;
    site->repository = input->repository;
    site->is_edition = input->is_edition;
    site->edition_title = input->edition_title;
    site->published = input->published;
    site->only_book = input->only_book;
    if (!read_sources(loading))
        return NULL;
    if (!input->shown || input->shown->with_former)
        past_load(loading);
    read_things(loading);
    return connect_things(loading) ? site : NULL;
}
