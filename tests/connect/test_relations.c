#include "kinds/reader.h"

static void relations_are_seen_from_both_ends(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a",
              "title: A\nrelations:\n"
              "  - cites: b\n"
              "  - responds_to: {essay: b, note: First}\n"
              "  - supports: b\n    note: Second\n"
              "  - disputes: [b, c]\n"
              "  - extends:\n      essay: c\n"
              "  - supersedes: c\n"
              "  - cites: b");
    add_essay(&reader, "b", "title: B\nrelations: {cites: [a, c]}");
    add_essay(&reader, "c", "title: C");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    const struct essay *a = essay_at(site, "a"), *b = essay_at(site, "b"), *c = essay_at(site, "c");
    static const uint8_t kinds[] = {RELATION_CITES,    RELATION_RESPONDS_TO, RELATION_SUPPORTS,  RELATION_DISPUTES,
                                    RELATION_DISPUTES, RELATION_EXTENDS,     RELATION_SUPERSEDES};
    static const char others[] = "bbbbccc";
    assert_int_equal(a->relations.count, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(a->relations.items[i].kind, kinds[i]);
        assert_int_equal(*site->essays[a->relations.items[i].essay].thing.slug.bytes, others[i]);
    }
    assert_text(a->relations.items[1].note, "First");
    assert_text(a->relations.items[2].note, "Second");
    assert_int_equal(a->related_by.count, 1);
    assert_int_equal(b->relations.count, 2);
    assert_int_equal(b->related_by.count, 4);
    assert_int_equal(b->related_by.items[1].kind, RELATION_RESPONDS_TO);
    assert_int_equal(b->related_by.items[1].essay, essay_number(site, "a"));
    assert_text(b->related_by.items[1].note, "First");
    assert_int_equal(c->related_by.count, 4);
    assert_int_equal(c->related_by.items[3].essay, essay_number(site, "b"));
    drop(&reader);
}

static void wrong_relations_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "first",
              "title: A\nrelations:\n  - sites: second\n  - mentions: second\n  - cites: secnd\n"
              "  - cites: first\n  - second\n  - cites: {note: x}\n  - cites: held");
    add_essay(&reader, "second", "title: B");
    add_essay(&reader, "held", "title: H\ndraft: true");
    load(&reader);
    assert_problems(&reader, "content/essays/first.md:4:5: error[E006]: unknown relation \"sites\"\n"
                             "  help: did you mean \"cites\"?\n"
                             "content/essays/first.md:5:5: error[E006]: unknown relation \"mentions\"\n"
                             "  help: it is cites, responds_to, supports, disputes, extends or supersedes\n"
                             "content/essays/first.md:6:12: error[E100]: unknown essay \"secnd\"\n"
                             "  help: did you mean \"second\"?\n"
                             "content/essays/first.md:7:12: error[E006]: an essay has no relation to itself\n"
                             "  help: name another essay\n"
                             "content/essays/first.md:8:5: error[E004]: a relation says of which kind it is\n"
                             "  help: write \"- cites: slug\"\n"
                             "content/essays/first.md:9:12: error[E004]: a relation names an essay\n"
                             "  help: write \"essay: slug\" and \"note: words\"\n"
                             "content/essays/first.md:10:12: error[E105]: \"held\" is a draft\n"
                             "  help: publish it too, or build with --drafts\n");
    drop(&reader);
}

static void variants_are_seen_from_both_ends(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A");
    add_essay(&reader, "b", "title: B\nvariant_of: a\nvariant: {kind: machine-translation, note: Reworded}");
    add_essay(&reader, "c", "title: C\nvariant-of: a\nvariant: translation");
    add_essay(&reader, "d", "title: D\nvariant_of: c");
    add_essay(&reader, "e", "title: E\nvariant_of: a\nvariant: {kind: machine translation}");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(titles(&reader, THING_ESSAY, &essay_at(site, "a")->variants), "B, C, E");
    assert_text(titles(&reader, THING_ESSAY, &essay_at(site, "c")->variants), "D");
    assert_int_equal(essay_at(site, "a")->variant_of, NONE);
    assert_int_equal(essay_at(site, "a")->variant, VARIANT_NONE);
    assert_int_equal(essay_at(site, "b")->variant_of, essay_number(site, "a"));
    assert_int_equal(essay_at(site, "b")->variant, VARIANT_MACHINE_TRANSLATION);
    assert_text(essay_at(site, "b")->variant_note, "Reworded");
    assert_int_equal(essay_at(site, "c")->variant, VARIANT_TRANSLATION);
    assert_int_equal(essay_at(site, "d")->variant, VARIANT_OTHER);
    assert_int_equal(essay_at(site, "e")->variant, VARIANT_MACHINE_TRANSLATION);
    drop(&reader);
}

static void every_kind_of_variant_has_its_word(void **state) {
    (void)state;
    static const char *const words[] = {"translation", "machine-translation", "reprint", "abridgement", "edited", "other"};
    for (uint8_t kind = VARIANT_TRANSLATION; kind <= VARIANT_OTHER; kind++) {
        struct reader reader = {0};
        add_essay(&reader, "a", "title: A");
        add_essay(&reader, "b",
                  text_format(&reader.arena, "title: B\nvariant_of: a\nvariant: {kind: %s}", words[kind - 1]).bytes);
        assert_int_equal(essay_at(load(&reader), "b")->variant, kind);
        drop(&reader);
    }
}

static void wrong_variants_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nvariant_of: a");
    add_essay(&reader, "b", "title: B\nvariant_of: c");
    add_essay(&reader, "c", "title: C\nvariant_of: b");
    add_essay(&reader, "d", "title: D\nvariant_of: b");
    add_essay(&reader, "e", "title: E\nvariant_of: b\nvariant: {kind: translaton}");
    add_essay(&reader, "f", "title: F\nvariant_of: nothing");
    load(&reader);
    assert_problems(&reader, "content/essays/a.md:3:13: error[E110]: an essay cannot be a variant of itself\n"
                             "  help: name the essay that it is a variant of\n"
                             "content/essays/b.md:3:13: error[E110]: \"b\" is in the end a variant of itself\n"
                             "  help: one of them is the first\n"
                             "content/essays/c.md:3:13: error[E110]: \"c\" is in the end a variant of itself\n"
                             "  help: one of them is the first\n"
                             "content/essays/e.md:4:17: error[E006]: \"translaton\" is no value of kind\n"
                             "  help: did you mean \"translation\"?\n"
                             "content/essays/f.md:3:13: error[E100]: unknown essay \"nothing\"\n");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_are_seen_from_both_ends), cmocka_unit_test(wrong_relations_are_told),
        cmocka_unit_test(variants_are_seen_from_both_ends),  cmocka_unit_test(every_kind_of_variant_has_its_word),
        cmocka_unit_test(wrong_variants_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
