/* The words of a document, counted. */
#include "source/document_prose.h"

#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TERM_LIMIT = 64, TERM_LETTERS = 4 };

/* Words of English with at least four letters that say nothing of the subject. Sorted. */
static const char *const stop_words[] = {
    "about",    "above",     "across",     "after",      "again",   "against",  "almost",    "alone",   "along",  "already",
    "also",     "although",  "always",     "among",      "another", "anything", "around",    "away",    "back",   "became",
    "because",  "become",    "becomes",    "been",       "before",  "began",    "behind",    "being",   "below",  "best",
    "better",   "between",   "both",       "came",       "cannot",  "come",     "comes",     "could",   "didn",   "does",
    "doesn",    "doing",     "done",       "down",       "during",  "each",     "either",    "else",    "enough", "even",
    "ever",     "every",     "everything", "fact",       "fewer",   "find",     "first",     "five",    "found",  "four",
    "from",     "gave",      "give",       "given",      "goes",    "going",    "gone",      "good",    "great",  "have",
    "having",   "hence",     "here",       "however",    "indeed",  "instead",  "into",      "itself",  "just",   "keep",
    "kind",     "knew",      "know",       "known",      "large",   "last",     "later",     "least",   "less",   "like",
    "likely",   "little",    "long",       "longer",     "look",    "made",     "make",      "makes",   "making", "many",
    "matter",   "mean",      "means",      "might",      "more",    "most",     "much",      "must",    "near",   "need",
    "needs",    "neither",   "never",      "next",       "nothing", "often",    "once",      "ones",    "only",   "onto",
    "other",    "others",    "ours",       "over",       "part",    "perhaps",  "quite",     "rather",  "really", "same",
    "second",   "seem",      "seems",      "seen",       "several", "shall",    "should",    "show",    "shows",  "since",
    "some",     "something", "sometimes",  "still",      "such",    "take",     "taken",     "takes",   "than",   "that",
    "their",    "theirs",    "them",       "themselves", "then",    "there",    "therefore", "these",   "they",   "thing",
    "things",   "think",     "third",      "this",       "those",   "though",   "three",     "through", "thus",   "time",
    "together", "told",      "took",       "toward",     "towards", "true",     "under",     "unless",  "until",  "upon",
    "used",     "using",     "very",       "want",       "well",    "went",     "were",      "what",    "when",   "where",
    "whether",  "which",     "while",      "whole",      "whom",    "whose",    "will",      "with",    "within", "without",
    "work",     "would",     "wouldn",     "year",       "years",   "your",     "yours",
};

struct term_list {
    struct prose_term *items;
    size_t count, capacity;
};

struct counting {
    struct text prose;
    struct table known; /* to the index of the term */
    struct term_list terms;
    uint32_t words;
    struct arena *arena;
};

static int compare_with_stop_word(const void *word, const void *element) {
    return text_compare(*(const struct text *)word, text_of(*(const char *const *)element));
}

static bool is_stop_word(struct text word) {
    return bsearch(&word, stop_words, sizeof stop_words / sizeof *stop_words, sizeof *stop_words, compare_with_stop_word);
}

static void count_term(struct counting *counting, struct text word) {
    uint32_t index = table_get(&counting->known, word);
    if (index == TABLE_NONE) {
        index = (uint32_t)counting->terms.count;
        /* A slice of the caller's lower-case buffer; it lives as long as the table. */
        array_add(&counting->terms, counting->arena)->word = word;
        table_put(&counting->known, word, index, counting->arena);
    }
    counting->terms.items[index].count++;
}

enum shape { SHAPE_NONE, SHAPE_LETTER, SHAPE_DIGIT, SHAPE_OTHER };

static enum shape shape_of(char c) {
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return SHAPE_LETTER;
    if (c >= '0' && c <= '9')
        return SHAPE_DIGIT;
    return (unsigned char)c >= 0x80 ? SHAPE_OTHER : SHAPE_NONE;
}

static void count_ascii_word(struct counting *counting, char *bytes, size_t size) {
    bool letters = false;
    for (size_t i = 0; i < size; i++)
        letters |= shape_of(bytes[i]) == SHAPE_LETTER;
    if (letters && size >= TERM_LETTERS)
        count_term(counting, (struct text){bytes, size});
}

/* One word with other letters than ASCII's, up to an apostrophe. */
static void count_other_word(struct counting *counting, struct text word) {
    size_t letters = 0, at = 0;
    while (at < word.size) {
        size_t next = at;
        uint32_t character = utf8_next(word, &next);
        if (character == '\'' || character == 0x2019)
            break;
        at = next;
        letters++;
    }
    if (letters >= TERM_LETTERS && shape_of(word.bytes[0]) != SHAPE_DIGIT)
        count_term(counting, utf8_fold(text_slice(word, 0, at), counting->arena));
}

/* The Han character at the end of `before` with the one in `word`, when nothing stands between them. */
static void count_han(struct counting *counting, struct text before, struct text word) {
    if (before.size && before.bytes + before.size == word.bytes)
        count_term(counting, (struct text){before.bytes, before.size + word.size});
}

/* Words from `from` up to a space, one of whose characters is not ASCII. Returns the offset behind them. */
static size_t count_other_words(struct counting *counting, size_t from) {
    struct text prose = counting->prose, word, han = {0};
    size_t end = from;
    while (end < prose.size && !strchr(" \n\x1f", prose.bytes[end]))
        end++;
    struct text piece = text_slice(prose, 0, end);
    while (utf8_next_word(piece, &from, &word)) {
        size_t at = 0;
        counting->words++;
        if (utf8_is_han(utf8_next(word, &at))) {
            count_han(counting, han, word);
            han = word;
        } else {
            count_other_word(counting, word);
        }
    }
    return end;
}

/* The word of ASCII letters that begins at `from`, made small in place. Returns the offset behind it. */
static size_t count_word(struct counting *counting, char *bytes, size_t from) {
    size_t size = counting->prose.size, at = from;
    for (; at < size; at++) {
        enum shape shape = shape_of(bytes[at]);
        if (shape == SHAPE_OTHER)
            return count_other_words(counting, from);
        if (shape == SHAPE_NONE)
            break;
        if (shape == SHAPE_LETTER)
            bytes[at] = (char)(bytes[at] | 0x20);
    }
    counting->words++;
    count_ascii_word(counting, bytes + from, at - from);
    /* What follows an apostrophe is the same word, but no term. */
    if (at + 1 < size && bytes[at] == '\'' && shape_of(bytes[at + 1]) == SHAPE_LETTER)
        for (at++; at < size && shape_of(bytes[at]) == SHAPE_LETTER;)
            at++;
    return at;
}

/* A reference without words of its own counts as one. */
static size_t skip_mark(struct counting *counting, size_t from) {
    counting->words++;
    size_t end = text_find_char(counting->prose, PROSE_MARK, from + 1);
    return end < counting->prose.size ? end + 1 : end;
}

/* The more frequent before, then the one that appears first. */
static int compare_terms(const void *a, const void *b) {
    const struct prose_term *left = *(struct prose_term *const *)a, *right = *(struct prose_term *const *)b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return left < right ? -1 : left > right;
}

/* What occurs once is nearly all of it, and need not be sorted. */
static void choose_terms(struct prose_words *words, const struct counting *counting) {
    const struct term_list *all = &counting->terms;
    const struct prose_term **ranked = arena_array(counting->arena, const struct prose_term *, all->count);
    size_t frequent = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].count > 1)
            ranked[frequent++] = &all->items[i];
    if (frequent)
        qsort(ranked, frequent, sizeof *ranked, compare_terms);
    for (size_t i = 0, end = frequent; i < all->count; i++)
        if (all->items[i].count == 1)
            ranked[end++] = &all->items[i];

    words->terms = arena_array(counting->arena, struct prose_term, TERM_LIMIT);
    for (size_t i = 0; i < all->count && words->term_count < TERM_LIMIT; i++)
        if (!is_stop_word(ranked[i]->word))
            words->terms[words->term_count++] = *ranked[i];
}

void prose_count(struct prose_words *words, struct text prose, struct arena *arena) {
    /* Made small once for all terms, which are slices of it. */
    char *bytes = prose.size ? (char *)(uintptr_t)text_copy(prose, arena).bytes : NULL;
    struct counting counting = {.prose = {bytes, prose.size}, .arena = arena};
    for (size_t at = 0; at < prose.size;) {
        if (bytes[at] == PROSE_MARK)
            at = skip_mark(&counting, at);
        else if (shape_of(bytes[at]))
            at = count_word(&counting, bytes, at);
        else
            at++;
    }
    *words = (struct prose_words){.count = counting.words};
    choose_terms(words, &counting);
}
