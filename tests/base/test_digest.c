#include "base/arena.h"
#include "base/digest.h"
#include "support.h"

static void the_empty_text_has_the_published_digest(void **state) {
    (void)state;
    struct digest digest = digest_of((struct text){0});
    assert_int_equal(digest.high, 0x99aa06d3014798d8);
    assert_int_equal(digest.low, 0x6001c324468d497f);
}

static void comparing_sorts_by_the_high_half_first(void **state) {
    (void)state;
    struct digest small = {.high = 1, .low = 9}, large = {.high = 2, .low = 0};
    assert_true(digest_compare(small, large) < 0);
    assert_true(digest_compare(large, small) > 0);
    assert_true(digest_compare((struct digest){.low = 1}, (struct digest){.low = 2}) < 0);
    assert_int_equal(digest_compare(small, small), 0);
    assert_false(digest_equal(small, large));
}

static struct digest digest_of_parts(const struct text *parts, size_t count) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < count; i++)
        hasher_add_text(&hasher, parts[i]);
    return hasher_end(&hasher);
}

static void parts_are_framed(void **state) {
    (void)state;
    const struct text left[] = {TEXT_INIT("ab"), TEXT_INIT("c")}, right[] = {TEXT_INIT("a"), TEXT_INIT("bc")};
    assert_false(digest_equal(digest_of_parts(left, 2), digest_of_parts(right, 2)));
    assert_true(digest_equal(digest_of_parts(left, 2), digest_of_parts(left, 2)));
    assert_false(digest_equal(digest_of_parts(left, 1), digest_of_parts(left, 2)));
    const struct text empty[] = {{0}, {0}};
    assert_false(digest_equal(digest_of_parts(empty, 1), digest_of_parts(empty, 2)));
}

/* The digest of a hasher is that of its framed bytes, whatever their number. */
static void streaming_equals_hashing_at_once(void **state) {
    (void)state;
    for (size_t size = 0; size < 5000; size += 61) {
        unsigned char framed[8 + 5000 + 24];
        for (size_t i = 0; i < 8; i++)
            framed[i] = (unsigned char)((uint64_t)size >> (8 * i));
        for (size_t i = 0; i < size; i++)
            framed[8 + i] = (unsigned char)(i * 31);
        for (size_t i = 0; i < 24; i++)
            framed[8 + size + i] = (unsigned char)(i + 1);

        struct hasher hasher;
        hasher_start(&hasher);
        hasher_add_text(&hasher, (struct text){(char *)framed + 8, size});
        hasher_add_number(&hasher, 0x0807060504030201);
        hasher_add_digest(&hasher, (struct digest){.low = 0x100f0e0d0c0b0a09, .high = 0x1817161514131211});
        struct digest expected = digest_of((struct text){(char *)framed, 8 + size + 24});
        assert_true(digest_equal(hasher_end(&hasher), expected));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_empty_text_has_the_published_digest),
        cmocka_unit_test(comparing_sorts_by_the_high_half_first),
        cmocka_unit_test(parts_are_framed),
        cmocka_unit_test(streaming_equals_hashing_at_once),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
