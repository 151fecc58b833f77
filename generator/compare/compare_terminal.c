#include "compare/compare.h"

#include "base/utf8.h"
#include "compare/told.h"

#include <string.h>

/* Lines of words, with a margin of two columns that says what the passage is. */
struct lines {
    struct buffer *out;
    const struct compare_terminal_options *options;
    unsigned column; /* 0: the line has nothing but its margin */
    enum inline_mark mark;
    bool code;
};

static const char *const colors[] = {
    [MARK_SAME] = "", [MARK_ADDED] = "\x1b[1;32m", [MARK_REMOVED] = "\x1b[1;31m", [MARK_REFORMATTED] = "\x1b[4m"};
static const char *const opening[] = {"", "{+", "[-", ""};
static const char *const closing[] = {"", "+}", "-]", ""};

static void set_mark(struct lines *lines, enum inline_mark mark) {
    if (lines->mark == mark)
        return;
    if (lines->options->color)
        buffer_add(lines->out, lines->mark == MARK_SAME ? TEXT("") : TEXT("\x1b[0m"));
    else
        buffer_add(lines->out, text_of(closing[lines->mark]));
    lines->mark = mark;
}

static void open_mark(struct lines *lines) {
    buffer_add(lines->out, text_of((lines->options->color ? colors : opening)[lines->mark]));
}

static unsigned width_of(struct text text) {
    unsigned width = 0;
    for (size_t at = 0; at < text.size;)
        width += utf8_width(utf8_next(text, &at));
    return width;
}

/* What may stand on a terminal: no control characters of the text's. */
static void add_safe(struct buffer *out, struct text text) {
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t character = utf8_next(text, &at);
        bool control = character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0x2028 ||
                       (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
        buffer_add(out, control ? TEXT("\xef\xbf\xbd") : text_slice(text, from, at));
    }
}

static void break_line(struct lines *lines) {
    buffer_add(lines->out, TEXT("\n  "));
    lines->column = 0;
}

static struct text attribute_of(struct text tag, struct text name) {
    size_t at = text_find(tag, name, 0) + name.size;
    return at < tag.size ? text_slice(tag, at, text_find_char(tag, '"', at)) : TEXT("");
}

static void add_decoded(struct buffer *out, struct text html) {
    static const struct {
        const char *written, *character;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    for (size_t at = 0; at < html.size;) {
        size_t end = text_find_char(html, '&', at);
        buffer_add(out, text_slice(html, at, end));
        at = end;
        for (size_t i = 0; end < html.size && i < sizeof entities / sizeof *entities && at == end; i++)
            if (text_starts(text_after(html, at), text_of(entities[i].written))) {
                buffer_add(out, text_of(entities[i].character));
                at += text_of(entities[i].written).size;
            }
        if (end < html.size && at == end)
            buffer_add_char(out, html.bytes[at++]);
    }
}

static void add_word(struct buffer *out, const struct inline_text *text, const struct passage_word *word) {
    struct text written = text_slice(text->html, word->start, word->end);
    switch (word->kind) {
    case WORD_NOTE: buffer_add(out, TEXT("[note]")); break;
    case WORD_BOX: buffer_add(out, text_contains(written, TEXT(" checked")) ? TEXT("[x]") : TEXT("[ ]")); break;
    case WORD_PICTURE:
        buffer_add(out, TEXT("[image: "));
        add_decoded(out, attribute_of(written, TEXT(" src=\"")));
        buffer_add(out, TEXT(" “"));
        add_decoded(out, attribute_of(written, TEXT(" alt=\"")));
        buffer_add(out, TEXT("”]"));
        break;
    default: add_decoded(out, written);
    }
}

/* In code an end of line is a word, and all white space stands as it is written. */
static void add_code_break(struct lines *lines, struct text space) {
    size_t last = space.size;
    while (last > 0 && space.bytes[last - 1] != '\n')
        last--;
    for (size_t i = 0; i < space.size; i++)
        if (space.bytes[i] == '\n')
            break_line(lines);
    buffer_add(lines->out, text_after(space, last));
    lines->column += (unsigned)(space.size - last);
}

static void add_space(struct lines *lines, const struct inline_text *text, size_t index, unsigned width) {
    const struct inline_word *word = &text->items[index];
    unsigned most = lines->options->width;
    bool full = most && lines->column + width + 4 > most;
    if (text->code) {
        size_t before = lines->out->size;
        inline_add_code_space(lines->out, text, index);
        lines->column += (unsigned)(lines->out->size - before);
        return;
    }
    if (lines->column == 0)
        return;
    if (word->line_break || (full && (word->word.space || width > 1)))
        break_line(lines);
    else if (word->word.space) {
        buffer_add_char(lines->out, ' ');
        lines->column++;
    }
}

static void add_marked(void *context, const struct inline_text *text, size_t from, size_t to, enum inline_mark mark) {
    struct lines *lines = context;
    struct buffer word = {0};
    for (size_t i = from; i < to; i++) {
        const struct passage_word *of = &text->items[i].word;
        bool ends_line = of->kind == WORD_BREAK, begins = i == from && lines->mark != mark;
        buffer_clear(&word);
        add_word(&word, text, of);
        if (begins)
            set_mark(lines, mark);
        if (!ends_line)
            add_space(lines, text, i, width_of(buffer_text(&word)));
        if (begins)
            open_mark(lines);
        if (ends_line) {
            add_code_break(lines, buffer_text(&word));
            continue;
        }
        add_safe(lines->out, buffer_text(&word));
        lines->column += width_of(buffer_text(&word));
    }
    buffer_free(&word);
}

static void add_same(void *context, const struct inline_text *old, size_t old_from, const struct inline_text *new,
                     size_t new_from, size_t count) {
    (void)old, (void)old_from;
    add_marked(context, new, new_from, new_from + count, MARK_SAME);
}

/* The words of references, for which no site is at hand. */
static void fill_words(struct buffer *out, const struct doc_hole *hole, const void *context) {
    const struct document *document = ((const struct passages *)context)->document;
    if (hole->reference >= document->references.count)
        return;
    const struct doc_reference *reference = &DOC_ITEMS(document, references, struct doc_reference)[hole->reference];
    struct text target = document_text(document, reference->target), label = document_text(document, reference->label);
    if (hole->kind == HOLE_REFERENCE)
        buffer_add_html(out, label.size ? label : target);
    if (hole->kind != HOLE_SRC)
        return;
    buffer_add(out, TEXT(" src=\""));
    buffer_add_html(out, target);
    buffer_add(out, TEXT("\""));
}

/* Rows ----------------------------------------------------------------------------------------------------------------------
 */

static void add_unit(struct lines *lines, const struct telling *telling, int side, uint32_t unit, enum inline_mark mark) {
    const struct units *units = told_units(telling, side);
    struct inline_text text;
    if (units->passages->items[units->items[unit].passage].kind == BLOCK_RULE)
        buffer_add(lines->out, TEXT("(a dividing line)"));
    told_read(&text, telling, side, unit);
    add_marked(lines, &text, 0, text.count, mark);
}

/* Enough of a passage whose words are known to tell which one it is. */
static void add_beginning(struct lines *lines, const struct telling *telling, int side, uint32_t unit) {
    enum { SHOWN_WORDS = 16 };
    struct inline_text text;
    told_read(&text, telling, side, unit);
    add_marked(lines, &text, 0, text.count < SHOWN_WORDS ? text.count : SHOWN_WORDS, MARK_SAME);
    if (text.count > SHOWN_WORDS)
        buffer_add(lines->out, TEXT(" …"));
}

static size_t part_of(const struct group *group, uint32_t unit) {
    size_t part = 0;
    while (part + 1 < group->new_count && group->news[part] != unit)
        part++;
    return part;
}

static void add_kept(struct lines *lines, struct telling *telling, uint32_t index) {
    const struct unit *unit = &telling->rows.new.items[index];
    const struct group *group = &telling->rows.groups[unit->group];
    if (group->new_count > 1)
        buffer_add_format(lines->out, "(part %zu of %zu of one passage) ", part_of(group, index) + 1, group->new_count);
    if (group->old_count > 1)
        buffer_add_format(lines->out, "(joined from %zu passages) ", group->old_count);
    if (unit->moved)
        buffer_add(lines->out, TEXT("(moved here) "));
    if (group->same_words && !group->same_form)
        buffer_add(lines->out, TEXT("(format or links changed) "));
    if (group->same_words)
        add_beginning(lines, telling, NEW, index);
    else
        told_part(&(struct told_visitor){add_marked, add_same, lines}, group, told_group(telling, unit->group),
                  part_of(group, index));
}

static void add_row(struct lines *lines, struct telling *telling, const struct row *row) {
    static const char *const margins[] = {[ROW_KEPT] = "~ ", [ROW_ADDED] = "+ ", [ROW_REMOVED] = "- ", [ROW_MOVED_AWAY] = "> "};
    buffer_add(lines->out, text_of(margins[row->kind]));
    lines->column = 0;
    if (row->kind == ROW_KEPT) {
        add_kept(lines, telling, row->unit);
    } else if (row->kind == ROW_MOVED_AWAY) {
        buffer_add(lines->out, TEXT("(moved away) "));
        add_beginning(lines, telling, OLD, row->unit);
    } else {
        bool added = row->kind == ROW_ADDED;
        add_unit(lines, telling, added ? NEW : OLD, row->unit, added ? MARK_ADDED : MARK_REMOVED);
    }
    set_mark(lines, MARK_SAME);
    buffer_add(lines->out, TEXT("\n\n"));
}

void compare_terminal(struct buffer *out, const struct passages *old, const struct passages *new,
                      const struct alignment *alignment, const struct compare_terminal_options *options, struct arena *arena) {
    struct compare_side sides[2] = {{old, fill_words, old}, {new, fill_words, new}};
    struct lines lines = {.out = out, .options = options};
    struct telling telling;
    told_start(&telling, &sides[OLD], &sides[NEW], alignment, arena);
    size_t unchanged = 0, start = out->size;
    for (size_t i = 0; i < telling.rows.count; i++) {
        if (row_is_unchanged(&telling.rows, &telling.rows.items[i])) {
            unchanged++;
            continue;
        }
        if (unchanged)
            buffer_add_format(out, "  … %zu passage%s unchanged\n\n", unchanged, unchanged == 1 ? "" : "s");
        unchanged = 0;
        add_row(&lines, &telling, &telling.rows.items[i]);
    }
    if (unchanged && out->size > start)
        buffer_add_format(out, "  … %zu passage%s unchanged\n\n", unchanged, unchanged == 1 ? "" : "s");
    if (out->size > start)
        out->size--;
}
