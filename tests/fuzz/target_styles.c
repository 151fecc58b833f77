#include "base/utf8.h"
#include "cite/formats.h"
#include "cite/style.h"
#include "targets.h"

/* Ranges lie in the words, begin in order, and nest; the words are UTF-8. */
static void check_cited(struct cited cited, struct text about) {
    fuzz_check(utf8_first_invalid(cited.words) == cited.words.size, "a citation is not UTF-8", about);
    for (size_t i = 0; i < cited.count; i++) {
        struct cited_range range = cited.ranges[i];
        fuzz_check(range.from < range.to && range.to <= cited.words.size, "a range is outside of its citation", about);
        for (size_t j = 0; j < i; j++) {
            struct cited_range outer = cited.ranges[j];
            fuzz_check(outer.from <= range.from, "ranges are not in order", about);
            fuzz_check(outer.to <= range.from || range.to <= outer.to, "ranges do not nest", about);
        }
    }
}

static void check_order(const uint32_t *order, size_t count, struct text about, struct arena *arena) {
    bool *seen = arena_array(arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        fuzz_check(order[i] < count && !seen[order[i]], "an order lacks a work", about);
        seen[order[i]] = true;
    }
}

static void check_style(enum cite_style style, struct cite_context context, struct text words, struct arena *arena) {
    context.same = style_tell_apart(style, &context, arena);
    check_order(style_order(style, &context, arena), context.count, words, arena);
    for (uint32_t i = 0; i < context.count; i++) {
        struct cite_place places[] = {
            {.work = i, .locator = words, .prefix = words},
            {.work = (uint32_t)(context.count - 1 - i), .suffix = words, .is_repeated = true},
            {.work = i, .no_author = true, .locator_kind = (uint8_t)(i % LOCATOR_COUNT), .locator = TEXT("1-2")}};
        check_cited(style_entry(style, &context, i, arena), words);
        check_cited(style_cluster(style, &context, places, 3, arena), words);
        check_cited(style_authors(style, &context, i, arena), words);
    }
}

/* CSL-JSON, behind a byte that is left alone, and what each style makes of it. */
void fuzz_styles(struct text input) {
    struct arena arena = {0};
    struct diag problems = {0};
    struct cited_works works = {0};
    works_read(&works, WORKS_CSL_JSON, text_after(input, 1), TEXT("works"), &problems, &arena);
    struct text words = works.count ? works.items[0].texts[WORK_TITLE] : (struct text){0};
    struct cite_context context = {.works = works.items, .count = works.count < 20 ? works.count : 20};
    for (enum cite_style style = 0; style < STYLE_COUNT; style++)
        check_style(style, context, words, &arena);
    diag_free(&problems);
    arena_free(&arena);
}
