/* The spaces of a leaf at which no line may end: found in its HTML once that is written, whatever elements stand between. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/han.h"
#include "read/no_break.h"

#include <string.h>

/* What stands in these is shown as it was written. */
static const struct {
    struct text begins, ends;
} verbatim[] = {
    {TEXT_INIT("<code"), TEXT_INIT("</code>")}, {TEXT_INIT("<kbd"), TEXT_INIT("</kbd>")},
    {TEXT_INIT("<samp"), TEXT_INIT("</samp>")}, {TEXT_INIT("<pre"), TEXT_INIT("</pre>")},
    {TEXT_INIT("<svg"), TEXT_INIT("</svg>")},   {TEXT_INIT("<span class=\"math"), TEXT_INIT("</span>")},
};

/* The HTML of a leaf. */
struct leaf_html {
    struct text html; /* up to its end */
    size_t start, at;
    bool begins_line; /* no word of the line has come */
    size_t hole;      /* the next of the output's */
};

/* Behind the tag at `at`, or the element where it is verbatim. */
static void pass_tag(struct leaf_html *leaf) {
    struct text rest = text_after(leaf->html, leaf->at);
    char initial = rest.size > 1 ? rest.bytes[1] : 0;
    for (size_t i = 0; i < COUNT_OF(verbatim); i++)
        if (initial == verbatim[i].begins.bytes[1] && text_starts(rest, verbatim[i].begins)) {
            leaf->at = text_find(leaf->html, verbatim[i].ends, leaf->at);
            leaf->begins_line = false;
            break;
        }
    if (initial == 'b' && text_starts(rest, TEXT("<br")))
        leaf->begins_line = true;
    leaf->at = text_find_char(leaf->html, '>', leaf->at) + 1;
}

/* The words in front of a space, without tags. */
static struct text words_before(char words[NO_BREAK_BYTES], const struct leaf_html *leaf) {
    size_t count = 0;
    for (size_t at = leaf->at; at > leaf->start && count < NO_BREAK_BYTES;) {
        bool is_tag = leaf->html.bytes[--at] == '>';
        while (is_tag && at > leaf->start && leaf->html.bytes[at] != '<')
            at--;
        if (!is_tag)
            words[NO_BREAK_BYTES - ++count] = leaf->html.bytes[at];
    }
    return (struct text){words + NO_BREAK_BYTES - count, count};
}

static struct text words_behind(char words[NO_BREAK_BYTES], const struct leaf_html *leaf) {
    size_t count = 0;
    for (size_t at = leaf->at + 1; at < leaf->html.size && count < NO_BREAK_BYTES;)
        if (leaf->html.bytes[at] == '<')
            at = text_find_char(leaf->html, '>', at) + 1;
        else
            words[count++] = leaf->html.bytes[at++];
    return (struct text){words, count};
}

/* Whether words that are not known yet stand beside the space. */
static bool is_beside_hole(const struct markdown_reader *reader, struct leaf_html *leaf) {
    const struct hole_list *holes = &reader->out->holes;
    while (leaf->hole < holes->count && holes->items[leaf->hole].offset < leaf->at)
        leaf->hole++;
    return leaf->hole < holes->count && holes->items[leaf->hole].offset <= leaf->at + 1;
}

static void look_at_space(struct markdown_reader *reader, struct leaf_html *leaf) {
    char before[NO_BREAK_BYTES], behind[NO_BREAK_BYTES];
    if (leaf->begins_line || !no_break_is_near(leaf->html, leaf->at) || is_beside_hole(reader, leaf))
        return;
    struct text sign = no_break_between(words_before(before, leaf), words_behind(behind, leaf));
    if (sign.size)
        *array_add(&reader->out->spaces, reader->arena) =
            (struct doc_space){(uint32_t)leaf->at, text_equal(sign, TEXT("\u202f"))};
}

static inline bool ends_word(char c) {
    return c == ' ' || c == '<' || c == '\n';
}

void no_breaks_note(struct markdown_reader *reader) {
    struct leaf_html leaf = {buffer_text(reader->walk.html), reader->leaf_html, reader->leaf_html, true, reader->leaf_holes};
    if (reader->quiet || !reader->input->smart || han_is_native(reader->input->language))
        return;
    while (leaf.at < leaf.html.size) {
        char c = leaf.html.bytes[leaf.at];
        if (c == '<') {
            pass_tag(&leaf);
            continue;
        }
        if (c == ' ' || c == '\n') {
            look_at_space(reader, &leaf);
            leaf.at++;
            continue;
        }
        leaf.begins_line = false;
        while (leaf.at < leaf.html.size && !ends_word(leaf.html.bytes[leaf.at]))
            leaf.at++;
    }
}
