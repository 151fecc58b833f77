/*
 * The files of a commit, as a checkout would have them: hidden names are left out, and symbolic links are followed as long as
 * they stay below the reader's root. The rules and the reasons given for what is left out are those of folder_list.
 */
#include "read/tree/tree.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/git/internal.h"
#include "read/git/objects.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINK_STEPS = 40, MOST_NESTED_LINKS = 4, DEEPEST_FOLDER = 128, MOST_FILES = 1000000 };

/* Folders may be many and empty. */
enum { MOST_FOLDERS = 1000000 };

/* A folder on the path from the reader's root to the folder being listed. */
struct ancestor {
    const struct ancestor *parent;
    struct text real; /* where it is in the repository, all links resolved */
    unsigned depth;
    unsigned links; /* symbolic links to folders that were followed so far */
};

struct listing_state {
    size_t folders;  /* that have been listed */
    bool is_damaged; /* what a link leads to could not be read; libgit2's error is set */
};

struct lister {
    const struct repository *repository;
    git_tree *top; /* of the whole commit */
    struct git_files *files;
    struct listing_state *state;
    struct diag *problems;
    bool warn;
    struct arena *arena;
};

/* What a symbolic link leads to. */
struct link_target {
    git_oid id;
    git_filemode_t mode;
    struct text real;
};

static bool damaged(const struct lister *lister, struct text path) {
    return git_fail(lister->problems, E_GIT_OBJECT, path, "cannot be read from the repository");
}

static void leave_out(const struct lister *lister, struct text path, const char *why) {
    if (lister->warn)
        tree_warn_odd(lister->problems, path, &(struct tree_oddity){W_ODD_FILE, why, ""});
}

static struct text join(struct text folder, struct text name, struct arena *arena) {
    if (!folder.size)
        return text_copy(name, arena);
    char *path = arena_alloc(arena, folder.size + name.size + 1);
    memcpy(path, folder.bytes, folder.size);
    path[folder.size] = '/';
    memcpy(path + folder.size + 1, name.bytes, name.size);
    return (struct text){path, folder.size + name.size + 1};
}

/* The reader's root without the '/' at its end. */
static struct text root_of(const struct repository *repository) {
    return repository->prefix.size ? text_slice(repository->prefix, 0, repository->prefix.size - 1) : repository->prefix;
}

/* A path inside of the repository as one inside of the reader. */
static struct text place_of(const struct lister *lister, struct text real) {
    size_t prefix = lister->repository->prefix.size;
    return real.size >= prefix ? text_after(real, prefix) : (struct text){0};
}

/* Following links. */

static bool unreadable(const struct lister *lister) {
    lister->state->is_damaged = true;
    return false;
}

/* What stands at target->real, not following a link in its last part. */
static bool look_up(const struct lister *lister, struct link_target *target) {
    if (!target->real.size) {
        target->id = *git_tree_id(lister->top);
        target->mode = GIT_FILEMODE_TREE;
        return true;
    }
    git_tree_entry *entry = NULL;
    int result = git_tree_entry_bypath(&entry, lister->top, text_terminated(target->real, lister->arena));
    if (result != 0)
        return result != GIT_ENOTFOUND && unreadable(lister);
    target->id = *git_tree_entry_id(entry);
    target->mode = git_tree_entry_filemode(entry);
    git_tree_entry_free(entry);
    return true;
}

static const char leads_nowhere[] = "a symbolic link that leads nowhere";
static const char leads_out[] = "a symbolic link that leads out of the folder";

static bool read_link(const struct lister *lister, const git_oid *id, struct text *words) {
    git_odb_object *blob = NULL;
    if (!git_read(&blob, lister->repository, id, GIT_OBJECT_BLOB))
        return unreadable(lister);
    *words = text_copy((struct text){git_odb_object_data(blob), git_odb_object_size(blob)}, lister->arena);
    git_odb_object_free(blob);
    return true;
}

/*
 * Follows the path `words` from the folder target->real, with the links on the way. Returns NULL, or why it cannot be followed.
 */
static const char *follow(const struct lister *lister, struct link_target *target, struct text words, unsigned *steps) {
    if (text_starts(words, TEXT("/")))
        return "a symbolic link to an absolute path";
    if (++*steps > MOST_LINK_STEPS)
        return leads_nowhere;
    for (struct text part; text_cut(&part, &words, '/');) {
        if (target->mode != GIT_FILEMODE_TREE)
            return leads_nowhere;
        if (!part.size || text_equal(part, TEXT(".")))
            continue;
        bool up = text_equal(part, TEXT(".."));
        if (up && text_equal(target->real, root_of(lister->repository)))
            return leads_out;
        struct text folder = target->real, next;
        target->real = up ? path_above(folder) : join(folder, part, lister->arena);
        const char *why = tree_barred(place_of(lister, target->real));
        if (!why && !look_up(lister, target))
            why = leads_nowhere;
        if (!why && target->mode == GIT_FILEMODE_LINK) {
            if (!read_link(lister, &target->id, &next))
                return leads_nowhere;
            target->real = folder;
            target->mode = GIT_FILEMODE_TREE;
            why = follow(lister, target, next, steps);
        }
        if (why)
            return why;
    }
    return NULL;
}

/* Follows the link with the content `id` in the folder `real`. Returns NULL, or why it cannot be followed. */
static const char *resolve(const struct lister *lister, struct link_target *target, struct text real, const git_oid *id) {
    struct text words;
    unsigned steps = 0;
    if (!read_link(lister, id, &words))
        return leads_nowhere;
    *target = (struct link_target){.mode = GIT_FILEMODE_TREE, .real = real};
    return follow(lister, target, words, &steps);
}

/* Listing. */

static bool list_folder(const struct lister *lister, const git_oid *id, struct text path, const struct ancestor *self);

static bool enter(const struct lister *lister, const struct link_target *target, struct text path,
                  const struct ancestor *parent, bool is_link) {
    const char *why = NULL;
    for (const struct ancestor *above = parent; above; above = above->parent)
        if (is_link && text_equal(above->real, target->real))
            why = "a symbolic link that leads back to a folder that it is in";
    if (!why && is_link && parent->links == MOST_NESTED_LINKS)
        why = "a symbolic link behind too many others";
    if (!why && parent->depth == DEEPEST_FOLDER)
        why = "a folder inside too many others";
    if (why) {
        leave_out(lister, path, why);
        return true;
    }
    struct ancestor self = {parent, target->real, parent->depth + 1, parent->links + is_link};
    return list_folder(lister, &target->id, path, &self);
}

static bool too_many(const struct lister *lister) {
    git_error_set_str(GIT_ERROR_TREE, "the commit has too many files or folders");
    return damaged(lister, (struct text){0});
}

static bool add_file(const struct lister *lister, const git_oid *id, struct text path) {
    if (lister->files->count == MOST_FILES)
        return too_many(lister);
    *array_add(lister->files, lister->arena) = (struct git_file){path, *id};
    return true;
}

static bool list_target(const struct lister *lister, const struct link_target *target, struct text path,
                        const struct ancestor *parent, bool is_link) {
    switch (target->mode) {
    case GIT_FILEMODE_TREE: return enter(lister, target, path, parent, is_link);
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE:
        /* A file named content, not a folder, does not make a reader. */
        return parent->parent ? add_file(lister, &target->id, path) : true;
    case GIT_FILEMODE_COMMIT: leave_out(lister, path, "a submodule, whose files are in another repository"); return true;
    default: leave_out(lister, path, "neither a file nor a folder"); return true;
    }
}

static bool list_entry(const struct lister *lister, const git_tree_entry *entry, struct text path,
                       const struct ancestor *parent) {
    struct text name = text_of(git_tree_entry_name(entry));
    struct link_target target = {*git_tree_entry_id(entry), git_tree_entry_filemode(entry), {0}};
    bool is_link = target.mode == GIT_FILEMODE_LINK;
    const char *why = text_find_char(name, '/', 0) < name.size ? "the name has a slash in it" : NULL;
    if (!why && is_link)
        why = resolve(lister, &target, parent->real, git_tree_entry_id(entry));
    if (lister->state->is_damaged)
        return damaged(lister, path);
    if (why) {
        leave_out(lister, path, why);
        return true;
    }
    if (!is_link)
        target.real = join(parent->real, name, lister->arena);
    const struct tree_oddity *oddity = tree_judge(path, place_of(lister, target.real), target.mode == GIT_FILEMODE_TREE);
    if (oddity && lister->warn)
        tree_warn_odd(lister->problems, path, oddity);
    return oddity || list_target(lister, &target, path, parent, is_link);
}

static bool list_folder(const struct lister *lister, const git_oid *id, struct text path, const struct ancestor *self) {
    git_tree *tree = NULL;
    bool listed = true;
    if (++lister->state->folders > MOST_FOLDERS)
        return too_many(lister);
    git_reading(id);
    if (git_tree_lookup(&tree, lister->repository->handle, id) != 0)
        return damaged(lister, path);
    for (size_t i = 0; listed && i < git_tree_entrycount(tree); i++) {
        const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
        struct text below = join(path, text_of(git_tree_entry_name(entry)), lister->arena);
        if (tree_covers(below))
            listed = list_entry(lister, entry, below, self);
    }
    git_tree_free(tree);
    return listed;
}

static int by_path(const void *a, const void *b) {
    return text_compare(((const struct git_file *)a)->path, ((const struct git_file *)b)->path);
}

/* The folder of the reader's root in this commit; an empty id when it has none. */
static bool find_root(const struct lister *lister, git_oid *id) {
    struct link_target target = {.real = root_of(lister->repository)};
    bool is_there = look_up(lister, &target) && target.mode == GIT_FILEMODE_TREE;
    if (is_there)
        *id = target.id;
    return is_there;
}

bool git_list_files(struct git_files *files, struct diag *problems, const struct repository *repository, const git_oid *commit,
                    bool warn, struct arena *arena) {
    struct listing_state state = {0};
    struct lister lister = {repository, NULL, files, &state, problems, warn, arena};
    struct ancestor root = {.real = root_of(repository)};
    struct git_commit_text text;
    git_oid id;
    bool listed =
        git_read_commit(&text, repository, commit, arena) && git_tree_lookup(&lister.top, repository->handle, &text.tree) == 0;
    bool has_root = listed && find_root(&lister, &id);
    if (!listed || state.is_damaged)
        listed = damaged(&lister, (struct text){0});
    else if (has_root)
        listed = list_folder(&lister, &id, (struct text){0}, &root);
    git_tree_free(lister.top);
    if (files->count)
        qsort(files->items, files->count, sizeof *files->items, by_path);
    return listed;
}

/* The tree. */

struct commit_state {
    const struct repository *repository;
    const struct git_file *files;
};

/* Ids of other kinds of trees cannot equal these. */
static struct digest file_id(const git_oid *blob) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("git blob"));
    hasher_add_text(&hasher, (struct text){(const char *)blob->id, sizeof blob->id});
    return hasher_end(&hasher);
}

/* The whole object; libgit2's error is set when it cannot be read. */
static bool read_whole(struct text *bytes, const struct commit_state *state, const git_oid *blob, struct arena *arena) {
    git_odb_object *object = NULL;
    git_begin("reading the files of a commit");
    bool read = git_read(&object, state->repository, blob, GIT_OBJECT_BLOB);
    if (read)
        *bytes = text_copy((struct text){git_odb_object_data(object), git_odb_object_size(object)}, arena);
    git_odb_object_free(object);
    git_end();
    return read;
}

static bool read_blob(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                      struct arena *arena) {
    const struct commit_state *state = tree->state;
    if (read_whole(bytes, state, &state->files[index].blob, arena))
        return true;
    const git_error *error = git_error_last();
    trouble->code = E_GIT_OBJECT;
    trouble->why = text_format(arena, "cannot be read from the repository: object %s: %s",
                               git_id_of(&state->files[index].blob).hex, error ? error->message : "unknown error");
    trouble->help = TEXT("run `git fsck` in the repository");
    return false;
}

struct tree *tree_open_commit(struct diag *problems, const struct repository *repository, const char *revision,
                              struct arena *arena) {
    struct commit_state *state = arena_new(arena, struct commit_state);
    struct git_files files = {0};
    git_oid commit;
    git_begin("listing the files of a commit");
    bool listed = git_find_commit(&commit, problems, repository, revision, arena) &&
                  git_list_files(&files, problems, repository, &commit, true, arena);
    git_end();
    if (!listed)
        return NULL;
    *state = (struct commit_state){repository, files.items};
    struct tree *tree = arena_new(arena, struct tree);
    *tree = (struct tree){.count = files.count, .read = read_blob, .state = state};
    tree->root = text_format(arena, "%.*s@%s", TEXT_ARGS(repository->path), revision ? revision : "HEAD");
    tree->files = arena_array(arena, struct tree_file, files.count);
    for (size_t i = 0; i < files.count; i++)
        tree->files[i] = (struct tree_file){files.items[i].path, file_id(&files.items[i].blob), 0};
    return tree;
}
