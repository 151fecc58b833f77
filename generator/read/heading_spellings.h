/*
 * heading_spellings: the ids that other generators give to a heading, so that links which were written for them resolve.
 *
 *     struct text id = heading_spelling(SPELT_BY_GITHUB, TEXT("The wheel_speed of node.js"), arena);
 *         // the-wheel_speed-of-nodejs; by kramdown the-wheelspeed-of-nodejs, by Pandoc the-wheel_speed-of-node.js,
 *         // by docutils the-wheel-speed-of-node-js
 *
 * GitHub: lower case; only letters, marks, digits, '_' and '-' stay, and a space becomes '-' (html-pipeline, toc_filter.rb). So
 *     does kramdown-parser-gfm, which Jekyll uses (generate_gfm_header_id).
 * Hugo: as GitHub, without marks and figures that are no digits (markup/goldmark/autoid.go).
 * kramdown: what precedes the first ASCII letter goes, then all but ASCII letters, digits, spaces and '-'; a space becomes '-'
 *     (kramdown/converter/base.rb, basic_generate_id).
 * Pandoc: only letters, numbers, '_', '-' and '.' stay, words are joined by one '-', what precedes the first letter goes
 *     (MANUAL, auto_identifiers).
 * docutils: without accents and all other characters that are not ASCII; each run of what is no letter or digit becomes '-',
 *     with none at the ends and no digit at the front (docutils/nodes.py, make_id). Not followed: its own spelling of ligatures
 *     (ß is "sz" there, æ "ae") and of figures such as ½.
 *
 * Where nothing is left, they number the headings ("section", "heading-1", "id2"): that leads nowhere for long, and is not
 * made. All but docutils tell equal ids of one page apart by "-1", "-2" and so on, from the second on; docutils gives those a
 * number of its own, which cannot be known here.
 */
#ifndef READ_HEADING_SPELLINGS_H
#define READ_HEADING_SPELLINGS_H

#include "base/text.h"

struct arena;

enum heading_speller {
    SPELT_BY_GITHUB,
    SPELT_BY_KRAMDOWN,
    SPELT_BY_HUGO,
    SPELT_BY_PANDOC,
    SPELT_BY_DOCUTILS,
    HEADING_SPELLERS
};

/* `words` is the heading's plain text. In small letters; "" where the generator would give none. */
struct text heading_spelling(enum heading_speller speller, struct text words, struct arena *arena);

#endif
