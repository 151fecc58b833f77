/*
 * difference_html: a difference as the shipped layouts show it. References lead to "../" and their target.
 */
#ifndef TESTS_COMPARE_DIFFERENCE_HTML_H
#define TESTS_COMPARE_DIFFERENCE_HTML_H

#include "base/array.h"
#include "base/files.h"
#include "compose/language.h"
#include "mustache/mustache.h"
#include "pages/difference_rows.h"
#include "two_texts.h"

/* Layouts that have been asked for. */
struct shipped_layouts {
    struct {
        struct shipped_layout {
            struct text name;
            const struct template *template;
        } * items;
        size_t count, capacity;
    } read;
    struct arena *arena;
};

/* A word's own template, or a file. */
static inline struct text shipped_source(struct text name, struct arena *arena) {
    struct text path = text_format(arena, "layouts/%.*s.html", TEXT_ARGS(name)), source = {0}, words = TEXT("words/");
    if (!text_starts(name, words)) {
        assert_true(file_read(&source, path.bytes, 1 << 20, arena));
        return source;
    }
    const struct language *language = language_load(NULL, tree_of_texts(NULL, 0, arena), TEXT("en"), arena);
    uint32_t index = table_get(&language->names, text_after(name, words.size));
    assert_int_not_equal(index, NONE);
    return language_template(&language->items[index], arena);
}

static inline const struct template *shipped_layout(struct text name, void *context) {
    struct shipped_layouts *layouts = context;
    for (size_t i = 0; i < layouts->read.count; i++)
        if (text_equal(layouts->read.items[i].name, name))
            return layouts->read.items[i].template;
    struct diag problems = {0};
    const struct template *template = mustache_compile(name, shipped_source(name, layouts->arena), &problems, layouts->arena);
    assert_non_null(template);
    diag_free(&problems);
    *array_add(&layouts->read, layouts->arena) = (struct shipped_layout){text_copy(name, layouts->arena), template};
    return template;
}

struct shipped_side {
    const struct passages *passages;
};

static inline void shipped_link(struct filling_link *link, uint32_t reference, const void *context, struct arena *arena) {
    const struct shipped_side *side = context;
    const struct document *document = side->passages->document;
    struct text target = document_text(document, DOC_ITEMS(document, references, struct doc_reference)[reference].target);
    *link = (struct filling_link){.leads = true, .href = text_join(arena, TEXT("../"), target)};
}

static inline void difference_html(struct buffer *out, struct two_texts *texts, bool unfolded) {
    struct compare_side old = {.passages = &texts->old}, new = {.passages = &texts->new};
    struct shipped_side from = {&texts->old}, to = {&texts->new};
    struct difference_side sides[2] = {{shipped_link, &from}, {shipped_link, &to}};
    struct shipped_layouts layouts = {.arena = &texts->arena};
    struct mustache_set set = {.find = shipped_layout, .context = &layouts};
    struct difference difference;
    struct view_map map = {0};
    struct text why = {0};
    compare(&difference, &old, &new, &texts->alignment, &(struct compare_options){unfolded}, &texts->arena);
    view_put(&map, "rows", difference_rows(&difference, sides, &texts->arena), &texts->arena);
    view_put_true(&map, "has_rows", difference.count, &texts->arena);
    if (!mustache_render(out, shipped_layout(TEXT("parts/difference-rows"), &layouts), view_of_map(&map, &texts->arena), &set,
                         &why, &texts->arena))
        fail_msg("%.*s", TEXT_ARGS(why));
}

#endif
