/*
 * parts: what the views of pages are made of. For views*.c, body.c and citation.c only.
 *
 *     struct view_map map = parts_map(12, arena);
 *     parts_put_text(&map, "title", list->title, arena);
 *     parts_put_html(&map, "title_html", list->title, han, arena);
 *     parts_put_date(&map, "date", essay->date, arena);
 *     return view_of_map(&map, arena);
 *
 * Unlike view_put, these put a null where there is nothing to say, because a layout's name would otherwise be looked for in
 * the map around (views.h says where that matters).
 */
#ifndef PAGES_PARTS_H
#define PAGES_PARTS_H

#include "kinds/site.h"
#include "pages/plan.h"
#include "mustache/view.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* A list being made. */
struct parts_list {
    const struct view **items;
    size_t count, capacity;
};

/* Empty, with room for `capacity` members. */
struct view_map parts_map(size_t capacity, struct arena *arena);

/* The members of `card`, with room for `more`. */
struct view_map parts_map_from(const struct view *card, size_t more, struct arena *arena);

void parts_put(struct view_map *map, const char *key, const struct view *value, struct arena *arena); /* NULL is null */
void parts_put_text(struct view_map *map, const char *key, struct text text, struct arena *arena);
void parts_put_flag(struct view_map *map, const char *key, bool value, struct arena *arena);
void parts_put_date(struct view_map *map, const char *key, struct date date, struct arena *arena);
void parts_put_count(struct view_map *map, const char *key, size_t number, struct arena *arena);

/* As HTML, with Han runs marked as `han`. */
void parts_put_html(struct view_map *map, const char *key, struct text text, struct text han, struct arena *arena);

/* `key`, and `has_key` (NULL: none) when there are any items. */
void parts_put_list(struct view_map *map, const char *key, const char *has_key, const struct parts_list *list,
                    struct arena *arena);

/* The cards of some numbers, as parts_put_list. */
void parts_put_cards(struct view_map *map, const char *key, const char *has_key, const struct numbers *numbers,
                     const struct view *const *cards, struct arena *arena);

/* The same texts, as a list. */
void parts_put_texts(struct view_map *map, const char *key, const char *has_key, const struct text *items, size_t count,
                     struct arena *arena);

const struct view *parts_date(struct date date, struct arena *arena); /* NULL for none */
const struct view *parts_count(size_t number, struct arena *arena);

/* Escaped, with Han runs marked. */
struct text parts_marked(struct text text, struct text han, struct arena *arena);

/* The first sentence of a plain text, or all of it. */
struct text parts_first_sentence(struct text text);

/* "A", "A and B", "A, B and C". */
struct text parts_names(const struct text *names, size_t count, struct arena *arena);

/* A value of the front matter or of site.yaml as it was written: texts, booleans, lists and maps. */
const struct view *parts_of_yaml(const struct yaml *yaml, const struct yaml_node *node, struct arena *arena);

#endif
