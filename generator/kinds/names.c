#include "kinds/names.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

/* What follows a name; compared without case and full stops. In `degrees`, only what stands behind a comma, for Jack Ma. */
static const char suffixes[] =
    "jr jnr junior sr snr ii iii iv vi vii viii ix esq phd dphil msc bsc mba mphil obe cbe mbe kbe frs "
    "lld llm edd thd psyd ofm osb sj";
static const char degrees[] = "ma ba md jd rn op csc dds dvm do msw mfa bd dd cpa v inc ltd llc llp gmbh co corp plc";

/* Words that belong to the family name behind them; those in `always` also where they begin with a capital letter. */
static const char particles[] =
    "van von vom zu zur zum de del della dello dei degli der den des di da do dos das du la le les los "
    "las lo ten ter te tot op af av bin ibn ben bint abu al el y e und i";
static const char capital_particles[] =
    "van von vom zur zum de del della dei der den di du la le ten ter ibn bint abu st saint";

/* Between the names of two persons, whatever they are; and between two that have several words each, for Ortega y Gasset. */
static const char joins[] = "& and und et og och with avec mit";
static const char joins_of_long[] = "y e i en és ve и con com";

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_capital(struct text word) {
    return word.size && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
}

static bool is_end(char c) {
    return c == ' ' || c == 0;
}

/* Whether a listed word is this one, but for ASCII case and full stops. */
static bool is_same(struct text word, const char *listed) {
    for (size_t i = 0; i < word.size; i++) {
        if (word.bytes[i] == '.')
            continue;
        if (is_end(*listed) || small(word.bytes[i]) != *listed++)
            return false;
    }
    return is_end(*listed);
}

/* Most words differ from those listed in their first letter. */
bool name_word_is(struct text word, const char *words) {
    for (const char *listed = words; *listed; listed += *listed == ' ') {
        if (is_same(word, listed))
            return true;
        while (!is_end(*listed))
            listed++;
    }
    return false;
}

bool name_is_suffix(struct text word) {
    return name_word_is(word, suffixes);
}

bool name_is_generation(struct text suffix) {
    return suffix.size && name_word_is(suffix, "jr jnr junior sr snr ii iii iv vi vii viii ix");
}

/* Where the last word of a text begins. */
static size_t last_word(struct text text) {
    size_t start = text.size;
    while (start > 0 && text.bytes[start - 1] != ' ' && text.bytes[start - 1] != ',')
        start--;
    return start;
}

static struct text without_end(struct text text) {
    while (text.size && (text.bytes[text.size - 1] == ' ' || text.bytes[text.size - 1] == ','))
        text.size--;
    return text;
}

static bool is_behind_comma(struct text text, size_t at) {
    while (at > 0 && text.bytes[at - 1] == ' ')
        at--;
    return at > 0 && text.bytes[at - 1] == ',';
}

/* Without what stands in brackets at the end, be it a place, a handle or an address. */
static struct text without_brackets(struct text name) {
    static const struct text opening[] = {TEXT_INIT("("), TEXT_INIT("["), TEXT_INIT("<"), TEXT_INIT("\xef\xbc\x88")};
    size_t end = name.size;
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        size_t at = text_find(name, opening[i], 0);
        end = at > 0 && at < end ? at : end;
    }
    return without_end(text_slice(name, 0, end));
}

/* Takes what never sorts off the end of a name. */
static struct text take_suffix(struct text *name) {
    struct text whole = *name;
    while (name->size) {
        size_t start = last_word(*name);
        struct text word = text_after(*name, start), rest = without_end(text_slice(*name, 0, start));
        bool is_degree = is_behind_comma(*name, start) && name_word_is(word, degrees);
        if (rest.size == 0 || !(name_is_suffix(word) || is_degree))
            break;
        *name = rest;
    }
    struct text suffix = text_after(whole, name->size);
    while (suffix.size && (suffix.bytes[0] == ' ' || suffix.bytes[0] == ','))
        suffix = text_after(suffix, 1);
    return suffix;
}

static bool is_particle(struct text word, bool is_first) {
    if (is_capital(word))
        return name_word_is(word, is_first ? "ibn bint" : capital_particles);
    return name_word_is(word, particles);
}

/* Where the family name begins in "Given van Family". */
static size_t family_start(struct text name) {
    size_t start = last_word(name);
    while (start > 0) {
        struct text before = without_end(text_slice(name, 0, start));
        size_t word = last_word(before);
        if (!is_particle(text_after(before, word), word == 0))
            break;
        start = word;
    }
    return start;
}

/* Small particles do not sort: but not all of a name may be left out. */
static struct text filed_of(struct text family) {
    struct text word, rest = family;
    while (text_cut(&word, &rest, ' ') && rest.size && !is_capital(word) && name_word_is(word, particles))
        family = rest;
    return family;
}

/* Cuts at the first comma; a suffix between two, as in "King, Jr., Martin", goes with it. False without a comma. */
static bool cut_at_comma(struct text *left, struct text *right, struct text *suffix, struct text bare) {
    size_t comma = text_find_char(bare, ',', 0);
    *left = text_trim(text_slice(bare, 0, comma));
    *right = text_trim(text_after(bare, comma + 1));
    size_t second = text_find_char(*right, ',', 0);
    struct text between = text_trim(text_slice(*right, 0, second));
    if (second < right->size && name_is_suffix(between)) {
        *suffix = between;
        *right = text_trim(text_after(*right, second + 1));
    }
    return comma < bare.size && left->size && right->size;
}

static size_t word_count(struct text text) {
    struct text word;
    size_t count = 0;
    while (text_cut(&word, &text, ' '))
        count += word.size > 0;
    return count;
}

/* "AP", "UNESCO": the name of a body, or initials that nobody can tell from it. */
static bool is_all_capitals(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] < 'A' || text.bytes[i] > 'Z')
            return false;
    return text.size > 1;
}

/* "Bee, Ann" and "García Márquez, Gabriel", but not "University of California, Berkeley". */
static bool is_family(struct text left, struct text right) {
    return word_count(filed_of(left)) <= 2 && !text_contains(left, TEXT(" of ")) && text_find_char(right, ',', 0) == right.size;
}

struct person_name name_parts(struct text name) {
    struct person_name parts = {0};
    struct text bare = without_brackets(text_trim(name)), left, right;
    parts.suffix = take_suffix(&bare);
    size_t start = family_start(bare);
    parts.is_turned = cut_at_comma(&left, &right, &parts.suffix, bare) && is_family(left, right);
    parts.family = parts.is_turned ? left : text_after(bare, start);
    parts.given = parts.is_turned ? right : text_trim(text_slice(bare, 0, start));
    parts.filed = filed_of(parts.family);
    return parts;
}

struct text name_straight(struct text name, struct arena *arena) {
    struct person_name parts = name_parts(name);
    if (!parts.is_turned || name_is_several(name))
        return name;
    struct text straight = text_format(arena, "%.*s %.*s", TEXT_ARGS(parts.given), TEXT_ARGS(parts.family));
    if (parts.suffix.size)
        straight = text_format(arena, "%.*s %.*s", TEXT_ARGS(straight), TEXT_ARGS(parts.suffix));
    return text_join(arena, straight, text_after(name, without_brackets(name).size));
}

struct text name_sort_key(struct text name, struct text family, struct arena *arena) {
    size_t at = text_find(name, family, 0);
    struct text before = text_trim(text_slice(name, 0, at)), after = text_trim(text_after(name, at + family.size));
    if (text_starts(after, TEXT(",")))
        after = text_trim(text_after(after, 1));
    const char *gap = before.size && after.size ? " " : "";
    struct text key = text_format(arena, "%.*s %.*s%s%.*s", TEXT_ARGS(family), TEXT_ARGS(before), gap, TEXT_ARGS(after));
    return utf8_fold_plain(text_trim(key), arena);
}

/* Several persons */

/* Whether two names stand on both sides of a word that joins: not of "and" in the middle of a title. */
static const char *joined_by_word(struct text name) {
    struct text word, last = TEXT(""), rest = name;
    for (size_t before = 0; text_cut(&word, &rest, ' '); before++, last = word) {
        if (before == 0 || word_count(rest) == 0)
            continue;
        if (name_word_is(word, joins) && !name_word_is(last, "von vom"))
            return "it joins two names";
        if (before > 1 && word_count(rest) > 1 && !is_capital(word) && name_word_is(word, joins_of_long))
            return "it joins two names";
    }
    return NULL;
}

static bool ends_in_others(struct text name) {
    return text_ends(name, TEXT(" et al.")) || text_ends(name, TEXT(" et al")) || text_ends(name, TEXT(" u. a."));
}

/* "Ada X, Ngozi Y" has a whole name on both sides of its comma; "García Márquez, Gabriel" and "van Gogh, Vincent" have not. */
static bool commas_divide(struct text name) {
    struct text bare = without_brackets(name), left, right, suffix;
    take_suffix(&bare);
    if (!cut_at_comma(&left, &right, &suffix, bare))
        return false;
    bool are_whole = word_count(filed_of(left)) > 1 && word_count(right) > 1;
    return text_find_char(right, ',', 0) < right.size || are_whole || is_all_capitals(right);
}

/* Whether a name has any byte of those that divide names without a word. */
static bool has_sign(struct text name) {
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.bytes[i] >= 0x80 || strchr("<@;/,", name.bytes[i]))
            return true;
    return false;
}

static const char *divided_by_sign(struct text name) {
    static const struct text signs[] = {TEXT_INIT(";"), TEXT_INIT("、"), TEXT_INIT("，"), TEXT_INIT("；"), TEXT_INIT(" / ")};
    if (text_contains(name, TEXT("<")) || text_contains(name, TEXT("@")))
        return "it holds an address or a handle";
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_contains(name, signs[i]))
            return "it joins two names";
    return NULL;
}

/* Asked for each author of each essay: most names have letters alone. */
const char *name_is_several(struct text name) {
    bool is_signed = has_sign(name);
    const char *why = is_signed ? divided_by_sign(name) : NULL;
    if (why)
        return why;
    if (ends_in_others(name))
        return "it leaves names out";
    return is_signed && commas_divide(name) ? "its comma divides two names" : joined_by_word(name);
}
