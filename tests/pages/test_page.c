/* What a page shows because its front matter asks for it, and that it is made again when that changes. */
#include "fixture.h"

enum { TOPIC_ESSAY, OTHER_ESSAY, LIST, PAGES, TEXTS = PAGES + 5 };

static const struct tree_text reader[TEXTS] = {
    [TOPIC_ESSAY] =
        FILE_OF("content/essays/a.md",
                "---\ntitle: A\ndate: 2001\nauthors: [Ann Bee]\ntopics: [Tea]\nsource: {publication: P}\n---\nText.\n"),
    [OTHER_ESSAY] = FILE_OF("content/essays/b.md", "---\ntitle: B\ndate: 2002\n---\nText.\n"),
    [LIST] = FILE_OF("content/lists/l.md", "---\ntitle: L\nitems: [a, b]\n---\n"),
    [PAGES] = FILE_OF("content/pages/topic.md", "---\ntitle: T\nlist: {topic: tea}\n---\n"),
    FILE_OF("content/pages/list.md", "---\ntitle: L\nlist: {list: l}\n---\n"),
    FILE_OF("content/pages/author.md", "---\ntitle: A\nlist: {author: ann-bee}\n---\n"),
    FILE_OF("content/pages/things.md", "---\ntitle: S\nthings: [topic:tea, 'essay:b', page:none]\n---\n"),
    FILE_OF("content/pages/none.md", "---\ntitle: N\n---\nText.\n"),
};

/* The reader with one of its texts changed. */
static void plan_with(struct fixture *fixture, size_t changed, const char *bytes) {
    struct tree_text texts[TEXTS];
    for (size_t i = 0; i < TEXTS; i++)
        texts[i] = reader[i];
    if (bytes)
        texts[changed].bytes = text_of(bytes);
    fixture_plan(fixture, texts, TEXTS);
}

static void shows_the_essays_that_it_lists(void **state) {
    (void)state;
    struct fixture fixture;
    plan_with(&fixture, 0, NULL);
    assert_text(fixture_at(&fixture, "/topic/", "listed.kind"), "topic");
    assert_text(fixture_at(&fixture, "/topic/", "listed.title_html"), "Tea");
    assert_text(fixture_at(&fixture, "/topic/", "listed.path"), "topics/tea/");
    assert_int_equal(fixture_count(&fixture, "/topic/", "listed.essays"), 1);
    assert_text(fixture_at(&fixture, "/topic/", "listed.essays.0.slug"), "a");
    assert_text(fixture_at(&fixture, "/author/", "listed.essays.0.slug"), "a");
    assert_text(fixture_at(&fixture, "/list/", "listed.kind"), "list");
    assert_text(fixture_at(&fixture, "/list/", "listed.essays.0.slug"), "a");
    assert_text(fixture_at(&fixture, "/list/", "listed.essays.1.slug"), "b");
    assert_text(fixture_at(&fixture, "/none/", "listed"), "null");
    fixture_free(&fixture);
}

static void shows_the_things_that_it_names(void **state) {
    (void)state;
    struct fixture fixture;
    plan_with(&fixture, 0, NULL);
    assert_text(fixture_at(&fixture, "/things/", "things.topic.tea.name"), "Tea");
    assert_text(fixture_at(&fixture, "/things/", "things.topic.tea.essays.number"), "1");
    assert_text(fixture_at(&fixture, "/things/", "things.essay.b.title"), "B");
    assert_text(fixture_at(&fixture, "/things/", "things.page.none.path"), "none/");
    assert_text(fixture_at(&fixture, "/things/", "things.essay.a"), "absent");
    assert_text(fixture_at(&fixture, "/things/", "things.author"), "null");
    assert_text(fixture_at(&fixture, "/none/", "things"), "null");
    fixture_free(&fixture);
}

/* Of "/topic/ /list/" and so on those whose key the change gives another value. */
static struct text made_again(struct fixture *before, struct fixture *after) {
    static const char *const addresses[] = {"/topic/", "/list/", "/author/", "/things/", "/none/"};
    struct text all = TEXT("");
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        struct text address = text_of(addresses[i]);
        struct digest old = plan_key(before->plan, plan_find(before->plan, address), &before->arena);
        struct digest new = plan_key(after->plan, plan_find(after->plan, address), &after->arena);
        if (!digest_equal(old, new))
            all = text_format(&after->arena, "%.*s%s%s", TEXT_ARGS(all), all.size ? " " : "", addresses[i]);
    }
    return all;
}

/* No essay, topic or publication is added, for pages tell how many there are in the whole reader. */
static void is_made_again_when_these_change(void **state) {
    (void)state;
    static const struct {
        size_t changed;
        const char *bytes, *made;
    } changes[] = {
        {OTHER_ESSAY, "---\ntitle: B\ndate: 2002\ntopics: [Tea]\n---\nText.\n", "/topic/ /list/ /things/"},
        {OTHER_ESSAY, "---\ntitle: B\ndate: 2002\nauthors: [Ann Bee]\n---\nText.\n", "/list/ /author/ /things/"},
        {OTHER_ESSAY, "---\ntitle: Bee\ndate: 2002\n---\nText.\n", "/list/ /things/"},
        {LIST, "---\ntitle: L\nitems: [b, a]\n---\n", "/list/"},
        {LIST, "---\ntitle: Else\nitems: [a, b]\n---\n", "/list/"},
        {OTHER_ESSAY, "---\ntitle: B\ndate: 2002\n---\nText.\n", ""},
    };
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct fixture before, after;
        plan_with(&before, 0, NULL);
        plan_with(&after, changes[i].changed, changes[i].bytes);
        assert_text(made_again(&before, &after), changes[i].made);
        fixture_free(&before);
        fixture_free(&after);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_essays_that_it_lists),
        cmocka_unit_test(shows_the_things_that_it_names),
        cmocka_unit_test(is_made_again_when_these_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
