/* What an essay's front matter says of the essay alone: every field, every alias, every way to get it wrong. */
#include "kinds/reader.h"

/* The one essay of a reader that has only this front matter. */
static const struct essay *read(struct reader *reader, const char *fields) {
    add_essay(reader, "a", fields);
    return essay_at(load(reader), "a");
}

#define assert_field(member, fields, expected)                                                                                 \
    do {                                                                                                                       \
        struct reader reader = {0};                                                                                            \
        const struct essay *essay = read(&reader, "title: T\n" fields);                                                        \
        assert_text(essay->member, expected);                                                                                  \
        assert_problems(&reader, "");                                                                                          \
        drop(&reader);                                                                                                         \
    } while (0)

#define assert_date(member, fields, expected)                                                                                  \
    do {                                                                                                                       \
        struct reader reader = {0};                                                                                            \
        const struct essay *essay = read(&reader, "title: T\n" fields);                                                        \
        assert_text(iso(&reader, essay->member), expected);                                                                    \
        assert_problems(&reader, "");                                                                                          \
        drop(&reader);                                                                                                         \
    } while (0)

/* What is wrong with a front matter whose second line is `line`. */
#define assert_wrong(line, expected)                                                                                           \
    do {                                                                                                                       \
        struct reader reader = {0};                                                                                            \
        read(&reader, "title: T\n" line);                                                                                      \
        assert_problems(&reader, expected);                                                                                    \
        drop(&reader);                                                                                                         \
    } while (0)

#define AT_3(column) "content/essays/a.md:3:" column ": "

static void titles_are_texts_on_one_line(void **state) {
    (void)state;
    struct reader reader = {0};
    assert_text(read(&reader, "title: >\n  Long\n  title  \"x\"")->thing.title, "Long title “x”");
    drop(&reader);
    assert_text(read(&reader, "title: 1984")->thing.title, "1984");
    drop(&reader);
    assert_text(read(&reader, "title: 2024-01-02")->thing.title, "2024-01-02");
    drop(&reader);
    assert_text(read(&reader, "title: yes")->thing.title, "yes");
    drop(&reader);
    assert_text(read(&reader, "title: \"a\\tb \\_\\N c\\L\"")->thing.title, "a b \xc2\xa0 c");
    drop(&reader);
    assert_text(read(&reader, "Title: As Hugo allows")->thing.title, "As Hugo allows");
    drop(&reader);
}

static void a_heading_stands_for_a_missing_title(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/a.md", "---\nsubtitle: S\n---\n# The *heading*\n\nText.\n");
    add(&reader, "content/essays/b.md", "# Without front matter\n\nText.\n");
    const struct site *site = load(&reader);
    assert_text(essay_at(site, "a")->thing.title, "The heading");
    assert_text(essay_at(site, "b")->thing.title, "Without front matter");
    assert_problems(&reader, "");
    drop(&reader);
}

static void without_title_and_heading_it_is_an_error(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/a.md", "---\ntitle:\n---\nText.\n");
    add(&reader, "content/essays/b.md", "Text.\n\n# Too late\n");
    add(&reader, "content/essays/c.md", "---\ntitle: \"  \"\n---\n");
    load(&reader);
    static const char help[] = "  help: write \"title: Words\" between two lines of --- at the top, or begin with a heading\n";
    char expected[1000];
    snprintf(expected, sizeof expected,
             "content/essays/a.md:1:1: error[E008]: the field \"title\" is missing\n%s"
             "content/essays/b.md:1:1: error[E008]: the field \"title\" is missing\n%s"
             "content/essays/c.md:1:1: error[E008]: the field \"title\" is missing\n%s",
             help, help, help);
    assert_problems(&reader, expected);
    drop(&reader);
}

static void texts_are_read_under_all_their_names(void **state) {
    (void)state;
    assert_field(subtitle, "subtitle: S", "S");
    assert_field(subtitle, "deck: S", "S");
    assert_field(short_title, "linkTitle: S", "S");
    assert_field(short_title, "short_title: S", "S");
    assert_field(short_title, "subtitle: S", "T");
    assert_field(thing.summary, "summary: S", "S");
    assert_field(thing.summary, "description: S", "S");
    assert_field(thing.summary, "excerpt: S", "S");
    assert_field(thing.summary, "abstract: S", "S");
    assert_field(thing.summary, "description: D\nsummary: S", "S");
    assert_field(thing.summary, "summary:\ndescription: D", "D");
    assert_field(thing.summary, "summary: ~\nabstract: |\n  One\n\n  two", "One two");
    assert_field(language, "lang: zh-Hans", "zh-Hans");
    assert_field(language, "language: pt_BR", "pt-BR");
    assert_field(language, "subtitle: S", "en");
    assert_field(han, "lang: zh-Hant", "zh-Hant");
    assert_field(han, "lang: ja", "ja");
    assert_field(han, "lang: fr", "zh-Hans");
    assert_field(han, "lang: fr\nhan: zh-Hant", "zh-Hant");
}

static void the_beginning_of_the_text_stands_for_a_missing_summary(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct essay *essay = read(&reader, "title: T");
    assert_text(essay->thing.summary, "Text of a.");
    assert_true(essay->summary_is_excerpt);
    drop(&reader);
    essay = read(&reader, "title: T\nsummary: S");
    assert_false(essay->summary_is_excerpt);
    drop(&reader);
}

static void dates_are_read_in_all_forms_and_under_all_names(void **state) {
    (void)state;
    assert_date(date, "date: 2015", "2015");
    assert_date(date, "date: 2015-06", "2015-06");
    assert_date(date, "date: 2015-06-15", "2015-06-15");
    assert_date(date, "date: '2015-06-15'", "2015-06-15");
    assert_date(date, "date: 2015-06-15T12:30:00Z", "2015-06-15T12:30:00Z");
    assert_date(date, "date: 2015-06-15 12:30:00 -0400", "2015-06-15T12:30:00-04:00");
    assert_date(date, "publishDate: 2015-06-15", "2015-06-15");
    assert_date(date, "publishdate: 2015-06-15", "2015-06-15");
    assert_date(date, "pubdate: 2015-06-15", "2015-06-15");
    assert_date(date, "published: 2015-06-15", "2015-06-15");
    assert_date(date, "pubDate: 2015-06-15", "2015-06-15");
    assert_date(date, "created: 2015-06-15", "2015-06-15");
    assert_date(date, "date_created: 2015-06-15", "2015-06-15");
    assert_date(date, "dateCreated: 2015-06-15", "2015-06-15");
    assert_date(date, "published: June 15, 2015", "2015-06-15");
    assert_date(date, "published-at: 15. Juni 2015", "2015-06-15");
    assert_date(date, "date: 2015年6月15日", "2015-06-15");
    assert_date(date, "date: 2016\npubdate: 2015", "2016");
    assert_date(date, "published: true", "");
    assert_date(updated, "updated: 2015-06-15", "2015-06-15");
    assert_date(updated, "lastmod: 2015-06-15", "2015-06-15");
    assert_date(updated, "modified: 2015-06-15", "2015-06-15");
    assert_date(updated, "date-modified: 2015-06-15", "2015-06-15");
    assert_date(updated, "date: 2015-06-15", "");
}

static void what_looks_like_the_date_of_an_undated_essay_is_told(void **state) {
    (void)state;
    static const char help[] = "  help: write when the text first appeared as date: 2024-03-19\n";
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nwhen: 3 March 2024\nalso: 2024-03-04");
    add_essay(&reader, "b", "title: B\nmeta: {date: 2024-03-03}");
    add_essay(&reader, "c", "title: C\nyear: 1984");
    add_essay(&reader, "d-2015-06-15", "title: D");
    add_essay(&reader, "2015/06/e", "title: E");
    add_essay(&reader, "20150615-f", "title: F");
    add_essay(&reader, "15_06_2015", "title: G");
    add_essay(&reader, "h-1234567890", "title: H\nexpires: 2024-03-03\nupdated: 2024-03-03\nscore: 2024\nmood: March");
    add_essay(&reader, "i-2015-06-15", "title: I\nwhen: 2024-03-03\ndate: 2023");
    load(&reader);
    char expected[2000];
    snprintf(expected, sizeof expected,
             "content/essays/15_06_2015.md: warning[W391]: no date, though the file's name holds \"15_06_2015\"\n%s"
             "content/essays/2015/06/e.md: warning[W391]: no date, though the file's name holds \"2015/06\"\n%s"
             "content/essays/20150615-f.md: warning[W391]: no date, though the file's name holds \"20150615\"\n%s"
             "content/essays/a.md:3:1: warning[W391]: no date, though the field \"when\" holds what looks like one\n%s"
             "content/essays/b.md:3:8: warning[W391]: no date, though the field \"date\" holds what looks like one\n%s"
             "content/essays/c.md:3:1: warning[W391]: no date, though the field \"year\" holds what looks like one\n%s"
             "content/essays/d-2015-06-15.md: warning[W391]: no date, though the file's name holds \"2015-06-15\"\n%s",
             help, help, help, help, help, help, help);
    assert_problems(&reader, expected);
    drop(&reader);
}

static void a_file_s_name_gives_date_and_slug(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/2015-06-15-on-tea.md", "# A\n");
    add(&reader, "content/essays/2015-06-16-on-milk.md", "---\ntitle: B\ndate: 2016\nslug: milk\n---\n");
    add(&reader, "content/essays/deep/er/on-sugar/index.md", "# C\n");
    add(&reader, "content/essays/Über_Öl & Salz.md", "# D\n");
    add(&reader, "content/_posts/2012-01-02-old.md", "# E\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(iso(&reader, essay_at(site, "on-tea")->date), "2015-06-15");
    assert_text(essay_at(site, "on-tea")->thing.address, "/essays/on-tea/");
    assert_text(iso(&reader, essay_at(site, "milk")->date), "2016");
    assert_text(essay_at(site, "on-sugar")->thing.title, "C");
    assert_text(essay_at(site, "uber-ol-salz")->thing.title, "D");
    assert_text(iso(&reader, essay_at(site, "old")->date), "2012-01-02");
    assert_int_equal(site->essay_count, 5);
    drop(&reader);
}

static void impossible_dates_are_told(void **state) {
    (void)state;
    assert_wrong("date: 2023-02-29", AT_3("7") "error[E005]: \"2023-02-29\" is not a date: February 2023 has no 29th day\n");
    assert_wrong("updated: soon", AT_3("10") "error[E005]: \"soon\" is not a date: a date is written as 2024, 2024-03, "
                                             "2024-03-19 or 2024-03-19T12:30:00Z\n");
    assert_wrong("published: perhaps", AT_3("12") "error[E005]: \"perhaps\" is not a date: a date is written as 2024, 2024-03, "
                                                  "2024-03-19 or 2024-03-19T12:30:00Z\n");
    assert_wrong("date: 03/12/2021",
                 AT_3("7") "error[E005]: \"03/12/2021\" is not a date: it is 2021-12-03 or 2021-03-12: write "
                           "the one that is meant\n");
    assert_wrong("date: today",
                 AT_3("7") "error[E005]: \"today\" is not a date: it would be another day tomorrow: write the day "
                           "itself, as 2024-03-19\n");
    assert_wrong("date: [2023]", AT_3("7") "error[E004]: a date is expected here, not a list\n");
    assert_wrong("source: {retrieved: 2023-13}", AT_3("21") "error[E005]: \"2023-13\" is not a date: there is no 13th month\n");
    struct reader reader = {0};
    add(&reader, "content/essays/2015-02-30-a.md", "# A\n");
    load(&reader);
    assert_problems(&reader, "content/essays/2015-02-30-a.md: error[E005]: the file's name has no possible date: "
                             "February 2015 has no 30th day\n");
    drop(&reader);
}

static void wrong_types_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    read(&reader, "title: [a, b]\nsummary: {a: b}\ndraft: perhaps\nlang: [en]");
    assert_problems(&reader, "content/essays/a.md:2:8: error[E004]: title is a text, not a list\n"
                             "content/essays/a.md:3:10: error[E004]: summary is a text, not a map\n"
                             "content/essays/a.md:4:8: error[E004]: draft is true or false\n"
                             "content/essays/a.md:5:7: error[E004]: lang is a text, not a list\n");
    drop(&reader);
    read(&reader, "- a\n- b");
    assert_problems(&reader, "content/essays/a.md:2:1: error[E004]: front matter is made of fields with names\n"
                             "  help: write \"title: Words\"\n");
    drop(&reader);
}

static void references_in_fields_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    read(&reader, "title: See [[b]]\nsummary: As [[term:c|x]] says\nsubtitle: One [[ alone");
    assert_problems(&reader, "content/essays/a.md:2:8: warning[W477]: [[..]] in a field is shown as it is written\n"
                             "  help: write the words that are to be read\n"
                             "content/essays/a.md:3:10: warning[W477]: [[..]] in a field is shown as it is written\n"
                             "  help: write the words that are to be read\n");
    drop(&reader);
}

static void values_that_are_none_are_told(void **state) {
    (void)state;
    assert_wrong("text: precise", AT_3("7") "error[E006]: \"precise\" is no value of text\n  help: did you mean \"precis\"?\n");
    assert_wrong("text: whole",
                 AT_3("7") "error[E006]: \"whole\" is no value of text\n  help: it is one of full, excerpt, precis or record\n");
    assert_wrong("lang: english", AT_3("7") "error[E006]: \"english\" is no language tag\n"
                                            "  help: a language is written as in HTML: en, zh-Hans, pt-BR\n");
    assert_wrong("source: {doi: x}", AT_3("15") "error[E006]: \"x\" is no DOI\n  help: a DOI looks like 10.1000/182\n");
    assert_wrong("source: {url: 'javascript:x'}", AT_3("15") "error[E006]: \"javascript:x\" is no address on the web\n"
                                                             "  help: write it whole: https://example.org/page\n");
    assert_wrong("source: {url: example.org/a}", AT_3("15") "error[E006]: \"example.org/a\" is no address on the web\n"
                                                            "  help: did you mean \"https://example.org/a\"?\n");
    assert_wrong("variant: {kind: reprint}", AT_3("10") "error[E006]: a variant of what is not said\n"
                                                        "  help: name the other one: variant_of: SLUG\n");
}

static void kinds_of_text_are_read(void **state) {
    (void)state;
    struct reader reader = {0};
    assert_int_equal(read(&reader, "title: T")->text, TEXT_FULL);
    drop(&reader);
    assert_int_equal(read(&reader, "title: T\ntext: excerpt")->text, TEXT_EXCERPT);
    drop(&reader);
    assert_int_equal(read(&reader, "title: T\ntext: Precis")->text, TEXT_PRECIS);
    assert_problems(&reader, "");
    drop(&reader);
}

static uint8_t type_read(struct reader *reader, const char *source) {
    struct arena arena = {0};
    const struct essay *essay = read(reader, text_format(&arena, "title: T\nsource: {publication: P, %s}", source).bytes);
    uint8_t type = essay->provenance.type;
    arena_free(&arena);
    return type;
}

#define assert_type(source, expected)                                                                                          \
    do {                                                                                                                       \
        struct reader reader = {0};                                                                                            \
        assert_int_equal(type_read(&reader, source), expected);                                                                \
        assert_problems(&reader, "");                                                                                          \
        drop(&reader);                                                                                                         \
    } while (0)

static void the_kind_of_a_source_says_its_type(void **state) {
    (void)state;
    assert_type("kind: Op-Ed", WORK_ARTICLE_NEWSPAPER);
    assert_type("kind: blog post", WORK_POST_WEBLOG);
    assert_type("kind: article", WORK_ARTICLE_MAGAZINE);
    assert_type("place: Rome", WORK_ARTICLE_MAGAZINE);
    assert_type("kind: article, volume: 3", WORK_ARTICLE_JOURNAL);
    assert_type("doi: 10.1000/182", WORK_ARTICLE_JOURNAL);
    assert_type("isbn: 0-306-40615-2", WORK_CHAPTER);
    assert_type("kind: op-ed, doi: 10.1000/182", WORK_ARTICLE_NEWSPAPER);
    assert_type("kind: op-ed, type: report", WORK_REPORT);
    assert_type("kind: broadside, type: paper-conference", WORK_PAPER_CONFERENCE);
    assert_type("type: article", WORK_ARTICLE);
}

static void a_type_that_nobody_knows_is_told(void **state) {
    (void)state;
    assert_wrong("source: {type: chaptre}", AT_3("16") "error[E006]: \"chaptre\" is no type of source\n"
                                                       "  help: did you mean \"chapter\"?\n");
    assert_wrong("source: {kind: blogg post}",
                 AT_3("16") "note[W465]: \"blogg post\" says no type of source: it is cited as \"webpage\"\n"
                            "  help: did you mean \"blog post\"? or say it beside: type: report\n");
    assert_wrong("source: {issn: 2049-3631}", AT_3("16") "error[E006]: \"2049-3631\" is no ISSN\n"
                                                         "  help: its check digit does not fit: a digit is wrong\n");
    assert_wrong("source: {isbn: 123}", AT_3("16") "error[E006]: \"123\" is no ISBN\n"
                                                   "  help: an ISBN is 10 or 13 digits, as in 978-0-306-40615-7\n");
}

static void the_others_of_a_source_are_read(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/authors/cai-cuihong.md", "---\nname: Cai Cuihong\nfamily: Cai\n---\n");
    const struct essay *essay = read(&reader, "title: T\n"
                                              "source:\n"
                                              "  publication: The Book\n"
                                              "  volume: 3\n"
                                              "  issue: 2\n"
                                              "  number: 7a\n"
                                              "  publisher: The Press\n"
                                              "  editors: [Ann Bee, {literal: The Committee}]\n"
                                              "  translators: cai-cuihong\n"
                                              "  issn: 20493630\n"
                                              "  isbn: 978-0-306-40615-7");
    const struct provenance *source = &essay->provenance;
    assert_problems(&reader, "");
    assert_text(source->volume, "3");
    assert_text(source->issue, "2");
    assert_text(source->number, "7a");
    assert_text(source->publisher, "The Press");
    assert_text(source->issn, "2049-3630");
    assert_text(source->isbn, "978-0-306-40615-7");
    assert_int_equal(source->editors.count, 2);
    assert_text(source->editors.items[0].family, "Bee");
    assert_text(source->editors.items[1].literal, "The Committee");
    assert_int_equal(source->translators.count, 1);
    assert_text(source->translators.items[0].family, "Cai");
    assert_text(source->translators.items[0].given, "Cuihong");
    assert_int_equal(reader.site->author_count, 1);
    drop(&reader);
}

static void the_source_is_read(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct essay *essay = read(&reader, "title: T\n"
                                              "source:\n"
                                              "  publication: The Journal\n"
                                              "  kind: article\n"
                                              "  place: Leiden\n"
                                              "  url: https://example.org/1\n"
                                              "  doi: https://doi.org/10.1000/182\n"
                                              "  pages: 1-20\n"
                                              "  retrieved: 2024-05-06");
    const struct provenance *source = &essay->provenance;
    assert_problems(&reader, "");
    assert_text(reader.site->publications[source->publication].title, "The Journal");
    assert_text(reader.site->publications[source->publication].address, "/publications/the-journal/");
    assert_text(source->kind, "article");
    assert_text(source->place, "Leiden");
    assert_text(source->url, "https://example.org/1");
    assert_text(source->doi, "10.1000/182");
    assert_text(source->pages, "1-20");
    assert_text(iso(&reader, source->retrieved), "2024-05-06");
    drop(&reader);

    essay = read(&reader, "title: T\nsource: https://example.org/2");
    assert_text(essay->provenance.url, "https://example.org/2");
    assert_int_equal(essay->provenance.publication, NONE);
    drop(&reader);
    essay = read(&reader, "title: T\nsource: The Journal\nsource_url: https://example.org/3");
    assert_text(essay->provenance.url, "https://example.org/3");
    assert_text(reader.site->publications[essay->provenance.publication].slug, "the-journal");
    drop(&reader);
    essay = read(&reader, "title: T\npublished_in: The Journal\noriginal-link: https://example.org/4");
    assert_text(essay->provenance.url, "https://example.org/4");
    assert_text(reader.site->publications[essay->provenance.publication].slug, "the-journal");
    drop(&reader);
    essay = read(&reader, "title: T\nsource: The Journal");
    assert_text(reader.site->publications[essay->provenance.publication].slug, "the-journal");
    drop(&reader);
}

static void rights_are_named(void **state) {
    (void)state;
    assert_field(rights.label, "license: CC-BY-NC-SA-4.0",
                 "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International");
    assert_field(rights.url, "license: CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/");
    assert_field(rights.label, "license: CC BY", "CC BY");
    assert_field(rights.url, "license: CC BY", "");
    assert_field(rights.label, "rights: CC0-1.0", "CC0 1.0 Universal");
    assert_field(rights.statement, "rights: CC0-1.0", "CC0-1.0");
    assert_field(rights.label, "rights: {statement: 'http://rightsstatements.org/vocab/InC/1.0/'}", "In Copyright");
    assert_field(rights.url, "rights: 'http://rightsstatements.org/vocab/InC/1.0/'",
                 "http://rightsstatements.org/vocab/InC/1.0/");
    assert_field(rights.label, "rights: https://example.org/terms", "https://example.org/terms");
    assert_field(rights.label, "rights: All rights reserved", "All rights reserved");
    assert_field(rights.holder, "rights: {holder: The Press, statement: MIT}", "The Press");
    assert_field(rights.holder, "copyright: The Press", "The Press");
    assert_field(rights.label, "license: MIT\nrights: {holder: The Press}", "MIT License");
}

static void drafts_are_left_out_until_they_are_asked_for(void **state) {
    (void)state;
    for (int drafts = 0; drafts < 2; drafts++) {
        struct reader reader = {.input.drafts = drafts};
        add_essay(&reader, "a", "title: A\ndraft: true");
        add_essay(&reader, "b", "title: B\npublished: false");
        add_essay(&reader, "c", "title: C\ndraft: \"yes\"\ntopics: [only here]\nauthors: [Only Here]");
        add(&reader, "content/essays/_drafts/d.md", "# D\n");
        add(&reader, "content/_drafts/e.md", "# E\n");
        add_essay(&reader, "f", "title: F\ndraft: false");
        add_essay(&reader, "g", "title: G\npublished: true");
        add(&reader, "content/pages/p.md", "---\ntitle: P\ndraft: true\n---\n");
        const struct site *site = load(&reader);
        assert_problems(&reader, "");
        assert_int_equal(site->essay_count, drafts ? 7 : 2);
        assert_int_equal(site->essays_by_date.count, drafts ? 7 : 2);
        assert_int_equal(site->topic_count, drafts);
        assert_int_equal(site->author_count, drafts);
        assert_int_equal(site->page_count, drafts);
        assert_false(essay_at(site, "f")->thing.draft);
        if (drafts)
            assert_true(essay_at(site, "a")->thing.draft && essay_at(site, "d")->thing.draft && site->pages[0].thing.draft);
        drop(&reader);
    }
}

static void slugs_that_no_address_can_have_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nslug: On Tea");
    add_essay(&reader, "b", "title: B\nslug: '!'");
    add(&reader, "content/essays/论技术.md", "# C\n");
    load(&reader);
    assert_problems(&reader, "content/essays/a.md:3:7: error[E108]: \"On Tea\" cannot be a slug\n"
                             "  help: did you mean \"on-tea\"?\n"
                             "content/essays/b.md:3:7: error[E108]: \"!\" cannot be a slug\n"
                             "  help: small letters, digits and single hyphens\n"
                             "content/essays/论技术.md:1:1: error[E108]: no slug can be made of the file name \"论技术\"\n"
                             "  help: say how it is written in addresses: slug: some-words\n");
    drop(&reader);
    add(&reader, "content/essays/论技术.md", "---\ntitle: C\nslug: on-technology\n---\n");
    assert_text(essay_at(load(&reader), "on-technology")->thing.title, "C");
    assert_problems(&reader, "");
    drop(&reader);
}

static void two_essays_with_one_slug_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A");
    add(&reader, "content/essays/sub/a.md", "# B\n");
    add_essay(&reader, "z", "title: Z\nslug: a");
    load(&reader);
    assert_problems(&reader, "content/essays/sub/a.md:1:1: error[E106]: the slug \"a\" is that of content/essays/a.md, too\n"
                             "  help: rename the file, or give it another slug: \"slug: a-2\"\n"
                             "content/essays/z.md:3:7: error[E106]: the slug \"a\" is that of content/essays/a.md, too\n"
                             "  help: rename the file, or give it another slug: \"slug: a-2\"\n");
    drop(&reader);
}

static void dates_tell_essays_of_one_name_apart(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/2015-01-09-this-week.md",
        "# A\n\n[w](/2015/01/16/this-week.html) [v](/2015/02/01/This-Week/)\n");
    add(&reader, "content/essays/2015-01-16-this-week.md", "# B\n");
    add(&reader, "content/essays/2015-02-01-This-Week.md", "---\ntitle: C\npermalink: /c/\n---\n");
    add(&reader, "content/essays/2016-01-01-this-week.md", "---\ntitle: D\nslug: this-week\n---\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "content/essays/2016-01-01-this-week.md:3:7: error[E106]: the slug \"this-week\" is that of "
                             "content/essays/2015-01-09-this-week.md, too\n"
                             "  help: rename the file, or give it another slug: \"slug: this-week-2\"\n");
    assert_text(essay_at(site, "this-week")->thing.title, "A");
    assert_text(essay_at(site, "2015-01-16-this-week")->thing.address, "/essays/2015-01-16-this-week/");
    assert_text(essay_at(site, "2015-02-01-this-week")->thing.address, "/c/");
    assert_text(address(&reader, &essay_at(site, "this-week")->thing.source, 0), "/essays/2015-01-16-this-week/");
    assert_text(address(&reader, &essay_at(site, "this-week")->thing.source, 1), "/c/");
    drop(&reader);
}

static void toml_is_told_and_nothing_else_about_it(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/a.md", "+++\ntitle = 'A'\ndate = 2024-01-01\n+++\nText.\n");
    add(&reader, "content/essays/b.md", "\xef\xbb\xbf+++\r\ntitle = 'A'\r\n+++\r\nText.\r\n");
    load(&reader);
    static const char help[] =
        "  help: write it as YAML: --- instead of +++, and \"title: Words\" instead of \"title = 'Words'\"\n";
    char expected[1000];
    snprintf(expected, sizeof expected,
             "content/essays/a.md:1:1: error[E010]: front matter in TOML is not read\n%s"
             "content/essays/b.md:1:1: error[E010]: front matter in TOML is not read\n%s",
             help, help);
    assert_problems(&reader, expected);
    drop(&reader);
}

static void unreadable_front_matter_is_told_once(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/a.md", "---\ntitle: [\n---\nText.\n");
    add_essay(&reader, "b", "title: B\nrelations: [{cites: a}]");
    load(&reader);
    assert_int_equal(reader.problems.count, 1);
    assert_string_equal(reader.problems.items[0].code, "E001");
    drop(&reader);
}

static void near_misses_of_keys_are_warned_about(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: T\nsumary: S\nTopcis: [x]\nsource: {pubilcation: P}\nrights: {hodler: H}");
    load(&reader);
    assert_problems(&reader, "content/essays/a.md:3:1: warning[W003]: unknown field \"sumary\"\n"
                             "  help: did you mean \"summary\"?\n"
                             "content/essays/a.md:4:1: warning[W003]: unknown field \"Topcis\"\n"
                             "  help: did you mean \"topics\"?\n"
                             "content/essays/a.md:5:10: warning[W003]: unknown field \"pubilcation\"\n"
                             "  help: did you mean \"publication\"?\n"
                             "content/essays/a.md:6:10: warning[W003]: unknown field \"hodler\"\n"
                             "  help: did you mean \"holder\"?\n");
    drop(&reader);
}

static void what_other_generators_write_is_no_near_miss(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a",
              "title: T\nlayout: post\nweight: 3\ntype: post\nmath: true\ntoc: false\ncomments: true\nimage: x\n"
              "cover: x\nslugs: x\nimages: []\nmenu: main\nauthor_profile: true\nfeatured: yes\ntopic: x\n"
              "mine: 1\nsomething_of_my_own: 2\nstate: ok\npages: 3\nid: 4");
    load(&reader);
    assert_problems(&reader, "");
    drop(&reader);
}

static void a_near_miss_of_a_promise_is_an_error(void **state) {
    (void)state;
    assert_wrong("acess: summary", AT_3("1") "error[E013]: unknown field \"acess\"\n  help: did you mean \"access\"?\n");
    assert_wrong("drafts: true", AT_3("1") "error[E013]: unknown field \"drafts\"\n  help: did you mean \"draft\"?\n");
    assert_wrong("publisehd: false",
                 AT_3("1") "error[E013]: unknown field \"publisehd\"\n  help: did you mean \"published\"?\n");
}

static void reading_time_is_counted_in_the_text_s_script(void **state) {
    (void)state;
    struct reader reader = {0};
    struct buffer text = {0};
    buffer_add(&text, TEXT("---\ntitle: A\n---\n"));
    for (int i = 0; i < 690; i++)
        buffer_add(&text, TEXT("word "));
    buffer_add_char(&text, '\0');
    struct buffer han = {0};
    buffer_add(&han, TEXT("---\ntitle: B\nlang: zh-Hans\n---\n"));
    for (int i = 0; i < 800; i++)
        buffer_add(&han, TEXT("字"));
    buffer_add_char(&han, '\0');
    add(&reader, "content/essays/a.md", text.bytes);
    add(&reader, "content/essays/b.md", han.bytes);
    add(&reader, "content/essays/c.md", "---\ntitle: C\n---\n");
    add(&reader, "content/essays/d.md", "---\ntitle: D\n---\nShort.\n");
    const struct site *site = load(&reader);
    assert_int_equal(essay_at(site, "a")->reading_minutes, 3);
    assert_int_equal(essay_at(site, "b")->reading_minutes, 2);
    assert_int_equal(essay_at(site, "c")->reading_minutes, 0);
    assert_int_equal(essay_at(site, "d")->reading_minutes, 1);
    drop(&reader);
    buffer_free(&text);
    buffer_free(&han);
}

static void essays_are_ordered_by_date_then_title(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: B undated");
    add_essay(&reader, "b", "title: a undated");
    add_essay(&reader, "c", "title: C\ndate: 2020");
    add_essay(&reader, "d", "title: D\ndate: 2021-05-06");
    add_essay(&reader, "e", "title: Élan\ndate: 2021-05-05T23:00:00-05:00");
    add_essay(&reader, "f", "title: B\ndate: 2020");
    const struct site *site = load(&reader);
    assert_text(titles(&reader, THING_ESSAY, &site->essays_by_date), "Élan, D, B, C, a undated, B undated");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_texts_on_one_line),
        cmocka_unit_test(a_heading_stands_for_a_missing_title),
        cmocka_unit_test(without_title_and_heading_it_is_an_error),
        cmocka_unit_test(texts_are_read_under_all_their_names),
        cmocka_unit_test(the_beginning_of_the_text_stands_for_a_missing_summary),
        cmocka_unit_test(dates_are_read_in_all_forms_and_under_all_names),
        cmocka_unit_test(what_looks_like_the_date_of_an_undated_essay_is_told),
        cmocka_unit_test(a_file_s_name_gives_date_and_slug),
        cmocka_unit_test(impossible_dates_are_told),
        cmocka_unit_test(wrong_types_are_told),
        cmocka_unit_test(references_in_fields_are_told),
        cmocka_unit_test(values_that_are_none_are_told),
        cmocka_unit_test(kinds_of_text_are_read),
        cmocka_unit_test(the_kind_of_a_source_says_its_type),
        cmocka_unit_test(a_type_that_nobody_knows_is_told),
        cmocka_unit_test(the_others_of_a_source_are_read),
        cmocka_unit_test(the_source_is_read),
        cmocka_unit_test(rights_are_named),
        cmocka_unit_test(drafts_are_left_out_until_they_are_asked_for),
        cmocka_unit_test(slugs_that_no_address_can_have_are_told),
        cmocka_unit_test(two_essays_with_one_slug_are_told),
        cmocka_unit_test(dates_tell_essays_of_one_name_apart),
        cmocka_unit_test(toml_is_told_and_nothing_else_about_it),
        cmocka_unit_test(unreadable_front_matter_is_told_once),
        cmocka_unit_test(near_misses_of_keys_are_warned_about),
        cmocka_unit_test(what_other_generators_write_is_no_near_miss),
        cmocka_unit_test(a_near_miss_of_a_promise_is_an_error),
        cmocka_unit_test(reading_time_is_counted_in_the_text_s_script),
        cmocka_unit_test(essays_are_ordered_by_date_then_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
