/* Every form of reference, to every kind of thing, and what is said when there is none. */
#include "kinds/reader.h"

/* A reader with one thing of each kind, a draft and a redirect. */
static void add_world(struct reader *reader) {
    add(reader, "content/essays/tea.md",
        "---\ntitle: On tea\naliases: [/essays/infusions/, /old/tea.html]\n---\n## The leaf\n\nx\n");
    add(reader, "content/essays/deep/milk.md", "---\ntitle: On milk\n---\nSee [^n].\n\n[^n]: A note.\n");
    add(reader, "content/essays/whole.md", "---\ntitle: Whole\npermalink: /2013/05/whole.html\n---\n");
    add(reader, "content/essays/held.md", "---\ntitle: Held\ndraft: true\n---\n");
    add(reader, "content/authors/ada-lovelace.md", "---\nname: Ada Lovelace\nalso_known_as: [A. A. L.]\n---\n## Life\n");
    add(reader, "content/topics/trade.md", "---\nname: Trade\n---\n");
    add(reader, "content/lists/first.md", "---\ntitle: First\nitems: [tea]\n---\n");
    add(reader, "content/glossary/tariff.md", "---\nterm: tariff\n---\n");
    add(reader, "content/pages/about.md", "---\ntitle: About\n---\n## Us\n");
    add(reader, "content/media/cup.png", "\x89PNG\r\n\x1a\n");
    add(reader, "content/media/demo/index.html", "x");
    add(reader, "assets/logo.svg", "x");
}

/* Where one reference in an essay content/essays/x.md leads; "" for nowhere. */
static void assert_leads(const char *written, const char *expected) {
    struct reader reader = {0};
    add_world(&reader);
    add(&reader, "content/site.yaml", "base_url: https://example.org/base/\n");
    add(&reader, "content/essays/x.md", text_format(&reader.arena, "# X\n\n## Own\n\n%s\n", written).bytes);
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(address(&reader, &essay_at(site, "x")->thing.source, 0), expected);
    drop(&reader);
}

static void brackets_lead_to_things(void **state) {
    (void)state;
    assert_leads("[[tea]]", "/essays/tea/");
    assert_leads("[[tea|words]]", "/essays/tea/");
    assert_leads("[[tea#the-leaf]]", "/essays/tea/#the-leaf");
    assert_leads("[[milk]]", "/essays/milk/");
    assert_leads("[[whole]]", "/2013/05/whole.html");
    assert_leads("[[about]]", "/about/");
    assert_leads("[[about#us]]", "/about/#us");
    assert_leads("[[infusions]]", "/essays/tea/");
    assert_leads("[[author:ada-lovelace]]", "/authors/ada-lovelace/");
    assert_leads("[[author:Ada Lovelace]]", "/authors/ada-lovelace/");
    assert_leads("[[author:a. a. l.]]", "/authors/ada-lovelace/");
    assert_leads("[[author:ada-lovelace#life]]", "/authors/ada-lovelace/#life");
    assert_leads("[[topic:trade]]", "/topics/trade/");
    assert_leads("[[list:first]]", "/lists/first/");
    assert_leads("[[term:tariff]]", "/glossary/#tariff");
}

static void links_lead_to_files(void **state) {
    (void)state;
    assert_leads("[w](tea.md)", "/essays/tea/");
    assert_leads("[w](./tea.md#the-leaf)", "/essays/tea/#the-leaf");
    assert_leads("[w](deep/milk.md)", "/essays/milk/");
    assert_leads("[w](../authors/ada-lovelace.md)", "/authors/ada-lovelace/");
    assert_leads("[w](../glossary/tariff.md)", "/glossary/#tariff");
    assert_leads("[w](essays/tea.md)", "/essays/tea/");
    assert_leads("[w](../media/cup.png)", "/media/cup.png");
    assert_leads("[w](media/cup.png)", "/media/cup.png");
    assert_leads("![w](../media/cup.png)", "/media/cup.png");
    assert_leads("[w](../tea/)", "/essays/tea/");
    assert_leads("[w](tea.md?x=1)", "/essays/tea/");
}

static void links_lead_to_addresses(void **state) {
    (void)state;
    assert_leads("[w](/essays/tea/)", "/essays/tea/");
    assert_leads("[w](/essays/tea)", "/essays/tea/");
    assert_leads("[w](/essays/tea/index.html)", "/essays/tea/");
    assert_leads("[w](/essays/tea/?utm=1#the-leaf)", "/essays/tea/#the-leaf");
    assert_leads("[w](/old/tea.html)", "/essays/tea/");
    assert_leads("[w](/2013/05/whole.html)", "/2013/05/whole.html");
    assert_leads("[w](/2013/05/whole)", "/2013/05/whole.html");
    assert_leads("[w](/base/essays/tea/)", "/essays/tea/");
    assert_leads("[w](/topics/)", "/topics/");
    assert_leads("[w](/)", "/");
    assert_leads("[w](/feed.xml)", "/feed.xml");
    assert_leads("[w](/changes/)", "/changes/");
    assert_leads("[[On Milk]]", "/essays/milk/");
    assert_leads("[w](/about/#us)", "/about/#us");
    assert_leads("[w](/glossary/#tariff)", "/glossary/#tariff");
    assert_leads("[w](/media/cup.png)", "/media/cup.png");
    assert_leads("[w](/media/demo/)", "/media/demo/index.html");
    assert_leads("[w](/assets/logo.svg)", "/assets/logo.svg");
    assert_leads("[w](/authors/ada-lovelace/#top)", "/authors/ada-lovelace/#top");
    assert_leads("[w](#own)", "/essays/x/#own");
    assert_leads("[w](/chronology/#2013)", "/chronology/#2013");
}

/* What is said about one line of an essay, the third. */
static void assert_said(const char *written, const char *expected) {
    struct reader reader = {0};
    add_world(&reader);
    add(&reader, "content/essays/x.md", text_format(&reader.arena, "# X\n\n%s\n", written).bytes);
    load(&reader);
    assert_problems(&reader, expected);
    drop(&reader);
}

#define AT "content/essays/x.md:3:"

static void unknown_things_are_told_with_the_nearest(void **state) {
    (void)state;
    assert_said("See [[te]].", AT "7: error[E100]: unknown essay \"te\"\n  help: did you mean \"tea\"?\n");
    assert_said("See [[On Silk]] [[milks]].",
                AT "7: error[E100]: unknown essay \"On Silk\"\n  help: did you mean \"On milk\"?\n" AT
                   "19: error[E100]: unknown essay \"milks\"\n  help: did you mean \"milk\"?\n");
    assert_said("[[zzzzzz]]", AT "3: error[E100]: unknown essay \"zzzzzz\"\n");
    assert_said("[[author:ada-lovelac]]", AT "3: error[E101]: unknown author \"ada-lovelac\"\n"
                                             "  help: did you mean \"ada-lovelace\"?\n");
    assert_said("[[topic:trad]]", AT "3: error[E101]: unknown topic \"trad\"\n  help: did you mean \"trade\"?\n");
    assert_said("[[list:frist]]", AT "3: error[E101]: unknown list \"frist\"\n  help: did you mean \"first\"?\n");
    assert_said("[[term:tarif]]", AT "3: error[E101]: unknown term \"tarif\"\n  help: did you mean \"tariff\"?\n");
}

static void links_that_lead_nowhere_are_told(void **state) {
    (void)state;
    assert_said("[w](teaa.md)", AT "5: error[E103]: the link \"teaa.md\" leads nowhere\n  help: did you mean \"tea.md\"?\n");
    assert_said("[w](/essays/teaa/)",
                AT "5: error[E103]: the link \"/essays/teaa/\" leads nowhere\n  help: did you mean \"/essays/tea/\"?\n");
    assert_said("[w](../../../../etc/passwd)", AT "5: error[E103]: the link \"../../../../etc/passwd\" leads nowhere\n");
    assert_said("[w](../site.yaml)", AT "5: error[E103]: the link \"../site.yaml\" leads nowhere\n");
    assert_said("[w](/assets/nothing-like-it.css)",
                AT "5: error[E103]: the link \"/assets/nothing-like-it.css\" leads nowhere\n");
    assert_said("![w](../media/cop.png)",
                AT "6: error[E104]: missing image \"../media/cop.png\"\n  help: did you mean \"content/media/cup.png\"?\n");
    assert_said("![w](/media/cop.png)",
                AT "6: error[E104]: missing image \"/media/cop.png\"\n  help: did you mean \"/media/cup.png\"?\n");
    assert_said("![w](tea.md)", AT "6: error[E104]: missing image \"tea.md\"\n  help: did you mean \"tea.md\"?\n");
}

static void unknown_places_are_told(void **state) {
    (void)state;
    assert_said("[[tea#the-leav]]",
                AT "3: error[E102]: \"On tea\" has no place \"#the-leav\"\n  help: did you mean \"the-leaf\"?\n");
    assert_said("[w](tea.md#nothing)", AT "5: error[E102]: \"On tea\" has no place \"#nothing\"\n");
    assert_said("[w](#nowhere)", AT "5: error[E102]: \"X\" has no place \"#nowhere\"\n");
    assert_said("[w](/glossary/#tarif)", AT "5: error[E102]: \"Untitled reader\" has no place \"#tarif\"\n");
    assert_said("[[topic:trade#x]]", AT "3: error[E102]: \"Trade\" has no place \"#x\"\n");
}

static void places_are_found_among_many_headings_and_in_the_html(void **state) {
    (void)state;
    struct reader reader = {0};
    struct buffer text = {0};
    buffer_add(&text, TEXT("# X\n\nA note.[^n] [a](#part-7) [b](#part-99) [c](#part-100) [d](#nothing)\n\n[^n]: N.\n\n"));
    for (int i = 0; i < 100; i++)
        buffer_add_format(&text, "## Part %d\n\n", i);
    buffer_add_char(&text, '\0');
    add(&reader, "content/site.yaml", "raw_html: keep\n");
    add(&reader, "content/essays/x.md", text.bytes);
    add(&reader, "content/essays/y.md", "# Y\n\n<a id=\"here\"></a> [e](#here) [f](#her)\n");
    load(&reader);
    assert_problems(&reader, AT "44: error[E102]: \"X\" has no place \"#part-100\"\n  help: did you mean \"part-10\"?\n" AT
                                "59: error[E102]: \"X\" has no place \"#nothing\"\n"
                                "content/essays/y.md:3:34: error[E102]: \"Y\" has no place \"#her\"\n");
    drop(&reader);
    buffer_free(&text);
}

static void drafts_are_told_however_they_are_reached(void **state) {
    (void)state;
    static const char help[] = "  help: publish it too, or build with --drafts\n";
    static const char *const written[][3] = {
        {"[[held]]", "3", "held"},
        {"[w](held.md)", "5", "held.md"},
        {"[w](/essays/held/)", "5", "/essays/held/"},
    };
    for (size_t i = 0; i < 3; i++) {
        char expected[300];
        snprintf(expected, sizeof expected, AT "%s: error[E105]: \"%s\" is a draft\n%s", written[i][1], written[i][2], help);
        assert_said(written[i][0], expected);
    }
    struct reader reader = {.input.drafts = true};
    add_world(&reader);
    add(&reader, "content/essays/x.md", "# X\n\n[[held]]\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(address(&reader, &essay_at(site, "x")->thing.source, 0), "/essays/held/");
    drop(&reader);
}

static void a_draft_s_own_references_may_wait(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/a.md", "---\ntitle: A\ndraft: true\n---\n[[not-yet]] ![x](not-yet.png)\n");
    load(&reader);
    assert_problems(&reader, "");
    drop(&reader);
}

static void links_of_a_moved_blog_can_be_let_pass(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/site.yaml", "links: warn\n");
    add(&reader, "content/essays/x.md", "# X\n\n[w](/2012/gone.html) ![i](/images/x.png) [v](#gone) [[gone]]\n");
    load(&reader);
    assert_problems(&reader,
                    AT "5: warning[E103]: the link \"/2012/gone.html\" leads nowhere\n" AT
                       "27: warning[E104]: missing image \"/images/x.png\"\n" AT
                       "46: warning[E102]: \"X\" has no place \"#gone\"\n" AT "55: error[E100]: unknown essay \"gone\"\n");
    drop(&reader);
}

static void everything_that_has_a_text_can_refer(void **state) {
    (void)state;
    static const char *const files[] = {"authors", "topics", "lists", "glossary", "pages"};
    for (size_t i = 0; i < 5; i++) {
        struct reader reader = {0};
        const char *path = text_format(&reader.arena, "content/%s/z.md", files[i]).bytes;
        add(&reader, path, "---\nname: Z\nterm: Z\ntitle: Z\n---\n[[nothing-here]]\n");
        load(&reader);
        assert_problems(&reader,
                        text_format(&reader.arena, "%s:6:3: error[E100]: unknown essay \"nothing-here\"\n", path).bytes);
        drop(&reader);
    }
    struct reader reader = {0};
    add(&reader, "content/index.md", "[[nothing-here]]\n");
    load(&reader);
    assert_problems(&reader, "content/index.md:1:3: error[E100]: unknown essay \"nothing-here\"\n");
    drop(&reader);
}

static void code_is_never_searched(void **state) {
    (void)state;
    assert_said("`[[nothing]]` and\n\n    [[nothing]]\n\n```\n[[nothing]] [w](nothing.md)\n```\n", "");
}

static void a_file_that_could_not_be_parsed_is_told_once(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/broken.md", "# B\n\n\xff\xfe\n");
    add(&reader, "content/essays/x.md", "# X\n\n[[broken]] [w](broken.md) [w](/essays/broken/)\n");
    load(&reader);
    assert_int_equal(reader.problems.count, 1);
    assert_string_equal(reader.problems.items[0].code, "E052");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_lead_to_things),
        cmocka_unit_test(links_lead_to_files),
        cmocka_unit_test(links_lead_to_addresses),
        cmocka_unit_test(unknown_things_are_told_with_the_nearest),
        cmocka_unit_test(links_that_lead_nowhere_are_told),
        cmocka_unit_test(unknown_places_are_told),
        cmocka_unit_test(places_are_found_among_many_headings_and_in_the_html),
        cmocka_unit_test(drafts_are_told_however_they_are_reached),
        cmocka_unit_test(a_draft_s_own_references_may_wait),
        cmocka_unit_test(links_of_a_moved_blog_can_be_let_pass),
        cmocka_unit_test(everything_that_has_a_text_can_refer),
        cmocka_unit_test(code_is_never_searched),
        cmocka_unit_test(a_file_that_could_not_be_parsed_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
