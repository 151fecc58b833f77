#include "base/array.h"
#include "base/files.h"
#include "commands/published.h"
#include "pages/promised.h"
#include "read/codes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* git merges two branches' locks by keeping the lines of both (read/address_list.h reads them as one). */
#define MERGE_LINE ADDRESSES_LOCK_PATH " merge=union\n"

/* Whole or not at all: a list that was cut short would be taken for the whole. */
static bool write_whole(const char *path, struct text bytes, struct diag *problems, struct arena *arena) {
    return file_replace(path, bytes, arena) || report_unwritten(problems, text_of(path), (struct text){0}, arena);
}

/* Lines of .gitattributes are kept as they are. */
static bool ask_git_for_union(const struct reader *reader, struct diag *problems, struct arena *arena) {
    const char *path = path_join(arena, reader->folder, TEXT(".gitattributes"));
    struct text before = {0};
    if (!file_read(&before, path, (size_t)1 << 20, arena) && errno != ENOENT)
        return report_unwritten(problems, text_of(path), (struct text){0}, arena);
    if (text_contains(before, TEXT(ADDRESSES_LOCK_PATH)))
        return true;
    bool is_ended = !before.size || text_ends(before, TEXT("\n"));
    return write_whole(path, text_format(arena, "%.*s%s" MERGE_LINE, TEXT_ARGS(before), is_ended ? "" : "\n"), problems, arena);
}

/* What is not to be promised yet is not recorded; what is recorded already stays. */
static void add_promised(struct address_list *list, const struct address_list *now, struct arena *arena) {
    for (size_t i = 0; i < now->count; i++) {
        struct listed_address listed = now->items[i];
        size_t kept = 0;
        for (size_t j = 0; j < listed.ids.count; j++)
            if (!listed.ids.items[j].is_pending)
                listed.ids.items[kept++] = listed.ids.items[j];
        listed.ids.count = kept;
        if (!listed.is_pending)
            *array_add(list, arena) = listed;
    }
    address_list_settle(list, arena);
}

static bool record(const struct reader *reader, const struct plan *plan, struct diag *problems, struct arena *arena) {
    const char *path = path_join(arena, reader->folder, TEXT(ADDRESSES_LOCK_PATH));
    struct address_list list;
    struct buffer out = {0};
    if (!published_lock(&list, reader->tree, problems, arena))
        return false;
    add_promised(&list, plan->addresses, arena);
    address_list_write(&out, &list);
    bool written = write_whole(path, buffer_text(&out), problems, arena) &&
                   (!reader->repository || ask_git_for_union(reader, problems, arena));
    if (written)
        report_note(reader->report, text_format(arena, "recorded %zu addresses in " ADDRESSES_LOCK_PATH, list.count));
    buffer_free(&out);
    return written;
}

static void print(const struct plan *plan) {
    struct buffer out = {0};
    address_list_write(&out, plan->addresses);
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&out);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    const struct plan *plan = NULL;
    bool is_open = reader_find(&reader, &report, problems, arena);
    reader.is_shown_only = true;
    if (is_open && reader_open(&reader, problems, arena))
        plan = reader_plan(&reader, problems, arena);
    if (plan && published_check(&reader, plan, problems, arena) && options->record)
        record(&reader, plan, problems, arena);
    else if (plan && !options->record)
        print(plan);
    enum status status = report_problems(&report, problems, reader.tree);
    reader_close(&reader);
    return report_finish(status, "the addresses could not all be written to standard output");
}

const struct command command_addresses = {
    .name = "addresses",
    .summary = "every address of the site and the places on its pages; --record promises them",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details = "With --record they are added to content/addresses.lock, with which each build is then compared.\n",
    .flags = "source rev output base-url drafts future day jobs published record strict quiet verbose color",
    .run = run,
};
