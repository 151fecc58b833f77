#include "commands/interrupt.h"
#include "commands/all_pages.h"
#include "commands/published.h"

/* Making every page and writing none finds all problems that a build would find. */
static bool rehearse(struct published *published, const struct reader *reader, const struct plan *plan, struct diag *problems,
                     struct arena *arena) {
    struct all_pages all = all_pages_of(plan, reader->editions, arena);
    struct publish_pages pages = pages_of(&all);
    struct publish_options options = {
        .output = reader->output,
        .shown = reader->shown_output,
        .state = reader->place.state,
        .dry_run = true,
        .make_all = true,
        .workers = reader->workers,
    };
    options.workers.deadline_ms = PAGE_DEADLINE_MS;
    return publish_run(published, &pages, &options, problems, arena);
}

static void check(struct published *published, struct reader *reader, struct diag *problems, struct arena *arena) {
    const struct plan *plan = reader_open(reader, problems, arena) ? reader_plan(reader, problems, arena) : NULL;
    if (plan)
        published_check(reader, plan, problems, arena);
    if (plan && edition_sites_load(reader->editions, reader, NULL, problems, arena))
        rehearse(published, reader, plan, problems, arena);
}

static enum status tell(struct report *report, const struct published *published, struct diag *problems,
                        const struct reader *reader) {
    enum status status = report_problems(report, problems, reader->tree);
    struct report_result result = {.done = "Checked",
                                   .failed = "Checked the reader",
                                   .pages = published->pages,
                                   .held = &reader->held,
                                   .today = &reader->today};
    report_line(report, &result, problems);
    return status;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct published published = {0};
    struct reader reader;
    interrupt_watch(NULL);
    if (reader_find(&reader, &report, problems, arena))
        check(&published, &reader, problems, arena);
    enum status status = tell(&report, &published, problems, &reader);
    reader_close(&reader);
    return status;
}

const struct command command_check = {
    .name = "check",
    .summary = "find everything that build would refuse or warn about; writes nothing",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details = "Every page is made and thrown away.\n",
    .flags = "source rev output base-url disk drafts future day jobs published strict json quiet verbose color",
    .run = run,
};
