#include "import/import.h"

#include "base/array.h"
#include "base/buffer.h"

#include <string.h>

/* Either writes into `out`, or reads from `rest`: what is carried, and in which order, stands in one place. */
struct carrier {
    struct buffer *out; /* NULL: it reads */
    struct text rest;
    struct arena *arena;
};

static void carry_bytes(struct carrier *carrier, void *bytes, size_t size) {
    if (carrier->out)
        buffer_add_bytes(carrier->out, bytes, size);
    else
        memcpy(bytes, text_take(&carrier->rest, size).bytes, size);
}

static void carry_text(struct carrier *carrier, struct text *text) {
    carry_bytes(carrier, &text->size, sizeof text->size);
    if (carrier->out)
        buffer_add(carrier->out, *text);
    else
        *text = text_take(&carrier->rest, text->size);
}

/* NULL comes back as NULL. */
static void carry_words(struct carrier *carrier, const char **words) {
    struct text text = text_of(*words);
    carry_text(carrier, &text);
    if (!carrier->out)
        *words = text.size > 0 ? text_terminated(text, carrier->arena) : NULL;
}

static void carry_authors(struct carrier *carrier, struct imported *imported) {
    size_t count = imported->authors.count;
    carry_bytes(carrier, &count, sizeof count);
    for (size_t i = 0; i < count; i++) {
        struct imported_author *author =
            carrier->out ? &imported->authors.items[i] : array_add(&imported->authors, carrier->arena);
        carry_text(carrier, &author->name);
        carry_text(carrier, &author->biography);
        size_t forms = author->also.count;
        carry_bytes(carrier, &forms, sizeof forms);
        for (size_t k = 0; k < forms; k++)
            carry_text(carrier, carrier->out ? &author->also.items[k] : array_add(&author->also, carrier->arena));
    }
}

static void carry_faults(struct carrier *carrier, struct imported *imported) {
    size_t count = imported->faults.count;
    carry_bytes(carrier, &count, sizeof count);
    for (size_t i = 0; i < count; i++) {
        struct import_fault *fault = carrier->out ? &imported->faults.items[i] : array_add(&imported->faults, carrier->arena);
        carry_bytes(carrier, &fault->line, sizeof fault->line);
        carry_bytes(carrier, &fault->column, sizeof fault->column);
        carry_text(carrier, &fault->message);
        carry_text(carrier, &fault->help);
    }
}

static void carry_suspicions(struct carrier *carrier, struct suspicions *suspicions) {
    size_t count = suspicions->count;
    carry_bytes(carrier, &count, sizeof count);
    for (size_t i = 0; i < count; i++) {
        struct suspicion *suspicion = carrier->out ? &suspicions->items[i] : array_add(suspicions, carrier->arena);
        carry_bytes(carrier, &suspicion->kind, sizeof suspicion->kind);
        carry_bytes(carrier, &suspicion->line, sizeof suspicion->line);
        carry_bytes(carrier, &suspicion->column, sizeof suspicion->column);
        carry_text(carrier, &suspicion->says);
        carry_text(carrier, &suspicion->help);
    }
}

static void carry_page(struct carrier *carrier, struct page_words *page) {
    size_t count = page->blocks.count;
    carry_text(carrier, &page->host);
    carry_bytes(carrier, &count, sizeof count);
    for (size_t i = 0; i < count; i++) {
        struct common_block *block = carrier->out ? &page->blocks.items[i] : array_add(&page->blocks, carrier->arena);
        carry_bytes(carrier, &block->hash, sizeof block->hash);
    }
}

static void carry(struct carrier *carrier, struct imported *imported) {
    carry_words(carrier, &imported->refusal.message);
    carry_words(carrier, &imported->refusal.help);
    carry_bytes(carrier, &imported->is_html, sizeof imported->is_html);
    carry_bytes(carrier, &imported->tally, sizeof imported->tally);
    carry_text(carrier, &imported->title);
    carry_text(carrier, &imported->draft);
    carry_text(carrier, &imported->account);
    carry_text(carrier, &imported->json);
    carry_page(carrier, &imported->page);
    carry_suspicions(carrier, &imported->suspicions);
    carry_faults(carrier, imported);
    carry_authors(carrier, imported);
}

void imported_write(struct buffer *out, struct imported *imported) {
    carry(&(struct carrier){.out = out}, imported);
}

struct imported imported_read(struct text bytes, struct arena *arena) {
    struct imported imported = {0};
    carry(&(struct carrier){.rest = bytes, .arena = arena}, &imported);
    return imported;
}
