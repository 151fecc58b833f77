#include "cite/style.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "cite/styles/apart.h"
#include "cite/styles/internal.h"

#define STYLE_NAME(id, name) [STYLE_##id] = TEXT_INIT(name),
const struct text style_names[STYLE_COUNT] = {CITE_STYLES(STYLE_NAME)};

bool style_is_of_notes(enum cite_style style) {
    return csl_styles[style].is_note;
}

static const struct cite_terms *terms_of(const struct cite_context *context) {
    return context->terms ? context->terms : &cite_english;
}

void rendering_begin(struct rendering *r, enum cite_style style, const struct cite_context *context, uint32_t work,
                     struct arena *arena) {
    *r = (struct rendering){.style = &csl_styles[style],
                            .terms = terms_of(context),
                            .work = &context->works[work],
                            .numbering = context->same,
                            .apart = *apart_of(context->same, work),
                            .arena = arena};
    r->level = blob_new(arena);
    r->group = arena_new(arena, struct group_state);
}

struct text sort_key(struct rendering *r, uint32_t key) {
    const struct csl_node *node = &r->style->nodes[key];
    r->area = IN_SORT_KEY;
    r->key_et_al_min = (uint8_t)(node->more >> 8);
    r->key_et_al_use_first = (uint8_t)node->more;
    if (node->kind == CSL_KEY_CALL) {
        render_call(r, node);
    } else if (node->of >= V_FIRST_DATE && node->of < V_LOCATOR) {
        const struct work_date *date = &r->work->dates[node->of - V_FIRST_DATE];
        render_sort_date(r, date, 7);
    } else {
        return text_of_variable(r, (uint8_t)node->of);
    }
    return plain_of(r, r->level);
}

static int by_place(const void *left, const void *right) {
    const struct cited_range *a = left, *b = right;
    if (a->from != b->from)
        return a->from > b->from ? 1 : -1;
    return (a->to < b->to) - (a->to > b->to);
}

/* What was written, with its ranges in their order but for empty ones, for `arena` to keep. */
static struct cited finish(struct blob_written *written, struct arena *arena) {
    struct cited cited = {.words = text_copy(buffer_text(&written->words), arena)};
    struct cited_range *ranges = arena_array(arena, struct cited_range, written->ranges.count);
    for (size_t i = 0; i < written->ranges.count; i++) {
        struct cited_range range = written->ranges.items[i];
        range.text = text_copy(range.text, arena);
        if (range.from < range.to)
            ranges[cited.count++] = range;
    }
    if (cited.count)
        qsort(ranges, cited.count, sizeof *ranges, by_place);
    cited.ranges = ranges;
    buffer_free(&written->words);
    return cited;
}

static bool takes_stops_in(const struct rendering *r) {
    return r->terms->takes_stops_in;
}

struct cited style_entry(enum cite_style style, const struct cite_context *context, uint32_t work, struct arena *arena) {
    struct arena scratch = {0};
    struct rendering r;
    rendering_begin(&r, style, context, work, &scratch);
    r.area = IN_BIBLIOGRAPHY;
    const struct csl_node *layout = &r.style->nodes[r.style->bibliography];
    struct blob *entry = open_level(&r, NULL);
    render_children(&r, r.style->bibliography);
    r.level->suffix = pooled(&r, layout->suffix);
    close_level(&r, entry);
    blob_settle(entry, takes_stops_in(&r), &scratch);
    struct blob_written written = {.terms = r.terms, .arena = &scratch};
    blob_write(entry, &written);
    struct cited cited = finish(&written, arena);
    arena_free(&scratch);
    return cited;
}

/* A citation's words stand apart from what was written before and behind them. */
static struct text spaced_prefix(struct text prefix, struct arena *arena) {
    bool needs_space = prefix.size && !strchr(" (\"'", prefix.bytes[prefix.size - 1]) && !text_ends(prefix, TEXT("“"));
    return needs_space ? text_join(arena, prefix, TEXT(" ")) : prefix;
}

static struct text spaced_suffix(struct text suffix, struct arena *arena) {
    bool needs_space = starts_with_letter(suffix) || text_starts(suffix, TEXT("[")) || text_starts(suffix, TEXT("("));
    return needs_space ? text_join(arena, TEXT(" "), suffix) : suffix;
}

static enum csl_position position_of(const struct cite_place *place) {
    if (place->is_ibid)
        return place->locator.size ? POSITION_IBID_WITH_LOCATOR : POSITION_IBID;
    return place->is_repeated ? POSITION_SUBSEQUENT : POSITION_FIRST;
}

/* A sentence before a citation, "It is denied. See": what follows begins as the citation itself would. */
static bool ends_sentence(struct text prefix) {
    struct text trimmed = text_trim(prefix);
    return trimmed.size && strchr(".;:!?", trimmed.bytes[trimmed.size - 1]) && text_contains(trimmed, TEXT(" "));
}

static void render_place(struct rendering *r, const struct cite_place *place) {
    r->area = IN_CITATION;
    r->place = place;
    r->position = position_of(place);
    r->collapses = r->style->collapses;
    struct text prefix = spaced_prefix(place->prefix, r->arena), suffix = spaced_suffix(place->suffix, r->arena);
    add_words(r, prefix, NULL);
    if (ends_sentence(prefix))
        r->follows_words = false;
    render_children(r, r->style->citation);
    add_words(r, suffix, NULL);
}

struct text looks_like(enum cite_style style, const struct cite_context *context, const struct cite_numbering *numbering,
                       uint32_t work, struct arena *arena) {
    struct rendering r;
    struct cite_context own = *context;
    struct cite_place place = {.work = work, .is_repeated = true};
    own.same = numbering;
    struct arena scratch = {0};
    rendering_begin(&r, style, &own, work, &scratch);
    r.is_looking = true;
    render_place(&r, &place);
    struct blob_written written = {.terms = r.terms, .arena = &scratch};
    blob_settle(r.level, takes_stops_in(&r), &scratch);
    blob_write(r.level, &written);
    struct text copy = buffer_take(&written.words, arena);
    arena_free(&scratch);
    return copy;
}

void count_names(enum cite_style style, const struct cite_context *context, struct cite_numbering *numbering, uint32_t work) {
    struct rendering r;
    struct cite_place place = {.work = work, .is_repeated = true};
    struct arena scratch = {0};
    rendering_begin(&r, style, context, work, &scratch);
    r.is_looking = true;
    r.numbering = NULL;
    r.counted = numbering;
    render_place(&r, &place);
    arena_free(&scratch);
}

/* A cluster while it grows. */
struct clustering {
    enum cite_style style;
    const struct cite_context *context;
    struct blob **cites;
    struct text *delimiters; /* before each cite */
    size_t count;
    struct text names_before;
    struct arena *arena;
};

static void add_cite(struct clustering *clustering, const struct cite_place *place, uint32_t index) {
    struct rendering r;
    rendering_begin(&r, clustering->style, clustering->context, place->work, clustering->arena);
    r.names_before = clustering->names_before;
    r.follows_words = clustering->count > 0;
    render_place(&r, place);
    clustering->names_before = r.names_before;
    const struct csl_node *layout = &r.style->nodes[r.style->citation];
    r.level->decorations = BLOB_PLACE;
    r.level->place = index;
    clustering->delimiters[clustering->count] = r.collapses ? TEXT(", ") : pooled(&r, layout->delimiter);
    clustering->cites[clustering->count++] = r.level;
}

static void settle_cites(struct clustering *clustering) {
    const struct csl_style *style = &csl_styles[clustering->style];
    const struct csl_node *layout = &style->nodes[style->citation];
    const struct cite_terms *terms = terms_of(clustering->context);
    struct blob *first = NULL, *last = NULL;
    for (size_t i = 0; i < clustering->count; i++)
        if (!blob_is_empty(clustering->cites[i])) {
            first = first ? first : clustering->cites[i];
            last = clustering->cites[i];
        }
    if (!first)
        return;
    first->prefix = text_of(style->strings + layout->prefix);
    last->suffix = text_of(style->strings + layout->suffix);
    for (size_t i = 0; i < clustering->count; i++)
        blob_settle(clustering->cites[i], terms->takes_stops_in, clustering->arena);
}

static void write_cites(const struct clustering *clustering, struct blob_written *written) {
    bool is_any = false;
    for (size_t i = 0; i < clustering->count; i++) {
        size_t before = written->words.size;
        if (is_any)
            buffer_add(&written->words, clustering->delimiters[i]);
        if (blob_write(clustering->cites[i], written))
            is_any = true;
        else
            written->words.size = before;
    }
}

/* The authors, or of a work without any its title, in the sentence, before the rest of their citation. */
static void write_authors(struct clustering *clustering, const struct cite_place *place, struct blob_written *written) {
    struct rendering r;
    struct cite_place bare = {.work = place->work, .is_repeated = true};
    rendering_begin(&r, clustering->style, clustering->context, place->work, clustering->arena);
    render_place(&r, &bare);
    struct blob *who = r.primary_names ? r.primary_names : r.stand_in;
    if (!who)
        return;
    blob_settle(who, takes_stops_in(&r), clustering->arena);
    blob_write(who, written);
}

static void write_cluster(struct clustering *clustering, const struct cite_place *places, size_t count,
                          struct blob_written *written) {
    uint32_t *order = arena_array(clustering->arena, uint32_t, count);
    order_places(order, places, count, clustering->style, clustering->context);
    clustering->cites = arena_array(clustering->arena, struct blob *, count);
    clustering->delimiters = arena_array(clustering->arena, struct text, count);
    for (size_t i = 0; i < count; i++) {
        struct cite_place place = places[order[i]];
        place.no_author |= place.in_text;
        add_cite(clustering, &place, order[i]);
    }
    settle_cites(clustering);
    write_cites(clustering, written);
}

struct cited style_cluster(enum cite_style style, const struct cite_context *context, const struct cite_place *places,
                           size_t count, struct arena *arena) {
    struct arena scratch = {0};
    struct clustering clustering = {.style = style, .context = context, .arena = &scratch};
    struct blob_written written = {.terms = terms_of(context), .arena = &scratch};
    if (count && places[0].in_text && !csl_styles[style].is_note)
        write_authors(&clustering, &places[0], &written);
    size_t before = written.words.size;
    if (before)
        buffer_add_char(&written.words, ' ');
    size_t start = written.words.size;
    if (count)
        write_cluster(&clustering, places, count, &written);
    if (written.words.size == start)
        written.words.size = before;
    struct cited cited = finish(&written, arena);
    arena_free(&scratch);
    return cited;
}

struct cited style_authors(enum cite_style style, const struct cite_context *context, uint32_t work, struct arena *arena) {
    struct arena scratch = {0};
    struct clustering clustering = {.style = style, .context = context, .arena = &scratch};
    struct blob_written written = {.terms = terms_of(context), .arena = &scratch};
    write_authors(&clustering, &(struct cite_place){.work = work}, &written);
    struct cited cited = finish(&written, arena);
    arena_free(&scratch);
    return cited;
}

struct cited style_listing(enum cite_style style, const struct cite_context *context, uint32_t work, struct arena *arena) {
    struct cite_place place = {.work = work};
    struct cited cited = style_entry(style, context, work, arena);
    if (cited.words.size == 0)
        cited = style_cluster(style, context, &place, 1, arena);
    return cited.words.size ? cited : (struct cited){.words = context->works[work].key};
}
