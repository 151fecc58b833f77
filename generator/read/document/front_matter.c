#include "read/document/front_matter.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

/* Lines that are looked at for what follows. */
enum { LINES_MOST = 200, KEY_MOST = 32 };

bool front_matter_line(struct text *line, struct text *rest) {
    if (!text_cut(line, rest, '\n'))
        return false;
    if (text_ends(*line, TEXT("\r")))
        line->size--;
    return true;
}

static bool is_fence(struct text line, struct text fence) {
    while (line.size && strchr(" \t", line.bytes[line.size - 1]))
        line.size--;
    return text_equal(line, fence);
}

struct file_parts front_matter_split(struct text bytes) {
    struct text rest = utf8_without_mark(bytes);
    struct file_parts parts = {.body = rest, .body_line = 1, .yaml_line = 2};
    struct text line, start = rest;
    bool has_line = front_matter_line(&line, &rest);
    parts.is_toml = has_line && text_equal(text_trim(line), TEXT("+++"));
    if (!has_line || !is_fence(line, TEXT("---")))
        return parts;

    parts.has_front_matter = true;
    start = rest;
    for (uint32_t number = 2; front_matter_line(&line, &rest); number++) {
        if (!is_fence(line, TEXT("---")) && !is_fence(line, TEXT("...")))
            continue;
        parts.closed = true;
        parts.yaml = text_between(start.bytes, line.bytes);
        parts.body = rest;
        parts.body_line = number + 1;
        return parts;
    }
    parts.body = (struct text){0};
    return parts;
}

/* Other forms. */

static const char *const usual[] = {"title",    "subtitle",   "author",  "authors",    "by",      "date",      "draft",
                                    "status",   "published",  "publish", "visibility", "private", "permalink", "slug",
                                    "category", "categories", "tags",    "keywords",   "summary", "layout"};

/* One such line alone is taken for front matter; of the others there must be two, for texts begin in many ways. */
static const char *const telling[] = {"title", "draft", "status", "published", "publish", "visibility", "private"};

static bool is_one_of(struct text key, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_equal_ignoring_case(key, text_of(words[i])))
            return true;
    return false;
}

/* "title" of "title: A", "Title:: A"; "" when the line is no field. */
static struct text key_of(struct text line) {
    size_t end = 0;
    while (end < line.size && end < KEY_MOST && (isalnum((unsigned char)line.bytes[end]) || strchr("_- ", line.bytes[end])))
        end++;
    struct text key = text_slice(line, 0, end), rest = text_after(line, end);
    if (key.size == 0 || !isalpha((unsigned char)key.bytes[0]) || !text_starts(rest, TEXT(":")))
        return (struct text){0};
    rest = text_after(rest, text_starts(rest, TEXT("::")) ? 2 : 1);
    return rest.size == 0 || strchr(" \t", rest.bytes[0]) ? key : (struct text){0};
}

/* What stands behind a sign at the beginning of each field's line. */
static struct text without_sign(struct text line, struct text sign) {
    return text_starts(line, sign) ? text_after(line, sign.size) : (struct text){0};
}

/* Whether fields stand here, up to an empty line or, if given, to `end`; each with `sign` before it. Longer values are
 * indented. */
static bool are_fields(struct text rest, struct text sign, struct text end) {
    size_t fields = 0, known = 0;
    bool is_telling = false, is_ended = !end.size;
    struct text line;
    for (size_t i = 0; i < LINES_MOST && front_matter_line(&line, &rest) && text_trim(line).size; i++) {
        is_ended |= end.size && text_starts(text_trim(line), end);
        if (end.size && is_ended)
            break;
        if (i && strchr(" \t-", line.bytes[0]))
            continue;
        struct text key = key_of(without_sign(line, sign));
        if (key.size == 0)
            return false;
        fields++;
        known += is_one_of(key, usual, sizeof usual / sizeof *usual);
        is_telling |= is_one_of(key, telling, sizeof telling / sizeof *telling);
    }
    return is_ended && (is_telling || (fields > 1 && known > 0));
}

/* `"title": ` in one of the first lines behind a brace. */
static bool is_json(struct text rest) {
    struct text start = text_trim(text_slice(rest, 0, 4096)), inner = text_trim(text_after(start, 1));
    if (!text_starts(start, TEXT("{")) || !text_starts(inner, TEXT("\"")))
        return false;
    size_t end = text_find_char(inner, '"', 1);
    return text_starts(text_trim(text_after(inner, end + 1)), TEXT(":"));
}

static bool is_word_fence(struct text line) {
    struct text word = text_trim(without_sign(line, TEXT("---")));
    while (word.size && (isalpha((unsigned char)word.bytes[0]) || word.bytes[0] == '-'))
        word = text_after(word, 1);
    return text_starts(line, TEXT("---")) && word.size == 0;
}

static bool is_comment(struct text line, struct text rest) {
    struct text first = text_trim(without_sign(line, TEXT("<!--")));
    struct text fields = first.size ? text_between(first.bytes, rest.bytes + rest.size) : rest;
    return text_starts(line, TEXT("<!--")) &&
           (are_fields(fields, TEXT(""), TEXT("-->")) || are_fields(fields, TEXT(".. "), TEXT("-->")));
}

/* What the first line that is not empty begins, `whole` from there on and `rest` behind it; NULL. */
static const char *form_of(struct text line, struct text whole, struct text rest) {
    struct text trimmed = text_trim(line), none = TEXT("");
    if (is_word_fence(trimmed) && (are_fields(rest, none, TEXT("---")) || is_json(rest)))
        return "not at the beginning of the first line, or not between lines of three hyphens alone";
    if (text_equal(trimmed, TEXT("+++")) && text_contains(text_slice(rest, 0, 4096), TEXT(" = ")))
        return "TOML, and not on the first line";
    if (is_json(whole) || (text_equal(trimmed, TEXT(";;;")) && is_json(rest)))
        return "JSON";
    if (are_fields(whole, none, none))
        return "lines without a fence";
    if (are_fields(whole, TEXT(":"), none) || are_fields(whole, TEXT("#+"), none) || are_fields(whole, TEXT(".. "), none))
        return "lines with a sign before them";
    if (is_comment(trimmed, rest))
        return "a comment";
    return text_starts(line, TEXT("% ")) ? "a title block of Pandoc" : NULL;
}

static struct text code_fence_of(struct text line) {
    line = text_trim(line);
    return text_starts(line, TEXT("```")) || text_starts(line, TEXT("~~~")) ? text_slice(line, 0, 3) : (struct text){0};
}

bool front_matter_is_code(struct text *open, struct text line) {
    struct text fence = code_fence_of(line);
    if (fence.size && !open->size)
        *open = fence;
    else if (fence.size && text_equal(fence, *open))
        *open = (struct text){0};
    return open->size > 0;
}

/* Pandoc takes such a block for front matter wherever it stands, behind an empty line. */
static bool find_below(struct other_form *form, struct text rest, uint32_t number) {
    bool is_behind_gap = true;
    for (struct text line, fence = {0}; front_matter_line(&line, &rest); number++) {
        bool is_code = front_matter_is_code(&fence, line);
        if (!is_code && is_behind_gap && is_fence(line, TEXT("---")) && are_fields(rest, TEXT(""), TEXT("---"))) {
            *form = (struct other_form){number, 3, "not at the beginning of the file"};
            return true;
        }
        is_behind_gap = text_trim(line).size == 0;
    }
    return false;
}

bool front_matter_of_other_form(struct other_form *form, struct text bytes) {
    struct file_parts parts = front_matter_split(bytes);
    struct text whole = parts.body, rest = whole, line;
    uint32_t number = parts.body_line;
    if (parts.is_toml || (parts.has_front_matter && !parts.closed))
        return false;
    if (parts.has_front_matter)
        return text_contains(whole, TEXT("---")) && find_below(form, whole, number);
    for (; front_matter_line(&line, &rest) && text_trim(line).size == 0; number++)
        whole = rest;
    const char *called = whole.size ? form_of(line, whole, rest) : NULL;
    if (called)
        *form = (struct other_form){number, (uint32_t)utf8_count(line), called};
    return called || find_below(form, parts.body, parts.body_line);
}
