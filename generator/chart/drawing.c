#include "chart/internal.h"

void chart_open_svg(struct buffer *out) {
    buffer_add(out,
               TEXT("<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" width=\"100%\" height=\"240\" fill=\"none\" "
                    "stroke=\"currentColor\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n"));
}

/* What becomes of a label where there is little room. */
enum label_need { LABEL_NEEDED, LABEL_SPARE, LABEL_LEFT_OUT };

/* The labels of a scale, from its low end on. */
struct scale_labels {
    const struct chart *chart;
    int64_t last; /* its high end */
    bool is_downwards;
    bool is_crowded; /* not all have room in a line */
};

/* A longer unit would take too much of the page; it stands in the labels of the lines, too. */
enum { UNIT_LETTERS = 8, SCALE_LETTERS = 40 };

static void add_number(struct buffer *out, const struct scale_labels *labels, int64_t at) {
    const struct chart *chart = labels->chart;
    const struct chart_unit *unit = &chart->unit;
    if (at == labels->last)
        buffer_add_html(out, unit->before.words);
    figure_write(out, chart->scale.low + at * chart->scale.step, chart->decimals, unit->divider, chart->is_comma);
    if (at < labels->last || unit->behind.words.size == 0 || axis_width(unit->behind.words) > UNIT_LETTERS)
        return;
    buffer_add(out, unit->is_apart ? TEXT("\u00a0") : TEXT(""));
    buffer_add_html(out, unit->behind.words);
}

static bool is_crowded(const struct scale_labels *labels) {
    struct buffer widest = {0};
    add_number(&widest, labels, labels->last);
    size_t letters = axis_width(buffer_text(&widest)) * (size_t)(labels->last + 1);
    buffer_free(&widest);
    return !labels->is_downwards && letters > SCALE_LETTERS;
}

/* Of labels in a line, and of all in a panel, the ends and zero suffice, or the middle where zero is not between them. */
static enum label_need need_of(const struct scale_labels *labels, int64_t at) {
    const struct scale *scale = &labels->chart->scale;
    bool has_zero = scale->low < 0 && scale->high > 0;
    bool is_end = at == 0 || at == labels->last;
    bool is_middle = has_zero ? scale->low + at * scale->step == 0 : 2 * at == labels->last;
    if (is_end || (labels->is_downwards && !labels->chart->is_small))
        return LABEL_NEEDED;
    if (is_middle)
        return labels->is_crowded ? LABEL_SPARE : LABEL_NEEDED;
    return labels->is_crowded || labels->chart->is_small ? LABEL_LEFT_OUT : LABEL_SPARE;
}

static void write_scale_label(struct buffer *out, const struct scale_labels *labels, int64_t at) {
    enum label_need need = need_of(labels, at);
    if (need == LABEL_LEFT_OUT) {
        buffer_add(out, TEXT("<i></i>"));
        return;
    }
    buffer_add(out, need == LABEL_SPARE ? TEXT("<span class=\"chart-spare\">") : TEXT("<span>"));
    add_number(out, labels, at);
    buffer_add(out, TEXT("</span> "));
}

void chart_write_scale(struct buffer *out, const struct chart *chart, bool is_downwards) {
    const struct scale *scale = &chart->scale;
    struct scale_labels labels = {chart, (scale->high - scale->low) / scale->step, is_downwards, false};
    labels.is_crowded = is_crowded(&labels);
    buffer_add(out, TEXT("<div class=\"chart-scale\">"));
    for (int64_t i = 0; i <= labels.last; i++)
        write_scale_label(out, &labels, is_downwards ? labels.last - i : i);
    buffer_add(out, TEXT("</div>\n"));
}
