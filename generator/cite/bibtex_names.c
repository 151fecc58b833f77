#include "cite/bibtex_names.h"
#include "base/array.h"

enum { MOST_PARTS = 4 };

struct name_reading {
    struct bibtex_names_options options;
    struct tex_unknown *unknown;
    struct arena *arena;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct text words(const struct name_reading *reading, struct text tex) {
    return tex_words(tex, TEX_PLAIN, reading->unknown, reading->arena);
}

/* The offset behind a group that opens at `at`, or the next. */
static size_t step(struct text text, size_t at) {
    if (text.bytes[at] != '{')
        return at + 1;
    size_t end = tex_group_end(text, at);
    return end < text.size ? end + 1 : end;
}

/* Whether "and" stands at `at` as a word of its own. */
static bool is_and(struct text text, size_t at) {
    return at > 0 && at + 3 < text.size && is_blank(text.bytes[at - 1]) && is_blank(text.bytes[at + 3]) &&
           text_equal_ignoring_case(text_slice(text, at, at + 3), TEXT("and"));
}

/* Cuts the next name off: up to " and " outside of braces. */
static bool cut_name(struct text *name, struct text *rest) {
    if (rest->size == 0)
        return false;
    size_t at = 0;
    while (at < rest->size && !is_and(*rest, at))
        at = step(*rest, at);
    *name = text_trim(text_slice(*rest, 0, at));
    *rest = text_after(*rest, at < rest->size ? at + 3 : at);
    return true;
}

/* The parts between commas outside of braces; how many there are, of which MOST_PARTS are kept, the last with all the rest. */
static size_t split(struct text parts[MOST_PARTS], struct text name) {
    size_t count = 0, from = 0;
    for (size_t at = 0; at <= name.size; at = at < name.size ? step(name, at) : at + 1)
        if (at == name.size || name.bytes[at] == ',') {
            if (count < MOST_PARTS)
                parts[count] = text_trim(text_slice(name, from, at));
            count++;
            from = at + 1;
        }
    return count;
}

/* Cuts the next word off: up to white space or '~' outside of braces. */
static bool cut_word(struct text *word, struct text *rest) {
    *rest = text_trim(*rest);
    while (rest->size > 0 && rest->bytes[0] == '~')
        *rest = text_trim(text_after(*rest, 1));
    if (rest->size == 0)
        return false;
    size_t at = 0;
    while (at < rest->size && !is_blank(rest->bytes[at]) && (rest->bytes[at] != '~' || (at > 0 && rest->bytes[at - 1] == '\\')))
        at = step(*rest, at);
    *word = text_slice(*rest, 0, at);
    *rest = text_after(*rest, at);
    return true;
}

/* Whether a word begins small. "{van Gogh}" begins with a brace, and {\'e} with what the brace has. */
static bool is_small(const struct name_reading *reading, struct text word) {
    if (word.size > 1 && word.bytes[0] == '{' && word.bytes[1] != '\\')
        return false;
    if (word.bytes[0] == '{' || word.bytes[0] == '\\')
        word = words(reading, word);
    return word.size > 0 && word.bytes[0] >= 'a' && word.bytes[0] <= 'z';
}

/* Cuts the small words in front off, as long as something is left. */
static struct text cut_particle(const struct name_reading *reading, struct text *family) {
    struct text word, rest = *family, after = *family;
    while (cut_word(&word, &rest) && is_small(reading, word) && text_trim(rest).size > 0)
        after = rest;
    struct text particle = text_between(family->bytes, after.bytes);
    *family = text_trim(after);
    return text_trim(particle);
}

static void set_particle(struct work_name *name, const struct name_reading *reading, struct text particle) {
    if (particle.size == 0)
        return;
    if (reading->options.use_prefix)
        name->non_dropping = words(reading, particle);
    else
        name->dropping = words(reading, particle);
}

static void set_family(struct work_name *name, const struct name_reading *reading, struct text family) {
    set_particle(name, reading, cut_particle(reading, &family));
    name->family = words(reading, family);
}

/* "Vincent van Gogh": the family name is the last word, or begins with the first small one. */
static void read_in_order(struct work_name *name, const struct name_reading *reading, struct text text) {
    struct text word, rest = text, last = text, small = {0};
    while (cut_word(&word, &rest)) {
        if (small.size == 0 && is_small(reading, word) && text_trim(rest).size > 0)
            small = text_between(word.bytes, text.bytes + text.size);
        last = word;
    }
    struct text family = small.size > 0 ? small : text_between(last.bytes, text.bytes + text.size);
    name->given = words(reading, text_trim(text_between(text.bytes, family.bytes)));
    set_family(name, reading, family);
}

/* "family=Gogh, given=Vincent, prefix=van, suffix=..., useprefix=true" */
static bool read_named_part(struct work_name *name, struct name_reading *reading, struct text part) {
    static const struct text keys[] = {TEXT_INIT("family"), TEXT_INIT("given"), TEXT_INIT("suffix"), TEXT_INIT("prefix"),
                                       TEXT_INIT("useprefix")};
    size_t equals = text_find_char(part, '=', 0);
    if (equals == part.size)
        return false;
    struct text *fields[] = {&name->family, &name->given, &name->suffix, &name->dropping};
    size_t key = work_named(keys, sizeof keys / sizeof *keys, text_trim(text_slice(part, 0, equals)));
    struct text value = words(reading, text_after(part, equals + 1));
    if (key < sizeof fields / sizeof *fields)
        *fields[key] = value;
    else if (key == 4)
        reading->options.use_prefix = text_equal(value, TEXT("true"));
    return true;
}

static bool read_extended(struct work_name *name, struct name_reading reading, struct text text) {
    size_t equals = text_find_char(text, '=', 0), from = 0;
    if (equals == text.size || text_find_char(text, ',', 0) < equals || text_find_char(text, ' ', 0) < equals ||
        !text_contains(text, TEXT("family")))
        return false;
    for (size_t at = 0; at <= text.size; at = at < text.size ? step(text, at) : at + 1)
        if (at == text.size || text.bytes[at] == ',') {
            if (!read_named_part(name, &reading, text_trim(text_slice(text, from, at))))
                return false;
            from = at + 1;
        }
    if (reading.options.use_prefix) {
        name->non_dropping = name->dropping;
        name->dropping = (struct text){0};
    }
    return true;
}

static struct work_name read_name(const struct name_reading *reading, struct text *odd, struct text text) {
    struct work_name name = {0};
    bool is_body;
    struct text inside = tex_unbraced(text, &is_body);
    if (is_body) {
        name.literal = words(reading, inside);
        return name;
    }
    if (read_extended(&name, *reading, text))
        return name;

    name = (struct work_name){0};
    struct text parts[MOST_PARTS];
    size_t count = split(parts, text);
    if (count > 3)
        *odd = text;
    if (count == 1) {
        read_in_order(&name, reading, text);
    } else if (count > 3) {
        name.literal = words(reading, text);
    } else {
        set_family(&name, reading, parts[0]);
        name.given = words(reading, parts[count - 1]);
        if (count == 3)
            name.suffix = words(reading, parts[1]);
        name.comma_suffix = name.suffix.size > 0 && reading->options.junior_comma;
    }
    return name;
}

void bibtex_names_read(struct work_names *names, struct text *odd, struct text value, struct bibtex_names_options options,
                       struct tex_unknown *unknown, struct arena *arena) {
    struct name_reading reading = {options, unknown, arena};
    struct text name, rest = text_trim(value);
    /* A body alone: {{Barnes and Noble}}. */
    while (cut_name(&name, &rest)) {
        if (text_equal_ignoring_case(name, TEXT("others")))
            names->has_others = true;
        else if (name.size > 0)
            *array_add(names, arena) = read_name(&reading, odd, name);
    }
}
