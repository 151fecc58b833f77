/*
 * What essays named once: an author, a topic, a place, a publication stands at the address that its name gives it, until a
 * record with that name stands elsewhere. A record may also have had another name, by which older texts know it.
 */
#include "base/array.h"
#include "history/internal.h"
#include "history/past.h"
#include "history/versions.h"
#include "kinds/formerly.h"
#include "kinds/loading.h"

/* Titles of records. */

static void note_titles_of(struct loading *loading, struct registry *registry, uint32_t entry) {
    const struct file_history *of = history_of(loading->site->history, registry->items[entry].file->path);
    for (uint32_t at = of ? of->last : NONE; at != NONE; at = loading->site->history->revisions[at].previous) {
        const struct past_text *past = past_text(loading->site, at);
        struct text slug = past && past->is_told ? slug_of_name(past->title, loading->arena) : TEXT("");
        if (slug.size && table_get(&registry->by_former, slug) == NONE)
            table_put(&registry->by_former, slug, entry, loading->arena);
    }
}

void former_titles_note(struct loading *loading) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; thing_kinds[kind].has_essays && i < loading->registries[kind].count; i++)
            if (loading->registries[kind].items[i].file)
                note_titles_of(loading, &loading->registries[kind], i);
}

/* Since which revision a record has had the name, with no other in between; NONE: it has another one, or is in no commit. */
static uint32_t called_since(const struct site *site, const struct thing *record, struct text slug, struct arena *arena) {
    const struct file_history *of = history_of(site->history, record->source.path);
    uint32_t since = NONE;
    for (uint32_t at = of ? of->last : NONE; at != NONE; at = site->history->revisions[at].previous) {
        const struct past_text *past = past_text(site, at);
        if (!past || !text_equal(slug_of_name(past->title, arena), slug))
            break;
        since = at;
    }
    return since;
}

/* Names. */

static void note_line(struct namings *namings, struct text line, uint32_t revision, struct arena *arena) {
    uint32_t number = table_get(&namings->by_line, line);
    if (number == NONE) {
        table_put(&namings->by_line, line, (uint32_t)namings->count, arena);
        *array_add(namings, arena) = (struct former_naming){line, revision};
    } else if (namings->items[number].revision < revision) {
        namings->items[number].revision = revision;
    }
}

static void note_lines(struct namings *namings, const struct version *version, struct text lines, struct arena *arena) {
    struct text line;
    while (!version->is_closed && version->revision != NONE && text_cut(&line, &lines, '\n'))
        note_line(namings, line, version->revision, arena);
}

void namings_add(struct namings *namings, const struct versions *versions, struct arena *arena) {
    for (size_t i = 0; i < versions->count; i++)
        note_lines(namings, &versions->items[i], versions->items[i].names, arena);
}

static bool names_record(const struct site *site, const struct essay *essay) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        const struct numbers *names = thing_kinds[kind].has_essays ? essay_names(essay, kind) : NULL;
        for (size_t i = 0; names && i < names->count; i++)
            if (site_thing(site, kind, names->items[i])->source.document)
                return true;
    }
    return false;
}

void namings_add_essay(struct namings *namings, struct loading *loading, const struct essay *essay) {
    if (essay->versions->count > 1 || !names_record(loading->site, essay)) {
        namings_add(namings, essay->versions, loading->arena);
        return;
    }
    struct fields fields = source_all_fields(loading, &essay->thing.source);
    struct formerly formerly = formerly_read(loading->site, &fields, THING_ESSAY, loading->arena);
    note_lines(namings, essay->versions->items, formerly.names, loading->arena);
}

const struct thing *naming_moved(struct text *address, const struct former_naming *naming, const struct site *site,
                                 struct arena *arena) {
    struct former_name name;
    struct text rest = naming->line;
    uint32_t number = former_name_next(&name, &rest) ? former_name_today(site, &name, arena) : NONE;
    const struct thing *thing = number == NONE ? NULL : site_thing(site, name.kind, number);
    if (!thing || !thing->source.document)
        return NULL;
    *address = thing_usual_address(name.kind, name.slug, arena);
    const struct revision *revisions = site->history->revisions;
    uint32_t since = called_since(site, thing, name.slug, arena);
    bool is_older = since == NONE || revisions[naming->revision].commit > revisions[since].commit;
    return is_older && !text_equal(*address, thing->address) ? thing : NULL;
}
