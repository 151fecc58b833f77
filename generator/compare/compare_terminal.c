#include "compare/compare.h"

#include "base/utf8.h"
#include "compare/told.h"

#include <string.h>

/* Lines of words, with a margin of two columns that says what the passage is. */
struct terminal_lines {
    struct buffer *out;
    const struct compare_terminal_options *options;
    unsigned column; /* 0: the line has nothing but its margin */
    enum word_change change;
    bool code;
};

static const char *const colors[] = {
    [WORDS_SAME] = "", [WORDS_ADDED] = "\x1b[1;32m", [WORDS_REMOVED] = "\x1b[1;31m", [WORDS_REFORMATTED] = "\x1b[4m"};
static const char *const opening[] = {"", "{+", "[-", ""};
static const char *const closing[] = {"", "+}", "-]", ""};

static void set_change(struct terminal_lines *lines, enum word_change change) {
    if (lines->change == change)
        return;
    if (lines->options->color)
        buffer_add(lines->out, lines->change == WORDS_SAME ? TEXT("") : TEXT("\x1b[0m"));
    else
        buffer_add(lines->out, text_of(closing[lines->change]));
    lines->change = change;
}

static void open_change(struct terminal_lines *lines) {
    buffer_add(lines->out, text_of((lines->options->color ? colors : opening)[lines->change]));
}

static unsigned width_of(struct text text) {
    unsigned width = 0;
    for (size_t at = 0; at < text.size;)
        width += utf8_width(utf8_next(text, &at));
    return width;
}

static void break_line(struct terminal_lines *lines) {
    buffer_add(lines->out, TEXT("\n  "));
    lines->column = 0;
}

static void add_picture(struct buffer *out, const struct shown_text *text, const struct passage_word *word,
                        const struct document *document) {
    struct passage_format none = {.reference = NONE};
    const struct passage_format *format = word->format == NONE ? &none : &text->formats->items[word->format];
    struct text target = format->target;
    if (format->reference < document->references.count)
        target = document_text(document, DOC_ITEMS(document, references, struct doc_reference)[format->reference].target);
    buffer_add(out, TEXT("[image: "));
    buffer_add(out, target);
    buffer_add(out, TEXT(" “"));
    buffer_add(out, text_slice(text->text, word->start, word->end));
    buffer_add(out, TEXT("”]"));
}

/* As its editor sees it on the page: struck out, raised or lowered, so that 10 to the sixth is not 106. */
static void add_formatted(struct buffer *out, const struct passage_formats *formats, uint32_t format, struct text written) {
    struct text strokes = passage_format_does(formats, format, PROSE_STRIKES) ? TEXT("~~") : TEXT("");
    bool is_lowered = passage_format_does(formats, format, PROSE_LOWERS);
    buffer_add(out, strokes);
    if (is_lowered || passage_format_does(formats, format, PROSE_RAISES))
        prose_add_raised(out, written, is_lowered);
    else
        buffer_add(out, written);
    buffer_add(out, strokes);
}

static void add_word(struct buffer *out, const struct shown_text *text, const struct passage_word *word,
                     const struct document *document) {
    struct text written = text_slice(text->text, word->start, word->end);
    switch (word->kind) {
    case WORD_NOTE: buffer_add(out, TEXT("[note]")); break;
    case WORD_BOX: buffer_add_format(out, "[%.*s]", TEXT_ARGS(written)); break;
    case WORD_PICTURE: add_picture(out, text, word, document); break;
    default: add_formatted(out, text->formats, word->format, written);
    }
}

/* In code an end of line is a word, and all white space stands as it is written. */
static void add_code_break(struct terminal_lines *lines, struct text space) {
    size_t last = space.size;
    while (last > 0 && space.bytes[last - 1] != '\n')
        last--;
    for (size_t i = 0; i < space.size; i++)
        if (space.bytes[i] == '\n')
            break_line(lines);
    buffer_add(lines->out, text_after(space, last));
    lines->column += (unsigned)(space.size - last);
}

static void add_space(struct terminal_lines *lines, const struct shown_text *text, size_t index, unsigned width) {
    const struct passage_word *word = &text->items[index];
    unsigned most = lines->options->width;
    bool full = most && lines->column + width + 4 > most;
    if (text->is_code) {
        buffer_add(lines->out, shown_space(text, index));
        lines->column += (unsigned)shown_space(text, index).size;
        return;
    }
    if (lines->column == 0)
        return;
    if (word->space == SPACE_LINE || (full && (word->space || width > 1)))
        break_line(lines);
    else if (word->space) {
        buffer_add_char(lines->out, ' ');
        lines->column++;
    }
}

static void add_run(struct terminal_lines *lines, const struct shown_run *run, const struct document *document) {
    struct buffer word = {0};
    for (size_t i = run->from; i < run->to; i++) {
        const struct passage_word *of = &run->text->items[i];
        bool ends_line = of->kind == WORD_BREAK, begins = i == run->from && lines->change != run->change;
        buffer_clear(&word);
        add_word(&word, run->text, of, document);
        if (begins)
            set_change(lines, run->change);
        if (!ends_line)
            add_space(lines, run->text, i, width_of(buffer_text(&word)));
        if (begins)
            open_change(lines);
        if (ends_line) {
            add_code_break(lines, buffer_text(&word));
            continue;
        }
        buffer_add_visible(lines->out, buffer_text(&word));
        lines->column += width_of(buffer_text(&word));
    }
    buffer_free(&word);
}

static void add_words(struct terminal_lines *lines, const struct telling *telling, int side, const struct shown_text *text,
                      size_t count, enum word_change change) {
    struct shown_run run = {text, 0, (uint32_t)count, (uint8_t)change};
    add_run(lines, &run, telling->sides[side]->passages->document);
}

/* Rows ----------------------------------------------------------------------------------------------------------------------
 */

static void add_unit(struct terminal_lines *lines, struct telling *telling, int side, uint32_t unit, enum word_change change) {
    const struct units *units = told_units(telling, side);
    const struct shown_text *text = told_read(telling, side, unit);
    if (units->passages->items[units->items[unit].passage].kind == BLOCK_RULE)
        buffer_add(lines->out, TEXT("(a dividing line)"));
    add_words(lines, telling, side, text, text->count, change);
}

/* Enough of a passage whose words are known to tell which one it is. */
static void add_beginning(struct terminal_lines *lines, struct telling *telling, int side, uint32_t unit) {
    enum { SHOWN_WORDS = 16 };
    const struct shown_text *text = told_read(telling, side, unit);
    add_words(lines, telling, side, text, text->count < SHOWN_WORDS ? text->count : SHOWN_WORDS, WORDS_SAME);
    if (text->count > SHOWN_WORDS)
        buffer_add(lines->out, TEXT(" …"));
}

/* What was removed is of the old text, and all else of the new one. */
static void add_part(struct terminal_lines *lines, struct telling *telling, uint32_t group_index, size_t part) {
    struct shown_runs runs = {0};
    told_part(&runs, &telling->rows.groups[group_index], told_group(telling, group_index), part, telling->arena);
    for (size_t i = 0; i < runs.count; i++)
        add_run(lines, &runs.items[i], telling->sides[runs.items[i].change == WORDS_REMOVED ? OLD : NEW]->passages->document);
}

static size_t part_of(const struct group *group, uint32_t unit) {
    size_t part = 0;
    while (part + 1 < group->new_count && group->news[part] != unit)
        part++;
    return part;
}

static void add_kept(struct terminal_lines *lines, struct telling *telling, uint32_t index) {
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
        add_part(lines, telling, unit->group, part_of(group, index));
}

static void add_row(struct terminal_lines *lines, struct telling *telling, const struct text_row *row) {
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
        add_unit(lines, telling, added ? NEW : OLD, row->unit, added ? WORDS_ADDED : WORDS_REMOVED);
    }
    set_change(lines, WORDS_SAME);
    buffer_add(lines->out, TEXT("\n\n"));
}

void compare_terminal(struct buffer *out, const struct passages *old, const struct passages *new,
                      const struct alignment *alignment, const struct compare_terminal_options *options, struct arena *arena) {
    struct compare_side sides[2] = {{.passages = old}, {.passages = new}};
    struct terminal_lines lines = {.out = out, .options = options};
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
