/*
 * lineage_parts: what lineage.c and its neighbours share.
 */
#ifndef MEMORY_LINEAGE_PARTS_H
#define MEMORY_LINEAGE_PARTS_H

#include "memory/lineage.h"

/* The least hashes of a passage's pairs of neighbouring words. */
void sketch_passage(struct lineage_grave *grave, const struct passages *passages, uint32_t index);

/* Whether grave `index` is that of a further name of the passage whose main one has the grave before. */
bool grave_is_further(const struct lineage *lineage, size_t index);

/*
 * Finds graves for new passages that continue none. grave_of[j] is set to the index of the grave that new passage j rises from,
 * where `name_of[j]` (the main name of what it continues) is NO_PASSAGE and there is one; else it is left alone.
 */
void graves_match(uint32_t *grave_of, const uint32_t *name_of, const struct lineage *lineage, const struct passages *new,
                  struct arena *arena);

#endif
