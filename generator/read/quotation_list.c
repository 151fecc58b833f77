#include "read/quotation_list.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/codes.h"

#include <stdlib.h>

/* Of one line: what stands between its spaces. */
enum { FIELDS = 6 };

static bool is_encoded(char c) {
    return (unsigned char)c <= ' ' || c == 0x7f || c == '%';
}

static void put(struct buffer *out, struct text text) {
    buffer_add_encoded(out, text, is_encoded);
}

static void put_digest(struct buffer *out, struct digest digest) {
    buffer_add_format(out, " %016llx%016llx", (unsigned long long)digest.high, (unsigned long long)digest.low);
}

void quotation_list_write(struct buffer *out, const struct quotation_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const struct recorded_quotation *recorded = &list->items[i];
        put(out, recorded->name);
        put_digest(out, recorded->quotation);
        put_digest(out, recorded->source);
        buffer_add_format(out, " %u %.*s ", (unsigned)recorded->line, TEXT_ARGS(recorded->day));
        put(out, recorded->url.size ? recorded->url : TEXT("-"));
        buffer_add_char(out, '\n');
    }
}

static bool read_hex(uint64_t *number, struct text hex) {
    *number = 0;
    for (size_t i = 0; i < hex.size; i++) {
        char c = hex.bytes[i];
        bool is_digit = c >= '0' && c <= '9', is_letter = c >= 'a' && c <= 'f';
        if (!is_digit && !is_letter)
            return false;
        *number = *number << 4 | (uint64_t)(is_digit ? c - '0' : c - 'a' + 10);
    }
    return hex.size == 16;
}

static bool read_digest(struct digest *digest, struct text hex) {
    return hex.size == 32 && read_hex(&digest->high, text_slice(hex, 0, 16)) && read_hex(&digest->low, text_after(hex, 16));
}

static bool read_line(struct recorded_quotation *recorded, struct text line, struct arena *arena) {
    struct text fields[FIELDS], rest = text_trim(line);
    size_t count = 0;
    while (count < FIELDS && text_cut(&fields[count], &rest, ' '))
        count++;
    if (count < FIELDS || rest.size || !fields[0].size || fields[4].size != TEXT("2026-11-30").size)
        return false;
    recorded->name = utf8_percent_decoded(fields[0], arena);
    recorded->line = (uint32_t)strtoul(text_terminated(fields[3], arena), NULL, 10);
    recorded->day = fields[4];
    recorded->url = text_equal(fields[5], TEXT("-")) ? (struct text){0} : utf8_percent_decoded(fields[5], arena);
    return read_digest(&recorded->quotation, fields[1]) && read_digest(&recorded->source, fields[2]);
}

static int compare_keys(const struct recorded_quotation *a, const struct recorded_quotation *b) {
    int names = text_compare(a->name, b->name);
    return names ? names : digest_compare(a->quotation, b->quotation);
}

/* Of two for one quotation the later one first. */
static int compare_recorded(const void *left, const void *right) {
    const struct recorded_quotation *a = left, *b = right;
    int keys = compare_keys(a, b), days = text_compare(b->day, a->day);
    return keys ? keys : days ? days : digest_compare(a->source, b->source);
}

void quotation_list_settle(struct quotation_list *list) {
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_recorded);
    for (size_t i = 0; i < list->count; i++)
        if (i == 0 || compare_keys(&list->items[kept - 1], &list->items[i]) != 0)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

bool quotation_list_parse(struct quotation_list *list, struct text bytes, struct text path, struct diag *problems,
                          struct arena *arena) {
    struct text line;
    *list = (struct quotation_list){0};
    for (uint32_t number = 1; text_cut(&line, &bytes, '\n'); number++) {
        struct recorded_quotation recorded = {0};
        if (!text_trim(line).size || text_starts(line, TEXT("#")))
            continue;
        if (!read_line(&recorded, line, arena)) {
            diag_add(problems, DIAG_ERROR, E_BAD_QUOTATION_LIST, (struct diag_place){.path = path, .line = number, .column = 1},
                     TEXT("this line records no quotation"),
                     TEXT("remove it, and run colophon check --record where the texts are"));
            return false;
        }
        *array_add(list, arena) = recorded;
    }
    quotation_list_settle(list);
    return true;
}

const struct recorded_quotation *quotation_list_find(const struct quotation_list *list, struct text name,
                                                     struct digest quotation) {
    struct recorded_quotation wanted = {.name = name, .quotation = quotation};
    for (size_t low = 0, high = list->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = compare_keys(&list->items[middle], &wanted);
        if (order == 0)
            return &list->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct digest quotation_digest(struct text words, struct arena *arena) {
    char *bytes = arena_alloc(arena, words.size + 1);
    size_t size = 0;
    words = text_trim(words);
    for (size_t i = 0; i < words.size; i++) {
        bool is_space = words.bytes[i] == ' ' || words.bytes[i] == '\n' || words.bytes[i] == '\t';
        if (!is_space || bytes[size - 1] != ' ')
            bytes[size++] = is_space ? ' ' : words.bytes[i];
    }
    return digest_of((struct text){bytes, size});
}
