#include "commands/command.h"

#include "base/text.h"

/* Every command, in the order of `--help`. */
#define COMMANDS(X) X(init) X(build) X(serve) X(deploy) X(status) X(check) X(verify) X(history) X(diff) X(addresses) X(new) X(import) X(search) X(book) X(view) X(render) X(markdown) X(fields) X(explain) X(completions) X(help)

#define DECLARED(name) extern const struct command command_##name;
#define LISTED(name) &command_##name,

COMMANDS(DECLARED)

const struct command *const commands[] = {COMMANDS(LISTED)};
const size_t command_count = sizeof commands / sizeof *commands;

const struct command *command_find(struct text name) {
    for (size_t i = 0; i < command_count; i++)
        if (text_equal(text_of(commands[i]->name), name))
            return commands[i];
    return NULL;
}
