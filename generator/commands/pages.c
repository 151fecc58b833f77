#include "commands/pages.h"

static struct text path_of(size_t index, const void *context) {
    const struct plan *plan = context;
    return plan->pages[index].path;
}

static bool make(struct digest *key, struct buffer *out, size_t index, const struct digest *known,
                 struct publish_failure *failure, const void *context, struct arena *arena) {
    const struct plan *plan = context;
    const struct view *view;
    *key = plan_key(plan, index, &view, arena);
    if (known && digest_equal(*known, *key))
        return true;
    /* Copying only fails when a file cannot be read. */
    failure->of_machine = plan->pages[index].kind == PAGE_COPY || plan->pages[index].kind == PAGE_ASSET;
    return plan_render(out, plan, index, view ? view : plan_view(plan, index, arena), &failure->why, arena);
}

struct publish_pages pages_of(const struct plan *plan) {
    return (struct publish_pages){.count = plan->count, .path = path_of, .make = make, .context = plan};
}
