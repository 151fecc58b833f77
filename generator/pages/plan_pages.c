#include "pages/plan_pages.h"

#include "base/array.h"
#include "pages/links.h"
#include "pages/shared.h"
#include "read/codes.h"

static const struct source *source_of_page(const struct site *site, const struct page *page) {
    switch ((enum page_kind)page->kind) {
    case PAGE_HOME: return &site->home.source;
    case PAGE_ESSAY: return &site->essays[page->number].thing.source;
    case PAGE_TOPIC: return &site->topics[page->number].thing.source;
    case PAGE_AUTHOR: return &site->authors[page->number].thing.source;
    case PAGE_LIST: return &site->lists[page->number].thing.source;
    case PAGE_PAGE: return &site->pages[page->number].thing.source;
    default: return NULL;
    }
}

struct text page_source(const struct site *site, const struct page *page) {
    const struct source *source = source_of_page(site, page);
    if (page->kind == PAGE_COPY)
        return site->tree->files[page->number].path;
    return source ? source->path : (struct text){0};
}

struct text page_description(const struct site *site, const struct page *page, struct arena *arena) {
    struct text source = page_source(site, page);
    return source.size ? source : text_format(arena, "the site's own \"%.*s\"", TEXT_ARGS(page->address));
}

static struct page *add_page(struct planning *planning, enum page_kind kind, const char *layout, struct text address,
                             uint32_t number) {
    struct page page = {.address = address, .layout = text_of(layout), .kind = (uint8_t)kind, .number = number};
    if (!link_output(&page.path, address, planning->arena)) {
        diag_add(planning->problems, DIAG_ERROR, E_BAD_ADDRESS, (struct diag_place){.path = page_source(planning->site, &page)},
                 text_format(planning->arena, "no file can have the address \"%.*s\"", TEXT_ARGS(address)),
                 TEXT("each part between slashes has 1 to 255 bytes, and no control character"));
        return NULL;
    }
    struct page *added = array_add(&planning->pages, planning->arena);
    *added = page;
    return added;
}

/* Another generator's layouts come with every file: they are told once each, at the first. */
static void note_unknown_layout(struct planning *planning, struct text name, struct diag_place place) {
    uint32_t known = table_get(&planning->unknown_names, name);
    if (known == TABLE_NONE) {
        known = (uint32_t)planning->unknown.count;
        table_put(&planning->unknown_names, name, known, planning->arena);
        *array_add(&planning->unknown, planning->arena) = (struct unknown_layout){.name = name, .place = place};
    }
    planning->unknown.items[known].count++;
}

static void choose_layout(struct planning *planning, struct page *page, const struct source *source) {
    if (!page || !source->document)
        return;
    struct yaml fields = document_fields(source->document);
    const struct yaml_node *node = yaml_get(&fields, yaml_root(&fields), TEXT("layout"));
    struct text name = node ? yaml_text(&fields, node) : (struct text){0};
    if (name.size == 0)
        return;
    if (layouts_find(planning->layouts, name))
        page->layout = name;
    else
        note_unknown_layout(planning, name, yaml_place(source->path, node));
}

static void warn_of_unknown_layouts(struct planning *planning) {
    for (size_t i = 0; i < planning->unknown.count; i++) {
        const struct unknown_layout *unknown = &planning->unknown.items[i];
        struct text more =
            unknown->count == 1 ? (struct text){0} : text_format(planning->arena, " (%zu files ask for it)", unknown->count);
        diag_add(planning->problems, DIAG_WARNING, W_UNKNOWN_LAYOUT, unknown->place,
                 text_format(planning->arena, "there is no layout \"%.*s\"%.*s; the usual one is used",
                             TEXT_ARGS(unknown->name), TEXT_ARGS(more)),
                 text_format(planning->arena, "write layouts/%.*s.html, or leave the field out", TEXT_ARGS(unknown->name)));
    }
}

static bool any_leads_to(const struct targets *targets, struct text address) {
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].kind == THING_PLACE && text_equal(targets->items[i].address, address))
            return true;
    return false;
}

/* Whether a menu or a text leads to one of the site's own pages. */
static bool is_wanted(const struct site *site, struct text address) {
    bool wanted = any_leads_to(&site->home.source.targets, address);
    for (size_t i = 0; i < site->settings.menu.count; i++)
        wanted |= text_equal(site->settings.menu.items[i].address, address);
    for (uint32_t i = 0; i < site->essay_count && !wanted; i++)
        wanted = any_leads_to(&site->essays[i].thing.source.targets, address);
    for (uint32_t i = 0; i < site->page_count && !wanted; i++)
        wanted = any_leads_to(&site->pages[i].thing.source.targets, address);
    for (uint32_t i = 0; i < site->topic_count && !wanted; i++)
        wanted = any_leads_to(&site->topics[i].thing.source.targets, address);
    for (uint32_t i = 0; i < site->author_count && !wanted; i++)
        wanted = any_leads_to(&site->authors[i].thing.source.targets, address);
    for (uint32_t i = 0; i < site->list_count && !wanted; i++)
        wanted = any_leads_to(&site->lists[i].thing.source.targets, address);
    for (uint32_t i = 0; i < site->term_count && !wanted; i++)
        wanted = any_leads_to(&site->terms[i].thing.source.targets, address);
    return wanted;
}

/* The index of a kind; without any of the kind only where something leads there all the same. */
static void add_index_of_any(struct planning *planning, enum page_kind kind, const char *layout, size_t count) {
    struct text address = text_format(planning->arena, "/%s/", layout);
    if (count || is_wanted(planning->site, address))
        add_page(planning, kind, layout, address, 0);
}

static void add_indexes(struct planning *planning) {
    const struct site *site = planning->site;
    add_page(planning, PAGE_HOME, "home", TEXT("/"), 0);
    add_page(planning, PAGE_ESSAYS, "essays", TEXT("/essays/"), 0);
    add_page(planning, PAGE_TOPICS, "topics", TEXT("/topics/"), 0);
    add_page(planning, PAGE_AUTHORS, "authors", TEXT("/authors/"), 0);
    add_page(planning, PAGE_CHRONOLOGY, "chronology", TEXT("/chronology/"), 0);
    add_index_of_any(planning, PAGE_PUBLICATIONS, "publications", site->publications_by_name.count);
    add_index_of_any(planning, PAGE_LISTS, "lists", site->lists_by_title.count);
    add_index_of_any(planning, PAGE_GLOSSARY, "glossary", site->terms_by_name.count);
    if (site->settings.editions.count && !site->is_edition)
        add_index_of_any(planning, PAGE_EDITIONS, "editions", site->editions->count);
}

static void add_essays(struct planning *planning) {
    const struct numbers *essays = &planning->site->essays_by_date;
    for (size_t i = 0; i < essays->count; i++) {
        const struct essay *essay = &planning->site->essays[essays->items[i]];
        struct page *page = add_page(planning, PAGE_ESSAY, "essay", essay->thing.address, essays->items[i]);
        choose_layout(planning, page, &essay->thing.source);
    }
}

static void add_things(struct planning *planning) {
    const struct site *site = planning->site;
    for (uint32_t i = 0; i < site->topic_count; i++)
        add_page(planning, PAGE_TOPIC, "topic", site->topics[i].thing.address, i);
    for (uint32_t i = 0; i < site->author_count; i++)
        add_page(planning, PAGE_AUTHOR, "author", site->authors[i].thing.address, i);
    for (uint32_t i = 0; i < site->publication_count; i++)
        add_page(planning, PAGE_PUBLICATION, "publication", site->publications[i].thing.address, i);
    for (uint32_t i = 0; i < site->list_count; i++)
        add_page(planning, PAGE_LIST, "list", site->lists[i].thing.address, i);
    for (uint32_t i = 0; i < site->part_count; i++)
        add_page(planning, PAGE_PART, "part", site->parts[i].address, i);
    for (uint32_t i = 0; i < site->page_count; i++)
        choose_layout(planning, add_page(planning, PAGE_PAGE, "page", site->pages[i].thing.address, i),
                      &site->pages[i].thing.source);
    for (uint32_t i = 0; i < site->redirect_count; i++)
        add_page(planning, PAGE_REDIRECT, "redirect", site->redirects[i].from, i);
}

bool page_is_for_search_engines(const struct page *page) {
    return page->kind <= PAGE_PAGE && page->kind != PAGE_CHANGES_FEED;
}

/* More addresses than a sitemap may hold stand in several, and the index of these at the usual address. */
static void add_sitemaps(struct planning *planning) {
    size_t addresses = 0;
    for (size_t i = 0; i < planning->pages.count; i++)
        addresses += page_is_for_search_engines(&planning->pages.items[i]);
    if (addresses <= SITEMAP_MOST) {
        add_page(planning, PAGE_SITEMAP, "sitemap.xml", TEXT("/sitemap.xml"), 0);
        return;
    }
    add_page(planning, PAGE_SITEMAP_INDEX, "sitemap-index.xml", TEXT("/sitemap.xml"), 0);
    for (uint32_t i = 1; (i - 1) * (size_t)SITEMAP_MOST < addresses; i++)
        add_page(planning, PAGE_SITEMAP, "sitemap.xml", page_sitemap_address(i, planning->arena), i);
}

struct text page_sitemap_address(uint32_t number, struct arena *arena) {
    return text_format(arena, "/sitemap/%u.xml", number);
}

static enum page_kind kind_of_changes(uint8_t thing) {
    return thing == THING_TOPIC ? PAGE_TOPIC_CHANGES : thing == THING_AUTHOR ? PAGE_AUTHOR_CHANGES : PAGE_CHANGES;
}

static void add_changes(struct planning *planning) {
    const struct changes *changes = planning->shared->changes;
    for (uint32_t i = 0; !changes->off && i < changes->parts.count; i++) {
        const struct changes_part *part = &changes->parts.items[i];
        add_page(planning, kind_of_changes(changes->scopes.items[part->scope].thing), "changes", part->address, i);
    }
    for (uint32_t i = 0; planning->shared->has_changes_feed && i < changes->scopes.count; i++) {
        struct text address = text_join(planning->arena, changes->scopes.items[i].address, TEXT("feed.xml"));
        add_page(planning, PAGE_CHANGES_FEED, "feed.xml", address, i);
    }
}

static void add_histories(struct planning *planning) {
    const struct site *site = planning->site;
    const struct numbers *essays = &site->essays_by_date;
    for (size_t i = 0; i < essays->count; i++) {
        const struct essay *essay = &site->essays[essays->items[i]];
        if (revisions_has_history(site, essay))
            add_page(planning, PAGE_HISTORY, "history", revisions_history(essay, planning->arena), essays->items[i]);
    }
}

static void add_revisions(struct planning *planning) {
    const struct revisions *revisions = planning->shared->revisions;
    for (uint32_t i = 0; i < revisions->pages.count; i++) {
        const struct revision_page *page = &revisions->pages.items[i];
        switch ((enum revision_page_kind)page->kind) {
        case REVISION_TEXT: add_page(planning, PAGE_VERSION, "version", page->address, i); break;
        case REVISION_CURRENT: add_page(planning, PAGE_CURRENT, "redirect", page->address, i); break;
        case REVISION_CHANGE:
        case REVISION_SINCE: add_page(planning, PAGE_DIFFERENCE, "difference", page->address, i); break;
        }
    }
}

/*
 * robots.txt is read at the root of a host and nowhere else. An edition has none of these: it never has news to tell, search
 * engines should find the current text, and what is not there is answered by today's 404.html.
 */
static void add_for_programs(struct planning *planning) {
    struct text base_url = planning->site->settings.base_url;
    if (planning->site->is_edition)
        return;
    add_page(planning, PAGE_NOT_FOUND, "404", TEXT("/404.html"), 0);
    add_page(planning, PAGE_EMPTY, "", TEXT("/.nojekyll"), 0);
    if (planning->shared->has_feed)
        add_page(planning, PAGE_FEED, "feed.xml", TEXT("/feed.xml"), 0);
    if (base_url.size)
        add_sitemaps(planning);
    if (base_url.size && text_equal(link_base_path(base_url), TEXT("/")))
        add_page(planning, PAGE_ROBOTS, "robots.txt", TEXT("/robots.txt"), 0);
}

static void add_copies(struct planning *planning) {
    const struct site *site = planning->site;
    const struct tree *assets = planning->assets;
    for (size_t i = 0; i < site->media.count; i++) {
        struct target target = {.kind = THING_MEDIA, .number = site->media.items[i]};
        add_page(planning, PAGE_COPY, "", site_address(site, target, planning->arena), target.number);
    }
    for (size_t i = tree_lower_bound(assets, TEXT("assets/")); i < assets->count; i++) {
        if (!text_starts(assets->files[i].path, TEXT("assets/")))
            break;
        struct text address = text_join(planning->arena, TEXT("/"), assets->files[i].path);
        add_page(planning, PAGE_ASSET, "", address, (uint32_t)i);
    }
}

void plan_pages(struct planning *planning) {
    add_indexes(planning);
    add_essays(planning);
    add_things(planning);
    add_changes(planning);
    add_histories(planning);
    add_revisions(planning);
    add_for_programs(planning);
    add_copies(planning);
    warn_of_unknown_layouts(planning);
}
