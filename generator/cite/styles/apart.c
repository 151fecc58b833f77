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
/* How many different continuations a key has, "J." and "M." of "Smith", and in how many works it is. */
struct name_count {
    uint32_t kinds, works, last_work;
};

struct name_counts {
    struct name_count *items;
    size_t count, capacity;
};

struct cite_numbering {
    struct apart *works;
    struct table families, initials, givens; /* by "Smith", "Smith|J.", "Smith|J.|John" */
    struct name_counts families_of, initials_of;
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

static struct name_count *count_of(struct table *table, struct name_counts *counts, struct text key, uint32_t work,
                                   bool *is_new, struct arena *arena) {
    uint32_t index = table_get(table, key);
    *is_new = index == NONE;
    if (*is_new) {
        index = (uint32_t)counts->count;
        table_put(table, key, index, arena);
        array_add(counts, arena)->last_work = NONE;
    }
    struct name_count *count = &counts->items[index];
    count->works += count->last_work != work;
    count->last_work = work;
    return count;
}

void count_name(struct cite_numbering *numbering, struct work_name name, size_t index, uint32_t work) {
    if (numbering->rule == RULE_BY_CITE || index > 0 || name.literal.size || name.family.size == 0)
        return;
    struct arena *arena = numbering->arena;
    struct name_keys keys = keys_of(&name, arena);
    bool is_new;
    struct name_count *family = count_of(&numbering->families, &numbering->families_of, keys.family, work, &is_new, arena);
    if (name.given.size == 0)
        return;
    struct name_count *initials = count_of(&numbering->initials, &numbering->initials_of, keys.initials, work, &is_new, arena);
    family->kinds += is_new;
    if (table_put(&numbering->givens, keys.given, 0, arena) == NONE)
        initials->kinds++;
}

static bool is_shared(const struct table *table, const struct name_counts *counts, struct text key) {
    uint32_t index = table_get(table, key);
    return index != NONE && counts->items[index].kinds > 1 && counts->items[index].works > 1;
}

/* 0: the family's name alone; 1: with initials; 2: with all of the given name. */
uint8_t given_name_level(const struct rendering *r, const struct work_name *name, size_t index, bool is_short) {
    const struct cite_numbering *numbering = r->numbering;
    uint8_t level = is_short ? 0 : 1;
    if (!r->primary_names && r->apart.levels && index < UINT8_MAX && r->apart.levels[index] > level)
        return r->apart.levels[index];
    if (!numbering || numbering->rule == RULE_BY_CITE || index > 0 || name->given.size == 0)
        return level;
    struct name_keys keys = keys_of(name, r->arena);
    bool is_by_initials = numbering->rule == RULE_PRIMARY_NAME_WITH_INITIALS;
    if (!is_by_initials && is_shared(&numbering->initials, &numbering->initials_of, keys.initials))
        return 2;
    return is_shared(&numbering->families, &numbering->families_of, keys.family) ? 1 : level;
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
    bool is_by_cite;
    struct arena *arena;
};

/* How far citations are spelled out on trial, and how far it helped so far. */
struct spelling_out {
    uint8_t names, name; /* how many are shown; the one whose given name grows */
    uint8_t levels[UINT8_MAX + 1];
    uint8_t helpful_names, helpful_levels[UINT8_MAX + 1];
};

static int by_rank(const void *left, const void *right, void *ranks) {
    const uint32_t *rank = ranks;
    uint32_t a = rank[*(const uint32_t *)left], b = rank[*(const uint32_t *)right];
    return (a > b) - (a < b);
}

static void keep(struct apartness *apartness, uint32_t work, const struct spelling_out *out) {
    static const uint8_t none[sizeof out->helpful_levels];
    struct apart *apart = &apartness->numbering->works[work];
    apart->names = out->helpful_names;
    apart->levels = NULL;
    if (memcmp(out->helpful_levels, none, sizeof none) != 0)
        apart->levels = memcpy(arena_alloc(apartness->numbering->arena, sizeof none), out->helpful_levels, sizeof none);
}

/* Names do not set them apart: letters behind the year do, or titles. */
static void give_up(struct apartness *apartness, uint32_t *works, size_t count, const struct spelling_out *out) {
    bool has_suffixes = csl_styles[apartness->style].adds_suffix;
    if (has_suffixes)
        qsort_r(works, count, sizeof *works, by_rank, (void *)apartness->rank);
    for (size_t i = 0; i < count; i++) {
        struct apart *apart = &apartness->numbering->works[works[i]];
        keep(apartness, works[i], out);
        if (has_suffixes)
            apart->suffix = (uint16_t)(i + 1);
        else
            apart->has_title = true;
    }
}

static size_t most_names(const struct apartness *apartness, const uint32_t *works, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t role = 0; role < WORK_ROLE_COUNT; role++) {
            size_t names = apartness->context->works[works[i]].names[role].count;
            most = names > most ? names : most;
        }
    return most < UINT8_MAX ? most : UINT8_MAX;
}

/* Works put together by how they look. Returns how many groups there are; `groups` has one number for each work. */
static uint32_t group_by_looks(struct apartness *apartness, const uint32_t *works, size_t count, const struct spelling_out *out,
                               uint32_t *groups) {
    struct table looks = {0};
    uint32_t group_count = 0;
    struct arena scratch = {0};
    table_reserve(&looks, (uint32_t)count, &scratch);
    for (size_t i = 0; i < count; i++) {
        struct apart *apart = &apartness->numbering->works[works[i]];
        apart->names = out->names;
        apart->levels = apartness->is_by_cite ? out->levels : NULL;
        struct text look = looks_like(apartness->style, apartness->context, apartness->numbering, works[i], &scratch);
        groups[i] = table_get(&looks, look);
        if (groups[i] == NONE)
            table_put(&looks, look, groups[i] = group_count++, &scratch);
    }
    arena_free(&scratch);
    return group_count;
}

static void tell_apart(struct apartness *apartness, uint32_t *works, size_t count, const struct spelling_out *before);

static void tell_groups_apart(struct apartness *apartness, const uint32_t *works, size_t count, const uint32_t *groups,
                              uint32_t group_count, const struct spelling_out *out) {
    uint32_t *starts = arena_array(apartness->arena, uint32_t, group_count + 1u);
    uint32_t *sorted = arena_array(apartness->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        starts[groups[i] + 1]++;
    for (uint32_t g = 0; g < group_count; g++)
        starts[g + 1] += starts[g];
    uint32_t *next = arena_array(apartness->arena, uint32_t, group_count);
    memcpy(next, starts, group_count * sizeof *next);
    for (size_t i = 0; i < count; i++)
        sorted[next[groups[i]]++] = works[i];
    for (uint32_t g = 0; g < group_count; g++) {
        if (starts[g + 1] - starts[g] == 1)
            keep(apartness, sorted[starts[g]], out);
        else
            tell_apart(apartness, sorted + starts[g], starts[g + 1] - starts[g], out);
    }
}

/* The next thing to try: initials, all of the given name, one more name. False: nothing is left. */
static bool spell_out(struct spelling_out *out, size_t most, bool is_by_cite) {
    if (is_by_cite && out->name < most && out->levels[out->name] < 2) {
        out->levels[out->name]++;
        return true;
    }
    if (out->names >= most)
        return false;
    out->names++;
    out->name = (uint8_t)(out->names - 1);
    return true;
}

/* Works that look alike: their names are spelled out until they do not, as far as that helps. */
static void tell_apart(struct apartness *apartness, uint32_t *works, size_t count, const struct spelling_out *before) {
    uint32_t *groups = arena_array(apartness->arena, uint32_t, count);
    size_t most = most_names(apartness, works, count);
    struct spelling_out out = *before;
    while (spell_out(&out, most, apartness->is_by_cite)) {
        uint32_t group_count = group_by_looks(apartness, works, count, &out, groups);
        if (group_count < 2)
            continue;
        out.helpful_names = out.names;
        out.helpful_levels[out.name] = out.levels[out.name];
        tell_groups_apart(apartness, works, count, groups, group_count, &out);
        return;
    }
    give_up(apartness, works, count, before);
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
    struct apartness apartness = {style, context, numbering, rank, numbering->rule == RULE_BY_CITE, &scratch};
    struct spelling_out out = {.names = 1, .helpful_names = 1};
    uint32_t *groups = arena_array(&scratch, uint32_t, context->count);
    uint32_t group_count = group_by_looks(&apartness, works, context->count, &out, groups);
    tell_groups_apart(&apartness, works, context->count, groups, group_count, &out);
    arena_free(&scratch);
    return numbering;
}
