#include "pages/search_text.h"

#include "base/array.h"
#include "base/build.h"
#include "base/utf8.h"
#include "pages/cards.h"
#include "pages/shared.h"

bool search_is_open(const struct essay *essay) {
    return essay_is_open(essay) && !essay->thing.hold.is_unindexed;
}

/* Passages */

/* The runs of each block, and the words of them. */
struct block_runs {
    const struct body *body;
    const struct doc_block *blocks;
    const struct doc_run *runs;
    uint32_t *first, *last; /* of each block; NONE */
    uint32_t *next;         /* of each run: the next of its block */
    const struct filling *filling;
    struct buffer words;
    bool wants_space;
};

static void add_run(struct block_runs *of, uint32_t block, uint32_t run) {
    if (of->first[block] == NONE)
        of->first[block] = run;
    else
        of->next[of->last[block]] = run;
    of->last[block] = run;
}

/* Gives each run to the innermost block that it begins in. */
static void sort_runs(struct block_runs *of, struct arena *arena) {
    uint32_t block_count = of->body->blocks.count, open = NONE, next = 0;
    uint32_t *parent = arena_array(arena, uint32_t, block_count + 1);
    for (uint32_t i = 0; i < of->body->runs.count; i++) {
        uint32_t start = of->runs[i].start;
        while (next < block_count && of->blocks[next].start <= start) {
            while (open != NONE && of->blocks[open].end <= of->blocks[next].start)
                open = parent[open];
            parent[next] = open;
            open = next++;
        }
        while (open != NONE && of->blocks[open].end <= start)
            open = parent[open];
        if (open != NONE)
            add_run(of, open, i);
    }
}

/* White space of any length is one space, and none stands at an end. */
static void add_words(struct block_runs *of, struct text text) {
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        unsigned char c = (unsigned char)text.bytes[at];
        if (c < 0x80 ? c <= ' ' : utf8_is_space(utf8_next(text, &(size_t){at}))) {
            utf8_next(text, &at);
            of->wants_space = true;
            continue;
        }
        while (at < text.size && (unsigned char)text.bytes[at] > ' ' && (unsigned char)text.bytes[at] < 0x80)
            at++;
        if (at == from)
            utf8_next(text, &at);
        if (of->wants_space && of->words.size)
            buffer_add_char(&of->words, ' ');
        of->wants_space = false;
        buffer_add(&of->words, text_slice(text, from, at));
    }
}

static void add_run_words(struct block_runs *of, const struct doc_run *run) {
    struct buffer bytes = {0};
    bool stands_apart = run->kind != RUN_TEXT && run->kind != RUN_REFERENCE && run->kind != RUN_NOTE;
    of->wants_space |= stands_apart;
    if (run->kind == RUN_TEXT || run->kind == RUN_PICTURE)
        body_text(&bytes, of->body, run->start, run->end);
    if (run->kind == RUN_REFERENCE && run->format != NONE) {
        const struct doc_format *format = &DOC_ITEMS(of->body, formats, struct doc_format)[run->format];
        buffer_add(&bytes, filling_label(format->reference, of->filling));
    }
    add_words(of, buffer_text(&bytes));
    of->wants_space |= stands_apart;
    buffer_free(&bytes);
}

static struct text words_of(struct block_runs *of, uint32_t block, struct arena *arena) {
    buffer_clear(&of->words);
    of->wants_space = false;
    for (uint32_t run = of->first[block]; run != NONE; run = of->next[run])
        add_run_words(of, &of->runs[run]);
    return text_copy(buffer_text(&of->words), arena);
}

/* The heading below which one of this level stands. */
static uint32_t heading_above(const struct search_essay *text, uint32_t heading, uint8_t level) {
    while (heading != NONE && text->headings.items[heading].level >= level)
        heading = text->headings.items[heading].parent;
    return heading;
}

static void add_passage(struct search_essay *text, const struct doc_block *block, struct search_passage passage,
                        uint32_t *heading, struct arena *arena) {
    passage.is_heading = block->kind == BLOCK_HEADING;
    if (passage.is_heading) {
        uint32_t parent = heading_above(text, *heading, block->shown_level);
        *array_add(&text->headings, arena) = (struct search_heading){parent, block->shown_level, passage.text};
        *heading = (uint32_t)text->headings.count - 1;
    }
    passage.heading = *heading;
    *array_add(&text->passages, arena) = passage;
}

static uint32_t *nones(size_t count, struct arena *arena) {
    uint32_t *items = arena_array(arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        items[i] = NONE;
    return items;
}

static void read_body(struct search_essay *text, const struct body *body, const struct filling *filling, struct arena *arena) {
    uint32_t count = body->blocks.count, heading = NONE;
    struct block_runs of = {.body = body,
                            .blocks = DOC_ITEMS(body, blocks, struct doc_block),
                            .runs = DOC_ITEMS(body, runs, struct doc_run),
                            .first = nones(count, arena),
                            .last = nones(count, arena),
                            .next = nones(body->runs.count, arena),
                            .filling = filling};
    sort_runs(&of, arena);
    for (uint32_t i = 0; i < count; i++) {
        struct text words = of.first[i] == NONE ? (struct text){0} : words_of(&of, i, arena);
        if (words.size)
            add_passage(text, &of.blocks[i], (struct search_passage){.block = i, .text = words}, &heading, arena);
    }
    buffer_free(&of.words);
}

bool search_essay_read(struct search_essay *text, const struct site *site, uint32_t essay, struct arena *arena) {
    const struct source *source = &site->essays[essay].thing.source;
    *text = (struct search_essay){0};
    if (!search_is_open(&site->essays[essay]) || !source->document->has_body)
        return true;
    const struct body *body = document_body(source->file);
    if (!body)
        return false;
    struct filling filling = {.document = source->document,
                              .links = links_of(site, NULL, source->document, &source->targets, arena)};
    read_body(text, body, &filling, arena);
    return true;
}

/* The words of a unit */

static void add_text(struct search_texts *texts, uint32_t unit, struct text text, bool is_name, struct arena *arena) {
    if (text.size)
        *array_add(texts, arena) = (struct search_text){unit, text, is_name};
}

struct text search_summary(const struct essay *essay) {
    return essay->summary_is_excerpt ? (struct text){0} : open_summary(essay);
}

static void add_names(struct search_texts *texts, const struct site *site, uint8_t kind, const struct numbers *numbers,
                      struct arena *arena) {
    for (size_t i = 0; i < numbers->count; i++)
        add_text(texts, 0, site_thing(site, kind, numbers->items[i])->title, false, arena);
}

static void add_name(struct search_texts *texts, const struct site *site, const struct essay *essay, struct arena *arena) {
    add_text(texts, 0, essay->thing.title, true, arena);
#define ADD_ESSAY_TEXT(id, member) add_text(texts, 0, essay->member, true, arena);
    ESSAY_TEXTS(ADD_ESSAY_TEXT)
    add_names(texts, site, THING_AUTHOR, &essay->authors, arena);
    add_text(texts, 0, search_summary(essay), false, arena);
    add_names(texts, site, THING_TOPIC, &essay->topics, arena);
    add_names(texts, site, THING_PLACE, &essay->places, arena);
}

void search_essay_texts(struct search_texts *texts, const struct site *site, uint32_t essay, const struct search_essay *text,
                        struct arena *arena) {
    *texts = (struct search_texts){0};
    add_name(texts, site, &site->essays[essay], arena);
    for (size_t i = 0; i < text->passages.count; i++)
        add_text(texts, (uint32_t)i + 1, text->passages.items[i].text, text->passages.items[i].is_heading, arena);
}

/* Titles that references without words of their own show. */
static void add_labels(struct hasher *hasher, const struct site *site, const struct source *source) {
    const struct doc_reference *references = DOC_ITEMS(source->document, references, struct doc_reference);
    for (uint32_t i = 0; i < source->document->references.count && i < source->targets.count; i++) {
        const struct target *target = &source->targets.items[i];
        bool shows_title = references[i].label.size == 0 && target->kind < THING_KINDS && target->kind != THING_NONE;
        hasher_add_text(hasher, shows_title ? site_title(site, target->kind, target->number) : (struct text){0});
    }
}

struct digest search_essay_key(const struct site *site, uint32_t essay, struct arena *arena) {
    const struct essay *of = &site->essays[essay];
    struct search_texts names = {0};
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("search record"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, of->language);
    add_name(&names, site, of, arena);
    for (size_t i = 0; i < names.count; i++)
        hasher_add_text(&hasher, names.items[i].text);
    hasher_add_number(&hasher, search_is_open(of));
    if (search_is_open(of) && of->thing.source.document->has_body) {
        hasher_add_digest(&hasher, of->thing.source.document->body);
        add_labels(&hasher, site, &of->thing.source);
    }
    return hasher_end(&hasher);
}

/* Things */

struct text search_thing_about(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    if (thing->hold.is_unindexed)
        return (struct text){0};
    if (kind == THING_PAGE || kind == THING_LIST)
        return thing->summary;
    return beginning_of(&thing->source);
}

void search_thing_texts(struct search_texts *texts, const struct site *site, uint8_t kind, uint32_t number, uint32_t unit,
                        struct arena *arena) {
    const struct thing *thing = site_thing(site, kind, number);
    add_text(texts, unit, thing->title, true, arena);
    for (size_t i = 0; i < thing->also.count; i++)
        add_text(texts, unit, thing->also.items[i], true, arena);
    if (kind == THING_TERM)
        add_text(texts, unit, site->terms[number].original, true, arena);
    if (kind == THING_AUTHOR)
        add_text(texts, unit, site->authors[number].native_name, true, arena);
    add_text(texts, unit, search_thing_about(site, kind, number), false, arena);
}
