/*
 * json_ld: what a page's own program says of it, JSON-LD of schema.org, as a view (mustache/view.h).
 *
 *     const struct view *root = json_ld_read(fact, arena);       // NULL: it is no JSON, or too large
 *     struct text body = json_ld_body(intake, arena);            // each articleBody, letters only
 */
#ifndef IMPORT_JSON_LD_H
#define IMPORT_JSON_LD_H

#include "import/intake.h"

#define JSON_FACT_MOST_BYTES (4u << 20)

struct view;

const struct view *json_ld_read(const struct intake_fact *fact, struct arena *arena);

/* A text with the characters that &amp; and &#8217; stand for. */
struct text json_ld_plain(struct text text, struct arena *arena);

/* The letters of a text, so that two can be compared that differ in their white space, quotation marks and tags. */
struct text json_ld_letters(struct text text, struct arena *arena);

/* The letters of all that the page says is the body of its article; "" when it says nothing. */
struct text json_ld_body(const struct intake *intake, struct arena *arena);

#endif
