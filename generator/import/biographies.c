#include "import/biographies.h"

#include "base/array.h"

static bool is_believed(const struct witness *witness, enum said_field said) {
    return witness->said == said && witness->is_believed;
}

static size_t count_authors(const struct testimony *testimony) {
    size_t count = 0;
    for (size_t i = 0; i < testimony->count; i++)
        count += is_believed(&testimony->items[i], SAID_AUTHORS);
    return count;
}

/* Where the next of the authors is named at the beginning of a sentence; the end of the text when none is. */
static size_t next_named(const struct testimony *testimony, struct text biography, size_t from) {
    size_t nearest = biography.size;
    for (size_t i = 0; i < testimony->count; i++) {
        if (!is_believed(&testimony->items[i], SAID_AUTHORS))
            continue;
        size_t at = text_find(biography, testimony->items[i].value, from);
        bool begins = at == 0 || (at >= 2 && at < biography.size && text_equal(text_slice(biography, at - 2, at), TEXT(". ")));
        nearest = begins && at < nearest ? at : nearest;
    }
    return nearest;
}

static void add(struct imported *imported, struct text name, struct text biography, struct arena *arena) {
    for (size_t i = 0; i < imported->authors.count; i++)
        if (text_equal(imported->authors.items[i].name, name))
            return;
    *array_add(&imported->authors, arena) = (struct imported_author){name, biography};
}

/* From where the author is named to where another one is; of a single author the whole. */
static void find_of(struct imported *imported, const struct testimony *testimony, struct text name, struct text biography,
                    struct arena *arena) {
    size_t at = text_find(biography, name, 0);
    if (at == biography.size) {
        if (count_authors(testimony) == 1)
            add(imported, name, biography, arena);
        return;
    }
    size_t end = next_named(testimony, biography, at + name.size);
    add(imported, name, text_trim(text_slice(biography, at, end)), arena);
}

void biographies_find(struct imported *imported, const struct testimony *testimony, struct arena *arena) {
    for (size_t b = 0; b < testimony->count; b++)
        for (size_t i = 0; is_believed(&testimony->items[b], SAID_BIO) && i < testimony->count; i++)
            if (is_believed(&testimony->items[i], SAID_AUTHORS))
                find_of(imported, testimony, testimony->items[i].value, testimony->items[b].value, arena);
}
