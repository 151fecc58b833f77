/*
 * language: the words of a reader's language, and how they are said.
 *
 *     const struct language *language = language_load(problems, tree, TEXT("de"), arena);
 *     SAY(language, arena, "title-history", {"title", essay->title})           // "Geschichte von Ein Essay"
 *     language_count(language, "essays", 3, arena)                             // "3 Essays"
 *     language_date(language, essay->date, arena)                              // "19. März 2024"
 *
 * Words stand in layouts/words/LANG.yaml: a map from their names to texts, to texts by plural form (zero, one, two, few, many,
 * other), or to lists, whose items are the words NAME-1, NAME-2 and so on. {name} in a text stands for a value. They are read
 * from the general to the particular: English, the language (zh-Hant), the region (zh-TW); of each the program's own file and
 * then the reader's, which changes only what it names. What a language does not say is said in English, with a warning.
 *
 * Layouts include words as partials (pages/layouts.h): {{>words/cited-by}}. There, a value in a word is a block of its name,
 * which holds the view's member of that name unless the layout says otherwise.
 */
#ifndef COMPOSE_LANGUAGE_H
#define COMPOSE_LANGUAGE_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/digest.h"
#include "compose/plurals.h"
#include "read/tree/tree.h"

/* One word or phrase. Forms that are not given have no bytes; a word without plural forms has one text for all. */
struct phrase {
    struct text name;
    struct text forms[PLURAL_COUNT];
    struct text english; /* the English `other` form, for what is checked against it */
    struct diag_place place;
    bool is_foreign; /* said in English, because the language does not say it */
};

struct language {
    struct text tag; /* as site.yaml gives it */
    bool is_rtl;     /* written from right to left */
    struct phrase *items;
    size_t count, capacity;
    struct table names; /* to indexes in `items` */
    size_t files;       /* how many there are of the language itself; English is built in */
    struct text path;   /* of the last of them */
    struct digest digest;
};

/*
 * The words of `tag` in the files of `tree`, an overlay of the reader over what the program brings. Never NULL: English is
 * built in. `problems` may be NULL: then nobody is told what is missing, as for the language of a single essay.
 */
const struct language *language_load(struct diag *problems, const struct tree *tree, struct text tag, struct arena *arena);

/* Warns of words that the language lacks, of values that nobody gives, and of a language that has no words at all. */
void language_check(struct diag *problems, const struct language *language, struct arena *arena);

/* A value to be put for {name}. */
struct said {
    const char *name;
    struct text text;
};

/* The word with its values; its name in brackets when there is no such word. The list of values ends with a NULL name. */
struct text language_say(const struct language *language, const char *name, const struct said *values, struct arena *arena);
#define SAID_END                                                                                                               \
    {                                                                                                                          \
        NULL, {                                                                                                                \
            NULL, 0                                                                                                            \
        }                                                                                                                      \
    }
#define SAY(language, arena, name, ...) language_say((language), (name), (const struct said[]){__VA_ARGS__, SAID_END}, (arena))
bool language_has(const struct language *language, const char *name);
struct text language_word(const struct language *language, const char *name, struct arena *arena);

/* The form for `number`, which stands for {number}. */
struct text language_count(const struct language *language, const char *name, uint64_t number, struct arena *arena);

/* As HTML: the word is escaped, the values are HTML already. */
struct text language_markup(const struct language *language, const char *name, const struct said *values, struct arena *arena);

#define MARKUP(language, arena, name, ...)                                                                                     \
    language_markup((language), (name), (const struct said[]){__VA_ARGS__, SAID_END}, (arena))

/* As precise as it is: 2024, March 2024, 19 March 2024 (no time of day). */
struct text language_date(const struct language *language, struct date date, struct arena *arena);

/*
 * With the time of its own clock and which that is: 19 March 2024, 14:05 UTC+1. Only of dates that are precise to the second.
 */
struct text language_moment(const struct language *language, struct date date, bool with_seconds, struct arena *arena);

/* Where the year is clear: March, 19 March. Only of dates that have a month. */
struct text language_date_in_year(const struct language *language, struct date date, struct arena *arena);

/* What stands in a list before item `index` of `count`: "", ", " or " and ". */
struct text language_join(const struct language *language, size_t index, size_t count);

/* "A", "A and B", "A, B and C". */
struct text language_list(const struct language *language, const struct text *items, size_t count, struct arena *arena);

/* "A, B": of a list that has more items than these, which "and-n-more" counts. */
struct text language_list_begun(const struct language *language, const struct text *items, size_t count, struct arena *arena);

/* "12 words added, 3 removed"; where one of the two is "", the other alone. */
struct text language_comma(const struct language *language, struct text before, struct text behind, struct arena *arena);

/* The word as the source of a Mustache template. */
struct text language_template(const struct phrase *phrase, struct arena *arena);

/* Whether a language is written from right to left, by its script or by what it is usually written in. */
bool language_is_rtl(struct text tag);
struct text language_direction(struct text tag); /* "rtl" or "ltr" */

#endif
