/* A list, a topic or the whole reader as an EPUB: the bytes that a build writes, whatever books site.yaml asks for. */
#include "base/array.h"
#include "base/files.h"
#include "commands/reader.h"
#include "pages/book.h"
#include "read/codes.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* What there could be books of. */
static void find_names(struct texts *names, const struct site *site, struct arena *arena) {
    static const uint8_t kinds[] = {THING_LIST, THING_TOPIC};
    *array_add(names, arena) = book_name(site, THING_NONE, 0, arena);
    for (size_t i = 0; i < sizeof kinds; i++)
        for (uint32_t j = 0; j < site_count(site, kinds[i]); j++)
            if (book_may_be(site, kinds[i], j))
                *array_add(names, arena) = book_name(site, kinds[i], j, arena);
}

static struct text behind_colon(struct text name) {
    size_t colon = text_find_char(name, ':', 0);
    return colon < name.size ? text_after(name, colon + 1) : name;
}

/* As it is to be written, with its kind where that was left out; "" where none is near. */
static struct text nearest(const struct texts *names, struct text asked, struct arena *arena) {
    size_t found = text_nearest(asked, names->items, names->count);
    struct text *slugs = arena_array(arena, struct text, names->count);
    for (size_t i = 0; i < names->count; i++)
        slugs[i] = behind_colon(names->items[i]);
    if (found == SIZE_MAX)
        found = text_nearest(behind_colon(asked), slugs, names->count);
    return found == SIZE_MAX ? (struct text){0} : names->items[found];
}

/* Of what is there, and has no essays. */
static bool is_without_essays(const struct site *site, struct text asked, struct arena *arena) {
    static const uint8_t kinds[] = {THING_LIST, THING_TOPIC};
    for (size_t i = 0; i < sizeof kinds; i++)
        for (uint32_t j = 0; j < site_count(site, kinds[i]); j++)
            if (text_equal(book_name(site, kinds[i], j, arena), asked))
                return !book_may_be(site, kinds[i], j);
    return false;
}

static void unknown_book(const struct site *site, struct text asked, struct diag *problems, struct arena *arena) {
    struct texts names = {0};
    find_names(&names, site, arena);
    bool is_empty = is_without_essays(site, asked, arena);
    struct text near = is_empty ? (struct text){0} : nearest(&names, asked, arena);
    struct text help = TEXT("there is one of each list and topic that has essays, list:SLUG and topic:SLUG, and of the reader");
    if (is_empty)
        help = TEXT("it has no essays that are published");
    else if (near.size)
        help = text_format(arena, "did you mean %.*s?", TEXT_ARGS(near));
    diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0},
              text_format(arena, "there is no book of \"%.*s\"", TEXT_ARGS(asked)), help);
}

/* Only the one that was asked for is planned; where nothing was named, none is meant. */
static size_t page_of_book(const struct plan *plan) {
    size_t page = plan->site->only_book.size ? 0 : plan->count;
    while (page < plan->count && !book_is_epub(&plan->pages[page]))
        page++;
    return page;
}

/* Into the file that is named, or into the folder. */
static struct text place_of(const struct options *options, struct text name, struct arena *arena) {
    struct text output = text_of(options->output ? options->output : ".");
    const char *inside = path_join(arena, text_terminated(output, arena), TEXT("."));
    if (!file_exists(inside))
        return output;
    return options->output ? text_of(path_join(arena, options->output, name)) : name;
}

static void write_book(const struct options *options, struct text name, struct text bytes, struct diag *problems,
                       struct arena *arena) {
    bool is_printed = options->output && text_equal(text_of(options->output), TEXT("-"));
    if (is_printed && isatty(STDOUT_FILENO)) {
        diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0}, TEXT("a book is no text for a terminal"),
                  TEXT("name a file, or lead it into one: -o - >FILE"));
    } else if (is_printed) {
        fwrite(bytes.bytes, 1, bytes.size, stdout);
    } else {
        struct text path = place_of(options, name, arena);
        if (file_replace(text_terminated(path, arena), bytes, arena))
            printf("%.*s\n", TEXT_ARGS(path));
        else
            report_unwritten(problems, path, errno == ENOENT ? TEXT("make the folder first") : (struct text){0}, arena);
    }
}

static void make(const struct plan *plan, const struct options *options, struct diag *problems, struct arena *arena) {
    struct buffer bytes = {0};
    struct diag_failure failure = {0};
    size_t page = page_of_book(plan);
    if (page == plan->count) {
        unknown_book(plan->site, plan->site->only_book, problems, arena);
        return;
    }
    struct text path = plan->pages[page].path;
    if (plan_write(&bytes, NULL, plan, page, &failure, arena))
        write_book(options, path_name(path), buffer_text(&bytes), problems, arena);
    else
        diag_fail(problems, failure.of_machine ? FAULT_MACHINE : FAULT_CONTENT, E_PAGE_FAILED, path,
                  text_format(arena, "this book cannot be made: %.*s", TEXT_ARGS(failure.why)), (struct text){0});
    buffer_free(&bytes);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    /* The output is the book's; the reader's is where builds put the site. */
    struct options of_reader = *options;
    of_reader.output = NULL;
    struct report report = report_start(&of_reader);
    struct reader reader;
    const struct plan *plan = NULL;
    bool is_found = reader_find(&reader, &report, problems, arena);
    reader.is_shown_only = true;
    reader.only_book = text_of(options->words[0]);
    if (is_found && reader_open(&reader, problems, arena))
        plan = reader_plan(&reader, problems, arena);
    if (plan)
        make(plan, options, problems, arena);
    enum status status = report_problems(&report, problems, reader.tree);
    reader_close(&reader);
    return status;
}

const struct command command_book = {
    .name = "book",
    .summary = "write a list, a topic or the whole reader as an EPUB",
    .words = "BOOK",
    .details = "BOOK is list:SLUG, topic:SLUG or reader. The file is the one that a build writes of the same, also where\n"
               "site.yaml asks for no book of it. Prints the path of the file, which is replaced when it is there.\n",
    .flags = "source rev output=FILE base-url drafts future day jobs strict quiet color",
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
