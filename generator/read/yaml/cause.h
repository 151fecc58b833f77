/*
 * cause: what libyaml complains about, in words for people who have never heard of it.
 */
#ifndef READ_YAML_CAUSE_H
#define READ_YAML_CAUSE_H

#include "base/text.h"

/* What is known of a syntax error. */
struct yaml_problem {
    const char *problem, *context; /* libyaml's; either may be NULL */
    struct text before;            /* the line up to the problem, trimmed */
    char at;                       /* the character there; NUL at the end */
    bool one_line;                 /* the construct named by the context begins on the same line */
};

/* The same in words. */
struct yaml_cause {
    bool at_context;            /* the author must look at the beginning of the construct */
    const char *message, *help; /* the message may contain one %c for the character there; both NULL for rare causes */
};

struct yaml_cause yaml_cause_of(const struct yaml_problem *problem);

#define YAML_QUOTE_HELP "put the whole text between quotes: title: \"...\""

#endif
