/*
 * versions: an essay's text through time, from its first revision to the one being built.
 *
 *     const struct versions *versions = essay->versions;           // never NULL in a loaded site
 *     for (size_t i = 0; i < versions->count; i++)
 *         show(&versions->items[i]);                                // oldest first; the last one is the current text
 *     versions_marks(&marks, site, essay, versions->count - 1, arena);
 *
 * The current text counts as a version even if it is not committed. Without a repository, in a shallow clone and on an unborn
 * branch it is the only version, and `whole` is false. Marks, tombstones and texts are not kept in memory: they are asked for
 * when a page is made, also in a worker, and are the same each time.
 *
 * What has changed since a version is told against the current text. In a history of more than VERSIONS_STEP versions an older
 * one is compared with the first of the next step instead, and only that one and the last step with the current text: so a new
 * version changes what is said of at most a step, and not of all. From any version the current text is two comparisons away.
 *
 * Versions are one list by date, but no line: `befores` of each are the texts that its author had before him, and all that is
 * said of what a version changed is said against these. A merge says of itself what none of the sides had.
 *
 * A passage gets its id when it first appears, from its own words, and keeps it through all later versions (compare/align.h).
 * Ids depend only on the contents of the versions, not on commits, dates or paths, so that they survive a rebase.
 */
#ifndef HISTORY_VERSIONS_H
#define HISTORY_VERSIONS_H

#include "base/digest.h"
#include "kinds/settings.h"
#include "read/document/document.h"
#include "read/document/marks.h"
#include "read/git/git.h"

enum { VERSIONS_STEP = 500 };

enum version_kind {
    VERSION_FIRST,
    VERSION_TEXT,      /* words changed */
    VERSION_FORM,      /* no words changed, but formatting, or where a reference leads */
    VERSION_FIELDS,    /* only the front matter */
    VERSION_MOVED,     /* the same bytes at another path */
    VERSION_SAME,      /* the same bytes at the same path: of two branches one was taken whole */
    VERSION_WITHDRAWN, /* the file was deleted; `blob` is "" */
    VERSION_RESTORED,  /* the file is back, changed or not */
    VERSION_MERGE,     /* texts of several branches were joined, and no words are new */
    VERSION_KINDS,
};

/* What differs from one version to another. */
struct version_change {
    uint32_t words_added, words_removed;
    uint32_t passages_added, passages_removed, passages_reworded, passages_moved;
};

struct compare_counts;
struct version_change version_change_of(const struct compare_counts *counts);

/* How precisely it is said when a version came: so that no two of an essay have one name, the time of a day that they share. */
enum version_moment { BY_DAY, BY_MINUTE, BY_SECOND };

struct version {
    struct git_id blob;  /* git's name for the bytes, even if they are not committed; "" without a repository */
    uint32_t revision;   /* index into site->history->revisions; NONE: not committed, or git knows nothing */
    uint32_t merged_by;  /* of one that is_aside: index into site->history->commits, the merge that took it in; NONE */
    uint8_t kind;        /* enum version_kind */
    uint8_t moment;      /* enum version_moment */
    bool is_aside;       /* it was written on a branch, beside another version of the trunk or of a branch */
    bool is_draft;       /* it could not be seen then: neither its text nor its title is ever shown */
    bool is_closed;      /* that, or its text was held back then: no text is shown */
    bool is_elsewhere;   /* and that because it stands today in a file that is held back: reused.c */
    bool is_shown;       /* `history: full`, the essay is open, this is not closed, and its bytes are not the current text's */
    bool has_page;       /* that, and it brought its words: it has a page of its own */
    struct text path;    /* of the file then */
    struct text title;   /* then */
    struct text address; /* then, by today's rules; "" of one that is withdrawn, and of an essay's only text */
    struct text names, aliases; /* that it named, and that it had: kinds/formerly.h */
    struct text variant_of;     /* then; "" for none, and of an essay's only text */
    struct text slug;           /* then, of one that was a variant or had an address of its own; "" */
    uint32_t words;
    /*
     * The version that brought its title and its words: itself, or an earlier one from which it differs in form and fields
     * alone, and which visitors see whenever they see this one. With `versions: all` always itself.
     */
    uint32_t brought_by;
    const uint32_t *befores; /* the versions that it continues: NULL for one that began; several for a merge */
    uint32_t before_count;
    struct version_change change; /* against those; all zero where there are none and for a withdrawn one */
    uint32_t ahead;               /* the version that it is compared with to say what has changed since */
    struct version_change since;  /* from this to `ahead` */
    struct digest past;           /* of the bytes of all versions up to this one, and of what they continue */
};

/* A passage that is gone, or whose fate is uncertain. */
struct tombstone {
    char id[MARK_SIZE];
    uint32_t last;       /* the last version that had it, not counting closed ones */
    uint32_t block;      /* of that version's body: its last wording */
    uint32_t gone;       /* the first text without it */
    struct texts former; /* of a heading: ids that it had and nothing else has now */
    struct near_passage {
        uint32_t block; /* of the current text */
        char id[MARK_SIZE];
    } nearest[2]; /* where somebody may look who looks for it, the best first */
    uint32_t nearest_count;
};

/*
 * In the order in which they were removed, and within a version in the order of its text. Without those that were only in
 * drafts.
 */
struct tombstones {
    const struct tombstone *items;
    size_t count;
};

struct versions {
    bool whole; /* all of git's history is there */
    struct version *items;
    size_t count;
    struct digest digest;             /* of the current text's marks and the tombstones: for keys */
    bool has_reworded;                /* some id had several wordings */
    struct lineage *seen;             /* the ids of its passages, when they have been looked for */
    const struct former_mark *listed; /* ids that only content/addresses.lock knows, by block: history/lost_ids.h */
    size_t listed_count;
};

/*
 * A wording that visitors saw an id of the current text on, and that it had others after. Of a mark first comes the first one,
 * then, if that is another, the one of which least seems to be left.
 */
struct rewording {
    uint32_t mark;           /* which of the current text's marks */
    uint32_t version, block; /* of the wording */
    uint32_t since;          /* the first version with others */
    bool is_first;
    bool is_parted;    /* the first, and the id went on through a merge, a split or a replacement */
    bool is_elsewhere; /* another passage says this today, or clearly more of it */
};

struct rewordings {
    struct rewording *items;
    size_t count, capacity;
};

struct site;
struct essay;
struct passages;

/* The version that the author had before him, of a merge the first of them; NONE. It may be withdrawn. */
uint32_t version_before(const struct version *version);

/* The nearest text on that way, which is not withdrawn; NONE. */
uint32_t version_text_before(const struct versions *versions, uint32_t version);

/* The marks of one version's text; none for a withdrawn one. */
void versions_marks(struct marks *marks, const struct site *site, const struct essay *essay, size_t version,
                    struct arena *arena);

/* The main id of a passage of the current text. False when it has none. */
struct doc_passage;
bool versions_passage(char id[MARK_SIZE], const struct site *site, const struct essay *essay, const struct doc_passage *passage,
                      struct arena *arena);

/* Those of an essay's only text: it has no past. */
void versions_first_marks(struct marks *marks, const struct body *body, struct arena *arena);

/* `now`: the current text. It may have the same wordings again. Without those of closed versions. */
void versions_rewordings(struct rewordings *rewordings, const struct site *site, const struct essay *essay,
                         const struct passages *now, struct arena *arena);

/* `now`: the current text, to say what is nearest to each; NULL when nobody asks. */
void versions_tombstones(struct tombstones *tombstones, const struct site *site, const struct essay *essay,
                         const struct passages *now, struct arena *arena);

/* The ids of the headings of all versions that visitors saw, where there are several; one may come twice. */
void versions_heading_ids(struct texts *ids, const struct site *site, const struct essay *essay, struct arena *arena);

/*
 * A version's text, read and parsed again; not for a withdrawn one. False when it can no longer be read; then the workers_map
 * of which this is a job fails (workers_fail).
 */
struct version_text {
    const struct document *document;
    const struct body *body;
};
bool versions_text(struct version_text *text, const struct site *site, const struct essay *essay, size_t version,
                   struct arena *arena);

#endif
