#include "records.h"

static volatile size_t seen;

/* Reads the bytes. */
static void see(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        seen += (unsigned char)text.bytes[i];
}

static void look_at_fields(const struct document *document) {
    struct yaml yaml = document_fields(document);
    for (uint32_t i = 0; i < yaml.count; i++) {
        see(yaml_text(&yaml, &yaml.nodes[i]));
        see(yaml_key(&yaml, &yaml.nodes[i]));
        for (const struct yaml_node *child = yaml_first(&yaml, &yaml.nodes[i]); child;
             child = yaml_next(&yaml, &yaml.nodes[i], child))
            see(yaml_key(&yaml, child));
    }
}

static void look_at_references(const struct document *document) {
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (uint32_t i = 0; i < document->references.count; i++) {
        see(document_text(document, references[i].target));
        see(document_text(document, references[i].anchor));
        see(document_text(document, references[i].label));
        see(document_text(document, references[i].sentence));
        see(document_text(document, references[i].heading));
    }
}

void records_look_at_document(const struct document *document) {
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    const struct doc_problem *problems = DOC_ITEMS(document, problems, struct doc_problem);
    see(document_text(document, document->excerpt));
    see(document_text(document, document->first_heading));
    look_at_fields(document);
    look_at_references(document);
    for (uint32_t i = 0; i < document->headings.count; i++) {
        see(document_text(document, headings[i].id));
        see(document_text(document, headings[i].text));
        see(document_text(document, headings[i].html));
    }
    const struct doc_quotation *quotations = DOC_ITEMS(document, quotations, struct doc_quotation);
    for (uint32_t i = 0; i < document->quotations.count; i++) {
        see(document_text(document, quotations[i].words));
        see(document_text(document, quotations[i].target));
    }
    const struct doc_citation *citations = DOC_ITEMS(document, citations, struct doc_citation);
    for (uint32_t i = 0; i < document->citations.count; i++) {
        see(document_text(document, citations[i].prefix));
        see(document_text(document, citations[i].suffix));
    }
    for (uint32_t i = 0; i < document->terms.count; i++)
        see(document_text(document, terms[i].word));
    for (uint32_t i = 0; i < document->problems.count; i++) {
        see(text_of(problems[i].code));
        see(document_text(document, problems[i].message));
        see(document_text(document, problems[i].help));
    }
}

static void look_at_runs(const struct body *body) {
    const struct doc_run *runs = DOC_ITEMS(body, runs, struct doc_run);
    const struct doc_format *formats = DOC_ITEMS(body, formats, struct doc_format);
    struct buffer words = {0};
    for (uint32_t i = 0; i < body->runs.count; i++) {
        body_text(&words, body, runs[i].start, runs[i].end);
        for (uint32_t format = runs[i].format; format != NONE; format = formats[format].parent)
            seen += formats[format].kind;
    }
    for (uint32_t i = 0; i < body->formats.count; i++) {
        body_text(&words, body, formats[i].target.offset, formats[i].target.offset + formats[i].target.size);
        body_text(&words, body, formats[i].title.offset, formats[i].title.offset + formats[i].title.size);
    }
    see(buffer_text(&words));
    buffer_free(&words);
}

void records_look_at_body(const struct body *body, uint32_t reference_count) {
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    struct text html = body_html(body);
    see(html);
    for (uint32_t i = 0; i < body->holes.count; i++) {
        see(text_slice(html, holes[i].offset, holes[i].offset + 1u));
        seen += holes[i].reference < reference_count;
    }
    for (uint32_t i = 0; i < body->blocks.count; i++)
        see(text_slice(html, blocks[i].start, blocks[i].end));
    look_at_runs(body);
    const struct doc_note *notes = DOC_ITEMS(body, notes, struct doc_note);
    for (uint32_t i = 0; i < body->notes.count; i++) {
        see(text_slice(html, notes[i].start, notes[i].end));
        see(text_slice(html, notes[i].place, body->notes_start));
    }
    see(text_after(html, body->notes_end));
    const struct doc_space *spaces = DOC_ITEMS(body, spaces, struct doc_space);
    for (uint32_t i = 0; i < body->spaces.count; i++)
        see(text_slice(html, spaces[i].offset, spaces[i].offset + 1u));
}

void records_fill(struct buffer *out, const struct body *body) {
    static const char *const fillings[] = {
        [HOLE_REFERENCE] = "<a class=\"reference\" href=\"../a/\">words</a>",
        [HOLE_HREF] = " href=\"../b/\"",
        [HOLE_SRC] = " src=\"../c.png\"",
        [HOLE_CITATION] = "<span class=\"cited\">(<a role=\"doc-biblioref\" href=\"#_ref-a\">Doe 2020</a>)</span>",
        [HOLE_CITER] = "<span class=\"cited\"><a role=\"doc-biblioref\" href=\"#_ref-a\">Doe</a></span>",
        [HOLE_NOTED] = "",
        [HOLE_WORKS] = "<section class=\"works\">\n<ul>\n<li>Doe</li>\n</ul>\n</section>\n",
        [HOLE_TITLED_WORKS] = "<section class=\"works\">\n<h2>References</h2>\n<ul>\n<li>Doe</li>\n</ul>\n</section>\n",
        [HOLE_CITE] = " cite=\"../a/#p\"",
        [HOLE_VERDICT] = " <span class=\"verified\">verified</span>",
    };
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    struct text html = body_html(body);
    size_t written = 0;
    for (uint32_t i = 0; i < body->holes.count; i++) {
        buffer_add(out, text_slice(html, written, holes[i].offset));
        buffer_add(out, text_of(fillings[holes[i].kind % (sizeof fillings / sizeof *fillings)]));
        written = holes[i].offset;
    }
    buffer_add(out, text_after(html, written));
}
