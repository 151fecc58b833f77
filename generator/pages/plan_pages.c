#include "pages/plan_pages.h"

#include "base/array.h"
#include "compose/links.h"
#include "pages/shared.h"
#include "read/codes.h"

#include <string.h>

static const struct source *source_of_page(const struct site *site, const struct page *page) {
    const struct thing *thing = site_thing(site, page_kind(page->kind)->about, page->number);
    if (page->kind == PAGE_HOME)
        return &site->home.source;
    return thing ? &thing->source : NULL;
}

struct text page_source(const struct site *site, const struct page *page) {
    const struct source *source = source_of_page(site, page);
    if (page->kind == PAGE_COPY)
        return site->tree->files[page->number].path;
    return source ? source->path : (struct text){0};
}

struct diag_place page_place(const struct planning *planning, const struct page *page) {
    const struct site *site = planning->site;
    const struct gone_said *said = page->kind == PAGE_GONE ? gone_said_at(site, page->address) : NULL;
    if (page->kind == PAGE_ALIAS)
        return planning->aliases.items[page->number].place;
    return said ? said->key_place : (struct diag_place){.path = page_source(site, page)};
}

struct text page_description(const struct site *site, const struct page *page, struct arena *arena) {
    struct text source = page_source(site, page);
    return source.size ? source : text_format(arena, "the site's own \"%.*s\"", TEXT_ARGS(page->address));
}

struct page *plan_add(struct planning *planning, enum page_kind kind, struct text address, uint32_t number) {
    struct text layout = text_of(page_kind((uint8_t)kind)->layout);
    struct page page = {.address = address, .layout = layout, .kind = (uint8_t)kind, .number = number};
    if (!link_output(&page.path, address, planning->arena)) {
        diag_add(planning->problems, DIAG_ERROR, E_BAD_ADDRESS, page_place(planning, &page),
                 text_format(planning->arena, "no file can have the address \"%.*s\"", TEXT_ARGS(address)),
                 TEXT("each part between slashes has 1 to 255 bytes, and no control character"));
        return NULL;
    }
    struct page *added = array_add(&planning->pages, planning->arena);
    *added = page;
    return added;
}

bool plan_is_taken(const struct planning *planning, struct text address) {
    for (size_t i = 0; i < planning->site->redirects.count; i++)
        if (text_equal(planning->site->redirects.items[i].from, address))
            return true;
    for (size_t i = 0; i < planning->pages.count; i++)
        if (text_equal(planning->pages.items[i].address, address))
            return true;
    return false;
}

/* The usual layout of another kind of page shows nothing of what this one has. */
static bool is_of_another_kind(struct text name, uint8_t kind) {
    bool is_of_another = false;
    for (uint8_t other = 0; other < PAGE_KIND_COUNT; other++)
        is_of_another |= text_equal(name, text_of(page_kind(other)->layout));
    return is_of_another && !text_equal(name, text_of(page_kind(kind)->layout));
}

/* Another generator's layouts come with every file: they are told once each, at the first. */
static void note_unknown_layout(struct planning *planning, struct text name, struct diag_place place) {
    uint32_t known = table_get(&planning->unknown_names, name);
    if (known == NONE) {
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
    if (layouts_find(planning->layouts, name) && !is_of_another_kind(name, page->kind))
        page->layout = name;
    else
        note_unknown_layout(planning, name, yaml_place(source->path, node));
}

static void warn_of_unknown_layout(struct planning *planning, const struct unknown_layout *unknown) {
    struct arena *arena = planning->arena;
    struct text more = unknown->count == 1 ? (struct text){0} : text_format(arena, " (%zu files ask for it)", unknown->count);
    struct text near = layouts_near(planning->layouts, unknown->name, arena);
    struct text name = unknown->name, message, help;
    if (layouts_find(planning->layouts, name)) {
        message = text_format(
            arena, "the layout \"%.*s\" is for other pages, and has no place for this text%.*s; the usual one is used",
            TEXT_ARGS(name), TEXT_ARGS(more));
        help = TEXT("leave the field out, or give a layout of your own another name");
    } else {
        message =
            text_format(arena, "there is no layout \"%.*s\"%.*s; the usual one is used", TEXT_ARGS(name), TEXT_ARGS(more));
        help = near.size ? text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(near))
                         : text_format(arena, "write layouts/%.*s.html, or leave the field out", TEXT_ARGS(name));
    }
    diag_add(planning->problems, DIAG_WARNING, W_UNKNOWN_LAYOUT, unknown->place, message, help);
}

static void warn_of_unknown_layouts(struct planning *planning) {
    for (size_t i = 0; i < planning->unknown.count; i++)
        warn_of_unknown_layout(planning, &planning->unknown.items[i]);
}

/* The usual layout whose name is a letter away from this one, which is none; "" when there is none such. */
static struct text usual_near(struct text name) {
    struct text near = {0};
    for (uint8_t kind = 0; kind < PAGE_KIND_COUNT; kind++) {
        struct text usual = text_of(page_kind(kind)->layout);
        if (text_equal(usual, name))
            return (struct text){0};
        if (usual.size > 3 && text_distance(name, usual, 1) <= 1)
            near = usual;
    }
    return near;
}

static bool is_used(const struct planning *planning, struct text layout) {
    for (size_t i = 0; i < planning->pages.count; i++)
        if (text_equal(planning->pages.items[i].layout, layout))
            return true;
    return false;
}

/* A layout that no page has, with nearly the name of one that pages have. */
static void warn_of_unused_layouts(struct planning *planning) {
    const struct tree *tree = planning->site->tree;
    size_t start = strlen("layouts/"), end = strlen(".html");
    for (size_t i = tree_lower_bound(tree, TEXT("layouts/")); i < tree->count && !planning->site->is_edition; i++) {
        struct text path = tree->files[i].path;
        if (!text_starts(path, TEXT("layouts/")))
            break;
        if (path.size < start + end || !text_ends(path, TEXT(".html")))
            continue;
        struct text name = text_slice(path, start, path.size - end), near = usual_near(name);
        if (near.size && !is_used(planning, name))
            diag_add(planning->problems, DIAG_WARNING, W_NOT_READ, (struct diag_place){.path = path},
                     TEXT("no page has this layout"),
                     text_format(planning->arena, "did you mean layouts/%.*s.html?", TEXT_ARGS(near)));
    }
}

static bool any_leads_to(const struct targets *targets, struct text address) {
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].kind == THING_ADDRESS && text_equal(targets->items[i].address, address))
            return true;
    return false;
}

/* Whether a menu, a text or gone.yaml leads to one of the site's own pages. */
static bool is_wanted(const struct site *site, struct text address) {
    bool wanted = false;
    for (size_t i = 0; i < site->settings.menu.count; i++)
        wanted |= text_equal(site->settings.menu.items[i].address, address);
    for (size_t i = 0; i < site->redirects.count; i++)
        wanted |= site->redirects.items[i].place.line && text_equal(site->redirects.items[i].to, address);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; i < site_count(site, kind) && !wanted; i++)
            wanted = any_leads_to(&site_thing(site, kind, i)->source.targets, address);
    return wanted;
}

void no_plan(struct planning *planning, enum page_kind kind) {
    (void)planning, (void)kind;
}

void home_plan(struct planning *planning, enum page_kind kind) {
    plan_add(planning, kind, TEXT("/"), 0);
}

void index_plan(struct planning *planning, enum page_kind kind) {
    plan_add(planning, kind, text_format(planning->arena, "/%s/", page_kind((uint8_t)kind)->section), 0);
}

/* Without any of the kind only where something leads there all the same. */
void index_of_any_plan(struct planning *planning, enum page_kind kind) {
    const struct numbers *order = site_order(planning->site, page_indexes((uint8_t)kind));
    struct text address = text_format(planning->arena, "/%s/", page_kind((uint8_t)kind)->section);
    if (order->count || is_wanted(planning->site, address))
        index_plan(planning, kind);
}

void editions_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    if (site->settings.editions.count && !site->is_edition)
        index_plan(planning, kind);
}

void essay_plan(struct planning *planning, enum page_kind kind) {
    const struct numbers *essays = &planning->site->essays_by_date;
    for (size_t i = 0; i < essays->count; i++) {
        const struct essay *essay = &planning->site->essays[essays->items[i]];
        struct page *page = plan_add(planning, kind, essay->thing.address, essays->items[i]);
        choose_layout(planning, page, &essay->thing.source);
    }
}

void thing_plan(struct planning *planning, enum page_kind kind) {
    uint8_t about = page_kind((uint8_t)kind)->about;
    for (uint32_t i = 0; i < site_count(planning->site, about); i++)
        plan_add(planning, kind, site_thing(planning->site, about, i)->address, i);
}

void part_plan(struct planning *planning, enum page_kind kind) {
    for (uint32_t i = 0; i < planning->site->part_count; i++)
        plan_add(planning, kind, planning->site->parts[i].address, i);
}

void own_page_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    for (uint32_t i = 0; i < site->page_count; i++) {
        const struct thing *thing = &site->pages[i].thing;
        choose_layout(planning, plan_add(planning, kind, thing->address, i), &thing->source);
    }
}

bool page_is_unindexed(const struct site *site, const struct page *page) {
    const struct thing *thing = site_thing(site, page_kind(page->kind)->about, page->number);
    if (page->kind == PAGE_HOME)
        thing = &site->home;
    else if (page->kind == PAGE_HISTORY)
        thing = &site->essays[page->number].thing;
    return page->kind == PAGE_SEARCH || page->kind == PAGE_CITE || page_kind(page->kind)->flags & PAGE_PRINT || (thing && thing->hold.is_unindexed);
}

bool page_is_for_search_engines(const struct site *site, const struct page *page) {
    return page_kind(page->kind)->flags & PAGE_FOUND && !page_is_unindexed(site, page);
}

/* More addresses than a sitemap may hold stand in several, and the index of these at the usual address. */
static void add_sitemaps(struct planning *planning) {
    size_t addresses = 0;
    for (size_t i = 0; i < planning->pages.count; i++)
        addresses += page_is_for_search_engines(planning->site, &planning->pages.items[i]);
    if (addresses <= SITEMAP_MOST) {
        plan_add(planning, PAGE_SITEMAP, TEXT("/sitemap.xml"), 0);
        return;
    }
    plan_add(planning, PAGE_SITEMAP_INDEX, TEXT("/sitemap.xml"), 0);
    for (uint32_t i = 1; (i - 1) * (size_t)SITEMAP_MOST < addresses; i++)
        plan_add(planning, PAGE_SITEMAP, page_sitemap_address(i, planning->arena), i);
}

struct text page_sitemap_address(uint32_t number, struct arena *arena) {
    return text_format(arena, "/sitemap/%u.xml", number);
}

/* And their feeds. */
void changes_plan(struct planning *planning, enum page_kind kind) {
    (void)kind;
    const struct changes *changes = planning->shared->changes;
    for (uint32_t i = 0; !changes->off && i < changes->parts.count; i++) {
        const struct changes_part *part = &changes->parts.items[i];
        plan_add(planning, PAGE_CHANGES, part->address, i);
    }
    for (uint32_t i = 0; planning->shared->has_changes_feed && i < changes->scopes.count; i++) {
        struct text address = text_join(planning->arena, changes->scopes.items[i].address, TEXT("feed.xml"));
        plan_add(planning, PAGE_CHANGES_FEED, address, i);
    }
}

static void plan_history(struct planning *planning, uint32_t number) {
    const struct essay *essay = &planning->site->essays[number];
    uint32_t parts = revisions_history_parts(planning->site, essay);
    for (uint32_t part = 0; part <= parts; part++) {
        struct text address = revisions_history_part(planning->site, essay, part, planning->arena).address;
        struct page *page = plan_add(planning, PAGE_HISTORY, address, number);
        if (page)
            page->part = part;
    }
}

void history_plan(struct planning *planning, enum page_kind kind) {
    (void)kind;
    const struct site *site = planning->site;
    const struct numbers *essays = &site->essays_by_date;
    for (size_t i = 0; i < essays->count; i++) {
        const struct essay *essay = &site->essays[essays->items[i]];
        if (revisions_has_history(site, essay))
            plan_history(planning, essays->items[i]);
    }
}

void revision_plan(struct planning *planning, enum page_kind kind) {
    (void)kind;
    const struct revisions *revisions = planning->shared->revisions;
    for (uint32_t i = 0; i < revisions->pages.count; i++) {
        const struct revision_page *page = &revisions->pages.items[i];
        switch ((enum revision_page_kind)page->kind) {
        case REVISION_TEXT: plan_add(planning, PAGE_VERSION, page->address, i); break;
        case REVISION_CURRENT: break; /* an alias of the essay */
        case REVISION_CHANGE:
        case REVISION_SINCE: plan_add(planning, PAGE_DIFFERENCE, page->address, i); break;
        }
    }
}

/*
 * robots.txt is read at the root of a host and nowhere else. An edition has none of these: it never has news to tell, search
 * engines should find the current text, and what is not there is answered by today's 404.html.
 */
void programs_plan(struct planning *planning, enum page_kind kind) {
    (void)kind;
    struct text base_url = planning->site->settings.base_url;
    if (planning->site->is_edition)
        return;
    plan_add(planning, PAGE_NOT_FOUND, TEXT("/404.html"), 0);
    plan_add(planning, PAGE_EMPTY, TEXT("/.nojekyll"), 0);
    if (planning->shared->has_feed)
        plan_add(planning, PAGE_FEED, TEXT("/feed.xml"), 0);
    if (base_url.size)
        add_sitemaps(planning);
    if (base_url.size && text_equal(link_base_path(base_url), TEXT("/")))
        plan_add(planning, PAGE_ROBOTS, TEXT("/robots.txt"), 0);
}

void copy_plan(struct planning *planning, enum page_kind kind) {
    (void)kind;
    const struct site *site = planning->site;
    const struct tree *assets = planning->assets;
    for (size_t i = 0; i < site->media.count; i++) {
        struct target target = {.kind = THING_MEDIA, .number = site->media.items[i]};
        plan_add(planning, PAGE_COPY, site_address(site, target, planning->arena), target.number);
    }
    for (size_t i = tree_lower_bound(assets, TEXT("assets/")); i < assets->count; i++) {
        if (!text_starts(assets->files[i].path, TEXT("assets/")))
            break;
        struct text address = text_join(planning->arena, TEXT("/"), assets->files[i].path);
        plan_add(planning, PAGE_ASSET, address, (uint32_t)i);
    }
}

/* The sitemaps count the others, and come last. */
void plan_pages(struct planning *planning) {
    for (uint8_t kind = 0; kind < PAGE_KIND_COUNT; kind++)
        page_kind(kind)->plan(planning, kind);
    warn_of_unknown_layouts(planning);
    warn_of_unused_layouts(planning);
}
