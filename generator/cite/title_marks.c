#include "cite/title_marks.h"
#include "base/arena.h"
#include <string.h>

const struct text title_marks_opening[MARK_KIND_COUNT] = {
    [MARK_ITALIC] = TEXT_INIT("<i>"),
    [MARK_BOLD] = TEXT_INIT("<b>"),
    [MARK_RAISED] = TEXT_INIT("<sup>"),
    [MARK_LOWERED] = TEXT_INIT("<sub>"),
    [MARK_SMALL_CAPITALS] = TEXT_INIT("<span style=\"font-variant:small-caps;\">"),
    [MARK_NO_CASE] = TEXT_INIT("<span class=\"nocase\">"),
};

const struct text title_marks_closing[MARK_KIND_COUNT] = {
    [MARK_ITALIC] = TEXT_INIT("</i>"),
    [MARK_BOLD] = TEXT_INIT("</b>"),
    [MARK_RAISED] = TEXT_INIT("</sup>"),
    [MARK_LOWERED] = TEXT_INIT("</sub>"),
    [MARK_SMALL_CAPITALS] = TEXT_INIT("</span>"),
    [MARK_NO_CASE] = TEXT_INIT("</span>"),
};

/* How else they are written. */
static const struct {
    struct text opening, closing;
    uint8_t kind;
} other_marks[] = {
    {TEXT_INIT("<sc>"), TEXT_INIT("</sc>"), MARK_SMALL_CAPITALS},
    {TEXT_INIT("<span style=\"font-variant: small-caps;\">"), TEXT_INIT("</span>"), MARK_SMALL_CAPITALS},
    {TEXT_INIT("<span class='nocase'>"), TEXT_INIT("</span>"), MARK_NO_CASE},
};
#define OTHER_MARKS (sizeof other_marks / sizeof *other_marks)

/* The size of the mark that begins there and opens something; 0 for none. */
static size_t opens(uint8_t *kind, struct text rest) {
    for (uint8_t i = MARK_ITALIC; i < MARK_KIND_COUNT; i++)
        if (text_starts(rest, title_marks_opening[i])) {
            *kind = i;
            return title_marks_opening[i].size;
        }
    for (size_t i = 0; i < OTHER_MARKS; i++)
        if (text_starts(rest, other_marks[i].opening)) {
            *kind = other_marks[i].kind;
            return other_marks[i].opening.size;
        }
    return 0;
}

static size_t closes(uint8_t kind, struct text rest) {
    if (text_starts(rest, title_marks_closing[kind]))
        return title_marks_closing[kind].size;
    for (size_t i = 0; i < OTHER_MARKS; i++)
        if (other_marks[i].kind == kind && text_starts(rest, other_marks[i].closing))
            return other_marks[i].closing.size;
    return 0;
}

/* The size of the mark at `at`, that opens or closes something there; 0 where words go on. */
static size_t mark_at(struct mark_piece *piece, const struct title_marks *marks, size_t at) {
    struct text rest = text_after(marks->text, at);
    if (rest.size == 0 || rest.bytes[0] != '<')
        return 0;
    if (marks->depth > 0) {
        size_t size = closes(marks->open[marks->depth - 1], rest);
        if (size > 0) {
            *piece = (struct mark_piece){.what = marks->open[marks->depth - 1], .closes = true};
            return size;
        }
    }
    uint8_t kind = 0;
    size_t size = marks->depth < MARKS_OPEN ? opens(&kind, rest) : 0;
    if (size > 0)
        *piece = (struct mark_piece){.what = kind};
    return size;
}

static bool close_next(struct mark_piece *piece, struct title_marks *marks) {
    if (marks->depth == 0)
        return false;
    *piece = (struct mark_piece){.what = marks->open[--marks->depth], .closes = true};
    return true;
}

bool title_marks_next(struct mark_piece *piece, struct title_marks *marks) {
    if (marks->at >= marks->text.size)
        return close_next(piece, marks);

    size_t size = mark_at(piece, marks, marks->at);
    if (size > 0) {
        if (piece->closes)
            marks->depth--;
        else
            marks->open[marks->depth++] = piece->what;
        marks->at += size;
        return true;
    }

    size_t from = marks->at;
    struct mark_piece next;
    do
        marks->at = text_find_char(marks->text, '<', marks->at + 1);
    while (marks->at < marks->text.size && mark_at(&next, marks, marks->at) == 0);
    *piece = (struct mark_piece){.what = MARK_WORDS, .words = text_slice(marks->text, from, marks->at)};
    return true;
}

struct text title_marks_words(struct text text, struct arena *arena) {
    if (text_find_char(text, '<', 0) == text.size)
        return text;
    char *words = arena_alloc(arena, text.size);
    size_t size = 0;
    struct title_marks marks = {.text = text};
    struct mark_piece piece;
    while (title_marks_next(&piece, &marks)) {
        if (piece.words.size > 0)
            memcpy(words + size, piece.words.bytes, piece.words.size);
        size += piece.words.size;
    }
    return (struct text){words, size};
}
