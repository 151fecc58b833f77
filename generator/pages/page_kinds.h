/*
 * page_kinds: one row for each kind of page. A new kind is a row here, a file with its two functions, a layout and a test.
 *
 * What is gathered for a page is all that its layout sees: X_gather. X_plan adds the pages of the kind; kinds that are planned
 * with another one have no_plan. A row:
 *
 *     ROW(kind, functions' name, `page.kind`, layout, section, title, about, heading, plan, flags)
 *
 * `section` is "" for a page that belongs to none, `title` "" where `heading` finds it, `about` the kind of thing that the
 * page's number is of.
 */
#ifndef PAGES_PAGE_KINDS_H
#define PAGES_PAGE_KINDS_H

#include "compose/gather.h"
#include "kinds/site.h"

enum page_flags {
    PAGE_FOUND = 1, /* a sitemap names it, for search engines */
    PAGE_TELLS_COUNTS =
        2,           /* it is about the reader as a whole; one about a thing would be made again whenever another is added */
    PAGE_COPIED = 4, /* a file's bytes */
    PAGE_SCRIPT = 8, /* a file of the index of the search: pages/search_files.h */
    PAGE_CITED = 16, /* works as other programs read them: pages/cite_files.h */
    PAGE_EPUB = 32,  /* a book: pages/book.h */
    PAGE_PRINT = 64,
    PAGE_NEWS = 128, /* a feed */
};

/* clang-format off */
#define PAGE_KINDS(ROW)                                                                                                        \
    ROW(HOME, home, "home", "home", "", "", THING_NONE, home_heading, home_plan, PAGE_FOUND | PAGE_TELLS_COUNTS)             \
    ROW(ESSAYS, essays, "essays", "essays", "essays", "essays", THING_NONE, plain_heading, index_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(ESSAY, essay, "essay", "essay", "essays", "", THING_ESSAY, thing_heading, essay_plan, PAGE_FOUND)                      \
    ROW(TOPICS, topics, "topics", "topics", "topics", "topics", THING_NONE, plain_heading, index_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(TOPIC, topic, "topic", "topic", "topics", "", THING_TOPIC, thing_heading, thing_plan, PAGE_FOUND)                      \
    ROW(PLACES, named_index, "places", "places", "places", "places", THING_NONE, plain_heading, index_of_any_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(PLACE, named, "place", "place", "places", "", THING_PLACE, thing_heading, thing_plan, PAGE_FOUND)                      \
    ROW(AUTHORS, authors, "authors", "authors", "authors", "authors", THING_NONE, plain_heading, index_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(AUTHOR, author, "author", "author", "authors", "", THING_AUTHOR, thing_heading, thing_plan, PAGE_FOUND)                \
    ROW(PUBLICATIONS, named_index, "publications", "publications", "publications", "publications", THING_NONE, plain_heading, index_of_any_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(PUBLICATION, named, "publication", "publication", "publications", "", THING_PUBLICATION, thing_heading, thing_plan, PAGE_FOUND) \
    ROW(LISTS, lists, "lists", "lists", "lists", "reading-lists", THING_NONE, plain_heading, index_of_any_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(LIST, list, "list", "list", "lists", "", THING_LIST, thing_heading, thing_plan, PAGE_FOUND)                            \
    ROW(GLOSSARY, glossary, "glossary", "glossary", "glossary", "glossary", THING_NONE, plain_heading, index_of_any_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(REFERENCES, references, "references", "references", "references", "references", THING_NONE, plain_heading, index_of_any_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(CHRONOLOGY, chronology, "chronology", "chronology", "chronology", "chronology", THING_NONE, plain_heading, index_plan, PAGE_FOUND | PAGE_TELLS_COUNTS) \
    ROW(INDEX, book_index, "index", "index", "index", "index", THING_NONE, plain_heading, book_index_plan, PAGE_FOUND) \
    ROW(CHANGES, changes, "changes", "changes", "changes", "", THING_NONE, changes_heading, changes_plan, PAGE_FOUND) /* of the reader, and of each thing whose kind has_changes */ \
    ROW(CHANGES_FEED, changes_feed, "changes_feed", "feed.xml", "changes", "", THING_NONE, changes_heading, no_plan, PAGE_NEWS) \
    ROW(EDITIONS, editions, "editions", "editions", "editions", "editions", THING_NONE, plain_heading, editions_plan, PAGE_FOUND) \
    ROW(PART, part, "part", "part", "", "", THING_NONE, part_heading, part_plan, PAGE_FOUND) /* of a list that is too long for one page */ \
    ROW(PAGE, own_page, "page", "page", "", "", THING_PAGE, thing_heading, own_page_plan, PAGE_FOUND | PAGE_TELLS_COUNTS)            \
    ROW(FEED, feed, "feed", "feed.xml", "", "", THING_NONE, plain_heading, no_plan, PAGE_NEWS)                               \
    ROW(FEED_TOPIC, feed, "feed", "feed.xml", "topics", "", THING_TOPIC, thing_heading, feed_plan, PAGE_NEWS)                  \
    ROW(FEED_PLACE, feed, "feed", "feed.xml", "places", "", THING_PLACE, thing_heading, feed_plan, PAGE_NEWS)                  \
    ROW(FEED_AUTHOR, feed, "feed", "feed.xml", "authors", "", THING_AUTHOR, thing_heading, feed_plan, PAGE_NEWS)               \
    ROW(SITEMAP, sitemap, "sitemap", "sitemap.xml", "", "sitemap", THING_NONE, plain_heading, no_plan, 0) /* number: 0 for the only one; else 1, 2, ... of those that the index names */ \
    ROW(SITEMAP_INDEX, sitemap_index, "sitemap_index", "sitemap-index.xml", "", "sitemap", THING_NONE, plain_heading, no_plan, 0) \
    ROW(NOT_FOUND, nothing, "not_found", "404", "", "page-not-found", THING_NONE, plain_heading, no_plan, PAGE_TELLS_COUNTS) \
    ROW(ROBOTS, robots, "robots", "robots.txt", "", "", THING_NONE, plain_heading, no_plan, 0)                         \
    ROW(ALIAS, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, 0) /* another page of the plan at an old address: its kind, layout and all that it shows are that page's (aliases.h) */ \
    ROW(GONE, gone, "gone", "gone", "", "", THING_NONE, gone_heading, gone_plan, 0) /* what stood at its address is no more; the number is that in site->gone */ \
    ROW(HISTORY, history, "history", "history", "essays", "", THING_NONE, history_heading, history_plan, 0) /* of an essay */ \
    ROW(VERSION, version, "version", "version", "essays", "", THING_NONE, revision_heading, revision_plan, 0) /* an old text; the number is that of a page in shared->revisions, here and below */ \
    ROW(DIFFERENCE, difference, "difference", "difference", "essays", "", THING_NONE, revision_heading, no_plan, 0) /* between two texts */ \
    ROW(BESIDE, beside, "beside", "beside", "essays", "", THING_NONE, beside_heading, beside_plan, 0) /* an essay beside the one that it is a variant of; the number is the variant's */ \
    ROW(CITE, cite, "cite", "cite", "essays", "", THING_NONE, cite_heading, cite_plan, 0) /* how an essay is cited, and its passages with their addresses; the number is the essay's */ \
    ROW(SEARCH, search_page, "search", "search", "search", "search", THING_NONE, plain_heading, search_page_plan, 0) /* its script reads the index: assets/search.js */ \
    ROW(COLOPHON, colophon, "colophon", "colophon", "", "colophon", THING_NONE, plain_heading, colophon_plan, PAGE_TELLS_COUNTS) \
    ROW(ADDRESSES, addresses, "addresses", "addresses.txt", "", "", THING_NONE, no_heading, addresses_plan, 0) /* what is promised to stay: pages/promised.h */ \
    ROW(REDIRECTS, redirects, "redirects", "redirects.txt", "", "", THING_NONE, no_heading, redirects_plan, 0) /* what a host is told of old addresses; the number is a file of hosts.h */ \
    ROW(BUILD, build, "build", "", "", "", THING_NONE, no_heading, build_plan, 0) /* its view, as JSON */                       \
    ROW(COPY, nothing, "", "", "", "", THING_NONE, no_heading, copy_plan, PAGE_COPIED) /* bytes of a file of the site's tree: media */ \
    ROW(ASSET, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_COPIED) /* bytes of a file of the tree of assets */ \
    ROW(SEARCH_INDEX, nothing, "", "", "", "", THING_NONE, no_heading, search_plan, PAGE_SCRIPT) /* these: search/format.h */ \
    ROW(SEARCH_FACETS, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_SCRIPT)                                  \
    ROW(SEARCH_SHARD, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_SCRIPT)                                   \
    ROW(SEARCH_LONG, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_SCRIPT)                                    \
    ROW(SEARCH_ESSAYS, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_SCRIPT)                                  \
    ROW(SEARCH_THINGS, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_SCRIPT)                                  \
    ROW(SEARCH_TEXT, nothing, "", "", "", "", THING_NONE, no_heading, no_plan, PAGE_SCRIPT)                                    \
    ROW(CITE_ESSAY, nothing, "", "", "", "", THING_ESSAY, no_heading, cite_files_plan, PAGE_CITED)                             \
    ROW(CITE_TOPIC, nothing, "", "", "", "", THING_TOPIC, no_heading, cite_files_plan, PAGE_CITED)                             \
    ROW(CITE_PLACE, nothing, "", "", "", "", THING_PLACE, no_heading, cite_files_plan, PAGE_CITED)                             \
    ROW(CITE_AUTHOR, nothing, "", "", "", "", THING_AUTHOR, no_heading, cite_files_plan, PAGE_CITED)                           \
    ROW(CITE_PUBLICATION, nothing, "", "", "", "", THING_PUBLICATION, no_heading, cite_files_plan, PAGE_CITED)                 \
    ROW(CITE_LIST, nothing, "", "", "", "", THING_LIST, no_heading, cite_files_plan, PAGE_CITED)                               \
    ROW(CITE_ALL, nothing, "", "", "", "", THING_NONE, no_heading, cite_files_plan, PAGE_CITED) /* at /essays/ */              \
    ROW(BOOK_LIST, book, "book", "", "", "", THING_LIST, no_heading, book_plan, PAGE_EPUB)                                     \
    ROW(BOOK_TOPIC, book, "book", "", "", "", THING_TOPIC, no_heading, book_plan, PAGE_EPUB)                                   \
    ROW(BOOK_READER, book, "book", "", "", "", THING_NONE, no_heading, book_plan, PAGE_EPUB)                                   \
    ROW(PRINT_LIST, book, "print", "print", "lists", "", THING_LIST, thing_heading, book_plan, PAGE_PRINT)                     \
    ROW(PRINT_TOPIC, book, "print", "print", "topics", "", THING_TOPIC, thing_heading, book_plan, PAGE_PRINT)                  \
    ROW(PRINT_READER, book, "print", "print", "", "", THING_NONE, home_heading, book_plan, PAGE_PRINT)                         \
    ROW(EMPTY, nothing, "", "", "", "", THING_NONE, no_heading, programs_plan, 0) /* .nojekyll; planned with what programs read */
/* clang-format on */

#define PAGE_KIND_NAME(kind, ...) PAGE_##kind,
enum page_kind { PAGE_KINDS(PAGE_KIND_NAME) PAGE_KIND_COUNT };
#undef PAGE_KIND_NAME

/* What a page is about, in the words of its head. */
struct heading {
    struct text title;
    struct text description; /* an editor's words on it; "" */
    struct text shows;       /* ours on what it shows, for its description; "" */
    struct text han;
};

struct from;
struct planning;
typedef void page_gather(struct gathering *g, const struct from *from);
typedef void page_heading(struct heading *heading, const struct from *from, struct arena *arena);
typedef void page_plan(struct planning *planning, enum page_kind kind);

struct page_kind_row {
    const char *name, *is_name; /* "essay", "is_essay"; "" for what has no view */
    const char *layout;
    const char *section, *in_section; /* "": in none */
    const char *title;                /* the word that says it; "" */
    uint8_t about;                    /* enum thing_kind */
    page_gather *gather;
    page_heading *heading;
    page_plan *plan;
    uint8_t flags; /* enum page_flags */
};

const struct page_kind_row *page_kind(uint8_t kind);

/* What layouts are told of a page's kind and section: of kinds with one name the first stands for all. */
struct page_choices {
    struct gather_choice kinds[PAGE_KIND_COUNT], sections[PAGE_KIND_COUNT];
    size_t kind_count, section_count;
    uint8_t kind[PAGE_KIND_COUNT], section[PAGE_KIND_COUNT]; /* of each kind, its index; the count for none */
};

void page_choices_make(struct page_choices *choices);

/* Of which kind of thing a kind of page is the index; THING_NONE. */
uint8_t page_indexes(uint8_t kind);

/* The kind of page that a whole list is, or stands on. `listing`: enum listing_kind. */
enum page_kind page_of_listing(uint8_t listing);

#endif
