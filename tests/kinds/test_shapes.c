#include "kinds/shapes.h"

#include "base/arena.h"
#include "read/yaml/yaml.h"
#include "support.h"

static void words_are_compared_without_case_and_kind_of_joint(void **state) {
    (void)state;
    assert_true(same_word(TEXT("Variant-Of"), TEXT("variant_of")));
    assert_true(same_word(TEXT("machine translation"), TEXT("machine-translation")));
    assert_true(same_word(TEXT("pubDate"), TEXT("pub_date")));
    assert_true(same_word(TEXT("datecreated-"), TEXT("date_created")));
    assert_false(same_word(TEXT("variants_of"), TEXT("variant_of")));
    assert_false(same_word(TEXT("date"), TEXT("dates")));
}

/* A field that is there is never missed, however its name is written. */
static void same_words_have_the_same_mark(void **state) {
    (void)state;
    static const char *const words[] = {"pubDate", "pub_date", "PUB-DATE", "pub date", "pubdate-", "Variant-Of", "variant_of",
                                        "title",   "",         "-",        "é",        "É",        "date",       "dates"};
    enum { COUNT = sizeof words / sizeof *words };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++)
            if (same_word(text_of(words[i]), text_of(words[j])))
                assert_int_equal(yaml_key_mark(text_of(words[i])), yaml_key_mark(text_of(words[j])));
    assert_int_not_equal(yaml_key_mark(TEXT("date")), yaml_key_mark(TEXT("dates")));
}

static void only_web_addresses_are_urls(void **state) {
    (void)state;
    assert_true(is_url(TEXT("https://example.org/a?b=c#d")));
    assert_true(is_url(TEXT("HTTP://EXAMPLE.ORG")));
    assert_true(is_url(TEXT("http://[::1]/")));
    assert_false(is_url(TEXT("javascript:alert(1)")));
    assert_false(is_url(TEXT("data:text/html,x")));
    assert_false(is_url(TEXT("https://")));
    assert_false(is_url(TEXT("https:///path")));
    assert_false(is_url(TEXT("https://example.org/a b")));
    assert_false(is_url(TEXT("https://example.org/\n")));
    assert_false(is_url(TEXT("example.org")));
}

static void assert_tag(const char *written, const char *expected) {
    struct arena arena = {0};
    struct text tag = TEXT("");
    assert_int_equal(language_tag(&tag, text_of(written), &arena), *expected != 0);
    assert_text(tag, expected);
    arena_free(&arena);
}

static void language_tags_have_a_form(void **state) {
    (void)state;
    assert_tag("en", "en");
    assert_tag("zh-Hans", "zh-Hans");
    assert_tag("en_GB", "en-GB");
    assert_tag("de-CH-1996", "de-CH-1996");
    assert_tag("zh-Hant-TW-x-private", "zh-Hant-TW-x-private");
    assert_tag("english", "");
    assert_tag("e", "");
    assert_tag("en-", "");
    assert_tag("en--GB", "");
    assert_tag("en-toolongsubtag", "");
    assert_tag("en GB", "");
    assert_tag("e1", "");
}

static void assert_orcid(const char *written, const char *expected, const char *expected_why) {
    struct arena arena = {0};
    struct text orcid = TEXT("");
    const char *why = "";
    assert_int_equal(orcid_read(&orcid, &why, text_of(written), &arena), *expected != 0);
    assert_text(orcid, expected);
    if (!*expected)
        assert_string_equal(why, expected_why);
    arena_free(&arena);
}

/* 0000-0002-1825-0097 and 0000-0002-1694-233X are the examples of ORCID's own description. */
static void an_orcid_has_a_check_digit(void **state) {
    (void)state;
    static const char form[] = "an ORCID iD is 16 digits, as in 0000-0002-1825-0097";
    static const char check[] = "its check digit does not fit: a digit is wrong";
    assert_orcid("0000-0002-1825-0097", "0000-0002-1825-0097", "");
    assert_orcid("0000-0002-1694-233X", "0000-0002-1694-233X", "");
    assert_orcid("000000021694233x", "0000-0002-1694-233X", "");
    assert_orcid("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", "");
    assert_orcid("0000-0002-1825-0096", "", check);
    assert_orcid("0000-0002-1852-0097", "", check);
    assert_orcid("0000-0002-1825-009", "", form);
    assert_orcid("0000-0002-1825-00977", "", form);
    assert_orcid("0000-0002-182X-0097", "", form);
    assert_orcid("somebody", "", form);
}

static void assert_issn(const char *written, const char *expected) {
    struct arena arena = {0};
    struct text issn = TEXT("");
    const char *why = NULL;
    assert_int_equal(issn_read(&issn, &why, text_of(written), &arena), *expected != 0);
    assert_text(issn, expected);
    arena_free(&arena);
}

static void an_issn_has_its_check_digit(void **state) {
    (void)state;
    assert_issn("2049-3630", "2049-3630");
    assert_issn("ISSN 20493630", "2049-3630");
    assert_issn("0000-006X", "0000-006X");
    assert_issn("2049-3631", "");
    assert_issn("2049-363", "");
    assert_issn("204X-3630", "");
    assert_issn("2049-36300", "");
}

static void assert_isbn(const char *written, const char *expected) {
    struct text isbn = TEXT("");
    const char *why = NULL;
    struct arena arena = {0};
    assert_int_equal(isbn_read(&isbn, &why, text_of(written), &arena), *expected != 0);
    assert_text(isbn, expected);
    arena_free(&arena);
}

static void an_isbn_has_its_check_digit(void **state) {
    (void)state;
    assert_isbn("978-0-306-40615-7", "978-0-306-40615-7");
    assert_isbn("isbn: 9780306406157", "9780306406157");
    assert_isbn("0-306-40615-2", "0-306-40615-2");
    assert_isbn("0-8044-2957-X", "0-8044-2957-X");
    assert_isbn("978-0-306-40615-8", "");
    assert_isbn("0-306-40615-3", "");
    assert_isbn("978-0-306-40615-X", "");
    assert_isbn("12345", "");
}

static void assert_doi(const char *written, const char *expected) {
    struct text doi = TEXT("");
    const char *why = NULL;
    struct arena arena = {0};
    assert_int_equal(doi_read(&doi, &why, text_of(written), &arena), *expected != 0);
    assert_text(doi, expected);
    arena_free(&arena);
}

static void a_doi_is_taken_from_its_address(void **state) {
    (void)state;
    assert_doi("10.1000/182", "10.1000/182");
    assert_doi("doi:10.1000/182", "10.1000/182");
    assert_doi("DOI: 10.1000/182", "10.1000/182");
    assert_doi("https://doi.org/10.1002/(SICI)1097<1::AID>3.0.CO;2-A", "10.1002/(SICI)1097<1::AID>3.0.CO;2-A");
    assert_doi("http://dx.doi.org/10.1000.10/x", "10.1000.10/x");
    assert_doi("HTTPS://www.DOI.org/10.1002/1097%3C1%3E3", "10.1002/1097<1>3");
    assert_doi("doi:https://doi.org/10.1000/a%01b", "10.1000/a%01b");
    assert_doi("10.1000/", "");
    assert_doi("10.abc/1", "");
    assert_doi("11.1000/182", "");
    assert_doi("10.1000/1 2", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_compared_without_case_and_kind_of_joint),
        cmocka_unit_test(same_words_have_the_same_mark),
        cmocka_unit_test(only_web_addresses_are_urls),
        cmocka_unit_test(language_tags_have_a_form),
        cmocka_unit_test(an_orcid_has_a_check_digit),
        cmocka_unit_test(an_issn_has_its_check_digit),
        cmocka_unit_test(an_isbn_has_its_check_digit),
        cmocka_unit_test(a_doi_is_taken_from_its_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
