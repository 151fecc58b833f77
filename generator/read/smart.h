/*
 * smart: straight quotation marks, hyphens and full stops made typographic, as the text's language has them.
 *
 *     smart_decide(&quotes, TEXT("\"'90s music\""), arena);    // opens, apostrophe, closes
 *     mark = smart_mark(TEXT("de"), quotes.items[0]);          // „
 *
 * Titles of works have marks of their own in some languages: Chinese 《》, Japanese 「」 for a part and 『』 for a whole.
 * Elsewhere they have quotation marks, and a whole one is set in italics where the script has any, and the language uses them
 * so.
 *
 * Whether a mark opens is told by its neighbours; between ideographs, where words have no spaces, by whether one is open.
 */
#ifndef READ_SMART_H
#define READ_SMART_H

#include "base/arena.h"
#include "base/buffer.h"

/* What a straight mark stands for. */
enum quote { QUOTE_APOSTROPHE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE_OPENS_INNER, QUOTE_CLOSES_INNER };

/* Of each straight mark of a text, in order. */
struct quotes {
    uint8_t *items; /* enum quote */
    size_t count, capacity;
};

/* Appends what each " and ' of `text` stands for, which is a whole paragraph. */
void smart_decide(struct quotes *quotes, struct text text, struct arena *arena);

/* How a language (BCP 47) writes it; as English where it is not known. */
const char *smart_mark(struct text language, enum quote quote);

/* What stands around a work's title in a sentence. */
struct title_signs {
    const char *opens, *closes;             /* "" where italics say it */
    const char *inner_opens, *inner_closes; /* within such, and for what the title itself has in the language's outer marks */
};

/* Of a part, such as an essay, or of a whole, such as a book, where there may be no italics. */
struct title_signs smart_title(struct text language, bool is_whole, bool has_italics);

/* The dashes or the ellipsis that begin at `*at`, which moves behind them; "" when none do. */
struct text smart_dashes(struct text text, size_t *at);

/* A whole text; as it stands where there is nothing to do, or `language` is "". */
struct text smart_text(struct text text, struct text language, struct arena *arena);

#endif
