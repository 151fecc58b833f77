#include "kinds/kinds.h"

#include "connect/addresses.h"
#include "kinds/site.h"

#include <string.h>

#define RECORDS(type, array, number)                                                                                           \
    .items = offsetof(struct site, array), .count = offsetof(struct site, number), .size = sizeof(struct type)
#define ORDER(member) .order = offsetof(struct site, member)

/* _posts and _drafts are Jekyll's; whatever stands elsewhere below content/ is a page. */
const struct kind thing_kinds[THING_KINDS] = {
    [THING_ESSAY] = {RECORDS(essay, essays, essay_count), ORDER(essays_by_date),
                     .folders = "content/essays/ content/_posts/ content/_drafts/", .title = FIELD_TITLE, .section = "/essays/",
                     .called = "an essay", .found_by_slug = true},
    [THING_TOPIC] = {RECORDS(topic, topics, topic_count), ORDER(topics_by_name), .folders = "content/topics/",
                     .title = FIELD_NAME, .section = "/topics/", .called = "a topic",
                     .one_meaning = "a name can stand for one topic only", .has_essays = true, .has_index = true},
    [THING_AUTHOR] = {RECORDS(author, authors, author_count), ORDER(authors_by_name), .folders = "content/authors/",
                      .title = FIELD_NAME, .section = "/authors/", .called = "an author",
                      .one_meaning = "a name can stand for one author only", .has_essays = true, .has_index = true},
    [THING_PUBLICATION] = {RECORDS(publication, publications, publication_count), ORDER(publications_by_name),
                           .section = "/publications/", .called = "a publication",
                           .one_meaning = "a name can stand for one publication only", .has_essays = true, .has_index = true},
    [THING_LIST] = {RECORDS(list, lists, list_count), ORDER(lists_by_title), .folders = "content/lists/",
                    .title = FIELD_LIST_TITLE, .section = "/lists/", .called = "a reading list", .has_index = true},
    [THING_TERM] = {RECORDS(term, terms, term_count), ORDER(terms_by_name), .folders = "content/glossary/", .title = FIELD_TERM,
                    .section = "/glossary/", .called = "a term", .one_meaning = "a term is explained in one place",
                    .has_index = true, .stands_on_section = true},
    [THING_PAGE] = {RECORDS(site_page, pages, page_count), .folders = "content/pages/", .title = FIELD_TITLE, .section = "/",
                    .called = "a page", .found_by_slug = true, .may_be_alike = true},
    [THING_HOME] = {.section = "/", .called = "the home page"},
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
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        struct text folder, rest = text_of(thing_kinds[kind].folders ? thing_kinds[kind].folders : "");
        while (text_cut(&folder, &rest, ' '))
            if (text_starts(path, folder))
                return kind;
    }
    return THING_PAGE;
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
    if (thing && thing->title.size)
        return thing->title;
    return kind == THING_HOME || kind == THING_ADDRESS ? site->settings.title : TEXT("");
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
