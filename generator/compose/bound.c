#include "compose/bound.h"

#include "base/array.h"
#include "compose/binding.h"
#include "compose/bound_values.h"

/* Elements ---------------------------------------------------------------------------------------------------------------- */

void binding_push(struct binding *binding, const struct html_piece *piece, enum written_as as) {
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
    if (binding_is_named(piece, TEXT("bdo")))
        return !bound_may_be(" ltr rtl ", binding_attribute(binding, piece, TEXT("dir")), binding->arena);
    return binding_is_among(piece->name, once) &&
           element_stack_has(&binding->open, text_lower_ascii(piece->name, binding->arena));
}

/* Of others, which no book may have or which are none, the words do. */
static bool is_kept(const struct binding *binding, const struct html_piece *piece) {
    struct text name = text_format(binding->arena, " %.*s ", TEXT_ARGS(text_lower_ascii(piece->name, binding->arena)));
    if (binding_is_in_drawing(binding, piece))
        return true;
    if (text_contains(text_of(stays), name))
        return !says_nothing(binding, piece);
    return !element_stack_has(&binding->open, TEXT("body")) && text_contains(text_of(stays_around), name);
}

static void write_place(struct binding *binding, const struct html_piece *piece) {
    struct text id = binding_attribute(binding, piece, TEXT("id"));
    if (!id.size)
        return;
    buffer_add(binding->out, TEXT("<span"));
    binding_add_id(binding, id);
    buffer_add(binding->out, TEXT("></span>"));
}

void binding_write_typed(struct binding *binding, const struct html_piece *piece, struct text type) {
    if (!is_kept(binding, piece)) {
        write_place(binding, piece);
        if (!html_is_void(piece->name))
            binding_push(binding, piece, AS_NOTHING);
        return;
    }
    buffer_add_char(binding->out, '<');
    buffer_add(binding->out, piece->name);
    binding_write_attributes(binding, piece, NULL);
    if (type.size)
        binding_add_epub_type(binding, type);
    if (is_closed(binding, piece)) {
        buffer_add(binding->out, TEXT("/>"));
        return;
    }
    buffer_add_char(binding->out, '>');
    if (!html_is_void(piece->name))
        binding_push(binding, piece, AS_ITSELF);
}

void binding_write_itself(struct binding *binding, const struct html_piece *piece) {
    binding_write_typed(binding, piece, (struct text){0});
}

/* A <div> with the element's name for a class, beside those that it has. */
static void write_division(struct binding *binding, const struct html_piece *piece) {
    static const char *const but[] = {"class", "open", "name", ""};
    struct text class = binding_attribute(binding, piece, TEXT("class"));
    buffer_add(binding->out, TEXT("<div class=\""));
    buffer_add(binding->out, text_lower_ascii(piece->name, binding->arena));
    buffer_add(binding->out, class.size ? TEXT(" ") : TEXT(""));
    buffer_add_html(binding->out, class);
    buffer_add_char(binding->out, '"');
    binding_write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
    binding_push(binding, piece, AS_DIV);
}

static void write_figcaption(struct binding *binding, const struct html_piece *piece) {
    if (binding->survey.captions.items[binding->captions++])
        binding_write_itself(binding, piece);
    else
        write_division(binding, piece);
}

/* What ends --------------------------------------------------------------------------------------------------------------- */

static void end_innermost(struct binding *binding) {
    static const char *const closers[] = {[AS_NOTHING] = "", [AS_DIV] = "</div>", [AS_SPAN] = "</span>", [AS_LINK] = "</a>"};
    struct stacked_element tag = element_stack_pop(&binding->open, binding->arena);
    if (tag.kind == AS_ITSELF)
        buffer_add_format(binding->out, "</%.*s>", TEXT_ARGS(tag.written));
    else if (tag.kind == AS_OUTSIDE_LINK)
        binding_end_outside_link(binding);
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

/*
 * What stands on the site as a passage's number. A program for books can be told to go to one, as to a page of a printed book.
 */
static void write_page(struct binding *binding) {
    struct bound_page *page = array_add(&binding->bound->pages, binding->arena);
    page->number = (uint32_t)binding->bound->pages.count;
    page->id = binding_id(binding, text_format(binding->arena, "_passage-%u", (unsigned)page->number));
    buffer_add(binding->out, TEXT("<span class=\"number\""));
    binding_add_attribute(binding->out, TEXT("id"), page->id);
    binding_add_epub_type(binding, TEXT("pagebreak"));
    const char *form =
        binding->bound->has_epub_types ? " role=\"doc-pagebreak\" aria-label=\"%u\"></span>" : " data-n=\"%u\"></span>";
    buffer_add_format(binding->out, form, (unsigned)page->number);
}

/* What is only for visitors of a site, and has no words: the link of a passage, by its number, and that of a heading. */
static bool is_of_site(struct binding *binding, const struct html_piece *piece, struct text class) {
    if (!text_equal(class, TEXT("number")) || !pass(binding, TEXT("</a>")))
        return false;
    if (binding_attribute(binding, piece, TEXT("data-n")).size)
        write_page(binding);
    return true;
}

/* <a name="x"> is what had an id before there were ids; browsers go to what has an id, where both are there. */
static void add_name(struct binding *binding, const struct html_piece *piece) {
    struct text id = binding_attribute(binding, piece, TEXT("id")), name = binding_attribute(binding, piece, TEXT("name"));
    bool is_named = !id.size && table_get(&binding->survey.ids, name) == BOUND_NAME;
    binding_add_id(binding, is_named ? name : id);
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
        binding_add_attribute(binding->out, TEXT("class"), class);
    binding_write_attributes(binding, piece, but);
    bool is_needed = binding->out->size > said;
    if (is_needed)
        buffer_add_char(binding->out, '>');
    else
        binding->out->size = start;
    binding_push(binding, piece, !is_needed ? AS_NOTHING : divides ? AS_DIV : AS_SPAN);
}

static void write_link_to(struct binding *binding, const struct html_piece *piece, const struct bound_link *link) {
    static const char *const but[] = {"id", "name", "href", "target", ""};
    bool is_noted = link->is_outside && binding->bound->addresses == BOUND_NOTED;
    buffer_add(binding->out, TEXT("<a"));
    binding_add_attribute(binding->out, TEXT("href"), link->href);
    add_name(binding, piece);
    binding_write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
    binding_push(binding, piece, is_noted ? AS_OUTSIDE_LINK : AS_LINK);
    if (is_noted) {
        binding->link_words = binding->out->size;
        binding->link_href = link->href;
    }
}

/* What the style sheet of the site puts before a quotation that was found: not every program for books knows how. */
static void write_sign(const struct binding *binding, struct text class) {
    if (!binding->bound->has_epub_types || !text_starts(class, TEXT("verified")))
        return;
    buffer_add(binding->out, text_equal(class, TEXT("verified")) ? TEXT("✓\u00a0") : TEXT("≈\u00a0"));
}

/* A link in a link ends that one, as in a browser. */
static void write_link(struct binding *binding, const struct html_piece *piece) {
    struct text class = binding_attribute(binding, piece, TEXT("class"));
    end_elements(binding, TEXT("a"));
    if (is_of_site(binding, piece, class))
        return;
    struct bound_link link = binding_lead(binding, binding_attribute(binding, piece, TEXT("href")), false);
    if (link.href.size)
        write_link_to(binding, piece, &link);
    else
        write_words_alone(binding, piece, class);
    write_sign(binding, class);
}

/* Pictures, and what no book shows ---------------------------------------------------------------------------------------- */

/* What the book has not: `words` for it, which lead to where it stands. */
static void write_absent(struct binding *binding, struct bound_link link, struct text words) {
    bool is_link = link.href.size && words.size && !element_stack_has(&binding->open, TEXT("a"));
    if (is_link) {
        buffer_add(binding->out, TEXT("<a"));
        binding_add_attribute(binding->out, TEXT("href"), link.href);
        buffer_add_char(binding->out, '>');
    }
    buffer_add_html(binding->out, words);
    buffer_add(binding->out, is_link ? TEXT("</a>") : TEXT(""));
}

static void write_picture(struct binding *binding, const struct html_piece *piece) {
    static const char *const but[] = {"src", "alt", ""};
    struct text alt = binding_attribute(binding, piece, TEXT("alt")), written = binding_attribute(binding, piece, TEXT("src"));
    struct text src = binding_lead(binding, written, true).href;
    if (!src.size) {
        struct bound_link link = binding_lead(binding, written, false);
        write_absent(binding, link, text_trim(alt).size ? alt : link.href);
        return;
    }
    binding->bound->has_pictures = true;
    binding->bound->has_picture_without_text |= !text_trim(alt).size;
    buffer_add(binding->out, TEXT("<img"));
    binding_add_attribute(binding->out, TEXT("src"), src);
    binding_add_attribute(binding->out, TEXT("alt"), alt);
    binding_write_attributes(binding, piece, but);
    buffer_add_char(binding->out, '>');
}

static void write_drawing(struct binding *binding, const struct html_piece *piece) {
    binding->bound->has_svg |= binding_is_named(piece, TEXT("svg"));
    binding->bound->has_math |= binding_is_named(piece, TEXT("math"));
    binding_write_itself(binding, piece);
}

/* The box of a task; what is to be filled in by a visitor has no words. */
static void write_input(struct binding *binding, const struct html_piece *piece) {
    struct text unused;
    if (!text_equal_ignoring_case(binding_attribute(binding, piece, TEXT("type")), TEXT("checkbox")))
        return;
    buffer_add(binding->out, TEXT("<span class=\"box\" role=\"img\""));
    binding_add_attribute(binding->out, TEXT("aria-label"), binding_attribute(binding, piece, TEXT("aria-label")));
    bool is_done = html_attribute(&unused, piece->attributes, TEXT("checked"), binding->arena);
    buffer_add(binding->out, is_done ? TEXT(">☑</span>") : TEXT(">☐</span>"));
}

/* What plays or stands at an address, which becomes a link; what is in it are words for who cannot see it. */
static void write_player(struct binding *binding, const struct html_piece *piece) {
    struct text written =
        binding_attribute(binding, piece, binding_is_named(piece, TEXT("object")) ? TEXT("data") : TEXT("src"));
    struct bound_link link = binding_lead(binding, written, false);
    write_absent(binding, link, link.href.size ? link.href : written);
    if (!html_is_void(piece->name))
        binding_push(binding, piece, AS_NOTHING);
}

/* Behind the end of a <span> that has begun; SIZE_MAX where it has none. */
static size_t behind_span(const struct binding *binding) {
    struct html_piece piece;
    size_t at = binding->at;
    for (size_t depth = 1; html_next(&piece, binding->html, &at);) {
        bool is_span = binding_is_named(&piece, TEXT("span"));
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
    return text_equal(binding_attribute(binding, piece, TEXT("class")), TEXT("reworded")) &&
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
    binding_write_itself(binding, piece);
}

/* The whole --------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*write)(struct binding *binding, const struct html_piece *piece);
} writers[] = {
    {"a", write_link},
    {"sup", binding_write_sup},
    {"section", binding_write_section},
    {"aside", binding_write_aside},
    {"img", write_picture},
    {"details", write_division},
    {"summary", write_division},
    {"figcaption", write_figcaption},
    {"input", write_input},
    {"svg", write_drawing},
    {"math", write_drawing},
    {"span", write_span},
    {"iframe", write_player},
    {"embed", write_player},
    {"object", write_player},
    {"video", write_player},
    {"audio", write_player},
};

/* <small> with paragraphs in it is something to browsers; in a book only what divides has those. */
static void write_element(struct binding *binding, const struct html_piece *piece) {
    if (has_blocks(binding, piece) && !binding_is_named(piece, TEXT("a"))) {
        write_division(binding, piece);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(writers); i++)
        if (binding_is_named(piece, text_of(writers[i].name))) {
            writers[i].write(binding, piece);
            return;
        }
    binding_write_itself(binding, piece);
}

/* A '<' that begins no tag must not begin one with what is written behind it. */
static void write_words(struct binding *binding, const struct html_piece *piece) {
    struct text words = text_slice(binding->html, piece->start, piece->end);
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
            write_element(&binding, &piece);
        else if (piece.kind == HTML_CLOSES)
            end_elements(&binding, piece.name);
        else if (piece.kind == HTML_WORDS)
            write_words(&binding, &piece);
    }
    while (binding.open.count)
        end_innermost(&binding);
    binding_write_addresses(&binding);
}
