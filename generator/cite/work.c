#include "cite/work.h"

#define WORK_NAME(id, csl) [WORK_##id] = TEXT_INIT(csl),
const struct text work_type_names[WORK_TYPE_COUNT] = {WORK_TYPES(WORK_NAME)};
const struct text work_text_names[WORK_TEXT_COUNT] = {WORK_TEXTS(WORK_NAME)};
const struct text work_role_names[WORK_ROLE_COUNT] = {WORK_NAMES(WORK_NAME)};
const struct text work_when_names[WORK_WHEN_COUNT] = {WORK_DATES(WORK_NAME)};

size_t work_named(const struct text *names, size_t count, struct text name) {
    size_t i = 0;
    while (i < count && !text_equal(names[i], name))
        i++;
    return i;
}

bool work_has_date(const struct work_date *date) {
    return date->from.precision != DATE_NONE || date->year != 0 || date->literal.size > 0;
}

struct work_date work_date_of(struct date date) {
    return (struct work_date){.from = date};
}

int work_by_key(const void *left, const void *right) {
    return text_compare(((const struct cited_work *)left)->key, ((const struct cited_work *)right)->key);
}
