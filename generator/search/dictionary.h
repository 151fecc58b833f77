/*
 * dictionary: the dictionary of an index: which words there are, and where each stands.
 *
 *     struct search_files files = {.load = load, .context = folder, .arena = arena};
 *     struct search_dictionary *dictionary = search_dictionary_open(&files);
 *     const struct search_groups *groups = search_dictionary_lines(dictionary, search_dictionary_place(dictionary,
 * TEXT("happy")));
 *     ...
 *     if (files.failed.size) ...                // a file that could not be read, or is not what it should be
 *
 * Files are loaded when they are asked for, once each. What fails is remembered, and gives nothing meanwhile: who
 * asks looks at the end.
 */
#ifndef SEARCH_DICTIONARY_H
#define SEARCH_DICTIONARY_H

#include "base/none.h"
#include "base/table.h"
#include "search/index_file.h"

/* The bytes of the file NAME.js below search/, which live as long as `arena`; false when there is none. */
typedef bool search_load(struct text *bytes, struct text name, void *context, struct arena *arena);

struct search_files {
    search_load *load;
    void *context;
    struct arena *arena;
    struct text failed; /* the name of the first file that could not be read; "" for none */
    struct table names; /* of files that are loaded, to `values` */
    struct {
        struct index_value **items;
        size_t count, capacity;
    } values;
};

/* What stands in a file. */
const struct index_value *search_file(struct search_files *files, struct text name);

/* Notes that a file is not what it should be. */
void search_files_fail(struct search_files *files, struct text name);

/* A line of a shard. */
struct search_group {
    struct text stem;
    struct text *forms; /* at least one */
    size_t form_count;
    uint32_t units;       /* in how many it stands: df */
    struct text postings; /* ">": in a file of their own */
    struct text things;   /* postings of things */
    bool is_alias;        /* its only form stands in the line of `stem`, in another shard */
};

struct search_groups {
    struct search_group *items;
    size_t count, capacity;
};

struct search_dictionary {
    struct search_files *files;
    struct text *starts;         /* where each shard begins */
    struct search_groups **read; /* of each, when it was read */
    size_t count;
    uint32_t units;  /* of all essays */
    uint32_t common; /* a group that is in more has postings of titles alone */
};

struct search_dictionary *search_dictionary_open(struct search_files *files);

/* The number of the shard that a word is in; NONE when it is below all, and no shard has it. */
uint32_t search_dictionary_place(const struct search_dictionary *dictionary, struct text word);

/* The lines of a shard, in their order; none for NONE. */
const struct search_groups *search_dictionary_lines(struct search_dictionary *dictionary, uint32_t number);

/* The group that an alias stands for, NULL where there is none; any other group itself. */
const struct search_group *search_group_meant(struct search_dictionary *dictionary, const struct search_group *group);

struct text search_group_postings(struct search_dictionary *dictionary, const struct search_group *group);

/* Notes that these are damaged. */
void search_dictionary_fail(struct search_dictionary *dictionary, const struct search_group *group);

#endif
