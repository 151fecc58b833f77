/*
 * Quotations: cases that say what a writer may do to the words of others, and what he may not.
 *
 *     test_quotation                 the cases
 *     test_quotation ASKED           answers what quotations.py asks: "S SIZE\n" and a source, "Q SIZE\n" and a quotation of it
 */
#include "compare/quotation.h"

#include "base/arena.h"
#include "../support.h"

#include <time.h>

static const char *const outcomes[] = {
    [QUOTATION_STANDS] = "stands",         [QUOTATION_TIED] = "tied",     [QUOTATION_DIFFERS] = "differs",
    [QUOTATION_DISORDERED] = "disordered", [QUOTATION_ABSENT] = "absent", [QUOTATION_WORDLESS] = "wordless",
    [QUOTATION_TOO_MANY] = "too many",
};

struct quoting {
    const char *quoted, *source, *outcome;
    const char *said; /* where it stands, or what differs; NULL: whatever it is */
};

static struct quotation_found find(const char *quoted, const char *source, struct arena *arena) {
    struct quotable of, words;
    struct quotation_found found;
    quotable_read(&of, text_of(source), arena);
    quotable_read(&words, text_of(quoted), arena);
    quotation_find(&found, &words, &of, &(struct quotation_range){0, SIZE_MAX}, arena);
    return found;
}

static void check(const struct quoting *cases, size_t count) {
    bool failed = false;
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct quotation_found found = find(cases[i].quoted, cases[i].source, &arena);
        struct text source = text_of(cases[i].source);
        bool differs = found.outcome == QUOTATION_DIFFERS;
        struct text said = differs ? found.difference : text_slice(source, found.source.start, found.source.end);
        bool right = strcmp(outcomes[found.outcome], cases[i].outcome) == 0;
        right = right && (!cases[i].said || text_equal(said, text_of(cases[i].said)));
        if (!right)
            print_error("\"%s\" of \"%s\": %s \"%.*s\"\n", cases[i].quoted, cases[i].source, outcomes[found.outcome],
                        TEXT_ARGS(said));
        failed |= !right;
        arena_free(&arena);
    }
    assert_false(failed);
}

#define CHECK(...) check((struct quoting[]){__VA_ARGS__}, sizeof((struct quoting[]){__VA_ARGS__}) / sizeof(struct quoting))

/* clang-format off */
static void what_printers_do_differently_is_the_same(void **state) {
    (void)state;
    CHECK({"the “free” trade", "of the \"free\" trade", "stands", "the \"free\" trade"},
          {"„Das ist so“", "er sagte: »Das ist so«.", "stands", "Das ist so"},
          {"« un fait »", "c'est «\u00a0un fait\u00a0»", "stands", "un fait"},
          {"l’homme n’est", "l'homme n'est rien", "stands", "l'homme n'est"},
          {"a fact — not a choice", "a fact--not a choice", "stands", NULL},
          {"1990-95", "in 1990–95.", "stands", "1990–95"},
          {"the office finds", "the of\uFB01ce \uFB01nds", "stands", NULL},
          {"techno\u00adlogy", "technology", "stands", NULL},
          {"technology and state-owned", "tech-\nnology and state-\n  owned firms", "stands", "tech-\nnology and state-\n  owned"},
          {"a state-owned firm, state-owned", "a state-\nowned firm, state-owned", "stands", NULL},
          {"a state-\nowned firm", "a state-owned firm", "stands", NULL},
          {"a techno-\nlogy", "a technology", "stands", NULL},
          {"two\n words", "two \u00a0\twords", "stands", NULL},
          {"a fact. Not", "a fact.³ Not", "stands", "a fact.³ Not"},
          {"a fact. Not", "a fact.[12] Not", "stands", NULL},
          {"a fact. Not", "a fact. [3, 4] Not", "stands", NULL},
          {"a fact* of", "a fact† of", "stands", NULL},
          {"ＡＢＣ（一）", "ABC(一)", "stands", NULL},
          {"cafe\u0301", "caf\u00e9", "stands", NULL},
          {"ﺍﻟﺴﻼم", "السلام", "stands", NULL});
}

static void what_a_writer_may_do_costs_nothing(void **state) {
    (void)state;
    CHECK({"Techno-globalism [is] a fact … not a choice.", "Techno-globalism has become a fact, and (some say) not a choice at all.",
           "stands", "Techno-globalism has become a fact, and (some say) not a choice"},
          {"a fact [...] a choice", "a fact, not a choice", "stands", NULL},
          {"a fact (…) a choice", "a fact, not a choice", "stands", NULL},
          {"a fact . . . a choice", "a fact, not a choice", "stands", NULL},
          {"“We would … go.”", "He said: We would never ever go, he said", "stands", "We would never ever go"},
          {"[S]ome say", "But some say so", "stands", "some say"},
          {"[s]ome say", "Some say so", "stands", "Some say"},
          {"[t]ome say so", "But some say so", "differs", NULL},
          {"they walk[ed] home", "they walking home", "stands", NULL},
          {"they walk[] home", "they walking home", "stands", NULL},
          {"they walk[ed] home", "they talking home", "differs", NULL},
          {"they [un]known", "they known", "stands", NULL},
          {"he go [sic] there", "he go there", "stands", NULL},
          {"he go there (emphasis added)", "he go there", "stands", NULL},
          {"he *go* there [Hervorhebung im Original]", "he *go* there", "stands", NULL},
          {"技术全球化……不是选择", "技术全球化是一个事实，而不是选择。", "stands", "技术全球化是一个事实，而不是选择"},
          {"他说“好”，走了", "他说「好」,走了。", "stands", NULL},
          {"技术[是]事实（着重号为引者所加）", "技术已经成为事实", "stands", NULL},
          {"But [s]ome [who] say so", "But [s]ome [who] say so", "stands", NULL},
          {"one [a] two", "one 1 2 3 4 5 6 7 8 two", "stands", NULL},
          {"one [a] two", "one 1 2 3 4 5 6 7 8 9 two", "differs", NULL},
          {"one [a] [b] two", "one 1 2 3 4 5 6 7 8 9 two", "stands", NULL},
          {"one … three", "three one two", "disordered", NULL},
          {"one … three", "one three one two three", "stands", "one three"});
}

static void what_a_writer_may_not_do_is_seen(void **state) {
    (void)state;
    CHECK({"they would go home at once", "But they would not go home at once.", "differs", "they would [-not-] go home at once"},
          {"they will go home at once", "But they would not go home at once.", "differs", "they [-would not-]{+will+} go home at once"},
          {"grew by 1 000 men", "grew by 1,000 men", "differs", "grew by 1[-,-] 000 men"},
          {"grew by 3", "it grew by 3.5 per cent", "differs", "grew by 3[-.5-]"},
          {"5 per cent of all", "it grew by 3.5 per cent of all", "differs", NULL},
          {"fell to 5 degrees", "fell to -5 degrees", "differs", NULL},
          {"it is 5", "it is 5%", "differs", NULL},
          {"proliferation is good for", "non-proliferation is good for", "differs", NULL},
          {"a choice", "a fact—a choice—or", "stands", "a choice"},
          {"10² men came", "102 men came", "differs", NULL},
          {"102 men came", "10² men came", "differs", NULL},
          {"this can not be a choice", "this cannot be a choice", "differs", "this [-cannot-]{+can not+} be a choice"},
          {"its own right", "it's own right", "differs", NULL},
          {"Some say so", "But some say so", "differs", "[-some-]{+Some+} say so"},
          {"not only, but also", "not only but also", "differs", NULL},
          {"is it so?", "is it so.", "differs", NULL},
          {"the firms of the state", "the firm of the state", "differs", "the [-firm-]{+firms+} of the state"},
          {"entirely other words stand here", "a fact, not a choice", "absent", NULL},
          {"[…]", "a fact", "wordless", NULL},
          {"", "a fact", "wordless", NULL},
          {"a fact", "", "absent", NULL},
          {"不是选择", "是选择", "differs", NULL},
          {"would (sic) go", "would not go", "differs", NULL});
}
/* clang-format on */

static void of_two_places_one_that_is_meant_goes_before(void **state) {
    (void)state;
    struct arena arena = {0};
    struct quotable source, quoted;
    struct quotation_found found;
    quotable_read(&source, TEXT("It rains. It rains."), &arena);
    quotable_read(&quoted, TEXT("It rains."), &arena);
    quotation_find(&found, &quoted, &source, &(struct quotation_range){0, SIZE_MAX}, &arena);
    assert_int_equal(found.outcome, QUOTATION_TIED);
    assert_int_equal(found.source.start, 0);
    assert_int_equal(found.another.start, 10);
    quotation_find(&found, &quoted, &source, &(struct quotation_range){10, 19}, &arena);
    assert_int_equal(found.outcome, QUOTATION_STANDS);
    assert_int_equal(found.source.start, 10);
    arena_free(&arena);
}

static const char *repeated(const char *part, size_t count, struct arena *arena) {
    char *bytes = arena_alloc(arena, strlen(part) * count + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * strlen(part), part, strlen(part));
    return bytes;
}

/* What would be quadratic takes minutes here. */
static void no_text_takes_long(void **state) {
    (void)state;
    enum { MANY = 200000 };
    struct arena arena = {0};
    const char *same = repeated("a ", MANY, &arena), *half = repeated("a ", MANY / 2, &arena);
    assert_int_equal(find(half, same, &arena).outcome, QUOTATION_TIED);
    assert_int_equal(find(repeated("a … ", 60, &arena), same, &arena).outcome, QUOTATION_TIED);
    assert_int_equal(find(repeated("a … ", MANY, &arena), same, &arena).outcome, QUOTATION_TOO_MANY);
    assert_int_equal(find(repeated("[a] ", MANY, &arena), same, &arena).outcome, QUOTATION_WORDLESS);
    assert_int_equal(find(repeated("a a b ", MANY / 2, &arena), same, &arena).outcome, QUOTATION_ABSENT);
    assert_int_equal(find(repeated("(", MANY, &arena), repeated("[1", MANY, &arena), &arena).outcome, QUOTATION_ABSENT);
    assert_int_equal(find(half, repeated("a-\n", MANY, &arena), &arena).outcome, QUOTATION_ABSENT);
    arena_free(&arena);
}

/* Asked -----------------------------------------------------------------------------------------------------------------------
 */

static struct text read_all(const char *path, struct arena *arena) {
    FILE *file = fopen(path, "rb");
    if (!file)
        exit(2);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, size + 1);
    size = fread(bytes, 1, size, file);
    fclose(file);
    return (struct text){bytes, size};
}

static void answer_one(const struct quotable *source, struct text said) {
    struct arena arena = {0};
    struct quotable quoted;
    struct quotation_found found;
    quotable_read(&quoted, said, &arena);
    quotation_find(&found, &quoted, source, &(struct quotation_range){0, SIZE_MAX}, &arena);
    printf("%s %zu %zu %.*s\n", outcomes[found.outcome], found.source.start, found.source.end, TEXT_ARGS(found.difference));
    arena_free(&arena);
}

/* A line for each quotation, and one with the milliseconds of the processor that all took, their sources, too. */
static int answer(const char *path) {
    struct arena arena = {0};
    struct quotable source = {0};
    struct text rest = read_all(path, &arena), line;
    clock_t started = clock();
    while (text_cut(&line, &rest, '\n')) {
        size_t size = (size_t)strtoul(text_terminated(text_after(line, 2), &arena), NULL, 10);
        struct text said = text_take(&rest, size);
        if (text_starts(line, TEXT("S ")))
            quotable_read(&source, said, &arena);
        else
            answer_one(&source, said);
    }
    printf("ms %.1f\n", (double)(clock() - started) * 1000 / CLOCKS_PER_SEC);
    arena_free(&arena);
    return 0;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_printers_do_differently_is_the_same),
        cmocka_unit_test(what_a_writer_may_do_costs_nothing),
        cmocka_unit_test(what_a_writer_may_not_do_is_seen),
        cmocka_unit_test(of_two_places_one_that_is_meant_goes_before),
        cmocka_unit_test(no_text_takes_long),
    };
    return argc > 1 ? answer(argv[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
