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

/* The help of a command, or of the program when `command` is NULL. */
void options_help(struct buffer *out, const struct command *command);

/* Adds E251 for a name that is not a command. */
void options_unknown_command(struct text name, struct diag *problems, struct arena *arena);

#endif
