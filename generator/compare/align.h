/*
 * align: which passage of a text became which passage of its next version.
 *
 *     struct alignment alignment;
 *     align(&alignment, &old, &new, arena);
 *     uint32_t now = alignment.new_of[i];      // where old passage i is found again; NONE: it was removed
 *
 * Equal passages are matched first (those that occur once anchor the others), then similar ones by the words that they share,
 * even if they moved. A passage that was split continues in the part with most of its words; passages that were merged all
 * continue in the whole. A heading, a table, code or a figure continues only in its own kind; paragraphs and items in each
 * other. When two candidates are about equally good, or the best is not good enough, nothing is matched: a wrong answer is
 * worse than none. A pure function; swapping the texts may give other pairs.
 */
#ifndef COMPARE_ALIGN_H
#define COMPARE_ALIGN_H

#include "compare/passages.h"

/* Two passages that share words. Sorted by `new`, then `old`. */
struct aligned {
    uint32_t old, new;
    uint16_t similarity; /* weight of the shared words, of a thousand of both: 1000 means equal */
    bool moved;          /* not in the order that most passages keep */
    bool is_split;       /* `new` is a part of `old`, with others */
    bool is_merged;      /* `old` went into `new` with others */
};

struct alignment {
    uint32_t *new_of;      /* for each old passage */
    uint32_t *old_of;      /* for each new passage: the one it mainly continues, or is a part of; NONE: it was added */
    struct aligned *items; /* all pairs, those of splits and merges too */
    size_t count;
};

/* Takes about as long as reading both texts, whatever is in them. */
void align(struct alignment *alignment, const struct passages *old, const struct passages *new, struct arena *arena);

/*
 * For who reads two forms of a work: what is short, or of a list or table, is looked for again between the neighbours that were
 * found. Ids of passages must not hang on that, and so do not.
 */
void align_closely(struct alignment *alignment, const struct passages *old, const struct passages *new, struct arena *arena);

#endif
