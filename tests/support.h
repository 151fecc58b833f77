/*
 * support: what the unit tests share: cmocka with the headers it needs, and assertions about texts.
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Fails, showing both, unless the text is these bytes. */
#define assert_text(actual, expected) assert_text_at((actual), text_of(expected), __FILE__, __LINE__)

static inline void assert_text_at(struct text actual, struct text expected, const char *file, int line) {
    if (text_equal(actual, expected))
        return;
    print_error("got      \"%.*s\"\nexpected \"%.*s\"\n", TEXT_ARGS(actual), TEXT_ARGS(expected));
    _fail(file, line);
}

#endif
