#include "base/arena.h"
#include "import/hints.h"
#include "import/suspicions.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

#define LONG                                                                                                                   \
    "This paragraph is long enough to be one of the text, since it has many words, and a full stop at its end. It has "        \
    "another, too, and one more."
#define OTHER                                                                                                                  \
    "That paragraph, which stands below it, is as long as the first one, so that both of them together are a whole text. It "  \
    "ends here."

static const struct suspicion *found(const struct suspicions *suspicions, enum suspicion_kind kind) {
    for (size_t i = 0; i < suspicions->count; i++)
        if (suspicions->items[i].kind == kind)
            return &suspicions->items[i];
    return NULL;
}

static struct suspicions suspicions_of(const char *source) {
    struct text text = text_of(source);
    struct intake *intake = intake_is_html(text) ? intake_of_html(text, &arena) : intake_of_text(text, &arena);
    const uint32_t *hints = hints_of(intake, &arena);
    struct article article = article_find(intake, hints, &arena);
    struct metadata metadata = metadata_find(intake, hints, &article, TEXT(""), &arena);
    struct suspicions suspicions = {0};
    suspicions_find(&suspicions, intake, &article, rules_judge(intake, hints, &article, &metadata, &arena), &arena);
    return suspicions;
}

/* What is said of that kind, with its line before it; "" where nothing is. */
static void check(const char *source, enum suspicion_kind kind, const char *expected) {
    struct suspicions suspicions = suspicions_of(source);
    const struct suspicion *suspicion = found(&suspicions, kind);
    assert_text(suspicion ? text_format(&arena, "%u: %.*s", suspicion->line, TEXT_ARGS(suspicion->says)) : TEXT(""), expected);
}

static void a_stub_breaks_off_where_one_is_asked_to_register(void **state) {
    (void)state;
    static const char asked[] = "1: the text seems to break off here: line 3 asks the reader to register";
    static const char later[] = "2: the text seems to break off here: line 3 asks the reader to register";
    check("<h1>T</h1><p>" LONG "</p>\n<p>It was then that all of them saw, as they had not before...</p>\n<div>Log in</div>",
          SUSPECT_STUB, asked);
    check("<h1>T</h1><p>" LONG "</p>\n<p>" OTHER "</p>\n<div>Um weiterzulesen, melden Sie sich an.</div>", SUSPECT_STUB, later);
    check("<script "
          "type='application/ld+json'>{\"@type\":\"Article\",\"isAccessibleForFree\":\"False\"}</script><h1>T</h1><p>" LONG
          "</p>\n<p>It was then that all of them saw, as they had not before…</p>",
          SUSPECT_STUB, "2: the text seems to break off here: the page says that it is not free");
}

static void a_whole_text_is_no_stub(void **state) {
    (void)state;
    check("<h1>T</h1><p>" LONG "</p><p>" OTHER "</p><div>Log in</div>", SUSPECT_STUB, "");
    check("<h1>T</h1><p>" LONG
          "</p><p>It was then that all of them saw, as they had not before...</p><div>Subscribe to our newsletter</div>",
          SUSPECT_STUB, "");
    check("<script type='application/ld+json'>{\"@type\":\"Article\",\"isAccessibleForFree\":true}</script><h1>T</h1><p>" LONG
          "</p><p>It was then that all of them saw, as they had not before…</p>",
          SUSPECT_STUB, "");
}

static void a_text_that_stands_twice_is_told(void **state) {
    (void)state;
    check("<h1>T</h1><div>\n<p>" LONG "</p>\n<p>" OTHER "</p>\n<p>" LONG "</p>\n<p>" OTHER "</p></div>", SUSPECT_TWICE,
          "2: most of the text stands twice: what begins here does again in line 4, and both are kept");
    check("<h1>T</h1><div>\n<p>" LONG "</p>\n<p>" OTHER "</p>\n<p>" LONG "</p></div>", SUSPECT_TWICE, "");
}

static void lost_letters_are_told(void **state) {
    (void)state;
    check("A title\n\nA Fran?ais of the north. " LONG "\n\n" OTHER "\n", SUSPECT_LETTERS,
          "3: letters were lost before this was saved: \"Fran?ais\"");
    check("A title\n\nOne\xef\xbf\xbds, and two\xef\xbf\xbds. " LONG "\n\n" OTHER "\n", SUSPECT_LETTERS,
          "3: letters were lost before this was saved: \"One\xef\xbf\xbds,\" and 1 more");
    check("A title\n\nWhy? Who knows?And see https://example.org/page?one=two for it. " LONG "\n\n" OTHER "\n", SUSPECT_LETTERS,
          "");
}

static void stumps_are_told(void **state) {
    (void)state;
    check("A title\n\n" LONG " Whatever it was. I am. " OTHER " Up.\n\n" OTHER "\n", SUSPECT_STUMP,
          "3: a sentence of one or two words in running text: \"I am.\" and 1 more");
    check("A title\n\n" LONG " " LONG "\n\nI am.\n\n" OTHER " " OTHER "\n", SUSPECT_STUMP,
          "5: a sentence of one or two words in running text: \"I am.\"");
    check("A title\n\n" LONG " " LONG "\n\nYes.\n\n" OTHER " " OTHER "\n", SUSPECT_STUMP, "");
    static const char *const none[] = {
        "Yes.", "Who knows?", "They all went home.", "He met Dr. Ada Writer.", "It was the 3. May.", "IBM."};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        check(text_terminated(text_format(&arena, "A title\n\n" LONG " %s " OTHER "\n\n" OTHER "\n", none[i]), &arena),
              SUSPECT_STUMP, "");
}

static void a_hidden_text_that_is_kept_is_told(void **state) {
    (void)state;
    check("<h1>T</h1>\n<div hidden><p>" LONG "</p><p>" OTHER "</p><p>" LONG "</p></div>", SUSPECT_HIDDEN,
          "2: 86 words that the page does not show at first are kept");
    check("<h1>T</h1>\n<div><p>" LONG "</p><p>" OTHER "</p><p>" LONG "</p></div>", SUSPECT_HIDDEN, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_stub_breaks_off_where_one_is_asked_to_register, free_arena),
        cmocka_unit_test_teardown(a_whole_text_is_no_stub, free_arena),
        cmocka_unit_test_teardown(a_text_that_stands_twice_is_told, free_arena),
        cmocka_unit_test_teardown(lost_letters_are_told, free_arena),
        cmocka_unit_test_teardown(stumps_are_told, free_arena),
        cmocka_unit_test_teardown(a_hidden_text_that_is_kept_is_told, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
