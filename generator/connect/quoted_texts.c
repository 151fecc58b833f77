#include "connect/quoted_texts.h"

#include "base/array.h"
#include "history/versions.h"
#include "kinds/saved.h"
#include "read/document/prose.h"

#include <stdlib.h>

/* Whose references show titles. */
struct shown_titles {
    const struct site *site;
    const struct document *document;
    const struct targets *targets;
};

static void show_title(struct buffer *out, uint32_t index, const void *context) {
    const struct shown_titles *titles = context;
    if (index >= titles->document->references.count)
        return;
    const struct doc_reference *reference = &DOC_ITEMS(titles->document, references, struct doc_reference)[index];
    struct text label = document_text(titles->document, reference->label);
    const struct target *target = index < titles->targets->count ? &titles->targets->items[index] : NULL;
    if (!label.size && target && target->kind != THING_NONE)
        label = site_title(titles->site, target->kind, target->number);
    buffer_add(out, label.size ? label : document_text(titles->document, reference->target));
}

struct text quoted_words(struct plain_places *places, const struct site *site, const struct document *document,
                         const struct body *body, const struct targets *targets, struct arena *arena) {
    struct shown_titles titles = {site, document, targets};
    struct plain_words plain = {.show = show_title, .context = &titles};
    struct buffer out = {0};
    plain_words_of_body(&plain, body);
    plain_words_add(&out, places, &plain, 0, arena);
    return buffer_take(&out, arena);
}

struct text quoted_said(const struct site *site, const struct source *source, struct text words, struct arena *arena) {
    struct shown_titles titles = {site, source->document, &source->targets};
    return prose_filled(words, show_title, &titles, arena);
}

static bool read_saved(struct quoted_text *text, struct loading *loading, uint32_t number, struct arena *arena) {
    const struct saved_text *saved = &loading->site->saved->items[number];
    struct text words;
    text->path = saved->path;
    text->document = saved->parsed ? saved->parsed->document : NULL;
    text->body = saved->parsed ? document_body(saved->parsed) : NULL;
    if (!saved_words(&words, &text->first_line, &text->places, loading->site, number, loading->problems, arena))
        return false;
    quotable_read(&text->words, words, arena);
    return true;
}

static bool read_thing(struct quoted_text *text, struct loading *loading, const struct target *target, struct arena *arena) {
    const struct source *source = thing_source(loading->site, target->kind, target->number);
    text->body = source && source->document && source->file ? document_body(source->file) : NULL;
    if (!text->body)
        return false;
    text->path = source->path;
    text->document = source->document;
    struct text words = quoted_words(&text->places, loading->site, source->document, text->body, &source->targets, arena);
    quotable_read(&text->words, words, arena);
    return true;
}

struct quoted_text *quoted_text_of(struct quoted_texts *texts, struct loading *loading, const struct target *target) {
    for (size_t i = 0; i < texts->count; i++)
        if (texts->items[i]->kind == target->kind && texts->items[i]->number == target->number)
            return texts->items[i];
    struct quoted_text *text = arena_new(texts->arena, struct quoted_text);
    text->kind = target->kind;
    text->number = target->number;
    text->arena = texts->arena;
    bool is_read = target->kind == THING_SAVED ? read_saved(text, loading, target->number, texts->arena)
                                               : read_thing(text, loading, target, texts->arena);
    if (!is_read)
        return NULL;
    *array_add(texts, texts->arena) = text;
    return text;
}

static const struct plain_place *place_at(const struct quoted_text *text, size_t at) {
    const struct plain_place *place = NULL;
    for (size_t i = 0; i < text->places.count && text->places.items[i].start <= at; i++)
        place = &text->places.items[i];
    return place;
}

uint32_t quoted_text_block(const struct quoted_text *text, size_t at) {
    const struct plain_place *place = place_at(text, at);
    return place ? place->block : NONE;
}

uint32_t quoted_text_line(const struct quoted_text *text, size_t at) {
    const struct plain_place *place = place_at(text, at);
    bool has_block = text->body && place && place->block < text->body->blocks.count;
    uint32_t line = has_block ? DOC_ITEMS(text->body, blocks, struct doc_block)[place->block].line : text->first_line;
    for (size_t i = place ? place->start : 0; i < at; i++)
        line += text->words.text.bytes[i] == '\n';
    return line;
}

static void find_marks(struct quoted_text *text, const struct site *site) {
    if (text->has_marks || text->kind != THING_ESSAY)
        return;
    const struct essay *essay = &site->essays[text->number];
    versions_marks(&text->marks, site, essay, essay->versions->count - 1, text->arena);
    text->has_marks = true;
}

struct text quoted_text_anchor(struct quoted_text *text, const struct site *site, uint32_t block, struct arena *arena) {
    find_marks(text, site);
    for (size_t i = 0; i < text->marks.count; i++)
        if (text->marks.items[i].block == block)
            return text_copy(text_of(text->marks.items[i].id), arena);
    return (struct text){0};
}

/* The heading of that id, as a block, or NONE. */
static uint32_t heading_block(const struct quoted_text *text, struct text id) {
    const struct doc_heading *headings = DOC_ITEMS(text->document, headings, struct doc_heading);
    const struct doc_block *blocks = DOC_ITEMS(text->body, blocks, struct doc_block);
    for (uint32_t i = 0; i < text->document->headings.count; i++)
        for (uint32_t b = 0; text_equal(document_text(text->document, headings[i].id), id) && b < text->body->blocks.count; b++)
            if (blocks[b].kind == BLOCK_HEADING && blocks[b].line == headings[i].line)
                return b;
    return NONE;
}

/* Behind the last block of what stands below a heading, or inside of another block. */
static uint32_t end_of(const struct quoted_text *text, uint32_t block) {
    const struct doc_block *blocks = DOC_ITEMS(text->body, blocks, struct doc_block);
    uint32_t end = block + 1;
    bool is_heading = blocks[block].kind == BLOCK_HEADING;
    while (end < text->body->blocks.count &&
           (is_heading ? blocks[end].kind != BLOCK_HEADING || blocks[end].shown_level > blocks[block].shown_level
                       : blocks[end].start < blocks[block].end))
        end++;
    return end;
}

bool quoted_text_range(struct quotation_range *range, struct quoted_text *text, const struct site *site, struct text anchor) {
    uint32_t first = text->document && text->body ? heading_block(text, anchor) : NONE;
    find_marks(text, site);
    for (size_t i = 0; i < text->marks.count && first == NONE; i++)
        if (text_equal(text_of(text->marks.items[i].id), anchor))
            first = text->marks.items[i].block;
    if (first == NONE || first >= text->body->blocks.count)
        return false;
    uint32_t end = end_of(text, first);
    *range = (struct quotation_range){SIZE_MAX, text->words.text.size};
    for (size_t i = 0; i < text->places.count; i++) {
        const struct plain_place *place = &text->places.items[i];
        bool is_inside = place->block >= first && place->block < end;
        if (is_inside && range->start == SIZE_MAX)
            range->start = place->start;
        if (!is_inside && range->start != SIZE_MAX && place->start > range->start && range->end > place->start)
            range->end = place->start;
    }
    return range->start != SIZE_MAX;
}
