#include "pages/search_index.h"

#include "base/array.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "compose/links.h"
#include "compose/values.h"
#include "pages/shared.h"
#include "read/codes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    ESSAYS_A_JOB = 16,
    FEW_ESSAYS = 24,        /* they need no workers */
    MOST_CHANGED = 4,       /* of so many entries one: with more of them all lines are made again */
    RANGE_BYTES = 1 << 20,  /* of records, that are worth a job; with no workers, below two of them */
    MOST_RANGES = 24,       /* each looks into all records */
    SAMPLED_KEYS = 1 << 14, /* of which the ranges are chosen */
};

/* The parts of an index while it is made. */
struct index_making {
    struct search_index *index;
    struct search_catalog *catalog; /* of it */
    const struct site *site;
    const struct workers *workers;
    struct remembered *aside;
    struct search_recorder *recorder;
    struct text *frames;  /* of each essay */
    struct text *records; /* of each entry that was asked for */
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

static void number_essays(struct search_index *index, struct arena *arena) {
    const struct numbers *shown = &index->site->essays_by_date;
    index->essays = arena_array(arena, uint32_t, shown->count + 1);
    index->essay_count = (uint32_t)shown->count;
    for (size_t i = 0; i < shown->count; i++)
        index->essays[i] = shown->items[i];
    qsort_r(index->essays, shown->count, sizeof *index->essays, by_date, (void *)(uintptr_t)index->site);
}

/* By kind, then slug. */
static void number_things(struct search_index *index, struct arena *arena) {
    static const uint8_t kinds[] = {THING_TERM,  THING_TOPIC, THING_AUTHOR, THING_PUBLICATION,
                                    THING_PLACE, THING_LIST,  THING_PAGE};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        for (uint32_t number = 0; number < site_count(index->site, kinds[i]); number++)
            *array_add(&index->things, arena) = (struct search_thing){kinds[i], number};
}

void search_index_things(struct search_texts *texts, const struct search_index *index, struct arena *arena) {
    for (size_t i = 0; i < index->things.count; i++)
        search_thing_texts(texts, index->site, index->things.items[i].kind, index->things.items[i].number, (uint32_t)i, arena);
}

static struct digest things_key(const struct search_texts *texts, const struct site *site) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("things"));
    hasher_add_text(&hasher, site->settings.language);
    for (size_t i = 0; i < texts->count; i++) {
        hasher_add_number(&hasher, (uint64_t)texts->items[i].unit << 2 | texts->items[i].role);
        hasher_add_text(&hasher, texts->items[i].text);
    }
    return hasher_end(&hasher);
}

static const struct essay *essay_of(const struct search_index *index, uint32_t entry) {
    return &index->site->essays[index->essays[entry]];
}

static void add_essay(struct index_making *of, uint32_t number) {
    const struct essay *essay = essay_of(of->index, number);
    struct search_frame frame;
    struct buffer bytes = {0};
    search_frame_of(&frame, of->site, essay, of->arena);
    search_frame_write(&bytes, &frame);
    of->frames[number] = text_copy(buffer_text(&bytes), of->arena);
    buffer_free(&bytes);
    *array_add(&of->catalog->entries, of->arena) = (struct search_entry){
        essay->thing.slug, search_frame_key(of->frames[number], frame.is_open ? essay->thing.source.document : NULL), 0};
}

/* All things are one entry: they are few words, and change together. */
static void add_things(struct index_making *of) {
    struct search_texts texts = {0};
    search_index_things(&texts, of->index, of->arena);
    *array_add(&of->catalog->entries, of->arena) =
        (struct search_entry){{0}, things_key(&texts, of->site), (uint32_t)of->index->things.count};
}

static int by_bytes(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* As index.js has them. */
static struct text languages_of(const struct search_index *index, struct arena *arena) {
    struct text *tags = arena_array(arena, struct text, index->essay_count + 1);
    struct buffer out = {0};
    tags[0] = index->site->settings.language;
    for (uint32_t i = 0; i < index->essay_count; i++)
        tags[i + 1] = essay_of(index, i)->language;
    qsort(tags, index->essay_count + 1, sizeof *tags, by_bytes);
    for (uint32_t i = 0; i <= index->essay_count; i++) {
        if (i && text_equal(tags[i], tags[i - 1]))
            continue;
        buffer_add(&out, i ? TEXT(",\"") : TEXT("[\""));
        buffer_add_json(&out, tags[i]);
        buffer_add_char(&out, '"');
    }
    buffer_add_char(&out, ']');
    struct text languages = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return languages;
}

/* Of an essay without a past its passages' ids hang on its text alone, which is in its key. */
static struct digest digest_around(const struct search_index *index, struct arena *arena) {
    const struct site *site = index->site;
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < index->essay_count; i++) {
        const struct essay *essay = essay_of(index, i);
        uint32_t publication = essay->provenance.publication;
        hasher_add_text(&hasher, essay->thing.slug);
        hasher_add_text(&hasher, link_to(essay->thing.address, site->settings.for_disk, arena));
        hasher_add_text(&hasher, date_iso(essay->date, arena));
        hasher_add_text(&hasher, publication == NONE ? TEXT("") : site_title(site, THING_PUBLICATION, publication));
        if (search_is_open(essay) && essay->versions->count > 1)
            hasher_add_digest(&hasher, essay->versions->digest);
    }
    for (size_t i = 0; i < index->things.count; i++)
        hasher_add_text(&hasher, site_thing(site, index->things.items[i].kind, index->things.items[i].number)->address);
    return hasher_end(&hasher);
}

static void list_entries(struct index_making *of) {
    number_essays(of->index, of->arena);
    number_things(of->index, of->arena);
    of->frames = arena_array(of->arena, struct text, of->index->essay_count + 1);
    of->records = arena_array(of->arena, struct text, of->index->essay_count + 1);
    for (uint32_t i = 0; i < of->index->essay_count; i++)
        add_essay(of, i);
    add_things(of);
    of->catalog->languages = languages_of(of->index, of->arena);
    of->catalog->around = digest_around(of->index, of->arena);
}

/* Records */

static void find_record(struct index_making *of, uint32_t index) {
    struct text frame;
    if (!search_entry_find(&of->catalog->entries.items[index], &frame, &of->records[index], of->aside))
        *array_add(&of->missing, of->arena) = index;
}

static bool record_essay(struct buffer *out, struct search_recorder *recorder, const struct search_index *index,
                         uint32_t number, struct text frame_bytes, struct arena *arena) {
    const struct source *source = &essay_of(index, number)->thing.source;
    struct search_frame frame;
    struct search_essay text;
    struct search_texts texts;
    search_frame_of(&frame, index->site, essay_of(index, number), arena);
    const struct body *body = frame.is_open ? document_body(source->file) : NULL;
    if (frame.is_open && !body)
        return false;
    search_essay_read(&text, &frame, source->document, body, arena);
    search_essay_texts(&texts, &frame, &text, arena);
    search_entry_begin(out, (uint32_t)text.passages.count + 1, frame_bytes);
    search_record_write(out, recorder, texts.items, texts.count, frame.language);
    return true;
}

static bool record_entry(struct buffer *out, struct search_recorder *recorder, const struct search_index *index, uint32_t entry,
                         struct text frame, struct arena *arena) {
    struct search_texts texts = {0};
    if (entry < index->essay_count)
        return record_essay(out, recorder, index, entry, frame, arena);
    search_index_things(&texts, index, arena);
    search_entry_begin(out, (uint32_t)index->things.count, TEXT(""));
    search_record_write(out, recorder, texts.items, texts.count, index->site->settings.language);
    return true;
}

static bool record_missing(struct buffer *out, const struct index_making *of, size_t missing) {
    uint32_t entry = of->missing.items[missing];
    struct arena arena = {0};
    bool good = record_entry(out, of->recorder, of->index, entry, of->frames[entry], &arena);
    arena_free(&arena);
    return good;
}

/* Each behind its size. */
static void record_job(size_t job, struct buffer *out, void *context) {
    const struct index_making *of = context;
    for (size_t i = job * ESSAYS_A_JOB; i < (job + 1) * ESSAYS_A_JOB && i < of->missing.count; i++) {
        struct buffer record = {0};
        if (!record_missing(&record, of, i))
            workers_fail(errno ? errno : EIO);
        uint64_t size = record.size;
        buffer_add_bytes(out, &size, sizeof size);
        buffer_add(out, buffer_text(&record));
        buffer_free(&record);
    }
}

static bool keep_record(struct index_making *of, uint32_t index, struct text bytes) {
    struct text frame;
    struct search_entry *entry = &of->catalog->entries.items[index];
    search_entry_keep(entry, bytes, of->aside);
    return search_entry_find(entry, &frame, &of->records[index], of->aside) ||
           search_entry_read(entry, &frame, &of->records[index], text_copy(bytes, of->arena));
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
    bool good = true;
    for (size_t i = 0; i < of->missing.count && good; i++) {
        struct buffer record = {0};
        good = record_missing(&record, of, i) && keep_record(of, of->missing.items[i], buffer_text(&record));
        buffer_free(&record);
    }
    return good;
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

/* Lines */

static void list_sources(struct index_making *of) {
    uint32_t count = of->index->essay_count;
    of->sources = arena_array(of->arena, struct search_source, count + 1);
    for (uint32_t i = 0; i <= count; i++)
        of->sources[i] = (struct search_source){of->records[i], i < count ? i : NONE};
}

/* Keys of some of the records, as they come. */
static size_t sample_keys(struct text *keys, const struct index_making *of) {
    uint32_t count = of->index->essay_count + 1, step = count / 64 + 1;
    size_t found = 0;
    for (uint32_t i = 0; i < count; i += step) {
        struct text rest = of->records[i], line, behind;
        for (size_t taken = 0; taken < SAMPLED_KEYS / 65 && found < SAMPLED_KEYS && text_cut(&line, &rest, '\n'); taken++)
            keys[found++] = search_key(line, &behind);
    }
    return found;
}

/* Which range a key is in changes nothing of the lines. */
static void choose_ranges(struct index_making *of) {
    size_t bytes = 0;
    for (uint32_t i = 0; i <= of->index->essay_count; i++)
        bytes += of->records[i].size;
    size_t count = bytes / RANGE_BYTES < MOST_RANGES ? bytes / RANGE_BYTES : MOST_RANGES;
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
    search_merge(out, of->sources, of->index->essay_count + 1, of->ranges.items[job], to);
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

static bool merge_in_workers(struct index_making *of) {
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
        search_catalog_cut(of->catalog, lines.items, lines.count, of->aside, of->arena);
    workers_release(&results);
    return good;
}

static bool merge_here(struct index_making *of) {
    struct buffer out = {0};
    struct line_list lines = {0};
    merge_job(0, &out, of);
    add_lines(&lines, buffer_text(&out), of->arena);
    search_catalog_cut(of->catalog, lines.items, lines.count, of->aside, of->arena);
    buffer_free(&out);
    return true;
}

/* The whole */

static bool make_all(struct index_making *of) {
    of->missing.count = 0;
    for (uint32_t i = 0; i <= of->index->essay_count; i++)
        find_record(of, i);
    if (!make_records(of))
        return false;
    search_catalog_count(of->catalog);
    list_sources(of);
    choose_ranges(of);
    return of->ranges.count > 1 ? merge_in_workers(of) : merge_here(of);
}

/* The entries that are not as they were; false where there are too many, or others than there were. */
static bool find_changed(struct index_making *of, const struct search_catalog *old) {
    size_t count = of->catalog->entries.count;
    if (old->entries.count != count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct search_entry *entry = &of->catalog->entries.items[i];
        const struct search_entry *before = &old->entries.items[i];
        if (!text_equal(entry->slug, before->slug))
            return false;
        if (digest_equal(entry->key, before->key))
            entry->units = before->units;
        else
            *array_add(&of->missing, of->arena) = i;
    }
    return of->missing.count <= count / MOST_CHANGED;
}

/* What `missing` names was made, and is to be in the lines that stand. */
static bool change_lines(struct index_making *of, struct search_catalog *old) {
    size_t count = of->missing.count;
    struct search_change *changes = arena_array(of->arena, struct search_change, count + 1);
    struct text frame;
    for (size_t i = 0; i < count; i++) {
        uint32_t entry = changes[i].entry = of->missing.items[i];
        changes[i].after = of->records[entry];
        if (!search_entry_find(&old->entries.items[entry], &frame, &changes[i].before, of->aside))
            return false;
    }
    of->catalog->shards.items = old->shards.items, of->catalog->shards.count = old->shards.count;
    of->catalog->longs.items = old->longs.items, of->catalog->longs.count = old->longs.count;
    of->catalog->common = old->common;
    if (search_catalog_change(of->catalog, changes, count, of->aside, of->arena))
        return true;
    of->catalog->shards.count = of->catalog->longs.count = 0;
    return false;
}

/* From what the last build made. */
static bool make_changed(struct index_making *of) {
    struct search_catalog old;
    return !of->site->is_edition && search_catalog_recall(&old, of->aside, of->arena) && find_changed(of, &old) &&
           search_catalog_stands(&old, of->aside) && make_records(of) && change_lines(of, &old);
}

static bool make(struct index_making *of) {
    list_entries(of);
    if (!make_changed(of) && !make_all(of))
        return false;
    search_catalog_name(of->catalog, of->arena);
    if (!of->site->is_edition)
        search_catalog_keep(of->catalog, of->aside);
    return true;
}

bool search_index_make(const struct search_index **index, const struct site *site, const struct workers *workers,
                       struct diag *problems, struct arena *arena) {
    *index = NULL;
    if (site->settings.search == SEARCH_OFF)
        return true;
    struct search_index *made = arena_new(arena, struct search_index);
    struct index_making of = {.index = made,
                              .catalog = &made->catalog,
                              .site = site,
                              .workers = workers,
                              .aside = remembered_aside(site->remembered),
                              .recorder = search_recorder_open(arena),
                              .arena = arena};
    made->site = site;
    errno = 0;
    bool good = make(&of);
    search_recorder_close(of.recorder);
    if (!good)
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WORK, TEXT(""),
                  text_format(arena, "the index of the search cannot be made: %s", strerror(errno)), TEXT(""));
    *index = good ? made : NULL;
    return good;
}

const struct search_index *search_index_later(const struct site *site, struct arena *arena) {
    if (site->settings.search == SEARCH_OFF)
        return NULL;
    struct search_index *missing = arena_new(arena, struct search_index);
    *missing = (struct search_index){.site = site, .is_missing = true};
    return missing;
}

/* A record whose entry was lost since the index was made. */
static bool record_again(struct text *record, struct search_recorder *recorder, const struct search_index *index,
                         uint32_t entry, struct arena *arena) {
    struct search_entry unused;
    struct buffer bytes = {0};
    struct text frame;
    bool good = record_entry(&bytes, recorder, index, entry, TEXT(""), arena) &&
                search_entry_read(&unused, &frame, record, text_copy(buffer_text(&bytes), arena));
    buffer_free(&bytes);
    return good;
}

static bool merge_again(struct text *lines, const struct search_index *index, uint32_t shard, struct arena *arena) {
    struct remembered *aside = remembered_aside(index->site->remembered);
    struct search_recorder *recorder = search_recorder_open(arena);
    struct search_source *sources = arena_array(arena, struct search_source, index->essay_count + 1);
    bool is_last = shard + 1 == index->catalog.shards.count, good = true;
    struct text to = is_last ? (struct text){0} : index->catalog.shards.items[shard + 1].name, frame;
    struct buffer out = {0};
    for (uint32_t i = 0; i <= index->essay_count && good; i++) {
        struct search_entry entry = index->catalog.entries.items[i];
        sources[i].essay = i < index->essay_count ? i : NONE;
        good = search_entry_find(&entry, &frame, &sources[i].record, aside) ||
               record_again(&sources[i].record, recorder, index, i, arena);
    }
    if (good)
        search_merge(&out, sources, index->essay_count + 1, index->catalog.shards.items[shard].name, to);
    *lines = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    search_recorder_close(recorder);
    return good;
}

bool search_index_lines(struct text *lines, const struct search_index *index, uint32_t shard, struct arena *arena) {
    struct remembered *aside = remembered_aside(index->site->remembered);
    return search_shard_lines(lines, &index->catalog.shards.items[shard], aside) || merge_again(lines, index, shard, arena);
}
