#include "cite/internal.h"

/*
 * CSL-JSON as its schema has it (csl-data.json), which Zotero, Pandoc and citeproc read. Every variable of a work stands under
 * its own name; others than those named are one whose name is the word "others", as Pandoc has it.
 */

/* Members stand on lines of their own, all behind the first. */
static void begin_member(struct buffer *out, struct text name) {
    buffer_add(out, TEXT(",\n    "));
    buffer_add_json_string(out, name);
    buffer_add(out, TEXT(": "));
}

static void add_texts(struct buffer *out, const struct cited_work *work) {
    for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
        if (work->texts[i].size > 0) {
            begin_member(out, work_text_names[i]);
            buffer_add_json_string(out, work->texts[i]);
        }
}

/* A member of a name, with a comma in front of all but the first. */
static void add_part(struct buffer *out, bool *is_first, struct text name, struct text value) {
    if (value.size == 0)
        return;
    buffer_add(out, *is_first ? TEXT("{") : TEXT(", "));
    *is_first = false;
    buffer_add_json_string(out, name);
    buffer_add(out, TEXT(": "));
    buffer_add_json_string(out, value);
}

static void add_name(struct buffer *out, const struct work_name *name) {
    bool is_first = true;
    add_part(out, &is_first, TEXT("literal"), name->literal);
    add_part(out, &is_first, TEXT("family"), name->family);
    add_part(out, &is_first, TEXT("given"), name->given);
    add_part(out, &is_first, TEXT("dropping-particle"), name->dropping);
    add_part(out, &is_first, TEXT("non-dropping-particle"), name->non_dropping);
    add_part(out, &is_first, TEXT("suffix"), name->suffix);
    if (is_first)
        buffer_add(out, TEXT("{\"literal\": \"\""));
    if (name->comma_suffix)
        buffer_add(out, TEXT(", \"comma-suffix\": true"));
    if (name->static_ordering)
        buffer_add(out, TEXT(", \"static-ordering\": true"));
    buffer_add_char(out, '}');
}

static void add_names(struct buffer *out, const struct work_names *names) {
    for (size_t i = 0; i < names->count; i++) {
        buffer_add(out, i > 0 ? TEXT(", ") : TEXT("["));
        add_name(out, &names->items[i]);
    }
    if (names->has_others) {
        buffer_add(out, names->count > 0 ? TEXT(", ") : TEXT("["));
        buffer_add(out, TEXT("{\"literal\": \"others\"}"));
    }
    buffer_add_char(out, ']');
}

static void add_people(struct buffer *out, const struct cited_work *work) {
    for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
        if (work->names[i].count > 0 || work->names[i].has_others) {
            begin_member(out, work_role_names[i]);
            add_names(out, &work->names[i]);
        }
}

static void add_parts_of_date(struct buffer *out, struct date date) {
    buffer_add_format(out, "[%d", date.year);
    if (date.precision >= DATE_MONTH)
        buffer_add_format(out, ", %d", date.month);
    if (date.precision >= DATE_DAY)
        buffer_add_format(out, ", %d", date.day);
    buffer_add_char(out, ']');
}

/* What has no end ends in the year 0, as Pandoc and citeproc have it. */
static void add_date(struct buffer *out, const struct work_date *date) {
    if (date->literal.size > 0) {
        buffer_add(out, TEXT("{\"literal\": "));
        buffer_add_json_string(out, date->literal);
        buffer_add_char(out, '}');
        return;
    }
    buffer_add(out, TEXT("{\"date-parts\": ["));
    if (date->from.precision != DATE_NONE)
        add_parts_of_date(out, date->from);
    else
        buffer_add_format(out, "[%d]", date->year);
    if (date->is_open)
        buffer_add(out, TEXT(", [0]"));
    else if (date->to.precision != DATE_NONE) {
        buffer_add(out, TEXT(", "));
        add_parts_of_date(out, date->to);
    }
    buffer_add_char(out, ']');
    if (date->season)
        buffer_add_format(out, ", \"season\": %d", date->season);
    if (date->is_circa)
        buffer_add(out, TEXT(", \"circa\": true"));
    buffer_add_char(out, '}');
}

static void add_dates(struct buffer *out, const struct cited_work *work) {
    for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
        if (work_has_date(&work->dates[i])) {
            begin_member(out, work_when_names[i]);
            add_date(out, &work->dates[i]);
        }
}

void csl_json_write(struct buffer *out, const struct cited_work *work) {
    buffer_add(out, TEXT("  {\n    \"id\": "));
    buffer_add_json_string(out, work->key);
    begin_member(out, TEXT("type"));
    buffer_add_json_string(out, work_type_names[work->type]);
    add_people(out, work);
    add_texts(out, work);
    add_dates(out, work);
    buffer_add(out, TEXT("\n  }"));
}
