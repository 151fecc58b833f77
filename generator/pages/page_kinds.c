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

enum page_kind page_of_listing(uint8_t listing) {
    static const uint8_t indexes[THING_KINDS] = {
        [LISTING_CHRONOLOGY] = PAGE_CHRONOLOGY, [THING_ESSAY] = PAGE_ESSAYS, [THING_TOPIC] = PAGE_TOPICS,
        [THING_AUTHOR] = PAGE_AUTHORS,          [THING_LIST] = PAGE_LISTS,   [THING_PUBLICATION] = PAGE_PUBLICATIONS,
        [THING_TERM] = PAGE_GLOSSARY,
    };
    uint8_t owner = listing_owner(listing);
    for (uint8_t kind = 0; owner && kind < PAGE_KIND_COUNT; kind++)
        if (rows[kind].about == owner)
            return kind;
    return indexes[owner ? owner : listing];
}
