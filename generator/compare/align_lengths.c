#include "compare/align_lengths.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/containers.h"

#include <string.h>

/* A passage that has words of its own, or a rule or a picture. */
struct measured {
    uint32_t passage, parent;
    uint32_t letters; /* on the common scale */
    uint32_t forms;   /* its level, and the depths of items and quotations around it */
    uint8_t kind;     /* what belongs to no other; prose is 0 */
};

struct sequence {
    struct measured *items; /* in order */
    uint32_t count;
};

/* So many passages of each side belong together. */
struct lengths_step {
    uint8_t olds, news;
    uint16_t cost; /* 100 times the negative logarithm of how rarely that is, against one and one */
};

/* The costs of Gale and Church; only what stands alone is not asked how long it is. */
static const struct lengths_step steps[] = {{1, 1, 0}, {1, 0, 450}, {0, 1, 450}, {2, 1, 230}, {1, 2, 230}, {2, 2, 440}};

enum {
    CELLS_MOST = 2000000, /* of the table that is looked through, for texts of any usual length */
    BAND_LEAST = 48,      /* places on each side of the diagonal, however long the texts are */
    UNLIKE = 200,         /* an item and a paragraph, headings of two levels */
};
static const uint64_t NEVER = UINT64_C(1) << 60;

struct lengths_table {
    struct sequence sides[2];
    uint32_t half;      /* of the band */
    uint32_t width;     /* of a row of the table */
    uint8_t *taken;     /* of each place: the step that leads to it */
    uint64_t *costs[3]; /* of a row and of the two before it */
};

/* The passages ------------------------------------------------------------------------------------------------------------- */

static bool is_of_sequence(const struct passages *passages, uint32_t index) {
    return passages->items[index].is_leaf || passage_own_words(passages, index) > 0;
}

/* Letters, not bytes: of the words alone. */
static uint32_t letters_of(const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    uint32_t words = passage->is_leaf ? passage->words : passage_own_words(passages, index), letters = 0;
    for (uint32_t i = passage->first_word; i < passage->first_word + words; i++)
        letters += (uint32_t)utf8_count(text_slice(passages->text, passages->words[i].start, passages->words[i].end));
    return letters;
}

static struct measured measure(const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    uint32_t depths[3] = {0}; /* of items, quotations and notes */
    for (uint32_t i = index; i != NONE; i = passages->items[i].parent) {
        uint8_t kind = passages->items[i].kind;
        depths[kind == BLOCK_QUOTE ? 1 : 2] += kind == BLOCK_QUOTE || kind == BLOCK_NOTE;
        depths[0] += kind == BLOCK_ITEM;
    }
    bool is_prose = passage->kind == BLOCK_PARAGRAPH || containers_has(passage->kind);
    return (struct measured){.passage = index,
                             .parent = passage->parent,
                             .letters = letters_of(passages, index),
                             .forms = passage->level << 16 | depths[0] << 8 | depths[1],
                             .kind = (uint8_t)((is_prose ? 0 : passage->kind + 1) << 1 | (depths[2] > 0))};
}

static uint64_t read_sequence(struct sequence *sequence, const struct passages *passages, struct arena *scratch) {
    uint64_t letters = 0;
    sequence->items = arena_array(scratch, struct measured, passages->count);
    for (uint32_t i = 0; i < passages->count; i++) {
        if (!is_of_sequence(passages, i))
            continue;
        sequence->items[sequence->count] = measure(passages, i);
        letters += sequence->items[sequence->count++].letters;
    }
    return letters;
}

/* As if the texts were as long as each other. */
static void scale(struct sequence *sequence, uint64_t letters, uint64_t most) {
    for (uint32_t i = 0; i < sequence->count && letters; i++)
        sequence->items[i].letters = (uint32_t)(sequence->items[i].letters * most / letters);
}

/* The costs ---------------------------------------------------------------------------------------------------------------- */

/* Half the square of the difference in lengths, in units of its deviation, 6.8 letters to the letter. */
static uint64_t cost_of_lengths(uint64_t old, uint64_t new) {
    uint64_t difference = old > new ? old - new : new - old, both = old + new;
    return both ? 500 * difference * difference / (34 * both) : 0;
}

static uint64_t letters_from(const struct measured *first, uint8_t count) {
    return count > 1 ? (uint64_t)first[0].letters + first[1].letters : first[0].letters;
}

/* Two passages of a side that one of the other may hold: prose in one place. */
static bool may_join(const struct measured *first, uint8_t count) {
    return count < 2 || (first[0].kind < 2 && first[0].kind == first[1].kind && first[0].forms == first[1].forms &&
                         first[0].parent == first[1].parent);
}

/* Of the step that begins at these two. */
static uint64_t cost_of(const struct lengths_step *step, const struct measured *old, const struct measured *new) {
    if (!step->olds || !step->news)
        return step->cost;
    if (old->kind != new->kind || !may_join(old, step->olds) || !may_join(new, step->news))
        return NEVER;
    uint64_t cost = cost_of_lengths(letters_from(old, step->olds), letters_from(new, step->news));
    return step->cost + cost + (old->forms == new->forms ? 0 : UNLIKE);
}

/* The table ---------------------------------------------------------------------------------------------------------------- */

/* The first place of a row; the band follows the diagonal from corner to corner. */
static uint32_t band_start(const struct lengths_table *table, uint32_t i) {
    uint64_t olds = table->sides[0].count, middle = olds ? (uint64_t)i * table->sides[1].count / olds : 0;
    return middle > table->half ? (uint32_t)(middle - table->half) : 0;
}

static bool is_in_band(const struct lengths_table *table, uint32_t i, uint32_t j) {
    uint32_t start = band_start(table, i);
    return j >= start && j - start < table->width && j <= table->sides[1].count;
}

static uint64_t cost_at(const struct lengths_table *table, uint32_t i, uint32_t j) {
    return is_in_band(table, i, j) ? table->costs[i % 3][j - band_start(table, i)] : NEVER;
}

static void fill_place(struct lengths_table *table, uint32_t i, uint32_t j) {
    const struct measured *olds = table->sides[0].items, *news = table->sides[1].items;
    uint64_t least = i || j ? NEVER : 0;
    uint32_t at = j - band_start(table, i);
    for (uint8_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        const struct lengths_step *step = &steps[s];
        uint64_t before = i >= step->olds && j >= step->news ? cost_at(table, i - step->olds, j - step->news) : NEVER;
        uint64_t cost = before < NEVER ? cost_of(step, &olds[i - step->olds], &news[j - step->news]) : NEVER;
        if (cost < NEVER && before + cost < least) {
            least = before + cost;
            table->taken[(size_t)i * table->width + at] = s;
        }
    }
    table->costs[i % 3][at] = least;
}

static void fill_table(struct lengths_table *table) {
    for (uint32_t i = 0; i <= table->sides[0].count; i++)
        for (uint32_t j = band_start(table, i); is_in_band(table, i, j); j++)
            fill_place(table, i, j);
}

/* Wide enough that each row meets the next, and both corners are in it. */
static void start_table(struct lengths_table *table, struct arena *scratch) {
    uint32_t olds = table->sides[0].count, news = table->sides[1].count;
    uint32_t stride = olds ? news / olds + 1 : news, band = CELLS_MOST / 2 / (olds + 1);
    table->half = (band > BAND_LEAST ? band : BAND_LEAST) + stride;
    if (table->half > news)
        table->half = news;
    table->width = 2 * table->half + 1;
    if (table->width > news + 1)
        table->width = news + 1;
    table->taken = arena_array(scratch, uint8_t, ((size_t)olds + 1) * table->width);
    for (int row = 0; row < 3; row++)
        table->costs[row] = arena_array(scratch, uint64_t, table->width);
}

/* The result --------------------------------------------------------------------------------------------------------------- */

struct lengths_pairs {
    struct aligned *items;
    size_t count, capacity;
};

/* From back to front, as the way through the table is found. */
static void add_pairs(struct lengths_pairs *pairs, const struct lengths_table *table, const struct lengths_step *step,
                      uint32_t i, uint32_t j, struct arena *arena) {
    for (uint32_t b = step->news; b-- > 0;)
        for (uint32_t a = step->olds; a-- > 0;)
            *array_add(pairs, arena) = (struct aligned){.old = table->sides[0].items[i + a].passage,
                                                        .new = table->sides[1].items[j + b].passage,
                                                        .similarity = 1,
                                                        .is_split = step->news > 1,
                                                        .is_merged = step->olds > 1};
}

static void follow(struct lengths_pairs *pairs, const struct lengths_table *table, struct arena *arena) {
    uint32_t i = table->sides[0].count, j = table->sides[1].count;
    while (i || j) {
        const struct lengths_step *step = &steps[table->taken[(size_t)i * table->width + j - band_start(table, i)]];
        i -= step->olds, j -= step->news;
        add_pairs(pairs, table, step, i, j, arena);
    }
}

static uint32_t *nothing(size_t count, struct arena *arena) {
    uint32_t *items = arena_array(arena, uint32_t, count);
    memset(items, 0xff, count * sizeof *items);
    return items;
}

static void give(struct alignment *alignment, const struct lengths_pairs *pairs, struct arena *arena) {
    alignment->items = arena_array(arena, struct aligned, pairs->count);
    alignment->count = pairs->count;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct aligned *pair = &pairs->items[pairs->count - 1 - i];
        alignment->items[i] = *pair;
        if (alignment->new_of[pair->old] == NONE)
            alignment->new_of[pair->old] = pair->new;
        if (alignment->old_of[pair->new] == NONE)
            alignment->old_of[pair->new] = pair->old;
    }
}

void align_lengths(struct alignment *alignment, const struct passages *old, const struct passages *new, struct arena *arena) {
    struct arena scratch = {0};
    struct lengths_table table = {0};
    struct lengths_pairs pairs = {0};
    uint64_t letters[2] = {read_sequence(&table.sides[0], old, &scratch), read_sequence(&table.sides[1], new, &scratch)};
    uint64_t most = letters[0] > letters[1] ? letters[0] : letters[1];
    scale(&table.sides[0], letters[0], most);
    scale(&table.sides[1], letters[1], most);
    *alignment = (struct alignment){.new_of = nothing(old->count, arena), .old_of = nothing(new->count, arena)};
    start_table(&table, &scratch);
    fill_table(&table);
    follow(&pairs, &table, &scratch);
    give(alignment, &pairs, arena);
    arena_free(&scratch);
}
