/*
 * titles: what becomes of a title or a name in a sentence, where it stands for a reference without words of its own.
 *
 *     struct title_place place = {.kind = TITLE_PART, .standing = reference->standing, .language = TEXT("en")};
 *     struct shown_title titled = title_in_sentence(title, &place, arena);    // “, Impedance reducer, ”
 *     titled_html(out, &titled, han, is_rtl);
 *
 * The title of a work has the marks of the sentence's language around it (read/smart.h), so that it is seen where it begins and
 * ends; quotation marks in it become inner ones. It has none where it is all that stands there, as in a list of titles, or has
 * marks already. A common noun that begins a sentence begins with a capital. What somebody wrote for a reference is shown as it
 * was written: nothing here is asked.
 */
#ifndef COMPOSE_TITLES_H
#define COMPOSE_TITLES_H

#include "base/buffer.h"

enum title_kind {
    TITLE_PROPER, /* a name, which stays as it is */
    TITLE_COMMON, /* a common noun: a term, a topic */
    TITLE_PART,   /* of a work that may be part of another: an essay, an article, a chapter */
    TITLE_WHOLE,  /* of a book and its like */
};

struct title_place {
    uint8_t kind;         /* enum title_kind */
    uint8_t standing;     /* set of enum reference_standing */
    bool is_plain;        /* there are no italics */
    struct text language; /* of the sentence */
};

/* What stands for the reference: marks, which may be "", and words between them. */
struct shown_title {
    struct text opens, words, closes;
    bool is_work, is_italic;
};

/* Its texts are those given, constants, or owned by `arena`. */
struct shown_title title_in_sentence(struct text title, const struct title_place *place, struct arena *arena);

/* As a line or a sentence begins with it, in `language`; what has a capital in its first word (pH value) stays. */
struct text title_with_capital(struct text words, struct text language, struct arena *arena);

/* The words, with <cite> around the title of a work, which is in italics unless its class is "quoted". */
void titled_html(struct buffer *out, const struct shown_title *titled, struct text han, bool page_is_rtl);

#endif
