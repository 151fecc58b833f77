#include "compare/fields_diff.h"
#include "../read/parsed.h"

static struct text values_of(struct arena *arena, const struct fields_values *values) {
    struct text all = {0};
    for (size_t i = 0; i < values->count; i++)
        all = text_format(arena, "%.*s%s%s%.*s", TEXT_ARGS(all), i ? "; " : "", values->items[i].kept ? "=" : "",
                          TEXT_ARGS(values->items[i].words));
    return all;
}

/* One change a line: "Label [key]: before -> after", "=" before what stands on both sides. */
static void check(const char *old, const char *new, const char *expected) {
    struct parsed before, after;
    struct arena arena = {0};
    struct fields_changes changes;
    struct text all = {0};
    parse(&before, old);
    parse(&after, new);
    fields_diff(&changes, before.document, after.document, &arena);
    for (size_t i = 0; i < changes.count; i++)
        all = text_format(&arena, "%.*s%.*s [%.*s]: %.*s -> %.*s\n", TEXT_ARGS(all), TEXT_ARGS(changes.items[i].label),
                          TEXT_ARGS(changes.items[i].key), TEXT_ARGS(values_of(&arena, &changes.items[i].before)),
                          TEXT_ARGS(values_of(&arena, &changes.items[i].after)));
    assert_text(all, expected);
    parsed_free(&before);
    parsed_free(&after);
    arena_free(&arena);
}

static void what_is_no_change(void **state) {
    (void)state;
    check("", "", "");
    check("---\ntitle: A\ndate: 2020\n---\nx\n", "---\ndate: 2020\ntitle: 'A'\n---\ny\n", "");
    check("---\ntags: [a, b]\n---\n", "---\ntopics:\n- b\n- a\n---\n", "");
    check("---\nauthor: Ann\n---\n", "---\nauthors: [Ann]\n---\n", "");
    check("---\ntitle: A\nsubtitle:\ndraft: false\n---\n", "---\ntitle: A\n---\n", "");
    check("---\npublished: false\n---\n", "---\ndraft: true\n---\n", "");
    check("---\nsource: {url: u, kind: k}\n---\n", "---\nsource:\n  kind: k\n  url: u\n---\n", "");
}

static void scalars(void **state) {
    (void)state;
    check("---\ntitle: A\n---\n", "---\ntitle: B\n---\n", "Title [title]: A -> B\n");
    check("", "---\naccess: summary\n---\n", "Access [access]:  -> summary\n");
    check("---\ndate: 2020\n---\n", "", "Date [date]: 2020 -> \n");
    check("---\npublished: 2020-01-02\n---\n", "---\ndate: 2020-01-03\n---\n", "Date [date]: 2020-01-02 -> 2020-01-03\n");
    check("---\ntitle: A\n---\n", "---\ntitle: A\ndraft: true\n---\n", "Draft [draft]:  -> yes\n");
}

static void lists(void **state) {
    (void)state;
    check("---\ntopics: [a, b]\n---\n", "---\ntopics: [b, c]\n---\n", "Topics [topics]: a; =b -> =b; c\n");
    check("---\nauthors: [a, b]\n---\n", "---\nauthors: [b, a]\n---\n", "Authors [authors]: =a; =b -> =b; =a\n");
    check("---\ntopics: [a, a]\n---\n", "---\ntopics: [a]\n---\n", "Topics [topics]: =a; =a -> =a\n");
    check("---\ntopics: [a, a, b]\n---\n", "---\ntopics: [a, b, c]\n---\n", "Topics [topics]: =a; =a; =b -> =a; =b; c\n");
    check("---\nauthors:\n- name: Ann\n  orcid: 1\n---\n", "---\nauthors: [Ann]\n---\n",
          "Authors [authors]: Ann, orcid: 1 -> Ann\n");
    check("", "---\nrelations:\n- cites: b\n  note: why\n---\n", "Relations [relations]:  -> cites: b, note: why\n");
    check("---\nrelations:\n- cites: b\n  note: why\n---\n", "---\nrelations:\n- cites: {note: why, essay: b}\n---\n", "");
    check("---\nrelations:\n- note: why\n  cites: [b, {slug: c}]\n---\n", "---\nrelations: []\n---\n",
          "Relations [relations]: cites: b, note: why; cites: c -> \n");
}

static void maps(void **state) {
    (void)state;
    check("---\nsource: {url: u, kind: k}\n---\n", "---\nsource: {url: v, kind: k}\n---\n",
          "Source: url [source.url]: u -> v\n");
    check("---\naccess: {until: 2030}\n---\n", "", "Access: until [access.until]: 2030 -> \n");
}

static void order_and_unknown_keys(void **state) {
    (void)state;
    check("---\nzeta: 1\nmy_field: a\nold: x\ndate: 2020\n---\n", "---\nmy_field: b\nzeta: 2\ndate: 2021\ntitle: T\n---\n",
          "Title [title]:  -> T\nDate [date]: 2020 -> 2021\nMy field [my_field]: a -> b\nZeta [zeta]: 1 -> 2\nOld [old]: x -> "
          "\n");
    check("---\nextra:\n  a: [1, {b: c}]\n---\n", "---\nextra:\n  a: [1]\n---\n", "Extra: a [extra.a]: =1; b: c -> =1\n");
}

static void without_a_document(void **state) {
    (void)state;
    struct arena arena = {0};
    struct fields_changes changes;
    fields_diff(&changes, NULL, NULL, &arena);
    assert_int_equal(changes.count, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_change),
        cmocka_unit_test(scalars),
        cmocka_unit_test(lists),
        cmocka_unit_test(maps),
        cmocka_unit_test(order_and_unknown_keys),
        cmocka_unit_test(without_a_document),
    };
    return cmocka_run_group_tests_name("fields_diff", tests, NULL, NULL);
}
