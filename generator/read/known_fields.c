#include "read/known_fields.h"

#define FIELD_ROW(id, ...) [FIELD_##id] = {__VA_ARGS__},

const struct known_field known_fields[FIELD_COUNT] = {KNOWN_FIELDS(FIELD_ROW)};

struct text field_name(enum field field) {
    struct text name, rest = text_of(known_fields[field].names);
    text_cut(&name, &rest, ' ');
    return name;
}
