/*
 * explain: what the diagnostics' codes mean, from codes.md, which is compiled into the program.
 *
 *     struct text rest = explain_codes();
 *     struct explanation explanation;
 *     while (explain_next(&explanation, &rest))
 *         printf("%.*s\n", TEXT_ARGS(explanation.code));
 */
#ifndef COMMANDS_EXPLAIN_H
#define COMMANDS_EXPLAIN_H

#include "base/text.h"

struct explanation {
    struct text code, title; /* E012, "unknown author" */
    struct text body;        /* Markdown: what follows the heading */
};

/* The sections of codes.md. */
struct text explain_codes(void);

/* Takes the next section from `rest`; false when there is none. */
bool explain_next(struct explanation *explanation, struct text *rest);

#endif
