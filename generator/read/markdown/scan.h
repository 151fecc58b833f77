/*
 * scan: what other tools write, found in the source before it is parsed.
 *
 *     scan_source(&tokens, body, SYNTAX_SMART | SYNTAX_MATH | SYNTAX_TILDE, arena);
 *     tree = markdown_tree(tokens.masked, ...);
 *
 * The source is read once, line by line (scan.c), and between block marks word by word (scan_words.c); code, raw HTML,
 * addresses and what a backslash takes away are passed over. What is found is hidden (tokens.h) and gets its meaning when it is
 * written:
 *
 *     found                                       written by                    becomes
 *     $x$ $$x$$ \(x\) \[x\] \begin{x}..\end{x}    Pandoc, Quarto, Obsidian      class="math", as written; told
 *     ^[words]                                    Pandoc                        a note
 *     ==words==  H~2~O  x^2^                      Obsidian, Pandoc              <mark>, <sub>, <sup>
 *     [words]{.class}  {#id .class width=50%}     Pandoc, Quarto, kramdown      attributes
 *     ::: {.name}, ::: name                       Pandoc, Quarto, Docusaurus    a box; a notice (boxes.c)
 *     > [!NOTE]                                   GitHub, Obsidian              a notice (boxes.c)
 *     Term, and ": words" below                   Pandoc, PHP Markdown          a definition (boxes.c)
 *     | words                                     Pandoc                        verse
 *     %%words%%, {% comment %}, {# words #}       Obsidian, Liquid, Nunjucks    nothing
 *     [[Title]] ![[file]] ^id                     Obsidian                      links, pictures, places
 *     {{< x >}} {{% x %}} {% x %} {{ x }}         Hugo, Jekyll, Eleventy        what shortcodes.c knows; else told
 *     [@key, p. 3]  @key [p. 3]                   Pandoc                        what it cites (citations.c), where a
 *                                                                               reader has works; else as written, told
 *     ~words~                                     GitHub                        as written; told
 *
 * All that is told is told once for each kind and file, with its number: tellings.h.
 */
#ifndef READ_MARKDOWN_SCAN_H
#define READ_MARKDOWN_SCAN_H

#include "base/table.h"
#include "read/markdown/tokens.h"

/*
 * What can be turned off in site.yaml: typographic punctuation, mathematics, and what one or two tildes do; and whether there
 * are works to be cited.
 */
enum syntax { SYNTAX_SMART = 1, SYNTAX_MATH = 2, SYNTAX_TILDE = 4, SYNTAX_CITES = 8 };

/* A bracket that is open, and what it may be. */
struct open_bracket {
    size_t at;
    char kind; /* '[', '!' of a picture, '^' of a note */
};

/* Where something comes next, so that what there is none of is not searched again and again: 0 before the first search. */
struct next_places {
    size_t dollars, paren, bracket, comment, tag, raw, html_comment;
    size_t form[9];
};

struct scan {
    struct tokens *tokens;
    struct arena *arena;
    unsigned syntax; /* of enum syntax */
    struct next_places next;
    size_t depth;   /* of quotations around what is being read */
    bool has_notes; /* ^[words] */
    bool is_raw;    /* between {% raw %} and {% endraw %} */
    size_t resume;  /* behind a comment that ends in a later block; 0: none */
    struct open_brackets {
        struct open_bracket *items;
        size_t count, capacity;
    } brackets;
    struct bare_keys {
        struct bare_key {
            size_t at, end;
        } * items;
        size_t count, capacity;
    } bare_keys;               /* @key that may turn out to stand in a bracket that is all one citation */
    struct table spaced_notes; /* [^names] with spaces that are defined, once one is looked for */
    bool spaced_notes_known;
    struct table link_labels; /* [labels] of which something says where they lead, folded, once one is looked for */
    bool link_labels_known;
    size_t unclosed_comment; /* SIZE_MAX: none */
    size_t first_tilde;
    struct untaken_parts {
        struct untaken_part {
            size_t offset, size;
        } * items;
        size_t count, capacity;
    } untaken; /* of what is understood as a whole */
};

void scan_source(struct scan *scan, struct tokens *tokens, struct text body, unsigned syntax, struct arena *arena);

/* scan_words.c: the words between `start` and `end`, which stand in one block. */
void scan_words(struct scan *scan, size_t start, size_t end);

/*
 * Whether what stands between escaped brackets looks like mathematics and not like words: it has one of its signs, or is one
 * letter where that is enough.
 */
bool scan_shows_formula(struct text inside, bool one_letter);

/* Whether an odd number of backslashes stands before `at`, from `start` on. */
bool scan_is_escaped(struct text text, size_t start, size_t at);

/* Whether `part` stands at `at`, before `end`. */
bool scan_sees(const struct scan *scan, size_t at, size_t end, const char *part);

/* The next `part` at or behind `at`, with what was found last time. */
size_t scan_next(const struct scan *scan, size_t *known, const char *part, size_t at);

/* Where the attributes that begin at `at` end; 0 when none do. */
size_t scan_attributes(const struct scan *scan, size_t at, size_t end);

#endif
