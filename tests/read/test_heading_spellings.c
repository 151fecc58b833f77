#include "read/heading_spellings.h"

#include "base/arena.h"
#include "support.h"

static struct arena arena;

/* By GitHub (and Hugo, and kramdown as Jekyll uses it), kramdown, Pandoc and docutils. */
static const struct {
    const char *heading, *spelt[HEADING_SPELLERS];
} rows[] = {
    {"The Wheel", {"the-wheel", "the-wheel", "the-wheel", "the-wheel"}},
    {"wheel_speed", {"wheel_speed", "wheelspeed", "wheel_speed", "wheel-speed"}},
    {"Why use node.js?", {"why-use-nodejs", "why-use-nodejs", "why-use-node.js", "why-use-node-js"}},
    {"Ce que l\u2019\u00e9quipe fait",
     {"ce-que-l\u00e9quipe-fait", "ce-que-lquipe-fait", "ce-que-l\u00e9quipe-fait", "ce-que-l-equipe-fait"}},
    {"2.1 The mill - and more", {"21-the-mill---and-more", "the-mill---and-more", "the-mill---and-more", "the-mill-and-more"}},
    {"Oats & rye", {"oats--rye", "oats--rye", "oats-rye", "oats-rye"}},
    {"C++", {"c", "c", "c", "c"}},
    {"2024", {"2024", "section", "section", ""}},
    {"\u041c\u0435\u043b\u044c\u043d\u0438\u0446\u0430",
     {"\u043c\u0435\u043b\u044c\u043d\u0438\u0446\u0430", "section", "\u043c\u0435\u043b\u044c\u043d\u0438\u0446\u0430", ""}},
    {"_under", {"_under", "under", "under", "under"}},
    {"", {"", "section", "section", ""}},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int speller = 0; speller < HEADING_SPELLERS; speller++)
            assert_text(heading_spelling((enum heading_speller)speller, text_of(rows[i].heading), &arena),
                        rows[i].spelt[speller]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
