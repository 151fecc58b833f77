/* content/events.yaml: what the works of a reader speak of, each at its date. They stand in the chronology, among the works. */
#include "kinds/loading.h"

#include "base/array.h"
#include "read/slug.h"

#include <stdlib.h>

/* An event on its way to its number. */
struct read_event {
    struct event event;
    uint32_t entry; /* of the registry */
};

/* The events that have been read so far. */
struct events_reading {
    struct loading *loading;
    struct {
        struct read_event *items; /* as they are written */
        size_t count, capacity;
    } events;
};

static void refuse(const struct fields *fields, struct diag_place place, struct text what, const char *help) {
    diag_add(fields->problems, DIAG_ERROR, E_EVENT, place, what, text_of(help));
}

static const char example[] = "write \"- {date: 2019-05-15, title: What happened}\"";

/* Nothing else would be shown. */
static bool check_keys(struct loading *loading, const struct fields *below) {
    const struct yaml *yaml = &below->yaml;
    bool good = true;
    for (const struct yaml_node *node = yaml_first(yaml, below->map); node; node = yaml_next(yaml, below->map, node)) {
        if (keys_know(&loading->keys, below, node, OF_EVENT))
            continue;
        refuse(below, yaml_key_place(below->path, node),
               text_format(below->arena, "an event has no field \"%.*s\"", TEXT_ARGS(yaml_key(yaml, node))),
               "it has date, title, note, source, essays and slug");
        good = false;
    }
    return good;
}

/* Dates */

/* "2018/2020", of which neither half may stand for a month or a day. */
static bool range_of(struct event *event, struct text words, struct arena *arena) {
    size_t slash = text_find_char(words, '/', 0);
    const char *why;
    return slash < words.size && date_parse(&event->from, &why, text_trim(text_slice(words, 0, slash)), arena) &&
           date_parse(&event->until, &why, text_trim(text_after(words, slash + 1)), arena);
}

static bool is_year(struct text words) {
    size_t digits = 0;
    while (text_digit_at(words, digits))
        digits++;
    return digits == 4 && words.size == 4;
}

/* "2018-2020", "2018–2020", "2018 to 2020". */
static bool is_other_range(struct text words) {
    words = text_trim(words);
    if (words.size < 9 || !is_year(text_slice(words, 0, 4)) || !is_year(text_after(words, words.size - 4)))
        return false;
    return !text_has_digit(text_slice(words, 4, words.size - 4));
}

static bool read_date(struct event *event, const struct fields *below, const struct yaml_node *node) {
    bool is_range = node->kind == YAML_SCALAR && range_of(event, yaml_text(&below->yaml, node), below->arena);
    if (!is_range && node->kind == YAML_SCALAR && is_other_range(yaml_text(&below->yaml, node))) {
        refuse(below, yaml_place(below->path, node), TEXT("from a year to a year is written with a stroke"),
               "write the earlier one first: 2018/2020");
        return false;
    }
    if (!is_range) {
        event->until = (struct date){0};
        event->from = value_date(below, node);
    }
    if (!is_range || date_compare(event->from, event->until) <= 0)
        return event->from.precision != DATE_NONE;
    refuse(below, yaml_place(below->path, node), TEXT("this ends before it begins"), "write the earlier date first: 2018/2020");
    return false;
}

/* Words */

static bool is_work(struct text words) {
    return text_starts(words, TEXT("work:")) || text_starts(words, TEXT("@"));
}

static struct text key_of_work(struct text words) {
    return text_trim(text_after(words, text_starts(words, TEXT("@")) ? 1 : TEXT("work:").size));
}

/* The work is looked for when all works are known. */
static void read_source(struct event *event, const struct fields *below) {
    const struct yaml_node *node = field_find(below, FIELD_EVENT_SOURCE);
    if (!node)
        return;
    struct text words = field_text(below, FIELD_EVENT_SOURCE);
    event->source_place = yaml_place(below->path, node);
    if (is_work(words))
        event->work_key = key_of_work(words);
    else
        event->url = field_url(below, FIELD_EVENT_SOURCE);
    if (is_work(words) && !event->work_key.size)
        refuse(below, event->source_place, TEXT("this names no work"), "write its key: work:doe99");
}

static void read_essays(struct loading *loading, struct event *event, const struct fields *below) {
    const struct yaml_node *node = field_find(below, FIELD_EVENT_ESSAYS);
    for (const struct yaml_node *item = items_first(below, node); item; item = items_next(below, node, item)) {
        uint32_t essay = essay_named(loading, below, item);
        if (essay != NONE && !numbers_have(&event->thing.essays, essay))
            numbers_add(&event->thing.essays, essay, loading->arena);
    }
}

/* Its place on the page: what the title gives, or the date where that is written in characters. */
static struct text slug_of_event(const struct fields *below, const struct event *event) {
    struct text slug = field_text(below, FIELD_SLUG);
    if (slug.size && !slug_valid(slug))
        field_error(below, E_BAD_SLUG, field_find(below, FIELD_SLUG), TEXT("small letters, digits and single hyphens"),
                    "\"%.*s\" cannot be a slug", TEXT_ARGS(slug));
    if (!slug.size || !slug_valid(slug))
        slug = slug_of(event->thing.title, below->arena);
    return slug.size ? slug : text_slice(date_iso(event->from, below->arena), 0, TEXT("2019-05-15").size);
}

static void register_event(struct events_reading *reading, const struct fields *below, struct event *event) {
    struct loading *loading = reading->loading;
    struct registry *registry = &loading->registries[THING_EVENT];
    struct text slug = slug_of_event(below, event);
    uint32_t entry = registry_add(registry, slug, NULL, loading->arena);
    if (entry == NONE) {
        refuse(below, yaml_place(below->path, below->map),
               text_format(below->arena, "another event has the place \"%.*s\" on the page, too", TEXT_ARGS(slug)),
               "give one of them a slug of its own: slug: another-name");
        return;
    }
    registry->items[entry].name = event->thing.title;
    *array_add(&reading->events, loading->arena) = (struct read_event){*event, entry};
}

static void read_event(struct events_reading *reading, const struct fields *fields, const struct yaml_node *node) {
    struct fields below = fields_below(fields, node);
    struct event event = {.work = NONE};
    if (node->kind != YAML_MAP) {
        refuse(fields, yaml_place(fields->path, node), TEXT("an event has a date and a title"), example);
        return;
    }
    const struct yaml_node *date = field_find(&below, FIELD_EVENT_DATE), *title = field_find(&below, FIELD_EVENT_TITLE);
    event.thing.title = field_text(&below, FIELD_EVENT_TITLE);
    if (!check_keys(reading->loading, &below))
        return;
    if (!date || !title)
        refuse(fields, yaml_place(fields->path, node), date ? TEXT("this event has no title") : TEXT("this event has no date"),
               example);
    if (!date || !event.thing.title.size)
        return;
    event.thing.summary = field_prose(&below, FIELD_NOTE);
    warn_of_brackets(&below, title);
    read_source(&event, &below);
    read_essays(reading->loading, &event, &below);
    if (read_date(&event, &below, date))
        register_event(reading, &below, &event);
}

/* A list, or one below `events`. */
static void read_events(struct events_reading *reading, const struct fields *fields) {
    const struct yaml_node *list = yaml_root(&fields->yaml);
    const struct yaml_node *below = yaml_get(&fields->yaml, fields->map, TEXT("events"));
    list = below ? below : list;
    if (list->kind != YAML_LIST && list->kind != YAML_NULL)
        refuse(fields, yaml_place(fields->path, list), TEXT("events.yaml is a list of events"), example);
    for (const struct yaml_node *node = list->kind == YAML_LIST ? yaml_first(&fields->yaml, list) : NULL; node;
         node = yaml_next(&fields->yaml, list, node))
        read_event(reading, fields, node);
}

/* Numbers */

/* What was read of one, and what its name has given it. */
static void fill(struct site *site, const struct events_reading *reading, const struct read_event *read) {
    struct event *event = &site->events[reading->loading->registries[THING_EVENT].items[read->entry].number];
    struct thing named = event->thing;
    *event = read->event;
    event->thing.slug = named.slug;
    event->thing.address = named.address;
    event->thing.title = named.title;
    event->thing.sort_key = named.sort_key;
    event->thing.han = site->settings.han;
}

/* An event, and its place in the file. */
struct dated_event {
    struct date date;
    uint32_t number;
    size_t position;
};

static int by_date(const void *left, const void *right) {
    const struct dated_event *a = left, *b = right;
    int order = date_compare(a->date, b->date);
    return order ? order : (a->position > b->position) - (a->position < b->position);
}

static void put_in_order(struct site *site, const struct events_reading *reading) {
    struct arena *arena = reading->loading->arena;
    const struct registry *registry = &reading->loading->registries[THING_EVENT];
    struct dated_event *dated = arena_array(arena, struct dated_event, reading->events.count);
    struct numbers order = {0};
    for (size_t i = 0; i < reading->events.count; i++) {
        const struct read_event *read = &reading->events.items[i];
        dated[i] = (struct dated_event){read->event.from, registry->items[read->entry].number, i};
    }
    if (reading->events.count)
        qsort(dated, reading->events.count, sizeof *dated, by_date);
    for (size_t i = 0; i < reading->events.count; i++)
        numbers_add(&order, dated[i].number, arena);
    things_put_order(site, THING_EVENT, order);
}

/* The other end: which events an essay speaks of. */
static void tell_essays(struct site *site, struct arena *arena) {
    for (size_t i = 0; i < site->events_by_date.count; i++) {
        uint32_t number = site->events_by_date.items[i];
        const struct numbers *essays = &site->events[number].thing.essays;
        for (size_t j = 0; j < essays->count; j++)
            numbers_add(&site->essays[essays->items[j]].events, number, arena);
    }
}

static void number_events(struct events_reading *reading) {
    struct loading *loading = reading->loading;
    named_make(loading, THING_EVENT);
    for (size_t i = 0; i < reading->events.count; i++)
        fill(loading->site, reading, &reading->events.items[i]);
    put_in_order(loading->site, reading);
    tell_essays(loading->site, loading->arena);
}

void events_load(struct loading *loading) {
    struct diag unheard = {0};
    struct diag *problems = loading->site->is_edition ? &unheard : loading->problems; /* nobody can mend an edition */
    struct fields fields = {.path = EVENTS_PATH, .problems = problems, .arena = loading->arena};
    struct events_reading reading = {.loading = loading};
    size_t index = tree_find(loading->input->tree, EVENTS_PATH);
    struct text bytes;
    if (index != SIZE_MAX && tree_read(loading->input->tree, index, &bytes, loading->problems, loading->arena) &&
        yaml_parse(&fields.yaml, bytes, 1, EVENTS_PATH, problems, loading->arena)) {
        fields_take(&fields, yaml_root(&fields.yaml));
        fields.marks = settings_marks(&loading->site->settings);
        read_events(&reading, &fields);
    }
    number_events(&reading);
    diag_free(&unheard);
}
