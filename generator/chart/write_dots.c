#include "chart/internal.h"

/* What dots are told apart by: the width of a stroke without length, how it ends, and what is left out of its middle. */
static const struct shape {
    const char *width, *cap, *hole;
} shapes[] = {{"9", "round", NULL}, {"9", "round", "5"}, {"8", "square", NULL}, {"8", "square", "4"}, {"4", "round", NULL}};

static void write_marks(struct buffer *out, const struct shape *shape, struct text path) {
    buffer_add_format(out, "<path stroke-width=\"%s\" stroke-linecap=\"%s\" d=\"%.*s\"/>", shape->width, shape->cap,
                      TEXT_ARGS(path));
    if (shape->hole)
        buffer_add_format(out, "<path class=\"chart-hole\" stroke-width=\"%s\" stroke-linecap=\"%s\" d=\"%.*s\"/>", shape->hole,
                          shape->cap, TEXT_ARGS(path));
}

/* Which column has which shape; nothing where there is only one. */
static void write_key(struct buffer *out, const struct chart *chart) {
    if (chart->lines.count < 2)
        return;
    buffer_add(out, TEXT("<div class=\"chart-key\">"));
    for (size_t line = 0; line < chart->lines.count; line++) {
        buffer_add(out,
                   TEXT("<span><svg viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" fill=\"none\" stroke=\"currentColor\">"));
        write_marks(out, &shapes[line], TEXT("M7 7h0"));
        buffer_add(out, TEXT("</svg>"));
        buffer_add_html(out, chart->lines.names[line]);
        buffer_add(out, TEXT("</span> "));
    }
    buffer_add(out, TEXT("</div>\n"));
}

/* The middle of a row. */
static int height_of(const struct chart *chart, size_t row) {
    return (int)((2 * row + 1) * 1000 / (2 * chart->points.count));
}

static void write_names(struct buffer *out, const struct chart *chart) {
    buffer_add(out, TEXT("<div class=\"chart-rows\">"));
    for (size_t row = 0; row < chart->points.count; row++) {
        buffer_add(out, TEXT("<span>"));
        buffer_add_html(out, chart->points.names[row]);
        buffer_add(out, TEXT("</span> "));
    }
    buffer_add(out, TEXT("</div>\n"));
}

static void write_rows(struct buffer *out, const struct chart *chart) {
    buffer_add(out, TEXT("<path class=\"chart-grid\" d=\""));
    for (size_t row = 0; row < chart->points.count; row++)
        buffer_add_format(out, "M0 %dH1000", height_of(chart, row));
    buffer_add(out, TEXT("\"/>\n"));
    if (chart->scale.low > 0 || chart->scale.high < 0)
        return;
    buffer_add_format(out, "<path class=\"chart-zero\" d=\"M%d 0V1000\"/>\n", scale_place(&chart->scale, 0));
}

/* From the least to the greatest of each row, so that the eye stays in it. */
static void write_spans(struct buffer *out, const struct chart *chart) {
    buffer_add(out, TEXT("<path stroke-width=\"1\" d=\""));
    for (size_t row = 0; row < chart->points.count; row++) {
        int least = 1000, most = 0;
        for (size_t line = 0; line < chart->lines.count; line++) {
            const struct figure *figure = chart_figure(chart, line, row);
            int place = figure->kind == FIGURE_NUMBER ? scale_place(&chart->scale, chart_value(chart, figure)) : -1;
            least = place >= 0 && place < least ? place : least;
            most = place > most ? place : most;
        }
        if (least < most)
            buffer_add_format(out, "M%d %dH%d", least, height_of(chart, row), most);
    }
    buffer_add(out, TEXT("\"/>\n"));
}

static void write_dots(struct buffer *out, const struct chart *chart, size_t line, const struct shape *shape) {
    struct buffer path = {0};
    for (size_t row = 0; row < chart->points.count; row++) {
        const struct figure *figure = chart_figure(chart, line, row);
        if (figure->kind == FIGURE_NUMBER)
            buffer_add_format(&path, "M%d %dh0", scale_place(&chart->scale, chart_value(chart, figure)), height_of(chart, row));
    }
    write_marks(out, shape, buffer_text(&path));
    buffer_add_char(out, '\n');
    buffer_free(&path);
}

static void write_panel(struct buffer *out, const struct chart *chart, size_t first, size_t end) {
    buffer_add(out, TEXT("<div class=\"chart-panel\">\n"));
    if (chart->is_small) {
        buffer_add(out, TEXT("<div class=\"chart-title\">"));
        buffer_add_html(out, chart->lines.names[first]);
        buffer_add(out, TEXT("</div>\n"));
    }
    write_names(out, chart);
    buffer_add(out, TEXT("<div class=\"chart-plot\">"));
    chart_open_svg(out);
    write_rows(out, chart);
    if (end - first > 1)
        write_spans(out, chart);
    for (size_t line = first; line < end; line++)
        write_dots(out, chart, line, &shapes[line - first]);
    buffer_add(out, TEXT("</svg></div>\n"));
    chart_write_scale(out, chart, false);
    buffer_add(out, TEXT("</div>\n"));
}

void chart_write_dots(struct buffer *out, const struct chart *chart) {
    size_t each = chart->is_small ? 1 : chart->lines.count;
    if (!chart->is_small)
        write_key(out, chart);
    for (size_t line = 0; line < chart->lines.count; line += each)
        write_panel(out, chart, line, line + each);
}
