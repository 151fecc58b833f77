#include "import/hearing.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/utf8.h"
#include "import/phrases.h"
#include "read/written_date.h"

#include <string.h>

struct text hear_single(struct text text, struct arena *arena) {
    struct buffer out = {0};
    bool owes = false;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_space(character)) {
            owes = out.size > 0;
            continue;
        }
        if (intake_shows_nothing(character))
            continue;
        if (owes)
            buffer_add_char(&out, ' ');
        owes = false;
        buffer_add(&out, text_slice(text, start, at));
    }
    struct text single = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return single;
}

void hear_take(struct hearing *hearing, uint32_t block, enum said_field said) {
    if (block != NONE)
        hearing->testimony->taken[block] |= (uint16_t)(1u << said);
}

/* Dates. */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "2024-03-19" at the beginning of what programs write. */
static bool take_iso(struct text *iso, struct text text, struct arena *arena) {
    static const char shape[] = "dddd-dd-dd";
    if (text.size < 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        if (shape[i] == 'd' ? !is_digit(text.bytes[i]) : !strchr("-/.", text.bytes[i]))
            return false;
    struct text day = text_format(arena, "%.4s-%.2s-%.2s", text.bytes, text.bytes + 5, text.bytes + 8);
    struct date date;
    const char *why;
    if (!date_parse(&date, &why, day, arena))
        return false;
    *iso = day;
    return true;
}

static struct text day_of(struct date date, struct arena *arena) {
    if (date.precision > DATE_DAY)
        date = (struct date){.precision = DATE_DAY, .year = date.year, .month = date.month, .day = date.day};
    return date_iso(date, arena);
}

static bool is_year_of_now(int year) {
    return year >= 1900 && year <= 2100;
}

static bool take_written(struct text *iso, struct text text, struct arena *arena) {
    struct date date;
    const char *why;
    if (text.size < 6 || text.size > 60 || !date_written(&date, &why, text, arena) || !is_year_of_now(date.year))
        return false;
    *iso = day_of(date, arena);
    return true;
}

/* The offset of the next number of four digits that could be a year; text.size when there is none. */
static size_t next_year(struct text text, size_t from) {
    for (size_t at = from; at + 4 <= text.size; at++) {
        bool starts = (at == 0 || !is_digit(text.bytes[at - 1])) && (at + 4 == text.size || !is_digit(text.bytes[at + 4]));
        bool is_year =
            (text.bytes[at] == '1' && text.bytes[at + 1] == '9') || (text.bytes[at] == '2' && text.bytes[at + 1] == '0');
        if (starts && is_year && is_digit(text.bytes[at + 2]) && is_digit(text.bytes[at + 3]))
            return at;
    }
    return text.size;
}

static size_t words_back(struct text text, size_t at, int words) {
    while (at > 0 && words > 0) {
        at--;
        words -= at == 0 || text.bytes[at - 1] == ' ';
    }
    return at;
}

static size_t word_ahead(struct text text, size_t at) {
    return text_find_char(text, ' ', at);
}

static struct text without_marks(struct text text) {
    while (text.size > 0 && strchr(",.;:|()-", text.bytes[text.size - 1]))
        text.size--;
    while (text.size > 0 && strchr(",.;:|()-", text.bytes[0]))
        text = text_after(text, 1);
    return text_trim(text);
}

/* Around a year: up to three words before it, and what stands with it as one word, or two more: "2024 March 3". */
static bool take_around(struct text *iso, struct text text, size_t year, struct arena *arena) {
    for (int back = 3; back >= 0; back--)
        for (int ahead = 0; ahead < 3; ahead++) {
            size_t from = words_back(text, year, back), to = word_ahead(text, year);
            if (back == 0)
                from = words_back(text, year + 1, 1);
            for (int i = 0; i < ahead && to < text.size; i++)
                to = word_ahead(text, to + 1);
            if (take_written(iso, without_marks(text_slice(text, from, to)), arena))
                return true;
        }
    return false;
}

/* Two numbers and a year, which two readings fit: the year is sure. */
static bool is_ambiguous(struct text text, size_t year) {
    if (year < 4 || !strchr("/.-", text.bytes[year - 1]))
        return false;
    return is_digit(text.bytes[year - 2]);
}

bool hear_date(struct text *iso, bool *is_doubtful, struct text text, struct arena *arena) {
    *is_doubtful = false;
    text = text_trim(text);
    if (take_iso(iso, text, arena) || take_written(iso, text, arena))
        return true;
    for (size_t year = 0; (year = next_year(text, year)) < text.size; year += 4) {
        if (take_iso(iso, text_after(text, year), arena) || take_around(iso, text, year, arena))
            return true;
        /* 2024年3月19日 */
        size_t end = text_find(text, TEXT("日"), year);
        if (end < text.size && end - year < 20 && take_written(iso, text_slice(text, year, end + 3), arena))
            return true;
        if (is_ambiguous(text, year)) {
            *iso = text_slice(text, year, year + 4);
            *is_doubtful = true;
            return true;
        }
    }
    return false;
}

size_t hear_parts(struct text parts[8], struct text line) {
    static const char *const separators[] = {" | ", "|", " · ", " • ", " ⋅ ", " ● ", "•", "｜", "　", "\n", " / ", " — "};
    size_t count = 0;
    while (line.size > 0 && count < 8) {
        size_t end = line.size, size = 0;
        for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
            size_t at = text_find(line, text_of(separators[i]), 0);
            if (at < end) {
                end = at;
                size = strlen(separators[i]);
            }
        }
        parts[count] = text_trim(text_slice(line, 0, end));
        count += parts[count].size > 0;
        line = text_after(line, end + size);
    }
    return count;
}

/* Names. */

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
                  "subscribe|facebook|twitter|linkedin|instagram|youtube|website|view profile|view all posts|see all posts"))
        return false;
    size_t words = 1, digits = 0;
    for (size_t i = 0; i < name.size; i++) {
        words += name.bytes[i] == ' ';
        digits += is_digit(name.bytes[i]);
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
    name = hear_parts(parts, name) > 0 ? parts[0] : name;
    size_t digit = 0;
    while (digit < name.size && !is_digit(name.bytes[digit]))
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

static bool add(struct hearing *hearing, const struct word_of *word, struct text value) {
    if (value.size == 0)
        return false;
    *array_add(hearing->testimony, hearing->arena) = (struct witness){.value = value,
                                                                      .source = word->source,
                                                                      .from = word->from,
                                                                      .block = word->block,
                                                                      .weight = word->weight,
                                                                      .said = (uint8_t)word->said};
    return true;
}

/* "SHI XIANJIN" is Shi Xianjin. Names of one word, and initials, may be meant so. */
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

static bool say_names(struct hearing *hearing, const struct word_of *word, struct text names) {
    bool is_heard = false, is_behind_comma = false;
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
            is_heard |= add(hearing, word, without_capitals(name, hearing->arena));
        is_behind_comma = is_heard && text_starts(text_after(names, end), TEXT(", "));
        from = behind;
    }
    return is_heard;
}

/* The whole. */

static bool say_date(struct hearing *hearing, const struct word_of *word, struct text text) {
    struct text iso;
    bool is_doubtful;
    if (!hear_date(&iso, &is_doubtful, text, hearing->arena))
        return false;
    struct word_of weaker = *word;
    if (is_doubtful)
        weaker.weight = (uint16_t)(word->weight / 2);
    return add(hearing, &weaker, iso);
}

bool hear_say(struct hearing *hearing, const struct word_of *word) {
    struct text value = hear_single(text_slice(word->value, 0, 2000), hearing->arena);
    switch (word->said) {
    case SAID_AUTHORS: return say_names(hearing, word, value);
    case SAID_DATE:
    case SAID_UPDATED: return say_date(hearing, word, value);
    default: return add(hearing, word, value);
    }
}
