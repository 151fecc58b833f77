/*
 * bibtex_names: names as BibTeX and BibLaTeX write them: "Cai, Cuihong and Vincent van Gogh and King, Jr., Martin Luther and
 * {Barnes and Noble} and others", and "family=Gogh, given=Vincent, prefix=van".
 *
 * A name in braces is a body's. A particle is what stands in small letters in front of the family name; it is one that is left
 * out (dropping) unless the entry's options say useprefix=true, as BibLaTeX has it.
 */
#ifndef CITE_BIBTEX_NAMES_H
#define CITE_BIBTEX_NAMES_H

#include "cite/tex.h"
#include "cite/work.h"

struct bibtex_names_options {
    bool use_prefix, junior_comma;
};

/* The names of a value; `odd` becomes a name with more commas than a name has, or stays. */
void bibtex_names_read(struct work_names *names, struct text *odd, struct text value, struct bibtex_names_options options,
                       struct tex_unknown *unknown, struct arena *arena);

#endif
