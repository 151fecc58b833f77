/* HTML to XHTML. */
#include "base/buffer.h"
#include "compose/xhtml.h"
#include "html.h"
#include "targets.h"

/* Nothing but what XML itself knows by name, and the ends of lines in values. */
static void check_references(struct text xml) {
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#10;", "&#9;"};
    for (size_t at = text_find_char(xml, '&', 0); at < xml.size; at = text_find_char(xml, '&', at + 1)) {
        bool is_known = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            is_known = is_known || text_starts(text_after(xml, at), text_of(known[i]));
        fuzz_check(is_known, "a reference that XML has not", text_after(xml, at));
    }
}

static void check(struct text html) {
    struct buffer xml = {0};
    xhtml_write(&xml, html);
    html_check(buffer_text(&xml), HTML_XML);
    check_references(buffer_text(&xml));
    buffer_free(&xml);
}

static void check_between(const char *before, struct text input, const char *after) {
    struct buffer html = {0};
    buffer_add(&html, text_of(before));
    buffer_add(&html, input);
    buffer_add(&html, text_of(after));
    check(buffer_text(&html));
    buffer_free(&html);
}

void fuzz_xhtml(struct text input) {
    check_between("", input, "");
    check_between("<!DOCTYPE html><html><head><title>t</title></head><body>", input, "</body></html>");
    check_between("<svg>", input, "</svg>");
    check_between("<svg><foreignObject>", input, "");
}
