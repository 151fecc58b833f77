/*
 * follow: where the names of templates lead, without a view.
 *
 *     struct mustache_names names = {0};
 *     mustache_follow(&names, essay, essay_shape, &set, arena);       // each template with each shape that it is rendered with
 *     mustache_follow(&names, topic, topic_shape, &set, arena);
 *     for (size_t i = 0; i < names.count; i++)
 *         if (!names.items[i].is_found) complain(&names.items[i]);    // no view can have it there
 *
 * A shape is what is known of a view before it is made: which names it has. All that a template holds is followed, whatever its
 * sections may ask; names are looked for as when rendering, through the sections around and what includes the template.
 */
#ifndef MUSTACHE_FOLLOW_H
#define MUSTACHE_FOLLOW_H

#include "base/table.h"
#include "mustache/mustache.h"

enum shape_kind {
    SHAPE_VALUE, /* has no names */
    SHAPE_MAP,
    SHAPE_ANY, /* may have any name: what an editor wrote */
};

struct shape_member {
    struct text name;
    const struct shape *shape; /* of the value, or of each in the list */
    bool is_list;
};

struct shape {
    uint8_t kind;                       /* enum shape_kind */
    const struct shape_member *members; /* of a map */
    uint32_t count;
};

/* The shapes that a name is looked for in, innermost first. */
struct shape_scope {
    const struct shape *shape;
    const struct shape_scope *outer;
};

/* One place in a template where a name is used. */
struct mustache_name {
    const struct template *template;
    struct text name;                /* as it is written, up to its part */
    struct text part;                /* the first one that is not there, or the last */
    const struct shape_scope *scope; /* where that was looked for */
    bool is_found;                   /* at least once, of all that was followed */
};

struct mustache_names {
    struct mustache_name *items;
    size_t count, capacity;
    struct table by_place; /* to indexes in `items` */
    bool dynamic;          /* something was included whose name only a view knows */
};

/* Adds the names of a template, and of all that it includes from `set`. Gives up silently on templates without end. */
void mustache_follow(struct mustache_names *names, const struct template *template, const struct shape *shape,
                     const struct mustache_set *set, struct arena *arena);

/* The file, line and column of its part. */
struct diag_place mustache_name_place(const struct mustache_name *name);

#endif
