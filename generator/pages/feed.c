/* The feeds of essays: of the whole reader, and of each topic, place and author. They stand only in a plan with base_url. */
#include "base/array.h"
#include "kinds/voices.h"
#include "pages/descriptions.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

#include <stdlib.h>

/* Words of texts that a feed has whole, in a reader that asks for that: about 400 KB. Of further essays it has the summary. */
enum { WHOLE_WORDS = 60000 };

struct date feed_date(const struct essay *essay) {
    return essay->date.precision == DATE_NONE ? essay->thing.source.record.first : essay->date;
}

struct date newer_date(struct date a, struct date b) {
    return date_compare(a, b) < 0 ? b : a;
}

/* Which essays */

struct feed_item {
    struct date date;
    uint32_t essay, position; /* position: in the order of dates, so that no two are equal */
};

struct feed_items {
    struct feed_item *items;
    size_t count, capacity;
};

static int newest_first(const void *left, const void *right) {
    const struct feed_item *a = left, *b = right;
    int order = date_compare(b->date, a->date);
    return order ? order : (a->position > b->position) - (a->position < b->position);
}

/* The newest of those that are listed. */
static struct feed_items items_of(const struct shared *shared, const struct numbers *essays, struct arena *arena) {
    const struct site *site = shared->site;
    struct feed_items items = {0};
    for (size_t i = 0; i < essays->count; i++) {
        uint32_t number = essays->items[i], position = shared->date_positions[number];
        struct date date = feed_date(&site->essays[number]);
        if (date.precision != DATE_NONE && position != UINT32_MAX)
            *array_add(&items, arena) = (struct feed_item){date, number, position};
    }
    if (items.count)
        qsort(items.items, items.count, sizeof *items.items, newest_first);
    if (items.count > site->settings.feed)
        items.count = site->settings.feed;
    return items;
}

/* An entry: what it says of an essay is a card, for many feeds have it. */

static void names_of(struct gathering *g, const char *name, const struct site *site, uint8_t kind,
                     const struct numbers *numbers) {
    gather_open_list(g, name);
    for (size_t i = 0; i < numbers->count; i++)
        gather_text(g, NULL, site_title(site, kind, numbers->items[i]));
    gather_close(g);
}

static struct text rights_line(const struct rights *rights, struct arena *arena) {
    if (rights->holder.size == 0 || rights->label.size == 0)
        return rights->holder.size ? rights->holder : rights->label;
    return text_format(arena, "%.*s. %.*s", TEXT_ARGS(rights->holder), TEXT_ARGS(rights->label));
}

static struct date updated_of(const struct essay *essay) {
    return newer_date(feed_date(essay), essay->updated);
}

/* Of the editors' words on a text the feed's authors are the authors, and who wrote that text is a contributor. */
void feed_entry(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct site *site = of->site;
    const struct essay *essay = &site->essays[number];
    const struct numbers nobody = {0};
    struct text voice = voice_of(site->language, essay, gathering_arena(g));
    bool is_theirs = essay_voice(essay) == VOICE_AUTHORS;
    bool is_foreign = !text_equal_ignoring_case(essay->language, site->settings.language);
    gather_text(g, "title", essay->thing.title);
    gather_text(g, "language", is_foreign ? essay->language : (struct text){0});
    gather_text(g, "voice", voice);
    gather_url(g, "url", essay->thing.address);
    gather_url(g, "id", essay->thing.address);
    gather_date(g, "date", feed_date(essay));
    gather_date(g, "updated", updated_of(essay));
    names_of(g, "authors", site, THING_AUTHOR, is_theirs ? &essay->authors : &nobody);
    names_of(g, "contributors", site, THING_AUTHOR, is_theirs ? &nobody : &essay->authors);
    gather_text(g, "summary", said_in_voice(site->language, voice, open_summary(essay), gathering_arena(g)));
    names_of(g, "topics", site, THING_TOPIC, &essay->topics);
    gather_text(g, "rights", rights_line(&essay->rights, gathering_arena(g)));
}

/* The text */

/* A body that is read away from its page: all that it leads to is a whole address. */
struct carried_body {
    struct own_body body;
    struct text url; /* of its page */
};

/* A link to a place on the page itself begins with '#', which only that page can follow. */
static void write_with_places(struct buffer *out, struct text html, struct text url) {
    static const struct text place = TEXT_INIT(" href=\"#");
    for (size_t at; (at = text_find(html, place, 0)) < html.size; html = text_after(html, at + place.size)) {
        buffer_add(out, text_slice(html, 0, at + place.size - 1));
        buffer_add_html(out, url);
        buffer_add_char(out, '#');
    }
    buffer_add(out, html);
}

/* The signs of headings are links that a style sheet draws. */
static void write_carried(struct buffer *out, const void *context) {
    static const struct text sign = TEXT_INIT("<a class=\"number\""), end = TEXT_INIT("</a>");
    const struct carried_body *carried = context;
    struct buffer body = {0};
    body_write(&body, &carried->body);
    struct text rest = buffer_text(&body);
    for (size_t at; (at = text_find(rest, sign, 0)) < rest.size; rest = text_after(rest, text_find(rest, end, at) + end.size))
        write_with_places(out, text_slice(rest, 0, at), carried->url);
    write_with_places(out, rest, carried->url);
    buffer_free(&body);
}

/* Notes stand at its end, and no passage has a number, for nothing there sets them apart. */
static void gather_content(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct arena *arena = gathering_arena(g);
    struct text base_url = from->site->settings.base_url;
    struct carried_body *carried = arena_new(arena, struct carried_body);
    carried->body = own_body_of(from, &essay->thing.source, essay, essay->han, arena);
    carried->body.filling.has_notes_at_end = true;
    carried->body.filling.root = base_url;
    carried->url = text_join(arena, base_url, text_after(essay->thing.address, 1));
    if (gather_stands(g, "content", own_body_digest(&carried->body)))
        gather_put(g, "content", view_late(write_carried, carried, true, arena));
}

static bool has_text(const struct essay *essay) {
    return essay_is_open(essay) && essay->thing.source.document && essay->thing.source.document->has_body;
}

static void entries(struct gathering *g, const struct from *from, const struct feed_items *items) {
    uint64_t words = 0;
    gather_open_list(g, "entries");
    for (size_t i = 0; i < items->count; i++) {
        const struct essay *essay = &from->site->essays[items->items[i].essay];
        bool is_whole = from->site->settings.feed_is_whole && has_text(essay);
        words += is_whole ? essay->thing.source.document->word_count : 0;
        gather_open(g, NULL);
        gather_members_of(g, from->shared, CARD_FEED_ENTRY, items->items[i].essay);
        if (is_whole && words <= WHOLE_WORDS)
            gather_content(g, from, essay);
        else
            gather_none(g, "content");
        gather_close(g);
    }
    gather_close(g);
}

/* The feed */

/* A feed whose entries need not have authors must have one itself: the editors, or else the reader. */
static void feed_authors(struct gathering *g, const struct settings *settings) {
    gather_open_list(g, "authors");
    for (size_t i = 0; i < settings->editors.count; i++)
        gather_text(g, NULL, settings->editors.items[i].title);
    if (settings->editors.count == 0)
        gather_text(g, NULL, settings->title);
    gather_close(g);
}

void gather_feed_head(struct gathering *g, const struct from *from, struct text name, struct text address,
                      struct date updated) {
    gather_text(g, "name", name);
    gather_date(g, "updated", updated);
    feed_authors(g, &from->site->settings);
    gather_url(g, "html_url", address);
    gather_own_url(g, "self_url");
}

/* Of a thing that no listed essay names: its file's; and of a thing without a file that of the reader's first essay. */
static struct date updated_without_entries(const struct site *site, const struct thing *thing) {
    struct date updated = thing ? thing->source.record.last : (struct date){0};
    for (size_t i = 0; i < site->essays_by_date.count && updated.precision == DATE_NONE; i++)
        updated = feed_date(&site->essays[site->essays_by_date.items[i]]);
    return updated;
}

void feed_gather(struct gathering *g, const struct from *from) {
    const struct site *site = from->site;
    const struct thing *thing = site_thing(site, page_kind(from->page->kind)->about, from->page->number);
    struct feed_items items = items_of(from->shared, thing ? &thing->essays : &site->essays_by_date, gathering_arena(g));
    struct date updated = {0};
    for (size_t i = 0; i < items.count; i++)
        updated = newer_date(updated, updated_of(&site->essays[items.items[i].essay]));
    if (items.count == 0)
        updated = updated_without_entries(site, thing);
    gather_feed_head(g, from, thing ? thing->title : (struct text){0}, thing ? thing->address : TEXT("/"), updated);
    entries(g, from, &items);
}

static struct text address_of(const struct thing *thing, struct arena *arena) {
    return text_join(arena, revisions_folder(thing->address, arena), TEXT("feed.xml"));
}

void feed_plan(struct planning *planning, enum page_kind kind) {
    uint8_t about = page_kind((uint8_t)kind)->about;
    for (uint32_t i = 0; planning->shared->has_feed && i < site_count(planning->site, about); i++)
        plan_add(planning, kind, address_of(site_thing(planning->site, about, i), planning->arena), i);
}

void gather_feed_of(struct gathering *g, const struct from *from, const struct thing *thing) {
    struct text address = from->shared->has_feed ? address_of(thing, gathering_arena(g)) : (struct text){0};
    gather_path(g, "feed_path", address);
    gather_url(g, "feed_url", address);
}
