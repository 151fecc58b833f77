#include "compare/words.h"

#include "base/utf8.h"
#include "read/han.h"

#include <string.h>

/* Digests of what is no text: far from those of words only by chance, as all digests are. */
enum { SALT_REFERENCE = 1, SALT_PICTURE, SALT_NOTE, SALT_CHECKED, SALT_UNCHECKED, SALT_BREAK, SALT_STRUCK };

uint64_t words_mix(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 32) * 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 29;
}

/* A word whose bytes stand in `text` from `start` to `end`. */
static void add_folded(struct word_reading *reading, enum word_kind kind, uint64_t digest, uint32_t folded, size_t start,
                       size_t end) {
    if (reading->is_struck) {
        digest = words_mix(digest, SALT_STRUCK);
        folded = (uint32_t)words_mix(folded, SALT_STRUCK);
    }
    struct passage_word word = {
        .digest = digest,
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .folded = folded,
        .format = reading->format,
        .kind = (uint8_t)kind,
        .space = (uint8_t)reading->space,
    };
    buffer_add_bytes(&reading->words, &word, sizeof word);
    reading->space = SPACE_NONE;
}

static void add_word(struct word_reading *reading, enum word_kind kind, uint64_t digest, size_t start) {
    add_folded(reading, kind, digest, (uint32_t)digest, start, reading->text.size);
}

/* A break stays one, whatever white space is around it. */
static void add_space(struct word_reading *reading) {
    if (reading->space == SPACE_NONE)
        reading->space = SPACE_BEFORE;
}

/* Behind the marks above and below the letter before `at`. */
static size_t syllable_end(struct text text, size_t at) {
    for (size_t next = at; next < text.size; at = next) {
        uint32_t character = utf8_next(text, &next);
        if (!utf8_is_unspaced(character) || utf8_width(character) > 0)
            break;
    }
    return at;
}

static size_t letters_end(struct text text, size_t at) {
    size_t end = at;
    while (end < text.size && char_is_alphanumeric(text.bytes[end]))
        end++;
    if (end > at && (end == text.size || (text.bytes[end] > 0 && text.bytes[end] != '\'')))
        return end;

    struct text word = {0};
    size_t next = at;
    uint32_t character = utf8_next(text, &next);
    if (utf8_is_unspaced(character))
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

/* What stands in HTML as a name is a mark by itself. */
static bool is_single(char c) {
    return c == '&' || c == '<' || c == '>' || c == '"';
}

/* Behind the word, number or mark that begins at `at`. */
static size_t word_end(enum word_kind *kind, struct text text, size_t at) {
    size_t end = letters_end(text, at);
    *kind = end > at ? WORD_LETTERS : WORD_MARK;
    if (end > at)
        return end;
    utf8_next(text, (end = at, &end));
    for (size_t size = end - at;
         !is_single(text.bytes[at]) && end + size <= text.size && memcmp(text.bytes + at, text.bytes + end, size) == 0;)
        end += size;
    return end;
}

/* One whose bytes are kept nowhere stands at the end of `text`. */
static size_t read_word(struct word_reading *reading, struct text text, size_t at, size_t offset, bool is_kept) {
    enum word_kind kind;
    size_t end = word_end(&kind, text, at);
    struct text word = utf8_compose(text_slice(text, at, end), reading->scratch);
    uint64_t digest = text_hash(word);
    add_folded(reading, kind, digest, folded_digest(reading, word, digest), offset + (is_kept ? at : 0),
               offset + (is_kept ? end : 0));
    return end;
}

static bool is_ascii_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* In code the end of a line is a word, but for the last one. */
static size_t read_space(struct word_reading *reading, struct text text, size_t at, size_t offset) {
    size_t end = at;
    bool line = false;
    while (end < text.size && is_ascii_space(text.bytes[end]))
        line |= text.bytes[end++] == '\n';
    if (reading->code && line && end < text.size)
        add_folded(reading, WORD_BREAK, words_mix(text_hash(text_slice(text, at, end)), SALT_BREAK), 0, offset + at,
                   offset + end);
    add_space(reading);
    return end;
}

/* `text` stands in reading->text from `offset` on, unless its words are not kept. */
static void read_text(struct word_reading *reading, struct text text, size_t offset, bool is_kept) {
    for (size_t at = 0; at < text.size;) {
        char c = text.bytes[at];
        size_t next = at;
        if (is_ascii_space(c))
            at = read_space(reading, text, at, offset);
        else if (c < 0 && utf8_is_space(utf8_next(text, &next)))
            at = next, add_space(reading);
        else
            at = read_word(reading, text, at, offset, is_kept);
    }
}

/* The words of a run, which may move the bytes of those before. */
static struct text run_text(struct word_reading *reading, const struct doc_run *run, size_t *offset) {
    *offset = reading->text.size;
    body_text(&reading->text, reading->body, run->start, run->end);
    return text_after(buffer_text(&reading->text), *offset);
}

static const struct doc_reference *reference_of(const struct word_reading *reading, uint32_t index) {
    bool known = index < reading->document->references.count;
    return known ? &DOC_ITEMS(reading->document, references, struct doc_reference)[index] : NULL;
}

uint64_t words_target(const struct document *document, uint32_t index) {
    if (index >= document->references.count)
        return 0;
    const struct doc_reference *reference = &DOC_ITEMS(document, references, struct doc_reference)[index];
    uint64_t target = text_hash(document_text(document, reference->target));
    return words_mix(words_mix(target, text_hash(document_text(document, reference->anchor))), reference->kind);
}

static uint32_t add_language(struct word_reading *reading, uint32_t around, struct text language) {
    struct passage_format format = {.parent = around, .reference = NONE, .kind = FORMAT_LANGUAGE, .target = language};
    return passage_format_add(reading->formats, format, reading->arena);
}

/* The words that a reference shows, with the language of its Han characters. */
static void read_shown_label(struct word_reading *reading, struct text label) {
    size_t offset = reading->text.size;
    uint32_t outer = reading->format;
    buffer_add(&reading->text, label);
    for (size_t at = 0; at < label.size;) {
        bool kana = false, is_han = true;
        size_t end = reading->han.size ? han_run(&kana, label, at) : label.size;
        while (end == at || (!is_han && end < label.size && han_run(&kana, label, end) == end)) {
            is_han = false;
            utf8_next(label, &end);
        }
        is_han &= reading->han.size > 0;
        reading->format = is_han ? add_language(reading, outer, kana ? TEXT("ja") : reading->han) : outer;
        read_text(reading, text_slice(label, at, end), offset + at, true);
        at = end;
    }
    reading->format = outer;
}

/* Without words of its own it shows a title that only the site knows: where that is not asked for, it is one word. */
static void read_reference(struct word_reading *reading, uint32_t index) {
    const struct doc_reference *reference = reference_of(reading, index);
    struct text label = reference ? document_text(reading->document, reference->label) : (struct text){0};
    if (reading->label)
        read_shown_label(reading, reading->label(index, reading->context));
    else if (label.size)
        read_text(reading, label, reading->text.size, false);
    else if (reference)
        add_word(reading, WORD_LETTERS, words_mix(words_target(reading->document, index), SALT_REFERENCE), reading->text.size);
}

/* Equal when its words and its target are. */
static void read_picture(struct word_reading *reading, const struct doc_run *run) {
    const struct doc_format *format = &DOC_ITEMS(reading->body, formats, struct doc_format)[run->format];
    size_t offset;
    uint64_t digest = words_mix(text_hash(run_text(reading, run, &offset)), SALT_PICTURE);
    struct text target =
        text_slice(body_html(reading->body), format->target.offset, format->target.offset + format->target.size);
    digest = words_mix(digest, text_hash(target));
    if (format->reference != NONE)
        digest = words_mix(digest, words_target(reading->document, format->reference));
    add_word(reading, WORD_PICTURE, digest, offset);
}

void words_read(struct word_reading *reading, uint32_t index) {
    const struct doc_run *run = &DOC_ITEMS(reading->body, runs, struct doc_run)[index];
    bool has_format = run->format != NONE;
    size_t offset;
    struct text text;
    reading->format = has_format ? reading->format_of[run->format] : NONE;
    reading->is_struck = passage_format_does(reading->formats, reading->format, PROSE_STRIKES);
    switch ((enum run_kind)run->kind) {
    case RUN_TEXT:
        text = run_text(reading, run, &offset);
        read_text(reading, text, offset, true);
        break;
    case RUN_BREAK: reading->space = SPACE_LINE; break;
    case RUN_PICTURE:
        if (has_format)
            read_picture(reading, run);
        break;
    case RUN_REFERENCE:
        if (has_format)
            read_reference(reading, DOC_ITEMS(reading->body, formats, struct doc_format)[run->format].reference);
        break;
    case RUN_NOTE:
        run_text(reading, run, &offset);
        add_word(reading, WORD_NOTE, words_mix(0, SALT_NOTE), offset);
        break;
    case RUN_BOX:
        buffer_add_char(&reading->text, run->detail ? 'x' : ' ');
        add_word(reading, WORD_BOX, words_mix(0, run->detail ? SALT_CHECKED : SALT_UNCHECKED), reading->text.size - 1);
        add_space(reading);
        break;
    case RUN_CELL:
    case RUN_CAPTION:
    case RUN_RAW: add_space(reading); break;
    }
}

uint32_t words_count(const struct word_reading *reading) {
    return (uint32_t)(reading->words.size / sizeof(struct passage_word));
}
