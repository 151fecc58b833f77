/*
 * gather: what a page shows, taken item by item, each digested as it is taken.
 *
 *     struct gathering *g = gathering_new(GATHER_KEY, &place, language, arena);
 *     gather_text(g, "title", list->title);
 *     gather_open_list(g, "entries");
 *     for (...) gather_card(...);
 *     gather_close(g);
 *     gather_has(g, "has_entries", "entries", NULL);
 *     struct digest key = gathering_key(g);              // or, for GATHER_VIEW, gathering_view(g)
 *
 * A page has one function that gathers it, and that is all that reads the site for it. It runs with two purposes: for the
 * page's key its items are digested, raw, and nothing is made of them; for its view they become what a layout sees. A view can
 * hold nothing that did not pass through here, so a key cannot forget anything, and no dependency is declared beside the
 * reading. Nothing in compose/ can read the site.
 *
 * Only gather_stands leaves something to be read later, and its digest must stand for that. What is derived from items already
 * taken (has_entries, the page's own URL) is not part of the key.
 *
 * Where there is nothing to say, a null is put: a name that is absent would be looked for in the map around
 * (pages/contract.md). A `name` is a literal, and NULL for an item of a list. Texts are borrowed, and must live as long as the
 * view.
 */
#ifndef COMPOSE_GATHER_H
#define COMPOSE_GATHER_H

#include "base/date.h"
#include "base/digest.h"
#include "compose/language.h"
#include "compose/seams.h"
#include "mustache/view.h"
#include "read/yaml/yaml.h"

struct gathering;

enum gather_purpose {
    GATHER_KEY,
    GATHER_VIEW,
    GATHER_ITEMS, /* a list of all items, each with its digest: to look at */
};

/* The page that is gathered for: its links start from there. */
struct gather_place {
    struct text address;
    struct text root;     /* "../../" */
    struct text base_url; /* "" for none */
    bool for_disk;        /* what links to other pages end in: link_to */
    struct seams *seams;  /* noted while the page is written; NULL: nobody asks */
};

struct gather_item {
    struct text path;     /* "essay.lists[].position"; inside of a card from there on: "essay card.title" */
    struct digest digest; /* of its name and value */
    bool is_structure;    /* where a map or list begins or ends, or that there is none */
};

struct gather_items {
    struct gather_item *items;
    size_t count, capacity;
};

/*
 * The top is a map. `place` is borrowed; it may be NULL where nothing leads out of the page. Dates, counts, names and labels
 * are said in `language`, and its words are part of every key.
 */
struct gathering *gathering_new(enum gather_purpose purpose, const struct gather_place *place, const struct language *language,
                                struct arena *arena);
void gathering_restart(struct gathering *g); /* for another key */
struct digest gathering_key(struct gathering *g);
const struct view *gathering_view(struct gathering *g);
const struct gather_items *gathering_items(const struct gathering *g);
struct arena *gathering_arena(const struct gathering *g);
const struct gather_place *gathering_place(const struct gathering *g);
bool gathering_is_view(const struct gathering *g); /* then no digest is asked for */
const struct language *gathering_language(const struct gathering *g);

void gather_none(struct gathering *g, const char *name);
void gather_text(struct gathering *g, const char *name, struct text text);
void gather_flag(struct gathering *g, const char *name, bool flag);
void gather_number(struct gathering *g, const char *name, uint64_t number);
void gather_count(struct gathering *g, const char *name, size_t count); /* {number, one, ..}: values_count */
void gather_date(struct gathering *g, const char *name, struct date date);
void gather_iso_date(struct gathering *g, const char *name, struct date date); /* as a text: 2024-03-19 */
void gather_texts(struct gathering *g, const char *name, const struct text *items, size_t count);

/* `name` as it is (NULL: not), and `html_name` escaped and with its Han runs marked as `han`. */
void gather_marked(struct gathering *g, const char *name, const char *html_name, struct text text, struct text han);

struct byline;

/* Who wrote a text, and the same marked: compose/values.h. `name` may be NULL. */
void gather_byline(struct gathering *g, const char *name, const char *html_name, const struct byline *byline);

/* "A, B and C", and the same marked: in which language the Han runs of each are stands in `hans` (NULL without `html_name`). */
void gather_names(struct gathering *g, const char *name, const char *html_name, const struct text *names, size_t count,
                  const struct text *hans);

/* `name`: the names, `line_name`: the same in a line, `has_name`: whether there are any. */
void gather_also(struct gathering *g, const char *name, const char *line_name, const char *has_name, const struct text *names,
                 size_t count);

/* A word of the language; NULL: null. */
void gather_word(struct gathering *g, const char *name, const char *word);

/* What follows the page's root in a link to an address: "essays/a/"; never null for one, though it is "" for the home page. */
void gather_path(struct gathering *g, const char *name, struct text address);

/* The whole URL of an address of this site; null without base_url (which each page takes with what it says of the site). */
void gather_url(struct gathering *g, const char *name, struct text address);

/* Takes the page's own address, for its root, and what its links end in; and what follows from that without being taken again.
 */
void gather_root(struct gathering *g, const char *name);
void gather_own_path(struct gathering *g, const char *name);
void gather_own_url(struct gathering *g, const char *name);

/* A member of a map that stands beside it already. */
void gather_again(struct gathering *g, const char *name, const char *map, const char *member);

/* An address of the web that may stand in an href, percent-encoded where it must be: http, https or mailto; else null. */
void gather_web(struct gathering *g, const char *name, struct text url);

/* A DOI, and where it leads. */
void gather_doi(struct gathering *g, const char *name, const char *url_name, struct text doi);

/* Values as they were written: texts, booleans, lists and maps. Null for anything but a map. */
void gather_fields(struct gathering *g, const char *name, const struct yaml *yaml);

/* One of several, told by flags of which one is true, and in words. */
struct gather_choice {
    const char *flag, *name, *word; /* NULL for none; `name` is what programs call it, `word` the word that says it instead */
};
void gather_choices(struct gathering *g, const struct gather_choice *choices, size_t count, size_t chosen,
                    const char *label_name);
void gather_choice(struct gathering *g, const char *name, const char *label_name, const struct gather_choice *choices,
                   size_t count, size_t chosen); /* the flags in a map of their own */

/* Maps and lists: what is gathered up to gather_close stands in them. An empty list is null. */
void gather_open(struct gathering *g, const char *name);
void gather_open_list(struct gathering *g, const char *name);
void gather_close(struct gathering *g);

/* Whether one of two members of this map has anything. NULL: no second one. */
void gather_has(struct gathering *g, const char *has_name, const char *name, const char *other);

/* What many pages show alike: taken by a function of its own, and digested once for all of them. */
struct gather_form {
    const char *name; /* "essay card" */
    void (*gather)(struct gathering *g, const void *context, uint32_t number);
};

/* As a map of its own, made when a layout asks; or its members in this one. `known` is its digest. `context` outlives the view.
 */
void gather_card(struct gathering *g, const char *name, const struct gather_form *form, const void *context, uint32_t number,
                 struct digest known);
void gather_members(struct gathering *g, const struct gather_form *form, const void *context, uint32_t number,
                    struct digest known);

/* The digest of a card. */
struct digest gather_digest_of(struct gathering *scratch, const struct gather_form *form, const void *context, uint32_t number);

/*
 * Takes a digest that stands for what is read later, or at more cost. True when a view is wanted: then it is put with
 * gather_put, or gathered in the usual way.
 */
bool gather_stands(struct gathering *g, const char *name, struct digest digest);
void gather_put(struct gathering *g, const char *name, const struct view *view); /* NULL: null */

#endif
