/*
 * zip: a ZIP file of files that are stored as they are, the container of EPUB.
 *
 *     struct zip zip = {.out = &out, .arena = arena};
 *     zip_add(&zip, TEXT("mimetype"), TEXT("application/epub+zip"));
 *     zip_add(&zip, TEXT("EPUB/c1.xhtml"), bytes);
 *     if (!zip_end(&zip)) ...
 *
 * After APPNOTE.TXT 6.3.3 (pkware.com), with what EPUB 3.3, "OCF ZIP container", allows of it. Nothing is compressed: what
 * deflate makes of the same bytes depends on the library's version, and a book must be the same wherever it is made. All files
 * have one time, 1980-01-01 00:00, the first that the format can say. Files stand in the order in which they are added; no
 * extra fields, so that `mimetype` is at byte 38, where readers look for it.
 */
#ifndef EPUB_ZIP_H
#define EPUB_ZIP_H

#include "base/buffer.h"

struct zip_file {
    struct text name;
    uint32_t crc, size, offset;
};

struct zip {
    struct buffer *out; /* begins where the container does */
    struct zip_file *items;
    size_t count, capacity;
    struct arena *arena;
};

/* `name` is ASCII, without a leading '/'; it is borrowed until zip_end. */
void zip_add(struct zip *zip, struct text name, struct text bytes);

/* False when the container would be larger, or have more files, than the format without its 64-bit extension can say. */
bool zip_end(struct zip *zip);

/* CRC-32 of ISO 3309, as ZIP has it. */
uint32_t zip_crc(struct text bytes);

#endif
