/*
 * cause: what libyaml complains about, in words for people who have never heard of it.
 */
#ifndef READ_YAML_CAUSE_H
#define READ_YAML_CAUSE_H

#include "base/text.h"

/* What is known of a syntax error. */
struct yaml_problem {
    const char *problem, *context; /* libyaml's; either may be NULL */
    struct text before;            /* the line up to the place of the problem, trimmed */
    char at;                       /* the character there; NUL at the end */
    bool one_line;                 /* the construct that the context speaks of begins on the same line */
};

/* The same in words. */
struct yaml_cause {
    bool at_context;            /* it is the beginning of the construct that the author must look at */
    const char *message, *help; /* the message may hold one %c for the character at the place; both NULL for rare causes */
};

struct yaml_cause yaml_cause_of(const struct yaml_problem *problem);

#define YAML_QUOTE_HELP "put the whole text between quotes: title: \"...\""

#endif
