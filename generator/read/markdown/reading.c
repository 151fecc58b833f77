/* This reader's HTML: the blocks, and the modes. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/han.h"
#include "read/markdown/attributes.h"
#include "read/markdown/boxes.h"
#include "read/markdown/captions.h"
#include "read/markdown/html_elements.h"
#include "read/markdown/source_cells.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

struct markdown_reader *reader_of(struct walk *walk) {
    return (struct markdown_reader *)walk;
}

struct span pool_add(struct markdown_reader *reader, struct text text) {
    struct buffer *pool = &reader->out->pool;
    struct span span = {(uint32_t)pool->size, (uint32_t)text.size};
    buffer_add(pool, text);
    return span;
}

struct text pool_text(const struct markdown_reader *reader, struct span span) {
    return text_slice(buffer_text(&reader->out->pool), span.offset, span.offset + span.size);
}

void report(struct markdown_reader *reader, enum diag_level level, const char *code, struct doc_place place,
            struct text message, struct text help) {
    struct doc_problem *problem = array_add(&reader->out->problems, reader->arena);
    *problem = (struct doc_problem){
        .level = (uint8_t)level,
        .line = place.line,
        .column = place.column,
        .width = place.width,
        .message = pool_add(reader, message),
        .help = pool_add(reader, help),
    };
    memcpy(problem->code, code, strnlen(code, sizeof problem->code - 1));
}

/* The text before a table's header, when both were one paragraph, is given no place by the parser: the table has it. */
uint32_t first_line_of(const struct cmark_node *node) {
    if (node->start_line == 0 && node->next)
        node = node->next;
    return node->start_line > 0 ? (uint32_t)node->start_line : 1;
}

void block_begin(struct markdown_reader *reader, enum block_kind kind, unsigned level, const struct cmark_node *node) {
    *array_add(&reader->open, reader->arena) = (uint32_t)reader->out->blocks.count;
    *array_add(&reader->out->blocks, reader->arena) = (struct doc_block){
        .kind = (uint8_t)kind,
        .level = (uint8_t)(level < UINT8_MAX ? level : UINT8_MAX),
        .line = reader->input->first_line + first_line_of(node) - 1,
        .start = (uint32_t)reader->walk.html->size,
    };
    words_stand_in(reader);
}

void block_end(struct markdown_reader *reader) {
    uint32_t index = reader->open.items[--reader->open.count];
    reader->out->blocks.items[index].end = (uint32_t)reader->walk.html->size;
}

/* A block that opens inside those that are open. */
static void nested_begin(struct markdown_reader *reader, enum block_kind kind, const struct cmark_node *node) {
    html_line(reader->walk.html);
    block_begin(reader, kind, (unsigned)(reader->open.count < UINT8_MAX ? reader->open.count : UINT8_MAX), node);
}

static void nested_end(struct markdown_reader *reader, const char *tag) {
    html_add(reader->walk.html, tag);
    block_end(reader);
    html_add(reader->walk.html, "\n");
}

static void read_quote(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    bool is_quotation = box_of(node) && box_of(node)->kind == BOX_QUOTATION;
    if (is_quotation && entering) {
        nested_begin(reader, BLOCK_QUOTE, node);
        quotation_begin(reader, node);
    } else if (is_quotation) {
        nested_end(reader, "</figure>");
    } else if (box_of(node)) {
        write_box(reader, node, entering);
    } else if (entering) {
        nested_begin(reader, BLOCK_QUOTE, node);
        html_add(walk->html, "<blockquote");
        write_attributes(reader, node);
        html_add(walk->html, ">\n");
    } else {
        html_line(walk->html);
        nested_end(reader, "</blockquote>");
    }
}

static void read_division(struct walk *walk, struct cmark_node *node, bool entering) {
    write_box(reader_of(walk), node, entering);
}

/* Its tag is written; its attributes go before the tag's end. */
static void add_list_attributes(struct markdown_reader *reader, const struct cmark_node *list) {
    static const char end[] = ">\n";
    if (!made_of(list))
        return;
    reader->walk.html->size -= sizeof end - 1;
    write_attributes(reader, list);
    html_add(reader->walk.html, end);
}

/* A list of what a term means. */
static void read_list(struct walk *walk, struct cmark_node *node, bool entering) {
    const struct box *behind = node->next ? box_of(node->next) : NULL, *before = node->prev ? box_of(node->prev) : NULL;
    if (!box_of(node)) {
        visit_list(walk, node, entering);
        if (entering)
            add_list_attributes(reader_of(walk), node);
        return;
    }
    if (entering && !(before && before->kind == BOX_TERM))
        html_line(walk->html), html_add(walk->html, "<dl>\n");
    else if (!entering && !(behind && behind->kind == BOX_TERM))
        html_line(walk->html), html_add(walk->html, "</dl>\n");
}

/* A numbered list counts in its own node. */
static void number_item(struct markdown_reader *reader, struct cmark_node *node) {
    struct doc_block *block = &reader->out->blocks.items[reader->out->blocks.count - 1];
    block->is_ordered = node->parent->as.list.list_type == CMARK_ORDERED_LIST;
    if (block->is_ordered)
        block->number = (uint32_t)node->parent->as.list.start++;
}

static void read_item(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    bool defines = box_of(node->parent) != NULL;
    if (!entering) {
        nested_end(reader, defines ? "</dd>" : "</li>");
        return;
    }
    nested_begin(reader, BLOCK_ITEM, node);
    number_item(reader, node);
    if (defines)
        html_add(walk->html, "<dd>");
    else if (!node_is_task(node))
        html_add(walk->html, "<li"), write_attributes(reader, node), html_add(walk->html, ">");
    else
        html_add(walk->html, node_is_done(node) ? "<li class=\"task\"><input type=\"checkbox\" checked disabled"
                                                : "<li class=\"task\"><input type=\"checkbox\" disabled");
    if (node_is_task(node)) {
        const struct body_labels *labels = &reader->input->labels;
        html_add_label(walk->html, node_is_done(node) ? labels->done : labels->to_do, (struct text){0});
        html_add(walk->html, "> ");
    }
    if (node_is_task(node))
        runs_add(reader, RUN_BOX, node_is_done(node), walk->html->size, walk->html->size);
}

/* ```python, ```{python}, ```{.python .numberLines}. */
static struct text code_language(struct markdown_reader *reader, const struct cmark_node *node) {
    struct text language = tokens_restore(&reader->tokens, node_language(node), reader->arena);
    if (!text_starts(language, TEXT("{")))
        return language;
    language = text_after(language, text_starts(language, TEXT("{.")) ? 2 : 1);
    size_t end = 0;
    while (end < language.size && !strchr("},.# ", language.bytes[end]))
        end++;
    return text_slice(language, 0, end);
}

static void read_code_block(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct markdown_reader *reader = reader_of(walk);
    *array_add(&reader->verbatim, reader->arena) = (struct lines){(uint32_t)node->start_line, (uint32_t)node->end_line};
    struct text language = code_language(reader, node);
    nested_begin(reader, BLOCK_CODE, node);
    html_add(walk->html, "<pre tabindex=\"0\"><code");
    if (language.size) {
        html_add(walk->html, " class=\"language-");
        buffer_add_html(walk->html, language);
        html_add(walk->html, "\"");
    }
    html_add(walk->html, ">");
    runs_begin(reader);
    uint32_t line = (uint32_t)node->start_line + (node->as.code.fenced ? 1 : 0);
    struct text code = boxes_restore(reader, node_code(node), line);
    buffer_add_html(walk->html, tokens_restore(&reader->tokens, code, reader->arena));
    runs_end(reader);
    nested_end(reader, "</code></pre>");
}

static void read_rule(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    nested_begin(reader_of(walk), BLOCK_RULE, node);
    nested_end(reader_of(walk), "<hr>");
}

/* ![Words](a.png){#fig-name}: Quarto shows the words below the picture. */
static bool is_numbered_figure(struct markdown_reader *reader, const struct cmark_node *image) {
    const struct token *attributes = attributes_behind_node(reader, image);
    return attributes && image->first_child &&
           text_starts(attributes_id(tokens_written(&reader->tokens, attributes, reader->arena)), TEXT("fig-"));
}

static bool is_figure(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    const struct cmark_node *image = paragraph->first_child;
    bool alone = image && image->type == CMARK_NODE_IMAGE && !made_of(paragraph) &&
                 (!image->next || attributes_are_all(reader, image->next));
    /* The last paragraph of a footnote takes its ways back. */
    return alone && (node_title(image).size || is_numbered_figure(reader, image)) &&
           paragraph->parent->type != CMARK_NODE_FOOTNOTE_DEFINITION;
}

/* "[TOC]" alone is how several generators ask for a table of contents. */
static void check_contents_tag(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    const struct cmark_node *only = paragraph->first_child;
    if (!only || only->next || only->type != CMARK_NODE_TEXT || !text_equal_ignoring_case(node_literal(only), TEXT("[toc]")))
        return;
    report(reader, DIAG_WARNING, W_FOREIGN_SHORTCODE,
           place_of_line(reader, paragraph->start_line, paragraph->start_column, node_literal(only)),
           TEXT("another generator's tag: [TOC]"), TEXT("remove it: every page with headings has its contents"));
}

static void end_figure(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text title = typography_title(reader, paragraph->first_child);
    if (!title.size)
        title = text_copy(text_trim(text_after(buffer_text(reader->prose), reader->image_prose)), reader->arena);
    html_add(reader->walk.html, "<figcaption>");
    runs_add(reader, RUN_CAPTION, 0, reader->walk.html->size, reader->walk.html->size);
    runs_begin(reader);
    write_with_han(reader, title);
    runs_end(reader);
    html_add(reader->walk.html, "</figcaption>");
    reader->figure = false;
    nested_end(reader, "</figure>");
}

static bool is_term(const struct cmark_node *paragraph) {
    return box_of(paragraph) && box_of(paragraph)->kind == BOX_TERM;
}

static bool follows_definitions(const struct cmark_node *term) {
    return term->prev && box_of(term->prev) && box_of(term->prev)->kind == BOX_DEFINITIONS;
}

/* The words of an item whose list has no gaps have no element of their own. */
static bool stands_bare(const struct cmark_node *paragraph) {
    return node_in_tight_list(paragraph) && !box_of(paragraph);
}

static bool is_attribution(const struct cmark_node *paragraph) {
    return box_of(paragraph) && box_of(paragraph)->kind == BOX_ATTRIBUTION;
}

static const char *paragraph_element(const struct cmark_node *paragraph) {
    return is_attribution(paragraph) || caption_of(paragraph) ? "figcaption"
           : made_of(paragraph)                               ? made_of(paragraph)->name
           : is_term(paragraph)                               ? "dt"
                                                              : "p";
}

static const char *paragraph_class(const struct cmark_node *paragraph) {
    const struct cmark_node *first = paragraph->first_child;
    if (box_of(paragraph))
        return is_term(paragraph) || is_attribution(paragraph) ? "" : " class=\"notice-title\"";
    bool is_verse = first && first->type == CMARK_NODE_TEXT && text_starts(node_literal(first), TEXT("\x15"));
    return is_verse ? " class=\"verse\"" : "";
}

static void write_paragraph_tag(struct markdown_reader *reader, const struct cmark_node *node) {
    if (caption_of(node)) {
        caption_begin_words(reader, caption_of(node));
        return;
    }
    buffer_add_format(reader->walk.html, "<%s", reader->figure ? "figure" : paragraph_element(node));
    html_add(reader->walk.html, reader->figure ? "" : paragraph_class(node));
    write_attributes(reader, node);
    html_add(reader->walk.html, ">");
}

static void begin_paragraph(struct markdown_reader *reader, const struct cmark_node *node) {
    if (is_attribution(node))
        quotation_end_words(reader, node);
    leaf_begin(reader, node);
    check_contents_tag(reader, node);
    reader->figure = is_figure(reader, node);
    if (reader->figure || !stands_bare(node)) {
        bool begins_list = is_term(node) && !follows_definitions(node);
        html_line(reader->walk.html);
        html_add(reader->walk.html, begins_list ? "<dl>\n" : "");
        figure_begin(reader, node);
        nested_begin(reader, reader->figure ? BLOCK_FIGURE : BLOCK_PARAGRAPH, node);
        write_paragraph_tag(reader, node);
        notes_add_number(reader, node);
    } else if (node->prev && node->prev->type == CMARK_NODE_PARAGRAPH) {
        html_line(reader->walk.html);
    }
    runs_begin(reader);
}

static void read_paragraph(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (entering) {
        begin_paragraph(reader, node);
        return;
    }
    leaf_end(reader, node);
    runs_end(reader);
    if (is_attribution(node))
        quotation_end(reader, node);
    if (reader->figure) {
        end_figure(reader, node);
    } else if (!stands_bare(node)) {
        if (caption_of(node))
            caption_end_words(reader);
        if (node->parent->type == CMARK_NODE_FOOTNOTE_DEFINITION && !node->next)
            notes_add_back_links(reader, node->parent);
        buffer_add_format(walk->html, "</%s", paragraph_element(node));
        nested_end(reader, ">");
        figure_end(reader, node);
    }
}

/* The chart that is made of a table; NULL. */
static struct drawn_table *drawn_of(const struct cmark_node *table) {
    return caption_of(table) ? caption_of(table)->drawn : NULL;
}

static void read_table(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    if (!entering) {
        html_line(walk->html);
        html_add(walk->html, walk->table_body ? "</tbody>\n</table>\n" : "</table>\n");
        walk->table_body = false;
        nested_end(reader, "</div>");
        figure_end(reader, node);
        return;
    }
    figure_begin(reader, node);
    nested_begin(reader, BLOCK_TABLE, node);
    html_add(walk->html, "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\"");
    caption_add_name(reader, node, ++reader->tables);
    html_add(walk->html, ">\n<table");
    if (caption_of(node))
        caption_add_name(reader, node, reader->tables);
    if (drawn_of(node) && drawn_of(node)->kind == CHART_BARS)
        html_add(walk->html, " class=\"bars\"");
    write_attributes(reader, node);
    html_add(walk->html, ">\n");
}

/* GFM gives a row as many cells as the header has. The first of the others that has words is told. */
static void tell_lost_cells(struct markdown_reader *reader, const struct cmark_node *row, size_t columns) {
    struct source_cells cells = source_cells_of(reader, row);
    struct text cell;
    for (size_t count = 1; source_cells_next(&cell, &cells); count++)
        if (count > columns && cell.size) {
            size_t offset = (size_t)(cell.bytes - reader->tokens.masked.bytes);
            tellings_add(reader, TELL_CELL, (struct text){0}, offset, cell.size);
            return;
        }
}

static void read_row(struct walk *walk, struct cmark_node *node, bool entering) {
    if (entering && !made_of(node) && !row_is_header(node) && !reader_of(walk)->quiet) {
        tell_lost_cells(reader_of(walk), node, table_columns(node->parent));
        captions_check_row(reader_of(walk), node);
    }
    if (!entering && drawn_of(node->parent))
        drawn_of(node->parent)->row++;
    visit_row(walk, node, entering);
}

/* A cell without words heads nothing, wherever it stands: the corner of a table, say. */
static bool cell_is_header(const struct cmark_node *cell) {
    return made_of(cell) ? made_of(cell)->is_header : row_is_header(cell->parent) && cell->first_child;
}

static void read_cell(struct walk *walk, struct cmark_node *node, bool entering) {
    bool header = cell_is_header(node);
    if (!entering) {
        leaf_end(reader_of(walk), node);
        runs_end(reader_of(walk));
        if (drawn_of(node->parent->parent))
            drawn_table_end_cell(reader_of(walk), drawn_of(node->parent->parent));
        html_add(walk->html, header ? "</th>" : "</td>");
        return;
    }
    leaf_begin(reader_of(walk), node);
    html_line(walk->html);
    html_add(walk->html, header ? "<th" : "<td");
    if (header && (!made_of(node) || made_of(node)->has_scope))
        html_add(walk->html, " scope=\"col\"");
    write_attributes(reader_of(walk), node);
    unsigned detail = (header ? CELL_IS_HEADER : 0) | (walk->column == 0 ? CELL_BEGINS_ROW : 0);
    char alignment = cell_alignment(node, walk->column++);
    if (alignment)
        buffer_add_format(walk->html, " class=\"%s\"", alignment == 'l' ? "left" : alignment == 'r' ? "right" : "center");
    html_add(walk->html, ">");
    detail |= (alignment == 'l' ? 1u : alignment == 'c' ? 2u : alignment == 'r' ? 3u : 0) << CELL_ALIGNMENT_SHIFT;
    runs_add(reader_of(walk), RUN_CELL, detail, walk->html->size, walk->html->size);
    runs_begin(reader_of(walk));
}

static void read_document(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    if (entering)
        return;
    notes_end(reader_of(walk));
    write_works(reader_of(walk), HOLE_TITLED_WORKS);
}

static const struct mode reader_mode = {{
    [SLOT_DOCUMENT] = read_document,
    [SLOT_QUOTE] = read_quote,
    [SLOT_DIVISION] = read_division,
    [SLOT_LIST] = read_list,
    [SLOT_ITEM] = read_item,
    [SLOT_CODE_BLOCK] = read_code_block,
    [SLOT_HTML_BLOCK] = read_html_block,
    [SLOT_PARAGRAPH] = read_paragraph,
    [SLOT_HEADING] = read_heading,
    [SLOT_RULE] = read_rule,
    [SLOT_NOTE] = read_note,
    [SLOT_TABLE] = read_table,
    [SLOT_ROW] = read_row,
    [SLOT_CELL] = read_cell,
    [SLOT_TEXT] = read_text,
    [SLOT_SOFT_BREAK] = read_soft_break,
    [SLOT_LINE_BREAK] = read_line_break,
    [SLOT_CODE] = read_code,
    [SLOT_HTML] = read_html,
    [SLOT_EMPHASIS] = read_emphasis,
    [SLOT_STRONG] = read_strong,
    [SLOT_LINK] = read_link,
    [SLOT_IMAGE] = read_image,
    [SLOT_NOTE_REFERENCE] = read_note_reference,
    [SLOT_DELETED] = read_deleted,
    [SLOT_ELEMENT] = read_element,
    [SLOT_BOX] = read_box,
}};

const struct mode title_mode = {{
    [SLOT_TEXT] = read_text,
    [SLOT_SOFT_BREAK] = read_words_break,
    [SLOT_LINE_BREAK] = read_words_break,
    [SLOT_CODE] = read_code,
    [SLOT_EMPHASIS] = read_emphasis,
    [SLOT_STRONG] = read_strong,
    [SLOT_DELETED] = read_deleted,
    [SLOT_ELEMENT] = read_element,
}};

const struct mode image_mode = {{
    [SLOT_TEXT] = read_words,
    [SLOT_CODE] = read_words,
    [SLOT_SOFT_BREAK] = read_words_break,
    [SLOT_LINE_BREAK] = read_words_break,
}};

const struct mode silent_mode = {{0}};

static unsigned syntax_of(const struct markdown_input *input) {
    return (input->smart ? SYNTAX_SMART : 0u) | (input->math ? SYNTAX_MATH : 0u) | (input->tilde ? SYNTAX_TILDE : 0u) |
           (input->cites ? SYNTAX_CITES : 0u);
}

/* Quotation marks are made here, in the text's language; and only two tildes strike words through. */
static unsigned extensions_of(const struct markdown_input *input) {
    unsigned all = MARKDOWN_ALL_GFM | MARKDOWN_FOOTNOTES | MARKDOWN_ONLY_TWO_TILDES;
    return input->tilde ? all : all & ~(unsigned)MARKDOWN_STRIKETHROUGH;
}

static void tell_untaken(struct markdown_reader *reader) {
    for (size_t i = 0; i < reader->scan.untaken.count; i++) {
        const struct untaken_part *part = &reader->scan.untaken.items[i];
        struct text name = text_slice(reader->input->body, part->offset, part->offset + part->size);
        name = text_slice(name, 0, text_find_char(name, '=', 0));
        tellings_add(reader, TELL_ATTRIBUTE, name, part->offset, part->size);
    }
}

void markdown_parse(struct markdown_output *output, const struct markdown_input *input, struct arena *arena) {
    struct markdown_reader reader = {
        .walk = {.mode = &reader_mode, .html = &output->html, .before_block = notes_place},
        .input = input,
        .out = output,
        .arena = arena,
        .prose = &output->prose,
        .raised_prose = SIZE_MAX,
        .format = NONE,
        .link_reference = NONE,
        .image_reference = NONE,
    };
    buffer_reserve(&output->html, input->body.size + input->body.size / 2 + 64);
    buffer_reserve(&output->prose, input->body.size + 64);
    scan_source(&reader.scan, &reader.tokens, input->body, syntax_of(input), arena);
    struct cmark_node *tree = markdown_tree(reader.tokens.masked, extensions_of(input));
    boxes_prepare(&reader, tree);
    inline_notes_prepare(&reader, tree);
    if (!input->keep_html)
        html_into_tree(&reader, tree);
    embedded_prepare(&reader, tree);
    captions_prepare(&reader, tree);
    headings_prepare(&reader, tree);
    notes_number(&reader, tree);
    walk_tree(&reader.walk, tree);
    headings_note_spellings(&reader);
    notes_report_unused(&reader);
    tell_untaken(&reader);
    if (reader.scan.unclosed_comment < SIZE_MAX)
        tellings_add(&reader, TELL_COMMENT, (struct text){0}, reader.scan.unclosed_comment, 2);
    tellings_report(&reader);
    boxes_free(&reader);
    markdown_tree_free(tree);
}
