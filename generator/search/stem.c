#include "search/stem.h"

#include "base/utf8.h"
#include "search/format.h"

#include <libstemmer.h>

/* Languages by what BCP 47 calls them, and libstemmer's name. Of the others each word is its own stem. */
static const char *const algorithms[][2] = {
    {"ar", "arabic"},    {"ca", "catalan"},    {"da", "danish"},     {"de", "german"},   {"el", "greek"},
    {"en", "english"},   {"es", "spanish"},    {"eu", "basque"},     {"fi", "finnish"},  {"fr", "french"},
    {"ga", "irish"},     {"hi", "hindi"},      {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"},
    {"it", "italian"},   {"lt", "lithuanian"}, {"nb", "norwegian"},  {"ne", "nepali"},   {"nl", "dutch"},
    {"nn", "norwegian"}, {"no", "norwegian"},  {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},
    {"sr", "serbian"},   {"sv", "swedish"},    {"ta", "tamil"},      {"tr", "turkish"},  {"yi", "yiddish"},
};

/* struct stemmer is libstemmer's own. */
static struct sb_stemmer *of(struct stemmer *stemmer) {
    return (struct sb_stemmer *)(void *)stemmer;
}

struct stemmer *stemmer_open(struct text language) {
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        if (!text_has_primary_subtag(language, algorithms[i][0]))
            continue;
        struct sb_stemmer *stemmer = sb_stemmer_new(algorithms[i][1], "UTF_8");
        if (!stemmer)
            memory_give_up();
        return (struct stemmer *)(void *)stemmer;
    }
    return NULL;
}

struct text stemmer_stem(struct stemmer *stemmer, const struct search_word *word, struct arena *arena) {
    if (!stemmer || word->kind != SEARCH_WORD_PLAIN || utf8_count(word->accented) > SEARCH_WORD_MOST)
        return word->form;
    const sb_symbol *bytes = sb_stemmer_stem(of(stemmer), (const sb_symbol *)word->accented.bytes, (int)word->accented.size);
    if (!bytes)
        memory_give_up();
    struct text stem = {(const char *)bytes, (size_t)sb_stemmer_length(of(stemmer))};
    struct text plain = utf8_plain_letters(stem, arena);
    return plain.size ? text_copy(plain, arena) : word->form;
}

void stemmer_close(struct stemmer *stemmer) {
    if (stemmer)
        sb_stemmer_delete(of(stemmer));
}
