/* What bash, zsh and fish need to complete a command line, from the lists of commands and of flags. */
#include "commands/options.h"
#include "commands/report.h"
#include "read/codes.h"

#include <stdio.h>

/* What is offered for a value of a flag, or for a command's words. */
enum completed_by { OFFER_NOTHING, OFFER_FILES, OFFER_FOLDERS, OFFER_CHOICES };

struct completions {
    struct buffer out;
    struct arena *arena;
};

#define ADD(completions, ...) buffer_add_format(&(completions)->out, __VA_ARGS__)

/* The words that usage shows say what kind they are. */
static enum completed_by offer_of_words(const struct command *command) {
    struct text words = text_of(command->words);
    if (command->choices)
        return OFFER_CHOICES;
    if (text_contains(words, TEXT("DIR")))
        return OFFER_FOLDERS;
    return text_contains(words, TEXT("TEMPLATE")) || text_contains(words, TEXT("ESSAY")) ? OFFER_FILES : OFFER_NOTHING;
}

static enum completed_by offer_of_flag(const struct flag *flag) {
    if (options_choices(flag))
        return OFFER_CHOICES;
    if (flag->value && text_equal(text_of(flag->value), TEXT("DIR")))
        return OFFER_FOLDERS;
    bool is_file = flag->value && text_equal(text_of(flag->value), TEXT("FILE"));
    return is_file || flag->offset == offsetof(struct options, published) ? OFFER_FILES : OFFER_NOTHING;
}

static struct text choices_of(const struct command *command, struct arena *arena) {
    struct buffer choices = {0};
    if (command->choices)
        command->choices(&choices);
    struct text all = text_trim(buffer_take(&choices, arena));
    return all;
}

/* "-s|--source" */
static void add_spellings(struct completions *to, const struct flag *flag) {
    if (flag->letter)
        ADD(to, "-%c|", flag->letter);
    ADD(to, "--%s", flag->name);
}

/* bash. */

static void add_bash_offer(struct completions *to, enum completed_by offer, struct text choices) {
    switch (offer) {
    case OFFER_NOTHING: ADD(to, "return"); break;
    case OFFER_FILES: ADD(to, "_colophon_paths -f"); break;
    case OFFER_FOLDERS: ADD(to, "_colophon_paths -d"); break;
    case OFFER_CHOICES: ADD(to, "COMPREPLY=($(compgen -W '%.*s' -- \"$word\"))", TEXT_ARGS(choices)); break;
    }
}

/* Which flags have a value: the word behind it is the value, and no word of the command. */
static void add_bash_valued(struct completions *to) {
    const struct flag *flag;
    ADD(to, "_colophon_has_value() {\n    case $1 in\n    ");
    for (size_t i = 0, count = 0; (flag = options_flag(NULL, i)); i++)
        if (flag->value) {
            ADD(to, "%s", count++ ? "|" : "");
            add_spellings(to, flag);
        }
    ADD(to, ") return 0 ;;\n    *) return 1 ;;\n    esac\n}\n\n");
}

static void add_bash_commands(struct completions *to) {
    for (size_t i = 0; i < command_count; i++) {
        const struct flag *flag;
        ADD(to, "    %s/flags) COMPREPLY=($(compgen -W '", commands[i]->name);
        for (size_t j = 0; (flag = options_flag(commands[i], j)); j++)
            ADD(to, "%s--%s", j ? " " : "", flag->name);
        ADD(to, "' -- \"$word\")) ;;\n    %s/%s) ", commands[i]->name, commands[i]->choices ? "0" : "*");
        add_bash_offer(to, offer_of_words(commands[i]), choices_of(commands[i], to->arena));
        ADD(to, " ;;\n");
    }
}

static void add_bash(struct completions *to) {
    const struct flag *flag;
    ADD(to, "# bash completion of colophon, as `colophon completions bash` prints it.\n\n"
            "_colophon_paths() {\n"
            "    local path\n"
            "    compopt -o filenames 2>/dev/null\n"
            "    while IFS= read -r path; do COMPREPLY+=(\"$path\"); done < <(compgen \"$1\" -- \"$word\")\n"
            "}\n\n");
    add_bash_valued(to);
    ADD(to, "_colophon() {\n"
            "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= given=0 i\n"
            "    COMPREPLY=()\n"
            "    [ \"$word\" = = ] && word=\n"
            "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
            "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
            "        if _colophon_has_value \"${COMP_WORDS[i]}\"; then\n"
            "            ((i++))\n"
            "            [ \"${COMP_WORDS[i]}\" = = ] && ((i++))\n"
            "        elif [[ ${COMP_WORDS[i]} != -* && $i -eq 1 ]]; then command=${COMP_WORDS[i]}\n"
            "        elif [[ ${COMP_WORDS[i]} != -* ]]; then ((given++)); fi\n"
            "    done\n"
            "    case $before in\n");
    for (size_t i = 0; (flag = options_flag(NULL, i)); i++) {
        if (!flag->value || offer_of_flag(flag) == OFFER_NOTHING)
            continue;
        ADD(to, "    ");
        add_spellings(to, flag);
        ADD(to, ") ");
        add_bash_offer(to, offer_of_flag(flag), text_of(options_choices(flag)));
        ADD(to, "; return ;;\n");
    }
    ADD(to, "    *) _colophon_has_value \"$before\" && return ;;\n"
            "    esac\n"
            "    if [[ $COMP_CWORD -eq 1 && $word != -* ]]; then\n"
            "        COMPREPLY=($(compgen -W '");
    for (size_t i = 0; i < command_count; i++)
        ADD(to, "%s%s", i ? " " : "", commands[i]->name);
    ADD(to, "' -- \"$word\"))\n        return\n    fi\n"
            "    [[ $word == -* ]] && given=flags\n"
            "    case ${command:-build}/$given in\n");
    add_bash_commands(to);
    ADD(to, "    esac\n}\n\ncomplete -F _colophon colophon\n");
}

/* zsh. */

/* What stands between brackets of _arguments, or before a colon: inside of single quotes. */
static void add_zsh_words(struct completions *to, const char *words) {
    for (const char *c = words; *c; c++)
        if (*c == '\'')
            ADD(to, "'\\''");
        else
            ADD(to, "%s%c", *c == '[' || *c == ']' || *c == ':' || *c == '\\' ? "\\" : "", *c);
}

static void add_zsh_offer(struct completions *to, enum completed_by offer, struct text choices) {
    switch (offer) {
    case OFFER_NOTHING: ADD(to, " "); break;
    case OFFER_FILES: ADD(to, "_files"); break;
    case OFFER_FOLDERS: ADD(to, "_files -/"); break;
    case OFFER_CHOICES: ADD(to, "(%.*s)", TEXT_ARGS(choices)); break;
    }
}

static void add_zsh_flag(struct completions *to, const struct flag *flag) {
    const char *star = flag->kind == FLAG_HOST ? "*" : "";
    if (flag->letter)
        ADD(to, " \\\n            '(-%c --%s)'{-%c,--%s%s}'[", flag->letter, flag->name, flag->letter, flag->name,
            flag->value ? "=" : "");
    else
        ADD(to, " \\\n            '%s--%s%s[", star, flag->name, flag->value ? "=" : "");
    add_zsh_words(to, flag->summary);
    ADD(to, "]");
    if (flag->value) {
        ADD(to, ":%s:", flag->value);
        add_zsh_offer(to, offer_of_flag(flag), text_of(options_choices(flag)));
    }
    ADD(to, "'");
}

static void add_zsh_command(struct completions *to, const struct command *command) {
    const struct flag *flag;
    ADD(to, "        %s) _arguments -s", command->name);
    for (size_t i = 0; (flag = options_flag(command, i)); i++)
        add_zsh_flag(to, flag);
    ADD(to, " \\\n            '%s:", command->choices ? "1" : "*");
    add_zsh_words(to, *command->words ? command->words : "nothing");
    ADD(to, ":");
    add_zsh_offer(to, offer_of_words(command), choices_of(command, to->arena));
    ADD(to, "' ;;\n");
}

static void add_zsh(struct completions *to) {
    ADD(to, "#compdef colophon\n# zsh completion of colophon, as `colophon completions zsh` prints it.\n\n"
            "_colophon() {\n    local curcontext=$curcontext state\n    local -a commands=(\n");
    for (size_t i = 0; i < command_count; i++) {
        ADD(to, "        '%s:", commands[i]->name);
        add_zsh_words(to, commands[i]->summary);
        ADD(to, "'\n");
    }
    ADD(to, "    )\n"
            "    if [[ $words[2] == -* ]]; then\n"
            "        words=(colophon build ${words[2,-1]})\n"
            "        ((CURRENT++))\n"
            "    fi\n"
            "    _arguments -C '1:command:->command' '*::word:->word'\n"
            "    case $state in\n"
            "    command) _describe command commands ;;\n"
            "    word)\n"
            "        case $words[1] in\n");
    for (size_t i = 0; i < command_count; i++)
        add_zsh_command(to, commands[i]);
    ADD(to, "        esac ;;\n    esac\n}\n\n"
            "if [ \"$funcstack[1]\" = _colophon ]; then _colophon \"$@\"; else compdef _colophon colophon; fi\n");
}

/* fish. */

static void add_fish_offer(struct completions *to, enum completed_by offer, struct text choices) {
    switch (offer) {
    case OFFER_NOTHING: break;
    case OFFER_FILES: ADD(to, " -F"); break;
    case OFFER_FOLDERS: ADD(to, " -a '(__fish_complete_directories)'"); break;
    case OFFER_CHOICES: ADD(to, " -a '%.*s'", TEXT_ARGS(choices)); break;
    }
}

static void add_fish_description(struct completions *to, const char *words) {
    ADD(to, " -d ");
    buffer_add(&to->out, text_shell_word(text_of(words), to->arena));
    ADD(to, "\n");
}

static void add_fish_command(struct completions *to, const struct command *command) {
    const struct flag *flag;
    for (size_t i = 0; (flag = options_flag(command, i)); i++) {
        ADD(to, "complete -c colophon -n '__colophon_is %s' -l %s", command->name, flag->name);
        if (flag->letter)
            ADD(to, " -s %c", flag->letter);
        if (flag->value)
            ADD(to, offer_of_flag(flag) == OFFER_FILES ? " -r" : " -x");
        add_fish_offer(to, flag->value ? offer_of_flag(flag) : OFFER_NOTHING, text_of(options_choices(flag)));
        add_fish_description(to, flag->summary);
    }
    enum completed_by offer = offer_of_words(command);
    if (offer == OFFER_NOTHING)
        return;
    ADD(to, "complete -c colophon -n '__colophon_is %s%s'", command->name, command->choices ? " first" : "");
    add_fish_offer(to, offer, choices_of(command, to->arena));
    ADD(to, "\n");
}

static void add_fish(struct completions *to) {
    ADD(to, "# fish completion of colophon, as `colophon completions fish` prints it.\n\n"
            "# Whether the command is $argv[1]; with a second word, whether its first word is what is asked for.\n"
            "function __colophon_is\n"
            "    set -l words (commandline -opc)\n"
            "    set -l first $words[2] (commandline -ct)\n"
            "    string match -q -- '-*' $first[1]; and set words colophon build $words[2..-1]\n"
            "    test (count $words) -gt 1; or return 1\n"
            "    test $words[2] = $argv[1]; or return 1\n"
            "    test (count $argv) -eq 1; or test (count (string match -v -- '-*' $words)) -eq 2\n"
            "end\n\n"
            "complete -c colophon -f\n");
    for (size_t i = 0; i < command_count; i++) {
        ADD(to, "complete -c colophon -n 'test (count (commandline -opc)) -eq 1' -a %s", commands[i]->name);
        add_fish_description(to, commands[i]->summary);
    }
    for (size_t i = 0; i < command_count; i++)
        add_fish_command(to, commands[i]);
}

/* The command. */

static const struct shell {
    const char *name;
    void (*add)(struct completions *to);
} shells[] = {{"bash", add_bash}, {"zsh", add_zsh}, {"fish", add_fish}};

enum { SHELL_COUNT = sizeof shells / sizeof *shells };

static void list_choices(struct buffer *out) {
    for (size_t i = 0; i < SHELL_COUNT; i++)
        buffer_add_format(out, "%s ", shells[i].name);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct completions completions = {.arena = arena};
    size_t i = 0;
    while (i < SHELL_COUNT && !text_equal(text_of(shells[i].name), text_of(options->words[0])))
        i++;
    if (i < SHELL_COUNT)
        shells[i].add(&completions);
    else
        diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0},
                  text_format(arena, "there are no completions for \"%s\"", options->words[0]),
                  TEXT("the shells are bash, zsh and fish"));
    fwrite(completions.out.bytes, 1, completions.out.size, stdout);
    buffer_free(&completions.out);
    return report_problems(&report, problems, NULL);
}

const struct command command_completions = {
    .name = "completions",
    .summary = "print what bash, zsh or fish needs to complete a command line",
    .words = "SHELL",
    .details = "SHELL is bash, zsh or fish. Installed with the program; for a program that is not: source <(colophon "
               "completions bash)\n",
    .flags = "",
    .least_words = 1,
    .most_words = 1,
    .choices = list_choices,
    .run = run,
};
