#include "pages/cards.h"

#include "base/utf8.h"
#include "compose/values.h"
#include "pages/shared.h"

/* The digests of one kind of card, by the number of the thing. */
struct card_kind {
    struct gather_form form;
    uint8_t thing;    /* enum thing_kind */
    bool holds_names; /* those of other things */
};

struct cards {
    const struct site *site;
    struct digest *digests[CARD_KINDS];
    struct mention {
        const struct site *site;
        uint8_t thing;
        struct digest *digests;
    } mentions[THING_PAGE + 1]; /* by enum thing_kind */
};

static void slug_and_path(struct gathering *g, const struct thing *thing) {
    gather_text(g, "slug", thing->slug);
    gather_path(g, "path", thing->address);
}

static void title(struct gathering *g, struct text title, struct text han) {
    gather_marked(g, "title", "title_html", title, han);
}

static void fields(struct gathering *g, const struct source *source) {
    struct yaml yaml = source->document ? document_fields(source->document) : (struct yaml){0};
    gather_fields(g, "fields", &yaml);
}

static void name(struct gathering *g, const struct site *site, const struct thing *thing) {
    slug_and_path(g, thing);
    gather_marked(g, "name", "name_html", thing->title, site->settings.han);
}

static const struct site *site_of(const void *context) {
    const struct cards *cards = context;
    return cards->site;
}

static void author_name(struct gathering *g, const void *context, uint32_t number) {
    const struct site *site = site_of(context);
    name(g, site, &site->authors[number].thing);
    gather_marked(g, NULL, "native_name_html", site->authors[number].native_name, site->settings.han);
}

struct text letter_of_author(const struct author *author, struct arena *arena) {
    struct text plain = utf8_fold_plain(author->thing.sort_key, arena);
    size_t end = 0;
    if (plain.size)
        utf8_next(plain, &end);
    char capital = plain.size ? plain.bytes[0] : '?';
    if (capital < 'a' || capital > 'z')
        return text_slice(plain, 0, end);
    return text_slice(TEXT("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (size_t)(capital - 'a'), (size_t)(capital - 'a') + 1);
}

static void author_card(struct gathering *g, const void *context, uint32_t number) {
    const struct author *author = &site_of(context)->authors[number];
    author_name(g, context, number);
    gather_text(g, "affiliation", author->affiliation);
    gather_count(g, "essays", author->thing.essays.count);
    gather_text(g, "letter", letter_of_author(author, gathering_arena(g)));
    fields(g, &author->thing.source);
}

static void topic_name(struct gathering *g, const void *context, uint32_t number) {
    name(g, site_of(context), &site_of(context)->topics[number].thing);
}

struct text beginning_of(const struct source *source) {
    if (!source->document)
        return (struct text){0};
    return values_first_sentence(document_text(source->document, source->document->excerpt));
}

static void topic_card(struct gathering *g, const void *context, uint32_t number) {
    const struct site *site = site_of(context);
    const struct thing *topic = &site->topics[number].thing;
    topic_name(g, context, number);
    gather_marked(g, "summary", "summary_html", beginning_of(&topic->source), site->settings.han);
    gather_count(g, "essays", topic->essays.count);
    fields(g, &topic->source);
}

static void publication_name(struct gathering *g, const void *context, uint32_t number) {
    name(g, site_of(context), &site_of(context)->publications[number].thing);
}

static void publication_card(struct gathering *g, const void *context, uint32_t number) {
    publication_name(g, context, number);
    gather_count(g, "essays", site_of(context)->publications[number].thing.essays.count);
}

static void list_card(struct gathering *g, const void *context, uint32_t number) {
    const struct site *site = site_of(context);
    const struct list *list = &site->lists[number];
    slug_and_path(g, &list->thing);
    title(g, list->thing.title, site->settings.han);
    gather_marked(g, "summary", "summary_html", list->summary, site->settings.han);
    gather_count(g, "items", list->items.count);
    fields(g, &list->thing.source);
}

static void term_card(struct gathering *g, const void *context, uint32_t number) {
    const struct site *site = site_of(context);
    const struct term *term = &site->terms[number];
    name(g, site, &term->thing);
    gather_text(g, "original", term->original);
    gather_text(g, "reading", term->reading);
    gather_text(g, "language", term->language);
    gather_text(g, "direction", language_direction(term->language));
    gather_marked(g, "short", "short_html", beginning_of(&term->thing.source), site->settings.han);
    fields(g, &term->thing.source);
}

static void page_card(struct gathering *g, const void *context, uint32_t number) {
    const struct site *site = site_of(context);
    const struct site_page *page = &site->pages[number];
    slug_and_path(g, &page->thing);
    title(g, page->thing.title, site->settings.han);
    fields(g, &page->thing.source);
}

static void author_line(struct gathering *g, const struct site *site, const struct essay *essay, const char *line) {
    struct text *names = arena_array(gathering_arena(g), struct text, essay->authors.count);
    for (size_t i = 0; i < essay->authors.count; i++)
        names[i] = site->authors[essay->authors.items[i]].thing.title;
    gather_names(g, line, "author_line_html", names, essay->authors.count, essay->han);
}

static const struct gather_choice text_kinds[] = {[TEXT_FULL] = {"full", NULL, NULL},
                                                  [TEXT_EXCERPT] = {"excerpt", NULL, "excerpt"},
                                                  [TEXT_PRECIS] = {"precis", NULL, "precis"}};

static const struct variant_words {
    const char *name, *is_one, *is_of; /* as words name it; the words for one, and for "machine translation of" */
} variant_words[] = {
    [VARIANT_NONE] = {"other", "variant-other", "variant-other-of"},
    [VARIANT_TRANSLATION] = {"translation", "variant-translation", "variant-translation-of"},
    [VARIANT_MACHINE_TRANSLATION] = {"machine-translation", "variant-machine-translation", "variant-machine-translation-of"},
    [VARIANT_REPRINT] = {"reprint", "variant-reprint", "variant-reprint-of"},
    [VARIANT_ABRIDGEMENT] = {"abridgement", "variant-abridgement", "variant-abridgement-of"},
    [VARIANT_EDITED] = {"edited", "variant-edited", "variant-edited-of"},
    [VARIANT_OTHER] = {"other", "variant-other", "variant-other-of"},
};

const char *variant_name(uint8_t variant) {
    return variant_words[variant].name;
}

const char *variant_word(uint8_t variant, bool is_of) {
    return is_of ? variant_words[variant].is_of : variant_words[variant].is_one;
}

const char *text_name(const struct essay *essay) {
    return text_kinds[essay->text].word;
}

struct text open_summary(const struct essay *essay) {
    return essay->summary_is_excerpt && !essay_is_open(essay) ? (struct text){0} : essay->summary;
}

static void titles(struct gathering *g, const struct essay *essay) {
    title(g, essay->thing.title, essay->han);
    gather_text(g, "short_title", essay->short_title);
#define GATHER_TEXT(id, member) gather_marked(g, #member, #member "_html", essay->member, essay->han);
    ESSAY_TEXTS(GATHER_TEXT)
    gather_marked(g, "summary", "summary_html", open_summary(essay), essay->han);
}

static void kind_of_text(struct gathering *g, const struct essay *essay) {
    gather_open(g, "text");
    gather_choices(g, text_kinds, COUNT_OF(text_kinds), essay->text, "label");
    gather_close(g);
    gather_flag(g, "restricted", !essay_is_open(essay));
    gather_date(g, "embargo", essay_is_open(essay) ? (struct date){0} : essay->until);
}

static void variant(struct gathering *g, const struct essay *essay) {
    if (essay->variant_of == UINT32_MAX) {
        gather_none(g, "variant");
        return;
    }
    gather_open(g, "variant");
    gather_word(g, "label", variant_word(essay->variant, false));
    gather_close(g);
}

static void extent(struct gathering *g, const struct essay *essay) {
    const struct document *document = essay->thing.source.document;
    if (essay_is_open(essay) && document->word_count > 0) {
        gather_count(g, "minutes", essay->reading_minutes);
        gather_count(g, "words", document->word_count);
    } else {
        gather_none(g, "minutes");
        gather_none(g, "words");
    }
}

static const struct card_kind kinds[CARD_KINDS];

static void gather_own(struct gathering *g, const char *name, const struct cards *cards, enum card card, uint32_t number) {
    if (number == UINT32_MAX)
        gather_none(g, name);
    else
        gather_card(g, name, &kinds[card].form, cards, number, cards->digests[card][number]);
}

static void gather_all(struct gathering *g, const char *name, const struct cards *cards, enum card card,
                       const struct numbers *numbers) {
    gather_open_list(g, name);
    for (size_t i = 0; i < numbers->count; i++)
        gather_own(g, NULL, cards, card, numbers->items[i]);
    gather_close(g);
}

static void essay_card(struct gathering *g, const void *context, uint32_t number) {
    const struct site *site = site_of(context);
    const struct essay *essay = &site->essays[number];
    bool is_foreign = !text_equal_ignoring_case(essay->language, site->settings.language);
    slug_and_path(g, &essay->thing);
    titles(g, essay);
    gather_text(g, "language", is_foreign ? essay->language : (struct text){0});
    gather_text(g, "direction", is_foreign ? language_direction(essay->language) : (struct text){0});
    gather_date(g, "date", essay->date);
    gather_date(g, "updated", essay->updated);
    gather_all(g, "authors", context, CARD_AUTHOR_NAME, &essay->authors);
    author_line(g, site, essay, "author_line");
    gather_all(g, "topics", context, CARD_TOPIC_NAME, &essay->topics);
    gather_own(g, "publication", context, CARD_PUBLICATION_NAME, essay->provenance.publication);
    kind_of_text(g, essay);
    variant(g, essay);
    extent(g, essay);
    gather_flag(g, "draft", essay->thing.draft);
    fields(g, &essay->thing.source);
}

static const struct card_kind kinds[CARD_KINDS] = {
    [CARD_ESSAY] = {{"essay card", essay_card}, THING_ESSAY, true},
    [CARD_AUTHOR] = {{"author card", author_card}, THING_AUTHOR},
    [CARD_AUTHOR_NAME] = {{"author name", author_name}, THING_AUTHOR},
    [CARD_TOPIC] = {{"topic card", topic_card}, THING_TOPIC},
    [CARD_TOPIC_NAME] = {{"topic name", topic_name}, THING_TOPIC},
    [CARD_PUBLICATION] = {{"publication card", publication_card}, THING_PUBLICATION},
    [CARD_PUBLICATION_NAME] = {{"publication name", publication_name}, THING_PUBLICATION},
    [CARD_LIST] = {{"list card", list_card}, THING_LIST},
    [CARD_TERM] = {{"term card", term_card}, THING_TERM},
    [CARD_PAGE] = {{"page card", page_card}, THING_PAGE},
};

struct text han_of(const struct site *site, uint8_t kind, uint32_t number) {
    return kind == THING_ESSAY ? site->essays[number].han : site->settings.han;
}

static void mention(struct gathering *g, const void *context, uint32_t number) {
    const struct mention *of = context;
    struct target target = {.kind = of->thing, .number = number};
    title(g, site_title(of->site, of->thing, number), han_of(of->site, of->thing, number));
    gather_path(g, "path", site_address(of->site, target, gathering_arena(g)));
    if (of->thing == THING_ESSAY)
        author_line(g, of->site, &of->site->essays[number], NULL);
    else
        gather_none(g, "author_line_html");
}

static const struct gather_form mention_form = {"mention", mention};

static struct digest *digests_of(struct gathering *g, const struct gather_form *form, const void *context, uint32_t count,
                                 struct arena *arena) {
    struct digest *digests = arena_array(arena, struct digest, count);
    for (uint32_t i = 0; i < count; i++)
        digests[i] = gather_digest_of(g, form, context, i);
    return digests;
}

static void make_digests(struct cards *cards, struct gathering *g, bool holds_names, struct arena *arena) {
    for (uint8_t card = 0; card < CARD_KINDS; card++)
        if (kinds[card].holds_names == holds_names)
            cards->digests[card] = digests_of(g, &kinds[card].form, cards, site_count(cards->site, kinds[card].thing), arena);
}

const struct cards *cards_make(const struct site *site, struct arena *arena) {
    struct arena scratch = {0};
    struct cards *cards = arena_new(arena, struct cards);
    struct gathering *g = gathering_new(GATHER_KEY, NULL, site->language, &scratch);
    cards->site = site;
    make_digests(cards, g, false, arena);
    make_digests(cards, g, true, arena);
    for (uint8_t kind = THING_ESSAY; kind <= THING_PAGE; kind++) {
        struct mention *of = &cards->mentions[kind];
        *of = (struct mention){.site = site, .thing = kind};
        of->digests = digests_of(g, &mention_form, of, site_count(site, kind), arena);
    }
    arena_free(&scratch);
    return cards;
}

void gather_thing(struct gathering *g, const char *name, const struct shared *shared, enum card card, uint32_t number) {
    gather_own(g, name, shared->cards, card, number);
}

void gather_things(struct gathering *g, const char *name, const struct shared *shared, enum card card,
                   const struct numbers *numbers) {
    gather_all(g, name, shared->cards, card, numbers);
}

void gather_members_of(struct gathering *g, const struct shared *shared, enum card card, uint32_t number) {
    gather_members(g, &kinds[card].form, shared->cards, number, shared->cards->digests[card][number]);
}

void gather_mention(struct gathering *g, const struct shared *shared, uint8_t kind, uint32_t number) {
    const struct mention *of = &shared->cards->mentions[kind];
    gather_members(g, &mention_form, of, number, of->digests[number]);
}

struct digest card_digest(const struct shared *shared, enum card card, uint32_t number) {
    return shared->cards->digests[card][number];
}

struct digest mention_digest(const struct shared *shared, uint8_t kind, uint32_t number) {
    return shared->cards->mentions[kind].digests[number];
}

enum card card_of_kind(uint8_t kind) {
    for (uint8_t card = 0; card < CARD_KINDS; card++)
        if (kinds[card].thing == kind)
            return card;
    return CARD_KINDS;
}
