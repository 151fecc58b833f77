#include "fixture.h"
#include "pages/book_links.h"

static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml",
            "title: The Reader\nsubtitle: Of all\nbase_url: https://x.org/r/\nbooks: [lists, topics, reader]\n"
            "editors: [Ed Itor]\n"),
    FILE_OF("content/essays/new.md", "---\ntitle: New\ndate: 2022\ntopics: [tin]\nauthors: [Ann Bee]\n---\n"
                                     "[[term:ore]] ![M](/media/m.png) [[old]]\n"),
    FILE_OF("content/essays/old.md",
            "---\ntitle: Old\ndate: 2001\ntopics: [tin]\nauthors: [Ed Itor]\n---\n## A heading\n\nText.\n"),
    FILE_OF("content/essays/undated.md", "---\ntitle: Undated\ntopics: [tin]\n---\nText.\n"),
    FILE_OF("content/essays/précis.md",
            "---\ntitle: Precis\nslug: précis\ndate: 2010\ntext: precis\nauthors: [Cy Dee]\n---\nOurs.\n"),
    FILE_OF("content/essays/closed.md", "---\ntitle: Closed\ndate: 2011\naccess: summary\nauthors: [Eve Eff]\n---\nSecret "
                                        "[[term:secret]] ![S](/media/s.png)\n"),
    FILE_OF("content/glossary/ore.md", "---\nterm: Ore\n---\nOf [[term:slag]]. ![O](/media/o.png)\n"),
    FILE_OF("content/glossary/slag.md", "---\nterm: Slag\n---\nText.\n"),
    FILE_OF("content/glossary/secret.md", "---\nterm: Secret\n---\nText.\n"),
    FILE_OF("content/media/m.png", "bytes"),
    FILE_OF("content/media/o.png", "bytes"),
    FILE_OF("content/media/s.png", "bytes"),
    FILE_OF("content/lists/l.md", "---\ntitle: L\nsummary: What it is\nitems: [{essay: new, note: Why}, closed, précis]\n---\n"
                                  "## Of the list\n\nText.\n"),
    FILE_OF("content/lists/none.md", "---\ntitle: None\nitems: []\n---\n"),
};

static uint32_t number_of(const struct fixture *fixture, uint8_t kind, const char *slug) {
    uint32_t number = 0;
    while (!text_equal(site_thing(fixture->site, kind, number)->slug, text_of(slug)))
        number++;
    return number;
}

static struct book book_at(struct fixture *fixture, uint8_t about, const char *slug) {
    struct book book;
    book_of(&book, fixture->plan->shared, about, about ? number_of(fixture, about, slug) : 0, &fixture->arena);
    return book;
}

/* "c01 new, c02 closed" */
static struct text chapters_of(struct fixture *fixture, const struct book *book) {
    struct buffer out = {0};
    for (size_t i = 0; i < book->chapters.count; i++)
        buffer_add_format(&out, "%s%.*s %.*s", i ? ", " : "", TEXT_ARGS(book->chapters.items[i].name),
                          TEXT_ARGS(fixture->site->essays[book->chapters.items[i].essay].thing.slug));
    return buffer_take(&out, &fixture->arena);
}

static void a_list_has_its_own_order(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct book book = book_at(&fixture, THING_LIST, "l");
    assert_text(chapters_of(&fixture, &book), "c01 new, c02 closed, c03 précis");
    assert_text(book.chapters.items[0].note, "Why");
    assert_text(book.description, "What it is");
    assert_ptr_equal(book_chapter_of(&book, fixture.site, book.chapters.items[1].essay), &book.chapters.items[1]);
    assert_null(book_chapter_of(&book, fixture.site, number_of(&fixture, THING_ESSAY, "old")));
    fixture_free(&fixture);
}

static void others_have_the_order_of_dates(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct book topic = book_at(&fixture, THING_TOPIC, "tin"), all = book_at(&fixture, THING_NONE, "");
    assert_text(chapters_of(&fixture, &topic), "c01 old, c02 new, c03 undated");
    assert_text(chapters_of(&fixture, &all), "c01 old, c02 précis, c03 closed, c04 new, c05 undated");
    assert_text(all.title, "The Reader");
    assert_text(all.subtitle, "Of all");
    fixture_free(&fixture);
}

/* Of terms those of terms, too; of what is held back none. */
static void it_has_what_its_texts_name(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct book book = book_at(&fixture, THING_LIST, "l");
    assert_int_equal(book.terms.count, 2);
    assert_text(fixture.site->terms[book.terms.items[0]].thing.slug, "ore");
    assert_text(fixture.site->terms[book.terms.items[1]].thing.slug, "slag");
    assert_int_equal(book.media.count, 2);
    assert_text(fixture.tree->files[book.media.items[0]].path, "content/media/m.png");
    assert_text(fixture.tree->files[book.media.items[1]].path, "content/media/o.png");
    fixture_free(&fixture);
}

static void it_stands_beside_its_page(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct arena *arena = &fixture.arena;
    uint32_t list = number_of(&fixture, THING_LIST, "l");
    assert_text(book_address(fixture.site, THING_LIST, list, BOOK_EPUB, arena), "/lists/l/l.epub");
    assert_text(book_address(fixture.site, THING_LIST, list, BOOK_PRINT, arena), "/lists/l/print/");
    assert_text(book_address(fixture.site, THING_NONE, 0, BOOK_EPUB, arena), "/reader.epub");
    assert_text(book_address(fixture.site, THING_NONE, 0, BOOK_PRINT, arena), "/print/");
    assert_text(book_address(fixture.site, THING_AUTHOR, 0, BOOK_EPUB, arena), "");
    assert_int_not_equal(plan_find(fixture.plan, TEXT("/lists/none/none.epub")), SIZE_MAX);
    assert_text(fixture_at(&fixture, "/lists/none/", "list.books"), "null");
    assert_true(book_is_epub(&fixture.plan->pages[plan_find(fixture.plan, TEXT("/topics/tin/tin.epub"))]));
    fixture_free(&fixture);
}

/* Whose words stand there, but for the editors, and not those whose texts the editors restate or keep back. */
static void authors_are_those_whose_words_it_has(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_int_equal(fixture_count(&fixture, "/reader.epub", "book.imprint.authors"), 1);
    struct text authors = fixture_at(&fixture, "/reader.epub", "book.imprint.authors");
    assert_true(text_contains(authors, TEXT("\"sort_name\": \"Bee, Ann\"")));
    fixture_free(&fixture);
}

static struct text led(struct book_links *links, const char *href, struct arena *arena) {
    return book_lead(text_of(href), false, links, arena).href;
}

static void links_stay_inside_or_lead_to_the_site(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct arena *arena = &fixture.arena;
    struct gather_place place = {.root = TEXT("../../../")};
    struct book book = book_at(&fixture, THING_LIST, "l"), topic = book_at(&fixture, THING_TOPIC, "tin");
    struct book_links *epub = book_links_of(&book, fixture.site, &place, BOOK_EPUB, arena);
    assert_text(led(epub, "/essays/new/", arena), "c01.xhtml");
    assert_text(led(epub, "/essays/pr%C3%A9cis/", arena), "c03.xhtml");
    assert_text(led(epub, "/essays/old/#a-heading", arena), "https://x.org/r/essays/old/#a-heading");
    assert_text(led(epub, "/essays/new/#p-is-gone", arena), "https://x.org/r/essays/new/#p-is-gone");
    assert_text(led(epub, "/glossary/#ore", arena), "glossary.xhtml#glossary.ore");
    assert_text(led(epub, "/glossary/#secret", arena), "https://x.org/r/glossary/#secret");
    assert_text(led(epub, "/lists/l/", arena), "title.xhtml");
    assert_text(led(epub, "/lists/l/#of-the-list", arena), "introduction.xhtml#introduction.of-the-list");
    assert_text(led(epub, "https://y.org/", arena), "https://y.org/");
    assert_text(led(epub, "mailto:a@y.org", arena), "mailto:a@y.org");
    assert_text(led(epub, "beside.html", arena), "");
    assert_text(led(epub, "http://y.org:80/a b|c", arena), "http://y.org:80/a%20b%7Cc");
    assert_text(led(epub, "https://a@y.org?b", arena), "https://a@y.org?b");
    assert_text(led(epub, "https://[::1]/", arena), "https://[::1]/");
    const char *const nowhere[] = {"http://%20http//y.org/", "http://file:http://y.org/", "http://", "https:///a",  "http:a",
                                   "http://a..b/",           "http://a:999999/",          "mailto:", "http://[::1/"};
    for (size_t i = 0; i < COUNT_OF(nowhere); i++)
        assert_text(led(epub, nowhere[i], arena), "");
    struct book_links *print = book_links_of(&topic, fixture.site, &place, BOOK_PRINT, arena);
    assert_text(led(print, "/essays/old/", arena), "#c01");
    assert_text(led(print, "/essays/old/#a-heading", arena), "#c01.a-heading");
    assert_true(book_lead(TEXT("/essays/closed/"), false, print, arena).is_outside);
    assert_text(book_lead(TEXT("/media/m.png?v=1"), true, print, arena).href, "../../../media/m.png?v=1");
    fixture_free(&fixture);
}

static void pictures_are_those_that_it_has(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct arena *arena = &fixture.arena;
    struct gather_place place = {.root = TEXT("/")};
    struct book book = book_at(&fixture, THING_LIST, "l");
    struct book_links *links = book_links_of(&book, fixture.site, &place, BOOK_EPUB, arena);
    const struct book_picture pictures[] = {{TEXT_INIT("media/m01-m.png")}, {TEXT_INIT("")}};
    links->pictures = pictures;
    assert_text(book_lead(TEXT("/media/m.png?v=1"), true, links, arena).href, "media/m01-m.png");
    assert_text(book_lead(TEXT("/media/o.png"), true, links, arena).href, "");
    assert_text(book_lead(TEXT("https://y.org/a.png"), true, links, arena).href, "");
    fixture_free(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_has_its_own_order),
        cmocka_unit_test(others_have_the_order_of_dates),
        cmocka_unit_test(it_has_what_its_texts_name),
        cmocka_unit_test(it_stands_beside_its_page),
        cmocka_unit_test(authors_are_those_whose_words_it_has),
        cmocka_unit_test(links_stay_inside_or_lead_to_the_site),
        cmocka_unit_test(pictures_are_those_that_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
