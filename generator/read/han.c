#include "read/han.h"

#include "base/utf8.h"

enum han_shape { SHAPE_OTHER, SHAPE_HAN, SHAPE_KANA, SHAPE_OPENING, SHAPE_CLOSING, SHAPE_BETWEEN };

static bool is_kana(uint32_t character) {
    return (character >= 0x3041 && character <= 0x30ff) || (character >= 0x31f0 && character <= 0x31ff) ||
           (character >= 0xff66 && character <= 0xff9f);
}

/* Brackets of U+3008 to U+301B come in pairs, the opening one even but for those after 〒〓. */
static enum han_shape bracket_shape(uint32_t character) {
    if (character >= 0x3008 && character <= 0x3011)
        return character % 2 == 0 ? SHAPE_OPENING : SHAPE_CLOSING;
    if (character >= 0x3014 && character <= 0x301b)
        return character % 2 == 0 ? SHAPE_OPENING : SHAPE_CLOSING;
    return SHAPE_OTHER;
}

/* Punctuation that Latin text uses as well is CJK only between CJK characters. */
static bool is_shared_punctuation(uint32_t character) {
    return character == 0xb7 || character == 0x2014 || (character >= 0x2018 && character <= 0x201d) || character == 0x2026 ||
           character == 0x2027 || character == 0x30fb;
}

static bool is_closing_punctuation(uint32_t character) {
    return character == 0x3001 || character == 0x3002 || character == 0xff01 || character == 0xff09 || character == 0xff0c ||
           character == 0xff0e || character == 0xff1a || character == 0xff1b || character == 0xff1f || character == 0xff3d ||
           character == 0xff5d;
}

static enum han_shape shape_of(uint32_t character) {
    if (is_shared_punctuation(character))
        return SHAPE_BETWEEN;
    if (utf8_is_han(character))
        return SHAPE_HAN;
    if (is_kana(character))
        return SHAPE_KANA;
    if (is_closing_punctuation(character))
        return SHAPE_CLOSING;
    if (character == 0xff08 || character == 0xff3b || character == 0xff5b)
        return SHAPE_OPENING;
    return bracket_shape(character);
}

size_t han_run(bool *kana, struct text text, size_t from) {
    size_t end = from;
    bool han = false;
    *kana = false;
    for (size_t at = from; at < text.size;) {
        enum han_shape shape = shape_of(utf8_next(text, &at));
        if (shape == SHAPE_OTHER || (!han && (shape == SHAPE_CLOSING || shape == SHAPE_BETWEEN)))
            break;
        han |= shape == SHAPE_HAN;
        *kana |= shape == SHAPE_KANA;
        if (shape == SHAPE_HAN || shape == SHAPE_KANA || shape == SHAPE_CLOSING)
            end = at;
    }
    return han ? end : from;
}

void han_add_run(struct buffer *out, struct text run, bool kana, struct text han) {
    buffer_add(out, TEXT("<span lang=\""));
    buffer_add_html(out, kana ? TEXT("ja") : han);
    buffer_add(out, TEXT("\">"));
    buffer_add_html(out, run);
    buffer_add(out, TEXT("</span>"));
}

/* Whether the character at `at` may begin a run: all that do are above U+2E7F. */
static bool may_begin(struct text text, size_t at) {
    return (unsigned char)text.bytes[at] >= 0xe2;
}

static bool has_hangul(struct text text) {
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        if ((character >= 0xac00 && character <= 0xd7a3) || (character >= 0x1100 && character <= 0x11ff))
            return true;
    }
    return false;
}

void markup_han(struct buffer *out, struct text text, struct text han) {
    size_t plain = 0;
    if (han.size && has_hangul(text))
        han = TEXT("ko");
    for (size_t at = 0; han.size && at < text.size;) {
        bool kana = false;
        size_t end = may_begin(text, at) ? han_run(&kana, text, at) : at;
        if (end == at) {
            utf8_next(text, &at);
            continue;
        }
        buffer_add_html(out, text_slice(text, plain, at));
        han_add_run(out, text_slice(text, at, end), kana, han);
        plain = at = end;
    }
    buffer_add_html(out, text_after(text, plain));
}

/* Hebrew to Syriac Extended, their presentation forms, and the scripts beyond that run so. */
static bool is_rtl_letter(uint32_t character) {
    return (character >= 0x0590 && character <= 0x08ff) || (character >= 0xfb1d && character <= 0xfdff) ||
           (character >= 0xfe70 && character <= 0xfeff) || (character >= 0x10800 && character <= 0x10fff) ||
           (character >= 0x1e800 && character <= 0x1efff);
}

bool text_runs_against(struct text text, bool is_rtl) {
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_letter(character) && utf8_digit(character) < 0)
            return is_rtl_letter(character) != is_rtl;
    }
    return false;
}

bool han_is_native(struct text language) {
    static const char *const natives[] = {"zh", "ja", "ko", "yue", "wuu", "cmn", "lzh", "hak", "nan"};
    for (size_t i = 0; i < sizeof natives / sizeof *natives; i++)
        if (text_has_primary_subtag(language, natives[i]))
            return true;
    return false;
}
