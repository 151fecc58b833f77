/*
 * diag: the problems found so far: collected anywhere, sorted and printed once, by the command.
 *
 *     diag_add(problems, DIAG_ERROR, E_UNKNOWN_AUTHOR, place,
 *              text_format(arena, "unknown author \"%.*s\"", TEXT_ARGS(name)), help);
 *     ...
 *     diag_print(problems, &style, stderr);
 *     return problems->errors ? STATUS_CONTENT : STATUS_DONE;
 *
 * A message is a phrase that starts with a small letter and ends without a full stop; the help says what to do ("did you mean
 * ...?").
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"
#include <stdio.h>

enum diag_level { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

/* Whose fault a problem is; the worst fault decides the exit status (1, 2 or 3). */
enum diag_fault { FAULT_CONTENT, FAULT_USAGE, FAULT_MACHINE };

/* Why something cannot be made, until it is told. */
struct diag_failure {
    struct text why;
    bool of_machine; /* the machine's fault, not the content's */
};

/*
 * Where a problem is. Lines and columns count from 1, columns in characters; 0 means the whole file. An empty path means no
 * file.
 */
struct diag_place {
    struct text path; /* relative to the reader's root */
    uint32_t line, column;
    uint32_t width; /* characters that the caret underlines, at least 1 */
};

struct diag_item {
    enum diag_level level;
    enum diag_fault fault;
    const char *code; /* "E012": one of read/codes.h */
    struct diag_place place;
    struct text message, help; /* help may be empty */
    uint32_t serial;           /* order of discovery, the last sorting key */
    bool is_held;              /* its line is not shown; set when it is printed */
};

struct diag {
    struct diag_item *items;
    size_t count, capacity;
    size_t errors, warnings;
    bool strict;           /* warnings become errors as they are added */
    enum diag_fault fault; /* the worst fault among the errors */
    struct arena arena;    /* owns the copies of all texts */
    struct table seen;     /* each problem's identity, so that it is kept once */
};

/* All arguments are copied. The same problem at the same place is kept once. */
void diag_add(struct diag *diag, enum diag_level level, const char *code, struct diag_place place, struct text message,
              struct text help);

/* As diag_add with DIAG_ERROR and no line, for a fault other than the content's. `path` may be empty. */
void diag_fail(struct diag *diag, enum diag_fault fault, const char *code, struct text path, struct text message,
               struct text help);

/* How diag_print writes. */
struct diag_style {
    bool color;
    bool json;  /* one JSON object a line, as the manual says; excerpts are left out */
    bool quiet; /* errors only */
    bool group; /* of many warnings of one code the first three are shown, and at the end how many more there are */
    /* The bytes of a file for excerpts, or false. May be NULL: then there are no excerpts. */
    bool (*read)(struct text *bytes, struct text path, void *context);
    /*
     * Whether the file's lines must not be shown here; it may change message and help, if they have words of the file. May be
     * NULL: all may be shown.
     */
    bool (*hold)(struct diag_item *item, void *context);
    void *context;
};

/*
 * Sorts all problems by path, line, column, level and order of discovery, and prints them. Long lines are cut around the caret.
 */
void diag_print(struct diag *diag, const struct diag_style *style, FILE *stream);

void diag_free(struct diag *diag);

#endif
