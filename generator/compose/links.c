#include "compose/links.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <string.h>

enum { PART_LIMIT_BYTES = 255, ROOT_STEP_BYTES = 3 };

static bool part_is_safe(struct text part) {
    if (part.size == 0 || part.size > PART_LIMIT_BYTES || text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")))
        return false;
    for (size_t i = 0; i < part.size; i++)
        if ((unsigned char)part.bytes[i] < 0x20 || part.bytes[i] == 0x7f)
            return false;
    return true;
}

static bool path_is_safe(struct text path) {
    struct text part;
    while (text_cut(&part, &path, '/'))
        if (!part_is_safe(part))
            return false;
    return true;
}

bool link_output(struct text *path, struct text address, struct arena *arena) {
    struct text relative = text_after(address, text_starts(address, TEXT("/")) ? 1 : 0);
    if (address.size == 0)
        return false;
    if (relative.size == 0 || text_ends(relative, TEXT("/")))
        relative = text_join(arena, relative, TEXT("index.html"));
    if (!path_is_safe(relative))
        return false;
    *path = relative;
    return true;
}

static bool is_encoded(char c) {
    return !char_is_alphanumeric(c) && (!c || !strchr("-._~/@!$&()*+,;=", c));
}

static struct text percent_encoded(struct text text, struct arena *arena) {
    struct buffer encoded = {0};
    size_t plain = 0;
    while (plain < text.size && !is_encoded(text.bytes[plain]))
        plain++;
    if (plain == text.size)
        return text;
    buffer_add_encoded(&encoded, text, is_encoded);
    return buffer_take(&encoded, arena);
}

struct text link_anchor(struct text anchor, struct arena *arena) {
    return anchor.size ? text_join(arena, TEXT("#"), percent_encoded(anchor, arena)) : anchor;
}

/* An address in two, both encoded: what names the page, without its first '/', and what names a place on it, with '#'. */
struct address_parts {
    struct text page, anchor;
};

static struct address_parts split(struct text address, struct arena *arena) {
    size_t end = text_find_char(address, '#', 0);
    struct text page = text_slice(address, text_starts(address, TEXT("/")) ? 1 : 0, end);
    return (struct address_parts){percent_encoded(page, arena), link_anchor(text_after(address, end + 1), arena)};
}

static struct text joined(struct text a, struct text b, struct arena *arena) {
    return b.size ? text_join(arena, a, b) : a;
}

struct text link_to(struct text address, bool for_disk, struct arena *arena) {
    struct address_parts parts = split(address, arena);
    bool is_folder = parts.page.size == 0 || text_ends(parts.page, TEXT("/"));
    return joined(joined(parts.page, is_folder && for_disk ? TEXT("index.html") : TEXT(""), arena), parts.anchor, arena);
}

struct text link_to_file(struct text path, struct arena *arena) {
    return percent_encoded(path, arena);
}

struct text link_root(struct text path, struct arena *arena) {
    size_t depth = 0;
    for (size_t i = 0; i < path.size; i++)
        depth += path.bytes[i] == '/';
    if (depth == 0)
        return TEXT("./");
    char *steps = arena_alloc(arena, depth * ROOT_STEP_BYTES);
    for (size_t i = 0; i < depth * ROOT_STEP_BYTES; i++)
        steps[i] = "../"[i % ROOT_STEP_BYTES];
    return (struct text){steps, depth * ROOT_STEP_BYTES};
}

struct text link_url(struct text base_url, struct text address, struct arena *arena) {
    struct address_parts parts = split(address, arena);
    if (base_url.size == 0)
        return base_url;
    return joined(joined(base_url, parts.page, arena), parts.anchor, arena);
}

struct text link_base_path(struct text base_url) {
    size_t scheme = text_find(base_url, TEXT("://"), 0);
    size_t path = scheme == base_url.size ? scheme : text_find_char(base_url, '/', scheme + 3);
    return path == base_url.size ? TEXT("/") : text_after(base_url, path);
}
