#include "read/git/git.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/files.h"
#include "base/utf8.h"
#include "read/codes.h"
#include "read/git/internal.h"
#include "read/git/objects.h"
#include "read/tree/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Opening. */

/* Has libgit2 read only what is in the repository, whoever owns it and however this machine is configured. */
static void set_options(void) {
    static const git_config_level_t levels[] = {GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
                                                GIT_CONFIG_LEVEL_PROGRAMDATA};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); /* packs.c and loose.c do */

    /* These make no difference to reading objects, but libgit2 refuses repositories that have them. */
    const char *extensions[] = {"worktreeconfig", "partialclone", "preciousobjects"};
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof extensions / sizeof *extensions);
}

/* The path of `folder` inside the work directory, with '/' at its end; "" when it is the work directory itself. */
static struct text prefix_of(const char *folder, const char *work_directory, struct arena *arena) {
    char *inner = realpath(folder, NULL), *outer = realpath(work_directory, NULL);
    struct text prefix = {0};
    size_t outer_size = outer ? strlen(outer) : 0;
    if (inner && outer && strncmp(inner, outer, outer_size) == 0 && inner[outer_size] == '/')
        prefix = text_format(arena, "%s/", inner + outer_size + 1);
    free(inner);
    free(outer);
    return prefix;
}

/* libgit2 says only that it does not know an extension of this name. */
static bool is_of_sha256(void) {
    const git_error *error = git_error_last();
    struct text why = text_of(error && error->message ? error->message : "");
    return text_find(why, TEXT("extensions.objectformat"), 0) < why.size;
}

static void fail_to_open(struct diag *problems) {
    if (is_of_sha256())
        diag_fail(
            problems, FAULT_MACHINE, E_GIT_REPOSITORY, (struct text){0},
            TEXT("cannot read the repository around the reader: its objects are named by SHA-256, which libgit2 cannot read"),
            TEXT("build a copy of the reader without its .git, which has no revision dates, or convert the repository: "
                 "git fast-export --all, into git fast-import in a new one"));
    else
        git_fail(problems, E_GIT_REPOSITORY, (struct text){0}, "cannot read the repository around the reader");
}

static struct repository *repository_of(git_repository *handle, const char *folder, struct arena *arena) {
    struct repository *repository = arena_new(arena, struct repository);
    const char *work_directory = git_repository_workdir(handle);
    repository->handle = handle;
    repository->bare = !work_directory;
    repository->path = text_copy(text_of(work_directory ? work_directory : git_repository_path(handle)), arena);
    repository->git_folder = text_copy(text_of(git_repository_path(handle)), arena);
    repository->shallow = git_repository_is_shallow(handle) == 1;
    repository->unborn = git_repository_head_unborn(handle) == 1;
    if (!repository->bare) {
        repository->folder = text_terminated(text_of(folder), arena);
        repository->prefix = prefix_of(folder, work_directory, arena);
    }
    return repository;
}

/*
 * libgit2 treats what it cannot look at as missing. Sets `found` to the path of a `.git` in the folder or above it, NULL for
 * none; false with errno when that cannot be found out.
 */
static bool look_upward(const char **found, const char *folder, struct arena *arena) {
    struct text path = text_format(arena, "%s/", folder);
    struct stat status;
    *found = NULL;
    for (; path.size > 0 && !*found; path.size--) {
        if (path.bytes[path.size - 1] != '/')
            continue;
        const char *here = text_terminated(text_join(arena, path, TEXT(".git")), arena);
        if (lstat(here, &status) == 0)
            *found = here;
        else if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            return false;
    }
    return true;
}

/* An empty folder of that name is none, for git, too. */
static bool is_meant(const char *path, struct arena *arena) {
    static const struct text signs[] = {TEXT_INIT("HEAD"), TEXT_INIT("objects"), TEXT_INIT("refs"), TEXT_INIT("config")};
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (file_exists(path_join(arena, path, signs[i])))
            return true;
    return false;
}

/*
 * Whether neither a `.git` nor a bare repository's HEAD stands in the folder or above it. Then libgit2, which reads the
 * certificates of the web as it begins, is not needed.
 */
static bool is_in_none(const char *folder, struct arena *arena) {
    static const struct text signs[] = {TEXT_INIT(".git"), TEXT_INIT("HEAD")};
    struct text path = text_format(arena, "%s/", folder);
    struct stat status;
    for (; path.size > 0; path.size--)
        for (size_t i = 0; path.bytes[path.size - 1] == '/' && i < sizeof signs / sizeof *signs; i++)
            if (lstat(text_join(arena, path, signs[i]).bytes, &status) == 0 || (errno != ENOENT && errno != ENOTDIR))
                return false;
    return true;
}

/* As git_repository_open_ext, but looks a second time for what it does not find. */
static int open_around(git_repository **handle, const char *folder, struct arena *arena) {
    const char *found = NULL;
    int result = git_repository_open_ext(handle, folder, 0, NULL);
    if (result != GIT_ENOTFOUND)
        return result;
    if (!look_upward(&found, folder, arena)) {
        git_error_set_str(GIT_ERROR_OS, strerror(errno));
        return GIT_ERROR;
    }
    if (!found || !is_meant(found, arena))
        return result;
    result = git_repository_open_ext(handle, folder, 0, NULL);
    if (result == GIT_ENOTFOUND)
        git_error_set_str(GIT_ERROR_REPOSITORY,
                          text_format(arena, "%s is damaged, or leads to a repository that is not there", found).bytes);
    return result == GIT_ENOTFOUND ? GIT_ERROR : result;
}

/* NULL when there is none, or with a diagnostic. */
static struct repository *open_one(struct diag *problems, const char *folder, struct arena *arena) {
    git_repository *handle = NULL;
    int result = open_around(&handle, folder, arena);
    if (result == 0) {
        struct repository *repository = repository_of(handle, folder, arena);
        if (git_check_references(handle) && git_open_objects(&repository->objects, handle))
            return repository;
    }
    if (result != GIT_ENOTFOUND)
        fail_to_open(problems);
    git_repository_free(handle);
    return NULL;
}

struct repository *repository_open(struct diag *problems, const char *folder, struct arena *arena) {
    if (is_in_none(folder, arena))
        return NULL;
    git_use_memory();
    if (git_libgit2_init() < 0) {
        git_fail(problems, E_GIT_REPOSITORY, (struct text){0}, "libgit2 cannot be used");
        return NULL;
    }
    set_options();
    git_begin("opening the repository around the reader");
    struct repository *repository = open_one(problems, folder, arena);
    git_end();
    if (!repository)
        git_libgit2_shutdown();
    return repository;
}

void repository_close(struct repository *repository) {
    if (!repository || !repository->handle)
        return;
    git_odb_free(repository->objects);
    git_repository_free(repository->handle);
    repository->handle = NULL;
    git_libgit2_shutdown();
}

/* Texts. */

struct git_id git_id_of(const git_oid *oid) {
    struct git_id id;
    git_oid_tostr(id.hex, sizeof id.hex, oid);
    return id;
}

struct text git_line(struct text bytes, struct arena *arena) {
    struct text raw = text_trim(bytes);
    bool is_utf8 = utf8_first_invalid(raw) == raw.size;
    char *line = arena_alloc(arena, 2 * raw.size);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        unsigned char c = (unsigned char)raw.bytes[i];
        if (strchr("\t\n\v\f\r", c))
            line[size++] = ' ';
        else if (is_utf8)
            line[size++] = (char)c;
        else
            size += utf8_encode(line + size, c);
    }
    struct text text = {line, size};
    return utf8_has_forbidden(text) ? text_escaped(text, utf8_is_forbidden, arena) : text;
}

/* Revisions. */

static struct text short_name(struct text reference) {
    static const struct text prefixes[] = {TEXT_INIT("refs/heads/"), TEXT_INIT("refs/tags/"), TEXT_INIT("refs/remotes/")};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (text_starts(reference, prefixes[i]))
            return text_after(reference, prefixes[i].size);
    return reference;
}

static int text_order(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static struct text nearest_name(git_repository *handle, struct text wrong, struct arena *arena) {
    git_strarray references = {0};
    struct text help = {0};
    if (git_reference_list(&references, handle) != 0)
        return help;
    struct text *names = arena_array(arena, struct text, references.count);
    for (size_t i = 0; i < references.count; i++)
        names[i] = short_name(text_of(references.strings[i]));
    qsort(names, references.count, sizeof *names, text_order);
    size_t nearest = text_nearest(wrong, names, references.count);
    if (nearest != SIZE_MAX)
        help = text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(names[nearest]));
    git_strarray_dispose(&references);
    return help;
}

static bool unknown_revision(struct diag *problems, const struct repository *repository, const char *revision, int result,
                             struct arena *arena) {
    const char *what = result == GIT_EAMBIGUOUS ? "more than one object" : "no commit";
    struct text message = text_format(arena, "revision \"%s\" names %s of the repository", revision, what);
    diag_fail(problems, FAULT_USAGE, E_UNKNOWN_REVISION, (struct text){0}, message,
              nearest_name(repository->handle, text_of(revision), arena));
    return false;
}

/* The object that a reference leads to. Not with git_revparse_single, which leaks memory when the object is missing. */
static int find_reference(git_oid *id, bool *is_reference, git_repository *handle, const char *name) {
    git_reference *reference = NULL, *resolved = NULL;
    int result = git_reference_dwim(&reference, handle, name);
    *is_reference = result == 0;
    if (result == 0)
        result = git_reference_resolve(&resolved, reference);
    if (result == 0)
        git_oid_cpy(id, git_reference_target(resolved));
    git_reference_free(resolved);
    git_reference_free(reference);
    return result;
}

/* A whole name is not looked up by libgit2, which would read the object. */
static int find_expression(git_oid *id, const struct repository *repository, const char *expression) {
    git_object *object = NULL;
    if (strlen(expression) == GIT_OID_HEXSZ && git_oid_fromstr(id, expression) == 0)
        return git_odb_exists(repository->objects, id) ? 0 : GIT_ENOTFOUND;
    int result = git_revparse_single(&object, repository->handle, expression);
    if (result == 0)
        git_oid_cpy(id, git_object_id(object));
    git_object_free(object);
    return result;
}

bool git_find_commit(git_oid *commit, struct diag *problems, const struct repository *repository, const char *revision,
                     struct arena *arena) {
    git_oid id;
    bool is_reference = false;
    if (revision && !*revision) /* which libgit2 would take for the head */
        return unknown_revision(problems, repository, revision, GIT_ENOTFOUND, arena);
    int result = find_reference(&id, &is_reference, repository->handle, revision ? revision : "HEAD");
    if (revision && !is_reference)
        result = find_expression(&id, repository, revision);
    enum git_peeled peeled = result == 0 ? git_peel(commit, NULL, repository, &id, arena) : GIT_CANNOT_PEEL;
    if (peeled == GIT_PEELED)
        return true;
    bool is_no_name = !is_reference && (result == GIT_ENOTFOUND || result == GIT_EINVALIDSPEC || result == GIT_EAMBIGUOUS);
    if (revision && (is_no_name || peeled == GIT_LEADS_TO_NO_COMMIT))
        return unknown_revision(problems, repository, revision, result, arena);
    return git_fail(problems, E_GIT_OBJECT, (struct text){0}, "cannot read the commit");
}

/* The branch or tag that `revision` names; for the head, the branch that is checked out. */
static struct text name_of(git_repository *handle, const char *revision, struct arena *arena) {
    git_reference *reference = NULL, *resolved = NULL;
    struct text name = {0};
    if (git_reference_dwim(&reference, handle, revision ? revision : "HEAD") == 0 &&
        git_reference_resolve(&resolved, reference) == 0 && !text_equal(text_of(git_reference_name(resolved)), TEXT("HEAD")))
        name = git_line(text_of(git_reference_shorthand(resolved)), arena);
    git_reference_free(reference);
    git_reference_free(resolved);
    return name;
}

static bool describe_commit(struct origin *origin, const git_oid *id, struct diag *problems,
                            const struct repository *repository, struct arena *arena) {
    struct git_commit_text commit;
    if (!git_read_commit(&commit, repository, id, arena))
        return git_fail(problems, E_GIT_OBJECT, (struct text){0}, "cannot read the commit");
    origin->commit = git_id_of(id);
    origin->short_commit = text_copy((struct text){origin->commit.hex, 10}, arena);
    origin->subject = git_summary(commit.message, arena);
    origin->committed = git_date_of(&commit.committer);
    return true;
}

/* Changes of the work directory. */

/* Comparing the files of a commit with those of the work directory. */
struct comparing_files {
    struct checkout checkout;
    struct diag *problems;
    struct arena scratch;
    size_t left_out; /* files of the commit that a sparse checkout has not checked out */
    struct text first_left_out;
};

/* A file that has gone since it was listed is another one; one that cannot be read fails the build. */
static bool hash_file(bool *is_there, git_oid *id, struct comparing_files *comparing, struct text path) {
    struct stat status;
    const char *file = path_join(&comparing->scratch, comparing->checkout.repository->folder, path);
    *is_there = checkout_hash(id, &comparing->checkout, path);
    return *is_there || (lstat(file, &status) != 0 && errno == ENOENT) ||
           git_fail(comparing->problems, E_FILE_UNREADABLE, path, "cannot be compared with the commit");
}

/* Sets `same` when git would commit a file of the work directory as `blob`. False with a diagnostic. */
static bool compare_file(bool *same, struct comparing_files *comparing, const struct file_entry *file, const git_oid *blob) {
    git_oid id;
    const git_oid *known = checkout_blob(&comparing->checkout, file->path, &file->status);
    if (!known && !hash_file(same, &id, comparing, file->path))
        return false;
    *same = *same && git_oid_equal(known ? known : &id, blob);
    return true;
}

/* A file that is missing because nobody asked for it. */
static void note_left_out(struct comparing_files *comparing, struct text path) {
    const git_index_entry *entry = checkout_entry(&comparing->checkout, path);
    if (!entry || !(entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE))
        return;
    if (comparing->left_out++ == 0)
        comparing->first_left_out = path;
}

static void warn_of_sparse(struct comparing_files *comparing) {
    if (comparing->left_out)
        diag_add(comparing->problems, DIAG_WARNING, W_SPARSE, (struct diag_place){.path = comparing->first_left_out},
                 text_format(&comparing->scratch, "%zu %s of the commit %s not in this sparse checkout, and so not in the site",
                             comparing->left_out, comparing->left_out == 1 ? "file" : "files",
                             comparing->left_out == 1 ? "is" : "are"),
                 TEXT("run `git sparse-checkout disable`"));
}

/*
 * Marks the commit's files that are different or missing in the work directory, and sets origin->dirty unless all are the same
 * and there are no others. False with a diagnostic.
 */
static bool compare_files(struct origin *origin, struct comparing_files *comparing, const struct file_list *list,
                          const struct git_files *files) {
    size_t next = 0;
    origin->dirty = list->count != files->count;
    for (size_t i = 0; i < files->count; i++) {
        while (next < list->count && text_compare(list->items[next].path, files->items[i].path) < 0)
            next++;
        bool same = next < list->count && text_equal(list->items[next].path, files->items[i].path);
        if (!same)
            note_left_out(comparing, files->items[i].path);
        if (same && !compare_file(&same, comparing, &list->items[next], &files->items[i].blob))
            return false;
        origin->files[i].changed = !same;
        origin->dirty |= !same;
    }
    return true;
}

static void name_files(struct origin *origin, const struct git_files *files, struct arena *arena) {
    origin->files = arena_array(arena, struct origin_file, files->count);
    origin->file_count = files->count;
    for (size_t i = 0; i < files->count; i++) {
        origin->files[i].path = files->items[i].path;
        origin->files[i].blob = git_id_of(&files->items[i].blob);
    }
}

/* Compares lists and what git would commit, since a site is made from these; git's own status would pass by ignored files. */
static bool find_dirty(struct origin *origin, struct diag *problems, const struct repository *repository,
                       const struct git_files *files) {
    struct comparing_files comparing = {.problems = problems};
    struct file_list list = {0};
    bool compared = tree_list_folder(&list, repository->folder, repository, false, problems, &comparing.scratch);
    if (compared) {
        checkout_open(&comparing.checkout, repository);
        compared = compare_files(origin, &comparing, &list, files);
        warn_of_sparse(&comparing);
        checkout_close(&comparing.checkout);
    }
    arena_free(&comparing.scratch);
    return compared;
}

/* The files of the commit and, for the work directory, which of them differ there. */
static bool find_files(struct origin *origin, const git_oid *commit, struct diag *problems, const struct repository *repository,
                       bool is_work_directory, struct arena *arena) {
    struct git_files files = {0};
    if (!git_list_files(&files, problems, repository, commit, false, arena))
        return false;
    name_files(origin, &files, arena);
    return !is_work_directory || find_dirty(origin, problems, repository, &files);
}

/* The origin. */

static bool no_repository(struct origin *origin, struct diag *problems, const char *revision, struct arena *arena) {
    origin->note = TEXT("not in a git repository: no revision dates");
    origin->note_word = "note-no-repository";
    if (!revision)
        return true;
    diag_fail(problems, FAULT_USAGE, E_UNKNOWN_REVISION, (struct text){0},
              text_format(arena, "revision \"%s\" cannot be found: not in a git repository", revision), (struct text){0});
    return false;
}

static bool find_origin(struct origin *origin, struct diag *problems, const struct repository *repository, const char *revision,
                        struct arena *arena) {
    origin->shallow = repository->shallow;
    if (repository->unborn && !revision) {
        origin->note = TEXT("no commit yet: no revision dates");
        origin->note_word = "note-no-commit";
        return true;
    }
    git_oid commit;
    if (!git_find_commit(&commit, problems, repository, revision, arena) ||
        !describe_commit(origin, &commit, problems, repository, arena))
        return false;
    if (!find_files(origin, &commit, problems, repository, !revision && repository->folder, arena))
        return false;
    if (repository->shallow) {
        origin->note = TEXT("shallow clone: revision dates and older texts are unknown; run `git fetch --unshallow`");
        origin->note_word = "note-shallow";
    }
    origin->name = name_of(repository->handle, revision, arena);
    return true;
}

bool origin_find(struct origin *origin, struct diag *problems, const struct repository *repository, const char *revision,
                 struct arena *arena) {
    *origin = (struct origin){0};
    if (!repository)
        return no_repository(origin, problems, revision, arena);
    git_begin("comparing the reader with its repository");
    bool found = find_origin(origin, problems, repository, revision, arena);
    git_end();
    return found;
}

static void add_date(struct hasher *hasher, struct date date) {
    hasher_add_number(hasher, date.precision);
    hasher_add_number(hasher, (uint64_t)date_seconds(date));
    hasher_add_number(hasher, (uint64_t)date.offset_minutes);
}

struct digest origin_digest(const struct origin *origin) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, text_of(origin->commit.hex));
    hasher_add_text(&hasher, origin->short_commit);
    hasher_add_text(&hasher, origin->subject);
    hasher_add_text(&hasher, origin->note);
    add_date(&hasher, origin->committed);
    hasher_add_number(&hasher, origin->dirty);
    hasher_add_number(&hasher, origin->shallow);
    return hasher_end(&hasher);
}

struct text git_library(struct arena *arena) {
    int major, minor, revision;
    git_libgit2_version(&major, &minor, &revision);
    return text_format(arena, "%d.%d.%d", major, minor, revision);
}
