#include "commands/interrupt.h"
#include "commands/all_pages.h"
#include "commands/published.h"

static struct publish_options rehearsal_of(const struct reader *reader, struct arena *arena) {
    struct publish_options options = publish_options_of(reader);
    options.dry_run = true;
    options.input = reader_input(reader, NULL);
    options.standing = standing_read(options.output, options.state, arena);
    return options;
}

/* Making pages and writing none finds all problems that a build would find; what the last one made from the same had none. */
static void rehearse(struct published *published, struct reader *reader, const struct publish_options *options,
                     struct diag *problems, struct arena *arena) {
    const struct plan *plan = reader_plan(reader, problems, arena);
    if (plan)
        published_check(reader, plan, problems, arena);
    if (!plan || !edition_sites_load(reader->editions, reader, options->standing, problems, arena) ||
        !published_check_editions(reader, plan, problems, arena))
        return;
    struct all_pages all = all_pages_of(plan, reader->editions, arena);
    struct publish_pages pages = pages_of(&all);
    publish_run(published, &pages, options, problems, arena);
}

static void check(struct published *published, struct reader *reader, struct diag *problems, struct arena *arena) {
    if (!reader_open(reader, problems, arena))
        return;
    bool is_known = reader_recall(reader, NULL);
    struct publish_options options = rehearsal_of(reader, arena);
    if (!is_known || problems->warnings > 0 || !publish_is_known(published, &options, arena))
        rehearse(published, reader, &options, problems, arena);
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
    .details = "Every page that the last build did not make from the same is made and thrown away.\n",
    .flags = "source rev output base-url disk drafts future day jobs published strict json quiet verbose color",
    .run = run,
};
