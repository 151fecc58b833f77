#include "pages/layout_links.h"

#include "base/utf8.h"
#include "connect/addresses.h"
#include "kinds/fields.h"
#include "read/codes.h"

/* One layout. */
struct layout_checking {
    struct diag *problems;
    const struct plan *plan;
    struct text path, source;
    struct arena *arena;
};

/* "about/" of "{{root}}about/#us", and of "/about/" where the host's root is the reader's; "" for what is not looked at. */
static struct text path_of(const struct layout_checking *checking, struct text value) {
    const struct text root = TEXT("{{root}}"), base = checking->plan->site->settings.base_url;
    size_t host = text_find_char(base, ':', 0) + TEXT("://").size;
    bool is_at_top = !base.size || text_find_char(base, '/', host) + 1 == base.size;
    if (text_starts(value, root))
        value = text_after(value, root.size);
    else if (is_at_top && text_starts(value, TEXT("/")) && !text_starts(value, TEXT("//")))
        value = text_after(value, 1);
    else
        return TEXT("");
    value = text_slice(value, 0, text_find_char(value, '#', 0));
    value = text_slice(value, 0, text_find_char(value, '?', 0));
    return text_contains(value, TEXT("{{")) ? TEXT("") : utf8_percent_decoded(value, checking->arena);
}

static struct diag_place place_at(const struct layout_checking *checking, size_t offset, size_t width) {
    struct diag_place place = {.path = checking->path, .line = 1, .column = 1, .width = (uint32_t)width};
    for (size_t i = 0; i < offset; i++) {
        bool ends = checking->source.bytes[i] == '\n';
        place.line += ends;
        place.column = ends ? 1 : place.column + 1;
    }
    return place;
}

static void tell(const struct layout_checking *checking, size_t offset, size_t width, struct text address) {
    const struct plan *plan = checking->plan;
    struct text *addresses = arena_array(checking->arena, struct text, plan->count + 1);
    for (size_t i = 0; i < plan->count; i++)
        addresses[i] = plan->pages[i].address;
    size_t nearest = text_nearest(address, addresses, plan->count);
    diag_add(checking->problems, DIAG_WARNING, W_LAYOUT_LINK, place_at(checking, offset, width),
             text_format(checking->arena, "nothing stands at \"%.*s\"", TEXT_ARGS(address)),
             did_you_mean(nearest < plan->count ? addresses[nearest] : TEXT(""), checking->arena));
}

/* Editions have plans of their own. */
static void check_value(const struct layout_checking *checking, size_t offset, struct text value) {
    struct text path = path_of(checking, value);
    if (path.size && !text_starts(path, TEXT("editions/")) && plan_find(checking->plan, path) == SIZE_MAX)
        tell(checking, offset, value.size, text_join(checking->arena, TEXT("/"), path));
}

/* Where the value of an attribute that begins at `at` begins, behind its quotation mark; 0 for none that links. */
static size_t value_at(struct text source, size_t at) {
    static const struct text names[] = {TEXT_INIT("href="), TEXT_INIT("src=")};
    struct text rest = text_after(source, at);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_starts(rest, names[i]) && rest.size > names[i].size &&
            (rest.bytes[names[i].size] == '"' || rest.bytes[names[i].size] == '\''))
            return at + names[i].size + 1;
    return 0;
}

static void check_layout(const struct layout_checking *checking) {
    struct text source = checking->source;
    for (size_t i = 1; i < source.size; i++) {
        char before = source.bytes[i - 1];
        size_t start = before == ' ' || before == '\n' || before == '\t' ? value_at(source, i) : 0;
        size_t end = start ? text_find_char(source, source.bytes[start - 1], start) : source.size;
        if (end < source.size)
            check_value(checking, start, text_slice(source, start, end));
    }
}

void layout_links_check(struct diag *problems, const struct plan *plan, struct arena *arena) {
    struct layout_checking checking = {.problems = problems, .plan = plan, .arena = arena};
    for (size_t i = 0; layouts_source(plan->layouts, i, &checking.path, &checking.source); i++)
        check_layout(&checking);
}
