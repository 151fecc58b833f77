#include "compare/containers.h"

#include "base/array.h"

bool containers_has(uint8_t kind) {
    return kind == BLOCK_ITEM || kind == BLOCK_QUOTE || kind == BLOCK_NOTE;
}

unsigned containers_around(uint32_t around[CONTAINERS_DEEPEST], const struct passages *passages, uint32_t passage) {
    unsigned depth = 0;
    for (uint32_t i = passage; i != NONE && depth < CONTAINERS_DEEPEST; i = passages->items[i].parent)
        if (containers_has(passages->items[i].kind))
            around[depth++] = i;
    return depth;
}

struct shown_container container_of(const struct passages *passages, uint32_t passage) {
    const struct doc_block *block = &DOC_ITEMS(passages->body, blocks, struct doc_block)[passage];
    return (struct shown_container){.kind = block->kind, .is_ordered = block->is_ordered, .number = block->number};
}

static bool is_same_level(const struct container_level *a, const struct container_level *b) {
    return a->is_old == b->is_old && a->passage == b->passage && a->shown.kind == b->shown.kind;
}

static bool share_list(const struct container_level *a, const struct container_level *b) {
    return a->shown.kind == b->shown.kind && a->shown.kind != BLOCK_QUOTE && a->shown.is_ordered == b->shown.is_ordered;
}

static void add_container(struct shown_containers *to, const struct container_level *level, bool list_goes_on,
                          struct arena *arena) {
    struct shown_container *container = array_add(to, arena);
    *container = level->shown;
    container->list_too = level->shown.kind != BLOCK_QUOTE && !list_goes_on;
}

void containers_enter(struct shown_row *row, struct container_path *open, const struct container_path *path,
                      struct arena *arena) {
    unsigned common = 0;
    while (common < path->depth && common < open->depth && is_same_level(&path->levels[common], &open->levels[common]))
        common++;
    bool goes_on = common < path->depth && common < open->depth && share_list(&path->levels[common], &open->levels[common]);
    while (open->depth > common) {
        open->depth--;
        add_container(&row->closed, &open->levels[open->depth], goes_on && open->depth == common, arena);
    }
    for (; open->depth < path->depth; open->depth++) {
        open->levels[open->depth] = path->levels[open->depth];
        add_container(&row->opened, &path->levels[open->depth], goes_on && open->depth == common, arena);
    }
}
