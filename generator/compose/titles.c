#include "compose/titles.h"

#include "base/utf8.h"
#include "compose/values.h"
#include "read/document/document.h"
#include "read/smart.h"

/* With other marks in the place of those that stand around it. */
static struct text with_inner_marks(struct text title, const struct title_signs *signs, struct arena *arena) {
    const struct text outer[] = {text_of(signs->opens), text_of(signs->closes)};
    const struct text inner[] = {text_of(signs->inner_opens), text_of(signs->inner_closes)};
    struct buffer out = {0};
    if (!outer[0].size || (!text_contains(title, outer[0]) && !text_contains(title, outer[1])))
        return title;
    for (size_t at = 0; at < title.size;) {
        struct text rest = text_after(title, at);
        size_t which = text_starts(rest, outer[0]) ? 0 : text_starts(rest, outer[1]) ? 1 : 2;
        buffer_add(&out, which < 2 ? inner[which] : text_slice(rest, 0, 1));
        at += which < 2 ? outer[which].size : 1;
    }
    return buffer_take(&out, arena);
}

static bool is_dotted(struct text language) {
    return text_has_primary_subtag(language, "tr") || text_has_primary_subtag(language, "az");
}

/* "iPhone" and "pH value" are written as they are wherever they stand. */
static bool first_word_has_capital(struct text words) {
    return utf8_capitals(text_slice(words, 0, text_find_char(words, ' ', 0))) > 0;
}

struct text title_with_capital(struct text words, struct text language, struct arena *arena) {
    size_t at = 0;
    char capital[4];
    if (!words.size || first_word_has_capital(words))
        return words;
    uint32_t first = utf8_next(words, &at);
    uint32_t upper = first == 'i' && is_dotted(language) ? 0x130 : utf8_title(first);
    if (upper == first)
        return words;
    return text_join(arena, (struct text){capital, utf8_encode(capital, upper)}, text_after(words, at));
}

struct shown_title title_in_sentence(struct text title, const struct title_place *place, struct arena *arena) {
    bool is_work = place->kind == TITLE_PART || place->kind == TITLE_WHOLE;
    struct shown_title titled = {.words = title, .is_work = is_work};
    if (place->kind == TITLE_COMMON && place->standing & STANDS_FIRST)
        titled.words = title_with_capital(title, place->language, arena);
    if (!is_work)
        return titled;
    struct title_signs signs = smart_title(place->language, place->kind == TITLE_WHOLE, !place->is_plain);
    bool is_inner = *signs.opens && place->standing & STANDS_QUOTED;
    titled.is_italic = !*signs.opens;
    if (place->standing & (STANDS_ALONE | STANDS_MARKED))
        return titled;
    titled.opens = text_of(is_inner ? signs.inner_opens : signs.opens);
    titled.closes = text_of(is_inner ? signs.inner_closes : signs.closes);
    titled.words = with_inner_marks(title, &signs, arena);
    return titled;
}

void titled_html(struct buffer *out, const struct shown_title *titled, struct text han, bool page_is_rtl) {
    const char *cite = titled->is_italic ? "<cite>" : "<cite class=\"quoted\">";
    buffer_add(out, text_of(titled->is_work ? cite : ""));
    markup_words(out, titled->words, han, page_is_rtl);
    buffer_add(out, titled->is_work ? TEXT("</cite>") : TEXT(""));
}
