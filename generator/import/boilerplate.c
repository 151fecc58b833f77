#include "import/boilerplate.h"

#include "base/array.h"
#include "base/digest.h"

#include <stdlib.h>

/* Fewer pages say nothing of a host: a series of two has much in common. */
enum { PAGES_LEAST = 3 };

static int compare_blocks(const void *a, const void *b) {
    uint64_t x = ((const struct common_block *)a)->hash, y = ((const struct common_block *)b)->hash;
    return (x > y) - (x < y);
}

static const struct common_block *find(const struct common_blocks *blocks, uint64_t hash) {
    struct common_block key = {.hash = hash};
    return blocks->count > 0 ? bsearch(&key, blocks->items, blocks->count, sizeof key, compare_blocks) : NULL;
}

/* Its words, in its kind of element. */
static uint64_t hash_of(const struct intake *intake, const struct intake_block *block) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, intake->elements.items[block->element].tag);
    hasher_add_number(&hasher, block->kind);
    hasher_add_text(&hasher, block->text);
    return hasher_end(&hasher).low;
}

/* Gathering. */

/* "example.org" of "https://www.Example.org/a/b". */
static struct text host_of(struct text url, struct arena *arena) {
    struct text host = text_lower_ascii(text_host(url), arena);
    return text_starts(host, TEXT("www.")) ? text_after(host, 4) : host;
}

/* Sorted, and each once. */
static void sort_blocks(struct common_blocks *blocks) {
    size_t kept = 0;
    if (blocks->count > 0)
        qsort(blocks->items, blocks->count, sizeof *blocks->items, compare_blocks);
    for (size_t i = 0; i < blocks->count; i++)
        if (kept == 0 || blocks->items[kept - 1].hash != blocks->items[i].hash)
            blocks->items[kept++] = blocks->items[i];
    blocks->count = kept;
}

void boilerplate_gather(struct page_words *page, const struct intake *intake, struct text url, struct arena *arena) {
    *page = (struct page_words){.host = host_of(url, arena)};
    for (size_t i = 0; page->host.size > 0 && i < intake->blocks.count; i++)
        array_add(&page->blocks, arena)->hash = hash_of(intake, &intake->blocks.items[i]);
    sort_blocks(&page->blocks);
}

/* Counting. */

static int compare_contents(const struct page_words *a, const struct page_words *b) {
    if (a->blocks.count != b->blocks.count)
        return a->blocks.count < b->blocks.count ? -1 : 1;
    for (size_t i = 0; i < a->blocks.count; i++)
        if (a->blocks.items[i].hash != b->blocks.items[i].hash)
            return compare_blocks(&a->blocks.items[i], &b->blocks.items[i]);
    return 0;
}

static int compare_pages(const void *a, const void *b) {
    const struct page_words *const *x = a, *const *y = b;
    int hosts = text_compare((*x)->host, (*y)->host);
    return hosts != 0 ? hosts : compare_contents(*x, *y);
}

/* Of the blocks of all pages of a host those of most of them. A page that is there twice is one. */
static struct common_blocks find_common(struct page_words *const *pages, size_t count, struct arena *arena) {
    struct common_blocks all = {0}, common = {0};
    size_t different = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_contents(pages[i - 1], pages[i]) == 0)
            continue;
        different++;
        for (size_t k = 0; k < pages[i]->blocks.count; k++)
            *array_add(&all, arena) = pages[i]->blocks.items[k];
    }
    if (all.count > 0)
        qsort(all.items, all.count, sizeof *all.items, compare_blocks);
    for (size_t i = 0, end; i < all.count; i = end) {
        for (end = i + 1; end < all.count && all.items[end].hash == all.items[i].hash;)
            end++;
        size_t on = end - i;
        if (on >= PAGES_LEAST && on * 2 > different)
            *array_add(&common, arena) = (struct common_block){all.items[i].hash, (uint32_t)(on - 1)};
    }
    return common;
}

void boilerplate_count(struct page_words *pages, size_t count, struct arena *arena) {
    struct page_words **sorted = arena_array(arena, struct page_words *, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &pages[i];
    qsort(sorted, count, sizeof *sorted, compare_pages);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && text_equal(sorted[end]->host, sorted[i]->host);)
            end++;
        if (sorted[i]->host.size == 0 || end - i < PAGES_LEAST)
            continue;
        struct common_blocks common = find_common(sorted + i, end - i, arena);
        for (size_t k = i; k < end; k++)
            sorted[k]->common = common;
    }
}

bool boilerplate_is_on(const struct page_words *page) {
    for (size_t i = 0; page->common.count > 0 && i < page->blocks.count; i++)
        if (find(&page->common, page->blocks.items[i].hash))
            return true;
    return false;
}

void boilerplate_mark(struct intake *intake, const struct common_blocks *common) {
    for (size_t i = 0; common->count > 0 && i < intake->blocks.count; i++) {
        const struct common_block *found = find(common, hash_of(intake, &intake->blocks.items[i]));
        if (found)
            intake->blocks.items[i].shared = found->others;
    }
}
