#include "compose/svg.h"

#include "read/markdown/lengths.h"

#include <string.h>

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

/* What the root says, in thousandths of a pixel; 0 for what it does not. */
struct svg_says {
    uint32_t width, height, box_width, box_height;
};

/* False when it is in a unit that is not known here. */
static bool read_side(uint32_t *side, const struct html_piece *root, struct text name, struct arena *arena) {
    struct text value;
    bool is_said = html_attribute(&value, root->attributes, name, arena) && !text_ends(text_trim(value), TEXT("%"));
    return !is_said || text_equal(text_trim(value), TEXT("auto")) || length_of(side, value) == LENGTH_ABSOLUTE;
}

/* "0 0 640 480", with commas or spaces. */
static void read_box(struct svg_says *says, const struct html_piece *root, struct arena *arena) {
    struct text rest, number;
    uint32_t sides[4] = {0};
    html_attribute(&rest, root->attributes, TEXT("viewBox"), arena);
    for (size_t i = 0, end; i < 4 && (rest = text_trim(rest)).size; i++) {
        for (end = 0; end < rest.size && !strchr(" ,\t\r\n", rest.bytes[end]); end++)
            continue;
        number = text_take(&rest, end);
        sides[i] = length_cut_number(&number);
        rest = text_trim(rest);
        text_take(&rest, text_starts(rest, TEXT(",")));
    }
    says->box_width = sides[2];
    says->box_height = sides[3];
}

static uint32_t in_proportion(uint64_t side, uint64_t to, uint64_t of) {
    uint64_t other = of ? (side * to + of / 2) / of : 0;
    return other <= UINT32_MAX ? (uint32_t)other : 0;
}

static struct image_size size_said(struct svg_says says) {
    enum { FILLS = 1200000, PIXEL = 1000 };
    bool has_box = says.box_width && says.box_height;
    if (!says.width && !says.height && has_box)
        says.width = FILLS;
    if (!says.height && has_box)
        says.height = in_proportion(says.width, says.box_height, says.box_width);
    if (!says.width && has_box)
        says.width = in_proportion(says.height, says.box_width, says.box_height);
    if (!says.width || !says.height)
        return (struct image_size){0};
    struct image_size size = {(says.width + PIXEL / 2) / PIXEL, (says.height + PIXEL / 2) / PIXEL};
    return (struct image_size){size.width ? size.width : 1, size.height ? size.height : 1};
}

struct image_size svg_size(struct text bytes) {
    struct html_piece root;
    struct svg_says says = {0};
    struct arena arena = {0};
    bool is_known = svg_root(&root, bytes) && read_side(&says.width, &root, TEXT("width"), &arena) &&
                    read_side(&says.height, &root, TEXT("height"), &arena);
    if (is_known)
        read_box(&says, &root, &arena);
    arena_free(&arena);
    return is_known ? size_said(says) : (struct image_size){0};
}
