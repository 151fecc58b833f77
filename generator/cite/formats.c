#include "cite/formats.h"
#include "base/utf8.h"
#include "cite/internal.h"
#include "read/codes.h"
#include "read/forbidden.h"
#include "read/yaml/yaml.h"

void works_begin(struct buffer *out, enum works_format format) {
    if (format == WORKS_CSL_JSON)
        buffer_add_char(out, '[');
}

void works_add(struct buffer *out, enum works_format format, const struct cited_work *work, bool is_first) {
    if (format == WORKS_CSL_JSON) {
        buffer_add(out, is_first ? TEXT("\n") : TEXT(",\n"));
        csl_json_write(out, work);
        return;
    }
    if (!is_first)
        buffer_add(out, format == WORKS_RIS ? TEXT("\r\n") : TEXT("\n"));
    if (format == WORKS_RIS)
        ris_write(out, work);
    else
        bibtex_write(out, work);
}

void works_end(struct buffer *out, enum works_format format) {
    if (format == WORKS_CSL_JSON)
        buffer_add(out, TEXT("\n]\n"));
}

void works_write(struct buffer *out, enum works_format format, const struct cited_work *works, size_t count) {
    works_begin(out, format);
    for (size_t i = 0; i < count; i++)
        works_add(out, format, &works[i], i == 0);
    works_end(out, format);
}

/* Without the line "---" at the end, which closes front matter: Pandoc writes references between two of them. */
static struct text without_end(struct text bytes) {
    struct text trimmed = text_trim(bytes);
    return text_ends(trimmed, TEXT("\n---")) ? text_slice(trimmed, 0, trimmed.size - 3) : bytes;
}

static void csl_yaml_read(struct cited_works *works, struct text bytes, struct text path, struct diag *problems,
                          struct arena *arena) {
    struct yaml yaml;
    if (yaml_parse(&yaml, without_end(bytes), 1, path, problems, arena))
        works_read_yaml(works, &yaml, yaml_root(&yaml), path, problems, arena);
}

static struct diag_place place_of(struct text bytes, size_t at, struct text path) {
    struct diag_place place = {.path = path, .line = 1, .column = 1, .width = 1};
    size_t line_at = 0;
    for (size_t i = 0; i < at; i++)
        if (bytes.bytes[i] == '\n') {
            place.line++;
            line_at = i + 1;
        }
    place.column = (uint32_t)utf8_count(text_slice(bytes, line_at, at)) + 1;
    return place;
}

/* A control character of a .bib file, say, that stands there unseen. */
static struct text allowed(struct text bytes, struct text path, struct diag *problems, struct arena *arena) {
    struct utf8_replaced replaced = {0};
    struct text whole = utf8_allowed(&replaced, bytes, arena);
    if (replaced.count > 0)
        forbidden_tell(problems, place_of(bytes, replaced.first, path), &replaced, bytes);
    return whole;
}

/* Files of an old LaTeX may be Latin-1. */
static void tell_not_utf8(struct text bytes, size_t at, struct text path, struct diag *problems) {
    diag_add(problems, DIAG_ERROR, E_NOT_UTF8, place_of(bytes, at, path), TEXT("a byte that is not UTF-8, or NUL"),
             TEXT("save the file as UTF-8, for example with: iconv -f LATIN1 -t UTF-8"));
}

void works_read(struct cited_works *works, enum works_format format, struct text bytes, struct text path, struct diag *problems,
                struct arena *arena) {
    size_t invalid = utf8_first_invalid(bytes);
    if (invalid < bytes.size && format != WORKS_CSL_YAML) {
        tell_not_utf8(bytes, invalid, path, problems);
        return;
    }
    bytes = text_copy(utf8_without_mark(bytes), arena);
    switch (format) {
    case WORKS_BIBTEX: bibtex_read(works, allowed(bytes, path, problems, arena), path, problems, arena); break;
    case WORKS_CSL_JSON: csl_json_read(works, bytes, path, problems, arena); break;
    case WORKS_CSL_YAML: csl_yaml_read(works, bytes, path, problems, arena); break;
    default:
        diag_fail(problems, FAULT_CONTENT, E_WORKS_SYNTAX, path, TEXT("files of this kind are not read"),
                  TEXT("export the works as BibTeX, BibLaTeX or CSL-JSON"));
    }
}

enum works_format works_format_of(struct text path) {
    static const struct {
        struct text ending;
        enum works_format format;
    } endings[] = {
        {TEXT_INIT(".bib"), WORKS_BIBTEX},    {TEXT_INIT(".bibtex"), WORKS_BIBTEX}, {TEXT_INIT(".ris"), WORKS_RIS},
        {TEXT_INIT(".json"), WORKS_CSL_JSON}, {TEXT_INIT(".yaml"), WORKS_CSL_YAML}, {TEXT_INIT(".yml"), WORKS_CSL_YAML},
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(path, endings[i].ending))
            return endings[i].format;
    return WORKS_FORMAT_COUNT;
}
