/* cite/formats.h: works_read, and tex.h, edtf.h below it; and that what is written is read back the same. */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "cite/edtf.h"
#include "cite/formats.h"
#include "cite/pandoc_words.h"
#include "cite/tex.h"
#include "cite/title_marks.h"
#include "support.h"

static struct arena arena;

static int begin(void **state) {
    (void)state;
    arena = (struct arena){0};
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Reads a file; `codes` are those of all problems, with their lines, in the order in which they were found: "W462:3 E460:7". */
static struct cited_works read_works(enum works_format format, const char *bytes, const char *codes) {
    struct cited_works works = {0};
    struct diag problems = {0};
    struct buffer told = {0};
    works_read(&works, format, text_of(bytes), TEXT("refs"), &problems, &arena);
    for (size_t i = 0; i < problems.count; i++)
        buffer_add_format(&told, "%s%s:%u", i > 0 ? " " : "", problems.items[i].code, (unsigned)problems.items[i].place.line);
    if (!text_equal(buffer_text(&told), text_of(codes)))
        diag_print(&problems, &(struct diag_style){0}, stderr);
    assert_text(buffer_text(&told), codes);
    buffer_free(&told);
    diag_free(&problems);
    return works;
}

/* The first work, as CSL-JSON without line ends and indents. */
static void assert_read(enum works_format format, const char *bytes, const char *json) {
    struct cited_works works = read_works(format, bytes, "");
    assert_true(works.count > 0);
    struct buffer out = {0}, plain = {0};
    works_write(&out, WORKS_CSL_JSON, works.items, 1);
    for (size_t i = 0; i < out.size; i++)
        if (out.bytes[i] != '\n' &&
            !(out.bytes[i] == ' ' && i + 1 < out.size && (out.bytes[i + 1] == ' ' || out.bytes[i - 1] == ' ')))
            buffer_add_char(&plain, out.bytes[i] == '"' ? '\'' : out.bytes[i]);
    assert_text(buffer_text(&plain), json);
    buffer_free(&out);
    buffer_free(&plain);
}

static struct text read_tex(const char *tex, enum tex_kind kind) {
    struct tex_unknown unknown = {0};
    struct text words = tex_words(text_of(tex), kind, &unknown, &arena);
    assert_int_equal(unknown.count, 0);
    return words;
}

static void test_tex(void **state) {
    (void)state;
    static const struct {
        const char *tex, *words;
    } cases[] = {
        {"G\\\"odel, {\\\"O}sterreich, K\\\"{a}fer, {\\'{E}}tude, Fran\\c{c}ois, \\v{S}, \\H o, \\~n, \\=a, \\.z, \\u{g}, \\k "
         "a, \\r{u}",
         "Gödel, Österreich, Käfer, Étude, François, Š, ő, ñ, ā, ż, ğ, ą, ů"},
        {"Na\\\"{\\i}ve na\\\"\\i ve {\\ss} Stra\\ss e \\o{} {\\L}\\'od\\'z \\AE{}on \\oe uvre \\aa",
         "Naïve naïve ß Straße ø Łódź Æon œuvre å"},
        {"a--b --- c ``d'' `e' it's ~ x~y", "a–b — c “d” ‘e’ it's \xC2\xA0 x\xC2\xA0y"},
        {"R\\&D 50\\% \\$5 \\#1 a\\_b \\{c\\} \\textbackslash{} \\textasciitilde \\~{}x \\^{}",
         "R&D 50% $5 #1 a_b {c} \\ ~~x ^"},
        {"$x_1 \\to {y}$ and $5", "$x_1 \\to {y}$ and $5"},
        {"Simon &amp; Schuster \\& Sons &#38; &quot;Co&quot;", "Simon & Schuster & Sons & \"Co\""},
        {"two\n  lines\\\\three", "two lines three"},
        {"\\href{http://x.org}{words} \\url{http://y.org/a_b%20} \\enquote{quoted} \\foreignlanguage{french}{mot}",
         "words http://y.org/a_b%20 “quoted” mot"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(read_tex(cases[i].tex, TEX_PLAIN), cases[i].words);
}

static void test_tex_titles(void **state) {
    (void)state;
    static const struct {
        const char *tex, *words;
    } cases[] = {
        {"The {NASA} of {G{\\\"o}del}", "The <span class=\"nocase\">NASA</span> of <span class=\"nocase\">Gödel</span>"},
        {"{A Whole {NASA} Title}", "A Whole <span class=\"nocase\">NASA</span> Title"},
        {"{\\\"U}ber \\emph{das {X} da} und {\\it mehr} H\\textsubscript{2}O {}",
         "Über <i>das <span class=\"nocase\">X</span> da</i> und "
         "<i>mehr</i> H<sub>2</sub>O"},
        {"a {} b \\textit{} c", "a b c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(read_tex(cases[i].tex, TEX_TITLE), cases[i].words);
}

static void test_tex_unknown(void **state) {
    (void)state;
    struct tex_unknown unknown = {0};
    assert_text(tex_words(TEXT("a \\frobnicate{b} \\foo c"), TEX_TITLE, &unknown, &arena),
                "a <span class=\"nocase\">b</span> c");
    assert_text(unknown.name, "frobnicate");
    assert_int_equal(unknown.count, 2);
}

static void test_edtf(void **state) {
    (void)state;
    static const char *const dates[] = {"2024",      "2024-03", "2024-03-19", "2024-21", "2024~",
                                        "1999/2003", "2003/..", "-0043",      "0000",    "1999-12-31/2000-01-01",
                                        "2024-03~"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct work_date date;
        struct buffer out = {0};
        assert_true(edtf_read(&date, text_of(dates[i]), &arena));
        edtf_add(&out, &date);
        assert_text(buffer_text(&out), dates[i]);
        buffer_free(&out);
    }
    struct work_date date;
    assert_false(edtf_read(&date, TEXT("2024-13"), &arena));
    assert_false(edtf_read(&date, TEXT("March 2024"), &arena));
    assert_false(edtf_read(&date, TEXT("2024-33"), &arena));
    assert_false(edtf_read(&date, TEXT(""), &arena));
}

static void test_names(void **state) {
    (void)state;
    assert_read(
        WORKS_BIBTEX,
        "@book{k, author = {Vincent van Gogh and de la Fontaine, Jean and King, Jr., Martin Luther and {Barnes and Noble} and"
        " Aristotle\n and Ortega y Gasset, Jos\\'e and {\\'E}tienne {de Silhouette} and"
        " family=Berg, given=Jan, prefix=van der, useprefix=true AND others}}",
        "[{'id': 'k','type': 'book','author': [{'family': 'Gogh', 'given': 'Vincent', 'dropping-particle': 'van'}, "
        "{'family': 'Fontaine', 'given': 'Jean', 'dropping-particle': 'de la'}, "
        "{'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}, {'literal': 'Barnes and Noble'}, "
        "{'family': 'Aristotle'}, {'family': 'Ortega y Gasset', 'given': 'José'}, "
        "{'family': 'de Silhouette', 'given': 'Étienne'}, "
        "{'family': 'Berg', 'given': 'Jan', 'non-dropping-particle': 'van der'}, {'literal': 'others'}]}]");
    struct cited_works works = read_works(WORKS_BIBTEX, "@book{k,\n author = {Smith, A., Jones, B., Wu, C.}}", "W464:2");
    assert_text(works.items[0].names[WORK_AUTHOR].items[0].literal, "Smith, A., Jones, B., Wu, C.");
}

static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *fields, *json;
    } cases[] = {
        {"year = 2024, month = mar", "'date-parts': [[2024, 3]]"},
        {"year = {2024}, month = {3}, day = 19", "'date-parts': [[2024, 3, 19]]"},
        {"year = 2024, month = \"19~\" # mar", "'date-parts': [[2024, 3, 19]]"},
        {"year = 2024, month = {March 19}", "'date-parts': [[2024, 3, 19]]"},
        {"year = 2024, month = {Jan.--Feb.}", "'date-parts': [[2024, 1], [2024, 2]]"},
        {"year = 2024, month = jan # \"/\" # feb", "'date-parts': [[2024, 1], [2024, 2]]"},
        {"year = 2024, month = {Winter}", "'date-parts': [[2024]], 'season': 4"},
        {"year = {2001--2002}", "'date-parts': [[2001], [2002]]"},
        {"year = {ca. 1850}", "'date-parts': [[1850]], 'circa': true"},
        {"year = {[1850]}", "'date-parts': [[1850]]"},
        {"year = {1984}, month = {}", "'date-parts': [[1984]]"},
        {"date = {June 4th, 2002}", "'date-parts': [[2002, 6, 4]]"},
        {"date = {19 April 2015}", "'date-parts': [[2015, 4, 19]]"},
        {"year = {March 2010}", "'date-parts': [[2010, 3]]"},
        {"year = {in press}", "'literal': 'in press'"},
        {"date = {2001-02-03/2001-02-05}", "'date-parts': [[2001, 2, 3], [2001, 2, 5]]"},
        {"date = {2020~}", "'date-parts': [[2020]], 'circa': true"},
        {"date = {2020-24}, year = {1999}", "'date-parts': [[2020]], 'season': 4"},
        {"date = {2020-01-02T10:20:30}", "'date-parts': [[2020, 1, 2]]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_read(WORKS_BIBTEX, text_format(&arena, "@book{k, %s}", cases[i].fields).bytes,
                    text_format(&arena, "[{'id': 'k','type': 'book','issued': {%s}}]", cases[i].json).bytes);
    assert_read(WORKS_BIBTEX, "@book{k, year = {[1893] 1984}}",
                "[{'id': 'k','type': 'book','issued': {'date-parts': [[1984]]},'original-date': {'date-parts': [[1893]]}}]");
    assert_int_equal(read_works(WORKS_BIBTEX, "@book{k, year = 1999,\n month = {2181-2184}}", "W463:2")
                         .items[0]
                         .dates[WORK_ISSUED]
                         .from.year,
                     1999);
    struct cited_works works = read_works(WORKS_BIBTEX, "@book{k,\n title = {T},\n date = {2024-02-31}\n}", "W463:3");
    assert_text(works.items[0].dates[WORK_ISSUED].literal, "2024-02-31");
}

static void test_entries(void **state) {
    (void)state;
    assert_read(
        WORKS_BIBTEX,
        "% a remark\n@comment{ignored, @book{no, title={No}}}\n@preamble{ \"\\newcommand{\\x}{}\" }\n"
        "@STRING{ pub = \"Simon \\& \" # {Schuster} }\n@string(city = {New York})\n"
        "@InCollection (key:1,\n  Title = \"A {\"}quoted{\"} title\", % one more\n  subtitle = {Sub},\n  BookTitle = {Book},\n"
        "  publisher = pub # {, Inc.}, address = city, pages = {12--15}, chapter = 3, number = 7, series = {S},\n"
        "  editor = {Doe, Jane}, editora = {Roe, Rick}, editoratype = {compiler}, doi = {https://doi.org/10.1/a\\_b},\n"
        "  url = {\\url{http://x.org/a_b}}, langid = {ngerman}, keywords = {a, b}, file = {:x.pdf:PDF},)",
        "[{'id': 'key:1','type': 'chapter','editor': [{'family': 'Doe', 'given': 'Jane'}],"
        "'compiler': [{'family': 'Roe', 'given': 'Rick'}],"
        "'title': 'A \\u003cspan class=\\'nocase\\'>\\'\\u003c/span>quoted\\u003cspan class=\\'nocase\\'>\\'\\u003c/span> "
        "title: Sub',"
        "'container-title': 'Book','collection-title': 'S','collection-number': '7','chapter-number': '3','page': '12-15',"
        "'publisher': 'Simon & Schuster, Inc.','publisher-place': 'New York','DOI': '10.1/a_b','URL': 'http://x.org/a_b',"
        "'language': 'de','keyword': 'a, b'}]");
}

static void test_inherited(void **state) {
    (void)state;
    assert_read(WORKS_BIBTEX,
                "@inproceedings{k, title = {Paper}, crossref = {p}, pages = {1--2}}\n"
                "@proceedings{p, title = {Proc}, subtitle = {Sub}, editor = {Doe, Jane}, date = {2001}, xdata = {x}}\n"
                "@xdata{x, publisher = {Press}, location = {Bonn}}\n",
                "[{'id': 'k','type': 'paper-conference','editor': [{'family': 'Doe', 'given': 'Jane'}],'title': 'Paper',"
                "'container-title': 'Proc: Sub','page': '1-2','publisher': 'Press','publisher-place': 'Bonn',"
                "'issued': {'date-parts': [[2001]]}}]");
    struct cited_works works = read_works(
        WORKS_BIBTEX, "@book{a, crossref = {b}, title = {T}}\n@book{b, crossref = {a}}\n@book{c,\ncrossref = {d}}", "W464:4");
    assert_int_equal(works.count, 3);
    assert_text(works.items[1].texts[WORK_TITLE], "T");
}

static void test_kinds(void **state) {
    (void)state;
    assert_read(WORKS_BIBTEX, "@mastersthesis{k, school = {MIT}}",
                "[{'id': 'k','type': 'thesis','genre': 'Master’s thesis','publisher': 'MIT'}]");
    assert_read(WORKS_BIBTEX, "@misc{k, eprint = {1234.5678}, archivePrefix = {arXiv}, primaryClass = {cs.DL}}",
                "[{'id': 'k','type': 'article','number': 'arXiv:1234.5678','publisher': 'arXiv','URL': "
                "'https://arxiv.org/abs/1234.5678'}]");
    assert_read(WORKS_BIBTEX, "@article{k, entrysubtype = {newspaper}, number = 3, eid = {e7}, issue = {May}}",
                "[{'id': 'k','type': 'article-newspaper','issue': '3, May','number': 'e7'}]");
    assert_read(WORKS_BIBTEX, "@misc{k, howpublished = {\\url{http://x.org/a{\\_}b\\%c~d}}, note = {See \\emph{it}}}",
                "[{'id': 'k','type': 'document','URL': 'http://x.org/a_b%c~d','note': 'See \\u003ci>it\\u003c/i>'}]");
    assert_read(WORKS_BIBTEX,
                "@patent{k, number = 5, holder = {Foo and Bar}, type = {patentus}, location = {countryus and countryde}}",
                "[{'id': 'k','type': 'patent','number': '5','genre': 'U.S. patent','publisher': 'Foo; Bar',"
                "'jurisdiction': 'United States of America; Germany'}]");
    assert_read(WORKS_BIBTEX, "@book{k, maintitle = {Main}, title = {Part}, volume = 2, pubstate = {inpress}}",
                "[{'id': 'k','type': 'book','title': 'Main','volume-title': 'Part','volume': '2','status': 'in press'}]");
}

/* What is wrong is told, with its line, and all else is read. */
static void test_bibtex_wrong(void **state) {
    (void)state;
    struct cited_works works = read_works(WORKS_BIBTEX,
                                          "@article{a, title = {A}}\n"
                                          "@article{b,\n title = {B\n}\n"
                                          "@book{c, title = {C} year = 2000}\n"
                                          "@article{d, title = {D}},\n note = {N}\n}\n"
                                          "@foo{e, title = {E}, frob = {X}}\n"
                                          "@book{, title = {F}}\n"
                                          "@book{g, title = {G}, title = {H}, publisher = nowhere}\n"
                                          "@book{h, title = \\x}\n"
                                          "me@example.org\n"
                                          "@inprocee\n@comment no braces\n",
                                          "E460:5 E460:5 E460:6 E460:10 W462:11 W464:11 W464:12 W462:14 W462:9 W462:9 W462:12");
    assert_int_equal(works.count, 7);
    assert_text(works.items[2].key, "c");
    assert_int_equal(works.items[2].dates[WORK_ISSUED].from.year, 2000);
    assert_text(works.items[5].texts[WORK_PUBLISHER], "nowhere");
    assert_text(works.items[5].texts[WORK_TITLE], "G");
    read_works(WORKS_BIBTEX, "@article{a, journal = {J},\n journaltitle = {K},\n address = {B}, location = {B}}", "W462:2");
    read_works(WORKS_BIBTEX, "@book{a,\n title = {\xFF}}", "E052:2");
    assert_text(read_works(WORKS_BIBTEX, "@book{a,\n title = {a\x05z}}", "W406:2").items[0].texts[WORK_TITLE],
                "a\xEF\xBF\xBDz");
    assert_text(
        read_works(WORKS_CSL_JSON, "[{\"id\": \"a\", \"title\": \"a\\u0085\\ufdd0z\"}]", "W406:1").items[0].texts[WORK_TITLE],
        "a \xEF\xBF\xBDz");
    read_works(WORKS_CSL_JSON, "[{\"id\": \"a\", \"title\": \"a\\u0005z\"}]", "E001:1");
}

/* What a few bytes could make large, or slow. */
static void test_bounds(void **state) {
    (void)state;
    struct buffer out = {0};
    buffer_add(&out, TEXT("@string{a0 = {0123456789abcdef}}\n"));
    for (int i = 1; i < 60; i++)
        buffer_add_format(&out, "@string{a%d = a%d # a%d}\n", i, i - 1, i - 1);
    buffer_add(&out, TEXT("@book{k, title = a59}"));
    buffer_add_char(&out, '\0');
    struct cited_works works = {0};
    struct diag problems = {0};
    works_read(&works, WORKS_BIBTEX, text_of(out.bytes), TEXT("refs"), &problems, &arena);
    assert_int_equal(problems.errors, 1);
    diag_free(&problems);

    static const char *const pieces[] = {"@book{a,b={",  "@a(", "}@a(", "{",  "{\"", "\\emph{",
                                         "@book{a,b=\"", "$",   "`",    "@ ", "\\'"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer_clear(&out);
        buffer_add(&out, TEXT("@book{k, title = {"));
        while (out.size < 400000)
            buffer_add(&out, text_of(pieces[i]));
        buffer_add(&out, TEXT("}}"));
        works = (struct cited_works){0};
        struct diag told = {0};
        works_read(&works, WORKS_BIBTEX, buffer_text(&out), TEXT("refs"), &told, &arena);
        diag_free(&told);
    }
    buffer_free(&out);
}

/* Lists that become one text. */
static void test_long_lists(void **state) {
    (void)state;
    static const struct {
        enum works_format format;
        enum work_text variable;
        const char *begin, *member, *end;
    } rows[] = {{WORKS_BIBTEX, WORK_JURISDICTION, "@patent{k, location = {", "abc and ", "countryde}}"},
                {WORKS_CSL_JSON, WORK_KEYWORD, "[{\"id\": \"k\", \"keyword\": [", "\"abcdef\",", "\"g\"]}]"}};
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        buffer_add(&out, text_of(rows[i].begin));
        for (size_t member = 0; member < 60000; member++)
            buffer_add(&out, text_of(rows[i].member));
        buffer_add(&out, text_of(rows[i].end));
        struct cited_works works = {0};
        struct diag told = {0};
        works_read(&works, rows[i].format, buffer_text(&out), TEXT("refs"), &told, &arena);
        assert_int_equal(told.count, 0);
        assert_int_equal(works.count, 1);
        assert_true(works.items[0].texts[rows[i].variable].size > 60000 * strlen("abc; "));
        diag_free(&told);
    }
    buffer_free(&out);
}

static void test_json(void **state) {
    (void)state;
    assert_read(
        WORKS_CSL_JSON,
        "\xEF\xBB\xBF[\n\t{\n\t\t\"id\":\"http://zotero.org/users/1/items/"
        "AB\",\"type\":\"article-journal\",\"title\":\"\\ud83d\\ude00 a\\/b "
        "\\\"q\\\" "
        "\\u00e9\",\"volume\":12,\n\t\t\"author\":[{\"family\":\"Gogh\",\"given\":\"V.\",\"non-dropping-particle\":\"van\","
        "\"suffix\":\"Jr.\",\"comma-suffix\":true},{\"literal\":\"WTO\"}],\"issued\":{\"date-parts\":[[\"2024\",3,\"19\"]]},"
        "\"accessed\":{\"date-parts\":[[2020,1]],\"season\":\"\"},\"abstract\":null\n\t}\n]\n",
        "[{'id': 'http://zotero.org/users/1/items/AB','type': 'article-journal','author': [{'family': 'Gogh', 'given': 'V.', "
        "'non-dropping-particle': 'van', 'suffix': 'Jr.', 'comma-suffix': true}, {'literal': 'WTO'}],"
        "'title': '\xF0\x9F\x98\x80 a/b \\'q\\' é','volume': '12','issued': {'date-parts': [[2024, 3, 19]]},"
        "'accessed': {'date-parts': [[2020, 1]]}}]");
    assert_read(WORKS_CSL_JSON,
                "{\"items\": [{\"id\": 7, \"citation-key\": \"k\", \"type\": \"\", \"issued\": {\"raw\": \"1999/2003\"}}]}",
                "[{'id': 'k','type': 'document','issued': {'date-parts': [[1999], [2003]]}}]");
    assert_read(WORKS_CSL_JSON,
                "[{\"id\": \"k\", \"type\": \"book\", \"note\": \"original-date: 1999-05\\nPMID: 12\\nSee this.\"}]",
                "[{'id': 'k','type': 'book','PMID': '12','note': 'See this.','original-date': {'date-parts': [[1999, 5]]}}]");
}

static void test_yaml(void **state) {
    (void)state;
    assert_read(WORKS_CSL_YAML,
                "---\nreferences:\n- id: k\n  type: book\n  author:\n  - family: Doe\n    given: [Jane, Q.]\n  - Some Body\n"
                "  title: The *title*\n  issued: 2020-05\n  keyword: [a, b]\n  accessed:\n  - year: 2020\n    month: 3\n  "
                "original-date:\n"
                "    date-parts: [1999, 14]\n---\n",
                "[{'id': 'k','type': 'book','author': [{'family': 'Doe', 'given': 'Jane Q.'}, {'literal': 'Some Body'}],"
                "'title': 'The \\u003ci>title\\u003c/i>','keyword': 'a, b','issued': {'date-parts': [[2020, 5]]},'accessed': "
                "{'date-parts': "
                "[[2020, 3]]},"
                "'original-date': {'date-parts': [[1999]], 'season': 2}}]");
}

/* Words of YAML are Markdown to Pandoc, and as it writes them; those of JSON are not. */
static void test_markdown(void **state) {
    (void)state;
    static const struct {
        const char *markdown, *words;
    } cases[] = {
        {"The *Homo faber* of _x_, **bold** and `code`", "The <i>Homo faber</i> of <i>x</i>, <b>bold</b> and code"},
        {"*a **b** c*", "<i>a <b>b</b> c</i>"},
        {"H~2~O, m^2^, a ~ b, 5 ^ 6, ~a b~", "H<sub>2</sub>O, m<sup>2</sup>, a ~ b, 5 ^ 6, ~a b~"},
        {"[New [x]{.smallcaps}y]{.nocase} [z",
         "<span class=\"nocase\">New <span style=\"font-variant:small-caps;\">x</span>y</span> [z"},
        {"[NASA]{.nocase} and [x]{.smallcaps} [y]",
         "<span class=\"nocase\">NASA</span> and <span style=\"font-variant:small-caps;\">x</span> [y]"},
        {"snake_case_name, 2 * 3 * 4, C*, a\\*b\\*c \\<i\\>", "snake_case_name, 2 * 3 * 4, C*, a*b*c <i>"},
        {"<i>x</i> <span class=\"nocase\">y</span>", "<i>x</i> <span class=\"nocase\">y</span>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(pandoc_words(text_of(cases[i].markdown), true, &arena), cases[i].words);
    struct cited_works works = read_works(WORKS_CSL_YAML, "- id: k\n  title: '*x*'\n  doi: 10.1/a\\_b_c_\n", "");
    assert_text(works.items[0].texts[WORK_TITLE], "<i>x</i>");
    assert_text(works.items[0].texts[WORK_DOI], "10.1/a_b_c_");
    assert_text(read_works(WORKS_CSL_JSON, "[{\"id\": \"k\", \"title\": \"*x*\"}]", "").items[0].texts[WORK_TITLE], "*x*");
}

/* However it is written, and by whom. */
static void test_doi(void **state) {
    (void)state;
    static const struct {
        const char *written, *doi;
    } cases[] = {
        {"10.1/a", "10.1/a"},
        {"https://doi.org/10.1/a%3Cb", "10.1/a<b"},
        {"http://dx.doi.org/10.1/a", "10.1/a"},
        {"HTTPS://DOI.ORG/10.1/A", "10.1/A"},
        {"doi.org/10.1/a", "10.1/a"},
        {"DOI: 10.1/a", "10.1/a"},
        {"doi:https://www.doi.org/10.1/a", "10.1/a"},
        {"https://doi.org/10.1/a%01b", "10.1/a%01b"},
        {"https://example.org/doi.org/10.1/a", "https://example.org/doi.org/10.1/a"},
        {"", ""},
    };
    static const struct {
        enum works_format format;
        const char *begin, *end;
    } forms[] = {{WORKS_BIBTEX, "@book{k, doi = {", "}}"},
                 {WORKS_CSL_JSON, "[{\"id\": \"k\", \"DOI\": \"", "\"}]"},
                 {WORKS_CSL_JSON, "[{\"id\": \"k\", \"note\": \"DOI: ", "\"}]"},
                 {WORKS_CSL_YAML, "- id: k\n  doi: '", "'\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t form = 0; form < sizeof forms / sizeof *forms; form++) {
            struct text bytes = text_format(&arena, "%s%s%s", forms[form].begin, cases[i].written, forms[form].end);
            struct cited_works works = read_works(forms[form].format, text_terminated(bytes, &arena), "");
            assert_text(works.items[0].texts[WORK_DOI], cases[i].doi);
        }
}

static void test_json_wrong(void **state) {
    (void)state;
    struct cited_works works = read_works(WORKS_CSL_JSON,
                                          "[\n"
                                          "{\"id\": \"a\", \"type\": \"book\"},\n"
                                          "{\"id\": \"b\", \"title\" \"no colon\"},\n"
                                          "{\"id\": \"c\", \"type\": \"tome\"},\n"
                                          "{\"title\": \"no id\"},\n"
                                          "{\"id\": \"d\", \"frob\": 1, \"issued\": {\"date-parts\": [[2024, 2, 31]]}},\n"
                                          "{\"id\": \"e\", \"issued\": \"end of 2024\", \"title\": {\"a\": 1}}\n",
                                          "E001:3 W462:4 E460:5 W462:6 W463:6 W463:7 W462:7 E460:8");
    assert_int_equal(works.count, 4);
    assert_text(works.items[3].dates[WORK_ISSUED].literal, "end of 2024");
    read_works(WORKS_CSL_JSON, "\"text\"", "E460:1");
    read_works(WORKS_CSL_YAML, "- just text\n", "E460:1");
    assert_int_equal(read_works(WORKS_CSL_JSON, "[]", "").count, 0);
}

/* Works of all types with random values, and a generator that is the same on every machine. */
static uint32_t seed;

static uint32_t roll(uint32_t sides) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static const char *const word_pieces[] = {"a",        "Tee", "茶",  "ö", "É", "{", "}", "\\", "~", "^",   "`", "'",
                                          "''",       "--",  "---", "-", "&", "%", "#", "$",  "_", "\"",  "“", "–",
                                          "\xC2\xA0", ",",   ".",   ":", "<", ">", "=", "@",  "1", "and", "x", "$5$"};
enum { WORD_PIECES = sizeof word_pieces / sizeof *word_pieces };

static void add_random_words(struct buffer *out, size_t most) {
    for (size_t i = 0, count = 1 + roll((uint32_t)most); i < count; i++) {
        buffer_add(out, i > 0 ? TEXT(" x") : TEXT("x"));
        for (size_t j = roll(4); j > 0; j--)
            buffer_add(out, text_of(word_pieces[roll(WORD_PIECES)]));
    }
}

static struct text random_words(bool is_marked) {
    struct buffer out = {0};
    add_random_words(&out, 4);
    if (is_marked) {
        uint8_t mark = (uint8_t)(1 + roll(MARK_KIND_COUNT - 1));
        buffer_add_char(&out, ' ');
        buffer_add(&out, title_marks_opening[mark]);
        add_random_words(&out, 2);
        buffer_add(&out, title_marks_closing[mark]);
        add_random_words(&out, 1);
    }
    return buffer_take(&out, &arena);
}

static struct text random_part(void) {
    static const char *const parts[] = {"Cai",   "Cuihong",    "O'Neill",     "Müller", "de Silhouette", "Ortega y Gasset",
                                        "J. Q.", "Smith, Inc", "Sand and Co", "蔡",     "{x}",           "others",
                                        "X--Y",  "A&B"};
    return text_of(parts[roll(sizeof parts / sizeof *parts)]);
}

static void random_name(struct work_name *name, bool has_particles_kept, bool has_comma) {
    *name = (struct work_name){0};
    if (roll(4) == 0) {
        name->literal = random_words(false);
        return;
    }
    name->family = random_part();
    name->given = random_part();
    if (roll(3) == 0)
        *(has_particles_kept ? &name->non_dropping : &name->dropping) = roll(2) ? TEXT("van der") : TEXT("d'");
    if (roll(4) == 0) {
        name->suffix = roll(2) ? TEXT("Jr.") : TEXT("III");
        name->comma_suffix = has_comma;
    }
}

static struct work_date random_date(void) {
    struct work_date date = {.from = {.precision = (uint8_t)(1 + roll(3)), .year = (int16_t)(1 + roll(2100))}};
    if (date.from.precision >= DATE_MONTH)
        date.from.month = (uint8_t)(1 + roll(12));
    if (date.from.precision == DATE_DAY)
        date.from.day = (uint8_t)(1 + roll(28));
    switch (roll(8)) {
    case 0: date.is_circa = true; break;
    case 1: date.is_open = true; break;
    case 2: date.to = (struct date){.precision = DATE_YEAR, .year = (int16_t)(date.from.year + 1)}; break;
    case 3: date = (struct work_date){.from = {.precision = DATE_YEAR, .year = 1999}, .season = (uint8_t)(1 + roll(4))}; break;
    case 4: date = (struct work_date){.year = (int16_t)(-1 - (int)roll(3000))}; break;
    case 5: date = (struct work_date){.literal = TEXT("in the third century")}; break;
    default: break;
    }
    return date;
}

static bool holds_marks(size_t text) {
    return text_contains(work_text_names[text], TEXT("title"));
}

static struct cited_work random_work(size_t number) {
    struct cited_work work = {.key = text_format(&arena, "key-%zu", number), .type = (uint8_t)(number % WORK_TYPE_COUNT)};
    bool has_particles_kept = roll(2), has_comma = roll(2);
    for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
        if (roll(2))
            work.texts[i] = random_words(holds_marks(i) && roll(2));
    /* Addresses have no spaces; titles are there, and pages as people write them. */
    work.texts[WORK_URL] = TEXT("https://example.org/a_b?c=%20&d#e~{f}");
    work.texts[WORK_DOI] = TEXT("10.1000/(x)<1>_2");
    work.texts[WORK_LANGUAGE] = roll(2) ? TEXT("zh-Hant") : TEXT("en");
    work.texts[WORK_PAGE] = roll(2) ? TEXT("33-35, 40–41") : TEXT("xii");
    for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
        for (size_t j = roll(4); j > 0; j--) {
            random_name(array_add(&work.names[i], &arena), has_particles_kept, has_comma);
            work.names[i].has_others = roll(4) == 0;
        }
    for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
        if (roll(2))
            work.dates[i] = random_date();
    return work;
}

static void assert_round(enum works_format written, enum works_format read, const struct cited_work *work) {
    struct buffer out = {0}, again = {0};
    struct cited_works works = {0};
    struct diag problems = {0};
    works_write(&out, written, work, 1);
    works_read(&works, read, buffer_text(&out), TEXT("refs"), &problems, &arena);
    diag_print(&problems, &(struct diag_style){0}, stderr);
    assert_int_equal(problems.count, 0);
    assert_int_equal(works.count, 1);

    /* Equal as CSL-JSON, which has all that a work has. */
    struct buffer one = {0}, other = {0};
    works_write(&one, WORKS_CSL_JSON, work, 1);
    works_write(&other, WORKS_CSL_JSON, works.items, 1);
    if (!text_equal(buffer_text(&one), buffer_text(&other)))
        print_error("%.*s\n", TEXT_ARGS(buffer_text(&out)));
    assert_text_at(buffer_text(&other), buffer_text(&one), __FILE__, __LINE__);

    works_write(&again, written, works.items, 1);
    assert_text_at(buffer_text(&again), buffer_text(&out), __FILE__, __LINE__);
    buffer_free(&out);
    buffer_free(&again);
    buffer_free(&one);
    buffer_free(&other);
    diag_free(&problems);
}

static void test_round_trips(void **state) {
    (void)state;
    seed = 20261130;
    for (size_t i = 0; i < 20 * WORK_TYPE_COUNT; i++) {
        struct cited_work work = random_work(i);
        assert_round(WORKS_BIBTEX, WORKS_BIBTEX, &work);
        assert_round(WORKS_CSL_JSON, WORKS_CSL_JSON, &work);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tex, begin, end),
        cmocka_unit_test_setup_teardown(test_tex_titles, begin, end),
        cmocka_unit_test_setup_teardown(test_tex_unknown, begin, end),
        cmocka_unit_test_setup_teardown(test_edtf, begin, end),
        cmocka_unit_test_setup_teardown(test_names, begin, end),
        cmocka_unit_test_setup_teardown(test_dates, begin, end),
        cmocka_unit_test_setup_teardown(test_entries, begin, end),
        cmocka_unit_test_setup_teardown(test_inherited, begin, end),
        cmocka_unit_test_setup_teardown(test_kinds, begin, end),
        cmocka_unit_test_setup_teardown(test_bibtex_wrong, begin, end),
        cmocka_unit_test_setup_teardown(test_bounds, begin, end),
        cmocka_unit_test_setup_teardown(test_long_lists, begin, end),
        cmocka_unit_test_setup_teardown(test_json, begin, end),
        cmocka_unit_test_setup_teardown(test_yaml, begin, end),
        cmocka_unit_test_setup_teardown(test_markdown, begin, end),
        cmocka_unit_test_setup_teardown(test_doi, begin, end),
        cmocka_unit_test_setup_teardown(test_json_wrong, begin, end),
        cmocka_unit_test_setup_teardown(test_round_trips, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
