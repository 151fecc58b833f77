#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "kinds/names.h"

#include <stdlib.h>
#include <string.h>

/*
 * Two names are one letter apart when they are the same without a letter of one, or without one of each: so each name is hashed
 * without each of its letters, and what has the same hash is compared.
 */

/* Shorter names are near to others by chance. */
enum { SHORTEST = 7 };

/* A name without one letter, or without none. */
struct shortened_name {
    uint64_t hash;
    uint32_t author, at; /* which letter is left out; the count of letters for none */
};

struct shortened_names {
    struct shortened_name *items;
    size_t count, capacity;
};

static uint64_t hash_without(struct text name, size_t from, size_t to, char *room) {
    memcpy(room, name.bytes, from);
    memcpy(room + from, name.bytes + to, name.size - to);
    return text_hash((struct text){room, name.size - (to - from)});
}

/* The word around a place in a slug. */
static struct text word_at(struct text slug, size_t at) {
    size_t from = at, to = at;
    while (from > 0 && slug.bytes[from - 1] != '-')
        from--;
    while (to < slug.size && slug.bytes[to] != '-')
        to++;
    return text_slice(slug, from, to);
}

/* What tells two persons apart: an initial, a number, Jr. or III. */
static bool tells_apart(struct text slug, size_t at) {
    struct text word = word_at(slug, at);
    bool is_number = at < slug.size && slug.bytes[at] >= '0' && slug.bytes[at] <= '9';
    return is_number || name_is_suffix(word) || (utf8_count(word) == 1 && at < slug.size && slug.bytes[at] != '-');
}

static void add_shortened(struct shortened_names *names, struct text slug, uint32_t author, struct arena *scratch) {
    char *room = arena_alloc(scratch, slug.size + 1);
    for (size_t at = 0, number = 0; at < slug.size; number++) {
        size_t from = at;
        utf8_next(slug, &at);
        if (!tells_apart(slug, from))
            *array_add(names, scratch) = (struct shortened_name){hash_without(slug, from, at, room), author, (uint32_t)number};
    }
    *array_add(names, scratch) = (struct shortened_name){text_hash(slug), author, UINT32_MAX};
}

static int by_hash(const void *left, const void *right) {
    const struct shortened_name *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->author > b->author) - (a->author < b->author);
}

/* The same letter, or neighbours that change places. */
static bool are_near(const struct shortened_name *a, const struct shortened_name *b) {
    bool whole = a->at == UINT32_MAX || b->at == UINT32_MAX;
    return whole || a->at == b->at || a->at + 1 == b->at || b->at + 1 == a->at;
}

static bool is_known(const struct author *author) {
    return author->thing.source.document != NULL;
}

/* Which of two is the one that people mean: that with a record, else that with more essays, else the first. */
static bool is_meant(const struct author *author, const struct author *other) {
    if (is_known(author) != is_known(other))
        return is_known(author);
    return author->thing.essays.count >= other->thing.essays.count;
}

/* The item of an essay's authors that names `author`. */
static bool find_place(struct diag_place *place, struct loading *loading, const struct essay *essay, uint32_t author) {
    struct fields fields = source_all_fields(loading, &essay->thing.source);
    const struct yaml_node *node = field_find(&fields, FIELD_AUTHORS);
    size_t at = 0;
    for (const struct yaml_node *item = items_first(&fields, node); item; item = items_next(&fields, node, item), at++)
        if (at < essay->authors.count && essay->authors.items[at] == author) {
            *place = yaml_place(fields.path, item);
            return true;
        }
    return false;
}

static void tell(struct loading *loading, uint32_t meant, uint32_t odd) {
    const struct site *site = loading->site;
    const struct author *author = &site->authors[odd], *other = &site->authors[meant];
    struct diag_place place = {0};
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (find_place(&place, loading, &site->essays[i], odd))
            break;
    diag_add(loading->problems, DIAG_WARNING, W_NEAR_NAME, place,
             text_format(loading->arena, "the author \"%.*s\" is almost \"%.*s\"", TEXT_ARGS(author->thing.title),
                         TEXT_ARGS(other->thing.title)),
             text_format(loading->arena, "write both alike; or, if they are two, say so with a record: content/authors/%.*s.md",
                         TEXT_ARGS(author->thing.slug)));
}

/* Of two that both have a record, or stand in one essay, somebody has said that they are two. */
static void compare(struct loading *loading, uint32_t a, uint32_t b) {
    const struct author *authors = loading->site->authors;
    bool first = is_meant(&authors[a], &authors[b]);
    uint32_t meant = first ? a : b, odd = first ? b : a;
    if (!is_known(&authors[odd]) && !numbers_have(&authors[a].coauthors, b))
        tell(loading, meant, odd);
}

void near_names_check(struct loading *loading) {
    struct arena scratch = {0};
    struct shortened_names names = {0};
    for (uint32_t i = 0; i < loading->site->author_count; i++) {
        struct text slug = loading->site->authors[i].thing.slug;
        if (utf8_count(slug) >= SHORTEST)
            add_shortened(&names, slug, i, &scratch);
    }
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, by_hash);
    for (size_t i = 0; i < names.count; i++)
        for (size_t j = i + 1; j < names.count && names.items[j].hash == names.items[i].hash; j++)
            if (names.items[j].author != names.items[i].author && are_near(&names.items[i], &names.items[j]))
                compare(loading, names.items[i].author, names.items[j].author);
    arena_free(&scratch);
}
