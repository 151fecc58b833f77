#include "kinds/fields.h"

#include "base/buffer.h"
#include "base/utf8.h"

static bool is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Whether the text is already as it should be: most are, and cost no copy. */
static bool is_clean(struct text text) {
    bool space = true;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if ((c == ' ' && space) || c < 0x20 || c == 0xc2 || c == 0xe2)
            return false;
        space = c == ' ';
    }
    return !space;
}

struct text text_cleaned(struct text text, struct arena *arena) {
    text = utf8_compose(text, arena);
    if (is_clean(text))
        return text;
    struct buffer clean = {0};
    bool space = false;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (is_space(c)) {
            space = clean.size > 0;
        } else {
            if (space)
                buffer_add_char(&clean, ' ');
            space = false;
            buffer_add(&clean, text_slice(text, start, at));
        }
    }
    return buffer_take(&clean, arena);
}
