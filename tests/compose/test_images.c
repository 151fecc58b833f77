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

static void knows_the_type_by_the_bytes(void **state) {
    (void)state;
    assert_int_equal(image_type_of(TEXT("\x89PNG\r\n\x1a\n")), IMAGE_PNG);
    assert_int_equal(image_type_of(TEXT("\xff\xd8\xff\xe1")), IMAGE_JPEG);
    assert_int_equal(image_type_of(TEXT("GIF87a")), IMAGE_GIF);
    assert_int_equal(image_type_of(TEXT("GIF89a")), IMAGE_GIF);
    assert_int_equal(image_type_of(TEXT("RIFF....WEBP")), IMAGE_WEBP);
    assert_int_equal(image_type_of(TEXT("RIFF....WAVE")), IMAGE_OTHER);
    assert_int_equal(image_type_of(TEXT("\0\0\0\x1c"
                                        "ftypavif")),
                     IMAGE_AVIF);
    assert_int_equal(image_type_of(TEXT("%PDF-1.7")), IMAGE_OTHER);
    assert_int_equal(image_type_of(TEXT("")), IMAGE_OTHER);
    assert_true(text_equal(image_media_type(IMAGE_SVG), TEXT("image/svg+xml")));
    assert_int_equal(image_media_type(IMAGE_OTHER).size, 0);
}

static void knows_what_a_name_says(void **state) {
    (void)state;
    assert_int_equal(image_type_named(TEXT("content/media/A.PNG")), IMAGE_PNG);
    assert_int_equal(image_type_named(TEXT("a.jpeg")), IMAGE_JPEG);
    assert_int_equal(image_type_named(TEXT("a.png.zip")), IMAGE_OTHER);
    assert_true(text_equal(image_ending(IMAGE_JPEG), TEXT(".jpg")));
    assert_int_equal(image_ending(IMAGE_OTHER).size, 0);
}

static void knows_an_svg_by_its_root(void **state) {
    (void)state;
    static const char *const svgs[] = {
        "<svg>",
        "\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<!-- <html> -->\n<svg\nwidth='4'>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a.dtd\" [\n<!ENTITY ns \"x\">\n<!ENTITY b \"y\">\n]>\n<svg:svg/>",
    };
    static const char *const others[] = {"<html><svg>", "words <svg>", "<svgs>", "</svg>",
                                         "<!-- <svg>",  "<svg width=", "<",      "  "};
    for (size_t i = 0; i < sizeof svgs / sizeof *svgs; i++)
        assert_int_equal(image_type_of(text_of(svgs[i])), IMAGE_SVG);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(image_type_of(text_of(others[i])), IMAGE_OTHER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_size_of_four_formats), cmocka_unit_test(says_nothing_of_the_rest),
        cmocka_unit_test(knows_the_type_by_the_bytes),    cmocka_unit_test(knows_an_svg_by_its_root),
        cmocka_unit_test(knows_what_a_name_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
