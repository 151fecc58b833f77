/* scratch: a new folder in memory, where there is such a file system; the caller removes it with folder_remove_all. */
#ifndef TESTS_FUZZ_SCRATCH_H
#define TESTS_FUZZ_SCRATCH_H

#include "base/files.h"

#include <stdlib.h>

static inline const char *scratch_folder(struct arena *arena) {
    const char *parent = file_exists("/dev/shm/.") ? "/dev/shm" : "/tmp";
    char *path = (char *)(uintptr_t)path_join(arena, parent, TEXT("colophon-fuzz-XXXXXX"));
    return mkdtemp(path) ? path : parent;
}

#endif
