#include "compare/sketch.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/align.h"
#include "compare/words.h"

#include <stdlib.h>
#include <string.h>

/* A shingle has this weight; a word has that of two characters of a script that puts no spaces between words. */
enum { SHINGLE_WEIGHT = 6, WORD_WEIGHT = 2, CHARACTER_WEIGHT = 1 };

/* A text's words, as far as shingles know them. */
struct shingling {
    const struct passages *passages;
    uint32_t *words; /* indexes of those that are words to a reader */
    uint8_t *weights;
    uint32_t count;
};

static uint8_t weight_of(const struct passages *passages, const struct passage_word *word) {
    struct text letters = text_slice(passages->text, word->start, word->end);
    size_t at = 0;
    return letters.size && utf8_width(utf8_next(letters, &at)) == 2 ? CHARACTER_WEIGHT : WORD_WEIGHT;
}

static bool is_counted(const struct passage_word *word) {
    return word->kind == WORD_LETTERS && !word->is_address;
}

static struct shingling shingling_of(const struct passages *passages, struct arena *arena) {
    struct shingling shingling = {.passages = passages,
                                  .words = arena_array(arena, uint32_t, passages->word_count),
                                  .weights = arena_array(arena, uint8_t, passages->word_count)};
    for (uint32_t i = 0; i < passages->word_count; i++) {
        if (!is_counted(&passages->words[i]))
            continue;
        shingling.weights[shingling.count] = weight_of(passages, &passages->words[i]);
        shingling.words[shingling.count++] = i;
    }
    return shingling;
}

/* False where the text ends sooner. */
static bool shingle_at(uint64_t *hash, const struct shingling *shingling, uint32_t at) {
    unsigned weight = 0;
    *hash = 0;
    for (; at < shingling->count && weight < SHINGLE_WEIGHT; at++) {
        *hash = words_mix(*hash, shingling->passages->words[shingling->words[at]].folded);
        weight += shingling->weights[at];
    }
    return weight >= SHINGLE_WEIGHT;
}

static uint64_t wording_of(const struct shingling *shingling) {
    uint64_t wording = 0;
    unsigned weight = 0;
    for (uint32_t i = 0; i < shingling->count; i++) {
        wording = words_mix(wording, shingling->passages->words[shingling->words[i]].folded);
        weight += shingling->weights[i];
    }
    return weight >= WORDING_LEAST * WORD_WEIGHT ? wording : 0;
}

static uint32_t without_repeats(uint32_t *sorted, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || sorted[kept - 1] != sorted[i])
            sorted[kept++] = sorted[i];
    return kept;
}

struct sketch sketch_of(const struct passages *passages, struct arena *arena) {
    struct arena scratch = {0};
    struct shingling shingling = shingling_of(passages, &scratch);
    uint32_t *hashes = arena_array(&scratch, uint32_t, shingling.count), count = 0;
    uint64_t hash;
    for (uint32_t i = 0; shingle_at(&hash, &shingling, i); i++)
        if (hash % SKETCH_MODULUS == 0)
            hashes[count++] = (uint32_t)(hash >> 32);
    qsort(hashes, count, sizeof *hashes, array_by_number);
    count = without_repeats(hashes, count);
    uint32_t *kept = arena_array(arena, uint32_t, count);
    if (count)
        memcpy(kept, hashes, count * sizeof *kept);
    struct sketch sketch = {kept, count, wording_of(&shingling)};
    arena_free(&scratch);
    return sketch;
}

/* That a text's sketch has a hash. */
struct holding {
    uint32_t hash, text;
};

/* The texts that have one hash: a stretch of the sorted holdings. */
struct holders {
    const struct holding *first;
    uint32_t count;
};

/* For each text the hashes that others have, too: holders[firsts[text]] and on. */
struct shared_hashes {
    struct holders *holders;
    size_t *firsts; /* of each text, and the end of the last */
};

/* By hash and stable, so that the texts of each stay in order. Eleven bits at a time: a comparison for each costs ten times. */
static struct holding *sorted(struct holding *holdings, size_t count, struct arena *arena) {
    enum { BITS = 11, BUCKETS = 1 << BITS };
    struct holding *other = arena_array(arena, struct holding, count);
    for (unsigned shift = 0; shift < 32; shift += BITS) {
        size_t places[BUCKETS] = {0}, before = 0;
        for (size_t i = 0; i < count; i++)
            places[holdings[i].hash >> shift & (BUCKETS - 1)]++;
        for (size_t i = 0; i < BUCKETS; i++) {
            size_t here = places[i];
            places[i] = before;
            before += here;
        }
        for (size_t i = 0; i < count; i++)
            other[places[holdings[i].hash >> shift & (BUCKETS - 1)]++] = holdings[i];
        struct holding *swap = holdings;
        holdings = other;
        other = swap;
    }
    return holdings;
}

static struct holding *holdings_of(size_t *total, const struct sketch *sketches, uint32_t count, struct arena *arena) {
    *total = 0;
    for (uint32_t i = 0; i < count; i++)
        *total += sketches[i].count;
    struct holding *holdings = arena_array(arena, struct holding, *total), *next = holdings;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < sketches[i].count; k++)
            *next++ = (struct holding){sketches[i].hashes[k], i};
    return sorted(holdings, *total, arena);
}

static size_t end_of_hash(const struct holding *holdings, size_t at, size_t total) {
    size_t end = at + 1;
    while (end < total && holdings[end].hash == holdings[at].hash)
        end++;
    return end;
}

static struct shared_hashes share_hashes(const struct holding *holdings, size_t total, uint32_t texts, struct arena *arena) {
    struct shared_hashes shared = {.firsts = arena_array(arena, size_t, (size_t)texts + 2)};
    for (size_t at = 0, end; at < total; at = end) {
        end = end_of_hash(holdings, at, total);
        for (size_t i = at; i < end && end - at > 1; i++)
            shared.firsts[holdings[i].text + 2]++;
    }
    for (size_t i = 2; i < (size_t)texts + 2; i++)
        shared.firsts[i] += shared.firsts[i - 1];
    shared.holders = arena_array(arena, struct holders, shared.firsts[texts + 1]);
    for (size_t at = 0, end; at < total; at = end) {
        end = end_of_hash(holdings, at, total);
        for (size_t i = at; i < end && end - at > 1; i++)
            shared.holders[shared.firsts[holdings[i].text + 1]++] = (struct holders){holdings + at, (uint32_t)(end - at)};
    }
    return shared;
}

/* How many hashes one text shares with each text behind it. All is zero again when its pairs are taken. */
struct pairing {
    const struct sketch *sketches;
    struct sketch_pairs *pairs;
    struct arena *arena;
    uint32_t *shared; /* with each text */
    uint32_t *met;
    uint32_t met_count;
};

static void count_holders(struct pairing *pairing, const struct holders *holders, uint32_t text) {
    if (holders->count > SKETCH_MOST && holders->first->text != text)
        return;
    for (uint32_t i = holders->count; i-- > 0 && holders->first[i].text > text;) {
        uint32_t other = holders->first[i].text;
        if (pairing->shared[other]++ == 0)
            pairing->met[pairing->met_count++] = other;
    }
}

static void take_pairs(struct pairing *pairing, uint32_t text) {
    qsort(pairing->met, pairing->met_count, sizeof *pairing->met, array_by_number);
    for (uint32_t i = 0; i < pairing->met_count; i++) {
        uint32_t other = pairing->met[i], shared = pairing->shared[other];
        uint32_t a = pairing->sketches[text].count, b = pairing->sketches[other].count, smaller = a < b ? a : b;
        pairing->shared[other] = 0;
        if (shared >= SKETCH_LEAST && (uint64_t)shared * 1000 >= (uint64_t)smaller * SKETCH_CONTAINMENT)
            *array_add(pairing->pairs, pairing->arena) =
                (struct sketch_pair){text, other, shared, (uint32_t)((uint64_t)shared * 1000 / smaller)};
    }
    pairing->met_count = 0;
}

/* A text of which too little is in its sketch. */
struct short_text {
    uint64_t wording;
    uint32_t text;
};

static int by_wording(const void *left, const void *right) {
    const struct short_text *a = left, *b = right;
    if (a->wording != b->wording)
        return a->wording < b->wording ? -1 : 1;
    return (a->text > b->text) - (a->text < b->text);
}

/* Each with the first that has its words. */
static void pair_short_texts(struct sketch_pairs *pairs, const struct sketch *sketches, uint32_t count, struct arena *arena) {
    struct arena scratch = {0};
    struct short_text *texts = arena_array(&scratch, struct short_text, count);
    size_t found = 0;
    for (uint32_t i = 0; i < count; i++)
        if (sketches[i].count < SKETCH_LEAST && sketches[i].wording)
            texts[found++] = (struct short_text){sketches[i].wording, i};
    if (found)
        qsort(texts, found, sizeof *texts, by_wording);
    for (size_t i = 1, first = 0; i < found; i++)
        if (texts[i].wording != texts[first].wording)
            first = i;
        else
            *array_add(pairs, arena) =
                (struct sketch_pair){texts[first].text, texts[i].text, sketches[texts[i].text].count, 1000};
    arena_free(&scratch);
}

void sketch_pairs(struct sketch_pairs *pairs, const struct sketch *sketches, uint32_t count, struct arena *arena) {
    struct arena scratch = {0};
    size_t total;
    *pairs = (struct sketch_pairs){0};
    struct holding *holdings = holdings_of(&total, sketches, count, &scratch);
    struct shared_hashes shared = share_hashes(holdings, total, count, &scratch);
    struct pairing pairing = {.sketches = sketches,
                              .pairs = pairs,
                              .arena = arena,
                              .shared = arena_array(&scratch, uint32_t, count),
                              .met = arena_array(&scratch, uint32_t, count)};
    for (uint32_t text = 0; text < count; text++) {
        for (size_t i = shared.firsts[text]; i < shared.firsts[text + 1]; i++)
            count_holders(&pairing, &shared.holders[i], text);
        take_pairs(&pairing, text);
    }
    pair_short_texts(pairs, sketches, count, arena);
    arena_free(&scratch);
}

enum sharing sketch_judge(const struct sketch_pair *pair, uint32_t permille) {
    bool is_close = pair->shared >= CLOSE_LEAST && pair->permille >= CLOSE_CONTAINMENT;
    if (permille >= (is_close ? VARIANT_SHARE : SURE_SHARE))
        return SHARES_TEXT;
    return is_close ? SHARES_PASSAGES : SHARES_NOTHING;
}

/* In a passage itself, not in those inside of it. */
static uint32_t own_letters(const struct passages *passages, uint32_t index) {
    const struct passage_word *words = passages->words + passages->items[index].first_word;
    uint32_t count = 0;
    for (uint32_t i = 0; i < passage_own_words(passages, index); i++)
        count += is_counted(&words[i]);
    return count;
}

static uint32_t letters_of(const struct passages *passages) {
    uint32_t count = 0;
    for (size_t i = 0; i < passages->word_count; i++)
        count += is_counted(&passages->words[i]);
    return count;
}

uint32_t passages_shared(const struct passages *a, const struct passages *b, struct arena *arena) {
    struct alignment alignment;
    bool is_swapped = letters_of(b) < letters_of(a);
    const struct passages *shorter = is_swapped ? b : a, *longer = is_swapped ? a : b;
    uint64_t all = 0, found = 0;
    align(&alignment, shorter, longer, arena);
    for (uint32_t i = 0; i < shorter->count; i++) {
        uint32_t letters = own_letters(shorter, i);
        all += letters;
        found += alignment.new_of[i] != NONE ? letters : 0;
    }
    return all ? (uint32_t)(found * 1000 / all) : 0;
}
