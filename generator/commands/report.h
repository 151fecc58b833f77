/*
 * report: what a command prints: problems, progress, and the outcome.
 *
 *     struct report report = report_start(options);
 *     workers.progress = report_progress; workers.progress_context = &report;
 *     report_note(&report, TEXT("waiting for another build"));
 *     ...
 *     status = report_problems(&report, problems, tree);
 *     report_line(&report, &(struct report_result){ .done = "Built", .failed = "Built nothing", .pages = 412, .changed = 17 },
 * problems);
 */
#ifndef COMMANDS_REPORT_H
#define COMMANDS_REPORT_H

#include "commands/command.h"
#include "commands/held.h"
#include "read/tree/tree.h"

struct report {
    const struct options *options;
    int64_t started_ns;
    bool color, terminal; /* of standard error */
    bool line_open;       /* a progress line is on the terminal */
};

struct report report_start(const struct options *options);

/* Since it was started. */
double report_seconds(const struct report *report);

/* Whether output to this descriptor is coloured. */
bool report_colors(const struct options *options, int descriptor);

/* For struct workers: one line that is overwritten, on a terminal only. `context` is the report. */
void report_progress(size_t done, size_t total, void *context);

/* The same line, for one thing that takes a while: "pushing to origin". A program that asks for a passphrase writes over it. */
void report_doing(struct report *report, struct text what);

/* Prints a line on standard error, except with --quiet or --json. */
void report_note(struct report *report, struct text line);

/* Prints all problems, with excerpts from `tree` (may be NULL), and returns the exit status that follows from them. */
enum status report_problems(struct report *report, struct diag *problems, const struct tree *tree);

/*
 * What report_problems would print, as a text. `holds`: of texts that are held back no words are shown, as in a log. Printing
 * with it changes the problems, so ask without it first.
 */
struct text report_text(const struct report *report, struct diag *problems, const struct tree *tree, bool color, bool holds,
                        struct arena *arena);

/* Prints such a text. */
void report_print(struct report *report, struct text text);

/* A failure of the machine, with the reason in errno. `help` may be empty. Returns false. */
bool report_unwritten(struct diag *problems, struct text path, struct text help, struct arena *arena);

/* What a code means, in a few words: explain.c. */
struct text code_title(struct text code);

struct report_result {
    const char *done;   /* what was done with the pages: "Built" */
    const char *failed; /* what is printed after errors: "Built nothing" */
    size_t pages, changed;
    bool counts_changes;          /* a check changes nothing */
    const struct held_back *held; /* and why; NULL, like `today`: nothing is said of it */
    const struct today *today;
    const char *commit; /* for --json: deploy's, of the branch; NULL: the command has none */
};

/* The last line: on standard output when all went well, else on standard error; with --json an object on standard output. */
void report_line(const struct report *report, const struct report_result *result, const struct diag *problems);

/*
 * The status of a command whose standard output could not be written, after a message that begins with `what`; otherwise
 * `status`. A closed pipe is no failure, and one failure is told once.
 */
enum status report_finish(enum status status, const char *what);

#endif
