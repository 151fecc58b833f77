#include "kinds/loading.h"

#include "base/files.h"

/* A page of another folder than pages/ keeps its folders in its address: content/guide/start.md is /guide/start/. */
struct text page_usual_address(struct text path, struct text slug, struct arena *arena) {
    struct text folder = path_folder(path);
    folder = text_after(folder, text_starts(folder, TEXT("content/pages/")) ? 14 : 8);
    struct text name = path_name(path);
    if (text_equal(name, TEXT("index.md")) && folder.size)
        folder = folder_above(folder);
    return text_format(arena, "/%.*s%.*s/", TEXT_ARGS(folder), TEXT_ARGS(slug));
}

static bool read_page(struct loading *loading, struct thing *thing, const struct content_file *file) {
    struct site_page *page = (struct site_page *)thing;
    page->thing.source = source_of(loading, file->file);
    struct fields fields = source_fields(loading, &page->thing.source);
    page->thing.slug = source_slug(loading, file->file, &fields);
    page->thing.address =
        source_address(loading, &fields, page_usual_address(page->thing.source.path, page->thing.slug, loading->arena));
    source_aliases(&page->thing.aliases, &fields, page->thing.address);
    page->thing.title = words_prose(&fields, source_title(loading, file->file, &fields, THING_PAGE, page->thing.slug));
    page->thing.summary = field_prose(&fields, FIELD_SUMMARY);
    keys_check(&loading->keys, &fields, THING_PAGE);
    return thing_hold(loading, &page->thing, &fields, THING_PAGE);
}

void pages_load(struct loading *loading) {
    filed_read(loading, THING_PAGE, read_page);
    filed_note_slugs(loading, THING_PAGE);
}

void home_load(struct loading *loading) {
    loading->site->home.address = TEXT("/");
    for (size_t i = 0; i < loading->file_count; i++) {
        if (loading->files[i].kind != THING_HOME)
            continue;
        loading->site->home.source = source_of(loading, loading->files[i].file);
        struct fields fields = source_fields(loading, &loading->site->home.source);
        keys_check(&loading->keys, &fields, THING_PAGE);
        if (!thing_hold(loading, &loading->site->home, &fields, THING_HOME)) {
            loading->site->home.source = (struct source){0};
            continue;
        }
        loading->site->home.title = field_prose(&fields, FIELD_TITLE);
        source_aliases(&loading->site->home.aliases, &fields, TEXT("/"));
    }
}
