/*
 * What is followed for one essay that a command shows. Its own texts are; and those of essays that stood at its address before
 * it or had it as an alias, or may have had what stood there and is gone, since they say whether that may be told. Of all
 * others only front matter is looked at, for where they stood.
 */
#include "history/internal.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "history/past.h"
#include "kinds/formerly.h"
#include "kinds/loading.h"
#include "read/document/front_matter.h"

#include <errno.h>
#include <string.h>

enum { READ_DEADLINE_MS = 120000 };

/* What front matter says of where a version stood: the sizes of the texts of struct formerly, which stand behind it. */
struct said_place {
    uint32_t slug, address, aliases;
};

/* The essays of which it is not remembered. */
struct unsaid {
    const struct essay **items;
    size_t count, capacity;
    const struct site *site;
};

/* What is remembered of an essay: by its facts, which a build keeps, or by one said_place after another, a version's each. */
struct said_places {
    struct facts facts;
    struct text rest;
    bool has_facts;
};

static bool said_next(struct formerly *formerly, struct said_places *places, size_t version) {
    struct said_place said;
    if (places->has_facts) {
        *formerly = facts_formerly(&places->facts, version);
        return true;
    }
    if (places->rest.size < sizeof said)
        return false;
    memcpy(&said, places->rest.bytes, sizeof said);
    places->rest = text_after(places->rest, sizeof said);
    if (places->rest.size < (uint64_t)said.slug + said.address + said.aliases)
        return false;
    *formerly = (struct formerly){0};
    formerly->slug = text_take(&places->rest, said.slug);
    formerly->address = text_take(&places->rest, said.address);
    formerly->aliases = text_take(&places->rest, said.aliases);
    return true;
}

static const struct version *last_of(const struct essay *essay) {
    return &essay->versions->items[essay->versions->count - 1];
}

static struct digest said_key(const struct essay *essay) {
    return digest_as(TEXT("where an essay stood"), last_of(essay)->past);
}

/* Reading front matter. */

/* Most front matter has no key that says a slug, an address or an alias, and need not be parsed. */
static bool may_say_place(struct text yaml, struct arena *scratch) {
    static const struct text keys[] = {TEXT_INIT("slug"),    TEXT_INIT("permalink"),     TEXT_INIT("url"), TEXT_INIT("path"),
                                       TEXT_INIT("aliases"), TEXT_INIT("redirect_from"), TEXT_INIT("\\")};
    struct text lower = text_lower_ascii(yaml, scratch);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (text_contains(lower, keys[i]))
            return true;
    return false;
}

/* TOML says nothing of where a version stood (history/trace.c). */
static struct formerly formerly_of_bytes(const struct site *site, struct text bytes, struct arena *scratch) {
    struct text yaml = front_matter_split(bytes).yaml;
    struct diag unheard = {0};
    if (text_starts(utf8_without_mark(bytes), TEXT("+++")) || !may_say_place(yaml, scratch) ||
        !document_front_matter(&yaml, bytes))
        return (struct formerly){0};
    struct fields fields = fields_of_bytes(bytes, TEXT("content/essays/text.md"), &unheard, scratch);
    struct formerly formerly = formerly_read(site, &fields, THING_PAGE, scratch);
    diag_free(&unheard);
    return formerly;
}

static void add_said(struct buffer *out, const struct formerly *formerly) {
    struct said_place said = {(uint32_t)formerly->slug.size, (uint32_t)formerly->address.size,
                              (uint32_t)formerly->aliases.size};
    buffer_add_bytes(out, &said, sizeof said);
    buffer_add(out, formerly->slug);
    buffer_add(out, formerly->address);
    buffer_add(out, formerly->aliases);
}

/* A job for workers_map. It returns nothing for an essay with a version that cannot be read. */
static void say_job(size_t index, struct buffer *out, void *context) {
    const struct unsaid *unsaid = context;
    const struct versions *versions = unsaid->items[index]->versions;
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        struct arena scratch = {0};
        struct formerly formerly = {0};
        struct text bytes;
        bool is_text = version->blob.hex[0] && version->revision != NONE;
        bool is_read = is_text && repository_read(&bytes, unsaid->site->repository, &version->blob, &scratch);
        if (is_read)
            formerly = formerly_of_bytes(unsaid->site, bytes, &scratch);
        add_said(out, &formerly);
        arena_free(&scratch);
        if (is_text && !is_read) {
            out->size = 0;
            return;
        }
    }
}

static bool read_unsaid(struct loading *loading, const struct unsaid *unsaid) {
    struct workers workers = loading->input->workers ? *loading->input->workers : (struct workers){0};
    struct workers_results results;
    workers.deadline_ms = READ_DEADLINE_MS;
    if (!workers_map(&results, unsaid->count, say_job, (void *)unsaid, &workers, loading->arena)) {
        diag_fail(loading->problems, FAULT_MACHINE, E_CANNOT_WORK, TEXT(""),
                  text_format(loading->arena, "the essays' older texts cannot be read: %s", strerror(errno)), TEXT(""));
        return false;
    }
    for (size_t i = 0; i < unsaid->count; i++)
        if (results.items[i].state == WORK_DONE && results.items[i].bytes.size)
            remembered_add(loading->site->remembered, said_key(unsaid->items[i]), results.items[i].bytes);
    workers_release(&results);
    return true;
}

static bool said_find(struct said_places *places, const struct site *site, const struct essay *essay) {
    *places = (struct said_places){0};
    places->has_facts = essay->versions->count > 1 && versions_facts(&places->facts, site, essay->versions);
    return places->has_facts || remembered_find(site->remembered, &places->rest, said_key(essay));
}

/* An essay with one text, which is not committed or has its address of today, never had another. */
static bool read_places(struct loading *loading) {
    const struct site *site = loading->site;
    struct unsaid unsaid = {.site = site};
    struct said_places places;
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (!loading->is_followed[i] && site->essays[i].versions->count > 1 && !said_find(&places, site, &site->essays[i]))
            *array_add(&unsaid, loading->arena) = &site->essays[i];
    return !unsaid.count || read_unsaid(loading, &unsaid);
}

/* Who stood there. */

bool stands_at_followed(const struct loading *loading, const struct address_claim *claim) {
    return claim && !claim->is_redirect && claim->target.kind == THING_ESSAY && claim->target.number == loading->shown;
}

/* Or had it as an alias. */
static bool stood_there(struct loading *loading, const struct formerly *formerly, struct text path, struct arena *scratch) {
    struct text address = formerly_address(loading->site, formerly, path, scratch), at = address, aliases = formerly->aliases;
    do
        if (at.size && stands_at_followed(loading, addresses_taken(&loading->addresses, at, scratch)))
            return true;
    while (former_alias_next(&at, &aliases, address, scratch));
    return false;
}

static bool is_same_place(const struct formerly *a, const struct formerly *b, const struct version *version) {
    return text_equal(a->slug, b->slug) && text_equal(a->address, b->address) && text_equal(a->aliases, b->aliases) &&
           text_equal(version[-1].path, version->path);
}

/* What cannot be known is followed. */
static bool has_stood_there(struct loading *loading, const struct essay *essay, struct arena *scratch) {
    struct said_places places;
    struct formerly formerly, before = {0};
    if (essay->versions->count == 1)
        return false;
    if (!said_find(&places, loading->site, essay))
        return true;
    for (size_t i = 0; i < essay->versions->count; i++, before = formerly) {
        const struct version *version = &essay->versions->items[i];
        if (!said_next(&formerly, &places, i))
            return true;
        if ((i == 0 || !is_same_place(&before, &formerly, version)) && stood_there(loading, &formerly, version->path, scratch))
            return true;
    }
    return false;
}

/*
 * The last texts of what is gone from the address. An essay that has one, too, may be what is held back under another name; and
 * whether the text stands there decides at which page what is gone is told of, and in which order (gone.c).
 */
static struct table gone_from_there(struct loading *loading, struct arena *scratch) {
    const struct history *history = loading->site->history;
    struct table blobs = {0};
    for (size_t i = 0; i < history->gone_count; i++) {
        uint32_t last = history->gone[i].text;
        const struct past_text *past = last == NONE ? NULL : past_text(loading->site, last);
        if (past && past->address.size &&
            stands_at_followed(loading, addresses_at(&loading->addresses, past->address, scratch)))
            table_put(&blobs, text_of(history->revisions[last].blob.hex), 1, scratch);
    }
    return blobs;
}

static bool has_any(const struct essay *essay, const struct table *blobs) {
    for (size_t i = 0; blobs->count && i < essay->versions->count; i++)
        if (table_get(blobs, text_of(essay->versions->items[i].blob.hex)) != NONE)
            return true;
    return false;
}

bool followed_find(struct loading *loading) {
    const struct site *site = loading->site;
    const struct shown_essay *shown = loading->input->shown;
    loading->is_followed = arena_array(loading->arena, bool, (size_t)site->essay_count + 1);
    loading->shown = essay_called(site, shown->name);
    if (loading->shown == NONE)
        return true;
    loading->is_followed[loading->shown] = true;
    if (!shown->with_former || !site->history->revision_count || site->settings.history == HISTORY_OFF)
        return true;
    if (!read_places(loading))
        return false;
    struct arena scratch = {0};
    struct table gone = gone_from_there(loading, &scratch);
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (!loading->is_followed[i])
            loading->is_followed[i] = has_any(&site->essays[i], &gone) || has_stood_there(loading, &site->essays[i], &scratch);
    arena_free(&scratch);
    return true;
}
