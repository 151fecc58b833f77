#include "base/utf8.h"
#include "chart/drawings.h"
#include "html.h"
#include "targets.h"

static void check_paths(struct text html, struct arena *arena) {
    struct path path;
    for (size_t at = 0; path_next(&path, html, &at, arena);) /* aborts at what is no integer from 0 to 1000 */
        fuzz_check(path.count > 0 || path.class.size == 0, "a path leads nowhere", html);
}

static void check_bars(const struct table_drawn *drawn, struct arena *arena) {
    const struct chart_table *table = &drawn->table;
    for (size_t row = 0; row < table->rows; row++)
        for (size_t column = 0; column < table->columns; column++) {
            struct buffer bar = {0};
            chart_write_bar(&bar, drawn->chart, row, column);
            check_paths(buffer_text(&bar), arena);
            html_check(buffer_text(&bar), HTML_BODY);
            buffer_free(&bar);
        }
}

/* The first byte says the kind and the language, the rest is a table in Markdown's form. */
void fuzz_chart(struct text input) {
    static const char *const kinds[] = {"bars",       "lines",       "slopes",       "dots",
                                        "bars small", "lines small", "slopes small", "dots small"};
    struct arena arena = {0};
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    struct text rows = text_after(input, 1);
    rows = utf8_allowed(NULL, text_slice(rows, 0, utf8_first_invalid(rows)), &arena);
    struct table_drawn drawn = draw_in(kinds[choice % 8], choice & 8 ? TEXT("de") : TEXT("en"), rows, &arena);
    if (!drawn.chart)
        fuzz_check(text_contains(buffer_text(&drawn.problems), TEXT("error")), "no chart, and no error that says why", rows);
    else if (choice % 4 == 0)
        check_bars(&drawn, &arena);
    check_paths(buffer_text(&drawn.html), &arena);
    html_check(buffer_text(&drawn.html), HTML_BODY);
    fuzz_check(!text_contains(buffer_text(&drawn.html), TEXT(" style=\"")), "a style", rows);
    drawn_free(&drawn);
    arena_free(&arena);
}
