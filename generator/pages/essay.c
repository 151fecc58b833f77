#include "compose/links.h"
#include "compose/values.h"
#include "compose/why.h"
#include "pages/shared.h"

static const struct essay *essay_of(const struct from *from) {
    return &from->site->essays[from->page->number];
}

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
           provenance->is_not_public || provenance->doi.size || provenance->pages.size || provenance->publisher.size || provenance->isbn.size ||
           provenance->retrieved.precision != DATE_NONE;
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

/* Another essay, what it is to this one, and the editor's note on that. */
static void labelled_card(struct gathering *g, const char *name, const struct from *from, uint32_t number, const char *label,
                          struct text note) {
    gather_open(g, name);
    gather_thing(g, "card", from->shared, CARD_ESSAY, number);
    gather_word(g, "label", label);
    gather_marked(g, NULL, "note_html", note, essay_of(from)->han);
    gather_close(g);
}

/* The same of a form of the work, with the page of the two side by side. */
static void variant_card(struct gathering *g, const char *name, const struct from *from, uint32_t number, const char *label,
                         uint32_t variant) {
    const struct essay *essay = &from->site->essays[variant];
    bool stands = besides_stands(from->site, from->shared->date_positions, variant);
    gather_open(g, name);
    gather_thing(g, "card", from->shared, CARD_ESSAY, number);
    gather_word(g, "label", label);
    gather_marked(g, NULL, "note_html", essay->variant_note, essay_of(from)->han);
    gather_path(g, "beside_path", stands ? besides_address(from->site, variant, gathering_arena(g)) : TEXT(""));
    gather_close(g);
}

static bool is_shown(const struct from *from, uint32_t number) {
    return from->shared->date_positions[number] != NONE;
}

static void variant_of(struct gathering *g, const struct from *from, const struct essay *essay) {
    if (essay->variant_of != NONE && is_shown(from, essay->variant_of))
        variant_card(g, "variant_of", from, essay->variant_of, variant_word(essay->variant, true), from->page->number);
    else
        gather_none(g, "variant_of");
}

static void variants(struct gathering *g, const struct from *from, const struct essay *essay) {
    gather_open_list(g, "variants");
    for (size_t i = 0; i < essay->variants.count; i++) {
        const struct essay *variant = &from->site->essays[essay->variants.items[i]];
        if (is_shown(from, essay->variants.items[i]))
            variant_card(g, NULL, from, essay->variants.items[i], variant_word(variant->variant, false),
                         essay->variants.items[i]);
    }
    gather_close(g);
    gather_has(g, "has_variants", "variants", NULL);
}

static const char *relation_word(uint8_t kind, bool is_passive) {
    static const char *const words[][2] = {
        [RELATION_CITES] = {"cites", "cites-back"},          [RELATION_RESPONDS_TO] = {"responds-to", "responds-to-back"},
        [RELATION_SUPPORTS] = {"supports", "supports-back"}, [RELATION_DISPUTES] = {"disputes", "disputes-back"},
        [RELATION_EXTENDS] = {"extends", "extends-back"},    [RELATION_SUPERSEDES] = {"supersedes", "supersedes-back"},
    };
    return words[kind][is_passive];
}

static void relations_one_way(struct gathering *g, const char *name, const struct from *from, const struct relation *relations,
                              size_t count, bool is_passive) {
    gather_open_list(g, name);
    for (size_t i = 0; i < count; i++)
        if (is_shown(from, relations[i].essay))
            labelled_card(g, NULL, from, relations[i].essay, relation_word(relations[i].kind, is_passive), relations[i].note);
    gather_close(g);
}

static void relations(struct gathering *g, const struct from *from, const struct essay *essay) {
    relations_one_way(g, "relations", from, essay->relations.items, essay->relations.count, false);
    relations_one_way(g, "related_by", from, essay->related_by.items, essay->related_by.count, true);
    gather_has(g, "has_relations", "relations", "related_by");
}

/* Related essays, and in what they are related */

static bool refers_to(const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->thing.source.targets.count; i++)
        if (essay->thing.source.targets.items[i].kind == THING_ESSAY && essay->thing.source.targets.items[i].number == other)
            return true;
    for (size_t i = 0; i < essay->relations.count; i++)
        if (essay->relations.items[i].essay == other)
            return true;
    return false;
}

/* As the essay itself knows it: the other one need not be looked at. */
static bool is_referred_to_by(const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->thing.backlinks.count; i++)
        if (essay->thing.backlinks.items[i].kind == THING_ESSAY && essay->thing.backlinks.items[i].number == other)
            return true;
    for (size_t i = 0; i < essay->related_by.count; i++)
        if (essay->related_by.items[i].essay == other)
            return true;
    return false;
}

static const struct {
    uint8_t why, thing; /* enum why_kind; enum thing_kind of what is named */
} reason_kinds[] = {
    [REASON_TOPIC] = {WHY_TOPICS, THING_TOPIC},       [REASON_AUTHOR] = {WHY_AUTHORS, THING_AUTHOR},
    [REASON_REFERENCE] = {WHY_REFERENCE, THING_NONE}, [REASON_COMMON_REFERENCE] = {WHY_COMMON_REFERENCES, THING_ESSAY},
    [REASON_WORDS] = {WHY_WORDS, THING_NONE},
};

static void add_reason(struct why_phrase *phrase, const struct from *from, const struct reason *reason, uint32_t other) {
    const struct essay *essay = essay_of(from);
    uint8_t thing = reason_kinds[reason->kind].thing;
    if (thing != THING_NONE && phrase->count < WHY_NAMED) {
        phrase->names[phrase->count].title = site_title(from->site, thing, reason->number);
        phrase->names[phrase->count].address = site_thing(from->site, thing, reason->number)->address;
        phrase->names[phrase->count].han = han_of(from->site, thing, reason->number);
    }
    phrase->count++;
    phrase->words = reason->words;
    phrase->han = essay->han;
    phrase->there = refers_to(essay, other);
    phrase->back = is_referred_to_by(essay, other);
}

static struct why_phrase *phrase_of(struct why *why, uint8_t kind) {
    for (size_t i = 0; i < why->count; i++)
        if (why->phrases[i].kind == kind)
            return &why->phrases[i];
    why->phrases[why->count].kind = kind;
    return &why->phrases[why->count++];
}

/* Words of a text that may not be published are no reason to tell. */
static struct why why_related(const struct from *from, uint32_t other, struct arena *arena) {
    struct reasons reasons = related_reasons(from->site, from->page->number, other, arena);
    bool words_may_leave = essay_is_open(essay_of(from)) && essay_is_open(&from->site->essays[other]);
    struct why why = {0};
    for (size_t i = 0; i < reasons.count; i++) {
        const struct reason *reason = &reasons.items[i];
        if (reason->kind != REASON_WORDS || words_may_leave)
            add_reason(phrase_of(&why, reason_kinds[reason->kind].why), from, reason, other);
    }
    return why;
}

static void related_essay(struct gathering *g, const struct from *from, uint32_t other) {
    struct why why = why_related(from, other, gathering_arena(g));
    if (why.count == 0 || !is_shown(from, other))
        return;
    gather_open(g, NULL);
    gather_thing(g, "card", from->shared, CARD_ESSAY, other);
    gather_text(g, "why_html", why_html(&why, gathering_language(g), gathering_place(g), gathering_arena(g)));
    gather_close(g);
}

/* Reasons cost a search each. Their digest is known; the things that they can name are the essay's own. */
static struct digest digest_of_related(const struct from *from, const struct essay *essay) {
    const struct targets *targets = &essay->thing.source.targets;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, essay->related_why);
    for (size_t i = 0; i < essay->related.count; i++) {
        uint32_t other = essay->related.items[i];
        hasher_add_digest(&hasher, card_digest(from->shared, CARD_ESSAY, other));
        hasher_add_number(&hasher, (uint64_t)is_shown(from, other) << 3 |
                                       (uint64_t)essay_is_open(&from->site->essays[other]) << 2 |
                                       (uint64_t)refers_to(essay, other) << 1 | is_referred_to_by(essay, other));
    }
    for (size_t i = 0; i < essay->topics.count; i++)
        hasher_add_digest(&hasher, mention_digest(from->shared, THING_TOPIC, essay->topics.items[i]));
    for (size_t i = 0; i < essay->authors.count; i++)
        hasher_add_digest(&hasher, mention_digest(from->shared, THING_AUTHOR, essay->authors.items[i]));
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].kind == THING_ESSAY)
            hasher_add_digest(&hasher, mention_digest(from->shared, THING_ESSAY, targets->items[i].number));
    for (size_t i = 0; i < essay->relations.count; i++)
        hasher_add_digest(&hasher, mention_digest(from->shared, THING_ESSAY, essay->relations.items[i].essay));
    hasher_add_number(&hasher, essay_is_open(essay));
    hasher_add_text(&hasher, essay->han);
    return hasher_end(&hasher);
}

static void related(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct digest digest = gathering_is_view(g) ? (struct digest){0} : digest_of_related(from, essay);
    if (gather_stands(g, "related", digest)) {
        gather_open_list(g, "related");
        for (size_t i = 0; i < essay->related.count; i++)
            related_essay(g, from, essay->related.items[i]);
        gather_close(g);
    }
    gather_has(g, "has_related", "related", NULL);
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
    bool is_dated = essay->date.precision != DATE_NONE && is_shown(from, from->page->number);
    gather_thing(g, "previous", from->shared, CARD_ESSAY, is_dated ? dated_at(from->site, position + 1) : NONE);
    gather_thing(g, "next", from->shared, CARD_ESSAY, is_dated ? dated_at(from->site, position - 1) : NONE);
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
    const struct essay *essay = essay_of(from);
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
    const struct essay *essay = essay_of(from);
    gather_open(g, "essay");
    gather_essay_record(g, from);
    gather_source(g, from, essay_is_open(essay) ? &essay->thing.source : &nothing, essay, essay->han);
    words(g, essay);
    toc(g, essay);
    gather_own_url(g, "url");
    record_of(g, from->site, &essay->thing.source.record);
    variants(g, from, essay);
    relations(g, from, essay);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_ESSAY), from->page->number);
    related(g, from, essay);
    lists(g, from);
    gather_things(g, "events", from->shared, CARD_EVENT, &essay->events);
    gather_has(g, "has_events", "events", NULL);
    gather_editions_of(g, from);
    neighbours(g, from, essay);
    history(g, from, essay);
    gather_cite_this(g, from, essay);
    gather_close(g);
}
