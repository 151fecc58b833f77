/*
 * history: what git knows about each file, from one walk over all commits.
 *
 *     struct history *history = history_load(problems, repository, &origin, remembered, arena);
 *     const struct file_history *of = history_of(history, TEXT("content/essays/impedance-reducer.md"));
 *
 * One walk for all paths: the tree entries of a commit are compared with those of its parents, equal subtrees are skipped, no
 * file is diffed. A merge changes a path only where it differs from every parent. Renames are looked for only among what one
 * commit both removes and adds: same bytes first, then at least half of the text, in whole lines. The walk is remembered under
 * the head commit; the next one walks only what is new. Paths are relative to the reader's root; only content/ is walked.
 *
 * A file's revisions are those of its path, in the order of commits (children before parents, later before earlier), and before
 * a rename those of its old path. A file that is removed and comes back has one history; a new file at a path from which
 * another was renamed away has its own. Changes that a branch made to a path that another branch had renamed belong to the
 * renamed file.
 *
 * The list is no line: `befores` of a revision are the texts that its author had before him, one for each parent of the commit.
 * A merge that took the text of one side is no revision, and one that took none's has those of all sides before it. The trunk
 * is the head's line of first parents; what was written beside it says by which commit it came there.
 *
 * In a shallow clone, without a repository and on an unborn branch the history is empty and `whole` is false: no date is ever
 * guessed. So it is in a partial clone that lacks a blob needed to find a rename.
 */
#ifndef READ_GIT_HISTORY_H
#define READ_GIT_HISTORY_H

#include "read/git/git.h"

struct remembered;

enum change_kind { CHANGE_ADDED, CHANGE_REVISED, CHANGE_RENAMED, CHANGE_WITHDRAWN };

/* One commit that touched one file. */
struct revision {
    uint32_t commit;   /* index into history->commits */
    uint32_t previous; /* index into history->revisions of the one before in the list, also across a rename; NONE for none */
    uint32_t before_count;
    const uint32_t *befores; /* likewise, of those that it was made from, the first parent's first; none where it began */
    uint8_t kind;            /* enum change_kind */
    struct text path;        /* the file's path after it */
    struct text old_path;    /* its path before, for CHANGE_RENAMED */
    struct git_id blob;      /* "" when the file was removed */
    uint32_t merged_by;      /* index into history->commits: the merge that brought it to the trunk; NONE: it was made there */
};

struct commit {
    struct git_id id;
    struct date when;    /* the author's date, with its offset */
    uint32_t person;     /* index into history->people */
    uint32_t *coauthors; /* likewise, from its trailers */
    uint32_t coauthor_count;
    struct text subject; /* for editors */
    struct text note;    /* why, for readers; "": git_reason */
};

struct file_history {
    struct text path;
    uint32_t first, last; /* indexes into history->revisions */
    uint32_t now;         /* likewise: the one whose text the head has, of equal ones the trunk's; mostly the last */
    uint32_t count;
    uint32_t *people; /* indexes of contributors, in order of their first revision */
    uint32_t person_count;
};

/*
 * A file that the head's tree has under none of its names. By the order of the list a branch that the head did not take may
 * come last; this says which revision the head took.
 */
struct gone_file {
    uint32_t last;      /* index into history->revisions, of the last in the list */
    uint32_t withdrawn; /* likewise, of the one that the head comes from */
    uint32_t text;      /* likewise, of the last text that stood on the head's line of first parents; NONE: it had none */
};

/* Texts may be borrowed from `remembered`, which must outlive it. */
struct history {
    bool whole;             /* all commits could be read */
    struct commit *commits; /* newest first; only those that touch content/, and merges that brought such to the trunk */
    size_t commit_count;
    struct text *people; /* names (through the commit's own .mailmap), no addresses */
    size_t person_count;
    struct revision *revisions; /* newest first; within a commit by path */
    size_t revision_count;
    struct file_history *files; /* of the files in the head's tree, sorted by path */
    size_t file_count;
    struct gone_file *gone; /* the one that was withdrawn last first */
    size_t gone_count;
};

/* Never NULL. `repository` may be NULL. `origin` names the head. A damaged object gives a diagnostic and an empty history. */
struct history *history_load(struct diag *problems, const struct repository *repository, const struct origin *origin,
                             struct remembered *remembered, struct arena *arena);

/* What those who made the commits of a walk are called. */
struct walk_names {
    const struct text *people; /* by their number in the walk */
    const struct name_list {
        struct text *items;
        uint32_t count;
    } * coauthors;           /* by commit; NULL: of none */
    uint32_t coauthor_count; /* of all commits together */
};

/* For history_load: makes the history from a walk. The same name is the same person. Texts are borrowed from the walk. */
struct commit_walk;
void history_assemble(struct history *history, const struct commit_walk *walk, const struct walk_names *names,
                      struct arena *arena);

/* Of files that the head has not and no commit on the way to it withdrew, the last paths: read/git/left_out.h. */
struct lost_files {
    uint32_t *paths; /* texts of the walk */
    size_t count;
};
void history_find_lost(struct lost_files *lost, const struct commit_walk *walk, struct arena *arena);

/* The history of the file that is at `path` now, or NULL. */
const struct file_history *history_of(const struct history *history, struct text path);

#endif
