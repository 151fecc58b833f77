#include "base/arena.h"
#include "import/hints.h"
#include "import/rules.h"
#include "support.h"

static struct arena arena;
static bool is_tested[256];

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

#define LONG                                                                                                                   \
    "This paragraph is long enough to be one of the text, since it has many words, and a full stop at its end. It has "        \
    "another, too."

/* The verdict and the rule on the first block that begins with `text`; of the last with `is_last`. */
static void check_intake(const struct intake *intake, const char *text, const char *expected, bool is_last) {
    const uint32_t *hints = hints_of(intake, &arena);
    struct article article = article_find(intake, hints, &arena);
    struct metadata metadata = metadata_find(intake, hints, &article, TEXT(""), &arena);
    const struct ruling *rulings = rules_judge(intake, hints, &article, &metadata, &arena);
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < intake->blocks.count; i++)
        if (text_starts(intake->blocks.items[i].text, text_of(text)) && (found == SIZE_MAX || is_last))
            found = i;
    if (found == SIZE_MAX)
        fail_msg("no block begins with \"%s\"", text);
    is_tested[rulings[found].rule] = true;
    assert_text(text_format(&arena, "%s %s", verdict_words[rulings[found].verdict], import_rules[rulings[found].rule].name),
                expected);
}

/* A block between paragraphs of the text. */
static void inside(const char *html, const char *text, const char *expected) {
    struct text page = text_format(
        &arena, "<html><body><h1>A title</h1><div><p>" LONG "</p><p>" LONG "</p>%s<p>" LONG "</p></div></body>", html);
    check_intake(intake_of_html(text_copy(page, &arena), &arena), text, expected, true);
}

/* A block above the text, of a page or of a plain text. */
static void above(const char *html, const char *text, const char *expected) {
    struct text page =
        text_format(&arena, "<html><body><div>%s</div><h1>A title</h1><div><p>" LONG "</p><p>" LONG "</p></div></body>", html);
    check_intake(intake_of_html(page, &arena), text, expected, true);
}

/* A block behind the last paragraph of a page's text. */
static void last(const char *html, const char *text, const char *expected) {
    struct text page =
        text_format(&arena, "<html><body><h1>A title</h1><div><p>" LONG "</p><p>" LONG "</p>%s</div></body>", html);
    check_intake(intake_of_html(text_copy(page, &arena), &arena), text, expected, true);
}

static void below(const char *lines, const char *text, const char *expected) {
    struct text source = text_format(&arena, "A title\n\n" LONG "\n\n" LONG "\n\n" LONG "\n\n%s\n", lines);
    check_intake(intake_of_text(source, &arena), text, expected, true);
}

static void what_belongs_to_the_text_is_kept(void **state) {
    (void)state;
    inside("<h2>A part</h2>", "A part", "kept heading");
    inside("<ul><li>An item</li></ul>", "An item", "kept list");
    inside("<blockquote>They said so</blockquote>", "They said", "kept quotation");
    inside("<pre>make</pre>", "make", "kept code");
    inside("<p>Short.</p>", "Short.", "kept paragraph");
    inside("<p>Short&nbsp;one.</p>", "Short", "changed paragraph");
    inside("<table><tr><td>North<td>South<tr><td rowspan=2>East<td>West</table>", "East", "changed paragraph");
    inside("<table><tr><td>North<td>South<tr><td>East<td>West</table>", "East", "kept paragraph");
    inside("<table><tr><td>North<td><a href=x>South</a><tr><td>East<td>West</table>", "South", "kept table.link");
    inside("<table><tr><td><a href=x>North</a><td><a href=x>South</a><tr><td>East<td>West</table>", "South",
           "removed navigation.links");
    inside("<table><tr><td>North<td>South<tr><td>East<td>4 min read</table>", "East", "changed paragraph");
    inside("<p>Share prices fell on all markets of the north, and nobody could say why they did.</p>", "Share prices",
           "kept paragraph");
    inside("<div class=sidebar><p>Related to this is what they did, as everybody knows who has read of it before.</p></div>",
           "Related to", "removed sidebar");
}

/* What stands in an articleBody is text, even where its element is named otherwise. */
static void the_body_that_a_page_names_is_believed(void **state) {
    (void)state;
#define ASIDE "<div class=related><p>They were built in the “north”, and nobody knows by whom, or why</p></div>"
    inside(ASIDE, "They were built", "removed related");
    inside("<script type='application/ld+json'>{\"@type\": \"Article\", \"articleBody\": \"<p>They were built in the "
           "&quot;north&quot;, and nobody knows by whom,\\nor why</p>\"}</script>" ASIDE,
           "They were built", "kept paragraph");
#undef ASIDE
}

static void what_a_site_puts_into_the_text_is_removed(void **state) {
    (void)state;
    inside("<p hidden>Not seen</p>", "Not seen", "removed hidden");
    inside("<p>A title</p>", "A title", "removed repeated");
    inside("<p>We use cookies here.</p>", "We use", "removed cookies");
    inside("<p>Back to top</p>", "Back", "removed navigation.top");
    inside("<p>12 comments</p>", "12", "removed counts");
    inside("<p>4 min read</p>", "4 min", "removed reading-time");
    inside("<p>Leave a comment</p>", "Leave", "removed comments");
    inside("<div class='social-share'>X</div>", "X", "removed share");
    inside("<p>The Paper Logo</p>", "The Paper", "removed image.logo");
    inside("<p>Photo by Ada Editor</p>", "Photo", "removed image.credit");
    inside("<p>ADA WRITER/THE PAPER</p>", "ADA", "removed image.credit");
    inside("<p>The image, by Ada Editor, is licensed under CC BY-SA 3.0.</p>", "The image", "removed image.credit");
    inside("<figcaption>A machine</figcaption>", "A machine", "removed image.caption");
    inside("<table><caption>Machines</caption><tr><td>a<td>b<tr><td>c<td>d</table>", "Machines", "kept table.caption");
    inside("<figure><table><tr><td>a<td>b<tr><td>c<td>d</table><figcaption>Machines</figcaption></figure>", "Machines",
           "kept table.caption");
    inside("<figure><img src=a.png><figcaption>Machines</figcaption></figure><table><tr><td>a<td>b<tr><td>c<td>d</table>",
           "Machines", "removed image.caption");
    inside("<aside class=pullquote>since it has many words, and a full stop at its end</aside>", "since it",
           "removed pull-quote");
    inside("<p><a href=x>Read more: another text</a></p>", "Read more", "removed related");
    inside("<p>Sign up for our newsletter</p>", "Sign up", "removed newsletter");
    inside("<p>Advertisement</p>", "Advertisement", "removed advertisement");
    inside("<p>Tagged: machines, north</p>", "Tagged", "removed tags");
    inside("<p>Table of contents</p>", "Table", "removed contents");
    inside("<p>Sign in to go on</p>", "Sign in", "removed login");
    inside("<button>Play</button>", "Play", "removed control");
    inside("<ul><li><a href=x>Another text</a></li></ul>", "Another text", "removed navigation.links");
    inside("<div class=author-bio>She writes</div>", "She writes", "removed bio");
    inside("<nav>Parts</nav>", "Parts", "removed navigation");
    inside("<h3>More of it</h3><p><a href=x>Another text</a></p><h3>A part</h3>", "More of it", "removed heading.empty");
}

static void notes_and_what_belongs_to_them_is_named(void **state) {
    (void)state;
    static const char page[] = "<p>" LONG "<sup><a id=r href='#n'>1</a></sup></p><h2>Notes</h2><ol><li id=n>The first note. "
                               "<a href='#r'>↩</a></li></ol>";
    inside(page, "The first note", "changed note");
    inside(page, "↩", "removed note.back");
    inside(page, "Notes", "removed note.heading");
    inside("<p>" LONG "<sup><a href='#n'>1</a></sup><span class=sidenote>1. The first note.</span></p><ul class=footnotes><li "
           "id=n>The first note.</li></ul>",
           "1. The first note", "removed note.repeated");
    inside("<nav>Menu <a href='#n'>[1]</a></nav><p id=n>The first note.</p>", "The first note", "removed note.unmarked");
}

static void what_stands_around_it_is_named(void **state) {
    (void)state;
    above("<p>Home / Opinion / Views</p>", "Home", "removed navigation.breadcrumb");
    above("<p>English</p>", "English", "removed navigation.editions");
    above("<p>The site</p><p>The site</p>", "The site", "removed repeated");
    above("<p>The site of all</p>", "The site of all", "removed outside");
    above("<figcaption>A machine</figcaption>", "A machine", "removed image.caption");
    below("Contact the editor at ada@example.org.", "Contact", "removed contact");
    below("About the author", "About", "removed bio.heading");
    below("The views expressed here are those of nobody.", "The views", "removed rights.disclaimer");
    below("All rights reserved", "All rights", "removed rights");
    below("Registration Number: 12345", "Registration", "removed registration");
    below("买 卖 大 全 一 | 买 卖 大 全 二 | 买 卖 大 全 三 | 买 卖 大 全 四 | 买 卖 大 全 五", "买", "removed spam");
    below("Copyright 2024 The Paper", "Copyright", "taken field");
}

#define OTHER "They met again in the north, after all these years of work."

/* What an editor decided of `text`, in the page that notes_and_what_belongs_to_them_is_named has. */
static void decided(const char *html, const char *text, enum decision decision, const char *expected) {
    struct text page = text_format(
        &arena, "<html><body><h1>A title</h1><div><p>" LONG "</p><p>" LONG "</p>%s<p>" LONG "</p></div></body>", html);
    struct intake *intake = intake_of_html(page, &arena);
    for (size_t i = 0; i < intake->blocks.count; i++)
        if (text_starts(intake->blocks.items[i].text, text_of(text)))
            intake->blocks.items[i].decided = (uint8_t)decision;
    check_intake(intake, text, expected, false);
}

static void what_an_editor_decided_holds(void **state) {
    (void)state;
    decided("<p>Short.</p>", "Short", DECIDED_REMOVED, "removed editor.removed");
    decided("<p>Photo by Ada Editor</p>", "Photo", DECIDED_KEPT, "kept editor.kept");
    decided("<p>Short&nbsp;one.</p>", "Short", DECIDED_KEPT, "changed editor.kept");
    decided("", "A title", DECIDED_KEPT, "kept editor.kept");
    decided("<h3>Comments</h3><p>" OTHER "</p><h3>A part</h3>", "They met", DECIDED_KEPT, "kept editor.kept");
    decided("<h3>More of it</h3><p><a href=x>Another text</a></p><h3>A part</h3>", "More of it", DECIDED_KEPT,
            "kept editor.kept");
    decided("<nav>Menu <a href='#n'>[1]</a></nav><p id=n>The first note.</p>", "The first note", DECIDED_KEPT,
            "kept editor.kept");
}

/* The page of what_an_editor_decided_holds, of which other pages of its host have `text`. */
static void shared(const char *html, const char *text, const char *expected) {
    struct text page = text_format(
        &arena, "<html><body><h1>A title</h1><div><p>" LONG "</p><p>" LONG "</p>%s<p>" LONG "</p></div></body>", html);
    struct intake *intake = intake_of_html(page, &arena);
    for (size_t i = 0; i < intake->blocks.count; i++)
        if (text_starts(intake->blocks.items[i].text, text_of(text)))
            intake->blocks.items[i].shared = 2;
    check_intake(intake, text, expected, true);
}

static void what_pages_of_a_host_share_is_removed(void **state) {
    (void)state;
    shared("<p>" OTHER "</p>", "They met", "removed shared");
    shared("<h2>A part</h2><p>Short.</p>", "A part", "kept heading");
    shared("", LONG, "kept paragraph");
}

static void a_part_about_other_things_goes_with_its_heading(void **state) {
    (void)state;
    last("<h2>Related stories</h2><h3>Years</h3><p>" OTHER "</p>", "They met", "removed related");
    last("<h2>Related stories</h2><p>Nothing</p><h2>A part</h2><p>" OTHER "</p>", "They met", "kept paragraph");
    inside("<h3>Comments</h3><p>" OTHER "</p><h3>A part</h3>", "They met", "removed comments");
    inside("<h3>Related stories</h3><p>" OTHER "</p><h3>A part</h3>", "They met", "kept paragraph");
    struct text box =
        TEXT("<html><body><div><p>" LONG "</p><h2>Related stories</h2><p>" LONG "</p><p>" OTHER "</p></div></body>");
    check_intake(intake_of_html(box, &arena), "They met", "kept paragraph", true);
}

static void what_a_page_asks_for_at_its_end_is_removed(void **state) {
    (void)state;
    last("<p>*Werbung. Of a firm.</p>", "*Werbung", "removed advertisement");
    last("<p>This post contains affiliate links, of which we live.</p>", "This post", "removed advertisement");
    last("<p>Keine Kommentare</p>", "Keine", "removed comments");
    last("<p>Veja também: <a href=x>The rivers</a></p>", "Veja", "removed related");
    last("<p>Filed by nobody</p>", "Filed", "removed outside");
    last("<p>Iron</p><p>Coal</p><p>Wood</p>", "Wood", "kept paragraph");
    last("<p>Subscribe to our letters, and never miss again what we write of the north.</p>", "Subscribe",
         "removed newsletter");
    inside("<p>" OTHER "</p><p>Subscribe to our letters, they said, and nobody in the north ever did it.</p><p>" LONG
           "</p><p>" LONG "</p><p>" OTHER "</p>",
           "Subscribe", "kept paragraph");
    inside("<p>Das könnte dich auch interessieren</p>", "Das", "removed related");
}

static void a_part_set_apart_is_no_text_where_little_is_in_it(void **state) {
    (void)state;
    struct text page =
        TEXT("<html><body><h1>A title</h1><div><p>" LONG "</p><p>" LONG "</p><p>" LONG "</p><p>" LONG "</p><p>" LONG
             "</p><p>" LONG "</p></div><div><p>" OTHER " It was a fine day for all of them.</p></div></body>");
    check_intake(intake_of_html(page, &arena), "They met", "removed outside", true);
    page = TEXT("<html><body><h1>A title</h1><div><p>" LONG "</p></div><div><p>" OTHER
                " It was a fine day for all of them.</p></div></body>");
    check_intake(intake_of_html(page, &arena), "They met", "kept paragraph", true);
}

#define APART(name)                                                                                                            \
    "<html><body><div class=" name "><div><p>" OTHER " It was fine.</p></div><div><p>" LONG "</p><p>" LONG "</p><p>" LONG      \
    "</p><p>" LONG "</p><p>" LONG "</p><p>" LONG "</p></div></div></body>"

/* What is named for its place, or hidden, is the text where most of the page's prose is. */
static void most_of_a_page_is_its_text_however_it_is_named(void **state) {
    (void)state;
    static const char *const pieces[] = {"<div class=sidebar><p>%s</p></div>", "<div hidden><p>%s</p></div>",
                                         "<div class=nav><p>%s</p></div>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct text piece = text_of(pieces[i]);
        size_t at = text_find(piece, TEXT("%s"), 0);
        struct text page = text_format(&arena, "<html><body><h1>A title</h1><p>" OTHER " It was fine.</p>");
        for (int turn = 1; turn <= 5; turn++)
            page = text_format(&arena, "%.*s%.*sNo. %d. " LONG "%.*s", (int)page.size, page.bytes, (int)at, piece.bytes, turn,
                               (int)(piece.size - at - 2), piece.bytes + at + 2);
        check_intake(intake_of_html(page, &arena), "No. 3", "kept paragraph", false);
    }
    inside("<div hidden><p>No. 3. " LONG "</p></div>", "No. 3", "removed hidden");
}

static void a_lead_set_apart_is_text(void **state) {
    (void)state;
    above("<p>What nobody saw</p>", "What nobody saw", "removed outside");
    struct text page = TEXT("<html><head><title>A longer title | The Post</title></head><body><div><h3>A longer title</h3><p>"
                            "The lead of it. " LONG "</p></div><div><p>" LONG "</p><p>" LONG "</p><p>" LONG "</p><p>" LONG
                            "</p><p>" LONG "</p><p>" LONG "</p><p>" LONG "</p></div>");
    check_intake(intake_of_html(page, &arena), "The lead of it.", "kept paragraph", false);
    page = TEXT("<html><body><div><h1>A title</h1><h2>The lead of it is a whole sentence, which is set in large letters "
                "here.</h2></div><div><p>" LONG "</p><p>" LONG "</p></div>");
    check_intake(intake_of_html(page, &arena), "The lead of it", "kept heading", false);
}

static void what_stands_above_is_text_where_the_page_says_so(void **state) {
    (void)state;
    check_intake(intake_of_html(TEXT(APART("article-body")), &arena), "They met", "kept paragraph", true);
    check_intake(intake_of_html(TEXT(APART("things")), &arena), "They met", "removed outside", true);
}

#define BELOW(attribute)                                                                                                       \
    "<html><body><h1>A title</h1><div " attribute "><p>" LONG "</p><p>" LONG                                                   \
    "</p></div><div><h5><a href=x>One</a></h5><p>" OTHER " It was fine.</p><h5><a href=y>Two</a></h5><p>" LONG                 \
    "</p></div></body>"

/* Where a page says which part of it is the text, what follows is another's beginning. */
static void what_stands_below_is_none_where_the_page_says_so(void **state) {
    (void)state;
    check_intake(intake_of_html(TEXT(BELOW("class=things")), &arena), "They met", "kept paragraph", true);
    check_intake(intake_of_html(TEXT(BELOW("class=article-body")), &arena), "They met", "removed outside", true);
    check_intake(intake_of_html(TEXT(BELOW("itemprop=articleBody")), &arena), "They met", "removed outside", true);
    check_intake(intake_of_html(TEXT(BELOW("property='content:encoded'")), &arena), "They met", "removed outside", true);
    struct text page = TEXT("<html><body><h1>A title</h1><p class=article-body>This is no more than the summary of it all.</p>"
                            "<div><p>" OTHER " It was fine.</p><p>" LONG "</p><p>" LONG "</p></div></body>");
    check_intake(intake_of_html(page, &arena), "They met", "kept paragraph", true);
}

/* The same again, hidden and twice as long: for programs. */
static void a_hidden_copy_of_the_text_is_removed(void **state) {
    (void)state;
    struct text page = TEXT("<html><body><h1>A title</h1><div><p>" LONG "</p><p>" OTHER " It was fine.</p></div><div hidden>"
                            "<p>Again: " LONG " " OTHER " It was fine.</p><p>And again: " LONG " " OTHER " It was fine.</p>"
                            "<p>Once more: " LONG " " OTHER " It was fine.</p></div></body>");
    check_intake(intake_of_html(page, &arena), "And again", "removed hidden", false);
    check_intake(intake_of_html(page, &arena), "They met", "kept paragraph", false);
}

static void what_all_of_a_line_stands_in_says_what_it_is(void **state) {
    (void)state;
    inside("<div><span class=caption>The old town <i>hall</i></span></div>", "The old town", "removed image.caption");
    inside("<div>The old <span class=caption>town</span> hall</div>", "The old town", "kept paragraph");
    inside("<div><span hidden>The old <b>town</b></span></div>", "The old town", "removed hidden");
    inside("<div><span hidden><math><mi>x</mi></math></span></div>", "x", "changed paragraph");
}

static void words_that_a_line_hides_are_none_of_it(void **state) {
    (void)state;
    inside("<p>The price is <span hidden>not</span> ten crowns</p>", "The price is ten crowns", "kept paragraph");
    inside("<p>The price is <i style='Display : NONE'>not <b>so</b></i> ten crowns</p>", "not so", "removed hidden");
    inside("<p><span hidden>Never </span>The price is ten crowns</p>", "Never", "removed hidden");
    inside("<p>The <span hidden>price</span> is<sup>1</sup><span class=sidenote>In those days.</span> ten <span hidden>or "
           "so</span></p>",
           "or so", "removed hidden");
    inside("<p hidden>The <span hidden>price</span></p>", "The price", "removed hidden");
    inside("<p>A line <object data=x>nothing</object> and more</p>", "A line and more", "kept paragraph");
}

static void what_a_draft_shows_otherwise_is_changed(void **state) {
    (void)state;
    inside("<ol type=a><li>One of them</ol>", "One of them", "changed list");
    inside("<ol style='list-style: upper-roman inside'><li>One of them</ol>", "One of them", "changed list");
    inside("<ol><li>One of them<li value=7>Two of them</ol>", "Two of them", "changed list");
    inside("<ol type=1 start=3><li>One of them</ol>", "One of them", "kept list");
    inside("<ol reversed><li></ol><p>A line behind it</p>", "A line", "kept paragraph");
    inside("<p>He said <q>yes</q>.</p>", "He said", "changed paragraph");
    inside("<p>A line <bdo dir=rtl>abc</bdo></p>", "A line", "changed paragraph");
    inside("<p>A line <s>abc</s></p>", "A line", "kept paragraph");
    inside("<p>A line <video>no film</video><canvas>no picture</canvas></p>", "A line", "kept paragraph");
}

static void permalinks_are_no_part_of_their_headings(void **state) {
    (void)state;
    inside("<h2 id=part>A part<a href='#part'>#</a></h2>", "#", "removed heading.permalink");
    inside("<h2 id=part>A part<a href='#part'>#</a></h2>", "A part", "kept heading");
    inside("<section id=part><h2>A part <a href='https://a.example/b#part'><i>¶</i></a></h2></section>", "¶",
           "removed heading.permalink");
    inside("<h2><a name=part></a><span><a href='#part'>§</a></span> A part</h2>", "A part", "kept heading");
    inside("<h2 id=part><a href='#part'>A part</a></h2>", "A part", "kept heading");
    inside("<h2 id=part>A part<a href='#other'>¶</a></h2>", "A part¶", "kept heading");
    inside("<p id=part>A part<a href='#part'>#</a></p>", "A part#", "kept paragraph");
}

static void bylines_are_no_text(void **state) {
    (void)state;
    struct text page = TEXT("<html><body><h1>A title</h1><p>By Ada Editor</p><p>Edited by nobody known</p>"
                            "<p class=date>Long ago</p><p>" LONG "</p><p>" LONG "</p></body>");
    check_intake(intake_of_html(page, &arena), "By Ada", "taken field", false);
    check_intake(intake_of_html(page, &arena), "Edited", "removed byline", false);
    check_intake(intake_of_html(page, &arena), "Long ago", "removed byline", false);
}

/* The last test: each row was the answer to one of them. */
static void every_row_is_tested(void **state) {
    (void)state;
    for (size_t i = 0; i < import_rule_count; i++)
        if (!is_tested[i])
            fail_msg("no test has the rule %s (row %zu)", import_rules[i].name, i);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_belongs_to_the_text_is_kept, free_arena),
        cmocka_unit_test_teardown(the_body_that_a_page_names_is_believed, free_arena),
        cmocka_unit_test_teardown(what_a_site_puts_into_the_text_is_removed, free_arena),
        cmocka_unit_test_teardown(notes_and_what_belongs_to_them_is_named, free_arena),
        cmocka_unit_test_teardown(what_stands_around_it_is_named, free_arena),
        cmocka_unit_test_teardown(what_an_editor_decided_holds, free_arena),
        cmocka_unit_test_teardown(what_pages_of_a_host_share_is_removed, free_arena),
        cmocka_unit_test_teardown(a_part_about_other_things_goes_with_its_heading, free_arena),
        cmocka_unit_test_teardown(a_part_set_apart_is_no_text_where_little_is_in_it, free_arena),
        cmocka_unit_test_teardown(most_of_a_page_is_its_text_however_it_is_named, free_arena),
        cmocka_unit_test_teardown(a_lead_set_apart_is_text, free_arena),
        cmocka_unit_test_teardown(what_stands_above_is_text_where_the_page_says_so, free_arena),
        cmocka_unit_test_teardown(what_a_page_asks_for_at_its_end_is_removed, free_arena),
        cmocka_unit_test_teardown(what_stands_below_is_none_where_the_page_says_so, free_arena),
        cmocka_unit_test_teardown(a_hidden_copy_of_the_text_is_removed, free_arena),
        cmocka_unit_test_teardown(what_all_of_a_line_stands_in_says_what_it_is, free_arena),
        cmocka_unit_test_teardown(words_that_a_line_hides_are_none_of_it, free_arena),
        cmocka_unit_test_teardown(what_a_draft_shows_otherwise_is_changed, free_arena),
        cmocka_unit_test_teardown(permalinks_are_no_part_of_their_headings, free_arena),
        cmocka_unit_test_teardown(bylines_are_no_text, free_arena),
        cmocka_unit_test_teardown(every_row_is_tested, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
