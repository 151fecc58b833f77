#include "compose/plurals.h"

const char *const plural_names[PLURAL_COUNT] = {"zero", "one", "two", "few", "many", "other"};

/* What a rule looks at: the number and its last digits. */
struct ending {
    uint64_t whole, of_ten, of_hundred;
};

static bool is_in(uint64_t number, uint64_t least, uint64_t most) {
    return number >= least && number <= most;
}

static enum plural english(struct ending n) {
    return n.whole == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural chinese(struct ending n) {
    (void)n;
    return PLURAL_OTHER;
}

static enum plural hindi(struct ending n) {
    return n.whole <= 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static bool is_of_millions(struct ending n) {
    return n.whole != 0 && n.whole % 1000000 == 0;
}

static enum plural french(struct ending n) {
    return is_of_millions(n) ? PLURAL_MANY : hindi(n);
}

static enum plural spanish(struct ending n) {
    return is_of_millions(n) ? PLURAL_MANY : english(n);
}

static enum plural arabic(struct ending n) {
    if (n.whole <= 2)
        return (enum plural)(PLURAL_ZERO + n.whole);
    return is_in(n.of_hundred, 3, 10) ? PLURAL_FEW : n.of_hundred > 10 ? PLURAL_MANY : PLURAL_OTHER;
}

static enum plural hebrew(struct ending n) {
    return n.whole == 2 ? PLURAL_TWO : english(n);
}

/* One for 1, 21, 101 and few for 2 to 4, 22 to 24, but not in the teens. */
static enum plural serbian(struct ending n) {
    bool is_teen = is_in(n.of_hundred, 11, 14);
    if (n.of_ten == 1 && !is_teen)
        return PLURAL_ONE;
    return is_in(n.of_ten, 2, 4) && !is_teen ? PLURAL_FEW : PLURAL_OTHER;
}

static enum plural russian(struct ending n) {
    enum plural plural = serbian(n);
    return plural == PLURAL_OTHER ? PLURAL_MANY : plural;
}

static enum plural polish(struct ending n) {
    enum plural plural = russian(n);
    return n.whole == 1 ? PLURAL_ONE : plural == PLURAL_ONE ? PLURAL_MANY : plural;
}

static enum plural czech(struct ending n) {
    return is_in(n.whole, 2, 4) ? PLURAL_FEW : english(n);
}

static enum plural slovene(struct ending n) {
    static const enum plural plurals[] = {PLURAL_OTHER, PLURAL_ONE, PLURAL_TWO, PLURAL_FEW, PLURAL_FEW};
    return n.of_hundred <= 4 ? plurals[n.of_hundred] : PLURAL_OTHER;
}

static enum plural lithuanian(struct ending n) {
    if (is_in(n.of_hundred, 11, 19) || n.of_ten == 0)
        return PLURAL_OTHER;
    return n.of_ten == 1 ? PLURAL_ONE : PLURAL_FEW;
}

static enum plural latvian(struct ending n) {
    if (is_in(n.of_hundred, 11, 19) || n.of_ten == 0)
        return PLURAL_ZERO;
    return n.of_ten == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural romanian(struct ending n) {
    if (n.whole == 1)
        return PLURAL_ONE;
    return n.whole == 0 || is_in(n.of_hundred, 1, 19) ? PLURAL_FEW : PLURAL_OTHER;
}

static enum plural icelandic(struct ending n) {
    return n.of_ten == 1 && n.of_hundred != 11 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural filipino(struct ending n) {
    bool is_other = n.of_ten == 4 || n.of_ten == 6 || n.of_ten == 9;
    return is_other ? PLURAL_OTHER : PLURAL_ONE;
}

static enum plural irish(struct ending n) {
    if (is_in(n.whole, 1, 2))
        return n.whole == 1 ? PLURAL_ONE : PLURAL_TWO;
    return is_in(n.whole, 3, 6) ? PLURAL_FEW : is_in(n.whole, 7, 10) ? PLURAL_MANY : PLURAL_OTHER;
}

static enum plural gaelic(struct ending n) {
    if (n.whole == 1 || n.whole == 11)
        return PLURAL_ONE;
    if (n.whole == 2 || n.whole == 12)
        return PLURAL_TWO;
    return is_in(n.whole, 3, 19) ? PLURAL_FEW : PLURAL_OTHER;
}

static enum plural welsh(struct ending n) {
    if (n.whole <= 3)
        return (enum plural)(PLURAL_ZERO + n.whole);
    return n.whole == 6 ? PLURAL_MANY : PLURAL_OTHER;
}

static enum plural maltese(struct ending n) {
    if (is_in(n.whole, 1, 2))
        return n.whole == 1 ? PLURAL_ONE : PLURAL_TWO;
    if (n.whole == 0 || is_in(n.of_hundred, 3, 10))
        return PLURAL_FEW;
    return is_in(n.of_hundred, 11, 19) ? PLURAL_MANY : PLURAL_OTHER;
}

enum {
    ZERO = 1 << PLURAL_ZERO,
    ONE = 1 << PLURAL_ONE,
    TWO = 1 << PLURAL_TWO,
    FEW = 1 << PLURAL_FEW,
    MANY = 1 << PLURAL_MANY,
    OTHER = 1 << PLURAL_OTHER,
};

/* Languages with a space between, and the forms that whole numbers take there; fractions may have one more. */
static const struct rule {
    const char *languages;
    enum plural (*of)(struct ending n);
    unsigned forms;
} rules[] = {
    {"ja zh yue ko vi th id ms lo my km bo dz ig ii jv kea lkt nqo sah ses sg su to tpi wo yo", chinese, OTHER},
    {"fr pt", french, ONE | MANY | OTHER},
    {"es it ca", spanish, ONE | MANY | OTHER},
    {"hi bn fa am as gu kn pa zu hy ff kab doi pcm ak bh guw ln mg nso ti wa si", hindi, ONE | OTHER},
    {"ar ars", arabic, ZERO | ONE | TWO | FEW | MANY | OTHER},
    {"he iw iu naq sat se sma smi smj smn sms", hebrew, ONE | TWO | OTHER},
    {"ru uk be", russian, ONE | FEW | MANY | OTHER},
    {"sr hr bs sh", serbian, ONE | FEW | OTHER},
    {"pl", polish, ONE | FEW | MANY | OTHER},
    {"cs sk", czech, ONE | FEW | OTHER},
    {"sl hsb dsb", slovene, ONE | TWO | FEW | OTHER},
    {"lt", lithuanian, ONE | FEW | OTHER},
    {"lv prg", latvian, ZERO | ONE | OTHER},
    {"ro mo", romanian, ONE | FEW | OTHER},
    {"is mk", icelandic, ONE | OTHER},
    {"fil tl ceb", filipino, ONE | OTHER},
    {"ga", irish, ONE | TWO | FEW | MANY | OTHER},
    {"gd", gaelic, ONE | TWO | FEW | OTHER},
    {"cy", welsh, ZERO | ONE | TWO | FEW | MANY | OTHER},
    {"mt", maltese, ONE | TWO | FEW | MANY | OTHER},
};

static const struct rule most = {"", english, ONE | OTHER};

/* Asked for each number of a page, and mostly in vain: each letter is looked at once. */
static bool is_of(const struct rule *rule, struct text language) {
    for (const char *at = rule->languages, *name; *at; at += *at == ' ') {
        for (name = at; *at && *at != ' ';)
            at++;
        if ((size_t)(at - name) == language.size && text_equal_ignoring_case(text_between(name, at), language))
            return true;
    }
    return false;
}

/* European Portuguese alone has a singular for 1 only. */
static const struct rule *rule_of(struct text tag) {
    struct text language = text_primary_subtag(tag);
    if (text_equal_ignoring_case(tag, TEXT("pt-PT")))
        language = TEXT("es");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (is_of(&rules[i], language))
            return &rules[i];
    return &most;
}

enum plural plural_of(struct text language, uint64_t number) {
    return rule_of(language)->of((struct ending){number, number % 10, number % 100});
}

unsigned plural_forms(struct text language) {
    return rule_of(language)->forms;
}
