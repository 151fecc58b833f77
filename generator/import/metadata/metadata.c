#include "import/metadata/metadata.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "import/metadata/internal.h"
#include "import/hints.h"

#define SAID_NAME(id, name) TEXT_INIT(name),
const struct text said_names[SAID_COUNT] = {SAID_FIELDS(SAID_NAME)};
#undef SAID_NAME

struct text witness_essence(struct text value, struct arena *arena) {
    struct text folded = utf8_fold_plain(value, arena);
    char *out = arena_alloc(arena, folded.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < folded.size; i++) {
        unsigned char byte = (unsigned char)folded.bytes[i];
        if (byte >= 128 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z'))
            out[size++] = folded.bytes[i];
    }
    return (struct text){out, size};
}

/* What another witness of the same adds. */
enum { AGREEMENT = 15 };

/* Titles. */

static bool is_publication(const struct metadata *metadata, struct text part, struct arena *arena) {
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
            if (is_heading(metadata, before, arena) || (before.size > 5 && is_publication(metadata, behind, arena)))
                return text_trim(before);
            if (is_heading(metadata, behind, arena) || (behind.size > 5 && is_publication(metadata, before, arena)))
                return text_trim(behind);
        }
    }
    return title;
}

static bool is_from(const struct witness *witness, const char *source) {
    return text_equal(text_of(witness->source), text_of(source));
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
        if (other->said != SAID_TITLE || is_from(other, "<h1>"))
            continue;
        unsigned shared = words_shared(heading->value, other->value, arena);
        most = shared > most ? shared : most;
    }
    return most;
}

static const struct witness *first_from(const struct metadata *metadata, const char *source) {
    for (size_t i = 0; i < metadata->count; i++)
        if (is_from(&metadata->items[i], source))
            return &metadata->items[i];
    return NULL;
}

static size_t count_from(const struct metadata *metadata, const char *source) {
    size_t count = 0;
    for (size_t i = 0; i < metadata->count; i++)
        count += is_from(&metadata->items[i], source);
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
    if (is_end || (own.size > 0 && !is_start && is_publication(metadata, heading->value, arena)))
        heading->weight /= 4;
    else if (named.size > 0 && own.size < 12 && !is_start)
        heading->weight /= 2;
    else if (shared < 50 && named.size > 0 && count_from(metadata, "<h1>") > (shared == 0 ? 1 : SECTIONS_LEAST))
        heading->weight /= 2;
    else if (shared >= 50)
        heading->score += AGREEMENT;
}

static void weigh_headings(struct metadata *metadata, struct arena *arena) {
    const struct witness *title = first_from(metadata, "<title>");
    struct text named = title ? witness_essence(title->value, arena) : TEXT("");
    for (size_t i = 0; i < metadata->count; i++)
        if (is_from(&metadata->items[i], "<h1>"))
            weigh_heading(metadata, &metadata->items[i], named, arena);
}

/* Some pages say of the publication that it wrote the text: anybody else is more likely. */
static void doubt_authors(struct metadata *metadata, struct arena *arena) {
    for (size_t i = 0; i < metadata->count; i++)
        if (metadata->items[i].said == SAID_AUTHORS && is_publication(metadata, metadata->items[i].value, arena))
            metadata->items[i].weight /= 2;
}

enum { HEADLINE_LEAST = 20 };

/* A heading with a word above it, in one element: "The North The river has risen" is what others call "The river has risen". */
static struct text without_kicker(const struct metadata *metadata, struct text heading) {
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *other = &metadata->items[i];
        bool is_headline = is_from(other, "JSON-LD headline") || is_from(other, "og:title");
        if (is_headline && other->value.size >= HEADLINE_LEAST && text_ends(heading, other->value))
            return other->value;
    }
    return heading;
}

static void shorten_titles(struct metadata *metadata, struct arena *arena) {
    for (size_t i = 0; i < metadata->count; i++)
        if (metadata->items[i].said == SAID_TITLE && metadata->items[i].value.size < 400)
            metadata->items[i].value = without_site(metadata, metadata->items[i].value, arena);
    for (size_t i = 0; i < metadata->count; i++)
        if (is_from(&metadata->items[i], "<h1>"))
            metadata->items[i].value = without_kicker(metadata, metadata->items[i].value);
}

/* Each gains by the others that say the same from another kind of place. */
static void weigh(struct metadata *metadata, struct arena *arena) {
    struct text *essences = arena_array(arena, struct text, metadata->count);
    for (size_t i = 0; i < metadata->count; i++)
        essences[i] = witness_essence(metadata->items[i].value, arena);
    for (size_t i = 0; i < metadata->count; i++) {
        struct witness *witness = &metadata->items[i];
        witness->score += witness->weight;
        for (size_t j = 0; j < metadata->count; j++)
            if (j != i && metadata->items[j].said == witness->said && metadata->items[j].source != witness->source &&
                text_equal(essences[i], essences[j]))
                witness->score += AGREEMENT;
    }
}

static void choose(struct metadata *metadata) {
    for (size_t said = 0; said < SAID_COUNT; said++)
        metadata->chosen[said] = NONE;
    for (uint32_t i = 0; i < metadata->count; i++) {
        uint32_t *chosen = &metadata->chosen[metadata->items[i].said];
        if (*chosen == NONE || metadata->items[i].score > metadata->items[*chosen].score)
            *chosen = i;
    }
}

/* What a date needs to be believed against the head of the page: to stand in a line that says "published", or twice. */
enum { SHOWN_WELL = 70 };

/* Some programs write the day of a change as that of publication: no text appeared after the day that its page shows. */
static void prefer_shown_date(struct metadata *metadata) {
    uint32_t *chosen = &metadata->chosen[SAID_DATE];
    if (*chosen == NONE || metadata->items[*chosen].block != NONE)
        return;
    for (uint32_t i = 0; i < metadata->count; i++) {
        const struct witness *witness = &metadata->items[i];
        bool is_shown = witness->said == SAID_DATE && witness->block != NONE && witness->score >= SHOWN_WELL;
        if (is_shown && witness->value.size == 10 && text_compare(witness->value, metadata->items[*chosen].value) < 0)
            *chosen = i;
    }
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

static void cut_title(struct metadata *metadata) {
    if (metadata->chosen[SAID_TITLE] == NONE)
        return;
    struct witness *title = &metadata->items[metadata->chosen[SAID_TITLE]];
    title->value = without_last_part(title->value);
}

static bool is_said_before(const struct metadata *metadata, uint32_t i, struct arena *arena) {
    struct text own = witness_essence(metadata->items[i].value, arena);
    for (uint32_t j = 0; j < i; j++)
        if (metadata->items[j].is_believed && metadata->items[j].said == metadata->items[i].said &&
            text_equal(own, witness_essence(metadata->items[j].value, arena)))
            return true;
    return false;
}

enum { NAMES_MOST = 12 };

/*
 * Names that are marked far from each other in the page are those of several texts, or of one text's author and reviewer. One
 * that is much less sure than the chosen is that of a publisher.
 */
static bool is_beside(const struct witness *witness, const struct witness *chosen) {
    if (witness->said != SAID_AUTHORS)
        return true;
    if (witness->weight * 4 < chosen->weight * 3)
        return false;
    if (witness->block == NONE || chosen->block == NONE)
        return true;
    return witness->block <= chosen->block + 2 && chosen->block <= witness->block + 2;
}

/* All that the best kind of witness says; of a bio's names those that nobody else told, since they come with the text. */
static void believe(struct metadata *metadata, struct arena *arena) {
    size_t names[SAID_COUNT] = {0};
    for (uint32_t i = 0; i < metadata->count; i++) {
        struct witness *witness = &metadata->items[i];
        uint32_t chosen = metadata->chosen[witness->said];
        bool is_list = witness->said == SAID_AUTHORS || witness->said == SAID_TOPICS || witness->said == SAID_BIO;
        bool is_same_kind =
            (witness->source == metadata->items[chosen].source && is_beside(witness, &metadata->items[chosen])) ||
            (witness->said == SAID_AUTHORS && is_from(witness, "what is said of the authors"));
        if (i != chosen && !(is_list && is_same_kind))
            continue;
        witness->is_believed = !is_said_before(metadata, i, arena) && names[witness->said]++ < NAMES_MOST;
    }
}

static bool contradicts(const struct metadata *metadata, enum said_field said, const struct witness *chosen,
                        struct arena *arena) {
    struct text own = witness_essence(chosen->value, arena);
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *other = &metadata->items[i];
        if (other->said == said && !other->is_believed && other->weight * 3 >= chosen->weight * 2 &&
            !text_equal(own, witness_essence(other->value, arena)) && other->value.size < 200)
            return true;
    }
    return false;
}

static void doubt(struct metadata *metadata, struct arena *arena) {
    static const enum said_field doubted[] = {SAID_TITLE, SAID_AUTHORS, SAID_DATE, SAID_RIGHTS};
    for (size_t i = 0; i < sizeof doubted / sizeof *doubted; i++) {
        enum said_field said = doubted[i];
        if (metadata->chosen[said] == NONE)
            continue;
        const struct witness *chosen = &metadata->items[metadata->chosen[said]];
        if (said == SAID_DATE && chosen->value.size == 4)
            metadata->doubt[said] = "the day can be read in two ways: see the account";
        else if (contradicts(metadata, said, chosen, arena))
            metadata->doubt[said] = "the page says something else, too: see the account";
        else if (chosen->weight < 60)
            metadata->doubt[said] = "from one line alone: check it";
    }
}

/* A date of the last change is better than none. */
static void fall_back(struct metadata *metadata) {
    if (metadata->chosen[SAID_DATE] != NONE || metadata->chosen[SAID_UPDATED] == NONE)
        return;
    metadata->chosen[SAID_DATE] = metadata->chosen[SAID_UPDATED];
    metadata->doubt[SAID_DATE] = "the day of the last change; the first is not told";
}

/* The heading that is the title is no text. */
static void take_title(struct metadata_search *search) {
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

enum { ABOVE_HEADING = 8, BEHIND_HEADING = 12, ABOVE_TEXT = 15, HEAD_MOST = 50 };

/* The first heading of the first level that is shown and does not stand deep in the text or below it; NONE when there is none.
 */
static uint32_t first_heading(const struct metadata_search *search) {
    for (uint32_t i = 0; i < search->article->end && i < search->article->first + BEHIND_HEADING; i++) {
        const struct intake_block *block = &search->intake->blocks.items[i];
        if (block->kind == INTAKE_HEADING && block->level == 1 && !(search->hints[block->element] & HINT_HIDDEN) &&
            !witness_leads_home(search->intake, i))
            return i;
    }
    return NONE;
}

/* From a little above the heading, or a few lines above the text, to behind the first sure block below it. */
static void find_head(struct metadata_search *search) {
    const struct article *article = search->article;
    uint32_t heading = first_heading(search), from = heading != NONE ? heading : article->first, first = from;
    while (first < article->end && !article->is_sure[first])
        first++;
    uint32_t above = heading != NONE ? ABOVE_HEADING : ABOVE_TEXT, least = heading != NONE ? from + BEHIND_HEADING : 0;
    search->head = from > above && search->intake->is_html ? from - above : 0;
    search->head_end = first + 3 > least ? first + 3 : least;
    if (search->head_end > from + HEAD_MOST)
        search->head_end = from + HEAD_MOST;
    if (search->head_end > search->intake->blocks.count)
        search->head_end = (uint32_t)search->intake->blocks.count;
}

struct metadata metadata_find(const struct intake *intake, const uint32_t *hints, const struct article *article,
                              struct text url, struct arena *arena) {
    struct metadata metadata = {.taken = arena_array(arena, uint16_t, intake->blocks.count + 1)};
    struct metadata_search search = {
        .intake = intake, .hints = hints, .article = article, .metadata = &metadata, .base = url, .arena = arena};
    find_head(&search);
    metadata_from_json_ld(&search);
    metadata_from_head(&search);
    metadata_from_elements(&search);
    metadata_from_lines(&search);
    weigh_headings(&metadata, arena);
    doubt_authors(&metadata, arena);
    shorten_titles(&metadata, arena);
    weigh(&metadata, arena);
    choose(&metadata);
    prefer_shown_date(&metadata);
    cut_title(&metadata);
    believe(&metadata, arena);
    doubt(&metadata, arena);
    fall_back(&metadata);
    take_title(&search);
    return metadata;
}
