/* Alignment of translations against known truth: which passages were translated into which is planted. */
#include "compare/align_lengths.h"
#include "two_texts.h"

#include <stdlib.h>
#include <string.h>

/* A word of some letters, another one for each number. */
static void add_words(struct buffer *out, uint32_t *random, uint32_t letters) {
    for (uint32_t written = 0; written < letters;) {
        uint32_t size = 2 + (*random = *random * 1664525 + 1013904223) / (1u << 29);
        for (uint32_t i = 0; i < size; i++)
            buffer_add_char(out, (char)('a' + (*random >> (i % 4 * 5)) % 26));
        buffer_add_char(out, ' ');
        written += size;
    }
}

/* In Chinese a third of the letters say as much. */
static void add_han(struct buffer *out, uint32_t letters) {
    for (uint32_t i = 0; i < letters / 3; i++)
        buffer_add(out, TEXT("字"));
}

/*
 * A text and its translation of `script`, one passage a letter: = translated, < left out, + only in the translation, s split
 * in two, j two joined, # a heading, - an item.
 */
static void make(struct buffer texts[2], const char *script, uint32_t seed) {
    uint32_t random = seed;
    for (const char *c = script; *c; c++) {
        uint32_t letters = 150 + (random = random * 1664525 + 1013904223) / (1u << 23);
        const char *mark = *c == '#' ? "## " : *c == '-' ? "* " : "";
        if (*c == '#')
            letters = 20 + letters / 20;
        if (*c != '+') {
            buffer_add_format(&texts[0], "%s", mark);
            add_words(&texts[0], &random, letters);
            buffer_add(&texts[0], TEXT("\n\n"));
        }
        if (*c == 'j') {
            add_words(&texts[0], &random, letters / 2);
            buffer_add(&texts[0], TEXT("\n\n"));
        }
        if (*c == '<')
            continue;
        buffer_add_format(&texts[1], "%s", mark);
        uint32_t whole = letters * (*c == 'j' ? 3 : 2) / 2, noise = (random >> 8) % (whole / 5 + 1);
        add_han(&texts[1], whole - whole / 10 + noise - (*c == 's' ? whole * 2 / 5 : 0));
        buffer_add(&texts[1], TEXT("\n\n"));
        if (*c == 's') {
            add_han(&texts[1], whole * 2 / 5);
            buffer_add(&texts[1], TEXT("\n\n"));
        }
    }
}

/* The pairs that script means, as indexes of passages that have words, which are all but the items' containers. */
static uint32_t wrong_pairs(const struct two_texts *texts, const char *script) {
    uint32_t old = 0, new = 0, wrong = 0;
    const struct alignment *alignment = &texts->alignment;
    for (const char *c = script; *c; c++) {
        bool has_old = *c != '+', has_new = *c != '<';
        if (has_old && has_new)
            wrong += alignment->new_of[old] != new || alignment->old_of[new] != old;
        else
            wrong += has_old ? alignment->new_of[old] != NONE : alignment->old_of[new] != NONE;
        if (*c == 'j')
            wrong += alignment->new_of[old + 1] != new;
        if (*c == 's')
            wrong += alignment->old_of[new + 1] != old;
        old += has_old + (*c == 'j');
        new += has_new + (*c == 's');
    }
    return wrong;
}

static uint32_t try(const char *script, uint32_t seed) {
    struct buffer bytes[2] = {{0}, {0}};
    struct parse_options options = usual_options();
    struct two_texts texts;
    make(bytes, script, seed);
    two_texts_start_with(&texts, buffer_text(&bytes[0]), buffer_text(&bytes[1]), &options);
    align_lengths(&texts.alignment, &texts.old, &texts.new, &texts.arena);
    uint32_t wrong = wrong_pairs(&texts, script);
    two_texts_free(&texts);
    buffer_free(&bytes[0]);
    buffer_free(&bytes[1]);
    return wrong;
}

static uint32_t try_all(const char *script) {
    uint32_t wrong = 0;
    for (uint32_t seed = 1; seed <= 50; seed++)
        wrong += try(script, seed);
    return wrong;
}

static void one_to_one(void **state) {
    (void)state;
    assert_int_equal(try_all("=========="), 0);
    assert_int_equal(try_all("#===#====#=="), 0);
    assert_int_equal(try_all("="), 0);
}

/* Of 50 texts each. Lengths alone cannot tell every one: where a passage was left out, its neighbour may be as long. */
static void planted(void **state) {
    (void)state;
    assert_int_equal(try_all("===s==="), 0);
    assert_int_equal(try_all("===j==="), 0);
    assert_in_range(try_all("#===#=<==#==="), 0, 50);
    assert_in_range(try_all("#===#==+=#==="), 0, 50);
    assert_in_range(try_all("#==s==#=j==#==<===#=="), 0, 25);
}

static void check(const char *old, const char *new, const char *expected) {
    struct two_texts texts;
    struct text all = {0};
    two_texts_start(&texts, old, new);
    align_lengths(&texts.alignment, &texts.old, &texts.new, &texts.arena);
    for (size_t i = 0; i < texts.alignment.count; i++)
        all = text_format(&texts.arena, "%.*s%u>%u ", TEXT_ARGS(all), (unsigned)texts.alignment.items[i].old,
                          (unsigned)texts.alignment.items[i].new);
    assert_text(text_trim(all), expected);
    two_texts_free(&texts);
}

#define SEA "The harbour was built in a hurry, of stone that nobody had asked the price of.\n\n"
#define LEFT_OUT                                                                                                               \
    "It silted up within a lifetime, for the river brings more sand each spring than any council was ever willing to pay "     \
    "for, and what had been a basin for forty ships is a meadow, in which the bollards stand about like cattle.\n\n"
#define MER "Le port fut construit à la hâte, d'une pierre dont nul n'avait demandé le prix.\n\n"

static void kinds(void **state) {
    (void)state;
    check(SEA, MER, "0>0");
    check("", MER, "");
    check(SEA, "", "");
    check("", "", "");
    /* A heading belongs to a heading, a rule to a rule, though something was left out before it. */
    check("## Harbours\n\n" SEA LEFT_OUT "## Ends\n\n" SEA SEA SEA SEA, "## Ports\n\n" MER "## Fins\n\n" MER MER MER MER,
          "0>0 1>1 3>2 4>3 5>4 6>5 7>6");
    check(SEA "***\n\n" SEA SEA, MER "***\n\n" MER MER, "0>0 1>1 2>2 3>3");
    /* A list may be written as paragraphs. */
    check("* One thing\n* Two things\n", "* Une chose\n* Deux choses\n", "0>0 1>1");
    check(SEA "* One thing\n* Two things\n", MER "Une chose\n\nDeux choses\n", "0>0 1>1 2>2");
    /* A note belongs to a note, and never to what is written beside it. */
    check(SEA "A[^1]\n\n[^1]: " SEA, MER "B[^1]\n\n" MER "[^1]: " MER, "0>0 1>1 3>4");
}

/* Texts of any length: the time grows as they do. */
static void long_texts(void **state) {
    (void)state;
    char *script = calloc(1, 6001);
    memset(script, '=', 6000);
    for (size_t i = 0; i < 6000; i += 50)
        script[i] = '#';
    uint32_t wrong = try(script, 1);
    script[2000] = script[2001] = script[4000] = '<';
    wrong += try(script, 1);
    free(script);
    assert_in_range(wrong, 0, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_to_one),
        cmocka_unit_test(planted),
        cmocka_unit_test(kinds),
        cmocka_unit_test(long_texts),
    };
    return cmocka_run_group_tests_name("align_lengths", tests, NULL, NULL);
}
