#include "read/document/letters.h"

#include "base/digest.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DIGESTED_BYTES = 4096, LONGEST_ENTITY = 32 };

/* What a byte of HTML outside of tags is. */
enum byte_class { BYTE_OTHER, BYTE_LETTER, BYTE_MARKUP };

struct letters_digest {
    const struct markdown_output *output;
    struct text html;
    struct buffer letters;
    size_t at;      /* in html: all before has been looked at */
    size_t unshown; /* how many of what is not shown have been met */
    bool in_tag;
    uint8_t classes[256];
};

static void classify(uint8_t classes[256]) {
    memset(classes, BYTE_OTHER, 256);
    for (int c = 0; c < 0x80; c++)
        if (utf8_is_letter((uint32_t)c))
            classes[c] = BYTE_LETTER;
    for (int c = 0x80; c < 0x100; c++)
        classes[c] = BYTE_MARKUP;
    classes['<'] = classes['&'] = BYTE_MARKUP;
}

/* The letters up to `end`, or to the first byte that is more than itself. */
static void gather_plain(struct letters_digest *gathering, size_t end) {
    struct buffer *letters = &gathering->letters;
    const unsigned char *bytes = (const unsigned char *)gathering->html.bytes;
    size_t at = gathering->at, size = letters->size;
    buffer_reserve(letters, end - at);
    while (at < end && gathering->classes[bytes[at]] != BYTE_MARKUP) {
        letters->bytes[size] = (char)bytes[at];
        size += gathering->classes[bytes[at++]] == BYTE_LETTER;
    }
    letters->size = size;
    gathering->at = at;
}

static void gather_character(struct buffer *letters, struct text text, size_t *at) {
    size_t from = *at;
    if (utf8_is_letter(utf8_next(text, at)))
        buffer_add(letters, text_slice(text, from, *at));
}

static void skip_entity(struct letters_digest *gathering, size_t end) {
    size_t limit = end - gathering->at < LONGEST_ENTITY ? end : gathering->at + LONGEST_ENTITY;
    const char *from = gathering->html.bytes + gathering->at;
    const char *semicolon = memchr(from, ';', limit - gathering->at);
    gathering->at += semicolon ? (size_t)(semicolon - from) + 1 : 1;
}

static void skip_tag(struct letters_digest *gathering, size_t end) {
    const char *from = gathering->html.bytes + gathering->at;
    const char *close = memchr(from, '>', end - gathering->at);
    gathering->in_tag = !close;
    gathering->at = close ? gathering->at + (size_t)(close - from) + 1 : end;
}

static void gather_html(struct letters_digest *gathering, size_t end) {
    while (gathering->at < end) {
        char c = gathering->html.bytes[gathering->at];
        if (gathering->in_tag || c == '<')
            skip_tag(gathering, end);
        else if (c == '&')
            skip_entity(gathering, end);
        else if (c & 0x80)
            gather_character(&gathering->letters, gathering->html, &gathering->at);
        else
            gather_plain(gathering, end);
    }
}

static void gather_until(struct letters_digest *gathering, size_t end) {
    const struct unshown_list *list = &gathering->output->unshown;
    for (; gathering->unshown < list->count && list->items[gathering->unshown].start <= end; gathering->unshown++) {
        const struct unshown *unshown = &list->items[gathering->unshown];
        gather_html(gathering, unshown->start);
        for (size_t at = 0; at < unshown->words.size;)
            gather_character(&gathering->letters, unshown->words, &at);
        gathering->at = unshown->end;
    }
    gather_html(gathering, end);
}

/*
 * What will be filled in here says what its words or its target say; a citation, what was written, in whatever style and place
 * it is shown.
 */
static void gather_reference(struct letters_digest *gathering, const struct doc_hole *hole) {
    if (hole->reference == NONE || hole->kind == HOLE_HREF || hole->kind == HOLE_CITER || hole->kind == HOLE_CITE ||
        hole->kind == HOLE_VERDICT)
        return;
    const struct doc_reference *reference = &gathering->output->references.items[hole->reference];
    bool has_words = hole->kind != HOLE_SRC && reference->label.size;
    struct span span = has_words ? reference->label : reference->target;
    struct text words = text_slice(buffer_text(&gathering->output->pool), span.offset, (size_t)span.offset + span.size);
    for (size_t at = 0; at < words.size;)
        gather_character(&gathering->letters, words, &at);
}

static uint64_t digest_letters(struct text letters) {
    uint64_t digest = text_hash(text_slice(letters, 0, DIGESTED_BYTES));
    return letters.size > DIGESTED_BYTES ? digest + letters.size * UINT64_C(0x9e3779b97f4a7c15) : digest;
}

/* The number of a note that a style has put a citation into is not what somebody wrote. */
static void skip_note_mark(struct letters_digest *gathering) {
    struct text end = TEXT("</sup>");
    size_t at = text_find(gathering->html, end, gathering->at);
    gathering->at = at < gathering->html.size ? at + end.size : gathering->at;
}

/* Gathers up to `end`, with what the holes before it will hold. */
static void gather_with_holes(struct letters_digest *gathering, size_t *hole, size_t end) {
    const struct hole_list *holes = &gathering->output->holes;
    for (; *hole < holes->count && holes->items[*hole].offset < end; ++*hole) {
        gather_until(gathering, holes->items[*hole].offset);
        gather_reference(gathering, &holes->items[*hole]);
        if (holes->items[*hole].kind == HOLE_NOTED)
            skip_note_mark(gathering);
    }
    gather_until(gathering, end);
}

/* A block that has begun and not ended. */
struct open_block {
    struct doc_block *block;
    size_t from; /* in the letters */
};

static void close_blocks(struct letters_digest *gathering, struct open_block *open, size_t *depth, size_t *hole,
                         size_t before) {
    for (; *depth && open[*depth - 1].block->end <= before; --*depth) {
        const struct open_block *last = &open[*depth - 1];
        gather_with_holes(gathering, hole, last->block->end);
        last->block->letters = digest_letters(text_after(buffer_text(&gathering->letters), last->from));
    }
}

void letters_digest(struct markdown_output *output) {
    struct letters_digest gathering = {.output = output, .html = buffer_text(&output->html)};
    struct arena scratch = {0};
    struct open_block *open = arena_array(&scratch, struct open_block, output->blocks.count);
    size_t depth = 0, hole = 0;
    classify(gathering.classes);
    for (size_t i = 0; i < output->blocks.count; i++) {
        struct doc_block *block = &output->blocks.items[i];
        close_blocks(&gathering, open, &depth, &hole, block->start);
        gather_with_holes(&gathering, &hole, block->start);
        open[depth++] = (struct open_block){block, gathering.letters.size};
    }
    close_blocks(&gathering, open, &depth, &hole, SIZE_MAX);
    buffer_free(&gathering.letters);
    arena_free(&scratch);
}
