/*
 * flanking: emphasis beside Chinese, Japanese and Korean.
 *
 * CommonMark decides by the characters on both sides of a run of asterisks whether it opens or closes emphasis, and takes
 * punctuation for a sign that words end there. Chinese and Japanese have no spaces, so **this：**and that would show its
 * asterisks. Here a wide character beside a run counts as a letter when it is punctuation, and as punctuation when there is
 * other punctuation on the run's other side. The parser cannot be told; so it is shown another character of the same size,
 * a cloak, which tokens_uncloak takes off again. The rule is that of markdown-cjk-friendly.
 */
#ifndef READ_MARKDOWN_FLANKING_H
#define READ_MARKDOWN_FLANKING_H

#include "read/markdown/tokens.h"

/* Cloaks what stands on both sides of the run of delimiters from `start` to `end`, where that changes what it does. */
void flanking_cloak(struct tokens *tokens, size_t start, size_t end, struct arena *arena);

/* Whether a character has the width of an ideograph, by which soft line breaks and quotation marks are judged. */
bool flanking_is_wide(uint32_t character);

/* The character that ends before `at`, or begins at it; 0 at the ends of the text. */
uint32_t flanking_before(struct text text, size_t at);
uint32_t flanking_at(struct text text, size_t at);

#endif
