#include "cite/bibtex_values.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "cite/bibtex.h"

/* Hyphens between pages are written as dashes in TeX. */
static struct text with_single_hyphens(struct text value, struct arena *arena) {
    char *bytes = arena_alloc(arena, value.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < value.size; i++)
        if (value.bytes[i] != '-' || size == 0 || bytes[size - 1] != '-')
            bytes[size++] = value.bytes[i];
    return (struct text){bytes, size};
}

/* How many bytes an escape that begins there has: "\_", or "{\_}" as Mendeley writes it; 0 for none. Its character is the last,
 * or the last but one. */
static size_t escape_size(struct text value, size_t at) {
    size_t brace = value.bytes[at] == '{';
    bool is_escape = at + brace + 1 < value.size && value.bytes[at + brace] == '\\' &&
                     text_contains(TEXT("_%&#~$"), text_slice(value, at + brace + 1, at + brace + 2));
    if (!is_escape || (brace && (at + 3 >= value.size || value.bytes[at + 3] != '}')))
        return 0;
    return brace ? 4 : 2;
}

struct text bibtex_address(struct text value, struct arena *arena) {
    value = tex_unbraced(value, NULL);
    if (text_starts(value, TEXT("\\url")))
        value = tex_unbraced(text_after(value, 4), NULL);
    char *bytes = arena_alloc(arena, value.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < value.size;) {
        size_t escape = escape_size(value, i);
        char c = value.bytes[i + escape / 2];
        if (c != '\n' && c != '\r')
            bytes[size++] = c;
        i += escape > 0 ? escape : 1;
    }
    return text_trim((struct text){bytes, size});
}

/* Words that BibLaTeX has in every language. */
static const struct {
    struct text key, words;
} strings[] = {
#define STRING(key, words)                                                                                                     \
    { TEXT_INIT(key), TEXT_INIT(words) }
    STRING("phdthesis", "PhD thesis"),
    STRING("mathesis", "Master’s thesis"),
    STRING("bathesis", "Bachelor’s thesis"),
    STRING("candthesis", "Candidate thesis"),
    STRING("techreport", "Technical report"),
    STRING("resreport", "Research report"),
    STRING("software", "Computer software"),
    STRING("datacd", "Data CD"),
    STRING("audiocd", "Audio CD"),
    STRING("patent", "Patent"),
    STRING("patentde", "German patent"),
    STRING("patenteu", "European patent"),
    STRING("patentfr", "French patent"),
    STRING("patentuk", "British patent"),
    STRING("patentus", "U.S. patent"),
    STRING("patreq", "Patent request"),
    STRING("patreqde", "German patent request"),
    STRING("patreqeu", "European patent request"),
    STRING("patreqfr", "French patent request"),
    STRING("patrequk", "British patent request"),
    STRING("patrequs", "U.S. patent request"),
    STRING("inpreparation", "in preparation"),
    STRING("submitted", "submitted"),
    STRING("forthcoming", "forthcoming"),
    STRING("inpress", "in press"),
    STRING("prepublished", "prepublished"),
    STRING("countryde", "Germany"),
    STRING("countryeu", "European Union"),
    STRING("countryep", "European Union"),
    STRING("countryfr", "France"),
    STRING("countryuk", "United Kingdom"),
    STRING("countryus", "United States of America"),
    STRING("newseries", "New series"),
    STRING("oldseries", "Old series"),
};

static struct text string_words(struct text value) {
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (text_equal(strings[i].key, value))
            return strings[i].words;
    return value;
}

struct text bibtex_listed(struct text value, struct tex_unknown *unknown, struct arena *arena) {
    struct buffer out = {0};
    struct text and = TEXT(" and ");
    for (size_t from = 0, to; from < value.size; from = to + and.size) {
        to = text_find(value, and, from);
        if (out.size > 0)
            buffer_add(&out, TEXT("; "));
        buffer_add(&out, string_words(tex_words(text_slice(value, from, to), TEX_PLAIN, unknown, arena)));
    }
    return buffer_take(&out, arena);
}

static enum tex_kind kind_of(enum work_text variable) {
    bool has_marks = variable == WORK_NOTE || variable == WORK_ANNOTE || variable == WORK_ABSTRACT;
    return bibtex_is_title(variable) ? TEX_TITLE : has_marks ? TEX_WORDS : TEX_PLAIN;
}

struct text bibtex_value(enum work_text variable, struct text value, struct tex_unknown *unknown, struct arena *arena) {
    if (variable == WORK_URL)
        return bibtex_address(value, arena);
    if (variable == WORK_DOI)
        return work_doi(bibtex_address(value, arena), arena);
    if (variable == WORK_JURISDICTION)
        return bibtex_listed(value, unknown, arena);
    if (variable == WORK_PAGE)
        value = with_single_hyphens(value, arena);
    struct text words = tex_words(value, kind_of(variable), unknown, arena);
    bool has_strings = variable == WORK_COLLECTION_TITLE || variable == WORK_GENRE || variable == WORK_STATUS;
    return variable == WORK_LANGUAGE ? bibtex_language_tag(words) : has_strings ? string_words(words) : words;
}
