/* Block quotes that say what they are of: "— [[essay#passage]]" as their last paragraph. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/document/plain_words.h"
#include "read/markdown/attributes.h"
#include "read/markdown/boxes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/*
 * A dash, words that end in a comma or bracket, or none, and one reference, link or citation; behind it nothing, or words that
 * a comma or bracket begins (", p. 3"); then {check=no} or nothing. Emphasis says nothing. So "— Je vais à [[paris]]" is a line
 * of a dialogue; but a line with a dash and a target is told of, unless it is such an attribution or ends in {check=no}.
 */
struct attribution {
    unsigned targets;
    size_t offset, size; /* where the first of them stands in the body; 0, 0: a link, which has no place */
    bool is_other;       /* something stands there that belongs to no attribution */
    bool needs_comma;    /* words stand before the target, and no comma behind them yet */
    bool has_more;       /* words stand behind the target */
    bool is_unchecked;
    struct cmark_node *attributes; /* the text in which {check=no} stands, and where */
    size_t attributes_at;
};

/* The bytes of a dash and the spaces behind it; 0 where none begins the text. */
static size_t dash_size(struct text text) {
    static const char *const dashes[] = {"——", "⸺", "――", "—", "–", "―", "---", "--"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t size = strlen(dashes[i]);
        if (!text_starts(text, text_of(dashes[i])))
            continue;
        while (size < text.size && (text.bytes[size] == ' ' || text_starts(text_after(text, size), TEXT("\u00a0"))))
            size += text.bytes[size] == ' ' ? 1 : 2;
        return size;
    }
    return 0;
}

static void take_target(struct attribution *found) {
    found->is_other |= found->needs_comma;
    found->targets++;
}

/* {check=no} is the last thing that stands there, or stands for nothing. */
static void take_behind_attributes(struct attribution *found) {
    found->is_other |= found->attributes != NULL;
    found->is_unchecked = false;
    found->attributes = NULL;
}

static bool is_no_check(struct markdown_reader *reader, const struct token *token) {
    struct text written = tokens_written(&reader->tokens, token, reader->arena);
    written = text_trim(text_slice(written, 1, written.size - 1));
    return text_equal(written, TEXT("check=no"));
}

static void take_token(struct attribution *found, struct markdown_reader *reader, const struct token *token,
                       struct cmark_node *node, size_t at) {
    bool is_target = token->kind == TOKEN_REFERENCE || token->kind == TOKEN_CITATION;
    take_behind_attributes(found);
    if (is_target) {
        if (!found->size)
            found->offset = token->offset, found->size = token->size;
        take_target(found);
    } else if (token->kind == TOKEN_ATTRIBUTES && found->targets && is_no_check(reader, token)) {
        found->is_unchecked = true;
        found->attributes = node;
        found->attributes_at = at;
    } else if (token->kind != TOKEN_REST) {
        found->is_other = true;
    }
}

/* The bytes of the sign that the text begins with, of those that are given; 0. */
static size_t sign_size(struct text text, const char *const *signs) {
    for (; *signs; signs++)
        if (text_starts(text, text_of(*signs)))
            return strlen(*signs);
    return 0;
}

/* Behind a character between tokens. */
static size_t take_character(struct attribution *found, struct text literal, size_t at) {
    static const char *const stops[] = {".", "。", "．", "।", NULL}, *const commas[] = {",", "，", "、", "،", NULL},
                             *const brackets[] = {"(", "（", NULL}, *const closing[] = {")", "）", NULL};
    struct text ahead = text_after(literal, at);
    size_t stop = sign_size(ahead, stops), closes = sign_size(ahead, closing);
    size_t begins = sign_size(ahead, commas) + sign_size(ahead, brackets);
    if (literal.bytes[at] == ' ')
        return at + 1;
    take_behind_attributes(found);
    if (found->targets && stop + closes)
        return at + stop + closes;
    found->has_more |= found->targets && begins;
    found->is_other |= found->targets && !found->has_more;
    found->needs_comma = !begins;
    return at + (begins ? begins : 1);
}

static void take_text(struct attribution *found, struct markdown_reader *reader, struct cmark_node *node, size_t from) {
    struct text literal = node_literal(node);
    for (size_t at = from; at < literal.size;) {
        size_t before = at;
        if (token_begins(literal.bytes[at]))
            take_token(found, reader, tokens_at(&reader->tokens, literal, &at), node, before);
        else
            at = take_character(found, literal, at);
    }
}

static void take_nodes(struct attribution *found, struct markdown_reader *reader, struct cmark_node *first, size_t from) {
    for (struct cmark_node *node = first; node; node = node->next) {
        if (node->type == CMARK_NODE_TEXT)
            take_text(found, reader, node, node == first ? from : 0);
        else if (node->type == CMARK_NODE_LINK)
            take_behind_attributes(found), take_target(found);
        else if (node->type == CMARK_NODE_EMPH || node->type == CMARK_NODE_STRONG)
            take_nodes(found, reader, node->first_child, 0);
        else
            found->is_other = true;
    }
}

/* Whether the nodes from `first` on, which a line begins with, are an attribution. */
static bool is_attribution(struct attribution *found, struct markdown_reader *reader, struct cmark_node *first) {
    size_t dash = first && first->type == CMARK_NODE_TEXT ? dash_size(node_literal(first)) : 0;
    size_t brief = reader->tokens.last_brief;
    *found = (struct attribution){0};
    if (dash)
        take_nodes(found, reader, first, dash);
    reader->tokens.last_brief = brief;
    return found->targets && (found->is_unchecked || (!found->is_other && found->targets == 1));
}

/* It looks like one, and what stands above it is compared with nothing. */
static void tell_unchecked(struct markdown_reader *reader, const struct attribution *found,
                           const struct cmark_node *paragraph) {
    size_t line = places_line(reader, (uint32_t)paragraph->end_line);
    size_t offset = found->size ? found->offset : line;
    size_t size = found->size ? found->size : text_find_char(reader->input->body, '\n', line) - line;
    if (!reader->quiet && found->targets)
        tellings_add(reader, TELL_QUOTATION, (struct text){0}, offset, size);
}

/* The last line of a paragraph, or the paragraph. */
static struct cmark_node *last_line(struct cmark_node *paragraph) {
    struct cmark_node *node = paragraph->last_child;
    while (node && node->prev && node->prev->type != CMARK_NODE_SOFTBREAK && node->prev->type != CMARK_NODE_LINEBREAK)
        node = node->prev;
    return node;
}

/* The line becomes a paragraph of its own, and the end of the line before it goes. */
static struct cmark_node *split_line(struct markdown_reader *reader, struct cmark_node *paragraph, struct cmark_node *first) {
    struct cmark_node *line = box_new_node(paragraph, CMARK_NODE_PARAGRAPH);
    line->start_line = line->end_line = paragraph->end_line;
    paragraph->end_line--;
    discard(reader, first->prev);
    for (struct cmark_node *node = first, *next; node; node = next) {
        next = node->next;
        cmark_node_append_child(line, node);
    }
    cmark_node_insert_after(paragraph, line);
    return line;
}

static void take_attributes_out(struct markdown_reader *reader, const struct attribution *found) {
    if (!found->attributes)
        return;
    struct text words = text_slice(node_literal(found->attributes), 0, found->attributes_at);
    box_set_words(reader, found->attributes, text_copy(words, reader->arena));
}

void quotation_find_attribution(struct markdown_reader *reader, struct cmark_node *quote) {
    struct cmark_node *paragraph = quote->last_child, *first;
    struct attribution found;
    if (!paragraph || paragraph->type != CMARK_NODE_PARAGRAPH)
        return;
    first = last_line(paragraph);
    bool is_whole = first == paragraph->first_child;
    if (is_whole && paragraph == quote->first_child)
        return;
    if (!is_attribution(&found, reader, first)) {
        tell_unchecked(reader, &found, paragraph);
        return;
    }
    if (!is_whole)
        paragraph = split_line(reader, paragraph, first);
    take_attributes_out(reader, &found);
    box_make(reader, quote, BOX_QUOTATION);
    box_make(reader, paragraph, BOX_ATTRIBUTION)->is_unchecked = found.is_unchecked;
}

/* Written ---------------------------------------------------------------------------------------------------------------------
 */

static struct box *own_box(const struct cmark_node *node) {
    return (struct box *)(uintptr_t)box_of(node);
}

/* The block that it stands in has begun, and has its tag. */
void quotation_begin(struct markdown_reader *reader, const struct cmark_node *node) {
    struct box *box = own_box(node);
    struct doc_quotation *quotation = array_add(&reader->out->quotations, reader->arena);
    box->quotation = (uint32_t)reader->out->quotations.count - 1;
    box->first_run = reader->out->runs.size / sizeof(struct doc_run);
    box->prose = reader->out->prose.size;
    *quotation = (struct doc_quotation){.reference = NONE, .line = reader->input->first_line + first_line_of(node) - 1};
    html_add(reader->walk.html, "<figure class=\"quotation\">\n<blockquote");
    add_hole(reader, HOLE_CITE, box->quotation);
    html_add(reader->walk.html, ">\n");
}

static void show_reference(struct buffer *out, uint32_t index, const void *context) {
    const struct markdown_reader *reader = context;
    struct span label = reader->out->references.items[index].label;
    if (label.size)
        buffer_add(out, pool_text(reader, label));
    else
        plain_words_mark(out, index);
}

/* All that has been written since the quotation began. */
static struct text words_since(struct markdown_reader *reader, size_t first_run) {
    struct plain_words words = {
        .html = buffer_text(reader->walk.html),
        .runs = (const struct doc_run *)(const void *)reader->out->runs.bytes,
        .run_count = reader->out->runs.size / sizeof(struct doc_run),
        .blocks = reader->out->blocks.items,
        .block_count = reader->out->blocks.count,
        .formats = (const struct doc_format *)(const void *)reader->out->formats.bytes,
        .show = show_reference,
        .context = reader,
    };
    struct buffer out = {0};
    plain_words_add(&out, NULL, &words, first_run, reader->arena);
    return buffer_take(&out, reader->arena);
}

/* What it is of follows, in the last paragraph. */
void quotation_end_words(struct markdown_reader *reader, const struct cmark_node *attribution) {
    const struct box *box = box_of(attribution->parent);
    struct text words = words_since(reader, box->first_run);
    reader->out->quotations.items[box->quotation].words = pool_add(reader, words);
    html_line(reader->walk.html);
    html_add(reader->walk.html, "</blockquote>\n");
}

/* Who is quoted lists the words, and not the line below them. */
static void set_sentence(struct markdown_reader *reader, uint32_t reference, size_t prose) {
    struct text said = text_slice(buffer_text(&reader->out->prose), prose, reader->leaf_prose);
    said = text_trim(text_copy(said, reader->arena));
    for (size_t i = 0; i < said.size; i++)
        if (said.bytes[i] == '\n')
            ((char *)(uintptr_t)said.bytes)[i] = ' ';
    reader->out->references.items[reference].sentence = pool_add(reader, prose_cut(said, 0, reader->arena));
}

/* The next node in the order of reading, in `around`; NULL. */
static const struct cmark_node *next_within(const struct cmark_node *node, const struct cmark_node *around) {
    if (node->first_child)
        return node->first_child;
    while (node != around && !node->next)
        node = node->parent;
    return node == around ? NULL : node->next;
}

static const struct cmark_node *link_of(const struct cmark_node *attribution) {
    const struct cmark_node *node = attribution->first_child;
    while (node && node->type != CMARK_NODE_LINK)
        node = next_within(node, attribution);
    return node;
}

static const struct token *citation_of(struct markdown_reader *reader, const struct cmark_node *attribution) {
    size_t brief = reader->tokens.last_brief;
    const struct token *found = NULL;
    for (const struct cmark_node *node = attribution->first_child; node; node = next_within(node, attribution)) {
        struct text literal = node->type == CMARK_NODE_TEXT ? node_literal(node) : (struct text){0};
        for (size_t at = 0; at < literal.size && !found;) {
            const struct token *token = token_begins(literal.bytes[at]) ? tokens_at(&reader->tokens, literal, &at) : NULL;
            found = token && token->kind == TOKEN_CITATION ? token : NULL;
            at += token ? 0 : 1;
        }
    }
    reader->tokens.last_brief = brief;
    return found;
}

/* Of a work, or of several: the last citation of the paragraph. */
static void quote_key(struct markdown_reader *reader, struct doc_quotation *quotation, size_t prose) {
    size_t first = reader->out->references.count - 1;
    for (size_t i = reader->leaf_references; i <= first; i++)
        set_sentence(reader, (uint32_t)i, prose);
    while (first > reader->leaf_references && !reader->out->references.items[first].label.size)
        first--;
    const struct doc_reference *reference = &reader->out->references.items[first];
    quotation->of = QUOTED_KEY;
    quotation->target = reference->label;
    quotation->of_line = reference->line;
    quotation->of_column = reference->column;
    quotation->of_width = reference->width;
}

/* What the paragraph that has been written refers to. */
void quotation_end(struct markdown_reader *reader, const struct cmark_node *attribution) {
    const struct box *quoted = box_of(attribution->parent);
    struct doc_quotation *quotation = &reader->out->quotations.items[quoted->quotation];
    const struct reference_list *references = &reader->out->references;
    const struct cmark_node *link = link_of(attribution);
    const struct token *citation = citation_of(reader, attribution);
    quotation->is_unchecked = box_of(attribution)->is_unchecked;
    quotation->of_line = reader->input->first_line + first_line_of(attribution) - 1;
    if (references->count > reader->leaf_references && references->items[references->count - 1].form == FORM_CITATION) {
        quote_key(reader, quotation, quoted->prose);
    } else if (references->count > reader->leaf_references) {
        const struct doc_reference *reference = &references->items[references->count - 1];
        quotation->reference = (uint32_t)references->count - 1;
        quotation->of_line = reference->line;
        quotation->of_column = reference->column;
        quotation->of_width = reference->width;
        set_sentence(reader, quotation->reference, quoted->prose);
    } else if (citation) {
        quotation->of = QUOTED_KEY;
        quotation->target = pool_add(reader, tokens_written(&reader->tokens, citation, reader->arena));
    } else {
        quotation->of = QUOTED_ADDRESS;
        quotation->target = pool_add(reader, link ? tokens_restore(&reader->tokens, node_url(link), reader->arena) : TEXT(""));
    }
    add_hole(reader, HOLE_VERDICT, quoted->quotation);
}

/* In running text
 * ---------------------------------------------------------------------------------------------------------------
 */

static const struct {
    const char *opens, *closes;
} quotation_marks[] = {{"“", "”"}, {"„", "“"}, {"«", "»"}, {"»", "«"}, {"‹", "›"}, {"「", "」"}, {"『", "』"}, {"\"", "\""}};

/* Where the marks open that close at the end of `text`; text.size when they do not. Others of their kind may stand within. */
static size_t opening_of(struct text text, struct text opens, struct text closes) {
    size_t depth = 0;
    for (size_t at = text.size; at-- > 0;) {
        struct text rest = text_after(text, at);
        if (depth > 0 && text_starts(rest, opens) && --depth == 0)
            return at;
        depth += text_starts(rest, closes);
    }
    return text.size;
}

struct text quotation_before(struct markdown_reader *reader) {
    enum { LONGEST = 4096 };
    struct text prose = text_after(buffer_text(reader->prose), reader->leaf_prose);
    prose = text_after(prose, prose.size > LONGEST ? prose.size - LONGEST : 0);
    if (reader->quiet || reader->prose != &reader->out->prose)
        return (struct text){0};
    prose = text_trim(prose);
    size_t opening = text_ends(prose, TEXT("（")) ? strlen("（") : text_ends(prose, TEXT("("));
    prose = text_trim(text_slice(prose, 0, prose.size - opening));
    for (size_t i = 0; i < sizeof quotation_marks / sizeof *quotation_marks; i++) {
        struct text opens = text_of(quotation_marks[i].opens), closes = text_of(quotation_marks[i].closes);
        size_t from = text_ends(prose, closes) ? opening_of(prose, opens, closes) : prose.size;
        if (from < prose.size)
            return text_copy(text_slice(prose, from + opens.size, prose.size - closes.size), reader->arena);
    }
    return (struct text){0};
}

void quotation_add_inline(struct markdown_reader *reader, struct text words, uint32_t index) {
    if (!words.size)
        return;
    const struct doc_reference *reference = &reader->out->references.items[index];
    bool is_key = reference->form == FORM_CITATION;
    markup_begin(reader);
    add_hole(reader, HOLE_VERDICT, (uint32_t)reader->out->quotations.count);
    markup_end(reader);
    *array_add(&reader->out->quotations, reader->arena) = (struct doc_quotation){
        .words = pool_add(reader, words),
        .target = is_key ? reference->label : (struct span){0},
        .reference = is_key ? NONE : index,
        .line = reference->line,
        .of_line = reference->line,
        .of_column = reference->column,
        .of_width = reference->width,
        .of = is_key ? QUOTED_KEY : QUOTED_REFERENCE,
        .is_inline = true,
    };
}

bool quotation_waive_inline(struct markdown_reader *reader, const struct token *token) {
    size_t count = reader->out->quotations.count;
    const struct doc_hole *hole = reader->out->holes.count ? &reader->out->holes.items[reader->out->holes.count - 1] : NULL;
    bool is_behind = hole && hole->kind == HOLE_VERDICT && hole->offset == reader->walk.html->size;
    if (reader->quiet || !count || !is_behind || !reader->out->quotations.items[count - 1].is_inline ||
        !is_no_check(reader, token))
        return false;
    reader->out->quotations.items[count - 1].is_unchecked = true;
    return true;
}
