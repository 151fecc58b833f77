#include "import/css.h"

#include "import/intake.h"

#include <string.h>

/* "none !important". */
static bool has_word(struct text value, struct text word) {
    for (size_t at = 0; at < value.size;) {
        size_t from = at;
        while (at < value.size && !strchr(" \t\r\n\f!", value.bytes[at]))
            at++;
        if (text_equal_ignoring_case(text_slice(value, from, at), word))
            return true;
        at += at < value.size;
    }
    return false;
}

bool css_declares(struct text declarations, const char *property, const char *word) {
    struct text one;
    while (text_cut(&one, &declarations, ';')) {
        size_t colon = text_find_char(one, ':', 0);
        if (text_equal_ignoring_case(text_trim(text_slice(one, 0, colon)), text_of(property)) &&
            has_word(text_after(one, colon + 1), text_of(word)))
            return true;
    }
    return false;
}

uint16_t css_style(struct text declarations) {
    static const struct {
        const char *property, *word;
        uint16_t style; /* enum intake_style */
    } known[] = {
        {"text-decoration", "line-through", STYLE_DELETED},
        {"text-decoration-line", "line-through", STYLE_DELETED},
        {"vertical-align", "super", STYLE_RAISED},
        {"vertical-align", "sub", STYLE_LOWERED},
    };
    uint16_t style = 0;
    for (size_t i = 0; declarations.size > 0 && i < sizeof known / sizeof *known; i++)
        if (css_declares(declarations, known[i].property, known[i].word))
            style |= known[i].style;
    return style;
}

/* The class of ".c3" or "span.c3"; "" of a selector of any other form. */
static struct text only_class(struct text selector) {
    struct text class = text_after(selector, text_find_char(selector, '.', 0) + 1);
    for (size_t i = 0; i < selector.size; i++)
        if (strchr(" \t\r\n\f>+~:[#*/@\\", selector.bytes[i]))
            return (struct text){0};
    return text_find_char(class, '.', 0) < class.size ? (struct text){0} : class;
}

static void add_rule(struct css *css, struct text selectors, uint16_t style, struct arena *arena) {
    struct text selector;
    while (text_cut(&selector, &selectors, ',')) {
        struct text class = only_class(text_trim(selector));
        uint32_t known = class.size > 0 ? table_get(&css->classes, class) : NONE;
        if (class.size > 0)
            table_put(&css->classes, class, style | (known == NONE ? 0 : known), arena);
    }
}

/* A comment is what a selector may begin with. */
static struct text behind_comments(struct text selectors) {
    for (size_t end; (end = text_find(selectors, TEXT("*/"), 0)) < selectors.size;)
        selectors = text_after(selectors, end + 2);
    return selectors;
}

void css_read(struct css *css, struct text sheet, struct arena *arena) {
    for (size_t from = 0, at = 0; at < sheet.size; at++) {
        if (sheet.bytes[at] == '{') {
            size_t end = at + 1;
            while (end < sheet.size && !strchr("{}", sheet.bytes[end]))
                end++;
            uint16_t style = css_style(text_slice(sheet, at + 1, end));
            if (style && end < sheet.size && sheet.bytes[end] == '}')
                add_rule(css, behind_comments(text_slice(sheet, from, at)), style, arena);
        }
        if (strchr("{};", sheet.bytes[at]))
            from = at + 1;
    }
}

uint16_t css_class_style(const struct css *css, struct text classes) {
    uint16_t style = 0;
    struct text class;
    while (css->classes.count > 0 && text_cut(&class, &classes, ' ')) {
        uint32_t known = table_get(&css->classes, text_trim(class));
        style |= (uint16_t)(known == NONE ? 0 : known);
    }
    return style;
}
