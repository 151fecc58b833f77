#include "search/record.h"

#include "base/array.h"
#include "base/utf8.h"
#include "search/word_table.h"

#include <stdlib.h>
#include <string.h>

/* A stem; `first_form`: by what lines have of forms. */
struct known_stem {
    struct text stem;
    uint32_t first_form;
};

/* What is looked at of a stem with each of its words. */
struct stem_use {
    uint32_t unit;     /* the last one that has it, by the recorder's count */
    uint32_t place;    /* in that unit, among its words; while lines are written, of its next posting */
    uint32_t postings; /* since the last writing */
};

/* A form as texts write it: what is looked at of each word. */
struct known_form {
    uint32_t stem;
    uint32_t text;  /* the last one that has it, by the recorder's count */
    uint32_t texts; /* that have it, since the last writing */
    uint32_t next;  /* of its stem; NONE */
    bool is_far;    /* from its stem: it has a line of its own */
};

/* How a form is written. */
struct form_writing {
    struct text coded; /* as a line has it */
    struct text alias; /* the key of its own line; "" for none */
};

/* What is noted of a stem in the unit that is read. */
struct unit_word {
    uint32_t stem, times;
    uint8_t least;    /* its impact, whatever the unit's length */
    bool is_measured; /* by how often it stands in the unit */
};

/* That a stem stands in a unit. */
struct noted_posting {
    uint32_t stem;
    uint32_t unit; /* index in `units`, times four, and its impact there */
};

struct noted_unit {
    uint32_t text, unit;
};

/* Of a language the words that were met before, as most are, with their accents: to `forms`. */
struct known_language {
    struct text language;
    struct stemmer *stemmer; /* NULL: each word is its own stem, and stands among all stems */
    struct word_table words;
};

enum { MOST_LANGUAGES = 8, WORDS_AT_ONCE = 64 };

/*
 * Postings are noted as they come and sorted by their stems when lines are written: to have a list for each stem would be a
 * look at memory that is far for each of them.
 */
struct search_recorder {
    struct known_language languages[MOST_LANGUAGES];
    size_t language_count;
    struct word_table stems_by_name; /* to the forms that are as their stems */
    struct {
        struct known_form *items;
        size_t count, capacity;
    } forms;
    struct {
        struct form_writing *items;
        size_t count, capacity;
    } writings; /* of each form */
    struct {
        struct known_stem *items;
        size_t count, capacity;
    } stems;
    struct {
        struct stem_use *items;
        size_t count, capacity;
    } uses;                          /* of each stem */
    uint32_t text_count, unit_count; /* how many were begun */
    uint32_t text;                   /* the number of the one that is read */
    struct {
        struct unit_word *items;
        size_t count, capacity;
    } words;              /* of the unit that is read */
    uint32_t words_count; /* how many words it has in all */
    struct {
        struct noted_unit *items;
        size_t count, capacity;
    } units;
    struct {
        struct noted_posting *items;
        size_t count, capacity;
    } postings;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } used; /* stems that have postings */
    struct arena *arena;
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

/* The form of a stem that is written so, or where it belongs. */
static uint32_t *place_of_form(struct search_recorder *recorder, uint32_t stem, struct text coded) {
    uint32_t *place = &recorder->stems.items[stem].first_form;
    while (*place != NONE && text_compare(recorder->writings.items[*place].coded, coded) < 0)
        place = &recorder->forms.items[*place].next;
    return place;
}

static uint32_t add_form(struct search_recorder *recorder, uint32_t stem, uint32_t *place, struct form_writing writing) {
    uint32_t added = (uint32_t)recorder->forms.count;
    struct known_form form = {.stem = stem, .next = *place, .is_far = writing.alias.size > 0};
    *place = added;
    *array_add(&recorder->forms, recorder->arena) = form;
    *array_add(&recorder->writings, recorder->arena) = writing;
    return added;
}

/* A stem as a form of itself. */
static uint32_t find_stem(struct search_recorder *recorder, struct text stem) {
    uint32_t form = word_table_get(&recorder->stems_by_name, stem);
    if (form != NONE)
        return form;
    struct known_stem *known = array_add(&recorder->stems, recorder->arena);
    *known = (struct known_stem){text_copy(stem, recorder->arena), NONE};
    *array_add(&recorder->uses, recorder->arena) = (struct stem_use){0};
    form = add_form(recorder, (uint32_t)recorder->stems.count - 1, &known->first_form,
                    (struct form_writing){.coded = search_stem_alone(stem)});
    word_table_add(&recorder->stems_by_name, stem, form, recorder->arena);
    return form;
}

/* A form of a stem. */
static uint32_t form_of(struct search_recorder *recorder, struct text stem, struct text form) {
    struct arena *arena = recorder->arena;
    struct buffer coded = {0};
    uint32_t itself = find_stem(recorder, stem), number = recorder->forms.items[itself].stem;
    search_add_form(&coded, stem, form);
    uint32_t *place = place_of_form(recorder, number, buffer_text(&coded)), found = *place;
    if (found == NONE || !text_equal(recorder->writings.items[found].coded, buffer_text(&coded))) {
        struct form_writing writing = {.coded = text_copy(buffer_text(&coded), arena)};
        if (search_form_is_far(stem, form))
            writing.alias = text_format(arena, "%.*s\t>%.*s", TEXT_ARGS(form), TEXT_ARGS(stem));
        found = add_form(recorder, number, place, writing);
    }
    buffer_free(&coded);
    return found;
}

static bool is_stemmed(const struct known_language *language, const struct search_word *word) {
    return language->stemmer && word->kind == SEARCH_WORD_PLAIN;
}

static struct word_table_slot expect_form(const struct search_recorder *recorder, const struct known_language *language,
                                          const struct search_word *word) {
    return is_stemmed(language, word) ? word_table_expect(&language->words, word->accented)
                                      : word_table_expect(&recorder->stems_by_name, word->form);
}

static uint32_t new_form(struct search_recorder *recorder, struct known_language *language, const struct search_word *word) {
    struct arena scratch = {0};
    uint32_t form = form_of(recorder, stemmer_stem(language->stemmer, word, &scratch), word->form);
    word_table_add(&language->words, word->accented, form, recorder->arena);
    arena_free(&scratch);
    return form;
}

static uint32_t find_form(struct search_recorder *recorder, struct known_language *language, const struct search_word *word,
                          const struct word_table_slot *expected) {
    if (!is_stemmed(language, word)) {
        uint32_t form = word_table_get_expected(&recorder->stems_by_name, word->form, expected);
        return form == NONE ? find_stem(recorder, word->form) : form;
    }
    uint32_t form = word_table_get_expected(&language->words, word->accented, expected);
    return form == NONE ? new_form(recorder, language, word) : form;
}

/* The stem of a form, which the text now has. Without a branch, which could only be taken when the form is there. */
static uint32_t count_form(struct search_recorder *recorder, uint32_t index) {
    struct known_form *form = &recorder->forms.items[index];
    form->texts += form->text != recorder->text_count;
    form->text = recorder->text_count;
    return form->stem;
}

/* What is noted of a stem in the unit that is read. */
static struct unit_word *word_of(struct search_recorder *recorder, uint32_t stem) {
    struct stem_use *use = &recorder->uses.items[stem];
    if (use->unit != recorder->unit_count) {
        use->unit = recorder->unit_count;
        use->place = (uint32_t)recorder->words.count;
        *array_add(&recorder->words, recorder->arena) = (struct unit_word){.stem = stem};
    }
    return &recorder->words.items[use->place];
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

/*
 * Some words, in steps of which none waits for the one before: what is known of a word is seldom near the processor, and so it
 * is fetched for one while others are looked at.
 */
static void note_words(struct search_recorder *recorder, struct known_language *language, const struct search_word *words,
                       size_t count, const struct unit_word *as) {
    struct word_table_slot expected[WORDS_AT_ONCE];
    uint32_t found[WORDS_AT_ONCE];
    for (size_t i = 0; i < count; i++)
        expected[i] = expect_form(recorder, language, &words[i]);
    for (size_t i = 0; i < count; i++)
        found[i] = find_form(recorder, language, &words[i], &expected[i]);
    for (size_t i = 0; i < count; i++) {
        found[i] = count_form(recorder, found[i]);
        __builtin_prefetch(&recorder->uses.items[found[i]]);
    }
    for (size_t i = 0; i < count; i++) {
        struct unit_word *word = word_of(recorder, found[i]);
        word->times++;
        word->least = as->least > word->least ? as->least : word->least;
        word->is_measured |= as->is_measured;
    }
    recorder->words_count += (uint32_t)count;
}

static void read_text(struct search_recorder *recorder, struct known_language *language, const struct search_text *text,
                      struct arena *arena) {
    const struct unit_word as = {.least = least_impact(text, arena), .is_measured = text->role == SEARCH_PASSAGE};
    struct search_word cut[WORDS_AT_ONCE];
    struct search_words words;
    size_t count;
    search_words_begin(&words, text->text, arena);
    do {
        for (count = 0; count < WORDS_AT_ONCE && search_words_next(&words, &cut[count]);)
            count++;
        note_words(recorder, language, cut, count, &as);
    } while (count == WORDS_AT_ONCE);
}

static void note_posting(struct search_recorder *recorder, const struct unit_word *word) {
    uint32_t measured = word->is_measured ? search_impact(word->times, recorder->words_count) : 0;
    uint32_t impact = measured > word->least ? measured : word->least;
    if (!recorder->uses.items[word->stem].postings++)
        *array_add(&recorder->used, recorder->arena) = word->stem;
    *array_add(&recorder->postings, recorder->arena) =
        (struct noted_posting){word->stem, ((uint32_t)recorder->units.count - 1) << 2 | impact};
}

/* The texts of a unit are together. Returns how many there are. */
static size_t read_unit(struct search_recorder *recorder, struct known_language *language, const struct search_text *texts,
                        size_t count, struct arena *arena) {
    size_t read = 0;
    recorder->unit_count++;
    recorder->words.count = recorder->words_count = 0;
    for (; read < count && texts[read].unit == texts->unit; read++)
        read_text(recorder, language, &texts[read], arena);
    *array_add(&recorder->units, recorder->arena) = (struct noted_unit){recorder->text, texts->unit};
    for (size_t i = 0; i < recorder->words.count; i++)
        note_posting(recorder, &recorder->words.items[i]);
    return read;
}

void search_recorder_add(struct search_recorder *recorder, uint32_t number, const struct search_text *texts, size_t count,
                         struct text language) {
    struct known_language *known = language_of(recorder, language);
    struct arena arena = {0};
    recorder->text_count++;
    recorder->text = number;
    for (size_t i = 0; i < count;)
        i += read_unit(recorder, known, texts + i, count - i, &arena);
    arena_free(&arena);
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

uint64_t search_beginning(struct text key) {
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++)
        number = number << 8 | (i < key.size ? (unsigned char)key.bytes[i] : 0);
    return number;
}

/* A line that is to be written. */
struct record_line {
    uint64_t begins; /* search_beginning of its key */
    uint32_t stem;   /* of an alias NONE */
    uint32_t form;   /* of an alias */
};

struct record_lines {
    struct record_line *items;
    size_t count, capacity;
};

static struct text key_of(const struct search_recorder *recorder, const struct record_line *line) {
    return line->stem == NONE ? recorder->writings.items[line->form].alias : recorder->stems.items[line->stem].stem;
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
static void sort_lines(struct search_recorder *recorder, struct record_lines *lines, struct arena *arena) {
    struct record_line *items = lines->items;
    sort_by_beginnings(items, arena_array(arena, struct record_line, lines->count), lines->count);
    for (size_t first = 0, end; first < lines->count; first = end) {
        for (end = first + 1; end < lines->count && items[end].begins == items[first].begins;)
            end++;
        if (end > first + 1)
            qsort_r(items + first, end - first, sizeof *items, by_key, recorder);
    }
}

static void list_lines(struct record_lines *lines, struct search_recorder *recorder, struct arena *arena) {
    array_reserve(lines, recorder->used.count + 1, arena);
    for (size_t i = 0; i < recorder->used.count; i++) {
        const struct known_stem *stem = &recorder->stems.items[recorder->used.items[i]];
        *array_add(lines, arena) = (struct record_line){search_beginning(stem->stem), recorder->used.items[i], NONE};
        for (uint32_t form = stem->first_form; form != NONE; form = recorder->forms.items[form].next)
            if (recorder->forms.items[form].is_far && recorder->forms.items[form].texts)
                *array_add(lines, arena) =
                    (struct record_line){search_beginning(recorder->writings.items[form].alias), NONE, form};
    }
    sort_lines(recorder, lines, arena);
}

/* Their units and impacts, those of the first line's stem first. */
static const uint32_t *sort_postings(struct search_recorder *recorder, const struct record_lines *lines, struct arena *arena) {
    uint32_t *sorted = arena_array(arena, uint32_t, recorder->postings.count), first = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].stem != NONE) {
            struct stem_use *use = &recorder->uses.items[lines->items[i].stem];
            use->place = first;
            first += use->postings;
        }
    for (size_t i = 0; i < recorder->postings.count; i++)
        sorted[recorder->uses.items[recorder->postings.items[i].stem].place++] = recorder->postings.items[i].unit;
    return sorted;
}

static void write_forms(struct buffer *out, const struct search_recorder *recorder, uint32_t form) {
    char before = '\t';
    for (; form != NONE; form = recorder->forms.items[form].next) {
        if (!recorder->forms.items[form].texts)
            continue;
        buffer_add_char(out, before);
        buffer_add(out, recorder->writings.items[form].coded);
        buffer_add_char(out, ':');
        search_add_decimal(out, recorder->forms.items[form].texts);
        before = ' ';
    }
}

static void write_essays(struct buffer *out, const struct search_recorder *recorder, const uint32_t *postings, uint32_t count) {
    struct search_posting posting, last;
    for (uint32_t i = 0; i < count; i++) {
        const struct noted_unit *unit = &recorder->units.items[postings[i] >> 2];
        posting = (struct search_posting){unit->text, unit->unit, postings[i] & 3};
        search_add_posting(out, i ? &last : NULL, posting);
        last = posting;
    }
}

static void write_things(struct buffer *out, const struct search_recorder *recorder, const uint32_t *postings, uint32_t count) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t thing = recorder->units.items[postings[i] >> 2].unit;
        search_add_number(out, (thing - next) << 3 | (postings[i] & 3) << 1);
        next = thing + 1;
    }
}

static void write_line(struct buffer *out, const struct search_recorder *recorder, const struct record_line *line,
                       const uint32_t *sorted) {
    buffer_add(out, key_of(recorder, line));
    if (line->stem == NONE) {
        buffer_add_char(out, '\t');
        search_add_decimal(out, recorder->forms.items[line->form].texts);
        buffer_add_char(out, '\n');
        return;
    }
    const struct stem_use *use = &recorder->uses.items[line->stem];
    const uint32_t *postings = sorted + use->place - use->postings;
    uint32_t essays = use->postings;
    while (essays && recorder->units.items[postings[essays - 1] >> 2].text == NONE)
        essays--;
    write_forms(out, recorder, recorder->stems.items[line->stem].first_form);
    buffer_add_char(out, '\t');
    search_add_decimal(out, essays);
    buffer_add_char(out, '\t');
    write_essays(out, recorder, postings, essays);
    buffer_add_char(out, '\t');
    write_things(out, recorder, postings + essays, use->postings - essays);
    buffer_add_char(out, '\n');
}

/* It knows what it knew, and has no text. */
static void forget_texts(struct search_recorder *recorder) {
    for (size_t i = 0; i < recorder->used.count; i++) {
        const struct known_stem *stem = &recorder->stems.items[recorder->used.items[i]];
        for (uint32_t form = stem->first_form; form != NONE; form = recorder->forms.items[form].next)
            recorder->forms.items[form].texts = 0;
        recorder->uses.items[recorder->used.items[i]].postings = 0;
    }
    recorder->used.count = recorder->postings.count = recorder->units.count = 0;
}

void search_recorder_write(struct buffer *out, struct search_recorder *recorder) {
    struct arena arena = {0};
    struct record_lines lines = {0};
    list_lines(&lines, recorder, &arena);
    const uint32_t *sorted = sort_postings(recorder, &lines, &arena);
    for (size_t i = 0; i < lines.count; i++)
        write_line(out, recorder, &lines.items[i], sorted);
    forget_texts(recorder);
    arena_free(&arena);
}
