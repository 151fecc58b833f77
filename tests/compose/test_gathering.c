#include "compose/gather.h"
#include "support.h"

static const struct language *english(struct arena *arena) {
    return language_load(NULL, tree_of_texts(NULL, 0, arena), TEXT("en"), arena);
}

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct arena));
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    free(*state);
    return 0;
}

/* Things to gather, of which no two may have one key. */
static void gather_one(struct gathering *g, size_t which) {
    static const struct text a = TEXT_INIT("a"), b = TEXT_INIT("b"), ab[] = {TEXT_INIT("a"), TEXT_INIT("b")},
                             ba[] = {TEXT_INIT("b"), TEXT_INIT("a")}, joined[] = {TEXT_INIT("ab")};
    static const struct date year = {.precision = DATE_YEAR, .year = 2020};
    switch (which) {
    case 0: gather_text(g, "x", a); break;
    case 1: gather_text(g, "x", b); break;
    case 2: gather_text(g, "y", a); break;
    case 3: gather_text(g, "x", (struct text){0}); break;
    case 4: gather_none(g, "x"); break;
    case 5: gather_flag(g, "x", true); break;
    case 6: gather_flag(g, "x", false); break;
    case 7: gather_number(g, "x", 1); break;
    case 8: gather_number(g, "x", 0); break;
    case 9: gather_date(g, "x", year); break;
    case 10: gather_date(g, "x", (struct date){.precision = DATE_MONTH, .year = 2020}); break;
    case 11: gather_texts(g, "x", ab, 2); break;
    case 12: gather_texts(g, "x", ba, 2); break;
    case 13: gather_texts(g, "x", ab, 1); break;
    case 14: gather_texts(g, "x", ab, 0); break;
    case 15: gather_texts(g, "x", joined, 1); break;
    case 16: gather_marked(g, "x", "x_html", a, a); break;
    case 17: gather_marked(g, "x", "x_html", a, b); break;
    case 18: gather_open(g, "x"), gather_close(g); break;
    case 19: gather_open(g, "x"), gather_text(g, "x", a), gather_close(g); break;
    case 20: gather_open(g, "x"), gather_close(g), gather_text(g, "x", a); break;
    case 21: gather_open_list(g, "x"), gather_texts(g, NULL, ab, 2), gather_close(g); break;
    case 22: gather_stands(g, "x", digest_of(a)) ? gather_put(g, "x", NULL) : (void)0; break;
    case 23: gather_stands(g, "x", digest_of(b)) ? gather_put(g, "x", NULL) : (void)0; break;
    case 24: gather_names(g, "x", NULL, ab, 2, NULL); break;
    default: gather_names(g, "x", NULL, ba, 2, NULL);
    }
}

enum { KINDS = 26 };

static struct digest key_of(size_t which, struct arena *arena) {
    struct gathering *g = gathering_new(GATHER_KEY, NULL, english(arena), arena);
    gather_one(g, which);
    return gathering_key(g);
}

static void gives_different_values_different_keys(void **state) {
    for (size_t i = 0; i < KINDS; i++) {
        assert_true(digest_equal(key_of(i, *state), key_of(i, *state)));
        for (size_t j = 0; j < i; j++)
            assert_false(digest_equal(key_of(i, *state), key_of(j, *state)));
    }
}

static void card(struct gathering *g, const void *context, uint32_t number) {
    gather_text(g, "title", text_of(context));
    gather_number(g, "number", number);
}

/* A card's digest stands for it, and its view is made when it is looked at. */
static void takes_cards_by_their_digest(void **state) {
    static const struct gather_form form = {"card of a test", card};
    struct gathering *scratch = gathering_new(GATHER_KEY, NULL, english(*state), *state);
    struct digest seven = gather_digest_of(scratch, &form, "a", 7), eight = gather_digest_of(scratch, &form, "a", 8);
    assert_false(digest_equal(seven, eight));
    assert_true(digest_equal(seven, gather_digest_of(scratch, &form, "a", 7)));
    struct gathering *g = gathering_new(GATHER_VIEW, NULL, english(*state), *state);
    gather_card(g, "card", &form, "a", 7, seven);
    const struct view *made = view_get(gathering_view(g), TEXT("card"));
    assert_int_equal(made->kind, VIEW_LATE_MAP);
    assert_text(view_get(made, TEXT("number"))->text, "7");
}

static void lists_what_is_gathered(void **state) {
    static const struct gather_form form = {"card of a test", card};
    static const char *const paths[] = {"title",
                                        "essay",
                                        "essay.lists",
                                        "essay.lists[]",
                                        "essay.lists[].position",
                                        "essay.lists[].card",
                                        "card of a test.title",
                                        "card of a test.number"};
    struct gathering *g = gathering_new(GATHER_ITEMS, NULL, english(*state), *state);
    gather_text(g, "title", TEXT("T"));
    gather_open(g, "essay");
    gather_open_list(g, "lists");
    gather_open(g, NULL);
    gather_number(g, "position", 1);
    gather_card(g, "card", &form, "a", 7, (struct digest){0});
    gather_close(g);
    gather_close(g);
    gather_close(g);
    const struct gather_items *items = gathering_items(g);
    assert_true(items->count > sizeof paths / sizeof *paths);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_text(items->items[i].path, paths[i]);
    assert_false(items->items[0].is_structure);
    assert_true(items->items[1].is_structure);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gives_different_values_different_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_cards_by_their_digest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_what_is_gathered, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
