#include "search/index_lines.h"

#include "base/array.h"
#include "base/none.h"
#include "search/word_table.h"

#include <stdlib.h>
#include <string.h>

/* A form as lines write it, and how many texts have it. */
struct counted_form {
    struct text form;
    uint32_t texts;
};

/* All that has one key. */
struct merged_line {
    struct text key;
    uint32_t df;         /* as struct search_line has it */
    uint32_t next_essay; /* the essay behind the last one that has a posting */
    struct {
        struct counted_form *items;
        size_t count, capacity;
    } forms;
    struct buffer postings;
    struct text things;
};

struct merging {
    struct word_table by_key;
    struct {
        struct merged_line *items;
        size_t count, capacity;
    } lines;
    struct arena arena;
};

/* Decimal digits alone. */
static bool read_count(uint32_t *number, struct text digits) {
    uint64_t value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || value > UINT32_MAX)
            return false;
        value = value * 10 + (unsigned)(digits.bytes[i] - '0');
    }
    *number = (uint32_t)value;
    return digits.size > 0 && value <= UINT32_MAX;
}

static struct text field(struct text *rest) {
    struct text cut = {0};
    text_cut(&cut, rest, '\t');
    return cut;
}

bool search_line_read(struct search_line *line, struct text text) {
    struct text rest;
    *line = (struct search_line){.key = search_key(text, &rest)};
    line->is_alias = SEARCH_IS_ALIAS(line->key);
    line->forms = line->is_alias ? (struct text){0} : field(&rest);
    bool good = read_count(&line->df, field(&rest));
    line->postings = field(&rest);
    line->things = field(&rest);
    return good && line->key.size && !rest.size;
}

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

static void count_forms(struct merged_line *line, struct text forms, struct arena *arena) {
    struct text form, name;
    uint32_t texts;
    while (text_cut(&form, &forms, ' '))
        if (text_cut(&name, &form, ':') && read_count(&texts, form))
            count_form(line, name, texts, arena);
}

/* The essay behind the last one that `postings` name, where these begin with one of `essay`. */
static uint32_t essay_behind(struct text postings, uint32_t essay) {
    uint32_t number;
    size_t at = 0;
    for (bool is_first = true; search_next_number(postings, &at, &number); is_first = false)
        if (number & 1) {
            essay = is_first ? essay : essay + 1 + (number >> 3);
            search_next_number(postings, &at, &number);
        }
    return essay + 1;
}

/* All but the first number, which says how far the essay is behind the one before, are the same. */
static void add_postings(struct merged_line *line, struct text postings) {
    uint32_t first;
    size_t at = 0;
    if (!search_next_number(postings, &at, &first))
        return;
    search_add_number(&line->postings, first - (line->next_essay << 3));
    buffer_add(&line->postings, text_after(postings, at));
    line->next_essay = essay_behind(postings, first >> 3);
}

static void merge_line(struct merging *merging, struct text text) {
    struct search_line line;
    search_line_read(&line, text);
    struct merged_line *merged = line_of(merging, line.key);
    merged->df += line.df;
    if (line.is_alias)
        return;
    count_forms(merged, line.forms, &merging->arena);
    add_postings(merged, line.postings);
    merged->things = line.things;
}

static int by_key(const void *a, const void *b) {
    return text_compare((*(struct merged_line *const *)a)->key, (*(struct merged_line *const *)b)->key);
}

static int by_form(const void *a, const void *b) {
    return text_compare(((const struct counted_form *)a)->form, ((const struct counted_form *)b)->form);
}

static void write_line(struct buffer *out, const struct merged_line *line) {
    buffer_add(out, line->key);
    if (SEARCH_IS_ALIAS(line->key)) {
        buffer_add_format(out, "\t%u\n", line->df);
        return;
    }
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
    buffer_add(out, line->things);
    buffer_add_char(out, '\n');
}

static void write_lines(struct buffer *out, struct merging *merging) {
    size_t count = merging->lines.count;
    struct merged_line **sorted = arena_array(&merging->arena, struct merged_line *, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &merging->lines.items[i];
    qsort(sorted, count, sizeof *sorted, by_key);
    for (size_t i = 0; i < count; i++) {
        write_line(out, sorted[i]);
        buffer_free(&sorted[i]->postings);
    }
}

void search_merge(struct buffer *out, const struct text *records, size_t count, struct text from, struct text to) {
    struct merging merging = {0};
    for (size_t i = 0; i < count; i++) {
        struct text record = records[i], line;
        size_t end = to.size ? search_lower_bound(record, to) : record.size;
        struct text lines = text_slice(record, search_lower_bound(record, from), end);
        while (text_cut(&line, &lines, '\n'))
            merge_line(&merging, line);
    }
    write_lines(out, &merging);
    arena_free(&merging.arena);
}
