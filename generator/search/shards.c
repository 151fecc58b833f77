#include "search/shards.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

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

static void write_forms(struct buffer *out, const struct search_line *line) {
    struct text form, rest = line->forms;
    bool is_first = true;
    while (text_cut(&form, &rest, ' ')) {
        form = text_slice(form, 0, text_find_char(form, ':', 0));
        if (is_first && !rest.size && text_equal(form, search_stem_alone(line->key)))
            break;
        buffer_add(out, is_first ? TEXT("") : TEXT(" "));
        buffer_add(out, form);
        is_first = false;
    }
}

/* Those in titles alone; none where they are too long. */
static void write_titles(struct buffer *out, struct text bytes) {
    struct search_postings postings = {.bytes = bytes};
    struct search_posting posting, last = {0};
    size_t before = out->size;
    while (out->size - before <= COMMON_POSTINGS && search_next_posting(&postings, &posting))
        if (posting.unit == 0 && posting.impact > 0) {
            search_add_posting(out, out->size > before ? &last : NULL, posting);
            last = posting;
        }
    if (out->size - before > COMMON_POSTINGS)
        out->size = before;
}

static void write_postings(struct buffer *out, const struct search_line *line, uint32_t common) {
    if (line->df > common)
        write_titles(out, line->postings);
    else
        buffer_add(out, search_line_is_long(line, common) ? TEXT(">") : line->postings);
}

/* The line as a shard has it, without an end. */
static void write_line(struct buffer *out, const struct search_line *line, uint32_t common) {
    buffer_add(out, line->key);
    if (line->is_alias)
        return;
    buffer_add_char(out, '\t');
    write_forms(out, line);
    buffer_add_char(out, '\t');
    search_add_decimal(out, line->df);
    buffer_add_char(out, '\t');
    size_t before = out->size;
    write_postings(out, line, common);
    if (line->things.size)
        buffer_add_char(out, '\t');
    else if (out->size == before)
        out->size--;
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
    buffer_add_json_string(out, buffer_text(&shown));
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
    struct text word;   /* its first field */
    struct text prefix; /* what a shard that begins here is called */
    size_t characters;  /* of that; 0 where none may begin */
    size_t size;        /* of the line in a shard */
    struct text
        most; /* of this and of all lines before: the last of the stems, and of their forms that are not far from them */
};

/* A form as it stands in a line, whole. */
static struct text whole_form(struct text stem, struct text form, struct arena *arena) {
    size_t end = 0;
    int characters = form.size ? search_digit_of(form.bytes[0]) : 0;
    while (characters-- > 0 && end < stem.size)
        utf8_next(stem, &end);
    form = text_slice(form, 1, text_find_char(form, ':', 0));
    return form.size ? text_join(arena, text_slice(stem, 0, end), form) : text_slice(stem, 0, end);
}

static struct text last_of(struct text a, struct text b) {
    return text_compare(a, b) < 0 ? b : a;
}

static void find_most(struct cut_line *cut, const struct search_line *line, struct arena *arena) {
    struct text form, forms = line->forms;
    cut->most = last_of(cut->most, cut->word);
    while (!line->is_alias && text_cut(&form, &forms, ' ')) {
        struct text whole = whole_form(line->key, form, arena);
        if (!search_form_is_far(line->key, whole))
            cut->most = last_of(cut->most, whole);
    }
}

/* The shortest prefix that the word before has not. */
static void find_prefix(struct cut_line *line, struct text before) {
    for (size_t at = 0, from = 0; at < line->word.size; from = at) {
        utf8_next(line->word, &at);
        line->characters++;
        if (at > before.size || memcmp(line->word.bytes + from, before.bytes + from, at - from) != 0) {
            line->prefix = text_slice(line->word, 0, at);
            return;
        }
    }
    line->characters = 0;
}

/* No shard may begin where a stem stands on one side and a form of it on the other. */
void search_cutter_add(struct search_cutter *cutter, struct text text) {
    struct search_line line;
    search_line_read(&line, text);
    struct cut_line *cut = array_add(&cutter->lines, cutter->arena);
    const struct cut_line *last = cutter->lines.count > 1 ? cut - 1 : NULL;
    *cut = (struct cut_line){.word = word_of(&line)};
    find_prefix(cut, last ? last->word : cutter->before);
    if (last && text_compare(last->most, cut->prefix) >= 0)
        cut->characters = 0;
    cut->most = last ? last->most : (struct text){0};
    find_most(cut, &line, cutter->arena);
    buffer_clear(&cutter->scratch);
    write_line(&cutter->scratch, &line, cutter->common);
    cut->size = cutter->scratch.size + 1;
}

static bool is_better(const struct cut_line *line, const struct cut_line *best) {
    if (!best || line->characters != best->characters)
        return !best || line->characters < best->characters;
    return text_hash(line->prefix) < text_hash(best->prefix);
}

size_t search_cutter_next(const struct search_cutter *cutter, size_t first) {
    const struct cut_line *lines = cutter->lines.items, *best = NULL;
    size_t size = lines[first].size, i = first + 1;
    for (; i < cutter->lines.count && (size <= SHARD_MOST || !best); size += lines[i++].size)
        if (size >= SHARD_LEAST && lines[i].characters && is_better(&lines[i], best))
            best = &lines[i];
    return best && size > SHARD_MOST ? (size_t)(best - lines) : i;
}

struct text search_cutter_name(const struct search_cutter *cutter, size_t first) {
    return first || cutter->before.size ? cutter->lines.items[first].prefix : TEXT(SHARD_FIRST);
}

void search_cutter_free(struct search_cutter *cutter) {
    buffer_free(&cutter->scratch);
}
