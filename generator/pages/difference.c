#include "compare/fields_diff.h"
#include "connect/addresses.h"
#include "history/gone.h"
#include "kinds/loading.h"
#include "pages/difference_rows.h"
#include "pages/old_text.h"

/* The essay that a value names: "b", and "b" of "cites: b, note: why". */
static struct text essay_named_in(struct text key, struct text words) {
    if (text_equal(key, TEXT("variant_of")))
        return words;
    size_t start = text_find(words, TEXT(": "), 0);
    return text_equal(key, TEXT("relations")) ? text_slice(words, start + 2, text_find_char(words, ',', start + 2))
                                              : (struct text){0};
}

/*
 * An old text may have named what is held back whole today, and of that not even the name is told: so a name is told of what
 * stands, under this name or another, and of what is said to be gone.
 */
static bool may_tell(const struct site *site, struct text name, struct arena *arena) {
    struct text address = thing_usual_address(THING_ESSAY, slug_of_name(name, arena), arena);
    const struct address_claim *claim = addresses_at(&site->loading->addresses, address, arena);
    bool stands = claim && claim->state == CLAIM_SHOWN;
    return !name.size || stands || gone_at(site, address) || essay_called(site, name) != NONE;
}

static void values(struct gathering *g, const char *name, const struct site *site, struct text key,
                   const struct fields_values *values) {
    gather_open_list(g, name);
    for (size_t i = 0; i < values->count; i++) {
        if (!may_tell(site, essay_named_in(key, values->items[i].words), gathering_arena(g)))
            continue;
        gather_open(g, NULL);
        gather_text(g, "words", values->items[i].words);
        gather_flag(g, "kept", values->items[i].kept);
        gather_close(g);
    }
    gather_close(g);
}

/* "Source: url": a field's own word where it has one, and what is below it as the file names it. */
static struct text label_of(const struct gathering *g, const struct fields_change *change) {
    const struct language *language = gathering_language(g);
    struct arena *arena = gathering_arena(g);
    size_t dot = text_find_char(change->key, '.', 0);
    struct text name = text_format(arena, "field-%.*s", TEXT_ARGS(text_slice(change->key, 0, dot)));
    for (char *c = (char *)name.bytes; *c; c++)
        *c = *c == '_' ? '-' : *c;
    if (!language_has(language, name.bytes))
        return change->label;
    struct text label = language_word(language, name.bytes, arena), below = text_after(change->key, dot + 1);
    return below.size ? SAY(language, arena, "labelled", {"label", label}, {"text", below}) : label;
}

static void fields(struct gathering *g, const struct site *site, const struct document *old, const struct document *new) {
    struct fields_changes changes;
    fields_diff(&changes, old, new, gathering_arena(g));
    gather_open_list(g, "fields");
    for (size_t i = 0; i < changes.count; i++) {
        gather_open(g, NULL);
        gather_text(g, "key", changes.items[i].key);
        gather_text(g, "label", label_of(g, &changes.items[i]));
        values(g, "before", site, changes.items[i].key, &changes.items[i].before);
        values(g, "after", site, changes.items[i].key, &changes.items[i].after);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_fields", "fields", NULL);
}

static void counts_of(struct gathering *g, const struct compare_counts *counts) {
    gather_count(g, "words_added", counts->words_added);
    gather_count(g, "words_removed", counts->words_removed);
    gather_count(g, "passages_added", counts->passages_added);
    gather_count(g, "passages_removed", counts->passages_removed);
    gather_count(g, "passages_reworded", counts->passages_reworded);
    gather_count(g, "passages_moved", counts->passages_moved);
}

static bool is_any(const struct compare_counts *counts) {
    return counts->words_added || counts->words_removed || counts->passages_added || counts->passages_removed ||
           counts->passages_reworded || counts->passages_moved || counts->form;
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

static void prose(struct gathering *g, const struct old_text *old, const struct old_text *new, struct text han) {
    struct arena *arena = gathering_arena(g);
    struct passages before, after;
    struct alignment alignment;
    struct compare_counts counts;
    passages_of(&before, old->text.document, old->text.body, arena);
    passages_of(&after, new->text.document, new->text.body, arena);
    align(&alignment, &before, &after, arena);
    compare_count(&counts, &before, &after, &alignment, arena);
    counts_of(g, &counts);
    gather_flag(g, "is_text_changed", is_any(&counts));
    if (is_any(&counts))
        rows(g, &(struct compare_side){&before, filling_label, &old->filling, han},
             &(struct compare_side){&after, filling_label, &new->filling, han}, &alignment);
    else
        gather_none(g, "rows");
    gather_has(g, "has_rows", "rows", NULL);
}

static const struct view *make_difference(const void *context, struct arena *arena) {
    const struct reading *reading = context;
    struct gathering *g = gathering_new(GATHER_VIEW, reading->place, reading->plan->site->language, arena);
    struct old_text old, new;
    if (old_text_read(&old, reading, reading->page->before, arena) &&
        old_text_read(&new, reading, reading->page->version, arena)) {
        fields(g, reading->plan->site, old.text.document, new.text.document);
        prose(g, &old, &new, reading->essay->han);
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
