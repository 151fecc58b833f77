#include "import/name_forms.h"

#include "base/array.h"
#include "base/utf8.h"

enum { WORDS_MOST = 8, ALIASES_MOST = 6 };

struct name_words {
    struct text items[WORDS_MOST];
    size_t count;
};

/* In lower case and without accents; stops and hyphens part words, too. */
static struct name_words words_of(struct text name, struct arena *arena) {
    struct name_words words = {0};
    struct text word, folded = utf8_fold_plain(name, arena);
    for (size_t at = 0; words.count < WORDS_MOST && utf8_next_word(folded, &at, &word);)
        words.items[words.count++] = word;
    return words;
}

static bool has_word(const struct name_words *words, struct text word) {
    for (size_t i = 0; i < words->count; i++)
        if (text_equal(words->items[i], word))
            return true;
    return false;
}

/* In any order. */
static bool are_same_words(const struct name_words *a, const struct name_words *b) {
    if (a->count != b->count || a->count < 2)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!has_word(b, a->items[i]) || !has_word(a, b->items[i]))
            return false;
    return true;
}

static bool is_initial(struct text letter, struct text word) {
    return letter.size == 1 && text_starts(word, letter);
}

/* "A. Writer" and "Ada Writer": the last word is whole in both. */
static bool are_initials(const struct name_words *a, const struct name_words *b) {
    if (a->count != b->count || a->count < 2 || a->items[a->count - 1].size < 2)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_equal(a->items[i], b->items[i]) &&
            (i + 1 == a->count || !(is_initial(a->items[i], b->items[i]) || is_initial(b->items[i], a->items[i]))))
            return false;
    return true;
}

static bool is_han(struct text name) {
    size_t at = 0;
    return name.size > 0 && utf8_is_han(utf8_next(name, &at));
}

static bool is_only_name(const struct metadata *metadata, const struct witness *witness) {
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *other = &metadata->items[i];
        if (other->said == SAID_AUTHORS && text_equal(text_of(other->source), text_of(witness->source)) &&
            !text_equal(other->value, witness->value))
            return false;
    }
    return true;
}

static bool is_other_form(const struct metadata *metadata, const struct witness *author, const struct witness *other,
                          struct arena *arena) {
    if (text_equal(utf8_fold(author->value, arena), utf8_fold(other->value, arena)))
        return false;
    if (is_han(author->value) != is_han(other->value))
        return is_only_name(metadata, author) && is_only_name(metadata, other);
    struct name_words a = words_of(author->value, arena), b = words_of(other->value, arena);
    return are_same_words(&a, &b) || are_initials(&a, &b);
}

/* The author's own entry, which one with a biography has already. */
static struct imported_author *author_named(struct imported *imported, struct text name, struct arena *arena) {
    for (size_t i = 0; i < imported->authors.count; i++)
        if (text_equal(imported->authors.items[i].name, name))
            return &imported->authors.items[i];
    struct imported_author *author = array_add(&imported->authors, arena);
    author->name = name;
    return author;
}

static bool is_known(const struct imported_author *author, struct text alias, struct arena *arena) {
    for (size_t i = 0; i < author->also.count; i++)
        if (text_equal(utf8_fold(author->also.items[i], arena), utf8_fold(alias, arena)))
            return true;
    return author->also.count >= ALIASES_MOST;
}

static void add_alias(struct imported *imported, struct text name, struct text alias, struct arena *arena) {
    struct imported_author *author = author_named(imported, name, arena);
    if (!is_known(author, alias, arena))
        *array_add(&author->also, arena) = alias;
}

void name_forms_find(struct imported *imported, const struct metadata *metadata, struct arena *arena) {
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *author = &metadata->items[i];
        for (size_t k = 0; author->said == SAID_AUTHORS && author->is_believed && k < metadata->count; k++) {
            const struct witness *other = &metadata->items[k];
            if (other->said == SAID_AUTHORS && !other->is_believed && is_other_form(metadata, author, other, arena))
                add_alias(imported, author->value, other->value, arena);
        }
    }
}
