#include "kinds/loading.h"

#include "base/utf8.h"
#include "kinds/shapes.h"

/* A field of its own, as other tools have it. */
static struct text named_beside(const struct fields *fields, const struct yaml_node **node) {
    *node = field_find(fields, FIELD_SOURCE_NAME);
    struct text text = field_text(fields, FIELD_SOURCE_NAME);
    return is_url(text) ? TEXT("") : text;
}

/* `source.publication`, or `source` itself where it is one text that is no address; "" without. */
static struct text publication_of(const struct fields *fields, const struct yaml_node **node) {
    const struct yaml_node *source = field_find(fields, FIELD_SOURCE);
    struct fields below = fields_below(fields, source);
    bool is_map = source && source->kind == YAML_MAP;
    *node = source;
    if (!source || (is_map && !field_find(&below, FIELD_PUBLICATION)))
        return named_beside(fields, node);
    if (is_map) {
        *node = field_find(&below, FIELD_PUBLICATION);
        return field_text(&below, FIELD_PUBLICATION);
    }
    struct text text = value_text(fields, source, "source");
    return is_url(text) ? named_beside(fields, node) : text;
}

bool publication_is_named(const struct fields *fields) {
    const struct yaml_node *node;
    return publication_of(fields, &node).size > 0;
}

void publications_name(struct loading *loading, struct essay *essay, const struct fields *fields) {
    const struct yaml_node *node;
    struct text words = publication_of(fields, &node);
    if (words.size)
        essay->provenance.publication = named_use(loading, fields, THING_PUBLICATION, words, node);
}

/* Of all essays, also of those that may not be listed. */
static void number_publications(struct loading *loading) {
    const struct registry *registry = &loading->registries[THING_PUBLICATION];
    for (uint32_t i = 0; i < loading->site->essay_count; i++) {
        uint32_t *publication = &loading->site->essays[i].provenance.publication;
        if (*publication != NONE)
            *publication = registry->items[*publication].number;
    }
}

static void list_essays(struct loading *loading) {
    struct site *site = loading->site;
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i], publication = site->essays[number].provenance.publication;
        if (publication != NONE)
            numbers_add(&site->publications[publication].essays, number, loading->arena);
    }
}

void publications_load(struct loading *loading) {
    each_essay_names(loading, publications_name);
    named_make(loading, THING_PUBLICATION);
    number_publications(loading);
    things_order(loading, THING_PUBLICATION);
    list_essays(loading);
    named_han(loading, THING_PUBLICATION);
}
