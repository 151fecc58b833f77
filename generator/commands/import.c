#include "import/import.h"

#include "base/array.h"
#include "base/files.h"
#include "base/workers.h"
#include "commands/essay.h"
#include "connect/doubles/doubles.h"
#include "read/codes.h"
#include "read/slug.h"
#include "read/yaml/quoted.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One page needs a hundredth of a second; libgumbo's time grows with the square of how deep elements nest. */
enum { DEADLINE_MS = 20000 };

/* The inputs, and what became of them. */
struct importing {
    const struct options *options;
    struct report *report;
    struct reader reader;
    struct text *inputs;  /* the bytes of each file */
    struct texts written; /* the paths of the drafts */
    struct diag *problems;
    struct arena *arena;
};

static struct text shown_name(const struct importing *importing, size_t i) {
    struct text name = text_of(importing->options->words[i]);
    return text_equal(name, TEXT("-")) ? TEXT("standard input") : name;
}

static bool fail(struct importing *importing, enum diag_fault fault, const char *code, struct text path, struct text message,
                 struct text help) {
    diag_fail(importing->problems, fault, code, path, message, help);
    return false;
}

/* Reading. */

static bool read_standard_input(struct text *bytes, struct arena *arena) {
    struct buffer buffer = {0};
    bool is_read = file_read_stream(&buffer, STDIN_FILENO, IMPORT_MOST_BYTES + 1);
    *bytes = text_copy(buffer_text(&buffer), arena);
    buffer_free(&buffer);
    return is_read;
}

static bool read_input(struct importing *importing, size_t i) {
    const char *word = importing->options->words[i];
    bool is_read = strcmp(word, "-") == 0 ? read_standard_input(&importing->inputs[i], importing->arena)
                                          : file_read(&importing->inputs[i], word, IMPORT_MOST_BYTES, importing->arena);
    if (is_read)
        return true;
    struct text help = errno == EFBIG ? TEXT("cut out the part that is the text: 16 MiB are read at most") : TEXT("");
    return fail(importing, FAULT_USAGE, E_CANNOT_READ, shown_name(importing, i),
                text_format(importing->arena, "this file cannot be read: %s", strerror(errno)), help);
}

static void import_job(size_t index, struct buffer *out, void *context) {
    struct importing *importing = context;
    struct arena arena = {0};
    struct imported imported;
    struct import_input input = {.bytes = importing->inputs[index],
                                 .name = shown_name(importing, index),
                                 .charset = text_of(importing->options->charset),
                                 .url = text_of(importing->options->url),
                                 .wants_json = importing->options->json};
    import_input(&imported, &input, &arena);
    imported_write(out, &imported);
    arena_free(&arena);
}

/* Writing. */

/* Where the files of one import go. */
struct destination {
    struct text slug, essay, folder;
};

static bool name_files(struct destination *destination, const struct importing *importing, const struct imported *imported) {
    struct arena *arena = importing->arena;
    destination->slug = importing->options->slug ? text_of(importing->options->slug) : slug_of(imported->title, arena);
    destination->essay = text_format(arena, "content/essays/%.*s.md", TEXT_ARGS(destination->slug));
    destination->folder = text_format(arena, "imports/%.*s", TEXT_ARGS(destination->slug));
    return slug_valid(destination->slug);
}

static const char *path_of(const struct importing *importing, struct text path) {
    return path_join(importing->arena, importing->reader.folder, path);
}

static bool is_free(struct importing *importing, struct text path) {
    if (!file_exists(path_of(importing, path)))
        return true;
    return fail(importing, FAULT_USAGE, E_FILE_EXISTS, (struct text){0},
                text_format(importing->arena, "\"%.*s\" already exists, and nothing is overwritten", TEXT_ARGS(path)),
                TEXT("give the essay another name: colophon import --as NAME FILE"));
}

static bool write_file(struct importing *importing, struct text path, struct text bytes) {
    const char *full = path_of(importing, path), *folder = path_of(importing, path_above(path));
    return (folder_make(folder) && file_write(full, bytes, true)) ||
           report_unwritten(importing->problems, path, (struct text){0}, importing->arena);
}

/* A record only for an author whom the reader has no file of. */
static bool write_author(struct importing *importing, const struct imported_author *author) {
    struct arena *arena = importing->arena;
    struct text slug = slug_of(author->name, arena), path = text_format(arena, "content/authors/%.*s.md", TEXT_ARGS(slug));
    if (!slug_valid(slug) || file_exists(path_of(importing, path)))
        return true;
    struct text record = text_format(arena, "---\nname: %.*s\n---\n\n%.*s\n", TEXT_ARGS(yaml_quoted(author->name, arena)),
                                     TEXT_ARGS(author->biography));
    return write_file(importing, path, record);
}

/* The essay last: while it is missing, nothing was imported. */
static bool write_all(struct importing *importing, size_t i, const struct imported *imported,
                      const struct destination *destination) {
    struct arena *arena = importing->arena;
    struct text original =
        text_format(arena, "%.*s/original.%s", TEXT_ARGS(destination->folder), imported->is_html ? "html" : "txt");
    struct text account = text_format(arena, "%.*s/account", TEXT_ARGS(destination->folder));
    if (!is_free(importing, destination->essay) || !is_free(importing, original) || !is_free(importing, account))
        return false;
    bool keeps_original = !importing->options->no_original;
    bool written = (!keeps_original || write_file(importing, original, importing->inputs[i])) &&
                   write_file(importing, account, imported->account);
    for (size_t a = 0; written && a < imported->authors.count; a++)
        written = write_author(importing, &imported->authors.items[a]);
    written = written && write_file(importing, destination->essay, imported->draft);
    if (written)
        *array_add(&importing->written, arena) = destination->essay;
    return written;
}

static void tell(struct importing *importing, const struct imported *imported, const struct destination *destination) {
    const size_t *blocks = imported->tally.blocks;
    printf("%s\n", path_of(importing, destination->essay));
    report_note(importing->report,
                text_format(importing->arena, "%zu blocks kept, %zu changed, %zu removed, %zu taken; see %.*s/account",
                            blocks[VERDICT_KEPT], blocks[VERDICT_CHANGED], blocks[VERDICT_REMOVED], blocks[VERDICT_TAKEN],
                            TEXT_ARGS(destination->folder)));
}

static void settle(struct importing *importing, size_t i, const struct imported *imported) {
    struct destination destination;
    if (imported->refusal.message) {
        fail(importing, FAULT_CONTENT, E_NOT_IMPORTED, shown_name(importing, i), text_of(imported->refusal.message),
             text_of(imported->refusal.help));
        return;
    }
    if (importing->options->to_stdout)
        fwrite(imported->draft.bytes, 1, imported->draft.size, stdout);
    else if (importing->options->dry_run || importing->options->json)
        fwrite(imported->account.bytes, 1, imported->account.size, stdout);
    if (importing->options->to_stdout || importing->options->dry_run)
        return;
    if (!name_files(&destination, importing, imported))
        fail(importing, FAULT_USAGE, E_NO_FILE_NAME, shown_name(importing, i),
             text_format(importing->arena, "no file name can be derived from \"%.*s\"", TEXT_ARGS(imported->title)),
             TEXT("give one: colophon import --as NAME FILE"));
    else if (write_all(importing, i, imported, &destination) && !importing->options->json)
        tell(importing, imported, &destination);
}

static const char *why_not(enum work_state state) {
    return state == WORK_LATE      ? "reading it takes too long"
           : state == WORK_STARVED ? "the machine has no memory left for it"
                                   : "the reading of it crashed";
}

static void import_all(struct importing *importing) {
    size_t count = importing->options->word_count;
    struct workers workers = {
        .count = count == 1 ? 1 : importing->options->jobs, .deadline_ms = DEADLINE_MS, .most_bytes = (size_t)2 << 30};
    struct workers_results results;
    if (!workers_map(&results, count, import_job, importing, &workers, importing->arena)) {
        fail(importing, FAULT_MACHINE, E_CANNOT_WORK, (struct text){0},
             text_format(importing->arena, "no worker can be had: %s", strerror(errno)), TEXT(""));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (results.items[i].state != WORK_DONE) {
            fail(importing, FAULT_CONTENT, E_NOT_IMPORTED, shown_name(importing, i), text_of(why_not(results.items[i].state)),
                 TEXT("cut out the part that is the text, and import that"));
            continue;
        }
        struct imported imported = imported_read(results.items[i].bytes, importing->arena);
        settle(importing, i, &imported);
    }
    workers_release(&results);
}

/* What the drafts have in common with the reader's essays. The reader's own problems are for `check`. */

static bool *find_drafts(const struct site *site, const struct importing *importing) {
    bool *drafts = arena_array(importing->arena, bool, site->essay_count);
    for (uint32_t i = 0; i < site->essay_count; i++)
        for (size_t k = 0; k < importing->written.count && !drafts[i]; k++)
            drafts[i] = text_equal(site->essays[i].thing.source.path, importing->written.items[k]);
    return drafts;
}

static void tell_doubles(struct importing *importing) {
    struct essay_reader of;
    struct diag unheard = {0}, told = {0};
    struct options options = *importing->options;
    options.word_count = 0;
    options.future = true;
    if (importing->written.count == 0)
        return;
    bool is_loaded = essay_reader_open(&of, &options, false, &unheard, importing->arena);
    if (is_loaded) {
        struct doubles_input input = {.workers = &of.reader.workers, .asked = find_drafts(of.reader.site, importing)};
        doubles_tell(of.reader.site, &input, &told, importing->arena);
    } else {
        report_note(importing->report, TEXT("not compared with the essays that are there, since the reader cannot be loaded: "
                                            "see colophon check"));
    }
    essay_reader_close(&of, &told);
    diag_free(&told);
    diag_free(&unheard);
}

static bool check_options(struct importing *importing) {
    const struct options *options = importing->options;
    if (options->slug && options->word_count > 1)
        return fail(importing, FAULT_USAGE, E_USAGE, (struct text){0},
                    TEXT("--as names one essay, and there are several files"),
                    TEXT("import them one by one, or without --as: each is named after its title"));
    if (options->slug && !slug_valid(text_of(options->slug)))
        return fail(importing, FAULT_USAGE, E_NO_FILE_NAME, (struct text){0},
                    text_format(importing->arena, "\"%s\" cannot name a file", options->slug),
                    TEXT("use lower-case letters, digits and single hyphens, such as whole-nation"));
    return true;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct importing importing = {.options = options,
                                  .report = &report,
                                  .problems = problems,
                                  .arena = arena,
                                  .inputs = arena_array(arena, struct text, options->word_count)};
    bool is_ready = check_options(&importing);
    bool writes = !options->to_stdout && !options->dry_run;
    is_ready = is_ready && (!writes || reader_find(&importing.reader, &report, problems, arena));
    for (size_t i = 0; is_ready && i < options->word_count; i++)
        is_ready = read_input(&importing, i);
    if (is_ready)
        import_all(&importing);
    tell_doubles(&importing);
    return report_finish(report_problems(&report, problems, NULL), "the result");
}

const struct command command_import = {
    .name = "import",
    .summary = "make drafts of saved pages or plain texts, with an account of every line",
    .words = "FILE...|-",
    .details = "Writes content/essays/NAME.md, a draft; imports/NAME/, with the bytes as they came and the account of what\n"
               "became of every line, and why; and content/authors/ for authors the reader lacks. Nothing is overwritten.\n"
               "Says which essays a draft seems to be a variant of, or shares passages with.\n",
    .flags = "source as url charset dry-run no-original stdout json jobs quiet color",
    .least_words = 1,
    .most_words = 10000,
    .run = run,
};
