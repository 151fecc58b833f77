#include "connect/addresses.h"

#include "support.h"

static struct arena arena;

static void assert_clean(const char *written, const char *expected) {
    struct text address = TEXT("");
    const char *why = "";
    bool good = address_clean(&address, &why, text_of(written), TEXT("/essays/"), &arena);
    assert_text(good ? address : text_of(why), expected);
}

static void addresses_are_made_whole(void **state) {
    (void)state;
    assert_clean("/old/", "/old/");
    assert_clean("/old", "/old/");
    assert_clean("/2013/05/old.html", "/2013/05/old.html");
    assert_clean("/old/index.html", "/old/");
    assert_clean("/index.html", "/");
    assert_clean("old", "/essays/old/");
    assert_clean("old.html", "/essays/old.html");
    assert_clean("/v1.2", "/v1.2/");
    assert_clean("/old.php", "/old.php/");
    assert_clean("/caf%C3%A9/", "/café/");
    assert_clean("/a b/", "/a b/");
    assert_clean(" /old/ ", "/old/");
    assert_clean("/", "/");
}

static void what_leaves_the_site_is_refused(void **state) {
    (void)state;
    assert_clean("", "it is empty");
    assert_clean("//host/a/", "it is not on this site");
    assert_clean("https://host/a/", "it is not on this site");
    assert_clean("javascript:alert(1)", "it is not on this site");
    assert_clean("/a//b/", "it has \"//\"");
    assert_clean("/a/../b/", "it has \".\" or \"..\"");
    assert_clean("../b/", "it has \".\" or \"..\"");
    assert_clean("/./a/", "it has \".\" or \"..\"");
    static const char hidden[] = "\"%\" must be followed by two hexadecimal digits, and cannot hide a dot or a slash";
    assert_clean("/%2e%2e/a/", hidden);
    assert_clean("/a%2Fb/", hidden);
    assert_clean("/a%5cb/", hidden);
    assert_clean("/100%/", hidden);
    assert_clean("/%zz/", hidden);
    static const char characters[] = "it has characters that no address can have";
    assert_clean("/a%00b/", characters);
    assert_clean("/a%0Ab/", characters);
    assert_clean("/a\\b/", characters);
    assert_clean("/%ff/", characters);
}

static void paths_are_resolved_inside_their_root(void **state) {
    (void)state;
    assert_text(path_resolved(TEXT("content/essays/"), TEXT("b.md"), &arena), "content/essays/b.md");
    assert_text(path_resolved(TEXT("content/essays/"), TEXT("./b.md"), &arena), "content/essays/b.md");
    assert_text(path_resolved(TEXT("content/essays/"), TEXT("../media/a.png"), &arena), "content/media/a.png");
    assert_text(path_resolved(TEXT("content/essays/"), TEXT("sub//b.md"), &arena), "content/essays/sub/b.md");
    assert_text(path_resolved(TEXT("content/essays/"), TEXT("../../../etc/passwd"), &arena), "");
    assert_text(path_resolved(TEXT(""), TEXT("../a"), &arena), "");
    assert_text(path_resolved(TEXT("/essays/a/"), TEXT("../b/"), &arena), "/essays/b/");
    assert_text(path_resolved(TEXT("/"), TEXT("../b/"), &arena), "");
    assert_text(path_folder(TEXT("content/essays/a.md")), "content/essays/");
    assert_text(path_folder(TEXT("a.md")), "");
    assert_text(address_of_file(TEXT("content/media/a.png"), &arena), "/media/a.png");
}

static const struct address_claim *claim(struct addresses *addresses, const char *address, const char *path) {
    struct address_claim claim = {.address = text_of(address), .path = text_of(path)};
    return addresses_claim(addresses, &claim, &arena);
}

static void one_address_has_one_owner_whatever_its_case(void **state) {
    (void)state;
    struct addresses addresses = {0};
    assert_null(claim(&addresses, "/essays/a/", "a.md"));
    assert_text(claim(&addresses, "/essays/a/", "b.md")->path, "a.md");
    assert_text(claim(&addresses, "/Essays/A/", "c.md")->path, "a.md");
    assert_text(claim(&addresses, "/essays/a/index.html", "d.md")->path, "a.md");
    assert_null(claim(&addresses, "/essays/É/", "e.md"));
    assert_text(claim(&addresses, "/essays/é/", "f.md")->path, "e.md");
    assert_null(claim(&addresses, "/essays/aa/", "g.md"));
    /* A file whose address is taken is still found by its path. */
    assert_text(addresses_of_path(&addresses, TEXT("b.md"))->address, "/essays/a/");
    assert_null(addresses_of_path(&addresses, TEXT("z.md")));
}

static void a_file_cannot_stand_where_a_folder_does(void **state) {
    (void)state;
    struct addresses addresses = {0};
    assert_null(claim(&addresses, "/feed.xml", ""));
    assert_text(claim(&addresses, "/feed.xml/", "a.md")->address, "/feed.xml");
    assert_text(claim(&addresses, "/feed.xml/b/", "b.md")->address, "/feed.xml");
    assert_null(claim(&addresses, "/x.html/deep/page/", "c.md"));
    assert_text(claim(&addresses, "/x.html", "d.md")->path, "c.md");
    assert_text(claim(&addresses, "/X.HTML/deep", "d.md")->path, "c.md");
    assert_null(claim(&addresses, "/x.htm", "e.md"));
}

static const char *found(const struct addresses *addresses, const char *address) {
    const struct address_claim *claim = addresses_at(addresses, text_of(address), &arena);
    return claim ? claim->path.bytes : "nothing";
}

static void an_address_is_found_however_it_is_written(void **state) {
    (void)state;
    struct addresses addresses = {0};
    claim(&addresses, "/", "home");
    claim(&addresses, "/essays/a/", "a");
    claim(&addresses, "/old/b.html", "b");
    assert_string_equal(found(&addresses, "/essays/a/"), "a");
    assert_string_equal(found(&addresses, "/essays/a"), "a");
    assert_string_equal(found(&addresses, "/essays/a/index.html"), "a");
    assert_string_equal(found(&addresses, "/Essays/A"), "a");
    assert_string_equal(found(&addresses, "/old/b.html"), "b");
    assert_string_equal(found(&addresses, "/old/b"), "b");
    assert_string_equal(found(&addresses, "/old/b/"), "b");
    assert_string_equal(found(&addresses, "/"), "home");
    assert_string_equal(found(&addresses, "/index.html"), "home");
    assert_string_equal(found(&addresses, ""), "home");
    assert_string_equal(found(&addresses, "/essays/b/"), "nothing");
    assert_string_equal(found(&addresses, "/essays/"), "nothing");
}

static void names_have_slugs_that_keep_what_tells_them_apart(void **state) {
    (void)state;
    assert_text(slug_of_name(TEXT("Industrial Policy"), &arena), "industrial-policy");
    assert_text(slug_of_name(TEXT("C"), &arena), "c");
    assert_text(slug_of_name(TEXT("C++"), &arena), "c-plus-plus");
    assert_text(slug_of_name(TEXT("C#"), &arena), "c-sharp");
    assert_text(slug_of_name(TEXT("#policy"), &arena), "policy");
    assert_text(slug_of_name(TEXT("issue #12"), &arena), "issue-12");
    assert_text(slug_of_name(TEXT("AT&T"), &arena), "at-t");
    assert_text(slug_of_name(TEXT("举国体制"), &arena), "举国体制");
    assert_text(slug_of_name(TEXT("!!!"), &arena), "");
}

static void assert_file_name(const char *path, const char *words, const char *date) {
    struct file_name name = file_name_read(text_of(path), &arena);
    assert_text(name.words, words);
    assert_text(name.date.precision ? date_iso(name.date, &arena) : TEXT(""), date);
}

static void a_file_s_name_may_have_a_date(void **state) {
    (void)state;
    assert_file_name("content/essays/on-tea.md", "on-tea", "");
    assert_file_name("content/essays/2015-06-15-on-tea.md", "on-tea", "2015-06-15");
    assert_file_name("content/essays/2015-06-15-on-tea/index.md", "on-tea", "2015-06-15");
    assert_file_name("content/essays/on-tea/index.md", "on-tea", "");
    assert_file_name("content/essays/2015-06-15.md", "2015-06-15", "");
    assert_file_name("content/essays/2015-06-on-tea.md", "2015-06-on-tea", "");
    struct file_name name = file_name_read(TEXT("content/essays/2015-02-30-on-tea.md"), &arena);
    assert_text(name.words, "on-tea");
    assert_string_equal(name.why, "February 2015 has no 30th day");
}

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_made_whole),
        cmocka_unit_test(what_leaves_the_site_is_refused),
        cmocka_unit_test(paths_are_resolved_inside_their_root),
        cmocka_unit_test(one_address_has_one_owner_whatever_its_case),
        cmocka_unit_test(a_file_cannot_stand_where_a_folder_does),
        cmocka_unit_test(an_address_is_found_however_it_is_written),
        cmocka_unit_test(names_have_slugs_that_keep_what_tells_them_apart),
        cmocka_unit_test(a_file_s_name_may_have_a_date),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
