#include "compare/wordless.h"

#include <string.h>

static struct text written(const struct passages *passages, uint32_t at) {
    const struct passage_word *word = &passages->words[at];
    return text_slice(passages->text, word->start, word->end);
}

static bool is(const struct passages *passages, uint32_t at, uint32_t end, const char *mark) {
    return at < end && text_equal(written(passages, at), text_of(mark));
}

static bool is_glued(const struct passages *passages, uint32_t at, uint32_t end) {
    return at < end && passages->words[at].space == SPACE_NONE;
}

static void mark_words(struct passages *passages, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        passages->words[i].is_address = true;
}

/* Tags. */

/* Behind the tag that begins at `at` with one mark, or with { and %; `at` when none does, or it does not end. */
static uint32_t tag_end(const struct passages *passages, uint32_t at, uint32_t end) {
    bool is_braces = is(passages, at, end, "{{");
    bool is_percent = is(passages, at, end, "{") && is_glued(passages, at + 1, end) && is(passages, at + 1, end, "%");
    if (!is_braces && !is_percent)
        return at;
    for (uint32_t i = at + 1; i < end; i++) {
        if (is_braces && is(passages, i, end, "}}"))
            return i + 1;
        if (is_percent && is(passages, i, end, "%") && is_glued(passages, i + 1, end) && is(passages, i + 1, end, "}"))
            return i + 2;
    }
    return at;
}

/* Addresses. */

static bool is_edge(struct text word) {
    static const char *const edges[] = {"(", ")", "[", "]", "<", ">", "\"", "'", "=", ",", ";", "“", "”", "‘", "’", "«", "»"};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (text_equal(word, text_of(edges[i])))
            return true;
    return false;
}

static bool is_ending(struct text word) {
    static const char *const endings[] = {"png",  "jpg", "jpeg", "gif",  "svg", "webp", "pdf",  "md",  "html", "htm", "css",
                                          "php",  "txt", "json", "yaml", "yml", "xml",  "csv",  "zip", "mp3",  "mp4", "ogg",
                                          "webm", "mov", "doc",  "docx", "odt", "xls",  "xlsx", "ppt", "pptx"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (word.size == strlen(endings[i]) && text_equal_ignoring_case(word, text_of(endings[i])))
            return true;
    return false;
}

/* Behind what is written together with the word at `at`, up to a bracket, a quote or the like. */
static uint32_t token_end(const struct passages *passages, uint32_t at, uint32_t end) {
    uint32_t next = at + 1;
    while (is_glued(passages, next, end) && !is_edge(written(passages, next)))
        next++;
    return next;
}

/* A scheme or www., a file's ending, or a path that begins with a stroke. "and/or" is none of these. */
static bool is_address(const struct passages *passages, uint32_t at, uint32_t end) {
    bool has_file = false;
    for (uint32_t i = at; i + 1 < end; i++) {
        if (is(passages, i, end, ":") && is(passages, i + 1, end, "//"))
            return true;
        has_file |= is(passages, i, end, ".") && i > at && is_ending(written(passages, i + 1));
    }
    return has_file || (end - at > 2 && is(passages, at, end, "/")) ||
           (end - at > 2 && text_equal_ignoring_case(written(passages, at), TEXT("www")) && is(passages, at + 1, end, "."));
}

/* The whole. */

static void mark_passage(struct passages *passages, uint32_t first, uint32_t end) {
    for (uint32_t at = first; at < end;) {
        uint32_t next = tag_end(passages, at, end);
        if (next == at) {
            next = token_end(passages, at, end);
            if (!is_address(passages, at, next)) {
                at = next;
                continue;
            }
        }
        mark_words(passages, at, next);
        at = next;
    }
}

/* Whether it says anything else. */
static bool has_words(const struct passages *passages, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (passages->words[i].kind == WORD_LETTERS && !passages->words[i].is_address)
            return true;
    return false;
}

void wordless_mark(struct passages *passages) {
    for (uint32_t i = 0; i < passages->count; i++) {
        uint32_t first = passages->items[i].first_word, end = first + passage_own_words(passages, i);
        if (passages->items[i].kind == BLOCK_CODE)
            continue;
        mark_passage(passages, first, end);
        bool is_all = !has_words(passages, first, end);
        for (uint32_t w = first; w < end && is_all; w++)
            passages->words[w].is_address = false;
    }
}
