#include "pages/parts.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/han.h"

#include <string.h>

struct view_map parts_map(size_t capacity, struct arena *arena) {
    return (struct view_map){.items = arena_array(arena, struct view_member, capacity), .capacity = capacity};
}

struct view_map parts_map_from(const struct view *card, size_t more, struct arena *arena) {
    struct view_map map = parts_map(card->count + more, arena);
    memcpy(map.items, card->members, card->count * sizeof *map.items);
    map.count = card->count;
    return map;
}

void parts_put(struct view_map *map, const char *key, const struct view *value, struct arena *arena) {
    view_put(map, key, value ? value : view_null(), arena);
}

void parts_put_text(struct view_map *map, const char *key, struct text text, struct arena *arena) {
    view_put(map, key, text.size ? view_text(text, arena) : view_null(), arena);
}

void parts_put_flag(struct view_map *map, const char *key, bool value, struct arena *arena) {
    view_put(map, key, view_boolean(value), arena);
}

void parts_put_html(struct view_map *map, const char *key, struct text text, struct text han, struct arena *arena) {
    parts_put_text(map, key, parts_marked(text, han, arena), arena);
}

void parts_put_date(struct view_map *map, const char *key, struct date date, struct arena *arena) {
    parts_put(map, key, parts_date(date, arena), arena);
}

void parts_put_count(struct view_map *map, const char *key, size_t number, struct arena *arena) {
    view_put(map, key, parts_count(number, arena), arena);
}

void parts_put_list(struct view_map *map, const char *key, const char *has_key, const struct parts_list *list,
                    struct arena *arena) {
    view_put(map, key, list->count ? view_list(list->items, list->count, arena) : view_null(), arena);
    if (has_key)
        parts_put_flag(map, has_key, list->count > 0, arena);
}

void parts_put_cards(struct view_map *map, const char *key, const char *has_key, const struct numbers *numbers,
                     const struct view *const *cards, struct arena *arena) {
    struct parts_list list = {.items = arena_array(arena, const struct view *, numbers->count), .count = numbers->count};
    for (size_t i = 0; i < numbers->count; i++)
        list.items[i] = cards[numbers->items[i]];
    parts_put_list(map, key, has_key, &list, arena);
}

void parts_put_texts(struct view_map *map, const char *key, const char *has_key, const struct text *items, size_t count,
                     struct arena *arena) {
    struct parts_list list = {.items = arena_array(arena, const struct view *, count), .count = count};
    for (size_t i = 0; i < count; i++)
        list.items[i] = view_text(items[i], arena);
    parts_put_list(map, key, has_key, &list, arena);
}

const struct view *parts_date(struct date date, struct arena *arena) {
    if (date.precision == DATE_NONE)
        return NULL;
    struct text whole = date_rfc3339(date, arena);
    struct view_map map = parts_map(4, arena);
    parts_put_text(&map, "iso", date_iso(date, arena), arena);
    parts_put_text(&map, "words", date_words(date, arena), arena);
    parts_put_text(&map, "year", text_slice(whole, 0, 4), arena);
    parts_put_text(&map, "rfc3339", whole, arena);
    return view_of_map(&map, arena);
}

const struct view *parts_count(size_t number, struct arena *arena) {
    struct view_map map = parts_map(2, arena);
    view_put(&map, "number", view_number((int64_t)number, arena), arena);
    parts_put_flag(&map, "one", number == 1, arena);
    return view_of_map(&map, arena);
}

/* Neither to be escaped nor to be marked: most titles and names. */
static bool is_plain_ascii(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.bytes[i] >= 0x80 || text.bytes[i] == '&' || text.bytes[i] == '<' || text.bytes[i] == '>' ||
            text.bytes[i] == '"')
            return false;
    return true;
}

struct text parts_marked(struct text text, struct text han, struct arena *arena) {
    if (is_plain_ascii(text))
        return text;
    struct buffer marked = {0};
    markup_han(&marked, text, han);
    struct text copy = text_copy(buffer_text(&marked), arena);
    buffer_free(&marked);
    return copy;
}

/* Shorter ones are abbreviations more often than sentences. */
enum { SENTENCE_LEAST_BYTES = 30 };

static bool ends_sentence(uint32_t character, struct text text, size_t after) {
    if (character == 0x3002 || character == 0xff01 || character == 0xff1f)
        return true;
    if (character != '.' && character != '!' && character != '?')
        return false;
    if (after < SENTENCE_LEAST_BYTES || after + 1 >= text.size || text.bytes[after] != ' ')
        return false;
    char next = text.bytes[after + 1], before = text.bytes[after - 2];
    bool is_initial = character == '.' && before >= 'A' && before <= 'Z';
    return !is_initial && !(next >= 'a' && next <= 'z');
}

struct text parts_first_sentence(struct text text) {
    for (size_t offset = 0; offset < text.size;) {
        uint32_t character = utf8_next(text, &offset);
        if (ends_sentence(character, text, offset))
            return text_slice(text, 0, offset);
    }
    return text;
}

struct text parts_names(const struct text *names, size_t count, struct arena *arena) {
    struct buffer line = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add(&line, i + 1 == count ? TEXT(" and ") : TEXT(", "));
        buffer_add(&line, names[i]);
    }
    struct text copy = text_copy(buffer_text(&line), arena);
    buffer_free(&line);
    return copy;
}

static const struct view *of_yaml_children(const struct yaml *yaml, const struct yaml_node *node, struct arena *arena) {
    struct parts_list list = {0};
    struct view_map map = {0};
    for (const struct yaml_node *child = yaml_first(yaml, node); child; child = yaml_next(yaml, node, child)) {
        const struct view *value = parts_of_yaml(yaml, child, arena);
        if (node->kind == YAML_LIST)
            *array_add(&list, arena) = value;
        else
            *array_add(&map, arena) = (struct view_member){yaml_key(yaml, child), value};
    }
    return node->kind == YAML_LIST ? view_list(list.items, list.count, arena) : view_of_map(&map, arena);
}

const struct view *parts_of_yaml(const struct yaml *yaml, const struct yaml_node *node, struct arena *arena) {
    bool truth;
    if (node->kind == YAML_LIST || node->kind == YAML_MAP)
        return of_yaml_children(yaml, node, arena);
    if (node->kind == YAML_NULL)
        return view_null();
    if (!node->quoted && yaml_boolean(&truth, yaml, node))
        return view_boolean(truth);
    return view_text(yaml_text(yaml, node), arena);
}
