#include "read/yaml/yaml.h"

const struct yaml_node *yaml_root(const struct yaml *yaml) {
    return yaml->count > 0 ? yaml->nodes : NULL;
}

static struct text span_text(const struct yaml *yaml, struct span span) {
    return text_slice(yaml->pool, span.offset, (size_t)span.offset + span.size);
}

struct text yaml_text(const struct yaml *yaml, const struct yaml_node *node) {
    return node && node->kind == YAML_SCALAR ? span_text(yaml, node->value) : TEXT("");
}

struct text yaml_key(const struct yaml *yaml, const struct yaml_node *node) {
    return span_text(yaml, node->key);
}

/* FNV-1a, folded. */
uint8_t yaml_key_mark(struct text key) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.size; i++) {
        char c = key.bytes[i];
        if (c == '-' || c == '_' || c == ' ')
            continue;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        hash = (hash ^ (unsigned char)c) * 16777619u;
    }
    return (uint8_t)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

const struct yaml_node *yaml_get(const struct yaml *yaml, const struct yaml_node *map, struct text key) {
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml_node *child = yaml_first(yaml, map); child; child = yaml_next(yaml, map, child))
        if (text_equal(yaml_key(yaml, child), key))
            return child;
    return NULL;
}

const struct yaml_node *yaml_first(const struct yaml *yaml, const struct yaml_node *parent) {
    return parent && parent + 1 < yaml->nodes + parent->end ? parent + 1 : NULL;
}

const struct yaml_node *yaml_next(const struct yaml *yaml, const struct yaml_node *parent, const struct yaml_node *child) {
    return child->end < parent->end ? yaml->nodes + child->end : NULL;
}

static bool is_one_of(struct text text, const char *const words[3]) {
    for (size_t i = 0; i < 3; i++)
        if (text_equal_ignoring_case(text, text_of(words[i])))
            return true;
    return false;
}

bool yaml_boolean(bool *value, const struct yaml *yaml, const struct yaml_node *node) {
    static const char *const yes[] = {"true", "yes", "on"}, *const no[] = {"false", "no", "off"};
    if (!node || node->kind != YAML_SCALAR || node->quoted)
        return false;
    struct text text = yaml_text(yaml, node);
    bool is_yes = is_one_of(text, yes);
    if (!is_yes && !is_one_of(text, no))
        return false;
    *value = is_yes;
    return true;
}

struct diag_place yaml_place(struct text path, const struct yaml_node *node) {
    return (struct diag_place){.path = path, .line = node->line, .column = node->column, .width = node->width};
}

struct diag_place yaml_key_place(struct text path, const struct yaml_node *node) {
    if (node->key_line == 0)
        return yaml_place(path, node);
    return (struct diag_place){.path = path, .line = node->key_line, .column = node->key_column, .width = node->key_width};
}
