/* How a reader stands, in one screen: what is held back, what is in no commit, and what the next deploy would change. */
#include "base/array.h"
#include "base/files.h"
#include "commands/all_pages.h"
#include "commands/interrupt.h"
#include "commands/published.h"
#include "commands/site_build.h"
#include "deploy/branch.h"
#include "deploy/built.h"
#include "read/address_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A source that nobody has looked at for so long may no longer be where it was, or say what it said. */
enum { STALE_DAYS = 365, LISTED_MOST = 5 };

/* One line of a section. */
struct status_item {
    struct text path, note;
};

/* One thing that there is to say. Sections with nothing to say are left out. */
struct status_section {
    const char *name; /* for --json */
    const char *one, *many;
    struct {
        struct status_item *items;
        size_t count, capacity;
    } items;
};

enum section {
    SECTION_DRAFTS,
    SECTION_HELD,
    SECTION_UNCOMMITTED,
    SECTION_UNRECORDED,
    SECTION_STALE,
    SECTION_DEPLOY,
    SECTION_COUNT
};

struct state_of_things {
    struct status_section sections[SECTION_COUNT];
    struct text deployed; /* "pages of origin as it was last fetched or published, at 0123456789, ..." */
    bool is_compared;     /* with the branch: its section says what would change */
    struct arena *arena;
};

static void add(struct state_of_things *state, enum section section, struct text path, struct text note) {
    *array_add(&state->sections[section].items, state->arena) = (struct status_item){path, note};
}

/* What visitors do not see. */

static struct text hold_words(const struct held_file *file, struct arena *arena) {
    switch ((enum held)file->held) {
    case HELD_TEXT:
        return file->hold.opens == MOMENT_NEVER ? TEXT("only its summary is shown, for good")
                                                : text_format(arena, "only its summary is shown, until %.*s",
                                                              TEXT_ARGS(held_day_words(file->hold.opens, arena)));
    case HELD_FUTURE: return text_format(arena, "until %.*s", TEXT_ARGS(held_day_words(file->hold.appears, arena)));
    case HELD_EXPIRED: return text_format(arena, "expired on %.*s", TEXT_ARGS(held_day_words(file->hold.expires, arena)));
    case HELD_DRAFT:
    case HELD_NOT: break;
    }
    return TEXT("");
}

static void find_held(struct state_of_things *state, const struct site *site) {
    for (size_t i = 0; i < site->held.count; i++) {
        const struct held_file *file = &site->held.items[i];
        add(state, file->held == HELD_DRAFT ? SECTION_DRAFTS : SECTION_HELD, file->path, hold_words(file, state->arena));
    }
}

/* What is not written down. */

static void find_uncommitted(struct state_of_things *state, const struct reader *reader) {
    const struct origin *origin = &reader->origin;
    const struct tree *tree = reader->tree;
    for (size_t i = 0; i < origin->file_count; i++)
        if (origin->files[i].changed)
            add(state, SECTION_UNCOMMITTED, origin->files[i].path,
                tree_find(tree, origin->files[i].path) == SIZE_MAX ? TEXT("gone") : TEXT("changed"));
    struct file_list own = {0};
    struct diag unheard = {0};
    if (!reader->options->revision && reader->repository && reader->repository->folder &&
        tree_list_folder(&own, reader->folder, reader->repository, false, &unheard, state->arena))
        for (size_t i = 0; i < own.count; i++)
            if (!origin_file_at(origin, own.items[i].path))
                add(state, SECTION_UNCOMMITTED, own.items[i].path, TEXT("new"));
    diag_free(&unheard);
}

/* Only where there is a lock: without one nothing is promised. */
static void find_unrecorded(struct state_of_things *state, const struct reader *reader, const struct plan *plan,
                            struct diag *problems) {
    struct address_list recorded;
    if (tree_find(reader->tree, TEXT(ADDRESSES_LOCK_PATH)) == SIZE_MAX ||
        !published_lock(&recorded, reader->tree, problems, state->arena))
        return;
    for (size_t i = 0; i < plan->addresses->count; i++) {
        const struct listed_address *listed = &plan->addresses->items[i];
        if (!listed->is_pending && !address_list_find(&recorded, listed->address))
            add(state, SECTION_UNRECORDED, listed->address, TEXT(""));
    }
}

static void find_stale(struct state_of_things *state, const struct site *site) {
    int64_t least = site->today.now - INT64_C(86400) * STALE_DAYS;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        const struct essay *essay = &site->essays[i];
        struct date retrieved = essay->provenance.retrieved;
        if (!essay->provenance.url.size || (retrieved.precision && date_seconds(retrieved) >= least))
            continue;
        add(state, SECTION_STALE, essay->thing.source.path,
            retrieved.precision ? text_format(state->arena, "looked at on %.*s", TEXT_ARGS(date_iso(retrieved, state->arena)))
                                : TEXT("source.retrieved does not say when"));
    }
}

/* What the next deploy would change. */

/* What the rehearsal says of each file: "PATH", "PATH (removed)". */
static struct table changes_of(const struct published *published, struct arena *arena) {
    struct table table = {0};
    for (size_t i = 0; i < published->changes.count; i++)
        table_put(&table, published->changes.items[i], (uint32_t)i, arena);
    return table;
}

static int by_path(const void *left, const void *right) {
    return text_compare(((const struct branch_file *)left)->path, ((const struct branch_file *)right)->path);
}

/*
 * The files of the next site: as they were built last, with git's names of their bytes; of those that would be made again it is
 * not known.
 */
static bool next_files(struct branch_files *next, const struct reader *reader, const struct published *published,
                       const struct ledger *ledger, struct diag *problems, struct arena *arena) {
    struct table changes = changes_of(published, arena);
    struct branch_files last = {0};
    if (!built_files(&last, reader->output, ledger, reader->remembered, &reader->workers, problems, arena))
        return false;
    for (size_t i = 0; i < last.count; i++) {
        struct branch_file file = last.items[i];
        if (table_get(&changes, text_format(arena, "%.*s (removed)", TEXT_ARGS(file.path))) != NONE)
            continue;
        if (table_get(&changes, file.path) != NONE)
            file.id = TEXT("");
        *array_add(next, arena) = file;
    }
    for (size_t i = 0; i < published->changes.count; i++) {
        struct text path = published->changes.items[i];
        if (!ledger_find(ledger, path) && !text_ends(path, TEXT(" (removed)")))
            *array_add(next, arena) = (struct branch_file){.path = path, .mode = TEXT(MODE_FILE), .id = TEXT("")};
    }
    if (next->count)
        qsort(next->items, next->count, sizeof *next->items, by_path);
    return true;
}

static void add_changes(struct state_of_things *state, const struct merged *merged) {
    static const char *const words[] = {[MERGE_ADD] = "new", [MERGE_CHANGE] = "changed", [MERGE_REMOVE] = "removed"};
    for (size_t i = 0; i < merged->steps.count; i++)
        if (!text_equal(merged->steps.items[i].path, TEXT(MANIFEST_PATH)))
            add(state, SECTION_DEPLOY, merged->steps.items[i].path, text_of(words[merged->steps.items[i].change]));
}

/* The branch's own list of files, as it is there. */
static bool read_manifest(struct manifest *manifest, struct branch *branch) {
    struct text bytes;
    struct manifest_fault fault;
    bool is_there;
    return branch_read(&bytes, &is_there, branch, TEXT(MANIFEST_PATH)) &&
           (!is_there || manifest_read(manifest, &fault, bytes, branch->arena));
}

static void find_changes(struct state_of_things *state, const struct reader *reader, const struct published *published,
                         const struct ledger *ledger, struct branch *branch) {
    struct branch_files next = {0}, old = {0};
    struct manifest manifest = {0};
    struct merged merged;
    if (!next_files(&next, reader, published, ledger, branch->problems, state->arena) || !branch_list(&old, branch) ||
        !read_manifest(&manifest, branch))
        return;
    merge_files(&merged, &(struct merge){.old = &old, .manifest = &manifest, .built = &next}, state->arena);
    add_changes(state, &merged);
    state->is_compared = true;
}

static void find_branch(struct state_of_things *state, struct branch *branch, bool is_known) {
    struct arena *arena = state->arena;
    if (!is_known) {
        state->deployed =
            text_format(arena, "%s of %s was not deployed to from here yet: its files are not known without asking it",
                        branch->name, branch->remote);
        return;
    }
    state->deployed = text_format(arena, "%s of %s, as it was last fetched or published, at %.*s", branch->name, branch->remote,
                                  TEXT_ARGS(text_slice(branch->tip, 0, 10)));
    if (branch->published.size)
        state->deployed = text_format(arena, "%.*s, made of %.*s", TEXT_ARGS(state->deployed),
                                      TEXT_ARGS(text_slice(branch->published, 0, 10)));
}

/* All of it. */

static bool read_branch(struct text *bytes, struct text path, void *context) {
    bool is_there = false;
    return branch_read(bytes, &is_there, context, path) && is_there;
}

static size_t look(struct state_of_things *state, struct reader *reader, struct diag *problems) {
    struct arena *arena = state->arena;
    const struct options *options = reader->options;
    struct published published = {0};
    struct branch branch = {.remote = options->remote ? options->remote : "origin",
                            .name = options->branch ? options->branch : "pages",
                            .source = reader->repository,
                            .folder = path_join(arena, reader->place.state, TEXT("branch")),
                            .stop = interrupted,
                            .problems = problems,
                            .arena = arena};
    bool is_known = reader->repository && branch_recall(&branch);
    struct published_source source = {text_format(arena, "%s:", branch.name), read_branch, &branch};
    if (is_known)
        reader->published_source = &source;
    struct publish_options rehearsal = site_rehearsal(reader, arena);
    const struct plan *plan = site_rehearse(&published, reader, &rehearsal, problems, arena);
    if (!reader->site)
        return 0;
    find_held(state, reader->site);
    find_uncommitted(state, reader);
    find_stale(state, reader->site);
    if (plan)
        find_unrecorded(state, reader, plan, problems);
    if (reader->repository)
        find_branch(state, &branch, is_known);
    if (plan && is_known && problems->errors == 0)
        find_changes(state, reader, &published, &rehearsal.standing->ledger, &branch);
    return published.pages;
}

/* Telling it. */

static void print_section(const struct status_section *section, bool is_whole, struct arena *arena) {
    size_t count = section->items.count, most = is_whole || count <= LISTED_MOST + 1 ? count : LISTED_MOST;
    if (!count)
        return;
    printf("%zu %s\n", count, count == 1 ? section->one : section->many);
    for (size_t i = 0; i < most; i++) {
        const struct status_item *item = &section->items.items[i];
        printf("    %.*s%s%.*s\n", TEXT_ARGS(text_visible(item->path, arena)), item->note.size ? ": " : "",
               TEXT_ARGS(text_visible(item->note, arena)));
    }
    if (most < count)
        printf("    and %zu more (-v lists them)\n", count - most);
}

static void print(const struct state_of_things *state, const struct report *report) {
    for (int i = 0; i < SECTION_COUNT; i++) {
        const struct status_section *section = &state->sections[i];
        if (i == SECTION_DEPLOY && state->deployed.size)
            printf("Deploy: %.*s%s\n", TEXT_ARGS(text_visible(state->deployed, state->arena)),
                   section->items.count || !state->is_compared ? "" : "; nothing would change there");
        print_section(section, report->options->verbose, state->arena);
    }
}

static void print_json(const struct state_of_things *state) {
    struct buffer out = {0};
    for (int i = 0; i < SECTION_COUNT; i++)
        for (size_t j = 0; j < state->sections[i].items.count; j++) {
            const struct status_item *item = &state->sections[i].items.items[j];
            buffer_add_format(&out, "{\"reason\":\"status\",\"what\":\"%s\"", state->sections[i].name);
            buffer_add_json_member(&out, "path", item->path);
            buffer_add_json_member(&out, "note", item->note);
            buffer_add(&out, TEXT("}\n"));
        }
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&out);
}

/* What was never deployed from here is remembered where builds are. */
static bool open_reader(struct reader *reader, struct report *report, struct diag *problems, struct arena *arena) {
    if (!reader_find_apart(reader, report, "deploy", problems, arena))
        return false;
    if (!file_exists(reader->place.remembered))
        reader->place.remembered =
            path_join(arena, publish_state_beside(path_join(arena, reader->folder, TEXT("site")), arena), TEXT("remembered"));
    return reader_open(reader, problems, arena);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    struct report_result result = {.done = "Looked at", .failed = "A build or deploy would be refused:"};
    struct state_of_things state = {
        .sections =
            {[SECTION_DRAFTS] = {"draft", "draft", "drafts", {0}},
             [SECTION_HELD] = {"held", "text held back", "texts held back", {0}},
             [SECTION_UNCOMMITTED] =
                 {"uncommitted", "file is not as it was committed", "files are not as they were committed", {0}},
             [SECTION_UNRECORDED] = {"unrecorded",
                                     "address is not in content/addresses.lock (colophon addresses --record)",
                                     "addresses are not in content/addresses.lock (colophon addresses --record)",
                                     {0}},
             [SECTION_STALE] = {"stale", "source was not looked at for a year", "sources were not looked at for a year", {0}},
             [SECTION_DEPLOY] = {"deploy", "file would change there", "files would change there", {0}}},
        .arena = arena};
    interrupt_watch(NULL);
    if (open_reader(&reader, &report, problems, arena))
        result.pages = look(&state, &reader, problems);
    result.held = &reader.held;
    result.today = &reader.today;
    enum status status = report_problems(&report, problems, reader.tree);
    if (options->json)
        print_json(&state);
    else
        print(&state, &report);
    report_line(&report, &result, problems);
    reader_close(&reader);
    return report_finish(status, "how the reader stands could not be written to standard output");
}

const struct command command_status = {
    .name = "status",
    .summary = "drafts, what is held back and until when, what is in no commit, what a deploy would change",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details = "Asks no network: the branch is as it was last fetched or published. Writes nothing.\n",
    .flags = "source base-url day jobs published branch remote strict json quiet verbose color",
    .run = run,
};
