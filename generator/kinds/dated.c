#include "kinds/loading.h"

#include "base/arena.h"

/*
 * Essays whose files are named by date, as Jekyll's posts are: 2015-06-15-on-tea.md. A blog has several of one name ("this
 * week"), told apart by their dates, and links to them by their dates: /2015/06/15/on-tea.html.
 */

/* Puts the date before the slug, if the file's name gives both. */
static void add_date(struct loading *loading, struct essay *essay) {
    struct text dated = file_name_read(essay->thing.source.path, loading->arena).dated;
    struct fields fields = source_all_fields(loading, &essay->thing.source);
    if (!dated.size || field_find(&fields, FIELD_SLUG))
        return;
    bool usual = text_equal(essay->thing.address, thing_usual_address(THING_ESSAY, essay->thing.slug, loading->arena));
    essay->thing.slug = text_format(loading->arena, "%.10s-%.*s", dated.bytes, TEXT_ARGS(essay->thing.slug));
    if (usual)
        essay->thing.address = thing_usual_address(THING_ESSAY, essay->thing.slug, loading->arena);
}

void essays_tell_apart(struct loading *loading) {
    struct site *site = loading->site;
    struct text first = TEXT("");
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct essay *essay = &site->essays[i];
        bool again = i > 0 && text_equal(essay->thing.slug, first);
        if (!again)
            first = essay->thing.slug;
        /* The oldest keeps the plain slug, so that a new essay never changes the address of another. */
        if (again)
            add_date(loading, essay);
    }
}

void essays_note_dates(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct text dated = file_name_read(site->essays[i].thing.source.path, loading->arena).dated;
        if (dated.size && table_get(&loading->dated_names, dated) == NONE)
            table_put(&loading->dated_names, dated, i, loading->arena);
    }
}

/* Takes the last part of an address off. */
static struct text last_part(struct text *address) {
    struct text part = text_after(*address, path_folder(*address).size);
    *address = text_slice(*address, 0, address->size - part.size);
    while (text_ends(*address, TEXT("/")))
        *address = text_slice(*address, 0, address->size - 1);
    return part;
}

uint32_t essay_at_date(const struct loading *loading, struct text address, struct arena *arena) {
    if (text_ends(address, TEXT("/")))
        address = text_slice(address, 0, address.size - 1);
    if (text_ends(address, TEXT(".html")))
        address = text_slice(address, 0, address.size - 5);
    struct text name = last_part(&address), day = last_part(&address), month = last_part(&address), year = last_part(&address);
    if (year.size != 4 || month.size != 2 || day.size != 2)
        return NONE;
    struct text dated =
        text_format(arena, "%.*s-%.*s-%.*s-%.*s", TEXT_ARGS(year), TEXT_ARGS(month), TEXT_ARGS(day), TEXT_ARGS(name));
    return table_get(&loading->dated_names, dated);
}
