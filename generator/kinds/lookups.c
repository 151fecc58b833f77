#include "kinds/loading.h"

#include "base/arena.h"

uint32_t site_count(const struct site *site, uint8_t kind) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return site->essay_count;
    case THING_AUTHOR: return site->author_count;
    case THING_TOPIC: return site->topic_count;
    case THING_PUBLICATION: return site->publication_count;
    case THING_LIST: return site->list_count;
    case THING_TERM: return site->term_count;
    case THING_PAGE: return site->page_count;
    default: return 0;
    }
}

const struct thing *site_thing(const struct site *site, uint8_t kind, uint32_t number) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return &site->essays[number].thing;
    case THING_AUTHOR: return &site->authors[number].thing;
    case THING_TOPIC: return &site->topics[number].thing;
    case THING_PUBLICATION: return &site->publications[number].thing;
    case THING_LIST: return &site->lists[number].thing;
    case THING_TERM: return &site->terms[number].thing;
    case THING_PAGE: return &site->pages[number].thing;
    default: return NULL;
    }
}

const struct source *thing_source(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    return thing ? &thing->source : NULL;
}

struct text site_title(const struct site *site, uint8_t kind, uint32_t number) {
    switch ((enum thing_kind)kind) {
    case THING_MEDIA: return site->tree->files[number].path;
    case THING_PLACE: return site->home.title.size ? site->home.title : site->settings.title;
    case THING_NONE: return TEXT("");
    default: return site_thing(site, kind, number)->title;
    }
}

static struct text page_of(struct text address) {
    return text_slice(address, 0, text_find_char(address, '#', 0));
}

static struct text address_of(const struct site *site, struct target target, struct arena *arena) {
    switch ((enum thing_kind)target.kind) {
    case THING_TERM:
        return target.anchor.size ? page_of(site->terms[target.number].thing.address)
                                  : site->terms[target.number].thing.address;
    case THING_MEDIA: return address_of_file(site->tree->files[target.number].path, arena);
    case THING_PLACE: return target.address;
    case THING_NONE: return TEXT("");
    default: return site_thing(site, target.kind, target.number)->address;
    }
}

struct text site_address(const struct site *site, struct target target, struct arena *arena) {
    struct text address = address_of(site, target, arena);
    if (!target.anchor.size)
        return address;
    return text_format(arena, "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(target.anchor));
}
