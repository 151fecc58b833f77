#include "base/utf8.h"
#include "compose/links.h"
#include "compose/values.h"
#include "pages/also_read.h"
#include "pages/cite_files.h"

uint8_t highest_level(const struct doc_heading *headings, uint32_t count) {
    uint8_t highest = UINT8_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (headings[i].level < highest)
            highest = headings[i].level;
    return highest;
}

static void toc_entry(struct gathering *g, const struct document *document, const struct doc_heading *heading, bool is_sub) {
    gather_open(g, NULL);
    struct text id = document_text(document, heading->id);
    gather_text(g, "id", id);
    gather_text(g, "anchor", link_anchor(id, gathering_arena(g)));
    gather_text(g, "title_html", document_text(document, heading->html));
    gather_number(g, "level", heading->level);
    gather_flag(g, "is_sub", is_sub);
    gather_close(g);
}

/* The two highest levels of headings that the text has. One heading alone needs no table. */
static void toc(struct gathering *g, const struct essay *essay) {
    const struct document *document = essay->thing.source.document;
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    uint32_t count = essay_is_open(essay) ? document->headings.count : 0, shown = 0;
    uint8_t highest = highest_level(headings, count);
    for (uint32_t i = 0; i < count; i++)
        shown += headings[i].level <= highest + 1;
    gather_open_list(g, "toc");
    for (uint32_t i = 0; i < count && shown > 1; i++)
        if (headings[i].level <= highest + 1)
            toc_entry(g, document, &headings[i], headings[i].level > highest);
    gather_close(g);
    gather_has(g, "has_toc", "toc", NULL);
}

static bool is_given(const struct provenance *provenance) {
    return provenance->publication != NONE || provenance->kind.size || provenance->place.size || provenance->url.size ||
           provenance->is_not_public || provenance->doi.size || provenance->pages.size || provenance->publisher.size ||
           provenance->isbn.size || provenance->retrieved.precision != DATE_NONE;
}

static void source_of_text(struct gathering *g, const struct from *from, const struct provenance *provenance) {
    if (!is_given(provenance)) {
        gather_none(g, "source");
        return;
    }
    gather_open(g, "source");
    gather_thing(g, "publication", from->shared, CARD_PUBLICATION_NAME, provenance->publication);
    gather_text(g, "kind", provenance->kind);
    gather_text(g, "place", provenance->place);
    gather_web(g, "url", provenance->url);
    gather_doi(g, "doi", "doi_url", provenance->doi);
    gather_flag(g, "is_not_public", provenance->is_not_public);
    gather_text(g, "pages", provenance->pages);
    gather_text(g, "volume", provenance->volume);
    gather_text(g, "issue", provenance->issue);
    gather_text(g, "number", provenance->number);
    gather_text(g, "publisher", provenance->publisher);
    gather_text(g, "issn", provenance->issn);
    gather_text(g, "isbn", provenance->isbn);
    gather_text(g, "type", work_type_names[provenance->type]);
    gather_date(g, "retrieved", provenance->retrieved);
    gather_close(g);
}

static void rights_of(struct gathering *g, const struct rights *rights) {
    if (rights->holder.size == 0 && rights->statement.size == 0) {
        gather_none(g, "rights");
        return;
    }
    gather_open(g, "rights");
    gather_text(g, "holder", rights->holder);
    gather_text(g, "statement", rights->statement);
    gather_text(g, "label", rights->label);
    gather_web(g, "url", rights->url);
    gather_close(g);
}

static void record_of(struct gathering *g, const struct site *site, const struct record *record) {
    if (record->revisions == 0) {
        gather_none(g, "record");
        return;
    }
    size_t count = record->contributors.count;
    struct text *names = arena_array(gathering_arena(g), struct text, count);
    for (size_t i = 0; i < count; i++)
        names[i] = site->history->people[record->contributors.items[i]];
    gather_open(g, "record");
    gather_date(g, "first", record->first);
    gather_date(g, "last", record->last);
    gather_count(g, "revisions", record->revisions);
    gather_texts(g, "contributors", names, count);
    gather_names(g, "contributor_line", NULL, names, count, NULL);
    gather_close(g);
}

/* The text as it stands: when it was last revised, and where it will always be found. */
static void revision_of_text(struct gathering *g, const struct from *from, const struct essay *essay) {
    const struct version *version = &essay->versions->items[essay->versions->count - 1];
    const struct history *history = from->site->history;
    bool known = version->revision != NONE;
    struct text name, address = revisions_permanent(&name, from->shared->revisions, essay, gathering_arena(g));
    if (!revisions_has_history(from->site, essay)) {
        gather_none(g, "revision");
        return;
    }
    gather_open(g, "revision");
    gather_date(g, "date", known ? history->commits[history->revisions[version->revision].commit].when : (struct date){0});
    gather_path(g, "path", address);
    gather_url(g, "url", address);
    gather_text(g, "name", name);
    gather_close(g);
}

static void kind_of_text(struct gathering *g, const struct essay *essay) {
    static const struct gather_choice kinds[] = {
        [TEXT_FULL] = {NULL, NULL, NULL},
        [TEXT_PRECIS] = {"is_precis", NULL, "precis-notice"},
        [TEXT_EXCERPT] = {"is_excerpt", NULL, "excerpt"},
        [TEXT_RECORD] = {"is_record", NULL, "record-by-editors"},
    };
    gather_choices(g, kinds, COUNT_OF(kinds), essay->text, "text_label");
}

/* The authors with what stands before each in the line of them: {{joint}}. */
static void byline(struct gathering *g, const struct from *from, const struct essay *essay) {
    gather_open_list(g, "byline");
    for (size_t i = 0; i < essay->authors.count; i++) {
        gather_open(g, NULL);
        gather_text(g, "joint", language_join(gathering_language(g), i, essay->authors.count));
        gather_thing(g, "author", from->shared, CARD_AUTHOR_NAME, essay->authors.items[i]);
        gather_close(g);
    }
    gather_close(g);
}

/* What this is a form of, what form, and the page of the two side by side. */
static void variant_of(struct gathering *g, const struct from *from, const struct essay *essay) {
    bool stands = besides_stands(from->site, from->shared->date_positions, from->page->number);
    if (essay->variant_of == NONE || !essay_is_listed(from->shared, essay->variant_of)) {
        gather_none(g, "variant_of");
        return;
    }
    gather_open(g, "variant_of");
    gather_thing(g, "card", from->shared, CARD_ESSAY, essay->variant_of);
    gather_word(g, "label", variant_word(essay->variant, true));
    gather_marked(g, NULL, "note_html", essay->variant_note, essay->han);
    gather_path(g, "beside_path", stands ? besides_address(from->site, from->page->number, gathering_arena(g)) : TEXT(""));
    gather_close(g);
}

/* As many of its topics as stand in one line of a phone; the first of them in any case. */
static void first_topics(struct gathering *g, const struct from *from, const struct essay *essay) {
    enum { LINE_CHARACTERS = 40, SEPARATOR_CHARACTERS = 3 };
    size_t count = 0, taken = 0;
    for (; count < essay->topics.count; count++) {
        struct text name = from->site->topics[essay->topics.items[count]].thing.title;
        taken += utf8_count(name) + SEPARATOR_CHARACTERS;
        if (count && taken > LINE_CHARACTERS)
            break;
    }
    const struct numbers topics = {.items = essay->topics.items, .count = count};
    gather_things(g, "first_topics", from->shared, CARD_TOPIC_NAME, &topics);
    gather_flag(g, "has_more_topics", count < essay->topics.count);
}

/* Where it stands */

static void list_neighbour(struct gathering *g, const char *name, const struct from *from, const struct list *list,
                           size_t position) {
    bool is_there = position < list->items.count;
    gather_thing(g, name, from->shared, CARD_ESSAY, is_there ? list->items.items[position].essay : NONE);
}

static void list_place(struct gathering *g, const struct from *from, struct standing_place place) {
    const struct list *list = &from->site->lists[place.in];
    gather_open(g, NULL);
    gather_thing(g, "list", from->shared, CARD_LIST, place.in);
    gather_number(g, "position", (uint64_t)place.position + 1);
    gather_number(g, "of", list->items.count);
    list_neighbour(g, "previous", from, list, (size_t)place.position - 1);
    list_neighbour(g, "next", from, list, (size_t)place.position + 1);
    gather_close(g);
}

static void lists(struct gathering *g, const struct from *from) {
    const struct standing_places *places = &from->shared->list_places[from->page->number];
    gather_open_list(g, "lists");
    for (size_t i = 0; i < places->count; i++)
        list_place(g, from, places->items[i]);
    gather_close(g);
    gather_has(g, "has_lists", "lists", NULL);
}

/* The essay at a place in the order of dates; an essay without a date stands nowhere in it. */
static uint32_t dated_at(const struct site *site, size_t position) {
    const struct numbers *by_date = &site->essays_by_date;
    bool is_dated = position < by_date->count && site->essays[by_date->items[position]].date.precision != DATE_NONE;
    return is_dated ? by_date->items[position] : NONE;
}

static void neighbours(struct gathering *g, const struct from *from, const struct essay *essay) {
    size_t position = from->shared->date_positions[from->page->number];
    bool is_dated = essay->date.precision != DATE_NONE && essay_is_listed(from->shared, from->page->number);
    gather_thing(g, "previous", from->shared, CARD_ESSAY, is_dated ? dated_at(from->site, position + 1) : NONE);
    gather_thing(g, "next", from->shared, CARD_ESSAY, is_dated ? dated_at(from->site, position - 1) : NONE);
    gather_has(g, "has_neighbours", "previous", "next");
}

static void history(struct gathering *g, const struct from *from, const struct essay *essay) {
    bool has_history = revisions_has_history(from->site, essay);
    if (has_history) {
        gather_open(g, "history");
        gather_path(g, "path", revisions_history(essay, gathering_arena(g)));
        gather_count(g, "count", essay->versions->count);
        gather_close(g);
    } else {
        gather_none(g, "history");
    }
    if (has_history && essay_is_open(essay))
        gather_gone(g, from, essay);
    else
        gather_none(g, "gone");
}

/* Here only: in a card it would change every page that shows the essay with almost every edit. */
static void words(struct gathering *g, const struct essay *essay) {
    if (essay_is_open(essay) && essay->thing.source.document->word_count > 0)
        gather_count(g, "words", essay->thing.source.document->word_count);
    else
        gather_none(g, "words");
}

void gather_essay_record(struct gathering *g, const struct from *from) {
    const struct essay *essay = page_essay(from);
    gather_members_of(g, from->shared, CARD_ESSAY, from->page->number);
    source_of_text(g, from, &essay->provenance);
    rights_of(g, &essay->rights);
    revision_of_text(g, from, essay);
    kind_of_text(g, essay);
    byline(g, from, essay);
    variant_of(g, from, essay);
}

void essay_gather(struct gathering *g, const struct from *from) {
    static const struct source nothing = {0};
    const struct essay *essay = page_essay(from);
    gather_open(g, "essay");
    gather_essay_record(g, from);
    gather_source(g, from, essay_is_open(essay) ? &essay->thing.source : &nothing, essay, essay->han);
    gather_flag(g, "is_noticed", essay->text != TEXT_FULL || !essay_is_open(essay));
    first_topics(g, from, essay);
    words(g, essay);
    toc(g, essay);
    gather_own_url(g, "url");
    record_of(g, from->site, &essay->thing.source.record);
    gather_also_read(g, from);
    lists(g, from);
    gather_things(g, "events", from->shared, CARD_EVENT, &essay->events);
    gather_has(g, "has_events", "events", NULL);
    gather_editions_of(g, from);
    neighbours(g, from, essay);
    history(g, from, essay);
    gather_essay_head(g, from, essay);
    gather_path(g, "cite_path", cite_page_address(essay, gathering_arena(g)));
    gather_citation_line(g, from, essay);
    gather_close(g);
}
