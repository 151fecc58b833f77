/*
 * site: everything that a reader is, resolved. The waist of the program: to its left things can be malformed, and every
 * problem becomes a diagnostic; to its right all is `const`, every reference leads somewhere, and no author can err.
 *
 *     const struct site *site = site_load(problems, &input, arena);
 *     if (!site || problems->errors) return STATUS_CONTENT;
 *
 * Drafts, and what is dated in the future or has expired, are in the site only when they are built (input.drafts,
 * input.future): otherwise nothing here but `held`, and so no page, knows of them.
 *
 * Things are numbered by their place in the site's arrays, and refer to each other by those numbers. The arrays of essays,
 * authors, topics, ... are sorted by slug, so that numbers never depend on files' names or hashing; the orders that readers
 * see (by date, by family name) are lists of numbers beside them.
 */
#ifndef KINDS_SITE_H
#define KINDS_SITE_H

#include "base/date.h"
#include "cite/work.h"
#include "history/editions.h"
#include "connect/listings.h"
#include "compose/language.h"
#include "compose/titles.h"
#include "kinds/kinds.h"
#include "kinds/hold.h"
#include "kinds/settings.h"
#include "history/versions.h"
#include "read/git/git.h"
#include "read/git/history.h"

/*
 * Where a resolved reference leads. THING_MEDIA: number is the index of a file of the tree; THING_ADDRESS: an address of the
 * site that is no thing of its own, such as /topics/ (in `address`). THING_NONE: it did not resolve (only after an error), or
 * to what may not be shown; its label stays alone.
 */
struct target {
    uint8_t kind; /* enum thing_kind */
    uint32_t number;
    struct text anchor;  /* without '#'; "" for the whole page */
    struct text address; /* THING_ADDRESS only */
};

/* The resolved references of one document, one for each doc_reference. */
struct targets {
    const struct target *items;
    size_t count;
};

/* A file's part in git's history; all zero where git knows nothing. */
struct record {
    struct date first, last; /* of its first and last revision */
    uint32_t revisions;
    struct numbers contributors; /* into history->people */
};

/* What every file of a reader has. */
struct source {
    struct text path;                /* content/essays/a.md */
    const struct document *document; /* never NULL in a loaded site */
    const struct parsed_file *file;  /* for its body */
    struct text excerpt;             /* the document's, with the titles that its references show */
    struct targets targets;
    struct numbers named_works; /* that it names for its bibliography, whether it cites them or not: `nocite` */
    struct record record;
    struct quotation_said *quotations; /* what came of each of the document's: connect/quotations.h; NULL */
    struct texts lost_ids; /* that led to places on its page, and to nothing in its text today: history/lost_ids.h */
};

enum text_kind { TEXT_FULL, TEXT_EXCERPT, TEXT_PRECIS, TEXT_RECORD };
enum access_kind { ACCESS_PUBLIC, ACCESS_SUMMARY }; /* an embargo that still runs is ACCESS_SUMMARY with `until` */
enum variant_kind {
    VARIANT_NONE,
    VARIANT_TRANSLATION,
    VARIANT_MACHINE_TRANSLATION,
    VARIANT_REPRINT,
    VARIANT_ABRIDGEMENT,
    VARIANT_EDITED,
    VARIANT_OTHER
};

enum relation_kind {
    RELATION_CITES,
    RELATION_RESPONDS_TO,
    RELATION_SUPPORTS,
    RELATION_DISPUTES,
    RELATION_EXTENDS,
    RELATION_SUPERSEDES
};

/* A typed relation as its essay states it; the other side lists it too, in `related_by`. */
struct relation {
    uint8_t kind;   /* enum relation_kind */
    uint32_t essay; /* the other end */
    struct text note;
};

/* Who refers here, and how. One for each (essay, sentence). */
struct backlink {
    uint8_t kind; /* enum thing_kind: what refers */
    uint32_t number;
    struct text sentence; /* plain; "" when the referring text may not be published */
    struct text heading;  /* id of the heading it stands under in the referring text, "" */
    struct text anchor;   /* which place here it points to, "" */
    uint32_t passage;     /* that it stands in, of the referring document: of a term; NO_PASSAGE */
};

struct backlinks {
    struct backlink *items; /* by the referring essay's date, newest first, then by place in its text */
    size_t count, capacity;
    struct listing parts;
};

/* Why two essays are related, strongest reason first. */
enum reason_kind { REASON_TOPIC, REASON_AUTHOR, REASON_REFERENCE, REASON_COMMON_REFERENCE, REASON_WORDS };

struct reason {
    uint8_t kind;      /* enum reason_kind */
    uint32_t number;   /* of the topic, author or commonly cited essay */
    struct text words; /* REASON_WORDS: up to three shared words, "a, b, c" */
};

struct reasons {
    struct reason *items;
    size_t count;
};

/* Where a text first appeared. */
struct provenance {
    uint32_t publication; /* UINT32_MAX when not given */
    struct text kind;     /* article, chapter, blog post: the editor's word */
    uint8_t type;         /* enum work_type: `type`, or what the word means, or a guess (kinds/provenance.c) */
    bool is_not_public;   /* `availability`: no public copy of it is known */
    bool has_others;      /* editors or translators: they are known when all authors are */
    struct text place, url, doi, pages, volume, issue, number, publisher, issn, isbn;
    struct work_names editors, translators;
    struct date retrieved;
};

struct rights {
    struct text holder;
    struct text statement; /* as written: SPDX id, address, or words */
    struct text label;     /* in words: the name of an SPDX license or rights statement, or the statement itself */
    struct text url;       /* of the license or statement, "" */
};

/*
 * What all things have, whatever their kind: first in each of their records, so that one loop serves them all. What a kind has
 * no use for stays zero.
 */
struct thing {
    struct source source; /* document NULL: it has no file, and is only named in essays */
    struct text slug;
    struct text address;  /* /essays/SLUG/, or the whole address that its file gives; of a term its place on a page */
    struct text title;    /* an author's, a topic's or a publication's name; a term's word */
    struct text sort_key; /* in the order of names; without accents and in small letters */
    struct text summary;  /* what its file says; of essays, lists and pages */
    struct text han;      /* of what essays name: the language of Han runs in its name */
    struct hold hold;     /* when it may be seen; what may not be seen at all now is not in the site */
    bool draft;
    struct texts also;          /* other names that mean it */
    struct texts aliases;       /* old addresses, cleaned */
    struct numbers essays;      /* of an author, topic or publication, newest first; what may not be listed is left out */
    struct listing parts;       /* of `essays` */
    struct backlinks backlinks; /* where it is referred to: [[author:..]] */
};

#define ESSAY_TEXT_MEMBER(id, member) struct text member;
struct essay {
    struct thing thing;
    ESSAY_TEXTS(ESSAY_TEXT_MEMBER)
    struct text short_title; /* the title where no shorter one was given */
    uint8_t quotations;      /* enum quotations_checked */
    bool opens_past;         /* `open_past`: it is open, and so are its older texts, whatever they said of themselves */
    bool summary_is_excerpt; /* no summary was given; it is the beginning of the text */
    struct text language;    /* the text's own, or the reader's */
    struct text han;         /* language of Han runs in it */
    struct date date;        /* publication, the editor's; none where unknown */
    struct date updated;     /* the editor's, or else of the last revision; none where unknown */
#define ESSAY_MEMBER(array) struct numbers array;
    ESSAY_NAMES(ESSAY_MEMBER) /* authors, topics, ...: in the order given */
    struct provenance provenance;
    uint8_t text;   /* enum text_kind */
    uint8_t access; /* enum access_kind, now */
    struct rights rights;
    uint32_t variant_of; /* UINT32_MAX for none */
    uint8_t variant;     /* enum variant_kind */
    struct text variant_note;
    struct numbers variants; /* essays that say they are variants of this one */
    struct {
        struct relation *items;
        size_t count, capacity;
    } relations, related_by;
    struct numbers lists;            /* reading lists it stands in */
    struct numbers events;           /* that name it, the earliest first */
    struct numbers related;          /* the nearest first */
    struct digest related_why;       /* of the reasons for each of them, by name: titles are not in it */
    const struct versions *versions; /* never NULL */
    uint32_t reading_minutes;        /* at 230 words, or 400 Han characters, a minute; at least 1; 0 with no body */
};

uint32_t reading_minutes(uint32_t words, bool is_han);

/* Of an essay with more authors, or more topics, nothing is counted together: each of them would cost a look at all others. */
enum { TOGETHER_LARGEST = 500 };

struct author {
    struct thing thing;      /* sort_key: family name first */
    struct text family;      /* as the record says, or as it is cited; with particles */
    struct text given;       /* record: given, "" */
    struct text native_name; /* record: native_name (Han), "" */
    struct work_name cited;  /* slices of these: kinds/cited_names.h */
    bool is_body;            /* record: organisation */
    bool is_guess;           /* the family name is the first word because it looks Chinese, and nobody said it */
    struct text orcid, affiliation, url;
    struct numbers coauthors;  /* by number of common essays, then name */
    struct numbers by_machine; /* translations of his texts that a machine made: none of his essays; kinds/voices.h */
};

struct topic {
    struct thing thing;
    struct numbers broader, narrower, see_also;
    struct numbers neighbours; /* topics most often together with it */
};

struct list_item {
    uint32_t essay;
    struct text note; /* the editor's, inline Markdown already plain */
};

struct list {
    struct thing thing;
    struct {
        struct list_item *items;
        size_t count, capacity;
    } items;
    uint32_t cover; /* of its book: a file of the tree; NONE */
};

struct term {
    struct thing thing; /* address: /glossary/#SLUG, or of the part it is in */
    struct text language;
    struct text original; /* the term in its own script: 举国体制 */
    struct text reading;  /* its pronunciation: jǔguó tǐzhì */
};

struct cited_work;

/*
 * A work that texts cite. Only those are in the site that a text says which visitors may read, or that were published before:
 * what else stands in a bibliography is nobody's business yet.
 */
struct site_work {
    struct thing thing; /* slug: of its key; essays: that cite it and are open; also: none */
    const struct cited_work *cited;
    struct digest digest; /* of all that is known of it */
    struct digest apart;  /* of this, and of all works that it may have to be told apart from: 2020a, 2020b */
    uint32_t essay;       /* whose source it is: the text is in this reader; NONE */
};

/* Of content/events.yaml. Its note is the thing's summary; the thing's essays, those that it names, in its order. */
struct event {
    struct thing thing;      /* address: /chronology/#SLUG */
    struct date from, until; /* until: none where it is not a span */
    struct text url;         /* its source; "" */
    uint32_t work;           /* or a work that is; NONE */
    struct text work_key;    /* as it is written */
    struct diag_place source_place;
};

/* A thing that a page's front matter names. */
struct shown_thing {
    uint8_t kind; /* enum thing_kind; THING_NONE for none */
    uint32_t number;
};

struct shown_things {
    struct shown_thing *items;
    size_t count, capacity;
};

struct site_page {
    struct thing thing;
    struct shown_thing listed;  /* `list`: whose essays it lists */
    struct shown_things things; /* `things`: those that its layout can show */
};

/* An old address and where it leads. */
struct redirect {
    struct text from, to;    /* addresses of this site */
    struct diag_place place; /* where it is written; line 0: nobody wrote it, the history knows it */
};

/* What had the address of an essay before it, and was seen there: where that is now, or where it is said that it is gone. */
struct former_holder {
    uint32_t essay; /* that has it now */
    struct text title, address;
};

/* What content/gone.yaml says of an address, or of a place on a page: where it leads, or why nothing stands there. */
struct gone_said {
    struct text address, anchor;        /* anchor "": of the whole address */
    struct text to, reason;             /* one of them is "" */
    struct text to_anchor;              /* "" for the whole page */
    struct diag_place key_place, place; /* of the address, and of what is said */
    bool was_of_other;                  /* something had the address before what may stand there now */
};

/* A place on a page that gone.yaml speaks of: it stands beside the text, with a note. */
struct gone_place {
    struct text address; /* of the page today */
    uint32_t number;     /* as they are written */
    struct target page;  /* with the anchor */
    struct target to;    /* likewise; THING_NONE where there is a reason */
    struct text reason;
};

/* A file of which visitors see nothing, or not the text. */
struct held_file {
    struct text path;
    struct hold hold;
    uint8_t held; /* enum held, now; never HELD_NOT */
};

struct held_files {
    struct held_file *items;
    size_t count, capacity;
};

struct address_list;
struct book_index;
struct quotation_list;
struct quotation_said;
struct saved_texts;
struct gone_thing;

struct site {
    struct settings settings;
    const struct language *language; /* that the site's own words are said in: settings.language */
    uint32_t *editors;               /* of each of settings.editors: the author of this reader who it is; NONE */
    struct languages {
        const struct language **items;
        size_t count, capacity;
    } languages; /* of essays in other languages than the reader's: for their quotation marks */
    struct origin origin;
    /*
     * A frozen state of a reader, to be published inside of today's: it has no editions, no pages of old versions, and nothing
     * that is read at the root of a host or to learn of changes (feeds, sitemap, robots.txt, 404.html).
     */
    bool is_edition;
    struct text edition_title;           /* of an edition: what it is called */
    const struct editions *editions;     /* NULL for an edition; their essays are known before any page is planned */
    struct today today;                  /* decides what may be seen */
    struct validity *validity;           /* how long the site stays the same; history/present.c narrows it, too */
    struct held_files held;              /* what is not shown, or not whole */
    struct held_passages *held_passages; /* of these files: history/held.c; NULL where nothing is held back */
    const struct repository *repository; /* NULL for none */
    const struct history *history;
    const struct past_text **past; /* by revision: history/past.h */
    const struct tree *tree;
    struct remembered *remembered;
    const struct saved_texts *saved;       /* kinds/saved.h */
    const struct quotation_list *recorded; /* content/quotations.lock; NULL only of an edition */
    struct quotation_list
        *quoted; /* of saved texts: what stands there, as it would be recorded; no `day`, if it was compared now */
    const struct cite_terms *cite_terms; /* the words of citations in the reader's language; NULL where nothing is cited */
    struct thing home;                   /* content/index.md; document NULL when there is none; its title may be "" */
    const struct book_index *book_index; /* connect/book_index.h; NULL with `search: off` */
    const struct features *features; /* what essays have in common: connect/related/related.h; NULL where nothing is related */
#define SITE_MEMBERS(kind, word, record, array, section, order, ...)                                                           \
    struct record *array;                                                                                                      \
    uint32_t word##_count;                                                                                                     \
    struct numbers order;
    THING_ROWS(SITE_MEMBERS) /* essays, essay_count, essays_by_date (what may be listed: no drafts unless built), ... */
    struct site_page *pages;
    uint32_t page_count;
    struct event *events;
    uint32_t event_count;
    struct numbers events_by_date;        /* the earliest first */
    struct listing listings[THING_KINDS]; /* of the whole site's lists: connect/listings.h */
    struct part *parts;                   /* of those and of each topic's, author's and publication's */
    uint32_t part_count;
    struct {
        struct redirect *items;
        size_t count, capacity;
    } redirects, case_redirects; /* of the latter no page can stand at `from`: it differs from `to` in case only */
    struct {
        struct gone_said *items; /* by address */
        size_t count, capacity;
    } gone_said, places_said; /* the latter of places, as they are written */
    struct {
        struct gone_place *items;
        size_t count, capacity;
    } gone_places; /* by address, and as they are written: connect/gone_places.c */
    struct {
        struct gone_thing *items; /* by address: history/gone.h */
        size_t count, capacity;
    } gone;
    const struct essay *withdrawn; /* essays of which there are only versions, whatever stands at their addresses now */
    uint32_t withdrawn_count;
    struct {
        struct former_holder *items; /* as they are met */
        size_t count, capacity;
    } former_holders;
    const struct shown_picture **pictures; /* of each file of the tree: connect/pictures.h; NULL where none is known */
    const struct address_list *published;  /* what was published before: commands/published.h; NULL where nobody asked */
    struct text only_book;                 /* all that there is a book of: pages/book.h; "": as the settings say */
    const struct address_list *lock;       /* content/addresses.lock, where the past is not here; NULL */
    struct texts listed_parts;     /* what it has of parts of lists, which no history tells of; `published`, of the index */
    const struct loading *loading; /* for references_of_old only */
    struct numbers
        media; /* indexes of tree files below content/media/ that are copied, and files beside essays that are referred to */
};

/*
 * The essay that a command shows. The site has its versions, and of others none that may be looked at; it knows nothing of
 * references, of what is gone and of what is related.
 */
struct shown_essay {
    struct text name; /* as essay_called takes it */
    bool with_former; /* site->former_holders has what had its address before */
};

struct closing;
struct held_passages;

/* What a site is loaded from. */
struct site_input {
    const struct tree *tree;
    const struct repository *repository; /* NULL for none */
    const char *revision;                /* NULL for the work directory */
    const struct origin *origin;         /* of these two, where it has been found already; NULL: it is found here */
    struct remembered *remembered;
    const struct workers *workers;
    const char *base_url;                 /* goes before site.yaml's; NULL for none */
    bool for_disk;                        /* links name index.html, whatever site.yaml says */
    struct text only_book;                /* as struct site has it */
    const struct today *today;            /* NULL: it is found here */
    bool drafts;                          /* build drafts too */
    bool for_editor;                      /* the history is wanted even when visitors do not see it */
    bool future;                          /* build what is dated in the future, too */
    struct text edition_title;            /* of an edition */
    bool is_edition;                      /* base_url and for_disk are then never site.yaml's own */
    bool is_searched;                     /* an edition has a search of its own, as today's site.yaml says */
    const struct shown_essay *shown;      /* only what this one's history needs is followed; NULL: all */
    const struct address_list *published; /* NULL for none; of today's site: what it names below /versions/ goes on */
    const struct closing *closing;        /* what must be held back in an edition, because it is today; NULL for nothing */
};

/* The words of `tag`, which is the reader's language or an essay's. */
const struct language *site_language(const struct site *site, struct text tag);

/* NULL when the settings cannot be used or the machine failed; otherwise look at problems->errors. */
const struct site *site_load(struct diag *problems, const struct site_input *input, struct arena *arena);

/*
 * Where the references of an essay's old text lead today. What is gone, or was never there, leads nowhere, in silence; a place
 * that is gone, to its page. Places in the text itself (REFERENCE_ANCHOR) are left to the caller. `path` is the file's then.
 */
struct targets references_of_old(const struct site *site, const struct essay *essay, const struct document *document,
                                 struct text path, struct arena *arena);

/*
 * Of all that references_of_old, site_address, site_title and site_title_kind can say. While it is the same, so are they. An
 * essay's passages do not count: their ids are for ever.
 */
struct digest references_digest(const struct site *site);

/* The number of the essay that is called so, by its slug, address or file; NONE. A file may be named from any folder. */
uint32_t essay_called(const struct site *site, struct text name);

/* Whether the body of an essay may be published. Everything that writes any word of a body asks this. */
bool essay_is_open(const struct essay *essay);

/* Of each essay: the one that it is in the end a variant of, or itself. Once relations are resolved, and circles cut. */
uint32_t *essays_first_of_kin(const struct site *site, struct arena *arena);

/* Why `other` is among the related essays of `essay`; in the arena. */
struct reasons related_reasons(const struct site *site, uint32_t essay, uint32_t other, struct arena *arena);

/* The address and the title of what a target or backlink names: "/topics/x/", "/essays/a/#b". */
struct text site_address(const struct site *site, struct target target, struct arena *arena);
struct text site_title(const struct site *site, uint8_t kind, uint32_t number);

/* What becomes of that title in a sentence: compose/titles.h. */
enum title_kind site_title_kind(const struct site *site, uint8_t kind, uint32_t number);

/* What gone.yaml says of an address; NULL for nothing. */
const struct gone_said *gone_said_at(const struct site *site, struct text address);

/* The places of gone.yaml that stand on the page at an address: `count` of them. */
const struct gone_place *gone_places_at(const struct site *site, struct text address, size_t *count);

/* Something else had the address once: whatever stands there now, the entry is not too much. */
void gone_was_of_other(const struct site *site, struct text address);

/* W417: something stands at the address, and nothing else did. */
void gone_warn(struct diag *problems, const struct gone_said *said, struct arena *arena);

/* The file of a thing; NULL for what is none. */
const struct source *thing_source(const struct site *site, uint8_t kind, uint32_t number);

#endif
