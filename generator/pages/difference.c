#include "pages/difference_rows.h"
#include "pages/field_words.h"
#include "pages/old_text.h"

static void values(struct gathering *g, const char *name, const struct site *site, struct text key,
                   const struct fields_values *values) {
    gather_open_list(g, name);
    for (size_t i = 0; i < values->count; i++) {
        gather_open(g, NULL);
        gather_text(g, "words", field_words(site, key, &values->items[i], gathering_arena(g)));
        gather_flag(g, "kept", values->items[i].kept);
        gather_close(g);
    }
    gather_close(g);
}

static bool all_kept(const struct fields_values *values) {
    for (size_t i = 0; i < values->count; i++)
        if (!values->items[i].kept)
            return false;
    return true;
}

/* Its values are those that it had, and only their order is another. */
static bool is_reordered(const struct fields_change *change) {
    return all_kept(&change->before) && all_kept(&change->after);
}

static void fields(struct gathering *g, const struct site *site, const struct document *old, const struct document *new) {
    struct fields_changes changes;
    fields_diff(&changes, old, new, gathering_arena(g));
    gather_open_list(g, "fields");
    for (size_t i = 0; i < changes.count; i++) {
        gather_open(g, NULL);
        gather_text(g, "key", changes.items[i].key);
        gather_text(g, "label", field_label(site->language, &changes.items[i], gathering_arena(g)));
        gather_flag(g, "is_reordered", is_reordered(&changes.items[i]));
        values(g, "before", site, changes.items[i].key, &changes.items[i].before);
        values(g, "after", site, changes.items[i].key, &changes.items[i].after);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_fields", "fields", NULL);
}

static bool is_any(const struct compare_counts *counts) {
    return counts->words_added || counts->words_removed || counts->passages_added || counts->passages_removed ||
           counts->passages_reworded || counts->passages_moved || counts->form;
}

/* A merge is said to be as large as what none of its sides had, though it shows what differs from the first of them. */
static struct text size_of(const struct reading *reading, const struct version_change *change,
                           const struct compare_counts *counts, const struct language *language, struct arena *arena) {
    const struct version *version = &reading->essay->versions->items[reading->page->version];
    bool is_merge = reading->page->kind == REVISION_CHANGE && version->before_count > 1;
    struct text size = changes_counted(is_merge ? &version->change : change, language, arena);
    return size.size || is_merge || !is_any(counts) ? size : language_word(language, "formatting-only", arena);
}

static void rows(struct gathering *g, const struct compare_side *old, const struct compare_side *new,
                 const struct alignment *alignment) {
    struct difference_side sides[2] = {{filling_link, old->context}, {filling_link, new->context}};
    struct arena *arena = gathering_arena(g);
    struct difference difference;
    compare(&difference, old, new, alignment, &(struct compare_options){0}, arena);
    const struct view *list = difference_rows(&difference, sides, arena);
    gather_put(g, "rows", list->truth ? list : NULL);
}

static void prose(struct gathering *g, const struct reading *reading, const struct old_text *old, const struct old_text *new) {
    struct text han = reading->essay->han;
    struct arena *arena = gathering_arena(g);
    struct passages before, after;
    struct alignment alignment;
    struct compare_counts counts;
    passages_of(&before, old->text.document, old->text.body, arena);
    passages_of(&after, new->text.document, new->text.body, arena);
    align(&alignment, &before, &after, arena);
    compare_count(&counts, &before, &after, &alignment, arena);
    struct version_change change = version_change_of(&counts);
    gather_counts(g, &change, size_of(reading, &change, &counts, gathering_language(g), arena));
    gather_flag(g, "is_text_changed", is_any(&counts));
    if (is_any(&counts))
        rows(g, &(struct compare_side){&before, filling_label, &old->filling, han},
             &(struct compare_side){&after, filling_label, &new->filling, han}, &alignment);
    else
        gather_none(g, "rows");
    gather_has(g, "has_rows", "rows", NULL);
    gather_language(g, "text_language", "text_direction", title_language_of(reading->plan->site, reading->essay));
}

static const struct view *make_difference(const void *context, struct arena *arena) {
    const struct reading *reading = context;
    struct gathering *g = gathering_new(GATHER_VIEW, reading->place, reading->plan->site->language, arena);
    struct old_text old, new;
    if (old_text_read(&old, reading, reading->page->before, arena) &&
        old_text_read(&new, reading, reading->page->version, arena)) {
        fields(g, reading->plan->site, old.text.document, new.text.document);
        prose(g, reading, &old, &new);
    }
    return gathering_view(g);
}

static bool has_change(const struct from *from, const struct essay *essay, uint32_t version, struct arena *arena) {
    return revisions_change(from->shared->revisions, essay, version, arena).size > 0;
}

/* The nearest whose change has a page; NONE. */
static uint32_t change_before(const struct from *from, const struct essay *essay, uint32_t version, struct arena *arena) {
    do
        version = revisions_before(from->shared->revisions, essay, version);
    while (version != NONE && !has_change(from, essay, version, arena));
    return version;
}

static uint32_t change_after(const struct from *from, const struct essay *essay, uint32_t version, struct arena *arena) {
    do
        version = revisions_after(from->shared->revisions, essay, version);
    while (version != NONE && !has_change(from, essay, version, arena));
    return version;
}

void difference_gather(struct gathering *g, const struct from *from) {
    const struct revision_page *page = revision_of(from);
    const struct essay *essay = &from->site->essays[page->essay];
    bool is_since = page->kind == REVISION_SINCE;
    struct arena *arena = gathering_arena(g);
    gather_old_text(g, from, is_since ? NONE : change_before(from, essay, page->version, arena),
                    is_since ? NONE : change_after(from, essay, page->version, arena));
    gather_flag(g, "is_since", is_since);
    gather_version(g, "old", from, essay, page->before);
    gather_version(g, "new", from, essay, page->version);
    if (gather_stands(g, "difference", reading_digest(from)))
        gather_put(g, "difference", view_late_map(make_difference, reading_of(g, from), gathering_arena(g)));
}
