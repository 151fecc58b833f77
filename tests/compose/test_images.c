#include "compose/images.h"

#include "support.h"

/* Pads to the length that every real picture has. */
#define PICTURE(bytes)                                                                                                         \
    ((struct text){bytes "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", sizeof bytes - 1 + 30})

static void assert_size(struct text bytes, uint32_t width, uint32_t height) {
    struct image_size size = {0};
    assert_true(image_size_of(&size, bytes));
    assert_int_equal(size.width, width);
    assert_int_equal(size.height, height);
}

static void knows_the_size_of_four_formats(void **state) {
    (void)state;
    assert_size(PICTURE("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0"), 640, 480);
    assert_size(PICTURE("GIF89a\x40\x01\xc8\0"), 320, 200);
    assert_size(PICTURE("\xff\xd8\xff\xe0\0\x04xx\xff\xc4\0\x03x\xff\xc2\0\x11\x08\x01\xe0\x02\x80"), 640, 480);
    assert_size(PICTURE("RIFF....WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), 640, 480);
    assert_size(PICTURE("RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01"), 640, 480);
    assert_size(PICTURE("RIFF....WEBPVP8L....\x2f\x7f\xc2\x77\0"), 640, 480);
}

static void says_nothing_of_the_rest(void **state) {
    (void)state;
    struct image_size size = {7, 7};
    assert_false(image_size_of(&size, PICTURE("<svg xmlns=")));
    assert_false(image_size_of(&size, TEXT("\x89PNG\r\n\x1a\n")));
    assert_false(image_size_of(&size, PICTURE("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\xe0")));
    assert_false(image_size_of(&size, PICTURE("\xff\xd8\xff\xe0\xff\xff")));
    assert_false(image_size_of(&size, (struct text){0}));
    assert_int_equal(size.width, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_size_of_four_formats),
        cmocka_unit_test(says_nothing_of_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
