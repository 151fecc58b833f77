#include "compare/words.h"

#include "base/utf8.h"

#include <string.h>

/* Digests of what is no text: far from those of words only by chance, as all digests are. */
enum { SALT_REFERENCE = 1, SALT_PICTURE, SALT_NOTE, SALT_CHECKED, SALT_UNCHECKED, SALT_BREAK };

uint64_t words_mix(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 32) * 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 29;
}

static void add_folded(struct word_reading *reading, enum word_kind kind, uint64_t digest, uint32_t folded, size_t start,
                       size_t end) {
    struct passage_word word = {
        .digest = digest,
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .kind = (uint8_t)kind,
        .space = reading->space,
        .folded = folded,
    };
    buffer_add_bytes(&reading->words, &word, sizeof word);
    reading->space = false;
}

static void add_word(struct word_reading *reading, enum word_kind kind, uint64_t digest, size_t start, size_t end) {
    add_folded(reading, kind, digest, (uint32_t)digest, start, end);
}

static bool is_ascii_letter(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Scripts that put no spaces between words, and that utf8_next_word takes for one: a syllable is a word here. */
static bool is_unspaced(uint32_t character) {
    return (character >= 0x0e00 && character <= 0x0eff) || (character >= 0x1000 && character <= 0x109f) ||
           (character >= 0x1780 && character <= 0x17ff);
}

/* Behind the marks above and below the letter before `at`. */
static size_t syllable_end(struct text text, size_t at) {
    for (size_t next = at; next < text.size; at = next) {
        uint32_t character = utf8_next(text, &next);
        if (!is_unspaced(character) || utf8_width(character) > 0)
            break;
    }
    return at;
}

static size_t letters_end(struct text text, size_t at) {
    size_t end = at;
    while (end < text.size && is_ascii_letter(text.bytes[end]))
        end++;
    if (end > at && (end == text.size || (text.bytes[end] > 0 && text.bytes[end] != '\'')))
        return end;

    struct text word = {0};
    size_t next = at;
    uint32_t character = utf8_next(text, &next);
    if (is_unspaced(character))
        return syllable_end(text, next);
    next = at;
    return utf8_is_letter(character) && utf8_next_word(text, &next, &word) ? next : at;
}

/* Most words are small, and few are capitals of another alphabet. */
static uint32_t folded_digest(const struct word_reading *reading, struct text word, uint64_t digest) {
    bool plain = true;
    for (size_t i = 0; i < word.size && plain; i++)
        plain = (word.bytes[i] >= 'a' && word.bytes[i] <= 'z') || (word.bytes[i] >= '0' && word.bytes[i] <= '9');
    return (uint32_t)(plain ? digest : text_hash(utf8_fold(word, reading->scratch)));
}

/* The word, number or mark that begins at `at` of the HTML, or of the label that the next hole will show. */
static size_t read_word(struct word_reading *reading, struct text text, size_t at, bool in_html) {
    size_t end = letters_end(text, at);
    enum word_kind kind = end > at ? WORD_LETTERS : WORD_MARK;
    if (kind == WORD_MARK) {
        utf8_next(text, (end = at, &end));
        for (size_t size = end - at; end + size <= text.size && memcmp(text.bytes + at, text.bytes + end, size) == 0;)
            end += size;
    }
    struct text word = utf8_compose(text_slice(text, at, end), reading->scratch);
    size_t here = in_html ? 0 : reading->holes[reading->hole].offset;
    uint64_t digest = text_hash(word);
    add_folded(reading, kind, digest, folded_digest(reading, word, digest), in_html ? at : here, in_html ? end : here);
    return end;
}

/* The words of a text that a hole will show. */
static void read_label(struct word_reading *reading, struct text label) {
    for (size_t at = 0; at < label.size;) {
        size_t next = at;
        if (utf8_is_space(utf8_next(label, &next))) {
            reading->space = true;
            at = next;
        } else {
            at = read_word(reading, label, at, false);
        }
    }
}

static const struct doc_reference *reference_of(const struct word_reading *reading, const struct doc_hole *hole) {
    bool known = hole->reference < reading->document->references.count;
    return known ? &DOC_ITEMS(reading->document, references, struct doc_reference)[hole->reference] : NULL;
}

uint64_t words_target(const struct document *document, const struct doc_reference *reference) {
    uint64_t target = text_hash(document_text(document, reference->target));
    return words_mix(words_mix(target, text_hash(document_text(document, reference->anchor))), reference->kind);
}

/* A reference without words of its own shows a title that only the site knows: it is one word. */
static void read_hole(struct word_reading *reading) {
    const struct doc_hole *hole = &reading->holes[reading->hole];
    const struct doc_reference *reference = hole->kind == HOLE_REFERENCE ? reference_of(reading, hole) : NULL;
    if (reference && document_text(reading->document, reference->label).size)
        read_label(reading, document_text(reading->document, reference->label));
    else if (reference)
        add_word(reading, WORD_LETTERS, words_mix(words_target(reading->document, reference), SALT_REFERENCE), hole->offset,
                 hole->offset);
    reading->hole++;
}

static void read_holes(struct word_reading *reading, size_t at) {
    while (reading->hole < reading->hole_count && reading->holes[reading->hole].offset <= at)
        read_hole(reading);
}

size_t words_tag_end(struct text html, size_t at) {
    if (text_starts(text_after(html, at), TEXT("<!--"))) {
        size_t end = text_find(html, TEXT("-->"), at + 4);
        return end < html.size ? end + 3 : html.size;
    }
    char quote = 0;
    for (; at < html.size; at++) {
        char c = html.bytes[at];
        if (quote ? c == quote : c == '>') {
            if (!quote)
                return at + 1;
            quote = 0;
        } else if (!quote && (c == '"' || c == '\'')) {
            quote = c;
        }
    }
    return html.size;
}

static struct text attribute_of(struct text tag, struct text name) {
    size_t at = text_find(tag, name, 0) + name.size;
    return at < tag.size ? text_slice(tag, at, text_find_char(tag, '"', at)) : (struct text){0};
}

/* Equal when its words and its target are. */
static void read_picture(struct word_reading *reading, size_t start, size_t end) {
    struct text tag = text_slice(reading->html, start, end);
    uint64_t digest = words_mix(text_hash(attribute_of(tag, TEXT(" alt=\""))), SALT_PICTURE);
    digest = words_mix(digest, text_hash(attribute_of(tag, TEXT(" src=\""))));
    while (reading->hole < reading->hole_count && reading->holes[reading->hole].offset < end) {
        const struct doc_reference *reference = reference_of(reading, &reading->holes[reading->hole++]);
        digest = reference ? words_mix(digest, words_target(reading->document, reference)) : digest;
    }
    add_word(reading, WORD_PICTURE, digest, start, end);
}

/* Offset behind the element's end tag; what is in between is no text. */
static size_t element_end(struct text html, size_t at, struct text end_tag) {
    size_t end = text_find(html, end_tag, at);
    return end < html.size ? end + end_tag.size : html.size;
}

/* Whether a tag leaves the words on both sides in one line: then no space is between them but what is written. */
static bool is_inline(struct text tag) {
    static const char *const names[] = {"a", "em", "strong", "code", "del", "span", "sup", "sub", "b", "i", "u", "s", "small"};
    size_t from = text_starts(tag, TEXT("</")) ? 2 : 1, to = from;
    while (to < tag.size && is_ascii_letter(tag.bytes[to]))
        to++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(text_slice(tag, from, to), text_of(names[i])))
            return true;
    return false;
}

static size_t read_tag(struct word_reading *reading, size_t at) {
    struct text html = reading->html, rest = text_after(html, at);
    size_t end = words_tag_end(html, at);
    if (text_starts(rest, TEXT("<a class=\"anchor\"")) || text_starts(rest, TEXT("<a class=\"note-back\"")))
        return element_end(html, at, TEXT("</a>"));
    if (text_starts(rest, TEXT("<sup class=\"note-ref\""))) {
        end = element_end(html, at, TEXT("</sup>"));
        add_word(reading, WORD_NOTE, words_mix(0, SALT_NOTE), at, end);
    } else if (text_starts(rest, TEXT("<img"))) {
        read_picture(reading, at, end);
    } else if (text_starts(rest, TEXT("<input type=\"checkbox\""))) {
        bool checked = text_contains(text_slice(html, at, end), TEXT(" checked"));
        add_word(reading, WORD_BOX, words_mix(0, checked ? SALT_CHECKED : SALT_UNCHECKED), at, end);
    } else if (!is_inline(text_slice(html, at, end))) {
        reading->space = true;
    }
    return end;
}

/* Behind "&amp;" or any other name of a character; `at` when there is none. */
static size_t entity_end(struct text html, size_t at) {
    enum { LONGEST = 32 };
    size_t end = at + 1;
    while (end < html.size && end - at < LONGEST && (is_ascii_letter(html.bytes[end]) || html.bytes[end] == '#'))
        end++;
    return end < html.size && html.bytes[end] == ';' ? end + 1 : at;
}

/* What buffer_add_html escapes, as the one mark that it is; what else raw HTML names, as it is written. */
static size_t read_entity(struct word_reading *reading, size_t at) {
    static const struct {
        const char *written, *character;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    size_t end = entity_end(reading->html, at);
    if (end == at)
        return read_word(reading, text_slice(reading->html, 0, at + 1), at, true);
    struct text character = text_slice(reading->html, at, end);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (text_equal(character, text_of(entities[i].written)))
            character = text_of(entities[i].character);
    add_word(reading, WORD_MARK, text_hash(character), at, end);
    return end;
}

static size_t read_space(struct word_reading *reading, struct text html, size_t at) {
    size_t end = at;
    bool line = false;
    while (end < html.size && strchr(" \t\r\n", html.bytes[end]) && html.bytes[end])
        line |= html.bytes[end++] == '\n';
    bool ends = end == reading->html.size || text_starts(text_after(reading->html, end), TEXT("</code></pre>"));
    if (reading->code && line && !ends)
        add_word(reading, WORD_BREAK, words_mix(text_hash(text_slice(html, at, end)), SALT_BREAK), at, end);
    reading->space = true;
    return end;
}

/* Words end where the next hole stands, at the latest. */
static struct text up_to_hole(const struct word_reading *reading, size_t limit) {
    bool more = reading->hole < reading->hole_count;
    uint32_t next = more ? reading->holes[reading->hole].offset : UINT32_MAX;
    return text_slice(reading->html, 0, next < limit ? next : limit);
}

size_t words_read(struct word_reading *reading, size_t at, size_t limit) {
    while (at < limit) {
        read_holes(reading, at);
        char c = reading->html.bytes[at];
        size_t next = at;
        if (c == '<')
            at = read_tag(reading, at);
        else if (c == '&')
            at = read_entity(reading, at);
        else if (c && strchr(" \t\r\n", c))
            at = read_space(reading, up_to_hole(reading, limit), at);
        else if (c < 0 && utf8_is_space(utf8_next(reading->html, &next)))
            at = next, reading->space = true;
        else
            at = read_word(reading, up_to_hole(reading, limit), at, true);
    }
    return at;
}

uint32_t words_count(const struct word_reading *reading) {
    return (uint32_t)(reading->words.size / sizeof(struct passage_word));
}
