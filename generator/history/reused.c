/*
 * A name that was given to another text: a.md is moved to b.md, which is held back, and a new a.md is written. git sees a file
 * that was rewritten, and its old versions would be shown as those of the new one. So the old versions of essays are looked for
 * in what is held back today: of an open one the texts, of a restricted one the titles and names.
 */
#include "history/internal.h"

#include "kinds/loading.h"
#include "read/codes.h"

static void tell(struct loading *loading, const struct essay *essay, const struct held_file *holder) {
    diag_add(loading->problems, DIAG_WARNING, W_NAME_REUSED, (struct diag_place){.path = essay->thing.source.path},
             text_format(loading->arena, "older texts of this file stand in %.*s today, which is held back: they are not shown",
                         TEXT_ARGS(holder->path)),
             TEXT("if they are another essay's, all is well; if they are this one's, take them out of the other file"));
}

static uint32_t holder_of(const struct site *site, const struct facts *facts, size_t version) {
    struct span passages = facts->items[version].passages;
    return held_passages_holder(site->held_passages, facts->passages + passages.offset, passages.size);
}

static bool is_own(const struct loading *loading, const struct essay *essay, uint32_t file) {
    return text_equal(loading->site->held.items[file].path, essay->thing.source.path);
}

/* What a version was made from is of the same text, however it was rewritten since. True: one that stands behind it in the
 * list. */
static bool close_before(const struct versions *versions, size_t at) {
    const struct version *version = &versions->items[at];
    bool is_behind = false;
    for (uint32_t i = 0; i < version->before_count; i++) {
        struct version *before = &versions->items[version->befores[i]];
        if (before->is_elsewhere || version->befores[i] + 1 == versions->count)
            continue;
        before->is_elsewhere = before->is_closed = true;
        before->is_draft |= version->is_draft;
        is_behind |= version->befores[i] > at;
    }
    return is_behind;
}

static void close_older(const struct versions *versions) {
    for (bool again = true; again;) {
        again = false;
        for (size_t i = versions->count; i-- > 0;)
            again |= versions->items[i].is_elsewhere && close_before(versions, i);
    }
}

static void close_reused(struct loading *loading, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    struct facts facts;
    uint32_t holder = NONE;
    bool is_known = versions_facts(&facts, loading->site, versions);
    for (size_t i = 0; is_known && i + 1 < versions->count; i++) {
        struct version *version = &versions->items[i];
        uint32_t file = version->is_draft ? NONE : holder_of(loading->site, &facts, i);
        if (file == NONE || is_own(loading, essay, file))
            continue;
        holder = file;
        version->is_elsewhere = version->is_closed = true;
        version->is_draft = loading->site->held.items[file].held != HELD_TEXT;
    }
    if (holder == NONE)
        return;
    close_older(versions);
    tell(loading, essay, &loading->site->held.items[holder]);
}

void versions_close_reused(struct loading *loading) {
    const struct site *site = loading->site;
    held_passages_load(loading);
    for (uint32_t i = 0; site->held_passages && i < site->essay_count; i++)
        if ((!loading->is_followed || loading->is_followed[i]) && !site->essays[i].thing.draft &&
            site->essays[i].versions->count > 1)
            close_reused(loading, &site->essays[i]);
}

/* Which versions another text was made from. */
static bool *find_continued(const struct versions *versions, struct arena *arena) {
    bool *is_continued = arena_array(arena, bool, versions->count);
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        for (uint32_t j = 0; version->blob.hex[0] && j < version->before_count; j++)
            is_continued[version->befores[j]] = true;
    }
    return is_continued;
}

bool versions_are_held(const struct site *site, const struct versions *versions) {
    struct facts facts;
    if (!site->held_passages || !versions_facts(&facts, site, versions))
        return false;
    struct arena scratch = {0};
    const bool *is_continued = find_continued(versions, &scratch);
    bool are_held = false;
    for (size_t i = versions->count; i-- > 0 && !are_held;)
        are_held = versions->items[i].blob.hex[0] && !is_continued[i] && holder_of(site, &facts, i) != NONE;
    arena_free(&scratch);
    return are_held;
}
