#include "serve/watch.h"

#include "base/array.h"
#include "base/digest.h"
#include "base/files.h"
#include "serve/clock.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { DEEPEST = 64, POLL_MS = 500 };

struct watch {
    struct watch_options options;
    const char *repository, *common; /* .git, or what stands for it in a second work directory, and where its branches are */
    struct arena *arena;
    int inotify;           /* -1: files are looked at now and then */
    const char *because;   /* why */
    int64_t first, latest; /* when the events came that have not rung yet, in milliseconds; 0: none came */
    bool is_whole;         /* all folders are watched that were there */
    int64_t looked;        /* when the files were looked at last, or the folders gone through */
    struct digest stamp;   /* of what was seen then */
};

/* Where a repository is. */

/* The path that a small file of git's holds after `key`, from the folder that the file is in; NULL when it does not. */
static const char *path_in_file(const char *folder, const char *name, const char *key, struct arena *arena) {
    enum { LARGEST = 1 << 14 };
    struct text bytes;
    if (!file_read(&bytes, path_join(arena, folder, text_of(name)), LARGEST, arena) || !text_starts(bytes, text_of(key)))
        return NULL;
    struct text path = text_trim(text_after(bytes, strlen(key)));
    return text_starts(path, TEXT("/")) ? text_terminated(path, arena) : path_join(arena, folder, path);
}

static const char *repository_at(const char *folder, struct arena *arena) {
    const char *git = path_join(arena, folder, TEXT(".git"));
    if (file_exists(path_join(arena, git, TEXT("HEAD"))))
        return git;
    return path_in_file(folder, ".git", "gitdir: ", arena);
}

/* One may be made later. */
static void find_repository(struct watch *watch) {
    struct text above = text_of(watch->options.root);
    while (!watch->repository && above.size > 0) {
        watch->repository = repository_at(text_terminated(above, watch->arena), watch->arena);
        above = path_above(above);
    }
    if (!watch->repository || watch->common)
        return;
    const char *common = path_in_file(watch->repository, "commondir", "", watch->arena);
    watch->common = common ? common : watch->repository;
}

/* Folders, from one of those that are watched down. */

typedef void visitor(const char *path, const struct stat *status, void *context);

static visitor add_folder;

static bool is_dots(const char *name) {
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/*
 * Links are followed, as those that read the files do; a circle of them ends at the depth. False when the machine had nothing
 * to open a folder with.
 */
static bool walk(const char *folder, unsigned depth, visitor *visit, void *context) {
    struct stat status;
    if (stat(folder, &status) != 0)
        return true;
    visit(folder, &status, context);
    if (!S_ISDIR(status.st_mode) || depth == DEEPEST)
        return true;
    DIR *directory = opendir(folder);
    if (!directory)
        return errno != EMFILE && errno != ENFILE && errno != ENOMEM;
    struct arena scratch = {0};
    bool is_whole = true;
    for (struct dirent *entry; (entry = readdir(directory));)
        if (!is_dots(entry->d_name) && !(visit == add_folder && entry->d_type == DT_REG))
            is_whole &= walk(path_join(&scratch, folder, text_of(entry->d_name)), depth + 1, visit, context);
    closedir(directory);
    arena_free(&scratch);
    return is_whole;
}

static bool walk_in(const char *folder, const char *name, visitor *visit, void *context) {
    struct arena scratch = {0};
    bool is_whole = walk(path_join(&scratch, folder, text_of(name)), 0, visit, context);
    arena_free(&scratch);
    return is_whole;
}

/* What of a repository says which commit is there and what its editions are. */
static bool walk_repository(const struct watch *watch, visitor *visit, void *context) {
    if (!watch->repository)
        return true;
    bool is_whole = walk_in(watch->repository, "HEAD", visit, context);
    is_whole &= walk_in(watch->common, "packed-refs", visit, context);
    return is_whole & walk_in(watch->common, "refs", visit, context);
}

static bool walk_all(const struct watch *watch, visitor *visit, void *context) {
    bool is_whole = walk_repository(watch, visit, context);
    for (size_t i = 0; i < watch->options.folder_count; i++)
        is_whole &= walk(watch->options.folders[i], 0, visit, context);
    return is_whole;
}

/* By looking. */

static void add_to_stamp(const char *path, const struct stat *status, void *context) {
    struct hasher *hasher = context;
    hasher_add_text(hasher, text_of(path));
    hasher_add_number(hasher, (uint64_t)status->st_ino);
    hasher_add_number(hasher, (uint64_t)status->st_mtim.tv_sec * 1000000000 + (uint64_t)status->st_mtim.tv_nsec);
    if (!S_ISDIR(status->st_mode))
        hasher_add_number(hasher, (uint64_t)status->st_size);
}

static struct digest stamp_of(const struct watch *watch) {
    struct hasher hasher;
    hasher_start(&hasher);
    walk_all(watch, add_to_stamp, &hasher);
    return hasher_end(&hasher);
}

static void note_event(struct watch *watch) {
    watch->latest = clock_ms();
    if (!watch->first)
        watch->first = watch->latest;
}

static void look(struct watch *watch) {
    find_repository(watch);
    struct digest stamp = stamp_of(watch);
    if (!digest_equal(stamp, watch->stamp))
        note_event(watch);
    watch->stamp = stamp;
    watch->looked = clock_ms();
}

static void poll_because(struct watch *watch, const char *why) {
    if (watch->inotify >= 0)
        close(watch->inotify);
    watch->inotify = -1;
    watch->because = why;
    if (!watch->options.poll_ms)
        watch->options.poll_ms = POLL_MS;
    watch->stamp = stamp_of(watch);
    watch->looked = clock_ms();
}

/* By inotify. */

/* File systems on which others may change files without this kernel's knowing. */
static bool is_remote(const char *folder) {
    static const unsigned long types[] = {0x6969 /* NFS */, 0xff534d42 /* CIFS */, 0xfe534d42 /* SMB2 */,
                                          0x517b /* SMB */, 0x01021997 /* 9p */,   0x65735546 /* FUSE */};
    struct statfs status;
    if (statfs(folder, &status) != 0)
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (((unsigned long)status.f_type & 0xffffffff) == types[i])
            return true;
    return false;
}

/* To watch a folder again changes nothing. */
static void add_folder(const char *path, const struct stat *status, void *context) {
    struct watch *watch = context;
    if (!S_ISDIR(status->st_mode) || watch->inotify < 0)
        return;
    uint32_t events = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB |
                      IN_DELETE_SELF | IN_MOVE_SELF;
    if (inotify_add_watch(watch->inotify, path, events) < 0 && (errno == ENOSPC || errno == ENOMEM))
        poll_because(watch, "the kernel has no watches left (fs.inotify.max_user_watches)");
}

/* HEAD and packed-refs are replaced by renames in the repository's folder, beside much else. */
static void add_repository(struct watch *watch) {
    if (!watch->repository || watch->inotify < 0)
        return;
    inotify_add_watch(watch->inotify, watch->repository, IN_MOVED_TO);
    inotify_add_watch(watch->inotify, watch->common, IN_MOVED_TO);
}

/* A folder in which a new one may be made. */
static void add_parents(struct watch *watch) {
    struct arena scratch = {0};
    for (size_t i = 0; i < watch->options.folder_count && watch->inotify >= 0; i++) {
        struct text above = path_above(text_of(watch->options.folders[i]));
        inotify_add_watch(watch->inotify, text_terminated(above, &scratch),
                          IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO);
    }
    arena_free(&scratch);
}

static void add_all(struct watch *watch) {
    find_repository(watch);
    if (watch->inotify < 0)
        return;
    add_parents(watch);
    watch->is_whole = walk_all(watch, add_folder, watch);
    watch->looked = clock_ms();
    add_repository(watch);
}

/* What editors and git leave beside files while they work is nothing that is read. */
static bool is_passing(struct text name) {
    if (text_equal(name, TEXT(".git")))
        return false;
    return text_starts(name, TEXT(".")) || text_ends(name, TEXT("~")) || text_ends(name, TEXT(".swp")) ||
           text_ends(name, TEXT(".lock")) || text_equal(name, TEXT("index")) || text_equal(name, TEXT("site")) ||
           text_equal(name, TEXT("4913"));
}

static void read_events(struct watch *watch) {
    _Alignas(struct inotify_event) char bytes[1 << 14];
    ssize_t size;
    while ((size = read(watch->inotify, bytes, sizeof bytes)) > 0)
        for (char *at = bytes; at < bytes + size;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            if (!event->len || !is_passing(text_of(event->name)))
                note_event(watch);
            at += sizeof *event + event->len;
        }
}

/* The watch. */

struct watch *watch_start(const struct watch_options *options, struct arena *arena) {
    struct watch *watch = arena_new(arena, struct watch);
    *watch = (struct watch){.options = *options, .arena = arena, .inotify = -1, .because = ""};
    find_repository(watch);
    if (options->poll_ms)
        return poll_because(watch, ""), watch;
    watch->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->inotify < 0)
        return poll_because(watch, "the kernel has no watches left (fs.inotify.max_user_instances)"), watch;
    for (size_t i = 0; i < options->folder_count; i++)
        if (is_remote(options->folders[i]))
            return poll_because(watch, "the files are on another machine, or a file system that does not tell of changes"),
                   watch;
    add_all(watch);
    return watch;
}

const char *watch_polls_because(const struct watch *watch) {
    return watch->because;
}

int watch_descriptor(const struct watch *watch) {
    return watch->inotify;
}

static bool git_is_working(const struct watch *watch) {
    struct arena scratch = {0};
    bool is_locked = watch->repository && file_exists(path_join(&scratch, watch->repository, TEXT("index.lock")));
    arena_free(&scratch);
    return is_locked;
}

/* When it may ring, if nothing more comes; in milliseconds from now. */
static int64_t rings_in(const struct watch *watch) {
    int64_t now = clock_ms(), quiet = watch->latest + WATCH_QUIET_MS, longest = watch->first + WATCH_LONGEST_MS;
    int64_t at = quiet < longest ? quiet : longest;
    if (now >= at && now < watch->first + WATCH_GIT_LONGEST_MS && git_is_working(watch))
        return WATCH_QUIET_MS;
    return at > now ? at - now : 0;
}

/* When the files must be looked at, or all folders gone through, though nothing came; in milliseconds from now, -1: never. */
static int looks_in(const struct watch *watch) {
    if (watch->inotify >= 0 && watch->is_whole)
        return -1;
    int64_t wait = watch->looked + (watch->inotify < 0 ? (int64_t)watch->options.poll_ms : POLL_MS) - clock_ms();
    return wait > 0 ? (int)wait : 0;
}

int watch_wait_ms(const struct watch *watch) {
    return watch->first ? (int)rings_in(watch) : looks_in(watch);
}

bool watch_is_pending(struct watch *watch) {
    if (watch->inotify >= 0)
        read_events(watch);
    else
        look(watch);
    return watch->first != 0;
}

/* The folders are gone through before others look at the files: what is made later in a new one is then seen. */
bool watch_rang(struct watch *watch) {
    bool must_look = looks_in(watch) == 0;
    if (watch->inotify >= 0)
        read_events(watch);
    else if (must_look)
        look(watch);
    if (watch->inotify >= 0 && must_look && !watch->first)
        note_event(watch);
    if (!watch->first || rings_in(watch) > 0)
        return false;
    watch->first = watch->latest = 0;
    add_all(watch);
    return true;
}
