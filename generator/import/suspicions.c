#include "import/suspicions.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"
#include "import/phrases.h"
#include "read/codes.h"

#include <string.h>

const char *const suspicion_codes[SUSPICION_COUNT] = {W_STUB, W_TEXT_TWICE, W_LOST_LETTERS, W_STUMP, W_HIDDEN_TEXT};

struct suspicion_search {
    struct suspicions *suspicions;
    const struct intake *intake;
    const struct article *article;
    const struct ruling *rulings;
    struct arena *arena;
};

static bool is_kept(const struct suspicion_search *search, uint32_t block) {
    return verdict_is_in_draft(search->rulings[block].verdict);
}

static const struct intake_block *block_at(const struct suspicion_search *search, uint32_t i) {
    return &search->intake->blocks.items[i];
}

static uint32_t line_of(const struct suspicion_search *search, uint32_t block) {
    struct intake_spot spot = {0};
    intake_spot_move(search->intake, &spot, block_at(search, block)->from);
    return spot.line;
}

static void suspect(struct suspicion_search *search, enum suspicion_kind kind, uint32_t block, struct text says,
                    const char *help) {
    struct intake_spot spot = {0};
    intake_spot_move(search->intake, &spot, block_at(search, block)->from);
    *array_add(search->suspicions, search->arena) = (struct suspicion){.kind = (uint8_t)kind,
                                                                       .line = spot.line,
                                                                       .column = search->intake->is_html ? spot.column : 0,
                                                                       .says = says,
                                                                       .help = text_of(help)};
}

/* "", or " and 3 more". */
static struct text and_more(size_t count, struct arena *arena) {
    return count > 1 ? text_format(arena, " and %zu more", count - 1) : TEXT("");
}

/* Stubs. */

enum { ASKS_WITHIN = 12, ASKS_WORDS_MOST = 60, STUB_WORDS_MOST = 200, TEASER_WORDS_LEAST = 8 };

/* Any page may ask so below its text, ... */
static const char asks_words[] =
    "subscribe|subscriber|subscribers|subscription|log in|sign in|already a member|free account|continue reading|premium|"
    "abonnieren|abonnent|abonnenten|abo|weiterlesen|weiter lesen|anmelden|registrieren|abonnez|abonné|abonnés|suscríbete|"
    "suscriptor|suscriptores|suscripción|abbonati|abbonamento|assinante|assinantes|assine|订阅|登录|会员|会員";

/* ... and so only where there is more of it. */
static const char insists_words[] =
    "exclusive to|for subscribers|subscribers only|subscriber-only|unlock this|to continue reading|to keep reading|"
    "to read the full|read the full story|already a subscriber|nur für abonnenten|jetzt weiterlesen|möchten sie weiterlesen|"
    "um weiterzulesen|réservé aux abonnés|pour lire la suite|il vous reste|contenido exclusivo|para suscriptores|"
    "exclusivo para assinantes|riservato agli abbonati|per continuare a leggere|订阅后|登录后|会員限定|続きを読む";

/* The end of a teaser. */
static bool breaks_off(struct text text) {
    static const char *const ends[] = {"…", "...", "[…]", "[...]", "(…)", "(...)", "weiterlesen", "Weiterlesen", "Read more"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends(text, text_of(ends[i])))
            return true;
    return false;
}

/* A short line that says one of the phrases, and is about no newsletter. */
static bool says_one(const struct intake_block *block, const char *phrases) {
    return block->words <= ASKS_WORDS_MOST && phrase_within(block->text, phrases) &&
           !phrase_within(block->text, "newsletter|podcast|channel|kanal|canal");
}

/* The first such line below the text; NONE for none. */
static uint32_t line_that_says(const struct suspicion_search *search, uint32_t last, const char *phrases) {
    for (uint32_t i = last + 1; i < search->intake->blocks.count && i <= last + ASKS_WITHIN; i++)
        if (says_one(block_at(search, i), phrases))
            return i;
    return NONE;
}

/* Of a teaser of a few words, which stands apart, too. */
static bool is_open_behind(const struct suspicion_search *search, uint32_t last) {
    return breaks_off(block_at(search, last)->text) ||
           (last + 1 < search->intake->blocks.count && block_at(search, last + 1)->words >= TEASER_WORDS_LEAST &&
            block_at(search, last + 1)->link_visible == 0 && breaks_off(block_at(search, last + 1)->text));
}

/* What the page says to search engines. */
static bool says_it_is_not_free(const struct intake *intake) {
    static const struct text key = TEXT_INIT("\"isAccessibleForFree\"");
    for (size_t i = 0; i < intake->facts.count; i++) {
        struct text json = intake->facts.items[i].kind == FACT_JSON ? intake->facts.items[i].value : TEXT("");
        for (size_t at = 0; (at = text_find(json, key, at)) < json.size; at += key.size)
            if (phrase_within(text_slice(json, at + key.size, at + key.size + 10), "false"))
                return true;
    }
    return false;
}

/* The last paragraph that is kept and does not ask itself, and the words of all that is; NONE when there is none. */
static uint32_t last_kept(const struct suspicion_search *search, uint32_t *words) {
    uint32_t last = NONE;
    *words = 0;
    for (uint32_t i = search->article->first; i < search->article->end; i++) {
        bool is_text = is_kept(search, i);
        *words += is_text ? block_at(search, i)->words : 0;
        if (is_text && block_at(search, i)->kind == INTAKE_PARAGRAPH && !says_one(block_at(search, i), insists_words))
            last = i;
    }
    return last;
}

static void suspect_stub(struct suspicion_search *search) {
    uint32_t words, last = last_kept(search, &words);
    if (last == NONE)
        return;
    uint32_t asks = line_that_says(search, last, asks_words), insists = line_that_says(search, last, insists_words);
    bool is_open = is_open_behind(search, last), is_sold = says_it_is_not_free(search->intake);
    bool is_short = words < STUB_WORDS_MOST;
    if (!(is_open && (is_sold || asks != NONE)) && !(insists != NONE && (is_sold || is_open || is_short)) &&
        !(is_sold && is_short && asks != NONE))
        return;
    uint32_t line = insists != NONE ? insists : asks;
    struct text why = line == NONE ? TEXT("the page says that it is not free")
                                   : text_format(search->arena, "line %u asks the reader to register", line_of(search, line));
    suspect(search, SUSPECT_STUB, last, text_format(search->arena, "the text seems to break off here: %.*s", TEXT_ARGS(why)),
            "it may be the beginning of what only subscribers see: save the page again, signed in");
}

/* A text that is there twice. */

enum { PROSE_WORDS_LEAST = 20, TWICE_BLOCKS_LEAST = 2, TWICE_LEAST = 50 };

static void suspect_twice(struct suspicion_search *search) {
    struct table seen = {0};
    uint32_t words = 0, again = 0, blocks = 0, first = NONE, second = NONE;
    for (uint32_t i = 0; i < search->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(search, i);
        if (block->words < PROSE_WORDS_LEAST || block->decided == DECIDED_REMOVED)
            continue;
        uint32_t before = table_get(&seen, block->text);
        if (before == NONE)
            table_put(&seen, block->text, i, search->arena);
        bool is_again = before != NONE && (is_kept(search, before) || is_kept(search, i));
        words += before == NONE && is_kept(search, i) ? block->words : 0;
        if (!is_again)
            continue;
        again += block->words;
        blocks++;
        first = first == NONE ? before : first;
        second = second == NONE ? i : second;
    }
    if (blocks < TWICE_BLOCKS_LEAST || again * 100 < words * TWICE_LEAST)
        return;
    struct text says = text_format(search->arena, "most of the text stands twice: what begins here does again in line %u%s",
                                   line_of(search, second), is_kept(search, second) ? ", and both are kept" : "");
    suspect(search, SUSPECT_TWICE, first, says, "remove one of them, if they are the same");
}

/* Letters that were lost. */

static bool is_lower(uint32_t character) {
    return utf8_is_letter(character) && !utf8_is_digit(character) && utf8_lower(character) == character;
}

/* The word around an offset, or "" where it is an address. */
static struct text word_around(struct text text, size_t at) {
    size_t from = at, to = at;
    while (from > 0 && !strchr(" \n", text.bytes[from - 1]))
        from--;
    while (to < text.size && !strchr(" \n", text.bytes[to]))
        to++;
    struct text word = text_slice(text, from, to);
    for (size_t i = 0; i < word.size; i++)
        if (strchr("/=&@", word.bytes[i]))
            return TEXT("");
    return word;
}

/* The first word of a text from `at` on in which a letter was lost; moves `at` behind it. */
static struct text next_lost(struct text text, size_t *at) {
    uint32_t before = 0;
    while (*at < text.size) {
        size_t start = *at, next;
        uint32_t character = utf8_next(text, at);
        next = *at;
        uint32_t behind = next < text.size ? utf8_next(text, &next) : 0;
        bool is_lost = character == '?' ? is_lower(before) && is_lower(behind)
                                        : character == 0xfffd && (utf8_is_letter(before) || utf8_is_letter(behind));
        struct text word = is_lost ? word_around(text, start) : TEXT("");
        if (word.size > 0)
            return word;
        before = character;
    }
    return TEXT("");
}

static struct text lost_from(const struct suspicion_search *search, uint32_t i, size_t *at) {
    bool is_text = is_kept(search, i) && block_at(search, i)->kind != INTAKE_CODE;
    return is_text ? next_lost(block_at(search, i)->text, at) : TEXT("");
}

/* The next of the words that are looked for in a block, from `at` on, which is moved behind it; "" for no more. */
typedef struct text find_words(const struct suspicion_search *search, uint32_t block, size_t *at);

/* Once for all that are found, at the first. */
static void suspect_words(struct suspicion_search *search, enum suspicion_kind kind, find_words *next, const char *says,
                          const char *help) {
    struct text first = {0};
    uint32_t where = NONE;
    size_t count = 0;
    for (uint32_t i = 0; i < search->intake->blocks.count; i++) {
        struct text words;
        for (size_t at = 0; (words = next(search, i, &at)).size > 0; count++) {
            first = count == 0 ? words : first;
            where = count == 0 ? i : where;
        }
    }
    if (count > 0)
        suspect(
            search, kind, where,
            text_format(search->arena, "%s: \"%.*s\"%.*s", says, TEXT_ARGS(first), TEXT_ARGS(and_more(count, search->arena))),
            help);
}

/* Stumps: "... of governance. I am. Maximizing ...", as machines leave behind that translate. */

enum { RUNNING_WORDS_LEAST = 40, STUMP_BYTES_MOST = 24 };

/* What is short and means something, and what ends in a stop and is no sentence. */
static const char may_be_short[] =
    "yes|no|not|never|why|oh|well|indeed|true|right|exactly|nothing|maybe|perhaps|okay|ok|mr|mrs|ms|dr|prof|st|sen|rep|gov|"
    "gen|col|capt|lt|sgt|rev|hon|vol|vols|fig|figs|no|nos|pp|ed|eds|jr|sr|inc|co|corp|ltd|llc|vs|etc|ibid|et al|cf|e.g|i.e|"
    "u.s|a.m|p.m|ja|nein|doch|nie|nr|abb|bzw|oui|non|jamais|sí|si|nunca|sì|mai";

static bool is_stump(struct text sentence) {
    size_t at = 0, words = 1;
    if (sentence.size < 2 || sentence.size > STUMP_BYTES_MOST)
        return false;
    uint32_t first = utf8_next(sentence, &at);
    if (!utf8_is_letter(first) || utf8_lower(first) == first || phrase_is(sentence, may_be_short))
        return false;
    while (at < sentence.size) {
        uint32_t character = utf8_next(sentence, &at);
        words += character == ' ';
        if (character != ' ' && !is_lower(character))
            return false;
    }
    return words <= 2;
}

/* A stop behind a small word ends a sentence; behind a number, an initial or "St" it may not. */
static bool ends_sentence(struct text text, size_t stop) {
    size_t from = stop;
    while (from > 0 && text.bytes[from - 1] >= 'a' && text.bytes[from - 1] <= 'z')
        from--;
    return stop - from >= 3;
}

/* The first stump of a text from `at` on, which is behind the end of a sentence; moves `at` to its end. */
static struct text next_stump(struct text text, size_t *at) {
    for (size_t stop; (stop = text_find(text, TEXT(". "), *at)) < text.size; *at = stop + 1) {
        size_t end = text_find_char(text, '.', stop + 2);
        struct text sentence = text_slice(text, stop + 2, end);
        bool is_end = end + 1 == text.size || (end + 2 < text.size && text.bytes[end + 1] == ' ' &&
                                               text.bytes[end + 2] >= 'A' && text.bytes[end + 2] <= 'Z');
        if (is_end && ends_sentence(text, stop) && is_stump(sentence)) {
            *at = end;
            return text_slice(text, stop + 2, end + 1);
        }
    }
    return TEXT("");
}

/* A paragraph of some length, which was kept. */
static bool is_running(const struct suspicion_search *search, uint32_t i) {
    const struct intake_block *block = block_at(search, i);
    return is_kept(search, i) && block->kind == INTAKE_PARAGRAPH && block->words >= RUNNING_WORDS_LEAST;
}

/* A block that is a stump and no more, or none. */
static struct text lone_stump(const struct suspicion_search *search, uint32_t i) {
    const struct intake_block *block = block_at(search, i);
    bool is_plain = block->kind == INTAKE_PARAGRAPH && block->frame == NONE && block->table == NONE;
    bool is_between = i > 0 && i + 1 < search->intake->blocks.count && is_running(search, i - 1) && is_running(search, i + 1);
    bool is_one = is_plain && is_between && text_ends(block->text, TEXT(".")) &&
                  is_stump(text_slice(block->text, 0, block->text.size - 1));
    return is_one ? block->text : TEXT("");
}

static struct text stump_from(const struct suspicion_search *search, uint32_t i, size_t *at) {
    if (is_running(search, i))
        return next_stump(block_at(search, i)->text, at);
    bool is_first = *at == 0;
    *at = block_at(search, i)->text.size;
    return is_first && is_kept(search, i) ? lone_stump(search, i) : TEXT("");
}

/* Text that is not shown. */

enum { HIDDEN_WORDS_LEAST = 50 };

static void suspect_hidden(struct suspicion_search *search) {
    uint32_t words = 0, first = NONE;
    for (uint32_t i = 0; i < search->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(search, i);
        if (!is_kept(search, i) || !search->intake->elements.items[block->element].is_hidden)
            continue;
        words += block->words;
        first = first == NONE ? i : first;
    }
    if (words >= HIDDEN_WORDS_LEAST)
        suspect(search, SUSPECT_HIDDEN, first,
                text_format(search->arena, "%u words that the page does not show at first are kept", words),
                "look at the page: what a reader can unfold is its text");
}

void suspicions_find(struct suspicions *suspicions, const struct intake *intake, const struct article *article,
                     const struct ruling *rulings, struct arena *arena) {
    struct suspicion_search search = {
        .suspicions = suspicions, .intake = intake, .article = article, .rulings = rulings, .arena = arena};
    suspect_stub(&search);
    suspect_twice(&search);
    suspect_words(&search, SUSPECT_LETTERS, lost_from, "letters were lost before this was saved",
                  "look for another copy of it; nothing is guessed");
    suspect_words(&search, SUSPECT_STUMP, stump_from, "a sentence of one or two words in running text",
                  "machines that translate leave such behind; it is kept");
    suspect_hidden(&search);
}
