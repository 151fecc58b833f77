#include "chart/internal.h"

/* What stands for {word} in a sentence. */
struct sentence_filling {
    const char *word;
    struct text with;
};

static struct text filling_of(const struct sentence_filling *fillings, struct text word) {
    for (; fillings->word; fillings++)
        if (text_equal(text_of(fillings->word), word))
            return fillings->with;
    return TEXT("");
}

/* A template with its words filled in; those that it does not name are left out. */
static void add_filled(struct buffer *out, struct text template, const struct sentence_filling *fillings) {
    struct text before, word, rest = template;
    if (out->size && template.size && !text_ends(buffer_text(out), TEXT("。")))
        buffer_add_char(out, ' ');
    while (text_cut(&before, &rest, '{')) {
        buffer_add(out, before);
        if (text_cut(&word, &rest, '}'))
            buffer_add(out, filling_of(fillings, word));
    }
}

/* The points of a line with the least and the greatest number. */
static void find_extremes(size_t *least, size_t *most, const struct chart *chart, size_t line) {
    *least = *most = chart_first(chart, line);
    for (size_t i = 0; i < chart->points.count; i++) {
        size_t point = chart->axis.order[i];
        const struct figure *figure = chart_figure(chart, line, point);
        if (figure->kind != FIGURE_NUMBER)
            continue;
        int64_t value = chart_value(chart, figure);
        *least = value < chart_value(chart, chart_figure(chart, line, *least)) ? point : *least;
        *most = value > chart_value(chart, chart_figure(chart, line, *most)) ? point : *most;
    }
}

static void add_range(struct buffer *out, const struct chart *chart, size_t line, const struct chart_words *words) {
    size_t first = chart_first(chart, line), last = chart_last(chart, line), least, most;
    if (first == SIZE_MAX)
        return;
    find_extremes(&least, &most, chart, line);
    if (chart->kind == CHART_DOTS) {
        first = least;
        last = most;
    }
    bool is_short = chart->kind == CHART_DOTS || chart->points.count == 2;
    add_filled(out, is_short ? words->ends : words->range,
               (struct sentence_filling[]){{"name", chart->lines.names[line]},
                                           {"first", chart_said(chart, line, first)},
                                           {"start", chart->points.names[first]},
                                           {"last", chart_said(chart, line, last)},
                                           {"end", chart->points.names[last]},
                                           {"least", chart_said(chart, line, least)},
                                           {"most", chart_said(chart, line, most)},
                                           {0}});
}

/* A change between two neighbouring numbers of a line. */
struct greatest_change {
    int64_t size;
    size_t line, from, to;
    bool is_shared; /* another is as great */
};

static void find_change(struct greatest_change *greatest, const struct chart *chart, size_t line) {
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < chart->points.count; i++) {
        size_t point = chart->axis.order[i];
        const struct figure *figure = chart_figure(chart, line, point);
        if (figure->kind != FIGURE_NUMBER)
            continue;
        int64_t change = 0;
        if (before != SIZE_MAX)
            change = chart_value(chart, figure) - chart_value(chart, chart_figure(chart, line, before));
        change = change < 0 ? -change : change;
        greatest->is_shared |= change == greatest->size;
        if (change > greatest->size)
            *greatest = (struct greatest_change){change, line, before, point, false};
        before = point;
    }
}

static void add_change(struct buffer *out, const struct chart *chart, const struct chart_words *words) {
    struct greatest_change greatest = {0};
    for (size_t line = 0; line < chart->lines.count; line++)
        find_change(&greatest, chart, line);
    if (greatest.size == 0 || greatest.is_shared)
        return;
    add_filled(out, words->change,
               (struct sentence_filling[]){{"name", chart->lines.names[greatest.line]},
                                           {"from", chart_said(chart, greatest.line, greatest.from)},
                                           {"start", chart->points.names[greatest.from]},
                                           {"to", chart_said(chart, greatest.line, greatest.to)},
                                           {"end", chart->points.names[greatest.to]},
                                           {0}});
}

struct text chart_sentence(const struct chart *chart, const struct chart_words *words, struct arena *arena) {
    struct buffer sentence = {0};
    for (size_t line = 0; line < chart->lines.count; line++)
        add_range(&sentence, chart, line, words);
    if (chart->kind != CHART_DOTS)
        add_change(&sentence, chart, words);
    return buffer_take(&sentence, arena);
}
