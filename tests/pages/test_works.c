#include "cite/formats.h"
#include "fixture.h"
#include "pages/cite_files.h"
#include "pages/shared.h"
#include "pages/works.h"

/* In two voices: an essay of each kind. */
static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: The Reader\nbase_url: https://x.org/\neditors: [Ed Itor, The Desk]\n"),
    FILE_OF("content/authors/cai-cuihong.md", "---\nname: Cai Cuihong\nfamily: Cai\n---\n"),
    FILE_OF("content/authors/the-desk.md", "---\nname: The Desk\norganisation: true\n---\n"),
    FILE_OF("content/topics/tin.md", "---\nname: Tin\n---\n"),
    FILE_OF("content/essays/own.md", "---\ntitle: Own\nauthors: [Ann Bee]\ndate: 2020-03\ntopics: [tin, Ore]\n"
                                     "summary: What we say.\n---\nThe excerpted beginning.\n"),
    FILE_OF("content/essays/op.md",
            "---\ntitle: Op\nauthors: [cai-cuihong]\ndate: 2021-02-03\nsource: {publication: The Day, kind: op-ed, "
            "url: https://day.example/1, pages: 3, place: Rome}\n---\nText of it.\n"),
    FILE_OF("content/essays/precis.md",
            "---\ntitle: Précis\noriginal_title: 原文\nauthors: [cai-cuihong]\ndate: 2022\ntopics: [tin]\ntext: precis\n"
            "source: {publication: The Day, kind: op-ed, doi: 10.1000/182, translators: Tia Ran, retrieved: 2023-01-02, "
            "url: https://day.example/2}\n---\nText of ours.\n"),
    FILE_OF("content/essays/excerpt.md", "---\ntitle: Excerpt\nauthors: [Ann Bee]\ndate: 2019\ntext: excerpt\n"
                                         "source: {publication: Book, kind: chapter}\n---\nText.\n"),
    FILE_OF("content/essays/eigen.md", "---\ntitle: Eigen\nlang: de\nauthors: [Ann Bee]\ndate: 2021\nvariant_of: own\n"
                                       "variant: translation\nsource: {translators: [Tia Ran]}\n---\nText auf Deutsch.\n"),
    FILE_OF("content/essays/machine.md", "---\ntitle: Machine\nauthors: [Ann Bee]\nvariant_of: precis\n"
                                         "variant: machine-translation\n---\nText von Maschinen.\n"),
    FILE_OF("content/essays/closed.md", "---\ntitle: Closed\nauthors: [Ann Bee]\naccess: summary\nsource: {publication: Book}\n"
                                        "summary: What may be told.\n---\nSecretbeginning of it all.\n"),
    FILE_OF("content/essays/later.md",
            "---\ntitle: Later\nauthors: [Ann Bee]\naccess: summary\n---\nSecretbeginning of it all.\n"),
    FILE_OF("content/essays/draft.md",
            "---\ntitle: Draft\ndraft: true\nauthors: [cai-cuihong]\ntopics: [tin]\n---\nSecretbeginning.\n"),
    FILE_OF("content/lists/l.md", "---\ntitle: L\nitems: [precis, own, machine]\n---\n"),
};

static struct essay_works works_at(const struct fixture *fixture, const char *slug) {
    struct essay_works works;
    uint32_t essay = essay_called(fixture->site, text_of(slug));
    assert_int_not_equal(essay, UINT32_MAX);
    essay_works_of(&works, fixture->plan->shared->works, essay, (struct arena *)&fixture->arena);
    return works;
}

/* "type key: author; author. title. container" */
static struct text line_of(struct fixture *fixture, const struct cited_work *work) {
    struct buffer out = {0};
    buffer_add_format(&out, "%s %.*s:", work_type_names[work->type].bytes, TEXT_ARGS(work->key));
    for (size_t i = 0; i < work->names[WORK_AUTHOR].count; i++) {
        const struct work_name *name = &work->names[WORK_AUTHOR].items[i];
        buffer_add_format(&out, " %.*s;", TEXT_ARGS(name->literal.size ? name->literal : name->family));
    }
    buffer_add_format(&out, " %.*s. %.*s", TEXT_ARGS(work->texts[WORK_TITLE]), TEXT_ARGS(work->texts[WORK_CONTAINER_TITLE]));
    return buffer_take(&out, &fixture->arena);
}

static void a_full_text_is_one_work(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct essay_works works = works_at(&fixture, "own");
    assert_int_equal(works.count, 1);
    assert_false(works.is_ours);
    assert_text(line_of(&fixture, &works.items[0]), "webpage own: Bee; Own. The Reader");
    assert_text(works.items[0].texts[WORK_URL], "https://x.org/essays/own/");
    assert_text(works.items[0].texts[WORK_KEYWORD], "Tin, Ore");
    assert_text(works.items[0].texts[WORK_ABSTRACT], "What we say.");
    assert_text(date_iso(works.items[0].dates[WORK_ISSUED].from, &fixture.arena), "2020-03");
    works = works_at(&fixture, "op");
    assert_int_equal(works.count, 1);
    assert_text(line_of(&fixture, &works.items[0]), "article-newspaper op: Cai; Op. The Day");
    assert_text(works.items[0].texts[WORK_SOURCE], "The Reader");
    assert_text(works.items[0].texts[WORK_PAGE], "3");
    assert_text(works.items[0].texts[WORK_PUBLISHER_PLACE], "Rome");
    assert_text(works.items[0].texts[WORK_ABSTRACT], "");
    fixture_free(&fixture);
}

static void a_precis_is_ours_on_theirs(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct essay_works works = works_at(&fixture, "precis");
    assert_int_equal(works.count, 2);
    assert_true(works.is_ours);
    assert_text(line_of(&fixture, &works.items[0]), "webpage precis: Itor; The Desk; Précis. The Reader");
    assert_text(works.items[0].texts[WORK_GENRE], "Précis of");
    assert_text(works.items[0].texts[WORK_REVIEWED_TITLE], "原文");
    assert_int_equal(works.items[0].names[WORK_REVIEWED_AUTHOR].count, 1);
    assert_text(works.items[0].names[WORK_REVIEWED_AUTHOR].items[0].family, "Cai");
    assert_text(works.items[0].texts[WORK_DOI], "");
    assert_int_equal(works.items[0].dates[WORK_ISSUED].from.precision, DATE_NONE);
    assert_text(line_of(&fixture, &works.items[1]), "article-newspaper precis.original: Cai; 原文. The Day");
    assert_text(works.items[1].texts[WORK_DOI], "10.1000/182");
    assert_text(works.items[1].texts[WORK_URL], "https://day.example/2");
    assert_text(works.items[1].names[WORK_TRANSLATOR].items[0].family, "Ran");
    assert_text(date_iso(works.items[1].dates[WORK_ACCESSED].from, &fixture.arena), "2023-01-02");
    fixture_free(&fixture);
}

static void what_authors_wrote_stays_theirs(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct essay_works works = works_at(&fixture, "excerpt");
    assert_false(works.is_ours);
    assert_text(line_of(&fixture, &works.items[0]), "webpage excerpt: Bee; Excerpt. The Reader");
    assert_text(works.items[0].names[WORK_EDITOR].items[0].family, "Itor");
    assert_text(line_of(&fixture, &works.items[1]), "chapter excerpt.original: Bee; Excerpt. Book");
    works = works_at(&fixture, "eigen");
    assert_false(works.is_ours);
    assert_text(line_of(&fixture, &works.items[0]), "webpage eigen: Bee; Eigen. The Reader");
    assert_text(works.items[0].names[WORK_TRANSLATOR].items[0].family, "Ran");
    assert_text(works.items[0].texts[WORK_ORIGINAL_TITLE], "Own");
    assert_text(line_of(&fixture, &works.items[1]), "webpage own: Bee; Own. The Reader");
    fixture_free(&fixture);
}

static void a_machine_has_no_author(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct essay_works works = works_at(&fixture, "machine");
    assert_true(works.is_ours);
    assert_text(line_of(&fixture, &works.items[0]), "webpage machine: Itor; The Desk; Machine. The Reader");
    assert_text(line_of(&fixture, &works.items[1]), "article-newspaper precis.original: Cai; 原文. The Day");
    fixture_free(&fixture);
}

static void of_what_is_held_back_nothing_is_told(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct essay_works works = works_at(&fixture, "closed");
    assert_true(works.is_ours);
    assert_text(works.items[0].texts[WORK_GENRE], "Summary of");
    assert_text(works.items[0].texts[WORK_ABSTRACT], "What may be told.");
    works = works_at(&fixture, "later");
    assert_text(line_of(&fixture, &works.items[0]), "webpage later: Bee; Later. The Reader");
    for (size_t i = 0; i < fixture.plan->count; i++) {
        struct buffer out = {0};
        struct diag_failure failure = {0};
        if (cite_is_file(&fixture.plan->pages[i])) {
            assert_true(plan_write(&out, NULL, fixture.plan, i, &failure, &fixture.arena));
            assert_false(text_contains(buffer_text(&out), TEXT("ecretbeginning")));
            assert_false(text_contains(buffer_text(&out), TEXT("raft")));
        }
        buffer_free(&out);
    }
    fixture_free(&fixture);
}

/* The keys in a file, in its order. */
static struct text keys_in(struct fixture *fixture, const char *address) {
    struct buffer out = {0}, keys = {0};
    struct diag_failure failure = {0};
    struct text line;
    size_t index = plan_find(fixture->plan, text_of(address));
    assert_int_not_equal(index, SIZE_MAX);
    assert_true(plan_write(&out, NULL, fixture->plan, index, &failure, &fixture->arena));
    struct text rest = buffer_text(&out);
    while (text_cut(&line, &rest, '\n')) {
        size_t brace = text_find_char(line, '{', 0);
        if (text_starts(line, TEXT("@")))
            buffer_add_format(&keys, "%.*s ", TEXT_ARGS(text_slice(line, brace + 1, line.size - 1)));
    }
    struct text found = text_copy(buffer_text(&keys), &fixture->arena);
    buffer_free(&out);
    buffer_free(&keys);
    return found;
}

static void a_file_has_each_work_once_by_key(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_text(keys_in(&fixture, "/essays/eigen/cite.bib"), "eigen own ");
    assert_text(keys_in(&fixture, "/topics/tin/cite.bib"), "own precis precis.original ");
    assert_text(keys_in(&fixture, "/authors/cai-cuihong/cite.bib"), "op precis precis.original ");
    assert_text(keys_in(&fixture, "/publications/book/cite.bib"), "closed closed.original excerpt excerpt.original ");
    assert_text(keys_in(&fixture, "/lists/l/cite.bib"), "machine own precis precis.original ");
    assert_text(keys_in(&fixture, "/essays/cite.bib"),
                "closed closed.original eigen excerpt excerpt.original later machine op own precis precis.original ");
    fixture_free(&fixture);
}

/* Of what one text says its works hang on; the body is nothing that they say. */
static struct digest digest_with(const char *slug, size_t index, const char *bytes) {
    struct fixture fixture;
    struct tree_text edited[COUNT_OF(texts)];
    memcpy(edited, texts, sizeof texts);
    edited[index].bytes = text_of(bytes);
    fixture_plan(&fixture, edited, COUNT_OF(edited));
    struct digest digest = essay_works_digest(fixture.plan->shared->works, essay_called(fixture.site, text_of(slug)));
    fixture_free(&fixture);
    return digest;
}

static void a_key_hangs_on_what_is_said_alone(void **state) {
    (void)state;
    struct digest before = digest_with("op", 1, texts[1].bytes.bytes);
    assert_true(digest_equal(before, digest_with("op", 1, "---\nname: Cai Cuihong\nfamily: Cai\n---\nA life.\n")));
    assert_false(digest_equal(before, digest_with("op", 1, "---\nname: Cai Cuihong\nfamily: Cuihong\n---\n")));
    before = digest_with("own", 4, texts[4].bytes.bytes);
    assert_true(digest_equal(before, digest_with("own", 4,
                                                 "---\ntitle: Own\nauthors: [Ann Bee]\ndate: 2020-03\ntopics: [tin, Ore]\n"
                                                 "summary: What we say.\n---\nAnother beginning.\n")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_text_is_one_work),
        cmocka_unit_test(a_precis_is_ours_on_theirs),
        cmocka_unit_test(what_authors_wrote_stays_theirs),
        cmocka_unit_test(a_machine_has_no_author),
        cmocka_unit_test(of_what_is_held_back_nothing_is_told),
        cmocka_unit_test(a_file_has_each_work_once_by_key),
        cmocka_unit_test(a_key_hangs_on_what_is_said_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
