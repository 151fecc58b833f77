#include "base/arena.h"
#include "support.h"

#include <stdbool.h>

static void pieces_are_zeroed_aligned_and_apart(void **state) {
    (void)state;
    struct arena arena = {0};
    char *before = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        char *piece = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xFF, size);
        assert_ptr_not_equal(piece, before);
        before = piece;
    }
    arena_free(&arena);
}

static void large_pieces_leave_small_ones_alone(void **state) {
    (void)state;
    struct arena arena = {0};
    unsigned char *large = arena_alloc(&arena, 3 << 20);
    int *small = arena_new(&arena, int);
    *small = 7;
    unsigned char *larger = arena_alloc(&arena, 5 << 20);
    int *next = arena_new(&arena, int);
    *next = 8;
    memset(large, 1, 3 << 20);
    memset(larger, 2, 5 << 20);
    assert_int_equal(*small, 7);
    assert_int_equal(*next, 8);
    assert_int_equal(large[(3 << 20) - 1], 1);
    arena_free(&arena);
}

static void a_freed_arena_is_used_again(void **state) {
    (void)state;
    struct arena arena = {0};
    memset(arena_alloc(&arena, 100), 0xAA, 100);
    arena_free(&arena);
    assert_null(arena.newest);
    arena_free(&arena);
    const unsigned char *again = arena_alloc(&arena, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    arena_free(&arena);
}

static void arrays_are_zeroed(void **state) {
    (void)state;
    struct arena arena = {0};
    const uint64_t *numbers = arena_array(&arena, uint64_t, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], 0);
    assert_non_null(arena_array(&arena, uint64_t, 0));
    arena_free(&arena);
}

static void only_the_last_piece_is_extended(void **state) {
    (void)state;
    struct arena arena = {0};
    char *first = arena_alloc(&arena, 100), *last = arena_alloc(&arena, 10);
    assert_false(arena_extend(&arena, first, 100, 200));
    assert_false(arena_extend(&arena, last, 10, 1 << 20));
    memset(last, 'x', 10);
    if (arena_extend(&arena, last, 10, 300)) { /* never with ARENA_MALLOC */
        for (size_t i = 10; i < 300; i++)
            assert_int_equal(last[i], 0);
        memset(last, 'x', 300);
        assert_true((char *)arena_alloc(&arena, 1) >= last + 300);
    }
    arena_free(&arena);
}

static jmp_buf exhausted_at;

static void note_exhaustion(void) {
    longjmp(exhausted_at, 1);
}

static void exhaustion_calls_the_handler(void **state) {
    (void)state;
    struct arena arena = {0};
    memory_on_exhausted(note_exhaustion);
    volatile int calls = 0;
    if (setjmp(exhausted_at) == 0)
        arena_alloc(&arena, SIZE_MAX - 8);
    else
        calls++;
    memory_on_exhausted(NULL);
    assert_int_equal(calls, 1);
    arena_free(&arena);
}

static void memory_is_never_null(void **state) {
    (void)state;
    char *memory = memory_alloc(0);
    assert_non_null(memory);
    memory = memory_resize(memory, 100);
    memory[99] = 1;
    memory = memory_resize(memory, 0);
    assert_non_null(memory);
    free(memory);
}

static void assert_zeroed(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        assert_int_equal(bytes[i], 0);
}

/* What is prepared goes round, and what is larger than the rest of it is got as ever. */
static void prepared_memory_is_like_any_other(void **state) {
    (void)state;
    struct arena first = {0}, second = {0};
    size_t before = arena_huge_pages();
    arena_prepare(4);
    unsigned char *large = arena_alloc(&first, 5 << 20), *larger = arena_alloc(&second, 9 << 20);
    if (arena_huge_pages() > before) /* never with ARENA_MALLOC */
        assert_int_equal(arena_huge_pages() - before, 3 + 5);
    assert_zeroed(large, 5 << 20);
    assert_zeroed(larger, 9 << 20);
    memset(large, 1, 5 << 20);
    memset(larger, 2, 9 << 20);
    arena_free(&first);
    assert_int_equal(larger[(9 << 20) - 1], 2);
    unsigned char *last = arena_alloc(&first, 1900 << 10);
    assert_zeroed(last, 1900 << 10);
    arena_free(&first);
    arena_free(&second);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(large_pieces_leave_small_ones_alone),
        cmocka_unit_test(a_freed_arena_is_used_again),
        cmocka_unit_test(arrays_are_zeroed),
        cmocka_unit_test(only_the_last_piece_is_extended),
        cmocka_unit_test(exhaustion_calls_the_handler),
        cmocka_unit_test(memory_is_never_null),
        cmocka_unit_test(prepared_memory_is_like_any_other),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
