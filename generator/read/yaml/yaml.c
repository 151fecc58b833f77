#include "read/yaml/yaml.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/deadline.h"
#include "base/utf8.h"
#include "base/table.h"
#include "read/codes.h"
#include "read/forbidden.h"
#include "read/yaml/cause.h"

#include <assert.h>
#include <string.h>
#include <yaml.h>

#define NODE_LIMIT 100000u
#define DEPTH_LIMIT 64u
#define EXPANDED_LIMIT 1000u
#define ANCHOR_LIMIT 1000u
#define YAML_SECONDS 10

struct node_list {
    struct yaml_node *items;
    size_t count, capacity;
};

/* A place in the source. libyaml counts characters; lines are counted here, as editors do, by newlines only. */
struct yaml_place {
    size_t index;  /* in characters */
    size_t offset; /* in bytes */
    uint32_t line, column;
};

/* The value of `&name`: a copy, because the nodes themselves may be dropped (a duplicate key) or moved (a merge). */
struct anchor {
    struct text name;
    const struct yaml_node *nodes; /* NULL when there are more than can be expanded */
    uint32_t count;
    uint32_t from; /* the index that nodes[0] had */
    struct yaml_place at;
    bool is_lost; /* words follow it, and no alias has named it yet: it was meant as one of them */
};

struct anchor_list {
    struct anchor *items;
    size_t count, capacity;
};

struct yaml_loader {
    yaml_parser_t parser;
    yaml_event_t event;
    struct text source, path;
    struct yaml_place start, at; /* the beginning; the last place that was looked for */
    struct node_list nodes;
    struct anchor_list anchors;
    struct buffer pool;
    uint32_t expanded; /* nodes made by aliases */
    struct diag *problems;
    struct arena *arena;
};

/* The key of a map's value; zeroed for list items and the root. */
struct key {
    struct span span;
    uint32_t line, column, width;
};

/* A map while it is read. */
struct map {
    uint32_t node;           /* its index */
    struct table keys;       /* of the keys read so far, the indexes of their values */
    struct node_list merged; /* whole values of << keys, one after the other */
};

static struct yaml_place next_character(struct text source, struct yaml_place at) {
    bool ends_line = source.bytes[at.offset] == '\n';
    at.index++;
    at.offset++;
    while (at.offset < source.size && ((unsigned char)source.bytes[at.offset] & 0xc0) == 0x80)
        at.offset++;
    at.line += ends_line;
    at.column = ends_line ? 1 : at.column + 1;
    return at;
}

/* Marks come nearly always in order, so searching from the last one keeps the whole linear. */
static struct yaml_place place_of(struct yaml_loader *loader, size_t index) {
    if (index < loader->at.index)
        loader->at = loader->start;
    while (loader->at.index < index && loader->at.offset < loader->source.size)
        loader->at = next_character(loader->source, loader->at);
    return loader->at;
}

/* Characters from `from` to character `end` or to the end of the line, without trailing spaces; at least 1. */
static uint32_t width_between(struct text source, struct yaml_place from, size_t end) {
    uint32_t width = 1;
    for (struct yaml_place at = from; at.index < end && at.offset < source.size && at.line == from.line;) {
        unsigned char c = (unsigned char)source.bytes[at.offset];
        at = next_character(source, at);
        if (c > ' ')
            width = at.column - from.column;
    }
    return width;
}

static struct diag_place at_place(const struct yaml_loader *loader, struct yaml_place place, uint32_t width) {
    return (struct diag_place){.path = loader->path, .line = place.line, .column = place.column, .width = width};
}

static bool refuse(struct yaml_loader *loader, const char *code, struct yaml_place place, uint32_t width, struct text message,
                   const char *help) {
    diag_add(loader->problems, DIAG_ERROR, code, at_place(loader, place, width), message, text_of(help));
    return false;
}

/* The event at hand, underlined. */
static struct diag_place event_place(struct yaml_loader *loader) {
    struct yaml_place place = place_of(loader, loader->event.start_mark.index);
    return at_place(loader, place, width_between(loader->source, place, loader->event.end_mark.index));
}

/* Refuses the event at hand. */
static bool refuse_event(struct yaml_loader *loader, const char *code, struct text message, const char *help) {
    diag_add(loader->problems, DIAG_ERROR, code, event_place(loader), message, text_of(help));
    return false;
}

/* The part of the line that comes before `place`. */
static struct text line_before(const struct yaml_loader *loader, struct yaml_place place) {
    size_t from = place.offset;
    while (from > 0 && loader->source.bytes[from - 1] != '\n')
        from--;
    return text_trim(text_slice(loader->source, from, place.offset));
}

static char character_at(const struct yaml_loader *loader, struct yaml_place place) {
    return place.offset < loader->source.size ? loader->source.bytes[place.offset] : '\0';
}

/* `message` with its %c, if any, replaced. */
static struct text with_character(const char *message, char c, struct arena *arena) {
    const char *mark = strstr(message, "%c");
    if (!mark)
        return text_of(message);
    return text_format(arena, "%.*s%c%s", (int)(mark - message), message, c, mark + 2);
}

/* Bytes that YAML cannot contain. Here libyaml counts in bytes. */
static bool refuse_bytes(struct yaml_loader *loader) {
    struct yaml_place place = loader->start;
    while (place.offset < loader->parser.problem_offset && place.offset < loader->source.size)
        place = next_character(loader->source, place);
    int value = loader->parser.problem_value;
    const char *what = strncmp(loader->parser.problem, "control", 7) == 0 ? "a control character that YAML cannot contain"
                                                                          : "a byte that is not UTF-8";
    struct text message = text_format(loader->arena, value >= 0 ? "%s: 0x%02x" : "%s", what, (unsigned)value);
    return refuse(loader, E_YAML_SYNTAX, place, 1, message, "save the file as UTF-8 and remove the character");
}

static bool refuse_syntax(struct yaml_loader *loader) {
    const yaml_parser_t *parser = &loader->parser;
    /* That is not about the file, and must not be remembered with it. */
    if (parser->error == YAML_MEMORY_ERROR)
        memory_give_up();
    if (parser->error == YAML_READER_ERROR)
        return refuse_bytes(loader);
    struct yaml_place place = place_of(loader, parser->problem_mark.index);
    struct yaml_place context = place_of(loader, parser->context_mark.index);
    struct yaml_cause cause = yaml_cause_of(&(struct yaml_problem){.problem = parser->problem,
                                                                   .context = parser->context,
                                                                   .before = line_before(loader, place),
                                                                   .at = character_at(loader, place),
                                                                   .one_line = place.line == context.line});
    if (cause.at_context)
        place = context;
    if (!cause.message)
        return refuse(loader, E_YAML_SYNTAX, place, 1,
                      text_format(loader->arena, "this cannot be read as YAML: %s", parser->problem), YAML_QUOTE_HELP);
    struct text message = with_character(cause.message, character_at(loader, place), loader->arena);
    return refuse(loader, E_YAML_SYNTAX, place, 1, message, cause.help);
}

/* Moves on to the next event. */
static bool advance(struct yaml_loader *loader) {
    yaml_event_delete(&loader->event);
    if (yaml_parser_parse(&loader->parser, &loader->event))
        return true;
    return refuse_syntax(loader);
}

/* Adds the scalar at hand, without what no page can have. */
static struct span pool_add(struct yaml_loader *loader) {
    const yaml_event_t *scalar = &loader->event;
    struct utf8_replaced replaced;
    struct text written = {(const char *)scalar->data.scalar.value, scalar->data.scalar.length};
    struct text allowed = utf8_allowed(&replaced, written, loader->arena);
    if (replaced.count)
        forbidden_tell(loader->problems, event_place(loader), &replaced, written);
    struct span span = {(uint32_t)loader->pool.size, (uint32_t)allowed.size};
    buffer_add(&loader->pool, allowed);
    return span;
}

static struct text pooled(const struct yaml_loader *loader, struct span span) {
    return text_slice(buffer_text(&loader->pool), span.offset, span.offset + span.size);
}

/* Adds the node that begins with the event at hand. */
static bool add_node(struct yaml_loader *loader, struct key key, enum yaml_kind kind) {
    if (loader->nodes.count >= NODE_LIMIT)
        return refuse_event(loader, E_YAML_TOO_LARGE, TEXT("more than 100,000 values"), "split the file");
    struct yaml_place place = place_of(loader, loader->event.start_mark.index);
    struct yaml_node *node = array_add(&loader->nodes, loader->arena);
    *node = (struct yaml_node){.kind = (uint8_t)kind,
                               .end = (uint32_t)loader->nodes.count,
                               .line = place.line,
                               .column = place.column,
                               .width = width_between(loader->source, place, loader->event.end_mark.index),
                               .key_line = key.line,
                               .key_column = key.column,
                               .key_width = key.width,
                               .key_mark = yaml_key_mark(pooled(loader, key.span)),
                               .key = key.span};
    return true;
}

/* Ends the list or map that began at `from` with the event at hand. */
static void end_node(struct yaml_loader *loader, uint32_t index, struct yaml_place from) {
    struct yaml_node *node = &loader->nodes.items[index];
    node->end = (uint32_t)loader->nodes.count;
    node->width = width_between(loader->source, from, loader->event.end_mark.index);
}

static bool is_null(const yaml_event_t *scalar) {
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(text_of(words[i]), (struct text){(const char *)scalar->data.scalar.value, scalar->data.scalar.length}))
            return true;
    return false;
}

/* YAML has these as escapes only, for programs. */
static bool holds_control(const yaml_event_t *scalar) {
    for (size_t i = 0; i < scalar->data.scalar.length; i++) {
        unsigned char c = scalar->data.scalar.value[i];
        if (c < ' ' && c != '\t' && c != '\n' && c != '\r')
            return true;
    }
    return false;
}

/* What stands behind a plain text, or behind nothing, on its line. */
static uint8_t comment_behind(struct yaml_loader *loader) {
    size_t end = place_of(loader, loader->event.end_mark.index).offset, at = end;
    struct text source = loader->source;
    while (at < source.size && strchr(" \t", source.bytes[at]))
        at++;
    if (loader->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE || at == end || at == source.size || source.bytes[at] != '#')
        return YAML_NO_COMMENT;
    bool is_apart = at + 1 == source.size || strchr(" \t\r\n#-=*/!", source.bytes[at + 1]);
    return is_apart ? YAML_REMARK : YAML_WORDS_BEHIND;
}

static bool read_scalar(struct yaml_loader *loader, struct key key) {
    const yaml_event_t *event = &loader->event;
    if (holds_control(event))
        return refuse_event(loader, E_YAML_SYNTAX, TEXT("this text contains a control character"),
                            "remove the escape sequence");
    const char *tag = (const char *)event->data.scalar.tag;
    bool quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE || (tag && strcmp(tag, YAML_STR_TAG) == 0);
    if (!add_node(loader, key, !quoted && is_null(event) ? YAML_NULL : YAML_SCALAR))
        return false;
    struct yaml_node *node = &loader->nodes.items[loader->nodes.count - 1];
    node->quoted = quoted;
    node->comment = comment_behind(loader);
    if (node->kind == YAML_SCALAR)
        node->value = pool_add(loader);
    return true;
}

/* Copies `count` nodes, a whole number of values, to the end of `list`; the first had the index `from` in its old place. */
static void append_nodes(struct node_list *list, const struct yaml_node *nodes, size_t count, uint32_t from,
                         struct arena *arena) {
    uint32_t to = (uint32_t)list->count;
    for (size_t i = 0; i < count; i++) {
        struct yaml_node *node = array_add(list, arena);
        *node = nodes[i];
        node->end = node->end - from + to;
    }
}

static bool add_anchor(struct yaml_loader *loader, struct text name, uint32_t from, struct yaml_place at) {
    if (loader->anchors.count >= ANCHOR_LIMIT)
        return refuse_event(loader, E_YAML_TOO_LARGE, TEXT("more than 1,000 anchors"), "write the values out");
    struct anchor *anchor = array_add(&loader->anchors, loader->arena);
    *anchor = (struct anchor){.name = name, .count = (uint32_t)loader->nodes.count - from, .from = from, .at = at};
    const struct yaml_node *node = &loader->nodes.items[from];
    anchor->is_lost = (node->kind == YAML_SCALAR || node->kind == YAML_NULL) && !node->quoted;
    if (anchor->count > EXPANDED_LIMIT)
        return true;
    struct yaml_node *copy = arena_array(loader->arena, struct yaml_node, anchor->count);
    memcpy(copy, &loader->nodes.items[from], anchor->count * sizeof *copy);
    anchor->nodes = copy;
    return true;
}

/* The newest anchor of a name, or NULL. An older one of that name was meant as an anchor, too. */
static const struct anchor *find_anchor(struct yaml_loader *loader, struct text name) {
    const struct anchor *newest = NULL;
    for (size_t i = 0; i < loader->anchors.count; i++) {
        struct anchor *anchor = &loader->anchors.items[i];
        if (!text_equal(anchor->name, name))
            continue;
        anchor->is_lost = false;
        newest = anchor;
    }
    return newest;
}

/* The number of levels of the value at `index`. Only for what an alias may expand to, which is small. */
static uint32_t levels_of(const struct yaml_node *nodes, uint32_t index, uint32_t from) {
    uint32_t below = 0;
    for (uint32_t child = index + 1; child < nodes[index].end - from; child = nodes[child].end - from) {
        uint32_t levels = levels_of(nodes, child, from);
        below = levels > below ? levels : below;
    }
    return below + 1;
}

/* An alias is its anchor's value, in the place of the alias. */
static bool read_alias(struct yaml_loader *loader, struct key key, uint32_t depth) {
    struct text name = text_of((const char *)loader->event.data.alias.anchor);
    const struct anchor *anchor = find_anchor(loader, name);
    if (!anchor) {
        struct text message = text_format(loader->arena, "\"*%.*s\" refers to nothing before it", TEXT_ARGS(name));
        return refuse_event(loader, E_YAML_SYNTAX, message, YAML_QUOTE_HELP);
    }
    if (!anchor->nodes || anchor->count > EXPANDED_LIMIT - loader->expanded)
        return refuse_event(loader, E_YAML_TOO_LARGE, TEXT("aliases expand to more than 1,000 values"), "write the values out");
    if (levels_of(anchor->nodes, 0, anchor->from) + depth > DEPTH_LIMIT)
        return refuse_event(loader, E_YAML_TOO_LARGE, TEXT("values are nested deeper than 64 levels"), "make it flatter");
    loader->expanded += anchor->count;
    if (!add_node(loader, key, YAML_NULL))
        return false;
    struct yaml_node alias = loader->nodes.items[--loader->nodes.count];
    size_t at = loader->nodes.count;
    append_nodes(&loader->nodes, anchor->nodes, anchor->count, anchor->from, loader->arena);
    struct yaml_node *node = &loader->nodes.items[at];
    alias.kind = node->kind, alias.quoted = node->quoted, alias.value = node->value, alias.end = node->end;
    *node = alias;
    return true;
}

static bool read_node(struct yaml_loader *loader, struct key key, uint32_t depth);

static bool read_list(struct yaml_loader *loader, struct key key, uint32_t depth) {
    uint32_t index = (uint32_t)loader->nodes.count;
    struct yaml_place from = place_of(loader, loader->event.start_mark.index);
    if (!add_node(loader, key, YAML_LIST) || !advance(loader))
        return false;
    while (loader->event.type != YAML_SEQUENCE_END_EVENT)
        if (!read_node(loader, (struct key){0}, depth + 1) || !advance(loader))
            return false;
    end_node(loader, index, from);
    return true;
}

static bool read_key(struct yaml_loader *loader, struct key *key) {
    const yaml_event_t *event = &loader->event;
    if (event->type != YAML_SCALAR_EVENT)
        return refuse_event(loader, E_YAML_SYNTAX, TEXT("a key must be a word, not a list, map or alias"), YAML_QUOTE_HELP);
    if (event->data.scalar.length == 0 || holds_control(event))
        return refuse_event(loader, E_YAML_SYNTAX, TEXT("a key is missing before the colon"), "write the key's name");
    struct yaml_place place = place_of(loader, event->start_mark.index);
    *key = (struct key){.span = pool_add(loader),
                        .line = place.line,
                        .column = place.column,
                        .width = width_between(loader->source, place, event->end_mark.index)};
    return true;
}

/* Drops the value just read when the map has its key already. */
static void keep_first(struct yaml_loader *loader, struct map *map, struct key key, uint32_t index) {
    struct text name = text_copy(pooled(loader, key.span), loader->arena);
    uint32_t first = table_get(&map->keys, name);
    if (first == NONE) {
        table_put(&map->keys, name, index, loader->arena);
        return;
    }
    struct diag_place place = {.path = loader->path, .line = key.line, .column = key.column, .width = key.width};
    uint32_t first_line = loader->nodes.items[first].key_line;
    diag_add(loader->problems, DIAG_ERROR, E_DUPLICATE_KEY, place,
             text_format(loader->arena, "the key \"%.*s\" is used twice in this map", TEXT_ARGS(name)),
             text_format(loader->arena, "it stands first on line %u; keep one of the two", first_line));
    loader->nodes.count = index;
}

/* Puts the value of a << key aside. */
static bool take_merge(struct yaml_loader *loader, struct map *map, uint32_t index) {
    const struct yaml_node *value = &loader->nodes.items[index];
    bool fits = value->kind == YAML_MAP || value->kind == YAML_LIST;
    for (uint32_t i = index + 1; fits && value->kind == YAML_LIST && i < value->end; i = loader->nodes.items[i].end)
        fits = loader->nodes.items[i].kind == YAML_MAP;
    if (!fits)
        return refuse_event(loader, E_YAML_SYNTAX, TEXT("\"<<\" takes in a map or a list of maps, and this is neither"),
                            "name a map with an alias: <<: *defaults");
    append_nodes(&map->merged, value, loader->nodes.count - index, index, loader->arena);
    loader->nodes.count = index;
    return true;
}

static bool read_entry(struct yaml_loader *loader, struct map *map, uint32_t depth) {
    bool plain = loader->event.type == YAML_SCALAR_EVENT && loader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    struct key key;
    uint32_t index = (uint32_t)loader->nodes.count;
    if (!read_key(loader, &key) || !advance(loader) || !read_node(loader, key, depth + 1))
        return false;
    if (plain && text_equal(pooled(loader, key.span), TEXT("<<")))
        return take_merge(loader, map, index);
    keep_first(loader, map, key, index);
    return true;
}

/* Adds the values of a merged map, the one at `index`, whose keys the map does not have. */
static void merge_map(struct yaml_loader *loader, struct map *map, uint32_t index) {
    const struct yaml_node *nodes = map->merged.items;
    for (uint32_t i = index + 1, next; i < nodes[index].end; i = next) {
        next = nodes[i].end;
        struct text name = text_copy(pooled(loader, nodes[i].key), loader->arena);
        if (table_get(&map->keys, name) != NONE)
            continue;
        table_put(&map->keys, name, (uint32_t)loader->nodes.count, loader->arena);
        append_nodes(&loader->nodes, &nodes[i], next - i, i, loader->arena);
    }
}

static void merge_all(struct yaml_loader *loader, struct map *map) {
    const struct yaml_node *nodes = map->merged.items;
    for (uint32_t i = 0; i < map->merged.count; i = nodes[i].kind == YAML_LIST ? i + 1 : nodes[i].end)
        if (nodes[i].kind == YAML_MAP)
            merge_map(loader, map, i);
}

static bool read_map(struct yaml_loader *loader, struct key key, uint32_t depth) {
    struct map map = {.node = (uint32_t)loader->nodes.count};
    struct yaml_place from = place_of(loader, loader->event.start_mark.index);
    if (!add_node(loader, key, YAML_MAP) || !advance(loader))
        return false;
    while (loader->event.type != YAML_MAPPING_END_EVENT)
        if (!read_entry(loader, &map, depth) || !advance(loader))
            return false;
    merge_all(loader, &map);
    end_node(loader, map.node, from);
    return true;
}

/* The tag that was written before the value at hand, if that says nothing here: it was the first of the words behind it. */
static struct text lost_tag(struct yaml_loader *loader) {
    static const char *const known[] = {YAML_STR_TAG,  YAML_INT_TAG, YAML_FLOAT_TAG, YAML_BOOL_TAG,
                                        YAML_NULL_TAG, YAML_SEQ_TAG, YAML_MAP_TAG,   YAML_TIMESTAMP_TAG};
    const yaml_event_t *event = &loader->event;
    const yaml_char_t *tag = event->type == YAML_SCALAR_EVENT           ? event->data.scalar.tag
                             : event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.tag
                             : event->type == YAML_MAPPING_START_EVENT  ? event->data.mapping_start.tag
                                                                        : NULL;
    for (size_t i = 0; tag && i < sizeof known / sizeof *known; i++)
        if (strcmp((const char *)tag, known[i]) == 0)
            return (struct text){0};
    struct text rest = text_after(loader->source, place_of(loader, event->start_mark.index).offset);
    if (!text_starts(rest, TEXT("!")))
        return (struct text){0};
    size_t size = 0;
    while (size < rest.size && !strchr(" \t\r\n", rest.bytes[size]))
        size++;
    /* Older programs wrote one before a text in quotes. */
    bool is_quoted = event->type == YAML_SCALAR_EVENT && event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    return size == 1 && is_quoted ? (struct text){0} : text_slice(rest, 0, size);
}

static struct text anchor_name(const struct yaml_loader *loader) {
    const yaml_event_t *event = &loader->event;
    const yaml_char_t *name = event->type == YAML_SCALAR_EVENT           ? event->data.scalar.anchor
                              : event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.anchor
                              : event->type == YAML_MAPPING_START_EVENT  ? event->data.mapping_start.anchor
                                                                         : NULL;
    return text_copy(text_of((const char *)name), loader->arena);
}

/* Reads the value that begins with the event at hand; the event that ends it is then at hand. */
static bool read_node(struct yaml_loader *loader, struct key key, uint32_t depth) {
    if (depth > DEPTH_LIMIT)
        return refuse_event(loader, E_YAML_TOO_LARGE, TEXT("values are nested deeper than 64 levels"), "make it flatter");
    struct text tag = lost_tag(loader);
    if (tag.size)
        return refuse_event(loader, E_YAML_SYNTAX,
                            text_format(loader->arena, "\"%.*s\" is read as a tag here, and would be lost", TEXT_ARGS(tag)),
                            YAML_QUOTE_HELP);
    uint32_t index = (uint32_t)loader->nodes.count;
    struct text anchor = anchor_name(loader);
    struct yaml_place at = anchor.size ? place_of(loader, loader->event.start_mark.index) : loader->start;
    bool read = false;
    switch (loader->event.type) {
    case YAML_SCALAR_EVENT: read = read_scalar(loader, key); break;
    case YAML_ALIAS_EVENT: read = read_alias(loader, key, depth - 1); break;
    case YAML_SEQUENCE_START_EVENT: read = read_list(loader, key, depth); break;
    case YAML_MAPPING_START_EVENT: read = read_map(loader, key, depth); break;
    default: assert(false && "libyaml gives only values here");
    }
    return read && (anchor.size == 0 || add_anchor(loader, anchor, index, at));
}

/* An empty stream: a null at the beginning. */
static bool add_nothing(struct yaml_loader *loader) {
    *array_add(&loader->nodes, loader->arena) =
        (struct yaml_node){.kind = YAML_NULL, .end = 1, .line = loader->start.line, .column = 1, .width = 1};
    return true;
}

/* An anchor that no alias names says nothing: it was the first of the words behind it. */
static bool check_anchors(struct yaml_loader *loader) {
    for (size_t i = 0; i < loader->anchors.count; i++) {
        const struct anchor *anchor = &loader->anchors.items[i];
        if (anchor->is_lost)
            return refuse(
                loader, E_YAML_SYNTAX, anchor->at, (uint32_t)anchor->name.size + 1,
                text_format(loader->arena, "\"&%.*s\" is read as an anchor here, and would be lost", TEXT_ARGS(anchor->name)),
                YAML_QUOTE_HELP);
    }
    return true;
}

static bool read_stream(struct yaml_loader *loader) {
    if (!advance(loader) || !advance(loader))
        return false;
    if (loader->event.type == YAML_STREAM_END_EVENT)
        return add_nothing(loader);
    if (!advance(loader) || !read_node(loader, (struct key){0}, 1) || !advance(loader) || !advance(loader))
        return false;
    if (loader->event.type != YAML_STREAM_END_EVENT)
        return refuse_event(loader, E_YAML_SYNTAX, TEXT("a second YAML document begins here"),
                            "keep one; remove the line \"---\"");
    return check_anchors(loader);
}

bool yaml_parse(struct yaml *yaml, struct text bytes, uint32_t first_line, struct text path, struct diag *problems,
                struct arena *arena) {
    bytes = utf8_without_mark(bytes);
    struct yaml_loader loader = {.source = bytes, .path = path, .problems = problems, .arena = arena};
    loader.start = loader.at = (struct yaml_place){.line = first_line, .column = 1};
    if (bytes.size > UINT32_MAX / 4)
        return refuse(&loader, E_YAML_TOO_LARGE, (struct yaml_place){0}, 1, TEXT("the file is too large"), "split it");
    if (utf8_is_utf16(bytes))
        return refuse(&loader, E_NOT_UTF8, loader.start, 1, TEXT("this file is UTF-16, not UTF-8"),
                      "save it as UTF-8: iconv -f UTF-16 -t UTF-8");
    if (!yaml_parser_initialize(&loader.parser))
        memory_give_up();
    yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&loader.parser, (const unsigned char *)(bytes.bytes ? bytes.bytes : ""), bytes.size);
    deadline_begin(&(struct deadline){.what = "reading this YAML",
                                      .path = path,
                                      .code = E_DOCUMENT_TOO_SLOW,
                                      .help = "look for very deep nesting, or very many directives or anchors",
                                      .seconds = YAML_SECONDS});
    bool read = read_stream(&loader);
    deadline_end();
    if (read)
        *yaml = (struct yaml){.nodes = loader.nodes.items,
                              .count = (uint32_t)loader.nodes.count,
                              .pool = text_copy(buffer_text(&loader.pool), arena)};
    yaml_event_delete(&loader.event);
    yaml_parser_delete(&loader.parser);
    buffer_free(&loader.pool);
    return read;
}

const char *yaml_library(void) {
    return yaml_get_version_string();
}
