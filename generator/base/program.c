#include "base/program.h"

#include "base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How often `stop` is asked while nothing happens, and how long SIGTERM is given. */
enum { WAKE_MS = 50, MERCY_MS = 2000, PIECE_BYTES = 1 << 16 };

/* This program's ends of the pipes, and what goes through them. */
struct running {
    const struct program *program;
    pid_t process;
    int handle;                /* readable once the process has ended; -1: the system has none, and it is asked now and then */
    int input, output, errors; /* -1: none, or closed */
    struct buffer pending;     /* of the input */
    size_t sent;               /* of `pending` */
    int status;                /* as waitpid has it */
    bool is_over;
};

/* Starting. */

/* What this program ignores, another would ignore, too. */
static void reset_signals(posix_spawnattr_t *attributes) {
    sigset_t ignored;
    sigemptyset(&ignored);
    sigaddset(&ignored, SIGPIPE);
    sigaddset(&ignored, SIGXFSZ);
    posix_spawnattr_setsigdefault(attributes, &ignored);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

static bool is_named(const char *variable, const char *const *names) {
    struct text name = text_slice(text_of(variable), 0, text_find_char(text_of(variable), '=', 0));
    for (; names && *names; names++)
        if (text_equal(name, text_of(*names)))
            return true;
    return false;
}

struct variables {
    const char **items;
    size_t count, capacity;
};

static const char **environment_of(const struct program *program, struct arena *arena) {
    struct variables variables = {0};
    for (char **variable = environ; *variable; variable++)
        if (!is_named(*variable, program->without))
            *array_add(&variables, arena) = *variable;
    for (const char *const *more = program->with; more && *more; more++)
        *array_add(&variables, arena) = *more;
    *array_add(&variables, arena) = NULL;
    return variables.items;
}

/* A pipe of which the other program has end `theirs`; where none is wanted, that is /dev/null. */
static bool add_pipe(int ends[2], bool is_wanted, int descriptor, int theirs, posix_spawn_file_actions_t *actions) {
    ends[0] = ends[1] = -1;
    if (!is_wanted)
        return posix_spawn_file_actions_addopen(actions, descriptor, "/dev/null", O_WRONLY, 0) == 0;
    return pipe2(ends, O_CLOEXEC) == 0 && posix_spawn_file_actions_adddup2(actions, ends[theirs], descriptor) == 0;
}

static void close_one(int *descriptor) {
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

/* Keeps this program's end. */
static int take_end(int ends[2], int ours) {
    close_one(&ends[1 - ours]);
    if (ends[ours] >= 0)
        fcntl(ends[ours], F_SETFL, O_NONBLOCK);
    return ends[ours];
}

static int spawn(struct running *running, posix_spawn_file_actions_t *actions) {
    const struct program *program = running->program;
    struct arena scratch = {0};
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    reset_signals(&attributes);
    if (program->folder)
        posix_spawn_file_actions_addchdir_np(actions, program->folder);
    int error = posix_spawnp(&running->process, program->words[0], actions, &attributes,
                             (char *const *)(uintptr_t)program->words, (char *const *)environment_of(program, &scratch));
    posix_spawnattr_destroy(&attributes);
    arena_free(&scratch);
    return error;
}

static bool start(struct running *running) {
    const struct program *program = running->program;
    posix_spawn_file_actions_t actions;
    int input[2] = {-1, -1}, output[2] = {-1, -1}, errors[2] = {-1, -1};
    posix_spawn_file_actions_init(&actions);
    bool has_pipes = (!program->feed || add_pipe(input, true, STDIN_FILENO, 0, &actions)) &&
                     add_pipe(output, program->output, STDOUT_FILENO, 1, &actions) &&
                     add_pipe(errors, program->errors, STDERR_FILENO, 1, &actions);
    int error = has_pipes ? spawn(running, &actions) : errno;
    posix_spawn_file_actions_destroy(&actions);
    running->input = take_end(input, 1);
    running->output = take_end(output, 0);
    running->errors = take_end(errors, 0);
    running->handle = error ? -1 : pidfd_open(running->process, 0);
    errno = error;
    return error == 0;
}

/* Talking. */

/* A program that reads no further is no failure: its status says whether it is content. */
static void send_input(struct running *running) {
    const struct program *program = running->program;
    if (running->sent == running->pending.size) {
        buffer_clear(&running->pending);
        running->sent = 0;
        if (!program->feed(&running->pending, program->context) && !running->pending.size) {
            close_one(&running->input);
            return;
        }
    }
    struct text rest = text_after(buffer_text(&running->pending), running->sent);
    ssize_t sent = write(running->input, rest.bytes, rest.size);
    if (sent >= 0)
        running->sent += (size_t)sent;
    else if (errno != EAGAIN && errno != EINTR)
        close_one(&running->input);
}

/* What is there now. */
static void receive(int *descriptor, struct buffer *out) {
    ssize_t received;
    do {
        buffer_reserve(out, PIECE_BYTES);
        received = read(*descriptor, out->bytes + out->size, PIECE_BYTES);
        out->size += received > 0 ? (size_t)received : 0;
    } while (received > 0 || (received < 0 && errno == EINTR));
    if (received == 0 || errno != EAGAIN)
        close_one(descriptor);
}

/* A descriptor of -1 is passed over by poll. */
static void exchange(struct running *running) {
    struct pollfd polled[] = {{.fd = running->input, .events = POLLOUT},
                              {.fd = running->output, .events = POLLIN},
                              {.fd = running->errors, .events = POLLIN},
                              {.fd = running->handle, .events = POLLIN}};
    if (poll(polled, sizeof polled / sizeof *polled, WAKE_MS) <= 0)
        return;
    if (polled[0].revents)
        send_input(running);
    if (polled[1].revents)
        receive(&running->output, running->program->output);
    if (polled[2].revents)
        receive(&running->errors, running->program->errors);
}

/* What was printed before the end is in the pipes by then; those whom it has left behind may hold them open. */
static void look_for_end(struct running *running) {
    pid_t ended = waitpid(running->process, &running->status, WNOHANG);
    running->is_over = ended != 0 && !(ended < 0 && errno == EINTR);
    if (ended < 0 && running->is_over)
        running->status = -1;
    if (!running->is_over)
        return;
    if (running->output >= 0)
        receive(&running->output, running->program->output);
    if (running->errors >= 0)
        receive(&running->errors, running->program->errors);
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The end. */

static void end(struct running *running, int signal_number, int64_t until_ms) {
    kill(running->process, signal_number);
    while (!running->is_over && now_ms() < until_ms) {
        exchange(running);
        look_for_end(running);
    }
}

/* Why it must not go on, as an errno; 0 while it may. */
static int reason_to_end(const struct program *program, int64_t started_ms) {
    if (program->stop && program->stop())
        return EINTR;
    return program->seconds && now_ms() - started_ms >= (int64_t)program->seconds * 1000 ? ETIMEDOUT : 0;
}

static int talk(struct running *running) {
    int64_t started_ms = now_ms();
    while (!running->is_over) {
        int reason = reason_to_end(running->program, started_ms);
        if (reason) {
            end(running, SIGTERM, now_ms() + MERCY_MS);
            if (!running->is_over)
                end(running, SIGKILL, INT64_MAX);
            return errno = reason, -1;
        }
        exchange(running);
        look_for_end(running);
    }
    int status = running->status;
    return status == -1 ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int program_talk(const struct program *program) {
    struct running running = {.program = program};
    int status = start(&running) ? talk(&running) : -1, error = errno;
    close_one(&running.input);
    close_one(&running.output);
    close_one(&running.errors);
    close_one(&running.handle);
    buffer_free(&running.pending);
    errno = error;
    return status;
}

int program_run(const char *const *words, const char *folder) {
    return program_talk(&(struct program){.words = words, .folder = folder});
}
