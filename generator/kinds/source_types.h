/*
 * source_types: what an editor's word for a text means to a citation: "op-ed" is a newspaper's article.
 *
 *     uint8_t type;
 *     if (!source_type_named(&type, TEXT("op-ed")))
 *         near = source_type_near(word);
 *
 * The words stand in one table, which the manual repeats (colophon.1, "Kinds of sources"), and so do the names that CSL has for
 * its types. Words are compared without case, '-', '_' and spaces.
 */
#ifndef KINDS_SOURCE_TYPES_H
#define KINDS_SOURCE_TYPES_H

#include "base/text.h"
#include "cite/work.h"

/* By the editor's word. "article" alone says no type: the rest of what is known of the source decides (kinds/provenance.c). */
bool source_kind_named(uint8_t *type, struct text word);

/* By CSL's name, or else by the editor's word. */
bool source_type_named(uint8_t *type, struct text word);

/* The nearest word or name; "" where none is near. */
struct text source_type_near(struct text word);

#endif
