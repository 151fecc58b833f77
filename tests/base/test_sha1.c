/* base/sha1.h and base/uuid.h: the examples of FIPS 180-4 and of RFC 9562. */
#include "base/sha1.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/uuid.h"
#include "support.h"

static void assert_sha1(struct text head, struct text bytes, const char *wanted) {
    unsigned char name[SHA1_BYTES];
    struct buffer hex = {0};
    sha1_of(name, head, bytes);
    for (size_t i = 0; i < SHA1_BYTES; i++)
        buffer_add_format(&hex, "%02x", name[i]);
    assert_text(buffer_text(&hex), wanted);
    buffer_free(&hex);
}

/* csrc.nist.gov, "Examples with intermediate values", SHA-1; and the million of FIPS 180-2, A.3. */
static void names_as_the_standard_does(void **state) {
    (void)state;
    struct text two_blocks = TEXT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    struct buffer million = {0};
    for (int i = 0; i < 1000000; i++)
        buffer_add_char(&million, 'a');
    assert_sha1(TEXT(""), TEXT(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    assert_sha1(TEXT(""), TEXT("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert_sha1(TEXT(""), two_blocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    assert_sha1(text_slice(two_blocks, 0, 9), text_after(two_blocks, 9), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    assert_sha1(TEXT(""), buffer_text(&million), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    buffer_free(&million);
}

/* RFC 9562, A.4; and one of a URL, as Python's uuid.uuid5 has it. */
static void makes_uuids_as_the_standard_does(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(uuid_of_name(UUID_DNS, TEXT("www.example.com"), &arena), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assert_text(uuid_of_name(UUID_URL, TEXT("https://example.org/lists/six-steps/"), &arena),
                "017fc67f-9542-503d-aaf5-70bfa09321be");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_as_the_standard_does),
        cmocka_unit_test(makes_uuids_as_the_standard_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
