#include "cite/formats.h"
#include "cite/internal.h"

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
