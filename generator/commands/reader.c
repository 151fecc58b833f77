#include "commands/record_quotations.h"
#include "commands/reader.h"

#include "base/build.h"
#include "base/files.h"
#include "base/remembered.h"
#include "commands/defaults.h"
#include "commands/edition_sites.h"
#include "commands/published.h"
#include "pages/search_index.h"
#include "publish/publish.h"
#include "read/codes.h"

#include <errno.h>
#include <string.h>

static struct text folder_of(struct text path) {
    while (path.size > 0 && path.bytes[path.size - 1] != '/')
        path.size--;
    while (path.size > 1 && path.bytes[path.size - 1] == '/')
        path.size--;
    return path;
}

static bool is_inside(const char *inner, const char *outer) {
    size_t size = strlen(outer);
    bool is_root = size == 1;
    return strncmp(inner, outer, size) == 0 && (is_root || inner[size] == '/' || inner[size] == '\0');
}

/* The folder. */

const char *reader_upward(struct arena *arena) {
    const char *here = path_real(".", arena);
    while (here) {
        if (file_exists(path_join(arena, here, TEXT("content/."))))
            return here;
        if (strcmp(here, "/") == 0)
            return NULL;
        here = text_terminated(folder_of(text_of(here)), arena);
    }
    return NULL;
}

static bool no_reader(struct diag *problems, struct text message) {
    diag_fail(problems, FAULT_USAGE, E_NO_READER, (struct text){0}, message,
              TEXT("a reader is a folder with a folder content/ in it: name one (colophon build DIR), or see colophon help"));
    return false;
}

/* Why the named folder is not a reader; a failing disk is not the user's mistake. */
static bool no_such_reader(struct diag *problems, const char *source, const char *otherwise, struct arena *arena) {
    int error = errno;
    bool is_absent = error == ENOENT || error == ENOTDIR;
    if (is_absent || error == EACCES || error == ELOOP || error == ENAMETOOLONG)
        return no_reader(problems, text_format(arena, "\"%s\" is not a reader: %s", source,
                                               is_absent && otherwise ? otherwise : strerror(error)));
    diag_fail(problems, FAULT_MACHINE, E_FILE_UNREADABLE, text_of(source),
              text_format(arena, "cannot be read: %s", strerror(error)), (struct text){0});
    return false;
}

/* A revision's content need not be in the work directory any more. */
static bool find_folder(struct reader *reader, struct diag *problems, struct arena *arena) {
    const char *source = reader->options->source;
    bool needs_content = !reader->options->revision;
    if (!source) {
        reader->folder = reader_upward(arena);
        if (!reader->folder && !needs_content)
            reader->folder = path_real(".", arena);
        return reader->folder || no_reader(problems, TEXT("there is no reader here or in any folder above"));
    }
    reader->folder = path_real(source, arena);
    if (!reader->folder)
        return no_such_reader(problems, source, NULL, arena);
    if (!file_exists(path_join(arena, reader->folder, needs_content ? TEXT("content/.") : TEXT("."))))
        return no_such_reader(problems, source, "it has no folder content/", arena);
    return true;
}

/* The output. */

static bool bad_output(const struct reader *reader, struct diag *problems, struct text why) {
    diag_fail(problems, FAULT_USAGE, E_BAD_OUTPUT, text_of(reader->shown_output), why,
              TEXT("name a folder of its own with --output"));
    return false;
}

/* Resolves the links of a path whose last parts need not exist. */
static const char *resolve(const char *path, struct arena *arena) {
    const char *real = path_real(path, arena);
    if (real || strcmp(path, ".") == 0 || strcmp(path, "/") == 0)
        return real ? real : path;
    struct text whole = text_of(path);
    while (whole.size > 1 && whole.bytes[whole.size - 1] == '/')
        whole.size--;
    struct text folder = folder_of(whole);
    const char *above = folder.size > 0 ? text_terminated(folder, arena) : ".";
    return path_join(arena, resolve(above, arena), text_after(whole, folder.size));
}

static bool has_dots(struct text path) {
    struct text part;
    while (text_cut(&part, &path, '/'))
        if (text_equal(part, TEXT("..")) || text_equal(part, TEXT(".")))
            return true;
    return false;
}

/* Whether the output keeps clear of everything that the reader, git or publishing owns. */
static bool check_output(const struct reader *reader, struct diag *problems, struct arena *arena) {
    static const struct text owned[] = {TEXT_INIT("content"), TEXT_INIT("layouts"), TEXT_INIT("assets"), TEXT_INIT(".git"),
                                        TEXT_INIT(".colophon")};
    if (has_dots(text_of(reader->output)))
        return bad_output(reader, problems, TEXT("the output's path goes through a folder that does not exist"));
    if (is_inside(reader->folder, reader->output))
        return bad_output(reader, problems, TEXT("the reader is inside the output"));
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        const char *path = path_join(arena, reader->folder, owned[i]), *real = path_real(path, arena);
        if (is_inside(reader->output, path) || (real && (is_inside(reader->output, real) || is_inside(real, reader->output))))
            return bad_output(reader, problems, text_format(arena, "the output and %s/ overlap", owned[i].bytes));
    }
    return true;
}

static bool is_bare_repository(const char *folder, struct arena *arena) {
    return !file_exists(path_join(arena, folder, TEXT("content"))) && file_exists(path_join(arena, folder, TEXT("objects")));
}

static bool find_output(struct reader *reader, struct diag *problems, struct arena *arena) {
    const char *named = reader->options->output;
    bool is_bare = is_bare_repository(reader->folder, arena);
    reader->shown_output = named ? named : "site";
    const char *path = named ? named : is_bare ? "site" : path_join(arena, reader->folder, TEXT("site"));
    reader->output = resolve(path, arena);
    if (is_bare && is_inside(reader->output, reader->folder))
        return bad_output(reader, problems, TEXT("the output is inside the bare repository"));
    return check_output(reader, problems, arena);
}

static struct reader begin(struct report *report) {
    struct workers workers = {.count = report->options->jobs, .progress = report_progress, .progress_context = report};
    return (struct reader){.options = report->options, .report = report, .workers = workers, .lock = -1};
}

bool reader_find(struct reader *reader, struct report *report, struct diag *problems, struct arena *arena) {
    *reader = begin(report);
    if (!find_folder(reader, problems, arena) || !find_output(reader, problems, arena))
        return false;
    reader->place = state_place_find(reader->output, reader->folder, arena);
    return true;
}

bool reader_find_apart(struct reader *reader, struct report *report, const char *name, struct diag *problems,
                       struct arena *arena) {
    *reader = begin(report);
    if (!find_folder(reader, problems, arena))
        return false;
    bool is_bare = is_bare_repository(reader->folder, arena);
    const char *apart = path_join(arena, reader->folder, text_of(name));
    reader->place = state_place_find(apart, is_bare ? "" : reader->folder, arena);
    reader->output = path_join(arena, reader->place.state, TEXT("site"));
    reader->shown_output = is_bare ? reader->output : text_format(arena, ".colophon/%s/site", name).bytes;
    return true;
}

/* What is in it. */

/* Folders beside content/ in which other generators have what would be looked for here. */
static void warn_of_folders(const struct reader *reader, struct diag *problems, struct arena *arena) {
    static const struct text foreign[][2] = {
        {TEXT_INIT("static"), TEXT_INIT("files that are copied as they are go below content/media/ or assets/")},
        {TEXT_INIT("_posts"), TEXT_INIT("essays go below content/essays/")},
        {TEXT_INIT("posts"), TEXT_INIT("essays go below content/essays/")},
        {TEXT_INIT("layout"), TEXT_INIT("did you mean layouts/?")},
        {TEXT_INIT("_layouts"), TEXT_INIT("did you mean layouts/?")},
        {TEXT_INIT("asset"), TEXT_INIT("did you mean assets/?")},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        const char *path = path_join(arena, reader->folder, foreign[i][0]);
        struct stat status;
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            diag_add(problems, DIAG_WARNING, W_NOT_READ,
                     (struct diag_place){.path = text_format(arena, "%s/", foreign[i][0].bytes)},
                     TEXT("nothing in this folder is read"), foreign[i][1]);
    }
}

static const struct tree *open_own_tree(const struct reader *reader, struct diag *problems, struct arena *arena) {
    const struct repository *repository = reader->repository;
    if (!reader->options->revision) {
        warn_of_folders(reader, problems, arena);
        const struct tree *tree = tree_open_folder(problems, reader->folder, repository, reader->remembered, arena);
        return tree && repository && repository->folder ? tree_as_committed(tree, repository, arena) : tree;
    }
    if (repository)
        return tree_open_commit(problems, repository, reader->options->revision, arena);
    diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0},
              text_format(arena, "--rev needs a git repository, and \"%s\" is not in one", reader->folder), (struct text){0});
    return NULL;
}

bool reader_open(struct reader *reader, struct diag *problems, struct arena *arena) {
    const char *folder = reader->place.remembered;
    bool use = !reader->fresh && (reader->keep || file_exists(folder));
    reader->remembered = remembered_open(use ? folder : NULL, arena);
    reader->repository = repository_open(problems, reader->folder, arena);
    if (problems->errors > 0)
        return false;

    const struct tree *own = open_own_tree(reader, problems, arena);
    if (own && reader->with_ignored_sources)
        own = record_quotations_tree(reader, own, problems, arena);
    if (own)
        reader->tree = defaults_under(own, reader->remembered, problems, arena);
    if (reader->tree)
        reader->published = published_digest(reader);
    return reader->tree && today_find(&reader->today, reader->options->day, problems, arena) &&
           origin_find(&reader->origin, problems, reader->repository, reader->options->revision, arena);
}

/* Which commits are editions, and under which names: tags can move without any file being changed. */
static void add_editions(struct hasher *hasher, const struct reader *reader) {
    struct arena scratch = {0};
    struct diag unheard = {0};
    struct settings settings;
    struct editions editions;
    settings_read(&settings, reader->tree, &unheard, &scratch);
    if (settings.editions.count > 0)
        editions_find(&editions, &settings, reader->repository, &unheard, &scratch);
    for (size_t i = 0; settings.editions.count > 0 && i < editions.count; i++) {
        const struct edition *edition = &editions.items[i];
        hasher_add_text(hasher, edition->name);
        hasher_add_text(hasher, edition->title);
        hasher_add_text(hasher, edition->note);
        hasher_add_text(hasher, text_of(edition->commit.hex));
        hasher_add_text(hasher, date_iso(edition->date, &scratch));
    }
    /* A site that stands was made without any, so that these are told. */
    for (size_t i = 0; i < unheard.count; i++)
        hasher_add_text(hasher, unheard.items[i].message);
    diag_free(&unheard);
    arena_free(&scratch);
}

static struct digest digest_inputs(const struct reader *reader, const struct digest *ids) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, origin_digest(&reader->origin));
    hasher_add_text(&hasher, reader->repository ? reader->repository->prefix : (struct text){0});
    hasher_add_number(&hasher, (uint64_t)reader->options->drafts << 1 | reader->options->future);
    hasher_add_number(&hasher, reader->options->disk);
    hasher_add_number(&hasher, reader->options->base_url != NULL);
    hasher_add_text(&hasher, text_of(reader->options->base_url));
    for (size_t i = 0; i < reader->tree->count; i++) {
        hasher_add_text(&hasher, reader->tree->files[i].path);
        hasher_add_digest(&hasher, ids ? ids[i] : reader->tree->files[i].id);
    }
    add_editions(&hasher, reader);
    hasher_add_digest(&hasher, reader->published);
    return hasher_end(&hasher);
}

/* But for the clock. */
static struct digest input_at_any_time(const struct reader *reader, const struct digest *ids) {
    bool is_known = !ids && (reader->files_input.low || reader->files_input.high);
    return is_known ? reader->files_input : digest_inputs(reader, ids);
}

struct digest reader_input(const struct reader *reader, const struct digest *ids) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, input_at_any_time(reader, ids));
    hasher_add_number(&hasher, (uint64_t)reader->held.validity.from);
    hasher_add_number(&hasher, (uint64_t)reader->held.validity.until);
    return hasher_end(&hasher);
}

bool reader_recall(struct reader *reader, const struct digest *ids) {
    if (!ids)
        reader->files_input = input_at_any_time(reader, NULL);
    return held_back_recall(&reader->held, reader->remembered, input_at_any_time(reader, ids)) &&
           validity_has(&reader->held.validity, reader->today.now);
}

void reader_remember_held(const struct reader *reader) {
    held_back_remember(&reader->held, reader->remembered, input_at_any_time(reader, NULL));
}

void reader_tell_origin(const struct reader *reader, struct arena *arena) {
    if (reader->origin.note.size > 0 && !reader->is_again)
        report_note(reader->report, text_format(arena, "note: %.*s", TEXT_ARGS(reader->origin.note)));
}

static const struct site *load(struct reader *reader, const struct address_list *published, struct diag *problems,
                               struct arena *arena) {
    struct site_input input = {
        .tree = reader->tree,
        .repository = reader->repository,
        .revision = reader->options->revision,
        .origin = &reader->origin,
        .remembered = reader->remembered,
        .workers = &reader->workers,
        .base_url = reader->options->base_url,
        .for_disk = reader->options->disk,
        .only_book = reader->only_book,
        .today = &reader->today,
        .drafts = reader->options->drafts,
        .for_editor = reader->for_editor,
        .future = reader->options->future,
        .shown = reader->shown,
        .published = published,
    };
    return reader->site = site_load(problems, &input, arena);
}

const struct site *reader_site(struct reader *reader, struct diag *problems, struct arena *arena) {
    return load(reader, NULL, problems, arena);
}

static const struct plan *plan_pages(struct reader *reader, const struct search_index *search, const struct layouts *layouts,
                                     struct diag *problems, struct arena *arena) {
    const struct plan *plan = plan_make(reader->site, search, layouts, reader->tree, problems, arena);
    return plan && edition_sites_aim(reader->editions, plan, problems, arena) ? plan : NULL;
}

/* Today's plan, which knows what is in the editions. */
static const struct plan *plan_today(struct reader *reader, const struct layouts *layouts, struct diag *problems,
                                     struct arena *arena) {
    reader->editions = arena_new(arena, struct edition_sites);
    if (!edition_sites_find(reader->editions, reader, reader->site, problems, arena))
        return NULL;
    if (reader->editions->count > 0)
        reader->site = edition_sites_tell(reader->editions, reader->site, arena);
    const struct search_index *search;
    if (reader->is_shown_only)
        search = search_index_later(reader->site, arena);
    else if (!search_index_make(&search, reader->site, &reader->workers, problems, arena))
        return NULL;
    return plan_pages(reader, search, layouts, problems, arena);
}

const struct plan *reader_add_search(struct reader *reader, const struct plan *plan, struct diag *problems,
                                     struct arena *arena) {
    const struct search_index *search;
    if (!search_index_make(&search, reader->site, &reader->workers, problems, arena))
        return NULL;
    return plan_pages(reader, search, plan->layouts, problems, arena);
}

const struct plan *reader_plan(struct reader *reader, struct diag *problems, struct arena *arena) {
    load(reader, published_before(reader, arena), problems, arena);
    const struct layouts *layouts = layouts_load(problems, reader->tree, reader->site ? reader->site->language : NULL, arena);
    if (!reader->site || !layouts || problems->errors > 0)
        return NULL;

    reader_tell_origin(reader, arena);
    const struct plan *plan = plan_today(reader, layouts, problems, arena);
    reader->held = held_back_of(reader->site, arena);
    reader_remember_held(reader);
    return problems->errors > 0 ? NULL : plan;
}

void reader_close(struct reader *reader) {
    if (reader->remembered && reader->keep)
        remembered_save(reader->remembered);
    if (reader->remembered)
        remembered_close(reader->remembered);
    repository_close(reader->repository);
    publish_unlock(reader->lock);
}
