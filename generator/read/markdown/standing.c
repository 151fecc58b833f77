/* How a reference that shows a title stands among the words around it: enum reference_standing. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/document/prose.h"
#include "read/markdown/boxes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* The references of a leaf, one after the other. */
struct standing_walk {
    const struct markdown_reader *reader;
    const struct cmark_node *leaf;
    struct text prose;
    size_t from, to;   /* the sentence */
    size_t at, behind; /* the mark that the reference is in the prose */
    size_t counted;    /* up to where quotation marks have been counted: */
    size_t opened, closed;
    size_t hole;    /* of the reference, once it has been looked for */
    bool is_quoted; /* the leaf is the words of others */
};

static const char *const opening_marks[] = {"“", "„", "”", "«", "»", "‘", "‚", "‹", "›", "’", "「", "『", "《", "〈", "\""};
static const char *const closing_marks[] = {"”", "“", "»", "«", "’", "‘", "›", "‹", "」", "』", "》", "〉", "\""};
static const char *const spaces[] = {" ", "\u00a0", "\u202f"};

/* The bytes of the sign that a text ends with, or begins with, of those that are given; 0. */
static size_t ending(struct text text, const char *const *signs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_ends(text, text_of(signs[i])))
            return strlen(signs[i]);
    return 0;
}

static size_t beginning(struct text text, const char *const *signs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_starts(text, text_of(signs[i])))
            return strlen(signs[i]);
    return 0;
}

static struct text before(const struct standing_walk *walk) {
    return text_slice(walk->prose, 0, walk->at);
}

/* Between quotation marks that have nothing else. */
static bool has_marks(const struct standing_walk *walk) {
    struct text left = before(walk), right = text_after(walk->prose, walk->behind);
    size_t space = ending(left, spaces, COUNT_OF(spaces));
    if (space && beginning(right, spaces, COUNT_OF(spaces)) == space) {
        left.size -= space;
        right = text_after(right, space);
    }
    return ending(left, opening_marks, COUNT_OF(opening_marks)) && beginning(right, closing_marks, COUNT_OF(closing_marks));
}

/* A full stop behind these ends no sentence. In prose that is seen by the small letter that follows, and here none does. */
static bool is_cut_short(struct text text) {
    static const char *const words[] = {"etc.", "ex.", "vgl.", "bzw.", "usw.", "ecc.", "cit.", "ibid.", "ebd."};
    return ending(text, words, COUNT_OF(words));
}

/* Only brackets, quotation marks and the like stand before it. */
static bool begins_sentence(const struct standing_walk *walk) {
    static const char *const openers[] = {"(", "[", "（", "¿", "¡"};
    size_t at = walk->at;
    while (at > walk->from) {
        struct text left = text_slice(walk->prose, 0, at);
        size_t size = ending(left, openers, COUNT_OF(openers)) + ending(left, opening_marks, COUNT_OF(opening_marks)) +
                      ending(left, spaces, COUNT_OF(spaces));
        if (!size)
            return false;
        at -= size;
    }
    return !is_cut_short(text_trim(text_slice(walk->prose, 0, walk->from)));
}

/* A heading or a paragraph begins as a sentence does, anything else where it ends as one. */
static bool is_sentence(const struct standing_walk *walk) {
    static const char *const stops[] = {".", "!", "?", "…", ":", ".”", ".’", ".»", ".)"};
    const struct cmark_node *leaf = walk->leaf;
    bool is_running = leaf->type == CMARK_NODE_PARAGRAPH && leaf->parent->type != CMARK_NODE_ITEM && !box_of(leaf);
    return is_running || leaf->type == CMARK_NODE_HEADING ||
           ending(text_trim(text_slice(walk->prose, walk->from, walk->to)), stops, COUNT_OF(stops));
}

static size_t count_of(struct text text, struct text sign) {
    size_t count = 0;
    for (size_t at = text_find(text, sign, 0); at < text.size; at = text_find(text, sign, at + sign.size))
        count++;
    return count;
}

/* A mark without the space that some languages have in it. */
static struct text sign_of(const char *mark) {
    size_t start = beginning(text_of(mark), spaces, COUNT_OF(spaces));
    return text_slice(text_of(mark), start, strlen(mark) - ending(text_of(mark), spaces, COUNT_OF(spaces)));
}

/* Whether a quotation is open where it stands. */
static bool is_in_quotation(struct standing_walk *walk) {
    struct text opens = sign_of(smart_mark(walk->reader->input->language, QUOTE_OPENS));
    struct text closes = sign_of(smart_mark(walk->reader->input->language, QUOTE_CLOSES));
    struct text since = text_slice(walk->prose, walk->counted, walk->at);
    walk->opened += count_of(since, opens);
    walk->closed += count_of(since, closes);
    walk->counted = walk->at;
    return text_equal(opens, closes) ? walk->opened % 2 : walk->opened > walk->closed;
}

/* Whether its hole is all that stands in an element which sets words apart. */
static bool is_set_apart(struct standing_walk *walk, uint32_t reference) {
    static const char *const tags[] = {"<em>", "<strong>", "<i>", "<b>", "<q>", "<cite>", "<dfn>"};
    static const char *const ends[] = {"</em>", "</strong>", "</i>", "</b>", "</q>", "</cite>", "</dfn>"};
    const struct hole_list *holes = &walk->reader->out->holes;
    while (walk->hole < holes->count &&
           (holes->items[walk->hole].kind != HOLE_REFERENCE || holes->items[walk->hole].reference < reference))
        walk->hole++;
    if (walk->hole == holes->count || holes->items[walk->hole].reference != reference)
        return false;
    struct text html = buffer_text(walk->reader->walk.html);
    size_t offset = holes->items[walk->hole].offset;
    return ending(text_slice(html, 0, offset), tags, COUNT_OF(tags)) &&
           beginning(text_after(html, offset), ends, COUNT_OF(ends));
}

static bool is_quoted(const struct cmark_node *leaf) {
    bool is_attribution = box_of(leaf) && box_of(leaf)->kind == BOX_ATTRIBUTION;
    for (const struct cmark_node *node = leaf; node && !is_attribution; node = node->parent)
        if (node->type == CMARK_NODE_BLOCK_QUOTE && (!box_of(node) || box_of(node)->kind == BOX_QUOTATION))
            return true;
    return false;
}

static bool is_alone(const struct standing_walk *walk) {
    static const char *const dashes[] = {"—", "–", "―"};
    struct text left = text_trim(before(walk));
    for (size_t size = 1; size; left.size -= size)
        size = ending(left, dashes, COUNT_OF(dashes));
    return !left.size && !text_trim(text_after(walk->prose, walk->behind)).size;
}

static uint8_t standing_of(struct standing_walk *walk, uint32_t reference) {
    unsigned standing = is_alone(walk) ? STANDS_ALONE : 0u;
    standing |= begins_sentence(walk) && is_sentence(walk) ? STANDS_FIRST : 0u;
    standing |= has_marks(walk) || is_set_apart(walk, reference) || walk->is_quoted ? STANDS_MARKED : 0u;
    standing |= is_in_quotation(walk) ? STANDS_QUOTED : 0u;
    return (uint8_t)standing;
}

/* Moves to the reference at `at`, and to the sentence that it stands in. */
static bool shows_title(struct standing_walk *walk, size_t at) {
    walk->at = at;
    if (at >= walk->prose.size || walk->prose.bytes[at] != PROSE_MARK)
        return false;
    walk->behind = text_find_char(walk->prose, PROSE_MARK, at + 1) + 1;
    while (walk->to <= at && walk->to < walk->prose.size) {
        walk->from = walk->to;
        walk->to = prose_sentence_end(walk->prose, walk->from);
    }
    return true;
}

void standing_note(struct markdown_reader *reader, const struct cmark_node *leaf, struct text prose) {
    struct reference_list *references = &reader->out->references;
    if (reader->leaf_references == references->count)
        return;
    struct standing_walk walk = {
        .reader = reader, .leaf = leaf, .prose = prose, .hole = reader->leaf_holes, .is_quoted = is_quoted(leaf)};
    for (size_t i = reader->leaf_references; i < references->count; i++)
        if (shows_title(&walk, reader->reference_prose.items[i] - reader->leaf_prose))
            references->items[i].standing = standing_of(&walk, (uint32_t)i);
}
