/*
 * Citations: [see @key, p. 33; -@other] and @key [p. 33]. Each work is a reference; what the whole says is for a style to say.
 */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/document/plain_words.h"
#include "read/markdown/clusters.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

static void write_as_written(struct markdown_reader *reader, const struct token *token) {
    struct text written = tokens_written(&reader->tokens, token, reader->arena);
    buffer_add_html(reader->walk.html, written);
    prose_add(reader, written);
}

static void write_untaken(struct markdown_reader *reader, const struct token *token, enum tell_kind why) {
    if (!reader->quiet)
        tellings_add(reader, why, (struct text){0}, token->offset, token->size);
    write_as_written(reader, token);
}

/* Somebody's name on a network: it is all that the link says, or stands in its address. */
static bool is_handle(const struct markdown_reader *reader, const struct token *token) {
    struct text body = reader->tokens.body, name = text_slice(body, token->offset + 1, token->offset + token->size);
    bool is_all =
        token->offset > 0 && body.bytes[token->offset - 1] == '[' && token->end < body.size && body.bytes[token->end] == ']';
    return body.bytes[token->offset] == '@' && (is_all || text_contains(reader->link_address, name));
}

/* [@somebody](https://example.org/@somebody) is no citation; [[@key]](...) is, and would be a link in a link. */
static void write_in_link(struct markdown_reader *reader, const struct token *token) {
    if (is_handle(reader, token))
        write_as_written(reader, token);
    else
        write_untaken(reader, token, TELL_CITED_IN_LINK);
}

/* Where a key stands; of one on a later line, where its citation begins. */
static struct doc_place key_place(struct markdown_reader *reader, const struct token *token, struct text key) {
    static const char *const forms[] = {"@%.*s", "@{%.*s"};
    struct text line = text_slice(reader->tokens.body, 0, token->offset + token->size);
    for (size_t i = 0; i < 2; i++) {
        struct text written = text_format(reader->arena, forms[i], TEXT_ARGS(key)); /* NOLINT: of the list */
        size_t at = text_find(line, written, token->offset);
        if (at < line.size)
            return place_of(reader, at + written.size - key.size, key.size);
    }
    return place_of(reader, token->offset, token->size);
}

/* As what stands behind a word: with the space in front of it, or with none, as in [@doe99's book]. */
static struct text plain_suffix(struct markdown_reader *reader, struct text suffix) {
    struct text word = TEXT("x");
    return text_after(plain_label(reader, text_join(reader->arena, word, suffix)), word.size);
}

static void add_work(struct markdown_reader *reader, const struct token *token, const struct cluster *cluster, size_t index,
                     struct text written) {
    const struct cluster_item *item = &cluster->items[index];
    struct doc_reference reference = {.form = FORM_CITATION, .kind = REFERENCE_THING, .thing = THING_WORK};
    reference.target = pool_add(reader, item->key);
    reference.label = index == 0 ? pool_add(reader, written) : (struct span){0};
    struct doc_citation citation = {
        .reference = add_reference(reader, reference, key_place(reader, token, item->key)),
        .more = (uint16_t)(cluster->count - index - 1),
        .no_author = item->no_author,
        .in_text = item->in_text,
        .prefix = pool_add(reader, plain_label(reader, item->prefix)),
        .suffix = pool_add(reader, plain_suffix(reader, item->suffix)),
    };
    *array_add(&reader->out->citations, reader->arena) = citation;
}

/* The first of its references; NONE where it is no citation after all. */
static uint32_t add_works(struct markdown_reader *reader, const struct token *token) {
    struct cluster cluster;
    struct text written = tokens_written(&reader->tokens, token, reader->arena);
    uint32_t first = (uint32_t)reader->out->references.count;
    if (!cluster_of(&cluster, written, reader->arena))
        return NONE;
    for (size_t i = 0; i < cluster.count; i++)
        add_work(reader, token, &cluster, i, written);
    return first;
}

static void show(struct markdown_reader *reader, enum hole_kind kind, uint32_t first) {
    markup_begin(reader);
    format_open(reader, (struct doc_format){.kind = FORMAT_REFERENCE, .reference = first});
    runs_add(reader, RUN_REFERENCE, 0, reader->walk.html->size, reader->walk.html->size);
    format_close(reader, FORMAT_REFERENCE);
    add_hole(reader, kind, first);
    markup_end(reader);
    plain_words_mark(reader->prose, first);
}

/* Of the note that is being written: the citation that it is. NONE in the text, and in notes that somebody wrote. */
static uint32_t citation_of_note(const struct markdown_reader *reader) {
    uint32_t number = (uint32_t)reader->out->notes.count;
    return number > 0 && number <= reader->note_citations.count ? reader->note_citations.items[number - 1] : NONE;
}

/* @key [p. 33] in the text: a note follows. */
static bool has_note_behind(const struct markdown_reader *reader, const struct token *token) {
    struct text written = text_slice(reader->tokens.body, token->offset, token->end);
    return reader->input->cites_in_notes && !reader->out->notes.count && text_starts(written, TEXT("@")) &&
           text_ends(written, TEXT("]"));
}

void write_citation(struct markdown_reader *reader, const struct token *token) {
    if (!reader->input->cites) {
        write_untaken(reader, token, TELL_CITATION);
        return;
    }
    if (reader->quiet)
        return;
    if (reader->link_open) {
        write_in_link(reader, token);
        return;
    }
    struct text quoted = quotation_before(reader);
    uint32_t of_note = citation_of_note(reader), first = of_note == NONE ? add_works(reader, token) : of_note;
    reader->last_cited = (struct cited_token){token, first};
    if (first == NONE)
        write_untaken(reader, token, TELL_CITATION);
    else
        show(reader, has_note_behind(reader, token) ? HOLE_CITER : HOLE_CITATION, first);
    if (first != NONE && of_note == NONE)
        quotation_add_inline(reader, quoted, first);
}

const struct token *noted_citation(struct markdown_reader *reader, const struct cmark_node *note) {
    const struct cmark_node *paragraph = note->first_child, *words = paragraph ? paragraph->first_child : NULL;
    struct text literal = words && words->type == CMARK_NODE_TEXT ? node_literal(words) : (struct text){0};
    if (!reader->input->cites_in_notes || paragraph->next || node_literal(note).size || !literal.size || words->next ||
        !token_begins(literal.bytes[0]))
        return NULL;
    size_t at = 0, last_brief = reader->tokens.last_brief;
    const struct token *token = tokens_at(&reader->tokens, literal, &at);
    reader->tokens.last_brief = last_brief;
    return token->kind == TOKEN_CITATION && at == literal.size ? token : NULL;
}

void begin_noted_citation(struct markdown_reader *reader, const struct token *token, uint32_t number) {
    uint32_t first = reader->last_cited.token == token ? reader->last_cited.first : add_works(reader, token);
    while (reader->note_citations.count < number)
        *array_add(&reader->note_citations, reader->arena) = NONE;
    if (first == NONE)
        return;
    reader->note_citations.items[number - 1] = first;
    for (size_t i = reader->out->citations.count; i-- > 0 && reader->out->citations.items[i].reference >= first;)
        reader->out->citations.items[i].in_note = true;
    markup_begin(reader);
    add_hole(reader, HOLE_NOTED, first);
    markup_end(reader);
}

void tell_cited_in_title(struct markdown_reader *reader, const struct cmark_node *title) {
    for (const struct cmark_node *node = title->first_child; node; node = node->next) {
        struct text literal = node->type == CMARK_NODE_TEXT ? node_literal(node) : (struct text){0};
        for (size_t at = 0; at < literal.size;) {
            const struct token *token = token_begins(literal.bytes[at]) ? tokens_at(&reader->tokens, literal, &at) : NULL;
            at += token ? 0 : 1;
            if (token && token->kind == TOKEN_CITATION && reader->input->cites)
                tellings_add(reader, TELL_CITED_IN_TITLE, (struct text){0}, token->offset, token->size);
        }
    }
}

void write_works(struct markdown_reader *reader, enum hole_kind kind) {
    bool are_any = reader->out->citations.count || reader->input->names_works;
    if (!reader->input->cites || reader->input->no_works || reader->works_placed || (kind == HOLE_TITLED_WORKS && !are_any))
        return;
    reader->works_placed = true;
    add_hole(reader, kind, NONE);
}
