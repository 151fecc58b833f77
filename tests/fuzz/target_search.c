#include "search/format.h"
#include "search/query.h"
#include "targets.h"

/* A query and six values, by what the files are called that hold them: all shards are the same, and so on. */
enum { PARTS = 7, ANSWERS = 20 };

static const char *const kinds[PARTS] = {"", "index", "w-", "p-", "e-", "t/", "n-"};

static bool load(struct text *bytes, struct text name, void *context, struct arena *arena) {
    const struct text *parts = context;
    for (size_t i = 1; i < PARTS; i++) {
        if (!text_starts(name, text_of(kinds[i])))
            continue;
        *bytes = text_format(arena, "colophonSearch(\"%.*s\",%.*s)", TEXT_ARGS(name), TEXT_ARGS(parts[i]));
        return true;
    }
    return false;
}

/* Parts stand one below the other, with a line "-" between. */
void fuzz_search(struct text input) {
    struct arena arena = {0};
    struct text parts[PARTS], rest = input;
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = fuzz_cut(&rest, TEXT("\n-\n"));
    struct search_files files = {.load = load, .context = parts, .arena = &arena};
    struct search_answer answer;
    bool is_whole = search_ask(&answer, parts[0], ANSWERS, &files);
    fuzz_check(is_whole == (files.failed.size == 0), "an answer without a word of what failed", parts[0]);
    fuzz_check(answer.count <= ANSWERS, "more answers than were asked for", parts[0]);
    for (size_t i = 0; i < answer.count; i++)
        fuzz_check(answer.hits[i].headings && answer.hits[i].authors, "a hit that is not whole", parts[0]);
    arena_free(&arena);
}
