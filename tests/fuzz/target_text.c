#include "base/buffer.h"
#include "base/utf8.h"
#include "read/slug.h"
#include "targets.h"

static void check_slug(struct text input, struct arena *arena) {
    struct text slug = slug_of(input, arena);
    fuzz_check(slug.size <= 200, "a slug is too long", slug);
    fuzz_check(slug.size == 0 || slug_valid(slug), "a slug is not valid", slug);
    fuzz_check(text_equal(slug_of(slug, arena), slug), "the slug of a slug is another", slug);
    struct text anchor = slug_anchor(input, arena);
    fuzz_check(text_equal(slug_anchor(anchor, arena), anchor), "the anchor of an anchor is another", anchor);
    slug_valid(input);
}

static void check_words(struct text input) {
    struct text word;
    size_t offset = 0, last = 0;
    while (utf8_next_word(input, &offset, &word)) {
        fuzz_check(offset > last && word.size > 0, "a word that is none", word);
        fuzz_check(word.bytes >= input.bytes && word.bytes + word.size <= input.bytes + offset, "a word outside", word);
        last = offset;
    }
}

static void check_fold(struct text input, struct arena *arena) {
    struct text fold = utf8_fold(input, arena), plain = utf8_fold_plain(input, arena);
    bool valid = utf8_first_invalid(input) == input.size;
    fuzz_check(!valid || utf8_first_invalid(fold) == fold.size, "folding makes bytes that are not UTF-8", input);
    fuzz_check(!valid || utf8_first_invalid(plain) == plain.size, "folding makes bytes that are not UTF-8", input);
    fuzz_check(!valid || text_equal(utf8_fold(fold, arena), fold), "folded twice is another", input);
}

/* None of what could end where the escaped text stands is left in it. */
static void check_escapes(struct text input) {
    struct buffer html = {0}, url = {0}, json = {0};
    buffer_add_html(&html, input);
    buffer_add_url(&url, input);
    buffer_add_json(&json, input);
    for (size_t i = 0; i < html.size; i++)
        fuzz_check(html.bytes[i] != '<' && html.bytes[i] != '>' && html.bytes[i] != '"', "HTML is not escaped", input);
    for (size_t i = 0; i < url.size; i++)
        fuzz_check(url.bytes[i] > ' ' && url.bytes[i] != '<' && url.bytes[i] != '>' && url.bytes[i] != '"' &&
                       url.bytes[i] < 0x7f,
                   "a URL is not escaped", input);
    for (size_t i = 0; i < json.size; i++)
        fuzz_check((unsigned char)json.bytes[i] >= 0x20 && json.bytes[i] != '<', "JSON is not escaped", input);
    buffer_free(&html);
    buffer_free(&url);
    buffer_free(&json);
}

void fuzz_text(struct text input) {
    struct arena arena = {0};
    struct text rest = input, first = fuzz_cut(&rest, TEXT("\n"));
    check_slug(input, &arena);
    check_words(input);
    check_fold(input, &arena);
    check_escapes(input);
    text_nearest(first, &rest, 1);
    text_distance(text_slice(first, 0, 64), text_slice(rest, 0, 64), 3);
    arena_free(&arena);
}
