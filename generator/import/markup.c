#include "import/markup.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

/* Addresses. */

static bool has_scheme(struct text address) {
    for (size_t i = 0; i < address.size; i++) {
        char c = (char)(address.bytes[i] | 32);
        if (address.bytes[i] == ':')
            return i > 0;
        if (!(c >= 'a' && c <= 'z'))
            return false;
    }
    return false;
}

/* The end of "https://example.org" in an address. */
static size_t host_end(struct text address) {
    size_t slashes = text_find(address, TEXT("://"), 0);
    return slashes == address.size ? 0 : text_find_char(address, '/', slashes + 3);
}

static struct text path_folder(struct text base) {
    size_t end = text_find_char(base, '?', 0);
    end = text_find_char(text_slice(base, 0, end), '#', 0);
    while (end > host_end(base) && base.bytes[end - 1] != '/')
        end--;
    return text_slice(base, 0, end);
}

/* "../" at the beginning goes up; elsewhere it is left for the browser. */
static struct text resolve_path(struct text address, struct text base, struct arena *arena) {
    struct text folder = path_folder(base);
    while (text_starts(address, TEXT("../")) || text_starts(address, TEXT("./"))) {
        if (address.bytes[1] == '.')
            folder = path_folder(text_slice(folder, 0, folder.size ? folder.size - 1 : 0));
        address = text_after(address, text_find_char(address, '/', 0) + 1);
    }
    const char *slash = text_ends(folder, TEXT("/")) ? "" : "/";
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGS(folder), slash, TEXT_ARGS(address));
}

struct text markup_address(struct text address, struct text base, struct arena *arena) {
    bool is_web = text_starts(address, TEXT("http://")) || text_starts(address, TEXT("https://"));
    if (is_web || text_starts(address, TEXT("mailto:")))
        return address;
    if (address.size == 0 || address.bytes[0] == '#' || has_scheme(address) || host_end(base) == 0)
        return (struct text){0};
    if (text_starts(address, TEXT("//")))
        return text_format(arena, "%.*s%.*s", TEXT_ARGS(text_slice(base, 0, text_find_char(base, ':', 0) + 1)),
                           TEXT_ARGS(address));
    if (address.bytes[0] == '/')
        return text_format(arena, "%.*s%.*s", TEXT_ARGS(text_slice(base, 0, host_end(base))), TEXT_ARGS(address));
    return resolve_path(address, base, arena);
}

/* What an address may not have between the brackets of a link. */
static bool ends_address(char c) {
    return strchr("()<>*[]\\`|", c);
}

static void write_address(struct buffer *out, struct text address, struct arena *arena) {
    buffer_add_encoded(out, text_url(address, arena), ends_address);
}

/* Escapes. */

static bool is_letter_byte(char c) {
    return char_is_alphanumeric(c) || (unsigned char)c >= 128;
}

/* Whether an underscore could open or close emphasis: inside of a word it does not. */
static bool is_outside_word(struct text text, size_t at) {
    return at == 0 || at + 1 == text.size || !is_letter_byte(text.bytes[at - 1]) || !is_letter_byte(text.bytes[at + 1]);
}

static bool is_next(struct text text, size_t at, const char *any) {
    return at + 1 < text.size && text.bytes[at + 1] && strchr(any, text.bytes[at + 1]);
}

/* Characters that mean something wherever they stand. */
static bool is_special(struct text text, size_t at, bool in_cell) {
    char c = text.bytes[at];
    switch (c) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<': return true;
    case '~': return true;
    case '|': return in_cell;
    case '_': return is_outside_word(text, at);
    case '&': return at + 1 < text.size && (is_letter_byte(text.bytes[at + 1]) || text.bytes[at + 1] == '#');
    case '!': return is_next(text, at, "[");
    case '{': return is_next(text, at, "{%#.:<") || (at + 1 < text.size && is_letter_byte(text.bytes[at + 1]));
    case '%': return is_next(text, at, "%") || (at > 0 && text.bytes[at - 1] == '%');
    case '$': return true;
    default: return false;
    }
}

/* Whether a stop ends "12." or "12)" at the beginning of a line, whatever the style of both: that would begin a list. */
static bool ends_number(struct text text, size_t at) {
    size_t digits = 0;
    while (digits < at && digits < 10 && text.bytes[at - digits - 1] >= '0' && text.bytes[at - digits - 1] <= '9')
        digits++;
    bool begins_line = digits == at || text.bytes[at - digits - 1] == '\n';
    return strchr(".)", text.bytes[at]) && text.bytes[at] && digits > 0 && begins_line;
}

static bool is_special_first(char c) {
    return c && strchr("#>+-=:|", c);
}

/* The text of one run; `is_first`: it begins a line. */
static void write_escaped(struct buffer *out, struct text whole, size_t from, size_t to, bool is_first, bool in_cell,
                          bool is_heading) {
    struct text text = text_slice(whole, 0, to);
    for (size_t at = from; at < to; at++) {
        bool begins = is_first && at == from && is_special_first(text.bytes[at]);
        if (begins || ends_number(whole, at) || is_special(whole, at, in_cell) || (is_heading && text.bytes[at] == '#'))
            buffer_add_char(out, '\\');
        buffer_add_char(out, text.bytes[at]);
    }
}

/* Emphasis. */

/* Spans: the runs of a block that stand side by side and are alike. */
struct markup_span {
    size_t from, to; /* bytes of the text, without white space at both ends */
    uint16_t style;
    uint32_t link;
    uint32_t spelt; /* the <abbr> around it, or NONE */
};

static uint32_t before(struct text text, size_t at) {
    while (at > 0 && ((unsigned char)text.bytes[--at] & 0xc0) == 0x80)
        ;
    return text.size ? utf8_next(text, &at) : ' ';
}

static bool is_word_character(uint32_t character) {
    return utf8_is_letter(character);
}

/*
 * CommonMark's rule, a little stricter: asterisks are read as emphasis only if letters stand on their inner sides, or nothing
 * but white space on the outer ones.
 */
static bool can_be_marked(struct text text, struct markup_span span) {
    if (span.to <= span.from || memchr(text.bytes + span.from, '\n', span.to - span.from))
        return false;
    size_t first = span.from, behind = span.to;
    uint32_t opens = utf8_next(text, &first), closes = before(text, span.to);
    uint32_t outer_before = span.from > 0 ? before(text, span.from) : ' ';
    uint32_t outer_behind = span.to < text.size ? utf8_next(text, &behind) : ' ';
    bool is_left = is_word_character(opens) ? true : utf8_is_space(outer_before);
    bool is_right = is_word_character(closes) ? true : utf8_is_space(outer_behind);
    return is_left && is_right && outer_before != '*' && outer_behind != '*';
}

static const char *marks_of(uint16_t style) {
    bool strong = style & STYLE_STRONG, emphasis = style & STYLE_EMPHASIS;
    return strong && emphasis ? "***" : strong ? "**" : emphasis ? "*" : "";
}

/* Backticks around code, more than stand in it. */
static void write_code(struct buffer *out, struct text code, bool in_cell) {
    size_t most = 0, run = 0;
    for (size_t i = 0; i < code.size; i++) {
        run = code.bytes[i] == '`' ? run + 1 : 0;
        most = run > most ? run : most;
    }
    const char *space = most > 0 ? " " : "";
    for (size_t i = 0; i <= most; i++)
        buffer_add_char(out, '`');
    buffer_add(out, text_of(space));
    for (size_t i = 0; i < code.size; i++) {
        if (in_cell && code.bytes[i] == '|')
            buffer_add_char(out, '\\');
        buffer_add_char(out, code.bytes[i]);
    }
    buffer_add(out, text_of(space));
    for (size_t i = 0; i <= most; i++)
        buffer_add_char(out, '`');
}

struct markup {
    struct buffer *out;
    const struct intake *intake;
    const struct intake_block *block;
    const struct markup_place *place;
    struct arena *arena;
};

/* Marks side by side would be read as one. */
static bool ends_with(const struct buffer *out, char mark) {
    return out->size > 0 && out->bytes[out->size - 1] == mark;
}

/* What of a style is written as HTML, from the outside in: Markdown has nothing for it, or could not read it there. */
static const struct {
    uint16_t style; /* enum intake_style */
    const char *opens, *closes;
} elements[] = {
    {STYLE_DELETED, "<del>", "</del>"},      {STYLE_INSERTED, "<u>", "</u>"},    {STYLE_MARKED, "<mark>", "</mark>"},
    {STYLE_RAISED, "<sup>", "</sup>"},       {STYLE_LOWERED, "<sub>", "</sub>"}, {STYLE_SPELT, NULL, "</abbr>"},
    {STYLE_STRONG, "<strong>", "</strong>"}, {STYLE_EMPHASIS, "<em>", "</em>"},
};
enum { ELEMENTS = sizeof elements / sizeof *elements };

/* <abbr title="...">, in which no sign means anything. */
static void open_abbreviation(struct markup *markup, uint32_t element) {
    struct text title = markup->intake->elements.items[element].spelt;
    buffer_add(markup->out, TEXT("<abbr title=\""));
    for (size_t i = 0; i < title.size; i++)
        if (is_letter_byte(title.bytes[i]) || strchr(" ,.;:()'-", title.bytes[i]))
            buffer_add_char(markup->out, title.bytes[i]);
        else
            buffer_add_format(markup->out, "&#%d;", title.bytes[i]);
    buffer_add(markup->out, TEXT("\">"));
}

/* The signs of Markdown around words, and what of their style must be elements. */
struct markup_marks {
    const char *opens;
    uint16_t elements; /* enum intake_style */
};

/* Tildes are read as asterisks are; around other signs they would need white space. */
static struct markup_marks marks_around(const struct markup *markup, struct markup_span span, uint16_t style) {
    uint16_t emphasis = style & (STYLE_EMPHASIS | STYLE_STRONG), others = style & (uint16_t) ~(emphasis | STYLE_CODE);
    bool can_be = can_be_marked(markup->block->text, span);
    if (emphasis && can_be && !ends_with(markup->out, '*'))
        return (struct markup_marks){marks_of(emphasis), others};
    if (style == STYLE_DELETED && can_be && !ends_with(markup->out, '~'))
        return (struct markup_marks){"~~", 0};
    return (struct markup_marks){"", others | emphasis};
}

/* Headings are set off as a whole. */
static uint16_t style_in(const struct intake_block *block, struct markup_span span) {
    bool is_heading = block->kind == INTAKE_HEADING;
    uint16_t left_out = is_heading ? STYLE_EMPHASIS | STYLE_STRONG | STYLE_INSERTED | STYLE_MARKED : 0;
    return span.to > span.from ? span.style & (uint16_t)~left_out : 0;
}

static void write_words(struct markup *markup, struct markup_span span) {
    struct text text = markup->block->text;
    bool is_heading = markup->block->kind == INTAKE_HEADING;
    uint16_t style = style_in(markup->block, span);
    struct markup_marks marks = marks_around(markup, span, style);
    size_t before = markup->out->size;
    for (size_t i = 0; i < ELEMENTS; i++)
        if ((marks.elements & elements[i].style) == STYLE_SPELT)
            open_abbreviation(markup, span.spelt);
        else if (marks.elements & elements[i].style)
            buffer_add(markup->out, text_of(elements[i].opens));
    buffer_add(markup->out, text_of(marks.opens));
    bool is_first = markup->out->size == before && (span.from == 0 || text.bytes[span.from - 1] == '\n');
    bool is_code =
        (style & STYLE_CODE) && !ends_with(markup->out, '`') && !memchr(text.bytes + span.from, '\n', span.to - span.from);
    if (is_code)
        write_code(markup->out, text_slice(text, span.from, span.to), markup->place->in_cell);
    else
        write_escaped(markup->out, text, span.from, span.to, is_first, markup->place->in_cell, is_heading);
    buffer_add(markup->out, text_of(marks.opens));
    for (size_t i = ELEMENTS; i-- > 0;)
        if (marks.elements & elements[i].style)
            buffer_add(markup->out, text_of(elements[i].closes));
}

static void write_line_break(struct markup *markup) {
    bool is_one_line = markup->place->in_cell || markup->block->kind == INTAKE_HEADING;
    buffer_add(markup->out, is_one_line ? TEXT(" ") : TEXT("\\\n"));
}

/* "!" before a bracket would make a picture of it. */
static void escape_before_bracket(struct buffer *out) {
    size_t slashes = 0;
    if (!ends_with(out, '!'))
        return;
    while (slashes + 1 < out->size && out->bytes[out->size - 2 - slashes] == '\\')
        slashes++;
    if (slashes % 2 == 0) {
        out->size--;
        buffer_add(out, TEXT("\\!"));
    }
}

/* "(" behind it would make it a link. */
static void write_note(struct markup *markup, const struct intake_run *first, const struct intake_run *run) {
    struct buffer *out = markup->out;
    struct text text = markup->block->text;
    if (first->from < run->to && text.bytes[first->from] == ' ')
        buffer_add_char(out, ' ');
    escape_before_bracket(out);
    buffer_add_format(out, "[^%u]", markup->place->notes[run->note]);
    if (first->from < run->to && text.bytes[run->to - 1] == ' ')
        buffer_add_char(out, ' ');
    else if (run->to < text.size && text.bytes[run->to] == '(')
        buffer_add_char(out, '\\');
}

static void write_span(struct markup *markup, struct markup_span span) {
    struct text text = markup->block->text;
    if (span.to - span.from == 1 && text.bytes[span.from] == '\n') {
        write_line_break(markup);
        return;
    }
    size_t from = span.from, to = span.to;
    while (span.from < span.to && text.bytes[span.from] == ' ')
        span.from++;
    while (span.to > span.from && text.bytes[span.to - 1] == ' ')
        span.to--;
    struct text address = {0};
    if (span.link != NONE)
        address = markup_address(markup->intake->elements.items[span.link].link, markup->place->base, markup->arena);
    bool is_link = address.size > 0 && span.to > span.from && !memchr(text.bytes + span.from, '\n', span.to - span.from);
    if (span.link != NONE && !is_link && markup->place->flat_links)
        ++*markup->place->flat_links;
    buffer_add(markup->out, text_slice(text, from, span.from));
    if (is_link) {
        escape_before_bracket(markup->out);
        buffer_add_char(markup->out, '[');
    }
    write_words(markup, span);
    if (is_link) {
        buffer_add(markup->out, TEXT("]("));
        write_address(markup->out, address, markup->arena);
        buffer_add_char(markup->out, ')');
    }
    buffer_add(markup->out, text_slice(text, span.to, to));
}

static bool is_break(const struct markup *markup, const struct intake_run *run) {
    return run->to - run->from == 1 && markup->block->text.bytes[run->from] == '\n';
}

/* A mark without a note in the draft is text as all else. */
static bool is_mark(const struct markup *markup, const struct intake_run *run) {
    return run->note > 0 && markup->place->notes[run->note] > 0;
}

static uint32_t spelt_around(const struct markup *markup, const struct intake_run *run) {
    return run->style & STYLE_SPELT ? intake_within(markup->intake, run->element, TAG_ABBR) : NONE;
}

void markup_block(struct buffer *out, const struct intake *intake, const struct intake_block *block,
                  const struct markup_place *place, struct arena *arena) {
    struct markup markup = {.out = out, .intake = intake, .block = block, .place = place, .arena = arena};
    for (uint32_t i = block->first; i < block->end;) {
        const struct intake_run *run = &intake->runs.items[i];
        if (is_mark(&markup, run)) {
            while (i + 1 < block->end && intake->runs.items[i + 1].note == run->note)
                i++;
            write_note(&markup, run, &intake->runs.items[i++]);
            continue;
        }
        struct markup_span span = {
            .from = run->from, .to = run->to, .style = run->style, .link = run->link, .spelt = spelt_around(&markup, run)};
        for (i++; i < block->end && !is_break(&markup, run); i++) {
            const struct intake_run *next = &intake->runs.items[i];
            if (next->style != run->style || next->link != run->link || is_mark(&markup, next) || is_break(&markup, next) ||
                spelt_around(&markup, next) != span.spelt)
                break;
            span.to = next->to;
        }
        write_span(&markup, span);
    }
}
