#include "compose/images.h"

#include "compose/svg.h"

static uint32_t byte_at(struct text bytes, size_t offset) {
    return offset < bytes.size ? (unsigned char)bytes.bytes[offset] : 0;
}

/* `count` bytes from `offset`, the most significant one first. */
static uint32_t big_endian(struct text bytes, size_t offset, size_t count) {
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number << 8 | byte_at(bytes, offset + i);
    return number;
}

static uint32_t little_endian(struct text bytes, size_t offset, size_t count) {
    uint32_t number = 0;
    for (size_t i = count; i-- > 0;)
        number = number << 8 | byte_at(bytes, offset + i);
    return number;
}

/* The segment of a JPEG that says its size: SOF0 to SOF15, but for three markers among them that mean something else. */
static bool is_frame(uint32_t marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static struct image_size jpeg_size(struct text bytes) {
    size_t offset = 2;
    while (offset + 9 < bytes.size && byte_at(bytes, offset) == 0xff) {
        uint32_t marker = byte_at(bytes, offset + 1);
        if (is_frame(marker))
            return (struct image_size){big_endian(bytes, offset + 7, 2), big_endian(bytes, offset + 5, 2)};
        offset += marker == 0xff ? 1 : 2 + big_endian(bytes, offset + 2, 2);
    }
    return (struct image_size){0};
}

static struct image_size webp_size(struct text bytes) {
    struct text kind = text_slice(bytes, 12, 16);
    if (text_equal(kind, TEXT("VP8X")))
        return (struct image_size){little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
    if (text_equal(kind, TEXT("VP8 ")))
        return (struct image_size){little_endian(bytes, 26, 2) & 0x3fff, little_endian(bytes, 28, 2) & 0x3fff};
    uint32_t packed = little_endian(bytes, 21, 4);
    return (struct image_size){(packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1};
}

/* AVIF is one of the formats that begin with a box of their brands: "....ftypavif". */
static bool is_avif(struct text bytes) {
    struct text brand = text_slice(bytes, 4, 12);
    return text_equal(brand, TEXT("ftypavif")) || text_equal(brand, TEXT("ftypavis"));
}

enum image_type image_type_of(struct text bytes) {
    if (text_starts(bytes, TEXT("\x89PNG\r\n\x1a\n")))
        return IMAGE_PNG;
    if (text_starts(bytes, TEXT("\xff\xd8\xff")))
        return IMAGE_JPEG;
    if (text_starts(bytes, TEXT("GIF87a")) || text_starts(bytes, TEXT("GIF89a")))
        return IMAGE_GIF;
    if (text_starts(bytes, TEXT("RIFF")) && text_equal(text_slice(bytes, 8, 12), TEXT("WEBP")))
        return IMAGE_WEBP;
    if (is_avif(bytes))
        return IMAGE_AVIF;
    struct html_piece root;
    return svg_root(&root, bytes) ? IMAGE_SVG : IMAGE_OTHER;
}

/* Of those with two endings the one to write stands first. */
static const struct {
    const char *ending, *media_type;
    enum image_type type;
} endings[] = {
    {".png", "image/png", IMAGE_PNG},     {".jpg", "image/jpeg", IMAGE_JPEG},  {".jpeg", "image/jpeg", IMAGE_JPEG},
    {".gif", "image/gif", IMAGE_GIF},     {".webp", "image/webp", IMAGE_WEBP}, {".avif", "image/avif", IMAGE_AVIF},
    {".svg", "image/svg+xml", IMAGE_SVG},
};

enum { ENDINGS = sizeof endings / sizeof *endings };

enum image_type image_type_named(struct text path) {
    for (size_t i = 0; i < ENDINGS; i++) {
        struct text ending = text_of(endings[i].ending);
        if (path.size > ending.size && text_equal_ignoring_case(text_after(path, path.size - ending.size), ending))
            return endings[i].type;
    }
    return IMAGE_OTHER;
}

struct text image_media_type(enum image_type type) {
    for (size_t i = 0; i < ENDINGS; i++)
        if (endings[i].type == type)
            return text_of(endings[i].media_type);
    return TEXT("");
}

struct text image_ending(enum image_type type) {
    for (size_t i = 0; i < ENDINGS; i++)
        if (endings[i].type == type)
            return text_of(endings[i].ending);
    return TEXT("");
}

bool image_size_of(struct image_size *size, struct text bytes) {
    struct image_size found = {0};
    if (bytes.size < 30)
        return false;
    switch (image_type_of(bytes)) {
    case IMAGE_PNG: found = (struct image_size){big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)}; break;
    case IMAGE_GIF: found = (struct image_size){little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)}; break;
    case IMAGE_JPEG: found = jpeg_size(bytes); break;
    case IMAGE_WEBP: found = webp_size(bytes); break;
    case IMAGE_AVIF:
    case IMAGE_SVG:
    case IMAGE_OTHER: break;
    }
    if (found.width == 0 || found.height == 0)
        return false;
    *size = found;
    return true;
}
