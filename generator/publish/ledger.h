/*
 * ledger: what was published last time: path → key, content, size, time.
 *
 *     struct ledger ledger;
 *     ledger_read(&ledger, "…/.colophon/site/ledger", arena);      // none, or damaged: empty
 *     const struct ledger_entry *entry = ledger_find(&ledger, TEXT("index.html"));
 *
 * The ledger says which files in the output are this program's. When it is lost, none are: files that already have the bytes
 * that would be written are entered into the new ledger, and any other file in the way is an error that names it. Recognising
 * pages by a marker in them was turned down: a page that somebody saved and edited still carries it.
 *
 * The file is in the format of state.h, after the line "colophon ledger 3". It begins with the files that are owned: their number,
 * and the path, content, size and time of each. Every later version begins in the same way, so that a program can take over
 * what an older or a newer one published: it owns the files, knows none of their keys, and makes each page again. After that
 * comes what only this version understands: the input, and the keys in the order of the files. Versions 1 and 2, which had
 * these before and among the files, are read as well.
 */
#ifndef PUBLISH_LEDGER_H
#define PUBLISH_LEDGER_H

#include "publish/state.h"

/* How the first line of every version begins; the version's number and a newline follow. */
#define LEDGER_FIRST_WORDS "colophon ledger "

struct ledger_entry {
    struct text path;      /* relative to the output */
    struct digest key;     /* of layouts and inputs: says whether the page must be made again; zero: not known */
    struct digest content; /* of the bytes: says whether the file must be written again */
    uint64_t size_bytes;
    int64_t time_ns; /* the file's modification time; with the size it shows whether somebody changed the file */
};

struct ledger {
    struct digest input;        /* of everything that the publication was made from; zero when it cannot be relied on */
    struct ledger_entry *items; /* sorted by path */
    size_t count, capacity;
    bool damaged; /* there is a file, but it is not a whole ledger: `items` is empty */
};

/*
 * Empty when there is none or it is damaged; without input and keys when another version wrote it. False with errno when there
 * is a ledger that cannot be read.
 */
bool ledger_read(struct ledger *ledger, const char *path, struct arena *arena);

/* The bytes of a ledger's file. */
void ledger_write(struct buffer *file, const struct ledger *ledger);

/* NULL when the ledger does not own the path. */
const struct ledger_entry *ledger_find(const struct ledger *ledger, struct text path);

#endif
