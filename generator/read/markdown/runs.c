/* Runs: what stands in the blocks, noted while it is written. All that is written between two pieces of markup is text. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/han.h"

#include <string.h>

void runs_begin(struct markdown_reader *reader) {
    if (reader->quiet)
        return;
    reader->in_words = true;
    reader->format = NONE;
    reader->text_from = (uint32_t)reader->walk.html->size;
}

/* The text since the last markup. */
static void end_text(struct markdown_reader *reader) {
    uint32_t end = (uint32_t)reader->walk.html->size;
    if (end > reader->text_from)
        runs_add(reader, RUN_TEXT, 0, reader->text_from, end);
}

void runs_end(struct markdown_reader *reader) {
    if (reader->quiet)
        return;
    end_text(reader);
    reader->in_words = false;
    reader->format = NONE;
}

void markup_begin(struct markdown_reader *reader) {
    if (reader->in_words && !reader->quiet)
        end_text(reader);
}

void markup_end(struct markdown_reader *reader) {
    if (!reader->quiet)
        reader->text_from = (uint32_t)reader->walk.html->size;
}

void runs_add(struct markdown_reader *reader, enum run_kind kind, unsigned detail, size_t start, size_t end) {
    struct doc_run run = {
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .format = reader->format,
        .kind = (uint8_t)kind,
        .detail = (uint8_t)detail,
    };
    if (!reader->quiet)
        buffer_add_bytes(&reader->out->runs, &run, sizeof run);
}

struct span html_from(const struct markdown_reader *reader, size_t start) {
    return (struct span){(uint32_t)start, (uint32_t)(reader->walk.html->size - start)};
}

static struct doc_format *formats_of(struct markdown_reader *reader) {
    return (struct doc_format *)(void *)reader->out->formats.bytes;
}

struct doc_format *open_format(struct markdown_reader *reader) {
    return &formats_of(reader)[reader->format];
}

static struct text target_of(struct markdown_reader *reader, const struct doc_format *format) {
    struct span span = format->target;
    return text_slice(buffer_text(reader->walk.html), span.offset, (size_t)span.offset + span.size);
}

/* Where a format of this kind is noted that all equal ones share; NULL: it has to be noted by itself. */
static uint32_t *shared_format(struct markdown_reader *reader, const struct doc_format *format) {
    bool is_simple = format->kind <= FORMAT_STRUCK || format->kind == FORMAT_LANGUAGE;
    if (!is_simple || reader->format != NONE)
        return NULL;
    uint32_t *shared = &reader->shared[format->kind][reader->turn[format->kind] ^= 1];
    bool is_other = *shared && !text_equal(target_of(reader, &formats_of(reader)[*shared - 1]), target_of(reader, format));
    return is_other ? NULL : shared;
}

void format_open(struct markdown_reader *reader, struct doc_format format) {
    if (reader->quiet)
        return;
    uint32_t *shared = shared_format(reader, &format), next = (uint32_t)(reader->out->formats.size / sizeof format);
    format.parent = reader->format;
    reader->format = shared && *shared ? *shared - 1 : next;
    if (reader->format == next)
        buffer_add_bytes(&reader->out->formats, &format, sizeof format);
    if (shared)
        *shared = reader->format + 1;
}

static bool is_named(struct markdown_reader *reader, const struct doc_format *format, enum format_kind kind, struct text name) {
    return format->kind == kind && (kind != FORMAT_ELEMENT || text_equal_ignoring_case(target_of(reader, format), name));
}

/* Raw HTML may close what was opened inside it, too; then there is nothing left to be closed. */
static void close_named(struct markdown_reader *reader, enum format_kind kind, struct text name) {
    if (reader->quiet)
        return;
    const struct doc_format *formats = formats_of(reader);
    uint32_t at = reader->format;
    while (at != NONE && !is_named(reader, &formats[at], kind, name))
        at = formats[at].parent;
    if (at != NONE)
        reader->format = formats[at].parent;
}

void format_close(struct markdown_reader *reader, enum format_kind kind) {
    close_named(reader, kind, (struct text){0});
}

void format_close_element(struct markdown_reader *reader, struct text name) {
    close_named(reader, FORMAT_ELEMENT, name);
}

void write_han(struct markdown_reader *reader, struct text run, bool kana) {
    struct buffer *html = reader->walk.html;
    markup_begin(reader);
    html_add(html, "<span lang=\"");
    size_t start = html->size;
    buffer_add_html(html, kana ? TEXT("ja") : reader->input->han);
    format_open(reader, (struct doc_format){.kind = FORMAT_LANGUAGE, .reference = NONE, .target = html_from(reader, start)});
    html_add(html, "\">");
    markup_end(reader);
    buffer_add_html(html, run);
    markup_begin(reader);
    html_add(html, "</span>");
    format_close(reader, FORMAT_LANGUAGE);
    markup_end(reader);
}

void write_with_han(struct markdown_reader *reader, struct text text) {
    size_t plain = 0;
    for (size_t at = 0; reader->input->han.size && at < text.size;) {
        bool kana = false;
        size_t end = han_run(&kana, text, at);
        if (end == at) {
            utf8_next(text, &at);
            continue;
        }
        buffer_add_html(reader->walk.html, text_slice(text, plain, at));
        write_han(reader, text_slice(text, at, end), kana);
        plain = at = end;
    }
    buffer_add_html(reader->walk.html, text_after(text, plain));
}

/* Raw HTML ------------------------------------------------------------------------------------------------------------------
 */

/* Offset behind the tag or comment that begins at `at`. */
static size_t tag_end(struct text html, size_t at) {
    if (text_starts(text_after(html, at), TEXT("<!--"))) {
        size_t end = text_find(html, TEXT("-->"), at + 4);
        return end < html.size ? end + 3 : html.size;
    }
    char quote = 0;
    for (; at < html.size; at++) {
        char c = html.bytes[at];
        if (!quote && c == '>')
            return at + 1;
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
    }
    return html.size;
}

/* Elements that stand inside a line and mean something there by their name alone. */
static bool is_inline_element(struct text name) {
    static const char *const names[] = {"em",   "strong", "code", "del", "s",    "b",  "i",    "u",   "small",
                                        "sup",  "sub",    "mark", "kbd", "abbr", "q",  "cite", "dfn", "var",
                                        "samp", "bdi",    "span", "bdo", "ruby", "rt", "rp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_ignoring_case(name, text_of(names[i])))
            return true;
    return false;
}

/* The value of an attribute that is written in double quotes, as a span of the HTML. */
static struct span attribute(struct text html, struct text name, size_t from, size_t to) {
    size_t at = text_find(text_slice(html, 0, to), name, from) + name.size;
    size_t end = at < to ? text_find_char(html, '"', at) : at;
    return end < to ? (struct span){(uint32_t)at, (uint32_t)(end - at)} : (struct span){(uint32_t)from, 0};
}

static void note_raw_picture(struct markdown_reader *reader, struct text html, size_t from, size_t to) {
    struct span words = attribute(html, TEXT(" alt=\""), from, to);
    words = words.size ? words : (struct span){(uint32_t)from, 0};
    format_open(reader, (struct doc_format){
                            .kind = FORMAT_PICTURE, .reference = NONE, .target = attribute(html, TEXT(" src=\""), from, to)});
    runs_add(reader, RUN_PICTURE, 0, words.offset, words.offset + words.size);
    format_close(reader, FORMAT_PICTURE);
}

static void note_raw_tag(struct markdown_reader *reader, struct text html, size_t from, size_t to) {
    bool closes = text_starts(text_slice(html, from, to), TEXT("</"));
    size_t start = from + (closes ? 2 : 1), end = start;
    while (end < to && !strchr(" \t\r\n\f/>", html.bytes[end]))
        end++;
    struct text name = text_slice(html, start, end);
    if (closes && is_inline_element(name))
        close_named(reader, FORMAT_ELEMENT, name);
    else if (is_inline_element(name) && html.bytes[to - 2] != '/')
        format_open(reader, (struct doc_format){.kind = FORMAT_ELEMENT,
                                                .reference = NONE,
                                                .target = {(uint32_t)start, (uint32_t)(end - start)}});
    else if (text_equal_ignoring_case(name, TEXT("br")))
        runs_add(reader, RUN_BREAK, 0, from, from);
    else if (text_equal_ignoring_case(name, TEXT("img")))
        note_raw_picture(reader, html, from, to);
    else
        runs_add(reader, RUN_RAW, 0, from, to);
}

void runs_note_raw(struct markdown_reader *reader, size_t from) {
    struct text html = buffer_text(reader->walk.html);
    for (size_t at = from; at < html.size;) {
        bool is_tag = html.bytes[at] == '<';
        size_t end = is_tag ? tag_end(html, at) : text_find_char(html, '<', at);
        if (is_tag)
            note_raw_tag(reader, html, at, end);
        else
            runs_add(reader, RUN_TEXT, 0, at, end);
        at = end;
    }
}
