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

/* What stands inside the element of a block: behind its first tag, or tags, and before the last. */
static void find_inside(struct unit *unit, struct text html, const struct doc_block *block) {
    bool table = block->kind == BLOCK_TABLE, code = block->kind == BLOCK_CODE;
    size_t start = words_tag_end(text_slice(html, 0, block->end), block->start), end = block->end;
    if (table || code)
        start = words_tag_end(text_slice(html, 0, block->end), text_find_char(html, '<', start));
    for (unsigned tags = code ? 2 : 1; tags && end > start; tags -= html.bytes[--end] == '<')
        continue;
    unit->start = min((uint32_t)start, block->end);
    unit->end = (uint32_t)end < unit->start ? unit->start : (uint32_t)end;
}

static void add_unit(struct units *units, struct unit unit, struct arena *arena) {
    uint32_t *first = &units->first_of[unit.passage];
    *first = *first == NO_UNIT ? (uint32_t)units->count : *first;
    unit.group = NO_UNIT;
    *array_add(units, arena) = unit;
}

/* What an item has of its own between the passages that it holds. `*at` is the word up to which all have been given. */
static void add_own(struct units *units, uint32_t passage, uint32_t *at, uint32_t to, uint32_t start, uint32_t end,
                    struct arena *arena) {
    if (*at < to)
        add_unit(units, (struct unit){.passage = passage, .first_word = *at, .words = to - *at, .start = start, .end = end},
                 arena);
    *at = to;
}

static void add_leaf(struct units *units, uint32_t index, struct arena *arena) {
    const struct passage *passage = &units->passages->items[index];
    const struct doc_block *block = &DOC_ITEMS(units->passages->body, blocks, struct doc_block)[index];
    struct unit unit = {.passage = index, .first_word = passage->first_word, .words = passage->words};
    find_inside(&unit, body_html(units->passages->body), block);
    add_unit(units, unit, arena);
}

/* A container on the way: what is open, and how far its own words and HTML have been given. */
struct open_container {
    uint32_t passage, word, html;
};

struct open_containers {
    struct open_container *items;
    size_t count, capacity;
};

static void close_containers(struct units *units, struct open_containers *open, uint32_t before, struct arena *arena) {
    const struct passages *passages = units->passages;
    const struct doc_block *blocks = DOC_ITEMS(passages->body, blocks, struct doc_block);
    while (open->count && passages->items[open->items[open->count - 1].passage].last < before) {
        struct open_container *container = &open->items[--open->count];
        const struct passage *passage = &passages->items[container->passage];
        uint32_t end = passage->first_word + passage->words;
        add_own(units, container->passage, &container->word, end, container->html, blocks[container->passage].end, arena);
        if (open->count)
            open->items[open->count - 1].word = end, open->items[open->count - 1].html = blocks[container->passage].end;
    }
}

/* In document order. */
static void list_units(struct units *units, const struct passages *passages, struct arena *arena, struct arena *scratch) {
    const struct doc_block *blocks = DOC_ITEMS(passages->body, blocks, struct doc_block);
    struct open_containers open = {0};
    *units = (struct units){.passages = passages, .first_of = arena_array(arena, uint32_t, passages->count)};
    memset(units->first_of, 0xff, passages->count * sizeof *units->first_of);
    for (uint32_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        close_containers(units, &open, i, arena);
        struct open_container *around = open.count ? &open.items[open.count - 1] : NULL;
        if (around)
            add_own(units, around->passage, &around->word, passage->first_word, around->html, blocks[i].start, arena);
        if (passage->is_leaf) {
            add_leaf(units, i, arena);
            if (around)
                around->word = passage->first_word + passage->words, around->html = blocks[i].end;
        } else {
            *array_add(&open, scratch) = (struct open_container){i, passage->first_word, blocks[i].start};
        }
    }
    close_containers(units, &open, UINT32_MAX, arena);
}

/* Form ----------------------------------------------------------------------------------------------------------------------
 */

/* A tag without its ids, which follow from words and places. */
static uint64_t tag_digest(struct text tag) {
    size_t id = text_find(tag, TEXT(" id=\""), 0), end = id < tag.size ? text_find_char(tag, '"', id + 5) + 1 : tag.size;
    return words_mix(text_hash(text_slice(tag, 0, id)), text_hash(text_after(tag, end)));
}

static size_t skip_element(struct text html, size_t at) {
    static const struct {
        const char *begins, *ends;
    } skipped[] = {{"<a class=\"anchor\"", "</a>"}, {"<a class=\"note-back\"", "</a>"}, {"<sup class=\"note-ref\"", "</sup>"}};
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
        if (!text_starts(text_after(html, at), text_of(skipped[i].begins)))
            continue;
        size_t end = text_find(html, text_of(skipped[i].ends), at) + text_of(skipped[i].ends).size;
        return end < html.size ? end : html.size;
    }
    return at;
}

uint32_t rows_first_hole(const struct body *body, uint32_t from) {
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    uint32_t low = 0, high = body->holes.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (holes[middle].offset < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Of the tags and where the references lead. The words in between are compared by themselves; how many they are is told here.
 */
static uint64_t form_of(const struct units *units, const struct unit *unit) {
    const struct passages *passages = units->passages;
    struct text html = text_slice(body_html(passages->body), 0, unit->end);
    const struct doc_hole *holes = DOC_ITEMS(passages->body, holes, struct doc_hole);
    const struct doc_reference *references = DOC_ITEMS(passages->document, references, struct doc_reference);
    uint64_t form = 0;
    for (uint32_t h = rows_first_hole(passages->body, unit->start); h < passages->body->holes.count; h++)
        if (holes[h].offset >= unit->end)
            break;
        else if (holes[h].reference < passages->document->references.count)
            form = words_mix(form, words_target(passages->document, &references[holes[h].reference]));
    for (size_t at = unit->start, word = 0; at < html.size;) {
        size_t next = html.bytes[at] == '<' ? skip_element(html, at) : at;
        bool skipped = next > at;
        if (!skipped)
            next = html.bytes[at] == '<' ? words_tag_end(html, at) : at + 1;
        while (word < unit->words && passages->words[unit->first_word + word].start < at)
            word++;
        if (!skipped && html.bytes[at] == '<')
            form = words_mix(words_mix(form, word), tag_digest(text_slice(html, at, next)));
        at = next;
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
        if (units->first_of[i] != NO_UNIT)
            return units->first_of[i];
    return NO_UNIT;
}

static void pair_units(struct grouping *grouping, const struct aligned *pair) {
    const struct units *old = &grouping->rows->old, *new = &grouping->rows->new;
    uint32_t i = old->first_of[pair->old], j = new->first_of[pair->new];
    bool both = i != NO_UNIT && j != NO_UNIT;
    if (!both && (i != NO_UNIT || j != NO_UNIT)) {
        i = i != NO_UNIT ? i : first_inside(old, pair->old);
        j = j != NO_UNIT ? j : first_inside(new, pair->new);
        bool free =
            i != NO_UNIT && j != NO_UNIT &&
            grouping->alignment->new_of[old->items[i].passage] == (i == old->first_of[pair->old] ? pair->new : NO_PASSAGE) &&
            grouping->alignment->old_of[new->items[j].passage] == (j == new->first_of[pair->new] ? pair->old : NO_PASSAGE);
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

static bool is_text(const struct units *units, const struct unit *unit) {
    uint8_t kind = units->passages->items[unit->passage].kind;
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM;
}

/* "<h2". */
static struct text heading_of(const struct units *units, const struct unit *unit) {
    uint32_t start = DOC_ITEMS(units->passages->body, blocks, struct doc_block)[unit->passage].start;
    return text_slice(body_html(units->passages->body), start, start + 3);
}

static bool have_same_element(const struct units *old, const struct unit *a, const struct units *new, const struct unit *b) {
    const struct passage *p = &old->passages->items[a->passage], *q = &new->passages->items[b->passage];
    if (p->kind != q->kind)
        return is_text(old, a) && is_text(new, b);
    return p->kind != BLOCK_HEADING || text_equal(heading_of(old, a), heading_of(new, b));
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
        rows->old.items[i].moved = rows->old.items[i].group != NO_UNIT && !old_stays[rows->old.items[i].passage];
    for (size_t i = 0; i < rows->new.count; i++)
        rows->new.items[i].moved = rows->new.items[i].group != NO_UNIT && !new_stays[rows->new.items[i].passage];
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
    return unit->group != NO_UNIT && !unit->moved;
}

/* The first old unit in order that a new one continues; NO_UNIT for none. */
static uint32_t first_continued(const struct rows *rows, const struct unit *unit) {
    const struct group *group = is_in_order(unit) ? &rows->groups[unit->group] : NULL;
    for (size_t i = 0; group && i < group->old_count; i++)
        if (is_in_order(&rows->old.items[group->olds[i]]))
            return group->olds[i];
    return NO_UNIT;
}

static void add_gone(struct rows *rows, uint32_t from, uint32_t to, struct arena *arena) {
    for (uint32_t i = from; i < to; i++)
        if (!is_in_order(&rows->old.items[i]))
            *array_add(rows, arena) = (struct row){rows->old.items[i].group == NO_UNIT ? ROW_REMOVED : ROW_MOVED_AWAY, i};
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
        *array_add(rows, arena) = (struct row){rows->new.items[i].group == NO_UNIT ? ROW_ADDED : ROW_KEPT, i};
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

bool row_is_unchanged(const struct rows *rows, const struct row *row) {
    const struct unit *unit = &rows->new.items[row->kind == ROW_KEPT ? row->unit : 0];
    return row->kind == ROW_KEPT && !unit->moved && rows->groups[unit->group].same_form;
}

struct diff_word rows_diff_word(const struct passage_word *word, struct text html) {
    struct text written = text_slice(html, word->start, word->end);
    bool mark = word->kind == WORD_MARK;
    bool ends = mark && (text_equal(written, TEXT(".")) || text_equal(written, TEXT("!")) || text_equal(written, TEXT("?")) ||
                         text_equal(written, TEXT("。")) || text_equal(written, TEXT("！")) || text_equal(written, TEXT("？")));
    return (struct diff_word){.digest = word->digest, .is_mark = word->kind != WORD_LETTERS, .ends = ends};
}

struct diff_words rows_words(const struct units *units, const uint32_t *of, size_t count, struct arena *arena) {
    struct text html = body_html(units->passages->body);
    size_t words = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        words += units->items[of[i]].words + 1;
    struct diff_word *items = arena_array(arena, struct diff_word, words);
    for (size_t i = 0; i < count; i++) {
        const struct unit *unit = &units->items[of[i]];
        if (i > 0)
            items[at++] = (struct diff_word){.is_mark = true, .no_match = true};
        for (uint32_t w = 0; w < unit->words; w++)
            items[at++] = rows_diff_word(&units->passages->words[unit->first_word + w], html);
    }
    return (struct diff_words){items, at};
}
