#include "read/markdown/html_pieces.h"

#include "base/buffer.h"

#include "support.h"

#include <time.h>

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

static size_t count_pieces(struct text html, enum html_kind kind) {
    struct html_piece piece;
    size_t found = 0, end = 0;
    for (size_t at = 0; html_next(&piece, html, &at); end = piece.end) {
        assert_int_equal(piece.start, end);
        found += piece.kind == kind;
    }
    assert_int_equal(end, html.size);
    return found;
}

static void finds_what_has_an_end_among_what_has_none(void **state) {
    (void)state;
    assert_int_equal(count_pieces(TEXT("<a <a <b =\"> <!-- c --> <i =\""), HTML_COMMENT), 1);
    assert_int_equal(count_pieces(TEXT("<a <a <b =\"> <!-- c --> <i =\""), HTML_OPENS), 0);
    assert_int_equal(count_pieces(TEXT("<a =\"<b <i>"), HTML_OPENS), 1);
    assert_int_equal(count_pieces(TEXT("<a =\"<b ='<i <u>"), HTML_OPENS), 1);
    assert_int_equal(count_pieces(TEXT("<a =\"</b=\"x> </i>"), HTML_CLOSES), 1);
    assert_int_equal(count_pieces(TEXT("<a =\"<1 < <!>"), HTML_OTHER), 1);
    assert_int_equal(count_pieces(TEXT("<a b"), HTML_WORDS), 1);
}

/* As many tags as bytes, none of which ends, were each looked at to the end of the text: minutes for these. */
static void takes_no_longer_for_tags_without_end(void **state) {
    (void)state;
    enum { SIZE = 1 << 20, SECONDS = 20 };
    static const char *const parts[] = {"<a ", "</a ", "<a =\"", "<a \"=\"", "<a ='\"=\"'"};
    clock_t start = clock();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buffer html = {0};
        while (html.size < SIZE)
            buffer_add(&html, text_of(parts[i]));
        assert_int_equal(count_pieces(buffer_text(&html), HTML_OPENS), 0);
        buffer_free(&html);
    }
    assert_true(clock() - start < (clock_t)SECONDS * CLOCKS_PER_SEC);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_attributes),
        cmocka_unit_test(ends_at_a_quotation_mark_that_is_not_closed),
        cmocka_unit_test(finds_what_has_an_end_among_what_has_none),
        cmocka_unit_test(takes_no_longer_for_tags_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
