/*
 * words: the words of a stretch of HTML as this program writes it. For compare/ only.
 *
 *     struct word_reading reading = {.html = html, .scratch = &scratch};
 *     words_read(&reading, 0, html.size);
 *     ... words_count(&reading) words in reading.words
 *     buffer_free(&reading.words);
 */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include "base/buffer.h"
#include "compare/passages.h"

struct word_reading {
    struct text html;
    const struct document *document; /* for the holes; NULL when there are none */
    const struct doc_hole *holes;
    uint32_t hole_count;
    uint32_t hole;       /* the next one */
    struct buffer words; /* struct passage_word */
    bool space;          /* stands before the next word */
    bool code;           /* inside a block of code: the ends of lines count */
    struct arena *scratch;
};

/* Reads from `at` up to `limit`, and perhaps over it by what cannot be cut. Returns where it stopped. */
size_t words_read(struct word_reading *reading, size_t at, size_t limit);
uint32_t words_count(const struct word_reading *reading);

/* Offset behind the tag or comment that begins at `at`. */
size_t words_tag_end(struct text html, size_t at);

/* A digest of two. */
uint64_t words_mix(uint64_t a, uint64_t b);

/* Of what a reference leads to, as it is written. */
uint64_t words_target(const struct document *document, const struct doc_reference *reference);

#endif
