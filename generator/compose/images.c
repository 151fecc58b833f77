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

/* Whether a camera was held on its side (orientation 5 to 8): browsers turn what it took. `exif` begins with the header of
 * TIFF. */
static bool is_turned(struct text exif) {
    enum { ENTRY = 12, ORIENTATION = 0x112 };
    uint32_t (*read)(struct text, size_t, size_t) = text_starts(exif, TEXT("II")) ? little_endian : big_endian;
    size_t entry = (size_t)read(exif, 4, 4) + 2;
    for (uint32_t left = read(exif, entry - 2, 2); left > 0 && entry < exif.size; left--, entry += ENTRY)
        if (read(exif, entry, 2) == ORIENTATION)
            return read(exif, entry + 8, 2) >= 5 && read(exif, entry + 8, 2) <= 8;
    return false;
}

static struct image_size shown(uint32_t width, uint32_t height, bool turned) {
    return turned ? (struct image_size){height, width} : (struct image_size){width, height};
}

/* Chunks of a length, a kind, the bytes and a sum of four bytes. */
static struct image_size png_size(struct text bytes) {
    bool turned = false;
    for (size_t at = 8; at + 8 < bytes.size;) {
        struct text kind = text_slice(bytes, at + 4, at + 8);
        size_t size = big_endian(bytes, at, 4);
        if (text_equal(kind, TEXT("IDAT")))
            break;
        if (text_equal(kind, TEXT("eXIf")))
            turned = is_turned(text_slice(bytes, at + 8, at + 8 + size));
        at += size + 12;
    }
    return shown(big_endian(bytes, 16, 4), big_endian(bytes, 20, 4), turned);
}

static struct image_size jpeg_size(struct text bytes) {
    size_t offset = 2;
    bool turned = false;
    while (offset + 9 < bytes.size && byte_at(bytes, offset) == 0xff) {
        uint32_t marker = byte_at(bytes, offset + 1);
        size_t next = offset + (marker == 0xff ? 1 : 2 + big_endian(bytes, offset + 2, 2));
        struct text segment = text_slice(bytes, offset + 4, next);
        if (is_frame(marker))
            return shown(big_endian(bytes, offset + 7, 2), big_endian(bytes, offset + 5, 2), turned);
        if (marker == 0xe1 && text_starts(segment, TEXT("Exif\0\0")))
            turned = is_turned(text_after(segment, 6));
        offset = next;
    }
    return (struct image_size){0};
}

/* Chunks of a kind, a length and the bytes, of which there is an even number. What a camera says is the last of them. */
static bool webp_is_turned(struct text bytes) {
    for (size_t at = 12; at + 8 < bytes.size;) {
        size_t size = little_endian(bytes, at + 4, 4);
        if (text_equal(text_slice(bytes, at, at + 4), TEXT("EXIF")))
            return is_turned(text_slice(bytes, at + 8, at + 8 + size));
        at += 8 + size + (size & 1);
    }
    return false;
}

static struct image_size webp_size(struct text bytes) {
    struct text kind = text_slice(bytes, 12, 16);
    if (text_equal(kind, TEXT("VP8X")))
        return shown(little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1, webp_is_turned(bytes));
    if (text_equal(kind, TEXT("VP8 ")))
        return (struct image_size){little_endian(bytes, 26, 2) & 0x3fff, little_endian(bytes, 28, 2) & 0x3fff};
    uint32_t packed = little_endian(bytes, 21, 4);
    return (struct image_size){(packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1};
}

/* The box of that kind among those from `at` to the end of `around`, without its head; "" (ISO/IEC 14496-12). */
static struct text box_in(struct text around, const char *kind, size_t *at) {
    enum { HEAD = 8 };
    while (*at + HEAD <= around.size) {
        size_t start = *at, size = big_endian(around, start, 4);
        if (size < HEAD)
            break;
        *at += size;
        if (text_equal(text_slice(around, start + 4, start + HEAD), text_of(kind)))
            return text_slice(around, start + HEAD, *at);
    }
    return (struct text){0};
}

static struct text first_box(struct text around, const char *kind) {
    size_t at = 0;
    return box_in(around, kind, &at);
}

/* The largest of the sizes that its items have: the others are tiles of it. Where one is cut or turned it is not known. */
static struct image_size avif_size(struct text bytes) {
    struct text meta = text_after(first_box(bytes, "meta"), 4);
    struct text properties = first_box(first_box(meta, "iprp"), "ipco"), one;
    struct image_size size = {0};
    for (size_t at = 0; (one = box_in(properties, "ispe", &at)).size;)
        if (big_endian(one, 4, 4) > size.width)
            size = (struct image_size){big_endian(one, 4, 4), big_endian(one, 8, 4)};
    bool is_plain = !first_box(properties, "irot").size && !first_box(properties, "clap").size;
    return is_plain ? size : (struct image_size){0};
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
    switch (image_type_of(bytes)) {
    case IMAGE_PNG: found = png_size(bytes); break;
    case IMAGE_GIF: found = (struct image_size){little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)}; break;
    case IMAGE_JPEG: found = jpeg_size(bytes); break;
    case IMAGE_WEBP: found = webp_size(bytes); break;
    case IMAGE_AVIF: found = avif_size(bytes); break;
    case IMAGE_SVG: found = svg_size(bytes); break;
    case IMAGE_OTHER: break;
    }
    if (found.width == 0 || found.height == 0)
        return false;
    *size = found;
    return true;
}
