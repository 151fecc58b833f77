/*
 * promised: what a site promises to keep: the addresses of its pages, feeds and files, and the places on them.
 *
 *     const struct address_list *list = plan_addresses(plan, arena);      // plan->addresses has it
 *
 * What only a program reads on its own (sitemaps, robots.txt, build.json, works as BibTeX, RIS and CSL-JSON), the style sheets
 * and scripts, 404.html, and an essay's list of its passages, which leads to what is, are not promised. Of books there are the
 * addresses, and no place in them: where `books` asks for them no more, gone.yaml has to say so. Of an edition the list has the first page alone: its own list stands below that, and begins with its commit.
 *
 * The ids are those of headings, of raw HTML, attributes and boxes, of terms, and those of passages (history/versions.h),
 * removed ones too. Without git's whole history the ids of passages may be others in the next build, so only those are promised
 * then that content/addresses.lock has. Pages of old texts, of changes and of what lists things have no ids here: what they
 * have may change.
 */
#ifndef PAGES_PROMISED_H
#define PAGES_PROMISED_H

#include "pages/plan.h"
#include "read/address_list.h"

struct address_list *plan_addresses(const struct plan *plan, struct arena *arena);

#endif
