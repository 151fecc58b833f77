#include "read/git/walk_record.h"

#include "base/array.h"
#include "read/git/history.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Reading. */

/* The size of everything between the head and the texts' bytes. */
static uint64_t arrays_bytes(const struct walk_head *head) {
    return (uint64_t)head->commit_count * sizeof(struct walk_commit) +
           (uint64_t)head->change_count * sizeof(struct walk_change) + (uint64_t)head->old_count * sizeof(struct walk_id) +
           (uint64_t)head->parent_count * sizeof(uint32_t) + (uint64_t)head->person_count * sizeof(struct walk_person) +
           (uint64_t)head->file_count * sizeof(struct walk_file) + (uint64_t)head->text_count * sizeof(struct walk_text);
}

static bool is_number(uint32_t number, uint32_t count, bool none) {
    return number < count || (none && number == NONE);
}

static bool texts_are_sound(const struct commit_walk *walk) {
    const struct walk_head *head = walk->head;
    for (uint32_t i = 0; i < head->text_count; i++)
        if ((uint64_t)walk->texts[i].offset + walk->texts[i].size > head->byte_count)
            return false;
    for (uint32_t i = 0; i < head->person_count; i++)
        if (walk->people[i].name >= head->text_count || walk->people[i].email >= head->text_count)
            return false;
    for (uint32_t i = 0; i < head->file_count; i++)
        if (walk->files[i].path >= head->text_count)
            return false;
    return true;
}

static bool changes_are_sound(const struct commit_walk *walk) {
    for (uint32_t i = 0; i < walk->head->change_count; i++) {
        const struct walk_change *change = &walk->changes[i];
        if (!is_number(change->path, walk->head->text_count, false) ||
            !is_number(change->old_path, walk->head->text_count, true))
            return false;
    }
    return true;
}

/* Parents and changes are in the order of their commits, and no commit comes before its children. */
static bool commits_are_sound(const struct commit_walk *walk) {
    const struct walk_head *head = walk->head;
    uint32_t parents = 0, changes = 0;
    uint64_t olds = 0;
    for (uint32_t i = 0; i < head->commit_count; i++) {
        const struct walk_commit *commit = &walk->commits[i];
        if (commit->first_old != olds || commit->first_parent != parents ||
            commit->parent_count > head->parent_count - parents || commit->first_change != changes ||
            commit->change_count > head->change_count - changes)
            return false;
        if (!is_number(commit->person, head->person_count, commit->change_count == 0 && commit->parent_count < 2) ||
            !is_number(commit->subject, head->text_count, true) || !is_number(commit->coauthors, head->text_count, true) ||
            !is_number(commit->note, head->text_count, true))
            return false;
        for (uint32_t j = 0; j < commit->parent_count; j++)
            if (walk->parents[parents + j] <= i || walk->parents[parents + j] >= head->commit_count)
                return false;
        parents += commit->parent_count;
        changes += commit->change_count;
        olds += (uint64_t)commit->change_count * walk_sides(commit);
    }
    return parents == head->parent_count && changes == head->change_count && olds == head->old_count;
}

bool walk_view(struct commit_walk *walk, struct text record) {
    const char *at = record.bytes;
    const struct walk_head *head = walk->head = (const void *)at;
    if (record.size < sizeof *head || arrays_bytes(head) > record.size - sizeof *head ||
        head->byte_count != record.size - sizeof *head - arrays_bytes(head))
        return false;
    walk->commits = (const void *)(at += sizeof *head);
    walk->changes = (const void *)(at += head->commit_count * sizeof *walk->commits);
    walk->olds = (const void *)(at += head->change_count * sizeof *walk->changes);
    walk->parents = (const void *)(at += head->old_count * sizeof *walk->olds);
    walk->people = (const void *)(at += head->parent_count * sizeof *walk->parents);
    walk->files = (const void *)(at += head->person_count * sizeof *walk->people);
    walk->texts = (const void *)(at += head->file_count * sizeof *walk->files);
    walk->bytes = at + head->text_count * sizeof *walk->texts;
    return texts_are_sound(walk) && changes_are_sound(walk) && commits_are_sound(walk);
}

struct text walk_text(const struct commit_walk *walk, uint32_t number) {
    if (number == NONE)
        return (struct text){0};
    return (struct text){walk->bytes + walk->texts[number].offset, walk->texts[number].size};
}

uint32_t walk_sides(const struct walk_commit *commit) {
    return commit->parent_count ? commit->parent_count : 1;
}

const struct walk_id *walk_olds(const struct commit_walk *walk, const struct walk_commit *commit, uint32_t change) {
    return walk->olds + commit->first_old + (size_t)(change - commit->first_change) * walk_sides(commit);
}

/* Building. */

static struct text id_text(const struct walk_id *id) {
    return (struct text){(const char *)id->bytes, sizeof id->bytes};
}

uint32_t walk_add_text(struct walk_builder *builder, struct text text) {
    uint32_t number = table_get(&builder->text_numbers, text);
    if (number != NONE)
        return number;
    struct text copy = text_copy(text, builder->arena);
    *array_add(&builder->texts, builder->arena) = copy;
    number = (uint32_t)(builder->texts.count - 1);
    table_put(&builder->text_numbers, copy, number, builder->arena);
    return number;
}

uint32_t walk_add_person(struct walk_builder *builder, struct text name, struct text email) {
    struct walk_person person = {walk_add_text(builder, name), walk_add_text(builder, email)};
    struct text key = {(const char *)&person, sizeof person};
    uint32_t number = table_get(&builder->person_numbers, key);
    if (number != NONE)
        return number;
    *array_add(&builder->people, builder->arena) = person;
    number = (uint32_t)(builder->people.count - 1);
    table_put(&builder->person_numbers, text_copy(key, builder->arena), number, builder->arena);
    return number;
}

bool walk_knows(const struct walk_builder *builder, const struct walk_id *id) {
    return table_get(&builder->commit_numbers, id_text(id)) != NONE;
}

struct walk_commit *walk_add(struct walk_builder *builder, const struct walk_id *id) {
    struct walk_commit *commit = array_add(&builder->commits, builder->arena);
    *commit = (struct walk_commit){.id = *id, .person = NONE, .subject = NONE, .coauthors = NONE, .note = NONE};
    commit->first_parent = (uint32_t)builder->parents.count;
    commit->first_change = (uint32_t)builder->changes.count;
    commit->first_old = (uint32_t)builder->olds.count;
    table_put(&builder->commit_numbers, text_copy(id_text(id), builder->arena), (uint32_t)(builder->commits.count - 1),
              builder->arena);
    return commit;
}

static struct walk_commit *last_commit(struct walk_builder *builder) {
    return &builder->commits.items[builder->commits.count - 1];
}

void walk_add_parent(struct walk_builder *builder, const struct walk_id *id) {
    *array_add(&builder->parents, builder->arena) = *id;
    last_commit(builder)->parent_count++;
}

void walk_add_change(struct walk_builder *builder, struct walk_change change, const struct walk_id *olds) {
    *array_add(&builder->changes, builder->arena) = change;
    for (uint32_t i = 0; i < walk_sides(last_commit(builder)); i++)
        *array_add(&builder->olds, builder->arena) = olds[i];
    last_commit(builder)->change_count++;
}

void walk_add_file(struct walk_builder *builder, struct text path, const struct walk_id *blob) {
    uint32_t number = walk_add_text(builder, path);
    *array_add(&builder->files, builder->arena) = (struct walk_file){*blob, number};
}

/* Taking over an older record. */

/* The numbers that an old record's texts and people have in the new one. */
struct renumbering {
    uint32_t *texts, *people;
};

static uint32_t renumbered(const uint32_t *numbers, uint32_t old) {
    return old == NONE ? NONE : numbers[old];
}

static struct renumbering renumber(struct walk_builder *builder, const struct commit_walk *old) {
    struct renumbering new = {
        arena_array(builder->arena, uint32_t, old->head->text_count),
        arena_array(builder->arena, uint32_t, old->head->person_count),
    };
    for (uint32_t i = 0; i < old->head->text_count; i++)
        new.texts[i] = walk_add_text(builder, walk_text(old, i));
    for (uint32_t i = 0; i < old->head->person_count; i++)
        new.people[i] = walk_add_person(builder, walk_text(old, old->people[i].name), walk_text(old, old->people[i].email));
    return new;
}

static void take_change(struct walk_builder *builder, const struct commit_walk *old, const struct walk_commit *from,
                        uint32_t number, const struct renumbering *new) {
    struct walk_change change = old->changes[number];
    change.path = renumbered(new->texts, change.path);
    change.old_path = renumbered(new->texts, change.old_path);
    if (!change.is_left_out)
        walk_add_change(builder, change, walk_olds(old, from, number));
}

/* Those that have not been taken yet. */
struct taken_losses {
    const struct walk_loss *items;
    size_t count;
};

/* Those that come before `path`; "" for all that are left. */
static void take_losses(struct walk_builder *builder, const struct commit_walk *old, uint32_t commit, struct text path,
                        struct taken_losses *losses, const struct renumbering *new) {
    while (losses->count && losses->items->commit == commit) {
        struct text lost = walk_text(old, losses->items->path);
        if (path.size && text_compare(lost, path) > 0)
            return;
        struct walk_change change = {.path = new->texts[losses->items->path], .old_path = NONE, .kind = CHANGE_WITHDRAWN};
        change.is_left_out = true;
        walk_add_change(builder, change, losses->items->olds);
        losses->items++;
        losses->count--;
    }
}

static void take_commit(struct walk_builder *builder, const struct commit_walk *old, uint32_t number,
                        struct taken_losses *losses, const struct renumbering *new) {
    const struct walk_commit *from = &old->commits[number];
    struct walk_commit *commit = walk_add(builder, &from->id);
    commit->person = renumbered(new->people, from->person);
    commit->subject = renumbered(new->texts, from->subject);
    commit->offset_minutes = from->offset_minutes;
    commit->authored = from->authored;
    commit->committed = from->committed;
    commit->is_odd = from->is_odd;
    commit->coauthors = renumbered(new->texts, from->coauthors);
    commit->note = renumbered(new->texts, from->note);
    for (uint32_t i = 0; i < from->parent_count; i++)
        walk_add_parent(builder, &old->commits[old->parents[from->first_parent + i]].id);
    for (uint32_t i = from->first_change; i < from->first_change + from->change_count; i++) {
        take_losses(builder, old, number, walk_text(old, old->changes[i].path), losses, new);
        take_change(builder, old, from, i, new);
    }
    take_losses(builder, old, number, TEXT(""), losses, new);
}

void walk_take(struct walk_builder *builder, const struct commit_walk *old) {
    struct renumbering new = renumber(builder, old);
    for (uint32_t i = 0; i < old->head->commit_count; i++)
        if (!walk_knows(builder, &old->commits[i].id))
            take_commit(builder, old, i, &(struct taken_losses){0}, &new);
}

void walk_take_with(struct walk_builder *builder, const struct commit_walk *old, const struct walk_loss *losses, size_t count) {
    struct renumbering new = renumber(builder, old);
    struct taken_losses left = {losses, count};
    for (uint32_t i = 0; i < old->head->commit_count; i++)
        take_commit(builder, old, i, &left, &new);
    for (uint32_t i = 0; i < old->head->file_count; i++)
        walk_add_file(builder, walk_text(old, old->files[i].path), &old->files[i].blob);
}

/* The order of commits: a heap of those whose children have all been taken. */

struct heap {
    const struct walk_commit *commits;
    uint32_t *items;
    size_t count;
};

static bool comes_first(const struct heap *heap, size_t a, size_t b) {
    const struct walk_commit *left = &heap->commits[heap->items[a]], *right = &heap->commits[heap->items[b]];
    if (left->committed != right->committed)
        return left->committed > right->committed;
    return memcmp(left->id.bytes, right->id.bytes, WALK_ID_SIZE) < 0;
}

static void swap(struct heap *heap, size_t a, size_t b) {
    uint32_t kept = heap->items[a];
    heap->items[a] = heap->items[b];
    heap->items[b] = kept;
}

static void heap_put(struct heap *heap, uint32_t commit) {
    heap->items[heap->count] = commit;
    for (size_t at = heap->count++; at && comes_first(heap, at, (at - 1) / 2); at = (at - 1) / 2)
        swap(heap, at, (at - 1) / 2);
}

static uint32_t heap_take(struct heap *heap) {
    uint32_t first = heap->items[0];
    heap->items[0] = heap->items[--heap->count];
    for (size_t at = 0, child; (child = 2 * at + 1) < heap->count; at = child) {
        if (child + 1 < heap->count && comes_first(heap, child + 1, child))
            child++;
        if (!comes_first(heap, child, at))
            break;
        swap(heap, at, child);
    }
    return first;
}

static uint32_t number_of(const struct walk_builder *builder, const struct walk_id *id) {
    uint32_t number = table_get(&builder->commit_numbers, id_text(id));
    assert(number != NONE);
    return number;
}

/* Sets `order` to the numbers of all commits; see struct commit_walk. */
static void find_order(const struct walk_builder *builder, const uint32_t *parents, uint32_t *order) {
    size_t count = builder->commits.count, out = 0;
    const struct walk_commit *commits = builder->commits.items;
    uint32_t *children = arena_array(builder->arena, uint32_t, count);
    struct heap heap = {commits, arena_array(builder->arena, uint32_t, count), 0};
    for (size_t i = 0; i < builder->parents.count; i++)
        children[parents[i]]++;
    for (uint32_t i = 0; i < count; i++)
        if (!children[i])
            heap_put(&heap, i);
    while (heap.count) {
        const struct walk_commit *commit = &commits[order[out++] = heap_take(&heap)];
        for (uint32_t i = 0; i < commit->parent_count; i++)
            if (--children[parents[commit->first_parent + i]] == 0)
                heap_put(&heap, parents[commit->first_parent + i]);
    }
    assert(out == count);
}

/* Writing. Everything is numbered again in the order of first use, so that the record does not depend on how it was made. */

struct writer {
    const struct walk_builder *builder;
    struct buffer *record;
    uint32_t *new_texts, *new_people; /* by old number; NONE until used */
    uint32_t *texts, *people;         /* old numbers, in their new order */
    uint32_t text_count, person_count;
};

static uint32_t give_number(uint32_t *new_numbers, uint32_t *in_order, uint32_t *count, uint32_t old) {
    if (old == NONE)
        return NONE;
    if (new_numbers[old] == NONE) {
        new_numbers[old] = *count;
        in_order[(*count)++] = old;
    }
    return new_numbers[old];
}

static uint32_t use_text(struct writer *writer, uint32_t text) {
    return give_number(writer->new_texts, writer->texts, &writer->text_count, text);
}

static uint32_t use_person(struct writer *writer, uint32_t person) {
    return give_number(writer->new_people, writer->people, &writer->person_count, person);
}

static void write_commits(struct writer *writer, const uint32_t *order) {
    uint32_t parents = 0, changes = 0, olds = 0;
    for (size_t i = 0; i < writer->builder->commits.count; i++) {
        struct walk_commit commit = writer->builder->commits.items[order[i]];
        commit.person = use_person(writer, commit.person);
        commit.subject = use_text(writer, commit.subject);
        commit.coauthors = use_text(writer, commit.coauthors);
        commit.note = use_text(writer, commit.note);
        commit.first_parent = parents;
        commit.first_change = changes;
        commit.first_old = olds;
        parents += commit.parent_count;
        olds += commit.change_count * walk_sides(&commit);
        changes += commit.change_count;
        buffer_add_bytes(writer->record, &commit, sizeof commit);
    }
}

static void write_changes(struct writer *writer, const uint32_t *order) {
    const struct walk_builder *builder = writer->builder;
    for (size_t i = 0; i < builder->commits.count; i++) {
        const struct walk_commit *commit = &builder->commits.items[order[i]];
        for (uint32_t j = 0; j < commit->change_count; j++) {
            struct walk_change change = builder->changes.items[commit->first_change + j];
            change.path = use_text(writer, change.path);
            change.old_path = use_text(writer, change.old_path);
            buffer_add_bytes(writer->record, &change, sizeof change);
        }
    }
}

static void write_olds(struct writer *writer, const uint32_t *order) {
    const struct walk_builder *builder = writer->builder;
    for (size_t i = 0; i < builder->commits.count; i++) {
        const struct walk_commit *commit = &builder->commits.items[order[i]];
        buffer_add_bytes(writer->record, builder->olds.items + commit->first_old,
                         (size_t)commit->change_count * walk_sides(commit) * sizeof *builder->olds.items);
    }
}

static void write_parents(struct writer *writer, const uint32_t *order, const uint32_t *parents) {
    const struct walk_builder *builder = writer->builder;
    uint32_t *places = arena_array(builder->arena, uint32_t, builder->commits.count);
    for (uint32_t i = 0; i < builder->commits.count; i++)
        places[order[i]] = i;
    for (size_t i = 0; i < builder->commits.count; i++) {
        const struct walk_commit *commit = &builder->commits.items[order[i]];
        for (uint32_t j = 0; j < commit->parent_count; j++)
            buffer_add_bytes(writer->record, &places[parents[commit->first_parent + j]], sizeof *places);
    }
}

static void write_people(struct writer *writer) {
    for (uint32_t i = 0; i < writer->person_count; i++) {
        struct walk_person person = writer->builder->people.items[writer->people[i]];
        person.name = use_text(writer, person.name);
        person.email = use_text(writer, person.email);
        buffer_add_bytes(writer->record, &person, sizeof person);
    }
}

static void write_files(struct writer *writer) {
    for (size_t i = 0; i < writer->builder->files.count; i++) {
        struct walk_file file = writer->builder->files.items[i];
        file.path = use_text(writer, file.path);
        buffer_add_bytes(writer->record, &file, sizeof file);
    }
}

static void write_texts(const struct writer *writer) {
    const struct text *texts = writer->builder->texts.items;
    uint32_t offset = 0;
    for (uint32_t i = 0; i < writer->text_count; i++) {
        struct walk_text text = {offset, (uint32_t)texts[writer->texts[i]].size};
        offset += text.size;
        buffer_add_bytes(writer->record, &text, sizeof text);
    }
    for (uint32_t i = 0; i < writer->text_count; i++)
        buffer_add(writer->record, texts[writer->texts[i]]);
}

static uint32_t *unused_numbers(size_t count, struct arena *arena) {
    uint32_t *numbers = arena_array(arena, uint32_t, count);
    memset(numbers, 0xff, count * sizeof *numbers); /* NONE */
    return numbers;
}

static void write_head(const struct writer *writer) {
    const struct walk_builder *builder = writer->builder;
    struct walk_head head = {
        .commit_count = (uint32_t)builder->commits.count,
        .parent_count = (uint32_t)builder->parents.count,
        .change_count = (uint32_t)builder->changes.count,
        .old_count = (uint32_t)builder->olds.count,
        .person_count = writer->person_count,
        .file_count = (uint32_t)builder->files.count,
        .text_count = writer->text_count,
    };
    for (uint32_t i = 0; i < writer->text_count; i++)
        head.byte_count += builder->texts.items[writer->texts[i]].size;
    memcpy(writer->record->bytes, &head, sizeof head);
}

void walk_write(struct buffer *record, const struct walk_builder *builder) {
    struct arena *arena = builder->arena;
    struct writer writer = {.builder = builder, .record = record};
    writer.new_texts = unused_numbers(builder->texts.count, arena);
    writer.texts = unused_numbers(builder->texts.count, arena);
    writer.new_people = unused_numbers(builder->people.count, arena);
    writer.people = unused_numbers(builder->people.count, arena);

    uint32_t *order = arena_array(arena, uint32_t, builder->commits.count);
    uint32_t *parents = arena_array(arena, uint32_t, builder->parents.count);
    for (size_t i = 0; i < builder->parents.count; i++)
        parents[i] = number_of(builder, &builder->parents.items[i]);
    find_order(builder, parents, order);

    buffer_clear(record);
    buffer_add_bytes(record, &(struct walk_head){0}, sizeof(struct walk_head));
    write_commits(&writer, order);
    write_changes(&writer, order);
    write_olds(&writer, order);
    write_parents(&writer, order, parents);
    write_people(&writer);
    write_files(&writer);
    write_texts(&writer);
    write_head(&writer);
}
