#include "pages/old_text.h"

static const struct view *make_text(const void *context, struct arena *arena) {
    const struct reading *reading = context;
    uint32_t version = reading->page->version;
    struct gathering *g = gathering_new(GATHER_VIEW, reading->place, reading->plan->site->language, arena);
    struct old_text old;
    struct marks marks;
    struct buffer body = {0};
    if (old_text_read(&old, reading, version, arena) && old.text.document->has_body) {
        versions_marks(&marks, reading->plan->site, reading->essay, version, arena);
        filling_write(&body, &old.filling, old.text.body, &marks);
    }
    gather_text(g, "body", buffer_take(&body, arena));
    gather_has(g, "has_body", "body", NULL);
    return gathering_view(g);
}

void version_gather(struct gathering *g, const struct from *from) {
    const struct revision_page *page = revision_of(from);
    const struct essay *essay = &from->site->essays[page->essay];
    const struct revisions *revisions = from->shared->revisions;
    gather_old_text(g, from, revisions_before(revisions, essay, page->version),
                    revisions_after(revisions, essay, page->version));
    gather_old_version(g, "version", from, essay, page->version);
    if (gather_stands(g, "text", reading_digest(from)))
        gather_put(g, "text", view_late_map(make_text, reading_of(g, from), gathering_arena(g)));
}
