/*
 * works: from an essay to the works that one cites who cites it.
 *
 *     struct essay_works works;
 *     essay_works_of(&works, shared->works, essay, arena);
 *     works_write(&out, WORKS_BIBTEX, works.items, works.count);
 *
 * Nobody is named as the author of what another wrote (kinds/voices.h):
 *
 *   the page has                              the first work is                        and the second
 *   a full text                               that text                                there is none
 *   a precis, a summary, a machine            a text of the editors "on" the           the original
 *   translation                               original: genre, reviewed-title, ...
 *   an excerpt, a translation, a reprint,     the author's words in this reader:       the original
 *   an abridgement, an edited version         genre, container-title
 *
 * The editors are those of site.yaml; without them the reader itself, by its title. A summary is what a page shows of a text
 * that is restricted and appeared elsewhere. Where the essay is a form of another one that the reader has, the original is that
 * one's.
 *
 * Keys are the slug, and SLUG.original, which is nobody's slug: they stay when others come and go. Of a restricted essay there
 * are the fields that its page shows, too, and of no essay anything of its body.
 */
#ifndef PAGES_WORKS_H
#define PAGES_WORKS_H

#include "base/digest.h"
#include "cite/style.h"
#include "cite/work.h"
#include "kinds/site.h"

struct works;

/* `date_positions`: of each essay in the order of dates; NONE: it is not listed. */
const struct works *works_make(const struct site *site, const uint32_t *date_positions, struct arena *arena);

/* Makes the digests of all, which otherwise happens when the first is asked for: before workers fork. */
void works_ready(const struct works *works);

/* The first is what the page is cited as. */
struct essay_works {
    struct cited_work items[2];
    size_t count;
    bool is_ours;            /* the first is the editors' text on the second */
    bool is_dated_by_record; /* the first has the day of its first revision, for want of another */
    uint32_t of_essay;       /* the second is the first work of this one; NONE */
};

void essay_works_of(struct essay_works *works, const struct works *of, uint32_t essay, struct arena *arena);

/* Of all that essay_works_of says. */
struct digest essay_works_digest(const struct works *works, uint32_t essay);

/* What the texts of the reader cite, by the numbers of site->works, told apart among each other: once for all pages. */
const struct cite_context *works_cited(const struct works *works);

/* The works of some essays by key, each once; they are made one by one. */
struct works_entry {
    struct text key;
    uint32_t essay;
    uint8_t item; /* of its works */
};

struct works_entries {
    struct works_entry *items;
    size_t count, capacity;
};

void works_entries_of(struct works_entries *entries, const struct works *works, const struct numbers *essays,
                      struct arena *arena);

#endif
