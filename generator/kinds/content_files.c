#include "kinds/loading.h"

#include "base/array.h"
#include "history/present.h"
#include "kinds/shapes.h"
#include "read/slug.h"

#include <string.h>

void hide_file(struct loading *loading, struct text slug, struct text address, struct text path, enum claim_state state) {
    *array_add(&loading->hidden, loading->arena) =
        (struct address_claim){.address = address, .path = path, .state = (uint8_t)state};
    if (slug.size)
        table_put(&loading->hidden_slugs, slug, state, loading->arena);
}

void hide_aliases(struct loading *loading, const struct texts *aliases, struct text path, enum claim_state state) {
    for (size_t i = 0; i < aliases->count; i++)
        *array_add(&loading->hidden, loading->arena) =
            (struct address_claim){.address = aliases->items[i], .path = path, .state = (uint8_t)state, .is_redirect = true};
}

/* Its address may be another one, but nobody can say; what leads to the usual one is not told twice. */
static void hide_broken(struct loading *loading, const struct content_file *file) {
    struct arena *arena = loading->arena;
    struct text slug = slug_of(file_name_read(file->file->path, arena).words, arena);
    struct text folder = path_folder(address_of_file(file->file->path, arena));
    if (file->kind < THING_KINDS)
        folder = text_of(thing_kinds[file->kind].section);
    struct text address = text_format(arena, "%.*s%.*s/", TEXT_ARGS(folder), TEXT_ARGS(slug));
    hide_file(loading, slug, address, file->file->path, CLAIM_BROKEN);
}

uint32_t files_of_kind(const struct loading *loading, enum thing_kind kind) {
    uint32_t count = 0;
    for (size_t i = 0; i < loading->file_count; i++)
        count += loading->files[i].kind == kind;
    return count;
}

/* Nothing of a file is known that is too large, or is no text. */
static bool is_lost(const struct document *document) {
    const struct doc_problem *problems = DOC_ITEMS(document, problems, struct doc_problem);
    for (uint32_t i = 0; i < document->problems.count; i++) {
        struct text code = text_of(problems[i].code);
        if (text_equal(code, TEXT(E_NOT_UTF8)) || text_equal(code, TEXT(E_DOCUMENT_TOO_LARGE)))
            return true;
    }
    return false;
}

static void warn_of_section(struct loading *loading, struct text path) {
    diag_add(loading->problems, DIAG_WARNING, W_SECTION_PAGE, (struct diag_place){.path = path},
             TEXT("another generator's section page is left out"),
             TEXT("what it says may go into content/index.md or a page below content/pages"));
}

/* Below content/, and nothing that is read, shown or copied: most often the name is a letter away from one that would be. */
static const char *why_not_read(struct text path, const struct settings *settings) {
    static const char *const endings[] = {".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd", ".mdx"};
    struct text inside = text_after(path, strlen("content/"));
    if (text_starts(inside, TEXT("media/")))
        return NULL;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (path.size > size && text_equal_ignoring_case(text_after(path, path.size - size), text_of(endings[i])) &&
            !text_ends(path, TEXT(".md")))
            return "rename the file so that it ends in .md, in small letters";
    }
    bool at_top = text_find_char(inside, '/', 0) == inside.size;
    if (at_top && (text_equal(inside, TEXT("site.yml")) || text_equal_ignoring_case(inside, TEXT("site.yaml"))))
        return text_equal(path, SETTINGS_PATH) ? NULL : "the settings are in content/site.yaml";
    if (at_top && text_equal_ignoring_case(inside, TEXT("gone.yml")))
        return "what is gone stands in content/gone.yaml";
    if (at_top && (text_equal_ignoring_case(inside, TEXT("events.yml")) || text_equal_ignoring_case(inside, TEXT("events.yaml"))))
        return text_equal(path, EVENTS_PATH) ? NULL : "events stand in content/events.yaml";
    if (at_top &&
        (text_equal(inside, TEXT("CNAME")) || text_equal(inside, TEXT("_headers")) || text_equal(inside, TEXT("robots.txt"))))
        return "a file that is to stand at the site's root goes below content/media, or is added by what publishes the site";
    if (text_equal(path, OWN_REDIRECTS_PATH) && !settings->hosts[HOST_NETLIFY] && !settings->hosts[HOST_CLOUDFLARE] &&
        !settings->hosts[HOST_GITLAB])
        return "name in site.yaml the host that reads it: hosts: [netlify]";
    return NULL;
}

/* The folder of a kind whose name is nearly this one; "" when none is, or it is one itself. */
static struct text near_folder(struct text folder, struct arena *arena) {
    struct text near = {0};
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        struct text known, rest = text_of(thing_kinds[kind].folders ? thing_kinds[kind].folders : "");
        while (text_cut(&known, &rest, ' ')) {
            if (text_equal(known, folder))
                return (struct text){0};
            if (text_distance(text_lower_ascii(folder, arena), known, 1) <= 1)
                near = known;
        }
    }
    return near;
}

/* What stands in a folder of another name is a page each, which may not be what was meant. */
static void warn_of_folder(struct loading *loading, struct text path, struct text *last) {
    size_t end = text_find_char(path, '/', strlen("content/"));
    struct text folder = text_slice(path, 0, end + 1);
    if (end == path.size || text_equal(folder, *last))
        return;
    *last = folder;
    struct text near = near_folder(folder, loading->arena);
    if (near.size)
        diag_add(loading->problems, DIAG_WARNING, W_NOT_READ, (struct diag_place){.path = path},
                 text_format(loading->arena, "texts in %.*s are read as pages", TEXT_ARGS(folder)),
                 did_you_mean(near, loading->arena));
}

static void warn_of_names(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    struct text last = {0};
    for (size_t i = 0; i < tree->count && !loading->site->is_edition; i++) {
        struct text path = tree->files[i].path;
        if (!text_starts(path, TEXT("content/")))
            continue;
        if (text_ends(path, TEXT(".md")))
            warn_of_folder(loading, path, &last);
        const char *help = why_not_read(path, &loading->site->settings);
        if (help)
            diag_add(loading->problems, DIAG_WARNING, W_NOT_READ, (struct diag_place){.path = path},
                     TEXT("this file is not read"), text_of(help));
    }
}

void files_sort(struct loading *loading) {
    warn_of_names(loading);
    loading->files = arena_array(loading->arena, struct content_file, loading->parsed.count);
    for (size_t i = 0; i < loading->parsed.count; i++) {
        const struct parsed_file *parsed = &loading->parsed.items[i];
        struct content_file file = {.file = parsed, .kind = file_kind(parsed->path)};
        if (file.kind == THING_SECTION) {
            warn_of_section(loading, parsed->path);
            section_check(loading, parsed);
        }
        if (parsed->document && !is_lost(parsed->document))
            loading->files[loading->file_count++] = file;
        else
            hide_broken(loading, &file);
    }
}

static struct record record_of(struct loading *loading, struct text path) {
    const struct history *history = loading->site->history;
    const struct file_history *file = history ? history_of(history, path) : NULL;
    if (!file)
        return (struct record){0};
    return (struct record){
        .first = history->commits[history->revisions[file->first].commit].when,
        .last = history->commits[history->revisions[file->last].commit].when,
        .revisions = file->count,
        .contributors = {.items = file->people, .count = file->person_count, .capacity = file->person_count},
    };
}

struct source source_of(struct loading *loading, const struct parsed_file *file) {
    return (struct source){
        .path = file->path, .document = file->document, .file = file, .record = record_of(loading, file->path)};
}

static void refuse_toml(struct loading *loading, struct fields *fields) {
    fields->unreadable = true;
    diag_add(loading->problems, DIAG_ERROR, E_TOML_FRONT_MATTER,
             (struct diag_place){.path = fields->path, .line = 1, .column = 1, .width = 3},
             TEXT("front matter in TOML is not read"),
             TEXT("write it as YAML: --- instead of +++, and \"title: Words\" instead of \"title = 'Words'\""));
}

/* Other than a map, front matter has no fields at all. */
static void check_map(struct fields *fields) {
    fields->unreadable |= fields->map && fields->map->kind != YAML_MAP && fields->map->kind != YAML_NULL;
    if (fields->map && fields->unreadable)
        field_error(fields, E_WRONG_TYPE, fields->map, TEXT("write \"title: Words\""),
                    "front matter is made of fields with names");
}

/* The language of the quotation marks; one that is no language is told elsewhere. */
static struct text marks_of(const struct loading *loading, const struct fields *fields) {
    const struct settings *settings = &loading->site->settings;
    const struct yaml_node *node = field_find(fields, FIELD_LANGUAGE);
    struct text tag;
    if (!settings->smart)
        return TEXT("");
    bool given = node && node->kind == YAML_SCALAR && language_tag(&tag, yaml_text(&fields->yaml, node), loading->arena);
    return given ? tag : settings->language;
}

static struct fields fields_of_source(struct loading *loading, const struct source *source) {
    struct fields fields = fields_of_document(source->document, source->path, loading->problems, loading->arena);
    fields.marks = marks_of(loading, &fields);
    return fields;
}

/* Each kind that essays name asks for those of all essays. */
struct fields source_all_fields(struct loading *loading, const struct source *source) {
    const struct parsed_files *parsed = &loading->parsed;
    if (source->file < parsed->items || source->file >= parsed->items + parsed->count)
        return fields_of_source(loading, source);
    struct fields *kept = &loading->fields[source->file - parsed->items];
    if (!kept->path.size)
        *kept = fields_of_source(loading, source);
    return *kept;
}

struct fields source_fields(struct loading *loading, const struct source *source) {
    struct fields fields = source_all_fields(loading, source);
    if (source->document->is_toml)
        refuse_toml(loading, &fields);
    check_map(&fields);
    return fields;
}

static struct diag_place first_line(struct text path) {
    return (struct diag_place){.path = path, .line = 1, .column = 1, .width = 3};
}

static struct text slug_of_file(struct loading *loading, const struct parsed_file *file) {
    struct file_name name = file_name_read(file->path, loading->arena);
    struct text slug = slug_of(name.words, loading->arena);
    if (slug.size)
        return slug;
    diag_add(loading->problems, DIAG_ERROR, E_BAD_SLUG, first_line(file->path),
             text_format(loading->arena, "no slug can be made of the file name \"%.*s\"", TEXT_ARGS(name.words)),
             TEXT("say how it is written in addresses: slug: some-words"));
    /* With some slug the file goes through the rest of the checks. */
    slug = slug_of_words(name.words, loading->arena);
    return slug.size ? slug : TEXT("unnamed");
}

struct text source_slug(struct loading *loading, const struct parsed_file *file, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_SLUG);
    struct text slug = node ? value_text(fields, node, "slug") : TEXT("");
    if (!slug.size)
        return slug_of_file(loading, file);
    if (slug_valid(slug))
        return slug;
    struct text better = slug_of(slug, loading->arena);
    struct text help = better.size ? did_you_mean(better, loading->arena) : TEXT("small letters, digits and single hyphens");
    field_error(fields, E_BAD_SLUG, node, help, "\"%.*s\" cannot be a slug", TEXT_ARGS(slug));
    return better.size ? better : slug_of_file(loading, file);
}

struct text source_title(struct loading *loading, const struct parsed_file *file, const struct fields *fields, uint8_t kind,
                         struct text slug) {
    enum field field = thing_kinds[kind].title;
    struct text title = field_text(fields, field);
    warn_of_brackets(fields, field_find(fields, field));
    const struct document *document = file->document;
    if (!title.size)
        title = text_cleaned(document_text(document, document->first_heading), loading->arena);
    if (title.size || closing_withholds(loading->input->closing, file->path))
        return title.size ? title : slug;
    struct text name = field_name(field);
    if (!fields->unreadable && !field_find(fields, field))
        diag_add(loading->problems, DIAG_ERROR, E_MISSING_TITLE, first_line(file->path),
                 text_format(loading->arena, "the field \"%.*s\" is missing", TEXT_ARGS(name)),
                 text_format(loading->arena,
                             "write \"%.*s: Words\" between two lines of --- at the top, or begin with a heading",
                             TEXT_ARGS(name)));
    return slug;
}

static bool is_left_out(const struct loading *loading, const struct hold *hold, enum held held) {
    /* Nobody can mend an edition: what is refused today is not shown there. */
    if (hold->is_refused && loading->site->is_edition)
        return true;
    return held == HELD_FUTURE || held == HELD_EXPIRED || (held == HELD_DRAFT && !loading->input->drafts);
}

/* In an edition, nothing is told of what cannot be mended any more. */
static void read_hold(struct loading *loading, struct hold *hold, const struct fields *fields, uint8_t kind) {
    struct diag unheard = {0};
    struct fields quiet = *fields;
    quiet.problems = loading->site->is_edition ? &unheard : fields->problems;
    hold_read(hold, &loading->keys, &quiet, kind, loading->site->today.now);
    if (closing_opens(loading->input->closing, fields->path))
        hold_lift(hold);
    diag_free(&unheard);
}

enum claim_state claim_of_held(const struct loading *loading, const struct hold *hold) {
    enum held held = hold_at(hold, &loading->site->today);
    return held == HELD_FUTURE ? CLAIM_FUTURE : held == HELD_EXPIRED ? CLAIM_EXPIRED : CLAIM_DRAFT;
}

void report_hidden(struct loading *loading, enum claim_state state, struct text words, struct diag_place place) {
    static const struct {
        const char *what, *help;
    } said[] = {
        [CLAIM_DRAFT] = {"is a draft", "publish it too, or build with --drafts"},
        [CLAIM_FUTURE] = {"is dated in the future", "refer to it when it has appeared, or build with --future"},
        [CLAIM_EXPIRED] = {"has expired: the words stay, and lead nowhere", "take the reference out"},
    };
    /* A day that passes must not stop a build that takes something back. */
    bool is_error = state != CLAIM_EXPIRED;
    if (loading->site->is_edition)
        return;
    diag_add(loading->problems, is_error ? DIAG_ERROR : DIAG_WARNING, is_error ? E_LINK_TO_DRAFT : W_REFERENCE_EXPIRED, place,
             text_format(loading->arena, "\"%.*s\" %s", TEXT_ARGS(words), said[state].what), text_of(said[state].help));
}

bool thing_hold(struct loading *loading, struct thing *thing, const struct fields *fields, uint8_t kind) {
    struct site *site = loading->site;
    read_hold(loading, &thing->hold, fields, kind);
    hold_narrow(site->validity, &thing->hold, &site->today);
    enum held held = hold_at(&thing->hold, &site->today);
    thing->draft = thing->hold.is_draft;
    bool is_out = is_left_out(loading, &thing->hold, held);
    if (is_out || held == HELD_TEXT)
        *array_add(&site->held, loading->arena) =
            (struct held_file){fields->path, thing->hold, (uint8_t)(held == HELD_NOT ? HELD_DRAFT : held)};
    return !is_out;
}

void report_same_slug(struct loading *loading, const struct parsed_file *file, const struct fields *fields, struct text slug,
                      struct text other) {
    const struct yaml_node *node = field_find(fields, FIELD_SLUG);
    struct diag_place place = node ? yaml_place(file->path, node) : first_line(file->path);
    diag_add(loading->problems, DIAG_ERROR, E_SAME_SLUG, place,
             text_format(loading->arena, "the slug \"%.*s\" is that of %.*s, too", TEXT_ARGS(slug), TEXT_ARGS(other)),
             text_format(loading->arena, "rename the file, or give it another slug: \"slug: %.*s-2\"", TEXT_ARGS(slug)));
}

struct text text_without_base(const struct loading *loading, struct text written) {
    struct text base = loading->own_base;
    return base.size && text_starts(written, base) ? text_after(written, base.size - 1) : written;
}

struct text source_address(const struct loading *loading, const struct fields *fields, struct text fallback) {
    const struct yaml_node *node = field_find(fields, FIELD_ADDRESS);
    struct text written = node ? value_text(fields, node, "an address") : TEXT(""), address;
    const char *why = NULL;
    bool is_shown;
    if (!written.size || value_boolean(&is_shown, fields, node))
        return fallback;
    if (text_contains(written, TEXT("?")) || text_contains(written, TEXT("#")))
        why = "it has a query or an anchor";
    else if (text_contains(written, TEXT("/:")))
        why = "placeholders such as :title are not filled in";
    else if (address_clean(&address, &why, text_without_base(loading, written), TEXT("/"), fields->arena))
        return address;
    field_error(fields, E_BAD_ADDRESS, node, TEXT("write it as /part/part/"), "\"%.*s\" cannot be the address of this page: %s",
                TEXT_ARGS(written), why);
    return fallback;
}

static void add_alias(struct texts *aliases, const struct fields *fields, const struct yaml_node *node, struct text folder) {
    struct text written = value_text(fields, node, "an old address"), address;
    const char *why;
    if (!written.size)
        return;
    if (text_contains(written, TEXT("?")) || text_contains(written, TEXT("#")))
        diag_add(fields->problems, DIAG_WARNING, W_ALIAS_NOT_SERVED, yaml_place(fields->path, node),
                 text_format(fields->arena, "\"%.*s\" cannot be redirected: files do not see a query", TEXT_ARGS(written)),
                 TEXT("set this redirect up on the web server"));
    else if (address_clean(&address, &why, written, folder, fields->arena))
        *array_add(aliases, fields->arena) = address;
    else
        field_error(fields, E_BAD_ADDRESS, node, TEXT("write it as /part/part/"), "\"%.*s\" cannot be an old address: %s",
                    TEXT_ARGS(written), why);
}

static void add_aliases(struct texts *aliases, const struct fields *fields, enum field field, struct text folder) {
    const struct yaml_node *node = field_find(fields, field);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
        add_alias(aliases, fields, item, folder);
}

/* What relative aliases are relative to: for Hugo the folder in which the page stands, for Jekyll's plugin the root. */
struct text alias_folder(struct text address, enum field field) {
    struct text up = folder_above(address);
    return up.size && field == FIELD_ALIASES ? up : TEXT("/");
}

const enum field alias_fields[ALIAS_FIELDS] = {FIELD_ALIASES, FIELD_REDIRECT_FROM};

bool alias_clean(struct text *alias, struct text written, struct text folder, struct arena *arena) {
    const char *why;
    bool is_served = written.size && !text_contains(written, TEXT("?")) && !text_contains(written, TEXT("#"));
    return is_served && address_clean(alias, &why, written, folder, arena);
}

void source_aliases(struct texts *aliases, const struct fields *fields, struct text address) {
    for (size_t i = 0; i < 2; i++)
        add_aliases(aliases, fields, alias_fields[i], alias_folder(address, alias_fields[i]));
}

void alias_places(struct diag_place *places, const struct fields *fields, struct text address, const struct texts *aliases) {
    struct arena scratch = {0};
    size_t next = 0;
    for (size_t i = 0; i < ALIAS_FIELDS; i++) {
        const struct yaml_node *node = field_find(fields, alias_fields[i]);
        struct text folder = alias_folder(address, alias_fields[i]), clean;
        for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
            if (next < aliases->count && item->kind == YAML_SCALAR &&
                alias_clean(&clean, text_cleaned(yaml_text(&fields->yaml, item), &scratch), folder, &scratch) &&
                text_equal(clean, aliases->items[next]))
                places[next++] = yaml_place(fields->path, item);
    }
    for (; next < aliases->count; next++)
        places[next] = (struct diag_place){.path = fields->path};
    arena_free(&scratch);
}
