/* The parser of libcmark-gfm, its memory, and what is read from its nodes. */
#include "read/markdown/node_walk.h"

#include "base/arena.h"
#include "read/markdown/html_elements.h"
#include "read/markdown/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <stdlib.h>
#include <string.h>

#ifdef ARENA_MALLOC

/* The sanitizers see more with a piece of its own for everything. */
static cmark_mem *parser_memory(void) {
    return cmark_get_default_mem_allocator();
}

static void tree_release(struct cmark_node *tree) {
    cmark_node_free(tree);
}

#else

enum { BLOCK_BYTES = 1 << 20, PIECE_ALIGNMENT = 16 };

/* The parser's memory is taken from blocks and given back whole: a third faster than a malloc for each node. */
struct block {
    struct block *older;
    size_t size_bytes;
    _Alignas(PIECE_ALIGNMENT) char bytes[];
};

/* In front of each piece, for realloc. */
struct piece {
    _Alignas(PIECE_ALIGNMENT) size_t size_bytes;
};

/* The parser's callbacks have no context, so this one thing is global. The oldest block stays for the next document. */
static struct {
    struct block *newest;
    char *next, *end;
} memory;

static void use_block(struct block *block) {
    memory.newest = block;
    memory.next = block->bytes;
    memory.end = block->bytes + block->size_bytes;
}

static void add_block(size_t size_bytes) {
    struct block *block = memory_alloc(sizeof *block + size_bytes);
    block->older = memory.newest;
    block->size_bytes = size_bytes;
    use_block(block);
}

static void *piece_new(size_t size_bytes) {
    size_t room = (size_bytes + sizeof(struct piece) + PIECE_ALIGNMENT - 1) & ~(size_t)(PIECE_ALIGNMENT - 1);
    if ((size_t)(memory.end - memory.next) < room)
        add_block(room > BLOCK_BYTES ? room : BLOCK_BYTES);
    struct piece *piece = (struct piece *)(void *)memory.next;
    piece->size_bytes = size_bytes;
    memory.next += room;
    return piece + 1;
}

static void *parser_calloc(size_t count, size_t size_bytes) {
    return memset(piece_new(count * size_bytes), 0, count * size_bytes);
}

static void *parser_realloc(void *old, size_t size_bytes) {
    if (!old)
        return piece_new(size_bytes);
    struct piece *piece = (struct piece *)old - 1;
    if (size_bytes <= piece->size_bytes)
        return old;
    return memcpy(piece_new(size_bytes), old, piece->size_bytes);
}

static void parser_free(void *old) {
    (void)old;
}

static cmark_mem *parser_memory(void) {
    static cmark_mem blocks = {parser_calloc, parser_realloc, parser_free};
    return &blocks;
}

static void tree_release(struct cmark_node *tree) {
    (void)tree;
    if (!memory.newest)
        return;
    while (memory.newest->older) {
        struct block *older = memory.newest->older;
        free(memory.newest);
        memory.newest = older;
    }
    use_block(memory.newest);
}

#endif

/* The parser's own allocator, which its extensions use, ends the program when memory is exhausted. */
static void register_extensions(void) {
    cmark_mem *own = cmark_get_default_mem_allocator();
    own->calloc = memory_alloc_zeroed;
    own->realloc = memory_resize;
    cmark_gfm_core_extensions_ensure_registered();
}

static cmark_parser *parser_new(unsigned extensions) {
    static const struct {
        unsigned bit;
        const char *name;
    } known[] = {
        {MARKDOWN_TABLE, "table"},         {MARKDOWN_STRIKETHROUGH, "strikethrough"}, {MARKDOWN_AUTOLINK, "autolink"},
        {MARKDOWN_TAGFILTER, "tagfilter"}, {MARKDOWN_TASKLIST, "tasklist"},
    };
    /* Without this option the parser does not count the lines inside code spans and tags. */
    int options = CMARK_OPT_SOURCEPOS;
    if (extensions & MARKDOWN_FOOTNOTES)
        options |= CMARK_OPT_FOOTNOTES;
    if (extensions & MARKDOWN_ONLY_TWO_TILDES)
        options |= CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;
    if (extensions & MARKDOWN_SMART)
        options |= CMARK_OPT_SMART;

    register_extensions();
    cmark_parser *parser = cmark_parser_new_with_mem(options, parser_memory());
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (extensions & known[i].bit)
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(known[i].name));
    return parser;
}

struct cmark_node *markdown_tree(struct text source, unsigned extensions) {
    cmark_parser *parser = parser_new(extensions);
    cmark_parser_feed(parser, source.bytes ? source.bytes : "", source.size);
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return tree;
}

void markdown_tree_free(struct cmark_node *tree) {
    tree_release(tree);
}

struct cmark_node *node_next_block(struct cmark_node *node, const struct cmark_node *root) {
    struct cmark_node *child = node->first_child;
    if (child && (child->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK)
        return child;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static enum node_slot extension_slot(const struct cmark_node *node) {
    static const struct {
        const char *name;
        enum node_slot slot;
    } names[] = {
        {"table", SLOT_TABLE},     {"table_header", SLOT_ROW},      {"table_row", SLOT_ROW},
        {"table_cell", SLOT_CELL}, {"strikethrough", SLOT_DELETED},
    };
    const char *name = cmark_node_get_type_string((cmark_node *)(uintptr_t)node);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].slot;
    return SLOT_NONE;
}

enum node_slot node_slot(const struct cmark_node *node) {
    static const uint8_t blocks[] = {
        SLOT_NONE,       SLOT_DOCUMENT, SLOT_QUOTE,     SLOT_LIST,    SLOT_ITEM, SLOT_CODE_BLOCK,
        SLOT_HTML_BLOCK, SLOT_DIVISION, SLOT_PARAGRAPH, SLOT_HEADING, SLOT_RULE, SLOT_NOTE,
    };
    static const uint8_t inlines[] = {
        SLOT_NONE, SLOT_TEXT,     SLOT_SOFT_BREAK, SLOT_LINE_BREAK, SLOT_CODE,  SLOT_HTML,
        SLOT_NONE, SLOT_EMPHASIS, SLOT_STRONG,     SLOT_LINK,       SLOT_IMAGE, SLOT_NOTE_REFERENCE,
    };
    unsigned value = node->type & CMARK_NODE_VALUE_MASK;
    if (made_of(node))
        return made_of(node)->slot;
    if (value >= sizeof blocks)
        return extension_slot(node);
    return (node->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK ? blocks[value] : inlines[value];
}

static struct text text_of_chunk(const cmark_chunk *chunk) {
    return (struct text){(const char *)chunk->data, (size_t)chunk->len};
}

struct text node_literal(const struct cmark_node *node) {
    return text_of_chunk(&node->as.literal);
}

struct text node_url(const struct cmark_node *node) {
    return text_of_chunk(&node->as.link.url);
}

struct text node_title(const struct cmark_node *node) {
    return text_of_chunk(&node->as.link.title);
}

struct text node_language(const struct cmark_node *node) {
    struct text info = text_of_chunk(&node->as.code.info);
    size_t end = 0;
    while (end < info.size && !strchr(" \t\n\v\f\r", info.bytes[end]))
        end++;
    return text_slice(info, 0, end);
}

struct text node_code(const struct cmark_node *node) {
    return text_of_chunk(&node->as.code.literal);
}

bool node_is_task(const struct cmark_node *node) {
    return node->extension != NULL;
}

bool node_is_done(const struct cmark_node *node) {
    return node->as.list.checked;
}

bool node_in_tight_list(const struct cmark_node *paragraph) {
    const struct cmark_node *list = paragraph->parent ? paragraph->parent->parent : NULL;
    return list && list->type == CMARK_NODE_LIST && list->as.list.tight;
}

char cell_alignment(const struct cmark_node *cell, unsigned column) {
    if (made_of(cell))
        return made_of(cell)->alignment;
    cmark_node *table = cell->parent->parent;
    uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
    return column < cmark_gfm_extensions_get_table_columns(table) ? (char)alignments[column] : 0;
}

unsigned table_columns(const struct cmark_node *table) {
    return cmark_gfm_extensions_get_table_columns((cmark_node *)(uintptr_t)table);
}

bool row_is_header(const struct cmark_node *row) {
    if (made_of(row))
        return made_of(row)->is_header;
    return cmark_gfm_extensions_get_table_row_is_header((cmark_node *)(uintptr_t)row);
}
