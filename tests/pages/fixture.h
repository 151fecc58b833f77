/*
 * fixture: a reader of a few texts, planned, for the tests of pages/.
 *
 *     struct fixture fixture;
 *     fixture_plan(&fixture, texts, COUNT_OF(texts));
 *     assert_text(fixture_at(&fixture, "/essays/a/", "essay.title"), "A");
 *     fixture_free(&fixture);
 *
 * All layouts are there: each is `{{page.title}}` and a line's end, unless the texts have one of the name.
 */
#ifndef TESTS_RENDER_FIXTURE_H
#define TESTS_RENDER_FIXTURE_H

#include "base/remembered.h"
#include "base/workers.h"
#include "pages/book_epub.h"
#include "pages/plan.h"
#include "support.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* One of the texts. */
#define FILE_OF(path, bytes)                                                                                                   \
    { TEXT_INIT(path), TEXT_INIT(bytes) }

struct fixture {
    struct arena arena;
    struct diag problems;
    struct workers workers;
    struct remembered *remembered;
    const struct tree *tree;
    const struct site *site;
    const struct layouts *layouts;
    const struct plan *plan;
};

static inline const struct tree *fixture_tree(const struct tree_text *texts, size_t count, struct arena *arena) {
    struct tree_text *defaults = arena_array(arena, struct tree_text, PAGE_KIND_COUNT + book_layout_count);
    size_t layouts = 0;
    for (uint8_t kind = 0; kind < PAGE_KIND_COUNT; kind++) {
        const char *layout = page_kind(kind)->layout, *ending = strchr(layout, '.') ? "" : ".html";
        struct text path = text_format(arena, "layouts/%s%s", layout, ending);
        bool again = !layout[0];
        for (size_t i = 0; i < layouts; i++)
            again |= text_equal(defaults[i].path, path);
        if (!again)
            defaults[layouts++] = (struct tree_text){path, TEXT("{{page.title}}\n")};
    }
    for (size_t i = 0; i < book_layout_count; i++)
        defaults[layouts++] = (struct tree_text){text_format(arena, "layouts/%.*s.html", TEXT_ARGS(book_layouts[i])),
                                                 TEXT("<body>{{book.title}}</body>\n")};
    return tree_overlay(tree_of_texts(texts, count, arena), tree_of_texts(defaults, layouts, arena), arena);
}

/* Loads and plans the texts. The plan is NULL after errors. */
static inline void fixture_plan_with(struct fixture *fixture, const struct tree_text *texts, size_t count, bool drafts) {
    *fixture = (struct fixture){.workers = {.count = 1}};
    struct arena *arena = &fixture->arena;
    fixture->remembered = remembered_open(NULL, arena);
    fixture->tree = fixture_tree(texts, count, arena);
    struct site_input input = {
        .tree = fixture->tree, .remembered = fixture->remembered, .workers = &fixture->workers, .drafts = drafts};
    fixture->site = site_load(&fixture->problems, &input, arena);
    fixture->layouts = layouts_load(&fixture->problems, fixture->tree,
                                    fixture->site ? fixture->site->language : NULL, arena);
    if (fixture->site && fixture->layouts && fixture->problems.errors == 0)
        fixture->plan = plan_make(fixture->site, NULL, fixture->layouts, fixture->tree, &fixture->problems, arena);
}

static inline void fixture_plan(struct fixture *fixture, const struct tree_text *texts, size_t count) {
    fixture_plan_with(fixture, texts, count, false);
    if (!fixture->plan)
        diag_print(&fixture->problems, &(struct diag_style){0}, stderr);
    assert_non_null(fixture->plan);
}

static inline void fixture_free(struct fixture *fixture) {
    remembered_close(fixture->remembered);
    diag_free(&fixture->problems);
    arena_free(&fixture->arena);
}

static inline const struct view *fixture_view(struct fixture *fixture, const char *address) {
    size_t index = plan_find(fixture->plan, text_of(address));
    if (index == SIZE_MAX)
        fail_msg("no page at %s", address);
    return plan_view(fixture->plan, index, &fixture->arena);
}

/* "essay.toc.1.id": names of members, and indexes into lists. NULL when there is no such member. */
static inline const struct view *fixture_in(const struct view *view, const char *path) {
    struct text part, rest = text_of(path);
    while (view && text_cut(&part, &rest, '.')) {
        if (view->kind == VIEW_LIST) {
            size_t index = 0;
            for (size_t i = 0; i < part.size; i++)
                index = index * 10 + (size_t)(part.bytes[i] - '0');
            view = index < view->count ? view->items[index] : NULL;
        } else {
            view = view_get(view, part);
        }
    }
    return view;
}

/* A value as text: "true", "false", "null", or what it holds; "absent" when there is no such member. */
static inline struct text fixture_words(struct fixture *fixture, const struct view *view) {
    if (!view)
        return TEXT("absent");
    if (view->kind == VIEW_TEXT || view->kind == VIEW_NUMBER)
        return view->text;
    struct buffer out = {0};
    if (view->kind == VIEW_LATE)
        view->late.write(&out, view->late.context);
    else
        view_write_json(&out, view);
    struct text words = buffer_take(&out, &fixture->arena);
    return view->kind == VIEW_LATE ? words : text_trim(words);
}

static inline struct text fixture_at(struct fixture *fixture, const char *address, const char *path) {
    return fixture_words(fixture, fixture_in(fixture_view(fixture, address), path));
}

static inline size_t fixture_count(struct fixture *fixture, const char *address, const char *path) {
    const struct view *view = fixture_in(fixture_view(fixture, address), path);
    return view && view->kind == VIEW_LIST ? view->count : 0;
}

/* The first diagnostic with this code, or NULL. */
static inline const struct diag_item *fixture_problem(const struct fixture *fixture, const char *code) {
    for (size_t i = 0; i < fixture->problems.count; i++)
        if (strcmp(fixture->problems.items[i].code, code) == 0)
            return &fixture->problems.items[i];
    return NULL;
}

#endif
