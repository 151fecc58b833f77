#include "read/markdown/clusters.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

static bool is_key_letter(struct text text, size_t at) {
    if (at >= text.size)
        return false;
    return text.bytes[at] == '_' || utf8_is_letter(utf8_next(text, &at));
}

/* Of an address of mail. Ideographs and their like have no spaces behind them, and stand in front of keys, too: 参见@liu10. */
static bool is_behind_letter(struct text text, size_t at) {
    size_t before = at;
    while (before > 0 && at - before < 4 && ((unsigned char)text.bytes[--before] & 0xc0) == 0x80)
        continue;
    uint32_t letter = before < at ? utf8_next(text, &before) : 0;
    return utf8_is_letter(letter) && !utf8_stands_alone(letter);
}

/* Behind one letter of a key, or one sign that stands between two; `at` where the key ends. */
static size_t key_step(struct text text, size_t at) {
    static const char between[] = ":.#$%&-+?<>~/";
    size_t behind = at;
    if (is_key_letter(text, at))
        return utf8_next(text, &behind), behind;
    if (at + 1 >= text.size || !text.bytes[at] || !strchr(between, text.bytes[at]))
        return at;
    bool is_of_address = strchr(":/", text.bytes[at]) && text.bytes[at + 1] == '/';
    return is_key_letter(text, at + 1) || is_of_address ? at + 1 : at;
}

/* Behind {..} with braces in pairs and no space; 0. Of what is longer than any key nothing is a key. */
static size_t braces_end(struct text text, size_t at) {
    enum { LONGEST = 2000 };
    size_t depth = 0;
    text = text_slice(text, 0, at + LONGEST);
    for (; at < text.size && !strchr(" \t\r\n", text.bytes[at]); at++) {
        depth += text.bytes[at] == '{' ? 1 : text.bytes[at] == '}' ? -(size_t)1 : 0;
        if (!depth)
            return at + 1;
    }
    return 0;
}

size_t cluster_key(struct cluster_item *item, struct text text, size_t at) {
    size_t sign = at < text.size && text.bytes[at] == '-' ? at + 1 : at, end = sign + 1;
    if (sign >= text.size || text.bytes[sign] != '@' || is_behind_letter(text, at))
        return 0;
    item->no_author = sign > at;
    if (end < text.size && text.bytes[end] == '{') {
        end = braces_end(text, end);
        item->key = end ? text_slice(text, sign + 2, end - 1) : (struct text){0};
    } else if (is_key_letter(text, end)) {
        for (size_t next; (next = key_step(text, end)) > end; end = next)
            continue;
        item->key = text_slice(text, sign + 1, end);
    } else {
        return 0;
    }
    return item->key.size ? end : 0;
}

/* Behind the code whose backticks begin at `at`, or behind these when it has no end. */
static size_t code_end(struct text text, size_t at) {
    size_t begun = at;
    while (at < text.size && text.bytes[at] == '`')
        at++;
    struct text marks = text_slice(text, begun, at);
    size_t end = text_find(text, marks, at);
    return end < text.size ? end + marks.size : at;
}

/* Behind what is not looked into at `at`: an escape, code, inner brackets; `at` where there is none of these. */
static size_t behind_closed(struct text text, size_t at) {
    if (text.bytes[at] == '\\')
        return at + 1 < text.size ? at + 2 : at + 1;
    if (text.bytes[at] == '`')
        return code_end(text, at);
    size_t end = text.bytes[at] == '[' ? cluster_bracket_end(text, at) : SIZE_MAX;
    return end < SIZE_MAX ? end + 1 : at;
}

size_t cluster_bracket_end(struct text text, size_t at) {
    size_t depth = 0;
    while (at < text.size) {
        char c = text.bytes[at];
        if (c == '\\' || c == '`') {
            at = behind_closed(text, at);
            continue;
        }
        depth += c == '[' ? 1 : c == ']' ? -(size_t)1 : 0;
        if (!depth)
            return at;
        at++;
    }
    return SIZE_MAX;
}

/* The next of these characters that is not inside of something, from `at` on; the end of the text. */
static size_t next_open(struct text text, size_t at, const char *signs) {
    while (at < text.size && !strchr(signs, text.bytes[at])) {
        size_t behind = behind_closed(text, at);
        at = behind > at ? behind : at + 1;
    }
    return at;
}

/* The first key at or behind `at`: where it ends, and in `*begun` where it begins; 0. */
static size_t find_key(struct cluster_item *item, size_t *begun, struct text text, size_t at) {
    for (at = next_open(text, at, "@-"); at < text.size; at = next_open(text, at + 1, "@-")) {
        size_t end = cluster_key(item, text, at);
        *begun = at;
        if (end)
            return end;
    }
    return 0;
}

/* What parts two works: ";" or, beside ideographs, "；". */
struct stop {
    size_t at, size; /* at the end of the text: 1, so that nothing is behind it */
};

static struct stop next_stop(struct text text, size_t at) {
    static const struct text wide = TEXT_INIT("；");
    for (at = next_open(text, at, ";\xef"); at < text.size; at = next_open(text, at + 1, ";\xef"))
        if (text.bytes[at] == ';' || text_starts(text_after(text, at), wide))
            return (struct stop){at, text.bytes[at] == ';' ? 1 : wide.size};
    return (struct stop){text.size, 1};
}

static struct text without_end_spaces(struct text text) {
    struct text trimmed = text_trim(text);
    return trimmed.size ? text_slice(text, 0, (size_t)(trimmed.bytes - text.bytes) + trimmed.size) : trimmed;
}

/* "；" may be one of the words behind a key, where no other key follows. */
static bool goes_on(struct cluster *cluster, struct text inside, size_t behind, size_t end) {
    if (!cluster->count || inside.bytes[behind - 1] == ';')
        return false;
    struct text *suffix = &cluster->items[cluster->count - 1].suffix;
    size_t from = suffix->size ? (size_t)(suffix->bytes - inside.bytes) : behind - strlen("；");
    *suffix = without_end_spaces(text_slice(inside, from, end));
    return true;
}

bool cluster_in_brackets(struct cluster *cluster, struct text inside, struct arena *arena) {
    for (size_t at = 0; at <= inside.size;) {
        struct cluster_item item = {0};
        size_t begun = 0, end = find_key(&item, &begun, inside, at);
        struct stop stop = next_stop(inside, at);
        if (!end || stop.at < begun) {
            if (!goes_on(cluster, inside, at, stop.at))
                return false;
        } else {
            stop = next_stop(inside, end);
            item.prefix = text_trim(text_slice(inside, at, begun));
            item.suffix = without_end_spaces(text_slice(inside, end, stop.at));
            *array_add(cluster, arena) = item;
        }
        at = stop.at + stop.size;
    }
    return cluster->count > 0;
}

/* Behind "@key", [p. 33] is where in it, [p. 33; see @other] more works beside, and [see @other] others. */
static bool read_behind_key(struct cluster *cluster, struct text inside, struct arena *arena) {
    struct cluster others = {0};
    if (!cluster_in_brackets(&others, inside, arena)) {
        struct stop stop = next_stop(inside, 0);
        cluster->items[0].suffix = text_trim(text_slice(inside, 0, stop.at));
        others = (struct cluster){0};
        if (stop.at < inside.size && !cluster_in_brackets(&others, text_after(inside, stop.at + stop.size), arena))
            return false;
    }
    for (size_t i = 0; i < others.count; i++)
        *array_add(cluster, arena) = others.items[i];
    return true;
}

bool cluster_of(struct cluster *cluster, struct text written, struct arena *arena) {
    *cluster = (struct cluster){0};
    if (text_starts(written, TEXT("[")))
        return cluster_in_brackets(cluster, text_slice(written, 1, written.size - 1), arena);
    struct cluster_item item = {.in_text = true};
    size_t end = cluster_key(&item, written, 0);
    if (!end)
        return false;
    *array_add(cluster, arena) = item;
    struct text behind = text_trim(text_after(written, end));
    return !behind.size || read_behind_key(cluster, text_slice(behind, 1, behind.size - 1), arena);
}
