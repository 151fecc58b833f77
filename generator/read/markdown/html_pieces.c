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

/* Whether the byte at `at`, in a tag and not in quotation marks, opens them. */
static bool opens_quote(struct text html, size_t at) {
    return (html.bytes[at] == '"' || html.bytes[at] == '\'') && html.bytes[at - 1] == '=';
}

/* Behind the '>' of the tag whose name ends at `at`; 0 when it has none. */
static size_t tag_end(struct text html, size_t at) {
    for (char quote = 0; at < html.size; at++) {
        char c = html.bytes[at];
        if (!quote && c == '>')
            return at + 1;
        if (quote ? c == quote : opens_quote(html, at))
            quote = quote ? 0 : c;
    }
    return 0;
}

static bool ends_name(char c) {
    return is_space(c) || c == '/' || c == '>' || c == '<';
}

static bool begins_tag(struct text html, size_t at) {
    size_t name = at + 1 + text_starts(text_after(html, at), TEXT("</"));
    return html.bytes[at] == '<' && name < html.size && char_is_letter(html.bytes[name]);
}

static bool read_tag(struct html_piece *piece, struct text html, size_t at) {
    if (!begins_tag(html, at))
        return false;
    bool closes = html.bytes[at + 1] == '/';
    size_t name = at + (closes ? 2 : 1), name_end = name;
    while (name_end < html.size && !ends_name(html.bytes[name_end]))
        name_end++;
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

/*
 * The first tag behind `from` that has an end; html.size when none has. Each tag that has none was looked at to the end of the
 * text, and there may be as many as bytes: so the text is gone through once, backwards, with what a tag would find from here.
 */
static size_t first_ended_tag(struct text html, size_t from) {
    size_t first = html.size;
    bool ends = false, ends_double = false, ends_single = false; /* outside of quotation marks, and in those of either kind */
    bool name_ends = false;                                      /* for a name that lasts until the next byte that ends one */
    for (size_t at = html.size; at-- > from + 1;) {
        char c = html.bytes[at];
        if (begins_tag(html, at) && name_ends)
            first = at;
        bool outside = ends;
        ends = c == '>' || (opens_quote(html, at) ? c == '"' ? ends_double : ends_single : ends);
        ends_double = c == '"' ? outside : ends_double;
        ends_single = c == '\'' ? outside : ends_single;
        if (ends_name(c) && !(c == '/' && html.bytes[at - 1] == '<'))
            name_ends = ends;
    }
    return first;
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

/* The first markup behind `at`, where none is; html.size. */
static size_t next_markup(struct text html, size_t at) {
    struct html_piece piece;
    size_t ended = begins_tag(html, at) ? first_ended_tag(html, at) : 0;
    for (at = text_find_char(html, '<', at + 1); at < html.size; at = text_find_char(html, '<', at + 1)) {
        if (read_aside(&piece, html, at) || at == ended || (!ended && read_tag(&piece, html, at)))
            break;
        if (!ended && begins_tag(html, at))
            ended = first_ended_tag(html, at);
    }
    return at;
}

bool html_next(struct html_piece *piece, struct text html, size_t *at) {
    if (*at >= html.size)
        return false;
    if (html.bytes[*at] == '<' && is_markup(piece, html, *at)) {
        *at = piece->end;
        return true;
    }
    size_t end = next_markup(html, *at);
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
