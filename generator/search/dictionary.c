#include "search/dictionary.h"

#include "base/array.h"
#include "base/utf8.h"
#include "search/format.h"

#include <string.h>

void search_files_fail(struct search_files *files, struct text name) {
    if (files->failed.size == 0)
        files->failed = text_copy(name, files->arena);
}

const struct index_value *search_file(struct search_files *files, struct text name) {
    uint32_t known = table_get(&files->names, name);
    if (known != NONE)
        return files->values.items[known];
    struct index_value *value = arena_new(files->arena, struct index_value);
    struct text bytes;
    name = text_copy(name, files->arena);
    if (!files->load(&bytes, name, files->context, files->arena) || !index_file_read(value, bytes, name, files->arena)) {
        search_files_fail(files, name);
        *value = (struct index_value){0};
    }
    table_put(&files->names, name, (uint32_t)files->values.count, files->arena);
    *array_add(&files->values, files->arena) = value;
    return value;
}

/* The file of a word or the beginning of a shard: "w-caf_e9_". */
static struct text file_of(const char *kind, struct text word, struct arena *arena) {
    struct buffer name = {0};
    buffer_add(&name, text_of(kind));
    search_file_name(&name, word);
    return buffer_take(&name, arena);
}

/* An empty text has none. */
static size_t count_parts(struct text text, char separator) {
    size_t count = text.size > 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.bytes[i] == separator;
    return count;
}

static struct text *split(size_t *count, struct text text, char separator, struct arena *arena) {
    size_t most = count_parts(text, separator), used = 0;
    struct text *parts = arena_array(arena, struct text, most);
    for (struct text part; used < most && text_cut(&part, &text, separator);)
        parts[used++] = part;
    *count = used;
    return parts;
}

/* One form: so many characters of the stem, and what follows. */
static bool read_form(struct text *form, struct text written, struct text stem, struct arena *arena) {
    int shared = written.size ? search_digit_of(written.bytes[0]) : -1;
    size_t size = 0;
    for (int i = 0; i < shared && size < stem.size; i++)
        utf8_next(stem, &size);
    if (shared >= 0)
        *form = text_join(arena, text_slice(stem, 0, size), text_after(written, 1));
    return shared >= 0;
}

static bool is_letter_of_index(char c) {
    return c >= 'A' && c <= 'Z';
}

/* The next of the beginnings of shards, of which each is told by the one before. */
static bool next_start(struct text *start, struct text *rest, struct arena *arena) {
    size_t end = 1;
    while (end < rest->size && !is_letter_of_index(rest->bytes[end]))
        end++;
    return rest->size && read_form(start, text_take(rest, end), *start, arena);
}

static void read_starts(struct search_dictionary *dictionary, struct text coded, struct arena *arena) {
    size_t most = coded.size > 0;
    for (size_t i = 0; i < coded.size; i++)
        most += is_letter_of_index(coded.bytes[i]);
    dictionary->starts = arena_array(arena, struct text, most);
    for (struct text start = {0}; next_start(&start, &coded, arena);)
        dictionary->starts[dictionary->count++] = start;
}

struct search_dictionary *search_dictionary_open(struct search_files *files) {
    struct search_dictionary *dictionary = arena_new(files->arena, struct search_dictionary);
    const struct index_value *index = search_file(files, TEXT("index"));
    int64_t units = index_member(index, "units")->number, common = index_member(index, "common")->number;
    dictionary->files = files;
    if (index_member(index, "format")->number != SEARCH_FORMAT || units < 0 || units > INT32_MAX || common < 0 ||
        common > INT32_MAX) {
        search_files_fail(files, TEXT("index"));
        return dictionary;
    }
    dictionary->units = (uint32_t)units;
    dictionary->common = (uint32_t)common;
    read_starts(dictionary, index_member(index, "shards")->text, files->arena);
    dictionary->read = arena_array(files->arena, struct search_groups *, dictionary->count);
    return dictionary;
}

uint32_t search_dictionary_place(const struct search_dictionary *dictionary, struct text word) {
    size_t from = 0, to = dictionary->count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (text_compare(dictionary->starts[middle], word) > 0)
            to = middle;
        else
            from = middle + 1;
    }
    return from ? (uint32_t)from - 1 : NONE;
}

static bool read_forms(struct search_group *group, struct text written, struct arena *arena) {
    size_t count;
    struct text *forms = split(&count, written, ' ', arena);
    for (size_t i = 0; i < count; i++)
        if (!read_form(&forms[i], forms[i], group->stem, arena))
            return false;
    if (count == 0) {
        forms = arena_new(arena, struct text);
        forms[count++] = group->stem;
    }
    group->forms = forms;
    group->form_count = count;
    return true;
}

static bool read_decimal(uint32_t *number, struct text text) {
    *number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || *number > 100000000)
            return false;
        *number = *number * 10 + (uint32_t)(text.bytes[i] - '0');
    }
    return text.size > 0;
}

static bool read_alias(struct search_group *group, struct text form, struct text stem, struct arena *arena) {
    group->forms = arena_new(arena, struct text);
    group->forms[0] = form;
    group->form_count = 1;
    group->stem = stem;
    group->is_alias = true;
    return true;
}

static bool read_line(struct search_group *group, struct text line, struct arena *arena) {
    struct text forms = {0}, units = {0};
    if (!text_cut(&group->stem, &line, '\t') || group->stem.size == 0)
        return false;
    text_cut(&forms, &line, '\t');
    if (text_starts(forms, TEXT(">")) && line.size == 0)
        return read_alias(group, group->stem, text_after(forms, 1), arena);
    text_cut(&units, &line, '\t');
    text_cut(&group->postings, &line, '\t');
    group->things = line;
    return read_decimal(&group->units, units) && read_forms(group, forms, arena);
}

static struct search_groups *read_shard(struct search_dictionary *dictionary, uint32_t number) {
    struct arena *arena = dictionary->files->arena;
    struct search_groups *groups = arena_new(arena, struct search_groups);
    struct text name = file_of("w-", dictionary->starts[number], arena), line;
    struct text lines = search_file(dictionary->files, name)->text;
    while (text_cut(&line, &lines, '\n'))
        if (!read_line(array_add(groups, arena), line, arena)) {
            search_files_fail(dictionary->files, name);
            groups->count--;
        }
    return groups;
}

const struct search_groups *search_dictionary_lines(struct search_dictionary *dictionary, uint32_t number) {
    static const struct search_groups none;
    if (number >= dictionary->count)
        return &none;
    if (!dictionary->read[number])
        dictionary->read[number] = read_shard(dictionary, number);
    return dictionary->read[number];
}

const struct search_group *search_group_meant(struct search_dictionary *dictionary, const struct search_group *group) {
    if (!group->is_alias)
        return group;
    const struct search_groups *groups = search_dictionary_lines(dictionary, search_dictionary_place(dictionary, group->stem));
    for (size_t i = 0; i < groups->count; i++)
        if (!groups->items[i].is_alias && text_equal(groups->items[i].stem, group->stem))
            return &groups->items[i];
    return NULL;
}

static bool is_long(const struct search_group *group) {
    return text_equal(group->postings, TEXT(">"));
}

static struct text long_file(const struct search_dictionary *dictionary, const struct search_group *group) {
    return file_of("p-", group->stem, dictionary->files->arena);
}

struct text search_group_postings(struct search_dictionary *dictionary, const struct search_group *group) {
    return is_long(group) ? search_file(dictionary->files, long_file(dictionary, group))->text : group->postings;
}

void search_dictionary_fail(struct search_dictionary *dictionary, const struct search_group *group) {
    struct arena *arena = dictionary->files->arena;
    uint32_t place = search_dictionary_place(dictionary, group->stem);
    if (is_long(group) || place == NONE)
        search_files_fail(dictionary->files, long_file(dictionary, group));
    else
        search_files_fail(dictionary->files, file_of("w-", dictionary->starts[place], arena));
}
