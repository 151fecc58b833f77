#include "publish/foreign.h"
#include "base/array.h"
#include "base/files.h"
#include "read/codes.h"

enum {
    ALONE = 5, /* up to this many get an error each */
    NAMED = 3, /* of more, this many are named */
};

void foreign_add(struct foreign_files *files, struct text path, const char *what, struct arena *arena) {
    if (files->count == 0 || !text_equal(files->items[files->count - 1].path, path))
        *array_add(files, arena) = (struct foreign){path, what};
}

/* "a, b, c and 7 more" */
static struct text name_first(const struct text *paths, size_t count, struct arena *arena) {
    struct text named = paths[0];
    for (size_t i = 1; i < count && i < NAMED; i++)
        named = text_format(arena, "%.*s, %.*s", TEXT_ARGS(named), TEXT_ARGS(paths[i]));
    return count > NAMED ? text_format(arena, "%.*s and %zu more", TEXT_ARGS(named), count - NAMED) : named;
}

static void report_one(const struct foreign *foreign, const struct publish_options *options, struct diag *problems,
                       struct arena *arena) {
    diag_fail(problems, FAULT_MACHINE, E_FOREIGN_FILE, text_of(path_join(arena, publish_shown(options), foreign->path)),
              text_format(arena, "there is %s here that this program did not write", foreign->what),
              TEXT("remove it, or the whole output folder if it is an old build, or build into another folder"));
}

static const char *words_about(const struct ledger *old) {
    if (old->damaged)
        return "the record of what was published here is damaged; ";
    return old->count == 0 ? "there is no record that anything was published here; " : "";
}

static void report_many(const struct foreign_files *files, const struct ledger *old, const struct publish_options *options,
                        struct diag *problems, struct arena *arena) {
    struct text *paths = arena_array(arena, struct text, files->count);
    for (size_t i = 0; i < files->count; i++)
        paths[i] = files->items[i].path;
    struct text named = name_first(paths, files->count, arena);
    diag_fail(
        problems, FAULT_MACHINE, E_FOREIGN_FILE, text_of(publish_shown(options)),
        text_format(arena, "%zu files are in the way that this program did not write: %.*s", files->count, TEXT_ARGS(named)),
        text_format(arena, "%sremove the whole folder if it is an old build, or build into another folder", words_about(old)));
}

void foreign_report(const struct foreign_files *files, const struct ledger *old, const struct publish_options *options,
                    struct diag *problems, struct arena *arena) {
    if (files->count > ALONE)
        report_many(files, old, options, problems, arena);
    for (size_t i = 0; i < files->count && files->count <= ALONE; i++)
        report_one(&files->items[i], options, problems, arena);
}

/* Both lists are sorted. */
static size_t find_unknown(struct text *paths, const struct file_list *list, const struct publish_pages *pages) {
    size_t count = 0, next = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct text path = list->items[i].path;
        while (next < pages->count && text_compare(pages->path(next, pages->context), path) < 0)
            next++;
        if (next == pages->count || !text_equal(pages->path(next, pages->context), path))
            paths[count++] = path;
    }
    return count;
}

void foreign_report_unknown(const struct publish_pages *pages, const struct publish_options *options, struct diag *problems,
                            struct arena *arena) {
    struct file_list list = {0};
    if (!folder_list(&list, options->output, &(struct file_listing){.hidden = true}, arena))
        return;
    struct text *paths = arena_array(arena, struct text, list.count);
    size_t count = find_unknown(paths, &list, pages);
    if (count == 0)
        return;
    struct text named = name_first(paths, count, arena);
    diag_add(problems, DIAG_WARNING, W_LEDGER_LOST, (struct diag_place){.path = text_of(publish_shown(options))},
             text_format(arena, "the record of what was published here is damaged, and these files belong to no page: %.*s",
                         TEXT_ARGS(named)),
             TEXT("check whether they are old pages, and remove those; later builds ignore them"));
}
