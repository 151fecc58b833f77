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

#define TURNED(tiff)                                                                                                           \
    PICTURE("\xff\xd8\xff\xe1\0\x2a"                                                                                           \
            "Exif\0\0" tiff "\xff\xc2\0\x11\x08\x01\xe0\x02\x80")

static void turns_what_a_camera_took_on_its_side(void **state) {
    (void)state;
    assert_size(TURNED("MM\0*\0\0\0\x08\0\x02"
                       "\1\x0f\0\x02\0\0\0\x01x\0\0\0"
                       "\1\x12\0\x03\0\0\0\x01\0\x06\0\0"),
                480, 640);
    assert_size(TURNED("II*\0\x08\0\0\0\x02\0"
                       "\x0f\1\x02\0\x01\0\0\0x\0\0\0"
                       "\x12\1\x03\0\x01\0\0\0\x08\0\0\0"),
                480, 640);
    assert_size(TURNED("II*\0\x08\0\0\0\x02\0"
                       "\x0f\1\x02\0\x01\0\0\0x\0\0\0"
                       "\x12\1\x03\0\x01\0\0\0\x03\0\0\0"),
                640, 480);
    assert_size(TURNED("II*\0\xff\xff\xff\xff\x02\0"
                       "\x0f\1\x02\0\x01\0\0\0x\0\0\0"
                       "\x12\1\x03\0\x01\0\0\0\x06\0\0\0"),
                640, 480);
}

static void turns_pngs_and_webps_too(void **state) {
    (void)state;
    assert_size(PICTURE("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0.....CRC_"
                        "\0\0\0\x1a"
                        "eXIfMM\0*\0\0\0\x08\0\x01"
                        "\1\x12\0\x03\0\0\0\x01\0\x06\0\0....CRC_\0\0\0\0IDAT"),
                480, 640);
    assert_size(PICTURE("RIFF....WEBPVP8X\x0a\0\0\0\x08\0\0\0\x7f\x02\0\xdf\x01\0"
                        "ABCD\1\0\0\0..EXIF\x1a\0\0\0"
                        "MM\0*\0\0\0\x08\0\x01"
                        "\1\x12\0\x03\0\0\0\x01\0\x05\0\0...."),
                480, 640);
}

#define SIZES(more)                                                                                                            \
    "\0\0\0\x14ispe\0\0\0\0\0\0\0\x64\0\0\0\x64"                                                                               \
    "\0\0\0\x14ispe\0\0\0\0\0\0\2\x80\0\0\1\xe0" more

static void knows_the_size_of_an_avif(void **state) {
    (void)state;
    struct image_size size;
    assert_size(TEXT("\0\0\0\x10"
                     "ftypavif\0\0\0\0\0\0\0\x44meta\0\0\0\0\0\0\0\x38iprp\0\0\0\x30ipco" SIZES("")),
                640, 480);
    assert_false(image_size_of(
        &size, TEXT("\0\0\0\x10"
                    "ftypavif\0\0\0\0\0\0\0\x4dmeta\0\0\0\0\0\0\0\x41iprp\0\0\0\x39ipco" SIZES("\0\0\0\x09irot\1"))));
    assert_false(image_size_of(&size, TEXT("\0\0\0\x10"
                                           "ftypavif\0\0\0\0\0\0\0\0meta\0\0\0\0")));
}

static void knows_the_size_of_an_svg(void **state) {
    (void)state;
    struct image_size size;
    assert_size(TEXT("<svg width=\"40\" height='30px'>"), 40, 30);
    assert_size(TEXT("<svg width=\"1in\" height=\"2.5mm\">"), 96, 9);
    assert_size(TEXT("<svg width=\"200\" viewBox=\"0 0 1000 400\">"), 200, 80);
    assert_size(TEXT("<svg height=\"200\" viewBox=\"-1.5e2,-7 , 1000.5,400\">"), 500, 200);
    assert_size(TEXT("<svg viewBox=\"0 0 24 12\">"), 1200, 600);
    assert_size(TEXT("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 24 12\">"), 1200, 600);
    assert_size(TEXT("<svg width=\"0.2\" height=\"7\">"), 1, 7);
    assert_false(image_size_of(&size, TEXT("<svg width=\"2em\" viewBox=\"0 0 24 12\">")));
    assert_false(image_size_of(&size, TEXT("<svg width=\"20\">")));
    assert_false(image_size_of(&size, TEXT("<svg viewBox=\"0 0 24\">")));
    assert_false(image_size_of(&size, TEXT("<svg viewBox=\"0 0 0 9999999999\">")));
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
        cmocka_unit_test(knows_the_size_of_four_formats), cmocka_unit_test(turns_what_a_camera_took_on_its_side),
        cmocka_unit_test(turns_pngs_and_webps_too),       cmocka_unit_test(knows_the_size_of_an_avif),
        cmocka_unit_test(knows_the_size_of_an_svg),       cmocka_unit_test(says_nothing_of_the_rest),
        cmocka_unit_test(knows_the_type_by_the_bytes),    cmocka_unit_test(knows_an_svg_by_its_root),
        cmocka_unit_test(knows_what_a_name_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
