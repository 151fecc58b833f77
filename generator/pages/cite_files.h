/*
 * cite_files: the works of an essay, an author, a topic, a list ... and of the whole reader, as files that other programs read:
 * cite.bib, cite.ris and cite.json below each one's page, and those of the reader at /essays/.
 *
 * They have no layout and no view. What they say is made of works (works.h), and their keys hang on those alone: an edit of a
 * text changes none of them. `number` of such a page is that of the thing, `part` the format.
 */
#ifndef PAGES_CITE_FILES_H
#define PAGES_CITE_FILES_H

#include "base/buffer.h"
#include "cite/formats.h"
#include "pages/plan.h"
#include "pages/shared.h"

enum { CITE_FORMATS = 3 };

/* Whether it is one of them. */
bool cite_is_file(const struct page *page);

struct digest cite_file_key(const struct shared *shared, const struct page *page, struct arena *arena);
void cite_file_write(struct buffer *out, const struct shared *shared, const struct page *page, struct arena *arena);

/* `cite_files`: where those of a thing, or of all (THING_NONE), stand: {bib_path, ris_path, json_path}; null for none. */
void gather_cite_files(struct gathering *g, const struct site *site, uint8_t kind, uint32_t number);

/* Of the page that says how an essay is cited, and lists its passages with their addresses: cite_page.c. */
struct text cite_page_address(const struct essay *essay, struct arena *arena);

#endif
