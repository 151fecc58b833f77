/*
 * shared: what is worked out once for all pages of a plan; and what the gathering of a page has at hand.
 */
#ifndef PAGES_SHARED_H
#define PAGES_SHARED_H

#include "compose/body.h"
#include "history/besides.h"
#include "history/changes.h"
#include "history/revisions.h"
#include "kinds/site.h"
#include "pages/cards.h"
#include "pages/page_kinds.h"
#include "pages/plan.h"

struct works;

/* Where an essay stands in a reading list, or in an edition: indexes. */
struct standing_place {
    uint32_t in, position;
};

struct standing_places {
    struct standing_place *items;
    size_t count, capacity;
};

struct shared {
    const struct site *site;
    const struct cards *cards;
    struct page_choices choices;
    struct digest site_digests[2]; /* of what a page says of the site: with counts, and without */
    struct digest menu;
    uint32_t *date_positions;               /* of each essay in essays_by_date; UINT32_MAX: it is not listed */
    struct standing_places *list_places;    /* of each essay */
    struct standing_places *edition_places; /* of each essay; NULL where there are no editions */
    const struct changes *changes;
    const struct revisions *revisions;
    const struct former_besides *former_besides;
    const struct works *works;           /* works.h */
    const struct cite_terms *cite_terms; /* in the language of the reader */
    struct digest references;            /* of all that old texts may refer to */
    bool has_feed, has_changes_feed;     /* never without base_url */
    bool has_theme;                      /* the reader has an assets/theme.css */
};

/* Made once, before the workers fork. */
const struct shared *shared_make(const struct site *site, const struct tree *assets, struct arena *arena);

bool essay_is_listed(const struct shared *shared, uint32_t essay);

/* For what page it is gathered, and where it is looked up. */
struct from {
    const struct plan *plan;
    const struct site *site;
    const struct shared *shared;
    const struct page *page;        /* never an alias, but the page that it shows */
    const struct page_alias *alias; /* it is shown at this old address; NULL: at its own */
};

/* Of a page whose number is an essay's. */
const struct essay *page_essay(const struct from *from);

/* "Colophon 0.1.0" */
struct text generator_name(void);

/* What all pages have: root, page, alias, site, language, menu. */
void gather_frame(struct gathering *g, const struct from *from);

/* `paths`: of the home page and of each section. */
void gather_paths(struct gathering *g);
void digest_frame(struct shared *shared, struct gathering *scratch);

/* `body`, `has_body`, `previews`, `lost_ids` and `gone_places` of what is described by `source`, whose passages have ids where
 * it is that of the essay `marked`. */
void gather_source(struct gathering *g, const struct from *from, const struct source *source, const struct essay *marked,
                   struct text han);

/* The text of what is described by `source`, without ids; `essay`: the one whose text it is, or NULL. */
struct own_body own_body_of(const struct from *from, const struct source *source, const struct essay *essay, struct text han,
                            struct arena *arena);

/* Without `previews` and `gone_places`: of a term, whose page is the glossary, where the ids of its notes and captions end in
 * `ids_end`. */
void gather_source_alone(struct gathering *g, const struct from *from, const struct source *source, struct text han,
                         struct text ids_end);

/* `gone_places`: of gone.yaml, beside the text of `source`; NULL: on the page itself, which has no text of its own. */
void gather_gone_places(struct gathering *g, const struct from *from, const struct source *source);

/* What the entries of the works that a text cites are called; `has_entries`: they stand below it. */
struct cites_labels cites_labels_of(const struct site *site, bool has_entries, struct arena *arena);

/* Where the references of a text lead on a page. `plan` NULL: every address of the site is taken to be there. */
struct link *links_of(const struct site *site, const struct plan *plan, const struct document *document,
                      const struct targets *targets, struct arena *arena);

/*
 * `key` and `has_key`: who refers to the page's thing (a term: to `thing`), of too many the newest; and `all_citing`, the parts
 * of the whole list then. `kind` is one of LISTING_CITING_...
 */
void gather_backlinks(struct gathering *g, const struct from *from, const char *key, const char *has_key, uint8_t kind,
                      uint32_t thing);

/* How many of the backlinks that is: all of them, or the newest. */
size_t backlinks_shown(const struct from *from, uint8_t kind, uint32_t thing);

/* `all_citing` alone. */
void gather_all_citing(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing);

/* `sentence_html` and `place`: the words of one, and where they stand. */
void gather_citing_sentence(struct gathering *g, const struct from *from, const struct backlink *backlink);

/* `citing` and `has_citing`: those of the backlinks that `indexes` says. */
void gather_citing(struct gathering *g, const struct from *from, const struct backlinks *backlinks,
                   const struct numbers *indexes);

/* The title that all pages of a kind have; "" for those that have their own. */
struct text title_of_kind(const struct site *site, uint8_t kind, struct arena *arena);

/* The title of another page of the plan; "" for what has none. */
struct text title_of_page(const struct from *from, const struct page *page, struct arena *arena);

/*
 * Lists that may be too long for one page: long_lists.c. `kind` is an enum listing_kind, `thing` whose list it is.
 *
 * gather_parts takes `parts` and `has_parts`, and says whether the list is in parts. first_of leaves of an order what a long
 * list's own page shows beside them.
 */
bool gather_parts(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing);
struct numbers first_of(const struct site *site, struct numbers numbers);

/* The essays of a topic, author or publication, or the newest of a long list, its parts, and the strip of its years. */
void gather_essays_of(struct gathering *g, const struct from *from, const char *key, const char *has_key, uint8_t kind,
                      uint32_t thing);

/* `strip`: how many of `essays`, which a list is of, there are of each year. Null where they are of fewer than three. */
void gather_strip(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing, const struct numbers *essays);

/* The same of all works, each at its date where they are not in parts, and of events; from two years on. */
void gather_chronology_strip(struct gathering *g, const struct from *from);

/* Of topics, authors or publications those with essays, by name; only the `most` that have most. */
struct numbers largest_of(const struct site *site, uint8_t thing, const struct numbers *by_name, size_t most,
                          struct arena *arena);

/* `largest` and the parts of a long list of such things. Returns what is shown whole: all or, of a long one, nothing. */
struct numbers gather_largest(struct gathering *g, const struct from *from, uint8_t kind, const struct numbers *by_name);

/* What a part is called. */
/* Flags of_essays, of_topics and so on: `unit`, "essays", is what is counted. */
void gather_unit(struct gathering *g, const char *unit);
struct text part_title(const struct site *site, uint32_t part, struct arena *arena);

/* `letters` of the index, `terms` of the glossary, `works` that are cited, and `timeline` of essays, as their whole pages show
 * them. */
void gather_index(struct gathering *g, const struct from *from, const struct numbers *entries);
void gather_terms(struct gathering *g, const struct from *from, const struct numbers *terms);
void gather_works(struct gathering *g, const struct from *from, const struct numbers *works);
void gather_work_entry(struct gathering *g, const struct from *from, uint32_t number); /* `entry_html` of one */
struct text work_entry_html(const struct shared *shared, uint32_t number, struct arena *arena);
struct digest work_entry_digest(const struct site *site, uint32_t number); /* of that */
void gather_timeline(struct gathering *g, const struct from *from, const struct numbers *essays);

/* `event`: an event as it stands there; NONE: null. */
void gather_event(struct gathering *g, const struct from *from, uint32_t number);

/* Of a page in shared->revisions. */
const struct revision_page *revision_of(const struct from *from);

/* "3 March 2024", the day of its commit; or that it is in none. */
struct text version_day(const struct site *site, const struct version *version, struct arena *arena);

/* The same; of one that shares its day with others, with the time: "3 March 2024, 14:05 UTC+1". */
struct text version_when(const struct site *site, const struct version *version, struct arena *arena);

/* What a change counts, and `size`, which says it in words. */
void gather_counts(struct gathering *g, const struct version_change *change, struct text size);

/* A version as histories list it, and its neighbours name it. UINT32_MAX: null. */
void gather_version(struct gathering *g, const char *name, const struct from *from, const struct essay *essay,
                    uint32_t version);

/* The same with `since` and `until`, which change when the text that they lead to does. */
void gather_old_version(struct gathering *g, const char *name, const struct from *from, const struct essay *essay,
                        uint32_t version);

/* What is said of the essay that `from->page` is beside its text: its card, where it first appeared, its rights, its revision,
 * what the text is and whose. */
void gather_essay_record(struct gathering *g, const struct from *from);

/* The two highest levels of headings that a text has; UINT8_MAX where it has none. */
uint8_t highest_level(const struct doc_heading *headings, uint32_t count);

/* `head` of an essay: what programs read of it. */
void gather_essay_head(struct gathering *g, const struct from *from, const struct essay *essay);

/* `citation` in all styles, and as BibTeX. */
void gather_citation_whole(struct gathering *g, const struct from *from, const struct essay *essay);

/* `citation` in the reader's style alone. */
void gather_citation_line(struct gathering *g, const struct from *from, const struct essay *essay);

/* `cite_files` and `coins` of what lists essays: the works of those that its page shows. */
void gather_cited(struct gathering *g, const struct from *from, uint8_t kind, uint32_t number);

/* `gone`: the passages that were removed from an essay that is open, {passages, has_passages, count}, made late. */
void gather_gone(struct gathering *g, const struct from *from, const struct essay *essay);

/* The title of a page or feed of changes: "Changes of May 2024", "Sovereignty: changes". */
struct text changes_title(const struct from *from, struct arena *arena);

/* The note of the commit for readers (git_reason) that made `count` changes of a scope; "" where none of them may be told with
 * more than its title.
 */
struct text changes_note(const struct from *from, const struct changes_scope *scope, size_t first, size_t count);

/* The address of the page that shows what a change did to a text; "" for none. */
struct text changes_difference(const struct from *from, const struct change *change, struct arena *arena);

/* Where a commit stands on a page of changes: "c-1111111111". */
struct text changes_anchor(const struct commit *commit, struct arena *arena);

/* `changes_path`, `changes_feed_path` and `changes_feed_url` of a topic or an author. */
void gather_changes_of(struct gathering *g, const struct from *from, uint8_t thing, uint32_t number);

/* `former_terms` and `has_former_terms`: terms that are no more, whose places the glossary keeps. */
void gather_gone_terms(struct gathering *g, const struct from *from);

/* The editions that the page's essay stands in. */
void gather_editions_of(struct gathering *g, const struct from *from);

/*
 * The end of a feed of what stands at `address`, whose entries follow; `name`: of the thing whose essays they are, "" for none;
 * `updated`: its newest entry's.
 */
void gather_feed_head(struct gathering *g, const struct from *from, struct text name, struct text address, struct date updated);

/* `feed_path` and `feed_url` of a topic, place or author. */
void gather_feed_of(struct gathering *g, const struct from *from, const struct thing *thing);

/* The later of two dates. */
struct date newer_date(struct date a, struct date b);

/* When an essay was first published, as feeds count: its date, or else its first revision; none where neither is known. */
struct date feed_date(const struct essay *essay);

#endif
