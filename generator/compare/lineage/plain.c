/* Words as people remember them. */
#include "compare/lineage/internal.h"

#include "base/utf8.h"

enum { LONGEST_WORD = 64 };

static uint64_t mixed(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b << 29 | b >> 35)) * UINT64_C(0x9e3779b97f4a7c15);
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

/* Without case, where it is known how the word is written. */
static uint64_t folded(const struct passage_word *word, struct text text, struct arena *scratch) {
    struct text letters = text_slice(text, word->start, word->end);
    char lower[LONGEST_WORD];
    if (!letters.size || letters.size > LONGEST_WORD)
        return word->digest;
    for (size_t i = 0; i < letters.size; i++) {
        char c = letters.bytes[i];
        if (c & 0x80)
            return text_hash(utf8_fold(letters, scratch));
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    return text_hash((struct text){lower, letters.size});
}

void plain_words(struct plain_text *plain, const struct passages *passages, struct arena *arena) {
    struct arena scratch = {0};
    uint32_t *before = arena_array(&scratch, uint32_t, passages->word_count + 1), count = 0;
    plain->words = arena_array(arena, uint64_t, passages->word_count + 1);
    plain->first = arena_array(arena, uint32_t, passages->count + 1);
    plain->end = arena_array(arena, uint32_t, passages->count + 1);
    for (size_t i = 0; i < passages->word_count; i++) {
        before[i] = count;
        if (passages->words[i].kind == WORD_LETTERS && !passages->words[i].is_address)
            plain->words[count++] = folded(&passages->words[i], passages->text, &scratch);
    }
    before[passages->word_count] = count;
    for (size_t i = 0; i < passages->count; i++) {
        plain->first[i] = before[passages->items[i].first_word];
        plain->end[i] = before[passages->items[i].first_word + passages->items[i].words];
    }
    arena_free(&scratch);
}

uint32_t plain_pair(const struct plain_text *plain, uint32_t at) {
    return (uint32_t)mixed(plain->words[at], plain->words[at + 1]);
}

uint32_t plain_word(const struct plain_text *plain, uint32_t at) {
    return (uint32_t)mixed(plain->words[at], 1);
}

/* Keeps the least of all hashes, each once, sorted, `size` at most. */
static void sketch_add(uint32_t *sketch, uint32_t *count, uint32_t size, uint32_t hash) {
    uint32_t at = *count;
    while (at > 0 && sketch[at - 1] > hash)
        at--;
    if (at == size || (at > 0 && sketch[at - 1] == hash))
        return;
    if (*count < size)
        ++*count;
    for (uint32_t i = *count - 1; i > at; i--)
        sketch[i] = sketch[i - 1];
    sketch[at] = hash;
}

void wording_describe(struct lineage_wording *wording, const struct plain_text *plain, uint32_t index) {
    wording->sketch_count = 0;
    for (uint32_t at = plain->first[index]; at < plain->end[index]; at++)
        sketch_add(wording->sketch, &wording->sketch_count, WORDING_SKETCH, plain_word(plain, at));
}

void grave_describe(struct lineage_grave *grave, const struct passages *passages, const struct plain_text *plain,
                    uint32_t index) {
    const struct doc_block *blocks = DOC_ITEMS(passages->body, blocks, struct doc_block);
    uint32_t first = plain->first[index], end = plain->end[index];
    uint64_t digest = end - first;
    for (uint32_t i = first; i < end; i++)
        digest = mixed(digest, plain->words[i]);
    grave->kind = passages->items[index].kind;
    grave->words = end - first;
    /* Of a picture there may be nothing but where it leads. */
    grave->digest = end > first ? digest : blocks[index].letters;
    grave->sketch_count = 0;
    for (uint32_t i = first; i + 1 < end; i++)
        sketch_add(grave->sketch, &grave->sketch_count, LINEAGE_SKETCH, plain_pair(plain, i));
}
