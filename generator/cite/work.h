/*
 * work: something that can be cited, with the variables that CSL gives it: the one form that all of cite/ reads and writes.
 *
 *     struct cited_work work = {.key = TEXT("cai2024"), .type = WORK_ARTICLE_JOURNAL};
 *     work.texts[WORK_TITLE] = TEXT("Countering Tech Fragmenting");
 *     work.dates[WORK_ISSUED] = work_date(essay->date);
 *
 * Names of types and variables are those of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html, appendices
 * III and IV), one row each. Whatever reads, writes or shows works goes over these rows. A work is plain data: it owns nothing,
 * and all that is not given is zero.
 *
 * Texts are plain, but for the marks inside of titles that CSL-JSON has (<i>, <b>, <sup>, <sub>, and <span class="nocase"> for
 * words whose capitals stay), which each writer makes its own of.
 */
#ifndef CITE_WORK_H
#define CITE_WORK_H

#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"

/* X(name here, CSL's name) */
#define WORK_TYPES(X)                                                                                                          \
    X(DOCUMENT, "document") /* what is not said */                                                                             \
    X(ARTICLE, "article")   /* a preprint */                                                                                   \
    X(ARTICLE_JOURNAL, "article-journal")                                                                                      \
    X(ARTICLE_MAGAZINE, "article-magazine")                                                                                    \
    X(ARTICLE_NEWSPAPER, "article-newspaper")                                                                                  \
    X(BILL, "bill")                                                                                                            \
    X(BOOK, "book")                                                                                                            \
    X(BROADCAST, "broadcast")                                                                                                  \
    X(CHAPTER, "chapter")                                                                                                      \
    X(CLASSIC, "classic")                                                                                                      \
    X(COLLECTION, "collection")                                                                                                \
    X(DATASET, "dataset")                                                                                                      \
    X(ENTRY, "entry")                                                                                                          \
    X(ENTRY_DICTIONARY, "entry-dictionary")                                                                                    \
    X(ENTRY_ENCYCLOPEDIA, "entry-encyclopedia")                                                                                \
    X(EVENT, "event")                                                                                                          \
    X(FIGURE, "figure")                                                                                                        \
    X(GRAPHIC, "graphic")                                                                                                      \
    X(HEARING, "hearing")                                                                                                      \
    X(INTERVIEW, "interview")                                                                                                  \
    X(LEGAL_CASE, "legal_case")                                                                                                \
    X(LEGISLATION, "legislation")                                                                                              \
    X(MANUSCRIPT, "manuscript")                                                                                                \
    X(MAP, "map")                                                                                                              \
    X(MOTION_PICTURE, "motion_picture")                                                                                        \
    X(MUSICAL_SCORE, "musical_score")                                                                                          \
    X(PAMPHLET, "pamphlet")                                                                                                    \
    X(PAPER_CONFERENCE, "paper-conference")                                                                                    \
    X(PATENT, "patent")                                                                                                        \
    X(PERFORMANCE, "performance")                                                                                              \
    X(PERIODICAL, "periodical")                                                                                                \
    X(PERSONAL_COMMUNICATION, "personal_communication")                                                                        \
    X(POST, "post")                                                                                                            \
    X(POST_WEBLOG, "post-weblog")                                                                                              \
    X(REGULATION, "regulation")                                                                                                \
    X(REPORT, "report")                                                                                                        \
    X(REVIEW, "review")                                                                                                        \
    X(REVIEW_BOOK, "review-book")                                                                                              \
    X(SOFTWARE, "software")                                                                                                    \
    X(SONG, "song")                                                                                                            \
    X(SPEECH, "speech")                                                                                                        \
    X(STANDARD, "standard")                                                                                                    \
    X(THESIS, "thesis")                                                                                                        \
    X(TREATY, "treaty")                                                                                                        \
    X(WEBPAGE, "webpage")

/* Numbers (volume, page) are texts too, as people write them: "12", "xii", "3–5". */
#define WORK_TEXTS(X)                                                                                                          \
    X(TITLE, "title")                                                                                                          \
    X(TITLE_SHORT, "title-short")                                                                                              \
    X(CONTAINER_TITLE, "container-title")                                                                                      \
    X(CONTAINER_TITLE_SHORT, "container-title-short")                                                                          \
    X(COLLECTION_TITLE, "collection-title")                                                                                    \
    X(COLLECTION_NUMBER, "collection-number")                                                                                  \
    X(VOLUME_TITLE, "volume-title")                                                                                            \
    X(ORIGINAL_TITLE, "original-title")                                                                                        \
    X(REVIEWED_TITLE, "reviewed-title")                                                                                        \
    X(REVIEWED_GENRE, "reviewed-genre")                                                                                        \
    X(EVENT_TITLE, "event-title")                                                                                              \
    X(EVENT_PLACE, "event-place")                                                                                              \
    X(VOLUME, "volume")                                                                                                        \
    X(ISSUE, "issue")                                                                                                          \
    X(NUMBER, "number")                                                                                                        \
    X(CHAPTER_NUMBER, "chapter-number")                                                                                        \
    X(PART_NUMBER, "part-number")                                                                                              \
    X(SUPPLEMENT_NUMBER, "supplement-number")                                                                                  \
    X(EDITION, "edition")                                                                                                      \
    X(VERSION, "version")                                                                                                      \
    X(PAGE, "page")                                                                                                            \
    X(PAGE_FIRST, "page-first")                                                                                                \
    X(NUMBER_OF_PAGES, "number-of-pages")                                                                                      \
    X(NUMBER_OF_VOLUMES, "number-of-volumes")                                                                                  \
    X(SECTION, "section")                                                                                                      \
    X(GENRE, "genre")                                                                                                          \
    X(MEDIUM, "medium")                                                                                                        \
    X(STATUS, "status")                                                                                                        \
    X(PUBLISHER, "publisher")                                                                                                  \
    X(PUBLISHER_PLACE, "publisher-place")                                                                                      \
    X(ORIGINAL_PUBLISHER, "original-publisher")                                                                                \
    X(ORIGINAL_PUBLISHER_PLACE, "original-publisher-place")                                                                    \
    X(AUTHORITY, "authority")                                                                                                  \
    X(JURISDICTION, "jurisdiction")                                                                                            \
    X(ARCHIVE, "archive")                                                                                                      \
    X(ARCHIVE_COLLECTION, "archive_collection")                                                                                \
    X(ARCHIVE_LOCATION, "archive_location")                                                                                    \
    X(ARCHIVE_PLACE, "archive-place")                                                                                          \
    X(CALL_NUMBER, "call-number")                                                                                              \
    X(SOURCE, "source")                                                                                                        \
    X(REFERENCES, "references")                                                                                                \
    X(DIMENSIONS, "dimensions")                                                                                                \
    X(SCALE, "scale")                                                                                                          \
    X(DOI, "DOI")                                                                                                              \
    X(URL, "URL")                                                                                                              \
    X(ISBN, "ISBN")                                                                                                            \
    X(ISSN, "ISSN")                                                                                                            \
    X(PMID, "PMID")                                                                                                            \
    X(PMCID, "PMCID")                                                                                                          \
    X(LANGUAGE, "language") /* BCP 47 */                                                                                       \
    X(LICENSE, "license")                                                                                                      \
    X(ABSTRACT, "abstract")                                                                                                    \
    X(KEYWORD, "keyword")                                                                                                      \
    X(ANNOTE, "annote")                                                                                                        \
    X(NOTE, "note")

#define WORK_NAMES(X)                                                                                                          \
    X(AUTHOR, "author")                                                                                                        \
    X(EDITOR, "editor")                                                                                                        \
    X(TRANSLATOR, "translator")                                                                                                \
    X(CONTAINER_AUTHOR, "container-author")                                                                                    \
    X(COLLECTION_EDITOR, "collection-editor")                                                                                  \
    X(EDITORIAL_DIRECTOR, "editorial-director")                                                                                \
    X(ORIGINAL_AUTHOR, "original-author")                                                                                      \
    X(REVIEWED_AUTHOR, "reviewed-author")                                                                                      \
    X(COMPILER, "compiler")                                                                                                    \
    X(COMPOSER, "composer")                                                                                                    \
    X(CONTRIBUTOR, "contributor")                                                                                              \
    X(CURATOR, "curator")                                                                                                      \
    X(CHAIR, "chair")                                                                                                          \
    X(DIRECTOR, "director")                                                                                                    \
    X(EXECUTIVE_PRODUCER, "executive-producer")                                                                                \
    X(GUEST, "guest")                                                                                                          \
    X(HOST, "host")                                                                                                            \
    X(ILLUSTRATOR, "illustrator")                                                                                              \
    X(INTERVIEWER, "interviewer")                                                                                              \
    X(NARRATOR, "narrator")                                                                                                    \
    X(ORGANIZER, "organizer")                                                                                                  \
    X(PERFORMER, "performer")                                                                                                  \
    X(PRODUCER, "producer")                                                                                                    \
    X(RECIPIENT, "recipient")                                                                                                  \
    X(SCRIPT_WRITER, "script-writer")                                                                                          \
    X(SERIES_CREATOR, "series-creator")

#define WORK_DATES(X)                                                                                                          \
    X(ISSUED, "issued")                                                                                                        \
    X(ACCESSED, "accessed")                                                                                                    \
    X(ORIGINAL_DATE, "original-date")                                                                                          \
    X(EVENT_DATE, "event-date")                                                                                                \
    X(SUBMITTED, "submitted")                                                                                                  \
    X(AVAILABLE_DATE, "available-date")

#define WORK_ID(id, csl) WORK_##id,
enum work_type { WORK_TYPES(WORK_ID) WORK_TYPE_COUNT };
enum work_text { WORK_TEXTS(WORK_ID) WORK_TEXT_COUNT };
enum work_role { WORK_NAMES(WORK_ID) WORK_ROLE_COUNT };
enum work_when { WORK_DATES(WORK_ID) WORK_WHEN_COUNT };
#undef WORK_ID

/*
 * A person's name in its parts, or a body's whole in `literal`. Chinese names have a family and a given part, too, whose order
 * and spacing whoever shows them knows from their characters.
 */
struct work_name {
    struct text family, given;
    struct text dropping;     /* "de" of "Alexandre de Tocqueville": not in front of the family name alone */
    struct text non_dropping; /* "van" of "Vincent van Gogh": always */
    struct text suffix;       /* "Jr." */
    struct text literal;      /* "World Trade Organization"; all others are "" then */
    bool comma_suffix;        /* a comma stands in front of the suffix */
    bool static_ordering;     /* family name first, wherever it stands: CSL's "static-ordering" */
};

struct work_names {
    struct work_name *items;
    size_t count, capacity;
    bool has_others; /* BibTeX's "and others" */
};

/* A date as sources give it: precise to the year, month or day, or a range, or words. */
struct work_date {
    struct date from, to; /* `to`: none where it is no range */
    int16_t year;         /* of `from` where struct date has none: -44 for 44 BC, as CSL counts; else 0 */
    uint8_t season;       /* 1 to 4, spring to winter; 0 for none */
    bool is_open;         /* a range without an end */
    bool is_circa;
    struct text literal; /* "forthcoming", "third century"; all others are zero then */
};

struct cited_work {
    struct text key; /* [@key] */
    uint8_t type;    /* enum work_type */
    struct text texts[WORK_TEXT_COUNT];
    struct work_names names[WORK_ROLE_COUNT];
    struct work_date dates[WORK_WHEN_COUNT];
    struct diag_place place; /* where it is written; of its key */
};

struct cited_works {
    struct cited_work *items;
    size_t count, capacity;
};

/* CSL's names, by the enums above. */
extern const struct text work_type_names[WORK_TYPE_COUNT];
extern const struct text work_text_names[WORK_TEXT_COUNT];
extern const struct text work_role_names[WORK_ROLE_COUNT];
extern const struct text work_when_names[WORK_WHEN_COUNT];

/* The index of a text; `count` where it is none of them. */
size_t work_named(const struct text *names, size_t count, struct text name);

/*
 * "10.1000/182" of "https://doi.org/10.1000/182", "doi: 10.1000/182" and of what else stands in front of one; all else as it
 * is. Every reader of works takes a DOI by this, so that behind them it is none but the number. In the arena, or of the text
 * given.
 */
struct text work_doi(struct text written, struct arena *arena);

/* "van Gogh": the family name with the particle that is always there. */
struct text work_family(const struct work_name *name, struct arena *arena);

/* Cuts "1-20" and "A1–A20"; of anything else the whole is the first, and `last` is "". */
struct work_pages {
    struct text first, last;
};
struct work_pages work_pages(const struct cited_work *work);

bool work_has_date(const struct work_date *date);
struct work_date work_date_of(struct date date); /* of one with a time of day, the day */

/* Of all that it says; not of where it is written. */
struct digest work_digest(const struct cited_work *work);

#endif
