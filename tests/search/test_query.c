/* Answers of an index that stands here, and what damaged files do. tests/site/search.sh compares with what browsers answer. */
#include "base/buffer.h"
#include "search/query.h"
#include "support.h"

/* Two essays, "Rain" (0) and "The happy apple" (1), and a term. "the" and "of" are common; of these a title has "the". */
static const char *const files[][2] = {
    {"index",
     "{\"format\":4,\"essays\":2,\"things\":1,\"units\":8,\"common\":3,\"shards\":\"AaArBu\",\"languages\":[\"en\"]}"},
    {"w-a", "\"apple\\tFs F\\t3\\tPAAA\\tG\\ngovern\\tG Gment Gance\\t2\\tBBBB\\nhappi\\tEy "
            "Fness\\t2\\tPAI\\nof\\t\\t8\\nrunning\\t>run\""},
    {"w-r", "\"rain\\t\\t2\\tHAA\""},
    {"w-ru", "\"run\\tDs Dning\\t1\\tJB\\nrustic\\t\\t1\\tJB\\nthe\\t\\t8\\tLA\\n中文\\t\\t1\\tBB\\n文检\\t\\t1\\tBB\""},
    {"e-0", "\"rain\\tapple\""},
    {"t/rain", "{\"address\":\"essays/rain/"
               "\",\"title\":\"Rain\",\"subtitle\":\"\",\"authors\":[\"Ada\"],\"date\":\"2020\",\"language\":\"en\","
               "\"summary\":\"\",\"headings\":[],\"passages\":[[\"p-a\",-1,\"The rain and the governance; 中文检索.\"]]}"},
    {"t/apple",
     "{\"address\":\"essays/apple/\",\"title\":\"The happy "
     "apple\",\"subtitle\":\"\",\"authors\":[],\"date\":\"\",\"language\":\"en\","
     "\"summary\":\"\",\"headings\":[[\"One\",\"Two\"]],\"passages\":[[\"p-b\",0,\"Apples and the government run.\"],"
     "[\"p-c\",0,\"Apples of happiness.\"]]}"},
    {"n-0", "[[\"term\",\"glossary/#apple\",\"Apple\",\"A fruit.\"]]"},
};

struct damage {
    const char *name, *bytes;
};

static bool load(struct text *bytes, struct text name, void *context, struct arena *arena) {
    const struct damage *damage = context;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!text_equal(name, text_of(files[i][0])))
            continue;
        *bytes = text_format(arena, "colophonSearch(\"%s\",%s)", files[i][0], files[i][1]);
        if (damage && text_equal(name, text_of(damage->name)))
            *bytes = text_of(damage->bytes);
        return true;
    }
    return false;
}

/* The addresses of the hits of a query, with a space between. */
static struct text found(const char *query, struct search_answer *answer, struct arena *arena) {
    struct search_files source = {.load = load, .arena = arena};
    struct buffer out = {0};
    assert_true(search_ask(answer, text_of(query), 10, &source));
    for (size_t i = 0; i < answer->count; i++)
        buffer_add_format(&out, "%s%.*s", i ? " " : "", TEXT_ARGS(answer->hits[i].address));
    return buffer_take(&out, arena);
}

static void assert_found(const char *query, const char *expected) {
    struct arena arena = {0};
    struct search_answer answer;
    assert_text(found(query, &answer, &arena), expected);
    arena_free(&arena);
}

static void forms(void **state) {
    (void)state;
    assert_found("rains", "essays/rain/ essays/rain/#p-a");
    assert_found("happiness ", "essays/apple/ essays/apple/#p-c");
    assert_found("HAPPY ", "essays/apple/ essays/apple/#p-c");
    assert_found("running ", "essays/apple/#p-b"); /* its stem is in another shard */
    assert_found("文检", "essays/rain/#p-a");
    assert_found("中", "essays/rain/#p-a");
}

static void unfinished(void **state) {
    (void)state;
    assert_found("govern", "essays/rain/#p-a essays/apple/#p-b");
    assert_found("gov", "essays/rain/#p-a essays/apple/#p-b");
    assert_found("gover", "essays/rain/#p-a essays/apple/#p-b");
}

static void misspelt(void **state) {
    (void)state;
    struct arena arena = {0};
    struct search_answer answer;
    assert_text(found("governmnet ", &answer, &arena), "essays/rain/#p-a essays/apple/#p-b");
    assert_text(answer.query.terms.items[0].put_right, "government");
    /* An error in the second letter leads to another shard. */
    assert_text(found("rastic ", &answer, &arena), "essays/apple/#p-b");
    assert_text(found("rstic ", &answer, &arena), "essays/apple/#p-b");
    assert_text(found("reustic ", &answer, &arena), "essays/apple/#p-b");
    assert_text(found("zzzz ", &answer, &arena), "");
    assert_false(answer.query.terms.items[0].is_found);
    arena_free(&arena);
}

static void phrases(void **state) {
    (void)state;
    assert_found("\"apples of happiness\"", "essays/apple/#p-c");
    assert_found("\"happiness of apples\"", "");
    assert_found("“the rain”", "essays/rain/#p-a");
    assert_found("rain -governance", "essays/rain/");
    assert_found("rain -\"the governance\"", "essays/rain/");
}

static void order(void **state) {
    (void)state;
    struct arena arena = {0};
    struct search_answer answer;
    assert_text(found("the happy apple", &answer, &arena), "essays/apple/ essays/apple/#p-c");
    assert_text(found("apple ", &answer, &arena), "glossary/#apple essays/apple/ essays/apple/#p-b essays/apple/#p-c");
    assert_string_equal(answer.hits[0].kind, "term");
    assert_text(answer.hits[0].text, "A fruit.");
    assert_true(answer.hits[1].is_first);
    assert_false(answer.hits[2].is_first);
    assert_int_equal(answer.hits[2].headings->count, 2);
    arena_free(&arena);
}

/* A word that is in nearly all passages changes nothing, and by itself finds titles alone. */
static void common(void **state) {
    (void)state;
    assert_found("rain the ", "essays/rain/ essays/rain/#p-a");
    assert_found("the", "essays/apple/");
    assert_found("of the", "essays/apple/");
    assert_found("\"the\"", "essays/apple/");
    assert_found("the -happy", "");
    assert_found("of", "");
    assert_found("", "");
    assert_found("\"\" - \" . -", "");
}

static void damaged(void **state) {
    (void)state;
    static const struct damage damages[] = {
        {"index", "colophonSearch(\"index\",{\"format\":1})"},
        {"index", ""},
        {"w-a", "colophonSearch(\"w-a\",\"happi\\t"},
        {"w-a", "colophonSearch(\"w-b\",\"\")"},
        {"w-a", "colophonSearch(\"w-a\",\"happi\\tEy\\tmany\")"},
        {"w-a", "colophonSearch(\"w-a\",\"happi\\tFness\\t2\\tB!\")"},
        {"e-0", "colophonSearch(\"e-0\",\"rain\")"},
        {"t/apple", "colophonSearch(\"t/apple\",{\"address\":\"\\ud800\"})"},
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct arena arena = {0};
        struct search_answer answer;
        struct search_files source = {.load = load, .context = (void *)(uintptr_t)&damages[i], .arena = &arena};
        if (search_ask(&answer, TEXT("happiness "), 10, &source))
            fail_msg("nothing is told of %s", damages[i].bytes);
        assert_true(source.failed.size > 0);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms), cmocka_unit_test(unfinished), cmocka_unit_test(misspelt), cmocka_unit_test(phrases),
        cmocka_unit_test(order), cmocka_unit_test(common),     cmocka_unit_test(damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
