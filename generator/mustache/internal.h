/*
 * internal: what a template is compiled to, for the files of mustache only.
 *
 * Source → tags (parse.c) → instructions (compile.c) → output (render.c). Instructions are in one flat array in the order of
 * the source; those that enclose others have the index after their end.
 *
 * Indentation: a standalone partial, parent or block indents the lines of what it includes, but never the values in them. So
 * each text knows whether it begins a line, and INDENT marks a line that begins with something other than text; without
 * indentation, the common case, a text of many lines is written at once.
 */
#ifndef MUSTACHE_INTERNAL_H
#define MUSTACHE_INTERNAL_H

#include "mustache/mustache.h"

/* The limits for sections inside sections and for the depth of inclusion. */
#define MUSTACHE_NESTING_LIMIT 64
#define MUSTACHE_INCLUSION_LIMIT 64

enum tag_kind {
    TAG_VARIABLE,
    TAG_RAW,
    TAG_SECTION,
    TAG_INVERTED,
    TAG_PARTIAL,
    TAG_PARENT,
    TAG_BLOCK,
    TAG_CLOSE,
    TAG_SILENT, /* a comment or a change of delimiters */
};

/* One tag. All offsets are bytes of the source. */
struct tag {
    uint8_t kind;                 /* enum tag_kind */
    bool dynamic;                 /* of a partial or parent: `name` is looked up in the view, and its value is the name */
    bool clear_left, clear_right; /* there is only white space between it and the beginning, the end of its line */
    size_t start, end;            /* of the tag with its delimiters */
    size_t line;                  /* where its line begins; only when clear_left */
    size_t next_line;             /* where the line after it begins; only when clear_right */
    struct text name;             /* of the source */
    uint32_t match;               /* index of the tag that closes or opens it */
};

struct tags {
    struct tag *items;
    size_t count, capacity;
};

/* Finds the line and column of offsets, which are mostly asked for in order. */
struct source_cursor {
    struct text path, source;
    size_t offset;
    uint32_t line, column;
};

struct diag_place source_place(struct source_cursor *cursor, size_t offset, size_t size_bytes);

/* Finds and pairs all tags. False after diagnostics. */
bool tags_find(struct tags *tags, struct source_cursor *cursor, struct diag *problems, struct arena *arena);

enum opcode {
    OP_TEXT,     /* writes `text`; `fresh` when it begins a line */
    OP_INDENT,   /* begins a line with the indentation */
    OP_VARIABLE, /* writes the value of `name`, escaped */
    OP_RAW,
    OP_SECTION, /* does everything up to `end` for each value of `name` */
    OP_INVERTED,
    OP_PARTIAL, /* includes `text`, or what `name` says when it is dynamic */
    OP_PARENT,  /* the same; its DEFINEs are up to `end` */
    OP_DEFINE,  /* everything up to `end` replaces the block `text` */
    OP_BLOCK,   /* writes what replaces the block `text`, or everything up to `end` */
    OP_JOINED,  /* writes the PIECEs up to `end`, with the partial `text` between them */
    OP_PIECE,   /* everything up to `end`, where it says something */
};

/* What the name of a parent begins with that is an OP_JOINED. */
#define MUSTACHE_JOINED TEXT("joined:")

/* A dotted name, split; no parts for the implicit iterator {{.}}. */
struct dotted {
    const struct text *parts;
    uint32_t count;
};

struct instruction {
    uint8_t op; /* enum opcode */
    bool fresh;
    bool alone; /* a partial, parent or block alone on its lines: `indent` applies */
    bool dynamic;
    uint32_t end; /* index of the next instruction, after all those inside this one */
    struct text text;
    struct dotted name;
    struct text indent; /* of what is included, added to that of the lines around */
};

struct template {
    struct text path, source;
    const struct instruction *code;
    uint32_t count;
    struct mustache_uses uses;
};

/* The DEFINEs that a parent tag takes with it. Those of an outer one, which included the template of this one, go before. */
struct defines {
    const struct template *template;
    uint32_t parent; /* index of the PARENT */
    const struct defines *outer;
};

/* What replaces a block: the outermost DEFINE of it, at `index` of that template's code; or NULL. */
const struct defines *mustache_find_define(uint32_t *index, const struct defines *defines, struct text block);

#endif
