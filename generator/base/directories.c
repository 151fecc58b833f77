#include "base/array.h"
#include "base/files.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NESTED_LINKS = 4, MOST_LINK_STEPS = 40 };

static bool is_folder(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    if (!S_ISDIR(status.st_mode))
        errno = ENOTDIR;
    return S_ISDIR(status.st_mode);
}

static bool make_one(const char *path) {
    return mkdir(path, 0777) == 0 || (errno == EEXIST && is_folder(path));
}

bool folder_make(const char *path) {
    if (make_one(path))
        return true;
    if (errno != ENOENT)
        return false;

    struct arena scratch = {0};
    struct text whole = text_of(path);
    bool made = true;
    for (size_t slash = text_find_char(whole, '/', 1); made && slash < whole.size;
         slash = text_find_char(whole, '/', slash + 1))
        made = make_one(text_terminated(text_slice(whole, 0, slash), &scratch));
    arena_free(&scratch);
    return made && make_one(path);
}

bool folder_remove_if_empty(const char *path) {
    return rmdir(path) == 0;
}

struct folder_names {
    const char **items;
    size_t count, capacity;
};

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The sorted names in the folder open as `descriptor`, which is closed. False with errno. */
static bool read_names(struct folder_names *names, int descriptor, struct arena *arena) {
    DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (!folder) {
        int reason = errno;
        if (descriptor >= 0)
            close(descriptor);
        errno = reason;
        return false;
    }
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (!entry)
            break;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            *array_add(names, arena) = text_terminated(text_of(entry->d_name), arena);
    }
    int reason = errno;
    closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_name);
    errno = reason;
    return reason == 0;
}

static bool remove_inside(const char *path, struct arena *arena);

static bool remove_any(const char *path, struct arena *arena) {
    if (unlink(path) == 0 || errno == ENOENT)
        return true;
    if (errno != EISDIR && errno != EPERM)
        return false;
    return remove_inside(path, arena) && (rmdir(path) == 0 || errno == ENOENT);
}

static bool remove_inside(const char *path, struct arena *arena) {
    struct folder_names names = {0};
    if (!read_names(&names, open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), arena))
        return false;
    for (size_t i = 0; i < names.count; i++)
        if (!remove_any(path_join(arena, path, text_of(names.items[i])), arena))
            return false;
    return true;
}

bool folder_remove_all(const char *path) {
    struct arena scratch = {0};
    bool removed = remove_any(path, &scratch);
    arena_free(&scratch);
    return removed;
}

/* A folder on the path from the listed folder to the one being read. */
struct folder_ancestor {
    const struct folder_ancestor *parent;
    struct text place;
    dev_t device;
    ino_t number;
    unsigned links; /* symbolic links to folders that were followed so far */
};

struct folder_lister {
    struct file_list *list;
    const struct file_listing *options;
    int root; /* descriptor of the listed folder */
    struct arena *arena;
};

static const char *barred(const struct folder_lister *lister, struct text place) {
    return lister->options->barred ? lister->options->barred(place, lister->options->context) : NULL;
}

static bool is_skipped(const struct folder_lister *lister, struct text path, struct text place, bool is_folder) {
    return lister->options->skip && lister->options->skip(path, place, is_folder, lister->options->context);
}

static void tell_odd(const struct folder_lister *lister, struct text path, const char *why) {
    if (lister->options->odd)
        lister->options->odd(path, why, lister->options->context);
}

/* The target of the link at `path`; false when it is not a link. */
static bool read_link(const struct folder_lister *lister, struct text *words, const char *path) {
    char bytes[PATH_MAX];
    ssize_t size = readlinkat(lister->root, path, bytes, sizeof bytes);
    if (size < 0 || (size_t)size == sizeof bytes)
        return false;
    *words = text_copy((struct text){bytes, (size_t)size}, lister->arena);
    return true;
}

/*
 * Follows the link with the target `words` in `folder`, which has no links in it, as the tree of a commit does: no step may
 * leave the listed folder or depend on where this copy of it is. Sets `folder` to its place and returns NULL, or returns why it
 * cannot be followed.
 */
static const char *follow(const struct folder_lister *lister, struct text *folder, struct text words, unsigned *steps) {
    if (text_starts(words, TEXT("/")))
        return "a symbolic link to an absolute path";
    if (++*steps > MOST_LINK_STEPS)
        return "a symbolic link that leads nowhere";
    for (struct text part, next; text_cut(&part, &words, '/');) {
        if (!part.size || text_equal(part, TEXT(".")))
            continue;
        bool up = text_equal(part, TEXT(".."));
        if (up && !folder->size)
            return "a symbolic link that leads out of the folder";
        struct text folder_below = *folder;
        const char *path = path_join(lister->arena, text_terminated(*folder, lister->arena), part);
        *folder = up ? path_above(*folder) : text_of(path);
        const char *why = barred(lister, *folder);
        if (!why && !up && read_link(lister, &next, path)) {
            *folder = folder_below;
            why = follow(lister, folder, next, steps);
        }
        if (why)
            return why;
    }
    return NULL;
}

/*
 * Sets `status` and `place` to those of the target of the link at `path`, which is in the folder with the place `*place`.
 * Returns NULL, or why the link cannot be followed.
 */
static const char *look_through(const struct folder_lister *lister, const char *path, struct text *place, struct stat *status) {
    struct text words;
    unsigned steps = 0;
    if (!read_link(lister, &words, path))
        return "a symbolic link that leads nowhere";
    const char *why = follow(lister, place, words, &steps);
    if (!why && fstatat(lister->root, path, status, 0) != 0)
        why = "a symbolic link that leads nowhere";
    return why;
}

static bool loops(const struct folder_ancestor *ancestor, const struct stat *status) {
    for (; ancestor; ancestor = ancestor->parent)
        if (ancestor->device == status->st_dev && ancestor->number == status->st_ino)
            return true;
    return false;
}

/* Why an entry is left out, or NULL when it is to be listed or entered. `status` is that of a link's target. */
static const char *oddity(const struct folder_ancestor *parent, struct text path, bool is_link, const struct stat *status) {
    if (utf8_first_invalid(path) < path.size)
        return "the name is not UTF-8";
    if (S_ISDIR(status->st_mode) && loops(parent, status))
        return "a symbolic link that leads back to a folder that it is in";
    if (S_ISDIR(status->st_mode) && is_link && parent->links == MOST_NESTED_LINKS)
        return "a symbolic link behind too many others";
    if (!S_ISDIR(status->st_mode) && !S_ISREG(status->st_mode))
        return "neither a file nor a folder";
    return NULL;
}

/* The place of what is no link, at `path` in the folder `parent`. */
static struct text place_below(const struct folder_lister *lister, const struct folder_ancestor *parent, struct text path) {
    if (!parent->links)
        return path;
    size_t above = path_above(path).size;
    return text_of(path_join(lister->arena, text_terminated(parent->place, lister->arena), text_after(path, above + 1)));
}

static bool list_folder(const struct folder_lister *lister, const struct folder_ancestor *self, struct text path);

static bool list_entry(const struct folder_lister *lister, const struct folder_ancestor *parent, const char *path) {
    struct stat status;
    if (fstatat(lister->root, path, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    bool is_link = S_ISLNK(status.st_mode);
    struct text place = parent->place;
    const char *why = is_link ? look_through(lister, path, &place, &status) : NULL;
    if (!is_link)
        place = place_below(lister, parent, text_of(path));

    bool is_folder_like = S_ISDIR(status.st_mode);
    if (!why && is_skipped(lister, text_of(path), place, is_folder_like))
        return true;
    if (!why)
        why = oddity(parent, text_of(path), is_link, &status);
    if (why) {
        tell_odd(lister, text_of(path), why);
        return true;
    }
    if (is_folder_like) {
        struct folder_ancestor self = {parent, place, status.st_dev, status.st_ino, parent->links + is_link};
        return list_folder(lister, &self, text_of(path));
    }
    *array_add(lister->list, lister->arena) = (struct file_entry){text_of(path), status};
    return true;
}

static bool list_names(const struct folder_lister *lister, const struct folder_ancestor *self, struct text path,
                       const struct folder_names *names) {
    array_reserve(lister->list, names->count, lister->arena);
    for (size_t i = 0; i < names->count; i++) {
        bool shown = lister->options->hidden || names->items[i][0] != '.';
        if (shown && !list_entry(lister, self, path_join(lister->arena, path.bytes, text_of(names->items[i]))))
            return false;
    }
    return true;
}

static bool list_folder(const struct folder_lister *lister, const struct folder_ancestor *self, struct text path) {
    struct arena scratch = {0};
    struct folder_names names = {0};
    const char *from_root = path.size ? path.bytes : ".";
    bool listed = read_names(&names, openat(lister->root, from_root, O_RDONLY | O_DIRECTORY | O_CLOEXEC), &scratch) &&
                  list_names(lister, self, path, &names);
    int reason = errno;
    arena_free(&scratch);
    errno = reason;
    return listed;
}

static int by_path(const void *a, const void *b) {
    return text_compare(((const struct file_entry *)a)->path, ((const struct file_entry *)b)->path);
}

/* They come in order but where a folder's name is the beginning of another name: "a/b" comes before "a.md". */
static void sort(struct file_list *list) {
    size_t sorted = 1;
    while (sorted < list->count && by_path(&list->items[sorted - 1], &list->items[sorted]) < 0)
        sorted++;
    if (sorted < list->count)
        qsort(list->items, list->count, sizeof *list->items, by_path);
}

static bool list_root(struct folder_lister *lister) {
    struct stat status;
    if (fstat(lister->root, &status) != 0)
        return false;
    struct folder_ancestor self = {.device = status.st_dev, .number = status.st_ino};
    return list_folder(lister, &self, (struct text){0});
}

bool folder_list(struct file_list *list, const char *folder, const struct file_listing *options, struct arena *arena) {
    int root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct folder_lister lister = {list, options, root, arena};
    bool listed = root >= 0 && list_root(&lister);

    int reason = errno;
    if (root >= 0)
        close(root);
    errno = reason;
    if (listed)
        sort(list);
    return listed;
}
