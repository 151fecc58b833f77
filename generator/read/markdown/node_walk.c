/* The walk, and what both ways of writing HTML write alike. */
#include "read/markdown/node_walk.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>
#include <strings.h>

void walk_tree(struct walk *walk, struct cmark_node *root) {
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (node == walk->until) {
            walk->mode = walk->outer_mode;
            walk->until = NULL;
        }
        if (walk->before_block && event == CMARK_EVENT_ENTER && node->parent == root)
            walk->before_block(walk, node);
        node_visit *visit = walk->mode->visit[node_slot(node)];
        if (visit)
            visit(walk, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iterator);
}

void walk_inner(struct walk *walk, const struct mode *mode, struct cmark_node *node) {
    walk->outer_mode = walk->mode;
    walk->mode = mode;
    walk->until = node;
}

void html_add_label(struct buffer *html, struct text label, struct text value) {
    size_t at = text_find(label, TEXT("{}"), 0);
    if (label.size == 0)
        return;
    html_add(html, " aria-label=\"");
    buffer_add_html(html, text_slice(label, 0, at));
    buffer_add_html(html, at < label.size ? value : (struct text){0});
    buffer_add_html(html, text_after(label, at + 2));
    html_add(html, "\"");
}

void html_line(struct buffer *html) {
    if (html->size && html->bytes[html->size - 1] != '\n')
        buffer_add_char(html, '\n');
}

void html_add(struct buffer *html, const char *literal) {
    buffer_add_bytes(html, literal, strlen(literal));
}

static bool starts_ignoring_case(struct text text, const char *prefix) {
    size_t size = strlen(prefix);
    return text.size >= size && strncasecmp(text.bytes, prefix, size) == 0;
}

bool url_is_unsafe(struct text url) {
    static const char *const images[] = {"data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"};
    static const char *const schemes[] = {"javascript:", "vbscript:", "file:", "data:"};
    for (size_t i = 0; i < sizeof images / sizeof *images; i++)
        if (starts_ignoring_case(url, images[i]))
            return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (starts_ignoring_case(url, schemes[i]))
            return true;
    return false;
}

void visit_quote(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    html_line(walk->html);
    html_add(walk->html, entering ? "<blockquote>\n" : "</blockquote>\n");
}

void visit_list(struct walk *walk, struct cmark_node *node, bool entering) {
    bool ordered = node->as.list.list_type == CMARK_ORDERED_LIST;
    if (!entering) {
        html_add(walk->html, ordered ? "</ol>\n" : "</ul>\n");
        return;
    }
    html_line(walk->html);
    if (ordered && node->as.list.start != 1)
        buffer_add_format(walk->html, "<ol start=\"%d\">\n", node->as.list.start);
    else
        html_add(walk->html, ordered ? "<ol>\n" : "<ul>\n");
}

void visit_row(struct walk *walk, struct cmark_node *node, bool entering) {
    bool header = row_is_header(node);
    html_line(walk->html);
    if (!entering) {
        html_add(walk->html, header ? "</tr>\n</thead>\n" : "</tr>\n");
        return;
    }
    if (!header && !walk->table_body) {
        html_add(walk->html, "<tbody>\n");
        walk->table_body = true;
    }
    walk->column = 0;
    html_add(walk->html, header ? "<thead>\n<tr>\n" : "<tr>\n");
}

void visit_soft_break(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node, (void)entering;
    buffer_add_char(walk->html, '\n');
}

void visit_emphasis(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    html_add(walk->html, entering ? "<em>" : "</em>");
}

void visit_strong(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    html_add(walk->html, entering ? "<strong>" : "</strong>");
}

void visit_deleted(struct walk *walk, struct cmark_node *node, bool entering) {
    (void)node;
    html_add(walk->html, entering ? "<del>" : "</del>");
}

/* Whether `tag`, from its '<' on, opens or closes the element `name`. */
static bool is_tag_of(struct text tag, const char *name) {
    struct text rest = text_after(tag, tag.size > 1 && tag.bytes[1] == '/' ? 2 : 1);
    size_t size = strlen(name);
    if (rest.size <= size || strncasecmp(rest.bytes, name, size) != 0)
        return false;
    char behind = rest.bytes[size];
    return behind == '>' || (behind && strchr(" \t\n\v\f\r", behind)) ||
           (behind == '/' && rest.size > size + 1 && rest.bytes[size + 1] == '>');
}

static bool is_filtered(struct text tag) {
    static const char *const names[] = {"title",   "textarea", "style",  "xmp",      "iframe",
                                        "noembed", "noframes", "script", "plaintext"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_tag_of(tag, names[i]))
            return true;
    return false;
}

void html_add_filtered(struct buffer *out, struct text html) {
    while (html.size) {
        size_t run = text_find_char(html, '<', 0);
        buffer_add(out, text_slice(html, 0, run));
        html = text_after(html, run);
        if (!html.size)
            return;
        html_add(out, is_filtered(html) ? "&lt;" : "<");
        html = text_after(html, 1);
    }
}
