/*
 * hearing: collects witnesses for testimony.c. Each kind of witness has a file: hear_json.c, hear_facts.c, hear_elements.c,
 * hear_lines.c.
 *
 *     hear_say(hearing, &(struct word_of){.said = SAID_TITLE, .value = text, .source = "<h1>", .weight = 80, .block = i});
 *
 * hear_say.c takes what they hear; hear_names.c and hear_dates.c read names and dates. What is said is cleaned there: white space
 * is made single, names are taken apart where a line names several persons, dates are read (read/written_date.h). What is no
 * date or no name is not heard.
 */
#ifndef IMPORT_HEARING_H
#define IMPORT_HEARING_H

#include "import/testimony.h"

struct hearing {
    const struct intake *intake;
    const uint32_t *hints;
    const struct core *core;
    struct testimony *testimony;
    uint32_t head, head_end; /* the blocks above the text, and its first: where titles, names and dates stand */
    struct text base;        /* where the page is from: what the editor says, or "" */
    struct arena *arena;
};

/* One thing that is said. */
struct word_of {
    enum said_field said;
    struct text value;
    const char *source;
    uint16_t weight;
    uint32_t from;
    uint32_t block; /* NONE: it is no text of the page */
};

/* Whether anything was heard. */
bool hear_say(struct hearing *hearing, const struct word_of *word);

/* One witness more, of a value that is clean; false when it is empty. */
bool hear_add(struct hearing *hearing, const struct word_of *word, struct text value);

/* A witness for each person that a text names. */
bool hear_names(struct hearing *hearing, const struct word_of *word, struct text names);

void hear_json(struct hearing *hearing);
void hear_facts(struct hearing *hearing);
void hear_elements(struct hearing *hearing);
void hear_lines(struct hearing *hearing);

/* Marks a block as one that says nothing else: it goes into the front matter, and is no text. */
void hear_take(struct hearing *hearing, uint32_t block, enum said_field said);

/* A date anywhere in a text: the first that can be read. False when there is none. */
bool hear_date(struct text *iso, bool *is_doubtful, struct text text, struct arena *arena);

/* Cuts a line at bars and dots: "By SHI XIANJIN | China Daily Global | Updated: 2025-08-07". Returns how many parts, at most 8.
 */
size_t hear_parts(struct text parts[8], struct text line);

/* White space made single, and none at the ends. */
struct text hear_single(struct text text, struct arena *arena);

#endif
