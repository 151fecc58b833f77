/* search_catalog_change: an index after a few records became others. */
#include "search/catalog.h"

#include "base/array.h"
#include "base/none.h"

#include <stdlib.h>
#include <string.h>

/* One line of one record that differs. */
struct line_change {
    struct text key;
    uint32_t entry;
    struct text before, after; /* the lines; "": there was none, or is none */
};

struct form_count {
    struct text form;
    uint32_t texts;
};

/* A line of the index while it is changed. */
struct changed_line {
    struct search_line line; /* as it was */
    struct {
        struct form_count *items;
        size_t count, capacity;
    } forms;
    struct {
        struct search_posting *items;
        size_t count, capacity;
    } postings;
    struct text things;
    uint32_t texts; /* of an alias */
};

/*
 * A shard stands as it was where nothing changes in it and in the next two, which are all that its end hangs on. From any other
 * one on lines are read and cut anew, until a shard would begin where one did that stands.
 */
struct changing {
    struct search_catalog *catalog;
    const struct search_shard *old; /* its shards as they were */
    size_t old_count;
    bool *has_changes; /* of each */
    struct {
        struct line_change *items;
        size_t count, capacity;
    } changes;          /* by key, then entry */
    size_t next_change; /* the first that has not been made */
    size_t next_shard;  /* the first that has not been read */
    struct {
        struct text *items;
        size_t count, capacity;
    } lines;            /* of the shards that are made again */
    size_t *first_line; /* of each old shard that was read: where its lines begin among these */
    struct search_cutter cutter;
    struct remembered *aside;
    struct arena *arena, scratch;
};

/* What differs */

static bool next_line(struct text *line, struct text *key, struct text *rest) {
    struct text behind;
    if (!text_cut(line, rest, '\n'))
        return false;
    *key = search_key(*line, &behind);
    return true;
}

static void compare_records(struct changing *of, const struct search_change *change) {
    struct text before = change->before, after = change->after, key_before, key_after, line_before, line_after;
    bool has_before = next_line(&line_before, &key_before, &before);
    bool has_after = next_line(&line_after, &key_after, &after);
    while (has_before || has_after) {
        int order = !has_before ? 1 : !has_after ? -1 : text_compare(key_before, key_after);
        struct line_change differs = {.key = order <= 0 ? key_before : key_after, .entry = change->entry};
        differs.before = order <= 0 ? line_before : (struct text){0};
        differs.after = order >= 0 ? line_after : (struct text){0};
        if (order != 0 || !text_equal(differs.before, differs.after))
            *array_add(&of->changes, &of->scratch) = differs;
        if (order <= 0)
            has_before = next_line(&line_before, &key_before, &before);
        if (order >= 0)
            has_after = next_line(&line_after, &key_after, &after);
    }
}

static int by_key(const void *a, const void *b) {
    const struct line_change *left = a, *right = b;
    int order = text_compare(left->key, right->key);
    return order ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

/* One line */

static void read_line(struct changed_line *line, struct text text, struct arena *arena) {
    struct search_posting posting;
    struct text form, forms;
    search_line_read(&line->line, text);
    line->texts = line->line.df;
    line->things = line->line.things;
    for (forms = line->line.forms; text_cut(&form, &forms, ' ');) {
        size_t colon = text_find_char(form, ':', 0);
        uint32_t texts = 0;
        for (size_t i = colon + 1; i < form.size; i++)
            texts = texts * 10 + (uint32_t)(form.bytes[i] - '0');
        *array_add(&line->forms, arena) = (struct form_count){text_slice(form, 0, colon), texts};
    }
    struct search_postings postings = {.bytes = line->line.postings};
    while (search_next_posting(&postings, &posting))
        *array_add(&line->postings, arena) = posting;
}

static void count_form(struct changed_line *line, struct text form, bool is_added, struct arena *arena) {
    size_t i = 0;
    while (i < line->forms.count && !text_equal(line->forms.items[i].form, form))
        i++;
    if (i == line->forms.count)
        *array_add(&line->forms, arena) = (struct form_count){form, 0};
    line->forms.items[i].texts += is_added ? 1u : -1u;
}

/* Those of a record of one text. */
static void count_forms(struct changed_line *line, struct text forms, bool is_added, struct arena *arena) {
    struct text form;
    while (text_cut(&form, &forms, ' '))
        count_form(line, text_slice(form, 0, text_find_char(form, ':', 0)), is_added, arena);
}

static void take_out(struct changed_line *line, uint32_t essay) {
    size_t kept = 0;
    for (size_t i = 0; i < line->postings.count; i++)
        if (line->postings.items[i].essay != essay)
            line->postings.items[kept++] = line->postings.items[i];
    line->postings.count = kept;
}

/* The postings of an essay. */
static void put_in(struct changed_line *line, struct text written, uint32_t essay, struct arena *arena) {
    struct search_postings postings = {.bytes = written};
    struct search_posting posting;
    size_t place = 0, added = 0;
    while (place < line->postings.count && line->postings.items[place].essay < essay)
        place++;
    for (; search_next_posting(&postings, &posting); added++) {
        array_add(&line->postings, arena);
        struct search_posting *items = line->postings.items;
        size_t behind = line->postings.count - 1 - place - added;
        memmove(items + place + added + 1, items + place + added, behind * sizeof *items);
        items[place + added] = posting;
    }
}

static void change_units(struct changed_line *line, const struct changing *of, const struct line_change *change,
                         const struct search_line *after, struct arena *arena) {
    if (change->entry + 1 == of->catalog->entries.count) {
        line->things = after->things;
        return;
    }
    take_out(line, change->entry);
    put_in(line, after->postings, change->entry, arena);
}

static void change_line(struct changed_line *line, const struct changing *of, const struct line_change *change,
                        struct arena *arena) {
    struct search_line before = {0}, after = {0};
    if (change->before.size)
        search_line_read(&before, change->before);
    if (change->after.size)
        search_line_read(&after, change->after);
    line->texts += (change->after.size != 0) - (change->before.size != 0);
    if (SEARCH_IS_ALIAS(change->key))
        return;
    count_forms(line, before.forms, false, arena);
    count_forms(line, after.forms, true, arena);
    change_units(line, of, change, &after, arena);
}

static int by_form(const void *a, const void *b) {
    return text_compare(((const struct form_count *)a)->form, ((const struct form_count *)b)->form);
}

/* Nothing, where no text has the line any more. */
static void write_line(struct buffer *out, struct changed_line *line, struct text key) {
    size_t forms = 0;
    for (size_t i = 0; i < line->forms.count; i++)
        if (line->forms.items[i].texts)
            line->forms.items[forms++] = line->forms.items[i];
    if (SEARCH_IS_ALIAS(key) ? !line->texts : !forms)
        return;
    buffer_add(out, key);
    if (SEARCH_IS_ALIAS(key)) {
        buffer_add_format(out, "\t%u", line->texts);
        return;
    }
    qsort(line->forms.items, forms, sizeof *line->forms.items, by_form);
    for (size_t i = 0; i < forms; i++)
        buffer_add_format(out, "%c%.*s:%u", i ? ' ' : '\t', TEXT_ARGS(line->forms.items[i].form), line->forms.items[i].texts);
    buffer_add_format(out, "\t%zu\t", line->postings.count);
    for (size_t i = 0; i < line->postings.count; i++)
        search_add_posting(out, i ? &line->postings.items[i - 1] : NULL, line->postings.items[i]);
    buffer_add_char(out, '\t');
    buffer_add(out, line->things);
}

/* All changes of the next key. `text`: its line as it was; "" for none. */
static void make_line(struct changing *of, struct text text) {
    struct changed_line line = {0};
    struct buffer out = {0};
    struct text key = of->changes.items[of->next_change].key;
    if (text.size)
        read_line(&line, text, &of->scratch);
    for (; of->next_change < of->changes.count && text_equal(of->changes.items[of->next_change].key, key); of->next_change++)
        change_line(&line, of, &of->changes.items[of->next_change], &of->scratch);
    write_line(&out, &line, key);
    if (out.size)
        *array_add(&of->lines, &of->scratch) = buffer_take(&out, &of->scratch);
}

/* Shards */

static size_t shard_of(const struct changing *of, struct text key) {
    size_t low = 0, high = of->old_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(of->old[middle].name, key) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

static void find_changed(struct changing *of) {
    of->has_changes = arena_array(&of->scratch, bool, of->old_count + 2);
    for (size_t i = 0; i < of->changes.count; i++)
        of->has_changes[shard_of(of, of->changes.items[i].key)] = true;
}

static bool stands(const struct changing *of, size_t shard) {
    return !of->has_changes[shard] && !of->has_changes[shard + 1] && !of->has_changes[shard + 2];
}

/* Whether the next change is in a shard. */
static bool is_changed(const struct changing *of, size_t shard) {
    return of->next_change < of->changes.count && shard_of(of, of->changes.items[of->next_change].key) == shard;
}

/* Reads the next shard, with what changes in it. */
static bool read_shard(struct changing *of) {
    size_t shard = of->next_shard++, first = of->first_line[shard] = of->lines.count;
    struct text lines, line, behind;
    if (!search_shard_lines(&lines, &of->old[shard], of->aside))
        return false;
    while (text_cut(&line, &lines, '\n')) {
        struct text key = search_key(line, &behind);
        int order = -1;
        while (is_changed(of, shard) && (order = text_compare(of->changes.items[of->next_change].key, key)) < 0)
            make_line(of, (struct text){0});
        if (is_changed(of, shard) && order == 0)
            make_line(of, line);
        else
            *array_add(&of->lines, &of->scratch) = line;
    }
    while (is_changed(of, shard))
        make_line(of, (struct text){0});
    for (size_t i = first; i < of->lines.count; i++)
        search_cutter_add(&of->cutter, of->lines.items[i]);
    return true;
}

/* The last word before a shard that is made again. */
static bool word_before(struct text *word, const struct changing *of) {
    struct text lines, line, behind;
    *word = (struct text){0};
    if (!of->catalog->shards.count)
        return true;
    if (!search_shard_lines(&lines, &of->catalog->shards.items[of->catalog->shards.count - 1], of->aside))
        return false;
    while (text_cut(&line, &lines, '\n'))
        *word = search_key(line, &behind);
    *word = text_slice(*word, 0, text_find_char(*word, '\t', 0));
    return true;
}

/* Which of the old shards that were read begins at a line, and stands; or NONE. */
static size_t standing_at(const struct changing *of, size_t from, size_t line) {
    for (size_t shard = from; shard < of->next_shard; shard++)
        if (of->first_line[shard] == line && stands(of, shard))
            return shard;
    return SIZE_MAX;
}

/* Some shards may have been read before, to see where one ends. */
static void find_next_change(struct changing *of, size_t shard) {
    of->next_change = 0;
    while (of->next_change < of->changes.count && shard_of(of, of->changes.items[of->next_change].key) < shard)
        of->next_change++;
}

/* Makes shards again from `shard` on. `next`: the first that stands again, with the name that it has now. */
static bool make_again(struct changing *of, size_t shard, size_t *next, struct text *name) {
    size_t first = 0, end;
    of->lines.count = of->cutter.lines.count = 0;
    of->next_shard = shard;
    find_next_change(of, shard);
    *next = SIZE_MAX;
    if (!word_before(&of->cutter.before, of) || !read_shard(of))
        return false;
    while (*next == SIZE_MAX) {
        bool is_whole = of->next_shard == of->old_count;
        end = first < of->lines.count ? search_cutter_next(&of->cutter, first) : first;
        if (end == of->lines.count && !is_whole) {
            if (!read_shard(of))
                return false;
            continue;
        }
        if (end > first)
            search_catalog_add(of->catalog, search_cutter_name(&of->cutter, first), of->lines.items + first, end - first,
                               of->aside, of->arena);
        first = end;
        *next = first == of->lines.count ? of->old_count : standing_at(of, shard + 1, first);
    }
    *name = *next < of->old_count ? text_copy(search_cutter_name(&of->cutter, first), of->arena) : (struct text){0};
    return true;
}

static void keep_shard(struct changing *of, const struct search_catalog *old, size_t *next_long, size_t shard,
                       struct text name) {
    struct search_shard *kept = array_add(&of->catalog->shards, of->arena);
    *kept = of->old[shard];
    kept->name = name.size ? name : kept->name;
    for (; *next_long < old->longs.count && old->longs.items[*next_long].shard <= shard; ++*next_long)
        if (old->longs.items[*next_long].shard == shard)
            *array_add(&of->catalog->longs, of->arena) =
                (struct search_long){old->longs.items[*next_long].stem, (uint32_t)of->catalog->shards.count - 1};
}

static bool make_shards(struct changing *of, const struct search_catalog *old) {
    struct text name = {0};
    size_t next_long = 0;
    for (size_t shard = 0, next; shard < of->old_count; shard = next) {
        next = shard + 1;
        if (name.size || stands(of, shard)) {
            keep_shard(of, old, &next_long, shard, name);
            name = (struct text){0};
        } else if (!make_again(of, shard, &next, &name)) {
            return false;
        }
    }
    return true;
}

bool search_catalog_change(struct search_catalog *catalog, const struct search_change *changes, size_t count,
                           struct remembered *aside, struct arena *arena) {
    const struct search_catalog old = *catalog;
    struct changing of = {
        .catalog = catalog, .old = old.shards.items, .old_count = old.shards.count, .aside = aside, .arena = arena};
    search_catalog_count(catalog);
    if (catalog->common != old.common || !old.shards.count) {
        *catalog = old;
        return false;
    }
    for (size_t i = 0; i < count; i++)
        compare_records(&of, &changes[i]);
    if (of.changes.count)
        qsort(of.changes.items, of.changes.count, sizeof *of.changes.items, by_key);
    find_changed(&of);
    of.cutter = (struct search_cutter){.common = catalog->common, .arena = &of.scratch};
    of.first_line = arena_array(&of.scratch, size_t, of.old_count + 1);
    catalog->shards.items = NULL, catalog->shards.count = catalog->shards.capacity = 0;
    catalog->longs.items = NULL, catalog->longs.count = catalog->longs.capacity = 0;
    bool good = make_shards(&of, &old);
    if (!good)
        *catalog = old;
    search_cutter_free(&of.cutter);
    arena_free(&of.scratch);
    return good;
}
