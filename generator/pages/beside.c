#include "base/array.h"
#include "compare/align_lengths.h"
#include "compare/beside.h"
#include "compose/links.h"
#include "pages/difference_rows.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

/* An essay and a variant of it. */
enum { ORIGINAL, VARIANT };

/* What is read when the page is made. */
struct beside_reading {
    const struct site *site;
    const struct essay *essays[2];
    struct own_body bodies[2];
    const struct gather_place *place;
    bool is_by_length;
};

/* The passages of one of the two, and what leads to each. */
struct beside_text {
    struct passages passages;
    struct passage_place *places; /* of each passage */
};

static const struct essay *essay_on(const struct from *from, int side) {
    const struct essay *variant = &from->site->essays[from->page->number];
    return side == VARIANT ? variant : &from->site->essays[variant->variant_of];
}

static bool is_by_length(const struct from *from) {
    return !text_equal_ignoring_case(text_primary_subtag(essay_on(from, ORIGINAL)->language),
                                     text_primary_subtag(essay_on(from, VARIANT)->language));
}

void beside_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (besides_stands(site, planning->shared->date_positions, i))
            plan_add(planning, kind, besides_address(site, i, planning->arena), i);
}

void beside_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    *heading = (struct heading){
        .title = SAY(from->site->language, arena, "title-beside", {"title", essay_on(from, ORIGINAL)->thing.title},
                     {"other", essay_on(from, VARIANT)->thing.title}),
        .shows = language_word(from->site->language, is_by_length(from) ? "beside-by-length" : "beside-by-words", arena),
        .han = essay_on(from, ORIGINAL)->han};
}

/* The rows ----------------------------------------------------------------------------------------------------------------- */

static void read_text(struct beside_text *text, const struct beside_reading *reading, int side, struct arena *arena) {
    const struct essay *essay = reading->essays[side];
    const struct gather_place *place = reading->place;
    const struct body *body = document_body(essay->thing.source.file);
    struct marks marks;
    passages_of(&text->passages, essay->thing.source.document, body, arena);
    text->places = arena_array(arena, struct passage_place, text->passages.count);
    versions_marks(&marks, reading->site, essay, essay->versions->count - 1, arena);
    const uint32_t *numbers = passage_numbers(body, &marks, arena);
    for (size_t i = 0; i < marks.count; i++) {
        struct text address = text_format(arena, "%.*s#%s", TEXT_ARGS(essay->thing.address), marks.items[i].id);
        uint32_t block = marks.items[i].block;
        if (block < text->passages.count && !text->places[block].path.size)
            text->places[block] =
                (struct passage_place){text_join(arena, place->root, link_to(address, place->for_disk, arena)), numbers[block]};
    }
}

static void put_cell(struct view_map *map, const char *name, const struct beside_reading *reading,
                     const struct beside_text *text, int side, const struct difference *cell, struct arena *arena) {
    struct difference_side of = {filling_link, &reading->bodies[side].filling};
    struct view_map view = {0};
    if (!cell->count)
        return;
    view_put_true(&view, "has_rows", true, arena);
    view_put(&view, "rows", difference_cell(cell, &of, text->places, arena), arena);
    struct text language = title_language_of(reading->site, reading->essays[side]);
    if (language.size) {
        view_put_text(&view, "text_language", language, arena);
        view_put_text(&view, "text_direction", language_direction(language), arena);
    }
    view_put(map, name, view_of_map(&view, arena), arena);
}

static const struct view *row_view(const struct beside_reading *reading, const struct beside_text texts[2],
                                   const struct beside_row *row, struct arena *arena) {
    struct view_map map = {0};
    view_put_true(&map, "is_elsewhere", row->is_moved, arena);
    view_put_true(&map, "is_above", row->is_moved && row->is_up, arena);
    put_cell(&map, "first", reading, &texts[ORIGINAL], ORIGINAL, &row->cells[ORIGINAL], arena);
    put_cell(&map, "second", reading, &texts[VARIANT], VARIANT, &row->cells[VARIANT], arena);
    return view_of_map(&map, arena);
}

static const struct view *make_pairs(const void *context, struct arena *arena) {
    const struct beside_reading *reading = context;
    struct beside_text texts[2];
    struct compare_side sides[2];
    struct alignment alignment;
    struct beside_rows rows;
    for (int side = ORIGINAL; side <= VARIANT; side++) {
        read_text(&texts[side], reading, side, arena);
        sides[side] = (struct compare_side){&texts[side].passages, filling_label, &reading->bodies[side].filling,
                                            reading->essays[side]->han};
    }
    (reading->is_by_length ? align_lengths : align_closely)(&alignment, &texts[ORIGINAL].passages, &texts[VARIANT].passages,
                                                            arena);
    beside(&rows, &sides[ORIGINAL], &sides[VARIANT], &alignment, &(struct beside_options){reading->is_by_length}, arena);
    struct view_items pairs = {0};
    for (size_t i = 0; i < rows.count; i++)
        *array_add(&pairs, arena) = row_view(reading, texts, &rows.items[i], arena);
    struct view_map map = {0};
    view_put(&map, "pairs", view_list(pairs.items, pairs.count, arena), arena);
    return view_of_map(&map, arena);
}

/* What is gathered --------------------------------------------------------------------------------------------------------- */

static struct beside_reading *reading_for(const struct gathering *g, const struct from *from) {
    struct beside_reading *reading = arena_new(gathering_arena(g), struct beside_reading);
    const struct gather_place *place = gathering_place(g);
    *reading = (struct beside_reading){.site = from->site, .place = place, .is_by_length = is_by_length(from)};
    for (int side = ORIGINAL; side <= VARIANT; side++) {
        const struct essay *essay = reading->essays[side] = essay_on(from, side);
        struct own_body *body = &reading->bodies[side];
        *body = own_body_of(from, &essay->thing.source, essay, essay->han, gathering_arena(g));
        body->marks = essay->versions->digest;
        body->filling.root = place->root;
        body->filling.for_disk = place->for_disk;
        body->filling.address = place->address;
    }
    return reading;
}

static struct digest digest_of_reading(const struct beside_reading *reading) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, reading->is_by_length);
    for (int side = ORIGINAL; side <= VARIANT; side++) {
        hasher_add_digest(&hasher, own_body_digest(&reading->bodies[side]));
        hasher_add_text(&hasher, reading->essays[side]->thing.address);
    }
    return hasher_end(&hasher);
}

void beside_gather(struct gathering *g, const struct from *from) {
    const struct essay *variant = essay_on(from, VARIANT);
    const struct beside_reading *reading = reading_for(g, from);
    gather_thing(g, "original", from->shared, CARD_ESSAY, variant->variant_of);
    gather_thing(g, "variant", from->shared, CARD_ESSAY, from->page->number);
    gather_word(g, "label", variant_word(variant->variant, true));
    gather_marked(g, NULL, "note_html", variant->variant_note, variant->han);
    gather_flag(g, "is_by_length", reading->is_by_length);
    if (gather_stands(g, "beside", digest_of_reading(reading)))
        gather_put(g, "beside", view_late_map(make_pairs, reading, gathering_arena(g)));
}
