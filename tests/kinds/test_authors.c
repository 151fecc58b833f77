#include "kinds/reader.h"

#define SEVERAL                                                                                                                \
    "  help: write a list of names alone: authors: [Ada Baker, Ben Miller]; or, if it is one: authors: [{name: \"...\"}]\n"

static void an_author_exists_by_being_named(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nauthors: [Ada Lovelace, Émile Zola]");
    add_essay(&reader, "b", "title: B\nauthor: ada lovelace");
    add_essay(&reader, "c", "title: C\nauthor: [ÉMILE ZOLA]");
    add_essay(&reader, "d", "title: D\nauthor: A, B and C");
    const struct site *site = load(&reader);
    /* One text is one name, and that is told: who wants two writes a list. */
    assert_problems(
        &reader,
        "content/essays/d.md:3:9: warning[W392]: \"A, B and C\" is taken for one name, but it joins two names\n" SEVERAL);
    assert_int_equal(site->author_count, 3);
    assert_text(author_at(site, "ada-lovelace")->thing.title, "Ada Lovelace");
    assert_text(author_at(site, "ada-lovelace")->thing.address, "/authors/ada-lovelace/");
    assert_text(author_at(site, "ada-lovelace")->family, "Lovelace");
    assert_null(author_at(site, "ada-lovelace")->thing.source.document);
    assert_text(titles(&reader, THING_ESSAY, &author_at(site, "emile-zola")->thing.essays), "A, C");
    assert_text(author_at(site, "a-b-and-c")->thing.title, "A, B and C");
    assert_text(titles(&reader, THING_AUTHOR, &essay_at(site, "a")->authors), "Ada Lovelace, Émile Zola");
    drop(&reader);
}

static void the_most_frequent_spelling_names_an_author(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nauthor: jane doe");
    add_essay(&reader, "b", "title: B\nauthor: Jane Doe");
    add_essay(&reader, "c", "title: C\nauthor: Jane Doe");
    add_essay(&reader, "d", "title: D\nauthor: JOHN ROE");
    add_essay(&reader, "e", "title: E\nauthor: John Roe");
    const struct site *site = load(&reader);
    assert_text(author_at(site, "jane-doe")->thing.title, "Jane Doe");
    assert_text(author_at(site, "john-roe")->thing.title, "JOHN ROE");
    assert_int_equal(site->author_count, 2);
    drop(&reader);
}

static void a_record_adds_to_an_author(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/shi-xianjin.md",
        "---\nname: Shi Xianjin\nfamily: Shi\nnative_name: 施展\nalso_known_as: [X. J. Shi, Xianjin Shi]\n"
        "orcid: https://orcid.org/0000-0002-1825-0097\naffiliation: Fudan\nurl: https://example.org/\n---\nThe life.\n");
    add_essay(&reader, "a", "title: A\nauthors: [shi-xianjin]");
    add_essay(&reader, "b", "title: B\nauthors: [Shi Xianjin]");
    add_essay(&reader, "c", "title: C\nauthors: [x. j. shi]");
    add_essay(&reader, "d", "title: D\nauthors: [施展]");
    add_essay(&reader, "e", "title: E\nauthor: {name: Xianjin Shi, affiliation: Elsewhere}");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->author_count, 1);
    const struct author *author = &site->authors[0];
    assert_text(titles(&reader, THING_ESSAY, &author->thing.essays), "A, B, C, D, E");
    assert_text(author->thing.title, "Shi Xianjin");
    assert_text(author->thing.sort_key, "shi xianjin");
    assert_text(author->native_name, "施展");
    assert_text(author->orcid, "0000-0002-1825-0097");
    assert_text(author->affiliation, "Fudan");
    assert_text(author->url, "https://example.org/");
    assert_int_equal(author->thing.also.count, 2);
    assert_text(author->thing.source.path, "content/authors/shi-xianjin.md");
    drop(&reader);
}

static void maps_name_and_describe_authors(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a",
              "title: A\nauthors:\n"
              "  - name: Ada Lovelace\n    orcid: 0000-0002-1825-0097\n    affiliation: Analytical Engine\n    url: "
              "https://example.org/a\n"
              "  - name: {given: Émile, family: Zola}\n    affiliations: [{name: Médan}]\n"
              "  - name: Grace Hopper\n    slug: hopper\n"
              "  - Plain Name\n"
              "  - {first_name: Jane, last_name: Doe}");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(titles(&reader, THING_AUTHOR, &essay_at(site, "a")->authors),
                "Ada Lovelace, Émile Zola, Grace Hopper, Plain Name, Jane Doe");
    assert_text(author_at(site, "ada-lovelace")->orcid, "0000-0002-1825-0097");
    assert_text(author_at(site, "ada-lovelace")->affiliation, "Analytical Engine");
    assert_text(author_at(site, "ada-lovelace")->url, "https://example.org/a");
    assert_text(author_at(site, "emile-zola")->affiliation, "Médan");
    assert_text(author_at(site, "hopper")->thing.title, "Grace Hopper");
    drop(&reader);
}

/* The example of the manual, letter by letter. */
static void a_slug_that_almost_names_a_record_is_an_error(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/shi-xianjin.md", "---\nname: Shi Xianjin\nfamily: Shi\n---\n");
    add(&reader, "content/essays/impedance.md", "---\ntitle: Impedance\ndate: 2020\nauthors: [shi-xianjn]\n---\n");
    load(&reader);
    assert_problems(&reader, "content/essays/impedance.md:4:11: error[E012]: unknown author \"shi-xianjn\"\n"
                             "  help: did you mean \"shi-xianjin\"?\n");
    assert_int_equal(reader.problems.items[0].place.width, 10);
    drop(&reader);
}

static void other_slugs_and_all_names_are_new_authors(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/shi-xianjin.md", "---\nname: Shi Xianjin\nfamily: Shi\n---\n");
    add_essay(&reader, "a", "title: A\nauthors: [mojombo, Shi Xianjn]");
    const struct site *site = load(&reader);
    assert_problems(&reader,
                    "content/essays/a.md:3:20: warning[W390]: the author \"Shi Xianjn\" is almost \"Shi Xianjin\"\n"
                    "  help: write both alike; or, if they are two, say so with a record: content/authors/shi-xianjn.md\n");
    assert_int_equal(site->author_count, 3);
    drop(&reader);
}

static void a_name_one_letter_away_from_another_is_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/bo-roe.md", "---\nname: Bo Roeland\n---\n");
    add(&reader, "content/authors/bo-roelant.md", "---\nname: Bo Roelant\n---\n");
    add_essay(&reader, "a", "title: A\nauthors: [Jon Smith, J. Abel, Author 1, Li Wei, Ann Berg]");
    add_essay(&reader, "b", "title: B\nauthors: [John Smith, K. Abel, Author 2, Li Wen, Henry Gates II]");
    add_essay(&reader, "c", "title: C\nauthors: [John Smith, Mary Thrope, Henry Gates III, Anna Berg]");
    add_essay(&reader, "d", "title: D\nauthors: [Ann Berg, Mary Thorpe, Bo Roeland, Bo Roelant]");
    load(&reader);
    assert_problems(&reader,
                    "content/essays/a.md:3:11: warning[W390]: the author \"Jon Smith\" is almost \"John Smith\"\n"
                    "  help: write both alike; or, if they are two, say so with a record: content/authors/jon-smith.md\n"
                    "content/essays/b.md: note[W466]: \"Li Wen\" is taken for a Chinese name, whose family name is Li\n"
                    "  help: say which it is in content/authors/li-wen.md: family: Li\n"
                    "content/essays/c.md:3:23: warning[W390]: the author \"Mary Thrope\" is almost \"Mary Thorpe\"\n"
                    "  help: write both alike; or, if they are two, say so with a record: content/authors/mary-thrope.md\n"
                    "content/essays/c.md:3:53: warning[W390]: the author \"Anna Berg\" is almost \"Ann Berg\"\n"
                    "  help: write both alike; or, if they are two, say so with a record: content/authors/anna-berg.md\n");
    drop(&reader);
}

static void family_and_given_name_either_way_are_one_person(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/cy-dee.md", "---\nname: Dee, Cy\n---\n");
    add_essay(&reader, "a", "title: A\nauthors: ['Bee, Ann', 'King, Martin L., Jr.', Cy Dee]");
    add_essay(&reader, "b", "title: B\nauthors: [Ann Bee, Martin L. King Jr., 'Dee, Cy']");
    add_essay(&reader, "c", "title: C\nauthor: {name: 'Bee, Ann', affiliation: Here}");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_int_equal(site->author_count, 3);
    assert_text(author_at(site, "ann-bee")->thing.title, "Ann Bee");
    assert_text(author_at(site, "ann-bee")->affiliation, "Here");
    assert_text(author_at(site, "martin-l-king-jr")->family, "King");
    assert_text(author_at(site, "cy-dee")->thing.title, "Dee, Cy");
    assert_text(titles(&reader, THING_AUTHOR, &site->authors_by_name), "Ann Bee, Dee, Cy, Martin L. King Jr.");
    drop(&reader);
}

static void several_names_in_one_text_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/rs.md", "---\nname: Roe and Sons\n---\n");
    add_essay(&reader, "a", "title: A\nauthor: Ada Baker (@ada), Ben Miller (@ben), Chen Sower <chen@example.org>");
    add_essay(&reader, "b", "title: B\nauthors: [Roe and Sons, {name: Doe and Daughters}]");
    load(&reader);
    assert_problems(&reader, "content/essays/a.md:3:9: warning[W392]: \"Ada Baker (@ada), Ben Miller (@ben), Chen Sower "
                             "<chen@example.org>\" is taken for one name, but it holds an address or a handle\n" SEVERAL);
    drop(&reader);
}

static void wrong_authors_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nauthors: [{orcid: 0000-0002-1825-0097}, [b], '?!?', '']");
    add_essay(&reader, "b", "title: B\nauthors: [{name: X, orcid: 0000-0002-1825-0096, url: 'ftp://x'}]");
    load(&reader);
    assert_problems(&reader,
                    "content/essays/a.md:3:11: error[E004]: an author needs a name\n  help: write \"name: ...\"\n"
                    "content/essays/a.md:3:41: error[E004]: an author is a text, not a list\n"
                    "content/essays/a.md:3:46: error[E108]: no slug can be made of \"?!?\"\n  help: a name has letters\n"
                    "content/essays/b.md:3:28: error[E006]: \"0000-0002-1825-0096\" is no ORCID iD\n"
                    "  help: its check digit does not fit: a digit is wrong\n"
                    "content/essays/b.md:3:54: error[E006]: \"ftp://x\" is no address on the web\n"
                    "  help: write it whole: https://example.org/page\n");
    drop(&reader);
}

static void two_records_cannot_claim_one_name(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/a.md", "---\nname: Ann Lee\nalso_known_as: [A. Lee]\n---\n");
    add(&reader, "content/authors/b.md", "---\nname: Bo Lee\nalso_known_as:\n  - B. Lee\n  - ann  lee\n  - a. lee\n---\n");
    add(&reader, "content/authors/c.md", "---\nname: BO LEE\n---\n");
    add(&reader, "content/authors/d.md", "---\nname: D\nslug: a\n---\n");
    load(&reader);
    static const char help[] = "  help: a name can stand for one author only\n";
    char expected[2000];
    snprintf(expected, sizeof expected,
             "content/authors/b.md:5:5: error[E111]: \"ann lee\" is a name of content/authors/a.md, too\n%s"
             "content/authors/b.md:6:5: error[E111]: \"a. lee\" is a name of content/authors/a.md, too\n%s"
             "content/authors/c.md:2:7: error[E111]: \"BO LEE\" is a name of content/authors/b.md, too\n%s"
             "content/authors/d.md:3:7: error[E106]: the slug \"a\" is that of content/authors/a.md, too\n"
             "  help: rename the file, or give it another slug: \"slug: a-2\"\n",
             help, help, help);
    assert_problems(&reader, expected);
    drop(&reader);
}

static void authors_are_ordered_and_joined(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\ndate: 2001\nauthors: [Ann Zed, Bo Young]");
    add_essay(&reader, "b", "title: B\ndate: 2003\nauthors: [Ann Zed, Bo Young, Cy Abel]");
    add_essay(&reader, "c", "title: C\ndate: 2002\nauthors: [Ann Zed, 'Deng, Di', Ann Zed]");
    const struct site *site = load(&reader);
    assert_text(titles(&reader, THING_AUTHOR, &site->authors_by_name), "Cy Abel, Di Deng, Bo Young, Ann Zed");
    assert_text(titles(&reader, THING_ESSAY, &author_at(site, "ann-zed")->thing.essays), "B, C, A");
    assert_text(titles(&reader, THING_AUTHOR, &author_at(site, "ann-zed")->coauthors), "Bo Young, Cy Abel, Di Deng");
    assert_int_equal(essay_at(site, "c")->authors.count, 2);
    drop(&reader);
}

static void names_in_han_alone_keep_their_characters(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nauthors: [施展]");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(site->authors[0].thing.address, "/authors/施展/");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_author_exists_by_being_named),
        cmocka_unit_test(the_most_frequent_spelling_names_an_author),
        cmocka_unit_test(a_record_adds_to_an_author),
        cmocka_unit_test(maps_name_and_describe_authors),
        cmocka_unit_test(a_slug_that_almost_names_a_record_is_an_error),
        cmocka_unit_test(other_slugs_and_all_names_are_new_authors),
        cmocka_unit_test(wrong_authors_are_told),
        cmocka_unit_test(two_records_cannot_claim_one_name),
        cmocka_unit_test(authors_are_ordered_and_joined),
        cmocka_unit_test(a_name_one_letter_away_from_another_is_told),
        cmocka_unit_test(family_and_given_name_either_way_are_one_person),
        cmocka_unit_test(several_names_in_one_text_are_told),
        cmocka_unit_test(names_in_han_alone_keep_their_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
