#include <stdlib.h>

#include "base/utf8.h"
#include "cite/styles/internal.h"

/*
 * Works in the order of a style's sort keys. A key is compared letter by letter without case, accents and punctuation, words
 * before their continuations, numbers by their value; a work without a key stands behind all that have it.
 */
struct sort_entry {
    uint32_t number;
    struct text *keys; /* as many as the style has */
};

static bool is_word_part(uint32_t c) {
    return utf8_is_letter(c) || utf8_is_number(c) || c == '|' || c == ' ' || c == '+' || c == '=';
}

/* As keys are compared: folded, spaces as \1, and no punctuation. */
static struct text comparable(struct text key, struct arena *arena) {
    struct text folded = utf8_fold_plain(key, arena);
    struct buffer out = {0};
    for (size_t at = 0; at < folded.size;) {
        size_t from = at;
        uint32_t c = utf8_next(folded, &at);
        if (!is_word_part(c))
            continue;
        /* Han behind all other letters. */
        if (utf8_is_han(c))
            buffer_add_char(&out, '\xff');
        if (c == ' ' || c == '|')
            buffer_add_char(&out, 1);
        else
            buffer_add(&out, text_slice(folded, from, at));
    }
    return buffer_take(&out, arena);
}

/* The digits from `at` on without leading zeros; `at` moves behind them. */
static struct text cut_number(struct text text, size_t *at) {
    size_t from;
    while (text_digit_at(text, *at) && text.bytes[*at] == '0')
        ++*at;
    for (from = *at; text_digit_at(text, *at);)
        ++*at;
    return text_slice(text, from, *at);
}

static int compare_keys(struct text a, struct text b) {
    size_t i = 0, j = 0;
    while (i < a.size && j < b.size) {
        if (text_digit_at(a, i) && text_digit_at(b, j)) {
            struct text x = cut_number(a, &i), y = cut_number(b, &j);
            int order = x.size != y.size ? (x.size > y.size ? 1 : -1) : text_compare(x, y);
            if (order)
                return order;
            continue;
        }
        unsigned char x = (unsigned char)a.bytes[i++], y = (unsigned char)b.bytes[j++];
        if (x != y)
            return x > y ? 1 : -1;
    }
    return (i < a.size) - (j < b.size);
}

static int compare_entries(const void *left, const void *right, void *key_count) {
    const struct sort_entry *a = left, *b = right;
    for (size_t i = 0; i < *(const size_t *)key_count; i++) {
        if (a->keys[i].size == 0 || b->keys[i].size == 0) {
            if (a->keys[i].size != b->keys[i].size)
                return a->keys[i].size == 0 ? 1 : -1;
            continue;
        }
        int order = compare_keys(a->keys[i], b->keys[i]);
        if (order)
            return order;
    }
    return (a->number > b->number) - (a->number < b->number);
}

static void take_keys(struct sort_entry *entry, uint32_t work, enum cite_style style, const struct cite_context *context,
                      uint32_t sort, struct arena *arena) {
    const struct csl_node *nodes = csl_styles[style].nodes;
    struct arena scratch = {0};
    size_t k = 0;
    for (uint32_t at = sort + 1; at < nodes[sort].end; at = nodes[at].end) {
        struct rendering r;
        rendering_begin(&r, style, context, work, &scratch);
        entry->keys[k++] = comparable(sort_key(&r, at), arena);
    }
    arena_free(&scratch);
}

static size_t count_keys(const struct csl_style *style, uint32_t sort) {
    size_t count = 0;
    for (uint32_t at = sort + 1; at < style->nodes[sort].end; at = style->nodes[at].end)
        count++;
    return count;
}

/* Sorts numbers of works or places; `works` has the work of each. */
static void order_by_keys(uint32_t *order, const uint32_t *works, size_t count, enum cite_style style,
                          const struct cite_context *context, uint32_t sort) {
    const struct csl_style *csl = &csl_styles[style];
    size_t key_count = count_keys(csl, sort);
    struct arena keys = {0};
    struct sort_entry *entries = arena_array(&keys, struct sort_entry, count);
    for (size_t i = 0; i < count; i++) {
        entries[i] = (struct sort_entry){order[i], arena_array(&keys, struct text, key_count)};
        take_keys(&entries[i], works[i], style, context, sort, &keys);
    }
    qsort_r(entries, count, sizeof *entries, compare_entries, &key_count);
    for (size_t i = 0; i < count; i++)
        order[i] = entries[i].number;
    arena_free(&keys);
}

const uint32_t *style_order(enum cite_style style, const struct cite_context *context, struct arena *arena) {
    uint32_t *works = arena_array(arena, uint32_t, context->count), *order = arena_array(arena, uint32_t, context->count);
    for (uint32_t i = 0; i < context->count; i++)
        works[i] = order[i] = i;
    order_by_keys(order, works, context->count, style, context, csl_styles[style].bibliography_sort);
    return order;
}

void order_places(uint32_t *order, const struct cite_place *places, size_t count, enum cite_style style,
                  const struct cite_context *context) {
    struct arena scratch = {0};
    uint32_t *works = arena_array(&scratch, uint32_t, count), sort = csl_styles[style].citation_sort;
    for (uint32_t i = 0; i < count; i++) {
        works[i] = places[i].work;
        order[i] = i;
    }
    if (sort && count > 1)
        order_by_keys(order, works, count, style, context, sort);
    arena_free(&scratch);
}
