/*
 * Raw HTML becomes part of the parsed tree: its tags become the nodes that Markdown has for them, or nodes of their own, and
 * its words become words. So they have passages, ids and links like all others, and what is written is always well-formed: what
 * is open ends with the block around it, what closes nothing is passed over, and an element that cannot stand where it is
 * written leaves its words there.
 *
 * Each node that has raw HTML among its children is read once: its children are taken out, and put in again one after the other
 * where the tags between them say.
 */
#include "read/markdown/html_elements.h"
#include "read/markdown/html_pieces.h"
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/codes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* So many elements may be open; tags further in have no meaning, and their words stay. */
enum { DEEPEST = 200 };

/* An element that is open. */
struct open_element {
    const struct element *element;
    struct text attributes; /* as written */
    cmark_node *node;       /* NULL: a wrapper, one around words that has none yet, or one that cannot stand here */
    bool is_line;           /* it cannot stand here, in the words of another: what is in it begins on a line of its own */
};

/* What has to stand before the next words. */
enum due { DUE_NOTHING, DUE_SPACE, DUE_LINE, DUE_BREAK };

struct html_tree {
    struct markdown_reader *reader;
    cmark_mem *memory;
    cmark_node *container; /* whose children are being read */
    bool is_inline;        /* they are words */
    cmark_node *leaf;      /* where words go; NULL between blocks */
    cmark_node *point;     /* the innermost node in it */
    bool is_own_leaf;      /* no tag began it: blocks end it */
    enum due due;
    struct open_list {
        struct open_element *items;
        size_t count, capacity;
    } open;
    struct text html; /* what is being read, and where it stands */
    int line, column;
    size_t at;           /* of the tag that is being read */
    struct text hiding;  /* the name of an element that goes with all that is in it, and ends in a later block; "" for none */
    size_t hidden_depth; /* elements of that name that are open in it, and itself */
    const cmark_node *node; /* the block of raw HTML that is being read; NULL among words */
};

/* The tree ------------------------------------------------------------------------------------------------------------------
 */

static cmark_node *node_new(const struct html_tree *tree, cmark_node_type type) {
    cmark_node *node = cmark_node_new_with_mem(type, tree->memory);
    node->start_line = node->end_line = tree->line;
    node->start_column = tree->column;
    return node;
}

static void mark(const struct html_tree *tree, cmark_node *node, struct made_node made) {
    struct made_node *kept = arena_new(tree->reader->arena, struct made_node);
    *kept = made;
    node->user_data = kept;
}

static cmark_node *made_new(const struct html_tree *tree, cmark_node_type type, struct made_node made) {
    cmark_node *node = node_new(tree, type);
    mark(tree, node, made);
    return node;
}

static cmark_chunk chunk_of(struct text text) {
    return (cmark_chunk){.data = (unsigned char *)(uintptr_t)text.bytes, .len = (bufsize_t)text.size};
}

static cmark_node *text_new(const struct html_tree *tree, struct text words) {
    cmark_node *node = node_new(tree, CMARK_NODE_TEXT);
    node->as.literal = chunk_of(words);
    return node;
}

/* What is in no tree any more, but whose words may stand in one, lives as long as what boxes.h discards. */
static void leave(const struct html_tree *tree, cmark_node *node) {
    node->parent = node->prev = node->next = NULL;
    *array_add(&tree->reader->discarded, tree->reader->arena) = node;
}

/* The parser's own function asks whether a node may stand there, and does not know ours. */
static void append(cmark_node *parent, cmark_node *node) {
    node->parent = parent;
    node->next = NULL;
    node->prev = parent->last_child;
    *(parent->last_child ? &parent->last_child->next : &parent->first_child) = node;
    parent->last_child = node;
}

static void insert_before(cmark_node *place, cmark_node *node) {
    node->parent = place->parent;
    node->prev = place->prev;
    node->next = place;
    *(place->prev ? &place->prev->next : &place->parent->first_child) = node;
    place->prev = node;
}

/* Takes the first child out. */
static cmark_node *take_first(cmark_node *parent) {
    cmark_node *node = parent->first_child;
    if (!node)
        return NULL;
    parent->first_child = node->next;
    *(node->next ? &node->next->prev : &parent->last_child) = NULL;
    node->next = node->parent = NULL;
    return node;
}

static struct text attribute(const struct html_tree *tree, struct text attributes, const char *name) {
    struct text value;
    html_attribute(&value, attributes, text_of(name), tree->reader->arena);
    return text_trim(value);
}

/* Attributes ----------------------------------------------------------------------------------------------------------------
 */

static bool is_made_of(struct text text, const char *more) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!plain && (!c || !strchr(more, c)))
            return false;
    }
    return text.size > 0;
}

static unsigned number_of(struct text text) {
    unsigned number = 0;
    for (size_t i = 0; i < text.size && i < 4; i++)
        number = text.bytes[i] >= '0' && text.bytes[i] <= '9' ? number * 10 + (unsigned)(text.bytes[i] - '0') : 0;
    return number <= 1000 ? number : 1000;
}

static void add_attribute(struct buffer *out, const char *name, struct text value) {
    buffer_add_format(out, " %s=\"", name);
    buffer_add_html(out, value);
    buffer_add_char(out, '"');
}

/* What is taken over of the attributes that may stand anywhere: nothing that could be a program, or a style. */
static struct text general_attributes(const struct html_tree *tree, struct text attributes, bool with_title) {
    struct buffer out = {0};
    struct text lang = attribute(tree, attributes, "lang"), dir = attribute(tree, attributes, "dir");
    struct text title = tokens_restore(&tree->reader->tokens, attribute(tree, attributes, "title"), tree->reader->arena);
    if (is_made_of(lang, "-"))
        add_attribute(&out, "lang", lang);
    if (text_equal_ignoring_case(dir, TEXT("rtl")) || text_equal_ignoring_case(dir, TEXT("ltr")) ||
        text_equal_ignoring_case(dir, TEXT("auto")))
        add_attribute(&out, "dir", text_lower_ascii(dir, tree->reader->arena));
    if (with_title && title.size)
        add_attribute(&out, "title", title);
    return buffer_take(&out, tree->reader->arena);
}

/* Under which it can be linked to. Those of passages and notes are not for others. */
static struct text id_of(const struct html_tree *tree, struct text attributes, bool is_link) {
    struct text id = attribute(tree, attributes, "id");
    if (!id.size && is_link)
        id = attribute(tree, attributes, "name");
    bool is_taken = text_starts(id, TEXT("p-")) || text_starts(id, TEXT("note-"));
    for (size_t i = 0; i < id.size; i++)
        is_taken |= id.bytes[i] && strchr(" \t\r\n\"'<>&\x01\x02\x03\x04", id.bytes[i]);
    return is_taken ? (struct text){0} : id;
}

static struct text cell_attributes(const struct html_tree *tree, struct text attributes) {
    struct buffer out = {0};
    unsigned columns = number_of(attribute(tree, attributes, "colspan"));
    unsigned rows = number_of(attribute(tree, attributes, "rowspan"));
    buffer_add(&out, general_attributes(tree, attributes, false));
    if (columns > 1)
        buffer_add_format(&out, " colspan=\"%u\"", columns);
    if (rows > 1)
        buffer_add_format(&out, " rowspan=\"%u\"", rows);
    return buffer_take(&out, tree->reader->arena);
}

/* What is told
 * -----------------------------------------------------------------------------------------------------------------
 */

static void tell(struct html_tree *tree, const char *what, struct text name) {
    struct markdown_reader *reader = tree->reader;
    name = text_lower_ascii(name, reader->arena);
    for (size_t i = 0; i < reader->told_html.count; i++) {
        struct told_html *told = &reader->told_html.items[i];
        if (told->what == what && text_equal(told->name, name)) {
            told->count++;
            return;
        }
    }
    *array_add(&reader->told_html, reader->arena) = (struct told_html){
        .what = what,
        .name = name,
        .place = place_of_line(reader, tree->line, tree->column, text_slice(tree->html, tree->at, tree->at + name.size + 1)),
        .count = 1,
    };
}

static const char gone[] = "left out, with all that is in it: <%.*s>";
static const char hidden[] = "left out, since browsers do not show it: hidden <%.*s>";
static const char unknown[] = "a tag that means nothing here was left out, and its words shown: <%.*s>";
static const char no_text[] = "left out: <%.*s>";

static void report_told(struct markdown_reader *reader) {
    for (size_t i = 0; i < reader->told_html.count; i++) {
        const struct told_html *told = &reader->told_html.items[i];
        struct text message = text_format(reader->arena, told->what, TEXT_ARGS(told->name));
        if (told->count > 1)
            message = text_format(reader->arena, "%.*s (%u times in this file)", TEXT_ARGS(message), (unsigned)told->count);
        report(reader, DIAG_WARNING, W_RAW_HTML, told->place, message,
               TEXT("write it in Markdown, or set \"raw_html: keep\" in content/site.yaml"));
    }
}

/* Where words and blocks go -------------------------------------------------------------------------------------------------
 */

static bool is_around_words(const struct open_element *open) {
    return open->element->role == ROLE_INLINE;
}

/* The innermost node that blocks can be put into. */
static cmark_node *block_of(const struct html_tree *tree) {
    for (size_t i = tree->open.count; i-- > 0;)
        if (tree->open.items[i].node && tree->open.items[i].element->role == ROLE_BLOCK)
            return tree->open.items[i].node;
    return tree->container;
}

/* Whether blocks cannot end the leaf. */
static bool is_fixed(const struct html_tree *tree) {
    if (!tree->leaf || tree->is_own_leaf)
        return tree->is_inline;
    for (size_t i = tree->open.count; i-- > 0;)
        if (tree->open.items[i].node == tree->leaf)
            return !tree->open.items[i].element->ends_at_blocks;
    return true;
}

static void close_leaf(struct html_tree *tree) {
    for (size_t i = 0; i < tree->open.count; i++)
        if (is_around_words(&tree->open.items[i]) || tree->open.items[i].node == tree->leaf)
            tree->open.items[i].node = NULL;
    tree->leaf = tree->point = tree->is_inline ? tree->container : NULL;
    tree->due = DUE_NOTHING;
    tree->is_own_leaf = false;
}

/* Closes all from `index` on, which is none around words. */
static void close_from(struct html_tree *tree, size_t index) {
    bool is_line = false, ends_leaf = false;
    for (size_t i = tree->open.count; i-- > index;) {
        const struct open_element *open = &tree->open.items[i];
        if (is_around_words(open) && open->node)
            tree->point = open->node->parent;
        is_line |= open->is_line;
        ends_leaf |= !is_around_words(open) && !open->is_line;
    }
    tree->open.count = index;
    if (ends_leaf)
        close_leaf(tree);
    else if (is_line)
        tree->due = DUE_BREAK;
}

/* Closes one around words: those that were opened inside it go on behind it. */
static void close_around_words(struct html_tree *tree, size_t index) {
    struct open_element *open = &tree->open.items[index];
    if (open->node)
        tree->point = open->node->parent;
    for (size_t i = index + 1; open->node && i < tree->open.count; i++)
        if (is_around_words(&tree->open.items[i]))
            tree->open.items[i].node = NULL;
    memmove(open, open + 1, (--tree->open.count - index) * sizeof *open);
}

static struct open_element *push(struct html_tree *tree, const struct element *element, struct text attributes) {
    struct open_element *open = array_add(&tree->open, tree->reader->arena);
    *open = (struct open_element){.element = element, .attributes = attributes};
    return open;
}

static void open_element(struct html_tree *tree, const struct element *element, struct text attributes);

/* What must be around anything that stands directly in a list or table. */
static void open_implied(struct html_tree *tree, const cmark_node *block) {
    switch (node_slot(block)) {
    case SLOT_LIST: open_element(tree, element_named(TEXT("li")), (struct text){0}); return;
    case SLOT_TABLE: open_element(tree, element_named(TEXT("tr")), (struct text){0}); return;
    case SLOT_ROW: open_element(tree, element_named(TEXT("td")), (struct text){0}); return;
    case SLOT_BOX: open_element(tree, element_named(TEXT("dd")), (struct text){0}); return;
    default: return;
    }
}

static bool is_for_parts(const cmark_node *block) {
    enum node_slot slot = node_slot(block);
    bool is_terms = slot == SLOT_BOX && made_of(block) && strcmp(made_of(block)->name, "dl") == 0;
    return is_terms || (made_of(block) && (slot == SLOT_LIST || slot == SLOT_TABLE || slot == SLOT_ROW));
}

/* The block that words and blocks can stand in; or, when a cell is open then, its words. */
static cmark_node *flow(struct html_tree *tree) {
    for (int steps = 0; steps < 3 && !tree->leaf && is_for_parts(block_of(tree)); steps++)
        open_implied(tree, block_of(tree));
    return block_of(tree);
}

/* Paragraphs that are written as such, or follow each other, need their tags in a list, too. */
static void add_block(cmark_node *parent, cmark_node *node, bool is_explicit) {
    bool in_list = made_of(parent) && node_slot(parent) == SLOT_ITEM && parent->parent;
    bool follows = parent->last_child && parent->last_child->type == CMARK_NODE_PARAGRAPH;
    if (in_list && node->type == CMARK_NODE_PARAGRAPH && (is_explicit || follows))
        parent->parent->as.list.tight = false;
    append(parent, node);
}

static void begin_leaf(struct html_tree *tree) {
    cmark_node *parent = flow(tree);
    if (tree->leaf)
        return;
    tree->leaf = tree->point = node_new(tree, CMARK_NODE_PARAGRAPH);
    tree->is_own_leaf = true;
    add_block(parent, tree->leaf, false);
}

/* The words around which an element is open get their node when the first of them comes. */
static void open_inlines(struct html_tree *tree);

static bool is_space(char c) {
    return c && strchr(" \t\r\n\f", c);
}

static bool has_space(const cmark_node *node, bool at_end) {
    if (!node || node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK)
        return node != NULL;
    struct text words = node->type == CMARK_NODE_TEXT ? node_literal(node) : (struct text){0};
    return words.size && is_space(words.bytes[at_end ? words.size - 1 : 0]);
}

static void add_due(struct html_tree *tree, const cmark_node *next) {
    enum due due = tree->leaf->first_child ? tree->due : DUE_NOTHING;
    tree->due = DUE_NOTHING;
    if (due == DUE_SPACE && (has_space(tree->point->last_child, true) || has_space(next, false)))
        return;
    if (due == DUE_SPACE)
        append(tree->point, text_new(tree, TEXT(" ")));
    else if (due != DUE_NOTHING)
        append(tree->point, node_new(tree, due == DUE_LINE ? CMARK_NODE_SOFTBREAK : CMARK_NODE_LINEBREAK));
}

static void add_inline(struct html_tree *tree, cmark_node *node) {
    if (!tree->leaf)
        begin_leaf(tree);
    add_due(tree, node);
    open_inlines(tree);
    append(tree->point, node);
    if (tree->leaf->end_line < tree->line)
        tree->leaf->end_line = tree->line;
}

static void want(struct html_tree *tree, enum due due) {
    if (tree->due < due)
        tree->due = due;
}

/* White space is one space, or the end of a line. */
static void add_words(struct html_tree *tree, struct text words) {
    int line = tree->line;
    for (size_t at = 0; at < words.size;) {
        size_t end = at;
        while (end < words.size && !strchr("\r\n", words.bytes[end]))
            end++;
        struct text part = text_slice(words, at, end), shown = text_trim(part);
        if (part.size && is_space(part.bytes[0]))
            want(tree, DUE_SPACE);
        if (shown.size)
            add_inline(tree, text_new(tree, html_decoded(shown, tree->reader->arena)));
        if (shown.size && is_space(part.bytes[part.size - 1]))
            want(tree, DUE_SPACE);
        if (end < words.size)
            want(tree, DUE_LINE), tree->line += words.bytes[end] == '\n';
        at = end + 1;
    }
    tree->line = line;
}

/* Elements ------------------------------------------------------------------------------------------------------------------
 */

static cmark_node *link_new(const struct html_tree *tree, cmark_node_type type, struct text url, struct text title) {
    cmark_node *node = node_new(tree, type);
    node->as.link.url = chunk_of(url);
    node->as.link.title = chunk_of(title);
    return node;
}

static bool is_inline_link(const struct html_tree *tree, const struct open_element *open, struct text *url) {
    return open->element->slot == SLOT_LINK && html_attribute(url, open->attributes, TEXT("href"), tree->reader->arena) &&
           (*url = text_trim(*url)).size;
}

/* The node of an element around words; NULL when it says nothing. */
static cmark_node *inline_new(const struct html_tree *tree, const struct open_element *open) {
    const struct element *element = open->element;
    struct text url = {0};
    if (is_inline_link(tree, open, &url))
        return link_new(tree, CMARK_NODE_LINK, url, attribute(tree, open->attributes, "title"));
    if (element->slot == SLOT_EMPHASIS || element->slot == SLOT_STRONG)
        return node_new(tree, element->slot == SLOT_EMPHASIS ? CMARK_NODE_EMPH : CMARK_NODE_STRONG);
    struct made_node made = {.slot = SLOT_ELEMENT, .name = element->shown_as ? element->shown_as : element->name};
    if (element->slot == SLOT_DELETED)
        return made_new(tree, CMARK_NODE_CUSTOM_INLINE, (struct made_node){.slot = SLOT_DELETED});
    made.attributes = general_attributes(tree, open->attributes, true);
    if (element->slot != SLOT_ELEMENT)
        made.name = "span";
    if (element->slot != SLOT_ELEMENT && !made.attributes.size)
        return NULL;
    return made_new(tree, CMARK_NODE_CUSTOM_INLINE, made);
}

static void open_inlines(struct html_tree *tree) {
    for (size_t i = 0; i < tree->open.count; i++) {
        struct open_element *open = &tree->open.items[i];
        if (!is_around_words(open) || open->node)
            continue;
        open->node = inline_new(tree, open);
        if (!open->node)
            continue;
        append(tree->point, open->node);
        tree->point = open->node;
    }
}

static size_t find_open(const struct html_tree *tree, const struct element *element) {
    size_t i = tree->open.count;
    while (i-- > 0)
        if (tree->open.items[i].element == element)
            return i;
    return SIZE_MAX;
}

/* A place that can be linked to, without words. */
static void add_anchor(struct html_tree *tree, struct text id) {
    if (id.size)
        add_inline(
            tree, made_new(tree, CMARK_NODE_CUSTOM_INLINE, (struct made_node){.slot = SLOT_ELEMENT, .name = "span", .id = id}));
}

static void open_around_words(struct html_tree *tree, const struct element *element, struct text attributes) {
    bool is_link = element->slot == SLOT_LINK;
    size_t outer = is_link ? find_open(tree, element) : SIZE_MAX;
    if (outer < SIZE_MAX)
        close_around_words(tree, outer);
    add_anchor(tree, id_of(tree, attributes, is_link));
    push(tree, element, attributes);
}

/* Whether one of these stands directly in the other: <li> ends the <li> before it, but not one in which its list stands. */
static bool ends_before(const struct element *element, const struct element *open) {
    enum node_slot slot = element->slot, before = open->slot;
    bool is_term = strcmp(element->name, "dt") == 0 || strcmp(element->name, "dd") == 0;
    bool was_term = strcmp(open->name, "dt") == 0 || strcmp(open->name, "dd") == 0;
    bool is_group = element->name[0] == 't' && element->role == ROLE_BLOCK && slot == SLOT_NONE;
    return (slot == SLOT_ITEM && before == SLOT_ITEM) || (is_term && was_term) || (slot == SLOT_CELL && before == SLOT_CELL) ||
           ((slot == SLOT_ROW || is_group) && (before == SLOT_CELL || before == SLOT_ROW));
}

static bool is_scope(const struct element *open) {
    return open->slot == SLOT_LIST || open->slot == SLOT_TABLE || strcmp(open->name, "dl") == 0;
}

static void close_implied(struct html_tree *tree, const struct element *element) {
    size_t index = SIZE_MAX;
    for (size_t i = tree->open.count; i-- > 0 && !is_scope(tree->open.items[i].element);)
        if (ends_before(element, tree->open.items[i].element))
            index = i;
    if (index < SIZE_MAX)
        close_from(tree, index);
}

/* Ends a leaf that blocks end. */
static void end_words(struct html_tree *tree) {
    if (!tree->leaf || is_fixed(tree))
        return;
    for (size_t i = tree->open.count; !tree->is_own_leaf && i-- > 0;)
        if (tree->open.items[i].node == tree->leaf) {
            close_from(tree, i);
            return;
        }
    close_leaf(tree);
}

static bool is_in_head(const struct html_tree *tree) {
    for (size_t i = tree->open.count; i-- > 0 && tree->open.items[i].element->slot != SLOT_TABLE;)
        if (strcmp(tree->open.items[i].element->name, "thead") == 0)
            return true;
    return false;
}

static char alignment_of(const struct html_tree *tree, struct text attributes) {
    struct text align = attribute(tree, attributes, "align"), style = attribute(tree, attributes, "style");
    if (!align.size && text_contains(style, TEXT("text-align")))
        align = text_trim(text_after(style, text_find_char(style, ':', text_find(style, TEXT("text-align"), 0)) + 1));
    return text_starts(align, TEXT("center")) ? 'c' : text_starts(align, TEXT("right")) ? 'r' : 0;
}

/* With nothing but the id and the language of its element. */
static struct made_node made_plain(const struct html_tree *tree, enum node_slot slot, struct text attributes) {
    return (struct made_node){
        .slot = (uint8_t)slot, .id = id_of(tree, attributes, false), .attributes = general_attributes(tree, attributes, false)};
}

static cmark_node *list_new(const struct html_tree *tree, const struct element *element, struct text attributes) {
    cmark_node *node = made_new(tree, CMARK_NODE_LIST, made_plain(tree, SLOT_LIST, attributes));
    bool ordered = strcmp(element->name, "ol") == 0;
    unsigned start = number_of(attribute(tree, attributes, "start"));
    node->as.list.list_type = ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST;
    node->as.list.start = start ? (int)start : 1;
    node->as.list.tight = true;
    return node;
}

static cmark_node *box_new(const struct html_tree *tree, const struct element *element, struct text attributes) {
    struct text value, general = general_attributes(tree, attributes, false);
    if (strcmp(element->name, "details") == 0 && html_attribute(&value, attributes, TEXT("open"), tree->reader->arena))
        general = text_join(tree->reader->arena, general, TEXT(" open"));
    return made_new(tree, CMARK_NODE_CUSTOM_BLOCK,
                    (struct made_node){.slot = SLOT_BOX,
                                       .name = element->slot == SLOT_BOX ? element->name : "div",
                                       .id = id_of(tree, attributes, false),
                                       .attributes = general});
}

static cmark_node *row_new(const struct html_tree *tree) {
    const cmark_node *table = block_of(tree);
    bool is_first = node_slot(table) == SLOT_TABLE && !table->first_child;
    return made_new(tree, CMARK_NODE_CUSTOM_BLOCK,
                    (struct made_node){.slot = SLOT_ROW, .is_header = is_first && is_in_head(tree)});
}

static cmark_node *cell_new(const struct html_tree *tree, const struct element *element, struct text attributes) {
    return made_new(tree, CMARK_NODE_CUSTOM_BLOCK,
                    (struct made_node){.slot = SLOT_CELL,
                                       .is_header = element->name[1] == 'h',
                                       .has_scope = made_of(block_of(tree))->is_header,
                                       .alignment = alignment_of(tree, attributes),
                                       .id = id_of(tree, attributes, false),
                                       .attributes = cell_attributes(tree, attributes)});
}

static cmark_node *leaf_new(const struct html_tree *tree, const struct element *element, struct text attributes) {
    struct made_node made = {.slot = element->slot,
                             .name = element->shown_as ? element->shown_as : element->name,
                             .id = id_of(tree, attributes, false),
                             .attributes = general_attributes(tree, attributes, false)};
    cmark_node *node = made_new(tree, element->slot == SLOT_HEADING ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH, made);
    if (element->slot == SLOT_HEADING)
        node->as.heading.level = element->level;
    return node;
}

/* The node of an element that holds blocks, or separates words; NULL for a mere wrapper. */
static cmark_node *block_new(const struct html_tree *tree, const struct element *element, struct text attributes) {
    switch (element->slot) {
    case SLOT_LIST: return list_new(tree, element, attributes);
    case SLOT_ITEM: return made_new(tree, CMARK_NODE_ITEM, made_plain(tree, SLOT_ITEM, attributes));
    case SLOT_TABLE: return made_new(tree, CMARK_NODE_CUSTOM_BLOCK, made_plain(tree, SLOT_TABLE, attributes));
    case SLOT_ROW: return row_new(tree);
    case SLOT_CELL: return cell_new(tree, element, attributes);
    case SLOT_QUOTE: return made_new(tree, CMARK_NODE_BLOCK_QUOTE, made_plain(tree, SLOT_QUOTE, attributes));
    case SLOT_BOX: return box_new(tree, element, attributes);
    case SLOT_PARAGRAPH:
    case SLOT_HEADING: return leaf_new(tree, element, attributes);
    default: break;
    }
    bool says_something = general_attributes(tree, attributes, false).size || id_of(tree, attributes, false).size;
    return says_something && element->name[0] != 't' ? box_new(tree, element, attributes) : NULL;
}

/* What an element must stand directly in: the name of that, or NULL. */
static const char *wanted_parent(const struct element *element) {
    switch (element->slot) {
    case SLOT_ITEM: return "ul";
    case SLOT_ROW: return "table";
    case SLOT_CELL: return "tr";
    default: break;
    }
    return strcmp(element->name, "dt") == 0 || strcmp(element->name, "dd") == 0 ? "dl" : NULL;
}

static bool is_parent(const cmark_node *block, const struct element *element) {
    switch (element->slot) {
    case SLOT_ITEM: return made_of(block) && node_slot(block) == SLOT_LIST;
    case SLOT_ROW: return made_of(block) && node_slot(block) == SLOT_TABLE;
    case SLOT_CELL: return made_of(block) && node_slot(block) == SLOT_ROW;
    default: return is_for_parts(block) && node_slot(block) == SLOT_BOX;
    }
}

static void put_block(struct html_tree *tree, const struct element *element, cmark_node *node) {
    cmark_node *parent = block_of(tree);
    if (strcmp(element->name, "caption") == 0 && node_slot(parent) == SLOT_TABLE && made_of(parent))
        insert_before(parent, node);
    else
        add_block(parent, node, true);
}

static void open_line(struct html_tree *tree, const struct element *element, struct text attributes) {
    push(tree, element, attributes)->is_line = true;
    tree->due = DUE_BREAK;
}

static bool stands_in_words(struct html_tree *tree, const struct element *element) {
    const char *wanted = wanted_parent(element);
    if (wanted && !is_fixed(tree) && !is_parent(block_of(tree), element))
        open_element(tree, element_named(text_of(wanted)), (struct text){0});
    else if (!wanted && element->slot != SLOT_NONE && strcmp(element->name, "caption") != 0)
        flow(tree);
    return is_fixed(tree);
}

/* An element that holds blocks, or separates words. */
static void open_apart(struct html_tree *tree, const struct element *element, struct text attributes) {
    close_implied(tree, element);
    if (is_fixed(tree)) {
        open_line(tree, element, attributes);
        return;
    }
    end_words(tree);
    if (stands_in_words(tree, element)) {
        open_line(tree, element, attributes);
        return;
    }
    bool is_misplaced = wanted_parent(element) && !is_parent(block_of(tree), element);
    cmark_node *node = is_misplaced ? NULL : block_new(tree, element, attributes);
    if (node)
        put_block(tree, element, node);
    push(tree, element, attributes)->node = node;
    if (element->role == ROLE_LEAF && node)
        tree->leaf = tree->point = node, tree->is_own_leaf = false;
}

static void open_element(struct html_tree *tree, const struct element *element, struct text attributes) {
    if (tree->open.count >= DEEPEST)
        tree->due = DUE_BREAK;
    else if (element->role == ROLE_INLINE)
        open_around_words(tree, element, attributes);
    else
        open_apart(tree, element, attributes);
}

static void close_element(struct html_tree *tree, const struct element *element) {
    bool is_apart = element->role == ROLE_BLOCK || element->role == ROLE_LEAF;
    size_t index = find_open(tree, element);
    if (index < SIZE_MAX && element->role == ROLE_INLINE)
        close_around_words(tree, index);
    else if (index < SIZE_MAX)
        close_from(tree, index);
    else if (is_apart && tree->leaf && !is_fixed(tree))
        end_words(tree);
    else if (is_apart)
        want(tree, DUE_BREAK);
}

/* Single tags ---------------------------------------------------------------------------------------------------------------
 */

/* "300", "300px" or "50%": as browsers read it, the number that it begins with. */
static struct text dimension(const struct html_tree *tree, struct text attributes, const char *name) {
    struct text value = attribute(tree, attributes, name);
    size_t end = 0;
    while (text_digit_at(value, end) || (end < value.size && value.bytes[end] == '.'))
        end++;
    return text_slice(value, 0, end + (end < value.size && value.bytes[end] == '%'));
}

static void add_picture(struct html_tree *tree, struct text attributes) {
    struct text url = attribute(tree, attributes, "src"), alt;
    bool has_alt = html_attribute(&alt, attributes, TEXT("alt"), tree->reader->arena);
    alt = text_trim(alt);
    if (!url.size)
        url = attribute(tree, attributes, "data-src");
    cmark_node *image = link_new(tree, CMARK_NODE_IMAGE, url, attribute(tree, attributes, "title"));
    add_inline(tree, image);
    mark(tree, image,
         (struct made_node){.slot = SLOT_IMAGE,
                            .is_decorative = has_alt && !alt.size,
                            .width = dimension(tree, attributes, "width"),
                            .height = dimension(tree, attributes, "height")});
    if (alt.size)
        append(image, text_new(tree, alt));
}

/* The address in a <source> that stands before the element's end. */
static struct text source_of(const struct html_tree *tree, struct text name, size_t at) {
    struct html_piece piece;
    while (html_next(&piece, tree->html, &at) && !(piece.kind == HTML_CLOSES && text_equal_ignoring_case(piece.name, name)))
        if (piece.kind == HTML_OPENS && text_equal_ignoring_case(piece.name, TEXT("source")))
            return attribute(tree, piece.attributes, "src");
    return (struct text){0};
}

/* What is shown there stands elsewhere: a link leads to it. */
static void add_elsewhere(struct html_tree *tree, const struct html_piece *piece) {
    struct text url =
        attribute(tree, piece->attributes, text_equal_ignoring_case(piece->name, TEXT("object")) ? "data" : "src");
    struct text title = attribute(tree, piece->attributes, "title");
    if (!url.size)
        url = source_of(tree, piece->name, piece->end);
    if (!url.size) {
        tell(tree, unknown, piece->name);
        return;
    }
    cmark_node *link = link_new(tree, CMARK_NODE_LINK, url, (struct text){0});
    add_inline(tree, link);
    append(link, text_new(tree, title.size ? title : url));
    want(tree, DUE_SPACE);
}

static void add_rule(struct html_tree *tree) {
    end_words(tree);
    cmark_node *parent = tree->leaf ? NULL : flow(tree);
    if (parent && !tree->leaf)
        add_block(parent, node_new(tree, CMARK_NODE_THEMATIC_BREAK), true);
    else
        want(tree, DUE_BREAK);
}

/* The words of a piece of code, without its tags. */
static struct text code_of(struct text *class, const struct html_tree *tree, size_t from, size_t to) {
    struct buffer words = {0};
    struct html_piece piece;
    struct text html = text_slice(tree->html, 0, to);
    for (size_t at = from; html_next(&piece, html, &at);) {
        if (piece.kind == HTML_WORDS)
            buffer_add(&words, html_decoded(text_slice(html, piece.start, piece.end), tree->reader->arena));
        else if (piece.kind == HTML_OPENS && element_named(piece.name)->role == ROLE_BREAK)
            buffer_add_char(&words, '\n');
        else if (piece.kind == HTML_OPENS && !class->size)
            *class = attribute(tree, piece.attributes, "class");
    }
    struct text code = buffer_text(&words);
    code = text_after(code, text_starts(code, TEXT("\n")) ? 1 : text_starts(code, TEXT("\r\n")) ? 2 : 0);
    code =
        text_ends(code, TEXT("\n")) ? text_copy(code, tree->reader->arena) : text_join(tree->reader->arena, code, TEXT("\n"));
    buffer_free(&words);
    return code;
}

/* Where the element that began before `at` is closed in this HTML; its size when it is not. */
static size_t closing_tag(struct text html, struct text name, size_t at, size_t *behind) {
    struct html_piece piece;
    while (html_next(&piece, html, &at))
        if (piece.kind == HTML_CLOSES && text_equal_ignoring_case(piece.name, name)) {
            *behind = piece.end;
            return piece.start;
        }
    *behind = html.size;
    return html.size;
}

/* Returns where to go on. */
static size_t add_code(struct html_tree *tree, const struct html_piece *tag) {
    size_t behind, end = closing_tag(tree->html, tag->name, tag->end, &behind);
    struct text class = attribute(tree, tag->attributes, "class");
    struct text code = code_of(&class, tree, tag->end, end);
    end_words(tree);
    cmark_node *parent = is_fixed(tree) ? NULL : flow(tree);
    if (is_fixed(tree)) {
        cmark_node *words = node_new(tree, CMARK_NODE_CODE);
        words->as.literal = chunk_of(text_trim(code));
        want(tree, DUE_BREAK);
        add_inline(tree, words);
        want(tree, DUE_BREAK);
        return behind;
    }
    cmark_node *block = node_new(tree, CMARK_NODE_CODE_BLOCK);
    block->as.code.literal = chunk_of(code);
    if (text_starts(class, TEXT("language-")))
        block->as.code.info = chunk_of(text_after(class, strlen("language-")));
    add_block(parent, block, true);
    return behind;
}

/* Reading -------------------------------------------------------------------------------------------------------------------
 */

static bool is_hidden(const struct html_tree *tree, struct text attributes) {
    struct text value;
    if (html_attribute(&value, attributes, TEXT("hidden"), tree->reader->arena))
        return true;
    struct buffer style = {0};
    value = text_lower_ascii(attribute(tree, attributes, "style"), tree->reader->arena);
    for (size_t i = 0; i < value.size; i++)
        if (!is_space(value.bytes[i]))
            buffer_add_char(&style, value.bytes[i]);
    bool hides = text_contains(buffer_text(&style), TEXT("display:none")) ||
                 text_contains(buffer_text(&style), TEXT("visibility:hidden"));
    buffer_free(&style);
    return hides;
}

/* Reads on in an element that goes with all that is in it. Returns the offset behind its end, or the HTML's size. */
static size_t pass_over(struct html_tree *tree, size_t at) {
    bool is_program =
        text_equal_ignoring_case(tree->hiding, TEXT("script")) || text_equal_ignoring_case(tree->hiding, TEXT("style"));
    struct html_piece piece;
    while (tree->hiding.size && html_next(&piece, tree->html, &at)) {
        bool is_tag = piece.kind == HTML_OPENS || piece.kind == HTML_CLOSES;
        if (!is_tag || !text_equal_ignoring_case(piece.name, tree->hiding))
            continue;
        tree->hidden_depth += piece.kind == HTML_CLOSES ? -(size_t)1 : !is_program;
        if (tree->hidden_depth == 0)
            tree->hiding = (struct text){0};
    }
    return at;
}

/* Whether the element is closed, in this HTML or in a later block beside it. */
static bool is_closed(const struct html_tree *tree, const struct html_piece *tag) {
    size_t behind;
    if (closing_tag(tree->html, tag->name, tag->end, &behind) < tree->html.size)
        return true;
    for (const cmark_node *node = tree->node ? tree->node->next : NULL; node; node = node->next)
        if (node->type == CMARK_NODE_HTML_BLOCK &&
            closing_tag(node_literal(node), tag->name, 0, &behind) < node_literal(node).size)
            return true;
    return false;
}

/* Whether the element goes with all that is in it; tells of it. One that has no end goes only when nobody was to see it. */
static bool begins_hiding(struct html_tree *tree, const struct html_piece *tag, const struct element *element) {
    bool hides = !element->is_void && is_hidden(tree, tag->attributes);
    if (!hides && (element->role != ROLE_GONE || !is_closed(tree, tag)))
        return false;
    tell(tree, hides ? hidden : gone, tag->name);
    if (!tree->node && !is_closed(tree, tag))
        return true;
    tree->hiding = tag->name;
    tree->hidden_depth = 1;
    return true;
}

/* Returns where to go on. */
static size_t read_opening(struct html_tree *tree, const struct html_piece *piece) {
    const struct element *element = element_named(piece->name);
    if (begins_hiding(tree, piece, element)) {
        want(tree, DUE_SPACE);
        return pass_over(tree, piece->end);
    }
    switch ((enum element_role)element->role) {
    case ROLE_GONE:
    case ROLE_UNKNOWN:
        tell(tree, element->is_void ? no_text : unknown, piece->name);
        want(tree, DUE_SPACE);
        break;
    case ROLE_NOTHING: break;
    case ROLE_BREAK:
        if (tree->leaf && tree->leaf->first_child)
            add_inline(tree, node_new(tree, CMARK_NODE_LINEBREAK));
        break;
    case ROLE_RULE: add_rule(tree); break;
    case ROLE_PICTURE: add_picture(tree, piece->attributes); break;
    case ROLE_ELSEWHERE: add_elsewhere(tree, piece); break;
    case ROLE_CODE: return add_code(tree, piece);
    default: open_element(tree, element, piece->attributes);
    }
    return piece->end;
}

static void report_cut(struct html_tree *tree, const struct html_piece *piece) {
    report(tree->reader, DIAG_ERROR, E_CUT_COMMENT,
           place_of_line(tree->reader, tree->line, tree->column, text_slice(tree->html, piece->start, piece->start + 4)),
           TEXT("this comment has no end, and hides all that follows"), TEXT("end it with -->"));
}

static struct text first_word(struct text text) {
    size_t end = 0;
    while (end < text.size && end < 12 && !is_space(text.bytes[end]))
        end++;
    return text_slice(text, 0, end);
}

/* Returns where to go on. */
static size_t read_piece(struct html_tree *tree, const struct html_piece *piece) {
    tree->at = piece->start;
    if (piece->is_cut && tree->container->type != CMARK_NODE_PARAGRAPH)
        report_cut(tree, piece);
    switch ((enum html_kind)piece->kind) {
    case HTML_WORDS: add_words(tree, text_slice(tree->html, piece->start, piece->end)); break;
    case HTML_OPENS: return read_opening(tree, piece);
    case HTML_CLOSES: close_element(tree, element_named(piece->name)); break;
    case HTML_OTHER: tell(tree, no_text, first_word(text_slice(tree->html, piece->start + 1, piece->end - 1))); break;
    case HTML_COMMENT: break;
    }
    return piece->end;
}

/* Moves the place over what has been read. */
static void move(struct html_tree *tree, size_t from, size_t to) {
    for (size_t i = from; i < to && i < tree->html.size; i++) {
        bool ends = tree->html.bytes[i] == '\n';
        tree->line += ends;
        tree->column = ends ? 1 : tree->column + 1;
    }
}

static void read_raw(struct html_tree *tree, const cmark_node *node) {
    tree->html = node_literal(node);
    tree->line = node->start_line;
    tree->column = node->start_column;
    tree->node = node->type == CMARK_NODE_HTML_BLOCK ? node : NULL;
    struct html_piece piece;
    size_t from = pass_over(tree, 0);
    move(tree, 0, from);
    for (size_t at = from; html_next(&piece, tree->html, &at); from = at) {
        at = read_piece(tree, &piece);
        move(tree, from, at);
    }
    if (node->type == CMARK_NODE_HTML_BLOCK)
        *array_add(&tree->reader->verbatim, tree->reader->arena) =
            (struct lines){(uint32_t)node->start_line, (uint32_t)node->end_line};
}

static cmark_node *next_inside(cmark_node *node, const cmark_node *root) {
    if (node->first_child)
        return node->first_child;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* Blocks where there can only be words: each begins on a line of its own. */
static void read_flattened(struct html_tree *tree, cmark_node *block) {
    for (cmark_node *node = block; node; node = next_inside(node, block)) {
        bool has_words = node->first_child && (node->first_child->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
        if (has_words || node->type == CMARK_NODE_CODE_BLOCK)
            want(tree, DUE_BREAK);
        while (has_words && node->first_child)
            add_inline(tree, take_first(node));
        if (node->type == CMARK_NODE_HTML_BLOCK)
            read_raw(tree, node);
        if (node->type != CMARK_NODE_CODE_BLOCK)
            continue;
        cmark_node *code = node_new(tree, CMARK_NODE_CODE);
        code->as.literal = chunk_of(text_trim(node_code(node)));
        add_inline(tree, code);
    }
}

static void read_block(struct html_tree *tree, cmark_node *node) {
    if (node->type == CMARK_NODE_FOOTNOTE_DEFINITION) {
        close_from(tree, 0);
        close_leaf(tree);
        tree->hiding = (struct text){0};
    }
    if (tree->hiding.size) {
        leave(tree, node);
        return;
    }
    tree->line = node->start_line;
    end_words(tree);
    cmark_node *parent = is_fixed(tree) ? NULL : flow(tree);
    if (parent) {
        add_block(parent, node, true);
    } else {
        read_flattened(tree, node);
        leave(tree, node);
    }
}

/* Inside of words an element that goes may end in another node: all between goes, too. Returns the node that has its end. */
static cmark_node *end_of_gone(const struct html_tree *tree, cmark_node *node) {
    struct text html = node_literal(node);
    struct html_piece tag, piece;
    size_t at = 0;
    if (!html_next(&tag, html, &at) || tag.kind != HTML_OPENS || element_named(tag.name)->is_void)
        return NULL;
    if (element_named(tag.name)->role != ROLE_GONE && !is_hidden(tree, tag.attributes))
        return NULL;
    for (cmark_node *next = node->next; next; next = next->next) {
        at = 0;
        if (next->type == CMARK_NODE_HTML_INLINE && html_next(&piece, node_literal(next), &at) && piece.kind == HTML_CLOSES &&
            text_equal_ignoring_case(piece.name, tag.name))
            return next;
    }
    return NULL;
}

static void tell_gone(struct html_tree *tree, const cmark_node *node) {
    struct html_piece tag;
    size_t at = 0;
    tree->html = node_literal(node);
    tree->line = node->start_line;
    tree->column = node->start_column;
    tree->at = 0;
    html_next(&tag, tree->html, &at);
    tell(tree, element_named(tag.name)->role == ROLE_GONE ? gone : hidden, tag.name);
}

/* `first` and what follows it are the container's children, taken out. */
static void read_inlines(struct html_tree *tree, cmark_node *first) {
    for (cmark_node *node = first, *next; node; node = next) {
        cmark_node *end = node->type == CMARK_NODE_HTML_INLINE ? end_of_gone(tree, node) : NULL;
        next = end ? end->next : node->next;
        tree->node = NULL;
        bool stays = !end && node->type != CMARK_NODE_HTML_INLINE;
        if (end)
            tell_gone(tree, node);
        else if (!stays)
            read_raw(tree, node);
        if (stays)
            add_inline(tree, node);
        for (cmark_node *left = stays ? next : node, *after; left != next; left = after) {
            after = left->next;
            leave(tree, left);
        }
    }
}

static void read_blocks(struct html_tree *tree, cmark_node *first) {
    for (cmark_node *node = first, *next; node; node = next) {
        next = node->next;
        if (node->type == CMARK_NODE_HTML_BLOCK) {
            read_raw(tree, node);
            leave(tree, node);
        } else {
            read_block(tree, node);
        }
    }
}

static bool has_raw(const cmark_node *node) {
    for (const cmark_node *child = node->first_child; child; child = child->next)
        if (child->type == CMARK_NODE_HTML_BLOCK || child->type == CMARK_NODE_HTML_INLINE)
            return true;
    return false;
}

static void read_container(struct html_tree *tree, cmark_node *container) {
    cmark_node *first = container->first_child;
    *tree = (struct html_tree){.reader = tree->reader, .memory = tree->memory, .open = tree->open, .container = container};
    tree->open.count = 0;
    tree->is_inline = (first->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
    tree->leaf = tree->point = tree->is_inline ? container : NULL;
    container->first_child = container->last_child = NULL;
    if (tree->is_inline)
        read_inlines(tree, first);
    else
        read_blocks(tree, first);
}

void html_into_tree(struct markdown_reader *reader, cmark_node *root) {
    struct html_tree tree = {.reader = reader, .memory = root->content.mem};
    for (cmark_node *node = root; node; node = next_inside(node, root))
        if (has_raw(node) && node->type != CMARK_NODE_IMAGE)
            read_container(&tree, node);
    report_told(reader);
}
