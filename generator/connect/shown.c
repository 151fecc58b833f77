/* What the front matter of a page asks to be shown on it: `list: {topic: x}`, and `things: [topic:x, author:y]`. */
#include "kinds/loading.h"

#include "base/array.h"

/* The field that is being read. */
struct asking {
    struct loading *loading;
    const struct fields *fields;
    bool for_essays; /* the thing must have a list of essays */
};

static bool can_be_named(const struct asking *asking, uint8_t kind) {
    bool lists_essays = thing_kinds[kind].has_essays || kind == THING_LIST;
    return thing_words[kind].word && (lists_essays || !asking->for_essays);
}

static void report_kind(const struct asking *asking, struct text word, struct diag_place place) {
    struct text words[THING_KINDS];
    size_t count = 0;
    struct arena *arena = asking->fields->arena;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (can_be_named(asking, kind))
            words[count++] = text_of(thing_words[kind].word);
    size_t nearest = text_nearest(word, words, count);
    struct text help = text_format(arena, "it is %.*s", TEXT_ARGS(text_enumeration(words, count, "or", arena)));
    diag_add(
        asking->fields->problems, DIAG_ERROR, E_BAD_VALUE, place,
        text_format(arena, "\"%.*s\" is no kind of thing%s", TEXT_ARGS(word), asking->for_essays ? " that lists essays" : ""),
        nearest < count ? did_you_mean(words[nearest], arena) : help);
}

/* THING_NONE after an error. */
static uint8_t kind_of_word(const struct asking *asking, struct text word, struct diag_place place) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (can_be_named(asking, kind) && text_equal(word, text_of(thing_words[kind].word)))
            return kind;
    report_kind(asking, word, place);
    return THING_NONE;
}

static void add_once(struct shown_things *things, struct shown_thing thing, struct arena *arena) {
    for (size_t i = 0; i < things->count; i++)
        if (things->items[i].kind == thing.kind && things->items[i].number == thing.number)
            return;
    *array_add(things, arena) = thing;
}

static void add(struct shown_things *things, const struct asking *asking, uint8_t kind, struct text words,
                const struct yaml_node *node) {
    struct loading *loading = asking->loading;
    uint32_t number = kind != THING_NONE && words.size ? thing_named(loading, asking->fields, kind, words, node) : NONE;
    if (number != NONE)
        add_once(things, (struct shown_thing){kind, number}, loading->arena);
}

/* `topic: x`, or `topic: [x, y]`. */
static void add_entry(struct shown_things *things, const struct asking *asking, const struct yaml_node *entry) {
    const struct fields *fields = asking->fields;
    uint8_t kind = kind_of_word(asking, yaml_key(&fields->yaml, entry), yaml_key_place(fields->path, entry));
    for (const struct yaml_node *item = items_first(fields, entry); item; item = items_next(fields, entry, item))
        add(things, asking, kind, value_text(fields, item, "a slug"), item);
}

/* `topic:x` */
static void add_word(struct shown_things *things, const struct asking *asking, const struct yaml_node *item) {
    const struct fields *fields = asking->fields;
    struct text word, slug = yaml_text(&fields->yaml, item);
    bool has_kind = text_contains(slug, TEXT(":")) && text_cut(&word, &slug, ':');
    if (has_kind)
        add(things, asking, kind_of_word(asking, text_trim(word), yaml_place(fields->path, item)), text_trim(slug), item);
    else
        field_error(fields, E_WRONG_TYPE, item, TEXT("write \"topic:slug\""), "a thing is named by its kind and its slug");
}

static void add_item(struct shown_things *things, const struct asking *asking, const struct yaml_node *item) {
    const struct yaml *yaml = &asking->fields->yaml;
    if (item->kind != YAML_MAP)
        add_word(things, asking, item);
    else
        for (const struct yaml_node *entry = yaml_first(yaml, item); entry; entry = yaml_next(yaml, item, entry))
            add_entry(things, asking, entry);
}

static struct shown_things things_of(const struct asking *asking, enum field field) {
    const struct yaml_node *node = field_find(asking->fields, field);
    struct shown_things things = {0};
    for (const struct yaml_node *item = items_first(asking->fields, node); item; item = items_next(asking->fields, node, item))
        add_item(&things, asking, item);
    return things;
}

static struct shown_thing listed_by(struct loading *loading, const struct fields *fields) {
    struct asking asking = {loading, fields, true};
    struct shown_things things = things_of(&asking, FIELD_LIST);
    if (things.count > 1)
        field_error(fields, E_BAD_VALUE, field_find(fields, FIELD_LIST), TEXT("make a reading list of them, and name that"),
                    "a page lists the essays of one thing");
    return things.count ? things.items[0] : (struct shown_thing){.kind = THING_NONE};
}

void shown_load(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->page_count; i++) {
        struct fields fields = source_all_fields(loading, &site->pages[i].thing.source);
        struct asking asking = {loading, &fields, false};
        site->pages[i].listed = listed_by(loading, &fields);
        site->pages[i].things = things_of(&asking, FIELD_THINGS);
    }
}
