/*
 * fields: the typed values of a YAML map, with each problem reported at the place of its value. Used for site.yaml and all
 * front matter.
 *
 *     struct fields fields = fields_of_document(document, path, problems, arena);
 *     essay->thing.summary = field_text(&fields, FIELD_SUMMARY);
 *
 * A field is asked for by its names, this program's own first: the first that has a value counts, and the others are ignored.
 * Names are compared without case, '-' and '_' (pubDate, pub_date), because nobody means anything by the difference. A null or
 * empty value counts as absent.
 */
#ifndef KINDS_FIELDS_H
#define KINDS_FIELDS_H

#include "base/date.h"
#include "kinds/settings.h"
#include "read/codes.h"
#include "read/known_fields.h"

/* A set of yaml_key_mark. */
struct key_marks {
    uint64_t bits[4];
};

struct fields {
    struct yaml yaml;
    const struct yaml_node *map; /* NULL, or no map: there are no fields; set by fields_take */
    struct key_marks keys;       /* of the map */
    bool unreadable;             /* there are fields, but they could not be read, which has been reported */
    struct text path;            /* of the file, for problems */
    struct text marks;           /* the language of the quotation marks of field_prose; "": they stay as written */
    struct diag *problems;
    struct arena *arena; /* for the texts that are not borrowed from the YAML */
};

struct fields fields_of_document(const struct document *document, struct text path, struct diag *problems, struct arena *arena);

/* Makes these the fields of a map of fields->yaml; NULL: of none. */
void fields_take(struct fields *fields, const struct yaml_node *map);

/* The fields of a map inside a map. */
struct fields fields_below(const struct fields *fields, const struct yaml_node *map);

/* The value under the first of the field's names that has one; NULL when none has. */
const struct yaml_node *field_find(const struct fields *fields, enum field field);

/* As field_find, but a null or empty value is found too. */
const struct yaml_node *field_find_any(const struct fields *fields, enum field field);

struct text field_text(const struct fields *fields, enum field field);

/* A text for people, with the quotation marks, dashes and ellipses that its language has. */
struct text field_prose(const struct fields *fields, enum field field);

/* The same of words that have been read, a value's or a key's. */
struct text words_prose(const struct fields *fields, struct text words);

/* Of a value whose words are shown as they are: field_prose warns by itself. NULL: nothing. */
void warn_of_brackets(const struct fields *fields, const struct yaml_node *node);
bool field_boolean(const struct fields *fields, enum field field, bool fallback);
uint32_t value_number(const struct fields *fields, const struct yaml_node *node, uint32_t most, uint32_t fallback);
uint32_t field_number(const struct fields *fields, enum field field, uint32_t most, uint32_t fallback);
struct date field_date(const struct fields *fields, enum field field);
struct text field_url(const struct fields *fields, enum field field);      /* http or https */
struct text field_language(const struct fields *fields, enum field field); /* BCP 47; en_GB is taken as en-GB */

/* Adds a list of texts, or a single one. */
void field_texts(struct texts *texts, const struct fields *fields, enum field field);

/* Index of the value among `words` (separated by spaces), compared like field names; `fallback` when absent or wrong. */
uint32_t field_choice(const struct fields *fields, enum field field, const char *words, uint32_t fallback);

/*
 * A scalar on one line: runs of white space become one space. E004 when it is not a scalar
 * (`what` names it in the message: "title", "an author").
 */
struct text value_text(const struct fields *fields, const struct yaml_node *node, const char *what);
struct date value_date(const struct fields *fields, const struct yaml_node *node);
bool value_boolean(bool *value, const struct fields *fields, const struct yaml_node *node); /* quoted ones as well */
uint32_t value_choice(const struct fields *fields, const struct yaml_node *node, const char *words, uint32_t fallback);

/* The items of a list, or the single value itself; nulls and empty texts are skipped. */
const struct yaml_node *items_first(const struct fields *fields, const struct yaml_node *node);
const struct yaml_node *items_next(const struct fields *fields, const struct yaml_node *node, const struct yaml_node *item);

/* Whether a key is a name of a field, or among words with spaces between. */
bool key_is(const struct fields *fields, const struct yaml_node *node, enum field field);
bool key_is_among(const struct fields *fields, const struct yaml_node *node, const char *words);

/* An error at the place of a value. */
void field_error(const struct fields *fields, const char *code, const struct yaml_node *node, struct text help,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* "did you mean "x"?"; empty for an empty `meant`. */
struct text did_you_mean(struct text meant, struct arena *arena);

/* The text on one line, in NFC; the same bytes when there is nothing to do. */
struct text text_cleaned(struct text text, struct arena *arena);

#endif
