#include "cite/styles/internal.h"

#include <string.h>

struct text pooled(const struct rendering *r, uint16_t offset) {
    return text_of(r->style->strings + offset);
}

static const struct csl_node *node_at(const struct rendering *r, uint32_t at) {
    return &r->style->nodes[at];
}

void render_children(struct rendering *r, uint32_t at) {
    uint32_t end = node_at(r, at)->end;
    for (at++; at < end; at = node_at(r, at)->end)
        render_node(r, at);
}

/* In notes, round brackets inside of round ones are square. */
static struct text bracketed(struct rendering *r, struct text affix) {
    if (!r->style->is_note || r->is_looking || affix.size == 0)
        return affix;
    if (!memchr(affix.bytes, '(', affix.size) && !memchr(affix.bytes, ')', affix.size))
        return affix;
    char *bytes = memcpy(arena_alloc(r->arena, affix.size), affix.bytes, affix.size);
    for (size_t i = 0; i < affix.size; i++) {
        if (bytes[i] == '(' && r->brackets++ % 2 != 0)
            bytes[i] = '[';
        else if (bytes[i] == ')' && --r->brackets % 2 != 0)
            bytes[i] = ']';
    }
    return (struct text){bytes, affix.size};
}

struct blob *open_level(struct rendering *r, const struct csl_node *node) {
    struct blob *before = r->level, *blob = blob_new(r->arena);
    if (node) {
        blob->prefix = bracketed(r, pooled(r, node->prefix));
        blob->suffix = pooled(r, node->suffix);
        blob->delimiter = pooled(r, node->delimiter);
        blob->decorations =
            (uint16_t)((node->flags & CSL_ITALIC ? BLOB_ITALIC : 0) | (node->flags & CSL_QUOTES ? BLOB_QUOTES : 0));
        r->around.is_italic |= (node->flags & CSL_ITALIC) != 0;
        r->around.is_quoted |= (node->flags & CSL_QUOTES) != 0;
    }
    r->level = blob;
    return before;
}

void close_level(struct rendering *r, struct blob *before) {
    r->level->suffix = bracketed(r, r->level->suffix);
    if (r->level->count > 0)
        blob_add(before, r->level, r->arena);
    r->level = before;
}

bool is_shown_already(const struct rendering *r, uint8_t variable) {
    return r->shown_already[variable / 64] >> variable % 64 & 1;
}

void mark_shown(struct rendering *r, uint8_t variable) {
    r->shown_already[variable / 64] |= (uint64_t)1 << variable % 64;
}

void found_variable(struct rendering *r) {
    r->group->has_variable = true;
    r->can_substitute = false;
}

/* Children that are shown together or not at all: if a variable among them was there, or none was asked for. */
static void render_group(struct rendering *r, const struct csl_node *node, uint32_t children_of) {
    struct group_state state = {0}, *outer = r->group;
    struct blob_around around = r->around;
    bool followed = r->follows_words;
    struct namesets *substitutes = r->substitutes;
    struct blob *before = open_level(r, node);
    r->group = &state;
    r->substitutes = NULL;
    render_children(r, children_of);
    r->substitutes = substitutes;
    r->group = outer;
    r->around = around;
    if (state.has_variable || (state.has_words && !state.tried_variable)) {
        outer->has_variable = true;
        close_level(r, before);
        return;
    }
    r->follows_words = followed;
    outer->tried_variable = state.tried_variable;
    r->level->count = 0;
    close_level(r, before);
}

/* A macro's affixes and decorations are around a group of their own. */
void render_call(struct rendering *r, const struct csl_node *node) {
    struct blob_around around = r->around;
    struct blob *before = open_level(r, node);
    bool has_dates = r->area == IN_SORT_KEY && node_at(r, node->of)->flags & CSL_HAS_DATE;
    if (has_dates)
        r->only_dates = true;
    render_group(r, NULL, node->of);
    if (has_dates)
        r->only_dates = false;
    r->around = around;
    close_level(r, before);
}

static bool has_variable(const struct rendering *r, uint8_t variable) {
    if (variable < V_FIRST_ROLE)
        return text_of_variable(r, variable).size > 0;
    if (variable < V_FIRST_DATE)
        return r->work->names[variable - V_FIRST_ROLE].count > 0;
    if (variable < V_LOCATOR)
        return work_has_date(&r->work->dates[variable - V_FIRST_DATE]);
    return variable == V_LOCATOR && r->place && r->place->locator.size > 0;
}

static bool is_true(struct rendering *r, uint16_t test) {
    uint8_t value = (uint8_t)test;
    switch (test >> 8) {
    case CSL_TYPE: return r->work->type == value;
    case CSL_VARIABLE: return has_variable(r, value);
    case CSL_NUMERIC: return is_numeric(r, value);
    case CSL_UNCERTAIN: return r->work->dates[value - V_FIRST_DATE].is_circa;
    case CSL_LOCATOR: return r->place && r->place->locator.size && r->place->locator_kind == value;
    case CSL_POSITION: return r->area == IN_CITATION && (value == POSITION_FIRST ? !r->position : r->position >= value);
    default: return r->apart.has_title;
    }
}

/* The types of a condition are one test: any of them. */
static bool is_met(struct rendering *r, const struct csl_node *node) {
    const uint16_t *tests = r->style->lists + node->of;
    size_t i = 0, met = 0, asked = 0;
    if (node->more && tests[0] >> 8 == CSL_TYPE) {
        bool is_any = false;
        for (asked = 1; i < node->more && tests[i] >> 8 == CSL_TYPE; i++)
            is_any |= is_true(r, tests[i]);
        met = is_any;
    }
    for (; i < node->more; i++, asked++)
        met += is_true(r, tests[i]);
    if (node->flags & CSL_NONE)
        return met == 0;
    return node->flags & CSL_ANY ? met > 0 : met == asked;
}

static void render_choose(struct rendering *r, uint32_t at) {
    uint32_t end = node_at(r, at)->end;
    for (at++; at < end; at = node_at(r, at)->end)
        if (node_at(r, at)->kind == CSL_ELSE || is_met(r, node_at(r, at))) {
            render_children(r, at);
            return;
        }
}

void render_node(struct rendering *r, uint32_t at) {
    const struct csl_node *node = node_at(r, at);
    if (r->substitutes && !r->can_substitute)
        return;
    switch (node->kind) {
    case CSL_TEXT: render_text(r, node); break;
    case CSL_CALL: render_call(r, node); break;
    case CSL_TERM: render_term(r, node); break;
    case CSL_VALUE: render_value(r, node); break;
    case CSL_NUMBER: render_number(r, node); break;
    case CSL_LABEL: render_label(r, node); break;
    case CSL_DATE: render_date(r, at); break;
    case CSL_NAMES: render_names(r, at); break;
    case CSL_GROUP: render_group(r, node, at); break;
    case CSL_CHOOSE: render_choose(r, at); break;
    default: break;
    }
}
