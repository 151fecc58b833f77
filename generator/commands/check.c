#include "base/files.h"
#include "commands/interrupt.h"
#include "commands/record_quotations.h"
#include "commands/retold.h"
#include "commands/site_build.h"
#include "connect/doubles/doubles.h"
#include "kinds/cited_works.h"
#include "kinds/voices.h"
#include "publish/standing.h"

/* For retold.h: doubles, works that nobody cites, and originals that are nowhere, are told of the same input, but not by a build. */
static struct digest doubles_key(const struct reader *reader) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("doubles"));
    hasher_add_digest(&hasher, reader_input(reader, NULL));
    return hasher_end(&hasher);
}

/* What is found out is kept where builds keep theirs; where nothing was ever built, nothing is. */
static void tell_doubles(struct reader *reader, struct diag *problems, struct arena *arena) {
    struct doubles_input input = {.workers = &reader->workers};
    size_t first = problems->count;
    if (!reader->site)
        return;
    doubles_tell(reader->site, &input, problems, arena);
    works_tell_uncited(reader->site, problems);
    originals_tell_missing(reader->site, problems);
    retold_remember(reader->remembered, doubles_key(reader), problems, first);
    reader->keep = file_exists(reader->place.remembered);
}

static void check(struct published *published, struct reader *reader, struct diag *problems, struct arena *arena) {
    if (!reader_open(reader, problems, arena))
        return;
    bool is_known = reader_recall(reader, NULL) && !reader->options->record;
    struct publish_options options = site_rehearsal(reader, arena);
    struct retold doubles;
    if (is_known && retold_recall(&doubles, reader->remembered, doubles_key(reader), arena) &&
        site_build_is_again(published, reader, &options, publish_is_known, problems, arena)) {
        retold_tell(problems, &doubles);
        return;
    }
    site_rehearse(published, reader, &options, problems, arena);
    tell_doubles(reader, problems, arena);
    if (reader->options->record && reader->site && !problems->errors)
        record_quotations(reader, problems, arena);
    else if (reader->options->record)
        report_note(reader->report, TEXT("recorded no quotation: mend the errors first"));
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
    bool is_found = reader_find(&reader, &report, problems, arena);
    reader.with_ignored_sources = options->record && !options->revision;
    if (is_found)
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
    .details =
        "Every page that the last build did not make from the same is made and thrown away. With --record the quotations of\n"
        "saved texts that stand there are added to content/quotations.lock, for where these texts are not.\n",
    .flags = "source rev output base-url disk drafts future day jobs published record strict json quiet verbose color",
    .run = run,
};
