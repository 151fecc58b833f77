#include "connect/addresses.h"

#include "base/array.h"
#include "base/utf8.h"

/* Equal keys: one file on a disk that ignores case. */
static struct text key_of(struct text address, struct arena *arena) {
    if (text_ends(address, TEXT("/index.html")))
        address = text_slice(address, 0, address.size - 10);
    bool has_upper = false;
    for (size_t i = 0; i < address.size; i++) {
        if (address.bytes[i] & 0x80)
            return utf8_fold(address, arena);
        has_upper |= address.bytes[i] >= 'A' && address.bytes[i] <= 'Z';
    }
    return has_upper ? text_lower_ascii(address, arena) : address;
}

static const struct address_claim *at_key(const struct addresses *addresses, struct text key) {
    uint32_t index = table_get(&addresses->by_key, key);
    return index == NONE ? NULL : &addresses->items[index];
}

/* A file "/a" cannot stand beside a folder "/a/". */
static const struct address_claim *in_the_way(const struct addresses *addresses, struct text key) {
    if (key.bytes[key.size - 1] != '/') {
        uint32_t inside = table_get(&addresses->folders, key);
        if (inside != NONE)
            return &addresses->items[inside];
    }
    for (size_t at = text_find_char(key, '/', 1); at < key.size; at = text_find_char(key, '/', at + 1)) {
        const struct address_claim *file = at_key(addresses, text_slice(key, 0, at));
        if (file)
            return file;
    }
    return NULL;
}

static void note_folders(struct addresses *addresses, struct text key, uint32_t index, struct arena *arena) {
    for (size_t at = text_find_char(key, '/', 1); at < key.size; at = text_find_char(key, '/', at + 1))
        if (table_get(&addresses->folders, text_slice(key, 0, at)) == NONE)
            table_put(&addresses->folders, text_slice(key, 0, at), index, arena);
}

static const struct address_claim *taken_by(const struct addresses *addresses, struct text key) {
    const struct address_claim *taken = at_key(addresses, key);
    return taken ? taken : in_the_way(addresses, key);
}

const struct address_claim *addresses_taken(const struct addresses *addresses, struct text address, struct arena *arena) {
    return taken_by(addresses, key_of(address, arena));
}

const struct address_claim *addresses_claim(struct addresses *addresses, const struct address_claim *claim,
                                            struct arena *arena) {
    struct text key = key_of(claim->address, arena);
    uint32_t index = (uint32_t)addresses->count;
    const struct address_claim *taken = taken_by(addresses, key);

    /* Links to a file are good even when its address is not. */
    *array_add(addresses, arena) = *claim;
    if (claim->path.size && !claim->is_redirect && table_get(&addresses->by_path, claim->path) == NONE)
        table_put(&addresses->by_path, claim->path, index, arena);
    if (taken)
        return taken;
    table_put(&addresses->by_key, key, index, arena);
    note_folders(addresses, key, index, arena);
    return NULL;
}

const struct address_claim *addresses_at(const struct addresses *addresses, struct text address, struct arena *arena) {
    struct text key = key_of(address, arena);
    const struct address_claim *claim = at_key(addresses, key);
    if (!claim && !text_ends(key, TEXT("/")))
        claim = at_key(addresses, text_join(arena, key, TEXT("/")));
    if (!claim && text_ends(key, TEXT("/")))
        key = text_slice(key, 0, key.size - 1);
    if (!claim && key.size)
        claim = at_key(addresses, key);
    if (!claim && key.size)
        claim = at_key(addresses, text_join(arena, key, TEXT(".html")));
    return claim;
}

const struct address_claim *addresses_of_path(const struct addresses *addresses, struct text path) {
    uint32_t index = table_get(&addresses->by_path, path);
    return index == NONE ? NULL : &addresses->items[index];
}
