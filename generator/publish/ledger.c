#include "publish/ledger.h"
#include "base/array.h"
#include "base/files.h"
#include <errno.h>

enum { VERSION = 3 };

static struct text first_line(uint64_t version, struct arena *arena) {
    return text_format(arena, "%s%llu\n", LEDGER_FIRST_WORDS, (unsigned long long)version);
}

/* 0 when the bytes do not begin with a ledger's first line. */
static uint64_t version_of(struct text bytes) {
    uint64_t version = 0;
    struct text words = text_of(LEDGER_FIRST_WORDS);
    if (!text_starts(bytes, words))
        return 0;
    for (size_t i = words.size; i < bytes.size && bytes.bytes[i] >= '0' && bytes.bytes[i] <= '9' && version < 1000; i++)
        version = version * 10 + (uint64_t)(bytes.bytes[i] - '0');
    return version;
}

static bool take_file(struct ledger_entry *entry, struct text *rest) {
    uint64_t time_ns;
    if (!state_take_digest(&entry->content, rest) || !state_take_number(&entry->size_bytes, rest) ||
        !state_take_number(&time_ns, rest))
        return false;
    entry->time_ns = (int64_t)time_ns;
    return true;
}

/* The part that every version from 3 on begins with. */
static bool take_files(struct ledger *ledger, struct text *rest, struct arena *arena) {
    enum { FEWEST_BYTES = 40 }; /* of an entry: those that are not its path's */
    uint64_t count;
    if (!state_take_number(&count, rest) || count > rest->size / FEWEST_BYTES)
        return false;
    ledger->items = arena_array(arena, struct ledger_entry, (size_t)count);
    ledger->capacity = (size_t)count;
    for (; ledger->count < count; ledger->count++) {
        struct ledger_entry *entry = &ledger->items[ledger->count];
        if (!state_take_path(&entry->path, rest) || !take_file(entry, rest))
            return false;
    }
    return true;
}

static bool take_keys(struct ledger *ledger, struct text *rest) {
    bool good = state_take_digest(&ledger->input, rest);
    for (size_t i = 0; i < ledger->count && good; i++)
        good = state_take_digest(&ledger->items[i].key, rest);
    return good && rest->size == 0;
}

/* Versions 1 and 2 had keys among the files, which mean nothing to another version; 2 had the input before them. */
static bool take_early(struct ledger *ledger, uint64_t version, struct text *rest, struct arena *arena) {
    struct digest unused;
    bool good = version == 1 || state_take_digest(&unused, rest);
    while (good && rest->size > 0) {
        struct ledger_entry entry = {0};
        good = state_take_path(&entry.path, rest) && state_take_digest(&unused, rest) && take_file(&entry, rest);
        *array_add(ledger, arena) = entry;
    }
    return good;
}

static bool take_ledger(struct ledger *ledger, uint64_t version, struct text rest, struct arena *arena) {
    if (version < 3)
        return take_early(ledger, version, &rest, arena);
    return take_files(ledger, &rest, arena) && (version != VERSION || take_keys(ledger, &rest));
}

bool ledger_read(struct ledger *ledger, const char *path, struct arena *arena) {
    struct text bytes, rest;
    *ledger = (struct ledger){0};
    if (!file_read(&bytes, path, SIZE_MAX, arena))
        return errno == ENOENT || errno == ENOTDIR;
    uint64_t version = version_of(bytes);
    if (version == 0 || !state_unseal(&rest, bytes, first_line(version, arena)) || !take_ledger(ledger, version, rest, arena))
        *ledger = (struct ledger){.damaged = true};
    return true;
}

static void put_file(struct buffer *payload, const struct ledger_entry *entry) {
    state_put_text(payload, entry->path);
    state_put_digest(payload, entry->content);
    state_put_number(payload, entry->size_bytes);
    state_put_number(payload, (uint64_t)entry->time_ns);
}

void ledger_write(struct buffer *file, const struct ledger *ledger) {
    struct arena arena = {0};
    size_t begun = state_begin(file, first_line(VERSION, &arena));
    state_put_number(file, ledger->count);
    for (size_t i = 0; i < ledger->count; i++)
        put_file(file, &ledger->items[i]);
    state_put_digest(file, ledger->input);
    for (size_t i = 0; i < ledger->count; i++)
        state_put_digest(file, ledger->items[i].key);
    state_end(file, begun);
    arena_free(&arena);
}

const struct ledger_entry *ledger_find(const struct ledger *ledger, struct text path) {
    size_t low = 0, high = ledger->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(path, ledger->items[middle].path);
        if (order == 0)
            return &ledger->items[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
