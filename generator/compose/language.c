#include "compose/language.h"

#include "base/array.h"

#include <string.h>

static const struct phrase *find(const struct language *language, struct text name) {
    uint32_t index = table_get(&language->names, name);
    return index == NONE ? NULL : &language->items[index];
}

/* A stretch of a word: literal text, or the name of a value that stood in braces. */
struct words_stretch {
    struct text text;
    bool is_value;
};

static bool is_name(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if ((text.bytes[i] < 'a' || text.bytes[i] > 'z') && text.bytes[i] != '_')
            return false;
    return text.size > 0;
}

/* Takes the next stretch of a word from `rest`. Braces that hold no name are literal. */
static bool take_stretch(struct words_stretch *stretch, struct text *rest) {
    if (rest->size == 0)
        return false;
    size_t close = text_find_char(*rest, '}', 0);
    struct text name = text_slice(*rest, 1, close);
    stretch->is_value = rest->bytes[0] == '{' && close < rest->size && is_name(name);
    size_t end = stretch->is_value ? close + 1 : text_find_char(*rest, '{', 1);
    stretch->text = stretch->is_value ? name : text_slice(*rest, 0, end);
    *rest = text_after(*rest, end);
    return true;
}

static struct text value_of(const struct said *values, struct text name) {
    for (; values && values->name; values++)
        if (text_equal(text_of(values->name), name))
            return values->text;
    return (struct text){0};
}

static struct text fill_in(struct text form, const struct said *values, bool escapes, struct arena *arena) {
    struct buffer out = {0};
    struct words_stretch stretch;
    while (take_stretch(&stretch, &form)) {
        if (stretch.is_value)
            buffer_add(&out, value_of(values, stretch.text));
        else if (escapes)
            buffer_add_html(&out, stretch.text);
        else
            buffer_add(&out, stretch.text);
    }
    return buffer_take(&out, arena);
}

static struct text form_of(const struct phrase *phrase, enum plural plural) {
    return phrase->forms[plural].bytes ? phrase->forms[plural] : phrase->forms[PLURAL_OTHER];
}

static struct text say(const struct language *language, struct text name, enum plural plural, const struct said *values,
                       bool escapes, struct arena *arena) {
    const struct phrase *phrase = find(language, name);
    if (!phrase)
        return text_format(arena, "[%.*s]", TEXT_ARGS(name));
    return fill_in(form_of(phrase, plural), values, escapes, arena);
}

struct text language_say(const struct language *language, const char *name, const struct said *values, struct arena *arena) {
    return say(language, text_of(name), PLURAL_OTHER, values, false, arena);
}

bool language_has(const struct language *language, const char *name) {
    return find(language, text_of(name)) != NULL;
}

struct text language_word(const struct language *language, const char *name, struct arena *arena) {
    return language_say(language, name, NULL, arena);
}

struct text language_markup(const struct language *language, const char *name, const struct said *values, struct arena *arena) {
    return say(language, text_of(name), PLURAL_OTHER, values, true, arena);
}

/* A form for 0 may be given in every language. */
static enum plural plural_for(const struct language *language, const char *name, uint64_t number) {
    const struct phrase *phrase = find(language, text_of(name));
    return number == 0 && phrase && phrase->forms[PLURAL_ZERO].bytes ? PLURAL_ZERO : plural_of(language->tag, number);
}

struct text language_count(const struct language *language, const char *name, uint64_t number, struct arena *arena) {
    struct said values[] = {{"number", text_format(arena, "%llu", (unsigned long long)number)}, SAID_END};
    return say(language, text_of(name), plural_for(language, name, number), values, false, arena);
}

static struct text say_date(const struct language *language, const char *name, struct date date, struct arena *arena) {
    struct text month = text_format(arena, date.precision == DATE_MONTH ? "month-alone-%u" : "month-%u", date.month);
    struct said values[] = {{"year", text_format(arena, "%d", date.year)},
                            {"month", date.month ? say(language, month, PLURAL_OTHER, NULL, false, arena) : month},
                            {"day", text_format(arena, "%u", date.day)},
                            SAID_END};
    return say(language, text_of(name), plural_for(language, name, date.day), values, false, arena);
}

struct text language_date(const struct language *language, struct date date, struct arena *arena) {
    static const char *const names[] = {
        [DATE_YEAR] = "date-year", [DATE_MONTH] = "date-month", [DATE_DAY] = "date-day", [DATE_SECOND] = "date-day"};
    return date.precision == DATE_NONE ? (struct text){0} : say_date(language, names[date.precision], date, arena);
}

/* How far its clock is from UTC: "", "+5:30", "−3". */
static struct text offset_of(struct date date, struct arena *arena) {
    int minutes = date.offset_minutes < 0 ? -date.offset_minutes : date.offset_minutes;
    const char *sign = date.offset_minutes < 0 ? "−" : "+";
    if (minutes % 60)
        return text_format(arena, "%s%d:%02d", sign, minutes / 60, minutes % 60);
    return minutes ? text_format(arena, "%s%d", sign, minutes / 60) : (struct text){0};
}

struct text language_moment(const struct language *language, struct date date, bool with_seconds, struct arena *arena) {
    struct text seconds = with_seconds ? text_format(arena, ":%02u", date.second) : (struct text){0};
    struct text time = text_format(arena, "%u:%02u%.*s", date.hour, date.minute, TEXT_ARGS(seconds));
    return SAY(language, arena, "date-time", {"date", language_date(language, date, arena)}, {"time", time},
               {"offset", offset_of(date, arena)});
}

struct text language_date_in_year(const struct language *language, struct date date, struct arena *arena) {
    return say_date(language, date.precision == DATE_MONTH ? "date-month-in-year" : "date-day-in-year", date, arena);
}

struct text language_join(const struct language *language, size_t index, size_t count) {
    if (index == 0)
        return (struct text){0};
    const char *name = count == 2 ? "list-pair" : index + 1 == count ? "list-last" : "list-comma";
    const struct phrase *phrase = find(language, text_of(name));
    return phrase ? phrase->forms[PLURAL_OTHER] : TEXT(", ");
}

/* The first `count` items of a list of `all`. */
static struct text list_of(const struct language *language, const struct text *items, size_t count, size_t all,
                           struct arena *arena) {
    struct buffer line = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_add(&line, language_join(language, i, all));
        buffer_add(&line, items[i]);
    }
    return buffer_take(&line, arena);
}

struct text language_list(const struct language *language, const struct text *items, size_t count, struct arena *arena) {
    return list_of(language, items, count, count, arena);
}

struct text language_list_begun(const struct language *language, const struct text *items, size_t count, struct arena *arena) {
    return list_of(language, items, count, SIZE_MAX, arena);
}

struct text language_comma(const struct language *language, struct text before, struct text behind, struct arena *arena) {
    struct text comma = before.size && behind.size ? language_word(language, "comma", arena) : (struct text){0};
    return text_join(arena, before, text_join(arena, comma, behind));
}

/* A literal brace would begin a tag. */
static void add_literal(struct buffer *out, struct text text) {
    for (size_t at = 0, end; at < text.size; at = end) {
        end = text_find_char(text, '{', at);
        if (end == at) {
            buffer_add(out, TEXT("&#123;"));
            end++;
        } else {
            buffer_add_html(out, text_slice(text, at, end));
        }
    }
}

static void add_form(struct buffer *out, struct text form) {
    struct words_stretch stretch;
    while (take_stretch(&stretch, &form)) {
        if (stretch.is_value)
            buffer_add_format(out, "{{$%.*s}}{{%.*s}}{{/%.*s}}", TEXT_ARGS(stretch.text), TEXT_ARGS(stretch.text),
                              TEXT_ARGS(stretch.text));
        else
            add_literal(out, stretch.text);
    }
}

static bool has_plurals(const struct phrase *phrase) {
    for (enum plural plural = 0; plural < PLURAL_OTHER; plural++)
        if (phrase->forms[plural].bytes)
            return true;
    return false;
}

/* One section for each form a count's map can say: exactly one of them is true, and `zero` beside it. */
struct text language_template(const struct phrase *phrase, struct arena *arena) {
    struct buffer out = {0};
    bool has_zero = phrase->forms[PLURAL_ZERO].bytes != NULL;
    if (!has_plurals(phrase))
        add_form(&out, phrase->forms[PLURAL_OTHER]);
    for (enum plural plural = has_zero ? PLURAL_ZERO : PLURAL_ONE; has_plurals(phrase) && plural < PLURAL_COUNT; plural++) {
        const char *name = plural_names[plural];
        buffer_add_format(&out, "%s{{#%s}}", has_zero && plural == PLURAL_ONE ? "{{^zero}}" : "", name);
        add_form(&out, form_of(phrase, plural));
        buffer_add_format(&out, "{{/%s}}", name);
    }
    if (has_zero)
        buffer_add(&out, TEXT("{{/zero}}"));
    return buffer_take(&out, arena);
}

/* Whether a tag's subtag is one of a list with spaces around each. */
static bool has_subtag(struct text tag, const char *subtags, bool first_only) {
    struct text part, known, rest;
    while (text_cut(&part, &tag, '-')) {
        for (rest = text_of(subtags); text_cut(&known, &rest, ' ');)
            if (text_equal_ignoring_case(part, known))
                return true;
        if (first_only)
            return false;
    }
    return false;
}

static bool has_script(struct text tag) {
    struct text part;
    text_cut(&part, &tag, '-');
    return text_cut(&part, &tag, '-') && part.size == 4 && (part.bytes[0] < '0' || part.bytes[0] > '9');
}

bool language_is_rtl(struct text tag) {
    if (has_script(tag))
        return has_subtag(tag, "Arab Aran Hebr Syrc Thaa Nkoo Adlm Mand Rohg Samr Mend Yezi", false);
    return has_subtag(tag, "ar arc ars arz azb bal ckb dv fa glk he iw ji lrc mzn nqo pnb prs ps sd syr ug ur yi", true);
}

struct text language_direction(struct text tag) {
    return language_is_rtl(tag) ? TEXT("rtl") : TEXT("ltr");
}
