/*
 * known_fields: every field of front matter and of site.yaml that has a meaning here, in one table. It drives what is read and
 * by which names, the warnings about near misses (kinds/keys.h), what differences call a field (compare/fields_diff.h),
 * `colophon new`, and the test that the manual knows each name.
 *
 *     essay->thing.summary = field_text(&fields, FIELD_SUMMARY);
 *
 * How to add a field: a row here, and in colophon.1 what it means. A text of essays that is shown as it stands is then named
 * in ESSAY_TEXTS, too, and that is all. Any other has a member in kinds/site.h and a line that reads it in the file of its
 * kind. What only a layout is to show needs nothing of this: unknown fields are kept.
 *
 * In the order in which differences show those of an essay, and `colophon new` writes those of any file.
 */
#ifndef READ_KNOWN_FIELDS_H
#define READ_KNOWN_FIELDS_H

#include "base/text.h"
#include "read/thing_kinds.h"

/* What has fields: things by their kind, and these. */
enum fields_of {
    OF_SITE = THING_KINDS,
    OF_SOURCE,  /* of the map `source` */
    OF_RIGHTS,  /* of the map `rights` */
    OF_VARIANT, /* of the map `variant` */
    OF_PERSON,  /* of an author in an essay */
    OF_EDITION, /* of an edition in site.yaml */
    OF_GONE,    /* of an address in gone.yaml */
    OF_SAVED,   /* of a text in content/sources */
    OF_EVENT,   /* of an event in events.yaml */
    OF_COUNT,
};

#define OF(kind) (1u << (kind))
#define OF_TEXTS (OF(THING_ESSAY) | OF(THING_PAGE))
#define OF_NAMED (OF(THING_AUTHOR) | OF(THING_TOPIC) | OF(THING_PLACE))
#define OF_THINGS (OF_TEXTS | OF_NAMED | OF(THING_LIST) | OF(THING_TERM))
#define OF_FILES (OF_THINGS | OF(THING_HOME))
#define OF_INNER 0 /* of a map whose other keys are not looked at */

struct known_field {
    const char *names;    /* with spaces between: the field's own, and those that mean the same */
    unsigned of;          /* OF(..) of all that have it */
    const char *holds;    /* what is written there; NULL: a text */
    const char *label;    /* what a difference calls it; NULL: by its name */
    bool is_set;          /* of a list whose order says nothing */
    const char *means;    /* the field under which a difference shows it; NULL: itself */
    unsigned template_of; /* of which new files it is a line */
    const char *template; /* what stands behind the name and its colon then */
};

#define KNOWN_FIELDS(X)                                                                                                        \
    X(TITLE, .names = "title", .of = OF_TEXTS | OF(THING_HOME), .label = "Title")                                              \
    X(NAME, .names = "name title", .of = OF_NAMED)                                                                             \
    X(LIST_TITLE, .names = "title name", .of = OF(THING_LIST))                                                                 \
    X(TERM, .names = "term title name", .of = OF(THING_TERM))                                                                  \
    X(SUBTITLE, .names = "subtitle deck", .of = OF(THING_ESSAY), .label = "Subtitle")                                          \
    X(PAGE_SUBTITLE, .names = "subtitle", .of = OF(THING_PAGE))                                                                \
    X(ORIGINAL_TITLE, .names = "original_title", .of = OF(THING_ESSAY), .label = "Original title")                             \
    X(SHORT_TITLE, .names = "short_title linkTitle", .of = OF(THING_ESSAY), .label = "Short title")                            \
    X(AUTHORS, .names = "authors author by byline writer writers written_by creator creators",                                 \
      .holds = "names, or maps of them", .of = OF(THING_ESSAY), .label = "Authors", .template_of = OF(THING_ESSAY),            \
      .template = " []")                                                                                                       \
    X(DATE, .holds = "a date",                                                                                                 \
      .names = "date publishDate pubdate pubDatetime published_at published_on date_published publication_date "               \
               "published_date created "                                                                                       \
               "created_at "                                                                                                   \
               "created_on date_created creation_date issued posted posted_on posted_at first_published first_published_on "   \
               "original_date original_publication_date",                                                                      \
      .of = OF(THING_ESSAY), .label = "Date", .template_of = OF(THING_ESSAY),                                                  \
      .template = " {{today}} # today, until you write when the text first appeared: YYYY, YYYY-MM or YYYY-MM-DD")             \
    X(UPDATED, .holds = "a date",                                                                                              \
      .names = "updated lastmod modified date-modified last_modified_at last_modified updated_at updated_on last_updated "     \
               "date_updated "                                                                                                 \
               "modified_at modified_on last_edited",                                                                          \
      .of = OF(THING_ESSAY), .label = "Updated")                                                                               \
    X(TOPICS, .names = "topics", .holds = "a list of names", .of = OF(THING_ESSAY), .label = "Topics", .is_set = true,         \
      .template_of = OF(THING_ESSAY), .template = " []")                                                                       \
    X(PLACES, .names = "places", .holds = "a list of names", .of = OF(THING_ESSAY), .label = "Places", .is_set = true,         \
      .template_of = OF(THING_ESSAY), .template = " []")                                                                       \
    X(TAGS, .names = "tags tag", .holds = "a list of names", .of = OF(THING_ESSAY), .means = "topics")                         \
    X(CATEGORIES, .names = "categories category", .holds = "a list of names", .of = OF(THING_ESSAY), .means = "topics")        \
    X(KEYWORDS, .names = "keywords", .holds = "a list of names", .of = OF(THING_ESSAY), .means = "topics")                     \
    X(TAXONOMIES, .names = "taxonomies", .holds = "a map of tags and categories", .of = OF(THING_ESSAY))                       \
    X(SUMMARY, .names = "summary description excerpt abstract", .of = OF_THINGS, .label = "Summary",                           \
      .template_of = OF_TEXTS | OF(THING_LIST), .template = "")                                                                \
    X(SOURCE, .names = "source", .holds = "a map, or a text", .of = OF(THING_ESSAY), .label = "Source",                        \
      .template_of = OF(THING_ESSAY), .template = "\n  publication:\n  url:")                                                  \
    X(SOURCE_URL, .names = "source_url source_link original_url original_link link external_url external_link url_source",     \
      .of = OF(THING_ESSAY), .means = "source")                                                                                \
    X(SOURCE_NAME, .names = "publication published_in originally_published_in source_name source_title journal",               \
      .of = OF(THING_ESSAY), .means = "source")                                                                                \
    X(TEXT, .names = "text", .holds = "full, excerpt, precis or record", .of = OF(THING_ESSAY), .label = "Text",                       \
      .template_of = OF(THING_ESSAY), .template = " full # or excerpt, precis or record")                                             \
    X(RIGHTS, .names = "rights", .holds = "a map, or a text", .of = OF(THING_ESSAY) | OF(OF_SITE), .label = "Rights")          \
    X(LICENSE, .names = "license", .of = OF(THING_ESSAY) | OF(OF_SITE), .means = "rights")                                     \
    X(COPYRIGHT, .names = "copyright", .of = OF(THING_ESSAY), .means = "rights")                                               \
    X(ACCESS, .names = "access", .holds = "public, summary, or until: DATE", .of = OF(THING_ESSAY), .label = "Access")         \
    X(OPEN_PAST, .names = "open_past", .holds = "true or false", .of = OF(THING_ESSAY), .label = "Open past")                  \
    X(VARIANT_OF, .names = "variant_of", .holds = "a slug", .of = OF(THING_ESSAY), .label = "Variant of")                      \
    X(VARIANT, .names = "variant", .holds = "a map, or a text", .of = OF(THING_ESSAY), .label = "Kind of variant")             \
    X(RELATIONS, .names = "relations", .holds = "a list of maps", .of = OF(THING_ESSAY), .label = "Relations", .is_set = true) \
    X(ALSO_KNOWN_AS, .names = "also_known_as", .holds = "a list of names", .of = OF(THING_AUTHOR),                             \
      .template_of = OF(THING_AUTHOR), .template = " []")                                                                      \
    X(FAMILY, .names = "family", .of = OF(THING_AUTHOR))                                                                       \
    X(AUTHOR_GIVEN, .names = "given", .of = OF(THING_AUTHOR))                                                                  \
    X(ORGANISATION, .names = "organisation organization", .holds = "true or false", .of = OF(THING_AUTHOR))                    \
    X(NATIVE_NAME, .names = "native_name", .of = OF(THING_AUTHOR))                                                             \
    X(AFFILIATION, .names = "affiliation affiliations", .of = OF(THING_AUTHOR) | OF(OF_PERSON),                                \
      .template_of = OF(THING_AUTHOR), .template = "")                                                                         \
    X(ORCID, .names = "orcid", .holds = "an ORCID iD", .of = OF(THING_AUTHOR) | OF(OF_PERSON),                                 \
      .template_of = OF(THING_AUTHOR), .template = "")                                                                         \
    X(URL, .names = "url", .holds = "an address", .of = OF(THING_AUTHOR) | OF(OF_PERSON) | OF(OF_SOURCE) | OF(OF_RIGHTS) | OF(OF_SAVED), \
      .template_of = OF(THING_AUTHOR), .template = "")                                                                         \
    X(ALSO, .names = "also", .holds = "a list of names", .of = OF(THING_TOPIC) | OF(THING_TERM) | OF(THING_PLACE),             \
      .template_of = OF(THING_TOPIC) | OF(THING_TERM) | OF(THING_PLACE), .template = " []")                                    \
    X(BROADER, .names = "broader", .holds = "a list of names", .of = OF(THING_TOPIC), .template_of = OF(THING_TOPIC),          \
      .template = " []")                                                                                                       \
    X(NARROWER, .names = "narrower", .holds = "a list of names", .of = OF(THING_TOPIC))                                        \
    X(SEE_ALSO, .names = "see_also", .holds = "a list of names", .of = OF(THING_TOPIC), .template_of = OF(THING_TOPIC),        \
      .template = " []")                                                                                                       \
    X(ITEMS, .names = "items essays entries", .holds = "a list of essays", .of = OF(THING_LIST),                               \
      .template_of = OF(THING_LIST), .template = " [] # slugs of essays, or maps: {essay: slug, note: why it is here}")        \
    X(COVER, .names = "cover", .holds = "a picture below content/media/", .of = OF(THING_LIST), .label = "Cover")             \
    X(LIST, .names = "list", .holds = "one thing: {topic: x}", .of = OF(THING_PAGE))                                           \
    X(THINGS, .names = "things", .holds = "a list of things: topic:x", .of = OF(THING_PAGE))                                   \
    X(LANGUAGE, .names = "lang language", .holds = "a language, as BCP 47 has it", .of = OF_THINGS, .label = "Language",       \
      .template_of = OF(THING_TERM), .template = "")                                                                           \
    X(HAN, .names = "han", .holds = "a language, as BCP 47 has it", .of = OF_THINGS | OF(OF_SITE),                             \
      .label = "Language of Han characters")                                                                                   \
    X(ORIGINAL, .names = "original characters", .of = OF(THING_TERM), .template_of = OF(THING_TERM), .template = "")           \
    X(READING, .names = "reading pinyin", .of = OF(THING_TERM), .template_of = OF(THING_TERM), .template = "")                 \
    X(SLUG, .names = "slug", .holds = "a slug", .of = OF_THINGS | OF(OF_PERSON) | OF(OF_EVENT), .label = "Slug")               \
    X(ALIASES, .names = "aliases", .holds = "a list of addresses", .of = OF_FILES, .label = "Former addresses",                \
      .is_set = true)                                                                                                          \
    X(REDIRECT_FROM, .names = "redirect_from", .holds = "a list of addresses", .of = OF_FILES, .means = "aliases")             \
    X(ADDRESS, .names = "permalink url path", .holds = "an address of this site", .of = OF_TEXTS)                              \
    X(DRAFT, .names = "draft", .holds = "true or false", .of = OF_FILES, .label = "Draft", .template_of = OF(THING_ESSAY),     \
      .template = " true")                                                                                                     \
    X(PUBLISHED, .names = "published publish", .holds = "true or false", .of = OF_FILES)                                       \
    X(EXPIRES, .names = "expiryDate unpublishDate expires expiry", .holds = "a date", .of = OF_FILES, .label = "Expires")      \
    X(LAYOUT, .names = "layout", .holds = "the name of a layout", .of = OF_TEXTS)                                              \
    X(SITE_TITLE, .names = "title", .of = OF(OF_SITE))                                                                         \
    X(SITE_SUBTITLE, .names = "subtitle tagline", .of = OF(OF_SITE))                                                           \
    X(DESCRIPTION, .names = "description summary", .of = OF(OF_SITE))                                                          \
    X(SITE_LANGUAGE, .names = "language lang", .holds = "a language, as BCP 47 has it", .of = OF(OF_SITE))                     \
    X(BASE_URL, .names = "base_url baseURL url", .holds = "an address", .of = OF(OF_SITE))                                     \
    X(EDITORS, .names = "editors", .holds = "names, or maps of them", .of = OF(OF_SITE))                                       \
    X(MENU, .names = "menu", .holds = "a list", .of = OF(OF_SITE))                                                             \
    X(REPOSITORY, .names = "repository", .holds = "an address", .of = OF(OF_SITE))                                             \
    X(RAW_HTML, .names = "raw_html", .holds = "drop or keep", .of = OF(OF_SITE))                                               \
    X(MATH, .names = "math", .holds = "true or false", .of = OF(OF_SITE))                                                      \
    X(TILDE, .names = "tilde", .holds = "true or false", .of = OF(OF_SITE))                                                    \
    X(SMART, .names = "smart", .holds = "true or false", .of = OF(OF_SITE))                                                    \
    X(DISK, .names = "disk", .holds = "true or false", .of = OF(OF_SITE))                                                      \
    X(HOSTS, .names = "hosts", .holds = "names of hosts", .of = OF(OF_SITE))                                                   \
    X(FUTURE, .names = "future buildFuture", .holds = "true or false", .of = OF(OF_SITE))                                      \
    X(NEWEST, .names = "newest", .holds = "a number", .of = OF(OF_SITE))                                                       \
    X(FEED, .names = "feed", .holds = "a number, summary or full, or both", .of = OF(OF_SITE))                                 \
    X(RELATED, .names = "related", .holds = "a number", .of = OF(OF_SITE))                                                     \
    X(PAGE_SIZE, .names = "page_size", .holds = "a number", .of = OF(OF_SITE))                                                 \
    X(LINKS, .names = "links", .holds = "error or warn", .of = OF(OF_SITE))                                                    \
    X(HISTORY, .names = "history", .holds = "full, summary or off", .of = OF(OF_SITE))                                         \
    X(VERSIONS, .names = "versions", .holds = "words or all", .of = OF(OF_SITE))                                               \
    X(SEARCH, .names = "search", .holds = "on, off or editions", .of = OF(OF_SITE))                                            \
    X(BOOKS, .names = "books", .holds = "a list of lists, topics and reader", .of = OF(OF_SITE))                               \
    X(CERTIFIED_BY, .names = "certified_by", .holds = "a name", .of = OF(OF_SITE))                                             \
    X(QUOTATIONS, .names = "quotations", .holds = "checked, unchecked or inline", .of = OF(THING_ESSAY) | OF(OF_SITE),         \
      .label = "Quotations")                                                                                                   \
    X(CITATION_STYLE, .names = "citation_style", .holds = "chicago-notes, chicago-author-date, apa or mla", .of = OF(OF_SITE)) \
    X(BIBLIOGRAPHY, .names = "bibliography", .holds = "paths of files below content/", .of = OF(OF_SITE) | OF_FILES)           \
    X(REFERENCES, .names = "references", .holds = "a list of works, as CSL has them", .of = OF_FILES)                          \
    X(NOCITE, .names = "nocite", .holds = "@keys of works, or @*", .of = OF_TEXTS)                                             \
    X(SUPPRESS_BIBLIOGRAPHY, .names = "suppress-bibliography", .holds = "true or false", .of = OF_TEXTS)                       \
    X(EDITIONS, .names = "editions", .holds = "a list", .of = OF(OF_SITE))                                                     \
    X(EDITION_TAGS, .names = "tags tag", .of = OF(OF_EDITION))                                                                 \
    X(REVISION, .names = "revision rev commit", .of = OF(OF_EDITION))                                                          \
    X(INNER_TITLE, .names = "title", .of = OF(OF_EDITION))                                                                     \
    X(INNER_NAME, .names = "name full_name", .of = OF(OF_PERSON) | OF(OF_EDITION))                                             \
    X(PUBLICATION, .names = "publication name", .of = OF(OF_SOURCE))                                                           \
    X(KIND, .names = "kind", .of = OF(OF_SOURCE) | OF(OF_VARIANT))                                                             \
    X(PLACE, .names = "place", .of = OF(OF_SOURCE))                                                                            \
    X(TYPE, .names = "type", .holds = "a type of CSL, or a word for one", .of = OF(OF_SOURCE))                                 \
    X(VOLUME, .names = "volume", .of = OF(OF_SOURCE))                                                                          \
    X(ISSUE, .names = "issue", .of = OF(OF_SOURCE))                                                                            \
    X(NUMBER, .names = "number", .of = OF(OF_SOURCE))                                                                          \
    X(PUBLISHER, .names = "publisher", .of = OF(OF_SOURCE))                                                                    \
    X(SOURCE_EDITORS, .names = "editors editor", .holds = "names, or maps of them", .of = OF(OF_SOURCE))                       \
    X(TRANSLATORS, .names = "translators translator", .holds = "names, or maps of them", .of = OF(OF_SOURCE))                  \
    X(ISSN, .names = "issn", .holds = "an ISSN", .of = OF(OF_SOURCE))                                                          \
    X(ISBN, .names = "isbn", .holds = "an ISBN", .of = OF(OF_SOURCE))                                                          \
    X(DOI, .names = "doi", .holds = "a DOI", .of = OF(OF_SOURCE))                                                              \
    X(PAGES, .names = "pages", .of = OF(OF_SOURCE))                                                                            \
    X(AVAILABILITY, .names = "availability", .holds = "no public copy", .of = OF(OF_SOURCE))                                  \
    X(RETRIEVED, .names = "retrieved", .holds = "a date", .of = OF(OF_SOURCE) | OF(OF_SAVED))                                  \
    X(SAVED_TITLE, .names = "title", .of = OF(OF_SAVED))                                                                       \
    X(SAVED_AUTHOR, .names = "author authors", .of = OF(OF_SAVED))                                                             \
    X(YEAR, .names = "year date", .of = OF(OF_SAVED))                                                                          \
    X(ARCHIVE, .names = "archive", .holds = "an address", .of = OF(OF_SAVED))                                      \
    X(HOLDER, .names = "holder", .of = OF(OF_RIGHTS))                                                                          \
    X(STATEMENT, .names = "statement license name text", .of = OF(OF_RIGHTS))                                                  \
    X(ONLY_STATEMENT, .names = "statement", .of = OF_INNER)                                                                    \
    X(STATEMENT_OR_HOLDER, .names = "statement holder", .of = OF_INNER)                                                        \
    X(NOTE, .names = "note", .of = OF(OF_VARIANT) | OF(OF_EDITION) | OF(OF_EVENT))                                             \
    X(EVENT_DATE, .names = "date", .holds = "a date, or two with / between", .of = OF(OF_EVENT))                               \
    X(EVENT_TITLE, .names = "title", .of = OF(OF_EVENT))                                                                       \
    X(EVENT_SOURCE, .names = "source", .holds = "an address, or work:key", .of = OF(OF_EVENT))                                 \
    X(EVENT_ESSAYS, .names = "essays", .holds = "slugs of essays", .of = OF(OF_EVENT))                                         \
    X(ANY_TITLE, .names = "title name term", .of = OF_INNER)                                                                   \
    X(GONE_TO, .names = "to", .holds = "an address", .of = OF(OF_GONE))                                                        \
    X(REASON, .names = "reason", .of = OF(OF_GONE))                                                                            \
    X(UNTIL, .names = "until", .holds = "a date", .of = OF_INNER)                                                              \
    X(ONE_ESSAY, .names = "essay slug", .of = OF_INNER)                                                                        \
    X(GIVEN, .names = "given first first_name given_name", .of = OF_INNER)                                                     \
    X(INNER_FAMILY, .names = "family last last_name family_name surname", .of = OF_INNER)                                      \
    X(LITERAL, .names = "literal", .of = OF_INNER)                                                                             \
    X(MENU_TITLE, .names = "title name", .of = OF_INNER)                                                                       \
    X(MENU_ADDRESS, .names = "address url path", .of = OF_INNER)

/* Texts that essays have as they were written: members of their struct, and in their cards by this name and as NAME_html. */
#define ESSAY_TEXTS(X) X(SUBTITLE, subtitle) X(ORIGINAL_TITLE, original_title)

#define FIELD_NUMBER(id, ...) FIELD_##id,
enum field { KNOWN_FIELDS(FIELD_NUMBER) FIELD_COUNT };
#undef FIELD_NUMBER

extern const struct known_field known_fields[FIELD_COUNT];

/* A field's own name: the first. */
struct text field_name(enum field field);

#endif
