/*
 * related: which essays are near each other, and why. For the files of connect/related only.
 *
 * What essays may share are features: topics, authors, essays that both cite, and words. Each feature knows its essays (an
 * inverted index), each essay its features, rarest first. Scoring an essay means going through its features' essays and adding
 * up points, so the cost depends on what is shared, not on the square of the number of essays. The cost is also bounded: a
 * feature of too many essays says little and is left out, and the number of essays looked at for one essay is limited, with the
 * rarest features first.
 *
 * Integers only, and ties go to the first slug: the same on every machine. Points are kept in sixteenths.
 *
 * Words weigh tf-idf, (1 + log2 tf) * log2(N / df), normalised by the length of the essay's vector, so that the sum over shared
 * words is the cosine of two essays (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988). An essay
 * whose text may not be published has no words here.
 *
 * The result for an essay is a pure function of its features and of the essays that have them, so it is remembered under a
 * digest of those, and editing an essay costs only the search of its neighbours. That is why weights are coarse: another
 * sentence shifts the weight of each word a little, and must not make every essay that shares one of them search again.
 */
#ifndef CONNECT_RELATED_RELATED_H
#define CONNECT_RELATED_RELATED_H

#include "kinds/loading.h"

enum {
    WORDS_MOST = 24,    /* of an essay's words: those that weigh most */
    VECTOR_LENGTH = 64, /* of an essay's words together */
    WORDS_POINTS = 600, /* for a cosine of 1 */
    TOPIC_POINTS = 40,  /* these three gain RARE_POINTS each time the feature is twice as rare */
    AUTHOR_POINTS = 60,
    COMMON_POINTS = 50,
    RARE_POINTS = 12,
    REFERENCE_POINTS = 250,  /* one cites the other */
    LEAST_POINTS = 40,       /* below, essays are not called related */
    LEAST_WORDS_POINTS = 20, /* below, words are not worth giving as a reason */
    ESSAYS_LOOKED_AT = 4000, /* for one essay, counted once for each shared feature */
    COMMON_LIMIT = 50,       /* a feature of more essays than this, and than a twentieth of all, is left out */
};

struct feature {
    uint64_t name;   /* its identity, in a number that stays when essays come and go: of the word, or of the thing's slug */
    uint64_t essays; /* a digest of the essays that have it, and of its weight in each */
    struct text word;
    uint32_t number;       /* of the topic, author or cited essay */
    uint32_t points;       /* in sixteenths; for words the essays' weights decide */
    uint32_t first, count; /* its essays, in `by_feature`; count is 0 when it is left out */
    uint8_t kind;          /* enum reason_kind */
};

/* That an essay has a feature. */
struct use {
    uint32_t feature, essay;
    uint32_t weight; /* of a word in the essay, of VECTOR_LENGTH */
};

struct features {
    struct feature *items;
    uint32_t count;
    struct use *by_feature;
    struct use *by_essay;  /* rarest feature first */
    uint32_t *essay_first; /* essay_count + 1 indexes into by_essay */
    struct use *links;     /* both ways; `feature` is the other essay */
    uint32_t *link_first;
    uint64_t *slugs; /* of each essay: a number for its slug */
};

/* All of it lives as long as the site. */
const struct features *features_collect(struct loading *loading);

/* Points for a shared feature. */
uint32_t feature_points(const struct features *features, const struct use *a, const struct use *b);

/* What was found for one essay. It has no gaps, since it is remembered byte for byte. */
struct row {
    struct digest inputs; /* digest of everything that the search and its reasons depend on */
    struct digest why;    /* of the reasons for each pick */
    uint32_t count, unused;
    uint32_t picks[]; /* essays, the nearest first; room for `most` */
};

/* What was found for all, in one record. */
struct picks {
    struct text bytes;
    const uint64_t *slugs; /* as in features, of the essays that the rows are about */
    uint32_t essays, most;
};

struct picks picks_new(const uint64_t *slugs, uint32_t essays, uint32_t most, struct arena *arena);

/* False when the bytes are not such a record. They are used in place, aligned to 8. */
bool picks_read(struct picks *picks, struct text bytes);
struct row *picks_row(const struct picks *picks, uint32_t essay);
size_t picks_row_size(const struct picks *picks);

/* Fills the rows of `now` that `old` has with the same inputs, and says which. */
void picks_take(bool *known, const struct picks *now, const struct picks *old, struct arena *arena);

/* The digest for row->why: each pick's reasons, by the names of the things they are about. */
struct digest related_why(const struct site *site, uint32_t essay, const struct row *row, struct arena *arena);

/* 16 * log2(a / b), rounded down; needs a >= b > 0. */
uint32_t log2_sixteenths(uint32_t a, uint32_t b);
uint64_t square_root(uint64_t number);

#endif
