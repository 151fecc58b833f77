/*
 * Texts among which the truth is known: variants as a machine makes them, excerpts, and texts that have only the language and a
 * phrase of the house in common. Words are made up, and drawn so that a few are common and most are rare, as in a language.
 */
#include "compare/sketch.h"
#include "../read/parsed.h"
#include "base/array.h"
#include "base/utf8.h"

enum { PLAIN = 300, HAN = 60, VARIANTS = 40, EXCERPTS = 20, TEXTS = PLAIN + HAN + VARIANTS + EXCERPTS };
enum { SENTENCES = 60, PARAGRAPH = 5, LONGEST = 22 };

struct sentence {
    uint16_t words[LONGEST]; /* numbers of words */
    uint8_t count;
};

/* Paragraphs of PARAGRAPH sentences. */
struct story {
    struct sentence sentences[SENTENCES];
    unsigned count;
    bool is_han;
    const char *stop, *comma;
};

struct shelf {
    uint64_t random;
    struct story *stories;
    struct parsed parsed[TEXTS];
    struct passages passages[TEXTS];
    struct sketch sketches[TEXTS];
    struct sketch_pairs pairs;
    struct arena arena;
};

static unsigned below(struct shelf *shelf, unsigned limit) {
    shelf->random ^= shelf->random << 13;
    shelf->random ^= shelf->random >> 7;
    shelf->random ^= shelf->random << 17;
    return (unsigned)((shelf->random * UINT64_C(0x2545f4914f6cdd1d) >> 24) % limit);
}

/* Rank r about as often as 1/r, up to 4,096. */
static uint16_t word(struct shelf *shelf) {
    unsigned steps = below(shelf, 12);
    return (uint16_t)((1u << steps) + below(shelf, 1u << steps));
}

static void write_word(struct buffer *out, unsigned number, bool is_han) {
    static const char *const parts[] = {"ba", "ken", "tir", "so", "lum", "fra", "dol", "pesh", "ni", "gor", "wa", "ster"};
    char character[4];
    if (is_han) {
        buffer_add(out, (struct text){character, utf8_encode(character, 0x4e00 + number)});
        return;
    }
    buffer_add_char(out, ' ');
    for (unsigned rest = number + 12; rest; rest /= 12)
        buffer_add(out, text_of(parts[rest % 12]));
}

static struct text written(const struct story *story, struct arena *arena) {
    struct buffer out = {0};
    for (unsigned i = 0; i < story->count; i++) {
        const struct sentence *sentence = &story->sentences[i];
        for (unsigned k = 0; k < sentence->count; k++) {
            write_word(&out, sentence->words[k], story->is_han);
            if (k % 9 == 8)
                buffer_add(&out, text_of(story->comma));
        }
        buffer_add(&out, text_of(story->stop));
        if (i % PARAGRAPH == PARAGRAPH - 1)
            buffer_add(&out, TEXT("\n\n"));
    }
    buffer_add(&out, TEXT("\n\nThis essay is one of a series that the house has published since the year of the flood.\n"));
    return buffer_take(&out, arena);
}

static void invent(struct shelf *shelf, struct story *story, unsigned count, bool is_han) {
    *story = (struct story){.count = count, .is_han = is_han, .stop = ".", .comma = ","};
    for (unsigned i = 0; i < story->count; i++) {
        struct sentence *sentence = &story->sentences[i];
        sentence->count = (uint8_t)(9 + below(shelf, LONGEST - 8));
        for (unsigned k = 0; k < sentence->count; k++)
            sentence->words[k] = word(shelf);
    }
}

/* A word is one of these words, or two characters. */
static void replace(struct shelf *shelf, struct sentence *sentence, unsigned percent, unsigned length) {
    for (unsigned k = 0; k + length <= sentence->count; k += length)
        if (below(shelf, 100) < percent)
            for (unsigned i = 0; i < length; i++)
                sentence->words[k + i] = word(shelf);
}

/* A tenth to a third of the words are others, neighbours changed places, the end is cut, the marks are another language's. */
static void rewrite(struct shelf *shelf, struct story *story, const struct story *original) {
    unsigned percent = 10 + below(shelf, 24);
    *story = *original;
    story->count -= story->count * below(shelf, 40) / 100;
    story->stop = original->is_han ? "。" : " !";
    story->comma = original->is_han ? "、" : " ;";
    for (unsigned i = 0; i + 1 < story->count; i++)
        if (below(shelf, 4) == 0) {
            struct sentence first = story->sentences[i];
            story->sentences[i] = story->sentences[i + 1];
            story->sentences[i + 1] = first;
        }
    for (unsigned i = 0; i < story->count; i++)
        replace(shelf, &story->sentences[i], percent, story->is_han ? 2 : 1);
}

/* Three paragraphs of another text in one of one's own. */
static void quote(struct shelf *shelf, struct story *story, const struct story *original) {
    unsigned count = PARAGRAPH * 3, from = PARAGRAPH * below(shelf, 3);
    invent(shelf, story, 45, original->is_han);
    memcpy(&story->sentences[PARAGRAPH], &original->sentences[from], count * sizeof *story->sentences);
}

static void put(struct shelf *shelf, unsigned at) {
    struct parse_options options = usual_options();
    parse_text(&shelf->parsed[at], written(&shelf->stories[at], &shelf->arena), &options);
    passages_of(&shelf->passages[at], shelf->parsed[at].document, shelf->parsed[at].body, &shelf->arena);
    shelf->sketches[at] = sketch_of(&shelf->passages[at], &shelf->arena);
}

/* Text i of the variants and excerpts is made of text i of the first ones; every fourth is Han. */
static unsigned original_of(unsigned i) {
    return i % 4 ? i : PLAIN + i / 4;
}

static void fill(struct shelf *shelf, uint64_t seed) {
    *shelf = (struct shelf){.random = seed};
    shelf->stories = arena_array(&shelf->arena, struct story, TEXTS);
    for (unsigned i = 0; i < PLAIN + HAN; i++)
        invent(shelf, &shelf->stories[i], 30 + below(shelf, 31), i >= PLAIN);
    for (unsigned i = 0; i < VARIANTS; i++)
        rewrite(shelf, &shelf->stories[PLAIN + HAN + i], &shelf->stories[original_of(i)]);
    for (unsigned i = VARIANTS; i < VARIANTS + EXCERPTS; i++)
        quote(shelf, &shelf->stories[PLAIN + HAN + i], &shelf->stories[original_of(i)]);
    for (unsigned i = 0; i < TEXTS; i++)
        put(shelf, i);
    sketch_pairs(&shelf->pairs, shelf->sketches, TEXTS, &shelf->arena);
}

static void clear(struct shelf *shelf) {
    for (unsigned i = 0; i < TEXTS; i++)
        parsed_free(&shelf->parsed[i]);
    arena_free(&shelf->arena);
}

static void planted_texts_are_found_and_no_others(void **state) {
    (void)state;
    static struct shelf shelf;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        unsigned variants = 0, excerpts = 0, others = 0, nearest = 1000, farthest = 0;
        fill(&shelf, seed * UINT64_C(0x9e3779b97f4a7c15));
        for (size_t i = 0; i < shelf.pairs.count; i++) {
            const struct sketch_pair *pair = &shelf.pairs.items[i];
            unsigned planted = pair->b - (PLAIN + HAN);
            bool is_planted = pair->b >= PLAIN + HAN && pair->a == original_of(planted);
            struct arena scratch = {0};
            unsigned shared = passages_shared(&shelf.passages[pair->a], &shelf.passages[pair->b], &scratch);
            arena_free(&scratch);
            enum sharing sharing = sketch_judge(pair, shared);
            variants += is_planted && planted < VARIANTS && sharing == SHARES_TEXT;
            excerpts += is_planted && planted >= VARIANTS && sharing == SHARES_PASSAGES && shared > 150;
            others += !is_planted && sharing != SHARES_NOTHING;
            if (is_planted && planted < VARIANTS && shared < nearest)
                nearest = shared;
            if (is_planted && planted >= VARIANTS && shared > farthest)
                farthest = shared;
        }
        print_message("seed %u: %u of %u variants, at least %u of 1000 shared; %u of %u excerpts, at most %u; %u others\n",
                      (unsigned)seed, variants, VARIANTS, nearest, excerpts, EXCERPTS, farthest, others);
        assert_int_equal(variants, VARIANTS);
        assert_int_equal(excerpts, EXCERPTS);
        assert_int_equal(others, 0);
        clear(&shelf);
    }
}

/* What texts on one subject have in common is less than what makes a variant. */
static void unrelated_texts_correspond_in_nothing(void **state) {
    (void)state;
    static struct shelf shelf;
    fill(&shelf, 7);
    for (unsigned i = 0; i < 20; i++) {
        struct arena scratch = {0};
        assert_true(passages_shared(&shelf.passages[i], &shelf.passages[i + 100], &scratch) <= 50);
        arena_free(&scratch);
    }
    clear(&shelf);
}

static struct sketch sketch_of_text(struct parsed *parsed, const char *markdown, struct arena *arena) {
    struct passages passages;
    parse(parsed, markdown);
    passages_of(&passages, parsed->document, parsed->body, arena);
    return sketch_of(&passages, arena);
}

#define ROAD                                                                                                                   \
    "the road that the army built across the marsh was never finished because the engineer who had drawn it was sent home "    \
    "before the winter and nobody else could read what he had written on the margins of his map so that the stones lie there " \
    "to this day in the order in which the carts left them and grass grows between"

/* Capitals, punctuation, markup and the ends of paragraphs. */
static void form_does_not_count(void **state) {
    (void)state;
    struct arena arena = {0};
    struct parsed parsed[3];
    struct sketch plain = sketch_of_text(&parsed[0], ROAD "\n", &arena);
    struct sketch shown = sketch_of_text(&parsed[1], "**" ROAD "**!\n", &arena);
    struct sketch capital = sketch_of_text(&parsed[2], text_format(&arena, "T%s", &ROAD[1]).bytes, &arena);
    assert_true(plain.count > 3);
    assert_int_equal(plain.count, shown.count);
    assert_memory_equal(plain.hashes, shown.hashes, plain.count * sizeof *plain.hashes);
    assert_int_equal(plain.count, capital.count);
    assert_memory_equal(plain.hashes, capital.hashes, plain.count * sizeof *plain.hashes);
    for (size_t i = 0; i < 3; i++)
        parsed_free(&parsed[i]);
    arena_free(&arena);
}

static void few_words_have_no_sketch(void **state) {
    (void)state;
    struct arena arena = {0};
    struct parsed parsed[2];
    assert_int_equal(sketch_of_text(&parsed[0], "", &arena).count, 0);
    assert_int_equal(sketch_of_text(&parsed[1], "Two words.\n", &arena).count, 0);
    parsed_free(&parsed[0]);
    parsed_free(&parsed[1]);
    arena_free(&arena);
}

#define RHYME                                                                                                                  \
    "A goose went up the belfry stair, and at the top it met a hare: what news, it asked, of Monday's wheat? I hear, it "      \
    "said, "                                                                                                                   \
    "that geese may eat."

/* A short text may have no hash that is kept, but be there twice. */
static void short_texts_pair_by_all_their_words(void **state) {
    (void)state;
    struct arena arena = {0};
    struct parsed parsed[4];
    struct sketch_pairs pairs;
    struct sketch sketches[] = {
        sketch_of_text(&parsed[0], "Two words.\n", &arena), sketch_of_text(&parsed[1], RHYME "\n", &arena),
        sketch_of_text(&parsed[2], "Two words.\n", &arena), sketch_of_text(&parsed[3], "*" RHYME "*\n", &arena)};
    assert_true(sketches[1].count < SKETCH_LEAST);
    sketch_pairs(&pairs, sketches, 4, &arena);
    assert_int_equal(pairs.count, 1);
    assert_int_equal(pairs.items[0].a, 1);
    assert_int_equal(pairs.items[0].b, 3);
    assert_int_equal(sketch_judge(&pairs.items[0], 1000), SHARES_TEXT);
    for (size_t i = 0; i < 4; i++)
        parsed_free(&parsed[i]);
    arena_free(&arena);
}

/* A hash of many texts pairs them with the first only, so that a phrase of the house costs no square. */
static void what_many_have_pairs_with_the_first(void **state) {
    (void)state;
    enum { COUNT = 1000, HASHES = 10 };
    static const uint32_t hashes[HASHES] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1u << 31};
    static struct sketch sketches[COUNT];
    struct arena arena = {0};
    struct sketch_pairs pairs;
    for (size_t i = 0; i < COUNT; i++)
        sketches[i] = (struct sketch){hashes, HASHES, i + 1};
    sketch_pairs(&pairs, sketches, COUNT, &arena);
    assert_int_equal(pairs.count, COUNT - 1);
    assert_int_equal(pairs.items[0].a, 0);
    assert_int_equal(pairs.items[0].shared, HASHES);
    assert_int_equal(pairs.items[0].permille, 1000);
    sketch_pairs(&pairs, sketches, SKETCH_MOST, &arena);
    assert_int_equal(pairs.count, SKETCH_MOST * (SKETCH_MOST - 1) / 2);
    sketch_pairs(&pairs, sketches, 0, &arena);
    assert_int_equal(pairs.count, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planted_texts_are_found_and_no_others),
        cmocka_unit_test(unrelated_texts_correspond_in_nothing),
        cmocka_unit_test(form_does_not_count),
        cmocka_unit_test(few_words_have_no_sketch),
        cmocka_unit_test(short_texts_pair_by_all_their_words),
        cmocka_unit_test(what_many_have_pairs_with_the_first),
    };
    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
