#include "compose/open_elements.h"

#include "base/array.h"

static uint32_t count_of(const struct open_elements *open, struct text name) {
    uint32_t count = table_get(&open->counts, name);
    return count == NONE ? 0 : count;
}

struct open_element *open_elements_push(struct open_elements *open, struct text name, struct arena *arena) {
    struct open_element *tag = array_add(open, arena);
    *tag = (struct open_element){.name = text_lower_ascii(name, arena), .written = name};
    table_put(&open->counts, tag->name, count_of(open, tag->name) + 1, arena);
    return tag;
}

bool open_elements_has(const struct open_elements *open, struct text name) {
    return count_of(open, name) > 0;
}

/* Only where there is one to be found: what is passed on the way is what ends. */
size_t open_elements_ended(const struct open_elements *open, struct text name, struct arena *arena) {
    size_t at = open->count;
    name = text_lower_ascii(name, arena);
    if (!count_of(open, name))
        return 0;
    while (!text_equal(open->items[at - 1].name, name))
        at--;
    return open->count - at + 1;
}

struct open_element open_elements_pop(struct open_elements *open, struct arena *arena) {
    struct open_element tag = open->items[--open->count];
    table_put(&open->counts, tag.name, count_of(open, tag.name) - 1, arena);
    return tag;
}
