/*
 * formats: works as files that other programs read and write: BibTeX and BibLaTeX, RIS, CSL-JSON, CSL-YAML.
 *
 *     struct buffer out = {0};
 *     works_write(&out, WORKS_RIS, works.items, works.count);
 *
 *     struct cited_works works = {0};
 *     works_read(&works, WORKS_BIBTEX, bytes, TEXT("content/references.bib"), problems, arena);
 *
 * Writing is total: each variable of a work stands somewhere in each format, or the header of that format's file says which do
 * not. Reading tells what it does not understand, with its line, and reads all the rest: one bad entry loses no other.
 */
#ifndef CITE_FORMATS_H
#define CITE_FORMATS_H

#include "base/buffer.h"
#include "cite/work.h"

enum works_format {
    WORKS_BIBTEX,   /* written as BibTeX that BibLaTeX reads too; both are read */
    WORKS_RIS,      /* written only */
    WORKS_CSL_JSON, /* a list */
    WORKS_CSL_YAML, /* a list, or a map with the list as "references"; read only */
    WORKS_FORMAT_COUNT,
};

/* In the order given. The same works give the same bytes. */
void works_write(struct buffer *out, enum works_format format, const struct cited_work *works, size_t count);

/* The same of works that are made one by one; `is_first`: of the first that is added. */
void works_begin(struct buffer *out, enum works_format format);
void works_add(struct buffer *out, enum works_format format, const struct cited_work *work, bool is_first);
void works_end(struct buffer *out, enum works_format format);

/*
 * Adds the works of a file, which is UTF-8 (E052) and in the arena's own copy. E460: an entry cannot be read, and is left out;
 * E001, E009: so it is for YAML and in JSON. Warnings are of what is left out (W462) or shown as it is written (W463, W464).
 */
void works_read(struct cited_works *works, enum works_format format, struct text bytes, struct text path, struct diag *problems,
                struct arena *arena);

/* One work, or a list of them, that stands inside of YAML: Pandoc's `references:`. Its words are Markdown (pandoc_words.h). */
struct yaml;
struct yaml_node;
void works_read_yaml(struct cited_works *works, const struct yaml *yaml, const struct yaml_node *node, struct text path,
                     struct diag *problems, struct arena *arena);

/* The format of a file's name: by its ending .bib, .ris, .json, .yaml, .yml; WORKS_FORMAT_COUNT for others. */
enum works_format works_format_of(struct text path);

#endif
