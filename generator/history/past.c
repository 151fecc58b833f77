#include "history/past.h"

#include "base/build.h"
#include "base/remembered.h"
#include "kinds/loading.h"

#include <string.h>

/* Nobody writes longer front matter. */
enum { FRONT_MATTER_MOST_BYTES = 1 << 18 };

/* What is remembered of a text, in front of its title. */
struct past_record {
    uint8_t is_readable, is_draft, is_closed;
    uint8_t until_precision, until_month, until_day, until_hour, until_minute, until_second;
    uint8_t unused;
    int16_t until_year, until_offset_minutes;
};

static struct digest key_of(const struct git_id *blob) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("past"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, text_of(blob->hex));
    return hasher_end(&hasher);
}

static void put_until(struct past_record *record, struct date until) {
    record->until_precision = until.precision;
    record->until_year = until.year;
    record->until_month = until.month;
    record->until_day = until.day;
    record->until_hour = until.hour;
    record->until_minute = until.minute;
    record->until_second = until.second;
    record->until_offset_minutes = until.offset_minutes;
}

static struct date until_of(const struct past_record *record) {
    return (struct date){.precision = record->until_precision,
                         .month = record->until_month,
                         .day = record->until_day,
                         .hour = record->until_hour,
                         .minute = record->until_minute,
                         .second = record->until_second,
                         .year = record->until_year,
                         .offset_minutes = record->until_offset_minutes};
}

/* Nobody can fix problems of a file that is gone, but front matter with a problem may have meant to withhold something. */
static struct past_record read_fields(struct text *title, const struct fields *fields) {
    struct past_record record = {0};
    struct essay essay = {0};
    access_read(&essay, fields, (struct date){0});
    record.is_draft = source_is_draft(&(struct content_file){0}, fields);
    record.is_closed = essay.access != ACCESS_PUBLIC;
    put_until(&record, essay.until);
    *title = field_text(fields, FIELD_ANY_TITLE);
    record.is_readable = fields->problems->errors == 0;
    return record;
}

static struct past_record read_bytes(struct text *title, struct text bytes, struct arena *scratch) {
    struct text front_matter;
    struct diag problems = {0};
    struct past_record record = {0};
    struct fields fields = {.problems = &problems, .arena = scratch};
    if (document_front_matter(&front_matter, bytes) && front_matter.size <= FRONT_MATTER_MOST_BYTES &&
        yaml_parse(&fields.yaml, front_matter, 1, TEXT(""), &problems, scratch)) {
        fields.map = yaml_root(&fields.yaml);
        record = read_fields(title, &fields);
    }
    diag_free(&problems);
    return record;
}

/* The record with its title, as remembered. */
static struct text record_of(struct loading *loading, const struct git_id *blob) {
    const struct site_input *input = loading->input;
    struct digest key = key_of(blob);
    struct text kept;
    if (input->remembered && remembered_find(input->remembered, &kept, key) && kept.size >= sizeof(struct past_record))
        return kept;
    struct arena scratch = {0};
    struct text bytes, title = {0};
    struct past_record record = {0};
    bool is_there = repository_read(&bytes, input->repository, blob, &scratch);
    if (is_there)
        record = read_bytes(&title, bytes, &scratch);
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

static bool is_held_back(const struct past_record *record, struct date now) {
    struct date until = until_of(record);
    bool is_over = until.precision && now.precision && date_seconds(until) <= date_seconds(now);
    return record->is_closed && !is_over;
}

static const struct past_text *read_text(struct loading *loading, const struct revision *revision) {
    struct past_text *text = arena_new(loading->arena, struct past_text);
    struct text kept = record_of(loading, &revision->blob);
    struct past_record record;
    memcpy(&record, kept.bytes, sizeof record);
    text->is_draft = record.is_draft || text_contains(revision->path, TEXT("/_drafts/"));
    text->is_told = record.is_readable && !text->is_draft && !is_held_back(&record, loading->known_now);
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
