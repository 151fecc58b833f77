#include "kinds/hold.h"

#include "base/arena.h"
#include "base/written_date.h"

/*
 * Who writes `access` wants to hold something back. So whatever cannot be read holds the body back and is an error, even an
 * empty value.
 */
static void refuse(struct hold *hold, const struct fields *fields, const struct yaml_node *node) {
    struct text value = yaml_text(&fields->yaml, node);
    hold->is_summary = true;
    if (node->kind == YAML_SCALAR && text_trim(value).size)
        field_error(fields, E_BAD_VALUE, node, TEXT("it is public, summary, or until: DATE"), "\"%.*s\" is no value of access",
                    TEXT_ARGS(value));
    else
        field_error(fields, node->kind == YAML_LIST ? E_WRONG_TYPE : E_BAD_VALUE, node,
                    TEXT("it is public, summary, or until: DATE"), "access does not say who may read the text");
}

static void hold_until(struct hold *hold, struct date until) {
    int64_t end = until.precision ? date_seconds(until) : MOMENT_NEVER;
    if (end < hold->opens)
        return;
    hold->until = until;
    hold->opens = end;
}

static void read_map(struct hold *hold, const struct fields *fields, const struct yaml_node *node) {
    struct fields below = fields_below(fields, node);
    const struct yaml_node *only = yaml_first(&fields->yaml, node);
    bool alone = only && !yaml_next(&fields->yaml, node, only);
    if (!alone || !key_is(fields, only, FIELD_UNTIL) || !field_find(&below, FIELD_UNTIL))
        refuse(hold, fields, node);
    else
        hold_until(hold, value_date(fields, only));
}

/* "until: 2026-01-01" as one text, as it reads when the colon is quoted; "until 2026-01-01". */
static bool read_until(struct hold *hold, const struct fields *fields, const struct yaml_node *node, struct text value) {
    if (!text_equal_ignoring_case(text_slice(value, 0, 5), TEXT("until")))
        return false;
    struct text words = text_trim(text_after(value, 5));
    if (text_starts(words, TEXT(":")))
        words = text_trim(text_after(words, 1));
    struct date until = {0};
    const char *why = "";
    if (!date_written(&until, &why, words, fields->arena))
        field_error(fields, E_BAD_DATE, node, TEXT(""), "\"%.*s\" is not a date: %s", TEXT_ARGS(words), why);
    hold_until(hold, until);
    return true;
}

static void read_one(struct hold *hold, const struct fields *fields, const struct yaml_node *node) {
    struct text value = text_trim(yaml_text(&fields->yaml, node));
    if (node->kind == YAML_MAP)
        read_map(hold, fields, node);
    else if (node->kind != YAML_SCALAR)
        refuse(hold, fields, node);
    else if (text_equal_ignoring_case(value, TEXT("summary")))
        hold->is_summary = true;
    else if (!text_equal_ignoring_case(value, TEXT("public")) && !read_until(hold, fields, node, value))
        refuse(hold, fields, node);
}

/* Written twice, as access and Access, each counts. */
void access_read(struct hold *hold, const struct fields *fields) {
    const struct yaml *yaml = &fields->yaml;
    for (const struct yaml_node *node = yaml_first(yaml, fields->map); node; node = yaml_next(yaml, fields->map, node))
        if (key_is(fields, node, FIELD_ACCESS))
            read_one(hold, fields, node);
    if (hold->is_summary)
        hold->opens = MOMENT_NEVER;
}
