#include "history/past.h"

#include "base/build.h"
#include "base/remembered.h"
#include "kinds/loading.h"

#include <string.h>

/* What is remembered of a text, in front of its title. */
struct past_record {
    struct hold hold;
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

/* The record with its title, as remembered. */
static struct text record_of(struct loading *loading, const struct revision *revision) {
    const struct site_input *input = loading->input;
    struct digest key = key_of(revision);
    struct text kept;
    if (input->remembered && remembered_find(input->remembered, &kept, key) && kept.size >= sizeof(struct past_record))
        return kept;
    struct arena scratch = {0};
    struct text bytes, title = {0};
    struct past_record record = {.hold.is_refused = true};
    bool is_there = repository_read(&bytes, input->repository, &revision->blob, &scratch);
    if (is_there)
        record.hold = hold_of_bytes(&title, bytes, revision->path, &scratch);
    char *copy = arena_alloc(loading->arena, sizeof record + title.size);
    memcpy(copy, &record, sizeof record);
    if (title.size)
        memcpy(copy + sizeof record, title.bytes, title.size);
    kept = (struct text){copy, sizeof record + title.size};
    if (is_there && input->remembered)
        remembered_add(input->remembered, key, kept);
    arena_free(&scratch);
    return kept;
}

static const struct past_text *read_text(struct loading *loading, const struct revision *revision) {
    struct past_text *text = arena_new(loading->arena, struct past_text);
    struct text kept = record_of(loading, revision);
    struct past_record record;
    memcpy(&record, kept.bytes, sizeof record);
    hold_narrow(loading->site->validity, &record.hold, &loading->site->today);
    enum held held = hold_at(&record.hold, &loading->site->today);
    text->is_draft = record.hold.is_refused || (held != HELD_NOT && held != HELD_TEXT);
    text->is_told = hold_is_open(&record.hold, &loading->site->today);
    if (text->is_told)
        text->title = text_after(kept, sizeof record);
    return text;
}

static bool is_looked_at(const struct revision *revision) {
    return revision->blob.hex[0] && text_starts(revision->path, TEXT("content/")) && text_ends(revision->path, TEXT(".md")) &&
           !text_starts(revision->path, TEXT("content/media/"));
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
            is_there[at] = !text_starts(history->files[i].path, TEXT("content/pages/"));
    site->past = arena_array(loading->arena, const struct past_text *, history->revision_count);
    for (size_t i = 0; i < history->revision_count; i++)
        if (!is_there[i] && is_looked_at(&history->revisions[i]))
            site->past[i] = read_text(loading, &history->revisions[i]);
    arena_free(&scratch);
}

const struct past_text *past_text(const struct site *site, uint32_t revision) {
    return site->past ? site->past[revision] : NULL;
}
