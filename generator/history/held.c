/*
 * The passages of today's texts that are held back. git says which file a text has become, and is wrong where a name was given
 * to another text, or a text was moved and rewritten at once. So old versions (reused.c) and the texts of other commits
 * (present.c) are looked for here, passage by passage, whatever git says.
 */
#include "history/internal.h"

#include "base/array.h"
#include "kinds/kinds.h"
#include "kinds/loading.h"

/* A passage of a file that is held back. */
struct held_passage {
    uint32_t file; /* in site->held: the first that has it */
    bool is_open;  /* it stands in a text that visitors see, too; known when `knows_open` */
};

struct held_passages {
    const struct loading *loading;
    struct table files;     /* those that are held back, by path: to their numbers in site->held */
    struct table by_digest; /* of a passage's words: to `items` */
    struct {
        struct held_passage *items;
        size_t count, capacity;
    } passages;
    bool knows_open;
};

static struct text name_of(const uint32_t *digest) {
    return (struct text){(const char *)digest, sizeof *digest};
}

static void note_held(struct held_passages *held, const struct body *body, uint32_t file) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    struct arena *arena = held->loading->arena;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        uint32_t digest = passage_digest(&blocks[i]);
        if (table_get(&held->by_digest, name_of(&digest)) != NONE)
            continue;
        table_put(&held->by_digest, text_copy(name_of(&digest), arena), (uint32_t)held->passages.count, arena);
        *array_add(&held->passages, arena) = (struct held_passage){.file = file};
    }
}

static void note_open(struct held_passages *held, const struct body *body) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        uint32_t digest = passage_digest(&blocks[i]);
        uint32_t passage = table_get(&held->by_digest, name_of(&digest));
        if (passage != NONE)
            held->passages.items[passage].is_open = true;
    }
}

static const struct body *body_at(const struct parsed_file *file) {
    return file->document ? document_body(file) : NULL;
}

void held_passages_load(struct loading *loading) {
    const struct site *site = loading->site;
    if (!site->held.count || !site->repository || site->is_edition)
        return;
    struct held_passages *held = loading->site->held_passages = arena_new(loading->arena, struct held_passages);
    *held = (struct held_passages){.loading = loading};
    for (uint32_t i = 0; i < site->held.count; i++) {
        const struct parsed_file *file = parsed_file_at(&loading->parsed, site->held.items[i].path);
        const struct body *body = file ? body_at(file) : NULL;
        table_put(&held->files, site->held.items[i].path, i, loading->arena);
        if (body)
            note_held(held, body, i);
    }
}

/* All texts are read for this, so only when one has been found that may be held back. */
static void know_open(struct held_passages *held) {
    const struct parsed_files *parsed = &held->loading->parsed;
    for (size_t i = 0; i < parsed->count; i++) {
        const struct parsed_file *file = &parsed->items[i];
        bool is_shown = file_kind(file->path) < THING_KINDS && table_get(&held->files, file->path) == NONE;
        const struct body *body = is_shown ? body_at(file) : NULL;
        if (body)
            note_open(held, body);
    }
    held->knows_open = true;
}

/* How many of the passages are held back and, as far as it is known, stand in no open text; with the file of one of them. */
static uint32_t count_held(uint32_t *file, const struct held_passages *held, const uint32_t *digests, uint32_t count) {
    uint32_t found = 0;
    *file = NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t passage = table_get(&held->by_digest, name_of(&digests[i]));
        if (passage == NONE || held->passages.items[passage].is_open)
            continue;
        *file = held->passages.items[passage].file;
        found++;
    }
    return found;
}

uint32_t held_passages_holder(struct held_passages *held, const uint32_t *digests, uint32_t count) {
    uint32_t file;
    if (count_held(&file, held, digests, count) * 2 < count || file == NONE)
        return NONE;
    if (!held->knows_open)
        know_open(held);
    return count_held(&file, held, digests, count) * 2 < count ? NONE : file;
}
