#include "search/record.h"

#include "base/array.h"
#include "base/utf8.h"
#include "search/word_table.h"

#include <stdlib.h>
#include <string.h>

/* A stem of one language. */
struct known_stem {
    struct text stem;
    uint64_t begins; /* beginning_of it */
    uint32_t text;   /* the last one that has it, by the recorder's count */
    uint32_t place;  /* in that text: among its stems */
};

/* A form as texts write it: what is looked at of each word. */
struct known_form {
    uint32_t stem;
    uint32_t text; /* the last one that has it */
    uint32_t next; /* in that text: the next of its stem; NONE */
    bool is_stem;  /* itself */
    bool is_far;   /* from its stem: it has a line of its own */
};

/* How a form is written. */
struct form_writing {
    struct text coded; /* as a line has it */
    struct text alias; /* the key of its own line */
};

/* A stem of the text that is read. */
struct text_stem {
    uint32_t known;               /* among those of its language */
    uint32_t first_form;          /* of its forms in the text */
    uint32_t first, last, in_all; /* of its units, in `units` of the text */
};

/* A unit in which a stem stands. */
struct stem_unit {
    uint32_t unit, times;
    uint32_t next;    /* of the same stem; of the last one nothing */
    uint8_t least;    /* its impact, whatever the unit's length */
    bool is_measured; /* by how often it stands in the unit */
};

/* What is known of a language: most words of a text have been in one before. */
struct known_language {
    struct text language;
    struct stemmer *stemmer;
    struct word_table by_accented; /* to indexes in `forms`: words with their accents, of which several may have one form */
    struct table by_key;           /* likewise: form TAB stem */
    struct word_table by_stem;
    struct {
        struct known_form *items;
        size_t count, capacity;
    } forms;
    struct {
        struct form_writing *items;
        size_t count, capacity;
    } writings; /* of each */
    struct {
        struct known_stem *items;
        size_t count, capacity;
    } stems;
};

enum { MOST_LANGUAGES = 8 };

struct search_recorder {
    struct known_language languages[MOST_LANGUAGES];
    size_t language_count;
    uint32_t text;       /* how many were read */
    uint32_t last_words; /* that the last one has, each once */
    struct arena *arena;
};

/*
 * The text that is read. Most of its words it has said before: these are found in a table of its own, which is small, as all
 * that is noted of each is; what is known of the whole language is more than a processor keeps near.
 */
struct recording {
    struct known_language *language;
    struct search_recorder *recorder;
    struct word_table words; /* with their accents, to `stems` */
    struct {
        struct text_stem *items;
        size_t count, capacity;
    } stems;
    struct {
        struct stem_unit *items;
        size_t count, capacity;
    } units;
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

/* The first eight bytes, as a number. */
static uint64_t beginning_of(struct text key) {
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++)
        number = number << 8 | (i < key.size ? (unsigned char)key.bytes[i] : 0);
    return number;
}

static uint32_t find_stem(struct known_language *language, struct text stem, struct arena *arena) {
    uint32_t index = word_table_get(&language->by_stem, stem);
    if (index != NONE)
        return index;
    struct known_stem *known = array_add(&language->stems, arena);
    *known = (struct known_stem){.stem = text_copy(stem, arena), .begins = beginning_of(stem)};
    index = (uint32_t)language->stems.count - 1;
    word_table_add(&language->by_stem, stem, index, arena);
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
        .is_stem = text_equal(stem, form),
        .is_far = search_form_is_far(stem, form),
    };
    *array_add(&language->writings, arena) = (struct form_writing){coded_form(stem, form, arena), key};
    index = (uint32_t)language->forms.count - 1;
    table_put(&language->by_key, key, index, arena);
    return index;
}

static uint32_t find_form(struct recording *recording, const struct search_word *word) {
    struct known_language *language = recording->language;
    struct arena *arena = recording->recorder->arena;
    uint32_t index = word_table_get(&language->by_accented, word->accented);
    if (index != NONE)
        return index;
    struct text stem = stemmer_stem(language->stemmer, word, &recording->arena);
    index = add_form(language, stem, word->form, arena);
    word_table_add(&language->by_accented, word->accented, index, arena);
    return index;
}

/* The place of a form's stem, which the text has now. */
static uint32_t note_form(struct recording *recording, uint32_t index) {
    struct known_form *form = &recording->language->forms.items[index];
    struct known_stem *stem = &recording->language->stems.items[form->stem];
    uint32_t text = recording->recorder->text;
    if (stem->text != text) {
        stem->text = text;
        stem->place = (uint32_t)recording->stems.count;
        *array_add(&recording->stems, &recording->arena) = (struct text_stem){.known = form->stem, .first_form = NONE};
    }
    if (form->text != text) {
        form->text = text;
        form->next = recording->stems.items[stem->place].first_form;
        recording->stems.items[stem->place].first_form = index;
    }
    return stem->place;
}

static struct text_stem *stem_of(struct recording *recording, const struct search_word *word) {
    uint32_t place = word_table_get(&recording->words, word->accented);
    if (place == NONE) {
        place = note_form(recording, find_form(recording, word));
        word_table_add(&recording->words, word->accented, place, &recording->arena);
    }
    return &recording->stems.items[place];
}

/* What is noted of a stem in a unit, which is the last one that it was found in, or a new one. */
static struct stem_unit *unit_of(struct recording *recording, struct text_stem *stem, uint32_t unit) {
    if (stem->in_all && recording->units.items[stem->last].unit == unit)
        return &recording->units.items[stem->last];
    uint32_t index = (uint32_t)recording->units.count;
    struct stem_unit *found = array_add(&recording->units, &recording->arena);
    *found = (struct stem_unit){.unit = unit};
    *(stem->in_all ? &recording->units.items[stem->last].next : &stem->first) = index;
    stem->last = index;
    stem->in_all++;
    return found;
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
        struct stem_unit *found = unit_of(recording, stem_of(recording, &word), text->unit);
        found->times++;
        found->least = least > found->least ? least : found->least;
        found->is_measured |= text->role == SEARCH_PASSAGE;
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
    enum { NEAR = 5 };
    size_t end, common = common_characters(&end, stem, form);
    bool is_near = common >= NEAR && common + 1 >= utf8_count(stem) && text_compare(stem, form) < 0;
    return !is_near && !text_equal(stem, form);
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
    uint64_t begins; /* beginning_of its key */
    uint32_t stem;   /* the place of its stem; of an alias NONE */
    uint32_t form;   /* of an alias */
};

static struct text key_of(const struct recording *recording, const struct record_line *line) {
    const struct known_language *language = recording->language;
    return line->stem == NONE ? language->writings.items[line->form].alias
                              : language->stems.items[recording->stems.items[line->stem].known].stem;
}

/* By what they begin with, byte by byte from the last of the eight on; what had equal ones keeps its order. */
static void sort_by_beginnings(struct record_line *lines, struct record_line *other, size_t count) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t places[257] = {0};
        for (size_t i = 0; i < count; i++)
            places[(lines[i].begins >> shift & 255) + 1]++;
        for (size_t i = 1; i < 256; i++)
            places[i] += places[i - 1];
        for (size_t i = 0; i < count; i++)
            other[places[lines[i].begins >> shift & 255]++] = lines[i];
        struct record_line *sorted = other;
        other = lines, lines = sorted;
    }
}

static int by_key(const void *a, const void *b, void *context) {
    return text_compare(key_of(context, a), key_of(context, b));
}

/* By their keys: few of these begin alike. */
static void sort_lines(struct recording *recording, struct record_line *lines, size_t count) {
    sort_by_beginnings(lines, arena_array(&recording->arena, struct record_line, count), count);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && lines[end].begins == lines[first].begins;)
            end++;
        if (end > first + 1)
            qsort_r(lines + first, end - first, sizeof *lines, by_key, recording);
    }
}

static int by_bytes(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static void write_forms(struct buffer *out, struct recording *recording, const struct text_stem *stem) {
    const struct known_form *forms = recording->language->forms.items, *first = &forms[stem->first_form];
    const struct form_writing *writings = recording->language->writings.items;
    size_t count = 0;
    if (first->next == NONE) {
        buffer_add(out, first->is_stem ? (struct text){0} : writings[stem->first_form].coded);
        return;
    }
    for (uint32_t form = stem->first_form; form != NONE; form = forms[form].next)
        count++;
    struct text *coded = arena_array(&recording->arena, struct text, count);
    count = 0;
    for (uint32_t form = stem->first_form; form != NONE; form = forms[form].next)
        coded[count++] = writings[form].coded;
    qsort(coded, count, sizeof *coded, by_bytes);
    for (size_t i = 0; i < count; i++) {
        buffer_add(out, i ? TEXT(" ") : TEXT(""));
        buffer_add(out, coded[i]);
    }
}

static void write_units(struct buffer *out, const struct recording *recording, const struct text_stem *stem) {
    uint32_t next = 0;
    search_add_number(out, stem->in_all);
    for (uint32_t i = 0, at = stem->first; i < stem->in_all; i++) {
        const struct stem_unit *found = &recording->units.items[at];
        uint32_t measured = found->is_measured ? search_impact(found->times, recording->words_of[found->unit]) : 0;
        uint32_t impact = measured > found->least ? measured : found->least;
        search_add_number(out, (found->unit - next) << 3 | impact << 1);
        next = found->unit + 1;
        at = found->next;
    }
}

static void write_line(struct buffer *out, struct recording *recording, const struct record_line *line) {
    buffer_add(out, key_of(recording, line));
    buffer_add_char(out, '\t');
    if (line->stem != NONE) {
        write_forms(out, recording, &recording->stems.items[line->stem]);
        buffer_add_char(out, '\t');
        write_units(out, recording, &recording->stems.items[line->stem]);
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
    for (uint32_t i = 0; i < recording->stems.count; i++) {
        const struct text_stem *stem = &recording->stems.items[i];
        *array_add(&lines, &recording->arena) = (struct record_line){language->stems.items[stem->known].begins, i, NONE};
        for (uint32_t form = stem->first_form; form != NONE; form = language->forms.items[form].next) {
            struct text alias = language->writings.items[form].alias;
            if (language->forms.items[form].is_far)
                *array_add(&lines, &recording->arena) = (struct record_line){beginning_of(alias), NONE, form};
        }
    }
    sort_lines(recording, lines.items, lines.count);
    for (size_t i = 0; i < lines.count; i++)
        write_line(out, recording, &lines.items[i]);
}

void search_record_write(struct buffer *out, struct search_recorder *recorder, const struct search_text *texts, size_t count,
                         struct text language) {
    struct recording recording = {.language = language_of(recorder, language), .recorder = recorder};
    recorder->text++;
    word_table_reserve(&recording.words, recorder->last_words, &recording.arena);
    recording.words_of = arena_array(&recording.arena, uint32_t, count ? texts[count - 1].unit + 1 : 1);
    for (size_t i = 0; i < count; i++)
        read_text(&recording, &texts[i]);
    write_lines(out, &recording);
    recorder->last_words = recording.words.count;
    arena_free(&recording.arena);
}
