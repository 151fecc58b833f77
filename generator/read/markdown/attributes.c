#include "read/markdown/attributes.h"

#include "read/codes.h"
#include "read/markdown/lengths.h"
#include "read/markdown/tellings.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* Cuts one of #id, .class, key=value or a hyphen. False when nothing is left. */
static bool cut_attribute(struct text *one, struct text *rest) {
    *rest = text_trim(*rest);
    size_t end = 0;
    char quote = 0;
    for (; end < rest->size; end++) {
        char c = rest->bytes[end];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (!quote && (c == ' ' || c == '\t' || ((c == '.' || c == '#') && end > 0 && strchr(".#", rest->bytes[0]))))
            break;
    }
    *one = text_slice(*rest, 0, end);
    *rest = text_after(*rest, end);
    return one->size > 0;
}

/* What stands between the braces, "{: .name}" of kramdown among them. */
static struct text inside(struct text written) {
    if (written.size < 2 || written.bytes[0] != '{')
        return written;
    return text_slice(written, text_starts(written, TEXT("{:")) ? 2 : 1, written.size - 1);
}

struct text attributes_id(struct text written) {
    struct text one, rest = inside(written), id = {0};
    while (cut_attribute(&one, &rest))
        if (text_starts(one, TEXT("#")))
            id = text_after(one, 1);
    return id;
}

struct text attributes_classes(struct text written, struct arena *arena) {
    struct text one, rest = inside(written), classes = {0};
    while (cut_attribute(&one, &rest)) {
        struct text name = text_starts(one, TEXT(".")) ? text_after(one, 1) : (struct text){0};
        if (text_equal(one, TEXT("-")))
            name = TEXT("unnumbered");
        if (name.size)
            classes = classes.size ? text_format(arena, "%.*s %.*s", TEXT_ARGS(classes), TEXT_ARGS(name)) : name;
    }
    return classes;
}

const struct token *attributes_token(struct markdown_reader *reader, const struct cmark_node *node, size_t at) {
    if (!node || node->type != CMARK_NODE_TEXT || at >= node_literal(node).size || !token_begins(node_literal(node).bytes[at]))
        return NULL;
    size_t brief = reader->tokens.last_brief;
    const struct token *token = tokens_at(&reader->tokens, node_literal(node), &at);
    reader->tokens.last_brief = brief;
    return token->kind == TOKEN_ATTRIBUTES ? token : NULL;
}

const struct token *attributes_behind_node(struct markdown_reader *reader, const struct cmark_node *node) {
    return attributes_token(reader, node->next, 0);
}

bool attributes_are_all(struct markdown_reader *reader, const struct cmark_node *node) {
    size_t at = 0, brief = reader->tokens.last_brief;
    if (node->next || !attributes_token(reader, node, 0))
        return false;
    tokens_at(&reader->tokens, node_literal(node), &at);
    reader->tokens.last_brief = brief;
    return at == node_literal(node).size;
}

static void add_value(struct markdown_reader *reader, const char *name, struct text value) {
    if (!value.size)
        return;
    buffer_add_format(reader->walk.html, " %s=\"", name);
    buffer_add_html(reader->walk.html, value);
    html_add(reader->walk.html, "\"");
}

static struct text unquoted(struct text value) {
    bool quoted = value.size > 1 && (value.bytes[0] == '"' || value.bytes[0] == '\'');
    return quoted ? text_slice(value, 1, value.size - 1) : value;
}

static bool is_alt(struct text pair) {
    return text_starts(pair, TEXT("alt=")) || text_starts(pair, TEXT("fig-alt="));
}

bool attributes_alt(struct text *words, struct text written) {
    struct text one, rest = inside(written);
    while (cut_attribute(&one, &rest))
        if (is_alt(one)) {
            *words = unquoted(text_after(one, text_find_char(one, '=', 0) + 1));
            return true;
        }
    return false;
}

/* What is understood of key=value; of two that are called so the last one counts. */
struct attribute_pairs {
    struct text lang;
    struct asked_size asked;
};

static bool take_pair(struct attribute_pairs *pairs, struct text pair, enum attributes_of of) {
    bool is_picture = of == ATTRIBUTES_OF_PICTURE || of == ATTRIBUTES_OF_BARE_PICTURE;
    size_t equals = text_find_char(pair, '=', 0);
    struct text name = text_slice(pair, 0, equals), value = unquoted(text_after(pair, equals + 1));
    bool is_width = text_equal(name, TEXT("width")), is_height = text_equal(name, TEXT("height"));
    uint32_t pixels;
    if (text_equal(name, TEXT("lang")))
        pairs->lang = value;
    else if (is_picture && (is_width || is_height) && length_of(&pixels, value) != LENGTH_NONE)
        *(is_width ? &pairs->asked.width : &pairs->asked.height) = value;
    else
        return of == ATTRIBUTES_OF_BARE_PICTURE && is_alt(pair);
    return true;
}

struct asked_size attributes_size(struct text written) {
    struct attribute_pairs pairs = {0};
    struct text one, rest = inside(written);
    while (cut_attribute(&one, &rest))
        take_pair(&pairs, one, ATTRIBUTES_OF_PICTURE);
    return pairs.asked;
}

void attributes_add_id(struct markdown_reader *reader, const struct token *token) {
    struct text id = attributes_id(tokens_written(&reader->tokens, token, reader->arena));
    if (id.size && !reader->quiet)
        add_value(reader, "id", pool_text(reader, anchor_add(reader, id)));
}

void attributes_add(struct markdown_reader *reader, const struct token *token, enum attributes_of of) {
    struct text written = tokens_written(&reader->tokens, token, reader->arena), one, rest = inside(written);
    struct attribute_pairs pairs = {0};
    if (of != ATTRIBUTES_OF_HEADING)
        attributes_add_id(reader, token);
    add_value(reader, "class", attributes_classes(written, reader->arena));
    while (cut_attribute(&one, &rest))
        if (!strchr("#.-", one.bytes[0]) && !take_pair(&pairs, one, of) && !reader->quiet)
            tellings_add(reader, TELL_ATTRIBUTE, one, token->offset, token->size);
    add_value(reader, "lang", pairs.lang);
}
