#include "read/han.h"

#include "support.h"

#define assert_marked(text, han, expected)                                                                                     \
    do {                                                                                                                       \
        struct buffer of_macro = {0};                                                                                          \
        markup_han(&of_macro, TEXT(text), TEXT(han));                                                                          \
        assert_text(buffer_text(&of_macro), (expected));                                                                       \
        buffer_free(&of_macro);                                                                                                \
    } while (0)

static void test_runs(void **state) {
    (void)state;
    assert_marked("Impedance 阻抗 reducer", "zh-Hans", "Impedance <span lang=\"zh-Hans\">阻抗</span> reducer");
    assert_marked("阻抗", "zh-Hant", "<span lang=\"zh-Hant\">阻抗</span>");
    assert_marked("阻抗 阻抗", "zh", "<span lang=\"zh\">阻抗</span> <span lang=\"zh\">阻抗</span>");
    assert_marked("no Han", "zh", "no Han");
    assert_marked("", "zh", "");
}

static void test_punctuation(void **state) {
    (void)state;
    assert_marked("in 《人民日报》 today", "zh", "in <span lang=\"zh\">《人民日报》</span> today");
    assert_marked("中国，美国。End", "zh", "<span lang=\"zh\">中国，美国。</span>End");
    assert_marked("人工智能（AI）", "zh", "<span lang=\"zh\">人工智能</span>（AI）");
    assert_marked("让·雅克", "zh", "<span lang=\"zh\">让·雅克</span>");
    assert_marked("“阻抗” and 阻抗— so", "zh", "“<span lang=\"zh\">阻抗</span>” and <span lang=\"zh\">阻抗</span>— so");
}

static void test_japanese(void **state) {
    (void)state;
    assert_marked("the 働き方改革 law", "zh-Hans", "the <span lang=\"ja\">働き方改革</span> law");
    assert_marked("カナ", "zh-Hans", "カナ");
}

static void test_escapes(void **state) {
    (void)state;
    assert_marked("<script>\"阻抗\" & </script>", "zh",
                  "&lt;script&gt;&quot;<span lang=\"zh\">阻抗</span>&quot; &amp; &lt;/script&gt;");
    assert_marked("阻抗", "\"><script>", "<span lang=\"&quot;&gt;&lt;script&gt;\">阻抗</span>");
    assert_marked("阻抗 <b>", "", "阻抗 &lt;b&gt;");
    assert_marked("\xff阻\xe9\x98", "zh", "\xff<span lang=\"zh\">阻</span>\xe9\x98");
}

static void test_native(void **state) {
    (void)state;
    assert_true(han_is_native(TEXT("zh")));
    assert_true(han_is_native(TEXT("zh-Hant-TW")));
    assert_true(han_is_native(TEXT("JA")));
    assert_true(han_is_native(TEXT("ko-KR")));
    assert_false(han_is_native(TEXT("en")));
    assert_false(han_is_native(TEXT("zha")));
    assert_false(han_is_native(TEXT("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),    cmocka_unit_test(test_punctuation), cmocka_unit_test(test_japanese),
        cmocka_unit_test(test_escapes), cmocka_unit_test(test_native),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
