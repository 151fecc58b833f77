#include "kinds/reader.h"

#include <dirent.h>
#include <malloc.h>

/* A site is loaded again and again in one process, and each time the arena gives back all that it took. */

static size_t open_files(void) {
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static size_t bytes_in_use(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* One of each kind, with references that lead somewhere and some that do not, drafts, and lists in parts. */
static void load_and_drop(bool remembers) {
    struct reader reader = {0};
    add(&reader, "content/site.yaml", "title: Reader\nlanguage: en\npage_size: 2\nmenu: [/topics/, /nowhere/]\n");
    add(&reader, "content/index.md", "See [[a]] and [[topic:tea]].\n");
    for (int i = 0; i < 9; i++)
        add_essay(&reader, (const char *[]){"a", "b", "c", "d", "e", "f", "g", "h", "i"}[i],
                  "title: On tea\nauthors: [Ann Lee, {name: Bo Young, orcid: 0000-0002-1825-0097}]\ntopics: [Tea, Cups]\n"
                  "date: 2020-01-02\nsource: {publication: The Journal}\nsumary: x\naliases: [/old/]");
    add(&reader, "content/essays/draft.md", "---\ntitle: Draft\ndraft: true\n---\n[[nowhere]]\n");
    add(&reader, "content/essays/toml.md", "+++\ntitle = 'x'\n+++\n");
    add(&reader, "content/authors/ann-lee.md", "---\nname: Ann Lee\n---\nOf [[a]] and [[a|it]], [[author:nobody]].\n");
    add(&reader, "content/topics/tea.md", "---\nname: Tea\nbroader: [cups]\n---\n## Leaf\n");
    add(&reader, "content/lists/l.md", "---\ntitle: List\nitems: [a, nowhere]\n---\n");
    add(&reader, "content/glossary/cup.md", "---\nterm: cup\n---\nFor [[topic:tea#leaf]].\n");
    add(&reader, "content/pages/about.md", "---\ntitle: About\n---\n![](missing.png) [](/essays/a/#no)\n");
    if (remembers) {
        assert_true(load(&reader)->essay_count == 10);
        assert_true(reader.problems.errors > 0);
    } else {
        static const struct workers one = {.count = 1};
        reader.input.tree = tree_of_texts(reader.files.items, reader.files.count, &reader.arena);
        reader.input.workers = &one;
        assert_non_null(site_load(&reader.problems, &reader.input, &reader.arena));
    }
    drop(&reader);
}

static void assert_nothing_stays(bool remembers) {
    /* What malloc keeps at hand of each size fills up before it is full. */
    for (int i = 0; i < 60; i++)
        load_and_drop(remembers);
    size_t files = open_files(), bytes = bytes_in_use();
    for (int i = 0; i < 30; i++)
        load_and_drop(remembers);
    assert_int_equal(open_files(), files);
    assert_int_equal(bytes_in_use(), bytes);
}

static void nothing_stays_of_a_site_that_was_loaded(void **state) {
    (void)state;
    assert_nothing_stays(true);
}

static void nothing_stays_where_nothing_is_remembered(void **state) {
    (void)state;
    assert_nothing_stays(false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stays_of_a_site_that_was_loaded),
        cmocka_unit_test(nothing_stays_where_nothing_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
