#include "read/document/prose.h"

#include "support.h"

static struct arena arena;

/* The sentences of a text with '|' between. */
static struct text sentences(const char *terminated) {
    struct text block = text_of(terminated), all = {0};
    for (size_t at = 0; at < block.size;) {
        size_t end = prose_sentence_end(block, at);
        assert_true(end > at && end <= block.size);
        all =
            text_format(&arena, "%.*s%s%.*s", TEXT_ARGS(all), at ? "|" : "", TEXT_ARGS(text_trim(text_slice(block, at, end))));
        at = end;
    }
    return all;
}

static void test_sentences(void **state) {
    (void)state;
    assert_text(sentences("One. Two! Three? Four"), "One.|Two!|Three?|Four");
    assert_text(sentences("He said “Stop.” Then he left."), "He said “Stop.”|Then he left.");
    assert_text(sentences("What?! No... Yes."), "What?!|No...|Yes.");
    assert_text(sentences("It rose by 3.5 percent in v1.2.3. Then it fell."),
                "It rose by 3.5 percent in v1.2.3.|Then it fell.");
    assert_text(sentences("Yahoo! is a firm."), "Yahoo! is a firm.");
}

static void test_abbreviations(void **state) {
    (void)state;
    assert_text(sentences("Dr. Smith, J. Doe and the U.S. Senate met."), "Dr. Smith, J. Doe and the U.S. Senate met.");
    assert_text(sentences("See e.g. Fig. 3 and No. 5. Next."), "See e.g. Fig. 3 and No. 5.|Next.");
    assert_text(sentences("It ended in 2015. The rest is known."), "It ended in 2015.|The rest is known.");
    assert_text(sentences("Roe et al. Show it (cf. Doe). So."), "Roe et al. Show it (cf. Doe).|So.");
}

static void test_wide_stops(void **state) {
    (void)state;
    assert_text(sentences("这是一句。这是两句！“三句？”四"), "这是一句。|这是两句！|“三句？”|四");
}

/* Half a million stops that end nothing are read once: this would take minutes. */
static void test_many_stops(void **state) {
    (void)state;
    enum { STOPS = 1 << 19 };
    char *bytes = arena_alloc(&arena, STOPS + 1);
    for (size_t i = 0; i < STOPS; i++)
        bytes[i] = "!?"[i % 2];
    bytes[STOPS] = 'x';
    assert_int_equal(prose_sentence_end((struct text){bytes, STOPS + 1}, 0), STOPS + 1);
}

static void test_cut(void **state) {
    (void)state;
    char words[1200];
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = i % 6 == 5 ? ' ' : (char)('a' + i % 6);
    struct text long_one = {words, sizeof words};
    struct text middle = prose_cut(long_one, 600, &arena);
    assert_true(middle.size <= 400 && middle.size > 300);
    assert_true(text_starts(middle, TEXT("…abcde ")));
    assert_true(text_ends(middle, TEXT(" abcde…")));
    assert_true(text_starts(prose_cut(long_one, 0, &arena), TEXT("abcde ")));
    assert_true(text_ends(prose_cut(long_one, 1199, &arena), TEXT("abcde")));
    assert_text(prose_cut(TEXT("Short one."), 3, &arena), "Short one.");
}

static void test_parts_of_struck_out_words_are_struck_out(void **state) {
    (void)state;
    struct text block = TEXT("a \x1e"
                             "b c. D e\x1e f");
    assert_text(prose_shown(block,
                            TEXT("a \x1e"
                                 "b c."),
                            &arena),
                "a ~~b c.~~");
    assert_text(prose_shown(block, TEXT("D e\x1e f"), &arena), "~~D e~~ f");
    assert_text(prose_shown(block, TEXT("…c. D…"), &arena), "~~…c. D…~~");
    assert_text(prose_shown(TEXT("a ~~b"), TEXT("~~b"), &arena), "~~b");
    assert_text(sentences("One is \x1e"
                          "two.\x1e Three. \x1e"
                          "Four.\x1e And. \x1e"
                          "five"),
                "One is \x1e"
                "two.\x1e|Three.|\x1e"
                "Four.\x1e|And. \x1e"
                "five");
}

static void test_cut_keeps_marks_and_characters_whole(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 40; shift++) {
        struct text sentence = {0};
        for (int i = 0; i < 60; i++)
            sentence = text_format(&arena, "%.*s阻抗\x1f%d\x1f", TEXT_ARGS(sentence), i + 10);
        struct text cut = prose_cut(sentence, 300 + shift, &arena);
        assert_true(cut.size <= 400);
        size_t marks = 0;
        for (size_t i = 0; i < cut.size; i++)
            marks += cut.bytes[i] == '\x1f';
        assert_int_equal(marks % 2, 0);
        for (size_t i = 0; i < cut.size; i++)
            assert_false(((unsigned char)cut.bytes[i] & 0xc0) == 0x80 && i == 0);
    }
}

static void test_excerpt(void **state) {
    (void)state;
    assert_text(prose_excerpt(TEXT("One sentence. Another one.\n"), &arena), "One sentence. Another one.");
    struct text sentence = TEXT("This is a sentence of exactly sixty characters, more or less. ");
    struct text many = {0};
    for (int i = 0; i < 10; i++)
        many = text_join(&arena, many, sentence);
    assert_int_equal(prose_excerpt(many, &arena).size, 4 * sentence.size - 1);
    struct text endless = {0};
    for (int i = 0; i < 200; i++)
        endless = text_join(&arena, endless, TEXT("words "));
    struct text excerpt = prose_excerpt(endless, &arena);
    assert_true(text_ends(excerpt, TEXT("words…")));
    assert_true(excerpt.size < 310);
}

static void test_beginning(void **state) {
    (void)state;
    struct text text = TEXT("One sentence is here. Another one, that is longer, follows it.");
    assert_text(prose_beginning(text, 5, 100, &arena), "One sentence is here. Another one, that is longer, follows it.");
    assert_text(prose_beginning(text, 5, 30, &arena), "One sentence is here.");
    assert_text(prose_beginning(text, 22, 30, &arena), "One sentence is here. Another…");
    assert_text(prose_beginning(TEXT("一二三四五六七八九十"), 2, 5, &arena), "一二三四…");
    assert_text(prose_beginning(TEXT(""), 2, 5, &arena), "");
    assert_text(prose_opening(TEXT("Some words here"), 10, &arena), "Some words…");
    assert_text(prose_opening(TEXT("Some words here"), 9, &arena), "Some…");
    assert_text(prose_opening(TEXT("Some words here"), 15, &arena), "Some words here");
    assert_text(prose_opening(TEXT("一二三四五六七八九十"), 5, &arena), "一二三四五…");
}

static struct text terms_of(const char *prose, uint32_t *count) {
    struct prose_words words;
    prose_count(&words, text_of(prose), NULL, &arena);
    *count = words.count;
    struct text all = {0};
    for (size_t i = 0; i < words.term_count; i++)
        all = text_format(&arena, "%.*s%s%.*s=%u", TEXT_ARGS(all), i ? " " : "", TEXT_ARGS(words.terms[i].word),
                          (unsigned)words.terms[i].count);
    return all;
}

static void test_words(void **state) {
    (void)state;
    uint32_t count;
    assert_text(terms_of("Policy and the POLICY of ports, which were ports. A Port's law", &count), "policy=2 ports=2 port=1");
    assert_int_equal(count, 12);
    assert_text(terms_of("Don't don’t stop", &count), "stop=1");
    assert_int_equal(count, 3);
    assert_text(terms_of("2024 3d 16th", &count), "");
    assert_int_equal(count, 3);
    assert_text(terms_of("", &count), "");
    assert_int_equal(count, 0);
}

static void test_other_words(void **state) {
    (void)state;
    uint32_t count;
    assert_text(terms_of("Élysée élysée naïve “Quoted” word—dash", &count), "élysée=2 naïve=1 quoted=1 word=1 dash=1");
    assert_int_equal(count, 6);
    assert_text(terms_of("人工智能与人工", &count), "人工=2 工智=1 智能=1 能与=1 与人=1");
    assert_int_equal(count, 7);
    assert_text(terms_of("人工 智能", &count), "人工=1 智能=1");
    assert_text(terms_of("see \x1f"
                         "12\x1f now and \x1f"
                         "3\x1f",
                         &count),
                "");
    assert_int_equal(count, 5);
}

static void test_most_frequent_terms(void **state) {
    (void)state;
    struct text prose = {0};
    for (int i = 0; i < 100; i++)
        prose = text_format(&arena, "%.*sword%c%c ", TEXT_ARGS(prose), 'a' + i / 10, 'a' + i % 10);
    prose = text_join(&arena, prose, TEXT("wordjj wordjj wordaa"));
    struct prose_words words;
    prose_count(&words, prose, NULL, &arena);
    assert_int_equal(words.term_count, 64);
    assert_text(words.terms[0].word, "wordjj");
    assert_int_equal(words.terms[0].count, 3);
    assert_text(words.terms[1].word, "wordaa");
    assert_text(words.terms[2].word, "wordab");
}

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_abbreviations),
        cmocka_unit_test(test_wide_stops),
        cmocka_unit_test(test_many_stops),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_parts_of_struck_out_words_are_struck_out),
        cmocka_unit_test(test_cut_keeps_marks_and_characters_whole),
        cmocka_unit_test(test_excerpt),
        cmocka_unit_test(test_beginning),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_other_words),
        cmocka_unit_test(test_most_frequent_terms),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
