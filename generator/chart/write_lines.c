#include "chart/internal.h"

/* How lines are told apart without colours. Their ends are round, so that a dash is longer than it says by its width. */
static const struct stroke {
    const char *width, *dashes;
} strokes[] = {
    {"2.5", ""},         {"2.5", "6 6"},  {"1.25", ""},        {"2.5", "0 5"},
    {"1.5", "10 4 1 4"}, {"1.25", "4 4"}, {"2.5", "10 6 0 6"}, {"1.75", "0 6"},
};

static const struct stroke *stroke_of(const struct chart *chart, size_t line) {
    static const struct stroke alone = {"2", ""}, slope = {"1.5", ""};
    if (chart->kind == CHART_SLOPES)
        return &slope;
    return chart->is_small ? &alone : &strokes[line % COUNT_OF(strokes)];
}

static void open_line(struct buffer *out, const struct stroke *stroke) {
    buffer_add_format(out, "<path stroke-width=\"%s\"", stroke->width);
    if (*stroke->dashes)
        buffer_add_format(out, " stroke-dasharray=\"%s\"", stroke->dashes);
}

/* One panel: some lines on one drawing. */
struct panel {
    const struct chart *chart;
    const struct axis_ticks *ticks;
    size_t first, end; /* its lines */
};

/* A place in a drawing, from 0 to 1000 both ways, from the top left. */
struct spot {
    int x, y;
};

static struct spot spot_of(const struct panel *panel, size_t line, size_t point) {
    const struct chart *chart = panel->chart;
    int64_t value = chart_value(chart, chart_figure(chart, line, point));
    return (struct spot){(int)axis_place(&chart->axis, point, panel->ticks->low, panel->ticks->high),
                         1000 - scale_place(&chart->scale, value)};
}

/* Whether a line has a number at the point that is the so-many-th of the axis. */
static bool is_number(const struct chart *chart, size_t line, size_t place) {
    return place < chart->points.count && chart_figure(chart, line, chart->axis.order[place])->kind == FIGURE_NUMBER;
}

/* "M0 437 34 420": broken at gaps; a number between two gaps is a dot. */
static void write_line(struct buffer *out, const struct panel *panel, size_t line) {
    const struct chart *chart = panel->chart;
    open_line(out, stroke_of(chart, line));
    buffer_add(out, TEXT(" d=\""));
    size_t run = 0;
    for (size_t i = 0; i <= chart->points.count; i++) {
        bool is_run = is_number(chart, line, i);
        if (!is_run && run == 1)
            buffer_add(out, TEXT("h0"));
        if (is_run) {
            struct spot spot = spot_of(panel, line, chart->axis.order[i]);
            buffer_add_format(out, "%s%d %d", run ? " " : "M", spot.x, spot.y);
        }
        run = is_run ? run + 1 : 0;
    }
    buffer_add(out, TEXT("\"/>\n"));
}

/* From where a line ends, or begins, to the edge where its label is led to. */
static void write_way(struct buffer *out, const struct panel *panel, size_t line, size_t point, int edge) {
    struct spot spot = spot_of(panel, line, point);
    struct stroke stroke = *stroke_of(panel->chart, line);
    stroke.width = "1";
    if (spot.x == edge)
        return;
    open_line(out, &stroke);
    buffer_add_format(out, " class=\"chart-out\" d=\"M%d %dH%d\"/>\n", spot.x, spot.y, edge);
}

/* A dot stands where a line ends, of slopes where it begins, and where a number stands between two gaps. */
static void write_dots_of(struct buffer *out, const struct panel *panel, size_t line) {
    const struct chart *chart = panel->chart;
    size_t last = chart_last(chart, line), first = chart->kind == CHART_SLOPES ? chart_first(chart, line) : last;
    for (size_t place = 0; place < chart->points.count; place++) {
        size_t point = chart->axis.order[place];
        bool is_alone =
            is_number(chart, line, place) && !is_number(chart, line, place - 1) && !is_number(chart, line, place + 1);
        if (!is_alone && point != first && point != last)
            continue;
        struct spot spot = spot_of(panel, line, point);
        buffer_add_format(out, "M%d %dh0", spot.x, spot.y);
    }
}

/* From left to right at the steps of the scale, stronger at zero. */
static void write_steps(struct buffer *out, const struct scale *scale) {
    buffer_add(out, TEXT("<path class=\"chart-grid\" d=\""));
    for (int64_t value = scale->low; value <= scale->high; value += scale->step)
        buffer_add_format(out, "M0 %dH1000", 1000 - scale_place(scale, value));
    buffer_add(out, TEXT("\"/>\n"));
    if (scale->low <= 0 && scale->high >= 0)
        buffer_add_format(out, "<path class=\"chart-zero\" d=\"M0 %dH1000\"/>\n", 1000 - scale_place(scale, 0));
}

/* From top to bottom at each point. */
static void write_posts(struct buffer *out, const struct panel *panel) {
    const struct axis *axis = &panel->chart->axis;
    buffer_add(out, TEXT("<path class=\"chart-grid\" d=\""));
    for (size_t point = 0; point < axis->count; point++)
        buffer_add_format(out, "M%u 0V1000", axis_place(axis, point, panel->ticks->low, panel->ticks->high));
    buffer_add(out, TEXT("\"/>\n"));
}

static void write_plot(struct buffer *out, const struct panel *panel) {
    const struct chart *chart = panel->chart;
    buffer_add(out, TEXT("<div class=\"chart-plot\">"));
    chart_open_svg(out);
    if (chart->kind == CHART_SLOPES)
        write_posts(out, panel);
    else
        write_steps(out, &chart->scale);
    for (size_t line = panel->first; line < panel->end; line++) {
        size_t first = chart_first(chart, line), last = chart_last(chart, line);
        if (first == SIZE_MAX)
            continue;
        write_line(out, panel, line);
        if (!chart->is_small)
            write_way(out, panel, line, last, 1000);
        if (!chart->is_small && chart->kind == CHART_SLOPES)
            write_way(out, panel, line, first, 0);
    }
    buffer_add(out, TEXT("<path stroke-width=\"6\" d=\""));
    for (size_t line = panel->first; line < panel->end; line++)
        write_dots_of(out, panel, line);
    buffer_add(out, TEXT("\"/>\n"));
    buffer_add(out, TEXT("</svg></div>\n"));
}

/* Half of a longer label would stand out at the sides; and of one that is longer still only the ends have room, in lines. */
enum { OUTWARD_LETTERS = 8, LINE_LETTERS = 16 };

static void write_tick(struct buffer *out, const struct axis_ticks *ticks, size_t i) {
    if (ticks->labels[i].size == 0) {
        buffer_add(out, TEXT("<i></i>"));
        return;
    }
    buffer_add(out, ticks->is_spare[i] ? TEXT("<span class=\"chart-spare\">") : TEXT("<span>"));
    buffer_add_html(out, ticks->labels[i]);
    buffer_add(out, TEXT("</span> "));
}

static void write_axis(struct buffer *out, const struct axis_ticks *ticks) {
    size_t last = ticks->count - 1, first_letters = axis_width(ticks->labels[0]),
           last_letters = axis_width(ticks->labels[last]);
    size_t letters = first_letters > last_letters ? first_letters : last_letters;
    buffer_add(out, TEXT("<div class=\"chart-axis"));
    buffer_add(out, letters > LINE_LETTERS      ? TEXT(" chart-ends")
                    : letters > OUTWARD_LETTERS ? TEXT(" chart-inward")
                                                : TEXT(""));
    buffer_add(out, TEXT("\">"));
    for (size_t i = 0; i <= last; i++)
        if (i == 0 || i == last || letters <= LINE_LETTERS)
            write_tick(out, ticks, i);
    buffer_add(out, TEXT("</div>\n"));
}

/* The labels at one side of a drawing. */
struct side {
    const struct panel *panel;
    bool is_left;
    size_t *lines; /* that have a label, each */
    struct chart_labels labels;
};

/* Rows of a line of words, and how many there are at least; letters that have room in a line on a page as it usually is. */
enum { ROWS_OF_LINE = 2, ROWS_USUAL = 24, ROWS_SPARE = 8, LABEL_LETTERS = 24 };

static size_t labelled_point(const struct side *side, size_t line) {
    return side->is_left ? chart_first(side->panel->chart, line) : chart_last(side->panel->chart, line);
}

static void add_label(struct side *side, size_t line) {
    const struct chart *chart = side->panel->chart;
    struct chart_labels *labels = &side->labels;
    size_t point = labelled_point(side, line);
    if (point == SIZE_MAX)
        return;
    size_t letters = axis_width(chart->lines.names[line]) + 1 + axis_width(chart_said(chart, line, point));
    side->lines[labels->count] = line;
    labels->places[labels->count] = spot_of(side->panel, line, point).y;
    labels->sizes[labels->count] = letters > LABEL_LETTERS ? 2 * ROWS_OF_LINE : ROWS_OF_LINE;
    labels->row_count += labels->sizes[labels->count++];
}

static void make_side(struct side *side, const struct panel *panel, bool is_left, struct arena *arena) {
    size_t most = panel->end - panel->first;
    struct chart_labels *labels = &side->labels;
    *side = (struct side){.panel = panel, .is_left = is_left, .lines = arena_array(arena, size_t, most)};
    labels->places = arena_array(arena, int, most);
    labels->sizes = arena_array(arena, unsigned, most);
    labels->rows = arena_array(arena, unsigned, most);
    labels->order = arena_array(arena, size_t, most);
    for (size_t line = panel->first; line < panel->end; line++)
        add_label(side, line);
    labels->row_count = labels->row_count + ROWS_SPARE > ROWS_USUAL ? labels->row_count + ROWS_SPARE : ROWS_USUAL;
    chart_push_apart(labels, arena);
}

/* From the end of each line to its label, dashed as the line is. */
static void write_leads(struct buffer *out, const struct side *side) {
    const struct chart_labels *labels = &side->labels;
    buffer_add(out, side->is_left ? TEXT("<div class=\"chart-leads chart-left\">") : TEXT("<div class=\"chart-leads\">"));
    chart_open_svg(out);
    for (size_t i = 0; i < labels->count; i++) {
        int middle = (int)(500 * (2 * labels->rows[i] + labels->sizes[i]) / labels->row_count);
        struct stroke stroke = *stroke_of(side->panel->chart, side->lines[i]);
        stroke.width = "1";
        open_line(out, &stroke);
        buffer_add_format(out, " d=\"M%d %d %d %d\"/>", side->is_left ? 1000 : 0, labels->places[i], side->is_left ? 0 : 1000,
                          middle);
    }
    buffer_add(out, TEXT("</svg></div>\n"));
}

/* On the left the name may be left out on a narrow page, for it stands on the right, too. */
static void write_label(struct buffer *out, const struct side *side, size_t label) {
    const struct chart *chart = side->panel->chart;
    size_t line = side->lines[label];
    bool is_long = side->labels.sizes[label] > ROWS_OF_LINE;
    buffer_add(out, is_long ? TEXT("<span class=\"chart-long\">") : TEXT("<span>"));
    buffer_add(out, side->is_left ? TEXT("<span class=\"chart-name\">") : TEXT(""));
    buffer_add_html(out, chart->lines.names[line]);
    buffer_add(out, side->is_left ? TEXT(" </span><b>") : TEXT(" <b>"));
    buffer_add_html(out, chart_said(chart, line, labelled_point(side, line)));
    buffer_add(out, TEXT("</b></span> "));
}

/* Each label behind as many empty rows as there are above it. */
static void write_labels(struct buffer *out, const struct side *side) {
    const struct chart_labels *labels = &side->labels;
    buffer_add(out, side->is_left ? TEXT("<div class=\"chart-names chart-left\">") : TEXT("<div class=\"chart-names\">"));
    unsigned row = 0;
    for (size_t i = 0; i < labels->count; i++) {
        size_t label = labels->order[i];
        for (; row < labels->rows[label]; row++)
            buffer_add(out, TEXT("<i></i>"));
        write_label(out, side, label);
        row += labels->sizes[label];
    }
    for (; row < labels->row_count; row++)
        buffer_add(out, TEXT("<i></i>"));
    buffer_add(out, TEXT("</div>\n"));
}

static void write_side(struct buffer *out, const struct panel *panel, bool is_left, struct arena *arena) {
    struct side side;
    make_side(&side, panel, is_left, arena);
    if (is_left)
        write_labels(out, &side);
    write_leads(out, &side);
    if (!is_left)
        write_labels(out, &side);
}

static void write_title(struct buffer *out, const struct chart *chart, size_t line) {
    size_t last = chart_last(chart, line);
    buffer_add(out, TEXT("<div class=\"chart-title\">"));
    buffer_add_html(out, chart->lines.names[line]);
    if (last != SIZE_MAX) {
        buffer_add(out, TEXT(" <b>"));
        buffer_add_html(out, chart_said(chart, line, last));
        buffer_add(out, TEXT("</b>"));
    }
    buffer_add(out, TEXT("</div>\n"));
}

static void write_panel(struct buffer *out, const struct panel *panel, struct arena *arena) {
    const struct chart *chart = panel->chart;
    bool has_scale = chart->is_small || chart->kind == CHART_LINES;
    buffer_add(out, TEXT("<div class=\"chart-panel\">\n"));
    if (chart->is_small)
        write_title(out, chart, panel->first);
    if (has_scale)
        chart_write_scale(out, chart, true);
    else
        write_side(out, panel, true, arena);
    write_plot(out, panel);
    if (!chart->is_small)
        write_side(out, panel, false, arena);
    write_axis(out, panel->ticks);
    buffer_add(out, TEXT("</div>\n"));
}

void chart_write_lines(struct buffer *out, const struct chart *chart, struct arena *arena) {
    struct axis_ticks ticks;
    axis_label(&ticks, &chart->axis, chart->is_small, arena);
    size_t each = chart->is_small ? 1 : chart->lines.count;
    for (size_t line = 0; line < chart->lines.count; line += each)
        write_panel(out, &(struct panel){chart, &ticks, line, line + each}, arena);
}
