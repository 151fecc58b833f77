/*
 * tags: the tags of a repository, for editions.
 *
 *     struct git_tags tags = {0};
 *     if (!repository_tags(&tags, problems, repository, TEXT("edition/"), TEXT(""), arena)) return false;
 *     for (size_t i = 0; i < tags.count; i++)
 *         use(tags.items[i].name, &tags.items[i].commit);
 */
#ifndef READ_GIT_TAGS_H
#define READ_GIT_TAGS_H

#include "read/git/git.h"

/* Only an annotated tag has the last three. */
struct git_tag {
    struct text name;     /* "edition/2025" */
    struct git_id commit; /* "" when it leads to none, but to a single file, say */
    struct date committed;
    struct text subject, message; /* the first line, and the rest as one line; without a signature */
    struct date when;
};

struct git_tags {
    struct git_tag *items;
    size_t count, capacity;
};

/*
 * Adds the tags whose names begin with `prefix` and end with `suffix`, which may not overlap, sorted by name. Those whose
 * objects a shallow clone lacks are skipped. False, with a diagnostic, when a tag or what it leads to cannot be read.
 */
bool repository_tags(struct git_tags *tags, struct diag *problems, const struct repository *repository, struct text prefix,
                     struct text suffix, struct arena *arena);

/* The commit that a revision names, and its committer date. False, with a diagnostic without a place (E305, E304). */
bool repository_commit(struct git_id *commit, struct date *when, struct diag *problems, const struct repository *repository,
                       const char *revision, struct arena *arena);

#endif
