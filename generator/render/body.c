#include "render/body.h"

#include "base/workers.h"
#include "render/links.h"
#include "render/images.h"
#include "render/parts.h"
#include "source/han.h"

#include <errno.h>

/* Where one reference leads, in the words and forms that the page shows. */
struct link {
    bool leads; /* false: its words stand alone */
    bool is_term;
    struct text href;  /* relative to the page, not yet escaped */
    struct text title; /* of what it leads to */
    struct text hint;  /* for a term: what it means */
    uint32_t picture;  /* index of a file of the tree, or UINT32_MAX */
};

/* What the late text is written from. */
struct filling {
    const struct site *site;
    const struct source *source;
    struct text han;
    const struct link *links; /* one for each reference of the document */
};

static bool is_same_page(struct text address, struct text page) {
    size_t size = text_find_char(address, '#', 0);
    return size < address.size && text_equal(text_slice(address, 0, size), page);
}

static struct text href_of(const struct body_place *place, struct target target, struct arena *arena) {
    struct text address = site_address(place->site, target, arena);
    if (target.kind == THING_MEDIA)
        return text_join(arena, place->root, link_to_file(text_after(address, 1), arena));
    struct text link = link_to(address, arena);
    if (is_same_page(address, place->address))
        return text_after(link, text_find_char(link, '#', 0));
    return text_join(arena, place->root, link);
}

static struct link link_of(const struct body_place *place, struct target target, struct arena *arena) {
    const struct site *site = place->site;
    struct link link = {.leads = target.kind != THING_NONE, .picture = UINT32_MAX};
    /* An address that every site may have, and this one has not: /feed.xml without base_url. */
    if (target.kind == THING_PLACE && place->plan && plan_find(place->plan, target.address) == SIZE_MAX)
        link.leads = false;
    if (!link.leads)
        return link;
    link.href = href_of(place, target, arena);
    if (target.kind == THING_MEDIA)
        link.picture = target.number;
    else if (target.kind != THING_PLACE)
        link.title = site_title(site, target.kind, target.number);
    link.is_term = target.kind == THING_TERM;
    const struct document *definition = link.is_term ? site->terms[target.number].source.document : NULL;
    if (definition)
        link.hint = parts_first_sentence(document_text(definition, definition->excerpt));
    return link;
}

static const struct link *links_of(const struct body_place *place, const struct source *source, struct arena *arena) {
    size_t count = source->document->references.count;
    struct link *links = arena_array(arena, struct link, count);
    for (size_t i = 0; i < count && i < source->targets.count; i++)
        links[i] = link_of(place, source->targets.items[i], arena);
    return links;
}

static struct digest digest_of_filling(const struct filling *filling) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, filling->source->document->body);
    hasher_add_text(&hasher, filling->han);
    for (uint32_t i = 0; i < filling->source->document->references.count; i++) {
        const struct link *link = &filling->links[i];
        hasher_add_number(&hasher, link->leads);
        hasher_add_text(&hasher, link->href);
        hasher_add_text(&hasher, link->title);
        hasher_add_text(&hasher, link->hint);
        if (link->picture != UINT32_MAX)
            hasher_add_digest(&hasher, filling->site->tree->files[link->picture].id);
    }
    return hasher_end(&hasher);
}

static void add_attribute(struct buffer *out, const char *name, struct text value) {
    buffer_add_format(out, " %s=\"", name);
    buffer_add_html(out, value);
    buffer_add_char(out, '"');
}

static struct text label_of(const struct filling *filling, const struct doc_reference *reference, const struct link *link) {
    struct text label = document_text(filling->source->document, reference->label);
    if (label.size == 0)
        label = link->title;
    return label.size ? label : document_text(filling->source->document, reference->target);
}

static void add_hint(struct buffer *out, const struct link *link, struct text label) {
    if (link->hint.size)
        add_attribute(out, "title", link->hint);
    else if (link->title.size && !text_equal(link->title, label))
        add_attribute(out, "title", link->title);
}

static void fill_reference(struct buffer *out, const struct filling *filling, const struct doc_reference *reference,
                           const struct link *link) {
    struct text label = label_of(filling, reference, link);
    if (!link->leads) {
        markup_han(out, label, filling->han);
        return;
    }
    buffer_add(out, link->is_term ? TEXT("<a class=\"reference term\"") : TEXT("<a class=\"reference\""));
    add_attribute(out, "href", link->href);
    add_hint(out, link, label);
    buffer_add_char(out, '>');
    markup_han(out, label, filling->han);
    buffer_add(out, TEXT("</a>"));
}

static void add_picture_size(struct buffer *out, const struct tree *tree, uint32_t file) {
    struct arena arena = {0};
    struct tree_trouble trouble;
    struct text bytes;
    struct image_size size;
    errno = 0;
    bool read = tree->read(tree, file, &bytes, &trouble, &arena);
    /* A page without it would pass for the right one ever after. */
    if (!read)
        workers_fail(errno ? errno : EAGAIN);
    if (read && image_size_of(&size, bytes))
        buffer_add_format(out, " width=\"%u\" height=\"%u\"", (unsigned)size.width, (unsigned)size.height);
    arena_free(&arena);
}

static void fill_hole(struct buffer *out, const struct filling *filling, const struct doc_hole *hole) {
    const struct document *document = filling->source->document;
    const struct link *link = &filling->links[hole->reference];
    if (hole->kind == HOLE_REFERENCE)
        fill_reference(out, filling, &DOC_ITEMS(document, references, struct doc_reference)[hole->reference], link);
    else if (hole->kind == HOLE_HREF && link->leads)
        add_attribute(out, "href", link->href);
    else if (hole->kind == HOLE_SRC)
        add_attribute(out, "src", link->leads ? link->href : TEXT("data:,")); /* an image without src would be no HTML */
    if (hole->kind == HOLE_SRC && link->picture != UINT32_MAX)
        add_picture_size(out, filling->site->tree, link->picture);
}

static void write_filled(struct buffer *out, const void *context) {
    const struct filling *filling = context;
    const struct body *body = document_body(filling->source->file);
    struct text html = body_html(body);
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    size_t written = 0;
    for (uint32_t i = 0; i < body->holes.count; i++) {
        buffer_add(out, text_slice(html, written, holes[i].offset));
        if (holes[i].reference < filling->source->document->references.count)
            fill_hole(out, filling, &holes[i]);
        written = holes[i].offset;
    }
    buffer_add(out, text_after(html, written));
}

const struct view *body_view(const struct body_place *place, const struct source *source, struct arena *arena) {
    const struct document *document = source->document;
    if (!document || document->word_count == 0)
        return NULL;
    struct filling *filling = arena_new(arena, struct filling);
    *filling = (struct filling){place->site, source, place->han, links_of(place, source, arena)};
    return view_late(write_filled, filling, digest_of_filling(filling), true, arena);
}
