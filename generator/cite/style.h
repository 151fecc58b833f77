/*
 * style: works as a style cites them: Chicago (notes; author and date), APA 7, MLA 9.
 *
 *     struct cite_place places[] = {{.work = 0, .locator = TEXT("33")}, ...};
 *     struct cited cited = style_cluster(STYLE_CHICAGO_NOTES, &context, places, 2, arena);
 *
 * What comes out is words with ranges in them: whoever shows it makes italics, links and languages of these, so that the plain
 * form and that of HTML cannot differ. The styles are those of https://github.com/citation-style-language/styles, Chicago's of
 * the 18th edition; the judge is citeproc-js with the same files: where the two differ on purpose, tests/cite/judge.py names
 * it.
 */
#ifndef CITE_STYLE_H
#define CITE_STYLE_H

#include "cite/work.h"

/* X(id, what site.yaml's `citation_style` says). In the order in which they are shown. */
#define CITE_STYLES(X)                                                                                                         \
    X(CHICAGO_NOTES, "chicago-notes")                                                                                          \
    X(CHICAGO_AUTHOR_DATE, "chicago-author-date")                                                                              \
    X(APA, "apa")                                                                                                              \
    X(MLA, "mla")

#define CITE_STYLE_ID(id, name) STYLE_##id,
enum cite_style { CITE_STYLES(CITE_STYLE_ID) STYLE_COUNT };
#undef CITE_STYLE_ID

extern const struct text style_names[STYLE_COUNT];

/* Whether its citations stand in notes: STYLE_CHICAGO_NOTES. */
bool style_is_of_notes(enum cite_style style);

enum cited_format {
    CITED_ITALIC,
    CITED_UPRIGHT, /* inside of italics */
    CITED_BOLD,
    CITED_SMALL_CAPITALS,
    CITED_RAISED,
    CITED_LOWERED,
    CITED_LINK,  /* its words are an address of the web: a URL, or https://doi.org/... */
    CITED_WORK,  /* the words of one place in a cluster: what a link to its entry is around */
    CITED_TITLE, /* a work's title, with its language: italic or in quotation marks beside that */
};

/* Of words[from..to). In the order of `from`, the outer before the inner; they nest. */
struct cited_range {
    uint32_t from, to;
    uint8_t format;   /* enum cited_format */
    uint32_t number;  /* CITED_WORK: index of the place */
    struct text text; /* CITED_TITLE: language of the work, "" where unknown */
};

struct cited {
    struct text words;
    const struct cited_range *ranges;
    size_t count;
};

/* The words that a style says, in the language of the reader. X(name, key of layouts/words/, English) in citation_terms.h. */
struct cite_terms;

/* What all citations of one text (or page) share. */
struct cite_context {
    const struct cited_work *works;
    size_t count;
    const struct cite_terms *terms;    /* NULL: English, as citeproc's en-US has them */
    const struct cite_numbering *same; /* what sets apart works that would look alike (2020a, initials): style_tell_apart */
};

/* One work in a cluster: [see @a, p. 33; -@b]. */
struct cite_place {
    uint32_t work;
    struct text prefix, suffix;
    struct text locator;  /* "33", "33-35" */
    uint8_t locator_kind; /* enum cite_locator */
    bool no_author;       /* [-@key] */
    bool in_text;         /* @key: the authors, or else the title, stand in the sentence: Smith (2020, 33) */
    bool is_repeated;     /* the work was cited before in this text: a short note */
    bool is_ibid;         /* it is the work of the place just before, alone there: only some styles say so */
};

enum cite_locator {
    LOCATOR_PAGE,
    LOCATOR_CHAPTER,
    LOCATOR_SECTION,
    LOCATOR_PARAGRAPH,
    LOCATOR_VOLUME,
    LOCATOR_FIGURE,
    LOCATOR_TABLE,
    LOCATOR_NOTE,
    LOCATOR_LINE,
    LOCATOR_COLUMN,
    LOCATOR_PART,
    LOCATOR_VERSE,
    LOCATOR_BOOK,
    LOCATOR_FOLIO,
    LOCATOR_ISSUE,
    LOCATOR_OPUS,
    LOCATOR_SUB_VERBO,
    LOCATOR_TIMESTAMP,
    LOCATOR_COUNT
};

/* What sets works apart that would look alike among those cited together; and the order of a bibliography. */
const struct cite_numbering *style_tell_apart(enum cite_style style, const struct cite_context *context, struct arena *arena);

/* A cluster as it stands in the sentence, or in a note, whichever the style has. */
struct cited style_cluster(enum cite_style style, const struct cite_context *context, const struct cite_place *places,
                           size_t count, struct arena *arena);

/* The authors of a work as a citation names them, "Smith and Jones", or its title where it has none: for a sentence whose
 * citation stands in a note. */
struct cited style_authors(enum cite_style style, const struct cite_context *context, uint32_t work, struct arena *arena);

/* An entry of the bibliography. */
struct cited style_entry(enum cite_style style, const struct cite_context *context, uint32_t work, struct arena *arena);

/*
 * The same for a list that must have every work: Chicago's notes leave documents and manuscripts without a publisher, and some
 * others, out of a bibliography. Such a work stands as its first citation has it, and one of which that says nothing as its
 * key.
 */
struct cited style_listing(enum cite_style style, const struct cite_context *context, uint32_t work, struct arena *arena);

/* The numbers of the works in the order of the bibliography. */
const uint32_t *style_order(enum cite_style style, const struct cite_context *context, struct arena *arena);

#endif
