#include "kinds/reader.h"

/* The backlinks of a thing, one a line: kind, title, place, sentence. */
static struct text shown(struct reader *reader, const struct backlinks *backlinks) {
    struct text all = {0};
    for (size_t i = 0; i < backlinks->count; i++) {
        const struct backlink *link = &backlinks->items[i];
        all = text_format(&reader->arena, "%.*s%s %.*s @%.*s #%.*s: %.*s\n", TEXT_ARGS(all), thing_words[link->kind].word,
                          TEXT_ARGS(site_title(reader->site, link->kind, link->number)), TEXT_ARGS(link->heading),
                          TEXT_ARGS(link->anchor), TEXT_ARGS(link->sentence));
    }
    return all;
}

static void every_text_that_refers_is_listed_with_its_sentence(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/tea.md", "---\ntitle: On tea\n---\n## Leaf\n\nI cite [[tea#leaf]] myself.\n");
    add(&reader, "content/essays/old.md", "---\ntitle: Old\ndate: 2001\n---\nFirst. Read [[tea]] now! Last.\n");
    add(&reader, "content/essays/new.md",
        "---\ntitle: New\ndate: 2020\n---\n## Part\n\nSee [it](tea.md#leaf) and [[tea]]. Again [[tea|that one]] and "
        "[[old]].\n");
    add(&reader, "content/essays/undated.md", "---\ntitle: Undated\n---\nAlso [](/essays/tea/).\n");
    add(&reader, "content/topics/drinks.md", "---\nname: Drinks\n---\nBegin with [[tea]].\n");
    add(&reader, "content/authors/ada.md", "---\nname: Ada\n---\nShe wrote on [[tea]].\n");
    add(&reader, "content/lists/l.md", "---\ntitle: List\n---\nIt begins with [[tea]].\n");
    add(&reader, "content/glossary/cup.md", "---\nterm: cup\n---\nWhat [[tea]] is drunk from.\n");
    add(&reader, "content/pages/about.md", "---\ntitle: About\n---\nWe like [[tea]].\n");
    add(&reader, "content/index.md", "Start with [[tea]].\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(shown(&reader, &essay_at(site, "tea")->thing.backlinks), "essay New @part #leaf: See it and “On tea”.\n"
                                                                         "essay New @part #: Again that one and “Old”.\n"
                                                                         "essay Old @ #: Read “On tea” now!\n"
                                                                         "essay Undated @ #: Also .\n"
                                                                         "topic Drinks @ #: Begin with “On tea”.\n"
                                                                         "author Ada @ #: She wrote on “On tea”.\n"
                                                                         "list List @ #: It begins with “On tea”.\n"
                                                                         "term cup @ #: What “On tea” is drunk from.\n"
                                                                         "page About @ #: We like “On tea”.\n");
    drop(&reader);
}

static void all_kinds_of_things_know_who_refers_to_them(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/a.md",
        "---\ntitle: A\n---\n[[author:ada]], [[topic:t]], [[list:l]], [[term:w]] and [[term:w]] again.\n");
    add(&reader, "content/authors/ada.md", "---\nname: Ada\n---\n");
    add(&reader, "content/topics/t.md", "---\nname: T\n---\n");
    add(&reader, "content/lists/l.md", "---\ntitle: L\n---\n");
    add(&reader, "content/glossary/w.md", "---\nterm: W\n---\nNot counted: [[term:w]].\n");
    const struct site *site = load(&reader);
    static const char expected[] = "essay A @ #: Ada, T, “L”, W and W again.\n";
    assert_problems(&reader, "");
    assert_text(shown(&reader, &site->authors[0].thing.backlinks), expected);
    assert_text(shown(&reader, &site->topics[0].thing.backlinks), expected);
    assert_text(shown(&reader, &site->lists[0].thing.backlinks), expected);
    assert_text(shown(&reader, &site->terms[0].thing.backlinks), expected);
    drop(&reader);
}

static void drafts_are_heard_only_when_they_are_built(void **state) {
    (void)state;
    for (int drafts = 0; drafts < 2; drafts++) {
        struct reader reader = {.input.drafts = drafts};
        add_essay(&reader, "a", "title: A");
        add(&reader, "content/essays/d.md", "---\ntitle: D\ndraft: true\n---\nSecretly [[a]].\n");
        const struct site *site = load(&reader);
        assert_text(shown(&reader, &essay_at(site, "a")->thing.backlinks), drafts ? "essay D @ #: Secretly “A”.\n" : "");
        drop(&reader);
    }
}

static void a_reference_that_leads_nowhere_keeps_its_words(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A");
    add(&reader, "content/essays/b.md", "# B\n\nRead [[a]] with [[nothing-near]].\n");
    const struct site *site = load(&reader);
    assert_text(shown(&reader, &essay_at(site, "a")->thing.backlinks), "essay B @ #: Read “A” with nothing-near.\n");
    assert_int_equal(reader.problems.errors, 1);
    drop(&reader);
}

static void very_many_sentences_are_not_all_kept(void **state) {
    (void)state;
    struct reader reader = {0};
    struct buffer text = {0};
    buffer_add(&text, TEXT("# B\n\n"));
    for (int i = 0; i < 300; i++)
        buffer_add_format(&text, "Sentence %d on [[a]].\n\n", i);
    buffer_add_char(&text, '\0');
    add_essay(&reader, "a", "title: A");
    add(&reader, "content/essays/b.md", text.bytes);
    add(&reader, "content/pages/p.md", "# P\n\nAnd [[a]].\n");
    const struct backlinks *links = &essay_at(load(&reader), "a")->thing.backlinks;
    assert_int_equal(links->count, 101);
    assert_text(links->items[99].sentence, "Sentence 99 on “A”.");
    assert_text(links->items[100].sentence, "And “A”.");
    drop(&reader);
    buffer_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_that_refers_is_listed_with_its_sentence),
        cmocka_unit_test(all_kinds_of_things_know_who_refers_to_them),
        cmocka_unit_test(drafts_are_heard_only_when_they_are_built),
        cmocka_unit_test(a_reference_that_leads_nowhere_keeps_its_words),
        cmocka_unit_test(very_many_sentences_are_not_all_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
