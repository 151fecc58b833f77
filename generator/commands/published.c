#include "commands/published.h"

#include "base/array.h"
#include "base/files.h"
#include "commands/edition_sites.h"
#include "pages/vanished.h"
#include "read/codes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The largest list that is read: some ten million pages. */
#define LARGEST_LIST_BYTES ((size_t)1 << 30)

/* Where a list came from. */
struct found_list {
    struct text name, bytes;
    bool is_found, is_lock;
};

static bool fail(struct diag *problems, struct text name, struct text why) {
    diag_fail(
        problems, FAULT_USAGE, E_NO_ADDRESS_LIST, name, why,
        TEXT("name a list that colophon addresses printed, a folder with addresses.txt, or \"none\" to compare with nothing"));
    return false;
}

/* What --published names. */
static bool read_named(struct found_list *found, const char *named, struct diag *problems, struct arena *arena) {
    struct stat status;
    const char *path = named;
    found->name = text_of(named);
    if (stat(named, &status) == 0 && S_ISDIR(status.st_mode))
        path = path_join(arena, named, TEXT("addresses.txt"));
    found->is_found = file_read(&found->bytes, path, LARGEST_LIST_BYTES, arena);
    return found->is_found || fail(problems, text_of(path),
                                   text_format(arena, "the list of what was published cannot be read: %s", strerror(errno)));
}

static bool read_lock(struct found_list *found, const struct tree *tree, struct diag *problems, struct arena *arena) {
    size_t index = tree_find(tree, TEXT(ADDRESSES_LOCK_PATH));
    if (index == SIZE_MAX)
        return true;
    found->name = TEXT(ADDRESSES_LOCK_PATH);
    found->is_found = found->is_lock = true;
    return tree_read(tree, index, &found->bytes, problems, arena);
}

static bool read_source(struct found_list *found, const struct published_source *source, const char *path,
                        struct arena *arena) {
    found->is_found = source->read(&found->bytes, text_of(path), source->context);
    found->name = text_format(arena, "%.*s%s", TEXT_ARGS(source->name), path);
    return true;
}

static bool read_branch(struct found_list *found, const struct reader *reader, const char *path, struct diag *problems,
                        struct arena *arena) {
    const struct repository *repository = reader->repository;
    if (reader->published_source)
        return read_source(found, reader->published_source, path, arena);
    /* As deploy pushes, and as hosts ask for. */
    static const struct {
        const char *name, *reference;
    } branches[] = {{"pages", "refs/heads/pages"},
                    {"pages", "refs/remotes/origin/pages"},
                    {"gh-pages", "refs/heads/gh-pages"},
                    {"gh-pages", "refs/remotes/origin/gh-pages"}};
    enum { BRANCH_COUNT = sizeof branches / sizeof *branches };
    size_t errors = problems->errors;
    for (size_t i = 0; repository && i < BRANCH_COUNT && !found->is_found && problems->errors == errors; i++) {
        found->is_found = repository_read_at(&found->bytes, problems, repository, branches[i].reference, path, arena);
        found->name = text_format(arena, "%s:%s", branches[i].name, path);
    }
    return problems->errors == errors;
}

/* False, with a diagnostic, when it is there and cannot be read: what it has would be missed in silence. */
static bool read_if_there(struct found_list *found, const char *path, struct diag *problems, struct arena *arena) {
    found->is_found = file_read(&found->bytes, path, LARGEST_LIST_BYTES, arena);
    if (found->is_found || errno == ENOENT || errno == ENOTDIR)
        return true;
    diag_fail(problems, FAULT_MACHINE, E_FILE_UNREADABLE, found->name,
              text_format(arena, "the list of what was published cannot be read: %s", strerror(errno)), (struct text){0});
    return false;
}

static bool read_own(struct found_list *found, const struct reader *reader, struct diag *problems, struct arena *arena) {
    found->name = text_format(arena, "%s/addresses.txt", reader->shown_output);
    if (reader->published_source)
        return true;
    return read_if_there(found, path_join(arena, reader->output, TEXT("addresses.txt")), problems, arena);
}

/* What --published says, or else the environment. */
static const char *named_list(const struct reader *reader) {
    const char *named = reader->options->published ? reader->options->published : getenv("COLOPHON_PUBLISHED");
    return named && *named ? named : NULL;
}

static bool compares_with_none(const struct reader *reader) {
    const char *named = named_list(reader);
    return named && strcmp(named, "none") == 0;
}

/* All but the output's own. */
static bool find_given(struct found_list *found, const struct reader *reader, struct diag *problems, struct arena *arena) {
    *found = (struct found_list){0};
    if (named_list(reader))
        return read_named(found, named_list(reader), problems, arena);
    return read_lock(found, reader->tree, problems, arena) &&
           (found->is_found || read_branch(found, reader, "addresses.txt", problems, arena));
}

struct published_list {
    struct text name;
    bool is_lock;
    struct address_list list;
    const struct published_list *published; /* beside the lock: what is published, where that is known; NULL for none */
};

static const struct published_list *parse(const struct found_list *found, struct diag *problems, struct arena *arena) {
    struct published_list *read = arena_new(arena, struct published_list);
    *read = (struct published_list){.name = found->name, .is_lock = found->is_lock};
    return address_list_parse(&read->list, found->bytes, found->name, problems, arena) ? read : NULL;
}

/* False when it is there and cannot be read. */
static bool add_source(const struct published_list **lock, const struct reader *reader, struct diag *problems,
                       struct arena *arena) {
    struct found_list found = {0};
    struct published_list *both = arena_new(arena, struct published_list);
    *both = **lock;
    *lock = both;
    read_source(&found, reader->published_source, "addresses.txt", arena);
    return !found.is_found || (both->published = parse(&found, problems, arena));
}

/* Without a list when there is none; false, with a diagnostic, when one cannot be read. */
static bool read_published(const struct published_list **published, const struct reader *reader, struct diag *problems,
                           struct arena *arena) {
    struct found_list found = {0};
    *published = NULL;
    if (compares_with_none(reader))
        return true;
    if (!find_given(&found, reader, problems, arena) || (!found.is_found && !read_own(&found, reader, problems, arena)))
        return false;
    if (!found.is_found)
        return true;
    *published = parse(&found, problems, arena);
    if (!*published || !found.is_lock || !reader->published_source)
        return *published;
    return add_source(published, reader, problems, arena);
}

/* The lines of both. */
static const struct address_list *joined(const struct published_list *published, struct arena *arena) {
    struct address_list *list = arena_new(arena, struct address_list);
    const struct address_list *both[] = {&published->list, &published->published->list};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < both[i]->count; j++)
            *array_add(list, arena) = both[i]->items[j];
    address_list_settle(list, arena);
    return list;
}

const struct address_list *published_before(struct reader *reader, struct arena *arena) {
    struct diag unheard = {0};
    if (!read_published(&reader->published_list, reader, &unheard, arena))
        reader->published_list = NULL;
    diag_free(&unheard);
    const struct published_list *published = reader->published_list;
    return !published ? NULL : published->published ? joined(published, arena) : &published->list;
}

bool published_check(const struct reader *reader, const struct plan *plan, struct diag *problems, struct arena *arena) {
    const struct published_list *published = reader->published_list;
    size_t errors = problems->errors;
    if (!published && !read_published(&published, reader, problems, arena))
        return false;
    if (!published)
        return true;
    vanished_check(problems, plan, &published->list, published->name, arena);
    if (published->published)
        vanished_check(problems, plan, &published->published->list, published->published->name, arena);
    if (published->is_lock)
        vanished_check_recorded(problems, plan, &published->list, published->name, arena);
    return problems->errors == errors;
}

/* Editions: each has a list of its own, which begins with the commit that it was made of. */

static bool find_of_edition(struct found_list *found, const struct reader *reader, struct text path, struct diag *problems,
                            struct arena *arena) {
    const char *folder = named_list(reader) ? named_list(reader) : reader->output;
    size_t errors = problems->errors;
    *found = (struct found_list){0};
    if (!named_list(reader))
        read_branch(found, reader, text_terminated(path, arena), problems, arena);
    if (found->is_found || problems->errors > errors || (reader->published_source && !named_list(reader)))
        return found->is_found;
    found->name = text_format(arena, "%s/%.*s", named_list(reader) ? folder : reader->shown_output, TEXT_ARGS(path));
    return read_if_there(found, path_join(arena, folder, path), problems, arena) && found->is_found;
}

static void check_edition(const struct reader *reader, const struct plan *plan, const struct edition_site *one,
                          struct diag *problems, struct arena *arena) {
    struct found_list found;
    struct address_list list;
    struct text path = text_format(arena, "%.*saddresses.txt", TEXT_ARGS(text_after(edition_address(&one->edition, arena), 1)));
    struct text commit = text_format(arena, "# %s\n", one->edition.commit.hex);
    if (find_of_edition(&found, reader, path, problems, arena) && !text_starts(found.bytes, commit) &&
        address_list_parse(&list, found.bytes, found.name, problems, arena))
        vanished_check_edition(problems, plan, one->plan, &one->edition, &list, arena);
}

bool published_check_editions(const struct reader *reader, const struct plan *plan, struct diag *problems,
                              struct arena *arena) {
    const struct edition_sites *sites = reader->editions;
    size_t errors = problems->errors;
    for (size_t i = 0; !compares_with_none(reader) && i < sites->count; i++)
        if (sites->items[i].plan)
            check_edition(reader, plan, &sites->items[i], problems, arena);
    return problems->errors == errors;
}

bool published_lock(struct address_list *list, const struct tree *tree, struct diag *problems, struct arena *arena) {
    struct found_list found = {0};
    *list = (struct address_list){0};
    return read_lock(&found, tree, problems, arena) &&
           (!found.is_found || address_list_parse(list, found.bytes, found.name, problems, arena));
}

struct digest published_digest(const struct reader *reader) {
    struct found_list found = {0};
    struct arena scratch = {0};
    struct diag unheard = {0};
    struct hasher hasher;
    bool is_input = !named_list(reader) && tree_find(reader->tree, TEXT(ADDRESSES_LOCK_PATH)) != SIZE_MAX;
    hasher_start(&hasher);
    hasher_add_text(&hasher, text_of(named_list(reader)));
    if (reader->published_source && read_source(&found, reader->published_source, "addresses.txt", &scratch) && found.is_found)
        hasher_add_text(&hasher, found.bytes);
    found = (struct found_list){0};
    if (!is_input && !compares_with_none(reader) && find_given(&found, reader, &unheard, &scratch) && found.is_found)
        hasher_add_text(&hasher, found.bytes);
    diag_free(&unheard);
    arena_free(&scratch);
    return hasher_end(&hasher);
}
