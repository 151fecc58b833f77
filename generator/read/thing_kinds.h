/*
 * thing_kinds: what kinds of things a reader has: the numbers and the words that name them. What else is to be known of a kind
 * stands in the table of kinds/kinds.c, which also says how one is added.
 */
#ifndef READ_THING_KINDS_H
#define READ_THING_KINDS_H

#include <stdbool.h>

/* In the order in which backlinks from them are shown. */
enum thing_kind {
    THING_NONE,
    THING_ESSAY,
    THING_TOPIC,
    THING_AUTHOR,
    THING_PUBLICATION,
    THING_LIST,
    THING_TERM,
    THING_PAGE,
    THING_HOME,    /* content/index.md */
    THING_KINDS,   /* those above have a record in the site */
    THING_MEDIA,   /* a file that is copied as it is */
    THING_ADDRESS, /* an address of the site that is no thing of its own, such as /topics/ */
    THING_SECTION, /* a file of another generator, _index.md, that has no meaning here */
};

/* The word for each, in messages and in `colophon new author`; and in [[author:ada-lovelace]], if it can be cited. */
static const struct thing_word {
    const char *word;
    bool is_cited; /* and so it has backlinks */
} thing_words[THING_KINDS] = {
    [THING_ESSAY] = {"essay", true},
    [THING_TOPIC] = {"topic", true},
    [THING_AUTHOR] = {"author", true},
    [THING_LIST] = {"list", true},
    [THING_TERM] = {"term", true},
    [THING_PAGE] = {"page", false},
    [THING_PUBLICATION] = {"publication", false},
};

#endif
