#include "compose/xhtml.h"

#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"
#include "compose/xhtml_names.h"
#include "read/markdown/html_pieces.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 200,  /* libxml2 reads no more than 256 levels: the tags of deeper elements are left out */
    ENDING_LIMIT = 100, /* how far above an element those that it ends are looked for */
    AGAIN_LIMIT = 8,    /* how many elements around words begin again where one around them ends */
};

enum namespace { SPACE_HTML, SPACE_SVG, SPACE_MATHML };

struct xhtml_element {
    struct text name;    /* in small letters */
    struct text written; /* as it stands in the output; "" : its tags do not */
    struct text attributes;
    struct text last; /* the name of the last element in it; "" for none */
    uint8_t space;    /* enum namespace */
    uint8_t around;   /* that of the names of tags inside it: its own, or where it is not written, its parent's */
};

struct xhtml_writer {
    struct buffer *out;
    struct text html;
    size_t at;    /* in the HTML */
    size_t start; /* of the output */
    bool has_content;
    struct {
        struct xhtml_element *items;
        size_t count, capacity;
    } open;
    size_t depth;            /* how many of these are written */
    struct table counts;     /* how many of each name are open */
    struct table attributes; /* the number of the last tag that had one of that name */
    uint32_t tags;
    struct arena arena;
};

/* Characters */

static bool is_all_space(struct text text) {
    return text_trim(text).size == 0;
}

/* What may stand in XML, with ends of lines as it has them. */
static struct text allowed(struct text text, struct arena *arena) {
    text = utf8_allowed(NULL, utf8_repaired(text, arena), arena);
    if (text_find_char(text, '\r', 0) == text.size)
        return text;
    struct buffer lines = {0};
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] != '\r')
            buffer_add_char(&lines, text.bytes[i]);
        else if (i + 1 == text.size || text.bytes[i + 1] != '\n')
            buffer_add_char(&lines, '\n');
    text = buffer_take(&lines, arena);
    return text;
}

static void make_parent(struct xhtml_writer *writer, struct text name);

static void add_words(struct xhtml_writer *writer, struct text words) {
    struct arena scratch = {0};
    if (!is_all_space(words)) {
        writer->has_content = true;
        make_parent(writer, TEXT(""));
    }
    buffer_add_html(writer->out, allowed(words, &scratch));
    arena_free(&scratch);
}

static void add_decoded(struct xhtml_writer *writer, struct text words) {
    struct arena scratch = {0};
    add_words(writer, html_decoded(words, &scratch));
    arena_free(&scratch);
}

/* XML takes the ends of lines in values for spaces, unless they are references. */
static void add_value(struct buffer *out, struct text value) {
    for (size_t at = 0; at < value.size;) {
        size_t end = at;
        while (end < value.size && value.bytes[end] != '\n' && value.bytes[end] != '\t')
            end++;
        buffer_add_html(out, text_slice(value, at, end));
        if (end < value.size)
            buffer_add_format(out, "&#%d;", value.bytes[end++]);
        at = end;
    }
}

/* Names */

static struct text lower(struct text name, struct arena *arena) {
    for (size_t i = 0; i < name.size; i++)
        if (name.bytes[i] >= 'A' && name.bytes[i] <= 'Z')
            return text_lower_ascii(name, arena);
    return name;
}

/* Of the names that XML has, those in ASCII and without a colon. */
static bool is_xml_name(struct text name) {
    for (size_t i = 0; i < name.size; i++) {
        char c = name.bytes[i];
        bool is_letter = char_is_letter(c) || c == '_';
        bool may_follow = char_is_digit(c) || c == '-' || c == '.';
        if (!is_letter && (i == 0 || !may_follow))
            return false;
    }
    return name.size > 0;
}

/* Open elements */

static uint32_t open_count(const struct xhtml_writer *writer, struct text name) {
    uint32_t count = table_get(&writer->counts, name);
    return count == NONE ? 0 : count;
}

static struct xhtml_element *innermost(const struct xhtml_writer *writer) {
    return writer->open.count ? &writer->open.items[writer->open.count - 1] : NULL;
}

static enum namespace space_inside(const struct xhtml_element *element) {
    if (!element || xhtml_takes_html(element->name))
        return SPACE_HTML;
    return element->space;
}

/* What the names of elements mean where the next tag will stand. */
static enum namespace written_space(const struct xhtml_writer *writer) {
    const struct xhtml_element *element = innermost(writer);
    return element ? element->around : SPACE_HTML;
}

static void end_innermost(struct xhtml_writer *writer) {
    struct xhtml_element *element = innermost(writer);
    bool lacks_explanation = text_equal(element->name, TEXT("dl")) && text_equal(element->last, TEXT("dt"));
    if (lacks_explanation && element->space == SPACE_HTML)
        buffer_add(writer->out, TEXT("<dd></dd>"));
    if (element->written.size) {
        buffer_add_format(writer->out, "</%.*s>", TEXT_ARGS(element->written));
        writer->depth--;
    }
    table_put(&writer->counts, element->name, open_count(writer, element->name) - 1, &writer->arena);
    writer->open.count--;
}

static void end_down_to(struct xhtml_writer *writer, size_t count) {
    while (writer->open.count > count)
        end_innermost(writer);
}

static void end_foreign(struct xhtml_writer *writer) {
    while (space_inside(innermost(writer)) != SPACE_HTML)
        end_innermost(writer);
}

static void end_as(struct xhtml_writer *writer, const struct xhtml_ending *ending) {
    size_t found = writer->open.count, looked = 0;
    for (size_t i = writer->open.count; i-- > 0 && looked++ < ENDING_LIMIT;) {
        const struct xhtml_element *element = &writer->open.items[i];
        if (element->space != SPACE_HTML || xhtml_is_one_of(element->name, ending->within))
            break;
        if (xhtml_is_one_of(element->name, ending->ends))
            found = i;
    }
    end_down_to(writer, found);
}

static void end_what_cannot_hold(struct xhtml_writer *writer, struct text name) {
    const struct xhtml_ending *ending;
    for (size_t at = 0; (ending = xhtml_next_ending(name, &at));)
        end_as(writer, ending);
}

/* Attributes */

/* Whether this tag has none of that name so far. */
static bool is_first(struct xhtml_writer *writer, struct text name) {
    return table_put(&writer->attributes, name, writer->tags, &writer->arena) != writer->tags;
}

static void write_attribute(struct xhtml_writer *writer, struct text name, struct text value) {
    buffer_add_format(writer->out, " %.*s=\"", TEXT_ARGS(name));
    add_value(writer->out, value);
    buffer_add_char(writer->out, '"');
}

static void write_language(struct xhtml_writer *writer, enum namespace space, struct text value) {
    if (!is_first(writer, TEXT("lang")))
        return;
    if (space == SPACE_HTML)
        write_attribute(writer, TEXT("lang"), value);
    write_attribute(writer, TEXT("xml:lang"), value);
}

/* The declaration of a prefix, where it is not on <html>. */
static void declare(struct xhtml_writer *writer, struct text prefix) {
    bool is_epub = text_equal(prefix, TEXT("epub"));
    struct text declaration = is_epub ? TEXT("xmlns:epub") : TEXT("xmlns:xlink");
    if ((is_epub && open_count(writer, TEXT("html"))) || !is_first(writer, declaration))
        return;
    write_attribute(writer, declaration, is_epub ? TEXT("http://www.idpf.org/2007/ops") : TEXT("http://www.w3.org/1999/xlink"));
}

/* Of prefixes three mean something: epub:type everywhere, xml: and xlink: in SVG and MathML. */
static void write_prefixed(struct xhtml_writer *writer, enum namespace space, struct text name, struct text value) {
    size_t colon = text_find_char(name, ':', 0);
    struct text prefix = text_slice(name, 0, colon);
    bool is_known = text_equal(prefix, TEXT("epub")) || (space != SPACE_HTML && xhtml_is_one_of(prefix, "xml xlink"));
    if (!is_known || !is_xml_name(text_after(name, colon + 1)) || !is_first(writer, name))
        return;
    if (!text_equal(prefix, TEXT("xml")))
        declare(writer, prefix);
    write_attribute(writer, name, value);
}

static void add_attribute(struct xhtml_writer *writer, enum namespace space, struct text written, struct text value) {
    struct text name = lower(written, &writer->arena);
    if (space != SPACE_HTML)
        name = xhtml_foreign_spelling(name);
    if (text_equal(name, TEXT("lang")) || (space != SPACE_HTML && text_equal(name, TEXT("xml:lang"))))
        write_language(writer, space, value);
    else if (text_find_char(name, ':', 0) < name.size)
        write_prefixed(writer, space, name, value);
    else if (is_xml_name(name) && !text_starts(name, TEXT("xmlns")) && is_first(writer, name))
        write_attribute(writer, name, value);
}

/* Returns whether the tag ends in "/>". */
static bool add_attributes(struct xhtml_writer *writer, enum namespace space, struct text attributes) {
    struct text name, value;
    struct arena scratch = {0};
    size_t end = 0;
    for (size_t at = 0; html_next_attribute(&name, &value, attributes, &at); end = at)
        add_attribute(writer, space, name, allowed(html_decoded(value, &scratch), &scratch));
    arena_free(&scratch);
    return attributes.size > end && text_ends(attributes, TEXT("/"));
}

/* Tags */

/* A document begins with its <html>: what comes before are spaces. */
static bool begin_document(struct xhtml_writer *writer) {
    if (writer->has_content)
        return false;
    writer->out->size = writer->start;
    buffer_add(writer->out, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"));
    return true;
}

/* Of <html>, <head> and <body> a page has one; those after it add nothing that a book needs. */
static bool may_begin(struct xhtml_writer *writer, struct text name) {
    if (text_equal(name, TEXT("html")))
        return begin_document(writer);
    if (xhtml_is_of_tables(name))
        return open_count(writer, TEXT("table")) > 0;
    return !xhtml_is_one_of(name, "head body") || !open_count(writer, name);
}

static void write_namespaces(struct xhtml_writer *writer, const struct xhtml_element *element) {
    static const struct text names[] = {TEXT_INIT("http://www.w3.org/1999/xhtml"), TEXT_INIT("http://www.w3.org/2000/svg"),
                                        TEXT_INIT("http://www.w3.org/1998/Math/MathML")};
    bool is_root = element->space == SPACE_HTML && text_equal(element->name, TEXT("html"));
    if (is_root || element->space != written_space(writer))
        write_attribute(writer, TEXT("xmlns"), names[element->space]);
    if (is_root)
        write_attribute(writer, TEXT("xmlns:epub"), TEXT("http://www.idpf.org/2007/ops"));
}

/* Whether what is open holds words alone. */
static bool is_in_words(const struct xhtml_writer *writer) {
    static const struct text names[] = {TEXT_INIT("h1"), TEXT_INIT("h2"), TEXT_INIT("h3"), TEXT_INIT("h4"),
                                        TEXT_INIT("h5"), TEXT_INIT("h6"), TEXT_INIT("pre")};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (open_count(writer, names[i]))
            return true;
    return false;
}

/* As what an element of HTML is written: in a heading all are spans, and an item is one in its list alone. */
static struct text written_name(const struct xhtml_writer *writer, const struct xhtml_element *element) {
    const struct xhtml_element *parent = innermost(writer);
    if (xhtml_is_block(element->name) && is_in_words(writer))
        return TEXT("span");
    if (xhtml_is_one_of(element->name, "li") && !(parent && xhtml_is_one_of(parent->name, "ul ol menu")))
        return TEXT("div");
    if (xhtml_is_one_of(element->name, "dt dd") && !(open_count(writer, TEXT("dl")) && xhtml_is_one_of(parent->name, "dl div")))
        return TEXT("div");
    return element->name;
}

/* Returns whether the tag ends in "/>". */
static bool write_opening(struct xhtml_writer *writer, struct xhtml_element *element) {
    struct text attributes = element->attributes;
    struct text written = element->space == SPACE_HTML ? written_name(writer, element) : xhtml_foreign_spelling(element->name);
    writer->tags++;
    writer->has_content = true;
    element->around = (uint8_t)written_space(writer);
    if (!is_xml_name(written) || writer->depth >= DEPTH_LIMIT)
        return text_ends(attributes, TEXT("/"));
    element->written = written;
    buffer_add_format(writer->out, "<%.*s", TEXT_ARGS(written));
    write_namespaces(writer, element);
    element->around = element->space;
    return add_attributes(writer, element->space, attributes);
}

static void push(struct xhtml_writer *writer, struct xhtml_element element) {
    if (innermost(writer))
        innermost(writer)->last = element.name;
    *array_add(&writer->open, &writer->arena) = element;
    writer->depth += element.written.size > 0;
    table_put(&writer->counts, element.name, open_count(writer, element.name) + 1, &writer->arena);
}

/* Up to the end of the element that has just begun, in which there are no tags. */
static void add_flat(struct xhtml_writer *writer, struct text name, bool is_raw) {
    size_t end = writer->at;
    while (end < writer->html.size) {
        end = text_find(writer->html, TEXT("</"), end);
        if (text_equal_ignoring_case(text_slice(writer->html, end + 2, end + 2 + name.size), name))
            break;
        end += end < writer->html.size ? 2 : 0;
    }
    struct text inside = text_slice(writer->html, writer->at, end);
    if (is_raw)
        add_words(writer, inside);
    else
        add_decoded(writer, inside);
    writer->at = end;
}

static enum namespace space_of(struct xhtml_writer *writer, struct text name) {
    enum namespace space = space_inside(innermost(writer));
    if (space != SPACE_HTML && xhtml_leaves_foreign(name)) {
        end_foreign(writer);
        space = SPACE_HTML;
    }
    if (space != SPACE_HTML)
        return space;
    return text_equal(name, TEXT("svg")) ? SPACE_SVG : text_equal(name, TEXT("math")) ? SPACE_MATHML : SPACE_HTML;
}

/* HTML does not count the end of the line on which <pre> stands. */
static void skip_first_line_end(struct xhtml_writer *writer) {
    struct text rest = text_after(writer->html, writer->at);
    writer->at += text_starts(rest, TEXT("\r\n")) ? 2 : text_starts(rest, TEXT("\n")) || text_starts(rest, TEXT("\r"));
}

static void add_implied(struct xhtml_writer *writer, struct text name, struct text attributes) {
    struct xhtml_element element = {.name = name, .attributes = attributes};
    write_opening(writer, &element);
    buffer_add(writer->out, element.written.size ? TEXT(">") : TEXT(""));
    push(writer, element);
}

/* What explains nothing has an empty name. "" are words. */
static void make_term(struct xhtml_writer *writer, struct text name) {
    const struct xhtml_element *parent = innermost(writer);
    bool lacks_term = parent && parent->space == SPACE_HTML && text_equal(parent->name, TEXT("dl")) && !parent->last.size;
    if (lacks_term && !xhtml_is_one_of(name, "dt div")) {
        add_implied(writer, TEXT("dt"), TEXT(""));
        end_innermost(writer);
    }
}

/*
 * Rows that stand in a table itself are in a <tbody>, which nobody writes but style sheets name. What no row, table or list may
 * hold, and a browser shows elsewhere or nowhere, stands in a cell or an item of its own: "" are words. Such an item counts as
 * none.
 */
static void make_parent(struct xhtml_writer *writer, struct text name) {
    const struct xhtml_element *parent;
    const struct xhtml_content *content;
    make_term(writer, name);
    while ((parent = innermost(writer)) && parent->space == SPACE_HTML && (content = xhtml_content_of(parent->name)) &&
           !xhtml_is_one_of(name, content->holds)) {
        bool is_item = text_equal(text_of(content->instead), TEXT("li"));
        add_implied(writer, text_of(content->instead), is_item ? TEXT("style=\"display: block\"") : TEXT(""));
    }
}

/* As what an element is read where it stands: what is at the head of a table is so before its rows only. */
static struct text name_here(const struct xhtml_writer *writer, struct text name) {
    const struct xhtml_element *parent = innermost(writer);
    bool is_late = parent && text_equal(parent->name, TEXT("table")) && xhtml_is_one_of(parent->last, "thead tbody tfoot");
    if (text_equal(name, TEXT("image")))
        return TEXT("img");
    if (is_late && text_equal(name, TEXT("thead")))
        return TEXT("tbody");
    return is_late && text_equal(name, TEXT("caption")) ? TEXT("div") : name;
}

/* What HTML reads otherwise right behind the tag of an element of its own. */
static void read_inside(struct xhtml_writer *writer, struct text name) {
    if (xhtml_is_one_of(name, "pre listing textarea"))
        skip_first_line_end(writer);
    if (xhtml_is_raw(name) || xhtml_is_flat(name))
        add_flat(writer, name, xhtml_is_raw(name));
}

static void open_tag(struct xhtml_writer *writer, const struct html_piece *piece) {
    struct xhtml_element element = {.name = lower(piece->name, &writer->arena), .attributes = piece->attributes};
    bool is_html = (element.space = (uint8_t)space_of(writer, element.name)) == SPACE_HTML;
    if (is_html && !may_begin(writer, element.name))
        return;
    if (is_html) {
        end_what_cannot_hold(writer, element.name);
        element.name = name_here(writer, element.name);
        make_parent(writer, element.name);
    }
    bool is_closed = write_opening(writer, &element);
    bool is_empty = is_html ? html_is_void(element.name) : is_closed;
    if (element.written.size)
        buffer_add(writer->out, is_empty ? TEXT("/>") : TEXT(">"));
    if (is_empty)
        return;
    push(writer, element);
    if (is_html)
        read_inside(writer, element.name);
}

static void begin_again(struct xhtml_writer *writer, struct xhtml_element element) {
    table_put(&writer->attributes, TEXT("id"), writer->tags + 1, &writer->arena); /* one element has it already */
    element.written = TEXT("");
    write_opening(writer, &element);
    if (element.written.size)
        buffer_add_char(writer->out, '>');
    push(writer, element);
}

/* Whether from `from` on only words are marked. */
static bool is_around_words(const struct xhtml_writer *writer, size_t from) {
    for (size_t i = from; i < writer->open.count; i++)
        if (writer->open.items[i].space != SPACE_HTML || !xhtml_marks_words(writer->open.items[i].name))
            return false;
    return true;
}

/* Of <b>one <i>two</b> three</i> all but "one" is <i>. */
static void end_around_others(struct xhtml_writer *writer, size_t index) {
    struct xhtml_element again[AGAIN_LIMIT];
    size_t count = writer->open.count - index - 1;
    if (count > AGAIN_LIMIT || !is_around_words(writer, index))
        count = 0;
    for (size_t i = 0; i < count; i++)
        again[i] = writer->open.items[index + 1 + i];
    end_down_to(writer, index);
    for (size_t i = 0; i < count; i++)
        begin_again(writer, again[i]);
}

/* <html> and <body> end with the page: what stands behind their tags is in them, as in a browser. */
static void close_tag(struct xhtml_writer *writer, struct text written) {
    struct text name = lower(written, &writer->arena);
    size_t index = writer->open.count;
    if (xhtml_is_one_of(name, "html body") || !open_count(writer, name))
        return;
    do
        index--;
    while (!text_equal(writer->open.items[index].name, name));
    end_around_others(writer, index);
}

/*
 * <![CDATA[words]]> is something in SVG and MathML only. What lacks its own end has that of a tag, as in a browser, or is
 * shown: it would take the rest of the book with it.
 */
static void add_other(struct xhtml_writer *writer, const struct html_piece *piece) {
    struct text written = text_slice(writer->html, piece->start, piece->end), opener = TEXT("<![CDATA["), closer = TEXT("]]>");
    bool is_foreign = space_inside(innermost(writer)) != SPACE_HTML;
    size_t end = text_find_char(written, '>', 0);
    if (piece->is_cut && (end == written.size || piece->kind == HTML_COMMENT))
        add_words(writer, written);
    else if (piece->is_cut)
        writer->at = piece->start + end + 1;
    else if (is_foreign && text_starts(written, opener))
        add_words(writer, text_slice(written, opener.size, written.size - closer.size));
}

static void add_piece(struct xhtml_writer *writer, const struct html_piece *piece) {
    struct text written = text_slice(writer->html, piece->start, piece->end);
    switch (piece->kind) {
    case HTML_OPENS: open_tag(writer, piece); break;
    case HTML_CLOSES: close_tag(writer, piece->name); break;
    case HTML_WORDS: add_decoded(writer, written); break;
    default: add_other(writer, piece);
    }
}

void xhtml_write(struct buffer *out, struct text html) {
    struct xhtml_writer writer = {.out = out, .html = html, .start = out->size};
    struct html_piece piece;
    while (html_next(&piece, html, &writer.at))
        add_piece(&writer, &piece);
    end_down_to(&writer, 0);
    arena_free(&writer.arena);
}
