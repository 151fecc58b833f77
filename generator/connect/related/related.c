#include "connect/related/related.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "base/workers.h"

#include <string.h>

/* A job of a worker; and what is done sooner without any. */
enum { ESSAYS_A_JOB = 256, FEW_ESSAYS = 512 };

struct candidate {
    uint32_t essay, score;
};

/* The state of one essay's search; everything in it is zero again when the search is over. */
struct search {
    const struct site *site;
    const struct features *features;
    uint32_t *scores; /* one for each essay */
    uint32_t *met;    /* those whose score is not 0; room for all */
    uint32_t met_count;
    uint32_t *first_of_kin; /* of each essay: the one it is in the end a variant of; variants are not "related" */
    struct digest kin;      /* of all that has kin */
    struct candidate *best;
    uint32_t best_count, best_most;
};

/* This runs some thousand times for each essay. It writes before it knows whether the essay is new, to do without a branch. */
static inline void add_points(struct search *search, uint32_t essay, uint32_t points) {
    uint32_t *score = &search->scores[essay];
    search->met[search->met_count] = essay;
    search->met_count += *score == 0 && points > 0;
    *score += points;
}

static void add_feature(struct search *search, const struct use *own) {
    const struct features *features = search->features;
    const struct feature *feature = &features->items[own->feature];
    const struct use *uses = features->by_feature + feature->first;
    if (feature->kind == REASON_WORDS)
        for (uint32_t i = 0; i < feature->count; i++)
            add_points(search, uses[i].essay, feature_points(features, own, &uses[i]));
    else
        for (uint32_t i = 0; i < feature->count; i++)
            add_points(search, uses[i].essay, feature->points);
}

static void score_all(struct search *search, uint32_t essay) {
    const struct features *features = search->features;
    uint32_t looked_at = 0;
    for (uint32_t i = features->link_first[essay]; i < features->link_first[essay + 1]; i++)
        add_points(search, features->links[i].feature, REFERENCE_POINTS * 16);
    for (uint32_t i = features->essay_first[essay]; i < features->essay_first[essay + 1]; i++) {
        looked_at += features->items[features->by_essay[i].feature].count;
        if (looked_at > ESSAYS_LOOKED_AT)
            return;
        add_feature(search, &features->by_essay[i]);
    }
}

static bool is_better(struct candidate a, struct candidate b) {
    return a.score != b.score ? a.score > b.score : a.essay < b.essay;
}

/* Keeps the best few in order; most candidates are no better than the last and cost one comparison. */
static void offer(struct search *search, struct candidate candidate) {
    if (search->best_count == search->best_most && !is_better(candidate, search->best[search->best_count - 1]))
        return;
    if (search->best_count < search->best_most)
        search->best_count++;
    uint32_t at = search->best_count - 1;
    for (; at > 0 && is_better(candidate, search->best[at - 1]); at--)
        search->best[at] = search->best[at - 1];
    search->best[at] = candidate;
}

static void pick_best(struct search *search, uint32_t essay) {
    search->best_count = 0;
    for (uint32_t i = 0; i < search->met_count; i++) {
        uint32_t other = search->met[i];
        struct candidate candidate = {other, search->scores[other]};
        search->scores[other] = 0;
        if (search->first_of_kin[other] != search->first_of_kin[essay] && candidate.score >= LEAST_POINTS * 16)
            offer(search, candidate);
    }
    search->met_count = 0;
}

static struct digest digest_of_kin(const struct search *search) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < search->site->essay_count; i++) {
        if (search->first_of_kin[i] == i)
            continue;
        hasher_add_number(&hasher, search->features->slugs[i]);
        hasher_add_number(&hasher, search->features->slugs[search->first_of_kin[i]]);
    }
    return hasher_end(&hasher);
}

static struct digest inputs_of(const struct search *search, uint32_t essay) {
    const struct features *features = search->features;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, search->kin);
    hasher_add_number(&hasher, features->slugs[essay]);
    for (uint32_t i = features->link_first[essay]; i < features->link_first[essay + 1]; i++)
        hasher_add_number(&hasher, features->slugs[features->links[i].feature]);
    for (uint32_t i = features->essay_first[essay]; i < features->essay_first[essay + 1]; i++) {
        const struct feature *feature = &features->items[features->by_essay[i].feature];
        hasher_add_number(&hasher, feature->name);
        hasher_add_number(&hasher, feature->essays);
        hasher_add_number(&hasher, (uint64_t)feature->points << 32 | features->by_essay[i].weight);
    }
    return hasher_end(&hasher);
}

/* All of a row but its inputs. */
static void search_for(struct row *row, struct search *search, uint32_t essay) {
    struct arena arena = {0};
    score_all(search, essay);
    pick_best(search, essay);
    row->count = search->best_count;
    for (uint32_t i = 0; i < search->best_count; i++)
        row->picks[i] = search->best[i].essay;
    row->why = related_why(search->site, essay, row, &arena);
    arena_free(&arena);
}

static void start_search(struct search *search, struct loading *loading, struct arena *arena) {
    const struct site *site = loading->site;
    *search = (struct search){.site = site, .features = site->features, .best_most = site->settings.related};
    search->met = arena_array(arena, uint32_t, site->essay_count + 1);
    search->scores = arena_array(arena, uint32_t, site->essay_count);
    search->first_of_kin = essays_first_of_kin(site, arena);
    search->kin = digest_of_kin(search);
    search->best = arena_array(arena, struct candidate, search->best_most);
}

/* The essays whose rows are not known. */
struct missing_rows {
    struct search *search;
    const struct picks *picks;
    uint32_t *essays;
    size_t count;
};

static struct missing_rows find_missing(struct search *search, const struct picks *picks, const bool *known,
                                        struct arena *arena) {
    struct missing_rows missing = {search, picks, arena_array(arena, uint32_t, picks->essays), 0};
    for (uint32_t i = 0; i < picks->essays; i++)
        if (!known[i])
            missing.essays[missing.count++] = i;
    return missing;
}

static void search_job(size_t index, struct buffer *out, void *context) {
    struct missing_rows *missing = context;
    for (size_t i = index * ESSAYS_A_JOB; i < (index + 1) * ESSAYS_A_JOB && i < missing->count; i++) {
        struct row *row = picks_row(missing->picks, missing->essays[i]);
        search_for(row, missing->search, missing->essays[i]);
        buffer_add_bytes(out, row, picks_row_size(missing->picks));
    }
}

static bool take_results(const struct missing_rows *missing, const struct workers_results *results, size_t jobs) {
    size_t size = picks_row_size(missing->picks);
    for (size_t job = 0, at = 0; job < jobs; job++) {
        const struct work *work = &results->items[job];
        if (work->state != WORK_DONE)
            return false;
        for (size_t i = 0; i < work->bytes.size / size; i++, at++)
            memcpy(picks_row(missing->picks, missing->essays[at]), work->bytes.bytes + i * size, size);
    }
    return true;
}

/* In workers where it pays. What they could not do is done here. */
static void find_rows(struct missing_rows *missing, const struct workers *workers, struct arena *arena) {
    size_t jobs = (missing->count + ESSAYS_A_JOB - 1) / ESSAYS_A_JOB;
    struct workers quiet = {.count = workers ? workers->count : 1};
    struct workers_results results;
    bool done = false;
    if (missing->count > FEW_ESSAYS && workers_map(&results, jobs, search_job, missing, &quiet, arena)) {
        done = take_results(missing, &results, jobs);
        workers_release(&results);
    }
    for (size_t i = 0; i < missing->count && !done; i++)
        search_for(picks_row(missing->picks, missing->essays[i]), missing->search, missing->essays[i]);
}

static struct digest memory_key(void) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("related essays"));
    hasher_add_text(&hasher, build_name());
    return hasher_end(&hasher);
}

static void give_picks(struct site *site, const struct picks *picks) {
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct row *row = picks_row(picks, i);
        site->essays[i].related = (struct numbers){row->picks, row->count, row->count};
        site->essays[i].related_why = row->why;
    }
}

void related_load(struct loading *loading) {
    struct site *site = loading->site;
    struct remembered *remembered = loading->input->remembered;
    struct arena scratch = {0};
    struct search search;
    struct picks old;
    struct text bytes;
    if (site->essay_count < 2 || site->settings.related == 0)
        return;
    site->features = features_collect(loading);
    start_search(&search, loading, &scratch);
    struct picks picks = picks_new(site->features->slugs, site->essay_count, search.best_most, loading->arena);
    bool *known = arena_array(&scratch, bool, site->essay_count);
    for (uint32_t i = 0; i < site->essay_count; i++)
        picks_row(&picks, i)->inputs = inputs_of(&search, i);
    if (remembered && remembered_find(remembered, &bytes, memory_key()) && picks_read(&old, bytes))
        picks_take(known, &picks, &old, &scratch);
    struct missing_rows missing = find_missing(&search, &picks, known, &scratch);
    find_rows(&missing, loading->input->workers, &scratch);
    if (remembered && missing.count > 0)
        remembered_add(remembered, memory_key(), picks.bytes);
    give_picks(site, &picks);
    arena_free(&scratch);
}
