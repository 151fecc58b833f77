#include "search/record.h"

#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A stem in one text: where it stands. */
struct found_stem {
    struct text stem;
    struct {
        struct found_unit {
            uint32_t unit, times;
            bool is_named;
        } * items;
        size_t count, capacity;
    } units;
    struct {
        struct text *items;
        size_t count, capacity;
    } forms;
};

/* Stems of one language, by form as it is written. */
struct known_language {
    struct text language;
    struct stemmer *stemmer;
    struct table stems; /* from accented forms to indexes in `texts` */
    struct {
        struct text *items;
        size_t count, capacity;
    } texts;
};

enum { MOST_LANGUAGES = 8 };

struct search_recorder {
    struct known_language languages[MOST_LANGUAGES];
    size_t language_count;
    struct arena *arena;
};

/* What is known of the text that is read. */
struct recording {
    struct known_language *language;
    struct arena *kept;   /* of the recorder */
    struct table by_form; /* accented; to indexes in `stems` */
    struct table by_stem;
    struct {
        struct found_stem *items;
        size_t count, capacity;
    } stems;
    uint32_t *words_of; /* of each unit */
    struct arena arena;
};

struct search_recorder *search_recorder_open(struct arena *arena) {
    struct search_recorder *recorder = arena_new(arena, struct search_recorder);
    recorder->arena = arena;
    return recorder;
}

void search_recorder_close(struct search_recorder *recorder) {
    for (size_t i = 0; i < recorder->language_count; i++)
        stemmer_close(recorder->languages[i].stemmer);
    recorder->language_count = 0;
}

static struct known_language *language_of(struct search_recorder *recorder, struct text tag) {
    for (size_t i = 0; i < recorder->language_count; i++)
        if (text_equal(recorder->languages[i].language, tag))
            return &recorder->languages[i];
    if (recorder->language_count == MOST_LANGUAGES)
        search_recorder_close(recorder);
    struct known_language *language = &recorder->languages[recorder->language_count++];
    *language = (struct known_language){.language = text_copy(tag, recorder->arena), .stemmer = stemmer_open(tag)};
    return language;
}

static struct text stem_of(struct recording *recording, const struct search_word *word) {
    struct known_language *language = recording->language;
    if (!language->stemmer || word->kind != SEARCH_WORD_PLAIN)
        return word->form;
    uint32_t known = table_get(&language->stems, word->accented);
    if (known == NONE) {
        known = (uint32_t)language->texts.count;
        *array_add(&language->texts, recording->kept) =
            text_copy(stemmer_stem(language->stemmer, word, &recording->arena), recording->kept);
        table_put(&language->stems, text_copy(word->accented, recording->kept), known, recording->kept);
    }
    return language->texts.items[known];
}

static void add_form_of(struct found_stem *stem, struct text form, struct arena *arena) {
    for (size_t i = 0; i < stem->forms.count; i++)
        if (text_equal(stem->forms.items[i], form))
            return;
    *array_add(&stem->forms, arena) = form;
}

/* Which stem a word is of. */
static uint32_t find_stem(struct recording *recording, const struct search_word *word) {
    uint32_t index = table_get(&recording->by_form, word->accented);
    if (index != NONE)
        return index;
    struct text stem = stem_of(recording, word);
    index = table_get(&recording->by_stem, stem);
    if (index == NONE) {
        index = (uint32_t)recording->stems.count;
        array_add(&recording->stems, &recording->arena)->stem = stem;
        table_put(&recording->by_stem, stem, index, &recording->arena);
    }
    add_form_of(&recording->stems.items[index], word->form, &recording->arena);
    table_put(&recording->by_form, word->accented, index, &recording->arena);
    return index;
}

static void read_text(struct recording *recording, const struct search_text *text) {
    struct search_words words;
    search_words_begin(&words, text->text, &recording->arena);
    for (struct search_word word; search_words_next(&words, &word);) {
        uint32_t index = find_stem(recording, &word);
        struct found_stem *stem = &recording->stems.items[index];
        struct found_unit *last = stem->units.count ? &stem->units.items[stem->units.count - 1] : NULL;
        if (!last || last->unit != text->unit) {
            last = array_add(&stem->units, &recording->arena);
            last->unit = text->unit;
        }
        last->times++;
        last->is_named |= text->is_name;
        recording->words_of[text->unit]++;
    }
}

uint8_t search_impact(uint32_t times, uint32_t words) {
    uint64_t impact = UINT64_C(40000) * times / (UINT64_C(10000) * times + 3000 + UINT64_C(225) * words);
    return (uint8_t)(impact < SEARCH_IMPACTS ? impact : SEARCH_IMPACTS - 1);
}

/* How many characters two texts begin with, and where they end in `a`. */
static size_t common_characters(size_t *end, struct text a, struct text b) {
    size_t count = 0;
    *end = 0;
    for (size_t next = 0; next < a.size; count++) {
        size_t from = next;
        utf8_next(a, &next);
        if (next > b.size || memcmp(a.bytes + from, b.bytes + from, next - from) != 0)
            break;
        *end = next;
    }
    return count;
}

bool search_form_is_far(struct text stem, struct text form) {
    size_t end, common = common_characters(&end, stem, form), count = utf8_count(stem);
    bool is_near = (common >= 3 && common + 1 >= count) || (common == count && common == 2);
    return (!is_near || text_compare(form, stem) < 0) && !text_equal(stem, form);
}

void search_add_form(struct buffer *out, struct text stem, struct text form) {
    size_t end, common = common_characters(&end, stem, form);
    search_add_digit(out, (unsigned)common);
    buffer_add(out, text_after(form, end));
}

struct text search_key(struct text line, struct text *rest) {
    size_t end = text_find_char(line, '\t', 0);
    if (end + 1 < line.size && line.bytes[end + 1] == '>')
        end = text_find_char(line, '\t', end + 1);
    *rest = text_after(line, end + 1);
    return text_slice(line, 0, end);
}

/* A line that is to be written. */
struct record_line {
    struct text key;
    const struct found_stem *stem; /* NULL for an alias */
};

static int by_key(const void *a, const void *b) {
    return text_compare(((const struct record_line *)a)->key, ((const struct record_line *)b)->key);
}

static int by_bytes(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static void write_forms(struct buffer *out, const struct found_stem *stem) {
    if (stem->forms.count == 1 && text_equal(stem->forms.items[0], stem->stem))
        return;
    for (size_t i = 0; i < stem->forms.count; i++) {
        buffer_add(out, i ? TEXT(" ") : TEXT(""));
        search_add_form(out, stem->stem, stem->forms.items[i]);
    }
}

static void write_units(struct buffer *out, const struct recording *recording, const struct found_stem *stem) {
    uint32_t next = 0;
    search_add_number(out, (uint32_t)stem->units.count);
    for (size_t i = 0; i < stem->units.count; i++) {
        const struct found_unit *found = &stem->units.items[i];
        uint32_t impact = found->is_named ? SEARCH_IMPACTS - 1 : search_impact(found->times, recording->words_of[found->unit]);
        search_add_number(out, (found->unit - next) << 3 | impact << 1);
        next = found->unit + 1;
    }
}

static void write_line(struct buffer *out, const struct recording *recording, const struct record_line *line) {
    buffer_add(out, line->key);
    buffer_add_char(out, '\t');
    if (line->stem) {
        write_forms(out, line->stem);
        buffer_add_char(out, '\t');
        write_units(out, recording, line->stem);
    }
    buffer_add_char(out, '\n');
}

static void write_lines(struct buffer *out, struct recording *recording) {
    struct {
        struct record_line *items;
        size_t count, capacity;
    } lines = {0};
    for (size_t i = 0; i < recording->stems.count; i++) {
        struct found_stem *stem = &recording->stems.items[i];
        qsort(stem->forms.items, stem->forms.count, sizeof *stem->forms.items, by_bytes);
        *array_add(&lines, &recording->arena) = (struct record_line){stem->stem, stem};
        for (size_t j = 0; j < stem->forms.count; j++) {
            struct text form = stem->forms.items[j];
            if (search_form_is_far(stem->stem, form))
                array_add(&lines, &recording->arena)->key =
                    text_format(&recording->arena, "%.*s\t>%.*s", TEXT_ARGS(form), TEXT_ARGS(stem->stem));
        }
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof *lines.items, by_key);
    for (size_t i = 0; i < lines.count; i++)
        write_line(out, recording, &lines.items[i]);
}

void search_record_write(struct buffer *out, struct search_recorder *recorder, const struct search_text *texts, size_t count,
                         struct text language) {
    struct recording recording = {.language = language_of(recorder, language), .kept = recorder->arena};
    recording.words_of = arena_array(&recording.arena, uint32_t, count ? texts[count - 1].unit + 1 : 1);
    for (size_t i = 0; i < count; i++)
        read_text(&recording, &texts[i]);
    write_lines(out, &recording);
    arena_free(&recording.arena);
}
