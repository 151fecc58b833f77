/* How references that show a title stand among the words around them. */
#include "parsed.h"

#include <string.h>

/* Of each reference: a(lone), f(irst), m(arked), q(uoted), or "." for none of these. */
static struct text standings(const char *bytes, const char *language) {
    static char written[256];
    struct parsed parsed;
    struct parse_options options = usual_options();
    size_t size = 0;
    options.language = text_of(language);
    parse_text(&parsed, text_of(bytes), &options);
    const struct doc_reference *references = DOC_ITEMS(parsed.document, references, struct doc_reference);
    for (uint32_t i = 0; i < parsed.document->references.count; i++) {
        size_t before = size;
        for (unsigned bit = 0; bit < 4; bit++)
            if (references[i].standing >> bit & 1)
                written[size++] = "afmq"[bit];
        if (size == before)
            written[size++] = '.';
        written[size++] = ' ';
    }
    parsed_free(&parsed);
    return text_slice((struct text){written, size}, 0, size ? size - 1 : 0);
}

static struct text english(const char *bytes) {
    return standings(bytes, "en");
}

static void knows_what_begins_a_sentence(void **state) {
    (void)state;
    assert_text(english("[[term:a]] is one. [[term:b]] is two, [[term:c]] three."), "f f .");
    assert_text(english("It is so.\n[[term:a]] is not! (\"[[term:b]] is.\")"), "f fq");
    assert_text(english("*[[term:a]] is one.*"), "f");
    assert_text(english("See e.g. [[term:a]], etc. [[term:b]] and cf. [[term:c]]."), ". . .");
    assert_text(english("# On [[term:a]]\n\n## Of a\n"), "");
    assert_text(english("Of one:\n\n- [[term:a]]: the first\n- [[term:b]] is the second.\n"), ". f");
    assert_text(english("| a | b |\n|---|---|\n| [[term:a]], of old | [[term:b]] is new. |\n"), ". f");
    assert_text(english("[[term:a|words]] of its own."), ".");
    assert_text(standings("這樣。[[term:a]]也是。", "zh-Hant"), "f");
}

static void knows_what_stands_alone(void **state) {
    (void)state;
    assert_text(english("- [[a]]\n- [[b]], and more\n- and [[c]]\n"), "a . .");
    assert_text(english("| a |\n|---|\n| [[a]] |\n"), "a");
    assert_text(english("[[a]]\n"), "af");
    assert_text(english("> Words.\n>\n> — [[a]]\n"), "a");
    assert_text(english("> Words.\n>\n> — Ada, [[a]]\n"), ".");
}

static void knows_what_has_marks_already(void **state) {
    (void)state;
    assert_text(english("See \"[[a]]\" and *[[b]]*, not \"[[c]] and [[d]]\" or *of [[e]]*."), "mq m q q .");
    assert_text(english("> Compare [[a]].\n"), "m");
    assert_text(english("> Compare [[a]].\n>\n> — [[b]]\n"), "m a");
    assert_text(english("> [!NOTE]\n> Compare [[a]].\n"), ".");
    assert_text(standings("Er sagt: \"Lies [[a]]!\" und [[b]].", "de"), "q .");
    assert_text(standings("Han sade \"[[a]] och [[b]]\" om [[c]].", "sv"), "q q .");
    assert_text(standings("Voir «\u00a0[[a]]\u00a0».", "fr"), "mq");
}

/* A paragraph of many references takes time that grows with it. */
static void is_quick(void **state) {
    (void)state;
    struct buffer bytes = {0};
    for (unsigned i = 0; i < 60000; i++)
        buffer_add(&bytes, TEXT("([[a]] "));
    struct parsed parsed;
    struct parse_options options = usual_options();
    parse_text(&parsed, buffer_text(&bytes), &options);
    assert_int_equal(parsed.document->references.count, 60000);
    parsed_free(&parsed);
    buffer_free(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_begins_a_sentence),
        cmocka_unit_test(knows_what_stands_alone),
        cmocka_unit_test(knows_what_has_marks_already),
        cmocka_unit_test(is_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
