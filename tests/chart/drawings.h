/*
 * drawings: tables for the tests of charts, and what stands in the drawings that are made of them.
 *
 *     struct table_drawn drawn = draw("lines", "|  | A | B |\n| 2019 | 1 | 2 |\n...", &arena);
 *     struct path path;
 *     for (size_t at = 0; path_next(&path, drawn.html, &at, &arena);)
 *         path.spots[0].x ...
 */
#ifndef TESTS_CHART_DRAWINGS_H
#define TESTS_CHART_DRAWINGS_H

#include "base/array.h"
#include "chart/chart.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct chart_words english = {
    TEXT_INIT("{name}: from {first} ({start}) to {last} ({end}); lowest {least}, highest {most}."),
    TEXT_INIT("The greatest change from one number to the next is that of {name}, from {from} ({start}) to {to} ({end})."),
    TEXT_INIT("{name}: from {first} ({start}) to {last} ({end})."),
};

struct table_drawn {
    struct chart_table table;
    struct chart *chart;
    struct buffer html;     /* of a chart that is no table */
    struct buffer problems; /* a line each: "error 2 1: why | help" */
    struct text sentence;
};

static inline void note_problem(void *context, size_t row, size_t column, bool is_error, struct text why, struct text help) {
    struct buffer *problems = context;
    const char *level = is_error ? "error" : "warning";
    if (row == CHART_WHOLE)
        buffer_add_format(problems, "%s: %.*s | %.*s\n", level, TEXT_ARGS(why), TEXT_ARGS(help));
    else
        buffer_add_format(problems, "%s %zu %zu: %.*s | %.*s\n", level, row, column, TEXT_ARGS(why), TEXT_ARGS(help));
}

/* Rows of Markdown, of which all have as many cells as the first; the last may lack some. */
static inline struct chart_table table_of(struct text rows, struct arena *arena) {
    struct chart_table table = {0};
    struct cells {
        struct text *items;
        size_t count, capacity;
    } cells = {0};
    struct text line, cell;
    for (; text_cut(&line, &rows, '\n'); table.rows++) {
        line = text_trim(line);
        line = text_slice(line, text_starts(line, TEXT("|")) ? 1 : 0, line.size - (text_ends(line, TEXT("|")) ? 1 : 0));
        for (size_t column = 0; text_cut(&cell, &line, '|') || column < table.columns; column++) {
            if (table.rows && column == table.columns)
                break;
            *array_add(&cells, arena) = column < table.columns || !table.rows ? text_trim(cell) : TEXT("");
            cell = TEXT("");
        }
        table.columns = table.rows ? table.columns : cells.count;
    }
    table.cells = cells.items;
    return table;
}

/* `kind` is "lines", "lines small". */
static inline struct table_drawn draw_in(const char *kind, struct text language, struct text rows, struct arena *arena) {
    struct table_drawn drawn = {.table = table_of(rows, arena)};
    struct text word, rest = text_of(kind);
    text_cut(&word, &rest, ' ');
    unsigned flags = text_equal(rest, TEXT("small")) ? CHART_SMALL : 0;
    drawn.chart = chart_read(&drawn.table, chart_kind_of(word), flags, language, note_problem, &drawn.problems, arena);
    if (!drawn.chart)
        return drawn;
    chart_write(&drawn.html, drawn.chart, &english, arena);
    drawn.sentence = chart_sentence(drawn.chart, &english, arena);
    return drawn;
}

static inline struct table_drawn draw(const char *kind, const char *rows, struct arena *arena) {
    return draw_in(kind, TEXT("en"), text_of(rows), arena);
}

static inline void drawn_free(struct table_drawn *drawn) {
    buffer_free(&drawn->html);
    buffer_free(&drawn->problems);
}

/* A <path>: its strokes, and the places that it goes to. */
struct path {
    struct text class, dashes, width, cap;
    size_t count;
    struct path_spot {
        int x, y;
        bool is_moved; /* nothing is drawn from the one before */
    } * spots;
};

static inline struct text attribute_of(struct text tag, const char *name, struct arena *arena) {
    struct text head = text_format(arena, " %s=\"", name);
    size_t at = text_find(tag, head, 0);
    return at == tag.size ? TEXT("") : text_slice(tag, at + head.size, text_find_char(tag, '"', at + head.size));
}

static inline int take_coordinate(struct text *rest) {
    int number = 0;
    size_t size = 0;
    while (size < rest->size && rest->bytes[size] >= '0' && rest->bytes[size] <= '9')
        number = number * 10 + (rest->bytes[size++] - '0');
    assert(size > 0 && number <= 1000);
    text_take(rest, size);
    if (text_starts(*rest, TEXT(" ")))
        text_take(rest, 1);
    return number;
}

/* "M x y" and pairs that go on from there, "H x", "V y", "h0" and "z", of integers from 0 to 1000; aborts at anything else. */
static inline void read_path(struct path *path, struct text rest, struct arena *arena) {
    path->spots = arena_array(arena, struct path_spot, rest.size + 1);
    struct path_spot spot = {0};
    for (char verb = 'z'; rest.size;) {
        bool goes_on = rest.bytes[0] >= '0' && rest.bytes[0] <= '9';
        assert(!goes_on || verb == 'M' || verb == 'L');
        verb = goes_on ? 'L' : text_take(&rest, 1).bytes[0];
        assert(strchr("MLHVhz", verb));
        if (verb == 'z')
            continue;
        int number = take_coordinate(&rest);
        assert(verb != 'h' || number == 0);
        spot.x = verb == 'V' || verb == 'h' ? spot.x : number;
        spot.y = verb == 'M' || verb == 'L' ? take_coordinate(&rest) : verb == 'V' ? number : spot.y;
        spot.is_moved = verb == 'M';
        path->spots[path->count++] = spot;
    }
}

static inline bool path_next(struct path *path, struct text html, size_t *at, struct arena *arena) {
    size_t start = text_find(html, TEXT("<path"), *at), end = text_find_char(html, '>', start);
    if (start == html.size)
        return false;
    struct text tag = text_slice(html, start, end);
    *at = end;
    *path = (struct path){.class = attribute_of(tag, "class", arena),
                          .dashes = attribute_of(tag, "stroke-dasharray", arena),
                          .width = attribute_of(tag, "stroke-width", arena),
                          .cap = attribute_of(tag, "stroke-linecap", arena)};
    read_path(path, attribute_of(tag, "d", arena), arena);
    return true;
}

#endif
