#include "base/buffer.h"
#include "fixture.h"

/* A reader in which everything stands to everything else. */
static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: R\nlanguage: en\nhan: zh-Hans\nbase_url: https://x.org/r/\neditors:\n"
                                 "  - {name: Ed Itor, url: 'https://ed.example/'}\n  - Re Dactor\nmenu:\n  - Texts: /essays/\n"
                                 "  - First: /essays/a/\n  - Elsewhere: https://y.org/\nmotto: sapere aude\n"),
    FILE_OF("content/index.md", "---\ntitle: Welcome\n---\nHello.\n"),
    FILE_OF(
        "content/essays/a.md",
        "---\ntitle: First 体\nauthors: [Ann Bee, Cy Dee, Eve Fox]\ndate: 2020-01-02\ntopics: [Trade]\nsummary: Short.\n"
        "source: {publication: The Paper, doi: 'https://doi.org/10.1000/x', url: 'https://p.example/a'}\ntext: precis\n"
        "relations:\n  - disputes: b\n    note: Sharply.\nrights: {holder: Ann Bee, statement: CC-BY-4.0}\nmood: grey\n---\n"
        "## One\n\nSee [[b]] here. And [[b]] once more.\n\n### Sub\n\nText.\n\n## Two\n\nText.\n"),
    FILE_OF("content/essays/b.md",
            "---\ntitle: Second?\nauthors: [Ann Bee]\ndate: 2021\ntopics: [Trade]\n---\nText of [[term:g]].\n"),
    FILE_OF("content/essays/c.md", "---\ntitle: Third\nauthors: [Cy Dee]\nlang: de\nvariant_of: a\n"
                                   "variant: {kind: machine-translation, note: By a machine.}\n---\nText.\n"),
    FILE_OF("content/lists/l.md", "---\ntitle: List\nitems:\n  - a: Begin here.\n  - b\n  - c\n---\nIntroduction.\n"),
    FILE_OF("content/glossary/g.md", "---\nterm: G\nalso: [gee]\n---\nDefinition.\n"),
    FILE_OF("content/topics/trade.md",
            "---\ntitle: Trade\nbroader: [economy]\n---\nTrade is exchange between people. It is old.\n"),
    FILE_OF("content/topics/economy.md", "---\ntitle: Economy\n---\n"),
    FILE_OF("content/pages/about.md", "---\ntitle: About\n---\nText.\n"),
};

static struct fixture fixture;

static int set_up(void **state) {
    (void)state;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&fixture);
    return 0;
}

#define assert_at(address, path, expected) assert_text(fixture_at(&fixture, (address), (path)), (expected))
#define assert_count(address, path, expected) assert_int_equal(fixture_count(&fixture, (address), (path)), (expected))

static void tells_every_page_what_it_is(void **state) {
    (void)state;
    assert_at("/essays/a/", "page.kind", "essay");
    assert_at("/essays/a/", "page.is_essay", "true");
    assert_at("/essays/a/", "page.in_essays", "true");
    assert_at("/essays/a/", "page.is_home", "false");
    assert_at("/essays/a/", "page.title", "First 体");
    assert_at("/essays/a/", "page.title_html", "First <span lang=\"zh-Hans\">体</span>");
    assert_at("/essays/a/", "page.description", "First 体 in R: Précis: Short. Trade");
    assert_at("/essays/a/", "page.path", "essays/a/");
    assert_at("/essays/a/", "page.url", "https://x.org/r/essays/a/");
    assert_at("/essays/a/", "root", "../../");
    assert_at("/", "page.title", "Welcome");
    assert_at("/lists/", "page.title", "Reading lists");
    assert_at("/about/", "title", "About");
    assert_at("/about/", "page.is_page", "true");
}

static void tells_every_page_of_the_site(void **state) {
    (void)state;
    assert_at("/about/", "site.title", "R");
    assert_at("/about/", "site.editor_line", "Ed Itor and Re Dactor");
    assert_at("/about/", "site.editors.0.url", "https://ed.example/");
    assert_at("/about/", "site.counts.essays.number", "3");
    assert_at("/about/", "site.counts.lists.one", "true");
    assert_at("/about/", "site.extra.motto", "sapere aude");
    assert_at("/about/", "site.feed_url", "https://x.org/r/feed.xml");
    assert_at("/about/", "site.changes_feed_path", "null");
    assert_at("/about/", "site.has_lists", "true");
    assert_at("/about/", "site.has_changes", "false");
    assert_at("/about/", "origin", "absent");
    assert_at("/colophon/", "origin", "null");
    assert_at("/colophon/", "note", "not in a git repository: no revision dates");
    assert_at("/build.json", "commit", "null");
    assert_at("/about/", "language", "en");
}

static void marks_the_menu_where_one_is(void **state) {
    (void)state;
    assert_at("/essays/a/", "menu.0.here", "false");
    assert_at("/essays/a/", "menu.1.here", "true");
    assert_at("/essays/b/", "menu.0.here", "true");
    assert_at("/essays/b/", "menu.0.path", "essays/");
    assert_at("/essays/b/", "menu.2.href", "https://y.org/");
    assert_at("/essays/b/", "menu.2.path", "null");
    assert_at("/about/", "menu.0.here", "false");
}

static void makes_whole_cards(void **state) {
    (void)state;
    assert_at("/essays/", "years.0.year", "2021");
    assert_at("/essays/", "years.1.essays.0.path", "essays/a/");
    assert_at("/essays/", "years.1.essays.0.author_line", "Ed Itor and Re Dactor, after Ann Bee, Cy Dee and Eve Fox");
    assert_at("/essays/", "years.1.essays.0.authors.1.path", "authors/cy-dee/");
    assert_at("/essays/", "years.1.essays.0.topics.0.name", "Trade");
    assert_at("/essays/", "years.1.essays.0.publication.name", "The Paper");
    assert_at("/essays/", "years.1.essays.0.date.words", "2\u00a0January 2020");
    assert_at("/essays/", "years.1.essays.0.text.precis", "true");
    assert_at("/essays/", "years.1.essays.0.text.label", "Précis");
    assert_at("/essays/", "years.0.essays.0.text.label", "null");
    assert_at("/essays/", "years.0.essays.0.publication", "null");
    assert_at("/essays/", "years.0.essays.0.language", "null");
    assert_at("/essays/", "years.2.undated", "true");
    assert_at("/essays/", "years.2.year", "null");
    assert_at("/essays/", "years.2.essays.0.language", "de");
    assert_at("/essays/", "years.2.essays.0.variant.label", "machine translation");
    assert_at("/chronology/", "years.0.year", "2020");
    assert_at("/chronology/", "years.0.entries.0.date.year", "2020");
    assert_at("/chronology/", "years.2.undated", "true");
}

static void shows_an_essay_whole(void **state) {
    (void)state;
    assert_count("/essays/a/", "essay.toc", 3);
    assert_at("/essays/a/", "essay.toc.1.id", "sub");
    assert_at("/essays/a/", "essay.toc.1.is_sub", "true");
    assert_at("/essays/a/", "essay.toc.2.is_sub", "false");
    assert_at("/essays/b/", "essay.has_toc", "false");
    assert_at("/essays/a/", "essay.source.doi", "10.1000/x");
    assert_at("/essays/a/", "essay.source.doi_url", "https://doi.org/10.1000/x");
    assert_at("/essays/a/", "essay.source.publication.path", "publications/the-paper/");
    assert_at("/essays/b/", "essay.source", "null");
    assert_at("/essays/a/", "essay.rights.holder", "Ann Bee");
    assert_at("/essays/a/", "essay.record", "null");
    assert_at("/essays/a/", "essay.text_label", "Précis: the argument restated by the editors");
    assert_at("/essays/a/", "essay.fields.mood", "grey");
    assert_at("/essays/a/", "essay.previous", "null");
    assert_at("/essays/a/", "essay.next.slug", "b");
    assert_at("/essays/b/", "essay.previous.slug", "a");
    assert_at("/essays/b/", "essay.next", "null");
    assert_at("/essays/c/", "essay.next", "null");
    assert_at("/essays/c/", "essay.previous", "null");
}

static void cites_what_a_page_is(void **state) {
    (void)state;
    assert_at("/essays/a/cite/", "citation.styles.0.works.0.plain",
              "Itor, Ed, and Re Dactor. n.d. Précis of First 体, by Ann Bee, Cy Dee, and Eve Fox. R. "
              "https://x.org/r/essays/a/.");
    assert_at("/essays/a/cite/", "citation.styles.0.works.1.html",
              "Bee, Ann, Cy Dee, and Eve Fox. 2020. “First <span lang=\"zh-Hans\">体</span>.” <i>The Paper</i>, ahead of "
              "print, January\u00a02. <a href=\"https://doi.org/10.1000/x\">https://doi.org/10.1000/x</a>.");
    assert_at("/essays/a/cite/", "citation.styles.2.works.1.plain",
              "Bee, A., Dee, C., & Fox, E. (2020). First 体. The Paper. https://doi.org/10.1000/x");
    assert_at("/essays/a/cite/", "citation.is_ours", "true");
    assert_at("/essays/b/cite/", "citation.styles.0.works.0.plain", "Bee, Ann. 2021. “Second?” R. https://x.org/r/essays/b/.");
    assert_at("/essays/b/cite/", "citation.has_original", "false");
    assert_at(
        "/essays/c/cite/", "citation.styles.3.works.0.plain",
        "Itor, Ed, and Re Dactor. “Third.” Machine translation of First 体 by Ann Bee et al. R, https://x.org/r/essays/c/.");
}

#define ALSO(number, name) "essay.also_read.works." #number "." name

/* A form of the same work first; then what the editors relate to it, with the passages in which it cites this. */
static void lists_each_work_once_beside_an_essay(void **state) {
    (void)state;
    assert_count("/essays/a/", "essay.also_read.works", 2);
    assert_at("/essays/a/", ALSO(0, "title"), "Third");
    assert_at("/essays/a/", ALSO(0, "voice"), "machine translation");
    assert_at("/essays/a/", ALSO(0, "why_html"), "null");
    assert_at("/essays/a/", ALSO(0, "notes.0.note_html"), "By a machine.");
    assert_at("/essays/a/", ALSO(0, "beside_path"), "essays/a/beside/c/");
    assert_at("/essays/a/", ALSO(1, "title"), "Second?");
    assert_at("/essays/a/", ALSO(1, "why_html"), "null");
    assert_at("/essays/a/", ALSO(1, "readings.0.label"), "This essay disputes it");
    assert_at("/essays/a/", ALSO(1, "readings.0.note_html"), "Sharply.");
    assert_at("/essays/a/", ALSO(1, "passages"), "null");
    assert_count("/essays/b/", "essay.also_read.works", 1);
    assert_at("/essays/b/", ALSO(0, "title"), "First 体");
    assert_at("/essays/b/", ALSO(0, "voice"), "Précis");
    assert_at("/essays/b/", ALSO(0, "readings.0.label"), "It disputes this essay");
    assert_at("/essays/b/", ALSO(0, "passages.0.sentence_html"), "See “Second?” here.");
    assert_at("/essays/b/", ALSO(0, "passages.0.place"), "essays/a/#one");
    assert_at("/essays/b/", ALSO(0, "passage_count.number"), "2");
    assert_at("/essays/b/", "essay.also_read.more", "null");
    assert_at("/essays/b/", "essay.also_read.citing", "null");
    assert_at("/essays/c/", "essay.variant_of.label", "machine translation of");
    assert_at("/essays/c/", "essay.variant_of.card.slug", "a");
    assert_at("/essays/c/", "essay.variant_of.note_html", "By a machine.");
    assert_at("/glossary/", "terms.0.used_in.0.title", "Second?");
    assert_at("/glossary/", "terms.0.also.0", "gee");
    assert_at("/glossary/", "terms.0.path", "glossary/#g");
}

static void follows_reading_lists(void **state) {
    (void)state;
    assert_at("/essays/b/", "essay.lists.0.list.title", "List");
    assert_at("/essays/b/", "essay.lists.0.position", "2");
    assert_at("/essays/b/", "essay.lists.0.of", "3");
    assert_at("/essays/b/", "essay.lists.0.previous.slug", "a");
    assert_at("/essays/b/", "essay.lists.0.next.slug", "c");
    assert_at("/essays/a/", "essay.lists.0.previous", "null");
    assert_at("/essays/c/", "essay.lists.0.next", "null");
    assert_at("/lists/l/", "list.entries.0.note_html", "Begin here.");
    assert_at("/lists/l/", "list.entries.2.position", "3");
    assert_at("/lists/l/", "list.items.number", "3");
    assert_at("/lists/l/", "list.body", "<p>Introduction.</p>\n");
}

static void shows_topics_authors_and_publications(void **state) {
    (void)state;
    assert_at("/topics/", "roots.0.slug", "economy");
    assert_at("/topics/", "roots.0.narrower.0.slug", "trade");
    assert_at("/topics/", "roots.0.narrower.0.has_narrower", "false");
    assert_at("/topics/", "roots.0.narrower.0.narrower", "null");
    assert_count("/topics/", "topics", 2);
    assert_at("/topics/trade/", "topic.summary", "Trade is exchange between people.");
    assert_at("/topics/trade/", "topic.broader.0.slug", "economy");
    assert_at("/topics/economy/", "topic.narrower.0.slug", "trade");
    assert_at("/topics/economy/", "topic.has_essays", "false");
    assert_count("/topics/trade/", "topic.essays_list", 2);
    assert_at("/authors/", "letters.0.letter", "B");
    assert_at("/authors/", "letters.0.authors.0.name", "Ann Bee");
    assert_at("/authors/ann-bee/", "author.essays.number", "2");
    assert_at("/authors/ann-bee/", "author.works.0.slug", "b");
    assert_at("/authors/ann-bee/", "author.coauthors.0.together.number", "1");
    assert_count("/authors/ann-bee/", "author.coauthors", 2);
    assert_at("/publications/the-paper/", "publication.works.0.slug", "a");
    assert_at("/publications/", "publications.0.essays.one", "true");
}

static void shows_the_home_page(void **state) {
    (void)state;
    assert_at("/", "body", "<p>Hello.</p>\n");
    assert_at("/", "lists.0.title", "List");
    assert_count("/", "topics", 1);
    assert_at("/", "more_topics", "true");
    assert_at("/", "newest.0.slug", "b");
    assert_count("/", "newest", 3);
}

static void feeds_what_has_a_date(void **state) {
    (void)state;
    assert_count("/feed.xml", "entries", 2);
    assert_at("/feed.xml", "updated.rfc3339", "2021-01-01T00:00:00Z");
    assert_at("/feed.xml", "self_url", "https://x.org/r/feed.xml");
    assert_at("/feed.xml", "authors.1", "Re Dactor");
    assert_at("/feed.xml", "entries.0.id", "https://x.org/r/essays/b/");
    assert_at("/feed.xml", "entries.1.summary", "Précis: Short.");
    assert_at("/feed.xml", "entries.1.date.rfc3339", "2020-01-02T00:00:00Z");
    assert_at("/feed.xml", "entries.1.topics.0", "Trade");
    assert_at("/feed.xml", "entries.1.contributors.2", "Eve Fox");
}

static void maps_the_site_with_honest_dates(void **state) {
    (void)state;
    const struct view *entries = fixture_in(fixture_view(&fixture, "/sitemap.xml"), "entries");
    for (uint32_t i = 0; i < entries->count; i++) {
        struct text url = fixture_words(&fixture, view_get(entries->items[i], TEXT("url")));
        assert_true(text_starts(url, TEXT("https://x.org/r/")));
        assert_false(text_ends(url, TEXT(".xml")) || text_ends(url, TEXT("404.html")));
        /* Without git and without `updated` nothing is known. */
        assert_text(fixture_words(&fixture, view_get(entries->items[i], TEXT("lastmod"))), "null");
    }
    assert_int_equal(entries->count, 21);
}

static void knows_no_changes_without_history(void **state) {
    (void)state;
    assert_at("/changes/", "known", "false");
    assert_at("/changes/", "days", "null");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_every_page_what_it_is),
        cmocka_unit_test(tells_every_page_of_the_site),
        cmocka_unit_test(marks_the_menu_where_one_is),
        cmocka_unit_test(makes_whole_cards),
        cmocka_unit_test(shows_an_essay_whole),
        cmocka_unit_test(cites_what_a_page_is),
        cmocka_unit_test(lists_each_work_once_beside_an_essay),
        cmocka_unit_test(follows_reading_lists),
        cmocka_unit_test(shows_topics_authors_and_publications),
        cmocka_unit_test(shows_the_home_page),
        cmocka_unit_test(feeds_what_has_a_date),
        cmocka_unit_test(maps_the_site_with_honest_dates),
        cmocka_unit_test(knows_no_changes_without_history),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
