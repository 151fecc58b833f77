/* The manual's own words, from colophon.1, of which manual.awk makes what is compiled into the program. */
#include "commands/options.h"
#include "commands/report.h"
#include "pages/contract.h"

#include <stdio.h>

static const unsigned char manual[] = {
#include "commands/manual.txt.inc"
};

/* What is asked for by a word, and is no command: sections of the manual. */
static const struct subject {
    const char *word;
    const char *sections[4]; /* up to the first NULL; none: what layouts can see */
} subjects[] = {
    {"layouts", {0}},
    {"fields", {"Front matter of an essay", "Front matter of other files", "site.yaml", "gone.yaml"}},
    {"syntax", {"Syntax", "References"}},
};

enum {
    SUBJECT_COUNT = sizeof subjects / sizeof *subjects,
    SECTION_COUNT = sizeof subjects->sections / sizeof *subjects->sections
};

/* What stands behind the line "=== KIND NAME"; empty where there is none. */
static struct text section_of(const char *kind, const char *name, struct arena *arena) {
    static const struct text next = TEXT_INIT("\n=== ");
    struct text all = {(const char *)manual, sizeof manual};
    struct text heading = text_format(arena, "=== %s %s\n", kind, name);
    size_t start = text_starts(all, heading) ? 0 : text_find(all, text_join(arena, TEXT("\n"), heading), 0) + 1;
    struct text section = text_after(all, start + heading.size);
    size_t end = text_find(section, next, 0);
    return text_slice(section, 0, end < section.size ? end + 1 : end);
}

static void show_subject(const struct subject *subject, struct arena *arena) {
    if (!subject->sections[0])
        printf("%.*s", TEXT_ARGS(contract_text()));
    for (size_t i = 0; i < SECTION_COUNT && subject->sections[i]; i++)
        printf("%s%s\n\n%.*s", i ? "\n" : "", subject->sections[i],
               TEXT_ARGS(section_of("section", subject->sections[i], arena)));
}

static void show_command(const struct command *command, struct arena *arena) {
    struct buffer usage = {0};
    options_usage(&usage, command);
    printf("%.*s\n%.*s\nFlags:\n", (int)usage.size, usage.bytes, TEXT_ARGS(section_of("command", command->name, arena)));
    buffer_free(&usage);
    const struct flag *flag;
    for (size_t i = 0; (flag = options_flag(command, i)); i++)
        printf("%.*s", TEXT_ARGS(section_of("flag", flag->name, arena)));
}

static const struct subject *subject_find(struct text word) {
    for (size_t i = 0; i < SUBJECT_COUNT; i++)
        if (text_equal(text_of(subjects[i].word), word))
            return &subjects[i];
    return NULL;
}

/* "deploying" is DEPLOYING: the manual's own name of the section; NULL where it has none of that name. */
static const char *title_of(struct text word, struct arena *arena) {
    static const struct text mark = TEXT_INIT("=== section ");
    struct text line, rest = {(const char *)manual, sizeof manual};
    while (text_cut(&line, &rest, '\n'))
        if (text_starts(line, mark) && text_equal_ignoring_case(text_after(line, mark.size), word))
            return text_terminated(text_after(line, mark.size), arena);
    return NULL;
}

/* "fields" is a command and a subject: both are shown. */
static void show(struct text word, struct diag *problems, struct arena *arena) {
    const struct command *command = command_find(word);
    const struct subject *subject = subject_find(word);
    struct subject section = {.sections = {title_of(word, arena)}};
    if (!subject && section.sections[0])
        subject = &section;
    if (!command && !subject)
        options_unknown_command(word, problems, arena);
    if (command)
        show_command(command, arena);
    if (command && subject)
        printf("\n");
    if (subject)
        show_subject(subject, arena);
}

static void list_choices(struct buffer *out) {
    for (size_t i = 0; i < command_count; i++)
        buffer_add_format(out, "%s ", commands[i]->name);
    for (size_t i = 0; i < SUBJECT_COUNT; i++)
        if (!command_find(text_of(subjects[i].word)))
            buffer_add_format(out, "%s ", subjects[i].word);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct buffer list = {0};
    if (options->word_count)
        show(text_of(options->words[0]), problems, arena);
    else
        options_help(&list, NULL);
    fwrite(list.bytes, 1, list.size, stdout);
    buffer_free(&list);
    return report_problems(&report, problems, NULL);
}

const struct command command_help = {
    .name = "help",
    .summary = "say what the manual says of a command, or of what may be written",
    .words = "[COMMAND | layouts | fields | syntax]",
    .details =
        "layouts: what a layout can see; fields: what front matter, site.yaml and gone.yaml may say; syntax: how texts are\n"
        "written; any section of the manual by its title, too. COMMAND --help is the short form.\n",
    .flags = "",
    .most_words = 1,
    .choices = list_choices,
    .run = run,
};
