/* What every page shows: what it is, what the site is, and the menu. */
#include "pages/descriptions.h"
#include "pages/rewordings.h"
#include "pages/shared.h"
#include "pages/aliases.h"
#include "pages/plan_pages.h"
#include "pages/previews.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compose/values.h"
#include "connect/citing.h"
#include "connect/pictures.h"
#include "connect/quotations.h"
#include "kinds/saved.h"

#ifndef COLOPHON_VERSION
#define COLOPHON_VERSION "0"
#endif

struct text generator_name(void) {
    return TEXT("Colophon " COLOPHON_VERSION);
}

/* The site */

static void counts(struct gathering *g, const struct site *site) {
    gather_open(g, "counts");
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].many)
            gather_count(g, thing_kinds[kind].many, site_order(site, kind)->count);
    gather_close(g);
}

static void editors(struct gathering *g, const struct settings *settings) {
    size_t count = settings->editors.count;
    struct text *names = arena_array(gathering_arena(g), struct text, count);
    gather_open_list(g, "editors");
    for (size_t i = 0; i < count; i++) {
        const struct menu_item *editor = &settings->editors.items[i];
        gather_open(g, NULL);
        gather_marked(g, "name", "name_html", editor->title, settings->han);
        gather_web(g, "url", editor->address);
        gather_close(g);
        names[i] = editor->title;
    }
    gather_close(g);
    gather_has(g, "has_editors", "editors", NULL);
    gather_names(g, "editor_line", NULL, names, count, NULL);
}

static void feeds(struct gathering *g, const struct shared *shared) {
    struct text none = {0}, feed = TEXT("/feed.xml"), changes = TEXT("/changes/feed.xml");
    gather_path(g, "feed_path", shared->has_feed ? feed : none);
    gather_url(g, "feed_url", shared->has_feed ? feed : none);
    gather_path(g, "changes_feed_path", shared->has_changes_feed ? changes : none);
    gather_url(g, "changes_feed_url", shared->has_changes_feed ? changes : none);
}

static void what_there_is(struct gathering *g, const struct shared *shared) {
    const struct site *site = shared->site;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].has_index)
            gather_flag(g, thing_kinds[kind].has_section, site_order(site, kind)->count > 0);
    gather_flag(g, "has_search", site->settings.search != SEARCH_OFF);
    gather_flag(g, "has_index", site->book_index != NULL);
    gather_flag(g, "has_changes", shared->changes->known);
    gather_flag(g, "has_theme", shared->has_theme);
    /* Asked for, not made: a first tag changes only what shows editions. */
    gather_flag(g, "has_editions", site->editions && site->settings.editions.count > 0);
}

static void settings_of(struct gathering *g, const struct settings *settings) {
    gather_marked(g, "title", "title_html", settings->title, settings->han);
    gather_text(g, "subtitle", settings->subtitle);
    gather_text(g, "description", settings->description);
    gather_text(g, "language", settings->language);
    gather_text(g, "url", settings->base_url);
    gather_text(g, "rights", settings->rights);
    gather_text(g, "license", settings->license);
    gather_web(g, "repository", settings->repository);
    gather_fields(g, "extra", &settings->extra);
    editors(g, settings);
}

/* A kind that is the first page of its section is called as the section. */
static bool is_index(const struct page_kind_row *kind) {
    return *kind->section && text_equal(text_of(kind->section), text_of(kind->name));
}

void gather_paths(struct gathering *g) {
    gather_open(g, "paths");
    gather_path(g, "home", TEXT("/"));
    for (uint8_t kind = 0; kind < PAGE_KIND_COUNT; kind++)
        if (is_index(page_kind(kind)))
            gather_path(g, page_kind(kind)->name, text_format(gathering_arena(g), "/%s/", page_kind(kind)->section));
    gather_path(g, "colophon", TEXT("/colophon/"));
    gather_close(g);
}

/* `tells_counts`: 1 or 0. */
static void site_members(struct gathering *g, const void *context, uint32_t tells_counts) {
    const struct shared *shared = context;
    settings_of(g, &shared->site->settings);
    feeds(g, shared);
    what_there_is(g, shared);
    if (tells_counts)
        counts(g, shared->site);
    else
        gather_none(g, "counts");
    gather_text(g, "generator", generator_name());
    gather_text(g, "assets", TEXT("assets/"));
    gather_paths(g);
}

static const struct gather_form site_form = {"site", site_members};

/* The menu */

static bool is_ours(struct text address) {
    return text_starts(address, TEXT("/")) && !text_starts(address, TEXT("//"));
}

static void menu_items(struct gathering *g, const void *context, uint32_t here) {
    const struct menu_items *menu = context;
    struct text none = {0};
    gather_open_list(g, "menu");
    for (uint32_t i = 0; i < menu->count; i++) {
        const struct menu_item *item = &menu->items[i];
        gather_open(g, NULL);
        gather_text(g, "title", item->title);
        gather_path(g, "path", is_ours(item->address) ? item->address : none);
        gather_web(g, "href", is_ours(item->address) ? none : item->address);
        gather_flag(g, "here", i == here);
        gather_close(g);
    }
    gather_close(g);
}

static const struct gather_form menu_form = {"menu", menu_items};

void digest_frame(struct shared *shared, struct gathering *scratch) {
    const struct menu_items *menu = &shared->site->settings.menu;
    shared->site_digests[0] = gather_digest_of(scratch, &site_form, shared, 0);
    shared->site_digests[1] = gather_digest_of(scratch, &site_form, shared, 1);
    shared->menu = gather_digest_of(scratch, &menu_form, menu, 0);
}

/* The changes to a thing stand in the section of things like it. */
static uint8_t section_of_changes(const struct from *from) {
    const struct changes *changes = from->shared->changes;
    uint8_t thing = changes->scopes.items[changes->parts.items[from->page->number].scope].thing;
    return thing == THING_NONE ? PAGE_CHANGES : (uint8_t)page_of_listing(LISTING_ALL(thing));
}

/* In which section a page is tells itself, or the page of the list that it is a part of. */
static uint8_t kind_of_section(const struct from *from) {
    const struct page *page = from->page;
    if (page->kind == PAGE_CHANGES)
        return section_of_changes(from);
    bool is_part = page->kind == PAGE_PART;
    return is_part ? (uint8_t)page_of_listing(from->site->parts[page->number].listing) : page->kind;
}

static bool is_index_of(struct text address, struct text section) {
    return section.size && address.size == section.size + 2 && text_starts(address, TEXT("/")) &&
           text_starts(text_after(address, 1), section) && text_ends(address, TEXT("/"));
}

/* Which item of the menu a page is, or its section. It follows from the addresses of both. */
static uint32_t here_in_menu(const struct from *from, const char *section) {
    const struct menu_items *menu = &from->site->settings.menu;
    uint32_t here = (uint32_t)menu->count;
    for (uint32_t i = here; i-- > 0;)
        if (is_index_of(menu->items[i].address, text_of(section)))
            here = i;
    for (uint32_t i = (uint32_t)menu->count; i-- > 0;)
        if (text_equal(menu->items[i].address, from->page->address))
            here = i;
    return here;
}

/* The page */

void no_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    (void)arena;
    *heading = (struct heading){.han = from->site->settings.han};
}

struct text title_of_kind(const struct site *site, uint8_t kind, struct arena *arena) {
    const char *word = page_kind(kind)->title;
    return *word ? language_word(site->language, word, arena) : (struct text){0};
}

/* Of pages that are alone of their kind: the word that says what they show. */
static const char *const shown_words[PAGE_KIND_COUNT] = {
    [PAGE_CHRONOLOGY] = "chronology-what", [PAGE_INDEX] = "index-what",   [PAGE_EDITIONS] = "editions-what",
    [PAGE_NOT_FOUND] = "not-found-what",   [PAGE_SEARCH] = "search-what", [PAGE_COLOPHON] = "colophon-what",
};

static struct text shown_by(const struct site *site, uint8_t kind, struct arena *arena) {
    uint8_t indexed = page_indexes(kind);
    if (shown_words[kind])
        return language_word(site->language, shown_words[kind], arena);
    return indexed == THING_NONE ? (struct text){0} : names_shown(site, indexed, site_order(site, indexed), arena);
}

void plain_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct site *site = from->site;
    uint8_t kind = from->page->kind;
    *heading = (struct heading){
        .title = title_of_kind(site, kind, arena), .shows = shown_by(site, kind, arena), .han = site->settings.han};
}

void home_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct settings *settings = &from->site->settings;
    *heading = (struct heading){.title = from->site->home.title,
                                .description = settings->description.size ? settings->description : settings->subtitle,
                                .shows = names_shown(from->site, THING_ESSAY, &from->site->essays_by_date, arena),
                                .han = settings->han};
}

/* Whose words stand on its page is said, as everywhere. */
static void describe_essay(struct heading *heading, const struct site *site, const struct essay *essay, struct arena *arena) {
    heading->description = said_in_voice(site->language, voice_of(site->language, essay, arena), open_summary(essay), arena);
    heading->shows = names_shown(site, THING_TOPIC, &essay->topics, arena);
}

static void describe_list(struct heading *heading, const struct site *site, const struct list *list, struct arena *arena) {
    struct numbers essays = {0};
    for (size_t i = 0; i < list->items.count; i++)
        *array_add(&essays, arena) = list->items.items[i].essay;
    heading->description = list->thing.summary;
    heading->shows = names_shown(site, THING_ESSAY, &essays, arena);
}

void thing_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct site *site = from->site;
    uint8_t kind = page_kind(from->page->kind)->about;
    uint32_t number = from->page->number;
    const struct thing *thing = site_thing(site, kind, number);
    *heading = (struct heading){.title = site_title(site, kind, number), .han = han_of(site, kind, number)};
    if (kind == THING_ESSAY) {
        describe_essay(heading, site, &site->essays[number], arena);
    } else if (kind == THING_LIST) {
        describe_list(heading, site, &site->lists[number], arena);
    } else if (thing_kinds[kind].has_essays) {
        heading->description = beginning_of(&thing->source);
        heading->shows = names_shown(site, THING_ESSAY, &thing->essays, arena);
    } else {
        heading->description = thing->summary;
    }
}

static void heading_of(struct heading *heading, const struct from *from, struct arena *arena) {
    page_kind(from->page->kind)->heading(heading, from, arena);
    if (heading->title.size == 0)
        heading->title = from->site->settings.title;
}

struct text title_of_page(const struct from *from, const struct page *page, struct arena *arena) {
    struct from other = *from;
    struct heading heading;
    other.page = page;
    if (page_kind(page->kind)->heading == no_heading)
        return (struct text){0};
    heading_of(&heading, &other, arena);
    return heading.title;
}

/* A page that shows the text of one thing asks that text. */
static bool has_charts(const struct from *from) {
    uint8_t about = from->page->kind == PAGE_HOME ? THING_HOME : page_kind(from->page->kind)->about;
    const struct document *document =
        about == THING_NONE ? NULL : site_thing(from->site, about, from->page->number)->source.document;
    return document && document->has_charts;
}

static void page_members(struct gathering *g, const struct from *from) {
    const struct page_choices *choices = &from->shared->choices;
    struct heading heading;
    heading_of(&heading, from, gathering_arena(g));
    gather_open(g, "page");
    gather_choices(g, choices->kinds, choices->kind_count, choices->kind[from->page->kind], "kind");
    gather_choices(g, choices->sections, choices->section_count, choices->section[kind_of_section(from)], "section");
    gather_marked(g, "title", "title_html", heading.title, heading.han);
    gather_text(g, "description", description_of(&heading, from, gathering_arena(g)));
    gather_own_path(g, "path");
    gather_own_url(g, "url");
    gather_flag(g, "has_charts", has_charts(from));
    gather_flag(g, "noindex", page_is_unindexed(from->site, from->page));
    gather_close(g);
}

void gather_frame(struct gathering *g, const struct from *from) {
    const struct page_kind_row *kind = page_kind(from->page->kind);
    const struct menu_items *menu = &from->site->settings.menu;
    uint32_t tells_counts = kind->flags & PAGE_TELLS_COUNTS ? 1 : 0;
    gather_root(g, "root");
    page_members(g, from);
    gather_alias(g, from);
    gather_card(g, "site", &site_form, from->shared, tells_counts, from->shared->site_digests[tells_counts]);
    gather_again(g, "language", "site", "language");
    gather_flag(g, "is_rtl", from->site->language->is_rtl);
    gather_members(g, &menu_form, menu, here_in_menu(from, page_kind(kind_of_section(from))->section), from->shared->menu);
    gather_has(g, "has_menu", "menu", NULL);
}

void nothing_gather(struct gathering *g, const struct from *from) {
    (void)g, (void)from;
}

/* Bodies */

static bool is_in_edition(const struct site *site, struct text address) {
    const struct editions *editions = site->editions;
    struct text rest = text_after(address, TEXT("/editions/").size);
    struct text name = text_slice(rest, 0, text_find_char(rest, '/', 0));
    for (size_t i = 0; editions && i < editions->count && text_starts(address, TEXT("/editions/")); i++)
        if (text_equal(name, editions->items[i].name))
            return true;
    return false;
}

/*
 * Whether a page of the site's own stands there. An edition and today's site are not in each other's plans; feeds and the like
 * are there only with a base_url.
 */
static bool is_there(const struct site *site, const struct plan *plan, struct text address) {
    if (text_starts(address, TEXT(EDITION_OUTSIDE)))
        return site->settings.base_url.size || text_starts(address, TEXT(EDITION_OUTSIDE "/editions/"));
    return is_in_edition(site, address) || plan_find(plan, address) != SIZE_MAX;
}

static struct text beginning_of_term(const struct term *term) {
    return term->thing.source.excerpt;
}

/* It has no page: what it was saved from is at another site, or nowhere. */
static struct link link_of_saved(const struct saved_text *saved) {
    return (struct link){.leads = saved->url.size > 0, .title = saved->title, .title_kind = TITLE_PART, .url = saved->url};
}

static void set_picture(struct link *link, const struct site *site, uint32_t file) {
    const struct shown_picture *picture = picture_of(site, file);
    link->file = file;
    link->width = picture ? picture->width : 0;
    link->height = picture ? picture->height : 0;
}

static struct link link_of(const struct site *site, const struct plan *plan, struct target target, struct arena *arena) {
    struct target page = target;
    if (target.kind == THING_SAVED)
        return link_of_saved(&site->saved->items[target.number]);
    /* An address that every site may have, and this one has not: /feed.xml without base_url. */
    if (target.kind == THING_NONE || (target.kind == THING_ADDRESS && plan && !is_there(site, plan, target.address)))
        return (struct link){0};
    struct link link = {.leads = true, .is_term = target.kind == THING_TERM, .is_picture = target.kind == THING_MEDIA};
    page.anchor = (struct text){0};
    link.address = site_address(site, page, arena);
    link.anchor = target.anchor;
    if (link.is_picture)
        set_picture(&link, site, target.number);
    else if (target.kind != THING_ADDRESS && target.kind != THING_HOME)
        link.title = site_title(site, target.kind, target.number);
    link.title_kind = (uint8_t)site_title_kind(site, target.kind, target.number);
    if (link.is_term)
        link.definition = beginning_of_term(&site->terms[target.number]);
    if (link.is_term && link.anchor.size)
        link.address = text_slice(link.address, 0, text_find_char(link.address, '#', 0));
    return link;
}

struct link *links_of(const struct site *site, const struct plan *plan, const struct document *document,
                      const struct targets *targets, struct arena *arena) {
    size_t count = document->references.count;
    struct link *links = arena_array(arena, struct link, count);
    for (size_t i = 0; i < count && i < targets->count; i++)
        links[i] = link_of(site, plan, targets->items[i], arena);
    return links;
}

/* Whose passages have ids. */
struct marking {
    struct from from; /* the page itself is gone when its text is made; what this points to is not */
    struct noting noting;
};

static void mark(struct marks *marks, const void *context, struct arena *arena) {
    const struct marking *marking = context;
    const struct essay *essay = marking->noting.essay;
    versions_marks(marks, marking->from.site, essay, essay->versions->count - 1, arena);
    rewordings_note(marks, &marking->noting, arena);
}

static void gone_heir(struct gathering *g, const struct from *from, struct target to) {
    struct text anchor = to.anchor, address;
    size_t found;
    to.anchor = TEXT("");
    address = site_address(from->site, to, gathering_arena(g));
    found = to.kind == THING_NONE ? SIZE_MAX : plan_find(from->plan, address);
    if (found == SIZE_MAX) {
        gather_none(g, "to");
        return;
    }
    gather_open(g, "to");
    gather_text(g, "title", title_of_page(from, plan_shown(from->plan, found), gathering_arena(g)));
    gather_path(g, "path",
                anchor.size ? text_format(gathering_arena(g), "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(anchor)) : address);
    gather_close(g);
}

static bool is_beside(const struct from *from, const struct target *page, const struct source *source) {
    if (source)
        return thing_source(from->site, page->kind, page->number) == source;
    return page->kind == THING_ADDRESS;
}

void gather_gone_places(struct gathering *g, const struct from *from, const struct source *source) {
    size_t count;
    const struct gone_place *places = gone_places_at(from->site, from->page->address, &count);
    gather_open_list(g, "gone_places");
    for (size_t i = 0; i < count; i++) {
        if (!is_beside(from, &places[i].page, source))
            continue;
        gather_open(g, NULL);
        gather_text(g, "id", places[i].page.anchor);
        gather_text(g, "reason", places[i].reason);
        gone_heir(g, from, places[i].to);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_gone_places", "gone_places", NULL);
}

/* Where the page of an older text stands; "" where it has none. */
static struct text older_address(const struct from *from, const struct quotation_said *said, struct arena *arena) {
    const struct essay *essay = &from->site->essays[said->place.number];
    const struct version *version = &essay->versions->items[said->version];
    return version->is_shown ? revisions_text(from->shared->revisions, essay, version->brought_by, arena) : (struct text){0};
}

/* Whether what a quotation is of is called that already: "our précis of Chen". */
static bool is_called(const struct source *source, const struct doc_quotation *quotation, struct text word,
                      struct arena *arena) {
    if (quotation->reference == NONE)
        return false;
    const struct doc_reference *reference =
        &DOC_ITEMS(source->document, references, struct doc_reference)[quotation->reference];
    struct text label = utf8_fold(document_text(source->document, reference->label), arena);
    return text_find(label, utf8_fold(word, arena), 0) < label.size;
}

/* Of the editors' words, beside which their author's name or title may stand, it is said that they are that. */
static struct text voice_of_quotation(const struct from *from, const struct source *source, uint32_t index,
                                      struct arena *arena) {
    const struct target *place = &source->quotations[index].place;
    struct text voice = {0};
    if (place->kind == THING_ESSAY)
        voice = voice_of(from->site->language, &from->site->essays[place->number], arena);
    bool is_said =
        voice.size && is_called(source, &DOC_ITEMS(source->document, quotations, struct doc_quotation)[index], voice, arena);
    return is_said ? (struct text){0} : voice;
}

static struct quotation_mark mark_of(const struct from *from, const struct source *source, uint32_t index,
                                     struct arena *arena) {
    const struct site *site = from->site;
    const struct quotation_said *said = &source->quotations[index];
    struct quotation_mark mark = {.url = said->url,
                                  .voice = voice_of_quotation(from, source, index, arena),
                                  .is_older = said->verdict == QUOTATION_OLDER};
    struct target page = said->place;
    page.anchor = (struct text){0};
    if (said->place.kind != THING_NONE) {
        mark.address = mark.is_older ? older_address(from, said, arena) : site_address(site, page, arena);
        mark.anchor = said->place.anchor;
    }
    if (said->verdict == QUOTATION_VERIFIED)
        mark.label = language_word(site->language, "verified", arena);
    else if (said->verdict == QUOTATION_RECORDED)
        mark.label = language_word(site->language, "verified-recorded", arena);
    else if (mark.is_older)
        mark.label = SAY(site->language, arena, "verified-older",
                         {"date", version_day(site, &site->essays[page.number].versions->items[said->version], arena)});
    mark.leads = mark.label.size && mark.address.size && !mark.url.size && (mark.is_older || mark.anchor.size);
    return mark;
}

static struct quotation_mark *marks_of_quotations(const struct from *from, const struct source *source, struct arena *arena) {
    if (!source->quotations)
        return NULL;
    struct quotation_mark *marks = arena_array(arena, struct quotation_mark, source->document->quotations.count);
    for (uint32_t i = 0; i < source->document->quotations.count; i++)
        marks[i] = mark_of(from, source, i, arena);
    return marks;
}

/* Several texts stand on one page, of the glossary say: the entries of their works stand on the page of all. */
static bool has_entries(const struct from *from) {
    return from->page->kind != PAGE_GLOSSARY && from->page->kind != PAGE_PART;
}

struct cites_labels cites_labels_of(const struct site *site, bool has_entries, struct arena *arena) {
    return (struct cites_labels){
        .has_entries = has_entries,
        .works = language_word(site->language, "references", arena),
        .back = SAY(site->language, arena, "back-to-citation-n", {"number", TEXT("{}")}),
        .here = language_word(site->language, "in-this-reader", arena),
    };
}

struct own_body own_body_of(const struct from *from, const struct source *source, const struct essay *essay, struct text han,
                            struct arena *arena) {
    struct text language = essay ? essay->language : from->site->settings.language;
    return (struct own_body){
        .filling = {.document = source->document,
                    .links = links_of(from->site, from->plan, source->document, &source->targets, arena),
                    .quotations = marks_of_quotations(from, source, arena),
                    .tree = from->site->tree,
                    .language = language,
                    .han = han,
                    .is_rtl = language_is_rtl(language),
                    .cites = citing(from->site, source->document, &source->targets, &source->named_works, arena),
                    .cites_labels = cites_labels_of(from->site, has_entries(from), arena)},
        .file = source->file};
}

/* The text of a source. NULL: it has none. */
static struct own_body *marked_body_of(struct gathering *g, const struct from *from, const struct source *source,
                                       const struct essay *marked, struct text han) {
    struct arena *arena = gathering_arena(g);
    if (!source->document || !source->document->has_body)
        return NULL;
    struct own_body *body = arena_new(arena, struct own_body);
    *body = own_body_of(from, source, marked, han, arena);
    if (marked) {
        struct marking *marking = arena_new(arena, struct marking);
        *marking = (struct marking){*from, {NULL, marked, gathering_place(g)->root, gathering_place(g)->for_disk}};
        marking->noting.from = &marking->from;
        body->mark = mark;
        body->context = marking;
        body->marks = digest_of_notes(from, marked);
    }
    return body;
}

static void gather_lost_ids(struct gathering *g, const struct source *source) {
    gather_texts(g, "lost_ids", source->lost_ids.items, source->lost_ids.count);
    gather_has(g, "has_lost_ids", "lost_ids", NULL);
}

static void gather_text_of(struct gathering *g, const struct own_body *body) {
    if (body)
        gather_body(g, body);
    else
        gather_no_body(g);
}

void gather_source_alone(struct gathering *g, const struct from *from, const struct source *source, struct text han,
                         struct text ids_end) {
    struct own_body *body = marked_body_of(g, from, source, NULL, han);
    if (body)
        body->filling.ids_end = ids_end;
    gather_lost_ids(g, source);
    gather_text_of(g, body);
}

void gather_source(struct gathering *g, const struct from *from, const struct source *source, const struct essay *marked,
                   struct text han) {
    struct own_body *body = marked_body_of(g, from, source, marked, han);
    struct previews *previews = body ? previews_of(from, source, &body->filling, gathering_arena(g)) : NULL;
    if (body)
        body->filling.previewed = previews->shown;
    gather_lost_ids(g, source);
    gather_text_of(g, body);
    gather_previews(g, previews);
    gather_gone_places(g, from, source);
}
