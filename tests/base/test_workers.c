#include "base/workers.h"
#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What a test starts with, and the least that each one leaves: no process, no open file. */
struct fixture {
    struct arena arena;
    struct workers_results results;
    int descriptors;
};

static int count_descriptors(void) {
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->descriptors = count_descriptors();
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    workers_release(&fixture->results);
    bool left_none = waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD && count_descriptors() == fixture->descriptors;
    arena_free(&fixture->arena);
    free(fixture);
    return left_none ? 0 : -1;
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool map(struct fixture *fixture, size_t count, workers_job *job, void *context, struct workers workers) {
    return workers_map(&fixture->results, count, job, context, &workers, &fixture->arena);
}

static struct work *item(struct fixture *fixture, size_t index) {
    return &fixture->results.items[index];
}

/* As many bytes as the index says, so that records of every alignment follow each other. */
static void repeat(size_t index, struct buffer *out, void *context) {
    const char *letters = context;
    for (size_t i = 0; i < index; i++)
        buffer_add_char(out, letters[index % 26]);
}

static char letters[] = "abcdefghijklmnopqrstuvwxyz";

static void check_repeated(struct fixture *fixture, size_t index) {
    const struct work *work = item(fixture, index);
    assert_int_equal(work->state, WORK_DONE);
    assert_int_equal(work->bytes.size, index);
    for (size_t i = 0; i < index; i++)
        if (work->bytes.bytes[i] != letters[index % 26])
            fail_msg("item %zu, byte %zu", index, i);
    if (index)
        assert_int_equal((uintptr_t)work->bytes.bytes % 16, 0);
}

static void every_item_is_done_by_any_number_of_workers(void **state) {
    struct fixture *fixture = *state;
    for (unsigned count = 0; count < 6; count++) {
        assert_true(map(fixture, 500, repeat, letters, (struct workers){.count = count, .deadline_ms = 60000}));
        for (size_t i = 0; i < 500; i++)
            check_repeated(fixture, i);
        workers_release(&fixture->results);
    }
}

static void no_items_are_no_work(void **state) {
    struct fixture *fixture = *state;
    assert_true(map(fixture, 0, repeat, letters, (struct workers){0}));
    assert_int_equal(fixture->results.map_count, 0);
}

static void pid_of_worker(size_t index, struct buffer *out, void *context) {
    (void)index;
    (void)context;
    pid_t pid = getpid();
    buffer_add_bytes(out, &pid, sizeof pid);
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

static void no_more_workers_than_items(void **state) {
    struct fixture *fixture = *state;
    assert_true(map(fixture, 2, pid_of_worker, NULL, (struct workers){.count = 64}));
    assert_true(fixture->results.map_count <= 2);
    workers_release(&fixture->results);

    assert_true(map(fixture, 1, pid_of_worker, NULL, (struct workers){.count = 1}));
    pid_t worker = 0;
    memcpy(&worker, item(fixture, 0)->bytes.bytes, sizeof worker);
    assert_int_not_equal(worker, getpid());
}

static void crash_on_some(size_t index, struct buffer *out, void *context) {
    buffer_add_format(out, "before %zu", index);
    if (index % 10 == 3)
        raise(SIGKILL);
    if (index % 10 == 5)
        abort();
    if (index % 10 == 7)
        _exit(0);
    if (index % 10 == 8)
        memory_alloc(PTRDIFF_MAX);
    (void)context;
}

static void a_crash_costs_one_item(void **state) {
    struct fixture *fixture = *state;
    for (unsigned count = 1; count < 4; count++) {
        assert_true(map(fixture, 60, crash_on_some, NULL, (struct workers){.count = count}));
        for (size_t i = 0; i < 60; i++) {
            bool crashes = i % 10 == 3 || i % 10 == 5 || i % 10 == 7 || i % 10 == 8;
            enum work_state worse = i % 10 == 8 ? WORK_STARVED : WORK_CRASHED;
            assert_int_equal(item(fixture, i)->state, crashes ? worse : WORK_DONE);
            struct text expected = crashes ? (struct text){0} : text_format(&fixture->arena, "before %zu", i);
            assert_true(text_equal(item(fixture, i)->bytes, expected));
        }
        workers_release(&fixture->results);
    }
}

static void fail_on_the_third(size_t index, struct buffer *out, void *context) {
    (void)context;
    buffer_add_char(out, 'x');
    if (index == 2)
        workers_fail(EROFS);
}

static void a_failure_of_the_machine_fails_the_map(void **state) {
    struct fixture *fixture = *state;
    struct buffer out = {0};
    for (unsigned count = 1; count < 4; count++) {
        errno = 0;
        assert_false(map(fixture, 5, fail_on_the_third, NULL, (struct workers){.count = count}));
        assert_int_equal(errno, EROFS);
    }
    /* Outside of a worker nobody can be told. */
    fail_on_the_third(2, &out, NULL);
    buffer_free(&out);
}

static void all_crash(size_t index, struct buffer *out, void *context) {
    (void)index;
    (void)out;
    (void)context;
    raise(SIGSEGV);
}

static void all_may_crash(void **state) {
    struct fixture *fixture = *state;
    assert_true(map(fixture, 20, all_crash, NULL, (struct workers){.count = 2}));
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(item(fixture, i)->state, WORK_CRASHED);
}

static void hang_on_some(size_t index, struct buffer *out, void *context) {
    (void)context;
    while (index == 2 || index == 5)
        pause();
    buffer_add_format(out, "%zu", index);
}

static void a_late_item_is_given_up(void **state) {
    struct fixture *fixture = *state;
    double started = seconds_now();
    assert_true(map(fixture, 40, hang_on_some, NULL, (struct workers){.count = 2, .deadline_ms = 150}));
    double seconds = seconds_now() - started;
    for (size_t i = 0; i < 40; i++)
        assert_int_equal(item(fixture, i)->state, i == 2 || i == 5 ? WORK_LATE : WORK_DONE);
    assert_text(item(fixture, 39)->bytes, "39");
    assert_true(seconds > 0.14 && seconds < 3);
}

static void slow_but_punctual(size_t index, struct buffer *out, void *context) {
    (void)index;
    (void)context;
    nanosleep(&(struct timespec){.tv_nsec = 30000000}, NULL);
    buffer_add(out, TEXT("done"));
}

/* The deadline is each item's, not a worker's nor the run's. */
static void the_deadline_starts_again_with_each_item(void **state) {
    struct fixture *fixture = *state;
    assert_true(map(fixture, 30, slow_but_punctual, NULL, (struct workers){.count = 1, .deadline_ms = 400}));
    for (size_t i = 0; i < 30; i++)
        assert_text(item(fixture, i)->bytes, "done");
}

static void big(size_t index, struct buffer *out, void *context) {
    (void)context;
    size_t size = (3 << 20) + index;
    buffer_reserve(out, size);
    memset(out->bytes, (int)index, size);
    out->size = size;
}

static void large_results(void **state) {
    struct fixture *fixture = *state;
    assert_true(map(fixture, 8, big, NULL, (struct workers){.count = 2}));
    for (size_t i = 0; i < 8; i++) {
        struct text bytes = item(fixture, i)->bytes;
        assert_int_equal(bytes.size, (3 << 20) + i);
        assert_int_equal(bytes.bytes[0], i);
        assert_int_equal(bytes.bytes[bytes.size - 1], i);
    }
}

struct counts {
    size_t calls, done, total;
};

static void count_progress(size_t done, size_t total, void *context) {
    struct counts *counts = context;
    assert_true(done >= counts->done && done <= total);
    *counts = (struct counts){counts->calls + 1, done, total};
}

static void progress_is_told(void **state) {
    struct fixture *fixture = *state;
    struct counts counts = {0};
    struct workers workers = {.count = 1, .progress = count_progress, .progress_context = &counts};
    assert_true(map(fixture, 12, slow_but_punctual, NULL, workers));
    assert_true(counts.calls >= 3 && counts.calls <= 8);
    assert_int_equal(counts.done, 12);
    assert_int_equal(counts.total, 12);
}

static void note_signal(int number) {
    (void)number;
}

static void disturb_parent(size_t index, struct buffer *out, void *context) {
    (void)index;
    (void)out;
    (void)context;
    kill(getppid(), SIGUSR1);
    for (;;)
        pause();
}

static void a_signal_to_the_parent_ends_the_run(void **state) {
    struct fixture *fixture = *state;
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART}, before;
    sigaction(SIGUSR1, &action, &before);
    bool done = map(fixture, 1, disturb_parent, NULL, (struct workers){.count = 1});
    int reason = errno;
    sigaction(SIGUSR1, &before, NULL);
    assert_false(done);
    assert_int_equal(reason, EINTR);
    assert_null(fixture->results.items);
}

static void hang(size_t index, struct buffer *out, void *context) {
    (void)index;
    (void)out;
    (void)context;
    for (;;)
        pause();
}

static void disturb_before_the_wait(size_t done, size_t total, void *context) {
    unsigned *calls = context;
    (void)done;
    (void)total;
    if (++*calls < 5)
        raise(SIGUSR1);
}

/* The first wait passes, and then the signal comes when nobody waits. */
static void a_signal_between_two_waits_ends_the_run(void **state) {
    struct fixture *fixture = *state;
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART}, before;
    unsigned calls = 0;
    sigaction(SIGUSR1, &action, &before);
    struct workers workers = {.count = 1, .deadline_ms = 2000, .progress = disturb_before_the_wait, .progress_context = &calls};
    bool done = map(fixture, 1, hang, NULL, workers);
    int reason = errno;
    sigaction(SIGUSR1, &before, NULL);
    assert_false(done);
    assert_int_equal(reason, EINTR);
    assert_int_equal(calls, 1);
}

static void say_pid_and_hang(size_t index, struct buffer *out, void *context) {
    (void)index;
    (void)out;
    pid_t pid = getpid();
    if (write(*(int *)context, &pid, sizeof pid) == sizeof pid)
        for (;;)
            pause();
}

/* A process that has no parent left but init and is not dead after a second lives on. */
static bool dies_soon(pid_t process) {
    for (int i = 0; i < 100 && kill(process, 0) == 0; i++) {
        char path[64], stat[256] = "";
        snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
        FILE *file = fopen(path, "r");
        size_t size = file ? fread(stat, 1, sizeof stat - 1, file) : 0;
        if (file)
            fclose(file);
        if (size == 0 || strstr(stat, ") Z "))
            return true;
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    return kill(process, 0) != 0;
}

static void workers_die_with_their_parent(void **state) {
    struct fixture *fixture = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t parent = fork();
    if (parent == 0) {
        map(fixture, 1, say_pid_and_hang, &ends[1], (struct workers){.count = 1});
        _exit(0);
    }
    pid_t worker = 0;
    assert_int_equal(read(ends[0], &worker, sizeof worker), sizeof worker);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    close(ends[0]);
    close(ends[1]);
    assert_true(dies_soon(worker));
}

/* What a worker finds in its standard buffers at the fork is its parent's to write, once. */
static void workers_write_no_buffers_of_the_parent(void **state) {
    struct fixture *fixture = *state;
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs("once", file);
    assert_true(map(fixture, 4, repeat, letters, (struct workers){.count = 2}));
    fflush(file);
    assert_int_equal(ftell(file), 4);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    assert_int_equal(ftell(file), 4);
    fclose(file);
}

/* Item 1 takes a megabyte at a time for as long as it gets more. */
static void take_memory(size_t index, struct buffer *out, void *context) {
    (void)context;
    for (size_t i = 0; index == 1 && i < 4096; i++)
        memset(memory_alloc(1 << 20), 1, 1 << 20);
    buffer_add(out, TEXT("done"));
}

static void too_much_memory_costs_one_item(void **state) {
    struct fixture *fixture = *state;
    void *of_parent = calloc(1, 100 << 20);
    assert_true(map(fixture, 3, take_memory, NULL, (struct workers){.count = 1, .most_bytes = 64 << 20}));
    assert_int_equal(item(fixture, 0)->state, WORK_DONE);
    assert_int_equal(item(fixture, 1)->state, WORK_CRASHED);
    assert_int_equal(item(fixture, 2)->state, WORK_DONE);
    free(of_parent);
}

static void finishing_takes_no_time(void **state) {
    struct fixture *fixture = *state;
    double best = 1;
    for (int i = 0; i < 20; i++) {
        double started = seconds_now();
        assert_true(map(fixture, 1, repeat, letters, (struct workers){.count = 1, .deadline_ms = 5000}));
        double seconds = seconds_now() - started;
        best = seconds < best ? seconds : best;
        workers_release(&fixture->results);
    }
    assert_true(best < 0.02);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_item_is_done_by_any_number_of_workers),
        TEST(no_items_are_no_work),
        TEST(no_more_workers_than_items),
        TEST(a_crash_costs_one_item),
        TEST(a_failure_of_the_machine_fails_the_map),
        TEST(all_may_crash),
        TEST(a_late_item_is_given_up),
        TEST(the_deadline_starts_again_with_each_item),
        TEST(large_results),
        TEST(progress_is_told),
        TEST(a_signal_to_the_parent_ends_the_run),
        TEST(a_signal_between_two_waits_ends_the_run),
        TEST(workers_die_with_their_parent),
        TEST(workers_write_no_buffers_of_the_parent),
        TEST(too_much_memory_costs_one_item),
        TEST(finishing_takes_no_time),
    };
    return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
