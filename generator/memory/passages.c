#include "memory/passages.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

/* A walk over the HTML of a body. */
struct reading {
    const struct document *document;
    const struct body *body;
    struct text html;
    const struct doc_hole *holes;
    uint32_t hole;       /* the next one */
    struct buffer words; /* struct passage_word */
    bool space;          /* stands before the next word */
    bool code;           /* inside a block of code: the ends of lines count */
    struct arena *scratch;
};

/* Digests of what is no text: far from those of words only by chance, as all digests are. */
enum { SALT_REFERENCE = 1, SALT_PICTURE, SALT_NOTE, SALT_CHECKED, SALT_UNCHECKED, SALT_BREAK };

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 32) * 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 29;
}

static void add_word(struct reading *reading, enum word_kind kind, uint64_t digest, size_t start, size_t end) {
    struct passage_word word = {
        .digest = digest,
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .kind = (uint8_t)kind,
        .space = reading->space,
    };
    buffer_add_bytes(&reading->words, &word, sizeof word);
    reading->space = false;
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

/* The word, number or mark that begins at `at` of the HTML, or of the label that the next hole will show. */
static size_t read_word(struct reading *reading, struct text text, size_t at, bool in_html) {
    size_t end = letters_end(text, at);
    enum word_kind kind = end > at ? WORD_LETTERS : WORD_MARK;
    if (kind == WORD_MARK) {
        utf8_next(text, (end = at, &end));
        for (size_t size = end - at; end + size <= text.size && memcmp(text.bytes + at, text.bytes + end, size) == 0;)
            end += size;
    }
    struct text word = utf8_compose(text_slice(text, at, end), reading->scratch);
    size_t here = in_html ? 0 : reading->holes[reading->hole].offset;
    add_word(reading, kind, text_hash(word), in_html ? at : here, in_html ? end : here);
    return end;
}

/* The words of a text that a hole will show. */
static void read_label(struct reading *reading, struct text label) {
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

static const struct doc_reference *reference_of(const struct reading *reading, const struct doc_hole *hole) {
    bool known = hole->reference < reading->document->references.count;
    return known ? &DOC_ITEMS(reading->document, references, struct doc_reference)[hole->reference] : NULL;
}

static uint64_t target_digest(const struct reading *reading, const struct doc_reference *reference) {
    uint64_t target = text_hash(document_text(reading->document, reference->target));
    return mix(mix(target, text_hash(document_text(reading->document, reference->anchor))), reference->kind);
}

/* A reference without words of its own shows a title that only the site knows: it is one word. */
static void read_hole(struct reading *reading) {
    const struct doc_hole *hole = &reading->holes[reading->hole];
    const struct doc_reference *reference = hole->kind == HOLE_REFERENCE ? reference_of(reading, hole) : NULL;
    if (reference && document_text(reading->document, reference->label).size)
        read_label(reading, document_text(reading->document, reference->label));
    else if (reference)
        add_word(reading, WORD_LETTERS, mix(target_digest(reading, reference), SALT_REFERENCE), hole->offset, hole->offset);
    reading->hole++;
}

static void read_holes(struct reading *reading, size_t at) {
    while (reading->hole < reading->body->holes.count && reading->holes[reading->hole].offset <= at)
        read_hole(reading);
}

/* Offset behind the tag that begins at `at`. */
static size_t tag_end(struct text html, size_t at) {
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
static void read_picture(struct reading *reading, size_t start, size_t end) {
    struct text tag = text_slice(reading->html, start, end);
    uint64_t digest = mix(text_hash(attribute_of(tag, TEXT(" alt=\""))), SALT_PICTURE);
    digest = mix(digest, text_hash(attribute_of(tag, TEXT(" src=\""))));
    while (reading->hole < reading->body->holes.count && reading->holes[reading->hole].offset < end) {
        const struct doc_reference *reference = reference_of(reading, &reading->holes[reading->hole++]);
        digest = reference ? mix(digest, target_digest(reading, reference)) : digest;
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

static size_t read_tag(struct reading *reading, size_t at) {
    struct text html = reading->html, rest = text_after(html, at);
    size_t end = tag_end(html, at);
    if (text_starts(rest, TEXT("<a class=\"anchor\"")) || text_starts(rest, TEXT("<a class=\"note-back\"")))
        return element_end(html, at, TEXT("</a>"));
    if (text_starts(rest, TEXT("<sup class=\"note-ref\""))) {
        end = element_end(html, at, TEXT("</sup>"));
        add_word(reading, WORD_NOTE, mix(0, SALT_NOTE), at, end);
    } else if (text_starts(rest, TEXT("<img"))) {
        read_picture(reading, at, end);
    } else if (text_starts(rest, TEXT("<input type=\"checkbox\""))) {
        bool checked = text_contains(text_slice(html, at, end), TEXT(" checked"));
        add_word(reading, WORD_BOX, mix(0, checked ? SALT_CHECKED : SALT_UNCHECKED), at, end);
    } else if (!is_inline(text_slice(html, at, end))) {
        reading->space = true;
    }
    return end;
}

/* What buffer_add_html escapes, as the one mark that it is. */
static size_t read_entity(struct reading *reading, size_t at) {
    static const struct {
        const char *written, *character;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        struct text written = text_of(entities[i].written);
        if (!text_starts(text_after(reading->html, at), written))
            continue;
        size_t end = at + written.size;
        add_word(reading, WORD_MARK, text_hash(text_of(entities[i].character)), at, end);
        return end;
    }
    return read_word(reading, text_slice(reading->html, 0, at + 1), at, true);
}

static size_t read_space(struct reading *reading, struct text html, size_t at) {
    size_t end = at;
    bool line = false;
    while (end < html.size && strchr(" \t\r\n", html.bytes[end]) && html.bytes[end])
        line |= html.bytes[end++] == '\n';
    bool ends = text_starts(text_after(reading->html, end), TEXT("</code></pre>"));
    if (reading->code && line && !ends)
        add_word(reading, WORD_BREAK, mix(text_hash(text_slice(html, at, end)), SALT_BREAK), at, end);
    reading->space = true;
    return end;
}

/* Words end where the next hole stands, at the latest. */
static struct text up_to_hole(const struct reading *reading, size_t limit) {
    bool more = reading->hole < reading->body->holes.count;
    uint32_t next = more ? reading->holes[reading->hole].offset : UINT32_MAX;
    return text_slice(reading->html, 0, next < limit ? next : limit);
}

/* Reads from `at` up to `limit`, and perhaps over it by what cannot be cut. Returns where it stopped. */
static size_t read_html(struct reading *reading, size_t at, size_t limit) {
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

static uint32_t word_count(const struct reading *reading) {
    return (uint32_t)(reading->words.size / sizeof(struct passage_word));
}

/* The passages that are open, and how far the HTML has been read. */
struct opening {
    struct passages *passages;
    struct reading *reading;
    const struct doc_block *blocks;
    size_t at;
};

static void read_until(struct opening *opening, size_t limit) {
    if (opening->at < limit)
        opening->at = read_html(opening->reading, opening->at, limit);
}

static void close_passage(struct opening *opening, uint32_t index, uint32_t last) {
    read_until(opening, opening->blocks[index].end);
    struct passage *passage = &opening->passages->items[index];
    passage->last = last;
    passage->is_leaf = last == index;
    passage->words = word_count(opening->reading) - passage->first_word;
    opening->reading->code = false;
    opening->reading->space = true;
}

static void open_passage(struct opening *opening, uint32_t index, uint32_t parent) {
    const struct doc_block *block = &opening->blocks[index];
    opening->reading->code = block->kind == BLOCK_CODE;
    opening->reading->space = true;
    opening->passages->items[index] = (struct passage){
        .kind = block->kind,
        .level = block->level,
        .parent = parent,
        .first_word = word_count(opening->reading),
    };
}

static void read_passages(struct opening *opening) {
    uint32_t count = (uint32_t)opening->passages->count, open = NO_PASSAGE;
    struct passage *items = opening->passages->items;
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t start = i < count ? opening->blocks[i].start : UINT32_MAX;
        while (open != NO_PASSAGE && opening->blocks[open].end <= start) {
            close_passage(opening, open, i - 1);
            open = items[open].parent;
        }
        if (i == count)
            break;
        /* Words between blocks, from raw HTML, are in no passage; those of an open one are its own. */
        uint32_t before = word_count(opening->reading);
        read_until(opening, start);
        if (open == NO_PASSAGE)
            opening->reading->words.size = before * sizeof(struct passage_word);
        open_passage(opening, i, open);
        open = i;
    }
}

static uint64_t power(uint64_t base, uint32_t exponent) {
    uint64_t result = 1;
    for (; exponent; exponent >>= 1, base *= base)
        result *= exponent & 1 ? base : 1;
    return result;
}

/* From sums over all words before, so that what is nested a thousand deep is not read a thousand times. */
static void digest_passages(struct passages *passages, struct arena *scratch) {
    static const uint64_t base = 0x9ddfea08eb382d69u;
    uint64_t *sums = arena_array(scratch, uint64_t, passages->word_count + 1);
    for (size_t i = 0; i < passages->word_count; i++)
        sums[i + 1] = sums[i] * base + passages->words[i].digest;
    for (size_t i = 0; i < passages->count; i++) {
        struct passage *passage = &passages->items[i];
        uint64_t sum = sums[passage->first_word + passage->words] - sums[passage->first_word] * power(base, passage->words);
        passage->digest = mix(sum, mix(passage->words, passage->kind));
    }
}

void passages_of(struct passages *passages, const struct document *document, const struct body *body, struct arena *arena) {
    struct arena scratch = {0};
    struct reading reading = {
        .document = document,
        .body = body,
        .html = body_html(body),
        .holes = DOC_ITEMS(body, holes, struct doc_hole),
        .scratch = &scratch,
    };
    *passages = (struct passages){.document = document, .body = body, .count = body->blocks.count};
    passages->items = arena_array(arena, struct passage, passages->count);
    buffer_reserve(&reading.words, body->html.count / 5 * sizeof(struct passage_word));
    read_passages(&(struct opening){passages, &reading, DOC_ITEMS(body, blocks, struct doc_block), 0});

    passages->word_count = word_count(&reading);
    passages->words = arena_array(arena, struct passage_word, passages->word_count);
    if (passages->word_count)
        memcpy(passages->words, reading.words.bytes, reading.words.size);
    digest_passages(passages, &scratch);
    buffer_free(&reading.words);
    arena_free(&scratch);
}

uint32_t passage_own_words(const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    return passage->is_leaf ? passage->words : passages->items[index + 1].first_word - passage->first_word;
}
