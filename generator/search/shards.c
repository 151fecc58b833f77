#include "search/shards.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

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

uint32_t search_common(uint64_t units) {
    unsigned steps = 0;
    for (; units >> steps > 15; steps++)
        ;
    uint64_t common = (units >> steps << steps) / 5;
    return common < COMMON_LEAST ? COMMON_LEAST : common > UINT32_MAX ? UINT32_MAX : (uint32_t)common;
}

bool search_line_is_long(const struct search_line *line, uint32_t common) {
    return line->postings.size > SHARD_LONG && line->df <= common;
}

/* The first field of a line. */
static struct text word_of(const struct search_line *line) {
    return text_slice(line->key, 0, text_find_char(line->key, '\t', 0));
}

/* Writing */

void search_script_begin(struct buffer *out, const char *prefix, struct text name) {
    buffer_add_format(out, "colophonSearch(\"%s", prefix);
    search_file_name(out, name);
    buffer_add(out, TEXT("\","));
}

void search_script_end(struct buffer *out) {
    buffer_add_char(out, ')');
}

/* Whether the forms are the stem alone. */
static bool is_stem_alone(const struct search_line *line, struct text form) {
    struct buffer itself = {0};
    search_add_form(&itself, line->key, line->key);
    bool same = text_equal(buffer_text(&itself), form);
    buffer_free(&itself);
    return same;
}

static void write_forms(struct buffer *out, const struct search_line *line) {
    struct text form, rest = line->forms;
    bool is_first = true;
    while (text_cut(&form, &rest, ' ')) {
        form = text_slice(form, 0, text_find_char(form, ':', 0));
        if (is_first && !rest.size && is_stem_alone(line, form))
            break;
        buffer_add(out, is_first ? TEXT("") : TEXT(" "));
        buffer_add(out, form);
        is_first = false;
    }
}

/* The line as a shard has it, without an end. */
static void write_line(struct buffer *out, const struct search_line *line, uint32_t common) {
    buffer_add(out, line->key);
    if (line->is_alias)
        return;
    buffer_add_char(out, '\t');
    write_forms(out, line);
    buffer_add_format(out, "\t%u", line->df);
    bool has_postings = line->df && line->df <= common;
    if (has_postings || line->things.size)
        buffer_add_char(out, '\t');
    if (has_postings)
        buffer_add(out, search_line_is_long(line, common) ? TEXT(">") : line->postings);
    if (line->things.size)
        buffer_add_char(out, '\t');
    buffer_add(out, line->things);
}

void search_shard_write(struct buffer *out, struct text name, struct text lines, uint32_t common) {
    struct buffer shown = {0};
    struct text text;
    while (text_cut(&text, &lines, '\n')) {
        struct search_line line;
        buffer_add(&shown, shown.size ? TEXT("\n") : TEXT(""));
        if (search_line_read(&line, text))
            write_line(&shown, &line, common);
    }
    search_script_begin(out, "w-", name);
    buffer_add_char(out, '"');
    buffer_add_json(out, buffer_text(&shown));
    buffer_add_char(out, '"');
    search_script_end(out);
    buffer_free(&shown);
}

void search_long_write(struct buffer *out, const struct search_line *line) {
    search_script_begin(out, "p-", line->key);
    buffer_add_char(out, '"');
    buffer_add(out, line->postings);
    buffer_add_char(out, '"');
    search_script_end(out);
}

/* Cutting */

/* What is to be known of a line to cut before it. */
struct cut_line {
    struct text word;        /* its first field */
    struct text prefix;      /* what a shard that begins here is called; "" where none may */
    size_t characters;       /* of that */
    size_t size;             /* of the line in a shard */
    struct text least, most; /* of the stem and its forms that are not far from it */
};

static void widen(struct cut_line *line, struct text word) {
    if (text_compare(word, line->least) < 0)
        line->least = word;
    if (text_compare(word, line->most) > 0)
        line->most = word;
}

/* A form as it stands in a line, whole. */
static struct text whole_form(struct text stem, struct text form, struct arena *arena) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *digit = form.size && form.bytes[0] ? strchr(alphabet, form.bytes[0]) : NULL;
    size_t end = 0;
    for (ptrdiff_t i = 0; digit && i < digit - alphabet && end < stem.size; i++)
        utf8_next(stem, &end);
    form = text_slice(form, 1, text_find_char(form, ':', 0));
    return form.size ? text_join(arena, text_slice(stem, 0, end), form) : text_slice(stem, 0, end);
}

static void measure(struct cut_line *cut, const struct search_line *line, uint32_t common, struct buffer *scratch,
                    struct arena *arena) {
    struct text form, forms = line->forms;
    cut->word = cut->least = cut->most = word_of(line);
    buffer_clear(scratch);
    write_line(scratch, line, common);
    cut->size = scratch->size + 1;
    while (!line->is_alias && text_cut(&form, &forms, ' ')) {
        struct text whole = whole_form(line->key, form, arena);
        if (!search_form_is_far(line->key, whole))
            widen(cut, whole);
    }
}

/* The shortest prefix that the word before has not. */
static void find_prefix(struct cut_line *line, struct text before) {
    size_t at = 0;
    line->characters = 0;
    while (at < line->word.size) {
        size_t from = at;
        utf8_next(line->word, &at);
        line->characters++;
        if (at > before.size || memcmp(line->word.bytes + from, before.bytes + from, at - from) != 0) {
            line->prefix = text_slice(line->word, 0, at);
            return;
        }
    }
    line->prefix = (struct text){0};
}

/* No shard may begin where a stem stands on one side and a form of it on the other. */
static void forbid_parting(struct cut_line *lines, size_t count, struct arena *arena) {
    struct text *most_before = arena_array(arena, struct text, count + 1);
    struct text least_behind = {0};
    for (size_t i = 0; i < count; i++)
        most_before[i + 1] = text_compare(lines[i].most, most_before[i]) > 0 ? lines[i].most : most_before[i];
    for (size_t i = count; i-- > 0;) {
        if (i + 1 == count || text_compare(lines[i].least, least_behind) < 0)
            least_behind = lines[i].least;
        if (text_compare(most_before[i], lines[i].prefix) >= 0 || text_compare(least_behind, lines[i].prefix) < 0)
            lines[i].prefix = (struct text){0};
    }
}

static bool is_better(const struct cut_line *line, const struct cut_line *best) {
    if (!best || line->characters != best->characters)
        return !best || line->characters < best->characters;
    return text_hash(line->prefix) < text_hash(best->prefix);
}

/* The line at which the shard ends that begins at `first`; `count`: it is the last. */
static size_t next_cut(const struct cut_line *lines, size_t count, size_t first) {
    const struct cut_line *best = NULL;
    size_t size = lines[first].size;
    for (size_t i = first + 1; i < count && (size <= SHARD_MOST || !best); size += lines[i++].size)
        if (size >= SHARD_LEAST && lines[i].prefix.size && is_better(&lines[i], best))
            best = &lines[i];
    return best ? (size_t)(best - lines) : count;
}

void search_cut(struct search_cuts *cuts, const struct text *lines, size_t count, struct text before, uint32_t common,
                struct arena *arena) {
    struct arena scratch = {0};
    struct buffer written = {0};
    struct cut_line *measured = arena_array(&scratch, struct cut_line, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct search_line line;
        search_line_read(&line, lines[i]);
        measure(&measured[i], &line, common, &written, &scratch);
        find_prefix(&measured[i], i ? measured[i - 1].word : before);
    }
    forbid_parting(measured, count, &scratch);
    *cuts = (struct search_cuts){0};
    for (size_t i = 0; i < count; i = next_cut(measured, count, i)) {
        find_prefix(&measured[i], i ? measured[i - 1].word : before);
        *array_add(cuts, arena) = (struct search_cut){text_copy(measured[i].prefix, arena), i};
    }
    buffer_free(&written);
    arena_free(&scratch);
}
