#include "cite/styles/internal.h"

#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

/* Given names in their parts, with what stands between: "J.-P. Marie" gives J. - P. " " Marie. */
struct given_part {
    struct text words, between; /* between it and the next: " ", "-" or "" */
};

struct given_parts {
    struct given_part *items;
    size_t count, capacity;
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

/* A hyphen before a small letter joins: "Ya-chun" is one name. */
static bool is_hyphen(struct text given, size_t at) {
    return given.bytes[at] == '-' && !(at + 1 < given.size && given.bytes[at + 1] >= 'a' && given.bytes[at + 1] <= 'z');
}

static struct given_parts cut_given(struct text given, struct arena *arena) {
    struct given_parts parts = {0};
    size_t from = 0;
    for (size_t at = 0; at < given.size;) {
        bool is_stop = given.bytes[at] == '.' && at + 1 < given.size && !is_space(given.bytes[at + 1]);
        if (!is_space(given.bytes[at]) && !is_hyphen(given, at) && !is_stop) {
            at++;
            continue;
        }
        struct given_part *part = array_add(&parts, arena);
        part->words = text_slice(given, from, at + is_stop);
        part->between = TEXT(" ");
        for (at += is_stop; at < given.size && (is_space(given.bytes[at]) || is_hyphen(given, at)); at++)
            if (given.bytes[at] == '-')
                part->between = TEXT("-");
        from = at;
    }
    array_add(&parts, arena)->words = text_after(given, from);
    return parts;
}

static struct text take_trimmed(struct buffer *out, struct arena *arena) {
    struct text copy = text_copy(text_trim(buffer_text(out)), arena);
    buffer_free(out);
    return copy;
}

static bool is_capital(uint32_t c) {
    return utf8_upper(c) == c;
}

/* An initial: a capital alone, or something with a stop. */
static bool is_initial(struct text words) {
    size_t at = 0;
    if (words.size > 1 && words.bytes[words.size - 1] == '.')
        return true;
    return words.size && is_capital(utf8_next(words, &at)) && at == words.size;
}

static struct text without_stop(struct text words) {
    return text_ends(words, TEXT(".")) ? text_slice(words, 0, words.size - 1) : words;
}

struct text name_in_order(struct text given, struct arena *arena) {
    if (!starts_with_letter(given))
        return given;
    struct given_parts parts = cut_given(text_trim(given), arena);
    struct buffer out = {0};
    for (size_t i = 0; i < parts.count; i++) {
        bool is_last = i + 1 == parts.count;
        if (!is_initial(parts.items[i].words)) {
            buffer_add(&out, parts.items[i].words);
            buffer_add(&out, is_last ? (struct text){0} : parts.items[i].between);
            continue;
        }
        buffer_add(&out, without_stop(parts.items[i].words));
        bool keeps_hyphen =
            !is_last && parts.items[i].between.bytes[0] == '-' && utf8_count(without_stop(parts.items[i + 1].words)) > 1;
        buffer_add(&out, keeps_hyphen ? TEXT(".-") : TEXT(". "));
    }
    return take_trimmed(&out, arena);
}

/* The first letter, with what capitals follow it as small ones ("TJ" would be T, "MacK" M); "Th." whole. */
static struct text initial_of(struct text words, struct arena *arena) {
    size_t at = 0, next;
    utf8_next(words, &at);
    if (text_ends(words, TEXT(".")) && words.size - 1 > at)
        return text_slice(words, 0, words.size - 1);
    struct text initial = text_slice(words, 0, at), rest = without_stop(text_after(words, at));
    struct buffer out = {0};
    buffer_add(&out, initial);
    for (next = 0; next < rest.size;) {
        char bytes[4];
        uint32_t c = utf8_next(rest, &next);
        if (!is_capital(c))
            break;
        buffer_add_bytes(&out, bytes, utf8_encode(bytes, utf8_lower(c)));
        if (next == rest.size)
            out.size = initial.size;
    }
    return take_trimmed(&out, arena);
}

struct text name_initials(struct text given, struct arena *arena) {
    if (!starts_with_letter(given))
        return given;
    struct given_parts parts = cut_given(text_trim(given), arena);
    struct buffer out = {0};
    for (size_t i = 0; i < parts.count; i++) {
        struct text words = parts.items[i].words;
        size_t at = 0;
        bool is_last = i + 1 == parts.count;
        if (words.size == 0)
            continue;
        if (!is_capital(utf8_next(words, &at))) {
            buffer_add_char(&out, ' ');
            buffer_add(&out, words);
            buffer_add(&out, is_last ? (struct text){0} : parts.items[i].between);
            continue;
        }
        buffer_add(&out, initial_of(words, arena));
        buffer_add(&out, !is_last && parts.items[i].between.bytes[0] == '-' ? TEXT(".-") : TEXT(". "));
    }
    return take_trimmed(&out, arena);
}

static bool is_small_letter(struct text text) {
    size_t at = 0;
    uint32_t first = text.size ? utf8_next(text, &at) : 0;
    return utf8_upper(first) != first;
}

/* Size of the particle that a family name begins with: "von ", "al-", "d'"; 0 where its first word is no particle. */
static size_t particle_at(struct text family) {
    size_t word = text_find_char(family, ' ', 0), end = word;
    for (size_t i = 0; i < word; i++) {
        if (family.bytes[i] == '-' || family.bytes[i] == '\'')
            end = i + 1;
        else if (text_starts(text_after(family, i), TEXT("’")))
            end = i + strlen("’");
    }
    while (end < family.size && family.bytes[end] == ' ')
        end++;
    return end < family.size && is_small_letter(family) ? end : 0;
}

/* Where the small words begin that a given name ends with: "Ludwig van". */
static size_t last_particles(struct text given) {
    size_t from = given.size;
    for (size_t i = given.size; i-- > 1;)
        if (given.bytes[i - 1] == ' ' && given.bytes[i] != ' ') {
            if (!is_small_letter(text_after(given, i)))
                break;
            from = i;
        }
    return from;
}

static void take_suffix(struct work_name *name) {
    size_t comma = text_find_char(name->given, ',', 0);
    if (name->suffix.size || comma == name->given.size)
        return;
    name->suffix = text_trim(text_after(name->given, comma + 1));
    name->comma_suffix = text_starts(name->suffix, TEXT("!"));
    name->suffix = text_trim(text_after(name->suffix, name->comma_suffix));
    name->given = text_trim(text_slice(name->given, 0, comma));
}

struct work_name name_parted(struct work_name name) {
    size_t particles = 0, size;
    if (name.non_dropping.size || name.family.size == 0 || name.given.size == 0)
        return name;
    while ((size = particle_at(text_after(name.family, particles))) > 0)
        particles += size;
    name.non_dropping = text_trim(text_slice(name.family, 0, particles));
    name.family = text_after(name.family, particles);
    take_suffix(&name);
    size_t small = last_particles(name.given);
    if (small < name.given.size) {
        name.dropping = text_after(name.given, small);
        name.given = text_trim(text_slice(name.given, 0, small));
    }
    return name;
}
