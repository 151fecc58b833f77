#include "kinds/loading.h"

/*
 * Broader and narrower, seen from both ends, and without circles: whoever walks up from a topic must arrive.
 */

static void link_once(struct numbers *numbers, uint32_t number, struct arena *arena) {
    if (!numbers_have(numbers, number))
        numbers_add(numbers, number, arena);
}

/* The number of the topic that a value names, or NONE after E101. */
static uint32_t topic_named(struct loading *loading, const struct fields *fields, const struct yaml_node *node) {
    struct text words = value_text(fields, node, "a topic");
    uint32_t entry = words.size ? registry_find(&loading->registries[THING_TOPIC], words, loading->arena) : NONE;
    if (entry != NONE)
        return loading->registries[THING_TOPIC].items[entry].number;
    if (words.size)
        field_error(fields, E_UNKNOWN_REFERENCE, node, did_you_mean(near_name(loading, THING_TOPIC, words), fields->arena),
                    "unknown topic \"%.*s\"", TEXT_ARGS(words));
    return NONE;
}

static void relate(struct loading *loading, uint32_t self, const struct fields *fields, enum field field) {
    struct topic *topics = loading->site->topics;
    const struct yaml_node *node = field_find(fields, field);
    for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
        uint32_t other = topic_named(loading, fields, item);
        if (other == NONE)
            continue;
        bool broader = field == FIELD_BROADER, narrower = field == FIELD_NARROWER;
        if (other == self && (broader || narrower))
            field_error(fields, E_TOPIC_CYCLE, item, TEXT(""), "a topic cannot be %s than itself", known_fields[field].names);
        else if (broader || narrower) {
            link_once(&topics[broader ? self : other].broader, broader ? other : self, loading->arena);
            link_once(&topics[broader ? other : self].narrower, broader ? self : other, loading->arena);
        } else if (other != self) {
            link_once(&topics[self].see_also, other, loading->arena);
            link_once(&topics[other].see_also, self, loading->arena);
        }
    }
}

enum visit { UNSEEN, ON_THE_WAY, DONE };

/* One topic of the way up, and which of its broader ones comes next. */
struct step {
    uint32_t topic;
    size_t next;
};

/* "a", "b" and back: the circle that closes at `topic`. */
static struct text circle_words(const struct site *site, const struct step *way, size_t depth, uint32_t topic,
                                struct arena *arena) {
    struct text words = TEXT("");
    size_t from = depth;
    while (from > 0 && way[from].topic != topic)
        from--;
    for (size_t i = from; i <= depth; i++)
        words = text_format(arena, "%.*s%.*s < ", TEXT_ARGS(words), TEXT_ARGS(site->topics[way[i].topic].thing.slug));
    return text_format(arena, "%.*s%.*s", TEXT_ARGS(words), TEXT_ARGS(site->topics[topic].thing.slug));
}

static void report_circle(struct loading *loading, const struct step *way, size_t depth, uint32_t topic) {
    const struct topic *from = &loading->site->topics[way[depth].topic];
    const struct source *source =
        from->thing.source.document ? &from->thing.source : &loading->site->topics[topic].thing.source;
    struct fields fields = source_all_fields(loading, source);
    const struct yaml_node *broader = field_find(&fields, FIELD_BROADER);
    const struct yaml_node *node = broader ? broader : field_find(&fields, FIELD_NARROWER);
    struct text words = circle_words(loading->site, way, depth, topic, loading->arena);
    struct diag_place place = node ? yaml_place(source->path, node) : (struct diag_place){.path = source->path};
    diag_add(loading->problems, DIAG_ERROR, E_TOPIC_CYCLE, place,
             text_format(loading->arena, "topics are broader than each other in a circle: %.*s", TEXT_ARGS(words)),
             TEXT("take one \"broader\" or \"narrower\" of them out"));
}

/* Walks all ways up from `start`, with a stack of its own: a chain may be as long as there are topics. */
static void find_circles(struct loading *loading, uint8_t *marks, struct step *way, uint32_t start) {
    size_t depth = 0;
    way[0] = (struct step){start, 0};
    marks[start] = ON_THE_WAY;
    for (;;) {
        const struct numbers *broader = &loading->site->topics[way[depth].topic].broader;
        if (way[depth].next == broader->count) {
            marks[way[depth].topic] = DONE;
            if (depth-- == 0)
                return;
            continue;
        }
        uint32_t up = broader->items[way[depth].next++];
        if (marks[up] == ON_THE_WAY) {
            report_circle(loading, way, depth, up);
        } else if (marks[up] == UNSEEN) {
            way[++depth] = (struct step){up, 0};
            marks[up] = ON_THE_WAY;
        }
    }
}

void topics_relate(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->topic_count; i++) {
        const struct source *source = &site->topics[i].thing.source;
        if (!source->document)
            continue;
        struct fields fields = source_all_fields(loading, source);
        relate(loading, i, &fields, FIELD_BROADER);
        relate(loading, i, &fields, FIELD_NARROWER);
        relate(loading, i, &fields, FIELD_SEE_ALSO);
    }
    uint8_t *marks = arena_array(loading->arena, uint8_t, site->topic_count);
    struct step *way = arena_array(loading->arena, struct step, site->topic_count);
    for (uint32_t i = 0; i < site->topic_count; i++)
        if (marks[i] == UNSEEN)
            find_circles(loading, marks, way, i);
}
