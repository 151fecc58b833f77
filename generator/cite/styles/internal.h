/*
 * internal: one work as a style shows it, while that is made: what the files of this folder share.
 *
 * rendering.c goes through the style's nodes; names.c, dates.c and words.c (numbers, texts, terms) add to the tree of blobs
 * what a node stands for; settled and written it is a struct cited (style.c).
 */
#ifndef CITE_STYLES_INTERNAL_H
#define CITE_STYLES_INTERNAL_H

#include "base/array.h"
#include "cite/styles/apart.h"
#include "cite/styles/blob.h"
#include "cite/styles/csl.h"
#include "cite/styles/number.h"
#include "cite/styles/text_case.h"

enum rendering_area { IN_CITATION, IN_BIBLIOGRAPHY, IN_SORT_KEY };

/* What sets a work apart from others. */
struct apart {
    const uint8_t *levels; /* of each name, how much of the given name is shown at least (given_name_level); may be NULL */
    uint8_t names;         /* so many of its names are shown at least; 0: as many as the style says */
    bool has_title;        /* the style's condition `disambiguate` holds */
    uint16_t suffix;       /* 1: 2020a */
};

/* What a group holds decides whether it is shown: a variable that was there, or words of the style alone. */
struct group_state {
    bool has_words, tried_variable, has_variable;
};

struct rendering {
    const struct csl_style *style;
    const struct cite_terms *terms;
    const struct cited_work *work;
    const struct cite_place *place;         /* NULL: an entry, or a sort key */
    const struct cite_numbering *numbering; /* may be NULL */
    struct cite_numbering *counted;         /* where the names that are met are counted; NULL: they are not */
    struct apart apart;
    enum rendering_area area;
    enum csl_position position;
    bool is_looking;    /* only to see whether works look alike: no year's letter */
    struct blob *level; /* what is added to */
    struct group_state *group;
    struct blob_around around;
    bool follows_words;           /* something stands before; the first term of an entry has a capital */
    bool has_begun;               /* names, a date or a title stood there, which `no_author` may have dropped */
    bool can_substitute, blocks;  /* inside of `substitute`: nothing was found yet; what is found is not shown again */
    struct namesets *substitutes; /* for names elements inside of `substitute` that have no form of their own */
    unsigned names_depth;
    uint64_t shown_already[(V_COUNT + 63) / 64]; /* variables */
    uint8_t key_et_al_min, key_et_al_use_first;
    bool only_dates;            /* of a sort key: what a macro with dates says besides is no part of it */
    int brackets;               /* open round ones, of which those inside of others are square in notes */
    bool collapses;             /* nothing but a year was said of this work */
    struct text names_before;   /* of the place before, whose repetition is dropped */
    struct blob *primary_names; /* the first names that were shown */
    struct blob *stand_in;      /* what was shown where names were looked for first, and there were none: a title */
    struct arena *arena;
};

/* rendering.c */
void render_node(struct rendering *r, uint32_t at);
void render_children(struct rendering *r, uint32_t at);
void render_call(struct rendering *r, const struct csl_node *node);
struct blob *open_level(struct rendering *r, const struct csl_node *node); /* what was the level before */
void close_level(struct rendering *r, struct blob *before);
struct text pooled(const struct rendering *r, uint16_t offset);
bool is_shown_already(const struct rendering *r, uint8_t variable);
void mark_shown(struct rendering *r, uint8_t variable);
void found_variable(struct rendering *r);

/* words.c */
struct text text_of_variable(const struct rendering *r, uint8_t variable);
struct text term_of(const struct rendering *r, enum cite_term term, enum cite_form form, bool is_plural);
struct blob *add_words(struct rendering *r, struct text words, const struct csl_node *node);
struct blob *name_words(struct rendering *r, struct text words, const struct csl_node *node); /* not added to the level */
bool is_numeric(struct rendering *r, uint8_t variable);
void render_text(struct rendering *r, const struct csl_node *node);
void render_term(struct rendering *r, const struct csl_node *node);
void render_value(struct rendering *r, const struct csl_node *node);
void render_label(struct rendering *r, const struct csl_node *node);
void render_number(struct rendering *r, const struct csl_node *node);

/* names.c */
void render_names(struct rendering *r, uint32_t at);

/* initials.c */
struct text name_initials(struct text given, struct arena *arena); /* "John Ronald" gives "J. R." */
struct text name_in_order(struct text given, struct arena *arena); /* "J.R. Ronald" gives "J. R. Ronald" */
struct work_name
name_parted(struct work_name name);        /* with particles and suffix that stand in the family's or given name apart */
bool starts_with_letter(struct text text); /* of a script that has spaces between names */

/* dates.c */
void render_date(struct rendering *r, uint32_t at);
void render_sort_date(struct rendering *r, const struct work_date *date, uint8_t parts);

/* apart.c */
uint8_t given_name_level(const struct rendering *r, const struct work_name *name, size_t index, bool is_short);

/* order.c */
void order_places(uint32_t *order, const struct cite_place *places, size_t count, enum cite_style style,
                  const struct cite_context *context);

/* style.c */
void rendering_begin(struct rendering *r, enum cite_style style, const struct cite_context *context, uint32_t work,
                     struct arena *arena);
struct text sort_key(struct rendering *r, uint32_t key);

/* Its words, without ranges. */
struct text plain_of(struct rendering *r, const struct blob *blob);

#endif
