#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

static void claim(struct loading *loading, const struct fields *fields, uint32_t entry, const struct yaml_node *node) {
    struct text name = node ? value_text(fields, node, "a term") : TEXT("");
    uint32_t other = name.size ? registry_name(&loading->terms, entry, name, loading->arena) : NONE;
    if (other != NONE && other != entry)
        field_error(fields, E_SAME_NAME, node, TEXT("a term is explained in one place"), "\"%.*s\" is a name of %.*s, too",
                    TEXT_ARGS(name), TEXT_ARGS(loading->terms.items[other].file->path));
}

static void claim_names(struct loading *loading, uint32_t entry) {
    const struct parsed_file *file = loading->terms.items[entry].file;
    struct fields fields = fields_of_document(file->document, file->path, loading->problems, loading->arena);
    const struct yaml_node *also = field_find(&fields, "also");
    claim(loading, &fields, entry, field_find(&fields, "term title name"));
    claim(loading, &fields, entry, field_find(&fields, "original characters"));
    for (const struct yaml_node *item = items_first(&fields, also); item; item = items_next(&fields, also, item))
        claim(loading, &fields, entry, item);
}

static void add_record(struct loading *loading, const struct parsed_file *file) {
    struct source source = source_of(loading, file);
    struct fields fields = source_fields(loading, &source);
    struct text slug = source_slug(loading, file, &fields);
    uint32_t entry = registry_add(&loading->terms, slug, file, loading->arena);
    if (entry == NONE) {
        uint32_t other = table_get(&loading->terms.by_slug, slug);
        report_same_slug(loading, file, &fields, slug, loading->terms.items[other].file->path);
        return;
    }
    loading->terms.items[entry].name = source_title(loading, file, &fields, "term title name", slug);
    keys_check(&loading->keys, &fields, KEYS_TERM);
}

static bool has_han(struct text text) {
    for (size_t at = 0; at < text.size;)
        if (utf8_is_han(utf8_next(text, &at)))
            return true;
    return false;
}

/* The language of the original, or of the term where it has none. */
static struct text language_of(const struct loading *loading, const struct fields *fields, const struct term *term) {
    struct text given = field_language(fields, "lang language");
    const struct settings *settings = &loading->site->settings;
    if (given.size)
        return given;
    return has_han(term->original) || (!term->original.size && has_han(term->thing.title)) ? settings->han : settings->language;
}

static void make_term(struct loading *loading, const struct registry_entry *entry) {
    struct term *term = &loading->site->terms[entry->number];
    term->thing.source = source_of(loading, entry->file);
    struct fields fields = fields_of_document(entry->file->document, entry->file->path, loading->problems, loading->arena);
    term->thing.slug = entry->slug;
    term->thing.title = entry->name;
    term->thing.address = text_format(loading->arena, "/glossary/#%.*s", TEXT_ARGS(entry->slug));
    term->original = field_text(&fields, "original characters");
    term->reading = field_text(&fields, "reading pinyin");
    field_texts(&term->also, &fields, "also");
    term->language = language_of(loading, &fields, term);
}

void terms_load(struct loading *loading) {
    struct site *site = loading->site;
    struct registry *terms = &loading->terms;
    for (size_t i = 0; i < loading->file_count; i++)
        if (loading->files[i].kind == THING_TERM)
            add_record(loading, loading->files[i].file);
    for (uint32_t i = 0; i < terms->count; i++)
        claim_names(loading, i);
    registry_settle(terms, loading->arena);

    site->term_count = (uint32_t)terms->count;
    site->terms = arena_array(loading->arena, struct term, terms->count);
    struct text *keys = arena_array(loading->arena, struct text, terms->count);
    for (size_t i = 0; i < terms->count; i++) {
        make_term(loading, &terms->items[i]);
        keys[terms->items[i].number] = utf8_fold_plain(terms->items[i].name, loading->arena);
    }
    site->terms_by_name = numbers_by_key(keys, site->term_count, loading->arena);
}
