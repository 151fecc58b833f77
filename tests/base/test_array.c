#include "base/array.h"
#include "support.h"

struct pair {
    int number;
    const char *name;
};

static void items_stay_and_new_ones_are_zeroed(void **state) {
    (void)state;
    struct arena arena = {0};
    struct {
        struct pair *items;
        size_t count, capacity;
    } pairs = {0};
    for (int i = 0; i < 1000; i++) {
        struct pair *pair = array_add(&pairs, &arena);
        assert_int_equal(pair->number, 0);
        assert_null(pair->name);
        *pair = (struct pair){i, "set"};
    }
    assert_int_equal(pairs.count, 1000);
    assert_true(pairs.capacity >= 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(pairs.items[i].number, i);
    arena_free(&arena);
}

/* In one arena none is in the way of the other, whether it grows where it is or elsewhere. */
static void lists_that_grow_in_turn_stay_apart(void **state) {
    (void)state;
    struct arena arena = {0};
    struct {
        struct pair *items;
        size_t count, capacity;
    } lists[3] = {0};
    array_reserve(&lists[2], 100, &arena);
    for (int i = 0; i < 3000; i++) {
        struct pair *pair = array_add(&lists[i % 700 < 600 ? 0 : i % 3], &arena);
        assert_null(pair->name);
        *pair = (struct pair){i, "set"};
    }
    for (int i = 0, at[3] = {0}; i < 3000; i++) {
        int list = i % 700 < 600 ? 0 : i % 3;
        assert_int_equal(lists[list].items[at[list]++].number, i);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(items_stay_and_new_ones_are_zeroed),
                                       cmocka_unit_test(lists_that_grow_in_turn_stay_apart)};
    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
