/* Essays that say the same of themselves. */
#include "connect/doubles/internal.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>

/* What an essay says, in the form in which it is compared. */
struct statement {
    struct text words;
    uint32_t essay;
    uint8_t kind; /* enum double_kind */
};

struct statements {
    struct statement *items;
    size_t count, capacity;
};

static void say(struct statements *statements, enum double_kind kind, uint32_t essay, struct text words, struct arena *arena) {
    if (words.size)
        *array_add(statements, arena) = (struct statement){words, essay, (uint8_t)kind};
}

static struct text without(struct text text, struct text beginning) {
    return text_starts(text, beginning) ? text_after(text, beginning.size) : text;
}

/* One page has several addresses: with and without www, a slash at its end, and over http. */
static struct text plain_address(struct text url) {
    url = without(without(without(text_trim(url), TEXT("https://")), TEXT("http://")), TEXT("www."));
    url = text_slice(url, 0, text_find_char(url, '#', 0));
    while (text_ends(url, TEXT("/")))
        url.size--;
    return url;
}

static struct text plain_doi(struct text doi, struct arena *arena) {
    doi = text_lower_ascii(plain_address(doi), arena);
    return without(without(without(doi, TEXT("dx.")), TEXT("doi.org/")), TEXT("doi:"));
}

/* "" without a day or without authors: two essays of one month are nothing to speak of. */
static struct text authors_and_day(const struct essay *essay, struct arena *arena) {
    struct buffer words = {0};
    if (essay->authors.count == 0 || essay->date.precision < DATE_DAY)
        return (struct text){0};
    uint32_t *authors = arena_array(arena, uint32_t, essay->authors.count);
    for (size_t i = 0; i < essay->authors.count; i++)
        authors[i] = essay->authors.items[i];
    qsort(authors, essay->authors.count, sizeof *authors, array_by_number);
    buffer_add_format(&words, "%d-%d-%d", essay->date.year, essay->date.month, essay->date.day);
    for (size_t i = 0; i < essay->authors.count; i++)
        buffer_add_format(&words, " %u", (unsigned)authors[i]);
    return buffer_take(&words, arena);
}

static void collect(struct statements *statements, const struct site *site, struct arena *arena) {
    for (uint32_t i = 0; i < site->essay_count; i++) {
        const struct essay *essay = &site->essays[i];
        say(statements, DOUBLE_ADDRESS, i, plain_address(essay->provenance.url), arena);
        say(statements, DOUBLE_DOI, i, plain_doi(essay->provenance.doi, arena), arena);
        say(statements, DOUBLE_TITLE, i, utf8_fold(essay->thing.title, arena), arena);
        say(statements, DOUBLE_AUTHORS, i, authors_and_day(essay, arena), arena);
    }
}

static int by_words(const void *left, const void *right) {
    const struct statement *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int order = text_compare(a->words, b->words);
    return order ? order : (a->essay > b->essay) - (a->essay < b->essay);
}

static bool have_author(const struct essay *a, const struct essay *b) {
    for (size_t i = 0; i < a->authors.count; i++)
        for (size_t k = 0; k < b->authors.count; k++)
            if (a->authors.items[i] == b->authors.items[k])
                return true;
    return a->authors.count == 0 || b->authors.count == 0;
}

/* Whether their words can be compared: a translation shares none with its original, and a précis few. */
static bool are_comparable(const struct essay *a, const struct essay *b) {
    return a->text == TEXT_FULL && b->text == TEXT_FULL && text_equal(a->language, b->language);
}

/* Other authors' essays may have a title in common, and one author may publish two essays on a day. */
static bool means_something(const struct statement *a, const struct statement *b, const struct site *site) {
    const struct essay *first = &site->essays[a->essay], *second = &site->essays[b->essay];
    return a->kind == DOUBLE_TITLE ? have_author(first, second) : a->kind != DOUBLE_AUTHORS || !are_comparable(first, second);
}

void doubles_said(struct double_pairs *pairs, const struct site *site, struct arena *arena) {
    struct arena scratch = {0};
    struct statements statements = {0};
    collect(&statements, site, &scratch);
    if (statements.count)
        qsort(statements.items, statements.count, sizeof *statements.items, by_words);
    for (size_t i = 1, first = 0; i < statements.count; i++) {
        const struct statement *a = &statements.items[first], *b = &statements.items[i];
        if (a->kind != b->kind || !text_equal(a->words, b->words))
            first = i;
        else if (means_something(a, b, site))
            *array_add(pairs, arena) = (struct double_pair){b->essay, a->essay, 0, a->kind};
    }
    arena_free(&scratch);
}
