#include "base/buffer.h"
#include "fixture.h"

/* All paths of the plan, one a line. */
static struct text paths_of(struct fixture *fixture) {
    struct buffer out = {0};
    for (size_t i = 0; i < fixture->plan->count; i++)
        buffer_add_format(&out, "%.*s\n", TEXT_ARGS(fixture->plan->pages[i].path));
    return buffer_take(&out, &fixture->arena);
}

static void lists_all_files_sorted(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org\n"),
        FILE_OF("content/essays/a.md", "---\ntitle: A\ndate: 2020\nauthors: [Ann Bee]\ntopics: [T]\nsource: {publication: P}\n"
                                       "aliases: [/old/, /older.html]\n---\nText.\n"),
        FILE_OF("content/essays/b.md", "---\ntitle: B\npermalink: /2013/05/b.html\n---\nText.\n"),
        FILE_OF("content/lists/l.md", "---\ntitle: L\nitems: [a]\n---\n"),
        FILE_OF("content/glossary/g.md", "---\nterm: G\n---\nText.\n"),
        FILE_OF("content/pages/about.md", "---\ntitle: About\n---\nText.\n"),
        FILE_OF("content/media/a/b c.txt", "bytes"),
        FILE_OF("assets/style.css", "body {}"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_text(paths_of(&fixture),
                ".nojekyll\n2013/05/b-cite.bib\n2013/05/b-cite.json\n2013/05/b-cite.ris\n2013/05/b-cite/index.html\n2013/05/"
                "b.html\n404.html\nabout/"
                "index.html\naddresses.txt\nassets/style.css\n"
                "authors/ann-bee/cite.bib\nauthors/ann-bee/cite.json\nauthors/ann-bee/cite.ris\nauthors/ann-bee/"
                "feed.xml\nauthors/ann-bee/"
                "index.html\nauthors/index.html\nbuild.json\nchanges/index.html\nchronology/index.html\n"
                "colophon/index.html\nessays/a/cite.bib\nessays/a/cite.json\nessays/a/cite.ris\nessays/a/cite/"
                "index.html\nessays/a/index.html\nessays/"
                "cite.bib\nessays/cite.json\nessays/cite.ris\nessays/index.html\nfeed.xml\nglossary/"
                "index.html\nindex.html\nindex/index.html\n"
                "lists/index.html\nlists/l/cite.bib\nlists/l/cite.json\nlists/l/cite.ris\nlists/l/index.html\nlists/l/l.epub\n"
                "lists/l/print/index.html\nmedia/a/b "
                "c.txt\nold/index.html\nolder.html\n"
                "publications/index.html\npublications/p/cite.bib\npublications/p/cite.json\npublications/p/"
                "cite.ris\npublications/p/index.html\nrobots.txt\nsitemap.xml\n"
                "topics/index.html\ntopics/t/cite.bib\ntopics/t/cite.json\ntopics/t/cite.ris\ntopics/t/feed.xml\ntopics/t/"
                "index.html\n");
    assert_int_equal(fixture.problems.count, 0);
    fixture_free(&fixture);
}

static void leaves_out_what_there_is_nothing_for(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("content/essays/a.md", "---\ntitle: A\n---\nText.\n"),
        FILE_OF("content/essays/d.md", "---\ntitle: D\ndraft: true\n---\nText.\n"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_text(
        paths_of(&fixture),
        ".nojekyll\n404.html\naddresses.txt\nauthors/index.html\nbuild.json\nchanges/index.html\nchronology/index.html\n"
        "colophon/index.html\nessays/a/cite.bib\nessays/a/cite.json\nessays/a/cite.ris\nessays/a/cite/index.html\nessays/a/"
        "index.html\nessays/"
        "cite.bib\nessays/cite.json\nessays/cite.ris\nessays/index.html\nindex.html\nindex/index.html\ntopics/index.html\n");
    const struct diag_item *problem = fixture_problem(&fixture, "W232");
    assert_non_null(problem);
    assert_text(problem->place.path, "content/site.yaml");
    assert_int_equal(fixture.problems.count, 1);
    fixture_free(&fixture);
}

static void builds_drafts_on_request(void **state) {
    (void)state;
    static const struct tree_text texts[] = {FILE_OF("content/essays/d.md", "---\ntitle: D\ndraft: true\n---\nText.\n")};
    struct fixture fixture;
    fixture_plan_with(&fixture, texts, COUNT_OF(texts), true);
    assert_text(fixture_at(&fixture, "/essays/d/", "essay.draft"), "true");
    fixture_free(&fixture);
}

static void makes_an_empty_index_where_something_leads_there(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("content/essays/a.md", "---\ntitle: A\n---\nSee [the lists](/lists/).\n"),
        FILE_OF("content/site.yaml", "title: R\nmenu:\n  - Words: /glossary/\n"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_int_not_equal(plan_find(fixture.plan, TEXT("/lists/")), SIZE_MAX);
    assert_int_not_equal(plan_find(fixture.plan, TEXT("/glossary/")), SIZE_MAX);
    assert_int_equal(plan_find(fixture.plan, TEXT("/publications/")), SIZE_MAX);
    fixture_free(&fixture);
}

static void has_no_robots_below_a_path(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org/reader/\n"),
        FILE_OF("content/essays/a.md", "---\ntitle: A\n---\nText.\n"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_int_equal(plan_find(fixture.plan, TEXT("/robots.txt")), SIZE_MAX);
    assert_int_not_equal(plan_find(fixture.plan, TEXT("/sitemap.xml")), SIZE_MAX);
    /* No essay has a date, and git knows nothing: a feed would have no entry. */
    assert_int_equal(plan_find(fixture.plan, TEXT("/feed.xml")), SIZE_MAX);
    assert_text(fixture_at(&fixture, "/404.html", "root"), "/reader/");
    assert_text(fixture_at(&fixture, "/", "root"), "./");
    assert_text(fixture_at(&fixture, "/", "site.feed_path"), "null");
    fixture_free(&fixture);
}

static void finds_pages_however_they_are_named(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org/r/\n"),
        FILE_OF("content/essays/a.md", "---\ntitle: A\ndate: 2020\n---\nText.\n"),
    };
    static const char *const names[] = {"/essays/a/", "essays/a", "/essays/a/index.html", "essays/a/#b",
                                        "https://x.org/r/essays/a/"};
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    size_t essay = plan_find(fixture.plan, TEXT("essays/a/index.html"));
    assert_text(fixture.plan->pages[essay].path, "essays/a/index.html");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_int_equal(plan_find(fixture.plan, text_of(names[i])), essay);
    assert_text(fixture.plan->pages[plan_find(fixture.plan, TEXT("/"))].path, "index.html");
    assert_text(fixture.plan->pages[plan_find(fixture.plan, TEXT("/feed.xml"))].path, "feed.xml");
    assert_int_equal(plan_find(fixture.plan, TEXT("/essays/b/")), SIZE_MAX);
    fixture_free(&fixture);
}

static void refuses_two_things_in_one_file(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("assets/notes/index.html", "<p>By hand.</p>"),
        FILE_OF("assets/file.html", "<p>By hand.</p>"),
        FILE_OF("content/pages/notes.md", "---\ntitle: Notes\npermalink: /assets/notes/\n---\nText.\n"),
        FILE_OF("content/pages/other.md", "---\ntitle: Other\npermalink: /assets/file.html/x/\n---\nText.\n"),
    };
    struct fixture fixture;
    fixture_plan_with(&fixture, texts, COUNT_OF(texts), false);
    assert_null(fixture.plan);
    assert_int_equal(fixture.problems.errors, 2);
    const struct diag_item *problem = fixture_problem(&fixture, "E231");
    assert_non_null(problem);
    assert_true(text_contains(problem->message, TEXT("\"assets/notes/index.html\"")));
    fixture_free(&fixture);
}

static void uses_the_layout_that_is_asked_for(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("layouts/wide.html", "wide {{essay.title}}"),
        FILE_OF("content/essays/a.md", "---\ntitle: A\nlayout: wide\n---\nText.\n"),
        FILE_OF("content/essays/b.md", "---\ntitle: B\nlayout: post\n---\nText.\n"),
        FILE_OF("content/essays/c.md", "---\ntitle: C\nlayout: post\n---\nText.\n"),
        FILE_OF("content/essays/d.md", "---\ntitle: D\nlayout: page\n---\nText.\n"),
        FILE_OF("content/pages/e.md", "---\ntitle: E\nlayout: page\n---\nText.\n"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_text(fixture.plan->pages[plan_find(fixture.plan, TEXT("/essays/a/"))].layout, "wide");
    assert_text(fixture.plan->pages[plan_find(fixture.plan, TEXT("/essays/d/"))].layout, "essay");
    assert_text(fixture.plan->pages[plan_find(fixture.plan, TEXT("/essays/b/"))].layout, "essay");
    const struct diag_item *problem = fixture_problem(&fixture, "W230");
    assert_non_null(problem);
    assert_text(problem->message, "there is no layout \"post\" (2 files ask for it); the usual one is used");
    assert_text(problem->place.path, "content/essays/b.md");
    assert_int_equal(problem->place.line, 3);
    assert_int_equal(problem->place.column, 9);
    assert_int_equal(fixture.problems.warnings, 3);
    fixture_free(&fixture);
}

static struct text rendered(struct fixture *fixture, const char *address) {
    size_t index = plan_find(fixture->plan, text_of(address));
    struct buffer out = {0};
    struct diag_failure failure = {0};
    assert_int_not_equal(index, SIZE_MAX);
    const struct view *view = plan_view(fixture->plan, index, &fixture->arena);
    assert_true(plan_render(&out, fixture->plan, index, view, &failure, &fixture->arena));
    return buffer_take(&out, &fixture->arena);
}

static void renders_pages_and_copies(void **state) {
    (void)state;
    static const struct tree_text texts[] = {
        FILE_OF("content/essays/a.md", "---\ntitle: A & B\naliases: [/old/]\n---\nText.\n"),
        FILE_OF("content/media/m.bin", "m\0ore"),
        FILE_OF("assets/style.css", "body {}"),
        FILE_OF("layouts/essay.html",
                "{{page.title}} {{page.path}} {{root}}{{#alias}} now {{root}}{{path}} {{title}}{{/alias}}"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_text(rendered(&fixture, "/essays/a/"), "A &amp; B essays/a/ ../../");
    assert_true(text_equal(rendered(&fixture, "/media/m.bin"), TEXT("m\0ore")));
    assert_text(rendered(&fixture, "/assets/style.css"), "body {}");
    assert_text(rendered(&fixture, "/.nojekyll"), "");
    assert_text(rendered(&fixture, "/old/"), "A &amp; B essays/a/ ../ now ../essays/a/ A &amp; B");
    fixture_free(&fixture);
}

/* The key of a page, with one text of the reader as given. */
static struct digest key_of(const char *address, const char *path, const char *bytes) {
    const struct tree_text texts[] = {
        {text_of(path), text_of(bytes)},
        FILE_OF("content/essays/b.md", "---\ntitle: B\ndate: 2021\n---\nText.\n"),
        FILE_OF("content/media/m.bin", "same"),
    };
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    size_t index = plan_find(fixture.plan, text_of(address));
    struct digest key = plan_key(fixture.plan, index, &fixture.arena);
    fixture_free(&fixture);
    return key;
}

static void keys_stand_for_layout_and_view(void **state) {
    (void)state;
    static const char path[] = "content/essays/a.md", before[] = "---\ntitle: A\ndate: 2020\ntopics: [T]\n---\nText.\n",
                      after[] = "---\ntitle: A\ndate: 2020\ntopics: [T]\n---\nOther text.\n";
    assert_true(digest_equal(key_of("/essays/b/", path, before), key_of("/essays/b/", path, before)));
    assert_false(digest_equal(key_of("/essays/a/", path, before), key_of("/essays/a/", path, after)));
    assert_false(digest_equal(key_of("/essays/a/", path, before), key_of("/essays/b/", path, before)));
    assert_true(digest_equal(key_of("/media/m.bin", path, before), key_of("/media/m.bin", path, after)));
    struct digest first = key_of("/essays/b/", "layouts/essay.html", "one");
    assert_false(digest_equal(first, key_of("/essays/b/", "layouts/essay.html", "two")));
    assert_true(digest_equal(key_of("/", "layouts/essay.html", "one"), key_of("/", "layouts/essay.html", "two")));
}

static void says_which_layout_is_missing(void **state) {
    (void)state;
    static const struct tree_text texts[] = {FILE_OF("content/essays/a.md", "---\ntitle: A\n---\nText.\n"),
                                             FILE_OF("layouts/home.html", "x")};
    struct fixture fixture = {.workers = {.count = 1}};
    fixture.remembered = remembered_open(NULL, &fixture.arena);
    fixture.tree = tree_of_texts(texts, COUNT_OF(texts), &fixture.arena);
    struct site_input input = {.tree = fixture.tree, .remembered = fixture.remembered, .workers = &fixture.workers};
    fixture.site = site_load(&fixture.problems, &input, &fixture.arena);
    fixture.layouts = layouts_load(&fixture.problems, fixture.tree, fixture.site->language, &fixture.arena);
    assert_null(plan_make(fixture.site, NULL, fixture.layouts, fixture.tree, &fixture.problems, &fixture.arena));
    const struct diag_item *problem = fixture_problem(&fixture, "E337");
    assert_non_null(problem);
    assert_int_equal(problem->fault, FAULT_MACHINE);
    fixture_free(&fixture);
}

/* A site of `count` pages beside its own seven for search engines. */
static void plan_of_pages(struct fixture *fixture, size_t count, struct arena *arena) {
    struct tree_text *texts = arena_array(arena, struct tree_text, count + 1);
    texts[0] = (struct tree_text)FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org\n");
    for (size_t i = 0; i < count; i++)
        texts[i + 1] = (struct tree_text){text_format(arena, "content/pages/p%05zu.md", i), TEXT("---\ntitle: P\n---\n")};
    fixture_plan(fixture, texts, count + 1);
}

static void a_sitemap_holds_no_more_than_the_protocol_lets_it(void **state) {
    (void)state;
    struct arena arena = {0};
    struct fixture fixture;
    plan_of_pages(&fixture, 49993, &arena);
    assert_int_equal(fixture_count(&fixture, "/sitemap.xml", "entries"), 50000);
    assert_true(plan_find(fixture.plan, TEXT("/sitemap/1.xml")) == SIZE_MAX);
    fixture_free(&fixture);

    plan_of_pages(&fixture, 49994, &arena);
    assert_int_equal(fixture_count(&fixture, "/sitemap.xml", "sitemaps"), 2);
    assert_text(fixture_at(&fixture, "/sitemap.xml", "sitemaps.1.url"), "https://x.org/sitemap/2.xml");
    assert_int_equal(fixture_count(&fixture, "/sitemap/1.xml", "entries"), 50000);
    assert_int_equal(fixture_count(&fixture, "/sitemap/2.xml", "entries"), 1);
    assert_text(fixture_at(&fixture, "/sitemap/1.xml", "entries.49999.url"), "https://x.org/p49993/");
    assert_text(fixture_at(&fixture, "/sitemap/2.xml", "entries.0.url"), "https://x.org/topics/");
    fixture_free(&fixture);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_all_files_sorted),         cmocka_unit_test(leaves_out_what_there_is_nothing_for),
        cmocka_unit_test(builds_drafts_on_request),       cmocka_unit_test(makes_an_empty_index_where_something_leads_there),
        cmocka_unit_test(has_no_robots_below_a_path),     cmocka_unit_test(finds_pages_however_they_are_named),
        cmocka_unit_test(refuses_two_things_in_one_file), cmocka_unit_test(uses_the_layout_that_is_asked_for),
        cmocka_unit_test(renders_pages_and_copies),       cmocka_unit_test(keys_stand_for_layout_and_view),
        cmocka_unit_test(says_which_layout_is_missing),   cmocka_unit_test(a_sitemap_holds_no_more_than_the_protocol_lets_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
