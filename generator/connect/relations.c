#include "kinds/loading.h"

#include "base/array.h"

/* In the order of enum relation_kind. */
static const char relation_names[] = "cites responds_to supports disputes extends supersedes";

static uint32_t number_of(const struct loading *loading, const struct essay *essay) {
    return (uint32_t)(essay - loading->site->essays);
}

static bool has_relation(const struct essay *essay, uint8_t kind, uint32_t other) {
    for (size_t i = 0; i < essay->relations.count; i++)
        if (essay->relations.items[i].kind == kind && essay->relations.items[i].essay == other)
            return true;
    return false;
}

static void add_relation(struct loading *loading, struct essay *essay, const struct fields *fields, uint8_t kind,
                         const struct yaml_node *node, struct text note) {
    uint32_t other = essay_named(loading, fields, node);
    if (other == NONE || has_relation(essay, kind, other))
        return;
    if (other == number_of(loading, essay)) {
        field_error(fields, E_BAD_VALUE, node, TEXT("name another essay"), "an essay has no relation to itself");
        return;
    }
    *array_add(&essay->relations, loading->arena) = (struct relation){kind, other, note};
}

static uint32_t kind_of_key(const struct fields *fields, const struct yaml_node *node) {
    struct text name, rest = text_of(relation_names);
    for (uint32_t kind = 0; text_cut(&name, &rest, ' '); kind++)
        if (key_is_among(fields, node, text_terminated(name, fields->arena)))
            return kind;
    return NONE;
}

static void report_kind(const struct fields *fields, const struct yaml_node *node) {
    struct text names[8], rest = text_of(relation_names), key = yaml_key(&fields->yaml, node);
    size_t count = 0;
    while (count < 8 && text_cut(&names[count], &rest, ' '))
        count++;
    size_t nearest = text_nearest(key, names, count);
    struct text help = nearest < count ? did_you_mean(names[nearest], fields->arena)
                                       : TEXT("it is cites, responds_to, supports, disputes, extends or supersedes");
    diag_add(fields->problems, DIAG_ERROR, E_BAD_VALUE, yaml_key_place(fields->path, node),
             text_format(fields->arena, "unknown relation \"%.*s\"", TEXT_ARGS(key)), help);
}

/* The value of `cites:` and the like: a slug, a list of them, or a map of essay and note. */
static void read_relation(struct loading *loading, struct essay *essay, const struct fields *fields,
                          const struct yaml_node *node, struct text note) {
    uint8_t kind = (uint8_t)kind_of_key(fields, node);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        struct fields below = fields_below(fields, item);
        const struct yaml_node *named = field_find(&below, FIELD_ONE_ESSAY);
        if (item->kind != YAML_MAP)
            add_relation(loading, essay, fields, kind, item, note);
        else if (named)
            add_relation(loading, essay, fields, kind, named, field_prose(&below, FIELD_NOTE));
        else
            field_error(fields, E_WRONG_TYPE, item, TEXT("write \"essay: slug\" and \"note: words\""),
                        "a relation names an essay");
    }
}

static void read_relation_map(struct loading *loading, struct essay *essay, const struct fields *fields,
                              const struct yaml_node *map) {
    struct fields below = fields_below(fields, map);
    const struct yaml *yaml = &fields->yaml;
    struct text note = field_prose(&below, FIELD_NOTE);
    for (const struct yaml_node *node = yaml_first(yaml, map); node; node = yaml_next(yaml, map, node)) {
        if (key_is(fields, node, FIELD_NOTE))
            continue;
        if (kind_of_key(fields, node) == NONE)
            report_kind(fields, node);
        else
            read_relation(loading, essay, fields, node, note);
    }
}

static void read_relations(struct loading *loading, struct essay *essay, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_RELATIONS);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        if (item->kind == YAML_MAP)
            read_relation_map(loading, essay, fields, item);
        else
            field_error(fields, E_WRONG_TYPE, item, TEXT("write \"- cites: slug\""), "a relation says of which kind it is");
    }
}

static void read_variant_of(struct loading *loading, struct essay *essay, const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_VARIANT_OF);
    uint32_t other = node ? essay_named(loading, fields, node) : NONE;
    if (other == number_of(loading, essay))
        field_error(fields, E_VARIANT_CYCLE, node, TEXT("name the essay that it is a variant of"),
                    "an essay cannot be a variant of itself");
    else
        essay->variant_of = other;
}

/* Follows "variant of" for as many steps as there are essays at most. */
static bool leads_back(const struct site *site, uint32_t start) {
    uint32_t at = site->essays[start].variant_of;
    for (uint32_t steps = 0; at != NONE && steps < site->essay_count; steps++) {
        if (at == start)
            return true;
        at = site->essays[at].variant_of;
    }
    return false;
}

/* The circle is told at each of its essays, since any may be the one that is wrong; then it is cut. */
static void check_circles(struct loading *loading) {
    struct site *site = loading->site;
    uint8_t *in_circle = arena_array(loading->arena, uint8_t, site->essay_count);
    for (uint32_t i = 0; i < site->essay_count; i++)
        in_circle[i] = site->essays[i].variant_of != NONE && leads_back(site, i);
    for (uint32_t i = 0; i < site->essay_count; i++) {
        if (!in_circle[i])
            continue;
        struct essay *essay = &site->essays[i];
        struct fields fields = source_all_fields(loading, &essay->thing.source);
        field_error(&fields, E_VARIANT_CYCLE, field_find(&fields, FIELD_VARIANT_OF), TEXT("one of them is the first"),
                    "\"%.*s\" is in the end a variant of itself", TEXT_ARGS(essay->thing.slug));
        essay->variant_of = NONE;
    }
}

/* The other side of each. */
static void turn_round(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        const struct essay *essay = &site->essays[i];
        if (essay->variant_of != NONE)
            numbers_add(&site->essays[essay->variant_of].variants, i, loading->arena);
        for (size_t j = 0; j < essay->relations.count; j++) {
            struct relation relation = essay->relations.items[j];
            struct essay *other = &site->essays[relation.essay];
            relation.essay = i;
            *array_add(&other->related_by, loading->arena) = relation;
        }
    }
}

void relations_load(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct fields fields = source_all_fields(loading, &site->essays[i].thing.source);
        read_relations(loading, &site->essays[i], &fields);
        read_variant_of(loading, &site->essays[i], &fields);
    }
    check_circles(loading);
    turn_round(loading);
}
