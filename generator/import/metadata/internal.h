/*
 * internal: what the files of import/metadata share. Each kind of witness has a file: json_ld.c, head.c, elements.c, lines.c
 * (and datelines.c); metadata.c weighs and chooses, titles.c what is a title.
 *
 *     witness_add(search, &(struct witness_words){.said = SAID_TITLE, .value = text, .source = "<h1>", .block = i});
 *
 * What is said is cleaned here: white space is made single, names are taken apart where a line names several persons, dates are
 * read (base/written_date.h). What is no date or no name is not taken.
 */
#ifndef IMPORT_METADATA_INTERNAL_H
#define IMPORT_METADATA_INTERNAL_H

#include "import/metadata/metadata.h"

struct metadata_search {
    const struct intake *intake;
    const uint32_t *hints;
    const struct article *article;
    struct metadata *metadata;
    uint32_t head, head_end; /* the blocks above the text, and its first: where titles, names and dates stand */
    struct text base;        /* where the page is from: what the editor says, or "" */
    struct arena *arena;
};

static inline const struct intake_block *block_at(const struct metadata_search *search, uint32_t i) {
    return &search->intake->blocks.items[i];
}

/* One thing that is said. */
struct witness_words {
    enum said_field said;
    struct text value;
    const char *source;
    uint16_t weight;
    uint32_t from;
    uint32_t block; /* NONE: it is no text of the page */
};

/* Whether anything was taken. */
bool witness_add(struct metadata_search *search, const struct witness_words *word);

/* The same of a line of the page. */
bool witness_add_line(struct metadata_search *search, enum said_field said, struct text value, const char *source,
                      uint16_t weight, uint32_t block);

/* One witness more, of a value that is clean; false when it is empty, or of a block that the editor decided on. */
bool witness_add_clean(struct metadata_search *search, const struct witness_words *word, struct text value);

/* A witness for each person that a text names. */
bool witness_add_names(struct metadata_search *search, const struct witness_words *word, struct text names);

void metadata_from_json_ld(struct metadata_search *search);
void metadata_from_head(struct metadata_search *search);
void metadata_from_elements(struct metadata_search *search);
void metadata_from_lines(struct metadata_search *search);
void metadata_from_datelines(struct metadata_search *search); /* among the lines: datelines.c */

/* titles.c: the headings are weighed and all titles cut before the best is chosen; that is cut again, and its block taken. */
void titles_weigh_headings(struct metadata *metadata, struct arena *arena);
void titles_shorten(struct metadata *metadata, struct arena *arena);
void titles_cut(struct metadata *metadata);
void titles_take(struct metadata_search *search);

/* What another witness of the same adds. */
enum { AGREEMENT = 15 };

bool witness_is_from(const struct witness *witness, const char *source);

/* Whether a part of a title, or who is said to have written it, is the publication or its address. */
bool witness_is_publication(const struct metadata *metadata, struct text part, struct arena *arena);

/* Whether a text tells a day: not a year alone. */
bool witness_has_day(const struct metadata_search *search, struct text text);

/* Whether all words of a block are a link to the first page of the site: then they name the site. */
bool witness_leads_home(const struct intake *intake, uint32_t block);

/* Marks a block as one that says nothing else: it goes into the front matter, and is no text. */
void witness_take_block(struct metadata_search *search, uint32_t block, enum said_field said);

/* A date anywhere in a text: the first that can be read. False when there is none. */
bool witness_date(struct text *iso, bool *is_doubtful, struct text text, struct arena *arena);

/* Cuts a line at bars and dots: "By ADA WRITER | The Paper | Updated: 2025-08-07". Returns how many parts, at most 8.
 */
size_t witness_parts(struct text parts[8], struct text line);

/* Letters and digits alone, in lower case and without accents: two witnesses that have the same say the same. */
struct text witness_essence(struct text value, struct arena *arena);

/* White space made single, and none at the ends. */
struct text witness_single(struct text text, struct arena *arena);

#endif
