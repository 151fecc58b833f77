#include "publish/audit.h"
#include "commands/interrupt.h"
#include "commands/all_pages.h"
#include "commands/reader.h"
#include "deploy/manifest.h"

/* A folder that was fetched from a branch has the list of its files. */
static bool compare(const struct reader *reader, const struct publish_pages *pages, struct diag *problems,
                    struct arena *arena) {
    struct publish_options options = publish_options_of(reader);
    const char *allowed = reader->options->allowed;
    options.allowed = allowed ? text_format(arena, MANIFEST_PATH ",%s", allowed).bytes : MANIFEST_PATH;
    return verify_run(pages, &options, problems, arena);
}

/* Says what has been proved: a work directory proves less than a commit. */
static void tell_proved(const struct reader *reader, struct arena *arena) {
    const struct origin *origin = &reader->origin;
    struct text what = TEXT("these files make");
    if (origin->commit.hex[0] && origin->dirty)
        what = text_format(arena, "these files make, and they are not those of commit %.*s", TEXT_ARGS(origin->short_commit));
    else if (origin->commit.hex[0])
        what = text_format(arena, "commit %s makes", origin->commit.hex);
    report_note(reader->report, text_format(arena, "%s is exactly what %.*s", reader->shown_output, TEXT_ARGS(what)));
}

static size_t verify(struct reader *reader, struct diag *problems, struct arena *arena) {
    const struct plan *plan = reader_open(reader, problems, arena) ? reader_plan(reader, problems, arena) : NULL;
    if (!plan || !edition_sites_load(reader->editions, reader, NULL, problems, arena))
        return 0;
    struct all_pages all = all_pages_of(plan, reader->editions, arena);
    struct publish_pages pages = pages_of(&all);
    if (compare(reader, &pages, problems, arena) && problems->errors == 0)
        tell_proved(reader, arena);
    return publish_count_pages(&pages);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    struct report_result result = {.done = "Verified", .failed = "Verified nothing"};
    interrupt_watch(NULL);
    if (reader_find(&reader, &report, problems, arena)) {
        reader.fresh = true;
        result.held = &reader.held;
        result.today = &reader.today;
        result.pages = verify(&reader, problems, arena);
    }
    if (result.pages > 0)
        result.failed = "Not what the reader makes";
    enum status status = report_problems(&report, problems, reader.tree);
    report_line(&report, &result, problems);
    reader_close(&reader);
    return status;
}

const struct command command_verify = {
    .name = "verify",
    .summary = "prove that a site's folder is what the reader, or one commit of it, makes; writes nothing",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details = "Every page is made again and compared with its file; files that differ, are missing, or belong to no\n"
               "page are named, and the status is 1. The folder may be a copy that was fetched back from a host.\n",
    .flags = "source rev output base-url disk drafts future day jobs allow json quiet verbose color",
    .run = run,
};
