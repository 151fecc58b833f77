#include "read/markdown/drawn_tables.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/document/prose.h"
#include "read/markdown/source_cells.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#define OPENING TEXT("[chart:")

static bool is_opened(struct text words) {
    return text_equal_ignoring_case(text_slice(words, 0, OPENING.size), OPENING);
}

struct text drawn_table_asked(struct text words, struct text source) {
    if (!is_opened(words) || !is_opened(source))
        return (struct text){0};
    struct text line = text_slice(source, 0, text_find_char(source, '\n', 0));
    size_t end = text_find_char(line, ']', 0);
    return text_slice(line, 0, end < line.size ? end + 1 : line.size);
}

static struct doc_place place_in_source(struct markdown_reader *reader, struct text part) {
    return place_of(reader, (size_t)(part.bytes - reader->tokens.body.bytes), part.size);
}

void drawn_table_refuse(struct markdown_reader *reader, struct text asked, struct text why, struct text help) {
    report(reader, DIAG_ERROR, E_CHART, place_in_source(reader, asked), why, help);
}

/* Reads "lines, small" of what was asked. False after an error. */
static bool read_asked(enum chart_kind *kind, unsigned *flags, struct markdown_reader *reader, struct text asked) {
    struct text word = {0}, rest = text_slice(asked, OPENING.size, asked.size - 1);
    if (!text_ends(asked, TEXT("]"))) {
        drawn_table_refuse(reader, asked, TEXT("the bracket is not closed on its line"),
                           TEXT("write [chart: bars] and a caption"));
        return false;
    }
    text_cut(&word, &rest, ',');
    word = text_trim(word);
    *kind = chart_kind_of(text_lower_ascii(word, reader->arena));
    if (*kind == CHART_NONE) {
        drawn_table_refuse(reader, word.size ? word : asked,
                           text_format(reader->arena, "there is no chart of the kind \"%.*s\"", TEXT_ARGS(word)),
                           TEXT("write [chart: bars], lines, slopes or dots; or [chart: lines, small]"));
        return false;
    }
    while (text_cut(&word, &rest, ',')) {
        word = text_trim(word);
        if (!text_equal_ignoring_case(word, TEXT("small"))) {
            drawn_table_refuse(reader, word.size ? word : asked,
                               text_format(reader->arena, "\"%.*s\" means nothing here", TEXT_ARGS(word)),
                               TEXT("behind lines, slopes and dots may stand \"small\", for a panel each"));
            return false;
        }
        *flags |= CHART_SMALL;
    }
    return true;
}

/* A table whose numbers are read. */
struct reading_numbers {
    struct markdown_reader *reader;
    const struct cmark_node *table;
    struct text asked;
    unsigned warned, refused; /* how often; of warnings and of errors not all are told */
};

static const struct cmark_node *row_at(const struct cmark_node *table, size_t row) {
    const struct cmark_node *node = table->first_child;
    while (row-- > 0 && node->next)
        node = node->next;
    return node;
}

static void tell_problem(void *context, size_t row, size_t column, bool is_error, struct text why, struct text help) {
    enum { MOST_PROBLEMS = 50 };
    struct reading_numbers *reading = context;
    struct markdown_reader *reader = reading->reader;
    unsigned *told = is_error ? &reading->refused : &reading->warned;
    if ((*told)++ >= MOST_PROBLEMS)
        return;
    struct doc_place place = row == CHART_WHOLE ? place_in_source(reader, reading->asked)
                                                : place_of_cell(reader, row_at(reading->table, row), column);
    report(reader, is_error ? DIAG_ERROR : DIAG_WARNING, is_error ? E_CHART_NUMBER : W_TABLE, place, why, help);
}

/* Titles are known when all texts are read, and a drawing is made before. Of a number it shows the words, too. */
static void check_title(struct reading_numbers *reading, size_t row, size_t column, struct text words) {
    bool is_name = (row == 0) != (column == 0);
    if (reading->reader->is_called_later && (is_name || text_has_digit(words)))
        tell_problem(reading, row, column, false,
                     TEXT("a reference is called by its slug in the drawing, and by its title here"),
                     TEXT("write its words, too: [[slug\\|words]]"));
}

/* Row by row, plain. */
static struct text *cells_of(struct reading_numbers *reading, enum chart_kind kind, size_t rows, size_t columns) {
    struct markdown_reader *reader = reading->reader;
    struct text *cells = arena_array(reader->arena, struct text, rows * columns);
    size_t row = 0;
    for (struct cmark_node *node = reading->table->first_child; node; node = node->next, row++) {
        struct cmark_node *cell = node->first_child;
        for (size_t column = 0; cell && column < columns; cell = cell->next, column++) {
            reader->is_called_later = false;
            struct text words = leaf_words(reader, cell);
            cells[row * columns + column] = prose_shown(words, words, reader->arena);
            if (kind != CHART_BARS)
                check_title(reading, row, column, words);
        }
    }
    return cells;
}

struct drawn_table *drawn_table_read(struct markdown_reader *reader, const struct cmark_node *table, struct text asked) {
    struct reading_numbers reading = {.reader = reader, .table = table, .asked = asked};
    struct drawn_table *drawn = arena_new(reader->arena, struct drawn_table);
    struct chart_table numbers = {.columns = table_columns(table)};
    unsigned flags = 0;
    *drawn = (struct drawn_table){.kind = CHART_NONE};
    if (!read_asked(&drawn->kind, &flags, reader, asked))
        return NULL;
    for (const struct cmark_node *row = table->first_child; row; row = row->next)
        numbers.rows++;
    numbers.cells = cells_of(&reading, drawn->kind, numbers.rows, numbers.columns);
    drawn->chart = chart_read(&numbers, drawn->kind, flags, reader->input->language, tell_problem, &reading, reader->arena);
    return drawn->chart ? drawn : NULL;
}

void drawn_table_begin(struct markdown_reader *reader, const struct drawn_table *drawn) {
    const struct body_labels *labels = &reader->input->labels;
    struct buffer *html = reader->walk.html;
    if (drawn->kind == CHART_BARS)
        return;
    size_t start = html->size;
    struct chart_words words = {labels->chart_range, labels->chart_change, labels->chart_ends};
    chart_write(html, drawn->chart, &words, reader->arena);
    html_add(html, "<details>\n<summary>");
    buffer_add_html(html, labels->chart_table);
    html_add(html, "</summary>\n");
    words_are_not_shown(reader, start, (struct text){0});
}

void drawn_table_end(struct markdown_reader *reader, const struct drawn_table *drawn) {
    if (drawn->kind != CHART_BARS)
        html_add(reader->walk.html, "</details>\n");
}

void drawn_table_end_cell(struct markdown_reader *reader, const struct drawn_table *drawn) {
    if (drawn->kind == CHART_BARS)
        chart_write_bar(reader->walk.html, drawn->chart, drawn->row, reader->walk.column - 1);
}
