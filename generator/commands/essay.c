#include "commands/essay.h"

#include "read/codes.h"

bool essay_reader_open(struct essay_reader *of, const struct options *options, struct diag *problems, struct arena *arena) {
    *of = (struct essay_reader){.options = *options};
    of->options.drafts = true;
    of->report = report_start(&of->options);
    if (!reader_find(&of->reader, &of->report, problems, arena) || !reader_open(&of->reader, problems, arena))
        return false;
    of->reader.for_editor = true;
    struct diag content = {0};
    bool loaded = reader_site(&of->reader, &content, arena) != NULL;
    for (size_t i = 0; !loaded && i < content.count; i++) {
        const struct diag_item *item = &content.items[i];
        if (item->level == DIAG_ERROR)
            diag_fail(problems, item->fault, item->code, item->place.path, item->message, item->help);
    }
    diag_free(&content);
    return loaded;
}

enum status essay_reader_close(struct essay_reader *of, struct diag *problems) {
    enum status status = report_problems(&of->report, problems, of->reader.tree);
    reader_close(&of->reader);
    return status;
}

static struct text slug_in(struct text name) {
    struct text last = name;
    while (text_ends(last, TEXT("/")))
        last.size--;
    for (size_t i = last.size; i-- > 0;)
        if (last.bytes[i] == '/')
            return text_after(last, i + 1);
    return last;
}

/* A file may be named from any folder: its path ends with the reader's path for it. */
static bool is_called(const struct essay *essay, struct text name) {
    struct text path = essay->thing.source.path;
    return text_equal(essay->thing.slug, name) || text_equal(essay->thing.address, name) || text_equal(path, name) ||
           (text_ends(name, path) && name.bytes[name.size - path.size - 1] == '/') ||
           (text_ends(path, name) && text_ends(name, TEXT(".md")) && path.bytes[path.size - name.size - 1] == '/');
}

const struct essay *essay_meant(const struct site *site, struct text name, struct diag *problems, struct arena *arena) {
    struct text *slugs = arena_array(arena, struct text, site->essay_count);
    for (uint32_t i = 0; i < site->essay_count; i++) {
        slugs[i] = site->essays[i].thing.slug;
        if (is_called(&site->essays[i], name))
            return &site->essays[i];
    }
    size_t nearest = text_nearest(slug_in(name), slugs, site->essay_count);
    struct text help = TEXT("name it by its slug or its file");
    if (nearest < site->essay_count)
        help = text_format(arena, "did you mean %.*s?", TEXT_ARGS(slugs[nearest]));
    diag_fail(problems, FAULT_USAGE, E_NO_ESSAY, (struct text){0},
              text_format(arena, "there is no essay \"%.*s\"", TEXT_ARGS(name)), help);
    return NULL;
}

const struct commit *essay_commit(const struct site *site, const struct version *version) {
    if (version->revision == NONE)
        return NULL;
    return &site->history->commits[site->history->revisions[version->revision].commit];
}

const char *essay_version_kind(const struct version *version) {
    static const char *const kinds[] = {
        [VERSION_FIRST] = "first",         [VERSION_TEXT] = "text",         [VERSION_FORM] = "form",
        [VERSION_FIELDS] = "fields",       [VERSION_MOVED] = "moved",       [VERSION_SAME] = "same",
        [VERSION_WITHDRAWN] = "withdrawn", [VERSION_RESTORED] = "restored", [VERSION_MERGE] = "merge",
    };
    return kinds[version->kind];
}

void essay_add_json(struct buffer *out, const char *name, struct text value) {
    bool first = out->size == 0 || out->bytes[out->size - 1] == '{';
    buffer_add_format(out, "%s\"%s\":\"", first ? "" : ",", name);
    buffer_add_json(out, value);
    buffer_add_char(out, '"');
}
