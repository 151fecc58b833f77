#include "base/arena.h"
#include "base/table.h"
#include "support.h"

static void what_was_put_is_found(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {0};
    assert_int_equal(table_get(&table, TEXT("absent")), NONE);
    assert_int_equal(table_put(&table, TEXT("one"), 1, &arena), NONE);
    assert_int_equal(table_put(&table, TEXT("two"), 2, &arena), NONE);
    assert_int_equal(table_get(&table, TEXT("one")), 1);
    assert_int_equal(table_get(&table, TEXT("two")), 2);
    assert_int_equal(table_get(&table, TEXT("on")), NONE);
    assert_int_equal(table.count, 2);
    arena_free(&arena);
}

static void putting_again_replaces(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {0};
    table_put(&table, TEXT("key"), 0, &arena);
    assert_int_equal(table_put(&table, text_of("key"), 5, &arena), 0);
    assert_int_equal(table_get(&table, TEXT("key")), 5);
    assert_int_equal(table.count, 1);
    arena_free(&arena);
}

static void the_empty_key_is_a_key(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {0};
    table_put(&table, (struct text){0}, 9, &arena);
    assert_int_equal(table_get(&table, TEXT("")), 9);
    arena_free(&arena);
}

static void many_keys(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {0};
    for (uint32_t i = 0; i < 20000; i++)
        assert_int_equal(table_put(&table, text_format(&arena, "key-%u", i), i, &arena), NONE);
    for (uint32_t i = 0; i < 20000; i++)
        assert_int_equal(table_get(&table, text_format(&arena, "key-%u", i)), i);
    assert_int_equal(table_get(&table, TEXT("key-20000")), NONE);
    assert_int_equal(table.count, 20000);
    arena_free(&arena);
}

static void room_is_made_once(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {0};
    table_put(&table, TEXT("before"), 7, &arena);
    table_reserve(&table, 1000, &arena);
    uint32_t capacity = table.capacity;
    for (uint32_t i = 1; i < 1000; i++)
        table_put(&table, text_format(&arena, "key-%u", i), i, &arena);
    assert_int_equal(table.count, 1000);
    assert_int_equal(table.capacity, capacity);
    assert_int_equal(table_get(&table, TEXT("before")), 7);
    assert_int_equal(table_get(&table, TEXT("key-999")), 999);
    table_reserve(&table, 10, &arena);
    assert_int_equal(table.capacity, capacity);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_is_found),
        cmocka_unit_test(putting_again_replaces),
        cmocka_unit_test(the_empty_key_is_a_key),
        cmocka_unit_test(many_keys),
        cmocka_unit_test(room_is_made_once),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
