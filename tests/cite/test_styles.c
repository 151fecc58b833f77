/*
 * Works of many kinds as the four styles show them, against what citeproc-js makes of the same with the same styles:
 * styles.txt, which judge.py wrote. With the name of such a file, `test_styles FILE` prints what each of its lines comes to,
 * for judge.py.
 *
 * A line of it, in fields by tabs:
 *
 *     L  language                  the reader's language from here on, with the words of layouts/words/
 *     G                            a group: works that are cited together
 *     W  key  type                 a work, of which the following lines tell
 *     T  variable  text
 *     N  role  family  given  dropping  non-dropping  suffix  literal  flags      s: family first; c: comma before the suffix
 *     D  variable  from  to  season  flags  literal                               2020-5-3; c: circa
 *     A                            from here on works are told apart, among all of the group
 *     E  style  key  expected      an entry
 *     C  style  places  expected   a cluster: key|locator|kind|prefix|suffix|flags, by ";;"; a: no author, r: cited before
 *     O  style  keys               the order of the bibliography
 */
#include <string.h>
#include "support.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/files.h"
#include "cite/style.h"
#include "compose/cite_terms.h"

static const char *const locators[LOCATOR_COUNT] = {"page",  "chapter", "section", "paragraph", "volume",    "figure",
                                                    "table", "note",    "line",    "column",    "part",      "verse",
                                                    "book",  "folio",   "issue",   "opus",      "sub-verbo", "timestamp"};

struct reading {
    struct cited_works works;
    const struct cite_numbering *same[STYLE_COUNT];
    const struct cite_terms *terms;
    bool is_apart;
    struct arena arena;
    size_t failures, lines;
    bool shows;
};

enum { FIELD_COUNT = 12 };

static size_t cut_fields(struct text fields[FIELD_COUNT], struct text line, char separator) {
    size_t count = 0;
    memset(fields, 0, FIELD_COUNT * sizeof *fields);
    for (size_t from = 0; from <= line.size && count < FIELD_COUNT;) {
        size_t to = text_find_char(line, separator, from);
        fields[count++] = text_slice(line, from, to);
        from = to + 1;
    }
    return count;
}

static struct cited_work *last_work(struct reading *reading) {
    return &reading->works.items[reading->works.count - 1];
}

static bool has_flag(struct text flags, char flag) {
    return text_find_char(flags, flag, 0) < flags.size;
}

static void read_name(struct reading *reading, const struct text *fields) {
    size_t role = work_named(work_role_names, WORK_ROLE_COUNT, fields[1]);
    assert_true(role < WORK_ROLE_COUNT);
    *array_add(&last_work(reading)->names[role], &reading->arena) =
        (struct work_name){.family = fields[2],
                           .given = fields[3],
                           .dropping = fields[4],
                           .non_dropping = fields[5],
                           .suffix = fields[6],
                           .literal = fields[7],
                           .static_ordering = has_flag(fields[8], 's'),
                           .comma_suffix = has_flag(fields[8], 'c')};
}

static struct date read_date(struct text text) {
    struct date date = {0};
    int parts[3] = {0};
    sscanf(text.bytes, "%d-%d-%d", &parts[0], &parts[1], &parts[2]);
    if (text.size == 0 || parts[0] <= 0)
        return date;
    date.precision = parts[2] ? DATE_DAY : parts[1] ? DATE_MONTH : DATE_YEAR;
    date.year = (int16_t)parts[0];
    date.month = (uint8_t)parts[1];
    date.day = (uint8_t)parts[2];
    return date;
}

static void read_when(struct reading *reading, const struct text *fields) {
    size_t when = work_named(work_when_names, WORK_WHEN_COUNT, fields[1]);
    assert_true(when < WORK_WHEN_COUNT);
    struct work_date *date = &last_work(reading)->dates[when];
    struct arena *arena = &reading->arena;
    date->from = read_date(text_of(text_terminated(fields[2], arena)));
    date->to = read_date(text_of(text_terminated(fields[3], arena)));
    if (date->from.precision == DATE_NONE)
        date->year = (int16_t)atoi(text_terminated(fields[2], arena));
    date->season = (uint8_t)atoi(text_terminated(fields[4], arena));
    date->is_circa = has_flag(fields[5], 'c');
    date->literal = fields[6];
}

static uint32_t find_work(const struct reading *reading, struct text key) {
    for (uint32_t i = 0; i < reading->works.count; i++)
        if (text_equal(reading->works.items[i].key, key))
            return i;
    fail_msg("no work %.*s", TEXT_ARGS(key));
    return 0;
}

static enum cite_style find_style(struct text name) {
    return (enum cite_style)work_named(style_names, STYLE_COUNT, name);
}

static struct cite_context context_of(struct reading *reading, enum cite_style style) {
    struct cite_context context = {.works = reading->works.items, .count = reading->works.count, .terms = reading->terms};
    if (reading->is_apart && !reading->same[style])
        reading->same[style] = style_tell_apart(style, &context, &reading->arena);
    context.same = reading->same[style];
    return context;
}

/* Ranges as marks: <i>, <n> for upright, <b>, <sup>, <sub>. Those of links, places and titles are left out. */
static struct text marked(struct cited cited, struct arena *arena) {
    static const char *const marks[] = {[CITED_ITALIC] = "i",          [CITED_UPRIGHT] = "n",  [CITED_BOLD] = "b",
                                        [CITED_SMALL_CAPITALS] = "sc", [CITED_RAISED] = "sup", [CITED_LOWERED] = "sub",
                                        [CITED_LINK] = NULL,           [CITED_WORK] = NULL,    [CITED_TITLE] = NULL};
    struct buffer out = {0};
    for (uint32_t at = 0; at <= cited.words.size; at++) {
        for (size_t i = cited.count; i-- > 0;)
            if (cited.ranges[i].to == at && marks[cited.ranges[i].format])
                buffer_add_format(&out, "</%s>", marks[cited.ranges[i].format]);
        for (size_t i = 0; i < cited.count; i++)
            if (cited.ranges[i].from == at && marks[cited.ranges[i].format])
                buffer_add_format(&out, "<%s>", marks[cited.ranges[i].format]);
        if (at < cited.words.size)
            buffer_add_char(&out, cited.words.bytes[at]);
    }
    return buffer_take(&out, arena);
}

static void compare(struct reading *reading, struct text line, struct text actual, struct text expected) {
    reading->lines++;
    if (reading->shows) {
        printf("%.*s\n", TEXT_ARGS(actual));
        return;
    }
    if (text_equal(actual, expected))
        return;
    reading->failures++;
    print_error("%.*s\n  is: %.*s\n", TEXT_ARGS(line), TEXT_ARGS(actual));
}

static size_t read_places(struct reading *reading, struct cite_place *places, struct text spec) {
    size_t count = 0;
    while (spec.size) {
        size_t end = text_find(spec, TEXT(";;"), 0);
        struct text fields[FIELD_COUNT];
        cut_fields(fields, text_slice(spec, 0, end), '|');
        struct cite_place *place = &places[count++];
        *place = (struct cite_place){.work = find_work(reading, fields[0]),
                                     .locator = fields[1],
                                     .prefix = fields[3],
                                     .suffix = fields[4],
                                     .no_author = has_flag(fields[5], 'a'),
                                     .is_repeated = has_flag(fields[5], 'r')};
        while (fields[2].size && !text_equal(text_of(locators[place->locator_kind]), fields[2]))
            place->locator_kind++;
        spec = text_after(spec, end + 2);
    }
    return count;
}

static void check_cluster(struct reading *reading, struct text line, const struct text *fields) {
    struct cite_place places[8];
    enum cite_style style = find_style(fields[1]);
    struct cite_context context = context_of(reading, style);
    size_t count = read_places(reading, places, fields[2]);
    struct cited cited = style_cluster(style, &context, places, count, &reading->arena);
    compare(reading, line, marked(cited, &reading->arena), fields[3]);
}

static void check_entry(struct reading *reading, struct text line, const struct text *fields) {
    enum cite_style style = find_style(fields[1]);
    struct cite_context context = context_of(reading, style);
    struct cited cited = style_entry(style, &context, find_work(reading, fields[2]), &reading->arena);
    compare(reading, line, marked(cited, &reading->arena), fields[3]);
}

static void check_order(struct reading *reading, struct text line, const struct text *fields) {
    enum cite_style style = find_style(fields[1]);
    struct cite_context context = context_of(reading, style);
    const uint32_t *order = style_order(style, &context, &reading->arena);
    struct buffer keys = {0};
    for (size_t i = 0; i < context.count; i++)
        buffer_add_format(&keys, "%s%.*s", i ? " " : "", TEXT_ARGS(context.works[order[i]].key));
    compare(reading, line, buffer_text(&keys), fields[2]);
    buffer_free(&keys);
}

static struct text read_bytes(const char *path, struct arena *arena) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct buffer bytes = {0};
    char piece[4096];
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_add_bytes(&bytes, piece, size);
    fclose(file);
    return buffer_take(&bytes, arena);
}

static const struct cite_terms *terms_in(struct text tag, struct arena *arena) {
    struct tree_text words = {.path = text_format(arena, "layouts/words/%.*s.yaml", TEXT_ARGS(tag))};
    words.bytes = read_bytes(words.path.bytes, arena);
    return cite_terms_of(language_load(NULL, tree_of_texts(&words, 1, arena), tag, arena), arena);
}

static void read_line(struct reading *reading, struct text line) {
    struct text fields[FIELD_COUNT];
    cut_fields(fields, line, '\t');
    switch (fields[0].size ? fields[0].bytes[0] : '#') {
    case 'L': reading->terms = terms_in(fields[1], &reading->arena); break;
    case 'G':
        reading->works = (struct cited_works){0};
        reading->is_apart = false;
        memset(reading->same, 0, sizeof reading->same);
        break;
    case 'W': {
        struct cited_work *work = array_add(&reading->works, &reading->arena);
        work->key = fields[1];
        work->type = (uint8_t)work_named(work_type_names, WORK_TYPE_COUNT, fields[2]);
        break;
    }
    case 'T': last_work(reading)->texts[work_named(work_text_names, WORK_TEXT_COUNT, fields[1])] = fields[2]; break;
    case 'N': read_name(reading, fields); break;
    case 'D': read_when(reading, fields); break;
    case 'A': reading->is_apart = true; break;
    case 'E': check_entry(reading, line, fields); break;
    case 'C': check_cluster(reading, line, fields); break;
    case 'O': check_order(reading, line, fields); break;
    default: break;
    }
}

static void read_lines(struct reading *reading, const char *path) {
    struct text line, rest = read_bytes(path, &reading->arena);
    while (text_cut(&line, &rest, '\n'))
        read_line(reading, line);
    arena_free(&reading->arena);
}

static void test_as_citeproc(void **state) {
    (void)state;
    struct reading reading = {0};
    read_lines(&reading, "tests/cite/styles.txt");
    assert_true(reading.lines > 500);
    assert_int_equal(reading.failures, 0);
}

/* languages.txt: in other languages, where the terms of citeproc-js's locales have gaps that ours have not. */
static void test_other_languages(void **state) {
    (void)state;
    struct reading reading = {0};
    read_lines(&reading, "tests/cite/languages.txt");
    assert_int_equal(reading.lines, 23);
    assert_int_equal(reading.failures, 0);
}

static struct cited_work some_work(struct arena *arena) {
    struct cited_work work = {.key = TEXT("cai"), .type = WORK_ARTICLE_JOURNAL};
    work.texts[WORK_TITLE] = TEXT("Tech and <i>us</i>");
    work.texts[WORK_CONTAINER_TITLE] = TEXT("Foreign Affairs");
    work.texts[WORK_LANGUAGE] = TEXT("en");
    work.texts[WORK_DOI] = TEXT("10.1000/182");
    *array_add(&work.names[WORK_AUTHOR], arena) = (struct work_name){.family = TEXT("Cai"), .given = TEXT("Cuihong")};
    work.dates[WORK_ISSUED] = work_date_of((struct date){.precision = DATE_YEAR, .year = 2024});
    return work;
}

static struct text in_range(const struct cited *cited, enum cited_format format, size_t nth) {
    for (size_t i = 0; i < cited->count; i++)
        if (cited->ranges[i].format == format && nth-- == 0)
            return text_slice(cited->words, cited->ranges[i].from, cited->ranges[i].to);
    return TEXT("none");
}

static void test_ranges(void **state) {
    (void)state;
    struct arena arena = {0};
    struct cited_work works[] = {some_work(&arena), some_work(&arena)};
    works[1].names[WORK_AUTHOR].items[0].family = TEXT("Zhang");
    struct cite_context context = {.works = works, .count = 2};
    struct cited entry = style_entry(STYLE_MLA, &context, 0, &arena);
    assert_text(entry.words, "Cai, Cuihong. “Tech and Us.” Foreign Affairs, 2024, https://doi.org/10.1000/182.");
    assert_text(in_range(&entry, CITED_TITLE, 0), "Tech and Us.");
    assert_text(in_range(&entry, CITED_ITALIC, 0), "Us");
    assert_text(in_range(&entry, CITED_ITALIC, 1), "Foreign Affairs");
    assert_text(in_range(&entry, CITED_LINK, 0), "https://doi.org/10.1000/182");
    for (size_t i = 1; i < entry.count; i++)
        assert_true(entry.ranges[i - 1].from <= entry.ranges[i].from);
    struct cite_place places[] = {{.work = 1, .locator = TEXT("3")}, {.work = 0, .prefix = TEXT("see")}};
    struct cited cluster = style_cluster(STYLE_APA, &context, places, 2, &arena);
    assert_text(cluster.words, "(see Cai, 2024; Zhang, 2024, p. 3)");
    assert_text(in_range(&cluster, CITED_WORK, 0), "see Cai, 2024");
    assert_text(in_range(&cluster, CITED_WORK, 1), "Zhang, 2024, p. 3");
    assert_int_equal(cluster.ranges[0].number, 1);
    arena_free(&arena);
}

/* @key: the authors stand in the sentence. */
static void test_authors_in_the_sentence(void **state) {
    (void)state;
    struct arena arena = {0};
    struct cited_work work = some_work(&arena);
    struct cite_context context = {.works = &work, .count = 1};
    struct cite_place place = {.locator = TEXT("33"), .in_text = true};
    assert_text(style_cluster(STYLE_APA, &context, &place, 1, &arena).words, "Cai (2024, p. 33)");
    assert_text(style_cluster(STYLE_CHICAGO_AUTHOR_DATE, &context, &place, 1, &arena).words, "Cai (2024, 33)");
    assert_text(style_cluster(STYLE_MLA, &context, &place, 1, &arena).words, "Cai (33)");
    assert_text(style_authors(STYLE_CHICAGO_NOTES, &context, 0, &arena).words, "Cai");
    place.locator = (struct text){0};
    assert_text(style_cluster(STYLE_MLA, &context, &place, 1, &arena).words, "Cai");
    arena_free(&arena);
}

/* Of a work by nobody its title stands there: never a year alone, or nothing. */
static void test_title_in_the_sentence(void **state) {
    (void)state;
    struct arena arena = {0};
    struct cited_work work = {.key = TEXT("p"), .type = WORK_BOOK};
    work.texts[WORK_TITLE] = TEXT("The Anonymous Pamphlet");
    work.dates[WORK_ISSUED] = (struct work_date){.from = {.precision = DATE_YEAR, .year = 1888}};
    struct cite_context context = {.works = &work, .count = 1};
    struct cite_place place = {.locator = TEXT("3"), .in_text = true};
    struct cited cited = style_cluster(STYLE_CHICAGO_AUTHOR_DATE, &context, &place, 1, &arena);
    assert_text(cited.words, "The Anonymous Pamphlet (1888, 3)");
    assert_text(in_range(&cited, CITED_ITALIC, 0), "The Anonymous Pamphlet");
    assert_text(style_cluster(STYLE_APA, &context, &place, 1, &arena).words, "The Anonymous Pamphlet (1888, p. 3)");
    assert_text(style_cluster(STYLE_MLA, &context, &place, 1, &arena).words, "The Anonymous Pamphlet (3)");
    place.locator = (struct text){0};
    assert_text(style_cluster(STYLE_MLA, &context, &place, 1, &arena).words, "The Anonymous Pamphlet");
    arena_free(&arena);
}

/* A precis is the editors' text on another's. */
static void test_reviewed(void **state) {
    (void)state;
    struct arena arena = {0};
    struct cited_work work = {.key = TEXT("p"), .type = WORK_REVIEW};
    work.texts[WORK_REVIEWED_TITLE] = TEXT("Countering fragmentation");
    work.texts[WORK_GENRE] = TEXT("Précis of");
    work.texts[WORK_CONTAINER_TITLE] = TEXT("The Divided Workshop");
    work.texts[WORK_URL] = TEXT("https://example.org/a/");
    *array_add(&work.names[WORK_REVIEWED_AUTHOR], &arena) = (struct work_name){.family = TEXT("Cai"), .given = TEXT("Cuihong")};
    struct cite_context context = {.works = &work, .count = 1};
    assert_text(style_entry(STYLE_CHICAGO_NOTES, &context, 0, &arena).words,
                "The Divided Workshop. Précis of Countering Fragmentation, by Cuihong Cai. n.d. https://example.org/a/.");
    assert_text(style_entry(STYLE_MLA, &context, 0, &arena).words,
                "Précis of Countering Fragmentation by Cuihong Cai. The Divided Workshop, https://example.org/a/.");
    arena_free(&arena);
}

static void test_listing_has_every_work(void **state) {
    (void)state;
    struct arena arena = {0};
    struct cited_work works[] = {{.key = TEXT("plan"), .type = WORK_DOCUMENT}, {.key = TEXT("bare"), .type = WORK_DOCUMENT}};
    struct cite_context context = {.works = works, .count = 2};
    works[0].texts[WORK_TITLE] = TEXT("13th Five-Year Plan");
    assert_text(style_entry(STYLE_CHICAGO_NOTES, &context, 0, &arena).words, "");
    for (enum cite_style style = 0; style < STYLE_COUNT; style++)
        assert_true(text_contains(style_listing(style, &context, 0, &arena).words, TEXT("13th Five-Year Plan")));
    for (enum cite_style style = 0; style < STYLE_COUNT; style++)
        assert_true(style_listing(style, &context, 1, &arena).words.size > 0);
    arena_free(&arena);
}

/* Each of the marks that title_marks.h knows, however it is written, is one to the styles. */
static void test_marks(void **state) {
    (void)state;
    static const char *const titles[] = {
        "On <span class=\"nocase\">eBPF</span> and <i>us</i>", "On <span class='nocase'>eBPF</span> and <b>us</b>",
        "On <span style=\"font-variant:small-caps;\">eBPF</span> and <sup>us</sup>",
        "On <span style=\"font-variant: small-caps;\">eBPF</span> and <sub>us</sub>", "On <sc>eBPF</sc> and us"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct arena arena = {0};
        struct cited_work work = some_work(&arena);
        struct cite_context context = {.works = &work, .count = 1};
        work.texts[WORK_TITLE] = text_of(titles[i]);
        for (enum cite_style style = 0; style < STYLE_COUNT; style++) {
            struct text words = style_entry(style, &context, 0, &arena).words;
            assert_true(text_contains(words, TEXT("On eBPF and ")));
            assert_false(text_contains(words, TEXT("<")));
        }
        arena_free(&arena);
    }
}

/* A text of that size and more, of one piece again and again. */
static struct text repeated(struct buffer *out, const char *piece, size_t size) {
    buffer_clear(out);
    buffer_add(out, TEXT("Begin "));
    while (out->size < size)
        buffer_add(out, text_of(piece));
    return buffer_text(out);
}

/* However long a variable is, and whatever is in it, an entry takes time and memory as its size. */
static void test_bounds(void **state) {
    (void)state;
    static const char *const pieces[] = {"<i>", "<b>x", "</i>", "a' ", "n'", " '", " \"",  "“x ", "‘",     "’ ", "word ",
                                         "a-",  ".,",   "(",    "A",   "A.", "1-", "von ", "x, ", "1–2, ", "&"};
    static const enum work_text variables[] = {WORK_TITLE, WORK_CONTAINER_TITLE, WORK_VOLUME,
                                               WORK_PAGE,  WORK_EDITION,         WORK_URL};
    struct buffer words = {0};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (size_t variable = 0; variable <= sizeof variables / sizeof *variables; variable++) {
            struct arena arena = {0};
            struct cited_work work = some_work(&arena);
            struct cite_context context = {.works = &work, .count = 1};
            struct text text = repeated(&words, pieces[i], 200000);
            if (variable < sizeof variables / sizeof *variables)
                work.texts[variables[variable]] = text;
            else
                work.names[WORK_AUTHOR].items[0] =
                    (struct work_name){.family = text, .given = text_after(text, strlen("Begin "))};
            assert_true(style_entry(STYLE_CHICAGO_NOTES, &context, 0, &arena).words.size > 0);
            assert_true(style_entry(STYLE_APA, &context, 0, &arena).words.size > 0);
            arena_free(&arena);
        }
    buffer_free(&words);
}

int main(int count, char **arguments) {
    if (count > 1) {
        struct reading reading = {.shows = true};
        read_lines(&reading, arguments[1]);
        return 0;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_citeproc),
                                       cmocka_unit_test(test_other_languages),
                                       cmocka_unit_test(test_ranges),
                                       cmocka_unit_test(test_authors_in_the_sentence),
                                       cmocka_unit_test(test_title_in_the_sentence),
                                       cmocka_unit_test(test_reviewed),
                                       cmocka_unit_test(test_listing_has_every_work),
                                       cmocka_unit_test(test_marks),
                                       cmocka_unit_test(test_bounds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
