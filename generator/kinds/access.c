#include "kinds/loading.h"

#include "base/arena.h"

/*
 * Who writes `access` wants to hold something back. So whatever cannot be read holds the body back and is an error, even an
 * empty value; and an embargo whose end cannot be compared with a known moment is taken to run.
 */
static void refuse(struct essay *essay, const struct fields *fields, const struct yaml_node *node) {
    struct text value = yaml_text(&fields->yaml, node);
    essay->access = ACCESS_SUMMARY;
    if (node->kind == YAML_SCALAR && text_trim(value).size)
        field_error(fields, E_BAD_VALUE, node, TEXT("it is public, summary, or until: DATE"), "\"%.*s\" is no value of access",
                    TEXT_ARGS(value));
    else
        field_error(fields, node->kind == YAML_LIST ? E_WRONG_TYPE : E_BAD_VALUE, node,
                    TEXT("it is public, summary, or until: DATE"), "access does not say who may read the text");
}

static void hold_until(struct essay *essay, struct date until, struct date now) {
    essay->until = until;
    bool runs = !until.precision || !now.precision || date_seconds(now) < date_seconds(until);
    essay->access = runs ? ACCESS_SUMMARY : ACCESS_PUBLIC;
}

static void read_map(struct essay *essay, const struct fields *fields, const struct yaml_node *node, struct date now) {
    struct fields below = fields_below(fields, node);
    const struct yaml_node *only = yaml_first(&fields->yaml, node);
    bool alone = only && !yaml_next(&fields->yaml, node, only);
    if (!alone || !key_is(fields, only, FIELD_UNTIL) || !field_find(&below, FIELD_UNTIL))
        refuse(essay, fields, node);
    else
        hold_until(essay, value_date(fields, only), now);
}

/* "until: 2026-01-01" as one text, as it reads when the colon is quoted; "until 2026-01-01". */
static bool read_until(struct essay *essay, const struct fields *fields, const struct yaml_node *node, struct text value,
                       struct date now) {
    if (!text_equal_ignoring_case(text_slice(value, 0, 5), TEXT("until")))
        return false;
    struct text words = text_trim(text_after(value, 5));
    if (text_starts(words, TEXT(":")))
        words = text_trim(text_after(words, 1));
    struct date until = {0};
    const char *why = "";
    if (!date_parse(&until, &why, words, fields->arena))
        field_error(fields, E_BAD_DATE, node, TEXT(""), "\"%.*s\" is not a date: %s", TEXT_ARGS(words), why);
    hold_until(essay, until, now);
    return true;
}

void access_read(struct essay *essay, const struct fields *fields, struct date now) {
    const struct yaml_node *node = field_find_any(fields, FIELD_ACCESS);
    if (!node)
        return;
    struct text value = text_trim(yaml_text(&fields->yaml, node));
    if (node->kind == YAML_MAP)
        read_map(essay, fields, node, now);
    else if (node->kind != YAML_SCALAR)
        refuse(essay, fields, node);
    else if (text_equal_ignoring_case(value, TEXT("public")))
        essay->access = ACCESS_PUBLIC;
    else if (text_equal_ignoring_case(value, TEXT("summary")))
        essay->access = ACCESS_SUMMARY;
    else if (!read_until(essay, fields, node, value, now))
        refuse(essay, fields, node);
}
