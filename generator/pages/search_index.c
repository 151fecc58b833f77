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
    FEW_ESSAYS = 24,  /* they need no workers */
    LEAST_A_JOB = 16, /* essays; the more of them have one record, the less there is to merge */
    MOST_A_JOB = 512,
    MOST_CHANGED = 16,      /* of so many entries one: with more of them all lines are made again */
    RANGE_BYTES = 1 << 20,  /* of records, that are worth a job; with no workers, below two of them */
    MOST_RANGES = 24,       /* each looks into all records */
    SAMPLED_KEYS = 1 << 12, /* of which the ranges are chosen */
};

/* The parts of an index while it is made. */
struct index_making {
    struct search_index *index;
    struct search_catalog *catalog; /* of it */
    const struct site *site;
    const struct workers *workers;
    struct remembered *aside;
    struct search_recorder *recorder;
    struct text *frames; /* of each essay */
    uint32_t a_job;      /* essays */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } changed; /* entries that are not as they were */
    struct {
        struct text *items;
        size_t count, capacity;
    } records; /* of all entries, ascending */
    struct {
        struct text *items;
        size_t count, capacity;
    } ranges; /* where each begins; the first is "" */
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
                                    THING_PLACE, THING_LIST,  THING_PAGE,   THING_WORK, THING_EVENT};
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
    of->frames[number] = buffer_take(&bytes, of->arena);
    const struct source *source = &essay->thing.source;
    *array_add(&of->catalog->entries, of->arena) = (struct search_entry){
        .slug = essay->thing.slug,
        .key = search_frame_key(of->frames[number], frame.is_open ? source->document : NULL),
        .file = source->file->key,
    };
}

/* All things are one entry: they are few words, and change together. */
static void add_things(struct index_making *of) {
    struct search_texts texts = {0};
    search_index_things(&texts, of->index, of->arena);
    *array_add(&of->catalog->entries, of->arena) =
        (struct search_entry){.key = things_key(&texts, of->site), .units = (uint32_t)of->index->things.count};
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
        buffer_add_char(&out, i ? ',' : '[');
        buffer_add_json_string(&out, tags[i]);
    }
    buffer_add_char(&out, ']');
    return buffer_take(&out, arena);
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
        hasher_add_text(&hasher, voice_of(site->language, essay, arena));
        hasher_add_text(&hasher, search_byline(site, essay, arena));
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
    for (uint32_t i = 0; i < of->index->essay_count; i++)
        add_essay(of, i);
    add_things(of);
    of->catalog->languages = languages_of(of->index, of->arena);
    of->catalog->around = digest_around(of->index, of->arena);
}

/* Records */

/* Adds an essay; returns its units. */
static uint32_t add_text(struct search_recorder *recorder, uint32_t number, const struct search_frame *frame,
                         const struct document *document, const struct body *body, struct arena *arena) {
    struct search_essay text;
    struct search_texts texts;
    search_essay_read(&text, frame, document, body, arena);
    search_essay_texts(&texts, frame, &text, arena);
    search_recorder_add(recorder, number, texts.items, texts.count, frame->language);
    return (uint32_t)text.passages.count + 1;
}

static void add_all_things(struct search_recorder *recorder, const struct search_index *index, struct arena *arena) {
    struct search_texts texts = {0};
    search_index_things(&texts, index, arena);
    search_recorder_add(recorder, NONE, texts.items, texts.count, index->site->settings.language);
}

/* Adds what an entry says today. False when its text cannot be read any more. */
static bool add_entry_text(struct search_recorder *recorder, uint32_t *units, const struct search_index *index,
                           uint32_t entry) {
    const struct source *source = &essay_of(index, entry)->thing.source;
    struct arena arena = {0};
    struct search_frame frame;
    search_frame_of(&frame, index->site, essay_of(index, entry), &arena);
    const struct body *body = frame.is_open ? document_body(source->file) : NULL;
    bool good = body || !frame.is_open;
    if (good)
        *units = add_text(recorder, entry, &frame, source->document, body, &arena);
    arena_free(&arena);
    return good;
}

/* How many units each has, in four bytes, and their record. */
static bool record_essays(struct buffer *out, const struct index_making *of, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) {
        uint32_t units;
        if (!add_entry_text(of->recorder, &units, of->index, i))
            return false;
        buffer_add_bytes(out, &units, sizeof units);
    }
    search_recorder_write(out, of->recorder);
    return true;
}

static uint32_t job_end(const struct index_making *of, size_t job) {
    size_t end = (job + 1) * of->a_job;
    return end < of->index->essay_count ? (uint32_t)end : of->index->essay_count;
}

static void record_job(size_t job, struct buffer *out, void *context) {
    const struct index_making *of = context;
    if (!record_essays(out, of, (uint32_t)job * of->a_job, job_end(of, job)))
        workers_fail(errno ? errno : EIO);
}

static void take_record(struct index_making *of, size_t job, struct text bytes) {
    for (uint32_t i = (uint32_t)job * of->a_job; i < job_end(of, job); i++)
        memcpy(&of->catalog->entries.items[i].units, text_take(&bytes, sizeof(uint32_t)).bytes, sizeof(uint32_t));
    *array_add(&of->records, of->arena) = bytes;
}

static bool take_records(struct index_making *of, const struct workers_results *results, size_t jobs) {
    for (size_t job = 0; job < jobs; job++) {
        if (results->items[job].state != WORK_DONE)
            return false;
        take_record(of, job, results->items[job].bytes);
    }
    return true;
}

/* What the recorder was given. */
static struct text record_of(struct index_making *of) {
    struct buffer out = {0};
    search_recorder_write(&out, of->recorder);
    return buffer_take(&out, of->arena);
}

static struct text record_things(struct index_making *of) {
    add_all_things(of->recorder, of->index, of->arena);
    struct text record = record_of(of);
    search_entry_keep(&of->catalog->entries.items[of->index->essay_count], record, of->aside);
    return record;
}

/* The record of an entry alone. */
static bool record_now(struct text *record, struct index_making *of, uint32_t entry) {
    if (entry == of->index->essay_count) {
        *record = record_things(of);
        return true;
    }
    struct search_entry *made = &of->catalog->entries.items[entry];
    search_entry_keep(made, of->frames[entry], of->aside);
    bool good = add_entry_text(of->recorder, &made->units, of->index, entry);
    *record = record_of(of);
    return good;
}

/* Likewise as it was. False where that is not remembered any more. */
static bool record_before(struct text *record, struct index_making *of, const struct search_entry *old, uint32_t entry) {
    struct search_frame frame;
    struct parsed_file file = {0};
    struct text bytes;
    if (!search_entry_find(old, &bytes, of->aside))
        return false;
    *record = bytes;
    if (entry == of->index->essay_count)
        return true;
    if (!search_frame_read(&frame, bytes, of->arena) ||
        (frame.is_open && !document_recall(&file, old->file, of->site->remembered)) ||
        !digest_equal(old->key, search_frame_key(bytes, file.document)))
        return false;
    add_text(of->recorder, entry, &frame, file.document, file.body, of->arena);
    *record = record_of(of);
    return true;
}

/* Lines */

/* The keys of some lines, as far from each other in all records. */
static size_t sample_keys(struct text *keys, const struct index_making *of) {
    size_t found = 0, of_each = SAMPLED_KEYS / of->records.count;
    for (size_t i = 0; i < of->records.count; i++) {
        struct text record = of->records.items[i], line, behind;
        for (size_t j = 0; j < of_each; j++) {
            struct text rest = text_after(record, text_find_char(record, '\n', record.size / of_each * j) + 1);
            if (text_cut(&line, &rest, '\n'))
                keys[found++] = search_key(line, &behind);
        }
    }
    return found;
}

/* Which range a key is in changes nothing of the lines. */
static void choose_ranges(struct index_making *of) {
    size_t bytes = 0;
    for (size_t i = 0; i < of->records.count; i++)
        bytes += of->records.items[i].size;
    size_t count = bytes / RANGE_BYTES < MOST_RANGES ? bytes / RANGE_BYTES : MOST_RANGES;
    *array_add(&of->ranges, of->arena) = TEXT("");
    if (count < 2)
        return;
    struct text *keys = arena_array(of->arena, struct text, SAMPLED_KEYS);
    size_t sampled = sample_keys(keys, of);
    qsort(keys, sampled, sizeof *keys, by_bytes);
    for (size_t i = 1; i < count && sampled; i++) {
        struct text key = keys[i * sampled / count];
        if (text_compare(key, of->ranges.items[of->ranges.count - 1]) > 0)
            *array_add(&of->ranges, of->arena) = key;
    }
}

static void merge_job(size_t job, struct buffer *out, void *context) {
    const struct index_making *of = context;
    struct text to = job + 1 < of->ranges.count ? of->ranges.items[job + 1] : (struct text){0};
    search_merge(out, of->records.items, of->records.count, of->ranges.items[job], to);
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

static bool merge_records(struct index_making *of) {
    *array_add(&of->records, of->arena) = record_things(of);
    search_catalog_count(of->catalog);
    choose_ranges(of);
    return of->ranges.count > 1 ? merge_in_workers(of) : merge_here(of);
}

static bool make_few(struct index_making *of) {
    struct buffer out = {0};
    of->a_job = FEW_ESSAYS;
    bool good = record_essays(&out, of, 0, of->index->essay_count);
    if (good)
        take_record(of, 0, buffer_text(&out));
    good = good && merge_records(of);
    buffer_free(&out);
    return good;
}

static bool make_all(struct index_making *of) {
    uint32_t count = of->index->essay_count, a_job = count / 24;
    struct workers quiet = {.count = of->workers ? of->workers->count : 1};
    struct workers_results results;
    for (uint32_t i = 0; i < count; i++)
        search_entry_keep(&of->catalog->entries.items[i], of->frames[i], of->aside);
    if (count <= FEW_ESSAYS)
        return make_few(of);
    of->a_job = a_job < LEAST_A_JOB ? LEAST_A_JOB : a_job > MOST_A_JOB ? MOST_A_JOB : a_job;
    size_t jobs = (count + of->a_job - 1) / of->a_job;
    if (!workers_map(&results, jobs, record_job, of, &quiet, of->arena))
        return false;
    bool good = take_records(of, &results, jobs) && merge_records(of);
    workers_release(&results);
    return good;
}

/* What an entry was in the last build: essays are numbered as then, but for those that came behind them. NULL: it is new. */
static const struct search_entry *entry_before(const struct search_catalog *old, const struct index_making *of,
                                               uint32_t entry) {
    size_t essays = old->entries.count - 1;
    if (entry == of->index->essay_count)
        return &old->entries.items[essays];
    return entry < essays ? &old->entries.items[entry] : NULL;
}

/* The entries that are not as they were; false where there are too many, or others than there were. */
static bool find_changed(struct index_making *of, const struct search_catalog *old) {
    size_t count = of->catalog->entries.count;
    if (old->entries.count > count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct search_entry *entry = &of->catalog->entries.items[i];
        const struct search_entry *before = entry_before(old, of, i);
        if (before && !text_equal(entry->slug, before->slug))
            return false;
        if (before && digest_equal(entry->key, before->key))
            entry->units = before->units;
        else
            *array_add(&of->changed, of->arena) = i;
    }
    return of->changed.count <= count / MOST_CHANGED;
}

static bool change_lines(struct index_making *of, struct search_catalog *old) {
    size_t count = of->changed.count;
    struct search_change *changes = arena_array(of->arena, struct search_change, count + 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t entry = changes[i].entry = of->changed.items[i];
        const struct search_entry *before = entry_before(old, of, entry);
        if ((before && !record_before(&changes[i].before, of, before, entry)) || !record_now(&changes[i].after, of, entry))
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
           search_catalog_stands(&old, of->aside) && change_lines(of, &old);
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
    made->open = arena_new(arena, struct search_open_text);
    made->open->number = NONE;
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

/* Lines that were lost since the index was made. */
static bool make_again(struct text *lines, const struct search_index *index, uint32_t shard, struct arena *arena) {
    bool is_last = shard + 1 == index->catalog.shards.count, good = true;
    struct search_recorder *recorder = search_recorder_open(arena);
    struct buffer out = {0};
    for (uint32_t i = 0, units; i < index->essay_count && good; i++)
        good = add_entry_text(recorder, &units, index, i);
    add_all_things(recorder, index, arena);
    search_recorder_write(&out, recorder);
    struct text all = buffer_text(&out);
    size_t end = is_last ? all.size : search_lower_bound(all, index->catalog.shards.items[shard + 1].name);
    *lines = text_copy(text_slice(all, search_lower_bound(all, index->catalog.shards.items[shard].name), end), arena);
    buffer_free(&out);
    search_recorder_close(recorder);
    return good;
}

bool search_index_lines(struct text *lines, const struct search_index *index, uint32_t shard, struct arena *arena) {
    struct remembered *aside = remembered_aside(index->site->remembered);
    return search_shard_lines(lines, &index->catalog.shards.items[shard], aside) || make_again(lines, index, shard, arena);
}
