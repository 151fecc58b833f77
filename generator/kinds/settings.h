/*
 * settings: content/site.yaml, read and checked. Every field has a default; a reader without site.yaml builds.
 */
#ifndef KINDS_SETTINGS_H
#define KINDS_SETTINGS_H

#include "cite/style.h"
#include "compose/language.h"
#include "read/document/document.h"
#include "read/tree/tree.h"

/* A growing list of texts: aliases, other names. */
struct texts {
    struct text *items;
    size_t count, capacity;
};

/* For lists that are searched once: it looks at each. */
bool texts_has(const struct texts *texts, struct text text);

struct menu_item {
    struct text title;
    struct text address; /* of this site, starting with '/', or a whole URL */
    struct diag_place place;
};

struct menu_items {
    struct menu_item *items;
    size_t count, capacity;
};

/* Which quotations are compared with what they are of. */
enum quotations_checked {
    QUOTATIONS_CHECKED,   /* block quotes that say what they are of */
    QUOTATIONS_UNCHECKED, /* none */
    QUOTATIONS_INLINE,    /* “words” [[essay]] in running text, too */
};

/* How much of git's history readers see. */
enum history_mode {
    HISTORY_FULL,    /* each version's text and all differences */
    HISTORY_SUMMARY, /* who changed what when, and how much; no old text */
    HISTORY_OFF,     /* nothing */
};

/* Whether readers can search: the form on each page, its page and its files, and the index. */
enum search_mode {
    SEARCH_ON,       /* in today's site */
    SEARCH_OFF,      /* nowhere */
    SEARCH_EDITIONS, /* and in each edition, which has an index of its own */
};

/* Of what there are books: pages/book.h. */
#define BOOK_NAMES "lists topics reader"
enum book_of { BOOKS_LISTS, BOOKS_TOPICS, BOOKS_READER, BOOKS_COUNT };

/* What the site is published on, where that can be told to send visitors from old addresses: pages/hosts.h. */
#define HOST_NAMES "netlify cloudflare gitlab nginx apache"
enum host { HOST_NETLIFY, HOST_CLOUDFLARE, HOST_GITLAB, HOST_NGINX, HOST_APACHE, HOST_COUNT };

/* An edition as it is asked for: by tags, or by name and revision. */
struct edition_setting {
    struct text tags; /* a pattern with one '*' at most; "" */
    struct text name, revision;
    struct text title, note; /* "" where not given */
    struct diag_place place;
};

struct edition_settings {
    struct edition_setting *items;
    size_t count, capacity;
};

struct settings {
    struct text title;         /* title: ; "Untitled reader" */
    struct text subtitle;      /* subtitle, tagline */
    struct text description;   /* description: plain text */
    struct text language;      /* language, lang: BCP 47; "en" */
    struct text han;           /* han: the language of Han runs in Latin text; "zh-Hans" */
    struct text base_url;      /* base_url, baseURL, url: with a '/' at the end; "" when not given */
    struct text rights;        /* rights: of the reader as a whole, in words */
    struct text license;       /* license: SPDX id or address, "" */
    struct menu_items editors; /* editors: names, or maps (name, url, orcid); title: the name; address: the url or "" */
    struct menu_items menu;    /* menu: list of one-key maps "Title: /address/", or of addresses; empty: the theme's own */
    struct text repository;    /* repository: where the sources are published, shown beside the commit; "" */
    bool keep_html;            /* raw_html: keep | drop */
    bool smart;                /* smart: true */
    bool math, tilde;          /* of site.yaml; true */
    uint32_t newest;           /* newest: essays on the home page and in the feed; 10 and 30 */
    uint32_t feed;             /* feed: a number, summary | full, or a list of both */
    bool feed_is_whole;        /* its entries have the texts */
    uint32_t related;   /* related: how many related essays are shown at most; 5 */
    uint32_t page_size; /* page_size: entries of a list that stand on one page at most; 200; 0: any number */
    /*
     * links: error | warn. What a link or image by file or address is that leads nowhere ([[..]] is always an error). `warn`
     * is for moving an existing blog: its links to pages that stayed behind are listed, and the reader is built all the same.
     */
    bool broken_links_pass;
    uint8_t quotations;               /* quotations: checked | unchecked | inline (enum quotations_checked) */
    uint8_t history;                  /* history: full | summary | off (enum history_mode) */
    bool all_versions;                /* versions: words | all; which old texts and differences have pages */
    uint8_t search;                   /* search: on | off | editions (enum search_mode) */
    uint8_t citation_style;           /* citation_style: enum cite_style */
    struct texts bibliography;        /* bibliography: paths below content/ */
    bool cites;                       /* there are works that texts may cite: kinds/cited_works.h */
    struct edition_settings editions; /* editions: a list */
    bool hosts[HOST_COUNT];           /* hosts: a list of HOST_NAMES */
    struct diag_place host_places[HOST_COUNT];
    struct text certified_by; /* certified_by: who answers for it that books are as EPUB Accessibility 1.1 asks; "" */
    bool books[BOOKS_COUNT];  /* books: a list of BOOK_NAMES; lists */
    bool for_disk;            /* disk: true; links name index.html, for a folder or a zip: link_to */
    bool future;              /* future: true; what is dated in the future is shown, too */
    struct yaml extra;        /* all fields, for layouts: site.extra */
};

#define SETTINGS_PATH TEXT("content/site.yaml")
#define GONE_PATH TEXT("content/gone.yaml")
#define EVENTS_PATH TEXT("content/events.yaml")
#define OWN_REDIRECTS_PATH TEXT("content/_redirects") /* the curator's own: pages/hosts.h */

/* A file that the program itself reads at its place in content/. */
static inline bool is_own_file(struct text path) {
    return text_equal(path, SETTINGS_PATH) || text_equal(path, GONE_PATH) || text_equal(path, EVENTS_PATH);
}

/* The language of the quotation marks of the reader's own words; "" where they stay as written. */
static inline struct text settings_marks(const struct settings *settings) {
    return settings->smart ? settings->language : TEXT("");
}

/*
 * Reads content/site.yaml of `tree`. False only after errors (their fault is FAULT_USAGE: status 2); what could be read stands.
 */
bool settings_read(struct settings *settings, const struct tree *tree, struct diag *problems, struct arena *arena);

/*
 * Of what has been told of site.yaml since `first`: it is wrong with how the program was called. False where there are errors.
 */
bool settings_blame(struct diag *problems, size_t first);

/* Whether each citation becomes a note, which is a passage. */
bool settings_cite_in_notes(const struct settings *settings);

/* `language`: what the labels in a body are said in. */
struct parse_options settings_parse_options(const struct settings *settings, const struct language *language,
                                            struct arena *arena);

/* `written` as a base_url: http or https, a host, '/' at the end, no query. False when it is none. */
bool settings_base_url(struct text *base_url, struct text written, struct arena *arena);

#endif
