#include "chart/internal.h"

void chart_open_svg(struct buffer *out) {
    buffer_add(out,
               TEXT("<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" width=\"100%\" height=\"240\" fill=\"none\" "
                    "stroke=\"currentColor\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n"));
}

/* The highest has the unit. Between the ends of a line of labels, all but the middle are spare. */
static void write_number(struct buffer *out, const struct chart *chart, int64_t value, bool is_spare) {
    bool has_unit = value == chart->scale.high;
    buffer_add(out, is_spare ? TEXT("<span class=\"chart-spare\">") : TEXT("<span>"));
    if (has_unit)
        buffer_add_html(out, chart->unit.before);
    figure_write(out, value, chart->decimals, chart->unit.divider, chart->is_comma);
    if (has_unit && chart->unit.behind.size) {
        buffer_add(out, chart->unit.is_apart ? TEXT("\u00a0") : TEXT(""));
        buffer_add_html(out, chart->unit.behind);
    }
    buffer_add(out, TEXT("</span>"));
}

void chart_write_scale(struct buffer *out, const struct chart *chart, bool is_downwards) {
    const struct scale *scale = &chart->scale;
    int64_t count = (scale->high - scale->low) / scale->step;
    buffer_add(out, TEXT("<div class=\"chart-scale\">"));
    for (int64_t i = 0; i <= count; i++) {
        int64_t value = is_downwards ? scale->high - i * scale->step : scale->low + i * scale->step;
        write_number(out, chart, value, !is_downwards && i != 0 && i != count && 2 * i != count);
    }
    buffer_add(out, TEXT("</div>\n"));
}
