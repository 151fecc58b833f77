/*
 * two_texts: two Markdown texts, parsed, as passages and aligned.
 *
 *     struct two_texts texts;
 *     two_texts_start(&texts, "Old.\n", "New.\n");
 *     ...
 *     two_texts_free(&texts);
 */
#ifndef TESTS_MEMORY_TWO_TEXTS_H
#define TESTS_MEMORY_TWO_TEXTS_H

#include "../read/parsed.h"
#include "compare/align.h"

struct two_texts {
    struct parsed parsed[2];
    struct passages old, new;
    struct alignment alignment;
    struct arena arena;
};

static inline void two_texts_start_with(struct two_texts *texts, struct text old, struct text new,
                                        const struct parse_options *options) {
    *texts = (struct two_texts){0};
    parse_text(&texts->parsed[0], old, options);
    parse_text(&texts->parsed[1], new, options);
    passages_of(&texts->old, texts->parsed[0].document, texts->parsed[0].body, &texts->arena);
    passages_of(&texts->new, texts->parsed[1].document, texts->parsed[1].body, &texts->arena);
    align(&texts->alignment, &texts->old, &texts->new, &texts->arena);
}

static inline void two_texts_start(struct two_texts *texts, const char *old, const char *new) {
    struct parse_options options = usual_options();
    two_texts_start_with(texts, text_of(old), text_of(new), &options);
}

static inline void two_texts_free(struct two_texts *texts) {
    parsed_free(&texts->parsed[0]);
    parsed_free(&texts->parsed[1]);
    arena_free(&texts->arena);
}

#endif
