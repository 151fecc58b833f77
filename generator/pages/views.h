/*
 * views: what each layout sees. This comment is the contract between layouts/ and the program; the manual repeats it.
 *
 * Conventions. Members that end in _html are HTML ready for {{{ }}}; all others are plain text for {{ }}. Dates are maps: {iso:
 * "2024-03-19", words: "19 March 2024", year: "2024", rfc3339: ..}. Counts are maps where a plural is needed: {number: 4, one:
 * false} (so a layout can write "essay{{^one}}s{{/one}}"); `number` is false to a section when it is 0. Lists that a layout
 * shows as a block have a companion `has_X: true`. `url` is absolute and there only with base_url.
 *
 * Links. Because hrefs are relative to the page and cards are shared by many pages, a card carries `path` (percent-encoded,
 * without a leading slash: "essays/a/index.html") and the page carries `root` ("../../", "./" at the root): a layout writes
 * href="{{root}}{{path}}". Paths name index.html, so that the output can be read from a folder on disk; a layout that names a
 * page itself does so too: href="{{root}}essays/index.html". `url`s do not (https://x.org/essays/a/). Only bodies and why_html,
 * written by the program, have their hrefs filled in. In 404.html `root` is base_url's path ("/" or "/reader/").
 *
 * Because a name looks through the enclosing maps, every map below the page's own carries every member of its kind, null or
 * empty where it has nothing to say: otherwise {{#topics}} in a card without topics finds the page's topics, and a leaf's
 * {{#narrower}} its parent's, without end. (Layouts ask in the same way either way.)
 *
 * Every page
 *   root           "../../"
 *   page           {kind: "essay", title, title_html, description, path, url, is_essay (one is_KIND true), in_essays (true on
 *                  the pages of a section: essays, topics, authors, publications, lists, glossary, chronology, changes,
 *                  editions)} KIND is one of home, essays, essay, topics, topic, authors, author, publications,
 *                  publication, lists, list, glossary, chronology, changes, changes_feed, editions, part, page, feed,
 *                  sitemap, sitemap_index, not_found, robots, redirect
 *   site           {title, title_html, subtitle, description, language, url, rights, license, feed_path, feed_url,
 *                  changes_feed_path, changes_feed_url, editors: [{name, name_html, url}], editor_line, counts: {essays,
 *                  authors, topics, publications, lists, terms: each {number, one}} (only on pages about the whole reader),
 *                  extra: the fields of site.yaml, generator: "Colophon 0.1.0", has_lists, has_glossary, has_publications,
 *                  has_changes (git's history is known), has_editions, has_topics, has_authors, assets: "assets/"}
 *   origin         {commit, short, date, subject, dirty, shallow, note, repository}, or null without a repository (origin_note
 *                  then says what cannot be known); null, with origin_note, on pages of histories, old texts and differences
 *   origin_note    the same as origin.note, also without a repository
 *   language       of the reader (for <html lang>)
 *   menu, has_menu [{title, path | href (elsewhere), here (this page, or its section)}]: site.yaml's; empty: the theme's own
 *
 * Cards (shared by all pages)
 *   essay card     {slug, path, title, title_html, short_title, subtitle, subtitle_html, summary, summary_html, language (only
 *                  when not the site's), date, updated, authors: [author names], author_line ("Cai Cuihong and Zhang Ruoyang"),
 *                  author_line_html (Han marked, no links), topics: [topic names], publication: {slug, path, name, name_html},
 *                  text: {full | excerpt | precis (one true), label (null for full)}, restricted, embargo (date), variant:
 *                  {label ("machine translation")}, minutes: {number, one}, words: {number, one} (both null when restricted or
 *                  empty), draft}
 *   author name    {slug, path, name, name_html, native_name_html}
 *   author card    an author name, and {affiliation, essays: {number, one}, letter (first of the sort name)}
 *   topic name     {slug, path, name, name_html}
 *   topic card     a topic name, and {summary, summary_html (first sentence of the introduction), essays: {number, one}}
 *   publication card {slug, path, name, name_html, essays: {number, one}}
 *   list card      {slug, path, title, title_html, summary, summary_html, items: {number, one}}
 *   term card      {slug, path (with #slug), name, name_html, original, reading, language, short, short_html (first sentence)}
 *   Drafts are built only on request, and carry draft: true.
 *
 *   backlinks      `cited_by` and `used_in`: [{kind, is_essay (is_KIND), title, title_html, path, author_line_html,
 *                  sentence_html (null for a text that may not leave the house), place (path with #heading), again (the same
 *                  one as before, another sentence)}]; of more than page_size the newest, and beside them
 *   all_citing     {count: {number, one}, parts, has_parts (as below)}, or null
 *
 *   version        {kind: {first | text | form | fields | moved | same | withdrawn | restored (one true)}, label ("front matter
 *                  only"), is_current, is_draft (it was, then), is_uncommitted, date, person, subject, commit (10 digits),
 * file, moved_from (a path, null), title, title_html: of then, is_retitled, words: {number, one}, change: {words_added,
 *                  words_removed, passages_added, passages_removed, passages_reworded, passages_moved: each {number, one}}
 *                  against the text before (null when nothing of these), since: the same to the current text, path (of the
 *                  text; null when it may not be shown), change_path, since_path: of differences (null where there are none),
 *                  name (12 digits)}. What an essay that is not open, or was a draft then, says of its text is null.
 *
 * Long lists (of more than site.yaml's page_size entries) are shown in parts, each a page of its own. The list's own page, and
 * the map of a topic, author or publication, then has no whole list, or only its first entries, and
 *
 *   parts, has_parts [{label ("2015", "March", "A", "Part 2"), title ("March 2015, part 2"), path, count: {number, one}, what
 *                  ("essay", "author", ..), range (from which entry to which, where the label does not say), parts, has_parts:
 *                  those it is split into (empty at the second depth)}]
 *
 * Pages
 *   home             body, has_body, lists: [list cards: at most 30 where they are in parts], more_lists, topics: [topic cards:
 *                  those with most essays, at most 30, by name], more_topics, newest: [essay cards], has_lists, has_topics,
 *                  has_newest
 *   essays           years: [{year (null: undated), undated, essays: [essay cards], count: {number, one}}], newest first; in
 *                  parts: newest: [essay cards], has_newest, parts
 *   essay            essay: {everything of its card, and: body (late, HTML; null when restricted), has_body, toc: [{id,
 *                  title_html, level, is_sub}], has_toc, url, source: {publication: {slug, path, name, name_html}, kind, place,
 *                  url, doi, doi_url, pages, retrieved}, rights: {holder, statement, label, url}, record: {first, last,
 *                  revisions: {number, one}, contributors: [names], contributor_line}, is_precis, is_excerpt, text_label,
 *                  variant_of: {card, label ("machine translation of"), note_html}, variants: [{card, label ("machine
 *                  translation"), note_html}], has_variants, relations: [{label ("responds to"), card, note_html}], related_by:
 *                  [{label ("is disputed by"), card, note_html}], has_relations (either way), cited_by, has_cited_by, related:
 *                  [{card, why_html}], has_related, lists: [{list: list card, position, of, previous: card, next: card}],
 *                  editions: [an edition + path (of the essay there), is_changed (its text, since)], has_editions,
 *                  has_lists, previous, next: cards in order of date (older, newer), citation: {plain, html, bibtex_key},
 *                  history: {path, count: {number, one}} (null where git knows nothing, and with `history: off`), gone (late):
 *                  {passages: [{id, date, person, subject, commit, is_uncommitted: what took it out, path (its last wording),
 *                  change_path}], has_passages, count: {number, one}}: removed passages, whose ids must be on the page;
 *                  fields: its front matter as written, for what only a layout knows}
 *   topics           topics: [topic cards, by name], has_topics, roots: [topics that have no broader one: each a card +
 *                  narrower: [the same], has_narrower; each topic stands once, under its first broader one]; in parts:
 *                  largest: [topic cards: those with most essays], has_largest, parts
 *   topic            topic: {card + body, has_body, also: [names], has_also, essays_list: [essay cards; of a long list the
 *                  newest], has_essays, parts, has_parts, broader, narrower, see_also, neighbours: [topic names], has_broader,
 *                  ..., cited_by, has_cited_by, changes_path, changes_feed_path, changes_feed_url (null when there are none)}
 *   authors          letters: [{letter, authors: [author cards]}]; in parts: largest: [author cards], has_largest, parts
 *   author           author: {card + body, has_body, orcid, orcid_url, url, also_known_as: [names], has_also_known_as, works:
 *                  [essay cards; of a long list the newest], has_works, parts, has_parts, coauthors: [author names +
 *                  together: {number, one}], has_coauthors, cited_by, has_cited_by, changes_path, changes_feed_path,
 *                  changes_feed_url}
 *   publications     publications: [cards]; in parts: largest: [cards], has_largest, parts
 *   publication      publication: {card + works: [essay cards; of a long list the newest], has_works, parts, has_parts}
 *   lists            lists: [list cards]; in parts: parts
 *   list             list: {card + body, has_body, entries: [{position, card, note_html}], has_entries, cited_by, has_cited_by}
 *   glossary         terms: [term card + body (late), has_body, also: [names], has_also, used_in, has_used_in]; in parts: parts
 *   chronology       years: [{year (null: undated), undated, entries: [{date, card}]}], oldest first, undated last; in
 *                  parts: parts
 *   changes          (/changes/, and below it pages of years, months and days when there are many; the same for each topic and
 *                  author) known (false in a shallow clone or without git), note, of: {is_topic, is_author, title, title_html,
 *                  path} (null for the whole reader), period (date; null on a page of all), feed_path, feed_url, count, up,
 *                  newer, older, parts: [the page above; the ones beside it; those below, each as the part of a list above],
 *                  has_turn, has_parts (on a page of all, `days` are then the newest only), days: [{date, entries: [{id,
 *                  subject, person, commit (10 digits), count: {number, one}, tally ("3 added, 12 revised"), is_long, more:
 *                  {number, one} (how many are not in `changes`), changes: [{kind: {added | revised | renamed | withdrawn |
 *                  restored (one true)}, label ("added"), title, title_html, path (null when it is there no more), language,
 *                  was (the file's name before, of what was renamed), size ("12 words added, 3 removed", "front matter only",
 *                  "1204 words"; null where it is not known or may not be told), change_path (of the page that shows
 *                  it, or null)}]}]}], has_days; with `history: off` there are no such pages
 *   part             part: {label, title, count, what, range, parts, has_parts (as above), up: [{title, title_html, path}: the
 *                  list's page, and the parts that this is a part of], previous, next: {title, path} (null at the ends), and
 *                  where it is not split further its entries in one of essays, timeline: [{date, card}], topics, authors,
 *                  publications, lists, terms (cards; has_essays, ..), citing: [as backlinks, has_citing]}
 *   editions         editions: [an edition + path, essays: {number, one}, is_first, added, revised, removed: [{title,
 *                  title_html, path}] against the one before (removed: as it stands there), has_added, ...], newest first,
 *                  has_editions, note; an edition is {name, title, title_html, note, date, commit (10 digits)}
 *   page             body, has_body, title, title_html, url, fields
 *   feed             (layouts/feed.xml; also of the changes) updated (date), authors: [names; at least one], self_url,
 *                  html_url (of the page that it feeds), entries: [{title, url, id, date, updated, authors: [names], summary,
 *                  topics: [names], rights}]
 *   sitemap          entries: [{url, lastmod (a day or a moment, as the schema asks; null where unknown)}]
 *   sitemap_index    sitemaps: [{url}]: in place of the sitemap where it would name more than 50,000 pages
 *   robots           sitemap_url
 *   history          essay (card), versions: [versions, newest first], has_versions, count: {number, one}
 *   version          an old text: version, essay (card of today), essay_url, history_path, previous, next: versions with other
 *                  texts, or null; text (late): {body (HTML), has_body}
 *   difference       old, new: versions; is_since (to the current text, whatever lies between), essay, essay_url, history_path,
 *                  previous, next: versions whose change_path is the difference before and after; difference (late):
 *                  {is_text_changed, rows, has_rows (see difference_rows.h), fields: [{key, label, before, after: [{words, kept}]
 *                  or null}], has_fields, words_added, words_removed, passages_added, .. as in a version's change}
 *   redirect         to (relative href), to_url, title (of the page it leads to)
 *
 * parts/edition-banner, alone, over the pages of an edition: {edition, current (path of the same page today, null when it is no
 * more), is_essay, root (of today's site)}
 *
 * An essay or page may name another layout in its front matter (`layout: NAME`); it sees the same view.
 */
#ifndef PAGES_VIEWS_H
#define PAGES_VIEWS_H
#endif
