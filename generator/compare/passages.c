#include "compare/passages.h"

#include "compare/words.h"

#include <string.h>

/* The passages that are open, and how far the HTML has been read. */
struct opening {
    struct passages *passages;
    struct word_reading *reading;
    const struct doc_block *blocks;
    size_t at;
};

static void read_until(struct opening *opening, size_t limit) {
    if (opening->at < limit)
        opening->at = words_read(opening->reading, opening->at, limit);
}

static void close_passage(struct opening *opening, uint32_t index, uint32_t last) {
    read_until(opening, opening->blocks[index].end);
    struct passage *passage = &opening->passages->items[index];
    passage->last = last;
    passage->is_leaf = last == index;
    passage->words = words_count(opening->reading) - passage->first_word;
    opening->reading->code = false;
    opening->reading->space = true;
}

static void open_passage(struct opening *opening, uint32_t index, uint32_t parent) {
    const struct doc_block *block = &opening->blocks[index];
    opening->reading->code = block->kind == BLOCK_CODE;
    opening->reading->space = true;
    opening->passages->items[index] = (struct passage){
        .kind = block->kind,
        .level = block->level,
        .parent = parent,
        .first_word = words_count(opening->reading),
    };
}

static void read_passages(struct opening *opening) {
    uint32_t count = (uint32_t)opening->passages->count, open = NO_PASSAGE;
    struct passage *items = opening->passages->items;
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t start = i < count ? opening->blocks[i].start : UINT32_MAX;
        while (open != NO_PASSAGE && opening->blocks[open].end <= start) {
            close_passage(opening, open, i - 1);
            open = items[open].parent;
        }
        if (i == count)
            break;
        /* Words between blocks, from raw HTML, are in no passage; those of an open one are its own. */
        uint32_t before = words_count(opening->reading);
        read_until(opening, start);
        if (open == NO_PASSAGE)
            opening->reading->words.size = before * sizeof(struct passage_word);
        open_passage(opening, i, open);
        open = i;
    }
}

static uint64_t power(uint64_t base, uint32_t exponent) {
    uint64_t result = 1;
    for (; exponent; exponent >>= 1, base *= base)
        result *= exponent & 1 ? base : 1;
    return result;
}

/* From sums over all words before, so that what is nested a thousand deep is not read a thousand times. */
static void digest_passages(struct passages *passages, struct arena *scratch) {
    static const uint64_t base = 0x9ddfea08eb382d69u;
    uint64_t *sums = arena_array(scratch, uint64_t, passages->word_count + 1);
    for (size_t i = 0; i < passages->word_count; i++)
        sums[i + 1] = sums[i] * base + passages->words[i].digest;
    for (size_t i = 0; i < passages->count; i++) {
        struct passage *passage = &passages->items[i];
        uint64_t sum = sums[passage->first_word + passage->words] - sums[passage->first_word] * power(base, passage->words);
        passage->digest = words_mix(sum, words_mix(passage->words, passage->kind));
    }
}

void passages_of(struct passages *passages, const struct document *document, const struct body *body, struct arena *arena) {
    struct arena scratch = {0};
    struct word_reading reading = {
        .html = body_html(body),
        .document = document,
        .holes = DOC_ITEMS(body, holes, struct doc_hole),
        .hole_count = body->holes.count,
        .scratch = &scratch,
    };
    *passages = (struct passages){.document = document, .body = body, .count = body->blocks.count};
    passages->items = arena_array(arena, struct passage, passages->count);
    buffer_reserve(&reading.words, body->html.count / 5 * sizeof(struct passage_word));
    read_passages(&(struct opening){passages, &reading, DOC_ITEMS(body, blocks, struct doc_block), 0});

    passages->word_count = words_count(&reading);
    passages->words = arena_array(arena, struct passage_word, passages->word_count);
    if (passages->word_count)
        memcpy(passages->words, reading.words.bytes, reading.words.size);
    digest_passages(passages, &scratch);
    buffer_free(&reading.words);
    arena_free(&scratch);
}

uint32_t passage_own_words(const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    return passage->is_leaf ? passage->words : passages->items[index + 1].first_word - passage->first_word;
}
