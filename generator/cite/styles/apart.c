#include "cite/styles/apart.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/table.h"
#include "cite/styles/internal.h"

/*
 * Persons of one family name are told apart by their initials, or by whole given names where those are the same, too. Works
 * that still look alike show more of their names, then a letter behind the year, or a title: in this order, which is CSL's.
 */
struct cite_numbering {
    struct apart *works;
    struct table families, initials, givens; /* by "Smith", "Smith|J.", "Smith|J.|John" */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } initials_of, givens_of; /* of a family: different initials; of initials: different given names */
    enum csl_rule rule;
    struct arena *arena;
};

static struct text plain_given(struct text given, struct arena *arena) {
    char *bytes = arena_alloc(arena, given.size + 1);
    for (size_t i = 0; i < given.size; i++)
        bytes[i] = given.bytes[i] == '.' ? ' ' : given.bytes[i];
    return text_trim((struct text){bytes, given.size});
}

/* The keys under which a name is counted. */
struct name_keys {
    struct text family, initials, given;
};

static struct name_keys keys_of(const struct work_name *name, struct arena *arena) {
    struct text given = plain_given(name->given, arena);
    struct name_keys keys = {.family = name->family};
    if (name->non_dropping.size)
        keys.family = text_format(arena, "%.*s %.*s", TEXT_ARGS(name->family), TEXT_ARGS(name->non_dropping));
    keys.initials = text_format(arena, "%.*s|%.*s", TEXT_ARGS(keys.family), TEXT_ARGS(name_initials(given, arena)));
    keys.given = text_format(arena, "%.*s|%.*s", TEXT_ARGS(keys.initials), TEXT_ARGS(given));
    return keys;
}

void count_name(struct cite_numbering *numbering, const struct work_name *name, size_t index) {
    if ((numbering->rule != RULE_ALL_NAMES && index > 0) || name->literal.size || name->family.size == 0)
        return;
    struct name_keys keys = keys_of(name, numbering->arena);
    uint32_t family = table_get(&numbering->families, keys.family);
    if (family == NONE) {
        family = (uint32_t)numbering->initials_of.count;
        *array_add(&numbering->initials_of, numbering->arena) = 0;
        table_put(&numbering->families, keys.family, family, numbering->arena);
    }
    if (name->given.size == 0)
        return;
    uint32_t initials = table_get(&numbering->initials, keys.initials);
    if (initials == NONE) {
        initials = (uint32_t)numbering->givens_of.count;
        *array_add(&numbering->givens_of, numbering->arena) = 0;
        table_put(&numbering->initials, keys.initials, initials, numbering->arena);
        numbering->initials_of.items[family]++;
    }
    if (table_get(&numbering->givens, keys.given) == NONE) {
        table_put(&numbering->givens, keys.given, initials, numbering->arena);
        numbering->givens_of.items[initials]++;
    }
}

/* 0: the family's name alone; 1: with initials; 2: with all of the given name. */
uint8_t given_name_level(const struct rendering *r, const struct work_name *name, size_t index, bool is_short) {
    const struct cite_numbering *numbering = r->numbering;
    uint8_t level = is_short ? 0 : 1;
    if (!numbering || (numbering->rule != RULE_ALL_NAMES && index > 0) || name->given.size == 0)
        return level;
    struct name_keys keys = keys_of(name, r->arena);
    uint32_t family = table_get(&numbering->families, keys.family), initials = table_get(&numbering->initials, keys.initials);
    if (family == NONE || initials == NONE || numbering->initials_of.items[family] < 2) {
        bool is_same_initials = initials != NONE && numbering->givens_of.items[initials] > 1;
        return is_same_initials && numbering->rule != RULE_PRIMARY_NAME_WITH_INITIALS ? 2 : level;
    }
    if (numbering->rule != RULE_PRIMARY_NAME_WITH_INITIALS && numbering->givens_of.items[initials] > 1)
        return 2;
    return 1;
}

const struct apart *apart_of(const struct cite_numbering *numbering, uint32_t work) {
    static const struct apart none;
    return numbering ? &numbering->works[work] : &none;
}

/* Works that look alike, while they are told apart. */
struct apartness {
    enum cite_style style;
    const struct cite_context *context;
    struct cite_numbering *numbering;
    const uint32_t *rank; /* of each work in the bibliography */
    struct arena *arena;
};

static int by_rank(const void *left, const void *right, void *ranks) {
    const uint32_t *rank = ranks;
    uint32_t a = rank[*(const uint32_t *)left], b = rank[*(const uint32_t *)right];
    return (a > b) - (a < b);
}

static void give_up(struct apartness *telling, uint32_t *works, size_t count, uint8_t names) {
    bool has_suffixes = csl_styles[telling->style].adds_suffix;
    if (has_suffixes)
        qsort_r(works, count, sizeof *works, by_rank, (void *)telling->rank);
    for (size_t i = 0; i < count; i++) {
        struct apart *apart = &telling->numbering->works[works[i]];
        apart->names = names;
        if (has_suffixes)
            apart->suffix = (uint16_t)(i + 1);
        else
            apart->has_title = true;
    }
}

static size_t most_names(const struct apartness *telling, const uint32_t *works, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t role = 0; role < WORK_ROLE_COUNT; role++) {
            size_t names = telling->context->works[works[i]].names[role].count;
            most = names > most ? names : most;
        }
    return most < UINT8_MAX ? most : UINT8_MAX;
}

/* Works put together by how they look. Returns how many groups there are; `groups` has one number for each work. */
static uint32_t group_by_looks(struct apartness *telling, const uint32_t *works, size_t count, uint8_t names,
                               uint32_t *groups) {
    struct table looks = {0};
    uint32_t group_count = 0;
    struct arena scratch = {0};
    table_reserve(&looks, (uint32_t)count, &scratch);
    for (size_t i = 0; i < count; i++) {
        telling->numbering->works[works[i]].names = names;
        struct text look = looks_like(telling->style, telling->context, telling->numbering, works[i], &scratch);
        groups[i] = table_get(&looks, look);
        if (groups[i] == NONE)
            table_put(&looks, look, groups[i] = group_count++, &scratch);
    }
    arena_free(&scratch);
    return group_count;
}

static void tell_apart(struct apartness *telling, uint32_t *works, size_t count, uint8_t names);

static void tell_groups_apart(struct apartness *telling, const uint32_t *works, size_t count, uint8_t names,
                              const uint32_t *groups, uint32_t group_count) {
    uint32_t *starts = arena_array(telling->arena, uint32_t, group_count + 1u);
    uint32_t *sorted = arena_array(telling->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        starts[groups[i] + 1]++;
    for (uint32_t g = 0; g < group_count; g++)
        starts[g + 1] += starts[g];
    uint32_t *next = arena_array(telling->arena, uint32_t, group_count);
    memcpy(next, starts, group_count * sizeof *next);
    for (size_t i = 0; i < count; i++)
        sorted[next[groups[i]]++] = works[i];
    for (uint32_t g = 0; g < group_count; g++)
        if (starts[g + 1] - starts[g] > 1)
            tell_apart(telling, sorted + starts[g], starts[g + 1] - starts[g], names);
}

/* Works that look alike with `names` of their names: more names, then what else the style has. */
static void tell_apart(struct apartness *telling, uint32_t *works, size_t count, uint8_t names) {
    uint32_t *groups = arena_array(telling->arena, uint32_t, count);
    size_t most = most_names(telling, works, count);
    for (size_t more = names + 1u; more <= most; more++) {
        uint32_t group_count = group_by_looks(telling, works, count, (uint8_t)more, groups);
        if (group_count > 1) {
            tell_groups_apart(telling, works, count, (uint8_t)more, groups, group_count);
            return;
        }
    }
    give_up(telling, works, count, names);
}

const struct cite_numbering *style_tell_apart(enum cite_style style, const struct cite_context *context, struct arena *arena) {
    struct cite_numbering *numbering = arena_new(arena, struct cite_numbering);
    numbering->works = arena_array(arena, struct apart, context->count);
    numbering->rule = (enum csl_rule)csl_styles[style].rule;
    numbering->arena = arena;
    for (uint32_t i = 0; i < context->count; i++)
        count_names(style, context, numbering, i);
    const uint32_t *order = style_order(style, context, arena);
    uint32_t *rank = arena_array(arena, uint32_t, context->count), *works = arena_array(arena, uint32_t, context->count);
    for (uint32_t i = 0; i < context->count; i++) {
        rank[order[i]] = i;
        works[i] = i;
    }
    struct arena scratch = {0};
    struct apartness telling = {style, context, numbering, rank, &scratch};
    uint32_t *groups = arena_array(&scratch, uint32_t, context->count);
    uint32_t group_count = group_by_looks(&telling, works, context->count, 0, groups);
    tell_groups_apart(&telling, works, context->count, 0, groups, group_count);
    arena_free(&scratch);
    return numbering;
}
