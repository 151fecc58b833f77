#include "base/array.h"
#include "base/table.h"
#include "base/files.h"
#include "base/workers.h"
#include "commands/essay.h"
#include "commands/import_files.h"
#include "connect/doubles/doubles.h"
#include "read/codes.h"
#include "read/slug.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* One page needs a hundredth of a second; libgumbo's time grows with the square of how deep elements nest. */
enum { DEADLINE_MS = 20000 };

/* The inputs, and what became of them. */
struct importing {
    const struct options *options;
    struct report *report;
    struct reader reader;
    struct import_source *sources; /* one for each word of the command line, and so are these */
    struct imported *imported;
    const struct page_words *pages; /* NULL until it is known what they share */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } asked; /* those that the workers are asked for */
    struct line_ranges keep, remove;
    struct texts written; /* the paths of the drafts */
    struct diag *problems;
    struct arena *arena;
};

static bool fail(struct importing *importing, enum diag_fault fault, const char *code, struct text path, struct text message,
                 struct text help) {
    diag_fail(importing->problems, fault, code, path, message, help);
    return false;
}

/* The work of one worker. What the command line says holds where an account says otherwise. */
static void import_job(size_t asked, struct buffer *out, void *context) {
    struct importing *importing = context;
    uint32_t index = importing->asked.items[asked];
    const struct import_source *source = &importing->sources[index];
    struct text charset = text_of(importing->options->charset), url = text_of(importing->options->url);
    struct arena arena = {0};
    struct imported imported;
    struct import_input input = {.bytes = source->bytes,
                                 .name = source->name,
                                 .charset = charset.size > 0 || !source->edited ? charset : source->edited->charset,
                                 .url = url.size > 0 || !source->edited ? url : source->edited->url,
                                 .keep = importing->keep,
                                 .remove = importing->remove,
                                 .edited = source->edited,
                                 .is_of_several = importing->options->word_count > 1 && !source->edited && !importing->pages,
                                 .common = importing->pages ? &importing->pages[index].common : NULL,
                                 .wants_json = importing->options->json};
    import_input(&imported, &input, &arena);
    imported_write(out, &imported);
    arena_free(&arena);
}

/* What becomes of a result. */

static void tell(struct importing *importing, const struct imported *imported, const struct import_files *files) {
    const size_t *blocks = imported->tally.blocks;
    printf("%s\n", path_join(importing->arena, files->reader, files->essay));
    report_note(importing->report,
                text_format(importing->arena, "%zu blocks kept, %zu changed, %zu removed, %zu taken; see %.*s",
                            blocks[VERDICT_KEPT], blocks[VERDICT_CHANGED], blocks[VERDICT_REMOVED], blocks[VERDICT_TAKEN],
                            TEXT_ARGS(files->account)));
}

static void print(struct text text) {
    fwrite(text.bytes, 1, text.size, stdout);
}

static void settle(struct importing *importing, const struct import_source *source, const struct imported *imported) {
    const struct options *options = importing->options;
    import_source_tell(source, &imported->faults, importing->problems);
    if (imported->faults.count > 0)
        return;
    if (imported->refusal.message) {
        fail(importing, FAULT_CONTENT, E_NOT_IMPORTED, source->path, text_of(imported->refusal.message),
             text_of(imported->refusal.help));
        return;
    }
    import_source_warn(source, &imported->suspicions, importing->problems);
    if (options->to_stdout)
        print(imported->draft);
    else if (options->json)
        print(imported->json);
    else if (options->dry_run)
        print(imported->account);
    if (options->to_stdout || options->dry_run)
        return;
    struct import_files files = {
        .reader = importing->reader.folder, .slug = text_of(options->slug), .keeps_original = !options->no_original};
    if (!import_files_write(&files, imported, source, importing->problems, importing->arena))
        return;
    *array_add(&importing->written, importing->arena) = files.essay;
    if (!options->json)
        tell(importing, imported, &files);
}

static const char *why_not(enum work_state state) {
    return state == WORK_LATE      ? "reading it takes too long"
           : state == WORK_STARVED ? "the machine has no memory left for it"
                                   : "the reading of it crashed";
}

/* Imports the files that are asked for. The results, to which `imported` refers, are released by the caller. */
static bool import_asked(struct importing *importing, struct workers_results *results) {
    size_t count = importing->asked.count;
    struct workers workers = {
        .count = count == 1 ? 1 : importing->options->jobs, .deadline_ms = DEADLINE_MS, .most_bytes = (size_t)2 << 30};
    *results = (struct workers_results){0};
    if (!workers_map(results, count, import_job, importing, &workers, importing->arena))
        return fail(importing, FAULT_MACHINE, E_CANNOT_WORK, (struct text){0},
                    text_format(importing->arena, "no worker can be had: %s", strerror(errno)), TEXT(""));
    for (size_t i = 0; i < count; i++) {
        struct imported *imported = &importing->imported[importing->asked.items[i]];
        if (results->items[i].state == WORK_DONE)
            *imported = imported_read(results->items[i].bytes, importing->arena);
        else
            *imported = (struct imported){.refusal = {.message = why_not(results->items[i].state),
                                                      .help = "cut out the part that is the text, and import that"}};
    }
    return true;
}

/* Asks for those files again that have what most pages of their host have, now that this is known. */
static void ask_again(struct importing *importing) {
    size_t count = importing->options->word_count;
    struct page_words *pages = arena_array(importing->arena, struct page_words, count);
    for (size_t i = 0; i < count; i++)
        pages[i] = importing->imported[i].page;
    boilerplate_count(pages, count, importing->arena);
    importing->asked.count = 0;
    importing->pages = pages;
    for (uint32_t i = 0; i < count; i++)
        if (boilerplate_is_on(&pages[i]))
            *array_add(&importing->asked, importing->arena) = i;
}

static void import_all(struct importing *importing) {
    struct workers_results first = {0}, second = {0};
    size_t count = importing->options->word_count;
    for (uint32_t i = 0; i < count; i++)
        *array_add(&importing->asked, importing->arena) = i;
    bool is_done = import_asked(importing, &first);
    if (is_done && count > 1) {
        ask_again(importing);
        is_done = importing->asked.count == 0 || import_asked(importing, &second);
    }
    for (size_t i = 0; is_done && i < count; i++)
        settle(importing, &importing->sources[i], &importing->imported[i]);
    workers_release(&first);
    workers_release(&second);
}

/* What the drafts have in common with the reader's essays. The reader's own problems are for `check`. */

static bool *find_drafts(const struct site *site, const struct importing *importing) {
    bool *drafts = arena_array(importing->arena, bool, site->essay_count);
    struct table written = {0};
    for (uint32_t i = 0; i < importing->written.count; i++)
        table_put(&written, importing->written.items[i], i, importing->arena);
    for (uint32_t i = 0; i < site->essay_count; i++)
        drafts[i] = table_get(&written, site->essays[i].thing.source.path) != NONE;
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

/* What names one essay, or lines of it. */
static bool check_single(struct importing *importing, const char *value, const char *flag, const char *what) {
    if (!value || importing->options->word_count == 1)
        return true;
    return fail(importing, FAULT_USAGE, E_USAGE, (struct text){0},
                text_format(importing->arena, "--%s names %s, and there are several files", flag, what),
                TEXT("import them one by one"));
}

static bool read_ranges(struct importing *importing, struct line_ranges *ranges, const char *value, const char *flag) {
    struct text wrong;
    if (line_ranges_read(ranges, &wrong, text_of(value), importing->arena))
        return true;
    return fail(importing, FAULT_USAGE, E_USAGE, (struct text){0},
                text_format(importing->arena, "--%s: \"%.*s\" names no lines", flag, TEXT_ARGS(wrong)),
                TEXT("write them as the account does, with commas between: 12-20,31 or 12:5"));
}

static bool check_options(struct importing *importing) {
    const struct options *options = importing->options;
    if (options->slug && !slug_valid(text_of(options->slug)))
        return fail(importing, FAULT_USAGE, E_NO_FILE_NAME, (struct text){0},
                    text_format(importing->arena, "\"%s\" cannot name a file", options->slug),
                    TEXT("use lower-case letters, digits and single hyphens, such as whole-nation"));
    return check_single(importing, options->slug, "as", "one essay") &&
           check_single(importing, options->keep, "keep", "lines of one file") &&
           check_single(importing, options->remove, "remove", "lines of one file") &&
           read_ranges(importing, &importing->keep, options->keep, "keep") &&
           read_ranges(importing, &importing->remove, options->remove, "remove");
}

/* All are read, so that all that is wrong is told. */
static bool read_sources(struct importing *importing) {
    bool are_read = true;
    for (size_t i = 0; i < importing->options->word_count; i++) {
        struct import_source *source = &importing->sources[i];
        are_read &= import_source_read(source, importing->options->words[i], importing->problems, importing->arena);
        if (source->edited && importing->options->slug)
            are_read = fail(importing, FAULT_USAGE, E_USAGE, source->path, TEXT("an account has its essay's name already"),
                            TEXT("leave --as out"));
    }
    return are_read;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct importing importing = {.options = options,
                                  .report = &report,
                                  .problems = problems,
                                  .arena = arena,
                                  .sources = arena_array(arena, struct import_source, options->word_count),
                                  .imported = arena_array(arena, struct imported, options->word_count)};
    bool writes = !options->to_stdout && !options->dry_run;
    if (check_options(&importing) && (!writes || reader_find(&importing.reader, &report, problems, arena)) &&
        read_sources(&importing))
        import_all(&importing);
    tell_doubles(&importing);
    return report_finish(report_problems(&report, problems, NULL), "the result");
}

const struct command command_import = {
    .name = "import",
    .summary = "make drafts of saved pages or plain texts, with an account of every line",
    .words = "FILE...|-",
    .details =
        "Writes content/essays/NAME.md, a draft; imports/NAME/, with the bytes as they came and the account of what\n"
        "became of every line, and why; and content/authors/ for authors the reader lacks. Nothing is overwritten.\n"
        "Lines are kept or removed otherwise by --keep and --remove, or where verdicts are changed in imports/NAME/account\n"
        "and that is imported: then the draft is written anew, unless it was changed.\n"
        "Says which essays a draft seems to be a variant of, or shares passages with.\n",
    .flags = "source as url charset keep remove dry-run no-original stdout json jobs quiet color",
    .least_words = 1,
    .most_words = 10000,
    .run = run,
};
