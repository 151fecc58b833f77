#include "import/biographies.h"

#include "base/array.h"

static bool is_believed(const struct witness *witness, enum said_field said) {
    return witness->said == said && witness->is_believed;
}

static size_t count_authors(const struct metadata *metadata) {
    size_t count = 0;
    for (size_t i = 0; i < metadata->count; i++)
        count += is_believed(&metadata->items[i], SAID_AUTHORS);
    return count;
}

/* Where the next of the authors is named at the beginning of a sentence; the end of the text when none is. */
static size_t next_named(const struct metadata *metadata, struct text biography, size_t from) {
    size_t nearest = biography.size;
    for (size_t i = 0; i < metadata->count; i++) {
        if (!is_believed(&metadata->items[i], SAID_AUTHORS))
            continue;
        size_t at = text_find(biography, metadata->items[i].value, from);
        bool begins = at == 0 || (at >= 2 && at < biography.size && text_equal(text_slice(biography, at - 2, at), TEXT(". ")));
        nearest = begins && at < nearest ? at : nearest;
    }
    return nearest;
}

static void add(struct imported *imported, struct text name, struct text biography, struct arena *arena) {
    for (size_t i = 0; i < imported->authors.count; i++)
        if (text_equal(imported->authors.items[i].name, name))
            return;
    *array_add(&imported->authors, arena) = (struct imported_author){.name = name, .biography = biography};
}

/* From where the author is named to where another one is; of a single author the whole. */
static void find_of(struct imported *imported, const struct metadata *metadata, struct text name, struct text biography,
                    struct arena *arena) {
    size_t at = text_find(biography, name, 0);
    if (at == biography.size) {
        if (count_authors(metadata) == 1)
            add(imported, name, biography, arena);
        return;
    }
    size_t end = next_named(metadata, biography, at + name.size);
    add(imported, name, text_trim(text_slice(biography, at, end)), arena);
}

void biographies_find(struct imported *imported, const struct metadata *metadata, struct arena *arena) {
    for (size_t b = 0; b < metadata->count; b++)
        for (size_t i = 0; is_believed(&metadata->items[b], SAID_BIO) && i < metadata->count; i++)
            if (is_believed(&metadata->items[i], SAID_AUTHORS))
                find_of(imported, metadata, metadata->items[i].value, metadata->items[b].value, arena);
}
