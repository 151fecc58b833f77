#include "compose/cited.h"

#include "base/array.h"
#include "compose/values.h"
#include "read/han.h"
#include "read/no_break.h"

/* A range whose end is not written yet. */
struct open_range {
    uint32_t to;
    struct text closing;
    bool is_link;
    bool is_native; /* its Han characters are in the language that it says */
};

struct cited_writing {
    struct buffer *out;
    const struct cited *cited;
    const struct cited_look *look;
    uint32_t at; /* how much of the words is written */
    struct {
        struct open_range *items;
        size_t count, capacity;
    } open;
    struct arena scratch;
};

static struct text words_of(const struct cited_writing *w, uint32_t from, uint32_t to) {
    return text_slice(w->cited->words, from, to);
}

static bool is_in_link(const struct cited_writing *w) {
    bool is_in = false;
    for (size_t i = 0; i < w->open.count; i++)
        is_in |= w->open.items[i].is_link;
    return is_in;
}

static void write_to(struct cited_writing *w, uint32_t to) {
    bool is_native = false;
    for (size_t i = 0; i < w->open.count; i++)
        is_native |= w->open.items[i].is_native;
    struct text words = no_break_shown(words_of(w, w->at, to), &w->scratch);
    markup_han(w->out, words, is_native ? TEXT("") : w->look->han);
    w->at = to;
}

static void close_to(struct cited_writing *w, uint32_t to) {
    while (w->open.count && w->open.items[w->open.count - 1].to <= to) {
        struct open_range last = w->open.items[w->open.count - 1];
        write_to(w, last.to);
        w->open.count--;
        buffer_add(w->out, last.closing);
    }
}

static bool is_same_place(const struct cited_range *a, const struct cited_range *b) {
    return a->from == b->from && a->to == b->to;
}

/* Whether the range before this one, or behind it, has the same words in another format. */
static bool is_also(const struct cited_writing *w, const struct cited_range *range, uint8_t format) {
    const struct cited_range *first = w->cited->ranges, *end = first + w->cited->count;
    return (range > first && range[-1].format == format && is_same_place(range - 1, range)) ||
           (range + 1 < end && range[1].format == format && is_same_place(range + 1, range));
}

static void open_tag(struct cited_writing *w, struct open_range *opened, const char *name) {
    buffer_add_format(w->out, "<%s>", name);
    opened->closing = text_format(&w->scratch, "</%s>", name);
}

/* <cite>, <bdi> or <span>, or none of them where nothing is to be said. */
static void open_title(struct cited_writing *w, struct open_range *opened, const struct cited_range *range) {
    bool is_other = range->text.size && !text_equal(range->text, w->look->language);
    bool is_italic = is_also(w, range, CITED_ITALIC);
    bool is_against = text_runs_against(words_of(w, range->from, range->to), w->look->page_is_rtl);
    const char *name = is_italic ? "cite" : is_against ? "bdi" : is_other ? "span" : NULL;
    opened->is_native = is_other && han_is_native(range->text);
    if (!name)
        return;
    buffer_add_format(w->out, "<%s", name);
    if (is_other) {
        buffer_add(w->out, TEXT(" lang=\""));
        buffer_add_html(w->out, range->text);
        buffer_add_char(w->out, '"');
    }
    buffer_add(w->out, is_against && is_italic ? TEXT(" dir=\"auto\">") : TEXT(">"));
    opened->closing = text_format(&w->scratch, "</%s>", name);
}

static void open_address(struct cited_writing *w, struct open_range *opened, const struct cited_range *range) {
    struct text url = values_web_url(words_of(w, range->from, range->to));
    if (!url.size || is_in_link(w))
        return;
    buffer_add(w->out, TEXT("<a href=\""));
    buffer_add_html(w->out, text_url(url, &w->scratch));
    buffer_add(w->out, TEXT("\">"));
    *opened = (struct open_range){.to = range->to, .closing = TEXT("</a>"), .is_link = true};
}

static void open_work(struct cited_writing *w, struct open_range *opened, const struct cited_range *range) {
    struct text tag = w->look->opening ? w->look->opening[range->number] : TEXT("");
    if (!tag.size || is_in_link(w))
        return;
    buffer_add(w->out, tag);
    *opened = (struct open_range){.to = range->to, .closing = TEXT("</a>"), .is_link = true};
}

static void open_range(struct cited_writing *w, const struct cited_range *range) {
    struct open_range opened = {.to = range->to};
    switch ((enum cited_format)range->format) {
    case CITED_ITALIC:
        if (!is_also(w, range, CITED_TITLE))
            open_tag(w, &opened, "i");
        break;
    case CITED_UPRIGHT: open_tag(w, &opened, "i"); break; /* italic in italics: upright in style.css */
    case CITED_BOLD: open_tag(w, &opened, "b"); break;
    case CITED_SMALL_CAPITALS:
        buffer_add(w->out, TEXT("<span class=\"smallcaps\">"));
        opened.closing = TEXT("</span>");
        break;
    case CITED_RAISED: open_tag(w, &opened, "sup"); break;
    case CITED_LOWERED: open_tag(w, &opened, "sub"); break;
    case CITED_LINK: open_address(w, &opened, range); break;
    case CITED_WORK: open_work(w, &opened, range); break;
    case CITED_TITLE: open_title(w, &opened, range); break;
    }
    *array_add(&w->open, &w->scratch) = opened;
}

void cited_html(struct buffer *out, const struct cited *cited, const struct cited_look *look) {
    struct cited_writing w = {.out = out, .cited = cited, .look = look};
    for (size_t i = 0; i < cited->count; i++) {
        const struct cited_range *range = &cited->ranges[i];
        close_to(&w, range->from);
        write_to(&w, range->from);
        open_range(&w, range);
    }
    close_to(&w, (uint32_t)cited->words.size);
    write_to(&w, (uint32_t)cited->words.size);
    arena_free(&w.scratch);
}
