/* The index of the reader: what is an entry, and where it leads. */
#include "connect/book_index.h"

#include "kinds/reader.h"

/* An essay of this front matter and this text. */
static void add_essay_text(struct reader *reader, const char *slug, const char *fields, const char *body) {
    struct text path = text_format(&reader->arena, "content/essays/%s.md", slug);
    struct text bytes = text_format(&reader->arena, "---\n%s\n---\n%s", fields, body);
    *array_add(&reader->files, &reader->arena) = (struct tree_text){path, bytes};
}

/* Essays enough for a word of two of them to be distinctive. */
static void add_others(struct reader *reader) {
    for (int i = 0; i < 12; i++)
        add_essay_text(reader, text_format(&reader->arena, "other%d", i).bytes, "title: Other",
                       text_format(&reader->arena, "Nothing of this is alike: number%d number%d number%d.\n", i, i, i).bytes);
}

/* "name(first,second essay)", or "name>thing". */
static struct text entry_text(const struct site *site, const struct index_entry *entry, struct arena *arena) {
    struct text all = entry->name;
    if (entry->is_other_name)
        return text_format(arena, "%.*s>%.*s", TEXT_ARGS(all), TEXT_ARGS(site_title(site, entry->kind, entry->number)));
    for (uint32_t i = 0; i < entry->count; i++) {
        const struct index_place *place = &site->book_index->places[entry->first + i];
        all = text_format(arena, "%.*s%s%.*s%s", TEXT_ARGS(all), i ? "," : "(",
                          TEXT_ARGS(site->essays[place->essay].thing.slug), place->passages[0] == NO_PASSAGE ? "" : "#");
    }
    return entry->count ? text_join(arena, all, TEXT(")")) : all;
}

static struct text index_text(const struct site *site, struct arena *arena) {
    struct text all = {0};
    for (size_t i = 0; i < site->book_index->count; i++)
        all = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(all), i ? "; " : "",
                          TEXT_ARGS(entry_text(site, &site->book_index->entries[i], arena)));
    return all;
}

static void things_and_their_other_names(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/glossary/tin.md", "---\nterm: Tin\nalso: [Sn, White metal]\n---\nA metal.\n");
    add(&reader, "content/topics/ores.md", "---\nname: Ores\n---\n");
    add_essay_text(&reader, "a", "title: A\nauthors: [Ann Bee]\ntopics: [Ores]\ndate: 2020-01-01", "Of [[term:tin]].\n");
    add_essay_text(&reader, "b", "title: B\nauthors: [Cai Cuihong]\ndate: 2021-01-01",
                   "Of [[term:tin]] and [[term:tin]] again.\n");
    const struct site *site = load(&reader);
    assert_text(index_text(site, &reader.arena), "Bee, Ann(a); Cai Cuihong(b); Ores(a); Sn>Tin; Tin(b#,a#); White metal>Tin");
    drop(&reader);
}

static void words_that_two_essays_have_often(void **state) {
    (void)state;
    struct reader reader = {0};
    add_others(&reader);
    add_essay_text(&reader, "a", "title: A\ndate: 2020-01-01",
                   "Wolfram here, Wolfram there, Wolfram. Rarely, rarely, rarely.\n");
    add_essay_text(&reader, "b", "title: B\ndate: 2021-01-01", "Wolfram, Wolfram and Wolfram. 钨丝 钨丝 钨丝.\n");
    add_essay_text(&reader, "c", "title: C\ndate: 2022-01-01\naccess: summary", "Wolfram, Wolfram, Wolfram.\n");
    add_essay_text(&reader, "d", "title: D\ndate: 2022-01-01\nnoindex: true", "Wolfram, Wolfram, Wolfram.\n");
    add_essay_text(&reader, "e", "title: E\ndate: 2022-01-01", "Wolfram, once. 钨丝 钨丝 钨丝.\n");
    const struct site *site = load(&reader);
    assert_text(index_text(site, &reader.arena), "Wolfram(b#,a#)");
    drop(&reader);
}

static void forms_of_one_word(void **state) {
    (void)state;
    struct reader reader = {0};
    add_others(&reader);
    add_essay_text(&reader, "a", "title: A\ndate: 2020-01-01",
                   "One kettle, a kettle, the kettle.\n\nKettles, kettles and kettles.\n");
    add_essay_text(&reader, "b", "title: B\ndate: 2021-01-01", "Kettles, kettles and kettles.\n");
    add_essay_text(&reader, "c", "title: C\ndate: 2022-01-01", "Kettle, a kettle and the kettle.\n");
    const struct site *site = load(&reader);
    assert_text(index_text(site, &reader.arena), "kettle(c#,b#,a#)");
    const struct index_place *place = &site->book_index->places[site->book_index->entries[0].first + 2];
    assert_int_equal(place->passages[0], 0);
    assert_int_equal(place->passages[1], 1);
    drop(&reader);
}

static void a_word_that_is_a_term_gives_it_its_passages(void **state) {
    (void)state;
    struct reader reader = {0};
    add_others(&reader);
    add(&reader, "content/glossary/w.md", "---\nterm: Tungsten\nalso: [wolfram]\n---\nA metal.\n");
    add_essay_text(&reader, "a", "title: A\ndate: 2020-01-01", "Wolfram here, Wolfram there, Wolfram.\n");
    add_essay_text(&reader, "b", "title: B\ndate: 2021-01-01", "Wolfram, Wolfram and Wolfram.\n");
    const struct site *site = load(&reader);
    assert_text(index_text(site, &reader.arena), "Tungsten(b#,a#); wolfram>Tungsten");
    drop(&reader);
}

static void none_without_a_search(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/site.yaml", "search: off\n");
    add_essay_text(&reader, "a", "title: A\nauthors: [Ann Bee]", "Text.\n");
    assert_null(load(&reader)->book_index);
    drop(&reader);
}

static void a_long_one_is_in_parts(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/site.yaml", "page_size: 2\n");
    add_essay_text(&reader, "a", "title: A\nauthors: [Ann Bee, Bo Clay, 张三]", "Text.\n");
    const struct site *site = load(&reader);
    const struct listing *listing = listing_of(site, LISTING_INDEX, 0);
    assert_int_equal(listing->below, 3);
    assert_text(site->parts[listing->first].address, "/index/letter/b/");
    assert_text(site->parts[listing->first + 1].address, "/index/letter/c/");
    assert_text(site->parts[listing->first + 2].address, "/index/letter/other/");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_and_their_other_names),
        cmocka_unit_test(words_that_two_essays_have_often),
        cmocka_unit_test(forms_of_one_word),
        cmocka_unit_test(a_word_that_is_a_term_gives_it_its_passages),
        cmocka_unit_test(none_without_a_search),
        cmocka_unit_test(a_long_one_is_in_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
