/*
 * words: the words of a body's runs. For compare/ only.
 *
 *     struct word_reading reading = {.document = document, .body = body, .format_of = format_of, .formats = &formats, .scratch
 * = &scratch}; for (uint32_t i = 0; i < body->runs.count; i++) words_read(&reading, i);
 *     ... words_count(&reading) words in reading.words, their bytes in reading.text
 *     buffer_free(&reading.words);
 *     buffer_free(&reading.text);
 */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include "base/buffer.h"
#include "compare/passages.h"

struct word_reading {
    const struct document *document;
    const struct body *body;
    struct buffer words;             /* struct passage_word */
    struct buffer text;              /* what they are written with */
    enum word_space space;           /* before the next word */
    uint32_t format;                 /* of the next word */
    bool is_struck;                  /* so is it */
    const uint32_t *format_of;       /* of passages */
    struct passage_formats *formats; /* theirs */
    bool code;                       /* inside a block of code: the ends of lines count */
    struct arena *scratch;
    /*
     * For words that are to be shown: what a reference shows. The Han characters in it are in the language `han`, "" for none,
     * and get a format of their own. Without a label a reference's words are those that it is written with, and have no bytes.
     */
    struct text (*label)(uint32_t reference, const void *context);
    const void *context;
    struct text han;
    struct arena *arena; /* of the formats that are added */
};

/* Adds the words of one run of the body. */
void words_read(struct word_reading *reading, uint32_t run);
uint32_t words_count(const struct word_reading *reading);

/* Combines two digests. */
uint64_t words_mix(uint64_t a, uint64_t b);

/* The digest of a reference's target as written. */
uint64_t words_target(const struct document *document, uint32_t reference);

#endif
