#include "import/metadata/internal.h"

#include "base/arena.h"
#include "import/hints.h"

#include <string.h>

/* What the head of a page says: meta elements, links, the title, the language. */

static const struct {
    const char *name;
    enum said_field said;
    uint16_t weight;
} metas[] = {
    {"citation_title", SAID_TITLE, 100},
    {"dc.title", SAID_TITLE, 70},
    {"dcterms.title", SAID_TITLE, 70},
    {"og:title", SAID_TITLE, 74},
    {"twitter:title", SAID_TITLE, 60},
    {"parsely-title", SAID_TITLE, 75},
    {"sailthru.title", SAID_TITLE, 70},
    {"headline", SAID_TITLE, 70},
    {"citation_author", SAID_AUTHORS, 100},
    {"author", SAID_AUTHORS, 70},
    {"article:author", SAID_AUTHORS, 60},
    {"dc.creator", SAID_AUTHORS, 75},
    {"dcterms.creator", SAID_AUTHORS, 75},
    {"parsely-author", SAID_AUTHORS, 88},
    {"sailthru.author", SAID_AUTHORS, 85},
    {"byl", SAID_AUTHORS, 85},
    {"article:author_name", SAID_AUTHORS, 80},
    {"og:article:author", SAID_AUTHORS, 60},
    {"cxenseparse:author", SAID_AUTHORS, 80},
    {"article:published_time", SAID_DATE, 90},
    {"og:article:published_time", SAID_DATE, 90},
    {"citation_publication_date", SAID_DATE, 95},
    {"citation_date", SAID_DATE, 90},
    {"dc.date", SAID_DATE, 75},
    {"dc.date.issued", SAID_DATE, 85},
    {"dcterms.date", SAID_DATE, 75},
    {"dcterms.created", SAID_DATE, 75},
    {"date", SAID_DATE, 70},
    {"pubdate", SAID_DATE, 80},
    {"publish-date", SAID_DATE, 80},
    {"publishdate", SAID_DATE, 80},
    {"publication_date", SAID_DATE, 80},
    {"parsely-pub-date", SAID_DATE, 88},
    {"sailthru.date", SAID_DATE, 85},
    {"datepublished", SAID_DATE, 88},
    {"article.published", SAID_DATE, 80},
    {"cxenseparse:recs:publishtime", SAID_DATE, 80},
    {"publishedat", SAID_DATE, 80},
    {"article:modified_time", SAID_UPDATED, 90},
    {"og:updated_time", SAID_UPDATED, 80},
    {"datemodified", SAID_UPDATED, 85},
    {"last-modified", SAID_UPDATED, 60},
    {"og:site_name", SAID_PUBLICATION, 85},
    {"citation_journal_title", SAID_PUBLICATION, 100},
    {"dc.publisher", SAID_PUBLICATION, 60},
    {"application-name", SAID_PUBLICATION, 40},
    {"og:url", SAID_URL, 80},
    {"og:locale", SAID_LANGUAGE, 50},
    {"content-language", SAID_LANGUAGE, 60},
    {"dc.language", SAID_LANGUAGE, 60},
    {"dc.rights", SAID_RIGHTS, 80},
    {"dcterms.rights", SAID_RIGHTS, 80},
    {"copyright", SAID_RIGHTS, 70},
    {"rights", SAID_RIGHTS, 70},
    {"article:tag", SAID_TOPICS, 80},
};

static void say(struct metadata_search *search, enum said_field said, struct text value, const char *source, uint16_t weight,
                uint32_t from) {
    witness_add(search, &(struct witness_words){
                            .said = said, .value = value, .source = source, .weight = weight, .from = from, .block = NONE});
}

static void find_meta(struct metadata_search *search, const struct intake_fact *fact) {
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
        if (text_equal(text_of(metas[i].name), fact->name))
            say(search, metas[i].said, fact->value, metas[i].name, metas[i].weight, fact->from);
}

/* Where the site's own name begins, at the end of a page's title: behind the last " | ", " - " and so on; text.size for
 * nowhere. */
static size_t site_name_start(struct text title) {
    static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", "_"};
    size_t best = title.size;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        for (size_t at = 0; (at = text_find(title, text_of(separators[i]), at)) < title.size; at++)
            if (best == title.size || at > best)
                best = at;
    return best;
}

/* The part of a page's title that has most bytes. */
static struct text longest_part(struct text title) {
    struct text parts[8], longest = {0};
    size_t count = witness_parts(parts, title);
    for (size_t i = 0; i < count; i++)
        longest = parts[i].size > longest.size ? parts[i] : longest;
    return longest;
}

enum { NAMED_LEAST = 12 };

/* Where the page's own heading is not of the first level: one above the text that its title names. */
static void find_named_heading(struct metadata_search *search, struct text title) {
    struct text named = witness_essence(longest_part(title), search->arena);
    for (uint32_t i = 0; i < search->article->first + 2 && i < search->intake->blocks.count; i++) {
        const struct intake_block *block = &search->intake->blocks.items[i];
        bool is_heading = block->kind == INTAKE_HEADING && block->level > 1 && !(search->hints[block->within] & HINTS_AGAINST);
        if (is_heading && named.size >= NAMED_LEAST && text_equal(witness_essence(block->text, search->arena), named)) {
            witness_add(search, &(struct witness_words){.said = SAID_TITLE,
                                                        .value = block->text,
                                                        .source = "a heading that <title> names",
                                                        .weight = 96,
                                                        .from = block->from,
                                                        .block = i});
            return;
        }
    }
}

static void find_title(struct metadata_search *search, const struct intake_fact *fact) {
    struct text title = witness_single(fact->value, search->arena);
    size_t end = site_name_start(title);
    find_named_heading(search, title);
    say(search, SAID_TITLE, title, "<title>", 45, fact->from);
    if (end < title.size && end > 8)
        say(search, SAID_TITLE, text_slice(title, 0, end), "<title> without its end", 50, fact->from);
}

/* Up to `most` digits; 0 when there is none, or more. */
static int take_digits(struct text *rest, size_t least, size_t most) {
    int number = 0;
    size_t size = 0;
    for (; size < rest->size && size <= most && rest->bytes[size] >= '0' && rest->bytes[size] <= '9'; size++)
        number = number * 10 + (rest->bytes[size] - '0');
    bool is_right = size >= least && size <= most;
    *rest = is_right ? text_after(*rest, size) : *rest;
    return is_right ? number : 0;
}

static bool take_char(struct text *rest, char c) {
    bool is_right = rest->size > 0 && rest->bytes[0] == c;
    *rest = is_right ? text_after(*rest, 1) : *rest;
    return is_right;
}

/* "2014/01/13/", "2014-01-13-a-title" and "13-01-2014" at the beginning of a text. */
static bool day_at(struct text *iso, struct text text, char separator, struct arena *arena) {
    struct text rest = text;
    int year = take_digits(&rest, 4, 4), day = year > 0 ? 0 : take_digits(&rest, 2, 2);
    if (!take_char(&rest, separator))
        return false;
    int month = take_digits(&rest, 1, 2);
    if (!take_char(&rest, separator))
        return false;
    if (year > 0)
        day = take_digits(&rest, 1, 2);
    else
        year = take_digits(&rest, 4, 4);
    bool is_end = rest.size == 0 || strchr("/-_.?", rest.bytes[0]);
    if (!is_end || year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *iso = text_format(arena, "%04d-%02d-%02d", year, month, day);
    return true;
}

/* A day in the address of a page: that of the day on which it got the address. */
static void find_address_date(struct metadata_search *search, struct text address, uint32_t from) {
    struct text iso;
    for (size_t at = 0; at < address.size; at++)
        if (address.bytes[at] == '/' && (day_at(&iso, text_after(address, at + 1), '/', search->arena) ||
                                         day_at(&iso, text_after(address, at + 1), '-', search->arena))) {
            say(search, SAID_DATE, iso, "the page's address", 58, from);
            return;
        }
}

static void find_link(struct metadata_search *search, const struct intake_fact *fact) {
    bool is_web = text_starts(fact->value, TEXT("http://")) || text_starts(fact->value, TEXT("https://"));
    if (is_web && text_equal(fact->name, TEXT("canonical")))
        say(search, SAID_URL, fact->value, "<link canonical>", 90, fact->from);
    if (is_web && text_equal(fact->name, TEXT("canonical")))
        find_address_date(search, fact->value, fact->from);
}

void metadata_from_head(struct metadata_search *search) {
    if (search->base.size > 0)
        say(search, SAID_URL, search->base, "the command line", 200, 0);
    for (size_t i = 0; i < search->intake->facts.count; i++) {
        const struct intake_fact *fact = &search->intake->facts.items[i];
        switch ((enum intake_fact_kind)fact->kind) {
        case FACT_META: find_meta(search, fact); break;
        case FACT_LINK: find_link(search, fact); break;
        case FACT_TITLE: find_title(search, fact); break;
        case FACT_LANGUAGE: say(search, SAID_LANGUAGE, fact->value, "<html lang>", 80, fact->from); break;
        case FACT_JSON: break;
        }
    }
}
