#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"
#include "read/git/commits.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_BLOB_BYTES = 1 << 20, MOST_PAIRS = 250000, MOST_TWINS = 100, PERCENT_NEEDED = 50 };

/* One line of a file that is not empty. */
struct line {
    uint64_t hash;
    uint64_t size;
};

/* A file that was added or removed and has no partner yet. */
struct rename_candidate {
    struct file_change *change;
    bool loaded, taken;
    struct line *lines; /* sorted */
    size_t line_count;
    uint64_t size; /* of all lines */
};

struct rename_candidates {
    struct rename_candidate *items;
    size_t count, capacity;
};

struct pair {
    uint32_t percent;
    bool same_name;
    uint32_t from, to; /* indexes of candidates, which stand in the order of paths */
};

struct pairs {
    struct pair *items;
    size_t count, capacity;
};

static struct text name_in(struct text path) {
    size_t start = path.size;
    while (start && path.bytes[start - 1] != '/')
        start--;
    return text_after(path, start);
}

static bool same_name(const struct file_change *a, const struct file_change *b) {
    return text_equal(name_in(a->path), name_in(b->path));
}

static void pair_up(struct rename_candidate *from, struct rename_candidate *to) {
    to->change->kind = CHANGE_RENAMED;
    to->change->old_path = from->change->path;
    to->change->old_blob = from->change->old_blob;
    to->change->olds = from->change->olds;
    from->taken = to->taken = true;
}

/*
 * The same place: the name differs only in case, or "a.md" became "a/index.md". On many disks that is one file which was
 * edited, and all of them show it at one address, whatever text it has and which other file has its old one.
 */

static struct text place_of(struct text path, struct arena *scratch) {
    struct text index = TEXT("/index.md");
    struct text place = utf8_fold(path, scratch);
    if (text_ends(place, index))
        place = text_join(scratch, text_slice(place, 0, place.size - index.size), TEXT(".md"));
    return place;
}

static void match_places(const struct rename_candidates *from, const struct rename_candidates *to, struct arena *scratch) {
    struct table places = {0};
    for (size_t i = 0; i < from->count; i++)
        table_put(&places, place_of(from->items[i].change->path, scratch), (uint32_t)i, scratch);
    for (size_t i = 0; i < to->count; i++) {
        uint32_t old = table_get(&places, place_of(to->items[i].change->path, scratch));
        if (old != NONE && !from->items[old].taken)
            pair_up(&from->items[old], &to->items[i]);
    }
}

/* The same bytes. */

static int by_blob(const void *a, const void *b) {
    const struct rename_candidate *left = *(struct rename_candidate *const *)a, *right = *(struct rename_candidate *const *)b;
    int order = git_oid_cmp(&left->change->old_blob, &right->change->old_blob);
    return order ? order : text_compare(left->change->path, right->change->path);
}

static size_t first_with_blob(struct rename_candidate *const *sorted, size_t count, const git_oid *blob) {
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (git_oid_cmp(&sorted[middle]->change->old_blob, blob) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The removed file with the same bytes as `to`: one of the same name if there is any, otherwise the first by path. */
static struct rename_candidate *find_twin(struct rename_candidate *const *sorted, size_t count,
                                          const struct rename_candidate *to) {
    struct rename_candidate *twin = NULL;
    size_t first = first_with_blob(sorted, count, &to->change->blob);
    for (size_t i = first; i < count && i < first + MOST_TWINS; i++) {
        if (!git_oid_equal(&sorted[i]->change->old_blob, &to->change->blob))
            break;
        if (sorted[i]->taken)
            continue;
        if (same_name(sorted[i]->change, to->change))
            return sorted[i];
        if (!twin)
            twin = sorted[i];
    }
    return twin;
}

static void match_twins(const struct rename_candidates *from, const struct rename_candidates *to, struct arena *scratch) {
    struct rename_candidate **sorted = arena_array(scratch, struct rename_candidate *, from->count);
    for (size_t i = 0; i < from->count; i++)
        sorted[i] = &from->items[i];
    qsort(sorted, from->count, sizeof *sorted, by_blob);
    for (size_t i = 0; i < to->count; i++) {
        struct rename_candidate *twin = to->items[i].taken ? NULL : find_twin(sorted, from->count, &to->items[i]);
        if (twin)
            pair_up(twin, &to->items[i]);
    }
}

/* Similar bytes. */

static int by_hash(const void *a, const void *b) {
    const struct line *left = a, *right = b;
    return (left->hash > right->hash) - (left->hash < right->hash);
}

static void split_lines(struct rename_candidate *candidate, struct text bytes, struct arena *scratch) {
    struct {
        struct line *items;
        size_t count, capacity;
    } lines = {0};
    if (text_find_char(bytes, '\0', 0) < bytes.size)
        return;
    for (struct text line; text_cut(&line, &bytes, '\n');) {
        line = text_trim(line);
        if (line.size)
            *array_add(&lines, scratch) = (struct line){text_hash(line), line.size};
        candidate->size += line.size;
    }
    candidate->lines = lines.items;
    candidate->line_count = lines.count;
    if (lines.count)
        qsort(lines.items, lines.count, sizeof *lines.items, by_hash);
}

/* A file that is too large or binary has no lines, so it is similar to nothing. */
static bool load(struct rename_candidate *candidate, const git_oid *blob, const struct repository *repository,
                 struct arena *scratch) {
    git_odb_object *object = NULL;
    size_t size = 0;
    git_object_t type;
    if (candidate->loaded)
        return true;
    candidate->loaded = true;
    git_reading(blob);
    if (git_odb_read_header(&size, &type, repository->objects, blob) != 0)
        return false;
    if (size > LARGEST_BLOB_BYTES)
        return true;
    if (!git_read(&object, repository, blob, GIT_OBJECT_BLOB))
        return false;
    split_lines(candidate, (struct text){git_odb_object_data(object), git_odb_object_size(object)}, scratch);
    git_odb_object_free(object);
    return true;
}

static uint32_t similarity(const struct rename_candidate *a, const struct rename_candidate *b) {
    uint64_t common = 0, larger = a->size > b->size ? a->size : b->size, smaller = a->size + b->size - larger;
    if (!larger || smaller * 100 / larger < PERCENT_NEEDED)
        return 0;
    for (size_t i = 0, j = 0; i < a->line_count && j < b->line_count;) {
        int order = by_hash(&a->lines[i], &b->lines[j]);
        if (order == 0)
            common += a->lines[i].size;
        i += order <= 0;
        j += order >= 0;
    }
    return (uint32_t)(common * 100 / larger);
}

static bool compare_pair(struct pairs *pairs, const struct rename_candidates *from, const struct rename_candidates *to,
                         struct pair pair, const struct repository *repository, struct arena *scratch) {
    struct rename_candidate *a = &from->items[pair.from], *b = &to->items[pair.to];
    if (!load(a, &a->change->old_blob, repository, scratch) || !load(b, &b->change->blob, repository, scratch))
        return false;
    pair.percent = similarity(a, b);
    if (pair.percent >= PERCENT_NEEDED)
        *array_add(pairs, scratch) = pair;
    return true;
}

static bool find_pairs(struct pairs *pairs, const struct rename_candidates *from, const struct rename_candidates *to,
                       const struct repository *repository, struct arena *scratch) {
    bool too_many = from->count && to->count > MOST_PAIRS / from->count;
    for (uint32_t i = 0; i < to->count; i++) {
        if (to->items[i].taken || to->items[i].change->is_link)
            continue;
        for (uint32_t j = 0; j < from->count; j++) {
            if (from->items[j].taken || from->items[j].change->is_link)
                continue;
            struct pair pair = {0, same_name(from->items[j].change, to->items[i].change), j, i};
            if ((!too_many || pair.same_name) && !compare_pair(pairs, from, to, pair, repository, scratch))
                return false;
        }
    }
    return true;
}

static int most_similar_first(const void *a, const void *b) {
    const struct pair *left = a, *right = b;
    if (left->percent != right->percent)
        return left->percent > right->percent ? -1 : 1;
    if (left->same_name != right->same_name)
        return left->same_name ? -1 : 1;
    if (left->to != right->to)
        return left->to < right->to ? -1 : 1;
    return (left->from > right->from) - (left->from < right->from);
}

static bool match_similar(const struct rename_candidates *from, const struct rename_candidates *to,
                          const struct repository *repository, struct arena *scratch) {
    struct pairs pairs = {0};
    if (!find_pairs(&pairs, from, to, repository, scratch))
        return false;
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, most_similar_first);
    for (size_t i = 0; i < pairs.count; i++) {
        struct rename_candidate *a = &from->items[pairs.items[i].from], *b = &to->items[pairs.items[i].to];
        if (!a->taken && !b->taken)
            pair_up(a, b);
    }
    return true;
}

static void drop_partners(struct file_changes *changes, const struct rename_candidates *from) {
    size_t kept = 0;
    for (size_t i = 0, next = 0; i < changes->count; i++) {
        bool is_candidate = next < from->count && from->items[next].change == &changes->items[i];
        bool is_renamed = is_candidate && from->items[next].taken;
        next += is_candidate;
        if (!is_renamed)
            changes->items[kept++] = changes->items[i];
    }
    changes->count = kept;
}

bool git_find_renames(struct file_changes *changes, const struct repository *repository, struct arena *scratch) {
    struct rename_candidates from = {0}, to = {0};
    for (size_t i = 0; i < changes->count; i++) {
        struct file_change *change = &changes->items[i];
        if (change->kind == CHANGE_WITHDRAWN)
            *array_add(&from, scratch) = (struct rename_candidate){.change = change};
        else if (change->kind == CHANGE_ADDED)
            *array_add(&to, scratch) = (struct rename_candidate){.change = change};
    }
    if (!from.count || !to.count)
        return true;
    match_places(&from, &to, scratch);
    match_twins(&from, &to, scratch);
    if (!match_similar(&from, &to, repository, scratch))
        return false;
    drop_partners(changes, &from);
    return true;
}
