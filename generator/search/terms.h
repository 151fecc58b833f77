/*
 * terms: what a query asks for, and which groups of words it may mean.
 *
 *     struct search_query query;
 *     search_query_read(&query, TEXT("\"gain to others\" diffusion -nuclear"), arena);
 *     search_terms_look(&query, dictionary);
 *
 * What stands in quotation marks ("…", “…”, «…», 「…」, 『…』) is a phrase: its words are meant as they are, and must follow
 * each other. "-word" and -"phrase" must not be there. The last word, with nothing behind it, may be unfinished.
 *
 * A word means the groups that have it as a form. An unfinished one, and one that no group has, means those in which a form
 * begins with it (BEGUN), too; if there are none either, those with a form that differs by one letter, from eight letters by
 * two (dropped, added, changed, or two that changed places). A word with an error in its first letters can stand far from where
 * it belongs: looked for is where the first or the second was added, or both swapped; and where none with one error is found,
 * any letter in place of the second or before it, in a dozen shards more.
 *
 * A word of which all groups are common (format.h) is not looked for, since nearly every text would be an answer; but where no
 * word of a query is looked for all are in titles, so that "It is as it was" is found.
 *
 * assets/search.js does the same, with search-phrases.js and search-misspelt.js beside it; tests/site/search.sh compares both.
 */
#ifndef SEARCH_TERMS_H
#define SEARCH_TERMS_H

#include "search/dictionary.h"
#include "search/word_forms.h"

/* How much a group is what was meant, in sixteenths. */
enum search_nearness { SEARCH_TWO_AWAY = 6, SEARCH_ONE_AWAY = 10, SEARCH_BEGUN = 11, SEARCH_EXACT = 16 };

/* A group that a term may mean. */
struct search_meant {
    const struct search_group *group;
    uint32_t nearness; /* enum search_nearness */
    uint32_t rarity;   /* the binary logarithm of how few units have it, in sixteenths; 0 where it is not looked for */
};

/* One word of a query. */
struct search_term {
    struct text form;
    enum search_word_kind kind;
    bool is_quoted;
    bool is_found;         /* it means something */
    bool is_common;        /* too many texts have it: it is looked for in titles, or not at all */
    bool is_long;          /* some of its postings are in files of their own */
    uint32_t rarity;       /* the largest of those that are as near as any; 0: it is not looked for */
    struct text put_right; /* what was taken for it, when it is misspelt; "" */
    struct {
        struct search_meant *items;
        size_t count, capacity;
    } meant;
};

struct search_term_list {
    struct search_term *items;
    size_t count, capacity;
};

/* A phrase as search_flat writes it. */
struct search_phrase {
    struct text words;
    bool is_out; /* must not be there */
};

struct search_query {
    struct search_term_list terms, without;
    struct {
        struct search_phrase *items;
        size_t count, capacity;
    } phrases;
    struct {
        struct text *items;
        size_t count, capacity;
    } reading;    /* all words that should be there, as they follow each other */
    bool is_open; /* the last of them may be unfinished */
};

void search_query_read(struct search_query *query, struct text written, struct arena *arena);

/* Finds what all terms mean. */
void search_terms_look(struct search_query *query, struct search_dictionary *dictionary);

/* Whether a form is one that a term means. */
bool search_term_has(const struct search_term *term, struct text form);

/* A text as its words follow each other, with a space around each; characters of runs without spaces stand singly. */
struct text search_flat(struct text text, struct arena *arena);

#endif
