/*
 * revisions: the addresses of old texts and of the differences between them.
 *
 *     const struct revisions *revisions = revisions_make(site, arena);
 *     struct text page = revisions_text(revisions, essay, version);              // "/versions/0123456789ab/"
 *     struct text change = revisions_change(revisions, essay, version, arena);   // ".../from/ba9876543210/"
 *
 * An address is made from git's names of the bytes and from nothing else: no slug, no path, no commit. So it survives a rebase,
 * a move and a new title. It has twelve digits, and more where two texts of the reader begin alike. When essays share a text,
 * the page belongs to the first of them, by slug, whose current text it is, otherwise to the first that had it.
 *
 * The current text is at its essay's address; the essay's page stands at the text's own, too, so that it can be cited before
 * it becomes an old one.
 *
 * A version that changed form or fields alone has no page: its words stand on that of the version which brought them. So what
 * is cited by its words stays, whatever is done to its fields. Nor has what such a version changed a page, or what a merge did
 * that joined texts and wrote nothing. But what was published (site->published) goes on.
 */
#ifndef HISTORY_REVISIONS_H
#define HISTORY_REVISIONS_H

#include "base/table.h"
#include "kinds/site.h"

/* How many digits the name of a text has, where that tells it from all others. */
enum { REVISION_DIGITS = 12 };

enum revision_page_kind {
    REVISION_TEXT,
    REVISION_CURRENT, /* an alias of the essay */
    REVISION_CHANGE,  /* from `before` to `version` */
    REVISION_SINCE,   /* from `before` to `version`, which is its `ahead`: mostly the current text */
};

/* One page. */
struct revision_page {
    uint8_t kind; /* enum revision_page_kind */
    uint32_t essay;
    uint32_t version, before; /* of the essay; `before` only of differences */
    struct text address;
};

struct revisions {
    const struct site *site;
    struct {
        struct revision_text {
            const struct git_id *blob;
            uint32_t digits;         /* of the address */
            uint32_t essay, version; /* the essay that the page belongs to */
            bool is_current;
            bool has_page; /* otherwise it only has a name */
        } * items;
        size_t count, capacity;
    } texts;
    struct table by_blob; /* to indexes of `texts` */
    struct {
        struct revision_page *items;
        size_t count, capacity;
    } pages;
};

/* `date_positions`: for each essay, NONE when it has no page, and then neither have its versions. */
const struct revisions *revisions_make(const struct site *site, const uint32_t *date_positions, struct arena *arena);

/* Whether an essay has a page of its history: git knows some of it, `history` is not off, and the site is no edition. */
bool revisions_has_history(const struct site *site, const struct essay *essay);
struct text revisions_history(const struct essay *essay, struct arena *arena); /* its address */

/* How the addresses below a page's begin: "/essays/a/"; "/2013/a-" of "/2013/a.html". */
struct text revisions_folder(struct text address, struct arena *arena);

/*
 * The versions that a page of the history shows. Part 0 is at the history's address and has the newest, from `page_size` to
 * nearly twice as many; parts 1, 2, ... have `page_size` each, from the oldest on, below it. A version that is added changes
 * part 0 alone, or moves `page_size` versions from it to a new part.
 */
struct history_part {
    uint32_t first, count;
    struct text address;
};
uint32_t revisions_history_parts(const struct site *site, const struct essay *essay); /* those after part 0 */
struct history_part revisions_history_part(const struct site *site, const struct essay *essay, uint32_t part,
                                           struct arena *arena);

/* Whether a page or an old address was published before, and not of what was in no commit. */
bool revisions_was_published(const struct site *site, struct text address);

/*
 * The address at which a version's text stands, or at least its words: the essay's own for the current one. "" when it may not
 * be shown (it was a draft, the essay is not open, `history: summary`) and for a withdrawn one.
 */
struct text revisions_text(const struct revisions *revisions, const struct essay *essay, size_t version, struct arena *arena);

/* Whether that is the page of this very text. */
bool revisions_has_page(const struct revisions *revisions, const struct essay *essay, size_t version);

/* The address under which the current text's words can be cited for ever, and its name in that; "" where it has none. */
struct text revisions_permanent(struct text *name, const struct revisions *revisions, const struct essay *essay,
                                struct arena *arena);

/* Whether what a version changed has a page, though it was never published. */
bool revisions_brings_words(const struct site *site, const struct versions *versions, size_t version);

/* The addresses of the differences from the text before to a version's, and from a version's to the current one; or "". */
struct text revisions_change(const struct revisions *revisions, const struct essay *essay, size_t version, struct arena *arena);
struct text revisions_since(const struct revisions *revisions, const struct essay *essay, size_t version, struct arena *arena);

/* The nearest version that this one continues, or that continues it, and that stands on another page; NONE for none. */
uint32_t revisions_before(const struct revisions *revisions, const struct essay *essay, size_t version);
uint32_t revisions_after(const struct revisions *revisions, const struct essay *essay, size_t version);

/* "0123456789ab": a version's name in its address. "" when it has none. */
struct text revisions_name(const struct revisions *revisions, const struct version *version);

#endif
