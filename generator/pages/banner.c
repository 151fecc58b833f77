#include "pages/banner.h"

/* Behind the '>' of the tag that begins at `at`. Quoted values may hold a '>'. */
static size_t tag_end(struct text page, size_t at) {
    char quote = 0;
    for (size_t i = at; i < page.size; i++) {
        char c = page.bytes[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return page.size;
}

/* Behind <body ...>, or SIZE_MAX. */
static size_t body_start(struct text page) {
    const struct text tag = TEXT("<body");
    for (size_t at = text_find_char(page, '<', 0); at + tag.size < page.size; at = text_find_char(page, '<', at + 1)) {
        char next = page.bytes[at + tag.size];
        bool is_body = text_equal_ignoring_case(text_slice(page, at, at + tag.size), tag);
        if (is_body && (next == '>' || next == ' ' || next == '\n' || next == '\t' || next == '\r'))
            return tag_end(page, at);
    }
    return SIZE_MAX;
}

bool banner_add(struct buffer *out, struct text page, const struct layouts *layouts, const struct site *site,
                const struct banner *banner, struct text *why, struct arena *arena) {
    size_t start = body_start(page);
    if (start == SIZE_MAX) {
        buffer_add(out, page);
        return true;
    }
    buffer_add(out, text_slice(page, 0, start));
    if (!layouts_render(out, layouts, BANNER_LAYOUT, banner_view(site, banner, arena), NULL, why, arena))
        return false;
    buffer_add(out, text_after(page, start));
    return true;
}
