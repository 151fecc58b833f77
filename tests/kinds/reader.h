/*
 * reader: a reader made of texts, loaded, with the problems that it gave.
 *
 *     struct reader reader = {0};
 *     add(&reader, "content/essays/a.md", "---\ntitle: A\n---\nText.\n");
 *     const struct site *site = load(&reader);
 *     assert_problems(&reader, "");
 *     drop(&reader);
 */
#ifndef TESTS_MODEL_READER_H
#define TESTS_MODEL_READER_H

#include "support.h"

#include "base/array.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "kinds/site.h"

struct reader {
    struct {
        struct tree_text *items;
        size_t count, capacity;
    } files;
    struct site_input input; /* what a test wants to be otherwise */
    struct diag problems;
    struct arena arena;
    const struct site *site;
};

static inline void add(struct reader *reader, const char *path, const char *bytes) {
    *array_add(&reader->files, &reader->arena) = (struct tree_text){text_of(path), text_of(bytes)};
}

/* An essay of this front matter, without its lines of ---, and one line of text. */
static inline void add_essay(struct reader *reader, const char *slug, const char *fields) {
    struct text path = text_format(&reader->arena, "content/essays/%s.md", slug);
    struct text bytes = text_format(&reader->arena, "---\n%s\n---\nText of %s.\n", fields, slug);
    *array_add(&reader->files, &reader->arena) = (struct tree_text){path, bytes};
}

static inline const struct site *load(struct reader *reader) {
    static const struct workers one = {.count = 1};
    reader->input.tree = tree_of_texts(reader->files.items, reader->files.count, &reader->arena);
    reader->input.workers = &one;
    reader->input.remembered = remembered_open(NULL, &reader->arena);
    reader->site = site_load(&reader->problems, &reader->input, &reader->arena);
    assert_non_null(reader->site);
    return reader->site;
}

static inline void drop(struct reader *reader) {
    if (reader->input.remembered)
        remembered_close(reader->input.remembered);
    diag_free(&reader->problems);
    arena_free(&reader->arena);
    *reader = (struct reader){0};
}

#define assert_problems(reader, expected) assert_problems_at((reader), (expected), __FILE__, __LINE__)

/* The problems as diag_print shows them without excerpts: all of them, in order. */
static inline void assert_problems_at(struct reader *reader, const char *expected, const char *file, int line) {
    char *shown = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&shown, &size);
    struct diag_style style = {0};
    diag_print(&reader->problems, &style, stream);
    fclose(stream);
    assert_text_at((struct text){shown, size}, text_of(expected), file, line);
    free(shown);
}

static inline uint32_t essay_number(const struct site *site, const char *slug) {
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (text_equal(site->essays[i].thing.slug, text_of(slug)))
            return i;
    fail_msg("no essay %s", slug);
    return 0;
}

static inline const struct essay *essay_at(const struct site *site, const char *slug) {
    return &site->essays[essay_number(site, slug)];
}

static inline const struct author *author_at(const struct site *site, const char *slug) {
    for (uint32_t i = 0; i < site->author_count; i++)
        if (text_equal(site->authors[i].thing.slug, text_of(slug)))
            return &site->authors[i];
    fail_msg("no author %s", slug);
    return NULL;
}

static inline const struct topic *topic_at(const struct site *site, const char *slug) {
    for (uint32_t i = 0; i < site->topic_count; i++)
        if (text_equal(site->topics[i].thing.slug, text_of(slug)))
            return &site->topics[i];
    fail_msg("no topic %s", slug);
    return NULL;
}

/* Titles or names of the things in a list of numbers, with ", " between. */
static inline struct text titles(struct reader *reader, uint8_t kind, const struct numbers *numbers) {
    struct text all = {0};
    for (size_t i = 0; i < numbers->count; i++)
        all = text_format(&reader->arena, "%.*s%s%.*s", TEXT_ARGS(all), i ? ", " : "",
                          TEXT_ARGS(site_title(reader->site, kind, numbers->items[i])));
    return all;
}

static inline struct text iso(struct reader *reader, struct date date) {
    return date.precision ? date_iso(date, &reader->arena) : (struct text){0};
}

static inline struct text address(struct reader *reader, const struct source *source, size_t index) {
    assert_true(index < source->targets.count);
    return site_address(reader->site, source->targets.items[index], &reader->arena);
}

#endif
