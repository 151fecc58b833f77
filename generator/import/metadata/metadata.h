/*
 * metadata: what an input says of itself: title, authors, date, and so on; every witness with its place, and which was
 * believed.
 *
 *     struct metadata metadata = metadata_find(intake, hints, &article, url, arena);
 *     if (metadata.chosen[SAID_TITLE] != NONE) title = metadata.items[metadata.chosen[SAID_TITLE]].value;
 *     if (metadata.taken[block] ...)      // the block said nothing but that, and is no text
 *
 * Witnesses are JSON-LD (also in lists, @graph and by @id), the head's meta elements and links, elements that are marked as
 * such (itemprop, rel, <time>, <h1>), and lines: "By Ada Editor", 作者：, "(Source: The Times, 2024-03-19)". Each kind has a
 * weight; a witness gains by each other one that says the same, so what several say beats what one says. A date of publication
 * beats one of a change.
 */
#ifndef IMPORT_METADATA_METADATA_H
#define IMPORT_METADATA_METADATA_H

#include "import/article.h"

/* What an input may say; the order of the account. */
#define SAID_FIELDS(X)                                                                                                         \
    X(TITLE, "title")                                                                                                          \
    X(SUBTITLE, "subtitle")                                                                                                    \
    X(AUTHORS, "authors")                                                                                                      \
    X(DATE, "date")                                                                                                            \
    X(UPDATED, "updated")                                                                                                      \
    X(PUBLICATION, "publication")                                                                                              \
    X(URL, "url")                                                                                                              \
    X(LANGUAGE, "lang")                                                                                                        \
    X(RIGHTS, "rights")                                                                                                        \
    X(TOPICS, "topics")                                                                                                        \
    X(BIO, "bio")

#define SAID_NUMBER(id, name) SAID_##id,
enum said_field { SAID_FIELDS(SAID_NUMBER) SAID_COUNT };
#undef SAID_NUMBER

extern const struct text said_names[SAID_COUNT];

struct witness {
    struct text value;  /* clean: a date as ISO has it */
    const char *source; /* what it is: "JSON-LD headline", "<meta og:title>", "a line" */
    uint32_t from;      /* where it stands in the source */
    uint32_t block;     /* the block that says it, or NONE */
    uint16_t weight;    /* of its kind */
    uint16_t score;     /* with what others say */
    uint8_t said;       /* enum said_field */
    bool is_believed;   /* of authors and topics there may be several */
};

struct metadata {
    struct witness *items;
    size_t count, capacity;
    uint32_t chosen[SAID_COUNT];   /* the best witness, or NONE; of authors and topics the first */
    const char *doubt[SAID_COUNT]; /* why an editor should look at it; NULL: nothing speaks against it */
    uint16_t *taken;               /* for each block the set (1 << said) of what it says and is no text for */
};

/* `url` is what the editor says of where it is from, or "". */
struct metadata metadata_find(const struct intake *intake, const uint32_t *hints, const struct article *article,
                              struct text url, struct arena *arena);

#endif
