#include "deploy/branch.h"

#include "base/array.h"
#include "base/files.h"
#include "base/program.h"
#include "publish/stage.h"
#include "read/codes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* So many commits are kept on a shelf, each in a pack of its own; then it is begun anew. */
enum { PACKS_MOST = 50 };

/* Says that a run is not over, or was killed. */
#define UNFINISHED TEXT("unfinished")

/* Where the new commit is until it is the branch's tip. */
#define NEXT "refs/colophon/next"

/* Of a repository other than the one that is meant, as a hook has them, from `git rev-parse --local-env-vars`. */
static const char *const others[] = {"GIT_DIR",
                                     "GIT_WORK_TREE",
                                     "GIT_INDEX_FILE",
                                     "GIT_OBJECT_DIRECTORY",
                                     "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                     "GIT_COMMON_DIR",
                                     "GIT_CONFIG",
                                     "GIT_CONFIG_PARAMETERS",
                                     "GIT_GRAFT_FILE",
                                     "GIT_SHALLOW_FILE",
                                     "GIT_NO_REPLACE_OBJECTS",
                                     "GIT_REPLACE_REF_BASE",
                                     "GIT_IMPLICIT_WORK_TREE",
                                     "GIT_INTERNAL_SUPER_PREFIX",
                                     "GIT_PREFIX",
                                     "GIT_NAMESPACE",
                                     "GIT_QUARANTINE_PATH",
                                     NULL};

/* Running git. */

struct arguments {
    const char **items;
    size_t count, capacity;
};

/* One run of git, and what it said. */
struct call {
    struct branch *branch;
    struct arguments words;
    const char *with[2]; /* of the environment */
    struct buffer output, errors;
    int status, error; /* as program_talk has them */
};

static void add_words(struct call *call, const char *const *words) {
    for (; *words; words++)
        *array_add(&call->words, call->branch->arena) = *words;
}

#define ADD(call, ...) add_words((call), (const char *const[]){__VA_ARGS__, NULL})

static struct call begin(struct branch *branch, const char *repository) {
    struct call call = {.branch = branch};
    ADD(&call, "git", text_format(branch->arena, "--git-dir=%s", repository).bytes);
    return call;
}

static struct call in_source(struct branch *branch) {
    return begin(branch, text_terminated(branch->source->git_folder, branch->arena));
}

/* With the settings of the reader's repository, but those that would have git do more than it is told to. */
static struct call on_shelf(struct branch *branch) {
    struct arena *arena = branch->arena;
    struct call call = begin(branch, branch->folder);
    ADD(&call, "-c", text_format(arena, "include.path=%s", branch->settings).bytes);
    ADD(&call, "-c", "core.hooksPath=/dev/null");
    if (branch->is_named)
        ADD(&call, "-c", text_format(arena, "remote.%s.mirror=false", branch->remote).bytes);
    ADD(&call, "-c", "core.compression=1", "-c", "fastimport.unpackLimit=0", "-c", "gc.auto=0", "-c", "maintenance.auto=false");
    return call;
}

/* An address of the user's that is no absolute path leads on from where he is, that of a remote from the top of its repository.
 */
static const char *place_of(const struct branch *branch) {
    return branch->is_named || !branch->settings ? text_terminated(branch->source->path, branch->arena) : NULL;
}

static bool run_fed(struct call *call, bool (*feed)(struct buffer *more, void *context), void *context) {
    struct branch *branch = call->branch;
    *array_add(&call->words, branch->arena) = NULL;
    call->status = program_talk(&(struct program){.words = call->words.items,
                                                  .folder = place_of(branch),
                                                  .without = others,
                                                  .with = call->with,
                                                  .feed = feed,
                                                  .context = context,
                                                  .output = &call->output,
                                                  .errors = &call->errors,
                                                  .stop = branch->stop});
    call->error = errno;
    branch->is_broken |= call->status < 0 || call->status > 128;
    return call->status == 0;
}

static bool run(struct call *call) {
    return run_fed(call, NULL, NULL);
}

static void end(struct call *call) {
    buffer_free(&call->output);
    buffer_free(&call->errors);
}

/* Terminated. */
static struct text output_of(const struct call *call) {
    struct text output = text_trim(buffer_text(&call->output));
    return (struct text){text_terminated(output, call->branch->arena), output.size};
}

/* What git says, on one line, without its hints. */
static struct text words_of(const struct call *call) {
    enum { LINES_MOST = 12 };
    struct arena *arena = call->branch->arena;
    struct text line, rest = buffer_text(&call->errors), words = {0};
    for (size_t count = 0; count < LINES_MOST && text_cut(&line, &rest, '\n');) {
        line = text_trim(line);
        if (!line.size || text_starts(line, TEXT("hint:")))
            continue;
        words = words.size ? text_format(arena, "%.*s; %.*s", TEXT_ARGS(words), TEXT_ARGS(line)) : line;
        count++;
    }
    return words.size ? words : text_format(arena, "git ended with status %d", call->status);
}

/* An interrupt is told by the command. */
static bool fail(struct call *call, const char *what, const char *help) {
    struct branch *branch = call->branch;
    struct text why = call->status >= 0       ? words_of(call)
                      : call->error == ENOENT ? TEXT("git was not found: install it")
                                              : text_of(strerror(call->error));
    if (call->status >= 0 || call->error != EINTR)
        diag_fail(branch->problems, FAULT_MACHINE, E_DEPLOY_GIT, (struct text){0},
                  text_format(branch->arena, "%s: %.*s", what, TEXT_ARGS(why)), text_of(help));
    end(call);
    return false;
}

/* Runs it for its answer, which may be no. False with a diagnostic, too, where it could not be asked. */
static bool ask(struct text *answer, struct call *call) {
    bool is_yes = run(call);
    *answer = output_of(call);
    if (call->status < 0 || call->status > 128)
        return fail(call, "git cannot be asked", NULL);
    end(call);
    return is_yes;
}

static bool run_or_fail(struct call *call, const char *what) {
    if (!run(call))
        return fail(call, what, NULL);
    end(call);
    return true;
}

static bool refuse(const struct branch *branch, struct text message, struct text help) {
    diag_fail(branch->problems, FAULT_USAGE, E_DEPLOY_REFUSED, (struct text){0}, message, help);
    return false;
}

static const char *reference_of(const struct branch *branch) {
    return text_format(branch->arena, "refs/heads/%s", branch->name).bytes;
}

/* The shelf. */

static bool find_settings(struct branch *branch) {
    struct call call = in_source(branch);
    ADD(&call, "rev-parse", "--path-format=absolute", "--git-common-dir");
    if (!run(&call))
        return fail(&call, "the reader's repository cannot be used", NULL);
    branch->settings = path_join(branch->arena, output_of(&call).bytes, TEXT("config"));
    end(&call);
    return true;
}

static bool find_remote(struct branch *branch) {
    struct call call = in_source(branch);
    struct text address, remote = text_of(branch->remote);
    ADD(&call, "remote", "get-url", "--push", "--", branch->remote);
    branch->is_named = ask(&address, &call);
    branch->push_address = branch->is_named ? address.bytes : branch->remote;
    if (branch->is_named || text_contains(remote, TEXT("/")) || text_contains(remote, TEXT(":")))
        return true;
    if (call.status < 0)
        return false;
    return refuse(branch, text_format(branch->arena, "the repository has no remote \"%s\"", branch->remote),
                  text_format(branch->arena, "git remote add %s ADDRESS makes it one; or give an address: --remote ADDRESS",
                              branch->remote));
}

static bool check_name(struct branch *branch) {
    struct call call = in_source(branch);
    struct text unused;
    ADD(&call, "check-ref-format", reference_of(branch));
    if (ask(&unused, &call) || call.status < 0)
        return call.status == 0;
    return refuse(branch, text_format(branch->arena, "\"%s\" cannot be the name of a branch", branch->name), (struct text){0});
}

static const char *on_shelf_path(const struct branch *branch, struct text name) {
    return path_join(branch->arena, branch->folder, name);
}

static size_t count_packs(const struct branch *branch) {
    struct file_list list = {0};
    struct file_listing listing = {0};
    size_t count = 0;
    if (folder_list(&list, on_shelf_path(branch, TEXT("objects/pack")), &listing, branch->arena))
        for (size_t i = 0; i < list.count; i++)
            count += text_ends(list.items[i].path, TEXT(".pack"));
    return count;
}

static bool is_usable(const struct branch *branch) {
    return file_exists(on_shelf_path(branch, TEXT("HEAD"))) && !file_exists(on_shelf_path(branch, UNFINISHED)) &&
           count_packs(branch) < PACKS_MOST;
}

static bool cannot_write(const struct branch *branch) {
    diag_fail(branch->problems, FAULT_MACHINE, E_CANNOT_WRITE, text_of(branch->folder), text_of(strerror(errno)),
              (struct text){0});
    return false;
}

static bool make_shelf(struct branch *branch) {
    struct call call = {.branch = branch};
    if (!folder_remove_all(branch->folder) && errno != ENOENT)
        return cannot_write(branch);
    if (!folder_make(branch->folder) || !file_write(on_shelf_path(branch, UNFINISHED), TEXT(""), false))
        return cannot_write(branch);
    ADD(&call, "git", "-c", "init.defaultBranch=none", "init", "-q", "--bare", "--template=", branch->folder);
    branch->is_broken = !run_or_fail(&call, "a repository for the branch cannot be made");
    return !branch->is_broken;
}

bool branch_open(struct branch *branch) {
    if (!find_settings(branch) || !find_remote(branch) || !check_name(branch))
        return false;
    if (!is_usable(branch))
        return make_shelf(branch);
    return file_write(on_shelf_path(branch, UNFINISHED), TEXT(""), false) || cannot_write(branch);
}

void branch_close(struct branch *branch) {
    if (branch->settings && !branch->is_broken)
        file_remove(on_shelf_path(branch, UNFINISHED));
}

/* The tip. */

/* Sets `tip` to where the remote's branch is; "" when there is none. */
static bool ask_remote(struct text *tip, struct branch *branch) {
    struct call call = on_shelf(branch);
    const char *reference = reference_of(branch);
    ADD(&call, "ls-remote", "--", branch->remote, reference);
    if (!run(&call))
        return fail(&call, text_format(branch->arena, "%s cannot be asked", branch->remote).bytes, NULL);
    struct text line, rest = output_of(&call);
    *tip = TEXT("");
    end(&call);
    while (text_cut(&line, &rest, '\n')) {
        size_t tab = text_find_char(line, '\t', 0);
        if (text_equal(text_after(line, tab + 1), text_of(reference)))
            *tip = (struct text){text_terminated(text_slice(line, 0, tab), branch->arena), tab};
    }
    return true;
}

static bool find_on_shelf(struct text *tip, struct branch *branch) {
    struct call call = on_shelf(branch);
    ADD(&call, "rev-parse", "-q", "--verify", reference_of(branch));
    return ask(tip, &call);
}

/* The branch may have moved since it was asked for. */
static bool find_fetched(struct branch *branch) {
    struct call call = on_shelf(branch);
    ADD(&call, "rev-parse", "-q", "--verify", reference_of(branch));
    if (!run(&call))
        return fail(&call, "the branch is not there after it was fetched", NULL);
    branch->tip = output_of(&call);
    end(&call);
    return true;
}

static struct call fetch_of(struct branch *branch, bool is_partial) {
    struct call call = on_shelf(branch);
    const char *reference = reference_of(branch);
    ADD(&call, "fetch", "-q", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=");
    if (is_partial)
        ADD(&call, "--filter=blob:none");
    ADD(&call, "--", branch->remote, text_format(branch->arena, "+%s:%s", reference, reference).bytes);
    return call;
}

/* Most servers that cannot leave out blobs are told apart by git itself, which then fetches all. */
static bool fetch(struct branch *branch) {
    const char *what = text_format(branch->arena, "%s of %s cannot be fetched", branch->name, branch->remote).bytes;
    struct call call = fetch_of(branch, true);
    if (run(&call)) {
        end(&call);
        return true;
    }
    if (!text_contains(buffer_text(&call.errors), TEXT("filter")))
        return fail(&call, what, NULL);
    end(&call);
    call = fetch_of(branch, false);
    return run_or_fail(&call, what);
}

/* Of the headers of a commit: "tree ID". */
static void take_header(struct branch *branch, struct text line) {
    if (text_starts(line, TEXT("tree ")))
        branch->tree = text_after(line, 5);
    branch->has_parents |= text_starts(line, TEXT("parent "));
}

static void take_message(struct branch *branch, struct text message) {
    struct text line;
    branch->subject = text_slice(message, 0, text_find_char(message, '\n', 0));
    while (text_cut(&line, &message, '\n'))
        if (text_starts(line, TEXT("Source: ")))
            branch->published = text_trim(text_after(line, 8));
}

static bool read_tip(struct branch *branch) {
    struct call call = on_shelf(branch);
    ADD(&call, "cat-file", "commit", branch->tip.bytes);
    if (!run(&call))
        return fail(&call, "the tip of the branch cannot be read", NULL);
    struct text line, rest = output_of(&call);
    end(&call);
    while (text_cut(&line, &rest, '\n') && line.size)
        take_header(branch, line);
    take_message(branch, rest);
    return true;
}

bool branch_find(struct branch *branch) {
    struct text standing;
    branch->tip = branch->tree = branch->published = branch->subject = (struct text){0};
    branch->has_parents = false;
    if (!ask_remote(&branch->tip, branch))
        return false;
    if (!branch->tip.size)
        return true;
    if (!find_on_shelf(&standing, branch) || !text_equal(standing, branch->tip))
        if (!fetch(branch) || !find_fetched(branch))
            return false;
    return read_tip(branch);
}

bool branch_recall(struct branch *branch) {
    if (!find_settings(branch) || !is_usable(branch) || !find_on_shelf(&branch->tip, branch))
        return false;
    return read_tip(branch);
}

/* What is on it. */

static bool take_file(struct branch_files *files, struct text entry, struct arena *arena) {
    size_t mode = text_find_char(entry, ' ', 0), type = text_find_char(entry, ' ', mode + 1);
    size_t id = text_find_char(entry, '\t', type + 1);
    if (id >= entry.size)
        return false;
    *array_add(files, arena) = (struct branch_file){
        .mode = text_slice(entry, 0, mode), .id = text_slice(entry, type + 1, id), .path = text_after(entry, id + 1)};
    return true;
}

bool branch_list(struct branch_files *files, struct branch *branch) {
    struct call call = on_shelf(branch);
    struct text entry, rest;
    bool good = true;
    *files = (struct branch_files){0};
    if (!branch->tip.size)
        return true;
    ADD(&call, "ls-tree", "-r", "-z", "--full-tree", branch->tip.bytes);
    if (!run(&call))
        return fail(&call, "the files of the branch cannot be listed", NULL);
    rest = text_copy(buffer_text(&call.output), branch->arena);
    while (good && text_cut(&entry, &rest, '\0'))
        good = take_file(files, entry, branch->arena);
    if (!good)
        return fail(&call, "git lists the files of the branch in an unknown way", NULL);
    end(&call);
    return true;
}

struct request {
    struct text line;
    bool is_sent;
};

static bool feed_request(struct buffer *more, void *context) {
    struct request *request = context;
    if (!request->is_sent)
        buffer_add(more, request->line);
    return !request->is_sent && (request->is_sent = true);
}

/* "ID blob SIZE", the bytes, and a newline; or "... missing". */
static bool take_blob(struct text *bytes, struct text answer) {
    struct text head;
    return text_cut(&head, &answer, '\n') && text_contains(head, TEXT(" blob ")) && answer.size &&
           (*bytes = text_slice(answer, 0, answer.size - 1), true);
}

bool branch_read(struct text *bytes, bool *is_there, struct branch *branch, struct text path) {
    struct call call = on_shelf(branch);
    *is_there = false;
    if (!branch->tip.size)
        return true;
    struct request request = {.line = text_format(branch->arena, "%s:%.*s\n", branch->tip.bytes, TEXT_ARGS(path))};
    ADD(&call, "cat-file", "--batch");
    if (!run_fed(&call, feed_request, &request))
        return fail(&call, text_format(branch->arena, "%.*s of the branch cannot be read", TEXT_ARGS(path)).bytes, NULL);
    *is_there = take_blob(bytes, text_copy(buffer_text(&call.output), branch->arena));
    end(&call);
    return true;
}

/* A new commit. */

/* "NAME <EMAIL> SECONDS ZONE". Where nobody has a name, as on a machine that builds, it is the program's. */
static struct text find_committer(struct branch *branch) {
    struct call call = in_source(branch);
    struct text person;
    ADD(&call, "var", "GIT_COMMITTER_IDENT");
    if (ask(&person, &call) && person.size)
        return person;
    call = in_source(branch);
    ADD(&call, "-c", "user.name=Colophon", "-c", "user.email=colophon@localhost", "var", "GIT_COMMITTER_IDENT");
    return ask(&person, &call) ? person : TEXT("Colophon <colophon@localhost> 0 +0000");
}

/* What fast-import is told, one file at a time. */
struct import {
    struct branch *branch;
    const struct branch_commit *what;
    struct text committer;
    size_t next; /* of the steps */
    enum { TELL_COMMIT, TELL_REMOVED, TELL_FILES, TELL_END, TELL_NOTHING } stage;
    int error; /* errno of a file that cannot be read: then there is no commit */
    struct text failed;
};

static void add_quoted(struct buffer *out, struct text path) {
    buffer_add_char(out, '"');
    for (size_t i = 0; i < path.size; i++) {
        char c = path.bytes[i];
        if (c == '\n')
            buffer_add(out, TEXT("\\n"));
        else if (c == '"' || c == '\\')
            buffer_add_format(out, "\\%c", c);
        else
            buffer_add_char(out, c);
    }
    buffer_add(out, TEXT("\"\n"));
}

static void add_data(struct buffer *out, struct text bytes) {
    buffer_add_format(out, "data %zu\n", bytes.size);
    buffer_add(out, bytes);
    buffer_add_char(out, '\n');
}

/* A commit without a parent begins with all files of the tip, as any other does. */
static void tell_commit(struct buffer *out, const struct import *import) {
    const struct branch *branch = import->branch;
    buffer_add_format(out, "commit " NEXT "\nmark :1\ncommitter %.*s\n", TEXT_ARGS(import->committer));
    add_data(out, import->what->message);
    if (!branch->tip.size)
        return;
    if (import->what->is_fresh)
        buffer_add_format(out, "M 040000 %.*s \"\"\n", TEXT_ARGS(branch->tree));
    else
        buffer_add_format(out, "from %.*s\n", TEXT_ARGS(branch->tip));
}

/* All at once, and first: a file may stand where a folder was. */
static void tell_removed(struct buffer *out, const struct import *import) {
    for (size_t i = 0; i < import->what->changes->steps.count; i++) {
        const struct merge_step *step = &import->what->changes->steps.items[i];
        if (step->change != MERGE_REMOVE)
            continue;
        buffer_add(out, TEXT("D "));
        add_quoted(out, step->path);
    }
}

/* The next file that is new or another one; false when there is none. */
static bool tell_file(struct buffer *out, struct import *import) {
    const struct branch_commit *what = import->what;
    size_t count = what->changes->steps.count;
    while (import->next < count && what->changes->steps.items[import->next].change == MERGE_REMOVE)
        import->next++;
    if (import->next == count)
        return false;
    const struct merge_step *step = &what->changes->steps.items[import->next++];
    struct arena scratch = {0};
    struct text bytes;
    if (what->read(&bytes, step->index, what->context, &scratch)) {
        buffer_add(out, TEXT("M " MODE_FILE " inline "));
        add_quoted(out, step->path);
        add_data(out, bytes);
    } else {
        import->error = errno;
        import->failed = step->path;
    }
    arena_free(&scratch);
    return true;
}

static bool tell(struct buffer *out, void *context) {
    struct import *import = context;
    if (import->error)
        return false;
    switch (import->stage) {
    case TELL_COMMIT: tell_commit(out, import); break;
    case TELL_REMOVED: tell_removed(out, import); break;
    case TELL_FILES:
        if (tell_file(out, import))
            return !import->error;
        break;
    case TELL_END: buffer_add(out, TEXT("\nget-mark :1\ndone\n")); break;
    case TELL_NOTHING: return false;
    }
    import->stage++;
    return true;
}

bool branch_commit(struct text *commit, struct branch *branch, const struct branch_commit *what) {
    struct import import = {.branch = branch, .what = what, .committer = find_committer(branch)};
    struct call call = on_shelf(branch);
    ADD(&call, "fast-import", "--quiet", "--force", "--done", "--depth=0", "--date-format=raw");
    bool done = run_fed(&call, tell, &import);
    if (import.error) {
        diag_fail(branch->problems, FAULT_MACHINE, E_CANNOT_READ, import.failed, text_of(strerror(import.error)),
                  TEXT("nothing was published"));
        end(&call);
        return false;
    }
    if (!done)
        return fail(&call, "the commit cannot be written", NULL);
    *commit = output_of(&call);
    end(&call);
    return true;
}

/* Pushing. */

/* Where that fails, the next run fetches what is there. */
static void set_tip(struct branch *branch, struct text commit) {
    struct call call = on_shelf(branch);
    ADD(&call, "update-ref", reference_of(branch), commit.bytes);
    run(&call);
    end(&call);
}

/* Whether git, or the server, says that another is first; that may be one who has not finished, or a lock that a server left.
 */
static bool says_moved(const struct call *call) {
    static const struct text words[] = {TEXT_INIT("(stale info)"), TEXT_INIT("(fetch first)"),
                                        TEXT_INIT("(failed to update ref)"), TEXT_INIT("(incorrect old value provided)"),
                                        TEXT_INIT("cannot lock ref")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_contains(buffer_text(&call->output), words[i]) || text_contains(buffer_text(&call->errors), words[i]))
            return true;
    return false;
}

/* The answer may have got lost, so the branch is looked at. */
static enum branch_pushed look_again(struct call *call, struct text commit) {
    struct branch *branch = call->branch;
    struct diag unheard = {0}, *problems = branch->problems;
    struct text tip = {0};
    bool is_interrupted = call->status < 0;
    branch->problems = &unheard;
    bool asked = !is_interrupted && ask_remote(&tip, branch);
    branch->problems = problems;
    diag_free(&unheard);
    if (asked && text_equal(tip, commit))
        return BRANCH_PUSHED;
    bool has_moved = asked && !text_equal(tip, branch->tip);
    return has_moved || (!is_interrupted && !branch->is_last_try && says_moved(call)) ? BRANCH_MOVED : BRANCH_FAILED;
}

/* With the lines by which a server tells why. */
static void fail_push(struct call *call) {
    static const char help[] = "the branch is as it was: mend what git says, and deploy again";
    struct text line, rest = buffer_text(&call->output);
    while (text_cut(&line, &rest, '\n'))
        if (text_starts(line, TEXT("!"))) {
            buffer_add_char(&call->errors, '\n');
            buffer_add(&call->errors, text_after(line, 1));
        }
    fail(call, text_format(call->branch->arena, "git could not push to %s", call->branch->remote).bytes, help);
}

/* A path that may have any characters, as git reads it in this variable. */
static const char *borrowing_from(const char *objects, struct arena *arena) {
    struct buffer variable = {0};
    buffer_add(&variable, TEXT("GIT_ALTERNATE_OBJECT_DIRECTORIES="));
    add_quoted(&variable, text_of(objects));
    const char *terminated = text_terminated(text_trim(buffer_text(&variable)), arena);
    buffer_free(&variable);
    return terminated;
}

/*
 * From the reader's repository, as the user himself would push, with his hooks; the new objects are borrowed from the shelf. To
 * an address and not to the remote's name, since then no refs/remotes/ is made of a commit that the repository has not.
 */
enum branch_pushed branch_push(struct branch *branch, struct text commit) {
    struct call call = in_source(branch);
    struct arena *arena = branch->arena;
    const char *reference = reference_of(branch);
    call.with[0] = borrowing_from(on_shelf_path(branch, TEXT("objects")), arena);
    ADD(&call, "push", "--porcelain", "--no-thin", "--no-follow-tags", "--recurse-submodules=no");
    ADD(&call, text_format(arena, "--force-with-lease=%s:%.*s", reference, TEXT_ARGS(branch->tip)).bytes);
    ADD(&call, "--", branch->push_address, text_format(arena, "%.*s:%s", TEXT_ARGS(commit), reference).bytes);
    enum branch_pushed pushed = run(&call) ? BRANCH_PUSHED : look_again(&call, commit);
    if (pushed == BRANCH_FAILED)
        fail_push(&call);
    else
        end(&call);
    if (pushed == BRANCH_PUSHED)
        set_tip(branch, commit);
    return pushed;
}

/* 0: it is; 1: it is not; otherwise one of them is not there. */
static int ask_ancestor(struct branch *branch, struct text older, struct text newer) {
    struct call call = in_source(branch);
    struct text unused;
    ADD(&call, "merge-base", "--is-ancestor", text_terminated(older, branch->arena), text_terminated(newer, branch->arena));
    ask(&unused, &call);
    return call.status;
}

enum branch_relation branch_relation_of(struct branch *branch, struct text commit, struct text other) {
    if (text_equal(commit, other))
        return RELATION_SAME;
    int is_older = ask_ancestor(branch, commit, other), is_newer = is_older == 1 ? ask_ancestor(branch, other, commit) : 1;
    if (is_older != 0 && is_older != 1)
        return RELATION_NOT_KNOWN;
    return is_older == 0 ? RELATION_OLDER : is_newer == 0 ? RELATION_NEWER : RELATION_BESIDE;
}

bool branch_is_checked_out(struct branch *branch) {
    struct call call = in_source(branch);
    struct text name;
    ADD(&call, "symbolic-ref", "-q", "--short", "HEAD");
    return ask(&name, &call) && text_equal(name, text_of(branch->name));
}
