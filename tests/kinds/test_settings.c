#include "kinds/reader.h"

/* Loads a reader that has only this site.yaml, and one essay. */
static const struct settings *read(struct reader *reader, const char *yaml) {
    if (yaml)
        add(reader, "content/site.yaml", yaml);
    add_essay(reader, "a", "title: A");
    return &load(reader)->settings;
}

static void without_a_file_everything_has_a_default(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct settings *settings = read(&reader, NULL);
    assert_problems(&reader, "");
    assert_text(settings->title, "Untitled reader");
    assert_text(settings->subtitle, "");
    assert_text(settings->language, "en");
    assert_text(settings->han, "zh-Hans");
    assert_text(settings->base_url, "");
    assert_int_equal(settings->newest, 10);
    assert_int_equal(settings->feed, 30);
    assert_int_equal(settings->related, 5);
    assert_true(settings->smart);
    assert_false(settings->keep_html);
    assert_false(settings->broken_links_pass);
    assert_int_equal(settings->history, HISTORY_FULL);
    assert_int_equal(settings->search, SEARCH_ON);
    assert_int_equal(settings->menu.count, 0);
    assert_int_equal(settings->editors.count, 0);
    drop(&reader);
}

static void check_books(const char *books, const char *told) {
    struct reader reader = {0};
    struct buffer yaml = {0};
    buffer_add_format(&yaml, "title: T\nbooks: %s\n", books);
    buffer_add_char(&yaml, '\0');
    read(&reader, yaml.bytes);
    assert_problems(&reader, told);
    buffer_free(&yaml);
    drop(&reader);
}

static void books_are_a_list(void **state) {
    (void)state;
#define A_LIST                                                                                                                 \
    " is no value of books\n  help: write a list: [lists, topics, reader], of which any may be left out; [] for no books\n"
    check_books("yes", "content/site.yaml:2:8: error[E006]: \"yes\"" A_LIST);
    check_books("none", "content/site.yaml:2:8: error[E006]: \"none\"" A_LIST);
    check_books("lists, topics", "content/site.yaml:2:8: error[E006]: \"lists, topics\"" A_LIST);
    check_books("list", "content/site.yaml:2:8: error[E006]: \"list\" is no value of books\n  help: did you mean \"lists\"?\n");
    check_books("lists", "");
    check_books("[]", "");
}

static void every_field_is_read(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct settings *settings =
        read(&reader, "title: T\nsubtitle: S\ndescription: >\n  D\n  d\nlanguage: en_GB\nhan: zh-Hant\n"
                      "base_url: https://example.org/reader\nrights: R\nlicense: CC0-1.0\n"
                      "repository: https://example.org/git\nraw_html: keep\nsmart: false\n"
                      "newest: 3\nfeed: 7\nrelated: 0\nlinks: warn\nhistory: off\nsearch: editions\neditions: [x]\n"
                      "editors: [Ada, {name: Bo, url: https://example.org/bo}]\n");
    assert_problems(&reader, "");
    assert_text(settings->title, "T");
    assert_text(settings->subtitle, "S");
    assert_text(settings->description, "D d");
    assert_text(settings->language, "en-GB");
    assert_text(settings->han, "zh-Hant");
    assert_text(settings->base_url, "https://example.org/reader/");
    assert_text(settings->rights, "R");
    assert_text(settings->license, "CC0-1.0");
    assert_text(settings->repository, "https://example.org/git");
    assert_true(settings->keep_html);
    assert_false(settings->smart);
    assert_int_equal(settings->newest, 3);
    assert_int_equal(settings->feed, 7);
    assert_int_equal(settings->related, 0);
    assert_true(settings->broken_links_pass);
    assert_int_equal(settings->history, HISTORY_OFF);
    assert_int_equal(settings->search, SEARCH_EDITIONS);
    assert_int_equal(settings->editors.count, 2);
    assert_text(settings->editors.items[0].title, "Ada");
    assert_text(settings->editors.items[1].title, "Bo");
    assert_text(settings->editors.items[1].address, "https://example.org/bo");
    assert_non_null(yaml_get(&settings->extra, yaml_root(&settings->extra), TEXT("editions")));
    drop(&reader);
}

static void some_fields_have_other_names(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct settings *settings = read(&reader, "tagline: S\nlang: fr\nbaseURL: http://example.org/\n");
    assert_problems(&reader, "");
    assert_text(settings->subtitle, "S");
    assert_text(settings->language, "fr");
    assert_text(settings->base_url, "http://example.org/");
    drop(&reader);
}

static void a_menu_is_read_in_all_its_forms(void **state) {
    (void)state;
    static const char *const menus[] = {
        "menu:\n  - Topics: /topics/\n  - A: /essays/a/\n  - Out: https://example.org/\n",
        "menu:\n  - /topics/\n  - /essays/a/\n  - {title: Out, url: https://example.org/}\n",
        "menu:\n  Topics: /topics/\n  A: /essays/a/\n  Out: https://example.org/\n",
    };
    for (size_t i = 0; i < 3; i++) {
        struct reader reader = {0};
        const struct settings *settings = read(&reader, menus[i]);
        assert_problems(&reader, "");
        assert_int_equal(settings->menu.count, 3);
        assert_text(settings->menu.items[0].title, "Topics");
        assert_text(settings->menu.items[0].address, "/topics/");
        assert_text(settings->menu.items[1].title, "A");
        assert_text(settings->menu.items[2].title, "Out");
        assert_text(settings->menu.items[2].address, "https://example.org/");
        drop(&reader);
    }
}

static void what_is_wrong_is_a_fault_of_usage_and_all_is_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "b", "title: B\ndate: 2023-02-29");
    read(&reader,
         "title: [T]\nbase_url: example.org\nlanguage: english\nnewest: many\nfeed: 5000\nsmart: perhaps\n"
         "raw_html: kept\nlinks: ignore\nmenu:\n  - Gone: /topic/\n  - [x]\nbas_url: x\neditors: [{url: https://x.org}]\n");
    assert_problems(&reader,
                    "content/essays/b.md:3:7: error[E005]: \"2023-02-29\" is not a date: February 2023 has no 29th day\n"
                    "content/site.yaml:1:8: error[E004]: title is a text, not a list\n"
                    "content/site.yaml:2:11: error[E260]: \"example.org\" is no address of a site\n"
                    "  help: write it whole: https://example.org/reader/\n"
                    "content/site.yaml:3:11: error[E006]: \"english\" is no language tag\n"
                    "  help: a language is written as in HTML: en, zh-Hans, pt-BR\n"
                    "content/site.yaml:4:9: error[E004]: newest is a whole number from 0 to 1000\n"
                    "content/site.yaml:5:7: error[E006]: feed is a whole number from 0 to 1000\n"
                    "content/site.yaml:6:8: error[E004]: smart is true or false\n"
                    "content/site.yaml:7:11: error[E006]: \"kept\" is no value of raw_html\n"
                    "  help: it is one of drop or keep\n"
                    "content/site.yaml:8:8: error[E006]: \"ignore\" is no value of links\n"
                    "  help: it is one of error or warn\n"
                    "content/site.yaml:10:11: error[E261]: the menu's address \"/topic/\" leads nowhere\n"
                    "  help: did you mean \"/topics/\"?\n"
                    "content/site.yaml:11:5: error[E004]: an address is a text, not a list\n"
                    "content/site.yaml:12:1: warning[W003]: unknown field \"bas_url\"\n"
                    "  help: did you mean \"base_url\"?\n"
                    "content/site.yaml:13:11: error[E004]: an editor needs a name\n"
                    "  help: write \"name: ...\"\n");
    assert_int_equal(reader.problems.fault, FAULT_USAGE);
    drop(&reader);
}

static void yaml_that_cannot_be_read_is_a_fault_of_usage(void **state) {
    (void)state;
    struct reader reader = {0};
    read(&reader, "title: [\n");
    assert_int_equal(reader.problems.count, 1);
    assert_string_equal(reader.problems.items[0].code, "E001");
    assert_int_equal(reader.problems.items[0].fault, FAULT_USAGE);
    assert_int_equal(reader.problems.fault, FAULT_USAGE);
    drop(&reader);
    read(&reader, "- title\n");
    assert_problems(&reader, "content/site.yaml:1:1: error[E004]: site.yaml is made of fields with names\n"
                             "  help: write \"title: Words\"\n");
    assert_int_equal(reader.problems.fault, FAULT_USAGE);
    drop(&reader);
}

static void the_command_line_s_address_goes_before(void **state) {
    (void)state;
    struct reader reader = {.input.base_url = "https://other.org/x"};
    assert_text(read(&reader, "base_url: https://example.org/\n")->base_url, "https://other.org/x/");
    assert_problems(&reader, "");
    drop(&reader);
    reader.input.base_url = "x";
    read(&reader, "");
    assert_problems(&reader, "error[E260]: \"x\" is no address of a site\n"
                             "  help: write it whole: https://example.org/reader/\n");
    assert_int_equal(reader.problems.fault, FAULT_USAGE);
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_everything_has_a_default),
        cmocka_unit_test(books_are_a_list),
        cmocka_unit_test(every_field_is_read),
        cmocka_unit_test(some_fields_have_other_names),
        cmocka_unit_test(a_menu_is_read_in_all_its_forms),
        cmocka_unit_test(what_is_wrong_is_a_fault_of_usage_and_all_is_told),
        cmocka_unit_test(yaml_that_cannot_be_read_is_a_fault_of_usage),
        cmocka_unit_test(the_command_line_s_address_goes_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
