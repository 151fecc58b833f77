#include "cite/formats.h"
#include "cite/internal.h"

static void csl_json_write_all(struct buffer *out, const struct cited_work *work, size_t count) {
    buffer_add_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        buffer_add(out, i > 0 ? TEXT(",\n") : TEXT("\n"));
        csl_json_write(out, &work[i]);
    }
    buffer_add(out, TEXT("\n]\n"));
}

void works_write(struct buffer *out, enum works_format format, const struct cited_work *works, size_t count) {
    if (format == WORKS_CSL_JSON) {
        csl_json_write_all(out, works, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add(out, format == WORKS_RIS ? TEXT("\r\n") : TEXT("\n"));
        if (format == WORKS_RIS)
            ris_write(out, &works[i]);
        else
            bibtex_write(out, &works[i]);
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
