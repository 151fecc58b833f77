#include "kinds/kinds.h"

#include "connect/addresses.h"
#include "kinds/loading.h"
#include "kinds/saved.h"

#include <string.h>

#define IN_ESSAY(names) offsetof(struct essay, names)

#define KIND(kind, word, record, array, section_, order_, is_cited, card, name, ...)                                           \
    [THING_##kind] = {.items = offsetof(struct site, array),                                                                   \
                      .count = offsetof(struct site, word##_count),                                                            \
                      .size = sizeof(struct record),                                                                           \
                      .order = offsetof(struct site, order_),                                                                  \
                      .section = "/" #section_ "/",                                                                            \
                      .many = #array,                                                                                          \
                      .has_many = "has_" #array,                                                                               \
                      .of_many = "of_" #array,                                                                                 \
                      .has_section = "has_" #section_,                                                                         \
                      .is_one = "is_" #word,                                                                                   \
                      __VA_ARGS__},

/* Whatever stands elsewhere below content/ is a page. Events have no index of their own. */
const struct kind thing_kinds[THING_KINDS] = {
    THING_ROWS(KIND)[THING_PAGE] = {.items = offsetof(struct site, pages),
                                    .count = offsetof(struct site, page_count),
                                    .size = sizeof(struct site_page),
                                    .folders = "content/pages/",
                                    .title = FIELD_TITLE,
                                    .load = pages_load,
                                    .section = "/",
                                    .called = "a page",
                                    .found_by_slug = true,
                                    .may_be_alike = true},
    [THING_EVENT] = {.items = offsetof(struct site, events),
                     .count = offsetof(struct site, event_count),
                     .size = sizeof(struct event),
                     .order = offsetof(struct site, events_by_date),
                     .load = events_load,
                     .section = "/chronology/",
                     .called = "an event",
                     .stands_on_section = true},
    [THING_HOME] = {.load = home_load, .section = "/", .called = "the home page"},
};

uint32_t site_count(const struct site *site, uint8_t kind) {
    if (kind == THING_HOME)
        return 1;
    if (kind >= THING_KINDS || !thing_kinds[kind].size)
        return 0;
    return *(const uint32_t *)((const char *)site + thing_kinds[kind].count);
}

/* Pointers to structs look alike, whatever they point to. */
static char *records_of(const struct site *site, uint8_t kind) {
    char *records;
    memcpy(&records, (const char *)site + thing_kinds[kind].items, sizeof records);
    return records;
}

const struct thing *site_thing(const struct site *site, uint8_t kind, uint32_t number) {
    if (kind == THING_HOME)
        return &site->home;
    if (kind >= THING_KINDS || !thing_kinds[kind].size)
        return NULL;
    return (const struct thing *)(records_of(site, kind) + number * thing_kinds[kind].size);
}

const struct numbers *site_order(const struct site *site, uint8_t kind) {
    size_t order = kind < THING_KINDS ? thing_kinds[kind].order : 0;
    return order ? (const struct numbers *)((const char *)site + order) : NULL;
}

const struct numbers *essay_names(const struct essay *essay, uint8_t kind) {
    size_t names = thing_kinds[kind].in_essay;
    return names ? (const struct numbers *)((const char *)essay + names) : NULL;
}

struct numbers *essay_names_to_fill(struct essay *essay, uint8_t kind) {
    return (struct numbers *)essay_names(essay, kind);
}

struct thing *thing_to_fill(struct site *site, uint8_t kind, uint32_t number) {
    return (struct thing *)site_thing(site, kind, number);
}

void things_make(struct site *site, uint8_t kind, size_t count, struct arena *arena) {
    void *records = arena_alloc_array(arena, count, thing_kinds[kind].size);
    memcpy((char *)site + thing_kinds[kind].items, &records, sizeof records);
    things_cut(site, kind, (uint32_t)count);
}

void things_cut(struct site *site, uint8_t kind, uint32_t count) {
    *(uint32_t *)((char *)site + thing_kinds[kind].count) = count;
}

void things_put_order(struct site *site, uint8_t kind, struct numbers order) {
    *(struct numbers *)((char *)site + thing_kinds[kind].order) = order;
}

enum thing_kind file_kind(struct text path) {
    if (text_equal(path, TEXT("content/index.md")))
        return THING_HOME;
    if (text_ends(path, TEXT("/_index.md")))
        return THING_SECTION;
    if (text_starts(path, TEXT("content/media/")))
        return THING_MEDIA;
    if (text_starts(path, TEXT(SAVED_FOLDER)))
        return THING_SAVED;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        struct text folder, rest = text_of(thing_kinds[kind].folders ? thing_kinds[kind].folders : "");
        while (text_cut(&folder, &rest, ' '))
            if (text_starts(path, folder))
                return kind;
    }
    return THING_PAGE;
}

struct text thing_section(uint8_t kind) {
    struct text section = text_of(thing_kinds[kind].section);
    return text_slice(section, 1, section.size - 1);
}

struct text thing_usual_address(uint8_t kind, struct text slug, struct arena *arena) {
    const char *form = thing_kinds[kind].stands_on_section ? "%s#%.*s" : "%s%.*s/";
    return text_format(arena, form, thing_kinds[kind].section, TEXT_ARGS(slug));
}

const struct source *thing_source(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    return thing ? &thing->source : NULL;
}

struct text site_title(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    if (kind == THING_MEDIA)
        return site->tree->files[number].path;
    if (kind == THING_SAVED)
        return site->saved->items[number].title;
    if (thing && thing->title.size)
        return thing->title;
    return kind == THING_HOME || kind == THING_ADDRESS ? site->settings.title : TEXT("");
}

/* As styles set them: what appears by itself is in italics, unless it is a law, a program or the like, which has a name. */
static enum title_kind title_kind_of_type(uint8_t type) {
    switch ((enum work_type)type) {
    case WORK_BOOK:
    case WORK_BROADCAST:
    case WORK_CLASSIC:
    case WORK_COLLECTION:
    case WORK_LEGAL_CASE:
    case WORK_MAP:
    case WORK_MOTION_PICTURE:
    case WORK_MUSICAL_SCORE:
    case WORK_PAMPHLET:
    case WORK_PERFORMANCE:
    case WORK_PERIODICAL:
    case WORK_REPORT:
    case WORK_THESIS: return TITLE_WHOLE;
    case WORK_BILL:
    case WORK_DATASET:
    case WORK_EVENT:
    case WORK_HEARING:
    case WORK_LEGISLATION:
    case WORK_PATENT:
    case WORK_REGULATION:
    case WORK_SOFTWARE:
    case WORK_STANDARD:
    case WORK_TREATY: return TITLE_PROPER;
    default: return TITLE_PART;
    }
}

enum title_kind site_title_kind(const struct site *site, uint8_t kind, uint32_t number) {
    switch (kind) {
    case THING_ESSAY: return title_kind_of_type(site->essays[number].provenance.type);
    case THING_WORK: return title_kind_of_type(site->works[number].cited->type);
    case THING_LIST:
    case THING_PAGE:
    case THING_SAVED: return TITLE_PART;
    case THING_TOPIC:
    case THING_PLACE:
    case THING_TERM:
    case THING_EVENT: return TITLE_COMMON;
    default: return TITLE_PROPER;
    }
}

static struct text page_of(struct text address) {
    return text_slice(address, 0, text_find_char(address, '#', 0));
}

static struct text address_of(const struct site *site, struct target target, struct arena *arena) {
    const struct thing *thing = site_thing(site, target.kind, target.number);
    if (target.kind == THING_MEDIA)
        return address_of_file(site->tree->files[target.number].path, arena);
    if (!thing)
        return target.address;
    bool is_place = thing_kinds[target.kind].stands_on_section;
    return is_place && target.anchor.size ? page_of(thing->address) : thing->address;
}

struct text site_address(const struct site *site, struct target target, struct arena *arena) {
    struct text address = address_of(site, target, arena);
    if (!target.anchor.size)
        return address;
    return text_format(arena, "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(target.anchor));
}
