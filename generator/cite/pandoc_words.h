/*
 * pandoc_words: words of references in YAML, which are Markdown to Pandoc: "*Homo faber*", "10.1002/(SICI)\<377",
 * "[NASA]{.nocase}".
 *
 *     text = pandoc_words(text, true, arena);
 *
 * The result has the marks of title_marks.h; what is written with those stays. Signs that pair with nothing are words.
 */
#ifndef CITE_PANDOC_WORDS_H
#define CITE_PANDOC_WORDS_H

#include "base/text.h"

/* Backslashes in front of signs go; with `has_marks`, what stands between signs gets marks. May be `text` itself. */
struct text pandoc_words(struct text text, bool has_marks, struct arena *arena);

#endif
