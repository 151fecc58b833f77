#include "cite/styles/internal.h"

#include <string.h>

/* A date's year, month and day; 0: not given. */
struct ymd {
    int parts[3];
};

static struct ymd ymd_of(struct date date, int year) {
    return (struct ymd){{date.precision != DATE_NONE ? date.year : year, date.month, date.day}};
}

/* One part of a date on the way: where the second of a range goes on from where the two differ. */
struct dating {
    const struct work_date *date;
    struct ymd from, to;
    bool is_range;
    uint8_t differs;     /* bits of the parts from which on a range's two differ, until it is written */
    uint8_t seen;        /* bits of the parts so far */
    struct blob *second; /* of a range: what stands behind the dash */
    uint32_t season;
};

static bool date_has_parts(const struct work_date *date, uint8_t parts) {
    struct ymd from = ymd_of(date->from, date->year);
    if (date->literal.size)
        return true;
    for (int i = 0; i < 3; i++)
        if (parts >> i & 1 && from.parts[i])
            return true;
    return false;
}

/* Which parts a range's two dates do not share, beginning with the first that differs. */
static uint8_t differing(const struct dating *dating, uint8_t parts) {
    uint8_t bits = 0;
    bool differs = false;
    for (int i = 0; i < 3; i++) {
        if (!(parts >> i & 1) || (i > 0 && !dating->to.parts[i] && !dating->from.parts[i]))
            continue;
        differs |= dating->from.parts[i] != dating->to.parts[i];
        if (differs)
            bits |= (uint8_t)(1 << i);
    }
    return bits;
}

static struct text two_digits(int number, struct arena *arena) {
    return text_format(arena, "%02d", number);
}

static struct text part_words(const struct rendering *r, int part, enum cite_form form, int value) {
    if (part == CSL_YEAR)
        return text_format(r->arena, "%d", value < 0 ? -value : value);
    if (form == FORM_NUMERIC_LEADING_ZEROS)
        return two_digits(value, r->arena);
    if (part == CSL_DAY || form == FORM_NUMERIC)
        return text_format(r->arena, "%d", value);
    return term_of(r, (enum cite_term)(TERM_MONTH_01 + value - 1), form, false);
}

/* Before the year 500 a year says of which era it is. */
static void add_era(struct rendering *r, struct blob *level, int part, int value) {
    enum cite_term term = value < 0 ? TERM_BC : TERM_AD;
    if (part == CSL_YEAR && value < 500 && value)
        blob_add(level, blob_of_words(term_of(r, term, FORM_LONG, false), r->arena), r->arena);
}

static struct blob *part_blob(struct rendering *r, const struct cite_date_part *shown, int value) {
    struct blob *blob = blob_of_words(part_words(r, shown->part, (enum cite_form)shown->form, value), r->arena);
    blob->prefix = shown->prefix;
    blob->suffix = shown->suffix;
    return blob;
}

/* The part where all that differs has been said: the first date ends here, then the second follows. */
static void add_range(struct rendering *r, struct dating *dating, const struct cite_date_part *shown, struct blob *level) {
    int value = dating->from.parts[shown->part], end = dating->to.parts[shown->part];
    struct blob *first = part_blob(r, shown, value);
    first->suffix = (struct text){0};
    blob_add(level, first, r->arena);
    add_era(r, level, shown->part, value);
    blob_add(level, blob_of_words(term_of(r, TERM_PAGE_RANGE_DELIMITER, FORM_LONG, false), r->arena), r->arena);
    if (end) {
        blob_add(dating->second, part_blob(r, shown, end), r->arena);
        add_era(r, dating->second, shown->part, end);
    }
    if (dating->second->count)
        dating->second->items[0]->prefix = (struct text){0};
    blob_add(level, dating->second, r->arena);
    dating->differs = 0;
}

static void add_season(struct rendering *r, const struct dating *dating, const struct cite_date_part *shown) {
    struct text season = term_of(r, (enum cite_term)(TERM_SEASON_01 + dating->season - 1), FORM_LONG, false);
    struct blob *blob = add_words(r, season, NULL);
    if (!blob)
        return;
    blob->prefix = shown->prefix;
    blob->suffix = shown->suffix;
    r->group->has_variable = true;
}

static void add_part(struct rendering *r, struct dating *dating, const struct cite_date_part *shown) {
    int value = dating->from.parts[shown->part];
    uint8_t bit = (uint8_t)(1 << shown->part);
    dating->seen |= bit;
    if (shown->part == CSL_YEAR && dating->date->literal.size) {
        struct blob *literal = add_words(r, dating->date->literal, NULL);
        literal->prefix = shown->prefix;
        literal->suffix = shown->suffix;
    }
    if (!value && shown->part == CSL_MONTH && dating->season)
        add_season(r, dating, shown);
    if (!value)
        return;
    struct blob *level = blob_new(r->arena);
    r->follows_words = true;
    if (dating->differs && (dating->differs & ~dating->seen) == 0) {
        add_range(r, dating, shown, level);
    } else {
        blob_add(level, part_blob(r, shown, value), r->arena);
        add_era(r, level, shown->part, value);
        if (dating->differs & bit && dating->to.parts[shown->part])
            blob_add(dating->second, part_blob(r, shown, dating->to.parts[shown->part]), r->arena);
    }
    blob_add(r->level, level, r->arena);
}

static struct cite_date_part part_of_node(const struct rendering *r, const struct csl_node *node) {
    return (struct cite_date_part){(uint8_t)node->of, node->form, pooled(r, node->prefix), pooled(r, node->suffix)};
}

/* A date's parts in their order: those of the element, of the style's own English, or of the language. */
static size_t list_parts(const struct rendering *r, uint32_t at, struct cite_date_part parts[3]) {
    const struct csl_node *node = &r->style->nodes[at];
    size_t count = 0;
    if (node->form == FORM_NONE) {
        for (uint32_t child = at + 1; child < node->end && count < 3; child = r->style->nodes[child].end)
            parts[count++] = part_of_node(r, &r->style->nodes[child]);
        return count;
    }
    bool is_own = r->style->date[0].form || r->style->date[0].part;
    is_own = is_own && text_starts(r->terms->language, TEXT("en"));
    for (size_t i = 0; i < 3; i++) {
        const struct csl_date_part *own = &r->style->date[i];
        struct cite_date_part part = r->terms->date[i];
        if (is_own)
            part = (struct cite_date_part){own->part, own->form, pooled(r, own->prefix), pooled(r, own->suffix)};
        /* A year as a number is that alone, in every language. */
        if (node->form == FORM_NUMERIC)
            part.prefix = part.suffix = (struct text){0};
        if (node->parts >> part.part & 1)
            parts[count++] = part;
    }
    return count;
}

void render_sort_date(struct rendering *r, const struct work_date *date, uint8_t parts) {
    struct ymd from = ymd_of(date->from, date->year), to = ymd_of(date->to, 0);
    int year = from.parts[0];
    if (!year)
        return;
    bool has_month = parts >> CSL_MONTH & 1, has_day = parts >> CSL_DAY & 1;
    struct text key = text_format(r->arena, "%d%04d%02d%02d%d%04d%02d%02d", year > 0, year > 0 ? year : 9999 + year,
                                  has_month ? from.parts[1] : 0, has_day ? from.parts[2] : 0, 1, to.parts[0],
                                  has_month ? to.parts[1] : 0, has_day ? to.parts[2] : 0);
    blob_add(r->level, blob_of_words(key, r->arena), r->arena);
}

static uint8_t bits_of(const struct cite_date_part *parts, size_t count) {
    uint8_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits |= (uint8_t)(1 << parts[i].part);
    return bits;
}

static void render_parts(struct rendering *r, const struct csl_node *node, const struct work_date *date,
                         const struct cite_date_part *parts, size_t count) {
    struct dating dating = {.date = date,
                            .from = ymd_of(date->from, date->year),
                            .to = ymd_of(date->to, 0),
                            .second = blob_new(r->arena),
                            .season = date->season};
    if (date->to.precision != DATE_NONE || date->is_open)
        dating.differs = differing(&dating, bits_of(parts, count));
    struct blob_around around = r->around;
    struct blob *before = open_level(r, node);
    for (size_t i = 0; i < count; i++)
        add_part(r, &dating, &parts[i]);
    r->around = around;
    close_level(r, before);
}

void render_date(struct rendering *r, uint32_t at) {
    const struct csl_node *node = &r->style->nodes[at];
    uint8_t variable = (uint8_t)node->of;
    const struct work_date *date = &r->work->dates[variable - V_FIRST_DATE];
    bool is_gone = is_shown_already(r, variable);
    if (r->blocks)
        mark_shown(r, variable);
    struct cite_date_part parts[3];
    size_t count = list_parts(r, at, parts);
    if (!is_gone && work_has_date(date) && date_has_parts(date, bits_of(parts, count)))
        found_variable(r);
    else
        r->group->tried_variable = true;
    r->has_begun |= !is_gone && !(r->is_looking && variable == V_ACCESSED);
    if (is_gone || !work_has_date(date))
        return;
    if (r->is_looking && variable == V_ACCESSED)
        return;
    if (r->area == IN_SORT_KEY)
        render_sort_date(r, date, bits_of(parts, count));
    else
        render_parts(r, node, date, parts, count);
}
