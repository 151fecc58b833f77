#include "kinds/saved.h"

#include "base/array.h"
#include "base/files.h"
#include "base/utf8.h"
#include "kinds/loading.h"
#include "read/quotation_list.h"

#include <stdlib.h>
#include <string.h>

static struct text name_of(struct text path) {
    struct text name = text_after(path, strlen(SAVED_FOLDER));
    return text_slice(name, 0, name.size - (text_ends(name, TEXT(".md")) ? 3 : 4));
}

static bool is_saved(struct text path) {
    return text_starts(path, TEXT(SAVED_FOLDER)) && (text_ends(path, TEXT(".md")) || text_ends(path, TEXT(".txt")));
}

/* Where the text of a file that is no Markdown begins, behind its front matter. */
static struct text below_fields(struct text bytes) {
    struct text yaml;
    if (!text_starts(bytes, TEXT("---")) || !document_front_matter(&yaml, bytes) || !yaml.size)
        return bytes;
    struct text rest = text_between(yaml.bytes + yaml.size, bytes.bytes + bytes.size);
    return text_after(rest, text_find_char(rest, '\n', 0) + 1);
}

static struct fields fields_of_plain(struct loading *loading, struct saved_text *saved, struct text bytes) {
    struct fields fields = {.path = saved->path, .problems = loading->problems, .arena = loading->arena};
    struct text yaml = {0};
    bool has_fields = text_starts(bytes, TEXT("---")) && document_front_matter(&yaml, bytes) && yaml.size;
    yaml = text_copy(yaml, loading->arena);
    if (has_fields && yaml_parse(&fields.yaml, yaml, 2, saved->path, loading->problems, loading->arena))
        fields_take(&fields, yaml_root(&fields.yaml));
    return fields;
}

static void read_fields(struct loading *loading, struct saved_text *saved) {
    struct arena scratch = {0}; /* for the text, which may be long */
    struct text bytes = {0};
    if (!saved->parsed)
        tree_read(loading->input->tree, saved->file, &bytes, loading->problems, &scratch);
    struct fields fields = saved->parsed
                               ? fields_of_document(saved->parsed->document, saved->path, loading->problems, loading->arena)
                               : fields_of_plain(loading, saved, utf8_without_mark(bytes));
    arena_free(&scratch);
    keys_check(&loading->keys, &fields, OF_SAVED);
    saved->title = field_prose(&fields, FIELD_SAVED_TITLE);
    saved->author = field_text(&fields, FIELD_SAVED_AUTHOR);
    saved->year = field_text(&fields, FIELD_YEAR);
    saved->url = field_url(&fields, FIELD_URL);
    saved->archive = field_url(&fields, FIELD_ARCHIVE);
    saved->retrieved = field_date(&fields, FIELD_RETRIEVED);
    if (!saved->title.size)
        saved->title = saved->name;
}

static int by_name(const void *left, const void *right) {
    const struct saved_text *a = left, *b = right;
    return text_compare(a->name, b->name);
}

static void tell_twice(struct loading *loading, const struct saved_text *first, const struct saved_text *second) {
    diag_add(loading->problems, DIAG_ERROR, E_UNKNOWN_SAVED, (struct diag_place){.path = second->path},
             text_format(loading->arena, "two saved texts are called \"%.*s\"", TEXT_ARGS(first->name)),
             text_format(loading->arena, "the other is %.*s: rename one of them", TEXT_ARGS(first->path)));
}

/* What quotations were compared with that are not here. The lines of one stand together. */
static void add_recorded(struct loading *loading, struct saved_texts *saved) {
    const struct tree *tree = loading->input->tree;
    struct quotation_list *recorded = arena_new(loading->arena, struct quotation_list);
    struct text bytes;
    size_t file = tree_find(tree, TEXT(QUOTATIONS_LOCK_PATH)), here = saved->count;
    loading->site->recorded = recorded;
    loading->site->quoted = arena_new(loading->arena, struct quotation_list);
    if (file == SIZE_MAX || !tree_read(tree, file, &bytes, loading->problems, loading->arena) ||
        !quotation_list_parse(recorded, bytes, TEXT(QUOTATIONS_LOCK_PATH), loading->problems, loading->arena))
        return;
    for (size_t i = 0; i < recorded->count; i++) {
        const struct recorded_quotation *one = &recorded->items[i];
        bool is_known = i > 0 && text_equal(one->name, recorded->items[i - 1].name);
        for (size_t j = 0; j < here && !is_known; j++)
            is_known = text_equal(saved->items[j].name, one->name);
        if (!is_known)
            *array_add(saved, loading->arena) =
                (struct saved_text){.name = one->name, .title = one->name, .url = one->url, .file = NONE};
    }
}

void saved_load(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    struct saved_texts *saved = arena_new(loading->arena, struct saved_texts);
    for (size_t i = tree_lower_bound(tree, TEXT(SAVED_FOLDER));
         i < tree->count && text_starts(tree->files[i].path, TEXT(SAVED_FOLDER)); i++) {
        if (!is_saved(tree->files[i].path))
            continue;
        struct saved_text one = {.name = name_of(tree->files[i].path), .path = tree->files[i].path, .file = (uint32_t)i};
        one.parsed = text_ends(one.path, TEXT(".md")) ? parsed_file_at(&loading->parsed, one.path) : NULL;
        if (text_ends(one.path, TEXT(".md")) && !(one.parsed && one.parsed->document))
            continue; /* why it cannot be read has been told */
        read_fields(loading, &one);
        *array_add(saved, loading->arena) = one;
    }
    add_recorded(loading, saved);
    if (saved->count)
        qsort(saved->items, saved->count, sizeof *saved->items, by_name);
    for (size_t i = 1; i < saved->count; i++)
        if (text_equal(saved->items[i - 1].name, saved->items[i].name))
            tell_twice(loading, &saved->items[i - 1], &saved->items[i]);
    loading->site->saved = saved;
}

uint32_t saved_named(const struct site *site, struct text name) {
    struct saved_text wanted = {.name = name};
    const struct saved_texts *saved = site->saved;
    const struct saved_text *found =
        saved && saved->count ? bsearch(&wanted, saved->items, saved->count, sizeof wanted, by_name) : NULL;
    return found ? (uint32_t)(found - saved->items) : NONE;
}

/* Without what says how it is reached, and where on it something stands. */
static struct text address_of_url(struct text url) {
    size_t scheme = text_find(url, TEXT("://"), 0);
    url = scheme < url.size ? text_after(url, scheme + 3) : url;
    url = text_slice(url, 0, text_find_char(url, '#', 0));
    url = text_after(url, text_starts(url, TEXT("www.")) ? 4 : 0);
    return text_slice(url, 0, url.size - text_ends(url, TEXT("/")));
}

uint32_t saved_at(const struct site *site, struct text url) {
    struct text wanted = address_of_url(url);
    for (size_t i = 0; site->saved && wanted.size && i < site->saved->count; i++) {
        const struct saved_text *saved = &site->saved->items[i];
        if (text_equal(address_of_url(saved->url), wanted) || text_equal(address_of_url(saved->archive), wanted))
            return (uint32_t)i;
    }
    return NONE;
}

struct text saved_nearest(const struct site *site, struct text name) {
    struct arena scratch = {0};
    size_t count = site->saved ? site->saved->count : 0;
    struct text *names = arena_array(&scratch, struct text, count);
    for (size_t i = 0; i < count; i++)
        names[i] = site->saved->items[i].name;
    size_t nearest = text_nearest(name, names, count);
    arena_free(&scratch);
    return nearest < count ? site->saved->items[nearest].name : (struct text){0};
}

static void show_label(struct buffer *out, uint32_t index, const void *context) {
    const struct document *document = context;
    if (index < document->references.count)
        buffer_add(out, document_text(document, DOC_ITEMS(document, references, struct doc_reference)[index].label));
}

static uint32_t lines_before(struct text bytes, size_t end) {
    uint32_t lines = 1;
    for (size_t i = 0; i < end; i++)
        lines += bytes.bytes[i] == '\n';
    return lines;
}

bool saved_words(struct text *words, uint32_t *line_of_first, struct plain_places *places, const struct site *site,
                 uint32_t number, struct diag *problems, struct arena *arena) {
    const struct saved_text *saved = &site->saved->items[number];
    *line_of_first = 0;
    if (!saved->parsed) {
        struct text bytes;
        if (!tree_read(site->tree, saved->file, &bytes, problems, arena))
            return false;
        *words = below_fields(utf8_without_mark(bytes));
        *line_of_first = lines_before(bytes, (size_t)(words->bytes - bytes.bytes));
        return true;
    }
    const struct body *body = document_body(saved->parsed);
    struct plain_words plain = {.show = show_label, .context = saved->parsed->document};
    struct buffer out = {0};
    if (!body)
        return false;
    plain_words_of_body(&plain, body);
    plain_words_add(&out, places, &plain, 0, arena);
    *words = buffer_take(&out, arena);
    return true;
}
