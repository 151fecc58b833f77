#include "compose/binding.h"
#include "compose/bound_values.h"
#include "compose/links.h"

#include "base/array.h"
#include "base/utf8.h"

/* Ids --------------------------------------------------------------------------------------------------------------------- */

/* What may stand in a name of XML behind its first character; of signs beyond Latin only letters that no range of signs holds.
 */
static bool is_name_character(uint32_t c) {
    if (c < 0x80)
        return char_is_alphanumeric((char)c) || c == '-' || c == '_' || c == '.';
    return c == 0xb7 || (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7 && c != 0x37e) || (c >= 0x2070 && c < 0x2190) ||
           (c >= 0x2c00 && c < 0x2ff0) || (c > 0x3000 && c < 0xd800) || (c >= 0xf900 && c < 0xfdd0) ||
           (c >= 0xfdf0 && c < 0xfffe) || (c >= 0x10000 && c < 0xf0000);
}

struct text bound_id(struct text id_prefix, struct text id, struct arena *arena) {
    struct buffer name = {0};
    if (!id_prefix.size)
        return id;
    buffer_add(&name, id_prefix);
    for (size_t at = 0; at < id.size;) {
        size_t start = at;
        uint32_t c = utf8_next(id, &at);
        if (is_name_character(c))
            buffer_add(&name, text_slice(id, start, at));
        else
            buffer_add_format(&name, "_%02x", (unsigned)c);
    }
    return buffer_take(&name, arena);
}

static bool has_place(const struct binding *binding, struct text id) {
    return id.size && table_get(&binding->survey.ids, id) != NONE;
}

struct text binding_id(const struct binding *binding, struct text id) {
    return bound_id(binding->bound->id_prefix, id, binding->arena);
}

/* Tags -------------------------------------------------------------------------------------------------------------------- */

void binding_add_attribute(struct buffer *out, struct text name, struct text value) {
    buffer_add_char(out, ' ');
    buffer_add(out, name);
    buffer_add(out, TEXT("=\""));
    buffer_add_html(out, value);
    buffer_add_char(out, '"');
}

void binding_add_epub_type(const struct binding *binding, struct text type) {
    if (binding->bound->has_epub_types)
        binding_add_attribute(binding->out, TEXT("epub:type"), type);
}

struct text binding_attribute(const struct binding *binding, const struct html_piece *piece, struct text name) {
    struct text value;
    html_attribute(&value, piece->attributes, name, binding->arena);
    return value;
}

bool binding_is_named(const struct html_piece *piece, struct text name) {
    return text_equal_ignoring_case(piece->name, name);
}

struct bound_link binding_lead(const struct binding *binding, struct text href, bool is_picture) {
    if (!href.size || text_starts(href, TEXT("data:,")))
        return (struct bound_link){0};
    if (href.bytes[0] != '#')
        return binding->bound->lead(href, is_picture, binding->bound->context, binding->arena);
    struct text id = utf8_percent_decoded(text_after(href, 1), binding->arena);
    if (!has_place(binding, id))
        return (struct bound_link){0};
    return (struct bound_link){.href = link_anchor(binding_id(binding, id), binding->arena)};
}

enum attribute_kind {
    ATTRIBUTE_LEFT_OUT, /* for browsers alone, or what no book may have */
    ATTRIBUTE_PLAIN,
    ATTRIBUTE_ID,
    ATTRIBUTE_IDS,     /* of elements that this one belongs to */
    ATTRIBUTE_ADDRESS, /* of something else than the link of an <a> */
    ATTRIBUTE_PICTURE,
    ATTRIBUTE_SIZE, /* of a picture */
};

/* All that stay, but in drawings and formulas, of which all do. */
static const struct {
    const char *name;
    uint8_t kind;         /* enum attribute_kind */
    const char *elements; /* that may have it; NULL: all */
    const char *values;   /* what it may have (compose/bound_values.h); NULL: anything */
} attributes[] = {
    {"class", ATTRIBUTE_PLAIN, NULL, NULL},
    {"id", ATTRIBUTE_ID, NULL, NULL},
    {"role", ATTRIBUTE_PLAIN, NULL, NULL},
    {"lang", ATTRIBUTE_PLAIN, NULL, BOUND_LANGUAGE},
    {"dir", ATTRIBUTE_PLAIN, NULL, " auto ltr rtl "},
    {"title", ATTRIBUTE_PLAIN, NULL, NULL},
    {"style", ATTRIBUTE_PLAIN, NULL, BOUND_STYLE},
    {"hidden", ATTRIBUTE_PLAIN, NULL, NULL},
    {"translate", ATTRIBUTE_PLAIN, NULL, " yes no "},
    {"epub:type", ATTRIBUTE_PLAIN, NULL, NULL},
    {"epub:prefix", ATTRIBUTE_PLAIN, " html ", NULL},
    {"xmlns", ATTRIBUTE_PLAIN, " html ", NULL},
    {"xmlns:epub", ATTRIBUTE_PLAIN, " html ", NULL},
    {"xml:lang", ATTRIBUTE_PLAIN, NULL, BOUND_LANGUAGE},
    {"charset", ATTRIBUTE_PLAIN, " meta ", NULL},
    {"name", ATTRIBUTE_PLAIN, " meta ", NULL},
    {"content", ATTRIBUTE_PLAIN, " meta ", NULL},
    {"media", ATTRIBUTE_PLAIN, " link ", NULL},
    {"href", ATTRIBUTE_ADDRESS, " a link ", NULL},
    {"src", ATTRIBUTE_PICTURE, " img ", NULL},
    {"alt", ATTRIBUTE_PLAIN, " img ", NULL},
    {"width", ATTRIBUTE_SIZE, " img ", NULL},
    {"height", ATTRIBUTE_SIZE, " img ", NULL},
    {"cite", ATTRIBUTE_ADDRESS, " blockquote q ins del ", NULL},
    {"datetime", ATTRIBUTE_PLAIN, " time ins del ", BOUND_MOMENT},
    {"headers", ATTRIBUTE_IDS, " td th ", NULL},
    {"colspan", ATTRIBUTE_PLAIN, " td th ", BOUND_COUNT},
    {"rowspan", ATTRIBUTE_PLAIN, " td th ", BOUND_COUNT},
    {"scope", ATTRIBUTE_PLAIN, " th ", " col colgroup row rowgroup "},
    {"abbr", ATTRIBUTE_PLAIN, " th ", NULL},
    {"span", ATTRIBUTE_PLAIN, " col colgroup ", BOUND_COUNT},
    {"start", ATTRIBUTE_PLAIN, " ol ", BOUND_NUMBER},
    {"reversed", ATTRIBUTE_PLAIN, " ol ", NULL},
    {"type", ATTRIBUTE_PLAIN, " ol ", " 1 a A i I "},
    {"type", ATTRIBUTE_PLAIN, " link ", NULL},
    {"value", ATTRIBUTE_PLAIN, " li ", BOUND_NUMBER},
    {"rel", ATTRIBUTE_PLAIN, " a link ", NULL},
    {"hreflang", ATTRIBUTE_PLAIN, " a ", BOUND_LANGUAGE},
    {"aria-hidden", ATTRIBUTE_PLAIN, NULL, " true false "},
    {"aria-label", ATTRIBUTE_PLAIN, NULL, NULL},
    {"aria-level", ATTRIBUTE_PLAIN, NULL, BOUND_COUNT},
    {"aria-roledescription", ATTRIBUTE_PLAIN, NULL, NULL},
    {"aria-activedescendant", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-controls", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-describedby", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-details", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-errormessage", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-flowto", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-labelledby", ATTRIBUTE_IDS, NULL, NULL},
    {"aria-owns", ATTRIBUTE_IDS, NULL, NULL},
};

/* What a browser takes for a name, and nothing else does, says nothing. */
static bool is_attribute_name(struct text name) {
    for (size_t i = 0; i < name.size; i++)
        if (!is_name_character((unsigned char)name.bytes[i]) && name.bytes[i] != ':')
            return false;
    return true;
}

bool binding_is_in_drawing(const struct binding *binding, const struct html_piece *piece) {
    return binding_is_named(piece, TEXT("svg")) || binding_is_named(piece, TEXT("math")) ||
           element_stack_has(&binding->open, TEXT("svg")) || element_stack_has(&binding->open, TEXT("math"));
}

/* Of one that is not in the table above: for scripts (data-x, aria-expanded), which no book has. */
static enum attribute_kind other_kind(struct text name, bool is_in_drawing) {
    if (name.size > 2 && text_equal_ignoring_case(text_slice(name, 0, 2), TEXT("on")))
        return ATTRIBUTE_LEFT_OUT;
    if (is_in_drawing)
        return text_ends(name, TEXT("href")) ? ATTRIBUTE_ADDRESS : ATTRIBUTE_PLAIN;
    return ATTRIBUTE_LEFT_OUT;
}

static bool is_in_numbered_list(const struct binding *binding) {
    const struct element_stack *open = &binding->open;
    return open->count && text_equal(open->items[open->count - 1].name, TEXT("ol"));
}

/* The notes or the works of one of many texts on a page, which as a part of the page would be one like all the others'. */
static bool is_part_of_page(const struct binding *binding, const struct html_piece *piece) {
    return !binding->bound->has_epub_types && binding_is_named(piece, TEXT("section")) &&
           text_starts(binding_attribute(binding, piece, TEXT("role")), TEXT("doc-"));
}

static enum attribute_kind kind_of(const struct binding *binding, const struct html_piece *piece, struct text name,
                                   struct text value) {
    bool in_drawing = binding_is_in_drawing(binding, piece);
    bool names_part = text_equal(name, TEXT("role")) || text_equal(name, TEXT("aria-label"));
    if (!is_attribute_name(name) || (names_part && is_part_of_page(binding, piece)))
        return ATTRIBUTE_LEFT_OUT;
    for (size_t i = 0; i < COUNT_OF(attributes); i++) {
        if (!text_equal_ignoring_case(name, text_of(attributes[i].name)))
            continue;
        struct text element = text_format(binding->arena, " %.*s ", TEXT_ARGS(text_lower_ascii(piece->name, binding->arena)));
        bool is_its = !attributes[i].elements || text_contains(text_of(attributes[i].elements), element);
        is_its &= !text_equal_ignoring_case(name, TEXT("value")) || is_in_numbered_list(binding);
        if ((in_drawing && attributes[i].kind != ATTRIBUTE_SIZE) ||
            (is_its && bound_may_be(attributes[i].values, value, binding->arena)))
            return attributes[i].kind;
    }
    return other_kind(name, in_drawing);
}

void binding_add_id(struct binding *binding, struct text id) {
    if (has_place(binding, id) && table_put(&binding->survey.ids, id, BOUND_WRITTEN, binding->arena) != BOUND_WRITTEN)
        binding_add_attribute(binding->out, TEXT("id"), binding_id(binding, id));
}

static void add_ids(struct binding *binding, struct text name, struct text value) {
    struct buffer ids = {0};
    struct text id;
    while (text_cut(&id, &value, ' ')) {
        if (!has_place(binding, id))
            continue;
        buffer_add(&ids, ids.size ? TEXT(" ") : TEXT(""));
        buffer_add(&ids, binding_id(binding, id));
    }
    if (ids.size)
        binding_add_attribute(binding->out, name, buffer_text(&ids));
    buffer_free(&ids);
}

static void add_address(struct binding *binding, struct text name, struct text value, bool is_picture) {
    struct text href = binding_lead(binding, value, is_picture).href;
    if (href.size)
        binding_add_attribute(binding->out, name, href);
}

/* In a drawing: fill="url(#shade)". */
static struct text plain_value(const struct binding *binding, struct text value) {
    size_t end = text_find_char(value, ')', 0);
    if (!text_starts(value, TEXT("url(#")) || end == value.size)
        return value;
    struct text id = binding_id(binding, text_slice(value, 5, end));
    return text_format(binding->arena, "url(#%.*s%.*s", TEXT_ARGS(id), TEXT_ARGS(text_after(value, end)));
}

/* "40px" are 40, as a browser reads it; "33%" is something of style sheets only. */
static void add_size(struct binding *binding, struct text name, struct text value) {
    size_t end = 0;
    value = text_trim(value);
    while (text_digit_at(value, end))
        end++;
    struct text digits = text_slice(value, 0, end);
    if (!bound_may_be(BOUND_COUNT, digits, binding->arena))
        return;
    if (text_starts(text_after(value, end), TEXT("%")))
        binding_add_attribute(binding->out, TEXT("style"),
                              text_format(binding->arena, "%.*s: %.*s%%", TEXT_ARGS(name), TEXT_ARGS(digits)));
    else
        binding_add_attribute(binding->out, name, digits);
}

static void write_attribute(struct binding *binding, const struct html_piece *piece, struct text name, struct text written) {
    struct text value = html_decoded(written, binding->arena);
    switch (kind_of(binding, piece, name, value)) {
    case ATTRIBUTE_LEFT_OUT: return;
    case ATTRIBUTE_ID: binding_add_id(binding, value); return;
    case ATTRIBUTE_IDS: add_ids(binding, name, value); return;
    case ATTRIBUTE_ADDRESS: add_address(binding, name, value, false); return;
    case ATTRIBUTE_PICTURE: add_address(binding, name, value, true); return;
    case ATTRIBUTE_SIZE: add_size(binding, name, value); return;
    case ATTRIBUTE_PLAIN: break;
    }
    if (written.bytes)
        binding_add_attribute(binding->out, name, plain_value(binding, value));
    else
        buffer_add_char(binding->out, ' '), buffer_add(binding->out, name);
}

bool binding_is_among(struct text name, const char *const *names) {
    while (**names && !text_equal_ignoring_case(name, text_of(*names)))
        names++;
    return **names;
}

/* Of two ids the first is the element's. */
void binding_write_attributes(struct binding *binding, const struct html_piece *piece, const char *const *but) {
    struct text name, value;
    bool has_id = false;
    for (size_t at = 0; html_next_attribute(&name, &value, piece->attributes, &at);) {
        bool is_id = text_equal_ignoring_case(name, TEXT("id"));
        if (!(but && binding_is_among(name, but)) && !(is_id && has_id))
            write_attribute(binding, piece, name, value);
        has_id |= is_id;
    }
}
