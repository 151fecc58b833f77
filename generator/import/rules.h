/*
 * rules: what becomes of each block, and why: one table.
 *
 *     const struct ruling *rulings = rules_judge(intake, hints, &article, &metadata, arena);
 *     printf("%s %s", verdict_words[rulings[i].verdict], import_rules[rulings[i].rule].name);
 *
 * The first row that applies to a block decides. A row is asked inside of the text (article.h), outside of it, or on both
 * sides; outside, where everything goes, rows only say what it was. Every row has a test of its own in
 * tests/import/test_rules.c, and every name an entry of colophon.1.
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

extern const char *const verdict_words[4];

struct ruling {
    uint8_t verdict; /* enum verdict */
    uint8_t rule;    /* a row of import_rules */
    bool is_text;    /* of a note without a mark, which the editor keeps: it stands in the text */
};

/* What a row is asked about. */
struct rule_question;

struct import_rule {
    const char *name; /* as the account has it: "image.credit" */
    const char *says; /* what it is, for a person: "who made a picture" */
    bool (*applies)(const struct rule_question *question);
    uint8_t asked;   /* inside, outside, or both */
    uint8_t verdict; /* enum verdict */
};

extern const struct import_rule import_rules[];
extern const size_t import_rule_count;

/* NULL when none is called so. */
const struct import_rule *rule_named(struct text name);

const struct ruling *rules_judge(const struct intake *intake, const uint32_t *hints, const struct article *article,
                                 const struct metadata *metadata, struct arena *arena);

#endif
