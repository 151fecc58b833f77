/*
 * command: the table of commands, and what each is given.
 *
 * main.c finds the command by its name in `commands`, parses the flags that the command accepts (all the commands share one
 * table of flags, in options.c) and returns its status. A command prints results to standard output, messages to standard
 * error, and the problems it found before it returns (report.h).
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "base/diag.h"

enum status { STATUS_DONE = 0, STATUS_CONTENT = 1, STATUS_USAGE = 2, STATUS_MACHINE = 3, STATUS_INTERRUPTED = 130 };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What the command line said. Absent texts are NULL. */
struct options {
    const char *source;   /* -s: the reader; NULL: the nearest folder upward with content/ */
    const char *revision; /* -r */
    const char *output;   /* -o; NULL: site/ in the reader */
    const char *base_url; /* -u; NULL: site.yaml's */
    unsigned jobs;        /* -j; 0: one for each core */
    bool drafts, quiet, verbose, dry_run, strict, json, explain, help;
    enum color_choice color;
    bool plain, unsafe;       /* markdown */
    const char *extensions;   /* markdown: names with commas between */
    const char *partials;     /* render: a folder */
    const char *const *words; /* the arguments that are not flags */
    size_t word_count;
};

struct command {
    const char *name, *summary;
    const char *words;   /* what stands behind the flags, for `--help`; "" for nothing */
    const char *details; /* more for `--help`: lines with their ends; "" for nothing */
    const char *flags;   /* names of the flags it accepts, as in options.c, with spaces between */
    unsigned least_words, most_words;
    enum status (*run)(const struct options *options, struct diag *problems, struct arena *arena);
};

extern const struct command commands[];
extern const size_t command_count;

/* NULL when there is no such command. */
const struct command *command_find(struct text name);

enum status command_build(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_check(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_verify(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_history(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_diff(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_new(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_view(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_render(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_markdown(const struct options *options, struct diag *problems, struct arena *arena);
enum status command_explain(const struct options *options, struct diag *problems, struct arena *arena);

#endif
