#include "compose/body.h"

#include "compose/cited.h"
#include "compose/images.h"
#include "compose/links.h"
#include "compose/titles.h"
#include "compose/values.h"
#include "read/slug.h"

static bool is_same_page(struct text address, struct text page) {
    size_t size = text_find_char(address, '#', 0);
    return size < address.size && text_equal(text_slice(address, 0, size), page);
}

/* "?v=1" of an address, as it was written behind the path that is looked for; "" where it is part of a file's name. */
static struct text query_of(const struct filling *filling, const struct doc_reference *reference, const struct link *link) {
    struct text target = document_text(filling->document, reference->target);
    struct text query = text_after(target, text_find_char(target, '?', 0));
    bool is_address = reference->kind == REFERENCE_FILE || reference->kind == REFERENCE_ADDRESS;
    return is_address && query.size && !text_ends(link->address, query) ? query : (struct text){0};
}

/* Relative to the page, not yet escaped. */
static struct text href_of(const struct filling *filling, const struct doc_reference *reference, const struct link *link,
                           struct arena *arena) {
    if (link->url.size)
        return text_url(link->url, arena);
    struct text address = link->address, query = query_of(filling, reference, link);
    if (query.size)
        query = text_join(arena, TEXT("?"), link_to_file(text_after(query, 1), arena));
    if (link->is_picture)
        return text_format(arena, "%.*s%.*s%.*s%.*s", TEXT_ARGS(filling->root),
                           TEXT_ARGS(link_to_file(text_after(address, 1), arena)), TEXT_ARGS(query),
                           TEXT_ARGS(link_anchor(link->anchor, arena)));
    if (query.size)
        return text_format(arena, "%.*s%.*s%.*s%.*s", TEXT_ARGS(filling->root),
                           TEXT_ARGS(link_to(address, filling->for_disk, arena)), TEXT_ARGS(query),
                           TEXT_ARGS(link_anchor(link->anchor, arena)));
    if (link->anchor.size)
        address = text_format(arena, "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(link->anchor));
    struct text whole = link_to(address, filling->for_disk, arena);
    if (is_same_page(address, filling->address))
        return text_after(whole, text_find_char(whole, '#', 0));
    return text_join(arena, filling->root, whole);
}

static void add_attribute(struct buffer *out, const char *name, struct text value) {
    buffer_add_format(out, " %s=\"", name);
    buffer_add_html(out, value);
    buffer_add_char(out, '"');
}

static uint32_t number_of(const struct filling *filling, const struct doc_reference *reference) {
    return (uint32_t)(reference - DOC_ITEMS(filling->document, references, struct doc_reference));
}

static struct text label_of(const struct filling *filling, const struct doc_reference *reference, const struct link *link) {
    if (reference->form == FORM_CITATION && filling->cites) {
        struct text words = cites_words(filling->cites, number_of(filling, reference), CITES_WHOLE).words;
        if (words.size)
            return words;
    }
    struct text label = document_text(filling->document, reference->label);
    if (label.size == 0)
        label = link->title;
    return label.size ? label : document_text(filling->document, reference->target);
}

static void add_href(struct buffer *out, const char *name, const struct filling *filling, const struct doc_reference *reference,
                     const struct link *link) {
    struct arena arena = {0};
    add_attribute(out, name, href_of(filling, reference, link, &arena));
    arena_free(&arena);
}

static bool is_previewed(const struct filling *filling, uint32_t reference) {
    return filling->previewed && filling->previewed[reference];
}

static void add_hint(struct buffer *out, const struct link *link, struct text label) {
    if (link->definition.size)
        add_attribute(out, "title", values_first_sentence(link->definition));
    else if (link->title.size && !text_equal(link->title, label))
        add_attribute(out, "title", link->title);
}

/* What a reference shows: its own words as they were written, a title as sentences have it, [[..]] of what is none. */
static struct shown_title shown_by(const struct filling *filling, const struct doc_reference *reference,
                                   const struct link *link, struct text label, struct arena *arena) {
    const struct title_place place = {.kind = link->title_kind, .standing = reference->standing, .language = filling->language};
    if (reference->form == FORM_BRACKETS && !reference->label.size && link->title.size)
        return title_in_sentence(link->title, &place, arena);
    bool is_written = !link->leads && reference->form == FORM_BRACKETS && !reference->label.size && !slug_is_meant(label);
    return (struct shown_title){.words = is_written ? text_format(arena, "[[%.*s]]", TEXT_ARGS(label)) : label};
}

/* The marks around a title are no part of the link. */
static void fill_reference(struct buffer *out, const struct filling *filling, const struct doc_reference *reference,
                           const struct link *link) {
    struct arena arena = {0};
    struct text label = label_of(filling, reference, link);
    struct shown_title titled = shown_by(filling, reference, link, label, &arena);
    buffer_add_html(out, titled.opens);
    if (link->leads) {
        buffer_add(out, link->is_term ? TEXT("<a class=\"reference term\"") : TEXT("<a class=\"reference\""));
        add_href(out, "href", filling, reference, link);
        if (!is_previewed(filling, number_of(filling, reference)))
            add_hint(out, link, label);
        buffer_add_char(out, '>');
    }
    titled_html(out, &titled, filling->han, filling->is_rtl);
    buffer_add(out, link->leads ? TEXT("</a>") : TEXT(""));
    buffer_add_html(out, titled.closes);
    arena_free(&arena);
}

/* At least one pixel. */
static uint32_t in_proportion(uint64_t side, uint32_t to, uint32_t of) {
    uint64_t other = (side * to + of / 2) / of;
    return other == 0 ? 1 : (uint32_t)(other < UINT32_MAX ? other : UINT32_MAX);
}

/* As its writer asks for, in its own proportions where these are known. */
static void add_picture_size(struct buffer *out, const struct doc_hole *hole, const struct link *link) {
    struct image_size size = {hole->width, hole->height};
    if (link->width && hole->width)
        size.height = in_proportion(hole->width, link->height, link->width);
    else if (link->width && hole->height)
        size.width = in_proportion(hole->height, link->width, link->height);
    else if (link->width)
        size = (struct image_size){link->width, link->height};
    if (size.width)
        buffer_add_format(out, " width=\"%u\"", (unsigned)size.width);
    if (size.height)
        buffer_add_format(out, " height=\"%u\"", (unsigned)size.height);
}

/* Where a quotation's source, or the passage that it is, stands; "" for nowhere. */
static struct text quotation_href(const struct filling *filling, const struct quotation_mark *mark, bool with_anchor,
                                  struct arena *arena) {
    struct text address = mark->address;
    if (mark->url.size)
        return text_url(mark->url, arena);
    if (!address.size)
        return address;
    if (with_anchor && mark->anchor.size)
        address = text_format(arena, "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(mark->anchor));
    struct text whole = link_to(address, filling->for_disk, arena);
    if (is_same_page(address, filling->address))
        return text_after(whole, text_find_char(whole, '#', 0));
    return text_join(arena, filling->root, whole);
}

static void fill_cite(struct buffer *out, const struct filling *filling, const struct quotation_mark *mark) {
    struct arena arena = {0};
    struct text href = quotation_href(filling, mark, true, &arena);
    if (href.size)
        add_attribute(out, "cite", href);
    arena_free(&arena);
}

static void fill_voice(struct buffer *out, const struct filling *filling, const struct quotation_mark *mark) {
    if (!mark->voice.size)
        return;
    buffer_add(out, TEXT(" <span class=\"voice\">"));
    markup_words(out, mark->voice, filling->han, filling->is_rtl);
    buffer_add(out, TEXT("</span>"));
}

static void fill_verdict(struct buffer *out, const struct filling *filling, const struct quotation_mark *mark) {
    struct arena arena = {0};
    fill_voice(out, filling, mark);
    if (!mark->label.size)
        return;
    buffer_add(out, mark->leads ? TEXT(" <a class=\"") : TEXT(" <span class=\""));
    buffer_add(out, mark->is_older ? TEXT("verified older\"") : TEXT("verified\""));
    if (mark->leads)
        add_attribute(out, "href", quotation_href(filling, mark, true, &arena));
    buffer_add_char(out, '>');
    markup_words(out, mark->label, filling->han, filling->is_rtl);
    buffer_add(out, mark->leads ? TEXT("</a>") : TEXT("</span>"));
    arena_free(&arena);
}

static void fill_quotation(struct buffer *out, const struct filling *filling, const struct doc_hole *hole) {
    if (!filling->quotations || hole->reference >= filling->document->quotations.count)
        return;
    const struct quotation_mark *mark = &filling->quotations[hole->reference];
    if (hole->kind == HOLE_CITE)
        fill_cite(out, filling, mark);
    else
        fill_verdict(out, filling, mark);
}

/* Citations, and the entries of what they cite */

/* Relative to the page, or on it. */
static void add_address(struct buffer *out, const struct filling *filling, struct text address, struct arena *arena) {
    buffer_add_html(out, filling->root);
    buffer_add_html(out, link_to(address, filling->for_disk, arena));
}

/* The tag of a link to a work's entry; "" where it has none. */
static struct text opening_of(const struct filling *filling, const struct cites_work *work, struct arena *arena) {
    struct buffer tag = {0};
    if (!filling->cites_labels.has_entries && !work->address.size)
        return (struct text){0};
    buffer_add(&tag, TEXT("<a role=\"doc-biblioref\" href=\""));
    if (filling->cites_labels.has_entries)
        buffer_add_html(&tag, link_anchor(text_join(arena, TEXT("_ref-"), work->slug), arena));
    else
        add_address(&tag, filling, work->address, arena);
    buffer_add(&tag, TEXT("\">"));
    return buffer_take(&tag, arena);
}

static void add_cited(struct buffer *out, const struct filling *filling, const struct cited *cited,
                      const struct text *opening) {
    struct cited_look look = {filling->language, filling->han, filling->is_rtl, opening};
    cited_html(out, cited, &look);
}

/* How many works a citation is of. */
static uint32_t work_count(const struct cited *cited) {
    uint32_t count = 0;
    for (size_t i = 0; i < cited->count; i++)
        if (cited->ranges[i].format == CITED_WORK && cited->ranges[i].number >= count)
            count = cited->ranges[i].number + 1;
    return count;
}

static void fill_citation(struct buffer *out, const struct filling *filling, uint32_t reference, enum cites_part part) {
    struct cited cited = {0};
    struct arena arena = {0};
    if (filling->cites)
        cited = cites_words(filling->cites, reference, part);
    if (!cited.words.size) {
        const struct doc_reference *written = &DOC_ITEMS(filling->document, references, struct doc_reference)[reference];
        markup_words(out, document_text(filling->document, written->label), filling->han, filling->is_rtl);
        return;
    }
    uint32_t count = work_count(&cited);
    struct text whole = count ? TEXT("") : opening_of(filling, cites_place(filling->cites, reference, 0), &arena);
    struct text *openings = arena_array(&arena, struct text, count);
    for (uint32_t i = 0; i < count; i++)
        openings[i] = opening_of(filling, cites_place(filling->cites, reference, i), &arena);
    bool is_way_back = part == CITES_WHOLE && filling->cites_labels.has_entries;
    if (is_way_back)
        buffer_add_format(out, "<span class=\"cited\" id=\"_cite-%u\">", (unsigned)reference + 1);
    else
        buffer_add(out, TEXT("<span class=\"cited\">"));
    buffer_add(out, whole);
    add_cited(out, filling, &cited, openings);
    buffer_add(out, whole.size ? TEXT("</a></span>") : TEXT("</span>"));
    arena_free(&arena);
}

static void add_ways_back(struct buffer *out, const struct filling *filling, const struct cites_entry *entry) {
    struct text label = filling->cites_labels.back;
    size_t hole = text_find(label, TEXT("{}"), 0);
    for (size_t i = 0; i < entry->reference_count; i++) {
        unsigned number = (unsigned)entry->references[i] + 1;
        buffer_add_format(out, " <a class=\"note-back\" href=\"#_cite-%u\" role=\"doc-backlink\" aria-label=\"", number);
        buffer_add_html(out, text_slice(label, 0, hole));
        buffer_add_format(out, "%u", (unsigned)i + 1);
        buffer_add_html(out, text_after(label, hole + 2));
        buffer_add(out, TEXT("\">↩"));
        if (entry->reference_count > 1)
            buffer_add_format(out, "<sup>%u</sup>", (unsigned)i + 1);
        buffer_add(out, TEXT("</a>"));
    }
}

static void add_entry(struct buffer *out, const struct filling *filling, const struct cites_entry *entry) {
    struct arena arena = {0};
    buffer_add(out, TEXT("<li id=\"_ref-"));
    buffer_add_html(out, entry->work->slug);
    buffer_add(out, TEXT("\">"));
    add_cited(out, filling, &entry->cited, NULL);
    if (entry->work->here.size) {
        buffer_add(out, TEXT(" <a class=\"reference\" href=\""));
        add_address(out, filling, entry->work->here, &arena);
        buffer_add_char(out, '"');
        add_attribute(out, "title", entry->work->here_title);
        buffer_add_char(out, '>');
        buffer_add_html(out, filling->cites_labels.here);
        buffer_add(out, TEXT("</a>"));
    }
    add_ways_back(out, filling, entry);
    buffer_add(out, TEXT("</li>\n"));
    arena_free(&arena);
}

static void fill_works(struct buffer *out, const struct filling *filling, bool has_title) {
    size_t count = filling->cites && filling->cites_labels.has_entries ? cites_count(filling->cites) : 0;
    if (count == 0)
        return;
    buffer_add(out, TEXT("<section class=\"works\" role=\"doc-bibliography\""));
    add_attribute(out, "aria-label", filling->cites_labels.works);
    buffer_add(out, TEXT(">\n"));
    if (has_title) {
        buffer_add(out, TEXT("<h2>"));
        buffer_add_html(out, filling->cites_labels.works);
        buffer_add(out, TEXT("</h2>\n"));
    }
    buffer_add(out, TEXT("<ul>\n"));
    for (size_t i = 0; i < count; i++) {
        struct cites_entry entry = cites_entry(filling->cites, i);
        add_entry(out, filling, &entry);
    }
    buffer_add(out, TEXT("</ul>\n</section>\n"));
}

static void make_fill(struct buffer *out, const struct filling *filling, const struct doc_hole *hole) {
    const struct document *document = filling->document;
    if (hole->kind == HOLE_CITE || hole->kind == HOLE_VERDICT) {
        fill_quotation(out, filling, hole);
        return;
    }
    if (hole->kind == HOLE_WORKS || hole->kind == HOLE_TITLED_WORKS)
        fill_works(out, filling, hole->kind == HOLE_TITLED_WORKS);
    if (hole->reference >= document->references.count || hole->kind == HOLE_NOTED)
        return;
    if (hole->kind == HOLE_CITATION || hole->kind == HOLE_CITER) {
        fill_citation(out, filling, hole->reference, hole->kind == HOLE_CITER ? CITES_AUTHOR : CITES_WHOLE);
        return;
    }
    const struct link *link = &filling->links[hole->reference];
    const struct doc_reference *reference = &DOC_ITEMS(document, references, struct doc_reference)[hole->reference];
    if (hole->kind == HOLE_REFERENCE)
        fill_reference(out, filling, reference, link);
    else if (link->leads)
        add_href(out, hole->kind == HOLE_SRC ? "src" : "href", filling, reference, link);
    else if (hole->kind == HOLE_SRC)
        add_attribute(out, "src", TEXT("data:,")); /* an image without src would be no HTML */
    if (hole->kind == HOLE_SRC)
        add_picture_size(out, hole, link);
}

struct text filling_label(uint32_t index, const void *context) {
    const struct filling *filling = context;
    const struct document *document = filling->document;
    if (index >= document->references.count)
        return (struct text){0};
    return label_of(filling, &DOC_ITEMS(document, references, struct doc_reference)[index], &filling->links[index]);
}

void filling_link(struct filling_link *shown, uint32_t index, const void *context, struct arena *arena) {
    const struct filling *filling = context;
    *shown = (struct filling_link){0};
    if (index >= filling->document->references.count || !filling->links[index].leads)
        return;
    const struct link *link = &filling->links[index];
    const struct doc_reference *reference = &DOC_ITEMS(filling->document, references, struct doc_reference)[index];
    struct text hint = link->definition.size ? values_first_sentence(link->definition) : link->title;
    *shown = (struct filling_link){.leads = true,
                                   .is_term = link->is_term,
                                   .href = href_of(filling, reference, link, arena),
                                   .width = link->width,
                                   .height = link->height};
    if (link->definition.size || !text_equal(hint, filling_label(index, filling)))
        shown->hint = hint;
}

/* A body on its way out, stretch by stretch: what of its HTML, its holes and its marks is to be written next. */
struct writing {
    struct buffer *out;
    const struct filling *filling;
    const struct body *body;
    const struct marks *marks;
    const uint32_t *numbers; /* of the passages, by block */
    struct seam *seams;      /* of the holes, which are written in another order than theirs; NULL: none are noted */
    struct text html;
    size_t written;
    uint32_t hole, anchor;
    size_t former;
};

static void fill_hole(const struct writing *writing) {
    const struct filling *filling = writing->filling;
    size_t start = writing->out->size;
    if (filling->fills)
        buffer_add(writing->out, filling->fills[writing->hole]);
    else
        make_fill(writing->out, filling, &DOC_ITEMS(writing->body, holes, struct doc_hole)[writing->hole]);
    if (writing->seams)
        writing->seams[writing->hole] = (struct seam){SEAM_FILL, (uint32_t)start, (uint32_t)writing->out->size};
}

static void write_place(struct buffer *out, struct text id) {
    buffer_add(out, TEXT("<span class=\"place\" id=\""));
    buffer_add_html(out, id);
    buffer_add(out, TEXT("\"></span>"));
}

static size_t next_hole(const struct writing *writing) {
    const struct doc_hole *holes = DOC_ITEMS(writing->body, holes, struct doc_hole);
    return writing->hole < writing->body->holes.count ? holes[writing->hole].offset : SIZE_MAX;
}

static const struct doc_anchor *anchors_of(const struct writing *writing) {
    return DOC_ITEMS(writing->filling->document, anchors, struct doc_anchor);
}

/* Where the next further id of a heading stands. */
static size_t next_spelling(struct writing *writing) {
    uint32_t count = writing->filling->document->anchors.count;
    while (writing->anchor < count && !anchors_of(writing)[writing->anchor].is_spelling)
        writing->anchor++;
    return writing->anchor < count ? anchors_of(writing)[writing->anchor].offset : SIZE_MAX;
}

static bool is_behind(struct text html, size_t at, struct text before) {
    return at >= before.size && text_equal(text_slice(html, at - before.size, at), before);
}

/*
 * Of several texts on a page each has a note 1, and a caption of a table: "note-1", "note-ref-1" and "_table-1" become
 * "note-1.tin", "note-ref-1.tin" and "_table-1.tin".
 */
static void write_own_ids(struct buffer *out, struct text html, struct text end) {
    size_t written = 0;
    for (size_t at = text_find_char(html, '"', 0); at < html.size; at = text_find_char(html, '"', at + 1)) {
        struct text value = text_after(html, at + 1);
        bool leads = text_starts(value, TEXT("#note-")) && is_behind(html, at, TEXT(" href="));
        bool is_id = (text_starts(value, TEXT("note-")) || text_starts(value, TEXT("_table-"))) &&
                     (is_behind(html, at, TEXT(" id=")) || is_behind(html, at, TEXT(" aria-labelledby=")));
        if (!leads && !is_id)
            continue;
        at = text_find_char(html, '"', at + 1);
        buffer_add(out, text_slice(html, written, at));
        buffer_add_char(out, '.');
        buffer_add_html(out, end);
        written = at;
    }
    buffer_add(out, text_after(html, written));
}

static void write_piece(struct writing *writing, size_t end) {
    struct text html = text_slice(writing->html, writing->written, end);
    if (writing->filling->ids_end.size)
        write_own_ids(writing->out, html, writing->filling->ids_end);
    else
        buffer_add(writing->out, html);
    writing->written = end;
}

typedef size_t offset_getter(const struct writing *writing, size_t index);

/* The first that stands at `start` or behind it, of `count` in their order. */
static size_t first_from(size_t start, const struct writing *writing, size_t count, offset_getter *offset_of) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (offset_of(writing, middle) < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* With the spaces at which no line may end. */
static void write_html(struct writing *writing, size_t end) {
    const struct body *body = writing->body;
    const struct doc_space *spaces = DOC_ITEMS(body, spaces, struct doc_space);
    size_t first = document_first_from(spaces, body->spaces.count, sizeof *spaces, writing->written);
    for (size_t i = first; i < body->spaces.count && spaces[i].offset < end; i++) {
        write_piece(writing, spaces[i].offset);
        buffer_add(writing->out, spaces[i].is_narrow ? TEXT("\u202f") : TEXT("\u00a0"));
        writing->written++;
    }
    write_piece(writing, end);
}

static void write_up_to(struct writing *writing, size_t end) {
    for (size_t hole = next_hole(writing), place = next_spelling(writing); hole < end || place < end;
         hole = next_hole(writing), place = next_spelling(writing)) {
        write_html(writing, hole < place ? hole : place);
        if (hole < place) {
            fill_hole(writing);
            writing->hole++;
        } else {
            write_place(writing->out, document_text(writing->filling->document, anchors_of(writing)[writing->anchor++].id));
        }
    }
    write_html(writing, end);
}

static size_t behind_tag(struct text html, const struct doc_block *block) {
    return text_find_char(html, '>', block->start) + 1;
}

/* Whether something is filled in between. */
static bool has_hole(const struct body *body, size_t start, size_t end) {
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    size_t first = document_first_from(holes, body->holes.count, sizeof *holes, start);
    return first < body->holes.count && holes[first].offset < end;
}

/* Whether words of the text stand between; the labels of a chart are none. */
static bool has_words(const struct body *body, size_t start, size_t end) {
    const struct doc_run *runs = DOC_ITEMS(body, runs, struct doc_run);
    size_t first = document_first_from(runs, body->runs.count, sizeof *runs, start);
    for (size_t i = first; i < body->runs.count && runs[i].start < end; i++)
        if (runs[i].kind == RUN_TEXT && text_trim(text_slice(body_html(body), runs[i].start, runs[i].end)).size)
            return true;
    return false;
}

/*
 * Words of its own begin before what it holds: what only holds other passages is cited by them. No link may stand in a summary,
 * which is a button.
 */
static bool is_offered(const struct body *body, uint32_t number) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block), *block = &blocks[number];
    if (block->kind == BLOCK_HEADING || block->kind == BLOCK_RULE || block->start >= body->notes_start)
        return false;
    if (text_starts(text_after(body_html(body), block->start), TEXT("<summary")))
        return false;
    bool holds_others = number + 1 < body->blocks.count && blocks[number + 1].start < block->end;
    if (block->kind != BLOCK_ITEM || !holds_others)
        return !holds_others;
    size_t start = behind_tag(body_html(body), block), end = blocks[number + 1].start;
    return has_hole(body, start, end) || has_words(body, start, end);
}

const uint32_t *passage_numbers(const struct body *body, const struct marks *marks, struct arena *arena) {
    uint32_t *numbers = arena_array(arena, uint32_t, body->blocks.count + 1), count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        uint32_t block = marks->items[i].block;
        if (block < body->blocks.count && !numbers[block] && is_offered(body, block))
            numbers[block] = ++count;
    }
    return numbers;
}

static void write_number(struct writing *writing, uint32_t number, struct text id) {
    buffer_add(writing->out, TEXT("<a class=\"number\" href=\"#"));
    buffer_add_html(writing->out, id);
    buffer_add_format(writing->out, "\" data-n=\"%u\" aria-hidden=\"true\" tabindex=\"-1\"></a>", (unsigned)number);
}

/* The block's opening tag with its first id, where it has none yet; and what leads to it by its others. */
static void write_marked(struct writing *writing, const struct mark *marks, size_t count) {
    const struct doc_block *block = &DOC_ITEMS(writing->body, blocks, struct doc_block)[marks->block];
    const struct marks *all = writing->marks;
    write_up_to(writing, block->start);
    size_t end = behind_tag(writing->html, block);
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
    if (!has_id)
        buffer_add(writing->out, marks->note);
    for (size_t i = has_id ? 0 : 1; i < count; i++) {
        write_place(writing->out, text_of(marks[i].id));
        buffer_add(writing->out, marks[i].note);
    }
    for (; writing->former < all->former_count && all->former[writing->former].block <= marks->block; writing->former++)
        write_place(writing->out, all->former[writing->former].id);
    if (writing->numbers[marks->block])
        write_number(writing, writing->numbers[marks->block], text_of(marks->id));
}

/* Stretches */

static size_t offset_of_block(const struct writing *writing, uint32_t block) {
    return block < writing->body->blocks.count ? DOC_ITEMS(writing->body, blocks, struct doc_block)[block].start : SIZE_MAX;
}

static size_t offset_of_mark(const struct writing *writing, size_t mark) {
    return offset_of_block(writing, writing->marks->items[mark].block);
}

static size_t offset_of_former(const struct writing *writing, size_t former) {
    return offset_of_block(writing, writing->marks->former[former].block);
}

/* Those that are no further ids of headings stand before all that are. */
static size_t offset_of_spelling(const struct writing *writing, size_t anchor) {
    return anchors_of(writing)[anchor].is_spelling ? anchors_of(writing)[anchor].offset : 0;
}

static void write_stretch(struct writing *writing, size_t start, size_t end) {
    const struct marks *marks = writing->marks;
    writing->written = start;
    const struct doc_hole *holes = DOC_ITEMS(writing->body, holes, struct doc_hole);
    writing->hole = (uint32_t)document_first_from(holes, writing->body->holes.count, sizeof *holes, start);
    writing->anchor = (uint32_t)first_from(start, writing, writing->filling->document->anchors.count, offset_of_spelling);
    writing->former = first_from(start, writing, marks->former_count, offset_of_former);
    size_t mark = first_from(start, writing, marks->count, offset_of_mark);
    for (size_t next; mark < marks->count && offset_of_mark(writing, mark) < end; mark = next) {
        for (next = mark + 1; next < marks->count && marks->items[next].block == marks->items[mark].block; next++)
            continue;
        write_marked(writing, &marks->items[mark], next - mark);
    }
    write_up_to(writing, end);
}

/* All that stand in one place from the note on; returns the next one. */
static uint32_t write_notes_of_place(struct writing *writing, uint32_t note) {
    const struct doc_note *notes = DOC_ITEMS(writing->body, notes, struct doc_note);
    uint32_t place = notes[note].place;
    buffer_add(writing->out, TEXT("<div class=\"asides\">\n"));
    for (; note < writing->body->notes.count && notes[note].place == place; note++)
        write_stretch(writing, notes[note].start, notes[note].end);
    buffer_add(writing->out, TEXT("</div>\n"));
    return note;
}

/* The notes behind what refers to them, and no section of them. */
static void write_with_notes(struct writing *writing) {
    const struct body *body = writing->body;
    const struct doc_note *notes = DOC_ITEMS(body, notes, struct doc_note);
    size_t start = 0;
    for (uint32_t i = 0; i < body->notes.count;) {
        write_stretch(writing, start, notes[i].place);
        start = notes[i].place;
        i = write_notes_of_place(writing, i);
    }
    write_stretch(writing, start, body->notes_start);
    write_stretch(writing, body->notes_end, SIZE_MAX);
}

void filling_write(struct buffer *out, const struct filling *filling, const struct body *body, const struct marks *marks) {
    struct arena arena = {0};
    struct writing writing = {.out = out,
                              .filling = filling,
                              .body = body,
                              .marks = marks,
                              .numbers = passage_numbers(body, marks, &arena),
                              .seams = filling->seams ? arena_array(&arena, struct seam, body->holes.count) : NULL,
                              .html = body_html(body)};
    if (filling->has_notes_at_end)
        write_stretch(&writing, 0, SIZE_MAX);
    else
        write_with_notes(&writing);
    for (uint32_t i = 0; filling->seams && i < body->holes.count; i++)
        seams_add(filling->seams, SEAM_FILL, writing.seams[i].start, writing.seams[i].end);
    arena_free(&arena);
}

void body_write(struct buffer *out, const struct own_body *own) {
    const struct body *body = document_body(own->file);
    struct arena arena = {0};
    struct marks marks = {0};
    if (body && own->mark)
        own->mark(&marks, own->context, &arena);
    if (body)
        filling_write(out, &own->filling, body, &marks);
    arena_free(&arena);
}

static void write_late(struct buffer *out, const void *context) {
    body_write(out, context);
}

struct digest own_body_digest(const struct own_body *body) {
    const struct filling *filling = &body->filling;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, filling->document->body);
    hasher_add_text(&hasher, filling->han);
    hasher_add_text(&hasher, filling->language);
    hasher_add_text(&hasher, filling->ids_end);
    hasher_add_number(&hasher, (uint64_t)filling->has_notes_at_end << 1 | filling->is_rtl);
    hasher_add_digest(&hasher, body->marks);
    if (filling->cites)
        hasher_add_digest(&hasher, cites_digest(filling->cites));
    for (uint32_t i = 0; i < filling->document->references.count; i++) {
        const struct link *link = &filling->links[i];
        hasher_add_number(&hasher, (uint64_t)is_previewed(filling, i) << 3 | (uint64_t)link->leads << 2 |
                                       (uint64_t)link->is_term << 1 | link->is_picture);
        hasher_add_text(&hasher, link->address);
        hasher_add_text(&hasher, link->anchor);
        hasher_add_text(&hasher, link->title);
        hasher_add_number(&hasher, link->title_kind);
        hasher_add_text(&hasher, link->definition);
        hasher_add_text(&hasher, link->url);
        if (link->is_picture)
            hasher_add_digest(&hasher, filling->tree->files[link->file].id);
    }
    for (uint32_t i = 0; filling->quotations && i < filling->document->quotations.count; i++) {
        const struct quotation_mark *mark = &filling->quotations[i];
        hasher_add_text(&hasher, mark->url);
        hasher_add_text(&hasher, mark->address);
        hasher_add_text(&hasher, mark->anchor);
        hasher_add_text(&hasher, mark->voice);
        hasher_add_text(&hasher, mark->label);
        hasher_add_number(&hasher, (uint64_t)mark->leads << 1 | mark->is_older);
    }
    return hasher_end(&hasher);
}

void gather_no_body(struct gathering *g) {
    gather_none(g, "body");
    gather_has(g, "has_body", "body", NULL);
}

void gather_body(struct gathering *g, const struct own_body *body) {
    const struct gather_place *place = gathering_place(g);
    if (gather_stands(g, "body", own_body_digest(body))) {
        struct own_body *kept = arena_new(gathering_arena(g), struct own_body);
        *kept = *body;
        kept->filling.root = place->root;
        kept->filling.for_disk = place->for_disk;
        kept->filling.address = place->address;
        kept->filling.seams = place->seams;
        gather_put(g, "body", view_late(write_late, kept, true, gathering_arena(g)));
    }
    gather_has(g, "has_body", "body", NULL);
}
