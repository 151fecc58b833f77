#include "kinds/loading.h"

#include "base/arena.h"

const struct source *thing_source(const struct site *site, uint8_t kind, uint32_t number) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return &site->essays[number].thing.source;
    case THING_AUTHOR: return &site->authors[number].thing.source;
    case THING_TOPIC: return &site->topics[number].thing.source;
    case THING_LIST: return &site->lists[number].thing.source;
    case THING_TERM: return &site->terms[number].thing.source;
    case THING_PAGE: return &site->pages[number].thing.source;
    default: return NULL;
    }
}

struct text site_title(const struct site *site, uint8_t kind, uint32_t number) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return site->essays[number].thing.title;
    case THING_AUTHOR: return site->authors[number].thing.title;
    case THING_TOPIC: return site->topics[number].thing.title;
    case THING_PUBLICATION: return site->publications[number].thing.title;
    case THING_LIST: return site->lists[number].thing.title;
    case THING_TERM: return site->terms[number].thing.title;
    case THING_PAGE: return site->pages[number].thing.title;
    case THING_MEDIA: return site->tree->files[number].path;
    case THING_PLACE: return site->home.title.size ? site->home.title : site->settings.title;
    case THING_NONE: break;
    }
    return TEXT("");
}

static struct text page_of(struct text address) {
    return text_slice(address, 0, text_find_char(address, '#', 0));
}

static struct text address_of(const struct site *site, struct target target, struct arena *arena) {
    switch ((enum thing_kind)target.kind) {
    case THING_ESSAY: return site->essays[target.number].thing.address;
    case THING_AUTHOR: return site->authors[target.number].thing.address;
    case THING_TOPIC: return site->topics[target.number].thing.address;
    case THING_PUBLICATION: return site->publications[target.number].thing.address;
    case THING_LIST: return site->lists[target.number].thing.address;
    case THING_TERM:
        return target.anchor.size ? page_of(site->terms[target.number].thing.address)
                                  : site->terms[target.number].thing.address;
    case THING_PAGE: return site->pages[target.number].thing.address;
    case THING_MEDIA: return address_of_file(site->tree->files[target.number].path, arena);
    case THING_PLACE: return target.address;
    case THING_NONE: break;
    }
    return TEXT("");
}

struct text site_address(const struct site *site, struct target target, struct arena *arena) {
    struct text address = address_of(site, target, arena);
    if (!target.anchor.size)
        return address;
    return text_format(arena, "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(target.anchor));
}
