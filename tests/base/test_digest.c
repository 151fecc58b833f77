#include "base/arena.h"
#include "base/digest.h"
#include "support.h"

static struct text hex_of(struct digest digest, char hex[DIGEST_HEX_SIZE]) {
    digest_hex(hex, digest);
    return (struct text){hex, DIGEST_HEX_SIZE};
}

static void the_empty_text_has_the_published_digest(void **state) {
    (void)state;
    char hex[DIGEST_HEX_SIZE];
    assert_text(hex_of(digest_of((struct text){0}), hex), "99aa06d3014798d86001c324468d497f");
}

static void hex_goes_there_and_back(void **state) {
    (void)state;
    char hex[DIGEST_HEX_SIZE];
    struct digest digest = {.low = 0x0123456789abcdef, .high = 0xfedcba9876543210}, read = {0};
    assert_text(hex_of(digest, hex), "fedcba98765432100123456789abcdef");
    assert_true(digest_from_hex(&read, (struct text){hex, sizeof hex}));
    assert_true(digest_equal(read, digest));
}

static void what_is_not_hex_is_refused(void **state) {
    (void)state;
    struct digest digest = {1, 2};
    assert_false(digest_from_hex(&digest, TEXT("")));
    assert_false(digest_from_hex(&digest, TEXT("fedcba98765432100123456789abcde")));
    assert_false(digest_from_hex(&digest, TEXT("fedcba98765432100123456789abcdef0")));
    assert_false(digest_from_hex(&digest, TEXT("fedcba98765432100123456789abcdeg")));
    assert_false(digest_from_hex(&digest, TEXT("fedcba98765432100123456789abcdeF")));
    assert_int_equal(digest.low, 1);
    assert_int_equal(digest.high, 2);
}

static void comparing_follows_the_hex(void **state) {
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
        cmocka_unit_test(hex_goes_there_and_back),
        cmocka_unit_test(what_is_not_hex_is_refused),
        cmocka_unit_test(comparing_follows_the_hex),
        cmocka_unit_test(parts_are_framed),
        cmocka_unit_test(streaming_equals_hashing_at_once),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
