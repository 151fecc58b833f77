/* Authors, publications, reading lists and the glossary: their indexes, and the page of each. */
#include "base/array.h"
#include "pages/shared.h"

#include <stdlib.h>

static struct text letter_at(const struct from *from, const struct numbers *by_name, size_t at, struct arena *arena) {
    return letter_of_author(&from->site->authors[by_name->items[at]], arena);
}

void authors_gather(struct gathering *g, const struct from *from) {
    struct numbers by_name = gather_largest(g, from, LISTING_ALL(THING_AUTHOR), &from->site->authors_by_name);
    gather_open_list(g, "letters");
    for (size_t at = 0, end; at < by_name.count; at = end) {
        struct text letter = letter_at(from, &by_name, at, gathering_arena(g));
        for (end = at + 1; end < by_name.count && text_equal(letter_at(from, &by_name, end, gathering_arena(g)), letter);)
            end++;
        struct numbers authors = {by_name.items + at, end - at, end - at};
        gather_open(g, NULL);
        gather_text(g, "letter", letter);
        gather_things(g, "authors", from->shared, CARD_AUTHOR, &authors);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_letters", "letters", NULL);
}

static int by_number(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The authors of all essays of one author, sorted, each as often as they have one of them. */
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

static void coauthors(struct gathering *g, const struct from *from, const struct author *author) {
    struct numbers beside = authors_beside(from->site, author, gathering_arena(g));
    gather_open_list(g, "coauthors");
    for (size_t i = 0; i < author->coauthors.count; i++) {
        uint32_t number = author->coauthors.items[i];
        gather_open(g, NULL);
        gather_members_of(g, from->shared, CARD_AUTHOR_NAME, number);
        gather_count(g, "together", lower_bound(&beside, number + 1) - lower_bound(&beside, number));
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_coauthors", "coauthors", NULL);
}

static void person(struct gathering *g, const struct author *author) {
    static const struct text site = TEXT_INIT("https://orcid.org/");
    struct text orcid = text_after(author->orcid, text_starts(author->orcid, site) ? site.size : 0);
    gather_text(g, "orcid", orcid);
    gather_web(g, "orcid_url", orcid.size ? text_join(gathering_arena(g), site, orcid) : orcid);
    gather_web(g, "url", author->url);
    gather_also(g, "also_known_as", "also_known_as_line", "has_also_known_as", author->thing.also.items,
                author->thing.also.count);
}

void author_gather(struct gathering *g, const struct from *from) {
    const struct author *author = &from->site->authors[from->page->number];
    gather_open(g, "author");
    gather_members_of(g, from->shared, CARD_AUTHOR, from->page->number);
    gather_source(g, from, &author->thing.source, NULL, from->site->settings.han);
    person(g, author);
    gather_essays_of(g, from, "works", "has_works", LISTING_OF(THING_AUTHOR), from->page->number);
    coauthors(g, from, author);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_AUTHOR), from->page->number);
    gather_changes_of(g, from, THING_AUTHOR, from->page->number);
    gather_close(g);
}

void publications_gather(struct gathering *g, const struct from *from) {
    struct numbers by_name = gather_largest(g, from, LISTING_ALL(THING_PUBLICATION), &from->site->publications_by_name);
    gather_things(g, "publications", from->shared, CARD_PUBLICATION, &by_name);
    gather_has(g, "has_publications", "publications", NULL);
}

void publication_gather(struct gathering *g, const struct from *from) {
    gather_open(g, "publication");
    gather_members_of(g, from->shared, CARD_PUBLICATION, from->page->number);
    gather_essays_of(g, from, "works", "has_works", LISTING_OF(THING_PUBLICATION), from->page->number);
    gather_close(g);
}

void lists_gather(struct gathering *g, const struct from *from) {
    struct numbers by_title = from->site->lists_by_title;
    if (gather_parts(g, from, LISTING_ALL(THING_LIST), 0))
        by_title.count = 0;
    gather_things(g, "lists", from->shared, CARD_LIST, &by_title);
    gather_has(g, "has_lists", "lists", NULL);
}

static void entries(struct gathering *g, const struct from *from, const struct list *list) {
    gather_open_list(g, "entries");
    for (size_t i = 0; i < list->items.count; i++) {
        const struct list_item *item = &list->items.items[i];
        gather_open(g, NULL);
        gather_number(g, "position", i + 1);
        gather_thing(g, "card", from->shared, CARD_ESSAY, item->essay);
        gather_marked(g, NULL, "note_html", item->note, from->site->settings.han);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_entries", "entries", NULL);
}

void list_gather(struct gathering *g, const struct from *from) {
    const struct list *list = &from->site->lists[from->page->number];
    gather_open(g, "list");
    gather_members_of(g, from->shared, CARD_LIST, from->page->number);
    gather_source(g, from, &list->thing.source, NULL, from->site->settings.han);
    entries(g, from, list);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_LIST), from->page->number);
    gather_close(g);
}

static void term(struct gathering *g, const struct from *from, uint32_t number) {
    const struct term *of = &from->site->terms[number];
    gather_open(g, NULL);
    gather_members_of(g, from->shared, CARD_TERM, number);
    gather_source(g, from, &of->thing.source, NULL, from->site->settings.han);
    gather_also(g, "also", "also_line", "has_also", of->thing.also.items, of->thing.also.count);
    gather_backlinks(g, from, "used_in", "has_used_in", LISTING_CITING(THING_TERM), number);
    gather_close(g);
}

void gather_terms(struct gathering *g, const struct from *from, const struct numbers *terms) {
    gather_open_list(g, "terms");
    for (size_t i = 0; i < terms->count; i++)
        term(g, from, terms->items[i]);
    gather_close(g);
    gather_has(g, "has_terms", "terms", NULL);
}

void glossary_gather(struct gathering *g, const struct from *from) {
    struct numbers by_name = from->site->terms_by_name;
    if (gather_parts(g, from, LISTING_ALL(THING_TERM), 0))
        by_name.count = 0;
    gather_terms(g, from, &by_name);
}
