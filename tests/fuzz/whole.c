#include "whole.h"

#include "base/array.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "html.h"
#include "pages/plan.h"
#include "targets.h"

#include <stdlib.h>

struct defaults {
    const struct tree *tree;
    const struct layouts *layouts;
};

static const char *data_folder(void) {
    const char *named = getenv("COLOPHON_DATA");
    return named ? named : ".";
}

/* The layouts of the folder that tests run in, read once. */
static const struct defaults *defaults(void) {
    static struct defaults found;
    static struct arena arena;
    if (found.tree)
        return &found;
    struct diag problems = {0};
    struct file_listing listing = {0};
    struct file_list list = {0};
    const char *folder = path_join(&arena, data_folder(), TEXT("layouts"));
    fuzz_check(folder_list(&list, folder, &listing, &arena), "no layouts: run this in the repository's folder",
               text_of(folder));
    struct tree_text *texts = arena_array(&arena, struct tree_text, list.count);
    for (size_t i = 0; i < list.count; i++) {
        texts[i].path = text_join(&arena, TEXT("layouts/"), list.items[i].path);
        fuzz_check(file_read(&texts[i].bytes, path_join(&arena, folder, list.items[i].path), 1 << 20, &arena), "unreadable",
                   texts[i].path);
    }
    found.tree = tree_of_texts(texts, list.count, &arena);
    found.layouts = layouts_load(&problems, found.tree, NULL, &arena);
    fuzz_check(found.layouts != NULL, "the layouts have errors", text_of(folder));
    diag_free(&problems);
    return &found;
}

static void check_page(const struct plan *plan, size_t index) {
    struct arena arena = {0};
    struct buffer out = {0};
    struct text path = plan->pages[index].path;
    struct diag_failure failure = {0};
    const struct view *view = plan_view(plan, index, &arena);
    plan_key(plan, index, &arena);
    fuzz_check(plan_render(&out, plan, index, view, &failure, &arena), "a page of a good site is not made", failure.why);
    fuzz_check(!text_contains(path, TEXT("..")) && !text_starts(path, TEXT("/")) && !text_contains(path, TEXT("//")),
               "a page outside", path);
    bool drops_html = !plan->site->settings.keep_html, is_copied = page_kind(plan->pages[index].kind)->flags & PAGE_COPIED;
    if (drops_html && text_ends(path, TEXT(".html")) && !is_copied)
        html_check(buffer_text(&out), HTML_PAGE);
    else if (text_ends(path, TEXT(".xml")) && !is_copied)
        html_check(buffer_text(&out), HTML_XML);
    buffer_free(&out);
    arena_free(&arena);
}

static void check_plan(const struct plan *plan) {
    for (size_t i = 0; i < plan->count; i++)
        check_page(plan, i);
}

void whole_build(const struct tree_text *texts, size_t count, struct text shown) {
    static const struct workers one = {.count = 1};
    struct arena arena = {0};
    struct diag problems = {0};
    const struct defaults *under = defaults();
    struct remembered *remembered = remembered_open(NULL, &arena);
    const struct tree *tree = tree_overlay(tree_of_texts(texts, count, &arena), under->tree, &arena);
    struct site_input input = {.tree = tree, .remembered = remembered, .workers = &one};
    const struct site *site = site_load(&problems, &input, &arena);
    fuzz_check(site || problems.errors > 0, "a site fails without a problem", shown);
    if (site && problems.errors == 0) {
        const struct plan *plan = plan_make(site, NULL, under->layouts, tree, &problems, &arena);
        fuzz_check(plan || problems.errors > 0, "a plan fails without a problem", shown);
        if (plan && problems.errors == 0)
            check_plan(plan);
    }
    fuzz_print(&problems, shown);
    remembered_close(remembered);
    diag_free(&problems);
    arena_free(&arena);
}
