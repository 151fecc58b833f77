#include "compose/binding.h"
#include "compose/links.h"

#include "base/array.h"

#include <string.h>

/* Notes ------------------------------------------------------------------------------------------------------------------- */

/* The whole of <sup class="note-ref"><a ...>1</a></sup>, whose note is there. */
static bool is_note_reference(struct html_piece *link, struct html_piece *words, struct binding *binding) {
    struct html_piece piece;
    size_t at = binding->at;
    if (!html_next(link, binding->html, &at) || link->kind != HTML_OPENS || !binding_is_named(link, TEXT("a")))
        return false;
    if (!text_equal(binding_attribute(binding, link, TEXT("role")), TEXT("doc-noteref")) ||
        !binding_lead(binding, binding_attribute(binding, link, TEXT("href")), false).href.size)
        return false;
    if (!html_next(words, binding->html, &at) || words->kind != HTML_WORDS || !html_next(&piece, binding->html, &at) ||
        piece.kind != HTML_CLOSES || !binding_is_named(&piece, TEXT("a")) || !html_next(&piece, binding->html, &at) ||
        piece.kind != HTML_CLOSES || !binding_is_named(&piece, TEXT("sup")))
        return false;
    binding->at = at;
    return true;
}

static void write_note_reference(struct binding *binding, const struct html_piece *link, const struct html_piece *words) {
    buffer_add(binding->out, TEXT("<a class=\"note-ref\""));
    binding_add_epub_type(binding, TEXT("noteref"));
    binding_write_attributes(binding, link, NULL);
    buffer_add_char(binding->out, '>');
    buffer_add(binding->out, text_slice(binding->html, words->start, words->end));
    buffer_add(binding->out, TEXT("</a>"));
}

void binding_write_sup(struct binding *binding, const struct html_piece *piece) {
    struct html_piece link, words;
    bool is_reference = !element_stack_has(&binding->open, TEXT("a")) &&
                        text_equal(binding_attribute(binding, piece, TEXT("class")), TEXT("note-ref")) &&
                        is_note_reference(&link, &words, binding);
    if (is_reference)
        write_note_reference(binding, &link, &words);
    else
        binding_write_itself(binding, piece);
}

void binding_write_aside(struct binding *binding, const struct html_piece *piece) {
    bool is_note = text_equal(binding_attribute(binding, piece, TEXT("role")), TEXT("doc-footnote"));
    binding_write_typed(binding, piece, is_note ? TEXT("footnote") : (struct text){0});
}

void binding_write_section(struct binding *binding, const struct html_piece *piece) {
    bool has_notes = text_equal(binding_attribute(binding, piece, TEXT("class")), TEXT("notes"));
    binding_write_typed(binding, piece, has_notes ? TEXT("footnotes") : (struct text){0});
}

/* Addresses of links that leave the book ---------------------------------------------------------------------------------- */

static struct text address_id(const struct binding *binding, unsigned number) {
    return binding_id(binding, text_format(binding->arena, "_address-%u", number));
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
    binding_add_epub_type(binding, TEXT("noteref"));
    binding_add_attribute(out, TEXT("role"), TEXT("doc-noteref"));
    binding_add_attribute(out, TEXT("href"), link_anchor(address_id(binding, number), binding->arena));
    buffer_add_format(out, ">[%u]</a>", number);
}

void binding_end_outside_link(struct binding *binding) {
    struct text words = text_slice(buffer_text(binding->out), binding->link_words, binding->out->size);
    bool is_said = says_address(text_trim(html_decoded(words, binding->arena)), binding->link_href);
    buffer_add(binding->out, TEXT("</a>"));
    if (!is_said)
        note_address(binding, binding->link_href);
}

void binding_write_addresses(const struct binding *binding) {
    struct buffer *out = binding->out;
    if (!binding->noted.count)
        return;
    buffer_add(out, TEXT("<div class=\"addresses\">\n"));
    for (size_t i = 0; i < binding->noted.count; i++) {
        buffer_add(out, TEXT("<aside class=\"address\""));
        binding_add_epub_type(binding, TEXT("footnote"));
        binding_add_attribute(out, TEXT("role"), TEXT("doc-footnote"));
        binding_add_attribute(out, TEXT("id"), address_id(binding, (unsigned)i + 1));
        buffer_add_format(out, "><p><span class=\"note-number\">[%u]</span> <a", (unsigned)i + 1);
        binding_add_attribute(out, TEXT("href"), binding->noted.items[i]);
        buffer_add_char(out, '>');
        buffer_add_html(out, binding->noted.items[i]);
        buffer_add(out, TEXT("</a></p></aside>\n"));
    }
    buffer_add(out, TEXT("</div>\n"));
}
