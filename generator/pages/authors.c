/* Authors: their card, their index, and the page of each. */
#include "base/array.h"
#include "base/utf8.h"
#include "pages/shared.h"

#include <stdlib.h>

void author_name(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    named_name(g, context, number);
    gather_marked(g, NULL, "native_name_html", of->site->authors[number].native_name, of->site->authors[number].thing.han);
}

/* The letter that an index of names puts an author under. */
static struct text letter_of_author(const struct author *author, struct arena *arena) {
    struct text plain = utf8_fold_plain(author->thing.sort_key, arena);
    size_t end = 0;
    if (plain.size)
        utf8_next(plain, &end);
    char capital = plain.size ? plain.bytes[0] : '?';
    if (capital < 'a' || capital > 'z')
        return text_slice(plain, 0, end);
    return text_slice(TEXT("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (size_t)(capital - 'a'), (size_t)(capital - 'a') + 1);
}

void author_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct author *author = &of->site->authors[number];
    author_name(g, context, number);
    gather_text(g, "affiliation", author->affiliation);
    gather_count(g, "essays", author->thing.essays.count);
    gather_text(g, "letter", letter_of_author(author, gathering_arena(g)));
    card_fields(g, &author->thing.source);
}

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

/* The authors of all essays of one author, sorted, each as often as they have one of them. */
static struct numbers authors_beside(const struct site *site, const struct author *author, struct arena *arena) {
    struct numbers beside = {0};
    for (size_t i = 0; i < author->thing.essays.count; i++) {
        const struct numbers *authors = &site->essays[author->thing.essays.items[i]].authors;
        for (size_t j = 0; j < authors->count && authors->count <= TOGETHER_LARGEST; j++)
            *array_add(&beside, arena) = authors->items[j];
    }
    if (beside.count)
        qsort(beside.items, beside.count, sizeof *beside.items, array_by_number);
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
    gather_things(g, "by_machine", from->shared, CARD_ESSAY, &author->by_machine);
    gather_has(g, "has_by_machine", "by_machine", NULL);
    coauthors(g, from, author);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_AUTHOR), from->page->number);
    gather_changes_of(g, from, THING_AUTHOR, from->page->number);
    gather_feed_of(g, from, &author->thing);
    gather_cited(g, from, THING_AUTHOR, from->page->number);
    gather_close(g);
}
