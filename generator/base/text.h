/*
 * text: a borrowed slice of bytes, UTF-8 by convention, passed by value.
 *
 *     struct text line, rest = bytes;
 *     while (text_cut(&line, &rest, '\n'))
 *         if (text_starts(line, TEXT("title:"))) ...
 *
 * A text does not own its bytes and is not terminated. `bytes` may be NULL only when `size` is 0.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct text {
    const char *bytes;
    size_t size;
};

/* A literal as text, also in static initializers. */
#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})
#define TEXT_INIT(literal)                                                                                                     \
    { "" literal, sizeof(literal) - 1 }

/* For printf: "%.*s". */
#define TEXT_ARGS(text) (int)(text).size, (text).bytes ? (text).bytes : ""

struct text text_of(const char *terminated); /* NULL gives the empty text */
struct text text_between(const char *from, const char *to);

bool text_equal(struct text a, struct text b);
bool text_equal_ignoring_case(struct text a, struct text b); /* ASCII letters only */
int text_compare(struct text a, struct text b);              /* by bytes, for qsort: <0, 0, >0 */
bool text_starts(struct text text, struct text prefix);
bool text_ends(struct text text, struct text suffix);
bool text_contains(struct text text, struct text part);

/* Of ASCII alone. */
static inline bool char_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static inline bool char_is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool char_is_alphanumeric(char c) {
    return char_is_digit(c) || char_is_letter(c);
}

static inline bool text_digit_at(struct text text, size_t at) {
    return at < text.size && char_is_digit(text.bytes[at]);
}

bool text_has_digit(struct text text);

/* Index of the first occurrence at or after `from`; text.size when there is none. */
size_t text_find(struct text text, struct text part, size_t from);
size_t text_find_char(struct text text, char c, size_t from);

/* Bytes from `from` up to, not including, `to`; both are clamped to the text. */
struct text text_slice(struct text text, size_t from, size_t to);
struct text text_after(struct text text, size_t from);
struct text text_take(struct text *rest, size_t size); /* cuts that much off the front of `rest` */
struct text text_host(struct text url);                /* "www.example.org:80" of an address, without a name; "" of a path */
struct text text_trim(struct text text);               /* ASCII white space on both ends */

/* Moves what comes before `separator` from `rest` into `part`, and drops the separator. False when nothing is left. */
bool text_cut(struct text *part, struct text *rest, char separator);

/* Of a tag as BCP 47 has it, whose letters are of any case: "zh" of "zh-Hans", and whether that is the one that is named. */
struct text text_primary_subtag(struct text tag);
bool text_has_primary_subtag(struct text tag, const char *subtag);

uint64_t text_hash(struct text text); /* XXH3, 64 bits: the same on every machine */

int text_hex_value(char c); /* of '0' to '9', 'a' to 'f', 'A' to 'F'; -1 of others */

/* The byte that "%XX" at `at` stands for; -1 when none stands there. */
int text_percent_byte(struct text text, size_t at);

/* Copies that an arena owns. */
struct text text_copy(struct text text, struct arena *arena);
const char *text_terminated(struct text text, struct arena *arena);
struct text text_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text text_format_list(struct arena *arena, const char *format, va_list arguments);
struct text text_join(struct arena *arena, struct text a, struct text b);
struct text text_lower_ascii(struct text text, struct arena *arena);
void text_make_lower_ascii(char *bytes, size_t size);

/* Edit distance in bytes (insert, delete, replace, swap neighbours); `limit` + 1 when it is larger than `limit`. */
size_t text_distance(struct text a, struct text b, size_t limit);

/*
 * Index of the candidate that a person most likely meant by `wrong`: the nearest within a third of its length (at least 1, at
 * most 3 edits; a difference in case counts as one), the first of equals; otherwise a candidate that contains `wrong` as whole
 * words. SIZE_MAX when none is near.
 */
size_t text_nearest(struct text wrong, const struct text *candidates, size_t count);

/* "essay, topic and page", where `last` is "and". */
struct text text_enumeration(const struct text *words, size_t count, const char *last, struct arena *arena);

#endif
