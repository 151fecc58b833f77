#include "chart/internal.h"

void chart_open_svg(struct buffer *out) {
    buffer_add(out,
               TEXT("<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" width=\"100%\" height=\"240\" fill=\"none\" "
                    "stroke=\"currentColor\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n"));
}

/* Of the labels in a line, and of all in a panel, the ends and zero suffice, or the middle where zero is not between them. */
static bool is_spare(const struct chart *chart, int64_t at, int64_t last, bool is_downwards) {
    const struct scale *scale = &chart->scale;
    bool has_zero = scale->low < 0 && scale->high > 0;
    bool is_needed = at == 0 || at == last || (has_zero ? scale->low + at * scale->step == 0 : 2 * at == last);
    return !is_needed && (chart->is_small || !is_downwards);
}

/* The highest has the unit. What is spare may be left out on a narrow page, and is in a panel. */
static void write_number(struct buffer *out, const struct chart *chart, int64_t value, bool may_be_left_out) {
    bool has_unit = value == chart->scale.high;
    if (may_be_left_out && chart->is_small) {
        buffer_add(out, TEXT("<i></i>"));
        return;
    }
    buffer_add(out, may_be_left_out ? TEXT("<span class=\"chart-spare\">") : TEXT("<span>"));
    if (has_unit)
        buffer_add_html(out, chart->unit.before);
    figure_write(out, value, chart->decimals, chart->unit.divider, chart->is_comma);
    if (has_unit && chart->unit.behind.size) {
        buffer_add(out, chart->unit.is_apart ? TEXT("\u00a0") : TEXT(""));
        buffer_add_html(out, chart->unit.behind);
    }
    buffer_add(out, TEXT("</span> "));
}

void chart_write_scale(struct buffer *out, const struct chart *chart, bool is_downwards) {
    const struct scale *scale = &chart->scale;
    int64_t last = (scale->high - scale->low) / scale->step;
    buffer_add(out, TEXT("<div class=\"chart-scale\">"));
    for (int64_t i = 0; i <= last; i++) {
        int64_t at = is_downwards ? last - i : i;
        write_number(out, chart, scale->low + at * scale->step, is_spare(chart, at, last, is_downwards));
    }
    buffer_add(out, TEXT("</div>\n"));
}
