#include "import/json_ld.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "mustache/view.h"

#include <string.h>

/* The characters that &amp; and &#8217; stand for, which many programs write in JSON, too; others stay as they are. */
static size_t reference_at(char out[4], size_t *size, struct text text, size_t at) {
    static const struct {
        const char *name, *character;
    } names[] = {{"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_starts(text_after(text, at), text_of(names[i].name))) {
            out[0] = *names[i].character;
            *size = 1;
            return strlen(names[i].name);
        }
    uint32_t number = 0;
    size_t end = at + 2;
    for (; end < text.size && end < at + 8 && text.bytes[end] >= '0' && text.bytes[end] <= '9'; end++)
        number = number * 10 + (uint32_t)(text.bytes[end] - '0');
    bool is_number = text_starts(text_after(text, at), TEXT("&#")) && end < text.size && text.bytes[end] == ';' &&
                     number >= 32 && number < 0xd800;
    *size = is_number ? utf8_encode(out, number) : 0;
    return is_number ? end + 1 - at : 0;
}

struct text json_ld_plain(struct text text, struct arena *arena) {
    if (text_find_char(text, '&', 0) == text.size)
        return text;
    struct buffer out = {0};
    for (size_t at = 0; at < text.size;) {
        char character[4];
        size_t size, skip = text.bytes[at] == '&' ? reference_at(character, &size, text, at) : 0;
        if (skip > 0)
            buffer_add_bytes(&out, character, size);
        else
            buffer_add_char(&out, text.bytes[at]);
        at += skip > 0 ? skip : 1;
    }
    return buffer_take(&out, arena);
}

/* Raw line ends and tabs in strings, a comment around the whole, and what stands behind its end are no JSON, but frequent. */
static struct text mended(struct text json, struct arena *arena) {
    size_t start = 0, end = json.size;
    while (start < json.size && json.bytes[start] != '{' && json.bytes[start] != '[')
        start++;
    while (end > start && json.bytes[end - 1] != '}' && json.bytes[end - 1] != ']')
        end--;
    char *copy = (char *)text_copy(text_slice(json, start, end), arena).bytes;
    for (size_t i = 0; i < end - start; i++)
        if ((unsigned char)copy[i] < 0x20)
            copy[i] = ' ';
    return (struct text){copy, end - start};
}

const struct view *json_ld_read(const struct intake_fact *fact, struct arena *arena) {
    if (fact->kind != FACT_JSON || fact->value.size > JSON_FACT_MOST_BYTES)
        return NULL;
    return view_read_json_as_browsers(mended(fact->value, arena), arena);
}

/* Letters. */

static size_t tag_end(struct text text, size_t at) {
    bool is_tag = at + 1 < text.size && (text.bytes[at + 1] == '/' || (text.bytes[at + 1] | 32) >= 'a');
    size_t end = is_tag ? text_find_char(text, '>', at) : text.size;
    return end < text.size && end < at + 400 ? end + 1 : at;
}

static void add_letters(struct buffer *out, struct text text) {
    for (size_t at = 0; at < text.size;) {
        size_t from = at, behind = text.bytes[at] == '<' ? tag_end(text, at) : at;
        if (behind > at)
            at = behind;
        else if (utf8_is_letter(utf8_next(text, &at)))
            buffer_add(out, text_slice(text, from, at));
    }
}

struct text json_ld_letters(struct text text, struct arena *arena) {
    struct buffer out = {0};
    add_letters(&out, text);
    return buffer_take(&out, arena);
}

enum { DEPTH_MOST = 12 };

static void add_bodies(struct buffer *out, const struct view *value, int depth, struct arena *arena) {
    for (uint32_t i = 0; depth < DEPTH_MOST && (value->kind == VIEW_LIST || value->kind == VIEW_MAP) && i < value->count; i++) {
        const struct view *inner = value->kind == VIEW_LIST ? value->items[i] : value->members[i].value;
        bool is_body = value->kind == VIEW_MAP && text_equal(value->members[i].key, TEXT("articleBody"));
        if (is_body && inner->kind == VIEW_TEXT)
            add_letters(out, json_ld_plain(inner->text, arena));
        else
            add_bodies(out, inner, depth + 1, arena);
    }
}

struct text json_ld_body(const struct intake *intake, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < intake->facts.count; i++) {
        const struct intake_fact *fact = &intake->facts.items[i];
        bool may_say = fact->kind == FACT_JSON && text_contains(fact->value, TEXT("\"articleBody\""));
        const struct view *root = may_say ? json_ld_read(fact, arena) : NULL;
        if (root)
            add_bodies(&out, root, 0, arena);
    }
    return buffer_take(&out, arena);
}
