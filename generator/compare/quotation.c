#include "compare/quotation.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/quotation_nearest.h"
#include "compare/quotation_parts.h"

/* Where parts stand in the source, one behind the other: signs, the last as late as it can be found from an end that is given.
 */
struct quote_places {
    struct quote_place {
        size_t from, to;
    } * items; /* `to` ascends, and so does `from`, of places that end there the shortest */
    size_t count, capacity;
};

/* A search for some of a quotation's parts. */
struct quote_search {
    const struct quotable *quoted, *source;
    const struct quotation_part *parts;
    size_t count;
    struct arena *arena;
    struct arena *places; /* of the part that is being looked for */
};

/* Edges -----------------------------------------------------------------------------------------------------------------------
 */

static bool is_hyphen(const struct quotable *source, size_t index) {
    const struct quotable_sign *sign = &source->items[index];
    struct text written = text_slice(source->text, sign->start, sign->end);
    return text_equal(written, TEXT("-")) || text_equal(written, TEXT("\u2010")) || text_equal(written, TEXT("\u2011"));
}

/* The marks of a sentence, and not of a number. */
static bool is_of_sentence(const struct quotable *source, size_t index) {
    static const char marks[] = ".,;:!?()[]*";
    const struct quotable_sign *sign = &source->items[index];
    for (size_t i = 0; sign->kind == QUOTABLE_MARK && i < sizeof marks - 1; i++)
        if (sign->digest == text_hash((struct text){marks + i, 1}))
            return true;
    return sign->kind == QUOTABLE_QUOTES || sign->kind == QUOTABLE_LEFT_OUT;
}

static bool is_mark(const struct quotable *source, size_t index) {
    return source->items[index].kind > QUOTABLE_ALONE;
}

/*
 * Whether the sign `inner`, which is at an edge, belongs together with its neighbour `mark` and what stands behind that, so
 * that no quotation may end between: proliferation of non-proliferation, 3 of 3.5, 5 of -5 and of 5%. All touch each other.
 */
static bool is_together(const struct quotable *source, size_t inner, size_t mark, size_t outer, bool has_outer) {
    const struct quotable_sign *sign = &source->items[inner];
    bool is_number =
        sign->kind == QUOTABLE_WORD && text_digit_at(source->text, inner < mark ? (size_t)sign->end - 1 : (size_t)sign->start);
    bool is_dash = source->items[mark].kind == QUOTABLE_DASH;
    bool outer_word = has_outer && source->items[outer].kind == QUOTABLE_WORD;
    if (sign->kind != QUOTABLE_WORD || !is_mark(source, mark))
        return false;
    if (is_dash && outer_word && is_hyphen(source, mark))
        return true;
    if (!is_number)
        return false;
    const struct quotable_sign *next = &source->items[outer_word ? outer : mark];
    bool outer_number = outer_word && text_digit_at(source->text, inner < mark ? next->start : (size_t)next->end - 1);
    bool is_sign = is_dash && mark < inner && !outer_word; /* of a number */
    return outer_number || is_sign || (!is_dash && !is_of_sentence(source, mark));
}

static bool cuts_before(const struct quotable *source, size_t from) {
    if (from == 0 || !quotable_touch(source, from - 1))
        return false;
    bool has_outer = from > 1 && quotable_touch(source, from - 2);
    return is_together(source, from, from - 1, has_outer ? from - 2 : 0, has_outer);
}

static bool cuts_behind(const struct quotable *source, size_t to) {
    if (to >= source->count || !quotable_touch(source, to - 1))
        return false;
    bool has_outer = quotable_touch(source, to);
    return is_together(source, to - 1, to, has_outer ? to + 1 : 0, has_outer);
}

/* Parts -----------------------------------------------------------------------------------------------------------------------
 */

/* Whether the source may stand between a place that ends at `end` and one that begins at `from`. */
static bool is_in_gap(const struct quote_search *finding, uint32_t gap, size_t end, size_t from) {
    if (gap == QUOTATION_ANY_WORDS)
        return true;
    return gap ? quotable_words(finding->source, end, from) <= gap : end == from;
}

/* A place of part `index`, if the parts before it can stand before it. `before` counts those of their places that end there. */
static void add_place(struct quote_places *places, const struct quote_search *finding, size_t index,
                      const struct quote_places *previous, size_t *before, size_t from) {
    const struct quotation_part *part = &finding->parts[index];
    size_t to = from + (part->is_word ? 1 : part->to - part->from);
    bool is_last = index + 1 == finding->count || finding->parts[index + 1].gap;
    if ((index == 0 || part->gap) && cuts_before(finding->source, from))
        return;
    if (is_last && cuts_behind(finding->source, to))
        return;
    size_t start = from;
    if (index > 0) {
        while (*before < previous->count && previous->items[*before].to <= from)
            ++*before;
        const struct quote_place *last = *before ? &previous->items[*before - 1] : NULL;
        if (!last || !is_in_gap(finding, part->gap, last->to, from))
            return;
        start = last->from;
    }
    *array_add(places, finding->places) = (struct quote_place){start, to};
}

/* For each sign of a part: how many at its beginning are also those before it (Knuth, Morris and Pratt). */
static size_t *borders_of(const struct quotable_sign *signs, size_t count, struct arena *arena) {
    size_t *borders = arena_array(arena, size_t, count + 1), border = 0;
    for (size_t i = 1; i < count; i++) {
        while (border && signs[i].digest != signs[border].digest)
            border = borders[border];
        border += signs[i].digest == signs[border].digest;
        borders[i + 1] = border;
    }
    return borders;
}

static void find_signs(struct quote_places *places, const struct quote_search *finding, size_t index,
                       const struct quote_places *previous) {
    const struct quotation_part *part = &finding->parts[index];
    const struct quotable_sign *signs = finding->quoted->items + part->from;
    size_t count = part->to - part->from, has = 0, before = 0;
    size_t *borders = borders_of(signs, count, finding->arena);
    for (size_t i = 0; i < finding->source->count; i++) {
        while (has && (has == count || signs[has].digest != finding->source->items[i].digest))
            has = borders[has];
        has += signs[has].digest == finding->source->items[i].digest;
        if (has == count)
            add_place(places, finding, index, previous, &before, i + 1 - count);
    }
}

static bool is_word_of(const struct quotation_part *part, struct text word) {
    if (word.size < part->head.size + part->tail.size || !text_starts(word, part->head) || !text_ends(word, part->tail))
        return false;
    struct text rest = text_slice(word, part->head.size, word.size - part->tail.size);
    size_t at = 0, inside = 0;
    if (!part->is_case)
        return true;
    return rest.size && utf8_lower(utf8_next(rest, &at)) == utf8_lower(utf8_next(part->inside, &inside)) && at == rest.size;
}

static void find_word(struct quote_places *places, const struct quote_search *finding, size_t index,
                      const struct quote_places *previous) {
    size_t before = 0;
    struct arena scratch = {0};
    for (size_t i = 0; i < finding->source->count; i++) {
        const struct quotable_sign *sign = &finding->source->items[i];
        if (sign->kind == QUOTABLE_WORD && is_word_of(&finding->parts[index], quotable_form(finding->source, i, &scratch)))
            add_place(places, finding, index, previous, &before, i);
    }
    arena_free(&scratch);
}

/*
 * All places where the parts end, each with the shortest stretch that does. `failing` is the first part that has none. Only the
 * places of one part and of the one before are kept: a sign may stand as often as the source has signs.
 */
static struct quote_places find_parts(struct quote_search *finding, size_t *failing) {
    struct quote_places places = {0};
    struct arena before = {0}, now = {0};
    for (*failing = 0; *failing < finding->count; ++*failing) {
        struct quote_places next = {0};
        finding->places = &now;
        if (finding->parts[*failing].is_word)
            find_word(&next, finding, *failing, &places);
        else
            find_signs(&next, finding, *failing, &places);
        places = next;
        arena_free(&before);
        before = now;
        now = (struct arena){0};
        if (!places.count)
            break;
    }
    struct quote_places kept = {.items = arena_array(finding->arena, struct quote_place, places.count), .count = places.count};
    for (size_t i = 0; i < places.count; i++)
        kept.items[i] = places.items[i];
    arena_free(&before);
    return kept;
}

/* The place that is meant -----------------------------------------------------------------------------------------------------
 */

static struct quotation_range range_of(const struct quotable *text, size_t from, size_t to) {
    return (struct quotation_range){text->items[from].start, text->items[to - 1].end};
}

static bool is_within(struct quotation_range range, const struct quotation_range *meant) {
    return range.start >= meant->start && range.end <= meant->end;
}

/* The shortest, and of those that are as short the first; `meant` goes before. */
static void choose(struct quotation_found *found, const struct quotable *source, const struct quote_places *places,
                   const struct quotation_range *meant) {
    size_t best = SIZE_MAX;
    bool best_is_meant = false;
    for (size_t i = 0; i < places->count; i++) {
        struct quotation_range range = range_of(source, places->items[i].from, places->items[i].to);
        size_t size = places->items[i].to - places->items[i].from;
        bool is_meant = is_within(range, meant);
        if (is_meant == best_is_meant && size == best && found->outcome == QUOTATION_STANDS) {
            found->outcome = QUOTATION_TIED;
            found->another = range;
        }
        if (is_meant < best_is_meant || (is_meant == best_is_meant && size >= best))
            continue;
        found->outcome = QUOTATION_STANDS;
        found->source = range;
        best = size;
        best_is_meant = is_meant;
    }
}

/* Failure ---------------------------------------------------------------------------------------------------------------------
 */

/* The parts from `first` on that no ellipsis divides. */
static size_t group_size(const struct quotation_parts *parts, size_t first) {
    size_t size = 1;
    while (first + size < parts->count && parts->items[first + size].gap != QUOTATION_ANY_WORDS)
        size++;
    return size;
}

/* The first group of parts that stands nowhere, or, where each does, the one that has no place behind those before. */
static void explain(struct quotation_found *found, const struct quote_search *all, const struct quotation_parts *parts,
                    size_t failing, struct arena *arena) {
    for (size_t first = 0, size; first < parts->count; first += size) {
        size = group_size(parts, first);
        struct quote_search group = *all;
        group.parts = parts->items + first;
        group.count = size;
        size_t missing;
        struct quote_places places = find_parts(&group, &missing);
        if (!places.count) {
            quotation_nearest(found, all->quoted, group.parts, size, all->source, arena);
            return;
        }
        if (first <= failing && failing < first + size) {
            found->source = range_of(all->source, places.items[0].from, places.items[0].to);
            found->quoted = range_of(all->quoted, group.parts[0].from, group.parts[size - 1].to);
        }
    }
    found->outcome = QUOTATION_DISORDERED;
}

/* The same with the brackets as signs of the source's: somebody is quoted who quotes. */
static void find_as_written(struct quotation_found *found, struct quote_search search, const struct quotation_range *meant) {
    struct quotation_parts parts;
    size_t failing;
    if (!quotation_divide(&parts, search.quoted, true, search.arena) || !parts.count)
        return;
    search.parts = parts.items;
    search.count = parts.count;
    struct quote_places places = find_parts(&search, &failing);
    choose(found, search.source, &places, meant);
}

static void find_divided(struct quotation_found *found, struct quote_search *search, const struct quotation_parts *parts,
                         const struct quotation_range *meant, struct arena *arena) {
    size_t failing;
    struct quote_places places = find_parts(search, &failing);
    choose(found, search->source, &places, meant);
    if (!places.count)
        find_as_written(found, *search, meant);
    if (found->outcome == QUOTATION_WORDLESS)
        explain(found, search, parts, failing, arena);
}

void quotation_find(struct quotation_found *found, const struct quotable *quoted, const struct quotable *source,
                    const struct quotation_range *meant, struct arena *arena) {
    struct arena scratch = {0};
    struct quotation_parts parts;
    *found = (struct quotation_found){0};
    quoted = quotable_join(quotable_join(quoted, &quoted->cuts, &scratch), &source->cuts, &scratch);
    source = quotable_join(source, &quoted->cuts, &scratch);
    struct quote_search search = {.quoted = quoted, .source = source, .arena = &scratch};
    bool is_small = quotation_divide(&parts, quoted, false, &scratch);
    search.parts = parts.items;
    search.count = parts.count;
    found->outcome = is_small ? QUOTATION_WORDLESS : QUOTATION_TOO_MANY;
    if (is_small && parts.count)
        find_divided(found, &search, &parts, meant, arena);
    arena_free(&scratch);
}
