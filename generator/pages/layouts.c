#include "pages/layouts.h"

#include "base/array.h"
#include "base/table.h"
#include "read/codes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct layout {
    struct text path, name, source;
    const struct template *template;
    struct digest bytes;  /* of its file */
    struct digest digest; /* of it and all that it includes */
};

struct layouts {
    struct layout *items; /* in the order of their paths */
    size_t count, capacity;
    struct table names; /* to indexes in `items` */
};

/* What is needed only while layouts are loaded. */
struct layouts_loading {
    struct layouts *layouts;
    const struct tree *tree;
    struct diag *problems;
    struct arena *arena;
    unsigned char *state; /* of each layout, while circles are looked for: 0 not seen, 1 being looked into, 2 done */
};

/* "layouts/parts/card.html" is "parts/card", "layouts/feed.xml" is "feed.xml"; "" for what is no template. */
static struct text name_of(struct text path) {
    struct text name = text_after(path, TEXT("layouts/").size);
    if (text_ends(name, TEXT(".html")))
        return text_slice(name, 0, name.size - TEXT(".html").size);
    return text_ends(name, TEXT(".xml")) || text_ends(name, TEXT(".txt")) ? name : TEXT("");
}

static bool is_same_name(struct layouts_loading *loading, struct text path, struct text name) {
    uint32_t index = table_get(&loading->layouts->names, name);
    if (index == NONE)
        return false;
    struct text other = loading->layouts->items[index].path;
    diag_add(loading->problems, DIAG_ERROR, E_SAME_LAYOUT, (struct diag_place){.path = path},
             text_format(loading->arena, "the layout \"%.*s\" is also in %.*s", TEXT_ARGS(name), TEXT_ARGS(other)),
             TEXT("rename one of the two"));
    return true;
}

/* A file that cannot be read or compiled is kept without a template, so that its name is known. */
static void load_file(struct layouts_loading *loading, size_t index) {
    struct text path = loading->tree->files[index].path, name = name_of(path), bytes;
    if (name.size == 0 || is_same_name(loading, path, name))
        return;
    struct layouts *layouts = loading->layouts;
    table_put(&layouts->names, name, (uint32_t)layouts->count, loading->arena);
    struct layout *layout = array_add(layouts, loading->arena);
    *layout = (struct layout){.path = path, .name = name};
    if (!tree_read(loading->tree, index, &bytes, loading->problems, loading->arena))
        return;
    layout->source = bytes;
    layout->bytes = digest_of(bytes);
    layout->template = mustache_compile(path, bytes, loading->problems, loading->arena);
}

static void load_files(struct layouts_loading *loading) {
    const struct tree *tree = loading->tree;
    for (size_t i = tree_lower_bound(tree, TEXT("layouts/")); i < tree->count; i++) {
        if (!text_starts(tree->files[i].path, TEXT("layouts/")))
            break;
        load_file(loading, i);
    }
}

/* A file of a word's name goes before the word: it is how a reader puts markup into one. */
static void load_words(struct layouts_loading *loading, const struct language *language) {
    struct layouts *layouts = loading->layouts;
    for (size_t i = 0; i < language->count; i++) {
        const struct phrase *phrase = &language->items[i];
        struct text name = text_join(loading->arena, TEXT("words/"), phrase->name);
        if (table_get(&layouts->names, name) != NONE)
            continue;
        struct text source = language_template(phrase, loading->arena);
        table_put(&layouts->names, name, (uint32_t)layouts->count, loading->arena);
        *array_add(layouts, loading->arena) = (struct layout){
            .path = name,
            .name = name,
            .bytes = digest_of(source),
            .template = mustache_compile(name, source, loading->problems, loading->arena),
        };
    }
}

static struct text suggestion(const struct layouts_loading *loading, struct text wrong) {
    const struct layouts *layouts = loading->layouts;
    struct text *names = arena_array(loading->arena, struct text, layouts->count);
    for (size_t i = 0; i < layouts->count; i++)
        names[i] = layouts->items[i].name;
    size_t nearest = text_nearest(wrong, names, layouts->count);
    if (nearest == SIZE_MAX)
        return text_format(loading->arena, "write it in layouts/%.*s.html", TEXT_ARGS(wrong));
    return text_format(loading->arena, "did you mean \"%.*s\"?", TEXT_ARGS(names[nearest]));
}

static void check_uses(struct layouts_loading *loading, const struct template *template) {
    const struct mustache_uses *uses = mustache_uses(template);
    for (size_t i = 0; i < uses->count; i++) {
        const struct mustache_use *use = &uses->items[i];
        if (table_get(&loading->layouts->names, use->name) == NONE)
            diag_add(loading->problems, DIAG_ERROR, E_UNKNOWN_PARTIAL, use->place,
                     text_format(loading->arena, "there is no layout \"%.*s\"", TEXT_ARGS(use->name)),
                     suggestion(loading, use->name));
    }
}

static void check_all_uses(struct layouts_loading *loading) {
    for (size_t i = 0; i < loading->layouts->count; i++)
        if (loading->layouts->items[i].template)
            check_uses(loading, loading->layouts->items[i].template);
}

static bool is_used(const struct layouts *layouts, struct text name) {
    for (size_t i = 0; i < layouts->count; i++) {
        const struct mustache_uses *uses = layouts->items[i].template ? mustache_uses(layouts->items[i].template) : NULL;
        for (size_t use = 0; uses && use < uses->count; use++)
            if (uses->dynamic || text_equal(uses->items[use].name, name))
                return true;
    }
    return false;
}

/* A word that English does not have is one of the reader's own, for its own layouts; or else misspelt. */
static void check_words(struct layouts_loading *loading, const struct language *language) {
    struct text *names = arena_array(loading->arena, struct text, language->count);
    size_t count = 0;
    for (size_t i = 0; i < language->count; i++)
        if (language->items[i].english.bytes)
            names[count++] = language->items[i].name;
    for (size_t i = 0; i < language->count; i++) {
        const struct phrase *phrase = &language->items[i];
        if (phrase->english.bytes || is_used(loading->layouts, text_join(loading->arena, TEXT("words/"), phrase->name)))
            continue;
        size_t nearest = text_nearest(phrase->name, names, count);
        diag_add(loading->problems, DIAG_WARNING, W_UNKNOWN_WORD, phrase->place,
                 text_format(loading->arena, "nothing says the word \"%.*s\"", TEXT_ARGS(phrase->name)),
                 nearest == SIZE_MAX ? TEXT("remove it, or include it in a layout: {{>words/NAME}}")
                                     : text_format(loading->arena, "did you mean \"%.*s\"?", TEXT_ARGS(names[nearest])));
    }
}

/* The layouts that are being looked into, outermost first. */
struct chain {
    uint32_t index;
    const struct chain *outer;
};

static struct text chain_text(const struct layouts_loading *loading, const struct chain *chain, uint32_t from) {
    const struct layout *items = loading->layouts->items;
    struct text text = items[from].name;
    for (; chain; chain = chain->outer) {
        text = text_format(loading->arena, "%.*s → %.*s", TEXT_ARGS(items[chain->index].name), TEXT_ARGS(text));
        if (chain->index == from)
            break;
    }
    return text;
}

static void look_into(struct layouts_loading *loading, uint32_t index, const struct chain *outer) {
    struct chain chain = {index, outer};
    const struct layouts *layouts = loading->layouts;
    const struct mustache_uses *uses = layouts->items[index].template ? mustache_uses(layouts->items[index].template) : NULL;
    loading->state[index] = 1;
    for (size_t i = 0; uses && i < uses->count; i++) {
        uint32_t next = table_get(&layouts->names, uses->items[i].name);
        if (!uses->items[i].always || next == NONE)
            continue;
        if (loading->state[next] == 0)
            look_into(loading, next, &chain);
        else if (loading->state[next] == 1)
            diag_add(loading->problems, DIAG_ERROR, E_LAYOUT_CIRCLE, uses->items[i].place,
                     text_format(loading->arena, "a circle without end: %.*s", TEXT_ARGS(chain_text(loading, &chain, next))),
                     TEXT("put a section between that is empty at some depth"));
    }
    loading->state[index] = 2;
}

static void check_circles(struct layouts_loading *loading) {
    loading->state = arena_array(loading->arena, unsigned char, loading->layouts->count);
    for (uint32_t i = 0; i < loading->layouts->count; i++)
        if (loading->state[i] == 0)
            look_into(loading, i, NULL);
}

/* Marks a layout and all that it includes; false when some of that is only known while rendering. */
static bool mark_included(const struct layouts *layouts, uint32_t index, bool *marks) {
    marks[index] = true;
    const struct mustache_uses *uses = mustache_uses(layouts->items[index].template);
    if (uses->dynamic)
        return false;
    for (size_t i = 0; i < uses->count; i++) {
        uint32_t next = table_get(&layouts->names, uses->items[i].name);
        if (!marks[next] && !mark_included(layouts, next, marks))
            return false;
    }
    return true;
}

static struct digest digest_layout(const struct layouts *layouts, uint32_t index, bool *marks) {
    memset(marks, 0, layouts->count * sizeof *marks);
    bool known = mark_included(layouts, index, marks);
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, layouts->items[index].name);
    for (size_t i = 0; i < layouts->count; i++) {
        if (known && !marks[i])
            continue;
        hasher_add_text(&hasher, layouts->items[i].name);
        hasher_add_digest(&hasher, layouts->items[i].bytes);
    }
    return hasher_end(&hasher);
}

const struct layouts *layouts_load(struct diag *problems, const struct tree *tree, const struct language *language,
                                   struct arena *arena) {
    struct layouts *layouts = arena_new(arena, struct layouts);
    struct layouts_loading loading = {.layouts = layouts, .tree = tree, .problems = problems, .arena = arena};
    size_t errors = problems->errors;
    if (!language)
        language = language_load(NULL, tree, TEXT("en"), arena);
    language_check(problems, language, arena);
    load_files(&loading);
    load_words(&loading, language);
    check_all_uses(&loading);
    check_words(&loading, language);
    check_circles(&loading);
    if (problems->errors > errors)
        return NULL;
    bool *marks = arena_array(arena, bool, layouts->count);
    for (uint32_t i = 0; i < layouts->count; i++)
        layouts->items[i].digest = digest_layout(layouts, i, marks);
    return layouts;
}

static const struct layout *find(const struct layouts *layouts, struct text name) {
    uint32_t index = table_get(&layouts->names, name);
    return index == NONE ? NULL : &layouts->items[index];
}

const struct template *layouts_find(const struct layouts *layouts, struct text name) {
    const struct layout *layout = find(layouts, name);
    return layout ? layout->template : NULL;
}

struct text layouts_near(const struct layouts *layouts, struct text wrong, struct arena *arena) {
    struct text *names = arena_array(arena, struct text, layouts->count);
    for (size_t i = 0; i < layouts->count; i++)
        names[i] = name_of(layouts->items[i].path);
    size_t nearest = text_nearest(wrong, names, layouts->count);
    return nearest < layouts->count ? names[nearest] : (struct text){0};
}

bool layouts_source(const struct layouts *layouts, size_t index, struct text *path, struct text *source) {
    if (index >= layouts->count)
        return false;
    *path = layouts->items[index].path;
    *source = layouts->items[index].source;
    return true;
}

struct digest layouts_digest(const struct layouts *layouts, struct text name) {
    const struct layout *layout = find(layouts, name);
    return layout ? layout->digest : (struct digest){0, 0};
}

static const struct template *find_partial(struct text name, void *context) {
    return layouts_find(context, name);
}

void layouts_follow(struct mustache_names *names, const struct layouts *layouts, struct text name, const struct shape *shape,
                    struct arena *arena) {
    struct mustache_set set = {.find = find_partial, .context = (void *)(uintptr_t)layouts};
    const struct template *template = layouts_find(layouts, name);
    if (template)
        mustache_follow(names, template, shape, &set, arena);
}

bool layouts_render(struct buffer *out, const struct layouts *layouts, struct text name, const struct view *view,
                    const struct mustache_watch *watch, struct text *why, struct arena *arena) {
    const struct template *template = layouts_find(layouts, name);
    assert(template);
    struct mustache_set set = {.find = find_partial, .context = (void *)(uintptr_t)layouts, .watch = watch};
    return mustache_render(out, template, view, &set, why, arena);
}
