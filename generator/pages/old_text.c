#include "pages/old_text.h"

#include "pages/links.h"

const struct revision_page *making_revision(const struct making *making) {
    return &making->shared->revisions->pages.items[making->page->number];
}

const struct reading *reading_of(const struct making *making) {
    struct reading *reading = arena_new(making->arena, struct reading);
    const struct revision_page *page = making_revision(making);
    *reading = (struct reading){making->plan, page, &making->site->essays[page->essay], making->root, making->page->address};
    return reading;
}

struct digest reading_digest(const struct making *making, const struct reading *reading) {
    const struct revision_page *page = reading->page;
    const struct version *versions = reading->essay->versions->items;
    const struct settings *settings = &making->site->settings;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, text_of(versions[page->version].blob.hex));
    hasher_add_text(&hasher, versions[page->version].path);
    hasher_add_text(&hasher, text_of(versions[page->before].blob.hex));
    hasher_add_text(&hasher, versions[page->before].path);
    /* The ids of passages were given by the texts before. */
    for (uint32_t i = 0; page->kind == REVISION_TEXT && i < page->version; i++)
        hasher_add_text(&hasher, text_of(versions[i].blob.hex));
    hasher_add_text(&hasher, reading->essay->han);
    hasher_add_text(&hasher, settings->han);
    hasher_add_text(&hasher, settings->language);
    hasher_add_number(&hasher, settings->smart * 2 + settings->keep_html);
    hasher_add_digest(&hasher, making->shared->references);
    return hasher_end(&hasher);
}

bool old_text_read(struct old_text *old, const struct reading *reading, uint32_t version, struct arena *arena) {
    const struct site *site = reading->plan->site;
    const struct essay *essay = reading->essay;
    struct text own = revisions_text(reading->plan->shared->revisions, essay, version, arena);
    if (!versions_text(&old->text, site, essay, version, arena))
        return false;
    struct body_place place = {site, reading->plan, reading->root, reading->address, essay->han, own};
    struct text path = essay->versions->items[version].path;
    struct targets targets = references_of_old(site, essay, old->text.document, path, arena);
    old->filling = filling_make(&place, old->text.document, &targets, arena);
    return true;
}

void making_put_history(struct making *making, const struct essay *essay) {
    struct text history = revisions_history(essay, making->arena);
    parts_put(&making->map, "essay", making->shared->essays[essay - making->site->essays], making->arena);
    parts_put_text(&making->map, "essay_url", making_url(making, essay->thing.address), making->arena);
    parts_put_text(&making->map, "history_path", link_to(history, making->arena), making->arena);
}

void making_put_versions_around(struct making *making, const struct essay *essay, uint32_t before, uint32_t after) {
    parts_put(&making->map, "previous", before == UINT32_MAX ? NULL : version_view(making, essay, before), making->arena);
    parts_put(&making->map, "next", after == UINT32_MAX ? NULL : version_view(making, essay, after), making->arena);
}
