#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

static void claim_names(struct loading *loading, uint32_t entry) {
    const struct parsed_file *file = loading->registries[THING_TERM].items[entry].file;
    struct fields fields = fields_of_document(file->document, file->path, loading->problems, loading->arena);
    named_claim_all(loading, &fields, THING_TERM, entry, FIELD_ORIGINAL);
    named_claim_all(loading, &fields, THING_TERM, entry, FIELD_ALSO);
}

static bool has_han(struct text text) {
    for (size_t at = 0; at < text.size;)
        if (utf8_is_han(utf8_next(text, &at)))
            return true;
    return false;
}

/* The language of the original, or of the term where it has none. */
static struct text language_of(const struct loading *loading, const struct fields *fields, const struct term *term) {
    struct text given = field_language(fields, FIELD_LANGUAGE);
    const struct settings *settings = &loading->site->settings;
    if (given.size)
        return given;
    return has_han(term->original) || (!term->original.size && has_han(term->thing.title)) ? settings->han : settings->language;
}

static void read_record(struct loading *loading, struct term *term) {
    const struct source *source = &term->thing.source;
    struct fields fields = source_all_fields(loading, source);
    term->original = field_prose(&fields, FIELD_ORIGINAL);
    term->reading = field_prose(&fields, FIELD_READING);
    term->language = language_of(loading, &fields, term);
}

void terms_load(struct loading *loading) {
    struct site *site = loading->site;
    named_records(loading, THING_TERM);
    for (uint32_t i = 0; i < loading->registries[THING_TERM].count; i++)
        claim_names(loading, i);
    named_make(loading, THING_TERM);
    for (uint32_t i = 0; i < site->term_count; i++)
        read_record(loading, &site->terms[i]);
    named_read_also(loading, THING_TERM);
    things_order(loading, THING_TERM);
}
