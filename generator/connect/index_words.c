#include "connect/index_words.h"

#include "base/array.h"
#include "base/utf8.h"
#include "connect/related/related.h"
#include "search/stem.h"

#include <stdlib.h>

enum { LEAST_ESSAYS = 2 };

/* That a word is among the heaviest of an essay. */
struct word_use {
    struct text stem, word;
    uint32_t essay;
    uint32_t term;     /* of the essay's document */
    uint32_t position; /* of the essay, the newest first */
};

struct language_stemmer {
    struct text language;
    struct stemmer *stemmer;
};

struct choosing {
    const struct site *site;
    const struct features *features;
    struct {
        struct word_use *items;
        size_t count, capacity;
    } uses;
    struct {
        struct language_stemmer *items;
        size_t count, capacity;
    } stemmers;
    struct {
        struct index_place *items;
        size_t count, capacity;
    } places;
    struct index_words *words;
    struct arena *arena;
};

/* Which words. */

/* In a small reader no word of a third of the essays is distinctive. */
static uint32_t most_essays(const struct site *site) {
    uint32_t third = site->essay_count / 3;
    if (third < LEAST_ESSAYS)
        return LEAST_ESSAYS;
    return third < PLACES_MOST ? third : PLACES_MOST;
}

static bool is_word(const struct choosing *choosing, const struct use *use) {
    const struct feature *feature = &choosing->features->items[use->feature];
    size_t at = 0;
    return feature->kind == REASON_WORDS && feature->count <= most_essays(choosing->site) &&
           !utf8_is_han(utf8_next(feature->word, &at));
}

static uint32_t term_of(const struct document *document, uint64_t name) {
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    uint32_t term = 0;
    while (term < document->terms.count && terms[term].hash != name)
        term++;
    return term;
}

static struct stemmer *stemmer_of(struct choosing *choosing, struct text language) {
    for (size_t i = 0; i < choosing->stemmers.count; i++)
        if (text_equal(choosing->stemmers.items[i].language, language))
            return choosing->stemmers.items[i].stemmer;
    struct stemmer *stemmer = stemmer_open(language);
    *array_add(&choosing->stemmers, choosing->arena) = (struct language_stemmer){language, stemmer};
    return stemmer;
}

/* Puts a use among the heaviest; of equal ones the first stands first. */
static size_t keep_heaviest(const struct use **best, size_t count, const struct use *use) {
    if (count == WORDS_EACH && best[count - 1]->weight >= use->weight)
        return count;
    size_t at = count < WORDS_EACH ? count : count - 1;
    for (; at > 0 && best[at - 1]->weight < use->weight; at--)
        best[at] = best[at - 1];
    best[at] = use;
    return count < WORDS_EACH ? count + 1 : count;
}

static void add_use(struct choosing *choosing, const struct feature *feature, uint32_t number, uint32_t position) {
    const struct essay *essay = &choosing->site->essays[number];
    const struct document *document = essay->thing.source.document;
    uint32_t term = term_of(document, feature->name);
    if (term == document->terms.count || DOC_ITEMS(document, terms, struct doc_term)[term].count < USES_LEAST)
        return;
    struct search_word word = {.form = feature->word, .accented = feature->word};
    struct text stem = stemmer_stem(stemmer_of(choosing, essay->language), &word, choosing->arena);
    *array_add(&choosing->uses, choosing->arena) = (struct word_use){stem, feature->word, number, term, position};
}

static void use_words_of(struct choosing *choosing, uint32_t essay, uint32_t position) {
    const struct features *features = choosing->features;
    const struct use *best[WORDS_EACH];
    size_t count = 0;
    for (uint32_t i = features->essay_first[essay]; i < features->essay_first[essay + 1]; i++)
        if (is_word(choosing, &features->by_essay[i]))
            count = keep_heaviest(best, count, &features->by_essay[i]);
    for (size_t i = 0; i < count; i++)
        add_use(choosing, &features->items[best[i]->feature], essay, position);
}

static void use_words(struct choosing *choosing) {
    const struct site *site = choosing->site;
    for (uint32_t i = 0; i < site->essays_by_date.count; i++) {
        const struct essay *essay = &site->essays[site->essays_by_date.items[i]];
        if (essay_is_open(essay) && !essay->thing.hold.is_unindexed)
            use_words_of(choosing, site->essays_by_date.items[i], i);
    }
}

/* By stem, the newest essay first. */
static int by_stem(const void *left, const void *right) {
    const struct word_use *a = left, *b = right;
    int order = text_compare(a->stem, b->stem);
    if (!order)
        order = (a->position > b->position) - (a->position < b->position);
    return order ? order : text_compare(a->word, b->word);
}

/* What is said of one. */

static const struct doc_term *term_at(const struct choosing *choosing, const struct word_use *use) {
    const struct document *document = choosing->site->essays[use->essay].thing.source.document;
    return &DOC_ITEMS(document, terms, struct doc_term)[use->term];
}

static size_t count_word(const struct word_use *uses, size_t count, struct text word) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += text_equal(uses[i].word, word);
    return found;
}

/* The form that most essays have: of several the shortest, then the first. */
static struct text usual_form(const struct word_use *uses, size_t count) {
    struct text best = uses->word;
    size_t most = count_word(uses, count, best);
    for (size_t i = 1; i < count; i++) {
        struct text word = uses[i].word;
        size_t found = count_word(uses, count, word);
        bool is_before = word.size < best.size || (word.size == best.size && text_compare(word, best) < 0);
        if (found > most || (found == most && is_before)) {
            best = word;
            most = found;
        }
    }
    return best;
}

/* As it is written where it has the fewest capitals; of several the first in the order of bytes. */
static struct text as_written(const struct choosing *choosing, const struct word_use *uses, size_t count, struct text word) {
    struct text best = {0};
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct document *document = choosing->site->essays[uses[i].essay].thing.source.document;
        struct text written = document_text(document, term_at(choosing, &uses[i])->written);
        uint32_t capitals = utf8_capitals(written);
        if (text_equal(uses[i].word, word) && (capitals < least || (capitals == least && text_compare(written, best) < 0))) {
            best = written;
            least = capitals;
        }
    }
    return best;
}

/* The first two of the passages, which are numbered as they stand in the text. */
static void place_passage(struct index_place *place, uint16_t passage) {
    if (passage == place->passages[0] || passage == place->passages[1])
        return;
    if (passage < place->passages[0]) {
        place->passages[1] = place->passages[0];
        place->passages[0] = passage;
    } else if (passage < place->passages[1]) {
        place->passages[1] = passage;
    }
}

static void place_uses(struct choosing *choosing, struct index_word *word, const struct word_use *uses, size_t count) {
    word->first = (uint32_t)choosing->places.count;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || uses[i].essay != uses[i - 1].essay)
            *array_add(&choosing->places, choosing->arena) =
                (struct index_place){.essay = uses[i].essay, .passages = {NO_PASSAGE, NO_PASSAGE}};
        struct index_place *place = &choosing->places.items[choosing->places.count - 1];
        place_passage(place, term_at(choosing, &uses[i])->passages[0]);
        place_passage(place, term_at(choosing, &uses[i])->passages[1]);
        choosing->words->terms[uses[i].essay] |= UINT64_C(1) << uses[i].term;
    }
    word->count = (uint32_t)choosing->places.count - word->first;
    for (uint32_t i = word->first; word->count * 2 > PLACES_MOST && i < word->first + word->count; i++)
        choosing->places.items[i].passages[1] = NO_PASSAGE;
}

static size_t count_essays(const struct word_use *uses, size_t count) {
    size_t essays = 0;
    for (size_t i = 0; i < count; i++)
        essays += i == 0 || uses[i].essay != uses[i - 1].essay;
    return essays;
}

static void add_word(struct choosing *choosing, const struct word_use *uses, size_t count) {
    size_t essays = count_essays(uses, count);
    if (essays < LEAST_ESSAYS || essays > PLACES_MOST)
        return;
    struct index_word *word = array_add(choosing->words, choosing->arena);
    struct text *forms = arena_array(choosing->arena, struct text, count);
    for (size_t i = 0; i < count; i++)
        forms[i] = uses[i].word;
    word->folded = usual_form(uses, count);
    word->written = as_written(choosing, uses, count, word->folded);
    word->forms = forms;
    word->form_count = count;
    place_uses(choosing, word, uses, count);
}

static void add_words(struct choosing *choosing) {
    const struct word_use *uses = choosing->uses.items;
    if (choosing->uses.count)
        qsort(choosing->uses.items, choosing->uses.count, sizeof *choosing->uses.items, by_stem);
    for (size_t from = 0, to; from < choosing->uses.count; from = to) {
        for (to = from + 1; to < choosing->uses.count && text_equal(uses[to].stem, uses[from].stem);)
            to++;
        add_word(choosing, uses + from, to - from);
    }
}

void index_words_find(struct index_words *words, struct loading *loading, struct arena *arena) {
    struct choosing choosing = {.site = loading->site, .features = loading->site->features, .words = words, .arena = arena};
    *words = (struct index_words){.terms = arena_array(loading->arena, uint64_t, loading->site->essay_count)};
    if (!choosing.features && loading->site->essay_count >= LEAST_ESSAYS)
        choosing.features = features_collect(loading);
    if (choosing.features)
        use_words(&choosing);
    add_words(&choosing);
    words->places = choosing.places.items;
    for (size_t i = 0; i < choosing.stemmers.count; i++)
        stemmer_close(choosing.stemmers.items[i].stemmer);
}
