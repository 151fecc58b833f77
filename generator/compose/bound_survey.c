#include "compose/bound_survey.h"

#include "base/array.h"
#include "compose/element_stack.h"
#include "read/markdown/html_pieces.h"

/* A figure that is open: how many things stand in it, and which of its captions may be one. */
struct surveyed_figure {
    uint32_t things;
    uint32_t first_caption, last_caption; /* by number; NONE */
    bool first_is_first, last_is_last;
};

enum surveyed { SURVEYED, SURVEYED_FIGURE, SURVEYED_MARKED };

struct surveying {
    struct bound_survey *survey;
    struct element_stack open; /* kind: enum surveyed; value: which */
    struct {
        struct surveyed_figure *items;
        size_t count, capacity;
    } figures;
    struct arena *arena;
};

static struct surveyed_figure *figure_around(struct surveying *surveying) {
    const struct element_stack *open = &surveying->open;
    bool is_in_one = open->count && open->items[open->count - 1].kind == SURVEYED_FIGURE;
    return is_in_one ? &surveying->figures.items[open->items[open->count - 1].value] : NULL;
}

static void add_caption(struct surveying *surveying, struct surveyed_figure *figure) {
    uint32_t number = (uint32_t)surveying->survey->captions.count;
    *array_add(&surveying->survey->captions, surveying->arena) = false;
    if (!figure)
        return;
    if (figure->first_caption == NONE) {
        figure->first_caption = number;
        figure->first_is_first = figure->things == 0;
    }
    figure->last_caption = number;
    figure->last_is_last = true;
}

/* Something begins: an element, or words. */
static void add_thing(struct surveying *surveying, bool is_caption) {
    struct surveyed_figure *figure = figure_around(surveying);
    if (figure)
        figure->last_is_last = false;
    if (is_caption)
        add_caption(surveying, figure);
    if (figure)
        figure->things++;
}

static void end_figure(struct surveying *surveying, const struct surveyed_figure *figure) {
    bool *captions = surveying->survey->captions.items;
    if (figure->first_is_first)
        captions[figure->first_caption] = true;
    else if (figure->last_is_last)
        captions[figure->last_caption] = true;
}

static void end_elements(struct surveying *surveying, size_t count) {
    while (count--) {
        struct stacked_element tag = element_stack_pop(&surveying->open, surveying->arena);
        if (tag.kind == SURVEYED_FIGURE)
            end_figure(surveying, &surveying->figures.items[tag.value]);
    }
}

static void note_id(struct surveying *surveying, const struct html_piece *piece) {
    struct table *ids = &surveying->survey->ids;
    struct text id;
    html_attribute(&id, piece->attributes, TEXT("id"), surveying->arena);
    if (id.size)
        table_put(ids, id, BOUND_ID, surveying->arena);
    else if (text_equal_ignoring_case(piece->name, TEXT("a")))
        html_attribute(&id, piece->attributes, TEXT("name"), surveying->arena);
    if (id.size && table_get(ids, id) == NONE)
        table_put(ids, id, BOUND_NAME, surveying->arena);
}

static bool is_one_of(struct text name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(name, text_of(names[i])))
            return true;
    return false;
}

static bool marks_words(struct text name) {
    static const char *const names[] = {"a",     "abbr", "b",      "bdi", "bdo",  "cite", "code", "data",
                                        "dfn",   "em",   "i",      "kbd", "mark", "q",    "s",    "samp",
                                        "small", "span", "strong", "sub", "sup",  "time", "u",    "var"};
    return is_one_of(name, names, COUNT_OF(names));
}

static bool is_block(struct text name) {
    static const char *const names[] = {"address",  "article", "aside",  "blockquote", "details", "div",  "dl",
                                        "fieldset", "figure",  "footer", "form",       "h1",      "h2",   "h3",
                                        "h4",       "h5",      "h6",     "header",     "hr",      "main", "nav",
                                        "ol",       "p",       "pre",    "section",    "table",   "ul"};
    return is_one_of(name, names, COUNT_OF(names));
}

/* All elements around words that a block begins in, up to one that may have blocks. What is in a link is in what is around it.
 */
static void note_block(struct surveying *surveying) {
    struct bound_marked *marked = surveying->survey->marked.items;
    for (size_t i = surveying->open.count; i-- > 0;) {
        const struct stacked_element *around = &surveying->open.items[i];
        if (around->kind != SURVEYED_MARKED || marked[around->value].has_blocks)
            return;
        marked[around->value].has_blocks = true;
    }
}

static void push_element(struct surveying *surveying, const struct html_piece *piece) {
    struct stacked_element *tag = element_stack_push(&surveying->open, piece->name, surveying->arena);
    if (text_equal(tag->name, TEXT("figure"))) {
        tag->kind = SURVEYED_FIGURE;
        tag->value = (uint32_t)surveying->figures.count;
        *array_add(&surveying->figures, surveying->arena) =
            (struct surveyed_figure){.first_caption = NONE, .last_caption = NONE};
    } else if (marks_words(tag->name)) {
        tag->kind = SURVEYED_MARKED;
        tag->value = (uint32_t)surveying->survey->marked.count;
        *array_add(&surveying->survey->marked, surveying->arena) = (struct bound_marked){.start = piece->start};
    }
}

static void begin_element(struct surveying *surveying, const struct html_piece *piece) {
    add_thing(surveying, text_equal_ignoring_case(piece->name, TEXT("figcaption")));
    if (piece->attributes.size)
        note_id(surveying, piece);
    if (is_block(text_lower_ascii(piece->name, surveying->arena)))
        note_block(surveying);
    if (!html_is_void(piece->name))
        push_element(surveying, piece);
}

void bound_survey_of(struct bound_survey *survey, struct text html, struct arena *arena) {
    struct surveying surveying = {.survey = survey, .arena = arena};
    struct html_piece piece;
    *survey = (struct bound_survey){0};
    for (size_t at = 0; html_next(&piece, html, &at);) {
        if (piece.kind == HTML_OPENS)
            begin_element(&surveying, &piece);
        else if (piece.kind == HTML_CLOSES)
            end_elements(&surveying, element_stack_ended(&surveying.open, piece.name, arena));
        else if (piece.kind == HTML_WORDS && text_trim(text_slice(html, piece.start, piece.end)).size)
            add_thing(&surveying, false);
    }
    end_elements(&surveying, surveying.open.count);
}
