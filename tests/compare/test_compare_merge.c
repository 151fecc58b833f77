/* What is told of a merge: by words, of texts that both sides changed, and of made-up merges without and with words of their
 * own. */
#include "../read/parsed.h"
#include "compare/compare.h"

enum { MOST = 3 }; /* parents */

struct joined {
    struct parsed parsed[MOST + 1];
    struct passages passages[MOST + 1]; /* of the merge, then of those that it joins */
    struct arena arena;
};

static void read_one(struct joined *joined, size_t index, struct text text) {
    struct parse_options options = usual_options();
    parse_text(&joined->parsed[index], text, &options);
    passages_of(&joined->passages[index], joined->parsed[index].document, joined->parsed[index].body, &joined->arena);
}

/* Of the first of `texts`, which joins the others. */
static struct compare_counts counts_of(const struct text *texts, size_t parents) {
    struct joined joined = {0};
    struct compare_parent sides[MOST];
    struct alignment alignments[MOST];
    struct compare_counts counts;
    read_one(&joined, 0, texts[0]);
    for (size_t i = 0; i < parents; i++) {
        read_one(&joined, i + 1, texts[i + 1]);
        align(&alignments[i], &joined.passages[i + 1], &joined.passages[0], &joined.arena);
        sides[i] = (struct compare_parent){&joined.passages[i + 1], &alignments[i]};
    }
    compare_count_merge(&counts, &joined.passages[0], sides, parents, &joined.arena);
    for (size_t i = 0; i <= parents; i++)
        parsed_free(&joined.parsed[i]);
    arena_free(&joined.arena);
    return counts;
}

static void check(const char *file, int line, const char *expected, const struct text *texts, size_t parents) {
    char got[128];
    struct compare_counts counts = counts_of(texts, parents);
    snprintf(got, sizeof got, "words +%u -%u, passages +%u -%u, reworded %u%s", (unsigned)counts.words_added,
             (unsigned)counts.words_removed, (unsigned)counts.passages_added, (unsigned)counts.passages_removed,
             (unsigned)counts.passages_reworded, counts.form ? ", form" : "");
    assert_int_equal(counts.passages_moved, 0);
    assert_text_at(text_of(got), text_of(expected), file, line);
}

/* The merge, and what it joins. */
#define CHECK(expected, ...)                                                                                                   \
    do {                                                                                                                       \
        const char *bytes[] = {__VA_ARGS__};                                                                                   \
        struct text texts[sizeof bytes / sizeof *bytes];                                                                       \
        for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)                                                              \
            texts[i] = text_of(bytes[i]);                                                                                      \
        check(__FILE__, __LINE__, expected, texts, sizeof bytes / sizeof *bytes - 1);                                          \
    } while (0)

#define NOTHING "words +0 -0, passages +0 -0, reworded 0"

/* A paragraph of three lines, as git joins it: what both sides leave stands between what they change. */
#define FERRY "The ferry leaves the northern quay at seven in the morning\n"
#define LATE "The old boat waits for the last train and leaves at nine\n"
#define MEADOW "between the two lies a meadow which nobody has ever mown\n"
#define BREAD "and bread is baked in the mill before the bridge is open.\n"
#define CAKE "and cakes are brought over by hand when it is dark.\n"

static void each_side_changed_a_part_of_one_passage(void **state) {
    (void)state;
    CHECK(NOTHING, LATE MEADOW CAKE, LATE MEADOW BREAD, FERRY MEADOW CAKE);
    CHECK(NOTHING, LATE MEADOW CAKE, FERRY MEADOW CAKE, LATE MEADOW BREAD);
    CHECK(NOTHING, MEADOW CAKE, MEADOW BREAD, FERRY MEADOW CAKE);
    CHECK(NOTHING, LATE MEADOW, FERRY MEADOW, LATE MEADOW BREAD);
    CHECK(NOTHING, FERRY MEADOW BREAD, MEADOW BREAD, FERRY MEADOW);
}

static void so_little_stays_that_the_passage_is_another(void **state) {
    (void)state;
    CHECK(NOTHING, LATE "meadow\n" CAKE, LATE "meadow\n" BREAD, FERRY "meadow\n" CAKE);
    CHECK(NOTHING, LATE LATE MEADOW CAKE CAKE CAKE CAKE, LATE LATE MEADOW BREAD BREAD BREAD BREAD,
          FERRY FERRY MEADOW CAKE CAKE CAKE CAKE);
}

static void a_merge_has_words_of_its_own(void **state) {
    (void)state;
    CHECK("words +2 -0, passages +0 -0, reworded 1", LATE MEADOW "quite alone " CAKE, LATE MEADOW BREAD, FERRY MEADOW CAKE);
    CHECK("words +0 -3, passages +0 -0, reworded 1", LATE "between the two lies a meadow which nobody\n" CAKE,
          LATE MEADOW BREAD, FERRY MEADOW CAKE);
    CHECK("words +1 -1, passages +0 -0, reworded 1", LATE "between the two lies a garden which nobody has ever mown\n" CAKE,
          LATE MEADOW BREAD, FERRY MEADOW CAKE);
    CHECK("words +4 -0, passages +1 -0, reworded 0", LATE MEADOW CAKE "\nNobody told us before.\n", LATE MEADOW BREAD,
          FERRY MEADOW CAKE);
    CHECK("words +4 -0, passages +0 -0, reworded 1", LATE MEADOW CAKE "Nobody told us twice.\n", LATE MEADOW BREAD,
          FERRY MEADOW CAKE);
}

/* What both sides rewrote: the merge may take one, both, or write a third. */
static void a_conflict_is_resolved(void **state) {
    (void)state;
    const char *ours = "The bread is warm.\n\n" MEADOW, *theirs = "The bread is stale.\n\n" MEADOW;
    CHECK(NOTHING, ours, ours, theirs);
    CHECK(NOTHING, theirs, ours, theirs);
    CHECK(NOTHING, "The bread is warm.\n\nThe bread is stale.\n\n" MEADOW, ours, theirs);
    CHECK("words +1 -0, passages +0 -0, reworded 1", "The bread is fresh.\n\n" MEADOW, ours, theirs);
    CHECK("words +1 -0, passages +0 -0, reworded 1", "The bread is warm or stale.\n\n" MEADOW, ours, theirs);
    CHECK("words +0 -3, passages +0 -1, reworded 0", MEADOW, ours, theirs);
}

static void whole_passages(void **state) {
    (void)state;
    const char *both = FERRY "\n" MEADOW "\n" BREAD;
    CHECK("words +0 -12, passages +0 -1, reworded 0", FERRY "\n" MEADOW, both, both);
    CHECK(NOTHING, FERRY "\n" MEADOW, both, FERRY "\n" MEADOW);
    CHECK(NOTHING, FERRY "\n" MEADOW, FERRY "\n" MEADOW, both);
    CHECK("words +11 -0, passages +1 -0, reworded 0", FERRY "\n" FERRY "\n" MEADOW "\n" BREAD, both, both);
    CHECK(NOTHING, BREAD "\n" FERRY "\n" MEADOW, both, BREAD "\n" FERRY "\n" MEADOW);
    CHECK(NOTHING, BREAD "\n" FERRY "\n" MEADOW, both, both);
    CHECK(NOTHING, FERRY "\n" MEADOW "\n" BREAD, FERRY MEADOW "\n" BREAD, FERRY MEADOW "\n" BREAD);
    CHECK("words +0 -0, passages +0 -0, reworded 0, form", "*The* bread.\n", "The bread.\n", "The bread.\n");
}

static void an_octopus(void **state) {
    (void)state;
    const char *first = LATE MEADOW BREAD "\n" MEADOW, *second = FERRY MEADOW CAKE "\n" MEADOW;
    const char *third = FERRY MEADOW BREAD "\nAnother one is here.\n\n" MEADOW;
    CHECK(NOTHING, LATE MEADOW CAKE "\nAnother one is here.\n\n" MEADOW, first, second, third);
    CHECK(NOTHING, LATE MEADOW CAKE "\nAnother one is here.\n\n" MEADOW, third, first, second);
    CHECK("words +1 -0, passages +0 -0, reworded 1", LATE MEADOW CAKE "\nAnother one is not here.\n\n" MEADOW, first, second,
          third);
}

/* Made-up merges: lines, of which either side changes some, with one between that stays, and the merge takes all. */
struct random {
    uint64_t state;
};

static uint32_t draw(struct random *random, uint32_t below) {
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((random->state >> 33) % below);
}

static void add_line(struct buffer *out, struct random *random) {
    static const char *const common[] = {"the", "of", "a", "and", "in", "is"};
    uint32_t words = 4 + draw(random, 9);
    for (uint32_t i = 0; i < words; i++) {
        buffer_add(out, i ? TEXT(" ") : TEXT(""));
        if (draw(random, 3))
            buffer_add_format(out, "w%u", (unsigned)draw(random, 400));
        else
            buffer_add(out, text_of(common[draw(random, sizeof common / sizeof *common)]));
    }
    buffer_add(out, draw(random, 4) ? TEXT("\n") : TEXT(".\n\n"));
}

/* What the merge alone adds and removes. */
struct own {
    bool is_asked;
    uint32_t added, removed, lines;
};

static void add_kept_line(struct buffer *out, uint32_t number, bool adds, bool removes) {
    buffer_add_format(out, "line%u stays%s where", (unsigned)number, adds ? " anew" : "");
    if (!removes)
        buffer_add_format(out, " just%u", (unsigned)number);
    buffer_add(out, TEXT(" it was\n"));
}

/* A stretch of the merge and of `parents` others, of which one or none changed it; and a line that stays, but for the merge's
 * own. */
static void add_stretch(struct buffer *texts, uint32_t parents, struct own *own, struct random *random) {
    struct buffer old = {0}, new = {0};
    add_line(&old, random);
    if (draw(random, 3))
        add_line(&new, random);
    uint32_t changes = draw(random, 3) ? NONE : 1 + draw(random, parents), number = own->lines++;
    bool adds = own->is_asked && !draw(random, 3), removes = own->is_asked && !draw(random, 3);
    for (uint32_t i = 0; i <= parents; i++) {
        bool is_changed = changes != NONE && (i == changes || i == 0);
        buffer_add(&texts[i], buffer_text(is_changed ? &new : &old));
        add_kept_line(&texts[i], number, i == 0 && adds, i == 0 && removes);
    }
    own->added += adds;
    own->removed += removes;
    buffer_free(&old);
    buffer_free(&new);
}

static struct compare_counts make_merge(struct own *own, struct random *random) {
    struct buffer buffers[MOST + 1] = {0};
    struct text texts[MOST + 1];
    uint32_t parents = 2 + draw(random, MOST - 1);
    for (uint32_t i = 2 + draw(random, 12); i > 0; i--)
        add_stretch(buffers, parents, own, random);
    for (uint32_t i = 0; i <= parents; i++)
        texts[i] = buffer_text(&buffers[i]);
    struct compare_counts counts = counts_of(texts, parents);
    for (uint32_t i = 0; i <= parents; i++)
        buffer_free(&buffers[i]);
    return counts;
}

static void clean_merges(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < 1000; seed++) {
        struct compare_counts counts = make_merge(&(struct own){.is_asked = false}, &(struct random){seed});
        assert_int_equal(counts.words_added + counts.words_removed + counts.passages_added + counts.passages_removed +
                             counts.passages_reworded,
                         0);
    }
}

static unsigned apart(uint32_t a, uint32_t b) {
    return a < b ? b - a : a - b;
}

/* Where whole passages were rewritten around them, a word may be taken for one of another line. */
static void merges_with_words_of_their_own(void **state) {
    (void)state;
    unsigned words = 0, wrong = 0;
    for (unsigned seed = 0; seed < 1000; seed++) {
        struct own own = {.is_asked = true};
        struct compare_counts counts = make_merge(&own, &(struct random){seed});
        words += own.added + own.removed;
        wrong += apart(counts.words_added, own.added) + apart(counts.words_removed, own.removed);
    }
    assert_true(wrong * 100 < words);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_side_changed_a_part_of_one_passage),
        cmocka_unit_test(so_little_stays_that_the_passage_is_another),
        cmocka_unit_test(a_merge_has_words_of_its_own),
        cmocka_unit_test(a_conflict_is_resolved),
        cmocka_unit_test(whole_passages),
        cmocka_unit_test(an_octopus),
        cmocka_unit_test(clean_merges),
        cmocka_unit_test(merges_with_words_of_their_own),
    };
    return cmocka_run_group_tests_name("compare_merge", tests, NULL, NULL);
}
