/*
 * bibtex_file: a .bib file as entries of fields, with the places of all. What TeX makes of a value is another matter (tex.h).
 *
 *     struct bibtex_file file = {0};
 *     bibtex_file_read(&file, bytes, TEXT("references.bib"), problems, arena);
 *     for (size_t i = 0; i < file.count; i++) ... file.items[i].kind, file.items[i].fields.items[0].value
 *
 * @string and # are put together here, @comment and @preamble are passed over, as is what stands between entries. An entry that
 * cannot be read to its end is told with E460 and left out, and reading goes on with the next line that begins with '@'. The
 * work grows with the size of the file alone: which brace closes which is found in one pass, and what @string adds is bounded.
 */
#ifndef CITE_BIBTEX_FILE_H
#define CITE_BIBTEX_FILE_H

#include "base/diag.h"

struct bibtex_pair {
    struct text name;  /* in small letters */
    struct text value; /* without its outer braces or quotation marks */
    size_t at;         /* offset of its name in the file */
};

struct bibtex_pairs {
    struct bibtex_pair *items;
    size_t count, capacity;
};

struct bibtex_record {
    struct text kind; /* "article", in small letters */
    struct text key;
    size_t key_at;
    struct bibtex_pairs fields; /* in the order of the file; of two with one name the first, the other is told */
};

struct bibtex_brace {
    size_t opens, closes;
};

struct bibtex_file {
    struct bibtex_record *items;
    size_t count, capacity;

    struct text bytes, path;
    struct diag *problems;
    struct arena *arena;
    struct bibtex_pairs strings;
    struct table strings_by_name;
    struct {
        struct bibtex_brace *items;
        size_t count, capacity;
    } braces; /* by `opens`; those that are never closed have SIZE_MAX */
    struct {
        size_t *items;
        size_t count, capacity;
    } lines;            /* where each begins */
    size_t added_bytes; /* by @string and from other entries */
};

/* The first of a name, in small letters; NULL for none. */
const struct bibtex_pair *bibtex_pair_named(const struct bibtex_pairs *pairs, struct text name);

void bibtex_file_read(struct bibtex_file *file, struct text bytes, struct text path, struct diag *problems,
                      struct arena *arena);

/* Whether `more` bytes may be copied from elsewhere: up to BIBTEX_MOST_ADDED in all. Told once when not. */
bool bibtex_file_may_add(struct bibtex_file *file, size_t more, size_t at);
enum { BIBTEX_MOST_ADDED = 32 << 20 };

/* Of what stands thousands of bytes behind the beginning of its line the column is 1: a line without an end costs no more. */
struct diag_place bibtex_place(const struct bibtex_file *file, size_t at, size_t width);

#endif
