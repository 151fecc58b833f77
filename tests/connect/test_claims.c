/* Addresses: whole ones, old ones, and what happens when two things want one. */
#include "kinds/reader.h"

static void an_essay_may_give_its_whole_address(void **state) {
    (void)state;
    static const char *const fields[] = {
        "permalink: /2013/05/tea.html",   "url: 2013/05/tea.html",
        "path: /2013/05/tea.html",        "url: https://example.org/r/2013/05/tea.html",
        "Permalink: '/2013/05/tea.html'",
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct reader reader = {0};
        add(&reader, "content/site.yaml", "base_url: https://example.org/r\n");
        add_essay(&reader, "a", text_format(&reader.arena, "title: A\n%s", fields[i]).bytes);
        add_essay(&reader, "b", "title: B\npermalink: /deep/b");
        const struct site *site = load(&reader);
        assert_problems(&reader, "");
        assert_text(essay_at(site, "a")->thing.address, "/2013/05/tea.html");
        assert_text(essay_at(site, "b")->thing.address, "/deep/b/");
        drop(&reader);
    }
}

static void old_addresses_are_redirected(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\naliases: [/old/, /older, oldest, former.html, /x/y.html]");
    add_essay(&reader, "b", "title: B\nredirect_from:\n  - /b1/\n  - b2\naliases: /b3/");
    add_essay(&reader, "c", "title: C\nredirect_from: /c%20d/\naliases: [/essays/c/, /essays/C/, /c%20d]");
    add_essay(&reader, "d", "title: D\npermalink: /blog/d/\naliases: [e]");
    add(&reader, "content/pages/p.md", "---\ntitle: P\naliases: [q]\n---\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    static const char *const expected[][2] = {
        {"/b1/", "/essays/b/"},
        {"/b2/", "/essays/b/"},
        {"/b3/", "/essays/b/"},
        {"/blog/e/", "/blog/d/"},
        {"/c d/", "/essays/c/"},
        {"/essays/former.html", "/essays/a/"},
        {"/essays/oldest/", "/essays/a/"},
        {"/old/", "/essays/a/"},
        {"/older/", "/essays/a/"},
        {"/q/", "/p/"},
        {"/x/y.html", "/essays/a/"},
    };
    assert_int_equal(site->redirects.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < site->redirects.count; i++) {
        assert_text(site->redirects.items[i].from, expected[i][0]);
        assert_text(site->redirects.items[i].to, expected[i][1]);
    }
    assert_text(essay_at(site, "a")->thing.aliases.items[1], "/older/");
    drop(&reader);
}

static void addresses_that_leave_the_site_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a",
              "title: A\naliases:\n  - /../x/\n  - //host/x\n  - https://other.org/x\n  - /%2e%2e/x\n  - /?p=12\n  - /ok/");
    add_essay(&reader, "b", "title: B\nurl: https://other.org/b");
    add_essay(&reader, "c", "title: C\npermalink: /:year/:title/");
    add_essay(&reader, "d", "title: D\npath: /d?x");
    const struct site *site = load(&reader);
    static const char help[] = "  help: write it as /part/part/\n";
    char expected[3000];
    snprintf(expected, sizeof expected,
             "content/essays/a.md:4:5: error[E112]: \"/../x/\" cannot be an old address: it has \".\" or \"..\"\n%s"
             "content/essays/a.md:5:5: error[E112]: \"//host/x\" cannot be an old address: it is not on this site\n%s"
             "content/essays/a.md:6:5: error[E112]: \"https://other.org/x\" cannot be an old address: it is not on this "
             "site\n%s"
             "content/essays/a.md:7:5: error[E112]: \"/%%2e%%2e/x\" cannot be an old address: \"%%\" must be followed by two "
             "hexadecimal digits, and cannot hide a dot or a slash\n%s"
             "content/essays/a.md:8:5: warning[W113]: \"/?p=12\" cannot be redirected: files do not see a query\n"
             "  help: set this redirect up on the web server\n"
             "content/essays/b.md:3:6: error[E112]: \"https://other.org/b\" cannot be the address of this page: it is not on "
             "this site\n%s"
             "content/essays/c.md:3:12: error[E112]: \"/:year/:title/\" cannot be the address of this page: placeholders such "
             "as :title are not filled in\n%s"
             "content/essays/d.md:3:7: error[E112]: \"/d?x\" cannot be the address of this page: it has a query or an "
             "anchor\n%s",
             help, help, help, help, help, help, help);
    assert_problems(&reader, expected);
    assert_int_equal(site->redirects.count, 1);
    assert_text(essay_at(site, "b")->thing.address, "/essays/b/");
    drop(&reader);
}

#define HELP "  help: give one of the two another address\n"

static void two_things_at_one_address_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\npermalink: /same/");
    add_essay(&reader, "b", "title: B\npermalink: /SAME");
    add_essay(&reader, "c", "title: C\npermalink: /topics/");
    add_essay(&reader, "d", "title: D\naliases:\n  - /x/\n  - /essays/a/\n  - /same/\n  - /feed.xml/x/");
    add_essay(&reader, "e", "title: E\naliases: [/X/]");
    add(&reader, "content/pages/essays.md", "# Essays\n");
    add(&reader, "content/pages/p.md", "# P\n");
    add(&reader, "content/pages/q.md", "---\ntitle: Q\nslug: p\n---\n");
    add(&reader, "content/media/p/index.html", "x");
    load(&reader);
    assert_problems(
        &reader,
        "content/essays/b.md:3:12: error[E107]: the address \"/SAME/\" cannot stand beside \"/same/\", that of "
        "content/essays/a.md\n" HELP
        "content/essays/c.md:3:12: error[E107]: the address \"/topics/\" cannot stand beside one of this program's "
        "own pages\n" HELP "content/essays/d.md:6:5: error[E107]: the address \"/same/\" cannot stand beside that of "
        "content/essays/a.md\n" HELP
        "content/essays/d.md:7:5: error[E107]: the address \"/feed.xml/x/\" cannot stand beside \"/feed.xml\", one "
        "of this program's own pages\n" HELP
        "content/essays/e.md:3:11: error[E107]: the address \"/X/\" cannot stand beside \"/x/\", that of "
        "content/essays/d.md\n" HELP
        "content/pages/essays.md:1:1: error[E107]: the address \"/essays/\" cannot stand beside one of this "
        "program's own pages\n" HELP "content/pages/q.md:3:7: error[E107]: the address \"/p/\" cannot stand beside that of "
        "content/pages/p.md\n" HELP);
    drop(&reader);
}

static void media_are_copied_where_they_stand(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/media/a.png", "\x89PNG\r\n\x1a\n");
    add(&reader, "content/media/deep/b.pdf", "x");
    add(&reader, "content/essays/beside.png", "\x89PNG\r\n\x1a\n");
    add(&reader, "content/essays/unused.png", "x");
    add(&reader, "content/essays/a.md", "# A\n\n![x](beside.png) ![y](../media/a.png) ![x](beside.png)\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->media.count, 3);
    assert_text(site->tree->files[site->media.items[0]].path, "content/media/a.png");
    assert_text(site->tree->files[site->media.items[1]].path, "content/media/deep/b.pdf");
    assert_text(site->tree->files[site->media.items[2]].path, "content/essays/beside.png");
    const struct essay *a = essay_at(site, "a");
    assert_text(address(&reader, &a->thing.source, 0), "/essays/beside.png");
    assert_text(address(&reader, &a->thing.source, 1), "/media/a.png");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_essay_may_give_its_whole_address),    cmocka_unit_test(old_addresses_are_redirected),
        cmocka_unit_test(addresses_that_leave_the_site_are_told), cmocka_unit_test(two_things_at_one_address_are_told),
        cmocka_unit_test(media_are_copied_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
