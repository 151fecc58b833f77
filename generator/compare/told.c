#include "compare/told.h"

#include "base/utf8.h"
#include "compare/words.h"

#include <string.h>

static struct passage_formats *copy_formats(const struct passage_formats *formats, struct arena *arena) {
    struct passage_formats *copy = arena_new(arena, struct passage_formats);
    *copy = (struct passage_formats){arena_array(arena, struct passage_format, formats->count), formats->count, formats->count};
    if (copy->count)
        memcpy(copy->items, formats->items, copy->count * sizeof *copy->items);
    return copy;
}

void told_start(struct telling *telling, const struct compare_side *old, const struct compare_side *new,
                const struct alignment *alignment, struct arena *arena) {
    *telling = (struct telling){.sides = {old, new}, .arena = arena};
    rows_start(&telling->rows, old->passages, new->passages, alignment, arena);
    telling->told = arena_array(arena, struct told *, telling->rows.group_count);
    telling->formats[OLD] = copy_formats(&old->passages->formats, arena);
    telling->formats[NEW] = copy_formats(&new->passages->formats, arena);
}

const struct units *told_units(const struct telling *telling, int side) {
    return side == OLD ? &telling->rows.old : &telling->rows.new;
}

/* What a reference shows where no site is at hand. */
static struct text written_label(uint32_t index, const void *context) {
    const struct document *document = ((const struct passages *)context)->document;
    if (index >= document->references.count)
        return (struct text){0};
    const struct doc_reference *reference = &DOC_ITEMS(document, references, struct doc_reference)[index];
    struct text label = document_text(document, reference->label);
    return label.size ? label : document_text(document, reference->target);
}

static struct word_reading reading_of(struct telling *telling, int side, struct arena *scratch) {
    const struct compare_side *of = telling->sides[side];
    return (struct word_reading){
        .document = of->passages->document,
        .body = of->passages->body,
        .format_of = of->passages->format_of,
        .label = of->label ? of->label : written_label,
        .context = of->label ? of->context : of->passages,
        .han = of->han,
        .formats = telling->formats[side],
        .scratch = scratch,
        .arena = telling->arena,
    };
}

/* Han, kana and the scripts without spaces, and the marks that stand among the former. Hangul has spaces. */
static bool is_unspaced(uint32_t character) {
    bool is_hangul = character >= 0xAC00 && character <= 0xD7A3;
    bool is_wide_mark = (character >= 0x3000 && character <= 0x303F) || (character >= 0xFF01 && character <= 0xFF60);
    return !is_hangul && (is_wide_mark || utf8_stands_alone(character));
}

/* Words may stand behind others, of the other text or of one that it was joined with. */
static void part_from_others(struct shown_text *text) {
    size_t at = 0;
    struct text word = text->count ? shown_word(text, 0) : (struct text){0};
    if (word.size)
        text->items[0].space = is_unspaced(utf8_next(word, &at)) ? SPACE_NONE : SPACE_BEFORE;
}

static struct shown_text *read_runs(struct telling *telling, int side, uint32_t first_run, uint32_t runs, bool is_code) {
    struct arena scratch = {0};
    struct word_reading reading = reading_of(telling, side, &scratch);
    struct shown_text *text = arena_new(telling->arena, struct shown_text);
    reading.code = is_code;
    for (uint32_t i = first_run; i < first_run + runs; i++)
        words_read(&reading, i);
    *text = (struct shown_text){
        .formats = telling->formats[side], .count = words_count(&reading), .is_code = is_code, .is_old = side == OLD};
    text->text = text_copy(buffer_text(&reading.text), telling->arena);
    text->items = arena_array(telling->arena, struct passage_word, text->count);
    if (text->count)
        memcpy(text->items, reading.words.bytes, reading.words.size);
    part_from_others(text);
    buffer_free(&reading.words);
    buffer_free(&reading.text);
    arena_free(&scratch);
    return text;
}

const struct shown_text *told_read_runs(struct telling *telling, int side, uint32_t first_run, uint32_t runs) {
    return read_runs(telling, side, first_run, runs, false);
}

const struct shown_text *told_read(struct telling *telling, int side, uint32_t index) {
    const struct units *units = told_units(telling, side);
    const struct unit *unit = &units->items[index];
    bool is_code = units->passages->items[unit->passage].kind == BLOCK_CODE;
    return read_runs(telling, side, unit->first_run, unit->runs, is_code);
}

const struct shown_text *told_read_figure(struct telling *telling, int side, uint32_t index, bool is_caption) {
    if (index == NONE)
        return NULL;
    const struct unit *unit = &told_units(telling, side)->items[index];
    const struct doc_run *runs = DOC_ITEMS(telling->sides[side]->passages->body, runs, struct doc_run);
    uint32_t end = unit->first_run + unit->runs, caption = unit->first_run;
    while (caption < end && runs[caption].kind != RUN_CAPTION)
        caption++;
    uint32_t from = !is_caption ? unit->first_run : caption < end ? caption + 1 : end;
    const struct shown_text *text = told_read_runs(telling, side, from, (is_caption ? end : caption) - from);
    return text->count ? text : NULL;
}

static const struct shown_text **read_all(struct telling *telling, int side, const uint32_t *units, size_t count) {
    const struct shown_text **texts = arena_array(telling->arena, const struct shown_text *, count);
    for (size_t i = 0; i < count; i++)
        texts[i] = told_read(telling, side, units[i]);
    return texts;
}

static struct diff_words join_words(uint32_t **starts, const struct shown_text *const *texts, size_t count,
                                    struct arena *arena) {
    size_t words = count;
    for (size_t i = 0; i < count; i++)
        words += texts[i]->count;
    struct diff_word *items = arena_array(arena, struct diff_word, words);
    *starts = arena_array(arena, uint32_t, count + 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        (*starts)[i] = (uint32_t)at;
        at += shown_diff_words(items + at, texts[i]);
        if (i + 1 < count)
            items[at++] = (struct diff_word){.is_mark = true, .no_match = true};
    }
    (*starts)[count] = (uint32_t)at + 1;
    return (struct diff_words){items, at};
}

const struct told *told_group(struct telling *telling, uint32_t index) {
    if (telling->told[index])
        return telling->told[index];
    const struct group *group = &telling->rows.groups[index];
    struct told *told = telling->told[index] = arena_new(telling->arena, struct told);
    told->olds = read_all(telling, OLD, group->olds, group->old_count);
    told->news = read_all(telling, NEW, group->news, group->new_count);
    struct diff_words old = join_words(&told->old_starts, told->olds, group->old_count, telling->arena);
    struct diff_words new = join_words(&told->new_starts, told->news, group->new_count, telling->arena);
    word_diff(&told->runs, &old, &new, telling->arena);
    return told;
}

/* Words `from` to `to` of all old texts. */
static void add_removed(struct shown_runs *runs, const struct told *told, size_t count, uint32_t from, uint32_t to,
                        struct arena *arena) {
    for (size_t i = 0; i < count; i++) {
        uint32_t start = told->old_starts[i], end = start + (uint32_t)told->olds[i]->count;
        uint32_t first = from > start ? from : start, last = to < end ? to : end;
        if (first < last)
            shown_add(runs, told->olds[i], first - start, last - start, WORDS_REMOVED, arena);
    }
}

/* A stretch without a boundary stands in one old text. */
static void add_same(struct shown_runs *runs, const struct told *told, size_t count, uint32_t old, const struct shown_text *new,
                     uint32_t new_from, uint32_t words, struct arena *arena) {
    size_t i = 0;
    while (i + 1 < count && told->old_starts[i + 1] <= old)
        i++;
    shown_add_same(runs, told->olds[i], old - told->old_starts[i], new, new_from, words, arena);
}

void told_part(struct shown_runs *runs, const struct group *group, const struct told *told, size_t part, struct arena *arena) {
    const struct shown_text *new = told->news[part];
    uint32_t start = told->new_starts[part], end = start + (uint32_t) new->count;
    for (size_t i = 0; i < told->runs.count; i++) {
        const struct diff_run *run = &told->runs.items[i];
        uint32_t from = run->new_from > start ? run->new_from : start, to = run->new_to < end ? run->new_to : end;
        if (!run->same && run->new_from >= start && run->new_from <= end)
            add_removed(runs, told, group->old_count, run->old_from, run->old_to, arena);
        if (from >= to)
            continue;
        if (run->same)
            add_same(runs, told, group->old_count, run->old_from + (from - run->new_from), new, from - start, to - from, arena);
        else
            shown_add(runs, new, from - start, to - start, WORDS_ADDED, arena);
    }
}
