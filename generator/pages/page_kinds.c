#include "pages/page_kinds.h"

#include <string.h>

#define DECLARE(kind, function, name, layout, section, title, about, heading_of, plan_of, flags)                               \
    extern page_gather function##_gather;                                                                                      \
    extern page_heading heading_of;                                                                                            \
    extern page_plan plan_of;
PAGE_KINDS(DECLARE)

#define ROW(kind, function, name, layout, section, title, about, heading_of, plan_of, flags)                                   \
    [PAGE_##kind] = {name,  "is_" name,        layout,     section, "in_" section, title,                                      \
                     about, function##_gather, heading_of, plan_of, flags},

static const struct page_kind_row rows[] = {PAGE_KINDS(ROW)};

const struct page_kind_row *page_kind(uint8_t kind) {
    return &rows[kind];
}

/* The index of what has this label; `count` for none. */
static uint8_t find_choice(const struct gather_choice *choices, size_t count, const char *label) {
    size_t index = 0;
    while (index < count && strcmp(choices[index].name, label) != 0)
        index++;
    return (uint8_t)index;
}

static void add_choice(struct gather_choice *choices, size_t *count, const char *flag, const char *label) {
    if (label[0] && find_choice(choices, *count, label) == *count)
        choices[(*count)++] = (struct gather_choice){flag, label, NULL};
}

void page_choices_make(struct page_choices *choices) {
    choices->kind_count = choices->section_count = 0;
    for (size_t i = 0; i < PAGE_KIND_COUNT; i++) {
        add_choice(choices->kinds, &choices->kind_count, rows[i].is_name, rows[i].layout[0] ? rows[i].name : "");
        add_choice(choices->sections, &choices->section_count, rows[i].in_section, rows[i].section);
    }
    for (size_t i = 0; i < PAGE_KIND_COUNT; i++) {
        choices->kind[i] = find_choice(choices->kinds, choices->kind_count, rows[i].name);
        choices->section[i] = find_choice(choices->sections, choices->section_count, rows[i].section);
    }
}

uint8_t page_indexes(uint8_t kind) {
    struct text section = text_of(rows[kind].section);
    bool is_index = rows[kind].about == THING_NONE && rows[kind].title[0];
    for (uint8_t thing = 0; thing < THING_KINDS && is_index; thing++)
        if (thing_kinds[thing].many && text_equal(thing_section(thing), section))
            return thing;
    return THING_NONE;
}

enum page_kind page_of_listing(uint8_t listing) {
    uint8_t owner = listing_owner(listing), kind = 0;
    if (listing == LISTING_CHRONOLOGY || owner == THING_EVENT)
        return PAGE_CHRONOLOGY;
    if (listing == LISTING_INDEX)
        return PAGE_INDEX;
    while (kind < PAGE_KIND_COUNT && (owner ? rows[kind].about != owner : page_indexes(kind) != listing))
        kind++;
    return kind < PAGE_KIND_COUNT ? kind : page_of_listing(owner);
}
