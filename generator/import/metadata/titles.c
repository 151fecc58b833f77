#include "import/metadata/internal.h"

#include "base/arena.h"
#include "base/utf8.h"

/* Titles: which of the headings is the page's own, and what of a title is the site's name. */

bool witness_is_publication(const struct metadata *metadata, struct text part, struct arena *arena) {
    struct text own = witness_essence(part, arena);
    if (own.size < 3)
        return false;
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *witness = &metadata->items[i];
        if (witness->said == SAID_PUBLICATION && text_contains(witness_essence(witness->value, arena), own))
            return true;
        /* "The Paper Online", but not "Paper boats and how to fold them" */
        if (witness->said == SAID_PUBLICATION && witness->value.size > 3 && own.size <= witness->value.size * 2 &&
            text_starts(own, witness_essence(witness->value, arena)))
            return true;
        struct text address = text_slice(witness->value, 0, text_find_char(witness->value, '/', 9));
        if (witness->said == SAID_URL && own.size > 4 && text_contains(witness_essence(address, arena), own))
            return true;
    }
    return false;
}

static bool is_heading(const struct metadata *metadata, struct text part, struct arena *arena) {
    struct text own = witness_essence(part, arena);
    for (size_t i = 0; i < metadata->count; i++)
        if (metadata->items[i].said == SAID_TITLE && text_equal(text_of(metadata->items[i].source), TEXT("<h1>")) &&
            metadata->items[i].weight >= 50 && own.size > 0 &&
            text_equal(own, witness_essence(metadata->items[i].value, arena)))
            return true;
    return false;
}

/* "The title | The Site": without the site's name, where a heading or the name of the publication says which part is which. */
static struct text without_site(const struct metadata *metadata, struct text title, struct arena *arena) {
    static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ",
                                             " • ", " / ", ": ",  "_",   " : ",  "|"};
    for (size_t s = 0; s < sizeof separators / sizeof *separators; s++) {
        struct text separator = text_of(separators[s]);
        for (size_t at = 0; (at = text_find(title, separator, at)) < title.size; at += separator.size) {
            struct text before = text_slice(title, 0, at), behind = text_after(title, at + separator.size);
            if (is_heading(metadata, before, arena) || (before.size > 5 && witness_is_publication(metadata, behind, arena)))
                return text_trim(before);
            if (is_heading(metadata, behind, arena) || (behind.size > 5 && witness_is_publication(metadata, before, arena)))
                return text_trim(behind);
        }
    }
    return title;
}

/* How many words of a title stand in another one, too, of a hundred. */
static unsigned words_shared(struct text title, struct text other, struct arena *arena) {
    struct text word, rest = utf8_fold_plain(title, arena), in = utf8_fold_plain(other, arena);
    unsigned words = 0, shared = 0;
    while (text_cut(&word, &rest, ' ')) {
        words++;
        shared += word.size > 0 && text_contains(in, word);
    }
    return words > 0 ? shared * 100 / words : 0;
}

/* The most that a heading shares with what the head of the page says. */
static unsigned most_shared(const struct metadata *metadata, const struct witness *heading, struct arena *arena) {
    unsigned most = 0;
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *other = &metadata->items[i];
        if (other->said != SAID_TITLE || witness_is_from(other, "<h1>"))
            continue;
        unsigned shared = words_shared(heading->value, other->value, arena);
        most = shared > most ? shared : most;
    }
    return most;
}

static const struct witness *first_from(const struct metadata *metadata, const char *source) {
    for (size_t i = 0; i < metadata->count; i++)
        if (witness_is_from(&metadata->items[i], source))
            return &metadata->items[i];
    return NULL;
}

static size_t count_from(const struct metadata *metadata, const char *source) {
    size_t count = 0;
    for (size_t i = 0; i < metadata->count; i++)
        count += witness_is_from(&metadata->items[i], source);
    return count;
}

/* More headings of the first level than that are those of a text's parts. */
enum { SECTIONS_LEAST = 3 };

/* What speaks for a heading as the title is that the page calls itself much the same; against it, that it is the site's name.
 */
static void weigh_heading(const struct metadata *metadata, struct witness *heading, struct text named, struct arena *arena) {
    struct text own = witness_essence(heading->value, arena);
    unsigned shared = most_shared(metadata, heading, arena);
    bool is_end = own.size * 2 < named.size && text_ends(named, own);
    bool is_start = text_starts(named, own);
    if (is_end || (own.size > 0 && !is_start && witness_is_publication(metadata, heading->value, arena)))
        heading->weight /= 4;
    else if (named.size > 0 && own.size < 12 && !is_start)
        heading->weight /= 2;
    else if (shared < 50 && named.size > 0 && count_from(metadata, "<h1>") > (shared == 0 ? 1 : SECTIONS_LEAST))
        heading->weight /= 2;
    else if (shared >= 50)
        heading->score += AGREEMENT;
}

void titles_weigh_headings(struct metadata *metadata, struct arena *arena) {
    const struct witness *title = first_from(metadata, "<title>");
    struct text named = title ? witness_essence(title->value, arena) : TEXT("");
    for (size_t i = 0; i < metadata->count; i++)
        if (witness_is_from(&metadata->items[i], "<h1>"))
            weigh_heading(metadata, &metadata->items[i], named, arena);
}

enum { HEADLINE_LEAST = 20 };

/* A heading with a word above it, in one element: "The North The river has risen" is what others call "The river has risen". */
static struct text without_kicker(const struct metadata *metadata, struct text heading) {
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *other = &metadata->items[i];
        bool is_headline = witness_is_from(other, "JSON-LD headline") || witness_is_from(other, "og:title");
        if (is_headline && other->value.size >= HEADLINE_LEAST && text_ends(heading, other->value))
            return other->value;
    }
    return heading;
}

void titles_shorten(struct metadata *metadata, struct arena *arena) {
    for (size_t i = 0; i < metadata->count; i++)
        if (metadata->items[i].said == SAID_TITLE && metadata->items[i].value.size < 400)
            metadata->items[i].value = without_site(metadata, metadata->items[i].value, arena);
    for (size_t i = 0; i < metadata->count; i++)
        if (witness_is_from(&metadata->items[i], "<h1>"))
            metadata->items[i].value = without_kicker(metadata, metadata->items[i].value);
}

enum { LAST_PART_WORDS = 3, FIRST_PART_BYTES = 16 };

/* "The title of it | Opinion": behind a bar stands what the site calls itself, or the part of it where this is. */
static struct text without_last_part(struct text title) {
    size_t bar = title.size;
    for (size_t at = 0; (at = text_find(title, TEXT(" | "), at)) < title.size; at++)
        bar = at;
    size_t words = 1;
    for (size_t i = bar + 3; i < title.size; i++)
        words += title.bytes[i] == ' ';
    return bar >= FIRST_PART_BYTES && words <= LAST_PART_WORDS ? text_trim(text_slice(title, 0, bar)) : title;
}

void titles_cut(struct metadata *metadata) {
    if (metadata->chosen[SAID_TITLE] == NONE)
        return;
    struct witness *title = &metadata->items[metadata->chosen[SAID_TITLE]];
    title->value = without_last_part(title->value);
}

/* The heading that is the title is no text. */
void titles_take(struct metadata_search *search) {
    struct metadata *metadata = search->metadata;
    if (metadata->chosen[SAID_TITLE] == NONE)
        return;
    struct text title = witness_essence(metadata->items[metadata->chosen[SAID_TITLE]].value, search->arena);
    for (uint32_t i = 0; i < search->intake->blocks.count && i < search->article->first + 4; i++) {
        const struct intake_block *block = &search->intake->blocks.items[i];
        if (block->text.size < 400 && text_equal(witness_essence(block->text, search->arena), title) && title.size > 0) {
            witness_take_block(search, i, SAID_TITLE);
            return;
        }
    }
    uint32_t own = metadata->items[metadata->chosen[SAID_TITLE]].block; /* of which a part was cut off */
    if (own != NONE && own < search->article->first + 4)
        witness_take_block(search, own, SAID_TITLE);
}
