#include "base/arena.h"
#include "base/buffer.h"
#include "import/hints.h"
#include "import/metadata/metadata.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

#define LONG                                                                                                                   \
    "This paragraph is long enough to be one of the text, since it has many words, and a full stop at its end. It has "        \
    "another, too."

static struct metadata metadata_of(const struct intake *intake) {
    const uint32_t *hints = hints_of(intake, &arena);
    struct article article = article_find(intake, hints, &arena);
    return metadata_find(intake, hints, &article, TEXT(""), &arena);
}

/* All that is believed of a field, with bars between. */
static struct text said(const struct metadata *metadata, enum said_field field) {
    struct buffer out = {0};
    for (size_t i = 0; i < metadata->count; i++)
        if (metadata->items[i].said == field && metadata->items[i].is_believed) {
            buffer_add(&out, out.size > 0 ? TEXT("|") : TEXT(""));
            buffer_add(&out, metadata->items[i].value);
        }
    return buffer_take(&out, &arena);
}

static void check(const char *head, const char *body, enum said_field field, const char *expected) {
    struct text page =
        text_format(&arena, "<html><head>%s</head><body>%s<p>" LONG "</p><p>" LONG "</p></body></html>", head, body);
    struct metadata metadata = metadata_of(intake_of_html(page, &arena));
    assert_text(said(&metadata, field), expected);
}

static void check_lines(const char *above, const char *below, enum said_field field, const char *expected) {
    struct text source = text_format(&arena, "%s\n\n" LONG "\n\n" LONG "\n\n%s\n", above, below);
    struct metadata metadata = metadata_of(intake_of_text(source, &arena));
    assert_text(said(&metadata, field), expected);
}

#define JSON(json) "<script type='application/ld+json'>" json "</script>"

static void json_ld_is_heard_in_all_its_forms(void **state) {
    (void)state;
    check(JSON("{\"@type\":\"NewsArticle\",\"headline\":\"A &amp; B\",\"datePublished\":\"2024-03-19T10:00:00Z\"}"), "",
          SAID_TITLE, "A & B");
    check(JSON("[{\"@type\":[\"Article\"],\"author\":[{\"name\":\"Ada Editor\"},\"Bo Writer\"]}]"), "", SAID_AUTHORS,
          "Ada Editor|Bo Writer");
    check(JSON("{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":"
               "\"Ada Editor\"}]}"),
          "", SAID_AUTHORS, "Ada Editor");
    check(JSON("\n{\"@type\":\"Article\",\"headline\":\"A\tB\",\n\"datePublished\":\"2024-03-19\"};"), "", SAID_DATE,
          "2024-03-19");
    check(JSON("{\"@type\":\"Article\",\"headline\":\"A first name\",\"headline\":\"A second\"}"), "", SAID_TITLE, "A second");
    check(JSON("{broken"), "<h1>A title</h1>", SAID_TITLE, "A title");
}

static void heads_are_heard(void **state) {
    (void)state;
    check("<meta property='og:title' content='A title'><title>A title | The Paper</title><meta property='og:site_name' "
          "content='The Paper'>",
          "", SAID_TITLE, "A title");
    check("<meta name=author content='Ada Editor and Bo Writer'>", "", SAID_AUTHORS, "Ada Editor|Bo Writer");
    check("<meta name=author content='admin'>", "", SAID_AUTHORS, "");
    check("<link rel=canonical href='https://example.org/2014/01/13/x/'>", "", SAID_DATE, "2014-01-13");
    check("<link rel=canonical href='https://example.org/x'>", "", SAID_URL, "https://example.org/x");
}

static void the_site_is_not_the_title(void **state) {
    (void)state;
    check("<title>A longer title - The Paper</title>", "<h1>The Paper</h1><h1>A longer title</h1>", SAID_TITLE,
          "A longer title");
    check("<title>A longer title - The Paper</title><meta property='og:site_name' content='The Paper'>", "", SAID_TITLE,
          "A longer title");
}

static void a_heading_that_leads_home_names_the_site(void **state) {
    (void)state;
    static const char head[] = "<title>Our North: The river has risen</title><meta property=og:title content='The river has "
                               "risen'>";
    static const char *const home[] = {"/",          "https://example.org", "https://example.org/",
                                       "index.html", "/index.php",          "https://archive.example/2016/http://example.org/"};
    for (size_t i = 0; i < sizeof home / sizeof *home; i++) {
        const char *body = text_terminated(text_format(&arena, "<h1><a href='%s'>Our North</a></h1>", home[i]), &arena);
        check(head, body, SAID_TITLE, "The river has risen");
        check(head, body, SAID_PUBLICATION, "Our North");
    }
    check(head, "<h1><a href='/rivers/risen'>Our North</a></h1>", SAID_TITLE, "Our North");
    check(head, "<h1><a href='/?p=12'>Our North</a></h1>", SAID_TITLE, "Our North");
}

static void only_a_name_is_cut_off_a_title(void **state) {
    (void)state;
    static const char site[] = "<meta property=og:site_name content='Dock'>";
    check(site, "<h1>Docking stations old and new: what they are for</h1>", SAID_TITLE,
          "Docking stations old and new: what they are for");
    check("<title>Birthday: The first one of the north is a hundred</title>",
          "<h1>The first one of the north is a hundred</h1>", SAID_TITLE, "The first one of the north is a hundred");
}

static void what_stands_behind_a_bar_is_cut_off(void **state) {
    (void)state;
    check("", "<h1>How the river has risen again | Opinion</h1>", SAID_TITLE, "How the river has risen again");
    check("", "<h1>How the river has risen again | What it took with it</h1>", SAID_TITLE,
          "How the river has risen again | What it took with it");
    check("", "<h1>Update | Opinion</h1>", SAID_TITLE, "Update | Opinion");
    struct metadata metadata = metadata_of(
        intake_of_html(TEXT("<h1>How the river has risen again | Opinion</h1><p>" LONG "</p><p>" LONG "</p>"), &arena));
    assert_int_equal(metadata.taken[0], 1 << SAID_TITLE);
}

static void headings_of_parts_are_no_titles(void **state) {
    (void)state;
    check("<meta property=og:title content='Small rivers of the north'><title>Small rivers of the north</title>",
          "<h1>Small is what is new</h1><h1>How it began</h1><h1>What became of it</h1><h1>In the end</h1>", SAID_TITLE,
          "Small rivers of the north");
}

static void a_lower_heading_may_be_the_title(void **state) {
    (void)state;
    check("<title>What is loved about rivers? | The River Blog</title>",
          "<h2>What is loved about rivers?</h2><p>" LONG "</p><h1>But what they love is their water</h1>", SAID_TITLE,
          "What is loved about rivers?");
    check("<title>The Post</title>", "<h1>Rivers!</h1><h2 itemprop=headline>The five best of them</h2>", SAID_TITLE,
          "The five best of them");
}

static void days_are_read_as_they_are_written(void **state) {
    (void)state;
    check("", "<h1>T</h1><p class=date>28.01.22</p>", SAID_DATE, "2022-01-28");
    check("", "<h1>T</h1><p class=date>1.28.01.22</p>", SAID_DATE, "");
    check("", "<h1>T</h1><time datetime='01-11-2023'>1. November 2023</time>", SAID_DATE, "2023-11-01");
    check("", "<h1>T</h1><span class=published title='2013-04-04T18:52:11+00:00'>long ago</span>", SAID_DATE, "2013-04-04");
    check("", "<h1>T</h1><span property='dc:date dc:created' content='2013-04-04T18:52'></span>", SAID_DATE, "2013-04-04");
    check("", "<h1>T</h1><p>29.11.2022 – " LONG "</p>", SAID_DATE, "2022-11-29");
    check("", "<h1>T</h1><p>(21. November 2022) " LONG "</p>", SAID_DATE, "2022-11-21");
    check("", "<h1>T</h1><p>In 2022 – " LONG "</p>", SAID_DATE, "");
    check("<script>{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"datePublished\":\"2024-03-19\"}</script>", "",
          SAID_DATE, "2024-03-19");
}

static void days_are_found_where_a_label_or_an_address_has_them(void **state) {
    (void)state;
    struct text page = TEXT("<html><h1>T</h1><p>" LONG "</p><p>" LONG "</p><h2>Notes</h2><ul><li>One thing</ul><div "
                            "class=sidebar><p>Published</p><p>Feb 2, 2023</p></div>");
    struct metadata metadata = metadata_of(intake_of_html(page, &arena));
    assert_text(said(&metadata, SAID_DATE), "2023-02-02");
    page = TEXT("<html><h1>T</h1><p>" LONG "</p><p>" LONG "</p><footer>This page was last edited on 5 May 2020.</footer>");
    metadata = metadata_of(intake_of_html(page, &arena));
    assert_text(said(&metadata, SAID_UPDATED), "2020-05-05");
    check("<link rel=canonical href='https://example.org/2014/1/3/x/'>", "", SAID_DATE, "2014-01-03");
    check("<link rel=canonical href='https://example.org/2014-01-03-x'>", "", SAID_DATE, "2014-01-03");
    check("<link rel=canonical href='https://example.org/13-01-2014'>", "", SAID_DATE, "2014-01-13");
    check("<link rel=canonical href='https://example.org/2014/13/01/x'>", "", SAID_DATE, "");
    check("<link rel=canonical href='https://example.org/2014/01/134'>", "", SAID_DATE, "");
}

static void published_beats_updated(void **state) {
    (void)state;
    check("<meta property='article:modified_time' content='2025-01-01'><meta property='article:published_time' "
          "content='2024-03-19'>",
          "", SAID_DATE, "2024-03-19");
    check_lines("A title of it\n\nBy Ada Editor | The Paper | Updated: 2025-08-07 08:23", "", SAID_UPDATED, "2025-08-07");
}

static void a_date_of_two_readings_is_a_year(void **state) {
    (void)state;
    struct text page = TEXT("<html><h1>A title</h1><p class=date>03/04/2021</p><p>" LONG "</p><p>" LONG "</p>");
    struct metadata metadata = metadata_of(intake_of_html(page, &arena));
    assert_text(metadata.items[metadata.chosen[SAID_DATE]].value, "2021");
    assert_non_null(metadata.doubt[SAID_DATE]);
}

static void bylines_are_taken_apart(void **state) {
    (void)state;
    check_lines("A title of it\n\nBy SHI XIANJIN | The Paper", "", SAID_AUTHORS, "Shi Xianjin");
    check_lines("A title of it\n\nBy SHI XIANJIN | The Paper", "", SAID_PUBLICATION, "The Paper");
    check_lines("题目一二三四五六\n\n作者：王小明 来源", "", SAID_AUTHORS, "王小明 来源");
    check_lines("题目一二三四五六\n\n来源：人民报\n\n发布时间：2024年3月19日", "", SAID_PUBLICATION, "人民报");
    check_lines("题目一二三四五六\n\n来源：人民报\n\n发布时间：2024年3月19日", "", SAID_DATE, "2024-03-19");
    check_lines("Ada Editor,“The first machines”\n\n(Source:The Paper,2024-03-19)", "", SAID_TITLE, "The first machines");
    check_lines("Ada Editor,“The first machines”\n\n(Source:The Paper,2024-03-19)", "", SAID_PUBLICATION, "The Paper");
    check_lines("Ada Editor: Machines of the north", "", SAID_AUTHORS, "Ada Editor");
    check("", "<h1>T</h1><p>By Ada Editor, MD</p>", SAID_AUTHORS, "Ada Editor, MD");
    check("", "<h1>T</h1><p>Published August 7, 2023 by Ada Editor</p>", SAID_AUTHORS, "Ada Editor");
    check("", "<h1>T</h1><div class=meta><span>Dec 17, 2025</span><a rel=author href=x>Ada Editor</a></div>", SAID_AUTHORS,
          "Ada Editor");
}

static void biographies_name_authors(void **state) {
    (void)state;
    check_lines("Ada Editor: Machines of the north",
                "Ada Editor is a professor of machines. Bo Writer is a student of hers at the same school.", SAID_AUTHORS,
                "Ada Editor|Bo Writer");
}

static void what_pages_disagree_on_is_doubted(void **state) {
    (void)state;
    struct text page = TEXT("<html><head><meta property='og:title' content='One title'></head><h1>Another title</h1><p>" LONG
                            "</p><p>" LONG "</p>");
    struct metadata metadata = metadata_of(intake_of_html(page, &arena));
    assert_non_null(metadata.doubt[SAID_TITLE]);
}

static void what_is_read_as_the_heading_is_the_title(void **state) {
    (void)state;
    check("<title>Rivers rising</title><meta property='og:title' content='Rivers rising'><meta name='twitter:title' "
          "content='Rivers rising'>" JSON("{\"@type\":\"Article\",\"headline\":\"Rivers rising\"}"),
          "<h1>Rivers rising again</h1>", SAID_TITLE, "Rivers rising again");
    check("<meta property='og:title' content='Rivers rising in the north'><title>Rivers rising in the north</title>",
          "<h1>Welcome, dear guests</h1><h1>Our other things</h1>", SAID_TITLE, "Rivers rising in the north");
    check("<meta property='og:title' content='The river has risen again'>",
          "<h1>Weather <span>The river has risen again</span></h1>", SAID_TITLE, "The river has risen again");
}

static void what_is_no_author_is_not_taken_for_one(void **state) {
    (void)state;
    check("", "<h1>T</h1><p>By Ada Writer, Senior Editor</p>", SAID_AUTHORS, "Ada Writer");
    check("", "<h1>T</h1><p>By Ada Writer, RDN, CEPF®</p>", SAID_AUTHORS, "Ada Writer, RDN, CEPF®");
    check("", "<h1>T</h1><p>By Ada Writer - The North Post</p>", SAID_AUTHORS, "Ada Writer");
    check("", "<h1>T</h1><p class=byline>Veröffentlicht</p>", SAID_AUTHORS, "");
    check("", "<h1>T</h1><p><a href='/author/ada'>Learn more</a></p>", SAID_AUTHORS, "");
    check(JSON("{\"@type\":\"Article\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Writer\"},{\"@type\":"
               "\"Organization\",\"name\":\"The North Post\"}]}"),
          "", SAID_AUTHORS, "Ada Writer");
}

static void a_name_alone_beside_a_date_is_the_author(void **state) {
    (void)state;
    check("", "<h1>T</h1><p>Ada Writer</p><p>March 19, 2024</p>", SAID_AUTHORS, "Ada Writer");
    check("", "<h1>T</h1><p>Personal Finance</p><p>Since long ago</p>", SAID_AUTHORS, "");
}

static void no_text_is_later_than_its_page_says(void **state) {
    (void)state;
    check("<meta property='article:published_time' content='2024-06-20'>",
          "<h1>T</h1><p class=date>Published: March 19, 2024</p>", SAID_DATE, "2024-03-19");
    check("<meta property='article:published_time' content='2024-03-19'>",
          "<h1>T</h1><p class=date>Published: June 20, 2024</p>", SAID_DATE, "2024-03-19");
    struct text page = TEXT("<html><head><meta property='article:modified_time' content='2024-06-20'></head><h1>T</h1><p>The "
                            "plans for 2026</p><p>" LONG "</p><p>" LONG "</p>");
    struct metadata metadata = metadata_of(intake_of_html(page, &arena));
    assert_text(metadata.items[metadata.chosen[SAID_DATE]].value, "2024-06-20");
}

static void check_rights(const char *below, const char *expected) {
    struct text page =
        text_format(&arena, "<html><body><h1>T</h1><div><p>" LONG "</p><p>" LONG "</p></div>%s</body></html>", below);
    struct metadata metadata = metadata_of(intake_of_html(page, &arena));
    assert_text(said(&metadata, SAID_RIGHTS), expected);
}

static void rights_are_those_of_the_text(void **state) {
    (void)state;
    check_rights("<footer>© 2021 The Paper</footer>", "© 2021 The Paper");
    check_rights("<p>This article is licensed under CC BY 4.0.</p><footer>© 2021 The Paper</footer>",
                 "This article is licensed under CC BY 4.0.");
    check_rights("<figure><figcaption>© 2020 Bo Painter</figcaption></figure><footer>© 2021 The Paper</footer>",
                 "© 2021 The Paper");
    check_rights("<p>© 2020 Photo by Bo Painter</p>", "");
    check_rights("<p>This image is licensed under CC BY-SA 3.0.</p>", "");
    check("", "<h1>T</h1><p>© 2021 The Paper</p>", SAID_DATE, "");
    check_rights("<p>Copyright Notices</p><p>All rights reserved</p>", "");
}

static void days_that_begin_with_the_year_are_read(void **state) {
    (void)state;
    static const char *const written[] = {"2021/04/03", "2021/4/3", "2021.4.3", "2021-04-03 12:30", "2021 / 04 / 03"};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        check("", text_format(&arena, "<h1>T</h1><p>%s</p>", written[i]).bytes, SAID_DATE, "2021-04-03");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(rights_are_those_of_the_text, free_arena),
        cmocka_unit_test_teardown(days_that_begin_with_the_year_are_read, free_arena),
        cmocka_unit_test_teardown(json_ld_is_heard_in_all_its_forms, free_arena),
        cmocka_unit_test_teardown(heads_are_heard, free_arena),
        cmocka_unit_test_teardown(the_site_is_not_the_title, free_arena),
        cmocka_unit_test_teardown(a_heading_that_leads_home_names_the_site, free_arena),
        cmocka_unit_test_teardown(only_a_name_is_cut_off_a_title, free_arena),
        cmocka_unit_test_teardown(a_lower_heading_may_be_the_title, free_arena),
        cmocka_unit_test_teardown(what_stands_behind_a_bar_is_cut_off, free_arena),
        cmocka_unit_test_teardown(headings_of_parts_are_no_titles, free_arena),
        cmocka_unit_test_teardown(days_are_read_as_they_are_written, free_arena),
        cmocka_unit_test_teardown(days_are_found_where_a_label_or_an_address_has_them, free_arena),
        cmocka_unit_test_teardown(published_beats_updated, free_arena),
        cmocka_unit_test_teardown(a_date_of_two_readings_is_a_year, free_arena),
        cmocka_unit_test_teardown(bylines_are_taken_apart, free_arena),
        cmocka_unit_test_teardown(biographies_name_authors, free_arena),
        cmocka_unit_test_teardown(what_is_read_as_the_heading_is_the_title, free_arena),
        cmocka_unit_test_teardown(what_is_no_author_is_not_taken_for_one, free_arena),
        cmocka_unit_test_teardown(a_name_alone_beside_a_date_is_the_author, free_arena),
        cmocka_unit_test_teardown(no_text_is_later_than_its_page_says, free_arena),
        cmocka_unit_test_teardown(what_pages_disagree_on_is_doubted, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
