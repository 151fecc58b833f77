#include "compose/bound.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compose/bound_survey.h"
#include "compose/bound_values.h"
#include "compose/links.h"
#include "compose/element_stack.h"
#include "read/markdown/html_pieces.h"

#include <string.h>

/* As what an element is written, and so how it ends. */
enum written_as {
    AS_ITSELF,
    AS_NOTHING,
    AS_DIV,
    AS_SPAN,
    AS_NOTE,
    AS_LINK,
    AS_OUTSIDE_LINK, /* its address is noted */
};

/* An address of a link that leaves the book, as it is noted below the text: once. */
struct noted_addresses {
    struct text *items;
    size_t count, capacity;
    struct table numbers; /* to their indexes */
};

struct binding {
    struct buffer *out;
    struct bound *bound;
    struct text html;
    size_t at; /* in the HTML: behind the piece that is written */
    struct bound_survey survey;
    struct element_stack open; /* kind: enum written_as */
    size_t captions, marked;   /* of the survey's, met so far */
    size_t notes;              /* how many elements are open in the section of notes, itself among them; 0 outside of it */
    struct text number;        /* of a note whose first words are still to come; "" */
    size_t link_words;         /* in the output: where the words of a link begin whose address is noted */
    struct text link_href;
    bool lacks_ends; /* of a <span> */
    struct noted_addresses noted;
    struct arena *arena;
};

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

static struct text id_in_book(const struct binding *binding, struct text id) {
    return bound_id(binding->bound->id_prefix, id, binding->arena);
}

/* Tags -------------------------------------------------------------------------------------------------------------------- */

static void add_attribute(struct buffer *out, struct text name, struct text value) {
    buffer_add_char(out, ' ');
    buffer_add(out, name);
    buffer_add(out, TEXT("=\""));
    buffer_add_html(out, value);
    buffer_add_char(out, '"');
}

static void add_epub_type(const struct binding *binding, struct text type) {
    if (binding->bound->has_epub_types)
        add_attribute(binding->out, TEXT("epub:type"), type);
}

static struct text attribute_of(const struct binding *binding, const struct html_piece *piece, struct text name) {
    struct text value;
    html_attribute(&value, piece->attributes, name, binding->arena);
    return value;
}

static bool is_named(const struct html_piece *piece, struct text name) {
    return text_equal_ignoring_case(piece->name, name);
}

/* Where a link or a picture leads: in the text to a place that it has, else where the book says. */
static struct bound_link lead_of(const struct binding *binding, struct text href, bool is_picture) {
    if (!href.size || text_starts(href, TEXT("data:,")))
        return (struct bound_link){0};
    if (href.bytes[0] != '#')
        return binding->bound->lead(href, is_picture, binding->bound->context, binding->arena);
    struct text id = utf8_percent_decoded(text_after(href, 1), binding->arena);
    if (!has_place(binding, id))
        return (struct bound_link){0};
    return (struct bound_link){.href = link_anchor(id_in_book(binding, id), binding->arena)};
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

static bool is_in_drawing(const struct binding *binding, const struct html_piece *piece) {
    return is_named(piece, TEXT("svg")) || is_named(piece, TEXT("math")) || element_stack_has(&binding->open, TEXT("svg")) ||
           element_stack_has(&binding->open, TEXT("math"));
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

static enum attribute_kind kind_of(const struct binding *binding, const struct html_piece *piece, struct text name,
                                   struct text value) {
    bool in_drawing = is_in_drawing(binding, piece);
    if (!is_attribute_name(name))
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

/* An id is written once: of two elements with one id, links lead to the first. */
static void add_id(struct binding *binding, struct text id) {
    if (has_place(binding, id) && table_put(&binding->survey.ids, id, BOUND_WRITTEN, binding->arena) != BOUND_WRITTEN)
        add_attribute(binding->out, TEXT("id"), id_in_book(binding, id));
}

static void add_ids(struct binding *binding, struct text name, struct text value) {
    struct buffer ids = {0};
    struct text id;
    while (text_cut(&id, &value, ' ')) {
        if (!has_place(binding, id))
            continue;
        buffer_add(&ids, ids.size ? TEXT(" ") : TEXT(""));
        buffer_add(&ids, id_in_book(binding, id));
    }
    if (ids.size)
        add_attribute(binding->out, name, buffer_text(&ids));
    buffer_free(&ids);
}

static void add_address(struct binding *binding, struct text name, struct text value, bool is_picture) {
    struct text href = lead_of(binding, value, is_picture).href;
    if (href.size)
        add_attribute(binding->out, name, href);
}

/* In a drawing: fill="url(#shade)". */
static struct text plain_value(const struct binding *binding, struct text value) {
    size_t end = text_find_char(value, ')', 0);
    if (!text_starts(value, TEXT("url(#")) || end == value.size)
        return value;
    struct text id = id_in_book(binding, text_slice(value, 5, end));
    return text_format(binding->arena, "url(#%.*s%.*s", TEXT_ARGS(id), TEXT_ARGS(text_after(value, end)));
}

/* "40px" are 40, as a browser reads it; "33%" is something of style sheets only. */
static void add_size(struct binding *binding, struct text name, struct text value) {
    size_t end = 0;
    value = text_trim(value);
    while (end < value.size && value.bytes[end] >= '0' && value.bytes[end] <= '9')
        end++;
    struct text digits = text_slice(value, 0, end);
    if (!bound_may_be(BOUND_COUNT, digits, binding->arena))
        return;
    if (text_starts(text_after(value, end), TEXT("%")))
        add_attribute(binding->out, TEXT("style"),
                      text_format(binding->arena, "%.*s: %.*s%%", TEXT_ARGS(name), TEXT_ARGS(digits)));
    else
        add_attribute(binding->out, name, digits);
}

static void write_attribute(struct binding *binding, const struct html_piece *piece, struct text name, struct text written) {
    struct text value = html_decoded(written, binding->arena);
    switch (kind_of(binding, piece, name, value)) {
    case ATTRIBUTE_LEFT_OUT: return;
    case ATTRIBUTE_ID: add_id(binding, value); return;
    case ATTRIBUTE_IDS: add_ids(binding, name, value); return;
    case ATTRIBUTE_ADDRESS: add_address(binding, name, value, false); return;
    case ATTRIBUTE_PICTURE: add_address(binding, name, value, true); return;
    case ATTRIBUTE_SIZE: add_size(binding, name, value); return;
    case ATTRIBUTE_PLAIN: break;
    }
    if (written.bytes)
        add_attribute(binding->out, name, plain_value(binding, value));
    else
        buffer_add_char(binding->out, ' '), buffer_add(binding->out, name);
}

static bool is_among(struct text name, const char *const *names) {
    while (**names && !text_equal_ignoring_case(name, text_of(*names)))
        names++;
    return **names;
}

/* All of a tag but those that are named, which end with "". Of two ids the first is the element's. */
static void write_attributes(struct binding *binding, const struct html_piece *piece, const char *const *but) {
    struct text name, value;
    bool has_id = false;
    for (size_t at = 0; html_next_attribute(&name, &value, piece->attributes, &at);) {
        bool is_id = text_equal_ignoring_case(name, TEXT("id"));
        if (!is_among(name, but) && !(is_id && has_id))
            write_attribute(binding, piece, name, value);
        has_id |= is_id;
    }
}

static const char *const no_attribute[] = {""};

static void push(struct binding *binding, const struct html_piece *piece, enum written_as as) {
    element_stack_push(&binding->open, piece->name, binding->arena)->kind = as;
}

/* <path/>: in drawings and formulas an element may end where it begins. */
static bool is_closed(const struct binding *binding, const struct html_piece *piece) {
    return text_ends(piece->attributes, TEXT("/")) &&
           (element_stack_has(&binding->open, TEXT("svg")) || element_stack_has(&binding->open, TEXT("math")));
}

/* The elements of HTML that stay, outside of drawings and formulas; and those that are around a whole file. */
static const char stays[] = " a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del "
                            "dfn div dl dt em figcaption "
                            "figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol p pre q "
                            "rp rt ruby s samp section small "
                            "span strong sub sup table tbody td tfoot th thead time tr u ul var wbr ";
static const char stays_around[] = " html head title meta link body ";

/* An element that says nothing where it stands: a direction that is none, and what may not be in another of its kind. */
static bool says_nothing(const struct binding *binding, const struct html_piece *piece) {
    static const char *const once[] = {"address", "dfn", "footer", "header", ""};
    if (is_named(piece, TEXT("bdo")))
        return !bound_may_be(" ltr rtl ", attribute_of(binding, piece, TEXT("dir")), binding->arena);
    return is_among(piece->name, once) && element_stack_has(&binding->open, text_lower_ascii(piece->name, binding->arena));
}

/* Of others, which no book may have or which are none, the words do. */
static bool is_kept(const struct binding *binding, const struct html_piece *piece) {
    struct text name = text_format(binding->arena, " %.*s ", TEXT_ARGS(text_lower_ascii(piece->name, binding->arena)));
    if (is_in_drawing(binding, piece))
        return true;
    if (text_contains(text_of(stays), name))
        return !says_nothing(binding, piece);
    return !element_stack_has(&binding->open, TEXT("body")) && text_contains(text_of(stays_around), name);
}

static void write_place(struct binding *binding, const struct html_piece *piece) {
    struct text id = attribute_of(binding, piece, TEXT("id"));
    if (!id.size)
        return;
    buffer_add(binding->out, TEXT("<span"));
    add_id(binding, id);
    buffer_add(binding->out, TEXT("></span>"));
}

static void write_itself(struct binding *binding, const struct html_piece *piece) {
    if (!is_kept(binding, piece)) {
        write_place(binding, piece);
        if (!html_is_void(piece->name))
            push(binding, piece, AS_NOTHING);
        return;
    }
    buffer_add_char(binding->out, '<');
    buffer_add(binding->out, piece->name);
    write_attributes(binding, piece, no_attribute);
    if (is_closed(binding, piece)) {
        buffer_add(binding->out, TEXT("/>"));
        return;
    }
    buffer_add_char(binding->out, '>');
    if (!html_is_void(piece->name))
        push(binding, piece, AS_ITSELF);
}

/* A <div> with the element's name for a class, beside those that it has. */
static void write_division(struct binding *binding, const struct html_piece *piece) {
    static const char *const but[] = {"class", "open", "name", ""};
    struct text class = attribute_of(binding, piece, TEXT("class"));
    buffer_add(binding->out, TEXT("<div class=\""));
    buffer_add(binding->out, text_lower_ascii(piece->name, binding->arena));
    buffer_add(binding->out, class.size ? TEXT(" ") : TEXT(""));
    buffer_add_html(binding->out, class);
    buffer_add_char(binding->out, '"');
    write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
    push(binding, piece, AS_DIV);
}

static void write_figcaption(struct binding *binding, const struct html_piece *piece) {
    if (binding->survey.captions.items[binding->captions++])
        write_itself(binding, piece);
    else
        write_division(binding, piece);
}

/* Addresses of links that leave the book ------------------------------------------------------------------------------------
 */

static struct text address_id(const struct binding *binding, unsigned number) {
    return id_in_book(binding, text_format(binding->arena, "_address-%u", number));
}

static unsigned number_of_address(struct binding *binding, struct text href) {
    uint32_t index = table_get(&binding->noted.numbers, href);
    if (index == NONE) {
        index = (uint32_t)binding->noted.count;
        *array_add(&binding->noted, binding->arena) = href;
        table_put(&binding->noted.numbers, href, index, binding->arena);
    }
    return index + 1;
}

/* "a.org" says "https://a.org/", too. */
static bool says_address(struct text words, struct text href) {
    static const char *const schemes[] = {"", "https://", "http://", "mailto:"};
    for (size_t i = 0; i < COUNT_OF(schemes); i++) {
        struct text scheme = text_of(schemes[i]);
        struct text rest = text_starts(href, scheme) ? text_after(href, scheme.size) : href;
        if (text_equal(words, rest) || text_equal(words, text_slice(rest, 0, rest.size - text_ends(rest, TEXT("/")))))
            return true;
    }
    return false;
}

static void note_address(struct binding *binding, struct text href) {
    struct buffer *out = binding->out;
    unsigned number = number_of_address(binding, href);
    buffer_add(out, TEXT("<a class=\"address-ref\""));
    add_epub_type(binding, TEXT("noteref"));
    add_attribute(out, TEXT("role"), TEXT("doc-noteref"));
    add_attribute(out, TEXT("href"), link_anchor(address_id(binding, number), binding->arena));
    buffer_add_format(out, ">[%u]</a>", number);
}

static void end_outside_link(struct binding *binding) {
    struct text words = text_slice(buffer_text(binding->out), binding->link_words, binding->out->size);
    bool is_said = says_address(text_trim(html_decoded(words, binding->arena)), binding->link_href);
    buffer_add(binding->out, TEXT("</a>"));
    if (!is_said)
        note_address(binding, binding->link_href);
}

static void write_addresses(const struct binding *binding) {
    struct buffer *out = binding->out;
    if (!binding->noted.count)
        return;
    buffer_add(out, TEXT("<div class=\"addresses\">\n"));
    for (size_t i = 0; i < binding->noted.count; i++) {
        buffer_add(out, TEXT("<aside class=\"address\""));
        add_epub_type(binding, TEXT("footnote"));
        add_attribute(out, TEXT("role"), TEXT("doc-footnote"));
        add_attribute(out, TEXT("id"), address_id(binding, (unsigned)i + 1));
        buffer_add_format(out, "><p><span class=\"note-number\">[%u]</span> <a", (unsigned)i + 1);
        add_attribute(out, TEXT("href"), binding->noted.items[i]);
        buffer_add_char(out, '>');
        buffer_add_html(out, binding->noted.items[i]);
        buffer_add(out, TEXT("</a></p></aside>\n"));
    }
    buffer_add(out, TEXT("</div>\n"));
}

/* What ends --------------------------------------------------------------------------------------------------------------- */

static void end_innermost(struct binding *binding) {
    static const char *const closers[] = {
        [AS_NOTHING] = "", [AS_DIV] = "</div>", [AS_SPAN] = "</span>", [AS_NOTE] = "</aside>", [AS_LINK] = "</a>"};
    struct stacked_element tag = element_stack_pop(&binding->open, binding->arena);
    if (binding->open.count < binding->notes)
        binding->notes = 0;
    if (tag.kind == AS_ITSELF)
        buffer_add_format(binding->out, "</%.*s>", TEXT_ARGS(tag.written));
    else if (tag.kind == AS_OUTSIDE_LINK)
        end_outside_link(binding);
    else
        buffer_add(binding->out, text_of(closers[tag.kind]));
}

static void end_elements(struct binding *binding, struct text name) {
    for (size_t count = element_stack_ended(&binding->open, name, binding->arena); count; count--)
        end_innermost(binding);
}

/* Links ------------------------------------------------------------------------------------------------------------------- */

/* Whether `rest` of the HTML comes next; then it is passed. */
static bool pass(struct binding *binding, struct text rest) {
    bool is_next = text_starts(text_after(binding->html, binding->at), rest);
    binding->at += is_next ? rest.size : 0;
    return is_next;
}

/* What stands on the site as a link to a passage's address. */
static void write_page(struct binding *binding) {
    struct bound_page *page = array_add(&binding->bound->pages, binding->arena);
    page->number = (uint32_t)binding->bound->pages.count;
    page->id = id_in_book(binding, text_format(binding->arena, "_passage-%u", (unsigned)page->number));
    buffer_add(binding->out, TEXT("<span class=\"passage\""));
    add_attribute(binding->out, TEXT("id"), page->id);
    add_epub_type(binding, TEXT("pagebreak"));
    buffer_add_format(binding->out, " role=\"doc-pagebreak\" aria-label=\"%u\"></span>", (unsigned)page->number);
}

/* The whole of a link to a passage, with its number or without. */
static bool pass_passage(struct binding *binding) {
    size_t at = binding->at;
    while (binding->at < binding->html.size && binding->html.bytes[binding->at] >= '0' &&
           binding->html.bytes[binding->at] <= '9')
        binding->at++;
    bool is_whole = pass(binding, TEXT("</a>"));
    if (!is_whole)
        binding->at = at;
    return is_whole;
}

/* What is only for visitors of a site: links to a passage, and to a heading. */
static bool is_of_site(struct binding *binding, struct text class) {
    if (text_equal(class, TEXT("passage")) && pass_passage(binding)) {
        write_page(binding);
        return true;
    }
    if (!text_equal(class, TEXT("anchor")) || !pass(binding, TEXT("#</a>")))
        return false;
    while (binding->out->size && binding->out->bytes[binding->out->size - 1] == ' ')
        binding->out->size--;
    return true;
}

/* <a name="x"> is what had an id before there were ids; browsers go to what has an id, where both are there. */
static void add_name(struct binding *binding, const struct html_piece *piece) {
    struct text id = attribute_of(binding, piece, TEXT("id")), name = attribute_of(binding, piece, TEXT("name"));
    bool is_named = !id.size && table_get(&binding->survey.ids, name) == BOUND_NAME;
    add_id(binding, is_named ? name : id);
}

static bool has_blocks(struct binding *binding, const struct html_piece *piece) {
    const struct bound_survey *survey = &binding->survey;
    while (binding->marked < survey->marked.count && survey->marked.items[binding->marked].start < piece->start)
        binding->marked++;
    return binding->marked < survey->marked.count && survey->marked.items[binding->marked].start == piece->start &&
           survey->marked.items[binding->marked].has_blocks;
}

/* A link that leads nowhere in the book: its words, and what is said of them. */
static void write_words_alone(struct binding *binding, const struct html_piece *piece, struct text class) {
    static const char *const but[] = {"id",       "name", "href", "class",    "title",  "role", "rel",
                                      "hreflang", "type", "ping", "download", "target", ""};
    bool divides = has_blocks(binding, piece);
    size_t start = binding->out->size;
    buffer_add(binding->out, divides ? TEXT("<div") : TEXT("<span"));
    size_t said = binding->out->size;
    add_name(binding, piece);
    if (class.size && !text_starts(class, TEXT("reference")))
        add_attribute(binding->out, TEXT("class"), class);
    write_attributes(binding, piece, but);
    bool is_needed = binding->out->size > said;
    if (is_needed)
        buffer_add_char(binding->out, '>');
    else
        binding->out->size = start;
    push(binding, piece, !is_needed ? AS_NOTHING : divides ? AS_DIV : AS_SPAN);
}

static void write_link_to(struct binding *binding, const struct html_piece *piece, const struct bound_link *link) {
    static const char *const but[] = {"id", "name", "href", "target", ""};
    bool is_noted = link->is_outside && binding->bound->addresses == BOUND_NOTED;
    buffer_add(binding->out, TEXT("<a"));
    add_attribute(binding->out, TEXT("href"), link->href);
    add_name(binding, piece);
    write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
    push(binding, piece, is_noted ? AS_OUTSIDE_LINK : AS_LINK);
    if (is_noted) {
        binding->link_words = binding->out->size;
        binding->link_href = link->href;
    }
}

/* A link in a link ends that one, as in a browser. */
/* What the style sheet of the site puts before a quotation that was found: not every program for books knows how. */
static void write_sign(const struct binding *binding, struct text class) {
    if (!binding->bound->has_epub_types || !text_starts(class, TEXT("verified")))
        return;
    buffer_add(binding->out, text_equal(class, TEXT("verified")) ? TEXT("✓\u00a0") : TEXT("≈\u00a0"));
}

static void write_link(struct binding *binding, const struct html_piece *piece) {
    struct text class = attribute_of(binding, piece, TEXT("class"));
    end_elements(binding, TEXT("a"));
    if (is_of_site(binding, class))
        return;
    struct bound_link link = lead_of(binding, attribute_of(binding, piece, TEXT("href")), false);
    if (link.href.size)
        write_link_to(binding, piece, &link);
    else
        write_words_alone(binding, piece, class);
    write_sign(binding, class);
}

/* Notes ------------------------------------------------------------------------------------------------------------------- */

/* The whole of <sup class="note-ref"><a ...>1</a></sup>, whose note is there. */
static bool is_note_reference(struct html_piece *link, struct html_piece *words, struct binding *binding) {
    struct html_piece piece;
    size_t at = binding->at;
    if (!html_next(link, binding->html, &at) || link->kind != HTML_OPENS || !is_named(link, TEXT("a")))
        return false;
    if (!text_equal(attribute_of(binding, link, TEXT("role")), TEXT("doc-noteref")) ||
        !lead_of(binding, attribute_of(binding, link, TEXT("href")), false).href.size)
        return false;
    if (!html_next(words, binding->html, &at) || words->kind != HTML_WORDS || !html_next(&piece, binding->html, &at) ||
        piece.kind != HTML_CLOSES || !is_named(&piece, TEXT("a")) || !html_next(&piece, binding->html, &at) ||
        piece.kind != HTML_CLOSES || !is_named(&piece, TEXT("sup")))
        return false;
    binding->at = at;
    return true;
}

static void write_note_reference(struct binding *binding, const struct html_piece *link, const struct html_piece *words) {
    buffer_add(binding->out, TEXT("<a class=\"note-ref\""));
    add_epub_type(binding, TEXT("noteref"));
    write_attributes(binding, link, no_attribute);
    buffer_add_char(binding->out, '>');
    buffer_add(binding->out, text_slice(binding->html, words->start, words->end));
    buffer_add(binding->out, TEXT("</a>"));
}

static void write_sup(struct binding *binding, const struct html_piece *piece) {
    struct html_piece link, words;
    bool is_reference = !element_stack_has(&binding->open, TEXT("a")) &&
                        text_equal(attribute_of(binding, piece, TEXT("class")), TEXT("note-ref")) &&
                        is_note_reference(&link, &words, binding);
    if (is_reference)
        write_note_reference(binding, &link, &words);
    else
        write_itself(binding, piece);
}

static void write_section(struct binding *binding, const struct html_piece *piece) {
    static const char *const but[] = {"class", "role", ""};
    if (binding->notes || !text_equal(attribute_of(binding, piece, TEXT("role")), TEXT("doc-endnotes"))) {
        write_itself(binding, piece);
        return;
    }
    buffer_add(binding->out, TEXT("<section class=\"notes\""));
    add_epub_type(binding, TEXT("footnotes"));
    write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
    push(binding, piece, AS_ITSELF);
    binding->notes = binding->open.count;
}

/* The list of notes itself is none any more. */
static void write_list(struct binding *binding, const struct html_piece *piece) {
    if (binding->notes && binding->open.count == binding->notes)
        push(binding, piece, AS_NOTHING);
    else
        write_itself(binding, piece);
}

static void write_item(struct binding *binding, const struct html_piece *piece) {
    struct text id = attribute_of(binding, piece, TEXT("id"));
    if (!binding->notes || binding->open.count != binding->notes + 1 || !text_starts(id, TEXT("note-"))) {
        write_itself(binding, piece);
        return;
    }
    buffer_add(binding->out, TEXT("<aside class=\"note\""));
    add_epub_type(binding, TEXT("footnote"));
    add_attribute(binding->out, TEXT("role"), TEXT("doc-footnote"));
    write_attributes(binding, piece, no_attribute);
    buffer_add_char(binding->out, '>');
    push(binding, piece, AS_NOTE);
    binding->number = text_slice(id, strlen("note-"), text_find_char(id, '.', 0));
}

static void write_number(struct binding *binding) {
    buffer_add(binding->out, TEXT("<span class=\"note-number\">"));
    buffer_add_html(binding->out, binding->number);
    buffer_add(binding->out, TEXT("</span> "));
    binding->number = (struct text){0};
}

/* Before what a note begins with, where that is no paragraph. */
static void write_number_alone(struct binding *binding) {
    buffer_add(binding->out, TEXT("<p>"));
    write_number(binding);
    buffer_add(binding->out, TEXT("</p>\n"));
}

/* Pictures, and what no book shows ---------------------------------------------------------------------------------------- */

/* What the book has not: `words` for it, which lead to where it stands. */
static void write_absent(struct binding *binding, struct bound_link link, struct text words) {
    bool is_link = link.href.size && words.size && !element_stack_has(&binding->open, TEXT("a"));
    if (is_link) {
        buffer_add(binding->out, TEXT("<a"));
        add_attribute(binding->out, TEXT("href"), link.href);
        buffer_add_char(binding->out, '>');
    }
    buffer_add_html(binding->out, words);
    buffer_add(binding->out, is_link ? TEXT("</a>") : TEXT(""));
}

static void write_picture(struct binding *binding, const struct html_piece *piece) {
    static const char *const but[] = {"src", "alt", ""};
    struct text alt = attribute_of(binding, piece, TEXT("alt")), written = attribute_of(binding, piece, TEXT("src"));
    struct text src = lead_of(binding, written, true).href;
    if (!src.size) {
        struct bound_link link = lead_of(binding, written, false);
        write_absent(binding, link, text_trim(alt).size ? alt : link.href);
        return;
    }
    binding->bound->has_pictures = true;
    binding->bound->has_picture_without_text |= !text_trim(alt).size;
    buffer_add(binding->out, TEXT("<img"));
    add_attribute(binding->out, TEXT("src"), src);
    add_attribute(binding->out, TEXT("alt"), alt);
    write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
}

static void write_drawing(struct binding *binding, const struct html_piece *piece) {
    binding->bound->has_svg |= is_named(piece, TEXT("svg"));
    binding->bound->has_math |= is_named(piece, TEXT("math"));
    write_itself(binding, piece);
}

/* The box of a task; what is to be filled in by a visitor has no words. */
static void write_input(struct binding *binding, const struct html_piece *piece) {
    struct text unused;
    if (!text_equal_ignoring_case(attribute_of(binding, piece, TEXT("type")), TEXT("checkbox")))
        return;
    buffer_add(binding->out, TEXT("<span class=\"box\" role=\"img\""));
    add_attribute(binding->out, TEXT("aria-label"), attribute_of(binding, piece, TEXT("aria-label")));
    bool is_done = html_attribute(&unused, piece->attributes, TEXT("checked"), binding->arena);
    buffer_add(binding->out, is_done ? TEXT(">☑</span>") : TEXT(">☐</span>"));
}

/* What plays or stands at an address, which becomes a link; what is in it are words for who cannot see it. */
static void write_player(struct binding *binding, const struct html_piece *piece) {
    struct text written = attribute_of(binding, piece, is_named(piece, TEXT("object")) ? TEXT("data") : TEXT("src"));
    struct bound_link link = lead_of(binding, written, false);
    write_absent(binding, link, link.href.size ? link.href : written);
    if (!html_is_void(piece->name))
        push(binding, piece, AS_NOTHING);
}

/* Behind the end of a <span> that has begun; SIZE_MAX where it has none. */
static size_t behind_span(const struct binding *binding) {
    struct html_piece piece;
    size_t at = binding->at;
    for (size_t depth = 1; html_next(&piece, binding->html, &at);) {
        bool is_span = is_named(&piece, TEXT("span"));
        depth += is_span && piece.kind == HTML_OPENS;
        depth -= is_span && piece.kind == HTML_CLOSES;
        if (depth == 0)
            return at;
    }
    return SIZE_MAX;
}

/* How a passage read at first, for who comes by an address of before: on the site it shows for them alone. */
static bool is_reworded(const struct binding *binding, const struct html_piece *piece) {
    struct text unused;
    return text_equal(attribute_of(binding, piece, TEXT("class")), TEXT("reworded")) &&
           html_attribute(&unused, piece->attributes, TEXT("hidden"), binding->arena);
}

static void write_span(struct binding *binding, const struct html_piece *piece) {
    size_t end = binding->lacks_ends || !is_reworded(binding, piece) ? SIZE_MAX : behind_span(binding);
    if (end != SIZE_MAX) {
        binding->at = end;
        return;
    }
    /* Looked for once, so that the time grows with the text. */
    binding->lacks_ends |= is_reworded(binding, piece);
    write_itself(binding, piece);
}

/* The whole --------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*write)(struct binding *binding, const struct html_piece *piece);
} writers[] = {
    {"a", write_link},           {"sup", write_sup},          {"section", write_section},
    {"ol", write_list},          {"li", write_item},          {"img", write_picture},
    {"details", write_division}, {"summary", write_division}, {"figcaption", write_figcaption},
    {"input", write_input},      {"svg", write_drawing},      {"math", write_drawing},
    {"span", write_span},        {"iframe", write_player},    {"embed", write_player},
    {"object", write_player},    {"video", write_player},     {"audio", write_player},
};

/* <small> with paragraphs in it is something to browsers; in a book only what divides has those. */
static void write_element(struct binding *binding, const struct html_piece *piece) {
    if (has_blocks(binding, piece) && !is_named(piece, TEXT("a"))) {
        write_division(binding, piece);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(writers); i++)
        if (is_named(piece, text_of(writers[i].name))) {
            writers[i].write(binding, piece);
            return;
        }
    write_itself(binding, piece);
}

static bool is_place(const struct binding *binding, const struct html_piece *piece) {
    return is_named(piece, TEXT("span")) && text_equal(attribute_of(binding, piece, TEXT("class")), TEXT("place"));
}

static void begin_element(struct binding *binding, const struct html_piece *piece) {
    bool is_numbered = binding->number.size && !is_place(binding, piece), is_paragraph = is_named(piece, TEXT("p"));
    if (is_numbered && !is_paragraph)
        write_number_alone(binding);
    write_element(binding, piece);
    if (is_numbered && is_paragraph)
        write_number(binding);
}

/* A '<' that begins no tag must not begin one with what is written behind it. */
static void write_words(struct binding *binding, const struct html_piece *piece) {
    struct text words = text_slice(binding->html, piece->start, piece->end);
    if (binding->number.size && text_trim(words).size)
        write_number(binding);
    for (size_t at = 0, end; at < words.size; at = end + 1) {
        end = text_find_char(words, '<', at);
        buffer_add(binding->out, text_slice(words, at, end));
        buffer_add(binding->out, end < words.size ? TEXT("&lt;") : TEXT(""));
    }
}

void bound_write(struct buffer *out, struct bound *bound, struct text html) {
    struct binding binding = {.out = out, .bound = bound, .html = html, .arena = bound->arena};
    struct html_piece piece;
    bound_survey_of(&binding.survey, html, bound->arena);
    while (html_next(&piece, html, &binding.at)) {
        if (piece.kind == HTML_OPENS)
            begin_element(&binding, &piece);
        else if (piece.kind == HTML_CLOSES)
            end_elements(&binding, piece.name);
        else if (piece.kind == HTML_WORDS)
            write_words(&binding, &piece);
    }
    while (binding.open.count)
        end_innermost(&binding);
    write_addresses(&binding);
}
