/*
 * A page's key must differ wherever its view does, and hold nothing else.
 *
 * A bank of edits is made to one reader, each alone, and all pages are looked at before and after: a view that changed must
 * have changed its key. Then each item that any page gathers is left out in turn: some edit must change a view whose other
 * items are all as they were, so that without the item the change would be missed. An item for which there is none may be one
 * that nothing needs; those that are known, with the reason, stand in `covered`.
 */
#include "base/array.h"
#include "fixture.h"
#include "read/sandbox.h"

static const struct tree_text reader[] = {
    FILE_OF("content/site.yaml", "title: R 体\nbase_url: https://r.example/\nmenu: [All: /essays/, Out: https://out.example/]\n"
                                 "editors: [{name: Ed, url: https://ed.example/}, Fay]\n"),
    FILE_OF("content/index.md", "---\ntitle: Home\n---\nWelcome to [[a]].\n"),
    FILE_OF("content/essays/a.md",
            "---\ntitle: A 体\nauthors: [Ann Bee, Cy Dee]\ndate: 2020\ntopics: [T, Red]\nsubtitle: Sub 体\nsummary: Sum 体\n"
            "rights: CC-BY-4.0\nrights_holder: Holder\n"
            "source: {publication: Pub, kind: article, place: Rome, url: https://o.example/, doi: 10.1000/182, pages: 1-2, "
            "retrieved: 2021}\n"
            "---\n"
            "## Part\n\nSee [[b]], [[c#end]], [[author:ann-bee]], [[topic:red]], [[list:l]], [[term:x]].\n\n"
            "## Piece\n\n![Picture](/media/m.gif) and [a page](../pages/p.md), [all](/essays/).\n"),
    FILE_OF(
        "content/essays/b.md",
        "---\ntitle: B\nsummary: Of b\nauthors: [Ann Bee]\ndate: 2021\ntopics: [T, Red]\nsource: {publication: Pub}\n"
        "relations: [{disputes: a, note: because 体}]\n---\nText of [[a]] here 体. Semiconductors. Of [[author:ann-bee]] and "
        "[[topic:red]] and [[list:l]] and [[term:x]].\n\nZinc, zinc, zinc.\n\nMore zinc.\n"),
    FILE_OF("content/essays/c.md", "---\ntitle: C\ndate: 2022\nvariant_of: a\nvariant: {kind: reprint, note: shorter 体}\n"
                                   "topics: [Red]\n---\nSemiconductors.\n\n## End\n\nMore of [[b]].\n\nZinc, zinc, zinc.\n"),
    FILE_OF("content/essays/d.md", "---\ntitle: D\ndate: 2023\naccess: summary\nsummary: S\ntopics: [T]\n---\nHidden [[b]].\n"),
    FILE_OF("content/essays/e.md", "---\ntitle: E\nsummary: Of e\nauthors: [Cy Dee]\naliases: [/old/]\n---\nUndated.\n"),
    FILE_OF("content/authors/ann-bee.md",
            "---\nname: Ann Bee\nnative_name: 体\norcid: 0000-0002-1825-0097\nurl: https://ann.example/\naffiliation: Uni\n"
            "also_known_as: [A. B.]\n---\nAnn.\n"),
    FILE_OF("content/topics/red.md", "---\nname: Red 体\nbroader: [T]\nsee_also: [Blue]\nalso: [Scarlet]\n---\nOf red 体.\n"),
    FILE_OF("content/topics/blue.md", "---\nname: Blue\n---\nOf blue.\n"),
    FILE_OF(
        "content/lists/l.md",
        "---\ntitle: L 体\nsummary: Of letters 体\nitems: [{essay: a, note: first 体}, {essay: b}, {essay: d}]\n---\nList.\n"),
    FILE_OF("content/glossary/x.md",
            "---\nterm: X 体\noriginal: 未知\nreading: wei\nlang: zh\nextra: 1\nalso: [ex]\n---\nAn unknown 体. More.\n"),
    FILE_OF("content/authors/cy-dee.md", "---\nname: Cy Dee\n---\nCy.\n"),
    FILE_OF("content/lists/m.md", "---\ntitle: M\nitems: [c, b]\n---\n"),
    FILE_OF("content/glossary/y.md", "---\nterm: Y\n---\nWhy. Of [[a]] in one. Of [[a]] in another.\n"),
    FILE_OF("content/pages/p.md", "---\ntitle: P 体\nsummary: Of pages\nextra: 1\n---\nOf [[a]].\n"),
    FILE_OF("content/media/m.gif", "GIF89a\x03\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    FILE_OF("content/events.yaml",
            "- {date: 2019/2021, title: Plan 体, note: Of five years 体, source: 'https://plan.example/', essays: [a, d]}\n"
            "- {date: 2020-02, title: Day, slug: day}\n"),
    FILE_OF("layouts/wide.html", "wide {{page.title}}\n"),
};

/* In the text of `path` the first `old` becomes `new`; without `old` the file is not there. */
struct change {
    const char *path, *old, *new;
};

static const struct change changes[] = {
    {"content/site.yaml", "title: R 体", "title: Other"},
    {"content/site.yaml", "r.example", "s.example"},
    {"content/site.yaml", "title: R 体", "title: R\nrelated: 1"},
    {"content/site.yaml", "title: R 体", "title: R 体\nnewest: 1"},
    {"content/site.yaml", "title: R 体", "title: R\nlanguage: fr"},
    {"content/site.yaml", "title: R 体", "title: R\nextra: 1"},
    {"content/essays/a.md", "title: A", "title: Az"},
    {"content/essays/a.md", "subtitle: Sub", "subtitle: Other"},
    {"content/essays/a.md", "date: 2020", "date: 2020\nlang: de"},
    {"content/essays/a.md", "date: 2020", "date: 2020\naccess: summary"},
    {"content/essays/a.md", "CC-BY-4.0", "CC0-1.0"},
    {"content/essays/a.md", "date: 2020", "date: 2020\nlayout: wide"},
    {"content/essays/a.md", "date: 2020", "date: 2024"},
    {"content/essays/a.md", "topics: [T, Red]", "topics: [T]"},
    {"content/essays/a.md", "[Ann Bee, Cy Dee]", "[Ann Bee]"},
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
    {"content/topics/red.md", "name: Red 体", "name: Crimson 体"},
    {"content/lists/l.md", "{essay: b}, {essay: d}", "{essay: d}, {essay: b}"},
    {"content/lists/l.md", "title: L", "title: List"},
    {"content/glossary/x.md", "An unknown 体.", "A known 体."},
    {"content/glossary/x.md", "term: X", "term: Ex"},
    {"content/pages/p.md", "title: P", "title: Page"},
    {"content/events.yaml", "title: Plan", "title: Plane"},
    {"content/events.yaml", "title: Plan 体", "title: Plan 体, slug: plan-2"},
    {"content/events.yaml", "2019/2021", "2019/2022"},
    {"content/events.yaml", "2019/2021", "2019"},
    {"content/events.yaml", "2020-02", "2020-03"},
    {"content/events.yaml", "five", "six"},
    {"content/events.yaml", "plan.example", "plane.example"},
    {"content/events.yaml", "[a, d]", "[d]"},
    {"content/events.yaml", "- {date: 2020-02, title: Day, slug: day}", ""},
    {"content/pages/p.md", "Of [[a]]", "Of [[a]] and [[event:day]]"},
    {"content/pages/p.md", "Of [[a]]", "About [[a]]"},
    {"content/media/m.gif", "89a\x03", "89a\x04"},
    {"content/site.yaml", "title: R 体", "title: R 体\nhan: ja"},
    {"content/site.yaml", "title: R 体", "title: R 体\nsubtitle: S"},
    {"content/site.yaml", "title: R 体", "title: R 体\ndescription: S"},
    {"content/site.yaml", "title: R 体", "title: R 体\nrights: S"},
    {"content/site.yaml", "title: R 体", "title: R 体\nlicense: CC0-1.0"},
    {"content/site.yaml", "title: R 体", "title: R 体\nrepository: https://s.example/"},
    {"content/site.yaml", "Ed,", "Eddie,"},
    {"content/site.yaml", "ed.example", "eddie.example"},
    {"content/site.yaml", "Fay", "Faye"},
    {"content/site.yaml", "All:", "Every:"},
    {"content/site.yaml", "/essays/", "/topics/"},
    {"content/site.yaml", "out.example", "away.example"},
    {"content/index.md", "Welcome", "Hello"},
    {"content/index.md", "title: Home", "title: House"},
    {"content/essays/a.md", "Sum 体", "Summary"},
    {"content/essays/a.md", "subtitle: Sub 体", "short_title: Short\nsubtitle: Sub 体"},
    {"content/essays/a.md", "subtitle: Sub 体", "permalink: /other/\nsubtitle: Sub 体"},
    {"content/essays/a.md", "subtitle: Sub 体", "updated: 2024-01-01\nsubtitle: Sub 体"},
    {"content/essays/a.md", "subtitle: Sub 体", "text: excerpt\nsubtitle: Sub 体"},
    {"content/essays/a.md", "subtitle: Sub 体", "extra: 1\nsubtitle: Sub 体"},
    {"content/essays/a.md", "subtitle: Sub 体", "access: {until: 2999-01-01}\nsubtitle: Sub 体"},
    {"content/essays/a.md", "subtitle: Sub 体", "draft: true\nsubtitle: Sub 体"},
    {"content/essays/a.md", "[a page](../pages/p.md)", "**[a page](../pages/p.md)**"},
    {"content/essays/a.md", "## Piece", "### Piece"},
    {"content/essays/a.md", "## Piece", "## *Piece*"},
    {"content/essays/a.md", "## Piece", "## Piece {#p2}"},
    {"content/essays/a.md", "holder: Holder", "holder: Held"},
    {"content/essays/a.md", "kind: article", "kind: note"},
    {"content/essays/a.md", "place: Rome", "place: Oslo"},
    {"content/essays/a.md", "o.example", "q.example"},
    {"content/essays/a.md", "10.1000/182", "10.1000/183"},
    {"content/essays/a.md", "pages: 1-2", "pages: 1-3"},
    {"content/essays/a.md", "retrieved: 2021", "retrieved: 2022"},
    {"content/essays/a.md", "topics: [T, Red]", "topics: [T, Red, Blue]"},
    {"content/essays/b.md", "here 体.", "here 体 too."},
    {"content/essays/b.md", "Semiconductors", "Conductors"},
    {"content/essays/b.md", "authors: [Ann Bee]", "authors: [Cy Dee]"},
    {"content/essays/b.md", "date: 2021", "date: 2021-05"},
    {"content/essays/b.md", "date: 2021", "date: 2025"},
    {"content/essays/b.md", "Text of [[a]]", "Text"},
    {"content/essays/b.md", "Text of", "## H\n\nText of"},
    {"content/essays/b.md", "title: B", "title: B\nhan: ja"},
    {"content/essays/b.md", "More zinc", "Less zinc"},
    {"content/essays/a.md", "date: 2020", "date: 2020\nhan: ja"},
    {"content/essays/c.md", "date: 2022", "authors: [Cy Dee]\ndate: 2022"},
    {"content/essays/c.md", "topics: [Red]", "topics: [Blue]"},
    {"content/essays/d.md", "summary: S", "summary: Said"},
    {"content/essays/d.md", "date: 2023", "date: 2019"},
    {"content/essays/e.md", "title: E", "title: E\ndate: 2018"},
    {"content/essays/e.md", "title: E", "title: Ee"},
    {"content/essays/e.md", "/old/", "/older/"},
    {"content/essays/e.md", "title: E", "title: E\nslug: eee"},
    {"content/authors/ann-bee.md", "native_name: 体", "native_name: 文"},
    {"content/authors/ann-bee.md", "1825-0097", "1694-233X"},
    {"content/authors/ann-bee.md", "ann.example", "anne.example"},
    {"content/authors/ann-bee.md", "Uni", "College"},
    {"content/authors/ann-bee.md", "A. B.", "A. Bee"},
    {"content/authors/ann-bee.md", "Ann.\n", "Ann is.\n"},
    {"content/authors/ann-bee.md", "name: Ann Bee", "name: Ann Bee\nextra: 1"},
    {"content/authors/cy-dee.md", "name: Cy Dee", "name: Cy Dee\nslug: cy"},
    {"content/topics/red.md", "broader: [T]", "broader: [Blue]"},
    {"content/topics/red.md", "see_also: [Blue]", "see_also: [T]"},
    {"content/topics/red.md", "Scarlet", "Ruby"},
    {"content/topics/red.md", "Of red 体.", "Of red 体. More."},
    {"content/topics/red.md", "Of red", "On red"},
    {"content/topics/red.md", "name: Red 体", "name: Red 体\nextra: 1"},
    {"content/topics/blue.md", "name: Blue", "name: Blue\nslug: azure"},
    {"content/topics/blue.md", "Blue", "Azure"},
    {"content/lists/l.md", "first 体", "then"},
    {"content/lists/l.md", "Of letters", "On letters"},
    {"content/lists/l.md", ", {essay: d}", ""},
    {"content/lists/l.md", "List.\n", "Lists.\n"},
    {"content/lists/l.md", "summary", "extra: 1\nsummary"},
    {"content/lists/m.md", "title: M", "title: M\nslug: em"},
    {"content/glossary/x.md", "未知", "不知"},
    {"content/glossary/x.md", "wei", "bu"},
    {"content/glossary/x.md", "lang: zh", "lang: ja"},
    {"content/glossary/x.md", "[ex]", "[exs]"},
    {"content/glossary/x.md", "More.", "Less."},
    {"content/glossary/x.md", "extra: 1", "extra: 2"},
    {"content/glossary/y.md", "term: Y", "term: Y\nslug: yy"},
    {"content/pages/p.md", "Of pages", "On pages"},
    {"content/pages/p.md", "extra: 1", "extra: 2"},
    {"content/pages/p.md", "summary", "slug: pp\nsummary"},
};

static struct text replaced(struct text text, const char *old, const char *new, struct arena *arena) {
    size_t at = 0, size = strlen(old);
    while (at + size <= text.size && memcmp(text.bytes + at, old, size) != 0)
        at++;
    if (at + size > text.size)
        fail_msg("\"%s\" stands nowhere", old);
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGS(text_slice(text, 0, at)), new, TEXT_ARGS(text_after(text, at + size)));
}

static void plan_changed(struct fixture *fixture, const struct change *change, const char *more, struct arena *arena) {
    struct tree_text texts[COUNT_OF(reader)];
    bool found = !change;
    for (size_t i = 0; i < COUNT_OF(reader); i++) {
        texts[i] = reader[i];
        if (text_equal(reader[i].path, TEXT("content/site.yaml")))
            texts[i].bytes = text_join(arena, reader[i].bytes, text_of(more));
        if (!change || !text_equal(reader[i].path, text_of(change->path)))
            continue;
        found = true;
        texts[i].bytes = replaced(texts[i].bytes, change->old, change->new, arena);
    }
    assert_true(found);
    fixture_plan_with(fixture, texts, COUNT_OF(texts), true);
    if (!fixture->plan) {
        diag_print(&fixture->problems, &(struct diag_style){0}, stderr);
        fail_msg("%s: \"%s\" gives errors", change ? change->path : "", change ? change->new : "");
    }
}

/* What became of an item that was seen somewhere. */
struct seen {
    struct text name; /* "essay: essay.lists[].position", "essay card.title" */
    bool red;         /* without it a change would be missed */
};

static struct {
    struct arena arena;
    struct {
        struct seen *items;
        size_t count, capacity;
    } seen;
    size_t views, keys; /* that changed */
} tally;

/* What stands in a card, and what all pages have, is one item wherever it is shown. */
static bool is_everywhere(struct text path) {
    static const char *const shared[] = {"site", "menu", "mention", "page", "address", "is_rtl"};
    struct text first = text_slice(path, 0, text_find_char(path, '.', 0));
    for (size_t i = 0; i < COUNT_OF(shared); i++)
        if (text_equal(first, text_of(shared[i])))
            return true;
    return text_find_char(first, ' ', 0) < first.size;
}

static struct seen *seen_item(uint8_t kind, struct text path) {
    struct text name =
        is_everywhere(path) ? path : text_format(&tally.arena, "%s: %.*s", page_kind(kind)->name, TEXT_ARGS(path));
    for (size_t i = 0; i < tally.seen.count; i++)
        if (text_equal(tally.seen.items[i].name, name))
            return &tally.seen.items[i];
    struct seen *seen = array_add(&tally.seen, &tally.arena);
    seen->name = text_copy(name, &tally.arena);
    return seen;
}

/*
 * What follows from one revision, one address or one part of a list comes and goes with it: the items of a row are left out
 * together, wherever on the page they stand.
 */
static const char *const together[][18] = {
    {"runs[]", "version", "previous", "next", "old", "new", "count", "text", "difference", "essay_url", "history_path", "part",
     "parts[]", "newer", "older", "essay card.updated", "essay.words", "essay card.minutes"},
    {"days[]", "count", "known"},
    {"entries[]", "updated"},
    {"editions[]", "note"},
    {"essay.record", "essay.revision", "essay.history", "essay.gone"},
    {"essay.toc[]", "essay.body"},
    {"term card.short", "terms[].body", "part.terms[].body"},
    {"term card.path", "term card.slug"},
    {"origin", "generator", "date", "commit"},
    {"to", "to_url"},
};

static bool is_in(struct text path, const char *map) {
    struct text name = text_of(map);
    return name.size && text_starts(path, name) && (path.size == name.size || path.bytes[name.size] == '.');
}

static bool is_in_row(struct text path, const char *const *row) {
    for (size_t i = 0; i < COUNT_OF(together[0]) && row[i]; i++)
        if (is_in(path, row[i]))
            return true;
    return false;
}

static bool are_together(struct text path, struct text blind) {
    if (text_contains(path, TEXT("parts[]")) && text_contains(blind, TEXT("parts[]")))
        return true;
    for (size_t i = 0; i < COUNT_OF(together); i++)
        if (is_in_row(path, together[i]) && is_in_row(blind, together[i]))
            return true;
    return false;
}

/* Front matter as it was written repeats what is made of it, and would cover all that. It is left out but when its turn comes.
 */
static bool is_left_out(const struct gather_item *item, struct text blind) {
    return text_equal(item->path, blind) || are_together(item->path, blind) ||
           (text_ends(item->path, TEXT("fields")) && !text_ends(blind, TEXT("fields")));
}

static size_t next_item(const struct gather_items *items, size_t at, struct text blind) {
    while (at < items->count && is_left_out(&items->items[at], blind))
        at++;
    return at;
}

static bool equal_without(const struct gather_items *a, const struct gather_items *b, struct text blind) {
    size_t i = next_item(a, 0, blind), j = next_item(b, 0, blind);
    for (; i < a->count && j < b->count; i = next_item(a, i + 1, blind), j = next_item(b, j + 1, blind))
        if (!text_equal(a->items[i].path, b->items[j].path) || a->items[i].is_structure != b->items[j].is_structure ||
            !digest_equal(a->items[i].digest, b->items[j].digest))
            return false;
    return i == a->count && j == b->count;
}

static bool equal_items(const struct gather_items *a, const struct gather_items *b) {
    return equal_without(a, b, TEXT("no fields"));
}

static void look_at_items(uint8_t kind, const struct gather_items *before, const struct gather_items *after, bool is_changed) {
    for (size_t i = 0; i < before->count; i++) {
        struct text path = before->items[i].path;
        struct seen *seen = before->items[i].is_structure ? NULL : seen_item(kind, path);
        if (seen && !seen->red && is_changed)
            seen->red = equal_without(before, after, path);
    }
}

/* One page in two readers. */
static bool look_at_page(struct fixture *before, size_t old, struct fixture *after, size_t new, const char *what) {
    struct arena arena = {0};
    uint8_t kind = before->plan->pages[old].kind;
    bool views_equal = text_equal(fixture_words(before, plan_view(before->plan, old, &before->arena)),
                                  fixture_words(after, plan_view(after->plan, new, &after->arena)));
    bool keys_equal = digest_equal(plan_key(before->plan, old, &arena), plan_key(after->plan, new, &arena));
    const struct gather_items *items = plan_items(before->plan, old, &arena), *others = plan_items(after->plan, new, &arena);
    if (keys_equal && !views_equal)
        fail_msg("%s changes the view of %.*s, and not its key", what, TEXT_ARGS(before->plan->pages[old].address));
    /* All pages are made again in another language, for all words of it may stand on them. */
    bool same_language = text_equal(before->site->settings.language, after->site->settings.language);
    if (same_language && keys_equal != equal_items(items, others) &&
        text_equal(before->plan->pages[old].layout, after->plan->pages[new].layout))
        fail_msg("%s: the key of %.*s is not that of its items", what, TEXT_ARGS(before->plan->pages[old].address));
    look_at_items(kind, items, others, !views_equal);
    tally.views += !views_equal;
    tally.keys += !keys_equal;
    arena_free(&arena);
    return !views_equal;
}

/* All pages that both have, but for copies. */
static void look_at(struct fixture *before, struct fixture *after, const char *what) {
    size_t changed = 0;
    for (size_t i = 0; i < before->plan->count; i++) {
        const struct page *page = &before->plan->pages[i];
        size_t other = plan_find(after->plan, page->path);
        if (other != SIZE_MAX && after->plan->pages[other].kind == page->kind && page_kind(page->kind)->name[0])
            changed += look_at_page(before, i, after, other, what);
    }
    if (changed == 0 && before->plan->count == after->plan->count)
        fail_msg("%s changes no view at all, and so tests nothing", what);
}

static void make_edits(const char *more) {
    struct fixture before;
    struct arena arena = {0};
    plan_changed(&before, NULL, more, &arena);
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct fixture after;
        plan_changed(&after, &changes[i], more, &arena);
        struct text what = text_format(&arena, "%s: \"%s\" to \"%s\"", changes[i].path, changes[i].old, changes[i].new);
        look_at(&before, &after, text_terminated(what, &arena));
        fixture_free(&after);
    }
    fixture_free(&before);
    arena_free(&arena);
}

static void keys_differ_where_views_differ(void **state) {
    (void)state;
    make_edits("");
    make_edits("page_size: 2\n");
    make_edits("feed: full\n");
    /* A key may differ where the view does not, but it must not do so as a rule. */
    assert_in_range(tally.keys, tally.views, tally.views * 3 / 2);
}

/* In a repository */

static void plan_folder(struct fixture *fixture, struct sandbox *sandbox) {
    *fixture = (struct fixture){.workers = {.count = 1}};
    struct arena *arena = &fixture->arena;
    const struct tree *folder = tree_open_folder(&fixture->problems, sandbox->folder, NULL, NULL, arena);
    struct repository *repository = repository_open(&fixture->problems, sandbox->folder, arena);
    fixture->remembered = remembered_open(NULL, arena);
    fixture->tree = tree_overlay(folder, fixture_tree(NULL, 0, arena), arena);
    struct site_input input = {
        .tree = fixture->tree, .repository = repository, .remembered = fixture->remembered, .workers = &fixture->workers};
    fixture->site = site_load(&fixture->problems, &input, arena);
    assert_non_null(fixture->site);
    fixture->layouts = layouts_load(&fixture->problems, fixture->tree, fixture->site->language, arena);
    fixture->plan = plan_make(fixture->site, NULL, fixture->layouts, fixture->tree, &fixture->problems, arena);
    if (!fixture->plan)
        diag_print(&fixture->problems, &(struct diag_style){0}, stderr);
    assert_non_null(fixture->plan);
}

static const char *const steps[] = {
    "sed -i 's/Welcome/Hail/' content/index.md; $commit 3 'Hail'",
    "sed -i 's/Semiconductors/Conductors/' content/essays/b.md; $commit 4 'Reword'",
    "$commit 5 'Nothing'",
    "git tag edition/one",
    "sed -i 's/^Undated.*/Undated still./' content/essays/e.md",
    "$commit 6 'Still'",
    "git tag -a -m 'Two' edition/two",
    "export GIT_AUTHOR_NAME=Bob; sed -i 's/title: E/title: Eee/' content/essays/e.md; $commit 7 'Retitle'",
    "git mv content/essays/e.md content/essays/moved.md; sed -i 's/aliases:/slug: e\\naliases:/' content/essays/moved.md; "
    "$commit 8 'Move'",
    "sed -i '/^Undated/d' content/essays/moved.md; echo 'A wholly new paragraph of words.' >>content/essays/moved.md; $commit "
    "9 'Replace'",
    "sed -i 's/wholly new/quite new/' content/essays/moved.md; $commit 10 'Reword'",
    "git commit -q --amend -m 'Reword again'",
    "git commit -q --amend --author 'Eve <eve@x.example>' -m 'Reword again'",
    "git rm -q content/essays/d.md; sed -i 's/, {essay: d}//' content/lists/l.md; $commit 11 'Withdraw'",
    "git checkout -q HEAD~1 -- content/essays/d.md; $commit 12 'Restore'",
    "sed -i 's/Of red/On red/' content/topics/red.md; $commit 13 'Topic'",
    "git tag -f edition/two",
    "git tag -d edition/one",
    "sed -i 's/access: summary/access: public/' content/essays/d.md; $commit 14 'Open'",
    "sed -i 's/title: A/title: Az/' content/essays/a.md; $commit 15 'Retitle'",
    "sed -i 's/Conductors/Superconductors/' content/essays/b.md; $commit 16 'Reword'",
    "sed -i 's/Superconductors/Cables of copper/' content/essays/b.md; $commit 17 'Reword'",
    "sed -i 's/quite new/rather new/' content/essays/moved.md; $commit 18 'Reword'",
    "sed -i 's/rather new/not at all old/' content/essays/moved.md; $commit 19 'Reword'",
    "sed -i 's/date: 2021/date: 2020-05/' content/essays/b.md",
    "$commit 19 'Date'",
    "echo 'history: summary' >>content/site.yaml; $commit 15 'Summary'",
};

static void keys_differ_where_history_differs(void **state) {
    struct sandbox *sandbox = *state;
    struct fixture before, after;
    sandbox_environment();
    init(sandbox);
    for (size_t i = 0; i < COUNT_OF(reader); i++)
        put_text(sandbox, text_terminated(reader[i].path, &sandbox->arena), reader[i].bytes);
    run(sandbox, "echo 'editions: [{tags: edition/*}]' >>content/site.yaml");
    commit(sandbox, 0, "Begin");
    plan_folder(&before, sandbox);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        run(sandbox,
            "commit() { git add -A; GIT_AUTHOR_DATE=\"$((1700000000 + $1 * 86400)) +0200\" "
            "GIT_COMMITTER_DATE=\"$((1700000000 + $1 * 86400)) +0200\" git commit -q --allow-empty -m \"$2\"; }; "
            "commit=commit; %s",
            steps[i]);
        plan_folder(&after, sandbox);
        look_at(&before, &after, steps[i]);
        fixture_free(&before);
        before = after;
    }
    fixture_free(&before);
}

/* Items that no edit changes alone, and why that is so. The name is that of the page's kind and the path; "*" stands for any.
 */
static const struct {
    const char *name, *why;
} covered[] = {
    {"address", "a page at another address is another page"},
    {"page.kind", "its kind is in each key"},
    {"page.is_*", "the same"},
    {"page.in_*", "the same"},
    {"is_rtl", "the language is in each key"},
    {"site.generator", "of the program, whose name is in each key"},
    {"site.assets", "the same"},
    {"*: for_disk", "what links end in is one for the whole site, and is missed on the pages of essays"},
    {"robots: sitemap_url", "always the same"},
    {"*feed: html_url", "always the same: the address of what it is the feed of"},
    {"difference: is_since", "its address says so"},
    {"changes: period", "its address says so"},
    {"changes: of.*", "its address says so, and the title of the page"},
    {"changes: note", "git's history is known or not for all pages: site.has_changes"},
    {"colophon: note", "the same"},
    {"changes: feed_*", "where there is one feed of changes there are all: site.changes_feed_path"},
    {"*feed: authors[]", "site.editors"},
    {"*feed: name", "of a thing: the title of the page"},
    {"feed entry.url", "it is the id, too"},
    {"feed entry.id", "it is the url, too"},
    {"feed entry.voice", "the summary begins with it"},
    {"*[].kind", "of a backlink: the path of who refers says of which kind that is"},
    {"*[].is_essay", "the same"},
    {"*[].kind_label", "the same"},
    {"part: part.citing[].han", "the same"},
    {"essay name.*",
     "an essay card begins with it, and is looked at; on its own it stands where every change is a new version"},
    {"index: letters[].id", "the names below it say so"},
    {"index: letters[].label", "the same"},
    {"index: letters[].entries[].what", "the same name stands beside it"},
    {"index: letters[].entries[].han", "site.yaml's, in the title of the reader, too"},
    {"index: letters[].entries[].see", "the name that it leads to is on the page, and is missed on parts of it"},
    {"chronology: parts[].*", "the strip has each year and its count"},
    {"*: book.chapters[].essay.revision.*", "book.imprint.commit, and it is missed on the pages of essays"},
    {"cite: cite_files.*", "they stand beside its own address"},
    {"*[].again", "follows from who stands before it"},
};

static bool matches(struct text name, struct text pattern) {
    size_t star = text_find_char(pattern, '*', 0);
    if (star == pattern.size)
        return text_equal(name, pattern);
    struct text rest = text_after(pattern, star + 1);
    if (!text_starts(name, text_slice(pattern, 0, star)))
        return false;
    for (size_t from = star; from <= name.size; from++)
        if (matches(text_after(name, from), rest))
            return true;
    return rest.size == 0;
}

static bool is_covered(struct text name) {
    for (size_t i = 0; i < COUNT_OF(covered); i++)
        if (matches(name, text_of(covered[i].name)))
            return true;
    return false;
}

static void no_item_can_be_left_out(void **state) {
    (void)state;
    size_t red = 0, missing = 0;
    for (size_t i = 0; i < tally.seen.count; i++) {
        const struct seen *seen = &tally.seen.items[i];
        red += seen->red;
        if (seen->red || is_covered(seen->name))
            continue;
        print_error("nothing would be missed without %.*s\n", TEXT_ARGS(seen->name));
        missing++;
    }
    print_message("%zu items; left out in turn, %zu of them were missed, and %zu are covered by others\n", tally.seen.count,
                  red, tally.seen.count - red - missing);
    arena_free(&tally.arena);
    assert_int_equal(missing, 0);
}

static void stay_where_nothing_is_different(void **state) {
    (void)state;
    struct fixture before, after;
    struct arena arena = {0};
    plan_changed(&before, NULL, "", &arena);
    plan_changed(&after, NULL, "", &arena);
    assert_int_equal(before.plan->count, after.plan->count);
    for (size_t i = 0; i < before.plan->count; i++)
        assert_true(digest_equal(plan_key(before.plan, i, &before.arena), plan_key(after.plan, i, &after.arena)));
    fixture_free(&before);
    fixture_free(&after);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stay_where_nothing_is_different),
        cmocka_unit_test(keys_differ_where_views_differ),
        SANDBOX_CASE(keys_differ_where_history_differs),
        cmocka_unit_test(no_item_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
