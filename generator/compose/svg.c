#include "compose/svg.h"

/* Nothing of use stands further in, and other files are large. */
#define FIRST_BYTES 65536

/* The end of what declares entities before the root, as Illustrator writes it: <!DOCTYPE svg ... [<!ENTITY ...>]>. */
static size_t declared_end(struct text bytes, const struct html_piece *piece) {
    struct text declaration = text_slice(bytes, piece->start, piece->end);
    if (!text_starts(declaration, TEXT("<!")) || !text_contains(declaration, TEXT("[")))
        return piece->end;
    return text_find(bytes, TEXT("]>"), piece->start) + 2;
}

static bool is_svg(struct text name) {
    return text_equal(name, TEXT("svg")) || text_ends(name, TEXT(":svg"));
}

bool svg_root(struct html_piece *root, struct text bytes) {
    struct text rest = text_slice(bytes, 0, FIRST_BYTES);
    if (text_starts(rest, TEXT("\xef\xbb\xbf")))
        rest = text_after(rest, 3);
    for (size_t at = 0; (rest = text_trim(rest)).size && rest.bytes[0] == '<'; at = 0) {
        if (!html_next(root, rest, &at) || root->kind == HTML_WORDS || root->kind == HTML_CLOSES)
            return false;
        if (root->kind == HTML_OPENS)
            return is_svg(root->name);
        rest = text_after(rest, root->kind == HTML_OTHER ? declared_end(rest, root) : at);
    }
    return false;
}
