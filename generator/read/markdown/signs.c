/* What encloses words: ==marked==, H~2~O, x^2^, [words]{.class}. Each sign was found in the source and hidden (scan.h). */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/markdown/attributes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

/* A kind of enclosing, and how many characters each of its signs has. */
struct sign_kind {
    char opens, closes;
    size_t size;
    const char *element;
};

static const struct sign_kind kinds[] = {
    {SIGN_BELOW_OPENS, SIGN_BELOW_CLOSES, 1, "sub"},
    {SIGN_ABOVE_OPENS, SIGN_ABOVE_CLOSES, 1, "sup"},
    {SIGN_MARKED_OPENS, SIGN_MARKED_CLOSES, 2, "mark"},
    {SIGN_SPAN_OPENS, SIGN_SPAN_CLOSES, 1, "span"},
};

static const struct sign_kind *kind_of(char c) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (c == kinds[i].opens || c == kinds[i].closes)
            return &kinds[i];
    return NULL;
}

/* Where a sign stands: `at` bytes into the words of a node. */
struct sign_place {
    struct cmark_node *node;
    size_t at;
};

/* The sign that closes what opens at `at`, among the words beside it; a NULL node when another one closes before. */
static struct sign_place closer_of(struct markdown_reader *reader, const struct sign_kind *kind, struct cmark_node *node,
                                   size_t at) {
    const struct sign_kind *outer = reader->signs.count ? kind_of(reader->signs.items[reader->signs.count - 1].opens) : NULL;
    size_t depth = 1;
    for (at += kind->size; node; node = node->next, at = 0) {
        struct text literal = node->type == CMARK_NODE_TEXT ? node_literal(node) : (struct text){0};
        for (; at < literal.size; at++) {
            char c = literal.bytes[at];
            depth += c == kind->opens;
            if (c == kind->closes && --depth == 0)
                return (struct sign_place){node, at};
            if (outer && outer != kind && c == outer->closes)
                return (struct sign_place){0};
        }
    }
    return (struct sign_place){0};
}

static const struct token *attributes_behind(struct markdown_reader *reader, const struct sign_kind *kind,
                                             struct sign_place closer) {
    if (kind->opens != SIGN_SPAN_OPENS)
        return NULL;
    return attributes_token(reader, closer.node, closer.at + 1);
}

static void open_sign(struct markdown_reader *reader, const struct sign_kind *kind, const struct cmark_node *node,
                      const struct token *token) {
    struct buffer *html = reader->walk.html;
    markup_begin(reader);
    buffer_add_char(html, '<');
    size_t name = html->size;
    html_add(html, kind->element);
    format_open(reader, (struct doc_format){.kind = FORMAT_ELEMENT, .reference = NONE, .target = html_from(reader, name)});
    if (token)
        attributes_add(reader, token, ATTRIBUTES_OF_WORDS);
    buffer_add_char(html, '>');
    markup_end(reader);
    prose_enter(reader, text_of(kind->element));
    *array_add(&reader->signs, reader->arena) = (struct open_sign){kind->opens, node->parent};
}

static void close_sign(struct markdown_reader *reader, const struct sign_kind *kind) {
    reader->signs.count--;
    prose_leave(reader, text_of(kind->element));
    markup_begin(reader);
    buffer_add_format(reader->walk.html, "</%s>", kind->element);
    format_close_element(reader, text_of(kind->element));
    markup_end(reader);
}

/* Signs whose words end elsewhere than they do in the tree are shown as written. */
static size_t add_written(struct markdown_reader *reader, struct text literal, size_t at) {
    char written = tokens_sign_written(literal.bytes[at]);
    buffer_add_html(reader->walk.html, (struct text){&written, 1});
    prose_add(reader, (struct text){&written, 1});
    return at + 1;
}

size_t signs_add(struct markdown_reader *reader, struct text literal, size_t at, struct cmark_node *node) {
    const struct sign_kind *kind = kind_of(literal.bytes[at]);
    if (!kind || at + kind->size > literal.size)
        return add_written(reader, literal, at);
    const struct open_sign *last = reader->signs.count ? &reader->signs.items[reader->signs.count - 1] : NULL;
    if (literal.bytes[at] == kind->closes) {
        if (!last || last->opens != kind->opens || last->parent != node->parent)
            return add_written(reader, literal, at);
        close_sign(reader, kind);
        return at + kind->size;
    }
    struct sign_place closer = closer_of(reader, kind, node, at);
    if (!closer.node)
        return add_written(reader, literal, at);
    open_sign(reader, kind, node, attributes_behind(reader, kind, closer));
    return at + kind->size;
}
