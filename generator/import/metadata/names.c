#include "import/metadata/internal.h"

#include "import/phrases.h"

#include <string.h>

/* Names of persons: what stands before, between and behind them in a line. */

static bool date_word(struct text name) {
    return phrase_begins(
        name,
        "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|january|february|april|june|july|august|september|october|november|"
        "december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|updated|published|"
        "posted|on",
        NULL);
}

/* "Ada Editor December": without words at the end that belong to a date, or say what somebody is. Two words stay a name. */
static struct text without_last_words(struct text name) {
    for (;;) {
        size_t at = name.size;
        while (at > 0 && name.bytes[at - 1] != ' ')
            at--;
        struct text last = text_after(name, at), left = text_trim(text_slice(name, 0, at));
        bool is_role = text_find_char(left, ' ', 0) < left.size &&
                       phrase_is(last, "view|writer|contributor|founder|reviewer|author|editor|reporter|follow");
        if (at == 0 || !(is_role || date_word(last) || phrase_is(last, "am|at|in")))
            return name;
        name = left;
    }
}

static bool is_name(struct text name) {
    if (name.size < 2 || name.size > 80 || text_contains(name, TEXT("://")) || text_contains(name, TEXT("@")) ||
        text_contains(name, TEXT(".com")))
        return false;
    if (phrase_is(name,
                  "admin|administrator|editor|staff|author|guest|webmaster|by|share|unknown|none|null|undefined|"
                  "redaktion|the editors|editorial team|user|anonymous|last|read|read more|learn more|more|follow|+ follow|"
                  "subscribe|facebook|twitter|linkedin|instagram|youtube|website|view profile|view all posts|see all posts|"
                  "published|posted|veröffentlicht|publié|publicado"))
        return false;
    size_t words = 1, digits = 0;
    for (size_t i = 0; i < name.size; i++) {
        words += name.bytes[i] == ' ';
        digits += char_is_digit(name.bytes[i]);
    }
    return words <= 7 && digits == 0 && !date_word(name);
}

/* What stands before or behind a name and is none: "By ", "Written by", ", Staff Writer". */
static struct text bare_name(struct text name) {
    size_t size;
    while (phrase_begins(name,
                         "by|written by|words by|posted by|author:|author|authors:|story by|text "
                         "by|von|par|作者：|作者:|作者|文/|撰文|reviewed by|medically reviewed by|and|&|with",
                         &size) &&
           size < name.size)
        name = text_trim(text_after(name, size));
    while (name.size > 0 && strchr(":,;|-", name.bytes[0]))
        name = text_trim(text_after(name, 1));
    struct text parts[8];
    name = witness_parts(parts, name) > 0 ? parts[0] : name;
    size_t digit = 0;
    while (digit < name.size && !char_is_digit(name.bytes[digit]))
        digit++;
    name = text_trim(text_slice(name, 0, digit));
    while (name.size > 0 && strchr(",;:|-", name.bytes[name.size - 1]))
        name.size--;
    return text_trim(name);
}

/* Where the names in a line part: ", ", " and ", " & ", ";", "、". */
static size_t next_part(struct text names, size_t from, size_t *size) {
    static const char *const separators[] = {", and ", ", ", " and ", " & ", ";", " und ", " et ", "、", " y ", "，", " | "};
    size_t best = names.size;
    *size = 0;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t at = text_find(names, text_of(separators[i]), from);
        if (at < best) {
            best = at;
            *size = strlen(separators[i]);
        }
    }
    return best;
}

/* "MD", "M.D.", "RDN", "CEPF®", "MD*": capitals, at most six letters. */
static bool is_degree(struct text part) {
    size_t letters = 0;
    part = text_trim(part);
    for (size_t i = 0; i < part.size; i++) {
        if (part.bytes[i] >= 'a' && part.bytes[i] <= 'z' && !phrase_is(part, "phd|ph.d|jr|sr|dr|esq|psyd|bsc|msc|pa-c|mbbs"))
            return false;
        letters += part.bytes[i] >= 'A' && part.bytes[i] <= 'Z';
    }
    return part.size > 1 && part.size <= 10 && letters <= 6 && letters > 0;
}

/* "Executive Editor", behind a name: what somebody is. */
static bool is_role(struct text part) {
    return phrase_within(part, "editor|reporter|writer|director|officer|manager|correspondent|professor|founder|co-founder|ceo|"
                               "president|contributor|columnist|specialist|expert|journalist|consultant|analyst|redakteur|"
                               "redakteurin|dietitian|nutritionist");
}

/* "ADA WRITER" is Ada Writer. Names of one word, and initials, may be meant so. */
static struct text without_capitals(struct text name, struct arena *arena) {
    bool has_space = false;
    for (size_t i = 0; i < name.size; i++) {
        bool is_capital = name.bytes[i] >= 'A' && name.bytes[i] <= 'Z';
        has_space |= name.bytes[i] == ' ' && i >= 2;
        if (!is_capital && name.bytes[i] != ' ' && name.bytes[i] != '-')
            return name;
    }
    if (!has_space)
        return name;
    char *out = (char *)text_lower_ascii(name, arena).bytes;
    for (size_t i = 0; i < name.size; i++)
        if (i == 0 || out[i - 1] == ' ' || out[i - 1] == '-')
            out[i] = name.bytes[i];
    return (struct text){out, name.size};
}

bool witness_add_names(struct metadata_search *search, const struct witness_words *word, struct text names) {
    bool is_taken = false, is_behind_comma = false;
    size_t from = 0;
    names = bare_name(names);
    while (from < names.size) {
        size_t size, end = next_part(names, from, &size);
        size_t behind = end + size;
        /* "Dylan Bailey, RD" is one name. */
        while (end < names.size && behind < names.size) {
            size_t next_size, next_end = next_part(names, behind, &next_size);
            if (!is_degree(text_slice(names, behind, next_end)))
                break;
            end = next_end;
            behind = next_end + next_size;
        }
        struct text name = without_last_words(bare_name(text_slice(names, from, end)));
        if (is_name(name) && !(is_behind_comma && is_role(name)))
            is_taken |= witness_add_clean(search, word, without_capitals(name, search->arena));
        is_behind_comma = is_taken && text_starts(text_after(names, end), TEXT(", "));
        from = behind;
    }
    return is_taken;
}
