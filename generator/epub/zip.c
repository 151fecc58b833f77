#include "epub/zip.h"

#include "base/array.h"

enum {
    LOCAL_HEADER = 0x04034b50,
    CENTRAL_HEADER = 0x02014b50,
    END_OF_CENTRAL = 0x06054b50,
    VERSION = 10,      /* 1.0: files that are stored, no folders */
    TIME = 0,          /* 00:00:00 */
    DATE = 1 << 5 | 1, /* years since 1980, month, day */
};

static void add_16(struct buffer *out, size_t number) {
    buffer_add_char(out, (char)(number & 0xFF));
    buffer_add_char(out, (char)(number >> 8 & 0xFF));
}

static void add_32(struct buffer *out, size_t number) {
    add_16(out, number);
    add_16(out, number >> 16);
}

/* Half a byte at a time: a table that can be read. */
uint32_t zip_crc(struct text bytes) {
    static const uint32_t halves[] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < bytes.size; i++) {
        crc ^= (unsigned char)bytes.bytes[i];
        crc = crc >> 4 ^ halves[crc & 0xF];
        crc = crc >> 4 ^ halves[crc & 0xF];
    }
    return ~crc;
}

/* What both headers of a file have. */
static void add_facts(struct buffer *out, const struct zip_file *file) {
    add_16(out, VERSION);
    add_16(out, 0); /* no flags: the name is ASCII, the sizes are known */
    add_16(out, 0); /* stored */
    add_16(out, TIME);
    add_16(out, DATE);
    add_32(out, file->crc);
    add_32(out, file->size);
    add_32(out, file->size);
    add_16(out, file->name.size);
    add_16(out, 0); /* no extra field */
}

/* What is too large is known by the size of all, in zip_end. */
void zip_add(struct zip *zip, struct text name, struct text bytes) {
    struct zip_file *file = array_add(zip, zip->arena);
    *file = (struct zip_file){
        .name = name,
        .crc = zip_crc(bytes),
        .size = (uint32_t)bytes.size,
        .offset = (uint32_t)zip->out->size,
    };
    add_32(zip->out, LOCAL_HEADER);
    add_facts(zip->out, file);
    buffer_add(zip->out, name);
    buffer_add(zip->out, bytes);
}

static void add_central(struct buffer *out, const struct zip_file *file) {
    add_32(out, CENTRAL_HEADER);
    add_16(out, VERSION);
    add_facts(out, file);
    add_16(out, 0); /* no comment */
    add_16(out, 0); /* disk */
    add_16(out, 0); /* attributes */
    add_32(out, 0);
    add_32(out, file->offset);
    buffer_add(out, file->name);
}

bool zip_end(struct zip *zip) {
    size_t start = zip->out->size;
    for (size_t i = 0; i < zip->count; i++)
        add_central(zip->out, &zip->items[i]);
    size_t size = zip->out->size - start;
    add_32(zip->out, END_OF_CENTRAL);
    add_16(zip->out, 0); /* disk */
    add_16(zip->out, 0);
    add_16(zip->out, zip->count);
    add_16(zip->out, zip->count);
    add_32(zip->out, size);
    add_32(zip->out, start);
    add_16(zip->out, 0); /* no comment */
    return zip->count < UINT16_MAX && zip->out->size < UINT32_MAX;
}
