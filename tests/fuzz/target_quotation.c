/* A source and a quotation of it, with "\n-\n" between. */
#include "compare/quotation.h"
#include "targets.h"

static void check_signs(const struct quotable *quotable) {
    size_t end = 0;
    uint32_t words = 0;
    for (size_t i = 0; i < quotable->count; i++) {
        const struct quotable_sign *sign = &quotable->items[i];
        fuzz_check(sign->start >= end && sign->end > sign->start, "signs that overlap", quotable->text);
        fuzz_check(sign->end <= quotable->text.size, "a sign behind the text", quotable->text);
        fuzz_check(sign->words == words, "words that are not counted", quotable->text);
        words += sign->kind <= QUOTABLE_ALONE;
        end = sign->end;
    }
}

static void check_range(struct quotation_range range, struct text text) {
    fuzz_check(range.start <= range.end && range.end <= text.size, "a place that is none", text);
}

void fuzz_quotation(struct text input) {
    struct arena arena = {0};
    struct text words = fuzz_cut(&input, TEXT("\n-\n"));
    struct quotable source, quoted;
    quotable_read(&source, words, &arena);
    quotable_read(&quoted, input, &arena);
    check_signs(&source);
    check_signs(&quoted);

    struct quotation_found found;
    quotation_find(&found, &quoted, &source, &(struct quotation_range){0, SIZE_MAX}, &arena);
    check_range(found.source, words);
    check_range(found.another, words);
    check_range(found.quoted, input);
    bool differs = found.outcome == QUOTATION_DIFFERS;
    fuzz_check(differs == (found.difference.size > 0), "a difference that is not said", input);
    fuzz_check(!differs || text_contains(found.difference, TEXT("[-")) || text_contains(found.difference, TEXT("{+")),
               "a difference that is none", input);
    arena_free(&arena);
}
