/*
 * views: what each layout sees. This comment is the contract between layouts/ and the program; the manual repeats it.
 *
 * Conventions. A member that has nothing to say is absent (so {{#x}}..{{/x}} asks whether it exists). `href` is relative to the
 * page; `url` is absolute and absent without base_url. Members that end in _html are HTML ready for {{{ }}}; all others are
 * plain text for {{ }}. Dates are maps: {iso: "2024-03-19", words: "19 March 2024", year: "2024", rfc3339: ..}. Counts are maps
 * where a plural is needed: {number: 4, one: false} (so a layout can write "essay{{^one}}s{{/one}}"). Lists that a layout shows as
 * a block have a companion `has_X: true`.
 *
 * Because hrefs are relative to the page and cards are shared by many pages, a card carries `path` (essays/a/, without a leading
 * slash) and the page carries `root` ("../../", "./" at the root): a layout writes href="{{root}}{{path}}". Only bodies and
 * sentences, written by the program, have their hrefs filled in. In 404.html `root` is base_url's path ("/" or "/reader/").
 *
 * Every page
 *   root           "../../"
 *   page           {kind: "essay", title, title_html, description, path, url, is_home, is_essay, ... one is_KIND true}
 *   site           {title, subtitle, description, language, url, rights, license, feed_url, editors: [{name, name_html, url}],
 *                   menu: [{title, path | href}], has_menu, counts: {essays, authors, topics, lists, terms: each {number, one}},
 *                   extra: the fields of site.yaml, generator: "Colophon 0.1.0",
 *                   has_lists, has_glossary, has_publications, has_changes, assets: "assets/"}
 *   origin         {commit, short, date, subject, dirty, shallow, note, repository} or absent without a repository
 *                  (note alone then stands in origin_note)
 *   language, and `menu` with `here: true` on the item that this page belongs to: menu: [{title, path | href, here}]
 *
 * Cards (shared)
 *   essay card     {slug, path, title, title_html, short_title, subtitle_html, summary, summary_html, language (when not the
 *                   site's), date, updated, authors: [author name cards], author_line ("Cai Cuihong and Zhang Ruoyang"),
 *                   author_line_html (Han marked, no links), topics: [topic name cards], publication: {name, path},
 *                   text: {full | excerpt | precis: true, label}, restricted, embargo (date), variant: {label}, minutes: {number, one},
 *                   words: {number, one}, draft}
 *   author card    {slug, path, name, name_html, native_name_html, affiliation, essays: {number, one}, letter (first of sort name)}
 *   topic card     {slug, path, name, name_html, summary (first sentence of the introduction), essays: {number, one}}
 *   publication card, list card {slug, path, title, title_html, summary, items: {number, one}}, term card {slug, path, name, name_html,
 *                   original, reading, language, short (first sentence)}
 *
 * home             body, lists: [list cards], topics: [topic cards], newest: [essay cards], editors_essays absent
 * essays           years: [{year, essays: [essay cards]}]  (by date, newest first; undated last under "undated")
 * essay            essay: {everything of its card, and: body (late, HTML; absent when restricted), has_body, toc: [{id, title_html, level,
 *                   is_sub}], has_toc, aka (also known titles), source: {publication: card, kind, place, url, doi, doi_url, pages,
 *                   retrieved}, rights: {holder, statement, label, url}, record: {first, last, revisions: {number, one},
 *                   contributors: [names], contributor_line}, is_precis, is_excerpt, text_label, variant_of: {card, label, note_html}, variants: [{card,
 *                   label, note_html}], relations: [{label ("responds to"), card, note_html}], related_by: [{label ("is disputed by"),
 *                   card, note_html}], has_relations, cited_by: [{kind, card-like: title_html, path, author_line_html, sentence_html, place
 *                   (path with #heading)}], has_cited_by, related: [{card, why_html}], has_related, lists: [{list: list card,
 *                   position, of, previous: card, next: card}], has_lists, previous, next: cards in order of date (older, newer),
 *                   citation: {plain, html, bibtex_key}, fields: unknown front-matter fields as they are}
 * topics           topics: [topic cards, by name], roots: [topics that have no broader one, each card + narrower: [..] nested]
 * topic            topic: card + body, has_body, essays_list: [essay cards], broader, narrower, see_also, neighbours: [topic cards],
 *                   also: [names], cited_by
 * authors          letters: [{letter, authors: [author cards]}]
 * author           author: card + body, orcid, orcid_url, affiliation, url, also_known_as: [names], works: [essay cards],
 *                   coauthors: [author cards + together: {number, one}], cited_by, has_*
 * publications     publications: [cards with essays count]
 * publication      publication: card + works: [essay cards]
 * lists, list      lists: [list cards]; list: card + body, items: [{number, card, note_html}]
 * glossary         terms: [term card + body (late), also: [..], used_in: [like cited_by], has_used_in]
 * chronology       years as in `essays`, oldest first, months inside: years: [{year, entries: [{date, card}]}]
 * changes          known (false in a shallow clone or without git), note, days: [{date, changes: [{kind: added | revised | renamed |
 *                   withdrawn (one true), label, title, title_html, path (absent when withdrawn), person, subject, commit}]}]
 * page             body, title
 * feed.xml         updated, entries: [{title, url, id, date, updated, authors: [names], summary, topics: [names], rights}], self_url
 * changes feed     the same shape, in layouts/feed.xml
 * sitemap.xml      entries: [{url, lastmod}]
 * 404              suggestions: none;  robots.txt: sitemap_url;  redirect: to (relative href), to_url, title
 */
#ifndef RENDER_VIEWS_H
#define RENDER_VIEWS_H

#include "render/plan.h"
#include "render/view.h"

/* The shared views of a site, made once before the workers fork. */
const struct shared_views *views_share(const struct site *site, struct arena *arena);

/* The view of one page. */
const struct view *views_of_page(const struct plan *plan, const struct page *page, struct arena *arena);

#endif
