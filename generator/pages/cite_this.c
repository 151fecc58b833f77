/* What an essay's page says of itself to whoever cites it, and to the programs that read its head. */
#include "base/array.h"
#include "compose/links.h"
#include "compose/work_json_ld.h"
#include "compose/work_metas.h"
#include "pages/cite_files.h"
#include "pages/shared.h"
#include "pages/works.h"

static void gather_metas(struct gathering *g, const char *name, const struct work_metas *metas) {
    gather_open_list(g, name);
    for (size_t i = 0; i < metas->count; i++) {
        gather_open(g, NULL);
        gather_text(g, "name", metas->items[i].name);
        gather_text(g, "content", metas->items[i].content);
        gather_close(g);
    }
    gather_close(g);
}

/* The first picture of a text that everybody may see. */
static struct text image_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    const struct document *document = essay->thing.source.document;
    const struct targets *targets = &essay->thing.source.targets;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (size_t i = 0; essay_is_open(essay) && i < targets->count; i++)
        if (references[i].form == FORM_IMAGE && targets->items[i].kind == THING_MEDIA)
            return link_url(site->settings.base_url, site_address(site, targets->items[i], arena), arena);
    return (struct text){0};
}

static struct text json_ld_of(const struct from *from, const struct essay *essay, const struct essay_works *works,
                              struct arena *arena) {
    const struct site *site = from->site;
    struct work_page page = {
        .page = &works->items[0],
        .original = works->count > 1 ? &works->items[1] : NULL,
        .reader = site->settings.title,
        .reader_url = site->settings.base_url,
        .section = title_of_kind(site, PAGE_ESSAYS, arena),
        .section_url = link_url(site->settings.base_url, TEXT("/essays/"), arena),
        .updated = essay->updated,
        .image = image_of(site, essay, arena),
        .is_closed = !essay_is_open(essay),
    };
    struct buffer out = {0};
    work_json_ld(&out, &page);
    struct text json = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return json;
}

/* Beside the works: what the page alone says. */
static struct digest digest_of_head(const struct from *from, const struct essay *essay, struct arena *arena) {
    struct date updated = essay->updated;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, essay_works_digest(from->shared->works, from->page->number));
    hasher_add_text(&hasher, (struct text){(const char *)&updated, sizeof updated});
    hasher_add_text(&hasher, image_of(from->site, essay, arena));
    hasher_add_text(&hasher, from->site->settings.title);
    hasher_add_text(&hasher, from->site->settings.base_url);
    return hasher_end(&hasher);
}

static void gather_head(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct arena *arena = gathering_arena(g);
    struct work_metas metas = {0}, properties = {0};
    struct essay_works works;
    essay_works_of(&works, from->shared->works, from->page->number, arena);
    work_metas(&metas, &works.items[0], arena);
    work_properties(&properties, &works.items[0], arena);
    for (size_t i = 0; i < essay->topics.count; i++)
        *array_add(&properties, arena) =
            (struct work_meta){TEXT("article:tag"), from->site->topics[essay->topics.items[i]].thing.title};
    gather_metas(g, "metas", &metas);
    gather_metas(g, "properties", &properties);
    gather_text(g, "image_url", image_of(from->site, essay, arena));
    gather_text(g, "json_ld", json_ld_of(from, essay, &works, arena));
}

void gather_cite_this(struct gathering *g, const struct from *from, const struct essay *essay) {
    gather_open(g, "head");
    if (gather_stands(g, NULL, gathering_is_view(g) ? (struct digest){0} : digest_of_head(from, essay, gathering_arena(g))))
        gather_head(g, from, essay);
    gather_close(g);
    gather_cite_files(g, from->site, THING_ESSAY, from->page->number);
}
