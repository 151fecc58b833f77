#include "cite/styles/text_case.h"

#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"

/*
 * A text is cut into runs of words and what stands between: punctuation, quotation marks, marks such as <i>. The rules are
 * citeproc-js's, since each title of a bibliography shows where others differ.
 */
struct cased_run {
    struct text words, as_given;
    struct text after; /* the mark behind it; "" behind the last */
};

struct casing {
    struct {
        struct cased_run *items;
        size_t count, capacity;
    } runs;
    enum csl_case wanted;
    bool is_first, is_after_stop;
    size_t last_run, last_from, last_to; /* the last word that was looked at; last_run SIZE_MAX: none */
    struct arena *arena;
};

static const struct text tags[] = {TEXT_INIT("‘"),
                                   TEXT_INIT("’"),
                                   TEXT_INIT("“"),
                                   TEXT_INIT("”"),
                                   TEXT_INIT(" \""),
                                   TEXT_INIT(" '"),
                                   TEXT_INIT("\""),
                                   TEXT_INIT("'"),
                                   TEXT_INIT("-"),
                                   TEXT_INIT("–"),
                                   TEXT_INIT("—"),
                                   TEXT_INIT("/"),
                                   TEXT_INIT("."),
                                   TEXT_INIT(","),
                                   TEXT_INIT(";"),
                                   TEXT_INIT("?"),
                                   TEXT_INIT("!"),
                                   TEXT_INIT(":"),
                                   TEXT_INIT("["),
                                   TEXT_INIT("]"),
                                   TEXT_INIT("("),
                                   TEXT_INIT(")"),
                                   TEXT_INIT("</span>"),
                                   TEXT_INIT("<i>"),
                                   TEXT_INIT("</i>"),
                                   TEXT_INIT("<sc>"),
                                   TEXT_INIT("</sc>"),
                                   TEXT_INIT("<b>"),
                                   TEXT_INIT("</b>"),
                                   TEXT_INIT("<sub>"),
                                   TEXT_INIT("</sub>"),
                                   TEXT_INIT("<sup>"),
                                   TEXT_INIT("</sup>"),
                                   TEXT_INIT("<span class=\"nocase\">"),
                                   TEXT_INIT("<span class='nocase'>"),
                                   TEXT_INIT("<span style=\"font-variant:small-caps;\">"),
                                   TEXT_INIT("<span style=\"font-variant: small-caps;\">")};

static size_t tag_at(struct text rest) {
    if (!memchr("\xe2 \"'-/.,;?!:[]()<", rest.bytes[0], 17))
        return 0;
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        if (text_starts(rest, tags[i]))
            return tags[i].size;
    return 0;
}

static void cut_runs(struct casing *casing, struct text text) {
    size_t from = 0;
    for (size_t at = 0; at < text.size;) {
        size_t size = tag_at(text_after(text, at));
        if (size == 0) {
            at++;
            continue;
        }
        struct cased_run *run = array_add(&casing->runs, casing->arena);
        run->words = text_slice(text, from, at);
        run->after = text_slice(text, at, at + size);
        from = at += size;
    }
    array_add(&casing->runs, casing->arena)->words = text_after(text, from);
    /* "'" belongs to the word behind it. */
    for (size_t i = 0; i + 1 < casing->runs.count; i++) {
        struct cased_run *run = &casing->runs.items[i], *next = run + 1;
        if (text_equal(run->after, TEXT("'")) && next->words.size) {
            next->words = text_between(run->after.bytes, next->words.bytes + next->words.size);
            run->after = (struct text){0};
        }
    }
    for (size_t i = 0; i < casing->runs.count; i++)
        casing->runs.items[i].as_given = casing->runs.items[i].words;
}

static struct text lowered(struct text text, struct arena *arena) {
    struct buffer out = {0};
    for (size_t at = 0; at < text.size;) {
        char bytes[4];
        buffer_add_bytes(&out, bytes, utf8_encode(bytes, utf8_lower(utf8_next(text, &at))));
    }
    return buffer_take(&out, arena);
}

static bool has_capital(struct text word) {
    for (size_t at = 0; at < word.size;) {
        uint32_t c = utf8_next(word, &at);
        if (utf8_lower(c) != c)
            return true;
    }
    return false;
}

/* A Greek letter alone is a symbol. */
static struct text capitalized(struct text word, struct arena *arena) {
    size_t at = 0;
    uint32_t first = utf8_next(word, &at);
    if (first >= 0x370 && first <= 0x3ff && at == word.size)
        return word;
    char bytes[4];
    size_t size = utf8_encode(bytes, utf8_upper(first));
    return text_join(arena, (struct text){bytes, size}, text_after(word, at));
}

static const char *const small_words[] = {"a",
                                          "about",
                                          "above",
                                          "across",
                                          "afore",
                                          "after",
                                          "against",
                                          "al",
                                          "along",
                                          "alongside",
                                          "amid",
                                          "amidst",
                                          "among",
                                          "amongst",
                                          "an",
                                          "and",
                                          "anenst",
                                          "apropos",
                                          "apud",
                                          "around",
                                          "as",
                                          "aside",
                                          "astride",
                                          "at",
                                          "athwart",
                                          "atop",
                                          "barring",
                                          "before",
                                          "behind",
                                          "below",
                                          "beneath",
                                          "beside",
                                          "besides",
                                          "between",
                                          "beyond",
                                          "but",
                                          "by",
                                          "c",
                                          "ca",
                                          "circa",
                                          "d'",
                                          "de",
                                          "despite",
                                          "down",
                                          "during",
                                          "et",
                                          "except",
                                          "for",
                                          "forenenst",
                                          "from",
                                          "given",
                                          "in",
                                          "inside",
                                          "into",
                                          "lest",
                                          "like",
                                          "modulo",
                                          "near",
                                          "next",
                                          "nor",
                                          "notwithstanding",
                                          "of",
                                          "off",
                                          "on",
                                          "onto",
                                          "or",
                                          "out",
                                          "over",
                                          "per",
                                          "plus",
                                          "pro",
                                          "qua",
                                          "sans",
                                          "since",
                                          "so",
                                          "than",
                                          "the",
                                          "through",
                                          "throughout",
                                          "thruout",
                                          "till",
                                          "to",
                                          "toward",
                                          "towards",
                                          "under",
                                          "underneath",
                                          "until",
                                          "unto",
                                          "up",
                                          "upon",
                                          "v",
                                          "van",
                                          "versus",
                                          "via",
                                          "von",
                                          "vs",
                                          "with",
                                          "within",
                                          "without",
                                          "yet"};

static int compare_words(const void *key, const void *word) {
    return text_compare(*(const struct text *)key, text_of(*(const char *const *)word));
}

static bool is_small_word(struct text lower) {
    return bsearch(&lower, small_words, COUNT_OF(small_words), sizeof *small_words, compare_words);
}

static void replace(struct cased_run *run, size_t from, size_t to, struct text by, struct arena *arena) {
    struct text before = text_join(arena, text_slice(run->words, 0, from), by);
    run->words = text_join(arena, before, text_after(run->words, to));
}

/* The next run of what is not a space. */
static bool next_word(struct text words, size_t *from, size_t *to) {
    size_t at = *to;
    uint32_t c = ' ';
    for (*from = at; at < words.size && (c = utf8_next(words, &at), utf8_is_space(c) || c == 0x200b);)
        *from = at;
    if (*from == words.size)
        return false;
    for (*to = *from; at = *to, *to < words.size;) {
        c = utf8_next(words, &at);
        if (utf8_is_space(c) || c == 0x200b)
            break;
        *to = at;
    }
    return true;
}

static struct text title_word(struct casing *casing, struct text word, bool is_before_hyphen) {
    bool is_big = utf8_count(word) > 1 && !is_small_word(lowered(word, casing->arena));
    bool is_begin = casing->is_first || casing->is_after_stop;
    casing->is_first = casing->is_after_stop = false;
    return (is_big || is_before_hyphen || is_begin) && !has_capital(word) ? capitalized(word, casing->arena) : word;
}

static void title_run(struct casing *casing, size_t index) {
    struct cased_run *run = &casing->runs.items[index];
    struct buffer out = {0};
    size_t from = 0, to = 0, behind = 0;
    for (; next_word(run->words, &from, &to); behind = to) {
        bool is_before_hyphen = index == 0 && to == run->words.size && text_equal(run->after, TEXT("-"));
        buffer_add(&out, text_slice(run->words, behind, from));
        casing->last_run = index;
        casing->last_from = out.size;
        buffer_add(&out, title_word(casing, text_slice(run->words, from, to), is_before_hyphen));
        casing->last_to = out.size;
    }
    buffer_add(&out, text_after(run->words, behind));
    run->words = buffer_take(&out, casing->arena);
}

static void case_run(struct casing *casing, size_t index) {
    struct cased_run *run = &casing->runs.items[index];
    size_t from = 0, to = 0;
    if (casing->wanted == CASE_TITLE) {
        title_run(casing, index);
    } else if (casing->wanted == CASE_LOWERCASE) {
        run->words = lowered(run->words, casing->arena);
    } else if (next_word(run->words, &from, &to)) {
        struct text word = text_slice(run->words, from, to);
        if (casing->is_first && !has_capital(word))
            replace(run, from, to, capitalized(word, casing->arena), casing->arena);
        casing->is_first = false;
    }
}

static bool is_blank(struct text text) {
    size_t from = 0, to = 0;
    return !next_word(text, &from, &to);
}

/* Inside of what no case may change. Closing marks are told by their number, as marks nest. */
static size_t depth_behind(size_t depth, struct text tag) {
    static const struct text opening[] = {TEXT_INIT("<span"), TEXT_INIT("<sc>"), TEXT_INIT("<sub>"), TEXT_INIT("<sup>")};
    static const struct text closing[] = {TEXT_INIT("</span>"), TEXT_INIT("</sc>"), TEXT_INIT("</sub>"), TEXT_INIT("</sup>")};
    for (size_t i = 0; i < COUNT_OF(opening); i++) {
        if (text_starts(tag, opening[i]))
            return depth + 1;
        if (depth > 0 && text_equal(tag, closing[i]))
            return depth - 1;
    }
    return depth;
}

/* A letter behind an apostrophe is not the first of a word: it is given back what it was. */
static void give_back_first(struct casing *casing, size_t index) {
    struct cased_run *run = &casing->runs.items[index];
    if (run->words.size == 0)
        return;
    size_t was = 0, is = 0;
    utf8_next(run->as_given, &was);
    utf8_next(run->words, &is);
    run->words = text_join(casing->arena, text_slice(run->as_given, 0, was), text_after(run->words, is));
    casing->last_run = SIZE_MAX;
}

struct quote_state {
    struct text closing;
    const char *reopening; /* what may open inside */
    size_t at;
};

struct quote_states {
    struct quote_state *items;
    size_t count, capacity;
};

static bool quote_opened(struct quote_state *state, struct text tag, size_t at) {
    static const struct {
        struct text opening, closing;
        const char *inside;
    } quotes[] = {{TEXT_INIT(" \""), TEXT_INIT("\""), " '"},
                  {TEXT_INIT(" '"), TEXT_INIT("'"), " \""},
                  {TEXT_INIT("‘"), TEXT_INIT("’"), "‘"},
                  {TEXT_INIT("“"), TEXT_INIT("”"), "“"}};
    for (size_t i = 0; i < COUNT_OF(quotes); i++)
        if (text_equal(tag, quotes[i].opening)) {
            *state = (struct quote_state){quotes[i].closing, quotes[i].inside, at};
            return true;
        }
    return false;
}

static bool is_quote(struct text tag) {
    static const struct text quotes[] = {TEXT_INIT("‘"),  TEXT_INIT("’"), TEXT_INIT("“"),   TEXT_INIT("”"),
                                         TEXT_INIT("\""), TEXT_INIT("'"), TEXT_INIT(" \""), TEXT_INIT(" '")};
    for (size_t i = 0; i < COUNT_OF(quotes); i++)
        if (text_equal(tag, quotes[i]))
            return true;
    return false;
}

static void follow_quotes(struct casing *casing, struct quote_states *open, struct text tag, size_t i) {
    struct quote_state opened, *last = open->count ? &open->items[open->count - 1] : NULL;
    if (!is_quote(tag))
        return;
    if (quote_opened(&opened, tag, i)) {
        if (!last || text_equal(tag, text_of(last->reopening))) {
            *array_add(open, casing->arena) = opened;
            return;
        }
        size_t at = last->at;
        *last = opened;
        give_back_first(casing, at + 1);
    } else if (last && text_equal(tag, last->closing)) {
        open->count--;
    } else {
        give_back_first(casing, i + 1);
    }
}

/* The last word of a title is never small. */
static void case_last_word(struct casing *casing) {
    if (casing->wanted != CASE_TITLE || casing->last_run == SIZE_MAX)
        return;
    struct cased_run *run = &casing->runs.items[casing->last_run];
    struct text word = text_slice(run->words, casing->last_from, casing->last_to);
    if (utf8_count(word) > 1 && is_small_word(lowered(word, casing->arena)))
        replace(run, casing->last_from, casing->last_to, capitalized(word, casing->arena), casing->arena);
}

static void case_runs(struct casing *casing) {
    struct quote_states open = {0};
    size_t depth = 0;
    if (!is_blank(casing->runs.items[0].words))
        case_run(casing, 0);
    for (size_t i = 0; i + 1 < casing->runs.count; i++) {
        struct text tag = casing->runs.items[i].after;
        depth = depth_behind(depth, tag);
        if (tag.size && strchr("!?:", tag.bytes[tag.size - 1]))
            casing->is_after_stop = true;
        bool is_words = !is_blank(casing->runs.items[i + 1].words);
        if (depth == 0)
            case_run(casing, i + 1);
        else if (is_words)
            casing->last_run = SIZE_MAX;
        if (casing->wanted != CASE_LOWERCASE)
            follow_quotes(casing, &open, tag, i);
        if (is_words)
            casing->is_first = casing->is_after_stop = false;
    }
    for (size_t i = 0; i < open.count; i++) {
        size_t last = casing->last_run;
        give_back_first(casing, open.items[i].at + 1);
        casing->last_run = last;
    }
    case_last_word(casing);
}

struct text text_in_case(enum csl_case wanted, struct text text, struct arena *arena) {
    if (wanted == CASE_AS_IS || text.size == 0)
        return text;
    struct casing casing = {.wanted = wanted, .is_first = true, .last_run = SIZE_MAX, .arena = arena};
    cut_runs(&casing, text);
    case_runs(&casing);
    struct buffer out = {0};
    for (size_t i = 0; i < casing.runs.count; i++) {
        buffer_add(&out, casing.runs.items[i].words);
        buffer_add(&out, casing.runs.items[i].after);
    }
    return buffer_take(&out, arena);
}
