/* The cases of words.txt, which the script in the browser is tested by, too; and what they are made of at any cut. */
#include "base/buffer.h"
#include "base/files.h"
#include "base/utf8.h"
#include "search/stem.h"
#include "search/word_forms.h"
#include "support.h"

/* The text of a case, with its escapes as what they stand for. */
static struct text unescaped(struct text text, struct arena *arena) {
    struct buffer out = {0};
    for (size_t at = 0; at < text.size;) {
        char digits[8] = {0}, bytes[4];
        if (text.bytes[at] != '\\') {
            buffer_add_char(&out, text.bytes[at++]);
        } else if (text.bytes[at + 1] == 't') {
            buffer_add_char(&out, '\t');
            at += 2;
        } else {
            bool braced = text.bytes[at + 2] == '{';
            size_t from = at + 2 + braced, end = braced ? text_find_char(text, '}', from) : from + 4;
            memcpy(digits, text.bytes + from, end - from);
            buffer_add_bytes(&out, bytes, utf8_encode(bytes, (uint32_t)strtoul(digits, NULL, 16)));
            at = end + braced;
        }
    }
    return buffer_take(&out, arena);
}

static struct text words_of(struct text text, struct arena *arena) {
    static const char *const marks[][2] = {{"", ""}, {"", ""}, {"[", "]"}, {"{", "}"}};
    struct buffer out = {0};
    struct search_words words;
    search_words_begin(&words, text, arena);
    for (struct search_word word; search_words_next(&words, &word);)
        buffer_add_format(&out, "%s%s%.*s%s", out.size ? " " : "", marks[word.kind][0], TEXT_ARGS(word.form),
                          marks[word.kind][1]);
    return buffer_take(&out, arena);
}

static void cases(void **state) {
    (void)state;
    struct arena arena = {0};
    struct text bytes, line, given;
    size_t count = 0;
    assert_true(file_read(&bytes, "tests/search/words.txt", 1 << 20, &arena));
    while (text_cut(&line, &bytes, '\n')) {
        if (text_starts(line, TEXT("#")))
            continue;
        assert_true(text_cut(&given, &line, '\t'));
        struct text found = words_of(unescaped(given, &arena), &arena);
        if (!text_equal(found, line))
            fail_msg("%.*s\ngives    %.*s\nexpected %.*s", TEXT_ARGS(given), TEXT_ARGS(found), TEXT_ARGS(line));
        count++;
    }
    assert_true(count > 20);
    arena_free(&arena);
}

/* Every character there is, each by itself and between two letters: no word is empty, too long or malformed. */
static void all_characters(void **state) {
    (void)state;
    for (uint32_t character = 1; character < 0x110000; character++) {
        struct arena arena = {0};
        char bytes[16] = "a";
        size_t size = 1 + utf8_encode(bytes + 1, character);
        size += utf8_encode(bytes + size, character);
        bytes[size++] = 'b';
        struct search_words words;
        search_words_begin(&words, (struct text){bytes, size}, &arena);
        for (struct search_word word; search_words_next(&words, &word);) {
            assert_true(word.form.size > 0 && utf8_count(word.form) <= 32);
            assert_int_equal(utf8_first_invalid(word.form), word.form.size);
        }
        arena_free(&arena);
    }
}

static struct text stem_of(const char *language, const char *text, struct arena *arena) {
    struct stemmer *stemmer = stemmer_open(text_of(language));
    struct search_words words;
    struct search_word word;
    search_words_begin(&words, text_of(text), arena);
    assert_true(search_words_next(&words, &word));
    struct text stem = stemmer_stem(stemmer, &word, arena);
    stemmer_close(stemmer);
    return stem;
}

static void stems(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(stem_of("en-GB", "Happiness", &arena), "happi");
    assert_text(stem_of("en", "don't", &arena), "dont");
    assert_text(stem_of("fr", "Continuité", &arena), "continu");
    assert_text(stem_of("pt", "nações", &arena), "naco");
    assert_text(stem_of("ru", "красивый", &arena), "красив");
    assert_text(stem_of("zh-Hans", "Happiness", &arena), "happiness");
    assert_text(stem_of("en", "中文", &arena), "中文");
    assert_text(stem_of("", "Happiness", &arena), "happiness");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(all_characters),
        cmocka_unit_test(stems),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
