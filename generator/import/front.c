#include "import/front.h"

#include "base/buffer.h"
#include "read/yaml/quoted.h"

static const struct witness *chosen(const struct metadata *metadata, enum said_field said) {
    uint32_t index = metadata->chosen[said];
    return index == NONE ? NULL : &metadata->items[index];
}

/* On a line of its own, so that no reader takes it for a part of the value. */
static void write_doubt(struct buffer *out, const struct metadata *metadata, enum said_field said) {
    if (metadata->doubt[said])
        buffer_add_format(out, "# %.*s: %s\n", TEXT_ARGS(said_names[said]), metadata->doubt[said]);
}

static void write_text(struct buffer *out, const char *indent, const char *name, const struct metadata *metadata,
                       enum said_field said, struct arena *arena) {
    const struct witness *witness = chosen(metadata, said);
    if (!witness)
        return;
    write_doubt(out, metadata, said);
    buffer_add_format(out, "%s%s: %.*s\n", indent, name, TEXT_ARGS(yaml_quoted(witness->value, arena)));
}

static void write_date(struct buffer *out, const char *name, const struct metadata *metadata, enum said_field said) {
    const struct witness *witness = chosen(metadata, said);
    if (!witness)
        return;
    write_doubt(out, metadata, said);
    buffer_add_format(out, "%s: %.*s\n", name, TEXT_ARGS(witness->value));
}

static void write_list(struct buffer *out, const char *name, const struct metadata *metadata, enum said_field said,
                       struct arena *arena) {
    if (!chosen(metadata, said))
        return;
    write_doubt(out, metadata, said);
    buffer_add_format(out, "%s:\n", name);
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *witness = &metadata->items[i];
        if (witness->said == said && witness->is_believed)
            buffer_add_format(out, "  - %.*s\n", TEXT_ARGS(yaml_quoted(witness->value, arena)));
    }
}

enum { BEGINNING_WORDS = 8 };

static void write_beginning(struct buffer *out, struct text beginning, struct arena *arena) {
    size_t end = 0;
    for (int i = 0; i < BEGINNING_WORDS && end < beginning.size && end < 80; i++)
        end = text_find_char(beginning, ' ', end + 1);
    buffer_add_format(out, "# title: none was found; these are the first words: write one\ntitle: %.*s\n",
                      TEXT_ARGS(yaml_quoted(text_slice(beginning, 0, end), arena)));
}

struct text front_write(const struct metadata *metadata, struct text beginning, struct arena *arena) {
    struct buffer out = {0};
    buffer_add(&out, TEXT("---\n"));
    write_text(&out, "", "title", metadata, SAID_TITLE, arena);
    if (!chosen(metadata, SAID_TITLE))
        write_beginning(&out, beginning, arena);
    write_text(&out, "", "subtitle", metadata, SAID_SUBTITLE, arena);
    write_list(&out, "authors", metadata, SAID_AUTHORS, arena);
    write_date(&out, "date", metadata, SAID_DATE);
    write_list(&out, "topics", metadata, SAID_TOPICS, arena);
    if (chosen(metadata, SAID_PUBLICATION) || chosen(metadata, SAID_URL))
        buffer_add(&out, TEXT("source:\n"));
    write_text(&out, "  ", "publication", metadata, SAID_PUBLICATION, arena);
    write_text(&out, "  ", "url", metadata, SAID_URL, arena);
    write_text(&out, "", "lang", metadata, SAID_LANGUAGE, arena);
    write_text(&out, "", "rights", metadata, SAID_RIGHTS, arena);
    buffer_add(&out, TEXT("draft: true\n---\n\n"));
    return buffer_take(&out, arena);
}
