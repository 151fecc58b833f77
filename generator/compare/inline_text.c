#include "compare/inline_text.h"

#include "base/array.h"
#include "compare/rows.h"
#include "compare/words.h"

#include <string.h>

/* Reading -------------------------------------------------------------------------------------------------------------------
 */

enum { DEEPEST = 32 };

struct format_list {
    struct inline_format *items;
    size_t count, capacity;
};

/* A second walk over the HTML, for its elements. */
struct format_reading {
    struct inline_text *text;
    struct format_list formats;
    uint32_t open; /* the innermost element */
    bool line_break;
    struct arena *arena;
};

/* Elements that stand inside a line and mean something there. */
static bool is_kept(struct text name) {
    static const char *const names[] = {"a", "em",   "strong", "code", "del",  "s",    "b",   "i",
                                        "u", "span", "small",  "sup",  "sub",  "mark", "kbd", "abbr",
                                        "q", "cite", "dfn",    "var",  "samp", "bdi",  "bdo", "time"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(name, text_of(names[i])))
            return true;
    return false;
}

static bool is_name_char(char c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static struct text name_of(struct text tag) {
    size_t from = text_starts(tag, TEXT("</")) ? 2 : 1, to = from;
    while (to < tag.size && is_name_char(tag.bytes[to]))
        to++;
    return text_slice(tag, from, to);
}

static bool is_blank(char c) {
    return c && strchr(" \t\r\n\f", c);
}

/* One attribute of a tag, with its value as it is written; moves `at` behind it. False at the end. */
static bool next_attribute(struct text *name, struct text *whole, struct text tag, size_t *at) {
    while (*at < tag.size && (is_blank(tag.bytes[*at]) || tag.bytes[*at] == '/'))
        ++*at;
    size_t from = *at;
    while (*at < tag.size && !is_blank(tag.bytes[*at]) && !strchr("=>/\"'<", tag.bytes[*at]))
        ++*at;
    if (*at == from)
        return false;
    *name = text_slice(tag, from, *at);
    if (*at < tag.size && tag.bytes[*at] == '=') {
        char quote = ++*at < tag.size ? tag.bytes[*at] : 0;
        bool quoted = quote == '"' || quote == '\'';
        *at += quoted;
        while (*at < tag.size && (quoted ? tag.bytes[*at] != quote : !is_blank(tag.bytes[*at]) && tag.bytes[*at] != '>'))
            ++*at;
        *at += quoted && *at < tag.size;
    }
    *whole = text_slice(tag, from, *at);
    return true;
}

static bool is_dropped(struct text name) {
    return text_equal_ignoring_case(name, TEXT("id")) || text_equal_ignoring_case(name, TEXT("name")) ||
           text_equal_ignoring_case(name, TEXT("autofocus"));
}

/* A tag as it may stand twice on a page: without its id. What is struck out in the text is no <del> of ours. */
static void add_tag(struct buffer *out, struct text tag) {
    struct text name = name_of(tag), attribute, whole;
    buffer_add_char(out, '<');
    if (text_equal_ignoring_case(name, TEXT("del")))
        buffer_add_char(out, 's');
    else
        for (size_t i = 0; i < name.size; i++)
            buffer_add_char(out, (char)(name.bytes[i] | 0x20));
    for (size_t at = 1 + name.size; next_attribute(&attribute, &whole, tag, &at);) {
        if (is_dropped(attribute))
            continue;
        buffer_add_char(out, ' ');
        buffer_add(out, whole);
    }
    buffer_add_char(out, '>');
}

static struct text cleaned(struct text tag, struct arena *arena) {
    struct buffer out = {0};
    add_tag(&out, tag);
    struct text result = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return result;
}

/* The innermost open element of a name, or NO_FORMAT. */
static uint32_t find_open(const struct format_reading *reading, struct text name) {
    for (uint32_t i = reading->open; i != NO_FORMAT; i = reading->formats.items[i].parent)
        if (text_equal(reading->formats.items[i].name, name))
            return i;
    return NO_FORMAT;
}

static void open_element(struct format_reading *reading, struct text name, struct text tag) {
    const struct inline_format *around = reading->open == NO_FORMAT ? NULL : &reading->formats.items[reading->open];
    bool nested_link = text_equal(name, TEXT("a")) && find_open(reading, name) != NO_FORMAT;
    if (nested_link || (around && around->depth == DEEPEST) || text_ends(tag, TEXT("/>")))
        return;
    unsigned depth = around ? around->depth + 1 : 1;
    struct text clean = cleaned(tag, reading->arena);
    uint64_t digest = words_mix(around ? around->digest : 0, text_hash(clean));
    *array_add(&reading->formats, reading->arena) = (struct inline_format){reading->open, name, clean, digest, depth};
    reading->open = (uint32_t)reading->formats.count - 1;
}

static void read_format_tag(struct format_reading *reading, struct text tag) {
    struct text name = text_lower_ascii(name_of(tag), reading->arena);
    if (text_equal(name, TEXT("br")))
        reading->line_break = true;
    if (!is_kept(name))
        return;
    if (!text_starts(tag, TEXT("</"))) {
        open_element(reading, name, tag);
        return;
    }
    uint32_t closed = find_open(reading, name);
    if (closed != NO_FORMAT)
        reading->open = reading->formats.items[closed].parent;
}

static size_t skip_hidden(struct text html, size_t at) {
    struct text rest = text_after(html, at);
    bool hidden = text_starts(rest, TEXT("<a class=\"anchor\"")) || text_starts(rest, TEXT("<a class=\"note-back\""));
    return hidden ? text_find(html, TEXT("</a>"), at) : at;
}

/* The tags between two words. */
static void read_between(struct format_reading *reading, size_t from, size_t to) {
    struct text html = text_slice(reading->text->html, 0, to);
    for (size_t at = from; at < to;) {
        at = skip_hidden(html, at);
        if (at >= to)
            break;
        size_t end = html.bytes[at] == '<' ? words_tag_end(html, at) : at + 1;
        if (html.bytes[at] == '<')
            read_format_tag(reading, text_slice(html, at, end));
        at = end;
    }
}

void inline_read(struct inline_text *text, struct text html, bool code, struct arena *arena) {
    struct arena scratch = {0};
    struct word_reading words = {.html = html, .code = code, .scratch = &scratch};
    words_read(&words, 0, html.size);
    *text = (struct inline_text){.html = html, .code = code, .count = words_count(&words)};
    text->items = arena_array(arena, struct inline_word, text->count);
    struct format_reading reading = {.text = text, .open = NO_FORMAT, .arena = arena};
    size_t at = 0;
    for (size_t i = 0; i < text->count; i++) {
        struct passage_word word;
        memcpy(&word, words.words.bytes + i * sizeof word, sizeof word);
        read_between(&reading, at, word.start);
        text->items[i] = (struct inline_word){word, reading.open, reading.line_break};
        reading.line_break = false;
        at = word.end;
    }
    text->formats = reading.formats.items;
    text->format_count = reading.formats.count;
    buffer_free(&words.words);
    arena_free(&scratch);
}

/* Writing -------------------------------------------------------------------------------------------------------------------
 */

static const struct {
    const char *begins, *ends;
} marks[] = {
    [MARK_SAME] = {"", ""},
    [MARK_ADDED] = {"<ins><span class=\"visually-hidden\">[added: </span>", "<span class=\"visually-hidden\">]</span></ins>"},
    [MARK_REMOVED] = {"<del><span class=\"visually-hidden\">[removed: </span>",
                      "<span class=\"visually-hidden\">]</span></del>"},
    [MARK_REFORMATTED] = {"<span class=\"reformatted\"><span class=\"visually-hidden\">[format or link changed: </span>",
                          "<span class=\"visually-hidden\">]</span></span>"},
};

static void close_formats(struct inline_writer *writer, uint32_t until) {
    while (writer->text && writer->format != until && writer->format != NO_FORMAT) {
        const struct inline_format *format = &writer->text->formats[writer->format];
        struct text name = text_equal(format->name, TEXT("del")) ? TEXT("s") : format->name;
        buffer_add_format(writer->out, "</%.*s>", TEXT_ARGS(name));
        writer->format = format->parent;
    }
}

static unsigned depth_of(const struct inline_text *text, uint32_t format) {
    return format == NO_FORMAT ? 0 : text->formats[format].depth;
}

static uint32_t common_format(const struct inline_text *text, uint32_t a, uint32_t b) {
    while (a != b) {
        bool first = depth_of(text, a) >= depth_of(text, b);
        if (first)
            a = text->formats[a].parent;
        else
            b = text->formats[b].parent;
    }
    return a;
}

static void open_formats(struct inline_writer *writer, const struct inline_text *text, uint32_t format) {
    uint32_t path[DEEPEST + 1];
    unsigned count = 0;
    for (uint32_t i = format; i != writer->format; i = text->formats[i].parent)
        path[count++] = i;
    while (count > 0)
        buffer_add(writer->out, text->formats[path[--count]].tag);
    writer->format = format;
    writer->text = text;
}

static void end_mark(struct inline_writer *writer) {
    close_formats(writer, NO_FORMAT);
    if (writer->is_open)
        buffer_add(writer->out, text_of(marks[writer->mark].ends));
    writer->is_open = false;
    writer->text = NULL;
    writer->format = NO_FORMAT;
}

void inline_add_code_space(struct buffer *out, const struct inline_text *text, size_t index) {
    size_t at = index ? text->items[index - 1].word.end : 0;
    while (at < text->items[index].word.start) {
        bool tag = text->html.bytes[at] == '<';
        size_t end = tag ? words_tag_end(text->html, at) : at + 1;
        if (!tag)
            buffer_add_char(out, text->html.bytes[at]);
        at = end;
    }
}

static void add_space(struct inline_writer *writer, const struct inline_text *text, size_t index) {
    const struct inline_word *word = &text->items[index];
    if (text->code)
        inline_add_code_space(writer->out, text, index);
    else if (word->line_break && writer->begun)
        buffer_add(writer->out, TEXT("<br>\n"));
    else if (word->word.space && writer->begun)
        buffer_add_char(writer->out, ' ');
}

/* The number inside <sup class="note-ref">, whose link and id belong to another page. */
static void add_note(struct buffer *out, struct text written) {
    buffer_add(out, TEXT("<sup class=\"note-ref\">"));
    for (size_t at = 0; at < written.size;) {
        size_t end = written.bytes[at] == '<' ? words_tag_end(written, at) : at + 1;
        if (written.bytes[at] != '<')
            buffer_add_char(out, written.bytes[at]);
        at = end;
    }
    buffer_add(out, TEXT("</sup>"));
}

static void add_word(struct buffer *out, const struct inline_text *text, const struct passage_word *word) {
    struct text written = text_slice(text->html, word->start, word->end);
    if (word->kind == WORD_NOTE)
        add_note(out, written);
    else if (word->kind == WORD_PICTURE || word->kind == WORD_BOX)
        add_tag(out, written);
    else
        buffer_add(out, written);
}

void inline_write(struct inline_writer *writer, const struct inline_text *text, size_t from, size_t to, enum inline_mark mark) {
    for (size_t i = from; i < to; i++) {
        const struct inline_word *word = &text->items[i];
        if (!writer->begun)
            writer->format = NO_FORMAT;
        if (!writer->begun || writer->mark != mark || writer->text != text)
            end_mark(writer);
        else
            close_formats(writer, common_format(text, writer->format, word->format));
        add_space(writer, text, i);
        if (!writer->is_open && mark != MARK_SAME)
            buffer_add(writer->out, text_of(marks[mark].begins));
        writer->is_open = mark != MARK_SAME;
        writer->mark = mark;
        open_formats(writer, text, word->format);
        add_word(writer->out, text, &word->word);
        writer->begun = true;
    }
}

static uint64_t format_digest(const struct inline_text *text, size_t index) {
    uint32_t format = text->items[index].format;
    return format == NO_FORMAT ? 0 : text->formats[format].digest;
}

void inline_write_same(struct inline_writer *writer, const struct inline_text *old, size_t old_from,
                       const struct inline_text *new, size_t new_from, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool as_before = format_digest(old, old_from + i) == format_digest(new, new_from + i);
        inline_write(writer, new, new_from + i, new_from + i + 1, as_before ? MARK_SAME : MARK_REFORMATTED);
    }
}

void inline_end(struct inline_writer *writer) {
    end_mark(writer);
    writer->begun = false;
    writer->mark = MARK_SAME;
}

size_t inline_diff_words(struct diff_word *words, const struct inline_text *text) {
    for (size_t i = 0; i < text->count; i++)
        words[i] = rows_diff_word(&text->items[i].word, text->html);
    return text->count;
}

static struct diff_words diff_words_of(const struct inline_text *text, struct arena *scratch) {
    struct diff_word *words = arena_array(scratch, struct diff_word, text->count);
    return (struct diff_words){words, inline_diff_words(words, text)};
}

static void write_runs(struct inline_writer *writer, const struct inline_text *old, const struct inline_text *new) {
    struct arena scratch = {0};
    struct diff_words before = diff_words_of(old, &scratch), after = diff_words_of(new, &scratch);
    struct diff_runs runs;
    word_diff(&runs, &before, &after, &scratch);
    for (size_t i = 0; i < runs.count; i++) {
        const struct diff_run *run = &runs.items[i];
        if (run->same) {
            inline_write_same(writer, old, run->old_from, new, run->new_from, run->new_to - run->new_from);
        } else {
            inline_write(writer, old, run->old_from, run->old_to, MARK_REMOVED);
            inline_write(writer, new, run->new_from, run->new_to, MARK_ADDED);
        }
    }
    arena_free(&scratch);
}

void inline_compare(struct buffer *out, const struct inline_text *old, const struct inline_text *new) {
    struct inline_writer writer = {.out = out};
    if (!old)
        inline_write(&writer, new, 0, new->count, MARK_ADDED);
    else if (!new)
        inline_write(&writer, old, 0, old->count, MARK_REMOVED);
    else
        write_runs(&writer, old, new);
    inline_end(&writer);
}
