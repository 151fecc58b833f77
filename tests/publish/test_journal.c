#include "publish/journal.h"
#include "base/array.h"
#include "base/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* A folder with an output "site" of two files, and a journal that replaces one, adds one and removes one. */
struct fixture {
    struct arena arena;
    char root[32];
    struct stage stage;
    struct journal journal;
};

static const char *in_output(struct fixture *fixture, struct text path) {
    return path_join(&fixture->arena, fixture->stage.output, path);
}

static const char *in_stage(struct fixture *fixture, const char *number) {
    return path_join(&fixture->arena, fixture->stage.folder, text_of(number));
}

static void write_page(struct fixture *fixture, struct text path, struct text bytes) {
    const char *file = in_output(fixture, path);
    struct text name = text_of(file);
    while (name.bytes[name.size - 1] != '/')
        name.size--;
    assert_true(folder_make(text_terminated(name, &fixture->arena)));
    assert_true(file_write(file, bytes, false));
}

static void add_step(struct fixture *fixture, enum journal_kind kind, uint64_t number, struct text path) {
    *array_add(&fixture->journal, &fixture->arena) = (struct journal_step){(uint8_t)kind, number, path};
}

static int set_up(void **state) {
    static struct fixture fixture;
    struct stat status;
    fixture = (struct fixture){.root = "/tmp/colophon-journal-XXXXXX"};
    assert_non_null(mkdtemp(fixture.root));
    fixture.stage = stage_at(path_join(&fixture.arena, fixture.root, TEXT("site/")), NULL, &fixture.arena);
    assert_true(stage_make_state(&fixture.stage, &fixture.arena));
    write_page(&fixture, TEXT("index.html"), TEXT("old home"));
    write_page(&fixture, TEXT("essays/gone/index.html"), TEXT("old essay"));
    assert_true(file_write(fixture.stage.ledger, TEXT("old ledger"), false));

    add_step(&fixture, JOURNAL_REMOVE, 0, TEXT("essays/gone/index.html"));
    add_step(&fixture, JOURNAL_PLACE, 4, TEXT("essays/new/index.html"));
    add_step(&fixture, JOURNAL_PLACE, 9, TEXT("index.html"));
    assert_true(stage_write(&status, &fixture.stage, 4, TEXT("new essay"), &fixture.arena));
    assert_true(stage_write(&status, &fixture.stage, 9, TEXT("new home"), &fixture.arena));
    assert_int_equal(status.st_size, 8);
    assert_true(file_write(fixture.stage.new_ledger, TEXT("new ledger"), false));
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    folder_remove_all(fixture->root);
    arena_free(&fixture->arena);
    return 0;
}

static void assert_file(struct fixture *fixture, const char *path, struct text expected) {
    struct text bytes;
    assert_true(file_read(&bytes, path, 1000, &fixture->arena));
    assert_true(text_equal(bytes, expected));
}

static void assert_state_is_clean(struct fixture *fixture) {
    assert_false(file_exists(fixture->stage.journal));
    assert_false(file_exists(fixture->stage.new_journal));
    assert_false(file_exists(fixture->stage.folder));
    assert_false(file_exists(fixture->stage.new_ledger));
}

static void assert_new_site(struct fixture *fixture) {
    assert_file(fixture, in_output(fixture, TEXT("index.html")), TEXT("new home"));
    assert_file(fixture, in_output(fixture, TEXT("essays/new/index.html")), TEXT("new essay"));
    assert_false(file_exists(in_output(fixture, TEXT("essays/gone"))));
    assert_file(fixture, fixture->stage.ledger, TEXT("new ledger"));
    assert_state_is_clean(fixture);
}

static void assert_old_site(struct fixture *fixture) {
    assert_file(fixture, in_output(fixture, TEXT("index.html")), TEXT("old home"));
    assert_file(fixture, in_output(fixture, TEXT("essays/gone/index.html")), TEXT("old essay"));
    assert_false(file_exists(in_output(fixture, TEXT("essays/new"))));
    assert_file(fixture, fixture->stage.ledger, TEXT("old ledger"));
    assert_state_is_clean(fixture);
}

/* Leaves the journal written and nothing done: its first step fails because the output cannot be made. */
static void commit_without_output(struct fixture *fixture) {
    struct journal_failure failure;
    const char *aside = path_join(&fixture->arena, fixture->root, TEXT("aside"));
    assert_true(file_rename(fixture->stage.output, aside));
    assert_true(file_write(fixture->stage.output, TEXT("a file"), false));
    assert_false(journal_commit(&failure, &fixture->journal, &fixture->stage, &fixture->arena));
    assert_true(failure.begun);
    assert_int_equal(failure.error, ENOTDIR);
    assert_true(file_exists(fixture->stage.journal));
    assert_true(file_remove(fixture->stage.output));
    assert_true(file_rename(aside, fixture->stage.output));
}

static void a_commit_does_every_step(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    assert_true(journal_commit(&failure, &fixture->journal, &fixture->stage, &fixture->arena));
    assert_new_site(fixture);
}

static void a_commit_makes_the_output(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    assert_true(folder_remove_all(fixture->stage.output));
    assert_true(journal_commit(&failure, &fixture->journal, &fixture->stage, &fixture->arena));
    assert_new_site(fixture);
}

static void do_by_hand(struct fixture *fixture, int step) {
    const char *new_essay = in_output(fixture, TEXT("essays/new/index.html"));
    switch (step) {
    case 0: assert_true(file_remove(in_output(fixture, TEXT("essays/gone/index.html")))); break;
    case 1: assert_true(folder_remove_if_empty(in_output(fixture, TEXT("essays/gone")))); break;
    case 2: assert_true(folder_make(in_output(fixture, TEXT("essays/new")))); break;
    case 3: assert_true(file_rename(in_stage(fixture, "4"), new_essay)); break;
    case 4: assert_true(file_rename(in_stage(fixture, "9"), in_output(fixture, TEXT("index.html")))); break;
    case 5: assert_true(file_rename(fixture->stage.new_ledger, fixture->stage.ledger)); break;
    default: fail();
    }
}

static void replay_goes_on_after_any_step(void **state) {
    for (int done = 0; done <= 6; done++) {
        struct journal_failure failure;
        if (done > 0) {
            tear_down(state);
            set_up(state);
        }
        struct fixture *fixture = *state;
        commit_without_output(fixture);
        for (int step = 0; step < done; step++)
            do_by_hand(fixture, step);
        assert_true(journal_recover(&failure, &fixture->stage, &fixture->arena));
        assert_new_site(fixture);
        assert_true(journal_recover(&failure, &fixture->stage, &fixture->arena));
        assert_new_site(fixture);
    }
}

static void a_stage_without_journal_is_dropped(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    assert_true(journal_recover(&failure, &fixture->stage, &fixture->arena));
    assert_old_site(fixture);
}

static void a_damaged_journal_is_dropped_with_its_stage(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    struct text bytes;
    commit_without_output(fixture);
    assert_true(file_read(&bytes, fixture->stage.journal, 10000, &fixture->arena));
    assert_true(file_write(fixture->stage.journal, text_slice(bytes, 0, bytes.size - 1), false));
    assert_true(journal_recover(&failure, &fixture->stage, &fixture->arena));
    assert_old_site(fixture);
}

/* A reader that came from elsewhere may bring a journal along: it must not reach what is not in the output. */
static void a_journal_that_leaves_the_output_is_dropped(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    const char *victim = path_join(&fixture->arena, fixture->root, TEXT("victim"));
    assert_true(file_write(victim, TEXT("stays"), false));
    fixture->journal.count = 0;
    add_step(fixture, JOURNAL_REMOVE, 0, TEXT("../victim"));
    commit_without_output(fixture);
    assert_true(journal_recover(&failure, &fixture->stage, &fixture->arena));
    assert_file(fixture, victim, TEXT("stays"));
    assert_old_site(fixture);
}

static void a_folder_makes_way_for_a_file_and_the_reverse(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    struct stat status;
    write_page(fixture, TEXT("topics"), TEXT("a file"));
    fixture->journal.count = 0;
    add_step(fixture, JOURNAL_REMOVE, 0, TEXT("essays/gone/index.html"));
    add_step(fixture, JOURNAL_REMOVE, 0, TEXT("topics"));
    add_step(fixture, JOURNAL_PLACE, 4, TEXT("essays"));
    add_step(fixture, JOURNAL_PLACE, 9, TEXT("topics/a/index.html"));
    assert_true(journal_commit(&failure, &fixture->journal, &fixture->stage, &fixture->arena));
    assert_int_equal(lstat(in_output(fixture, TEXT("essays")), &status), 0);
    assert_true(S_ISREG(status.st_mode));
    assert_file(fixture, in_output(fixture, TEXT("topics/a/index.html")), TEXT("new home"));
    assert_state_is_clean(fixture);
}

static void a_missing_staged_file_fails_before_the_journal(void **state) {
    struct fixture *fixture = *state;
    struct journal_failure failure;
    assert_true(file_remove(in_stage(fixture, "9")));
    assert_false(journal_commit(&failure, &fixture->journal, &fixture->stage, &fixture->arena));
    assert_false(failure.begun);
    assert_int_equal(failure.error, ENOENT);
    assert_old_site(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_commit_does_every_step, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_commit_makes_the_output, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replay_goes_on_after_any_step, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stage_without_journal_is_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_journal_is_dropped_with_its_stage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_journal_that_leaves_the_output_is_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_makes_way_for_a_file_and_the_reverse, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_staged_file_fails_before_the_journal, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
