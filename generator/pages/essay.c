#include "base/array.h"
#include "pages/citation.h"
#include "pages/links.h"
#include "pages/shared.h"
#include "pages/why.h"

static const struct essay *essay_of(const struct making *making) {
    return &making->site->essays[making->page->number];
}

static void put_body(struct making *making, struct view_map *map, const struct essay *essay) {
    static const struct source nothing = {0};
    making_put_body(making, map, essay_is_open(essay) ? &essay->thing.source : &nothing, essay->han);
}

static uint8_t highest_level(const struct doc_heading *headings, uint32_t count) {
    uint8_t highest = UINT8_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (headings[i].level < highest)
            highest = headings[i].level;
    return highest;
}

static const struct view *toc_entry(const struct document *document, const struct doc_heading *heading, bool is_sub,
                                    struct arena *arena) {
    struct view_map map = parts_map(4, arena);
    parts_put_text(&map, "id", document_text(document, heading->id), arena);
    parts_put_text(&map, "title_html", document_text(document, heading->html), arena);
    view_put(&map, "level", view_number(heading->level, arena), arena);
    parts_put_flag(&map, "is_sub", is_sub, arena);
    return view_of_map(&map, arena);
}

/* The two highest levels of headings that the text has. One heading alone needs no table. */
static void put_toc(struct making *making, struct view_map *map, const struct essay *essay) {
    const struct document *document = essay->thing.source.document;
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    uint32_t count = essay_is_open(essay) ? document->headings.count : 0;
    uint8_t highest = highest_level(headings, count);
    struct parts_list list = {0};
    for (uint32_t i = 0; i < count; i++)
        if (headings[i].level <= highest + 1)
            *array_add(&list, making->arena) = toc_entry(document, &headings[i], headings[i].level > highest, making->arena);
    if (list.count < 2)
        list.count = 0;
    parts_put_list(map, "toc", "has_toc", &list, making->arena);
}

/* "10.1/x" of "https://doi.org/10.1/x" and "doi:10.1/x". */
static struct text bare_identifier(struct text written, const char *const *prefixes, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_starts(written, text_of(prefixes[i])))
            return text_after(written, text_of(prefixes[i]).size);
    return written;
}

static void put_doi(struct view_map *map, struct text written, struct arena *arena) {
    static const char *const prefixes[] = {
        "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:"};
    struct text doi = text_trim(bare_identifier(written, prefixes, COUNT_OF(prefixes)));
    parts_put_text(map, "doi", doi, arena);
    parts_put_text(map, "doi_url", doi.size ? link_url(TEXT("https://doi.org/"), doi, arena) : doi, arena);
}

static const struct view *source_view(const struct making *making, const struct provenance *provenance) {
    uint32_t publication = provenance->publication;
    struct arena *arena = making->arena;
    bool is_given = publication != UINT32_MAX || provenance->kind.size || provenance->place.size || provenance->url.size ||
                    provenance->doi.size || provenance->pages.size || provenance->retrieved.precision != DATE_NONE;
    if (!is_given)
        return NULL;
    struct view_map map = parts_map(8, arena);
    parts_put(&map, "publication", publication == UINT32_MAX ? NULL : making->shared->publication_names[publication], arena);
    parts_put_text(&map, "kind", provenance->kind, arena);
    parts_put_text(&map, "place", provenance->place, arena);
    parts_put_text(&map, "url", cards_web_url(provenance->url), arena);
    put_doi(&map, provenance->doi, arena);
    parts_put_text(&map, "pages", provenance->pages, arena);
    parts_put_date(&map, "retrieved", provenance->retrieved, arena);
    return view_of_map(&map, arena);
}

static const struct view *rights_view(const struct rights *rights, struct arena *arena) {
    if (rights->holder.size == 0 && rights->statement.size == 0)
        return NULL;
    struct view_map map = parts_map(4, arena);
    parts_put_text(&map, "holder", rights->holder, arena);
    parts_put_text(&map, "statement", rights->statement, arena);
    parts_put_text(&map, "label", rights->label, arena);
    parts_put_text(&map, "url", cards_web_url(rights->url), arena);
    return view_of_map(&map, arena);
}

static const struct view *record_view(const struct site *site, const struct record *record, struct arena *arena) {
    if (record->revisions == 0)
        return NULL;
    struct text *names = arena_array(arena, struct text, record->contributors.count);
    for (size_t i = 0; i < record->contributors.count; i++)
        names[i] = site->history->people[record->contributors.items[i]];
    struct view_map map = parts_map(5, arena);
    parts_put_date(&map, "first", record->first, arena);
    parts_put_date(&map, "last", record->last, arena);
    parts_put_count(&map, "revisions", record->revisions, arena);
    parts_put_texts(&map, "contributors", NULL, names, record->contributors.count, arena);
    parts_put_text(&map, "contributor_line", parts_names(names, record->contributors.count, arena), arena);
    return view_of_map(&map, arena);
}

static void put_text_kind(struct view_map *map, const struct essay *essay, struct arena *arena) {
    struct text label = {0};
    if (essay->text == TEXT_PRECIS)
        label = TEXT("Précis: the argument restated by the editors");
    if (essay->text == TEXT_EXCERPT)
        label = TEXT("Excerpt");
    parts_put_flag(map, "is_precis", essay->text == TEXT_PRECIS, arena);
    parts_put_flag(map, "is_excerpt", essay->text == TEXT_EXCERPT, arena);
    parts_put_text(map, "text_label", label, arena);
}

/* Another essay, what it is to this one, and the editor's note on that. */
static const struct view *labelled_card(const struct making *making, uint32_t number, struct text label, struct text note) {
    struct view_map map = parts_map(3, making->arena);
    parts_put(&map, "card", making->shared->essays[number], making->arena);
    parts_put_text(&map, "label", label, making->arena);
    parts_put_html(&map, "note_html", note, essay_of(making)->han, making->arena);
    return view_of_map(&map, making->arena);
}

static bool is_shown(const struct making *making, uint32_t number) {
    return making->shared->date_positions[number] != UINT32_MAX;
}

static void put_variants(struct making *making, struct view_map *map, const struct essay *essay) {
    struct parts_list list = {0};
    const struct view *original = NULL;
    if (essay->variant_of != UINT32_MAX && is_shown(making, essay->variant_of)) {
        struct text label = text_join(making->arena, cards_variant_label(essay->variant), TEXT(" of"));
        original = labelled_card(making, essay->variant_of, label, essay->variant_note);
    }
    for (size_t i = 0; i < essay->variants.count; i++) {
        uint32_t number = essay->variants.items[i];
        const struct essay *variant = &making->site->essays[number];
        if (is_shown(making, number))
            *array_add(&list, making->arena) =
                labelled_card(making, number, cards_variant_label(variant->variant), variant->variant_note);
    }
    parts_put(map, "variant_of", original, making->arena);
    parts_put_list(map, "variants", "has_variants", &list, making->arena);
}

static struct text relation_label(uint8_t kind, bool is_passive) {
    static const struct text labels[][2] = {
        [RELATION_CITES] = {TEXT_INIT("cites"), TEXT_INIT("is cited by")},
        [RELATION_RESPONDS_TO] = {TEXT_INIT("responds to"), TEXT_INIT("is answered by")},
        [RELATION_SUPPORTS] = {TEXT_INIT("supports"), TEXT_INIT("is supported by")},
        [RELATION_DISPUTES] = {TEXT_INIT("disputes"), TEXT_INIT("is disputed by")},
        [RELATION_EXTENDS] = {TEXT_INIT("extends"), TEXT_INIT("is extended by")},
        [RELATION_SUPERSEDES] = {TEXT_INIT("supersedes"), TEXT_INIT("is superseded by")},
    };
    return labels[kind][is_passive];
}

static struct parts_list relation_views(const struct making *making, const struct relation *relations, size_t count,
                                        bool is_passive) {
    struct parts_list list = {0};
    for (size_t i = 0; i < count; i++)
        if (is_shown(making, relations[i].essay))
            *array_add(&list, making->arena) =
                labelled_card(making, relations[i].essay, relation_label(relations[i].kind, is_passive), relations[i].note);
    return list;
}

static void put_relations(struct making *making, struct view_map *map, const struct essay *essay) {
    struct parts_list own = relation_views(making, essay->relations.items, essay->relations.count, false);
    struct parts_list others = relation_views(making, essay->related_by.items, essay->related_by.count, true);
    parts_put_list(map, "relations", NULL, &own, making->arena);
    parts_put_list(map, "related_by", NULL, &others, making->arena);
    parts_put_flag(map, "has_relations", own.count + others.count > 0, making->arena);
}

static void put_related(struct making *making, struct view_map *map, const struct essay *essay) {
    struct parts_list list = {0};
    for (size_t i = 0; i < essay->related.count; i++) {
        uint32_t other = essay->related.items[i];
        struct text why = why_related(making, making->page->number, other);
        if (why.size == 0 || !is_shown(making, other))
            continue;
        struct view_map item = parts_map(2, making->arena);
        parts_put(&item, "card", making->shared->essays[other], making->arena);
        parts_put_text(&item, "why_html", why, making->arena);
        *array_add(&list, making->arena) = view_of_map(&item, making->arena);
    }
    parts_put_list(map, "related", "has_related", &list, making->arena);
}

static const struct view *list_neighbour(const struct making *making, const struct list *list, size_t position) {
    return position < list->items.count ? making->shared->essays[list->items.items[position].essay] : NULL;
}

static const struct view *list_place_view(const struct making *making, struct list_place place) {
    const struct list *list = &making->site->lists[place.list];
    struct view_map map = parts_map(5, making->arena);
    parts_put(&map, "list", making->shared->lists[place.list], making->arena);
    view_put(&map, "position", view_number(place.position + 1, making->arena), making->arena);
    view_put(&map, "of", view_number((int64_t)list->items.count, making->arena), making->arena);
    parts_put(&map, "previous", list_neighbour(making, list, (size_t)place.position - 1), making->arena);
    parts_put(&map, "next", list_neighbour(making, list, (size_t)place.position + 1), making->arena);
    return view_of_map(&map, making->arena);
}

static void put_lists(struct making *making, struct view_map *map) {
    const struct list_places *places = &making->shared->list_places[making->page->number];
    struct parts_list list = {0};
    for (size_t i = 0; i < places->count; i++)
        *array_add(&list, making->arena) = list_place_view(making, places->items[i]);
    parts_put_list(map, "lists", "has_lists", &list, making->arena);
}

static void put_editions(struct making *making, struct view_map *map) {
    const struct view *const *editions = making->shared->editions;
    const struct view *of_essay = editions ? editions[making->page->number] : view_null();
    parts_put(map, "editions", of_essay, making->arena);
    parts_put_flag(map, "has_editions", of_essay->truth, making->arena);
}

/* The essay at a place in the order of dates; an essay without a date stands nowhere in it. */
static const struct view *dated_card(const struct making *making, size_t position) {
    const struct numbers *by_date = &making->site->essays_by_date;
    if (position >= by_date->count || making->site->essays[by_date->items[position]].date.precision == DATE_NONE)
        return NULL;
    return making->shared->essays[by_date->items[position]];
}

static void put_neighbours(struct making *making, struct view_map *map, const struct essay *essay) {
    size_t position = making->shared->date_positions[making->page->number];
    bool is_dated = essay->date.precision != DATE_NONE && is_shown(making, making->page->number);
    parts_put(map, "previous", is_dated ? dated_card(making, position + 1) : NULL, making->arena);
    parts_put(map, "next", is_dated ? dated_card(making, position - 1) : NULL, making->arena);
}

static const struct view *citation_view(const struct making *making, const struct essay *essay) {
    struct citation citation = citation_of(making->site, essay, making->arena);
    struct view_map map = parts_map(3, making->arena);
    parts_put_text(&map, "plain", citation.plain, making->arena);
    parts_put_text(&map, "html", citation.html, making->arena);
    parts_put_text(&map, "bibtex_key", citation.key, making->arena);
    return view_of_map(&map, making->arena);
}

static void put_history(struct making *making, struct view_map *map, const struct essay *essay) {
    struct view_map history = parts_map(2, making->arena);
    bool has_history = revisions_has_history(making->site, essay);
    struct text address = has_history ? revisions_history(essay, making->arena) : (struct text){0};
    parts_put_text(&history, "path", link_to(address, making->arena), making->arena);
    parts_put_count(&history, "count", essay->versions->count, making->arena);
    parts_put(map, "history", has_history ? view_of_map(&history, making->arena) : NULL, making->arena);
    bool shows_gone = has_history && essay_is_open(essay);
    parts_put(map, "gone", shows_gone ? gone_view(making, essay) : NULL, making->arena);
}

void view_essay(struct making *making) {
    const struct essay *essay = essay_of(making);
    struct arena *arena = making->arena;
    struct view_map map = parts_map_from(making->shared->essays[making->page->number], 34, arena);
    put_body(making, &map, essay);
    put_toc(making, &map, essay);
    parts_put_text(&map, "url", making_url(making, essay->thing.address), arena);
    parts_put(&map, "source", source_view(making, &essay->provenance), arena);
    parts_put(&map, "rights", rights_view(&essay->rights, arena), arena);
    parts_put(&map, "record", record_view(making->site, &essay->thing.source.record, arena), arena);
    put_text_kind(&map, essay, arena);
    put_variants(making, &map, essay);
    put_relations(making, &map, essay);
    making_put_backlinks(making, &map, "cited_by", "has_cited_by", LISTING_CITING_ESSAY, making->page->number);
    put_related(making, &map, essay);
    put_lists(making, &map);
    put_editions(making, &map);
    put_neighbours(making, &map, essay);
    put_history(making, &map, essay);
    parts_put(&map, "citation", citation_view(making, essay), arena);
    parts_put(&map, "fields", making_fields(&essay->thing.source, arena), arena);
    parts_put(&making->map, "essay", view_of_map(&map, arena), arena);
}
