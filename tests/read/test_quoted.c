/* read/yaml/quoted.h */
#include "base/arena.h"
#include "read/yaml/quoted.h"
#include "support.h"

static void test_quoted(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(yaml_quoted(TEXT("plain"), &arena), "\"plain\"");
    assert_text(yaml_quoted(TEXT("a \"b\" \\ c"), &arena), "\"a \\\"b\\\" \\\\ c\"");
    assert_text(yaml_quoted(TEXT("two\r\nlines\tand: # more"), &arena), "\"two  lines and: # more\"");
    assert_text(yaml_quoted(TEXT(""), &arena), "\"\"");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quoted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
