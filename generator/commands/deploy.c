/* The site of a commit onto a branch, from which a host shows it. */
#include "base/array.h"
#include "base/files.h"
#include "commands/interrupt.h"
#include "commands/published.h"
#include "commands/site_build.h"
#include "deploy/branch.h"
#include "deploy/built.h"
#include "deploy/manifest.h"
#include "publish/stage.h"
#include "read/codes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { TRIES_MOST = 3, COLLISIONS_TOLD = 20 };

#define LARGEST_FILE_BYTES ((size_t)1 << 30)

/* What hosts have their users put beside a site: it is kept even when a branch is taken over. */
#define KEPT_FOR_HOSTS "CNAME,.well-known/"

enum outcome {
    DEPLOY_FAILED,    /* with a diagnostic, or by an interrupt */
    DEPLOY_DONE,      /* published; with --dry-run: it would be */
    DEPLOY_SAME,      /* the branch has this very site */
    DEPLOY_OUTRUN,    /* somebody published a newer commit meanwhile */
    DEPLOY_MOVED_AWAY /* somebody published meanwhile: to be tried again */
};

/* One try, from the reader's files to the push. */
struct deploy {
    const struct options *options;
    struct reader reader; /* its output is one of its own, so that site/ stays as it is */
    struct branch branch;
    struct published_source source; /* what is on the branch */
    bool has_manifest;
    struct manifest manifest; /* the branch's */
    struct published site;
    struct branch_files old, built;
    struct buffer new_manifest;
    struct merged merged;
    struct text commit; /* the new one */
    bool is_pushing;    /* an interrupt can no longer be known to change nothing */
    struct diag *problems;
    struct arena *arena;
};

static bool refuse(const struct deploy *deploy, struct text message, struct text help) {
    diag_fail(deploy->problems, FAULT_USAGE, E_DEPLOY_REFUSED, (struct text){0}, message, help);
    return false;
}

/* What is published. */

/* The first file that the commit has otherwise; "" when there are only others, which it has not. */
static struct text first_changed(const struct origin *origin) {
    for (size_t i = 0; i < origin->file_count; i++)
        if (origin->files[i].changed)
            return origin->files[i].path;
    return TEXT("");
}

static bool check_origin(const struct deploy *deploy, const struct origin *origin) {
    struct text path = first_changed(origin);
    if (deploy->options->revision || deploy->options->dirty)
        return true;
    if (!origin->commit.hex[0])
        return refuse(deploy, TEXT("the reader has no commit yet"),
                      TEXT("commit it: git add -A; git commit; or publish it all the same with --dirty"));
    if (!origin->dirty)
        return true;
    return refuse(deploy,
                  path.size ? text_format(deploy->arena, "the reader is not as it was committed: %.*s is another file, or gone",
                                          TEXT_ARGS(path))
                            : TEXT("the reader has files that are in no commit"),
                  TEXT("commit them; or publish the last commit with --rev HEAD, or all that is here with --dirty"));
}

/* Looked at before anything is fetched or built. */
static bool check_reader(struct deploy *deploy) {
    struct origin origin;
    const struct repository *repository = deploy->branch.source;
    if (!repository)
        return deploy->problems->errors == 0 &&
               refuse(deploy, TEXT("the reader is in no git repository, so there is no branch to publish it on"),
                      TEXT("git init makes one; or build the site, and copy it to a host"));
    return origin_find(&origin, deploy->problems, repository, deploy->options->revision, deploy->arena) &&
           check_origin(deploy, &origin);
}

/* The branch. */

static bool read_manifest(struct deploy *deploy) {
    struct text bytes;
    struct manifest_fault fault;
    if (!branch_read(&bytes, &deploy->has_manifest, &deploy->branch, TEXT(MANIFEST_PATH)))
        return false;
    if (!deploy->has_manifest || manifest_read(&deploy->manifest, &fault, bytes, deploy->arena))
        return true;
    diag_fail(deploy->problems, FAULT_MACHINE, E_DEPLOY_MANIFEST, TEXT(MANIFEST_PATH),
              text_format(deploy->arena, "line %zu of the branch's cannot be read: %s", fault.line, fault.why),
              TEXT("take the file as an earlier commit of the branch has it; or remove it, and deploy with --adopt"));
    return false;
}

/* A file of the reader's own folders; NULL when none is on the branch. */
static const struct branch_file *source_file(const struct deploy *deploy) {
    struct text prefix = deploy->branch.source->prefix;
    const struct text folders[] = {text_join(deploy->arena, prefix, TEXT("content/")), TEXT("content/")};
    for (size_t i = 0; i < deploy->old.count; i++)
        for (size_t j = 0; j < 2; j++)
            if (text_starts(deploy->old.items[i].path, folders[j]))
                return &deploy->old.items[i];
    return NULL;
}

/* Whether the reader's own history leads through the tip. */
static bool is_of_source(struct deploy *deploy) {
    const char *revision = deploy->options->revision ? deploy->options->revision : "HEAD";
    enum branch_relation relation = branch_relation_of(&deploy->branch, deploy->branch.tip, text_of(revision));
    return relation == RELATION_OLDER || relation == RELATION_NEWER;
}

/* What has no manifest was written by somebody else, and must not be lost. */
static bool check_foreign_branch(struct deploy *deploy) {
    const char *name = deploy->branch.name;
    struct arena *arena = deploy->arena;
    const struct branch_file *file = source_file(deploy);
    struct text help = TEXT("name a branch for the site alone: --branch pages");
    if (file)
        return refuse(deploy,
                      text_format(arena, "the branch %s holds the source of a reader, %.*s, which the site would replace", name,
                                  TEXT_ARGS(file->path)),
                      help);
    if (deploy->branch.tip.size && is_of_source(deploy))
        return refuse(deploy, text_format(arena, "the branch %s is one of the reader's own commits", name), help);
    if (deploy->options->adopt)
        return true;
    if (branch_is_checked_out(&deploy->branch))
        return refuse(deploy, text_format(arena, "the branch %s is the one that the reader is on", name), help);
    return !deploy->branch.tip.size ||
           refuse(deploy,
                  text_format(arena, "the branch %s of %s was not written by colophon deploy", name, deploy->branch.remote),
                  TEXT("name another with --branch; or take it over with --adopt: then what the site does not have is removed "
                       "from it, but for CNAME, .well-known/ and what --keep names (-n shows it)"));
}

/* Files of the site that others changed on the branch are replaced; git keeps what they were. */
static void tell_of_others(const struct deploy *deploy) {
    if (deploy->has_manifest && !deploy->branch.published.size)
        diag_add(deploy->problems, DIAG_NOTE, W_DEPLOY_OVER, (struct diag_place){0},
                 text_format(deploy->arena,
                             "the last commit of the branch, \"%.*s\", was not made by colophon deploy: files of the site "
                             "that it changed become the site's again",
                             TEXT_ARGS(deploy->branch.subject)),
                 (struct text){0});
}

static bool find_branch(struct deploy *deploy) {
    report_doing(deploy->reader.report, text_format(deploy->arena, "asking %s", deploy->branch.remote));
    interrupt_hold();
    bool found = branch_open(&deploy->branch) && branch_find(&deploy->branch) && read_manifest(deploy) &&
                 branch_list(&deploy->old, &deploy->branch) && (deploy->has_manifest || check_foreign_branch(deploy));
    if (found)
        tell_of_others(deploy);
    interrupt_release();
    return found;
}

/* For published_source: what cannot be read is told by branch_read, and then nothing is built. */
static bool read_published(struct text *bytes, struct text path, void *context) {
    struct deploy *deploy = context;
    bool is_there = false;
    return branch_file_at(&deploy->old, path) && branch_read(bytes, &is_there, &deploy->branch, path) && is_there;
}

/* What changes on it. */

static bool add_manifest(struct deploy *deploy) {
    const struct ledger *ledger = deploy->site.files;
    struct text *paths = arena_array(deploy->arena, struct text, ledger->count);
    for (size_t i = 0; i < ledger->count; i++)
        paths[i] = ledger->items[i].path;
    manifest_write(&deploy->new_manifest, paths, ledger->count);
    built_add(&deploy->built, TEXT(MANIFEST_PATH), buffer_text(&deploy->new_manifest), deploy->arena);
    return true;
}

static const char *kept_names(const struct deploy *deploy) {
    const char *keep = deploy->options->keep;
    if (!deploy->options->adopt || deploy->has_manifest)
        return keep;
    return keep ? text_format(deploy->arena, KEPT_FOR_HOSTS ",%s", keep).bytes : KEPT_FOR_HOSTS;
}

static bool report_collisions(const struct deploy *deploy) {
    for (size_t i = 0; i < deploy->merged.collisions.count && i < COLLISIONS_TOLD; i++) {
        const struct merge_collision *collision = &deploy->merged.collisions.items[i];
        diag_fail(deploy->problems, FAULT_MACHINE, E_DEPLOY_COLLISION, collision->path,
                  text_format(deploy->arena, "on the branch is not Colophon's, and in the place of %.*s of the site",
                              TEXT_ARGS(collision->built)),
                  TEXT("nothing was published: remove it from the branch, or give the page another address"));
    }
    if (deploy->merged.collisions.count > COLLISIONS_TOLD)
        diag_fail(deploy->problems, FAULT_MACHINE, E_DEPLOY_COLLISION, (struct text){0},
                  text_format(deploy->arena, "and so are %zu others", deploy->merged.collisions.count - COLLISIONS_TOLD),
                  (struct text){0});
    return deploy->merged.collisions.count == 0;
}

static bool find_changes(struct deploy *deploy) {
    const struct reader *reader = &deploy->reader;
    if (!built_files(&deploy->built, reader->output, deploy->site.files, reader->remembered, &reader->workers, deploy->problems,
                     deploy->arena) ||
        !add_manifest(deploy))
        return false;
    struct merge merge = {.old = &deploy->old,
                          .manifest = &deploy->manifest,
                          .built = &deploy->built,
                          .adopts = deploy->options->adopt && !deploy->has_manifest,
                          .keep = kept_names(deploy)};
    merge_files(&deploy->merged, &merge, deploy->arena);
    return report_collisions(deploy);
}

static bool is_manifest(struct text path) {
    return text_equal(path, TEXT(MANIFEST_PATH));
}

/* Of the site. */
static size_t count_changes(const struct deploy *deploy) {
    size_t count = 0;
    for (size_t i = 0; i < deploy->merged.steps.count; i++)
        count += !is_manifest(deploy->merged.steps.items[i].path);
    return count;
}

/* The commit. */

static struct text message_of(const struct deploy *deploy) {
    const struct origin *origin = &deploy->reader.origin;
    const size_t *counts = deploy->merged.counts;
    struct text subject = TEXT("Publish what is in no commit"), trailers = TEXT("");
    if (origin->commit.hex[0]) {
        subject = text_format(deploy->arena, "Publish %.*s%s", TEXT_ARGS(origin->short_commit),
                              origin->dirty ? " with changes that are in no commit" : "");
        trailers = text_format(deploy->arena, "\nSource: %s\n%s", origin->commit.hex,
                               origin->dirty ? "Uncommitted-Changes: yes\n" : "");
    }
    return text_format(deploy->arena, "%.*s\n\nFiles: %zu added, %zu changed, %zu removed.\n%.*s", TEXT_ARGS(subject),
                       counts[MERGE_ADD], counts[MERGE_CHANGE], counts[MERGE_REMOVE], TEXT_ARGS(trailers));
}

static bool read_built(struct text *bytes, size_t index, void *context, struct arena *arena) {
    const struct deploy *deploy = context;
    struct text path = deploy->built.items[index].path;
    if (is_manifest(path)) {
        *bytes = buffer_text(&deploy->new_manifest);
        return true;
    }
    return file_read(bytes, path_join(arena, deploy->reader.output, path), LARGEST_FILE_BYTES, arena);
}

static enum outcome push(struct deploy *deploy) {
    static const enum outcome outcomes[] = {
        [BRANCH_PUSHED] = DEPLOY_DONE, [BRANCH_MOVED] = DEPLOY_MOVED_AWAY, [BRANCH_FAILED] = DEPLOY_FAILED};
    struct branch_commit what = {.changes = &deploy->merged,
                                 .is_fresh = deploy->options->fresh,
                                 .message = message_of(deploy),
                                 .read = read_built,
                                 .context = deploy};
    report_doing(deploy->reader.report, TEXT("writing the commit"));
    if (!branch_commit(&deploy->commit, &deploy->branch, &what) || interrupted())
        return DEPLOY_FAILED;
    report_doing(deploy->reader.report, text_format(deploy->arena, "pushing to %s", deploy->branch.remote));
    deploy->is_pushing = true;
    return outcomes[branch_push(&deploy->branch, deploy->commit)];
}

/* A try. */

/* What is published already may have been made of what this commit does not have. False when that came while this ran. */
static bool check_relation(enum outcome *outcome, struct deploy *deploy, bool is_again) {
    static const char *const words[] = {
        [RELATION_OLDER] = "which is newer",
        [RELATION_BESIDE] = "which is not in the history of this commit",
        [RELATION_NOT_KNOWN] = "which is not in this repository",
    };
    struct text ours = text_of(deploy->reader.origin.commit.hex), theirs = deploy->branch.published;
    if (!ours.size || !theirs.size)
        return true;
    enum branch_relation relation = branch_relation_of(&deploy->branch, ours, theirs);
    if (!words[relation])
        return true;
    struct text message = text_format(deploy->arena, "what is published was made of %.*s, %s",
                                      TEXT_ARGS(text_slice(theirs, 0, 10)), words[relation]);
    if (!is_again) {
        report_note(deploy->reader.report, text_join(deploy->arena, TEXT("note: "), message));
        return true;
    }
    *outcome = relation == RELATION_OLDER ? DEPLOY_OUTRUN : DEPLOY_FAILED;
    if (relation != RELATION_OLDER)
        diag_fail(deploy->problems, FAULT_MACHINE, E_DEPLOY_MOVED, (struct text){0},
                  text_format(deploy->arena, "somebody published while this ran: %.*s", TEXT_ARGS(message)),
                  TEXT("git pull, and deploy again"));
    return false;
}

static enum outcome publish(struct deploy *deploy, bool is_again) {
    enum outcome outcome = DEPLOY_DONE;
    if (!find_changes(deploy) || interrupted())
        return DEPLOY_FAILED;
    bool has_past = deploy->options->fresh && deploy->branch.has_parents;
    if (!deploy->merged.steps.count && !has_past)
        return DEPLOY_SAME;
    if (!check_relation(&outcome, deploy, is_again))
        return outcome;
    /* Git could not be asked. */
    if (deploy->problems->errors > 0)
        return DEPLOY_FAILED;
    return deploy->options->dry_run ? outcome : push(deploy);
}

static struct branch branch_of(const struct deploy *deploy, const struct repository *source) {
    const struct options *options = deploy->options;
    return (struct branch){.remote = options->remote ? options->remote : "origin",
                           .name = options->branch ? options->branch : "pages",
                           .source = source,
                           .folder = path_join(deploy->arena, deploy->reader.place.state, TEXT("branch")),
                           .stop = interrupted,
                           .problems = deploy->problems,
                           .arena = deploy->arena};
}

static bool have_git_ignore(const struct deploy *deploy) {
    const char *state = deploy->reader.place.state;
    return stage_ignore(state, deploy->arena) ||
           report_unwritten(deploy->problems, text_of(state), (struct text){0}, deploy->arena);
}

static enum outcome try(struct deploy *deploy, bool is_again) {
    struct reader *reader = &deploy->reader;
    if (!check_reader(deploy) || !site_build_lock(reader, deploy->problems, deploy->arena) || !have_git_ignore(deploy) ||
        !find_branch(deploy))
        return DEPLOY_FAILED;
    deploy->source = (struct published_source){text_format(deploy->arena, "%s:", deploy->branch.name), read_published, deploy};
    reader->published_source = &deploy->source;
    reader->is_again = is_again;
    if (!site_build(&deploy->site, reader, false, deploy->problems, deploy->arena))
        return DEPLOY_FAILED;
    return publish(deploy, is_again);
}

/* What became of it. */

static void tell_changes(const struct deploy *deploy) {
    const struct options *options = deploy->options;
    bool is_result = options->dry_run && !options->json;
    if ((!is_result || options->quiet) && !options->verbose)
        return;
    for (size_t i = 0; i < deploy->merged.steps.count; i++) {
        const struct merge_step *step = &deploy->merged.steps.items[i];
        if (!is_manifest(step->path))
            fprintf(is_result ? stdout : stderr, "%.*s%s\n", TEXT_ARGS(text_visible(step->path, deploy->arena)),
                    step->change == MERGE_REMOVE ? " (removed)" : "");
    }
}

static void tell_branch(const struct deploy *deploy, enum outcome outcome) {
    struct text at = deploy->commit.size ? deploy->commit : deploy->branch.tip, words = TEXT("");
    struct arena *arena = deploy->arena;
    const struct branch *branch = &deploy->branch;
    if (deploy->merged.foreign)
        words = text_format(arena, "; %zu %s there that %s not Colophon's %s", deploy->merged.foreign,
                            deploy->merged.foreign == 1 ? "file" : "files", deploy->merged.foreign == 1 ? "is" : "are",
                            deploy->merged.foreign == 1 ? "stays" : "stay");
    if (outcome == DEPLOY_OUTRUN)
        report_note(deploy->reader.report,
                    text_format(arena, "somebody has published %.*s meanwhile, which is newer: nothing was changed",
                                TEXT_ARGS(text_slice(branch->published, 0, 10))));
    else if (!deploy->options->dry_run)
        report_note(deploy->reader.report, text_format(arena, "%s of %s is at %.*s%.*s", branch->name, branch->remote,
                                                       TEXT_ARGS(text_slice(at, 0, 10)), TEXT_ARGS(words)));
}

static enum status tell(struct deploy *deploy, struct report *report, enum outcome outcome) {
    bool is_published = outcome == DEPLOY_DONE && !deploy->options->dry_run;
    if (interrupted() && !is_published && outcome == DEPLOY_FAILED) {
        report_note(report, deploy->is_pushing
                                ? TEXT("interrupted while git pushed; the branch is as it was, or has the new site")
                                : TEXT("interrupted; nothing was published"));
        return STATUS_INTERRUPTED;
    }
    if (outcome == DEPLOY_FAILED && deploy->problems->errors == 0)
        diag_fail(deploy->problems, FAULT_MACHINE, E_DEPLOY_GIT, (struct text){0}, TEXT("git gave no answer"),
                  (struct text){0});
    enum status status = report_problems(report, deploy->problems, deploy->reader.tree);
    if (outcome != DEPLOY_FAILED) {
        tell_changes(deploy);
        tell_branch(deploy, outcome);
    }
    report_line(report,
                &(struct report_result){
                    .done = outcome != DEPLOY_DONE ? "Nothing to publish:"
                            : is_published         ? "Published"
                                                   : "Would publish",
                    .failed = "Published nothing",
                    .pages = deploy->site.pages,
                    .changed = count_changes(deploy),
                    .counts_changes = true,
                    .held = &deploy->reader.held,
                    .today = &deploy->reader.today,
                    .commit = text_terminated(deploy->commit.size ? deploy->commit : deploy->branch.tip, deploy->arena),
                },
                deploy->problems);
    return report_finish(status, is_published
                                     ? "the site was published, but the summary could not be written to standard output"
                                     : "nothing was published, and why could not be written to standard output");
}

static void close(struct deploy *deploy, struct repository *source) {
    branch_close(&deploy->branch);
    reader_close(&deploy->reader);
    repository_close(source);
    buffer_free(&deploy->new_manifest);
}

static bool fail_moved(const struct deploy *deploy) {
    diag_fail(deploy->problems, FAULT_MACHINE, E_DEPLOY_MOVED, (struct text){0},
              text_format(deploy->arena,
                          "%s of %s was changed by somebody else each of the %d times that this was to be published",
                          deploy->branch.name, deploy->branch.remote, TRIES_MOST),
              TEXT("nothing was published: deploy again when they are done"));
    return false;
}

/* The status, or DEPLOY_MOVED_AWAY before anything is told. */
static bool deploy_once(enum status *status, struct report *report, size_t number, struct diag *problems, struct arena *arena) {
    struct deploy deploy = {.options = report->options, .problems = problems, .arena = arena};
    struct repository *source = NULL;
    enum outcome outcome = DEPLOY_FAILED;
    if (reader_find_apart(&deploy.reader, report, "deploy", problems, arena)) {
        source = repository_open(problems, deploy.reader.folder, arena);
        deploy.branch = branch_of(&deploy, source);
        deploy.branch.is_last_try = number == TRIES_MOST;
        outcome = try(&deploy, number > 1);
    }
    bool is_over = outcome != DEPLOY_MOVED_AWAY || number == TRIES_MOST;
    if (outcome == DEPLOY_MOVED_AWAY && is_over)
        outcome = fail_moved(&deploy) ? DEPLOY_DONE : DEPLOY_FAILED;
    if (is_over)
        *status = tell(&deploy, report, outcome);
    close(&deploy, source);
    return is_over;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    enum status status = STATUS_DONE;
    interrupt_watch(options->quiet || options->json ? NULL : "interrupted; nothing was published");
    for (size_t number = 1; !deploy_once(&status, &report, number, problems, arena); number++)
        report_note(&report, TEXT("somebody else published meanwhile: trying again"));
    return status;
}

const struct command command_deploy = {
    .name = "deploy",
    .summary = "publish the site of a commit on a branch, from which a host shows it",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details =
        "Builds the last commit, and has git push the site onto the branch pages of origin, or onto that which --branch\n"
        "and --remote name. Files of the branch that this command did not write stay as they are.\n",
    .flags =
        "source rev base-url day jobs published branch remote fresh adopt keep dirty dry-run strict json quiet verbose color",
    .run = run,
};
