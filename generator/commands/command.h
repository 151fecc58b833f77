/*
 * command: the list of commands, and what each is given.
 *
 * main.c finds the command by its name in `commands`, parses the flags that the command accepts (all commands share one table
 * of flags, in options.c) and returns its status. A command prints results to standard output and messages to standard error,
 * and reports the problems it found before it returns (report.h).
 *
 * To add one: write commands/NAME.c, ending with `const struct command command_NAME = {...}`, and add NAME to the list in
 * command.c. `--help`, the completions and the tests of the manual follow from that.
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "base/buffer.h"
#include "base/diag.h"

enum status { STATUS_DONE = 0, STATUS_CONTENT = 1, STATUS_USAGE = 2, STATUS_MACHINE = 3, STATUS_INTERRUPTED = 130 };

enum ci_host { CI_NONE, CI_GITHUB, CI_GITLAB, CI_FORGEJO };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What the command line says. Absent texts are NULL. */
struct options {
    const char *source;   /* -s: the reader; NULL: the nearest folder upward with content/ */
    const char *revision; /* -r */
    const char *output;   /* -o; NULL: site/ in the reader; book: its file, NULL: its own name, here */
    const char *base_url; /* -u; NULL: site.yaml's */
    unsigned jobs;        /* -j; 0: one for each core */
    const char *day;      /* --day; NULL: SOURCE_DATE_EPOCH, or the clock */
    bool disk, drafts, future, quiet, verbose, dry_run, strict, json, explain, help;
    enum color_choice color;
    enum ci_host ci;        /* init */
    bool plain, unsafe;     /* markdown */
    const char *extensions; /* markdown: names with commas between */
    const char *partials;   /* render: a folder */
    const char *published;  /* what the site is compared with: a list, a folder, "none"; NULL: commands/published.h */
    bool record;            /* addresses */
    unsigned port;          /* serve: -p; 0: 1414, or the next that is free */
    const char *address;    /* serve: --bind; NULL: 127.0.0.1 */
    const char **hosts;     /* serve: each --host; room for every word of the command line */
    size_t host_count;
    const char *prefix;       /* serve; NULL: "/" */
    bool open, follow;        /* serve */
    unsigned poll_ms;         /* serve: 0: by events */
    bool no_drafts;           /* serve */
    const char *branch;       /* deploy; NULL: "pages" */
    const char *remote;       /* deploy; NULL: "origin" */
    const char *keep;         /* deploy: names and patterns with commas between; import: lines */
    const char *remove;       /* import: lines */
    bool fresh, adopt, dirty; /* deploy */
    const char *allowed;      /* verify: paths with commas between */
    unsigned limit;         /* search; 0: as many as its page shows */
    const char *slug;       /* import: --as */
    const char *url;        /* import: where the page is from */
    const char *charset;    /* import */
    bool to_stdout;         /* import: --stdout */
    bool no_original;       /* import: --no-original */
    const char *const *words; /* the arguments that are not flags */
    size_t word_count;
};

/* One command, defined at the end of its file. */
struct command {
    const char *name, *summary;
    const char *words;   /* the arguments after the flags, as `--help` shows them; "" for none */
    const char *details; /* more for `--help`: whole lines; "" for none */
    const char *flags;   /* names of the flags it accepts, as in options.c, separated by spaces; of several that are called so the
                            first, or "output=FILE" the one with this value */
    unsigned least_words, most_words;
    bool takes_reader; /* one word may name the reader, as --source does */
    void (*choices)(struct buffer *out); /* what its first word may be, each with a space behind; NULL: not words of a list */
    enum status (*run)(const struct options *options, struct diag *problems, struct arena *arena);
};

extern const struct command *const commands[];
extern const size_t command_count;

/* NULL when there is no such command. */
const struct command *command_find(struct text name);

#endif
