/*
 * formerly: what the front matter of an old text says of where it stood and of whom and what it named.
 *
 *     struct formerly formerly = formerly_read(site, &fields, kind, arena);       // remembered with the old text
 *     struct text address = formerly_address(site, &formerly, path, arena);
 *     struct former_name name;
 *     for (struct text rest = formerly.names; former_name_next(&name, &rest);)
 *         use(name.kind, name.slug, name.words);
 *
 * All of it by today's rules, and told nothing: nobody can mend an old text.
 */
#ifndef KINDS_FORMERLY_H
#define KINDS_FORMERLY_H

#include "kinds/fields.h"
#include "kinds/site.h"

/* As it was written; what is no text is "". */
struct formerly {
    struct text slug, address;
    struct text aliases; /* a line for each */
    struct text names;   /* of an essay: a line for each that it named */
    struct text variant_of;
};

struct formerly formerly_read(const struct site *site, const struct fields *fields, uint8_t kind, struct arena *arena);

/* The slug of a file at `path`. */
struct text formerly_slug(const struct formerly *formerly, struct text path, struct arena *arena);

/* Where a file at `path` stood; "" for what had no page of its own: the home page, media. A term: its place in the glossary. */
struct text formerly_address(const struct site *site, const struct formerly *formerly, struct text path, struct arena *arena);

/* The next of the aliases, as an address; false after the last. `address`: where the file stood. */
bool former_alias_next(struct text *alias, struct text *aliases, struct text address, struct arena *arena);

/* One that an essay named. The slug is the one that its words give, where no file says otherwise. */
struct former_name {
    uint8_t kind; /* enum thing_kind */
    struct text slug, words;
};

bool former_name_next(struct former_name *name, struct text *names);

/* What a name stands for today, also one that a record had once and nothing has now: a thing's number, or NONE. */
uint32_t former_name_today(const struct site *site, const struct former_name *name, struct arena *arena);

/* The record that had a name once, whatever has it now; NONE. */
uint32_t former_name_record(const struct site *site, const struct former_name *name);

#endif
