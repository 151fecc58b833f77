/*
 * bibtex: which entry of BibTeX a work is, and in which field each of its variables stands: what is written and read by.
 *
 * Fields have their names of BibTeX where it has the field, else those of BibLaTeX, which reads both. A variable that neither
 * has a field for stands under its name of CSL behind "csl-" (csl-archive-place): other programs pass over it, and this one
 * reads it back. So does a type: where its entry stands for another type first, entrysubtype has its name.
 *
 * What is not the same when it is read back: static_ordering is lost; a particle that begins with a capital is a part of the
 * family name; several words without a given name are a body's; where one entry has particles of both kinds, all are read as
 * those that are not dropped, and a name that has both has them as one. A key has '-' for what BibTeX allows in none, several
 * spaces are one, and a brace that nothing closes in an address is written as %7B.
 */
#ifndef CITE_BIBTEX_H
#define CITE_BIBTEX_H

#include "cite/work.h"

/* Kinds of entries that put a variable into different fields: an issue's number stands where a report's number does. */
enum bibtex_class {
    BIBTEX_ARTICLES = 1,
    BIBTEX_PARTS = 2, /* of a book */
    BIBTEX_BOOKS = 4,
    BIBTEX_REPORTS = 8,
    BIBTEX_THESES = 16,
    BIBTEX_ONLINE = 32,
    BIBTEX_OTHERS = 64,
    BIBTEX_ALL = 127
};

struct bibtex_entry {
    struct text name;    /* "inproceedings" */
    struct text subtype; /* entrysubtype, where it is not the type's name in CSL */
    uint8_t type;        /* enum work_type */
    uint8_t class;       /* one of enum bibtex_class */
};

/* The first row with a type is what is written; the first with a name is what is read where no entrysubtype says more. */
extern const struct bibtex_entry bibtex_entries[];
extern const size_t bibtex_entries_count;

const struct bibtex_entry *bibtex_entry_of(enum work_type type);
const struct bibtex_entry *bibtex_entry_named(struct text name); /* in any case; NULL for others */

/* Which list of a work a field belongs to. */
enum bibtex_list { BIBTEX_TEXT, BIBTEX_NAMES, BIBTEX_DATE };

struct bibtex_field {
    struct text name;
    uint8_t list;     /* enum bibtex_list */
    uint8_t variable; /* enum work_text, work_role or work_when, as `list` says */
    uint8_t classes;  /* of enum bibtex_class */
    bool is_verbatim; /* no TeX in it: an address */
};

/* In the order in which they are written. */
extern const struct bibtex_field bibtex_fields[];
extern const size_t bibtex_fields_count;

/* The field that a variable has in entries of a class; NULL for none. */
const struct bibtex_field *bibtex_field_of(enum bibtex_list list, size_t variable, enum bibtex_class class);

/* What stands in front of CSL's name of a variable that has no field. */
#define BIBTEX_OWN "csl-"

/* Whether words of a variable are those of a title, in which braces protect capitals. */
bool bibtex_is_title(enum work_text variable);

/* Languages as babel calls them, by their BCP 47 tags: "de" and "ngerman". "" for none. */
struct text bibtex_language_of(struct text tag);       /* exactly, or by the tag's first part */
struct text bibtex_language_tag(struct text language); /* a tag is given back as it is */

/* "jan" to "dec". */
extern const struct text bibtex_months[12];

#endif
