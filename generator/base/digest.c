#define XXH_INLINE_ALL
#include "base/digest.h"

#include <string.h>
#include <xxhash.h>

_Static_assert(sizeof(XXH3_state_t) <= sizeof((struct hasher *)0)->state, "struct hasher must hold the state of XXH3");

static XXH3_state_t *state_of(struct hasher *hasher) {
    return (XXH3_state_t *)(void *)hasher->state;
}

static struct digest digest_from(XXH128_hash_t hash) {
    return (struct digest){.low = hash.low64, .high = hash.high64};
}

struct digest digest_of(struct text bytes) {
    return digest_from(XXH3_128bits(bytes.bytes, bytes.size));
}

bool digest_equal(struct digest a, struct digest b) {
    return a.low == b.low && a.high == b.high;
}

int digest_compare(struct digest a, struct digest b) {
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

void hasher_start(struct hasher *hasher) {
    hasher->pending_bytes = 0;
    hasher->is_streaming = false;
}

static void flush(struct hasher *hasher) {
    if (!hasher->is_streaming) {
        /* A state that XXH3_createState did not make needs this before its first reset. */
        XXH3_INITSTATE(state_of(hasher));
        XXH3_128bits_reset(state_of(hasher));
        hasher->is_streaming = true;
    }
    XXH3_128bits_update(state_of(hasher), hasher->pending, hasher->pending_bytes);
    hasher->pending_bytes = 0;
}

static void add_bytes(struct hasher *hasher, const void *bytes, size_t size) {
    if (size > sizeof hasher->pending - hasher->pending_bytes)
        flush(hasher);
    if (size > sizeof hasher->pending) {
        XXH3_128bits_update(state_of(hasher), bytes, size);
        return;
    }
    memcpy(hasher->pending + hasher->pending_bytes, bytes, size);
    hasher->pending_bytes += size;
}

void hasher_add_text(struct hasher *hasher, struct text text) {
    hasher_add_number(hasher, text.size);
    if (text.size)
        add_bytes(hasher, text.bytes, text.size);
}

void hasher_add_digest(struct hasher *hasher, struct digest digest) {
    hasher_add_number(hasher, digest.low);
    hasher_add_number(hasher, digest.high);
}

void hasher_add_number(struct hasher *hasher, uint64_t number) {
    enum { SIZE = 8 };
    if (SIZE > sizeof hasher->pending - hasher->pending_bytes)
        flush(hasher);
    unsigned char *bytes = hasher->pending + hasher->pending_bytes;
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    hasher->pending_bytes += SIZE;
}

struct digest hasher_end(struct hasher *hasher) {
    if (!hasher->is_streaming)
        return digest_from(XXH3_128bits(hasher->pending, hasher->pending_bytes));
    flush(hasher);
    return digest_from(XXH3_128bits_digest(state_of(hasher)));
}

struct digest digest_as(struct text name, struct digest what) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, name);
    hasher_add_digest(&hasher, what);
    return hasher_end(&hasher);
}

struct text digest_library(struct arena *arena) {
    return text_format(arena, "%d.%d.%d", XXH_VERSION_MAJOR, XXH_VERSION_MINOR, XXH_VERSION_RELEASE);
}
