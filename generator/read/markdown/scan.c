/* The lines: which of them are code, where blocks begin, and what other tools write at their beginning. */
#include "read/markdown/scan.h"

#include "base/array.h"

#include <string.h>

enum { LIST_INDENT = 2, CODE_INDENT = 4, DEEPEST_COLONS = 60 };

/* One line of the body. */
struct source_line {
    size_t start, end, next; /* without and behind what ends it */
    size_t text;             /* where its words begin, behind spaces and marks of quotations */
    size_t depth;            /* of quotations */
    size_t indent;           /* in columns, behind the last of these marks, and in a note behind what puts it there */
    bool in_note;            /* by its indent */
    uint32_t number;         /* counted from 1 */
};

/* Lines that are as they are, and what ends them. */
struct verbatim {
    struct text closer;   /* of raw HTML, or another tool's tag; "" for a fence */
    char fence;           /* its character; 0 outside */
    size_t length, depth; /* of the fence; and the quotation that it stands in */
    bool is_nested;       /* in a list */
    bool in_note;
};

/* What is known of the lines before. */
struct scanning {
    struct scan *scan;
    struct verbatim verbatim;
    size_t words; /* where the words of the block begin that is being read; SIZE_MAX: none */
    bool in_list, after_blank, in_code, in_verse, after_definition;
    uint32_t paragraph_lines; /* in this paragraph, up to now */
    bool no_highlight_end;    /* behind here */
    size_t no_formula_before; /* with this closer, up to this offset */
    struct text no_formula_closer;
    bool loose_term; /* the paragraph before the blank line was one line */
    bool in_note;    /* up to a line behind a blank one that is not indented */
};

static struct text body_of(const struct scanning *scanning) {
    return scanning->scan->tokens->body;
}

bool scan_sees(const struct scan *scan, size_t at, size_t end, const char *part) {
    size_t size = strlen(part);
    return at <= end && size <= end - at && memcmp(scan->tokens->body.bytes + at, part, size) == 0;
}

size_t scan_next(const struct scan *scan, size_t *known, const char *part, size_t at) {
    if (*known < at || *known == 0)
        *known = text_find(scan->tokens->body, text_of(part), at);
    return *known;
}

static struct source_line line_at(const struct scanning *scanning, size_t at, uint32_t number) {
    struct text body = body_of(scanning);
    struct source_line line = {.start = at, .number = number};
    while (at < body.size && body.bytes[at] != '\n' && body.bytes[at] != '\r')
        at++;
    line.end = line.next = at;
    if (at < body.size)
        line.next = at + (body.bytes[at] == '\r' && at + 1 < body.size && body.bytes[at + 1] == '\n' ? 2 : 1);
    for (line.text = line.start; line.text < line.end; line.text++) {
        char c = body.bytes[line.text];
        if (c == '>' && line.indent < CODE_INDENT)
            line.depth++, line.indent = 0;
        else if (c == ' ' || c == '\t')
            line.indent = c == ' ' ? line.indent + 1 : (line.indent / CODE_INDENT + 1) * CODE_INDENT;
        else
            break;
        if (scanning->in_note && !line.in_note && line.depth == 0 && line.indent >= CODE_INDENT)
            line.in_note = true, line.indent -= CODE_INDENT;
    }
    return line;
}

static bool is_blank(const struct source_line *line) {
    return line->text == line->end;
}

/* How often `c` stands at the beginning of the line's words. */
static size_t run_of(const struct scanning *scanning, const struct source_line *line, char c) {
    size_t at = line->text;
    while (at < line->end && body_of(scanning).bytes[at] == c)
        at++;
    return at - line->text;
}

static struct text rest_of(const struct scanning *scanning, const struct source_line *line, size_t from) {
    return text_trim(text_slice(body_of(scanning), from, line->end));
}

/* The words of the block end before `at`. */
static void end_words(struct scanning *scanning, size_t at) {
    size_t from = scanning->words;
    scanning->words = SIZE_MAX;
    if (from < at)
        scan_words(scanning->scan, from, at);
}

static void begin_words(struct scanning *scanning, size_t at, const struct source_line *line) {
    if (scanning->words == SIZE_MAX) {
        scanning->words = at;
        scanning->scan->depth = line->depth;
    }
}

/* Code, and raw HTML of which every byte counts -------------------------------------------------------------------------- */

static bool ends_fence(const struct scanning *scanning, const struct source_line *line) {
    const struct verbatim *verbatim = &scanning->verbatim;
    size_t length = run_of(scanning, line, verbatim->fence);
    return length >= verbatim->length && rest_of(scanning, line, line->text + length).size == 0;
}

/* Whether this line no longer belongs to the quotation, the list or the note that the fence stands in. */
static bool leaves_fence(const struct scanning *scanning, const struct source_line *line) {
    const struct verbatim *verbatim = &scanning->verbatim;
    return line->depth < verbatim->depth || (verbatim->is_nested && !is_blank(line) && line->indent < LIST_INDENT) ||
           (verbatim->in_note && !is_blank(line) && !line->in_note);
}

/* Whether the line is still part of what is verbatim. */
static bool goes_on_verbatim(struct scanning *scanning, const struct source_line *line) {
    struct verbatim *verbatim = &scanning->verbatim;
    if (verbatim->closer.size) {
        struct text written = text_slice(body_of(scanning), line->start, line->end);
        if (text_contains(text_lower_ascii(written, scanning->scan->arena), verbatim->closer))
            *verbatim = (struct verbatim){0};
        return true;
    }
    if (!verbatim->fence)
        return false;
    bool leaves = leaves_fence(scanning, line), ends = !leaves && ends_fence(scanning, line);
    if (leaves || ends)
        *verbatim = (struct verbatim){0};
    return !leaves;
}

static bool begins_fence(struct scanning *scanning, const struct source_line *line) {
    char c = is_blank(line) ? '\0' : body_of(scanning).bytes[line->text];
    size_t length = c == '`' || c == '~' ? run_of(scanning, line, c) : 0;
    if (length < 3 || (c == '`' && text_contains(rest_of(scanning, line, line->text + length), TEXT("`"))))
        return false;
    bool is_nested = scanning->in_list && line->indent >= LIST_INDENT;
    scanning->verbatim =
        (struct verbatim){.fence = c, .length = length, .depth = line->depth, .is_nested = is_nested, .in_note = line->in_note};
    return true;
}

static bool begins_raw_html(struct scanning *scanning, const struct source_line *line) {
    static const char *const names[] = {"script", "style", "pre", "textarea"};
    struct text words = rest_of(scanning, line, line->text);
    if (!text_starts(words, TEXT("<")))
        return false;
    words = text_lower_ascii(text_after(words, 1), scanning->scan->arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text name = text_of(names[i]), closer = text_format(scanning->scan->arena, "</%s>", names[i]);
        if (!text_starts(words, name) || (words.size > name.size && !strchr(" \t>", words.bytes[name.size])))
            continue;
        if (!text_contains(words, closer))
            scanning->verbatim.closer = closer;
        return true;
    }
    return false;
}

/* Another tool's code ---------------------------------------------------------------------------------------------------- */

/* What may stand between the tag's name and its end; SIZE_MAX when the line is no such tag. */
static bool takes_tag(struct text *inside, struct text line, const char *opener, const char *closer, const char *name) {
    struct text open = text_of(opener), close = text_of(closer);
    if (!text_starts(line, open) || !text_ends(line, close) || line.size < open.size + close.size)
        return false;
    *inside = text_trim(text_slice(line, open.size, line.size - close.size));
    if (!text_starts(*inside, text_of(name)))
        return false;
    *inside = text_after(*inside, strlen(name));
    if (inside->size && inside->bytes[0] != ' ')
        return false;
    *inside = text_trim(*inside);
    return true;
}

static bool is_highlight(struct text *language, struct text line, bool closes) {
    return takes_tag(language, line, "{{<", ">}}", closes ? "/highlight" : "highlight") ||
           takes_tag(language, line, "{{%", "%}}", closes ? "/highlight" : "highlight") ||
           takes_tag(language, line, "{%", "%}", closes ? "endhighlight" : "highlight");
}

/* Where a line stands that ends the code that begins on this one; false when there is none. */
static bool find_highlight_end(struct source_line *last, const struct scanning *scanning, const struct source_line *first) {
    struct text language;
    size_t *known = &scanning->scan->next.tag;
    for (*last = *first; last->next < body_of(scanning).size;) {
        size_t at = scan_next(scanning->scan, known, "highlight", last->next);
        if (at >= body_of(scanning).size)
            return false;
        *last = line_at(scanning, last->next, last->number + 1);
        if (at < last->end && is_highlight(&language, rest_of(scanning, last, last->text), true))
            return true;
    }
    return false;
}

/* Writes a fence of tildes, with a language behind it, over a tag. */
static void put_fence(struct scanning *scanning, const struct source_line *line, size_t tildes, struct text language) {
    struct tokens *tokens = scanning->scan->tokens;
    for (size_t at = line->text; at < line->end; at++) {
        size_t offset = at - line->text;
        bool is_name = offset > tildes && offset - tildes - 1 < language.size;
        char c = offset < tildes ? '~' : is_name ? language.bytes[offset - tildes - 1] : ' ';
        tokens_put(tokens, at, c, scanning->scan->arena);
    }
}

/* From where nothing was found, nothing is to be found behind. */
static bool highlight_ends(struct source_line *last, struct scanning *scanning, const struct source_line *first) {
    scanning->no_highlight_end = scanning->no_highlight_end || !find_highlight_end(last, scanning, first);
    return !scanning->no_highlight_end;
}

static bool read_highlight(struct source_line *line, struct scanning *scanning) {
    enum { TILDES = 9 };
    struct text language, nothing;
    struct source_line last;
    struct text words = rest_of(scanning, line, line->text);
    if (!text_starts(words, TEXT("{")) || !is_highlight(&language, words, false) || words.size < TILDES ||
        !highlight_ends(&last, scanning, line))
        return false;
    (void)is_highlight(&nothing, words, true);
    language = text_slice(language, 0, text_find_char(language, ' ', 0));
    if (language.size + TILDES + 1 > line->end - line->text)
        language = (struct text){0};
    put_fence(scanning, line, TILDES, language);
    put_fence(scanning, &last, TILDES, (struct text){0});
    *line = last;
    return true;
}

/* Formulas that have lines of their own ------------------------------------------------------------------------------------ */

/* What ends the formula that begins at the line's words; "" when none does. */
static struct text formula_closer(const struct scanning *scanning, const struct source_line *line) {
    struct text words = text_slice(body_of(scanning), line->text, line->end);
    if (text_starts(words, TEXT("$$")))
        return TEXT("$$");
    if (text_starts(words, TEXT("\\[")))
        return TEXT("\\]");
    if (!text_starts(words, TEXT("\\begin{")))
        return (struct text){0};
    size_t end = text_find_char(words, '}', 0);
    return text_format(scanning->scan->arena, "\\end{%.*s}", TEXT_ARGS(text_slice(words, 7, end)));
}

/* Where the closer ends; 0 when a blank line comes first. */
static size_t formula_end(struct source_line *last, const struct scanning *scanning, const struct source_line *first,
                          struct text closer) {
    size_t from = first->text + 2;
    for (*last = *first; !is_blank(last) && last->depth >= first->depth;) {
        struct text words = text_slice(body_of(scanning), 0, last->end);
        size_t at = text_find(words, closer, from);
        if (at < words.size)
            return at + closer.size;
        if (last->next >= body_of(scanning).size)
            return 0;
        *last = line_at(scanning, last->next, last->number + 1);
        from = last->text;
    }
    return 0;
}

/* The same closer is not looked for twice in the same lines. */
static size_t known_formula_end(struct source_line *last, struct scanning *scanning, const struct source_line *first,
                                struct text closer) {
    if (first->start < scanning->no_formula_before && text_equal(closer, scanning->no_formula_closer))
        return 0;
    size_t end = formula_end(last, scanning, first, closer);
    bool escaped = end && text_equal(closer, TEXT("\\]"));
    if (escaped && !scan_shows_formula(text_slice(body_of(scanning), first->text + 2, end - 2), false))
        end = 0;
    if (!end) {
        scanning->no_formula_before = last->start;
        scanning->no_formula_closer = closer;
    }
    return end;
}

static bool read_formula(struct source_line *line, struct scanning *scanning) {
    struct scan *scan = scanning->scan;
    struct text closer = scan->syntax & SYNTAX_MATH ? formula_closer(scanning, line) : (struct text){0};
    struct source_line last;
    size_t end = closer.size ? known_formula_end(&last, scanning, line, closer) : 0;
    if (!end || end - line->text <= 2 * closer.size || !tokens_can_hide(scan->tokens, line->text, end))
        return false;
    end_words(scanning, line->start);
    if (scan->resume)
        return true;
    tokens_hide(scan->tokens, line->text, end, TOKEN_FORMULA, line->depth, scan->arena);
    size_t attributes = end;
    while (attributes < last.end && body_of(scanning).bytes[attributes] == ' ')
        attributes++;
    size_t behind = scan_attributes(scan, attributes, last.end);
    if (behind && tokens_can_hide(scan->tokens, attributes, behind)) {
        tokens_hide(scan->tokens, attributes, behind, TOKEN_ATTRIBUTES, 0, scan->arena);
        end = behind;
    }
    *line = last;
    begin_words(scanning, end, line);
    scanning->paragraph_lines = 2;
    return true;
}

/* Boxes, definitions, verse ------------------------------------------------------------------------------------------------ */

/* ":::" becomes raw HTML of one line, <?...?>, which ends a paragraph and is a block by itself. */
static bool read_box(struct scanning *scanning, const struct source_line *line) {
    struct scan *scan = scanning->scan;
    size_t colons = run_of(scanning, line, ':'), end = line->end;
    if (colons < 3 || colons > DEEPEST_COLONS)
        return false;
    while (end > line->text && strchr(" \t", body_of(scanning).bytes[end - 1]))
        end--;
    end_words(scanning, line->start);
    if (scan->resume)
        return true;
    for (size_t at = line->text; at < end; at++)
        tokens_put(scan->tokens, at, TOKEN_FILL, scan->arena);
    tokens_put(scan->tokens, line->text, '<', scan->arena);
    tokens_put(scan->tokens, line->text + 1, '?', scan->arena);
    if (end - line->text > 3)
        tokens_put(scan->tokens, end - 2, '?', scan->arena);
    tokens_put(scan->tokens, end - 1, '>', scan->arena);
    *array_add(&scan->tokens->boxes, scan->arena) =
        (struct box_line){(uint32_t)line->text, (uint32_t)(end - line->text), line->number};
    return true;
}

/* ": words" below a line that stands alone becomes an item of a list, which boxes.c makes a definition of. */
static bool begins_definition(const struct scanning *scanning, const struct source_line *line) {
    struct text words = text_slice(body_of(scanning), line->text, line->end);
    bool has_term = scanning->after_blank ? scanning->loose_term : scanning->paragraph_lines == 1;
    return (has_term || scanning->after_definition) && words.size > 2 && words.bytes[0] == ':' &&
           (words.bytes[1] == ' ' || words.bytes[1] == '\t') && text_trim(text_after(words, 1)).size &&
           line->indent < CODE_INDENT;
}

static bool is_delimiter_row(struct text line) {
    bool any = false;
    for (size_t i = 0; i < line.size; i++) {
        any |= line.bytes[i] == '-';
        if (!strchr("|-: \t>", line.bytes[i]))
            return false;
    }
    return any;
}

static bool is_verse(const struct scanning *scanning, const struct source_line *line) {
    struct text words = text_slice(body_of(scanning), line->text, line->end);
    if (!text_starts(words, TEXT("|")) || (words.size > 1 && words.bytes[1] != ' '))
        return false;
    struct text trimmed = text_trim(words);
    return (trimmed.size == 1 || !text_ends(trimmed, TEXT("|"))) && !is_delimiter_row(words);
}

static bool begins_verse(const struct scanning *scanning, const struct source_line *line) {
    if (scanning->words != SIZE_MAX || !is_verse(scanning, line))
        return false;
    struct source_line next = line_at(scanning, line->next, line->number + 1);
    return !is_delimiter_row(text_slice(body_of(scanning), next.text, next.end));
}

/* Each bar is hidden from the parser, which would look for a table. */
static void read_verse(struct scanning *scanning, const struct source_line *line) {
    tokens_put(scanning->scan->tokens, line->text, SIGN_VERSE, scanning->scan->arena);
    begin_words(scanning, line->text + 1, line);
    scanning->in_verse = true;
}

/* The last byte of a reference in a cell, which may hold a bar of its own. */
static size_t behind_reference(const struct scanning *scanning, size_t at, size_t end) {
    size_t closer = text_find(text_slice(body_of(scanning), 0, end), TEXT("]]"), at);
    return closer < end ? closer + 1 : at + 1;
}

static void read_table_row(struct scanning *scanning, const struct source_line *line) {
    end_words(scanning, line->start);
    struct text body = body_of(scanning);
    size_t from = line->text;
    for (size_t at = line->text; at < line->end; at++) {
        if (body.bytes[at] == '\\') {
            at++;
        } else if (scan_sees(scanning->scan, at, line->end, "[[")) {
            at = behind_reference(scanning, at, line->end);
        } else if (body.bytes[at] == '|') {
            begin_words(scanning, from, line);
            end_words(scanning, at);
            from = at + 1;
        }
    }
    begin_words(scanning, from, line);
    end_words(scanning, line->end);
}

/* Where the words behind a list's mark begin; 0 when the line begins no item. */
static size_t behind_list_mark(const struct scanning *scanning, const struct source_line *line) {
    struct text words = text_slice(body_of(scanning), line->text, line->end);
    size_t at = 0;
    while (at < words.size && at < 9 && words.bytes[at] >= '0' && words.bytes[at] <= '9')
        at++;
    bool marks = at < words.size && strchr(at ? ".)" : "-*+", words.bytes[at]) != NULL;
    return marks && at + 1 < words.size && strchr(" \t", words.bytes[at + 1]) ? line->text + at + 2 : 0;
}

static bool is_heading(const struct scanning *scanning, const struct source_line *line) {
    size_t level = run_of(scanning, line, '#');
    return level > 0 && level <= 6 && line->indent < CODE_INDENT &&
           (line->text + level == line->end || strchr(" \t", body_of(scanning).bytes[line->text + level]));
}

/* [^name]: at the beginning of a line. The parser ends one in a quotation at a blank line. */
static bool begins_note(const struct scanning *scanning, const struct source_line *line) {
    if (line->depth || line->indent >= CODE_INDENT || line->in_note || !scan_sees(scanning->scan, line->text, line->end, "[^"))
        return false;
    size_t closer = text_find_char(text_slice(body_of(scanning), 0, line->end), ']', line->text);
    return closer > line->text + 2 && scan_sees(scanning->scan, closer, line->end, "]:");
}

/* A note goes on with lines that are indented, and ends with the first other one behind a blank one. */
static void follow_note(struct scanning *scanning, const struct source_line *line) {
    if (begins_note(scanning, line)) {
        scanning->in_note = true;
        scanning->in_list = false;
    } else if (scanning->after_blank && !line->in_note) {
        scanning->in_note = false;
    }
}

static void after_blank_line(struct scanning *scanning, const struct source_line *line) {
    end_words(scanning, line->start);
    scanning->loose_term = scanning->paragraph_lines == 1;
    scanning->paragraph_lines = 0;
    scanning->after_blank = true;
    scanning->in_verse = false;
}

static bool is_indented_code(struct scanning *scanning, const struct source_line *line) {
    scanning->in_code = line->indent >= CODE_INDENT && !scanning->in_list && scanning->words == SIZE_MAX &&
                        (scanning->after_blank || scanning->in_code || line->number == 1);
    return scanning->in_code;
}

/* A line of words that begins a block of its own, or goes on with one. */
static void read_words(struct scanning *scanning, const struct source_line *line) {
    size_t item = behind_list_mark(scanning, line);
    bool heading = is_heading(scanning, line), definition = begins_definition(scanning, line);
    if (scanning->after_blank && line->indent == 0 && !definition) {
        scanning->after_definition = false;
        scanning->in_list &= item > 0;
    }
    if (item || heading || definition || line->depth != scanning->scan->depth)
        end_words(scanning, line->start);
    if (definition && !scanning->scan->resume) {
        tokens_put(scanning->scan->tokens, line->text, '+', scanning->scan->arena);
        *array_add(&scanning->scan->tokens->definitions, scanning->scan->arena) = line->number;
        scanning->after_definition = true;
    }
    scanning->in_list |= item || definition;
    begin_words(scanning, item ? item : definition ? line->text + 1 : line->text, line);
    scanning->paragraph_lines = item || definition || heading ? 2 : scanning->paragraph_lines + 1;
    if (heading)
        end_words(scanning, line->end);
}

/* Reads one line, or several that belong together; `line` becomes the last of them. */
static void read_line(struct source_line *line, struct scanning *scanning) {
    struct text body = body_of(scanning);
    if (goes_on_verbatim(scanning, line))
        return;
    if (is_blank(line)) {
        after_blank_line(scanning, line);
        return;
    }
    follow_note(scanning, line);
    if (is_indented_code(scanning, line))
        return;
    size_t item = behind_list_mark(scanning, line);
    struct source_line behind_item = *line;
    behind_item.text = item ? item : line->text;
    if (begins_fence(scanning, item ? &behind_item : line) || begins_raw_html(scanning, line) ||
        read_highlight(line, scanning)) {
        scanning->in_list |= item > 0;
        end_words(scanning, line->start);
        scanning->paragraph_lines = 2;
    } else if (read_box(scanning, line)) {
        scanning->paragraph_lines = 0;
    } else if (!read_formula(line, scanning)) {
        bool bar = body.bytes[line->text] == '|';
        if (bar && (scanning->in_verse ? is_verse(scanning, line) : begins_verse(scanning, line)))
            read_verse(scanning, line);
        else if (bar)
            read_table_row(scanning, line);
        else
            read_words(scanning, line);
    }
    scanning->after_blank = false;
}

/* Behind a comment that ends in a later block everything begins anew. */
static uint32_t lines_between(struct text body, size_t from, size_t to) {
    uint32_t count = 0;
    for (size_t at = from; at < to; at++)
        count += body.bytes[at] == '\n' || (body.bytes[at] == '\r' && !(at + 1 < body.size && body.bytes[at + 1] == '\n'));
    return count;
}

static void resume(struct source_line *line, struct scanning *scanning) {
    size_t at = scanning->scan->resume;
    scanning->scan->resume = 0;
    if (at <= line->next)
        at = line->next;
    line->number += lines_between(body_of(scanning), line->next, at);
    line->next = at;
    scanning->verbatim = (struct verbatim){0};
    scanning->words = SIZE_MAX;
    scanning->paragraph_lines = 2;
}

void scan_source(struct scan *scan, struct tokens *tokens, struct text body, unsigned syntax, struct arena *arena) {
    tokens_begin(tokens, body, arena);
    *scan = (struct scan){
        .tokens = tokens, .arena = arena, .syntax = syntax, .unclosed_comment = SIZE_MAX, .first_tilde = SIZE_MAX};
    struct scanning scanning = {.scan = scan, .words = SIZE_MAX, .after_blank = true};
    struct source_line line = {0};
    while (line.next < body.size) {
        line = line_at(&scanning, line.next, line.number + 1);
        read_line(&line, &scanning);
        if (line.next >= body.size)
            end_words(&scanning, line.end);
        if (scan->resume)
            resume(&line, &scanning);
    }
}
