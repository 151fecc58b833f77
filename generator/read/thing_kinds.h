/*
 * thing_kinds: what kinds of things a reader has: a row for each that has an index, and what else has an address.
 *
 * What goes over kinds goes over this table: site.h has its arrays of each, thing_words the word, kinds/kinds.h what is to be
 * known of it, pages/cards.h its card. A row:
 *
 *     ROW(KIND, word, record, array, section, order, is_cited, card, name, what kinds/kinds.h knows of it)
 *
 * `word` names one in messages, in `colophon new author`, and in [[author:ada-lovelace]] if it is cited; `record` is the
 * struct of one, `thing` where that is all; `array` names many of them, in the site and in views; `section` is where their
 * index stands; `order` the numbers in the order in which readers see them. `card` and `name` are the functions that gather
 * what stands for one elsewhere, named_card and named_name where it says no more than the others.
 *
 * A new kind is a row here, its fields in read/known_fields.h, its pages in pages/page_kinds.h, and layouts. One that essays
 * name is in ESSAY_NAMES, too. What only it has is read in a file of its own, which the row names as `.load`.
 */
#ifndef READ_THING_KINDS_H
#define READ_THING_KINDS_H

#include <stdbool.h>

/* clang-format off */
/* In the order in which backlinks from them are shown. _posts and _drafts are Jekyll's. */
#define THING_ROWS(ROW) \
    ROW(ESSAY, essay, essay, essays, essays, essays_by_date, true, essay_card, essay_name, \
        .folders = "content/essays/ content/_posts/ content/_drafts/", .title = FIELD_TITLE, \
        .load = essays_load, .called = "an essay", .found_by_slug = true) \
    ROW(TOPIC, topic, topic, topics, topics, topics_by_name, true, named_card, named_name, \
        .folders = "content/topics/", .title = FIELD_NAME, .also = FIELD_ALSO, .load = topics_load, \
        .in_essay = IN_ESSAY(topics), .called = "a topic", \
        .one_meaning = "a name can stand for one topic only", .has_essays = true, .has_index = true, .has_changes = true) \
    ROW(PLACE, place, thing, places, places, places_by_name, true, named_card, named_name, \
        .folders = "content/places/", .title = FIELD_NAME, .also = FIELD_ALSO, .names = FIELD_PLACES, \
        .in_essay = IN_ESSAY(places), .called = "a place", .one_meaning = "a name can stand for one place only", \
        .has_essays = true, .has_index = true, .has_changes = true) \
    ROW(AUTHOR, author, author, authors, authors, authors_by_name, true, author_card, author_name, \
        .folders = "content/authors/", .title = FIELD_NAME, .also = FIELD_ALSO_KNOWN_AS, .load = authors_load, \
        .in_essay = IN_ESSAY(authors), .called = "an author", \
        .one_meaning = "a name can stand for one author only", .has_essays = true, .has_index = true, .has_changes = true) \
    ROW(PUBLICATION, publication, thing, publications, publications, publications_by_name, false, named_card, named_name, \
        .load = publications_load, .called = "a publication", \
        .one_meaning = "a name can stand for one publication only", .has_essays = true, .has_index = true) \
    ROW(LIST, list, list, lists, lists, lists_by_title, true, list_card, no_card, \
        .folders = "content/lists/", .title = FIELD_LIST_TITLE, .load = lists_load, \
        .called = "a reading list", .has_index = true) \
    ROW(TERM, term, term, terms, glossary, terms_by_name, true, term_card, no_card, \
        .folders = "content/glossary/", .title = FIELD_TERM, .also = FIELD_ALSO, .load = terms_load, \
        .called = "a term", .one_meaning = "a term is explained in one place", .has_index = true, .stands_on_section = true) \
    ROW(WORK, work, site_work, works, references, works_by_name, true, work_card, no_card, \
        .load = works_load, .called = "a work", .has_index = true, .stands_on_section = true, .is_made_last = true)
/* clang-format on */

/* The arrays of those that essays name, each as often as it likes. */
#define ESSAY_NAMES(ROW) ROW(authors) ROW(topics) ROW(places)

#define THING_NUMBER(kind, ...) THING_##kind,
enum thing_kind {
    THING_NONE,
    THING_ROWS(THING_NUMBER) THING_PAGE,
    THING_EVENT,   /* of content/events.yaml: a place in the chronology */
    THING_HOME,    /* content/index.md */
    THING_KINDS,   /* those above have a record in the site */
    THING_MEDIA,   /* a file that is copied as it is */
    THING_ADDRESS, /* an address of the site that is no thing of its own, such as /topics/ */
    THING_SAVED,   /* a text of content/sources, which has no page: kinds/saved.h */
    THING_SECTION, /* a file of another generator, _index.md, that has no meaning here */
};
#undef THING_NUMBER

/* The word for each; and whether it can be cited by it, and so has backlinks. */
#define THING_WORD(kind, word, record, array, section, order, is_cited, ...) [THING_##kind] = {#word, is_cited},
static const struct thing_word {
    const char *word; /* NULL for what has none */
    bool is_cited;
} thing_words[THING_KINDS] = {THING_ROWS(THING_WORD)[THING_PAGE] = {"page", false}, [THING_EVENT] = {"event", true}};
#undef THING_WORD

#endif
