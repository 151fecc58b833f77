/*
 * boilerplate: what several pages of one host have in common is put there by the host.
 *
 *     boilerplate_gather(&pages[i], intake, url, arena);          // of each page
 *     boilerplate_count(pages, count, arena);                     // pages[i].common: what most pages of its host have
 *     boilerplate_mark(intake, pages[i].common);                  // block->shared: on how many other pages; then the rules
 * decide
 *
 * A block is the same on two pages when it has the same words in the same kind of element. It is common to a host when it
 * stands on three pages or more, and on more than half of those of the host that are imported together. Nothing depends on the
 * order of the pages.
 */
#ifndef IMPORT_BOILERPLATE_H
#define IMPORT_BOILERPLATE_H

#include "import/intake.h"

struct common_block {
    uint64_t hash;
    uint32_t others; /* pages that have it, too */
};

struct common_blocks {
    struct common_block *items; /* by their hashes, each once */
    size_t count, capacity;
};

struct page_words {
    struct text host;            /* in lower case; "" is no host's */
    struct common_blocks blocks; /* all that the page has */
    struct common_blocks common; /* those of its host that most of its pages have */
};

void boilerplate_gather(struct page_words *page, const struct intake *intake, struct text url, struct arena *arena);
void boilerplate_count(struct page_words *pages, size_t count, struct arena *arena);

/* Whether the page has anything that is common to its host. */
bool boilerplate_is_on(const struct page_words *page);

void boilerplate_mark(struct intake *intake, const struct common_blocks *common);

#endif
