/*
 * view: the tree of values that a layout can see, immutable.
 *
 *     struct view_map map = {0};
 *     view_put(&map, "title", view_text(essay->title, arena), arena);
 *     view_put(&map, "authors", view_list(cards, card_count, arena), arena);
 *     const struct view *view = view_of_map(&map, arena);
 *
 * A layout can see nothing else, so a page is a pure function of its layout and its view. Keys are literals; texts are borrowed
 * and must live as long as the view.
 */
#ifndef MUSTACHE_VIEW_H
#define MUSTACHE_VIEW_H

#include "base/arena.h"
#include "base/buffer.h"

enum view_kind {
    VIEW_NULL,
    VIEW_BOOLEAN,
    VIEW_NUMBER, /* kept as the text that is printed */
    VIEW_TEXT,
    VIEW_LATE, /* a text that is written only when a layout asks for it */
    VIEW_LIST,
    VIEW_MAP,
    VIEW_LATE_MAP, /* a map that is made only when one of its members is asked for */
};

struct view_member;

/* Writes the bytes of a late text: a pure function of `context`. */
typedef void view_writer(struct buffer *out, const void *context);

/* Makes a late map: a pure function of `context`. */
typedef const struct view *view_maker(const void *context, struct arena *arena);

struct late_map {
    view_maker *make;
    const void *context;
    struct arena *arena;
    const struct view *made; /* NULL: not yet */
};

struct view {
    uint8_t kind;   /* enum view_kind */
    bool truth;     /* what a Mustache section asks: false for null, false, "", 0 and empty lists */
    uint32_t count; /* of a list or map */
    union {
        struct text text;                  /* VIEW_TEXT, VIEW_NUMBER */
        const struct view *const *items;   /* VIEW_LIST */
        const struct view_member *members; /* VIEW_MAP, in the order they were put */
        struct {
            view_writer *write;
            const void *context;
        } late;
        struct late_map *late_map;
    };
};

struct view_member {
    struct text key;
    const struct view *value;
};

/* A list being made. */
struct view_items {
    const struct view **items;
    size_t count, capacity;
};

/* A map being made. */
struct view_map {
    struct view_member *items;
    size_t count, capacity;
};

const struct view *view_null(void);
const struct view *view_boolean(bool value);
const struct view *view_number(int64_t number, struct arena *arena);
const struct view *view_number_text(struct text digits, struct arena *arena); /* from JSON: 1.21 stays 1.21 */
const struct view *view_text(struct text text, struct arena *arena);
const struct view *view_present(struct text text, struct arena *arena); /* true to a section though it is "" */
const struct view *view_late(view_writer *write, const void *context, bool truth, struct arena *arena);
const struct view *view_late_map(view_maker *make, const void *context, struct arena *arena);
const struct view *view_list(const struct view *const *items, size_t count, struct arena *arena); /* borrows the array */
const struct view *view_of_map(const struct view_map *map, struct arena *arena);                  /* borrows its items */

/* `key` is a literal. A NULL value is left out. */
void view_put(struct view_map *map, const char *key, const struct view *value, struct arena *arena);
/* Leaves out an empty text. */
void view_put_text(struct view_map *map, const char *key, struct text text, struct arena *arena);
void view_put_number(struct view_map *map, const char *key, int64_t number, struct arena *arena);
void view_put_true(struct view_map *map, const char *key, bool value, struct arena *arena); /* only when true */

/* The map that a late one is; any other view is what it is. */
const struct view *view_made(const struct view *view);

/* The value at `key` of a map, or NULL. */
const struct view *view_get(const struct view *map, struct text key);

/* JSON, two spaces an indent, keys in order; late texts are written out. And back (libjansson, met only in view_json.c). */
void view_write_json(struct buffer *out, const struct view *view);
const struct view *view_read_json(struct text json, const char **why, uint32_t *line, uint32_t *column, struct arena *arena);

/* Of what others wrote: when a key stands twice the last counts. NULL when it is no JSON. */
const struct view *view_read_json_as_browsers(struct text json, struct arena *arena);

/* The version of libjansson that runs. */
const char *view_json_library(void);

#endif
