#include "pages/cards.h"

#include "compose/values.h"
#include "kinds/voices.h"
#include "pages/shared.h"
#include "read/han.h"

/* A form of a kind of thing, and whether it is its mere name. */
struct card_kind {
    struct gather_form form;
    uint8_t thing; /* enum thing_kind */
    bool is_name;
};

#define CARD_FORMS(kind, word, record, array, section, order, is_cited, card, name, ...)                                       \
    [CARD_##kind] = {{#word " card", card}, THING_##kind, false},                                                              \
    [CARD_##kind##_NAME] = {{#word " name", name}, THING_##kind, true},

static const struct card_kind kinds[CARD_KINDS] = {
    THING_ROWS(CARD_FORMS)[CARD_PAGE] = {{"page card", page_card}, THING_PAGE, false},
    [CARD_EVENT] = {{"event card", event_card}, THING_EVENT, false},
    [CARD_FEED_ENTRY] = {{"feed entry", feed_entry}, THING_ESSAY, false},
};

/* Made when the first is asked for: who only looks at pages has no use for them. */
struct card_digests {
    bool are_made;
    struct digest *cards[CARD_KINDS];     /* by the number of the thing */
    struct digest *mentions[THING_KINDS]; /* likewise */
    struct arena *arena;
};

struct cards {
    struct cards_of of[THING_KINDS];
    struct card_digests *digests;
};

static const struct card_digests *digests_of(const struct cards *cards);

static void slug_and_path(struct gathering *g, const struct thing *thing) {
    gather_text(g, "slug", thing->slug);
    gather_path(g, "path", thing->address);
}

static void title(struct gathering *g, struct text title, struct text han) {
    gather_marked(g, "title", "title_html", title, han);
}

void card_title(struct gathering *g, const struct thing *thing, struct text han) {
    slug_and_path(g, thing);
    title(g, thing->title, han);
}

void card_fields(struct gathering *g, const struct source *source) {
    struct yaml yaml = source->document ? document_fields(source->document) : (struct yaml){0};
    gather_fields(g, "fields", &yaml);
}

void no_card(struct gathering *g, const void *context, uint32_t number) {
    (void)g, (void)context, (void)number;
}

void named_name(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct thing *thing = site_thing(of->site, of->thing, number);
    slug_and_path(g, thing);
    gather_marked(g, "name", "name_html", thing->title, han_of(of->site, of->thing, number));
}

struct text beginning_of(const struct source *source) {
    return values_first_sentence(source->excerpt);
}

/* What essays name is counted by them; what has files of its own is introduced there. */
void named_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct thing *thing = site_thing(of->site, of->thing, number);
    named_name(g, context, number);
    gather_count(g, "essays", thing->essays.count);
    if (!thing_kinds[of->thing].folders)
        return;
    gather_marked(g, "summary", "summary_html", beginning_of(&thing->source), of->site->settings.han);
    card_fields(g, &thing->source);
}

static struct text editors_line(const struct site *site, struct arena *arena) {
    const struct menu_items *editors = &site->settings.editors;
    struct text *names = arena_array(arena, struct text, editors->count);
    for (size_t i = 0; i < editors->count; i++)
        names[i] = site->editors[i] == NONE ? editors->items[i].title : site->authors[site->editors[i]].thing.title;
    return editors->count ? language_list(site->language, names, editors->count, arena) : site->settings.title;
}

struct text writers_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    switch (essay_voice(essay)) {
    case VOICE_AUTHORS: break;
    case VOICE_EDITORS: return editors_line(site, arena);
    case VOICE_MACHINE: return language_word(site->language, "by-machine", arena);
    }
    return (struct text){0};
}

static struct byline byline_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct text *names = arena_array(arena, struct text, essay->authors.count * 2);
    struct text *hans = names + essay->authors.count;
    for (size_t i = 0; i < essay->authors.count; i++) {
        const struct thing *author = &site->authors[essay->authors.items[i]].thing;
        names[i] = author->title;
        hans[i] = author->han;
    }
    return (struct byline){names, hans, essay->authors.count, writers_of(site, essay, arena), site->settings.han};
}

struct text author_line_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct byline byline = byline_of(site, essay, arena);
    return values_byline(&byline, site->language, arena);
}

struct text author_line_html_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct byline byline = byline_of(site, essay, arena);
    return values_byline_html(&byline, site->language, arena);
}

static void author_line(struct gathering *g, const struct site *site, const struct essay *essay, const char *line) {
    struct byline byline = byline_of(site, essay, gathering_arena(g));
    gather_byline(g, line, "author_line_html", &byline);
}

/* Of what others wrote after them: "Cai Cuihong and Zhang Ruoyang". */
static void after(struct gathering *g, const struct site *site, const struct essay *essay) {
    struct byline byline = byline_of(site, essay, gathering_arena(g));
    gather_names(g, NULL, "after_html", byline.names, byline.writers.size ? byline.count : 0, byline.hans);
}

static const struct gather_choice text_kinds[] = {[TEXT_FULL] = {"full", NULL, NULL},
                                                  [TEXT_EXCERPT] = {"excerpt", NULL, "excerpt"},
                                                  [TEXT_PRECIS] = {"precis", NULL, "precis"},
                                                  [TEXT_RECORD] = {"record", NULL, "text-record"}};

static const struct variant_words {
    const char *is_one, *is_of; /* the words for one, and for "machine translation of" */
} variant_words[] = {
    [VARIANT_NONE] = {"variant-other", "variant-other-of"},
    [VARIANT_TRANSLATION] = {"variant-translation", "variant-translation-of"},
    [VARIANT_MACHINE_TRANSLATION] = {"variant-machine-translation", "variant-machine-translation-of"},
    [VARIANT_REPRINT] = {"variant-reprint", "variant-reprint-of"},
    [VARIANT_ABRIDGEMENT] = {"variant-abridgement", "variant-abridgement-of"},
    [VARIANT_EDITED] = {"variant-edited", "variant-edited-of"},
    [VARIANT_OTHER] = {"variant-other", "variant-other-of"},
};

const char *variant_word(uint8_t variant, bool is_of) {
    return is_of ? variant_words[variant].is_of : variant_words[variant].is_one;
}

struct text voice_of(const struct language *language, const struct essay *essay, struct arena *arena) {
    static const char *const words[ESSAY_FORMS] = {
        [FORM_OF_PRECIS] = "precis", [FORM_OF_RECORD] = "text-record", [FORM_OF_MACHINE] = "variant-machine-translation"};
    const char *word = words[essay_form(essay)];
    return word ? language_word(language, word, arena) : (struct text){0};
}

struct text open_summary(const struct essay *essay) {
    return essay->summary_is_excerpt && !essay_is_open(essay) ? (struct text){0} : essay->thing.summary;
}

static void titles(struct gathering *g, const struct essay *essay) {
    gather_text(g, "short_title", essay->short_title);
#define GATHER_TEXT(id, member) gather_marked(g, #member, #member "_html", essay->member, essay->han);
    ESSAY_TEXTS(GATHER_TEXT)
    gather_marked(g, "summary", "summary_html", open_summary(essay), essay->han);
}

struct text title_language_of(const struct site *site, const struct essay *essay) {
    bool is_own = text_equal_ignoring_case(essay->language, site->settings.language);
    return is_own ? (struct text){0} : essay->language;
}

struct text summary_language_of(const struct site *site, const struct essay *essay) {
    bool is_rtl = site->language->is_rtl, turns = language_is_rtl(essay->language) != is_rtl;
    bool is_own = essay->summary_is_excerpt || (turns && text_runs_against(essay->thing.summary, is_rtl));
    return is_own ? title_language_of(site, essay) : (struct text){0};
}

void gather_language(struct gathering *g, const char *name, const char *direction_name, struct text language) {
    gather_text(g, name, language);
    gather_text(g, direction_name, language.size ? language_direction(language) : language);
}

static void kind_of_text(struct gathering *g, const struct essay *essay) {
    gather_open(g, "text");
    gather_choices(g, text_kinds, COUNT_OF(text_kinds), essay->text, "label");
    gather_close(g);
    gather_date(g, "embargo", essay_is_open(essay) ? (struct date){0} : essay->thing.hold.until);
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
    if (essay_is_open(essay) && essay->thing.source.document->word_count > 0)
        gather_count(g, "minutes", essay->reading_minutes);
    else
        gather_none(g, "minutes");
}

enum card card_of_kind(uint8_t kind) {
    for (uint8_t card = 0; card < CARD_KINDS; card++)
        if (kinds[card].thing == kind && !kinds[card].is_name)
            return card;
    return CARD_KINDS;
}

static enum card name_of_kind(uint8_t kind) {
    for (uint8_t card = 0; card < CARD_KINDS; card++)
        if (kinds[card].thing == kind && kinds[card].is_name)
            return card;
    return CARD_KINDS;
}

/* Known to whoever takes digests. */
static struct digest known(const struct gathering *g, const struct cards *cards, enum card card, uint32_t number) {
    return gathering_is_view(g) ? (struct digest){0} : digests_of(cards)->cards[card][number];
}

static void gather_own(struct gathering *g, const char *name, const struct cards *cards, enum card card, uint32_t number) {
    if (number == UINT32_MAX)
        gather_none(g, name);
    else
        gather_card(g, name, &kinds[card].form, &cards->of[kinds[card].thing], number, known(g, cards, card, number));
}

static void gather_all(struct gathering *g, const char *name, const struct cards *cards, enum card card,
                       const struct numbers *numbers) {
    gather_open_list(g, name);
    for (size_t i = 0; i < numbers->count; i++)
        gather_own(g, NULL, cards, card, numbers->items[i]);
    gather_close(g);
}

/* Authors, topics and whatever else essays name. */
static void names_in_essay(struct gathering *g, const struct cards *cards, const struct essay *essay) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (essay_names(essay, kind)) {
            gather_all(g, thing_kinds[kind].many, cards, name_of_kind(kind), essay_names(essay, kind));
            gather_has(g, thing_kinds[kind].has_many, thing_kinds[kind].many, NULL);
        }
}

/* What the pages of its older texts say of it: they stay as they are when it gets a new one. */
void essay_name(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct essay *essay = &of->site->essays[number];
    slug_and_path(g, &essay->thing);
    title(g, essay->thing.title, essay->han);
    gather_language(g, "language", "direction", title_language_of(of->site, essay));
    author_line(g, of->site, essay, "author_line");
    gather_marked(g, "writers", "writers_html", writers_of(of->site, essay, gathering_arena(g)), of->site->settings.han);
    gather_flag(g, "restricted", !essay_is_open(essay));
    gather_flag(g, "draft", essay->thing.draft);
}

void essay_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct site *site = of->site;
    const struct essay *essay = &site->essays[number];
    essay_name(g, context, number);
    titles(g, essay);
    gather_language(g, "summary_language", "summary_direction", summary_language_of(site, essay));
    gather_date(g, "date", essay->date);
    gather_date(g, "updated", essay->updated);
    names_in_essay(g, of->cards, essay);
    gather_own(g, "publication", of->cards, CARD_PUBLICATION_NAME, essay->provenance.publication);
    kind_of_text(g, essay);
    variant(g, essay);
    extent(g, essay);
    card_fields(g, &essay->thing.source);
}

struct text han_of(const struct site *site, uint8_t kind, uint32_t number) {
    if (kind == THING_ESSAY)
        return site->essays[number].han;
    bool is_there = kind < THING_KINDS && number < site_count(site, kind);
    struct text han = is_there ? site_thing(site, kind, number)->han : TEXT("");
    return han.size ? han : site->settings.han;
}

static void mention(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    struct target target = {.kind = of->thing, .number = number};
    title(g, site_title(of->site, of->thing, number), han_of(of->site, of->thing, number));
    gather_path(g, "path", site_address(of->site, target, gathering_arena(g)));
    if (of->thing == THING_ESSAY) {
        const struct essay *essay = &of->site->essays[number];
        author_line(g, of->site, essay, NULL);
        after(g, of->site, essay);
        gather_language(g, "language", "direction", title_language_of(of->site, essay));
        return;
    }
    gather_none(g, "author_line_html");
    gather_none(g, "after_html");
    gather_none(g, "language");
    gather_none(g, "direction");
}

static const struct gather_form mention_form = {"mention", mention};

static struct digest *digests_of_form(struct gathering *g, const struct gather_form *form, const struct cards_of *of,
                                      struct arena *arena) {
    uint32_t count = site_count(of->site, of->thing);
    struct digest *digests = arena_array(arena, struct digest, count);
    for (uint32_t i = 0; i < count; i++)
        digests[i] = gather_digest_of(g, form, of, i);
    return digests;
}

static void digest_cards(const struct cards *cards, struct gathering *g, bool is_name) {
    for (uint8_t card = 0; card < CARD_KINDS; card++)
        if (kinds[card].is_name == is_name && kinds[card].form.gather != no_card)
            cards->digests->cards[card] =
                digests_of_form(g, &kinds[card].form, &cards->of[kinds[card].thing], cards->digests->arena);
}

/* Names first: cards hold them. */
static void digest_all(const struct cards *cards) {
    struct arena scratch = {0};
    struct card_digests *digests = cards->digests;
    struct gathering *g = gathering_new(GATHER_KEY, NULL, cards->of[0].site->language, &scratch);
    digests->are_made = true;
    digest_cards(cards, g, true);
    digest_cards(cards, g, false);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_words[kind].word)
            digests->mentions[kind] = digests_of_form(g, &mention_form, &cards->of[kind], digests->arena);
    arena_free(&scratch);
}

static const struct card_digests *digests_of(const struct cards *cards) {
    if (!cards->digests->are_made)
        digest_all(cards);
    return cards->digests;
}

const struct cards *cards_make(const struct site *site, struct arena *arena) {
    struct cards *cards = arena_new(arena, struct cards);
    cards->digests = arena_new(arena, struct card_digests);
    cards->digests->arena = arena;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        cards->of[kind] = (struct cards_of){site, cards, kind};
    return cards;
}

void cards_digest(const struct cards *cards) {
    digests_of(cards);
}

void gather_thing(struct gathering *g, const char *name, const struct shared *shared, enum card card, uint32_t number) {
    gather_own(g, name, shared->cards, card, number);
}

void gather_things(struct gathering *g, const char *name, const struct shared *shared, enum card card,
                   const struct numbers *numbers) {
    gather_all(g, name, shared->cards, card, numbers);
}

void gather_members_of(struct gathering *g, const struct shared *shared, enum card card, uint32_t number) {
    const struct cards *cards = shared->cards;
    gather_members(g, &kinds[card].form, &cards->of[kinds[card].thing], number, known(g, cards, card, number));
}

void gather_mention(struct gathering *g, const struct shared *shared, uint8_t kind, uint32_t number) {
    struct digest known = gathering_is_view(g) ? (struct digest){0} : mention_digest(shared, kind, number);
    gather_members(g, &mention_form, &shared->cards->of[kind], number, known);
}

struct digest card_digest(const struct shared *shared, enum card card, uint32_t number) {
    return digests_of(shared->cards)->cards[card][number];
}

struct digest mention_digest(const struct shared *shared, uint8_t kind, uint32_t number) {
    return digests_of(shared->cards)->mentions[kind][number];
}
