#include "base/diag.h"
#include "mustache/mustache.h"
#include "targets.h"

struct partials {
    const struct template *items[3];
};

/* The partials are called a, b and c. */
static const struct template *find(struct text name, void *context) {
    const struct partials *partials = context;
    return name.size == 1 && name.bytes[0] >= 'a' && name.bytes[0] <= 'c' ? partials->items[name.bytes[0] - 'a'] : NULL;
}

static void check_uses(const struct template *template) {
    const struct mustache_uses *uses = mustache_uses(template);
    for (size_t i = 0; i < uses->count; i++)
        fuzz_check(uses->items[i].place.line > 0, "a partial without a place", uses->items[i].name);
}

static void render(const struct template *template, struct partials *partials, struct text json, struct arena *arena) {
    const char *why = NULL;
    uint32_t line = 0, column = 0;
    const struct view *view = view_read_json(json, &why, &line, &column, arena);
    if (!view)
        view = view_text(json, arena);
    struct mustache_set set = {.find = find, .context = partials, .most_work = 100000};
    struct buffer out = {0};
    struct text reason = {0};
    if (!mustache_render(&out, template, view, &set, &reason, arena))
        fuzz_check(reason.size > 0, "rendering fails without a reason", json);
    buffer_clear(&out);
    view_write_json(&out, view);
    buffer_free(&out);
}

/* A template, partials a, b and c, and a view as JSON, with lines of %%% between. */
void fuzz_mustache(struct text input) {
    struct arena arena = {0};
    struct diag problems = {0};
    struct partials partials = {{NULL}};
    struct text rest = input, source = fuzz_cut(&rest, TEXT("\n%%%\n"));
    const struct template *template = mustache_compile(TEXT("layouts/a.html"), source, &problems, &arena);
    fuzz_check(template || problems.errors > 0, "a template fails without a problem", source);
    for (size_t i = 0; i < 3; i++)
        partials.items[i] = mustache_compile(TEXT("layouts/b.html"), fuzz_cut(&rest, TEXT("\n%%%\n")), &problems, &arena);
    if (template) {
        check_uses(template);
        render(template, &partials, rest, &arena);
    }
    fuzz_print(&problems, input);
    diag_free(&problems);
    arena_free(&arena);
}
