/*
 * compare: two versions of a text, told in words.
 *
 *     align(&alignment, &old, &new, arena);
 *     compare_count(&counts, &old, &new, &alignment, arena);
 *     compare_html(&out, &(struct compare_side){&old, fill_old, &old_links}, &(struct compare_side){&new, fill_new,
 * &new_links}, &alignment, &(struct compare_options){.id_prefix = TEXT("change")}, arena);
 *
 * What is written reads without script and without colour: <ins> and <del> around words, each begun with words for screen
 * readers (class "visually-hidden"), passages that were added, removed, moved, split or merged with a line that says so, and
 * long unchanged stretches folded in <details>. It is balanced whatever the two texts hold: markup around changed words is
 * closed and opened again, and what is no markup of ours (raw HTML that was kept) shows its words only. Nothing in it has an id
 * of the texts, so that both can stand on one page. A pure function; its cost is bounded for any two texts.
 *
 * The classes that a style sheet finds: "difference" around all; "added", "removed", "reworded", "moved-here", "moved-away" on
 * passages; "change-note" on the lines that say what became of a passage; "unchanged" on the folded stretches; "reformatted" on
 * words that look or lead otherwise than they did and are the same.
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "base/buffer.h"
#include "compare/align.h"

struct compare_counts {
    uint32_t words_added, words_removed;                                          /* a moved word is neither */
    uint32_t passages_added, passages_removed, passages_reworded, passages_moved; /* of those that hold no other passage */
    bool form; /* markup, or where a reference leads, was changed somewhere; how lines are broken does not count */
};

/* Costs about what align costs. All zero: a reader sees no difference. */
void compare_count(struct compare_counts *counts, const struct passages *old, const struct passages *new,
                   const struct alignment *alignment, struct arena *arena);

/*
 * One of two texts. `fill` writes what belongs into a hole of its body, as for a page (for HOLE_HREF and HOLE_SRC the
 * attributes with a space before). Its links are relative to the page that the difference stands on.
 */
struct compare_side {
    const struct passages *passages;
    void (*fill)(struct buffer *out, const struct doc_hole *hole, const void *context);
    const void *context;
};

struct compare_options {
    struct text
        id_prefix; /* of the ids that moved passages get to link from one place to the other: "change" gives "change-1" */
    bool unfolded; /* unchanged stretches stand as they are */
};

/* Appends the difference to `out`. Where a reader would see none, one paragraph that says so. */
void compare_html(struct buffer *out, const struct compare_side *old, const struct compare_side *new,
                  const struct alignment *alignment, const struct compare_options *options, struct arena *arena);

/* How words stand out on a terminal; without colour as [-removed-] and {+added+}. */
struct compare_terminal_options {
    bool color;
    unsigned width; /* columns to wrap at; 0: passages stand on one line each */
};

/* Appends the passages that differ, with a line about the unchanged ones between. Nothing where a reader would see none. */
void compare_terminal(struct buffer *out, const struct passages *old, const struct passages *new,
                      const struct alignment *alignment, const struct compare_terminal_options *options, struct arena *arena);

#endif
