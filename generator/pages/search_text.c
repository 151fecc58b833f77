#include "pages/search_text.h"

#include "base/array.h"
#include "base/utf8.h"
#include "connect/citing.h"
#include "kinds/voices.h"
#include "pages/cards.h"
#include "pages/shared.h"
#include "read/document/prose.h"
#include "read/smart.h"

#include <string.h>

bool search_is_open(const struct essay *essay) {
    return essay_is_open(essay) && !essay->thing.hold.is_unindexed;
}

/* Passages */

/* What words are set in that plain words must say. */
struct run_signs {
    bool is_struck;
    unsigned quotations; /* how many, one in the other */
    uint32_t raised;     /* the format that raises or lowers, or NONE */
    bool is_lowered;
};

/* The runs of each block, and the words of them. */
struct block_runs {
    const struct body *body;
    const struct doc_block *blocks;
    const struct doc_run *runs;
    uint32_t *first, *last; /* of each block; NONE */
    uint32_t *next;         /* of each run: the next of its block */
    const struct document *document;
    const struct texts *labels;
    struct text language;
    struct buffer words, run; /* of the block, and of one run of it */
    bool wants_space;
    struct run_signs signs; /* of the run before */
    size_t raised_from;     /* of the words: where those begin that are raised or lowered */
};

static void add_run(struct block_runs *of, uint32_t block, uint32_t run) {
    if (of->first[block] == NONE)
        of->first[block] = run;
    else
        of->next[of->last[block]] = run;
    of->last[block] = run;
}

/* Gives each run, from block `next` on and up to `end`, to the innermost block that it begins in. */
static void sort_runs(struct block_runs *of, uint32_t next, uint32_t end, struct arena *arena) {
    uint32_t block_count = of->body->blocks.count, open = NONE;
    uint32_t *parent = arena_array(arena, uint32_t, block_count + 1);
    uint32_t run_count = of->body->runs.count, from = run_count;
    if (next < block_count)
        from = (uint32_t)document_first_from(of->runs, run_count, sizeof *of->runs, of->blocks[next].start);
    for (uint32_t i = from; i < run_count && of->runs[i].start < end; i++) {
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

/*
 * The end of what is copied as it stands from a word at `at` on: words of ASCII with one space between each two. Eight bytes
 * at a time, where none of them is a control or begins a longer character, and no two that follow each other are spaces.
 */
static size_t plain_end(struct text text, size_t at) {
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    for (uint64_t eight, next; text.size - at > sizeof eight; at += sizeof eight) {
        memcpy(&eight, text.bytes + at, sizeof eight);
        memcpy(&next, text.bytes + at + 1, sizeof next);
        uint64_t spaces = (eight | next) ^ ones * ' ';
        if (((eight | (eight - ones * ' ') | ((spaces - ones) & ~spaces)) & highs) != 0)
            break;
    }
    for (unsigned char c; at < text.size && (c = (unsigned char)text.bytes[at]) >= ' ' && c < 0x80; at++)
        if (c == ' ' && (at + 1 == text.size || text.bytes[at + 1] <= ' ' || (unsigned char)text.bytes[at + 1] >= 0x80))
            break;
    return at;
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
        at = plain_end(text, at);
        if (at == from)
            utf8_next(text, &at);
        if (of->wants_space && of->words.size)
            buffer_add_char(&of->words, ' ');
        of->wants_space = false;
        buffer_add(&of->words, text_slice(text, from, at));
    }
}

/* As the page shows it. */
static struct text label_of(const struct block_runs *of, uint32_t index) {
    if (index >= of->document->references.count)
        return (struct text){0};
    const struct doc_reference *reference = &DOC_ITEMS(of->document, references, struct doc_reference)[index];
    struct text label = document_text(of->document, reference->label);
    bool has_words = index < of->labels->count && of->labels->items[index].size;
    if (has_words && (!label.size || reference->form == FORM_CITATION))
        label = of->labels->items[index];
    return label.size ? label : document_text(of->document, reference->target);
}

static void add_run_words(struct block_runs *of, const struct doc_run *run) {
    bool stands_apart = run->kind != RUN_TEXT && run->kind != RUN_REFERENCE && run->kind != RUN_NOTE;
    of->wants_space |= stands_apart;
    buffer_clear(&of->run);
    if (run->kind == RUN_TEXT || run->kind == RUN_PICTURE)
        body_text(&of->run, of->body, run->start, run->end);
    if (run->kind == RUN_REFERENCE && run->format != NONE) {
        const struct doc_format *format = &DOC_ITEMS(of->body, formats, struct doc_format)[run->format];
        buffer_add(&of->run, label_of(of, format->reference));
    }
    add_words(of, buffer_text(&of->run));
    of->wants_space |= stands_apart;
}

static struct run_signs signs_of(const struct block_runs *of, uint32_t format) {
    struct run_signs signs = {.raised = NONE};
    const struct doc_format *formats = DOC_ITEMS(of->body, formats, struct doc_format);
    for (; format != NONE; format = formats[format].parent) {
        struct span name = formats[format].target;
        enum prose_element element = PROSE_NOTHING;
        if (formats[format].kind == FORMAT_ELEMENT)
            element = prose_element_of(text_slice(body_html(of->body), name.offset, name.offset + name.size));
        signs.is_struck |= formats[format].kind == FORMAT_STRUCK || element == PROSE_STRIKES;
        signs.quotations += element == PROSE_QUOTES;
        if (element == PROSE_RAISES || element == PROSE_LOWERS)
            signs.raised = format, signs.is_lowered = element == PROSE_LOWERS;
    }
    return signs;
}

static void add_quotation_mark(struct block_runs *of, unsigned outer, enum quote quote, enum quote inner) {
    buffer_add(&of->words, text_of(smart_mark(of->language, outer % 2 ? inner : quote)));
}

static void close_signs(struct block_runs *of, struct run_signs to, struct arena *arena) {
    if (of->signs.raised != NONE && to.raised != of->signs.raised) {
        struct text words = text_copy(text_after(buffer_text(&of->words), of->raised_from), arena);
        of->words.size = of->raised_from;
        prose_add_raised(&of->words, words, of->signs.is_lowered);
    }
    for (unsigned i = of->signs.quotations; i > to.quotations; i--)
        add_quotation_mark(of, i - 1, QUOTE_CLOSES, QUOTE_CLOSES_INNER);
    if (of->signs.is_struck && !to.is_struck)
        buffer_add(&of->words, TEXT("~~"));
}

/* White space stands before what opens. */
static void open_signs(struct block_runs *of, struct run_signs to) {
    bool opens_raised = to.raised != NONE && to.raised != of->signs.raised;
    bool opens = opens_raised || to.quotations > of->signs.quotations || (to.is_struck && !of->signs.is_struck);
    if (opens && of->wants_space && of->words.size)
        buffer_add_char(&of->words, ' ');
    of->wants_space &= !opens;
    if (to.is_struck && !of->signs.is_struck)
        buffer_add(&of->words, TEXT("~~"));
    for (unsigned i = of->signs.quotations; i < to.quotations; i++)
        add_quotation_mark(of, i, QUOTE_OPENS, QUOTE_OPENS_INNER);
    if (opens_raised)
        of->raised_from = of->words.size;
}

static void set_signs(struct block_runs *of, struct run_signs to, struct arena *arena) {
    close_signs(of, to, arena);
    open_signs(of, to);
    of->signs = to;
}

static struct text words_of(struct block_runs *of, uint32_t block, struct arena *arena) {
    buffer_clear(&of->words);
    of->wants_space = false;
    of->signs = (struct run_signs){.raised = NONE};
    for (uint32_t run = of->first[block]; run != NONE; run = of->next[run]) {
        set_signs(of, signs_of(of, of->runs[run].format), arena);
        add_run_words(of, &of->runs[run]);
    }
    set_signs(of, (struct run_signs){.raised = NONE}, arena);
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

static struct block_runs runs_of(const struct search_frame *frame, const struct document *document, const struct body *body,
                                 struct arena *arena) {
    return (struct block_runs){.body = body,
                               .blocks = DOC_ITEMS(body, blocks, struct doc_block),
                               .runs = DOC_ITEMS(body, runs, struct doc_run),
                               .first = nones(body->blocks.count, arena),
                               .last = nones(body->blocks.count, arena),
                               .next = nones(body->runs.count, arena),
                               .document = document,
                               .labels = &frame->labels,
                               .language = frame->language};
}

void search_essay_read(struct search_essay *text, const struct search_frame *frame, const struct document *document,
                       const struct body *body, struct arena *arena) {
    *text = (struct search_essay){0};
    if (!body || !frame->is_open)
        return;
    uint32_t heading = NONE;
    struct block_runs of = runs_of(frame, document, body, arena);
    sort_runs(&of, 0, UINT32_MAX, arena);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        struct text words = of.first[i] == NONE ? (struct text){0} : words_of(&of, i, arena);
        if (words.size)
            add_passage(text, &of.blocks[i], (struct search_passage){.block = i, .text = words}, &heading, arena);
    }
    buffer_free(&of.words);
    buffer_free(&of.run);
}

struct text search_block_words(const struct search_frame *frame, const struct document *document, const struct body *body,
                               uint32_t block, struct arena *arena) {
    struct arena scratch = {0};
    struct block_runs of = runs_of(frame, document, body, &scratch);
    sort_runs(&of, block, of.blocks[block].end, &scratch);
    struct text words = of.first[block] == NONE ? (struct text){0} : words_of(&of, block, arena);
    buffer_free(&of.words);
    buffer_free(&of.run);
    arena_free(&scratch);
    return words;
}

/* The words of a unit */

static void add_text(struct search_texts *texts, uint32_t unit, struct text text, enum search_role role, struct arena *arena) {
    if (text.size)
        *array_add(texts, arena) = (struct search_text){unit, text, role};
}

struct text search_summary(const struct essay *essay) {
    return essay->summary_is_excerpt ? (struct text){0} : open_summary(essay);
}

struct text search_byline(const struct site *site, const struct essay *essay, struct arena *arena) {
    return essay_voice(essay) == VOICE_AUTHORS ? (struct text){0} : author_line_of(site, essay, arena);
}

static void add_names(struct search_texts *texts, const struct site *site, uint8_t kind, const struct numbers *numbers,
                      struct arena *arena) {
    for (size_t i = 0; i < numbers->count; i++)
        add_text(texts, 0, site_thing(site, kind, numbers->items[i])->title, SEARCH_BESIDE, arena);
}

void search_essay_texts(struct search_texts *texts, const struct search_frame *frame, const struct search_essay *text,
                        struct arena *arena) {
    *texts = (struct search_texts){0};
    for (size_t i = 0; i < frame->names.count; i++)
        *array_add(texts, arena) = frame->names.items[i];
    for (size_t i = 0; i < text->passages.count; i++)
        add_text(texts, (uint32_t)i + 1, text->passages.items[i].text,
                 text->passages.items[i].is_heading ? SEARCH_HEADING : SEARCH_PASSAGE, arena);
}

/* Frames */

static void frame_names(struct search_frame *frame, const struct site *site, const struct essay *essay, struct arena *arena) {
    struct search_texts *names = &frame->names;
    add_text(names, 0, essay->thing.title, SEARCH_NAME, arena);
#define ADD_ESSAY_TEXT(id, member) add_text(names, 0, essay->member, SEARCH_NAME, arena);
    ESSAY_TEXTS(ADD_ESSAY_TEXT)
    add_names(names, site, THING_AUTHOR, &essay->authors, arena);
    add_text(names, 0, search_summary(essay), SEARCH_BESIDE, arena);
    add_names(names, site, THING_TOPIC, &essay->topics, arena);
    add_names(names, site, THING_PLACE, &essay->places, arena);
}

/* What a reference shows that has no words of its own, or is a citation; "" for all others. */
static struct text shown_label(const struct site *site, const struct source *source, const struct text *words, uint32_t index) {
    const struct doc_reference *reference = &DOC_ITEMS(source->document, references, struct doc_reference)[index];
    const struct target *target = &source->targets.items[index];
    if (reference->form == FORM_CITATION)
        return words ? words[index] : (struct text){0};
    bool shows_title =
        reference->label.size == 0 && target->kind < THING_KINDS && target->kind != THING_NONE && target->kind != THING_HOME;
    return shows_title ? site_title(site, target->kind, target->number) : (struct text){0};
}

static void frame_labels(struct search_frame *frame, const struct site *site, const struct source *source,
                         struct arena *arena) {
    const struct text *words = citing_words(site, source, arena);
    for (uint32_t i = 0; i < source->document->references.count && i < source->targets.count; i++)
        *array_add(&frame->labels, arena) = shown_label(site, source, words, i);
}

void search_frame_of(struct search_frame *frame, const struct site *site, const struct essay *essay, struct arena *arena) {
    *frame = (struct search_frame){.language = essay->language, .is_open = search_is_open(essay)};
    frame_names(frame, site, essay, arena);
    if (essay_is_open(essay))
        frame_labels(frame, site, &essay->thing.source, arena);
}

void search_frame_of_source(struct search_frame *frame, const struct site *site, const struct source *source,
                            struct text language, struct arena *arena) {
    *frame = (struct search_frame){.language = language, .is_open = true};
    frame_labels(frame, site, source, arena);
}

/* What a part of a frame is, as it is remembered. */
enum frame_part { FRAME_LANGUAGE, FRAME_OPEN, FRAME_NAME, FRAME_WORDS, FRAME_LABEL };

static void add_part(struct buffer *out, enum frame_part part, struct text text) {
    search_add_digit(out, part);
    search_add_number(out, (uint32_t)text.size);
    buffer_add(out, text);
}

void search_frame_write(struct buffer *out, const struct search_frame *frame) {
    add_part(out, FRAME_LANGUAGE, frame->language);
    if (frame->is_open)
        add_part(out, FRAME_OPEN, TEXT(""));
    for (size_t i = 0; i < frame->names.count; i++)
        add_part(out, frame->names.items[i].role == SEARCH_NAME ? FRAME_NAME : FRAME_WORDS, frame->names.items[i].text);
    for (size_t i = 0; i < frame->labels.count; i++)
        add_part(out, FRAME_LABEL, frame->labels.items[i]);
}

static bool take_part(struct search_frame *frame, int part, struct text text, struct arena *arena) {
    switch (part) {
    case FRAME_LANGUAGE: frame->language = text; return true;
    case FRAME_OPEN: return frame->is_open = true;
    case FRAME_NAME:
    case FRAME_WORDS: add_text(&frame->names, 0, text, part == FRAME_NAME ? SEARCH_NAME : SEARCH_BESIDE, arena); return true;
    case FRAME_LABEL: *array_add(&frame->labels, arena) = text; return true;
    default: return false;
    }
}

bool search_frame_read(struct search_frame *frame, struct text bytes, struct arena *arena) {
    *frame = (struct search_frame){0};
    for (size_t at = 0; at < bytes.size;) {
        int part = search_digit_of(bytes.bytes[at++]);
        uint32_t size;
        if (!search_next_number(bytes, &at, &size) || size > bytes.size - at ||
            !take_part(frame, part, text_slice(bytes, at, at + size), arena))
            return false;
        at += size;
    }
    return true;
}

/* The body has holes in the place of references: what these are called stands in the document. */
static void hash_text(struct hasher *hasher, const struct document *document) {
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    hasher_add_digest(hasher, document->body);
    for (uint32_t i = 0; i < document->references.count; i++) {
        hasher_add_text(hasher, document_text(document, references[i].label));
        hasher_add_text(hasher, document_text(document, references[i].target));
    }
}

struct digest search_frame_key(struct text bytes, const struct document *document) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, bytes);
    if (document)
        hash_text(&hasher, document);
    return hasher_end(&hasher);
}

/* Its text in its file */

static void add_path(struct buffer *out, const struct search_essay *text, uint32_t heading) {
    if (text->headings.items[heading].parent != NONE) {
        add_path(out, text, text->headings.items[heading].parent);
        buffer_add_char(out, ',');
    }
    buffer_add_json_string(out, text->headings.items[heading].text);
}

/* The main id of a block; `at`: marks are by block. */
static struct text id_of(const struct marks *marks, size_t *at, uint32_t block) {
    while (*at < marks->count &&
           (marks->items[*at].block < block || (marks->items[*at].block == block && !marks->items[*at].is_main)))
        ++*at;
    bool has_id = *at < marks->count && marks->items[*at].block == block;
    return has_id ? text_of(marks->items[*at].id) : (struct text){0};
}

static void add_headings(struct buffer *out, const struct search_essay *text, uint32_t first, uint32_t end) {
    buffer_add(out, TEXT(",\"headings\":["));
    for (uint32_t i = first; i < end; i++) {
        buffer_add(out, i > first ? TEXT(",[") : TEXT("["));
        add_path(out, text, i);
        buffer_add_char(out, ']');
    }
    buffer_add_char(out, ']');
}

static void add_passages(struct buffer *out, const struct search_essay *text, const struct marks *marks, size_t first,
                         size_t end, uint32_t first_heading) {
    buffer_add(out, TEXT(",\"passages\":["));
    for (size_t i = first, at = 0; i < end; i++) {
        const struct search_passage *passage = &text->passages.items[i];
        buffer_add(out, i > first ? TEXT(",[") : TEXT("["));
        buffer_add_json_string(out, id_of(marks, &at, passage->block));
        buffer_add_format(out, ",%d,", passage->heading == NONE ? -1 : (int)(passage->heading - first_heading));
        buffer_add_json_string(out, passage->text);
        buffer_add_char(out, ']');
    }
    buffer_add_char(out, ']');
}

/* Each passage stands under the heading of the one before or under the next heading, so those of a piece follow each other. */
void search_piece_write(struct buffer *out, const struct search_essay *text, const struct marks *marks, uint32_t piece) {
    size_t first = (size_t)piece * SEARCH_UNITS_A_PIECE, count = text->passages.count;
    size_t end = first + SEARCH_UNITS_A_PIECE < count ? first + SEARCH_UNITS_A_PIECE : count;
    uint32_t from = first < end ? text->passages.items[first].heading : NONE;
    uint32_t last = first < end ? text->passages.items[end - 1].heading : NONE;
    from = from == NONE ? 0 : from;
    add_headings(out, text, from, last == NONE ? from : last + 1);
    add_passages(out, text, marks, first, end, from);
    buffer_add(out, TEXT("})"));
}

/* Things */

struct text search_thing_about(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    if (thing->hold.is_unindexed)
        return (struct text){0};
    if (kind == THING_PAGE || kind == THING_LIST || kind == THING_EVENT)
        return thing->summary;
    return beginning_of(&thing->source);
}

static void add_work_names(struct search_texts *texts, const struct work_names *names, uint32_t unit, struct arena *arena) {
    for (size_t i = 0; i < names->count; i++) {
        const struct work_name *name = &names->items[i];
        add_text(texts, unit, name->literal.size ? name->literal : name->family, SEARCH_NAME, arena);
        add_text(texts, unit, name->given, SEARCH_BESIDE, arena);
    }
}

void search_thing_texts(struct search_texts *texts, const struct site *site, uint8_t kind, uint32_t number, uint32_t unit,
                        struct arena *arena) {
    const struct thing *thing = site_thing(site, kind, number);
    add_text(texts, unit, thing->title, SEARCH_NAME, arena);
    for (size_t i = 0; i < thing->also.count; i++)
        add_text(texts, unit, thing->also.items[i], SEARCH_NAME, arena);
    if (kind == THING_TERM)
        add_text(texts, unit, site->terms[number].original, SEARCH_NAME, arena);
    for (uint8_t role = 0; kind == THING_WORK && role <= WORK_EDITOR; role++)
        add_work_names(texts, &site->works[number].cited->names[role], unit, arena);
    if (kind == THING_AUTHOR)
        add_text(texts, unit, site->authors[number].native_name, SEARCH_NAME, arena);
    add_text(texts, unit, search_thing_about(site, kind, number), SEARCH_BESIDE, arena);
}
