/*
 * internal: what the files of this folder share.
 *
 * What is known about an essay's versions is a pure function of their bytes and of how Markdown is parsed, so it is remembered
 * under the digest of these, in two records: facts, which are needed for every essay, and the lineage of its passages, which
 * only its own pages need. A longer chain of versions extends the records of a shorter one.
 */
#ifndef HISTORY_INTERNAL_H
#define HISTORY_INTERNAL_H

#include "base/table.h"
#include "compare/lineage/lineage.h"
#include "kinds/formerly.h"
#include "kinds/site.h"

/* Of one version, in the record of facts. */
struct version_fact {
    struct version_change change, since;
    uint32_t words;
    uint32_t ahead;                                        /* what `since` leads to */
    struct span title;                                     /* in the record's bytes */
    struct span slug, address, aliases, names, variant_of; /* struct formerly; likewise */
    struct span passages;                                  /* in the record's list of passages */
    uint8_t kind; /* VERSION_TEXT, VERSION_FORM or VERSION_FIELDS: how it differs from the text before */
    uint8_t unused[3];
    struct hold hold;
    uint32_t brought_by; /* as of a version */
    uint8_t unused_too[4];
};

/* A heading's id, and the passage that had it in some versions in a row. */
struct place_fact {
    struct span id;       /* in the record's bytes */
    uint32_t name;        /* of the passage, in the lineage */
    uint32_t first, last; /* versions */
    uint32_t unused;
};

struct facts_head {
    uint32_t format, count;
    uint64_t passages, places;
    struct digest digest;  /* of the lineage, and of the places */
    uint64_t has_reworded; /* some id had several wordings */
};

/* A record in place. */
struct facts {
    struct facts_head head;
    const struct version_fact *items;
    const struct place_fact *places;
    const uint32_t *passages; /* of each a digest of its words */
    struct text bytes;        /* of titles, ids, and of what fields say */
};

bool facts_view(struct facts *facts, struct text record);

/* What a version's front matter said: kinds/formerly.h. */
struct formerly facts_formerly(const struct facts *facts, size_t version);

/* The keys of the records of a chain that ends with this version. */
struct version_keys {
    struct digest facts, lineage;
};
struct version_keys versions_keys(const struct version *last);

/* Fills `past` of each version. */
void versions_digest(const struct site *site, struct version *items, size_t count);

/* Fills `moment` of each version. */
void versions_tell_moments(const struct site *site, struct version *items, size_t count);

/* Makes both records of an essay's versions. False when an old text cannot be read. */
bool versions_trace(struct buffer *facts, struct buffer *lineage, const struct site *site, const struct essay *essay);

/* As versions_text, but a text that cannot be read does not fail the whole workers_map. */
bool version_read(struct version_text *text, const struct site *site, const struct essay *essay, size_t version,
                  struct arena *arena);

/* The facts of an essay's versions, if they are remembered. */
bool versions_facts(struct facts *facts, const struct site *site, const struct versions *versions);

/* A digest of a passage's words. */
uint32_t passage_digest(const struct doc_block *block);

/* Appends those of all passages of a text, in its order. */
void passage_digests(struct buffer *digests, const struct body *body);

/* How texts are parsed for this site, and by which program. */
struct digest versions_parsing(const struct site *site);

/* held.c. Finds the passages that are held back today, for site->held_passages, which stays NULL where nothing is. */
struct loading;
void held_passages_load(struct loading *loading);

/*
 * The file, as its number in site->held, that has a text today which consists of these passages: half of them or more are held
 * back, and stand in no text that visitors see. NONE: it is not held back.
 */
uint32_t held_passages_holder(struct held_passages *held, const uint32_t *digests, uint32_t count);

/* passages.c. What a text consists of, wherever it stood: each passage as a digest of its words. */
struct blob_passages {
    const uint32_t *digests;
    uint32_t count;
};

/* Whether it is remembered; otherwise passages_read makes it so, of all texts of a commit. False when the machine fails. */
bool passages_find(struct blob_passages *passages, const struct site *site, const struct git_id *blob);
bool passages_read(const struct site *site, const struct origin *origin, struct diag *problems);

/* Closes versions whose text is held back today under another name, and tells it (W403). */
void versions_close_reused(struct loading *loading);

/* The chain of an essay's versions, without anything about their texts. */
struct version_chain {
    struct version *items;
    size_t count, capacity;
};
struct version_chain version_chain_of(struct loading *loading, const struct essay *essay);

/* That of a file that is gone, which ends with its being withdrawn: struct gone_thing. */
struct version_chain version_chain_of_gone(struct loading *loading, const struct gone_file *file);
void versions_of_gone(struct loading *loading, struct essay *essay, const struct gone_file *file);

/*
 * Describes the versions of essays: from what is remembered, or by following them. `is_followed` says of which; NULL: of all.
 * False, with a diagnostic.
 */
bool versions_follow(struct loading *loading, const struct essay *essays, uint32_t count, const bool *is_followed);

/* Whether a file of the tree has these bytes. */
bool file_has_blob(struct loading *loading, struct text path, const struct git_id *blob);

/* As versions_text, of a file that need be no essay. */
bool revision_text(struct version_text *text, const struct site *site, uint32_t revision, struct arena *arena);

/* The ids of headings and other places of a file that is no essay, each with a space behind it; remembered. */
struct text revision_ids(const struct site *site, uint32_t revision, struct arena *arena);

/* Those of a text, to find them in. NULL has none. */
struct table table_of_ids(const struct document *document, struct arena *arena);

/* Whether half or more of a text that no other version continues stands today in a file that is held back. */
bool versions_are_held(const struct site *site, const struct versions *versions);

/* A name in the texts of essays, a line of kinds/formerly.h; and the oldest revision in which it could be read. */
struct former_naming {
    struct text line;
    uint32_t revision;
};

struct namings {
    struct former_naming *items;
    size_t count, capacity;
    struct table by_line;
};

void namings_add(struct namings *namings, const struct versions *versions, struct arena *arena);
/* Of one that stands; also where it has been one text ever since. */
void namings_add_essay(struct namings *namings, struct loading *loading, const struct essay *essay);

/* The record by whose name something stood at `address` before the record had that name, and stands elsewhere; or NULL. */
const struct thing *naming_moved(struct text *address, const struct former_naming *naming, const struct site *site,
                                 struct arena *arena);

/* Lets former_name_today find records by the names that they had. */
void former_titles_note(struct loading *loading);

#endif
