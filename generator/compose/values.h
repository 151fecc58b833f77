/*
 * values: what is made of a raw value for a layout: words, marks, links. What costs more than a copy is made only when a layout
 * asks for it.
 */
#ifndef COMPOSE_VALUES_H
#define COMPOSE_VALUES_H

#include "base/array.h"
#include "base/date.h"
#include "compose/language.h"
#include "mustache/view.h"
#include "read/yaml/yaml.h"

/* {iso, words, year, rfc3339}; null for none. */
const struct view *values_date(struct date date, const struct language *language, struct arena *arena);

/*
 * {number, zero, one, two, few, many, other}: which plural form it takes. One of the last five is true, and `zero` beside it.
 */
const struct view *values_count(size_t number, const struct language *language, struct arena *arena);

/*
 * Escapes a title, name or sentence, marks its Han runs, isolates it (<bdi>) where it runs against the page's direction, and lets
 * no line end within its dates and the like (read/no_break.h).
 */
void markup_words(struct buffer *out, struct text text, struct text han, bool page_is_rtl);

/* The same, for a page in `language`; null for "". */
const struct view *values_marked(struct text text, struct text han, const struct language *language, struct arena *arena);

/* "A, B and C", each name by itself; null for none. */
const struct view *values_names(const struct text *names, const struct text *hans, size_t count,
                                const struct language *language, struct arena *arena);

/* Who wrote a text: those who are named, or others after them. */
struct byline {
    const struct text *names, *hans; /* hans: the language of Han runs in each; NULL where nothing is marked */
    size_t count;
    struct text writers, writers_han; /* "The editors"; "": the named wrote it */
};

/* "A, B and C", or "The editors, after A, B and C"; and the same marked, "" for nobody. */
struct text values_byline(const struct byline *byline, const struct language *language, struct arena *arena);
struct text values_byline_html(const struct byline *byline, const struct language *language, struct arena *arena);

/* The first sentence of a plain text, or all of it. */
struct text values_first_sentence(struct text text);

/* An address of the web that may stand in an href: http, https or mailto; "" for others. */
struct text values_web_url(struct text url);

/* A value of the front matter or of site.yaml as it was written: texts, booleans, lists and maps. */
const struct view *values_fields(const struct yaml *yaml, const struct yaml_node *node, struct arena *arena);

#endif
