#include "pages/book_links.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compose/links.h"

#include <string.h>

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
    *array_add(links, arena) = (struct book_link_place){.file = file, .anchor = anchor};
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
    *links = (struct book_links){.site = site,
                                 .book = book,
                                 .arena = arena,
                                 .form = (uint8_t)form,
                                 .for_disk = form == BOOK_PRINT && place->for_disk,
                                 .root = place->root};
    hasher_start(&hasher);
    hasher_add_number(&hasher, form);
    hasher_add_text(&hasher, site->settings.base_url);
    add_place(links, &hasher, book->address, BOOK_TITLE, TEXT(""), arena);
    for (size_t i = 0; i < book->chapters.count; i++) {
        const struct book_chapter *chapter = &book->chapters.items[i];
        const struct essay *essay = &site->essays[chapter->essay];
        add_place(links, &hasher, essay->thing.address, chapter->name, TEXT(""), arena);
        links->items[links->count - 1].essay = essay;
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

static void put_id(struct table *places, struct text id, struct arena *arena) {
    table_put(places, id, 0, arena);
}

static void put_written(struct table *places, const struct document *document, struct arena *arena) {
    for (uint32_t i = 0; i < document_place_count(document); i++)
        put_id(places, document_place(document, i), arena);
}

/* Those that the text of an essay has in a book: not what is said beside it of passages that are gone. */
static const struct table *places_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct table *places = arena_new(arena, struct table);
    const struct document *document = essay->thing.source.document;
    struct marks marks;
    if (!essay_is_open(essay) || !document->has_body)
        return places;
    versions_marks(&marks, site, essay, essay->versions->count - 1, arena);
    put_written(places, document, arena);
    for (size_t i = 0; i < marks.count; i++)
        put_id(places, text_of(marks.items[i].id), arena);
    for (size_t i = 0; i < marks.former_count; i++)
        put_id(places, marks.former[i].id, arena);
    return places;
}

/* Of the text of the list, topic or reader that the book is of. */
static struct table *own_places_of(const struct book *book, struct arena *arena) {
    struct table *places = arena_new(arena, struct table);
    if (book->thing->source.document)
        put_written(places, book->thing->source.document, arena);
    return places;
}

/* Whether a place on the page of what is in the book is in the book, too. */
static bool has_place(struct book_links *links, struct book_link_place *place, struct text id) {
    if (!place->places)
        place->places =
            place->essay ? places_of(links->site, place->essay, links->arena) : own_places_of(links->book, links->arena);
    return table_get(place->places, id) != NONE;
}

/* In the book; `id` is that of the place on the site, or "". */
static struct bound_link inside(const struct book_links *links, struct text file, struct text id, struct arena *arena) {
    struct text anchor = link_anchor(id.size ? book_id(file, id, arena) : id, arena);
    if (links->form == BOOK_PRINT)
        return (struct bound_link){.href = anchor.size ? anchor : link_anchor(file, arena)};
    return (struct bound_link){.href = text_format(arena, "%.*s.xhtml%.*s", TEXT_ARGS(file), TEXT_ARGS(anchor))};
}

/* What opens something wherever a book is read, and EPUBCheck knows: not what one firm's machines know, nor "hhttp". */
static bool is_known_scheme(struct text href, struct arena *arena) {
    static const char *const schemes[] = {"http", "https", "mailto", "tel", "ftp", "news", "urn", "xmpp", "irc"};
    struct text scheme = text_lower_ascii(text_slice(href, 0, text_find_char(href, ':', 0)), arena);
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (text_equal(scheme, text_of(schemes[i])))
            return true;
    return false;
}

/* "example.org:8080", and what may stand before it: names of letters and digits with a dot between, or numbers in brackets. */
static bool is_host(struct text host) {
    size_t port = text_find_char(host, ':', 0);
    struct text name, names = text_slice(host, 0, port);
    for (size_t i = port + 1; i < host.size; i++)
        if (!char_is_digit(host.bytes[i]) || i > port + 4)
            return false;
    for (size_t i = 0; i < names.size; i++)
        if ((unsigned char)names.bytes[i] < 0x80 && !char_is_alphanumeric(names.bytes[i]) && !strchr("-._~", names.bytes[i]))
            return false;
    if (text_ends(names, TEXT(".")))
        names = text_slice(names, 0, names.size - 1);
    bool is_named = names.size > 0;
    while (text_cut(&name, &names, '.'))
        is_named &= name.size > 0 && !text_starts(name, TEXT("xn--"));
    return is_named;
}

static bool is_number_of_host(struct text host) {
    size_t end = text_find_char(host, ']', 0);
    return text_starts(host, TEXT("[")) && end > 2 && end + 1 == host.size;
}

/* Whether an address can be one: EPUBCheck refuses a book with "http://%20http//x.org" in it, where a browser opens nothing. */
static bool can_be_opened(struct text href, struct arena *arena) {
    struct text scheme = text_lower_ascii(text_slice(href, 0, text_find_char(href, ':', 0)), arena);
    struct text rest = text_after(href, scheme.size + 1);
    if (!text_equal(scheme, TEXT("http")) && !text_equal(scheme, TEXT("https")) && !text_equal(scheme, TEXT("ftp")))
        return rest.size > 0;
    if (!text_starts(rest, TEXT("//")))
        return false;
    struct text host = text_host(href);
    return is_host(host) || is_number_of_host(host);
}

/* On another host, or in no browser. In a file nothing is beside "//host": it has no scheme of its own. */
static struct bound_link lead_elsewhere(const struct book_links *links, struct text href, struct arena *arena) {
    if (text_starts(href, TEXT("//")))
        href = text_join(arena, TEXT("https:"), href);
    href = text_url(href, arena);
    if (links->form == BOOK_EPUB && (!is_known_scheme(href, arena) || !can_be_opened(href, arena)))
        href = TEXT("");
    return (struct bound_link){.href = href, .is_outside = true};
}

static struct bound_link lead_picture(const struct book_links *links, struct text href, struct arena *arena) {
    size_t end = text_find_char(href, '?', 0), hash = text_find_char(href, '#', 0);
    uint32_t picture = table_get(&links->media, text_slice(href, 0, end < hash ? end : hash));
    if (links->form == BOOK_EPUB)
        return (struct bound_link){.href = picture == NONE ? TEXT("") : links->pictures[picture].path};
    if (is_elsewhere(href))
        return lead_elsewhere(links, href, arena);
    bool is_ours = text_starts(href, TEXT("/"));
    return (struct bound_link){.href = is_ours ? text_join(arena, links->root, text_after(href, 1)) : TEXT("")};
}

/* At its address on the site. */
static struct bound_link lead_out(const struct book_links *links, struct text href, struct arena *arena) {
    struct text base = links->site->settings.base_url, rest = text_after(href, 1);
    if (base.size)
        return (struct bound_link){.href = text_join(arena, base, rest), .is_outside = true};
    return (struct bound_link){.href = links->form == BOOK_PRINT ? text_join(arena, links->root, rest) : TEXT("")};
}

/* To a place on the page of what is in the book. What is said only there, of a passage that is gone, is read there. */
static struct bound_link lead_to_place(struct book_links *links, struct book_link_place *place, struct text href,
                                       struct arena *arena) {
    struct text id = utf8_percent_decoded(text_after(href, text_find_char(href, '#', 0) + 1), arena);
    if (!id.size)
        return inside(links, place->file, id, arena);
    if (has_place(links, place, id))
        return inside(links, place->essay ? place->file : BOOK_INTRODUCTION, id, arena);
    struct bound_link out = lead_out(links, href, arena);
    return out.href.size ? out : inside(links, place->file, TEXT(""), arena);
}

struct bound_link book_lead(struct text href, bool is_picture, void *context, struct arena *arena) {
    struct book_links *links = context;
    if (is_picture)
        return lead_picture(links, href, arena);
    if (is_elsewhere(href))
        return lead_elsewhere(links, href, arena);
    /* Raw HTML that is kept has addresses that depend on where they are read. */
    if (!text_starts(href, TEXT("/")))
        return (struct bound_link){.href = TEXT("")};
    uint32_t found = table_get(&links->places, href);
    if (found != NONE)
        return inside(links, links->items[found].file, links->items[found].anchor, arena);
    found = table_get(&links->places, text_slice(href, 0, text_find_char(href, '#', 0)));
    return found == NONE ? lead_out(links, href, arena) : lead_to_place(links, &links->items[found], href, arena);
}
