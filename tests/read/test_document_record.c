#include "parsed.h"

static const char sample[] = "---\ntitle: T\n---\n## H\n\nSee [[a]] and [b](c.md).[^1] <blink>\n\n[^1]: n\n";

static void test_round_trip(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, sample);
    const struct document *document = parsed.document;
    assert_int_equal(document->size_bytes, parsed.records[0].size);
    assert_int_equal(document->headings.count, 1);
    assert_int_equal(document->references.count, 2);
    assert_int_equal(document->problems.count, 1);
    assert_int_equal(document->note_count, 1);
    assert_int_equal(parsed.body->holes.count, 2);

    /* A record is bytes: a copy elsewhere says the same. */
    struct arena arena = {0};
    struct text copy = text_copy(buffer_text(&parsed.records[0]), &arena);
    const struct document *other = document_of(copy);
    assert_non_null(other);
    const struct doc_heading *heading = DOC_ITEMS(other, headings, struct doc_heading);
    assert_text(document_text(other, heading->text), "H");
    assert_int_equal(heading->line, 4);
    struct yaml fields = document_fields(other);
    assert_text(yaml_text(&fields, yaml_get(&fields, yaml_root(&fields), TEXT("title"))), "T");
    arena_free(&arena);
    parsed_free(&parsed);
}

/* Records can be appended one behind the other, as workers and files do. */
static void test_records_behind_others(void **state) {
    (void)state;
    struct parse_options options = usual_options();
    struct buffer documents = {0}, bodies = {0};
    document_parse(&documents, &bodies, TEXT("one\n"), &options);
    size_t first = documents.size, first_body = bodies.size;
    document_parse(&documents, &bodies, text_of(sample), &options);
    size_t start = (first + 15) & ~(size_t)15, body_start = (first_body + 15) & ~(size_t)15;
    struct arena arena = {0};
    const struct document *second = document_of(text_copy(text_after(buffer_text(&documents), start), &arena));
    const struct body *body = body_of(text_copy(text_after(buffer_text(&bodies), body_start), &arena));
    assert_non_null(second);
    assert_non_null(body);
    assert_text(document_text(second, DOC_ITEMS(second, headings, struct doc_heading)->id), "h");
    assert_true(text_starts(body_html(body), TEXT("<h2 id=\"h\">")));
    arena_free(&arena);
    buffer_free(&documents);
    buffer_free(&bodies);
}

static void test_truncated(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, sample);
    for (size_t size = 0; size < parsed.records[0].size; size++)
        assert_null(document_of(text_slice(buffer_text(&parsed.records[0]), 0, size)));
    for (size_t size = 0; size < parsed.records[1].size; size++)
        assert_null(body_of(text_slice(buffer_text(&parsed.records[1]), 0, size)));
    parsed_free(&parsed);
}

/* Reads everything that a record offers. */
static void read_all(const struct document *document) {
    size_t sum = 0;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (uint32_t i = 0; i < document->references.count; i++)
        sum += document_text(document, references[i].target).size + document_text(document, references[i].sentence).size;
    const struct doc_problem *problems = DOC_ITEMS(document, problems, struct doc_problem);
    for (uint32_t i = 0; i < document->problems.count; i++)
        sum += document_text(document, problems[i].message).size + document_text(document, problems[i].help).size;
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    for (uint32_t i = 0; i < document->headings.count; i++)
        sum += document_text(document, headings[i].html).size + headings[i].level;
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    for (uint32_t i = 0; i < document->terms.count; i++)
        sum += document_text(document, terms[i].word).size;
    assert_true(sum < SIZE_MAX);
}

static void read_runs(const struct body *body) {
    const struct doc_run *runs = DOC_ITEMS(body, runs, struct doc_run);
    const struct doc_format *formats = DOC_ITEMS(body, formats, struct doc_format);
    struct buffer words = {0};
    for (uint32_t i = 0; i < body->runs.count; i++) {
        body_text(&words, body, runs[i].start, runs[i].end);
        for (uint32_t format = runs[i].format; format != NONE; format = formats[format].parent)
            assert_true(format < body->formats.count);
    }
    for (uint32_t i = 0; i < body->formats.count; i++)
        body_text(&words, body, formats[i].target.offset, formats[i].target.offset + formats[i].target.size);
    buffer_free(&words);
    assert_true(body_html(body).size <= body->size_bytes);
}

/* Whatever byte is wrong, nothing outside of the record is read (the sanitizers see it if so). */
static void test_damaged(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, sample);
    size_t refused = 0;
    for (int record = 0; record < 2; record++) {
        struct arena arena = {0};
        char *bytes = (char *)(uintptr_t)text_copy(buffer_text(&parsed.records[record]), &arena).bytes;
        struct text text = {bytes, parsed.records[record].size};
        for (size_t at = 0; at < text.size; at++) {
            bytes[at] = (char)~bytes[at];
            const struct document *document = record == 0 ? document_of(text) : NULL;
            const struct body *body = record == 1 ? body_of(text) : NULL;
            refused += !document && !body;
            if (document)
                read_all(document);
            if (body)
                read_runs(body);
            bytes[at] = (char)~bytes[at];
        }
        arena_free(&arena);
    }
    assert_true(refused > 40);
    parsed_free(&parsed);
}

static void test_other_version(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, sample);
    parsed.records[0].bytes[0]++;
    parsed.records[1].bytes[0]++;
    assert_null(document_of(buffer_text(&parsed.records[0])));
    assert_null(body_of(buffer_text(&parsed.records[1])));
    assert_null(document_of((struct text){0}));
    assert_null(body_of((struct text){0}));
    parsed_free(&parsed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_records_behind_others), cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_damaged),    cmocka_unit_test(test_other_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
