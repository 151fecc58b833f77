#include "base/workers.h"

#include "base/deadline.h"
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RECORD_ALIGNMENT = 16, PROGRESS_EVERY_MS = 100, LONGEST_WAIT_MS = 60 * 1000, OVERSLEPT_MS = 500, MOST_IDLE_DEATHS = 3 };

#define NO_ITEM UINT64_MAX

/* Where a worker, and whoever replaces it, says what it is doing. Written by the worker, read by the parent. */
struct seat {
    _Atomic uint64_t item;      /* the one it works on, or NO_ITEM */
    _Atomic int64_t started_ns; /* when it took that */
    _Atomic uint64_t used;      /* bytes of whole records in its file */
    _Atomic int error;          /* errno when it could not keep its results */
    _Atomic bool starved;       /* it ended because the machine ran out of memory, not because of its item */
};

/* Shared by all processes. */
struct board {
    _Atomic uint64_t next; /* the first item that no worker has taken */
    _Atomic uint64_t done;
    struct seat seats[];
};

/* Precedes the bytes of an item in a worker's file; the next record is aligned. */
struct result_header {
    uint64_t item;
    uint64_t size;
};

_Static_assert(sizeof(struct result_header) % RECORD_ALIGNMENT == 0, "the bytes behind a record must be aligned");

/* The parent's view of a seat. */
struct desk {
    pid_t process;        /* 0 when no process is there */
    int pipe;             /* hangs up when the process is gone */
    int file;             /* results of all the processes that were there, one after the other */
    uint64_t judged;      /* the item that the process was killed for, or NO_ITEM */
    uint64_t again;       /* an item lost through no fault of its own, for the next process to do first */
    unsigned idle_deaths; /* in a row, without an item */
};

struct run {
    size_t count;
    workers_job *job;
    void *context;
    const struct workers *options;
    struct board *board;
    size_t board_bytes;
    struct desk *desks;
    size_t desk_count;
    struct pollfd *polls;
    struct work *items;
    int64_t woken_ns;     /* the parent was stopped until then: time before it does not count */
    sigset_t let_through; /* the caller's mask: signals come in only while the parent waits */
};

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/*
 * The worker's side.
 */

static _Noreturn void leave(void) {
    _exit(EXIT_FAILURE);
}

/* This worker's own; the handler for exhausted memory takes no context. */
static struct {
    struct seat *seat;
    size_t most_bytes;
    long first_kib; /* resident when it began */
} self;

void workers_fail(int error) {
    if (!self.seat)
        return;
    atomic_store(&self.seat->error, error);
    leave();
}

static long resident_kib(void) {
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Memory grows by doubling, so an item stopped by its own limit holds more than a quarter of it. */
static void leave_starved(void) {
    size_t taken_bytes = (size_t)(resident_kib() - self.first_kib) * 1024;
    if (self.most_bytes == 0 || taken_bytes < self.most_bytes / 4)
        atomic_store(&self.seat->starved, true);
    leave();
}

/* A text that takes too long is the parent's to judge, by the item's own deadline; git that does fails the whole map. */
static void leave_late(const struct deadline *deadline) {
    if (deadline->fault == FAULT_MACHINE)
        workers_fail(ETIME);
}

/*
 * Signals that a terminal or a supervisor sends to all processes are for the parent: it ends the workers, or they end with it.
 * The parent's handlers must not run here, where they could carry on as if they were the parent.
 */
static void start_alone(pid_t parent) {
    static const int of_parent[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    static const int usual[] = {SIGPIPE, SIGALRM, SIGCHLD, SIGUSR1, SIGUSR2, SIGWINCH,
                                SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGABRT};
    for (size_t i = 0; i < sizeof of_parent / sizeof *of_parent; i++)
        signal(of_parent[i], SIG_IGN);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        signal(usual[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    memory_on_exhausted(leave_starved);
    deadline_on_passed(leave_late);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        leave();
}

/*
 * Names the item before taking it: a worker killed in between has at worst named an item that another will do, and never lost
 * one.
 */
static uint64_t take_item(struct board *board, struct seat *seat, uint64_t count) {
    uint64_t item = atomic_load(&board->next);
    do {
        if (item >= count) {
            atomic_store(&seat->item, NO_ITEM);
            return NO_ITEM;
        }
        atomic_store(&seat->started_ns, now_ns());
        atomic_store(&seat->item, item);
    } while (!atomic_compare_exchange_strong(&board->next, &item, item + 1));
    return item;
}

/* A record counts once `used` includes it, so a worker that is killed leaves no half of one. */
static bool keep_result(struct seat *seat, int file, const struct buffer *record) {
    uint64_t used = atomic_load(&seat->used);
    if (!file_write_at(file, buffer_text(record), used)) {
        atomic_store(&seat->error, errno);
        return false;
    }
    atomic_store(&seat->used, used + record->size);
    return true;
}

static void do_item(struct run *run, uint64_t item, struct buffer *out, struct buffer *record) {
    buffer_clear(out);
    run->job(item, out, run->context);
    buffer_clear(record);
    buffer_add_bytes(record, &(struct result_header){item, out->size}, sizeof(struct result_header));
    buffer_add(record, buffer_text(out));
    buffer_align(record, RECORD_ALIGNMENT);
}

/* The private, writable memory of this process in bytes; 0 when that cannot be found out. */
static size_t private_bytes(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long long pages = 0;
    char line[256];
    char *at = file && fgets(line, sizeof line, file) ? line : NULL;
    for (int field = 0; at && field < 6; field++)
        pages = strtoull(at, &at, 10);
    if (file)
        fclose(file);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* The kernel counts the parent's memory as the worker's, too. */
static void limit_memory(size_t most_bytes) {
    size_t bytes = most_bytes ? private_bytes() : 0;
    struct rlimit limit;
    if (bytes == 0 || getrlimit(RLIMIT_DATA, &limit) != 0)
        return;
    bytes += most_bytes;
    limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
    setrlimit(RLIMIT_DATA, &limit);
}

static _Noreturn void work(struct run *run, size_t number, uint64_t first, pid_t parent) {
    struct seat *seat = &run->board->seats[number];
    self.seat = seat;
    self.most_bytes = run->options->most_bytes;
    self.first_kib = resident_kib();
    start_alone(parent);
    limit_memory(run->options->most_bytes);
    struct buffer out = {0}, record = {0};
    uint64_t item = first == NO_ITEM ? take_item(run->board, seat, run->count) : first;
    while (item != NO_ITEM) {
        do_item(run, item, &out, &record);
        if (!keep_result(seat, run->desks[number].file, &record))
            leave();
        atomic_store(&seat->item, NO_ITEM);
        atomic_fetch_add(&run->board->done, 1);
        item = take_item(run->board, seat, run->count);
    }
    _exit(EXIT_SUCCESS);
}

/*
 * The parent's side.
 */

static int result_file(void) {
    int file = memfd_create("results", MFD_CLOEXEC);
    if (file >= 0)
        return file;
    FILE *fallback = tmpfile();
    if (!fallback)
        return -1;
    file = dup(fileno(fallback));
    fclose(fallback);
    return file;
}

static void close_keeping_errno(int descriptor) {
    int reason = errno;
    close(descriptor);
    errno = reason;
}

/* Puts a process at a desk. False, with errno, when there can be none. */
static bool seat_worker(struct run *run, size_t number) {
    struct desk *desk = &run->desks[number];
    struct seat *seat = &run->board->seats[number];
    int ends[2];
    if (desk->file < 0 && (desk->file = result_file()) < 0)
        return false;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;

    /* A worker must not write what the parent has buffered. */
    fflush(NULL);
    uint64_t first = desk->again;
    atomic_store(&seat->started_ns, now_ns());
    atomic_store(&seat->item, first);
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        close(ends[0]);
        work(run, number, first, parent);
    }
    close_keeping_errno(ends[1]);
    if (process < 0) {
        close_keeping_errno(ends[0]);
        return false;
    }
    desk->process = process;
    desk->pipe = ends[0];
    desk->judged = desk->again = NO_ITEM;
    return true;
}

/* Waits for a process that has ended or was killed. True when it ended by itself, with nothing left to do. */
static bool dismiss(struct desk *desk) {
    int status = 0;
    while (waitpid(desk->process, &status, 0) < 0 && errno == EINTR)
        continue;
    close(desk->pipe);
    desk->process = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

/* Settles what a process that has ended was doing. True when another must carry on. */
static bool settle(struct run *run, size_t number) {
    struct desk *desk = &run->desks[number];
    bool finished = dismiss(desk);
    bool starved = atomic_exchange(&run->board->seats[number].starved, false);
    uint64_t item = atomic_load(&run->board->seats[number].item);
    if (item == NO_ITEM) {
        desk->idle_deaths++;
        return !finished && desk->idle_deaths < MOST_IDLE_DEATHS;
    }
    desk->idle_deaths = 0;
    if (desk->judged == NO_ITEM)
        run->items[item].state = starved ? WORK_STARVED : WORK_CRASHED;
    else if (desk->judged == item)
        run->items[item].state = WORK_LATE;
    else
        desk->again = item;
    return true;
}

static int64_t deadline_ns(const struct run *run) {
    return (int64_t)run->options->deadline_ms * 1000000;
}

/* Nanoseconds until the item at a desk is late; zero or less when it is late. Sets `item`. */
static int64_t time_left(const struct run *run, size_t number, uint64_t *item) {
    const struct seat *seat = &run->board->seats[number];
    *item = atomic_load(&seat->item);
    int64_t started = atomic_load(&seat->started_ns);
    /* A worker sets the time before the item: if the item has not changed, the time belongs to it. */
    if (*item == NO_ITEM || atomic_load(&seat->item) != *item)
        return deadline_ns(run);
    if (started < run->woken_ns)
        started = run->woken_ns;
    return started + deadline_ns(run) - now_ns();
}

/* Kills the workers whose item is late. Returns how many milliseconds to wait before looking again. */
static int enforce_deadline(struct run *run) {
    int64_t soonest = (int64_t)LONGEST_WAIT_MS * 1000000;
    for (size_t i = 0; i < run->desk_count && run->options->deadline_ms; i++) {
        struct desk *desk = &run->desks[i];
        if (!desk->process || desk->judged != NO_ITEM)
            continue;
        uint64_t item = NO_ITEM;
        int64_t left = time_left(run, i, &item);
        if (left > 0) {
            soonest = left < soonest ? left : soonest;
            continue;
        }
        desk->judged = item;
        kill(desk->process, SIGKILL);
    }
    int wait_ms = (int)(soonest / 1000000) + 1;
    return run->options->progress && wait_ms > PROGRESS_EVERY_MS ? PROGRESS_EVERY_MS : wait_ms;
}

static bool anyone_works(const struct run *run) {
    for (size_t i = 0; i < run->desk_count; i++)
        if (run->desks[i].process)
            return true;
    return false;
}

static bool wait_for_news(struct run *run, int wait_ms) {
    for (size_t i = 0; i < run->desk_count; i++)
        run->polls[i] = (struct pollfd){.fd = run->desks[i].process ? run->desks[i].pipe : -1};
    int64_t before = now_ns();
    struct timespec wait = {wait_ms / 1000, wait_ms % 1000 * 1000000L};
    if (ppoll(run->polls, run->desk_count, &wait, &run->let_through) < 0)
        return false;
    /* When job control stops the parent, the workers stop as well. */
    int64_t after = now_ns();
    if (after - before > (int64_t)(wait_ms + OVERSLEPT_MS) * 1000000)
        run->woken_ns = after;
    return true;
}

/* Replaces processes that have ended. False, with errno, when results were lost or no process is left to do the rest. */
static bool handle_departures(struct run *run) {
    for (size_t i = 0; i < run->desk_count; i++) {
        if (!run->desks[i].process || !run->polls[i].revents || !settle(run, i))
            continue;
        int error = atomic_load(&run->board->seats[i].error);
        if (error) {
            errno = error;
            return false;
        }
        if (!seat_worker(run, i) && !anyone_works(run))
            return false;
    }
    return true;
}

static void tell_progress(const struct run *run) {
    if (run->options->progress)
        run->options->progress(atomic_load(&run->board->done), run->count, run->options->progress_context);
}

/* Whether each item was taken, and none is waiting at an empty desk to be done again. */
static bool all_taken(const struct run *run) {
    for (size_t i = 0; i < run->desk_count; i++)
        if (run->desks[i].again != NO_ITEM)
            return false;
    return atomic_load(&run->board->next) >= run->count;
}

static bool oversee(struct run *run) {
    while (anyone_works(run)) {
        int wait_ms = enforce_deadline(run);
        if (!wait_for_news(run, wait_ms) || !handle_departures(run))
            return false;
        tell_progress(run);
    }
    if (!all_taken(run))
        errno = EAGAIN;
    return all_taken(run);
}

static void end_all(struct run *run) {
    int reason = errno;
    for (size_t i = 0; i < run->desk_count; i++)
        if (run->desks[i].process) {
            kill(run->desks[i].process, SIGKILL);
            dismiss(&run->desks[i]);
        }
    errno = reason;
}

/* Gives each item the bytes of its record in `map`. */
static void slice(struct run *run, struct text map) {
    for (size_t at = 0; at < map.size;) {
        struct result_header record;
        memcpy(&record, map.bytes + at, sizeof record);
        at += sizeof record;
        run->items[record.item] = (struct work){WORK_DONE, text_slice(map, at, at + record.size)};
        at += (record.size + RECORD_ALIGNMENT - 1) / RECORD_ALIGNMENT * RECORD_ALIGNMENT;
    }
}

static bool map_results(struct workers_results *results, struct run *run, struct arena *arena) {
    results->maps = arena_array(arena, struct text, run->desk_count);
    for (size_t i = 0; i < run->desk_count; i++) {
        size_t used = atomic_load(&run->board->seats[i].used);
        if (used == 0)
            continue;
        void *map = mmap(NULL, used, PROT_READ, MAP_SHARED, run->desks[i].file, 0);
        if (map == MAP_FAILED)
            return false;
        struct text bytes = {map, used};
        results->maps[results->map_count++] = bytes;
        slice(run, bytes);
    }
    results->items = run->items;
    return true;
}

static size_t core_count(void) {
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0)
        return (size_t)CPU_COUNT(&cores);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}

/* One desk for each worker, but no more than there are items. */
static bool furnish(struct run *run, struct arena *arena) {
    size_t wanted = run->options->count ? run->options->count : core_count();
    run->desk_count = wanted < run->count ? wanted : run->count;
    run->desks = arena_array(arena, struct desk, run->desk_count);
    run->polls = arena_array(arena, struct pollfd, run->desk_count);
    for (size_t i = 0; i < run->desk_count; i++)
        run->desks[i] = (struct desk){.file = -1, .judged = NO_ITEM, .again = NO_ITEM};

    run->items = arena_array(arena, struct work, run->count);
    for (size_t i = 0; i < run->count; i++)
        run->items[i].state = WORK_CRASHED;
    run->board_bytes = sizeof *run->board + run->desk_count * sizeof *run->board->seats;
    void *board = mmap(NULL, run->board_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    run->board = board == MAP_FAILED ? NULL : board;
    return run->board;
}

/* Fewer workers than asked for are enough. */
static bool seat_all(struct run *run) {
    for (size_t i = 0; i < run->desk_count; i++)
        if (!seat_worker(run, i))
            return i > 0;
    return true;
}

static void clear_up(struct run *run) {
    int reason = errno;
    for (size_t i = 0; i < run->desk_count; i++)
        if (run->desks[i].file >= 0)
            close(run->desks[i].file);
    if (run->board)
        munmap(run->board, run->board_bytes);
    errno = reason;
}

/*
 * A signal that arrived just before the wait would not end it, and a hanging worker would be waited for. Signals raised by a
 * fault of this process are never held back.
 */
static void hold_signals(sigset_t *before) {
    static const int at_once[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
    sigset_t held;
    sigfillset(&held);
    for (size_t i = 0; i < sizeof at_once / sizeof *at_once; i++)
        sigdelset(&held, at_once[i]);
    sigprocmask(SIG_BLOCK, &held, before);
}

static void release_signals(const sigset_t *before) {
    int reason = errno;
    sigprocmask(SIG_SETMASK, before, NULL);
    errno = reason;
}

bool workers_map(struct workers_results *results, size_t count, workers_job *job, void *context, const struct workers *workers,
                 struct arena *arena) {
    *results = (struct workers_results){0};
    struct run run = {.count = count, .job = job, .context = context, .options = workers};
    if (count == 0)
        return true;

    hold_signals(&run.let_through);
    bool done = furnish(&run, arena) && seat_all(&run) && oversee(&run);
    end_all(&run);
    release_signals(&run.let_through);
    done = done && map_results(results, &run, arena);
    clear_up(&run);
    if (!done)
        workers_release(results);
    return done;
}

void workers_release(struct workers_results *results) {
    int reason = errno;
    for (size_t i = 0; i < results->map_count; i++)
        munmap((void *)(uintptr_t)results->maps[i].bytes, results->maps[i].size);
    *results = (struct workers_results){0};
    errno = reason;
}
