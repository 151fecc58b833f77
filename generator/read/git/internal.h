/*
 * internal: what the files of read/git share. The only header that includes libgit2's.
 */
#ifndef READ_GIT_INTERNAL_H
#define READ_GIT_INTERNAL_H

#include "read/git/git.h"

#include <git2.h>
#include <sys/stat.h>

/*
 * Call before the first git_libgit2_init. Makes libgit2 use the program's allocators, since it might not survive a failed
 * allocation.
 */
void git_use_memory(void);

/*
 * Every function that others call stands between these two, so that each call into libgit2 ends (call.c): `what` is what the
 * message says took too long. They nest.
 */
void git_begin(const char *what);
void git_end(void);

/* This object is read next: the time begins anew, and a failure names it. */
void git_reading(const git_oid *id);

/* Reads an object of that type. False, with libgit2's error set, when it is missing or damaged, or is of another type. */
bool git_read(git_odb_object **read, const struct repository *repository, const git_oid *id, git_object_t type);

/* False, with libgit2's error set, when a reference is there that libgit2 would take for missing. */
bool git_check_references(git_repository *handle);

/* The packs and loose objects of the repository and of those that it borrows from, which then are also the handle's. */
bool git_open_objects(git_odb **objects, git_repository *handle);

/* The name of an object with these bytes; whether it is this one, with libgit2's error set if not. */
git_oid git_name_of(git_object_t type, struct text bytes);
bool git_is_named(const git_oid *id, git_object_t type, struct text bytes);

/* The packs below a folder of objects, each object of which has its name. NULL with libgit2's error set. */
git_odb_backend *git_packed_objects(const char *objects);

/* Whether every index of a pack below a folder of objects leads into its pack. False with libgit2's error set. */
bool git_packs_are_sound(const char *objects, struct arena *arena);

/* Reports `what`, with libgit2's last message, as a failure of the machine. Returns false. */
bool git_fail(struct diag *problems, const char *code, struct text path, const char *what);

/* The same, of an object that only the history needs. */
bool git_fail_history(struct diag *problems, const char *what);

/* The commit that `revision` names (NULL: the head). False with a diagnostic. */
bool git_find_commit(git_oid *commit, struct diag *problems, const struct repository *repository, const char *revision,
                     struct arena *arena);

struct git_id git_id_of(const git_oid *oid);

/*
 * A text from git as UTF-8, on one line, with escapes (\x1b) for what no page can have. What is not UTF-8 is taken for Latin-1,
 * as in old commits.
 */
struct text git_line(struct text bytes, struct arena *arena);

/* A file of a commit, its path relative to the reader's root, and where its bytes are. */
struct git_file {
    struct text path;
    git_oid blob;
};

struct git_files {
    struct git_file *items;
    size_t count, capacity;
};

/*
 * The files that a tree of this commit lists, sorted by path. With `warn`, files that are left out get a warning. False, with a
 * diagnostic, when an object is missing or damaged.
 */
bool git_list_files(struct git_files *files, struct diag *problems, const struct repository *repository, const git_oid *commit,
                    bool warn, struct arena *arena);

/* What it takes to know how git would commit a file of the work directory (checkout.c), most often without reading it. */
struct checkout {
    const struct repository *repository;
    git_index *index;    /* NULL: all files are read */
    struct stat written; /* of the index */
    bool filtered;       /* attributes or settings may say that files are converted */
};

void checkout_open(struct checkout *checkout, const struct repository *repository);
void checkout_close(struct checkout *checkout);

/* What the index says of a file; NULL when it has none. */
const git_index_entry *checkout_entry(const struct checkout *checkout, struct text path);

/* The blob of a file that git takes for unchanged since it was last looked at; NULL when it must be read. */
const git_oid *checkout_blob(const struct checkout *checkout, struct text path, const struct stat *status);

/* The name of the blob that the file would become. False, with libgit2's error set, when it cannot be read. */
bool checkout_hash(git_oid *id, const struct checkout *checkout, struct text path);

#endif
