/*
 * csl: a style of the Citation Style Language as tables, which compile.awk makes of its file when the program is built.
 *
 *     const struct csl_style *style = &csl_styles[STYLE_APA];
 *     const struct csl_node *node = &style->nodes[style->bibliography];
 *     for (uint32_t at = style->bibliography + 1; at < node->end; at = style->nodes[at].end)
 *         ...                                                                    // its children
 *
 * The files are those of https://github.com/citation-style-language/styles; each names its authors, its edition and its licence
 * (CC BY-SA 3.0), and what is changed in it here. To follow them, copy a newer one and run `make judge`. What these tables
 * cannot hold does not compile. Elements are those of CSL 1.0.2 that the four styles use: no small capitals, no `collapse` but
 * of years, no `display`, no `near-note`.
 */
#ifndef CITE_STYLES_CSL_H
#define CITE_STYLES_CSL_H

#include "cite/style.h"
#include "cite/citation_terms.h"

/* What a style can ask a work for, or a place that cites it. A byte holds it. */
#define CSL_ID(id, csl) V_##id,
enum csl_variable {
    WORK_TEXTS(CSL_ID) WORK_NAMES(CSL_ID) WORK_DATES(CSL_ID) V_LOCATOR,
    V_YEAR_SUFFIX,
    /* No work of ours has these: an older name of event-title; parts of works; one who both edited and translated. */
    V_EVENT,
    V_PART_TITLE,
    V_EDITOR_TRANSLATOR,
    V_COUNT
};
#undef CSL_ID

enum { V_FIRST_ROLE = WORK_TEXT_COUNT, V_FIRST_DATE = V_FIRST_ROLE + WORK_ROLE_COUNT };
_Static_assert(V_LOCATOR == V_FIRST_DATE + WORK_WHEN_COUNT && V_COUNT < 256, "a variable is a byte");

enum csl_kind {
    CSL_MACRO,
    CSL_CITATION,
    CSL_BIBLIOGRAPHY,
    CSL_LAYOUT,
    CSL_SORT,
    CSL_KEY,      /* of: a variable */
    CSL_KEY_CALL, /* of: a macro's node; more: et-al-min << 8 | et-al-use-first, or 0 */
    CSL_TEXT,     /* of: a variable */
    CSL_CALL,     /* of: a macro's node */
    CSL_TERM,     /* of: enum cite_term */
    CSL_VALUE,    /* of: a string */
    CSL_NUMBER,   /* of: a variable */
    CSL_LABEL,    /* of: a variable; more: 1 + its term, or 0 */
    CSL_DATE,     /* of: a variable; parts; children: DATE_PART, where the form is not the language's */
    CSL_DATE_PART,
    CSL_NAMES,      /* of: where in `lists` its pairs of variable and 1 + term begin; more: how many there are */
    CSL_NAME,       /* of: index in `names` */
    CSL_ROLE_LABEL, /* before or after the names, as it stands before or after NAME */
    CSL_SUBSTITUTE,
    CSL_GROUP,
    CSL_CHOOSE,
    CSL_IF, /* of: where in `lists` its tests begin; more: how many there are */
    CSL_ELSE
};

enum csl_flag {
    CSL_ITALIC = 1,
    CSL_QUOTES = 2,
    CSL_ANY = 4,  /* one of the tests is enough */
    CSL_NONE = 8, /* none may be true */
    CSL_HAS_DELIMITER = 16,
    CSL_AND_TEXT = 32,
    CSL_AND_SYMBOL = 64,
    CSL_INITIALIZE_NOT = 128, /* given names stay whole; initials in them are put in order */
    CSL_INVERT_FIRST = 256,   /* family name first, of the first person */
    CSL_INVERT_ALL = 512,
    CSL_DELIMIT_LAST = 1024,  /* a comma before "and" between two, too */
    CSL_DELIMIT_ET_AL = 2048, /* and before "et al." behind one */
    CSL_USE_LAST = 4096,      /* "…" and the last name instead of "et al." */
    CSL_HAS_DATE = 8192       /* of a macro: a date stands in it, and in no macro that it calls */
};

enum csl_case { CASE_AS_IS, CASE_TITLE, CASE_CAPITALIZE_FIRST, CASE_LOWERCASE };

/* A test in `lists`: its kind above its value. */
enum csl_test { CSL_TYPE, CSL_VARIABLE, CSL_NUMERIC, CSL_UNCERTAIN, CSL_LOCATOR, CSL_POSITION, CSL_DISAMBIGUATE };
#define CSL_TEST(kind, value) (CSL_##kind << 8 | (value))

enum csl_position { POSITION_FIRST, POSITION_SUBSEQUENT, POSITION_IBID, POSITION_IBID_WITH_LOCATOR };
enum csl_part { CSL_YEAR, CSL_MONTH, CSL_DAY };
enum csl_ranges { RANGES_NONE, RANGES_EXPANDED, RANGES_MINIMAL_TWO, RANGES_CHICAGO_16 };

/* Whose given names are shown: of those of one family name, the first of each work; or only where citations look alike. */
enum csl_rule { RULE_BY_CITE, RULE_PRIMARY_NAME, RULE_PRIMARY_NAME_WITH_INITIALS };

struct csl_node {
    uint8_t kind;      /* enum csl_kind */
    uint8_t form;      /* enum cite_form */
    uint8_t text_case; /* enum csl_case */
    uint8_t parts;     /* of a date: bits 1 << enum csl_part */
    uint16_t flags;    /* enum csl_flag */
    uint16_t end;      /* index behind its last descendant */
    uint16_t of;
    uint16_t prefix, suffix, delimiter; /* offsets in `strings` */
    uint16_t more;
};

/* 0: not said here. */
struct csl_name_options {
    uint16_t flags;
    uint8_t et_al_min, et_al_use_first;
};

struct csl_own_term {
    char language[6];
    uint8_t term, form;
    uint16_t one, many;
};

struct csl_date_part {
    uint8_t part, form;
    uint16_t prefix, suffix;
};

struct csl_style {
    const struct csl_node *nodes;
    const uint16_t *lists;
    const struct csl_name_options *names;
    const struct csl_own_term *terms;
    size_t term_count;
    const char *strings;
    struct csl_name_options options, citation_options, bibliography_options;
    struct csl_date_part date[3]; /* instead of the language's, in English; all zero: the language's */
    uint8_t ranges, rule;         /* enum csl_ranges, csl_rule */
    uint16_t names_delimiter;
    bool is_note, collapses, adds_suffix;
    bool keeps_particles;                                              /* "van Gogh, Vincent", not "Gogh, Vincent van" */
    uint16_t citation, bibliography, citation_sort, bibliography_sort; /* nodes; 0: none */
};

extern const struct csl_style csl_styles[STYLE_COUNT];

#endif
