#include "pages/search_index.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "compose/values.h"
#include "pages/shared.h"
#include "read/codes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    ESSAYS_A_JOB = 16,
    FEW_ESSAYS = 24,        /* they need no workers */
    RANGE_BYTES = 1 << 20,  /* of records, that are merged in one job; and with no workers, below two of them */
    SAMPLED_KEYS = 1 << 14, /* of which the ranges are chosen */
};

/* The parts of an index while it is made. */
struct index_making {
    struct search_index *index;
    const struct site *site;
    const struct workers *workers;
    struct remembered *aside;
    struct search_recorder *recorder;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } missing; /* entries without a record */
    struct {
        struct text *items;
        size_t count, capacity;
    } ranges; /* where each begins; the first is "" */
    struct search_source *sources;
    struct arena *arena;
};

/* What there is */

static int by_date(const void *a, const void *b, void *context) {
    const struct site *site = context;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    int order = date_compare(site->essays[left].date, site->essays[right].date);
    return order ? order : (left > right) - (left < right);
}

static void list_essays(struct index_making *of) {
    const struct numbers *shown = &of->site->essays_by_date;
    uint32_t *order = arena_array(of->arena, uint32_t, shown->count + 1);
    for (size_t i = 0; i < shown->count; i++)
        order[i] = shown->items[i];
    qsort_r(order, shown->count, sizeof *order, by_date, (void *)(uintptr_t)of->site);
    of->index->essays = (uint32_t)shown->count;
    of->index->entries = arena_array(of->arena, struct search_entry, shown->count + 1);
    for (size_t i = 0; i < shown->count; i++)
        of->index->entries[i] =
            (struct search_entry){.essay = order[i], .key = search_essay_key(of->site, order[i], of->arena)};
}

/* By kind, then slug. */
static void list_things(struct index_making *of) {
    static const uint8_t kinds[] = {THING_TERM,  THING_TOPIC, THING_AUTHOR, THING_PUBLICATION,
                                    THING_PLACE, THING_LIST,  THING_PAGE};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        for (uint32_t number = 0; number < site_count(of->site, kinds[i]); number++)
            *array_add(&of->index->things, of->arena) = (struct search_thing){kinds[i], number};
}

static void thing_texts(struct search_texts *texts, const struct index_making *of) {
    for (size_t i = 0; i < of->index->things.count; i++)
        search_thing_texts(texts, of->site, of->index->things.items[i].kind, of->index->things.items[i].number, (uint32_t)i,
                           of->arena);
}

/* All things are one record: they are few words, and change together. */
static void add_thing_entry(struct index_making *of) {
    struct search_texts texts = {0};
    struct hasher hasher;
    thing_texts(&texts, of);
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("search things"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, of->site->settings.language);
    for (size_t i = 0; i < texts.count; i++) {
        hasher_add_number(&hasher, (uint64_t)texts.items[i].unit << 1 | texts.items[i].is_name);
        hasher_add_text(&hasher, texts.items[i].text);
    }
    of->index->entries[of->index->essays] = (struct search_entry){.essay = NONE, .key = hasher_end(&hasher)};
}

/* Records. They are remembered behind the number of their units. */

static bool take_record(struct search_entry *entry, struct text bytes) {
    size_t at = 0;
    if (!search_next_number(bytes, &at, &entry->units))
        return false;
    entry->record = text_after(bytes, at);
    return true;
}

static void find_records(struct index_making *of) {
    struct text bytes;
    for (uint32_t i = 0; i <= of->index->essays; i++) {
        struct search_entry *entry = &of->index->entries[i];
        if (!remembered_find(of->aside, &bytes, entry->key) || !take_record(entry, bytes))
            *array_add(&of->missing, of->arena) = i;
    }
}

static void write_record(struct buffer *out, const struct index_making *of, const struct search_texts *texts, size_t units,
                         struct text language) {
    search_add_number(out, (uint32_t)units);
    search_record_write(out, of->recorder, texts->items, texts->count, language);
}

static bool record_entry(struct buffer *out, const struct index_making *of, uint32_t index, struct arena *arena) {
    const struct search_entry *entry = &of->index->entries[index];
    struct search_texts texts = {0};
    struct search_essay essay;
    if (entry->essay == NONE) {
        thing_texts(&texts, of);
        write_record(out, of, &texts, of->index->things.count, of->site->settings.language);
        return true;
    }
    if (!search_essay_read(&essay, of->site, entry->essay, arena))
        return false;
    search_essay_texts(&texts, of->site, entry->essay, &essay, arena);
    write_record(out, of, &texts, essay.passages.count + 1, of->site->essays[entry->essay].language);
    return true;
}

/* Each behind its size. */
static void record_job(size_t job, struct buffer *out, void *context) {
    const struct index_making *of = context;
    for (size_t i = job * ESSAYS_A_JOB; i < (job + 1) * ESSAYS_A_JOB && i < of->missing.count; i++) {
        struct arena arena = {0};
        struct buffer record = {0};
        if (!record_entry(&record, of, of->missing.items[i], &arena))
            workers_fail(errno ? errno : EIO);
        uint64_t size = record.size;
        buffer_add_bytes(out, &size, sizeof size);
        buffer_add(out, buffer_text(&record));
        buffer_free(&record);
        arena_free(&arena);
    }
}

static bool keep_record(struct index_making *of, uint32_t index, struct text bytes) {
    struct search_entry *entry = &of->index->entries[index];
    struct text kept;
    remembered_add(of->aside, entry->key, bytes);
    if (!remembered_find(of->aside, &kept, entry->key))
        kept = text_copy(bytes, of->arena);
    return take_record(entry, kept);
}

static bool take_records(struct index_making *of, const struct workers_results *results, size_t jobs) {
    size_t next = 0;
    for (size_t job = 0; job < jobs; job++) {
        struct text bytes = results->items[job].bytes;
        uint64_t size;
        if (results->items[job].state != WORK_DONE)
            return false;
        while (bytes.size >= sizeof size && next < of->missing.count) {
            memcpy(&size, bytes.bytes, sizeof size);
            text_take(&bytes, sizeof size);
            if (size > bytes.size || !keep_record(of, of->missing.items[next++], text_take(&bytes, size)))
                return false;
        }
    }
    return next == of->missing.count;
}

static bool make_few_records(struct index_making *of) {
    for (size_t i = 0; i < of->missing.count; i++) {
        struct arena arena = {0};
        struct buffer record = {0};
        bool good = record_entry(&record, of, of->missing.items[i], &arena) &&
                    keep_record(of, of->missing.items[i], buffer_text(&record));
        buffer_free(&record);
        arena_free(&arena);
        if (!good)
            return false;
    }
    return true;
}

static bool make_records(struct index_making *of) {
    size_t jobs = (of->missing.count + ESSAYS_A_JOB - 1) / ESSAYS_A_JOB;
    struct workers quiet = {.count = of->workers ? of->workers->count : 1};
    struct workers_results results;
    if (of->missing.count <= FEW_ESSAYS)
        return make_few_records(of);
    if (!workers_map(&results, jobs, record_job, of, &quiet, of->arena))
        return false;
    bool taken = take_records(of, &results, jobs);
    workers_release(&results);
    return taken;
}

/* The lines */

static void list_sources(struct index_making *of) {
    uint32_t count = of->index->essays + 1;
    of->sources = arena_array(of->arena, struct search_source, count);
    for (uint32_t i = 0; i < count; i++)
        of->sources[i] = (struct search_source){of->index->entries[i].record, i < of->index->essays ? i : NONE};
}

static int by_bytes(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* Keys of some of the records, as they come. */
static size_t sample_keys(struct text *keys, const struct index_making *of) {
    uint32_t count = of->index->essays + 1, step = count / 64 + 1;
    size_t found = 0;
    for (uint32_t i = 0; i < count; i += step) {
        struct text rest = of->index->entries[i].record, line, behind;
        for (size_t taken = 0; taken < SAMPLED_KEYS / 65 && found < SAMPLED_KEYS && text_cut(&line, &rest, '\n'); taken++)
            keys[found++] = search_key(line, &behind);
    }
    return found;
}

/* Which range a key is in changes nothing of the lines. */
static void choose_ranges(struct index_making *of) {
    size_t bytes = 0;
    for (uint32_t i = 0; i <= of->index->essays; i++)
        bytes += of->index->entries[i].record.size;
    size_t count = bytes / RANGE_BYTES;
    *array_add(&of->ranges, of->arena) = TEXT("");
    if (count < 2)
        return;
    struct text *keys = arena_array(of->arena, struct text, SAMPLED_KEYS);
    size_t sampled = sample_keys(keys, of);
    qsort(keys, sampled, sizeof *keys, by_bytes);
    for (size_t i = 1; i < count; i++) {
        struct text key = keys[i * sampled / count];
        if (text_compare(key, of->ranges.items[of->ranges.count - 1]) > 0)
            *array_add(&of->ranges, of->arena) = key;
    }
}

static void merge_job(size_t job, struct buffer *out, void *context) {
    const struct index_making *of = context;
    struct text to = job + 1 < of->ranges.count ? of->ranges.items[job + 1] : (struct text){0};
    search_merge(out, of->sources, of->index->essays + 1, of->ranges.items[job], to);
}

struct line_list {
    struct text *items;
    size_t count, capacity;
};

static void add_lines(struct line_list *lines, struct text bytes, struct arena *arena) {
    struct text line;
    while (text_cut(&line, &bytes, '\n'))
        *array_add(lines, arena) = line;
}

/* The lines of one shard as one text: they stand together, but where a range ends. */
static struct text joined(const struct text *lines, size_t count, struct arena *arena) {
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += lines[i].size + 1;
    char *bytes = arena_alloc(arena, size), *end = bytes;
    for (size_t i = 0; i < count; i++) {
        memcpy(end, lines[i].bytes, lines[i].size);
        end += lines[i].size;
        *end++ = '\n';
    }
    return (struct text){bytes, size};
}

static void add_longs(struct search_index *index, const struct text *lines, size_t count, struct arena *arena) {
    for (size_t i = 0; i < count; i++) {
        struct search_line line;
        if (search_line_read(&line, lines[i]) && search_line_is_long(&line, index->common))
            *array_add(&index->longs, arena) =
                (struct search_long){text_copy(line.key, arena), (uint32_t)index->shards.count - 1};
    }
}

static struct digest lines_key(struct digest lines) {
    return digest_as(TEXT("search lines"), lines);
}

static void add_shard(struct index_making *of, struct text name, const struct text *lines, size_t count) {
    struct search_shard *shard = array_add(&of->index->shards, of->arena);
    struct text bytes = joined(lines, count, of->arena);
    *shard = (struct search_shard){name, digest_of(bytes), bytes};
    remembered_add(of->aside, lines_key(shard->digest), bytes);
    add_longs(of->index, lines, count, of->arena);
}

static void cut_lines(struct index_making *of, const struct line_list *lines) {
    struct search_cuts cuts;
    search_cut(&cuts, lines->items, lines->count, TEXT(""), of->index->common, of->arena);
    for (size_t i = 0; i < cuts.count; i++) {
        size_t first = cuts.items[i].first, end = i + 1 < cuts.count ? cuts.items[i + 1].first : lines->count;
        add_shard(of, cuts.items[i].name, lines->items + first, end - first);
    }
}

static bool make_in_workers(struct index_making *of) {
    struct workers quiet = {.count = of->workers ? of->workers->count : 1};
    struct workers_results results;
    struct line_list lines = {0};
    bool good = true;
    if (!workers_map(&results, of->ranges.count, merge_job, of, &quiet, of->arena))
        return false;
    for (size_t i = 0; i < of->ranges.count; i++) {
        good &= results.items[i].state == WORK_DONE;
        add_lines(&lines, results.items[i].bytes, of->arena);
    }
    if (good)
        cut_lines(of, &lines);
    workers_release(&results);
    return good;
}

static bool make_here(struct index_making *of) {
    struct buffer out = {0};
    struct line_list lines = {0};
    merge_job(0, &out, of);
    add_lines(&lines, buffer_text(&out), of->arena);
    cut_lines(of, &lines);
    buffer_free(&out);
    return true;
}

static bool make_lines(struct index_making *of) {
    list_sources(of);
    choose_ranges(of);
    return of->ranges.count > 1 ? make_in_workers(of) : make_here(of);
}

/* The whole */

static void count_units(struct search_index *index) {
    index->units = 0;
    for (uint32_t i = 0; i < index->essays; i++)
        index->units += index->entries[i].units;
    index->common = search_common(index->units);
}

static struct text version_of(const struct search_index *index, struct arena *arena) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, build_name());
    hasher_add_number(&hasher, index->units);
    for (uint32_t i = 0; i <= index->essays; i++)
        hasher_add_digest(&hasher, index->entries[i].key);
    for (size_t i = 0; i < index->shards.count; i++)
        hasher_add_digest(&hasher, index->shards.items[i].digest);
    return text_format(arena, "%016llx", (unsigned long long)hasher_end(&hasher).low);
}

static bool make(struct index_making *of) {
    list_essays(of);
    list_things(of);
    add_thing_entry(of);
    find_records(of);
    if (!make_records(of))
        return false;
    count_units(of->index);
    if (!make_lines(of))
        return false;
    of->index->version = version_of(of->index, of->arena);
    return true;
}

bool search_index_make(const struct search_index **index, const struct site *site, const struct workers *workers,
                       struct diag *problems, struct arena *arena) {
    *index = NULL;
    if (site->settings.search == SEARCH_OFF)
        return true;
    struct index_making of = {.index = arena_new(arena, struct search_index),
                              .site = site,
                              .workers = workers,
                              .aside = remembered_aside(site->remembered),
                              .recorder = search_recorder_open(arena),
                              .arena = arena};
    of.index->site = site;
    errno = 0;
    bool good = make(&of);
    search_recorder_close(of.recorder);
    if (!good)
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WORK, TEXT(""),
                  text_format(arena, "the index of the search cannot be made: %s", strerror(errno)), TEXT(""));
    *index = good ? of.index : NULL;
    return good;
}

struct text search_index_lines(const struct search_index *index, uint32_t shard, struct arena *arena) {
    const struct search_shard *of = &index->shards.items[shard];
    struct text bytes;
    (void)arena;
    if (of->lines.bytes)
        return of->lines;
    return remembered_find(remembered_aside(index->site->remembered), &bytes, lines_key(of->digest)) ? bytes : (struct text){0};
}
