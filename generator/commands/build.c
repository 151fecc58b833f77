#include "commands/interrupt.h"
#include "commands/site_build.h"
#include "commands/sizes.h"

#include <stdio.h>

/* With --dry-run the list is the result; otherwise it is printed for --verbose or --explain. */
static void tell_changes(const struct report *report, const struct published *published, struct arena *arena) {
    const struct options *options = report->options;
    for (size_t i = 0; i < published->reasons.count; i++)
        fprintf(stderr, "%.*s\n", TEXT_ARGS(text_visible(published->reasons.items[i], arena)));
    bool listed = (options->dry_run && !options->json && !options->quiet) || options->verbose;
    for (size_t i = 0; listed && i < published->changes.count; i++)
        fprintf(options->dry_run && !options->json ? stdout : stderr, "%.*s\n",
                TEXT_ARGS(text_visible(published->changes.items[i], arena)));
    if (options->verbose && published->files)
        sizes_tell(published->files, arena);
}

static void tell_end(const struct report *report, const struct published *published, const struct diag *problems,
                     const struct reader *reader) {
    bool dry_run = report->options->dry_run;
    report_line(report,
                &(struct report_result){
                    .done = dry_run ? "Would build" : "Built",
                    .failed = "Built nothing",
                    .pages = published->pages,
                    .changed = published->changed + published->removed,
                    .counts_changes = true,
                    .held = &reader->held,
                    .today = &reader->today,
                },
                problems);
}

static const char kept[] = "interrupted; the old site was kept";

/* What became of the site, where the lines that say so cannot be written. */
static enum status finish(enum status status, const struct report *report, bool built) {
    if (!built)
        return report_finish(status, "nothing was published, and why could not be written to standard output");
    return report_finish(status, report->options->dry_run
                                     ? "nothing was published, and what would be could not be written to standard output"
                                     : "the site was published, but the summary could not be written to standard output");
}

static enum status tell(struct report *report, const struct published *published, bool built, struct diag *problems,
                        const struct reader *reader, struct arena *arena) {
    if (interrupted() && !built) {
        report_note(report, text_of(kept));
        return STATUS_INTERRUPTED;
    }
    enum status status = report_problems(report, problems, reader->tree);
    if (built)
        tell_changes(report, published, arena);
    tell_end(report, published, problems, reader);
    return finish(interrupted() ? STATUS_INTERRUPTED : status, report, built);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct published published = {0};
    struct reader reader;
    interrupt_watch(options->quiet || options->json ? NULL : kept);
    bool built =
        reader_find(&reader, &report, problems, arena) && site_build(&published, &reader, options->dry_run, problems, arena);
    enum status status = tell(&report, &published, built, problems, &reader, arena);
    reader_close(&reader);
    return status;
}

const struct command command_build = {
    .name = "build",
    .summary = "make the site; the default when a reader is found above the current folder",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details = "Writes only what changed, and nothing when there is any error.\n",
    .flags = "source rev output base-url disk drafts future day jobs published dry-run strict explain json quiet verbose color",
    .run = run,
};
