/*
 * main: argv → command → exit status. The only place that ends the program.
 */
#include "base/deadline.h"
#include "base/remembered.h"
#include "commands/command.h"
#include "commands/options.h"
#include "commands/reader.h"
#include "commands/report.h"
#include "commands/version.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void exhausted(void) {
    static const char message[] = "colophon: out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(STATUS_MACHINE);
}

static void say(struct text text) {
    ssize_t written = write(STDERR_FILENO, text.bytes, text.size);
    (void)written;
}

/* Something that must be read hangs, or takes as long as if it did. Called by a signal handler: nothing may be allocated. */
static void give_up(const struct deadline *deadline) {
    say(deadline->path);
    say(deadline->path.size ? TEXT(": error[") : TEXT("error["));
    say(text_of(deadline->code));
    say(TEXT("]: "));
    say(text_of(deadline->what));
    say(TEXT(" takes too long, and was given up\n  help: "));
    say(text_of(deadline->help));
    say(TEXT("\n"));
    remembered_abandon();
    _exit(deadline->fault == FAULT_MACHINE ? STATUS_MACHINE : STATUS_CONTENT);
}

/* A closed descriptor would be that of the next file, and what is printed would stand in it: writing must fail instead. */
static void hold_descriptors(void) {
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
            _exit(STATUS_MACHINE);
}

static enum status help(const struct command *command) {
    struct buffer out = {0};
    options_help(&out, command);
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&out);
    return STATUS_DONE;
}

static enum status run(const struct command *command, size_t count, char **words, struct diag *problems, struct arena *arena) {
    struct options options;
    if (!options_parse(&options, command, count, words, problems, arena)) {
        struct report report = report_start(&options);
        return report_problems(&report, problems, NULL);
    }
    if (options.help)
        return help(command);
    problems->strict = options.strict;
    return command->run(&options, problems, arena);
}

static enum status run_named(size_t count, char **words, struct diag *problems, struct arena *arena) {
    struct text name = text_of(words[0]);
    const struct command *command = command_find(name);
    if (command)
        return run(command, count - 1, words + 1, problems, arena);

    struct report report = report_start(&(struct options){0});
    options_unknown_command(name, problems, arena);
    return report_problems(&report, problems, NULL);
}

static bool is_word(const char *word, const char *first, const char *second) {
    return strcmp(word, first) == 0 || strcmp(word, second) == 0;
}

static enum status start(size_t count, char **words, struct diag *problems, struct arena *arena) {
    if (count > 0 && is_word(words[0], "--help", "-h"))
        return help(NULL);
    if (count > 0 && is_word(words[0], "--version", "-V")) {
        version_print(strcmp(words[0], "--version") == 0, arena);
        return STATUS_DONE;
    }
    if (count == 0 || words[0][0] == '-')
        return run(command_find(TEXT("build")), count, words, problems, arena);
    return run_named(count, words, problems, arena);
}

int main(int count, char **words) {
    struct arena arena = {0};
    struct diag problems = {0};
    hold_descriptors();
    memory_on_exhausted(exhausted);
    deadline_on_passed(give_up);
    /* A closed pipe must not end the program in the middle of publishing. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is then an error of the write, as a full disk is */
    enum status status = start(count > 0 ? (size_t)count - 1 : 0, words + 1, &problems, &arena);
    status = report_finish(status, "cannot write standard output");
    diag_free(&problems);
    arena_free(&arena);
    return status;
}
