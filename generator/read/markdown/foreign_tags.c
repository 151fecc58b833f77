/* What other tools wrote and was hidden from the parser, as it is shown. */
#include "read/markdown/attributes.h"
#include "read/markdown/captions.h"
#include "read/markdown/reading.h"
#include "read/markdown/shortcodes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

static void add_words(struct markdown_reader *reader, struct text words) {
    buffer_add_html(reader->walk.html, words);
    prose_add(reader, words);
}

static struct text written_of(struct markdown_reader *reader, const struct token *token) {
    return tokens_written(&reader->tokens, token, reader->arena);
}

/* Hugo's way to show a tag, with a comment's signs inside of it, shows the tag. */
static struct text without_stars(struct markdown_reader *reader, struct text tag) {
    bool starred = tag.size > 10 && memcmp(tag.bytes + 3, "/*", 2) == 0 && memcmp(tag.bytes + tag.size - 5, "*/", 2) == 0;
    if (!starred || (tag.bytes[2] != '<' && tag.bytes[2] != '%'))
        return tag;
    return text_format(reader->arena, "%.*s%.*s%.*s", 3, tag.bytes, TEXT_ARGS(text_slice(tag, 5, tag.size - 5)), 3,
                       tag.bytes + tag.size - 3);
}

static void tell_tag(struct markdown_reader *reader, const struct token *token, struct text tag) {
    if (!reader->quiet)
        tellings_add(reader, TELL_TAG, shortcode_family(tag), token->offset, token->size);
    add_words(reader, tag);
}

void write_tag(struct markdown_reader *reader, const struct token *token) {
    struct text tag = written_of(reader, token), shown = without_stars(reader, tag);
    struct shortcode shortcode = shortcode_of(tag, reader->arena);
    if (shown.bytes != tag.bytes)
        add_words(reader, shown);
    else if (shortcode.kind == SHORTCODE_UNKNOWN)
        tell_tag(reader, token, tag);
    else if (shortcode.kind == SHORTCODE_TEXT)
        add_words(reader, shortcode.value);
    else if (shortcode.kind == SHORTCODE_LINK)
        write_address(reader, shortcode.value, shortcode.words);
    else
        write_essay(reader, token, &shortcode);
}

static bool is_display(struct text formula) {
    return text_starts(formula, TEXT("$$")) || text_starts(formula, TEXT("\\[")) || text_starts(formula, TEXT("\\begin"));
}

/* Those that a formula has a line's width behind it, as Quarto's {#eq-name}. */
static const struct token *formula_attributes(const struct markdown_reader *reader, const struct token *formula) {
    const struct token *next = formula + 1, *end = reader->tokens.items + reader->tokens.count;
    while (next < end && next->kind == TOKEN_REST)
        next++;
    if (next == end || next->kind != TOKEN_ATTRIBUTES || next->offset < formula->end)
        return NULL;
    return text_trim(text_slice(reader->tokens.body, formula->end, next->offset)).size == 0 ? next : NULL;
}

void write_formula(struct markdown_reader *reader, const struct token *token) {
    struct text formula = written_of(reader, token);
    struct buffer *html = reader->walk.html;
    if (!reader->quiet)
        tellings_add(reader, TELL_FORMULA, (struct text){0}, token->offset, token->size);
    markup_begin(reader);
    buffer_add_char(html, '<');
    size_t name = html->size;
    html_add(html, "span");
    format_open(reader, (struct doc_format){.kind = FORMAT_ELEMENT, .reference = NONE, .target = html_from(reader, name)});
    html_add(html, is_display(formula) ? " class=\"math display\"" : " class=\"math inline\"");
    const struct token *attributes = formula_attributes(reader, token);
    if (attributes)
        attributes_add_id(reader, attributes);
    buffer_add_char(html, '>');
    markup_end(reader);
    add_words(reader, formula);
    markup_begin(reader);
    html_add(html, "</span>");
    format_close_element(reader, TEXT("span"));
    markup_end(reader);
}

/* The space before it goes with it. */
void write_block_id(struct markdown_reader *reader, const struct token *token) {
    struct buffer *html = reader->walk.html;
    if (reader->quiet)
        return;
    while (html->size > reader->text_from && html->bytes[html->size - 1] == ' ')
        html->size--;
    markup_begin(reader);
    struct span id = anchor_add(reader, written_of(reader, token));
    html_add(html, "<span id=\"");
    buffer_add_html(html, pool_text(reader, id));
    html_add(html, "\"></span>");
    markup_end(reader);
}

/* Whether they stand directly behind what takes them, which has written them. */
static bool belong_to_something(const struct markdown_reader *reader, const struct token *token, struct text literal, size_t at,
                                const struct cmark_node *node) {
    const struct cmark_node *before = at == 0 ? node->prev : NULL;
    struct text source = text_slice(reader->tokens.body, 0, token->offset);
    while (source.size && source.bytes[source.size - 1] == ' ')
        source.size--;
    return node->parent->type == CMARK_NODE_HEADING || (at > 0 && literal.bytes[at - 1] == SIGN_SPAN_CLOSES) ||
           (before &&
            (before->type == CMARK_NODE_LINK || before->type == CMARK_NODE_IMAGE || before->type == CMARK_NODE_CODE)) ||
           text_ends(source, TEXT("$$")) || text_ends(source, TEXT("\\]"));
}

void write_stray_attributes(struct markdown_reader *reader, const struct token *token, struct text literal, size_t at,
                            const struct cmark_node *node) {
    struct text source = text_slice(reader->tokens.body, 0, token->offset), written = written_of(reader, token);
    bool is_kramdown = text_starts(written, TEXT("{:")) && source.size && !strchr(" \t\n", source.bytes[source.size - 1]);
    if (belong_to_something(reader, token, literal, at, node) || quotation_waive_inline(reader, token) ||
        caption_takes(reader, node->parent, token))
        return;
    if (is_kramdown) {
        if (!reader->quiet)
            tellings_add(reader, TELL_ATTRIBUTE, written, token->offset, token->size);
        return;
    }
    if (!reader->quiet)
        tellings_add(reader, TELL_PLACE, (struct text){0}, token->offset, token->size);
    add_words(reader, written);
}
