/*
 * What can be cited, and what is. Files of works are read before any text, since only where there are some is [@key] a
 * citation; works that stand in front matter are read with the texts. Those in the site are the ones that its texts cite.
 */
#include "kinds/loading.h"

#include "base/array.h"
#include "base/files.h"
#include "base/utf8.h"
#include "cite/formats.h"
#include "cite/title_marks.h"
#include "compose/cite_terms.h"
#include "kinds/cited_works.h"
#include "read/address_list.h"
#include "read/slug.h"

#include <string.h>

/* Files of works */

bool works_is_data(struct text path) {
    enum works_format format = works_format_of(path);
    struct text inside = text_after(path, TEXT("content/").size), stem;
    if (!text_starts(path, TEXT("content/")) || text_starts(inside, TEXT("media/")) || format == WORKS_FORMAT_COUNT ||
        format == WORKS_RIS)
        return false;
    stem = text_slice(inside, 0, text_find_char(inside, '.', 0));
    return format == WORKS_BIBTEX || text_equal(stem, TEXT("references")) || text_starts(inside, TEXT("references/"));
}

/* What stands behind /references/#: of a key that is all signs, digits that are made of it. */
static struct text slug_of_key(struct text key, struct arena *arena) {
    struct text slug = slug_of_name(key, arena);
    return slug.size ? slug : text_format(arena, "work-%08x", (unsigned)(text_hash(key) & 0xffffffffu));
}

static void report_same_key(struct loading *loading, const struct cited_work *work, const struct cited_work *other) {
    diag_add(loading->problems, DIAG_ERROR, E_SAME_WORK_KEY, work->place,
             text_format(loading->arena, "the key \"%.*s\" is that of another work in %.*s, line %u", TEXT_ARGS(work->key),
                         TEXT_ARGS(other->place.path), (unsigned)other->place.line),
             TEXT("give one of them another key; or, if they are one work, take one away"));
}

/* The same work may stand in several files. */
static void add_known(struct loading *loading, const struct cited_work *work) {
    struct known_works *works = &loading->works;
    struct digest digest = work_digest(work);
    struct text slug = slug_of_key(work->key, loading->arena);
    uint32_t known = table_get(&works->by_key, work->key);
    if (known == NONE) {
        table_put(&works->by_key, work->key, (uint32_t)works->count, loading->arena);
        if (table_get(&works->by_slug, slug) == NONE)
            table_put(&works->by_slug, slug, (uint32_t)works->count, loading->arena);
        *array_add(works, loading->arena) = (struct known_work){.cited = work, .slug = slug, .digest = digest, .number = NONE};
    } else if (!digest_equal(works->items[known].digest, digest)) {
        report_same_key(loading, work, works->items[known].cited);
    }
}

static void add_all(struct loading *loading, const struct cited_works *works) {
    for (size_t i = 0; i < works->count; i++)
        if (works->items[i].key.size)
            add_known(loading, &works->items[i]);
}

static void read_file(struct loading *loading, size_t index) {
    struct text path = loading->input->tree->files[index].path, bytes;
    struct cited_works works = {0};
    if (texts_has(&loading->works.files, path))
        return;
    *array_add(&loading->works.files, loading->arena) = path;
    if (!tree_read(loading->input->tree, index, &bytes, loading->problems, loading->arena))
        return;
    works_read(&works, works_format_of(path), bytes, path, loading->problems, loading->arena);
    add_all(loading, &works);
}

/* A path as Pandoc and Quarto have it, against the folder of who says so, or against content/, or the reader. */
static size_t find_file(const struct loading *loading, struct text written, struct text folder) {
    const struct tree *tree = loading->input->tree;
    struct text bases[] = {folder, TEXT("content/"), TEXT("")};
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < sizeof bases / sizeof *bases && found == SIZE_MAX; i++) {
        struct text path = path_resolved(bases[i], written, loading->arena);
        found = path.size && text_starts(path, TEXT("content/")) ? tree_find(tree, path) : SIZE_MAX;
    }
    return found;
}

static void read_named(struct loading *loading, const struct fields *fields, const struct yaml_node *node, struct text folder) {
    struct text written = value_text(fields, node, "a path");
    size_t file = written.size ? find_file(loading, written, folder) : SIZE_MAX;
    enum works_format format = works_format_of(written);
    if (!written.size)
        return;
    if (file == SIZE_MAX)
        field_error(fields, E_BIBLIOGRAPHY, node, TEXT("write the path of a file below content/, such as references.bib"),
                    "there is no bibliography \"%.*s\"", TEXT_ARGS(written));
    else if (format == WORKS_FORMAT_COUNT || format == WORKS_RIS)
        field_error(fields, E_BIBLIOGRAPHY, node, TEXT("write one of .bib, .json (CSL-JSON) or .yaml (CSL-YAML)"),
                    "a bibliography of this form is not read: \"%.*s\"", TEXT_ARGS(written));
    else
        read_file(loading, file);
}

static void read_field(struct loading *loading, const struct fields *fields, struct text folder) {
    const struct yaml_node *list = field_find(fields, FIELD_BIBLIOGRAPHY);
    for (const struct yaml_node *item = items_first(fields, list); item; item = items_next(fields, list, item))
        read_named(loading, fields, item, folder);
}

void works_read_data(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    struct fields fields = {
        .yaml = loading->site->settings.extra, .path = SETTINGS_PATH, .problems = loading->problems, .arena = loading->arena};
    for (size_t i = tree_lower_bound(tree, TEXT("content/")); i < tree->count; i++)
        if (works_is_data(tree->files[i].path))
            read_file(loading, i);
    if (fields.yaml.count) {
        size_t first = loading->problems->count;
        fields_take(&fields, yaml_root(&fields.yaml));
        read_field(loading, &fields, TEXT("content/"));
        settings_blame(loading->problems, first);
    }
}

/* Works in front matter */

static void read_front_matter(struct loading *loading, const struct referrer *from) {
    struct fields fields = source_all_fields(loading, from->source);
    const struct yaml_node *list = field_find(&fields, FIELD_REFERENCES);
    struct cited_works works = {0};
    read_field(loading, &fields, path_folder(fields.path));
    if (!list)
        return;
    works_read_yaml(&works, &fields.yaml, list, fields.path, loading->problems, loading->arena);
    add_all(loading, &works);
}

/* Which of them are cited */

const struct known_work *work_known(const struct loading *loading, struct text key) {
    uint32_t known = table_get(&loading->works.by_key, key);
    return known == NONE ? NULL : &loading->works.items[known];
}

/* Of words without spaces between them a key takes those that follow it in: @liu10指出. The longest key that it begins with. */
static struct text key_before_words(const struct known_works *works, struct text wrong) {
    struct text found = {0};
    for (size_t i = 0; i < works->count; i++) {
        struct text key = works->keys[i];
        size_t at = key.size;
        bool is_begun = key.size > found.size && key.size < wrong.size && text_starts(wrong, key);
        if (is_begun && utf8_stands_alone(utf8_next(wrong, &at)))
            found = key;
    }
    return found;
}

struct text near_key(struct loading *loading, struct text wrong) {
    struct known_works *works = &loading->works;
    if (!works->keys) {
        works->keys = arena_array(loading->arena, struct text, works->count);
        for (size_t i = 0; i < works->count; i++)
            works->keys[i] = works->items[i].cited->key;
    }
    struct text before = key_before_words(works, wrong);
    if (before.size)
        return text_format(loading->arena, "{%.*s}%.*s", TEXT_ARGS(before), TEXT_ARGS(text_after(wrong, before.size)));
    size_t nearest = text_nearest(wrong, works->keys, works->count);
    return nearest < works->count ? works->keys[nearest] : TEXT("");
}

const struct known_work *work_called(const struct loading *loading, struct text words) {
    uint32_t known = table_get(&loading->works.by_key, words);
    if (known == NONE)
        known = table_get(&loading->works.by_slug, slug_of_key(words, loading->arena));
    return known == NONE ? NULL : &loading->works.items[known];
}

/* Which work a reference is of; NULL. */
static struct known_work *referred_work(const struct loading *loading, const struct doc_reference *reference,
                                        struct text words) {
    const struct known_work *known =
        reference->form == FORM_CITATION ? work_known(loading, words) : work_called(loading, words);
    return known ? &loading->works.items[known - loading->works.items] : NULL;
}

/* Each text is gone through once: the essay that cites a work again is the last of its essays. */
static void cite(struct loading *loading, struct known_work *work, const struct referrer *from) {
    const struct numbers *essays = &work->essays;
    bool is_noted = essays->count && essays->items[essays->count - 1] == from->number;
    work->is_cited = true;
    if (from->kind == THING_ESSAY && !is_noted)
        numbers_add(&work->essays, from->number, loading->arena);
}

static void cite_by_references(struct loading *loading, const struct referrer *from) {
    const struct document *document = from->source->document;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (uint32_t i = 0; from->open && i < document->references.count; i++) {
        bool is_of_work = references[i].kind == REFERENCE_THING && references[i].thing == THING_WORK;
        struct text words = document_text(document, references[i].target);
        struct known_work *work = is_of_work ? referred_work(loading, &references[i], words) : NULL;
        if (work)
            cite(loading, work, from);
    }
}

/* By its place among all that are known, until the works of the site have their numbers. */
static void name_work(struct loading *loading, uint32_t known, const struct referrer *from) {
    struct known_work *work = &loading->works.items[known];
    cite(loading, work, from);
    if (work->named_by != from->source)
        numbers_add(&from->source->named_works, known, loading->arena);
    work->named_by = from->source;
}

static void number_named(struct loading *loading, const struct referrer *from) {
    struct numbers *named = &from->source->named_works;
    for (size_t i = 0; i < named->count; i++)
        named->items[i] = loading->works.items[named->items[i]].number;
}

/* `nocite: "@a, @b"`, or a list of keys; @* stands for all. */
static void cite_by_name(struct loading *loading, const struct referrer *from, const struct fields *fields,
                         const struct yaml_node *node) {
    struct text words = value_text(fields, node, "@keys"), part;
    while (from->open && words.size) {
        size_t end = 0;
        while (end < words.size && !strchr(" ,;", words.bytes[end]))
            end++;
        part = text_slice(words, 0, end);
        words = text_after(words, end + 1);
        struct text key = text_after(part, text_starts(part, TEXT("@")) ? 1 : 0);
        uint32_t known = table_get(&loading->works.by_key, key);
        for (uint32_t i = 0; text_equal(key, TEXT("*")) && i < loading->works.count; i++)
            name_work(loading, i, from);
        if (known != NONE)
            name_work(loading, known, from);
        else if (key.size && !text_equal(key, TEXT("*")))
            field_error(fields, E_UNKNOWN_WORK, node, did_you_mean(near_key(loading, key), loading->arena),
                        "there is no work \"%.*s\"", TEXT_ARGS(key));
    }
}

static void find_cited(struct loading *loading, const struct referrer *from) {
    struct fields fields = source_all_fields(loading, from->source);
    const struct yaml_node *list = field_find(&fields, FIELD_NOCITE);
    cite_by_references(loading, from);
    for (const struct yaml_node *item = items_first(&fields, list); item; item = items_next(&fields, list, item))
        cite_by_name(loading, from, &fields, item);
}

/* The works of the site */

static bool has_place(const struct address_list *list, struct text slug) {
    for (size_t i = 0; list && i < list->count; i++)
        if (text_starts(list->items[i].address, text_of(thing_kinds[THING_WORK].section)) &&
            address_list_id(&list->items[i], slug))
            return true;
    return false;
}

static struct text title_of(const struct cited_work *work, struct arena *arena) {
    struct text title = text_trim(title_marks_words(work->texts[WORK_TITLE], arena));
    return title.size ? title : work->key;
}

/* Whom a bibliography puts it under. */
static struct text sort_key(const struct cited_work *work, struct text title, struct arena *arena) {
    const struct work_names *names = &work->names[WORK_AUTHOR];
    for (uint8_t role = 0; role < WORK_ROLE_COUNT && !names->count; role++)
        names = &work->names[role];
    const struct work_name *first = names->count ? &names->items[0] : NULL;
    struct text name = !first ? TEXT("") : first->literal.size ? first->literal : first->family;
    int year = work->dates[WORK_ISSUED].from.precision == DATE_NONE ? 9999 : work->dates[WORK_ISSUED].from.year;
    struct text given = first ? first->given : TEXT("");
    return utf8_fold_plain(text_format(arena, "%.*s %.*s %04d %.*s", TEXT_ARGS(name.size ? name : title), TEXT_ARGS(given),
                                       year, TEXT_ARGS(title)),
                           arena);
}

static bool is_shown(const struct loading *loading, const struct known_work *work) {
    return work->is_cited || has_place(loading->site->published, work->slug);
}

static void register_work(struct loading *loading, struct known_work *work) {
    struct registry *registry = &loading->registries[THING_WORK];
    struct text key = work->cited->key, slug = work->slug;
    uint32_t entry = registry_add(registry, slug, NULL, loading->arena);
    if (entry == NONE) {
        const struct known_work *other = &loading->works.items[table_get(&loading->works.by_slug, slug)];
        diag_add(loading->problems, DIAG_ERROR, E_SAME_WORK_PLACE, work->cited->place,
                 text_format(loading->arena, "the keys \"%.*s\" and \"%.*s\" make one address, %s#%.*s", TEXT_ARGS(key),
                             TEXT_ARGS(other->cited->key), thing_kinds[THING_WORK].section, TEXT_ARGS(slug)),
                 TEXT("give one of them a key with other letters or digits"));
        return;
    }
    registry->items[entry].name = title_of(work->cited, loading->arena);
    work->number = entry;
}

static void fill_work(struct loading *loading, struct known_work *known) {
    if (known->number == NONE)
        return;
    known->number = loading->registries[THING_WORK].items[known->number].number;
    struct site_work *work = &loading->site->works[known->number];
    work->cited = known->cited;
    work->digest = known->digest;
    work->essay = NONE;
    work->thing.essays = known->essays;
    work->thing.han = loading->site->settings.han;
    work->thing.sort_key = sort_key(known->cited, work->thing.title, loading->arena);
}

/* What nobody cites */

void works_tell_uncited(const struct site *site, struct diag *problems) {
    const struct known_works *works = &site->loading->works;
    const struct known_work *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < works->count; i++) {
        first = !works->items[i].is_cited && !first ? &works->items[i] : first;
        count += !works->items[i].is_cited;
    }
    if (!first)
        return;
    struct text message = text_format(&problems->arena, "no text cites the work \"%.*s\"", TEXT_ARGS(first->cited->key));
    if (count > 1)
        message = text_format(&problems->arena, "%.*s, nor %zu others", TEXT_ARGS(message), count - 1);
    diag_add(problems, DIAG_NOTE, W_UNCITED_WORKS, first->cited->place, message,
             TEXT("only what is cited is shown; to show it all the same, name it in a text: nocite: \"@key\""));
}

static bool names_work(const struct parsed_file *file, struct text slug, struct arena *arena) {
    struct diag unheard = {0};
    struct fields fields = fields_of_document(file->document, file->path, &unheard, arena);
    const struct yaml_node *list = field_find(&fields, FIELD_REFERENCES);
    bool names = false;
    for (const struct yaml_node *item = items_first(&fields, list); item && !names; item = items_next(&fields, list, item)) {
        const struct yaml_node *key = item->kind == YAML_MAP ? yaml_get(&fields.yaml, item, TEXT("id")) : NULL;
        names = key && text_equal(slug_of_key(yaml_text(&fields.yaml, key), arena), slug);
    }
    diag_free(&unheard);
    return names;
}

bool works_are_held(const struct site *site, struct text slug, struct arena *arena) {
    for (size_t i = 0; i < site->held.count; i++) {
        const struct parsed_file *file = parsed_file_at(&site->loading->parsed, site->held.items[i].path);
        if (file && file->document && names_work(file, slug, arena))
            return true;
    }
    return false;
}

/* The first word of the key by which it is sorted: of whom it is by. */
static struct text first_word(const struct site *site, uint32_t number) {
    struct text key = site->works[number].thing.sort_key;
    return text_slice(key, 0, text_find_char(key, ' ', 0));
}

/* Works are told apart from those that begin alike, which stand together in the order of names. */
static void digest_apart(struct site *site) {
    const struct numbers *order = &site->works_by_name;
    for (size_t first = 0, end; first < order->count; first = end) {
        struct hasher hasher;
        hasher_start(&hasher);
        for (end = first;
             end < order->count && text_equal(first_word(site, order->items[end]), first_word(site, order->items[first]));
             end++)
            hasher_add_digest(&hasher, site->works[order->items[end]].digest);
        struct digest alike = hasher_end(&hasher);
        for (size_t i = first; i < end; i++) {
            struct site_work *work = &site->works[order->items[i]];
            hasher_start(&hasher);
            hasher_add_digest(&hasher, work->digest);
            hasher_add_digest(&hasher, alike);
            work->apart = hasher_end(&hasher);
        }
    }
}

/* The sources of events */

static void cite_by_event(struct loading *loading, const struct event *event) {
    const struct known_work *known = work_called(loading, event->work_key);
    if (known)
        loading->works.items[known - loading->works.items].is_cited = true;
    else if (!loading->site->is_edition)
        diag_add(loading->problems, DIAG_ERROR, E_UNKNOWN_WORK, event->source_place,
                 text_format(loading->arena, "there is no work \"%.*s\"", TEXT_ARGS(event->work_key)),
                 did_you_mean(near_key(loading, event->work_key), loading->arena));
}

static void cite_by_events(struct loading *loading) {
    for (uint32_t i = 0; i < loading->site->event_count; i++)
        if (loading->site->events[i].work_key.size)
            cite_by_event(loading, &loading->site->events[i]);
}

static void number_sources(struct loading *loading) {
    for (uint32_t i = 0; i < loading->site->event_count; i++) {
        struct event *event = &loading->site->events[i];
        const struct known_work *known = event->work_key.size ? work_called(loading, event->work_key) : NULL;
        event->work = known ? known->number : NONE;
    }
}

void works_load(struct loading *loading) {
    struct known_works *works = &loading->works;
    each_referrer(loading, read_front_matter);
    each_referrer(loading, find_cited);
    cite_by_events(loading);
    if (works->count)
        loading->site->cite_terms = cite_terms_of(loading->site->language, loading->arena);
    for (size_t i = 0; i < works->count; i++)
        if (is_shown(loading, &works->items[i]))
            register_work(loading, &works->items[i]);
    named_make(loading, THING_WORK);
    for (size_t i = 0; i < works->count; i++)
        fill_work(loading, &works->items[i]);
    each_referrer(loading, number_named);
    number_sources(loading);
    things_order(loading, THING_WORK);
    digest_apart(loading->site);
}
