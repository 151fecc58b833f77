#include "compare/rows.h"

#include "base/array.h"
#include "compare/words.h"

#include <stdlib.h>
#include <string.h>

/* Units ---------------------------------------------------------------------------------------------------------------------
 */

static uint32_t min(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static void add_unit(struct units *units, struct unit unit, struct arena *arena) {
    uint32_t *first = &units->first_of[unit.passage];
    *first = *first == NONE ? (uint32_t)units->count : *first;
    unit.group = NONE;
    *array_add(units, arena) = unit;
}

/* What an item has of its own between the passages that it holds. `*at` is the word up to which all have been given. */
static void add_own(struct units *units, uint32_t passage, uint32_t *at, uint32_t to, uint32_t first_run, uint32_t end_run,
                    struct arena *arena) {
    if (*at < to)
        add_unit(
            units,
            (struct unit){
                .passage = passage, .first_word = *at, .words = to - *at, .first_run = first_run, .runs = end_run - first_run},
            arena);
    *at = to;
}

static void add_leaf(struct units *units, uint32_t index, struct arena *arena) {
    const struct passage *passage = &units->passages->items[index];
    add_unit(units,
             (struct unit){.passage = index,
                           .first_word = passage->first_word,
                           .words = passage->words,
                           .first_run = passage->first_run,
                           .runs = passage->runs},
             arena);
}

/* A container on the way: what is open, and how far its own words and runs have been given. */
struct open_container {
    uint32_t passage, word, run;
};

struct open_containers {
    struct open_container *items;
    size_t count, capacity;
};

static void close_containers(struct units *units, struct open_containers *open, uint32_t before, struct arena *arena) {
    const struct passages *passages = units->passages;
    while (open->count && passages->items[open->items[open->count - 1].passage].last < before) {
        struct open_container *container = &open->items[--open->count];
        const struct passage *passage = &passages->items[container->passage];
        uint32_t end = passage->first_word + passage->words, end_run = passage->first_run + passage->runs;
        add_own(units, container->passage, &container->word, end, container->run, end_run, arena);
        if (open->count)
            open->items[open->count - 1].word = end, open->items[open->count - 1].run = end_run;
    }
}

/* In document order. */
static void list_units(struct units *units, const struct passages *passages, struct arena *arena, struct arena *scratch) {
    struct open_containers open = {0};
    *units = (struct units){.passages = passages, .first_of = arena_array(arena, uint32_t, passages->count)};
    memset(units->first_of, 0xff, passages->count * sizeof *units->first_of);
    for (uint32_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        close_containers(units, &open, i, arena);
        struct open_container *around = open.count ? &open.items[open.count - 1] : NULL;
        if (around)
            add_own(units, around->passage, &around->word, passage->first_word, around->run, passage->first_run, arena);
        if (passage->is_leaf) {
            add_leaf(units, i, arena);
            if (around)
                around->word = passage->first_word + passage->words, around->run = passage->first_run + passage->runs;
        } else {
            *array_add(&open, scratch) = (struct open_container){i, passage->first_word, passage->first_run};
        }
    }
    close_containers(units, &open, UINT32_MAX, arena);
}

/* Form ----------------------------------------------------------------------------------------------------------------------
 */

/* What a run says beside words and formats, and behind which word of the unit. */
static uint64_t run_form(const struct units *units, const struct unit *unit, uint32_t index) {
    const struct body *body = units->passages->body;
    const struct doc_run *run = &DOC_ITEMS(body, runs, struct doc_run)[index];
    uint32_t place = units->passages->run_words[index] - unit->first_word;
    switch ((enum run_kind)run->kind) {
    case RUN_TEXT:
    case RUN_PICTURE:
    case RUN_REFERENCE:
    case RUN_NOTE:
    case RUN_BOX: return 0;
    case RUN_RAW: return words_mix(place, text_hash(text_slice(body_html(body), run->start, run->end)));
    case RUN_BREAK:
    case RUN_CELL:
    case RUN_CAPTION: break;
    }
    return words_mix(place, words_mix(run->kind, run->detail));
}

/* Of what the words are set in and lead to, and what stands between them. The words are compared by themselves. */
static uint64_t form_of(const struct units *units, const struct unit *unit) {
    const struct passages *passages = units->passages;
    uint64_t form = 0;
    uint32_t before = NONE;
    for (uint32_t i = unit->first_word; i < unit->first_word + unit->words; i++) {
        uint32_t format = passages->words[i].format;
        form = words_mix(form, passage_format_digest(&passages->formats, format) + (format != before));
        before = format;
    }
    for (uint32_t i = unit->first_run; i < unit->first_run + unit->runs; i++) {
        uint64_t of = run_form(units, unit, i);
        form = of ? words_mix(form, of) : form;
    }
    return form;
}

/* Groups --------------------------------------------------------------------------------------------------------------------
 */

struct grouping {
    struct rows *rows;
    const struct alignment *alignment;
    uint32_t *parents; /* a forest over the old units and then the new ones */
    struct arena *arena, *scratch;
};

static uint32_t root_of(uint32_t *parents, uint32_t index) {
    while (parents[index] != index)
        index = parents[index] = parents[parents[index]];
    return index;
}

static void join(struct grouping *grouping, uint32_t old, uint32_t new) {
    uint32_t a = root_of(grouping->parents, old);
    uint32_t b = root_of(grouping->parents, (uint32_t)grouping->rows->old.count + new);
    grouping->parents[a > b ? a : b] = a < b ? a : b;
}

static bool belongs(const struct units *units, uint32_t unit, uint32_t passage) {
    return unit < units->count && units->items[unit].passage == passage;
}

/* The first unit inside a passage, where it has none of its own: that of the paragraph in an item. */
static uint32_t first_inside(const struct units *units, uint32_t passage) {
    for (uint32_t i = passage; i <= units->passages->items[passage].last; i++)
        if (units->first_of[i] != NONE)
            return units->first_of[i];
    return NONE;
}

static void pair_units(struct grouping *grouping, const struct aligned *pair) {
    const struct units *old = &grouping->rows->old, *new = &grouping->rows->new;
    uint32_t i = old->first_of[pair->old], j = new->first_of[pair->new];
    bool both = i != NONE && j != NONE;
    if (!both && (i != NONE || j != NONE)) {
        i = i != NONE ? i : first_inside(old, pair->old);
        j = j != NONE ? j : first_inside(new, pair->new);
        bool free = i != NONE && j != NONE &&
                    grouping->alignment->new_of[old->items[i].passage] == (i == old->first_of[pair->old] ? pair->new : NONE) &&
                    grouping->alignment->old_of[new->items[j].passage] == (j == new->first_of[pair->new] ? pair->old : NONE);
        if (free)
            join(grouping, i, j);
        return;
    }
    for (; both && belongs(old, i, pair->old) && belongs(new, j, pair->new); i++, j++)
        join(grouping, i, j);
}

/* Counts the units of each tree of the forest that has more than one, and gives them to it. */
static void gather_groups(struct grouping *grouping) {
    struct rows *rows = grouping->rows;
    uint32_t olds = (uint32_t)rows->old.count, all = olds + (uint32_t)rows->new.count;
    uint32_t *old_counts = arena_array(grouping->scratch, uint32_t, all),
             *new_counts = arena_array(grouping->scratch, uint32_t, all);
    uint32_t *groups = arena_array(grouping->scratch, uint32_t, all);
    for (uint32_t i = 0; i < all; i++)
        (i < olds ? old_counts : new_counts)[root_of(grouping->parents, i)]++;
    rows->groups = arena_array(grouping->arena, struct group, all);
    for (uint32_t i = 0; i < all; i++) {
        uint32_t root = root_of(grouping->parents, i);
        if (!old_counts[root] || !new_counts[root])
            continue;
        if (root == i) {
            groups[root] = (uint32_t)rows->group_count++;
            rows->groups[groups[root]].olds = arena_array(grouping->arena, uint32_t, old_counts[root]);
            rows->groups[groups[root]].news = arena_array(grouping->arena, uint32_t, new_counts[root]);
        }
        struct group *group = &rows->groups[groups[root]];
        if (i < olds)
            group->olds[group->old_count++] = i;
        else
            group->news[group->new_count++] = i - olds;
        (i < olds ? &rows->old.items[i] : &rows->new.items[i - olds])->group = groups[root];
    }
}

static bool have_same_words(const struct units *old, const struct unit *a, const struct units *new, const struct unit *b) {
    if (a->words != b->words)
        return false;
    for (uint32_t i = 0; i < a->words; i++)
        if (old->passages->words[a->first_word + i].digest != new->passages->words[b->first_word + i].digest)
            return false;
    return true;
}

/* Whether an item's own words and a paragraph may stand for each other: a list that becomes loose is the same list. */
static bool is_paragraph_like(const struct units *units, const struct unit *unit) {
    uint8_t kind = units->passages->items[unit->passage].kind;
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM;
}

static uint8_t shown_level(const struct units *units, const struct unit *unit) {
    return DOC_ITEMS(units->passages->body, blocks, struct doc_block)[unit->passage].shown_level;
}

static bool have_same_element(const struct units *old, const struct unit *a, const struct units *new, const struct unit *b) {
    if (old->passages->items[a->passage].kind != new->passages->items[b->passage].kind)
        return is_paragraph_like(old, a) && is_paragraph_like(new, b);
    return shown_level(old, a) == shown_level(new, b);
}

static void judge_groups(struct rows *rows) {
    for (size_t i = 0; i < rows->group_count; i++) {
        struct group *group = &rows->groups[i];
        const struct unit *a = &rows->old.items[group->olds[0]], *b = &rows->new.items[group->news[0]];
        if (group->old_count > 1 || group->new_count > 1)
            continue;
        group->same_words = have_same_words(&rows->old, a, &rows->new, b);
        group->same_form = group->same_words && have_same_element(&rows->old, a, &rows->new, b) &&
                           form_of(&rows->old, a) == form_of(&rows->new, b);
    }
}

/* What is moved with all pairs that it stands in. */
static void mark_moved(struct rows *rows, const struct alignment *alignment) {
    bool *old_stays = NULL, *new_stays = NULL;
    struct arena scratch = {0};
    old_stays = arena_array(&scratch, bool, rows->old.passages->count);
    new_stays = arena_array(&scratch, bool, rows->new.passages->count);
    for (size_t i = 0; i < alignment->count; i++)
        if (!alignment->items[i].moved)
            old_stays[alignment->items[i].old] = new_stays[alignment->items[i].new] = true;
    for (size_t i = 0; i < rows->old.count; i++)
        rows->old.items[i].moved = rows->old.items[i].group != NONE && !old_stays[rows->old.items[i].passage];
    for (size_t i = 0; i < rows->new.count; i++)
        rows->new.items[i].moved = rows->new.items[i].group != NONE && !new_stays[rows->new.items[i].passage];
    /* An item that became one with a paragraph inside: only one of the two stands in a pair. */
    for (size_t i = 0; i < rows->group_count; i++) {
        const struct group *group = &rows->groups[i];
        bool single = group->old_count == 1 && group->new_count == 1;
        struct unit *a = &rows->old.items[group->olds[0]], *b = &rows->new.items[group->news[0]];
        if (single)
            a->moved = b->moved = a->moved && b->moved;
    }
    arena_free(&scratch);
}

static void make_groups(struct rows *rows, const struct alignment *alignment, struct arena *arena, struct arena *scratch) {
    uint32_t all = (uint32_t)(rows->old.count + rows->new.count);
    struct grouping grouping = {rows, alignment, arena_array(scratch, uint32_t, all), arena, scratch};
    for (uint32_t i = 0; i < all; i++)
        grouping.parents[i] = i;
    for (size_t i = 0; i < alignment->count; i++)
        pair_units(&grouping, &alignment->items[i]);
    gather_groups(&grouping);
    judge_groups(rows);
    mark_moved(rows, alignment);
}

/* Rows ----------------------------------------------------------------------------------------------------------------------
 */

static bool is_in_order(const struct unit *unit) {
    return unit->group != NONE && !unit->moved;
}

/* The first old unit in order that a new one continues; NONE for none. */
static uint32_t first_continued(const struct rows *rows, const struct unit *unit) {
    const struct group *group = is_in_order(unit) ? &rows->groups[unit->group] : NULL;
    for (size_t i = 0; group && i < group->old_count; i++)
        if (is_in_order(&rows->old.items[group->olds[i]]))
            return group->olds[i];
    return NONE;
}

static void add_gone(struct rows *rows, uint32_t from, uint32_t to, struct arena *arena) {
    for (uint32_t i = from; i < to; i++)
        if (!is_in_order(&rows->old.items[i]))
            *array_add(rows, arena) = (struct text_row){rows->old.items[i].group == NONE ? ROW_REMOVED : ROW_MOVED_AWAY, i};
}

/* What is gone stands before what came between the same two neighbours. */
static void list_rows(struct rows *rows, struct arena *arena, struct arena *scratch) {
    uint32_t olds = (uint32_t)rows->old.count, news = (uint32_t)rows->new.count, cursor = 0;
    uint32_t *limits = arena_array(scratch, uint32_t, news + 1);
    limits[news] = olds;
    for (uint32_t i = news; i-- > 0;)
        limits[i] = min(first_continued(rows, &rows->new.items[i]), limits[i + 1]);
    for (uint32_t i = 0; i <= news; i++) {
        add_gone(rows, cursor, limits[i], arena);
        cursor = limits[i] > cursor ? limits[i] : cursor;
        if (i == news)
            break;
        *array_add(rows, arena) = (struct text_row){rows->new.items[i].group == NONE ? ROW_ADDED : ROW_KEPT, i};
    }
}

void rows_start(struct rows *rows, const struct passages *old, const struct passages *new, const struct alignment *alignment,
                struct arena *arena) {
    struct arena scratch = {0};
    *rows = (struct rows){0};
    list_units(&rows->old, old, arena, &scratch);
    list_units(&rows->new, new, arena, &scratch);
    make_groups(rows, alignment, arena, &scratch);
    list_rows(rows, arena, &scratch);
    arena_free(&scratch);
}

bool row_is_unchanged(const struct rows *rows, const struct text_row *row) {
    if (row->kind != ROW_KEPT)
        return false;
    const struct unit *unit = &rows->new.items[row->unit];
    return !unit->moved && rows->groups[unit->group].same_form;
}

struct diff_word rows_diff_word(const struct passage_word *word, struct text text) {
    struct text written = text_slice(text, word->start, word->end);
    bool mark = word->kind == WORD_MARK;
    bool ends = mark && (text_equal(written, TEXT(".")) || text_equal(written, TEXT("!")) || text_equal(written, TEXT("?")) ||
                         text_equal(written, TEXT("。")) || text_equal(written, TEXT("！")) || text_equal(written, TEXT("？")));
    return (struct diff_word){.digest = word->digest, .is_mark = word->kind != WORD_LETTERS, .ends = ends};
}

struct diff_words rows_words(const struct units *units, const uint32_t *of, size_t count, struct arena *arena) {
    size_t words = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        words += units->items[of[i]].words + 1;
    struct diff_word *items = arena_array(arena, struct diff_word, words);
    for (size_t i = 0; i < count; i++) {
        const struct unit *unit = &units->items[of[i]];
        if (i > 0)
            items[at++] = (struct diff_word){.is_mark = true, .no_match = true};
        for (uint32_t w = 0; w < unit->words; w++)
            items[at++] = rows_diff_word(&units->passages->words[unit->first_word + w], units->passages->text);
    }
    return (struct diff_words){items, at};
}
