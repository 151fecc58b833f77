#include "base/array.h"
#include "base/utf8.h"
#include "pages/links.h"
#include "pages/shared.h"

#include <string.h>

typedef const struct view *card_maker(const struct shared_views *shared, uint32_t number, struct arena *arena);

static const struct view *const *make_cards(const struct shared_views *shared, card_maker *make, uint32_t count,
                                            struct arena *arena) {
    const struct view **made = arena_array(arena, const struct view *, count);
    for (uint32_t i = 0; i < count; i++)
        made[i] = make(shared, i, arena);
    return made;
}

static void put_slug_and_path(struct view_map *map, struct text slug, struct text address, struct arena *arena) {
    parts_put_text(map, "slug", slug, arena);
    parts_put_text(map, "path", link_to(address, arena), arena);
}

static void put_name(struct view_map *map, const struct shared_views *shared, struct text name, struct arena *arena) {
    parts_put_text(map, "name", name, arena);
    parts_put_html(map, "name_html", name, shared->site->settings.han, arena);
}

static const struct view *author_name(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct author *author = &shared->site->authors[number];
    struct view_map map = parts_map(5, arena);
    put_slug_and_path(&map, author->thing.slug, author->thing.address, arena);
    put_name(&map, shared, author->thing.title, arena);
    parts_put_html(&map, "native_name_html", author->native_name, shared->site->settings.han, arena);
    return view_of_map(&map, arena);
}

/* What an index of names puts the name under: its first letter without accents, a capital where there is one in ASCII. */
static struct text letter_of(struct text sort_name, struct arena *arena) {
    struct text plain = utf8_fold_plain(sort_name, arena);
    size_t end = 0;
    if (plain.size)
        utf8_next(plain, &end);
    char capital = plain.size ? plain.bytes[0] : '?';
    if (capital < 'a' || capital > 'z')
        return text_slice(plain, 0, end);
    return text_slice(TEXT("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (size_t)(capital - 'a'), (size_t)(capital - 'a') + 1);
}

static const struct view *author_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct author *author = &shared->site->authors[number];
    struct view_map map = parts_map_from(shared->author_names[number], 3, arena);
    parts_put_text(&map, "affiliation", author->affiliation, arena);
    parts_put_count(&map, "essays", author->thing.essays.count, arena);
    parts_put_text(&map, "letter", letter_of(author->thing.sort_key, arena), arena);
    return view_of_map(&map, arena);
}

static const struct view *topic_name(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct topic *topic = &shared->site->topics[number];
    struct view_map map = parts_map(4, arena);
    put_slug_and_path(&map, topic->thing.slug, topic->thing.address, arena);
    put_name(&map, shared, topic->thing.title, arena);
    return view_of_map(&map, arena);
}

static struct text beginning_of(const struct source *source) {
    if (!source->document)
        return (struct text){0};
    return parts_first_sentence(document_text(source->document, source->document->excerpt));
}

static void put_summary(struct view_map *map, const struct shared_views *shared, struct text summary, struct arena *arena) {
    parts_put_text(map, "summary", summary, arena);
    parts_put_html(map, "summary_html", summary, shared->site->settings.han, arena);
}

static const struct view *topic_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct topic *topic = &shared->site->topics[number];
    struct view_map map = parts_map_from(shared->topic_names[number], 3, arena);
    put_summary(&map, shared, beginning_of(&topic->thing.source), arena);
    parts_put_count(&map, "essays", topic->thing.essays.count, arena);
    return view_of_map(&map, arena);
}

static const struct view *publication_name(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct publication *publication = &shared->site->publications[number];
    struct view_map map = parts_map(4, arena);
    put_slug_and_path(&map, publication->thing.slug, publication->thing.address, arena);
    put_name(&map, shared, publication->thing.title, arena);
    return view_of_map(&map, arena);
}

static const struct view *publication_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    struct view_map map = parts_map_from(shared->publication_names[number], 1, arena);
    parts_put_count(&map, "essays", shared->site->publications[number].thing.essays.count, arena);
    return view_of_map(&map, arena);
}

static void put_title(struct view_map *map, struct text title, struct text han, struct arena *arena) {
    parts_put_text(map, "title", title, arena);
    parts_put_html(map, "title_html", title, han, arena);
}

static const struct view *list_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct list *list = &shared->site->lists[number];
    struct view_map map = parts_map(7, arena);
    put_slug_and_path(&map, list->thing.slug, list->thing.address, arena);
    put_title(&map, list->thing.title, shared->site->settings.han, arena);
    put_summary(&map, shared, list->summary, arena);
    parts_put_count(&map, "items", list->items.count, arena);
    return view_of_map(&map, arena);
}

static const struct view *term_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct term *term = &shared->site->terms[number];
    struct text beginning = beginning_of(&term->thing.source);
    struct view_map map = parts_map(9, arena);
    put_slug_and_path(&map, term->thing.slug, term->thing.address, arena);
    put_name(&map, shared, term->thing.title, arena);
    parts_put_text(&map, "original", term->original, arena);
    parts_put_text(&map, "reading", term->reading, arena);
    parts_put_text(&map, "language", term->language, arena);
    parts_put_text(&map, "short", beginning, arena);
    parts_put_html(&map, "short_html", beginning, shared->site->settings.han, arena);
    return view_of_map(&map, arena);
}

static const struct view *page_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct site_page *page = &shared->site->pages[number];
    struct view_map map = parts_map(4, arena);
    put_slug_and_path(&map, page->thing.slug, page->thing.address, arena);
    put_title(&map, page->thing.title, shared->site->settings.han, arena);
    return view_of_map(&map, arena);
}

static void put_authors(struct view_map *map, const struct shared_views *shared, const struct essay *essay,
                        struct arena *arena) {
    struct text *names = arena_array(arena, struct text, essay->authors.count);
    for (size_t i = 0; i < essay->authors.count; i++)
        names[i] = shared->site->authors[essay->authors.items[i]].thing.title;
    struct text line = parts_names(names, essay->authors.count, arena);
    parts_put_cards(map, "authors", NULL, &essay->authors, shared->author_names, arena);
    parts_put_text(map, "author_line", line, arena);
    parts_put_html(map, "author_line_html", line, essay->han, arena);
}

static const struct view *text_kind(const struct essay *essay, struct arena *arena) {
    static const struct text labels[] = {[TEXT_EXCERPT] = TEXT_INIT("Excerpt"), [TEXT_PRECIS] = TEXT_INIT("Précis")};
    struct view_map map = parts_map(4, arena);
    parts_put_flag(&map, "full", essay->text == TEXT_FULL, arena);
    parts_put_flag(&map, "excerpt", essay->text == TEXT_EXCERPT, arena);
    parts_put_flag(&map, "precis", essay->text == TEXT_PRECIS, arena);
    parts_put_text(&map, "label", essay->text == TEXT_FULL ? (struct text){0} : labels[essay->text], arena);
    return view_of_map(&map, arena);
}

struct text cards_variant_label(uint8_t variant) {
    static const struct text labels[] = {
        [VARIANT_TRANSLATION] = TEXT_INIT("translation"), [VARIANT_MACHINE_TRANSLATION] = TEXT_INIT("machine translation"),
        [VARIANT_REPRINT] = TEXT_INIT("reprint"),         [VARIANT_ABRIDGEMENT] = TEXT_INIT("abridgement"),
        [VARIANT_EDITED] = TEXT_INIT("edited version"),   [VARIANT_OTHER] = TEXT_INIT("variant"),
    };
    return variant < COUNT_OF(labels) && labels[variant].size ? labels[variant] : labels[VARIANT_OTHER];
}

static const struct view *variant_of_card(const struct essay *essay, struct arena *arena) {
    if (essay->variant_of == UINT32_MAX)
        return NULL;
    struct view_map map = parts_map(1, arena);
    parts_put_text(&map, "label", cards_variant_label(essay->variant), arena);
    return view_of_map(&map, arena);
}

/* What the summary says may stand in any output: the beginning of a text that may not leave the house may not. */
static struct text open_summary(const struct essay *essay) {
    return essay->summary_is_excerpt && !essay_is_open(essay) ? (struct text){0} : essay->summary;
}

static void put_extent(struct view_map *map, const struct essay *essay, struct arena *arena) {
    bool has_text = essay_is_open(essay) && essay->thing.source.document->word_count > 0;
    parts_put(map, "minutes", has_text ? parts_count(essay->reading_minutes, arena) : NULL, arena);
    parts_put(map, "words", has_text ? parts_count(essay->thing.source.document->word_count, arena) : NULL, arena);
}

static void put_titles(struct view_map *map, const struct essay *essay, struct arena *arena) {
    struct text summary = open_summary(essay);
    put_title(map, essay->thing.title, essay->han, arena);
    parts_put_text(map, "short_title", essay->short_title, arena);
    parts_put_text(map, "subtitle", essay->subtitle, arena);
    parts_put_html(map, "subtitle_html", essay->subtitle, essay->han, arena);
    parts_put_text(map, "summary", summary, arena);
    parts_put_html(map, "summary_html", summary, essay->han, arena);
}

static const struct view *essay_card(const struct shared_views *shared, uint32_t number, struct arena *arena) {
    const struct essay *essay = &shared->site->essays[number];
    bool is_foreign = !text_equal_ignoring_case(essay->language, shared->site->settings.language);
    uint32_t publication = essay->provenance.publication;
    struct view_map map = parts_map(24, arena);
    put_slug_and_path(&map, essay->thing.slug, essay->thing.address, arena);
    put_titles(&map, essay, arena);
    parts_put_text(&map, "language", is_foreign ? essay->language : (struct text){0}, arena);
    parts_put_date(&map, "date", essay->date, arena);
    parts_put_date(&map, "updated", essay->updated, arena);
    put_authors(&map, shared, essay, arena);
    parts_put_cards(&map, "topics", NULL, &essay->topics, shared->topic_names, arena);
    parts_put(&map, "publication", publication == UINT32_MAX ? NULL : shared->publication_names[publication], arena);
    parts_put(&map, "text", text_kind(essay, arena), arena);
    parts_put_flag(&map, "restricted", !essay_is_open(essay), arena);
    parts_put_date(&map, "embargo", essay_is_open(essay) ? (struct date){0} : essay->until, arena);
    parts_put(&map, "variant", variant_of_card(essay, arena), arena);
    put_extent(&map, essay, arena);
    parts_put_flag(&map, "draft", essay->thing.draft, arena);
    return view_of_map(&map, arena);
}

static struct digest digest_of_mention(const struct mention *mention) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, mention->title->digest);
    hasher_add_digest(&hasher, mention->title_html->digest);
    hasher_add_digest(&hasher, mention->path->digest);
    if (mention->author_line_html)
        hasher_add_digest(&hasher, mention->author_line_html->digest);
    return hasher_end(&hasher);
}

static struct mention mention_of(const struct view *card) {
    struct mention mention = {
        .title = cards_title(card),
        .title_html = cards_title_html(card),
        .path = view_get(card, TEXT("path")),
        .author_line_html = view_get(card, TEXT("author_line_html")),
        .is_open = true,
    };
    mention.digest = digest_of_mention(&mention);
    return mention;
}

static struct mention *make_mentions(const struct view *const *cards, uint32_t count, struct arena *arena) {
    struct mention *mentions = arena_array(arena, struct mention, count);
    for (uint32_t i = 0; i < count; i++)
        mentions[i] = mention_of(cards[i]);
    return mentions;
}

static void mentions_make(struct shared_views *shared, struct arena *arena) {
    const struct site *site = shared->site;
    struct mention *essays = make_mentions(shared->essays, site->essay_count, arena);
    for (uint32_t i = 0; i < site->essay_count; i++)
        essays[i].is_open = essay_is_open(&site->essays[i]);
    shared->mentions[THING_ESSAY] = essays;
    shared->mentions[THING_AUTHOR] = make_mentions(shared->authors, site->author_count, arena);
    shared->mentions[THING_TOPIC] = make_mentions(shared->topics, site->topic_count, arena);
    shared->mentions[THING_PUBLICATION] = make_mentions(shared->publications, site->publication_count, arena);
    shared->mentions[THING_LIST] = make_mentions(shared->lists, site->list_count, arena);
    shared->mentions[THING_TERM] = make_mentions(shared->terms, site->term_count, arena);
    shared->mentions[THING_PAGE] = make_mentions(shared->pages, site->page_count, arena);
}

void cards_make(struct shared_views *shared, struct arena *arena) {
    const struct site *site = shared->site;
    shared->author_names = make_cards(shared, author_name, site->author_count, arena);
    shared->authors = make_cards(shared, author_card, site->author_count, arena);
    shared->topic_names = make_cards(shared, topic_name, site->topic_count, arena);
    shared->topics = make_cards(shared, topic_card, site->topic_count, arena);
    shared->publication_names = make_cards(shared, publication_name, site->publication_count, arena);
    shared->publications = make_cards(shared, publication_card, site->publication_count, arena);
    shared->lists = make_cards(shared, list_card, site->list_count, arena);
    shared->terms = make_cards(shared, term_card, site->term_count, arena);
    shared->pages = make_cards(shared, page_card, site->page_count, arena);
    shared->essays = make_cards(shared, essay_card, site->essay_count, arena);
    mentions_make(shared, arena);
}

const struct view *const *cards_of_kind(const struct shared_views *shared, uint8_t kind) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return shared->essays;
    case THING_AUTHOR: return shared->authors;
    case THING_TOPIC: return shared->topics;
    case THING_PUBLICATION: return shared->publications;
    case THING_LIST: return shared->lists;
    case THING_TERM: return shared->terms;
    case THING_PAGE: return shared->pages;
    case THING_NONE:
    case THING_MEDIA:
    case THING_PLACE: break;
    }
    return NULL;
}

const struct view *cards_of_thing(const struct shared_views *shared, uint8_t kind, uint32_t number) {
    const struct view *const *cards = cards_of_kind(shared, kind);
    return cards ? cards[number] : NULL;
}

const struct view *cards_title(const struct view *card) {
    const struct view *title = view_get(card, TEXT("title"));
    return title ? title : view_get(card, TEXT("name"));
}

const struct view *cards_title_html(const struct view *card) {
    const struct view *title = view_get(card, TEXT("title_html"));
    return title ? title : view_get(card, TEXT("name_html"));
}

struct mention cards_mention(const struct shared_views *shared, uint8_t kind, uint32_t number) {
    return shared->mentions[kind][number];
}

struct text cards_web_url(struct text url) {
    bool is_web = text_starts(url, TEXT("https://")) || text_starts(url, TEXT("http://")) || text_starts(url, TEXT("mailto:"));
    return is_web ? url : (struct text){0};
}
