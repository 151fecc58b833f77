#include "search/record.h"

#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A stem of one language, and where it stands in the text that is read. */
struct known_stem {
    struct text stem;
    uint32_t text;       /* the last one that has it, by the recorder's count; what follows is of that */
    uint32_t first_form; /* of its forms there; NONE */
    struct {
        struct found_unit {
            uint32_t unit, times;
            uint8_t least;    /* its impact, whatever the unit's length */
            bool is_measured; /* by how often it stands in the unit */
        } * items;
        size_t count, capacity;
    } units;
};

/* A form as texts write it. */
struct known_form {
    uint32_t stem;
    uint32_t text;     /* the last one that has it */
    uint32_t next;     /* in that text: the next of its stem; NONE */
    struct text coded; /* as a line has it */
    struct text alias; /* the key of its own line; "" where it is not far from its stem */
    bool is_stem;      /* itself */
};

/* What is known of a language: most words of a text have been in one before. */
struct known_language {
    struct text language;
    struct stemmer *stemmer;
    struct table by_accented; /* to indexes in `forms`: words with their accents, of which several may have one form */
    struct table by_key;      /* likewise: form TAB stem */
    struct table by_stem;
    struct {
        struct known_form *items;
        size_t count, capacity;
    } forms;
    struct {
        struct known_stem *items;
        size_t count, capacity;
    } stems;
};

enum { MOST_LANGUAGES = 8 };

struct search_recorder {
    struct known_language languages[MOST_LANGUAGES];
    size_t language_count;
    uint32_t text; /* how many were read */
    struct arena *arena;
};

/* The text that is read. */
struct recording {
    struct known_language *language;
    struct search_recorder *recorder;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } stems;            /* that it has */
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

static uint32_t find_stem(struct known_language *language, struct text stem, struct arena *arena) {
    uint32_t index = table_get(&language->by_stem, stem);
    if (index != NONE)
        return index;
    struct known_stem *known = array_add(&language->stems, arena);
    *known = (struct known_stem){.stem = text_copy(stem, arena)};
    index = (uint32_t)language->stems.count - 1;
    table_put(&language->by_stem, known->stem, index, arena);
    return index;
}

static struct text coded_form(struct text stem, struct text form, struct arena *arena) {
    struct buffer coded = {0};
    search_add_form(&coded, stem, form);
    struct text copy = text_copy(buffer_text(&coded), arena);
    buffer_free(&coded);
    return copy;
}

static uint32_t add_form(struct known_language *language, struct text stem, struct text form, struct arena *arena) {
    struct text key = text_format(arena, "%.*s\t>%.*s", TEXT_ARGS(form), TEXT_ARGS(stem));
    uint32_t index = table_get(&language->by_key, key);
    if (index != NONE)
        return index;
    *array_add(&language->forms, arena) = (struct known_form){
        .stem = find_stem(language, stem, arena),
        .coded = coded_form(stem, form, arena),
        .alias = search_form_is_far(stem, form) ? key : (struct text){0},
        .is_stem = text_equal(stem, form),
    };
    index = (uint32_t)language->forms.count - 1;
    table_put(&language->by_key, key, index, arena);
    return index;
}

static uint32_t find_form(struct recording *recording, const struct search_word *word) {
    struct known_language *language = recording->language;
    struct arena *arena = recording->recorder->arena;
    uint32_t index = table_get(&language->by_accented, word->accented);
    if (index != NONE)
        return index;
    struct text stem = stemmer_stem(language->stemmer, word, &recording->arena);
    index = add_form(language, stem, word->form, arena);
    table_put(&language->by_accented, text_copy(word->accented, arena), index, arena);
    return index;
}

/* The stem of a form, which the text has now. */
static struct known_stem *note_form(struct recording *recording, uint32_t index) {
    struct known_form *form = &recording->language->forms.items[index];
    struct known_stem *stem = &recording->language->stems.items[form->stem];
    uint32_t text = recording->recorder->text;
    if (form->text == text)
        return stem;
    if (stem->text != text) {
        stem->text = text;
        stem->units.count = 0;
        stem->first_form = NONE;
        *array_add(&recording->stems, &recording->arena) = form->stem;
    }
    form->text = text;
    form->next = stem->first_form;
    stem->first_form = index;
    return stem;
}

/* How many words a text has, counted to `most`. */
static uint32_t count_words(struct text text, uint32_t most, struct arena *arena) {
    uint32_t count = 0;
    struct search_words words;
    search_words_begin(&words, text, arena);
    for (struct search_word word; count < most && search_words_next(&words, &word);)
        count += word.kind != SEARCH_WORD_LAST;
    return count;
}

/* The impact that words have whatever their unit's length. A name of few words stands first for who asks for it. */
static uint8_t least_impact(const struct search_text *text, struct arena *arena) {
    enum { FEW_WORDS = 3 };
    if (text->role != SEARCH_NAME)
        return text->role == SEARCH_HEADING ? SEARCH_IMPACTS - 1 : 0;
    uint32_t count = count_words(text->text, FEW_WORDS + 1, arena);
    return count > FEW_WORDS ? 1 : count > 1 ? SEARCH_IMPACTS - 2 : SEARCH_IMPACTS - 1;
}

static void read_text(struct recording *recording, const struct search_text *text) {
    uint8_t least = least_impact(text, &recording->arena);
    struct search_words words;
    search_words_begin(&words, text->text, &recording->arena);
    for (struct search_word word; search_words_next(&words, &word);) {
        struct known_stem *stem = note_form(recording, find_form(recording, &word));
        struct found_unit *last = stem->units.count ? &stem->units.items[stem->units.count - 1] : NULL;
        if (!last || last->unit != text->unit) {
            last = array_add(&stem->units, recording->recorder->arena);
            *last = (struct found_unit){.unit = text->unit};
        }
        last->times++;
        last->least = least > last->least ? least : last->least;
        last->is_measured |= text->role == SEARCH_PASSAGE;
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

struct text search_stem_alone(struct text stem) {
    static const char alphabet[] = SEARCH_ALPHABET;
    return (struct text){alphabet + utf8_count(stem), 1};
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
    uint64_t begins; /* the first eight bytes of the key, as a number */
    struct text key;
    const struct known_stem *stem; /* NULL for an alias */
};

static uint64_t beginning_of(struct text key) {
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++)
        number = number << 8 | (i < key.size ? (unsigned char)key.bytes[i] : 0);
    return number;
}

static int by_key(const void *a, const void *b) {
    const struct record_line *left = a, *right = b;
    if (left->begins != right->begins)
        return left->begins < right->begins ? -1 : 1;
    return text_compare(left->key, right->key);
}

static int by_bytes(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static void write_forms(struct buffer *out, struct recording *recording, const struct known_stem *stem) {
    const struct known_form *forms = recording->language->forms.items, *first = &forms[stem->first_form];
    size_t count = 0;
    if (first->next == NONE) {
        buffer_add(out, first->is_stem ? (struct text){0} : first->coded);
        return;
    }
    for (uint32_t form = stem->first_form; form != NONE; form = forms[form].next)
        count++;
    struct text *coded = arena_array(&recording->arena, struct text, count);
    count = 0;
    for (uint32_t form = stem->first_form; form != NONE; form = forms[form].next)
        coded[count++] = forms[form].coded;
    qsort(coded, count, sizeof *coded, by_bytes);
    for (size_t i = 0; i < count; i++) {
        buffer_add(out, i ? TEXT(" ") : TEXT(""));
        buffer_add(out, coded[i]);
    }
}

static void write_units(struct buffer *out, const struct recording *recording, const struct known_stem *stem) {
    uint32_t next = 0;
    search_add_number(out, (uint32_t)stem->units.count);
    for (size_t i = 0; i < stem->units.count; i++) {
        const struct found_unit *found = &stem->units.items[i];
        uint32_t measured = found->is_measured ? search_impact(found->times, recording->words_of[found->unit]) : 0;
        uint32_t impact = measured > found->least ? measured : found->least;
        search_add_number(out, (found->unit - next) << 3 | impact << 1);
        next = found->unit + 1;
    }
}

static void write_line(struct buffer *out, struct recording *recording, const struct record_line *line) {
    buffer_add(out, line->key);
    buffer_add_char(out, '\t');
    if (line->stem) {
        write_forms(out, recording, line->stem);
        buffer_add_char(out, '\t');
        write_units(out, recording, line->stem);
    }
    buffer_add_char(out, '\n');
}

static void write_lines(struct buffer *out, struct recording *recording) {
    const struct known_language *language = recording->language;
    struct {
        struct record_line *items;
        size_t count, capacity;
    } lines = {0};
    array_reserve(&lines, recording->stems.count + 64, &recording->arena);
    for (size_t i = 0; i < recording->stems.count; i++) {
        const struct known_stem *stem = &language->stems.items[recording->stems.items[i]];
        *array_add(&lines, &recording->arena) = (struct record_line){beginning_of(stem->stem), stem->stem, stem};
        for (uint32_t form = stem->first_form; form != NONE; form = language->forms.items[form].next) {
            struct text alias = language->forms.items[form].alias;
            if (alias.size)
                *array_add(&lines, &recording->arena) = (struct record_line){beginning_of(alias), alias, NULL};
        }
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof *lines.items, by_key);
    for (size_t i = 0; i < lines.count; i++)
        write_line(out, recording, &lines.items[i]);
}

void search_record_write(struct buffer *out, struct search_recorder *recorder, const struct search_text *texts, size_t count,
                         struct text language) {
    struct recording recording = {.language = language_of(recorder, language), .recorder = recorder};
    recorder->text++;
    recording.words_of = arena_array(&recording.arena, uint32_t, count ? texts[count - 1].unit + 1 : 1);
    for (size_t i = 0; i < count; i++)
        read_text(&recording, &texts[i]);
    write_lines(out, &recording);
    arena_free(&recording.arena);
}
