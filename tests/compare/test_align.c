/* Alignment against known truth: texts are edited, and what became of each passage is known. */
#include "compare/align.h"
#include "base/array.h"
#include "two_texts.h"

/* "0>0 1>2* 2>-": where each old leaf went, * for moved, / for split, & for merged; then "+3": new ones without an old one. */
static struct text fates(struct two_texts *texts) {
    struct arena *arena = &texts->arena;
    struct text all = {0};
    for (uint32_t i = 0; i < texts->old.count; i++) {
        bool found = false;
        for (size_t k = 0; k < texts->alignment.count; k++) {
            const struct aligned *pair = &texts->alignment.items[k];
            if (pair->old != i)
                continue;
            found = true;
            all = text_format(arena, "%.*s%u>%u%s%s%s ", TEXT_ARGS(all), (unsigned)i, (unsigned)pair->new,
                              pair->moved ? "*" : "", pair->is_split ? "/" : "", pair->is_merged ? "&" : "");
        }
        if (!found)
            all = text_format(arena, "%.*s%u>- ", TEXT_ARGS(all), (unsigned)i);
    }
    for (uint32_t i = 0; i < texts->new.count; i++)
        if (texts->alignment.old_of[i] == NONE)
            all = text_format(arena, "%.*s+%u ", TEXT_ARGS(all), (unsigned)i);
    return text_trim(all);
}

static void check(const char *old, const char *new, const char *expected) {
    struct two_texts texts;
    two_texts_start(&texts, old, new);
    assert_text(fates(&texts), expected);
    two_texts_free(&texts);
}

#define SEA "The harbour was built in a hurry, of stone that nobody had asked the price of, and it has stood ever since.\n\n"
#define TAX "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were.\n\n"
#define OWL "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept before him.\n\n"
#define WAR "When soldiers came through the valley they took the horses, paid with paper, and promised to return by winter.\n\n"

static void equal_passages(void **state) {
    (void)state;
    check(SEA TAX OWL, SEA TAX OWL, "0>0 1>1 2>2");
    check(SEA TAX OWL, SEA OWL, "0>0 1>- 2>1");
    check(SEA OWL, SEA TAX OWL, "0>0 1>2 +1");
    check(SEA, "", "0>-");
    check("", SEA, "+0");
    check("", "", "");
    check("Yes.\n\nYes.\n\nYes.\n", "Yes.\n\nYes.\n", "0>0 1>1 2>-");
    check(SEA "* * *\n\n" TAX "* * *\n\n" OWL, SEA "* * *\n\n" OWL, "0>0 1>1 2>- 3>- 4>2");
}

static void moved_passages(void **state) {
    (void)state;
    check(SEA TAX OWL WAR, TAX OWL WAR SEA, "0>3* 1>0 2>1 3>2");
    check("## A\n\n" SEA TAX "## B\n\n" OWL WAR "Last one.\n", "## B\n\n" OWL WAR "## A\n\n" SEA TAX "Last one.\n",
          "0>3 1>4 2>5 3>0* 4>1* 5>2* 6>6");
}

static void reworded_passages(void **state) {
    (void)state;
    check(SEA TAX OWL,
          SEA "Every spring the council met to argue over taxes, and each autumn it chose to leave them alone.\n\n" OWL,
          "0>0 1>1 2>2");
    check(SEA TAX, SEA "Nothing of this is in any way like what stood here; a stranger wrote it, about whales.\n",
          "0>0 1>- +1");
    /* Moved and reworded by a fifth. */
    check(SEA TAX OWL,
          "An owl lives in the belfry; its droppings are swept up by the sexton whose father had swept before him.\n\n" SEA TAX,
          "0>1 1>2 2>0*");
}

/* Titles that lose their capitals stay what they are, also beside one that begins alike. */
static void capitals(void **state) {
    (void)state;
    check("## What Is A Mill?\n\n" SEA "## What Is A Mill Good At?\n\n" TAX "## Call To Action\n\n" OWL,
          "## What is a mill?\n\n" SEA "## What is a mill good at?\n\n" TAX "## Call to action\n\n" OWL,
          "0>0 1>1 2>2 3>3 4>4 5>5");
}

static void split_and_merged(void **state) {
    (void)state;
    const char *whole = SEA "The mill ground rye for three parishes. Its wheel was oak, cut in the year of the great flood. "
                            "A miller drowned there, and his widow ran the place better than he had.\n\n" TAX;
    const char *parts = SEA "The mill ground rye for three parishes. Its wheel was oak, cut in the year of the great flood.\n\n"
                            "A miller drowned there, and his widow ran the place better than he had.\n\n" TAX;
    check(whole, parts, "0>0 1>1/ 1>2/ 2>3");
    check(parts, whole, "0>0 1>1& 2>1& 3>2");
}

static void copies_are_new(void **state) {
    (void)state;
    check(SEA TAX, SEA TAX SEA, "0>0 1>1 +2");
    check(SEA TAX,
          SEA
          "Every spring the council met to quarrel over rents, and every autumn it voted to leave them as they were.\n\n" TAX,
          "0>0 1>2 +1");
}

/* Which of two equally good ones it is cannot be told. */
static void unsure_is_no_match(void **state) {
    (void)state;
    check(TAX SEA OWL,
          SEA "Every spring the council met to quarrel over taxes, and every autumn it voted to go.\n\n" OWL
              "Every spring the council met to quarrel over taxes, and every autumn it voted to stay.\n\n",
          "0>- 1>0 2>2 +1 +3");
}

static void kinds_stay_apart(void **state) {
    (void)state;
    check("## The harbour was built in a hurry of stone\n\nx\n", "The harbour was built in a hurry of stone\n\nx\n",
          "0>- 1>1 +0");
    check("```\nthe harbour was built in a hurry of stone\n```\n", "The harbour was built in a hurry of stone\n", "0>- +0");
    /* But a paragraph may become an item. */
    check(SEA TAX, "- " SEA TAX, "0>0 1>1");
}

/* Alike is not the same: items and code of one template need their neighbours. */
static void templates_need_their_neighbours(void **state) {
    (void)state;
    check("- Bread is baked by Ada on Monday\n- Cheese is made by Ben on Friday\n\n" SEA,
          "- Cheese is made by Ben on Friday\n\n" SEA "- Bread is baked by Eve on Sunday\n", "0>- 1>0 2>1 +2");
    check("```\nlet bread = Oven(heat: 200)\n```\n\n" SEA, SEA "```\nlet cheese = Oven(heat: 100)\n```\n", "0>- 1>0 +1");
}

static void containers_follow_their_passages(void **state) {
    (void)state;
    check("> " SEA "> " TAX OWL, "> " SEA "> Wholly other words stand here now, about ships.\n\n" OWL,
          "0>0 1>1 2>- 3>- 4>4 +2 +3");
    check("- one thing\n- another matter\n", "- one thing\n\n- another matter\n", "0>0 1>2 +1 +3");
    check("- Fruit we like\n  - apples and pears\n  - plums\n", "- Fruit we like best\n  - apples and pears\n", "0>0 1>1 2>-");
}

/* A thousand similar items, ten thousand equal ones: every passage has at most one fate, and it takes no time to speak of. */
static void many_passages(void **state) {
    (void)state;
    struct buffer old = {0}, new = {0};
    for (unsigned i = 0; i < 10000; i++) {
        buffer_add_format(&old, "The same again.\n\n");
        buffer_add_format(&new, "The same again.\n\n");
    }
    for (unsigned i = 0; i < 3000; i++) {
        buffer_add_format(&old, "- item %u of this long list\n", i);
        buffer_add_format(&new, "- item %u of that long list\n", i);
    }
    struct two_texts texts;
    struct parse_options options = usual_options();
    two_texts_start_with(&texts, buffer_text(&old), buffer_text(&new), &options);
    unsigned right = 0;
    for (uint32_t i = 0; i < texts.old.count; i++)
        right += texts.alignment.new_of[i] == i;
    assert_int_equal(right, 13000);
    two_texts_free(&texts);
    buffer_free(&old);
    buffer_free(&new);
}

/* Made-up prose --------------------------------------------------------------------------------------------------------------
 */

struct random {
    uint64_t state;
};

static uint32_t draw(struct random *random, uint32_t below) {
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((random->state >> 33) % below);
}

/* A word of a language in which few words are frequent and most are rare, as they are. */
static void add_random_word(struct buffer *out, struct random *random) {
    static const char *const frequent[] = {"the", "of", "and", "to", "a", "in", "that", "it", "is", "was", "for", "on", "with"};
    static const char *const parts[] = {"ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu", "fa", "do"};
    if (draw(random, 100) < 45) {
        buffer_add(out, text_of(frequent[draw(random, 13)]));
        return;
    }
    uint32_t number = draw(random, 60) * draw(random, 60);
    for (unsigned i = 0; i < 3; i++, number /= 12)
        buffer_add(out, text_of(parts[number % 12]));
}

enum { LONGEST = 60, ROOM = 2 * LONGEST };

struct made_passage {
    char words[ROOM][12];
    unsigned count;
    int old[2]; /* of which old passages this is, or is a part; -1 for none */
};

static void make_word(char *word, struct random *random) {
    struct buffer out = {0};
    add_random_word(&out, random);
    snprintf(word, 12, "%.*s", (int)out.size, out.bytes);
    buffer_free(&out);
}

static void make_passage(struct made_passage *passage, int old, struct random *random) {
    passage->count = 12 + draw(random, LONGEST - 12);
    passage->old[0] = old;
    passage->old[1] = -1;
    for (unsigned i = 0; i < passage->count; i++)
        make_word(passage->words[i], random);
}

static void write_passage(struct buffer *out, const struct made_passage *passage) {
    for (unsigned i = 0; i < passage->count; i++)
        buffer_add_format(out, "%s%s", i ? " " : "", passage->words[i]);
    buffer_add(out, TEXT(".\n\n"));
}

enum { PASSAGES = 24 };

enum edit {
    EDIT_MOVE,
    EDIT_SPLIT,
    EDIT_MERGE,
    EDIT_REWORD_10,
    EDIT_REWORD_30,
    EDIT_REWORD_50,
    EDIT_SWAP,
    EDIT_COPY,
    EDIT_REPLACE
};

static unsigned edit_text(struct made_passage *text, unsigned count, enum edit edit, struct random *random) {
    unsigned at = draw(random, count - 1), to = draw(random, count - 1),
             percent = edit == EDIT_REWORD_10   ? 10
                       : edit == EDIT_REWORD_30 ? 30
                                                : 50;
    struct made_passage one = text[at];
    switch (edit) {
    case EDIT_MOVE:
        memmove(&text[at], &text[at + 1], (count - at - 1) * sizeof one);
        memmove(&text[to + 1], &text[to], (count - to - 1) * sizeof one);
        text[to] = one;
        return count;
    case EDIT_SPLIT:
        memmove(&text[at + 1], &text[at], (count - at) * sizeof one);
        text[at].count = one.count / 2;
        text[at + 1].count = one.count - one.count / 2;
        memmove(text[at + 1].words, one.words[one.count / 2], text[at + 1].count * sizeof *one.words);
        return count + 1;
    case EDIT_MERGE:
        if (one.old[1] >= 0 || text[at + 1].old[1] >= 0)
            return count;
        memcpy(text[at].words[one.count], text[at + 1].words, text[at + 1].count * sizeof *one.words);
        text[at].count += text[at + 1].count;
        text[at].old[1] = text[at + 1].old[0];
        memmove(&text[at + 1], &text[at + 2], (count - at - 2) * sizeof one);
        return count - 1;
    case EDIT_REWORD_10:
    case EDIT_REWORD_30:
    case EDIT_REWORD_50:
        for (unsigned i = 0; i < text[at].count; i++)
            if (draw(random, 100) < percent)
                make_word(text[at].words[i], random);
        return count;
    case EDIT_SWAP: {
        struct made_passage half[PASSAGES];
        unsigned middle = count / 2;
        memcpy(half, text, middle * sizeof one);
        memmove(text, text + middle, (count - middle) * sizeof one);
        memcpy(text + count - middle, half, middle * sizeof one);
        return count;
    }
    case EDIT_COPY:
        text[count] = one;
        text[count].old[0] = -1;
        return count + 1;
    case EDIT_REPLACE: make_passage(&text[at], -1, random); return count;
    }
    return count;
}

/* How many old passages lead where they should, lead elsewhere, and are not found though they are there. */
struct score {
    unsigned right, wrong, lost;
};

static bool is_truth(const struct made_passage *text, uint32_t new, uint32_t old) {
    return text[new].old[0] == (int)old || text[new].old[1] == (int)old;
}

static void judge(struct score *score, const struct alignment *alignment, const struct made_passage *text, unsigned count) {
    for (uint32_t i = 0; i < PASSAGES; i++) {
        bool stands = false;
        for (unsigned j = 0; j < count; j++)
            stands |= is_truth(text, j, i);
        uint32_t new = alignment->new_of[i];
        score->right += new == NONE ? !stands : is_truth(text, new, i);
        score->wrong += new != NONE && !is_truth(text, new, i);
        score->lost += stands && new == NONE;
    }
}

static struct score measure(enum edit edit) {
    struct score score = {0};
    for (unsigned seed = 0; seed < 100; seed++) {
        struct random random = {seed * 7919 + 17};
        struct made_passage text[PASSAGES + 8];
        struct buffer old = {0}, new = {0};
        unsigned count = PASSAGES;
        for (unsigned i = 0; i < count; i++)
            make_passage(&text[i], (int)i, &random);
        for (unsigned i = 0; i < count; i++)
            write_passage(&old, &text[i]);
        for (unsigned i = 0; i < 4; i++)
            count = edit_text(text, count, edit, &random);
        for (unsigned i = 0; i < count; i++)
            write_passage(&new, &text[i]);
        struct two_texts texts;
        struct parse_options options = usual_options();
        two_texts_start_with(&texts, buffer_text(&old), buffer_text(&new), &options);
        judge(&score, &texts.alignment, text, count);
        two_texts_free(&texts);
        buffer_free(&old);
        buffer_free(&new);
    }
    return score;
}

/* Each text has four such edits, some of them of the same passage: reworded by a half twice, little of it stays. */
static void known_edits(void **state) {
    (void)state;
    static const struct {
        const char *name;
        enum edit edit;
        unsigned most_lost; /* of 2400 */
    } edits[] = {
        {"move", EDIT_MOVE, 0},
        {"split", EDIT_SPLIT, 2},
        {"merge", EDIT_MERGE, 2},
        {"reword 10 %", EDIT_REWORD_10, 0},
        {"reword 30 %", EDIT_REWORD_30, 8},
        {"reword 50 %", EDIT_REWORD_50, 60},
        {"swap", EDIT_SWAP, 0},
        {"copy", EDIT_COPY, 0},
        {"replace", EDIT_REPLACE, 0},
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct score score = measure(edits[i].edit);
        print_message("%-12s right %u, wrong %u, lost %u\n", edits[i].name, score.right, score.wrong, score.lost);
        assert_int_equal(score.wrong, 0);
        assert_in_range(score.lost, 0, edits[i].most_lost);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_passages),
        cmocka_unit_test(moved_passages),
        cmocka_unit_test(reworded_passages),
        cmocka_unit_test(capitals),
        cmocka_unit_test(split_and_merged),
        cmocka_unit_test(copies_are_new),
        cmocka_unit_test(unsure_is_no_match),
        cmocka_unit_test(kinds_stay_apart),
        cmocka_unit_test(templates_need_their_neighbours),
        cmocka_unit_test(containers_follow_their_passages),
        cmocka_unit_test(many_passages),
        cmocka_unit_test(known_edits),
    };
    return cmocka_run_group_tests_name("align", tests, NULL, NULL);
}
