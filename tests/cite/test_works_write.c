/* cite/formats.h: works_write; what the files have, in bytes. Other programs read them in tests/cite/works_judges.sh. */
#include "base/arena.h"
#include "base/array.h"
#include "cite/formats.h"
#include "support.h"

static struct work_date on(int year, int month, int day) {
    struct date date = {.precision = DATE_YEAR, .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    date.precision = day ? DATE_DAY : month ? DATE_MONTH : DATE_YEAR;
    return work_date_of(date);
}

static void assert_written(enum works_format format, const struct cited_work *work, const char *wanted) {
    struct buffer out = {0};
    works_write(&out, format, work, 1);
    assert_text(buffer_text(&out), wanted);
    buffer_free(&out);
}

static struct work_name authors[] = {
    {.family = TEXT_INIT("Cai"), .given = TEXT_INIT("Cuihong")},
    {.family = TEXT_INIT("Gogh"), .given = TEXT_INIT("Vincent"), .non_dropping = TEXT_INIT("van")},
    {.family = TEXT_INIT("King"), .given = TEXT_INIT("Martin Luther"), .suffix = TEXT_INIT("Jr."), .comma_suffix = true},
    {.literal = TEXT_INIT("Barnes and Noble")},
};

static struct cited_work article(void) {
    struct cited_work work = {.key = TEXT("cai2024"), .type = WORK_ARTICLE_JOURNAL};
    work.texts[WORK_TITLE] = TEXT("Tech & <i>Trade</i>: <span class=\"nocase\">WTO</span> at 100%");
    work.texts[WORK_CONTAINER_TITLE] = TEXT("China Quarterly");
    work.texts[WORK_VOLUME] = TEXT("12");
    work.texts[WORK_ISSUE] = TEXT("3");
    work.texts[WORK_PAGE] = TEXT("33-35");
    work.texts[WORK_DOI] = TEXT("10.1000/a_b#1");
    work.texts[WORK_LANGUAGE] = TEXT("en-HK");
    work.texts[WORK_ARCHIVE_PLACE] = TEXT("Beijing");
    work.names[WORK_AUTHOR] = (struct work_names){authors, 4, 4, true};
    work.dates[WORK_ISSUED] = on(2024, 3, 19);
    return work;
}

static void test_bibtex(void **state) {
    (void)state;
    struct cited_work work = article();
    assert_written(
        WORKS_BIBTEX, &work,
        "@article{cai2024,\n"
        "  author = {Cai, Cuihong and van Gogh, Vincent and King, Jr., Martin Luther and {Barnes and Noble} and others},\n"
        "  title = {{Tech \\& \\textit{Trade}: {WTO} at 100\\%}},\n"
        "  journal = {{China Quarterly}},\n"
        "  volume = {12},\n"
        "  number = {3},\n"
        "  pages = {33--35},\n"
        "  date = {2024-03-19},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        "  doi = {10.1000/a_b#1},\n"
        "  langid = {english},\n"
        "  csl-language = {en-HK},\n"
        "  csl-archive-place = {Beijing},\n"
        "  options = {useprefix=true,juniorcomma=true},\n"
        "}\n");
}

static void test_bibtex_dates(void **state) {
    (void)state;
    struct cited_work work = {.key = TEXT("a b{c}"), .type = WORK_MAP};
    work.names[WORK_AUTHOR] = (struct work_names){&authors[3], 1, 1, false};
    work.dates[WORK_ISSUED] = on(1723, 0, 0);
    work.dates[WORK_ISSUED].is_circa = true;
    work.dates[WORK_ACCESSED] = on(2020, 0, 0);
    work.dates[WORK_ACCESSED].season = 2;
    work.dates[WORK_ORIGINAL_DATE] = (struct work_date){.year = -44};
    work.dates[WORK_EVENT_DATE] = on(1999, 12, 0);
    work.dates[WORK_EVENT_DATE].to = on(2000, 1, 0).from;
    work.dates[WORK_SUBMITTED] = on(2001, 0, 0);
    work.dates[WORK_SUBMITTED].is_open = true;
    work.dates[WORK_AVAILABLE_DATE] = (struct work_date){.literal = TEXT("in spring")};
    assert_written(WORKS_BIBTEX, &work,
                   "@misc{a-b-c-,\n"
                   "  entrysubtype = {map},\n"
                   "  author = {{Barnes and Noble}},\n"
                   "  eventdate = {1999-12/2000-01},\n"
                   "  date = {1723~},\n"
                   "  year = {1723},\n"
                   "  origdate = {-0043},\n"
                   "  urldate = {2020-22},\n"
                   "  csl-submitted = {2001/..},\n"
                   "  csl-available-date = {in spring},\n"
                   "}\n");
}

/* What TeX, and BibTeX's count of braces, would stumble over. */
static void test_bibtex_characters(void **state) {
    (void)state;
    struct cited_work work = {.key = TEXT("x"), .type = WORK_REPORT};
    work.texts[WORK_TITLE] = TEXT("a{b\\c~d^e`f$g_h#i--j---k''l\xC2\xA0m\nn");
    work.texts[WORK_GENRE] = TEXT("White paper");
    work.texts[WORK_URL] = TEXT("https://example.org/a_b%20c~d{");
    assert_written(WORKS_BIBTEX, &work,
                   "@techreport{x,\n"
                   "  title = {{a\\textbraceleft{}b\\textbackslash{}c\\textasciitilde{}d\\textasciicircum{}e\\textasciigrave{}f"
                   "\\$g\\_h\\#i-{}-j-{}-{}-k'{}'l~m\\newline{}n}},\n"
                   "  type = {White paper},\n"
                   "  url = {https://example.org/a_b%20c~d%7B},\n"
                   "}\n");
}

static void test_ris(void **state) {
    (void)state;
    struct cited_work work = article();
    assert_written(WORKS_RIS, &work,
                   "TY  - JOUR\r\n"
                   "AU  - Cai, Cuihong\r\n"
                   "AU  - van Gogh, Vincent\r\n"
                   "AU  - King, Martin Luther, Jr.\r\n"
                   "AU  - Barnes and Noble\r\n"
                   "N1  - author: and others\r\n"
                   "TI  - Tech & Trade: WTO at 100%\r\n"
                   "T2  - China Quarterly\r\n"
                   "VL  - 12\r\n"
                   "IS  - 3\r\n"
                   "SP  - 33\r\n"
                   "EP  - 35\r\n"
                   "DO  - 10.1000/a_b#1\r\n"
                   "LA  - en-HK\r\n"
                   "PY  - 2024\r\n"
                   "DA  - 2024/03/19/\r\n"
                   "N1  - archive-place: Beijing\r\n"
                   "ID  - cai2024\r\n"
                   "ER  - \r\n");
}

static void test_ris_once(void **state) {
    (void)state;
    struct cited_work work = {.key = TEXT("x"), .type = WORK_PAPER_CONFERENCE};
    work.texts[WORK_EVENT_TITLE] = TEXT("A Meeting");
    work.texts[WORK_CONTAINER_TITLE] = TEXT("Its Proceedings");
    work.texts[WORK_KEYWORD] = TEXT("trade, law");
    work.texts[WORK_NOTE] = TEXT("two\nlines");
    work.dates[WORK_ISSUED] = on(2001, 2, 0);
    work.dates[WORK_ISSUED].to = on(2001, 3, 0).from;
    work.dates[WORK_ACCESSED] = on(2020, 1, 2);
    assert_written(WORKS_RIS, &work,
                   "TY  - CONF\r\n"
                   "T2  - A Meeting\r\n"
                   "C3  - Its Proceedings\r\n"
                   "KW  - trade\r\n"
                   "KW  - law\r\n"
                   "N1  - two lines\r\n"
                   "PY  - 2001\r\n"
                   "DA  - 2001/02//\r\n"
                   "N1  - issued: 2001-02/2001-03\r\n"
                   "Y2  - 2020/01/02/\r\n"
                   "ID  - x\r\n"
                   "ER  - \r\n");
}

static void test_csl_json(void **state) {
    (void)state;
    struct cited_work work = article();
    work.dates[WORK_ORIGINAL_DATE] = (struct work_date){.year = -44};
    work.dates[WORK_EVENT_DATE] = on(1999, 0, 0);
    work.dates[WORK_EVENT_DATE].is_open = true;
    work.dates[WORK_SUBMITTED] = on(2001, 0, 0);
    work.dates[WORK_SUBMITTED].season = 4;
    assert_written(
        WORKS_CSL_JSON, &work,
        "[\n  {\n"
        "    \"id\": \"cai2024\",\n"
        "    \"type\": \"article-journal\",\n"
        "    \"author\": [{\"family\": \"Cai\", \"given\": \"Cuihong\"}, "
        "{\"family\": \"Gogh\", \"given\": \"Vincent\", \"non-dropping-particle\": \"van\"}, "
        "{\"family\": \"King\", \"given\": \"Martin Luther\", \"suffix\": \"Jr.\", \"comma-suffix\": true}, "
        "{\"literal\": \"Barnes and Noble\"}, {\"literal\": \"others\"}],\n"
        "    \"title\": \"Tech & \\u003ci>Trade\\u003c/i>: \\u003cspan class=\\\"nocase\\\">WTO\\u003c/span> at 100%\",\n"
        "    \"container-title\": \"China Quarterly\",\n"
        "    \"volume\": \"12\",\n"
        "    \"issue\": \"3\",\n"
        "    \"page\": \"33-35\",\n"
        "    \"archive-place\": \"Beijing\",\n"
        "    \"DOI\": \"10.1000/a_b#1\",\n"
        "    \"language\": \"en-HK\",\n"
        "    \"issued\": {\"date-parts\": [[2024, 3, 19]]},\n"
        "    \"original-date\": {\"date-parts\": [[-44]]},\n"
        "    \"event-date\": {\"date-parts\": [[1999], [0]]},\n"
        "    \"submitted\": {\"date-parts\": [[2001]], \"season\": 4}\n"
        "  }\n]\n");
}

/* No variable is left out by any format. */
static void test_total(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t format = 0; format <= WORKS_CSL_JSON; format++)
        for (size_t type = 0; type < WORK_TYPE_COUNT; type++) {
            struct cited_work work = {.key = TEXT("k"), .type = (uint8_t)type};
            for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
                work.texts[i] = text_format(&arena, "text%zux", i);
            for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
                array_add(&work.names[i], &arena)->family = text_format(&arena, "Name%zux", i);
            for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
                work.dates[i] = on(1001 + (int)i, 0, 0);
            struct buffer out = {0};
            works_write(&out, (enum works_format)format, &work, 1);
            for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
                assert_true(text_contains(buffer_text(&out), work.texts[i]));
            for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
                assert_true(text_contains(buffer_text(&out), work.names[i].items[0].family));
            for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
                assert_true(text_contains(buffer_text(&out), text_format(&arena, "%zu", 1001 + i)));
            buffer_free(&out);
        }
    arena_free(&arena);
}

static void test_format_of(void **state) {
    (void)state;
    assert_int_equal(works_format_of(TEXT("content/references.bib")), WORKS_BIBTEX);
    assert_int_equal(works_format_of(TEXT("a.ris")), WORKS_RIS);
    assert_int_equal(works_format_of(TEXT("a.json")), WORKS_CSL_JSON);
    assert_int_equal(works_format_of(TEXT("a.yml")), WORKS_CSL_YAML);
    assert_int_equal(works_format_of(TEXT("a.txt")), WORKS_FORMAT_COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bibtex), cmocka_unit_test(test_bibtex_dates), cmocka_unit_test(test_bibtex_characters),
        cmocka_unit_test(test_ris),    cmocka_unit_test(test_ris_once),     cmocka_unit_test(test_csl_json),
        cmocka_unit_test(test_total),  cmocka_unit_test(test_format_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
