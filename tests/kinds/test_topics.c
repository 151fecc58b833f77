#include "kinds/reader.h"

static void assert_topics(const char *fields, const char *expected) {
    struct reader reader = {0};
    add_essay(&reader, "a", text_format(&reader.arena, "title: A\n%s", fields).bytes);
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(titles(&reader, THING_TOPIC, &essay_at(site, "a")->topics), expected);
    drop(&reader);
}

static void topics_are_read_under_all_their_names(void **state) {
    (void)state;
    assert_topics("topics: [x, y z]", "x, y z");
    assert_topics("topics:\n  - 2024\n  - true\n  - 2024-05-06\n  -\n  - x", "2024, true, 2024-05-06, x");
    assert_topics("tags: [x, y]", "x, y");
    assert_topics("tag: x", "x");
    assert_topics("categories: [x, y]", "x, y");
    assert_topics("category: x y", "x y");
    assert_topics("keywords: [x, y]", "x, y");
    assert_topics("tags: [x]\ncategories: [y, x]", "x, y");
    assert_topics("tags: [x]\ncategories: [y]\nkeywords: [z]", "x, y");
    assert_topics("topics: [w]\ntags: [x]\ncategories: [y]", "w");
    assert_topics("topics: []\ntags: [x]", "x");
    assert_topics("taxonomies: {tags: [x], categories: [y]}", "x, y");
    assert_topics("topics: ~", "");
}

static void a_text_may_hold_several(void **state) {
    (void)state;
    assert_topics("topics: industrial policy", "industrial policy");
    assert_topics("topics: industrial policy, trade", "industrial policy, trade");
    assert_topics("categories: ruby code", "ruby, code");
    assert_topics("tags: \"ruby, code review\"", "ruby, code review");
    assert_topics("tags: a  b", "a, b");
    assert_topics("keywords: machine learning", "machine learning");
    assert_topics("tags: [\"a, b\"]", "a, b");
}

static void spellings_of_one_topic_are_one(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\ntopics: [self-reliance, C++, C]");
    add_essay(&reader, "b", "title: B\ntopics: [Self Reliance, C#, 技术]");
    add_essay(&reader, "c", "title: C\ntopics: [Self Reliance, SELF-RELIANCE, c++]");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->topic_count, 5);
    assert_text(topic_at(site, "self-reliance")->thing.title, "Self Reliance");
    assert_text(topic_at(site, "c-plus-plus")->thing.title, "C++");
    assert_text(topic_at(site, "c-sharp")->thing.address, "/topics/c-sharp/");
    assert_text(topic_at(site, "c")->thing.title, "C");
    assert_text(topic_at(site, "技术")->thing.address, "/topics/技术/");
    assert_text(titles(&reader, THING_ESSAY, &topic_at(site, "self-reliance")->thing.essays), "A, B, C");
    drop(&reader);
}

static void a_record_names_a_topic(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/topics/ai.md", "---\nname: Artificial intelligence\nalso: [AI, machine learning]\n---\nIntro.\n");
    add_essay(&reader, "a", "title: A\ntopics: [ai]");
    add_essay(&reader, "b", "title: B\ntopics: [Machine Learning]");
    add_essay(&reader, "c", "title: C\ntopics: [artificial intelligence, AI]");
    add_essay(&reader, "d", "title: D\ntopics: [robots]\ndate: 2020");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->topic_count, 2);
    assert_text(topic_at(site, "ai")->thing.title, "Artificial intelligence");
    assert_text(titles(&reader, THING_ESSAY, &topic_at(site, "ai")->thing.essays), "A, B, C");
    assert_int_equal(topic_at(site, "ai")->thing.also.count, 2);
    assert_text(topic_at(site, "ai")->thing.source.path, "content/topics/ai.md");
    assert_text(titles(&reader, THING_TOPIC, &site->topics_by_name), "Artificial intelligence, robots");
    drop(&reader);
}

static void broader_and_narrower_are_seen_from_both_ends(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/topics/a.md", "---\nname: A\nbroader: [B, named]\nsee_also: C\n---\n");
    add(&reader, "content/topics/b.md", "---\nname: B\nnarrower: [a, C]\n---\n");
    add(&reader, "content/topics/c.md", "---\nname: C\nbroader: b\nsee_also: [a]\n---\n");
    add_essay(&reader, "e", "title: E\ntopics: [Named]");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "a")->broader), "B, Named");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "b")->narrower), "A, C");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "named")->narrower), "A");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "c")->broader), "B");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "a")->see_also), "C");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "c")->see_also), "A");
    drop(&reader);
}

static void circles_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/topics/a.md", "---\nname: A\nbroader: [b]\n---\n");
    add(&reader, "content/topics/b.md", "---\nname: B\nbroader: [c]\n---\n");
    add(&reader, "content/topics/c.md", "---\nname: C\nbroader: [a]\n---\n");
    add(&reader, "content/topics/d.md", "---\nname: D\nbroader: [a, d]\n---\n");
    load(&reader);
    assert_problems(&reader, "content/topics/c.md:3:10: error[E109]: topics are broader than each other in a circle: "
                             "a < b < c < a\n"
                             "  help: take one \"broader\" or \"narrower\" of them out\n"
                             "content/topics/d.md:3:14: error[E109]: a topic cannot be broader than itself\n");
    drop(&reader);
}

static void unknown_topics_and_names_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/topics/trade.md", "---\nname: Trade\nbroader: [econmy]\nsee_also: [nothing-like-it]\n---\n");
    add(&reader, "content/topics/economy.md", "---\nname: Economy\nalso: trade\n---\n");
    add_essay(&reader, "a", "title: A\ntopics: ['!!']");
    load(&reader);
    assert_problems(&reader, "content/essays/a.md:3:10: error[E108]: no slug can be made of \"!!\"\n"
                             "  help: a topic's name has letters\n"
                             "content/topics/economy.md:3:7: error[E111]: \"trade\" is a name of content/topics/trade.md, too\n"
                             "  help: a name can stand for one topic only\n"
                             "content/topics/trade.md:3:11: error[E101]: unknown topic \"econmy\"\n"
                             "  help: did you mean \"economy\"?\n"
                             "content/topics/trade.md:4:12: error[E101]: unknown topic \"nothing-like-it\"\n");
    drop(&reader);
}

static void neighbours_are_those_most_often_together(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\ntopics: [x, z, y]");
    add_essay(&reader, "b", "title: B\ntopics: [x, y]");
    add_essay(&reader, "c", "title: C\ntopics: [x, w]");
    add_essay(&reader, "d", "title: D\ntopics: [alone]");
    const struct site *site = load(&reader);
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "x")->neighbours), "y, w, z");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "w")->neighbours), "x");
    assert_text(titles(&reader, THING_TOPIC, &topic_at(site, "alone")->neighbours), "");
    drop(&reader);
}

/* An essay of `count` topics, T000 and so on. */
static void add_essay_of_topics(struct reader *reader, const char *slug, int count) {
    struct text fields = text_format(&reader->arena, "title: %s\ntopics:", slug);
    for (int i = 0; i < count; i++)
        fields = text_format(&reader->arena, "%.*s\n  - T%03d", TEXT_ARGS(fields), i);
    add_essay(reader, slug, text_terminated(fields, &reader->arena));
}

static void an_essay_of_everything_brings_nothing_together(void **state) {
    (void)state;
    static const struct {
        int topics;
        size_t neighbours;
    } cases[] = {{TOGETHER_LARGEST, 8}, {TOGETHER_LARGEST + 1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reader reader = {0};
        add_essay_of_topics(&reader, "all", cases[i].topics);
        add_essay_of_topics(&reader, "two", 2);
        const struct site *site = load(&reader);
        assert_text(site->topics[0].thing.title, "T000");
        assert_int_equal(site->topics[0].thing.essays.count, 2);
        assert_int_equal(site->topics[0].neighbours.count, cases[i].neighbours);
        assert_int_equal(site->topics[0].neighbours.items[0], 1);
        drop(&reader);
    }
}

static void names_that_would_merge_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/topics/cafe.md", "---\nname: Café\n---\n");
    add_essay(&reader, "a", "title: A\ntopics: [Mütter, Año, Cafe, War & Peace]");
    add_essay(&reader, "b", "title: B\ntopics: [Mutter, Ano, MÜTTER, war - peace]");
    const struct site *site = load(&reader);
    assert_problems(&reader, "content/essays/b.md:3:10: warning[W393]: the topic \"Mutter\" is taken for \"Mütter\" in "
                             "content/essays/a.md: the slug of both is \"mutter\"\n"
                             "  help: write both alike; or, if they are two, make a record of this one: colophon new topic\n");
    assert_int_equal(site->topic_count, 5);
    drop(&reader);
}

/* An essay of each topic, in order; and what is told. */
static void assert_alike(const char *const *topics, size_t count, const char *expected) {
    struct reader reader = {0};
    for (size_t i = 0; i < count; i++) {
        struct text slug = text_format(&reader.arena, "e%zu", i);
        add_essay(&reader, slug.bytes, text_format(&reader.arena, "title: E\ntopics: [Other, %s]", topics[i]).bytes);
    }
    load(&reader);
    assert_problems(&reader, expected);
    drop(&reader);
}

static void topics_that_differ_by_number_are_told(void **state) {
    (void)state;
    static const char *const twice[] = {"Supply chain", "Supply chains", "Supply chains"};
    static const char *const hyphen[] = {"e-mail", "email", "email"};
    static const char *const others[] = {"Policies of trade", "Policy of trade", "Gas", "Ga", "Crisis", "Crisi", "Art", "Arts"};
    assert_alike(twice, 3,
                 "content/essays/e0.md:3:17: warning[W285]: the topic \"Supply chain\" is almost \"Supply chains\"\n"
                 "  help: write both alike; or, if they are two, say so with a record: content/topics/supply-chain.md\n");
    assert_alike(hyphen, 3,
                 "content/essays/e0.md:3:17: warning[W285]: the topic \"e-mail\" is almost \"email\"\n"
                 "  help: write both alike; or, if they are two, say so with a record: content/topics/e-mail.md\n");
    assert_alike(others, 8, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_would_merge_are_told),
        cmocka_unit_test(topics_are_read_under_all_their_names),
        cmocka_unit_test(a_text_may_hold_several),
        cmocka_unit_test(spellings_of_one_topic_are_one),
        cmocka_unit_test(a_record_names_a_topic),
        cmocka_unit_test(broader_and_narrower_are_seen_from_both_ends),
        cmocka_unit_test(circles_are_told),
        cmocka_unit_test(unknown_topics_and_names_are_told),
        cmocka_unit_test(topics_that_differ_by_number_are_told),
        cmocka_unit_test(neighbours_are_those_most_often_together),
        cmocka_unit_test(an_essay_of_everything_brings_nothing_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
