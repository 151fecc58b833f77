/*
 * ledger: what was published last time: path → key, content, size, time.
 *
 *     struct ledger ledger;
 *     ledger_read(&ledger, "…/.colophon/site/ledger", arena);      // none, or damaged: empty
 *     const struct ledger_entry *entry = ledger_find(&ledger, TEXT("index.html"));
 *
 * The ledger says which files of the output are this program's. When it is lost, nothing in the output is: files whose bytes
 * are those that would be written are taken into the new ledger, and any other file that stands in the way is an error that
 * names it. Guessing from a marker in the pages was turned down: a page that somebody saved and edited still carries it.
 *
 * The file is a record (record.h) behind the line "colophon ledger 3". First it says which files are owned: their number, and
 * for each its path, content, size and time. Every later version begins with the same, so that one program takes over what
 * another one published, older or newer: it owns the files, knows no key of theirs, and makes each page again. Behind that
 * stands what only this version understands: the input, and the keys in the order of the files. Versions 1 and 2, which had
 * these two before and among the files, are read in the same spirit.
 */
#ifndef PUBLISH_LEDGER_H
#define PUBLISH_LEDGER_H

#include "publish/record.h"

/* What the first line of each version begins with; a number and the line's end follow. */
#define LEDGER_FIRST_WORDS "colophon ledger "

struct ledger_entry {
    struct text path;      /* relative to the output */
    struct digest key;     /* of layouts and view: says whether the page must be made again; zero: not known */
    struct digest content; /* of the bytes: says whether the file must be written again */
    uint64_t size_bytes;
    int64_t time_ns; /* the file's modification time; with the size it shows whether somebody changed the file */
};

struct ledger {
    struct digest input;        /* of all that the publication was made from; zero when that is not to be relied on */
    struct ledger_entry *items; /* sorted by path */
    size_t count, capacity;
    bool damaged; /* a file stands there, but it is no whole ledger: empty */
};

/*
 * Empty when there is none, or when it is damaged. Without input and keys when it is of another version than
 * this program's. False with errno when it is there but cannot be read.
 */
bool ledger_read(struct ledger *ledger, const char *path, struct arena *arena);

/* The bytes of a ledger's file. */
void ledger_write(struct buffer *file, const struct ledger *ledger);

/* NULL when the ledger does not own the path. */
const struct ledger_entry *ledger_find(const struct ledger *ledger, struct text path);

#endif
