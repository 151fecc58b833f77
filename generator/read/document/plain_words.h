/*
 * plain_words: what a visitor reads of a text, without any markup, for who looks for words in it.
 *
 *     struct plain_words words = {.html = html, .runs = runs, .run_count = count, ...};
 *     plain_words_of_body(&words, document, body);                      // or of a body's record
 *     plain_words_add(&out, &places, &words, 0, arena);
 *
 * A line ends with "\n" where it ends in the file, and a block with "\n\n". Marks of notes, boxes of tasks and pictures have no
 * words.
 */
#ifndef READ_DOCUMENT_PLAIN_WORDS_H
#define READ_DOCUMENT_PLAIN_WORDS_H

#include "base/buffer.h"
#include "read/document/document.h"
#include "read/document/prose.h"

struct plain_words {
    struct text html;
    const struct doc_run *runs;
    size_t run_count;
    const struct doc_block *blocks; /* of one that is still open `end` is 0 */
    size_t block_count;
    const struct doc_format *formats;
    prose_shower *show; /* of a [[..]] */
    const void *context;
};

/* From which byte of the words on a block's own stand. */
struct plain_place {
    uint32_t start, block;
};

struct plain_places {
    struct plain_place *items; /* ascending; a block has several where others stand inside of it */
    size_t count, capacity;
};

/* All of a body's but `show`. */
void plain_words_of_body(struct plain_words *words, const struct body *body);

/* From run `first` on. `places` may be NULL. */
void plain_words_add(struct buffer *out, struct plain_places *places, const struct plain_words *words, size_t first,
                     struct arena *arena);

/* A reference that shows the title of what it leads to, for who knows no titles: as it stands in prose. */
void plain_words_mark(struct buffer *out, uint32_t reference);

#endif
