/* All documents of a tree: remembered ones in place, the others parsed by workers. */
#include "read/document/document.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "read/codes.h"
#include "read/tree/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct body_source {
    const struct tree *tree;
    struct parse_options options;
    struct remembered *remembered, *bodies; /* bodies: beside it */
    struct arena *arena;
};

/* In front of the two records in what a worker hands back; each begins aligned to 16. */
struct parcel {
    uint64_t document_bytes, body_bytes;
};

/* The files that are not remembered. */
struct missing {
    uint32_t *items; /* indexes into the parsed files */
    size_t count, capacity;
    struct parsed_file *files;
    const struct body_source *source;
};

static size_t aligned(size_t size) {
    return (size + 15) & ~(size_t)15;
}

static bool is_document(struct text path) {
    return text_starts(path, TEXT("content/")) && text_ends(path, TEXT(".md")) && !text_starts(path, TEXT("content/media/"));
}

static struct digest key_of(const struct tree_file *file, const struct parse_options *options) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("document"));
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, file->id);
    hasher_add_number(&hasher, (uint64_t)options->keep_html << 1 | options->smart);
    hasher_add_number(&hasher, (uint64_t)options->math << 1 | options->tilde);
    hasher_add_number(&hasher, (uint64_t)options->cites << 1 | options->cites_in_notes);
    hasher_add_text(&hasher, options->language);
    hasher_add_text(&hasher, options->han);
    hasher_add_text(&hasher, options->labels.notes);
    hasher_add_text(&hasher, options->labels.note);
    hasher_add_text(&hasher, options->labels.back);
    hasher_add_text(&hasher, options->labels.done);
    hasher_add_text(&hasher, options->labels.to_do);
    hasher_add_text(&hasher, options->labels.table);
    hasher_add_text(&hasher, options->labels.chart_table);
    hasher_add_text(&hasher, options->labels.chart_range);
    hasher_add_text(&hasher, options->labels.chart_change);
    hasher_add_text(&hasher, options->labels.chart_ends);
    for (size_t i = 0; i < BODY_NOTICES; i++)
        hasher_add_text(&hasher, options->labels.notices[i]);
    return hasher_end(&hasher);
}

static struct digest body_key(struct digest key) {
    return digest_as(TEXT("body"), key);
}

static void add_files(struct parsed_files *files, const struct body_source *source) {
    const struct tree *tree = source->tree;
    for (size_t i = 0; i < tree->count; i++)
        files->count += is_document(tree->files[i].path);
    files->items = arena_array(source->arena, struct parsed_file, files->count);
    struct parsed_file *file = files->items;
    for (size_t i = 0; i < tree->count; i++)
        if (is_document(tree->files[i].path))
            *file++ = (struct parsed_file){
                .path = tree->files[i].path,
                .key = key_of(&tree->files[i], &source->options),
                .source = source,
            };
}

static bool find(struct parsed_file *file) {
    struct text bytes;
    if (remembered_find(file->source->remembered, &bytes, file->key))
        file->document = document_of(bytes);
    /* Not needed yet, but not waste either. */
    if (file->document)
        remembered_has(file->source->bodies, body_key(file->key));
    return file->document != NULL;
}

/* A job for workers_map. Of a file that cannot be read it hands back nothing; the parent then says why. */
static void parse_job(size_t index, struct buffer *out, void *context) {
    const struct missing *missing = context;
    const struct tree *tree = missing->source->tree;
    struct arena arena = {0};
    struct diag unheard = {0};
    struct buffer document = {0}, body = {0};
    size_t file = tree_find(tree, missing->files[missing->items[index]].path);
    /* Of what is too large only the size matters. */
    struct text bytes = {NULL, (size_t)tree->files[file].size_bytes};
    if (bytes.size > DOCUMENT_LIMIT_BYTES || tree_read(tree, file, &bytes, &unheard, &arena)) {
        document_parse(&document, &body, bytes, &missing->source->options);
        struct parcel parcel = {document.size, body.size};
        buffer_add_bytes(out, &parcel, sizeof parcel);
        buffer_add(out, buffer_text(&document));
        buffer_align(out, 16);
        buffer_add(out, buffer_text(&body));
    }
    buffer_free(&document);
    buffer_free(&body);
    diag_free(&unheard);
    arena_free(&arena);
}

/* The records in what a worker handed back. */
static bool unpack(struct text *document, struct text *body, struct text bytes) {
    struct parcel parcel;
    if (bytes.size < sizeof parcel)
        return false;
    memcpy(&parcel, bytes.bytes, sizeof parcel);
    size_t start = sizeof parcel + aligned((size_t)parcel.document_bytes);
    *document = text_slice(bytes, sizeof parcel, sizeof parcel + (size_t)parcel.document_bytes);
    *body = text_slice(bytes, start, start + (size_t)parcel.body_bytes);
    return true;
}

/* Remembers both records of a file and uses them from there: what the workers gave back can go. */
static void adopt(struct parsed_file *file, struct text bytes) {
    struct remembered *remembered = file->source->remembered, *bodies = file->source->bodies;
    struct text document, body;
    if (!unpack(&document, &body, bytes))
        return;
    remembered_add(remembered, file->key, document);
    remembered_add(bodies, body_key(file->key), body);
    find(file);
    if (remembered_find(bodies, &body, body_key(file->key)))
        file->body = body_of(body);
}

static void complain(struct diag *problems, const struct parsed_file *file, enum work_state state) {
    struct diag_place place = {.path = file->path};
    if (state == WORK_LATE)
        diag_add(problems, DIAG_ERROR, E_DOCUMENT_TOO_SLOW, place,
                 text_format(file->source->arena, "reading this file took more than %d seconds", DOCUMENT_DEADLINE_MS / 1000),
                 TEXT("look for very deep nesting, or very many brackets, asterisks or underscores that are never closed"));
    else if (state == WORK_STARVED)
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WORK, file->path, TEXT("there is no memory left to read this file"),
                  TEXT(""));
    else if (state == WORK_CRASHED)
        diag_add(problems, DIAG_ERROR, E_DOCUMENT_CRASHED, place,
                 TEXT("the Markdown parser crashed on this file, or needed too much memory"),
                 TEXT("look for very deep nesting, or very many links to one long address; the rest of the reader was read"));
}

/* Why a file that no worker could read cannot be read. */
static void explain_unread(struct diag *problems, const struct parsed_file *file) {
    struct arena arena = {0};
    struct text bytes;
    if (tree_read(file->source->tree, tree_find(file->source->tree, file->path), &bytes, problems, &arena))
        diag_fail(problems, FAULT_MACHINE, E_FILE_UNREADABLE, file->path, TEXT("could not be read at the first attempt"),
                  TEXT("run again when nothing is writing to the reader; if that does not help, check the disk"));
    arena_free(&arena);
}

static bool parse_missing(struct missing *missing, const struct workers *workers, struct diag *problems) {
    struct workers with_deadline = workers ? *workers : (struct workers){0};
    struct workers_results results;
    with_deadline.deadline_ms = DOCUMENT_DEADLINE_MS;
    with_deadline.most_bytes = DOCUMENT_MEMORY_BYTES;
    if (!workers_map(&results, missing->count, parse_job, missing, &with_deadline, missing->source->arena)) {
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WORK, TEXT(""),
                  text_format(missing->source->arena, "the files cannot be read: %s", strerror(errno)), TEXT(""));
        return false;
    }
    for (size_t i = 0; i < missing->count; i++) {
        struct parsed_file *file = &missing->files[missing->items[i]];
        if (results.items[i].state != WORK_DONE)
            complain(problems, file, results.items[i].state);
        else if (results.items[i].bytes.size)
            adopt(file, results.items[i].bytes);
        else
            explain_unread(problems, file);
    }
    workers_release(&results);
    return problems->fault != FAULT_MACHINE;
}

/* The words of a saved text are nobody's to mend: only what keeps it from being read, and its fields, are told. */
static bool is_passed_over(const struct parsed_file *file, const struct doc_problem *problem) {
    static const char *const told[] = {E_NOT_UTF8, E_DOCUMENT_TOO_LARGE, E_CONFLICT};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (text_equal(text_of(problem->code), text_of(told[i])))
            return false;
    return text_starts(file->path, TEXT(SAVED_FOLDER)) && problem->line >= file->document->body_line;
}

static void report_problems(struct diag *problems, const struct parsed_file *file) {
    const struct document *document = file->document;
    const struct doc_problem *items = DOC_ITEMS(document, problems, struct doc_problem);
    for (uint32_t i = 0; i < document->problems.count; i++) {
        struct diag_place place = {file->path, items[i].line, items[i].column, items[i].width};
        if (is_passed_over(file, &items[i]))
            continue;
        /* The record may be gone when the problems are printed. */
        const char *code = text_terminated(text_of(items[i].code), &problems->arena);
        diag_add(problems, (enum diag_level)items[i].level, code, place, document_text(document, items[i].message),
                 document_text(document, items[i].help));
    }
}

bool documents_load(struct parsed_files *files, const struct tree *tree, const struct parse_options *options,
                    struct remembered *remembered, const struct workers *workers, struct diag *problems, struct arena *arena) {
    struct body_source *source = arena_new(arena, struct body_source);
    *source = (struct body_source){.tree = tree, .options = *options, .remembered = remembered, .arena = arena};
    source->options.language = text_copy(options->language, arena);
    source->options.han = text_copy(options->han, arena);
    if (!remembered)
        source->remembered = remembered_open(NULL, arena);
    source->bodies = remembered_aside(source->remembered);
    *files = (struct parsed_files){0};
    add_files(files, source);

    struct missing missing = {.files = files->items, .source = source};
    for (size_t i = 0; i < files->count; i++)
        if (!find(&files->items[i]))
            *array_add(&missing, arena) = (uint32_t)i;
    bool good = missing.count == 0 || parse_missing(&missing, workers, problems);
    for (size_t i = 0; i < files->count; i++)
        if (files->items[i].document)
            report_problems(problems, &files->items[i]);
    return good;
}

/* A body that was remembered and has been lost since: its file could be parsed once, and so can be again. */
static const struct body *parse_again(const struct parsed_file *file) {
    const struct body_source *source = file->source;
    struct diag unheard = {0};
    struct buffer document = {0}, body = {0};
    struct text bytes, record = {0};
    errno = 0;
    if (!tree_read(source->tree, tree_find(source->tree, file->path), &bytes, &unheard, source->arena)) {
        workers_fail(errno ? errno : EAGAIN);
    } else {
        document_parse(&document, &body, bytes, &source->options);
        record = text_copy(buffer_text(&body), source->arena);
    }
    buffer_free(&document);
    buffer_free(&body);
    diag_free(&unheard);
    return body_of(record);
}

const struct body *document_body(const struct parsed_file *file) {
    struct text bytes;
    if (file->body || !file->document)
        return file->body;
    const struct body *body = NULL;
    if (remembered_find(file->source->bodies, &bytes, body_key(file->key)))
        body = body_of(bytes);
    return body ? body : parse_again(file);
}

bool document_recall(struct parsed_file *file, struct digest key, struct remembered *remembered) {
    struct text bytes;
    *file = (struct parsed_file){.key = key};
    if (remembered_find(remembered, &bytes, key))
        file->document = document_of(bytes);
    if (remembered_find(remembered_aside(remembered), &bytes, body_key(key)))
        file->body = body_of(bytes);
    return file->document && file->body;
}

static int by_path(const void *path, const void *file) {
    return text_compare(*(const struct text *)path, ((const struct parsed_file *)file)->path);
}

const struct parsed_file *parsed_file_at(const struct parsed_files *parsed, struct text path) {
    return parsed->count ? bsearch(&path, parsed->items, parsed->count, sizeof *parsed->items, by_path) : NULL;
}
