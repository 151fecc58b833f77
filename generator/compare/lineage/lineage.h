/*
 * lineage: the ids of a text's passages, given where they first appear and carried through all later versions.
 *
 *     struct lineage lineage = {0};                          // or what lineage_read found of the versions before
 *     lineage_begin(&lineage, first.body, arena);
 *     align(&alignment, &first, &second, arena);
 *     struct predecessor before = {0, &first, &alignment};   // of version 0; a merge has several
 *     lineage_add(&lineage, &before, 1, &second, arena);
 *     lineage_write(&record, &lineage);
 *
 * The exact wording wins: where just one passage says what a name once stood for, the name goes there, unless the passage that
 * it was carried to is another of its wordings. No name is merged into a passage that stays as it was, unless that has its
 * words.
 *
 * A passage's id is made from its kind and its letters (read/document/letters.h) and, if that id was given before in this text,
 * from how often. It goes where align says that the passage went: merged passages keep all their ids, and the main part of a
 * split one keeps its id. When align finds nothing, the id goes to what has taken up nearly all of the words, even a passage of
 * another kind. A passage that went nowhere has a grave; when this or a later version has it again, equal or clearly similar,
 * and nothing else as similar, it comes back with its old id. A doubtful passage stays in its grave: a wrong id is worse than
 * none.
 *
 * Versions form a graph, told as one list in which predecessors come first: a version continues any text before it, and a merge
 * continues several. The names of a merge are those of its first predecessor, then those that only the others have. A new
 * passage has the name that the same words were given on another branch.
 *
 * A pure function of the versions' contents, without dates, paths or commits. Extending a record by one version gives the same
 * bytes as starting again.
 */
#ifndef COMPARE_LINEAGE_LINEAGE_H
#define COMPARE_LINEAGE_LINEAGE_H

#include "base/buffer.h"
#include "compare/align.h"

enum { LINEAGE_LETTERS = 7, LINEAGE_SKETCH = 32, WORDING_SKETCH = 16 };

/* What stands behind "p-" in an id, terminated. */
struct lineage_name {
    char letters[LINEAGE_LETTERS + 1];
    uint32_t born; /* the version for which it was made */
    uint32_t unused;
};

/* By block; the first one of a block is its main one. `name` is an index into the names. */
struct lineage_mark {
    uint32_t name, block;
};

/* One version: its part of the marks, empty when it was withdrawn; and of the predecessors, empty for that and the first. */
struct lineage_version {
    uint32_t first, count;
    uint32_t first_before, before_count;
};

/*
 * A passage that is gone from a text. A name has one at most, and may have it while another branch still has the passage:
 * lineage_gone says what is gone from the text that is shown. In the order in which they were removed, and within a version in
 * the order of its text.
 */
struct lineage_grave {
    uint32_t name;
    uint32_t last, block; /* where it was last: version, and block of its text */
    uint32_t gone;        /* the first text without it */
    uint64_t digest;      /* of its words, whatever its kind */
    uint32_t kind;        /* enum block_kind */
    uint32_t words;
    uint32_t is_further; /* of a passage with several names: it rises with the grave before */
    uint32_t sketch_count;
    uint32_t sketch[LINEAGE_SKETCH]; /* the least hashes of its pairs of words, sorted: to compare it with others */
};

/*
 * Words that a name stood for, each once; those of a name in the order of the versions, the first is what it was given for. A
 * name with none stands in a text that no other continues.
 */
struct lineage_wording {
    uint64_t digest; /* passage.wording */
    uint32_t name;
    uint32_t version, block; /* the first that has it */
    uint32_t kind;           /* enum block_kind */
    uint32_t before;         /* the one before of this name, or NONE */
    uint32_t left;           /* the first version in which the name has other words again; NONE while it stands */
    uint32_t is_parted;      /* it came by a merge, a split or a replacement */
    uint32_t sketch_count;
    uint32_t sketch[WORDING_SKETCH]; /* the least hashes of its words, sorted: to ask how many of them are left */
};

struct lineage {
    struct {
        struct lineage_name *items;
        size_t count, capacity;
    } names;
    struct {
        struct lineage_mark *items;
        size_t count, capacity;
    } marks;
    struct {
        struct lineage_version *items;
        size_t count, capacity;
    } versions;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } befores; /* versions that others continue */
    struct {
        struct lineage_grave *items;
        size_t count, capacity;
    } graves;
    /*
     * For names that share a passage with others, or once did: what each was the name of when it was last alone (`gone` is
     * unused). When the passage is split again, each name goes with its own words.
     */
    struct {
        struct lineage_grave *items;
        size_t count, capacity;
    } shadows;
    struct {
        struct lineage_wording *items;
        size_t count, capacity;
    } wordings;
    uint32_t last_text; /* the newest version that is not withdrawn; meaningless before the first */
};

/*
 * The name for a block's first appearance; `again` is how many of these names are taken already. Like the digest of letters, it
 * must never change: the ids are in people's citations.
 */
struct lineage_name lineage_name_of(const struct doc_block *block, uint32_t again);

/* The first version. */
void lineage_begin(struct lineage *lineage, const struct body *body, struct arena *arena);

/* A text that the next version continues, and how. */
struct predecessor {
    uint32_t version; /* not withdrawn */
    const struct passages *passages;
    const struct alignment *alignment; /* from this to the next version */
};

/* The next version, as aligned with its predecessors, one or more. */
void lineage_add(struct lineage *lineage, const struct predecessor *befores, size_t count, const struct passages *new,
                 struct arena *arena);

/* The next version has the same bytes as `before`, which it continues; or is withdrawn. */
void lineage_repeat(struct lineage *lineage, uint32_t before, struct arena *arena);
void lineage_withdraw(struct lineage *lineage, struct arena *arena);

/*
 * What is gone from the newest text: every name of an earlier version that it does not have, with the first text without it
 * among those that it continues. In the order in which they went; `words`, `sketch` and `digest` may be empty.
 */
struct lineage_gone {
    struct lineage_grave *items;
    size_t count, capacity;
};
struct lineage_gone lineage_gone(const struct lineage *lineage, struct arena *arena);

/*
 * For each of those that are gone the passages of the newest text, none to two, that share most of its last words, the best one
 * first; and what stands in its place now, between the same neighbours.
 */
enum { LINEAGE_NEAREST = 2 };
struct lineage_nearest {
    uint32_t passages[LINEAGE_NEAREST];
    uint32_t count;
};
struct lineage_nearest *lineage_nearest(const struct lineage *lineage, const struct lineage_gone *gone,
                                        const struct passages *newest, struct arena *arena);

/*
 * What is left of each wording in that passage of the newest text which has its name now, as far as the sketch tells: how many
 * percent of its words; and whether another passage says just this, or clearly more of it. 100 and no for names that are gone.
 */
struct lineage_left {
    uint8_t percent;
    bool is_elsewhere;
};
struct lineage_left *lineage_left(const struct lineage *lineage, const struct passages *newest, struct arena *arena);

/* Of the newest text's marks and what is gone from it: all that a page says of ids. */
struct digest lineage_digest(const struct lineage *lineage);

void lineage_write(struct buffer *record, const struct lineage *lineage);

/* A read-only view of the record in place. False when it is not a whole record. */
bool lineage_view(struct lineage *lineage, struct text record);

/* A copy that can be extended. False as above. */
bool lineage_read(struct lineage *lineage, struct text record, struct arena *arena);

#endif
