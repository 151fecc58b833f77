#include "base/diag.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { EXCERPT_COLUMNS = 120, EXCERPT_BEFORE_CARET = 60, TAB_COLUMNS = 4 };

/* A problem's identity as one text: two problems with the same identity are the same. */
static struct text identity(const struct diag_item *item, struct arena *arena) {
    const struct diag_place *place = &item->place;
    return text_format(arena, "%d %s %u %u %zu %zu %.*s %.*s %.*s", (int)item->level, item->code, place->line, place->column,
                       place->path.size, item->message.size, TEXT_ARGS(place->path), TEXT_ARGS(item->message),
                       TEXT_ARGS(item->help));
}

static bool is_new(struct diag *diag, const struct diag_item *item) {
    return table_put(&diag->seen, identity(item, &diag->arena), item->serial, &diag->arena) == NONE;
}

static void add(struct diag *diag, struct diag_item item) {
    if (diag->strict && item.level == DIAG_WARNING)
        item.level = DIAG_ERROR;
    item.serial = (uint32_t)diag->count;
    if (!is_new(diag, &item))
        return;

    struct arena *arena = &diag->arena;
    item.code = text_terminated(text_of(item.code), arena);
    item.place.path = text_copy(item.place.path, arena);
    item.message = text_copy(item.message, arena);
    item.help = text_copy(item.help, arena);
    *array_add(diag, arena) = item;
    diag->warnings += item.level == DIAG_WARNING;
    diag->errors += item.level == DIAG_ERROR;
    if (item.level == DIAG_ERROR && item.fault > diag->fault)
        diag->fault = item.fault;
}

void diag_add(struct diag *diag, enum diag_level level, const char *code, struct diag_place place, struct text message,
              struct text help) {
    add(diag, (struct diag_item){.level = level, .code = code, .place = place, .message = message, .help = help});
}

void diag_fail(struct diag *diag, enum diag_fault fault, const char *code, struct text path, struct text message,
               struct text help) {
    add(diag, (struct diag_item){.fault = fault, .code = code, .place.path = path, .message = message, .help = help});
}

static int by_number(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right) {
    const struct diag_item *a = left, *b = right;
    int order = text_compare(a->place.path, b->place.path);
    if (!order)
        order = by_number(a->place.line, b->place.line);
    if (!order)
        order = by_number(a->place.column, b->place.column);
    if (!order)
        order = by_number(a->level, b->level);
    return order ? order : by_number(a->serial, b->serial);
}

static const char *level_name(enum diag_level level) {
    static const char *const names[] = {"error", "warning", "note"};
    return names[level];
}

/* The terminal's codes; all empty where colour is not wanted. */
struct paint {
    const char *bold, *level, *plain;
};

static struct paint paint_for(enum diag_level level, bool color) {
    static const char *const of_level[] = {"\033[1;31m", "\033[1;35m", "\033[1;36m"};
    return color ? (struct paint){"\033[1m", of_level[level], "\033[0m"} : (struct paint){"", "", ""};
}

static void add_repeated(struct buffer *out, char c, size_t count) {
    buffer_reserve(out, count);
    for (size_t i = 0; i < count; i++)
        buffer_add_char(out, c);
}

/* Goes through a line character by character and counts the columns that they take on the terminal. */
struct column_cursor {
    struct text line;
    size_t offset, column;
    struct buffer shown; /* the character, as it may be shown; a space for a tab */
    bool is_tab;
    size_t width; /* columns of it */
};

static size_t width_of(struct text shown) {
    size_t width = 0;
    for (size_t at = 0; at < shown.size;)
        width += utf8_width(utf8_next(shown, &at));
    return width;
}

/* False at the end, when the cursor is freed. */
static bool cursor_next(struct column_cursor *cursor) {
    cursor->column += cursor->width;
    buffer_clear(&cursor->shown);
    if (cursor->offset == cursor->line.size) {
        buffer_free(&cursor->shown);
        return false;
    }
    size_t from = cursor->offset;
    cursor->is_tab = utf8_next(cursor->line, &cursor->offset) == '\t';
    buffer_add_visible(&cursor->shown, cursor->is_tab ? TEXT(" ") : text_slice(cursor->line, from, cursor->offset));
    cursor->width = cursor->is_tab ? TAB_COLUMNS - cursor->column % TAB_COLUMNS : width_of(buffer_text(&cursor->shown));
    return true;
}

/* A line of a file and what to underline in it, in columns of the terminal; there is room for columns `from` to `to`. */
struct excerpt {
    struct text line;
    size_t caret, carets;
    size_t from, to, columns;
};

static struct excerpt excerpt_of(struct text line, const struct diag_place *place) {
    struct excerpt excerpt = {.line = line};
    struct column_cursor cursor = {.line = line};
    size_t caret_end = 0;
    for (size_t character = 1; cursor_next(&cursor); character++) {
        if (character < place->column)
            excerpt.caret = cursor.column + cursor.width;
        if (character < (size_t)place->column + (place->width ? place->width : 1))
            caret_end = cursor.column + cursor.width;
        /* What comes later is not shown; a file may be one line, and have a problem everywhere. */
        if (character > place->column && cursor.column > excerpt.caret + 2 * EXCERPT_COLUMNS)
            cursor.line = excerpt.line = text_slice(line, 0, cursor.offset);
    }
    excerpt.columns = cursor.column;
    excerpt.carets = caret_end > excerpt.caret ? caret_end - excerpt.caret : 1;

    bool fits = excerpt.columns <= EXCERPT_COLUMNS;
    excerpt.from = fits || excerpt.caret < EXCERPT_BEFORE_CARET ? 0 : excerpt.caret - EXCERPT_BEFORE_CARET;
    if (!fits && excerpt.from > excerpt.columns - EXCERPT_COLUMNS)
        excerpt.from = excerpt.columns - EXCERPT_COLUMNS;
    excerpt.to = fits ? excerpt.columns : excerpt.from + EXCERPT_COLUMNS;
    return excerpt;
}

/* Adds the line, cut to fit. Returns the column of the first character shown. */
static size_t add_cut_line(struct buffer *out, const struct excerpt *excerpt) {
    size_t first = SIZE_MAX;
    struct column_cursor cursor = {.line = excerpt->line};
    while (cursor_next(&cursor)) {
        if (cursor.column < excerpt->from || cursor.column + cursor.width > excerpt->to)
            continue;
        if (first == SIZE_MAX) {
            first = cursor.column;
            buffer_add(out, first ? TEXT("…") : TEXT(""));
        }
        buffer_add(out, buffer_text(&cursor.shown));
        if (cursor.is_tab)
            add_repeated(out, ' ', cursor.width - 1);
    }
    buffer_add(out, excerpt->columns > excerpt->to ? TEXT("…") : TEXT(""));
    return first == SIZE_MAX ? 0 : first;
}

static void add_excerpt(struct buffer *out, const struct diag_item *item, struct text line, struct paint paint) {
    struct excerpt excerpt = excerpt_of(line, &item->place);
    size_t start = out->size;
    buffer_add_format(out, "  %u | ", item->place.line);
    size_t gutter = out->size - start;
    size_t first = add_cut_line(out, &excerpt);
    buffer_add_char(out, '\n');
    if (item->place.column == 0)
        return;

    add_repeated(out, ' ', gutter - 2);
    buffer_add(out, TEXT("| "));
    add_repeated(out, ' ', excerpt.caret - first + (first > 0));
    size_t room = excerpt.to > excerpt.caret ? excerpt.to - excerpt.caret : 1;
    buffer_add(out, text_of(paint.level));
    add_repeated(out, '^', excerpt.carets < room ? excerpt.carets : room);
    buffer_add(out, text_of(paint.plain));
    if (item->help.size) {
        buffer_add_char(out, ' ');
        buffer_add_visible(out, item->help);
    }
    buffer_add_char(out, '\n');
}

static void add_place(struct buffer *out, const struct diag_place *place) {
    buffer_add_visible(out, place->path);
    if (place->line)
        buffer_add_format(out, ":%u", place->line);
    if (place->line && place->column)
        buffer_add_format(out, ":%u", place->column);
    if (place->path.size)
        buffer_add(out, TEXT(": "));
}

static void add_headline(struct buffer *out, const struct diag_item *item, struct paint paint) {
    buffer_add(out, text_of(paint.bold));
    add_place(out, &item->place);
    buffer_add(out, text_of(paint.plain));
    buffer_add_format(out, "%s%s[%s]:%s %s", paint.level, level_name(item->level), item->code, paint.plain, paint.bold);
    buffer_add_visible(out, item->message);
    buffer_add(out, text_of(paint.plain));
    buffer_add_char(out, '\n');
}

/* The file that the last excerpt came from, and how far its lines have been counted: problems come in the order of lines. */
struct excerpt_file {
    const struct diag_style *style;
    struct text path, rest;
    uint32_t line; /* number of the first line of `rest` */
    bool readable;
};

static bool read_line(struct text *line, struct excerpt_file *file, const struct diag_place *place) {
    if (!file->style->read || place->line == 0 || place->path.size == 0)
        return false;
    if (file->line == 0 || !text_equal(file->path, place->path)) {
        file->path = place->path;
        file->line = 1;
        file->rest = (struct text){0};
        file->readable = file->style->read(&file->rest, place->path, file->style->context);
    }
    for (; file->line < place->line && file->rest.size; file->line++)
        text_cut(line, &file->rest, '\n');
    if (!file->readable || file->line < place->line)
        return false;
    *line = text_slice(file->rest, 0, text_find_char(file->rest, '\n', 0));
    if (text_ends(*line, TEXT("\r")))
        line->size--;
    return true;
}

static void add_human(struct buffer *out, const struct diag_item *item, struct excerpt_file *file) {
    struct paint paint = paint_for(item->level, file->style->color);
    add_headline(out, item, paint);

    struct text line = {0};
    bool has_excerpt = !item->is_held && read_line(&line, file, &item->place);
    if (has_excerpt)
        add_excerpt(out, item, line, paint);
    if (item->help.size && !(has_excerpt && item->place.column)) {
        buffer_add(out, TEXT("  help: "));
        buffer_add_visible(out, item->help);
        buffer_add_char(out, '\n');
    }
}

static void add_json(struct buffer *out, const struct diag_item *item) {
    buffer_add(out, TEXT("{\"reason\":\"diagnostic\""));
    buffer_add_json_member(out, "level", text_of(level_name(item->level)));
    buffer_add_json_member(out, "code", text_of(item->code));
    buffer_add_json_member(out, "path", item->place.path);
    buffer_add_format(out, ",\"line\":%u,\"column\":%u", item->place.line, item->place.column);
    buffer_add_json_member(out, "message", item->message);
    buffer_add_json_member(out, "help", item->help);
    buffer_add(out, TEXT("}\n"));
}

/* More warnings of one code than this are grouped; so many of them are shown. */
enum { WARNINGS_MOST = 6, WARNINGS_SHOWN = 3 };

/* The warnings of one code. */
struct code_group {
    const char *code;
    size_t count, shown, files; /* files: of those that are not shown */
    struct text path;           /* of the last of these */
};

struct code_groups {
    struct code_group *items;
    size_t count, capacity;
};

static struct code_group *group_of(struct code_groups *groups, const char *code, struct arena *arena) {
    for (size_t i = 0; i < groups->count; i++)
        if (text_equal(text_of(groups->items[i].code), text_of(code)))
            return &groups->items[i];
    struct code_group *group = array_add(groups, arena);
    *group = (struct code_group){.code = code};
    return group;
}

static void count_groups(struct code_groups *groups, struct diag *diag, const struct diag_style *style) {
    bool wanted = style->group && !style->json && !style->quiet;
    for (size_t i = 0; wanted && i < diag->count; i++)
        if (diag->items[i].level == DIAG_WARNING)
            group_of(groups, diag->items[i].code, &diag->arena)->count++;
}

/* Whether a problem is left to the last lines. */
static bool is_grouped(struct code_groups *groups, const struct diag_item *item, struct arena *arena) {
    if (item->level != DIAG_WARNING || groups->count == 0)
        return false;
    struct code_group *group = group_of(groups, item->code, arena);
    if (group->count <= WARNINGS_MOST || ++group->shown <= WARNINGS_SHOWN)
        return false;
    group->files += !text_equal(group->path, item->place.path);
    group->path = item->place.path;
    return true;
}

static void print_groups(const struct code_groups *groups, const struct diag_style *style, FILE *stream) {
    struct paint paint = paint_for(DIAG_WARNING, style->color);
    for (size_t i = 0; i < groups->count; i++) {
        const struct code_group *group = &groups->items[i];
        if (group->count > WARNINGS_MOST)
            fprintf(stream,
                    "%swarning[%s]:%s %s%zu more like these, in %zu file%s%s\n  help: --verbose shows all, \"colophon explain "
                    "%s\" what they mean\n",
                    paint.level, group->code, paint.plain, paint.bold, group->count - WARNINGS_SHOWN, group->files,
                    group->files == 1 ? "" : "s", paint.plain, group->code);
    }
}

void diag_print(struct diag *diag, const struct diag_style *style, FILE *stream) {
    if (diag->count)
        qsort(diag->items, diag->count, sizeof *diag->items, by_place);

    for (size_t i = 0; style->hold && i < diag->count; i++)
        diag->items[i].is_held = style->hold(&diag->items[i], style->context);
    struct buffer out = {0};
    struct excerpt_file file = {.style = style};
    struct code_groups groups = {0};
    count_groups(&groups, diag, style);
    for (size_t i = 0; i < diag->count; i++) {
        const struct diag_item *item = &diag->items[i];
        if ((style->quiet && item->level != DIAG_ERROR) || is_grouped(&groups, item, &diag->arena))
            continue;
        buffer_clear(&out);
        if (style->json)
            add_json(&out, item);
        else
            add_human(&out, item, &file);
        fwrite(out.bytes, 1, out.size, stream);
    }
    print_groups(&groups, style, stream);
    buffer_free(&out);
}

void diag_free(struct diag *diag) {
    arena_free(&diag->arena);
    *diag = (struct diag){0};
}
