/*
 * body_edits: the short way of a build. Where only the texts of a few essays changed since the last publication, and only in
 * what their own pages show, these pages are made from what stands, and no site is loaded.
 *
 *     struct body_edits edits;
 *     if (body_edits_find(&edits, reader, &options, arena))
 *         return publish_replace(&published, edits.items, edits.count, ...) && body_edits_keep(&edits, reader, &options);
 *     ... the long way ...
 *     body_edits_allow(reader, plan, &options, &published);
 *
 * What holds for all of the other pages is that nothing of what they are made from changed: the digest of every input, with the
 * old ids of these few files in it, is that of the last publication. What an essay's file says to other pages is its outline
 * (read/document/document.h). A repository makes a past of each edit, which more pages tell of, so there the way is always the
 * long one, and so it is where content/addresses.lock says which passages were published, and where feeds have the texts; so it
 * is when an edit changes which words of the essay are frequent, since all others are compared by those; and when it changes a
 * passage that the index names, since its id is made from its words.
 *
 * Where there is a search, the files of its index that have the essay are made again, too (search_edits.h).
 *
 * The page gets a key of its own: the next build that goes the long way makes it once more, and finds the same bytes.
 */
#ifndef COMMANDS_BODY_EDITS_H
#define COMMANDS_BODY_EDITS_H

#include "commands/reader.h"
#include "publish/publish.h"

/* A file of the tree as it was published; kept byte for byte. */
struct published_file {
    struct digest id;
    uint32_t page;        /* of an essay: its page, in the ledger; else NONE */
    uint32_t entry;       /* of an essay: its number in the index of the search; NONE where there is no search */
    uint32_t is_led_into; /* something in the reader leads to a place in its text, and may show how it begins */
    uint32_t unused;
    uint64_t words; /* which of its document's terms are in the index: connect/book_index.h */
};

struct body_edits {
    struct publish_replacement *items; /* in the order of the ledger */
    struct text *seams;                /* of each; "" of what is no essay's page */
    size_t count;
    struct published_file *files; /* of the whole tree, as they will be published */
};

/* False when the long way must be gone; else reader->held is that of the last publication. Without options->input and
 * options->standing it must. */
bool body_edits_find(struct body_edits *edits, struct reader *reader, const struct publish_options *options,
                     struct arena *arena);

/* After either way: what the next build must know for the short one. */
void body_edits_keep(const struct body_edits *edits, const struct reader *reader, const struct publish_options *options);
void body_edits_allow(const struct reader *reader, const struct plan *plan, const struct publish_options *options,
                      const struct published *published, struct arena *arena);

/* The seams of a page with this key. */
void body_edits_keep_seams(struct remembered *remembered, struct digest key, struct text seams);

#endif
