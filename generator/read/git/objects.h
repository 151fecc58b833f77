/*
 * objects: commits and tags as they are stored, read here and not by libgit2, which refuses a whole commit for one line about
 * its author that is not as it should be. Old repositories have such lines, and git shows them.
 *
 *     struct git_commit_text commit;
 *     if (!git_read_commit(&commit, repository, &id, arena)) return git_fail(...);
 *
 * Texts are bytes as they stand in the repository; git_line makes a line of them.
 */
#ifndef READ_GIT_OBJECTS_H
#define READ_GIT_OBJECTS_H

#include "read/git/internal.h"

/* Who and when, from a line "NAME <EMAIL> SECONDS ZONE". What cannot be read is "", 0 and false. */
struct git_person {
    struct text name, email;
    int64_t seconds;
    int offset_minutes; /* from UTC */
    bool has_time, is_sound;
};

struct git_commit_text {
    git_oid tree;
    git_oid *parents;
    size_t parent_count;
    struct git_person author, committer;
    struct text message;
};

struct git_tag_text {
    git_oid target;
    struct git_person tagger;
    struct text message;
};

/* False, with libgit2's error set, when it is missing or damaged, or is no commit. */
bool git_read_commit(struct git_commit_text *commit, const struct repository *repository, const git_oid *id,
                     struct arena *arena);

enum git_peeled { GIT_PEELED, GIT_LEADS_TO_NO_COMMIT, GIT_CANNOT_PEEL };

/*
 * The commit that an object is, or leads to through tags. `tag` (may be NULL) is the first tag on the way, with no message when
 * there is none. libgit2's error is set when it cannot be read.
 */
enum git_peeled git_peel(git_oid *commit, struct git_tag_text *tag, const struct repository *repository, const git_oid *id,
                         struct arena *arena);

/* The first paragraph of a message, on one line. */
struct text git_summary(struct text message, struct arena *arena);

/*
 * The people whom the trailers "Co-authored-by: NAME <EMAIL>" of a message name, a line "NAME <EMAIL>" for each. What trailers
 * are is as `git interpret-trailers --parse --no-divider` has it (git-interpret-trailers(1)): the last paragraph, if it is not
 * the first, and each of its lines is one, goes on with one, or, where git itself has signed there, at least every fourth is.
 */
struct text git_coauthors(struct text message, struct arena *arena);

/*
 * What a message says to readers, on one line: its trailer "Note: ...", or else the first paragraph of its body. Its subject is
 * written for editors. "" where there is neither, or the body is trailers alone.
 */
struct text git_reason(struct text message, struct arena *arena);

/* When a commit was made; no date when its line does not say so. */
struct date git_date_of(const struct git_person *person);

#endif
