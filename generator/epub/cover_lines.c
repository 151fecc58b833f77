#include "epub/cover_lines.h"

#include "base/array.h"
#include "base/utf8.h"

/* One of `characters`, which are UTF-8. */
static bool is_one_of(uint32_t character, struct text characters) {
    for (size_t at = 0; at < characters.size;)
        if (utf8_next(characters, &at) == character)
            return true;
    return false;
}

/* As wide fonts have them, such as Georgia. */
static uint32_t width_of(uint32_t character) {
    unsigned columns = utf8_width(character);
    if (columns != 1)
        return columns * 50;
    if (character == ' ' || is_one_of(character, TEXT("iljtfrI.,:;'|!()[]’‘·")))
        return 35;
    if (is_one_of(character, TEXT("mwMW@%—…&")))
        return 95;
    return utf8_lower(character) != character ? 74 : 58;
}

static bool is_wide(uint32_t character) {
    return utf8_width(character) == 2 || utf8_is_unspaced(character);
}

/* Whether a line may end between two characters, as readers of either script are used to (Unicode's UAX 14, in short). */
static bool may_break(uint32_t before, uint32_t after) {
    if (utf8_is_mark(after) || utf8_width(after) == 0 || after == ' ')
        return false;
    if (before == ' ' || is_one_of(before, TEXT("-–—")))
        return true;
    if (is_one_of(after, TEXT("，。、：；！？）》〉」』】〕…—～·ー々”’%,.:;!?)]")) ||
        is_one_of(before, TEXT("（《〈「『【〔“‘([")))
        return false;
    return is_wide(before) || is_wide(after);
}

/* A text on its way into lines. */
struct breaking {
    struct text text;
    size_t at;
    uint32_t width;
    bool breaks_words;
};

/*
 * Where the line that begins at `at` ends: at its last place for that, or within a word where it has none. Behind a mark
 * between Han, which would break words elsewhere, it ends sooner, if it is half full then.
 */
static size_t line_end(struct breaking *breaking) {
    struct text text = breaking->text;
    size_t found = breaking->at, marked = breaking->at, at = breaking->at;
    uint32_t width = 0, before = 0;
    while (at < text.size) {
        size_t from = at;
        uint32_t character = utf8_next(text, &at);
        if (from > breaking->at && may_break(before, character)) {
            found = from;
            if (is_one_of(before, TEXT("，、：；。")) && width * 2 >= breaking->width)
                marked = from;
        }
        width += width_of(character);
        if (width > breaking->width && character != ' ' && from > breaking->at && width_of(character)) {
            breaking->breaks_words |= found == breaking->at;
            return marked > breaking->at ? marked : found > breaking->at ? found : from;
        }
        before = character;
    }
    return text.size;
}

static bool next_line(struct text *line, struct breaking *breaking) {
    while (breaking->at < breaking->text.size && breaking->text.bytes[breaking->at] == ' ')
        breaking->at++;
    if (breaking->at == breaking->text.size)
        return false;
    size_t end = line_end(breaking);
    *line = text_trim(text_slice(breaking->text, breaking->at, end));
    breaking->at = end;
    return true;
}

static size_t count_lines(struct text text, uint32_t width, bool *breaks_words) {
    struct breaking breaking = {.text = text, .width = width};
    struct text line;
    size_t count = 0;
    while (next_line(&line, &breaking))
        count++;
    *breaks_words = breaking.breaks_words;
    return count;
}

/* The least width for which there are as few lines. */
static uint32_t even_width(struct text text, uint32_t width) {
    bool breaks_words, breaks;
    size_t count = count_lines(text, width, &breaks_words);
    uint32_t least = 0, most = width;
    while (least + 1 < most) {
        uint32_t middle = least + (most - least) / 2;
        if (count_lines(text, middle, &breaks) == count && breaks <= breaks_words)
            most = middle;
        else
            least = middle;
    }
    return most;
}

void cover_lines_fit(struct cover_lines *lines, struct text text, uint32_t width, struct arena *arena) {
    struct breaking breaking = {.text = text, .width = even_width(text, width)};
    struct text line;
    *lines = (struct cover_lines){0};
    while (next_line(&line, &breaking))
        *array_add(lines, arena) = line;
    lines->has_broken_words = breaking.breaks_words;
}
