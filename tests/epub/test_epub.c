/* epub/epub.h and epub/zip.h, in bytes. tests/epub/epubcheck.sh and ace.sh ask others about whole books. */
#include "epub/epub.h"

#include "base/arena.h"
#include "base/array.h"
#include "epub/zip.h"
#include "support.h"

static struct arena arena;
static struct buffer out;

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    buffer_free(&out);
    return 0;
}

static void counts_as_the_standard_does(void **state) {
    (void)state;
    assert_int_equal(zip_crc(TEXT("123456789")), 0xCBF43926);
    assert_int_equal(zip_crc(TEXT("")), 0);
}

static void stores_files_in_order(void **state) {
    (void)state;
    struct zip zip = {.out = &out, .arena = &arena};
    zip_add(&zip, TEXT("a"), TEXT("abc"));
    zip_add(&zip, TEXT("b/c"), TEXT(""));
    assert_true(zip_end(&zip));
    static const char wanted[] =
        "PK\3\4\x0a\0\0\0\0\0\0\0\x21\0\xc2\x41\x24\x35\3\0\0\0\3\0\0\0\1\0\0\0aabc"
        "PK\3\4\x0a\0\0\0\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0b/c"
        "PK\1\2\x0a\0\x0a\0\0\0\0\0\0\0\x21\0\xc2\x41\x24\x35\3\0\0\0\3\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "\0\0\0\0a"
        "PK\1\2\x0a\0\x0a\0\0\0\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "\x22\0\0\0b/c"
        "PK\5\6\0\0\0\0\2\0\2\0\x60\0\0\0\x43\0\0\0\0\0";
    assert_int_equal(out.size, sizeof wanted - 1);
    assert_memory_equal(out.bytes, wanted, out.size);
}

static void has_as_many_files_as_can_be(void **state) {
    (void)state;
    struct zip zip = {.out = &out, .arena = &arena};
    for (int i = 0; i < 65534; i++)
        zip_add(&zip, TEXT("a"), TEXT(""));
    assert_true(zip_end(&zip));
    zip_add(&zip, TEXT("a"), TEXT(""));
    assert_false(zip_end(&zip));
}

static struct epub_item page(const char *path) {
    return (struct epub_item){.path = text_of(path),
                              .media_type = TEXT("application/xhtml+xml"),
                              .bytes = TEXT("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
                              .is_in_spine = true,
                              .title = TEXT("One")};
}

static struct epub_book book_of(const struct epub_item *items, size_t count) {
    return (struct epub_book){.identifier = TEXT("urn:uuid:0"),
                              .title = TEXT("A & B"),
                              .language = TEXT("en"),
                              .modified = TEXT("2024-05-01T10:00:00Z"),
                              .labels = {TEXT("Contents"), TEXT("Landmarks"), TEXT("Passages")},
                              .items = items,
                              .count = count};
}

static struct text written(const struct epub_book *book) {
    struct text why = TEXT("");
    buffer_clear(&out);
    if (!epub_write(&out, book, &why, &arena))
        fail_msg("%.*s", TEXT_ARGS(why));
    return buffer_text(&out);
}

#define assert_has(text, part) assert_true(text_contains((text), TEXT(part)))
#define assert_has_not(text, part) assert_false(text_contains((text), TEXT(part)))

static void begins_with_what_it_is(void **state) {
    (void)state;
    struct epub_item items[] = {page("c01.xhtml")};
    struct epub_book book = book_of(items, 1);
    assert_text(text_slice(written(&book), 30, 58), "mimetypeapplication/epub+zip");
    struct text first = text_copy(buffer_text(&out), &arena);
    assert_true(text_equal(first, written(&book)));
    assert_has(first, "<dc:title>A &amp; B</dc:title>");
}

static void refuses_what_is_no_book(void **state) {
    (void)state;
    static const struct {
        const char *path, *why;
    } wrong[] = {
        {"举国.xhtml", "its file \"举国.xhtml\" has a name that a book cannot have"},
        {"../a.xhtml", "its file \"../a.xhtml\" has a name that a book cannot have"},
        {"/a.xhtml", "its file \"/a.xhtml\" has a name that a book cannot have"},
        {"a b.xhtml", "its file \"a b.xhtml\" has a name that a book cannot have"},
        {"a/", "its file \"a/\" has a name that a book cannot have"},
        {"", "its file \"\" has a name that a book cannot have"},
        {"C01.xhtml", "its file \"C01.xhtml\" is there twice"},
        {"nav.xhtml", "its file \"nav.xhtml\" is there twice"},
    };
    struct text why;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct epub_item items[] = {page("c01.xhtml"), page(wrong[i].path)};
        struct epub_book book = book_of(items, 2);
        assert_false(epub_write(&out, &book, &why, &arena));
        assert_text(why, wrong[i].why);
        assert_int_equal(out.size, 0);
    }
    struct epub_item items[] = {page("c01.xhtml")};
    struct epub_book empty = book_of(items, 0), nameless = book_of(items, 1);
    nameless.title = TEXT(" ");
    assert_false(epub_write(&out, &empty, &why, &arena));
    assert_text(why, "nothing in it can be read");
    assert_false(epub_write(&out, &nameless, &why, &arena));
    assert_text(why, "it has no title");
}

static void nests_the_contents(void **state) {
    (void)state;
    static struct epub_place places[] = {{TEXT_INIT("a"), TEXT_INIT("A"), 3},
                                         {TEXT_INIT("b"), TEXT_INIT("B"), 3},
                                         {TEXT_INIT("c"), TEXT_INIT(" "), 1},
                                         {TEXT_INIT("体"), TEXT_INIT("<C>"), 0}};
    struct epub_item items[] = {page("c01.xhtml")};
    items[0].sections.items = places;
    items[0].sections.count = COUNT_OF(places);
    items[0].language = TEXT("fr");
    struct epub_book book = book_of(items, 1);
    assert_has(written(&book), "<li lang=\"fr\" xml:lang=\"fr\"><a href=\"c01.xhtml\">One</a>\n"
                               "<ol>\n<li><a href=\"c01.xhtml#a\">A</a>\n"
                               "<ol>\n<li><a href=\"c01.xhtml#b\">B</a></li>\n</ol>\n</li>\n"
                               "<li><a href=\"c01.xhtml#%E4%BD%93\">&lt;C&gt;</a></li>\n</ol>\n</li>\n</ol>\n</nav>");
}

static void claims_only_what_is_true(void **state) {
    (void)state;
    struct epub_item items[] = {page("c01.xhtml"), {.path = TEXT("a.gif"), .media_type = TEXT("image/gif")}};
    struct epub_book book = book_of(items, 1);
    struct text plain = text_copy(written(&book), &arena);
    assert_has(plain, "accessModeSufficient\">textual<");
    assert_has(plain, "accessibilityHazard\">none<");
    assert_has_not(plain, "visual");
    assert_has_not(plain, "alternativeText");
    assert_has_not(plain, "conformsTo");
    assert_has_not(plain, "pageBreak");
    assert_has_not(plain, "page-list");

    book.count = 2;
    book.access.has_pictures = true;
    struct text silent = text_copy(written(&book), &arena);
    assert_has(silent, "accessMode\">visual<");
    assert_has_not(silent, "accessModeSufficient\">textual<");
    assert_has_not(silent, "alternativeText");
    assert_has(silent, "accessibilityHazard\">unknown<");

    book.access.all_have_text = true;
    book.access.certified_by = TEXT("Ada");
    struct text told = written(&book);
    assert_has(told, "accessModeSufficient\">textual<");
    assert_has(told, "alternativeText");
    assert_has(told, "\"a11y:certifiedBy\">Ada<");
}

static void says_where_its_pages_are_from(void **state) {
    (void)state;
    static struct epub_place places[] = {{TEXT_INIT("n1"), TEXT_INIT("1"), 0}};
    struct epub_item items[] = {page("c01.xhtml")};
    items[0].pages.items = places;
    items[0].pages.count = 1;
    struct epub_book book = book_of(items, 1);
    assert_has(written(&book), "<meta property=\"pageBreakSource\">none</meta>");
    book.source = TEXT("https://example.org/");
    assert_has(written(&book), "<meta property=\"pageBreakSource\">https://example.org/</meta>");
    assert_has(buffer_text(&out), "<li><a href=\"c01.xhtml#n1\">1</a></li>");
}

static void turns_from_right_to_left(void **state) {
    (void)state;
    struct epub_item items[] = {page("c01.xhtml")};
    struct epub_book book = book_of(items, 1);
    assert_has(written(&book), "<spine>");
    book.turns_from_left = true;
    assert_has(written(&book), "<spine page-progression-direction=\"rtl\">");
}

static void is_in_the_language_of_its_texts(void **state) {
    (void)state;
    static const struct text languages[] = {TEXT_INIT("zh-Hans")};
    struct epub_item items[] = {page("c01.xhtml")};
    struct epub_book book = book_of(items, 1);
    book.languages = languages;
    book.language_count = 1;
    assert_has(written(&book), "<dc:language>en</dc:language>\n<dc:language>zh-Hans</dc:language>\n<meta");
    book.main_language = TEXT("zh-Hans");
    assert_has(written(&book), "</dc:title>\n<dc:language>zh-Hans</dc:language>\n<dc:language>en</dc:language>\n<meta");
}

static void has_one_name_for_ever(void **state) {
    (void)state;
    assert_text(epub_identifier(TEXT("https://example.org/lists/six-steps/"), &arena),
                "urn:uuid:017fc67f-9542-503d-aaf5-70bfa09321be");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(counts_as_the_standard_does, tear_down),
        cmocka_unit_test_teardown(stores_files_in_order, tear_down),
        cmocka_unit_test_teardown(has_as_many_files_as_can_be, tear_down),
        cmocka_unit_test_teardown(begins_with_what_it_is, tear_down),
        cmocka_unit_test_teardown(refuses_what_is_no_book, tear_down),
        cmocka_unit_test_teardown(nests_the_contents, tear_down),
        cmocka_unit_test_teardown(claims_only_what_is_true, tear_down),
        cmocka_unit_test_teardown(says_where_its_pages_are_from, tear_down),
        cmocka_unit_test_teardown(turns_from_right_to_left, tear_down),
        cmocka_unit_test_teardown(is_in_the_language_of_its_texts, tear_down),
        cmocka_unit_test_teardown(has_one_name_for_ever, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
