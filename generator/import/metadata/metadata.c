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

bool witness_is_from(const struct witness *witness, const char *source) {
    return text_equal(text_of(witness->source), text_of(source));
}

/* Some pages say of the publication that it wrote the text: anybody else is more likely. */
static void doubt_authors(struct metadata *metadata, struct arena *arena) {
    for (size_t i = 0; i < metadata->count; i++)
        if (metadata->items[i].said == SAID_AUTHORS && witness_is_publication(metadata, metadata->items[i].value, arena))
            metadata->items[i].weight /= 2;
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
            (witness_is_from(witness, metadata->items[chosen].source) && is_beside(witness, &metadata->items[chosen])) ||
            (witness->said == SAID_AUTHORS && witness_is_from(witness, "what is said of the authors"));
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

enum { ABOVE_HEADING = 8, BEHIND_HEADING = 12, ABOVE_TEXT = 15, HEAD_MOST = 50 };

/* The first heading of the first level that is shown and does not stand deep in the text or below it; NONE when there is none.
 */
static uint32_t first_heading(const struct metadata_search *search) {
    for (uint32_t i = 0; i < search->article->end && i < search->article->first + BEHIND_HEADING; i++) {
        const struct intake_block *block = &search->intake->blocks.items[i];
        if (block->kind == INTAKE_HEADING && block->level == 1 && !(search->hints[block->within] & HINT_HIDDEN) &&
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
    titles_weigh_headings(&metadata, arena);
    doubt_authors(&metadata, arena);
    titles_shorten(&metadata, arena);
    weigh(&metadata, arena);
    choose(&metadata);
    prefer_shown_date(&metadata);
    titles_cut(&metadata);
    believe(&metadata, arena);
    doubt(&metadata, arena);
    fall_back(&metadata);
    titles_take(&search);
    return metadata;
}
