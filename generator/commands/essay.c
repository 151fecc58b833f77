#include "commands/essay.h"

#include "read/codes.h"

bool essay_reader_open(struct essay_reader *of, const struct options *options, bool with_former, struct diag *problems,
                       struct arena *arena) {
    *of = (struct essay_reader){.options = *options};
    of->options.drafts = true;
    of->report = report_start(&of->options);
    if (!reader_find(&of->reader, &of->report, problems, arena) || !reader_open(&of->reader, problems, arena))
        return false;
    of->reader.for_editor = true;
    if (options->word_count > 0)
        of->shown = (struct shown_essay){text_of(options->words[0]), with_former}, of->reader.shown = &of->shown;
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

/* Other processes may use what is remembered meanwhile, so no lock is needed. Where nothing was ever built, nothing is kept. */
static bool is_worth_keeping(const struct essay_reader *of) {
    static const double WORTH_SECONDS = 0.2;
    return of->reader.remembered && file_exists(of->reader.place.remembered) && report_seconds(&of->report) > WORTH_SECONDS;
}

enum status essay_reader_close(struct essay_reader *of, struct diag *problems) {
    enum status status = report_problems(&of->report, problems, of->reader.tree);
    of->reader.keep = is_worth_keeping(of);
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

const struct essay *essay_meant(const struct site *site, struct text name, struct diag *problems, struct arena *arena) {
    struct text *slugs = arena_array(arena, struct text, site->essay_count);
    uint32_t number = essay_called(site, name);
    if (number != NONE)
        return &site->essays[number];
    for (uint32_t i = 0; i < site->essay_count; i++)
        slugs[i] = site->essays[i].thing.slug;
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
