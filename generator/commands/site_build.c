#include "commands/site_build.h"

#include "base/remembered.h"
#include "commands/all_pages.h"
#include "commands/body_edits.h"
#include "commands/interrupt.h"
#include "commands/published.h"
#include "commands/retold.h"
#include "compose/links.h"

static void tell_waiting(void *context) {
    report_note(context, TEXT("waiting for another build of this site"));
}

static struct publish_options build_options_of(const struct reader *reader, bool dry_run) {
    struct publish_options options = publish_options_of(reader);
    options.dry_run = dry_run;
    options.explain = reader->options->explain;
    options.stop = interrupted;
    options.waiting = tell_waiting;
    options.waiting_context = reader->report;
    return options;
}

/* robots.txt is read at the root of a host and nowhere else, and there it is not this reader's to write. */
static void tell_robots(const struct reader *reader, struct arena *arena) {
    struct text base_url = reader->site->settings.base_url;
    if (base_url.size && !text_equal(link_base_path(base_url), TEXT("/")))
        report_note(reader->report,
                    text_format(arena,
                                "note: no robots.txt below a path; write into the one of the host: Sitemap: %.*ssitemap.xml",
                                TEXT_ARGS(base_url)));
}

/* Their file of redirects is read at the root of a host, too. */
static void tell_hosts(const struct reader *reader) {
    const struct settings *settings = &reader->site->settings;
    bool is_read_at_root = settings->hosts[HOST_NETLIFY] || settings->hosts[HOST_CLOUDFLARE];
    if (is_read_at_root && !text_equal(link_base_path(settings->base_url), TEXT("/")))
        report_note(reader->report, TEXT("note: netlify and cloudflare read _redirects at the root of a host only: "
                                         "put the lines of this one into that"));
}

/* What is found once there is a plan hangs on the output that stands, too: then the next build must look again. */
static void forget_input(struct publish_options *options, bool is_retold, const struct diag *problems, size_t warnings) {
    if (!is_retold || problems->warnings > warnings)
        options->input = (struct digest){0};
}

/* An interrupt must wait only while something is published, which asks for it until the journal is written. */
static bool build_from_site(struct published *published, struct reader *reader, struct publish_options *options,
                            struct diag *problems, struct arena *arena) {
    size_t first = problems->count;
    const struct plan *plan = reader_plan(reader, problems, arena);
    options->input = reader_input(reader, NULL);
    bool is_retold = plan && retold_remember(reader->remembered, options->input, problems, first);
    size_t warnings = problems->warnings;
    bool is_kept = plan && published_check(reader, plan, problems, arena);
    if (!plan || !edition_sites_load(reader->editions, reader, options->standing, problems, arena) ||
        !published_check_editions(reader, plan, problems, arena) || !is_kept)
        return false;
    forget_input(options, is_retold, problems, warnings);
    tell_robots(reader, arena);
    tell_hosts(reader);
    struct all_pages all = all_pages_of(plan, reader->editions, arena);
    if (!reader->repository)
        all.remembered = reader->remembered;
    struct publish_pages pages = pages_of(&all);
    plan_ready_keys(plan);
    interrupt_hold();
    if (!publish_run(published, &pages, options, problems, arena))
        return false;
    if (problems->warnings == 0)
        body_edits_allow(reader, plan, options, published, arena);
    remembered_asked_for_all(reader->remembered);
    return true;
}

static bool build_bodies(struct published *published, const struct body_edits *edits, const struct reader *reader,
                         const struct publish_options *options, struct diag *problems, struct arena *arena) {
    reader_tell_origin(reader, arena);
    interrupt_hold();
    if (!publish_replace(published, edits->items, edits->count, options, problems, arena))
        return false;
    body_edits_keep(edits, reader, options);
    retold_remember(reader->remembered, options->input, problems, problems->count);
    return true;
}

bool site_build_is_again(struct published *published, const struct reader *reader, const struct publish_options *options,
                         publish_question *asked, struct diag *problems, struct arena *arena) {
    struct retold retold;
    if (problems->errors || !retold_recall(&retold, reader->remembered, options->input, arena) ||
        (problems->strict && retold.count) || !asked(published, options, arena))
        return false;
    retold_tell(problems, &retold);
    return true;
}

/* Reads, resolves, plans and publishes. False when the old site was kept. */
static bool build(struct published *published, struct reader *reader, struct publish_options *options, struct diag *problems,
                  struct arena *arena) {
    if (!reader_open(reader, problems, arena))
        return false;
    options->standing = standing_read(options->output, options->state, arena);
    bool is_known = reader_recall(reader, NULL);
    options->input = reader_input(reader, NULL);
    if (is_known && site_build_is_again(published, reader, options, publish_stands, problems, arena)) {
        reader_tell_origin(reader, arena);
        return true;
    }
    struct body_edits edits;
    if (problems->warnings == 0 && body_edits_find(&edits, reader, options, arena)) {
        reader_remember_held(reader);
        options->input = reader_input(reader, NULL);
        return build_bodies(published, &edits, reader, options, problems, arena);
    }
    return build_from_site(published, reader, options, problems, arena);
}

bool site_build_lock(struct reader *reader, struct diag *problems, struct arena *arena) {
    state_place_settle(&reader->place, reader->shown_output, problems, arena);
    struct publish_options options = build_options_of(reader, false);
    interrupt_hold();
    reader->lock = publish_lock(&options, problems, arena);
    interrupt_release();
    return reader->lock >= 0;
}

bool site_build(struct published *published, struct reader *reader, bool dry_run, struct diag *problems, struct arena *arena) {
    reader->keep = !dry_run;
    if (!dry_run && reader->lock < 0 && !site_build_lock(reader, problems, arena))
        return false;
    struct publish_options options = build_options_of(reader, dry_run);
    return build(published, reader, &options, problems, arena);
}

struct publish_options site_rehearsal(const struct reader *reader, struct arena *arena) {
    struct publish_options options = publish_options_of(reader);
    options.dry_run = true;
    options.input = reader_input(reader, NULL);
    options.standing = standing_read(options.output, options.state, arena);
    return options;
}

const struct plan *site_rehearse(struct published *published, struct reader *reader, const struct publish_options *options,
                                 struct diag *problems, struct arena *arena) {
    const struct plan *plan = reader_plan(reader, problems, arena);
    if (plan)
        published_check(reader, plan, problems, arena);
    if (!plan || !edition_sites_load(reader->editions, reader, options->standing, problems, arena) ||
        !published_check_editions(reader, plan, problems, arena))
        return plan;
    struct all_pages all = all_pages_of(plan, reader->editions, arena);
    struct publish_pages pages = pages_of(&all);
    plan_ready_keys(plan);
    publish_run(published, &pages, options, problems, arena);
    return plan;
}
