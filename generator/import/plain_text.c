#include "import/intake.h"

#include "base/array.h"
#include "base/utf8.h"
#include "import/builder.h"

#include <string.h>

/* One line of a plain text that is not blank. */
struct text_line {
    struct text text; /* without white space at its ends */
    uint32_t from;    /* of the text */
    uint32_t indent;  /* columns before it; a tab counts four */
    uint32_t width;   /* characters */
    struct text mark; /* "•" or "1." that it begins with, and the space behind; not in `text` */
    uint32_t number;  /* of "1."; 0 for a bullet */
};

/* Lines without a blank one between them. */
struct text_lines {
    struct text_line *items;
    size_t count, capacity;
};

/* Bullets as word processors and browsers write them; "-" and "*" as everybody does. */
static bool take_bullet(struct text_line *line) {
    static const char *const bullets[] = {"•", "●", "○", "▪", "■", "◦", "‣", "·", "-", "*", "–"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        struct text bullet = text_of(bullets[i]);
        struct text behind = text_starts(line->text, bullet) ? text_after(line->text, bullet.size) : (struct text){0};
        size_t at = 0;
        if (behind.size == 0 || !utf8_is_space(utf8_next(behind, &at)))
            continue;
        line->mark = bullet;
        return true;
    }
    return false;
}

/* "1. " and "12) ". */
static bool take_number(struct text_line *line) {
    size_t digits = 0;
    while (digits < line->text.size && digits < 3 && line->text.bytes[digits] >= '0' && line->text.bytes[digits] <= '9')
        line->number = line->number * 10 + (uint32_t)(line->text.bytes[digits++] - '0');
    bool is_mark = digits > 0 && digits + 1 < line->text.size && strchr(".)", line->text.bytes[digits]) &&
                   line->text.bytes[digits + 1] == ' ';
    if (is_mark)
        line->mark = text_slice(line->text, 0, digits + 1);
    else
        line->number = 0;
    return is_mark;
}

static struct text_line read_line(struct text raw, uint32_t from) {
    struct text_line line = {0};
    size_t at = 0, start = 0;
    while (at < raw.size) {
        uint32_t character = utf8_next(raw, &at);
        if (!utf8_is_space(character))
            break;
        line.indent += character == '\t' ? 4 : utf8_width(character);
        start = at;
    }
    line.text = text_trim(text_after(raw, start));
    line.from = from + (uint32_t)start;
    line.width = (uint32_t)utf8_count(line.text);
    return line;
}

/* A bullet with nothing behind it is a line of its own. */
static void take_mark(struct text_line *line) {
    if (!take_bullet(line) && !take_number(line))
        return;
    struct text behind = text_after(line->text, line->mark.size), text = text_trim(behind);
    if (intake_visible(text) == 0) {
        line->mark = (struct text){0};
        return;
    }
    line->from += (uint32_t)(line->mark.size + (size_t)(text.bytes - behind.bytes));
    line->text = text;
}

/* Whether a break stands where the next word did not fit any more, as it does in text that was wrapped. */
static bool is_full(struct text_line line, struct text_line next, uint32_t width) {
    struct text word = text_slice(next.text, 0, text_find_char(next.text, ' ', 0));
    return line.width + 1 + utf8_count(word) > width;
}

enum { WRAP_LEAST = 40, WRAP_MOST = 120 };

/* Verse is never full, and paragraphs of one line each are longer than any wrapped line. */
static bool is_wrapped(const struct text_lines *lines) {
    uint32_t width = 0;
    for (size_t i = 0; i < lines->count; i++)
        width = lines->items[i].width > width ? lines->items[i].width : width;
    if (lines->count < 2 || width < WRAP_LEAST || width > WRAP_MOST)
        return false;
    size_t full = 0;
    for (size_t i = 0; i + 1 < lines->count; i++)
        full += is_full(lines->items[i], lines->items[i + 1], width) && lines->items[i + 1].mark.size == 0;
    return full * 10 >= (lines->count - 1) * 9;
}

static void add_mark(struct builder *builder, struct builder_setting *setting, const struct text_line *line) {
    if (line->mark.size == 0)
        return;
    builder->intake->visible += intake_visible(line->mark);
    struct intake_frame item = {.parent = NONE, .is_item = true, .number = line->number, .list = 0};
    setting->frame = builder_frame(builder, item);
}

static void end_line(struct builder *builder, const struct text_line *first, uint16_t changes, bool follows) {
    struct intake *intake = builder->intake;
    size_t before = intake->blocks.count;
    builder_end_block(builder);
    if (intake->blocks.count == before)
        return;
    struct intake_block *block = &intake->blocks.items[before];
    block->changes |=
        (uint16_t)(changes | (first->indent >= 4 ? CHANGED_INDENT : 0) | (first->mark.size > 0 ? CHANGED_MARK : 0));
    block->follows = follows;
    block->mark = first->mark;
    block->visible += (uint32_t)intake_visible(first->mark);
}

static void add_lines(struct builder *builder, const struct text_lines *lines) {
    struct builder_setting whole = {.link = NONE, .frame = NONE, .table = NONE};
    bool is_wrapped_here = is_wrapped(lines);
    for (size_t i = 0; i < lines->count;) {
        struct builder_setting setting = whole;
        const struct text_line *first = &lines->items[i];
        add_mark(builder, &setting, first);
        builder_text(builder, &setting, first->text, first->from);
        for (i++; is_wrapped_here && i < lines->count && lines->items[i].mark.size == 0; i++) {
            builder->owes_space = true;
            builder_text(builder, &setting, lines->items[i].text, lines->items[i].from);
        }
        bool is_first = first == lines->items;
        end_line(builder, first, &lines->items[i] - first > 1 ? CHANGED_WRAPS : 0, !is_first && first->mark.size == 0);
    }
}

/* Headings. */

enum { HEADING_WORDS_MOST = 14, PARAGRAPH_WORDS_LEAST = 25 };

static bool is_long(const struct intake_block *block) {
    return block->stops > 0 && block->words >= PARAGRAPH_WORDS_LEAST;
}

static bool ends_open(struct text text) {
    return text.size > 0 && !strchr(".,;:!?\"')]|-", text.bytes[text.size - 1]);
}

/* A short line that stands alone between paragraphs and ends no sentence. */
static void find_headings(struct intake *intake) {
    for (size_t i = 1; i + 1 < intake->blocks.count; i++) {
        struct intake_block *block = &intake->blocks.items[i];
        bool is_between = (is_long(block - 1) || block[-1].mark.size > 0) && is_long(block + 1);
        if (!is_between || block->mark.size > 0 || block->follows || block[1].follows || block->words > HEADING_WORDS_MOST ||
            block->stops > 0 || block->words == 0 || !ends_open(block->text))
            continue;
        block->kind = INTAKE_HEADING;
        block->level = 2;
        block->changes |= CHANGED_HEADING;
    }
}

/* The whole. */

static void end_lines(struct builder *builder, struct text_lines *lines) {
    add_lines(builder, lines);
    lines->count = 0;
}

static void add_line(struct builder *builder, struct text_lines *lines, struct text raw, uint32_t from) {
    struct text_line line = read_line(raw, from);
    if (line.text.size == 0) {
        end_lines(builder, lines);
        return;
    }
    take_mark(&line);
    *array_add(lines, builder->arena) = line;
}

struct intake *intake_of_text(struct text source, struct arena *arena) {
    struct intake *intake = arena_new(arena, struct intake);
    intake->source = source;
    *array_add(&intake->elements, arena) = (struct intake_element){.parent = NONE, .tag = TAG_BODY, .frame = NONE};
    struct builder builder = {.intake = intake, .arena = arena};
    struct text_lines lines = {0};
    struct text line, rest = source;
    while (text_cut(&line, &rest, '\n'))
        add_line(&builder, &lines, line, (uint32_t)(line.bytes - source.bytes));
    end_lines(&builder, &lines);
    find_headings(intake);
    intake->elements.items[0].end = (uint32_t)intake->blocks.count;
    buffer_free(&builder.text);
    return intake;
}
