/*
 * editions: the frozen states of the reader that site.yaml names, and what is known of them today.
 *
 *     struct editions editions;
 *     editions_find(&editions, &settings, repository, problems, arena);     // also called by site_load: site->editions
 *     for (size_t i = 0; i < editions.count; i++)
 *         use(&editions.items[i]);                                          // oldest first
 *
 * An edition is the site of one commit, made from that commit's files alone, under /editions/NAME/. Its essays are those of the
 * commit, each known by its path and bytes; which of today's essays it is, if any, follows from git's history (see
 * edition_essay.today). Whoever loads the edition fills them in, before any page is planned.
 */
#ifndef HISTORY_EDITIONS_H
#define HISTORY_EDITIONS_H

#include "kinds/settings.h"
#include "read/git/git.h"

/* An essay of an edition. */
struct edition_essay {
    struct text path;    /* of its file in the edition's tree */
    struct git_id blob;  /* of its bytes there */
    struct text address; /* inside the edition: /essays/x/ */
    struct text title;   /* then */
    uint32_t today;      /* number of the essay that it has become; NONE: it is no longer in the reader */
    uint32_t thread;     /* the same in all editions for one essay through all its names */
};

struct edition {
    struct text name;     /* a slug */
    struct text title;    /* site.yaml's, or the first line of an annotated tag's message, or the name as written */
    struct text note;     /* site.yaml's, or the rest of that message; "" */
    struct text revision; /* as given: a tag, a branch, a commit */
    struct git_id commit;
    struct date committed; /* of the commit */
    struct date date;      /* of the annotated tag, or else of the commit */
    struct diag_place place;
    struct edition_essay *essays; /* by path */
    size_t essay_count;
};

struct editions {
    struct edition *items; /* by the commit's date, then by name */
    size_t count, capacity;
    const char *note; /* the word for which editions a shallow clone lacks; NULL */
};

/*
 * Without a repository (NULL) a pattern of tags matches nothing, and an edition by revision is an error. False when the
 * repository cannot be read. Errors have the place of the item in site.yaml.
 */
bool editions_find(struct editions *editions, const struct settings *settings, const struct repository *repository,
                   struct diag *problems, struct arena *arena);

/* In front of an address of today's site, as a link from inside an edition names it. */
#define EDITION_OUTSIDE "/../.."

/* /editions/NAME/ */
struct text edition_address(const struct edition *edition, struct arena *arena);

#endif
