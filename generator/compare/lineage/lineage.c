#include "compare/lineage/lineage.h"

#include "base/array.h"
#include "base/table.h"
#include "compare/lineage/internal.h"

#include <string.h>

#define LINEAGE_FORMAT UINT32_C(0x4c494e31) /* "LIN1" */

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
    struct lineage_name name = {{0}};
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
    struct table used;
    struct table tries; /* by kind and words: how many names for them were in use when the last was given */
    struct arena *scratch;
    struct arena *arena;
};

static void note_name(struct naming *naming, struct lineage_name name) {
    const struct lineage_name *copy =
        (const struct lineage_name *)(const void *)text_copy(name_text(&name), naming->scratch).bytes;
    table_put(&naming->used, (struct text){copy->letters, LINEAGE_LETTERS}, 0, naming->scratch);
}

static struct text words_of(const struct doc_block *block, struct arena *scratch) {
    uint64_t words[] = {block->letters, block->kind};
    return text_copy((struct text){(const char *)words, sizeof words}, scratch);
}

/* A hundred thousand equal passages do not look through each other's names. */
static uint32_t new_name(struct naming *naming, const struct doc_block *block) {
    struct text words = words_of(block, naming->scratch);
    uint32_t again = table_get(&naming->tries, words);
    again = again == NONE ? 0 : again;
    struct lineage_name name = lineage_name_of(block, again);
    while (table_get(&naming->used, name_text(&name)) != NONE)
        name = lineage_name_of(block, ++again);
    table_put(&naming->tries, words, again, naming->scratch);
    note_name(naming, name);
    *array_add(&naming->lineage->names, naming->arena) = name;
    return (uint32_t)naming->lineage->names.count - 1;
}

static void naming_start(struct naming *naming, struct lineage *lineage, struct arena *scratch, struct arena *arena) {
    *naming = (struct naming){.lineage = lineage, .scratch = scratch, .arena = arena};
    for (size_t i = 0; i < lineage->names.count; i++)
        note_name(naming, lineage->names.items[i]);
}

/* Versions. */

static struct lineage_version *add_version(struct lineage *lineage, struct arena *arena) {
    struct lineage_version *version = array_add(&lineage->versions, arena);
    version->first = (uint32_t)lineage->marks.count;
    return version;
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
            *array_add(&lineage->marks, arena) = (struct lineage_mark){new_name(&naming, &blocks[i]), i};
    end_version(lineage);
    arena_free(&scratch);
}

void lineage_repeat(struct lineage *lineage, struct arena *arena) {
    struct lineage_version last = lineage->versions.items[lineage->last_text];
    add_version(lineage, arena);
    for (uint32_t i = 0; i < last.count; i++) {
        struct lineage_mark mark = lineage->marks.items[last.first + i];
        *array_add(&lineage->marks, arena) = mark;
    }
    end_version(lineage);
}

void lineage_withdraw(struct lineage *lineage, struct arena *arena) {
    add_version(lineage, arena);
}

/* One step from a text to the next. */

uint32_t *step_numbers(struct lineage_step *step, size_t count, uint32_t value) {
    uint32_t *numbers = arena_array(&step->scratch, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        numbers[i] = value;
    return numbers;
}

const struct lineage_mark *step_mark(const struct lineage_step *step, uint32_t index) {
    return &step->lineage->marks.items[step->before.first + index];
}

static void find_marks(struct lineage_step *step) {
    uint32_t at = 0;
    step->first_mark = step_numbers(step, step->old->count + 1, 0);
    for (uint32_t i = 0; i <= step->old->count; i++) {
        while (at < step->before.count && step_mark(step, at)->block < i)
            at++;
        step->first_mark[i] = at;
    }
}

static void link_old(struct lineage_step *step, uint32_t old, uint32_t new) {
    step->next[old] = step->first_old[new];
    step->first_old[new] = old;
}

/* Where align found what; of a passage that went into another one, only the whole counts. */
static void take_alignment(struct lineage_step *step) {
    step->new_of = step_numbers(step, step->old->count, NONE);
    for (uint32_t i = 0; i < step->old->count; i++)
        step->new_of[i] = step->alignment->new_of[i];
}

static bool is_main(const struct lineage_step *step, uint32_t old) {
    return step->alignment->old_of[step->new_of[old]] == old && step->alignment->new_of[old] == step->new_of[old];
}

/* For each new passage the old ones that went into it: the main one first, the others in the order of their text. */
static void link_sources(struct lineage_step *step) {
    step->next = step_numbers(step, step->old->count, NONE);
    step->first_old = step_numbers(step, step->new->count, NONE);
    for (uint32_t i = (uint32_t)step->old->count; i-- > 0;)
        if (step->new_of[i] != NONE && !is_main(step, i))
            link_old(step, i, step->new_of[i]);
    for (uint32_t i = 0; i < step->old->count; i++)
        if (step->new_of[i] != NONE && is_main(step, i))
            link_old(step, i, step->new_of[i]);
}

static void raise_marks(struct lineage_step *step, uint32_t new, struct arena *arena) {
    struct lineage *lineage = step->lineage;
    size_t grave = step->grave_of[new];
    do
        *array_add(&lineage->marks, arena) = (struct lineage_mark){lineage->graves.items[grave].name, new};
    while (++grave < lineage->graves.count && lineage->graves.items[grave].is_further);
}

static void mark_passages(struct lineage_step *step, struct arena *arena) {
    const struct doc_block *blocks = DOC_ITEMS(step->new->body, blocks, struct doc_block);
    struct lineage *lineage = step->lineage;
    struct naming naming;
    naming_start(&naming, lineage, &step->scratch, arena);
    add_version(lineage, arena);
    for (uint32_t j = 0; j < step->new->count; j++) {
        if (blocks[j].kind == BLOCK_RULE)
            continue;
        if (step->grave_of[j] != NONE)
            raise_marks(step, j, arena);
        else if (step->first_carried[j] == step->first_carried[j + 1])
            *array_add(&lineage->marks, arena) = (struct lineage_mark){new_name(&naming, &blocks[j]), j};
        for (uint32_t at = step->first_carried[j]; at < step->first_carried[j + 1]; at++)
            *array_add(&lineage->marks, arena) = step->carried.items[at];
    }
}

/* Those that rose again leave their graves. */
static void empty_graves(struct lineage_step *step) {
    struct lineage *lineage = step->lineage;
    uint8_t *risen = arena_array(&step->scratch, uint8_t, lineage->graves.count + 1);
    size_t kept = 0;
    for (size_t j = 0; j < step->new->count; j++)
        if (step->grave_of[j] != NONE)
            risen[step->grave_of[j]] = 1;
    for (size_t i = 0; i < lineage->graves.count; i++)
        risen[i] |= lineage->graves.items[i].is_further && i && risen[i - 1];
    for (size_t i = 0; i < lineage->graves.count; i++)
        if (!risen[i])
            lineage->graves.items[kept++] = lineage->graves.items[i];
    lineage->graves.count = kept;
}

static void bury(struct lineage_step *step, uint32_t old, struct arena *arena) {
    struct lineage *lineage = step->lineage;
    struct lineage_grave grave = {.last = lineage->last_text, .block = old, .gone = (uint32_t)lineage->versions.count};
    grave_describe(&grave, step->old, &step->old_plain, old);
    for (uint32_t at = step->first_mark[old]; at < step->first_mark[old + 1]; at++) {
        grave.name = step_mark(step, at)->name;
        *array_add(&lineage->graves, arena) = grave;
        grave.is_further = 1;
    }
}

static void bury_all(struct lineage_step *step, struct arena *arena) {
    for (uint32_t i = 0; i < step->old->count; i++)
        if (step->new_of[i] == NONE)
            bury(step, i, arena);
}

void lineage_add(struct lineage *lineage, const struct passages *old, const struct passages *new,
                 const struct alignment *alignment, struct arena *arena) {
    struct lineage_step step = {.lineage = lineage, .old = old, .new = new, .alignment = alignment};
    step.before = lineage->versions.items[lineage->last_text];
    plain_words(&step.old_plain, old, &step.scratch);
    plain_words(&step.new_plain, new, &step.scratch);
    find_marks(&step);
    take_alignment(&step);
    step_rescue(&step);
    link_sources(&step);
    bury_all(&step, arena);
    step_carry(&step, arena);
    step_raise(&step);
    mark_passages(&step, arena);
    empty_graves(&step);
    end_version(lineage);
    arena_free(&step.scratch);
}

struct digest lineage_digest(const struct lineage *lineage) {
    struct lineage_version last = lineage->versions.items[lineage->last_text];
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < last.count; i++) {
        const struct lineage_mark *mark = &lineage->marks.items[last.first + i];
        hasher_add_number(&hasher, mark->block);
        hasher_add_text(&hasher, name_text(&lineage->names.items[mark->name]));
    }
    for (size_t i = 0; i < lineage->graves.count; i++) {
        const struct lineage_grave *grave = &lineage->graves.items[i];
        hasher_add_text(&hasher, name_text(&lineage->names.items[grave->name]));
        hasher_add_number(&hasher, (uint64_t)grave->last << 32 | grave->gone);
        hasher_add_number(&hasher, grave->block);
    }
    return hasher_end(&hasher);
}

/* Records. */

struct record_head {
    uint32_t format, last_text;
    uint32_t name_count, mark_count, version_count, grave_count, shadow_count, unused;
};

void lineage_write(struct buffer *record, const struct lineage *lineage) {
    struct record_head head = {
        .format = LINEAGE_FORMAT,
        .last_text = lineage->last_text,
        .name_count = (uint32_t)lineage->names.count,
        .mark_count = (uint32_t)lineage->marks.count,
        .version_count = (uint32_t)lineage->versions.count,
        .grave_count = (uint32_t)lineage->graves.count,
        .shadow_count = (uint32_t)lineage->shadows.count,
    };
    buffer_add_bytes(record, &head, sizeof head);
    buffer_add_bytes(record, lineage->names.items, head.name_count * sizeof *lineage->names.items);
    buffer_add_bytes(record, lineage->marks.items, head.mark_count * sizeof *lineage->marks.items);
    buffer_add_bytes(record, lineage->versions.items, head.version_count * sizeof *lineage->versions.items);
    buffer_add_bytes(record, lineage->graves.items, head.grave_count * sizeof *lineage->graves.items);
    buffer_add_bytes(record, lineage->shadows.items, head.shadow_count * sizeof *lineage->shadows.items);
}

/* Takes `count` items off the front of what is left; all are of sizes that keep an alignment to 8. */
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

static bool is_sound(const struct lineage *lineage) {
    for (size_t i = 0; i < lineage->names.count; i++)
        if (lineage->names.items[i].letters[LINEAGE_LETTERS])
            return false;
    for (size_t i = 0; i < lineage->marks.count; i++)
        if (lineage->marks.items[i].name >= lineage->names.count)
            return false;
    for (size_t i = 0; i < lineage->versions.count; i++) {
        struct lineage_version version = lineage->versions.items[i];
        if (version.first > lineage->marks.count || version.count > lineage->marks.count - version.first)
            return false;
    }
    for (size_t i = 0; i < lineage->graves.count; i++)
        if (!is_sound_grave(lineage, &lineage->graves.items[i]))
            return false;
    for (size_t i = 0; i < lineage->shadows.count; i++)
        if (!is_sound_grave(lineage, &lineage->shadows.items[i]))
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
    lineage->names.count = lineage->names.capacity = head.name_count;
    lineage->marks.count = lineage->marks.capacity = head.mark_count;
    lineage->versions.count = lineage->versions.capacity = head.version_count;
    lineage->graves.count = lineage->graves.capacity = head.grave_count;
    lineage->shadows.count = lineage->shadows.capacity = head.shadow_count;
    return whole && rest.size == 0 && head.format == LINEAGE_FORMAT && is_sound(lineage);
}

bool lineage_read(struct lineage *lineage, struct text record, struct arena *arena) {
    return lineage_view(lineage, text_copy(record, arena));
}
