/* deploy/merge.h */
#include "base/arena.h"
#include "base/array.h"
#include "deploy/merge.h"
#include "support.h"

static struct arena arena;

/* "path=id path=id:mode ..." */
static struct branch_files files_of(const char *words) {
    struct branch_files files = {0};
    struct text word, rest = text_of(words);
    while (text_cut(&word, &rest, ' ')) {
        size_t equals = text_find_char(word, '=', 0), colon = text_find_char(word, ':', 0);
        *array_add(&files, &arena) = (struct branch_file){
            .path = text_slice(word, 0, equals),
            .id = text_slice(word, equals + 1, colon),
            .mode = colon < word.size ? text_after(word, colon + 1) : TEXT(MODE_FILE),
        };
    }
    return files;
}

static struct manifest manifest_of(const char *words) {
    struct manifest manifest = {0};
    struct text word, rest = text_of(words);
    while (text_cut(&word, &rest, ' '))
        *array_add(&manifest, &arena) = word;
    return manifest;
}

/* "+path ~path -path !path<built ...", in the order of the steps; then the collisions. */
static struct text shown(const struct merged *merged) {
    static const char signs[] = {[MERGE_ADD] = '+', [MERGE_CHANGE] = '~', [MERGE_REMOVE] = '-'};
    struct text all = TEXT("");
    for (size_t i = 0; i < merged->steps.count; i++)
        all = text_format(&arena, "%.*s%s%c%.*s", TEXT_ARGS(all), all.size ? " " : "", signs[merged->steps.items[i].change],
                          TEXT_ARGS(merged->steps.items[i].path));
    for (size_t i = 0; i < merged->collisions.count; i++)
        all = text_format(&arena, "%.*s !%.*s<%.*s", TEXT_ARGS(all), TEXT_ARGS(merged->collisions.items[i].path),
                          TEXT_ARGS(merged->collisions.items[i].built));
    return all;
}

static struct merged merged_with(const char *old, const char *manifest, const char *built, bool adopts, const char *keep) {
    struct branch_files old_files = files_of(old), built_files = files_of(built);
    struct manifest owned = manifest_of(manifest);
    struct merge merge = {.old = &old_files, .manifest = &owned, .built = &built_files, .adopts = adopts, .keep = keep};
    struct merged merged;
    merge_files(&merged, &merge, &arena);
    return merged;
}

static struct text steps_of(const char *old, const char *manifest, const char *built) {
    struct merged merged = merged_with(old, manifest, built, false, NULL);
    return shown(&merged);
}

static void test_steps(void **state) {
    (void)state;
    assert_text(steps_of("", "", "a=1 b=2"), "+a +b");
    assert_text(steps_of("a=1 b=2", "a b", "a=1 b=2"), "");
    assert_text(steps_of("a=1 b=2", "a b", "a=1 b=3"), "~b");
    assert_text(steps_of("a=1 b=2", "a b", "b=2 c=3"), "-a +c");
    assert_text(steps_of("a=1:100755", "a", "a=1"), "~a");
    assert_text(steps_of("a=1:120000", "a", "a=1"), "~a");
    assert_text(steps_of("b=2", "a b", "a=1 b=2"), "+a"); /* somebody removed it on the branch */
}

/* What is in no manifest stays. */
static void test_foreign(void **state) {
    (void)state;
    struct merged merged = merged_with("CNAME=1 a=1 previews/1/index.html=9 sub=5:160000", "a", "a=2", false, NULL);
    assert_text(shown(&merged), "~a");
    assert_int_equal(merged.foreign, 3);
    assert_text(steps_of("a=1", "", "a=1"), ""); /* it has the very bytes */
    assert_text(steps_of("a=1", "", "a=2"), "~a !a<a");
    assert_text(steps_of("a=1:100755", "", "a=1"), "~a !a<a");
}

/* A file where a folder must be, and the other way round. */
static void test_ways(void **state) {
    (void)state;
    assert_text(steps_of("a=1", "a", "a/b=2"), "-a +a/b");
    assert_text(steps_of("a/b=1 a/c=1", "a/b a/c", "a=2"), "+a -a/b -a/c");
    assert_text(steps_of("a=1", "", "a/b/c=2"), "+a/b/c !a<a/b/c");
    assert_text(steps_of("a-x=1 a/b=1 a/c=1", "a/b", "a=2"), "+a -a/b !a/c<a");
    assert_text(steps_of("a-x=1 a.y=1 a0=1", "", "a=2"), "+a");
    assert_text(steps_of("a=5:160000", "", "a/b=1"), "+a/b !a<a/b");
}

static void test_adopting(void **state) {
    (void)state;
    struct merged merged = merged_with("CNAME=1 a=1 b=2 img/x.png=3", "", "a=2", true, "CNAME,img/");
    assert_text(shown(&merged), "~a -b");
    assert_int_equal(merged.foreign, 2);
    merged = merged_with("a=1", "a", "a=2", false, "a");
    assert_text(shown(&merged), "~a !a<a"); /* kept, and yet to be published */
    merged = merged_with("a=1 old/b=1", "a old/b", "a=1", false, "old/*");
    assert_text(shown(&merged), "");
}

static void test_manifest_is_ours(void **state) {
    (void)state;
    assert_text(steps_of(MANIFEST_PATH "=1", "", MANIFEST_PATH "=2"), "~" MANIFEST_PATH);
}

static void test_names(void **state) {
    (void)state;
    assert_true(merge_names("CNAME", TEXT("CNAME")));
    assert_false(merge_names("CNAME", TEXT("a/CNAME")));
    assert_true(merge_names("x, previews/", TEXT("previews/1/index.html")));
    assert_false(merge_names("previews/", TEXT("previews")));
    assert_true(merge_names("*.txt", TEXT("a.txt")));
    assert_false(merge_names("*.txt", TEXT("a/b.txt")));
    assert_true(merge_names("**.txt", TEXT("a/b.txt")));
    assert_true(merge_names("a/**", TEXT("a/b/c")));
    assert_true(merge_names("a?c", TEXT("abc")));
    assert_false(merge_names("a?c", TEXT("a/c")));
    assert_true(merge_names("*", TEXT("a")));
    assert_false(merge_names("*", TEXT("a/b")));
    assert_true(merge_names("a*b*c", TEXT("a-b-b-c")));
    assert_false(merge_names(NULL, TEXT("a")));
    assert_false(merge_names("", TEXT("")));
}

static int free_all(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),    cmocka_unit_test(test_foreign),          cmocka_unit_test(test_ways),
        cmocka_unit_test(test_adopting), cmocka_unit_test(test_manifest_is_ours), cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, free_all);
}
