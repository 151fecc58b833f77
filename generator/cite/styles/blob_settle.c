#include "cite/styles/blob.h"

#include <string.h>

/*
 * Each pass goes over the tree and moves single characters between affixes, words and delimiters: first what stands before
 * comes up (upward), then it goes to the left (leftward), then what stands behind goes down to where it may melt with what is
 * there (downward), at last over quotation marks (over_quotes).
 */

struct settling {
    struct arena *arena;
    bool takes_stops_in;
};

static const char stops[] = "!?.:,;";
enum { STOP_COUNT = sizeof stops - 1 };

/* What becomes of a stop on the left and another on the right: the two as they are where nothing is said. */
static const char *const merged[STOP_COUNT][STOP_COUNT] = {
    /*          !     ?     .     :     ,     ;  */
    /* ! */ {NULL, "!?", "!", "!", "!,", "!;"},
    /* ? */ {"?!", NULL, "?", "?", "?,", "?;"},
    /* . */ {".!", ".?", NULL, ".:", ".,", ".;"},
    /* : */ {"!", "?", ":", NULL, ":,", ":;"},
    /* , */ {",!", ",?", ",.", ",:", NULL, ",;"},
    /* ; */ {"!", "?", ";", ";", ";,", NULL},
};

static int stop_of(int c) {
    const char *found = c ? strchr(stops, c) : NULL;
    return found ? (int)(found - stops) : -1;
}

static bool is_stop(int c) {
    return stop_of(c) >= 0;
}

static bool is_stop_or_space(int c) {
    return c == ' ' || is_stop(c);
}

static int first_of(struct text text) {
    return text.size ? (unsigned char)text.bytes[0] : 0;
}

static int last_of(struct text text) {
    return text.size ? (unsigned char)text.bytes[text.size - 1] : 0;
}

static void drop_first(struct text *text) {
    *text = text_after(*text, 1);
}

static void drop_last(struct text *text) {
    if (text->size)
        text->size--;
}

static void put_before(struct text *text, struct text added, struct settling *s) {
    *text = text_join(s->arena, added, *text);
}

static void put_behind(struct text *text, struct text added, struct settling *s) {
    *text = text_join(s->arena, *text, added);
}

static struct text one_char(int c) {
    static const char all[] = "!?.:,; ";
    const char *found = strchr(all, c);
    return (struct text){found, found && c ? 1 : 0};
}

/* The last character of `left` and the first of `right` meet: one of the two goes, or both become others, on the side said. */
static void merge(struct text *left, struct text *right, bool to_the_right, struct settling *s) {
    int a = last_of(*left), b = first_of(*right);
    if (a == b) {
        if (to_the_right)
            drop_last(left);
        else
            drop_first(right);
        return;
    }
    if (!is_stop(to_the_right ? a : b))
        return;
    const char *both = is_stop(a) && is_stop(b) ? merged[stop_of(a)][stop_of(b)] : NULL;
    struct text kept = both ? text_of(both) : one_char(to_the_right ? a : b);
    if (both || to_the_right)
        drop_last(left);
    if (both || !to_the_right)
        drop_first(right);
    if (to_the_right)
        put_before(right, kept, s);
    else
        put_behind(left, kept, s);
}

static struct blob *last_item(const struct blob *blob) {
    return !blob->is_leaf && blob->count ? blob->items[blob->count - 1] : NULL;
}

static bool is_decorated(const struct blob *blob, bool with_quotes) {
    unsigned seen = BLOB_ITALIC | BLOB_UPRIGHT | BLOB_SMALL_CAPITALS | BLOB_BOLD | BLOB_RAISED | BLOB_LOWERED;
    return blob->decorations & (with_quotes ? seen | BLOB_QUOTES | BLOB_INNER_QUOTES : seen);
}

static bool is_quoted(const struct blob *blob) {
    return blob->decorations & (BLOB_QUOTES | BLOB_INNER_QUOTES);
}

static bool ends_in_quotes(const struct blob *blob) {
    for (; blob; blob = last_item(blob))
        if (is_quoted(blob))
            return true;
    return false;
}

static bool is_number(const struct blob *blob) {
    return blob->is_number || (!blob->is_leaf && blob->count == 1 && blob->items[0]->is_number);
}

static bool ends_in_number(const struct blob *blob) {
    for (; blob; blob = last_item(blob))
        if (blob->is_number)
            return true;
    return false;
}

/* Whether a stop behind `blob` melts with what one of its last descendants ends with. */
static bool melts(int stop, const struct blob *blob) {
    for (; blob; blob = last_item(blob)) {
        int last = last_of(blob->suffix);
        if (!last && blob->is_leaf)
            last = last_of(blob->words);
        const char *both = is_stop(last) && last != stop ? merged[stop_of(last)][stop_of(stop)] : NULL;
        if (both && strlen(both) == 1)
            return true;
    }
    return false;
}

static bool ends_with_stop(const struct blob *blob, int stop) {
    if (!is_stop(stop))
        return false;
    while (!blob->is_leaf) {
        blob = last_item(blob);
        if (!blob)
            return false;
        if (blob->suffix.size)
            return last_of(blob->suffix) == stop;
    }
    return last_of(blob->words) == stop;
}

static void drop_doubled_suffix(struct blob *leaf) {
    if (is_stop(first_of(leaf->suffix)) && first_of(leaf->suffix) == last_of(leaf->words))
        drop_first(&leaf->suffix);
}

static void upward(struct blob *parent, struct settling *s) {
    if (parent->is_leaf) {
        drop_doubled_suffix(parent);
        return;
    }
    bool decorated = is_decorated(parent, true);
    for (size_t i = parent->count; i-- > 0;) {
        struct blob *child = parent->items[i];
        upward(child, s);
        if (i == 0) {
            if (last_of(parent->prefix) == ' ' && first_of(child->prefix) == ' ')
                drop_first(&child->prefix);
            if (!decorated && is_stop_or_space(first_of(child->prefix)) && parent->prefix.size == 0)
                parent->prefix = text_take(&child->prefix, 1);
        }
        if (i == parent->count - 1 && !decorated && last_of(child->suffix) == ' ') {
            if (first_of(parent->suffix) != ' ')
                put_before(&parent->suffix, TEXT(" "), s);
            drop_last(&child->suffix);
        }
        if (i > 0 && is_stop_or_space(last_of(parent->delimiter)) && last_of(parent->delimiter) == first_of(child->prefix))
            drop_first(&child->prefix);
    }
}

static void leftward(struct blob *parent, struct settling *s) {
    if (parent->is_leaf)
        return;
    for (size_t i = parent->count; i-- > 0;) {
        struct blob *child = parent->items[i];
        leftward(child, s);
        if (i + 1 == parent->count || parent->delimiter.size)
            continue;
        struct blob *sibling = parent->items[i + 1];
        int stop = first_of(sibling->prefix);
        if (is_decorated(child, false) || is_decorated(sibling, false) || !is_stop(stop))
            continue;
        bool is_there = child->suffix.size ? last_of(child->suffix) == stop : child->is_leaf && last_of(child->words) == stop;
        if (is_there)
            drop_first(&sibling->prefix);
        else
            merge(&child->suffix, &sibling->prefix, false, s);
    }
}

/* A stop that the delimiter begins with becomes the suffix of each but the last. */
static void share_delimiter(struct blob *parent, struct settling *s) {
    int stop = first_of(parent->delimiter);
    if (!is_stop(stop))
        return;
    for (size_t i = 0; i + 1 < parent->count; i++)
        if (last_of(parent->items[i]->suffix) != stop)
            put_behind(&parent->items[i]->suffix, one_char(stop), s);
    drop_first(&parent->delimiter);
}

/* What stands behind the parent goes to its last child, where it melts with that, or may go into quotation marks. */
static void meet_suffix(struct blob *parent, struct blob *child, struct settling *s) {
    int stop = first_of(parent->suffix);
    if (is_stop(stop) && (melts(stop, child) || (s->takes_stops_in && ends_in_quotes(child))) && !ends_in_number(child)) {
        merge(child->is_leaf ? &child->words : &child->suffix, &parent->suffix, false, s);
        if (first_of(parent->suffix) == '.') {
            put_behind(&child->suffix, TEXT("."), s);
            drop_first(&parent->suffix);
        }
    }
    if (last_of(child->suffix) == ' ' && first_of(parent->suffix) == ' ')
        drop_first(&parent->suffix);
    if (is_stop_or_space(first_of(child->suffix))) {
        if (child->is_leaf && last_of(child->words) == first_of(child->suffix))
            drop_first(&child->suffix);
        if (last_of(child->suffix) == first_of(parent->suffix))
            drop_last(&parent->suffix);
    }
    if (ends_with_stop(parent, first_of(parent->suffix)))
        drop_first(&parent->suffix);
}

static void meet_sibling(struct blob *parent, size_t i) {
    struct blob *child = parent->items[i], *sibling = parent->items[i + 1];
    int last = last_of(child->suffix);
    if (parent->delimiter.size) {
        if (is_stop_or_space(first_of(parent->delimiter)) && first_of(parent->delimiter) == last)
            drop_last(&child->suffix);
    } else if (!is_number(child) && !is_decorated(child, true) && is_stop_or_space(last) && last == first_of(sibling->prefix)) {
        drop_first(&sibling->prefix);
    }
}

static void downward(struct blob *parent, struct settling *s) {
    if (parent->is_leaf) {
        drop_doubled_suffix(parent);
        return;
    }
    share_delimiter(parent, s);
    for (size_t i = parent->count; i-- > 0;) {
        struct blob *child = parent->items[i];
        bool decorated = is_decorated(child, true), number = is_number(child);
        if (i == parent->count - 1)
            meet_suffix(parent, child, s);
        else
            meet_sibling(parent, i);
        if (!number && !decorated && child->is_leaf && is_stop(first_of(child->suffix)))
            merge(&child->words, &child->suffix, false, s);
        downward(child, s);
    }
}

static struct text *innermost_end(struct blob *quoted) {
    return quoted->is_leaf ? &quoted->words : quoted->count ? &last_item(quoted)->suffix : NULL;
}

/* Over a closing quotation mark: into it, but for ";" and ":"; or out of it, but for ".", "!" and "?", which end what is
 * quoted. */
static void over_quotes(struct blob *parent, struct settling *s) {
    for (size_t i = 0; !parent->is_leaf && i < parent->count; i++) {
        struct blob *child = parent->items[i];
        struct text *end = is_quoted(child) ? innermost_end(child) : NULL;
        while (end && s->takes_stops_in && strchr(".,!?", first_of(child->suffix) ? first_of(child->suffix) : ';'))
            merge(end, &child->suffix, false, s);
        while (end && !s->takes_stops_in && strchr(":,;", last_of(*end) ? last_of(*end) : '.'))
            merge(end, &child->suffix, true, s);
        over_quotes(child, s);
    }
}

static void drop_empty(struct blob *blob) {
    size_t kept = 0;
    for (size_t i = 0; !blob->is_leaf && i < blob->count; i++) {
        struct blob *child = blob->items[i];
        drop_empty(child);
        if (child->is_leaf ? child->words.size : child->count)
            blob->items[kept++] = child;
    }
    blob->count = kept;
}

void blob_settle(struct blob *blob, bool takes_stops_in, struct arena *arena) {
    struct settling s = {arena, takes_stops_in};
    drop_empty(blob);
    upward(blob, &s);
    leftward(blob, &s);
    downward(blob, &s);
    over_quotes(blob, &s);
}
