#include "compose/gather.h"

#include "base/array.h"
#include "compose/links.h"
#include "compose/values.h"

#include <assert.h>

/* A map or list being made. */
struct open_level {
    struct open_level *outer;
    const char *name;
    struct view_map map;
    struct view_items list;
    bool is_list;
};

struct gathering {
    enum gather_purpose purpose;
    const struct gather_place *place;
    const struct language *language;
    struct arena *arena;
    struct hasher hasher;      /* GATHER_KEY */
    struct open_level *level;  /* GATHER_VIEW */
    struct gather_items items; /* GATHER_ITEMS, and here where they stand: "essay.lists[]" */
    struct text path;
};

struct gathering *gathering_new(enum gather_purpose purpose, const struct gather_place *place, const struct language *language,
                                struct arena *arena) {
    /* A hasher wants more alignment than an arena gives. */
    enum { ALIGNMENT = _Alignof(struct gathering) };
    char *room = arena_alloc(arena, sizeof(struct gathering) + ALIGNMENT);
    struct gathering *g = (struct gathering *)(void *)(room + (ALIGNMENT - (uintptr_t)room % ALIGNMENT));
    g->purpose = purpose;
    g->place = place;
    g->language = language;
    g->arena = arena;
    gathering_restart(g);
    return g;
}

void gathering_restart(struct gathering *g) {
    hasher_start(&g->hasher);
    hasher_add_digest(&g->hasher, g->language->digest);
    g->level = g->purpose == GATHER_VIEW ? arena_new(g->arena, struct open_level) : NULL;
}

struct digest gathering_key(struct gathering *g) {
    assert(g->purpose == GATHER_KEY);
    return hasher_end(&g->hasher);
}

const struct view *gathering_view(struct gathering *g) {
    assert(g->purpose == GATHER_VIEW && !g->level->outer);
    return view_of_map(&g->level->map, g->arena);
}

const struct gather_items *gathering_items(const struct gathering *g) {
    return &g->items;
}

struct arena *gathering_arena(const struct gathering *g) {
    return g->arena;
}

bool gathering_is_view(const struct gathering *g) {
    return g->purpose == GATHER_VIEW;
}

const struct gather_place *gathering_place(const struct gathering *g) {
    return g->place;
}

const struct language *gathering_language(const struct gathering *g) {
    return g->language;
}

/* Taking */

/* What is taken, so that no two kinds of items are digested alike. */
enum taken { TAKEN_VALUE = 1, TAKEN_DIGEST, TAKEN_OPEN, TAKEN_OPEN_LIST, TAKEN_CLOSE, TAKEN_NONE };

static struct text path_of(const struct gathering *g, const char *name) {
    if (!name)
        return text_join(g->arena, g->path, TEXT("[]"));
    return text_format(g->arena, "%.*s%s%s", TEXT_ARGS(g->path), g->path.size ? "." : "", name);
}

static void list_item(struct gathering *g, enum taken taken, const char *name, struct text value) {
    *array_add(&g->items, g->arena) = (struct gather_item){path_of(g, name), digest_of(value), taken > TAKEN_DIGEST};
}

/* True when it is for the view. */
static bool take(struct gathering *g, enum taken taken, const char *name, struct text value) {
    if (g->purpose == GATHER_KEY) {
        hasher_add_number(&g->hasher, taken);
        hasher_add_text(&g->hasher, text_of(name));
        hasher_add_text(&g->hasher, value);
    } else if (g->purpose == GATHER_ITEMS) {
        list_item(g, taken, name, value);
    }
    return g->purpose == GATHER_VIEW;
}

static bool take_bytes(struct gathering *g, const char *name, const void *bytes, size_t size) {
    return take(g, TAKEN_VALUE, name, (struct text){bytes, size});
}

static void put(struct gathering *g, const char *name, const struct view *view) {
    if (g->level->is_list)
        *array_add(&g->level->list, g->arena) = view;
    else
        *array_add(&g->level->map, g->arena) = (struct view_member){text_of(name), view};
}

static void put_text(struct gathering *g, const char *name, struct text text) {
    put(g, name, text.size ? view_text(text, g->arena) : view_null());
}

void gather_none(struct gathering *g, const char *name) {
    if (take(g, TAKEN_NONE, name, (struct text){0}))
        put(g, name, view_null());
}

void gather_text(struct gathering *g, const char *name, struct text text) {
    if (take(g, TAKEN_VALUE, name, text))
        put_text(g, name, text);
}

void gather_flag(struct gathering *g, const char *name, bool flag) {
    if (take_bytes(g, name, &flag, sizeof flag))
        put(g, name, view_boolean(flag));
}

void gather_number(struct gathering *g, const char *name, uint64_t number) {
    if (take_bytes(g, name, &number, sizeof number))
        put(g, name, view_number((int64_t)number, g->arena));
}

void gather_count(struct gathering *g, const char *name, size_t count) {
    uint64_t number = count;
    if (take_bytes(g, name, &number, sizeof number))
        put(g, name, values_count(count, g->language, g->arena));
}

void gather_date(struct gathering *g, const char *name, struct date date) {
    if (take_bytes(g, name, &date, sizeof date))
        put(g, name, values_date(date, g->language, g->arena));
}

void gather_iso_date(struct gathering *g, const char *name, struct date date) {
    if (take_bytes(g, name, &date, sizeof date))
        put_text(g, name, date.precision ? date_iso(date, g->arena) : (struct text){0});
}

void gather_texts(struct gathering *g, const char *name, const struct text *items, size_t count) {
    gather_open_list(g, name);
    for (size_t i = 0; i < count; i++)
        gather_text(g, NULL, items[i]);
    gather_close(g);
}

void gather_marked(struct gathering *g, const char *name, const char *html_name, struct text text, struct text han) {
    take(g, TAKEN_VALUE, name ? name : html_name, text);
    if (!take(g, TAKEN_VALUE, "han", text.size ? han : text))
        return;
    if (name)
        put_text(g, name, text);
    put(g, html_name, values_marked(text, han, g->language, g->arena));
}

void gather_names(struct gathering *g, const char *name, const char *html_name, const struct text *names, size_t count,
                  const struct text *hans) {
    const char *own = name ? name : html_name;
    take(g, TAKEN_OPEN, own, (struct text){0});
    for (size_t i = 0; i < count; i++)
        take(g, TAKEN_VALUE, own, names[i]);
    for (size_t i = 0; html_name && i < count; i++)
        take(g, TAKEN_VALUE, "han", hans[i]);
    if (!take(g, TAKEN_CLOSE, own, (struct text){0}))
        return;
    if (name)
        put_text(g, name, language_list(g->language, names, count, g->arena));
    if (html_name)
        put(g, html_name, values_names(names, hans, count, g->language, g->arena));
}

void gather_byline(struct gathering *g, const char *name, const char *html_name, const struct byline *byline) {
    if (!byline->writers.size) {
        gather_names(g, name, html_name, byline->names, byline->count, byline->hans);
        return;
    }
    const char *own = name ? name : html_name;
    take(g, TAKEN_OPEN, own, (struct text){0});
    for (size_t i = 0; i < byline->count; i++) {
        take(g, TAKEN_VALUE, own, byline->names[i]);
        take(g, TAKEN_VALUE, "han", byline->hans[i]);
    }
    take(g, TAKEN_VALUE, "writers", byline->writers);
    take(g, TAKEN_VALUE, "han", byline->writers_han);
    if (!take(g, TAKEN_CLOSE, own, (struct text){0}))
        return;
    if (name)
        put_text(g, name, values_byline(byline, g->language, g->arena));
    put(g, html_name, view_text(values_byline_html(byline, g->language, g->arena), g->arena));
}

void gather_also(struct gathering *g, const char *name, const char *line_name, const char *has_name, const struct text *names,
                 size_t count) {
    gather_texts(g, name, names, count);
    gather_has(g, has_name, name, NULL);
    if (g->purpose == GATHER_VIEW)
        put_text(g, line_name, language_list(g->language, names, count, g->arena));
}

void gather_word(struct gathering *g, const char *name, const char *word) {
    if (take(g, TAKEN_VALUE, name, text_of(word)))
        put_text(g, name, word ? language_word(g->language, word, g->arena) : (struct text){0});
}

static void put_path(struct gathering *g, const char *name, struct text address) {
    put(g, name, address.size ? view_present(link_to(address, g->place->for_disk, g->arena), g->arena) : view_null());
}

void gather_path(struct gathering *g, const char *name, struct text address) {
    if (take(g, TAKEN_VALUE, name, address))
        put_path(g, name, address);
}

static void put_url(struct gathering *g, const char *name, struct text address) {
    put_text(g, name, address.size ? link_url(g->place->base_url, address, g->arena) : address);
}

void gather_url(struct gathering *g, const char *name, struct text address) {
    if (take(g, TAKEN_VALUE, name, address))
        put_url(g, name, address);
}

void gather_own_url(struct gathering *g, const char *name) {
    if (g->purpose == GATHER_VIEW)
        put_url(g, name, g->place->address);
}

void gather_own_path(struct gathering *g, const char *name) {
    if (g->purpose == GATHER_VIEW)
        put_path(g, name, g->place->address);
}

void gather_root(struct gathering *g, const char *name) {
    take_bytes(g, "for_disk", &g->place->for_disk, sizeof g->place->for_disk);
    if (take(g, TAKEN_VALUE, "address", g->place->address))
        put_text(g, name, g->place->root);
}

void gather_again(struct gathering *g, const char *name, const char *map, const char *member) {
    for (size_t i = 0; g->purpose == GATHER_VIEW && i < g->level->map.count; i++)
        if (text_equal(g->level->map.items[i].key, text_of(map)))
            gather_put(g, name, view_get(g->level->map.items[i].value, text_of(member)));
}

void gather_web(struct gathering *g, const char *name, struct text url) {
    if (take(g, TAKEN_VALUE, name, url))
        put_text(g, name, text_url(values_web_url(url), g->arena));
}

void gather_doi(struct gathering *g, const char *name, const char *url_name, struct text doi) {
    if (!take(g, TAKEN_VALUE, name, doi))
        return;
    put_text(g, name, doi);
    put_text(g, url_name, doi.size ? link_url(TEXT("https://doi.org/"), doi, g->arena) : doi);
}

/* Of its values, not of where they stand in the file. */
static struct digest digest_of_fields(const struct yaml *yaml) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < yaml->count; i++) {
        const struct yaml_node *node = &yaml->nodes[i];
        hasher_add_number(&hasher, (uint64_t)node->end << 16 | (uint64_t)node->kind << 8 | node->quoted);
        hasher_add_text(&hasher, yaml_key(yaml, node));
        hasher_add_text(&hasher, text_slice(yaml->pool, node->value.offset, node->value.offset + node->value.size));
    }
    return hasher_end(&hasher);
}

void gather_fields(struct gathering *g, const char *name, const struct yaml *yaml) {
    const struct yaml_node *root = yaml_root(yaml);
    if (!root || root->kind != YAML_MAP)
        gather_none(g, name);
    else if (gather_stands(g, name, digest_of_fields(yaml)))
        gather_put(g, name, values_fields(yaml, root, g->arena));
}

static void put_flags(struct gathering *g, const struct gather_choice *choices, size_t count, size_t chosen) {
    for (size_t i = 0; i < count; i++)
        if (choices[i].flag)
            put(g, choices[i].flag, view_boolean(i == chosen));
}

static void put_label(struct gathering *g, const char *label_name, const struct gather_choice *choices, size_t count,
                      size_t chosen) {
    const struct gather_choice none = {NULL, NULL, NULL}, *choice = chosen < count ? &choices[chosen] : &none;
    put_text(g, label_name, choice->word ? language_word(g->language, choice->word, g->arena) : text_of(choice->name));
}

void gather_choices(struct gathering *g, const struct gather_choice *choices, size_t count, size_t chosen,
                    const char *label_name) {
    uint64_t number = chosen;
    if (!take_bytes(g, label_name, &number, sizeof number))
        return;
    put_flags(g, choices, count, chosen);
    put_label(g, label_name, choices, count, chosen);
}

void gather_choice(struct gathering *g, const char *name, const char *label_name, const struct gather_choice *choices,
                   size_t count, size_t chosen) {
    uint64_t number = chosen;
    if (!take_bytes(g, name, &number, sizeof number))
        return;
    gather_open(g, name);
    put_flags(g, choices, count, chosen);
    gather_close(g);
    put_label(g, label_name, choices, count, chosen);
}

/* Maps and lists */

static void open_level(struct gathering *g, const char *name, bool is_list) {
    if (take(g, is_list ? TAKEN_OPEN_LIST : TAKEN_OPEN, name, (struct text){0})) {
        struct open_level *level = arena_new(g->arena, struct open_level);
        *level = (struct open_level){.outer = g->level, .name = name, .is_list = is_list};
        g->level = level;
    } else if (g->purpose == GATHER_ITEMS) {
        g->path = path_of(g, name);
    }
}

void gather_open(struct gathering *g, const char *name) {
    open_level(g, name, false);
}

void gather_open_list(struct gathering *g, const char *name) {
    open_level(g, name, true);
}

/* "essay.lists[]" without its last name. */
static struct text path_around(struct text path) {
    size_t end = path.size;
    if (text_ends(path, TEXT("[]")))
        return text_slice(path, 0, end - 2);
    while (end > 0 && path.bytes[end - 1] != '.')
        end--;
    return text_slice(path, 0, end ? end - 1 : 0);
}

void gather_close(struct gathering *g) {
    if (g->purpose == GATHER_ITEMS)
        g->path = path_around(g->path);
    if (!take(g, TAKEN_CLOSE, "", (struct text){0}))
        return;
    struct open_level *level = g->level;
    const struct view *view = !level->is_list     ? view_of_map(&level->map, g->arena)
                              : level->list.count ? view_list(level->list.items, level->list.count, g->arena)
                                                  : view_null();
    g->level = level->outer;
    put(g, level->name, view);
}

static bool has_member(const struct view_map *map, const char *name) {
    for (size_t i = map->count; name && i-- > 0;)
        if (text_equal(map->items[i].key, text_of(name)))
            return map->items[i].value->truth;
    return false;
}

void gather_has(struct gathering *g, const char *has_name, const char *name, const char *other) {
    if (g->purpose == GATHER_VIEW)
        put(g, has_name, view_boolean(has_member(&g->level->map, name) || has_member(&g->level->map, other)));
}

/* Cards */

struct late_card {
    const struct gather_form *form;
    const void *context;
    uint32_t number;
    const struct gather_place *place;
    const struct language *language;
};

static const struct view *make_card(const void *context, struct arena *arena) {
    const struct late_card *card = context;
    struct gathering *g = gathering_new(GATHER_VIEW, card->place, card->language, arena);
    card->form->gather(g, card->context, card->number);
    return gathering_view(g);
}

static bool take_digest(struct gathering *g, const char *name, struct digest digest) {
    return take(g, TAKEN_DIGEST, name, (struct text){(const char *)&digest, sizeof digest});
}

static void list_form(struct gathering *g, const struct gather_form *form, const void *context, uint32_t number) {
    struct text around = g->path;
    g->path = text_of(form->name);
    form->gather(g, context, number);
    g->path = around;
}

void gather_card(struct gathering *g, const char *name, const struct gather_form *form, const void *context, uint32_t number,
                 struct digest known) {
    if (g->purpose == GATHER_ITEMS) {
        list_item(g, TAKEN_OPEN, name, (struct text){0});
        list_form(g, form, context, number);
    } else if (take_digest(g, name, known)) {
        struct late_card *card = arena_new(g->arena, struct late_card);
        *card = (struct late_card){form, context, number, g->place, g->language};
        put(g, name, view_late_map(make_card, card, g->arena));
    }
}

void gather_members(struct gathering *g, const struct gather_form *form, const void *context, uint32_t number,
                    struct digest known) {
    if (g->purpose == GATHER_KEY)
        take_digest(g, form->name, known);
    else if (g->purpose == GATHER_VIEW)
        form->gather(g, context, number);
    else
        list_form(g, form, context, number);
}

struct digest gather_digest_of(struct gathering *scratch, const struct gather_form *form, const void *context,
                               uint32_t number) {
    gathering_restart(scratch);
    form->gather(scratch, context, number);
    return gathering_key(scratch);
}

bool gather_stands(struct gathering *g, const char *name, struct digest digest) {
    return take_digest(g, name, digest);
}

void gather_put(struct gathering *g, const char *name, const struct view *view) {
    assert(g->purpose == GATHER_VIEW);
    put(g, name, view ? view : view_null());
}
