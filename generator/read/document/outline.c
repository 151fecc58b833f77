/* What a document says to everything but the page that its body stands on. */
#include "read/document/document.h"

static void add_text(struct hasher *hasher, const struct document *document, struct span span) {
    hasher_add_text(hasher, document_text(document, span));
}

static void add_fields(struct hasher *hasher, const struct document *document) {
    struct yaml yaml = document_fields(document);
    hasher_add_number(hasher,
                      (uint64_t)document->has_front_matter << 2 | (uint64_t)document->unreadable << 1 | document->is_toml);
    hasher_add_number(hasher, yaml.count);
    for (uint32_t i = 0; i < yaml.count; i++) {
        const struct yaml_node *node = &yaml.nodes[i];
        hasher_add_number(hasher, (uint64_t)node->end << 16 | (uint64_t)node->kind << 8 | node->quoted);
        hasher_add_text(hasher, yaml_key(&yaml, node));
        hasher_add_text(hasher, yaml_text(&yaml, node));
    }
}

static void add_headings(struct hasher *hasher, const struct document *document) {
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    hasher_add_number(hasher, document->headings.count);
    for (uint32_t i = 0; i < document->headings.count; i++) {
        hasher_add_number(hasher, headings[i].level);
        add_text(hasher, document, headings[i].id);
        add_text(hasher, document, headings[i].text);
        add_text(hasher, document, headings[i].html);
    }
}

static void add_anchors(struct hasher *hasher, const struct document *document) {
    const struct doc_anchor *anchors = DOC_ITEMS(document, anchors, struct doc_anchor);
    hasher_add_number(hasher, document->anchors.count);
    for (uint32_t i = 0; i < document->anchors.count; i++)
        add_text(hasher, document, anchors[i].id);
}

static void add_passage(struct hasher *hasher, const struct document *document, uint32_t index) {
    const struct doc_passage *passages = DOC_ITEMS(document, passages, struct doc_passage);
    hasher_add_number(hasher, index == NO_PASSAGE ? 0 : passages[index].letters);
    hasher_add_number(hasher, index == NO_PASSAGE ? NO_PASSAGE : passages[index].kind);
}

static void add_references(struct hasher *hasher, const struct document *document) {
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    hasher_add_number(hasher, document->references.count);
    for (uint32_t i = 0; i < document->references.count; i++) {
        const struct doc_reference *reference = &references[i];
        hasher_add_number(hasher, (uint64_t)reference->standing << 24 | (uint64_t)reference->form << 16 |
                                      (uint64_t)reference->kind << 8 | reference->thing);
        add_text(hasher, document, reference->target);
        add_text(hasher, document, reference->anchor);
        add_text(hasher, document, reference->label);
        add_text(hasher, document, reference->sentence);
        add_text(hasher, document, reference->heading);
        add_passage(hasher, document, reference->passage);
    }
}

static void add_quotations(struct hasher *hasher, const struct document *document) {
    const struct doc_quotation *quotations = DOC_ITEMS(document, quotations, struct doc_quotation);
    hasher_add_number(hasher, document->quotations.count);
    for (uint32_t i = 0; i < document->quotations.count; i++) {
        add_text(hasher, document, quotations[i].words);
        add_text(hasher, document, quotations[i].target);
        hasher_add_number(hasher, (uint64_t)quotations[i].reference << 2 | (uint64_t)quotations[i].is_inline << 1 |
                                      quotations[i].is_unchecked);
    }
}

static void add_citations(struct hasher *hasher, const struct document *document) {
    const struct doc_citation *citations = DOC_ITEMS(document, citations, struct doc_citation);
    hasher_add_number(hasher, document->citations.count);
    for (uint32_t i = 0; i < document->citations.count; i++) {
        const struct doc_citation *citation = &citations[i];
        hasher_add_number(hasher, (uint64_t)citation->reference << 24 | (uint64_t)citation->more << 3 |
                                      (uint64_t)citation->no_author << 2 | (uint64_t)citation->in_text << 1 |
                                      citation->in_note);
        add_text(hasher, document, citation->prefix);
        add_text(hasher, document, citation->suffix);
    }
}

static void add_terms(struct hasher *hasher, const struct document *document) {
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    hasher_add_number(hasher, document->terms.count);
    for (uint32_t i = 0; i < document->terms.count; i++) {
        hasher_add_number(hasher, terms[i].count);
        add_text(hasher, document, terms[i].written);
        add_text(hasher, document, terms[i].word);
    }
}

struct digest document_outline(const struct document *document) {
    struct hasher hasher;
    hasher_start(&hasher);
    add_fields(&hasher, document);
    add_text(&hasher, document, document->excerpt);
    add_text(&hasher, document, document->first_heading);
    add_headings(&hasher, document);
    add_anchors(&hasher, document);
    add_references(&hasher, document);
    add_quotations(&hasher, document);
    add_citations(&hasher, document);
    add_terms(&hasher, document);
    hasher_add_number(&hasher, document->word_count > 0);
    return hasher_end(&hasher);
}

struct digest document_passages_of(const struct document *document, uint64_t terms) {
    const struct doc_term *items = DOC_ITEMS(document, terms, struct doc_term);
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < document->terms.count && i < 64; i++) {
        for (size_t j = 0; terms >> i & 1 && j < 2; j++)
            add_passage(&hasher, document, items[i].passages[j]);
    }
    return hasher_end(&hasher);
}
