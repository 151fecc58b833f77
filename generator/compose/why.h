/*
 * why: what leads from one essay to another, as a phrase with links.
 */
#ifndef COMPOSE_WHY_H
#define COMPOSE_WHY_H

#include "compose/gather.h"

enum why_kind {
    WHY_VARIANT,   /* the other is a form of the same work */
    WHY_REFERENCE, /* one cites the other */
    WHY_TOPICS,
    WHY_AUTHORS, /* both are by the same authors */
    WHY_ORIGIN,  /* both are, or are texts on what is, by the same authors */
    WHY_COMMON_REFERENCES,
    WHY_WORDS,
};

/* More names in one phrase would not be read. */
enum { WHY_NAMED = 2, WHY_PHRASES = 5 };

/* Reasons of one kind, which make one phrase together. */
struct why_phrase {
    uint8_t kind; /* enum why_kind */
    struct {
        struct text title, address, han;
    } names[WHY_NAMED];
    size_t count;      /* of all, also of those that are not named */
    const char *word;  /* WHY_VARIANT: the name of a word, "variant-reprint" */
    struct text words; /* WHY_WORDS: "a, b, c" */
    struct text han;   /* language of Han runs in them */
    bool there, back;  /* WHY_REFERENCE: this essay refers to the other, the other to this one */
};

struct why {
    struct why_phrase phrases[WHY_PHRASES]; /* strongest first */
    size_t count;
};

/* HTML, links from `place`: "also by A; both cite B, C and 2 more". */
struct text why_html(const struct why *why, const struct language *language, const struct gather_place *place,
                     struct arena *arena);

#endif
