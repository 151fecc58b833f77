#include "epub/cover.h"

#include "base/arena.h"
#include "epub/internal.h"
#include "epub/cover_lines.h"

enum { MARGIN = 160, COLUMN = COVER_WIDTH - 2 * MARGIN, TOP = 400, FOOT = COVER_HEIGHT - 190 };

/* How a text may be set: from the largest of its sizes on, in no more than `height`. */
struct cover_setting {
    const uint16_t sizes[8];  /* ends with 0 */
    uint16_t height, leading; /* leading: of lines, in hundredths of the size */
    const char *attributes;
};

static const struct cover_setting titles = {
    {200, 172, 148, 128, 110, 94, 80}, 1150, 118, "font-weight=\"bold\" fill=\"#231f1a\""};
static const struct cover_setting subtitles = {{84, 74, 64, 56}, 420, 130, "fill=\"#231f1a\""};
static const struct cover_setting feet = {{56, 48, 42}, 140, 130, "fill=\"#675f55\""};

/* A text as it is set. */
struct set_text {
    const struct cover_setting *setting;
    uint32_t size;
    struct cover_lines lines;
};

static uint32_t height_of(const struct set_text *set) {
    return (uint32_t)set->lines.count * set->size * set->setting->leading / 100;
}

static void cut_to_height(struct set_text *set, struct arena *arena) {
    if (height_of(set) <= set->setting->height)
        return;
    set->lines.count = set->setting->height * 100u / (set->size * set->setting->leading);
    struct text *last = &set->lines.items[set->lines.count - 1];
    *last = text_join(arena, *last, TEXT("…"));
}

static struct set_text set_text(const struct cover_setting *setting, struct text text, struct arena *arena) {
    struct set_text set = {.setting = setting};
    for (size_t i = 0; setting->sizes[i]; i++) {
        set.size = setting->sizes[i];
        cover_lines_fit(&set.lines, text, COLUMN * 100 / set.size, arena);
        if (height_of(&set) <= setting->height && !set.lines.has_broken_words)
            return set;
    }
    cut_to_height(&set, arena);
    return set;
}

/* `top` is where the first line's box begins; returns where the last one's ends. */
static uint32_t write_lines(struct buffer *out, const struct set_text *set, const struct cover *cover, uint32_t top) {
    uint32_t leading = set->size * set->setting->leading / 100;
    for (size_t i = 0; i < set->lines.count; i++, top += leading) {
        buffer_add_format(out, "<text x=\"%d\" y=\"%u\" font-size=\"%u\" %s>", cover->is_rtl ? COVER_WIDTH - MARGIN : MARGIN,
                          (unsigned)(top + set->size), (unsigned)set->size, set->setting->attributes);
        xml_add(out, set->lines.items[i]);
        buffer_add(out, TEXT("</text>\n"));
    }
    return top;
}

static void write_rule(struct buffer *out, const struct cover *cover, int width, int y, int height, const char *colour) {
    buffer_add_format(out, "<path d=\"M%d %dh%dv%dh-%dz\" fill=\"%s\"/>\n",
                      cover->is_rtl ? COVER_WIDTH - MARGIN - width : MARGIN, y, width, height, width, colour);
}

static void write_words(struct buffer *out, const struct cover *cover, struct arena *arena) {
    struct set_text title = set_text(&titles, text_trim(cover->title), arena);
    struct set_text subtitle = set_text(&subtitles, text_trim(cover->subtitle), arena);
    struct set_text foot = set_text(&feet, text_trim(cover->line), arena);
    uint32_t below = write_lines(out, &title, cover, TOP);
    write_lines(out, &subtitle, cover, below + 80);
    if (!foot.lines.count)
        return;
    write_rule(out, cover, COLUMN, FOOT - (int)height_of(&foot) - 60, 4, "#ded6c8");
    write_lines(out, &foot, cover, FOOT - height_of(&foot));
}

void cover_write(struct buffer *out, const struct cover *cover) {
    struct arena arena = {0};
    buffer_add_format(out,
                      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"",
                      COVER_WIDTH, COVER_HEIGHT, COVER_WIDTH, COVER_HEIGHT);
    xml_add_attribute(out, "xml:lang", cover->language);
    xml_add_attribute(out, "direction", cover->is_rtl ? TEXT("rtl") : TEXT(""));
    buffer_add(
        out, TEXT(" font-family=\"Charter, 'Source Serif 4', Georgia, 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif CJK SC', "
                  "serif\">\n<title>"));
    xml_add(out, cover->title);
    buffer_add(out, TEXT("</title>\n"));
    buffer_add_format(out, "<path d=\"M0 0h%dv%dH0z\" fill=\"#fdfbf7\"/>\n", COVER_WIDTH, COVER_HEIGHT);
    write_rule(out, cover, 280, 260, 24, "#96301f");
    write_words(out, cover, &arena);
    buffer_add(out, TEXT("</svg>\n"));
    arena_free(&arena);
}
