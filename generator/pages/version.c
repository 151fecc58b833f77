#include "pages/old_text.h"

static const struct view *make_text(const void *context, struct arena *arena) {
    const struct reading *reading = context;
    uint32_t version = reading->page->version;
    struct view_map map = parts_map(2, arena);
    struct old_text old;
    struct marks marks;
    struct buffer body = {0};
    if (old_text_read(&old, reading, version, arena) && old.text.document->word_count) {
        versions_marks(&marks, reading->plan->site, reading->essay, version, arena);
        filling_write(&body, old.filling, old.text.body, &marks);
    }
    parts_put_text(&map, "body", text_copy(buffer_text(&body), arena), arena);
    parts_put_flag(&map, "has_body", body.size > 0, arena);
    buffer_free(&body);
    return view_of_map(&map, arena);
}

void view_version(struct making *making) {
    const struct reading *reading = reading_of(making);
    const struct essay *essay = reading->essay;
    uint32_t version = reading->page->version;
    struct digest digest = reading_digest(making, reading);
    making_put_history(making, essay);
    making_put_versions_around(making, essay, revisions_before(essay, version), revisions_after(essay, version));
    parts_put(&making->map, "version", version_view(making, essay, version), making->arena);
    parts_put(&making->map, "text", view_late_map(make_text, reading, digest, making->arena), making->arena);
}

void view_current(struct making *making) {
    making_put_redirect(making, making->site->essays[making_revision(making)->essay].thing.address);
}
