/* Reading lists, glossary terms, publications, pages and the home page. */
#include "kinds/reader.h"

static void a_list_is_read_in_every_form_of_its_items(void **state) {
    (void)state;
    struct reader reader = {0};
    for (const char *slug = "abcd"; *slug; slug++)
        add_essay(&reader, (char[]){*slug, 0}, "title: E");
    add(&reader, "content/lists/first.md",
        "---\ntitle: First\nsummary: S\nitems:\n  - a\n  - b: The note on b\n  - essay: c\n    note: On c\n  - "
        "d:\n---\nIntro.\n");
    add(&reader, "content/lists/second.md", "---\nname: Another\nessays: [d, a]\n---\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->list_count, 2);
    const struct list *list = &site->lists[0];
    assert_text(list->thing.slug, "first");
    assert_text(list->thing.address, "/lists/first/");
    assert_text(list->thing.title, "First");
    assert_text(list->thing.summary, "S");
    assert_int_equal(list->items.count, 4);
    static const char *const slugs[] = {"a", "b", "c", "d"}, *const notes[] = {"", "The note on b", "On c", ""};
    for (size_t i = 0; i < 4; i++) {
        assert_text(site->essays[list->items.items[i].essay].thing.slug, slugs[i]);
        assert_text(list->items.items[i].note, notes[i]);
    }
    assert_text(titles(&reader, THING_LIST, &essay_at(site, "a")->lists), "First, Another");
    assert_text(titles(&reader, THING_LIST, &site->lists_by_title), "Another, First");
    drop(&reader);
}

static void wrong_items_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "first-one", "title: A");
    add_essay(&reader, "held-back", "title: B\ndraft: true");
    add(&reader, "content/lists/l.md",
        "---\ntitle: L\nitems:\n  - first-on\n  - first-onne: Note\n  - first-one\n  - first-one: Again\n  - held-back\n"
        "  - {a: b, c: d}\n  - [x]\n  - first-one: {a: b}\n---\n");
    add(&reader, "content/lists/m.md", "---\ntitle: M\nitems: first-one\n---\n");
    load(&reader);
    static const char help[] = "  help: write \"- slug\", or \"- slug: the note on it\"\n";
    char expected[2000];
    snprintf(expected, sizeof expected,
             "content/lists/l.md:4:5: error[E100]: unknown essay \"first-on\"\n  help: did you mean \"first-one\"?\n"
             "content/lists/l.md:5:5: error[E100]: unknown essay \"first-onne\"\n  help: did you mean \"first-one\"?\n"
             "content/lists/l.md:7:5: error[E006]: \"first-one\" stands in this list twice\n"
             "  help: an essay has one place in a list\n"
             "content/lists/l.md:8:5: error[E105]: \"held-back\" is a draft\n"
             "  help: publish it too, or build with --drafts\n"
             "content/lists/l.md:9:5: error[E004]: an item of a reading list names one essay\n%s"
             "content/lists/l.md:10:5: error[E004]: an item of a reading list names one essay\n%s"
             "content/lists/l.md:11:5: error[E006]: \"first-one\" stands in this list twice\n"
             "  help: an essay has one place in a list\n"
             "content/lists/l.md:11:16: error[E004]: a note is a text, not a map\n"
             "content/lists/m.md:3:8: error[E004]: items is a list\n"
             "  help: write each on a line of its own, after \"- \"\n",
             help, help);
    assert_problems(&reader, expected);
    drop(&reader);
}

static void terms_are_read_under_all_their_names(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/glossary/whole-nation-system.md",
        "---\nterm: whole-nation system\noriginal: 举国体制\nreading: jǔguó tǐzhì\nalso: [national mobilisation]\n---\nDef.\n");
    add(&reader, "content/glossary/b.md", "---\ntitle: Beta\ncharacters: 乙\npinyin: yǐ\nlang: zh-Hant\n---\n");
    add(&reader, "content/glossary/c.md", "# Alpha\n\nDefinition.\n");
    add_essay(&reader, "a", "title: A");
    add(&reader, "content/essays/z.md", "# Z\n\n[[term:举国体制]] [[term:National mobilisation]] [[term:b]]\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->term_count, 3);
    const struct term *b = &site->terms[0], *c = &site->terms[1], *whole = &site->terms[2];
    assert_text(whole->thing.title, "whole-nation system");
    assert_text(whole->thing.address, "/glossary/#whole-nation-system");
    assert_text(whole->original, "举国体制");
    assert_text(whole->reading, "jǔguó tǐzhì");
    assert_text(whole->language, "zh-Hans");
    assert_int_equal(whole->thing.also.count, 1);
    assert_int_equal(whole->thing.backlinks.count, 1);
    assert_text(b->thing.title, "Beta");
    assert_text(b->original, "乙");
    assert_text(b->reading, "yǐ");
    assert_text(b->language, "zh-Hant");
    assert_text(c->thing.title, "Alpha");
    assert_text(c->language, "en");
    assert_text(titles(&reader, THING_TERM, &site->terms_by_name), "Alpha, Beta, whole-nation system");
    drop(&reader);
}

static void a_name_stands_for_one_term(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/glossary/a.md", "---\nterm: A\n---\n");
    add(&reader, "content/glossary/b.md", "---\nterm: B\nalso: [a]\n---\n");
    add(&reader, "content/glossary/c.md", "Text.\n");
    load(&reader);
    assert_problems(&reader, "content/glossary/b.md:3:8: error[E111]: \"a\" is a name of content/glossary/a.md, too\n"
                             "  help: a term is explained in one place\n"
                             "content/glossary/c.md:1:1: error[E008]: the field \"term\" is missing\n"
                             "  help: write \"term: Words\" between two lines of --- at the top, or begin with a heading\n");
    drop(&reader);
}

static void publications_are_collected_from_essays(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\ndate: 2001\nsource: {publication: The Journal}");
    add_essay(&reader, "b", "title: B\ndate: 2002\nsource: {publication: the journal}");
    add_essay(&reader, "c", "title: C\ndate: 2003\nsource: {publication: The Journal}");
    add_essay(&reader, "d", "title: D\nsource: {publication: 人民日报}");
    add_essay(&reader, "e", "title: E\nsource: {publication: Annals}");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->publication_count, 3);
    assert_text(titles(&reader, THING_PUBLICATION, &site->publications_by_name), "Annals, The Journal, 人民日报");
    const struct thing *journal = &site->publications[site->publications_by_name.items[1]];
    assert_text(titles(&reader, THING_ESSAY, &journal->essays), "C, B, A");
    assert_null(journal->source.document);
    drop(&reader);
}

static void pages_stand_where_their_files_do(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/pages/about.md", "---\ntitle: About\nsummary: S\naliases: [/colophon/]\n---\n");
    add(&reader, "content/pages/guide/start.md", "# Start\n");
    add(&reader, "content/pages/guide/index.md", "# Guide\n");
    add(&reader, "content/imprint.md", "# Imprint\n");
    add(&reader, "content/pages/p.md", "---\ntitle: P\npermalink: /legal/privacy.html\n---\n");
    add(&reader, "content/index.md", "---\ntitle: Welcome\n---\nHello [[about]].\n");
    add(&reader, "content/essays/_index.md", "---\ntitle: Section\n---\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "content/essays/_index.md: warning[W114]: another generator's section page is left out\n"
                             "  help: what it says may go into content/index.md or a page below content/pages\n");
    assert_int_equal(site->page_count, 5);
    assert_text(site->pages[0].thing.address, "/about/");
    assert_text(site->pages[0].thing.summary, "S");
    assert_text(site->pages[1].thing.address, "/guide/");
    assert_text(site->pages[2].thing.address, "/imprint/");
    assert_text(site->pages[3].thing.address, "/legal/privacy.html");
    assert_text(site->pages[4].thing.address, "/guide/start/");
    assert_text(site->home.title, "Welcome");
    assert_text(address(&reader, &site->home.source, 0), "/about/");
    assert_int_equal(site->redirects.count, 1);
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_read_in_every_form_of_its_items), cmocka_unit_test(wrong_items_are_told),
        cmocka_unit_test(terms_are_read_under_all_their_names),      cmocka_unit_test(a_name_stands_for_one_term),
        cmocka_unit_test(publications_are_collected_from_essays),    cmocka_unit_test(pages_stand_where_their_files_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
