#include "kinds/cited_names.h"

#include "base/utf8.h"
#include "kinds/names.h"

/* Words that names of persons do not have; in the languages that readers are written in most. */
static const char body_words[] =
    "academy agency association authority bank board bureau center centre chamber club college commission committee company "
    "congress cooperation council department editors editorial faculty federation forum foundation fund government group "
    "initiative institute institut institution laboratory league library ministry museum network newspaper observatory office "
    "organisation organization parliament party project school secretariat senate society staff team think-tank "
    "treasury trust union university université universität universidad verband verein ministerium gesellschaft stiftung "
    "redaktion redaction";

/* The hundred or so that nine of ten Chinese have, in pinyin; those that are given names elsewhere, too, are left out. */
static const char pinyin_families[] =
    "wang zhang liu chen yang huang zhao zhou wu xu sun zhu hu guo gao luo zheng liang xie song tang deng feng xiao cheng cao "
    "peng zeng tian dong pan yuan cai jiang yu du su wei lü lyu ding ren shen yao lu fu zhong cui fan liao shi jia xia fang "
    "zou xiong bai meng qin qiu hou yin xue yan duan lei hao gong shao qian tan li ma he lin ye dai mo kong xiang chang "
    "ouyang sima shangguan zhuge";

static const char *const compound_families[] = {"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛",
                                                "司徒", "夏侯", "皇甫", "尉迟", "尉遲", "令狐", "慕容"};

enum { HAN_BYTES = 3 }; /* of each character of these */

static struct text first_word(struct text name) {
    return text_slice(name, 0, text_find_char(name, ' ', 0));
}

static struct text behind_first_word(struct text name) {
    return text_trim(text_after(name, first_word(name).size));
}

bool name_is_body(struct text name) {
    struct text word, rest = name;
    if (text_starts(name, TEXT("The ")) || text_contains(name, TEXT(" of the ")) || text_contains(name, TEXT(" for ")))
        return true;
    while (text_cut(&word, &rest, ' '))
        if (name_word_is(word, body_words))
            return true;
    return false;
}

/* Names in Han characters */

static size_t han_count(struct text name) {
    size_t count = 0;
    for (size_t at = 0; at < name.size; count++)
        if (!utf8_is_han(utf8_next(name, &at)))
            return 0;
    return count;
}

static size_t family_characters(struct text native) {
    for (size_t i = 0; i < sizeof compound_families / sizeof *compound_families; i++)
        if (text_starts(native, text_of(compound_families[i])) && native.size > 2 * HAN_BYTES)
            return 2;
    return 1;
}

static struct work_name cut_at(struct text name, size_t at) {
    return (struct work_name){.family = text_slice(name, 0, at), .given = text_after(name, at)};
}

static struct work_name of_han(struct text name) {
    size_t at = 0;
    for (size_t left = family_characters(name); left > 0; left--)
        utf8_next(name, &at);
    return cut_at(name, at);
}

/* Names in pinyin */

static bool is_vowel(char c) {
    return (unsigned char)c >= 0x80 || c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Runs of vowels: ü and ā have bytes of no ASCII. */
static size_t syllables(struct text word) {
    size_t count = 0;
    bool was_vowel = false;
    for (size_t i = 0; i < word.size; i++) {
        bool is = is_vowel(small(word.bytes[i]));
        count += is && !was_vowel;
        was_vowel = is;
    }
    return count;
}

/* How many consonants may stand in front of a vowel: "zh", "ch", "sh" or one; after one, "n", "ng" or "r" end a syllable. */
static bool begins_syllable(struct text run) {
    static const char alone[] = "b p m f d t n l g k h j q x z c s r y w";
    return !run.size || name_word_is(run, alone) || name_word_is(run, "zh ch sh");
}

static bool divides_syllables(struct text run) {
    static const char *const ends[] = {"", "ng", "n", "r"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_starts(run, text_of(ends[i])) && begins_syllable(text_after(run, text_of(ends[i]).size)))
            return true;
    return false;
}

/* Letters up to the next vowel, or the end. */
static struct text take_consonants(struct text *rest) {
    size_t end = 0;
    while (end < rest->size && !is_vowel(small(rest->bytes[end])))
        end++;
    return text_take(rest, end);
}

static struct text take_vowels(struct text *rest) {
    size_t end = 0;
    while (end < rest->size && is_vowel(small(rest->bytes[end])))
        end++;
    return text_take(rest, end);
}

/* One to three syllables, each as pinyin has them. */
static bool is_pinyin(struct text word) {
    struct text rest = word;
    if (!begins_syllable(take_consonants(&rest)) || !rest.size)
        return false;
    while (rest.size) {
        take_vowels(&rest);
        struct text run = take_consonants(&rest);
        if (rest.size ? !divides_syllables(run) : !(run.size == 0 || name_word_is(run, "n ng r")))
            return false;
    }
    return syllables(word) <= 3;
}

static struct work_name family_first(struct text name) {
    return (struct work_name){.family = first_word(name), .given = behind_first_word(name), .static_ordering = true};
}

static bool looks_chinese(struct text name) {
    struct text given = behind_first_word(name);
    return name_word_is(first_word(name), pinyin_families) && given.size && text_find_char(given, ' ', 0) == given.size &&
           is_pinyin(given) && !name_word_is(given, pinyin_families);
}

/* Whether the name in Han characters says that the first word is the family name, or that the last one is. */
static bool is_first(const struct name_said *said) {
    size_t family = family_characters(said->native), all = han_count(said->native);
    bool is_said = all > 0 && syllables(said->name) == all;
    return is_said && syllables(first_word(said->name)) == family &&
           (all != 2 * family || name_word_is(first_word(said->name), pinyin_families));
}

/* Names in other letters */

/* "van" of "van Gogh" stands by itself. */
static void part_particles(struct work_name *name) {
    struct person_name parts = name_parts(name->family);
    if (parts.family.size != name->family.size || parts.filed.size == name->family.size)
        return;
    name->non_dropping = text_trim(text_slice(name->family, 0, name->family.size - parts.filed.size));
    name->family = parts.filed;
}

static struct work_name of_known_family(const struct name_said *said) {
    struct work_name name = {.family = said->family, .given = said->given};
    size_t at = text_find(said->name, said->family, 0), end = at + said->family.size;
    struct person_name parts = name_parts(said->name);
    if (at < said->name.size && !name.given.size) {
        struct text before = text_trim(text_slice(said->name, 0, at)), after = text_trim(text_after(said->name, end));
        name.static_ordering = at == 0 && after.size && after.bytes[0] != ',' && !parts.suffix.size;
        name.given = before.size ? before : name.static_ordering ? after : parts.given;
    } else if (at == 0 && said->given.size && text_ends(said->name, said->given)) {
        name.static_ordering = true;
    }
    if (name_is_generation(parts.suffix))
        name.suffix = parts.suffix;
    if (!name.static_ordering)
        part_particles(&name);
    return name;
}

/* "UNESCO" */
static bool is_abbreviation(struct text name) {
    bool is = name.size > 1;
    for (size_t i = 0; i < name.size; i++)
        is &= name.bytes[i] >= 'A' && name.bytes[i] <= 'Z';
    return is;
}

static struct work_name of_guess(struct text name) {
    struct person_name parts = name_parts(name);
    struct work_name cited = {.family = parts.family, .given = parts.given};
    if (!parts.given.size && is_abbreviation(name))
        return (struct work_name){.literal = name};
    if (name_is_generation(parts.suffix))
        cited.suffix = parts.suffix;
    part_particles(&cited);
    return cited;
}

struct work_name name_cited(const struct name_said *said) {
    if (said->is_body || (!said->family.size && name_is_body(said->name)))
        return (struct work_name){.literal = said->name};
    if (said->family.size)
        return of_known_family(said);
    if (han_count(said->name) > 1)
        return of_han(said->name);
    if (!name_parts(said->name).is_turned && (is_first(said) || looks_chinese(said->name)))
        return family_first(said->name);
    return of_guess(said->name);
}

bool name_is_guess(const struct name_said *said) {
    return !said->is_body && !said->family.size && !is_first(said) && looks_chinese(said->name) &&
           !name_parts(said->name).is_turned;
}
