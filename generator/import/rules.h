/*
 * rules: what becomes of each block, and why: one table.
 *
 *     const struct ruling *rulings = rules_judge(intake, hints, &article, &metadata, arena);
 *     printf("%s %s", verdict_words[rulings[i].verdict], import_rules[rulings[i].rule].name);
 *
 * The first row that applies to a block decides. A row is asked inside of the text (article.h), outside of it, or on both
 * sides; outside, where everything goes, rows only say what it was. Every row has a test of its own in
 * tests/import/test_rules.c, and every name an entry of colophon.1. What the blocks around one tell is added when all are ruled
 * (judging.c): a heading heads nothing, a note has no mark, a link is a cell.
 */
#ifndef IMPORT_RULES_H
#define IMPORT_RULES_H

#include "import/metadata/metadata.h"

enum verdict {
    VERDICT_KEPT,    /* word for word in the draft */
    VERDICT_CHANGED, /* in the draft, written otherwise */
    VERDICT_REMOVED,
    VERDICT_TAKEN, /* into the front matter, or an author's record */
};

static inline bool verdict_is_in_draft(uint8_t verdict) {
    return verdict == VERDICT_KEPT || verdict == VERDICT_CHANGED;
}

extern const char *const verdict_words[4];

struct ruling {
    uint8_t verdict; /* enum verdict */
    uint8_t rule;    /* a row of import_rules */
    bool is_text;    /* of a note without a mark, which the editor keeps: it stands in the text */
};

enum rule_side { INSIDE = 1, OUTSIDE = 2, BOTH = 3 };

/* What a row is asked about. */
struct rule_question {
    const struct intake *intake;
    const struct article *article;
    const struct metadata *metadata;
    const struct intake_block *block;
    const struct ruling *rulings; /* of the blocks before it */
    uint32_t before;              /* the first block of the same words, or NONE */
    uint32_t index;
    uint32_t hints; /* of the block's element */
};

/* A row applies by a hint, by what it asks itself, or by its wording. */
struct import_rule {
    const char *name; /* as the account has it: "image.credit"; rows of one kind share it */
    const char *says; /* what it is, for a person: "who made a picture" */
    uint8_t asked;    /* enum rule_side */
    uint8_t verdict;  /* enum verdict */

    uint32_t hints; /* one of these, of what is not sure to be prose: inside of a text a hint says nothing of a sentence */
    bool (*applies)(const struct rule_question *question);

    const char *is, *begins, *within; /* phrases (phrases.h), of which the whole is one, begins with one, or has one in it; */
    bool skips_signs;                 /* `begins`: behind signs, too: "- Advertisement -"; */
    uint8_t words_most;               /* in no more words than that: 0 for any number; */
    uint8_t stops_under;              /* with fewer ends of sentences than that: 0 for any number; */
    bool (*where)(const struct rule_question *question); /* and where this holds; NULL: anywhere */
};

/* The rows that are asked of no block by itself. */
enum rule_row { RULE_HEADING_EMPTY, RULE_NOTE_UNMARKED, RULE_CELL, RULE_SHARED };

extern const struct import_rule import_rules[];
extern const size_t import_rule_count;

/* The row of a block, but for what those around it tell. */
uint8_t rule_of(const struct rule_question *question);

/* NULL when none is called so. */
const struct import_rule *rule_named(struct text name);

const struct ruling *rules_judge(const struct intake *intake, const uint32_t *hints, const struct article *article,
                                 const struct metadata *metadata, struct arena *arena);

#endif
