/*
 * bibtex_entry: the fields of one entry with those that it has from others: crossref and xdata, as BibLaTeX inherits them.
 *
 *     struct bibtex_entries entries;
 *     bibtex_entries_open(&entries, &file);
 *     struct bibtex_taken entry;
 *     bibtex_entry_gather(&entry, &entries, &file.items[i]);
 *     struct text title = bibtex_entry_take(&entry, TEXT("title"));
 *     ...
 *     bibtex_entry_tell(&entry);      // what nobody took is told
 */
#ifndef CITE_BIBTEX_ENTRY_H
#define CITE_BIBTEX_ENTRY_H

#include "cite/bibtex.h"
#include "cite/bibtex_file.h"

struct bibtex_entries {
    struct bibtex_file *file;
    struct table by_key; /* index of a record */
};

void bibtex_entries_open(struct bibtex_entries *entries, struct bibtex_file *file);

struct bibtex_taken {
    struct bibtex_entries *entries;
    const struct bibtex_record *record;
    struct bibtex_pairs fields; /* by the names that bibtex_fields has: "journal" for "journaltitle" */
    size_t own;                 /* the first so many are its own */
    uint32_t parents;           /* that it has fields from */
    bool *is_taken;             /* for each of `fields` */
    enum bibtex_class class;
};

void bibtex_entry_gather(struct bibtex_taken *entry, struct bibtex_entries *entries, const struct bibtex_record *record);

/* The value of a field, "" when there is none; it counts as understood from then on. */
struct text bibtex_entry_take(struct bibtex_taken *entry, struct text name);
const struct bibtex_pair *bibtex_entry_find(const struct bibtex_taken *entry, struct text name);

/* Where a field is written; of the entry's key where it has none by that name. */
struct diag_place bibtex_entry_place(const struct bibtex_taken *entry, struct text name);

/* Tells the fields that were not taken, but for those that say something of a program's and nothing of the work. */
void bibtex_entry_tell(const struct bibtex_taken *entry);

#endif
