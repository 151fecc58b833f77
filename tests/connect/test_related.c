#include "connect/related/related.h"

#include "kinds/reader.h"

/* "slug(reasons) slug(reasons)": what is related to an essay, and why. */
static struct text shown(struct reader *reader, const char *slug) {
    static const char *const kinds[] = {"topic", "author", "reference", "common", "words"};
    const struct site *site = reader->site;
    const struct essay *essay = essay_at(site, slug);
    struct text all = {0};
    for (size_t i = 0; i < essay->related.count; i++) {
        uint32_t other = essay->related.items[i];
        struct reasons reasons = related_reasons(site, essay_number(site, slug), other, &reader->arena);
        all =
            text_format(&reader->arena, "%.*s%s%.*s(", TEXT_ARGS(all), i ? " " : "", TEXT_ARGS(site->essays[other].thing.slug));
        for (size_t j = 0; j < reasons.count; j++) {
            const struct reason *reason = &reasons.items[j];
            struct text what = reason->kind == REASON_WORDS    ? reason->words
                               : reason->kind == REASON_TOPIC  ? site->topics[reason->number].thing.title
                               : reason->kind == REASON_AUTHOR ? site->authors[reason->number].thing.title
                                                               : site->essays[reason->number].thing.slug;
            all = text_format(&reader->arena, "%.*s%s%s %.*s", TEXT_ARGS(all), j ? "; " : "", kinds[reason->kind],
                              TEXT_ARGS(what));
        }
        all = text_join(&reader->arena, all, TEXT(")"));
    }
    return all;
}

static void add_text(struct reader *reader, const char *slug, const char *fields, const char *text) {
    struct text bytes = text_format(&reader->arena, "---\ntitle: %s\n%s\n---\n%s\n", slug, fields, text);
    add(reader, text_format(&reader->arena, "content/essays/%s.md", slug).bytes, bytes.bytes);
}

static void each_reason_is_found_and_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "topics: [tea]\nauthors: [Ada]", "");
    add_text(&reader, "b", "topics: [tea]", "");
    add_text(&reader, "c", "authors: [Ada]", "");
    add_text(&reader, "d", "", "[[e]]");
    add_text(&reader, "e", "", "");
    add_text(&reader, "f", "", "[[e]]");
    add_text(&reader, "g", "", "zymurgy fermentation brewery malting");
    add_text(&reader, "h", "", "zymurgy fermentation brewery cooperage");
    add_text(&reader, "z", "", "Nothing.");
    load(&reader);
    assert_problems(&reader, "");
    assert_text(shown(&reader, "a"), "c(author Ada) b(topic tea)");
    assert_text(shown(&reader, "b"), "a(topic tea)");
    assert_text(shown(&reader, "c"), "a(author Ada)");
    assert_text(shown(&reader, "d"), "e(reference e) f(common e)");
    assert_text(shown(&reader, "e"), "d(reference d) f(reference f)");
    assert_text(shown(&reader, "h"), "g(words zymurgy, fermentation, brewery)");
    assert_text(shown(&reader, "z"), "");
    drop(&reader);
}

/* What is found for an essay is remembered by its own features, so the order of another's may not count. */
static void the_order_of_anothers_words_changes_nothing(void **state) {
    (void)state;
    static const char *const others[] = {"zymurgy fermentation brewery malting cooperage",
                                         "cooperage malting brewery fermentation zymurgy"};
    struct digest why = {0};
    for (size_t i = 0; i < 2; i++) {
        struct reader reader = {0};
        add_text(&reader, "a", "", "malting zymurgy cooperage brewery fermentation");
        add_text(&reader, "b", "", others[i]);
        add_text(&reader, "z", "", "Nothing.");
        const struct site *site = load(&reader);
        assert_text(shown(&reader, "a"), "b(words malting, zymurgy, cooperage)");
        if (i)
            assert_true(digest_equal(essay_at(site, "a")->related_why, why));
        why = essay_at(site, "a")->related_why;
        drop(&reader);
    }
}

static void rare_topics_weigh_more_than_common_ones(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "topics: [rare, common]", "");
    add_text(&reader, "b", "topics: [common]", "");
    add_text(&reader, "c", "topics: [common]", "");
    add_text(&reader, "d", "topics: [rare]", "");
    for (int i = 0; i < 20; i++)
        add_text(&reader, text_format(&reader.arena, "filler-%02d", i).bytes, "", "");
    load(&reader);
    assert_text(shown(&reader, "a"), "d(topic rare) b(topic common) c(topic common)");
    drop(&reader);
}

static void no_more_are_shown_than_asked_for(void **state) {
    (void)state;
    static const size_t asked[] = {0, 2, 9};
    for (size_t i = 0; i < 3; i++) {
        struct reader reader = {0};
        add(&reader, "content/site.yaml", text_format(&reader.arena, "related: %zu\n", asked[i]).bytes);
        for (int j = 0; j < 6; j++)
            add_text(&reader, text_format(&reader.arena, "e%d", j).bytes, "topics: [t]", "");
        const struct site *site = load(&reader);
        assert_int_equal(essay_at(site, "e3")->related.count, asked[i] > 5 ? 5 : asked[i]);
        if (asked[i])
            assert_int_equal(essay_at(site, "e3")->related.items[0], essay_number(site, "e0"));
        drop(&reader);
    }
}

static void variants_are_not_called_related(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "topics: [t]", "[[b]] [[c]]");
    add_text(&reader, "b", "topics: [t]\nvariant_of: a", "");
    add_text(&reader, "c", "topics: [t]\nvariant_of: b", "");
    add_text(&reader, "d", "topics: [t]\nvariant_of: a", "");
    add_text(&reader, "e", "topics: [t]", "");
    load(&reader);
    static const char *const kin[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < 4; i++)
        assert_text(shown(&reader, kin[i]), "e(topic t)");
    drop(&reader);
}

static void the_order_of_files_changes_nothing(void **state) {
    (void)state;
    struct text first = {0};
    struct reader readers[2] = {0};
    for (int backward = 0; backward < 2; backward++) {
        struct reader *reader = &readers[backward];
        for (int i = 0; i < 40; i++) {
            int j = backward ? 39 - i : i;
            add_text(reader, text_format(&reader->arena, "e%02d", j).bytes,
                     text_format(&reader->arena, "topics: [t%d, u%d]", j % 7, j % 5).bytes,
                     text_format(&reader->arena, "brewery%d malting%d cooperage", j % 3, j % 4).bytes);
        }
        load(reader);
        struct text all = {0};
        for (int i = 0; i < 40; i++)
            all = text_join(&reader->arena, all, shown(reader, text_format(&reader->arena, "e%02d", i).bytes));
        if (backward)
            assert_true(text_equal(all, first));
        first = all;
    }
    assert_true(first.size > 1000);
    drop(&readers[0]);
    drop(&readers[1]);
}

/* Essays come and go between two runs: rows follow their slugs, and only those of the same inputs are taken. */
static void found_rows_follow_their_essays(void **state) {
    (void)state;
    struct arena arena = {0};
    static const uint64_t before[] = {10, 20, 30, 40}, after[] = {20, 25, 30, 40, 50};
    struct picks old = picks_new(before, 4, 3, &arena), now = picks_new(after, 5, 3, &arena), read;
    static const uint32_t picks[][2] = {{1, 2}, {2, 3}, {0, 1}, {1, 2}};
    for (uint32_t i = 0; i < 4; i++) {
        struct row *row = picks_row(&old, i);
        row->inputs.low = before[i];
        row->count = 2;
        memcpy(row->picks, picks[i], sizeof picks[i]);
    }
    for (uint32_t i = 0; i < 5; i++)
        picks_row(&now, i)->inputs.low = after[i];
    picks_row(&now, 3)->inputs.low = 41;
    bool known[5] = {0};
    assert_true(picks_read(&read, old.bytes));
    picks_take(known, &now, &read, &arena);
    assert_true(known[0]);
    assert_int_equal(picks_row(&now, 0)->count, 2);
    assert_int_equal(picks_row(&now, 0)->picks[0], 2);
    assert_int_equal(picks_row(&now, 0)->picks[1], 3);
    assert_false(known[1]); /* new */
    assert_false(known[2]); /* one of its picks is gone */
    assert_false(known[3]); /* found from something else */
    assert_false(known[4]);
    assert_false(picks_read(&read, text_slice(old.bytes, 0, old.bytes.size - 1)));
    assert_false(picks_read(&read, TEXT("")));
    arena_free(&arena);
}

static void logarithms_and_roots_are_whole_numbers(void **state) {
    (void)state;
    assert_int_equal(log2_sixteenths(1, 1), 0);
    assert_int_equal(log2_sixteenths(2, 1), 16);
    assert_int_equal(log2_sixteenths(1024, 1), 160);
    assert_int_equal(log2_sixteenths(3, 2), 9);       /* 16 * 0.585 = 9.36 */
    assert_int_equal(log2_sixteenths(10000, 3), 187); /* 16 * 11.703 = 187.2 */
    assert_int_equal(log2_sixteenths(UINT32_MAX, 1), 511);
    assert_int_equal(square_root(0), 0);
    assert_int_equal(square_root(15), 3);
    assert_int_equal(square_root(16), 4);
    assert_int_equal(square_root(UINT64_MAX), UINT32_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reason_is_found_and_told),      cmocka_unit_test(rare_topics_weigh_more_than_common_ones),
        cmocka_unit_test(no_more_are_shown_than_asked_for),   cmocka_unit_test(variants_are_not_called_related),
        cmocka_unit_test(the_order_of_files_changes_nothing), cmocka_unit_test(logarithms_and_roots_are_whole_numbers),
        cmocka_unit_test(found_rows_follow_their_essays),     cmocka_unit_test(the_order_of_anothers_words_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
