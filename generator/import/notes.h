/*
 * notes: which parts of a page are footnotes, and what in the text marks them, however a page writes both.
 *
 *     notes_find(intake, arena);                    // at the end of intake_of_html
 *     if (block->note) ...                          // it is text of that note, counted from 1 in the order of the marks
 *     if (run->note) ...                            // it marks that note
 *
 * A mark is a label ("1", "[2]", "*") that leads to a place further down: by a link, by the number that is raised there too, or
 * because the note stands right behind it in the same paragraph (html.c has put that behind the paragraph). A label must be
 * raised, in brackets, or lead to what is called a note; a number that leads to a heading is none.
 *
 * A note ends where the next begins, or with its element. The number and the links back with which it begins become the mark of
 * its block, as bullets do; the links back at its end become a block of their own, which a rule removes. So every character
 * still stands in one place.
 */
#ifndef IMPORT_NOTES_H
#define IMPORT_NOTES_H

#include "import/intake.h"

void notes_find(struct intake *intake, struct arena *arena);

#endif
