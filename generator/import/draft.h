/*
 * draft: the essay that is made of what was kept: front matter and Markdown.
 *
 *     struct draft draft = draft_write(intake, rulings, &metadata, base, arena);
 *     draft.text is content/essays/SLUG.md; draft.lines[i] is the line of it where block i begins, or 0
 *
 * cmark gives back exactly the text that was kept, struck out where it was: whatever could be Markdown is escaped, and what
 * signs could not say is said by elements. Notes stand at the end, numbered in the order of their marks. Links are written in
 * full; one that cannot be, and one within the page, is left as its words. A table that is no rectangle is written cell by
 * cell.
 */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include "import/rules.h"

struct draft {
    struct text text;
    struct text body;  /* the end of `text`, behind the front matter */
    struct text title; /* "" when none was found */
    uint32_t *lines;   /* for each block; 0: it is not in the draft */
    uint16_t *changes; /* for each block, of enum intake_change: with what was changed here */
    uint32_t *notes;   /* of intake_run.note, in the order of the draft, where they are numbered anew */
    size_t note_count;
    size_t flat_links; /* links of which only the words were kept */
};

/* `base` is where the page is from, for links that are relative; "" leaves these out. */
struct draft draft_write(const struct intake *intake, const struct ruling *rulings, const struct metadata *metadata,
                         struct text base, struct arena *arena);

#endif
