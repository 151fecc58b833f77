#include "fixture.h"

static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: Reader\nhan: zh-Hans\neditors: [Our Editor]\ncitation_style: apa\n"),
    FILE_OF("content/references.bib", "@book{doe, author = {Doe, Jane}, title = {A Book}, year = {1999}}\n"),
    FILE_OF("content/events.yaml", "- slug: fair\n  title: The fair\n  date: 1851-05-01/1851-10-15\n  note: A glass hall.\n"),
    FILE_OF("content/essays/a.md", "---\ntitle: First\ndate: 2020\n---\nSee [[b]], [[b|again]], [[b#part|a part]], "
                                   "[[b#quoted]], [[b#kept]], [[c]], [[c#held|held]], "
                                   "[[#here]], [[term:line]], [[topic:bare]], [[topic:Told]], [[event:fair]], [[work:doe]] and "
                                   "[@doe]; [all](/topics/).\n\n"
                                   "## Here\n\nEnd.\n"),
    FILE_OF("content/essays/b.md",
            "---\ntitle: Second 体 <b>\nauthors: [Ann Other]\ndate: 2021-02-03\ntext: precis\nsummary: What it says.\nsource: "
            "{availability: no public copy}\n"
            "topics: [bare, Told]\n---\n## Part\n\n### Lower\n\nSee [[term:line]] and\n&lt;/script>&lt;!-- here. Some more "
            "words follow it, and they are so many that the whole "
            "passage is longer than what a preview shows of it, which is two hundred and forty characters, counted as a "
            "visitor counts them, and not "
            "one more.\n\n## Quoted\n\n> Words of another.\n\n## Last\n\n## Kept {#kept}\n\n![A dot](../media/dot.gif)\n"),
    FILE_OF("content/essays/c.md",
            "---\ntitle: Third\nlang: ar\ndate: 2022\naccess: summary\n---\nSecret words.\n\n## Held\n\nSecrets.\n"),
    FILE_OF("content/glossary/line.md", "---\nterm: the line\noriginal: 线\nreading: xiàn\nlang: zh-Hans\n---\nA mark without "
                                        "breadth. It ends, see [[term:the point]].\n"),
    FILE_OF("content/glossary/dot.md", "---\nterm: the point\n---\nIt has no part.\n"),
    FILE_OF("content/topics/told.md", "---\nname: Told\n---\nHow it is told.\n"),
    FILE_OF("content/media/dot.gif", "GIF89a\x03\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
};

/* The previews of the first essay: what it shows of a link. */
static struct text shown(struct fixture *fixture, const char *href, const char *member) {
    struct text json = fixture_at(fixture, "/essays/a/", "essay.previews"), why_not = {0};
    const char *why;
    uint32_t line, column;
    const struct view *all = view_read_json(json, &why, &line, &column, &fixture->arena);
    assert_non_null(all);
    const struct view *preview = view_get(all, text_of(href)), *value = preview ? view_get(preview, text_of(member)) : NULL;
    return value ? value->text : why_not;
}

static void assert_shown(struct fixture *fixture, const char *href, const char *member, const char *expected) {
    assert_text(shown(fixture, href, member), expected);
}

static void says_what_links_lead_to(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_shown(&fixture, "../../essays/b/", "title", "Second <span lang=\"zh-Hans\">体</span> &lt;b&gt;");
    assert_shown(&fixture, "../../essays/b/", "about", "Our Editor, after Ann Other, 3 February 2021");
    assert_shown(&fixture, "../../essays/b/", "text", "What it says.");
    assert_shown(&fixture, "../../glossary/#line", "title", "the line");
    assert_shown(&fixture, "../../glossary/#line", "about",
                 "<span lang=\"zh-Hans\" dir=\"ltr\">线</span> <span lang=\"zh-Latn-pinyin\" dir=\"auto\">xiàn</span>");
    assert_shown(&fixture, "../../glossary/#line", "text", "A mark without breadth. It ends, see the point.");
    assert_shown(&fixture, "../../topics/told/", "text", "How it is told.");
    assert_shown(&fixture, "../../chronology/#fair", "about", "1 May 1851 – 15 October 1851");
    assert_shown(&fixture, "../../chronology/#fair", "text", "A glass hall.");
    assert_shown(&fixture, "../../references/#doe", "text", "Doe, J. (1999). <cite>A Book</cite>.");
    fixture_free(&fixture);
}

static void says_how_passages_begin(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_shown(&fixture, "../../essays/b/#part", "heading", "Part");
    struct text words = shown(&fixture, "../../essays/b/#part", "text");
    assert_true(text_starts(words, TEXT("See the line and &lt;/script&gt;&lt;!– here. Some more")));
    assert_true(text_ends(words, TEXT(" counted as a visitor counts them, and not one…")));
    assert_shown(&fixture, "../../essays/b/#quoted", "text", "“Words of another.”");
    assert_shown(&fixture, "../../essays/b/#kept", "heading", "Kept");
    assert_shown(&fixture, "../../essays/b/#kept", "text", "A dot");
    fixture_free(&fixture);
}

/* Nothing of what is held back, of what there is nothing to say of, and of what stands on the page itself. */
static void is_silent(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct text json = fixture_at(&fixture, "/essays/a/", "essay.previews");
    assert_shown(&fixture, "../../essays/c/", "about", "2022");
    assert_shown(&fixture, "../../essays/c/", "lang", "ar");
    assert_shown(&fixture, "../../essays/c/", "dir", "rtl");
    assert_shown(&fixture, "../../essays/c/", "text", "");
    assert_false(text_contains(json, TEXT("Secret")));
    assert_false(text_contains(json, TEXT("bare")));
    assert_false(text_contains(json, TEXT("\"#")));
    assert_false(text_contains(json, TEXT("</")));
    assert_false(text_contains(json, TEXT("<!")));
    struct text body = fixture_at(&fixture, "/essays/a/", "essay.body");
    assert_true(text_contains(body, TEXT("href=\"../../essays/b/\">again</a>")));
    assert_true(text_contains(body, TEXT("href=\"../../topics/bare/\">bare</a>")));
    assert_text(fixture_at(&fixture, "/essays/c/", "essay.previews"), "null");
    fixture_free(&fixture);
}

static struct digest key_with(const char *path, const char *bytes) {
    struct tree_text changed[COUNT_OF(texts)];
    struct fixture fixture;
    memcpy(changed, texts, sizeof texts);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (text_equal(texts[i].path, text_of(path)))
            changed[i].bytes = text_of(bytes);
    fixture_plan(&fixture, changed, COUNT_OF(changed));
    struct digest key = plan_key(fixture.plan, plan_find(fixture.plan, TEXT("/essays/a/")), &fixture.arena);
    fixture_free(&fixture);
    return key;
}

/* The page that cites is made anew when what it cites changes, however little of that it shows. */
static void is_part_of_the_key(void **state) {
    (void)state;
    struct digest as_it_is = key_with("", "");
    assert_true(digest_equal(as_it_is, key_with("", "")));
    assert_false(digest_equal(
        as_it_is, key_with("content/glossary/dot.md", "---\nterm: a point\nalso: [the point]\n---\nIt has no part.\n")));
    assert_false(
        digest_equal(as_it_is, key_with("content/glossary/line.md",
                                        "---\nterm: the line\n---\nA mark without breadth: see [[term:the point]].\n")));
    assert_false(digest_equal(as_it_is, key_with("content/topics/told.md", "---\nname: Told\n---\nHow it was told.\n")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_links_lead_to),
        cmocka_unit_test(says_how_passages_begin),
        cmocka_unit_test(is_silent),
        cmocka_unit_test(is_part_of_the_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
