#include "base/files.h"
#include "base/program.h"
#include "commands/reader.h"
#include "kinds/kinds.h"
#include "read/codes.h"
#include "read/slug.h"
#include "read/yaml/quoted.h"

#include <string.h>

/* Whatever has files of its own, as many as one likes. */
static bool has_files(uint8_t kind) {
    return thing_kinds[kind].folders != NULL;
}

static void list_choices(struct buffer *out) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (has_files(kind))
            buffer_add_format(out, "%s ", thing_words[kind].word);
}

static struct text folder_of(uint8_t kind) {
    struct text folders = text_of(thing_kinds[kind].folders);
    return text_slice(folders, 0, text_find_char(folders, '/', TEXT("content/").size));
}

static bool fail(struct diag *problems, const char *code, struct text message, struct text help) {
    diag_fail(problems, FAULT_USAGE, code, (struct text){0}, message, help);
    return false;
}

/* THING_NONE after an error. */
static uint8_t find_kind(struct text word, struct diag *problems, struct arena *arena) {
    struct text kinds[THING_KINDS];
    size_t count = 0;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        if (!has_files(kind))
            continue;
        kinds[count++] = text_of(thing_words[kind].word);
        if (text_equal(word, kinds[count - 1]))
            return kind;
    }
    size_t nearest = text_nearest(word, kinds, count);
    struct text help = nearest != SIZE_MAX
                           ? text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(kinds[nearest]))
                           : text_format(arena, "the kinds are %.*s", TEXT_ARGS(text_enumeration(kinds, count, "and", arena)));
    fail(problems, E_USAGE, text_format(arena, "there is no template for \"%.*s\"", TEXT_ARGS(word)), help);
    return THING_NONE;
}

static struct text join_words(const char *const *words, size_t count, struct arena *arena) {
    struct text joined = {0};
    for (size_t i = 0; i < count; i++)
        joined = text_join(arena, i == 0 ? joined : text_join(arena, joined, TEXT(" ")), text_of(words[i]));
    return joined;
}

/* What a file is named, and what is filled in. */
struct new_name {
    struct text slug, title, today;
};

/* As git calls who sits here; empty when it does not know. */
static struct text own_name(const struct reader *reader, struct arena *arena) {
    const char *const words[] = {"git", "config", "user.name", NULL};
    struct buffer output = {0};
    struct program program = {.words = words, .folder = reader->folder, .output = &output, .seconds = 10};
    struct text name = {0};
    if (program_talk(&program) == 0)
        name = text_trim(buffer_take(&output, arena));
    return name;
}

/* What stands behind the kind; of an author without a name, whoever makes the file. */
static bool find_title(struct new_name *naming, const struct reader *reader, uint8_t kind, size_t from, struct diag *problems,
                       struct arena *arena) {
    const struct options *options = reader->options;
    naming->title = join_words(options->words + from, options->word_count - from, arena);
    if (options->word_count == 1 && kind == THING_AUTHOR)
        naming->title = own_name(reader, arena);
    return naming->title.size ||
           fail(problems, E_USAGE, text_format(arena, "\"colophon new %s\" needs a title", options->words[0]),
                kind == THING_AUTHOR ? TEXT("your own name is taken where git config user.name has it")
                                     : text_format(arena, "write colophon new %s TITLE", options->words[0]));
}

static bool name_file(struct new_name *naming, const struct reader *reader, uint8_t kind, struct diag *problems,
                      struct arena *arena) {
    const struct options *options = reader->options;
    struct text first = options->word_count > 2 ? text_of(options->words[1]) : (struct text){0};
    bool named = text_ends(first, TEXT(".md"));
    if (!find_title(naming, reader, kind, 1 + named, problems, arena))
        return false;
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

/* "{{today}}" in a template is the day. */
static void add_field(struct buffer *out, enum field field, struct text today) {
    static const struct text mark = TEXT_INIT("{{today}}");
    struct text template = text_of(known_fields[field].template);
    size_t at = text_find(template, mark, 0);
    buffer_add_format(out, "%.*s:%.*s", TEXT_ARGS(field_name(field)), TEXT_ARGS(text_slice(template, 0, at)));
    if (at < template.size) {
        buffer_add(out, today);
        buffer_add(out, text_after(template, at + mark.size));
    }
    buffer_add_char(out, '\n');
}

static void write_template(struct buffer *out, uint8_t kind, const struct new_name *naming, struct arena *arena) {
    buffer_add_format(out, "---\n%.*s: %.*s\n", TEXT_ARGS(field_name(thing_kinds[kind].title)),
                      TEXT_ARGS(yaml_quoted(naming->title, arena)));
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (known_fields[field].template_of & OF(kind))
            add_field(out, field, naming->today);
    buffer_add(out, TEXT("---\n\n"));
}

static bool make_file(const struct reader *reader, uint8_t kind, const struct new_name *naming, struct diag *problems,
                      struct arena *arena) {
    const char *folder = path_join(arena, reader->folder, folder_of(kind));
    struct text shown = text_format(arena, "%.*s/%.*s.md", TEXT_ARGS(folder_of(kind)), TEXT_ARGS(naming->slug));
    const char *path = path_join(arena, reader->folder, shown);
    if (file_exists(path))
        return fail(
            problems, E_FILE_EXISTS, text_format(arena, "\"%.*s\" already exists", TEXT_ARGS(shown)),
            text_format(arena, "give another name before the title: colophon new %s NAME.md TITLE", thing_words[kind].word));

    struct buffer bytes = {0};
    write_template(&bytes, kind, naming, arena);
    bool written = folder_make(folder) && file_write(path, buffer_text(&bytes), true);
    buffer_free(&bytes);
    if (!written)
        return report_unwritten(problems, shown, (struct text){0}, arena);
    printf("%s\n", path);
    return true;
}

static bool find_day(struct new_name *naming, struct diag *problems, struct arena *arena) {
    struct today today;
    bool found = today_find(&today, NULL, problems, arena);
    if (found)
        naming->today = date_iso(today_date(&today), arena);
    return found;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    struct new_name naming = {0};
    uint8_t kind = find_kind(text_of(options->words[0]), problems, arena);
    if (kind != THING_NONE && reader_find(&reader, &report, problems, arena) &&
        name_file(&naming, &reader, kind, problems, arena) && find_day(&naming, problems, arena))
        make_file(&reader, kind, &naming, problems, arena);
    return report_problems(&report, problems, NULL);
}

const struct command command_new = {
    .name = "new",
    .summary = "make an essay, author, topic, place, list, term or page from a template",
    .words = "KIND [NAME.md] [TITLE...]",
    .details =
        "KIND is essay, author, topic, place, list, term or page. The file's name is derived from the title; a title in\n"
        "ideographs needs one: colophon new term juguo-tizhi.md Whole-nation system\n"
        "Without a title, an author is whom git config user.name names.\n"
        "Prints the path of the new file. A file that exists is never overwritten.\n",
    .flags = "source color",
    .least_words = 1,
    .most_words = 100,
    .choices = list_choices,
    .run = run,
};
