#include "publish/publish.h"
#include "base/array.h"
#include "base/files.h"
#include "publish/ledger.h"
#include "publish/stage.h"
#include "publish/standing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

struct leaf {
    const char *path, *bytes;
};

/* A site of leaves, sorted by path. A leaf whose bytes are "!" cannot be made. */
struct leaves {
    const struct leaf *items;
    size_t count;
};

struct fixture {
    struct arena arena;
    char root[32];
    struct stage stage;
    struct diag problems;
    struct published result;
    struct publish_options options;
};

static struct text leaf_path(size_t index, const void *context) {
    const struct leaves *leaves = context;
    return text_of(leaves->items[index].path);
}

static bool leaf_make(struct publish_made *made, size_t index, const struct digest *known, const void *context,
                      struct arena *arena) {
    const struct leaves *leaves = context;
    struct text bytes = text_of(leaves->items[index].bytes);
    if (text_equal(bytes, TEXT("!"))) {
        made->failure.why = text_format(arena, "leaf %zu is bad", index);
        return false;
    }
    made->key = digest_of(bytes);
    if (!known || !digest_equal(made->key, *known))
        buffer_add(&made->bytes, text_slice(bytes, 0, text_find_char(bytes, '#', 0)));
    return true;
}

static int set_up(void **state) {
    static struct fixture fixture;
    fixture = (struct fixture){.root = "/tmp/colophon-publish-XXXXXX"};
    assert_non_null(mkdtemp(fixture.root));
    fixture.options.output = path_join(&fixture.arena, fixture.root, TEXT("site"));
    fixture.options.shown = "site";
    fixture.options.explain = true;
    fixture.options.workers.count = 2;
    fixture.stage = stage_at(fixture.options.output, NULL, &fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    folder_remove_all(fixture->root);
    diag_free(&fixture->problems);
    arena_free(&fixture->arena);
    return 0;
}

static bool publish(struct fixture *fixture, const struct leaf *leaves, size_t count) {
    struct leaves site = {leaves, count};
    struct publish_pages pages = {.count = count, .path = leaf_path, .make = leaf_make, .context = &site};
    diag_free(&fixture->problems);
    fixture->problems = (struct diag){0};
    int lock = publish_lock(&fixture->options, &fixture->problems, &fixture->arena);
    if (lock < 0)
        return false;
    bool done = publish_run(&fixture->result, &pages, &fixture->options, &fixture->problems, &fixture->arena);
    publish_unlock(lock);
    return done;
}

#define PUBLISH(fixture, leaves) publish(fixture, leaves, sizeof(leaves) / sizeof *(leaves))

static const char *in_output(struct fixture *fixture, const char *path) {
    return path_join(&fixture->arena, fixture->options.output, text_of(path));
}

static void put_file(struct fixture *fixture, const char *path, const char *bytes) {
    const char *file = in_output(fixture, path);
    size_t folder = strlen(file);
    while (file[folder - 1] != '/')
        folder--;
    assert_true(folder_make(text_terminated((struct text){file, folder}, &fixture->arena)));
    assert_true(file_write(file, text_of(bytes), false));
}

static bool has(struct fixture *fixture, const char *path, const char *bytes) {
    struct text found;
    const char *file = in_output(fixture, path);
    return file_read(&found, file, 1000, &fixture->arena) && text_equal(found, text_of(bytes));
}

static size_t count_files(struct fixture *fixture, const char *folder) {
    struct file_list list = {0};
    folder_list(&list, folder, &(struct file_listing){.hidden = true}, &fixture->arena);
    return list.count;
}

static bool is_exactly(struct fixture *fixture, const struct leaf *leaves, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!has(fixture, leaves[i].path, leaves[i].bytes))
            return false;
    return count_files(fixture, fixture->options.output) == count;
}

#define IS_EXACTLY(fixture, leaves) is_exactly(fixture, leaves, sizeof(leaves) / sizeof *(leaves))

static const struct leaf old_site[] = {
    {"404.html", "lost"},
    {"essays/a/index.html", "essay a"},
    {"essays/b/index.html", "essay b"},
    {"essays/index.html", "essays"},
    {"index.html", "home"},
    {"topics", "a file that becomes a folder"},
};

static const struct leaf new_site[] = {
    {"404.html", "lost"},
    {"essays/a/index.html", "essay a, revised"},
    {"essays/c/index.html", "essay c"},
    {"essays/index.html", "essays, revised"},
    {"index.html", "home, revised"},
    {"topics/x/index.html", "topic x"},
};

static void the_first_run_writes_all(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    assert_true(IS_EXACTLY(fixture, old_site));
    assert_int_equal(fixture->result.total, 6);
    assert_int_equal(fixture->result.made, 6);
    assert_int_equal(fixture->result.changed, 6);
    assert_int_equal(fixture->result.kept, 0);
    assert_int_equal(fixture->result.removed, 0);
    assert_int_equal(fixture->result.bytes, 4 + 7 + 7 + 6 + 4 + 28);
    assert_int_equal(fixture->result.reasons.count, 6);
    assert_true(text_equal(fixture->result.reasons.items[5], TEXT("topics: new")));
}

/* Time and inode of every file and folder of the output and of the state, as one digest. */
static struct digest fingerprint(struct fixture *fixture, const char *folder) {
    struct file_list list = {0};
    struct hasher hasher;
    hasher_start(&hasher);
    assert_true(folder_list(&list, folder, &(struct file_listing){.hidden = true}, &fixture->arena));
    for (size_t i = 0; i < list.count; i++) {
        hasher_add_text(&hasher, list.items[i].path);
        hasher_add_number(&hasher, list.items[i].status.st_ino);
        hasher_add_number(&hasher, (uint64_t)list.items[i].status.st_mtim.tv_nsec);
        hasher_add_number(&hasher, (uint64_t)list.items[i].status.st_ctim.tv_nsec);
    }
    return hasher_end(&hasher);
}

static void a_second_run_writes_nothing(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    struct digest site = fingerprint(fixture, fixture->options.output), kept = fingerprint(fixture, fixture->stage.state);
    assert_true(PUBLISH(fixture, old_site));
    assert_int_equal(fixture->result.kept, 6);
    assert_int_equal(fixture->result.made, 0);
    assert_int_equal(fixture->result.changed, 0);
    assert_int_equal(fixture->result.reasons.count, 0);
    assert_true(digest_equal(site, fingerprint(fixture, fixture->options.output)));
    assert_true(digest_equal(kept, fingerprint(fixture, fixture->stage.state)));
}

static void changes_are_placed_and_what_vanishes_is_removed(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    assert_true(PUBLISH(fixture, new_site));
    assert_true(IS_EXACTLY(fixture, new_site));
    assert_int_equal(fixture->result.kept, 1);
    assert_int_equal(fixture->result.changed, 5);
    assert_int_equal(fixture->result.removed, 2);
    assert_false(file_exists(in_output(fixture, "essays/b")));
    assert_true(text_equal(fixture->result.changes.items[0], TEXT("essays/b/index.html (removed)")));
    assert_true(text_equal(fixture->result.reasons.items[0], TEXT("essays/a/index.html: layout or inputs changed")));
    assert_true(PUBLISH(fixture, old_site));
    assert_true(IS_EXACTLY(fixture, old_site));
}

static void another_key_with_the_same_bytes_changes_only_the_ledger(void **state) {
    struct fixture *fixture = *state;
    static const struct leaf before[] = {{"a", "same#1"}, {"b", "other#1"}}, after[] = {{"a", "same#2"}, {"b", "other#1"}};
    assert_true(PUBLISH(fixture, before));
    struct digest site = fingerprint(fixture, fixture->options.output);
    assert_true(PUBLISH(fixture, after));
    assert_int_equal(fixture->result.made, 1);
    assert_int_equal(fixture->result.changed, 0);
    assert_true(text_equal(fixture->result.reasons.items[0], TEXT("a: layout or inputs changed, with the same bytes")));
    assert_true(digest_equal(site, fingerprint(fixture, fixture->options.output)));
    assert_true(PUBLISH(fixture, after));
    assert_int_equal(fixture->result.kept, 2);
}

static void what_somebody_else_did_to_a_page_is_undone(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    put_file(fixture, "404.html", "defaced");
    assert_true(file_remove(in_output(fixture, "index.html")));
    assert_true(PUBLISH(fixture, old_site));
    assert_true(IS_EXACTLY(fixture, old_site));
    assert_int_equal(fixture->result.changed, 2);
    assert_true(text_equal(fixture->result.reasons.items[0], TEXT("404.html: changed in the output by someone else")));
    assert_true(text_equal(fixture->result.reasons.items[1], TEXT("index.html: missing from the output")));
}

static void a_file_of_somebody_else_survives(void **state) {
    struct fixture *fixture = *state;
    put_file(fixture, "CNAME", "example.org");
    put_file(fixture, "essays/b/notes.txt", "mine");
    assert_true(PUBLISH(fixture, old_site));
    assert_true(PUBLISH(fixture, new_site));
    assert_true(has(fixture, "CNAME", "example.org"));
    assert_true(has(fixture, "essays/b/notes.txt", "mine"));
    assert_int_equal(count_files(fixture, fixture->options.output), 8);
}

static void foreign_files_in_the_way_are_all_named(void **state) {
    struct fixture *fixture = *state;
    put_file(fixture, "404.html", "mine");
    put_file(fixture, "index.html", "mine too");
    put_file(fixture, "essays/a", "a file where a folder must be");
    put_file(fixture, "topics/y", "a folder where a file must be");
    assert_false(PUBLISH(fixture, old_site));
    assert_int_equal(fixture->problems.errors, 4);
    assert_int_equal(fixture->problems.fault, FAULT_MACHINE);
    assert_string_equal(fixture->problems.items[0].code, "E331");
    assert_true(text_equal(fixture->problems.items[0].place.path, TEXT("site/404.html")));
    assert_true(text_equal(fixture->problems.items[1].place.path, TEXT("site/essays/a")));
    assert_true(text_equal(fixture->problems.items[3].place.path, TEXT("site/topics/y")));
    assert_int_equal(count_files(fixture, fixture->options.output), 4);
    assert_true(has(fixture, "404.html", "mine"));
    assert_false(file_exists(fixture->stage.folder));
    assert_false(file_exists(fixture->stage.ledger));
}

static void a_lost_ledger_takes_over_what_is_the_same(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    struct digest site = fingerprint(fixture, fixture->options.output);
    assert_true(folder_remove_all(fixture->stage.state));
    assert_true(PUBLISH(fixture, old_site));
    assert_int_equal(fixture->result.changed, 0);
    assert_true(digest_equal(site, fingerprint(fixture, fixture->options.output)));

    assert_true(file_write(fixture->stage.ledger, TEXT("colophon ledger 1\ndamaged"), false));
    assert_false(PUBLISH(fixture, new_site));
    assert_int_equal(fixture->problems.errors, 4);
    assert_true(IS_EXACTLY(fixture, old_site));
}

static void many_foreign_files_are_one_error(void **state) {
    struct fixture *fixture = *state;
    static const char *const paths[] = {"404.html",          "essays/a/index.html", "essays/b/index.html",
                                        "essays/index.html", "index.html",          "topics"};
    for (size_t i = 0; i < 6; i++)
        put_file(fixture, paths[i], "mine");
    assert_false(PUBLISH(fixture, old_site));
    assert_int_equal(fixture->problems.errors, 1);
    assert_string_equal(fixture->problems.items[0].code, "E331");
    assert_true(text_equal(fixture->problems.items[0].place.path, TEXT("site")));
    assert_true(text_equal(fixture->problems.items[0].message,
                           TEXT("6 files are in the way that this program did not write: 404.html, essays/a/index.html, "
                                "essays/b/index.html and 3 more")));
    for (size_t i = 0; i < 6; i++)
        assert_true(has(fixture, paths[i], "mine"));
}

/* The ledger as an earlier version of the program left it. */
static void make_ledger_older(struct fixture *fixture) {
    struct ledger ledger;
    struct buffer payload = {0}, file = {0};
    assert_true(ledger_read(&ledger, fixture->stage.ledger, &fixture->arena));
    for (size_t i = 0; i < ledger.count; i++) {
        state_put_text(&payload, ledger.items[i].path);
        state_put_digest(&payload, ledger.items[i].key);
        state_put_digest(&payload, ledger.items[i].content);
        state_put_number(&payload, ledger.items[i].size_bytes);
        state_put_number(&payload, (uint64_t)ledger.items[i].time_ns);
    }
    state_seal(&file, TEXT("colophon ledger 1\n"), buffer_text(&payload));
    assert_true(file_write(fixture->stage.ledger, buffer_text(&file), false));
    buffer_free(&payload);
    buffer_free(&file);
}

static void an_older_ledger_still_owns_its_files(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    make_ledger_older(fixture);
    assert_true(PUBLISH(fixture, old_site));
    assert_int_equal(fixture->result.made, 6);
    assert_int_equal(fixture->result.changed, 0);
    make_ledger_older(fixture);
    put_file(fixture, "CNAME", "example.org");
    assert_true(PUBLISH(fixture, new_site));
    assert_int_equal(fixture->problems.count, 0);
    assert_true(has(fixture, "CNAME", "example.org"));
    assert_true(file_remove(in_output(fixture, "CNAME")));
    assert_true(IS_EXACTLY(fixture, new_site));
}

static void what_a_damaged_ledger_may_have_owned_is_named(void **state) {
    struct fixture *fixture = *state;
    static const struct leaf fewer[] = {{"404.html", "lost"}, {"index.html", "home"}};
    assert_true(PUBLISH(fixture, old_site));
    assert_true(file_write(fixture->stage.ledger, TEXT("colophon ledger 3\ndamaged"), false));
    assert_true(PUBLISH(fixture, fewer));
    assert_int_equal(fixture->problems.warnings, 1);
    assert_string_equal(fixture->problems.items[0].code, "W339");
    assert_true(text_equal(fixture->problems.items[0].message,
                           TEXT("the record of what was published here is damaged, and these files belong to no page: "
                                "essays/a/index.html, essays/b/index.html, essays/index.html and 1 more")));
    assert_true(has(fixture, "essays/b/index.html", "essay b"));
    assert_true(PUBLISH(fixture, fewer));
    assert_int_equal(fixture->problems.count, 0);
}

static void a_changed_page_that_vanishes_is_left(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    put_file(fixture, "essays/b/index.html", "notes that somebody made");
    assert_true(PUBLISH(fixture, new_site));
    assert_int_equal(fixture->problems.warnings, 1);
    assert_string_equal(fixture->problems.items[0].code, "W335");
    assert_true(has(fixture, "essays/b/index.html", "notes that somebody made"));
    assert_true(PUBLISH(fixture, new_site));
    assert_int_equal(fixture->problems.warnings, 0);
}

static void a_page_that_cannot_be_made_changes_nothing(void **state) {
    struct fixture *fixture = *state;
    static const struct leaf bad[] = {{"404.html", "new"}, {"essays/a/index.html", "!"}, {"index.html", "!"}};
    assert_true(PUBLISH(fixture, old_site));
    assert_false(PUBLISH(fixture, bad));
    assert_int_equal(fixture->problems.errors, 2);
    assert_int_equal(fixture->problems.fault, FAULT_CONTENT);
    assert_string_equal(fixture->problems.items[0].code, "E330");
    assert_true(text_equal(fixture->problems.items[0].message, TEXT("this page cannot be made: leaf 1 is bad")));
    assert_true(IS_EXACTLY(fixture, old_site));
    assert_false(file_exists(fixture->stage.folder));
}

static void a_dry_run_counts_and_writes_nothing(void **state) {
    struct fixture *fixture = *state;
    struct leaves site = {new_site, 6};
    struct publish_pages pages = {.count = 6, .path = leaf_path, .make = leaf_make, .context = &site};
    assert_true(PUBLISH(fixture, old_site));
    fixture->options.dry_run = true;
    assert_true(publish_run(&fixture->result, &pages, &fixture->options, &fixture->problems, &fixture->arena));
    assert_int_equal(fixture->result.changed, 5);
    assert_int_equal(fixture->result.removed, 2);
    assert_true(IS_EXACTLY(fixture, old_site));
    assert_false(file_exists(fixture->stage.folder));
}

static bool always(void) {
    return true;
}

static void a_stopped_run_changes_nothing(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    fixture->options.stop = always;
    assert_false(PUBLISH(fixture, new_site));
    assert_true(fixture->result.stopped);
    assert_int_equal(fixture->problems.errors, 0);
    assert_true(IS_EXACTLY(fixture, old_site));
    assert_false(file_exists(fixture->stage.folder));
}

static void an_output_that_is_a_file_is_an_error(void **state) {
    struct fixture *fixture = *state;
    assert_true(file_write(fixture->options.output, TEXT("a file"), false));
    assert_false(PUBLISH(fixture, old_site));
    assert_string_equal(fixture->problems.items[0].code, "E333");
}

static unsigned waited;

static void count_waiting(void *context) {
    (void)context;
    waited++;
}

static bool give_up(void) {
    return waited > 0;
}

static void a_second_run_waits_for_the_lock(void **state) {
    struct fixture *fixture = *state;
    int lock = publish_lock(&fixture->options, &fixture->problems, &fixture->arena);
    assert_true(lock >= 0);
    struct publish_options second = fixture->options;
    second.waiting = count_waiting;
    second.stop = give_up;
    waited = 0;
    assert_int_equal(publish_lock(&second, &fixture->problems, &fixture->arena), -1);
    assert_int_equal(waited, 1);
    assert_int_equal(fixture->problems.errors, 0);
    publish_unlock(lock);
    lock = publish_lock(&second, &fixture->problems, &fixture->arena);
    assert_true(lock >= 0);
    publish_unlock(lock);
}

/* Kills a run before its system call number `calls`; false when it came to its end before that. */
static bool kill_at(struct fixture *fixture, unsigned calls) {
    int status;
    pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        _exit(PUBLISH(fixture, new_site) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    for (unsigned stops = 0; stops < 2 * calls; stops++) {
        assert_int_equal(ptrace(PTRACE_SYSCALL, child, NULL, NULL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        if (WIFEXITED(status)) {
            assert_int_equal(WEXITSTATUS(status), 0);
            return false;
        }
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return true;
}

static bool may_trace(void) {
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : 1);
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum { MANY_LEAVES = 5000 };

static const struct leaf *many_leaves(struct fixture *fixture) {
    struct leaf *leaves = arena_array(&fixture->arena, struct leaf, MANY_LEAVES);
    for (size_t i = 0; i < MANY_LEAVES; i++)
        leaves[i] = (struct leaf){text_format(&fixture->arena, "a/%04zu.html", i).bytes, "leaf"};
    return leaves;
}

static bool stands(struct fixture *fixture) {
    struct published result;
    fixture->options.standing = NULL;
    return publish_stands(&result, &fixture->options, &fixture->arena) && result.kept == MANY_LEAVES;
}

static bool is_known(struct fixture *fixture) {
    struct published result;
    fixture->options.standing = NULL;
    return publish_is_known(&result, &fixture->options, &fixture->arena) && result.kept == result.total && result.total == 6;
}

static void what_the_last_publication_was_made_from_is_known(void **state) {
    struct fixture *fixture = *state;
    fixture->options.input = digest_of(TEXT("input"));
    assert_false(is_known(fixture));
    assert_true(PUBLISH(fixture, old_site));
    assert_true(is_known(fixture));
    put_file(fixture, "index.html", "meddled with");
    assert_true(is_known(fixture));
    fixture->options.input = digest_of(TEXT("another input"));
    assert_false(is_known(fixture));
    fixture->options.input = (struct digest){0};
    assert_true(PUBLISH(fixture, old_site));
    assert_false(is_known(fixture));
}

/* So many that workers look at them. */
static void one_file_of_many_that_is_not_as_it_was_written_is_seen(void **state) {
    struct fixture *fixture = *state;
    fixture->options.input = digest_of(TEXT("input"));
    assert_true(publish(fixture, many_leaves(fixture), MANY_LEAVES));
    assert_true(stands(fixture));
    static const char *const paths[] = {"a/0000.html", "a/1023.html", "a/1024.html", "a/4999.html"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        put_file(fixture, paths[i], "meddled with");
        assert_false(stands(fixture));
        assert_true(publish(fixture, many_leaves(fixture), MANY_LEAVES));
        assert_int_equal(fixture->result.made, 1);
        assert_true(stands(fixture));
    }
    file_remove(in_output(fixture, "a/3000.html"));
    assert_false(stands(fixture));
}

static void what_was_read_of_the_output_is_not_read_again(void **state) {
    struct fixture *fixture = *state;
    assert_true(PUBLISH(fixture, old_site));
    fixture->options.standing = standing_read(fixture->options.output, NULL, &fixture->arena);
    file_remove(fixture->stage.ledger);
    assert_true(PUBLISH(fixture, new_site));
    assert_true(IS_EXACTLY(fixture, new_site));
    assert_int_equal(fixture->result.removed, 2);
}

static void killed_at_any_call_the_old_or_the_new_site_stands(void **state) {
    struct fixture *fixture = *state;
    unsigned old_stood = 0, new_stood = 0;
    if (!may_trace())
        skip();
    for (unsigned calls = 1;; calls++) {
        assert_true(PUBLISH(fixture, old_site));
        if (!kill_at(fixture, calls))
            break;
        int lock = publish_lock(&fixture->options, &fixture->problems, &fixture->arena);
        publish_unlock(lock);
        bool is_old = IS_EXACTLY(fixture, old_site), is_new = IS_EXACTLY(fixture, new_site);
        assert_true(is_old || is_new);
        assert_false(file_exists(fixture->stage.folder));
        assert_false(file_exists(fixture->stage.journal));
        old_stood += is_old;
        new_stood += is_new;
        assert_true(PUBLISH(fixture, new_site));
        assert_true(IS_EXACTLY(fixture, new_site));
        assert_int_equal(fixture->result.changed, is_old ? 5 : 0);
    }
    assert_true(old_stood > 20);
    assert_true(new_stood > 10);
    print_message("killed at %u calls: the old site stood %u times, the new one %u times\n", old_stood + new_stood, old_stood,
                  new_stood);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* Replaces the bytes of file `index` of what stands. */
static bool replace(struct fixture *fixture, size_t index, const char *bytes) {
    struct publish_replacement replacement = {index, digest_of(text_of(bytes)), text_of(bytes)};
    struct publish_options options = fixture->options;
    options.input = digest_of(TEXT("another input"));
    options.standing = NULL;
    diag_free(&fixture->problems);
    fixture->problems = (struct diag){0};
    int lock = publish_lock(&options, &fixture->problems, &fixture->arena);
    bool done = lock >= 0 && publish_replace(&fixture->result, &replacement, 1, &options, &fixture->problems, &fixture->arena);
    publish_unlock(lock);
    return done;
}

static void replaces_one_file_of_what_stands(void **state) {
    struct fixture *fixture = *state;
    const struct leaf leaves[] = {{"a", "1"}, {"b/c", "2"}, {"d", "3"}};
    assert_true(PUBLISH(fixture, leaves));
    assert_true(publish_untouched(&fixture->options, &fixture->arena));
    assert_true(replace(fixture, 1, "other"));
    assert_int_equal(fixture->result.changed, 1);
    assert_int_equal(fixture->result.kept, 2);
    assert_true(text_equal(fixture->result.reasons.items[0], TEXT("b/c: only its text changed")));
    assert_true(has(fixture, "b/c", "other"));
    assert_true(has(fixture, "d", "3"));
    assert_true(publish_untouched(&fixture->options, &fixture->arena));
    assert_true(replace(fixture, 1, "other"));
    assert_int_equal(fixture->result.changed, 0);
}

static void replaces_nothing_that_somebody_changed(void **state) {
    struct fixture *fixture = *state;
    const struct leaf leaves[] = {{"a", "1"}, {"b", "2"}};
    assert_true(PUBLISH(fixture, leaves));
    put_file(fixture, "b", "mine");
    assert_false(publish_untouched(&fixture->options, &fixture->arena));
    assert_false(replace(fixture, 1, "other"));
    assert_int_equal(fixture->problems.errors, 1);
    assert_true(has(fixture, "b", "mine"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_run_writes_all),
        TEST(a_second_run_writes_nothing),
        TEST(changes_are_placed_and_what_vanishes_is_removed),
        TEST(another_key_with_the_same_bytes_changes_only_the_ledger),
        TEST(what_somebody_else_did_to_a_page_is_undone),
        TEST(a_file_of_somebody_else_survives),
        TEST(foreign_files_in_the_way_are_all_named),
        TEST(a_lost_ledger_takes_over_what_is_the_same),
        TEST(many_foreign_files_are_one_error),
        TEST(an_older_ledger_still_owns_its_files),
        TEST(what_a_damaged_ledger_may_have_owned_is_named),
        TEST(a_changed_page_that_vanishes_is_left),
        TEST(a_page_that_cannot_be_made_changes_nothing),
        TEST(a_dry_run_counts_and_writes_nothing),
        TEST(a_stopped_run_changes_nothing),
        TEST(an_output_that_is_a_file_is_an_error),
        TEST(a_second_run_waits_for_the_lock),
        TEST(what_the_last_publication_was_made_from_is_known),
        TEST(one_file_of_many_that_is_not_as_it_was_written_is_seen),
        TEST(what_was_read_of_the_output_is_not_read_again),
        TEST(killed_at_any_call_the_old_or_the_new_site_stands),
        TEST(replaces_one_file_of_what_stands),
        TEST(replaces_nothing_that_somebody_changed),
    };
    return cmocka_run_group_tests_name("publish", tests, NULL, NULL);
}
