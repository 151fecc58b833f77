#include "search/terms.h"

#include "base/array.h"
#include "base/utf8.h"
#include "search/format.h"

#include <stdlib.h>

enum {
    TERMS_MOST = 64,
    BEGUN_MOST = 20,
    MISSPELT_MOST = 4,
    SHARDS_MOST = 3,
    BEGUN_LEAST = 3,
    MISSPELT_LEAST = 4,
    TWO_LEAST = 8,
    FIRST_PLACES = 4,
    SECOND_PLACES = 12
};

/* Frequent ones first. */
#define SECOND_LETTERS "eaoiurlnhtsdcpmygbfvwkxjqz"

/* The query */

static bool is_quotation_mark(uint32_t character) {
    return character == '"' || (character >= 0x201C && character <= 0x201E) || character == 0xAB || character == 0xBB ||
           (character >= 0x300C && character <= 0x300F);
}

/* As a browser's regular expression has it. */
static bool is_between_pieces(uint32_t character) {
    return utf8_is_space(character) || character == 0xFEFF;
}

/* A part of a query: a phrase, or what stands between two spaces. */
struct query_piece {
    struct text text;
    bool is_phrase, is_out;
};

/* A phrase whose first quotation mark stands at `from`. False when it holds nothing, or does not end. */
static bool read_phrase(struct text *phrase, struct text query, size_t from, size_t *end) {
    size_t at = from;
    if (from >= query.size || !is_quotation_mark(utf8_next(query, &at)))
        return false;
    for (size_t begin = at, last = at; at < query.size; last = at)
        if (is_quotation_mark(utf8_next(query, &at))) {
            *phrase = text_slice(query, begin, last);
            *end = at;
            return last > begin;
        }
    return false;
}

static size_t plain_end(struct text query, size_t at) {
    for (size_t next = at; next < query.size; at = next) {
        uint32_t character = utf8_next(query, &next);
        if (is_quotation_mark(character) || is_between_pieces(character))
            break;
    }
    return at;
}

static bool next_piece(struct query_piece *piece, struct text query, size_t *at) {
    while (*at < query.size) {
        bool is_out = query.bytes[*at] == '-';
        size_t end;
        *piece = (struct query_piece){.is_out = is_out};
        if (read_phrase(&piece->text, query, *at + is_out, &end)) {
            piece->is_phrase = true;
            *at = end;
            return true;
        }
        end = plain_end(query, *at);
        if (end > *at) {
            piece->text = text_slice(query, *at, end);
            piece->is_out = is_out && piece->text.size > 1;
            *at = end;
            return true;
        }
        utf8_next(query, at);
    }
    return false;
}

static struct search_term *find_term(struct search_term_list *terms, struct text form) {
    for (size_t i = 0; i < terms->count; i++)
        if (text_equal(terms->items[i].form, form))
            return &terms->items[i];
    return NULL;
}

static void add_term(struct search_term_list *terms, const struct search_word *word, bool is_quoted, struct arena *arena) {
    struct search_term *known = find_term(terms, word->form);
    if (known)
        known->is_quoted |= is_quoted;
    else if (word->kind != SEARCH_WORD_LAST && terms->count < TERMS_MOST)
        *array_add(terms, arena) = (struct search_term){.form = word->form, .kind = word->kind, .is_quoted = is_quoted};
}

static void add_terms(struct search_term_list *terms, struct text text, bool is_quoted, struct arena *arena) {
    struct search_words words;
    search_words_begin(&words, text, arena);
    for (struct search_word word; search_words_next(&words, &word);)
        add_term(terms, &word, is_quoted, arena);
}

/* A word as it reads: of a pair, its first character. */
static struct text as_read(const struct search_word *word) {
    size_t end = 0;
    if (word->kind != SEARCH_WORD_PAIR)
        return word->form;
    utf8_next(word->form, &end);
    return text_slice(word->form, 0, end);
}

static void add_reading(struct search_query *query, struct text text, struct arena *arena) {
    struct search_words words;
    search_words_begin(&words, text, arena);
    for (struct search_word word; search_words_next(&words, &word);)
        *array_add(&query->reading, arena) = as_read(&word);
}

struct text search_flat(struct text text, struct arena *arena) {
    struct buffer out = {0};
    struct search_words words;
    search_words_begin(&words, text, arena);
    for (struct search_word word; search_words_next(&words, &word);) {
        buffer_add_char(&out, ' ');
        buffer_add(&out, as_read(&word));
    }
    buffer_add(&out, out.size ? TEXT(" ") : TEXT("  "));
    return buffer_take(&out, arena);
}

void search_query_read(struct search_query *query, struct text written, struct arena *arena) {
    struct query_piece piece;
    *query = (struct search_query){0};
    for (size_t at = 0; next_piece(&piece, written, &at);) {
        if (piece.is_phrase)
            *array_add(&query->phrases, arena) =
                (struct search_phrase){.words = search_flat(piece.text, arena), .is_out = piece.is_out};
        else if (piece.is_out)
            add_terms(&query->without, piece.text, true, arena);
        if (!piece.is_out) {
            add_terms(&query->terms, piece.text, piece.is_phrase, arena);
            add_reading(query, piece.text, arena);
        }
        query->is_open = !piece.is_phrase && !piece.is_out && at == written.size;
    }
}

/* Likeness */

struct letters {
    uint32_t items[SEARCH_WORD_MOST];
    size_t count;
};

/* A form that is too long for a word is in no index that was written by the rules: its beginning stands for it. */
static struct letters letters_of(struct text form) {
    struct letters letters = {.count = 0};
    for (size_t at = 0; at < form.size && letters.count < SEARCH_WORD_MOST;)
        letters.items[letters.count++] = utf8_next(form, &at);
    return letters;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* How many letters must be changed, dropped, added or swapped with the next; more than `most` is most + 1. */
static size_t distance(const struct letters *a, const struct letters *b, size_t most) {
    size_t rows[3][SEARCH_WORD_MOST + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    if (a->count > b->count + most || b->count > a->count + most)
        return most + 1;
    for (size_t j = 0; j <= b->count; j++)
        above[j] = j;
    for (size_t i = 1; i <= a->count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            bool differs = a->items[i - 1] != b->items[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + differs);
            if (i > 1 && j > 1 && a->items[i - 1] == b->items[j - 2] && a->items[i - 2] == b->items[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *free = before;
        before = above, above = row, row = free;
    }
    return least(above[b->count], most + 1);
}

/* The form of a group that is nearest, and how far it is. */
static struct text nearest_form(size_t *away, const struct letters *letters, const struct search_group *group, size_t most) {
    struct text nearest = {0};
    *away = most + 1;
    for (size_t i = 0; i < group->form_count; i++) {
        struct letters form = letters_of(group->forms[i]);
        size_t this = distance(letters, &form, most);
        if (this < *away || nearest.size == 0) {
            *away = this;
            nearest = group->forms[i];
        }
    }
    return nearest;
}

/* What a term means */

/* A line of a shard that may be meant; `order`: in which it was found. */
struct meant_line {
    const struct search_group *group;
    size_t away, order;
};

struct meant_lines {
    struct meant_line *items;
    size_t count, capacity;
};

static int compare_candidates(const void *a, const void *b) {
    const struct meant_line *left = a, *right = b;
    if (left->away != right->away)
        return left->away < right->away ? -1 : 1;
    if (left->group->units != right->group->units)
        return left->group->units > right->group->units ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static void add_candidate(struct meant_lines *list, const struct search_group *group, size_t away, struct arena *arena) {
    *array_add(list, arena) = (struct meant_line){group, away, list->count - 1};
}

static void sort(struct meant_lines *list) {
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_candidates);
}

static bool means(const struct search_term *term, const struct search_group *group) {
    for (size_t i = 0; i < term->meant.count; i++)
        if (term->meant.items[i].group == group)
            return true;
    return false;
}

static void add_meant(struct search_term *term, const struct search_group *found, uint32_t nearness,
                      struct search_dictionary *dictionary) {
    const struct search_group *group = search_group_meant(dictionary, found);
    if (group && !means(term, group))
        *array_add(&term->meant, dictionary->files->arena) = (struct search_meant){.group = group, .nearness = nearness};
}

static bool has_form(const struct search_group *group, struct text form) {
    for (size_t i = 0; i < group->form_count; i++)
        if (text_equal(group->forms[i], form))
            return true;
    return false;
}

bool search_term_has(const struct search_term *term, struct text form) {
    for (size_t i = 0; i < term->meant.count; i++)
        if (has_form(term->meant.items[i].group, form))
            return true;
    return false;
}

static bool has_beginning(const struct search_group *group, struct text beginning) {
    for (size_t i = 0; i < group->form_count; i++)
        if (text_starts(group->forms[i], beginning))
            return true;
    return false;
}

static void look_exact(struct search_term *term, struct search_dictionary *dictionary) {
    const struct search_groups *groups = search_dictionary_lines(dictionary, search_dictionary_place(dictionary, term->form));
    for (size_t i = 0; i < groups->count; i++)
        if (has_form(&groups->items[i], term->form))
            add_meant(term, &groups->items[i], SEARCH_EXACT, dictionary);
}

/* All of the first shards that have words which begin so. */
static void find_begun(struct meant_lines *found, struct text beginning, struct search_dictionary *dictionary) {
    uint32_t place = search_dictionary_place(dictionary, beginning);
    for (uint32_t i = 0, number = place; i < SHARDS_MOST; i++, number++) {
        if (i && (number >= dictionary->count || !text_starts(dictionary->starts[number], beginning)))
            break;
        const struct search_groups *groups = search_dictionary_lines(dictionary, number);
        for (size_t k = 0; k < groups->count; k++)
            if (has_beginning(&groups->items[k], beginning))
                add_candidate(found, &groups->items[k], 0, dictionary->files->arena);
    }
}

/* A character of a run that is alone means each pair that begins with it. */
static void look_begun(struct search_term *term, struct search_dictionary *dictionary) {
    bool is_only = term->kind == SEARCH_WORD_ONLY;
    struct meant_lines found = {0};
    find_begun(&found, term->form, dictionary);
    if (!is_only)
        sort(&found);
    for (size_t i = 0; i < found.count && (is_only || i < BEGUN_MOST); i++)
        add_meant(term, found.items[i].group, is_only ? SEARCH_EXACT : SEARCH_BEGUN, dictionary);
}

/* What a word may have been, and where that was looked for. */
struct misspelling {
    const struct letters *letters;
    size_t most; /* letters that may be wrong */
    struct meant_lines found;
    uint32_t places[FIRST_PLACES + SECOND_PLACES];
    size_t place_count;
    struct search_dictionary *dictionary;
};

static uint32_t place_of(const struct letters *letters, const struct search_dictionary *dictionary) {
    char bytes[4 * (SEARCH_WORD_MOST + 1)];
    size_t size = 0;
    for (size_t i = 0; i < letters->count; i++)
        size += utf8_encode(bytes + size, letters->items[i]);
    return search_dictionary_place(dictionary, (struct text){bytes, size});
}

/* Looks into the shard where a word would stand, once. */
static void look_into(struct misspelling *of, const struct letters *letters) {
    uint32_t place = place_of(letters, of->dictionary);
    for (size_t i = 0; i < of->place_count; i++)
        if (of->places[i] == place)
            return;
    of->places[of->place_count++] = place;
    const struct search_groups *groups = search_dictionary_lines(of->dictionary, place);
    for (size_t i = 0; i < groups->count; i++) {
        size_t away;
        nearest_form(&away, of->letters, &groups->items[i], of->most);
        if (away <= of->most)
            add_candidate(&of->found, &groups->items[i], away, of->dictionary->files->arena);
    }
}

/* These letters, of which the first `count` are others. */
static struct letters beginning_with(const uint32_t *first, size_t count, const struct letters *letters, size_t from) {
    struct letters other = {.count = 0};
    for (size_t i = 0; i < count; i++)
        other.items[other.count++] = first[i];
    for (size_t i = from; i < letters->count && other.count < SEARCH_WORD_MOST; i++)
        other.items[other.count++] = letters->items[i];
    return other;
}

/* As it is; with the first two swapped; without the first; without the second. */
static void look_at_first(struct misspelling *of) {
    const uint32_t *items = of->letters->items, swapped[] = {items[1], items[0]};
    struct letters others[] = {beginning_with(swapped, 2, of->letters, 2), beginning_with(items + 1, 1, of->letters, 2),
                               beginning_with(items, 1, of->letters, 2)};
    look_into(of, of->letters);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        look_into(of, &others[i]);
}

/* With any other letter for the second, or in front of it: in so many more shards. */
static void look_at_second(struct misspelling *of) {
    size_t end = of->place_count + SECOND_PLACES;
    for (const char *letter = SECOND_LETTERS; *letter; letter++)
        for (size_t from = 3; from-- > 1 && of->place_count < end;) {
            uint32_t first[] = {of->letters->items[0], (unsigned char)*letter};
            struct letters other = beginning_with(first, 2, of->letters, from);
            look_into(of, &other);
        }
}

static bool is_one_away(const struct meant_lines *found) {
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].away <= 1)
            return true;
    return false;
}

static struct meant_lines find_misspelt(const struct letters *letters, struct search_dictionary *dictionary) {
    struct misspelling of = {.letters = letters, .most = letters->count >= TWO_LEAST ? 2 : 1, .dictionary = dictionary};
    look_at_first(&of);
    if (!is_one_away(&of.found))
        look_at_second(&of);
    sort(&of.found);
    return of.found;
}

static void look_misspelt(struct search_term *term, const struct letters *letters, struct search_dictionary *dictionary) {
    static const uint32_t nearness[] = {SEARCH_EXACT, SEARCH_ONE_AWAY, SEARCH_TWO_AWAY};
    struct meant_lines found = find_misspelt(letters, dictionary);
    size_t away;
    for (size_t i = 0; i < found.count && i < MISSPELT_MOST; i++)
        add_meant(term, found.items[i].group, nearness[found.items[i].away], dictionary);
    if (found.count)
        term->put_right = nearest_form(&away, letters, found.items[0].group, 2);
}

/* Between powers of two by a straight line. */
static uint32_t logarithm(uint32_t number) {
    uint32_t bits = 0;
    number = number ? number : 1;
    while (number >> bits > 1)
        bits++;
    return 16 * bits + (uint32_t)(((uint64_t)number * 16) >> bits) - 16;
}

/* How rare a group makes its term: a form of several languages is as common as in the one that has it most. */
static void add_rarity(struct search_term *term, const struct search_meant *meant, bool has_exact) {
    bool is_exact = meant->nearness == SEARCH_EXACT, is_first = term->rarity == 0;
    if (meant->rarity == 0 || is_exact != has_exact)
        return;
    if (is_first || (is_exact ? meant->rarity < term->rarity : meant->rarity > term->rarity))
        term->rarity = meant->rarity;
}

/* What is less near than the term itself cannot make it rarer than it is. `in_titles`: only what is common is looked for. */
static void weigh(struct search_term *term, bool in_titles, const struct search_dictionary *dictionary) {
    uint32_t all = logarithm(dictionary->units);
    bool has_exact = false;
    term->is_long = false;
    for (size_t i = 0; i < term->meant.count; i++) {
        struct search_meant *meant = &term->meant.items[i];
        uint32_t one = logarithm(meant->group->units);
        bool is_looked_for = meant->group->postings.size && (meant->group->units > dictionary->common) == in_titles;
        meant->rarity = is_looked_for ? (all > one ? all - one : 0) + 8 : 0;
        has_exact |= meant->nearness == SEARCH_EXACT;
        term->is_long |= meant->rarity > 0 && text_equal(meant->group->postings, TEXT(">"));
    }
    for (size_t i = 0; i < term->meant.count; i++)
        add_rarity(term, &term->meant.items[i], has_exact);
    for (size_t i = 0; i < term->meant.count; i++)
        if (term->meant.items[i].rarity > term->rarity)
            term->meant.items[i].rarity = term->rarity;
}

/* Whether it is of essays, and not looked for. */
static bool is_common(const struct search_term *term) {
    uint32_t units = 0;
    for (size_t i = 0; i < term->meant.count; i++)
        units |= term->meant.items[i].group->units;
    return units && term->rarity == 0;
}

static void look(struct search_term *term, bool is_open, struct search_dictionary *dictionary) {
    struct letters letters = letters_of(term->form);
    bool is_free = !term->is_quoted && term->kind == SEARCH_WORD_PLAIN;
    look_exact(term, dictionary);
    if (term->kind == SEARCH_WORD_ONLY || (is_free && letters.count >= BEGUN_LEAST && (is_open || term->meant.count == 0)))
        look_begun(term, dictionary);
    if (is_free && letters.count >= MISSPELT_LEAST && term->meant.count == 0)
        look_misspelt(term, &letters, dictionary);
    weigh(term, false, dictionary);
    term->is_found = term->meant.count > 0;
    term->is_common = is_common(term);
}

static bool has_looked_for(const struct search_query *query) {
    for (size_t i = 0; i < query->terms.count; i++)
        if (query->terms.items[i].rarity > 0)
            return true;
    return false;
}

void search_terms_look(struct search_query *query, struct search_dictionary *dictionary) {
    for (size_t i = 0; i < query->terms.count; i++)
        look(&query->terms.items[i], query->is_open && i + 1 == query->terms.count, dictionary);
    for (size_t i = 0; i < query->without.count; i++)
        look(&query->without.items[i], false, dictionary);
    if (has_looked_for(query))
        return;
    for (size_t i = 0; i < query->terms.count; i++)
        weigh(&query->terms.items[i], true, dictionary);
}
