/*
 * targets: what is fuzzed. Each target is a function that takes any bytes, and aborts when a promise is broken.
 *
 * `make fuzz` builds each with libFuzzer (entry.c) into build/fuzz/NAME and runs it; `make test` runs each over its corpus
 * (test_corpus.c), so that an input that once broke something stays a test. A new target is a file target_NAME.c here, a line
 * in FUZZ_TARGETS and a folder corpus/NAME.
 */
#ifndef TESTS_FUZZ_TARGETS_H
#define TESTS_FUZZ_TARGETS_H

#include "base/arena.h"
#include "base/text.h"

#define FUZZ_TARGETS(EACH)                                                                                                     \
    EACH(date)       /* dates, there and back */                                                                               \
    EACH(text)       /* slugs, words, folding and escapes */                                                                   \
    EACH(yaml)       /* YAML, and the excerpts of its diagnostics */                                                           \
    EACH(plain)      /* Markdown as the specification has it */                                                                \
    EACH(markdown)   /* a file to its two records, and their HTML */                                                           \
    EACH(bound)      /* HTML, as a book has it */                                                                              \
    EACH(compare)    /* two texts: passages, alignment, and their difference */                                                \
    EACH(align)      /* which passage became which */                                                                          \
    EACH(words)      /* which words stayed, and how that is shown */                                                           \
    EACH(quotation)  /* a text, and a quotation of it */                                                                       \
    EACH(lineage)    /* ids through a graph of texts */                                                                        \
    EACH(records)    /* the same records with damaged bytes */                                                                 \
    EACH(remembered) /* a file of remembered results, whole and damaged */                                                     \
    EACH(chart)      /* a table to its drawing */                                                                              \
    EACH(state)      /* ledger and journal, and a walk of the history */                                                       \
    EACH(mustache)   /* templates, partials and a JSON view */                                                                 \
    EACH(settings)   /* site.yaml */                                                                                           \
    EACH(xhtml)      /* HTML, as books have it */                                                                              \
    EACH(images)     /* the bytes of a picture */                                                                              \
    EACH(request)    /* what a browser asks of serve */                                                                        \
    EACH(import)     /* bytes to a draft, and back */                                                                          \
    EACH(works)      /* .bib, CSL-JSON and CSL-YAML, and what is written of them */                                            \
    EACH(styles)     /* what styles make of CSL-JSON */                                                                        \
    EACH(search)     /* a query, and files of an index, whole and damaged */                                                   \
    EACH(references) /* one essay's text among others, to its page */                                                          \
    EACH(site)       /* any files, to every page of the site */

#define FUZZ_DECLARE(name) void fuzz_##name(struct text input);
FUZZ_TARGETS(FUZZ_DECLARE)

/* Takes the part of `rest` before `separator`, or all of it. */
struct text fuzz_cut(struct text *rest, struct text separator);

/* How a text is read: `choice` has a bit for each option. */
struct parse_options;
void fuzz_parse_options(struct parse_options *options, unsigned choice);

/* Prints problems, with excerpts of `bytes`, to nowhere; their places must be possible. */
struct diag;
void fuzz_print(struct diag *problems, struct text bytes);

/* Aborts with a message unless `holds`. */
void fuzz_check(bool holds, const char *message, struct text about);

#endif
