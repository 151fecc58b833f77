/*
 * withholding: the fields by which other generators hold a page back, and the words of which such fields are made. Data only:
 * kinds/withheld.h reads front matter by it, tests/kinds/test_withheld.c tries each row, and tests/kinds/withholding.sh
 * compares the table of generator/README.md with it.
 *
 * A field of the table is honoured where its meaning exists here, and is an error otherwise. So is every field that nobody
 * knows and whose name and value say "hold this back" by the words below: what is withheld elsewhere is never published in
 * silence. How to add one: a row here; nothing else.
 */
#ifndef KINDS_WITHHOLDING_H
#define KINDS_WITHHOLDING_H

/* What a field does here. In the order of strength: the first of those that a file has counts. */
enum withholding_effect {
    EFFECT_NONE,
    EFFECT_UNINDEXED, /* shown, but search engines are told to pass it by: robots, the sitemap */
    EFFECT_APPEARS,   /* not there before a day */
    EFFECT_EXPIRES,   /* not there from a day on */
    EFFECT_DRAFT,     /* left out, as a draft is */
    EFFECT_REFUSED,   /* an error that says how to write it here */
};

/*
 * path: the field, with '.' between the parts of a nested one. Names are compared without case, '-' and '_'.
 * values: those that hold back; DATE: a day; ANY: all but what plainly says no; BELOW: whatever a field in it holds back.
 * users: who reads it.
 */
/* clang-format off */
#define WITHHOLDING(ROW)                                                                                                       \
    ROW("draft", "true", DRAFT, "Hugo Zola Quarto Eleventy Astro Gatsby Docusaurus MkDocs VitePress Hexo")                     \
    ROW("published", "false", DRAFT, "Jekyll Hexo Gatsby")                                                                     \
    ROW("published", "DATE", APPEARS, "Hugo")                                                                                  \
    ROW("publish", "false", DRAFT, "Obsidian VuePress")                                                                        \
    ROW("date", "DATE", APPEARS, "Hugo Jekyll Hexo Gatsby WordPress")                                                          \
    ROW("publishDate", "DATE", APPEARS, "Hugo Astro")                                                                          \
    ROW("pubDate", "DATE", APPEARS, "Hugo Astro")                                                                              \
    ROW("published_at", "DATE", APPEARS, "Ghost")                                                                              \
    ROW("pubDatetime", "DATE", APPEARS, "Astro")                                                                               \
    ROW("expiryDate", "DATE", EXPIRES, "Hugo")                                                                                 \
    ROW("unpublishDate", "DATE", EXPIRES, "Hugo")                                                                              \
    ROW("build.render", "never link false", DRAFT, "Hugo")                                                                     \
    ROW("build.list", "never local false", REFUSED, "Hugo")                                                                    \
    ROW("_build.render", "never link false", DRAFT, "Hugo")                                                                    \
    ROW("_build.list", "never local false", REFUSED, "Hugo")                                                                   \
    ROW("headless", "true", DRAFT, "Hugo")                                                                                     \
    ROW("cascade", "BELOW", REFUSED, "Hugo")                                                                                     \
    ROW("sitemap.disable", "true", UNINDEXED, "Hugo")                                                                          \
    ROW("render", "false", DRAFT, "Zola")                                                                                      \
    ROW("in_search_index", "false", UNINDEXED, "Zola")                                                                         \
    ROW("sitemap", "false", UNINDEXED, "Jekyll Hexo VuePress")                                                                 \
    ROW("sitemap.exclude", "true", UNINDEXED, "VuePress Eleventy")                                                             \
    ROW("sitemap_exclude", "true", UNINDEXED, "Hugo")                                                                          \
    ROW("sitemap.ignore", "true", UNINDEXED, "Eleventy")                                                                       \
    ROW("permalink", "false", DRAFT, "Eleventy Jekyll")                                                                        \
    ROW("output", "false", DRAFT, "Jekyll")                                                                                    \
    ROW("eleventyExcludeFromCollections", "true", REFUSED, "Eleventy")                                                         \
    ROW("search", "false", UNINDEXED, "Quarto VuePress VitePress")                                                             \
    ROW("search.exclude", "true", UNINDEXED, "MkDocs")                                                                         \
    ROW("search_exclude", "true", UNINDEXED, "Jekyll")                                                                         \
    ROW("nav_exclude", "true", REFUSED, "Jekyll")                                                                              \
    ROW("indexing", "false", UNINDEXED, "Hexo")                                                                                \
    ROW("hidden", "true", REFUSED, "Hexo MkDocs Jekyll")                                                                       \
    ROW("password", "ANY", REFUSED, "Hexo VuePress WordPress")                                                                 \
    ROW("pagefind", "false", UNINDEXED, "Astro")                                                                               \
    ROW("unlisted", "true", REFUSED, "Docusaurus Quartz")                                                                      \
    ROW("private", "true", REFUSED, "Gatsby Quartz")                                                                           \
    ROW("noindex", "true", UNINDEXED, "Docusaurus Hugo Jekyll")                                                                \
    ROW("robots", "noindex none", UNINDEXED, "Hugo Jekyll")                                                                    \
    ROW("seo.noindex", "true", UNINDEXED, "Gatsby Astro")                                                                      \
    ROW("seo.index", "false", UNINDEXED, "Gatsby Astro")                                                                       \
    ROW("status", "draft private pending future trash auto-draft inherit scheduled hidden unpublished", REFUSED, "WordPress Ghost") \
    ROW("visibility", "private password members paid tiers", REFUSED, "WordPress Ghost")                                       \
    ROW("roles", "member members subscriber private internal", REFUSED, "Hugo")                                                \
    ROW("email_only", "true", REFUSED, "Ghost")                                                                                \
    ROW("dg-publish", "false", DRAFT, "Obsidian")                                                                              \
    ROW("dg-hide", "true", REFUSED, "Obsidian")                                                                                \
    ROW("encrypt", "true", REFUSED, "VuePress")                                                                                \
    ROW("article", "false", REFUSED, "VuePress")                                                                               \
    ROW("timeline", "false", REFUSED, "VuePress")                                                                              \
    ROW("feed", "false", REFUSED, "VuePress")                                                                                  \
    ROW("publish_date", "DATE", APPEARS, "Hugo")                                                                               \
    ROW("unpublish_date", "DATE", EXPIRES, "Hugo")
/* clang-format on */

/*
 * The words, squeezed: small letters, nothing between them. A name is compared after words that say nothing ("is", "page",
 * "date") have been taken off its ends.
 */

/* Anywhere in a name: it holds back whatever its value is, unless that plainly says no or is a day gone by. */
static const char WITHHOLDING_WITHIN[] =
    "embargo unlist exclude private restrict confidential membersonly memberonly password passwd passphrase unpublish "
    "notpublish nopublish dontpublish withheld withhold paywall encrypt invisible hidefrom hidein hiddenin hiddenfrom hidepage "
    "hidepost skiprender norender unreleased notlisted nolist publishafter notbefore notpublic nonpublic subscribersonly "
    "loginrequired requirelogin requireslogin loggedin authrequired requireauth requiresauth offtherecord";

/* The whole name. */
static const char WITHHOLDING_NAMES[] =
    "draft drafts indraft draftof draftmode draftstatus hidden hide secret internal protected protect locked premium paid "
    "until hold onhold held heldback holdback holduntil skip ignore ignored offline disabled disable "
    "inactive deleted trash trashed removed suppressed suppress redacted headless wip unfinished incomplete nda sensitive "
    "classified staff inhouse expires expiry expire expiration expired sunset validuntil validthrough showuntil visibleuntil "
    "availableuntil hideafter removeafter visibility access accesslevel accesscontrol accessrights accesstype tiers "
    "allowedusers allowedroles acl emailonly availablefrom visiblefrom showfrom showafter private dghide";

/* The whole name: it holds back when its value says no, or by a word such as "draft", or is a day to come. */
static const char WITHHOLDING_OPENINGS[] =
    "publish published publishing public publicly list listed listing visible show shown display index indexed indexable "
    "searchable search insearch insearchindex pagefind sitemap insitemap output render rendered routable discoverable live "
    "online "
    "available enabled enable active article timeline feed rss infeed status state stage workflow workflowstate "
    "workflowstatus publishstatus publicationstatus editorialstatus reviewstatus poststatus permissions "
    "write dgpublish indexing";

/* The beginning of a name: a day to come under it holds back. */
static const char WITHHOLDING_DAYS[] =
    "publish pub release schedul live golive launch avail visible show appear goes unlock reveal disclos";

/* What a name may have at its ends. */
static const char WITHHOLDING_NOISE[] =
    "is page post essay entry doc document content note item file text only flag the this for wp "
    "my on at date day time datetime by as mode status";

/* Parts of a page: what hides one of these, or stands below its name, hides that and not the page. */
static const char WITHHOLDING_PARTS[] =
    "title titles date dates toc contents tableofcontents navigation nav navbar sidebar menu menus footer header hero banner "
    "cover "
    "image images thumbnail author authors byline meta metadata comments comment share sharing tags tag categories category "
    "breadcrumbs breadcrumb path feedback related pagination pager prev next readingtime readtime wordcount summary "
    "description "
    "excerpt subtitle heading headings edit editlink link links badge logo ads newsletter widgets updated lastmod code "
    "featuredimage pageheader pagetitle";

/* Values that plainly hold nothing back. */
static const char WITHHOLDING_OPEN[] =
    "false no off 0 n none never null nil undefined public publicly published publish open visible everyone everybody all "
    "anyone "
    "listed unrestricted world live final released online always shown na index free allow allowed";

/* Values that plainly say no to being seen. */
static const char WITHHOLDING_OFF[] = "false no off never none n";

/* Words that hold back wherever they stand in a value. */
static const char WITHHOLDING_VALUES[] =
    "draft drafts private privately hidden hide unlisted unpublished restricted confidential internal secret embargo embargoed "
    "member members subscribers paid premium tiers password protected pending scheduled future trash trashed autodraft inherit "
    "deleted withheld withdrawn wip progress unfinished incomplete review todo planned planning queued unreleased offline "
    "inactive disabled noindex exclude excluded later soon staff team admin admins me myself family followers login registered "
    "invited sensitive classified nobody not";

#endif
