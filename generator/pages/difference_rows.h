/*
 * difference_rows: what became of a text, as a layout sees it.
 *
 *     compare(&difference, &old, &new, &alignment, &options, arena);
 *     view_put(&map, "rows", difference_rows(&difference, sides, arena), arena);
 *
 * Flags, numbers and texts: what they look like stands in layouts/parts/difference-rows.html and difference-words.html. Names
 * are put only where they say something, and no two levels share one: what a row does not have cannot be found in what is
 * around it.
 *
 *   a row        containers_closed; ends_fold; folded (so many passages that did not change follow, up to ends_fold);
 *                containers_opened; number (of the unit, for ids); then one of: moved_away, heading_level, is_paragraph,
 * is_code, is_own_words (of an item), figure, tables, is_rule; but for the last row, which only closes. is_changed, and which
 * way: is_added, is_removed, is_reworded, is_reformatted, is_moved. fate; runs (the words) a container  is_quotation, or it is
 * an item: is_numbered, item_number; is_note; has_list (it begins or ends its list, or the section of notes);
 * is_container_added, is_container_removed fate         what is said before a passage: part, parts (of one that was split),
 * joined (so many), old_level, new_level (of a heading), moved_from (a number), is_from_above, is_more (moved, and one of the
 * others) moved_away   moved_to (a number), is_to_above, is_cut, runs (the first words) figure       picture: {runs}, caption:
 * {runs} a table      table_head, table_body: {lines: [{is_line_added, is_line_removed, cells: [{is_header, alignment,
 * runs}]}]} a run        is_inserted, is_deleted, is_restyled; before (white space), is_behind_break; pieces a piece closed;
 * space, is_new_line; opened; then one of: wording, note_number, is_box (is_done), shown_image: {src, alt, width, height,
 * picture_title}; but for the last piece, which may only close a format     in closed and opened, one of: is_emphasis,
 * is_strong, is_inline_code, is_struck, is_link (link_href, link_title, is_reference, is_term), language_tag, element (the name
 * of one that raw HTML brought)
 */
#ifndef PAGES_DIFFERENCE_ROWS_H
#define PAGES_DIFFERENCE_ROWS_H

#include "compare/compare.h"
#include "compose/body.h"
#include "mustache/view.h"

/* Where the references of one of the two texts lead. */
struct difference_side {
    void (*link)(struct filling_link *link, uint32_t reference, const void *context, struct arena *arena);
    const void *context;
};

/* A list, empty where a reader sees no difference. `sides` are those of the old text and the new one. */
const struct view *difference_rows(const struct difference *difference, const struct difference_side sides[2],
                                   struct arena *arena);

#endif
