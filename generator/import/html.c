#include "import/intake.h"

#include "base/array.h"
#include "base/utf8.h"
#include "import/builder.h"
#include "import/css.h"
#include "import/notes.h"
#include "read/smart.h"

#include <gumbo.h>
#include <string.h>

/*
 * The walk goes by a list of open elements and not by calls, since pages nest as deep as they like. What libgumbo allocates
 * comes from the arena and goes with it: its own destructor calls itself for each level.
 */

/* An element whose children are being walked. */
struct walk_level {
    const GumboVector *children;
    unsigned next;
    bool is_block, is_note; /* the second: in the midst of a paragraph */
    uint32_t element;
    struct builder_setting setting; /* of what stands in it */
    const char *closes;             /* the signs behind it; NULL: none */
    size_t waiting;                 /* asides that are no matter of it, but of what it stands aside of */
    bool is_turned;                 /* its asides are: the first stands last */
};

struct html_walk {
    struct builder builder;
    struct {
        struct walk_level *items;
        size_t count, capacity;
    } levels;
    struct {
        struct walk_level *items;
        size_t count, capacity;
    } asides;             /* notes and hidden words in the midst of a paragraph, until it ends */
    uint32_t offset;      /* of what was met last: for what the parser put in itself */
    struct css css;       /* of the sheets so far */
    struct text language; /* of the page */
};

#define GUMBO_NUMBER(id) [GUMBO_TAG_##id] = TAG_##id,
static const uint8_t tags[GUMBO_TAG_LAST] = {INTAKE_TAGS(GUMBO_NUMBER)};
#undef GUMBO_NUMBER

static bool is_block_tag(enum intake_tag tag) {
    switch (tag) {
    case TAG_ADDRESS:
    case TAG_ARTICLE:
    case TAG_ASIDE:
    case TAG_BLOCKQUOTE:
    case TAG_BODY:
    case TAG_BUTTON:
    case TAG_CAPTION:
    case TAG_DD:
    case TAG_DETAILS:
    case TAG_DIV:
    case TAG_DL:
    case TAG_DT:
    case TAG_FIELDSET:
    case TAG_FIGCAPTION:
    case TAG_FIGURE:
    case TAG_FOOTER:
    case TAG_FORM:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
    case TAG_HEADER:
    case TAG_HR:
    case TAG_HTML:
    case TAG_IFRAME:
    case TAG_LI:
    case TAG_MAIN:
    case TAG_MENU:
    case TAG_NAV:
    case TAG_NOSCRIPT:
    case TAG_OL:
    case TAG_OPTION:
    case TAG_P:
    case TAG_PRE:
    case TAG_SECTION:
    case TAG_SELECT:
    case TAG_SUMMARY:
    case TAG_TABLE:
    case TAG_TBODY:
    case TAG_TD:
    case TAG_TEMPLATE:
    case TAG_TEXTAREA:
    case TAG_TFOOT:
    case TAG_TH:
    case TAG_THEAD:
    case TAG_TITLE:
    case TAG_TR:
    case TAG_UL: return true;
    default: return false;
    }
}

/* What it is in only to be shown when something else fails, or after something was pressed. */
static bool is_never_shown(enum intake_tag tag) {
    return tag == TAG_NOSCRIPT || tag == TAG_TEMPLATE || tag == TAG_IFRAME || tag == TAG_OBJECT || tag == TAG_TITLE;
}

/* Attributes. */

static struct text attribute(const GumboElement *element, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);
    return found ? text_of(found->value) : (struct text){0};
}

static bool has_attribute(const GumboElement *element, const char *name) {
    return gumbo_get_attribute(&element->attributes, name);
}

static struct text copied(struct html_walk *walk, const GumboElement *element, const char *name) {
    return text_copy(text_trim(attribute(element, name)), walk->builder.arena);
}

static struct text lowered(struct html_walk *walk, const GumboElement *element, const char *name) {
    return text_lower_ascii(text_trim(attribute(element, name)), walk->builder.arena);
}

static struct text on_one_line(struct text text, struct arena *arena) {
    char *out = arena_alloc(arena, text.size + 1);
    for (size_t i = 0; i < text.size; i++)
        out[i] = strchr("\t\r\n\f", text.bytes[i]) ? ' ' : text.bytes[i];
    return (struct text){out, text.size};
}

/* Its class, id and role, with a space before each. */
static struct text hint_words(struct html_walk *walk, const GumboElement *element) {
    static const char *const names[] = {"class", "id", "role", "data-component", "aria-label"};
    struct buffer words = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text value = text_slice(attribute(element, names[i]), 0, 400);
        if (value.size > 0) {
            buffer_add_char(&words, ' ');
            buffer_add(&words, value);
        }
    }
    return buffer_take(&words, walk->builder.arena);
}

static bool is_hidden_by_itself(const GumboElement *element) {
    if (has_attribute(element, "hidden"))
        return true;
    struct text style = attribute(element, "style");
    return css_declares(style, "display", "none") || css_declares(style, "visibility", "hidden");
}

static uint32_t offset_of(struct html_walk *walk, const char *at) {
    struct text source = walk->builder.intake->source;
    if (at >= source.bytes && at <= source.bytes + source.size)
        walk->offset = (uint32_t)(at - source.bytes);
    return walk->offset;
}

/* What a script shows when this is pressed, as a link: "#" alone leads nowhere. */
static struct text note_named_by(struct html_walk *walk, const GumboNode *node) {
    static const char *const names[] = {"data-definition", "data-fn", "data-footnote", "aria-describedby"};
    for (const GumboNode *at = node; at && at->type == GUMBO_NODE_ELEMENT; at = at == node ? node->parent : NULL)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (attribute(&at->v.element, names[i]).size > 0)
                return text_format(walk->builder.arena, "#%s", gumbo_get_attribute(&at->v.element.attributes, names[i])->value);
    return TEXT("#");
}

/* What a program reads of an element, and not a person. Of <abbr class="published" title="2013-04-04"> that is the title. */
static struct text datetime_of(struct html_walk *walk, const GumboElement *element, enum intake_tag tag) {
    if (tag == TAG_TIME)
        return copied(walk, element, "datetime");
    bool is_marked = text_contains(attribute(element, "class"), TEXT("published")) ||
                     text_contains(attribute(element, "class"), TEXT("updated"));
    bool has_content = attribute(element, "content").size > 0;
    return copied(walk, element, is_marked && !has_content ? "title" : "content");
}

/* itemprop, or what RDFa has in its place. */
static struct text property_of(struct html_walk *walk, const GumboElement *element) {
    return lowered(walk, element, attribute(element, "itemprop").size > 0 ? "itemprop" : "property");
}

static uint32_t add_element(struct html_walk *walk, const GumboNode *node, const struct builder_setting *around) {
    const GumboElement *from = &node->v.element;
    struct intake *intake = walk->builder.intake;
    enum intake_tag tag = from->tag_namespace == GUMBO_NAMESPACE_HTML ? tags[from->tag] : TAG_OTHER;
    struct intake_element element = {
        .parent = around->element,
        .frame = around->frame,
        .tag = (uint8_t)tag,
        .is_hidden = around->is_hidden || is_never_shown(tag) || is_hidden_by_itself(from),
        .first = (uint32_t)intake->blocks.count,
        .end = (uint32_t)intake->blocks.count,
        .from = offset_of(walk, from->original_tag.data),
        .words = tag == TAG_BODY || tag == TAG_HTML ? (struct text){0} : hint_words(walk, from),
        .property = property_of(walk, from),
        .rel = lowered(walk, from, "rel"),
        .datetime = datetime_of(walk, from, tag),
        .id = copied(walk, from, tag == TAG_A && attribute(from, "id").size == 0 ? "name" : "id"),
        .link = copied(walk, from, "href"),
        .spelt = tag == TAG_ABBR ? on_one_line(copied(walk, from, "title"), walk->builder.arena) : (struct text){0},
    };
    if (text_equal(element.link, TEXT("#")) && around->element != NONE) /* a script leads there */
        element.link = note_named_by(walk, node);
    *array_add(&intake->elements, walk->builder.arena) = element;
    return (uint32_t)intake->elements.count - 1;
}

/* Facts. */

static void add_fact(struct html_walk *walk, enum intake_fact_kind kind, struct text name, struct text value, uint32_t from) {
    if (value.size == 0)
        return;
    struct intake_fact fact = {
        .kind = (uint8_t)kind, .name = name, .value = text_copy(value, walk->builder.arena), .from = from};
    *array_add(&walk->builder.intake->facts, walk->builder.arena) = fact;
}

static struct text text_inside(const GumboNode *node) {
    const GumboVector *children = &node->v.element.children;
    const GumboNode *first = children->length > 0 ? children->data[0] : NULL;
    bool is_text =
        first && (first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_WHITESPACE || first->type == GUMBO_NODE_CDATA);
    return is_text ? text_of(first->v.text.text) : (struct text){0};
}

static void note_meta(struct html_walk *walk, const GumboElement *element, uint32_t from) {
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text name = lowered(walk, element, names[i]);
        if (name.size > 0)
            add_fact(walk, FACT_META, name, attribute(element, "content"), from);
    }
}

/* Some pages say of what they write for machines neither that, nor what it is. */
static bool is_json_ld(struct html_walk *walk, const GumboElement *element, struct text script) {
    struct text type = lowered(walk, element, "type");
    return text_contains(type, TEXT("ld+json")) || (type.size == 0 && text_starts(text_trim(script), TEXT("{\"@context\"")));
}

/* Pages that load pictures late have the address elsewhere, and nothing or a dot of a picture here. */
static struct text picture_address(struct html_walk *walk, const GumboElement *element) {
    static const char *const names[] = {"data-src", "data-lazy-src", "data-original", "src"};
    struct text address = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names && address.size == 0; i++)
        address = copied(walk, element, names[i]);
    return text_starts(address, TEXT("data:")) ? (struct text){0} : address;
}

static void note_picture(struct html_walk *walk, const GumboElement *element, uint32_t from) {
    struct intake *intake = walk->builder.intake;
    struct intake_picture picture = {.address = picture_address(walk, element),
                                     .words = on_one_line(copied(walk, element, "alt"), walk->builder.arena),
                                     .block = (uint32_t)intake->blocks.count,
                                     .from = from};
    intake->left_out.pictures++;
    if (picture.address.size > 0)
        *array_add(&intake->pictures, walk->builder.arena) = picture;
}

/* What a drawing says of itself is shown no more than the alt of a picture. */
static bool names_drawing(const GumboElement *element) {
    return element->tag_namespace == GUMBO_NAMESPACE_SVG && (element->tag == GUMBO_TAG_TITLE || element->tag == GUMBO_TAG_DESC);
}

/* What is taken from an element and is no text: true when its children are not walked. */
static bool note_element(struct html_walk *walk, const GumboNode *node, uint32_t number) {
    struct intake *intake = walk->builder.intake;
    const GumboElement *element = &node->v.element;
    uint32_t from = intake->elements.items[number].from;
    switch ((enum intake_tag)intake->elements.items[number].tag) {
    case TAG_SCRIPT:
        intake->left_out.scripts++;
        if (is_json_ld(walk, element, text_inside(node)))
            add_fact(walk, FACT_JSON, (struct text){0}, text_inside(node), from);
        return true;
    case TAG_STYLE:
        intake->left_out.styles++;
        css_read(&walk->css, text_inside(node), walk->builder.arena);
        return true;
    case TAG_META: note_meta(walk, element, from); return true;
    case TAG_LINK: add_fact(walk, FACT_LINK, lowered(walk, element, "rel"), attribute(element, "href"), from); return true;
    case TAG_TITLE:
        if (intake_within(intake, number, TAG_HEAD) == NONE)
            return false;
        add_fact(walk, FACT_TITLE, (struct text){0}, text_inside(node), from);
        return true;
    case TAG_HTML:
        add_fact(walk, FACT_LANGUAGE, (struct text){0}, attribute(element, "lang"), from);
        walk->language = attribute(element, "lang");
        return false;
    case TAG_IMG: note_picture(walk, element, from); return true;
    case TAG_IFRAME: intake->left_out.frames++; return false;
    case TAG_INPUT: intake->left_out.fields++; return true;
    case TAG_HR: walk->builder.has_rule = true; return true;
    case TAG_OBJECT: intake->left_out.frames++; return false;
    case TAG_CANVAS:
    case TAG_VIDEO:
    case TAG_AUDIO:
    case TAG_EMBED: intake->left_out.players++; return true; /* what stands in them is for browsers that have none */
    default: return names_drawing(element);
    }
}

/* What holds inside of an element. */

static uint16_t style_of(enum intake_tag tag) {
    switch (tag) {
    case TAG_EM:
    case TAG_I:
    case TAG_CITE: return STYLE_EMPHASIS;
    case TAG_B:
    case TAG_STRONG: return STYLE_STRONG;
    case TAG_CODE:
    case TAG_KBD:
    case TAG_SAMP:
    case TAG_TT: return STYLE_CODE;
    case TAG_DEL:
    case TAG_S:
    case TAG_STRIKE: return STYLE_DELETED;
    case TAG_INS:
    case TAG_U: return STYLE_INSERTED;
    case TAG_MARK: return STYLE_MARKED;
    case TAG_SUP: return STYLE_RAISED;
    case TAG_SUB: return STYLE_LOWERED;
    default: return 0;
    }
}

/* Where a block stands on its line is no style of its words. */
static uint16_t css_style_of(const struct html_walk *walk, const GumboElement *element, bool is_block) {
    uint16_t style = css_style(attribute(element, "style")) | css_class_style(&walk->css, attribute(element, "class"));
    return is_block ? style & STYLE_DELETED : style;
}

/* A note that stands right where it is marked, by one of its names and since it has words of its own. */
static bool is_note_inside(const struct html_walk *walk, const GumboNode *node, uint32_t number) {
    static const char *const names[] = {"sidenote",         "marginnote",    "footnote",         "footnotecontent",
                                        "footnote-content", "footnote-text", "sidenote-content", "margin-note",
                                        "side-note",        "footnote-body"};
    if (!walk->builder.is_open || walk->builder.intake->elements.items[number].tag != TAG_OTHER)
        return false;
    bool is_named = false;
    struct text word, words = text_lower_ascii(attribute(&node->v.element, "class"), walk->builder.arena);
    while (!is_named && text_cut(&word, &words, ' '))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            is_named |= text_equal(word, text_of(names[i]));
    size_t size = 0;
    for (unsigned i = 0; is_named && i < node->v.element.children.length; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        size += child->type == GUMBO_NODE_TEXT ? text_trim(text_of(child->v.text.text)).size : 0;
    }
    return size >= 8;
}

static uint32_t list_start(const GumboElement *list) {
    struct text start = attribute(list, "start");
    uint32_t number = 0;
    for (size_t i = 0; i < start.size && number < 100000; i++)
        number = start.bytes[i] >= '0' && start.bytes[i] <= '9' ? number * 10 + (uint32_t)(start.bytes[i] - '0') : 1000000;
    return start.size > 0 && number < 100000 ? number : 1;
}

/* The number of an item of an ordered list: how many stand before it, and the list's own start. */
static uint32_t item_number(const GumboNode *item) {
    const GumboNode *list = item->parent;
    if (list->type != GUMBO_NODE_ELEMENT || list->v.element.tag != GUMBO_TAG_OL)
        return 0;
    uint32_t number = list_start(&list->v.element);
    for (size_t i = 0; i < list->v.element.children.length && list->v.element.children.data[i] != item && i < 2000; i++) {
        const GumboNode *sibling = list->v.element.children.data[i];
        number += sibling->type == GUMBO_NODE_ELEMENT && sibling->v.element.tag == GUMBO_TAG_LI;
    }
    return number;
}

/* Whether a list counts otherwise than 1, 2, 3 from its start: in letters, backwards, or as an item says. */
static bool counts_otherwise(const GumboNode *item) {
    static const char *const styles[] = {"lower-alpha", "upper-alpha", "lower-latin", "upper-latin",
                                         "lower-roman", "upper-roman", "lower-greek"};
    const GumboNode *list = item->parent;
    if (list->type != GUMBO_NODE_ELEMENT || list->v.element.tag != GUMBO_TAG_OL)
        return false;
    struct text type = attribute(&list->v.element, "type"), style = attribute(&list->v.element, "style");
    bool is_otherwise = (type.size > 0 && !text_equal(type, TEXT("1"))) || has_attribute(&list->v.element, "reversed") ||
                        has_attribute(&item->v.element, "value");
    for (size_t i = 0; i < sizeof styles / sizeof *styles && !is_otherwise; i++)
        is_otherwise = css_declares(style, "list-style-type", styles[i]) || css_declares(style, "list-style", styles[i]);
    return is_otherwise;
}

static bool is_cell(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT && (node->v.element.tag == GUMBO_TAG_TD || node->v.element.tag == GUMBO_TAG_TH);
}

/* "1" spans nothing, and neither does what is no number. */
static bool spans_several(const GumboElement *cell) {
    static const char *const names[] = {"colspan", "rowspan"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text span = text_trim(attribute(cell, names[i]));
        if (span.size > 0 && span.bytes[0] >= '0' && span.bytes[0] <= '9' && !text_equal(span, TEXT("1")))
            return true;
    }
    return false;
}

/* How many cells a row has; UINT32_MAX when one spans several. */
static uint32_t cells_of_row(const GumboNode *row) {
    uint32_t cells = 0;
    for (unsigned i = 0; i < row->v.element.children.length; i++) {
        const GumboNode *cell = row->v.element.children.data[i];
        if (is_cell(cell) && spans_several(&cell->v.element))
            return UINT32_MAX;
        cells += is_cell(cell);
    }
    return cells;
}

/* Rows stand in a <tbody>, <thead> or <tfoot>: the parser puts one where the page has none. */
static bool is_ragged(const GumboElement *table) {
    uint32_t columns = 0;
    for (unsigned i = 0; i < table->children.length; i++) {
        const GumboNode *part = table->children.data[i];
        for (unsigned r = 0; part->type == GUMBO_NODE_ELEMENT && r < part->v.element.children.length; r++) {
            const GumboNode *row = part->v.element.children.data[r];
            bool is_row = row->type == GUMBO_NODE_ELEMENT && row->v.element.tag == GUMBO_TAG_TR;
            uint32_t cells = is_row ? cells_of_row(row) : 0;
            if (cells == UINT32_MAX || (cells > 0 && columns > 0 && cells != columns))
                return true;
            columns = cells > 0 ? cells : columns;
        }
    }
    return false;
}

/* Counts the cells before this one in its row. */
static uint32_t cell_column(const GumboNode *cell) {
    const GumboVector *cells = &cell->parent->v.element.children;
    uint32_t column = 0;
    for (size_t i = 0; i < cells->length && cells->data[i] != cell && i < 1000; i++) {
        column += is_cell(cells->data[i]);
    }
    return column;
}

static void set_for_tag(struct html_walk *walk, struct builder_setting *setting, const GumboNode *node, enum intake_tag tag) {
    switch (tag) {
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
        setting->kind = INTAKE_HEADING;
        setting->keeps_space = false;
        setting->level = (uint8_t)(tag - TAG_H1 + 1);
        break;
    case TAG_PRE:
        setting->kind = INTAKE_CODE;
        setting->keeps_space = true;
        break;
    case TAG_FIGCAPTION:
    case TAG_CAPTION:
        setting->kind = INTAKE_CAPTION;
        setting->keeps_space = false;
        break;
    case TAG_BLOCKQUOTE: setting->frame = builder_frame(&walk->builder, (struct intake_frame){.parent = setting->frame}); break;
    case TAG_LI:
        walk->builder.next = counts_otherwise(node) ? CHANGED_MARK : 0;
        setting->frame = builder_frame(
            &walk->builder, (struct intake_frame){.parent = setting->frame,
                                                  .is_item = true,
                                                  .number = item_number(node),
                                                  .list = walk->builder.intake->elements.items[setting->element].parent});
        break;
    case TAG_A:
        setting->link = walk->builder.intake->elements.items[setting->element].link.size > 0 ? setting->element : setting->link;
        break;
    case TAG_TABLE:
        setting->table = setting->element;
        walk->builder.intake->elements.items[setting->element].is_ragged = is_ragged(&node->v.element);
        setting->row = UINT32_MAX;
        break;
    case TAG_TD:
    case TAG_TH:
        setting->column = cell_column(node);
        setting->is_header = tag == TAG_TH;
        break;
    case TAG_BDO: setting->changes |= CHANGED_ORDER; break;
    case TAG_ABBR:
        setting->style |= walk->builder.intake->elements.items[setting->element].spelt.size > 0 ? STYLE_SPELT : 0;
        break;
    default: setting->style |= style_of(tag);
    }
}

/* Rows are numbered in the setting of the table itself, the nearest level that is one. */
static uint32_t next_row(struct html_walk *walk) {
    for (size_t i = walk->levels.count; i-- > 0;)
        if (walk->builder.intake->elements.items[walk->levels.items[i].element].tag == TAG_TABLE)
            return ++walk->levels.items[i].setting.row;
    return 0;
}

/* Permalinks. */

/* What is looked at of a page that may have any number of elements in a heading. */
enum { SIGN_DEPTH_MOST = 8, CHILDREN_MOST = 16, ABOVE_HEADING = 2 };

/* The text of an element that has nothing else. */
static struct text only_text(const GumboNode *node) {
    for (int depth = 0; depth < SIGN_DEPTH_MOST && node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length == 1;
         depth++)
        node = node->v.element.children.data[0];
    return node->type == GUMBO_NODE_TEXT ? text_trim(text_of(node->v.text.text)) : (struct text){0};
}

static bool is_sign(struct text text) {
    for (size_t at = 0; at < text.size;)
        if (utf8_is_letter(utf8_next(text, &at)))
            return false;
    return text.size > 0 && text.size <= 8;
}

static bool has_id(const GumboNode *node, struct text id) {
    return node->type == GUMBO_NODE_ELEMENT &&
           (text_equal(attribute(&node->v.element, "id"), id) || text_equal(attribute(&node->v.element, "name"), id));
}

static bool is_heading(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag >= GUMBO_TAG_H1 && node->v.element.tag <= GUMBO_TAG_H6;
}

/* Whether an id is that of a heading, or of something in it or around it. */
static bool names_heading(const GumboNode *heading, struct text id) {
    bool is_named = false;
    for (size_t i = 0; i < heading->v.element.children.length && i < CHILDREN_MOST; i++)
        is_named |= has_id(heading->v.element.children.data[i], id);
    for (int above = 0; above <= ABOVE_HEADING && heading && !is_named; above++, heading = heading->parent)
        is_named = has_id(heading, id);
    return is_named;
}

/* "#" or "¶" in a heading, which leads to that very heading, for its address. The mark of a note leads elsewhere. */
static bool is_permalink(const GumboNode *node) {
    if (node->v.element.tag != GUMBO_TAG_A || !is_sign(only_text(node)))
        return false;
    struct text link = attribute(&node->v.element, "href");
    struct text id = text_after(link, text_find_char(link, '#', 0));
    id = text_after(id, id.size > 0);
    if (id.size == 0)
        return false;
    const GumboNode *heading = node->parent;
    for (int above = 0; above < ABOVE_HEADING && heading && !is_heading(heading); above++)
        heading = heading->parent;
    return heading && is_heading(heading) && names_heading(heading, id);
}

/* Signs that a browser shows, and the page has not. */

/* Whether a quotation begins with a mark of its own: its page asks browsers for none. */
static bool begins_with_mark(const GumboNode *quotation) {
    static const char *const marks[] = {"\"", "'", "“", "”", "„", "‟", "‘", "’", "‚", "«", "»", "‹", "›", "「", "『", "《"};
    struct text words = text_trim(text_inside(quotation));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(words, text_of(marks[i])))
            return true;
    return false;
}

/* Whether what is beside the sound of a character, <rt>, shows parentheses where it cannot be set above it. */
static bool has_parentheses(const GumboNode *sound) {
    const GumboVector *beside = &sound->parent->v.element.children;
    for (unsigned i = 0; i < beside->length && i < CHILDREN_MOST; i++) {
        const GumboNode *node = beside->data[i];
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_RP)
            return true;
    }
    return false;
}

/* Puts the first sign before what stands in an element; returns that behind it, or NULL. */
static const char *open_signs(struct html_walk *walk, const GumboNode *node, enum intake_tag tag,
                              struct builder_setting *inside, uint32_t offset) {
    bool is_inner = inside->quotations % 2;
    const char *opens = NULL, *closes = NULL;
    if (tag == TAG_Q && !begins_with_mark(node)) {
        opens = smart_mark(walk->language, is_inner ? QUOTE_OPENS_INNER : QUOTE_OPENS);
        closes = smart_mark(walk->language, is_inner ? QUOTE_CLOSES_INNER : QUOTE_CLOSES);
        inside->quotations++;
    } else if (tag == TAG_RT && !has_parentheses(node))
        opens = "(", closes = ")";
    if (opens)
        builder_signs(&walk->builder, inside, opens, offset);
    return closes;
}

/* The walk. */

/* What a formula stands in says nothing of it: programs hide it beside its picture. */
static bool is_formula(const GumboNode *node) {
    return node->v.element.tag_namespace == GUMBO_NAMESPACE_MATHML;
}

static bool has_formula(const GumboNode *node) {
    for (unsigned i = 0; i < node->v.element.children.length && i < CHILDREN_MOST; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT && is_formula(child))
            return true;
    }
    return false;
}

/* Words within a line that the page does not show: in the midst of it they would say something else. */
static bool is_hidden_within(const GumboNode *node, const struct builder_setting *around,
                             const struct builder_setting *inside) {
    return inside->is_hidden && !around->is_hidden && inside->block_element != inside->element && !has_formula(node);
}

static void enter_element(struct html_walk *walk, const GumboNode *node, const struct builder_setting *around) {
    uint32_t number = add_element(walk, node, around);
    struct intake_element *element = &walk->builder.intake->elements.items[number];
    enum intake_tag tag = element->tag;
    if (tag == TAG_BR)
        builder_break(&walk->builder, around, element->from);
    bool is_own = is_permalink(node);
    bool is_block = is_own || is_block_tag(tag);
    if (is_block) { /* only now it is known how many blocks stand before it */
        builder_end_block(&walk->builder);
        element->first = element->end = (uint32_t)walk->builder.intake->blocks.count;
    }
    if (note_element(walk, node, number))
        return;
    struct builder_setting inside = *around;
    inside.element = is_formula(node) ? around->block_element : number;
    inside.is_hidden = element->is_hidden;
    if (is_block)
        inside.block_element = number;
    set_for_tag(walk, &inside, node, tag);
    inside.style |= css_style_of(walk, &node->v.element, is_block);
    if (is_own)
        inside.kind = INTAKE_PARAGRAPH;
    walk->builder.intake->elements.items[number].frame = inside.frame;
    if (tag == TAG_TR)
        inside.row = next_row(walk);
    inside.changes |= is_formula(node) ? CHANGED_FORMULA : 0;
    const char *closes = open_signs(walk, node, tag, &inside, element->from);
    struct walk_level level = {.children = &node->v.element.children,
                               .is_block = is_block,
                               .is_note = is_note_inside(walk, node, number),
                               .element = number,
                               .setting = inside,
                               .closes = closes};
    if (level.is_note)
        builder_place(&walk->builder, around, number);
    if (level.is_note || is_hidden_within(node, around, &inside))
        *array_add(&walk->asides, walk->builder.arena) = level;
    else
        *array_add(&walk->levels, walk->builder.arena) = level;
}

/* Once for each level, so that the first is taken first. */
static void turn_asides(struct html_walk *walk, struct walk_level *level) {
    struct walk_level *items = walk->asides.items;
    for (size_t from = level->waiting, to = walk->asides.count; !level->is_turned && from + 1 < to; from++) {
        struct walk_level first = items[from];
        items[from] = items[--to];
        items[to] = first;
    }
    level->is_turned = true;
}

/* Of the block that is ending: what stood aside in it. */
static void enter_aside(struct html_walk *walk) {
    turn_asides(walk, &walk->levels.items[walk->levels.count - 1]);
    builder_end_block(&walk->builder);
    struct walk_level level = walk->asides.items[--walk->asides.count];
    struct intake_element *element = &walk->builder.intake->elements.items[level.element];
    element->is_aside = level.is_note;
    element->first = (uint32_t)walk->builder.intake->blocks.count;
    level.is_block = true;
    level.setting.block_element = level.element;
    level.setting.style = 0;
    level.setting.link = NONE;
    level.waiting = walk->asides.count;
    *array_add(&walk->levels, walk->builder.arena) = level;
}

static void leave_element(struct html_walk *walk) {
    struct walk_level *level = &walk->levels.items[--walk->levels.count];
    if (level->closes)
        builder_signs(&walk->builder, &level->setting, level->closes, walk->offset);
    if (level->is_block) {
        builder_end_block(&walk->builder);
        walk->builder.next = 0;
    }
    walk->builder.intake->elements.items[level->element].end = (uint32_t)walk->builder.intake->blocks.count;
}

static void enter_text(struct html_walk *walk, const GumboNode *node, const struct builder_setting *setting) {
    struct text text = text_of(node->v.text.text);
    const char *at = node->v.text.original_text.data;
    size_t spaces = 0;
    while (at && spaces < node->v.text.original_text.length && strchr(" \t\r\n", at[spaces]))
        spaces++;
    builder_text(&walk->builder, setting, text, offset_of(walk, at ? at + spaces : NULL));
}

static void enter_node(struct html_walk *walk, const GumboNode *node, const struct builder_setting *setting) {
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: enter_element(walk, node, setting); break;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA: enter_text(walk, node, setting); break;
    case GUMBO_NODE_COMMENT: walk->builder.intake->left_out.comments++; break;
    case GUMBO_NODE_DOCUMENT: break;
    }
}

static void walk_all(struct html_walk *walk, const GumboNode *root) {
    struct builder_setting whole = {.element = NONE, .block_element = NONE, .link = NONE, .frame = NONE, .table = NONE};
    enter_node(walk, root, &whole);
    while (walk->levels.count > 0) {
        struct walk_level *level = &walk->levels.items[walk->levels.count - 1];
        if (level->next == level->children->length) {
            if (level->is_block && walk->asides.count > level->waiting)
                enter_aside(walk);
            else
                leave_element(walk);
            continue;
        }
        struct builder_setting setting = level->setting;
        enter_node(walk, level->children->data[level->next++], &setting);
    }
}

static void *allocate(void *arena, size_t size) {
    return arena_alloc(arena, size);
}

static void leave_to_the_arena(void *arena, void *piece) {
    (void)arena;
    (void)piece;
}

struct intake *intake_of_html(struct text source, struct arena *arena) {
    struct intake *intake = arena_new(arena, struct intake);
    intake->is_html = true;
    intake->source = source;
    struct arena tree = {0};
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = leave_to_the_arena;
    options.userdata = &tree;
    options.max_errors = 0;
    const GumboOutput *output = gumbo_parse_with_options(&options, source.bytes ? source.bytes : "", source.size);
    struct html_walk walk = {.builder = {.intake = intake, .arena = arena}};
    walk_all(&walk, output->root);
    buffer_free(&walk.builder.text);
    arena_free(&tree);
    notes_find(intake, arena);
    return intake;
}
