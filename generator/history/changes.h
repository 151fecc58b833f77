/*
 * changes: what was added, revised, renamed, withdrawn and restored, from git's history; of the whole reader, and of each topic
 * and author.
 *
 *     const struct changes *changes = changes_of(site, date_positions, arena);
 *     const struct changes_scope *topic = changes_scope_of(changes, THING_TOPIC, number);     // NULL: nothing happened
 *     for (size_t i = 0; topic && i < topic->items.count; i++)
 *         tell(&changes->items[topic->items.items[i]]);                                        // newest day first
 *
 * Only what visitors can see counts: content files that have a page or an entry, and those that once had. A draft that is
 * published counts as added, a public text that becomes a draft as withdrawn; what happened before and in between is not shown,
 * nor is a move to another folder under the same file name. Of an essay whose body may not be published only the title is
 * shown, and what the commit says to readers only if something else in the commit may be shown.
 *
 * Of a file that is gone and was a draft at the end, might not be published or cannot be read, not even the title is shown.
 *
 * The changes of one commit are together: commits are in the order of their local dates, newest first, and within a commit
 * essays come first. A topic's changes are those of the essays that have it today and of its own file; an author's likewise.
 */
#ifndef HISTORY_CHANGES_H
#define HISTORY_CHANGES_H

#include "kinds/site.h"
#include "history/versions.h"

enum told_kind { TOLD_ADDED, TOLD_REVISED, TOLD_RENAMED, TOLD_WITHDRAWN, TOLD_RESTORED };

/* What one commit did to one file. */
struct change {
    uint8_t kind;      /* enum told_kind */
    uint8_t thing;     /* enum thing_kind of what it is now; THING_NONE when it is gone */
    bool title_only;   /* nothing else may be shown */
    uint32_t number;   /* of the thing */
    uint32_t commit;   /* index into history->commits */
    struct text title; /* of what is gone: as its last text gave it, or "an essay" */
    struct text was;   /* TOLD_RENAMED: what the file was called, without ".md" */
    /* The version that the change made, of an essay that exists and whose text may be shown; NULL otherwise. */
    const struct version *version;
};

/*
 * A page of changes. A few changes of a scope are all on its own page. When there are many, its page shows the newest, and all
 * of them are on pages by year; a year with many is divided into months, and such a month into days.
 */
struct changes_part {
    uint32_t scope;        /* index into changes->scopes */
    uint32_t up;           /* the part that leads here; NONE for a scope's own page */
    uint32_t newer, older; /* the parts beside it that show changes; NONE for none */
    struct text address;
    struct date period;    /* none for a scope's own page */
    uint32_t first, count; /* in the scope's items */
    uint32_t shown;        /* how many of them are on this page, from the first; 0: the parts below show them */
    struct numbers parts;  /* below it */
};

/* `items` are indexes into changes->items. */
struct changes_scope {
    uint8_t thing; /* THING_NONE: the whole reader; else a kind that has_changes */
    uint32_t number;
    struct text address; /* /changes/, /topics/x/changes/ */
    uint32_t part;       /* its own page */
    struct numbers items;
};

struct changes {
    bool off;   /* `history: off`: no page shows changes */
    bool known; /* the whole history could be read */
    struct change *items;
    size_t count, capacity;
    struct {
        struct changes_scope *items; /* the first is the whole reader's; the others have something to show */
        size_t count, capacity;
    } scopes;
    struct {
        struct changes_part *items; /* the first is /changes/ */
        size_t count, capacity;
    } parts;
    struct {
        struct redirect *items; /* from the addresses of pages that there were once: former_changes.c */
        size_t count, capacity;
    } former;
    uint32_t *scopes_of[THING_KINDS]; /* of each thing whose kind has changes; NONE for none */
};

/* `date_positions`: for each essay, NONE when it has no page. */
const struct changes *changes_of(const struct site *site, const uint32_t *date_positions, struct arena *arena);

/* "added", "revised", "renamed", "withdrawn" or "restored". */
struct text changes_label(const struct language *language, uint8_t kind, struct arena *arena);

/* "12 words added, 3 removed, 1 passage moved"; "" where nothing was counted. */
struct text changes_counted(const struct version_change *size, const struct language *language, struct arena *arena);

/* How large a change was: that, or "front matter only"; for an addition "1204 words". "" when it is not known or may not be
 * shown. */
struct text changes_size(const struct change *change, const struct language *language, struct arena *arena);

/* The scope of a thing whose kind has_changes; NULL when there is nothing in it. */
const struct changes_scope *changes_scope_of(const struct changes *changes, uint8_t thing, uint32_t number);

/* The number of changes in a scope, from `first` on, that belong to the commit of `first`. */
size_t changes_of_commit(const struct changes *changes, const struct changes_scope *scope, size_t first);

/* The page that shows item `index` of a scope for good, not only while it is among the newest. */
const struct changes_part *changes_part_with(const struct changes *changes, uint32_t scope, size_t index);

/* For changes_of: fills changes->parts from the scopes. */
void changes_divide(struct changes *changes, const struct site *site, size_t page_size, struct arena *arena);

/* For changes_of: fills changes->former. */
void changes_note_former(struct changes *changes, const struct site *site, size_t page_size, struct arena *arena);

/* The local date of a commit. */
struct date changes_day(const struct commit *commit);

#endif
