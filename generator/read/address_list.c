#include "read/address_list.h"

#include "base/array.h"
#include "base/table.h"
#include "read/codes.h"

#include <stdlib.h>

/* An old address may lead to another old one; a circle ends. */
enum { STEPS_MOST = 20 };

/* Writing. */

static bool is_encoded(char c) {
    unsigned char byte = (unsigned char)c;
    return byte <= ' ' || byte == 0x7f || c == '%' || c == '=' || c == '~' || c == '>' || c == '#';
}

static void put(struct buffer *out, struct text text) {
    buffer_add_encoded(out, text, is_encoded);
}

static void put_id(struct buffer *out, const struct listed_id *id) {
    buffer_add(out, id->is_pending ? TEXT(" ~") : TEXT(" "));
    put(out, id->id);
    if (id->now.size) {
        buffer_add_char(out, '=');
        put(out, id->now);
    }
}

void address_list_write(struct buffer *out, const struct address_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const struct listed_address *listed = &list->items[i];
        put(out, listed->address);
        buffer_add(out, listed->is_pending ? TEXT(" ~") : TEXT(""));
        if (listed->to.size) {
            buffer_add(out, TEXT(" > "));
            put(out, listed->to);
        }
        for (size_t j = 0; j < listed->ids.count; j++)
            put_id(out, &listed->ids.items[j]);
        buffer_add_char(out, '\n');
    }
}

/* Reading. */

/* As put writes them: with capital letters. -1 for anything else. */
static int capital_percent_byte(struct text written, size_t at) {
    int byte = text_percent_byte(written, at);
    return byte >= 0 && written.bytes[at + 1] < 'a' && written.bytes[at + 2] < 'a' ? byte : -1;
}

/* False when a % is not followed by two hexadecimal digits. */
static bool take(struct text *text, struct text written, struct arena *arena) {
    *text = written;
    if (text_find_char(written, '%', 0) == written.size)
        return true;
    char *out = arena_alloc(arena, written.size);
    size_t size = 0;
    for (size_t i = 0; i < written.size; i++) {
        char c = written.bytes[i];
        if (c == '%') {
            int byte = capital_percent_byte(written, i);
            if (byte < 0)
                return false;
            c = (char)byte;
            i += 2;
        }
        out[size++] = c;
    }
    *text = (struct text){out, size};
    return true;
}

static const char *take_id(struct listed_address *listed, struct text word, struct arena *arena) {
    struct listed_id *id = array_add(&listed->ids, arena);
    struct text name, now = word;
    *id = (struct listed_id){.is_pending = text_starts(word, TEXT("~"))};
    text_cut(&name, &now, '=');
    if (!take(&id->id, text_after(name, id->is_pending), arena) || !take(&id->now, now, arena))
        return "\"%\" must be followed by two hexadecimal digits";
    return id->id.size ? NULL : "there is an id without a name";
}

static const char *take_words(struct listed_address *listed, struct text line, struct arena *arena) {
    struct text word;
    const char *why = NULL;
    if (!text_starts(line, TEXT("/")))
        return "an address begins with \"/\"";
    text_cut(&word, &line, ' ');
    if (!take(&listed->address, word, arena))
        return "\"%\" must be followed by two hexadecimal digits";
    while (!why && text_cut(&word, &line, ' ')) {
        if (text_equal(word, TEXT("~")))
            listed->is_pending = true;
        else if (text_equal(word, TEXT(">")))
            why = text_cut(&word, &line, ' ') && take(&listed->to, word, arena) && text_starts(listed->to, TEXT("/"))
                      ? NULL
                      : "behind \">\" stands an address";
        else if (word.size)
            why = take_id(listed, word, arena);
    }
    return why;
}

bool address_list_read(struct address_list *list, struct address_list_fault *fault, struct text bytes, struct arena *arena) {
    struct text line;
    *list = (struct address_list){0};
    *fault = (struct address_list_fault){0};
    while (text_cut(&line, &bytes, '\n')) {
        fault->line++;
        if (text_ends(line, TEXT("\r")))
            line.size--;
        if (!line.size || line.bytes[0] == '#')
            continue;
        struct listed_address listed = {.line = (uint32_t)fault->line};
        fault->why = take_words(&listed, line, arena);
        if (fault->why)
            return false;
        *array_add(list, arena) = listed;
    }
    address_list_settle(list, arena);
    return true;
}

bool address_list_parse(struct address_list *list, struct text bytes, struct text name, struct diag *problems,
                        struct arena *arena) {
    struct address_list_fault fault;
    if (address_list_read(list, &fault, bytes, arena))
        return true;
    struct diag_place place = {.path = name, .line = (uint32_t)fault.line, .column = 1, .width = 1};
    diag_add(problems, DIAG_ERROR, E_BAD_ADDRESS_LIST, place, text_of(fault.why),
             TEXT("the list is made by this program: take it from where it was kept again, or give --published none"));
    return false;
}

/* Settling. */

static int by_address(const void *left, const void *right) {
    const struct listed_address *a = left, *b = right;
    return text_compare(a->address, b->address);
}

/* Stable: of two lines for one address the later goes before the earlier. */
struct numbered_address {
    struct listed_address listed;
    size_t number;
};

static int by_address_and_number(const void *left, const void *right) {
    const struct numbered_address *a = left, *b = right;
    int order = text_compare(a->listed.address, b->listed.address);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void add_ids(struct listed_address *listed, const struct listed_address *more, struct arena *arena) {
    struct table known = {0};
    for (size_t i = 0; i < listed->ids.count; i++)
        table_put(&known, listed->ids.items[i].id, (uint32_t)i, arena);
    for (size_t i = 0; i < more->ids.count; i++) {
        const struct listed_id *id = &more->ids.items[i];
        uint32_t before = table_put(&known, id->id, (uint32_t)listed->ids.count, arena);
        if (before == NONE) {
            *array_add(&listed->ids, arena) = *id;
            continue;
        }
        listed->ids.items[before].is_pending &= id->is_pending;
        if (id->now.size)
            listed->ids.items[before].now = id->now;
        table_put(&known, id->id, before, arena);
    }
}

static void join(struct listed_address *listed, const struct listed_address *later, struct arena *arena) {
    listed->is_pending &= later->is_pending;
    listed->to = later->to;
    add_ids(listed, later, arena);
}

static bool is_settled(const struct address_list *list) {
    for (size_t i = 1; i < list->count; i++)
        if (by_address(&list->items[i - 1], &list->items[i]) >= 0)
            return false;
    return true;
}

void address_list_settle(struct address_list *list, struct arena *arena) {
    size_t count = list->count, kept = 0;
    if (is_settled(list))
        return;
    struct numbered_address *all = arena_array(arena, struct numbered_address, count);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct numbered_address){list->items[i], i};
    qsort(all, count, sizeof *all, by_address_and_number);
    for (size_t i = 0; i < count; i++)
        if (kept && text_equal(list->items[kept - 1].address, all[i].listed.address))
            join(&list->items[kept - 1], &all[i].listed, arena);
        else
            list->items[kept++] = all[i].listed;
    list->count = kept;
}

/* Finding. */

const struct listed_address *address_list_find(const struct address_list *list, struct text address) {
    struct listed_address key = {.address = address};
    return list->count ? bsearch(&key, list->items, list->count, sizeof *list->items, by_address) : NULL;
}

const struct listed_address *address_list_shown(const struct address_list *list, const struct listed_address *listed) {
    for (size_t steps = 0; listed->to.size && steps < STEPS_MOST; steps++) {
        const struct listed_address *to =
            address_list_find(list, text_slice(listed->to, 0, text_find_char(listed->to, '#', 0)));
        if (!to)
            break;
        listed = to;
    }
    return listed;
}

const struct listed_id *address_list_id(const struct listed_address *listed, struct text id) {
    for (size_t i = 0; i < listed->ids.count; i++)
        if (text_equal(listed->ids.items[i].id, id))
            return &listed->ids.items[i];
    return NULL;
}
