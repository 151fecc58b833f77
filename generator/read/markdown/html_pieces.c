#include "read/markdown/html_pieces.h"

#include "read/markdown/html_elements.h"

#include <cmark-gfm.h>
#include <cmark-gfm/buffer.h>
#include <cmark-gfm/houdini.h>

#include <string.h>

static bool is_space(char c) {
    return c && strchr(" \t\r\n\f", c);
}

static size_t behind_spaces(struct text html, size_t at) {
    while (at < html.size && is_space(html.bytes[at]))
        at++;
    return at;
}

/* Behind the '>' of the tag whose name ends at `at`; 0 when it has none. */
static size_t tag_end(struct text html, size_t at) {
    for (char quote = 0; at < html.size; at++) {
        char c = html.bytes[at];
        if (!quote && c == '>')
            return at + 1;
        if (quote ? c == quote : (c == '"' || c == '\'') && html.bytes[at - 1] == '=')
            quote = quote ? 0 : c;
    }
    return 0;
}

static bool read_tag(struct html_piece *piece, struct text html, size_t at) {
    bool closes = at + 1 < html.size && html.bytes[at + 1] == '/';
    size_t name = at + (closes ? 2 : 1), name_end = name;
    while (name_end < html.size && !is_space(html.bytes[name_end]) && !strchr("/><", html.bytes[name_end]))
        name_end++;
    if (name == name_end || !char_is_letter(html.bytes[name]))
        return false;
    size_t end = tag_end(html, name_end);
    if (!end)
        return false;
    *piece = (struct html_piece){
        .start = at,
        .end = end,
        .name = text_slice(html, name, name_end),
        .attributes = text_slice(html, name_end, end - 1),
        .kind = closes ? HTML_CLOSES : HTML_OPENS,
    };
    return true;
}

/* Comments and their like. */
static bool read_aside(struct html_piece *piece, struct text html, size_t at) {
    static const struct {
        const char *opener, *closer;
        enum html_kind kind;
    } forms[] = {
        {"<!--", "-->", HTML_COMMENT}, {"<![CDATA[", "]]>", HTML_OTHER}, {"<?", "?>", HTML_OTHER}, {"<!", ">", HTML_OTHER}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!text_starts(text_after(html, at), text_of(forms[i].opener)))
            continue;
        struct text closer = text_of(forms[i].closer);
        /* <!--> and <!---> are whole comments. */
        size_t from = forms[i].kind == HTML_COMMENT ? at + 2 : at + strlen(forms[i].opener);
        size_t end = text_find(html, closer, from);
        *piece = (struct html_piece){.start = at, .end = html.size, .kind = (uint8_t)forms[i].kind, .is_cut = end == html.size};
        if (!piece->is_cut)
            piece->end = end + closer.size;
        return true;
    }
    return false;
}

static bool is_markup(struct html_piece *piece, struct text html, size_t at) {
    return read_tag(piece, html, at) || read_aside(piece, html, at);
}

bool html_next(struct html_piece *piece, struct text html, size_t *at) {
    struct html_piece next;
    size_t end = *at;
    if (*at >= html.size)
        return false;
    if (html.bytes[*at] == '<' && is_markup(piece, html, *at)) {
        *at = piece->end;
        return true;
    }
    do
        end = text_find_char(html, '<', end + (end == *at));
    while (end < html.size && !is_markup(&next, html, end) && ++end);
    *piece = (struct html_piece){.start = *at, .end = end, .kind = HTML_WORDS};
    *at = end;
    return true;
}

struct text html_decoded(struct text words, struct arena *arena) {
    if (text_find_char(words, '&', 0) == words.size)
        return words;
    cmark_strbuf decoded;
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &decoded, 0);
    houdini_unescape_html_f(&decoded, (const uint8_t *)words.bytes, (bufsize_t)words.size);
    struct text result = text_copy((struct text){(const char *)decoded.ptr, (size_t)decoded.size}, arena);
    cmark_strbuf_free(&decoded);
    return result;
}

bool html_is_void(struct text name) {
    return element_named(name)->is_void;
}

bool html_next_attribute(struct text *name, struct text *value, struct text attributes, size_t *at) {
    size_t start = *at;
    while (start < attributes.size && (is_space(attributes.bytes[start]) || attributes.bytes[start] == '/'))
        start++;
    size_t end = start;
    while (end < attributes.size && !is_space(attributes.bytes[end]) && (end == start || !strchr("=/", attributes.bytes[end])))
        end++;
    if (start == attributes.size)
        return false;
    *name = text_slice(attributes, start, end);
    *value = (struct text){0};
    size_t next = behind_spaces(attributes, end);
    *at = end;
    if (next >= attributes.size || attributes.bytes[next] != '=')
        return true;
    next = behind_spaces(attributes, next + 1);
    char quote = next < attributes.size ? attributes.bytes[next] : 0;
    bool quoted = quote == '"' || quote == '\'';
    size_t from = next + quoted, to = from;
    while (to < attributes.size && (quoted ? attributes.bytes[to] != quote : !is_space(attributes.bytes[to])))
        to++;
    *value = text_slice(attributes, from, to);
    *at = to + (quoted && to < attributes.size);
    return true;
}

bool html_attribute(struct text *value, struct text attributes, struct text name, struct arena *arena) {
    struct text found, written;
    *value = (struct text){0};
    for (size_t at = 0; html_next_attribute(&found, &written, attributes, &at);)
        if (text_equal_ignoring_case(found, name)) {
            *value = html_decoded(written, arena);
            return true;
        }
    return false;
}
