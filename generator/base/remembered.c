/*
 * The folder holds segments: files that are written once, under a temporary name, and never change once they have their own.
 *
 *     head     magic, version, sequence: of two segments with the same key the one with the higher sequence counts
 *     results  their bytes, each aligned to 16, nothing between them but zeroes
 *     index    key, offset, size and checksum of each result, sorted by key
 *     foot     where the index stands, the checksum of head and index, magic
 *
 * Turned down: one growing file (two processes would need a lock, and a killed one would leave a broken end); a log whose
 * records carry their keys (opening it would touch each of 20,000 records, while a sorted index is used where it is); an
 * embedded database (a dependency, and locks, to store what may be lost without harm).
 *
 * A save writes one new segment. It merges the newest segments into it as long as they are not much larger than what it writes
 * anyway, so that there are never more than some tens of segments and each result is copied only a few times in its life. When
 * this run used less than a quarter of everything, all segments are merged and only what was used is kept. The limit is that
 * low because a folder serves several editions, which are built in turn: what one run does not use is not yet waste.
 */
#include "base/remembered.h"

#include "base/array.h"
#include "base/files.h"
#include "base/table.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FORMAT_VERSION = 1, ALIGNMENT = 16, CHUNK_BYTES = 4 << 20, WASTE_FLOOR_BYTES = 8 << 20, WASTE_QUOTIENT = 4 };

static const char magic[8] = "colophnR";
#define SEGMENT_SUFFIX ".results"
#define ASIDE_PREFIX "aside-" /* of segments that remembered_aside made, in the same folder */
#define TEMPORARY_PREFIX "new-"

struct segment_head {
    char magic[8];
    uint64_t version;
    uint64_t sequence;
    uint64_t unused;
};

/* One result in the index. */
struct slot {
    struct digest key;
    uint64_t offset, size, checksum;
};

struct segment_foot {
    uint64_t index_offset, count, checksum;
    char magic[8];
};

enum slot_state { SLOT_UNSEEN, SLOT_WANTED, SLOT_GOOD, SLOT_DAMAGED };

struct segment {
    const char *path;
    struct text map;
    uint64_t sequence;
    const struct slot *slots;
    size_t count;
    unsigned char *states; /* of each slot, enum slot_state: WANTED and GOOD were used by this run */
    bool ours;             /* written by this run: it has no slots, `added` knows its results */
};

struct segments {
    struct segment *items;
    size_t count, capacity;
};

struct names {
    const char **items;
    size_t count, capacity;
};

/* A result of this run. */
struct added {
    struct slot slot;
    struct text bytes;
};

/* A piece of the segment being written. Its memory is replaced by a map of the file once it has been written there. */
struct chunk {
    char *bytes;
    size_t size;
    uint64_t offset;
    bool mapped;
};

struct remembered {
    struct arena *arena;
    const char *folder;       /* NULL: nothing is kept beyond this run */
    bool is_aside;            /* made by remembered_aside */
    struct remembered *aside; /* NULL: not asked for */
    struct segments segments; /* newest first */
    struct names garbage;     /* files to be removed: damaged, of another version, or unfinished */

    struct {
        struct added *items;
        size_t count, capacity;
    } added;
    struct table added_index; /* from the bytes of a key to the last of its `added` */
    size_t saved;             /* how many of `added` are in a segment already */

    struct {
        struct chunk *items;
        size_t count, capacity;
    } chunks;
    size_t chunk_used;     /* bytes used of the last chunk, if there is one */
    int descriptor;        /* of the segment being written, -1 for none */
    const char *temporary; /* its path until it is complete */
    uint64_t end;          /* offset of the end of its last chunk; 0 when it has none */
    bool failed;           /* it could not be written, and is not tried again */
    bool asked_for_all;    /* what was not asked for may be dropped */
};

static struct text key_text(const struct digest *key) {
    return (struct text){(const char *)key, sizeof *key};
}

static uint64_t round_up(uint64_t size, uint64_t unit) {
    return (size + unit - 1) / unit * unit;
}

/* Reading segments. */

static uint64_t index_checksum(const struct segment_head *head, const void *slots, const struct segment_foot *foot) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, (struct text){(const char *)head, sizeof *head});
    hasher_add_number(&hasher, foot->index_offset);
    hasher_add_text(&hasher, (struct text){slots, foot->count * sizeof(struct slot)});
    return hasher_end(&hasher).low;
}

/* Whether a mapped file is a whole segment of this version; sets what `segment` needs. */
static bool segment_read(struct segment *segment, struct text map) {
    struct segment_head head;
    struct segment_foot foot;
    if (map.size < sizeof head + sizeof foot)
        return false;
    size_t foot_offset = map.size - sizeof foot;
    memcpy(&head, map.bytes, sizeof head);
    memcpy(&foot, map.bytes + foot_offset, sizeof foot);
    if (memcmp(head.magic, magic, sizeof magic) != 0 || memcmp(foot.magic, magic, sizeof magic) != 0)
        return false;
    if (head.version != FORMAT_VERSION || foot.index_offset < sizeof head || foot.index_offset > foot_offset)
        return false;
    if (foot.index_offset % ALIGNMENT || (foot_offset - foot.index_offset) / sizeof(struct slot) != foot.count ||
        (foot_offset - foot.index_offset) % sizeof(struct slot))
        return false;
    segment->map = map;
    segment->sequence = head.sequence;
    segment->slots = (const struct slot *)(const void *)(map.bytes + foot.index_offset);
    segment->count = (size_t)foot.count;
    return foot.checksum == index_checksum(&head, segment->slots, &foot);
}

static void segment_open(struct remembered *remembered, const char *path) {
    struct segment segment = {.path = path};
    struct text map;
    if (!file_map(&map, path))
        return;
    if (!segment_read(&segment, map)) {
        file_unmap(map);
        *array_add(&remembered->garbage, remembered->arena) = path;
        return;
    }
    segment.states = arena_alloc(remembered->arena, segment.count);
    *array_add(&remembered->segments, remembered->arena) = segment;
}

static int by_age(const void *a, const void *b) {
    const struct segment *left = a, *right = b;
    if (left->sequence != right->sequence)
        return left->sequence > right->sequence ? -1 : 1;
    return strcmp(left->path, right->path);
}

static void folder_open(struct remembered *remembered) {
    DIR *folder = opendir(remembered->folder);
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        struct text name = text_of(entry->d_name);
        bool is_own = text_starts(name, TEXT(ASIDE_PREFIX)) == remembered->is_aside;
        if (is_own && text_ends(name, TEXT(SEGMENT_SUFFIX)))
            segment_open(remembered, path_join(remembered->arena, remembered->folder, name));
        else if (text_starts(name, TEXT(TEMPORARY_PREFIX)))
            *array_add(&remembered->garbage, remembered->arena) = path_join(remembered->arena, remembered->folder, name);
    }
    if (folder)
        closedir(folder);
    if (remembered->segments.count)
        qsort(remembered->segments.items, remembered->segments.count, sizeof *remembered->segments.items, by_age);
}

static struct remembered *open_one(const char *folder, bool is_aside, struct arena *arena) {
    struct remembered *remembered = arena_new(arena, struct remembered);
    *remembered = (struct remembered){.arena = arena, .is_aside = is_aside, .descriptor = -1};
    if (folder) {
        remembered->folder = text_terminated(text_of(folder), arena);
        folder_open(remembered);
    }
    return remembered;
}

struct remembered *remembered_open(const char *folder, struct arena *arena) {
    return open_one(folder, false, arena);
}

struct remembered *remembered_aside(struct remembered *remembered) {
    if (!remembered->aside)
        remembered->aside = open_one(remembered->folder, true, remembered->arena);
    return remembered->aside;
}

static int slot_compare(const void *a, const void *b) {
    return digest_compare(((const struct slot *)a)->key, ((const struct slot *)b)->key);
}

/* The bytes of a slot, if they are intact. */
static bool slot_bytes(const struct segment *segment, size_t index, struct text *bytes) {
    const struct slot *slot = &segment->slots[index];
    unsigned char *state = &segment->states[index];
    if (slot->offset > segment->map.size || slot->size > segment->map.size - slot->offset || slot->offset % ALIGNMENT)
        *state = SLOT_DAMAGED;
    if (*state == SLOT_DAMAGED)
        return false;
    *bytes = text_slice(segment->map, (size_t)slot->offset, (size_t)(slot->offset + slot->size));
    if (*state != SLOT_GOOD)
        *state = text_hash(*bytes) == slot->checksum ? SLOT_GOOD : SLOT_DAMAGED;
    return *state == SLOT_GOOD;
}

static const struct slot *segment_slot(const struct segment *segment, struct digest key) {
    struct slot wanted = {.key = key};
    return segment->ours ? NULL : bsearch(&wanted, segment->slots, segment->count, sizeof wanted, slot_compare);
}

static bool segment_find(const struct segment *segment, struct text *bytes, struct digest key) {
    const struct slot *slot = segment_slot(segment, key);
    return slot && slot_bytes(segment, (size_t)(slot - segment->slots), bytes);
}

bool remembered_find(struct remembered *remembered, struct text *bytes, struct digest key) {
    uint32_t found = table_get(&remembered->added_index, key_text(&key));
    if (found != NONE) {
        *bytes = remembered->added.items[found].bytes;
        return true;
    }
    for (size_t i = 0; i < remembered->segments.count; i++)
        if (segment_find(&remembered->segments.items[i], bytes, key))
            return true;
    return false;
}

bool remembered_has(struct remembered *remembered, struct digest key) {
    if (table_get(&remembered->added_index, key_text(&key)) != NONE)
        return true;
    for (size_t i = 0; i < remembered->segments.count; i++) {
        const struct segment *segment = &remembered->segments.items[i];
        const struct slot *slot = segment_slot(segment, key);
        unsigned char *state = slot ? &segment->states[slot - segment->slots] : NULL;
        if (!slot || *state == SLOT_DAMAGED)
            continue;
        if (*state == SLOT_UNSEEN)
            *state = SLOT_WANTED;
        return true;
    }
    return false;
}

/* Writing a segment. */

/*
 * Creates a locked file: the lock tells other processes that it is not garbage. One of them may have removed it before it was
 * locked; then another is made. Returns a descriptor, or -1.
 */
static int open_locked(char *path) {
    int descriptor = mkostemp(path, O_CLOEXEC);
    struct stat status;
    if (descriptor < 0 || flock(descriptor, LOCK_EX) != 0 || fstat(descriptor, &status) != 0 || status.st_nlink > 0)
        return descriptor;
    close(descriptor);
    memcpy(path + strlen(path) - 6, "XXXXXX", 6);
    return open_locked(path);
}

/* The files that are being written, of a store and of the one beside it. A signal handler takes no context. */
static const char *volatile unfinished[2];

void remembered_abandon(void) {
    for (size_t i = 0; i < 2; i++)
        if (unfinished[i])
            unlink(unfinished[i]);
}

/* Opens the file that the next segment is written to. */
static void writer_open(struct remembered *remembered) {
    if (remembered->descriptor >= 0 || remembered->failed)
        return;
    char *path = (char *)(uintptr_t)path_join(remembered->arena, remembered->folder, TEXT(TEMPORARY_PREFIX "XXXXXX"));
    if (folder_make(remembered->folder))
        remembered->descriptor = open_locked(path);
    remembered->failed = remembered->descriptor < 0;
    remembered->temporary = path;
    unfinished[remembered->is_aside] = remembered->failed ? NULL : path;
}

/* Drops the segment being written. Its results can still be found. */
static void writer_abandon(struct remembered *remembered) {
    if (remembered->descriptor >= 0) {
        file_remove(remembered->temporary);
        close(remembered->descriptor);
        unfinished[remembered->is_aside] = NULL;
    }
    remembered->descriptor = -1;
    remembered->failed = true;
}

static const struct chunk *last_chunk(const struct remembered *remembered) {
    return &remembered->chunks.items[remembered->chunks.count - 1];
}

/* Writes the last chunk to the file, and maps the file at the same address in place of its memory. */
static void chunk_write(struct remembered *remembered) {
    if (!remembered->folder || !remembered->end)
        return;
    const struct chunk *chunk = last_chunk(remembered);
    writer_open(remembered);
    if (remembered->failed)
        return;
    if (!file_write_at(remembered->descriptor, (struct text){chunk->bytes, remembered->chunk_used}, chunk->offset) ||
        ftruncate(remembered->descriptor, (off_t)(chunk->offset + chunk->size)) != 0) {
        writer_abandon(remembered);
        return;
    }
    if (chunk->mapped)
        mmap(chunk->bytes, chunk->size, PROT_READ, MAP_FIXED | MAP_SHARED, remembered->descriptor, (off_t)chunk->offset);
}

static void chunk_add(struct remembered *remembered, size_t at_least) {
    chunk_write(remembered);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = (size_t)round_up(at_least > CHUNK_BYTES ? at_least : CHUNK_BYTES, page);
    void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool mapped = bytes != MAP_FAILED;
    if (!mapped)
        bytes = arena_alloc(remembered->arena, size);
    *array_add(&remembered->chunks, remembered->arena) = (struct chunk){bytes, size, remembered->end, mapped};
    remembered->end += size;
    remembered->chunk_used = 0;
}

/* Reserves `size` bytes in the segment and sets their offset. */
static char *room_for(struct remembered *remembered, size_t size, uint64_t *offset) {
    size_t rounded = (size_t)round_up(size, ALIGNMENT);
    size_t head = remembered->end == 0 ? sizeof(struct segment_head) : 0;
    if (head || rounded > last_chunk(remembered)->size - remembered->chunk_used) {
        chunk_add(remembered, rounded + head);
        remembered->chunk_used = head;
    }
    const struct chunk *last = last_chunk(remembered);
    *offset = last->offset + remembered->chunk_used;
    char *room = last->bytes + remembered->chunk_used;
    remembered->chunk_used += rounded;
    return room;
}

static void keep(struct remembered *remembered, struct slot slot, struct text bytes) {
    char *room = room_for(remembered, bytes.size, &slot.offset);
    if (bytes.size)
        memcpy(room, bytes.bytes, bytes.size);
    *array_add(&remembered->added, remembered->arena) = (struct added){slot, {room, bytes.size}};
    struct digest *key = arena_new(remembered->arena, struct digest);
    *key = slot.key;
    table_put(&remembered->added_index, key_text(key), (uint32_t)(remembered->added.count - 1), remembered->arena);
}

void remembered_add(struct remembered *remembered, struct digest key, struct text bytes) {
    struct text old;
    if (remembered_find(remembered, &old, key) && text_equal(old, bytes))
        return;
    keep(remembered, (struct slot){.key = key, .size = bytes.size, .checksum = text_hash(bytes)}, bytes);
}

/* Merging older segments into the one being written. */

static bool is_used(unsigned char state) {
    return state == SLOT_WANTED || state == SLOT_GOOD;
}

static uint64_t used_bytes(const struct segment *segment) {
    uint64_t used = 0;
    for (size_t i = 0; i < segment->count; i++)
        if (is_used(segment->states[i]))
            used += segment->slots[i].size;
    return used;
}

static bool mostly_unused(const struct remembered *remembered, uint64_t added_bytes) {
    uint64_t all = added_bytes, used = added_bytes;
    for (size_t i = 0; i < remembered->segments.count; i++) {
        all += remembered->segments.items[i].map.size;
        used += used_bytes(&remembered->segments.items[i]);
    }
    return all > WASTE_FLOOR_BYTES && used < all / WASTE_QUOTIENT;
}

/* Copies the results that no newer segment replaces; with `only_used`, only those that this run has found. */
static void take_in(struct remembered *remembered, const struct segment *segment, bool only_used) {
    for (size_t i = 0; i < segment->count; i++) {
        struct text bytes;
        if (only_used && !is_used(segment->states[i]))
            continue;
        if (table_get(&remembered->added_index, key_text(&segment->slots[i].key)) != NONE)
            continue;
        if (slot_bytes(segment, i, &bytes))
            keep(remembered, segment->slots[i], bytes);
    }
}

/* Returns how many of the newest segments the one being written replaces; none after a first save: the next run merges them. */
static size_t merge(struct remembered *remembered) {
    if (remembered->saved)
        return 0;
    uint64_t bytes = 0;
    for (size_t i = 0; i < remembered->added.count; i++)
        bytes += remembered->added.items[i].slot.size;
    bool only_used = remembered->asked_for_all && mostly_unused(remembered, bytes);

    size_t taken = 0;
    for (; taken < remembered->segments.count; taken++) {
        const struct segment *segment = &remembered->segments.items[taken];
        if (!only_used && segment->map.size > 2 * bytes)
            break;
        take_in(remembered, segment, only_used);
        bytes += segment->map.size;
    }
    return taken;
}

/* The slots of the new segment, sorted, the last one of each key. */
static size_t index_of_added(const struct remembered *remembered, struct slot *slots) {
    size_t count = 0;
    for (size_t i = remembered->saved; i < remembered->added.count; i++) {
        const struct slot *slot = &remembered->added.items[i].slot;
        if (table_get(&remembered->added_index, key_text(&slot->key)) == i)
            slots[count++] = *slot;
    }
    qsort(slots, count, sizeof *slots, slot_compare);
    return count;
}

static uint64_t next_sequence(const struct remembered *remembered) {
    return remembered->segments.count ? remembered->segments.items[0].sequence + 1 : 1;
}

static bool write_index(const struct remembered *remembered, const struct slot *slots, size_t count) {
    struct segment_head head = {.version = FORMAT_VERSION, .sequence = next_sequence(remembered)};
    struct segment_foot foot = {.count = count};
    memcpy(head.magic, magic, sizeof magic);
    memcpy(foot.magic, magic, sizeof magic);

    foot.index_offset = last_chunk(remembered)->offset + remembered->chunk_used;
    foot.checksum = index_checksum(&head, slots, &foot);
    uint64_t foot_offset = foot.index_offset + count * sizeof *slots;
    int descriptor = remembered->descriptor;
    return file_write_at(descriptor, (struct text){(const char *)&head, sizeof head}, 0) &&
           file_write_at(descriptor, (struct text){(const char *)slots, count * sizeof *slots}, foot.index_offset) &&
           file_write_at(descriptor, (struct text){(const char *)&foot, sizeof foot}, foot_offset) &&
           ftruncate(descriptor, (off_t)(foot_offset + sizeof foot)) == 0;
}

/* Gives the written file its name and sets `path`, or removes it. */
static bool publish(struct remembered *remembered, const char **path) {
    struct text unique = text_after(text_of(remembered->temporary), text_of(remembered->temporary).size - 6);
    struct text name = text_format(remembered->arena, "%s%016llx-%.*s" SEGMENT_SUFFIX, remembered->is_aside ? ASIDE_PREFIX : "",
                                   (unsigned long long)next_sequence(remembered), TEXT_ARGS(unique));
    *path = path_join(remembered->arena, remembered->folder, name);
    if (fdatasync(remembered->descriptor) != 0 || !file_rename(remembered->temporary, *path)) {
        writer_abandon(remembered);
        return false;
    }
    unfinished[remembered->is_aside] = NULL;
    close(remembered->descriptor);
    remembered->descriptor = -1;
    return true;
}

static bool write_segment(struct remembered *remembered, const char **path) {
    chunk_write(remembered);
    if (remembered->failed)
        return false;
    struct slot *slots = memory_alloc((remembered->added.count - remembered->saved) * sizeof *slots);
    size_t count = index_of_added(remembered, slots);
    bool written = write_index(remembered, slots, count);
    free(slots);
    if (!written)
        writer_abandon(remembered);
    return written && publish(remembered, path);
}

/* Removes files that are broken, of another version, or left by a process that was killed. */
static void sweep(struct remembered *remembered) {
    for (size_t i = 0; i < remembered->garbage.count; i++) {
        int descriptor = open(remembered->garbage.items[i], O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            continue;
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            file_remove(remembered->garbage.items[i]);
        close(descriptor);
    }
    remembered->garbage.count = 0;
}

/* Puts the new segment at the front of the list. Those that it replaces stay mapped, since their bytes may be in use. */
static void segments_replace(struct remembered *remembered, size_t taken, const char *path) {
    struct segment saved = {.path = path, .sequence = next_sequence(remembered), .ours = true};
    struct segments *segments = &remembered->segments;
    for (size_t i = 0; i < taken; i++)
        file_remove(segments->items[i].path);
    *array_add(segments, remembered->arena) = saved;
    qsort(segments->items, segments->count, sizeof *segments->items, by_age);
}

void remembered_asked_for_all(struct remembered *remembered) {
    remembered->asked_for_all = true;
    if (remembered->aside)
        remembered_asked_for_all(remembered->aside);
}

static bool save_one(struct remembered *remembered) {
    if (!remembered->folder)
        return true;
    if (remembered->saved == remembered->added.count) {
        sweep(remembered);
        return true;
    }
    if (remembered->failed)
        return false;
    const char *path = NULL;
    size_t taken = merge(remembered);
    if (!write_segment(remembered, &path))
        return false;
    segments_replace(remembered, taken, path);
    sweep(remembered);
    remembered->saved = remembered->added.count;
    remembered->end = 0;
    return true;
}

bool remembered_save(struct remembered *remembered) {
    bool saved = !remembered->aside || save_one(remembered->aside);
    return save_one(remembered) && saved;
}

void remembered_close(struct remembered *remembered) {
    if (remembered->aside)
        remembered_close(remembered->aside);
    writer_abandon(remembered);
    for (size_t i = 0; i < remembered->segments.count; i++)
        file_unmap(remembered->segments.items[i].map);
    for (size_t i = 0; i < remembered->chunks.count; i++)
        if (remembered->chunks.items[i].mapped)
            munmap(remembered->chunks.items[i].bytes, remembered->chunks.items[i].size);
    *remembered = (struct remembered){.descriptor = -1, .failed = true, .arena = remembered->arena};
}
