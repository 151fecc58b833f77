#include "mustache/view.h"

#include "base/array.h"

#include <string.h>

static const struct view null_view = {.kind = VIEW_NULL};
static const struct view false_view = {.kind = VIEW_BOOLEAN};
static const struct view true_view = {.kind = VIEW_BOOLEAN, .truth = true};

const struct view *view_null(void) {
    return &null_view;
}

const struct view *view_boolean(bool value) {
    return value ? &true_view : &false_view;
}

static struct view *view_new(enum view_kind kind, bool truth, struct arena *arena) {
    struct view *view = arena_new(arena, struct view);
    view->kind = (uint8_t)kind;
    view->truth = truth;
    return view;
}

static const struct view *text_like(enum view_kind kind, struct text text, bool truth, struct arena *arena) {
    struct view *view = view_new(kind, truth, arena);
    view->text = text;
    return view;
}

const struct view *view_text(struct text text, struct arena *arena) {
    return text_like(VIEW_TEXT, text, text.size > 0, arena);
}

const struct view *view_present(struct text text, struct arena *arena) {
    return text_like(VIEW_TEXT, text, true, arena);
}

/* Zero in any of its forms: 0, -0, 0.0, 0e5. */
static bool is_zero(struct text digits) {
    for (size_t i = 0; i < digits.size && digits.bytes[i] != 'e' && digits.bytes[i] != 'E'; i++)
        if (digits.bytes[i] >= '1' && digits.bytes[i] <= '9')
            return false;
    return true;
}

const struct view *view_number_text(struct text digits, struct arena *arena) {
    return text_like(VIEW_NUMBER, digits, !is_zero(digits), arena);
}

const struct view *view_number(int64_t number, struct arena *arena) {
    return view_number_text(text_format(arena, "%lld", (long long)number), arena);
}

const struct view *view_late(view_writer *write, const void *context, bool truth, struct arena *arena) {
    struct view *view = view_new(VIEW_LATE, truth, arena);
    view->late.write = write;
    view->late.context = context;
    return view;
}

const struct view *view_late_map(view_maker *make, const void *context, struct arena *arena) {
    struct view *view = view_new(VIEW_LATE_MAP, true, arena);
    view->late_map = arena_new(arena, struct late_map);
    *view->late_map = (struct late_map){make, context, arena, NULL};
    return view;
}

const struct view *view_made(const struct view *view) {
    if (!view || view->kind != VIEW_LATE_MAP)
        return view;
    struct late_map *late = view->late_map;
    if (!late->made)
        late->made = late->make(late->context, late->arena);
    return late->made;
}

const struct view *view_list(const struct view *const *items, size_t count, struct arena *arena) {
    struct view *view = view_new(VIEW_LIST, count > 0, arena);
    view->items = items;
    view->count = (uint32_t)count;
    return view;
}

const struct view *view_of_map(const struct view_map *map, struct arena *arena) {
    struct view *view = view_new(VIEW_MAP, true, arena);
    view->members = map->items;
    view->count = (uint32_t)map->count;
    return view;
}

void view_put(struct view_map *map, const char *key, const struct view *value, struct arena *arena) {
    if (value)
        *array_add(map, arena) = (struct view_member){.key = text_of(key), .value = value};
}

void view_put_text(struct view_map *map, const char *key, struct text text, struct arena *arena) {
    if (text.size > 0)
        view_put(map, key, view_text(text, arena), arena);
}

void view_put_number(struct view_map *map, const char *key, int64_t number, struct arena *arena) {
    view_put(map, key, view_number(number, arena), arena);
}

void view_put_true(struct view_map *map, const char *key, bool value, struct arena *arena) {
    if (value)
        view_put(map, key, &true_view, arena);
}

/* Few keys of one map have the same size and end alike. */
static bool is_key(struct text a, struct text b) {
    return a.size == b.size &&
           (!a.size || (a.bytes[a.size - 1] == b.bytes[a.size - 1] && memcmp(a.bytes, b.bytes, a.size) == 0));
}

const struct view *view_get(const struct view *map, struct text key) {
    map = view_made(map);
    if (!map || map->kind != VIEW_MAP)
        return NULL;
    for (uint32_t i = 0; i < map->count; i++) {
        const struct view_member *member = &map->members[i];
        if (is_key(member->key, key))
            return member->value;
    }
    return NULL;
}
