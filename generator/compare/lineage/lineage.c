#include "compare/lineage/lineage.h"

#include "base/array.h"
#include "base/table.h"
#include "compare/lineage/internal.h"

#include <string.h>

#define LINEAGE_FORMAT UINT32_C(0x4c494e33) /* "LIN3" */

/* Names. */

/* No vowels, so that no id is a word, and no letters that look like digits. */
static const char alphabet[] = "23456789bcdfghjkmnpqrstvwxyz";

/* The finalizer of SplitMix64. */
static uint64_t mixed(uint64_t x) {
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

struct lineage_name lineage_name_of(const struct doc_block *block, uint32_t again) {
    struct lineage_name name = {.letters = {0}};
    uint64_t number = mixed(block->letters + mixed((uint64_t)again << 8 | block->kind));
    for (size_t i = 0; i < LINEAGE_LETTERS; i++, number /= sizeof alphabet - 1)
        name.letters[i] = alphabet[number % (sizeof alphabet - 1)];
    return name;
}

static struct text name_text(const struct lineage_name *name) {
    return (struct text){name->letters, LINEAGE_LETTERS};
}

/* The names in use, to give others to what is new. */
struct naming {
    struct lineage *lineage;
    struct lineage_step *step; /* NULL for the first version */
    struct table used;         /* to indexes of the names */
    struct table tries;        /* by kind and words: how many names for them were in use when the last was given */
    struct arena *scratch;
    struct arena *arena;
};

static void note_name(struct naming *naming, struct lineage_name name, uint32_t index) {
    table_put(&naming->used, text_copy(name_text(&name), naming->scratch), index, naming->scratch);
}

static struct text words_of(const struct doc_block *block, struct arena *scratch) {
    uint64_t words[] = {block->letters, block->kind};
    return text_copy((struct text){(const char *)words, sizeof words}, scratch);
}

static uint32_t add_name(struct naming *naming, struct lineage_name name) {
    uint32_t index = (uint32_t)naming->lineage->names.count;
    name.born = (uint32_t)naming->lineage->versions.count - 1;
    note_name(naming, name, index);
    *array_add(&naming->lineage->names, naming->arena) = name;
    return index;
}

/*
 * A name for block `index`: a new one, or that of the same words on another branch. A hundred thousand equal passages do not
 * look through each other's names.
 */
static uint32_t name_for(struct naming *naming, const struct doc_block *block, uint32_t index) {
    struct text words = words_of(block, naming->scratch);
    uint32_t again = table_get(&naming->tries, words), known;
    again = again == NONE ? 0 : again;
    struct lineage_name name = lineage_name_of(block, again);
    while ((known = table_get(&naming->used, name_text(&name))) != NONE) {
        if (naming->step && step_is_cousin(naming->step, known, index))
            break;
        name = lineage_name_of(block, ++again);
    }
    table_put(&naming->tries, words, again, naming->scratch);
    return known != NONE ? known : add_name(naming, name);
}

static void naming_start(struct naming *naming, struct lineage *lineage, struct arena *scratch, struct arena *arena) {
    *naming = (struct naming){.lineage = lineage, .scratch = scratch, .arena = arena};
    for (uint32_t i = 0; i < lineage->names.count; i++)
        note_name(naming, lineage->names.items[i], i);
}

/* Versions. */

static struct lineage_version *add_version(struct lineage *lineage, struct arena *arena) {
    struct lineage_version *version = array_add(&lineage->versions, arena);
    version->first = (uint32_t)lineage->marks.count;
    version->first_before = (uint32_t)lineage->befores.count;
    return version;
}

static void add_before(struct lineage *lineage, uint32_t before, struct arena *arena) {
    *array_add(&lineage->befores, arena) = before;
    lineage->versions.items[lineage->versions.count - 1].before_count++;
}

static void end_version(struct lineage *lineage) {
    struct lineage_version *version = &lineage->versions.items[lineage->versions.count - 1];
    version->count = (uint32_t)lineage->marks.count - version->first;
    lineage->last_text = (uint32_t)lineage->versions.count - 1;
}

void lineage_begin(struct lineage *lineage, const struct body *body, struct arena *arena) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    struct arena scratch = {0};
    struct naming naming;
    naming_start(&naming, lineage, &scratch, arena);
    add_version(lineage, arena);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (blocks[i].kind != BLOCK_RULE)
            *array_add(&lineage->marks, arena) = (struct lineage_mark){name_for(&naming, &blocks[i], i), i};
    end_version(lineage);
    arena_free(&scratch);
}

void lineage_repeat(struct lineage *lineage, uint32_t before, struct arena *arena) {
    struct lineage_version part = lineage->versions.items[before];
    add_version(lineage, arena);
    add_before(lineage, before, arena);
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        *array_add(&lineage->marks, arena) = mark;
    }
    end_version(lineage);
}

void lineage_withdraw(struct lineage *lineage, struct arena *arena) {
    add_version(lineage, arena);
}

uint8_t *lineage_past(const struct lineage *lineage, uint32_t of, struct arena *arena) {
    uint8_t *past = arena_array(arena, uint8_t, (size_t)of + 1);
    past[of] = 1;
    for (uint32_t v = of + 1; v-- > 0;) {
        struct lineage_version version = lineage->versions.items[v];
        for (uint32_t i = 0; past[v] && i < version.before_count; i++)
            past[lineage->befores.items[version.first_before + i]] = 1;
    }
    return past;
}

/* One step from a text, or several, to the next. */

uint32_t *step_numbers(struct lineage_step *step, size_t count, uint32_t value) {
    uint32_t *numbers = arena_array(&step->scratch, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        numbers[i] = value;
    return numbers;
}

uint32_t side_name(const struct lineage_step *step, const struct lineage_side *side, uint32_t index) {
    return step->lineage->marks.items[side->marks.first + index].name;
}

bool step_descends(struct lineage_step *step, uint32_t version) {
    if (!step->past) {
        step->past = arena_array(&step->scratch, uint8_t, step->number + 1);
        for (uint32_t s = 0; s < step->side_count; s++) {
            uint8_t *past = lineage_past(step->lineage, step->sides[s].version, &step->scratch);
            for (uint32_t v = 0; v <= step->sides[s].version; v++)
                step->past[v] |= past[v];
        }
    }
    return version < step->number && step->past[version];
}

static void find_marks(const struct lineage_step *step, struct lineage_side *side, struct arena *scratch) {
    uint32_t at = 0, count = (uint32_t)side->old->count;
    side->first_mark = arena_array(scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i <= count; i++) {
        while (at < side->marks.count && step->lineage->marks.items[side->marks.first + at].block < i)
            at++;
        side->first_mark[i] = at;
    }
}

static void link_old(struct lineage_side *side, uint32_t old, uint32_t new) {
    side->next[old] = side->first_old[new];
    side->first_old[new] = old;
}

/* Where align found what; of a passage that went into another one, only the whole counts. */
static void take_alignment(struct lineage_step *step, struct lineage_side *side) {
    side->new_of = step_numbers(step, side->old->count, NONE);
    for (uint32_t i = 0; i < side->old->count; i++)
        side->new_of[i] = side->alignment->new_of[i];
}

static bool is_main(const struct lineage_side *side, uint32_t old) {
    return side->alignment->old_of[side->new_of[old]] == old && side->alignment->new_of[old] == side->new_of[old];
}

/* For each new passage the old ones that went into it: the main one first, the others in the order of their text. */
static void link_sources(struct lineage_step *step, struct lineage_side *side) {
    side->next = step_numbers(step, side->old->count, NONE);
    side->first_old = step_numbers(step, step->new->count, NONE);
    for (uint32_t i = (uint32_t)side->old->count; i-- > 0;)
        if (side->new_of[i] != NONE && !is_main(side, i))
            link_old(side, i, side->new_of[i]);
    for (uint32_t i = 0; i < side->old->count; i++)
        if (side->new_of[i] != NONE && is_main(side, i))
            link_old(side, i, side->new_of[i]);
}

static void follow_side(struct lineage_step *step, struct lineage_side *side, const struct predecessor *before) {
    *side = (struct lineage_side){.version = before->version, .old = before->passages, .alignment = before->alignment};
    side->marks = step->lineage->versions.items[before->version];
    plain_words(&side->plain, side->old, &step->scratch);
    find_marks(step, side, &step->scratch);
    take_alignment(step, side);
    step_rescue(step, side);
    link_sources(step, side);
}

/* What another side removed is not merged into a passage because a side still had it. */
static bool goes_on(struct lineage_step *step, const struct lineage_side *side, uint32_t name, uint32_t old) {
    uint32_t grave = step->grave_at[name];
    return side->new_of[old] != NONE && (step->fates[name].had == step->side_count || grave == NONE || is_main(side, old) ||
                                         !step_descends(step, step->lineage->graves.items[grave].gone));
}

/* Where a name goes: as its first side says that has it and in which it goes on. */
static void decide_fates(struct lineage_step *step) {
    for (uint32_t s = 0; s < step->side_count; s++)
        for (uint32_t at = 0; at < step->sides[s].marks.count; at++)
            step->fates[side_name(step, &step->sides[s], at)].had++;
    for (uint32_t s = 0; s < step->side_count; s++) {
        const struct lineage_side *side = &step->sides[s];
        for (uint32_t at = 0; at < side->marks.count; at++) {
            uint32_t name = side_name(step, side, at), old = step->lineage->marks.items[side->marks.first + at].block;
            if (step->fates[name].side == NONE && goes_on(step, side, name, old))
                step->fates[name] = (struct name_fate){s, side->new_of[old], step->fates[name].had};
        }
    }
}

static void raise_marks(struct lineage_step *step, uint32_t new, struct arena *arena) {
    struct lineage *lineage = step->lineage;
    size_t grave = step->grave_of[new];
    do {
        uint32_t name = lineage->graves.items[grave].name;
        if (name == NONE || step->is_given[name])
            continue;
        step->is_given[name] = GIVEN_RISEN;
        *array_add(&lineage->marks, arena) = (struct lineage_mark){name, new};
    } while (++grave < lineage->graves.count && lineage->graves.items[grave].is_further);
}

static void mark_passages(struct lineage_step *step, struct arena *arena) {
    const struct doc_block *blocks = DOC_ITEMS(step->new->body, blocks, struct doc_block);
    struct lineage *lineage = step->lineage;
    struct naming naming;
    naming_start(&naming, lineage, &step->scratch, arena);
    naming.step = step;
    add_version(lineage, arena);
    for (uint32_t s = 0; s < step->side_count; s++)
        add_before(lineage, step->sides[s].version, arena);
    for (uint32_t j = 0; j < step->new->count; j++) {
        if (blocks[j].kind == BLOCK_RULE)
            continue;
        if (step->grave_of[j] != NONE)
            raise_marks(step, j, arena);
        else if (step->first_carried[j] == step->first_carried[j + 1])
            *array_add(&lineage->marks, arena) = (struct lineage_mark){name_for(&naming, &blocks[j], j), j};
        for (uint32_t at = step->first_carried[j]; at < step->first_carried[j + 1]; at++)
            *array_add(&lineage->marks, arena) = step->carried.items[at];
    }
}

static void start_step(struct lineage_step *step, const struct predecessor *befores, size_t count) {
    const struct lineage *lineage = step->lineage;
    step->number = (uint32_t)lineage->versions.count;
    step->name_count = (uint32_t)lineage->names.count;
    step->fates = arena_array(&step->scratch, struct name_fate, step->name_count + 1);
    step->is_given = arena_array(&step->scratch, uint8_t, step->name_count + 1);
    step->grave_at = step_numbers(step, step->name_count, NONE);
    for (uint32_t i = 0; i < step->name_count; i++)
        step->fates[i].side = NONE;
    for (uint32_t i = 0; i < lineage->graves.count; i++)
        step->grave_at[lineage->graves.items[i].name] = i;
    plain_words(&step->new_plain, step->new, &step->scratch);
    step->sides = arena_array(&step->scratch, struct lineage_side, count + 1);
    step->side_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        follow_side(step, &step->sides[i], &befores[i]);
}

void lineage_add(struct lineage *lineage, const struct predecessor *befores, size_t count, const struct passages *new,
                 struct arena *arena) {
    struct lineage_step step = {.lineage = lineage, .new = new};
    start_step(&step, befores, count);
    step_note_first(&step, arena);
    decide_fates(&step);
    step_bury(&step, arena);
    step_carry(&step, arena);
    step_restore(&step);
    step_raise(&step);
    mark_passages(&step, arena);
    step_empty_graves(&step);
    end_version(lineage);
    step_note_new(&step, arena);
    arena_free(&step.scratch);
}

struct digest lineage_digest(const struct lineage *lineage) {
    struct lineage_version last = lineage->versions.items[lineage->last_text];
    struct arena scratch = {0};
    struct lineage_gone gone = lineage_gone(lineage, &scratch);
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < last.count; i++) {
        const struct lineage_mark *mark = &lineage->marks.items[last.first + i];
        hasher_add_number(&hasher, mark->block);
        hasher_add_text(&hasher, name_text(&lineage->names.items[mark->name]));
    }
    for (size_t i = 0; i < lineage->wordings.count; i++) {
        const struct lineage_wording *wording = &lineage->wordings.items[i];
        hasher_add_number(&hasher, wording->digest);
        hasher_add_number(&hasher, (uint64_t)wording->version << 32 | wording->block);
        hasher_add_number(&hasher, (uint64_t)wording->name << 1 | wording->is_parted);
        hasher_add_number(&hasher, wording->left);
    }
    for (size_t i = 0; i < gone.count; i++) {
        const struct lineage_grave *grave = &gone.items[i];
        hasher_add_text(&hasher, name_text(&lineage->names.items[grave->name]));
        hasher_add_number(&hasher, (uint64_t)grave->last << 32 | grave->gone);
        hasher_add_number(&hasher, grave->block);
    }
    arena_free(&scratch);
    return hasher_end(&hasher);
}

/* Records. */

struct record_head {
    uint32_t format, last_text;
    uint32_t name_count, mark_count, version_count, before_count, grave_count, shadow_count, wording_count;
    uint32_t unused;
};

void lineage_write(struct buffer *record, const struct lineage *lineage) {
    struct record_head head = {
        .format = LINEAGE_FORMAT,
        .last_text = lineage->last_text,
        .name_count = (uint32_t)lineage->names.count,
        .mark_count = (uint32_t)lineage->marks.count,
        .version_count = (uint32_t)lineage->versions.count,
        .before_count = (uint32_t)lineage->befores.count,
        .grave_count = (uint32_t)lineage->graves.count,
        .shadow_count = (uint32_t)lineage->shadows.count,
        .wording_count = (uint32_t)lineage->wordings.count,
    };
    buffer_add_bytes(record, &head, sizeof head);
    buffer_add_bytes(record, lineage->names.items, head.name_count * sizeof *lineage->names.items);
    buffer_add_bytes(record, lineage->marks.items, head.mark_count * sizeof *lineage->marks.items);
    buffer_add_bytes(record, lineage->versions.items, head.version_count * sizeof *lineage->versions.items);
    buffer_add_bytes(record, lineage->graves.items, head.grave_count * sizeof *lineage->graves.items);
    buffer_add_bytes(record, lineage->shadows.items, head.shadow_count * sizeof *lineage->shadows.items);
    buffer_add_bytes(record, lineage->wordings.items, head.wording_count * sizeof *lineage->wordings.items);
    buffer_add_bytes(record, lineage->befores.items, head.before_count * sizeof *lineage->befores.items);
}

/* Takes `count` items off the front of what is left; all but the last are of sizes that keep an alignment to 8. */
static void *take(struct text *rest, uint32_t count, size_t item_size, bool *whole) {
    size_t size = (size_t)count * item_size;
    const char *items = rest->bytes;
    *whole = *whole && size <= rest->size;
    if (*whole)
        *rest = text_after(*rest, size);
    return (void *)(uintptr_t)items;
}

static bool is_sound_grave(const struct lineage *lineage, const struct lineage_grave *grave) {
    return grave->name < lineage->names.count && grave->last < lineage->versions.count &&
           grave->gone < lineage->versions.count && grave->sketch_count <= LINEAGE_SKETCH;
}

static bool is_sound_version(const struct lineage *lineage, size_t index) {
    struct lineage_version version = lineage->versions.items[index];
    if (version.first > lineage->marks.count || version.count > lineage->marks.count - version.first ||
        version.first_before > lineage->befores.count || version.before_count > lineage->befores.count - version.first_before)
        return false;
    for (uint32_t i = 0; i < version.before_count; i++)
        if (lineage->befores.items[version.first_before + i] >= index)
            return false;
    return true;
}

static bool is_sound_wording(const struct lineage *lineage, size_t index) {
    const struct lineage_wording *wording = &lineage->wordings.items[index];
    return wording->name < lineage->names.count && wording->version < lineage->versions.count &&
           (wording->before == NONE || wording->before < index) && wording->sketch_count <= WORDING_SKETCH;
}

static bool is_sound(const struct lineage *lineage) {
    for (size_t i = 0; i < lineage->names.count; i++)
        if (lineage->names.items[i].letters[LINEAGE_LETTERS] || lineage->names.items[i].born >= lineage->versions.count)
            return false;
    for (size_t i = 0; i < lineage->marks.count; i++)
        if (lineage->marks.items[i].name >= lineage->names.count)
            return false;
    for (size_t i = 0; i < lineage->versions.count; i++)
        if (!is_sound_version(lineage, i))
            return false;
    for (size_t i = 0; i < lineage->graves.count; i++)
        if (!is_sound_grave(lineage, &lineage->graves.items[i]))
            return false;
    for (size_t i = 0; i < lineage->shadows.count; i++)
        if (!is_sound_grave(lineage, &lineage->shadows.items[i]))
            return false;
    for (size_t i = 0; i < lineage->wordings.count; i++)
        if (!is_sound_wording(lineage, i))
            return false;
    return lineage->last_text < lineage->versions.count;
}

bool lineage_view(struct lineage *lineage, struct text record) {
    struct record_head head;
    bool whole = record.size >= sizeof head && (uintptr_t)record.bytes % 8 == 0;
    if (!whole)
        return false;
    memcpy(&head, record.bytes, sizeof head);
    struct text rest = text_after(record, sizeof head);
    *lineage = (struct lineage){.last_text = head.last_text};
    lineage->names.items = take(&rest, head.name_count, sizeof *lineage->names.items, &whole);
    lineage->marks.items = take(&rest, head.mark_count, sizeof *lineage->marks.items, &whole);
    lineage->versions.items = take(&rest, head.version_count, sizeof *lineage->versions.items, &whole);
    lineage->graves.items = take(&rest, head.grave_count, sizeof *lineage->graves.items, &whole);
    lineage->shadows.items = take(&rest, head.shadow_count, sizeof *lineage->shadows.items, &whole);
    lineage->wordings.items = take(&rest, head.wording_count, sizeof *lineage->wordings.items, &whole);
    lineage->befores.items = take(&rest, head.before_count, sizeof *lineage->befores.items, &whole);
    lineage->names.count = lineage->names.capacity = head.name_count;
    lineage->marks.count = lineage->marks.capacity = head.mark_count;
    lineage->versions.count = lineage->versions.capacity = head.version_count;
    lineage->befores.count = lineage->befores.capacity = head.before_count;
    lineage->graves.count = lineage->graves.capacity = head.grave_count;
    lineage->shadows.count = lineage->shadows.capacity = head.shadow_count;
    lineage->wordings.count = lineage->wordings.capacity = head.wording_count;
    return whole && rest.size == 0 && head.format == LINEAGE_FORMAT && is_sound(lineage);
}

bool lineage_read(struct lineage *lineage, struct text record, struct arena *arena) {
    return lineage_view(lineage, text_copy(record, arena));
}
