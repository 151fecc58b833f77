/*
 * cited_place: what stands at a place of an essay that a text refers to: [[essay#passage]], [[essay#heading]].
 *
 *     struct cited_texts texts = {0};
 *     struct cited_place place = cited_place(&texts, site, &target, arena);
 *
 * A heading stands for what begins below it, perhaps under a lower one; a block without words of its own for what is in it.
 * What is quoted there from others stands in quotation marks, since the essay's author did not say it. There is nothing where
 * the passage is gone, or has no words. Only for essays that are open.
 */
#ifndef PAGES_CITED_PLACE_H
#define PAGES_CITED_PLACE_H

#include "pages/search_text.h"
#include "read/document/marks.h"

enum { CITED_CHARACTERS = 240 }; /* of a passage, at most */

/*
 * A text that is cited, looked at once for all of a page's references to it; of its words, only those that are shown are made.
 */
struct cited_text {
    const struct source *source;
    const struct body *body;
    struct search_frame frame;
    struct marks marks; /* of an essay, once a passage is looked for */
    bool has_marks;
};

struct cited_texts {
    struct cited_text *items;
    size_t count, capacity;
};

struct cited_place {
    struct text heading; /* under which it stands, or itself; "" */
    struct text words;   /* how it begins, plain */
};

struct cited_place cited_place(struct cited_texts *texts, const struct site *site, const struct target *target,
                               struct arena *arena);

/* How the text of a thing begins that is no essay. */
struct text cited_beginning(struct cited_texts *texts, const struct site *site, const struct source *source,
                            struct arena *arena);

/* Of all that these say of a text, and of more: nothing is read for it. `essay`: whose text it is; NULL. */
struct digest cited_digest(const struct site *site, const struct source *source, const struct essay *essay);

#endif
