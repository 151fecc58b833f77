#include "deploy/merge.h"

#include "base/array.h"

/* Names. */

/* At a * of a pattern, what stands for it is tried from the shortest on; ** goes over folders, too. */
static bool matches(struct text pattern, struct text path) {
    for (; pattern.size; pattern = text_after(pattern, 1), path = text_after(path, 1)) {
        if (pattern.bytes[0] == '*') {
            bool is_any = text_starts(pattern, TEXT("**"));
            struct text rest = text_after(pattern, is_any ? 2 : 1);
            for (size_t i = 0; i <= path.size; i++)
                if (matches(rest, text_after(path, i)))
                    return true;
                else if (i < path.size && path.bytes[i] == '/' && !is_any)
                    return false;
            return false;
        }
        if (!path.size || (pattern.bytes[0] != path.bytes[0] && (pattern.bytes[0] != '?' || path.bytes[0] == '/')))
            return false;
    }
    return !path.size;
}

bool merge_names(const char *list, struct text path) {
    struct text name, rest = text_of(list);
    while (text_cut(&name, &rest, ',')) {
        name = text_trim(name);
        bool is_folder = text_ends(name, TEXT("/"));
        if (name.size && (matches(name, path) || (is_folder && text_starts(path, name))))
            return true;
    }
    return false;
}

/* Files. */

/* The index of the first file that is not before `path`. */
static size_t first_from(const struct branch_files *files, struct text path) {
    size_t low = 0, high = files->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(files->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct branch_file *branch_file_at(const struct branch_files *files, struct text path) {
    size_t at = first_from(files, path);
    return at < files->count && text_equal(files->items[at].path, path) ? &files->items[at] : NULL;
}

static bool is_ours(const struct merge *merge, struct text path) {
    bool is_kept = merge_names(merge->keep, path);
    return !is_kept && (merge->adopts || text_equal(path, TEXT(MANIFEST_PATH)) || manifest_has(merge->manifest, path));
}

static bool is_same(const struct branch_file *old, const struct branch_file *built) {
    return text_equal(old->id, built->id) && text_equal(old->mode, built->mode);
}

/* What stays, and is in the way. */

static void collide(struct merged *merged, struct text path, struct text built, struct arena *arena) {
    *array_add(&merged->collisions, arena) = (struct merge_collision){path, built};
}

/* A file in the place of one of the folders above. */
static void check_above(struct merged *merged, const struct merge *merge, struct text built, struct arena *arena) {
    for (size_t slash = text_find_char(built, '/', 0); slash < built.size; slash = text_find_char(built, '/', slash + 1)) {
        const struct branch_file *old = branch_file_at(merge->old, text_slice(built, 0, slash));
        if (old && !is_ours(merge, old->path))
            collide(merged, old->path, built, arena);
    }
}

/* A folder in the place of the file, where anything below it stays. */
static void check_below(struct merged *merged, const struct merge *merge, struct text built, struct arena *arena) {
    struct text folder = text_join(arena, built, TEXT("/"));
    for (size_t i = first_from(merge->old, folder); i < merge->old->count; i++) {
        struct text path = merge->old->items[i].path;
        if (!text_starts(path, folder))
            return;
        if (!is_ours(merge, path)) {
            collide(merged, path, built, arena);
            return;
        }
    }
}

/* Steps. */

static void add_step(struct merged *merged, enum merge_change change, struct text path, size_t index, struct arena *arena) {
    *array_add(&merged->steps, arena) = (struct merge_step){change, path, index};
    merged->counts[change]++;
}

static void take_old(struct merged *merged, const struct merge *merge, const struct branch_file *old, struct arena *arena) {
    if (is_ours(merge, old->path))
        add_step(merged, MERGE_REMOVE, old->path, SIZE_MAX, arena);
    else
        merged->foreign++;
}

static void take_built(struct merged *merged, const struct merge *merge, size_t index, struct arena *arena) {
    struct text path = merge->built->items[index].path;
    check_above(merged, merge, path, arena);
    check_below(merged, merge, path, arena);
    add_step(merged, MERGE_ADD, path, index, arena);
}

static void take_both(struct merged *merged, const struct merge *merge, const struct branch_file *old, size_t index,
                      struct arena *arena) {
    if (is_same(old, &merge->built->items[index]))
        return;
    if (!is_ours(merge, old->path))
        collide(merged, old->path, old->path, arena);
    add_step(merged, MERGE_CHANGE, old->path, index, arena);
}

void merge_files(struct merged *merged, const struct merge *merge, struct arena *arena) {
    const struct branch_files *old = merge->old, *built = merge->built;
    size_t i = 0, j = 0;
    *merged = (struct merged){0};
    while (i < old->count || j < built->count) {
        int order = i == old->count ? 1 : j == built->count ? -1 : text_compare(old->items[i].path, built->items[j].path);
        if (order < 0)
            take_old(merged, merge, &old->items[i++], arena);
        else if (order > 0)
            take_built(merged, merge, j++, arena);
        else
            take_both(merged, merge, &old->items[i++], j++, arena);
    }
}
