/* One file: front matter, body, and the two records that are made of them. */
#include "read/document/document.h"

#include "base/deadline.h"
#include "read/codes.h"
#include "read/document/front_matter.h"
#include "read/document/letters.h"
#include "read/document/prose.h"
#include "read/forbidden.h"
#include "read/han.h"
#include "read/markdown/markdown.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a file on the way to its records. */
struct parsing {
    struct text bytes;
    const struct parse_options *options;
    struct file_parts parts;
    struct yaml yaml;
    bool unreadable;
    struct diag problems; /* of the front matter, and of the file as a whole */
    struct markdown_output output;
    struct prose_words words;
    struct arena arena;
};

bool document_front_matter(struct text *yaml, struct text bytes) {
    struct file_parts parts = front_matter_split(bytes);
    struct other_form form;
    *yaml = parts.yaml;
    return (parts.closed || !parts.has_front_matter) && !front_matter_of_other_form(&form, bytes);
}

static void complain(struct parsing *parsing, const char *code, uint32_t line, uint32_t column, uint32_t width,
                     struct text message, struct text help) {
    struct diag_place place = {.line = line, .column = column, .width = width};
    diag_add(&parsing->problems, DIAG_ERROR, code, place, message, help);
    parsing->unreadable = true;
}

/* The character at `at` of a text that begins on line `first_line` of the file. */
static struct diag_place place_in(struct text text, size_t at, uint32_t first_line) {
    struct text before = text_slice(text, 0, at), line = before;
    uint32_t number = first_line;
    for (size_t end; (end = text_find_char(line, '\n', 0)) < line.size; number++)
        line = text_after(line, end + 1);
    if (number == 1)
        line = utf8_without_mark(line);
    return (struct diag_place){.line = number, .column = (uint32_t)utf8_count(line) + 1, .width = 1};
}

static void complain_of_bytes(struct parsing *parsing, size_t at) {
    struct diag_place place = place_in(parsing->bytes, at, 1);
    if (utf8_is_utf16(parsing->bytes)) {
        complain(parsing, E_NOT_UTF8, 1, 1, 1, TEXT("this file is UTF-16, not UTF-8"),
                 TEXT("save it as UTF-8: iconv -f UTF-16 -t UTF-8"));
        return;
    }
    unsigned char byte = (unsigned char)parsing->bytes.bytes[at];
    complain(parsing, E_NOT_UTF8, place.line, place.column, place.width,
             text_format(&parsing->arena, "byte 0x%02x is not UTF-8 text", byte),
             byte ? TEXT("save the file as UTF-8") : TEXT("a text cannot contain a NUL"));
}

/* Whether the file can be a text at all; says why not. */
static bool is_text(struct parsing *parsing) {
    if (parsing->bytes.size > DOCUMENT_LIMIT_BYTES) {
        complain(parsing, E_DOCUMENT_TOO_LARGE, 0, 0, 0,
                 text_format(&parsing->arena, "this file has %zu bytes, more than the limit of %u", parsing->bytes.size,
                             (unsigned)DOCUMENT_LIMIT_BYTES),
                 TEXT("split it into several essays"));
        return false;
    }
    size_t invalid = utf8_first_invalid(parsing->bytes);
    if (invalid < parsing->bytes.size)
        complain_of_bytes(parsing, invalid);
    return invalid == parsing->bytes.size;
}

static void read_front_matter(struct parsing *parsing) {
    const struct file_parts *parts = &parsing->parts;
    if (parts->has_front_matter && !parts->closed)
        complain(parsing, E_UNCLOSED_FRONT_MATTER, 1, 1, 3, TEXT("the front matter that begins here is never closed"),
                 TEXT("end it with a line of three hyphens: ---"));
    else if (parts->has_front_matter &&
             !yaml_parse(&parsing->yaml, parts->yaml, parts->yaml_line, TEXT(""), &parsing->problems, &parsing->arena))
        parsing->unreadable = true;
}

/* Not read, and not to be taken for a text that anybody may see. */
static void check_other_form(struct parsing *parsing) {
    struct other_form form;
    if (!front_matter_of_other_form(&form, parsing->bytes))
        return;
    complain(parsing, E_OTHER_FRONT_MATTER, form.line, 1, form.width,
             text_format(&parsing->arena, "front matter of a form that is not read here: %s", form.called),
             TEXT("write it as \"key: value\" between two lines of ---, the first of them the first line of the file"));
}

/* The text of the first of these fields that is one; "" when none is. */
static struct text field(const struct parsing *parsing, const char *const *names, size_t count) {
    if (!parsing->yaml.count)
        return (struct text){0};
    for (size_t i = 0; i < count; i++) {
        const struct yaml_node *node = yaml_get(&parsing->yaml, yaml_root(&parsing->yaml), text_of(names[i]));
        if (node && yaml_text(&parsing->yaml, node).size)
            return yaml_text(&parsing->yaml, node);
    }
    return (struct text){0};
}

static struct text language_of(const struct parsing *parsing) {
    static const char *const names[] = {"lang", "language"};
    struct text language = field(parsing, names, 2);
    return language.size ? language : parsing->options->language;
}

/* The language of Han runs in this file; "" where they need no mark. */
static struct text han_of(const struct parsing *parsing) {
    static const char *const han_names[] = {"han"};
    struct text language = language_of(parsing), han = field(parsing, han_names, 1);
    if (han_is_native(language))
        return (struct text){0};
    if (!han.size)
        han = parsing->options->han;
    return han.size ? han : TEXT("zh-Hans");
}

/* git leaves both wordings in a file, between lines that Markdown would show. In code they may be meant to be shown. */
static void check_conflict(struct parsing *parsing) {
    struct text rest = parsing->parts.body, line, fence = {0};
    if (!text_contains(rest, TEXT("<<<<<<< ")) || !text_contains(rest, TEXT("\n=======")) ||
        !text_contains(rest, TEXT("\n>>>>>>> ")))
        return;
    for (uint32_t number = parsing->parts.body_line; front_matter_line(&line, &rest); number++) {
        bool is_code = front_matter_is_code(&fence, line);
        if (is_code || !text_starts(line, TEXT("<<<<<<< ")))
            continue;
        complain(parsing, E_CONFLICT, number, 1, (uint32_t)utf8_count(line),
                 TEXT("a conflict of a merge was not resolved here"),
                 TEXT("keep one of the two wordings, and remove the lines of <<<<<<<, ======= and >>>>>>>"));
        return;
    }
}

/* The body with what no page can have replaced, which is told at the first. */
static struct text allowed_body(struct parsing *parsing) {
    struct utf8_replaced replaced;
    struct text body = parsing->parts.body, allowed = utf8_allowed(&replaced, body, &parsing->arena);
    forbidden_tell(&parsing->problems, place_in(body, replaced.first, parsing->parts.body_line), &replaced, body);
    return allowed;
}

static bool has_field(const struct parsing *parsing, const char *name) {
    return parsing->yaml.count && yaml_get(&parsing->yaml, yaml_root(&parsing->yaml), text_of(name));
}

/* Whether there are works to be cited: the reader's, or those that the front matter names, as Pandoc and Quarto have it. */
static bool cites(const struct parsing *parsing) {
    return parsing->options->cites || has_field(parsing, "references") || has_field(parsing, "bibliography");
}

static bool suppresses_works(const struct parsing *parsing) {
    static const char *const names[] = {"suppress-bibliography"};
    return text_equal(field(parsing, names, 1), TEXT("true"));
}

static void read_body(struct parsing *parsing) {
    static const char *const title_names[] = {"title", "name", "term"};
    struct markdown_input input = {
        .body = allowed_body(parsing),
        .first_line = parsing->parts.body_line,
        .keep_html = parsing->options->keep_html,
        .smart = parsing->options->smart,
        .math = parsing->options->math,
        .tilde = parsing->options->tilde,
        .cites = cites(parsing),
        .cites_in_notes = parsing->options->cites_in_notes,
        .no_works = suppresses_works(parsing),
        .names_works = has_field(parsing, "nocite"),
        .language = language_of(parsing),
        .han = han_of(parsing),
        .title = field(parsing, title_names, 3),
        .labels = parsing->options->labels,
    };
    markdown_parse(&parsing->output, &input, &parsing->arena);
    letters_digest(&parsing->output);
    prose_count(&parsing->words, buffer_text(&parsing->output.prose), &parsing->output.places, &parsing->arena);
}

static struct span pool_add(struct buffer *pool, struct text text) {
    struct span span = {(uint32_t)pool->size, (uint32_t)text.size};
    buffer_add(pool, text);
    return span;
}

/* A record begins here: what it holds is placed relative to this offset, aligned to 16. */
static size_t begin_record(struct buffer *record, const void *header, size_t size) {
    buffer_align(record, 16);
    size_t start = record->size;
    buffer_add_bytes(record, header, size);
    return start;
}

static struct doc_array add_array(struct buffer *record, size_t start, const void *items, size_t count, size_t item_size) {
    buffer_align(record, 8);
    struct doc_array array = {(uint32_t)(record->size - start), (uint32_t)count};
    buffer_add_bytes(record, items, count * item_size);
    return array;
}

static void write_body(struct buffer *record, struct parsing *parsing) {
    const struct markdown_output *output = &parsing->output;
    struct body body = {.version = DOCUMENT_VERSION, .notes_start = output->notes_start, .notes_end = output->notes_end};
    buffer_reserve(record, sizeof body + output->holes.count * sizeof *output->holes.items +
                               output->blocks.count * sizeof *output->blocks.items + output->runs.size + output->formats.size +
                               output->notes.count * sizeof *output->notes.items +
                               output->spaces.count * sizeof *output->spaces.items + output->html.size + 64);
    size_t start = begin_record(record, &body, sizeof body);
    body.holes = add_array(record, start, output->holes.items, output->holes.count, sizeof *output->holes.items);
    body.blocks = add_array(record, start, output->blocks.items, output->blocks.count, sizeof *output->blocks.items);
    body.runs =
        add_array(record, start, output->runs.bytes, output->runs.size / sizeof(struct doc_run), sizeof(struct doc_run));
    body.formats = add_array(record, start, output->formats.bytes, output->formats.size / sizeof(struct doc_format),
                             sizeof(struct doc_format));
    body.notes = add_array(record, start, output->notes.items, output->notes.count, sizeof *output->notes.items);
    body.spaces = add_array(record, start, output->spaces.items, output->spaces.count, sizeof *output->spaces.items);
    body.html = add_array(record, start, output->html.bytes, output->html.size, 1);
    body.size_bytes = (uint32_t)(record->size - start);
    memcpy(record->bytes + start, &body, sizeof body);
}

enum { TERMS_MOST = 64 };

/* The passages that words and references stand in, by block. */
struct placed_passages {
    struct doc_passage items[TERMS_MOST * TERM_BLOCKS + REFERENCES_PLACED];
    size_t count;
};

/* The first block of the same kind that has the same words: passages are told apart by no more. */
static uint32_t first_alike(const struct block_list *blocks, uint32_t block) {
    uint32_t first = 0;
    while (blocks->items[first].letters != blocks->items[block].letters ||
           blocks->items[first].kind != blocks->items[block].kind)
        first++;
    return first;
}

static int by_block(const void *left, const void *right) {
    const struct doc_passage *a = left, *b = right;
    return (a->block > b->block) - (a->block < b->block);
}

static struct doc_passage passage_of(const struct block_list *blocks, uint32_t block) {
    uint32_t first = first_alike(blocks, block);
    return (struct doc_passage){.letters = blocks->items[first].letters, .block = first, .kind = blocks->items[first].kind};
}

static void add_passage(struct placed_passages *passages, const struct parsing *parsing, uint32_t block) {
    if (block != NONE)
        passages->items[passages->count++] = passage_of(&parsing->output.blocks, block);
}

/* The index of the reader leads to where terms are spoken of, and works cited, and to nothing else by references. */
static bool is_placed(const struct doc_reference *reference, size_t placed) {
    bool is_place = reference->thing == THING_TERM || reference->thing == THING_WORK;
    return reference->kind == REFERENCE_THING && is_place && placed < REFERENCES_PLACED;
}

static void sort_passages(struct placed_passages *passages) {
    size_t kept = 0;
    if (passages->count)
        qsort(passages->items, passages->count, sizeof *passages->items, by_block);
    for (size_t i = 0; i < passages->count; i++)
        if (i == 0 || passages->items[i].block != passages->items[i - 1].block)
            passages->items[kept++] = passages->items[i];
    passages->count = kept;
}

static size_t term_count(const struct parsing *parsing) {
    return parsing->words.term_count < TERMS_MOST ? parsing->words.term_count : TERMS_MOST;
}

static void collect_passages(struct placed_passages *passages, const struct parsing *parsing) {
    const struct reference_list *references = &parsing->output.references;
    for (size_t i = 0; i < term_count(parsing); i++)
        for (size_t j = 0; j < TERM_BLOCKS; j++)
            add_passage(passages, parsing, parsing->words.terms[i].blocks[j]);
    for (size_t i = 0, placed = 0; i < references->count; i++)
        if (is_placed(&references->items[i], placed))
            add_passage(passages, parsing, references->items[i].passage), placed++;
    sort_passages(passages);
}

static uint16_t passage_at(const struct placed_passages *passages, const struct block_list *blocks, uint32_t block) {
    if (block == NONE)
        return NO_PASSAGE;
    struct doc_passage passage = passage_of(blocks, block);
    const struct doc_passage *found = bsearch(&passage, passages->items, passages->count, sizeof *passages->items, by_block);
    return (uint16_t)(found - passages->items);
}

/* From blocks to passages. */
static void place_references(struct reference_list *references, const struct block_list *blocks,
                             const struct placed_passages *passages) {
    for (size_t i = 0, placed = 0; i < references->count; i++) {
        struct doc_reference *reference = &references->items[i];
        bool is_here = is_placed(reference, placed);
        reference->passage = is_here ? passage_at(passages, blocks, reference->passage) : NO_PASSAGE;
        placed += is_here;
    }
}

static struct doc_array add_terms(struct buffer *record, size_t start, struct parsing *parsing,
                                  const struct placed_passages *passages) {
    const struct block_list *blocks = &parsing->output.blocks;
    struct doc_term terms[TERMS_MOST];
    size_t count = term_count(parsing);
    for (size_t i = 0; i < count; i++) {
        const struct prose_term *term = &parsing->words.terms[i];
        struct span word = pool_add(&parsing->output.pool, term->word);
        terms[i] = (struct doc_term){
            .word = word,
            .written = term->capitals ? pool_add(&parsing->output.pool, term->written) : word,
            .count = term->count,
            .passages = {passage_at(passages, blocks, term->blocks[0]), passage_at(passages, blocks, term->blocks[1])},
            .hash = text_hash(term->word),
        };
        if (terms[i].passages[1] == terms[i].passages[0])
            terms[i].passages[1] = NO_PASSAGE;
    }
    return add_array(record, start, terms, count, sizeof *terms);
}

/* Those of the front matter first. */
static struct doc_array add_problems(struct buffer *record, size_t start, struct parsing *parsing) {
    const struct diag *first = &parsing->problems;
    const struct problem_list *then = &parsing->output.problems;
    buffer_align(record, 8);
    struct doc_array array = {(uint32_t)(record->size - start), (uint32_t)(first->count + then->count)};
    for (size_t i = 0; i < first->count; i++) {
        const struct diag_item *item = &first->items[i];
        struct doc_problem problem = {
            .level = (uint8_t)item->level,
            .line = item->place.line,
            .column = item->place.column,
            .width = item->place.width,
            .message = pool_add(&parsing->output.pool, item->message),
            .help = pool_add(&parsing->output.pool, item->help),
        };
        memcpy(problem.code, item->code, strnlen(item->code, sizeof problem.code - 1));
        buffer_add_bytes(record, &problem, sizeof problem);
    }
    buffer_add_bytes(record, then->items, then->count * sizeof *then->items);
    return array;
}

static bool has_charts(struct text html) {
    return text_find(html, TEXT(" class=\"chart "), 0) < html.size || text_find(html, TEXT(" class=\"bars\""), 0) < html.size;
}

static void write_document(struct buffer *record, struct parsing *parsing, struct digest body) {
    struct markdown_output *output = &parsing->output;
    struct document document = {
        .version = DOCUMENT_VERSION,
        .body = body,
        .word_count = parsing->words.count,
        .note_count = (uint32_t)output->notes.count,
        .body_line = parsing->parts.body_line,
        .has_front_matter = parsing->parts.has_front_matter,
        .unreadable = parsing->unreadable,
        .is_toml = parsing->parts.is_toml,
        .has_charts = has_charts(buffer_text(&output->html)),
        .has_body = text_trim(buffer_text(&output->html)).size > 0,
        .excerpt = output->excerpt,
        .first_heading = output->first_heading,
    };
    struct placed_passages passages = {.count = 0};
    size_t start = begin_record(record, &document, sizeof document);
    collect_passages(&passages, parsing);
    place_references(&output->references, &output->blocks, &passages);
    document.nodes = add_array(record, start, parsing->yaml.nodes, parsing->yaml.count, sizeof *parsing->yaml.nodes);
    document.headings =
        add_array(record, start, output->headings.items, output->headings.count, sizeof *output->headings.items);
    document.references =
        add_array(record, start, output->references.items, output->references.count, sizeof *output->references.items);
    document.citations =
        add_array(record, start, output->citations.items, output->citations.count, sizeof *output->citations.items);
    document.terms = add_terms(record, start, parsing, &passages);
    document.passages = add_array(record, start, passages.items, passages.count, sizeof *passages.items);
    document.problems = add_problems(record, start, parsing);
    document.anchors = add_array(record, start, output->anchors.items, output->anchors.count, sizeof *output->anchors.items);
    document.quotations =
        add_array(record, start, output->quotations.items, output->quotations.count, sizeof *output->quotations.items);
    document.pool = add_array(record, start, output->pool.bytes, output->pool.size, 1);
    document.size_bytes = (uint32_t)(record->size - start);
    memcpy(record->bytes + start, &document, sizeof document);
}

static void free_parsing(struct parsing *parsing) {
    buffer_free(&parsing->output.html);
    buffer_free(&parsing->output.pool);
    buffer_free(&parsing->output.prose);
    buffer_free(&parsing->output.runs);
    buffer_free(&parsing->output.formats);
    diag_free(&parsing->problems);
    arena_free(&parsing->arena);
}

void document_parse(struct buffer *document, struct buffer *body, struct text bytes, const struct parse_options *options) {
    deadline_begin(&(struct deadline){.what = "reading a text",
                                      .code = E_DOCUMENT_TOO_SLOW,
                                      .help = "look for very many brackets, asterisks or underscores that are never closed",
                                      .seconds = DOCUMENT_DEADLINE_MS / 1000});
    struct parsing parsing = {.bytes = bytes, .options = options, .parts = {.body_line = 1}};
    if (is_text(&parsing)) {
        parsing.parts = front_matter_split(bytes);
        read_front_matter(&parsing);
        check_other_form(&parsing);
        check_conflict(&parsing);
        /* The spans of the front matter hold in the record's pool, because it begins with that of the front matter. */
        buffer_add(&parsing.output.pool, parsing.yaml.pool);
        read_body(&parsing);
    }
    size_t start = (body->size + 15) & ~(size_t)15;
    write_body(body, &parsing);
    write_document(document, &parsing, digest_of(text_after(buffer_text(body), start)));
    free_parsing(&parsing);
    deadline_end();
}
