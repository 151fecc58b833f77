#include "search/index_lines.h"

#include "base/array.h"
#include "base/none.h"

#include <stdlib.h>
#include <string.h>

/* A record while it is merged with others. */
struct merged_record {
    struct text rest; /* behind `line` */
    struct search_line line;
    uint64_t begins; /* what its key begins with: most differ by that */
    bool is_done;
};

/* A form as lines write it, and how many texts have it. */
struct counted_form {
    struct text form;
    uint32_t texts;
};

struct counted_forms {
    struct counted_form *items;
    size_t count, capacity;
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

static void read_next(struct merged_record *record) {
    struct text line;
    record->is_done = !text_cut(&line, &record->rest, '\n');
    if (record->is_done)
        return;
    search_line_read(&record->line, line);
    record->begins = search_beginning(record->line.key);
}

static int compare(const struct merged_record *a, const struct merged_record *b) {
    if (a->begins != b->begins)
        return a->begins < b->begins ? -1 : 1;
    return text_compare(a->line.key, b->line.key);
}

/* Those that stand at the first key of all; returns how many. */
static size_t find_first(struct merged_record **first, struct merged_record *merged, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        int order = merged[i].is_done ? 1 : found ? compare(&merged[i], first[0]) : -1;
        found = order < 0 ? 0 : found;
        if (order <= 0)
            first[found++] = &merged[i];
    }
    return found;
}

static void count_form(struct counted_forms *forms, struct text form, uint32_t texts, struct arena *arena) {
    for (size_t i = 0; i < forms->count; i++)
        if (text_equal(forms->items[i].form, form)) {
            forms->items[i].texts += texts;
            return;
        }
    *array_add(forms, arena) = (struct counted_form){form, texts};
}

static void count_forms(struct counted_forms *counted, struct text forms, struct arena *arena) {
    struct text form, name;
    uint32_t texts;
    while (text_cut(&form, &forms, ' '))
        if (text_cut(&name, &form, ':') && read_count(&texts, form))
            count_form(counted, name, texts, arena);
}

static int by_form(const void *a, const void *b) {
    return text_compare(((const struct counted_form *)a)->form, ((const struct counted_form *)b)->form);
}

/* `counted` is room that is used again for each line. */
static void write_forms(struct buffer *out, struct counted_forms *counted, struct merged_record *const *of, size_t count,
                        struct arena *arena) {
    counted->count = 0;
    for (size_t i = 0; i < count; i++)
        count_forms(counted, of[i]->line.forms, arena);
    qsort(counted->items, counted->count, sizeof *counted->items, by_form);
    for (size_t i = 0; i < counted->count; i++) {
        buffer_add_char(out, i ? ' ' : '\t');
        buffer_add(out, counted->items[i].form);
        buffer_add_char(out, ':');
        search_add_decimal(out, counted->items[i].texts);
    }
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

/* All but the first number of each, which says how far the essay is behind the one before, are the same. */
static void write_postings(struct buffer *out, struct merged_record *const *of, size_t count) {
    uint32_t next_essay = 0, first;
    for (size_t i = 0; i < count; i++) {
        struct text postings = of[i]->line.postings;
        size_t at = 0;
        if (!search_next_number(postings, &at, &first))
            continue;
        search_add_number(out, first - (next_essay << 3));
        buffer_add(out, text_after(postings, at));
        if (i + 1 < count)
            next_essay = essay_behind(postings, first >> 3);
    }
}

/* The line of a key. */
static void write_line(struct buffer *out, struct counted_forms *counted, struct merged_record *const *of, size_t count,
                       struct arena *arena) {
    const struct search_line *line = &of[count - 1]->line;
    uint32_t df = 0;
    for (size_t i = 0; i < count; i++)
        df += of[i]->line.df;
    buffer_add(out, line->key);
    if (!line->is_alias)
        write_forms(out, counted, of, count, arena);
    buffer_add_char(out, '\t');
    search_add_decimal(out, df);
    if (!line->is_alias) {
        buffer_add_char(out, '\t');
        write_postings(out, of, count);
        buffer_add_char(out, '\t');
        buffer_add(out, line->things);
    }
    buffer_add_char(out, '\n');
}

void search_merge(struct buffer *out, const struct text *records, size_t count, struct text from, struct text to) {
    struct arena arena = {0};
    struct counted_forms counted = {0};
    struct merged_record *merged = arena_array(&arena, struct merged_record, count),
                         **first = arena_array(&arena, struct merged_record *, count);
    for (size_t i = 0; i < count; i++) {
        size_t end = to.size ? search_lower_bound(records[i], to) : records[i].size;
        merged[i].rest = text_slice(records[i], search_lower_bound(records[i], from), end);
        read_next(&merged[i]);
    }
    for (size_t found; (found = find_first(first, merged, count)) > 0;) {
        write_line(out, &counted, first, found, &arena);
        for (size_t i = 0; i < found; i++)
            read_next(first[i]);
    }
    arena_free(&arena);
}
