#include "read/yaml/cause.h"

#include <string.h>

#define INDENT_HELP "start all keys of one level in the same column"
#define CLOSE_HELP "close it with the same mark; an apostrophe inside single quotes is written twice"
#define NEVER_CLOSED "the quotation mark that opens here is never closed"
#define BAD_START "text without quotes cannot begin with \"%c\""

/* How libyaml's problem and context begin, and what they mean. A NULL context matches any. */
static const struct {
    const char *problem, *context;
    struct yaml_cause cause;
} causes[] = {
    {"found unexpected end of stream", "while scanning a quoted scalar", {true, NEVER_CLOSED, CLOSE_HELP}},
    {"found unexpected document indicator", "while scanning a quoted scalar", {true, NEVER_CLOSED, CLOSE_HELP}},
    {"found unknown escape character",
     NULL,
     {false, "a backslash before this character means nothing between double quotes",
      "write \\\\ for a backslash, or use single quotes"}},
    {"could not find expected ':'",
     NULL,
     {true, "this line is neither \"key: value\" nor part of the text above it",
      "write a colon and a space after the key, or indent the line if it continues the text above"}},
    {"did not find expected '-' indicator",
     NULL,
     {false, "this line does not begin with \"- \" like the items above it",
      "begin each item with \"- \", and its further lines in the column of its first word"}},
    {"block sequence entries are not allowed",
     NULL,
     {false, "a list item cannot be on the line of its key", "put each \"- item\" on a line of its own, or write [one, two]"}},
    {"did not find expected alphabetic or numeric character", NULL, {true, BAD_START, YAML_QUOTE_HELP}},
    {"found undefined tag handle", NULL, {true, BAD_START, YAML_QUOTE_HELP}},
    {"did not find expected whitespace or line break", "while scanning a tag", {true, BAD_START, YAML_QUOTE_HELP}},
    {"found unknown directive name", NULL, {true, "a line cannot begin with \"%c\"", YAML_QUOTE_HELP}},
    {"found a tab character", NULL, {false, "a tab cannot indent", "use spaces"}},
    {"did not find expected comment or line break",
     "while scanning a block scalar",
     {false, "text cannot be on the line of \"|\" or \">\"",
      "begin the text on the next line, indented, or put it between quotes"}},
    {"did not find expected <document start>", NULL, {false, "there is something after the end of the values", INDENT_HELP}},
};

static bool begins(const char *words, const char *with) {
    return !with || (words && strncmp(words, with, strlen(with)) == 0);
}

/* libyaml says the same about a second colon in a text and about a key that is indented too far. */
static struct yaml_cause cause_of_colon(const struct yaml_problem *problem) {
    if (text_contains(problem->before, TEXT(": ")))
        return (struct yaml_cause){false, "text without quotes contains a colon followed by a space", YAML_QUOTE_HELP};
    return (struct yaml_cause){false, "no value can begin here: this line belongs to the text above it", INDENT_HELP};
}

static struct yaml_cause cause_of_start(const struct yaml_problem *problem) {
    if (problem->at == '\t')
        return (struct yaml_cause){false, "a tab cannot indent", "use spaces"};
    return (struct yaml_cause){false, BAD_START, YAML_QUOTE_HELP};
}

static struct yaml_cause cause_of_missing_key(const struct yaml_problem *problem) {
    if (text_ends(problem->before, TEXT("\"")) || text_ends(problem->before, TEXT("'")))
        return (struct yaml_cause){false, "text continues after its closing quotation mark",
                                   "put all of it between quotes; inside single quotes an apostrophe is written twice"};
    if (text_ends(problem->before, TEXT("]")) || text_ends(problem->before, TEXT("}")))
        return (struct yaml_cause){false, "text continues after a closing bracket", YAML_QUOTE_HELP};
    return (struct yaml_cause){false, "this line is indented differently from the keys above it", INDENT_HELP};
}

static struct yaml_cause cause_of_missing_comma(const struct yaml_problem *problem) {
    if (!problem->one_line)
        return (struct yaml_cause){true, "the \"%c\" that opens here is never closed",
                                   "close it, or put it between quotes if it is text"};
    return (struct yaml_cause){false, "a comma or a closing bracket is missing here",
                               "put commas between items, and text with any of , : [ ] { } between quotes"};
}

struct yaml_cause yaml_cause_of(const struct yaml_problem *problem) {
    if (begins(problem->problem, "mapping values are not allowed"))
        return cause_of_colon(problem);
    if (begins(problem->problem, "found character that cannot start any token"))
        return cause_of_start(problem);
    if (begins(problem->problem, "did not find expected key"))
        return cause_of_missing_key(problem);
    if (begins(problem->problem, "did not find expected ',' or"))
        return cause_of_missing_comma(problem);
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (begins(problem->problem, causes[i].problem) && begins(problem->context, causes[i].context))
            return causes[i].cause;
    return (struct yaml_cause){false, NULL, NULL};
}
