#include "publish/ledger.h"
#include "base/array.h"
#include "base/files.h"
#include <errno.h>

#define FIRST_LINE TEXT("colophon ledger 2\n")

static bool take_entry(struct ledger_entry *entry, struct text *rest) {
    uint64_t time_ns;
    if (!record_take_path(&entry->path, rest) || !record_take_digest(&entry->key, rest) ||
        !record_take_digest(&entry->content, rest) || !record_take_number(&entry->size_bytes, rest) ||
        !record_take_number(&time_ns, rest))
        return false;
    entry->time_ns = (int64_t)time_ns;
    return true;
}

bool ledger_read(struct ledger *ledger, const char *path, struct arena *arena) {
    struct text bytes, rest;
    struct ledger_entry entry;

    *ledger = (struct ledger){0};
    if (!file_read(&bytes, path, SIZE_MAX, arena))
        return errno == ENOENT || errno == ENOTDIR;
    if (!record_unseal(&rest, bytes, FIRST_LINE))
        return true;
    bool good = record_take_digest(&ledger->input, &rest);
    while (good && rest.size > 0) {
        if (!take_entry(&entry, &rest)) {
            *ledger = (struct ledger){0};
            return true;
        }
        *array_add(ledger, arena) = entry;
    }
    return true;
}

void ledger_write(struct buffer *file, const struct ledger *ledger) {
    struct buffer payload = {0};
    record_put_digest(&payload, ledger->input);
    for (size_t i = 0; i < ledger->count; i++) {
        const struct ledger_entry *entry = &ledger->items[i];
        record_put_text(&payload, entry->path);
        record_put_digest(&payload, entry->key);
        record_put_digest(&payload, entry->content);
        record_put_number(&payload, entry->size_bytes);
        record_put_number(&payload, (uint64_t)entry->time_ns);
    }
    record_seal(file, FIRST_LINE, buffer_text(&payload));
    buffer_free(&payload);
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
