/* What is found out of texts, and remembered: the sketch of each, and what two share. */
#include "connect/doubles/internal.h"

#include "base/build.h"
#include "base/remembered.h"
#include "base/workers.h"

#include <string.h>

/* A job of a worker; and what is done sooner without any. */
enum { TEXTS_A_JOB = 64, FEW_TEXTS = 128 };

/* The texts whose sketches are not remembered. */
struct unknown_texts {
    const struct site *site;
    struct sketch *sketches;
    uint32_t *essays;
    size_t count;
    struct arena *arena; /* of the sketches */
};

static const struct parsed_file *file_of(const struct site *site, uint32_t essay) {
    return site->essays[essay].thing.source.file;
}

static struct digest key_of(struct text what, struct digest a, struct digest b) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, what);
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, a);
    hasher_add_digest(&hasher, b);
    return hasher_end(&hasher);
}

static struct digest sketch_key(const struct site *site, uint32_t essay) {
    return key_of(TEXT("sketch"), file_of(site, essay)->key, (struct digest){0});
}

/* False for a text that cannot be read any more. */
static bool read_passages(struct passages *passages, const struct site *site, uint32_t essay, struct arena *arena) {
    const struct parsed_file *file = file_of(site, essay);
    const struct body *body = document_body(file);
    if (body)
        passages_of(passages, file->document, body, arena);
    return body != NULL;
}

static struct sketch make_sketch(const struct site *site, uint32_t essay, struct arena *arena) {
    struct arena scratch = {0};
    struct passages passages;
    struct sketch sketch = {0};
    if (read_passages(&passages, site, essay, &scratch))
        sketch = sketch_of(&passages, arena);
    arena_free(&scratch);
    return sketch;
}

/* The digest of the words, then the hashes. */
static void pack(struct buffer *out, const struct sketch *sketch) {
    buffer_add_bytes(out, &sketch->wording, sizeof sketch->wording);
    buffer_add_bytes(out, sketch->hashes, sketch->count * sizeof *sketch->hashes);
}

/* False when the bytes are not such a record. They are used in place. */
static bool unpack(struct sketch *sketch, struct text bytes) {
    if (bytes.size < sizeof sketch->wording)
        return false;
    memcpy(&sketch->wording, text_take(&bytes, sizeof sketch->wording).bytes, sizeof sketch->wording);
    sketch->hashes = (const uint32_t *)(const void *)bytes.bytes;
    sketch->count = (uint32_t)(bytes.size / sizeof *sketch->hashes);
    return true;
}

/* The sketches of one job: the record of each, with the number of its hashes before it. */
static void sketch_job(size_t index, struct buffer *out, void *context) {
    struct unknown_texts *unknown = context;
    for (size_t i = index * TEXTS_A_JOB; i < (index + 1) * TEXTS_A_JOB && i < unknown->count; i++) {
        struct arena arena = {0};
        struct sketch sketch = make_sketch(unknown->site, unknown->essays[i], &arena);
        buffer_add_bytes(out, &sketch.count, sizeof sketch.count);
        pack(out, &sketch);
        arena_free(&arena);
    }
}

static void take_sketches(struct unknown_texts *unknown, const struct workers_results *results, size_t jobs) {
    for (size_t job = 0, at = 0; job < jobs; job++) {
        struct text rest = results->items[job].bytes;
        for (size_t i = 0; i < TEXTS_A_JOB && at < unknown->count; i++, at++) {
            uint32_t count;
            memcpy(&count, text_take(&rest, sizeof count).bytes, sizeof count);
            struct text record = text_take(&rest, sizeof(uint64_t) + count * sizeof count);
            unpack(&unknown->sketches[unknown->essays[at]], text_copy(record, unknown->arena));
        }
    }
}

static bool are_done(const struct workers_results *results, size_t jobs) {
    for (size_t job = 0; job < jobs; job++)
        if (results->items[job].state != WORK_DONE)
            return false;
    return true;
}

/* In workers where it pays. What they could not do is done here. */
static void make_sketches(struct unknown_texts *unknown, const struct workers *workers) {
    size_t jobs = (unknown->count + TEXTS_A_JOB - 1) / TEXTS_A_JOB;
    struct workers quiet = {.count = workers ? workers->count : 1};
    struct workers_results results;
    bool done = false;
    if (unknown->count > FEW_TEXTS && workers_map(&results, jobs, sketch_job, unknown, &quiet, unknown->arena)) {
        done = are_done(&results, jobs);
        if (done)
            take_sketches(unknown, &results, jobs);
        workers_release(&results);
    }
    for (size_t i = 0; i < unknown->count && !done; i++)
        unknown->sketches[unknown->essays[i]] = make_sketch(unknown->site, unknown->essays[i], unknown->arena);
}

static void remember_sketch(const struct site *site, uint32_t essay, const struct sketch *sketch) {
    struct buffer record = {0};
    pack(&record, sketch);
    remembered_add(remembered_aside(site->remembered), sketch_key(site, essay), buffer_text(&record));
    buffer_free(&record);
}

const struct sketch *doubles_sketches(const struct site *site, const struct workers *workers, struct arena *arena) {
    struct remembered *aside = remembered_aside(site->remembered);
    struct unknown_texts unknown = {.site = site,
                                    .sketches = arena_array(arena, struct sketch, site->essay_count),
                                    .essays = arena_array(arena, uint32_t, site->essay_count),
                                    .arena = arena};
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct text bytes;
        if (!remembered_find(aside, &bytes, sketch_key(site, i)) || !unpack(&unknown.sketches[i], bytes))
            unknown.essays[unknown.count++] = i;
    }
    make_sketches(&unknown, workers);
    for (size_t i = 0; i < unknown.count; i++)
        remember_sketch(site, unknown.essays[i], &unknown.sketches[unknown.essays[i]]);
    return unknown.sketches;
}

static uint32_t share_passages(const struct site *site, uint32_t a, uint32_t b) {
    struct arena scratch = {0};
    struct passages first, second;
    uint32_t permille = 0;
    if (read_passages(&first, site, a, &scratch) && read_passages(&second, site, b, &scratch))
        permille = passages_shared(&first, &second, &scratch);
    arena_free(&scratch);
    return permille;
}

uint32_t doubles_shared(const struct site *site, uint32_t a, uint32_t b) {
    struct remembered *aside = remembered_aside(site->remembered);
    struct digest key = key_of(TEXT("shared passages"), file_of(site, a)->key, file_of(site, b)->key);
    struct text bytes;
    uint32_t permille;
    if (remembered_find(aside, &bytes, key) && bytes.size == sizeof permille) {
        memcpy(&permille, bytes.bytes, sizeof permille);
        return permille;
    }
    permille = share_passages(site, a, b);
    remembered_add(aside, key, (struct text){(const char *)&permille, sizeof permille});
    return permille;
}
