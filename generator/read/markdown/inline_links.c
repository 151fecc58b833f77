/* Links, images and references: to other hosts as they are, to this reader as holes that the whole site fills. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/codes.h"
#include "read/document/plain_words.h"
#include "read/markdown/attributes.h"
#include "read/markdown/html_elements.h"
#include "read/markdown/shortcodes.h"
#include "read/slug.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* A reference's parts as written. */
struct written {
    struct text kind, target, anchor, label;
};

/* The bar may be written \| as in a table cell. */
static void cut_label(struct written *written, struct text inside) {
    size_t bar = text_find_char(inside, '|', 0);
    size_t end = bar > 0 && bar < inside.size && inside.bytes[bar - 1] == '\\' ? bar - 1 : bar;
    written->target = text_trim(text_slice(inside, 0, end));
    written->label = text_trim(text_after(inside, bar + 1));
}

/* "Moby Dick: or, the Whale" is a title; a kind of reference is one word. */
static bool is_in_title(struct text target, size_t colon) {
    struct text before = text_trim(text_slice(target, 0, colon));
    return text_find_char(before, ' ', 0) < before.size && colon + 1 < target.size && target.bytes[colon + 1] == ' ';
}

static struct written take_apart(struct text inside) {
    struct written written = {0};
    cut_label(&written, inside);
    size_t hash = text_find_char(written.target, '#', 0);
    written.anchor = text_trim(text_after(written.target, hash + 1));
    written.target = text_trim(text_slice(written.target, 0, hash));
    size_t colon = text_find_char(written.target, ':', 0);
    if (colon < written.target.size && !is_in_title(written.target, colon)) {
        written.kind = text_trim(text_slice(written.target, 0, colon));
        written.target = text_trim(text_after(written.target, colon + 1));
    }
    return written;
}

static bool find_kind(struct doc_reference *reference, const struct written *written) {
    if (text_equal(written->kind, TEXT("source"))) {
        reference->kind = REFERENCE_SAVED;
        reference->thing = THING_NONE;
        return written->target.size > 0;
    }
    reference->kind = written->target.size ? REFERENCE_THING : REFERENCE_ANCHOR;
    reference->thing = written->target.size ? THING_ESSAY : THING_NONE;
    for (uint8_t kind = 0; written->kind.size && kind < THING_KINDS; kind++)
        if (thing_words[kind].is_cited && text_equal(written->kind, text_of(thing_words[kind].word))) {
            reference->thing = kind;
            return written->target.size > 0;
        }
    return !written->kind.size && (written->target.size || written->anchor.size);
}

/* What smart punctuation does to text, for a label that was hidden from it. */
static size_t add_smart(struct buffer *out, struct text label, size_t at) {
    char c = label.bytes[at], before = at ? label.bytes[at - 1] : ' ';
    bool opens = strchr(" ([-", before) != NULL;
    if (c == '"')
        html_add(out, opens ? "“" : "”");
    else if (c == '\'')
        html_add(out, opens ? "‘" : "’");
    else if (text_starts(text_after(label, at), TEXT("---")))
        return html_add(out, "—"), at + 3;
    else if (text_starts(text_after(label, at), TEXT("--")))
        return html_add(out, "–"), at + 2;
    else if (text_starts(text_after(label, at), TEXT("...")))
        return html_add(out, "…"), at + 3;
    else
        buffer_add_char(out, c);
    return at + 1;
}

static bool is_punctuation(char c) {
    return c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c);
}

/* How often the character at `at` stands there. */
static size_t run_length(struct text label, size_t at) {
    size_t end = at;
    while (end < label.size && label.bytes[end] == label.bytes[at])
        end++;
    return end - at;
}

static bool is_word_byte(struct text label, size_t at) {
    unsigned char c = at < label.size ? (unsigned char)label.bytes[at] : 0;
    return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether words are between marks of emphasis at `at` and ones that close it: where these are; SIZE_MAX when they are signs. */
static size_t emphasis_end(struct text label, size_t at) {
    size_t length = run_length(label, at), inside = at + length;
    struct text marks = text_slice(label, at, inside);
    char c = marks.bytes[0];
    if (inside >= label.size || label.bytes[inside] == ' ' || (c == '_' && at && is_word_byte(label, at - 1)))
        return SIZE_MAX;
    for (size_t end = text_find(label, marks, inside); end < label.size;
         end = text_find(label, marks, end + run_length(label, end)))
        if (run_length(label, end) == length && label.bytes[end - 1] != ' ' && !(c == '_' && is_word_byte(label, end + length)))
            return end;
    return SIZE_MAX;
}

/* The marks at `at` of a label that only say how words look: those that are about `*inside`, up to `*end`. */
static bool takes_marks(size_t *inside, size_t *end, struct text label, size_t at) {
    size_t length = run_length(label, at);
    char c = label.bytes[at];
    *inside = at + length;
    if (c == '`') {
        *end = text_find(label, text_slice(label, at, *inside), *inside);
        return *end < label.size;
    }
    if (c != '*' && c != '_' && !(c == '~' && length == 2))
        return false;
    *end = emphasis_end(label, at);
    return *end != SIZE_MAX;
}

static void add_plain(struct buffer *words, struct markdown_reader *reader, struct text label);

/* What stands at `at` of a label; returns where to go on. */
static size_t add_plain_part(struct buffer *words, struct markdown_reader *reader, struct text label, size_t at) {
    char c = label.bytes[at];
    size_t inside, end;
    if (c == '\\' && at + 1 < label.size && is_punctuation(label.bytes[at + 1])) {
        buffer_add_char(words, label.bytes[at + 1]);
        return at + 2;
    }
    if (takes_marks(&inside, &end, label, at)) {
        struct text part = text_slice(label, inside, end);
        if (c == '`')
            buffer_add(words, part);
        else
            add_plain(words, reader, part);
        return end + inside - at;
    }
    if (reader->input->smart)
        return add_smart(words, label, at);
    buffer_add_char(words, c);
    return at + 1;
}

/* A label has few levels of emphasis, for each takes two marks of another length or kind. */
static void add_plain(struct buffer *words, struct markdown_reader *reader, struct text label) {
    for (size_t at = 0; at < label.size;)
        at = add_plain_part(words, reader, label, at);
}

struct text plain_label(struct markdown_reader *reader, struct text label) {
    struct buffer words = {0};
    add_plain(&words, reader, label);
    struct text plain = text_copy(text_trim(buffer_text(&words)), reader->arena);
    buffer_free(&words);
    return plain;
}

static struct text inside_of(struct markdown_reader *reader, const struct token *token) {
    struct text written = tokens_written(&reader->tokens, token, reader->arena);
    return text_slice(written, 2, written.size - 2);
}

static struct text with_spaces(struct text slug, struct arena *arena) {
    struct text words = text_copy(slug, arena);
    for (size_t i = 0; i < words.size; i++)
        if (words.bytes[i] == '-')
            ((char *)(uintptr_t)words.bytes)[i] = ' ';
    return words;
}

struct text reference_words(struct markdown_reader *reader, const struct token *token) {
    struct written written = take_apart(inside_of(reader, token));
    if (written.label.size)
        return plain_label(reader, written.label);
    return with_spaces(written.target.size ? written.target : written.anchor, reader->arena);
}

/* A note is a link of its own, which cannot stand in another one. */
static bool holds_note(struct text label) {
    return text_contains(label, TEXT("[^")) || text_contains(label, TEXT("^["));
}

static void report_bad_reference(struct markdown_reader *reader, const struct token *token, const struct written *written) {
    struct text names[THING_KINDS];
    size_t count = 0;
    bool known = !written->kind.size;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_words[kind].is_cited) {
            names[count++] = text_of(thing_words[kind].word);
            known |= text_equal(names[count - 1], written->kind);
        }
    struct text message = TEXT("this reference names nothing");
    struct text help = TEXT("write [[slug]], [[slug#heading]], [[slug|words]] or [[author:slug]]");
    if (holds_note(written->label)) {
        message = TEXT("the words of this reference hold a note");
        help = TEXT("a link cannot stand in another one: put the note behind the brackets");
    } else if (!known) {
        size_t nearest = text_nearest(written->kind, names, count);
        message = text_format(reader->arena, "unknown kind of reference \"%.*s\"", TEXT_ARGS(written->kind));
        help = text_format(reader->arena, "the kinds are %.*s; to another site write [words](address)",
                           TEXT_ARGS(text_enumeration(names, count, "and", reader->arena)));
        if (nearest < count)
            help = text_format(reader->arena, "did you mean \"%.*s\"?", TEXT_ARGS(names[nearest]));
    }
    report(reader, DIAG_ERROR, E_BAD_REFERENCE, place_of(reader, token->offset, token->size), message, help);
}

uint32_t add_reference(struct markdown_reader *reader, struct doc_reference reference, struct doc_place place) {
    reference.line = place.line;
    reference.column = place.column;
    reference.width = place.width;
    reference.heading = reader->heading;
    reference.passage = block_open(reader); /* the block, until the record is written */
    *array_add(&reader->out->references, reader->arena) = reference;
    *array_add(&reader->reference_prose, reader->arena) = (uint32_t)reader->prose->size;
    return (uint32_t)reader->out->references.count - 1;
}

uint32_t add_hole(struct markdown_reader *reader, enum hole_kind kind, uint32_t reference) {
    *array_add(&reader->out->holes, reader->arena) =
        (struct doc_hole){.offset = (uint32_t)reader->walk.html->size, .reference = reference, .kind = (uint8_t)kind};
    return (uint32_t)reader->out->holes.count - 1;
}

/* Where the target stands in [[target#anchor|words]]: what a caret should point at. */
static struct doc_place target_place(struct markdown_reader *reader, const struct token *token) {
    struct text body = reader->tokens.body;
    size_t start = token->offset + 2, end = token->offset + token->size;
    while (start < end && strchr(" \t", body.bytes[start]))
        start++;
    size_t stop = start;
    while (stop < end && body.bytes[stop] != '|' && body.bytes[stop] != ']' && body.bytes[stop] != '\\')
        stop++;
    return place_of(reader, start, stop - start);
}

/* A heading's own words, which Obsidian writes, are found by the id that they give; of "One#Two" by the last ones. */
static struct text anchor_of(struct markdown_reader *reader, struct text anchor) {
    for (size_t hash = text_find_char(anchor, '#', 0); hash < anchor.size; hash = text_find_char(anchor, '#', 0))
        anchor = text_after(anchor, hash + 1);
    return text_find_char(anchor, ' ', 0) < anchor.size ? slug_anchor(anchor, reader->arena) : anchor;
}

static void add_bracketed(struct markdown_reader *reader, struct doc_reference reference, const struct written *written,
                          struct doc_place place) {
    struct text label = plain_label(reader, written->label), quoted = quotation_before(reader);
    reference.target = pool_add(reader, written->target);
    reference.anchor = pool_add(reader, anchor_of(reader, written->anchor));
    reference.label = pool_add(reader, label);
    uint32_t index = add_reference(reader, reference, place);
    markup_begin(reader);
    format_open(reader, (struct doc_format){.kind = FORMAT_REFERENCE, .reference = index});
    runs_add(reader, RUN_REFERENCE, 0, reader->walk.html->size, reader->walk.html->size);
    format_close(reader, FORMAT_REFERENCE);
    add_hole(reader, HOLE_REFERENCE, index);
    markup_end(reader);
    if (label.size)
        prose_add(reader, label);
    else
        plain_words_mark(reader->prose, index);
    quotation_add_inline(reader, quoted, index);
}

void write_reference(struct markdown_reader *reader, const struct token *token) {
    struct written written = take_apart(inside_of(reader, token));
    struct doc_reference reference = {.form = FORM_BRACKETS};
    bool good = find_kind(&reference, &written) && !holds_note(written.label);
    if (!good || reader->quiet || reader->link_open) {
        struct text words = good ? reference_words(reader, token) : tokens_written(&reader->tokens, token, reader->arena);
        if (!good && !reader->quiet)
            report_bad_reference(reader, token, &written);
        reader->is_called_later |= good && reader->is_cell && !written.label.size;
        buffer_add_html(reader->walk.html, words);
        prose_add(reader, words);
        return;
    }
    add_bracketed(reader, reference, &written, target_place(reader, token));
}

/* "https:" and its like, or "//". */
static bool is_external(struct text url) {
    if (text_starts(url, TEXT("//")))
        return true;
    for (size_t i = 0; i < url.size; i++) {
        char c = url.bytes[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (c == ':')
            return i > 1;
        if (!letter && (i == 0 || !c || !strchr("0123456789+-.", c)))
            return false;
    }
    return false;
}

static struct doc_place url_place(struct markdown_reader *reader, const struct cmark_node *node, struct text url) {
    size_t offset = url.size ? places_find_target(reader, url) : SIZE_MAX;
    return offset < SIZE_MAX ? place_of(reader, offset, url.size)
                             : place_of_line(reader, node->start_line, node->start_column, url);
}

/* What an essay's slug begins with in an address that another tool's tag was. */
#define ESSAY_MARK '\x01'

/* Behind the tag that begins at `at`, or `at`. */
static size_t behind_tag(struct text url, size_t at) {
    struct text ahead = text_after(url, at);
    bool is_value = text_starts(ahead, TEXT("{{"));
    if (!is_value && !text_starts(ahead, TEXT("{%")))
        return at;
    size_t closer = text_find(url, is_value ? TEXT("}}") : TEXT("%}"), at + 2);
    return closer < url.size ? closer + 2 : at;
}

/* An address with what its tags stand for. False, with the first that is not understood, when there is one. */
static bool expand_tags(struct buffer *out, struct text *unknown, struct markdown_reader *reader, struct text url) {
    for (size_t at = 0, end; at < url.size; at = end) {
        end = behind_tag(url, at);
        if (end == at) {
            buffer_add_char(out, url.bytes[at]);
            end++;
            continue;
        }
        *unknown = text_slice(url, at, end);
        struct shortcode shortcode = shortcode_of(*unknown, reader->arena);
        if (shortcode.kind == SHORTCODE_UNKNOWN || shortcode.words.size)
            return false;
        if (shortcode.kind == SHORTCODE_ESSAY)
            buffer_add_char(out, ESSAY_MARK);
        buffer_add(out, shortcode.value);
    }
    return true;
}

/* The address of a link or image. False, with the tag, when it holds one that is not understood. */
static bool find_url(struct text *url, struct text *unknown, struct markdown_reader *reader, const struct cmark_node *node) {
    *url = tokens_restore(&reader->tokens, node_url(node), reader->arena);
    if (!text_contains(*url, TEXT("{{")) && !text_contains(*url, TEXT("{%")))
        return true;
    struct buffer expanded = {0};
    bool good = expand_tags(&expanded, unknown, reader, *url);
    *url = good ? text_copy(buffer_text(&expanded), reader->arena) : *url;
    buffer_free(&expanded);
    return good;
}

/* Found in the source from the node's line on; where raw HTML wrote it otherwise, the line is told. */
static void tell_unknown(struct markdown_reader *reader, const struct cmark_node *node, struct text unknown) {
    struct text body = reader->input->body;
    size_t begun = places_line(reader, first_line_of(node)), at = text_find(body, unknown, begun);
    if (!reader->quiet)
        tellings_add(reader, TELL_TAG, shortcode_family(unknown), at < body.size ? at : begun, unknown.size);
}

static struct text url_of(struct markdown_reader *reader, const struct cmark_node *node) {
    struct text url, unknown;
    find_url(&url, &unknown, reader, node);
    return url;
}

/* What a link or an image is, told by its target. */
enum written_target { TARGET_NONE, TARGET_EXTERNAL, TARGET_HERE };

static enum written_target judge(struct markdown_reader *reader, const struct cmark_node *node, const char *thing) {
    struct text url, unknown;
    if (!find_url(&url, &unknown, reader, node)) {
        tell_unknown(reader, node, unknown);
        return TARGET_NONE;
    }
    if (url.size && !url_is_unsafe(url))
        return is_external(url) ? TARGET_EXTERNAL : TARGET_HERE;
    const char *why = url.size ? "the address of this %s could run a program or read a file" : "this %s has no address";
    if (!reader->quiet)
        report(reader, DIAG_WARNING, W_UNSAFE_LINK, url_place(reader, node, url), text_format(reader->arena, why, thing),
               TEXT("only its words were kept"));
    return TARGET_NONE;
}

static uint32_t add_url_reference(struct markdown_reader *reader, const struct cmark_node *node, enum reference_form form) {
    struct text url = url_of(reader, node);
    bool is_essay = url.size && url.bytes[0] == ESSAY_MARK;
    struct doc_place place = url_place(reader, node, url);
    if (is_essay)
        url = text_after(url, 1);
    size_t hash = text_find_char(url, '#', 0);
    enum reference_kind kind = is_essay && hash > 0  ? REFERENCE_THING
                               : hash == 0           ? REFERENCE_ANCHOR
                               : url.bytes[0] == '/' ? REFERENCE_ADDRESS
                                                     : REFERENCE_FILE;
    struct doc_reference reference = {
        .form = (uint8_t)form,
        .kind = (uint8_t)kind,
        .thing = kind == REFERENCE_THING ? THING_ESSAY : THING_NONE,
        .target = pool_add(reader, utf8_percent_decoded(text_slice(url, 0, hash), reader->arena)),
        .anchor = pool_add(reader, utf8_percent_decoded(text_after(url, hash + 1), reader->arena)),
    };
    return add_reference(reader, reference, place);
}

/* These return where the value stands. */
static struct span add_title(struct markdown_reader *reader, struct text title) {
    struct buffer *html = reader->walk.html;
    html_add(html, " title=\"");
    size_t start = html->size;
    buffer_add_html(html, title);
    struct span span = html_from(reader, start);
    buffer_add_char(html, '"');
    return span;
}

static struct span add_external(struct markdown_reader *reader, const struct cmark_node *node, const char *name) {
    struct buffer *html = reader->walk.html;
    buffer_add_format(html, " %s=\"", name);
    size_t start = html->size;
    buffer_add_url(html, url_of(reader, node));
    struct span span = html_from(reader, start);
    buffer_add_char(html, '"');
    return span;
}

static void end_link(struct markdown_reader *reader) {
    if (reader->link_reference != NONE) {
        struct text words = text_trim(text_after(buffer_text(reader->prose), reader->link_prose));
        reader->out->references.items[reader->link_reference].label =
            pool_add(reader, prose_shown(words, words, reader->arena));
    }
    if (reader->link_open) {
        markup_begin(reader);
        html_add(reader->walk.html, "</a>");
        format_close(reader, FORMAT_LINK);
        markup_end(reader);
    }
    reader->link_open = false;
    reader->link_reference = NONE;
}

void read_link(struct walk *walk, struct cmark_node *node, bool entering) {
    struct markdown_reader *reader = reader_of(walk);
    /* The parser takes an address in the words of a link for another link; a browser would end the outer one there. */
    if (reader->link_open && (entering || reader->inner_links > 0)) {
        reader->inner_links += entering ? 1 : -1u;
        return;
    }
    if (!entering) {
        end_link(reader);
        return;
    }
    enum written_target target = judge(reader, node, "link");
    if (target == TARGET_NONE)
        return;
    struct text title = typography_title(reader, node);
    struct doc_format format = {.kind = FORMAT_LINK, .reference = NONE};
    markup_begin(reader);
    html_add(walk->html, "<a");
    reader->link_open = true;
    reader->link_address = node_url(node);
    reader->link_prose = reader->prose->size;
    if (target == TARGET_HERE) {
        reader->link_reference = add_url_reference(reader, node, FORM_LINK);
        format.reference = reader->link_reference;
        add_hole(reader, HOLE_HREF, reader->link_reference);
    } else {
        format.target = add_external(reader, node, "href");
    }
    if (title.size)
        format.title = add_title(reader, title);
    const struct token *attributes = attributes_behind_node(reader, node);
    if (attributes)
        attributes_add(reader, attributes, ATTRIBUTES_OF_WORDS);
    html_add(walk->html, ">");
    format_open(reader, format);
    markup_end(reader);
}

static void begin_image(struct markdown_reader *reader, struct cmark_node *node) {
    struct buffer *html = reader->walk.html;
    enum written_target target = judge(reader, node, "image");
    reader->image_open = target != TARGET_NONE;
    reader->image_prose = reader->prose->size;
    walk_inner(&reader->walk, &image_mode, node);
    if (!reader->image_open)
        return;
    struct doc_format format = {.kind = FORMAT_PICTURE, .reference = NONE};
    markup_begin(reader);
    html_add(html, "<img");
    if (target == TARGET_HERE) {
        reader->image_reference = add_url_reference(reader, node, FORM_IMAGE);
        format.reference = reader->image_reference;
        reader->image_hole = add_hole(reader, HOLE_SRC, reader->image_reference);
    } else {
        reader->image_hole = NONE;
        format.target = add_external(reader, node, "src");
    }
    html_add(html, " alt=\"");
    format_open(reader, format);
    reader->image_words = html->size;
}

/* Where its address stands, or what is nearest to it: the words that it lacks stand nowhere. */
static void tell_no_alt(struct markdown_reader *reader, const struct cmark_node *node) {
    enum { AHEAD = 1000 };
    struct text url = tokens_restore(&reader->tokens, node_url(node), reader->arena);
    size_t line = places_line(reader, first_line_of(node));
    size_t begun = line + (node->start_column > 0 ? (size_t)node->start_column - 1 : 0);
    struct text near = text_slice(reader->input->body, 0, begun + url.size + AHEAD);
    size_t at = text_find(near, url, begun);
    at = at < near.size ? at : text_find(near, url, line);
    tellings_add(reader, TELL_ALT, (struct text){0}, at < near.size ? at : line, url.size);
}

/* A picture whose words are not in brackets: they are among its attributes, or it says that it has none, or that is told. */
static void find_alt(struct markdown_reader *reader, const struct cmark_node *node, const struct token *attributes) {
    struct text words = {0};
    bool is_said = made_of(node) && made_of(node)->is_decorative;
    if (attributes)
        is_said |= attributes_alt(&words, tokens_written(&reader->tokens, attributes, reader->arena));
    buffer_add_html(reader->walk.html, words);
    prose_add(reader, words);
    if (!is_said && !reader->quiet)
        tell_no_alt(reader, node);
}

/* Into its open tag: by its attributes, or by those of the element that it was. */
static void write_asked_size(struct markdown_reader *reader, const struct cmark_node *node, const struct token *attributes) {
    struct asked_size asked = {0};
    if (attributes)
        asked = attributes_size(tokens_written(&reader->tokens, attributes, reader->arena));
    else if (made_of(node))
        asked = (struct asked_size){made_of(node)->width, made_of(node)->height};
    asked_size_note(reader, reader->image_hole == NONE ? NULL : &reader->out->holes.items[reader->image_hole], asked);
}

static void end_image(struct markdown_reader *reader, struct cmark_node *node) {
    struct buffer *html = reader->walk.html;
    const struct token *attributes = attributes_behind_node(reader, node);
    bool is_bare = reader->image_open && !text_trim(text_after(buffer_text(html), reader->image_words)).size;
    if (is_bare)
        find_alt(reader, node, attributes);
    if (reader->image_reference != NONE)
        reader->out->references.items[reader->image_reference].label =
            pool_add(reader, text_trim(text_after(buffer_text(reader->prose), reader->image_prose)));
    reader->image_reference = NONE;
    if (!reader->image_open)
        return;
    runs_add(reader, RUN_PICTURE, 0, reader->image_words, html->size);
    html_add(html, "\" loading=\"lazy\"");
    struct text title = typography_title(reader, node);
    if (title.size && !reader->figure)
        open_format(reader)->title = add_title(reader, title);
    if (attributes)
        attributes_add(reader, attributes, is_bare ? ATTRIBUTES_OF_BARE_PICTURE : ATTRIBUTES_OF_PICTURE);
    write_asked_size(reader, node, attributes);
    html_add(html, ">");
    format_close(reader, FORMAT_PICTURE);
    markup_end(reader);
    reader->image_open = false;
}

void read_image(struct walk *walk, struct cmark_node *node, bool entering) {
    if (entering)
        begin_image(reader_of(walk), node);
    else
        end_image(reader_of(walk), node);
}

/* What other tools' tags lead to
 * ------------------------------------------------------------------------------------------------ */

void write_address(struct markdown_reader *reader, struct text address, struct text words) {
    struct buffer *html = reader->walk.html;
    words = words.size ? words : address;
    bool leads = !reader->link_open && !reader->quiet && !url_is_unsafe(address);
    if (leads) {
        markup_begin(reader);
        html_add(html, "<a href=\"");
        size_t start = html->size;
        buffer_add_url(html, address);
        format_open(reader, (struct doc_format){.kind = FORMAT_LINK, .reference = NONE, .target = html_from(reader, start)});
        html_add(html, "\">");
        markup_end(reader);
    }
    buffer_add_html(html, words);
    prose_add(reader, words);
    if (!leads)
        return;
    markup_begin(reader);
    html_add(html, "</a>");
    format_close(reader, FORMAT_LINK);
    markup_end(reader);
}

/* As [[slug#heading|words]]; only its words where no link can be. */
static void write_bracketed(struct markdown_reader *reader, const struct written *written, struct doc_place place) {
    struct doc_reference reference = {.form = FORM_BRACKETS};
    bool good = find_kind(&reference, written);
    if (good && !reader->quiet && !reader->link_open) {
        add_bracketed(reader, reference, written, place);
        return;
    }
    struct text words = written->label.size ? written->label : with_spaces(written->target, reader->arena);
    buffer_add_html(reader->walk.html, words);
    prose_add(reader, words);
}

void write_essay(struct markdown_reader *reader, const struct token *token, const struct shortcode *shortcode) {
    struct written written = take_apart(shortcode->value);
    written.label = shortcode->words;
    write_bracketed(reader, &written, place_of(reader, token->offset, token->size));
}

/* ![[picture.png]] and what browsers show as one; ![[picture.png|words]], ![[picture.png|300]]. */
static bool is_picture(struct text target) {
    static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (target.size > size && text_equal_ignoring_case(text_after(target, target.size - size), text_of(ends[i])))
            return true;
    }
    return false;
}

/* "300" or "300x200": the width that is asked for. */
static struct text width_of(struct text label) {
    size_t digits = 0;
    while (digits < label.size && label.bytes[digits] >= '0' && label.bytes[digits] <= '9')
        digits++;
    bool is_size = digits > 0 && digits < 6 && (digits == label.size || label.bytes[digits] == 'x');
    return is_size ? text_slice(label, 0, digits) : (struct text){0};
}

static void embed_picture(struct markdown_reader *reader, const struct token *token, const struct written *written) {
    struct buffer *html = reader->walk.html;
    struct text width = width_of(written->label), words = width.size ? (struct text){0} : plain_label(reader, written->label);
    struct doc_reference reference = {.form = FORM_IMAGE, .kind = REFERENCE_FILE, .by_name = true};
    reference.target = pool_add(reader, written->target);
    reference.label = pool_add(reader, words);
    uint32_t index = add_reference(reader, reference, place_of(reader, token->offset, token->size));
    markup_begin(reader);
    html_add(html, "<img");
    uint32_t hole = add_hole(reader, HOLE_SRC, index);
    html_add(html, " alt=\"");
    format_open(reader, (struct doc_format){.kind = FORMAT_PICTURE, .reference = index});
    size_t start = html->size;
    buffer_add_html(html, words);
    runs_add(reader, RUN_PICTURE, 0, start, html->size);
    html_add(html, "\" loading=\"lazy\"");
    asked_size_note(reader, &reader->out->holes.items[hole], (struct asked_size){.width = width});
    html_add(html, ">");
    format_close(reader, FORMAT_PICTURE);
    markup_end(reader);
    prose_add(reader, words);
    if (!words.size)
        tellings_add(reader, TELL_ALT, (struct text){0}, token->offset, token->size);
}

void write_embed(struct markdown_reader *reader, const struct token *token) {
    struct text whole = tokens_written(&reader->tokens, token, reader->arena);
    struct written written = take_apart(text_slice(whole, 3, whole.size - 2));
    if (reader->quiet || reader->link_open) {
        buffer_add_html(reader->walk.html, whole);
        prose_add(reader, whole);
    } else if (is_picture(written.target) && !written.kind.size) {
        embed_picture(reader, token, &written);
    } else {
        tellings_add(reader, TELL_EMBED, (struct text){0}, token->offset, token->size);
        write_bracketed(reader, &written, place_of(reader, token->offset + 3, token->size - 5));
    }
}
