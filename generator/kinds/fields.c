#include "kinds/fields.h"

#include "base/array.h"
#include "base/written_date.h"
#include "kinds/shapes.h"
#include "read/smart.h"

static const char *kind_words(const struct yaml_node *node) {
    static const char *const words[] = {"empty", "a text", "a list", "a map"};
    return words[node->kind];
}

static void mark(struct key_marks *marks, uint8_t mark) {
    marks->bits[mark / 64] |= (uint64_t)1 << mark % 64;
}

static bool has_mark(const struct key_marks *marks, uint8_t mark) {
    return marks->bits[mark / 64] >> mark % 64 & 1;
}

/* Without a mark in both two sets have no key in common. */
static bool marks_meet(const struct key_marks *a, const struct key_marks *b) {
    uint64_t shared = 0;
    for (size_t i = 0; i < sizeof a->bits / sizeof *a->bits; i++)
        shared |= a->bits[i] & b->bits[i];
    return shared != 0;
}

/* Most fields are asked for of files that do not have them. */
void fields_take(struct fields *fields, const struct yaml_node *map) {
    const struct yaml *yaml = &fields->yaml;
    fields->map = map;
    fields->keys = (struct key_marks){0};
    if (map && map->kind == YAML_MAP)
        for (const struct yaml_node *node = yaml_first(yaml, map); node; node = yaml_next(yaml, map, node))
            mark(&fields->keys, node->key_mark);
}

struct fields fields_of_document(const struct document *document, struct text path, struct diag *problems,
                                 struct arena *arena) {
    struct fields fields = {.path = path, .problems = problems, .arena = arena};
    fields.unreadable = document && document->unreadable;
    if (document && !document->unreadable)
        fields.yaml = document_fields(document);
    fields_take(&fields, yaml_root(&fields.yaml));
    return fields;
}

struct fields fields_below(const struct fields *fields, const struct yaml_node *map) {
    struct fields below = *fields;
    fields_take(&below, map);
    return below;
}

void field_error(const struct fields *fields, const char *code, const struct yaml_node *node, struct text help,
                 const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct text message = text_format_list(fields->arena, format, arguments);
    va_end(arguments);
    diag_add(fields->problems, DIAG_ERROR, code, yaml_place(fields->path, node), message, help);
}

struct text did_you_mean(struct text meant, struct arena *arena) {
    return meant.size ? text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(meant)) : TEXT("");
}

static struct key_marks marks_of_names(enum field field) {
    struct key_marks marks = {0};
    struct text name, rest = text_of(known_fields[field].names);
    while (text_cut(&name, &rest, ' '))
        mark(&marks, yaml_key_mark(name));
    return marks;
}

/* Made once, since they are asked for with every field of every file. */
static const struct key_marks *name_marks(enum field field) {
    static struct key_marks marks[FIELD_COUNT];
    static bool are_made;
    if (are_made)
        return &marks[field];
    for (enum field each = 0; each < FIELD_COUNT; each++)
        marks[each] = marks_of_names(each);
    are_made = true;
    return &marks[field];
}

bool key_is(const struct fields *fields, const struct yaml_node *node, enum field field) {
    return has_mark(name_marks(field), node->key_mark) && key_is_among(fields, node, known_fields[field].names);
}

bool key_is_among(const struct fields *fields, const struct yaml_node *node, const char *names) {
    struct text name, rest = text_of(names), key = yaml_key(&fields->yaml, node);
    while (text_cut(&name, &rest, ' '))
        if (same_word(key, name))
            return true;
    return false;
}

/* `names`: of the field that has the name. */
static const struct yaml_node *find_one(const struct fields *fields, struct text name, const struct key_marks *names) {
    const struct yaml *yaml = &fields->yaml;
    for (const struct yaml_node *node = yaml_first(yaml, fields->map); node; node = yaml_next(yaml, fields->map, node))
        if (has_mark(names, node->key_mark) && same_word(yaml_key(yaml, node), name))
            return node;
    return NULL;
}

static bool has_value(const struct fields *fields, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR)
        return text_trim(yaml_text(&fields->yaml, node)).size > 0;
    return node->kind != YAML_NULL && yaml_first(&fields->yaml, node);
}

static const struct yaml_node *find(const struct fields *fields, enum field field, bool also_empty) {
    const struct key_marks *marks = name_marks(field);
    if (!marks_meet(&fields->keys, marks))
        return NULL;
    struct text name, rest = text_of(known_fields[field].names);
    while (text_cut(&name, &rest, ' ')) {
        const struct yaml_node *node = find_one(fields, name, marks);
        if (node && (also_empty || has_value(fields, node)))
            return node;
    }
    return NULL;
}

const struct yaml_node *field_find(const struct fields *fields, enum field field) {
    return find(fields, field, false);
}

const struct yaml_node *field_find_any(const struct fields *fields, enum field field) {
    return find(fields, field, true);
}

static const struct yaml_node *with_value(const struct fields *fields, const struct yaml_node *list,
                                          const struct yaml_node *item) {
    while (item && !has_value(fields, item))
        item = yaml_next(&fields->yaml, list, item);
    return item;
}

const struct yaml_node *items_first(const struct fields *fields, const struct yaml_node *node) {
    if (!node || node->kind == YAML_NULL)
        return NULL;
    return node->kind == YAML_LIST ? with_value(fields, node, yaml_first(&fields->yaml, node)) : node;
}

const struct yaml_node *items_next(const struct fields *fields, const struct yaml_node *node, const struct yaml_node *item) {
    return node->kind == YAML_LIST ? with_value(fields, node, yaml_next(&fields->yaml, node, item)) : NULL;
}

struct text value_text(const struct fields *fields, const struct yaml_node *node, const char *what) {
    if (node->kind == YAML_SCALAR)
        return text_cleaned(yaml_text(&fields->yaml, node), fields->arena);
    field_error(fields, E_WRONG_TYPE, node, TEXT(""), "%s is a text, not %s", what, kind_words(node));
    return TEXT("");
}

/* The name of a field for a message: as it was written. */
static const char *name_of(const struct fields *fields, const struct yaml_node *node) {
    return text_terminated(yaml_key(&fields->yaml, node), fields->arena);
}

struct text field_text(const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    return node ? value_text(fields, node, name_of(fields, node)) : TEXT("");
}

struct text words_prose(const struct fields *fields, struct text words) {
    return smart_text(words, fields->marks, fields->arena);
}

void warn_of_brackets(const struct fields *fields, const struct yaml_node *node) {
    struct text words = node && node->kind == YAML_SCALAR ? yaml_text(&fields->yaml, node) : (struct text){0};
    size_t open = text_find(words, TEXT("[["), 0);
    if (text_find(words, TEXT("]]"), open) < words.size)
        diag_add(fields->problems, DIAG_WARNING, W_BRACKETS_IN_FIELD, yaml_place(fields->path, node),
                 TEXT("[[..]] in a field is shown as it is written"), TEXT("write the words that are to be read"));
}

struct text field_prose(const struct fields *fields, enum field field) {
    warn_of_brackets(fields, field_find(fields, field));
    return words_prose(fields, field_text(fields, field));
}

void field_texts(struct texts *texts, const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        struct text text = value_text(fields, item, item == node ? name_of(fields, node) : "an item of this list");
        if (text.size)
            *array_add(texts, fields->arena) = text;
    }
}

bool value_boolean(bool *value, const struct fields *fields, const struct yaml_node *node) {
    struct yaml_node plain = *node;
    plain.quoted = 0;
    return yaml_boolean(value, &fields->yaml, &plain);
}

bool field_boolean(const struct fields *fields, enum field field, bool fallback) {
    const struct yaml_node *node = field_find(fields, field);
    bool value = fallback;
    if (node && !value_boolean(&value, fields, node))
        field_error(fields, E_WRONG_TYPE, node, TEXT(""), "%s is true or false", name_of(fields, node));
    return value;
}

uint32_t value_number(const struct fields *fields, const struct yaml_node *node, uint32_t most, uint32_t fallback) {
    struct text text = yaml_text(&fields->yaml, node);
    uint32_t number = 0;
    bool good = text.size > 0 && text.size <= 9;
    for (size_t i = 0; good && i < text.size; i++) {
        good = text.bytes[i] >= '0' && text.bytes[i] <= '9';
        number = number * 10 + (uint32_t)(text.bytes[i] - '0');
    }
    if (good && number <= most)
        return number;
    field_error(fields, good ? E_BAD_VALUE : E_WRONG_TYPE, node, TEXT(""), "%s is a whole number from 0 to %u",
                name_of(fields, node), most);
    return fallback;
}

uint32_t field_number(const struct fields *fields, enum field field, uint32_t most, uint32_t fallback) {
    const struct yaml_node *node = field_find(fields, field);
    return node ? value_number(fields, node, most, fallback) : fallback;
}

struct date value_date(const struct fields *fields, const struct yaml_node *node) {
    struct date date = {0};
    const char *why = "";
    if (node->kind != YAML_SCALAR) {
        field_error(fields, E_WRONG_TYPE, node, TEXT(""), "a date is expected here, not %s", kind_words(node));
        return date;
    }
    struct text text = text_trim(yaml_text(&fields->yaml, node));
    if (!date_written(&date, &why, text, fields->arena))
        field_error(fields, E_BAD_DATE, node, TEXT(""), "\"%.*s\" is not a date: %s", TEXT_ARGS(text), why);
    return date;
}

struct date field_date(const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    return node ? value_date(fields, node) : (struct date){0};
}

/* "full, excerpt or precis" of "full excerpt precis". */
static struct text choices(const char *words, struct arena *arena) {
    struct text all = TEXT(""), word, rest = text_of(words);
    while (text_cut(&word, &rest, ' ')) {
        const char *before = !all.size ? "" : rest.size ? ", " : " or ";
        all = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(all), before, TEXT_ARGS(word));
    }
    return all;
}

uint32_t value_choice(const struct fields *fields, const struct yaml_node *node, const char *words, uint32_t fallback) {
    struct text value = value_text(fields, node, node->key.size ? name_of(fields, node) : "it");
    if (!value.size)
        return fallback;
    struct text list[16], word, rest = text_of(words);
    uint32_t count = 0;
    for (; count < 16 && text_cut(&word, &rest, ' '); count++) {
        if (same_word(value, word))
            return count;
        list[count] = word;
    }
    size_t nearest = text_nearest(value, list, count);
    struct text help = nearest < count ? did_you_mean(list[nearest], fields->arena) : choices(words, fields->arena);
    if (nearest >= count)
        help = text_format(fields->arena, "it is one of %.*s", TEXT_ARGS(help));
    const char *name = node->key.size ? name_of(fields, node) : "this list";
    field_error(fields, E_BAD_VALUE, node, help, "\"%.*s\" is no value of %s", TEXT_ARGS(value), name);
    return fallback;
}

uint32_t field_choice(const struct fields *fields, enum field field, const char *words, uint32_t fallback) {
    const struct yaml_node *node = field_find(fields, field);
    return node ? value_choice(fields, node, words, fallback) : fallback;
}

struct text field_url(const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    struct text url = field_text(fields, field), host;
    if (!url.size || is_url(url))
        return url;
    bool bare = is_url(host = text_join(fields->arena, TEXT("https://"), url)) && text_contains(url, TEXT("."));
    struct text help = bare ? did_you_mean(host, fields->arena) : TEXT("write it whole: https://example.org/page");
    field_error(fields, E_BAD_VALUE, node, help, "\"%.*s\" is no address on the web", TEXT_ARGS(url));
    return TEXT("");
}

struct text field_language(const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    struct text written = field_text(fields, field), tag;
    if (!written.size)
        return TEXT("");
    if (language_tag(&tag, written, fields->arena))
        return tag;
    field_error(fields, E_BAD_VALUE, node, TEXT("a language is written as in HTML: en, zh-Hans, pt-BR"),
                "\"%.*s\" is no language tag", TEXT_ARGS(written));
    return TEXT("");
}
