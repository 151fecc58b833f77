#include "compose/cite_terms.h"

/* The two forms of a word: of a list, its items. */
static void take_word(struct text forms[2], const struct language *language, const char *key, struct arena *arena) {
    const char *one = text_format(arena, "%s-1", key).bytes, *many = text_format(arena, "%s-2", key).bytes;
    bool is_list = language_has(language, one) && language_has(language, many);
    forms[0] = language_word(language, is_list ? one : key, arena);
    forms[1] = is_list ? language_word(language, many, arena) : forms[0];
}

/* What stands for a date's parts while its word is cut at them. */
static const char part_marks[] = "\1\2\3";

static bool is_part(char c) {
    return c >= part_marks[0] && c <= part_marks[2];
}

static size_t run_of_words(struct text text, size_t at) {
    while (at < text.size && !is_part(text.bytes[at]))
        at++;
    return at;
}

/* "{month} {day}, {year}": each part with what stands behind it. */
static void take_date(struct cite_terms *terms, const struct language *language, struct arena *arena) {
    struct text date = SAY(language, arena, "cite-date", {"year", {part_marks, 1}}, {"month", {part_marks + 1, 1}},
                           {"day", {part_marks + 2, 1}});
    size_t at = run_of_words(date, 0), count = 0;
    struct text before = text_slice(date, 0, at);
    for (size_t end; at < date.size && count < 3; at = end, count++) {
        end = run_of_words(date, at + 1);
        terms->date[count] = (struct cite_date_part){.part = (uint8_t)(date.bytes[at] - part_marks[0]),
                                                     .prefix = count ? (struct text){0} : before,
                                                     .suffix = text_slice(date, at + 1, end)};
    }
}

/* Who writes “so” puts stops and commas into the quotation marks, in English; who writes ‘so’, as the British do, behind them.
 */
static bool takes_stops_in(const struct cite_terms *terms) {
    bool is_english = text_equal_ignoring_case(text_slice(terms->language, 0, 2), TEXT("en"));
    return is_english && text_equal(cite_word(terms, TERM_OPEN_QUOTE, FORM_LONG, false), TEXT("“"));
}

const struct cite_terms *cite_terms_of(const struct language *language, struct arena *arena) {
    struct cite_terms *terms = arena_new(arena, struct cite_terms);
    terms->language = language->tag;
    for (size_t i = 0; i < WORD_COUNT; i++)
        take_word(terms->words[i], language, text_terminated(cite_word_keys[i], arena), arena);
    terms->takes_stops_in = takes_stops_in(terms);
    take_date(terms, language, arena);
    return terms;
}
