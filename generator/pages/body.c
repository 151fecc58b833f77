#include "pages/body.h"

#include "base/workers.h"
#include "pages/links.h"
#include "pages/images.h"
#include "pages/parts.h"
#include "read/han.h"

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

struct filling {
    const struct site *site;
    const struct document *document;
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

static bool is_in_edition(const struct body_place *place, struct text address) {
    const struct editions *editions = place->site->editions;
    struct text rest = text_after(address, TEXT("/editions/").size);
    struct text name = text_slice(rest, 0, text_find_char(rest, '/', 0));
    for (size_t i = 0; editions && i < editions->count && text_starts(address, TEXT("/editions/")); i++)
        if (text_equal(name, editions->items[i].name))
            return true;
    return false;
}

/*
 * Whether a page of the site's own stands there. An edition and today's site are not in each other's plans; feeds and the like
 * are there only with a base_url.
 */
static bool is_there(const struct body_place *place, struct text address) {
    if (text_starts(address, TEXT(EDITION_OUTSIDE)))
        return place->site->settings.base_url.size || text_starts(address, TEXT(EDITION_OUTSIDE "/editions/"));
    return is_in_edition(place, address) || plan_find(place->plan, address) != SIZE_MAX;
}

static struct link link_of(const struct body_place *place, struct target target, struct arena *arena) {
    const struct site *site = place->site;
    struct link link = {.leads = target.kind != THING_NONE, .picture = UINT32_MAX};
    /* An address that every site may have, and this one has not: /feed.xml without base_url. */
    if (target.kind == THING_PLACE && place->plan && !is_there(place, target.address))
        link.leads = false;
    if (!link.leads)
        return link;
    link.href = href_of(place, target, arena);
    if (target.kind == THING_MEDIA)
        link.picture = target.number;
    else if (target.kind != THING_PLACE)
        link.title = site_title(site, target.kind, target.number);
    link.is_term = target.kind == THING_TERM;
    const struct document *definition = link.is_term ? site->terms[target.number].thing.source.document : NULL;
    if (definition)
        link.hint = parts_first_sentence(document_text(definition, definition->excerpt));
    return link;
}

static bool has_heading(const struct document *document, struct text id) {
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    for (uint32_t i = 0; i < document->headings.count; i++)
        if (text_equal(document_text(document, headings[i].id), id))
            return true;
    return false;
}

/* To a place in the old text itself: one on its own page, for the current text may have none of the name. */
static struct link link_inside(const struct body_place *place, const struct document *document,
                               const struct doc_reference *reference, struct arena *arena) {
    struct text anchor = document_text(document, reference->anchor);
    struct link link = {.leads = has_heading(document, anchor), .picture = UINT32_MAX};
    struct text address = text_format(arena, "%.*s#%.*s", TEXT_ARGS(place->own), TEXT_ARGS(anchor));
    struct text whole = link_to(address, arena);
    link.href = is_same_page(address, place->address) ? text_after(whole, text_find_char(whole, '#', 0))
                                                      : text_join(arena, place->root, whole);
    return link;
}

static const struct link *links_of(const struct body_place *place, const struct document *document,
                                   const struct targets *targets, struct arena *arena) {
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    size_t count = document->references.count;
    struct link *links = arena_array(arena, struct link, count);
    for (size_t i = 0; i < count && i < targets->count; i++)
        links[i] = place->own.size && references[i].kind == REFERENCE_ANCHOR
                       ? link_inside(place, document, &references[i], arena)
                       : link_of(place, targets->items[i], arena);
    return links;
}

static struct digest digest_of_filling(const struct filling *filling, const struct essay *marked) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, filling->document->body);
    hasher_add_text(&hasher, filling->han);
    if (marked)
        hasher_add_digest(&hasher, marked->versions->digest);
    for (uint32_t i = 0; i < filling->document->references.count; i++) {
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
    struct text label = document_text(filling->document, reference->label);
    if (label.size == 0)
        label = link->title;
    return label.size ? label : document_text(filling->document, reference->target);
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

static bool picture_size(struct image_size *size, const struct tree *tree, uint32_t file) {
    struct arena arena = {0};
    struct tree_trouble trouble;
    struct text bytes;
    errno = 0;
    bool read = tree->read(tree, file, &bytes, &trouble, &arena);
    /* A page without it would pass for the right one ever after. */
    if (!read)
        workers_fail(errno ? errno : EAGAIN);
    bool known = read && image_size_of(size, bytes);
    arena_free(&arena);
    return known;
}

static void add_picture_size(struct buffer *out, const struct tree *tree, uint32_t file) {
    struct image_size size;
    if (picture_size(&size, tree, file))
        buffer_add_format(out, " width=\"%u\" height=\"%u\"", (unsigned)size.width, (unsigned)size.height);
}

static void fill_hole(struct buffer *out, const struct filling *filling, const struct doc_hole *hole) {
    const struct document *document = filling->document;
    if (hole->reference >= document->references.count)
        return;
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

struct text filling_label(uint32_t index, const void *context) {
    const struct filling *filling = context;
    const struct document *document = filling->document;
    if (index >= document->references.count)
        return (struct text){0};
    return label_of(filling, &DOC_ITEMS(document, references, struct doc_reference)[index], &filling->links[index]);
}

void filling_link(struct filling_link *shown, uint32_t index, const void *context) {
    const struct filling *filling = context;
    *shown = (struct filling_link){0};
    if (index >= filling->document->references.count)
        return;
    const struct link *link = &filling->links[index];
    struct text hint = link->hint.size ? link->hint : link->title;
    struct image_size size = {0};
    if (link->picture != UINT32_MAX && !picture_size(&size, filling->site->tree, link->picture))
        size = (struct image_size){0};
    *shown = (struct filling_link){
        .leads = link->leads, .is_term = link->is_term, .href = link->href, .width = size.width, .height = size.height};
    if (link->hint.size || !text_equal(hint, filling_label(index, filling)))
        shown->hint = hint;
}

/* A body on its way out: what of its HTML, its holes and its marks has been written. */
struct writing {
    struct buffer *out;
    const struct filling *filling;
    const struct body *body;
    struct text html;
    size_t written;
    uint32_t hole;
};

static void write_up_to(struct writing *writing, size_t end) {
    const struct doc_hole *holes = DOC_ITEMS(writing->body, holes, struct doc_hole);
    for (; writing->hole < writing->body->holes.count && holes[writing->hole].offset < end; writing->hole++) {
        buffer_add(writing->out, text_slice(writing->html, writing->written, holes[writing->hole].offset));
        writing->written = holes[writing->hole].offset;
        fill_hole(writing->out, writing->filling, &holes[writing->hole]);
    }
    buffer_add(writing->out, text_slice(writing->html, writing->written, end));
    writing->written = end;
}

/* Words of its own begin right behind its tag: what only holds other passages is cited by them. */
static bool is_offered(const struct body *body, uint32_t number, size_t inside) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block), *block = &blocks[number];
    if (block->kind == BLOCK_HEADING || block->kind == BLOCK_RULE || block->kind == BLOCK_NOTE)
        return false;
    bool holds_others = number + 1 < body->blocks.count && blocks[number + 1].start < block->end;
    if (block->kind == BLOCK_ITEM && holds_others)
        return text_trim(text_slice(body_html(body), inside, blocks[number + 1].start)).size > 0;
    return !holds_others;
}

static void write_place(struct buffer *out, struct text id) {
    buffer_add(out, TEXT("<span class=\"place\" id=\""));
    buffer_add_html(out, id);
    buffer_add(out, TEXT("\"></span>"));
}

static void write_passage_link(struct buffer *out, struct text id) {
    buffer_add(out, TEXT("<a class=\"passage\" href=\"#"));
    buffer_add_html(out, id);
    buffer_add(out, TEXT("\" aria-label=\"Link to this passage\"></a>"));
}

/* The block's opening tag with its first id, where it has none yet; and what leads to it by its others. */
static void write_marked(struct writing *writing, const struct mark *marks, size_t count) {
    const struct doc_block *block = &DOC_ITEMS(writing->body, blocks, struct doc_block)[marks->block];
    write_up_to(writing, block->start);
    size_t end = text_find_char(writing->html, '>', block->start) + 1;
    struct text tag = text_slice(writing->html, block->start, end);
    bool has_id = text_contains(tag, TEXT(" id=\""));
    if (!has_id) {
        size_t name = 1;
        while (name + 1 < tag.size && tag.bytes[name] != ' ' && tag.bytes[name] != '>')
            name++;
        buffer_add(writing->out, text_slice(tag, 0, name));
        add_attribute(writing->out, "id", text_of(marks->id));
        writing->written = block->start + name;
    }
    write_up_to(writing, end);
    for (size_t i = has_id ? 0 : 1; i < count; i++)
        write_place(writing->out, text_of(marks[i].id));
    if (is_offered(writing->body, marks->block, end))
        write_passage_link(writing->out, text_of(marks->id));
}

void filling_write(struct buffer *out, const struct filling *filling, const struct body *body, const struct marks *marks) {
    struct writing writing = {.out = out, .filling = filling, .body = body, .html = body_html(body)};
    for (size_t i = 0, next; i < marks->count; i = next) {
        for (next = i + 1; next < marks->count && marks->items[next].block == marks->items[i].block; next++)
            continue;
        if (marks->items[i].block < body->blocks.count)
            write_marked(&writing, &marks->items[i], next - i);
    }
    write_up_to(&writing, SIZE_MAX);
}

const struct filling *filling_make(const struct body_place *place, const struct document *document,
                                   const struct targets *targets, struct arena *arena) {
    struct filling *filling = arena_new(arena, struct filling);
    *filling = (struct filling){place->site, document, place->han, links_of(place, document, targets, arena)};
    return filling;
}

/* What the late text is written from. */
struct own_body {
    const struct filling *filling;
    const struct source *source;
    const struct essay *marked;
};

static void write_own(struct buffer *out, const void *context) {
    const struct own_body *own = context;
    const struct body *body = document_body(own->source->file);
    struct arena arena = {0};
    struct marks marks = {0};
    if (body && own->marked)
        versions_marks(&marks, own->filling->site, own->marked, own->marked->versions->count - 1, &arena);
    if (body)
        filling_write(out, own->filling, body, &marks);
    arena_free(&arena);
}

const struct view *body_view(const struct body_place *place, const struct source *source, const struct essay *marked,
                             struct arena *arena) {
    const struct document *document = source->document;
    if (!document || document->word_count == 0)
        return NULL;
    struct own_body *own = arena_new(arena, struct own_body);
    *own = (struct own_body){filling_make(place, document, &source->targets, arena), source, marked};
    return view_late(write_own, own, digest_of_filling(own->filling, marked), true, arena);
}
