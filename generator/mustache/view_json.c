#include "mustache/view.h"

#include "base/array.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void write_value(struct buffer *out, const struct view *view, unsigned level);

static void new_line(struct buffer *out, unsigned level) {
    buffer_add_char(out, '\n');
    for (unsigned i = 0; i < level; i++)
        buffer_add(out, TEXT("  "));
}

static void write_late(struct buffer *out, const struct view *view) {
    struct buffer late = {0};
    view->late.write(&late, view->late.context);
    buffer_add_json_string(out, buffer_text(&late));
    buffer_free(&late);
}

static void write_list(struct buffer *out, const struct view *list, unsigned level) {
    buffer_add_char(out, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_add_char(out, ',');
        new_line(out, level + 1);
        write_value(out, list->items[i], level + 1);
    }
    if (list->count > 0)
        new_line(out, level);
    buffer_add_char(out, ']');
}

static void write_map(struct buffer *out, const struct view *map, unsigned level) {
    buffer_add_char(out, '{');
    for (uint32_t i = 0; i < map->count; i++) {
        if (i > 0)
            buffer_add_char(out, ',');
        new_line(out, level + 1);
        buffer_add_json_string(out, map->members[i].key);
        buffer_add(out, TEXT(": "));
        write_value(out, map->members[i].value, level + 1);
    }
    if (map->count > 0)
        new_line(out, level);
    buffer_add_char(out, '}');
}

static void write_value(struct buffer *out, const struct view *view, unsigned level) {
    switch ((enum view_kind)view->kind) {
    case VIEW_NULL: buffer_add(out, TEXT("null")); break;
    case VIEW_BOOLEAN: buffer_add(out, view->truth ? TEXT("true") : TEXT("false")); break;
    case VIEW_NUMBER: buffer_add(out, view->text); break;
    case VIEW_TEXT: buffer_add_json_string(out, view->text); break;
    case VIEW_LATE: write_late(out, view); break;
    case VIEW_LIST: write_list(out, view, level); break;
    case VIEW_MAP: write_map(out, view, level); break;
    case VIEW_LATE_MAP: write_value(out, view_made(view), level); break;
    }
}

void view_write_json(struct buffer *out, const struct view *view) {
    write_value(out, view, 0);
}

static const struct view *read_value(json_t *json, struct arena *arena);

/* The shortest digits that give the same number again. */
static struct text real_digits(double real, struct arena *arena) {
    struct text digits = TEXT("");
    for (int precision = 1; precision <= 17; precision++) {
        digits = text_format(arena, "%.*g", precision, real);
        if (strtod(text_terminated(digits, arena), NULL) == real)
            break;
    }
    return digits;
}

static const struct view *read_list(json_t *json, struct arena *arena) {
    size_t count = json_array_size(json);
    const struct view **items = arena_array(arena, const struct view *, count);
    for (size_t i = 0; i < count; i++)
        items[i] = read_value(json_array_get(json, i), arena);
    return view_list(items, count, arena);
}

/* jansson gives the keys in the order in which they were written. */
static const struct view *read_map(json_t *json, struct arena *arena) {
    struct view_map map = {0};
    for (void *at = json_object_iter(json); at; at = json_object_iter_next(json, at)) {
        struct text key = {json_object_iter_key(at), json_object_iter_key_len(at)};
        *array_add(&map, arena) =
            (struct view_member){.key = text_copy(key, arena), .value = read_value(json_object_iter_value(at), arena)};
    }
    return view_of_map(&map, arena);
}

static const struct view *read_value(json_t *json, struct arena *arena) {
    switch (json_typeof(json)) {
    case JSON_OBJECT: return read_map(json, arena);
    case JSON_ARRAY: return read_list(json, arena);
    case JSON_STRING: {
        struct text text = {json_string_value(json), json_string_length(json)};
        return view_text(text_copy(text, arena), arena);
    }
    case JSON_INTEGER: return view_number(json_integer_value(json), arena);
    case JSON_REAL: return view_number_text(real_digits(json_real_value(json), arena), arena);
    case JSON_TRUE: return view_boolean(true);
    case JSON_FALSE: return view_boolean(false);
    case JSON_NULL: break;
    }
    return view_null();
}

static const struct view *take_root(json_t *root, struct arena *arena) {
    const struct view *view = root ? read_value(root, arena) : NULL;
    json_decref(root);
    return view;
}

const struct view *view_read_json(struct text json, const char **why, uint32_t *line, uint32_t *column, struct arena *arena) {
    json_error_t error;
    json_t *root = json_loadb(json.bytes ? json.bytes : "", json.size, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        *why = text_terminated(text_of(error.text), arena);
        *line = error.line > 0 ? (uint32_t)error.line : 1;
        *column = error.column > 0 ? (uint32_t)error.column : 1;
        return NULL;
    }
    return take_root(root, arena);
}

const struct view *view_read_json_as_browsers(struct text json, struct arena *arena) {
    return take_root(json_loadb(json.bytes ? json.bytes : "", json.size, JSON_DECODE_ANY, NULL), arena);
}

const char *view_json_library(void) {
    return jansson_version_str();
}
