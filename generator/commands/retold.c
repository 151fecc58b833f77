#include "commands/retold.h"

#include "publish/state.h"
#include "read/codes.h"

static struct digest key_of(struct digest input) {
    return digest_as(TEXT("retold"), input);
}

/* Git may have fetched by the next run what it lacks now, and a text that took too long may be read in time. */
static bool is_of_input(const struct diag_item *item) {
    struct text code = text_of(item->code);
    return item->level != DIAG_ERROR && !text_equal(code, TEXT(W_PARTIAL_CLONE)) &&
           !text_equal(code, TEXT(W_PAST_NOT_FOLLOWED));
}

static void put_item(struct buffer *record, const struct diag_item *item) {
    state_put_number(record, item->level);
    state_put_text(record, text_of(item->code));
    state_put_text(record, item->place.path);
    state_put_number(record, item->place.line);
    state_put_number(record, item->place.column);
    state_put_number(record, item->place.width);
    state_put_text(record, item->message);
    state_put_text(record, item->help);
}

bool retold_remember(struct remembered *remembered, struct digest input, const struct diag *problems, size_t first) {
    struct buffer record = {0};
    bool is_whole = true;
    state_put_number(&record, problems->count - first);
    for (size_t i = first; i < problems->count && is_whole; i++) {
        is_whole = is_of_input(&problems->items[i]);
        put_item(&record, &problems->items[i]);
    }
    if (is_whole)
        remembered_add(remembered, key_of(input), buffer_text(&record));
    buffer_free(&record);
    return is_whole;
}

static bool take_small(uint32_t *small, struct text *rest) {
    uint64_t number = 0;
    bool taken = state_take_number(&number, rest) && number <= UINT32_MAX;
    *small = (uint32_t)number;
    return taken;
}

static bool take_item(struct diag_item *item, struct text *rest, struct arena *arena) {
    uint32_t level;
    struct text code;
    if (!take_small(&level, rest) || level > DIAG_NOTE || !state_take_text(&code, rest) ||
        !state_take_text(&item->place.path, rest) || !take_small(&item->place.line, rest) ||
        !take_small(&item->place.column, rest) || !take_small(&item->place.width, rest) ||
        !state_take_text(&item->message, rest) || !state_take_text(&item->help, rest))
        return false;
    item->level = (enum diag_level)level;
    item->code = text_terminated(code, arena);
    return true;
}

bool retold_recall(struct retold *retold, struct remembered *remembered, struct digest input, struct arena *arena) {
    struct text rest;
    uint32_t count;
    if (!remembered_find(remembered, &rest, key_of(input)) || !take_small(&count, &rest) || count > rest.size)
        return false;
    struct diag_item *items = arena_array(arena, struct diag_item, count);
    for (uint32_t i = 0; i < count; i++)
        if (!take_item(&items[i], &rest, arena))
            return false;
    *retold = (struct retold){items, count};
    return rest.size == 0;
}

void retold_tell(struct diag *problems, const struct retold *retold) {
    for (size_t i = 0; i < retold->count; i++) {
        const struct diag_item *item = &retold->items[i];
        diag_add(problems, item->level, item->code, item->place, item->message, item->help);
    }
}
