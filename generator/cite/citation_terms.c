#include "cite/citation_terms.h"

#define WORD_KEY(term, form, key, one, many) [WORD_##term##_##form] = TEXT_INIT(key),
const struct text cite_word_keys[WORD_COUNT] = {CITE_WORDS(WORD_KEY)};

#define WORD_ENGLISH(term, form, key, one, many) [WORD_##term##_##form] = {TEXT_INIT(one), TEXT_INIT(many)},
const struct cite_terms cite_english = {
    .language = TEXT_INIT("en"),
    .words = {CITE_WORDS(WORD_ENGLISH)},
    .date = {{1, FORM_LONG, {NULL, 0}, TEXT_INIT(" ")}, {2, FORM_NUMERIC, {NULL, 0}, TEXT_INIT(", ")}, {.form = FORM_LONG}},
    .takes_stops_in = true,
};

/* 1 + the word of a term and a form; 0: there is none. */
#define WORD_OF(term, form, key, one, many) [TERM_##term][FORM_##form] = 1 + WORD_##term##_##form,
static const uint16_t words[TERM_COUNT][FORM_COUNT] = {CITE_WORDS(WORD_OF)};

/* What is tried where a form is not there, as CSL has it. */
static const uint8_t next_form[FORM_COUNT] = {
    [FORM_SHORT] = FORM_LONG, [FORM_VERB] = FORM_LONG, [FORM_VERB_SHORT] = FORM_VERB, [FORM_SYMBOL] = FORM_SHORT};

bool cite_has_word(enum cite_term term, enum cite_form form) {
    return words[term][form] != 0;
}

struct text cite_word(const struct cite_terms *terms, enum cite_term term, enum cite_form form, bool is_plural) {
    while (form != FORM_LONG && !words[term][form])
        form = next_form[form];
    uint16_t word = words[term][form];
    return word ? terms->words[word - 1][is_plural] : (struct text){0};
}
