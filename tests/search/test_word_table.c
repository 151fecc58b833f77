/* Words of any length are found, and none that only begins or ends as one does. */
#include "search/word_table.h"

#include "base/arena.h"
#include "support.h"

enum { LONGEST = 70, MANY = 20000 };

static void words_of_any_length(void **state) {
    (void)state;
    struct arena arena = {0};
    struct word_table table = {0};
    char bytes[LONGEST + 1];
    for (size_t i = 0; i <= LONGEST; i++)
        bytes[i] = (char)('a' + i % 23);
    for (uint32_t size = 2; size <= LONGEST; size += 2)
        word_table_add(&table, (struct text){bytes, size}, size, &arena);
    for (uint32_t size = 1; size <= LONGEST; size++)
        assert_int_equal(word_table_get(&table, (struct text){bytes, size}), size % 2 ? NONE : size);
    for (uint32_t size = 2; size <= LONGEST; size += 2) {
        bytes[size - 1]++;
        assert_int_equal(word_table_get(&table, (struct text){bytes, size}), NONE);
        bytes[size - 1]--;
        assert_int_equal(word_table_get(&table, (struct text){bytes + 1, size}), NONE);
    }
    arena_free(&arena);
}

static void many_words(void **state) {
    (void)state;
    struct arena arena = {0};
    struct word_table table = {0};
    assert_int_equal(word_table_get(&table, TEXT("none")), NONE);
    struct word_table_slot before = word_table_expect(&table, TEXT("word7"));
    assert_int_equal(word_table_get_expected(&table, TEXT("word7"), &before), NONE);
    for (uint32_t i = 0; i < MANY; i++)
        word_table_add(&table, text_format(&arena, "word%u", i), i, &arena);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(word_table_get(&table, text_format(&arena, "word%u", i)), i);
    assert_int_equal(word_table_get(&table, TEXT("word")), NONE);
    assert_int_equal(word_table_get_expected(&table, TEXT("word7"), &before), 7);
    arena_free(&arena);
}

/* A longer word is copied, and need not stand. */
static void bytes_are_its_own(void **state) {
    (void)state;
    struct arena arena = {0};
    struct word_table table = {0};
    char bytes[] = "a word of more than twenty-four bytes";
    word_table_add(&table, text_of(bytes), 3, &arena);
    bytes[0] = 'x';
    assert_int_equal(word_table_get(&table, TEXT("a word of more than twenty-four bytes")), 3);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_any_length),
        cmocka_unit_test(many_words),
        cmocka_unit_test(bytes_are_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
