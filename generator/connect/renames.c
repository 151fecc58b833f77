/*
 * The old addresses that git knows: those that the earlier versions of a file had, by their path, slug and permalink then, and
 * their aliases, under today's rules. Each leads to what the file is today, unless something else stands there.
 *
 * What is held back today, and what was not shown then, has none: its name is not to be told. What content/gone.yaml speaks of
 * is left to that. Texts of today cannot refer to these addresses, only old ones: a clone without the history would not know
 * them, and an error should not depend on what was cloned.
 */
#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "history/gone.h"
#include "history/past.h"
#include "history/revisions.h"
#include "kinds/formerly.h"
#include "read/codes.h"

#include <stdlib.h>

/* An address that a thing had, and the revision of which it was that. */
struct former_address {
    struct text address;
    struct target target;
    uint32_t revision;
};

struct former_addresses {
    struct former_address *items;
    size_t count, capacity;
    struct target *owners; /* of each revision of the history, what its file is today; THING_NONE */
    bool *is_untold;       /* of each revision, that it was a draft or is held back elsewhere today */
};

static bool may_have_any(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    return thing->source.document && !thing->draft && (kind != THING_ESSAY || essay_is_open(&site->essays[number]));
}

static void note(struct former_addresses *former, struct loading *loading, struct former_address one) {
    const struct thing *thing = site_thing(loading->site, one.target.kind, one.target.number);
    /* A term has only a place on the glossary. */
    bool has_page = one.address.size && one.target.kind != THING_TERM;
    if (has_page && (!thing || !(text_equal(one.address, thing->address) || texts_has(&thing->aliases, one.address))))
        *array_add(former, loading->arena) = one;
}

/* Where the text of a revision stood, and its aliases then, which visitors know as well. */
static void note_text(struct former_addresses *former, struct loading *loading, struct former_address one,
                      struct text aliases) {
    struct text address = one.address;
    note(former, loading, one);
    while (former_alias_next(&one.address, &aliases, address, loading->arena))
        note(former, loading, one);
}

static void note_past(struct former_addresses *former, struct loading *loading, uint32_t revision, struct target target) {
    const struct past_text *past = past_text(loading->site, revision);
    if (past && past->is_told && !past->is_draft)
        note_text(former, loading, (struct former_address){past->address, target, revision}, past->aliases);
}

static void note_versions(struct former_addresses *former, struct loading *loading, const struct essay *essay,
                          struct target target) {
    for (size_t i = 0; i < essay->versions->count; i++) {
        const struct version *version = &essay->versions->items[i];
        if (version->revision == NONE)
            continue;
        former->is_untold[version->revision] = version->is_draft || version->is_elsewhere;
        if (!former->is_untold[version->revision])
            note_text(former, loading, (struct former_address){version->address, target, version->revision}, version->aliases);
    }
}

/* A chain of revisions ends where it joins another one, whose file it is by then. */
static void own(struct former_addresses *former, const struct history *history, struct text path, struct target target) {
    const struct file_history *file = history_of(history, path);
    for (uint32_t at = file ? file->last : NONE; at != NONE && former->owners[at].kind == THING_NONE;
         at = history->revisions[at].previous)
        former->owners[at] = target;
}

static void note_things(struct former_addresses *former, struct loading *loading) {
    const struct site *site = loading->site;
    for (uint8_t kind = 0; kind < THING_HOME; kind++)
        for (uint32_t i = 0; i < site_count(site, kind); i++) {
            struct target target = {.kind = kind, .number = i};
            if (!may_have_any(site, kind, i))
                continue;
            if (kind == THING_ESSAY && (!loading->is_followed || loading->is_followed[i]))
                note_versions(former, loading, &site->essays[i], target);
            own(former, site->history, site_thing(site, kind, i)->source.path, target);
        }
}

/* Of media the bytes of today stand at the old address. */
static void note_media(struct former_addresses *former, struct loading *loading) {
    const struct site *site = loading->site;
    for (size_t i = 0; i < site->media.count; i++)
        own(former, site->history, site->tree->files[site->media.items[i]].path,
            (struct target){.kind = THING_MEDIA, .number = site->media.items[i]});
}

static void note_medium(struct former_addresses *former, struct loading *loading, uint32_t revision, struct target target) {
    struct text path = loading->site->history->revisions[revision].path;
    bool was_public = text_starts(path, TEXT("content/media/")) && !text_contains(path, TEXT("/.")) &&
                      !tree_judge(path, path, false) && !tree_is_prose(path);
    if (was_public && !text_equal(path, loading->site->tree->files[target.number].path))
        note(former, loading, (struct former_address){address_of_file(path, loading->arena), target, revision});
}

/*
 * All revisions that lead to a file of today: also those of a branch whose own name for it a merge has not kept. Older ones
 * come later.
 */
static void note_revisions(struct former_addresses *former, struct loading *loading) {
    const struct history *history = loading->site->history;
    for (uint32_t i = (uint32_t)history->revision_count; i-- > 0;) {
        const struct revision *revision = &history->revisions[i];
        struct target *owner = &former->owners[i];
        if (owner->kind == THING_NONE && revision->previous != NONE)
            *owner = former->owners[revision->previous];
        if (owner->kind == THING_MEDIA)
            note_medium(former, loading, i, *owner);
        else if (owner->kind != THING_NONE && !former->is_untold[i])
            note_past(former, loading, i, *owner);
    }
}

/* Newer revisions first: they have lower numbers. */
static int by_address(const void *left, const void *right) {
    const struct former_address *a = left, *b = right;
    int order = text_compare(a->address, b->address);
    if (order == 0)
        order = (a->revision > b->revision) - (a->revision < b->revision);
    return order ? order : (a->target.number > b->target.number) - (a->target.number < b->target.number);
}

static struct text path_of(const struct site *site, struct target target) {
    const struct thing *thing = site_thing(site, target.kind, target.number);
    return thing ? thing->source.path : site->tree->files[target.number].path;
}

/* Where one is named, the old address leads on, or it is told that it does not (pages/hosts.h). */
static bool has_host(const struct settings *settings) {
    bool has = false;
    for (enum host host = 0; host < HOST_COUNT; host++)
        has |= settings->hosts[host];
    return has;
}

static void tell_case(struct loading *loading, const struct former_address *one) {
    diag_add(loading->problems, DIAG_WARNING, W_OLD_CASE, (struct diag_place){.path = path_of(loading->site, one->target)},
             text_format(loading->arena,
                         "its old address \"%.*s\" differs only in case from the one it has: no page can stand at both, and "
                         "only a host's redirects lead from there",
                         TEXT_ARGS(one->address)),
             TEXT("name the host in content/site.yaml, \"hosts: [nginx]\", or write the address in content/gone.yaml with a "
                  "reason"));
}

static void tell_reused(struct loading *loading, const struct former_address *one, const struct address_claim *taken) {
    diag_add(loading->problems, DIAG_WARNING, W_ADDRESS_REUSED, (struct diag_place){.path = taken->path},
             text_format(loading->arena, "it stands at \"%.*s\", which was the address of %.*s: old links to that lead here",
                         TEXT_ARGS(one->address), TEXT_ARGS(path_of(loading->site, one->target))),
             TEXT("if that is meant, write the address in content/gone.yaml with a reason; otherwise give this file another "
                  "slug"));
}

void former_holder_note(struct loading *loading, const struct address_claim *holder, struct text title, struct text address) {
    bool is_essay = holder->target.kind == THING_ESSAY && holder->state == CLAIM_SHOWN && !holder->is_redirect;
    if (is_essay && title.size)
        *array_add(&loading->site->former_holders, loading->arena) =
            (struct former_holder){holder->target.number, title, address};
}

/* What the editors have said of an address is not told them. */
static void tell_taken(struct loading *loading, const struct former_address *one, const struct address_claim *taken) {
    bool is_same = taken->target.kind == one->target.kind && taken->target.number == one->target.number;
    bool is_said = gone_said_at(loading->site, one->address) != NULL, is_shown = taken->state == CLAIM_SHOWN;
    bool differs_in_case = is_same && !taken->is_redirect &&
                           text_equal(utf8_fold(one->address, loading->arena), utf8_fold(taken->address, loading->arena));
    const struct thing *thing = site_thing(loading->site, one->target.kind, one->target.number);
    if (!is_same && thing)
        former_holder_note(loading, taken, thing->title, thing->address);
    if (is_said && !(is_same && taken->is_redirect))
        gone_was_of_other(loading->site, one->address);
    else if (differs_in_case && !has_host(&loading->site->settings))
        tell_case(loading, one);
    else if (!is_same && is_shown && !taken->is_redirect && taken->path.size)
        tell_reused(loading, one, taken);
    if (differs_in_case)
        *array_add(&loading->site->case_redirects, loading->arena) =
            (struct redirect){.from = one->address, .to = taken->address};
}

static void redirect_to(struct loading *loading, struct text from, struct text to) {
    *array_add(&loading->site->redirects, loading->arena) = (struct redirect){.from = from, .to = to};
}

/* gone.yaml has a reason for an old address: so it has for the history and the changes that stood below it. */
static void lead_below(struct loading *loading, const struct former_address *one) {
    const struct site *site = loading->site;
    struct essay there = {.thing.address = one->address};
    if (one->target.kind == THING_ESSAY) {
        there.versions = site->essays[one->target.number].versions;
        uint32_t parts = revisions_history_parts(site, &there);
        for (uint32_t part = 0; part <= parts; part++)
            redirect_to(loading, revisions_history_part(site, &there, part, loading->arena).address, one->address);
    } else if (one->target.kind < THING_KINDS && thing_kinds[one->target.kind].has_changes) {
        struct text changes = text_join(loading->arena, revisions_folder(one->address, loading->arena), TEXT("changes/"));
        redirect_to(loading, changes, one->address);
        redirect_to(loading, text_join(loading->arena, changes, TEXT("feed.xml")), TEXT("/changes/feed.xml"));
        struct text folder = revisions_folder(one->address, loading->arena);
        redirect_to(loading, text_join(loading->arena, folder, TEXT("feed.xml")), TEXT("/feed.xml"));
    }
}

/* What stood below an address that another thing has now, and does not stand below that, leads on. */
static void lead_below_taken(struct loading *loading, const struct former_address *one, const struct address_claim *taken,
                             struct text to) {
    bool is_same = taken->target.kind == one->target.kind && taken->target.number == one->target.number;
    if (!is_same && !taken->is_redirect && taken->state == CLAIM_SHOWN)
        redirect_to(loading, one->address, to);
}

static void claim(struct loading *loading, const struct former_address *one) {
    struct text to = site_address(loading->site, one->target, loading->arena);
    struct address_claim wanted = {.address = one->address,
                                   .target = one->target,
                                   .path = path_of(loading->site, one->target),
                                   .is_redirect = true,
                                   .is_former = true};
    const struct address_claim *taken = addresses_taken(&loading->addresses, one->address, loading->arena);
    if (taken) {
        tell_taken(loading, one, taken);
        lead_below_taken(loading, one, taken, to);
        return;
    }
    const struct gone_said *said = gone_said_at(loading->site, one->address);
    if (!said) {
        addresses_claim(&loading->addresses, &wanted, loading->arena);
        redirect_to(loading, one->address, to);
    } else if (said->reason.size) {
        gone_was_of_other(loading->site, one->address);
        lead_below(loading, one);
    }
}

void renames_load(struct loading *loading) {
    const struct site *site = loading->site;
    const struct history *history = site->history;
    struct former_addresses former = {0};
    if (site->is_edition || !history->revision_count || site->settings.history == HISTORY_OFF)
        return;
    former.owners = arena_array(loading->arena, struct target, history->revision_count);
    former.is_untold = arena_array(loading->arena, bool, history->revision_count);
    for (size_t i = 0; i < history->revision_count; i++)
        former.owners[i].kind = THING_NONE;
    note_things(&former, loading);
    note_media(&former, loading);
    note_revisions(&former, loading);
    if (former.count)
        qsort(former.items, former.count, sizeof *former.items, by_address);
    for (size_t i = 0; i < former.count; i++)
        if (i == 0 || !text_equal(former.items[i].address, former.items[i - 1].address))
            claim(loading, &former.items[i]);
}

/*
 * Where a file stood beside a text git knows, but not whether it was shown there. Nothing is told that is not known: the folder
 * is an address of today, or of what is gone, and the file has the name that it had.
 */
static bool may_have_stood(const struct loading *loading, struct text old, struct text path) {
    struct text above = folder_above(address_of_file(old, loading->arena));
    const struct address_claim *folder = addresses_at(&loading->addresses, above, loading->arena);
    bool is_known = (folder && folder->state == CLAIM_SHOWN) || gone_at(loading->site, above);
    return is_known && text_equal(path_name(old), path_name(path)) && !tree_is_prose(old) && !text_equal(old, path);
}

void renames_load_beside(struct loading *loading) {
    const struct site *site = loading->site;
    const struct history *history = site->history;
    if (site->is_edition || !history->revision_count || site->settings.history == HISTORY_OFF)
        return;
    for (size_t i = 0; i < site->media.count; i++) {
        struct target target = {.kind = THING_MEDIA, .number = site->media.items[i]};
        const struct file_history *file = history_of(history, path_of(site, target));
        for (uint32_t at = file ? file->last : NONE; at != NONE; at = history->revisions[at].previous)
            if (may_have_stood(loading, history->revisions[at].path, path_of(site, target)))
                claim(loading,
                      &(struct former_address){address_of_file(history->revisions[at].path, loading->arena), target, at});
    }
}
