#include "base/array.h"
#include "base/files.h"
#include "commands/lock_files.h"
#include "commands/published.h"
#include "pages/promised.h"
#include "read/codes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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
    struct address_list list;
    struct buffer out = {0};
    if (!published_lock(&list, reader->tree, problems, arena))
        return false;
    add_promised(&list, plan->addresses, arena);
    address_list_write(&out, &list);
    bool written = lock_file_write(reader, ADDRESSES_LOCK_PATH, buffer_text(&out), problems, arena);
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
