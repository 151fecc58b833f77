/*
 * format: the files of a search index, byte by byte. Whoever writes them, asks them in C, or reads them in a browser
 * (assets/search.js) reads this first; nothing of it is said elsewhere.
 *
 * Each file is a script that calls one function, so that a page may load it from a folder on a disk and under
 * `script-src 'self'`: colophonSearch("NAME",VALUE). NAME is the file's path below search/ without ".js". UTF-8, one line, no
 * line end behind it. VALUE is JSON; where it is a string, '<' stands as an escape, as JSON does everywhere here.
 * Each URL gets "?v=VERSION" (sixteen hexadecimal digits, a digest over the whole index, an attribute of /search/'s HTML), so
 * that no old file is met beside a new one.
 *
 *     search/index.js     what there is; loaded first
 *     search/w-NAME.js    a shard: the stems of one range, with their postings
 *     search/p-NAME.js    the postings of one stem, where they are too long to stand in its shard
 *     search/e-K.js       the slugs of essays 16 K to 16 K + 15
 *     search/n-K.js       things 64 K to 64 K + 63
 *     search/facets.js    by what essays can be filtered
 *     search/t/SLUG.js    an essay: what a result shows of it, and the text of its first 32 passages
 *     search/t/SLUG.P.js  the same with passages 32 P + 1 to 32 P + 32
 *
 * Numbers. Essays are numbered by (date, slug), those without a date first. An essay has unit 0 (title, subtitle, authors,
 * summary, topics) and units 1, 2, ..., the passages of its page that have an id, in the order of the page, headings among
 * them. Things (glossary terms, topics, authors, publications, places, lists, own pages) are numbered in a space of their own,
 * by kind, then slug, and have unit 0 only. No number counts units across essays, so that an edit changes no other essay's.
 *
 * index.js: {"format":4,"version":"VERSION","essays":E,"things":T,"units":N,"common":C,"shards":"A0AbAcaBhBi…",
 *     "languages":["en","fr"]}
 *
 *     units: of all essays. A stem that is in more than C units has postings of titles alone. shards: where each begins,
 *     ascending: a letter A to Z says how many code points it begins with of the one before, and what follows comes behind it
 *     ("0", "b", "ca", "ch", "ci"): half as long, in a large index, as with all of each and a tab. No word has such a letter.
 *     languages: of the texts, BCP 47, in the order of bytes; the reader's own is among them.
 *
 * Order is everywhere that of UTF-8's bytes, which is that of code points (not that of UTF-16). A word's shard is the last one
 * whose beginning is not above it; a word below the first is in no shard. The shards of all words that begin with P: from P's
 * shard on, as long as a beginning starts with P.
 *
 * w-NAME.js: "line\nline\n…\nline". NAME is the shard's beginning, the shortest prefix of its first stem that the stem before
 * it has not ("0" of the first shard), as a file is called: [a-z0-9] as they are, any other character as "_hex_"
 * (search_file_name). A line is a group of words with one stem, or an alias. Lines stand in the order of their first fields,
 * the stem's line before its aliases.
 *
 *     stem TAB forms TAB df TAB postings TAB things' postings
 *     form TAB ">" stem                    the form stands, among others, in the line of that stem, perhaps in another shard
 *
 * Empty fields at the end of a line are left out with their tabs, but for df.
 *
 * Forms: the words as they are written in texts (folded: word_forms.h), with a space between, in no order. Each is written as
 * one character of the alphabet below, whose index says how many code points of the stem it begins with, and what follows
 * these. An empty field: the stem itself is the only form. A form may stand in several lines, where languages differ. A form
 * that has no alias stands in the shard of its stem.
 *
 * df: in how many units of essays the stem is, decimal.
 *
 * Postings: where df > C those of unit 0 with an impact above 0, which are in titles, or "" where these are longer than
 * COMMON_POSTINGS (shards.h); "" where df is 0; ">" where they stand in p-STEM.js, STEM as a file is called; else numbers, each
 * as VLQ: five bits a character, the lowest first, with 32 added where more follow; the alphabet is A-Z a-z 0-9 - _. The
 * first posting in an essay is two numbers, every other one:
 *
 *     (essay - essay before - 1) * 8 + impact * 2 + 1, unit       the essay before the first is -1
 *     (unit - unit before - 1) * 8 + impact * 2                   in the same essay
 *
 * Impact, 0 to 3, is how much the unit is about the word: BM25 of how often it stands there in how many words, in four steps; 3
 * in headings. In unit 0: 3 in a title or name of this word alone, 2 in one of two or three words, 1 in a longer one, else 0.
 *
 * Things' postings: (thing - thing before - 1) * 8 + impact * 2; the thing before the first is -1. They are never left out.
 *
 * The line of a reader in which "happy" stands in unit 1 of essay 2 (impact 0) and "happiness" in its unit 3 (impact 2), and
 * both in unit 0 of essay 4 (impact 3):
 *
 *     happi\tEy Fness\t3\tRBMPA
 *     R = 17 = 2 * 8 + 0 * 2 + 1: essay -1 + 1 + 2 = 2, impact 0;  B = 1: unit 1
 *     M = 12 = 1 * 8 + 2 * 2:     unit 1 + 1 + 1 = 3, impact 2
 *     P = 15 = 1 * 8 + 3 * 2 + 1: essay 2 + 1 + 1 = 4, impact 3;   A = 0: unit 0
 *
 * p-NAME.js: "postings". Its stem's line has ">" in their place.
 *
 * e-K.js: "slug\tslug\t…"
 *
 * t/SLUG.js: {"address":"essays/SLUG/","title":"…","authors":["…"],"by":"","date":"2024-03-05","voice":"",
 *     "language":"en","subtitle":"…","summary":"…","headings":[["Outer","Inner"],…],"passages":[["p-id",H,"text"],…]}
 *
 * The voice is what the words are that the authors did not write, "Précis", and `by` who wrote them, "The editors, after Shi
 * Xianjin". The address is from the site's root, as links are written in this build. Texts are plain; "" for what is not there.
 * passages[(u - 1) % 32] is unit u; H is the index of the headings that it stands under (a heading's own path includes it), -1
 * for none. Unit 0 is in the first file, t/SLUG.js, which is always there; others, t/SLUG.P.js, have no subtitle and no
 * summary, and the headings of their own passages alone. So a unit's number says which file shows it, whole. Of restricted
 * essays, and of those that search engines may not list, there are no headings and no passages.
 *
 * n-K.js: [[kind,address,name,text],…]    kind: "term", "topic", "author", "publication", "place", "list", "page"
 *
 * facets.js: {"topics":[[name,address,essays],…],"authors":…,"publications":…,"years":[["2024","",essays],…],"languages":…}
 *     essays: numbers as VLQ, each less the one before, less 1 (the one before the first is -1).
 *
 * Turned down: one number for all units (an edit would change all that follow, and a table of counts must be loaded);
 * several dictionaries, one a language (a reader does not know in which he searches); JSON by fetch (no disk), wasm (no CSP).
 * Texts cut into files of equal size: a table must be loaded, and an edit moves all cuts behind it. Files of 16 passages: of
 * essays of 12 KB they are twice as many, of 32 a few more.
 */
#ifndef SEARCH_FORMAT_H
#define SEARCH_FORMAT_H

#include "base/buffer.h"

enum {
    SEARCH_FORMAT = 4,
    SEARCH_ESSAYS_A_FILE = 16, /* in e-K.js: with ten results a query loads nearly as many of these files */
    SEARCH_THINGS_A_FILE = 64, /* in n-K.js */
    SEARCH_UNITS_A_PIECE = 32, /* in t/SLUG.P.js */
    SEARCH_IMPACTS = 4,
    SEARCH_WORD_MOST = 32, /* code points of a word; what follows is dropped */
};

#define SEARCH_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

void search_add_decimal(struct buffer *out, uint32_t number);

/* Appends `number`, five bits a character. */
void search_add_number(struct buffer *out, uint32_t number);

/* The number that begins at `at`, which is moved behind it. False at the end, and where what stands there is no number. */
bool search_next_number(struct text numbers, size_t *at, uint32_t *number);

/* Appends one character of the alphabet; `index` below 64. */
void search_add_digit(struct buffer *out, unsigned index);

/* The index of a character in the alphabet, or -1. */
int search_digit_of(char c);

/* A stem, or the beginning of a shard, as its file is called: "b", "caf_e9_". */
void search_file_name(struct buffer *out, struct text word);

/* In which of its essay's files a unit is, and in how many so many units are. */
uint32_t search_piece_of(uint32_t unit);
uint32_t search_pieces(uint32_t units);

/* "t/SLUG", "t/SLUG.1" */
void search_piece_name(struct buffer *out, struct text slug, uint32_t piece);

/* One posting. */
struct search_posting {
    uint32_t essay, unit;
    uint8_t impact; /* 0 to 3 */
};

/*
 * Postings, read one after the other:
 *
 *     struct search_postings postings = {.bytes = field};
 *     struct search_posting posting;
 *     while (search_next_posting(&postings, &posting)) ...
 *
 * Those to be written are given in the order of essays and units.
 */
struct search_postings {
    struct text bytes;
    size_t at;
    struct search_posting last;
    bool is_begun;
};

bool search_next_posting(struct search_postings *postings, struct search_posting *posting);
/* `last`: what was added before; NULL for the first. */
void search_add_posting(struct buffer *out, const struct search_posting *last, struct search_posting posting);

#endif
