/*
 * builder: makes the blocks of an intake, for html.c and plain_text.c. For this folder's readers only.
 *
 *     struct builder builder = {.intake = intake, .arena = arena};
 *     builder_text(&builder, &setting, text, offset);       // opens a block when none is open
 *     builder_break(&builder, &setting, offset);            // one is a line break, two end the block
 *     builder_end_block(&builder);                          // a block that has no visible character is none
 *
 * White space is made single here, and what was changed on the way is noted in the block.
 */
#ifndef IMPORT_BUILDER_H
#define IMPORT_BUILDER_H

#include "base/buffer.h"
#include "import/intake.h"

/* What holds where a text stands. */
struct builder_setting {
    uint32_t element;       /* the innermost */
    uint32_t block_element; /* the innermost that is no inline one */
    uint32_t link;          /* the <a href> around it, or NONE */
    uint32_t frame;         /* or NONE */
    uint32_t table;         /* or NONE */
    uint32_t row, column;
    uint16_t style;
    uint16_t changes;    /* enum intake_change: of the block, whatever stands here */
    uint8_t kind, level; /* of the blocks that begin here */
    uint8_t quotations;  /* <q> around it */
    bool is_header, keeps_space, is_hidden;
};

struct builder {
    struct intake *intake;
    struct arena *arena;
    struct buffer text;        /* of the open block */
    struct intake_block block; /* the open one */
    bool is_open;
    bool owes_space; /* white space that stands only when something follows */
    bool has_broken; /* the last thing was a line break */
    uint16_t next;   /* enum intake_change, of the block that begins next */
    bool has_rule;   /* an <hr> stands before that */
};

/* Adds what is visible of `text` to the open block, and counts it in intake->visible. `offset` is that of what is visible. */
void builder_text(struct builder *builder, const struct builder_setting *setting, struct text text, uint32_t offset);

/* The same with signs that a browser shows around words, and the input has not. */
void builder_signs(struct builder *builder, const struct builder_setting *setting, const char *signs, uint32_t offset);

void builder_break(struct builder *builder, const struct builder_setting *setting, uint32_t offset);
void builder_end_block(struct builder *builder);

/* Adds a run without text to the open block: where an element stood whose text comes behind the block. */
void builder_place(struct builder *builder, const struct builder_setting *setting, uint32_t element);

/* A new frame inside of `parent`. */
uint32_t builder_frame(struct builder *builder, struct intake_frame frame);

#endif
