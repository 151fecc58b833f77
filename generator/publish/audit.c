#include "publish/audit.h"
#include "base/files.h"
#include "publish/state.h"
#include "read/codes.h"
#include "read/tree/tree.h"

#include <errno.h>
#include <string.h>

struct verify {
    const struct publish_pages *pages;
    const struct publish_options *options;
    struct diag *problems;
    struct arena *arena;
};

enum finding { FOUND_SAME, FOUND_OTHER, FOUND_MISSING, FOUND_UNREADABLE, FOUND_UNMADE };

/* What a worker says of one page. */
struct found {
    uint64_t finding; /* enum finding */
    uint64_t byte;    /* FOUND_OTHER: the first that differs, counted from 1, and its line */
    uint64_t line;
    uint64_t of_machine; /* FOUND_UNMADE */
    struct text why;
};

static struct text shown_path(const struct verify *verify, struct text path) {
    const char *shown = verify->options->shown ? verify->options->shown : verify->options->output;
    return text_of(path_join(verify->arena, shown, path));
}

/* In the workers. */

static void find_difference(struct found *found, struct text made, struct text file) {
    size_t at = 0;
    found->finding = text_equal(made, file) ? FOUND_SAME : FOUND_OTHER;
    if (found->finding == FOUND_SAME)
        return;
    found->line = 1;
    for (; at < made.size && at < file.size && made.bytes[at] == file.bytes[at]; at++)
        found->line += made.bytes[at] == '\n';
    found->byte = at + 1;
}

static void compare_file(struct found *found, struct text made, const char *path) {
    struct text file;
    if (file_map(&file, path)) {
        find_difference(found, made, file);
        file_unmap(file);
    } else if (errno == ENOENT || errno == ENOTDIR) {
        found->finding = FOUND_MISSING;
    } else {
        found->finding = errno == EISDIR ? FOUND_MISSING : FOUND_UNREADABLE;
        found->why = text_of(strerror(errno));
    }
}

static void compare_job(size_t index, struct buffer *out, void *context) {
    const struct verify *verify = context;
    const struct publish_pages *pages = verify->pages;
    struct found found = {0};
    struct publish_made made = {0};
    struct arena arena = {0};
    if (pages->make(&made, index, NULL, pages->context, &arena))
        compare_file(&found, buffer_text(&made.bytes),
                     path_join(&arena, verify->options->output, pages->path(index, pages->context)));
    else
        found = (struct found){.finding = FOUND_UNMADE, .of_machine = made.failure.of_machine, .why = made.failure.why};
    state_put_number(out, found.finding);
    state_put_number(out, found.byte);
    state_put_number(out, found.line);
    state_put_number(out, found.of_machine);
    state_put_text(out, found.why);
    publish_made_free(&made);
    arena_free(&arena);
}

/* What they found. */

static struct found found_of(const struct work *work) {
    struct found found = {0};
    struct text rest = work->bytes;
    if (work->state == WORK_DONE && state_take_number(&found.finding, &rest) && state_take_number(&found.byte, &rest) &&
        state_take_number(&found.line, &rest) && state_take_number(&found.of_machine, &rest) &&
        state_take_text(&found.why, &rest))
        return found;
    if (work->state == WORK_STARVED)
        return (struct found){.finding = FOUND_UNMADE, .of_machine = true, .why = TEXT("there is no memory left")};
    struct text why = work->state == WORK_LATE ? TEXT("it took too long") : TEXT("the process that made it crashed");
    return (struct found){.finding = FOUND_UNMADE, .why = why};
}

static void report(const struct verify *verify, struct text path, const struct found *found) {
    struct diag_place place = {.path = shown_path(verify, path)};
    switch ((enum finding)found->finding) {
    case FOUND_SAME: return;
    case FOUND_OTHER:
        diag_add(verify->problems, DIAG_ERROR, E_SITE_DIFFERS, place,
                 text_format(verify->arena,
                             "these are not the bytes of the page: the first difference is at byte %llu, in line %llu",
                             (unsigned long long)found->byte, (unsigned long long)found->line),
                 (struct text){0});
        return;
    case FOUND_MISSING:
        diag_add(verify->problems, DIAG_ERROR, E_SITE_MISSES, place, TEXT("the file of this page is missing"),
                 (struct text){0});
        return;
    case FOUND_UNREADABLE:
        diag_fail(verify->problems, FAULT_MACHINE, E_CANNOT_READ, place.path,
                  text_format(verify->arena, "cannot be read: %.*s", TEXT_ARGS(found->why)), (struct text){0});
        return;
    case FOUND_UNMADE:
        diag_fail(verify->problems, found->of_machine ? FAULT_MACHINE : FAULT_CONTENT, E_PAGE_FAILED, place.path,
                  text_format(verify->arena, "this page cannot be made: %.*s", TEXT_ARGS(found->why)), (struct text){0});
        return;
    }
}

static bool compare_pages(struct verify *verify) {
    struct workers_results results;
    if (!workers_map(&results, verify->pages->count, compare_job, verify, &verify->options->workers, verify->arena)) {
        int error = errno;
        if (!verify->options->stop || !verify->options->stop())
            diag_fail(verify->problems, FAULT_MACHINE, E_CANNOT_WORK, (struct text){0},
                      text_format(verify->arena, "pages cannot be made: %s", strerror(error)), (struct text){0});
        return false;
    }
    for (size_t i = 0; i < verify->pages->count; i++) {
        struct found found = found_of(&results.items[i]);
        report(verify, verify->pages->path(i, verify->pages->context), &found);
    }
    workers_release(&results);
    return true;
}

/* Files that belong to no page. */

static void report_extra(const struct verify *verify, struct text path, struct text what) {
    struct diag_place place = {.path = shown_path(verify, tree_shown_path(path, verify->arena))};
    diag_add(verify->problems, DIAG_ERROR, E_SITE_EXTRA, place,
             text_format(verify->arena, "%.*s that belongs to no page", TEXT_ARGS(what)),
             TEXT("remove it, or name it with --allow if it may be there"));
}

static void note_odd(struct text path, const char *why, void *context) {
    report_extra(context, path, text_of(why));
}

static bool is_git(struct text path, struct text place, bool is_folder, void *context) {
    (void)place, (void)context;
    return is_folder && text_equal(path, TEXT(".git"));
}

/* Whether a file that is no page was named as one that may be there. */
static bool is_allowed(const struct verify *verify, struct text path) {
    struct text name, rest = text_of(verify->options->allowed);
    while (text_cut(&name, &rest, ',')) {
        name = text_trim(name);
        if (text_equal(path, name) || (text_ends(name, TEXT("/")) && text_starts(path, name)))
            return true;
    }
    return false;
}

static bool find_extra(struct verify *verify) {
    struct file_list list = {0};
    struct file_listing listing = {.hidden = true, .skip = is_git, .odd = note_odd, .context = verify};
    const struct publish_pages *pages = verify->pages;
    if (!folder_list(&list, verify->options->output, &listing, verify->arena)) {
        diag_fail(verify->problems, FAULT_MACHINE, E_CANNOT_READ, text_of(verify->options->shown),
                  text_format(verify->arena, "cannot be listed: %s", strerror(errno)), (struct text){0});
        return false;
    }
    size_t next = 0;
    for (size_t i = 0; i < list.count; i++) {
        struct text path = list.items[i].path;
        while (next < pages->count && text_compare(pages->path(next, pages->context), path) < 0)
            next++;
        bool given = next < pages->count && text_equal(pages->path(next, pages->context), path);
        if (!given && !text_equal(path, TEXT(".git")) && !is_allowed(verify, path))
            report_extra(verify, path, TEXT("a file"));
    }
    return true;
}

bool verify_run(const struct publish_pages *pages, const struct publish_options *options, struct diag *problems,
                struct arena *arena) {
    struct verify verify = {pages, options, problems, arena};
    if (!file_exists(path_join(arena, options->output, TEXT(".")))) {
        diag_fail(problems, FAULT_USAGE, E_OUTPUT_NO_FOLDER, text_of(options->shown ? options->shown : options->output),
                  TEXT("there is no such folder"), TEXT("name the site's folder with --output, or build it first"));
        return false;
    }
    return compare_pages(&verify) && find_extra(&verify);
}
