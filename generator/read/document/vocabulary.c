/* The words of a document, counted. */
#include "read/document/prose.h"

#include "base/array.h"
#include "base/none.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TERM_LIMIT = 64, TERM_LETTERS = 4, HASH_BYTES = 8, FIRST_SLOTS = 2048 };

/* Words of English with at least four letters that say nothing of the subject. Sorted. */
static const struct text stop_words[] = {
    TEXT_INIT("about"),    TEXT_INIT("above"),     TEXT_INIT("across"),     TEXT_INIT("after"),      TEXT_INIT("again"),
    TEXT_INIT("against"),  TEXT_INIT("almost"),    TEXT_INIT("alone"),      TEXT_INIT("along"),      TEXT_INIT("already"),
    TEXT_INIT("also"),     TEXT_INIT("although"),  TEXT_INIT("always"),     TEXT_INIT("among"),      TEXT_INIT("another"),
    TEXT_INIT("anything"), TEXT_INIT("around"),    TEXT_INIT("away"),       TEXT_INIT("back"),       TEXT_INIT("became"),
    TEXT_INIT("because"),  TEXT_INIT("become"),    TEXT_INIT("becomes"),    TEXT_INIT("been"),       TEXT_INIT("before"),
    TEXT_INIT("began"),    TEXT_INIT("behind"),    TEXT_INIT("being"),      TEXT_INIT("below"),      TEXT_INIT("best"),
    TEXT_INIT("better"),   TEXT_INIT("between"),   TEXT_INIT("both"),       TEXT_INIT("came"),       TEXT_INIT("cannot"),
    TEXT_INIT("come"),     TEXT_INIT("comes"),     TEXT_INIT("could"),      TEXT_INIT("didn"),       TEXT_INIT("does"),
    TEXT_INIT("doesn"),    TEXT_INIT("doing"),     TEXT_INIT("done"),       TEXT_INIT("down"),       TEXT_INIT("during"),
    TEXT_INIT("each"),     TEXT_INIT("either"),    TEXT_INIT("else"),       TEXT_INIT("enough"),     TEXT_INIT("even"),
    TEXT_INIT("ever"),     TEXT_INIT("every"),     TEXT_INIT("everything"), TEXT_INIT("fact"),       TEXT_INIT("fewer"),
    TEXT_INIT("find"),     TEXT_INIT("first"),     TEXT_INIT("five"),       TEXT_INIT("found"),      TEXT_INIT("four"),
    TEXT_INIT("from"),     TEXT_INIT("gave"),      TEXT_INIT("give"),       TEXT_INIT("given"),      TEXT_INIT("goes"),
    TEXT_INIT("going"),    TEXT_INIT("gone"),      TEXT_INIT("good"),       TEXT_INIT("great"),      TEXT_INIT("have"),
    TEXT_INIT("having"),   TEXT_INIT("hence"),     TEXT_INIT("here"),       TEXT_INIT("however"),    TEXT_INIT("indeed"),
    TEXT_INIT("instead"),  TEXT_INIT("into"),      TEXT_INIT("itself"),     TEXT_INIT("just"),       TEXT_INIT("keep"),
    TEXT_INIT("kind"),     TEXT_INIT("knew"),      TEXT_INIT("know"),       TEXT_INIT("known"),      TEXT_INIT("large"),
    TEXT_INIT("last"),     TEXT_INIT("later"),     TEXT_INIT("least"),      TEXT_INIT("less"),       TEXT_INIT("like"),
    TEXT_INIT("likely"),   TEXT_INIT("little"),    TEXT_INIT("long"),       TEXT_INIT("longer"),     TEXT_INIT("look"),
    TEXT_INIT("made"),     TEXT_INIT("make"),      TEXT_INIT("makes"),      TEXT_INIT("making"),     TEXT_INIT("many"),
    TEXT_INIT("matter"),   TEXT_INIT("mean"),      TEXT_INIT("means"),      TEXT_INIT("might"),      TEXT_INIT("more"),
    TEXT_INIT("most"),     TEXT_INIT("much"),      TEXT_INIT("must"),       TEXT_INIT("near"),       TEXT_INIT("need"),
    TEXT_INIT("needs"),    TEXT_INIT("neither"),   TEXT_INIT("never"),      TEXT_INIT("next"),       TEXT_INIT("nothing"),
    TEXT_INIT("often"),    TEXT_INIT("once"),      TEXT_INIT("ones"),       TEXT_INIT("only"),       TEXT_INIT("onto"),
    TEXT_INIT("other"),    TEXT_INIT("others"),    TEXT_INIT("ours"),       TEXT_INIT("over"),       TEXT_INIT("part"),
    TEXT_INIT("perhaps"),  TEXT_INIT("quite"),     TEXT_INIT("rather"),     TEXT_INIT("really"),     TEXT_INIT("same"),
    TEXT_INIT("second"),   TEXT_INIT("seem"),      TEXT_INIT("seems"),      TEXT_INIT("seen"),       TEXT_INIT("several"),
    TEXT_INIT("shall"),    TEXT_INIT("should"),    TEXT_INIT("show"),       TEXT_INIT("shows"),      TEXT_INIT("since"),
    TEXT_INIT("some"),     TEXT_INIT("something"), TEXT_INIT("sometimes"),  TEXT_INIT("still"),      TEXT_INIT("such"),
    TEXT_INIT("take"),     TEXT_INIT("taken"),     TEXT_INIT("takes"),      TEXT_INIT("than"),       TEXT_INIT("that"),
    TEXT_INIT("their"),    TEXT_INIT("theirs"),    TEXT_INIT("them"),       TEXT_INIT("themselves"), TEXT_INIT("then"),
    TEXT_INIT("there"),    TEXT_INIT("therefore"), TEXT_INIT("these"),      TEXT_INIT("they"),       TEXT_INIT("thing"),
    TEXT_INIT("things"),   TEXT_INIT("think"),     TEXT_INIT("third"),      TEXT_INIT("this"),       TEXT_INIT("those"),
    TEXT_INIT("though"),   TEXT_INIT("three"),     TEXT_INIT("through"),    TEXT_INIT("thus"),       TEXT_INIT("time"),
    TEXT_INIT("together"), TEXT_INIT("told"),      TEXT_INIT("took"),       TEXT_INIT("toward"),     TEXT_INIT("towards"),
    TEXT_INIT("true"),     TEXT_INIT("under"),     TEXT_INIT("unless"),     TEXT_INIT("until"),      TEXT_INIT("upon"),
    TEXT_INIT("used"),     TEXT_INIT("using"),     TEXT_INIT("very"),       TEXT_INIT("want"),       TEXT_INIT("well"),
    TEXT_INIT("went"),     TEXT_INIT("were"),      TEXT_INIT("what"),       TEXT_INIT("when"),       TEXT_INIT("where"),
    TEXT_INIT("whether"),  TEXT_INIT("which"),     TEXT_INIT("while"),      TEXT_INIT("whole"),      TEXT_INIT("whom"),
    TEXT_INIT("whose"),    TEXT_INIT("will"),      TEXT_INIT("with"),       TEXT_INIT("within"),     TEXT_INIT("without"),
    TEXT_INIT("work"),     TEXT_INIT("would"),     TEXT_INIT("wouldn"),     TEXT_INIT("year"),       TEXT_INIT("years"),
    TEXT_INIT("your"),     TEXT_INIT("yours"),
};

struct term_list {
    struct prose_term *items;
    size_t count, capacity;
};

/*
 * Where a term stands in the list. A table of its own, because counting is a fifth of parsing: a hash is made of each word, and
 * nearly all of the words have been seen before.
 */
struct term_slot {
    uint32_t hash, term; /* term: 1 + its index; 0 for an empty slot */
};

struct counting {
    struct text prose; /* in small letters, with HASH_BYTES more behind it that may be read */
    struct term_slot *slots;
    size_t slot_mask; /* one less than how many there are: a power of two, and at least twice the terms */
    struct term_list terms;
    uint32_t words;
    const char *written;               /* the prose as it was, byte for byte beside `prose` */
    const struct prose_places *places; /* NULL for none */
    size_t next_place;
    uint32_t block; /* of the word that is counted; NONE */
    struct arena *arena;
};

static int compare_words(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static bool is_stop_word(struct text word) {
    return bsearch(&word, stop_words, sizeof stop_words / sizeof *stop_words, sizeof *stop_words, compare_words);
}

static struct text text_padded(struct text text, struct arena *arena) {
    char *bytes = arena_alloc(arena, text.size + HASH_BYTES);
    if (text.size)
        memcpy(bytes, text.bytes, text.size);
    return (struct text){bytes, text.size};
}

/* Reads up to HASH_BYTES bytes beyond the word. */
static uint32_t hash_of(struct text word) {
    uint64_t hash = word.size, piece;
    for (size_t at = 0; at < word.size; at += sizeof piece) {
        memcpy(&piece, word.bytes + at, sizeof piece);
        size_t beyond = word.size - at < sizeof piece ? sizeof piece - (word.size - at) : 0;
        piece = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? piece << 8 * beyond : piece >> 8 * beyond;
        hash = (hash ^ piece) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

static struct term_slot *find_slot(const struct counting *counting, uint32_t hash, struct text word) {
    size_t at = hash & counting->slot_mask;
    for (;; at = (at + 1) & counting->slot_mask) {
        struct term_slot *slot = &counting->slots[at];
        if (!slot->term || (slot->hash == hash && text_equal(counting->terms.items[slot->term - 1].word, word)))
            return slot;
    }
}

static void make_slots(struct counting *counting, size_t count) {
    counting->slots = arena_array(counting->arena, struct term_slot, count);
    counting->slot_mask = count - 1;
    for (size_t i = 0; i < counting->terms.count; i++) {
        uint32_t hash = hash_of(counting->terms.items[i].word);
        *find_slot(counting, hash, counting->terms.items[i].word) = (struct term_slot){hash, (uint32_t)i + 1};
    }
}

/* Moves on to the block that the word at offset `at` stands in. */
static void enter_block(struct counting *counting, size_t at) {
    const struct prose_places *places = counting->places;
    for (; places && counting->next_place < places->count && places->items[counting->next_place].start <= at;
         counting->next_place++)
        counting->block = places->items[counting->next_place].block;
}

static void note_block(struct prose_term *term, uint32_t block) {
    size_t at = 0;
    while (at < TERM_BLOCKS && term->blocks[at] != NONE && term->blocks[at] != block)
        at++;
    if (at < TERM_BLOCKS)
        term->blocks[at] = block;
}

/* Nearly all words are met without a capital soon, and need no look after that. */
static void note_form(struct prose_term *term, struct text written) {
    uint32_t capitals = term->capitals ? utf8_capitals(written) : 0;
    if (capitals >= term->capitals)
        return;
    term->written = written;
    term->capitals = capitals;
}

/* The word's bytes must live as long as the counting, and be followed by HASH_BYTES others. */
static void count_term(struct counting *counting, struct text word, struct text written) {
    uint32_t hash = hash_of(word);
    struct term_slot *slot = find_slot(counting, hash, word);
    if (!slot->term) {
        *array_add(&counting->terms, counting->arena) =
            (struct prose_term){.word = word, .capitals = UINT32_MAX, .blocks = {NONE, NONE}};
        *slot = (struct term_slot){hash, (uint32_t)counting->terms.count};
    }
    struct prose_term *term = &counting->terms.items[slot->term - 1];
    term->count++;
    note_block(term, counting->block);
    note_form(term, written);
    if (counting->terms.count * 2 > counting->slot_mask)
        make_slots(counting, (counting->slot_mask + 1) * 2);
}

/* What a byte of prose is. The small form of a letter is the letter | 0x20. */
enum word_shape { SHAPE_NONE = '-', SHAPE_LETTER = 'a', SHAPE_DIGIT = '0', SHAPE_OTHER = '*' };

static enum word_shape shape_of(char c) {
    static const char shapes[] = "----------------"
                                 "----------------"
                                 "----------------"
                                 "0000000000------"
                                 "-aaaaaaaaaaaaaaa"
                                 "aaaaaaaaaaa-----"
                                 "-aaaaaaaaaaaaaaa"
                                 "aaaaaaaaaaa-----";
    return (unsigned char)c < 0x80 ? (enum word_shape)shapes[(unsigned char)c] : SHAPE_OTHER;
}

/* What stood in the place of a part of `prose`. */
static struct text as_written(const struct counting *counting, struct text part) {
    return (struct text){counting->written + (part.bytes - counting->prose.bytes), part.size};
}

/* A word that begins with a digit is a number, or nearly. */
static void count_ascii_word(struct counting *counting, const char *bytes, size_t size) {
    if (size >= TERM_LETTERS && shape_of(*bytes) == SHAPE_LETTER)
        count_term(counting, (struct text){bytes, size}, as_written(counting, (struct text){bytes, size}));
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
    word = text_slice(word, 0, at);
    if (letters >= TERM_LETTERS && shape_of(word.bytes[0]) != SHAPE_DIGIT)
        count_term(counting, text_padded(utf8_fold(word, counting->arena), counting->arena), as_written(counting, word));
}

/* The Han character at the end of `before` with the one in `word`, when nothing stands between them. */
static void count_han(struct counting *counting, struct text before, struct text word) {
    struct text pair = {before.bytes, before.size + word.size};
    if (before.size && before.bytes + before.size == word.bytes)
        count_term(counting, pair, pair);
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

/* The word of ASCII letters that begins at `from`. Returns the offset behind it. */
static size_t count_word(struct counting *counting, size_t from) {
    const char *bytes = counting->prose.bytes;
    size_t size = counting->prose.size, at = from;
    enum word_shape shape = SHAPE_NONE;
    while (at < size && ((shape = shape_of(bytes[at])) == SHAPE_LETTER || shape == SHAPE_DIGIT))
        at++;
    if (at < size && shape == SHAPE_OTHER)
        return count_other_words(counting, from);
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

/* The ASCII letters made small at once for all terms, which are slices of it. */
static struct text small_letters(struct text prose, struct arena *arena) {
    struct text padded = text_padded(prose, arena);
    char *bytes = (char *)(uintptr_t)padded.bytes;
    for (size_t i = 0; i < prose.size; i++)
        bytes[i] = (char)(bytes[i] | ((unsigned char)(bytes[i] - 'A') < 26 ? 0x20 : 0));
    return padded;
}

void prose_count(struct prose_words *words, struct text prose, const struct prose_places *places, struct arena *arena) {
    struct counting counting = {
        .prose = small_letters(prose, arena), .written = prose.bytes, .places = places, .block = NONE, .arena = arena};
    const char *bytes = counting.prose.bytes;
    make_slots(&counting, FIRST_SLOTS);
    for (size_t at = 0; at < prose.size;) {
        enter_block(&counting, at);
        if (bytes[at] == PROSE_MARK)
            at = skip_mark(&counting, at);
        else if (shape_of(bytes[at]) != SHAPE_NONE)
            at = count_word(&counting, at);
        else
            at++;
    }
    *words = (struct prose_words){.count = counting.words};
    choose_terms(words, &counting);
}
