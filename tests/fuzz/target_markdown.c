#include "html.h"
#include "records.h"
#include "targets.h"

static void check_blocks(const struct body *body) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        html_check(text_slice(body_html(body), blocks[i].start, blocks[i].end), HTML_BODY);
}

/* Runs are the words of the blocks: no tag stands in one, and each begins inside of a block. */
static void check_runs(const struct body *body) {
    const struct doc_run *runs = DOC_ITEMS(body, runs, struct doc_run);
    for (uint32_t i = 0; i < body->runs.count; i++) {
        struct text written = text_slice(body_html(body), runs[i].start, runs[i].end);
        fuzz_check(text_find_char(written, '<', 0) == written.size, "a tag in a run", written);
        fuzz_check(i == 0 || runs[i].start >= runs[i - 1].end, "runs that overlap", written);
    }
}

static void check_titles(const struct document *document) {
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    for (uint32_t i = 0; i < document->headings.count; i++) {
        html_check(document_text(document, headings[i].html), HTML_BODY);
        fuzz_check(headings[i].id.size > 0, "a heading without an id", document_text(document, headings[i].text));
    }
}

static void check_records(const struct document *document, const struct body *body, bool keep_html) {
    struct buffer html = {0};
    records_look_at_document(document);
    records_look_at_body(body, document->references.count);
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    for (uint32_t i = 0; i < body->holes.count; i++) {
        bool is_of_quotation = holes[i].kind == HOLE_CITE || holes[i].kind == HOLE_VERDICT;
        uint32_t count = is_of_quotation ? document->quotations.count : document->references.count;
        bool is_of_all = holes[i].kind == HOLE_WORKS || holes[i].kind == HOLE_TITLED_WORKS;
        fuzz_check(is_of_all ? holes[i].reference == NONE : holes[i].reference < count, "a hole of no reference",
                   body_html(body));
    }
    records_fill(&html, body);
    if (!keep_html) {
        html_check(buffer_text(&html), HTML_BODY);
        check_titles(document);
        check_blocks(body);
        check_runs(body);
    }
    buffer_free(&html);
}

/* The first byte chooses options; the same bytes must give the same records. */
void fuzz_markdown(struct text input) {
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    struct parse_options options;
    fuzz_parse_options(&options, choice);
    struct buffer records[4] = {{0}};
    document_parse(&records[0], &records[1], text_after(input, 1), &options);
    document_parse(&records[2], &records[3], text_after(input, 1), &options);
    fuzz_check(text_equal(buffer_text(&records[0]), buffer_text(&records[2])), "another document from the same bytes", input);
    fuzz_check(text_equal(buffer_text(&records[1]), buffer_text(&records[3])), "another body from the same bytes", input);

    const struct document *document = document_of(buffer_text(&records[0]));
    const struct body *body = body_of(buffer_text(&records[1]));
    fuzz_check(document && body, "its own record is not read", input);
    check_records(document, body, options.keep_html);
    for (size_t i = 0; i < 4; i++)
        buffer_free(&records[i]);
}
