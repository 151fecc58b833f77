/*
 * A name that was given to another text: a.md is moved to b.md, which is held back, and a new a.md is written. git sees a file
 * that was rewritten, and its old versions would be shown as those of an open essay. So the old versions of open essays are
 * looked for in what is held back today, passage by passage.
 */
#include "history/internal.h"

#include "kinds/loading.h"
#include "read/codes.h"

/* The passages of all texts that are held back, by the digests of their words: to the index of their file. */
struct held_passages {
    struct table by_digest;
    struct arena arena;
};

static struct text name_of(const uint32_t *digest) {
    return (struct text){(const char *)digest, sizeof *digest};
}

static void note_passages(struct held_passages *held, const struct body *body, uint32_t file) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        uint32_t digest = passage_digest(&blocks[i]);
        table_put(&held->by_digest, text_copy(name_of(&digest), &held->arena), file, &held->arena);
    }
}

static void collect(struct held_passages *held, const struct loading *loading) {
    const struct held_files *files = &loading->site->held;
    for (uint32_t i = 0; i < files->count; i++) {
        const struct parsed_file *file = parsed_file_at(&loading->parsed, files->items[i].path);
        const struct body *body = file && file->document ? document_body(file) : NULL;
        if (body)
            note_passages(held, body, i);
    }
}

/* Where the passages of a version stand today. */
struct whereabouts {
    uint32_t held, here; /* how many in files that are held back, and in the essay's own text */
    uint32_t file;       /* one of the former; NONE */
};

static bool has_passage(const struct facts *facts, size_t version, uint32_t digest) {
    struct span passages = facts->items[version].passages;
    for (uint32_t i = 0; i < passages.size; i++)
        if (facts->passages[passages.offset + i] == digest)
            return true;
    return false;
}

static struct whereabouts find_passages(const struct held_passages *held, const struct facts *facts, size_t version) {
    struct span passages = facts->items[version].passages;
    struct whereabouts found = {.file = NONE};
    for (uint32_t i = 0; i < passages.size; i++) {
        const uint32_t *digest = &facts->passages[passages.offset + i];
        uint32_t file = table_get(&held->by_digest, name_of(digest));
        found.held += file != NONE;
        found.file = file != NONE ? file : found.file;
        found.here += file != NONE && has_passage(facts, facts->head.count - 1, *digest);
    }
    return found;
}

/* The held-back file that has half or more of a version's passages, and most of these not in the essay any more; NONE. */
static uint32_t holder_of(const struct held_passages *held, const struct facts *facts, size_t version) {
    struct whereabouts found = find_passages(held, facts, version);
    bool is_there = found.held * 2 >= facts->items[version].passages.size && found.here * 2 < found.held;
    return is_there ? found.file : NONE;
}

static void tell(struct loading *loading, const struct essay *essay, const struct held_file *holder) {
    diag_add(loading->problems, DIAG_WARNING, W_NAME_REUSED, (struct diag_place){.path = essay->thing.source.path},
             text_format(loading->arena, "older texts of this file stand in %.*s today, which is held back: they are not shown",
                         TEXT_ARGS(holder->path)),
             TEXT("if they are another essay's, all is well; if they are this one's, take them out of the other file"));
}

static void close_reused(struct loading *loading, const struct held_passages *held, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    struct facts facts;
    uint32_t holder = NONE;
    bool is_known = versions_facts(&facts, loading->site, versions);
    for (size_t i = 0; is_known && i + 1 < versions->count; i++) {
        struct version *version = &versions->items[i];
        uint32_t file = version->is_closed ? NONE : holder_of(held, &facts, i);
        if (file == NONE)
            continue;
        holder = file;
        version->is_elsewhere = version->is_closed = true;
        version->is_draft = loading->site->held.items[file].held != HELD_TEXT;
    }
    if (holder != NONE)
        tell(loading, essay, &loading->site->held.items[holder]);
}

void versions_close_reused(struct loading *loading) {
    struct held_passages held = {0};
    const struct site *site = loading->site;
    if (site->held.count && site->repository)
        collect(&held, loading);
    for (uint32_t i = 0; held.by_digest.count && i < site->essay_count; i++)
        if (essay_is_open(&site->essays[i]) && site->essays[i].versions->count > 1)
            close_reused(loading, &held, &site->essays[i]);
    arena_free(&held.arena);
}
