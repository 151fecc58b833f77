/* What the diagnostics' codes mean, from codes.md, which is compiled into the program. */
#include "base/array.h"
#include "commands/report.h"
#include "pages/contract.h"
#include "read/codes.h"

#include <stdio.h>
#include <string.h>

static const unsigned char codes[] = {
#include "commands/codes.md.inc"
};

#define SECTION TEXT("\n## ")

/* A section of codes.md. */
struct explanation {
    struct text code, title; /* E012, "unknown author" */
    struct text body;        /* Markdown: what follows the heading */
};

static struct text all_sections(void) {
    struct text all = {(const char *)codes, sizeof codes};
    /* The comment at the top explains the format with a section of its own. */
    return text_after(all, text_find(all, TEXT("-->"), 0));
}

/* Takes the next section from `rest`; false when there is none. */
static bool next_section(struct explanation *explanation, struct text *rest) {
    size_t start = text_find(*rest, SECTION, 0);
    if (start == rest->size)
        return false;
    struct text section = text_after(*rest, start + SECTION.size);
    size_t end = text_find(section, SECTION, 0);
    *rest = text_after(section, end);
    section = text_slice(section, 0, end);

    struct text heading;
    text_cut(&heading, &section, '\n');
    size_t space = text_find_char(heading, ' ', 0);
    explanation->code = text_slice(heading, 0, space);
    explanation->title = text_trim(text_after(heading, space));
    explanation->body = text_trim(section);
    return true;
}

struct text code_title(struct text code) {
    struct text rest = all_sections();
    struct explanation explanation;
    while (next_section(&explanation, &rest))
        if (text_equal(explanation.code, code))
            return explanation.title;
    return (struct text){0};
}

static void list_all(void) {
    struct text rest = all_sections();
    struct explanation explanation;
    while (next_section(&explanation, &rest))
        printf("%.*s  %.*s\n", TEXT_ARGS(explanation.code), TEXT_ARGS(explanation.title));
}

static void list_choices(struct buffer *out) {
    struct text rest = all_sections();
    struct explanation explanation;
    buffer_add(out, TEXT("layouts "));
    while (next_section(&explanation, &rest))
        buffer_add_format(out, "%.*s ", TEXT_ARGS(explanation.code));
}

static void unknown_code(struct text code, struct diag *problems, struct arena *arena) {
    struct {
        struct text *items;
        size_t count, capacity;
    } known = {0};
    struct text rest = all_sections(), help = TEXT("\"colophon explain\" lists all codes");
    struct explanation explanation;
    while (next_section(&explanation, &rest))
        *array_add(&known, arena) = explanation.code;
    size_t nearest = text_nearest(code, known.items, known.count);
    if (nearest != SIZE_MAX)
        help = text_format(arena, "did you mean %.*s?", TEXT_ARGS(known.items[nearest]));
    diag_fail(problems, FAULT_USAGE, E_UNKNOWN_CODE, (struct text){0},
              text_format(arena, "there is no code \"%.*s\"", TEXT_ARGS(code)), help);
}

/* Whether `wanted` means `code`: the letter may be in lower case or left out. */
static bool means(struct text wanted, struct text code) {
    return text_equal_ignoring_case(wanted, code) || text_equal(wanted, text_after(code, 1));
}

static void explain(struct text code, bool bold, struct diag *problems, struct arena *arena) {
    struct text rest = all_sections();
    struct explanation explanation;
    while (next_section(&explanation, &rest))
        if (means(code, explanation.code)) {
            printf("%s%.*s: %.*s%s\n\n%.*s\n", bold ? "\033[1m" : "", TEXT_ARGS(explanation.code), TEXT_ARGS(explanation.title),
                   bold ? "\033[0m" : "", TEXT_ARGS(explanation.body));
            return;
        }
    unknown_code(code, problems, arena);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    if (options->word_count > 0 && strcmp(options->words[0], "layouts") == 0)
        printf("%.*s", TEXT_ARGS(contract_text()));
    else if (options->word_count > 0)
        explain(text_of(options->words[0]), report_colors(options, fileno(stdout)), problems, arena);
    else
        list_all();
    return report_problems(&report, problems, NULL);
}

const struct command command_explain = {
    .name = "explain",
    .summary = "say what a diagnostic's code means, with a wrong and a right example",
    .words = "[CODE | layouts]",
    .details = "Without a code, lists them all. \"layouts\" says what a layout can see.\n",
    .flags = "color",
    .most_words = 1,
    .choices = list_choices,
    .run = run,
};
