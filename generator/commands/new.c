#include "base/files.h"
#include "commands/reader.h"
#include "read/codes.h"
#include "read/slug.h"

#include <errno.h>
#include <string.h>

/* A new file: `head`, the title as a YAML string, and `tail`. No date is ever filled in: it is the editor's to know. */
struct template {
    const char *kind, *folder, *head, *tail;
};

static const struct template templates[] = {
    {"essay", "content/essays", "title: ",
     "authors: []\n"
     "date: # when the text first appeared: YYYY, YYYY-MM or YYYY-MM-DD\n"
     "topics: []\n"
     "summary:\n"
     "source:\n"
     "  publication:\n"
     "  url:\n"
     "text: full # or excerpt, or precis\n"
     "draft: true\n"},
    {"author", "content/authors", "name: ",
     "also_known_as: []\n"
     "affiliation:\n"
     "orcid:\n"
     "url:\n"},
    {"topic", "content/topics", "name: ",
     "also: []\n"
     "broader: []\n"
     "see_also: []\n"},
    {"list", "content/lists", "title: ",
     "summary:\n"
     "items: [] # slugs of essays, or maps: {essay: slug, note: why it is here}\n"},
    {"term", "content/glossary", "term: ",
     "also: []\n"
     "lang:\n"
     "original:\n"
     "reading:\n"},
    {"page", "content/pages", "title: ", "summary:\n"},
};

enum { TEMPLATE_COUNT = sizeof templates / sizeof *templates };

static bool fail(struct diag *problems, const char *code, struct text message, struct text help) {
    diag_fail(problems, FAULT_USAGE, code, (struct text){0}, message, help);
    return false;
}

static const struct template *find_template(struct text kind, struct diag *problems, struct arena *arena) {
    struct text kinds[TEMPLATE_COUNT], help = TEXT("the kinds are essay, author, topic, list, term and page");
    for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
        kinds[i] = text_of(templates[i].kind);
        if (text_equal(kinds[i], kind))
            return &templates[i];
    }
    size_t nearest = text_nearest(kind, kinds, TEMPLATE_COUNT);
    if (nearest != SIZE_MAX)
        help = text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(kinds[nearest]));
    fail(problems, E_USAGE, text_format(arena, "there is no template for \"%.*s\"", TEXT_ARGS(kind)), help);
    return NULL;
}

static struct text join_words(const char *const *words, size_t count, struct arena *arena) {
    struct text joined = {0};
    for (size_t i = 0; i < count; i++)
        joined = text_join(arena, i == 0 ? joined : text_join(arena, joined, TEXT(" ")), text_of(words[i]));
    return joined;
}

/* What a file is named, and the title in it. */
struct naming {
    struct text slug, title;
};

static bool name_file(struct naming *naming, const struct options *options, struct diag *problems, struct arena *arena) {
    struct text first = text_of(options->words[1]);
    bool named = text_ends(first, TEXT(".md")) && options->word_count > 2;
    naming->title = join_words(options->words + 1 + named, options->word_count - 1 - named, arena);
    naming->slug = named ? text_slice(first, 0, first.size - 3) : slug_of(naming->title, arena);
    if (named && !slug_valid(naming->slug))
        return fail(problems, E_NO_FILE_NAME, text_format(arena, "\"%.*s\" cannot name a file", TEXT_ARGS(first)),
                    TEXT("use lower-case letters, digits and single hyphens, such as whole-nation.md"));
    if (naming->slug.size == 0)
        return fail(problems, E_NO_FILE_NAME,
                    text_format(arena, "no file name can be derived from \"%.*s\"", TEXT_ARGS(naming->title)),
                    text_format(arena, "give one before the title: colophon new %s NAME.md TITLE", options->words[0]));
    return true;
}

static void write_template(struct buffer *out, const struct template *template, struct text title) {
    buffer_add_format(out, "---\n%s\"", template->head);
    for (size_t i = 0; i < title.size; i++) {
        if (title.bytes[i] == '"' || title.bytes[i] == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, title.bytes[i] == '\n' || title.bytes[i] == '\t' ? ' ' : title.bytes[i]);
    }
    buffer_add_format(out, "\"\n%s---\n\n", template->tail);
}

static bool make_file(const struct reader *reader, const struct template *template, const struct naming *naming,
                      struct diag *problems, struct arena *arena) {
    const char *folder = path_join(arena, reader->folder, text_of(template->folder));
    struct text shown = text_format(arena, "%s/%.*s.md", template->folder, TEXT_ARGS(naming->slug));
    const char *path = path_join(arena, reader->folder, shown);
    if (file_exists(path))
        return fail(problems, E_FILE_EXISTS, text_format(arena, "\"%.*s\" is there already", TEXT_ARGS(shown)),
                    text_format(arena, "give another name before the title: colophon new %s NAME.md TITLE", template->kind));

    struct buffer bytes = {0};
    write_template(&bytes, template, naming->title);
    bool written = folder_make(folder) && file_write(path, buffer_text(&bytes), true);
    buffer_free(&bytes);
    if (written)
        printf("%s\n", path);
    else
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WRITE, shown, text_format(arena, "cannot be written: %s", strerror(errno)),
                  (struct text){0});
    return written;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    struct naming naming = {0};
    const struct template *template = find_template(text_of(options->words[0]), problems, arena);
    if (template && name_file(&naming, options, problems, arena) && reader_find(&reader, &report, problems, arena))
        make_file(&reader, template, &naming, problems, arena);
    return report_problems(&report, problems, NULL);
}

const struct command command_new = {
    .name = "new",
    .summary = "make an essay, author, topic, list, term or page from a template",
    .words = "KIND [NAME.md] TITLE...",
    .details = "KIND is essay, author, topic, list, term or page. The file's name is derived from the title; a title in\n"
               "ideographs needs one: colophon new term juguo-tizhi.md Whole-nation system\n"
               "Prints the path of the new file. A file that exists is never overwritten.\n",
    .flags = "source color",
    .least_words = 2,
    .most_words = 100,
    .run = run,
};
