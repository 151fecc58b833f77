#include "kinds/names.h"

#include "base/arena.h"
#include "base/utf8.h"

struct text name_family(struct text name) {
    size_t comma = text_find_char(name, ',', 0);
    if (comma < name.size)
        return text_trim(text_slice(name, 0, comma));
    size_t start = name.size;
    while (start > 0 && name.bytes[start - 1] != ' ')
        start--;
    return text_after(name, start);
}

struct text name_sort_key(struct text name, struct text family, struct arena *arena) {
    size_t at = text_find(name, family, 0);
    struct text before = text_trim(text_slice(name, 0, at)), after = text_trim(text_after(name, at + family.size));
    if (text_starts(after, TEXT(",")))
        after = text_trim(text_after(after, 1));
    const char *gap = before.size && after.size ? " " : "";
    struct text key = text_format(arena, "%.*s %.*s%s%.*s", TEXT_ARGS(family), TEXT_ARGS(before), gap, TEXT_ARGS(after));
    return utf8_fold_plain(text_trim(key), arena);
}
