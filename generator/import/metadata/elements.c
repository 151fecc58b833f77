#include "import/metadata/internal.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "import/hints.h"
#include "import/phrases.h"

/* What the elements of a page are marked as saying: <h1>, itemprop, rel="author", <time>, and classes that say so. */

/* The block of an element that has most words: some headings hold a date, too. */
static uint32_t longest_block(const struct intake *intake, const struct intake_element *element) {
    uint32_t best = element->first;
    for (uint32_t i = element->first; i < element->end; i++)
        if (intake->blocks.items[i].words > intake->blocks.items[best].words)
            best = i;
    return best;
}

/*
 * What stands side by side in several elements without a space between is told apart by bars: a name and a date.
 * Inline elements hold runs of a block that is around them: of that which was open when they began, to that which was when they
 * ended.
 */
static struct text run_text(const struct intake *intake, uint32_t number, uint32_t *block, struct arena *arena) {
    const struct intake_element *element = &intake->elements.items[number];
    struct buffer out = {0};
    uint32_t last = NONE;
    *block = NONE;
    for (uint32_t i = element->first; i <= element->end && i < intake->blocks.count && out.size < 400; i++)
        for (uint32_t r = intake->blocks.items[i].first; r < intake->blocks.items[i].end; r++) {
            uint32_t inside = intake->runs.items[r].element;
            for (int up = 0; inside != number && inside != NONE && up < 8; up++)
                inside = intake->elements.items[inside].parent;
            if (inside != number)
                continue;
            bool is_glued = out.size > 0 && *block == i && intake->runs.items[r].element != last &&
                            out.bytes[out.size - 1] != ' ' &&
                            intake->blocks.items[i].text.bytes[intake->runs.items[r].from] != ' ';
            if (is_glued || (out.size > 0 && *block != i))
                buffer_add(&out, TEXT(" | "));
            *block = i;
            last = intake->runs.items[r].element;
            buffer_add(&out, text_slice(intake->blocks.items[i].text, intake->runs.items[r].from, intake->runs.items[r].to));
        }
    struct text text = text_copy(text_trim(buffer_text(&out)), arena);
    buffer_free(&out);
    return text;
}

static void say(struct metadata_search *search, enum said_field said, struct text value, const char *source, uint16_t weight,
                uint32_t number, uint32_t block) {
    if (value.size > 0)
        witness_add(search, &(struct witness_words){.said = said,
                                                    .value = value,
                                                    .source = source,
                                                    .weight = weight,
                                                    .from = search->intake->elements.items[number].from,
                                                    .block = block});
}

/* Whether an element stands above the text, or where it begins. */
static bool is_near(const struct metadata_search *search, uint32_t number) {
    uint32_t at = search->intake->elements.items[number].first;
    return at >= search->head && at < search->head_end;
}

/* "/", "https://example.org" and "index.html": the first page of a site. In an archive's address another one is the last part.
 */
static bool is_root(struct text address) {
    bool is_whole = false;
    for (size_t at; (at = text_find(address, TEXT("://"), 0)) < address.size; is_whole = true)
        address = text_after(address, at + 3);
    size_t query = text_find_char(address, '?', 0);
    if (text_has_digit(text_after(address, query))) /* "/?p=12" is another page */
        return false;
    address = text_slice(address, 0, query);
    address = text_after(address, is_whole ? text_find_char(address, '/', 0) : 0);
    bool has_slash = text_starts(address, TEXT("/"));
    struct text page = text_after(address, has_slash);
    return page.size == 0 ? is_whole || has_slash : text_starts(page, TEXT("index."));
}

/* Whether all words of a block lead to the first page of the site. */
bool witness_leads_home(const struct intake *intake, uint32_t block) {
    const struct intake_block *asked = &intake->blocks.items[block];
    for (uint32_t run = asked->first; run < asked->end; run++) {
        uint32_t link = intake->runs.items[run].link;
        if (link == NONE || !is_root(intake->elements.items[link].link))
            return false;
    }
    return true;
}

enum { SITE_NAME_WEIGHT = 20 };

static void find_heading(struct metadata_search *search, uint32_t number, size_t count) {
    const struct intake_element *element = &search->intake->elements.items[number];
    if (element->first == element->end || element->is_hidden)
        return;
    uint32_t block = longest_block(search->intake, element);
    struct text text = search->intake->blocks.items[block].text;
    uint16_t weight = phrase_within(element->property, "headline") ? 110
                      : is_near(search, number)                    ? (count == 1 ? 105 : 95)
                      : count == 1                                 ? 75
                                                                   : 50;
    bool is_site = witness_leads_home(search->intake, block);
    if (is_site)
        say(search, SAID_PUBLICATION, text, "a heading that leads home", 50, number, block);
    say(search, SAID_TITLE, text, "<h1>", is_site ? SITE_NAME_WEIGHT : weight, number, block);
}

static void find_author(struct metadata_search *search, uint32_t number, const char *source, uint16_t weight) {
    uint32_t block;
    struct text text = run_text(search->intake, number, &block, search->arena);
    say(search, SAID_AUTHORS, text, source, weight, number, block);
}

/* A link to what a site keeps of its authors. */
static bool leads_to_author(const struct intake_element *element) {
    return element->tag == TAG_A &&
           phrase_within(element->link,
                         "author|authors|autor|autoren|auteur|contributor|contributors|profile|people|writers|by");
}

/* A heading of a lower level that says it is the headline. */
static void find_headline(struct metadata_search *search, uint32_t number) {
    const struct intake_element *element = &search->intake->elements.items[number];
    bool is_elsewhere = search->hints[number] & (HINT_COMMENTS | HINT_RELATED | HINT_SIDEBAR);
    if (element->tag == TAG_H1 || element->first == element->end || is_elsewhere || !is_near(search, number))
        return;
    uint32_t block = longest_block(search->intake, element);
    say(search, SAID_TITLE, search->intake->blocks.items[block].text, "itemprop headline", 100, number, block);
}

static void find_property(struct metadata_search *search, uint32_t number) {
    const struct intake_element *element = &search->intake->elements.items[number];
    uint32_t block;
    if (phrase_within(element->property, "headline")) {
        find_headline(search, number);
    } else if (text_contains(element->property, TEXT("datepublished"))) {
        struct text value =
            element->datetime.size > 0 ? element->datetime : run_text(search->intake, number, &block, search->arena);
        say(search, SAID_DATE, value, "itemprop datePublished", 88, number, NONE);
    } else if (text_contains(element->property, TEXT("datemodified"))) {
        say(search, SAID_UPDATED, element->datetime, "itemprop dateModified", 80, number, NONE);
    } else if (phrase_within(element->property, "dc:date|dc:created|schema:datecreated")) {
        say(search, SAID_DATE, element->datetime, "property dc:date", 78, number, NONE);
    } else if (text_equal(element->property, TEXT("author"))) {
        say(search, SAID_AUTHORS, run_text(search->intake, number, &block, search->arena), "itemprop author", 72, number, NONE);
    }
}

/* "01-11-2023", which what is shown may well say in words. */
static bool is_doubtful_day(struct metadata_search *search, struct text text) {
    struct text iso;
    bool is_doubtful;
    return witness_date(&iso, &is_doubtful, text, search->arena) && is_doubtful;
}

static void find_time(struct metadata_search *search, uint32_t number) {
    const struct intake_element *element = &search->intake->elements.items[number];
    uint32_t block;
    if (search->hints[number] & (HINT_COMMENTS | HINT_RELATED | HINT_SIDEBAR | HINT_FOOTER))
        return;
    struct text shown = run_text(search->intake, number, &block, search->arena);
    struct text value = element->datetime.size > 0 && !is_doubtful_day(search, element->datetime) ? element->datetime : shown;
    bool is_update = phrase_within(element->words, "updated|modified");
    uint16_t weight = is_near(search, number) ? 70 : 40;
    say(search, is_update ? SAID_UPDATED : SAID_DATE, value, "<time>", weight, number, NONE);
}

/* Whether the element itself, and not only one around it, has the hint. */
static bool begins_hint(const struct metadata_search *search, uint32_t number, enum hint hint) {
    uint32_t parent = search->intake->elements.items[number].parent;
    return (search->hints[number] & hint) && (parent == NONE || !(search->hints[parent] & hint));
}

static void find_marked(struct metadata_search *search, uint32_t number) {
    uint32_t block;
    uint32_t against = HINT_COMMENTS | HINT_RELATED | HINT_SIDEBAR | HINT_NAVIGATION | HINT_HIDDEN;
    if (search->hints[number] & against)
        return;
    const struct intake_element *element = &search->intake->elements.items[number];
    if (text_contains(element->rel, TEXT("author")) && is_near(search, number))
        find_author(search, number, "rel=author", 65);
    else if (begins_hint(search, number, HINT_BYLINE) && is_near(search, number)) {
        struct text text = run_text(search->intake, number, &block, search->arena);
        if (text.size > 0 && text.size < 90)
            say(search, SAID_AUTHORS, text, "a byline", 58, number, block);
    }
    if (begins_hint(search, number, HINT_DATE) && is_near(search, number)) {
        struct text text = run_text(search->intake, number, &block, search->arena);
        if (element->datetime.size > 0)
            text = element->datetime;
        if (text.size < 90)
            say(search, SAID_DATE, text, "what is marked as the date", 60, number, NONE);
    }
}

void metadata_from_elements(struct metadata_search *search) {
    const struct intake *intake = search->intake;
    size_t headings = 0;
    for (size_t i = 0; i < intake->elements.count; i++)
        headings += intake->elements.items[i].tag == TAG_H1;
    for (uint32_t i = 0; i < intake->elements.count; i++) {
        const struct intake_element *element = &intake->elements.items[i];
        if (element->tag == TAG_H1)
            find_heading(search, i, headings);
        if (element->property.size > 0)
            find_property(search, i);
        if (element->tag == TAG_TIME)
            find_time(search, i);
        else if (leads_to_author(element) && is_near(search, i) &&
                 !(search->hints[i] & (HINT_NAVIGATION | HINT_RELATED | HINT_COMMENTS)))
            find_author(search, i, "a link to an author", 62);
        else if (element->rel.size > 0 || (search->hints[i] & (HINT_BYLINE | HINT_DATE)))
            find_marked(search, i);
    }
}
