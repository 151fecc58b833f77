/*
 * parsed: a document parsed for a test, and its parts as texts that can be compared.
 */
#ifndef TESTS_SOURCE_PARSED_H
#define TESTS_SOURCE_PARSED_H

#include "base/arena.h"
#include "base/buffer.h"
#include "read/document/document.h"
#include "support.h"

struct parsed {
    struct arena arena;
    struct buffer records[2];
    const struct document *document;
    const struct body *body;
};

static inline struct parse_options usual_options(void) {
    return (struct parse_options){.smart = true,
                                  .math = true,
                                  .tilde = true,
                                  .language = TEXT("en"),
                                  .han = TEXT("zh-Hans"),
                                  .labels = {TEXT("Notes"),
                                             TEXT("Note {}"),
                                             TEXT("Back to reference {}"),
                                             TEXT("Done"),
                                             TEXT("To do"),
                                             TEXT("Table {}"),
                                             TEXT("Figures"),
                                             TEXT("{name} {first} {start} {last} {end} {least} {most}."),
                                             TEXT("Most {name} {from} {start} {to} {end}."),
                                             TEXT("{name} {first} {last}."),
                                             {{0}}}};
}

static inline void parse_text(struct parsed *parsed, struct text bytes, const struct parse_options *options) {
    *parsed = (struct parsed){0};
    document_parse(&parsed->records[0], &parsed->records[1], bytes, options);
    parsed->document = document_of(buffer_text(&parsed->records[0]));
    parsed->body = body_of(buffer_text(&parsed->records[1]));
    assert_non_null(parsed->document);
    assert_non_null(parsed->body);
}

static inline void parse(struct parsed *parsed, const char *bytes) {
    struct parse_options options = usual_options();
    parse_text(parsed, text_of(bytes), &options);
}

static inline void parsed_free(struct parsed *parsed) {
    buffer_free(&parsed->records[0]);
    buffer_free(&parsed->records[1]);
    arena_free(&parsed->arena);
}

/* The HTML with {R0}, {H0}, {S0}, {C0} and so on for the hole of reference 0, by its kind; {T} and {W} of works have none. */
static inline struct text html_of(struct parsed *parsed) {
    const struct doc_hole *holes = DOC_ITEMS(parsed->body, holes, struct doc_hole);
    struct text html = body_html(parsed->body), all = {0};
    size_t at = 0;
    for (uint32_t i = 0; i < parsed->body->holes.count; at = holes[i++].offset)
        all = text_format(&parsed->arena, "%.*s%.*s{%c%u}", TEXT_ARGS(all), TEXT_ARGS(text_slice(html, at, holes[i].offset)),
                          "RHSCANWTQV"[holes[i].kind], (unsigned)holes[i].reference);
    return text_format(&parsed->arena, "%.*s%.*s", TEXT_ARGS(all), TEXT_ARGS(text_after(html, at)));
}

/* "W050 3:8+3 message", one problem a line. */
static inline struct text problems_of(struct parsed *parsed) {
    const struct doc_problem *items = DOC_ITEMS(parsed->document, problems, struct doc_problem);
    struct text all = {0};
    for (uint32_t i = 0; i < parsed->document->problems.count; i++)
        all = text_format(&parsed->arena, "%.*s%s %u:%u+%u %.*s\n", TEXT_ARGS(all), items[i].code, (unsigned)items[i].line,
                          (unsigned)items[i].column, (unsigned)items[i].width,
                          TEXT_ARGS(document_text(parsed->document, items[i].message)));
    return all;
}

static inline const char *kind_of_reference(const struct doc_reference *reference) {
    static const char *const others[] = {
        [REFERENCE_FILE] = "file", [REFERENCE_ADDRESS] = "address", [REFERENCE_ANCHOR] = "anchor"};
    return reference->kind == REFERENCE_THING ? thing_words[reference->thing].word : others[reference->kind];
}

/* "form kind line:column+width target#anchor|label", one reference a line. */
static inline struct text references_of(struct parsed *parsed) {
    const struct doc_reference *items = DOC_ITEMS(parsed->document, references, struct doc_reference);
    struct text all = {0};
    for (uint32_t i = 0; i < parsed->document->references.count; i++)
        all = text_format(&parsed->arena, "%.*s%u %s %u:%u+%u %.*s#%.*s|%.*s\n", TEXT_ARGS(all), (unsigned)items[i].form,
                          kind_of_reference(&items[i]), (unsigned)items[i].line, (unsigned)items[i].column,
                          (unsigned)items[i].width, TEXT_ARGS(document_text(parsed->document, items[i].target)),
                          TEXT_ARGS(document_text(parsed->document, items[i].anchor)),
                          TEXT_ARGS(document_text(parsed->document, items[i].label)));
    return all;
}

static inline struct text sentence_of(const struct parsed *parsed, uint32_t index) {
    assert_true(index < parsed->document->references.count);
    return document_text(parsed->document, DOC_ITEMS(parsed->document, references, struct doc_reference)[index].sentence);
}

#define assert_html(markdown, expected)                                                                                        \
    do {                                                                                                                       \
        struct parsed of_macro;                                                                                                \
        parse(&of_macro, (markdown));                                                                                          \
        assert_text(html_of(&of_macro), (expected));                                                                           \
        parsed_free(&of_macro);                                                                                                \
    } while (0)

#define assert_problems(markdown, expected)                                                                                    \
    do {                                                                                                                       \
        struct parsed of_macro;                                                                                                \
        parse(&of_macro, (markdown));                                                                                          \
        assert_text(problems_of(&of_macro), (expected));                                                                       \
        parsed_free(&of_macro);                                                                                                \
    } while (0)

#define assert_references(markdown, expected)                                                                                  \
    do {                                                                                                                       \
        struct parsed of_macro;                                                                                                \
        parse(&of_macro, (markdown));                                                                                          \
        assert_text(references_of(&of_macro), (expected));                                                                     \
        parsed_free(&of_macro);                                                                                                \
    } while (0)

#endif
