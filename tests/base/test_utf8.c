#include "base/arena.h"
#include "base/utf8.h"
#include "support.h"

static uint32_t first_of(const char *bytes, size_t *size) {
    *size = 0;
    return utf8_next(text_of(bytes), size);
}

static void well_formed_sequences(void **state) {
    (void)state;
    size_t size = 0;
    assert_int_equal(first_of("A", &size), 'A');
    assert_int_equal(size, 1);
    assert_int_equal(first_of("\xC3\xA9", &size), 0xE9);
    assert_int_equal(size, 2);
    assert_int_equal(first_of("\xE4\xB8\xAD", &size), 0x4E2D);
    assert_int_equal(size, 3);
    assert_int_equal(first_of("\xF0\x9F\x98\x80", &size), 0x1F600);
    assert_int_equal(size, 4);
    assert_int_equal(first_of("\xEF\xBF\xBD", &size), 0xFFFD);
    assert_int_equal(size, 3);
    assert_int_equal(first_of("\xF4\x8F\xBF\xBF", &size), 0x10FFFF);
    assert_int_equal(size, 4);
}

static void each_malformed_byte_is_one_replacement(void **state) {
    (void)state;
    static const char *const malformed[] = {
        "\x80",         "\xC0\xAF",         "\xC1\xBF",         "\xC3",     "\xC3(",        "\xE0\x80\x80",
        "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\xF0\x9F\x98", "\xF5\x80\x80\x80",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        size_t size = 0;
        assert_int_equal(first_of(malformed[i], &size), 0xFFFD);
        assert_int_equal(size, 1);
        assert_int_equal(utf8_first_invalid(text_of(malformed[i])), 0);
    }
    assert_int_equal(utf8_count(TEXT("a\xE4\xB8z\xFF")), 5);
}

/* Of a sequence that is cut off by the end of the text nothing behind the end is looked at. */
static void the_end_of_the_text_is_respected(void **state) {
    (void)state;
    char *bytes = malloc(2);
    size_t offset = 0;
    memcpy(bytes, "\xC1\xBF", 2);
    assert_int_equal(utf8_next((struct text){bytes, 2}, &offset), 0xFFFD);
    assert_int_equal(offset, 1);
    free(bytes);
}

static void every_character_goes_there_and_back(void **state) {
    (void)state;
    for (uint32_t character = 1; character <= 0x10FFFF; character++) {
        char bytes[4];
        size_t size = utf8_encode(bytes, character), offset = 0;
        bool surrogate = character >= 0xD800 && character <= 0xDFFF;
        uint32_t read = utf8_next((struct text){bytes, size}, &offset);
        if (read != (surrogate ? 0xFFFD : character) || offset != size)
            fail_msg("U+%04X", (unsigned)character);
    }
    char bytes[4];
    assert_int_equal(utf8_encode(bytes, 0x110000), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void the_first_invalid_byte(void **state) {
    (void)state;
    assert_int_equal(utf8_first_invalid((struct text){0}), 0);
    assert_int_equal(utf8_first_invalid(TEXT("all of this is well, 中文 too")), TEXT("all of this is well, 中文 too").size);
    for (size_t place = 0; place < 30; place++) {
        char bytes[30];
        memset(bytes, 'a', sizeof bytes);
        bytes[place] = '\xE9';
        assert_int_equal(utf8_first_invalid((struct text){bytes, sizeof bytes}), place);
        bytes[place] = '\0';
        assert_int_equal(utf8_first_invalid((struct text){bytes, sizeof bytes}), place);
    }
    assert_int_equal(utf8_first_invalid(TEXT("中文\xE4\xB8")), 6);
}

static void columns(void **state) {
    (void)state;
    assert_int_equal(utf8_width('a'), 1);
    assert_int_equal(utf8_width('\n'), 0);
    assert_int_equal(utf8_width(0xE9), 1);
    assert_int_equal(utf8_width(0x0301), 0);
    assert_int_equal(utf8_width(0x4E2D), 2);
    assert_int_equal(utf8_width(0xFF01), 2);
    assert_int_equal(utf8_width(0x1F600), 2);
}

static void kinds_of_characters(void **state) {
    (void)state;
    assert_true(utf8_is_han(0x4E2D) && utf8_is_han(0x3005) && utf8_is_han(0x3007) && utf8_is_han(0x20000));
    assert_false(utf8_is_han(0x3042) || utf8_is_han(0x3001) || utf8_is_han('a') || utf8_is_han(0xAC00));
    assert_true(utf8_is_letter('a') && utf8_is_letter('Z') && utf8_is_letter('7') && utf8_is_letter(0xE9));
    assert_true(utf8_is_letter(0x0301) && utf8_is_letter(0x4E2D) && utf8_is_letter(0x0665));
    assert_false(utf8_is_letter('-') || utf8_is_letter('@') || utf8_is_letter('[') || utf8_is_letter(0x3002));
    assert_false(utf8_is_letter('`') || utf8_is_letter('{') || utf8_is_letter(0xB2));
    assert_true(utf8_is_space(' ') && utf8_is_space('\n') && utf8_is_space(0xA0) && utf8_is_space(0x3000));
    assert_false(utf8_is_space('a') || utf8_is_space(0x200B));
    assert_int_equal(utf8_digit('0'), 0);
    assert_int_equal(utf8_digit(0x0669), 9);
    assert_int_equal(utf8_digit(0x06f3), 3);
    assert_int_equal(utf8_digit(0xff17), 7);
    assert_int_equal(utf8_digit(0), -1);
    assert_int_equal(utf8_digit('0' + 10), -1);
}

static void folding(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(utf8_fold(TEXT("Hello"), &arena), "hello");
    assert_text(utf8_fold(TEXT(""), &arena), "");
    assert_text(utf8_fold(TEXT("É"), &arena), "é");
    assert_text(utf8_fold(TEXT("E\xCC\x81"), &arena), "é");
    assert_text(utf8_fold(TEXT("Straße"), &arena), "strasse");
    assert_text(utf8_fold(TEXT("中文が한"), &arena), "中文が한");
    assert_text(utf8_fold(TEXT("A\xFF"), &arena), "a\xEF\xBF\xBD");
    assert_int_equal(utf8_fold((struct text){"A\0B", 3}, &arena).size, 3);
    arena_free(&arena);
}

static void folding_without_accents(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(utf8_fold_plain(TEXT("Koç"), &arena), "koc");
    assert_text(utf8_fold_plain(TEXT("Łukasz Ångström, Øre"), &arena), "lukasz angstrom, ore");
    assert_text(utf8_fold_plain(TEXT("Việt Nam"), &arena), "viet nam");
    assert_text(utf8_fold_plain(TEXT("ガが 한국 中文 नमस्ते"), &arena), "ガが 한국 中文 नमस्ते");
    assert_text(utf8_fold_plain(TEXT("Ωμέγα"), &arena), "ωμεγα");
    arena_free(&arena);
}

static void composing(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(utf8_compose(TEXT("Hello"), &arena), "Hello");
    assert_text(utf8_compose(TEXT(""), &arena), "");
    assert_text(utf8_compose(TEXT("E\xCC\x81 and \xC3\x89"), &arena), "É and É");
    assert_text(utf8_compose(TEXT("Straße ‘中文’ か\xE3\x82\x99"), &arena), "Straße ‘中文’ が");
    assert_text(utf8_compose(TEXT("\xE2\x84\xAB"), &arena), "Å");
    struct text same = TEXT("“Él” — 中文");
    assert_ptr_equal(utf8_compose(same, &arena).bytes, same.bytes);
    arena_free(&arena);
}

static void check_words(const char *given, const char *expected) {
    struct arena arena = {0};
    struct text words = {0}, word = {0};
    for (size_t offset = 0; utf8_next_word(text_of(given), &offset, &word);)
        words = text_format(&arena, "%.*s[%.*s]", TEXT_ARGS(words), TEXT_ARGS(word));
    assert_text(words, expected);
    arena_free(&arena);
}

/* Of all code points: HTML's noncharacters and controls, and what XML 1.0 has no place for, but for surrogates. */
static void what_is_forbidden(void **state) {
    (void)state;
    size_t count = 0;
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        count += utf8_is_forbidden(c);
    assert_int_equal(count, 29 + 33 + 66); /* C0 without three, DEL and C1, noncharacters */
    static const uint32_t forbidden[] = {0, 8, 0xB, 0xC, 0x1F, 0x7F, 0x85, 0x9F, 0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF, 0x10FFFE};
    static const uint32_t allowed[] = {'\t', '\n', '\r', ' ', '~', 0xA0, 0xFDCF, 0xFDF0, 0xFFFD, 0x1FFFD, 0x10FFFD};
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        assert_true(utf8_is_forbidden(forbidden[i]));
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        assert_false(utf8_is_forbidden(allowed[i]));
}

static void check_allowed(const char *written, const char *allowed, size_t count, size_t first) {
    struct arena arena = {0};
    struct utf8_replaced replaced;
    assert_text(utf8_allowed(&replaced, text_of(written), &arena), allowed);
    assert_int_equal(replaced.count, count);
    assert_int_equal(replaced.first, first);
    assert_int_equal(utf8_has_forbidden(text_of(written)), strcmp(written, allowed) != 0);
    arena_free(&arena);
}

static void what_is_malformed_is_replaced(void **state) {
    (void)state;
    struct arena arena = {0};
    struct text good = TEXT("a\xE4\xBD\x93");
    assert_ptr_equal(utf8_repaired(good, &arena).bytes, good.bytes);
    assert_text(utf8_repaired(TEXT("a\xE4\xBD\xFF\xE4\xBD\x93\xC2"), &arena),
                "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xE4\xBD\x93\xEF\xBF\xBD");
    arena_free(&arena);
}

static void what_is_forbidden_is_replaced(void **state) {
    (void)state;
    check_allowed("", "", 0, 0);
    check_allowed("a\t\r\nb \xC2\xA0\xEF\xBF\xBD\xF0\x9F\x98\x80", "a\t\r\nb \xC2\xA0\xEF\xBF\xBD\xF0\x9F\x98\x80", 0, 0);
    check_allowed("a\f\v\xC2\x85"
                  "b",
                  "a   b", 0, 0);
    check_allowed("\x01", "\xEF\xBF\xBD", 1, 0);
    check_allowed("a\f\xEF\xB7\x90 \xF1\x9F\xBF\xBF\x7F", "a \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD", 3, 2);
    check_allowed("\xC2\x9Fz\xFF\xEF", "\xEF\xBF\xBDz\xFF\xEF", 1, 0);
}

static void words(void **state) {
    (void)state;
    check_words("", "");
    check_words(" -- . ", "");
    check_words("Hello, wide world2!", "[Hello][wide][world2]");
    check_words("don't 'quoted' l’été rock 'n' roll'", "[don't][quoted][l’été][rock][n][roll]");
    check_words("中文 and かな한국", "[中][文][and][か][な][한][국]");
    check_words("a中b", "[a][中][b]");
    check_words("e\xCC\x81t e'中", "[e\xCC\x81t][e][中]");
    check_words("か\xE3\x82\x99た", "[か\xE3\x82\x99][た]");
    check_words("x\xFFy", "[x][y]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_sequences),
        cmocka_unit_test(each_malformed_byte_is_one_replacement),
        cmocka_unit_test(the_end_of_the_text_is_respected),
        cmocka_unit_test(every_character_goes_there_and_back),
        cmocka_unit_test(the_first_invalid_byte),
        cmocka_unit_test(columns),
        cmocka_unit_test(kinds_of_characters),
        cmocka_unit_test(folding),
        cmocka_unit_test(folding_without_accents),
        cmocka_unit_test(composing),
        cmocka_unit_test(what_is_forbidden),
        cmocka_unit_test(what_is_malformed_is_replaced),
        cmocka_unit_test(what_is_forbidden_is_replaced),
        cmocka_unit_test(words),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
