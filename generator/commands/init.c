/* A new reader, from starter.md, and what publishes one, from workflows.md; both are compiled into the program. */
#include "base/array.h"
#include "base/files.h"
#include "base/program.h"
#include "base/utf8.h"
#include "commands/options.h"
#include "commands/reader.h"
#include "read/codes.h"
#include "read/today.h"
#include "read/yaml/quoted.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const unsigned char starter[] = {
#include "commands/starter.md.inc"
};

static const unsigned char workflows[] = {
#include "commands/workflows.md.inc"
};

#define FILE_LINE TEXT("=== ")

struct starter_file {
    struct text path; /* from the reader's folder */
    struct text bytes;
};

struct starter_files {
    struct starter_file *items;
    size_t count, capacity;
};

/* What is begun where, and with which words. */
struct beginning {
    const char *folder; /* absolute, links resolved */
    struct text shown;  /* as it was given */
    struct text title, today;
    struct starter_files files;
    bool was_there;  /* the folder */
    struct text ci;  /* the host whose workflow is written; empty: none */
    bool has_reader; /* there is one already, which gets that workflow alone */
    bool waits;      /* something of it opens, appears or expires on a day to come */
};

/* The files. */

static void replace_words(struct buffer *out, struct text line, const struct beginning *beginning) {
    const struct {
        struct text mark, words;
    } marks[] = {{TEXT("\"{{title}}\""), beginning->title},
                 {TEXT("{{today}}"), beginning->today},
                 {TEXT("{{daily}}"), beginning->waits ? TEXT("  ") : TEXT("  # ")},
                 {TEXT("{{nightly}}"), beginning->waits ? TEXT(" This reader needs it.") : TEXT("")}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = text_find(line, marks[i].mark, 0);
        if (at == line.size)
            continue;
        buffer_add(out, text_slice(line, 0, at));
        buffer_add(out, marks[i].words);
        line = text_after(line, at + marks[i].mark.size);
    }
    buffer_add(out, line);
    buffer_add_char(out, '\n');
}

static void end_file(struct starter_files *files, struct buffer *bytes, struct arena *arena) {
    files->items[files->count - 1].bytes = text_copy(buffer_text(bytes), arena);
    bytes->size = 0;
}

/* Each file begins with a line "=== PATH". Those that are not wanted are passed over. */
static void read_files(struct beginning *beginning, struct text rest,
                       bool (*is_wanted)(struct text *, const struct beginning *), struct arena *arena) {
    struct text line;
    struct buffer bytes = {0};
    bool wanted = false;
    while (text_cut(&line, &rest, '\n')) {
        if (wanted && !text_starts(line, FILE_LINE))
            replace_words(&bytes, line, beginning);
        if (!text_starts(line, FILE_LINE))
            continue;
        struct text path = text_after(line, FILE_LINE.size);
        if (wanted)
            end_file(&beginning->files, &bytes, arena);
        wanted = is_wanted(&path, beginning);
        if (wanted)
            *array_add(&beginning->files, arena) = (struct starter_file){.path = path};
    }
    if (wanted)
        end_file(&beginning->files, &bytes, arena);
    buffer_free(&bytes);
}

/* A new reader has all of the starter. */
static bool is_of_starter(struct text *path, const struct beginning *beginning) {
    return path->size && !beginning->has_reader;
}

/* "github/.github/workflows/publish.yml" is for one host, "all/.ci/publish" for each. */
static bool is_of_host(struct text *path, const struct beginning *beginning) {
    struct text host;
    text_cut(&host, path, '/');
    return beginning->ci.size && (text_equal(host, beginning->ci) || text_equal(host, TEXT("all")));
}

/* "my-reader" is named "My reader". */
static struct text title_of_folder(const char *folder, struct arena *arena) {
    struct text name = text_copy(path_name(text_of(folder)), arena);
    char *bytes = (char *)(uintptr_t)name.bytes;
    for (size_t i = 0; i < name.size; i++)
        if (bytes[i] == '-' || bytes[i] == '_')
            bytes[i] = ' ';
    name = text_trim(name);
    if (name.size && name.bytes[0] >= 'a' && name.bytes[0] <= 'z')
        bytes[name.bytes - bytes] -= 'a' - 'A';
    return name.size && utf8_first_invalid(name) == name.size && !utf8_has_forbidden(name) ? name : TEXT("A reader");
}

/* What is there already stays as it is, and then nothing is written. */
static bool are_new(const struct beginning *beginning, struct diag *problems, struct arena *arena) {
    size_t before = problems->errors;
    for (size_t i = 0; i < beginning->files.count; i++) {
        struct text path = beginning->files.items[i].path;
        if (file_exists(path_join(arena, beginning->folder, path)))
            diag_fail(problems, FAULT_USAGE, E_FILE_EXISTS, path,
                      text_format(arena, "stands in \"%.*s\" already", TEXT_ARGS(beginning->shown)),
                      TEXT("nothing was written: begin in a folder that has no reader yet"));
    }
    return problems->errors == before;
}

static bool write_file(const struct beginning *beginning, const struct starter_file *file, struct arena *arena) {
    struct text above = path_above(file->path);
    return folder_make(path_join(arena, beginning->folder, above)) &&
           file_write(path_join(arena, beginning->folder, file->path), file->bytes, true);
}

/* The first `count` files that were written, and the folders that they leave empty. */
static void take_back(const struct beginning *beginning, size_t count, struct arena *arena) {
    while (count-- > 0) {
        struct text path = beginning->files.items[count].path;
        file_remove(path_join(arena, beginning->folder, path));
        for (path = path_above(path); path.size; path = path_above(path))
            folder_remove_if_empty(path_join(arena, beginning->folder, path));
    }
    if (!beginning->was_there)
        folder_remove_if_empty(beginning->folder);
}

static bool write_files(const struct beginning *beginning, struct diag *problems, struct arena *arena) {
    for (size_t i = 0; i < beginning->files.count; i++) {
        const struct starter_file *file = &beginning->files.items[i];
        if (write_file(beginning, file, arena))
            continue;
        report_unwritten(problems, file->path, TEXT("nothing was begun"), arena);
        take_back(beginning, i + 1, arena);
        return false;
    }
    return true;
}

/* The repository. The user's own git: it knows his name, his hooks, and what he calls a first branch. */

static bool git(const struct beginning *beginning, const char *const *words) {
    return program_run(words, beginning->folder) == 0;
}

#define GIT(...) git(beginning, (const char *const[]){"git", __VA_ARGS__, NULL})

static bool add_to_git(const struct beginning *beginning, struct arena *arena) {
    bool added = true;
    for (size_t i = 0; i < beginning->files.count && added; i++)
        added = GIT("add", "--", text_format(arena, "%.*s", TEXT_ARGS(beginning->files.items[i].path)).bytes);
    return added;
}

/* What is to be said of git; "" when all went well. */
static struct text begin_history(const struct beginning *beginning, struct arena *arena) {
    if (!GIT("--version"))
        return TEXT("git was not found: the reader has no history yet");
    if (GIT("rev-parse", "--git-dir"))
        return TEXT("the folder is in a git repository: commit the new files there");
    if (!GIT("init", "-q"))
        return TEXT("git init failed: the reader has no history yet");
    if (!add_to_git(beginning, arena) || !GIT("commit", "-q", "-m", "Begin the reader"))
        return TEXT(
            "git could not commit: if it does not know your name, git config user.name and user.email say it; then git commit");
    return TEXT("");
}

/* The command. */

static bool find_folder(struct beginning *beginning, const char *folder, struct diag *problems, struct arena *arena) {
    beginning->shown = text_of(folder);
    beginning->was_there = file_exists(folder);
    if (!folder_make(folder) || !(beginning->folder = path_real(folder, arena))) {
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WRITE, beginning->shown,
                  text_format(arena, "cannot be made a folder: %s", strerror(errno)), (struct text){0});
        return false;
    }
    beginning->title = yaml_quoted(title_of_folder(beginning->folder, arena), arena);
    return true;
}

/* Texts that are dated ahead of the clock of whoever builds them are not shown. */
static bool find_day(struct beginning *beginning, struct diag *problems, struct arena *arena) {
    struct today today;
    if (!today_find(&today, NULL, problems, arena))
        return false;
    beginning->today = date_iso(today_date(&today), arena);
    return true;
}

/* Whether an embargo ends, a date comes or a text expires some day: then the site must be built again on that day. */
static bool look_ahead(struct beginning *beginning, const struct options *options, struct report *report, struct diag *problems,
                       struct arena *arena) {
    struct options of_reader = *options;
    of_reader.source = beginning->folder;
    struct reader reader;
    report->options = &of_reader;
    bool loaded = reader_find(&reader, report, problems, arena) && reader_open(&reader, problems, arena) &&
                  reader_plan(&reader, problems, arena);
    beginning->waits = loaded && reader.held.validity.until != MOMENT_NEVER;
    reader_close(&reader);
    report->options = options;
    return loaded;
}

static bool find_workflow(struct beginning *beginning, const struct options *options, struct report *report,
                          struct diag *problems, struct arena *arena) {
    static const struct text hosts[] = {[CI_NONE] = {0},
                                        [CI_GITHUB] = TEXT_INIT("github"),
                                        [CI_GITLAB] = TEXT_INIT("gitlab"),
                                        [CI_FORGEJO] = TEXT_INIT("forgejo")};
    beginning->ci = hosts[options->ci];
    beginning->has_reader = options->ci != CI_NONE && file_exists(path_join(arena, beginning->folder, TEXT("content")));
    return !beginning->has_reader || look_ahead(beginning, options, report, problems, arena);
}

static void print_next(const struct beginning *beginning, struct arena *arena) {
    struct text word = text_shell_word(beginning->shown, arena);
    int size = (int)word.size;
    const char *shown = word.bytes;
    if (beginning->ci.size)
        printf("%.*s/.ci/publish                   is to be told, at its top, where Colophon's sources are; then push\n", size,
               shown);
    if (beginning->has_reader)
        return;
    printf("colophon serve -s %.*s             shows its site in a browser while you write\n", size, shown);
    printf("colophon new essay -s %.*s TITLE   begins an essay; what stands in content/ are examples\n", size, shown);
    printf("%.*s/content/site.yaml             says what the reader is called, and where it will stand\n", size, shown);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct beginning beginning = {0};
    bool found = find_day(&beginning, problems, arena) && find_folder(&beginning, options->words[0], problems, arena) &&
                 find_workflow(&beginning, options, &report, problems, arena);
    read_files(&beginning, (struct text){(const char *)starter, sizeof starter}, is_of_starter, arena);
    read_files(&beginning, (struct text){(const char *)workflows, sizeof workflows}, is_of_host, arena);
    if (found && are_new(&beginning, problems, arena) && write_files(&beginning, problems, arena)) {
        struct text said = begin_history(&beginning, arena);
        if (said.size)
            report_note(&report, text_join(arena, TEXT("note: "), said));
        print_next(&beginning, arena);
    }
    return report_finish(report_problems(&report, problems, NULL), "what to do next could not be written to standard output");
}

const struct command command_init = {
    .name = "init",
    .summary = "begin a reader: examples of all that it may have, in a git repository",
    .words = "DIR",
    .details =
        "Writes a reader that builds at once, and commits it where there is no git repository yet. Nothing that is there is\n"
        "overwritten. Prints what to do next. With --ci a reader that is there already gets the workflow alone.\n",
    .flags = "ci quiet color",
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
