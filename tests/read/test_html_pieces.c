#include "read/markdown/html_pieces.h"

#include "support.h"

static void assert_attribute(const char *attributes, const char *name, const char *value) {
    struct arena arena = {0};
    struct text found;
    assert_true(html_attribute(&found, text_of(attributes), text_of(name), &arena));
    assert_true(text_equal(found, text_of(value)));
    arena_free(&arena);
}

static void reads_attributes(void **state) {
    (void)state;
    assert_attribute(" a=1 b='2' c=\"3 4\" d", "c", "3 4");
    assert_attribute(" a=1 b='2' c=\"3 4\" d", "d", "");
    assert_attribute("A=&lt;", "a", "<");
    assert_attribute(" a = 1/2 b", "a", "1/2");
}

/* A browser's tag ends at the '>' here; its reader of attributes must end, too. */
static void ends_at_a_quotation_mark_that_is_not_closed(void **state) {
    (void)state;
    struct html_piece piece;
    struct text value, html = TEXT("<div title= \"x>words</div>");
    struct arena arena = {0};
    size_t at = 0;
    assert_true(html_next(&piece, html, &at));
    assert_int_equal(piece.kind, HTML_OPENS);
    assert_false(html_attribute(&value, piece.attributes, TEXT("id"), &arena));
    assert_true(html_attribute(&value, piece.attributes, TEXT("title"), &arena));
    assert_true(text_equal(value, TEXT("x")));
    assert_false(html_attribute(&value, TEXT(" a='"), TEXT("id"), &arena));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_attributes),
        cmocka_unit_test(ends_at_a_quotation_mark_that_is_not_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
