/* The pages of long lists, and of their parts. */
#include "fixture.h"

#define FILE_OF(path, bytes)                                                                                                   \
    { TEXT_INIT(path), TEXT_INIT(bytes) }

static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org/r\npage_size: 2\n"),
    FILE_OF("content/essays/a.md", "---\ntitle: Apple\ndate: 2015-03-01\nauthors: [Ann Bee]\ntopics: [Tea]\n---\nText.\n"),
    FILE_OF("content/essays/b.md", "---\ntitle: Bean\ndate: 2015-03-02\nauthors: [Ann Bee]\ntopics: [Tea]\n---\nOn [[a]].\n\n"
                                   "And [[a]] again.\n\nLast of [[a]], see [[term:xenon]].\n"),
    FILE_OF("content/essays/c.md", "---\ntitle: Corn\ndate: 2015-03-05\nauthors: [Bo Clay]\ntopics: [Tea]\naccess: summary\n"
                                   "summary: Short.\n---\nHidden words on [[a]], see [[term:xenon]].\n"),
    FILE_OF("content/essays/d.md",
            "---\ntitle: Date\nauthors: [Cy Dunn]\ntopics: [Milk]\n---\nOn [[a]], see [[term:xenon]].\n"),
    FILE_OF("content/glossary/xenon.md", "---\nterm: Xenon\n---\nA gas.\n"),
    FILE_OF("content/glossary/yttrium.md", "---\nterm: Yttrium\n---\nA metal.\n"),
    FILE_OF("content/glossary/zinc.md", "---\nterm: Zinc\n---\nA metal.\n"),
};

static void assert_at(struct fixture *fixture, const char *address, const char *path, const char *expected) {
    assert_text(fixture_at(fixture, address, path), expected);
}

static void a_long_list_shows_its_newest_and_its_parts(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_at(&fixture, "/essays/", "years", "null");
    assert_int_equal(fixture_count(&fixture, "/essays/", "newest"), 2);
    assert_at(&fixture, "/essays/", "newest.0.title", "Corn");
    assert_at(&fixture, "/essays/", "has_parts", "true");
    assert_int_equal(fixture_count(&fixture, "/essays/", "parts"), 2);
    assert_at(&fixture, "/essays/", "parts.0.label", "2015");
    assert_at(&fixture, "/essays/", "parts.0.count.number", "3");
    assert_at(&fixture, "/essays/", "parts.0.path", "essays/year/2015/");
    assert_at(&fixture, "/essays/", "parts.0.parts.0.label", "March");
    assert_at(&fixture, "/essays/", "parts.0.parts.0.has_parts", "false");
    assert_at(&fixture, "/essays/", "parts.1.label", "Undated");
    assert_at(&fixture, "/topics/tea/", "topic.parts.0.path", "topics/tea/year/2015/");
    assert_int_equal(fixture_count(&fixture, "/topics/tea/", "topic.essays_list"), 2);
    assert_at(&fixture, "/topics/milk/", "topic.has_parts", "false");
    assert_at(&fixture, "/topics/", "has_parts", "false");
    assert_at(&fixture, "/authors/", "letters", "null");
    assert_at(&fixture, "/authors/", "largest.0.name", "Ann Bee");
    assert_at(&fixture, "/authors/", "parts.2.label", "D");
    fixture_free(&fixture);
}

static void a_part_says_what_it_is(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    static const char slice[] = "/essays/year/2015/03/part/1/";
    assert_at(&fixture, slice, "page.kind", "part");
    assert_at(&fixture, slice, "page.in_essays", "true");
    assert_at(&fixture, slice, "page.title", "Essays of March 2015, part 1");
    assert_at(&fixture, slice, "page.url", "https://x.org/r/essays/year/2015/03/part/1/");
    assert_at(&fixture, slice, "part.count.number", "2");
    assert_at(&fixture, slice, "part.range", "2 March 2015 – 1 March 2015");
    assert_at(&fixture, slice, "part.up.0.path", "essays/");
    assert_at(&fixture, slice, "part.up.1.title", "2015");
    assert_at(&fixture, slice, "part.up.2.title", "March 2015");
    assert_at(&fixture, slice, "part.previous.title", "March 2015, part 2");
    assert_at(&fixture, slice, "part.next.title", "Undated");
    assert_at(&fixture, slice, "part.essays.0.title", "Bean");
    assert_at(&fixture, slice, "part.essays.1.title", "Apple");
    assert_at(&fixture, slice, "part.timeline", "null");
    assert_at(&fixture, "/essays/year/2015/03/", "part.essays", "null");
    assert_int_equal(fixture_count(&fixture, "/essays/year/2015/03/", "part.parts"), 2);
    assert_at(&fixture, "/essays/year/undated/", "page.title", "Essays without a date");
    assert_at(&fixture, "/chronology/year/2015/03/part/1/", "part.timeline.0.card.title", "Apple");
    assert_at(&fixture, "/chronology/year/2015/03/part/1/", "part.has_essays", "false");
    assert_at(&fixture, "/topics/tea/year/2015/03/part/2/", "page.title", "Tea: essays of March 2015, part 2");
    assert_at(&fixture, "/authors/letter/b/", "page.title", "Authors: B");
    assert_at(&fixture, "/authors/letter/b/", "part.authors.0.name", "Ann Bee");
    assert_at(&fixture, "/authors/letter/b/", "page.in_authors", "true");
    assert_at(&fixture, "/glossary/letter/x/", "part.terms.0.name", "Xenon");
    fixture_free(&fixture);
}

static void too_many_citing_passages_are_in_parts(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    /* The newest two: of a text that is held back, and of one that has two more. The third, which is related, is not among them. */
    assert_at(&fixture, "/essays/a/", "essay.also_read.works.0.title", "Corn");
    assert_at(&fixture, "/essays/a/", "essay.also_read.works.0.why_html", "cites this");
    assert_at(&fixture, "/essays/a/", "essay.also_read.works.1.title", "Bean");
    assert_at(&fixture, "/essays/a/", "essay.also_read.works.1.passage_count.number", "1");
    assert_at(&fixture, "/essays/a/", "essay.also_read.works.2.title", "Date");
    assert_at(&fixture, "/essays/a/", "essay.also_read.works.2.why_html", "cites this");
    assert_at(&fixture, "/essays/a/", "essay.also_read.all_citing.count.number", "5");
    assert_int_equal(fixture_count(&fixture, "/essays/a/", "essay.also_read.all_citing.parts"), 3);
    assert_at(&fixture, "/essays/b/", "essay.also_read.all_citing", "null");
    static const char oldest[] = "/essays/a/cited-by/part/1/", middle[] = "/essays/a/cited-by/part/2/",
                      newest[] = "/essays/a/cited-by/part/3/";
    assert_at(&fixture, newest, "page.title", "Apple: cited in, part 3");
    assert_int_equal(fixture_count(&fixture, newest, "part.citing"), 1);
    assert_at(&fixture, newest, "part.citing.0.title", "Corn");
    assert_at(&fixture, newest, "part.citing.0.sentence_html", "null");
    assert_at(&fixture, middle, "part.citing.0.sentence_html", "On “Apple”.");
    assert_at(&fixture, middle, "part.citing.1.again", "true");
    /* Its referrer is named on the part before, which is another page. */
    assert_at(&fixture, oldest, "part.citing.0.sentence_html", "Last of “Apple”, see Xenon.");
    assert_at(&fixture, oldest, "part.citing.0.again", "false");
    assert_at(&fixture, oldest, "part.citing.1.title", "Date");
    assert_at(&fixture, oldest, "part.up.0.path", "essays/a/");
    assert_at(&fixture, oldest, "part.next", "null");
    assert_at(&fixture, "/glossary/used-in/xenon/part/1/", "page.title", "Xenon: used in, part 1");
    assert_at(&fixture, "/glossary/used-in/xenon/part/1/", "part.up.0.path", "glossary/letter/x/#xenon");
    assert_at(&fixture, "/glossary/letter/x/", "part.terms.0.all_citing.count.number", "3");
    fixture_free(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_list_shows_its_newest_and_its_parts),
        cmocka_unit_test(a_part_says_what_it_is),
        cmocka_unit_test(too_many_citing_passages_are_in_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
