#include "kinds/reader.h"

static void add_page(struct reader *reader, const char *slug, const char *fields) {
    struct text path = text_format(&reader->arena, "content/pages/%s.md", slug);
    struct text bytes = text_format(&reader->arena, "---\ntitle: Of %s\n%s\n---\nText.\n", slug, fields);
    *array_add(&reader->files, &reader->arena) = (struct tree_text){path, bytes};
}

static void add_things(struct reader *reader) {
    add_essay(reader, "tea", "title: Tea\nauthors: [Ann Bee]\ntopics: [Hot Drinks]\nsource: {publication: The Paper}");
    add(reader, "content/lists/first.md", "---\ntitle: First\nitems: [tea]\n---\n");
    add(reader, "content/glossary/cup.md", "---\nterm: cup\n---\nTo drink from.\n");
}

static const struct site_page *page_at(const struct site *site, const char *slug) {
    for (uint32_t i = 0; i < site->page_count; i++)
        if (text_equal(site->pages[i].thing.slug, text_of(slug)))
            return &site->pages[i];
    fail_msg("no page %s", slug);
    return NULL;
}

/* "topic:hot-drinks" */
static struct text named(struct reader *reader, struct shown_thing shown) {
    const struct thing *thing = site_thing(reader->site, shown.kind, shown.number);
    return thing ? text_format(&reader->arena, "%s:%.*s", thing_words[shown.kind].word, TEXT_ARGS(thing->slug)) : TEXT("");
}

static struct text all_named(struct reader *reader, const struct shown_things *things) {
    struct text all = TEXT("");
    for (size_t i = 0; i < things->count; i++)
        all =
            text_format(&reader->arena, "%.*s%s%.*s", TEXT_ARGS(all), i ? " " : "", TEXT_ARGS(named(reader, things->items[i])));
    return all;
}

static void a_page_names_whose_essays_it_lists(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"list: {topic: hot-drinks}", "topic:hot-drinks"},
        {"list: topic:hot-drinks", "topic:hot-drinks"},
        {"list: {topic: Hot Drinks}", "topic:hot-drinks"},
        {"list: [{topic: hot-drinks}]", "topic:hot-drinks"},
        {"list: {author: ann-bee}", "author:ann-bee"},
        {"list: publication:the-paper", "publication:the-paper"},
        {"list: {list: first}", "list:first"},
        {"list:", ""},
        {"mood: none", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reader reader = {0};
        add_things(&reader);
        add_page(&reader, "p", cases[i][0]);
        const struct site *site = load(&reader);
        assert_problems(&reader, "");
        assert_text(named(&reader, page_at(site, "p")->listed), cases[i][1]);
        drop(&reader);
    }
}

static void a_page_names_any_things(void **state) {
    (void)state;
    struct reader reader = {0};
    add_things(&reader);
    add_page(&reader, "p",
             "things: [topic:hot-drinks, author:ann-bee, essay:tea, term:cup, list:first, 'page:q', publication: the-paper, "
             "essay:tea]");
    add_page(&reader, "q", "things:\n  topic: [hot-drinks, hot-drinks]\n  page: q");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(all_named(&reader, &page_at(site, "p")->things),
                "topic:hot-drinks author:ann-bee essay:tea term:cup list:first page:q publication:the-paper");
    assert_text(all_named(&reader, &page_at(site, "q")->things), "topic:hot-drinks page:q");
    drop(&reader);
}

static void what_is_not_there_is_told_at_its_place(void **state) {
    (void)state;
    struct reader reader = {0};
    add_things(&reader);
    add_essay(&reader, "held", "title: Held\ndraft: true");
    add_page(
        &reader, "p",
        "list: {topc: hot-drinks}\nthings:\n  - topic:hot-drink\n  - autor:ann-bee\n  - tea\n  - essay:tee\n  - essay:held\n"
        "  - page: about\n  - [tea]");
    add_page(&reader, "q", "list: {term: cup}");
    add_page(&reader, "r", "list: {topic: hot-drinks, author: ann-bee}");
    add_page(&reader, "s", "list: {topic: hot-drinks, athor: ann-bee}\nlists: 1");
    load(&reader);
    assert_problems(&reader, "content/pages/p.md:3:8: error[E006]: \"topc\" is no kind of thing that lists essays\n"
                             "  help: did you mean \"topic\"?\n"
                             "content/pages/p.md:5:5: error[E101]: unknown topic \"hot-drink\"\n"
                             "  help: did you mean \"hot-drinks\"?\n"
                             "content/pages/p.md:6:5: error[E006]: \"autor\" is no kind of thing\n"
                             "  help: did you mean \"author\"?\n"
                             "content/pages/p.md:7:5: error[E004]: a thing is named by its kind and its slug\n"
                             "  help: write \"topic:slug\"\n"
                             "content/pages/p.md:8:5: error[E100]: unknown essay \"tee\"\n"
                             "  help: did you mean \"tea\"?\n"
                             "content/pages/p.md:9:5: error[E105]: \"held\" is a draft\n"
                             "  help: publish it too, or build with --drafts\n"
                             "content/pages/p.md:10:11: error[E101]: unknown page \"about\"\n"
                             "content/pages/p.md:11:5: error[E004]: a thing is named by its kind and its slug\n"
                             "  help: write \"topic:slug\"\n"
                             "content/pages/q.md:3:8: error[E006]: \"term\" is no kind of thing that lists essays\n"
                             "  help: it is topic, place, author, publication or list\n"
                             "content/pages/r.md:3:7: error[E006]: a page lists the essays of one thing\n"
                             "  help: make a reading list of them, and name that\n"
                             "content/pages/s.md:3:27: error[E006]: \"athor\" is no kind of thing that lists essays\n"
                             "  help: did you mean \"author\"?\n"
                             "content/pages/s.md:4:1: warning[W003]: unknown field \"lists\"\n"
                             "  help: did you mean \"list\"?\n");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_names_whose_essays_it_lists),
        cmocka_unit_test(a_page_names_any_things),
        cmocka_unit_test(what_is_not_there_is_told_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
