#include "commands/reader.h"
#include "pages/book.h"
#include "read/codes.h"

#include <limits.h>
#include <stdio.h>

/* Whether layouts make it. */
static bool has_layout(const struct page *page) {
    return page->layout.size > 0 || book_is_epub(page);
}

static void list_addresses(const struct plan *plan, struct arena *arena) {
    for (size_t i = 0; i < plan->count; i++)
        if (has_layout(&plan->pages[i]))
            printf("%.*s\n", TEXT_ARGS(text_visible(plan->pages[i].address, arena)));
}

static void unknown_address(const struct plan *plan, struct text address, struct diag *problems, struct arena *arena) {
    struct text *known = arena_array(arena, struct text, plan->count), help = TEXT("\"colophon view\" lists all addresses");
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (has_layout(&plan->pages[i]))
            known[count++] = plan->pages[i].address;
    size_t nearest = text_nearest(address, known, count);
    if (nearest != SIZE_MAX)
        help = text_format(arena, "did you mean %.*s?", TEXT_ARGS(known[nearest]));
    diag_fail(problems, FAULT_USAGE, E_NO_PAGE, (struct text){0},
              text_format(arena, "no page has the address \"%.*s\"", TEXT_ARGS(address)), help);
}

static void show(const struct plan *plan, struct text address, struct diag *problems, struct arena *arena) {
    struct buffer json = {0};
    size_t index = plan_find(plan, address);
    const struct view *view = index == SIZE_MAX ? NULL : plan_view(plan, index, arena);
    if (view) {
        view_write_json(&json, view);
        fwrite(json.bytes, 1, json.size, stdout);
    } else if (index == SIZE_MAX) {
        unknown_address(plan, address, problems, arena);
    } else {
        diag_fail(problems, FAULT_USAGE, E_NO_PAGE, (struct text){0},
                  text_format(arena, "\"%.*s\" is copied as it is: it has no view", TEXT_ARGS(address)), (struct text){0});
    }
    buffer_free(&json);
}

/* Only its page and files see the index of the search, which takes long to make. */
static bool asks_for_search(const struct options *options) {
    for (size_t i = 0; i < options->word_count; i++) {
        struct text address = text_of(options->words[i]);
        if (text_starts(address, TEXT("/search")) || text_starts(address, TEXT("search")))
            return true;
    }
    return false;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    const struct plan *plan = NULL;
    bool is_open = reader_find(&reader, &report, problems, arena);
    reader.is_shown_only = !asks_for_search(options);
    if (is_open && reader_open(&reader, problems, arena))
        plan = reader_plan(&reader, problems, arena);
    for (size_t i = 0; plan && i < options->word_count; i++)
        show(plan, text_of(options->words[i]), problems, arena);
    if (plan && options->word_count == 0)
        list_addresses(plan, arena);
    enum status status = report_problems(&report, problems, reader.tree);
    reader_close(&reader);
    return status;
}

const struct command command_view = {
    .name = "view",
    .summary = "print what a page's layout can see, as JSON; without an address, all addresses",
    .words = "[ADDRESS...]",
    .details = "",
    .flags = "source rev base-url disk drafts future day jobs strict quiet color",
    .most_words = UINT_MAX,
    .run = run,
};
