#include "base/array.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/remembered.h"
#include "scratch.h"
#include "targets.h"

#include <string.h>

/* As base/remembered.c has them: a change there makes check_whole fail. */
struct head {
    char magic[8];
    uint64_t version, sequence, unused;
};

struct slot {
    struct digest key;
    uint64_t offset, size, checksum;
};

struct foot {
    uint64_t index_offset, count, checksum;
    char magic[8];
};

static uint64_t index_checksum(const struct head *head, struct text slots, uint64_t index_offset) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, (struct text){(const char *)head, sizeof *head});
    hasher_add_number(&hasher, index_offset);
    hasher_add_text(&hasher, slots);
    return hasher_end(&hasher).low;
}

static struct digest key_of(unsigned char name) {
    return (struct digest){name, name};
}

/* A file with any slots, but the right checksum over them. */
static void write_sealed(struct buffer *file, struct text slots, struct text results) {
    struct head head = {.magic = {'c', 'o', 'l', 'o', 'p', 'h', 'n', 'R'}, .version = 1, .sequence = 7};
    struct foot foot = {.magic = {'c', 'o', 'l', 'o', 'p', 'h', 'n', 'R'}, .count = slots.size / sizeof(struct slot)};
    buffer_add_bytes(file, &head, sizeof head);
    buffer_add(file, results);
    buffer_align(file, 16);
    foot.index_offset = file->size;
    foot.checksum = index_checksum(&head, slots, foot.index_offset);
    buffer_add(file, slots);
    buffer_add_bytes(file, &foot, sizeof foot);
}

/* Each eight bytes of `from` are a slot: key, three of the offset, three of the size, and whether the checksum is right. */
static void read_slots(struct buffer *slots, struct text from, struct text results) {
    for (; from.size >= 8; from = text_after(from, 8)) {
        const unsigned char *bytes = (const unsigned char *)from.bytes;
        uint64_t offset = (uint64_t)bytes[1] << 16 | (uint64_t)bytes[2] << 8 | bytes[3];
        uint64_t size = (uint64_t)bytes[4] << 16 | (uint64_t)bytes[5] << 8 | bytes[6];
        struct slot slot = {.key = key_of(bytes[0]), .offset = offset, .size = size};
        if (bytes[7] & 2)
            slot.size = UINT64_MAX - size;
        if (bytes[7] & 4)
            slot.offset = UINT64_MAX - offset;
        if (bytes[7] & 1 && offset >= sizeof(struct head))
            slot.checksum = text_hash(
                text_slice(results, (size_t)offset - sizeof(struct head), (size_t)(offset + size) - sizeof(struct head)));
        buffer_add_bytes(slots, &slot, sizeof slot);
    }
}

static volatile unsigned char seen;

static void find_all(struct remembered *remembered) {
    for (unsigned name = 0; name < 256; name++) {
        struct text bytes;
        for (size_t i = 0; remembered_find(remembered, &bytes, key_of((unsigned char)name)) && i < bytes.size; i++)
            seen = (unsigned char)(seen + bytes.bytes[i]);
    }
}

/* Finds what can be found, adds something, saves it, and finds that in the next run. */
static void use(const char *folder) {
    struct arena arena = {0};
    struct text found;
    struct remembered *remembered = remembered_open(folder, &arena);
    find_all(remembered);
    remembered_add(remembered, (struct digest){1, 2}, TEXT("added"));
    fuzz_check(remembered_save(remembered), "nothing can be saved", text_of(folder));
    remembered_close(remembered);

    remembered = remembered_open(folder, &arena);
    fuzz_check(remembered_find(remembered, &found, (struct digest){1, 2}), "what was saved is lost", text_of(folder));
    fuzz_check(text_equal(found, TEXT("added")), "what was saved is another", found);
    find_all(remembered);
    remembered_close(remembered);
    arena_free(&arena);
}

static void write_and_use(struct text file) {
    struct arena arena = {0};
    const char *folder = scratch_folder(&arena);
    fuzz_check(file_write(path_join(&arena, folder, TEXT("a.results")), file, false), "no file", text_of(folder));
    use(folder);
    folder_remove_all(folder);
    arena_free(&arena);
}

/* That a sealed file is one, so that the checks above are not passed by refusing all. */
static void check_whole(void) {
    struct arena arena = {0};
    const char *folder = scratch_folder(&arena);
    struct slot slot = {.key = key_of('k'), .offset = sizeof(struct head), .size = 3, .checksum = text_hash(TEXT("abc"))};
    struct buffer file = {0};
    struct text found;
    write_sealed(&file, (struct text){(const char *)&slot, sizeof slot}, TEXT("abc"));
    fuzz_check(file_write(path_join(&arena, folder, TEXT("a.results")), buffer_text(&file), false), "no file", text_of(folder));
    struct remembered *remembered = remembered_open(folder, &arena);
    fuzz_check(remembered_find(remembered, &found, key_of('k')), "a whole file is not read", buffer_text(&file));
    remembered_close(remembered);
    folder_remove_all(folder);
    buffer_free(&file);
    arena_free(&arena);
}

/* "r" and any file; or slots, "%%%" and results, in a file that is otherwise whole. */
void fuzz_remembered(struct text input) {
    static bool checked;
    if (!checked)
        check_whole();
    checked = true;
    if (text_starts(input, TEXT("r"))) {
        write_and_use(text_after(input, 1));
        return;
    }
    struct buffer slots = {0}, file = {0};
    struct text results = input, from = fuzz_cut(&results, TEXT("%%%"));
    read_slots(&slots, from, results);
    write_sealed(&file, buffer_text(&slots), results);
    write_and_use(buffer_text(&file));
    buffer_free(&slots);
    buffer_free(&file);
}
