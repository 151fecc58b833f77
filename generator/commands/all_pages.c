#include "commands/all_pages.h"

#include "commands/body_edits.h"
#include "read/tree/private_key.h"

#include <stdlib.h>

static struct all_page page_at(const struct all_pages *all, size_t index) {
    return all->pages ? all->pages[index] : (struct all_page){NULL, index};
}

static struct text path_of(size_t index, const void *context) {
    const struct all_pages *all = context;
    struct all_page page = page_at(all, index);
    return page.edition ? page.edition->pages[page.index].path : all->plan->pages[page.index].path;
}

/* Whether the bytes may be published: copying asks nothing of what is in a file but that it be no private key. */
static bool may_leave(struct publish_made *made, const struct plan *plan, size_t index) {
    if (!plan_is_copied(plan, index) || !holds_private_key(buffer_text(&made->bytes)))
        return true;
    made->failure = (struct diag_failure){TEXT("it holds a private key (-----BEGIN ... PRIVATE KEY-----): remove the file, and "
                                               "replace the key where it is used if it was ever in a commit or on a site"),
                                          false};
    return false;
}

static bool make_today(struct publish_made *made, const struct all_pages *all, size_t index, const struct digest *known,
                       struct arena *arena) {
    const struct plan *plan = all->plan;
    struct seams seams = {0};
    if (!all->without_keys)
        made->key = plan_key(plan, index, arena);
    if (known && digest_equal(*known, made->key))
        return true;
    bool written = plan_write(&made->bytes, &seams, plan, index, &made->failure, arena);
    made->note = seams.bytes;
    return written && may_leave(made, plan, index);
}

static bool make_of_edition(struct publish_made *made, const struct edition_site *one, size_t index, const struct digest *known,
                            struct arena *arena) {
    made->key = one->pages[index].key;
    if (known && digest_equal(*known, made->key))
        return true;
    if (!one->plan) {
        made->failure = (struct diag_failure){TEXT("its file changed during the build: build again"), true};
        return false;
    }
    return edition_site_render(&made->bytes, one, index, &made->failure, arena) && may_leave(made, one->plan, index);
}

static bool make(struct publish_made *made, size_t index, const struct digest *known, const void *context,
                 struct arena *arena) {
    const struct all_pages *all = context;
    struct all_page page = page_at(all, index);
    return page.edition ? make_of_edition(made, page.edition, page.index, known, arena)
                        : make_today(made, all, page.index, known, arena);
}

static int by_path(const void *left, const void *right, void *all) {
    const struct all_page *a = left, *b = right;
    const struct plan *plan = ((const struct all_pages *)all)->plan;
    return text_compare(a->edition ? a->edition->pages[a->index].path : plan->pages[a->index].path,
                        b->edition ? b->edition->pages[b->index].path : plan->pages[b->index].path);
}

struct all_pages all_pages_of(const struct plan *plan, const struct edition_sites *sites, struct arena *arena) {
    struct all_pages all = {.plan = plan, .count = plan->count};
    if (sites->count == 0)
        return all;
    for (size_t i = 0; i < sites->count; i++)
        all.count += sites->items[i].page_count;
    all.pages = arena_array(arena, struct all_page, all.count);
    size_t next = 0;
    for (size_t i = 0; i < plan->count; i++)
        all.pages[next++] = (struct all_page){NULL, i};
    for (size_t i = 0; i < sites->count; i++)
        for (size_t j = 0; j < sites->items[i].page_count; j++)
            all.pages[next++] = (struct all_page){&sites->items[i], j};
    qsort_r(all.pages, all.count, sizeof *all.pages, by_path, &all);
    return all;
}

static void keep_seams(struct digest key, struct text seams, const void *context) {
    const struct all_pages *all = context;
    if (all->remembered)
        body_edits_keep_seams(all->remembered, key, seams);
}

struct publish_pages pages_of(const struct all_pages *all) {
    return (struct publish_pages){.count = all->count, .path = path_of, .make = make, .noted = keep_seams, .context = all};
}

struct publish_options publish_options_of(const struct reader *reader) {
    struct publish_options options = {
        .output = reader->output, .shown = reader->shown_output, .state = reader->place.state, .workers = reader->workers};
    options.workers.deadline_ms = PAGE_DEADLINE_MS;
    return options;
}
