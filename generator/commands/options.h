/*
 * options: parses the command line into struct options by one table of flags, from which `--help` is made as well.
 *
 *     struct options options;
 *     if (!options_parse(&options, command, argc, argv, problems, arena))
 *         ... problems say what is wrong (E251)
 *     if (options.help)
 *         options_help(&out, command);
 */
#ifndef COMMANDS_OPTIONS_H
#define COMMANDS_OPTIONS_H

#include "base/buffer.h"
#include "commands/command.h"

/* `words` are the `count` words after the command's name; flags may be anywhere among them, up to "--". */
bool options_parse(struct options *options, const struct command *command, size_t count, char **words, struct diag *problems,
                   struct arena *arena);

enum flag_kind { FLAG_SWITCH, FLAG_TEXT, FLAG_URL, FLAG_JOBS, FLAG_PORT, FLAG_WAIT, FLAG_LIMIT, FLAG_HOST, FLAG_COLOR, FLAG_CI };

struct flag {
    char letter; /* 0: only the long form */
    const char *name;
    const char *value; /* the value's name in `--help`; NULL for a switch */
    const char *summary;
    enum flag_kind kind;
    size_t offset; /* of the member of struct options that it sets */
};

/* The flags that a command accepts, or all where it is NULL, from index 0 on; NULL behind the last one. */
const struct flag *options_flag(const struct command *command, size_t index);

/* The words that a flag's value may be, with spaces between, in the order of the enum that it sets; NULL: others, too. */
const char *options_choices(const struct flag *flag);

/* "Usage: colophon new [FLAGS] KIND [NAME.md] TITLE..." */
void options_usage(struct buffer *out, const struct command *command);

/* The short help of a command, or of the program when `command` is NULL. */
void options_help(struct buffer *out, const struct command *command);

/* Adds E251 for a name that is not a command. */
void options_unknown_command(struct text name, struct diag *problems, struct arena *arena);

#endif
