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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(items_stay_and_new_ones_are_zeroed)};
    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
