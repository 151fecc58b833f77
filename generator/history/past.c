#include "history/past.h"

#include "base/buffer.h"
#include "base/build.h"
#include "base/remembered.h"
#include "kinds/formerly.h"
#include "kinds/loading.h"

#include <string.h>

/* A text's title, slug, address, names and aliases. */
enum { PAST_WORDS = 5 };

/* What is remembered of a text, in front of its words. */
struct past_record {
    struct hold hold;
    uint32_t sizes[PAST_WORDS];
};

/* The path says what kind of thing it was, and whether it was set aside. */
static struct digest key_of(const struct revision *revision) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("past"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, text_of(revision->blob.hex));
    hasher_add_text(&hasher, revision->path);
    return hasher_end(&hasher);
}

static void read_fields(struct past_record *record, struct text words[PAST_WORDS], const struct site *site, struct text bytes,
                        struct text path, struct arena *arena) {
    struct diag unheard = {0};
    struct fields fields = fields_of_bytes(bytes, path, &unheard, arena);
    record->hold = hold_of_old(&fields);
    struct formerly formerly = formerly_read(site, &fields, (uint8_t)file_kind(path), arena);
    words[0] = field_text(&fields, FIELD_ANY_TITLE);
    words[1] = formerly.slug;
    words[2] = formerly.address;
    words[3] = formerly.names;
    words[4] = formerly.aliases;
    diag_free(&unheard);
}

/* The record with its words, as remembered. */
static struct text record_of(struct loading *loading, const struct revision *revision) {
    const struct site_input *input = loading->input;
    struct digest key = key_of(revision);
    struct text kept;
    if (input->remembered && remembered_find(input->remembered, &kept, key) && kept.size >= sizeof(struct past_record))
        return kept;
    struct arena scratch = {0};
    struct buffer bytes = {0};
    struct text text, words[PAST_WORDS] = {{0}};
    struct past_record record = {.hold.is_refused = true};
    bool is_there = repository_read(&text, input->repository, &revision->blob, &scratch);
    if (is_there)
        read_fields(&record, words, loading->site, text, revision->path, &scratch);
    for (size_t i = 0; i < PAST_WORDS; i++)
        record.sizes[i] = (uint32_t)words[i].size;
    buffer_add_bytes(&bytes, &record, sizeof record);
    for (size_t i = 0; i < PAST_WORDS; i++)
        buffer_add(&bytes, words[i]);
    kept = text_copy(buffer_text(&bytes), loading->arena);
    if (is_there && input->remembered)
        remembered_add(input->remembered, key, kept);
    buffer_free(&bytes);
    arena_free(&scratch);
    return kept;
}

static const struct past_text *read_text(struct loading *loading, const struct revision *revision) {
    struct past_text *text = arena_new(loading->arena, struct past_text);
    struct text kept = record_of(loading, revision), rest = text_after(kept, sizeof(struct past_record));
    struct formerly formerly;
    struct past_record record;
    memcpy(&record, kept.bytes, sizeof record);
    hold_narrow(loading->site->validity, &record.hold, &loading->site->today);
    enum held held = hold_at(&record.hold, &loading->site->today);
    text->is_draft = record.hold.is_refused || (held != HELD_NOT && held != HELD_TEXT);
    text->is_told = hold_is_open(&record.hold, &loading->site->today);
    text->title = text_take(&rest, record.sizes[0]);
    formerly.slug = text_take(&rest, record.sizes[1]);
    formerly.address = text_take(&rest, record.sizes[2]);
    text->names = text_take(&rest, record.sizes[3]);
    text->aliases = text_take(&rest, record.sizes[4]);
    if (!text->is_told)
        text->title = (struct text){0};
    text->address = formerly_address(loading->site, &formerly, revision->path, loading->arena);
    return text;
}

static bool is_looked_at(const struct revision *revision) {
    return revision->blob.hex[0] && text_starts(revision->path, TEXT("content/")) && text_ends(revision->path, TEXT(".md")) &&
           !text_starts(revision->path, TEXT("content/media/"));
}

/* An essay that is in the work directory, too. */
static bool has_versions(const struct site *site, struct text path) {
    return file_kind(path) == THING_ESSAY && (!site->origin.dirty || tree_find(site->tree, path) != SIZE_MAX);
}

void past_load(struct loading *loading) {
    struct site *site = loading->site;
    const struct history *history = site->history;
    if (!history->revision_count || site->settings.history == HISTORY_OFF)
        return;
    struct arena scratch = {0};
    bool *is_there = arena_array(&scratch, bool, history->revision_count);
    for (size_t i = 0; i < history->file_count; i++)
        for (uint32_t at = history->files[i].last; at != NONE && !is_there[at]; at = history->revisions[at].previous)
            is_there[at] = has_versions(site, history->files[i].path);
    site->past = arena_array(loading->arena, const struct past_text *, history->revision_count);
    for (size_t i = 0; i < history->revision_count; i++)
        if (!is_there[i] && is_looked_at(&history->revisions[i]))
            site->past[i] = read_text(loading, &history->revisions[i]);
    arena_free(&scratch);
}

const struct past_text *past_text(const struct site *site, uint32_t revision) {
    return site->past ? site->past[revision] : NULL;
}

void past_hold_back(struct site *site, uint32_t revision) {
    static const struct past_text held_back;
    for (uint32_t at = revision; site->past && at != NONE; at = site->history->revisions[at].previous)
        if (site->past[at])
            site->past[at] = &held_back;
}
