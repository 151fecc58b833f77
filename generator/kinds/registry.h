/*
 * registry: things that exist because they are named: authors, topics, publications; and glossary terms.
 *
 *     uint32_t entry = registry_add(&topics, TEXT("self-reliance"), file, arena);     // one with a file of its own
 *     registry_name(&topics, entry, TEXT("Self-reliance"), arena);
 *     entry = registry_use(&topics, TEXT("Self Reliance"), arena);                    // named in an essay: the same entry
 *     registry_settle(&topics, arena);
 *     number = topics.items[entry].number;                                            // place in order of slugs
 *
 * A name stands for the entry whose slug it is; else for the one that claimed it (compared without case, spaces around, and
 * accents that make no other letter); else for the one whose slug can be derived from it; else it makes an entry of its own.
 */
#ifndef KINDS_REGISTRY_H
#define KINDS_REGISTRY_H

#include "base/table.h"
#include "kinds/hold.h"
#include "read/document/document.h"

/* One thing while its kind is being collected. */
struct registry_entry {
    struct text slug, name;         /* name: of the file's record, or the most frequent spelling, the first of equals */
    const struct parsed_file *file; /* NULL when it is only named */
    struct text first, first_path;  /* how it was written first, and in which file */
    struct hold hold;               /* the record's */
    uint32_t number;                /* after registry_settle */
    uint32_t name_uses;
};

/* A name as essays write it, and how often. */
struct spelling {
    struct text words;
    uint32_t entry, uses;
};

struct registry {
    struct registry_entry *items;
    size_t count, capacity;
    struct table by_slug, by_name, by_spelling;
    struct table by_former; /* slugs of the names that records had once: history/former_names.c */
    struct {
        struct spelling *items;
        size_t count, capacity;
    } spellings;
};

/* A new entry; NONE when the slug is taken. */
uint32_t registry_add(struct registry *registry, struct text slug, const struct parsed_file *file, struct arena *arena);

/* Lets an entry claim a name. Returns the entry that has it already (also itself), or NONE. */
uint32_t registry_name(struct registry *registry, uint32_t entry, struct text name, struct arena *arena);

/* The entry that `words` stand for, or NONE. */
uint32_t registry_find(const struct registry *registry, struct text words, struct arena *arena);

/* Whether an entry has claimed `words`, or is of that slug. */
bool registry_is_claimed(const struct registry *registry, struct text words, struct arena *arena);

/* Whether registry_use found or made an entry for these very words. */
bool registry_was_used(const struct registry *registry, struct text words);

/* As registry_find, but makes an entry where there is none, and counts the spelling. NONE: no slug can be made of it. */
uint32_t registry_use(struct registry *registry, struct text words, struct arena *arena);

/* As registry_use, for a name whose slug is given with it: the name stands for that entry from now on, if it is free. */
uint32_t registry_use_slug(struct registry *registry, struct text slug, struct text words, struct arena *arena);

/* Names those that are only named, and numbers all by slug. */
void registry_settle(struct registry *registry, struct arena *arena);

#endif
