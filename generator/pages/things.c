/* Authors, publications, reading lists and the glossary: their indexes, and the page of each. */
#include "base/array.h"
#include "pages/shared.h"

#include <stdlib.h>

static struct text letter_of(const struct making *making, uint32_t author) {
    const struct view *letter = view_get(making->shared->authors[author], TEXT("letter"));
    return letter->kind == VIEW_TEXT ? letter->text : (struct text){0};
}

static const struct view *letter_view(const struct making *making, struct text letter, const struct numbers *authors) {
    struct view_map map = parts_map(2, making->arena);
    parts_put_text(&map, "letter", letter, making->arena);
    parts_put_cards(&map, "authors", NULL, authors, making->shared->authors, making->arena);
    return view_of_map(&map, making->arena);
}

void view_authors(struct making *making) {
    struct numbers by_name = making_put_largest(making, LISTING_AUTHORS, &making->site->authors_by_name);
    struct parts_list letters = {0};
    for (size_t from = 0, to; from < by_name.count; from = to) {
        struct text letter = letter_of(making, by_name.items[from]);
        for (to = from + 1; to < by_name.count && text_equal(letter_of(making, by_name.items[to]), letter);)
            to++;
        struct numbers authors = {by_name.items + from, to - from, to - from};
        *array_add(&letters, making->arena) = letter_view(making, letter, &authors);
    }
    parts_put_list(&making->map, "letters", "has_letters", &letters, making->arena);
}

static int by_number(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The authors of all essays of one author, sorted, each as often as he has one of them. */
static struct numbers authors_beside(const struct site *site, const struct author *author, struct arena *arena) {
    struct numbers beside = {0};
    for (size_t i = 0; i < author->thing.essays.count; i++) {
        const struct numbers *authors = &site->essays[author->thing.essays.items[i]].authors;
        for (size_t j = 0; j < authors->count && authors->count <= TOGETHER_LARGEST; j++)
            *array_add(&beside, arena) = authors->items[j];
    }
    if (beside.count)
        qsort(beside.items, beside.count, sizeof *beside.items, by_number);
    return beside;
}

/* Index of the first number that is not less. */
static size_t lower_bound(const struct numbers *sorted, uint32_t number) {
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted->items[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put_coauthors(struct making *making, struct view_map *map, const struct author *author) {
    struct numbers beside = authors_beside(making->site, author, making->arena);
    struct parts_list list = {0};
    for (size_t i = 0; i < author->coauthors.count; i++) {
        uint32_t number = author->coauthors.items[i];
        struct view_map item = parts_map_from(making->shared->author_names[number], 1, making->arena);
        size_t together = lower_bound(&beside, number + 1) - lower_bound(&beside, number);
        parts_put_count(&item, "together", together, making->arena);
        *array_add(&list, making->arena) = view_of_map(&item, making->arena);
    }
    parts_put_list(map, "coauthors", "has_coauthors", &list, making->arena);
}

static void put_person(struct view_map *map, const struct author *author, struct arena *arena) {
    static const struct text site = TEXT_INIT("https://orcid.org/");
    struct text orcid = text_after(author->orcid, text_starts(author->orcid, site) ? site.size : 0);
    parts_put_text(map, "orcid", orcid, arena);
    parts_put_text(map, "orcid_url", orcid.size ? text_join(arena, site, orcid) : orcid, arena);
    parts_put_text(map, "url", cards_web_url(author->url), arena);
    parts_put_texts(map, "also_known_as", "has_also_known_as", author->also_known_as.items, author->also_known_as.count, arena);
}

void view_author(struct making *making) {
    const struct author *author = &making->site->authors[making->page->number];
    struct arena *arena = making->arena;
    struct view_map map = parts_map_from(making->shared->authors[making->page->number], 20, arena);
    making_put_body(making, &map, &author->thing.source, making->site->settings.han);
    put_person(&map, author, arena);
    making_put_essays(making, &map, "works", "has_works", LISTING_OF_AUTHOR);
    put_coauthors(making, &map, author);
    making_put_backlinks(making, &map, "cited_by", "has_cited_by", LISTING_CITING_AUTHOR, making->page->number);
    making_put_changes(making, &map, THING_AUTHOR, making->page->number);
    parts_put(&making->map, "author", view_of_map(&map, arena), arena);
}

void view_publications(struct making *making) {
    struct numbers by_name = making_put_largest(making, LISTING_PUBLICATIONS, &making->site->publications_by_name);
    parts_put_cards(&making->map, "publications", "has_publications", &by_name, making->shared->publications, making->arena);
}

void view_publication(struct making *making) {
    struct view_map map = parts_map_from(making->shared->publications[making->page->number], 4, making->arena);
    making_put_essays(making, &map, "works", "has_works", LISTING_OF_PUBLICATION);
    parts_put(&making->map, "publication", view_of_map(&map, making->arena), making->arena);
}

void view_lists(struct making *making) {
    struct numbers by_title = making->site->lists_by_title;
    if (making_put_parts(making, &making->map, LISTING_LISTS, 0))
        by_title.count = 0;
    parts_put_cards(&making->map, "lists", "has_lists", &by_title, making->shared->lists, making->arena);
}

static void put_entries(struct making *making, struct view_map *map, const struct list *list) {
    struct parts_list entries = {0};
    for (size_t i = 0; i < list->items.count; i++) {
        const struct list_item *item = &list->items.items[i];
        struct view_map entry = parts_map(3, making->arena);
        view_put(&entry, "position", view_number((int64_t)i + 1, making->arena), making->arena);
        parts_put(&entry, "card", making->shared->essays[item->essay], making->arena);
        parts_put_html(&entry, "note_html", item->note, making->site->settings.han, making->arena);
        *array_add(&entries, making->arena) = view_of_map(&entry, making->arena);
    }
    parts_put_list(map, "entries", "has_entries", &entries, making->arena);
}

void view_list_page(struct making *making) {
    const struct list *list = &making->site->lists[making->page->number];
    struct view_map map = parts_map_from(making->shared->lists[making->page->number], 6, making->arena);
    making_put_body(making, &map, &list->thing.source, making->site->settings.han);
    put_entries(making, &map, list);
    making_put_backlinks(making, &map, "cited_by", "has_cited_by", LISTING_CITING_LIST, making->page->number);
    parts_put(&making->map, "list", view_of_map(&map, making->arena), making->arena);
}

static const struct view *term_view(struct making *making, uint32_t number) {
    const struct term *term = &making->site->terms[number];
    struct view_map map = parts_map_from(making->shared->terms[number], 6, making->arena);
    making_put_body(making, &map, &term->thing.source, making->site->settings.han);
    parts_put_texts(&map, "also", "has_also", term->also.items, term->also.count, making->arena);
    making_put_backlinks(making, &map, "used_in", "has_used_in", LISTING_CITING_TERM, number);
    return view_of_map(&map, making->arena);
}

void making_put_terms(struct making *making, struct view_map *map, const struct numbers *terms) {
    struct parts_list list = {0};
    for (size_t i = 0; i < terms->count; i++)
        *array_add(&list, making->arena) = term_view(making, terms->items[i]);
    parts_put_list(map, "terms", "has_terms", &list, making->arena);
}

void view_glossary(struct making *making) {
    struct numbers by_name = making->site->terms_by_name;
    if (making_put_parts(making, &making->map, LISTING_GLOSSARY, 0))
        by_name.count = 0;
    making_put_terms(making, &making->map, &by_name);
}
