/*
 * asked_size: how large a picture is to be, by who writes it: {width=300}, <img width=300>, ![[a.png|300]]. For the files of
 * read/markdown only.
 *
 *     asked_size_note(reader, hole, (struct asked_size){TEXT("300"), TEXT("")});        // into an open <img
 *
 * A picture keeps its proportions: of a width and a height the width counts. Pixels become attributes, those of a picture of
 * the reader's own where they stand beside its proportions (compose/body.c). What is said in parts of what is around it becomes
 * a style, since HTML has no attribute for it.
 */
#ifndef READ_MARKDOWN_ASKED_SIZE_H
#define READ_MARKDOWN_ASKED_SIZE_H

#include "read/markdown/reading.h"

struct asked_size {
    struct text width, height; /* "" for none */
};

/* `hole`: that of its address; NULL: it stands at another site. */
void asked_size_note(struct markdown_reader *reader, struct doc_hole *hole, struct asked_size asked);

#endif
