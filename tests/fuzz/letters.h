/*
 * letters: texts written with one letter a word, so that a fuzzer's small change is an edit that people make.
 *
 *     struct fuzz_side side = {0};
 *     fuzz_side_read(&side, fuzz_letters(TEXT("#ab\nabcdef.\n-ab\n-cd"), &arena), &options, &arena);
 *     ... side.passages
 *     fuzz_side_free(&side);
 *
 * A line is a passage, of the kind that its first letter says: # a heading, - an item, > a quotation, ` code, | a table, ~ a
 * rule; else a paragraph. a to z are words, A to Z the same with a capital, and all else is itself.
 */
#ifndef TESTS_FUZZ_LETTERS_H
#define TESTS_FUZZ_LETTERS_H

#include "base/buffer.h"
#include "compare/passages.h"

/* A text, parsed, and its passages. */
struct fuzz_side {
    struct buffer document, body;
    struct passages passages;
};

struct text fuzz_letters(struct text letters, struct arena *arena);

void fuzz_side_read(struct fuzz_side *side, struct text markdown, const struct parse_options *options, struct arena *arena);
void fuzz_side_free(struct fuzz_side *side);

/* How many passages have this digest; `found` is the last of them. */
size_t fuzz_count_equal(uint32_t *found, const struct passages *passages, uint64_t digest);

/* For targets: what holds of every alignment of two texts. */
struct alignment;
void fuzz_check_alignment(const struct alignment *alignment, const struct passages *old, const struct passages *new);

#endif
