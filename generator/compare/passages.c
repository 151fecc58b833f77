#include "compare/passages.h"

#include "base/array.h"
#include "compare/wordless.h"
#include "compare/words.h"

#include <string.h>

/* The passages that are open, and how far the runs have been read. */
struct opening {
    struct passages *passages;
    struct word_reading *reading;
    const struct doc_block *blocks;
    const struct doc_run *runs;
    uint32_t run;
};

/* The runs that begin before an offset. */
static void read_until(struct opening *opening, uint32_t limit) {
    uint32_t count = opening->passages->body->runs.count;
    for (; opening->run < count && opening->runs[opening->run].start < limit; opening->run++) {
        opening->passages->run_words[opening->run] = words_count(opening->reading);
        words_read(opening->reading, opening->run);
    }
}

static void close_passage(struct opening *opening, uint32_t index, uint32_t last) {
    read_until(opening, opening->blocks[index].end);
    struct passage *passage = &opening->passages->items[index];
    passage->last = last;
    passage->is_leaf = last == index;
    passage->words = words_count(opening->reading) - passage->first_word;
    passage->runs = opening->run - passage->first_run;
    opening->reading->code = false;
    opening->reading->space = SPACE_BEFORE;
}

static void open_passage(struct opening *opening, uint32_t index, uint32_t parent) {
    const struct doc_block *block = &opening->blocks[index];
    opening->reading->code = block->kind == BLOCK_CODE;
    opening->reading->space = SPACE_BEFORE;
    opening->passages->items[index] = (struct passage){
        .kind = block->kind,
        .level = block->level,
        .parent = parent,
        .first_word = words_count(opening->reading),
        .first_run = opening->run,
    };
}

static void read_passages(struct opening *opening) {
    uint32_t count = (uint32_t)opening->passages->count, open = NONE;
    struct passage *items = opening->passages->items;
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t start = i < count ? opening->blocks[i].start : UINT32_MAX;
        while (open != NONE && opening->blocks[open].end <= start) {
            close_passage(opening, open, i - 1);
            open = items[open].parent;
        }
        if (i == count)
            break;
        read_until(opening, start);
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
        passage->wording = words_mix(sum, passage->words);
        passage->digest = words_mix(passage->wording, passage->kind);
    }
}

uint32_t passage_format_add(struct passage_formats *formats, struct passage_format format, struct arena *arena) {
    enum { DEEPEST = 32 };
    const struct passage_format *around = format.parent == NONE ? NULL : &formats->items[format.parent];
    if (around && around->depth == DEEPEST)
        return format.parent;
    format.depth = around ? around->depth + 1 : 1;
    format.digest = words_mix(around ? around->digest : 0, format.digest);
    format.digest = words_mix(format.digest, words_mix(text_hash(format.target), text_hash(format.title)) + format.kind);
    *array_add(formats, arena) = format;
    return (uint32_t)formats->count - 1;
}

static enum prose_element element_of(const struct passage_format *format) {
    if (format->kind == FORMAT_STRUCK)
        return PROSE_STRIKES;
    return format->kind == FORMAT_ELEMENT ? prose_element_of(format->target) : PROSE_NOTHING;
}

bool passage_format_does(const struct passage_formats *formats, uint32_t index, enum prose_element element) {
    while (index != NONE && element_of(&formats->items[index]) != element)
        index = formats->items[index].parent;
    return index != NONE;
}

uint64_t passage_format_digest(const struct passage_formats *formats, uint32_t index) {
    return index == NONE ? 0 : formats->items[index].digest;
}

static struct text span_text(const struct body *body, struct span span, struct arena *arena) {
    struct text written = text_slice(body_html(body), span.offset, (size_t)span.offset + span.size);
    if (text_find_char(written, '&', 0) == written.size)
        return written;
    struct buffer out = {0};
    body_text(&out, body, span.offset, span.offset + span.size);
    written = buffer_take(&out, arena);
    return written;
}

static void list_formats(struct passages *passages, struct arena *arena) {
    const struct body *body = passages->body;
    const struct doc_format *formats = DOC_ITEMS(body, formats, struct doc_format);
    uint32_t *places = passages->format_of = arena_array(arena, uint32_t, body->formats.count);
    for (uint32_t i = 0; i < body->formats.count; i++) {
        struct passage_format format = {
            .parent = formats[i].parent == NONE ? NONE : places[formats[i].parent],
            .reference = formats[i].reference,
            .kind = formats[i].kind,
            .target = span_text(body, formats[i].target, arena),
            .title = span_text(body, formats[i].title, arena),
            .digest = formats[i].reference == NONE ? 0 : words_target(passages->document, formats[i].reference),
        };
        places[i] = passage_format_add(&passages->formats, format, arena);
    }
}

static void take_words(struct passages *passages, const struct word_reading *reading, struct arena *arena) {
    passages->word_count = words_count(reading);
    passages->words = arena_array(arena, struct passage_word, passages->word_count);
    if (passages->word_count)
        memcpy(passages->words, reading->words.bytes, reading->words.size);
    passages->text = text_copy(buffer_text(&reading->text), arena);
}

void passages_of(struct passages *passages, const struct document *document, const struct body *body, struct arena *arena) {
    struct arena scratch = {0};
    struct word_reading reading = {.document = document, .body = body, .scratch = &scratch};
    *passages = (struct passages){.document = document, .body = body, .count = body->blocks.count};
    passages->items = arena_array(arena, struct passage, passages->count);
    passages->run_words = arena_array(arena, uint32_t, body->runs.count + 1);
    buffer_reserve(&reading.words, body->html.count / 5 * sizeof(struct passage_word));
    buffer_reserve(&reading.text, body->html.count);
    list_formats(passages, arena);
    reading.format_of = passages->format_of;
    reading.formats = &passages->formats;
    read_passages(&(struct opening){passages, &reading, DOC_ITEMS(body, blocks, struct doc_block),
                                    DOC_ITEMS(body, runs, struct doc_run), 0});
    passages->run_words[body->runs.count] = words_count(&reading);
    take_words(passages, &reading, arena);
    digest_passages(passages, &scratch);
    wordless_mark(passages);
    buffer_free(&reading.words);
    buffer_free(&reading.text);
    arena_free(&scratch);
}

uint32_t passage_own_words(const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    return passage->is_leaf ? passage->words : passages->items[index + 1].first_word - passage->first_word;
}
