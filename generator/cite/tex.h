/*
 * tex: what LaTeX makes of the words of a bibliography: letters with their accents, dashes, quotation marks, italics.
 *
 *     struct tex_unknown unknown = {0};
 *     struct text title = tex_words(TEXT("{\\\"U}ber die {SPD} -- \\emph{ein} Versuch"), TEX_TITLE, &unknown, arena);
 *
 * The result is UTF-8 with the marks of title_marks.h. In a title, braces keep capitals: what stands in them has
 * <span class="nocase">, but not a whole title in braces, which is as it should be shown, nor a group that begins with a
 * command. Capitals are left as they are: no title is made small because it has no braces. Formulas between $ are kept as
 * written. A command that is not known is left out and told, and what its braces have is kept.
 */
#ifndef CITE_TEX_H
#define CITE_TEX_H

#include "base/text.h"

enum tex_kind {
    TEX_TITLE, /* braces are <span class="nocase"> */
    TEX_WORDS, /* marks of italics and so on, but braces mean nothing */
    TEX_PLAIN, /* no marks: names, numbers */
};

/* The first command that was not known, without its backslash; "" for none. */
struct tex_unknown {
    struct text name;
    size_t count;
};

struct text tex_words(struct text tex, enum tex_kind kind, struct tex_unknown *unknown, struct arena *arena);

/* Without one pair of braces around all of it, and then without spaces; `was_braced` may be NULL. */
struct text tex_unbraced(struct text tex, bool *was_braced);

/* The end of the group whose brace opens at `at`: the offset of its '}', or the text's size. A backslash hides no brace. */
size_t tex_group_end(struct text tex, size_t at);

#endif
