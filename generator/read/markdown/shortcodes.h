/*
 * shortcodes: what the tags of Hugo, Jekyll and others stand for, where that is plain.
 *
 *     {{< figure src="a.png" alt="A" caption="B" >}}          ![A](a.png "B")
 *     {{< ref "x.md" >}} {% post_url 2020-01-01-x %}          the essay x
 *     {{< youtube abc >}} {% gist me/123 %} {% oembed URL %}  a link to it
 *     {{< youtube abc title="words" >}} {{ "URL" | embed: "words" }}  the same, with these words
 *     {{ site.baseurl }} {{ "/x" | relative_url }}            nothing, /x
 *
 * For the files of read/markdown only. {% highlight %} and {% raw %} are understood while the source is scanned.
 */
#ifndef READ_MARKDOWN_SHORTCODES_H
#define READ_MARKDOWN_SHORTCODES_H

#include "base/arena.h"
#include "base/text.h"

enum shortcode_kind {
    SHORTCODE_UNKNOWN,
    SHORTCODE_TEXT,  /* stands for the text itself */
    SHORTCODE_ESSAY, /* an essay's slug, and perhaps "#" and a heading's id */
    SHORTCODE_LINK,  /* an address at another site */
};

struct shortcode {
    enum shortcode_kind kind;
    struct text value;
    struct text words; /* of an essay or link, where the tag says some */
};

struct shortcode shortcode_of(struct text tag, struct arena *arena);

/* The first word of a tag. */
struct text shortcode_name(struct text tag);

/* What tells tags of one kind from others: the name, of what ends a pair as of what begins it; or what is done with a value. */
struct text shortcode_family(struct text tag);

/* A figure as Markdown, filled up with spaces to the size of its tag; "" when the tag is none, or has no room. */
struct text shortcodes_picture(struct text tag, struct arena *arena);

/* The next argument of such a tag, from `*at` on, 0 at first, that the figure does not have. False when there are no more. */
bool shortcodes_untaken(struct text *argument, struct text tag, size_t *at);

#endif
