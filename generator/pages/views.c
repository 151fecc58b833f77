#include "pages/views.h"

#include "pages/body.h"
#include "pages/links.h"
#include "pages/shared.h"

/* What is known of a kind of page without looking at its thing. */
struct family {
    const char *kind, *is_kind;
    const char *section, *in_section; /* NULL: in none */
    struct text title;                /* "": the thing's own */
    view_family *add;                 /* NULL: nothing but what every page has */
};

#define FAMILY(kind, section, title, add)                                                                                      \
    { kind, "is_" kind, section, "in_" section, TEXT_INIT(title), add }
#define ALONE(kind, title, add)                                                                                                \
    { kind, "is_" kind, NULL, NULL, TEXT_INIT(title), add }

static const struct family families[] = {
    [PAGE_HOME] = ALONE("home", "", view_home),
    [PAGE_ESSAYS] = FAMILY("essays", "essays", "Essays", view_essays),
    [PAGE_ESSAY] = FAMILY("essay", "essays", "", view_essay),
    [PAGE_TOPICS] = FAMILY("topics", "topics", "Topics", view_topics),
    [PAGE_TOPIC] = FAMILY("topic", "topics", "", view_topic),
    [PAGE_AUTHORS] = FAMILY("authors", "authors", "Authors", view_authors),
    [PAGE_AUTHOR] = FAMILY("author", "authors", "", view_author),
    [PAGE_PUBLICATIONS] = FAMILY("publications", "publications", "Publications", view_publications),
    [PAGE_PUBLICATION] = FAMILY("publication", "publications", "", view_publication),
    [PAGE_LISTS] = FAMILY("lists", "lists", "Reading lists", view_lists),
    [PAGE_LIST] = FAMILY("list", "lists", "", view_list_page),
    [PAGE_GLOSSARY] = FAMILY("glossary", "glossary", "Glossary", view_glossary),
    [PAGE_CHRONOLOGY] = FAMILY("chronology", "chronology", "Chronology", view_chronology),
    [PAGE_CHANGES] = FAMILY("changes", "changes", "", view_changes),
    [PAGE_TOPIC_CHANGES] = FAMILY("changes", "topics", "", view_changes),
    [PAGE_AUTHOR_CHANGES] = FAMILY("changes", "authors", "", view_changes),
    [PAGE_CHANGES_FEED] = FAMILY("changes_feed", "changes", "", view_changes_feed),
    [PAGE_EDITIONS] = FAMILY("editions", "editions", "Editions", view_editions),
    [PAGE_PART] = ALONE("part", "", view_part),
    [PAGE_PAGE] = ALONE("page", "", view_page),
    [PAGE_FEED] = ALONE("feed", "", view_feed),
    [PAGE_SITEMAP] = ALONE("sitemap", "Sitemap", view_sitemap),
    [PAGE_SITEMAP_INDEX] = ALONE("sitemap_index", "Sitemaps", view_sitemap_index),
    [PAGE_NOT_FOUND] = ALONE("not_found", "Page not found", NULL),
    [PAGE_ROBOTS] = ALONE("robots", "Robots", view_robots),
    [PAGE_REDIRECT] = ALONE("redirect", "", view_redirect),
    [PAGE_HISTORY] = FAMILY("history", "essays", "", view_history),
    [PAGE_VERSION] = FAMILY("version", "essays", "", view_version),
    [PAGE_CURRENT] = ALONE("redirect", "", view_current),
    [PAGE_DIFFERENCE] = FAMILY("difference", "essays", "", view_difference),
};

/* The page that a whole list is, or stands on, by enum listing_kind. */
static const uint8_t page_of_listing[] = {
    [LISTING_ESSAYS] = PAGE_ESSAYS,
    [LISTING_CHRONOLOGY] = PAGE_CHRONOLOGY,
    [LISTING_TOPICS] = PAGE_TOPICS,
    [LISTING_AUTHORS] = PAGE_AUTHORS,
    [LISTING_PUBLICATIONS] = PAGE_PUBLICATIONS,
    [LISTING_LISTS] = PAGE_LISTS,
    [LISTING_GLOSSARY] = PAGE_GLOSSARY,
    [LISTING_OF_TOPIC] = PAGE_TOPIC,
    [LISTING_OF_AUTHOR] = PAGE_AUTHOR,
    [LISTING_OF_PUBLICATION] = PAGE_PUBLICATION,
    [LISTING_CITING_ESSAY] = PAGE_ESSAY,
    [LISTING_CITING_AUTHOR] = PAGE_AUTHOR,
    [LISTING_CITING_TOPIC] = PAGE_TOPIC,
    [LISTING_CITING_LIST] = PAGE_LIST,
    [LISTING_CITING_TERM] = PAGE_GLOSSARY,
};

struct text making_listing_title(uint8_t kind) {
    return families[page_of_listing[kind]].title;
}

/* What tells in which section a page is: itself, or the page of the list that it is a part of. */
static const struct family *section_of(const struct making *making) {
    const struct page *page = making->page;
    return &families[page->kind == PAGE_PART ? page_of_listing[making->site->parts[page->number].listing] : page->kind];
}

/* What a page is about, in the words of its head. */
struct heading {
    struct text title, description, han;
};

static struct text text_of_view(const struct view *view) {
    return view && view->kind == VIEW_TEXT ? view->text : (struct text){0};
}

static uint8_t thing_of_page(uint8_t kind) {
    switch (kind) {
    case PAGE_ESSAY: return THING_ESSAY;
    case PAGE_TOPIC: return THING_TOPIC;
    case PAGE_AUTHOR: return THING_AUTHOR;
    case PAGE_PUBLICATION: return THING_PUBLICATION;
    case PAGE_LIST: return THING_LIST;
    case PAGE_PAGE: return THING_PAGE;
    default: return THING_NONE;
    }
}

static struct heading heading_of_thing(const struct making *making, uint8_t thing) {
    uint32_t number = making->page->number;
    const struct view *card = cards_of_thing(making->shared, thing, number);
    struct heading heading = {text_of_view(cards_title(card)), text_of_view(view_get(card, TEXT("summary"))),
                              making->site->settings.han};
    if (thing == THING_ESSAY)
        heading.han = making->site->essays[number].han;
    if (thing == THING_PAGE)
        heading.description = making->site->pages[number].summary;
    return heading;
}

static bool is_of_changes(uint8_t kind) {
    return kind == PAGE_CHANGES || kind == PAGE_TOPIC_CHANGES || kind == PAGE_AUTHOR_CHANGES || kind == PAGE_CHANGES_FEED;
}

/* "3 March 2024" */
static struct text day_of(const struct making *making, const struct version *version) {
    const struct history *history = making->site->history;
    if (version->revision == UINT32_MAX)
        return TEXT("not committed yet");
    struct date when = history->commits[history->revisions[version->revision].commit].when;
    when.precision = DATE_DAY;
    return date_words(when, making->arena);
}

static struct text title_of_revision(const struct making *making, const struct revision_page *page) {
    const struct essay *essay = &making->site->essays[page->essay];
    const struct version *version = &essay->versions->items[page->version];
    const struct version *before = &essay->versions->items[page->before];
    struct arena *arena = making->arena;
    switch ((enum revision_page_kind)page->kind) {
    case REVISION_TEXT: return text_format(arena, "%.*s, %.*s", TEXT_ARGS(version->title), TEXT_ARGS(day_of(making, version)));
    case REVISION_CHANGE:
        return text_format(arena, "%.*s, changes: %.*s", TEXT_ARGS(essay->thing.title), TEXT_ARGS(day_of(making, version)));
    case REVISION_SINCE:
        return text_format(arena, "%.*s, changes since %.*s", TEXT_ARGS(essay->thing.title), TEXT_ARGS(day_of(making, before)));
    case REVISION_CURRENT: break;
    }
    return essay->thing.title;
}

/* Of an essay's history, old text or difference. */
static struct heading heading_of_revision(const struct making *making) {
    if (making->page->kind == PAGE_HISTORY) {
        const struct essay *essay = &making->site->essays[making->page->number];
        return (struct heading){.title = text_format(making->arena, "History of %.*s", TEXT_ARGS(essay->thing.title)),
                                .han = essay->han};
    }
    const struct revision_page *page = making_revision(making);
    return (struct heading){.title = title_of_revision(making, page), .han = making->site->essays[page->essay].han};
}

static bool is_of_revisions(uint8_t kind) {
    return kind == PAGE_HISTORY || kind == PAGE_VERSION || kind == PAGE_CURRENT || kind == PAGE_DIFFERENCE;
}

static struct heading heading_of(const struct making *making) {
    const struct site *site = making->site;
    if (is_of_revisions(making->page->kind))
        return heading_of_revision(making);
    uint8_t thing = thing_of_page(making->page->kind);
    if (thing != THING_NONE)
        return heading_of_thing(making, thing);
    struct heading heading = {.title = families[making->page->kind].title, .han = site->settings.han};
    if (making->page->kind == PAGE_PART)
        heading.title = making_part_title(making, making->page->number);
    if (is_of_changes(making->page->kind))
        heading.title = changes_title(making);
    if (making->page->kind == PAGE_HOME)
        heading.description = site->settings.description;
    if (making->page->kind == PAGE_HOME && site->home.title.size)
        heading.title = site->home.title;
    if (heading.title.size == 0)
        heading.title = site->settings.title;
    return heading;
}

struct text making_title_of(const struct making *making, const struct page *page) {
    struct making other = *making;
    other.page = page;
    bool is_made = page->kind < COUNT_OF(families) && page->kind != PAGE_REDIRECT;
    return is_made ? heading_of(&other).title : (struct text){0};
}

static const struct view *page_view(const struct making *making) {
    const struct family *family = &families[making->page->kind], *section = section_of(making);
    struct heading heading = heading_of(making);
    struct arena *arena = making->arena;
    struct view_map map = parts_map(8, arena);
    parts_put_text(&map, "kind", text_of(family->kind), arena);
    parts_put_text(&map, "title", heading.title, arena);
    parts_put_html(&map, "title_html", heading.title, heading.han, arena);
    parts_put_text(&map, "description", heading.description, arena);
    parts_put_text(&map, "path", link_to(making->page->address, arena), arena);
    parts_put_text(&map, "url", making_url(making, making->page->address), arena);
    parts_put_flag(&map, family->is_kind, true, arena);
    if (section->section)
        parts_put_flag(&map, section->in_section, true, arena);
    return view_of_map(&map, arena);
}

static struct text section_address(const struct making *making) {
    const char *section = section_of(making)->section;
    return section ? text_format(making->arena, "/%s/", section) : (struct text){0};
}

static const struct view *menu_view(const struct making *making) {
    const struct menu_items *menu = &making->site->settings.menu;
    struct text section = section_address(making);
    size_t here = menu->count;
    for (size_t i = menu->count; i-- > 0;)
        if (section.size && text_equal(menu->items[i].address, section))
            here = i;
    for (size_t i = menu->count; i-- > 0;)
        if (text_equal(menu->items[i].address, making->page->address))
            here = i;
    return making->shared->menus[here];
}

/*
 * Histories and old texts do not change with each commit that is made elsewhere, and so their pages do not name the one that
 * the site is made from: they would be made again for nothing else.
 */
static bool is_lasting(const struct making *making) {
    return is_of_revisions(making->page->kind);
}

/* Pages about the reader as a whole. Those about one thing would all be made again whenever another is added. */
static bool tells_counts(const struct making *making) {
    switch ((enum page_kind)making->page->kind) {
    case PAGE_HOME:
    case PAGE_ESSAYS:
    case PAGE_TOPICS:
    case PAGE_AUTHORS:
    case PAGE_PUBLICATIONS:
    case PAGE_LISTS:
    case PAGE_GLOSSARY:
    case PAGE_CHRONOLOGY:
    case PAGE_PAGE:
    case PAGE_NOT_FOUND: return true;
    default: return false;
    }
}

static void put_common(struct making *making) {
    struct view_map *map = &making->map;
    parts_put_text(map, "root", making->root, making->arena);
    parts_put(map, "page", page_view(making), making->arena);
    const struct shared_views *shared = making->shared;
    parts_put(map, "site", tells_counts(making) ? shared->site_view : shared->site_uncounted, making->arena);
    parts_put(map, "origin", is_lasting(making) ? NULL : making->shared->origin, making->arena);
    parts_put(map, "origin_note", is_lasting(making) ? NULL : making->shared->origin_note, making->arena);
    parts_put(map, "language", making->shared->language, making->arena);
    parts_put(map, "menu", menu_view(making), making->arena);
    parts_put_flag(map, "has_menu", making->site->settings.menu.count > 0, making->arena);
}

const struct view *views_of_page(const struct plan *plan, const struct page *page, struct arena *arena) {
    if (page->kind >= COUNT_OF(families))
        return NULL;
    struct making making = {plan, plan->site, plan->shared, page, link_root(page->path, arena), parts_map(20, arena), arena};
    /* It is shown in place of pages at any depth. */
    if (page->kind == PAGE_NOT_FOUND)
        making.root = link_base_path(plan->site->settings.base_url);
    put_common(&making);
    if (families[page->kind].add)
        families[page->kind].add(&making);
    return view_of_map(&making.map, arena);
}

struct text making_url(const struct making *making, struct text address) {
    return link_url(making->site->settings.base_url, address, making->arena);
}

void making_put_body(struct making *making, struct view_map *map, const struct source *source, struct text han) {
    struct body_place place = {making->site, making->plan, making->root, making->page->address, han, {0}};
    bool is_essay = making->page->kind == PAGE_ESSAY;
    const struct essay *marked = is_essay ? &making->site->essays[making->page->number] : NULL;
    const struct view *body = body_view(&place, source, marked, making->arena);
    parts_put(map, "body", body, making->arena);
    parts_put_flag(map, "has_body", body != NULL, making->arena);
}

const struct view *making_fields(const struct source *source, struct arena *arena) {
    if (!source->document)
        return NULL;
    struct yaml fields = document_fields(source->document);
    const struct yaml_node *root = yaml_root(&fields);
    return root && root->kind == YAML_MAP ? parts_of_yaml(&fields, root, arena) : NULL;
}
