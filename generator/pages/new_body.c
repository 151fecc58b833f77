#include "pages/new_body.h"

#include "base/table.h"
#include "compare/passages.h"
#include "compose/body.h"
#include "compose/plurals.h"
#include "compose/values.h"
#include "kinds/site.h"

/* A page cut at its seams, and what is put there. */
struct seamed {
    struct text bytes;
    const struct seam *seams;
    size_t count;
    struct text *fills; /* of the holes of its body */
    size_t fill_count;
    struct text body; /* the last of them */
    size_t body_count;
    const struct version_text *old, *new;
    bool keep_places;
    struct arena *arena;
};

static struct text bytes_at(const struct seamed *page, const struct seam *seam) {
    return text_slice(page->bytes, seam->start, seam->end);
}

static void cut(struct seamed *page, struct text seams) {
    page->seams = (const struct seam *)(const void *)seams.bytes;
    page->count = seams.size / sizeof *page->seams;
    page->fills = arena_array(page->arena, struct text, page->count);
    for (size_t i = 0; i < page->count; i++) {
        if (page->seams[i].kind == SEAM_FILL)
            page->fills[page->fill_count++] = bytes_at(page, &page->seams[i]);
        if (page->seams[i].kind == SEAM_BODY) {
            page->body = bytes_at(page, &page->seams[i]);
            page->body_count++;
        }
    }
}

static bool same_holes(const struct body *old, const struct body *new) {
    const struct doc_hole *a = DOC_ITEMS(old, holes, struct doc_hole), *b = DOC_ITEMS(new, holes, struct doc_hole);
    bool same = old->holes.count == new->holes.count;
    for (uint32_t i = 0; same && i < old->holes.count; i++)
        same = a[i].kind == b[i].kind && a[i].reference == b[i].reference && a[i].width == b[i].width &&
               a[i].height == b[i].height;
    return same;
}

static void write_body(struct buffer *out, struct seams *seams, const struct seamed *page, const struct version_text *text) {
    struct marks marks;
    struct filling filling = {.document = text->document, .fills = page->fills, .seams = seams};
    versions_first_marks(&marks, text->body, page->arena);
    filling_write(out, &filling, text->body, &marks);
}

static bool stands_as_made(const struct seamed *page) {
    struct buffer made = {0};
    if (page->body_count != 1 || page->fill_count != page->old->body->holes.count)
        return false;
    write_body(&made, NULL, page, page->old);
    bool same = text_equal(buffer_text(&made), page->body);
    buffer_free(&made);
    return same;
}

/* The next value of the attribute in the HTML; false at the end. */
static bool next_value(struct text *value, size_t *at, struct text html, struct text attribute) {
    size_t start = text_find(html, attribute, *at) + attribute.size;
    if (start > html.size)
        return false;
    *at = text_find_char(html, '"', start);
    *value = text_slice(html, start, *at);
    return true;
}

/* Whether each id of the old text is one of the new. */
static bool keeps_ids(struct text old, struct text new, struct arena *arena) {
    static const struct text attributes[] = {TEXT_INIT(" id=\""), TEXT_INIT(" name=\"")};
    struct table places = {0};
    struct text value;
    bool kept = true;
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        for (size_t at = 0; next_value(&value, &at, new, attributes[i]);)
            table_put(&places, value, 0, arena);
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        for (size_t at = 0; kept && next_value(&value, &at, old, attributes[i]);)
            kept = table_get(&places, value) != NONE;
    return kept;
}

struct marked_text {
    struct passages passages;
    struct marks marks;
};

static void read_marked(struct marked_text *text, const struct version_text *of, struct arena *arena) {
    passages_of(&text->passages, of->document, of->body, arena);
    versions_first_marks(&text->marks, of->body, arena);
}

/* Behind the last of both there is nothing, too. */
static bool is_same(const struct passages *old, size_t a, const struct passages *new, size_t b) {
    if (a < old->count && b < new->count)
        return old->items[a].digest == new->items[b].digest;
    return (a < old->count) == (b < new->count);
}

/*
 * Whether each passage of the old text stands in the new, and behind a heading the same one as before: pages that refer to them
 * show how they begin.
 */
static bool keeps_passages(const struct seamed *page) {
    struct marked_text old, new;
    struct table blocks = {0};
    bool kept = true;
    read_marked(&old, page->old, page->arena);
    read_marked(&new, page->new, page->arena);
    for (size_t i = 0; i < new.marks.count; i++)
        table_put(&blocks, text_of(new.marks.items[i].id), new.marks.items[i].block, page->arena);
    for (size_t i = 0; kept && i < old.marks.count; i++) {
        uint32_t was = old.marks.items[i].block, is = table_get(&blocks, text_of(old.marks.items[i].id));
        bool is_heading = was < old.passages.count && old.passages.items[was].kind == BLOCK_HEADING;
        kept = is != NONE && is_same(&old.passages, was, &new.passages, is) &&
               (!is_heading || is_same(&old.passages, was + 1, &new.passages, is + 1));
    }
    return kept;
}

static bool same_extent(const struct document *old, const struct document *new, struct text language) {
    uint32_t before = old->word_count, after = new->word_count;
    bool same_form = before > 1 && after > 1 && plural_of(language, before) == plural_of(language, after);
    return same_form && reading_minutes(before, false) == reading_minutes(after, false) &&
           reading_minutes(before, true) == reading_minutes(after, true);
}

static bool put_body(struct buffer *out, struct seams *seams, const struct seamed *page) {
    size_t start = out->size;
    write_body(out, seams, page, page->new);
    return !page->keep_places ||
           (keeps_ids(page->body, text_after(buffer_text(out), start), page->arena) && keeps_passages(page));
}

static bool put_words(struct buffer *out, const struct seamed *page, const struct seam *seam) {
    struct text stood = text_format(page->arena, "%u", (unsigned)page->old->document->word_count);
    buffer_add_format(out, "%u", (unsigned)page->new->document->word_count);
    return text_equal(bytes_at(page, seam), stood);
}

static bool put_all(struct buffer *out, struct seams *seams, const struct seamed *page) {
    size_t written = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct seam *seam = &page->seams[i];
        if (seam->kind == SEAM_FILL)
            continue;
        buffer_add(out, text_slice(page->bytes, written, seam->start));
        size_t start = out->size;
        if (!(seam->kind == SEAM_BODY ? put_body(out, seams, page) : put_words(out, page, seam)))
            return false;
        seams_add(seams, seam->kind, start, out->size);
        written = seam->end;
    }
    buffer_add(out, text_after(page->bytes, written));
    return true;
}

bool new_body_write(struct buffer *out, struct seams *new_seams, const struct new_body *change, struct arena *arena) {
    struct seamed page = {
        .bytes = change->page, .old = &change->old, .new = &change->new, .keep_places = change->keep_places, .arena = arena};
    cut(&page, change->seams);
    return same_extent(change->old.document, change->new.document, change->language->tag) &&
           same_holes(change->old.body, change->new.body) && stands_as_made(&page) && put_all(out, new_seams, &page);
}
