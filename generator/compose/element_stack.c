#include "compose/element_stack.h"

#include "base/array.h"

static uint32_t count_of(const struct element_stack *open, struct text name) {
    uint32_t count = table_get(&open->counts, name);
    return count == NONE ? 0 : count;
}

struct stacked_element *element_stack_push(struct element_stack *open, struct text name, struct arena *arena) {
    struct stacked_element *tag = array_add(open, arena);
    *tag = (struct stacked_element){.name = text_lower_ascii(name, arena), .written = name};
    table_put(&open->counts, tag->name, count_of(open, tag->name) + 1, arena);
    return tag;
}

bool element_stack_has(const struct element_stack *open, struct text name) {
    return count_of(open, name) > 0;
}

/* Only where there is one to be found: what is passed on the way is what ends. */
size_t element_stack_ended(const struct element_stack *open, struct text name, struct arena *arena) {
    size_t at = open->count;
    name = text_lower_ascii(name, arena);
    if (!count_of(open, name))
        return 0;
    while (!text_equal(open->items[at - 1].name, name))
        at--;
    return open->count - at + 1;
}

struct stacked_element element_stack_pop(struct element_stack *open, struct arena *arena) {
    struct stacked_element tag = open->items[--open->count];
    table_put(&open->counts, tag.name, count_of(open, tag.name) - 1, arena);
    return tag;
}
