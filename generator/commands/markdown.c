#include "read/markdown/markdown.h"
#include "base/deadline.h"
#include "base/files.h"
#include "base/utf8.h"
#include "commands/reader.h"
#include "pages/shared.h"
#include "read/codes.h"
#include "read/document/document.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Standard input takes the place of the home page, where links need no "../" in front. */
#define HOME TEXT("content/index.md")
#define STANDARD_INPUT TEXT("standard input")

static bool fail(struct diag *problems, enum diag_fault fault, const char *code, struct text message, struct text help) {
    diag_fail(problems, fault, code, (struct text){0}, message, help);
    return false;
}

/* With --plain. */

struct extension_name {
    struct text name;
    unsigned extension;
};

static const struct extension_name names[] = {
    {TEXT_INIT("table"), MARKDOWN_TABLE},       {TEXT_INIT("strikethrough"), MARKDOWN_STRIKETHROUGH},
    {TEXT_INIT("autolink"), MARKDOWN_AUTOLINK}, {TEXT_INIT("tagfilter"), MARKDOWN_TAGFILTER},
    {TEXT_INIT("tasklist"), MARKDOWN_TASKLIST}, {TEXT_INIT("footnotes"), MARKDOWN_FOOTNOTES},
    {TEXT_INIT("smart"), MARKDOWN_SMART},
};

enum { NAME_COUNT = sizeof names / sizeof *names };

static bool add_extension(unsigned *extensions, struct text name, struct diag *problems, struct arena *arena) {
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (text_equal(names[i].name, name)) {
            *extensions |= names[i].extension;
            return true;
        }
    return fail(problems, FAULT_USAGE, E_USAGE, text_format(arena, "there is no extension \"%.*s\"", TEXT_ARGS(name)),
                TEXT("the extensions are table, strikethrough, autolink, tagfilter, tasklist, footnotes and smart"));
}

static bool read_extensions(unsigned *extensions, const struct options *options, struct diag *problems, struct arena *arena) {
    *extensions = MARKDOWN_ALL_GFM;
    if (!options->extensions)
        return true;
    *extensions = 0;
    struct text name, rest = text_of(options->extensions);
    while (text_cut(&name, &rest, ','))
        if (name.size > 0 && !add_extension(extensions, name, problems, arena))
            return false;
    return true;
}

static void write_plain(struct text source, const struct options *options, struct diag *problems, struct arena *arena) {
    struct buffer html = {0};
    unsigned extensions;
    if (read_extensions(&extensions, options, problems, arena)) {
        deadline_begin(&(struct deadline){.what = "reading standard input",
                                          .code = E_DOCUMENT_TOO_SLOW,
                                          .help = "look for very many brackets, asterisks or underscores that are never closed",
                                          .seconds = DOCUMENT_DEADLINE_MS / 1000});
        markdown_plain(&html, source, extensions, options->unsafe);
        deadline_end();
        if (html.size > 0)
            fwrite(html.bytes, 1, html.size, stdout);
    }
    buffer_free(&html);
}

/* As a text of the reader. */

/* With a title given, the text's first heading is not taken for the title and stays in place. */
#define TITLED TEXT("---\ntitle: Standard input\n---\n")

static uint32_t lines_before(struct text source) {
    bool has_front_matter = text_starts(utf8_without_mark(source), TEXT("---"));
    return has_front_matter ? 0 : 3;
}

static const struct tree *with_input(const struct tree *tree, struct text source, struct arena *arena) {
    struct tree_text *input = arena_new(arena, struct tree_text);
    *input = (struct tree_text){HOME, lines_before(source) > 0 ? text_join(arena, TITLED, source) : source};
    const struct tree *over = tree_of_texts(input, 1, arena);
    return tree ? tree_overlay(over, tree, arena) : over;
}

/* Problems elsewhere in the reader do not matter here. Without a reader no reference can be resolved. */
static void pass_problems(struct diag *problems, const struct diag *found, uint32_t lines_before, bool in_reader) {
    for (size_t i = 0; i < found->count; i++) {
        const struct diag_item *item = &found->items[i];
        struct text code = text_of(item->code);
        bool about_reference =
            text_compare(code, text_of(E_UNKNOWN_ESSAY)) >= 0 && text_compare(code, text_of(E_LINK_TO_DRAFT)) <= 0;
        struct diag_place place = item->place;
        place.path = STANDARD_INPUT;
        place.line -= place.line > lines_before ? lines_before : 0;
        if (item->fault != FAULT_CONTENT && item->level == DIAG_ERROR)
            diag_fail(problems, item->fault, item->code, item->place.path, item->message, item->help);
        else if (text_equal(item->place.path, HOME) && (in_reader || !about_reference))
            diag_add(problems, item->level, item->code, place, item->message, item->help);
    }
}

static void write_body(const struct site *site, struct arena *arena) {
    const struct source *home = &site->home.source;
    struct buffer html = {0};
    if (home->document && home->document->has_body) {
        struct own_body body = {.file = home->file};
        body.filling = (struct filling){.document = home->document,
                                        .links = links_of(site, NULL, home->document, &home->targets, arena),
                                        .tree = site->tree,
                                        .root = TEXT("./"),
                                        .for_disk = site->settings.for_disk,
                                        .address = TEXT("/"),
                                        .han = site->settings.han,
                                        .is_rtl = site->language->is_rtl};
        body_write(&html, &body);
    }
    if (html.size > 0)
        fwrite(html.bytes, 1, html.size, stdout);
    buffer_free(&html);
}

static void write_own(struct text source, struct reader *reader, struct diag *problems, struct arena *arena) {
    struct diag found = {0};
    struct site_input input = {
        .tree = with_input(reader->tree, source, arena),
        .repository = reader->repository,
        .revision = reader->options->revision,
        .remembered = reader->remembered,
        .workers = &reader->workers,
    };
    const struct site *site = site_load(&found, &input, arena);
    pass_problems(problems, &found, lines_before(source), reader->folder != NULL);
    if (site)
        write_body(site, arena);
    diag_free(&found);
}

static void write_in_place(struct text source, const struct options *options, struct report *report, struct diag *problems,
                           struct arena *arena) {
    struct reader reader = {.options = options, .report = report, .lock = -1};
    bool in_reader = options->source || options->revision || reader_upward(arena);
    if (in_reader && (!reader_find(&reader, report, problems, arena) || !reader_open(&reader, problems, arena)))
        return;
    write_own(source, &reader, problems, arena);
    reader_close(&reader);
}

static bool check_flags(const struct options *options, struct diag *problems) {
    if (options->plain || (!options->unsafe && !options->extensions))
        return true;
    return fail(problems, FAULT_USAGE, E_USAGE, TEXT("--unsafe and --extensions need --plain"),
                TEXT("a reader sets its own HTML in site.yaml: raw_html, smart"));
}

static bool read_input(struct buffer *input, struct diag *problems, struct arena *arena) {
    if (file_read_stream(input, STDIN_FILENO, DOCUMENT_LIMIT_BYTES))
        return true;
    return fail(problems, FAULT_MACHINE, E_CANNOT_READ, text_format(arena, "cannot read standard input: %s", strerror(errno)),
                (struct text){0});
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct buffer input = {0};
    if (check_flags(options, problems) && read_input(&input, problems, arena)) {
        if (options->plain)
            write_plain(buffer_text(&input), options, problems, arena);
        else
            write_in_place(buffer_text(&input), options, &report, problems, arena);
    }
    struct tree_text text = {STANDARD_INPUT, buffer_text(&input)};
    enum status status = report_problems(&report, problems, tree_of_texts(&text, 1, arena));
    buffer_free(&input);
    return status;
}

const struct command command_markdown = {
    .name = "markdown",
    .summary = "turn Markdown from standard input into HTML",
    .words = "",
    .details = "In a reader, references lead where they would on its home page; elsewhere they are only labels.\n",
    .flags = "source rev plain unsafe extensions strict quiet color",
    .run = run,
};
