#include "read/markdown/captions.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/codes.h"
#include "read/markdown/attributes.h"
#include "read/markdown/boxes.h"
#include "read/markdown/html_elements.h"
#include "read/markdown/tellings.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

const struct caption *caption_of(const struct cmark_node *node) {
    return box_of(node) ? box_of(node)->caption : NULL;
}

static bool is_break(const struct cmark_node *node) {
    return node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK;
}

/* What `words` begin with, where they are a caption's: "Table:"; "" where they are none. */
static struct text opening_of(struct text words) {
    if (text_starts(words, TEXT("Table:")) || text_starts(words, TEXT("table:")))
        return text_slice(words, 0, 6);
    bool is_colon = text_starts(words, TEXT(":")) && (words.size == 1 || strchr(" \t\r\n", words.bytes[1]));
    return text_slice(words, 0, is_colon ? 1 : 0);
}

/* The first text of a paragraph, "" where it begins with anything else, or is more than a paragraph already. */
static struct text first_words(const struct cmark_node *paragraph) {
    const struct cmark_node *first = paragraph ? paragraph->first_child : NULL;
    bool is_plain = first && paragraph->type == CMARK_NODE_PARAGRAPH && !made_of(paragraph) && !box_of(paragraph);
    return is_plain && first->type == CMARK_NODE_TEXT ? node_literal(first) : (struct text){0};
}

/* The source from where a paragraph begins. That before a table's header is given no place: the table has it. */
static struct text source_of(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    const struct cmark_node *placed = paragraph->start_line == 0 && paragraph->next ? paragraph->next : paragraph;
    size_t column = placed->start_column > 0 ? (size_t)placed->start_column - 1 : 0;
    return text_after(reader->tokens.body, places_line(reader, first_line_of(paragraph)) + column);
}

/* Attributes alone are no words. */
static bool has_words_behind(struct markdown_reader *reader, const struct cmark_node *paragraph, size_t opening) {
    const struct cmark_node *first = paragraph->first_child, *next = first->next;
    struct text literal = node_literal(first);
    while (opening < literal.size && strchr(" \t", literal.bytes[opening]))
        opening++;
    bool is_token = attributes_token(reader, first, opening) && text_find_char(literal, ' ', opening) == literal.size;
    return (opening < literal.size && !is_token) || (next && (!is_break(next) || next->next));
}

/* What a paragraph begins with that is a table's caption; "" where it is none. A backslash before it takes its meaning. */
static struct text caption_opening(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text opening = opening_of(first_words(paragraph));
    bool is_caption =
        opening.size && text_starts(source_of(reader, paragraph), opening) && has_words_behind(reader, paragraph, opening.size);
    return text_slice(opening, 0, is_caption ? opening.size : 0);
}

/* {#id} that ends the paragraph, and stands behind nothing else that takes it. */
static const struct token *own_attributes(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    const struct cmark_node *last = paragraph->last_child;
    struct text literal = last->type == CMARK_NODE_TEXT ? node_literal(last) : (struct text){0};
    size_t at = literal.size, end = 0;
    const struct token *found = NULL;
    for (size_t i = 0; i < literal.size; i = end) {
        end = i + 1;
        if (!token_begins(literal.bytes[i]))
            continue;
        size_t brief = reader->tokens.last_brief;
        at = end = i;
        found = tokens_at(&reader->tokens, literal, &end);
        reader->tokens.last_brief = brief;
    }
    bool is_last = found && found->kind == TOKEN_ATTRIBUTES && !text_trim(text_after(literal, end)).size;
    return is_last && at > 0 && literal.bytes[at - 1] == ' ' ? found : NULL;
}

static void take_opening(struct markdown_reader *reader, const struct cmark_node *paragraph, size_t size) {
    struct cmark_node *first = paragraph->first_child;
    struct text rest = text_copy(text_after(node_literal(first), size), reader->arena);
    while (rest.size && strchr(" \t", rest.bytes[0]))
        rest = text_after(rest, 1);
    box_set_words(reader, first, rest);
    if (!rest.size && first->next && is_break(first->next))
        discard(reader, first->next);
}

static struct caption *make_caption(struct markdown_reader *reader, struct cmark_node *table, struct cmark_node *paragraph,
                                    struct text opening) {
    struct caption *caption = arena_new(reader->arena, struct caption);
    *caption = (struct caption){
        .first = paragraph == table->prev ? paragraph : table,
        .last = paragraph == table->prev ? table : paragraph,
        .number = ++reader->captions,
        .opening = text_copy(opening, reader->arena),
        .attributes = own_attributes(reader, paragraph),
    };
    take_opening(reader, paragraph, opening.size);
    box_make(reader, table, BOX_TABLE)->caption = caption;
    box_make(reader, paragraph, BOX_CAPTION)->caption = caption;
    return caption;
}

/* Charts */

static struct text chart_asked(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text words = first_words(paragraph);
    bool is_bracket = words.size && words.bytes[0] == '[';
    return is_bracket ? drawn_table_asked(words, source_of(reader, paragraph)) : (struct text){0};
}

/* [chart: bars] behind a table that is a link, since a definition is called so. */
static void check_link(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    const struct cmark_node *first = paragraph ? paragraph->first_child : NULL;
    if (!first || paragraph->type != CMARK_NODE_PARAGRAPH || first->type != CMARK_NODE_LINK)
        return;
    struct text source = source_of(reader, paragraph), asked = drawn_table_asked(source, source);
    if (asked.size && !text_starts(text_after(source, asked.size), TEXT("(")))
        drawn_table_refuse(reader, asked, TEXT("this is the name of a link, and no chart"),
                           TEXT("call the definition of the link by another name"));
}

/* "[chart: bars]: words" behind a table is such a definition, of which nothing is shown. */
static void check_definition(struct markdown_reader *reader, const struct cmark_node *table) {
    struct text body = reader->tokens.body;
    size_t at = places_line(reader, (uint32_t)table->last_child->start_line + 1);
    while (at < body.size && strchr(" \t>\r\n", body.bytes[at]))
        at++;
    struct text source = text_after(body, at), asked = drawn_table_asked(source, source);
    if (asked.size && text_starts(text_after(source, asked.size), TEXT(":")))
        drawn_table_refuse(reader, asked, TEXT("with a colon behind it this defines a link, and is no chart"),
                           TEXT("leave out the colon: [chart: bars] and a caption"));
}

/* "[chart bars]", "[graph: bars]", "[bars]". */
static bool is_almost_chart(struct markdown_reader *reader, struct text words) {
    size_t end = text_find_char(words, ']', 0), size = 0;
    if (!text_starts(words, TEXT("[")) || end == words.size)
        return false;
    struct text inside = text_lower_ascii(text_slice(words, 1, end), reader->arena);
    while (size < inside.size && inside.bytes[size] >= 'a' && inside.bytes[size] <= 'z')
        size++;
    static const struct text names[] = {TEXT_INIT("chart"), TEXT_INIT("charts"), TEXT_INIT("graph"), TEXT_INIT("plot"),
                                        TEXT_INIT("diagram")};
    struct text first = text_slice(inside, 0, size);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(first, names[i]))
            return true;
    return size == inside.size && chart_kind_of(first) != CHART_NONE;
}

static void tell_almost_chart(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text words = first_words(paragraph);
    if (!is_almost_chart(reader, words) || drawn_table_asked(words, words).size ||
        !text_starts(source_of(reader, paragraph), TEXT("[")))
        return;
    struct text source = source_of(reader, paragraph);
    size_t at = (size_t)(source.bytes - reader->tokens.body.bytes);
    report(reader, DIAG_WARNING, W_TABLE, place_of(reader, at, text_find_char(source, ']', 0) + 1),
           TEXT("this asks for no chart, and is printed as it is written"),
           TEXT("write [chart: bars], lines, slopes or dots if the table is to be drawn"));
}

/* Whether the paragraph behind a table asks for a chart of it. Then it is the table's caption, unless that cannot be. */
static bool find_chart(struct markdown_reader *reader, struct cmark_node *table) {
    struct cmark_node *paragraph = table->next;
    struct text asked = paragraph ? chart_asked(reader, paragraph) : (struct text){0};
    check_definition(reader, table);
    check_link(reader, paragraph);
    if (!asked.size) {
        tell_almost_chart(reader, paragraph);
        return false;
    }
    if (table->prev && caption_opening(reader, table->prev).size) {
        drawn_table_refuse(reader, asked, TEXT("the table has a caption before it, too"),
                           text_format(reader->arena, "write its words behind %.*s", TEXT_ARGS(asked)));
    } else if (text_ends(asked, TEXT("]")) && text_starts(first_words(paragraph), asked) &&
               !has_words_behind(reader, paragraph, asked.size)) {
        drawn_table_refuse(reader, asked, TEXT("a chart has no caption"),
                           TEXT("write behind the bracket what it shows, and where the numbers are from"));
    } else {
        struct drawn_table *drawn = drawn_table_read(reader, table, asked);
        if (drawn)
            make_caption(reader, table, paragraph, asked)->drawn = drawn;
        return drawn;
    }
    return false;
}

/* What asks for a chart and is behind no table. */
static void check_stray_chart(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text asked = chart_asked(reader, paragraph);
    bool is_behind = paragraph->prev && node_slot(paragraph->prev) == SLOT_TABLE && !made_of(paragraph->prev);
    if (asked.size && !is_behind)
        drawn_table_refuse(reader, asked, TEXT("there is no table before this to be drawn"),
                           TEXT("write it below a table of Markdown; or \\[chart: if it is to be read so"));
}

/* [Words], as MultiMarkdown has it; no [...], no [^note]. */
static bool is_other_caption(struct text words) {
    bool is_bracket = words.size > 2 && words.bytes[0] == '[' && words.bytes[words.size - 1] == ']' && words.bytes[1] != '^';
    for (size_t at = 0; is_bracket && at < words.size;)
        if (utf8_is_letter(utf8_next(words, &at)))
            return !text_equal_ignoring_case(words, TEXT("[toc]")) && !drawn_table_asked(words, words).size;
    return false;
}

static size_t count_digits(struct text words) {
    size_t count = 0;
    while (text_digit_at(words, count))
        count++;
    return count;
}

/* "Table 1: words", also in the text's language: a number that was written by hand. */
static bool is_numbered_caption(struct markdown_reader *reader, struct text words) {
    struct text label = reader->input->labels.table,
                names[] = {TEXT("Table "), text_slice(label, 0, text_find_char(label, '{', 0))};
    for (size_t i = 0; i < 2; i++) {
        struct text behind = text_after(words, names[i].size);
        size_t digits = count_digits(behind);
        bool is_named = names[i].size && text_equal_ignoring_case(text_slice(words, 0, names[i].size), names[i]);
        if (is_named && digits && digits < behind.size && strchr(":.", behind.bytes[digits]) &&
            (digits + 1 == behind.size || behind.bytes[digits + 1] == ' '))
            return true;
    }
    return false;
}

/* The first words of a paragraph, also where they are emphasised. */
static struct text emphasised_words(const struct cmark_node *paragraph) {
    const struct cmark_node *first = paragraph && paragraph->type == CMARK_NODE_PARAGRAPH ? paragraph->first_child : NULL;
    while (first && (first->type == CMARK_NODE_EMPH || first->type == CMARK_NODE_STRONG))
        first = first->first_child;
    return first && first->type == CMARK_NODE_TEXT ? node_literal(first) : (struct text){0};
}

/* One that is all of a paragraph beside a table, or begins it with a number. */
static void tell_other_caption(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text words = first_words(paragraph);
    bool is_other = is_other_caption(words) && !paragraph->first_child->next;
    bool is_numbered = is_numbered_caption(reader, emphasised_words(paragraph));
    struct text source = is_other || is_numbered ? source_of(reader, paragraph) : (struct text){0};
    if (is_numbered)
        words = text_slice(source, 0, text_find_char(source, '\n', 0));
    if ((is_other && text_starts(source, words)) || is_numbered)
        tellings_add(reader, TELL_CAPTION, (struct text){0}, (size_t)(source.bytes - reader->tokens.body.bytes), words.size);
}

/* A second one, behind a table, which is not the next table's. */
static void tell_second_caption(struct markdown_reader *reader, const struct cmark_node *paragraph) {
    struct text opening = paragraph ? caption_opening(reader, paragraph) : (struct text){0};
    if (!opening.size || (paragraph->next && node_slot(paragraph->next) == SLOT_TABLE))
        return;
    struct text source = source_of(reader, paragraph);
    size_t at = (size_t)(source.bytes - reader->tokens.body.bytes);
    report(reader, DIAG_WARNING, W_TABLE, place_of(reader, at, text_find_char(source, '\n', 0)),
           TEXT("the table has a caption before it, and this one is printed as it is written"), TEXT("make one of the two"));
}

/* ": words" behind a table are a definition where one stands before the table. */
static void tell_definition(struct markdown_reader *reader, const struct cmark_node *list) {
    bool is_definition = list && list->type == CMARK_NODE_LIST && box_of(list) && list->first_child;
    struct text source = is_definition ? source_of(reader, list->first_child) : (struct text){0};
    if (is_definition)
        tellings_add(reader, TELL_CAPTION_TERM, (struct text){0}, (size_t)(source.bytes - reader->tokens.body.bytes),
                     text_find_char(source, '\n', 0));
}

/* The paragraph before goes before the one behind, and one that another table has is nobody else's. */
static void find_caption(struct markdown_reader *reader, struct cmark_node *table) {
    if (find_chart(reader, table))
        return;
    struct cmark_node *beside[] = {table->prev, table->next};
    for (size_t i = 0; i < 2; i++) {
        struct text opening = beside[i] ? caption_opening(reader, beside[i]) : (struct text){0};
        if (opening.size) {
            make_caption(reader, table, beside[i], opening);
            if (i == 0)
                tell_second_caption(reader, beside[1]);
            return;
        }
    }
    for (size_t i = 0; i < 2; i++)
        tell_other_caption(reader, beside[i]);
    tell_definition(reader, table->next);
}

void captions_prepare(struct markdown_reader *reader, struct cmark_node *root) {
    struct text masked = reader->tokens.masked;
    if (text_find_char(masked, '|', 0) == masked.size && text_find_char(masked, '[', 0) == masked.size)
        return;
    for (struct cmark_node *node = root; node; node = node_next_block(node, root))
        if (node->type == CMARK_NODE_PARAGRAPH)
            check_stray_chart(reader, node);
        else if (node_slot(node) == SLOT_TABLE && !made_of(node))
            find_caption(reader, node);
}

/* Writing */

void figure_begin(struct markdown_reader *reader, const struct cmark_node *node) {
    const struct caption *caption = caption_of(node);
    if (!caption || caption->first != node)
        return;
    html_line(reader->walk.html);
    html_add(reader->walk.html, "<figure class=\"table\">\n");
    if (caption->drawn)
        drawn_table_begin(reader, caption->drawn);
}

void figure_end(struct markdown_reader *reader, const struct cmark_node *node) {
    const struct caption *caption = caption_of(node);
    if (caption && caption->drawn && caption->first == node)
        drawn_table_end(reader, caption->drawn);
    if (caption && caption->last == node)
        html_add(reader->walk.html, "</figure>\n");
}

void caption_add_name(struct markdown_reader *reader, const struct cmark_node *table, uint32_t number) {
    const struct caption *caption = caption_of(table);
    if (caption)
        buffer_add_format(reader->walk.html, " aria-labelledby=\"_table-%u\"", (unsigned)caption->number);
    else
        html_add_label(reader->walk.html, reader->input->labels.table, text_format(reader->arena, "%u", (unsigned)number));
}

void caption_begin_words(struct markdown_reader *reader, const struct caption *caption) {
    html_add(reader->walk.html, "<figcaption");
    if (caption->attributes)
        attributes_add(reader, caption->attributes, ATTRIBUTES_OF_WORDS);
    buffer_add_format(reader->walk.html, "><span id=\"_table-%u\">", (unsigned)caption->number);
    words_are_not_shown(reader, reader->walk.html->size, caption->opening);
}

void caption_end_words(struct markdown_reader *reader) {
    html_add(reader->walk.html, "</span>");
}

bool caption_takes(struct markdown_reader *reader, const struct cmark_node *paragraph, const struct token *attributes) {
    const struct caption *caption = caption_of(paragraph);
    struct buffer *html = reader->walk.html;
    if (!caption || caption->attributes != attributes)
        return false;
    while (html->size > reader->text_from && html->bytes[html->size - 1] == ' ')
        html->size--;
    words_are_not_shown(reader, html->size, tokens_written(&reader->tokens, attributes, reader->arena));
    return true;
}

void captions_check_row(struct markdown_reader *reader, const struct cmark_node *row) {
    struct text body = reader->tokens.masked;
    size_t at = places_line(reader, (uint32_t)row->start_line);
    while (at < body.size && strchr(" \t>", body.bytes[at]))
        at++;
    if (at == body.size || !strchr("Tt:[", body.bytes[at]))
        return;
    struct text line = text_trim(text_slice(body, at, places_line(reader, (uint32_t)row->start_line + 1)));
    struct text asked = drawn_table_asked(line, text_after(reader->tokens.body, at));
    if (asked.size) {
        drawn_table_refuse(reader, asked, TEXT("this became a row of the table above it"),
                           TEXT("write an empty line before it"));
        return;
    }
    bool is_caption = opening_of(line).size || is_other_caption(line);
    if (is_caption && text_find_char(line, '|', 0) == line.size)
        tellings_add(reader, TELL_CAPTION_ROW, (struct text){0}, at, line.size);
}
