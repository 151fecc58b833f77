/* A page's key must differ wherever its view does: each change below is made to one reader, and all its essays are looked at.
 */
#include "fixture.h"

static const struct tree_text reader[] = {
    FILE_OF("content/site.yaml", "title: R\nbase_url: https://r.example/\n"),
    FILE_OF("content/essays/a.md",
            "---\ntitle: A\nauthors: [Ann Bee]\ndate: 2020\ntopics: [T, Red]\n---\n"
            "## Part\n\nSee [[b]], [[c#end]], [[author:ann-bee]], [[topic:red]], [[list:l]], [[term:x]].\n\n"
            "![Picture](/media/m.gif) and [a page](../pages/p.md), [all](/essays/).\n"),
    FILE_OF("content/essays/b.md",
            "---\ntitle: B\nauthors: [Ann Bee]\ndate: 2021\ntopics: [T, Red]\nsource: {publication: Pub}\n"
            "relations: [{disputes: a, note: because}]\n---\nText of [[a]] here. Semiconductors.\n"),
    FILE_OF("content/essays/c.md", "---\ntitle: C\ndate: 2022\nvariant_of: a\nvariant: {kind: reprint, note: shorter}\n"
                                   "topics: [Red]\n---\nSemiconductors.\n\n## End\n\nMore of [[b]].\n"),
    FILE_OF("content/essays/d.md", "---\ntitle: D\ndate: 2023\naccess: summary\nsummary: S\ntopics: [T]\n---\nHidden [[b]].\n"),
    FILE_OF("content/authors/ann-bee.md", "---\nname: Ann Bee\n---\nAnn.\n"),
    FILE_OF("content/topics/red.md", "---\nname: Red\n---\nOf red.\n"),
    FILE_OF("content/lists/l.md", "---\ntitle: L\nitems: [{essay: a}, {essay: b}, {essay: d}]\n---\n"),
    FILE_OF("content/glossary/x.md", "---\nterm: X\n---\nAn unknown. More.\n"),
    FILE_OF("content/pages/p.md", "---\ntitle: P\n---\nOf [[a]].\n"),
    FILE_OF("content/media/m.gif", "GIF89a\x03\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
};

/* In the text of `path` the first `old` becomes `new`; without `old` the file is not there. */
struct change {
    const char *path, *old, *new;
};

static const struct change changes[] = {
    {"content/site.yaml", "title: R", "title: Other"},
    {"content/site.yaml", "r.example", "s.example"},
    {"content/site.yaml", "title: R", "title: R\nrelated: 1"},
    {"content/site.yaml", "title: R", "title: R\nmenu: [All: /essays/]"},
    {"content/site.yaml", "title: R", "title: R\nlanguage: fr"},
    {"content/site.yaml", "title: R", "title: R\nextra: 1"},
    {"content/essays/a.md", "title: A", "title: Az"},
    {"content/essays/a.md", "title: A", "title: A\nsubtitle: Sub"},
    {"content/essays/a.md", "title: A", "title: A\nlang: de"},
    {"content/essays/a.md", "title: A", "title: A\naccess: summary"},
    {"content/essays/a.md", "title: A", "title: A\nrights: CC-BY-4.0"},
    {"content/essays/a.md", "title: A", "title: A\nlayout: page"},
    {"content/essays/a.md", "date: 2020", "date: 2024"},
    {"content/essays/a.md", "topics: [T, Red]", "topics: [T]"},
    {"content/essays/a.md", "[Ann Bee]", "[Ann Bee, Cy Dee]"},
    {"content/essays/a.md", "See [[b]]", "Also see [[b]]"},
    {"content/essays/a.md", "## Part", "## Piece"},
    {"content/essays/a.md", "[[list:l]], ", ""},
    {"content/essays/a.md", "![Picture](/media/m.gif)", "none"},
    {"content/essays/b.md", "title: B", "title: Be"},
    {"content/essays/b.md", "note: because", "note: since"},
    {"content/essays/b.md", "disputes", "supports"},
    {"content/essays/b.md", "Text of", "Words about"},
    {"content/essays/b.md", "[[a]]", "nothing"},
    {"content/essays/b.md", "publication: Pub", "publication: Other"},
    {"content/essays/b.md", "title: B", "title: B\ndraft: true"},
    {"content/essays/c.md", "reprint", "translation"},
    {"content/essays/c.md", "note: shorter", "note: longer"},
    {"content/essays/c.md", "title: C", "title: C\nlang: zh"},
    {"content/essays/c.md", "More of", "Less of"},
    {"content/essays/d.md", "access: summary", "access: public"},
    {"content/essays/d.md", "title: D", "title: De"},
    {"content/authors/ann-bee.md", "name: Ann Bee", "name: Anne Bee"},
    {"content/authors/ann-bee.md", "name: Ann Bee", "name: Ann Bee\nfamily: Ann"},
    {"content/topics/red.md", "name: Red", "name: Crimson\nalso: [Red]"},
    {"content/lists/l.md", "{essay: a}, {essay: b}", "{essay: b}, {essay: a}"},
    {"content/lists/l.md", "title: L", "title: List"},
    {"content/glossary/x.md", "An unknown.", "A known."},
    {"content/glossary/x.md", "term: X", "term: Ex"},
    {"content/pages/p.md", "title: P", "title: Page"},
    {"content/pages/p.md", "Of [[a]]", "About [[a]]"},
    {"content/media/m.gif", "89a\x03", "89a\x04"},
};

static struct text replaced(struct text text, const char *old, const char *new, struct arena *arena) {
    size_t at = 0, size = strlen(old);
    while (at + size <= text.size && memcmp(text.bytes + at, old, size) != 0)
        at++;
    assert_true(at + size <= text.size);
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGS(text_slice(text, 0, at)), new, TEXT_ARGS(text_after(text, at + size)));
}

static void plan_changed(struct fixture *fixture, const struct change *change, struct arena *arena) {
    struct tree_text texts[COUNT_OF(reader)];
    bool found = false;
    for (size_t i = 0; i < COUNT_OF(reader); i++) {
        texts[i] = reader[i];
        if (!text_equal(reader[i].path, text_of(change->path)))
            continue;
        found = true;
        texts[i].bytes = replaced(reader[i].bytes, change->old, change->new, arena);
    }
    assert_true(found);
    fixture_plan_with(fixture, texts, COUNT_OF(texts), true);
}

/* Of an essay's page in two readers: whether the views differ, and whether the keys do. */
static void compare(const struct change *change, struct fixture *before, struct fixture *after, struct text address,
                    size_t counts[2]) {
    size_t old = plan_find(before->plan, address), new = plan_find(after->plan, address);
    if (old == SIZE_MAX || new == SIZE_MAX || after->plan->pages[new].kind != PAGE_ESSAY)
        return;
    bool views_equal = text_equal(fixture_words(before, plan_view(before->plan, old, &before->arena)),
                                  fixture_words(after, plan_view(after->plan, new, &after->arena)));
    bool keys_equal = digest_equal(plan_key(before->plan, old, &before->arena), plan_key(after->plan, new, &after->arena));
    if (keys_equal && !views_equal)
        fail_msg("%s: \"%s\" to \"%s\" changes the view of %.*s, and not its key", change->path, change->old, change->new,
                 TEXT_ARGS(address));
    counts[0] += !views_equal;
    counts[1] += !keys_equal;
}

static void differ_where_views_differ(void **state) {
    (void)state;
    size_t counts[2] = {0};
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        static const char *const addresses[] = {"/essays/a/", "/essays/b/", "/essays/c/", "/essays/d/"};
        struct arena arena = {0};
        struct fixture before, after;
        fixture_plan_with(&before, reader, COUNT_OF(reader), true);
        plan_changed(&after, &changes[i], &arena);
        if (!before.plan || !after.plan) {
            diag_print(&after.problems, &(struct diag_style){0}, stderr);
            fail_msg("%s: \"%s\" gives errors", changes[i].path, changes[i].new);
        }
        size_t seen = counts[0];
        for (size_t j = 0; j < COUNT_OF(addresses); j++)
            compare(&changes[i], &before, &after, text_of(addresses[j]), counts);
        if (seen == counts[0])
            fail_msg("%s: \"%s\" changes no view at all, and so tests nothing", changes[i].path, changes[i].new);
        fixture_free(&before);
        fixture_free(&after);
        arena_free(&arena);
    }
    /* A key may differ where the view does not, but it must not do so as a rule. */
    assert_in_range(counts[1], counts[0], counts[0] * 3 / 2);
}

static void stay_where_nothing_is_different(void **state) {
    (void)state;
    struct fixture before, after;
    fixture_plan_with(&before, reader, COUNT_OF(reader), true);
    fixture_plan_with(&after, reader, COUNT_OF(reader), true);
    assert_int_equal(before.plan->count, after.plan->count);
    for (size_t i = 0; i < before.plan->count; i++)
        assert_true(digest_equal(plan_key(before.plan, i, &before.arena), plan_key(after.plan, i, &after.arena)));
    fixture_free(&before);
    fixture_free(&after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differ_where_views_differ),
        cmocka_unit_test(stay_where_nothing_is_different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
