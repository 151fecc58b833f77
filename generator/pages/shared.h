/*
 * shared: the views that many pages hold, made and digested once, before any page.
 *
 * Cards stand by the number of their thing. A page that shows one only points to it, so that a page's view costs what is its
 * own, and a card that changes changes the digest of every page that shows it.
 */
#ifndef PAGES_SHARED_H
#define PAGES_SHARED_H

#include "kinds/site.h"
#include "history/changes.h"
#include "pages/parts.h"
#include "history/revisions.h"
#include "pages/views.h"

/* Where an essay stands in a reading list. */
struct list_place {
    uint32_t list, position; /* position: index of the list's item */
};

struct list_places {
    struct list_place *items;
    size_t count, capacity;
};

/* What a mere mention of a thing shows, out of its card; close together, because a page mentions many things. */
struct mention {
    const struct view *title, *title_html, *path;
    const struct view *author_line_html; /* of an essay; NULL for others */
    struct digest digest;                /* of these four */
    bool is_open;                        /* false: no word of its body may be shown */
};

/* Cards stand by the number of their thing. */
struct shared_views {
    const struct site *site;
    const struct view *site_view, *site_uncounted; /* with and without `counts` */
    const struct view *origin, *origin_note, *language;
    const struct view *const *essays;
    const struct view *const *authors, *const *author_names;
    const struct view *const *topics, *const *topic_names;
    const struct view *const *publications, *const *publication_names;
    const struct view *const *lists;
    const struct view *const *terms;
    const struct view *const *pages;                /* {slug, path, title, title_html} */
    const struct view *const *menus;                /* the menu while its item i is `here`; the last one: while none is */
    const struct mention *mentions[THING_PAGE + 1]; /* by kind and number */
    struct digest frame;                            /* of what every page's view holds: essay_key.h */
    const struct view *const *editions;             /* of each essay, those that it stands in; NULL where there are none */
    uint32_t *date_positions;                       /* of each essay in essays_by_date; UINT32_MAX: it is not listed */
    struct list_places *list_places;                /* of each essay */
    const struct changes *changes;
    const struct revisions *revisions;
    struct digest references;        /* of all that old texts may refer to */
    bool has_feed, has_changes_feed; /* never without base_url */
};

/* Cards: cards.c. The essays' need the names of authors, topics and publications in `shared`. */
void cards_make(struct shared_views *shared, struct arena *arena);

/* The cards of all things of a kind; NULL for those that have none. */
const struct view *const *cards_of_kind(const struct shared_views *shared, uint8_t kind);

/* The card of any thing that has one; and its title: `title` or `name` with "_html" behind. */
const struct view *cards_of_thing(const struct shared_views *shared, uint8_t kind, uint32_t number);
const struct view *cards_title(const struct view *card);
const struct view *cards_title_html(const struct view *card);
struct mention cards_mention(const struct shared_views *shared, uint8_t kind, uint32_t number);

/* "machine translation" and so on; "variant" where the essay does not say which. */
struct text cards_variant_label(uint8_t variant);

/* An address of the web that may stand in an href: http, https or mailto; "" for others. */
struct text cards_web_url(struct text url);

/* A page's view being made. */
struct making {
    const struct plan *plan;
    const struct site *site;
    const struct shared_views *shared;
    const struct page *page;
    struct text root;
    struct view_map map; /* of the page */
    struct arena *arena;
};

/* `body` and `has_body` of what is described by `source`. */
void making_put_body(struct making *making, struct view_map *map, const struct source *source, struct text han);

/*
 * `key` and `has_key`: who refers to the page's thing (a term: to `thing`), of too many the newest; and `all_citing`, the parts
 * of the whole list then. `kind` is one of LISTING_CITING_...
 */
void making_put_backlinks(struct making *making, struct view_map *map, const char *key, const char *has_key, uint8_t kind,
                          uint32_t thing);

/* `citing` and `has_citing`: those of the backlinks that `indexes` says. */
void making_put_citing(struct making *making, struct view_map *map, const struct backlinks *backlinks,
                       const struct numbers *indexes);

/* The page's URL, "" without base_url. */
struct text making_url(const struct making *making, struct text address);

/* A file's front matter as written, NULL when it has none. */
const struct view *making_fields(const struct source *source, struct arena *arena);

/* The title of another page of the plan; "" for what has none. */
struct text making_title_of(const struct making *making, const struct page *page);

/*
 * Lists that may be too long for one page: long_lists.c. `kind` is an enum listing_kind, `thing` whose list it is.
 *
 * making_put_parts puts `parts` and `has_parts`, and says whether the list is in parts. making_first leaves of an order what a
 * long list's own page shows beside them.
 */
bool making_put_parts(struct making *making, struct view_map *map, uint8_t kind, uint32_t thing);
struct numbers making_first(const struct making *making, struct numbers numbers);

/* The essays of the page's topic, author or publication, or the newest of a long list, and its parts. */
void making_put_essays(struct making *making, struct view_map *map, const char *key, const char *has_key, uint8_t kind);

/* Of topics, authors or publications those with essays, by name; only the `most` that have most. */
struct numbers making_largest(const struct making *making, uint8_t thing, const struct numbers *by_name, size_t most);

/* `largest` and the parts of a long list of such things. Returns what is shown whole: all or, of a long one, nothing. */
struct numbers making_put_largest(struct making *making, uint8_t kind, const struct numbers *by_name);

/* What the list of a kind, and what a part, is called. */
struct text making_listing_title(uint8_t kind);
struct text making_part_title(const struct making *making, uint32_t part);

/* `terms` of the glossary, and `timeline` of essays, as their whole pages show them. */
void making_put_terms(struct making *making, struct view_map *map, const struct numbers *terms);
void making_put_timeline(struct making *making, struct view_map *map, const struct numbers *essays);

/* The members that each kind of page adds to those that all have. */
typedef void view_family(struct making *making);
view_family view_editions, view_home, view_essays, view_essay, view_topics, view_topic, view_authors, view_author,
    view_publications, view_publication, view_lists, view_list_page, view_glossary, view_chronology, view_changes,
    view_changes_feed, view_page, view_feed, view_sitemap, view_sitemap_index, view_robots, view_redirect, view_part,
    view_history, view_version, view_current, view_difference;

/* For `editions`. */
const struct view *const *editions_of_essays(const struct shared_views *shared, struct arena *arena);

/* Of a page in shared->revisions. */
const struct revision_page *making_revision(const struct making *making);

/* A version as histories list it, and its neighbours name it. */
const struct view *version_view(const struct making *making, const struct essay *essay, size_t version);

/* The passages that were removed from an essay that is open: {passages, has_passages, count}, made late. */
const struct view *gone_view(const struct making *making, const struct essay *essay);

/* Where a page leads that is only there for an old address. */
void making_put_redirect(struct making *making, struct text to);

/* The title of a page or feed of changes: "Changes of May 2024", "Sovereignty: changes". */
struct text changes_title(const struct making *making);

/* The subject of the commit that made `count` changes of a scope; "" where none of them may be told with more than its title.
 */
struct text changes_subject(const struct making *making, const struct changes_scope *scope, size_t first, size_t count);

/* The address of the page that shows what a change did to a text; "" for none. */
struct text changes_difference(const struct making *making, const struct change *change);

/* Where a commit stands on a page of changes: "c-1111111111". */
struct text changes_anchor(const struct commit *commit, struct arena *arena);

/* `changes_path`, `changes_feed_path` and `changes_feed_url` of a topic or an author. */
void making_put_changes(const struct making *making, struct view_map *map, uint8_t thing, uint32_t number);

/* The members of a feed of what stands at `address`; `updated`: its newest entry's. */
void feed_put(struct making *making, struct text address, const struct parts_list *entries, struct date updated);

/* The later of two dates. */
struct date feed_newer(struct date a, struct date b);

/* When an essay was first published, as feeds count: its date, or else its first revision; none where neither is known. */
struct date feed_date(const struct essay *essay);

#endif
