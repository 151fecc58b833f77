#include "base/buffer.h"
#include "fixture.h"
#include "pages/hosts.h"
#include "read/address_list.h"

/* One move, below a base, and what a host is told; "" where its syntax has no way to say it. */
struct host_case {
    enum host host;
    const char *base, *from, *to;
    bool has_page;
    const char *expected;
};

static void check(const struct host_case *one) {
    struct arena arena = {0};
    struct buffer out = {0};
    struct page_move move = {text_of(one->from), text_of(one->to), one->has_page};
    assert_int_equal(host_rule(&out, one->host, &move, text_of(one->base), &arena), one->expected[0] != '\0');
    assert_text(buffer_text(&out), one->expected);
    buffer_free(&out);
    arena_free(&arena);
}

#define CHECK_ALL(...)                                                                                                         \
    static const struct host_case all[] = {__VA_ARGS__};                                                                       \
    for (size_t i = 0; i < COUNT_OF(all); i++)                                                                                 \
    check(&all[i])

static void netlify_is_told_to_pass_over_the_page(void **state) {
    (void)state;
    CHECK_ALL({HOST_NETLIFY, "/", "/old/", "/new/", true, "/old/ /new/ 301!\n"},
              {HOST_NETLIFY, "/my reader/", "/old/", "/new/", true, "/my%20reader/old/ /my%20reader/new/ 301!\n"},
              {HOST_NETLIFY, "/", "/茶 x/", "/100%/", true, "/%E8%8C%B6%20x/ /100%25/ 301!\n"},
              {HOST_NETLIFY, "/", "/a:b/", "/glossary/#é", true, "/a%3Ab/ /glossary/#%C3%A9 301!\n"},
              {HOST_NETLIFY, "/", "/q?#.txt", "/new q?.txt", true, "/q%3F%23.txt /new%20q%3F.txt 301!\n"},
              {HOST_NETLIFY, "/", "/a*/", "/b/", true, ""}, {HOST_NETLIFY, "/", "/.netlify/a/", "/b/", true, ""});
}

static void netlify_is_led_in_no_circle(void **state) {
    (void)state;
    CHECK_ALL({HOST_NETLIFY, "/", "/Old/", "/old/", false, "/Old/ /old/ 301\n"},
              {HOST_NETLIFY, "/", "/old.html", "/old/", true, "/old.html /old/ 301\n"},
              {HOST_NETLIFY, "/", "/Old.html", "/old", true, "/Old.html /old 301\n"},
              {HOST_NETLIFY, "/", "/old.html", "/older/", true, "/old.html /older/ 301!\n"});
}

static void cloudflare_takes_no_force(void **state) {
    (void)state;
    CHECK_ALL({HOST_CLOUDFLARE, "/", "/old/", "/new/", true, "/old/ /new/ 301\n"},
              {HOST_CLOUDFLARE, "/", "/茶/", "/a b/#c", true, "/%E8%8C%B6/ /a%20b/#c 301\n"},
              {HOST_CLOUDFLARE, "/", "/a:b/", "/n/", true, "/a%3Ab/ /n/ 301\n"},
              {HOST_CLOUDFLARE, "/", "/a*b/", "/n/", true, ""}, {HOST_CLOUDFLARE, "/", "/a/", "/n/index.html", true, ""},
              {HOST_CLOUDFLARE, "/", "/a", "/n/index.html", true, "/a /n/index.html 301\n"});
}

static void gitlab_compares_decoded_paths(void **state) {
    (void)state;
    CHECK_ALL({HOST_GITLAB, "/r/", "/Größe/", "/größe/", false, "/r/Größe/ /r/gr%C3%B6%C3%9Fe/ 301\n"},
              {HOST_GITLAB, "/", "/A b/", "/a-b/", false, ""}, {HOST_GITLAB, "/", "/A　b/", "/a-b/", false, ""},
              {HOST_GITLAB, "/", "/A*/", "/a/", false, ""}, {HOST_GITLAB, "/", "/A:b/", "/a/", false, ""},
              {HOST_GITLAB, "/", "/A%20/", "/a/", false, ""}, {HOST_GITLAB, "/", "/A/", "/a?/", false, ""},
              {HOST_GITLAB, "/", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23/24/25/", "/a/", false, ""});
}

static void nginx_compares_decoded_paths_exactly(void **state) {
    (void)state;
    CHECK_ALL({HOST_NGINX, "/", "/old.html", "/new/", true,
               "location = \"/old.html\" { absolute_redirect off; return 301 \"/new/$is_args$args\"; }\n"},
              {HOST_NGINX, "/", "/茶 \"\\/", "/t/#é", true,
               "location = \"/茶 \\\"\\\\/\" { absolute_redirect off; return 301 \"/t/$is_args$args#%C3%A9\"; }\n"
               "location = \"/茶 \\\"\\\\/index.html\" { absolute_redirect off; return 301 \"/t/$is_args$args#%C3%A9\"; }\n"},
              {HOST_NGINX, "/", "/$a", "/$b", true,
               "location = \"/$a\" { absolute_redirect off; return 301 \"/%24b$is_args$args\"; }\n"},
              {HOST_NGINX, "/", "/A", "/a", false,
               "location = \"/A\" { absolute_redirect off; if ($uri = \"/A\") { return 301 \"/a$is_args$args\"; } }\n"},
              {HOST_NGINX, "/", "/$A", "/$a", false, ""});
}

static void apache_has_patterns_and_encodes_itself(void **state) {
    (void)state;
    CHECK_ALL(
        {HOST_APACHE, "/r/", "/old/", "/new/", true, "RedirectMatch 301 \"^/r/old/(index\\\\.html)?$\" \"/r/new/\"\n"},
        {HOST_APACHE, "/", "/a.b+c", "/100% 茶/#é", true, "RedirectMatch 301 \"^/a\\\\.b\\\\+c$\" \"/100% 茶/#%C3%A9\"\n"},
        {HOST_APACHE, "/", "/\"\\$", "/\"\\$1", true, "RedirectMatch 301 \"^/\\\"\\\\\\\\\\\\$$\" \"/\\\"\\\\\\\\\\\\$1\"\n"},
        {HOST_APACHE, "/", "/old", "/what?", true, ""},
        {HOST_APACHE, "/", "/what?", "/new", true, "RedirectMatch 301 \"^/what\\\\?$\" \"/new\"\n"});
}

/* An essay with so many old addresses. */
static void plan_with(struct fixture *fixture, const char *hosts, size_t count, struct arena *arena) {
    struct buffer essay = {0};
    buffer_add(&essay, TEXT("---\ntitle: A\naliases:\n"));
    for (size_t i = 0; i < count; i++)
        buffer_add_format(&essay, "- /old/%05zu/\n", i);
    buffer_add(&essay, TEXT("---\nText.\n"));
    struct tree_text texts[] = {
        {TEXT("content/site.yaml"), text_format(arena, "title: R\nbase_url: https://x.org\nhosts: [%s]\n", hosts)},
        {TEXT("content/essays/a.md"), text_copy(buffer_text(&essay), arena)},
    };
    buffer_free(&essay);
    fixture_plan(fixture, texts, COUNT_OF(texts));
}

static size_t lines_of(const struct fixture *fixture, enum host_file file) {
    struct text line, rest = fixture->plan->redirects[file];
    size_t count = 0;
    while (text_cut(&line, &rest, '\n'))
        count += !text_starts(line, TEXT("#")) && !text_starts(line, TEXT("<"));
    return count;
}

static void check_limit(const char *hosts, size_t aliases, enum host_file file, size_t lines, const char *told) {
    struct arena arena = {0};
    struct fixture fixture;
    plan_with(&fixture, hosts, aliases, &arena);
    assert_int_equal(lines_of(&fixture, file), lines);
    const struct diag_item *problem = fixture_problem(&fixture, "W414");
    assert_int_equal(problem != NULL, told != NULL);
    if (told) {
        assert_true(text_starts(problem->message, text_of(told)));
        assert_int_equal(problem->place.line, 3);
    }
    fixture_free(&fixture);
    arena_free(&arena);
}

static void what_is_beyond_a_limit_is_told(void **state) {
    (void)state;
    check_limit("cloudflare", 2000, HOST_FILE_REDIRECTS, 2000, NULL);
    check_limit("cloudflare", 2002, HOST_FILE_REDIRECTS, 2000,
                "cloudflare takes 2,000 rules: visitors of \"/old/02000/\" are not sent on (the first of 2 old addresses)");
    check_limit("apache", 1001, HOST_FILE_APACHE, 1000, "apache reads .htaccess at each request");
    check_limit("netlify, gitlab", 2500, HOST_FILE_REDIRECTS, 2355, "gitlab takes 1,000 rules in 64 KiB: ");
    check_limit("netlify, cloudflare", 1000, HOST_FILE_REDIRECTS, 2000, NULL);
    check_limit("netlify, cloudflare", 1001, HOST_FILE_REDIRECTS, 2001, "cloudflare takes 2,000 rules: ");
    check_limit("nginx", 2500, HOST_FILE_NGINX, 5000, NULL);
}

static void a_file_is_there_for_the_hosts_that_are_named(void **state) {
    (void)state;
    struct arena arena = {0};
    struct fixture fixture;
    plan_with(&fixture, "gitlab", 1, &arena);
    assert_true(plan_find(fixture.plan, TEXT("/_redirects")) != SIZE_MAX);
    assert_true(plan_find(fixture.plan, TEXT("/.htaccess")) == SIZE_MAX);
    assert_true(plan_find(fixture.plan, TEXT("/redirects.nginx.conf")) == SIZE_MAX);
    assert_text(fixture_at(&fixture, "/_redirects", "redirects"),
                "# Old addresses, and where what stood there is now. Written by Colophon.\n/old/00000/ /essays/a/ 301\n");
    assert_true(address_list_find(fixture.plan->addresses, TEXT("/_redirects")) == NULL);
    fixture_free(&fixture);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(netlify_is_told_to_pass_over_the_page),
        cmocka_unit_test(netlify_is_led_in_no_circle),
        cmocka_unit_test(cloudflare_takes_no_force),
        cmocka_unit_test(gitlab_compares_decoded_paths),
        cmocka_unit_test(nginx_compares_decoded_paths_exactly),
        cmocka_unit_test(apache_has_patterns_and_encodes_itself),
        cmocka_unit_test(what_is_beyond_a_limit_is_told),
        cmocka_unit_test(a_file_is_there_for_the_hosts_that_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
