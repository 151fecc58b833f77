#include "read/markdown/scan.h"

#include "support.h"

static struct arena arena;

static void scan(struct tokens *tokens, struct text body) {
    struct scan found;
    scan_source(&found, tokens, body, SYNTAX_MATH | SYNTAX_TILDE, &arena);
}

/* The kinds of what is hidden in a text, as letters, each with its size in bytes. */
static struct text hidden(const char *body) {
    struct tokens tokens;
    scan(&tokens, text_of(body));
    assert_int_equal(tokens.masked.size, strlen(body));
    struct text all = {0};
    for (size_t i = 0; i < tokens.count; i++)
        all =
            text_format(&arena, "%.*s%c%u", TEXT_ARGS(all), "REFWAMCBN+"[tokens.items[i].kind], (unsigned)tokens.items[i].size);
    assert_text(tokens_restore(&tokens, tokens.masked, &arena), body);
    return all;
}

static void test_references(void **state) {
    (void)state;
    assert_text(hidden("see [[a]] and [[b|c]]."), "R5R7");
    assert_text(hidden("[[]]"), "R4");
    assert_text(hidden("no [a] [b](c) [[ open"), "");
    assert_text(hidden("\\[[a]] \\\\[[b]]"), "R5");
    assert_text(hidden("[[1]](url) [[1]](url \"t\") [[1]](<u r>) [[1]]() [[1]][] [[^1]] [[a][b]]"), "");
    assert_text(hidden("[[1]][Ref x] [[1]][sic]\n\n> [ref  X]: url"), "R5");
    assert_text(hidden("[[a]][sic], [[a]][sic, in\nall] [[a]][!]"), "R5R5");
    assert_text(hidden("[[a]][^1] [[a]](p. 3) [[a]](see there)"), "R5R5R5");
    assert_text(hidden("[[a]][@key] [[a]][-@key] [[a]][[b]]"), "R5C6R5C7R5R5");
    assert_text(hidden("[[[a]]]"), "R5");
    assert_text(hidden("`[[` and `]]`"), "");
}

static void test_tags(void **state) {
    (void)state;
    assert_text(hidden("{{< a >}} {{% b %}} {% c %} {{ d }} {{{ e }}}"), "F9F9F7F7F9");
    assert_text(hidden("*a*{: .class} {:} x"), "A10");
    assert_text(hidden("{{ open"), "");
    assert_text(hidden("# Title {#id}\n# Other {#id} words\n"), "A5");
    assert_text(hidden("{# note #} x"), "N10");
}

static void test_lines(void **state) {
    (void)state;
    assert_text(hidden("[[slug|two\nwords]]"), "R10+7");
    assert_text(hidden("> [[slug|two\r\n> words]]"), "R10+7");
    assert_text(hidden("[[slug|two\n\nwords]]"), "");
    assert_text(hidden("[[slug|two\n- words]]"), "");
    assert_text(hidden("[[\nslug]]"), "R2+6");
}

/* A note has blocks that are indented, and is no code for it. */
static void test_blocks_of_notes(void **state) {
    (void)state;
    assert_text(hidden("[^1]: a\n\n    [[b]]\n\n    > [[c]]\n\n\t- x\n\n\t  [[d]]\n"), "R5R5R5");
    assert_text(hidden("[^1]: a\n\n        [[code]]\n\n    ```\n    [[code]]\n    ```\n\n    [[b]]\n"), "R5");
    assert_text(hidden("[^1]: a\n\nb\n\n    [[code]]\n"), "");
    assert_text(hidden("[^1]: a\n\n    ```\n    x\n\n[[b]]\n"), "R5");
    assert_text(hidden("[^1]: a\n\n    | b |\n    |---|\n    | [[c]] |\n"), "R5");
}

static void test_marks(void **state) {
    (void)state;
    struct tokens tokens;
    scan(&tokens, TEXT("a  b [[c d]] e"));
    size_t at = 5;
    const struct token *token = tokens_at(&tokens, tokens.masked, &at);
    assert_int_equal(at, 12);
    assert_int_equal(token->offset, 5);
    assert_text(tokens_written(&tokens, token, &arena), "[[c d]]");
    assert_text(text_slice(tokens.masked, 0, 5), "a  b ");
    assert_text(text_slice(tokens.masked, 12, 14), " e");
}

/* Character references that would become marks are kept from the parser; others, and those that are none, are its own. */
static void test_control_references(void **state) {
    (void)state;
    struct tokens tokens;
    const char *body = "a &#2; &#x1; &#127; &#10; &#0; &#65; \\&#1; &#1 &#x; &#xfdd0; &#x1FFFF; &#65533;";
    scan(&tokens, text_of(body));
    assert_text(tokens.masked,
                "a \x04#2; \x04#x1; \x04#127; &#10; &#0; &#65; \\\x04#1; &#1 &#x; \x04#xfdd0; \x04#x1FFFF; &#65533;");
    assert_text(tokens_restore(&tokens, tokens.masked, &arena), body);
}

/* Only what surely is a name on one line may be a footnote: the parser cuts all others wrongly. */
static void test_guards_footnotes(void **state) {
    (void)state;
    static const char *const written[][2] = {
        {"[^a b] [^1]: x", "[^a b] [^1]: x"},
        {"[^a\nb]", "[\x03"
                    "a\nb]"},
        {"[^a `]` b]", "[\x03"
                       "a `]` b]"},
        {"[^a [b] c]", "[\x03"
                       "a [b] c]"},
        {"[&#94;aa]", "[\x04#94;aa]"},
        {"[&#x05E;aa]", "[\x04#x05E;aa]"},
        {"[&Hat;aa]", "[\x04Hat;aa]"},
        {"&#94; &Hat;", "&#94; &Hat;"},
    };
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        struct tokens tokens;
        scan(&tokens, text_of(written[i][0]));
        assert_text(tokens.masked, written[i][1]);
        assert_text(tokens_restore(&tokens, tokens.masked, &arena), written[i][0]);
    }
}

/* The rest of a token whose beginning stands elsewhere leaves nothing of its mark. */
static void test_restores_rests_without_marks(void **state) {
    (void)state;
    struct tokens tokens;
    scan(&tokens, TEXT("[[a|b]]"));
    struct text restored = tokens_restore(&tokens, TEXT("x\x01\x01\x01\x01\x01\x01\x01\x01\x01y"), &arena);
    assert_true(text_find_char(restored, '\x01', 0) == restored.size);
}

static void test_many(void **state) {
    (void)state;
    struct text body = {0};
    char *bytes = arena_alloc(&arena, 5 * 5000);
    for (size_t i = 0; i < 5000; i++)
        memcpy(bytes + 5 * i, "[[a]]", 5);
    body = (struct text){bytes, 5 * 5000};
    struct tokens tokens;
    scan(&tokens, body);
    assert_int_equal(tokens.count, 5000);
    for (size_t at = 0, i = 0; i < 5000; i++) {
        const struct token *token = tokens_at(&tokens, tokens.masked, &at);
        assert_int_equal(token - tokens.items, i);
    }
}

static void test_nothing_to_hide_copies_nothing(void **state) {
    (void)state;
    struct text body = TEXT("plain *text* with [a link](b.md) and {braces}");
    struct tokens tokens;
    scan(&tokens, body);
    assert_ptr_equal(tokens.masked.bytes, body.bytes);
}

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_blocks_of_notes),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_control_references),
        cmocka_unit_test(test_guards_footnotes),
        cmocka_unit_test(test_restores_rests_without_marks),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_nothing_to_hide_copies_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
