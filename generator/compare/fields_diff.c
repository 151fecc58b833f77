#include "compare/fields_diff.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/table.h"
#include "read/known_fields.h"

/* One field of one file. */
struct entry {
    struct text key;
    enum field field; /* the known one that it, or the map around it, is; FIELD_COUNT for none */
    struct fields_values values;
};

struct entries {
    struct entry *items;
    size_t count, capacity;
    struct table indexes; /* by key */
};

/* One file's fields on the way to words. */
struct fields_telling {
    struct yaml yaml;
    struct entries entries;
    struct arena *arena;
};

static bool is_among(struct text name, const char *names) {
    struct text one, rest = text_of(names);
    while (text_cut(&one, &rest, ' '))
        if (text_equal(one, name))
            return true;
    return false;
}

/* A field of essays that has a place among those that are shown, or that means one that has. */
static bool is_shown(enum field field) {
    return known_fields[field].of & OF(THING_ESSAY) && (known_fields[field].label || known_fields[field].means);
}

/* By the field's own name, or by that of the map around it; FIELD_COUNT for a field that is not known. */
static enum field known_index(struct text name) {
    name = text_slice(name, 0, text_find_char(name, '.', 0));
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (is_shown(field) && is_among(name, known_fields[field].names)) {
            const char *means = known_fields[field].means;
            return means ? known_index(text_of(means)) : field;
        }
    return FIELD_COUNT;
}

static struct text proper_name(struct text name) {
    enum field known = known_index(name);
    return known < FIELD_COUNT ? field_name(known) : name;
}

/* A value inside a value: deep ones on one line, with what they are called. */
static void add_words(struct buffer *out, const struct yaml *yaml, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR) {
        buffer_add(out, yaml_text(yaml, node));
        return;
    }
    const struct yaml_node *name = yaml_get(yaml, node, TEXT("name"));
    if (name)
        add_words(out, yaml, name);
    size_t told = name ? 1 : 0;
    for (const struct yaml_node *child = yaml_first(yaml, node); child; child = yaml_next(yaml, node, child)) {
        if (child == name || child->kind == YAML_NULL)
            continue;
        buffer_add(out, told++ ? TEXT(", ") : TEXT(""));
        if (node->kind == YAML_MAP)
            buffer_add_format(out, "%.*s: ", TEXT_ARGS(yaml_key(yaml, child)));
        add_words(out, yaml, child);
    }
}

static struct text words_of(struct fields_telling *telling, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR)
        return text_trim(yaml_text(&telling->yaml, node));
    struct buffer out = {0};
    add_words(&out, &telling->yaml, node);
    return buffer_take(&out, telling->arena);
}

static struct fields_values *values_at(struct fields_telling *telling, struct text key) {
    struct entries *entries = &telling->entries;
    uint32_t index = table_get(&entries->indexes, key);
    if (index == NONE) {
        index = (uint32_t)entries->count;
        *array_add(entries, telling->arena) = (struct entry){.key = key, .field = known_index(key)};
        table_put(&entries->indexes, key, index, telling->arena);
    }
    return &entries->items[index].values;
}

static void add_value(struct fields_telling *telling, struct text key, struct text words) {
    if (words.size)
        array_add(values_at(telling, key), telling->arena)->words = words;
}

static void tell_value(struct fields_telling *telling, struct text key, const struct yaml_node *node) {
    if (node->kind != YAML_LIST) {
        add_value(telling, key, words_of(telling, node));
        return;
    }
    for (const struct yaml_node *item = yaml_first(&telling->yaml, node); item; item = yaml_next(&telling->yaml, node, item))
        add_value(telling, key, words_of(telling, item));
}

static struct text text_at(const struct yaml *yaml, const struct yaml_node *map, const char *names) {
    struct text name, rest = text_of(names);
    const struct yaml_node *found = NULL;
    while (!found && text_cut(&name, &rest, ' '))
        found = map->kind == YAML_MAP ? yaml_get(yaml, map, name) : NULL;
    return found && found->kind == YAML_SCALAR ? text_trim(yaml_text(yaml, found)) : (struct text){0};
}

static void tell_relation(struct fields_telling *telling, struct text key, struct text relation, struct text essay,
                          struct text note) {
    if (essay.size == 0)
        return;
    struct text words = text_format(telling->arena, "%.*s: %.*s%s%.*s", TEXT_ARGS(relation), TEXT_ARGS(essay),
                                    note.size ? ", note: " : "", TEXT_ARGS(note));
    *array_add(values_at(telling, key), telling->arena) =
        (struct fields_value){.words = words, .relation = relation, .essay = essay, .note = note};
}

/* Of a list of essays or one, each of which may be a map with a note of its own. */
static void tell_related(struct fields_telling *telling, struct text key, const struct yaml_node *node, struct text note) {
    const struct yaml *yaml = &telling->yaml;
    struct text relation = yaml_key(yaml, node);
    bool is_list = node->kind == YAML_LIST;
    for (const struct yaml_node *item = is_list ? yaml_first(yaml, node) : node; item;
         item = is_list ? yaml_next(yaml, node, item) : NULL)
        if (item->kind == YAML_MAP)
            tell_relation(telling, key, relation, text_at(yaml, item, "essay slug"), text_at(yaml, item, "note"));
        else
            tell_relation(telling, key, relation, words_of(telling, item), note);
}

/* However one is written, it is told in the same way. */
static void tell_relations(struct fields_telling *telling, struct text key, const struct yaml_node *list) {
    const struct yaml *yaml = &telling->yaml;
    for (const struct yaml_node *map = yaml_first(yaml, list); map; map = yaml_next(yaml, list, map)) {
        if (map->kind != YAML_MAP)
            continue;
        for (const struct yaml_node *node = yaml_first(yaml, map); node; node = yaml_next(yaml, map, node))
            if (!text_equal(yaml_key(yaml, node), TEXT("note")))
                tell_related(telling, key, node, text_at(yaml, map, "note"));
    }
}

/* Each field of a map is one by itself; but a person is one value. */
static void tell_map(struct fields_telling *telling, struct text key, const struct yaml_node *map) {
    if (text_equal(key, TEXT("authors"))) {
        tell_value(telling, key, map);
        return;
    }
    for (const struct yaml_node *field = yaml_first(&telling->yaml, map); field;
         field = yaml_next(&telling->yaml, map, field)) {
        struct text name = yaml_key(&telling->yaml, field);
        tell_value(telling, text_format(telling->arena, "%.*s.%.*s", TEXT_ARGS(key), TEXT_ARGS(name)), field);
    }
}

/* A draft is told by two names and said to be none by leaving both out; `published` is a date to some. */
static bool tell_draft(struct fields_telling *telling, const struct yaml_node *field) {
    struct text name = yaml_key(&telling->yaml, field);
    bool published = text_equal(name, TEXT("published")), value;
    if (!published && !text_equal(name, TEXT("draft")))
        return false;
    if (!yaml_boolean(&value, &telling->yaml, field))
        tell_value(telling, published ? TEXT("date") : TEXT("draft"), field);
    else if (value != published)
        add_value(telling, TEXT("draft"), TEXT("yes"));
    return true;
}

static void tell_fields(struct fields_telling *telling, const struct document *document, struct arena *arena) {
    *telling = (struct fields_telling){.arena = arena};
    if (!document || !document->nodes.count)
        return;
    telling->yaml = document_fields(document);
    const struct yaml_node *root = yaml_root(&telling->yaml);
    if (root->kind != YAML_MAP)
        return;
    for (const struct yaml_node *field = yaml_first(&telling->yaml, root); field;
         field = yaml_next(&telling->yaml, root, field)) {
        struct text key = proper_name(yaml_key(&telling->yaml, field));
        if (tell_draft(telling, field))
            continue;
        if (field->kind == YAML_LIST && text_equal(key, TEXT("relations")))
            tell_relations(telling, key, field);
        else if (field->kind == YAML_MAP)
            tell_map(telling, key, field);
        else
            tell_value(telling, key, field);
    }
}

/* Notes of each value whether the other side has it. True when both sides are the same. */
static bool compare_values(struct fields_values *values, const struct fields_values *others, bool in_order,
                           struct arena *arena) {
    struct table known = {0};
    bool same = values->count == others->count;
    for (size_t i = 0; i < others->count; i++)
        table_put(&known, others->items[i].words, 0, arena);
    for (size_t i = 0; i < values->count; i++) {
        values->items[i].kept = table_get(&known, values->items[i].words) != NONE;
        bool in_place = i < others->count && text_equal(values->items[i].words, others->items[i].words);
        same = same && values->items[i].kept && (in_place || !in_order);
    }
    return same;
}

/* "Date"; "Source: url"; and of a field that is not known its own name, with a capital and spaces. */
static struct text label_of(struct text key, enum field known, struct arena *arena) {
    size_t dot = text_find_char(key, '.', 0);
    struct text name = text_slice(key, 0, dot), below = text_after(key, dot + 1);
    struct buffer label = {0};
    buffer_add(&label, known < FIELD_COUNT ? text_of(known_fields[known].label) : name);
    if (below.size)
        buffer_add_format(&label, ": %.*s", TEXT_ARGS(below));
    for (size_t i = 0; i < label.size; i++)
        if (label.bytes[i] == '_')
            label.bytes[i] = ' ';
    if (label.size && label.bytes[0] >= 'a' && label.bytes[0] <= 'z')
        label.bytes[0] = (char)(label.bytes[0] - 'a' + 'A');
    return buffer_take(&label, arena);
}

static void add_change(struct fields_changes *changes, const struct entry *entry, struct fields_values before,
                       struct fields_values after, struct arena *arena) {
    bool in_order = entry->field == FIELD_COUNT || !known_fields[entry->field].is_set;
    /* Both, since each marks the values of one side. */
    bool old_same = compare_values(&before, &after, in_order, arena);
    bool new_same = compare_values(&after, &before, in_order, arena);
    if (!old_same || !new_same)
        *array_add(changes, arena) =
            (struct fields_change){entry->key, label_of(entry->key, entry->field, arena), before, after};
}

/* The fields at `place` in the order of known ones: those of the new file, then those that only the old one has. */
static void add_changes_at(struct fields_changes *changes, enum field place, const struct entries *old,
                           const struct entries *new, struct arena *arena) {
    for (size_t i = 0; i < new->count; i++) {
        const struct entry *entry = &new->items[i];
        if (entry->field != place)
            continue;
        uint32_t before = table_get(&old->indexes, entry->key);
        add_change(changes, entry, before == NONE ? (struct fields_values){0} : old->items[before].values, entry->values,
                   arena);
    }
    for (size_t i = 0; i < old->count; i++) {
        const struct entry *entry = &old->items[i];
        if (entry->field == place && table_get(&new->indexes, entry->key) == NONE)
            add_change(changes, entry, entry->values, (struct fields_values){0}, arena);
    }
}

void fields_diff(struct fields_changes *changes, const struct document *old, const struct document *new, struct arena *arena) {
    struct fields_telling before, after;
    *changes = (struct fields_changes){0};
    tell_fields(&before, old, arena);
    tell_fields(&after, new, arena);
    for (enum field place = 0; place <= FIELD_COUNT; place++)
        add_changes_at(changes, place, &before.entries, &after.entries, arena);
}
