#include "base/array.h"
#include "base/files.h"
#include "base/table.h"
#include "commands/command.h"
#include "commands/report.h"
#include "mustache/mustache.h"
#include "read/codes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define TEMPLATE_LIMIT_BYTES (16u << 20)
#define VIEW_LIMIT_BYTES (1u << 30)

/* The templates of a folder, compiled when they are first asked for. */
struct partials {
    const char *folder; /* NULL: there are none */
    struct table known; /* from a name to an index in `items` */
    const struct template **items;
    size_t count, capacity;
    struct diag *problems;
    struct arena *arena;
};

/* Names come from templates and from data, and must stay inside the folder. */
static bool stays_inside(struct text name) {
    if (name.size == 0 || text_starts(name, TEXT("/")) || memchr(name.bytes, '\0', name.size))
        return false;
    struct text part, rest = name;
    while (text_cut(&part, &rest, '/'))
        if (text_equal(part, TEXT("..")))
            return false;
    return true;
}

static const struct template *compile_file(struct partials *partials, struct text name, struct text extension) {
    const char *path = path_join(partials->arena, partials->folder, text_join(partials->arena, name, extension));
    struct text source;
    if (!file_read(&source, path, TEMPLATE_LIMIT_BYTES, partials->arena))
        return NULL;
    return mustache_compile(text_of(path), source, partials->problems, partials->arena);
}

static const struct template *load_partial(struct partials *partials, struct text name) {
    static const struct text extensions[] = {TEXT_INIT(".mustache"), TEXT_INIT(".html"), TEXT_INIT("")};
    if (!partials->folder || !stays_inside(name))
        return NULL;
    const struct template *template = NULL;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions && !template; i++)
        template = compile_file(partials, name, extensions[i]);
    return template;
}

static const struct template *find_partial(struct text name, void *context) {
    struct partials *partials = context;
    uint32_t index = table_get(&partials->known, name);
    if (index != NONE)
        return partials->items[index];
    const struct template *template = load_partial(partials, name);
    table_put(&partials->known, text_copy(name, partials->arena), (uint32_t)partials->count, partials->arena);
    *array_add(partials, partials->arena) = template;
    return template;
}

static const struct template *read_template(const char *path, struct diag *problems, struct arena *arena) {
    struct text source;
    if (file_read(&source, path, TEMPLATE_LIMIT_BYTES, arena))
        return mustache_compile(text_of(path), source, problems, arena);
    diag_fail(problems, FAULT_USAGE, E_CANNOT_READ, text_of(path),
              text_format(arena, "this template cannot be read: %s", strerror(errno)), TEXT(""));
    return NULL;
}

static const struct view *read_view(struct diag *problems, struct arena *arena) {
    struct buffer json = {0};
    const char *why = "";
    struct diag_place place = {.path = TEXT("standard input"), .width = 1};
    const struct view *view = NULL;
    if (!file_read_stream(&json, STDIN_FILENO, VIEW_LIMIT_BYTES))
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_READ, place.path,
                  text_format(arena, "the view cannot be read: %s", strerror(errno)), TEXT(""));
    else if (!(view = view_read_json(buffer_text(&json), &why, &place.line, &place.column, arena)))
        diag_add(problems, DIAG_ERROR, E_VIEW_NOT_JSON, place, text_format(arena, "the view is not JSON: %s", why),
                 TEXT("pass it on standard input; `colophon view ADDRESS` prints a page's view"));
    buffer_free(&json);
    return view;
}

static void render(struct buffer *out, const struct template *template, const struct view *view, struct partials *partials) {
    struct mustache_set set = {.find = find_partial, .context = partials};
    struct text why;
    if (!mustache_render(out, template, view, &set, &why, partials->arena))
        diag_add(partials->problems, DIAG_ERROR, E_LAYOUT_ENDLESS, (struct diag_place){.path = TEXT("")}, why,
                 TEXT("put a section in between that is empty at some depth"));
}

/* Nothing is written when anything is wrong. */
static void write_out(const struct buffer *out, struct diag *problems, struct arena *arena) {
    if (problems->errors > 0)
        return;
    bool written = fwrite(out->bytes ? out->bytes : "", 1, out->size, stdout) == out->size && fflush(stdout) == 0;
    if (!written)
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_WRITE, TEXT("standard output"),
                  text_format(arena, "the result cannot be written: %s", strerror(errno)), TEXT(""));
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    const struct template *template = read_template(options->words[0], problems, arena);
    const struct view *view = read_view(problems, arena);
    struct partials partials = {.folder = options->partials, .problems = problems, .arena = arena};
    struct buffer out = {0};
    if (template && view)
        render(&out, template, view, &partials);
    write_out(&out, problems, arena);
    buffer_free(&out);
    return report_problems(&report, problems, NULL);
}

const struct command command_render = {
    .name = "render",
    .summary = "render a Mustache template with a JSON view from standard input",
    .words = "TEMPLATE",
    .details = "",
    .flags = "partials color",
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
