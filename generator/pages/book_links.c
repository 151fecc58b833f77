#include "pages/book_links.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compose/links.h"

struct text book_id(struct text file, struct text id, struct arena *arena) {
    return bound_id(text_join(arena, file, TEXT(".")), id, arena);
}

/* Making */

/* An address of the site, as bodies have it whose root is "/". */
static struct text as_linked(const struct book_links *links, struct text address, struct arena *arena) {
    return text_join(arena, TEXT("/"), link_to(address, links->for_disk, arena));
}

static void add_place(struct book_links *links, struct hasher *hasher, struct text address, struct text file,
                      struct text anchor, struct arena *arena) {
    hasher_add_text(hasher, address);
    hasher_add_text(hasher, file);
    hasher_add_text(hasher, anchor);
    table_put(&links->places, as_linked(links, address, arena), (uint32_t)links->count, arena);
    *array_add(links, arena) = (struct book_link_place){file, anchor};
}

/* What stands on the page of its section, at its slug. */
static void add_things(struct book_links *links, struct hasher *hasher, uint8_t kind, const struct numbers *numbers,
                       struct text file, struct arena *arena) {
    for (size_t i = 0; i < numbers->count; i++) {
        const struct thing *thing = site_thing(links->site, kind, numbers->items[i]);
        add_place(links, hasher, thing->address, file, thing->slug, arena);
    }
}

static void add_media(struct book_links *links, struct hasher *hasher, const struct book *book, struct arena *arena) {
    for (uint32_t i = 0; i < book->media.count; i++) {
        struct target target = {.kind = THING_MEDIA, .number = book->media.items[i]};
        struct text address = site_address(links->site, target, arena);
        struct text linked = text_join(arena, TEXT("/"), link_to_file(text_after(address, 1), arena));
        hasher_add_text(hasher, linked);
        table_put(&links->media, linked, i, arena);
    }
}

struct book_links *book_links_of(const struct book *book, const struct site *site, const struct gather_place *place,
                                 enum book_form form, struct arena *arena) {
    struct book_links *links = arena_new(arena, struct book_links);
    struct hasher hasher;
    *links = (struct book_links){
        .site = site, .form = (uint8_t)form, .for_disk = form == BOOK_PRINT && place->for_disk, .root = place->root};
    hasher_start(&hasher);
    hasher_add_number(&hasher, form);
    hasher_add_text(&hasher, site->settings.base_url);
    add_place(links, &hasher, book->address, BOOK_TITLE, TEXT(""), arena);
    for (size_t i = 0; i < book->chapters.count; i++) {
        const struct book_chapter *chapter = &book->chapters.items[i];
        add_place(links, &hasher, site->essays[chapter->essay].thing.address, chapter->name, TEXT(""), arena);
    }
    add_things(links, &hasher, THING_TERM, &book->terms, BOOK_GLOSSARY, arena);
    add_things(links, &hasher, THING_WORK, &book->works, BOOK_WORKS, arena);
    add_media(links, &hasher, book, arena);
    links->digest = hasher_end(&hasher);
    return links;
}

/* Leading */

/* Whether an address names its scheme, or the host alone. */
static bool is_elsewhere(struct text href) {
    size_t colon = text_find_char(href, ':', 0);
    return text_starts(href, TEXT("//")) || (colon < href.size && colon < text_find_char(href, '/', 0) &&
                                             colon < text_find_char(href, '#', 0) && colon < text_find_char(href, '?', 0));
}

/* In the book; `id` is that of the place on the site, or "". */
static struct bound_link inside(const struct book_links *links, const struct book_link_place *place, struct text id,
                                struct arena *arena) {
    struct text file = place->file, anchor = link_anchor(id.size ? book_id(file, id, arena) : id, arena);
    if (links->form == BOOK_PRINT)
        return (struct bound_link){.href = anchor.size ? anchor : link_anchor(file, arena)};
    return (struct bound_link){.href = text_format(arena, "%.*s.xhtml%.*s", TEXT_ARGS(file), TEXT_ARGS(anchor))};
}

static struct bound_link lead_picture(const struct book_links *links, struct text href, struct arena *arena) {
    size_t end = text_find_char(href, '?', 0), hash = text_find_char(href, '#', 0);
    uint32_t picture = table_get(&links->media, text_slice(href, 0, end < hash ? end : hash));
    if (links->form == BOOK_EPUB)
        return (struct bound_link){.href = picture == NONE ? TEXT("") : links->pictures[picture].path};
    bool is_ours = text_starts(href, TEXT("/")) && !is_elsewhere(href);
    return (struct bound_link){.href = is_ours ? text_join(arena, links->root, text_after(href, 1)) : href};
}

/* At its address on the site. */
static struct bound_link lead_out(const struct book_links *links, struct text href, struct arena *arena) {
    struct text base = links->site->settings.base_url, rest = text_after(href, 1);
    if (base.size)
        return (struct bound_link){.href = text_join(arena, base, rest), .is_outside = true};
    return (struct bound_link){.href = links->form == BOOK_PRINT ? text_join(arena, links->root, rest) : TEXT("")};
}

struct bound_link book_lead(struct text href, bool is_picture, void *context, struct arena *arena) {
    const struct book_links *links = context;
    if (is_picture)
        return lead_picture(links, href, arena);
    if (is_elsewhere(href))
        return (struct bound_link){.href = href, .is_outside = true};
    if (!text_starts(href, TEXT("/")))
        return (struct bound_link){.href = href};
    size_t hash = text_find_char(href, '#', 0);
    uint32_t place = table_get(&links->places, href);
    if (place != NONE)
        return inside(links, &links->items[place], links->items[place].anchor, arena);
    place = table_get(&links->places, text_slice(href, 0, hash));
    if (place != NONE)
        return inside(links, &links->items[place], utf8_percent_decoded(text_after(href, hash + 1), arena), arena);
    return lead_out(links, href, arena);
}
