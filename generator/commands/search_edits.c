#include "commands/search_edits.h"

#include "base/array.h"
#include "base/files.h"
#include "base/remembered.h"
#include "pages/search_text.h"
#include "publish/standing.h"

static const struct ledger_entry *entry_at(const struct search_edits *edits, struct text path) {
    return ledger_find(&edits->options->standing->ledger, path);
}

/* The bytes of a file as it was published; false where it is another now. */
static bool read_file(struct text *bytes, const struct search_edits *edits, const struct ledger_entry *entry) {
    const char *path = path_join(edits->arena, edits->options->standing->stage.output, entry->path);
    return file_read(bytes, path, (size_t)entry->size_bytes, edits->arena) && digest_equal(digest_of(*bytes), entry->content);
}

/* Other bytes for a file, unless they are the same; it must stand. */
static bool replace(struct search_edits *edits, const struct ledger_entry *entry, const struct buffer *bytes) {
    if (!entry)
        return false;
    struct digest content = digest_of(buffer_text(bytes));
    if (!digest_equal(content, entry->content))
        *array_add(&edits->items, edits->arena) =
            (struct publish_replacement){(size_t)(entry - edits->options->standing->ledger.items),
                                         digest_as(TEXT("search file"), content), text_copy(buffer_text(bytes), edits->arena)};
    return true;
}

/* "search/w-b.js" */
static const struct ledger_entry *file_of(const struct search_edits *edits, const char *prefix, struct text word) {
    struct buffer path = {0};
    buffer_add_format(&path, "search/%s", prefix);
    search_file_name(&path, word);
    buffer_add(&path, TEXT(".js"));
    const struct ledger_entry *entry = entry_at(edits, buffer_text(&path));
    buffer_free(&path);
    return entry;
}

static bool is_published(const struct search_edits *edits) {
    const struct ledger_entry *entry = file_of(edits, "", TEXT("index"));
    struct buffer bytes = {0};
    search_catalog_write(&bytes, &edits->catalog);
    bool same = entry && digest_equal(digest_of(buffer_text(&bytes)), entry->content);
    buffer_free(&bytes);
    return same;
}

bool search_edits_begin(struct search_edits *edits, struct remembered *remembered, const struct publish_options *options,
                        struct arena *arena) {
    *edits = (struct search_edits){.options = options, .aside = remembered_aside(remembered), .arena = arena};
    edits->is_on = file_of(edits, "", TEXT("index")) != NULL;
    if (!edits->is_on)
        return true;
    edits->recorder = search_recorder_open(arena);
    if (!search_catalog_recall(&edits->catalog, edits->aside, arena))
        return false;
    edits->before = edits->catalog; /* a change makes new lists of shards and a new version */
    return is_published(edits);
}

/* A file of t/: what stands before its passages says nothing of the text. */
static bool replace_piece(struct search_edits *edits, struct text slug, uint32_t piece, const struct search_essay *text,
                          const struct marks *marks) {
    struct buffer path = {0}, bytes = {0};
    struct text stood;
    buffer_add(&path, TEXT("search/"));
    search_piece_name(&path, slug, piece);
    buffer_add(&path, TEXT(".js"));
    const struct ledger_entry *entry = entry_at(edits, buffer_text(&path));
    bool good = entry && read_file(&stood, edits, entry);
    if (good) {
        buffer_add(&bytes, text_slice(stood, 0, text_find(stood, TEXT(",\"headings\":["), 0)));
        search_piece_write(&bytes, text, marks, piece);
        good = replace(edits, entry, &bytes);
    }
    buffer_free(&path);
    buffer_free(&bytes);
    return good;
}

/* In as many files as before. */
static bool replace_text(struct search_edits *edits, struct text slug, const struct search_essay *before,
                         const struct search_essay *after, const struct body *body) {
    uint32_t pieces = search_pieces((uint32_t)after->passages.count + 1);
    struct marks marks;
    bool good = search_pieces((uint32_t)before->passages.count + 1) == pieces;
    versions_first_marks(&marks, body, edits->arena);
    for (uint32_t piece = 0; piece < pieces && good; piece++)
        good = replace_piece(edits, slug, piece, after, &marks);
    return good;
}

static struct text write_record(struct search_edits *edits, uint32_t number, const struct search_frame *frame,
                                const struct search_essay *text) {
    struct search_texts texts;
    struct buffer out = {0};
    search_essay_texts(&texts, frame, text, edits->arena);
    search_recorder_add(edits->recorder, number, texts.items, texts.count, frame->language);
    search_recorder_write(&out, edits->recorder);
    return buffer_take(&out, edits->arena);
}

bool search_edits_add(struct search_edits *edits, uint32_t number, const struct version_text *old,
                      const struct version_text *new, struct digest file) {
    struct search_frame frame;
    struct search_essay before, after;
    struct text bytes;
    if (!edits->is_on)
        return true;
    if (number >= edits->catalog.entries.count)
        return false;
    struct search_entry *entry = &edits->catalog.entries.items[number];
    if (!search_entry_find(entry, &bytes, edits->aside) || !search_frame_read(&frame, bytes, edits->arena) ||
        !digest_equal(entry->key, search_frame_key(bytes, frame.is_open ? old->document : NULL)))
        return false;
    if (!frame.is_open)
        return true;
    search_essay_read(&before, &frame, old->document, old->body, edits->arena);
    search_essay_read(&after, &frame, new->document, new->body, edits->arena);
    *entry =
        (struct search_entry){entry->slug, search_frame_key(bytes, new->document), file, (uint32_t)after.passages.count + 1};
    search_entry_keep(entry, bytes, edits->aside);
    *array_add(&edits->changes, edits->arena) = (struct search_change){number, write_record(edits, number, &frame, &before),
                                                                       write_record(edits, number, &frame, &after)};
    return replace_text(edits, entry->slug, &before, &after, new->body);
}

/* Shards */

static const struct search_shard *shard_called(const struct search_catalog *catalog, struct text name) {
    size_t low = 0, high = catalog->shards.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(catalog->shards.items[middle].name, name);
        if (order == 0)
            return &catalog->shards.items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool replace_longs(struct search_edits *edits, struct text lines) {
    struct text text;
    bool good = true;
    while (good && text_cut(&text, &lines, '\n')) {
        struct search_line line;
        struct buffer bytes = {0};
        if (!search_line_read(&line, text) || !search_line_is_long(&line, edits->catalog.common))
            continue;
        search_long_write(&bytes, &line);
        good = replace(edits, file_of(edits, "p-", line.key), &bytes);
        buffer_free(&bytes);
    }
    return good;
}

static bool replace_shard(struct search_edits *edits, const struct search_shard *shard) {
    const struct search_shard *before = shard_called(&edits->before, shard->name);
    struct text lines;
    struct buffer bytes = {0};
    if (before && digest_equal(before->digest, shard->digest))
        return true;
    if (!search_shard_lines(&lines, shard, edits->aside))
        return false;
    search_shard_write(&bytes, shard->name, lines, edits->catalog.common);
    bool good = before && replace(edits, file_of(edits, "w-", shard->name), &bytes) && replace_longs(edits, lines);
    buffer_free(&bytes);
    return good;
}

/* Each of the new ones stands, and none more. */
static bool replace_shards(struct search_edits *edits) {
    const struct search_catalog *new = &edits->catalog, *old = &edits->before;
    bool good = new->shards.count == old->shards.count &&new->longs.count == old->longs.count;
    for (size_t i = 0; i < new->shards.count &&good; i++)
        good = replace_shard(edits, &new->shards.items[i]);
    return good;
}

static bool replace_index(struct search_edits *edits) {
    struct buffer bytes = {0};
    search_catalog_write(&bytes, &edits->catalog);
    bool good = replace(edits, file_of(edits, "", TEXT("index")), &bytes);
    buffer_free(&bytes);
    return good;
}

/* The page has the version as an attribute. */
static bool replace_page(struct search_edits *edits) {
    const struct ledger_entry *entry = entry_at(edits, TEXT("search/index.html"));
    struct text stood, old = edits->before.version;
    struct buffer bytes = {0};
    if (!entry)
        return true;
    if (!read_file(&stood, edits, entry))
        return false;
    for (size_t at = 0, found; at < stood.size; at = found + old.size) {
        found = text_find(stood, old, at);
        buffer_add(&bytes, text_slice(stood, at, found));
        buffer_add(&bytes, found < stood.size ? edits->catalog.version : TEXT(""));
    }
    bool good = replace(edits, entry, &bytes);
    buffer_free(&bytes);
    return good;
}

bool search_edits_finish(struct search_edits *edits) {
    if (!edits->is_on || !edits->changes.count)
        return true;
    if (!search_catalog_change(&edits->catalog, edits->changes.items, edits->changes.count, edits->aside, edits->arena))
        return false;
    search_catalog_name(&edits->catalog, edits->arena);
    search_catalog_keep(&edits->catalog, edits->aside);
    search_recorder_close(edits->recorder);
    return replace_shards(edits) && replace_index(edits) && replace_page(edits);
}
