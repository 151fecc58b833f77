#include "kinds/loading.h"

#include "base/written_date.h"

/* When something ends, or is held back until, is not when a text appeared. */
static const char ends[] =
    "expires expiry expirydate expiration expiration_date unpublishdate unpublish_date embargo until "
    "embargo_until embargoed accessed accessdate access_date retrieved event event_date start end deadline "
    "birth death born died birthday";

static bool is_field_of_essays(const struct fields *fields, const struct yaml_node *node) {
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (known_fields[field].of & OF(THING_ESSAY) && key_is(fields, node, field))
            return true;
    return key_is_among(fields, node, ends);
}

static void warn(const struct fields *fields, struct diag_place place, struct text what) {
    diag_add(fields->problems, DIAG_WARNING, W_LIKE_A_DATE, place,
             text_format(fields->arena, "no date, though %.*s", TEXT_ARGS(what)),
             TEXT("write when the text first appeared as date: 2024-03-19"));
}

/* A field that nobody reads, at the top or in a map: its own place says enough. */
static bool check_field(const struct fields *fields, const struct yaml_node *node) {
    struct text value = yaml_text(&fields->yaml, node);
    struct text key = yaml_key(&fields->yaml, node);
    bool is_year =
        key_is_among(fields, node, "year") && value.size == 4 && looks_like_date(text_join(fields->arena, value, TEXT("-01")));
    if (node->kind != YAML_SCALAR || !(is_year || looks_like_date(value)))
        return false;
    warn(fields, yaml_key_place(fields->path, node),
         text_format(fields->arena, "the field \"%.*s\" holds what looks like one", TEXT_ARGS(key)));
    return true;
}

static bool check_map(const struct fields *fields, const struct yaml_node *map, bool inner) {
    const struct yaml *yaml = &fields->yaml;
    for (const struct yaml_node *node = yaml_first(yaml, map); node; node = yaml_next(yaml, map, node)) {
        if (is_field_of_essays(fields, node) && !(inner && key_is(fields, node, FIELD_DATE)))
            continue;
        if (node->kind == YAML_MAP && !inner ? check_map(fields, node, true) : check_field(fields, node))
            return true;
    }
    return false;
}

/* Takes `count` digits from `at`; -1 when they are fewer, or more follow. */
static int digits_at(struct text text, size_t at, size_t count) {
    int number = 0;
    for (size_t i = 0; i < count; i++, at++) {
        if (at >= text.size || text.bytes[at] < '0' || text.bytes[at] > '9')
            return -1;
        number = number * 10 + (text.bytes[at] - '0');
    }
    return number;
}

static bool divides(struct text text, size_t at) {
    return at < text.size && (text.bytes[at] == '-' || text.bytes[at] == '_' || text.bytes[at] == '.' ||
                              text.bytes[at] == '/' || text.bytes[at] == ' ');
}

static bool is_year_and_month(int year, int month) {
    return year >= 1000 && year <= 2199 && month >= 1 && month <= 12;
}

/* The size of what begins at `at` and looks like 2015-06-15, 2015_06, 2015/06/15, 20150615 or 15-06-2015; 0 for none. */
static size_t date_at(struct text text, size_t at) {
    bool compact = is_year_and_month(digits_at(text, at, 4), digits_at(text, at + 4, 2));
    int day = digits_at(text, at + 6, 2);
    if (compact && day >= 1 && day <= 31 && !text_digit_at(text, at + 8))
        return 8;
    if (divides(text, at + 4) && is_year_and_month(digits_at(text, at, 4), digits_at(text, at + 5, 2)) &&
        !text_digit_at(text, at + 7))
        return divides(text, at + 7) && digits_at(text, at + 8, 2) >= 0 && !text_digit_at(text, at + 10) ? 10 : 7;
    bool turned = divides(text, at + 2) && divides(text, at + 5) && digits_at(text, at, 2) <= 31 &&
                  is_year_and_month(digits_at(text, at + 6, 4), digits_at(text, at + 3, 2));
    return turned && digits_at(text, at, 2) > 0 && !text_digit_at(text, at + 10) ? 10 : 0;
}

static void check_name(const struct fields *fields) {
    for (size_t at = 0; at < fields->path.size; at++) {
        size_t size = at > 0 && text_digit_at(fields->path, at - 1) ? 0 : date_at(fields->path, at);
        if (!size)
            continue;
        struct text part = text_slice(fields->path, at, at + size);
        warn(fields, (struct diag_place){.path = fields->path},
             text_format(fields->arena, "the file's name holds \"%.*s\"", TEXT_ARGS(part)));
        return;
    }
}

void undated_check(const struct fields *fields) {
    /* A date that is none has been told. */
    if (field_find(fields, FIELD_DATE) || file_name_read(fields->path, fields->arena).why)
        return;
    bool told = fields->map && fields->map->kind == YAML_MAP && check_map(fields, fields->map, false);
    if (!told)
        check_name(fields);
}
