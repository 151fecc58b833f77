#include "compare/wordless.h"

#include <string.h>

static struct text written(const struct passages *passages, uint32_t at) {
    const struct passage_word *word = &passages->words[at];
    return text_slice(passages->text, word->start, word->end);
}

static bool is_mark(const struct passages *passages, uint32_t at) {
    return passages->words[at].kind == WORD_MARK;
}

static bool is(const struct passages *passages, uint32_t at, uint32_t end, const char *mark) {
    return at < end && is_mark(passages, at) && text_equal(written(passages, at), text_of(mark));
}

static bool is_glued(const struct passages *passages, uint32_t at, uint32_t end) {
    return at < end && passages->words[at].space == SPACE_NONE;
}

static void mark_words(struct passages *passages, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        passages->words[i].is_address = true;
}

/* Tags. */

enum foreign_tag { TAG_BRACES, TAG_PERCENT, TAGS };

/* Behind "}}", or behind % and }, if that stands at `at`; else `at`. */
static uint32_t behind_end(const struct passages *passages, enum foreign_tag tag, uint32_t at, uint32_t end) {
    if (tag == TAG_BRACES)
        return is(passages, at, end, "}}") ? at + 1 : at;
    bool ends = is(passages, at, end, "%") && is_glued(passages, at + 1, end) && is(passages, at + 1, end, "}");
    return ends ? at + 2 : at;
}

/*
 * Behind the tag that begins at `at` with {{, or with { and %; `at` when none does, or it does not end. `endless`: of which
 * tags no end was found in this passage, so that none is looked for again.
 */
static uint32_t tag_end(const struct passages *passages, uint32_t at, uint32_t end, bool endless[TAGS]) {
    bool is_percent = is(passages, at, end, "{") && is_glued(passages, at + 1, end) && is(passages, at + 1, end, "%");
    enum foreign_tag tag = is_percent ? TAG_PERCENT : TAG_BRACES;
    if ((!is_percent && !is(passages, at, end, "{{")) || endless[tag])
        return at;
    for (uint32_t i = at + 1; i < end; i++) {
        uint32_t behind = behind_end(passages, tag, i, end);
        if (behind > i)
            return behind;
    }
    endless[tag] = true;
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
    while (is_glued(passages, next, end) && !(is_mark(passages, next) && is_edge(written(passages, next))))
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
    bool endless[TAGS] = {false};
    for (uint32_t at = first, next; at < end; at = next) {
        next = tag_end(passages, at, end, endless);
        bool is_tag = next > at;
        if (!is_tag)
            next = token_end(passages, at, end);
        if (is_tag || is_address(passages, at, next))
            mark_words(passages, at, next);
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
