#include "kinds/settings.h"

#include "base/array.h"
#include "kinds/fields.h"
#include "kinds/keys.h"
#include "kinds/shapes.h"
#include "kinds/cited_works.h"
#include "read/han.h"
#include "read/slug.h"

enum { HOME_NEWEST = 10, FEED_NEWEST = 30, RELATED_MOST = 5, PAGE_SIZE = 200, LARGEST_NUMBER = 1000, LARGEST_PAGE = 100000 };

bool texts_has(const struct texts *texts, struct text text) {
    for (size_t i = 0; i < texts->count; i++)
        if (text_equal(texts->items[i], text))
            return true;
    return false;
}

bool settings_base_url(struct text *base_url, struct text written, struct arena *arena) {
    struct text url = text_trim(written);
    if (!is_url(url) || text_contains(url, TEXT("?")) || text_contains(url, TEXT("#")))
        return false;
    *base_url = text_ends(url, TEXT("/")) ? url : text_join(arena, url, TEXT("/"));
    return true;
}

static struct text base_url_of(const struct fields *fields) {
    struct text written = field_text(fields, FIELD_BASE_URL), base = TEXT("");
    if (written.size && !settings_base_url(&base, written, fields->arena))
        field_error(fields, E_BAD_BASE_URL, field_find(fields, FIELD_BASE_URL),
                    TEXT("write it whole: https://example.org/reader/"), "\"%.*s\" is no address of a site",
                    TEXT_ARGS(written));
    return base;
}

static struct text text_or(struct text text, struct text fallback) {
    return text.size ? text : fallback;
}

static void add_editor(struct settings *settings, const struct fields *fields, const struct yaml_node *node) {
    struct fields below = fields_below(fields, node);
    struct menu_item item = {.place = yaml_place(fields->path, node)};
    if (node->kind == YAML_MAP) {
        item.title = field_prose(&below, FIELD_INNER_NAME);
        item.address = field_url(&below, FIELD_URL);
        if (!item.title.size)
            field_error(fields, E_WRONG_TYPE, node, TEXT("write \"name: ...\""), "an editor needs a name");
    } else {
        item.title = words_prose(fields, value_text(fields, node, "an editor"));
    }
    if (item.title.size)
        *array_add(&settings->editors, fields->arena) = item;
}

/* "Title: /address/", or "title:" and "address:", or the address alone, whose title the page there gives. */
static void add_menu_item(struct settings *settings, const struct fields *fields, const struct yaml_node *node) {
    struct fields below = fields_below(fields, node);
    const struct yaml_node *only = node->kind == YAML_MAP ? yaml_first(&fields->yaml, node) : NULL;
    const struct yaml_node *address = node;
    struct menu_item item = {0};
    if (only && !yaml_next(&fields->yaml, node, only)) {
        item.title = words_prose(fields, text_cleaned(yaml_key(&fields->yaml, only), fields->arena));
        address = only;
    } else if (only) {
        item.title = field_prose(&below, FIELD_MENU_TITLE);
        address = field_find(&below, FIELD_MENU_ADDRESS);
    }
    if (!address) {
        field_error(fields, E_WRONG_TYPE, node, TEXT("write \"- Title: /address/\""), "a menu's item has one address");
        return;
    }
    item.address = value_text(fields, address, "an address");
    item.place = yaml_place(fields->path, address);
    if (item.address.size)
        *array_add(&settings->menu, fields->arena) = item;
}

/* A map is a menu in the order it is written, too: "Title: /address/" on each line. */
static void read_menu(struct settings *settings, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_MENU);
    if (node && node->kind == YAML_MAP) {
        for (const struct yaml_node *item = yaml_first(&fields->yaml, node); item;
             item = yaml_next(&fields->yaml, node, item)) {
            struct text title = words_prose(fields, text_cleaned(yaml_key(&fields->yaml, item), fields->arena));
            struct text address = value_text(fields, item, "an address");
            if (address.size)
                *array_add(&settings->menu, fields->arena) = (struct menu_item){title, address, yaml_place(fields->path, item)};
        }
        return;
    }
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
        add_menu_item(settings, fields, item);
}

static void read_words(struct settings *settings, const struct fields *fields) {
    const struct yaml_node *rights = field_find(fields, FIELD_RIGHTS);
    struct fields below = fields_below(fields, rights);
    settings->title = text_or(field_prose(fields, FIELD_SITE_TITLE), TEXT("Untitled reader"));
    settings->subtitle = field_prose(fields, FIELD_SITE_SUBTITLE);
    settings->description = field_prose(fields, FIELD_DESCRIPTION);
    bool is_han = han_is_native(settings->language);
    settings->han = text_or(field_language(fields, FIELD_HAN), is_han ? settings->language : TEXT("zh-Hans"));
    settings->base_url = base_url_of(fields);
    settings->rights =
        rights && rights->kind == YAML_MAP ? field_prose(&below, FIELD_STATEMENT_OR_HOLDER) : field_prose(fields, FIELD_RIGHTS);
    settings->license = field_prose(fields, FIELD_LICENSE);
    settings->repository = field_url(fields, FIELD_REPOSITORY);
}

static void read_editors(struct settings *settings, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_EDITORS);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
        add_editor(settings, fields, item);
}

static bool check_edition(struct edition_setting *edition, const struct fields *fields, const struct yaml_node *node) {
    if (text_find_char(edition->tags, '*', text_find_char(edition->tags, '*', 0) + 1) < edition->tags.size) {
        field_error(fields, E_BAD_EDITION, node, TEXT("write it with one star: edition/*"),
                    "the pattern has more than one star");
        return false;
    }
    if (edition->tags.size)
        return true;
    if (!edition->name.size || !edition->revision.size) {
        field_error(fields, E_BAD_EDITION, node,
                    TEXT("write \"tags: edition/*\", or \"name: NAME\" and \"revision: REVISION\""),
                    "an edition has tags, or a name and a revision");
        return false;
    }
    if (slug_valid(edition->name))
        return true;
    field_error(fields, E_BAD_EDITION, node, did_you_mean(slug_of(edition->name, fields->arena), fields->arena),
                "\"%.*s\" cannot be the name of an edition: it stands in addresses", TEXT_ARGS(edition->name));
    return false;
}

static void add_edition(struct settings *settings, struct keys_seen *keys, const struct fields *fields,
                        const struct yaml_node *node) {
    struct fields below = fields_below(fields, node);
    struct edition_setting edition = {.place = yaml_place(fields->path, node)};
    if (node->kind == YAML_MAP) {
        keys_check(keys, &below, OF_EDITION);
        edition.tags = field_text(&below, FIELD_EDITION_TAGS);
        edition.name = field_text(&below, FIELD_INNER_NAME);
        edition.revision = field_text(&below, FIELD_REVISION);
        edition.title = field_prose(&below, FIELD_INNER_TITLE);
        edition.note = field_prose(&below, FIELD_NOTE);
    } else {
        edition.tags = value_text(fields, node, "an edition");
    }
    if (check_edition(&edition, fields, node))
        *array_add(&settings->editions, fields->arena) = edition;
}

static void read_editions(struct settings *settings, struct keys_seen *keys, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_EDITIONS);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
        add_edition(settings, keys, fields, item);
}

static void read_hosts(struct settings *settings, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_HOSTS);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        uint32_t host = value_choice(fields, item, HOST_NAMES, HOST_COUNT);
        if (host == HOST_COUNT)
            continue;
        settings->hosts[host] = true;
        settings->host_places[host] = yaml_place(fields->path, item);
    }
}

/* "yes", "no", "lists, topics": what is no list. */
static bool check_books(const struct fields *fields, const struct yaml_node *node) {
    struct text words = node && node->kind == YAML_SCALAR ? yaml_text(&fields->yaml, node) : (struct text){0};
    bool is_list = text_find_char(words, ',', 0) < words.size;
    static const struct text switches[] = {TEXT_INIT("yes"), TEXT_INIT("no"),   TEXT_INIT("true"), TEXT_INIT("false"),
                                           TEXT_INIT("all"), TEXT_INIT("none"), TEXT_INIT("on"),   TEXT_INIT("off")};
    bool is_switch = false;
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        is_switch |= text_equal_ignoring_case(words, switches[i]);
    if (is_list || is_switch)
        field_error(fields, E_BAD_VALUE, node,
                    TEXT("write a list: [lists, topics, reader], of which any may be left out; [] for no books"),
                    "\"%.*s\" is no value of books", TEXT_ARGS(words));
    return !is_list && !is_switch;
}

/* A list that is there and empty asks for none. */
static void read_books(struct settings *settings, const struct fields *fields) {
    const struct yaml_node *node = field_find_any(fields, FIELD_BOOKS);
    settings->books[BOOKS_LISTS] = !node || node->kind == YAML_NULL;
    if (!check_books(fields, node))
        return;
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        uint32_t of = value_choice(fields, item, BOOK_NAMES, BOOKS_COUNT);
        if (of < BOOKS_COUNT)
            settings->books[of] = true;
    }
}

/* `feed: 50`, `feed: full`, `feed: [full, 50]`. */
static void read_feed(struct settings *settings, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_FEED);
    settings->feed = FEED_NEWEST;
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        struct text text = yaml_text(&fields->yaml, item);
        if (text.size && text.bytes[0] >= '0' && text.bytes[0] <= '9')
            settings->feed = value_number(fields, item, LARGEST_NUMBER, FEED_NEWEST);
        else
            settings->feed_is_whole = value_choice(fields, item, "summary full", 0) == 1;
    }
}

/* Before any text, since they decide which quotation marks it gets. */
static void read_marks(struct settings *settings, struct fields *fields) {
    settings->language = text_or(field_language(fields, FIELD_SITE_LANGUAGE), TEXT("en"));
    settings->smart = field_boolean(fields, FIELD_SMART, true);
    fields->marks = settings_marks(settings);
}

#define STYLE_WORD(id, name) name " "

static void read_fields(struct settings *settings, const struct fields *fields) {
    struct keys_seen keys = {0};
    if (fields->map && fields->map->kind != YAML_MAP && fields->map->kind != YAML_NULL)
        field_error(fields, E_WRONG_TYPE, fields->map, TEXT("write \"title: Words\""),
                    "site.yaml is made of fields with names");
    read_words(settings, fields);
    read_editors(settings, fields);
    read_menu(settings, fields);
    settings->keep_html = field_choice(fields, FIELD_RAW_HTML, "drop keep", 0) == 1;
    settings->for_disk = field_boolean(fields, FIELD_DISK, false);
    settings->future = field_boolean(fields, FIELD_FUTURE, false);
    settings->math = field_boolean(fields, FIELD_MATH, true);
    settings->tilde = field_boolean(fields, FIELD_TILDE, true);
    settings->newest = field_number(fields, FIELD_NEWEST, LARGEST_NUMBER, HOME_NEWEST);
    read_feed(settings, fields);
    settings->related = field_number(fields, FIELD_RELATED, LARGEST_NUMBER, RELATED_MOST);
    settings->page_size = field_number(fields, FIELD_PAGE_SIZE, LARGEST_PAGE, PAGE_SIZE);
    settings->broken_links_pass = field_choice(fields, FIELD_LINKS, "error warn", 0) == 1;
    settings->quotations = (uint8_t)field_choice(fields, FIELD_QUOTATIONS, "checked unchecked inline", QUOTATIONS_CHECKED);
    settings->history = (uint8_t)field_choice(fields, FIELD_HISTORY, "full summary off", HISTORY_FULL);
    settings->all_versions = field_choice(fields, FIELD_VERSIONS, "words all", 0) == 1;
    settings->citation_style =
        (uint8_t)field_choice(fields, FIELD_CITATION_STYLE, CITE_STYLES(STYLE_WORD), STYLE_CHICAGO_AUTHOR_DATE);
    field_texts(&settings->bibliography, fields, FIELD_BIBLIOGRAPHY);
    settings->search = (uint8_t)field_choice(fields, FIELD_SEARCH, "on off editions", SEARCH_ON);
    settings->certified_by = field_prose(fields, FIELD_CERTIFIED_BY);
    read_books(settings, fields);
    read_hosts(settings, fields);
    read_editions(settings, &keys, fields);
    keys_check(&keys, fields, OF_SITE);
}

bool settings_blame(struct diag *problems, size_t first) {
    bool good = true;
    for (size_t i = first; i < problems->count; i++) {
        struct diag_item *item = &problems->items[i];
        if (item->level != DIAG_ERROR)
            continue;
        good = false;
        if (item->fault < FAULT_USAGE)
            item->fault = FAULT_USAGE;
        if (problems->fault < item->fault)
            problems->fault = item->fault;
    }
    return good;
}

static bool has_works(const struct tree *tree) {
    for (size_t i = tree_lower_bound(tree, TEXT("content/")); i < tree->count; i++)
        if (works_is_data(tree->files[i].path))
            return true;
    return false;
}

bool settings_read(struct settings *settings, const struct tree *tree, struct diag *problems, struct arena *arena) {
    struct fields fields = {.path = SETTINGS_PATH, .problems = problems, .arena = arena};
    struct text bytes = TEXT("");
    size_t index = tree_find(tree, SETTINGS_PATH), first = problems->count;
    *settings = (struct settings){0};
    if (index != SIZE_MAX && tree_read(tree, index, &bytes, problems, arena))
        yaml_parse(&fields.yaml, bytes, 1, SETTINGS_PATH, problems, arena);
    fields_take(&fields, yaml_root(&fields.yaml));
    settings->extra = fields.yaml;
    read_marks(settings, &fields);
    read_fields(settings, &fields);
    settings->cites = settings->bibliography.count > 0 || has_works(tree);
    return settings_blame(problems, first);
}

bool settings_cite_in_notes(const struct settings *settings) {
    return settings->cites && settings->citation_style == STYLE_CHICAGO_NOTES;
}

/* What stands in braces is filled in where a chart is drawn. */
static struct text chart_words(const struct language *language, const char *name, struct arena *arena) {
    return SAY(language, arena, name, {"name", TEXT("{name}")}, {"first", TEXT("{first}")}, {"start", TEXT("{start}")},
               {"last", TEXT("{last}")}, {"end", TEXT("{end}")}, {"least", TEXT("{least}")}, {"most", TEXT("{most}")},
               {"from", TEXT("{from}")}, {"to", TEXT("{to}")});
}

struct parse_options settings_parse_options(const struct settings *settings, const struct language *language,
                                            struct arena *arena) {
    struct text hole = TEXT("{}");
    struct body_labels labels = {
        .notes = language_word(language, "notes", arena),
        .note = SAY(language, arena, "note-n", {"number", hole}),
        .back = SAY(language, arena, "back-to-reference-n", {"number", hole}),
        .done = language_word(language, "done", arena),
        .to_do = language_word(language, "to-do", arena),
        .table = SAY(language, arena, "table-n", {"number", hole}),
        .chart_table = language_word(language, "chart-table", arena),
        .chart_range = chart_words(language, "chart-range", arena),
        .chart_change = chart_words(language, "chart-change", arena),
        .chart_ends = chart_words(language, "chart-ends", arena),
    };
    static const char *const notices[BODY_NOTICES] = {"notice-note", "notice-tip", "notice-important", "notice-warning",
                                                      "notice-caution"};
    for (size_t i = 0; i < BODY_NOTICES; i++)
        labels.notices[i] = language_word(language, notices[i], arena);
    return (struct parse_options){
        .keep_html = settings->keep_html,
        .smart = settings->smart,
        .math = settings->math,
        .tilde = settings->tilde,
        .cites = settings->cites,
        .cites_in_notes = settings_cite_in_notes(settings),
        .language = settings->language,
        .han = settings->han,
        .labels = labels,
    };
}
