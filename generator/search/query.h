/*
 * query: the answers of an index to a query, best first.
 *
 *     struct search_files files = {.load = load, .context = folder, .arena = arena};
 *     struct search_answer answer;
 *     if (!search_ask(&answer, TEXT("gain to others"), 10, &files))
 *         ...                                                   // files.failed says which file is not what it should be
 *     for (size_t i = 0; i < answer.count; i++)
 *         show(&answer.hits[i]);
 *
 * assets/search.js does the same, step by step, so that a terminal and a browser give the same results in the same order: that
 * is why all is done with whole numbers below 2^53. tests/site/search.sh compares the two over hundreds of queries.
 *
 *   1. Each word means groups of words (terms.h), each with a nearness and a rarity. Words in more units than an index says
 *      (`common`) have postings of titles alone: they are looked for there where a query has no other words, else not at all.
 *   2. A unit's sum is, over all words, the largest of nearness * rarity * impact; its weight is the rarity of the words that
 *      it has. Its value is sum * weight * weight. Units with less than half of the largest weight are no answers. Postings
 * that stand in files of their own, of frequent words, are read only where the units that have all other words are in more
 *      essays than will be read: otherwise the texts tell.
 *   3. The texts of the essays with the best units are read: as many as results are wanted, with a phrase 20 more,
 *      and 10 where half of the words of a query, or more, are not looked for in texts: then the order of its words tells.
 *      Of an essay the best 8 units are read; all of them where phrases or unread postings leave it to the text.
 *      The score is the value, more by how many words follow each other as in the query. An essay whose title is the query
 *      comes first. Hits of one essay stand together, the best first, three at most.
 *
 * A browser loads assets/search.js first, which has steps 1 and 2, all that must be there before it can ask for a file of the
 * index, and therefore says little of what is said here and in terms.h; then, while index.js comes, search-texts.js, which is
 * step 3, and search-show.js, which shows the results. What it needs for some queries is in scripts that it loads then:
 * search-phrases.js reads a query with quotation marks or a "-", search-misspelt.js finds what was meant by a word that no text
 * has, search-things.js the things that have all words, and search-filters.js narrows the results.
 */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "search/terms.h"

struct search_hit {
    const char *kind;                             /* "essay"; of things "term", "topic", "author", ... (format.h) */
    struct text address;                          /* from the site's root, with the passage's "#id" */
    struct text title, text;                      /* of the essay; of the passage, or what stands below the title */
    struct text date, voice;                      /* voice: what the words are that the authors did not write; "" */
    struct text by;                               /* who wrote them then: "The editors, after Shi Xianjin"; "" */
    const struct index_value *authors, *headings; /* texts; of things none */
    bool is_first;                                /* of its essay */
};

struct search_answer {
    struct search_query query; /* what it was taken for */
    struct search_hit *hits;
    size_t count;
    size_t passages, essays; /* that were found; where texts decide, those that were read */
    bool is_more;            /* there may be others */
};

/* `limit`: of hits. False when a file cannot be read or is damaged: files->failed. */
bool search_ask(struct search_answer *answer, struct text query, size_t limit, struct search_files *files);

#endif
