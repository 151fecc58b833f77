/*
 * versions: an essay's text through time, from its first revision to what is built now.
 *
 *     const struct versions *versions = essay->versions;           // never NULL in a loaded site
 *     for (size_t i = 0; i < versions->count; i++)
 *         show(&versions->items[i]);                                // oldest first; the last one is the current text
 *     versions_marks(&marks, site, essay, versions->count - 1, arena);
 *
 * The current text counts as a version also when it is not committed. Without a repository, in a shallow clone and on an unborn
 * branch there is that one version, and `whole` is false. Marks, tombstones and texts are not kept in memory: they are asked
 * for where a page is made, also in a worker, and say the same each time.
 *
 * A passage gets its id when it first appears, from its own words, and carries it through all later versions (compare/align.h).
 * What it is depends on the contents of the versions only: not on commits, dates or paths, so that it survives a rebase.
 */
#ifndef HISTORY_VERSIONS_H
#define HISTORY_VERSIONS_H

#include "base/digest.h"
#include "read/document/document.h"
#include "read/document/marks.h"
#include "read/git/git.h"

enum version_kind {
    VERSION_FIRST,
    VERSION_TEXT,      /* words were changed */
    VERSION_FORM,      /* not a word was changed, but formatting, or where a reference leads */
    VERSION_FIELDS,    /* only the front matter */
    VERSION_MOVED,     /* the same bytes at another path */
    VERSION_SAME,      /* the same bytes at the same path: two branches made one change */
    VERSION_WITHDRAWN, /* the file was deleted; `blob` is "" */
    VERSION_RESTORED,  /* the file is back, as it was or otherwise */
};

/* What differs from one version to another. */
struct version_change {
    uint32_t words_added, words_removed;
    uint32_t passages_added, passages_removed, passages_reworded, passages_moved;
};

struct version {
    struct git_id blob; /* git's name of the bytes, also of those that are not committed; "" without a repository */
    uint32_t revision;  /* index into site->history->revisions; UINT32_MAX: not committed, or git knows nothing */
    uint8_t kind;       /* enum version_kind */
    bool is_draft;      /* it was a draft then: its text is nobody's business */
    bool has_page; /* `history: full`, the essay is open, it was no draft then, and its bytes are not those of the current text
                    */
    struct text path;  /* of the file then */
    struct text title; /* then */
    uint32_t words;
    struct version_change change; /* against the text before; all zero for the first and for a withdrawn one */
    struct version_change since;  /* from this to the current one */
};

/* A passage that is no more, or of which it is not sure what became of it. */
struct tombstone {
    char id[MARK_SIZE];
    uint32_t last;  /* the version that it stood in last, drafts not counted */
    uint32_t block; /* of that version's body: its last wording */
    uint32_t gone;  /* the first text without it */
};

/* Those that went first come first, and within a version in the order of its text. None of what only drafts had. */
struct tombstones {
    const struct tombstone *items;
    size_t count;
};

struct versions {
    bool whole; /* git's history is all there */
    struct version *items;
    size_t count;
    struct digest digest; /* of the current text's marks and the tombstones: for keys */
};

struct site;
struct essay;

/* The marks of one version's text; none for a withdrawn one. */
void versions_marks(struct marks *marks, const struct site *site, const struct essay *essay, size_t version,
                    struct arena *arena);

void versions_tombstones(struct tombstones *tombstones, const struct site *site, const struct essay *essay,
                         struct arena *arena);

/*
 * A version's text, read and parsed again: not of one that was withdrawn. False where it cannot be read any more, and then the
 * map of which this is a job fails (workers_fail).
 */
struct version_text {
    const struct document *document;
    const struct body *body;
};
bool versions_text(struct version_text *text, const struct site *site, const struct essay *essay, size_t version,
                   struct arena *arena);

#endif
