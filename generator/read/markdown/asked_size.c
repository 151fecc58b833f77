#include "read/markdown/asked_size.h"

#include "read/markdown/lengths.h"

static uint16_t pixels(uint32_t thousandths) {
    uint32_t whole = (thousandths + 500) / 1000;
    return (uint16_t)(whole < UINT16_MAX ? whole : UINT16_MAX);
}

/* A length is letters, digits, a dot or a per cent sign: nothing to escape. */
static void write_style(struct buffer *html, const char *property, struct text length) {
    buffer_add_format(html, " style=\"%s:%.*s;\"", property, TEXT_ARGS(length));
}

static void write_sides(struct buffer *html, uint16_t width, uint16_t height) {
    if (width)
        buffer_add_format(html, " width=\"%u\"", width);
    if (height)
        buffer_add_format(html, " height=\"%u\"", height);
}

void asked_size_note(struct markdown_reader *reader, struct doc_hole *hole, struct asked_size asked) {
    struct buffer *html = reader->walk.html;
    uint32_t width, height;
    enum length_kind wide = length_of(&width, asked.width), high = length_of(&height, asked.height);
    if (wide == LENGTH_RELATIVE)
        write_style(html, "width", asked.width);
    else if (wide == LENGTH_NONE && high == LENGTH_RELATIVE)
        write_style(html, "width:auto;height", asked.height);
    else if (!hole)
        write_sides(html, pixels(width), pixels(height));
    else if (wide == LENGTH_ABSOLUTE)
        hole->width = pixels(width);
    else
        hole->height = pixels(height);
}
