/* Markdown as the specification shows it. */
#include "read/markdown/markdown.h"

#include "base/utf8.h"
#include "read/markdown/tokens.h"
#include "read/markdown/node_walk.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* The walk, and what was asked for. */
struct plain_writer {
    struct walk walk;
    bool unsafe;
    bool filter;    /* the tag filter is on */
    unsigned notes; /* footnotes begun */
};

static struct plain_writer *plain_of(struct walk *walk) {
    return (struct plain_writer *)walk;
}

/* As the specification escapes: a %XX stays, and so does a '%' alone. */
static void add_href(struct buffer *html, struct text url) {
    for (size_t i = 0; i < url.size; i++) {
        char guarded = tokens_guarded(url.bytes[i]);
        unsigned char c = (unsigned char)(guarded ? guarded : url.bytes[i]);
        bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (safe || (c && strchr("-_.+!*(),%#@?=;:/$~", c)))
            buffer_add_char(html, (char)c);
        else if (c == '&')
            html_add(html, "&amp;");
        else if (c == '\'')
            html_add(html, "&#x27;");
        else
            buffer_add_percent(html, (char)c);
    }
}

static void add_title(struct buffer *html, struct text title) {
    if (!title.size)
        return;
    html_add(html, "\" title=\"");
    buffer_add_html(html, title);
}

static void plain_item(struct walk *walk, struct cmark_node *node, bool entering) {
    if (!entering) {
        html_add(walk->html, "</li>\n");
        return;
    }
    html_line(walk->html);
    html_add(walk->html, "<li>");
    if (!node_is_task(node))
        return;
    html_add(walk->html, node_is_done(node) ? "<input checked=\"\" disabled=\"\" type=\"checkbox\"> "
                                            : "<input disabled=\"\" type=\"checkbox\"> ");
}

static void plain_code_block(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    struct text language = node_language(node);
    html_line(walk->html);
    html_add(walk->html, "<pre><code");
    if (language.size) {
        html_add(walk->html, " class=\"language-");
        buffer_add_html(walk->html, language);
        html_add(walk->html, "\"");
    }
    html_add(walk->html, ">");
    buffer_add_html(walk->html, node_code(node));
    html_add(walk->html, "</code></pre>\n");
}

static void plain_html(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    if (!plain_of(walk)->unsafe)
        html_add(walk->html, "<!-- raw HTML omitted -->");
    else if (plain_of(walk)->filter)
        html_add_filtered(walk->html, node_literal(node));
    else
        buffer_add(walk->html, node_literal(node));
}

static void plain_html_block(struct walk *walk, struct cmark_node *node, bool entering) {
    html_line(walk->html);
    plain_html(walk, node, entering);
    html_line(walk->html);
}

static void add_back_links(struct walk *walk, const struct cmark_node *note) {
    for (int i = 1; i <= note->footnote.def_count; i++) {
        html_add(walk->html, " <a href=\"#fnref-");
        add_href(walk->html, node_literal(note));
        if (i > 1)
            buffer_add_format(walk->html, "-%d", i);
        html_add(walk->html, "\">↩</a>");
    }
}

static bool ends_note(const struct cmark_node *node) {
    return node->parent && node->parent->type == CMARK_NODE_FOOTNOTE_DEFINITION && !node->next;
}

static void plain_paragraph(struct walk *walk, struct cmark_node *node, bool entering) {
    if (node_in_tight_list(node))
        return;
    if (entering) {
        html_line(walk->html);
        html_add(walk->html, "<p>");
        return;
    }
    if (ends_note(node))
        add_back_links(walk, node->parent);
    html_add(walk->html, "</p>\n");
}

static void plain_heading(struct walk *walk, struct cmark_node *node, bool entering) {
    if (entering)
        html_line(walk->html);
    buffer_add_format(walk->html, entering ? "<h%d>" : "</h%d>\n", node->as.heading.level);
}

static void plain_rule(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node, (void)entering;
    html_line(walk->html);
    html_add(walk->html, "<hr />\n");
}

static void plain_note(struct walk *walk, struct cmark_node *node, bool entering) {
    if (!entering) {
        html_add(walk->html, "</li>\n");
        return;
    }
    if (plain_of(walk)->notes++ == 0)
        html_add(walk->html, "<section class=\"footnotes\">\n<ol>\n");
    html_add(walk->html, "<li id=\"fn-");
    add_href(walk->html, node_literal(node));
    html_add(walk->html, "\">\n");
}

static void plain_document(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    if (!entering && plain_of(walk)->notes)
        html_add(walk->html, "</ol>\n</section>\n");
}

static void plain_table(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    html_line(walk->html);
    if (entering)
        html_add(walk->html, "<table>\n");
    else
        html_add(walk->html, walk->table_body ? "</tbody>\n</table>\n" : "</table>\n");
    walk->table_body = false;
}

static void plain_cell(struct walk *walk, struct cmark_node *node, bool entering) {
    bool header = row_is_header(node->parent);
    if (!entering) {
        html_add(walk->html, header ? "</th>" : "</td>");
        return;
    }
    html_line(walk->html);
    html_add(walk->html, header ? "<th" : "<td");
    char alignment = cell_alignment(node, walk->column++);
    if (alignment)
        buffer_add_format(walk->html, " align=\"%s\"", alignment == 'l' ? "left" : alignment == 'r' ? "right" : "center");
    html_add(walk->html, ">");
}

static void plain_text(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    buffer_add_html(walk->html, node_literal(node));
}

static void plain_space(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node, (void)entering;
    buffer_add_char(walk->html, ' ');
}

static void plain_line_break(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node, (void)entering;
    html_add(walk->html, "<br />\n");
}

static void plain_code(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)entering;
    html_add(walk->html, "<code>");
    buffer_add_html(walk->html, node_literal(node));
    html_add(walk->html, "</code>");
}

static void add_url(struct walk *walk, const struct cmark_node *node) {
    if (plain_of(walk)->unsafe || !url_is_unsafe(node_url(node)))
        add_href(walk->html, node_url(node));
}

static void plain_link(struct walk *walk, struct cmark_node *node, bool entering) {
    if (!entering) {
        html_add(walk->html, "</a>");
        return;
    }
    html_add(walk->html, "<a href=\"");
    add_url(walk, node);
    add_title(walk->html, node_title(node));
    html_add(walk->html, "\">");
}

/* Inside an image: only the words. */
static const struct mode words_mode = {{
    [SLOT_TEXT] = plain_text,
    [SLOT_CODE] = plain_text,
    [SLOT_HTML] = plain_text,
    [SLOT_SOFT_BREAK] = plain_space,
    [SLOT_LINE_BREAK] = plain_space,
}};

static void plain_image(struct walk *walk, struct cmark_node *node, bool entering) {
    if (!entering) {
        add_title(walk->html, node_title(node));
        html_add(walk->html, "\" />");
        return;
    }
    html_add(walk->html, "<img src=\"");
    add_url(walk, node);
    html_add(walk->html, "\" alt=\"");
    walk_inner(walk, &words_mode, node);
}

static void plain_note_reference(struct walk *walk, struct cmark_node *node, bool entering) {
    if (!entering)
        return;
    struct text name = node_literal(node->parent_footnote_def);
    html_add(walk->html, "<sup class=\"footnote-ref\"><a href=\"#fn-");
    add_href(walk->html, name);
    html_add(walk->html, "\" id=\"fnref-");
    add_href(walk->html, name);
    if (node->footnote.ref_ix > 1)
        buffer_add_format(walk->html, "-%d", node->footnote.ref_ix);
    html_add(walk->html, "\">");
    buffer_add_html(walk->html, node_literal(node));
    html_add(walk->html, "</a></sup>");
}

static const struct mode plain_mode = {{
    [SLOT_DOCUMENT] = plain_document,
    [SLOT_QUOTE] = visit_quote,
    [SLOT_LIST] = visit_list,
    [SLOT_ITEM] = plain_item,
    [SLOT_CODE_BLOCK] = plain_code_block,
    [SLOT_HTML_BLOCK] = plain_html_block,
    [SLOT_PARAGRAPH] = plain_paragraph,
    [SLOT_HEADING] = plain_heading,
    [SLOT_RULE] = plain_rule,
    [SLOT_NOTE] = plain_note,
    [SLOT_TABLE] = plain_table,
    [SLOT_ROW] = visit_row,
    [SLOT_CELL] = plain_cell,
    [SLOT_TEXT] = plain_text,
    [SLOT_SOFT_BREAK] = visit_soft_break,
    [SLOT_LINE_BREAK] = plain_line_break,
    [SLOT_CODE] = plain_code,
    [SLOT_HTML] = plain_html,
    [SLOT_EMPHASIS] = visit_emphasis,
    [SLOT_STRONG] = visit_strong,
    [SLOT_LINK] = plain_link,
    [SLOT_IMAGE] = plain_image,
    [SLOT_NOTE_REFERENCE] = plain_note_reference,
    [SLOT_DELETED] = visit_deleted,
}};

static void add_without_guards(struct buffer *html, struct text guarded) {
    for (size_t at = 0; at < guarded.size;) {
        size_t end = at;
        while (end < guarded.size && !tokens_guarded(guarded.bytes[end]))
            end++;
        buffer_add(html, text_slice(guarded, at, end));
        if (end < guarded.size)
            html_add(html, tokens_guarded(guarded.bytes[end]) == '&' ? "&amp;" : "^");
        at = end + 1;
    }
}

void markdown_plain(struct buffer *html, struct text source, unsigned extensions, bool unsafe) {
    struct buffer own = {0};
    struct arena arena = {0};
    bool guarded = extensions & MARKDOWN_FOOTNOTES;
    if (guarded)
        source = tokens_guard(utf8_allowed(NULL, source, &arena), &arena);
    struct cmark_node *tree = markdown_tree(source, extensions);
    struct plain_writer plain = {
        .walk = {.mode = &plain_mode, .html = &own},
        .unsafe = unsafe,
        .filter = extensions & MARKDOWN_TAGFILTER,
    };
    walk_tree(&plain.walk, tree);
    markdown_tree_free(tree);
    if (guarded)
        add_without_guards(html, buffer_text(&own));
    else
        buffer_add(html, buffer_text(&own));
    buffer_free(&own);
    arena_free(&arena);
}

const char *markdown_library(void) {
    return cmark_version_string();
}
