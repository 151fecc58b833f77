#include "search/catalog.h"

#include "base/array.h"
#include "base/build.h"
#include "base/none.h"
#include "base/remembered.h"
#include "base/utf8.h"

#include <string.h>

void search_catalog_count(struct search_catalog *catalog) {
    catalog->units = 0;
    for (size_t i = 0; i + 1 < catalog->entries.count; i++)
        catalog->units += catalog->entries.items[i].units;
    catalog->common = search_common(catalog->units);
}

void search_catalog_name(struct search_catalog *catalog, struct arena *arena) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, SEARCH_FORMAT);
    hasher_add_text(&hasher, catalog->languages);
    hasher_add_digest(&hasher, catalog->around);
    for (size_t i = 0; i < catalog->entries.count; i++)
        hasher_add_digest(&hasher, catalog->entries.items[i].key);
    for (size_t i = 0; i < catalog->shards.count; i++)
        hasher_add_digest(&hasher, catalog->shards.items[i].digest);
    catalog->version = text_format(arena, "%016llx", (unsigned long long)hasher_end(&hasher).low);
}

/* Lines and entries */

static struct digest entry_key(const struct search_entry *entry) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("search entry"));
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, entry->key);
    return hasher_end(&hasher);
}

static struct digest lines_key(struct digest lines) {
    return digest_as(TEXT("search lines"), lines);
}

bool search_shard_lines(struct text *lines, const struct search_shard *shard, struct remembered *aside) {
    *lines = shard->lines;
    return shard->lines.bytes || remembered_find(aside, lines, lines_key(shard->digest));
}

/* Once: most of an index that is made anew was there before. */
static void keep(struct remembered *aside, struct digest key, struct text bytes) {
    struct text kept;
    if (!remembered_find(aside, &kept, key))
        remembered_add(aside, key, bytes);
}

void search_entry_keep(const struct search_entry *entry, struct text bytes, struct remembered *aside) {
    keep(aside, entry_key(entry), bytes);
}

bool search_entry_find(const struct search_entry *entry, struct text *bytes, struct remembered *aside) {
    return remembered_find(aside, bytes, entry_key(entry));
}

bool search_catalog_stands(const struct search_catalog *catalog, struct remembered *aside) {
    bool stands = true;
    for (size_t i = 0; i < catalog->entries.count; i++)
        stands &= remembered_has(aside, entry_key(&catalog->entries.items[i]));
    for (size_t i = 0; i < catalog->shards.count; i++)
        stands &= remembered_has(aside, lines_key(catalog->shards.items[i].digest));
    return stands;
}

/* Cutting */

static struct text joined(const struct text *lines, size_t count, struct arena *arena) {
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += lines[i].size + 1;
    char *bytes = arena_alloc(arena, size), *end = bytes;
    for (size_t i = 0; i < count; i++) {
        memcpy(end, lines[i].bytes, lines[i].size);
        end += lines[i].size;
        *end++ = '\n';
    }
    return (struct text){bytes, size};
}

static void add_longs(struct search_catalog *catalog, const struct text *lines, size_t count, struct arena *arena) {
    for (size_t i = 0; i < count; i++) {
        struct search_line line;
        if (search_line_read(&line, lines[i]) && search_line_is_long(&line, catalog->common))
            *array_add(&catalog->longs, arena) =
                (struct search_long){text_copy(line.key, arena), (uint32_t)catalog->shards.count - 1};
    }
}

void search_catalog_add(struct search_catalog *catalog, struct text name, const struct text *lines, size_t count,
                        struct remembered *aside, struct arena *arena) {
    struct search_shard *shard = array_add(&catalog->shards, arena);
    struct text bytes = joined(lines, count, arena);
    *shard = (struct search_shard){text_copy(name, arena), digest_of(bytes), bytes};
    if (aside)
        keep(aside, lines_key(shard->digest), bytes);
    add_longs(catalog, lines, count, arena);
}

void search_catalog_cut(struct search_catalog *catalog, const struct text *lines, size_t count, struct remembered *aside,
                        struct arena *arena) {
    struct arena scratch = {0};
    struct search_cutter cutter = {.common = catalog->common, .arena = &scratch};
    for (size_t i = 0; i < count; i++)
        search_cutter_add(&cutter, lines[i]);
    for (size_t first = 0, end; first < count; first = end) {
        end = search_cutter_next(&cutter, first);
        search_catalog_add(catalog, search_cutter_name(&cutter, first), lines + first, end - first, aside, arena);
    }
    search_cutter_free(&cutter);
    arena_free(&scratch);
}

/* As it is remembered: what each line begins with says what it is. */

static void add_digest(struct buffer *out, struct digest digest) {
    search_add_number(out, (uint32_t)digest.low);
    search_add_number(out, (uint32_t)(digest.low >> 32));
    search_add_number(out, (uint32_t)digest.high);
    search_add_number(out, (uint32_t)(digest.high >> 32));
}

static bool next_digest(struct digest *digest, struct text bytes, size_t *at) {
    uint32_t parts[4];
    for (size_t i = 0; i < 4; i++)
        if (!search_next_number(bytes, at, &parts[i]))
            return false;
    *digest = (struct digest){parts[0] | (uint64_t)parts[1] << 32, parts[2] | (uint64_t)parts[3] << 32};
    return true;
}

static struct digest catalog_key(void) {
    return digest_as(TEXT("search catalog"), digest_of(build_name()));
}

void search_catalog_keep(const struct search_catalog *catalog, struct remembered *aside) {
    struct buffer out = {0};
    buffer_add_char(&out, 'c');
    add_digest(&out, catalog->around);
    buffer_add_format(&out, "\t%.*s\n", TEXT_ARGS(catalog->languages));
    for (size_t i = 0; i < catalog->entries.count; i++) {
        const struct search_entry *entry = &catalog->entries.items[i];
        buffer_add_char(&out, 'e');
        search_add_number(&out, entry->units);
        add_digest(&out, entry->key);
        add_digest(&out, entry->file);
        buffer_add_format(&out, "\t%.*s\n", TEXT_ARGS(entry->slug));
    }
    for (size_t i = 0, next = 0; i < catalog->shards.count; i++) {
        buffer_add_char(&out, 's');
        add_digest(&out, catalog->shards.items[i].digest);
        buffer_add_format(&out, "\t%.*s\n", TEXT_ARGS(catalog->shards.items[i].name));
        for (; next < catalog->longs.count && catalog->longs.items[next].shard == i; next++)
            buffer_add_format(&out, "p%.*s\n", TEXT_ARGS(catalog->longs.items[next].stem));
    }
    remembered_add(aside, catalog_key(), buffer_text(&out));
    buffer_free(&out);
}

static bool read_head(struct search_catalog *catalog, struct text line) {
    size_t at = 0;
    bool good = next_digest(&catalog->around, line, &at);
    catalog->languages = text_after(line, at + 1);
    return good;
}

static bool read_entry(struct search_catalog *catalog, struct text line, struct arena *arena) {
    struct search_entry *entry = array_add(&catalog->entries, arena);
    size_t at = 0;
    bool good = search_next_number(line, &at, &entry->units) && next_digest(&entry->key, line, &at) &&
                next_digest(&entry->file, line, &at);
    entry->slug = text_after(line, at + 1);
    return good;
}

static bool read_shard(struct search_catalog *catalog, struct text line, struct arena *arena) {
    struct search_shard *shard = array_add(&catalog->shards, arena);
    size_t at = 0;
    bool good = next_digest(&shard->digest, line, &at);
    shard->name = text_after(line, at + 1);
    return good && shard->name.size;
}

static bool read_line(struct search_catalog *catalog, struct text line, struct arena *arena) {
    struct text rest = text_after(line, 1);
    switch (line.size ? line.bytes[0] : '\0') {
    case 'c': return read_head(catalog, rest);
    case 'e': return read_entry(catalog, rest, arena);
    case 's': return read_shard(catalog, rest, arena);
    case 'p':
        *array_add(&catalog->longs, arena) = (struct search_long){rest, (uint32_t)catalog->shards.count - 1};
        return catalog->shards.count > 0;
    default: return false;
    }
}

bool search_catalog_recall(struct search_catalog *catalog, struct remembered *aside, struct arena *arena) {
    struct text bytes, line;
    *catalog = (struct search_catalog){0};
    if (!remembered_find(aside, &bytes, catalog_key()))
        return false;
    bytes = text_copy(bytes, arena);
    while (text_cut(&line, &bytes, '\n'))
        if (!read_line(catalog, line, arena))
            return false;
    search_catalog_count(catalog);
    search_catalog_name(catalog, arena);
    return catalog->entries.count > 0;
}

/* index.js */

/* The beginning of a word of which the next one is told: as many characters as a letter A to Z can say. */
static struct text telling(struct text word) {
    size_t end = 0;
    for (int letter = 'A'; letter < 'Z' && end < word.size; letter++)
        utf8_next(word, &end);
    return text_slice(word, 0, end);
}

static void write_shards(struct buffer *out, const struct search_catalog *catalog) {
    struct text before = {0};
    for (size_t i = 0; i < catalog->shards.count; i++) {
        search_add_form(out, telling(before), catalog->shards.items[i].name);
        before = catalog->shards.items[i].name;
    }
}

void search_catalog_write(struct buffer *out, const struct search_catalog *catalog) {
    size_t essays = catalog->entries.count - 1;
    search_script_begin(out, "", TEXT("index"));
    buffer_add_format(out, "{\"format\":%d,\"version\":\"%.*s\",\"essays\":%zu,\"things\":%u,\"units\":%llu,\"common\":%u,",
                      SEARCH_FORMAT, TEXT_ARGS(catalog->version), essays, catalog->entries.items[essays].units,
                      (unsigned long long)catalog->units, catalog->common);
    buffer_add(out, TEXT("\"shards\":\""));
    write_shards(out, catalog);
    buffer_add_format(out, "\",\"languages\":%.*s}", TEXT_ARGS(catalog->languages));
    search_script_end(out);
}
