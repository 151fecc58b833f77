#include "import/intake.h"

#include "base/utf8.h"

bool intake_shows_nothing(uint32_t character) {
    return character == 0xad || character == 0x200b || character == 0x2060 || character == 0xfeff || character == 0x200e ||
           character == 0x200f || character < 0x20 || (character >= 0x7f && character < 0xa0);
}

static bool is_visible(uint32_t character) {
    return !utf8_is_space(character) && !intake_shows_nothing(character);
}

size_t intake_visible(struct text text) {
    size_t count = 0;
    for (size_t at = 0; at < text.size;)
        count += is_visible(utf8_next(text, &at));
    return count;
}

static bool is_stop(uint32_t character) {
    return character == '.' || character == '!' || character == '?' || character == 0x2026;
}

static bool is_wide_stop(uint32_t character) {
    return character == 0x3002 || character == 0xff01 || character == 0xff1f || character == 0xff1b;
}

/* What may stand between a stop and the space behind it. */
static bool closes(uint32_t character) {
    return character == '"' || character == '\'' || character == ')' || character == ']' || character == 0x201d ||
           character == 0x2019 || character == 0xbb || character == 0x300d;
}

/* A full stop ends a sentence where a word of some letters stands before it and a space or nothing behind: not "U.S." */
static uint32_t count_stops(struct text text) {
    uint32_t stops = 0, letters = 0;
    bool pending = false;
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        if (is_wide_stop(character)) {
            stops++;
            pending = false;
        } else if (is_stop(character)) {
            pending = letters > 1 || character != '.';
        } else if (pending && !closes(character)) {
            stops += utf8_is_space(character);
            pending = false;
        }
        letters = utf8_is_letter(character) ? letters + 1 : closes(character) ? letters : 0;
    }
    return stops + pending;
}

/* Runs of letters and digits; two Han characters say about as much as one. */
static uint32_t count_words(struct text text) {
    uint32_t words = 0, wide = 0;
    bool inside = false;
    for (size_t at = 0; at < text.size;) {
        unsigned char byte = (unsigned char)text.bytes[at];
        uint32_t character = byte < 128 ? byte : utf8_next(text, &at);
        at += byte < 128;
        bool is_wide = character >= 0x2e80 && utf8_width(character) == 2 && utf8_is_letter(character);
        bool is_letter = !is_wide && (byte < 128 ? (byte | 32) >= 'a' && (byte | 32) <= 'z' : utf8_is_letter(character));
        is_letter |= byte >= '0' && byte <= '9';
        wide += is_wide;
        words += is_letter && !inside;
        inside = is_letter || (inside && (character == '\'' || character == 0x2019));
    }
    return words + wide / 2;
}

void intake_count(const struct intake *intake, struct intake_block *block) {
    block->visible = (uint32_t)intake_visible(block->text);
    block->words = count_words(block->text);
    block->stops = count_stops(block->text);
    block->link_visible = 0;
    for (uint32_t i = block->first; i < block->end; i++) {
        const struct intake_run *run = &intake->runs.items[i];
        if (run->link != NONE)
            block->link_visible += (uint32_t)intake_visible(text_slice(block->text, run->from, run->to));
    }
}

uint32_t intake_within(const struct intake *intake, uint32_t element, enum intake_tag tag) {
    while (element != NONE && intake->elements.items[element].tag != tag)
        element = intake->elements.items[element].parent;
    return element;
}

void intake_spot_move(const struct intake *intake, struct intake_spot *spot, uint32_t offset) {
    if (spot->line == 0 || offset < spot->offset)
        *spot = (struct intake_spot){.line = 1, .column = 1};
    struct text between = text_slice(intake->source, spot->offset, offset);
    size_t start = 0;
    for (size_t at; (at = text_find_char(between, '\n', start)) < between.size; start = at + 1) {
        spot->line++;
        spot->column = 1;
    }
    spot->column += (uint32_t)utf8_count(text_after(between, start));
    spot->offset = offset;
}

/* A text may begin with "<"; a page begins with a tag. Pieces of pages that begin otherwise have tags that end. */
bool intake_is_html(struct text source) {
    struct text head = text_trim(text_slice(source, 0, 65536));
    char second = head.size > 1 ? head.bytes[1] : ' ';
    bool is_tag = (second >= 'a' && second <= 'z') || (second >= 'A' && second <= 'Z') || second == '!' || second == '?';
    if (head.size > 1 && head.bytes[0] == '<' && is_tag)
        return true;
    size_t tags = 0;
    for (size_t at = 0; (at = text_find(head, TEXT("</"), at)) < head.size; at += 2)
        tags++;
    return tags >= 3;
}
