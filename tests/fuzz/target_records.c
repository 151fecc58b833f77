#include "records.h"
#include "targets.h"

#include <string.h>

/* Writes over bytes of a record: three bytes of `damage` are a place (in 1/65536 of its size, so that few bytes reach all) and
 * a value. */
static void damage_bytes(struct buffer *record, struct text damage) {
    for (; damage.size >= 3 && record->size; damage = text_after(damage, 3)) {
        size_t share = (size_t)(unsigned char)damage.bytes[0] << 8 | (unsigned char)damage.bytes[1];
        record->bytes[share * record->size >> 16] = damage.bytes[2];
    }
}

/* A copy whose end is the end of what is allocated. */
static struct text exact(struct text bytes, struct arena *arena) {
    char *copy = arena_alloc(arena, bytes.size);
    if (bytes.size)
        memcpy(copy, bytes.bytes, bytes.size);
    return (struct text){copy, bytes.size};
}

static void look_at(struct text document_bytes, struct text body_bytes, struct arena *arena) {
    const struct document *document = document_of(exact(document_bytes, arena));
    const struct body *body = body_of(exact(body_bytes, arena));
    if (document)
        records_look_at_document(document);
    if (body)
        records_look_at_body(body, document ? document->references.count : 0);
}

/* Damage for the document, "\n%%%\n", damage for the body, "\n%%%\n", a Markdown file. */
void fuzz_records(struct text input) {
    struct text rest = input, first = fuzz_cut(&rest, TEXT("\n%%%\n")), second = fuzz_cut(&rest, TEXT("\n%%%\n"));
    struct parse_options options = {.smart = true, .math = true, .tilde = true, .language = TEXT("en")};
    struct buffer document = {0}, body = {0};
    struct arena arena = {0};
    document_parse(&document, &body, rest, &options);
    damage_bytes(&document, first);
    damage_bytes(&body, second);
    look_at(buffer_text(&document), buffer_text(&body), &arena);
    look_at(text_slice(buffer_text(&document), 0, document.size - first.size % (document.size + 1)), input, &arena);
    buffer_free(&document);
    buffer_free(&body);
    arena_free(&arena);
}
