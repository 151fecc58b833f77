#include "mustache/follow.h"

#include "base/array.h"
#include "mustache/internal.h"

#include <string.h>

/* Tags that are looked at for one template: layouts that include themselves in ever new ways have no end. */
enum { MOST_TAGS = 1 << 20 };

struct follower {
    struct mustache_names *names;
    const struct mustache_set *set;
    struct table entered; /* templates, each with the scope that it was included in */
    uint32_t tags_left;
    struct arena *arena;
};

/* Where the follower is, as in render.c. */
struct point {
    const struct template *template;
    const struct shape_scope *scope;
    const struct defines *defines;
    uint32_t depth;
};

/* What stands in a section whose name is missing tells nothing: neither that it is found nor that it is not. */
static const struct shape anything = {.kind = SHAPE_ANY}, unknown = {.kind = SHAPE_ANY};
static const struct shape_member any_member = {.shape = &anything}, unknown_member = {.shape = &unknown};

static const struct shape_member *member_of(const struct shape *shape, struct text name) {
    if (shape->kind == SHAPE_ANY)
        return shape == &unknown ? &unknown_member : &any_member;
    for (uint32_t i = 0; i < shape->count; i++)
        if (text_equal(shape->members[i].name, name))
            return &shape->members[i];
    return NULL;
}

/* What a name leads to; else NULL, and in `name` its part that is missing, and where. */
static const struct shape_member *look_up(struct mustache_name *name, const struct shape_scope *scope, struct dotted dotted,
                                          struct arena *arena) {
    const struct shape_member *found = NULL;
    name->part = dotted.parts[0];
    name->scope = scope;
    for (const struct shape_scope *at = scope; at && !found; at = at->outer)
        found = member_of(at->shape, dotted.parts[0]);
    for (uint32_t i = 1; i < dotted.count && found; i++) {
        struct shape_scope *inside = arena_new(arena, struct shape_scope);
        inside->shape = found->shape;
        name->part = dotted.parts[i];
        name->scope = inside;
        found = found->is_list ? NULL : member_of(found->shape, dotted.parts[i]);
    }
    name->name = text_between(dotted.parts[0].bytes, name->part.bytes + name->part.size);
    return found;
}

static struct mustache_name *entry_of(struct follower *follower, const struct instruction *instruction) {
    struct mustache_names *names = follower->names;
    struct text place = {(const char *)&instruction, sizeof instruction};
    uint32_t index = table_get(&names->by_place, place);
    if (index != NONE)
        return &names->items[index];
    table_put(&names->by_place, text_copy(place, follower->arena), (uint32_t)names->count, follower->arena);
    return array_add(names, follower->arena);
}

static const struct shape_member *find(struct follower *follower, const struct point *point,
                                       const struct instruction *instruction) {
    if (instruction->name.count == 0)
        return &any_member;
    struct mustache_name name = {.template = point->template};
    const struct shape_member *found = look_up(&name, point->scope, instruction->name, follower->arena);
    if (found == &unknown_member)
        return found;
    struct mustache_name *entry = entry_of(follower, instruction);
    name.is_found = found || entry->is_found;
    *entry = name;
    return found;
}

/* A scope without `shape`. */
static const struct shape_scope *without(const struct shape_scope *scope, const struct shape *shape, struct arena *arena) {
    if (!scope || scope->shape == shape)
        return scope ? scope->outer : NULL;
    struct shape_scope *copy = arena_new(arena, struct shape_scope);
    *copy = (struct shape_scope){scope->shape, without(scope->outer, shape, arena)};
    return copy;
}

static bool holds(const struct shape_scope *scope, const struct shape *shape) {
    while (scope && scope->shape != shape)
        scope = scope->outer;
    return scope;
}

/* No shape stands in a scope twice: the outer one would never be asked. So there are only so many scopes. */
static const struct shape_scope *enter(const struct shape_scope *scope, const struct shape *shape, struct arena *arena) {
    if (shape->kind == SHAPE_VALUE)
        return scope;
    struct shape_scope *inside = arena_new(arena, struct shape_scope);
    *inside = (struct shape_scope){shape, holds(scope, shape) ? without(scope, shape, arena) : scope};
    return inside;
}

static void follow_code(struct follower *follower, const struct point *point, uint32_t from, uint32_t to);

static void follow_section(struct follower *follower, const struct point *point, uint32_t index) {
    const struct instruction *section = &point->template->code[index];
    const struct shape_member *member = find(follower, point, section);
    struct point inside = *point;
    inside.scope = enter(point->scope, member ? member->shape : &unknown, follower->arena);
    follow_code(follower, &inside, index + 1, section->end);
}

/* Whether a template is met in this scope for the first time. */
static bool is_new(struct follower *follower, const struct template *template, const struct shape_scope *scope) {
    const void *key[256] = {template};
    size_t count = 1;
    for (; scope && count < sizeof key / sizeof *key; scope = scope->outer)
        key[count++] = scope->shape;
    struct text text = text_copy((struct text){(const char *)key, count * sizeof *key}, follower->arena);
    return table_put(&follower->entered, text, 0, follower->arena) == NONE;
}

static void follow_included(struct follower *follower, const struct point *point, const struct instruction *instruction,
                            const struct defines *defines) {
    if (instruction->dynamic) {
        find(follower, point, instruction);
        follower->names->dynamic = true;
        return;
    }
    const struct template *template = follower->set->find(instruction->text, follower->set->context);
    struct point inside = {template, point->scope, defines, point->depth + 1};
    if (template && inside.depth <= MUSTACHE_INCLUSION_LIMIT && (defines || is_new(follower, template, point->scope)))
        follow_code(follower, &inside, 0, template->count);
}

static void follow_block(struct follower *follower, const struct point *point, uint32_t index) {
    const struct instruction *block = &point->template->code[index];
    uint32_t define = 0;
    const struct defines *found = mustache_find_define(&define, point->defines, block->text);
    struct point inside = *point;
    inside.depth++;
    if (found)
        inside.template = found->template;
    if (found && inside.depth <= MUSTACHE_INCLUSION_LIMIT)
        follow_code(follower, &inside, define + 1, found->template->code[define].end);
    else if (!found)
        follow_code(follower, point, index + 1, block->end);
}

static void follow_joined(struct follower *follower, const struct point *point, uint32_t index) {
    const struct instruction *joined = &point->template->code[index];
    follow_included(follower, point, joined, NULL);
    follow_code(follower, point, index + 1, joined->end);
}

static void follow_one(struct follower *follower, const struct point *point, uint32_t index) {
    const struct instruction *instruction = &point->template->code[index];
    struct defines defines = {point->template, index, point->defines};
    switch ((enum opcode)instruction->op) {
    case OP_TEXT:
    case OP_INDENT:
    case OP_DEFINE: return;
    case OP_VARIABLE:
    case OP_RAW: find(follower, point, instruction); return;
    case OP_SECTION: follow_section(follower, point, index); return;
    case OP_INVERTED:
        find(follower, point, instruction);
        follow_code(follower, point, index + 1, instruction->end);
        return;
    case OP_PARTIAL: follow_included(follower, point, instruction, NULL); return;
    case OP_PARENT: follow_included(follower, point, instruction, &defines); return;
    case OP_BLOCK: follow_block(follower, point, index); return;
    case OP_JOINED: follow_joined(follower, point, index); return;
    case OP_PIECE: follow_code(follower, point, index + 1, instruction->end); return;
    }
}

static void follow_code(struct follower *follower, const struct point *point, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to && follower->tags_left; i = point->template->code[i].end) {
        follower->tags_left--;
        follow_one(follower, point, i);
    }
}

void mustache_follow(struct mustache_names *names, const struct template *template, const struct shape *shape,
                     const struct mustache_set *set, struct arena *arena) {
    struct follower follower = {.names = names, .set = set, .tags_left = MOST_TAGS, .arena = arena};
    struct point point = {template, enter(NULL, shape, arena), NULL, 0};
    follow_code(&follower, &point, 0, template->count);
}

struct diag_place mustache_name_place(const struct mustache_name *name) {
    struct source_cursor cursor = {.path = name->template->path, .source = name->template->source};
    return source_place(&cursor, (size_t)(name->part.bytes - cursor.source.bytes), name->part.size);
}
