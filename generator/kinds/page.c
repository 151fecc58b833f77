#include "kinds/loading.h"

#include "base/array.h"

#include <stdlib.h>

static int by_slug(const void *left, const void *right) {
    const struct site_page *a = left, *b = right;
    int order = text_compare(a->thing.slug, b->thing.slug);
    return order ? order : text_compare(a->thing.source.path, b->thing.source.path);
}

/* A page of another folder than pages/ keeps its folders in its address: content/guide/start.md is /guide/start/. */
static struct text usual_address(struct loading *loading, const struct site_page *page) {
    struct text folder = path_folder(page->thing.source.path);
    folder = text_after(folder, text_starts(folder, TEXT("content/pages/")) ? 14 : 8);
    struct text name = text_after(page->thing.source.path, path_folder(page->thing.source.path).size);
    if (text_equal(name, TEXT("index.md")) && folder.size)
        folder = path_folder(text_slice(folder, 0, folder.size - 1));
    return text_format(loading->arena, "/%.*s%.*s/", TEXT_ARGS(folder), TEXT_ARGS(page->thing.slug));
}

static void page_read(struct loading *loading, struct site_page *page, const struct content_file *file) {
    page->thing.source = source_of(loading, file->file);
    struct fields fields = source_fields(loading, &page->thing.source);
    page->thing.slug = source_slug(loading, file->file, &fields);
    page->thing.address = source_address(loading, &fields, usual_address(loading, page));
    source_aliases(&page->thing.aliases, &fields, page->thing.address);
    page->thing.title = source_title(loading, file->file, &fields, "title", page->thing.slug);
    page->summary = field_text(&fields, "summary description excerpt abstract");
    page->thing.draft = source_is_draft(file, &fields);
    keys_check(&loading->keys, &fields, KEYS_PAGE);
}

static void note_slugs(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->page_count; i++) {
        struct site_page *page = &site->pages[i];
        /* In several folders pages may share a slug: their addresses differ. [[slug]] finds the first. */
        if (table_get(&loading->page_slugs, page->thing.slug) == TABLE_NONE)
            table_put(&loading->page_slugs, page->thing.slug, i, loading->arena);
    }
}

void pages_load(struct loading *loading) {
    struct site *site = loading->site;
    site->pages = arena_array(loading->arena, struct site_page, files_of_kind(loading, THING_PAGE));
    for (size_t i = 0; i < loading->file_count; i++) {
        if (loading->files[i].kind != THING_PAGE)
            continue;
        struct site_page *page = &site->pages[site->page_count];
        page_read(loading, page, &loading->files[i]);
        if (!page->thing.draft || loading->input->drafts) {
            site->page_count++;
        } else {
            hide_file(loading, page->thing.slug, page->thing.address, page->thing.source.path, PLACE_DRAFT);
            *array_add(&site->drafts, loading->arena) = page->thing.source.path;
            *page = (struct site_page){0};
        }
    }
    qsort(site->pages, site->page_count, sizeof(struct site_page), by_slug);
    note_slugs(loading);
}

void home_load(struct loading *loading) {
    for (size_t i = 0; i < loading->file_count; i++) {
        if (loading->files[i].kind != THING_PLACE)
            continue;
        loading->site->home.source = source_of(loading, loading->files[i].file);
        struct fields fields = source_fields(loading, &loading->site->home.source);
        loading->site->home.title = field_text(&fields, "title");
        keys_check(&loading->keys, &fields, KEYS_PAGE);
    }
}
