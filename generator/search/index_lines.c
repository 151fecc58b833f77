#include "search/index_lines.h"

#include "base/array.h"
#include "base/none.h"
#include "search/word_table.h"

#include <stdlib.h>
#include <string.h>

/* A form as records write it, and how many texts have it. */
struct counted_form {
    struct text form;
    uint32_t texts;
};

/* All that has one key. */
struct merged_line {
    struct text key;
    uint32_t texts; /* of an alias; else those in which the stem itself is the only form */
    uint32_t df;
    uint32_t next_essay; /* the essay behind the last one that has a posting */
    struct {
        struct counted_form *items;
        size_t count, capacity;
    } forms;
    struct buffer postings, things;
};

struct merging {
    struct word_table by_key;
    struct {
        struct merged_line *items;
        size_t count, capacity;
    } lines;
    struct arena arena;
};

size_t search_lower_bound(struct text lines, struct text key) {
    size_t low = 0, high = lines.size;
    while (low < high) {
        size_t start = low + (high - low) / 2;
        while (start > low && lines.bytes[start - 1] != '\n')
            start--;
        size_t end = text_find_char(lines, '\n', start);
        struct text rest;
        if (text_compare(search_key(text_slice(lines, start, end), &rest), key) < 0)
            low = end + 1;
        else
            high = start;
    }
    return low < lines.size ? low : lines.size;
}

static struct merged_line *line_of(struct merging *merging, struct text key) {
    uint32_t index = word_table_get(&merging->by_key, key);
    if (index == NONE) {
        index = (uint32_t)merging->lines.count;
        array_add(&merging->lines, &merging->arena)->key = key;
        word_table_add(&merging->by_key, key, index, &merging->arena);
    }
    return &merging->lines.items[index];
}

static void count_form(struct merged_line *line, struct text form, uint32_t texts, struct arena *arena) {
    for (size_t i = 0; i < line->forms.count; i++)
        if (text_equal(line->forms.items[i].form, form)) {
            line->forms.items[i].texts += texts;
            return;
        }
    *array_add(&line->forms, arena) = (struct counted_form){form, texts};
}

/* An empty field is the stem itself. */
static void count_forms(struct merging *merging, struct merged_line *line, struct text forms) {
    struct text form;
    line->texts += forms.size == 0;
    while (text_cut(&form, &forms, ' '))
        count_form(line, form, 1, &merging->arena);
}

/* All postings but the first are the same bytes in the record and in the line. */
static void add_units(struct merged_line *line, struct text units, uint32_t essay) {
    uint32_t count, first;
    size_t at = 0, from;
    if (!search_next_number(units, &at, &count) || (from = at, !search_next_number(units, &at, &first)))
        return;
    if (essay == NONE) {
        buffer_add(&line->things, text_after(units, from));
        return;
    }
    search_add_number(&line->postings, (essay - line->next_essay) << 3 | (first & 6) | 1);
    search_add_number(&line->postings, first >> 3);
    buffer_add(&line->postings, text_after(units, at));
    line->next_essay = essay + 1;
    line->df += count;
}

static void merge_line(struct merging *merging, struct text line, uint32_t essay) {
    struct text rest, forms, key = search_key(line, &rest);
    struct merged_line *merged = line_of(merging, key);
    if (SEARCH_IS_ALIAS(key)) {
        merged->texts++;
        return;
    }
    text_cut(&forms, &rest, '\t');
    count_forms(merging, merged, forms);
    add_units(merged, rest, essay);
}

static int by_key(const void *a, const void *b) {
    return text_compare((*(struct merged_line *const *)a)->key, (*(struct merged_line *const *)b)->key);
}

static int by_form(const void *a, const void *b) {
    return text_compare(((const struct counted_form *)a)->form, ((const struct counted_form *)b)->form);
}

static void write_line(struct buffer *out, struct merged_line *line, struct arena *arena) {
    buffer_add(out, line->key);
    if (SEARCH_IS_ALIAS(line->key)) {
        buffer_add_format(out, "\t%u\n", line->texts);
        return;
    }
    if (line->texts)
        count_form(line, search_stem_alone(line->key), line->texts, arena);
    qsort(line->forms.items, line->forms.count, sizeof *line->forms.items, by_form);
    for (size_t i = 0; i < line->forms.count; i++) {
        buffer_add_char(out, i ? ' ' : '\t');
        buffer_add(out, line->forms.items[i].form);
        buffer_add_char(out, ':');
        search_add_decimal(out, line->forms.items[i].texts);
    }
    buffer_add_char(out, '\t');
    search_add_decimal(out, line->df);
    buffer_add_char(out, '\t');
    buffer_add(out, buffer_text(&line->postings));
    buffer_add_char(out, '\t');
    buffer_add(out, buffer_text(&line->things));
    buffer_add_char(out, '\n');
}

static void write_lines(struct buffer *out, struct merging *merging) {
    size_t count = merging->lines.count;
    struct merged_line **sorted = arena_array(&merging->arena, struct merged_line *, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &merging->lines.items[i];
    qsort(sorted, count, sizeof *sorted, by_key);
    for (size_t i = 0; i < count; i++) {
        write_line(out, sorted[i], &merging->arena);
        buffer_free(&sorted[i]->postings);
        buffer_free(&sorted[i]->things);
    }
}

void search_merge(struct buffer *out, const struct search_source *sources, size_t count, struct text from, struct text to) {
    struct merging merging = {0};
    for (size_t i = 0; i < count; i++) {
        struct text record = sources[i].record, line;
        size_t end = to.size ? search_lower_bound(record, to) : record.size;
        struct text lines = text_slice(record, search_lower_bound(record, from), end);
        while (text_cut(&line, &lines, '\n'))
            merge_line(&merging, line, sources[i].essay);
    }
    write_lines(out, &merging);
    arena_free(&merging.arena);
}
