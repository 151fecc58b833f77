#include "read/document/plain_words.h"

#include "base/array.h"
#include "read/document/prose.h"

/* The words so far, and the blocks that are open. */
struct wording_out {
    struct buffer *out;
    struct plain_places *places;
    const struct plain_words *words;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } open;
    uint32_t next_block;
    uint32_t block; /* whose words come next */
    bool begins;    /* none of them stand yet */
    size_t start;   /* of all words in `out` */
    struct arena *arena;
};

void plain_words_of_body(struct plain_words *words, const struct body *body) {
    words->html = body_html(body);
    words->runs = DOC_ITEMS(body, runs, struct doc_run);
    words->run_count = body->runs.count;
    words->blocks = DOC_ITEMS(body, blocks, struct doc_block);
    words->block_count = body->blocks.count;
    words->formats = DOC_ITEMS(body, formats, struct doc_format);
}

void plain_words_mark(struct buffer *out, uint32_t reference) {
    buffer_add_format(out, "%c%u%c", PROSE_MARK, (unsigned)reference, PROSE_MARK);
}

/* Closes the blocks that end before `at`, and opens those that begin there or before. */
static void enter_block(struct wording_out *wording, uint32_t at) {
    const struct doc_block *blocks = wording->words->blocks;
    for (;;) {
        uint32_t next = wording->next_block, last = wording->open.count ? wording->open.items[wording->open.count - 1] : NONE;
        bool has_next = next < wording->words->block_count && blocks[next].start <= at;
        uint32_t before = has_next ? blocks[next].start : at;
        if (last != NONE && blocks[last].end && blocks[last].end <= before)
            wording->open.count--;
        else if (has_next)
            *array_add(&wording->open, wording->arena) = wording->next_block++;
        else
            break;
    }
    uint32_t block = wording->open.count ? wording->open.items[wording->open.count - 1] : NONE;
    wording->begins |= block != wording->block;
    wording->block = block;
}

/* What comes next are words of the block. */
static void begin_words(struct wording_out *wording) {
    if (!wording->begins)
        return;
    if (wording->out->size > wording->start)
        buffer_add(wording->out, TEXT("\n\n"));
    if (wording->places)
        *array_add(wording->places, wording->arena) =
            (struct plain_place){(uint32_t)(wording->out->size - wording->start), wording->block};
    wording->begins = false;
}

static void add_run(struct wording_out *wording, const struct doc_run *run) {
    const struct plain_words *words = wording->words;
    switch ((enum run_kind)run->kind) {
    case RUN_TEXT:
        begin_words(wording);
        html_unescape(wording->out, text_slice(words->html, run->start, run->end));
        break;
    case RUN_BREAK: buffer_add_char(wording->out, '\n'); break;
    case RUN_REFERENCE:
        begin_words(wording);
        if (run->format == NONE)
            break;
        words->show(wording->out, words->formats[run->format].reference, words->context);
        break;
    case RUN_CELL:
    case RUN_CAPTION: wording->begins = true; break;
    case RUN_PICTURE:
    case RUN_NOTE:
    case RUN_BOX:
    case RUN_RAW: break;
    }
}

void plain_words_add(struct buffer *out, struct plain_places *places, const struct plain_words *words, size_t first,
                     struct arena *arena) {
    struct wording_out wording = {
        .out = out, .places = places, .words = words, .block = NONE, .begins = true, .start = out->size, .arena = arena};
    for (size_t i = first; i < words->run_count; i++) {
        enter_block(&wording, words->runs[i].start);
        add_run(&wording, &words->runs[i]);
    }
}
