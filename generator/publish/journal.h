/*
 * journal: the commit of a publication: a list of steps which, once it is on the disk, will be carried out, now or by the next
 * run.
 *
 *     struct journal journal = {0};
 *     *array_add(&journal, arena) = (struct journal_step){JOURNAL_REMOVE, 0, TEXT("essays/old/index.html")};
 *     *array_add(&journal, arena) = (struct journal_step){JOURNAL_PLACE, 17, TEXT("index.html")};
 *     journal_commit(&failure, &journal, &stage, arena);
 *
 * The order is: staged files and the new ledger durable; journal durable (from here on the new site is certain); removals;
 * files renamed into place; their folders durable; the new ledger renamed over the old one; journal removed; stage removed.
 * Every step can be repeated: a file that is gone from the stage has been placed already. A damaged journal was never complete,
 * so none of its steps were taken: it is dropped with its stage. Removals come first because a file may have to make way for a
 * folder of the same name, or the reverse.
 */
#ifndef PUBLISH_JOURNAL_H
#define PUBLISH_JOURNAL_H

#include "publish/stage.h"

enum journal_kind { JOURNAL_REMOVE, JOURNAL_PLACE };

struct journal_step {
    uint8_t kind;     /* enum journal_kind */
    uint64_t number;  /* JOURNAL_PLACE: of the staged file */
    struct text path; /* relative to the output */
};

struct journal {
    struct journal_step *items;
    size_t count, capacity;
};

/* What could not be done. */
struct journal_failure {
    bool begun; /* the journal is on the disk: the next run carries on */
    struct text what;
    int error; /* errno */
};

/* Does everything in the order above, from the first durable file on. */
bool journal_commit(struct journal_failure *failure, const struct journal *journal, const struct stage *stage,
                    struct arena *arena);

/* Finishes what an earlier run committed, or drops what it did not. True also when there was nothing to do. */
bool journal_recover(struct journal_failure *failure, const struct stage *stage, struct arena *arena);

/* Gives up a publication that was not committed: removes the stage and the folders that were made for it. */
void journal_drop(const struct stage *stage, struct arena *arena);

#endif
