#include "import/metadata/internal.h"

#include "base/arena.h"
#include "base/table.h"
#include "import/json_ld.h"
#include "mustache/view.h"

/* JSON-LD of schema.org: what the page's own program says of it. Objects may be anywhere, and stand for each other by @id. */
struct json_walk {
    struct metadata_search *search;
    const struct view *objects[512];
    size_t count;
    struct table ids; /* from an @id to the place in `objects` */
    uint32_t from;
};

static struct text text_at(const struct view *object, const char *key) {
    const struct view *value = object->kind == VIEW_MAP ? view_get(object, text_of(key)) : NULL;
    if (value && value->kind == VIEW_LIST && value->count > 0)
        value = value->items[0];
    return value && value->kind == VIEW_TEXT ? value->text : (struct text){0};
}

static bool is_of_type(const struct view *object, const char *part) {
    const struct view *type = view_get(object, TEXT("@type"));
    if (type && type->kind == VIEW_TEXT)
        return text_contains(type->text, text_of(part));
    for (uint32_t i = 0; type && type->kind == VIEW_LIST && i < type->count; i++)
        if (type->items[i]->kind == VIEW_TEXT && text_contains(type->items[i]->text, text_of(part)))
            return true;
    return false;
}

enum { DEPTH_MOST = 12 };

/* All objects, in the order of the text. */
static void collect(struct json_walk *walk, const struct view *value, int depth) {
    if (depth > DEPTH_MOST || (value->kind != VIEW_LIST && value->kind != VIEW_MAP))
        return;
    if (value->kind == VIEW_MAP && walk->count < sizeof walk->objects / sizeof *walk->objects) {
        struct text id = text_at(value, "@id");
        if (id.size > 0 && value->count > 1)
            table_put(&walk->ids, id, (uint32_t)walk->count, walk->search->arena);
        walk->objects[walk->count++] = value;
    }
    for (uint32_t i = 0; i < value->count; i++)
        collect(walk, value->kind == VIEW_LIST ? value->items[i] : value->members[i].value, depth + 1);
}

/* The object that a mere {"@id": ...} stands for. */
static const struct view *followed(const struct json_walk *walk, const struct view *object) {
    if (object->kind != VIEW_MAP || text_at(object, "name").size > 0)
        return object;
    uint32_t found = table_get(&walk->ids, text_at(object, "@id"));
    return found != NONE ? walk->objects[found] : object;
}

static bool say(struct json_walk *walk, enum said_field said, struct text value, const char *source, uint16_t weight) {
    value = json_ld_plain(value, walk->search->arena);
    struct witness_words word = {
        .said = said, .value = value, .source = source, .weight = weight, .from = walk->from, .block = NONE};
    return value.size > 0 && witness_add(walk->search, &word);
}

static void say_names(struct json_walk *walk, const struct view *value, const char *source, uint16_t weight, int depth) {
    if (!value || depth > 3)
        return;
    if (value->kind == VIEW_LIST)
        for (uint32_t i = 0; i < value->count; i++)
            say_names(walk, value->items[i], source, weight, depth + 1);
    if (value->kind == VIEW_TEXT)
        say(walk, SAID_AUTHORS, value->text, source, weight);
    if (value->kind != VIEW_MAP)
        return;
    const struct view *person = followed(walk, value);
    bool is_body = is_of_type(person, "Organization");
    const struct view *name = view_get(person, TEXT("name"));
    if (name && name != value)
        say_names(walk, name, source, is_body ? weight / 2 : weight, depth + 1);
}

static void say_publisher(struct json_walk *walk, const struct view *value, uint16_t weight) {
    if (value && value->kind == VIEW_LIST && value->count > 0)
        value = value->items[0];
    if (value && value->kind == VIEW_MAP)
        say(walk, SAID_PUBLICATION, text_at(followed(walk, value), "name"), "JSON-LD publisher", weight);
}

/* What an object says; one that is an article is believed more than the page around it. */
static void find_object(struct json_walk *walk, const struct view *object) {
    bool is_article = is_of_type(object, "Article") || is_of_type(object, "BlogPosting") || is_of_type(object, "Report") ||
                      is_of_type(object, "Recipe") || is_of_type(object, "CreativeWork") ||
                      is_of_type(object, "SocialMediaPosting") || is_of_type(object, "OpinionNewsArticle");
    bool is_page = is_of_type(object, "WebPage") || is_of_type(object, "ItemPage");
    if (!is_article && !is_page)
        return;
    uint16_t less = is_article ? 0 : 25;
    say(walk, SAID_TITLE, text_at(object, "headline"), "JSON-LD headline", 72 - less);
    if (is_article && text_at(object, "headline").size == 0)
        say(walk, SAID_TITLE, text_at(object, "name"), "JSON-LD name", 65);
    say_names(walk, view_get(object, TEXT("author")), "JSON-LD author", 90 - less, 0);
    say(walk, SAID_DATE, text_at(object, "datePublished"), "JSON-LD datePublished", 95 - less);
    if (text_at(object, "datePublished").size == 0)
        say(walk, SAID_DATE, text_at(object, "dateCreated"), "JSON-LD dateCreated", 80 - less);
    say(walk, SAID_UPDATED, text_at(object, "dateModified"), "JSON-LD dateModified", 90 - less);
    say(walk, SAID_LANGUAGE, text_at(object, "inLanguage"), "JSON-LD inLanguage", 70 - less);
    say_publisher(walk, view_get(object, TEXT("publisher")), 80 - less);
}

void metadata_from_json_ld(struct metadata_search *search) {
    const struct intake *intake = search->intake;
    struct json_walk *walk = arena_new(search->arena, struct json_walk);
    walk->search = search;
    uint32_t starts[64];
    size_t facts = 0;
    for (size_t i = 0; i < intake->facts.count && facts < 64; i++) {
        const struct intake_fact *fact = &intake->facts.items[i];
        if (fact->kind != FACT_JSON || fact->value.size > JSON_FACT_MOST_BYTES)
            continue;
        const struct view *root = json_ld_read(fact, search->arena);
        if (root)
            collect(walk, root, 0);
        starts[facts++] = fact->from;
    }
    walk->from = facts > 0 ? starts[0] : 0;
    for (size_t i = 0; i < walk->count; i++)
        find_object(walk, walk->objects[i]);
}
