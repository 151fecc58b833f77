#include "cite/styles/blob.h"

#include "base/array.h"

struct blob *blob_new(struct arena *arena) {
    return arena_new(arena, struct blob);
}

struct blob *blob_of_words(struct text words, struct arena *arena) {
    struct blob *blob = blob_new(arena);
    blob->words = words;
    blob->is_leaf = true;
    return blob;
}

void blob_add(struct blob *parent, struct blob *child, struct arena *arena) {
    *array_add(parent, arena) = child;
}

bool blob_is_empty(const struct blob *blob) {
    if (blob->is_leaf)
        return blob->words.size == 0;
    for (size_t i = 0; i < blob->count; i++)
        if (!blob_is_empty(blob->items[i]))
            return false;
    return true;
}

/* The decorations that are ranges, the outermost first. */
static const struct {
    uint16_t decoration;
    uint8_t format;
} formats[] = {{BLOB_PLACE, CITED_WORK},      {BLOB_TITLE, CITED_TITLE},   {BLOB_LOWERED, CITED_LOWERED},
               {BLOB_RAISED, CITED_RAISED},   {BLOB_BOLD, CITED_BOLD},     {BLOB_SMALL_CAPITALS, CITED_SMALL_CAPITALS},
               {BLOB_UPRIGHT, CITED_UPRIGHT}, {BLOB_ITALIC, CITED_ITALIC}, {BLOB_LINK, CITED_LINK}};

/* Where the ranges begin in `written`, of which more may be added behind them before they end. */
static size_t open_ranges(const struct blob *blob, struct blob_written *written) {
    size_t first = written->ranges.count;
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (blob->decorations & formats[i].decoration) {
            struct cited_range *range = array_add(&written->ranges, written->arena);
            range->from = (uint32_t)written->words.size;
            range->format = formats[i].format;
            range->number = blob->place;
            range->text = blob->language;
        }
    return first;
}

/* Han has no italics: a range of these around it alone is left empty. */
static void close_ranges(struct blob_written *written, size_t first, size_t count) {
    for (size_t i = first; i < first + count; i++) {
        struct cited_range *range = &written->ranges.items[i];
        struct text words = text_after(buffer_text(&written->words), range->from);
        bool is_upright = range->format == CITED_ITALIC && !has_spaced_script(words);
        range->to = is_upright ? range->from : (uint32_t)written->words.size;
    }
}

static void add_quote(struct blob_written *written, const struct blob *blob, bool is_opening) {
    enum cite_term outer = is_opening ? TERM_OPEN_QUOTE : TERM_CLOSE_QUOTE;
    enum cite_term inner = is_opening ? TERM_OPEN_INNER_QUOTE : TERM_CLOSE_INNER_QUOTE;
    if (blob->decorations & (BLOB_QUOTES | BLOB_INNER_QUOTES))
        buffer_add(&written->words,
                   cite_word(written->terms, blob->decorations & BLOB_QUOTES ? outer : inner, FORM_LONG, false));
}

static bool write_items(const struct blob *blob, struct blob_written *written) {
    bool is_any = false;
    for (size_t i = 0; i < blob->count; i++) {
        size_t before = written->words.size;
        if (is_any)
            buffer_add(&written->words, blob->delimiter);
        if (blob_write(blob->items[i], written))
            is_any = true;
        else
            written->words.size = before;
    }
    return is_any;
}

bool blob_write(const struct blob *blob, struct blob_written *written) {
    size_t start = written->words.size, first_range = written->ranges.count;
    buffer_add(&written->words, blob->prefix);
    add_quote(written, blob, true);
    size_t first = open_ranges(blob, written), count = written->ranges.count - first;
    bool is_any = blob->is_leaf ? blob->words.size > 0 : write_items(blob, written);
    if (!is_any) {
        written->words.size = start;
        written->ranges.count = first_range;
        return false;
    }
    if (blob->is_leaf)
        buffer_add(&written->words, blob->words);
    close_ranges(written, first, count);
    add_quote(written, blob, false);
    buffer_add(&written->words, blob->suffix);
    return true;
}
