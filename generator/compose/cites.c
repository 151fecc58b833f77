#include "compose/cites.h"

#include "base/array.h"
#include "base/table.h"
#include "cite/locator.h"

/* Works as they are first met, and what cites them. */
struct met_work {
    const struct cites_work *work;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } references;
};

struct cites {
    struct cites_text text;
    struct {
        struct met_work *items;
        size_t count, capacity;
    } met;
    struct table by_key;
    struct cited_work *works;  /* of those, by the same numbers */
    struct cite_place *places; /* of all citations of the document */
    struct cite_context context;
    const uint32_t *order;
    const struct cite_numbering *names; /* what sets them apart where only their authors are named; NULL before */
    bool is_ready;
    struct arena *arena;
};

static const struct doc_citation *citations_of(const struct document *document) {
    return DOC_ITEMS(document, citations, struct doc_citation);
}

static uint32_t meet(struct cites *cites, const struct cites_work *work) {
    uint32_t known = table_get(&cites->by_key, work->cited->key);
    if (known != NONE)
        return known;
    table_put(&cites->by_key, work->cited->key, (uint32_t)cites->met.count, cites->arena);
    *array_add(&cites->met, cites->arena) = (struct met_work){.work = work};
    return (uint32_t)cites->met.count - 1;
}

/* Whether all works of the citation that begins at `first` are known. */
static bool is_known(const struct cites_text *text, uint32_t first) {
    const struct doc_citation *citations = citations_of(text->document);
    for (uint32_t i = first; i <= first + citations[first].more; i++)
        if (!text->works[citations[i].reference].cited)
            return false;
    return true;
}

static struct cite_place place_of(struct cites *cites, const struct doc_citation *citation) {
    const struct document *document = cites->text.document;
    struct located located = locator_of(document_text(document, citation->suffix));
    return (struct cite_place){
        .work = meet(cites, &cites->text.works[citation->reference]),
        .prefix = document_text(document, citation->prefix),
        .suffix = located.suffix,
        .locator = located.locator,
        .locator_kind = located.kind,
        .no_author = citation->no_author,
        .in_text = citation->in_text && !citation->in_note,
    };
}

/* The work that a citation is of, where it is of one alone; NONE. */
static uint32_t only_work(const struct cites *cites, uint32_t first, uint32_t count) {
    return count == 1 ? cites->places[first].work : NONE;
}

static void note_place(struct cites *cites, uint32_t index, uint32_t first, uint32_t before) {
    struct cite_place *place = &cites->places[index];
    struct met_work *met = &cites->met.items[place->work];
    uint32_t reference = citations_of(cites->text.document)[first].reference;
    place->is_repeated = met->references.count > 0;
    place->is_ibid = index == first && before == place->work;
    if (!met->references.count || met->references.items[met->references.count - 1] != reference)
        *array_add(&met->references, cites->arena) = reference;
}

static void find_places(struct cites *cites) {
    const struct document *document = cites->text.document;
    const struct doc_citation *citations = citations_of(document);
    cites->places = arena_array(cites->arena, struct cite_place, document->citations.count);
    for (uint32_t first = 0, before = NONE, count; first < document->citations.count; first += count) {
        count = citations[first].more + 1u;
        if (!is_known(&cites->text, first))
            continue;
        for (uint32_t i = first; i < first + count; i++)
            cites->places[i] = place_of(cites, &citations[i]);
        for (uint32_t i = first; i < first + count; i++)
            note_place(cites, i, first, before);
        before = only_work(cites, first, count);
    }
}

static void make_ready(struct cites *cites) {
    const struct cites_text *text = &cites->text;
    if (cites->is_ready)
        return;
    cites->is_ready = true;
    find_places(cites);
    for (size_t i = 0; i < text->more_count; i++)
        meet(cites, &text->more[i]);
    cites->works = arena_array(cites->arena, struct cited_work, cites->met.count);
    for (size_t i = 0; i < cites->met.count; i++)
        cites->works[i] = *cites->met.items[i].work->cited;
    cites->context = (struct cite_context){.works = cites->works, .count = cites->met.count, .terms = text->terms};
    if (cites->met.count)
        cites->context.same = style_tell_apart((enum cite_style)text->style, &cites->context, cites->arena);
}

struct cites *cites_make(const struct cites_text *text, struct arena *arena) {
    struct cites *cites = arena_new(arena, struct cites);
    *cites = (struct cites){.text = *text, .arena = arena};
    return cites;
}

/* The citation that begins with a reference; the number of them where none does. */
static uint32_t citation_at(const struct document *document, uint32_t reference) {
    const struct doc_citation *citations = citations_of(document);
    uint32_t low = 0, high = document->citations.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (citations[middle].reference < reference)
            low = middle + 1;
        else
            high = middle;
    }
    return low < document->citations.count && citations[low].reference == reference ? low : document->citations.count;
}

/* Whom it is by, as a sentence has it: MLA names nobody else in one. */
static struct cited author_of(struct cites *cites, const struct cite_place *place) {
    struct cite_context context = cites->context;
    struct cite_place author = {.work = place->work, .in_text = true};
    if (!cites->names)
        cites->names = style_tell_apart(STYLE_MLA, &context, cites->arena);
    context.same = cites->names;
    return style_cluster(STYLE_MLA, &context, &author, 1, cites->arena);
}

/* [-@key] where the style says nothing but the author of a work: then it says that. */
static struct cited with_authors(struct cites *cites, const struct cite_place *places, size_t count) {
    struct cite_place *with = arena_array(cites->arena, struct cite_place, count);
    for (size_t i = 0; i < count; i++) {
        with[i] = places[i];
        with[i].no_author = false;
    }
    return style_cluster((enum cite_style)cites->text.style, &cites->context, with, count, cites->arena);
}

/* A note ends with a stop; what stands in a sentence does not. */
static struct cited without_stop(struct cited cited) {
    bool ends = text_ends(cited.words, TEXT("."));
    for (size_t i = 0; i < cited.count; i++)
        ends &= cited.ranges[i].to < cited.words.size;
    cited.words.size -= ends;
    return cited;
}

struct cited cites_words(struct cites *cites, uint32_t reference, enum cites_part part) {
    const struct document *document = cites->text.document;
    uint32_t first = citation_at(document, reference);
    make_ready(cites);
    if (first == document->citations.count || !is_known(&cites->text, first))
        return (struct cited){0};
    const struct cite_place *places = &cites->places[first];
    size_t count = citations_of(document)[first].more + 1u;
    bool is_of_notes = style_is_of_notes((enum cite_style)cites->text.style);
    if (part == CITES_AUTHOR || (is_of_notes && places->in_text))
        return author_of(cites, places);
    struct cited cited = style_cluster((enum cite_style)cites->text.style, &cites->context, places, count, cites->arena);
    if (!cited.words.size)
        cited = with_authors(cites, places, count);
    return is_of_notes && !citations_of(document)[first].in_note ? without_stop(cited) : cited;
}

const struct cites_work *cites_place(const struct cites *cites, uint32_t reference, uint32_t place) {
    return &cites->text.works[reference + place];
}

size_t cites_count(struct cites *cites) {
    make_ready(cites);
    return cites->met.count;
}

struct cites_entry cites_entry(struct cites *cites, size_t index) {
    make_ready(cites);
    if (!cites->order)
        cites->order = style_order((enum cite_style)cites->text.style, &cites->context, cites->arena);
    uint32_t number = cites->order[index];
    const struct met_work *met = &cites->met.items[number];
    return (struct cites_entry){
        .work = met->work,
        .cited = style_listing((enum cite_style)cites->text.style, &cites->context, number, cites->arena),
        .references = met->references.items,
        .reference_count = met->references.count,
    };
}

struct digest cites_digest(const struct cites *cites) {
    const struct cites_text *text = &cites->text;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, text->style);
    for (size_t i = 0; i < text->document->references.count + text->more_count; i++) {
        size_t count = text->document->references.count;
        const struct cites_work *work = i < count ? &text->works[i] : &text->more[i - count];
        if (!work->cited)
            continue;
        hasher_add_number(&hasher, i);
        hasher_add_digest(&hasher, work->digest);
        hasher_add_text(&hasher, work->slug);
        hasher_add_text(&hasher, work->address);
        hasher_add_text(&hasher, work->here);
        hasher_add_text(&hasher, work->here_title);
    }
    return hasher_end(&hasher);
}
